#pragma once
// Which of a shared network's statements a viewer sees, as one bit for each visibility class.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <weaktie/core/error.hpp>

namespace weaktie {

/// A visibility class: statements that are seen by the same people. Numbered from 0 by whoever builds the network.
using VisibilityClass = std::uint32_t;

/// A set of visibility classes.
class VisibilityMask {
 public:
  /// Classes 0 .. `classes` - 1, of which none is seen.
  explicit VisibilityMask(std::size_t classes = 0) : size_(classes), words_((classes + 63) / 64, 0) {}

  [[nodiscard]] std::size_t size() const { return size_; }
  /// @throws InvalidValue when there is no such class; O(1)
  void show(VisibilityClass number) {
    check(number);
    words_[number >> 6U] |= bit(number);
  }
  /// @throws InvalidValue when there is no such class; O(1)
  void hide(VisibilityClass number) {
    check(number);
    words_[number >> 6U] &= ~bit(number);
  }
  /// @throws InvalidValue when there is no such class; O(1)
  [[nodiscard]] bool shows(VisibilityClass number) const {
    check(number);
    return (words_[number >> 6U] & bit(number)) != 0;
  }
  /// 64 classes each, the first in the lowest bit.
  [[nodiscard]] std::span<const std::uint64_t> words() const { return words_; }
  friend bool operator==(const VisibilityMask&, const VisibilityMask&) = default;

 private:
  static std::uint64_t bit(VisibilityClass number) { return std::uint64_t{1} << (number & 63U); }
  void check(VisibilityClass number) const {
    if (number >= size_) {
      throw InvalidValue("no visibility class " + std::to_string(number) + ": this mask has " + std::to_string(size_),
                         std::to_string(number));
    }
  }
  std::size_t size_;
  std::vector<std::uint64_t> words_;
};

}  // namespace weaktie
