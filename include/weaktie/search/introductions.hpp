#pragma once
// Through whom: the best introductions from one person to another.
#include <algorithm>
#include <cstddef>
#include <utility>

#include <weaktie/core/control.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/alternatives.hpp>
#include <weaktie/search/detail/check_query.hpp>
#include <weaktie/search/introduction.hpp>
#include <weaktie/search/scratch.hpp>

namespace weaktie {

/// The best introductions from one person to another, best first: smaller summed cost; then fewer intermediaries; then
/// the lexicographically smaller sequence of indices. What two of them may not share is `options.distinct`.
/// @return at most `count`; empty when there is none, which is an answer and not an error. With a `budget` that is
///         reached, `complete` is false, every introduction given exists, and none that is missing from the full answer
///         has a chance above `guarantee`. The budget counts the steps that the search looks at, not those of writing
///         down what was found.
/// @throws UnknownPerson (an index >= size, also in `avoid`; before any other answer), InvalidValue (from == to, relay
///         outside (0, 1], max_intermediaries above 6), Cancelled
/// @complexity one search is O(L * (steps + memberships)) time at worst, with L = max_intermediaries + 1, and usually
///             stops far earlier; `broker` takes one, `everyone` one per answer, `none` at most L per answer. A graph
///             without `steps_to` is turned round first, once: O(people + ties log(largest degree)).
template <TieGraph G>
[[nodiscard]] Introductions introductions(const G& graph, PersonIndex from, PersonIndex to,
                                          const IntroductionOptions& options = {}, const Control& control = {}) {
  detail::check_query(graph.size(), from, to, options);
  Introductions out;
  const auto avoids = [&options](PersonIndex person) {
    return std::find(options.avoid.begin(), options.avoid.end(), person) != options.avoid.end();
  };
  if (options.count == 0 || avoids(from) || avoids(to)) return out;

  const detail::TwoWay<G> ways(graph);
  detail::StepMeter meter;
  meter.ticks = Ticks(control);
  if (options.budget) meter.left = *options.budget;
  detail::ChainQuery query{from, to, options.max_intermediaries + std::size_t{1}};
  query.relay = cost_of(options.relay);
  query.removed = options.avoid;
  query.count = options.count;
  detail::Alternatives found = detail::alternatives(ways, query, options.distinct, meter, *ScratchLease());
  out.reserve(found.chains.size());
  for (detail::FoundChain& chain : found.chains) {
    out.push_back(detail::introduction_of(graph, std::move(chain.people), chain.cost));
  }
  out.complete = found.complete;
  out.guarantee = found.complete ? 0.0 : chance_of(found.missing_from);
  return out;
}

}  // namespace weaktie
