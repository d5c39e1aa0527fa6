#pragma once
// One end of a search over ties: the steps around a person and around the people they lead to, read in waves. A wave
// has a limit; what lies above it waits for a later one, and every tie is read at most once (unless rewound).
//
// Rows are sorted by cost, so a row is read up to the limit and no further. A row is asked for before the rows before
// it have been read: where it lies is known from memory's point of view by the time it is wanted. `which` says which
// ties of a row are to be read (seen_rows.hpp); the others are stepped over and not counted.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include <weaktie/network/seen_rows.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/search_key.hpp>
#include <weaktie/search/detail/step_meter.hpp>

namespace weaktie::detail {

class Wave {
 public:
  /// A person one step away, and how far their own ties have been read.
  struct Arm {
    const Step* next;  ///< to be read
    const Step* end;
    SearchKey key;  ///< of the step to them
    PersonIndex person;
    const Step* begin;
  };

  explicit Wave(std::pmr::memory_resource* memory) : arms_(memory) {}

  /// `near`: the steps around the end, cheapest first; `more`: others, in the same order, read among them; `fee` on
  /// each of them, `far_fee` on those after.
  template <class Row>
  void start(const Row& near, std::span<const Step> more, Cost fee, Cost far_fee) {
    const std::span<const Step> all = whole_row(near);
    end_ = all.data() + all.size();
    std::uint64_t hidden = 0;
    at_ = which_steps(near).from(all.data(), end_, hidden);
    ahead_ = at_;
    more_ = more_ahead_ = more.data();
    more_end_ = more.data() + more.size();
    fee_ = fee;
    far_fee_ = far_fee;
    arms_.clear();
    read_ = 0;
  }
  /// Asks memory for the rows that come next, before there is time to wait for them.
  template <class Which, class RowsOf>
  void look_ahead(const Which& which, const RowsOf& rows) {
    const Step* const stop = end_ - at_ > look ? at_ + look : end_;
    std::uint64_t hidden = 0;
    for (; ahead_ < stop; ahead_ = which.from(ahead_ + 1, end_, hidden)) {
      const std::span<const Step> row = whole_row(rows(ahead_->to));
      which.will_read_row(row.first(std::min(row.size(), lines_ahead * steps_in_line)));
    }
    const Step* const more_stop = more_end_ - more_ > look ? more_ + look : more_end_;
    for (; more_ahead_ < more_stop; ++more_ahead_) {
      const std::span<const Step> row = whole_row(rows(more_ahead_->to));
      which.will_read_row(row.first(std::min(row.size(), lines_ahead * steps_in_line)));
    }
  }
  /// Reads what was read once more.
  void rewind() {
    for (Arm& arm : arms_) arm.next = arm.begin;
  }

  [[nodiscard]] std::span<const Arm> arms() const { return arms_; }
  [[nodiscard]] bool near_done() const { return at_ == end_ && more_ == more_end_; }
  /// Ties read so far.
  [[nodiscard]] std::uint64_t read() const { return read_; }
  /// No near step that has not been read yet has a smaller key.
  [[nodiscard]] SearchKey next_near() const { return near_done() ? no_key : step_key(next_step().cost, fee_); }

  /// Reads near steps with keys up to `limit`. `meet(person, key)` says whether to go on from that person;
  /// `rows(person)` gives their ties.
  template <class Which, class Meet, class RowsOf>
  void read_near(SearchKey limit, const Which& which, StepMeter& meter, const Meet& meet, const RowsOf& rows) {
    std::uint64_t hidden = 0;
    while (!near_done()) {
      look_ahead(which, rows);
      const Step step = next_step();
      const SearchKey key = step_key(step.cost, fee_);
      if (key > limit || !meter.take()) return;
      if (more_is_next()) {
        ++more_;
      } else {
        at_ = which.from(at_ + 1, end_, hidden);
      }
      ++read_;
      if (!meet(step.to, key)) continue;
      const std::span<const Step> row = whole_row(rows(step.to));
      const Step* const end = row.data() + row.size();
      const Step* const begin = which.from(row.data(), end, hidden);
      arms_.push_back(Arm{begin, end, key, step.to, begin});
    }
  }

  /// Reads the ties of the arms with keys up to `limit`, which may shrink on the way: `meet(arm, person, key)`.
  template <class Which, class Meet>
  void read_far(const SearchKey& limit, const Which& which, StepMeter& meter, const Meet& meet) {
    const std::size_t count = arms_.size();
    for (std::size_t i = 0; i < count; ++i) {
      Arm& arm = arms_[i];
      const SearchKey base = arm.key + step_key(0, far_fee_);
      if (base > limit) return;  // arms stand in the order of their keys
      if (arm.next == arm.end || base + (Cost{arm.next->cost} << step_bits) > limit) continue;
      const Step* const stop = last_allowed(arm, which, meter.left);
      const Step* step = arm.next;
      std::uint64_t hidden = 0;
      for (; step != stop; step = which.from(step + 1, stop, hidden)) {
        const SearchKey key = base + (Cost{step->cost} << step_bits);
        if (key > limit) break;
        meet(i, step->to, key);
      }
      const std::uint64_t taken = static_cast<std::uint64_t>(step - arm.next) - hidden;
      meter.left -= taken;
      meter.ticks(taken);
      read_ += taken;
      arm.next = step;
      if (step == stop && stop != arm.end) {
        meter.exhausted = true;
        return;
      }
    }
  }

  /// The smallest key of a two-step walk that has not been read, as far as the arms tell; a lower bound on all others.
  [[nodiscard]] SearchKey least_unread_far() const {
    SearchKey least = no_key;
    for (const Arm& arm : arms_) {
      if (arm.key > least) break;
      if (arm.next != arm.end) least = std::min(least, arm.key + step_key(arm.next->cost, far_fee_));
    }
    if (!near_done()) least = std::min(least, next_near() + step_key(0, far_fee_));
    return least;
  }

 private:
  [[nodiscard]] bool more_is_next() const { return more_ != more_end_ && (at_ == end_ || more_->cost < at_->cost); }
  [[nodiscard]] const Step& next_step() const { return more_is_next() ? *more_ : *at_; }
  /// Where the row of `arm` ends when only `left` more of its ties may be read.
  template <class Which>
  [[nodiscard]] static const Step* last_allowed(const Arm& arm, const Which& which, std::uint64_t left) {
    if (static_cast<std::uint64_t>(arm.end - arm.next) <= left) return arm.end;
    std::uint64_t hidden = 0;
    const Step* stop = arm.next;
    for (; left > 0 && stop != arm.end; --left) stop = which.from(stop + 1, arm.end, hidden);
    return stop;
  }

  static constexpr std::ptrdiff_t look = 24;     // rows
  static constexpr std::size_t lines_ahead = 4;  // cache lines of each

  const Step* at_ = nullptr;  // the next near step
  const Step* end_ = nullptr;
  const Step* ahead_ = nullptr;
  const Step* more_ = nullptr;
  const Step* more_end_ = nullptr;
  const Step* more_ahead_ = nullptr;
  Cost fee_ = 0, far_fee_ = 0;
  std::uint64_t read_ = 0;
  std::pmr::vector<Arm> arms_;
};

}  // namespace weaktie::detail
