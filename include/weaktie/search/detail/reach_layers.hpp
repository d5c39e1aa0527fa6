#pragma once
// Everyone's best key from one source, layer by layer: layer k holds whom a walk of exactly k steps reaches better than
// any shorter one.
//
// Why that is exact: the state is (person, steps), but whom a shorter walk reaches at no more cost is not taken
// further, since putting the shorter walk in its place never makes a chain worse. The last three bits of a key are its
// steps, so the best key of a person also says in which layer they were last bettered.
//
// A small layer is pushed: its people offer their steps. A large one is pulled: everyone asks the layer, cheapest step
// first, and stops when even the layer's smallest key could not help. Most people stop after a few steps.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/group_offers.hpp>
#include <weaktie/search/detail/search_key.hpp>
#include <weaktie/search/detail/two_ended.hpp>

namespace weaktie::detail {

/// Everyone counts, at any key.
struct NoBound {
  [[nodiscard]] static constexpr SearchKey bound() { return no_key; }
  [[nodiscard]] static constexpr bool wants(PersonIndex) { return true; }
};

/// `Want` may cut the search: what has a key above `bound()` cannot matter, and of the last layer only those it `wants`
/// do.
template <TieGraph G, class Want = NoBound>
class ReachLayers {
 public:
  /// `fee`: the relay's cost, on every step but the first.
  ReachLayers(const G& graph, PersonIndex from, Cost fee, const Want& want, const Control& control = {})
      : graph_(graph),
        from_(from),
        fee_(fee),
        want_(want),
        ticks_(control),
        best_(graph.size(), no_key),
        layer_{{from, 0}} {
    best_[from] = 0;
  }

  /// Forgets what was found and starts again. O(people found).
  void restart() {
    for (const PersonIndex person : found_) best_[person] = no_key;
    found_.clear();
    best_[from_] = 0;
    layer_.assign(1, {from_, 0});
    steps_ = 0;
    cut_ = false;
  }
  /// Whoever has a key, but the source; in no order.
  [[nodiscard]] const std::vector<PersonIndex>& found() const { return found_; }
  /// Whether something was left out because of the bound.
  [[nodiscard]] bool was_cut() const { return cut_; }

  /// By person; no_key out of reach, 0 for the source.
  [[nodiscard]] const std::vector<SearchKey>& best() const { return best_; }
  [[nodiscard]] bool ended() const { return layer_.empty(); }

  /// How many ties the layer's people have.
  [[nodiscard]] std::uint64_t layer_ties() const {
    std::uint64_t ties = 0;
    for (const Reached& it : layer_)
      ties += static_cast<std::uint64_t>(std::ranges::distance(graph_.steps_from(it.person)));
    return ties;
  }

  /// Takes one more step.
  void step() { take(false); }
  /// Takes the last one: towards those that are wanted.
  void last_step() { take(true); }
  /// The same, asked by `people` alone. Only where `can_pull`.
  void last_step(std::span<const PersonIndex> people) {
    const Cost fee = begin_step();
    listen();
    for (const PersonIndex person : people) pull(person, fee);
    if constexpr (AffiliationGraph<G>) offer_groups(fee, true);
    layer_.clear();
  }
  /// Whether ties can be asked backwards and the layer's keys fit what pulling keeps of them.
  [[nodiscard]] bool can_pull() const {
    if constexpr (ReverseTieGraph<G>) {
      return std::all_of(layer_.begin(), layer_.end(), [](const Reached& it) { return it.key < unheard; });
    } else {
      return false;
    }
  }

 private:
  struct Reached {
    PersonIndex person;
    SearchKey key;  // in this layer; `best` may have become better since
  };
  static constexpr std::uint32_t unheard = std::numeric_limits<std::uint32_t>::max();

  Cost begin_step() {
    next_.clear();
    return ++steps_ == 1 ? 0 : fee_;
  }
  void take(bool last) {
    const Cost fee = begin_step();
    if (layer_.size() >= best_.size() / 8 && can_pull()) {
      listen();
      for (std::size_t i = 0; i < best_.size(); ++i) {
        const auto person = static_cast<PersonIndex>(i);
        if (!last || want_.wants(person)) pull(person, fee);
      }
    } else {
      for (const Reached& it : layer_) {
        const SearchKey bound = want_.bound();
        if (it.key >= bound) {
          cut_ = true;
          continue;
        }
        ticks_(units_of(graph_, it.person));
        for (const Step step : graph_.steps_from(it.person)) {
          const SearchKey key = it.key + step_key(step.cost, fee);
          if (key > bound) {
            cut_ = true;
            break;
          }
          if (!last || want_.wants(step.to)) offer(step.to, key);
        }
      }
    }
    if constexpr (AffiliationGraph<G>) offer_groups(fee, last);
    layer_.clear();
    if (last) return;
    for (const PersonIndex person : next_) {
      layer_.push_back({person, best_[person]});
    }
  }

