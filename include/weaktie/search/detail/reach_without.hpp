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
  static constexpr std::uint64_t some_ties = 16;  // read of somebody who asks, about

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
    reach_.ticks()(some_ties);
    for (const Step step : ways_.steps_to(person)) {
      const SearchKey rest = reach_.best(steps - 1, step.to);
      if (rest != no_key && rest + step_key(step.cost, fee) == key) return step.to;
    }
    if constexpr (AffiliationGraph<G>) {
      for (const GroupWeight mine : reach_.graph().groups_of(person)) {
        const RankedRows::Entry nearest = reach_.nearest(steps - 1, mine.group, person);
        if (plus(nearest.key, step_key(mine.cost, fee)) == key) return nearest.person;
      }
    }
    return no_person;  // not reached: every key comes from somewhere
  }

  /// The smallest key over all who have a step to `person`.
  [[nodiscard]] SearchKey ask(unsigned steps, PersonIndex person) {
    const Cost fee = reach_.fee_after(steps - 1);
    SearchKey found = no_key;
    for (const bool again : {false, true}) {  // first those who keep their key: they bound what the others could give
      reach_.ticks()(some_ties);
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
          const RankedRows::Entry nearest = reach_.nearest(taken, mine.group, person);
          if (nearest.key == no_key || nearest.key + own >= found) continue;
          const bool keeps =
              nearest.person != without_ && !leads_through(reach_.best(taken, nearest.person), nearest.person);
          const SearchKey key = keeps ? nearest.key : key_into(taken, mine.group, person);
          found = std::min(found, plus(key, own));
        }
      }
    }
    return found;
  }

  /// The smallest key with which somebody else than the one left out comes to the group, from whom `person` can be
  /// stepped to. The two nearest are found once: members are looked at from the nearest on, by their old keys, until no
  /// further one can be nearer.
  [[nodiscard]] SearchKey key_into(unsigned steps, GroupIndex group, PersonIndex person) {
    const G& graph = reach_.graph();
    const auto key_of = [&](PersonIndex other) { return other == without_ ? no_key : key(steps, other); };
    const std::uint64_t name = name_of(steps, group);
    if (offers_.find(name) == offers_.end()) {
      GroupOffer offer;
      for (std::size_t place = 0;; ++place) {
        reach_.ticks()();
        const RankedRows::Entry* next = reach_.member(steps, group, place);
        if (next == nullptr) break;
        if (next->key >= offer.second) {
          ++offer.members;  // there are more
          break;
        }
        const RankedRows::Entry member = *next;  // the row may move while somebody is asked
        const SearchKey now = key_of(member.person);
        if (now != no_key) offer.add(member.person, member.key + (now - reach_.best(steps, member.person)));
      }
      offers_.emplace(name, offer);
    }
    const GroupOffer& two = offers_.find(name)->second;
    if (two.members == 0) return no_key;
    const auto is_blocked = [&](PersonIndex other) { return blocked(graph, other, person); };
    return usable_offer(graph, group, two, person, key_of, is_blocked, step_bits);
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
