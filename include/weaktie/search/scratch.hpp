#pragma once
// Memory that a search works in, kept from one search to the next so that a warm one allocates nothing but its answer.
#include <array>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <vector>

#include <weaktie/search/detail/best_chains.hpp>
#include <weaktie/search/detail/best_firsts.hpp>
#include <weaktie/search/detail/frontier_table.hpp>
#include <weaktie/search/detail/wave.hpp>

namespace weaktie {

class ScratchLease;

/// Working memory of a search. Searches use one of their thread unless they are given one; a scratch serves one search
/// at a time and holds no answer. `memory` must outlive it.
class SearchScratch {
 public:
  explicit SearchScratch(std::pmr::memory_resource* memory = std::pmr::get_default_resource())
      : pool(memory),
        table(memory),
        left(memory),
        right(memory),
        left_members(memory),
        right_members(memory),
        through(memory),
        firsts(memory),
        chains(memory),
        offers(memory),
        expanded(memory),
        offered(memory),
        marks(memory),
        marked(memory) {}
  SearchScratch(const SearchScratch&) = delete;
  SearchScratch& operator=(const SearchScratch&) = delete;

  /// The best way found through one first person.
  struct Through {
    detail::SearchKey left;   ///< of the steps to `middle`, or to the first person themself
    detail::SearchKey total;  ///< no_key: none found
    PersonIndex middle;       ///< the person after them; no_person: the target
  };
  /// The best way from a member of a group to the target.
  struct GroupTail {
    detail::SearchKey key;
    std::array<PersonIndex, 3> people;  ///< the member and those after them; no_person after the last
  };
  std::pmr::unsynchronized_pool_resource pool;  ///< for what has no fixed type
  detail::FrontierTable table;
  detail::Wave left, right;
  std::pmr::vector<Step> left_members, right_members;  ///< steps through groups of few (few_members.hpp)
  std::pmr::vector<Through> through;
  detail::BestFirsts firsts;
  detail::BestChains chains;
  detail::FrontierTable offers;    ///< by group and steps: the place in `offered`
  detail::FrontierTable expanded;  ///< by group and steps: the key with which its members were gone through
  std::pmr::vector<GroupTail> offered;
  std::pmr::vector<std::uint32_t> marks;  ///< by person; 0 between two searches
  std::pmr::vector<PersonIndex> marked;

 private:
  friend class ScratchLease;
  bool in_use_ = false;
};

/// The scratch of this thread; a fresh one where a search asks for another search (a graph may do that).
class ScratchLease {
 public:
  ScratchLease() : scratch_(&of_thread()) {
    if (scratch_->in_use_) scratch_ = &own_.emplace();
    scratch_->in_use_ = true;
  }
  ~ScratchLease() { scratch_->in_use_ = false; }
  ScratchLease(const ScratchLease&) = delete;
  ScratchLease& operator=(const ScratchLease&) = delete;
  [[nodiscard]] SearchScratch& operator*() const { return *scratch_; }

 private:
  static SearchScratch& of_thread() {
    static thread_local SearchScratch scratch;
    return scratch;
  }
  SearchScratch* scratch_;
  std::optional<SearchScratch> own_ = {};
};

}  // namespace weaktie
