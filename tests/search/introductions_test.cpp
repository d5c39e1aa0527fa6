// Through whom: against every chain there is, and by hand.
#include <weaktie/search/introductions.hpp>
#include <weaktie/search/introductions_from.hpp>

#include <limits>
#include <string>
#include <vector>

#include "../catch.hpp"
#include "../fixtures/networks.hpp"
#include "../oracle/introductions_oracle.hpp"

using namespace weaktie;
using namespace weaktie::fixtures;

namespace {

constexpr Distinct modes[] = {Distinct::none, Distinct::broker, Distinct::everyone};
constexpr double relays[] = {1.0, .7, .5};
constexpr std::uint32_t counts[] = {0, 1, 2, 5, 50};

/// Options drawn by a seed, all modes and limits in turn.
IntroductionOptions random_options(std::uint64_t seed, std::size_t people, PersonIndex from, PersonIndex to) {
  Dice dice(seed + 77);
  IntroductionOptions options;
  options.distinct = modes[seed % 3];
  options.max_intermediaries = static_cast<std::uint8_t>(seed % 7);
  options.relay = relays[dice.roll(3)];
  options.count = counts[dice.roll(5)];
  if (dice.roll(3) == 0) {
    for (std::uint32_t i = 1 + dice.roll(2); i > 0; --i) {
      const auto person = static_cast<PersonIndex>(dice.roll(static_cast<std::uint32_t>(people)));
      const bool end = person == from || person == to;
      if (!end || dice.roll(8) == 0) options.avoid.push_back(person);
    }
  }
  return options;
}

template <class G>
std::string differs(const G& graph, PersonIndex from, PersonIndex to, const IntroductionOptions& options) {
  const Introductions got = introductions(graph, from, to, options);
  const std::vector<Introduction> want = oracle::introductions(graph, from, to, options);
  if (!got.complete || got.guarantee != 0.0) return "not complete";
  if (static_cast<const std::vector<Introduction>&>(got) == want) return {};
  return "got " + std::to_string(got.size()) + ", the oracle " + std::to_string(want.size());
}

std::vector<std::vector<PersonIndex>> people_of(const Introductions& found) {
  std::vector<std::vector<PersonIndex>> out;
  for (const Introduction& it : found) out.push_back(it.people);
  return out;
}
using Chains = std::vector<std::vector<PersonIndex>>;

}  // namespace

TEST_CASE("introductions agree with trying every chain, order and steps included", "[search][property]") {
  std::size_t asked = 0, found = 0;
  for (std::uint64_t seed = 0; seed < 12000; ++seed) {
    const std::size_t people = 5 + seed % 5;
    const ArrayGraph graph = random_network(seed, people);
    Dice dice(seed);
    const auto from = static_cast<PersonIndex>(dice.roll(static_cast<std::uint32_t>(people)));
    const auto to = static_cast<PersonIndex>((from + 1 + dice.roll(static_cast<std::uint32_t>(people) - 1)) % people);
    const IntroductionOptions options = random_options(seed, people, from, to);
    const std::string difference = differs(graph, from, to, options);
    INFO("replay with seed " << seed << " from " << from << " to " << to);
    REQUIRE(difference == "");
    ++asked;
    if (!introductions(graph, from, to, options).empty()) ++found;
    if (seed % 4 == 0) {  // the fallback without steps_to, and without affiliations
      REQUIRE(differs(static_cast<const ForwardGraph&>(graph), from, to, options) == "");
      REQUIRE(differs(static_cast<const TieOnlyGraph&>(graph), from, to, options) == "");
    }
  }
  CHECK(asked == 12000);
  CHECK(found > 4000);  // the networks are not all empty
}

