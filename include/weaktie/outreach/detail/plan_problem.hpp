#pragma once
// A planning problem with names turned into numbers, what a set of requests is worth, and the limits.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <weaktie/core/chance.hpp>
#include <weaktie/core/date.hpp>
#include <weaktie/core/error.hpp>
#include <weaktie/core/number_text.hpp>

namespace weaktie::detail {

/// A chance at the three points of the mixture: sigmoid(m + z) for z = -sqrt 3, 0, sqrt 3, with m such that the
/// weighted mean (1/6, 2/3, 1/6) is the chance.
using Mixture = std::array<double, 3>;
inline constexpr Mixture mixture_weights = {1.0 / 6, 2.0 / 3, 1.0 / 6};

[[nodiscard]] inline Mixture mixture_of(double chance) {
  if (chance <= 0 || chance >= 1) return {chance, chance, chance};
  const double away = std::sqrt(3.0);
  const auto at = [away](double m) { return Mixture{sigmoid(m - away), sigmoid(m), sigmoid(m + away)}; };
  double low = logit(chance) - 2 * away, high = logit(chance) + 2 * away;
  for (int i = 0; i < 100; ++i) {
    const double middle = .5 * (low + high);
    const Mixture q = at(middle);
    const double mean = mixture_weights[0] * q[0] + mixture_weights[1] * q[1] + mixture_weights[2] * q[2];
    (mean < chance ? low : high) = middle;
  }
  return at(.5 * (low + high));
}

/// One request with its names as numbers.
struct PlanItem {
  std::uint32_t prospect = 0;
  std::vector<std::uint32_t> brokers = {};  ///< those that `per_broker` counts
  std::optional<std::uint32_t> organisation = {};
  std::optional<std::uint32_t> week = {};
  double value = 0, minutes = 0, courage = 0, chance = 0;
  Mixture mixture = {};
};

/// Which limit forbids a request in a week.
enum class Limit : std::uint8_t { none, week_fixed, prospect, week_full, broker, organisation, minutes, courage };
inline constexpr std::size_t limit_count = 8;

struct PlanProblem {
  std::vector<PlanItem> items = {};
  std::vector<std::vector<std::uint32_t>> of_prospect = {};  ///< items of each prospect
  std::vector<std::uint32_t> tries_left = {};                ///< by prospect: 0, 1 or 2
  std::vector<std::uint32_t> first_week = {};                ///< by prospect: no try before this week
  std::vector<std::uint32_t> broker_past = {};               ///< asked in the 28 days before the start
  std::vector<std::uint32_t> rank = {};                      ///< by item: its place in the order of ties
  std::size_t organisations = 0;
  std::uint32_t weeks = 0, per_week = 0, per_broker = 0, per_organisation = 0;
  std::optional<double> minutes_per_week = {};
  bool modest = false;

  [[nodiscard]] std::uint32_t blocks() const { return (weeks + 3) / 4; }

  /// What one or two requests at one prospect are worth together.
  [[nodiscard]] double worth(std::uint32_t a) const { return items[a].chance * items[a].value; }
  [[nodiscard]] double worth(std::uint32_t a, std::uint32_t b) const {
    const PlanItem& x = items[a];
    const PlanItem& y = items[b];
    double met = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      met += mixture_weights[i] * (x.mixture[i] + y.mixture[i] - x.mixture[i] * y.mixture[i]);
    }
    return std::max(x.value, y.value) * met;
  }
};

/// A plan being built: what is chosen and what the limits have left.
class PlanState {
 public:
  struct Chosen {
    std::uint32_t item, week;
  };
  static constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

