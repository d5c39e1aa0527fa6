// Whom one knows at an organisation, and the sentence that says it.
#include <weaktie/outreach/anyone_at.hpp>

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include <weaktie/core/text.hpp>
#include <weaktie/outreach/chance.hpp>
#include <weaktie/search/best_among.hpp>
#include <weaktie/search/detail/check_query.hpp>
#include <weaktie/search/detail/graph_access.hpp>

#include "word_filter.hpp"

namespace weaktie {
namespace {

/// Somebody at the organisation.
struct Insider {
  PersonIndex person;
  Presence when;
  std::string through;
};

/// What comparing the words of a name counts in Ticks, about.
constexpr std::uint64_t reading_words = 64;

/// Everybody at the organisation, by index.
std::vector<Insider> insiders(const Network& network, const outreach::WordFilter& named, Ticks& ticks) {
  std::vector<Insider> out;
  std::unordered_map<std::string_view, bool> decided;  // many people, few organisations
  for (PersonIndex person = 0; person < network.size(); ++person) {
    ticks();
    const std::string_view organisation = network.text(person, PersonColumn::organisation);
    if (organisation.empty()) continue;
    const auto [it, added] = decided.emplace(organisation, false);
    if (added) {
      ticks(reading_words);
      it->second = named(organisation);
    }
    if (it->second) out.push_back({person, Presence::now, std::string(organisation)});
  }
  const std::size_t today = out.size();
  for (GroupIndex group = 0; group < network.group_count(); ++group) {
    ticks(reading_words);
    const AffiliationFacts facts = network.affiliation(group);
    if (facts.kind != AffiliationKind::employer || !named(facts.name)) continue;
    for (const MemberWeight member : network.members_of(group)) {
      ticks();
      const bool elsewhere = !network.text(member.person, PersonColumn::organisation).empty();
      out.push_back({member.person, elsewhere ? Presence::past : Presence::unknown, std::string(facts.name)});
    }
  }
  // Who is there today is not listed again as somebody who was; of several employers the first is named.
  std::stable_sort(out.begin() + static_cast<std::ptrdiff_t>(today), out.end(),
                   [](const Insider& a, const Insider& b) { return a.person < b.person; });
  std::inplace_merge(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(today), out.end(),
                     [](const Insider& a, const Insider& b) { return a.person < b.person; });
  out.erase(
      std::unique(out.begin(), out.end(), [](const Insider& a, const Insider& b) { return a.person == b.person; }),
      out.end());
  return out;
}

/// A row with the cost by which it is compared.
struct Ranked {
  PersonAt row;
  Cost cost;
  friend bool operator<(const Ranked& a, const Ranked& b) {
    return std::tie(a.row.degree, a.row.when, a.cost, a.row.person) <
           std::tie(b.row.degree, b.row.when, b.cost, b.row.person);
  }
};

/// Those of the insiders whom the seeker has a tie to, or has a tie to somebody who has one; in order.
std::vector<Ranked> known_ones(const Network& network, PersonIndex seeker, const std::vector<Insider>& there,
                               Ticks& ticks) {
  constexpr std::uint32_t nobody = 0;
  std::vector<std::uint32_t> place(network.size(), nobody);  // 1 + position among the insiders
  for (std::size_t i = 0; i < there.size(); ++i) place[there[i].person] = static_cast<std::uint32_t>(i + 1);
  struct Way {
    std::uint8_t degree = 0;
    Cost cost = detail::out_of_reach;
    PersonIndex broker = no_person;
  };
  std::vector<Way> ways(there.size());
  std::vector<PersonIndex> friends;
  ticks(detail::units_of(network, seeker));
  for (const Step step : network.steps_from(seeker)) {
    friends.push_back(step.to);
    if (place[step.to] == nobody) continue;
    ways[place[step.to] - 1] = {1, detail::source_of_step(network, seeker, step.to).cost, no_person};
  }
  std::sort(friends.begin(), friends.end());  // of equal brokers the smaller index comes first, and stays
  for (const PersonIndex broker : friends) {
    ticks(detail::units_of(network, broker));
    Cost to_broker = detail::out_of_reach;
    for (const Step step : network.steps_from(broker)) {
      if (step.to == seeker || place[step.to] == nobody) continue;
      Way& way = ways[place[step.to] - 1];
      if (way.degree == 1) continue;
      if (to_broker == detail::out_of_reach) to_broker = detail::source_of_step(network, seeker, broker).cost;
      ticks(detail::units_of(network, broker));  // the broker's ties again
      const Cost cost = to_broker + detail::source_of_step(network, broker, step.to).cost;
      if (way.degree == 0 || cost < way.cost) way = {2, cost, broker};
    }
  }
  std::vector<Ranked> out;
  for (std::size_t i = 0; i < there.size(); ++i) {
    const Way& way = ways[i];
    if (way.degree == 0) continue;
    out.push_back({{there[i].person, way.degree, there[i].when, there[i].through, chance_of(way.cost),
                    way.degree == 2 ? std::optional(way.broker) : std::nullopt},
                   way.cost});
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// "Ann", "Ann and Ben", "Ann, Ben and Li".
std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  }
  return out;
}

std::string people(std::size_t number) { return std::to_string(number) + (number == 1 ? " person" : " people"); }

std::string label(const Network& network, PersonIndex person) { return std::string(network.label(person)); }

/// Those known, and those one introduction away.
std::string near_text(const Network& network, const AnyoneAt& found, const std::vector<Ranked>& ranked) {
  constexpr std::size_t most_named = 5;
  std::string out;
  if (found.known > 0) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < found.known && i < most_named; ++i) {
      const PersonAt& row = ranked[i].row;
      const char* when = row.when == Presence::now ? " (now)" : row.when == Presence::past ? " (past)" : "";
      names.push_back(label(network, row.person) + when);
    }
    if (found.known > most_named) names.push_back(std::to_string(found.known - most_named) + " more");
    out = "You know " + people(found.known) + " at " + found.organisation + ": " + listed(names) + ".";
  } else {
    out = "Nobody you know is at " + found.organisation + ".";
  }
  if (found.one_away == 0) return out;
  const auto best = std::min_element(ranked.begin() + found.known, ranked.end(),
                                     [](const Ranked& a, const Ranked& b) { return a.cost < b.cost; });
  const PersonAt& row = best->row;
  const std::string through = label(network, *row.broker) + " (" + percent_text(row.chance) + ").";
  const std::string number = std::to_string(found.one_away);
  if (found.one_away == 1) {
    return out + " " + (found.known > 0 ? "One more, " : "One person there, ") + label(network, row.person) +
           ", is one introduction away, through " + through;
  }
  return out + " " + number + (found.known > 0 ? " more" : " people there") +
         " are one introduction away; the surest is " + label(network, row.person) + ", through " + through;
}

