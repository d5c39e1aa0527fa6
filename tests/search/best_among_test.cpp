// Whom of some people: against the best introduction to each of them.
#include <weaktie/search/best_among.hpp>
#include <weaktie/search/reach.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <vector>

#include "../catch.hpp"
#include "../fixtures/networks.hpp"
#include "../oracle/introductions_oracle.hpp"

using namespace weaktie;
using namespace weaktie::fixtures;

namespace {
template <class G>
std::vector<ReachedPerson> one_by_one(const G& graph, PersonIndex from, const std::vector<PersonIndex>& targets,
                                      const BestAmongOptions& options) {
  const auto pairs = oracle::pairs_of(graph);
  std::vector<oracle::Chain> best;
  std::vector<PersonIndex> done;
  for (const PersonIndex to : targets) {
    if (to == from || std::find(done.begin(), done.end(), to) != done.end()) continue;
    done.push_back(to);
    const auto all = oracle::all_chains(pairs, graph.size(), from, to,
                                        {.max_intermediaries = options.max_intermediaries, .relay = options.relay});
    if (!all.empty()) best.push_back(all.front());
  }
  std::sort(best.begin(), best.end());
  if (best.size() > options.count) best.resize(options.count);
  std::vector<ReachedPerson> out;
  for (const auto& chain : best) {
    out.push_back({chain.people.back(), chance_of(chain.cost), static_cast<std::uint8_t>(chain.steps - 1), chain.cost});
  }
  return out;
}
}  // namespace

TEST_CASE("the best among some people are those with the best introductions, in their order", "[search][property]") {
  constexpr double relays[] = {1.0, .7, .5};
  std::size_t found = 0;
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    const std::size_t people = 5 + seed % 5;
    const ArrayGraph graph = random_network(seed + 2000000, people);
    Dice dice(seed);
    std::vector<PersonIndex> targets;
    for (std::uint32_t i = dice.roll(10); i > 0; --i) targets.push_back(dice.roll(static_cast<std::uint32_t>(people)));
    BestAmongOptions options;
    options.count = dice.roll(5);
    options.max_intermediaries = static_cast<std::uint8_t>(seed % 7);
    options.relay = relays[dice.roll(3)];
    INFO("replay with seed " << seed);
    const auto got = best_among(graph, 0, targets, options);
    REQUIRE(got == one_by_one(graph, 0, targets, options));
    found += got.size();
    if (seed % 4 == 0) {
      REQUIRE(best_among(static_cast<const ForwardGraph&>(graph), 0, targets, options) ==
              one_by_one(static_cast<const ForwardGraph&>(graph), 0, targets, options));
    }
  }
  CHECK(found > 3000);
}

TEST_CASE("the best among thousands agree with reach", "[search][property]") {
  constexpr std::uint32_t people = 4000;
  Dice dice(9);
  ArrayGraph graph(people);
  for (int i = 0; i < 16000; ++i) {
    const PersonIndex a = dice.roll(people), b = dice.roll(people);
    if (a != b) graph.both(a, b, (1 + dice.roll(9999)) / 10000.0);
  }
  for (const std::uint32_t share : {1U, 3U, 40U, 400U}) {
    std::vector<PersonIndex> targets;
    for (PersonIndex person = 0; person < people; ++person) {
      if (dice.roll(share) == 0) targets.push_back(person);
    }
    for (std::uint8_t limit = 0; limit <= 4; ++limit) {
      const auto got = best_among(graph, 7, targets, {.count = 25, .max_intermediaries = limit, .relay = .7});
      const Reach all = reach(graph, 7, {.max_intermediaries = limit, .relay = .7});
      std::vector<std::pair<std::uint64_t, PersonIndex>> want;
      for (const PersonIndex person : targets) {
        if (person != 7 && all.intermediaries[person] != 255) want.emplace_back(all.cost[person], person);
      }
      std::sort(want.begin(), want.end());
      if (want.size() > 25) want.resize(25);
      REQUIRE(got.size() == want.size());
      for (std::size_t i = 0; i < got.size(); ++i) {
        REQUIRE(got[i].cost == want[i].first);
        REQUIRE(got[i].intermediaries == all.intermediaries[got[i].person]);
      }
    }
  }
}

TEST_CASE("best_among refuses unknown people before anything else", "[search][errors]") {
  const auto table = kitchen_table();
  const std::vector<PersonIndex> some{1, 9};
  CHECK_THROWS_AS(best_among(table.graph, 4, some, {.relay = 0}), UnknownPerson);
  CHECK_THROWS_AS(best_among(table.graph, 0, some, {.relay = 0}), UnknownPerson);
  CHECK_THROWS_AS(best_among(table.graph, 0, std::vector<PersonIndex>{1}, {.relay = 0}), InvalidValue);
  CHECK(best_among(table.graph, 0, std::vector<PersonIndex>{0}).empty());
}

TEST_CASE("hundreds of equal costs are told apart by the people of their introductions", "[search][property]") {
  std::size_t equal = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    constexpr std::uint32_t people = 160;
    Dice dice(seed + 77);
    ArrayGraph graph(people);
    for (int i = 0; i < 330; ++i) {
      const PersonIndex a = dice.roll(people), b = dice.roll(people);
      if (a != b) graph.both(a, b, dice.roll(2) == 0 ? .5 : .25);
    }
    for (std::uint32_t group = dice.roll(4); group > 0; --group) {
      std::map<PersonIndex, double> weights;
      for (std::uint32_t i = 4 + dice.roll(40); i > 0; --i) weights[dice.roll(people)] = dice.roll(3) == 0 ? .5 : 1.0;
      graph.group(dice.roll(2) == 0 ? .25 : .125, weights);
    }
    if (seed % 3 == 0) {
      for (int i = 0; i < 60; ++i) {
        const PersonIndex a = dice.roll(people), b = dice.roll(people);
        if (a != b) graph.block(a, b);
      }
    }
    std::vector<PersonIndex> targets(people);
    std::iota(targets.begin(), targets.end(), PersonIndex{0});
    const BestAmongOptions options{.count = seed % 2 == 0 ? 1000U : 70U,
                                   .max_intermediaries = static_cast<std::uint8_t>(1 + seed % 4),
                                   .relay = seed % 5 == 0 ? .5 : 1.0};
    using Row = std::tuple<std::uint64_t, std::size_t, std::vector<PersonIndex>>;
    std::vector<Row> want;
    for (PersonIndex to = 1; to < people; ++to) {
      const auto best = introductions(
          graph, 0, to, {.max_intermediaries = options.max_intermediaries, .count = 1, .relay = options.relay});
      if (!best.empty()) want.emplace_back(best[0].cost, best[0].people.size(), best[0].people);
    }
    std::sort(want.begin(), want.end());
    for (std::size_t i = 1; i < want.size(); ++i) equal += std::get<0>(want[i]) == std::get<0>(want[i - 1]) ? 1 : 0;
    if (want.size() > options.count) want.resize(options.count);
    const auto got = best_among(graph, 0, targets, options);
    INFO("replay with seed " << seed);
    REQUIRE(got.size() == want.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
      REQUIRE(got[i].person == std::get<2>(want[i]).back());
      REQUIRE(got[i].cost == std::get<0>(want[i]));
    }
  }
  CHECK(equal > 3000);
}
