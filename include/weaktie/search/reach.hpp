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
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/reach_layers.hpp>
#include <weaktie/search/detail/search_key.hpp>
#include <weaktie/search/introductions.hpp>

namespace weaktie {

class Reach;

namespace detail {

/// Calls `visit(person, key)` for everyone within reach, the source with key 0 included, by index.
template <TieGraph G, class Visit>
void for_each_reached(const G& graph, PersonIndex from, const ReachOptions& options, const Control& control,
                      const Visit& visit) {
  const NoBound everyone;
  ReachLayers<G> layers(graph, from, cost_of(options.relay), everyone, control);
  for (unsigned left = options.max_intermediaries; left > 0 && !layers.ended(); --left) layers.step();
  if (!layers.ended()) layers.last_step();
  const std::vector<SearchKey>& best = layers.best();
  for (std::size_t person = 0; person < best.size(); ++person) {
    if (best[person] != no_key) visit(static_cast<PersonIndex>(person), best[person]);
  }
}

}  // namespace detail

/// The best introduction's chance and number of intermediaries from one person to everyone, under the limit and order
/// of `introductions`.
/// The state is (person, steps): layer by layer, with the argument why that is exact in detail/reach_layers.hpp.
/// @throws UnknownPerson (from >= size; before any other answer), InvalidValue (relay outside (0, 1],
///         max_intermediaries above 6), Cancelled
/// @complexity O(L * (steps + memberships)) time, O(people) space, L = max_intermediaries + 1
template <TieGraph G>
[[nodiscard]] Reach reach(const G& graph, PersonIndex from, const ReachOptions& options = {},
                          const Control& control = {});

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
  friend Reach reach(const G& graph, PersonIndex from, const ReachOptions& options, const Control& control);

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
Reach reach(const G& graph, PersonIndex from, const ReachOptions& options, const Control& control) {
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
  detail::for_each_reached(graph, from, options, control, [&out](PersonIndex person, detail::SearchKey key) {
    const unsigned steps = detail::steps_of_key(key);
    out.cost[person] = detail::cost_of_key(key);
    out.chance[person] = chance_of(out.cost[person]);
    out.intermediaries[person] = static_cast<std::uint8_t>(steps == 0 ? 0 : steps - 1);
  });
  return out;
}

}  // namespace weaktie