/// The nearest of people whom neither the seeker nor anybody they know has a tie to.
std::string far_text(const Network& network, PersonIndex seeker, const std::vector<PersonIndex>& there,
                     const AnyoneAt& found, std::uint8_t limit, const Control& control) {
  std::string out = "Nobody you know is at " + found.organisation + ", nor anyone they know.";
  if (found.nearest) {
    const Introduction& way = *found.nearest;
    out += " The nearest is " + label(network, way.people.back()) + ", ";
    if (way.intermediaries == 0) {  // no tie: an affiliation
      std::string_view shared = way.steps[0].through;
      for (const GroupWeight mine : network.groups_of(seeker)) {
        if (network.group_id(mine.group) == way.steps[0].through) shared = network.affiliation(mine.group).name;
      }
      out += "with whom you share " + std::string(shared);
    } else {
      std::vector<std::string> between;
      for (std::size_t i = 1; i + 1 < way.people.size(); ++i) between.push_back(label(network, way.people[i]));
      out += "through " + listed(between);
    }
    return out + " (" + percent_text(way.chance) + ").";
  }
  const std::string number = there.size() == 1 ? "the one person" : "any of the " + people(there.size());
  for (std::uint8_t wider = limit; wider++ < detail::most_intermediaries;) {
    const auto reached = best_among(network, seeker, there, {.count = 1, .max_intermediaries = wider}, control);
    if (reached.empty()) continue;
    return out + " The nearest, " + label(network, reached[0].person) + ", takes " + people(wider) +
           " in between, but at most " + std::to_string(limit) + (limit == 1 ? " is" : " are") + " allowed.";
  }
  return out + " No chain of at most " + people(detail::most_intermediaries) + " leads to " + number + " there.";
}

