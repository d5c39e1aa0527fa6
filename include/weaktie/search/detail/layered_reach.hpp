#pragma once
// Everyone's best key from one source for every number of steps, kept: what a question about small changes starts from.
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/ranked_rows.hpp>
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
  /// `control` must outlive it, unless it is empty.
  LayeredReach(const G& graph, PersonIndex from, unsigned steps, Cost fee, const Targets& targets,
               const Control& control = {})
      : graph_(graph), from_(from), fee_(fee), ticks_(control) {
    ReachLayers<G, Targets> layers(graph, from, fee, targets, control);
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
  /// What those who ask on from here count their work with, too.
  [[nodiscard]] Ticks& ticks() { return ticks_; }
  [[nodiscard]] unsigned steps() const { return static_cast<unsigned>(best_.size() - 1); }
  /// The relay's cost on the step that follows `steps` others.
  [[nodiscard]] Cost fee_after(unsigned steps) const { return steps == 0 ? 0 : fee_; }
  /// no_key out of reach; 0 for the source.
  [[nodiscard]] SearchKey best(unsigned steps, PersonIndex person) const { return best_[steps][person]; }

  /// A group's members after at most `steps` steps, the nearest first: with which key they come to the group, their
  /// weight and its reach included; nullptr behind the last. O(members) the first time, O(log members) for a place.
  [[nodiscard]] const RankedRows::Entry* member(unsigned steps, GroupIndex group, std::size_t place) {
    const std::size_t row = members_.row(steps, group, [&](const auto& put) {
      for (const MemberWeight it : graph_.members_of(group)) {
        ticks_();
        const SearchKey key = best(steps, it.person);
        if (key != no_key) put(key + ((Cost{graph_.reach_cost(group)} + it.cost) << step_bits), it.person);
      }
    });
    return members_.get(row, place);
  }
  /// The nearest of them from whom `person` can be stepped to; with no_key: nobody.
  [[nodiscard]] RankedRows::Entry nearest(unsigned steps, GroupIndex group, PersonIndex person) {
    for (std::size_t place = 0;; ++place) {
      const RankedRows::Entry* it = member(steps, group, place);
      if (it == nullptr) return {no_key, no_person};
      if (it->person != person && !blocked(graph_, it->person, person)) return *it;
    }
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
  Ticks ticks_;
  std::vector<std::vector<SearchKey>> best_;
  RankedRows members_;  // by steps and group
};

}  // namespace weaktie::detail
