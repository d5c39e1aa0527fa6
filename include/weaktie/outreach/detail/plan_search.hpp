#pragma once
// Greedy and exchanges: the search for a plan of high value under all limits.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/outreach/detail/plan_problem.hpp>

namespace weaktie::detail {

/// Fills a plan with the best that still fits, until nothing does. `by_minute` orders by gain per minute. Units of
/// `ticks`, here and below: requests looked at.
inline void fill(const PlanProblem& problem, PlanState& state, bool by_minute, Ticks& ticks) {
  ticks(problem.items.size());
  struct Entry {
    double key;
    std::uint32_t rank, item;
    bool operator<(const Entry& other) const { return key != other.key ? key < other.key : rank > other.rank; }
  };
  const auto key = [&](std::uint32_t item) {
    const double gain = state.gain(item);
    return by_minute ? gain / std::max(1e-3, problem.items[item].minutes) : gain;
  };
  std::vector<Entry> entries;
  entries.reserve(problem.items.size());
  for (std::uint32_t item = 0; item < problem.items.size(); ++item) {
    if (!state.has(item)) entries.push_back({key(item), problem.rank[item], item});
  }
  std::priority_queue<Entry> queue(std::less<Entry>{}, std::move(entries));
  const std::size_t full = std::size_t{problem.per_week} * problem.weeks;
  while (!queue.empty() && state.size() < full) {
    Entry best = queue.top();
    queue.pop();
    ticks();
    const double now = key(best.item);
    if (now < best.key) {  // gains only fall: look again when it is its turn
      best.key = now;
      if (now > 0) queue.push(best);
      continue;
    }
    if (!(now > 0)) continue;
    const std::uint32_t week = state.place_for(best.item);
    if (week != PlanState::nowhere) state.add(best.item, week);
  }
}

/// For a plan that stays short: up to two requests leave, one comes or comes back in any week, the rest is filled up.
/// Takes the first improvement; every try costs one of `fills_left`.
inline bool rearrange(const PlanProblem& problem, PlanState& state, const std::vector<std::uint32_t>& by_rank,
                      std::size_t& fills_left, Ticks& ticks) {
  const double value = state.value();
  const std::vector<PlanState::Chosen> chosen = state.chosen();
  for (std::size_t a = 0; a < chosen.size(); ++a) {
    for (std::size_t b = a; b < chosen.size(); ++b) {
      PlanState room = state;
      room.remove(chosen[a].item);
      if (b != a) room.remove(chosen[b].item);
      ticks(problem.items.size());
      for (const std::uint32_t in : by_rank) {
        if (room.has(in) || !(room.gain(in) > 0)) continue;
        for (std::uint32_t week = 0; week < problem.weeks; ++week) {
          if (room.forbids(in, week) != Limit::none) continue;
          if (fills_left == 0) return false;
          --fills_left;
          PlanState other = room;
          other.add(in, week);
          fill(problem, other, false, ticks);
          if (!(other.value() > value + 1e-12 * std::max(1.0, value))) continue;
          state = std::move(other);
          return true;
        }
      }
    }
  }
  return false;
}

/// One chosen request for one that is not, then whatever fits into the room that leaves; the first improvement is
/// taken, in the order of ties, until there is none.
inline void exchange(const PlanProblem& problem, PlanState& state, Ticks& ticks) {
  std::vector<std::uint32_t> by_rank(problem.items.size());
  for (std::uint32_t item = 0; item < by_rank.size(); ++item) by_rank[problem.rank[item]] = item;
  const std::size_t full = std::size_t{problem.per_week} * problem.weeks;
  double value = state.value();
  const auto better = [&](double other) { return other > value + 1e-12 * std::max(1.0, value); };
  // A short plan can grow after an exchange; trying that is bounded, the plain exchange is always tried.
  std::size_t fills_left = 20000000 / std::max<std::size_t>(1, problem.items.size() * problem.weeks);
  fills_left = std::min<std::size_t>(fills_left, 20000);
  for (int round = 0; round < 50; ++round) {
    bool improved = false;
    for (const PlanState::Chosen out : state.chosen()) {
      if (!state.has(out.item)) continue;
      ticks(problem.items.size());
      state.remove(out.item);
      const double without = state.value();
      bool taken = false;
      for (const std::uint32_t in : by_rank) {
        if (in == out.item || state.has(in)) continue;
        const double gain = state.gain(in);
        if (!(gain > 0)) continue;
        const bool gains = better(without + gain);
        if (!gains && (state.size() + 1 >= full || fills_left == 0)) continue;
        const std::uint32_t week = state.place_for(in);
        if (week == PlanState::nowhere) continue;
        if (gains) {
          state.add(in, week);
        } else {
          --fills_left;
          PlanState longer = state;
          longer.add(in, week);
          fill(problem, longer, false, ticks);
          if (!better(longer.value())) continue;
          state = std::move(longer);
        }
        taken = true;
        break;
      }
      if (!taken) {
        state.add(out.item, out.week);
      } else {
        fill(problem, state, false, ticks);
        value = state.value();
        improved = true;
      }
    }
    if (!improved && state.size() < full) improved = rearrange(problem, state, by_rank, fills_left, ticks);
    value = state.value();
    if (!improved) return;
  }
}

/// The plan that greedy and exchanges find.
[[nodiscard]] inline PlanState best_plan(const PlanProblem& problem, Ticks& ticks) {
  PlanProblem free = problem;
  free.modest = false;
  PlanState best(problem);
  bool any = false;
  for (const bool by_minute : {false, true}) {
    if (by_minute && !problem.minutes_per_week) break;
    PlanState state(free);
    fill(free, state, by_minute, ticks);
    exchange(free, state, ticks);
    PlanState kept(problem);
    std::vector<PlanState::Chosen> chosen = state.chosen();
    if (problem.modest) {
      // Easiest first: the chosen ones are dated anew by courage, what no longer fits is replaced.
      std::stable_sort(chosen.begin(), chosen.end(), [&](const PlanState::Chosen& a, const PlanState::Chosen& b) {
        return problem.items[a.item].courage < problem.items[b.item].courage;
      });
      for (const PlanState::Chosen& one : chosen) {
        const std::uint32_t week = kept.place_for(one.item);
        if (week != PlanState::nowhere) kept.add(one.item, week);
      }
      fill(problem, kept, by_minute, ticks);
      exchange(problem, kept, ticks);
    } else {
      for (const PlanState::Chosen& one : chosen) kept.add(one.item, one.week);
    }
    if (!any || kept.value() > best.value()) best = std::move(kept);
    any = true;
  }
  return best;
}

}  // namespace weaktie::detail
