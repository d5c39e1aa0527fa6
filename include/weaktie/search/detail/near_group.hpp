#pragma once
// How near somebody is to any affiliation: theirs, or that of somebody a few ties away.
#include <algorithm>

#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/search_key.hpp>

namespace weaktie::detail {

/// The smallest key of a step into one of a person's groups, the weight at its other end left out; no_key without any.
template <AffiliationGraph G>
[[nodiscard]] SearchKey least_into_group(const G& graph, PersonIndex person, Cost fee) {
  SearchKey key = no_key;
  for (const GroupWeight mine : graph.groups_of(person)) {
    key = std::min(key, step_key(Cost{graph.reach_cost(mine.group)} + mine.cost, fee));
  }
  return key;
}

struct NearGroupLimits {
  Cost first_fee, fee;  ///< on the first tie, and on every step after it
  SearchKey least;      ///< no group asks for less
  unsigned ties;        ///< at most
  SearchKey bound;      ///< keys above it are not told apart
};

/// The smallest key of ties that lead on from somebody, and then into a group; `rows(person)` gives their ties.
/// A tie is not followed when even the nearest group there could be after it would be no nearer.
template <AffiliationGraph G, class Rows>
[[nodiscard]] SearchKey least_near_group(const G& graph, PersonIndex end, const Rows& rows,
                                         const NearGroupLimits& limits) {
  SearchKey best = no_key;
  const auto look = [&](const auto& self, PersonIndex person, SearchKey before, Cost fee, unsigned ties) -> void {
    for (const Step step : rows(person)) {
      const SearchKey key = before + step_key(step.cost, fee);
      if (key + limits.least >= best) return;
      if (key + limits.least > limits.bound) {
        best = key + limits.least;
        return;
      }
      const SearchKey into = least_into_group(graph, step.to, limits.fee);
      if (into != no_key) best = std::min(best, key + into);
      if (ties < limits.ties) self(self, step.to, key, limits.fee, ties + 1);
    }
  };
  look(look, end, 0, limits.first_fee, 1);
  return best;
}

}  // namespace weaktie::detail
