#include <weaktie/outreach/prospects.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <weaktie/network/freeze.hpp>
#include <weaktie/outreach/chance.hpp>
#include <weaktie/outreach/plan.hpp>
#include <weaktie/outreach/score.hpp>
#include <weaktie/records/records.hpp>
#include <weaktie/search/introduction.hpp>

#include "../catch.hpp"

using namespace weaktie;

namespace {

/// Everyone scored by the plainest reading of the definitions: every chain listed, no bound, no cache.
namespace slow {

struct Row {
  PersonIndex person;
  double chance, value, score;
  Approach approach;
  std::vector<PersonIndex> brokers;
  std::size_t approaches;
};

double sigma(double x) { return 1 / (1 + std::exp(-x)); }

std::optional<double> shared(const Network& net, PersonIndex a, PersonIndex b) {
  std::optional<double> best;
  for (const GroupWeight& mine : net.groups_of(a)) {
    for (const MemberWeight& member : net.members_of(mine.group)) {
      if (member.person != b) continue;
      best =
          std::max(best.value_or(0), net.affiliation(mine.group).reach * chance_of(mine.cost) * chance_of(member.cost));
    }
  }
  return best;
}

std::optional<double> step(const Network& net, PersonIndex a, PersonIndex b) {
  const auto tie = net.tie(a, b);
  const auto group = shared(net, a, b);
  if (!tie && !group) return std::nullopt;
  return std::max(tie ? tie->chance : 0, group.value_or(0));
}

/// The cost that a search orders by.
std::optional<Cost> step_cost(const Network& net, PersonIndex a, PersonIndex b) {
  std::optional<Cost> best;
  for (const Step& tie : net.steps_from(a)) {
    if (tie.to == b) best = tie.cost;
  }
  for (const GroupWeight& mine : net.groups_of(a)) {
    for (const MemberWeight& member : net.members_of(mine.group)) {
      if (member.person != b) continue;
      const Cost cost = Cost{net.reach_cost(mine.group)} + mine.cost + member.cost;
      if (!best || cost < *best) best = cost;
    }
  }
  return best;
}

std::set<PersonIndex> around(const Network& net, PersonIndex x) {
  std::set<PersonIndex> out;
  for (const Step& tie : net.steps_from(x)) out.insert(tie.to);
  for (const Step& tie : net.steps_to(x)) out.insert(tie.to);
  return out;
}

std::vector<Row> prospects(const Network& net, PersonIndex s, const std::string& field, double relay,
                           std::size_t max_intermediaries) {
  const auto n = static_cast<PersonIndex>(net.size());
  const FieldQuery query = parse_field_query(field);
  std::vector<double> relevant(n);
  for (PersonIndex x = 0; x < n; ++x) {
    relevant[x] = relevance(query, net.text(x, PersonColumn::field), net.text(x, PersonColumn::title),
                            net.text(x, PersonColumn::headline), net.text(x, PersonColumn::organisation));
  }
  std::vector<Row> rows;
  for (PersonIndex t = 0; t < n; ++t) {
    if (t == s || relevant[t] <= 0) continue;
    const auto theirs = around(net, t), mine = around(net, s);
    double known = 0, mutual = 0, in_field = 0;
    for (const PersonIndex x : theirs) {
      known += (x == s || mine.count(x) > 0) ? 1 : 0;
      mutual += mine.count(x) > 0 ? 1 : 0;
      in_field += relevant[x] > 0 ? 1 : 0;
    }
    const double novelty = theirs.empty() ? .5 : 1 - known / static_cast<double>(theirs.size());
    const double peak = mine.size() >= 300 ? 10 : std::max(2.0, static_cast<double>(mine.size()) / 30);
    const double weak = .2 + .8 * mutual / peak * std::exp(1 - mutual / peak);
    const double into = std::min(1.0, std::log(1 + in_field) / std::log(51.0));
    const double value = relevant[t] * (.5 + .2 * novelty + .2 * weak + .1 * into);
    const double message = .35 + .15 + .15 + .9 * (relevant[t] - .5);

    struct Way {
      Approach approach;
      std::vector<PersonIndex> brokers;
      double chance;
    };
    std::vector<Way> ways;
    const double direct_step = step(net, s, t).value_or(.10);
    ways.push_back({Approach::direct, {}, sigma(logit(direct_step) + message)});
    for (PersonIndex b = 0; b < n; ++b) {
      const auto first = net.tie(s, b), second = net.tie(b, t);
      if (b == s || b == t || !first || !second) continue;
      ways.push_back({Approach::mention,
                      {b},
                      sigma(logit(first->chance) + 1) * sigma(logit(direct_step) + second->tau + message)});
    }
    std::vector<Introduction> chains;
    std::vector<PersonIndex> path = {s};
    const auto go = [&](const auto& self, Cost cost) -> void {
      for (PersonIndex next = 0; next < n; ++next) {
        if (std::find(path.begin(), path.end(), next) != path.end()) continue;
        const auto one = step_cost(net, path.back(), next);
        if (!one) continue;
        const Cost sum = cost + *one + (path.size() > 1 ? cost_of(relay) : 0);
        path.push_back(next);
        if (next == t) {
          chains.push_back({path, chance_of(sum), sum, static_cast<std::uint8_t>(path.size() - 2), {}});
        } else if (path.size() <= max_intermediaries + 1) {
          self(self, sum);
        }
        path.pop_back();
      }
    };
    go(go, 0);
    std::sort(chains.begin(), chains.end(), better);
    if (chains.size() > 10) chains.resize(10);
    const auto group = shared(net, s, t);
    const double context = group ? std::max(0.0, logit(*group) - logit(.10)) : 0;
    for (const Introduction& chain : chains) {
      if (chain.intermediaries == 0) continue;
      const std::size_t k = chain.people.size() - 2;
      double p = sigma(logit(*step(net, chain.people[k], t) * relay) + context + message);
      for (std::size_t i = 0; i < k; ++i) {
        p *= *step(net, chain.people[i], chain.people[i + 1]) * (i > 0 ? relay : 1);
      }
      ways.push_back({Approach::introduction, {chain.people.begin() + 1, chain.people.end() - 1}, p});
    }
    const Way* shown = &ways[0];
    for (const Way& way : ways) {
      if (way.chance > shown->chance + 1e-12) shown = &way;
    }
    if (shown->chance - ways[0].chance < .03) shown = &ways[0];
    rows.push_back({t, shown->chance, value, shown->chance * value, shown->approach, shown->brokers, ways.size()});
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.score > b.score; });
  return rows;
}

}  // namespace slow

