// Why there is no introduction.
#include <weaktie/search/why_none.hpp>

#include <limits>

#include "../catch.hpp"
#include "../fixtures/networks.hpp"
#include "../oracle/introductions_oracle.hpp"

using namespace weaktie;
using namespace weaktie::fixtures;

TEST_CASE("every reason, in words", "[search]") {
  // 0 -> 1 -> 2 -> 3 -> 4;  5 stands alone
  ArrayGraph graph(6);
  for (PersonIndex person = 0; person < 4; ++person) graph.tie(person, person + 1, .5);
  const auto name = [](PersonIndex person) { return std::string("p") + std::to_string(person); };

  CHECK(why_none(graph, 0, 4).code == ReasonCode::found);
  CHECK(why_none(graph, 0, 4).intermediaries == 3);
  CHECK(why_none(graph, 0, 4, {.count = 0, .budget = 0}).code == ReasonCode::found);
  CHECK(why_none(graph, 5, 4).code == ReasonCode::source_has_no_steps);
  CHECK(why_none(graph, 4, 0).code == ReasonCode::source_has_no_steps);
  CHECK(why_none(graph, 3, 0).code == ReasonCode::target_unreachable);
  CHECK(why_none(graph, 0, 4, {.avoid = {2}}).code == ReasonCode::avoided);
  CHECK(why_none(graph, 0, 4, {.avoid = {4}}).code == ReasonCode::avoided);
  CHECK(why_none(graph, 5, 4, {.avoid = {5}}).code == ReasonCode::avoided);
  CHECK(why_none(graph, 0, 5, {.avoid = {1}}).code == ReasonCode::target_unreachable);

  const Reason far = why_none(graph, 0, 4, {.max_intermediaries = 1}, name);
  CHECK(far.code == ReasonCode::too_many_intermediaries);
  CHECK(far.intermediaries == 3);
  CHECK(far.text == "The shortest chain from p0 to p4 takes 3 people in between, but at most 1 is allowed.");
  CHECK(reason_text(far.code) == "too_many_intermediaries");

  const Reason both = why_none(graph, 0, 4, {.max_intermediaries = 1, .avoid = {2}});
  CHECK(both.code == ReasonCode::too_many_intermediaries);
  CHECK_THAT(both.text, ContainsSubstring("to be avoided"));

  SECTION("a longer way round is named when there is one") {
    graph.tie(0, 4, .5);
    graph.tie(0, 5, .5);
    CHECK(why_none(graph, 0, 4, {.max_intermediaries = 0}).code == ReasonCode::found);
  }
  SECTION("sharing a group with people who are all blocked is having no steps") {
    graph.group(.5, {{5, 1.0}, {0, 1.0}});
    CHECK(why_none(graph, 5, 4, {.max_intermediaries = 4}).code == ReasonCode::found);
    graph.block(5, 0);
    CHECK(why_none(graph, 5, 4, {.max_intermediaries = 4}).code == ReasonCode::source_has_no_steps);
  }
  SECTION("the same errors as introductions") {
    CHECK_THROWS_AS(why_none(graph, 0, 6), UnknownPerson);
    CHECK_THROWS_AS(why_none(graph, 0, 1, {.avoid = {6}}), UnknownPerson);
    CHECK_THROWS_AS(why_none(graph, 0, 0), InvalidValue);
    CHECK_THROWS_AS(why_none(graph, 0, 1, {.max_intermediaries = 7}), InvalidValue);
    CHECK_THROWS_AS(why_none(graph, 0, 1, {.relay = std::numeric_limits<double>::quiet_NaN()}), InvalidValue);
  }
}

TEST_CASE("reasons agree with trying every chain", "[search][property]") {
  std::size_t seen[5] = {0, 0, 0, 0, 0};
  for (std::uint64_t seed = 0; seed < 6000; ++seed) {
    const auto people = static_cast<PersonIndex>(5 + seed % 5);
    const ArrayGraph graph = random_network(seed + 3000000, people);
    Dice dice(seed);
    IntroductionOptions options{.max_intermediaries = static_cast<std::uint8_t>(dice.roll(4))};
    for (std::uint32_t i = dice.roll(4); i > 0; --i) options.avoid.push_back(dice.roll(people));
    const PersonIndex from = 0, to = people - 1;
    const auto pairs = oracle::pairs_of(graph);
    const bool end = std::count(options.avoid.begin(), options.avoid.end(), from) +
                         std::count(options.avoid.begin(), options.avoid.end(), to) >
                     0;
    const bool steps = pairs.lower_bound({from, 0}) != pairs.end() && pairs.lower_bound({from, 0})->first.first == from;
    const auto all = oracle::fewest_between(pairs, people, from, to, {});
    const auto avoiding = oracle::fewest_between(pairs, people, from, to, options.avoid);
    ReasonCode want = ReasonCode::avoided;
    if (end)
      want = ReasonCode::avoided;
    else if (!oracle::all_chains(pairs, people, from, to, options).empty())
      want = ReasonCode::found;
    else if (!steps)
      want = ReasonCode::source_has_no_steps;
    else if (!all)
      want = ReasonCode::target_unreachable;
    else if (*all > options.max_intermediaries)
      want = ReasonCode::too_many_intermediaries;
    const Reason got = why_none(graph, from, to, options);
    INFO("replay with seed " << seed);
    REQUIRE(got.code == want);
    REQUIRE_FALSE(got.text.empty());
    if (want == ReasonCode::too_many_intermediaries) REQUIRE(got.intermediaries == (avoiding ? avoiding : all));
    ++seen[static_cast<std::size_t>(got.code)];
  }
  for (const std::size_t count : seen) CHECK(count > 50);
}
