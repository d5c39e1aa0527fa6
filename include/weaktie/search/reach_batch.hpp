#pragma once
// Whom many people can reach, on all cores.
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/check_query.hpp>
#include <weaktie/search/detail/in_parallel.hpp>
#include <weaktie/search/introduction.hpp>
#include <weaktie/search/reach.hpp>

namespace weaktie {

/// Who reaches whom, as columns of one length: row i says how `source[i]` is best introduced to `person[i]`, as `Reach`
/// says it. The source itself and people out of reach have no row.
struct ReachBatch {
  std::vector<PersonIndex> source;
  std::vector<PersonIndex> person;
  std::vector<double> chance;                ///< in (0, 1]
  std::vector<std::uint8_t> intermediaries;  ///< 0 to max_intermediaries
  friend bool operator==(const ReachBatch&, const ReachBatch&) = default;
};

/// For each of `people`, in their order, everyone whom `reach` reaches from them, by index: the same numbers for any
/// number of threads. Somebody given twice is answered twice. Mind the size: everybody from everybody is the square of
/// the network.
/// @param threads  how many work at most; 0: one for each core
/// @param control  asked with people done and their number, from the calling thread; heard within a search on all of
///                 them
/// @throws UnknownPerson with its position in `people` (before any other answer), InvalidValue (options as in reach),
///         Cancelled
/// @complexity that of the searches over all threads; O(people of the network) space a thread, 17 bytes a row
template <TieGraph G>
[[nodiscard]] ReachBatch reach_batch(const G& graph, std::span<const PersonIndex> people,
                                     const ReachOptions& options = {}, unsigned threads = 0,
                                     const Control& control = {}) {
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (people[i] >= graph.size()) {
      throw unknown_index(people[i], graph.size(), Place{{}, static_cast<std::uint32_t>(i + 1), 0, "people"});
    }
  }
  detail::check_limits(options.max_intermediaries, options.relay);
  std::vector<ReachBatch> found(people.size());  // without `source`
  detail::in_parallel(people.size(), threads, control, [&](std::size_t i, const Control& inside) {
    ReachBatch& out = found[i];
    detail::for_each_reached(graph, people[i], options, inside, [&](PersonIndex person, detail::SearchKey key) {
      if (person == people[i]) return;
      out.person.push_back(person);
      out.chance.push_back(chance_of(detail::cost_of_key(key)));
      out.intermediaries.push_back(static_cast<std::uint8_t>(detail::steps_of_key(key) - 1));
    });
  });

  std::size_t rows = 0;
  for (const ReachBatch& it : found) rows += it.person.size();
  ReachBatch out;
  out.source.reserve(rows);
  out.person.reserve(rows);
  out.chance.reserve(rows);
  out.intermediaries.reserve(rows);
  for (std::size_t i = 0; i < people.size(); ++i) {
    const ReachBatch part = std::exchange(found[i], {});  // freed as soon as it is copied
    out.source.insert(out.source.end(), part.person.size(), people[i]);
    out.person.insert(out.person.end(), part.person.begin(), part.person.end());
    out.chance.insert(out.chance.end(), part.chance.begin(), part.chance.end());
    out.intermediaries.insert(out.intermediaries.end(), part.intermediaries.begin(), part.intermediaries.end());
  }
  return out;
}

}  // namespace weaktie
