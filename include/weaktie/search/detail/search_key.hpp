#pragma once
// Cost and number of steps in one integer.
//
// "Smaller summed cost, then fewer steps" is one comparison when every step adds `cost * 8 + 1`: sums of at most seven
// steps never carry from the lowest three bits into the cost. Keys add up like costs do, so bounds and joins work on
// them unchanged, and two chains have the same key only when they have the same cost and as many steps.
#include <cstdint>

#include <weaktie/core/chance.hpp>
#include <weaktie/search/detail/graph_access.hpp>

namespace weaktie::detail {

using SearchKey = std::uint64_t;

inline constexpr SearchKey no_key = out_of_reach;
inline constexpr unsigned step_bits = 3;

/// The key of one step; `fee` is the relay's cost, 0 on the first step.
[[nodiscard]] constexpr SearchKey step_key(Cost cost, Cost fee = 0) { return ((cost + fee) << step_bits) + 1; }
[[nodiscard]] constexpr Cost cost_of_key(SearchKey key) { return key >> step_bits; }
[[nodiscard]] constexpr unsigned steps_of_key(SearchKey key) { return static_cast<unsigned>(key & 7U); }
/// The largest key of a chain that costs less than `limit`.
[[nodiscard]] constexpr SearchKey last_key_below(Cost limit) {
  return limit == out_of_reach ? no_key : limit == 0 ? 0 : ((limit - 1) << step_bits) | 7U;
}
/// a - b, but 0 where that is negative; no_key stays what it is.
[[nodiscard]] constexpr SearchKey less(SearchKey a, SearchKey b) { return a == no_key ? no_key : a > b ? a - b : 0; }

}  // namespace weaktie::detail
