#pragma once
// The labels of one end of a search: for each person met so far the smallest key and who comes next.
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <vector>

#include <weaktie/core/ids.hpp>
#include <weaktie/search/detail/search_key.hpp>

namespace weaktie::detail {

/// Open addressing, at most five eighths full, with 32 bits beside each slot that say who may be there: a probe for
/// somebody who has no label, which most are, reads one bit and takes one branch that is easily foreseen. What a small
/// search needs stays in the first-level cache; memory is kept from one search to the next.
class FrontierTable {
 public:
  struct Label {
    SearchKey key;
    PersonIndex person;
    PersonIndex next;    ///< towards the end that the table belongs to
    std::uint32_t more;  ///< an earlier label of the same person (see `add`), or no_label
  };

  static constexpr std::uint32_t no_label = ~std::uint32_t{0};

  explicit FrontierTable(std::pmr::memory_resource* memory)
      : slots_(memory), moved_(memory), bits_(memory), labels_(memory) {}

  void clear() {
    labels_.clear();
    people_ = 0;
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
  /// Nothing is better than a label with the key 0, so that such people are never met.
  void exclude(PersonIndex person) { improve(person, 0, no_person); }
  [[nodiscard]] bool excludes(PersonIndex person) const {
    const Label* label = find(person);
    return label != nullptr && label->key == 0;
  }
  [[nodiscard]] const Label* more(const Label& label) const {
    return label.more == no_label ? nullptr : &labels_[label.more];
  }
  /// Makes or replaces a label when this one is smaller by (key, next).
  void improve(PersonIndex person, SearchKey key, PersonIndex next) {
    if (Label* label = known_or_made(person, key, next)) {
      if (key < label->key || (key == label->key && next < label->next)) {
        label->key = key;
        label->next = next;
      }
    }
  }
  /// Keeps all labels of a person, unless the first has the key 0.
  void add(PersonIndex person, SearchKey key, PersonIndex next) {
    if (Label* label = known_or_made(person, key, next)) {
      if (label->key == 0) return;
      // The first stays where it is and holds the newest: what it held becomes the one after it.
      const Label before = *label;
      *label = Label{key, person, next, static_cast<std::uint32_t>(labels_.size())};
      labels_.push_back(before);
    }
  }

 private:
  static constexpr unsigned smallest_bits = 11;
  static constexpr std::uint64_t free_slot = ~std::uint64_t{0};  // no_person is nobody's index

  [[nodiscard]] static std::uint64_t slot_of(PersonIndex person, std::size_t label) {
    return (std::uint64_t{person} << 32U) | label;
  }

  /// The first label of a person; nullptr when it was made just now.
  Label* known_or_made(PersonIndex person, SearchKey key, PersonIndex next) {
    const std::uint64_t hash = hash_of(person);
    std::size_t at = hash >> shift_;
    std::uint32_t& bits = bits_[at];
    const std::uint32_t bit = 1U << bit_of(hash);
    const bool unknown = (bits & bit) == 0;
    bits |= bit;
    for (;; at = (at + 1) & mask_) {
      const std::uint64_t slot = slots_[at];
      if (slot == free_slot) break;
      if (!unknown && (slot >> 32U) == person) return &labels_[static_cast<std::uint32_t>(slot)];
    }
    slots_[at] = slot_of(person, labels_.size());
    labels_.push_back(Label{key, person, next, no_label});
    if (8 * ++people_ > 5 * mask_) grow();
    return nullptr;
  }
  [[nodiscard]] static std::uint64_t hash_of(PersonIndex person) { return person * 0x9E3779B97F4A7C15ULL; }
  /// Five bits of the hash below those that choose the slot.
  [[nodiscard]] unsigned bit_of(std::uint64_t hash) const { return static_cast<unsigned>(hash >> (shift_ - 5U)) & 31U; }
  void resize(unsigned bits) {
    shift_ = 64 - bits;
    mask_ = (std::size_t{1} << bits) - 1;
    slots_.assign(mask_ + 1, free_slot);
    bits_.assign(mask_ + 1, 0);
  }
  void grow() {
    moved_.swap(slots_);
    resize(64 - shift_ + 2);
    for (const std::uint64_t slot : moved_) {
      if (slot == free_slot) continue;
      const std::uint64_t hash = hash_of(static_cast<PersonIndex>(slot >> 32U));
      std::size_t at = hash >> shift_;
      bits_[at] |= 1U << bit_of(hash);
      while (slots_[at] != free_slot) at = (at + 1) & mask_;
      slots_[at] = slot;
    }
  }

  unsigned shift_ = 64 - smallest_bits;
  std::size_t mask_ = 0, people_ = 0;
  std::pmr::vector<std::uint64_t> slots_, moved_;
  std::pmr::vector<std::uint32_t> bits_;
  std::pmr::vector<Label> labels_;
};

}  // namespace weaktie::detail
