#pragma once
// Whom one person can reach: everyone's best introduction at once.
#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/check_query.hpp>
#include <weaktie/search/detail/flat_map.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/group_offers.hpp>
#include <weaktie/search/introductions.hpp>

namespace weaktie {

class Reach;

/// The best introduction's chance and number of intermediaries from one person to everyone, under the limit and order
/// of `introductions`.
/// The state is (person, steps): layer by layer the smallest cost of a walk of exactly that many steps. Walks suffice,
/// and whom a shorter walk reaches at no more cost is not taken further, by the argument of detail/hop_layers.hpp.
/// @throws UnknownPerson (from >= size; before any other answer), InvalidValue (relay outside (0, 1],
///         max_intermediaries above 6)
/// @complexity O(L * (steps + memberships)) time, O(people) space, L = max_intermediaries + 1
template <TieGraph G>
[[nodiscard]] Reach reach(const G& graph, PersonIndex from, const ReachOptions& options = {});

/// Per person, by index: the best introduction from one source. A value: it holds its own copy of the graph (of a
/// Network: a shared handle) for `introduction_to`.
class Reach {
 public:
  std::vector<double> chance;                ///< 1 for the source, 0 out of reach
  std::vector<std::uint8_t> intermediaries;  ///< 0 for the source, 255 out of reach
  std::vector<Cost> cost;                    ///< 0 for the source, the largest value out of reach

  /// The first of `introductions` under the same options; empty for the source itself and out of reach.
  /// @throws UnknownPerson when the index is out of range
  /// @complexity one search (see introductions)
  [[nodiscard]] std::optional<Introduction> introduction_to(PersonIndex person) const {
    detail::check_person(person, cost.size());
    if (person == source_ || cost[person] == detail::out_of_reach) return std::nullopt;
    return trace_(person);
  }

 private:
  using Trace = std::function<std::optional<Introduction>(PersonIndex)>;
  template <TieGraph G>
  friend Reach reach(const G& graph, PersonIndex from, const ReachOptions& options);

  Reach(PersonIndex source, std::size_t size, Trace trace)
      : chance(size, 0.0),
        intermediaries(size, 255),
        cost(size, detail::out_of_reach),
        source_(source),
        trace_(std::move(trace)) {}

  PersonIndex source_;
  Trace trace_;
};

template <TieGraph G>
Reach reach(const G& graph, PersonIndex from, const ReachOptions& options) {
  static_assert(std::copy_constructible<G>, "Reach keeps a copy of the graph: give a handle that can be copied");
  const std::size_t size = graph.size();
  detail::check_person(from, size);
  detail::check_limits(options.max_intermediaries, options.relay);

  Reach out(from, size, [graph, from, options](PersonIndex to) -> std::optional<Introduction> {
    const Introductions best = introductions(graph, from, to,
                                             {.max_intermediaries = options.max_intermediaries,
                                              .count = 1,
                                              .relay = options.relay,
                                              .viewer = options.viewer});
    return best.empty() ? std::nullopt : std::optional<Introduction>(best.front());
  });
  out.cost[from] = 0;
  out.intermediaries[from] = 0;
  const Cost relay = cost_of(options.relay);
  std::vector<Cost> next(size, detail::out_of_reach);  // of the layer being made
  std::vector<Cost> layer(size, detail::out_of_reach);
  std::vector<PersonIndex> people{from};  // of the layer before
  std::vector<PersonIndex> touched;
  layer[from] = 0;

  for (unsigned steps = 1; steps <= options.max_intermediaries + 1U && !people.empty(); ++steps) {
    const Cost fee = steps == 1 ? 0 : relay;
    const auto offer = [&](PersonIndex to, Cost cost) {
      if (cost >= out.cost[to]) return;
      if (next[to] == detail::out_of_reach) touched.push_back(to);
      next[to] = std::min(next[to], cost);
    };
    for (const PersonIndex person : people) {
      const Cost base = layer[person] + fee;
      for (const Step step : graph.steps_from(person)) offer(step.to, base + step.cost);
    }
    if constexpr (AffiliationGraph<G>) {
      detail::GroupOffers offers;
      for (const PersonIndex person : people) {
        for (const GroupWeight mine : graph.groups_of(person)) {
          offers.get(mine.group, detail::GroupOffer{})
              .add(person, layer[person] + mine.cost + graph.reach_cost(mine.group));
        }
      }
      for (std::size_t i = 0; i < offers.size(); ++i) {
        const GroupIndex group = offers.keys()[i];
        for (const MemberWeight member : graph.members_of(group)) {
          if (offers.values()[i].first + fee + member.cost >= out.cost[member.person]) continue;
          const Cost rest = detail::usable_offer(
              graph, group, offers.values()[i], member.person, [&](PersonIndex other) { return layer[other]; },
              [&](PersonIndex other) { return detail::blocked(graph, other, member.person); });
          if (rest != detail::out_of_reach) offer(member.person, rest + fee + member.cost);
        }
      }
    }
    for (const PersonIndex person : people) layer[person] = detail::out_of_reach;
    for (const PersonIndex person : touched) {
      layer[person] = out.cost[person] = next[person];
      out.intermediaries[person] = static_cast<std::uint8_t>(steps - 1);
      next[person] = detail::out_of_reach;
    }
    people = std::exchange(touched, {});
  }
  for (std::size_t person = 0; person < size; ++person) {
    if (out.cost[person] != detail::out_of_reach) out.chance[person] = chance_of(out.cost[person]);
  }
  return out;
}

}  // namespace weaktie