/// Whether a slip of typing explains it, in words of four letters and more.
bool same_word(const std::string& asked, const std::string& said) {
  return edit_distance(asked, said, asked.size() / 4) <= asked.size() / 4;
}

/// Organisations with such a name: those that hold at least half of the words, slips of typing allowed, and those
/// that are nearly the same as a whole.
std::vector<std::string> similar_names(const Network& network, std::string_view wanted,
                                       const outreach::WordFilter& named, Ticks& ticks) {
  std::set<std::string_view> names;
  for (PersonIndex person = 0; person < network.size(); ++person) {
    ticks(8);  // a search among names
    names.insert(network.text(person, PersonColumn::organisation));
  }
  for (GroupIndex group = 0; group < network.group_count(); ++group) {
    const AffiliationFacts facts = network.affiliation(group);
    if (facts.kind == AffiliationKind::employer) names.insert(facts.name);
  }
  names.erase("");
  const std::string asked = folded(wanted);
  const std::vector<std::string> words = folded_words(wanted);
  const std::size_t slips = std::max<std::size_t>(2, asked.size() / 3);
  std::vector<std::tuple<std::size_t, std::size_t, std::string_view>> close;
  for (const std::string_view name : names) {
    ticks(4 * reading_words);
    if (named(name)) continue;  // an employer of whom nobody is known
    const std::vector<std::string> said = folded_words(name);
    std::size_t missing = 0;
    for (const std::string& word : words) {
      const auto it = std::find_if(said.begin(), said.end(), [&](const auto& one) { return same_word(word, one); });
      missing += it == said.end() ? 1 : 0;
    }
    const std::size_t distance = edit_distance(asked, folded(name));
    if (distance > slips && 2 * missing > words.size()) continue;
    close.emplace_back(std::min(missing, distance), distance, name);
  }
  std::sort(close.begin(), close.end());
  std::vector<std::string> out;
  for (const auto& [rank, distance, name] : close) {
    if (out.size() == 3) break;
    out.emplace_back(name);
  }
  return out;
}

std::string nobody_text(const AnyoneAt& found, bool seeker_is_there) {
  std::string out =
      std::string("Nobody ") + (seeker_is_there ? "but you" : "in this network") + " is at " + found.organisation;
  for (std::size_t i = 0; i < found.similar.size(); ++i) {
    out += (i == 0 ? "; did you mean '" : i + 1 == found.similar.size() ? " or '" : ", '") + found.similar[i] + "'";
  }
  return out + (found.similar.empty() ? "." : "?");
}

}  // namespace

AnyoneAt anyone_at(const Network& network, PersonIndex seeker, std::string_view organisation,
                   const AnyoneAtOptions& options, const Control& control) {
  detail::check_person(seeker, network.size());
  detail::check_limits(options.max_intermediaries, 1.0);
  const outreach::WordFilter named(std::string(organisation), "organisation");
  AnyoneAt out;
  out.organisation = trimmed(organisation);

  Ticks ticks(control);
  std::vector<Insider> there = insiders(network, named, ticks);
  const std::size_t all = there.size();
  std::erase_if(there, [seeker](const Insider& it) { return it.person == seeker; });
  out.there = static_cast<std::uint32_t>(there.size());
  if (there.empty()) {
    const bool seeker_is_there = all > 0;
    if (!seeker_is_there) out.similar = similar_names(network, organisation, named, ticks);
    out.text = nobody_text(out, seeker_is_there);
    return out;
  }

  const std::vector<Ranked> ranked = known_ones(network, seeker, there, ticks);
  for (const Ranked& it : ranked) {
    ++(it.row.degree == 1 ? out.known : out.one_away);
    if (out.rows.size() < options.count) out.rows.push_back(it.row);
  }
  if (!ranked.empty()) {
    out.text = near_text(network, out, ranked);
    return out;
  }
  std::vector<PersonIndex> targets;
  for (const Insider& it : there) targets.push_back(it.person);
  const std::uint8_t limit = options.max_intermediaries;
  const auto best = best_among(network, seeker, targets, {.count = 1, .max_intermediaries = limit}, control);
  if (!best.empty()) {
    out.nearest =
        introductions(network, seeker, best[0].person, {.max_intermediaries = limit, .count = 1}, control).front();
  }
  out.text = far_text(network, seeker, targets, out, limit, control);
  return out;
}

}  // namespace weaktie
