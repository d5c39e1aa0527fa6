#pragma once
// A number that no plan under the limits can exceed.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/outreach/detail/plan_problem.hpp>

namespace weaktie::detail {

/// Lagrange: the totals (requests, each broker's cap over all blocks, each organisation's over all weeks, minutes) get
/// a price; what is left falls apart by prospect and is solved exactly. For any prices >= 0 the priced optimum plus
/// the price of the totals is at least the optimum; subgradient steps look for prices that make it small.
[[nodiscard]] inline double plan_bound(const PlanProblem& problem, double reached, Ticks& ticks) {
  const std::size_t brokers = problem.broker_past.size();
  const std::size_t organisations = problem.organisations;
  const bool with_minutes = problem.minutes_per_week.has_value();
  // Resources: 0 all requests, then brokers, then organisations, then minutes.
  std::vector<double> total(1 + brokers + organisations + (with_minutes ? 1 : 0));
  total[0] = static_cast<double>(problem.per_week) * problem.weeks;
  for (std::size_t i = 0; i < brokers; ++i) {
    const double first = problem.per_broker > problem.broker_past[i] ? problem.per_broker - problem.broker_past[i] : 0;
    total[1 + i] = first + static_cast<double>(problem.per_broker) * (problem.blocks() - 1);
  }
  for (std::size_t i = 0; i < organisations; ++i) {
    total[1 + brokers + i] = static_cast<double>(problem.per_organisation) * problem.weeks;
  }
  double longest = 1;
  for (const PlanItem& item : problem.items) longest = std::max(longest, item.minutes);
  // Minutes are counted in units of the longest request, so that one step size fits all prices.
  if (with_minutes) total.back() = *problem.minutes_per_week * problem.weeks / longest;

  const std::size_t prospects = problem.of_prospect.size();
  std::vector<double> price(total.size(), 0), used(total.size(), 0);
  std::vector<double> cost(problem.items.size(), 0);
  const auto each_resource = [&](const PlanItem& item, const auto& visit) {
    visit(0, 1.0);
    for (const std::uint32_t broker : item.brokers) visit(1 + broker, 1.0);
    if (item.organisation) visit(1 + brokers + *item.organisation, 1.0);
    if (with_minutes) visit(total.size() - 1, item.minutes / longest);
  };
  const auto possible = [&](std::uint32_t item) {
    const PlanItem& it = problem.items[item];
    return (!it.week || (*it.week < problem.weeks && *it.week >= problem.first_week[it.prospect])) &&
           (!with_minutes || it.minutes <= *problem.minutes_per_week + 1e-9);
  };
  std::vector<std::vector<std::uint32_t>> open(prospects);
  for (std::size_t prospect = 0; prospect < prospects; ++prospect) {
    if (problem.tries_left[prospect] == 0 || problem.first_week[prospect] >= problem.weeks) continue;
    for (const std::uint32_t item : problem.of_prospect[prospect]) {
      if (possible(item)) open[prospect].push_back(item);
    }
  }
  double best = std::numeric_limits<double>::infinity();
  double stride = 1;
  int since_better = 0;
  for (int step = 0; step < 200; ++step) {
    ticks(cost.size());
    double sum = 0;
    for (std::size_t i = 0; i < total.size(); ++i) {
      sum += price[i] * total[i];
      used[i] = 0;
    }
    for (std::size_t item = 0; item < cost.size(); ++item) {
      cost[item] = 0;
      each_resource(problem.items[item], [&](std::size_t i, double amount) { cost[item] += price[i] * amount; });
    }
    for (std::size_t prospect = 0; prospect < prospects; ++prospect) {
      const auto& items = open[prospect];
      const std::uint32_t weeks_open = problem.weeks - std::min(problem.weeks, problem.first_week[prospect]);
      const bool twice = problem.tries_left[prospect] > 1 && weeks_open > 2;
      double most = 0;
      std::uint32_t one = PlanState::nowhere, two = PlanState::nowhere;
      for (std::size_t i = 0; i < items.size(); ++i) {
        const double alone = problem.worth(items[i]) - cost[items[i]];
        if (alone > most) {
          most = alone;
          one = items[i];
          two = PlanState::nowhere;
        }
        for (std::size_t k = i + 1; twice && k < items.size(); ++k) {
          const double both = problem.worth(items[i], items[k]) - cost[items[i]] - cost[items[k]];
          if (both > most) {
            most = both;
            one = items[i];
            two = items[k];
          }
        }
      }
      sum += most;
      for (const std::uint32_t item : {one, two}) {
        if (item == PlanState::nowhere) continue;
        each_resource(problem.items[item], [&](std::size_t i, double amount) { used[i] += amount; });
      }
    }
    if (sum < best) {
      best = sum;
      since_better = 0;
    } else if (++since_better == 8) {
      stride *= .6;
      since_better = 0;
    }
    double length = 0;
    for (std::size_t i = 0; i < total.size(); ++i) {
      const double slope = used[i] - total[i];
      if (slope > 0 || price[i] > 0) length += slope * slope;
    }
    if (length == 0 || sum - reached <= 1e-12 * sum) break;
    const double move = stride * std::max(sum - reached, 1e-9) / length;
    for (std::size_t i = 0; i < total.size(); ++i) price[i] = std::max(0.0, price[i] + move * (used[i] - total[i]));
  }
  return best * (1 + 1e-12);  // sums of many doubles: rounding must not push the bound below the optimum
}

}  // namespace weaktie::detail