double uniform(std::mt19937_64& random) { return static_cast<double>(random() >> 11U) * 0x1p-53; }

Network random_network(std::mt19937_64& random, std::uint32_t people) {
  static const char* titles[] = {"Solicitor", "Nurse", "Trainee Solicitor", "Partner", "Paralegal",
                                 "Chef",      "",      "Head of Legal"};
  std::vector<std::uint32_t> source, target;
  std::vector<double> chance;
  for (std::uint32_t a = 0; a < people; ++a) {
    for (std::uint32_t b = 0; b < people; ++b) {
      if (a == b || uniform(random) > .3) continue;
      source.push_back(a);
      target.push_back(b);
      chance.push_back(random() % 4 == 0 ? .5 : .02 + .97 * uniform(random));
    }
  }
  ArraysOptions options;
  options.directed = true;
  for (std::uint32_t i = 0; i < people; ++i) {
    options.ids.push_back("p" + std::to_string(i));
    Person person;
    person.id = options.ids.back();
    person.name = "Person " + std::to_string(i);
    person.title = titles[random() % 8];
    if (random() % 5 == 0) person.field = "law";
    options.people.push_back(person);
  }
  for (std::uint32_t g = 0; g < random() % 3; ++g) {
    AffiliationRow row;
    row.id = "g" + std::to_string(g);
    row.reach = .05 + .5 * uniform(random);
    for (std::uint32_t i = 0; i < people; ++i) {
      if (random() % 3 != 0) continue;
      row.members.push_back(options.ids[i]);
      row.weights.push_back(random() % 2 == 0 ? 1.0 : .8);
    }
    options.affiliations.push_back(row);
  }
  return Network::from_arrays(source, target, chance, options);
}

