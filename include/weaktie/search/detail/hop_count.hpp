#pragma once
// How many steps it takes at least, whatever they cost and however many are allowed.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/graph_access.hpp>

namespace weaktie::detail {

/// Calls visit(person) for everyone that `person` can step to; a person may come several times. A group is done with
/// (`group_done`) once somebody without blocked pairs has stepped through it, since nobody can add to that but the
/// first person, who is where the search has been already.
template <TieGraph G, class Visit>
void visit_steps(const G& graph, PersonIndex person, std::vector<char>& group_done, const Visit& visit) {
  for (const Step step : graph.steps_from(person)) visit(step.to);
  if constexpr (AffiliationGraph<G>) {
    bool has_blocked = false;
    if constexpr (BlockingGraph<G>) {
      for ([[maybe_unused]] const PersonIndex other : graph.blocked_from(person)) has_blocked = true;
    }
    group_done.resize(graph.group_count(), 0);
    for (const GroupWeight mine : graph.groups_of(person)) {
      if (group_done[mine.group] != 0) continue;
      if (!has_blocked) group_done[mine.group] = 1;
      for (const MemberWeight member : graph.members_of(mine.group)) {
        if (member.person != person && !blocked(graph, person, member.person)) visit(member.person);
      }
    }
  }
}

/// The fewest steps from one person to another without the people in `removed`; empty when there is no way.
/// O(people + steps + memberships).
template <TieGraph G>
[[nodiscard]] std::optional<std::size_t> fewest_steps(const G& graph, PersonIndex from, PersonIndex to,
                                                      const std::vector<PersonIndex>& removed,
                                                      const Control& control = {}) {
  Ticks ticks(control);
  std::vector<char> seen(graph.size(), 0);
  std::vector<char> group_done;
  for (const PersonIndex person : removed) seen[person] = 1;
  seen[from] = 1;
  std::vector<PersonIndex> ring{from};
  std::vector<PersonIndex> next;
  for (std::size_t steps = 1; !ring.empty(); ++steps) {
    for (const PersonIndex person : ring) {
      visit_steps(graph, person, group_done, [&](PersonIndex other) {
        ticks();
        if (seen[other] != 0) return;
        seen[other] = 1;
        next.push_back(other);
      });
    }
    if (seen[to] != 0) return steps;
    ring = std::exchange(next, {});
  }
  return std::nullopt;
}

}  // namespace weaktie::detail