  void offer(PersonIndex to, SearchKey key) {
    SearchKey& best = best_[to];
    if (key >= best) return;
    if (key > want_.bound()) {
      cut_ = true;
      return;
    }
    if (best == no_key) found_.push_back(to);
    if (best == no_key || steps_of_key(best) != steps_) next_.push_back(to);
    best = key;
  }

  void listen() {
    heard_.assign(best_.size(), unheard);
    smallest_ = no_key;
    for (const Reached& it : layer_) {
      heard_[it.person] = static_cast<std::uint32_t>(it.key);
      smallest_ = std::min(smallest_, it.key);
    }
  }
  void pull(PersonIndex person, Cost fee) {
    if constexpr (ReverseTieGraph<G>) {
      const SearchKey known = best_[person], bound = want_.bound();
      if (known <= smallest_) return;
      ticks_();
      SearchKey best = known;
      for (const Step step : graph_.steps_to(person)) {
        const SearchKey key = step_key(step.cost, fee), least = key + smallest_;
        if (least >= best || least > bound) {
          cut_ = cut_ || least < best;
          break;
        }
        const std::uint32_t rest = heard_[step.to];
        const SearchKey total = key + rest;
        if (total < best && rest != unheard) best = total;
      }
      if (best < known) offer(person, best);
    }
  }

  /// Every group that the layer touches, once: any other member wants its cheapest member (group_offers.hpp).
  void offer_groups(Cost fee, bool last) {
    const std::size_t groups = graph_.group_count();
    if (groups == 0) return;
    offers_.resize(groups);
    if constexpr (BlockingGraph<G>) at_.resize(best_.size(), no_key);
    for (const Reached& it : layer_) {
      ticks_();
      if constexpr (BlockingGraph<G>) at_[it.person] = it.key;
      for (const GroupWeight mine : graph_.groups_of(it.person)) {
        GroupOffer& offer = offers_[mine.group];
        if (offer.members == 0) touched_.push_back(mine.group);
        offer.add(it.person,
                  it.key + (Cost{mine.cost} << step_bits) + (Cost{graph_.reach_cost(mine.group)} << step_bits));
      }
    }
    for (const GroupIndex group : touched_) {
      GroupOffer& best = offers_[group];
      for (const MemberWeight member : graph_.members_of(group)) {
        ticks_();
        const SearchKey step = step_key(member.cost, fee);
        if (best.first + step > want_.bound()) {
          cut_ = true;
          break;
        }
        if (best.first + step >= best_[member.person] || (last && !want_.wants(member.person))) continue;
        SearchKey rest = no_key;
        if constexpr (BlockingGraph<G>) {
          rest = usable_offer(
              graph_, group, best, member.person, [&](PersonIndex other) { return at_[other]; },
              [&](PersonIndex other) { return blocked(graph_, other, member.person); }, step_bits);
        } else {
          rest = best.first_person != member.person ? best.first : best.members > 1 ? best.second : no_key;
        }
        if (rest != no_key) offer(member.person, rest + step);
      }
      best = GroupOffer{};
    }
    touched_.clear();
    if constexpr (BlockingGraph<G>) {
      for (const Reached& it : layer_) at_[it.person] = no_key;
    }
  }

  const G& graph_;
  PersonIndex from_;
  Cost fee_;
  const Want& want_;
  Ticks ticks_;
  unsigned steps_ = 0;
  SearchKey smallest_ = no_key;
  bool cut_ = false;
  std::vector<SearchKey> best_;
  std::vector<Reached> layer_;
  std::vector<PersonIndex> next_, found_;
  std::vector<std::uint32_t> heard_;
  std::vector<GroupOffer> offers_;
  std::vector<GroupIndex> touched_;
  std::vector<SearchKey> at_;
};

}  // namespace weaktie::detail
