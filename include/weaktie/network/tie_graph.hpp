#pragma once
// What a graph must offer to be searched. Algorithms use what is there and fall back where it is not, with the same
// answers; an app can run them on a graph of its own.
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <ranges>
#include <type_traits>

#include <weaktie/core/chance.hpp>
#include <weaktie/core/ids.hpp>

namespace weaktie {

/// One tie seen from one of its ends: who is at the other end, and the cost of that person's yes.
struct Step {
  PersonIndex to;
  StepCost cost;
  friend bool operator==(const Step&, const Step&) = default;
};

/// A person's membership seen from the person: the group and the cost of the membership weight.
struct GroupWeight {
  GroupIndex group;
  StepCost cost;
  friend bool operator==(const GroupWeight&, const GroupWeight&) = default;
};

/// A membership seen from the group.
struct MemberWeight {
  PersonIndex person;
  StepCost cost;
  friend bool operator==(const MemberWeight&, const MemberWeight&) = default;
};

template <class R, class T>
concept RangeOf = std::ranges::input_range<R> && std::convertible_to<std::ranges::range_reference_t<R>, T>;

/// People 0 .. size()-1 and the directed ties from each, smallest cost first, then smaller person; at most one to
/// each person, none to oneself.
template <class G>
concept TieGraph = requires(const G& graph, PersonIndex person) {
  { graph.size() } -> std::convertible_to<std::size_t>;
  { graph.steps_from(person) } -> RangeOf<Step>;
};

/// Also gives the ties towards a person; `to` of such a step is the person the tie comes from.
template <class G>
concept ReverseTieGraph = TieGraph<G> && requires(const G& graph, PersonIndex person) {
  { graph.steps_to(person) } -> RangeOf<Step>;
};

/// Also has affiliations. A step a -> b through a group costs reach_cost(g) + cost of a's weight + cost of b's weight
/// (three factors). `members_of` is sorted by cost, then person; `groups_of` by group.
template <class G>
concept AffiliationGraph = TieGraph<G> && requires(const G& graph, PersonIndex person, GroupIndex group) {
  { graph.group_count() } -> std::convertible_to<std::size_t>;
  { graph.groups_of(person) } -> RangeOf<GroupWeight>;
  { graph.members_of(group) } -> RangeOf<MemberWeight>;
  { graph.reach_cost(group) } -> std::convertible_to<StepCost>;
};

/// Also names pairs that have no affiliation step although they share a group (someone declined not long ago).
/// `blocked_from` gives the people that `person` may not step to through a group, ascending; `blocked_to` the reverse.
template <class G>
concept BlockingGraph = AffiliationGraph<G> && requires(const G& graph, PersonIndex person) {
  { graph.blocked_from(person) } -> RangeOf<PersonIndex>;
  { graph.blocked_to(person) } -> RangeOf<PersonIndex>;
};

}  // namespace weaktie