TEST_CASE("one source after the other gives the same chains", "[search][property]") {
  std::size_t found = 0;
  for (std::uint64_t seed = 0; seed < 6000; ++seed) {
    const std::size_t people = 5 + seed % 5;
    const ArrayGraph graph = random_network(seed + 3000000, people);
    Dice dice(seed);
    const auto limit = static_cast<std::uint8_t>(seed % 7);
    const double relay = relays[dice.roll(3)];
    const std::uint32_t count = counts[dice.roll(5)];
    IntroductionsFrom<ArrayGraph> from(graph, 0, limit, relay);
    for (PersonIndex to = 1; to < people; ++to) {
      const IntroductionOptions options{
          .max_intermediaries = limit, .count = count, .distinct = Distinct::none, .relay = relay};
      const Introductions got = from.to(to, count);
      INFO("replay with seed " << seed << " to " << to);
      REQUIRE(static_cast<const std::vector<Introduction>&>(got) == oracle::introductions(graph, 0, to, options));
      found += got.size();
    }
  }
  CHECK(found > 10000);
}

TEST_CASE("an answer cut short by its budget says what it may have missed", "[search][property]") {
  std::size_t cut = 0;
  for (std::uint64_t seed = 0; seed < 9000; ++seed) {
    const std::size_t people = 6 + seed % 4;
    const ArrayGraph graph = random_network(seed + 500000, people);
    const auto to = static_cast<PersonIndex>(people - 1);
    IntroductionOptions options = random_options(seed, people, 0, to);
    const Introductions full = introductions(graph, 0, to, options);
    options.budget = seed % 97;
    const Introductions got = introductions(graph, 0, to, options);
    INFO("replay with seed " << seed);
    if (got.complete) {
      REQUIRE(got.guarantee == 0.0);
      REQUIRE(people_of(got) == people_of(full));
      continue;
    }
    ++cut;
    REQUIRE(got.size() <= options.count);
    IntroductionOptions everything = options;
    everything.count = 1000000;
    everything.distinct = Distinct::none;
    const auto real = oracle::introductions(graph, 0, to, everything);
    for (const Introduction& it : got) REQUIRE(std::find(real.begin(), real.end(), it) != real.end());
    for (const Introduction& it : full) {
      if (std::find(got.begin(), got.end(), it) == got.end()) REQUIRE(it.chance <= got.guarantee);
    }
  }
  CHECK(cut > 1000);
}

TEST_CASE("the surer chain wins over the shorter one", "[search]") {
  const auto [graph, sarah, mum, tutor, li] = kitchen_table();
  const Introductions found = introductions(graph, sarah, li);
  CHECK(people_of(found) == Chains{{sarah, tutor, li}, {sarah, mum, li}, {sarah, li}});
  CHECK(found[0].chance == Approx(.4).epsilon(1e-6));
  CHECK(found[0].intermediaries == 1);
  CHECK(found[0].steps[1].chance == Approx(.5));
  CHECK(found[0].steps[1].kind == StepKind::tie);
  CHECK(found[0].steps[1].through.empty());

  SECTION("a relay counts from the second step on") {
    const Introductions relayed = introductions(graph, sarah, li, {.count = 3, .relay = .2});
    CHECK(people_of(relayed) == Chains{{sarah, li}, {sarah, tutor, li}, {sarah, mum, li}});
    CHECK(relayed[1].chance == Approx(.08).epsilon(1e-6));
    CHECK(relayed[1].steps[1].chance == Approx(.5));
  }
  SECTION("no intermediaries: only asking directly is left") {
    CHECK(people_of(introductions(graph, sarah, li, {.max_intermediaries = 0})) == Chains{{sarah, li}});
  }
  SECTION("whoever is avoided is not asked") {
    CHECK(people_of(introductions(graph, sarah, li, {.avoid = {tutor}})) == Chains{{sarah, mum, li}, {sarah, li}});
  }
  SECTION("an end in avoid, and a count of 0, give an empty and complete answer") {
    CHECK(introductions(graph, sarah, li, {.avoid = {li}}).empty());
    CHECK(introductions(graph, sarah, li, {.avoid = {sarah}}).empty());
    CHECK(introductions(graph, sarah, li, {.count = 0, .budget = 0}).complete);
  }
  SECTION("ties have a direction") { CHECK(introductions(graph, li, sarah).empty()); }
}

