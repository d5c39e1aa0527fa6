#pragma once
// The ties of one person as something that can be kept, whatever a graph gives.
#include <cstddef>
#include <memory>
#include <ranges>
#include <utility>
#include <vector>

#include <weaktie/network/tie_graph.hpp>

namespace weaktie::detail {

/// The ties of one person, to be read by position more than once: the graph's own row where that can be kept and
/// indexed (a span, a reference to a vector), else a copy of it.
template <class Range>
class KeptSteps {
  static constexpr bool by_position =
      std::ranges::borrowed_range<Range> && std::ranges::random_access_range<Range> && std::ranges::sized_range<Range>;

 public:
  KeptSteps() = default;
  explicit KeptSteps(Range&& range) {
    if constexpr (by_position) {
      row_ = std::ranges::begin(range);
      size_ = static_cast<std::size_t>(std::ranges::size(range));
    } else {
      auto steps = std::make_shared<std::vector<Step>>();
      for (auto&& step : range) steps->push_back(Step(step));
      size_ = steps->size();
      row_ = std::move(steps);
    }
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] Step operator[](std::size_t position) const {
    if constexpr (by_position) {
      return row_[static_cast<std::ranges::range_difference_t<Range>>(position)];
    } else {
      return (*row_)[position];
    }
  }

 private:
  template <bool ByPosition, class R>
  struct Row {
    using type = std::ranges::iterator_t<R>;
  };
  template <class R>
  struct Row<false, R> {
    using type = std::shared_ptr<const std::vector<Step>>;
  };
  typename Row<by_position, Range>::type row_{};
  std::size_t size_ = 0;
};

}  // namespace weaktie::detail
