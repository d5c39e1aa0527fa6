// Everyone from one person: against every chain there is, and by hand.
#include <weaktie/search/reach.hpp>

#include <limits>
#include <optional>

#include "../catch.hpp"
#include "../fixtures/networks.hpp"
#include "../oracle/introductions_oracle.hpp"

using namespace weaktie;
using namespace weaktie::fixtures;

namespace {
template <class G>
void check_everyone(const G& graph, PersonIndex from, const ReachOptions& options) {
  const Reach got = reach(graph, from, options);
  REQUIRE(got.chance.size() == graph.size());
  REQUIRE(got.intermediaries.size() == graph.size());
  const auto pairs = oracle::pairs_of(graph);
  for (PersonIndex to = 0; to < graph.size(); ++to) {
    if (to == from) {
      REQUIRE((got.chance[to] == 1.0 && got.intermediaries[to] == 0 && got.cost[to] == 0));
      REQUIRE_FALSE(got.introduction_to(to));
      continue;
    }
    const IntroductionOptions same{.max_intermediaries = options.max_intermediaries, .relay = options.relay};
    const auto want = oracle::as_introductions(
        pairs, oracle::choose(oracle::all_chains(pairs, graph.size(), from, to, same), Distinct::none, 1));
    const std::optional<Introduction> found = got.introduction_to(to);
    REQUIRE(found.has_value() == !want.empty());
    if (want.empty()) {
      REQUIRE((got.chance[to] == 0.0 && got.intermediaries[to] == 255));
      REQUIRE(got.cost[to] == std::numeric_limits<Cost>::max());
    } else {
      REQUIRE(*found == want[0]);
      REQUIRE(got.cost[to] == want[0].cost);
      REQUIRE(got.chance[to] == want[0].chance);
      REQUIRE(got.intermediaries[to] == want[0].intermediaries);
      REQUIRE(*found == introductions(graph, from, to, same)[0]);
    }
  }
}
}  // namespace

TEST_CASE("reach agrees with trying every chain to everyone", "[search][property]") {
  constexpr double relays[] = {1.0, .7, .5};
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    const ArrayGraph graph = random_network(seed + 1000000, 5 + seed % 4);
    const ReachOptions options{.max_intermediaries = static_cast<std::uint8_t>(seed % 7), .relay = relays[seed % 3]};
    INFO("replay with seed " << seed);
    check_everyone(graph, static_cast<PersonIndex>(seed % 5), options);
    if (seed % 5 == 0) check_everyone(static_cast<const ForwardGraph&>(graph), 0, options);
  }
}

TEST_CASE("under a limit the state is person and steps, not person alone", "[search]") {
  // The sure way to 2 takes two steps (through 1), and from there 3 is out of the limit of one intermediary.
  ArrayGraph graph(4);
  graph.tie(0, 1, 1.0);
  graph.tie(1, 2, 1.0);
  graph.tie(0, 2, .5);
  graph.tie(2, 3, 1.0);
  const Reach found = reach(graph, 0, {.max_intermediaries = 1});
  CHECK(found.chance == std::vector<double>{1.0, 1.0, 1.0, .5});
  CHECK(found.intermediaries == std::vector<std::uint8_t>{0, 0, 1, 1});
  CHECK(found.introduction_to(3)->people == std::vector<PersonIndex>{0, 2, 3});
}

TEST_CASE("whom the best two of a group may not ask is still asked by the third", "[search]") {
  ArrayGraph graph(5);
  graph.tie(0, 1, 1.0);
  graph.tie(0, 2, .9);
  graph.tie(0, 3, .8);
  graph.group(.5, {{1, 1.0}, {2, 1.0}, {3, 1.0}, {4, 1.0}});
  graph.block(1, 4);
  graph.block(2, 4);
  CHECK(reach(graph, 0).introduction_to(4)->people == std::vector<PersonIndex>{0, 3, 4});
  check_everyone(graph, 0, {});
}

TEST_CASE("reach outlives the graph it was asked of", "[search]") {
  std::optional<Reach> kept;
  {
    const auto table = kitchen_table();
    kept = reach(table.graph, table.sarah);
  }
  CHECK(kept->introduction_to(3)->people == std::vector<PersonIndex>{0, 2, 3});
  const Reach copy = *kept;
  kept.reset();
  CHECK(copy.introduction_to(1)->people == std::vector<PersonIndex>{0, 1});
}

TEST_CASE("reach agrees with a dense table on thousands of people", "[search][property]") {
  constexpr std::uint32_t people = 3000;
  Dice dice(5);
  ArrayGraph graph(people);
  for (int i = 0; i < 12000; ++i) {
    const PersonIndex a = dice.roll(people), b = dice.roll(people);
    if (a != b) graph.both(a, b, (1 + dice.roll(99)) / 100.0);
  }
  const auto pairs = oracle::pairs_of(graph);
  for (std::uint8_t limit = 0; limit <= 6; ++limit) {
    const auto got = reach(graph, limit, {.max_intermediaries = limit, .relay = .7});
    CHECK(got.cost == oracle::best_costs(pairs, people, limit, limit + 1U, cost_of(.7)));
  }
}

TEST_CASE("reach refuses unknown people and values out of range", "[search][errors]") {
  const auto table = kitchen_table();
  CHECK_THROWS_AS(reach(table.graph, 4), UnknownPerson);
  CHECK_THROWS_AS(reach(table.graph, 4, {.relay = 0}), UnknownPerson);
  CHECK_THROWS_AS(reach(table.graph, 0, {.relay = 0}), InvalidValue);
  CHECK_THROWS_WITH(reach(table.graph, 0, {.max_intermediaries = 200}), ContainsSubstring("0 to 6, got 200"));
  CHECK_THROWS_AS(reach(table.graph, 0).introduction_to(4), UnknownPerson);
}
