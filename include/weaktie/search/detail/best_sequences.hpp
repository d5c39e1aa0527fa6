#pragma once
// Which people stand on the best introductions to many: the last word in the order of those that cost the same.
//
// Everyone's best key is known for every number of steps, so a person's best chain is the best chain of somebody whose
// key and step add up to theirs, and of those the lexicographically smallest. Each is worked out once; where a group
// gives many that are equal, their order is kept.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/layered_reach.hpp>
#include <weaktie/search/detail/search_key.hpp>

namespace weaktie::detail {

/// Refers to `reach`.
template <TieGraph G>
class BestSequences {
 public:
  /// The people after the source, the person themself included; no_person after the last. Of chains of equal length the
  /// smaller comes first.
  using Sequence = std::array<PersonIndex, 7>;

  BestSequences(LayeredReach<G>& reach, Ticks& ticks) : reach_(reach), ways_(reach.graph()), ticks_(ticks) {}

  /// Of somebody with the best key `key`, which is not no_key. O(ties to them + memberships of their groups) the first
  /// time, and the same for those before them.
  [[nodiscard]] Sequence of(PersonIndex person, SearchKey key) {
    const unsigned steps = steps_of_key(key);
    if (steps == 0) return none();
    const std::uint64_t name = std::uint64_t{person} * 8 + steps;
    if (const auto known = known_.find(name); known != known_.end()) return known->second;
    Sequence best = none();
    const Cost fee = reach_.fee_after(steps - 1);
    ticks_();
    for (const Step step : ways_.steps_to(person)) {
      ticks_();
      const SearchKey own = step_key(step.cost, fee);
      if (own > key) break;
      const SearchKey rest = reach_.best(steps - 1, step.to);
      if (rest == no_key || rest + own != key) continue;
      best = std::min(best, of(step.to, rest));
    }
    if constexpr (AffiliationGraph<G>) {
      for (const GroupWeight mine : reach_.graph().groups_of(person)) {
        const SearchKey own = step_key(mine.cost, fee);
        if (own > key) continue;
        for (const auto& [sequence, other] : members_with(steps - 1, mine.group, key - own)) {
          if (other == person || blocked(reach_.graph(), other, person)) continue;
          best = std::min(best, sequence);
          break;
        }
      }
    }
    best[steps - 1] = person;
    known_.emplace(name, best);
    return best;
  }

 private:
  using Members = std::vector<std::pair<Sequence, PersonIndex>>;

  static Sequence none() {
    Sequence out;
    out.fill(no_person);
    return out;
  }

  /// The members who come to a group with exactly this key, the smallest sequence first.
  [[nodiscard]] const Members& members_with(unsigned steps, GroupIndex group, SearchKey key) {
    auto& of_group = members_[std::uint64_t{group} * 8 + steps];
    for (const auto& [known, members] : of_group) {
      if (known == key) return *members;
    }
    auto out = std::make_unique<Members>();
    for (std::size_t place = 0;; ++place) {
      const RankedRows::Entry* next = reach_.member(steps, group, place);
      if (next == nullptr || next->key > key) break;
      ticks_();
      if (next->key < key) continue;
      const PersonIndex person = next->person;  // the row may move while others are looked at
      out->emplace_back(of(person, reach_.best(steps, person)), person);
    }
    std::sort(out->begin(), out->end());
    auto& again = members_[std::uint64_t{group} * 8 + steps];
    again.emplace_back(key, std::move(out));
    return *again.back().second;
  }

  LayeredReach<G>& reach_;
  TwoWay<G> ways_;
  Ticks& ticks_;
  std::unordered_map<std::uint64_t, Sequence> known_;  // both are only looked up
  std::unordered_map<std::uint64_t, std::vector<std::pair<SearchKey, std::unique_ptr<Members>>>> members_;
};

}  // namespace weaktie::detail
