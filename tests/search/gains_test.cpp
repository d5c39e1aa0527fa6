// What candidates add: against adding each of them and trying every chain again.
#include <weaktie/search/gains.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <vector>

#include "../catch.hpp"
#include "../fixtures/networks.hpp"
#include "../oracle/introductions_oracle.hpp"

using namespace weaktie;
using namespace weaktie::fixtures;

namespace {

double worth(const oracle::Pairs& pairs, std::size_t people, PersonIndex from, const std::vector<PersonIndex>& targets,
             const GainsOptions& options) {
  const std::set<PersonIndex> distinct(targets.begin(), targets.end());
  double out = 0;
  for (const PersonIndex target : distinct) {
    if (target == from) continue;
    const auto all = oracle::all_chains(pairs, people, from, target,
                                        {.max_intermediaries = options.max_intermediaries, .relay = options.relay});
    if (!all.empty()) out += std::exp2(-static_cast<double>(all.front().cost) / 1048576.0);
  }
  return out;
}

/// The steps that a candidate gives, one by one.
template <class G>
oracle::Pairs with(const G& graph, oracle::Pairs pairs, const Addition& candidate) {
  const auto add = [&](PersonIndex a, PersonIndex b, oracle::PairStep step) {
    const auto [at, fresh] = pairs.emplace(std::pair(a, b), step);
    if (!fresh) at->second = std::min(at->second, step);
  };
  if (const auto* tie = std::get_if<NewTie>(&candidate)) {
    add(tie->source, tie->target, {cost_of(tie->chance), 0, 0});
    if (!tie->directed) add(tie->target, tie->source, {cost_of(tie->chance), 0, 0});
    return pairs;
  }
  if constexpr (AffiliationGraph<G>) {
    const auto& it = std::get<NewMembership>(candidate);
    const auto is_blocked = [&](PersonIndex a, PersonIndex b) {
      if constexpr (BlockingGraph<G>) {
        const auto row = graph.blocked_from(a);
        return std::find(row.begin(), row.end(), b) != row.end();
      }
      return false;
    };
    for (const MemberWeight member : graph.members_of(it.affiliation)) {
      if (member.person == it.person) continue;
      const std::uint64_t cost = std::uint64_t{graph.reach_cost(it.affiliation)} + member.cost + cost_of(it.weight);
      if (!is_blocked(it.person, member.person)) add(it.person, member.person, {cost, 1, it.affiliation});
      if (!is_blocked(member.person, it.person)) add(member.person, it.person, {cost, 1, it.affiliation});
    }
  }
  return pairs;
}

template <class G>
std::vector<Addition> some_candidates(const G& graph, Dice& dice) {
  const auto people = static_cast<std::uint32_t>(graph.size());
  std::uint32_t groups = 0;
  if constexpr (AffiliationGraph<G>) groups = static_cast<std::uint32_t>(graph.group_count());
  std::vector<Addition> out;
  for (std::uint32_t i = dice.roll(6); i > 0; --i) {
    if (groups > 0 && dice.roll(2) == 0) {
      out.emplace_back(NewMembership{dice.roll(people), dice.roll(groups), dice.chance()});
    } else {
      const PersonIndex source = dice.roll(people);
      const PersonIndex target = (source + 1 + dice.roll(people - 1)) % people;
      out.emplace_back(NewTie{source, target, dice.chance(), dice.roll(2) == 0});
    }
  }
  return out;
}

}  // namespace

TEST_CASE("a gain is the worth with the candidate minus the worth without", "[search][property]") {
  constexpr double relays[] = {1.0, .7, .5};
  std::size_t gaining = 0, memberships = 0;
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    const std::size_t people = 5 + seed % 4;
    const ArrayGraph network = random_network(seed + 5000000, people);
    Dice dice(seed);
    std::vector<PersonIndex> targets;
    for (std::uint32_t i = dice.roll(8); i > 0; --i) targets.push_back(dice.roll(static_cast<std::uint32_t>(people)));
    GainsOptions options;
    options.max_intermediaries = static_cast<std::uint8_t>(seed % 7);
    options.relay = relays[dice.roll(3)];
    INFO("replay with seed " << seed);
    const auto check = [&](const auto& graph) {
      const auto candidates = some_candidates(graph, dice);
      const auto pairs = oracle::pairs_of(graph);
      const double before = worth(pairs, people, 0, targets, options);
      const auto got = gains(graph, 0, candidates, targets, options);
      REQUIRE(got.size() == candidates.size());
      std::set<std::size_t> seen;
      for (const Gain& one : got) {
        seen.insert(one.candidate);
        const Addition& candidate = candidates[one.candidate];
        const double want = worth(with(graph, pairs, candidate), people, 0, targets, options) - before;
        INFO("candidate " << one.candidate);
        REQUIRE(std::abs(one.gain - want) <= 1e-12);
        gaining += want > 0 ? 1 : 0;
        memberships += want > 0 && std::holds_alternative<NewMembership>(candidate) ? 1 : 0;
      }
      REQUIRE(seen.size() == candidates.size());
      REQUIRE(std::is_sorted(got.begin(), got.end(), [](const Gain& a, const Gain& b) {
        return a.gain != b.gain ? a.gain > b.gain : a.candidate < b.candidate;
      }));
      GainsOptions few = options;
      few.count = dice.roll(5);
      auto first = got;
      first.resize(std::min<std::size_t>(first.size(), *few.count));
      REQUIRE(gains(graph, 0, candidates, targets, few) == first);
    };
    check(network);
    if (seed % 4 == 0) check(static_cast<const ForwardGraph&>(network));
    if (seed % 4 == 1) check(static_cast<const TieOnlyGraph&>(network));
  }
  CHECK(gaining > 1500);
  CHECK(memberships > 500);
}

