#pragma once
// Chains of up to four steps that lead through affiliations, but for those of which only the first or the last step
// does, through one with few members: these are found as ties are (few_members.hpp, two_ended.hpp).
//
// Chains with one such step. Nobody's fellow members are ever listed, so that a school of 50,000 costs no more than one
// of 500. A chain is a walk of ties from the source to some a, a group that a and b belong to, and a walk of ties from
// b to the target. From the target, ties are followed back as far as the bound allows, and everyone met offers their
// key to the groups they are in; from the source, ties are followed on, and everyone met asks their groups for the best
// offer. The chain of the two is found at the group.
//
// How far to follow. Let B be the key of the worst chain still wanted; the search over ties has given it. The source's
// own groups ask for at least `own` (reach and the source's weight), groups up to three ties away from it for at least
// `near`, those ties included; since no group of the network asks for less than `least`, that is found after a few
// ties. So a walk back from the target with the key r matters only while r + min(own, near) <= B, and one from the
// source with the key l only while l + (what the best offer and its group ask for) <= B. Where ties are cheap enough to
// be followed far, B is small. What somebody's nearest group asks for is known without reading their groups; most
// people's are not read.
//
// What is read lies all over memory, so everyone who may come next is looked up before any of them is looked at.
//
// Why one offer a group is enough although a chain may visit nobody twice: a walk that visits somebody twice becomes a
// cheaper chain with the same first person when it is cut short there, and that chain has fewer group steps or as many,
// so it is found as well. Hence the best walk through each first person visits nobody twice.
//
// Chains with several such steps have at least the key that `several_groups_key` gives, which is more than B almost
// always. If it is not, the same search is done once more, now with walks back from the target that also go from
// somebody to their fellow members, one by one within the bound; those who come to a group and whom others of the group
// are nearer to the target than are left out, as above. Only walks with a group on the way make offers then.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <ranges>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/best_chain_per_first.hpp>
#include <weaktie/search/detail/chain_query.hpp>
#include <weaktie/search/detail/few_members.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/near_group.hpp>
#include <weaktie/search/detail/search_key.hpp>
#include <weaktie/search/detail/step_meter.hpp>
#include <weaktie/search/detail/two_ended.hpp>
#include <weaktie/search/scratch.hpp>

namespace weaktie::detail {

template <class G>
concept SpanGroupGraph = SpanTieGraph<G> && AffiliationGraph<G>;

template <SpanGroupGraph G>
class GroupStepChains {
 public:
  /// After the search over ties: its labels in `scratch` say who may not be met, its chains stand in `answers`.
  GroupStepChains(const TwoWay<G>& ways, const ChainQuery& query, StepMeter& meter, SearchScratch& scratch,
                  BestChainPerFirst& answers)
      : graph_(ways.graph()),
        ways_(ways),
        query_(query),
        meter_(meter),
        it_(scratch),
        answers_(answers),
        fee_(query.relay),
        last_(static_cast<unsigned>(query.max_steps) - 1),
        least_(step_key(least_group_cost(graph_), fee_)),
        own_(&scratch.pool),
        pending_(&scratch.pool) {}

  /// Chains with one step through an affiliation, but for those that the search over ties has found: the first or the
  /// last step through one with few members (few_members.hpp). False when it gave up: too far to follow, or a pair that
  /// may not meet stands in the way. Then nothing is known of the chains that `answers` does not hold.
  bool find_with_one() {
    if (graph_.group_count() > most_groups) return false;
    several_ = false;
    take_own();
    for (const GroupWeight theirs : graph_.groups_of(query_.to)) {  // from end to end
      if (has_few_members(graph_, theirs.group)) meet_own(query_.to, 0, theirs.group, weight_key(theirs.cost));
    }
    std::erase_if(own_, [&](const auto& it) { return has_few_members(graph_, it.first); });
    set_own_least();
    first_tie_ = least_key(row_from(query_.from), 0);
    if (last_ > 0) near_ = near_group(query_.from, 0, [&](PersonIndex person) { return graph_.steps_from(person); });
    return find();
  }

  /// After `find_with_one`: chains with several steps through affiliations. False as there.
  bool find_with_several() {
    several_ = true;
    take_own();
    return find();
  }

  /// No chain with several steps through affiliations has a smaller key.
  [[nodiscard]] SearchKey several_groups_key() {
    if (last_ == 0) return no_key;
    take_own();
    const SearchKey bound = answers_.bound();
    const SearchKey to_least = least_into_group(graph_, query_.to, fee_);
    const SearchKey last_tie = least_key(row_to(query_.to), fee_);
    const auto smallest = [&](SearchKey after_ties, SearchKey before_ties) {
      SearchKey key = sum(own_least_, to_least);
      if (last_ > 1) key = std::min({key, sum(own_least_, before_ties), sum(after_ties, to_least)});
      if (last_ > 2) key = std::min(key, sum(after_ties, before_ties));
      return key;
    };
    const SearchKey rough = smallest(near_, sum(last_tie, least_));
    if (rough > bound) return rough;
    return smallest(near_, near_group(query_.to, fee_, [&](PersonIndex person) { return ways_.steps_to(person); }));
  }

