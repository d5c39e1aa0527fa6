#pragma once
// Rows of people sorted as far as somebody looks at them.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include <weaktie/core/ids.hpp>
#include <weaktie/search/detail/search_key.hpp>

namespace weaktie::detail {

/// Each row is a heap whose least entries move to its front one by one: the first costs O(length), each further one
/// O(log length). A row is made when it is first asked for.
class RankedRows {
 public:
  struct Entry {
    SearchKey key;
    PersonIndex person;
    friend bool operator<(const Entry& a, const Entry& b) {
      return a.key != b.key ? a.key > b.key : a.person > b.person;  // the least on top
    }
  };

  /// The number of a row; `fill(put)` calls put(key, person) when it has to be made.
  template <class Fill>
  std::size_t row(unsigned kind, std::uint32_t name, const Fill& fill) {
    const std::uint64_t id = (std::uint64_t{kind} << 32U) | name;
    const auto found = known_.find(id);
    if (found != known_.end()) return found->second;
    Row made;  // known once it is whole: `fill` may throw
    fill([&made](SearchKey key, PersonIndex person) { made.heap.push_back({key, person}); });
    std::make_heap(made.heap.begin(), made.heap.end());
    entries_ += made.heap.size();
    rows_.push_back(std::move(made));
    known_.emplace(id, rows_.size() - 1);
    return rows_.size() - 1;
  }
  /// The entry at a place of a row, least first; nullptr behind the end.
  [[nodiscard]] const Entry* get(std::size_t number, std::size_t place) {
    Row& row = rows_[number];
    while (row.sorted.size() <= place && !row.heap.empty()) {
      std::pop_heap(row.heap.begin(), row.heap.end());
      row.sorted.push_back(row.heap.back());
      row.heap.pop_back();
    }
    return place < row.sorted.size() ? &row.sorted[place] : nullptr;
  }
  void clear() {
    known_.clear();
    rows_.clear();
    entries_ = 0;
  }
  /// Of all rows.
  [[nodiscard]] std::size_t entries() const { return entries_; }

 private:
  struct Row {
    std::vector<Entry> heap, sorted;
  };
  std::unordered_map<std::uint64_t, std::size_t> known_;  // only looked up
  std::vector<Row> rows_;
  std::size_t entries_ = 0;
};

}  // namespace weaktie::detail
