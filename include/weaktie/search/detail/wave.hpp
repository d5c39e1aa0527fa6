#pragma once
// One end of a search over ties: the steps around a person and around the people they lead to, read in waves. A wave
// has a limit; what lies above it waits for a later one, and every tie is read at most once (unless rewound).
//
// Rows are sorted by cost, so a row is read up to the limit and no further. A row is asked for before the rows before
// it have been read: where it lies is known from memory's point of view by the time it is wanted.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/search_key.hpp>
#include <weaktie/search/detail/step_meter.hpp>

namespace weaktie::detail {

inline void will_read([[maybe_unused]] const void* memory) {
#if defined(__GNUC__)
  __builtin_prefetch(memory);
#endif
}

class Wave {
 public:
  /// A person one step away, and how far their own ties have been read.
  struct Arm {
    const Step* next;
    const Step* end;
    SearchKey key;  ///< of the step to them
    PersonIndex person;
    const Step* begin;
  };

  explicit Wave(std::pmr::memory_resource* memory) : arms_(memory) {}

  /// `near`: the steps around the end, cheapest first; `fee` on each of them, `far_fee` on those after.
  void start(std::span<const Step> near, Cost fee, Cost far_fee) {
    near_ = near;
    at_ = 0;
    fee_ = fee;
    far_fee_ = far_fee;
    arms_.clear();
    ahead_ = 0;
    read_ = 0;
  }
  /// Asks memory for the rows that come next, before there is time to wait for them.
  template <class RowsOf>
  void look_ahead(const RowsOf& rows) {
    const std::size_t stop = std::min(at_ + look, near_.size());
    for (; ahead_ < stop; ++ahead_) {
      const std::span<const Step> row = rows(near_[ahead_].to);
      const std::size_t lines = std::min(row.size(), lines_ahead * steps_in_line);
      for (std::size_t i = 0; i < lines; i += steps_in_line) will_read(row.data() + i);
    }
  }
  /// Reads what was read once more.
  void rewind() {
    for (Arm& arm : arms_) arm.next = arm.begin;
  }

  [[nodiscard]] std::span<const Arm> arms() const { return arms_; }
  [[nodiscard]] bool near_done() const { return at_ == near_.size(); }
  /// Ties read so far.
  [[nodiscard]] std::uint64_t read() const { return read_; }
  /// No near step that has not been read yet has a smaller key.
  [[nodiscard]] SearchKey next_near() const { return near_done() ? no_key : step_key(near_[at_].cost, fee_); }

  /// Reads near steps with keys up to `limit`. `meet(person, key)` says whether to go on from that person;
  /// `rows(person)` gives their ties.
  template <class Meet, class RowsOf>
  void read_near(SearchKey limit, StepMeter& meter, const Meet& meet, const RowsOf& rows) {
    for (; at_ < near_.size(); ++at_) {
      look_ahead(rows);
      const Step step = near_[at_];
      const SearchKey key = step_key(step.cost, fee_);
      if (key > limit || !meter.take()) return;
      ++read_;
      if (!meet(step.to, key)) continue;
      const std::span<const Step> row = rows(step.to);
      arms_.push_back(Arm{row.data(), row.data() + row.size(), key, step.to, row.data()});
    }
  }

  /// Reads the ties of the arms with keys up to `limit`, which may shrink on the way: `meet(arm, person, key)`.
  template <class Meet>
  void read_far(const SearchKey& limit, StepMeter& meter, const Meet& meet) {
    const std::size_t count = arms_.size();
    for (std::size_t i = 0; i < count; ++i) {
      Arm& arm = arms_[i];
      const SearchKey base = arm.key + step_key(0, far_fee_);
      if (base > limit) return;  // arms stand in the order of their keys
      if (arm.next == arm.end || base + (Cost{arm.next->cost} << step_bits) > limit) continue;
      const auto room = static_cast<std::uint64_t>(arm.end - arm.next);
      const Step* const stop = room > meter.left ? arm.next + meter.left : arm.end;
      const Step* step = arm.next;
      for (; step != stop; ++step) {
        const SearchKey key = base + (Cost{step->cost} << step_bits);
        if (key > limit) break;
        meet(i, step->to, key);
      }
      const auto taken = static_cast<std::uint64_t>(step - arm.next);
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
  static constexpr std::size_t look = 24;        // rows
  static constexpr std::size_t lines_ahead = 4;  // cache lines of each
  static constexpr std::size_t steps_in_line = 64 / sizeof(Step);

  std::span<const Step> near_ = {};
  std::size_t at_ = 0, ahead_ = 0;
  Cost fee_ = 0, far_fee_ = 0;
  std::uint64_t read_ = 0;
  std::pmr::vector<Arm> arms_;
};

}  // namespace weaktie::detail
