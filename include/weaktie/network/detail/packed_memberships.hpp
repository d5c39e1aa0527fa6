#pragma once
// Memberships in four bytes each way.
//
// Most weights are one of a few (an active role, a plain member, one that has ended), so a membership is written as the
// number of the other side and, in the bits above it, which of the network's weights it has. Where weights are too many
// for that, a membership takes two words, the second its cost. Either way costs are exact, and a row gives plain
// memberships as it is read.
#include <algorithm>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>

#include <weaktie/core/chance.hpp>

namespace weaktie::detail {

/// As `shift`: two words a membership.
inline constexpr std::uint8_t unpacked = 32;

/// One row; `Weight` is GroupWeight or MemberWeight, made where it is read.
template <class Weight>
class MembershipRow {
 public:
  class iterator {
   public:
    using iterator_concept = std::random_access_iterator_tag;
    using iterator_category = std::input_iterator_tag;  // what is read is made on the way
    using value_type = Weight;
    using difference_type = std::ptrdiff_t;
    using reference = Weight;
    using pointer = void;

    iterator() = default;
    iterator(const std::uint32_t* at, const StepCost* costs, std::uint8_t shift)
        : at_(at), costs_(costs), shift_(shift) {}

    [[nodiscard]] Weight operator*() const {
      if (shift_ == unpacked) return {at_[0], at_[1]};
      return {*at_ & ((1U << shift_) - 1U), costs_[*at_ >> shift_]};
    }
    [[nodiscard]] Weight operator[](std::ptrdiff_t n) const { return *(*this + n); }
    iterator& operator+=(std::ptrdiff_t n) {
      at_ += n * words();
      return *this;
    }
    iterator& operator-=(std::ptrdiff_t n) { return *this += -n; }
    iterator& operator++() { return *this += 1; }
    iterator& operator--() { return *this += -1; }
    iterator operator++(int) {
      iterator before = *this;
      ++*this;
      return before;
    }
    iterator operator--(int) {
      iterator before = *this;
      --*this;
      return before;
    }
    friend iterator operator+(iterator it, std::ptrdiff_t n) { return it += n; }
    friend iterator operator+(std::ptrdiff_t n, iterator it) { return it += n; }
    friend iterator operator-(iterator it, std::ptrdiff_t n) { return it -= n; }
    friend std::ptrdiff_t operator-(const iterator& a, const iterator& b) { return (a.at_ - b.at_) / a.words(); }
    friend bool operator==(const iterator& a, const iterator& b) { return a.at_ == b.at_; }
    friend auto operator<=>(const iterator& a, const iterator& b) { return a.at_ <=> b.at_; }

   private:
    [[nodiscard]] std::ptrdiff_t words() const { return shift_ == unpacked ? 2 : 1; }
    const std::uint32_t* at_ = nullptr;
    const StepCost* costs_ = nullptr;
    std::uint8_t shift_ = unpacked;
  };

  MembershipRow() = default;
  MembershipRow(const std::uint32_t* begin, std::size_t size, const StepCost* costs, std::uint8_t shift)
      : begin_(begin, costs, shift), size_(size) {}

  [[nodiscard]] iterator begin() const { return begin_; }
  [[nodiscard]] iterator end() const { return begin_ + static_cast<std::ptrdiff_t>(size_); }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] Weight operator[](std::size_t i) const { return begin_[static_cast<std::ptrdiff_t>(i)]; }
  [[nodiscard]] Weight front() const { return *begin_; }

 private:
  iterator begin_ = {};
  std::size_t size_ = 0;
};

/// Memberships of one side by the other.
template <class Weight>
struct PackedMemberships {
  std::span<const std::uint32_t> offsets =
      {};  ///< in memberships; one more than there are rows; none when there are none
  std::span<const std::uint32_t> words = {};
  std::span<const StepCost> costs = {};  ///< of the weights there are, ascending; none when unpacked
  std::uint8_t shift = unpacked;         ///< the bit in which the number of the weight begins

  [[nodiscard]] std::size_t size() const { return offsets.empty() ? 0 : offsets.size() - 1; }
  [[nodiscard]] std::size_t words_each() const { return shift == unpacked ? 2 : 1; }
  [[nodiscard]] std::size_t memberships() const { return words.size() / words_each(); }
  [[nodiscard]] MembershipRow<Weight> row(std::size_t i) const {
    return {words.data() + offsets[i] * words_each(), std::size_t{offsets[i + 1]} - offsets[i], costs.data(), shift};
  }
  friend bool operator==(const PackedMemberships& a, const PackedMemberships& b) {
    const auto equal = [](std::span<const std::uint32_t> x, std::span<const std::uint32_t> y) {
      return std::equal(x.begin(), x.end(), y.begin(), y.end());
    };
    return a.shift == b.shift && equal(a.offsets, b.offsets) && equal(a.words, b.words) && equal(a.costs, b.costs);
  }
};

/// The bit in which the number of a weight begins, beside numbers below `others`; `unpacked` when there is no room.
[[nodiscard]] inline std::uint8_t packing(std::size_t others, std::size_t weights) {
  const auto bits = static_cast<unsigned>(std::bit_width(others < 2 ? std::size_t{1} : others - 1));
  if (bits >= unpacked || weights > std::size_t{1} << (unpacked - bits)) return unpacked;
  return static_cast<std::uint8_t>(bits);
}

}  // namespace weaktie::detail
