// Chains with steps through affiliations, on their own: what they claim is compared with all chains there are.
#include <weaktie/search/detail/best_per_first.hpp>

#include <algorithm>
#include <map>
#include <vector>

#include "../catch.hpp"
#include "../fixtures/networks.hpp"
#include "../oracle/introductions_oracle.hpp"

using namespace weaktie;
using namespace weaktie::fixtures;

namespace {

/// Ties that are surer than affiliations, as most are: few chains are worth two affiliations.
ArrayGraph network_with_groups(Dice& dice, std::uint32_t people) {
  constexpr double ties[] = {.9, .8, .5, .5, .25};
  constexpr double reaches[] = {.25, .25, .125, .0625};
  constexpr double weights[] = {1.0, .5, .5, .25};
  ArrayGraph graph(people);
  graph.set_few_members(dice.roll(6));
  for (std::uint32_t i = people + dice.roll(2 * people); i > 0; --i) {
    const PersonIndex a = dice.roll(people), b = dice.roll(people);
    if (a == b) continue;
    if (dice.roll(4) == 0) {
      graph.tie(a, b, ties[dice.roll(5)]);
    } else {
      graph.both(a, b, ties[dice.roll(5)]);
    }
  }
  for (std::uint32_t group = 1 + dice.roll(5); group > 0; --group) {
    std::map<PersonIndex, double> members;
    for (std::uint32_t i = 1 + dice.roll(people); i > 0; --i) members[dice.roll(people)] = weights[dice.roll(4)];
    graph.group(reaches[dice.roll(4)], members);
  }
  if (dice.roll(3) == 0) {
    for (std::uint32_t i = dice.roll(people); i > 0; --i) {
      const PersonIndex a = dice.roll(people), b = dice.roll(people);
      if (a != b) graph.block(a, b);
    }
  }
  return graph;
}

}  // namespace

TEST_CASE("chains through affiliations are all there", "[search][property]") {
  std::size_t enough = 0, more = 0, through_groups = 0, gave_up = 0;
  for (std::uint64_t seed = 0; seed < 12000; ++seed) {
    Dice dice(seed + 31);
    const std::uint32_t people = 5 + dice.roll(6);
    const ArrayGraph graph = network_with_groups(dice, people);
    IntroductionOptions options;
    options.max_intermediaries = static_cast<std::uint8_t>(dice.roll(4));
    options.count = 1 + dice.roll(3);
    options.relay = dice.roll(3) == 0 ? .5 : 1.0;
    if (dice.roll(3) == 0) options.avoid.push_back(2 + dice.roll(people - 2));
    INFO("replay with seed " << seed);

    const detail::TwoWay<ArrayGraph> ways(graph);
    detail::StepMeter meter;
    detail::ChainQuery query{0, 1, options.max_intermediaries + std::size_t{1}};
    query.relay = cost_of(options.relay);
    query.removed = options.avoid;
    query.count = options.count;
    if (dice.roll(4) == 0) query.banned_firsts.push_back(dice.roll(2) == 0 ? 1 : 2 + dice.roll(people - 2));
    SearchScratch scratch;
    const detail::FoundChains ties = detail::tie_chains_through_firsts(ways, query, meter, scratch);
    detail::BestChainPerFirst best(query.count, detail::no_key, &scratch.pool);
    for (const detail::FoundChain& chain : ties.chains) best.offer(chain);
    detail::GroupStepChains<ArrayGraph> search(ways, query, meter, scratch, best);
    if (!search.find_with_one()) {
      ++gave_up;
      continue;
    }
    // One affiliation may not be enough; going through those of several then finds the rest.
    const bool enough_of_one = search.several_groups_key() > best.bound();
    if (!enough_of_one && !search.find_with_several()) {
      ++gave_up;
      continue;
    }

    // Everything there is, one chain for each first person.
    std::vector<oracle::Chain> want;
    for (auto& chain : oracle::all_chains(oracle::pairs_of(graph), people, 0, 1, options)) {
      const PersonIndex first = chain.people[1];
      const auto banned = std::find(query.banned_firsts.begin(), query.banned_firsts.end(), first);
      const bool same = std::any_of(want.begin(), want.end(), [&](const auto& it) { return it.people[1] == first; });
      if (banned == query.banned_firsts.end() && !same) want.push_back(std::move(chain));
    }
    std::sort(want.begin(), want.end());
    if (want.size() > query.count) want.resize(query.count);
    const auto got = best.chains(0, 1);
    ++(enough_of_one ? enough : more);
    REQUIRE(got.size() == want.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
      REQUIRE(got[i].cost == want[i].cost);
      REQUIRE(got[i].people == want[i].people);
    }
    if (!got.empty() && (ties.chains.empty() || got[0].cost < ties.chains[0].cost)) ++through_groups;
  }
  CHECK(enough > 1500);
  CHECK(more > 1500);
  CHECK(through_groups > 300);
  CHECK(gave_up < 3000);
}
