#pragma once
// The labels of one end of a search: for each person met so far the smallest key and who comes next.
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <vector>

#include <weaktie/core/ids.hpp>
#include <weaktie/search/detail/search_key.hpp>

namespace weaktie::detail {

/// Open addressing, at most five eighths full, with 32 bits beside each slot that say who may be there: a probe for somebody
/// who has no label, which most are, reads one bit and takes one branch that is easily foreseen. What a small search
/// needs stays in the first-level cache; memory is kept from one search to the next.
class FrontierTable {
 public:
  struct Label {
    SearchKey key;
    PersonIndex person;
    PersonIndex next;  ///< towards the end that the table belongs to
  };

  explicit FrontierTable(std::pmr::memory_resource* memory) : slots_(memory), bits_(memory), labels_(memory) {}

  void clear() {
    labels_.clear();
    resize(smallest_bits);
  }
  [[nodiscard]] std::size_t size() const { return labels_.size(); }

  /// The label of a person, or nullptr. Lives until the next `improve`.
  [[nodiscard]] const Label* find(PersonIndex person) const {
    const std::uint64_t hash = hash_of(person);
    if ((bits_[hash >> shift_] >> bit_of(hash) & 1U) == 0) return nullptr;
    for (std::size_t at = hash >> shift_;; at = (at + 1) & mask_) {
      const std::uint64_t slot = slots_[at];
      if ((slot >> 32U) == person) return &labels_[static_cast<std::uint32_t>(slot)];
      if (slot == free_slot) return nullptr;
    }
  }
  /// Makes or replaces a label when this one is smaller by (key, next).
  void improve(PersonIndex person, SearchKey key, PersonIndex next) {
    const std::uint64_t hash = hash_of(person);
    std::size_t at = hash >> shift_;
    std::uint32_t& bits = bits_[at];
    const std::uint32_t bit = 1U << bit_of(hash);
    const bool unknown = (bits & bit) == 0;
    bits |= bit;
    for (;; at = (at + 1) & mask_) {
      const std::uint64_t slot = slots_[at];
      if (slot == free_slot) break;
      if (unknown || (slot >> 32U) != person) continue;
      Label& label = labels_[static_cast<std::uint32_t>(slot)];
      if (key < label.key || (key == label.key && next < label.next)) {
        label.key = key;
        label.next = next;
      }
      return;
    }
    slots_[at] = slot_of(person, labels_.size());
    labels_.push_back(Label{key, person, next});
    if (8 * labels_.size() > 5 * mask_) grow();
  }

 private:
  static constexpr unsigned smallest_bits = 11;
  static constexpr std::uint64_t free_slot = ~std::uint64_t{0};  // no_person is nobody's index

  [[nodiscard]] static std::uint64_t slot_of(PersonIndex person, std::size_t label) {
    return (std::uint64_t{person} << 32U) | label;
  }

  [[nodiscard]] static std::uint64_t hash_of(PersonIndex person) { return person * 0x9E3779B97F4A7C15ULL; }
  /// Five bits of the hash below those that choose the slot.
  [[nodiscard]] unsigned bit_of(std::uint64_t hash) const {
    return static_cast<unsigned>(hash >> (shift_ - 5U)) & 31U;
  }
  void resize(unsigned bits) {
    shift_ = 64 - bits;
    mask_ = (std::size_t{1} << bits) - 1;
    slots_.assign(mask_ + 1, free_slot);
    bits_.assign(mask_ + 1, 0);
  }
  void grow() {
    resize(64 - shift_ + 2);
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      const std::uint64_t hash = hash_of(labels_[i].person);
      std::size_t at = hash >> shift_;
      bits_[at] |= 1U << bit_of(hash);
      while (slots_[at] != free_slot) at = (at + 1) & mask_;
      slots_[at] = slot_of(labels_[i].person, i);
    }
  }

  unsigned shift_ = 64 - smallest_bits;
  std::size_t mask_ = 0;
  std::pmr::vector<std::uint64_t> slots_;
  std::pmr::vector<std::uint32_t> bits_;
  std::pmr::vector<Label> labels_;
};

}  // namespace weaktie::detail
