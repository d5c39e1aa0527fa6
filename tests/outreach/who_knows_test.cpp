// Friends of friends in an organisation or a field: many at once as each alone.
#include <weaktie/outreach/who_knows.hpp>

#include <algorithm>

#include "../catch.hpp"
#include "../fixtures/networks.hpp"

using namespace weaktie;

TEST_CASE("a filtered batch is who_knows of each, for any number of threads", "[outreach][property]") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    fixtures::Dice dice(seed * 2 + 1);
    const std::uint32_t people = 3 + dice.roll(40);
    ArraysOptions options;
    options.directed = dice.roll(2) == 0;
    for (std::uint32_t i = 0; i < people; ++i) {
      options.ids.push_back("p" + std::to_string(i));
      Person person;
      person.id = options.ids.back();
      person.organisation = dice.roll(2) == 0 ? "Hart & Lowe" : "Ravensbourne";
      person.title = dice.roll(2) == 0 ? "Solicitor" : "Nurse";
      options.people.push_back(std::move(person));
    }
    std::vector<std::uint32_t> source, target;
    std::vector<double> chance;
    for (std::uint32_t i = 0; i < people * 2; ++i) {
      const std::uint32_t a = dice.roll(people), b = dice.roll(people);
      if (a == b) continue;
      source.push_back(a);
      target.push_back(b);
      chance.push_back(dice.chance());
    }
    const Network network = Network::from_arrays(source, target, chance, options);
    WhoKnowsBatchOptions batch;
    WhoKnowsOptions alone;
    batch.count = dice.roll(2) == 0 ? 100 : dice.roll(4);
    if (dice.roll(2) == 0) batch.organisation = alone.organisation = "lowe";
    if (dice.roll(2) == 0) batch.field = alone.field = "law";
    std::vector<PersonIndex> sources;
    for (std::uint32_t i = 0; i < 40; ++i) sources.push_back(dice.roll(people));
    AcquaintedBatch want;
    for (const PersonIndex from : sources) {
      auto rows = who_knows(network, from, alone);
      rows.resize(std::min<std::size_t>(rows.size(), batch.count));
      for (const Acquainted& row : rows) {
        want.source.push_back(from);
        want.person.push_back(row.person);
        want.common.push_back(row.common);
        want.adamic_adar.push_back(row.adamic_adar);
        want.resource_allocation.push_back(row.resource_allocation);
      }
    }
    INFO("replay with seed " << seed);
    for (const std::uint32_t threads : {1U, 2U, 3U}) {
      batch.threads = threads;
      REQUIRE(who_knows_batch(network, sources, batch) == want);
    }
  }
}

TEST_CASE("a batch refuses what who_knows refuses, an unknown person first", "[outreach]") {
  const Network network =
      Network::from_arrays(std::vector<std::uint32_t>{0}, std::vector<std::uint32_t>{1}, std::vector<double>{.5});
  const std::vector<PersonIndex> known = {0, 1}, unknown = {0, 1, 2};
  CHECK_THROWS_AS(who_knows_batch(network, known, {.organisation = " "}), InvalidValue);
  CHECK_THROWS_AS(who_knows_batch(network, known, {.field = "zzz"}), InvalidValue);
  CHECK_THROWS_AS(who_knows_batch(network, unknown, {.field = "zzz"}), UnknownPerson);
  Control stop;
  stop.step = [](std::uint64_t, std::uint64_t) { return false; };
  CHECK_THROWS_AS(who_knows_batch(network, known, {}, stop), Cancelled);
}
