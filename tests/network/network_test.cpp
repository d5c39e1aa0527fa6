#include <weaktie/network/network.hpp>

#include <limits>

#include "../catch.hpp"

using namespace weaktie;

namespace {

Network of(std::vector<std::uint32_t> source, std::vector<std::uint32_t> target, std::vector<double> chance,
           ArraysOptions options = {}) {
  return Network::from_arrays(source, target, chance, options);
}

}  // namespace

static_assert(ReverseTieGraph<Network> && BlockingGraph<Network>);

TEST_CASE("a network from arrays keeps the caller's indices", "[network]") {
  const Network network = of({0, 1, 2}, {1, 2, 3}, {.5, .25, 1});
  CHECK(network.size() == 4);
  CHECK(network.tie_count() == 3);
  CHECK(network.id(3) == "3");
  CHECK(network.index("2") == 2);
  CHECK(network.steps_from(1).size() == 2);
  CHECK(network.steps_from(1)[0] == Step{0, cost_of(.5)});
  CHECK(network.steps_to(1)[1] == Step{2, cost_of(.25)});
  SECTION("directed rows give one direction") {
    const Network one_way = of({0, 1}, {1, 0}, {.5, .25}, {.directed = true});
    CHECK(one_way.tie_count() == 2);
    CHECK(one_way.steps_from(0)[0].cost == cost_of(.5));
    CHECK(one_way.steps_to(0)[0].cost == cost_of(.25));
  }
}

TEST_CASE("a repeated pair counts once with its largest chance", "[network]") {
  const Network network = of({0, 1, 0}, {1, 0, 1}, {.5, .75, .25});
  CHECK(network.tie_count() == 1);
  CHECK(network.steps_from(0).size() == 1);
  CHECK(network.steps_from(0)[0].cost == cost_of(.75));
  CHECK(network.steps_from(1)[0].cost == cost_of(.75));
}

TEST_CASE("steps come smallest cost first, then by person", "[network]") {
  const Network network = of({0, 0, 0, 0}, {4, 3, 2, 1}, {.5, .9, .5, .1});
  std::vector<PersonIndex> order;
  for (const Step& step : network.steps_from(0)) order.push_back(step.to);
  CHECK(order == std::vector<PersonIndex>{3, 2, 4, 1});
}

TEST_CASE("what cannot be a tie is refused with its position", "[network]") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double bad : {0.0, -0.1, 1.0000001, nan, std::numeric_limits<double>::infinity()}) {
    try {
      (void)of({0, 1}, {1, 2}, {.5, bad});
      FAIL("a chance of " << bad << " was taken");
    } catch (const InvalidValue& error) {
      CHECK(error.place.line == 2);
      CHECK(error.place.field == "chance");
    }
  }
  CHECK_THROWS_WITH(of({0, 1}, {1, 1}, {.5, .5}), ContainsSubstring("themself") && ContainsSubstring("position 1"));
  CHECK_THROWS_WITH(of({0}, {1, 2}, {.5}), ContainsSubstring("equal lengths"));
  CHECK_THROWS_WITH(of({0}, {2}, {.5}, {.ids = {"a", "b"}}), ContainsSubstring("beyond the 2 ids"));
  CHECK_THROWS_WITH(of({0}, {1}, {.5}, {.ids = {"a", "a"}}), ContainsSubstring("stands twice"));
  CHECK_THROWS_AS(of({0}, {1}, {.5}, {.ids = {"a", ""}}), InvalidValue);
}

TEST_CASE("one stray index does not take all memory", "[network]") {
  CHECK_THROWS_WITH(of({4000000000U}, {1}, {.5}), ContainsSubstring("4000000000") && ContainsSubstring("ids"));
  CHECK_THROWS_AS(of({0}, {4294967295U}, {.5}), InvalidValue);
  CHECK(of({0}, {1000000U}, {.5}).size() == 1000001);
}

TEST_CASE("the smallest chance there is still has a cost", "[network]") {
  CHECK(cost_of(1.0) == 0);
  CHECK(cost_of(.5) == 1u << 20);
  CHECK(cost_of(.25) == 2u << 20);
  CHECK(cost_of(std::numeric_limits<double>::denorm_min()) == 1074u << 20);
  CHECK(chance_of(cost_of(.3)) == Approx(.3).epsilon(3.4e-7));
  CHECK_THROWS_AS(cost_of(0), InvalidValue);
}

TEST_CASE("the integer way of rounding a cost agrees with the floating-point way", "[network]") {
  double chance = .9999999;
  for (int i = 0; i < 20000; ++i) {
    const double exact = -std::log2(chance) * cost_unit;
    if (std::abs(exact - std::floor(exact) - .5) > 1e-6) {
      REQUIRE(detail::cost_by_squaring(chance) == static_cast<StepCost>(std::llround(exact)));
    }
    chance *= .9993;
  }
}

TEST_CASE("affiliations are memberships, never cliques", "[network]") {
  const Network network = of({0}, {1}, {.5},
                             {.ids = {"a", "b", "c"},
                              .affiliations = {{"school", .2, {"a", "c", "a"}, {.5, 1, .8}}, {"club", .1, {"b"}, {}}}});
  CHECK(network.group_count() == 2);
  CHECK(network.group_id(0) == "club");
  CHECK(network.members_of(1).size() == 2);
  CHECK(network.groups_of(0)[0] == GroupWeight{1, cost_of(.8)});
  CHECK(network.reach_cost(1) == cost_of(.2));
  CHECK_THROWS_WITH(of({0}, {1}, {.5}, {.affiliations = {{"g", .2, {"7"}, {}}}}), ContainsSubstring("'7'"));
  CHECK_THROWS_WITH(of({0}, {1}, {.5}, {.affiliations = {{"g", 0, {"1"}, {}}}}), ContainsSubstring("reach"));
  CHECK_THROWS_WITH(of({0}, {1}, {.5}, {.affiliations = {{"g", .2, {"1"}, {2}}}}), ContainsSubstring("weight"));
}

TEST_CASE("an empty network is a network", "[network]") {
  const Network network = of({}, {}, {});
  CHECK(network.size() == 0);
  CHECK(network == Network());
  CHECK_THROWS_AS(network.index("a"), UnknownPerson);
  CHECK_THROWS_AS(network.id(0), UnknownPerson);
  CHECK(network.find("a").empty());
}

TEST_CASE("an unknown id names the nearest ones", "[network]") {
  const Network network = of({0}, {1}, {.5}, {.ids = {"sarah", "ben"}});
  CHECK_THROWS_WITH(network.index("srah"), ContainsSubstring("'sarah'"));
}

TEST_CASE("copies share and compare equal", "[network]") {
  const Network network = of({0, 1}, {1, 2}, {.5, .5});
  const Network copy = network;
  CHECK(copy == network);
  CHECK(of({1, 0}, {2, 1}, {.5, .5}) == network);
  CHECK_FALSE(of({0, 1}, {1, 2}, {.5, .4}) == network);
  CHECK(copy.steps_from(0).data() == network.steps_from(0).data());
}
