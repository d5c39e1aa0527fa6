#pragma once
// The labels of one end of a search: for each person met so far the smallest key and who comes next.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <vector>

#include <weaktie/core/ids.hpp>
#include <weaktie/search/detail/search_key.hpp>

namespace weaktie::detail {

/// Open addressing, at most three eighths full. A slot holds the person beside the label's number, so that a probe for
/// somebody who has no label, which most are, reads one or two words and no label. Slots of a small search stay in the
/// first-level cache; memory is kept from one search to the next.
class FrontierTable {
 public:
  struct Label {
    SearchKey key;     ///< no_key until it is set
    PersonIndex person;
    PersonIndex next;  ///< towards the end that the table belongs to
  };

  explicit FrontierTable(std::pmr::memory_resource* memory) : slots_(memory), labels_(memory) {}

  void clear() {
    labels_.clear();
    shift_ = 64 - smallest_bits;
    slots_.assign(std::size_t{1} << smallest_bits, free_slot);
  }
  [[nodiscard]] std::size_t size() const { return labels_.size(); }

  /// The label of a person, or nullptr.
  [[nodiscard]] const Label* find(PersonIndex person) const {
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = place(person);; at = (at + 1) & mask) {
      const std::uint64_t slot = slots_[at];
      if ((slot >> 32U) == person) return &labels_[static_cast<std::uint32_t>(slot)];
      if (slot == free_slot) return nullptr;
    }
  }
  /// The label of a person, made if there is none. The reference lives until the next call.
  Label& get(PersonIndex person) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = place(person);
    for (;; at = (at + 1) & mask) {
      const std::uint64_t slot = slots_[at];
      if ((slot >> 32U) == person) return labels_[static_cast<std::uint32_t>(slot)];
      if (slot == free_slot) break;
    }
    slots_[at] = (std::uint64_t{person} << 32U) | labels_.size();
    labels_.push_back(Label{no_key, person, no_person});
    if (8 * labels_.size() > 3 * slots_.size()) grow();
    return labels_.back();
  }

 private:
  static constexpr unsigned smallest_bits = 11;
  static constexpr std::uint64_t free_slot = ~std::uint64_t{0};  // no_person is nobody's index

  [[nodiscard]] std::size_t place(PersonIndex person) const { return (person * 0x9E3779B97F4A7C15ULL) >> shift_; }
  void grow() {
    shift_ -= 2;
    slots_.assign(slots_.size() * 4, free_slot);
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      std::size_t at = place(labels_[i].person);
      while (slots_[at] != free_slot) at = (at + 1) & mask;
      slots_[at] = (std::uint64_t{labels_[i].person} << 32U) | i;
    }
  }

  unsigned shift_ = 64 - smallest_bits;
  std::pmr::vector<std::uint64_t> slots_;
  std::pmr::vector<Label> labels_;
};

}  // namespace weaktie::detail
