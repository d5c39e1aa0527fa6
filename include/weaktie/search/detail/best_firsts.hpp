#pragma once
// The bound that a search works against: the best few keys so far, each through another first person.
#include <algorithm>
#include <cstddef>
#include <memory_resource>
#include <vector>

#include <weaktie/core/ids.hpp>
#include <weaktie/search/detail/search_key.hpp>

namespace weaktie::detail {

/// Keeps the `count` smallest by (key, first person), at most one for each first person. A chain with a key above
/// `bound()` is no answer. One with a key equal to it may be, if its first person has the smaller index, so that
/// searches cut what is above the bound and read what is equal.
class BestFirsts {
 public:
  struct Entry {
    SearchKey key;
    PersonIndex first;
    std::size_t arm;  ///< whatever the search knows the first person by
    friend bool operator<(const Entry& a, const Entry& b) { return a.key != b.key ? a.key < b.key : a.first < b.first; }
  };

  explicit BestFirsts(std::pmr::memory_resource* memory) : kept_(memory) {}

  /// `limit`: no key above it counts from the beginning.
  void start(std::size_t count, SearchKey limit) {
    count_ = count;
    bound_ = limit;
    kept_.clear();
  }
  [[nodiscard]] SearchKey bound() const { return bound_; }
  [[nodiscard]] bool full() const { return kept_.size() == count_; }
  /// Best first.
  [[nodiscard]] const std::pmr::vector<Entry>& entries() const { return kept_; }

  void offer(const Entry& entry) {
    if (entry.key > bound_ || (full() && !(entry < kept_.back()))) return;
    auto same = std::find_if(kept_.begin(), kept_.end(), [&](const Entry& it) { return it.first == entry.first; });
    if (same != kept_.end()) {
      if (!(entry < *same)) return;
      kept_.erase(same);
    } else if (full()) {
      kept_.pop_back();
    }
    kept_.insert(std::upper_bound(kept_.begin(), kept_.end(), entry), entry);
    if (full()) bound_ = std::min(bound_, kept_.back().key);
  }

 private:
  std::size_t count_ = 1;
  SearchKey bound_ = no_key;
  std::pmr::vector<Entry> kept_;
};

}  // namespace weaktie::detail
