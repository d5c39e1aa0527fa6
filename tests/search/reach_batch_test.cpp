// The reach of many at once is that of each.
#include <weaktie/search/reach_batch.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "../catch.hpp"
#include "../fixtures/networks.hpp"

using namespace weaktie;
using namespace weaktie::fixtures;

namespace {

using People = std::vector<PersonIndex>;

template <class G>
ReachBatch one_by_one(const G& graph, const People& people, const ReachOptions& options) {
  ReachBatch out;
  for (const PersonIndex source : people) {
    const Reach found = reach(graph, source, options);
    for (PersonIndex person = 0; person < graph.size(); ++person) {
      if (person == source || found.intermediaries[person] == 255) continue;
      out.source.push_back(source);
      out.person.push_back(person);
      out.chance.push_back(found.chance[person]);
      out.intermediaries.push_back(found.intermediaries[person]);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("a batch is reach of each, for any number of threads", "[search][property]") {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    Dice dice(seed + 9000000);
    const std::uint32_t size = 1 + dice.roll(12);
    const ArrayGraph graph = random_network(seed + 4000000, size);
    People people;
    for (std::uint32_t i = dice.roll(10); i > 0; --i) people.push_back(dice.roll(size));
    const ReachOptions options{.max_intermediaries = static_cast<std::uint8_t>(dice.roll(7)),
                               .relay = dice.roll(2) == 0 ? 1.0 : .7};
    const ReachBatch want = one_by_one(graph, people, options);
    INFO("replay with seed " << seed);
    for (const unsigned threads : {1U, 2U, 3U}) REQUIRE(reach_batch(graph, people, options, threads) == want);
    const auto& ties = static_cast<const TieOnlyGraph&>(graph);
    if (seed % 5 == 0) REQUIRE(reach_batch(ties, people, options, 2) == one_by_one(ties, people, options));
  }
}

TEST_CASE("a batch of reach over a larger network, and what is wrong with a call", "[search]") {
  const ArrayGraph graph = random_network(42, 500);
  People people;
  for (PersonIndex person = 0; person < 100; ++person) people.push_back(499 - person);
  const ReachBatch want = one_by_one(graph, people, {});
  for (const unsigned threads : {0U, 1U, 2U, 7U}) CHECK(reach_batch(graph, people, {}, threads) == want);
  CHECK(reach_batch(graph, People{}) == ReachBatch{});

  try {
    static_cast<void>(reach_batch(graph, People{0, 500}, {.relay = 0.0}));
    FAIL("an index beyond the network passed");
  } catch (const UnknownPerson& error) {
    CHECK(error.place == Place{{}, 2, 0, "people"});
    CHECK(error.value == "500");
  }
  CHECK_THROWS_AS(reach_batch(graph, People{}, {.relay = 0.0}), InvalidValue);
  CHECK_THROWS_AS(reach_batch(graph, People{}, {.max_intermediaries = 7}), InvalidValue);

  std::vector<std::uint64_t> told;
  Control control;
  control.step = [&](std::uint64_t done, std::uint64_t total) {
    told.push_back(done);
    return total == 100;
  };
  CHECK(reach_batch(graph, people, {}, 2, control) == want);
  CHECK(told.front() == 0);
  CHECK(told.back() == 100);
  CHECK(std::is_sorted(told.begin(), told.end()));
  control.step = [](std::uint64_t done, std::uint64_t) { return done < 30; };
  CHECK_THROWS_AS(reach_batch(graph, people, {}, 2, control), Cancelled);
  CHECK(reach_batch(graph, people, {}, 2) == want);
}
