#pragma once
// The most that new steps can add, from where they begin alone.
#include <algorithm>
#include <cstddef>
#include <vector>

#include <weaktie/core/chance.hpp>
#include <weaktie/search/detail/added_steps.hpp>
#include <weaktie/search/detail/layered_reach.hpp>
#include <weaktie/search/detail/search_key.hpp>

namespace weaktie::detail {

/// A chain over the new steps costs no less than they do where they begin, and betters no target by more than their
/// slack there (added_steps.hpp). So a target's chance becomes at most the smaller of two: that of the beginning, and
/// its own with the slack taken off its cost. The sums over all targets come from prefix sums.
class GainBound {
 public:
  /// O(targets log targets)
  template <TieGraph G>
  GainBound(const LayeredReach<G>& reach, const Targets& targets) {
    for (const PersonIndex person : targets.people()) {
      const SearchKey key = reach.best(reach.steps(), person);
      if (key == no_key) {
        ++out_of_reach_;
      } else {
        keys_.push_back(key);
      }
    }
    std::sort(keys_.begin(), keys_.end());
    sums_.push_back(0);
    for (const SearchKey key : keys_) sums_.push_back(sums_.back() + chance_of(cost_of_key(key)));
  }

  /// Not below the gain, rounding of the sums included; 0 only when there is none. O(log targets)
  [[nodiscard]] double most(const Beginnings& it) const {
    if (it.start == no_key) return 0;
    const double best = chance_of(cost_of_key(it.start));
    const auto begin = static_cast<std::size_t>(std::upper_bound(keys_.begin(), keys_.end(), it.start) - keys_.begin());
    std::size_t end = keys_.size();
    double most = 0;
    if (it.slack == no_key) {
      most = static_cast<double>(out_of_reach_) * best;
    } else {
      end = static_cast<std::size_t>(std::lower_bound(keys_.begin(), keys_.end(), it.start + it.slack) - keys_.begin());
      end = std::max(begin, end);
      const double behind = sums_.back() - sums_[end];
      const double factor = 1 / chance_of(cost_of_key(it.slack) + 1);  // of each chance behind; may be infinite
      const double all = static_cast<double>(keys_.size() - end) * best;
      most = behind > 0 ? std::min(all, behind * (factor - 1)) : all;
    }
    most += static_cast<double>(end - begin) * best - (sums_[end] - sums_[begin]);
    return std::max(most, 0.0) * (1 + 1e-9) + 1e-12 * (sums_.back() + 1);
  }

 private:
  std::size_t out_of_reach_ = 0;
  std::vector<SearchKey> keys_;  // of the targets within reach, ascending
  std::vector<double> sums_;     // of the chances of the first so many
};

}  // namespace weaktie::detail
