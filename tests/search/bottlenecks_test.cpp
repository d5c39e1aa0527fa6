// Who is missed: against removing everyone in turn and trying every chain again.
#include <weaktie/search/bottlenecks.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "../catch.hpp"
#include "../fixtures/networks.hpp"
#include "../oracle/introductions_oracle.hpp"

using namespace weaktie;
using namespace weaktie::fixtures;

namespace {

double best_chance(const oracle::Pairs& pairs, std::size_t people, PersonIndex from, PersonIndex to,
                   const BottlenecksOptions& options, const std::vector<PersonIndex>& avoid) {
  const auto all =
      oracle::all_chains(pairs, people, from, to,
                         {.max_intermediaries = options.max_intermediaries, .relay = options.relay, .avoid = avoid});
  return all.empty() ? 0.0 : std::exp2(-static_cast<double>(all.front().cost) / 1048576.0);
}

template <class G>
std::vector<Bottleneck> one_by_one(const G& graph, PersonIndex from, const std::vector<PersonIndex>& targets,
                                   const BottlenecksOptions& options) {
  const auto pairs = oracle::pairs_of(graph);
  const std::set<PersonIndex> distinct(targets.begin(), targets.end());
  std::vector<Bottleneck> out;
  for (PersonIndex person = 0; person < graph.size(); ++person) {
    if (person == from) continue;
    Bottleneck one{person, 0.0, {}};
    double before = 0, after = 0;
    for (const PersonIndex target : distinct) {
      if (target == from) continue;
      const double with = best_chance(pairs, graph.size(), from, target, options, {});
      const double without =
          target == person ? with : best_chance(pairs, graph.size(), from, target, options, {person});
      before += with;
      after += without;
      if (with > 0 && without == 0) one.only_way_to.push_back(target);
    }
    one.lost = before - after;
    if (one.lost > 1e-12) out.push_back(one);
  }
  return out;
}

}  // namespace

TEST_CASE("what is lost without each broker equals removing them and searching again", "[search][property]") {
  constexpr double relays[] = {1.0, .7, .5};
  std::size_t found = 0, only_ways = 0;
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    const std::size_t people = 5 + seed % 4;
    const ArrayGraph graph = random_network(seed + 4000000, people);
    Dice dice(seed);
    std::vector<PersonIndex> targets;
    for (std::uint32_t i = dice.roll(10); i > 0; --i) targets.push_back(dice.roll(static_cast<std::uint32_t>(people)));
    BottlenecksOptions options;
    options.max_intermediaries = static_cast<std::uint8_t>(seed % 7);
    options.relay = relays[dice.roll(3)];
    INFO("replay with seed " << seed);
    const auto check = [&](const auto& searched) {
      auto want = one_by_one(searched, 0, targets, options);
      const auto got = bottlenecks(searched, 0, targets, options);
      REQUIRE(std::is_sorted(got.begin(), got.end(), [](const Bottleneck& a, const Bottleneck& b) {
        return a.lost != b.lost ? a.lost > b.lost : a.person < b.person;
      }));
      BottlenecksOptions few = options;
      few.count = dice.roll(4);
      auto first = got;
      first.resize(std::min<std::size_t>(first.size(), *few.count));
      REQUIRE(bottlenecks(searched, 0, targets, few) == first);
      auto by_person = got;
      std::sort(by_person.begin(), by_person.end(),
                [](const Bottleneck& a, const Bottleneck& b) { return a.person < b.person; });
      REQUIRE(by_person.size() == want.size());
      for (std::size_t i = 0; i < want.size(); ++i) {
        REQUIRE(by_person[i].person == want[i].person);
        REQUIRE(std::abs(by_person[i].lost - want[i].lost) <= 1e-12);
        REQUIRE(by_person[i].only_way_to == want[i].only_way_to);
        only_ways += want[i].only_way_to.size();
      }
      found += got.size();
    };
    check(graph);
    if (seed % 4 == 0) check(static_cast<const ForwardGraph&>(graph));
    if (seed % 4 == 1) check(static_cast<const TieOnlyGraph&>(graph));
  }
  CHECK(found > 3000);
  CHECK(only_ways > 1000);
}

