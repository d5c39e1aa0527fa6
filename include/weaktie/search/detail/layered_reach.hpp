#pragma once
// Everyone's best key from one source for every number of steps, kept: what a question about small changes starts from.
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/group_offers.hpp>
#include <weaktie/search/detail/reach_layers.hpp>
#include <weaktie/search/detail/search_key.hpp>

namespace weaktie::detail {

/// Some people of a network, each once, ascending, without the one who asks.
class Targets {
 public:
  Targets(std::size_t size, PersonIndex from, std::span<const PersonIndex> people) : mark_(size, 0) {
    for (const PersonIndex person : people) mark_[person] = person == from ? 0 : 1;
    for (std::size_t i = 0; i < size; ++i) {
      if (mark_[i] != 0) people_.push_back(static_cast<PersonIndex>(i));
    }
  }
  [[nodiscard]] const std::vector<PersonIndex>& people() const { return people_; }
  /// What ReachLayers asks: any key counts, and of the last layer only the targets do.
  [[nodiscard]] bool wants(PersonIndex person) const { return mark_[person] != 0; }
  [[nodiscard]] static constexpr SearchKey bound() { return no_key; }

 private:
  std::vector<std::uint8_t> mark_;
  std::vector<PersonIndex> people_;
};

/// The best key over at most k steps, for k from 0 to `steps()`; of the last only the targets'. Refers to the graph.
/// O(L * (steps + memberships)) time and O(L * people) space.
template <TieGraph G>
class LayeredReach {
 public:
  LayeredReach(const G& graph, PersonIndex from, unsigned steps, Cost fee, const Targets& targets)
      : graph_(graph), from_(from), fee_(fee) {
    ReachLayers<G, Targets> layers(graph, from, fee, targets);
    best_.push_back(layers.best());
    for (unsigned step = 1; step <= steps; ++step) {
      if (!layers.ended()) {
        if (step < steps) {
          layers.step();
        } else {
          last_step(layers, targets.people());
        }
      }
      best_.push_back(layers.best());
    }
  }

  [[nodiscard]] const G& graph() const { return graph_; }
  [[nodiscard]] PersonIndex from() const { return from_; }
  [[nodiscard]] unsigned steps() const { return static_cast<unsigned>(best_.size() - 1); }
  /// The relay's cost on the step that follows `steps` others.
  [[nodiscard]] Cost fee_after(unsigned steps) const { return steps == 0 ? 0 : fee_; }
  /// no_key out of reach; 0 for the source.
  [[nodiscard]] SearchKey best(unsigned steps, PersonIndex person) const { return best_[steps][person]; }

  /// The two best of a group after at most `steps` steps, their weights and the group's reach included. O(members) the
  /// first time.
  [[nodiscard]] const GroupOffer& offer(unsigned steps, GroupIndex group) {
    const auto [at, fresh] = offers_.try_emplace(std::uint64_t{group} * 8 + steps);
    if (fresh) {
      for (const MemberWeight member : graph_.members_of(group)) {
        const SearchKey key = best(steps, member.person);
        if (key != no_key) {
          at->second.add(member.person, key + ((Cost{graph_.reach_cost(group)} + member.cost) << step_bits));
        }
      }
    }
    return at->second;
  }
  /// The smallest key with which a member who is not `person`, and may step to them, comes to the group; the weight of
  /// `person` and the step's own number are not in it.
  [[nodiscard]] SearchKey key_into(unsigned steps, GroupIndex group, PersonIndex person) {
    const GroupOffer& best_two = offer(steps, group);
    if (best_two.members == 0) return no_key;
    return usable_offer(
        graph_, group, best_two, person, [&](PersonIndex other) { return best(steps, other); },
        [&](PersonIndex other) { return blocked(graph_, other, person); }, step_bits);
  }

 private:
  template <class Layers>
  static void last_step(Layers& layers, const std::vector<PersonIndex>& people) {
    constexpr std::uint64_t asked = 16;  // ties that somebody who asks reads, about
    if (layers.can_pull() && people.size() * asked < layers.layer_ties()) {
      layers.last_step(people);
    } else {
      layers.last_step();
    }
  }

  const G& graph_;
  PersonIndex from_;
  Cost fee_;
  std::vector<std::vector<SearchKey>> best_;
  std::unordered_map<std::uint64_t, GroupOffer> offers_;  // only looked up
};

}  // namespace weaktie::detail