 private:
  /// The smallest key of up to three ties that lead on from somebody, and then into a group.
  template <class Rows>
  [[nodiscard]] SearchKey near_group(PersonIndex end, Cost first_fee, const Rows& rows) const {
    return least_near_group(graph_, end, rows, {first_fee, fee_, least_, most_ties, answers_.bound()});
  }
  void take_own() {
    own_.clear();
    for (const GroupWeight mine : graph_.groups_of(query_.from)) {
      own_.push_back({mine.group, step_key(Cost{graph_.reach_cost(mine.group)} + mine.cost)});
    }
    set_own_least();
  }
  void set_own_least() {
    own_least_ = no_key;
    for (const auto& [group, key] : own_) own_least_ = std::min(own_least_, key);
  }
  bool find() {
    visits_ = 0;
    it_.offers.clear();
    it_.expanded.clear();
    it_.offered.clear();
    least_offer_.fill(no_key);
    least_weight_.fill(no_key);
    pending_.clear();
    visit_back({query_.to, 0, groups_of(query_.to), row_to(query_.to)}, 0, 0);
    const SearchKey least_offer = std::min({least_offer_[0], least_offer_[1], least_offer_[2]});
    if (least_offer != no_key && last_ > 0) follow(row_from(query_.from), 0, 0);
    return !gave_up_ && !meter_.exhausted;
  }

  static constexpr std::uint64_t most_visits = std::uint64_t{1} << 16U;
  static constexpr std::size_t most_groups = std::size_t{1} << 29U;  // whose names for offers fit 32 bits
  static constexpr unsigned most_ties = 3;  // that can follow the group step, or come before it

  static SearchKey sum(SearchKey a, SearchKey b) { return a == no_key || b == no_key ? no_key : a + b; }
  static SearchKey weight_key(Cost cost) { return cost << step_bits; }
  template <class Row>
  static SearchKey least_key(const Row& steps, Cost fee) {
    return steps.empty() ? no_key : step_key(steps.front().cost, fee);
  }
  static std::uint32_t offer_name(GroupIndex group, unsigned steps) { return group * 4 + steps; }

  using Groups = std::decay_t<decltype(std::views::all(std::declval<const G&>().groups_of(PersonIndex{})))>;
  using FromRow = decltype(row_of_steps(std::declval<const TwoWay<G>&>().graph().steps_from(PersonIndex{})));
  using ToRow = decltype(row_of_steps(std::declval<const TwoWay<G>&>().steps_to(PersonIndex{})));
  static_assert(std::is_same_v<FromRow, ToRow>);
  /// Somebody who comes next, with what is known of them.
  struct Met {
    PersonIndex person = no_person;
    SearchKey key = no_key;
    Groups groups = {};
    FromRow ties = {};
  };
  [[nodiscard]] FromRow row_from(PersonIndex person) const { return row_of_steps(graph_.steps_from(person)); }
  [[nodiscard]] FromRow row_to(PersonIndex person) const { return row_of_steps(ways_.steps_to(person)); }
  [[nodiscard]] Groups groups_of(PersonIndex person) const { return std::views::all(graph_.groups_of(person)); }
  /// Where the rows begin has been looked up; now the rows themselves.
  void ask_memory(std::size_t from) const {
    for (std::size_t i = from; i < pending_.size(); ++i) {
      will_read(pending_[i].ties.data());
      if constexpr (requires(const Groups& groups) { groups.data(); }) will_read(pending_[i].groups.data());
    }
  }

  bool may_visit() {
    if (++visits_ > most_visits) gave_up_ = true;
    return !gave_up_ && meter_.take();
  }

  // ------------------------------------------------------------------------------------------------ from the target

