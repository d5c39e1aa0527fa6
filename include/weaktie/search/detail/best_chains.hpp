#pragma once
// The bound of a search for all chains: the best few so far, whoever they lead through.
#include <algorithm>
#include <array>
#include <cstddef>
#include <memory_resource>
#include <vector>

#include <weaktie/core/ids.hpp>
#include <weaktie/search/detail/search_key.hpp>

namespace weaktie::detail {

/// Keeps the `count` best chains in the full order (key, then people). Offer each chain once between two `restart`s.
class BestChains {
 public:
  struct Entry {
    SearchKey key;
    std::array<PersonIndex, 3> between;  ///< the intermediaries; no_person after the last
    friend bool operator<(const Entry& a, const Entry& b) {
      return a.key != b.key ? a.key < b.key : a.between < b.between;
    }
  };

  explicit BestChains(std::pmr::memory_resource* memory) : heap_(memory) {}

  void start(std::size_t count, SearchKey limit) {
    count_ = count;
    bound_ = limit;
    heap_.clear();
  }
  /// Forgets the chains and keeps the bound: at least `count` chains lie within it.
  void restart() { heap_.clear(); }
  /// A chain with a larger key is no answer.
  [[nodiscard]] SearchKey bound() const { return bound_; }

  void offer(const Entry& entry) {
    if (entry.key > bound_) return;
    if (heap_.size() == count_) {
      if (!(entry < heap_.front())) return;
      std::pop_heap(heap_.begin(), heap_.end());
      heap_.back() = entry;
    } else {
      heap_.push_back(entry);
    }
    std::push_heap(heap_.begin(), heap_.end());
    if (heap_.size() == count_) bound_ = std::min(bound_, heap_.front().key);
  }
  /// Best first; ends the collection.
  [[nodiscard]] const std::pmr::vector<Entry>& sorted() {
    std::sort(heap_.begin(), heap_.end());
    return heap_;
  }

 private:
  std::size_t count_ = 1;
  SearchKey bound_ = no_key;
  std::pmr::vector<Entry> heap_;
};

}  // namespace weaktie::detail
