// Friends of friends of many at once are those of each.
#include <weaktie/search/who_knows_batch.hpp>

#include <atomic>

#include "../catch.hpp"
#include "../fixtures/networks.hpp"

using namespace weaktie;
using namespace weaktie::fixtures;

namespace {

/// What the batch promises, one person after the other.
template <class G, class Wanted>
AcquaintedBatch one_by_one(const G& graph, const std::vector<PersonIndex>& sources, std::uint32_t count,
                           const Wanted& wanted) {
  AcquaintedBatch out;
  for (const PersonIndex source : sources) {
    std::uint32_t rows = 0;
    for (const Acquainted& row : who_knows(graph, source, wanted)) {
      if (rows++ == count) break;
      out.source.push_back(source);
      out.person.push_back(row.person);
      out.common.push_back(row.common);
      out.adamic_adar.push_back(row.adamic_adar);
      out.resource_allocation.push_back(row.resource_allocation);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("a batch is who_knows of each, for any number of threads", "[search][property]") {
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    const auto people = static_cast<PersonIndex>(4 + seed % 9);
    const ArrayGraph graph = random_network(seed + 3000000, people);
    std::vector<PersonIndex> sources;
    for (std::uint64_t i = 0; i < seed % 50; ++i)
      sources.push_back(static_cast<PersonIndex>((seed * 7 + i * 5) % people));
    const auto count = static_cast<std::uint32_t>(seed % 3 == 0 ? 100 : seed % 5);
    const auto wanted = [&](PersonIndex person) { return seed % 2 == 0 || person % 3 != 0; };
    const AcquaintedBatch want = one_by_one(graph, sources, count, wanted);
    INFO("replay with seed " << seed);
    for (const unsigned threads : {1U, 2U, 3U}) {
      REQUIRE(who_knows_batch(graph, sources, count, threads, wanted) == want);
    }
    REQUIRE(who_knows_batch(static_cast<const TieOnlyGraph&>(graph), sources, count, 2, wanted) == want);
  }
}

TEST_CASE("a batch over a larger network, everyone in it", "[search]") {
  const ArrayGraph graph = random_network(42, 600);
  std::vector<PersonIndex> sources;
  for (PersonIndex person = 0; person < 600; ++person) sources.push_back(599 - person);
  const AcquaintedBatch want = one_by_one(graph, sources, 100, Everyone{});
  for (const unsigned threads : {0U, 1U, 2U, 3U, 7U}) CHECK(who_knows_batch(graph, sources, 100, threads) == want);
}

TEST_CASE("an unknown source is refused with its position, and nobody asked is an empty answer", "[search]") {
  ArrayGraph graph(3);
  graph.both(0, 1, .5);
  graph.both(1, 2, .5);
  CHECK(who_knows_batch(graph, std::vector<PersonIndex>{}) == AcquaintedBatch{});
  CHECK(who_knows_batch(graph, std::vector<PersonIndex>{0}, 0) == AcquaintedBatch{});
  try {
    static_cast<void>(who_knows_batch(graph, std::vector<PersonIndex>{0, 3}));
    FAIL("an index beyond the network passed");
  } catch (const UnknownPerson& error) {
    CHECK(error.place == Place{{}, 2, 0, "sources"});
    CHECK(error.value == "3");
  }
}

TEST_CASE("a batch tells how far it is, and can be stopped", "[search]") {
  const ArrayGraph graph = random_network(7, 200);
  std::vector<PersonIndex> sources;
  for (PersonIndex person = 0; person < 200; ++person) sources.push_back(person);
  std::vector<std::uint64_t> told;
  Control control;
  control.step = [&](std::uint64_t done, std::uint64_t total) {
    told.push_back(done);
    return total == 200;
  };
  const auto all = who_knows_batch(graph, sources, 100, 2, Everyone{}, control);
  CHECK(told.front() == 0);
  CHECK(told.back() == 200);
  CHECK(std::is_sorted(told.begin(), told.end()));
  control.step = [](std::uint64_t done, std::uint64_t) { return done < 48; };
  CHECK_THROWS_AS(who_knows_batch(graph, sources, 100, 2, Everyone{}, control), Cancelled);
  CHECK(who_knows_batch(graph, sources, 100, 2) == all);
}