  /// Somebody from whom `steps` steps lead to the target, over tail_[0 .. steps - 2], `groups` of them through groups.
  void visit_back(const Met& it, unsigned steps, unsigned groups) {
    if (!several_ || groups > 0) offer_to_groups(it, steps);
    if (steps == most_ties || steps >= last_) return;
    const SearchKey before = least_before(steps + 1);
    if (before == no_key) return;
    const SearchKey before_tie = several_ && groups == 0 ? before + least_ : before;  // a group on the way is still due
    const std::size_t begin = pending_.size();
    for (const Step step : it.ties) {
      const SearchKey next = it.key + step_key(step.cost, fee_);
      if (next + before_tie > answers_.bound()) break;
      if (!may_visit()) return;
      if (!it_.table.excludes(step.to)) pending_.push_back(met_before(step.to, next, steps + 1, groups));
    }
    visit_back_from(begin, it.person, steps, groups, before_tie);
    if (several_) go_through_groups(it, steps, groups, before);
  }
  /// What must come before somebody from whom `steps` steps lead on: the source's own group, or ties and a group.
  [[nodiscard]] SearchKey least_before(unsigned steps) const {
    return std::min(own_least_, steps < last_ ? near_ : no_key);
  }
  void offer_to_groups(const Met& it, unsigned steps) {
    const bool far = steps < last_ && steps <= 2;  // ties may come before the group step as well
    for (const GroupWeight theirs : it.groups) {
      const SearchKey offered = it.key + weight_key(theirs.cost);
      if (sum(own_least_, offered) <= answers_.bound()) meet_own(it.person, steps, theirs.group, offered);
      if (!far || sum(near_, offered) > answers_.bound()) continue;
      if (steps == 0 && has_few_members(graph_, theirs.group)) continue;  // found over ties
      offer(it.person, steps, theirs.group, offered);
      const SearchKey reach = weight_key(graph_.reach_cost(theirs.group));
      least_offer_[steps] = std::min(least_offer_[steps], reach + offered);
      least_weight_[steps] = std::min(least_weight_[steps], offered);
    }
  }
  void go_through_groups(const Met& it, unsigned steps, unsigned groups, SearchKey before) {
    const std::size_t begin = pending_.size();
    for (const GroupWeight theirs : it.groups) {
      const Cost half = Cost{graph_.reach_cost(theirs.group)} + theirs.cost;
      const SearchKey least = it.key + step_key(half, fee_);
      if (least + before > answers_.bound() || gave_up_ || meter_.exhausted) continue;
      // Once for each number of steps: whoever comes to the group for more would be left out on the way (see above).
      const std::uint32_t name = offer_name(theirs.group, steps);
      const auto* known = it_.expanded.find(name);
      if (known != nullptr && known->key < least) continue;
      it_.expanded.improve(name, least, no_person);
      for (const MemberWeight member : graph_.members_of(theirs.group)) {
        const SearchKey next = it.key + step_key(half + member.cost, fee_);
        if (next + before > answers_.bound()) break;
        if (!may_visit()) return;
        if (member.person == it.person || it_.table.excludes(member.person)) continue;
        if (blocked(graph_, member.person, it.person)) {
          gave_up_ = true;  // who comes next best is not known
          return;
        }
        pending_.push_back(met_before(member.person, next, steps + 1, groups + 1));
      }
      visit_back_from(begin, it.person, steps, groups + 1, before);
    }
  }
  /// Those who wait from `begin` on, each one step before `person`.
  void visit_back_from(std::size_t begin, PersonIndex person, unsigned steps, unsigned groups, SearchKey before) {
    ask_memory(begin);
    if (steps > 0) {
      std::copy_backward(tail_.begin(), tail_.begin() + steps - 1, tail_.begin() + steps);
      tail_[0] = person;
    }
    const std::size_t end = pending_.size();
    for (std::size_t i = begin; i < end && !gave_up_ && !meter_.exhausted; ++i) {
      const Met next = pending_[i];
      if (next.key + before > answers_.bound()) break;
      visit_back(next, steps + 1, groups);
    }
    pending_.resize(begin, Met{});
    if (steps > 0) std::copy(tail_.begin() + 1, tail_.begin() + steps, tail_.begin());
  }
  /// Somebody from whom `steps` steps lead to the target, with what will be read of them: no groups where none of them
  /// can matter, no ties where nobody is looked for before them.
  [[nodiscard]] Met met_before(PersonIndex person, SearchKey key, unsigned steps, unsigned groups) const {
    const SearchKey into_group = step_key(least_group_cost(graph_, person), fee_);
    SearchKey before = no_key;
    if (several_ && groups == 0) {
      before = sum(into_group, steps < last_ ? least_before(steps + 1) : no_key);
    } else {
      if (own_least_ != no_key) before = std::max(own_least_, into_group - weight_key(fee_));
      if (steps < last_ && near_ != no_key) before = std::min(before, std::max(near_, first_tie_ + into_group));
    }
    const bool on = steps < std::min(last_, most_ties);
    return {person, key, sum(key, before) <= answers_.bound() ? groups_of(person) : Groups(),
            on ? row_to(person) : ToRow()};
  }

  /// The source and `person` belong to one group: the chain whose first step that is.
  void meet_own(PersonIndex person, unsigned steps, GroupIndex group, SearchKey offered) {
    for (const auto& [mine, half] : own_) {
      if (mine != group || half + offered > answers_.bound()) continue;
      if (query_.bans(person) || blocked(graph_, query_.from, person)) return;
      Between between = {no_person, no_person, no_person};
      if (steps > 0) {
        between[0] = person;
        std::copy_n(tail_.begin(), steps - 1, between.begin() + 1);
      }
      answers_.offer(half + offered, person, between);
    }
  }