TEST_CASE("at equal cost fewer intermediaries win, then the smaller indices", "[search]") {
  // 0 -> 3 -> 4, 0 -> 2 -> 4 and 0 -> 1 -> 2 -> 4, all at chance 1/4
  ArrayGraph graph(5);
  graph.tie(0, 3, .5);
  graph.tie(3, 4, .5);
  graph.tie(0, 2, .5);
  graph.tie(2, 4, .5);
  graph.tie(0, 1, .5);
  graph.tie(1, 2, 1.0);
  CHECK(people_of(introductions(graph, 0, 4, {.distinct = Distinct::none})) ==
        Chains{{0, 2, 4}, {0, 3, 4}, {0, 1, 2, 4}});
  CHECK(people_of(introductions(graph, 0, 4, {.distinct = Distinct::everyone})) == Chains{{0, 2, 4}, {0, 3, 4}});
}

TEST_CASE("an affiliation step is reach times both weights, and a tie is named first at equal cost", "[search]") {
  ArrayGraph graph(3);
  graph.group(.5, {{0, 1.0}, {1, .5}, {2, .5}});
  graph.group(.5, {{0, .5}, {1, 1.0}});
  auto found = introductions(graph, 0, 1, {.count = 1});
  REQUIRE(found.size() == 1);
  CHECK(found[0].chance == .25);
  CHECK(found[0].steps[0].kind == StepKind::affiliation);
  CHECK(found[0].steps[0].through == "0");  // the smaller of two equal ones

  graph.tie(0, 1, .25);
  CHECK(introductions(graph, 0, 1)[0].steps[0].kind == StepKind::tie);

  SECTION("a declined pair has its tie left, but no step through a group") {
    graph.block(0, 2);
    CHECK(introductions(graph, 0, 2, {.max_intermediaries = 0}).empty());
    CHECK(people_of(introductions(graph, 0, 2)) == Chains{{0, 1, 2}});
    CHECK(introductions(graph, 2, 0, {.max_intermediaries = 0}).size() == 1);
  }
}

TEST_CASE("a group of thousands is walked through its members, with its blocked pairs", "[search]") {
  constexpr PersonIndex people = 3000;
  ArrayGraph graph(people);
  std::map<PersonIndex, double> weights;
  for (PersonIndex person = 1; person + 1 < people; ++person) weights[person] = 1.0;
  graph.group(.5, weights);
  graph.tie(0, 1, 1.0);
  graph.tie(people - 2, people - 1, 1.0);
  CHECK(people_of(introductions(graph, 0, people - 1, {.count = 1})) == Chains{{0, 1, people - 2, people - 1}});
  graph.block(1, people - 2);
  const Introductions round = introductions(graph, 0, people - 1, {.count = 1});
  CHECK(people_of(round) == Chains{{0, 1, 2, people - 2, people - 1}});
  CHECK(round[0].chance == .25);
}

TEST_CASE("whoever may not ask the best two of a group still asks the third", "[search]") {
  // 0 -> 1; 1 shares a group with 2, 3, 4, 6, who all know 5, surer from 2 to 6; 1 may not ask 2 and 3 through the
  // group
  ArrayGraph graph(7);
  graph.tie(0, 1, 1.0);
  graph.group(.5, {{1, 1.0}, {2, 1.0}, {3, 1.0}, {4, 1.0}, {6, 1.0}});
  graph.tie(2, 5, 1.0);
  graph.tie(3, 5, .9);
  graph.tie(4, 5, .8);
  graph.tie(6, 5, .7);
  graph.block(1, 2);
  graph.block(1, 3);
  for (const std::uint8_t limit : std::vector<std::uint8_t>{2, 3, 6}) {  // pulled by 1, and as part of a layer
    const auto found = introductions(graph, 0, 5, {.max_intermediaries = limit, .count = 1});
    REQUIRE(found.size() == 1);
    CHECK(found[0].people == std::vector<PersonIndex>{0, 1, 4, 5});
  }
  CHECK(differs(graph, 0, 5, {.max_intermediaries = 6, .count = 50, .distinct = Distinct::none}) == "");
}