  explicit PlanState(const PlanProblem& problem)
      : problem_(&problem),
        week_of_(problem.items.size(), nowhere),
        week_count_(problem.weeks, 0),
        week_minutes_(problem.weeks, 0),
        broker_count_(problem.broker_past.size() * problem.blocks(), 0),
        organisation_count_(problem.organisations * problem.weeks, 0),
        at_prospect_(problem.of_prospect.size()) {
    for (std::size_t broker = 0; broker < problem.broker_past.size(); ++broker) {
      if (problem.blocks() > 0) broker_count_[broker * problem.blocks()] = problem.broker_past[broker];
    }
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool has(std::uint32_t item) const { return week_of_[item] != nowhere; }
  [[nodiscard]] std::uint32_t week_of(std::uint32_t item) const { return week_of_[item]; }

  /// The chosen requests by item.
  [[nodiscard]] std::vector<Chosen> chosen() const {
    std::vector<Chosen> out;
    for (std::uint32_t item = 0; item < week_of_.size(); ++item) {
      if (has(item)) out.push_back({item, week_of_[item]});
    }
    return out;
  }

  /// Expected conversations, added by prospect so that the order of choosing leaves no trace.
  [[nodiscard]] double value() const {
    double total = 0;
    for (const auto& items : at_prospect_) total += worth_of(items);
    return total;
  }

  [[nodiscard]] double gain(std::uint32_t item) const {
    const auto& there = at_prospect_[problem_->items[item].prospect];
    if (there.empty()) return problem_->worth(item);
    if (there.size() > 1) return 0;
    return problem_->worth(std::min(there[0], item), std::max(there[0], item)) - problem_->worth(there[0]);
  }

  /// The first limit that forbids the request in that week.
  [[nodiscard]] Limit forbids(std::uint32_t item, std::uint32_t week) const {
    const PlanProblem& p = *problem_;
    const PlanItem& it = p.items[item];
    if (it.week && *it.week != week) return Limit::week_fixed;
    const auto& there = at_prospect_[it.prospect];
    if (there.size() >= p.tries_left[it.prospect] || week < p.first_week[it.prospect]) return Limit::prospect;
    for (const std::uint32_t other : there) {
      const std::uint32_t apart = week_of_[other] > week ? week_of_[other] - week : week - week_of_[other];
      if (apart < 2) return Limit::prospect;
    }
    if (week_count_[week] >= p.per_week) return Limit::week_full;
    for (const std::uint32_t broker : it.brokers) {
      if (broker_count_[broker * p.blocks() + week / 4] >= p.per_broker) return Limit::broker;
    }
    if (it.organisation && organisation_count_[*it.organisation * p.weeks + week] >= p.per_organisation) {
      return Limit::organisation;
    }
    if (p.minutes_per_week && week_minutes_[week] + it.minutes > *p.minutes_per_week + 1e-9) return Limit::minutes;
    if (p.modest && !modest(it.courage, week)) return Limit::courage;
    return Limit::none;
  }

  /// The earliest week that takes the request.
  [[nodiscard]] std::uint32_t place_for(std::uint32_t item) const {
    for (std::uint32_t week = 0; week < problem_->weeks; ++week) {
      if (forbids(item, week) == Limit::none) return week;
    }
    return nowhere;
  }

  void add(std::uint32_t item, std::uint32_t week) { change(item, week, true); }
  void remove(std::uint32_t item) { change(item, week_of_[item], false); }

 private:
  const PlanProblem* problem_;
  std::vector<std::uint32_t> week_of_;
  std::vector<std::uint32_t> week_count_;
  std::vector<double> week_minutes_;
  std::vector<std::uint32_t> broker_count_;
  std::vector<std::uint32_t> organisation_count_;
  std::vector<std::vector<std::uint32_t>> at_prospect_;
  std::size_t size_ = 0;

  [[nodiscard]] double worth_of(const std::vector<std::uint32_t>& items) const {
    if (items.empty()) return 0;
    return items.size() == 1 ? problem_->worth(items[0])
                             : problem_->worth(std::min(items[0], items[1]), std::max(items[0], items[1]));
  }

  /// Courage does not fall from week to week, within .1.
  [[nodiscard]] bool modest(double courage, std::uint32_t week) const {
    for (std::uint32_t item = 0; item < week_of_.size(); ++item) {
      if (!has(item)) continue;
      const double other = problem_->items[item].courage;
      if (week_of_[item] < week && other > courage + .1 + 1e-9) return false;
      if (week_of_[item] > week && other < courage - .1 - 1e-9) return false;
    }
    return true;
  }

  void change(std::uint32_t item, std::uint32_t week, bool in) {
    const PlanProblem& p = *problem_;
    const PlanItem& it = p.items[item];
    const std::uint32_t by = in ? 1U : static_cast<std::uint32_t>(-1);  // wraps to a subtraction
    week_of_[item] = in ? week : nowhere;
    size_ = in ? size_ + 1 : size_ - 1;
    week_count_[week] += by;
    for (const std::uint32_t broker : it.brokers) broker_count_[broker * p.blocks() + week / 4] += by;
    if (it.organisation) organisation_count_[*it.organisation * p.weeks + week] += by;
    auto& there = at_prospect_[it.prospect];
    if (in) {
      there.push_back(item);
    } else {
      there.erase(std::find(there.begin(), there.end(), item));
    }
    // Summed anew: adding and taking away would leave rounding behind.
    double minutes = in ? week_minutes_[week] + it.minutes : 0;
    if (!in) {
      for (std::uint32_t other = 0; other < week_of_.size(); ++other) {
        if (week_of_[other] == week) minutes += p.items[other].minutes;
      }
    }
    week_minutes_[week] = minutes;
  }
};

}  // namespace weaktie::detail