  void offer(PersonIndex person, unsigned steps, GroupIndex group, SearchKey offered) {
    Between tail = {no_person, no_person, no_person};
    if (steps > 0) {
      tail[0] = person;
      std::copy_n(tail_.begin(), steps - 1, tail.begin() + 1);
    }
    const auto* known = it_.offers.find(offer_name(group, steps));
    if (known == nullptr) {
      it_.offers.improve(offer_name(group, steps), 0, static_cast<PersonIndex>(it_.offered.size()));
      it_.offered.push_back({offered, tail});
      return;
    }
    SearchScratch::GroupTail& best = it_.offered[known->next];
    if (offered < best.key || (offered == best.key && tail < best.people)) best = {offered, tail};
  }

  // ------------------------------------------------------------------------------------------------ from the source

  /// Everyone after walk_[0 .. steps - 1].
  void follow(const FromRow& row, unsigned steps, SearchKey key) {
    const unsigned taken = steps + 1;
    const SearchKey before_group = step_key(0, fee_);
    SearchKey offers = no_key, weights = no_key;  // the best of those that leave room for as many steps
    for (unsigned after = 0; after <= std::min(last_ - taken, 2U); ++after) {
      offers = std::min(offers, least_offer_[after]);
      weights = std::min(weights, least_weight_[after]);
    }
    if (offers == no_key) return;
    const std::size_t begin = pending_.size();
    const bool on = taken < std::min(last_, most_ties);
    for (const Step step : row) {
      const SearchKey next = key + step_key(step.cost, steps == 0 ? 0 : fee_);
      if (next + before_group + offers > answers_.bound()) break;
      if (!may_visit()) return;
      if (it_.table.excludes(step.to) || (steps == 0 && query_.bans(step.to))) continue;
      const SearchKey into_group = next + step_key(least_group_cost(graph_, step.to), fee_);
      pending_.push_back({step.to, next, into_group + weights <= answers_.bound() ? groups_of(step.to) : Groups(),
                          on ? row_from(step.to) : FromRow()});
    }
    ask_memory(begin);
    const std::size_t end = pending_.size();
    for (std::size_t i = begin; i < end && !gave_up_ && !meter_.exhausted; ++i) {
      const Met next = pending_[i];
      if (next.key + before_group + offers > answers_.bound()) break;
      walk_[steps] = next.person;
      ask_groups(next, taken);
      if (on) follow(next.ties, taken, next.key);
    }
    pending_.resize(begin, Met{});
  }

  void ask_groups(const Met& it, unsigned taken) {
    for (const GroupWeight mine : it.groups) {
      const SearchKey half = it.key + step_key(Cost{graph_.reach_cost(mine.group)} + mine.cost, fee_);
      if (half > answers_.bound()) continue;
      for (unsigned after = 0; after <= std::min(last_ - taken, 2U); ++after) {
        const auto* known = it_.offers.find(offer_name(mine.group, after));
        if (known == nullptr) continue;
        const SearchScratch::GroupTail& best = it_.offered[known->next];
        if (half + best.key > answers_.bound()) continue;
        if (blocked(graph_, it.person, after == 0 ? query_.to : best.people[0])) {
          gave_up_ = true;  // who comes next best is not known
          return;
        }
        Between between = {no_person, no_person, no_person};
        std::copy_n(walk_.begin(), taken, between.begin());
        std::copy_n(best.people.begin(), after, between.begin() + taken);
        answers_.offer(half + best.key, between[0], between);
      }
    }
  }

  const G& graph_;
  const TwoWay<G>& ways_;
  const ChainQuery& query_;
  StepMeter& meter_;
  SearchScratch& it_;
  BestChainPerFirst& answers_;
  Cost fee_;
  unsigned last_;  // the most steps beside the group step
  SearchKey least_, near_ = no_key;
  SearchKey own_least_ = no_key;
  std::pmr::vector<std::pair<GroupIndex, SearchKey>> own_;  // the source's groups, with the key of a step into them
  SearchKey first_tie_ = no_key;                            // the source's cheapest
  std::array<SearchKey, 3> least_offer_ = {};               // by steps that follow; with the group's reach
  std::array<SearchKey, 3> least_weight_ = {};              // the same without it
  std::pmr::vector<Met> pending_;                           // a stack: of each person the ones who come next
  std::array<PersonIndex, 4> tail_ = {}, walk_ = {};
  std::uint64_t visits_ = 0;
  bool several_ = false;
  bool gave_up_ = false;
};

}  // namespace weaktie::detail
