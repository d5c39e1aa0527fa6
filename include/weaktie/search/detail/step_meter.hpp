#pragma once
// What a search may read, and whether it shall go on.
#include <cstdint>
#include <limits>

#include <weaktie/core/control.hpp>

namespace weaktie::detail {

/// Counts scanned steps against a budget, and lets the caller stop the search.
struct StepMeter {
  std::uint64_t left = std::numeric_limits<std::uint64_t>::max();
  bool exhausted = false;
  Ticks ticks = {};

  /// Whether one more step may be scanned. @throws Cancelled
  bool take() {
    if (left == 0) {
      exhausted = true;
      return false;
    }
    --left;
    ticks();
    return true;
  }
};

}  // namespace weaktie::detail
