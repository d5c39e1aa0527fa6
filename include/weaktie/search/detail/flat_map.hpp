#pragma once
// A small hash map from people or groups to values. A search touches a few thousand of a million people, so its layers
// are sparse; keys keep the order of insertion, so that nothing depends on the hash.
#include <cstddef>
#include <cstdint>
#include <vector>

namespace weaktie::detail {

/// Open addressing with linear probing, at most half full. Every 32-bit key but the largest is allowed.
template <class T>
class FlatMap {
 public:
  FlatMap() : slots_(32, 0) {}

  [[nodiscard]] std::size_t size() const { return keys_.size(); }
  /// In the order of insertion; `values()` stands beside it.
  [[nodiscard]] const std::vector<std::uint32_t>& keys() const { return keys_; }
  [[nodiscard]] std::vector<T>& values() { return values_; }
  [[nodiscard]] const std::vector<T>& values() const { return values_; }

  /// The value of a key; inserts `fresh` when the key is new. The reference lives until the next insertion.
  T& get(std::uint32_t key, const T& fresh) {
    std::size_t slot = place(key);
    if (slots_[slot] != 0) return values_[slots_[slot] - 1];
    if (2 * (keys_.size() + 1) > slots_.size()) {
      grow();
      slot = place(key);
    }
    keys_.push_back(key);
    values_.push_back(fresh);
    slots_[slot] = static_cast<std::uint32_t>(keys_.size());
    return values_.back();
  }

  [[nodiscard]] const T* find(std::uint32_t key) const {
    const std::size_t slot = place(key);
    return slots_[slot] == 0 ? nullptr : &values_[slots_[slot] - 1];
  }

 private:
  [[nodiscard]] std::size_t place(std::uint32_t key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = (static_cast<std::uint64_t>(key) * 0x9E3779B97F4A7C15ULL >> 32U) & mask;
    while (slots_[slot] != 0 && keys_[slots_[slot] - 1] != key) slot = (slot + 1) & mask;
    return slot;
  }
  void grow() {
    slots_.assign(slots_.size() * 4, 0);
    for (std::size_t i = 0; i < keys_.size(); ++i) slots_[place(keys_[i])] = static_cast<std::uint32_t>(i + 1);
  }

  std::vector<std::uint32_t> slots_;  // 0: free, else position + 1
  std::vector<std::uint32_t> keys_;
  std::vector<T> values_;
};

}  // namespace weaktie::detail
