#pragma once
// Progress out, cancellation in: what a long call shares with its caller.
#include <cstdint>
#include <functional>

#include <weaktie/core/error.hpp>

namespace weaktie {

/// Given to long calls. `step` is called now and then with the units done and the total (0: not known) and returns
/// whether to go on; it may also throw, and the call lets that through. Nothing is called when `step` is empty.
struct Control {
  std::function<bool(std::uint64_t done, std::uint64_t total)> step = {};

  /// @throws Cancelled when the caller wants to stop
  void check(std::uint64_t done, std::uint64_t total = 0) const {
    if (step && !step(done, total)) throw Cancelled();
  }
};

}  // namespace weaktie
