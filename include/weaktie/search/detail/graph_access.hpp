#pragma once
// What a search asks of a graph beyond the concepts, with a fallback where the graph does not have it: ties towards a
// person, blocked pairs, and where the cost of one step comes from.
#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/core/chance.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/network/seen_rows.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/introduction.hpp>

namespace weaktie::detail {

inline constexpr Cost out_of_reach = std::numeric_limits<Cost>::max();

template <class G>
concept NamesGroups = requires(const G& graph, GroupIndex group) {
  { graph.group_id(group) } -> std::convertible_to<std::string_view>;
};

/// The ties of a graph turned round, for graphs without `steps_to`. O(people + ties) once.
class TurnedTies {
 public:
  template <TieGraph G>
  explicit TurnedTies(const G& graph) : begin_(static_cast<std::size_t>(graph.size()) + 1, 0) {
    const std::size_t size = graph.size();
    for (std::size_t a = 0; a < size; ++a) {
      for (const Step step : graph.steps_from(static_cast<PersonIndex>(a))) ++begin_[step.to + std::size_t{1}];
    }
    for (std::size_t a = 0; a < size; ++a) begin_[a + 1] += begin_[a];
    ties_.resize(begin_[size]);
    std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
    for (std::size_t a = 0; a < size; ++a) {
      const auto from = static_cast<PersonIndex>(a);
      for (const Step step : graph.steps_from(from)) ties_[next[step.to]++] = Step{from, step.cost};
    }
    for (std::size_t b = 0; b < size; ++b) {  // the order of the concept, so that scans may stop early
      std::sort(ties_.begin() + static_cast<std::ptrdiff_t>(begin_[b]),
                ties_.begin() + static_cast<std::ptrdiff_t>(begin_[b + 1]),
                [](const Step& x, const Step& y) { return x.cost != y.cost ? x.cost < y.cost : x.to < y.to; });
    }
  }
  [[nodiscard]] std::span<const Step> to(PersonIndex person) const {
    return std::span<const Step>(ties_).subspan(begin_[person], begin_[person + std::size_t{1}] - begin_[person]);
  }

 private:
  std::vector<std::size_t> begin_;
  std::vector<Step> ties_;
};

/// A graph whose ties can be followed in both directions. Refers to the graph: lives no longer than one query.
template <TieGraph G>
class TwoWay {
 public:
  explicit TwoWay(const G& graph) : graph_(graph) {
    if constexpr (!ReverseTieGraph<G>) turned_.emplace(graph);
  }
  [[nodiscard]] const G& graph() const { return graph_; }
  [[nodiscard]] decltype(auto) steps_to(PersonIndex person) const {
    if constexpr (ReverseTieGraph<G>) {
      return graph_.steps_to(person);
    } else {
      return turned_->to(person);
    }
  }

