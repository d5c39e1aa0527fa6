#pragma once
// Steps through affiliations without cliques. Of all the members that a layer has reached in one group, any other
// member wants the cheapest who is not that member: the best two suffice.
//
// Why that is exact: a step a -> b through g costs reach(g) + weight(a, g) + weight(b, g), so that the end in the layer
// counts by `its cost so far + its weight + reach` alone, whoever is at the other end. Only the person themself (a
// person does not step to themself) and blocked pairs are exceptions. If both of the best two are excluded and there
// are more, the group is scanned (`third_best`): this happens only to people with a blocked pair.
#include <cstdint>

#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/flat_map.hpp>
#include <weaktie/search/detail/graph_access.hpp>

namespace weaktie::detail {

/// The cheapest two of a layer's members in one group.
struct GroupOffer {
  Cost first = out_of_reach, second = out_of_reach;
  PersonIndex first_person = no_person, second_person = no_person;
  std::uint32_t members = 0;  ///< how many members of the group the layer has reached

  void add(PersonIndex person, Cost cost) {
    ++members;
    if (cost < first) {
      second = first;
      second_person = first_person;
      first = cost;
      first_person = person;
    } else if (cost < second) {
      second = cost;
      second_person = person;
    }
  }
};

using GroupOffers = FlatMap<GroupOffer>;

/// The smallest offer that `person` can use, without the weight of `person`. `cost_in_layer(other)` is the layer's cost
/// or out_of_reach; `is_blocked(other)` says whether the pair has no step in the direction that is searched. `shift`:
/// how far the layer's numbers are costs shifted up (search_key.hpp).
template <AffiliationGraph G, class CostInLayer, class IsBlocked>
[[nodiscard]] Cost usable_offer(const G& graph, GroupIndex group, const GroupOffer& offer, PersonIndex person,
                                const CostInLayer& cost_in_layer, const IsBlocked& is_blocked, unsigned shift = 0) {
  if (offer.first_person != person && !is_blocked(offer.first_person)) return offer.first;
  if (offer.members < 2) return out_of_reach;
  if (offer.second_person != person && !is_blocked(offer.second_person)) return offer.second;
  if (offer.members < 3) return out_of_reach;
  Cost third_best = out_of_reach;
  for (const MemberWeight member : graph.members_of(group)) {
    if (member.person == person) continue;
    const Cost so_far = cost_in_layer(member.person);
    if (so_far == out_of_reach || is_blocked(member.person)) continue;
    const Cost cost = so_far + ((Cost{member.cost} + graph.reach_cost(group)) << shift);
    if (cost < third_best) third_best = cost;
  }
  return third_best;
}

}  // namespace weaktie::detail
