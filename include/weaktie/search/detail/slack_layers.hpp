#pragma once
// How far one may be from the best and still help: for everyone and every number of steps left, the largest key with
// which somebody there could still better one of the targets.
//
// With j steps left, a walk that comes to v with key x and goes on to target t ends with x + rest, and betters t when
// that is less than t's key now: x < key(t) - rest. The slack is the largest such difference over targets and ways on,
// one backward pass a step. Through groups it leaves out that nobody steps to themself and that some pairs are blocked,
// so that it may be too large, never too small: it says where not to look.
#include <algorithm>
#include <cstddef>
#include <vector>

#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/layered_reach.hpp>
#include <weaktie/search/detail/search_key.hpp>

namespace weaktie::detail {

/// no_key: any key helps, since a target is not reached at all; 0: none does.
/// O(L * (steps + memberships)) time and O(L * (people + groups)) space.
template <TieGraph G>
class SlackLayers {
 public:
  SlackLayers(LayeredReach<G>& reach, const Targets& targets) {
    const G& graph = reach.graph();
    const std::size_t size = graph.size();
    const unsigned steps = reach.steps();
    people_.emplace_back(size, 0);
    for (const PersonIndex person : targets.people()) people_[0][person] = reach.best(steps, person);
    const Cost fee = reach.fee_after(1);
    for (unsigned left = 0;; ++left) {
      const std::vector<SearchKey>& now = people_.back();
      largest_.push_back(size == 0 ? 0 : *std::max_element(now.begin(), now.end()));
      groups_.push_back(of_groups(graph, now, reach.ticks()));
      if (left + 1 >= steps) break;
      std::vector<SearchKey> longer = now;
      for (std::size_t i = 0; i < size; ++i) {
        const auto person = static_cast<PersonIndex>(i);
        SearchKey& own = longer[i];
        reach.ticks()();
        for (const Step step : graph.steps_from(person)) {
          const SearchKey key = step_key(step.cost, fee);
          if (less(largest_.back(), key) <= own) break;
          own = std::max(own, less(now[step.to], key));
        }
        if constexpr (AffiliationGraph<G>) {
          for (const GroupWeight mine : graph.groups_of(person)) {
            const SearchKey key = step_key(Cost{mine.cost} + graph.reach_cost(mine.group), fee);
            own = std::max(own, less(groups_.back()[mine.group], key));
          }
        }
      }
      people_.push_back(std::move(longer));
    }
  }

  [[nodiscard]] SearchKey of(unsigned left, PersonIndex person) const { return people_[left][person]; }
  /// The largest over a group's members, each one's weight taken off.
  [[nodiscard]] SearchKey of_group(unsigned left, GroupIndex group) const { return groups_[left][group]; }
  [[nodiscard]] SearchKey largest(unsigned left) const { return largest_[left]; }

 private:
  static std::vector<SearchKey> of_groups(const G& graph, const std::vector<SearchKey>& people, Ticks& ticks) {
    std::vector<SearchKey> out;
    if constexpr (AffiliationGraph<G>) {
      out.assign(graph.group_count(), 0);
      for (std::size_t i = 0; i < out.size(); ++i) {
        for (const MemberWeight member : graph.members_of(static_cast<GroupIndex>(i))) {
          ticks();
          out[i] = std::max(out[i], less(people[member.person], Cost{member.cost} << step_bits));
        }
      }
    }
    return out;
  }

  std::vector<std::vector<SearchKey>> people_, groups_;  // [steps left]
  std::vector<SearchKey> largest_;
};

}  // namespace weaktie::detail
