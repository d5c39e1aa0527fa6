// Friends of friends.
#include <weaktie/search/who_knows.hpp>

#include <cmath>
#include <map>
#include <set>

#include "../catch.hpp"
#include "../fixtures/networks.hpp"

using namespace weaktie;
using namespace weaktie::fixtures;

TEST_CASE("friends of friends are those two ties away and not one", "[search]") {
  //   0 -- 1 -- 3      1 and 2 both know 3; only 2 knows 4; 5 knows 2, but 2 does not know 5
  //   0 -- 2 -- 3, 4   0 and 1 know each other's friend 2 too
  ArrayGraph graph(6);
  graph.both(0, 1, .5);
  graph.both(0, 2, .5);
  graph.both(1, 3, .5);
  graph.both(2, 3, .5);
  graph.both(2, 4, .5);
  graph.both(1, 2, .5);
  graph.tie(5, 2, .5);
  const auto found = who_knows(graph, 0);
  REQUIRE(found.size() == 2);
  CHECK(found[0].person == 3);
  CHECK(found[0].via == std::vector<PersonIndex>{1, 2});
  CHECK(found[0].common == 2);
  CHECK(found[0].adamic_adar == Approx(1 / std::log(3.0) + 1 / std::log(5.0)).epsilon(1e-12));
  CHECK(found[0].resource_allocation == Approx(1 / 3.0 + 1 / 5.0).epsilon(1e-12));
  CHECK(found[1].person == 4);

  SECTION("a filter leaves those it lets through") {
    const auto wanted = who_knows(graph, 0, [](PersonIndex person) { return person == 4; });
    REQUIRE(wanted.size() == 1);
    CHECK(wanted[0] == found[1]);
  }
  SECTION("affiliations do not count") {
    ArrayGraph with_group = graph;
    with_group.group(1.0, {{0, 1.0}, {5, 1.0}, {1, 1.0}});
    CHECK(who_knows(with_group, 0) == found);
  }
  SECTION("nobody two ties away is an empty answer, an unknown person an error") {
    CHECK(who_knows(ArrayGraph(1), 0).empty());
    CHECK_THROWS_AS(who_knows(graph, 6), UnknownPerson);
  }
}

TEST_CASE("friends of friends agree with trying every pair", "[search][property]") {
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    const auto people = static_cast<PersonIndex>(4 + seed % 8);
    const ArrayGraph graph = random_network(seed + 2000000, people);
    std::set<std::pair<PersonIndex, PersonIndex>> tie;
    for (PersonIndex a = 0; a < people; ++a) {
      for (const Step step : graph.steps_from(a)) tie.emplace(a, step.to);
    }
    const auto degree = [&](PersonIndex w) {
      int out = 0;
      for (PersonIndex x = 0; x < people; ++x) out += tie.count({w, x}) != 0 || tie.count({x, w}) != 0 ? 1 : 0;
      return out;
    };
    const PersonIndex s = static_cast<PersonIndex>(seed % people);
    std::vector<Acquainted> want;
    for (PersonIndex t = 0; t < people; ++t) {
      if (t == s || tie.count({s, t}) != 0) continue;
      Acquainted it{t, {}, 0, 0, 0};
      for (PersonIndex w = 0; w < people; ++w) {
        if (tie.count({s, w}) == 0 || tie.count({w, t}) == 0) continue;
        it.via.push_back(w);
        ++it.common;
        it.adamic_adar += 1.0 / std::log(static_cast<double>(degree(w)));
        it.resource_allocation += 1.0 / degree(w);
      }
      if (it.common > 0) want.push_back(it);
    }
    std::stable_sort(want.begin(), want.end(), [](const Acquainted& a, const Acquainted& b) {
      return a.common != b.common ? a.common > b.common : a.adamic_adar > b.adamic_adar;
    });
    INFO("replay with seed " << seed);
    REQUIRE(who_knows(graph, s) == want);
    const FriendsOfFriends counts = friends_of_friends(graph, s);
    std::map<PersonIndex, std::uint32_t> counted, wanted;
    for (std::size_t i = 0; i < counts.person.size(); ++i) counted.emplace(counts.person[i], counts.common[i]);
    for (const Acquainted& it : want) wanted.emplace(it.person, it.common);
    REQUIRE(counts.person.size() == want.size());
    REQUIRE(counted == wanted);
    REQUIRE(who_knows(static_cast<const TieOnlyGraph&>(graph), s) == want);
  }
}
