// The introductions of many pairs at once are those of each.
#include <weaktie/search/introductions_batch.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

#include <weaktie/search/introductions.hpp>

#include "../catch.hpp"
#include "../fixtures/large.hpp"
#include "../fixtures/networks.hpp"

using namespace weaktie;
using namespace weaktie::fixtures;

namespace {

using People = std::vector<PersonIndex>;

/// What the batch promises, one pair after the other.
template <class G>
IntroductionsBatch one_by_one(const G& graph, const People& sources, const People& targets,
                              const IntroductionOptions& options) {
  IntroductionsBatch out;
  out.people_begin.push_back(0);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const Introductions found = introductions(graph, sources[i], targets[i], options);
    for (std::size_t rank = 0; rank < found.size(); ++rank) {
      out.pair.push_back(static_cast<std::uint32_t>(i));
      out.rank.push_back(static_cast<std::uint32_t>(rank));
      out.chance.push_back(found[rank].chance);
      out.intermediaries.push_back(found[rank].intermediaries);
      out.people.insert(out.people.end(), found[rank].people.begin(), found[rank].people.end());
      out.people_begin.push_back(out.people.size());
    }
    if (!found.complete) out.cut.push_back({static_cast<std::uint32_t>(i), found.guarantee});
  }
  return out;
}

struct Pairs {
  People sources, targets;
};

/// In no order, some of them several times; those of `hub` in every `often`-th.
Pairs some_pairs(Dice& dice, std::uint32_t people, std::size_t count, PersonIndex hub, std::size_t often) {
  Pairs out;
  while (out.sources.size() < count) {
    const PersonIndex from = out.sources.size() % often == 0 ? hub : dice.roll(people);
    const PersonIndex to = dice.roll(people);
    if (from == to) continue;
    out.sources.push_back(from);
    out.targets.push_back(to);
  }
  return out;
}

IntroductionOptions some_options(Dice& dice, std::uint32_t people) {
  constexpr Distinct distincts[] = {Distinct::none, Distinct::broker, Distinct::everyone};
  constexpr double relays[] = {1.0, .7, .5};
  IntroductionOptions out;
  out.max_intermediaries = static_cast<std::uint8_t>(dice.roll(7));
  out.count = dice.roll(5);
  out.distinct = distincts[dice.roll(3)];
  out.relay = relays[dice.roll(3)];
  for (std::uint32_t i = dice.roll(3); i > 0; --i) out.avoid.push_back(dice.roll(people));
  if (dice.roll(4) == 0) out.budget = dice.roll(60);
  return out;
}

}  // namespace

TEST_CASE("a batch is introductions of each pair, for any number of threads", "[search][property]") {
  for (std::uint64_t seed = 0; seed < 2500; ++seed) {
    Dice dice(seed + 7000000);
    const std::uint32_t people = 2 + dice.roll(9);
    const ArrayGraph graph = random_network(seed + 5000000, people);
    const Pairs pairs = some_pairs(dice, people, dice.roll(40), dice.roll(people), 1 + dice.roll(5));
    const IntroductionOptions options = some_options(dice, people);
    const IntroductionsBatch want = one_by_one(graph, pairs.sources, pairs.targets, options);
    INFO("replay with seed " << seed);
    for (const unsigned threads : {1U, 2U, 3U}) {
      REQUIRE(introductions_batch(graph, pairs.sources, pairs.targets, options, threads) == want);
    }
    if (seed % 5 == 0) {
      const auto& ties = static_cast<const TieOnlyGraph&>(graph);
      REQUIRE(introductions_batch(ties, pairs.sources, pairs.targets, options, 2) ==
              one_by_one(ties, pairs.sources, pairs.targets, options));
      const auto& forward = static_cast<const ForwardGraph&>(graph);
      REQUIRE(introductions_batch(forward, pairs.sources, pairs.targets, options, 2) ==
              one_by_one(forward, pairs.sources, pairs.targets, options));
    }
  }
}

TEST_CASE("very many targets of one source get the same answers", "[search][property]") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Dice dice(seed + 8000000);
    const std::uint32_t people = 10 + dice.roll(30);
    const ArrayGraph graph = random_network(seed + 6000000, people);
    IntroductionOptions options = some_options(dice, people);
    options.avoid.clear();
    options.budget.reset();
    if (seed % 2 == 0) options.distinct = Distinct::none;
    const std::size_t enough = detail::enough_to_share(graph, options);
    const std::size_t count = enough == detail::never ? 50 : 2 * enough + 1000;
    const Pairs pairs = some_pairs(dice, people, count, 0, 1 + dice.roll(2));
    const IntroductionsBatch want = one_by_one(graph, pairs.sources, pairs.targets, options);
    INFO("replay with seed " << seed);
    for (const unsigned threads : {1U, 3U}) {
      REQUIRE(introductions_batch(graph, pairs.sources, pairs.targets, options, threads) == want);
    }
  }
}

