// Searches that are stopped: Cancelled, or whatever the caller throws, and everything works on as before.
#include <weaktie/outreach/anyone_at.hpp>
#include <weaktie/search/best_among.hpp>
#include <weaktie/search/bottlenecks.hpp>
#include <weaktie/search/gains.hpp>
#include <weaktie/search/introductions.hpp>
#include <weaktie/search/introductions_from.hpp>
#include <weaktie/search/reach.hpp>
#include <weaktie/search/who_knows.hpp>
#include <weaktie/search/why_none.hpp>

#include <cstdint>
#include <stdexcept>
#include <vector>

#include "../catch.hpp"
#include "../fixtures/large.hpp"

using namespace weaktie;
using namespace weaktie::fixtures;

namespace {

/// Stops at the n-th time it is asked.
struct StopAt {
  int nth;
  int asked = 0;
  Control control = {[this](std::uint64_t, std::uint64_t) { return ++asked < nth; }};
};

/// Runs `call(control)` undisturbed, then stops it the first and the last time it asks, then runs it again.
template <class Call>
void check_stops(const Call& call) {
  const auto before = call(Control{});
  StopAt never{1 << 30};
  CHECK(call(never.control) == before);
  REQUIRE(never.asked > 0);
  for (const int nth : {1, never.asked}) {
    StopAt stop{nth};
    CHECK_THROWS_AS(call(stop.control), Cancelled);
    CHECK(stop.asked == nth);
  }
  const Control throws{[](std::uint64_t, std::uint64_t) -> bool { throw std::domain_error("mine"); }};
  CHECK_THROWS_AS(call(throws), std::domain_error);
  CHECK(call(Control{}) == before);
}

}  // namespace

TEST_CASE("ticks ask once for every so many units", "[control]") {
  std::vector<std::uint64_t> heard;
  const Control control{[&](std::uint64_t done, std::uint64_t total) {
    CHECK(total == 70);
    heard.push_back(done);
    return done < 60;
  }};
  Ticks ticks(control, 70, 10);
  ticks(9);
  CHECK(heard.empty());
  ticks();
  ticks(25);
  ticks(5);
  CHECK(heard == std::vector<std::uint64_t>{10, 35});
  CHECK_THROWS_AS(ticks(100), Cancelled);
  Ticks unasked;
  unasked(std::uint64_t{1} << 60U);
  const Control empty;
  Ticks nobody(empty);
  nobody(std::uint64_t{1} << 60U);
}

TEST_CASE("a search that is stopped leaves everything usable", "[search][control]") {
  const Network star = star_of(300000);
  const Network ladder = ladder_of(400, 400);
  const std::vector<PersonIndex> everyone = all_of(star);

  SECTION("introductions") {
    check_stops([&](const Control& control) {
      return introductions(ladder, 0, static_cast<PersonIndex>(ladder.size() - 1), {.count = 3}, control);
    });
    check_stops([&](const Control& control) { return introductions(star, 1, 2, {.count = 3}, control); });
    check_stops([&](const Control& control) {
      return introductions(ladder, 0, static_cast<PersonIndex>(ladder.size() - 1),
                           {.max_intermediaries = 5, .count = 3}, control);
    });
  }
  SECTION("reach") {
    check_stops([&](const Control& control) { return reach(star, 1, {}, control).cost; });
  }
  SECTION("best among") {
    check_stops([&](const Control& control) { return best_among(star, 1, everyone, {.count = 5}, control); });
  }
  SECTION("who knows") {
    check_stops([&](const Control& control) { return who_knows(star, 1, Everyone(), control); });
    check_stops([&](const Control& control) { return friends_of_friends(star, 1, control); });
  }
  SECTION("why none") {
    check_stops(
        [&](const Control& control) { return why_none(star, 1, 2, {.max_intermediaries = 0}, {}, control).code; });
  }
  SECTION("bottlenecks") {
    check_stops([&](const Control& control) { return bottlenecks(star, 1, everyone, {.count = 3}, control); });
  }
  SECTION("gains") {
    std::vector<Addition> candidates;
    for (PersonIndex person = 2; person < 30; ++person) candidates.push_back(NewTie{1, person, .9});
    check_stops([&](const Control& control) { return gains(star, 1, candidates, everyone, {.count = 3}, control); });
    check_stops([&](const Control& control) { return gains(star, 1, candidates, everyone, {}, control); });
  }
  SECTION("anyone at") {
    std::vector<Person> people(100000);
    std::vector<std::uint32_t> source(people.size() - 1, 0), target(people.size() - 1);
    for (std::size_t i = 0; i < people.size(); ++i) {
      people[i].id = std::to_string(i);
      people[i].organisation = "Hart " + std::to_string(i % 5000);
      if (i > 0) target[i - 1] = static_cast<std::uint32_t>(i);
    }
    ArraysOptions options;
    options.people = people;
    const Network town = Network::from_arrays(source, target, std::vector<double>(source.size(), .5), options);
    for (const char* name : {"Hart", "Hart 4999", "Hrat"}) {
      check_stops([&](const Control& control) { return anyone_at(town, 1, name, {.count = 5}, control); });
    }
  }
  SECTION("one source, many targets") {
    check_stops([&](const Control& control) {
      IntroductionsFrom<Network> ways(star, 1, 3, 1.0, control);
      return ways.to(2, 5);
    });
    // Stopped in the middle, it answers the next question as if nothing had been.
    int allowed = 1 << 30;
    const Control control{[&](std::uint64_t, std::uint64_t) { return --allowed >= 0; }};
    IntroductionsFrom<Network> ways(ladder, 0, 3, 1.0, control);
    const auto last = static_cast<PersonIndex>(ladder.size() - 1);
    allowed = 0;
    CHECK_THROWS_AS(ways.to(last, 200000), Cancelled);
    allowed = 1 << 30;
    CHECK(ways.to(last, 20) == introductions(ladder, 0, last, {.count = 20, .distinct = Distinct::none}));
  }
}