ProspectsOptions law() {
  ProspectsOptions options;
  options.field = "law";
  return options;
}

/// A person with a title, for small networks drawn by hand.
Person person(const char* id, const char* title = "", const char* organisation = "") {
  Person out;
  out.id = id;
  out.name = id;
  out.title = title;
  out.organisation = organisation;
  return out;
}

/// sarah knows ben well; ben knows maria (a solicitor) well; dan is a solicitor whom nobody knows.
Network kitchen_table() {
  ArraysOptions options;
  options.ids = {"sarah", "ben", "maria", "dan"};
  options.people = {person("sarah"), person("ben", "Chef"), person("maria", "Solicitor", "Moss & Co"),
                    person("dan", "Partner", "Reed Solicitors")};
  const std::vector<std::uint32_t> source = {0, 1}, target = {1, 2};
  const std::vector<double> chance = {.9, .8};
  return Network::from_arrays(source, target, chance, options);
}

}  // namespace

TEST_CASE("the table equals the one from scoring everyone by hand", "[outreach][prospects][property]") {
  std::mt19937_64 random(20261101);
  for (int round = 0; round < 2000; ++round) {
    INFO("round " << round);
    const Network net = random_network(random, 3 + static_cast<std::uint32_t>(random() % 5));
    ProspectsOptions options = law();
    options.max_intermediaries = static_cast<std::uint8_t>(random() % 4);
    options.relay = random() % 3 == 0 ? 1.0 : .7;
    const auto found = prospects(net, 0, options);
    const auto all = slow::prospects(net, 0, "law", options.relay, options.max_intermediaries);
    REQUIRE(found.size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Prospect& row = found[i];
      const auto same =
          std::find_if(all.begin(), all.end(), [&](const slow::Row& r) { return r.person == row.person; });
      REQUIRE(same != all.end());
      REQUIRE(row.chance == Approx(same->chance).epsilon(1e-9));
      REQUIRE(row.value == Approx(same->value).epsilon(1e-12));
      REQUIRE(row.score == row.chance * row.value);
      REQUIRE(row.approach == same->approach);
      REQUIRE(row.brokers.size() == same->brokers.size());
      REQUIRE(found.approaches(row.person).size() == same->approaches);
      if (i > 0) {
        const bool ordered =
            found[i - 1].score > row.score || (found[i - 1].score == row.score && found[i - 1].person < row.person);
        REQUIRE(ordered);
      }
    }
    // Cutting by the bound changes nothing: fewer rows are the first of all rows.
    for (const std::uint32_t count : {1U, 2U, 3U}) {
      ProspectsOptions fewer = options;
      fewer.count = count;
      const auto cut = prospects(net, 0, fewer);
      REQUIRE(cut.size() == std::min<std::size_t>(count, found.size()));
      for (std::size_t i = 0; i < cut.size(); ++i) REQUIRE(cut[i] == found[i]);
    }
  }
}

TEST_CASE("every approach is explained by terms that add up", "[outreach][prospects]") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 100; ++round) {
    const Network net = random_network(random, 7);
    const auto found = prospects(net, 0, law());
    for (const Prospect& row : found) {
      double direct = 0;
      for (const auto& way : found.approaches(row.person)) {
        if (way.approach == Approach::direct) direct = way.chance;
      }
      REQUIRE(direct > 0);
      for (const auto& way : found.approaches(row.person)) {
        REQUIRE(way.explanation.adds_up());
        REQUIRE(way.explanation.chance == way.chance);
        REQUIRE(way.advantage == Approx(logit(way.chance) - logit(direct)).margin(1e-12));
        REQUIRE(way.score == way.chance * way.value);
        REQUIRE_FALSE(way.why.empty());
        REQUIRE(way.low <= way.chance);
        REQUIRE(way.chance <= way.high);
      }
    }
  }
}

