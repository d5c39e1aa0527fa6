// Do I know anyone there? Against the plainest reading of the definitions, and the sentences.
#include <weaktie/outreach/anyone_at.hpp>

#include <algorithm>
#include <map>
#include <tuple>

#include <weaktie/network/freeze.hpp>
#include <weaktie/records/records.hpp>
#include <weaktie/search/reach.hpp>

#include "../catch.hpp"
#include "../fixtures/networks.hpp"

using namespace weaktie;

namespace {

/// People whose organisations are among a few, some of them at employers of such names.
Network random_people(fixtures::Dice& dice) {
  static const std::vector<std::string> organisations = {"",         "Hart & Lowe", "HART  LOWE llp",
                                                         "Hartlowe", "Lowe Hart",   "Ravensbourne"};
  const std::uint32_t people = 2 + dice.roll(9), groups = dice.roll(4), ties = dice.roll(people * 2);
  ArraysOptions options;
  options.directed = dice.roll(2) == 0;
  const bool few = dice.roll(2) == 0;  // few people there
  for (std::uint32_t i = 0; i < people; ++i) {
    options.ids.push_back("p" + std::to_string(i));
    Person person;
    person.id = options.ids.back();
    person.organisation = organisations[few && dice.roll(3) > 0 ? 5 : dice.roll(6)];
    options.people.push_back(std::move(person));
  }
  for (std::uint32_t i = 0; i < groups; ++i) {
    AffiliationRow row;
    row.id = "g" + std::to_string(i);
    row.name = organisations[1 + dice.roll(5)];
    row.reach = dice.chance();
    row.kind = dice.roll(3) == 0 ? AffiliationKind::club : AffiliationKind::employer;
    for (const std::string& id : options.ids) {
      if (dice.roll(3) == 0) row.members.push_back(id);
    }
    options.affiliations.push_back(std::move(row));
  }
  std::vector<std::uint32_t> source, target;
  std::vector<double> chance;
  for (std::uint32_t i = 0; i < ties; ++i) {
    const std::uint32_t a = dice.roll(people), b = dice.roll(people);
    if (a == b) continue;
    source.push_back(a);
    target.push_back(b);
    chance.push_back(dice.chance());
  }
  return Network::from_arrays(source, target, chance, options);
}

bool is_asked_for(std::string_view name) { return name == "Hart & Lowe" || name == "HART  LOWE llp"; }

std::optional<std::pair<Presence, std::string>> at_hart_lowe(const Network& network, PersonIndex person) {
  const std::string organisation(network.text(person, PersonColumn::organisation));
  if (is_asked_for(organisation)) return std::pair(Presence::now, organisation);
  for (GroupIndex group = 0; group < network.group_count(); ++group) {
    const auto facts = network.affiliation(group);
    if (facts.kind != AffiliationKind::employer || !is_asked_for(facts.name)) continue;
    for (const MemberWeight member : network.members_of(group)) {
      if (member.person != person) continue;
      return std::pair(organisation.empty() ? Presence::unknown : Presence::past, std::string(facts.name));
    }
  }
  return std::nullopt;
}

std::uint64_t direct_cost(const Network& network, PersonIndex a, PersonIndex b) {
  return introductions(network, a, b, {.max_intermediaries = 0}).front().cost;
}

}  // namespace

