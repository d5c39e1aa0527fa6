#pragma once
// The best few chains, each through another first person, people and all.
#include <algorithm>
#include <array>
#include <cstddef>
#include <memory_resource>
#include <unordered_map>
#include <vector>

#include <weaktie/core/ids.hpp>
#include <weaktie/search/detail/chain_query.hpp>
#include <weaktie/search/detail/search_key.hpp>

namespace weaktie::detail {

/// The intermediaries of a chain; no_person after the last.
using Between = std::array<PersonIndex, 3>;

/// Keeps the best chain through each first person, in the full order, as far as it is among the `count` best of those.
/// A chain with a key above `bound()` is no answer; one with that key may be.
class BestChainPerFirst {
 public:
  struct Entry {
    SearchKey key;
    PersonIndex first;  ///< the target itself for the direct chain
    Between between;
    friend bool operator<(const Entry& a, const Entry& b) {
      return a.key != b.key ? a.key < b.key : a.between < b.between;
    }
  };

  BestChainPerFirst(std::size_t count, SearchKey limit, std::pmr::memory_resource* memory)
      : count_(count), bound_(limit), kept_(memory) {}

  [[nodiscard]] SearchKey bound() const { return bound_; }

  void offer(SearchKey key, PersonIndex first, const Between& between) {
    if (key > bound_) return;
    const Entry entry{key, first, between};
    auto same = std::find_if(kept_.begin(), kept_.end(), [&](const Entry& it) { return it.first == first; });
    if (same != kept_.end()) {
      if (!(entry < *same)) return;
      *same = entry;
    } else if (kept_.size() < count_) {
      kept_.push_back(entry);
    } else {
      const auto last = std::max_element(kept_.begin(), kept_.end());
      if (!(entry < *last)) return;
      *last = entry;
    }
    if (kept_.size() == count_) bound_ = std::min(bound_, std::max_element(kept_.begin(), kept_.end())->key);
  }

  void offer(const FoundChain& chain) {
    Between between = {no_person, no_person, no_person};
    const std::size_t steps = chain.people.size() - 1;
    std::copy_n(chain.people.begin() + 1, steps - 1, between.begin());
    offer((chain.cost << step_bits) + steps, chain.people[1], between);
  }

  /// Best first.
  [[nodiscard]] std::vector<FoundChain> chains(PersonIndex from, PersonIndex to) {
    std::sort(kept_.begin(), kept_.end());
    std::vector<FoundChain> out;
    out.reserve(kept_.size());
    for (const Entry& entry : kept_) {
      FoundChain one{cost_of_key(entry.key), {from}};
      for (const PersonIndex person : entry.between) {
        if (person != no_person) one.people.push_back(person);
      }
      one.people.push_back(to);
      out.push_back(std::move(one));
    }
    return out;
  }

 private:
  std::size_t count_;
  SearchKey bound_;
  std::pmr::vector<Entry> kept_;
};

}  // namespace weaktie::detail