TEST_CASE("through a friend or directly: the row shows the surer way and says why", "[outreach][prospects]") {
  const auto found = prospects(kitchen_table(), 0, law());
  REQUIRE(found.size() == 2);
  CHECK(found[0].person == 2);
  CHECK(found[0].approach == Approach::introduction);
  CHECK(found[0].broker == PersonIndex{1});
  CHECK(found[0].minutes == 10);
  CHECK(found[0].courage == Approx(.3));
  CHECK(found[0].organisation == "Moss & Co");
  CHECK_THAT(found[0].why, ContainsSubstring("Ask ben") && ContainsSubstring("almost always agrees") &&
                               ContainsSubstring("knows maria") && ContainsSubstring("against"));
  CHECK(found[1].person == 3);
  CHECK(found[1].approach == Approach::direct);
  CHECK_FALSE(found[1].broker.has_value());
  CHECK(found[1].courage == Approx(.9));  // a stranger and a partner
  CHECK_THAT(found[1].why, ContainsSubstring("Write to dan directly") && ContainsSubstring("no tie"));
  const auto& ways = found.approaches(2);
  REQUIRE(ways.size() == 3);
  CHECK(std::set<Approach>{ways[0].approach, ways[1].approach, ways[2].approach}.size() == 3);
}

TEST_CASE("a mention takes strength .5 where the network does not know it", "[outreach][prospects]") {
  const auto found = prospects(kitchen_table(), 0, law());
  for (const auto& way : found.approaches(2)) {
    if (way.approach != Approach::mention) continue;
    const double message = .65 + .9 * (found[0].value_terms.relevance - .5);
    CHECK(way.chance == Approx(sigmoid(logit(chance_of(cost_of(.9))) + 1) * sigmoid(logit(.1) + .5 + message)));
    CHECK(way.minutes == 12);
    CHECK(way.courage == Approx(.4));
  }
}

TEST_CASE("filters and exclusions choose the rows, the seeker is never one", "[outreach][prospects]") {
  const Network net = kitchen_table();
  ProspectsOptions options = law();
  options.exclude = {2};
  CHECK(prospects(net, 0, options).size() == 1);
  options = law();
  options.organisation = "moss";
  const auto found = prospects(net, 0, options);
  REQUIRE(found.size() == 1);
  CHECK(found[0].person == 2);
  options.organisation = "mos";
  CHECK(prospects(net, 0, options).empty());
  options = law();
  options.place = "Leeds";
  CHECK(prospects(net, 0, options).empty());
  CHECK(prospects(net, 2, law()).size() == 1);  // maria does not find herself
  options = law();
  options.count = 0;
  CHECK(prospects(net, 0, options).empty());
}

TEST_CASE("a network that knows nothing about people has no prospects", "[outreach][prospects]") {
  const std::vector<std::uint32_t> source = {0}, target = {1};
  const std::vector<double> chance = {.5};
  CHECK(prospects(Network::from_arrays(source, target, chance), 0, law()).empty());
}

TEST_CASE("a decline counts: the tie is weaker, the shared affiliation closed", "[outreach][prospects]") {
  ArraysOptions options;
  options.ids = {"sarah", "maria"};
  options.people = {person("sarah"), person("maria", "Solicitor")};
  options.affiliations = {{"course", .5, {"sarah", "maria"}, {}}};
  const Network net = Network::from_arrays({}, {}, {}, options);
  const double before = prospects(net, 0, law())[0].chance;
  Outcome no;
  no.request = "r";
  no.person = "maria";
  no.sent = *day_of(2026, 10, 1);
  no.event = OutcomeEvent::declined;
  no.date = *day_of(2026, 10, 5);
  ProspectsOptions after = law();
  after.journal = std::span(&no, 1);
  const auto found = prospects(net, 0, after);
  REQUIRE(found.size() == 1);
  const double message = .65 + .9 * (found[0].value_terms.relevance - .5);
  CHECK(before == Approx(sigmoid(logit(.5) + message)).epsilon(1e-6));
  CHECK(found[0].chance == Approx(sigmoid(logit(.1) - 1.5 + message)).epsilon(1e-9));
  no.date = *day_of(2026, 9, 1);
  CHECK_THROWS_AS(prospects(net, 0, after), InvalidValue);
}

