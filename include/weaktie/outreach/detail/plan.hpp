#pragma once
// Body of plan(): the words for what stopped it, exploring, and the rows.
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <weaktie/outreach/detail/plan_bound.hpp>
#include <weaktie/outreach/detail/plan_input.hpp>
#include <weaktie/outreach/detail/plan_problem.hpp>
#include <weaktie/outreach/detail/plan_search.hpp>

namespace weaktie {
namespace detail {

/// What keeps a plan from being longer.
[[nodiscard]] inline std::string binding_words(const PlanProblem& problem, const PlanState& state) {
  if (state.size() >= std::size_t{problem.per_week} * problem.weeks) return {};
  if (problem.items.empty()) return "no requests were given";
  std::array<std::size_t, limit_count> stopped = {};
  std::size_t worthless = 0, left = 0;
  for (std::uint32_t item = 0; item < problem.items.size(); ++item) {
    if (state.has(item)) continue;
    ++left;
    if (!(state.gain(item) > 0)) {
      const bool prospect = problem.worth(item) > 0;
      prospect ? ++stopped[static_cast<std::size_t>(Limit::prospect)] : ++worthless;
      continue;
    }
    // The limit that the most permissive week runs into.
    Limit last = Limit::none;
    for (std::uint32_t week = 0; week < problem.weeks; ++week) last = std::max(last, state.forbids(item, week));
    if (problem.items[item].week && last == Limit::week_fixed && *problem.items[item].week < problem.weeks) {
      last = state.forbids(item, *problem.items[item].week);
    }
    ++stopped[static_cast<std::size_t>(last)];
  }
  if (left == 0) return "every request given is planned";
  if (worthless == left) return "no request left has a chance and a value above 0";
  static constexpr const char* words[limit_count] = {"",
                                                     "the weeks that requests are tied to",
                                                     "the tries at one prospect",
                                                     "the requests per week",
                                                     "the requests per broker (per_broker)",
                                                     "the requests per organisation and week (per_organisation)",
                                                     "the minutes per week (minutes_per_week)",
                                                     "the courage that may not fall (modest_start)"};
  std::size_t most = 1;
  for (std::size_t i = 1; i < limit_count; ++i) most = stopped[i] > stopped[most] ? i : most;
  return std::string(words[most]) + " stopped " + std::to_string(stopped[most]) + " of the " + std::to_string(left) +
         " requests that are not in the plan";
}

/// One step of SplitMix64 (Steele, Lea, Flood 2014): the same draws on every platform.
[[nodiscard]] inline double next_draw(std::uint64_t& state) {
  state += 0x9E3779B97F4A7C15ULL;
  std::uint64_t z = state;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return static_cast<double>((z ^ (z >> 31U)) >> 11U) * 0x1p-53;
}

/// Replaces a share of the chosen requests by draws among those with at least .8 of their score, same week.
[[nodiscard]] inline std::map<std::uint32_t, double> explore_plan(const PlanProblem& problem, PlanState& state,
                                                                  double share, std::uint64_t seed) {
  std::map<std::uint32_t, double> drawn;
  for (const PlanState::Chosen one : state.chosen()) {
    const double draw = next_draw(seed);
    const double pick = next_draw(seed);
    state.remove(one.item);
    std::vector<std::uint32_t> nearly;
    for (std::uint32_t item = 0; item < problem.items.size(); ++item) {
      if (item != one.item && !state.has(item) && problem.worth(item) >= .8 * problem.worth(one.item) &&
          problem.worth(item) > 0 && state.forbids(item, one.week) == Limit::none) {
        nearly.push_back(item);
      }
    }
    if (nearly.empty() || draw >= share) {
      state.add(one.item, one.week);
      drawn[one.item] = nearly.empty() ? 1 : 1 - share;
    } else {
      const auto count = static_cast<double>(nearly.size());
      const std::uint32_t item = nearly[std::min(nearly.size() - 1, static_cast<std::size_t>(pick * count))];
      state.add(item, one.week);
      drawn[item] = share / count;
    }
  }
  return drawn;
}

}  // namespace detail

inline Plan plan(std::span<const Request> requests, const PlanOptions& options, const Control& control) {
  detail::check_plan(requests, options);
  const detail::PlanProblem problem = detail::plan_problem(requests, options);
  Ticks ticks(control);
  detail::PlanState state = detail::best_plan(problem, ticks);
  Plan out;
  out.bound = detail::plan_bound(problem, state.value(), ticks);
  std::map<std::uint32_t, double> drawn;
  if (options.explore > 0) drawn = detail::explore_plan(problem, state, options.explore, options.seed);
  out.value = state.value();
  out.gap = out.bound > 0 ? 1 - out.value / out.bound : 0;
  out.binding = detail::binding_words(problem, state);
  for (const auto& one : state.chosen()) {
    PlannedRequest row;
    row.request = requests[one.item];
    row.row = one.item;
    row.week = one.week;
    row.date = monday_of(options.start) + std::chrono::days(7 * static_cast<int>(one.week));
    const auto draw = drawn.find(one.item);
    row.drawn = draw == drawn.end() ? 1 : draw->second;
    out.rows.push_back(std::move(row));
  }
  std::stable_sort(out.rows.begin(), out.rows.end(), [](const PlannedRequest& a, const PlannedRequest& b) {
    if (a.week != b.week) return a.week < b.week;
    if (a.request.courage != b.request.courage) return a.request.courage < b.request.courage;
    const double x = a.request.chance * a.request.value, y = b.request.chance * b.request.value;
    return x != y ? x > y : a.row < b.row;
  });
  return out;
}

}  // namespace weaktie
