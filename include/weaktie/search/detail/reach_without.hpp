#pragma once
// The best keys when one person may not be asked, from the best keys when everyone may.
//
// Whoever has a best chain that does not lead through that person keeps their key: nothing is searched for them. The
// others ask everyone who has a step to them, cheapest first, who in turn either keep their key or ask. With
// everybody's old key as a bound from below, somebody who cannot help is not asked any further, so that few are.
//
// Which best chain is looked at, where several are equal, changes only how much is asked, never an answer.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/group_offers.hpp>
#include <weaktie/search/detail/layered_reach.hpp>
#include <weaktie/search/detail/search_key.hpp>

namespace weaktie::detail {

/// Refers to `reach`. One person is left out at a time.
template <TieGraph G>
class ReachWithout {
 public:
  explicit ReachWithout(LayeredReach<G>& reach) : reach_(reach), ways_(reach.graph()), without_(no_person) {}

  /// From now on this person is not asked. Not the source.
  void leave_out(PersonIndex person) {
    without_ = person;
    keys_.clear();
    offers_.clear();
  }

  /// The best key over at most `steps` steps to somebody, through others than the one left out; to that one themself it
  /// is what it was.
  /// O(steps * (ties + memberships)) at worst for all people together, usually far less.
  [[nodiscard]] SearchKey key(unsigned steps, PersonIndex person) {
    const SearchKey before = reach_.best(steps, person);
    if (before == no_key || !leads_through(before, person)) return before;
    const std::uint64_t name = name_of(steps, person);
    if (const auto known = keys_.find(name); known != keys_.end()) return known->second;
    const SearchKey found = ask(steps, person);
    keys_.emplace(name, found);
    return found;
  }

  /// Calls `visit(intermediary)` for each of one best chain, from the last to the first.
  template <class Visit>
  void for_each_between(PersonIndex person, const Visit& visit) {
    SearchKey key = reach_.best(reach_.steps(), person);
    for (unsigned steps = steps_of_key(key); steps > 1; --steps) {
      person = before(steps, person, key);
      key = reach_.best(steps - 1, person);
      visit(person);
    }
  }

 private:
  static std::uint64_t name_of(unsigned steps, std::uint32_t number) { return std::uint64_t{number} * 8 + steps; }

  /// Whether the one left out stands on the chain that `before` gives.
  [[nodiscard]] bool leads_through(SearchKey key, PersonIndex person) {
    for (unsigned steps = steps_of_key(key); steps > 1; --steps) {
      person = before(steps, person, key);
      if (person == without_) return true;
      key = reach_.best(steps - 1, person);
    }
    return false;
  }

  /// Who comes before somebody on a best chain of exactly `steps` > 1 steps. O(ties to them + their groups) the first
  /// time.
  [[nodiscard]] PersonIndex before(unsigned steps, PersonIndex person, SearchKey key) {
    const auto [at, fresh] = before_.try_emplace(name_of(steps, person), no_person);
    if (fresh) at->second = find_before(steps, person, key);
    return at->second;
  }
  [[nodiscard]] PersonIndex find_before(unsigned steps, PersonIndex person, SearchKey key) {
    const Cost fee = reach_.fee_after(steps - 1);
    for (const Step step : ways_.steps_to(person)) {
      const SearchKey rest = reach_.best(steps - 1, step.to);
      if (rest != no_key && rest + step_key(step.cost, fee) == key) return step.to;
    }
    if constexpr (AffiliationGraph<G>) {
      const G& graph = reach_.graph();
      for (const GroupWeight mine : graph.groups_of(person)) {
        const SearchKey own = step_key(Cost{graph.reach_cost(mine.group)} + mine.cost, fee);
        if (plus(reach_.key_into(steps - 1, mine.group, person), step_key(mine.cost, fee)) != key) continue;
        for (const MemberWeight member : graph.members_of(mine.group)) {
          const SearchKey rest = reach_.best(steps - 1, member.person);
          if (rest == no_key || rest + (Cost{member.cost} << step_bits) + own != key) continue;
          if (member.person != person && !blocked(graph, member.person, person)) return member.person;
        }
      }
    }
    return no_person;  // not reached: every key comes from somewhere
  }

  /// The smallest key over all who have a step to `person`.
  [[nodiscard]] SearchKey ask(unsigned steps, PersonIndex person) {
    const Cost fee = reach_.fee_after(steps - 1);
    SearchKey found = no_key;
    for (const bool again : {false, true}) {  // first those who keep their key: they bound what the others could give
      for (const Step step : ways_.steps_to(person)) {
        const bool first = step.to == reach_.from();
        const SearchKey own = step_key(step.cost, first ? 0 : fee);
        if (own >= found) break;
        if (step.to == without_) continue;
        const SearchKey rest = reach_.best(steps - 1, step.to);
        if (rest == no_key || rest + own >= found) continue;
        if (again) {
          found = std::min(found, plus(key(steps - 1, step.to), own));
        } else if (!leads_through(rest, step.to)) {
          found = rest + own;
        }
      }
    }
    if constexpr (AffiliationGraph<G>) {
      for (const GroupWeight mine : reach_.graph().groups_of(person)) {
        for (const unsigned taken : {0U, steps - 1}) {  // the source's own step, which pays no relay, and any other
          const SearchKey own = step_key(mine.cost, reach_.fee_after(taken));
          const SearchKey least = reach_.key_into(taken, mine.group, person);
          if (least == no_key || least + own >= found) continue;
          const PersonIndex nearest = reach_.offer(taken, mine.group).first_person;
          const bool keeps = nearest != person && nearest != without_ && !blocked(reach_.graph(), nearest, person) &&
                             !leads_through(reach_.best(taken, nearest), nearest);
          found = std::min(found, plus(keeps ? least : key_into(taken, mine.group, person), own));
        }
      }
    }
    return found;
  }

  /// LayeredReach::key_into without the one left out.
  [[nodiscard]] SearchKey key_into(unsigned steps, GroupIndex group, PersonIndex person) {
    const G& graph = reach_.graph();
    const auto key_of = [&](PersonIndex other) { return other == without_ ? no_key : key(steps, other); };
    const std::uint64_t name = name_of(steps, group);
    auto known = offers_.find(name);
    if (known == offers_.end()) {
      GroupOffer offer;
      for (const MemberWeight member : graph.members_of(group)) {
        const SearchKey so_far = key_of(member.person);
        if (so_far == no_key) continue;
        offer.add(member.person, so_far + ((Cost{graph.reach_cost(group)} + member.cost) << step_bits));
      }
      known = offers_.emplace(name, offer).first;
    }
    const GroupOffer& best_two = known->second;
    if (best_two.members == 0) return no_key;
    return usable_offer(
        graph, group, best_two, person, key_of, [&](PersonIndex other) { return blocked(graph, other, person); },
        step_bits);
  }

  static SearchKey plus(SearchKey key, SearchKey step) { return key == no_key ? no_key : key + step; }

  LayeredReach<G>& reach_;
  TwoWay<G> ways_;
  PersonIndex without_;
  std::unordered_map<std::uint64_t, PersonIndex> before_;  // all three are only looked up
  std::unordered_map<std::uint64_t, SearchKey> keys_;      // of those who ask, without the one left out
  std::unordered_map<std::uint64_t, GroupOffer> offers_;   // the same
};

}  // namespace weaktie::detail
