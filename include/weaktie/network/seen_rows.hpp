#pragma once
// Rows of which a viewer sees a part, read in place: a tie or membership has a visibility class, a mask has a bit for
// each class, and what is not seen is stepped over as the row is read. Nothing is copied, so a new mask costs nothing
// but its bits.
//
// Of parallel ties (two sources about one pair) the cheapest that is seen counts. A row holds them all, cheapest first;
// one that has cheaper ones before it names their classes, so that it can tell whether it is the first of those seen.
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <ranges>
#include <span>

#include <weaktie/network/tie_graph.hpp>

namespace weaktie::detail {

/// Whether an item of a row is seen, by its class word: a class, or, with `parallel` set, a place in `parallels`.
class Sight {
 public:
  static constexpr std::uint32_t parallel = std::uint32_t{1} << 31U;

  /// An item that has cheaper ones between the same two.
  struct Parallel {
    std::uint32_t own;      ///< its class
    std::uint32_t cheaper;  ///< the class word of the next cheaper one
  };

  Sight() = default;
  /// `mask`: a bit for every class.
  Sight(const std::uint64_t* mask, const Parallel* parallels) : mask_(mask), parallels_(parallels) {}

  [[nodiscard]] bool sees(std::uint32_t word) const {
    return (word & parallel) == 0 ? shows(word) : sees_parallel(parallels_[word ^ parallel]);
  }

 private:
  [[nodiscard]] bool shows(std::uint32_t number) const { return ((mask_[number >> 6U] >> (number & 63U)) & 1U) != 0; }
  [[nodiscard]] bool sees_parallel(const Parallel& it) const {
    if (!shows(it.own)) return false;
    std::uint32_t word = it.cheaper;
    for (; (word & parallel) != 0; word = parallels_[word ^ parallel].cheaper) {
      if (shows(parallels_[word ^ parallel].own)) return false;
    }
    return !shows(word);
  }

  const std::uint64_t* mask_ = nullptr;
  const Parallel* parallels_ = nullptr;
};

/// Asks memory for what will be read soon.
inline void will_read([[maybe_unused]] const void* memory) {
#if defined(__GNUC__)
  __builtin_prefetch(memory);
#endif
}
inline constexpr std::size_t line_bytes = 64;
inline constexpr std::size_t steps_in_line = line_bytes / sizeof(Step);

/// Every tie of a row is read.
struct EveryStep {
  /// The first one from `at` on; how many were stepped over is added to `hidden`.
  [[nodiscard]] static const Step* from(const Step* at, const Step*, std::uint64_t&) { return at; }
  static void will_read_row(std::span<const Step> row) {
    for (std::size_t i = 0; i < row.size(); i += steps_in_line) will_read(row.data() + i);
  }
};

/// Those ties are read that `sight` sees. `words` are their classes, beside `items`.
struct SeenStep {
  const Step* items = nullptr;
  const std::uint32_t* words = nullptr;
  Sight sight = {};

  [[nodiscard]] const Step* from(const Step* at, const Step* end, std::uint64_t& hidden) const {
    const std::uint32_t* word = words + (at - items);
    for (; at != end && !sight.sees(*word); ++at, ++word) ++hidden;
    return at;
  }
  void will_read_row(std::span<const Step> row) const {
    EveryStep::will_read_row(row);
    const std::uint32_t* const first = words + (row.data() - items);
    for (std::size_t i = 0; i < row.size(); i += line_bytes / sizeof(std::uint32_t)) will_read(first + i);
  }
};

/// The ties of a row that are seen.
class SeenSteps : public std::ranges::view_base {
 public:
  class iterator {
   public:
    using iterator_concept = std::forward_iterator_tag;
    using iterator_category = std::forward_iterator_tag;
    using value_type = Step;
    using difference_type = std::ptrdiff_t;
    using reference = const Step&;
    using pointer = const Step*;

    iterator() = default;
    iterator(const Step* at, const Step* end, const SeenStep* which) : at_(at), end_(end), which_(which) {}
    [[nodiscard]] reference operator*() const { return *at_; }
    [[nodiscard]] pointer operator->() const { return at_; }
    iterator& operator++() {
      std::uint64_t hidden = 0;
      at_ = which_->from(at_ + 1, end_, hidden);
      return *this;
    }
    iterator operator++(int) {
      iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const iterator& a, const iterator& b) { return a.at_ == b.at_; }

   private:
    const Step* at_ = nullptr;
    const Step* end_ = nullptr;
    const SeenStep* which_ = nullptr;
  };

  SeenSteps() = default;
  SeenSteps(std::span<const Step> all, const SeenStep& which) : all_(all), which_(&which) {}

  [[nodiscard]] iterator begin() const {
    std::uint64_t hidden = 0;
    const Step* const end = all_.data() + all_.size();
    return {all_.empty() ? end : which_->from(all_.data(), end, hidden), end, which_};
  }
  [[nodiscard]] iterator end() const {
    const Step* const end = all_.data() + all_.size();
    return {end, end, which_};
  }
  [[nodiscard]] bool empty() const { return begin() == end(); }
  [[nodiscard]] const Step& front() const { return *begin(); }
  /// The row with what is not seen, and what tells them apart.
  [[nodiscard]] std::span<const Step> all() const { return all_; }
  [[nodiscard]] const SeenStep& which() const { return *which_; }
  /// Where the row lies in memory.
  [[nodiscard]] const Step* data() const { return all_.data(); }

 private:
  std::span<const Step> all_ = {};
  const SeenStep* which_ = nullptr;
};

// A search over ties reads rows as memory and steps over what is not to be read (wave.hpp).

[[nodiscard]] inline std::span<const Step> whole_row(std::span<const Step> row) { return row; }
[[nodiscard]] inline std::span<const Step> whole_row(const SeenSteps& row) { return row.all(); }
[[nodiscard]] inline EveryStep which_steps(std::span<const Step>) { return {}; }
[[nodiscard]] inline SeenStep which_steps(const SeenSteps& row) { return row.which(); }

/// A row that can be kept: a span of ties, or those of one that are seen.
[[nodiscard]] inline std::span<const Step> row_of_steps(std::span<const Step> row) { return row; }
[[nodiscard]] inline SeenSteps row_of_steps(const SeenSteps& row) { return row; }

/// Rows of ties that lie in memory one after the other, all of them to be read or some.
template <class G>
concept SpanTieGraph = TieGraph<G> && requires(const G& graph, PersonIndex person) {
  {row_of_steps(graph.steps_from(person))};
};

/// Whether the first of two rows has no more items than the other; O(the shorter).
template <class A, class B>
[[nodiscard]] bool no_longer(const A& a, const B& b) {
  if constexpr (std::ranges::sized_range<const A> && std::ranges::sized_range<const B>) {
    return std::ranges::size(a) <= std::ranges::size(b);
  } else {
    auto x = std::ranges::begin(a);
    auto y = std::ranges::begin(b);
    const auto a_end = std::ranges::end(a);
    const auto b_end = std::ranges::end(b);
    while (x != a_end && y != b_end) {
      ++x;
      ++y;
    }
    return x == a_end;
  }
}

}  // namespace weaktie::detail
