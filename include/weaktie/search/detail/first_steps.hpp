#pragma once
// Whom a person can ask: everyone one step away, each once at the smallest cost, cheapest first.
#include <algorithm>
#include <vector>

#include <weaktie/search/detail/flat_map.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/step_meter.hpp>

namespace weaktie::detail {

struct FirstStep {
  PersonIndex to;
  Cost cost;
};

/// Those that cost less than `limit`. Empty and `meter.exhausted` when the budget does not allow it. O(steps log
/// steps).
template <TieGraph G>
[[nodiscard]] std::vector<FirstStep> first_steps(const G& graph, PersonIndex from, Cost limit, StepMeter& meter) {
  FlatMap<Cost> cheapest;
  const auto offer = [&cheapest](PersonIndex to, Cost cost) {
    Cost& known = cheapest.get(to, out_of_reach);
    known = std::min(known, cost);
  };
  for (const Step step : graph.steps_from(from)) {
    if (step.cost >= limit) break;
    if (!meter.take()) return {};
    offer(step.to, step.cost);
  }
  if constexpr (AffiliationGraph<G>) {
    for (const GroupWeight mine : graph.groups_of(from)) {
      const Cost base = Cost{graph.reach_cost(mine.group)} + mine.cost;
      for (const MemberWeight member : graph.members_of(mine.group)) {
        if (base + member.cost >= limit) break;
        if (!meter.take()) return {};
        if (member.person != from && !blocked(graph, from, member.person)) offer(member.person, base + member.cost);
      }
    }
  }
  std::vector<FirstStep> out;
  out.reserve(cheapest.size());
  for (std::size_t i = 0; i < cheapest.size(); ++i) {
    out.push_back(FirstStep{cheapest.keys()[i], cheapest.values()[i]});
  }
  std::sort(out.begin(), out.end(),
            [](const FirstStep& a, const FirstStep& b) { return a.cost != b.cost ? a.cost < b.cost : a.to < b.to; });
  return out;
}

}  // namespace weaktie::detail