TEST_CASE("gains among dozens of people agree with rounds over all steps", "[search][property]") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    constexpr PersonIndex people = 40;
    const ArrayGraph graph = random_network(seed + 7000000, people);
    const auto pairs = oracle::pairs_of(graph);
    GainsOptions options;
    options.max_intermediaries = static_cast<std::uint8_t>(seed % 7);
    options.relay = .9;
    Dice dice(seed);
    const PersonIndex step = 1 + dice.roll(3);
    std::vector<PersonIndex> targets;
    for (PersonIndex person = 1; person < people; person += step) targets.push_back(person);
    std::vector<Addition> candidates;
    for (int i = 0; i < 8; ++i) {
      for (const Addition& it : some_candidates(graph, dice)) candidates.push_back(it);
    }
    const auto sum = [&](const oracle::Pairs& steps) {
      double out = 0;
      const auto costs =
          oracle::best_costs(steps, people, 0, options.max_intermediaries + std::size_t{1}, cost_of(options.relay));
      for (const PersonIndex target : targets) out += costs[target] == ~std::uint64_t{0} ? 0 : chance_of(costs[target]);
      return out;
    };
    const double before = sum(pairs);
    const auto got = gains(graph, 0, candidates, targets, options);
    INFO("replay with seed " << seed);
    for (const Gain& one : got) {
      REQUIRE(std::abs(one.gain - (sum(with(graph, pairs, candidates[one.candidate])) - before)) <= 1e-12);
    }
    for (std::uint32_t count = 0; count < 12; ++count) {
      GainsOptions few = options;
      few.count = count;
      auto first = got;
      first.resize(std::min<std::size_t>(first.size(), count));
      REQUIRE(gains(graph, 0, candidates, targets, few) == first);
    }
  }
}

TEST_CASE("one more acquaintance at the kitchen table", "[search]") {
  const auto table = kitchen_table();
  const std::vector<PersonIndex> li{table.li};
  const std::vector<Addition> candidates{
      NewTie{table.sarah, table.li, .3},                     // less than through the tutor
      NewTie{table.mum, table.li, .6},                       // .9 * .6 instead of .4
      NewTie{table.li, table.sarah, .8},                     // both directions
      NewTie{table.li, table.sarah, .8, /*directed=*/true},  // the wrong one
  };
  const auto found = gains(table.graph, table.sarah, candidates, li);
  REQUIRE(found.size() == 4);
  CHECK(found[0].candidate == 2);
  CHECK(std::abs(found[0].gain - (.8 - .4)) < 1e-6);
  CHECK(found[1].candidate == 1);
  CHECK(std::abs(found[1].gain - (.54 - .4)) < 1e-6);
  CHECK(found[2] == Gain{0, 0.0});
  CHECK(found[3] == Gain{3, 0.0});
  CHECK(gains(table.graph, table.sarah, candidates, li, {.count = 1}).size() == 1);
  CHECK(gains(table.graph, table.sarah, candidates, {}).size() == 4);
}

TEST_CASE("an event where the right people are", "[search]") {
  ArrayGraph graph(4);
  const GroupIndex fair = graph.group(.5, {{1, 1.0}, {2, .5}});
  graph.tie(1, 3, .5);
  const std::vector<PersonIndex> targets{2, 3};
  const std::vector<Addition> candidates{NewMembership{0, fair}, NewMembership{0, fair, .5}, NewMembership{2, fair}};
  const auto found = gains(graph, 0, candidates, targets);
  CHECK(found == std::vector<Gain>{{0, .25 + .25}, {1, .125 + .125}, {2, 0.0}});
}

TEST_CASE("gains says which candidate is wrong", "[search][errors]") {
  const auto table = kitchen_table();
  const std::vector<PersonIndex> li{3};
  const NewTie good{0, 1, .5};
  const auto ask = [&](const Addition& second, const GainsOptions& options = {}) {
    return gains(table.graph, 0, std::vector<Addition>{good, second}, li, options);
  };
  CHECK_THROWS_AS(gains(table.graph, 9, {}, li), UnknownPerson);
  CHECK_THROWS_AS(gains(table.graph, 0, {}, std::vector<PersonIndex>{9}), UnknownPerson);
  CHECK_THROWS_AS(ask(NewTie{0, 9, .5}, {.relay = 0}), UnknownPerson);
  CHECK_THROWS_AS(ask(NewMembership{9, 0}), UnknownPerson);
  CHECK_THROWS_AS(ask(NewTie{2, 2, .5}), InvalidValue);
  CHECK_THROWS_AS(ask(NewTie{0, 2, 0}), InvalidValue);
  CHECK_THROWS_AS(ask(NewTie{0, 2, std::numeric_limits<double>::quiet_NaN()}), InvalidValue);
  CHECK_THROWS_AS(ask(NewMembership{0, 0}), InvalidValue);
  CHECK_THROWS_AS(ask(good, {.relay = 2}), InvalidValue);
  CHECK_THROWS_AS(ask(good, {.max_intermediaries = 7}), InvalidValue);
  try {
    (void)ask(NewTie{0, 2, 1.5});
    FAIL("a chance above 1 was taken");
  } catch (const InvalidValue& error) {
    CHECK(error.place.line == 2);
    CHECK(error.place.field == "chance");
  }
}
