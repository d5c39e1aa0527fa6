#pragma once
// Many people to meet, one who asks: what the source's side costs is paid once.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/chain_query.hpp>
#include <weaktie/search/detail/check_query.hpp>
#include <weaktie/search/detail/ranked_rows.hpp>
#include <weaktie/search/detail/reach_layers.hpp>
#include <weaktie/search/detail/search_key.hpp>
#include <weaktie/search/introduction.hpp>

namespace weaktie {

/// The best introductions from one person to one after the other, the same as `introductions` gives with
/// `distinct = none`. The first costs about a `reach`, each further one little. Refers to the graph, which must outlive
/// it; not for several threads at once.
///
/// From the target chains grow backwards, those first whose steps so far and best way on from the source (known for
/// everyone and every number of steps) add up to least. Such a sum is the cost of a walk that exists, so chains come in
/// the order of their keys; those that would visit somebody twice are not grown, and equal ones are put in order at the
/// end.
/// @source P. E. Hart, N. J. Nilsson, B. Raphael, IEEE Trans. SSC 4(2), 1968, with exact distances as the estimate
template <TieGraph G>
class IntroductionsFrom {
 public:
  /// `control` is asked by every search, and must outlive this unless it is empty.
  /// @throws UnknownPerson (from >= size), InvalidValue (relay outside (0, 1], max_intermediaries above 6), Cancelled
  /// @complexity O(L * (steps + memberships)) time, O(L * people) space, L = max_intermediaries + 1
  IntroductionsFrom(const G& graph, PersonIndex from, std::uint8_t max_intermediaries = 3, double relay = 1.0,
                    const Control& control = {})
      : ways_(graph), from_(from), steps_(max_intermediaries + 1U), ticks_(control) {
    detail::check_person(from, graph.size());
    detail::check_limits(max_intermediaries, relay);
    fee_ = cost_of(relay);
    const detail::NoBound everyone;
    detail::ReachLayers<G> layers(graph, from, fee_, everyone, control);
    for (unsigned step = 1; step < steps_; ++step) {
      if (!layers.ended()) layers.step();
      best_.push_back(layers.best());
    }
    if constexpr (AffiliationGraph<G>) {
      for (const GroupWeight mine : graph.groups_of(from)) own_groups_.push_back(mine);
    }
  }

  /// The `count` best to one person, in the order of introductions.
  /// @throws UnknownPerson (to >= size), InvalidValue (to is the source), Cancelled (what was kept stays usable)
  [[nodiscard]] Introductions to(PersonIndex to, std::uint32_t count) {
    Introductions out;
    for (detail::FoundChain& chain : chains_to(to, count)) {
      out.push_back(detail::introduction_of(ways_.graph(), std::move(chain.people), chain.cost));
    }
    return out;
  }
  /// The same without the steps, which cost reading the ties of everybody named.
  [[nodiscard]] std::vector<detail::FoundChain> chains_to(PersonIndex to, std::uint32_t count) {
    detail::check_query(ways_.graph().size(), from_, to, {});
    std::vector<detail::FoundChain> out;
    if (count == 0) return out;
    nodes_.clear();
    open_.clear();
    ties_.clear();
    grow(add_node({0, to, none, static_cast<std::uint8_t>(steps_)}), 0);
    if (ties_.entries() + groups_.entries() > most_entries) {
      ties_.clear();
      groups_.clear();
    }
    std::map<std::vector<PersonIndex>, detail::SearchKey> known;
    detail::SearchKey last = detail::no_key;
    while (!open_.empty() && open_.front().key <= last) {
      ticks_(16);  // a heap, a map
      const Open next = pop();
      if (next.row != none_row) {
        advance(next);
        continue;
      }
      const Node node = nodes_[next.node];
      if (node.person != from_) {
        grow(next.node, node.key);
        continue;
      }
      std::vector<PersonIndex> people;
      for (std::uint32_t at = next.node; at != none; at = nodes_[at].after) people.push_back(nodes_[at].person);
      known.emplace(std::move(people), next.key);  // unless known over cheaper sources of the same steps
      if (known.size() == count) last = next.key;
    }
    std::vector<std::pair<detail::SearchKey, std::vector<PersonIndex>>> found;
    for (const auto& [people, key] : known) found.emplace_back(key, people);
    std::sort(found.begin(), found.end());
    if (found.size() > count) found.resize(count);
    out.reserve(found.size());
    for (auto& [key, people] : found) {
      out.push_back({detail::cost_of_key(key), std::move(people)});
    }
    return out;
  }

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  static constexpr std::size_t none_row = ~std::size_t{0};
  static constexpr std::size_t most_entries = std::size_t{1} << 23U;  // of rows kept from one target to the next

