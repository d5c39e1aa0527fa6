#pragma once
// Friends of friends of many people at once, on all cores.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/in_parallel.hpp>
#include <weaktie/search/detail/two_ended.hpp>
#include <weaktie/search/scratch.hpp>
#include <weaktie/search/who_knows.hpp>

namespace weaktie {

/// Friends of friends of many, as columns of one length: row i says that `person[i]` is a friend of friends of
/// `source[i]`. The other columns as in Acquainted, without `via`.
struct AcquaintedBatch {
  std::vector<PersonIndex> source;
  std::vector<PersonIndex> person;
  std::vector<std::uint32_t> common;
  std::vector<double> adamic_adar;
  std::vector<double> resource_allocation;
  friend bool operator==(const AcquaintedBatch&, const AcquaintedBatch&) = default;
};

namespace detail {

/// Everyone to whom one of these has a tie, ascending.
template <TieGraph G>
[[nodiscard]] std::vector<PersonIndex> friends_of_any(const G& graph, std::span<const PersonIndex> people) {
  std::vector<bool> met(static_cast<std::size_t>(graph.size()), false), asked = met;
  for (const PersonIndex person : people) {
    if (asked[person]) continue;
    asked[person] = true;
    for (const Step step : graph.steps_from(person)) met[step.to] = true;
  }
  std::vector<PersonIndex> out;
  for (std::size_t person = 0; person < met.size(); ++person) {
    if (met[person]) out.push_back(static_cast<PersonIndex>(person));
  }
  return out;
}

}  // namespace detail

/// For each of `sources`, in their order, the first `count` rows of `who_knows(graph, source, wanted)`: the same
/// people, numbers and order, bit for bit, for any number of threads. A source given twice is answered twice.
/// @param count    most rows a source; 0 gives none
/// @param threads  0: one for each core
/// @param wanted   called from several threads at once, for the same person perhaps more than once
/// @param control  asked with sources done and their number, from the calling thread; heard within a search on all of
///                 them
/// @throws UnknownPerson with its position in `sources` (before any other answer), Cancelled
/// @complexity O(ties within two steps of the sources, once for each source, and the ties of their friends) work over
///             all threads; O(people) space a thread beside the answer. Without `steps_to` also O(people + ties) once.
template <TieGraph G, class Wanted = Everyone>
[[nodiscard]] AcquaintedBatch who_knows_batch(const G& graph, std::span<const PersonIndex> sources,
                                              std::uint32_t count = 100, unsigned threads = 0,
                                              const Wanted& wanted = {}, const Control& control = {}) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (sources[i] >= graph.size()) {
      throw unknown_index(sources[i], graph.size(), Place{{}, static_cast<std::uint32_t>(i + 1), 0, "sources"});
    }
  }
  const detail::TwoWay<G> ways(graph);
  // Sources share friends, so what each friend adds is worked out once.
  constexpr std::size_t people_a_piece = 256;
  std::vector<detail::BrokerShare> shares(static_cast<std::size_t>(graph.size()));
  const std::vector<PersonIndex> friends = detail::friends_of_any(graph, sources);
  const auto pieces = [](std::size_t all, std::size_t each) { return (all + each - 1) / each; };
  const Control not_done{
      [&control, all = sources.size()](std::uint64_t, std::uint64_t) { return !control.step || control.step(0, all); }};
  detail::in_parallel(pieces(friends.size(), people_a_piece), threads, not_done,
                      [&](std::size_t piece, const Control& inside) {
                        Ticks ticks(inside);
                        std::vector<PersonIndex> around;
                        const std::size_t end = std::min(friends.size(), (piece + 1) * people_a_piece);
                        for (std::size_t i = piece * people_a_piece; i < end; ++i) {
                          ticks(detail::units_of(graph, friends[i]));
                          shares[friends[i]] = detail::broker_share(detail::acquaintances_of(ways, friends[i], around));
                        }
                      });

  // Several sources a piece: asking the control may be dear (in Python it takes the interpreter's lock).
  constexpr std::size_t sources_a_piece = 16;
  std::vector<std::vector<detail::AcquaintedRow>> found(sources.size());
  const Control in_sources{[&control, all = sources.size()](std::uint64_t done, std::uint64_t) {
    return !control.step || control.step(std::min<std::uint64_t>(done * sources_a_piece, all), all);
  }};
  detail::in_parallel(pieces(sources.size(), sources_a_piece), threads, in_sources,
                      [&](std::size_t piece, const Control& inside) {
                        const ScratchLease lease;
                        Ticks ticks(inside);
                        const std::size_t end = std::min(sources.size(), (piece + 1) * sources_a_piece);
                        for (std::size_t i = piece * sources_a_piece; i < end; ++i) {
                          detail::PersonMarks marks(*lease, graph.size());
                          const std::vector<PersonIndex> known = detail::mark_friends(graph, sources[i], marks);
                          auto rows = detail::acquainted_rows(
                              graph, known, marks, [&](PersonIndex w) { return shares[w]; }, wanted, ticks);
                          const std::size_t kept = std::min<std::size_t>(rows.size(), count);
                          std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(kept), rows.end());
                          found[i].assign(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(kept));
                        }
                      });

  std::size_t total = 0;
  for (const auto& rows : found) total += rows.size();
  AcquaintedBatch out;
  out.source.reserve(total);
  out.person.reserve(total);
  out.common.reserve(total);
  out.adamic_adar.reserve(total);
  out.resource_allocation.reserve(total);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (const detail::AcquaintedRow& row : found[i]) {
      out.source.push_back(sources[i]);
      out.person.push_back(row.person);
      out.common.push_back(row.common);
      out.adamic_adar.push_back(row.adamic_adar);
      out.resource_allocation.push_back(row.resource_allocation);
    }
    std::vector<detail::AcquaintedRow>().swap(found[i]);
  }
  return out;
}

}  // namespace weaktie
