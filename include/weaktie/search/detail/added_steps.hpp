#pragma once
// What a few new steps change in the best keys, followed from person to person and no further than it matters.
//
// A better chain uses a new step. What comes before it was there already, so that its key is known for every number of
// steps (LayeredReach); what comes after it is followed step by step, through those whose key for that number of steps
// gets smaller and with which a target can still be bettered (SlackLayers). All others are left alone, which is why one
// addition costs about as much as it changes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/group_offers.hpp>
#include <weaktie/search/detail/layered_reach.hpp>
#include <weaktie/search/detail/search_key.hpp>
#include <weaktie/search/detail/slack_layers.hpp>

namespace weaktie::detail {

/// A step that is not there yet.
struct AddedTie {
  PersonIndex source, target;
  Cost cost;
};
/// A membership that is not there yet, or with a smaller weight.
struct AddedMembership {
  PersonIndex person;
  GroupIndex group;
  Cost cost;  // of the weight
};

/// Where new steps first lead: whatever they better has at least the key `start`, and is bettered by at most `slack`.
struct Beginnings {
  SearchKey start = no_key;  // no_key: they better nothing
  SearchKey slack = 0;       // no_key: without limit

  void add(SearchKey key, SearchKey most) {
    if (key >= most) return;
    start = std::min(start, key);
    slack = std::max(slack, less(most, key));
  }
};

/// Refers to `reach`, `slack` and `targets`. One addition at a time, each to the graph as it is.
template <TieGraph G>
class AddedSteps {
 public:
  AddedSteps(LayeredReach<G>& reach, const SlackLayers<G>& slack, const Targets& targets)
      : reach_(reach), slack_(slack), targets_(targets), now_(reach.graph().size(), no_key), layer_of_(now_.size(), 0) {
    if constexpr (BlockingGraph<G>) at_.resize(now_.size(), no_key);
    if constexpr (AffiliationGraph<G>) offers_.resize(reach.graph().group_count());
  }

  /// Calls `visit(target, key)` for each target that the new steps give a smaller key, ascending.
  template <class Visit>
  void follow(const std::vector<AddedTie>& ties, const Visit& visit) {
    walk([&](unsigned step) {
      for (const AddedTie& tie : ties) offer(tie.target, first_key(step, tie), step);
    });
    finish(visit);
  }
  template <class Visit>
  void follow(const AddedMembership& added, const Visit& visit) {
    if constexpr (AffiliationGraph<G>) {
      const G& graph = reach_.graph();
      Entry entry(*this, added);
      walk([&](unsigned step) {
        entry.take(step);
        offer(added.person, entry.into, step);
        if (!entry.leaves || entry.out >= slack_.of_group(slack_left(step), added.group)) return;
        for (const MemberWeight member : graph.members_of(added.group)) {
          reach_.ticks()();
          if (member.person == added.person || blocked(graph, added.person, member.person)) continue;
          offer(member.person, entry.out + (Cost{member.cost} << step_bits), step);
        }
      });
    }
    finish(visit);
  }

  /// O(L), and O(members) the first time a group is asked for.
  [[nodiscard]] Beginnings beginnings(const std::vector<AddedTie>& ties) const {
    Beginnings out;
    for (unsigned step = 1; step <= reach_.steps(); ++step) {
      for (const AddedTie& tie : ties) out.add(first_key(step, tie), slack_.of(slack_left(step), tie.target));
    }
    return out;
  }
  [[nodiscard]] Beginnings beginnings(const AddedMembership& added) {
    Beginnings out;
    if constexpr (AffiliationGraph<G>) {
      Entry entry(*this, added);
      for (unsigned step = 1; step <= reach_.steps(); ++step) {
        entry.take(step);
        out.add(entry.into, slack_.of(slack_left(step), added.person));
        if (entry.leaves) out.add(entry.out, slack_.of_group(slack_left(step), added.group));
      }
    }
    return out;
  }

 private:
  struct Reached {
    PersonIndex person;
    SearchKey key;
  };

  /// The new member's two directions, step after step: into the group's new member, and out of them, where the way to
  /// them may have been the new one.
  struct Entry {
    Entry(AddedSteps& of, const AddedMembership& added) : all(of), it(added) {}
    void take(unsigned step) {
      LayeredReach<G>& reach = all.reach_;
      const Cost fee = reach.fee_after(step - 1);
      const SearchKey there = std::min(reach.best(step - 1, it.person), entered);
      leaves = there < left_with;
      if (leaves) {
        left_with = there;
        out = there + step_key(it.cost + reach.graph().reach_cost(it.group), fee);
      }
      into = reach.nearest(step - 1, it.group, it.person).key;
      if (into != no_key) into += step_key(it.cost, fee);
      entered = std::min(entered, into);
    }
    AddedSteps& all;
    AddedMembership it;
    SearchKey into = no_key;  // over exactly this step; no_key: nobody comes
    SearchKey out = no_key;   // to the group, a member's weight not in it; with `leaves`, else from an earlier step
    bool leaves = false;
    SearchKey entered = no_key, left_with = no_key;
  };