TEST_CASE("the same among dozens of people, against rounds over all steps", "[search][property]") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    constexpr PersonIndex people = 40;
    const ArrayGraph graph = random_network(seed + 6000000, people);
    const auto pairs = oracle::pairs_of(graph);
    BottlenecksOptions options;
    options.max_intermediaries = static_cast<std::uint8_t>(1 + seed % 6);
    options.relay = .9;
    const PersonIndex step = 1 + Dice(seed).roll(3);
    std::vector<PersonIndex> targets;
    for (PersonIndex person = 1; person < people; person += step) targets.push_back(person);
    const auto costs = [&](PersonIndex without) {
      oracle::Pairs left = pairs;  // one who is left out can still be stepped to: they may be a target
      std::erase_if(left, [&](const auto& it) { return it.first.first == without; });
      return oracle::best_costs(left, people, 0, options.max_intermediaries + std::size_t{1}, cost_of(options.relay));
    };
    constexpr std::uint64_t none = ~std::uint64_t{0};
    const auto chance = [](std::uint64_t cost) { return cost == none ? 0.0 : chance_of(cost); };
    const auto before = costs(no_person);
    const auto got = bottlenecks(graph, 0, targets, options);
    INFO("replay with seed " << seed);
    for (PersonIndex person = 1; person < people; ++person) {
      const auto after = costs(person);
      Bottleneck want{person, 0.0, {}};
      for (const PersonIndex target : targets) {
        want.lost += chance(before[target]) - chance(after[target]);
        if (before[target] != none && after[target] == none) want.only_way_to.push_back(target);
      }
      const auto at =
          std::find_if(got.begin(), got.end(), [person](const Bottleneck& it) { return it.person == person; });
      REQUIRE((at != got.end()) == (want.lost > 0));
      if (at == got.end()) continue;
      REQUIRE(std::abs(at->lost - want.lost) <= 1e-12);
      REQUIRE(at->only_way_to == want.only_way_to);
    }
  }
}

TEST_CASE("at the kitchen table the tutor is missed, and within one step nobody", "[search]") {
  const auto table = kitchen_table();
  const std::vector<PersonIndex> li{table.li};
  const auto found = bottlenecks(table.graph, table.sarah, li);
  REQUIRE(found.size() == 1);
  CHECK(found[0].person == table.tutor);
  CHECK(std::abs(found[0].lost - (.4 - .18)) < 1e-6);
  CHECK(found[0].only_way_to.empty());
  CHECK(bottlenecks(table.graph, table.sarah, li, {.max_intermediaries = 0}).empty());
  CHECK(bottlenecks(table.graph, table.sarah, li, {.count = 0}).empty());
}

TEST_CASE("somebody can be the only way within the limit and not beyond it", "[search]") {
  ArrayGraph graph(5);  // 0 -> 1 -> 2, and the longer way 0 -> 3 -> 4 -> 2
  graph.tie(0, 1, .5);
  graph.tie(1, 2, .5);
  graph.tie(0, 3, .5);
  graph.tie(3, 4, .5);
  graph.tie(4, 2, .5);
  const std::vector<PersonIndex> end{2};
  CHECK(bottlenecks(graph, 0, end, {.max_intermediaries = 1}) == std::vector<Bottleneck>{{1, .25, {2}}});
  CHECK(bottlenecks(graph, 0, end, {.max_intermediaries = 2}) == std::vector<Bottleneck>{{1, .125, {}}});
}

TEST_CASE("bottlenecks refuses unknown people before anything else", "[search][errors]") {
  const auto table = kitchen_table();
  const std::vector<PersonIndex> some{1, 9}, known{1};
  CHECK_THROWS_AS(bottlenecks(table.graph, 4, some, {.relay = 0}), UnknownPerson);
  CHECK_THROWS_AS(bottlenecks(table.graph, 0, some, {.relay = 0}), UnknownPerson);
  CHECK_THROWS_AS(bottlenecks(table.graph, 0, known, {.relay = 0}), InvalidValue);
  CHECK_THROWS_AS(bottlenecks(table.graph, 0, known, {.max_intermediaries = 7}), InvalidValue);
  CHECK(bottlenecks(table.graph, 0, std::vector<PersonIndex>{0}).empty());
}
