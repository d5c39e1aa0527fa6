#pragma once
// Layers of costs towards a target: layer j holds, for everyone from whom exactly j steps can be worth it, the smallest
// cost of such a walk (relay included in every step, since a layer's step is never the first of an introduction).
//
// Why walks suffice: costs are not negative, so cutting a cycle out of a walk gives one that costs no more and has
// fewer steps. The best by (cost, steps) therefore never visits a person twice. Why a person's label may be dropped
// when a shorter one costs no more: putting the shorter one in its place gives a better walk, so no best walk, and no
// end of a best walk, uses the dropped one. The target itself and people who are removed are dropped from every later
// layer by the same rule: they start with cost 0. Why labels at or above a limit may be dropped: costs only grow on the
// way back to the source. What stays below the limit has its best continuation below the limit too, so what is kept is
// exact.
#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <weaktie/search/detail/flat_map.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/group_offers.hpp>
#include <weaktie/search/detail/step_meter.hpp>

namespace weaktie::detail {

/// One layer; dropped people stay in the map with out_of_reach.
struct HopLayer {
  FlatMap<Cost> cost;
  std::vector<PersonIndex> people;  ///< those kept
  Cost smallest = out_of_reach;
  GroupOffers offers;  ///< of `people`, per group; filled when the next layer is wanted
  bool offered = false;

  [[nodiscard]] Cost of(PersonIndex person) const {
    const Cost* found = cost.find(person);
    return found == nullptr ? out_of_reach : *found;
  }
};

template <TieGraph G>
class HopLayers {
 public:
  /// `removed` may be neither intermediaries nor a source of a layer's step.
  HopLayers(const TwoWay<G>& ways, PersonIndex target, Cost relay, const std::vector<PersonIndex>& removed)
      : ways_(ways), graph_(ways.graph()), relay_(relay), layers_(1) {
    for (const PersonIndex person : removed) best_.get(person, 0) = 0;
    best_.get(target, 0) = 0;
    layers_[0].cost.get(target, 0);
    layers_[0].people.push_back(target);
    layers_[0].smallest = 0;
  }

  [[nodiscard]] std::size_t size() const { return layers_.size(); }
  [[nodiscard]] const HopLayer& layer(std::size_t steps) const { return layers_[steps]; }

  /// Adds the next layer, keeping costs below `limit`. False when the meter ran out: the layer is then not added.
  bool push(Cost limit, StepMeter& meter) {
    HopLayer next;
    HopLayer& last = layers_.back();
    for (const PersonIndex person : last.people) {
      const Cost base = last.of(person) + relay_;
      if (base >= limit) continue;
      for (const Step step : ways_.steps_to(person)) {
        if (!meter.take()) return false;
        if (base + step.cost >= limit) break;
        Cost& known = next.cost.get(step.to, out_of_reach);
        known = std::min(known, base + step.cost);
      }
    }
    if constexpr (AffiliationGraph<G>) {
      if (!offer_groups(meter) || !push_groups(next, limit, meter)) return false;
    }
    for (std::size_t i = 0; i < next.cost.size(); ++i) {
      const PersonIndex person = next.cost.keys()[i];
      Cost& cost = next.cost.values()[i];
      Cost& best = best_.get(person, out_of_reach);
      if (cost >= best) {
        cost = out_of_reach;
        continue;
      }
      best = cost;
      next.people.push_back(person);
      next.smallest = std::min(next.smallest, cost);
    }
    layers_.push_back(std::move(next));
    return true;
  }

  /// Readies `pull`. False when the meter ran out.
  bool offer_groups(StepMeter& meter) {
    HopLayer& last = layers_.back();
    if constexpr (AffiliationGraph<G>) {
      if (last.offered) return true;
      for (const PersonIndex person : last.people) {
        const Cost base = last.of(person);
        for (const GroupWeight mine : graph_.groups_of(person)) {
          if (!meter.take()) return false;
          last.offers.get(mine.group, GroupOffer{}).add(person, base + mine.cost + graph_.reach_cost(mine.group));
        }
      }
    }
    last.offered = true;
    return true;
  }