namespace {
/// An app's own graph whose groups have names that do not stand in the order of their numbers.
struct NamedGraph : ArrayGraph {
  using ArrayGraph::ArrayGraph;
  [[nodiscard]] std::string_view group_id(GroupIndex group) const { return group == 0 ? "warwick" : "law society"; }
};
}  // namespace

TEST_CASE("an affiliation is named by its id where the graph has ids", "[search]") {
  NamedGraph graph(2);
  graph.group(.5, {{0, 1.0}, {1, 1.0}});
  graph.group(.5, {{0, 1.0}, {1, 1.0}});
  CHECK(introductions(graph, 0, 1)[0].steps[0].through == "law society");  // the smaller id
}

TEST_CASE("the search agrees with a dense table on thousands of people", "[search][property]") {
  constexpr std::uint32_t people = 3000;
  Dice dice(11);
  ArrayGraph graph(people);
  for (int i = 0; i < 9000; ++i) {
    const PersonIndex a = dice.roll(people), b = dice.roll(people);
    if (a != b) graph.tie(a, b, (1 + dice.roll(99)) / 100.0);
  }
  for (int g = 0; g < 60; ++g) {
    std::map<PersonIndex, double> weights;
    for (std::uint32_t i = 2 + dice.roll(20); i > 0; --i) {
      const PersonIndex person = dice.roll(people);
      weights[person] = dice.chance();
    }
    graph.group(.1, weights);
  }
  const auto pairs = oracle::pairs_of(graph);
  for (std::uint32_t round = 0; round < 9; ++round) {
    const PersonIndex from = dice.roll(people);
    const auto limit = static_cast<std::uint8_t>(round % 7);
    const double relay = relays[round % 3];
    const auto want = oracle::best_costs(pairs, people, from, limit + 1U, cost_of(relay));
    for (std::uint32_t i = 0; i < 60; ++i) {
      const PersonIndex to = dice.roll(people);
      if (to == from) continue;
      const auto found = introductions(graph, from, to, {.max_intermediaries = limit, .count = 1, .relay = relay});
      INFO("from " << from << " to " << to << " limit " << unsigned{limit});
      if (want[to] == std::numeric_limits<std::uint64_t>::max()) {
        CHECK(found.empty());
      } else {
        REQUIRE(found.size() == 1);
        CHECK(found[0].cost == want[to]);
      }
    }
  }
}

TEST_CASE("a question that cannot be asked is refused in words", "[search][errors]") {
  const auto [graph, sarah, mum, tutor, li] = kitchen_table();
  const ArrayGraph nobody(0);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_AS(introductions(graph, sarah, 4), UnknownPerson);
  CHECK_THROWS_AS(introductions(graph, 9, li), UnknownPerson);
  CHECK_THROWS_AS(introductions(graph, sarah, li, {.avoid = {mum, 7}}), UnknownPerson);
  CHECK_THROWS_AS(introductions(nobody, 0, 0), UnknownPerson);
  CHECK_THROWS_WITH(introductions(graph, sarah, 4), ContainsSubstring("4 people"));
  // The unknown person comes first, whatever else is wrong.
  CHECK_THROWS_AS(introductions(graph, sarah, sarah, {.count = 0, .relay = nan, .avoid = {7}}), UnknownPerson);
  CHECK_THROWS_AS(introductions(graph, sarah, sarah), InvalidValue);
  CHECK_THROWS_AS(introductions(graph, sarah, sarah, {.count = 0}), InvalidValue);
  for (const double relay : {0.0, -.1, 1.1, nan}) {
    CHECK_THROWS_AS(introductions(graph, sarah, li, {.relay = relay}), InvalidValue);
    CHECK_THROWS_WITH(introductions(graph, sarah, li, {.relay = relay}), ContainsSubstring("(0, 1]"));
  }
  CHECK_THROWS_WITH(introductions(graph, sarah, li, {.max_intermediaries = 7}), ContainsSubstring("0 to 6, got 7"));
  CHECK(tutor == 2);
}
