#pragma once
// Memberships of which a viewer sees a part, as seen_rows.hpp has ties.
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <ranges>

#include <weaktie/network/detail/packed_memberships.hpp>
#include <weaktie/network/seen_rows.hpp>

namespace weaktie::detail {

/// The memberships of a row that are seen.
template <class Weight>
class SeenMemberships : public std::ranges::view_base {
 public:
  class iterator {
   public:
    using iterator_concept = std::forward_iterator_tag;
    using iterator_category = std::input_iterator_tag;  // what is read is made on the way
    using value_type = Weight;
    using difference_type = std::ptrdiff_t;
    using reference = Weight;
    using pointer = void;

    iterator() = default;
    iterator(typename MembershipRow<Weight>::iterator at, const std::uint32_t* word, const std::uint32_t* end,
             const Sight* sight)
        : at_(at), word_(word), end_(end), sight_(sight) {
      skip();
    }
    [[nodiscard]] Weight operator*() const { return *at_; }
    iterator& operator++() {
      ++at_;
      ++word_;
      skip();
      return *this;
    }
    iterator operator++(int) {
      iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const iterator& a, const iterator& b) { return a.word_ == b.word_; }

   private:
    void skip() {
      for (; word_ != end_ && !sight_->sees(*word_); ++word_) ++at_;
    }
    typename MembershipRow<Weight>::iterator at_ = {};
    const std::uint32_t* word_ = nullptr;
    const std::uint32_t* end_ = nullptr;
    const Sight* sight_ = nullptr;
  };

  SeenMemberships() = default;
  /// `words`: as many as the row has memberships.
  SeenMemberships(MembershipRow<Weight> all, const std::uint32_t* words, const Sight& sight)
      : all_(all), words_(words), sight_(&sight) {}

  [[nodiscard]] iterator begin() const { return {all_.begin(), words_, words_ + all_.size(), sight_}; }
  [[nodiscard]] iterator end() const { return {all_.end(), words_ + all_.size(), words_ + all_.size(), sight_}; }
  /// Where the row lies in memory.
  [[nodiscard]] const void* data() const { return all_.data(); }

 private:
  MembershipRow<Weight> all_ = {};
  const std::uint32_t* words_ = nullptr;
  const Sight* sight_ = nullptr;
};

}  // namespace weaktie::detail