  /// The cost of one person in the layer after the last, without making that layer; exact when below `limit`, anything
  /// at or above `limit` otherwise. Ties come cheapest first: the scan stops when even the layer's smallest cannot
  /// help.
  [[nodiscard]] Cost pull(PersonIndex person, Cost limit, StepMeter& meter) const {
    const HopLayer& last = layers_.back();
    if (last.people.empty()) return out_of_reach;
    Cost best = limit;
    for (const Step step : graph_.steps_from(person)) {
      if (!meter.take()) return out_of_reach;
      const Cost cost = relay_ + step.cost;
      if (cost + last.smallest >= best) break;
      const Cost rest = last.of(step.to);
      if (rest != out_of_reach && cost + rest < best) best = cost + rest;
    }
    if constexpr (AffiliationGraph<G>) {
      for (const GroupWeight mine : graph_.groups_of(person)) {
        if (!meter.take()) return out_of_reach;
        const GroupOffer* offer = last.offers.find(mine.group);
        if (offer == nullptr) continue;
        const Cost rest = group_cost(mine.group, *offer, person);
        if (rest != out_of_reach) best = std::min(best, relay_ + mine.cost + rest);
      }
    }
    return best;
  }

  /// The people after `person` on the lexicographically smallest walk of `steps` steps that costs exactly `cost`: at
  /// each place the smallest index that still leads to the optimum.
  [[nodiscard]] std::vector<PersonIndex> walk(PersonIndex person, std::size_t steps, Cost cost) const {
    std::vector<PersonIndex> out;
    while (steps > 0) {
      const HopLayer& layer = layers_[--steps];
      person = next_on_walk(person, layer, cost);
      out.push_back(person);
      cost = layer.of(person);
    }
    return out;
  }

 private:
  [[nodiscard]] Cost group_cost(GroupIndex group, const GroupOffer& offer, PersonIndex person) const {
    const HopLayer& last = layers_.back();
    return usable_offer(
        graph_, group, offer, person, [&last](PersonIndex other) { return last.of(other); },
        [this, person](PersonIndex other) { return blocked(graph_, person, other); });
  }

  bool push_groups(HopLayer& next, Cost limit, StepMeter& meter) const {
    const HopLayer& last = layers_.back();
    for (std::size_t i = 0; i < last.offers.size(); ++i) {
      const GroupIndex group = last.offers.keys()[i];
      const GroupOffer& offer = last.offers.values()[i];
      for (const MemberWeight member : graph_.members_of(group)) {
        if (!meter.take()) return false;
        if (offer.first + relay_ + member.cost >= limit) break;
        const Cost rest = group_cost(group, offer, member.person);
        if (rest == out_of_reach || rest + relay_ + member.cost >= limit) continue;
        Cost& known = next.cost.get(member.person, out_of_reach);
        known = std::min(known, rest + relay_ + member.cost);
      }
    }
    return true;
  }

  [[nodiscard]] PersonIndex next_on_walk(PersonIndex person, const HopLayer& layer, Cost cost) const {
    PersonIndex best = no_person;
    const auto consider = [&](PersonIndex to, Cost step) {
      if (to >= best) return;
      const Cost rest = layer.of(to);
      if (rest != out_of_reach && relay_ + step + rest == cost) best = to;
    };
    for (const Step step : graph_.steps_from(person)) {
      if (relay_ + step.cost + layer.smallest > cost) break;
      consider(step.to, step.cost);
    }
    if constexpr (AffiliationGraph<G>) {
      for (const GroupWeight mine : graph_.groups_of(person)) {
        const Cost base = Cost{graph_.reach_cost(mine.group)} + mine.cost;
        for (const MemberWeight member : graph_.members_of(mine.group)) {
          if (relay_ + base + member.cost + layer.smallest > cost) break;
          if (member.person == person || blocked(graph_, person, member.person)) continue;
          consider(member.person, base + member.cost);
        }
      }
    }
    assert(best != no_person && "a kept label has a continuation");
    return best;
  }

  const TwoWay<G>& ways_;
  const G& graph_;
  Cost relay_;
  std::vector<HopLayer> layers_;
  FlatMap<Cost> best_;  // the smallest cost of a person over all layers so far
};

}  // namespace weaktie::detail