TEST_CASE("people already met are known: novelty falls", "[outreach][prospects]") {
  const Network net = kitchen_table();
  Outcome met;
  met.person = "ben";
  met.sent = *day_of(2026, 10, 1);
  met.event = OutcomeEvent::met;
  met.date = met.sent;
  ProspectsOptions options = law();
  const double before = prospects(net, 3, options)[0].value_terms.novelty;
  options.journal = std::span(&met, 1);
  CHECK(before == 1);
  CHECK(prospects(net, 3, options)[0].value_terms.novelty == 0);
}

TEST_CASE("what may not count does not: names and people's other columns change no number", "[outreach][prospects]") {
  std::mt19937_64 one(11), two(11);
  const Network plain = random_network(one, 7);
  ArraysOptions options;
  std::vector<std::uint32_t> source, target;
  std::vector<double> chance;
  options.directed = true;
  for (PersonIndex i = 0; i < plain.size(); ++i) {
    options.ids.emplace_back(plain.id(i));
    Person other;
    other.id = plain.id(i);
    other.name = "Somebody Else " + std::to_string(100 - i);
    other.title = plain.text(i, PersonColumn::title);
    other.field = plain.text(i, PersonColumn::field);
    other.birthday = "1990-01-0" + std::to_string(1 + i);
    other.attributes = {{"sex", i % 2 == 0 ? "f" : "m"}, {"nationality", "x"}, {"age", std::to_string(20 + i)}};
    options.people.push_back(other);
    for (const Step& step : plain.steps_from(i)) {
      source.push_back(i);
      target.push_back(step.to);
      chance.push_back(plain.tie(i, step.to)->chance);
    }
  }
  for (GroupIndex g = 0; g < plain.group_count(); ++g) {
    AffiliationRow row;
    row.id = plain.group_id(g);
    row.reach = plain.affiliation(g).reach;
    for (const MemberWeight& member : plain.members_of(g)) {
      row.members.emplace_back(plain.id(member.person));
      row.weights.push_back(chance_of(member.cost));
    }
    options.affiliations.push_back(row);
  }
  const Network changed = Network::from_arrays(source, target, chance, options);
  const auto a = prospects(plain, 0, law()), b = prospects(changed, 0, law());
  REQUIRE(a.size() == b.size());
  REQUIRE(a.size() > 1);
  for (std::size_t i = 0; i < a.size(); ++i) {
    CHECK(a[i].person == b[i].person);
    CHECK(a[i].chance == b[i].chance);
    CHECK(a[i].value == b[i].value);
    CHECK(a[i].brokers == b[i].brokers);
  }
}

