#pragma once
// Progress out, cancellation in: what a long call shares with its caller.
#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>

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

/// Asks a Control now and then, so that inner loops may count every unit of work: what is counted is some thousand
/// times cheaper than what is asked.
class Ticks {
 public:
  /// Some milliseconds of work where a unit is a tie read, a person looked at, a row laid out.
  static constexpr std::uint64_t usual = std::uint64_t{1} << 16U;

  Ticks() = default;
  /// `control` must outlive it, unless it is empty.
  explicit Ticks(const Control& control, std::uint64_t total = 0, std::uint64_t every = usual)
      : total_(total), every_(every) {
    if (!control.step) return;
    control_ = &control;
    next_ = every;
  }
  /// Counts `units` of work that are done or about to be.
  /// @throws Cancelled, and whatever the control throws
  void operator()(std::uint64_t units = 1) {
    done_ += units;
    if (done_ >= next_) ask();
  }
  /// Says that all is done.
  void finish() const {
    if (control_ != nullptr) control_->check(total_, total_);
  }

 private:
  void ask() {
    next_ = done_ + every_;
    // Where the total was estimated, the end is not announced before it is there.
    control_->check(total_ == 0 ? done_ : std::min(done_, total_ - 1), total_);
  }

  const Control* control_ = nullptr;
  std::uint64_t done_ = 0, next_ = std::numeric_limits<std::uint64_t>::max(), total_ = 0, every_ = usual;
};

}  // namespace weaktie
