#pragma once
// Affiliations with few members: a course, a team. Their members are so few that steps to them are searched as ties
// are, one by one, which the bound soon cuts; of an affiliation with many members that would be most of the work
// (group_step_chains.hpp has another way for those).
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <ranges>
#include <vector>

#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/step_meter.hpp>

namespace weaktie::detail {

/// How many members are few; a graph may have its own number. Answers are the same whatever it is.
template <AffiliationGraph G>
[[nodiscard]] std::ptrdiff_t few_members([[maybe_unused]] const G& graph) {
  if constexpr (requires { graph.few_members(); }) {
    return graph.few_members();
  } else {
    return 64;
  }
}

template <AffiliationGraph G>
[[nodiscard]] bool has_few_members(const G& graph, GroupIndex group) {
  const std::ptrdiff_t few = few_members(graph);
  const auto members = graph.members_of(group);
  if constexpr (std::ranges::sized_range<decltype(members)>) {
    return static_cast<std::ptrdiff_t>(std::ranges::size(members)) <= few;
  } else {
    std::ptrdiff_t count = 0;
    for (auto it = members.begin(); it != members.end() && count <= few; ++it) ++count;
    return count <= few;
  }
}

/// Whether a graph has affiliations at all.
template <TieGraph G>
[[nodiscard]] bool has_groups(const G& graph) {
  if constexpr (AffiliationGraph<G>) {
    return graph.group_count() > 0;
  } else {
    return false;
  }
}

/// The steps from somebody, or `backwards` to them, through their groups with few members, cheapest first; somebody may
/// stand there twice. False when the meter ran out.
template <TieGraph G>
[[nodiscard]] bool few_members_steps(const G& graph, PersonIndex person, bool backwards, std::pmr::vector<Step>& out,
                                     StepMeter& meter) {
  out.clear();
  if constexpr (AffiliationGraph<G>) {
    if (!has_groups(graph)) return true;
    for (const GroupWeight mine : graph.groups_of(person)) {
      if (!has_few_members(graph, mine.group)) continue;
      const StepCost half = graph.reach_cost(mine.group) + mine.cost;
      for (const MemberWeight member : graph.members_of(mine.group)) {
        if (!meter.take()) return false;
        if (member.person == person) continue;
        const bool no_step = backwards ? blocked(graph, member.person, person) : blocked(graph, person, member.person);
        if (!no_step) out.push_back({member.person, half + member.cost});
      }
    }
    std::sort(out.begin(), out.end(),
              [](const Step& a, const Step& b) { return a.cost != b.cost ? a.cost < b.cost : a.to < b.to; });
  }
  return true;
}

}  // namespace weaktie::detail