  /// The first person of an end of a chain, with what follows.
  struct Node {
    detail::SearchKey key;  // of the steps from this person on
    PersonIndex person;
    std::uint32_t after;  // the node of the next person
    std::uint8_t steps;   // how many may still come before
  };
  /// Something to look at: a node, or the next place of a row of people who may come before one.
  struct Open {
    detail::SearchKey key;
    std::uint32_t node;
    std::size_t row;
    std::uint32_t place;
    detail::SearchKey base;                                                        // what the row's keys are added to
    friend bool operator<(const Open& a, const Open& b) { return a.key > b.key; }  // the least on top
  };

  std::uint32_t add_node(Node node) {
    nodes_.push_back(node);
    return static_cast<std::uint32_t>(nodes_.size() - 1);
  }
  void push(Open it) {
    open_.push_back(it);
    std::push_heap(open_.begin(), open_.end());
  }
  Open pop() {
    std::pop_heap(open_.begin(), open_.end());
    const Open out = open_.back();
    open_.pop_back();
    return out;
  }
  /// Whether somebody stands in the end of a chain already.
  [[nodiscard]] bool holds(std::uint32_t node, PersonIndex person) const {
    for (; node != none; node = nodes_[node].after) {
      if (nodes_[node].person == person) return true;
    }
    return false;
  }
  void end_at_source(std::uint32_t node, detail::SearchKey key) {
    push({key, add_node({key, from_, node, 0}), none_row, 0, 0});
  }

  /// Who may come before a node: the source, whose step pays no relay, and everyone with a way from it, row by row.
  void grow(std::uint32_t at, detail::SearchKey key) {
    using detail::step_key;
    const PersonIndex person = nodes_[at].person;
    const unsigned left = nodes_[at].steps;
    for (const Step step : ways_.steps_to(person)) {
      if (step.to == from_) end_at_source(at, key + step_key(step.cost));
    }
    const bool longer = left > 1;
    if (longer) {
      const std::size_t row = ties_.row(left, person, [&](const auto& put) {
        for (const Step step : ways_.steps_to(person)) offer(put, left, step.to, step_key(step.cost, fee_));
      });
      open_row(at, row, key);
    }
    if constexpr (AffiliationGraph<G>) {
      const G& graph = ways_.graph();
      for (const GroupWeight theirs : graph.groups_of(person)) {
        const Cost cost = Cost{graph.reach_cost(theirs.group)} + theirs.cost;
        for (const GroupWeight mine : own_groups_) {
          if (mine.group == theirs.group && !detail::blocked(graph, from_, person)) {
            end_at_source(at, key + step_key(cost + mine.cost));
          }
        }
        if (!longer) continue;
        const std::size_t row = groups_.row(left, theirs.group, [&](const auto& put) {
          for (const MemberWeight member : graph.members_of(theirs.group)) {
            offer(put, left, member.person, Cost{member.cost} << detail::step_bits);
          }
        });
        open_row(at, row | group_row, key + step_key(cost, fee_));
      }
    }
  }
  template <class Put>
  void offer(const Put& put, unsigned left, PersonIndex person, detail::SearchKey key) {
    ticks_();
    const detail::SearchKey way = best_[left - 2][person];
    if (way != detail::no_key && person != from_) put(key + way, person);
  }
  void open_row(std::uint32_t at, std::size_t row, detail::SearchKey base) {
    if (const auto* first = rows_of(row).get(row & ~group_row, 0)) push({base + first->key, at, row, 0, base});
  }
  /// The person at a place of a row becomes a node, and the row waits at the next place.
  void advance(const Open& it) {
    detail::RankedRows& rows = rows_of(it.row);
    const std::size_t number = it.row & ~group_row;
    const detail::RankedRows::Entry entry = *rows.get(number, it.place);
    if (const auto* next = rows.get(number, it.place + 1)) {
      push({it.base + next->key, it.node, it.row, it.place + 1, it.base});
    }
    const PersonIndex person = entry.person, after = nodes_[it.node].person;
    if (holds(it.node, person)) return;
    if ((it.row & group_row) != 0 && detail::blocked(ways_.graph(), person, after)) return;
    const unsigned left = nodes_[it.node].steps - 1U;
    const detail::SearchKey own = it.key - best_[left - 1][person];  // without the way to them
    push({it.key, add_node({own, person, it.node, static_cast<std::uint8_t>(left)}), none_row, 0, 0});
  }
  [[nodiscard]] detail::RankedRows& rows_of(std::size_t row) { return (row & group_row) != 0 ? groups_ : ties_; }

  static constexpr std::size_t group_row = std::size_t{1} << 62U;

  detail::TwoWay<G> ways_;
  PersonIndex from_;
  unsigned steps_;
  Ticks ticks_;
  Cost fee_ = 0;
  std::vector<std::vector<detail::SearchKey>> best_;  // [k - 1][person]: over at most k steps from the source
  std::vector<GroupWeight> own_groups_;
  std::vector<Node> nodes_;
  std::vector<Open> open_;
  detail::RankedRows ties_, groups_;  // who may come before a person, or before a member of a group
};

}  // namespace weaktie
