#pragma once
// Ties into rows, each sorted by cost: the slowest part of building a network, so the one that minds the memory.
//
// Rows are filled in two passes, first into blocks of people whose rows fit the cache together, then person by person
// within a block: each write goes to one of a few hundred places, where one pass would write all over memory.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include <weaktie/core/chance.hpp>
#include <weaktie/core/control.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/network/detail/network_builder.hpp>
#include <weaktie/network/tie_graph.hpp>

namespace weaktie::detail {

/// Cost, then person, as one number: compared at once.
[[nodiscard]] inline std::uint64_t rank_of(const Step& step) { return (std::uint64_t{step.cost} << 32U) | step.to; }

/// `each(put)` calls put(person, to, cost) for every directed tie, twice in the same order. A repeated pair keeps its
/// smallest cost. Units of `ticks`: ties. O(ties log(largest degree)).
template <class Each>
[[nodiscard]] RowsBuilder<Step> lay_out(std::size_t people, const Each& each, Ticks& ticks) {
  constexpr unsigned most_blocks = 512;
  unsigned shift = 0;
  while ((people >> shift) >= most_blocks) ++shift;
  const std::size_t blocks = (people >> shift) + 1;

  RowsBuilder<Step> out;
  out.offsets.assign(people + 1, 0);
  each([&](PersonIndex person, PersonIndex, StepCost) { ++out.offsets[person + std::size_t{1}]; });
  std::partial_sum(out.offsets.begin(), out.offsets.end(), out.offsets.begin());

  struct Tie {
    PersonIndex person;
    Step step;
  };
  const std::size_t count = out.offsets.back();
  std::vector<std::uint64_t> next(blocks);
  for (std::size_t block = 0; block < blocks; ++block) next[block] = out.offsets[std::min(block << shift, people)];
  std::vector<Tie> ties(count);
  each([&](PersonIndex person, PersonIndex to, StepCost cost) {
    ties[next[person >> shift]++] = {person, {to, cost}};
  });

  out.items.resize(count);
  std::vector<std::uint64_t> fill;
  std::vector<PersonIndex> seen(people, no_person);  // whose row has this person already
  std::uint64_t write = 0;
  for (std::size_t block = 0; block < blocks; ++block) {
    const std::size_t first = block << shift, last = std::min((block + 1) << shift, people);
    if (first >= last) break;
    ticks(next[block] - out.offsets[first]);
    const std::uint64_t begin = out.offsets[first], end = next[block];
    // Within the block the ties are put in place behind `write`, which never overtakes them.
    fill.assign(out.offsets.begin() + static_cast<std::ptrdiff_t>(first),
                out.offsets.begin() + static_cast<std::ptrdiff_t>(last));
    for (std::uint64_t i = begin; i < end; ++i) out.items[fill[ties[i].person - first]++] = ties[i].step;
    std::uint64_t row = begin;
    for (std::size_t person = first; person < last; ++person) {
      const std::uint64_t row_end = fill[person - first];
      std::sort(out.items.begin() + static_cast<std::ptrdiff_t>(row),
                out.items.begin() + static_cast<std::ptrdiff_t>(row_end),
                [](const Step& a, const Step& b) { return rank_of(a) < rank_of(b); });
      const std::uint64_t row_begin = write;
      for (; row < row_end; ++row) {  // cheapest first, so that the first of a pair is the one to keep
        const Step step = out.items[row];
        if (seen[step.to] == person) continue;
        seen[step.to] = static_cast<PersonIndex>(person);
        out.items[write++] = step;
      }
      out.offsets[person] = row_begin;
    }
  }
  out.offsets[people] = write;
  out.items.resize(write);
  if (write < count) out.items.shrink_to_fit();
  return out;
}

}  // namespace weaktie::detail