TEST_CASE("whom one knows at an organisation agrees with asking everybody", "[outreach][property]") {
  std::map<std::string, int> seen;  // that the cases are there
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    fixtures::Dice dice(seed * 2 + 1);
    const Network network = random_people(dice);
    const PersonIndex seeker = dice.roll(static_cast<std::uint32_t>(network.size()));
    const auto tie = [&](PersonIndex a, PersonIndex b) { return network.tie(a, b).has_value(); };
    std::vector<std::pair<std::uint64_t, PersonAt>> want;
    std::vector<PersonIndex> there;
    for (PersonIndex person = 0; person < network.size(); ++person) {
      const auto at = at_hart_lowe(network, person);
      if (!at || person == seeker) continue;
      there.push_back(person);
      if (tie(seeker, person)) {
        const auto cost = direct_cost(network, seeker, person);
        want.push_back({cost, {person, 1, at->first, at->second, chance_of(cost), {}}});
        continue;
      }
      std::optional<std::pair<std::uint64_t, PersonIndex>> best;
      for (PersonIndex w = 0; w < network.size(); ++w) {
        if (!tie(seeker, w) || !tie(w, person)) continue;
        const std::pair way(direct_cost(network, seeker, w) + direct_cost(network, w, person), w);
        if (!best || way < *best) best = way;
      }
      if (best) want.push_back({best->first, {person, 2, at->first, at->second, chance_of(best->first), best->second}});
    }
    std::stable_sort(want.begin(), want.end(), [](const auto& a, const auto& b) {
      return std::tuple(a.second.degree, static_cast<int>(a.second.when), a.first) <
             std::tuple(b.second.degree, static_cast<int>(b.second.when), b.first);
    });
    const auto limit = static_cast<std::uint8_t>(dice.roll(7));
    const std::uint32_t count = dice.roll(4) == 0 ? dice.roll(3) : 100;
    const AnyoneAt got = anyone_at(network, seeker, "hart, lowe", {.count = count, .max_intermediaries = limit});
    INFO("replay with seed " << seed);
    REQUIRE(got.known + got.one_away == want.size());
    REQUIRE(got.known ==
            std::count_if(want.begin(), want.end(), [](const auto& row) { return row.second.degree == 1; }));
    REQUIRE(got.there == there.size());
    std::vector<PersonAt> rows;
    for (const auto& [cost, row] : want) {
      if (rows.size() < count) rows.push_back(row);
    }
    REQUIRE(got.rows == rows);
    REQUIRE(got.organisation == "hart, lowe");

    std::optional<Introduction> nearest;
    const Reach all = reach(network, seeker, {.max_intermediaries = limit});
    for (const PersonIndex person : there) {
      const auto way = all.introduction_to(person);
      if (!want.empty() || !way) continue;
      const auto key = [](const Introduction& it) { return std::tuple(it.cost, it.intermediaries, it.people); };
      if (!nearest || key(*way) < key(*nearest)) nearest = way;
    }
    REQUIRE(got.nearest == nearest);
    REQUIRE((got.similar.empty() || there.empty()));
    for (const std::string& name : got.similar) REQUIRE(!is_asked_for(name));
    REQUIRE(!got.text.empty());
    ++seen[got.known > 0         ? "known"
           : got.one_away > 0    ? "one away"
           : nearest.has_value() ? "nearest"
           : !there.empty()      ? "out of reach"
                                 : "nobody"];
  }
  CHECK(seen.size() == 5);
  for (const auto& [what, times] : seen) {
    INFO(what);
    CHECK(times >= 20);
  }
}