TEST_CASE("a network frozen from records scores with kinds and strengths", "[outreach][prospects]") {
  Records records;
  Statement by;
  by.stated_by = "sarah";
  for (const Person& one : {person("sarah"), person("ben", "Chef"), person("maria", "Solicitor", "Moss & Co")}) {
    records.add_person(one, by);
  }
  Tie close;
  close.source = "sarah";
  close.target = "ben";
  close.kind = TieKind::friend_;
  close.strength = 5;
  records.add_tie(close, by);
  Tie work;
  work.source = "ben";
  work.target = "maria";
  work.kind = TieKind::colleague;
  work.strength = 4;
  records.add_tie(work, by);
  FreezeOptions options;
  options.as_of = *day_of(2026, 11, 1);
  const Network net = freeze(records, options);
  const PersonIndex sarah = net.index("sarah"), ben = net.index("ben"), maria = net.index("maria");
  const auto found = prospects(net, sarah, law());
  REQUIRE(found.size() == 1);
  CHECK(found[0].person == maria);
  CHECK(found[0].broker == ben);
  const double first = tie_chance(TieKind::friend_, .9), last = tie_chance(TieKind::colleague, .7);
  CHECK(net.tie(sarah, ben)->chance == Approx(first));
  const double message = .65 + .9 * (found[0].value_terms.relevance - .5);
  CHECK(found[0].chance == Approx(first * sigmoid(logit(last * .7) + message)).epsilon(1e-12));
  CHECK_THAT(found[0].why, ContainsSubstring("as a friend") && ContainsSubstring("as a colleague"));
  for (const auto& way : found.approaches(maria)) {
    CHECK(way.explanation.adds_up());
    if (way.approach == Approach::mention) {
      CHECK(way.chance == Approx(sigmoid(logit(first) + 1) * sigmoid(logit(.1) + .7 + message)).epsilon(1e-12));
    }
  }
  // A model of one's own enters.
  ProspectsOptions bold = law();
  bold.model = OutreachModel::standard();
  CHECK(prospects(net, sarah, bold).rows() == found.rows());
  bold.model->steps.step.stranger_chance = .3;
  CHECK(prospects(net, sarah, bold).approaches(maria).size() == 3);
  CHECK(prospects(net, sarah, bold)[0].chance >= found[0].chance);
}

TEST_CASE("prospects become requests, and requests a plan", "[outreach][prospects]") {
  const auto found = prospects(kitchen_table(), 0, law());
  const auto requests = requests_of(found);
  REQUIRE(requests.size() == 4);
  CHECK(requests[0].request == "maria/1");
  CHECK(requests[0].brokers == std::vector<std::string>{"ben"});
  CHECK(requests[0].organisation == "Moss & Co");
  CHECK(requests.back().prospect == "dan");
  PlanOptions options;
  options.start = *day_of(2026, 11, 2);
  const Plan chosen = plan(requests, options);
  CHECK(chosen.size() >= 2);
  CHECK(chosen.value > 0);
  CHECK(chosen.bound >= chosen.value);
}

TEST_CASE("what prospects cannot answer is refused", "[outreach][prospects]") {
  const Network net = kitchen_table();
  const auto refused = [&](auto change) {
    ProspectsOptions options = law();
    change(options);
    CHECK_THROWS_AS(prospects(net, 0, options), InvalidValue);
  };
  refused([](ProspectsOptions& o) { o.field = ""; });
  refused([](ProspectsOptions& o) { o.field = "qqqq"; });
  refused([](ProspectsOptions& o) { o.relay = 0; });
  refused([](ProspectsOptions& o) { o.relay = 1.1; });
  refused([](ProspectsOptions& o) { o.max_intermediaries = 4; });
  refused([](ProspectsOptions& o) { o.organisation = " "; });
  refused([](ProspectsOptions& o) { o.place = ""; });
  refused([](ProspectsOptions& o) {
    o.model = OutreachModel::standard();
    o.model->steps.step.stranger_chance = 2;
  });
  CHECK_THROWS_AS(prospects(net, 9, law()), UnknownPerson);
  CHECK_THROWS_AS(prospects(Network(), 0, law()), UnknownPerson);
  ProspectsOptions options = law();
  options.exclude = {7};
  CHECK_THROWS_AS(prospects(net, 0, options), UnknownPerson);
  const auto found = prospects(net, 0, law());
  CHECK_THROWS_AS(found.approaches(99), UnknownPerson);
  CHECK_THROWS_AS(found.approaches(1), InvalidValue);
}

TEST_CASE("a senior title is a word of its own", "[outreach][score]") {
  CHECK(is_senior("Senior Partner"));
  CHECK(is_senior("HEAD of Legal"));
  CHECK(is_senior("Chief Executive"));
  CHECK_FALSE(is_senior("Headhunter"));
  CHECK_FALSE(is_senior("Partnerships manager"));
  CHECK_FALSE(is_senior(""));
}