TEST_CASE("every pair is in one piece, whatever the threads", "[search]") {
  Dice dice(3);
  for (int round = 0; round < 300; ++round) {
    const Pairs given = some_pairs(dice, 2 + dice.roll(40), dice.roll(3000), 0, 1 + dice.roll(4));
    Ticks ticks;
    const auto pairs = detail::by_source(given.sources, given.targets, ticks);
    const std::size_t enough = round % 3 == 0 ? detail::never : 1 + dice.roll(200);
    std::vector<int> times(pairs.size(), 0);
    for (const detail::PairPiece& piece : detail::pair_pieces(pairs, enough, 1 + dice.roll(5))) {
      REQUIRE(piece.begin < piece.end);
      for (std::size_t i = piece.begin; i < piece.end; ++i) {
        ++times[i];
        if (piece.shared) REQUIRE(pairs[i].from == pairs[piece.begin].from);
      }
    }
    REQUIRE(std::all_of(times.begin(), times.end(), [](int it) { return it == 1; }));
  }
}

TEST_CASE("people of a row", "[search]") {
  ArrayGraph graph(4);
  graph.both(0, 1, .5);
  graph.both(1, 2, .5);
  const auto found = introductions_batch(graph, People{2, 0, 0}, People{0, 1, 3}, {});
  CHECK(found.size() == 2);
  CHECK(found.pair == std::vector<std::uint32_t>{0, 1});
  const auto people = [&](std::size_t row) {
    const auto span = found.people_of(row);
    return People(span.begin(), span.end());
  };
  CHECK(people(0) == People{2, 1, 0});
  CHECK(people(1) == People{0, 1});
  CHECK(introductions_batch(graph, People{}, People{}).size() == 0);
}

TEST_CASE("what is wrong with a pair is told with its position, unknown people first", "[search]") {
  ArrayGraph graph(3);
  graph.both(0, 1, .5);
  const auto place_of = [&](const People& sources, const People& targets, const IntroductionOptions& options = {}) {
    try {
      static_cast<void>(introductions_batch(graph, sources, targets, options));
    } catch (const UnknownPerson& error) {
      CHECK(error.value == "3");
      return error.place;
    } catch (const InvalidValue& error) {
      return error.place;
    }
    FAIL("a wrong call passed");
    return Place{};
  };
  CHECK(place_of({0, 1, 3}, {0, 1, 2}) == Place{{}, 3, 0, "sources"});
  CHECK(place_of({0, 1}, {0, 3}) == Place{{}, 2, 0, "targets"});
  CHECK(place_of({0, 1, 2}, {1, 3}) == Place{{}, 2, 0, "targets"});
  CHECK(place_of({0, 2}, {1, 2}) == Place{{}, 2, 0, "targets"});
  CHECK(place_of({0, 2}, {1}) == Place{{}, 0, 0, "targets"});
  CHECK_THROWS_AS(introductions_batch(graph, People{0}, People{1}, {.avoid = {3}}), UnknownPerson);
  CHECK_THROWS_AS(introductions_batch(graph, People{}, People{}, {.relay = 0.0}), InvalidValue);
  CHECK_THROWS_AS(introductions_batch(graph, People{}, People{}, {.max_intermediaries = 7}), InvalidValue);
}

TEST_CASE("a batch of introductions tells how far it is, and can be stopped", "[search]") {
  const ArrayGraph graph = random_network(7, 200);
  Dice dice(5);
  const Pairs pairs = some_pairs(dice, 200, 3000, 1, 2);
  std::vector<std::uint64_t> told;
  Control control;
  control.step = [&](std::uint64_t done, std::uint64_t total) {
    told.push_back(done);
    return total == 3000;
  };
  const auto ask = [&](const Control& it) {
    return introductions_batch(graph, pairs.sources, pairs.targets, {}, 2, it);
  };
  const auto all = ask(control);
  CHECK(told.front() == 0);
  CHECK(told.back() == 3000);
  CHECK(std::is_sorted(told.begin(), told.end()));
  control.step = [](std::uint64_t done, std::uint64_t) { return done < 100; };
  CHECK_THROWS_AS(ask(control), Cancelled);
  CHECK(ask({}) == all);
}

TEST_CASE("long searches of a batch end when it is stopped, on every thread", "[search]") {
  const Network ladder = ladder_of(700, 700);
  const auto last = static_cast<PersonIndex>(ladder.size() - 1);
  const IntroductionOptions endless{.count = 40'000'000, .distinct = Distinct::none};
  for (const unsigned threads : {1U, 2U, 3U}) {
    // The calling thread asks from within its search, or while it waits for another thread's.
    for (const People& sources : {People{0}, People{0, 0, 0, 0}, People{0, 1}}) {
      const People targets(sources.size(), last);
      int asked = 0;
      const Control control{[&](std::uint64_t, std::uint64_t) { return ++asked < 3; }};
      CHECK_THROWS_AS(introductions_batch(ladder, sources, targets, endless, threads, control), Cancelled);
      CHECK(asked == 3);
    }
  }
  CHECK(introductions_batch(ladder, People{0}, People{last}, {.count = 3}, 2) ==
        one_by_one(ladder, {0}, {last}, {.count = 3}));
}