TEST_CASE("the answer is a sentence", "[outreach]") {
  Records records;
  const auto person = [&](const std::string& id, const std::string& name, const std::string& organisation) {
    Person row;
    row.id = id;
    row.name = name;
    row.organisation = organisation;
    records.add_person(row, Statement{});
  };
  const auto tie = [&](const std::string& a, const std::string& b, double chance) {
    Tie row;
    row.source = a;
    row.target = b;
    row.chance = chance;
    records.add_tie(row, Statement{});
  };
  const auto employer = [&](const std::string& id, const std::string& name, const std::string& member) {
    Affiliation row;
    row.id = id;
    row.name = name;
    row.kind = AffiliationKind::employer;
    records.add_affiliation(row, Statement{});
    Membership of;
    of.person = member;
    of.affiliation = id;
    records.add_membership(of, Statement{});
  };
  person("sarah", "Sarah", "");
  person("ann", "Ann", "Hart & Lowe LLP");
  person("ben", "Ben", "Ravensbourne");
  person("tutor", "Tutor", "UCL");
  person("li", "Li Chen", "Hart & Lowe LLP");
  person("mo", "Mo", "Nightjar");
  person("far", "Farah", "Osprey");
  person("lone", "Lone", "Heron");
  employer("employer:hart-lowe", "Hart & Lowe", "ben");
  const auto ask = [&](const char* words, const AnyoneAtOptions& options = {}) {
    const Network network = freeze(records, {.as_of = *parse_day("2026-11-01")});
    return anyone_at(network, network.index("sarah"), words, options).text;
  };
  tie("sarah", "tutor", .8);
  CHECK(ask("Hart & Lowe") ==
        "Nobody you know is at Hart & Lowe, nor anyone they know. No chain of at most 6 people leads to any of the 3 "
        "people there.");
  tie("tutor", "li", .5);
  CHECK(ask("Hart & Lowe") ==
        "Nobody you know is at Hart & Lowe. One person there, Li Chen, is one introduction away, through Tutor (40%).");
  tie("tutor", "ben", .1);
  CHECK(ask("Hart & Lowe") ==
        "Nobody you know is at Hart & Lowe. 2 people there are one introduction away; the surest is Li Chen, through "
        "Tutor (40%).");
  tie("sarah", "ann", .6);
  tie("sarah", "ben", .9);
  CHECK(ask("hart lowe") ==
        "You know 2 people at hart lowe: Ann (now) and Ben (past). One more, Li Chen, is one introduction away, "
        "through Tutor (40%).");
  tie("li", "mo", .5);
  tie("mo", "far", .25);
  CHECK(ask("Nightjar") ==
        "Nobody you know is at Nightjar, nor anyone they know. The nearest is Mo, through Tutor and Li Chen (20%).");
  CHECK(ask("Osprey", {.max_intermediaries = 1}) ==
        "Nobody you know is at Osprey, nor anyone they know. The nearest, Farah, takes 3 people in between, but at "
        "most 1 is allowed.");
  CHECK(ask("Heron") ==
        "Nobody you know is at Heron, nor anyone they know. No chain of at most 6 people leads to the one person "
        "there.");
  CHECK(ask("Hart and Lowe") ==
        "Nobody in this network is at Hart and Lowe; did you mean 'Hart & Lowe' or 'Hart & Lowe LLP'?");
  CHECK(ask("Osprye") == "Nobody in this network is at Osprye; did you mean 'Osprey'?");
  CHECK(ask("Ravensborn") == "Nobody in this network is at Ravensborn; did you mean 'Ravensbourne'?");
  CHECK(ask("Heart & Low") ==
        "Nobody in this network is at Heart & Low; did you mean 'Hart & Lowe' or 'Hart & Lowe LLP'?");
  CHECK(ask(" Zebra ") == "Nobody in this network is at Zebra.");
  employer("employer:wren", "Wren", "sarah");
  CHECK(ask("Wren") == "Nobody but you is at Wren.");
  employer("employer:wren", "Wren", "lone");
  CHECK(ask("heron") ==
        "Nobody you know is at heron, nor anyone they know. The nearest is Lone, with whom you share Wren (7%).");
}

TEST_CASE("a question without a word or a person is refused", "[outreach]") {
  const Network network =
      Network::from_arrays(std::vector<std::uint32_t>{0}, std::vector<std::uint32_t>{1}, std::vector<double>{.5});
  CHECK_THROWS_AS(anyone_at(network, 0, " & "), InvalidValue);
  CHECK_THROWS_AS(anyone_at(network, 2, "x"), UnknownPerson);
  CHECK_THROWS_AS(anyone_at(network, 0, "x", {.max_intermediaries = 7}), InvalidValue);
  CHECK(anyone_at(network, 0, "x").text == "Nobody in this network is at x.");
  CHECK(anyone_at(network, 0, "x").rows.empty());
}