 private:
  const G& graph_;
  std::optional<TurnedTies> turned_;
};

/// What reading a row counts in Ticks: how many there are, where the row knows that without being read.
template <class Row>
[[nodiscard]] std::uint64_t row_units(const Row& row) {
  if constexpr (std::ranges::sized_range<const Row>) {
    return static_cast<std::uint64_t>(std::ranges::size(row));
  } else {
    return 64;
  }
}
template <TieGraph G>
[[nodiscard]] std::uint64_t units_of(const G& graph, PersonIndex person) {
  return row_units(graph.steps_from(person));
}

/// Whether a may not step to b through a group.
template <TieGraph G>
[[nodiscard]] bool blocked(const G& graph, PersonIndex a, PersonIndex b) {
  if constexpr (BlockingGraph<G>) {
    for (const PersonIndex other : graph.blocked_from(a)) {
      if (other == b) return true;
    }
  }
  return false;
}

template <class G>
concept KnowsLeastGroup = requires(const G& graph) {
  { graph.least_group_cost() } -> std::convertible_to<Cost>;
};

/// What stepping through a group costs at least, one of the two weights left out: the smallest reach and weight of any.
/// O(1) where the graph knows it, else O(groups).
template <AffiliationGraph G>
[[nodiscard]] Cost least_group_cost(const G& graph) {
  if constexpr (KnowsLeastGroup<G>) {
    return graph.least_group_cost();
  } else {
    Cost least = out_of_reach;
    for (GroupIndex group = 0; group < graph.group_count(); ++group) {
      for (const MemberWeight member : graph.members_of(group)) {  // cheapest first
        least = std::min(least, Cost{graph.reach_cost(group)} + member.cost);
        break;
      }
    }
    return least;
  }
}

/// What stepping into or out of a group costs somebody at least, their weight and the group's reach; 0 where the graph
/// cannot tell without looking.
template <AffiliationGraph G>
[[nodiscard]] Cost least_group_cost(const G& graph, PersonIndex person) {
  if constexpr (requires {
                  { graph.least_group_cost(person) } -> std::convertible_to<Cost>;
                }) {
    return graph.least_group_cost(person);
  } else {
    return 0;
  }
}

/// A step's cheapest source.
struct FoundStep {
  Cost cost = out_of_reach;
  StepKind kind = StepKind::tie;
  GroupIndex group = 0;  ///< for an affiliation
};

template <class G>
[[nodiscard]] bool smaller_group(const G& graph, GroupIndex a, GroupIndex b) {
  if constexpr (NamesGroups<G>) {
    return std::string_view(graph.group_id(a)) < std::string_view(graph.group_id(b));
  } else {
    return a < b;
  }
}

/// Where the step a -> b comes from: the smallest cost, then the tie, then the smaller affiliation (by id where the
/// graph has ids). `cost` is out_of_reach when there is no such step. For the few steps of an answer, not for scans.
template <TieGraph G>
[[nodiscard]] FoundStep source_of_step(const G& graph, PersonIndex a, PersonIndex b) {
  FoundStep best;
  const auto look = [&best](const auto& row, PersonIndex other) {
    for (const Step step : row) {
      if (step.to != other) continue;
      best = FoundStep{step.cost, StepKind::tie, 0};
      break;
    }
  };
  bool from_b = false;  // the shorter of the two rows: one of them may be a hub's
  if constexpr (ReverseTieGraph<G>) from_b = !no_longer(graph.steps_from(a), graph.steps_to(b));
  if constexpr (ReverseTieGraph<G>) {
    if (from_b) look(graph.steps_to(b), a);
  }
  if (!from_b) look(graph.steps_from(a), b);
  if constexpr (AffiliationGraph<G>) {
    if (a == b || blocked(graph, a, b)) return best;
    for (const GroupWeight mine : graph.groups_of(a)) {
      for (const GroupWeight theirs : graph.groups_of(b)) {
        if (theirs.group != mine.group) continue;
        const Cost cost = Cost{graph.reach_cost(mine.group)} + mine.cost + theirs.cost;
        const bool wins = cost < best.cost || (cost == best.cost && best.kind == StepKind::affiliation &&
                                               smaller_group(graph, mine.group, best.group));
        if (wins) best = FoundStep{cost, StepKind::affiliation, mine.group};
      }
    }
  }
  return best;
}

/// A step as it is reported.
template <TieGraph G>
[[nodiscard]] ChainStep chain_step(const G& graph, PersonIndex a, PersonIndex b) {
  const FoundStep source = source_of_step(graph, a, b);
  ChainStep step{source.kind, {}, chance_of(source.cost)};
  if constexpr (NamesGroups<G>) {
    if (source.kind == StepKind::affiliation)
      step.through = std::string(std::string_view(graph.group_id(source.group)));
  } else {
    if (source.kind == StepKind::affiliation) step.through = std::to_string(source.group);
  }
  return step;
}

/// An introduction from its people and its summed cost.
template <TieGraph G>
[[nodiscard]] Introduction introduction_of(const G& graph, std::vector<PersonIndex> people, Cost cost) {
  Introduction out{std::move(people), chance_of(cost), cost, 0, {}};
  out.intermediaries = static_cast<std::uint8_t>(out.people.size() - 2);
  for (std::size_t i = 0; i + 1 < out.people.size(); ++i) {
    out.steps.push_back(chain_step(graph, out.people[i], out.people[i + 1]));
  }
  return out;
}

}  // namespace weaktie::detail