  [[nodiscard]] unsigned slack_left(unsigned step) const { return reach_.steps() - step; }
  [[nodiscard]] SearchKey first_key(unsigned step, const AddedTie& tie) const {
    const SearchKey so_far = reach_.best(step - 1, tie.source);
    return so_far == no_key ? no_key : so_far + step_key(tie.cost, reach_.fee_after(step - 1));
  }

  void offer(PersonIndex person, SearchKey key, unsigned step) {
    if (key >= now_[person] || key >= reach_.best(step, person) || key >= slack_.of(slack_left(step), person)) return;
    if (now_[person] == no_key) changed_.push_back(person);
    now_[person] = key;
    if (layer_of_[person] == step) return;
    layer_of_[person] = static_cast<std::uint8_t>(step);
    next_.push_back(person);
  }

  /// `begin(step)` offers the new steps that come as number `step` of a chain.
  template <class Begin>
  void walk(const Begin& begin) {
    layer_.clear();
    for (unsigned step = 1; step <= reach_.steps(); ++step) {
      reach_.ticks()();
      next_.clear();
      begin(step);
      if (!layer_.empty()) spread(step);
      layer_.clear();
      for (const PersonIndex person : next_) layer_.push_back({person, now_[person]});
    }
  }
  void spread(unsigned step) {
    const Cost fee = reach_.fee_after(step - 1);
    const SearchKey most = slack_.largest(slack_left(step));
    for (const Reached& it : layer_) {
      reach_.ticks()(units_of(reach_.graph(), it.person));
      for (const Step tie : reach_.graph().steps_from(it.person)) {
        const SearchKey key = it.key + step_key(tie.cost, fee);
        if (key >= most) break;
        offer(tie.to, key, step);
      }
    }
    if constexpr (AffiliationGraph<G>) spread_in_groups(step, fee);
  }
  /// As ReachLayers does it: every group once, whose members want the cheapest of the layer.
  void spread_in_groups(unsigned step, Cost fee) {
    const G& graph = reach_.graph();
    if (offers_.empty()) return;
    const unsigned left = slack_left(step);
    for (const Reached& it : layer_) {
      if constexpr (BlockingGraph<G>) at_[it.person] = it.key;
      for (const GroupWeight mine : graph.groups_of(it.person)) {
        const SearchKey key = it.key + ((Cost{mine.cost} + graph.reach_cost(mine.group)) << step_bits);
        if (key + step_key(0, fee) >= slack_.of_group(left, mine.group)) continue;
        if (offers_[mine.group].members == 0) touched_.push_back(mine.group);
        offers_[mine.group].add(it.person, key);
      }
    }
    for (const GroupIndex group : touched_) {
      GroupOffer& best_two = offers_[group];
      for (const MemberWeight member : graph.members_of(group)) {
        reach_.ticks()();
        const SearchKey own = step_key(member.cost, fee);
        if (best_two.first + own >= slack_.largest(left)) break;
        if (best_two.first + own >= slack_.of(left, member.person)) continue;
        SearchKey rest = no_key;
        if constexpr (BlockingGraph<G>) {
          rest = usable_offer(
              graph, group, best_two, member.person, [&](PersonIndex other) { return at_[other]; },
              [&](PersonIndex other) { return blocked(graph, other, member.person); }, step_bits);
        } else {
          rest = best_two.first_person != member.person ? best_two.first
                 : best_two.members > 1                 ? best_two.second
                                                        : no_key;
        }
        if (rest != no_key) offer(member.person, rest + own, step);
      }
      best_two = GroupOffer{};
    }
    touched_.clear();
    if constexpr (BlockingGraph<G>) {
      for (const Reached& it : layer_) at_[it.person] = no_key;
    }
  }

  /// Tells the targets and forgets the addition.
  template <class Visit>
  void finish(const Visit& visit) {
    std::sort(changed_.begin(), changed_.end());
    for (const PersonIndex person : changed_) {
      if (targets_.wants(person) && now_[person] < reach_.best(reach_.steps(), person)) visit(person, now_[person]);
      now_[person] = no_key;
      layer_of_[person] = 0;
    }
    changed_.clear();
  }

  LayeredReach<G>& reach_;
  const SlackLayers<G>& slack_;
  const Targets& targets_;
  std::vector<SearchKey> now_;          // by person, of the addition; no_key: as before
  std::vector<std::uint8_t> layer_of_;  // the step that last bettered them
  std::vector<Reached> layer_;          // those bettered by the step before
  std::vector<PersonIndex> next_, changed_;
  std::vector<GroupOffer> offers_;  // by group; of one layer
  std::vector<GroupIndex> touched_;
  std::vector<SearchKey> at_;  // by person, of one layer
};

}  // namespace weaktie::detail
