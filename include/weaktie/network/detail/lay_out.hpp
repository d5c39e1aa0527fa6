#pragma once
// Ties into rows, each sorted by cost: the slowest part of building a network, so the one that minds the memory.
//
// Ties are put into blocks of people first, whose rows fit the cache together: each write goes to one of a few hundred
// places, where one pass would write all over memory. A block is then sorted by the leading digits of cost, and from
// there put into rows, in that order (two passes of a radix sort). So each row is sorted but for ties whose costs are
// almost equal, which stand beside each other and are sorted by insertion.
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include <weaktie/core/chance.hpp>
#include <weaktie/core/control.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/network/detail/network_builder.hpp>
#include <weaktie/network/detail/unfilled.hpp>
#include <weaktie/network/tie_graph.hpp>

namespace weaktie::detail {

/// Cost, then person, as one number: compared at once.
[[nodiscard]] inline std::uint64_t rank_of(const Step& step) { return (std::uint64_t{step.cost} << 32U) | step.to; }

/// Ties on their way into rows, three numbers each. `person` counts from the first of its block.
struct WideTies {
  struct Item {
    std::uint32_t person;
    Step step;
  };
  [[nodiscard]] static Item make(std::uint32_t person, PersonIndex to, StepCost cost) { return {person, {to, cost}}; }
  [[nodiscard]] static std::uint32_t person(const Item& item) { return item.person; }
  [[nodiscard]] static StepCost cost(const Item& item) { return item.step.cost; }
  [[nodiscard]] static Step step(const Item& item) { return item.step; }
};

/// The same in the bits of one Step, where there is room for that: a third less to move, which is most of the work, and
/// they can lie where the rows will be.
struct PackedTies {
  using Item = Step;
  static constexpr unsigned cost_bits = 31;
  unsigned to_bits, person_bits;

  [[nodiscard]] bool has_room() const { return cost_bits + to_bits + person_bits <= 64; }
  [[nodiscard]] Item make(std::uint32_t person, PersonIndex to, StepCost cost) const {
    return std::bit_cast<Item>((((std::uint64_t{cost} << person_bits) | person) << to_bits) | to);
  }
  [[nodiscard]] std::uint32_t person(Item item) const {
    return static_cast<std::uint32_t>((bits(item) >> to_bits) & ((std::uint64_t{1} << person_bits) - 1));
  }
  [[nodiscard]] StepCost cost(Item item) const { return static_cast<StepCost>(bits(item) >> (to_bits + person_bits)); }
  [[nodiscard]] Step step(Item item) const {
    return {static_cast<PersonIndex>(bits(item) & ((std::uint64_t{1} << to_bits) - 1)), cost(item)};
  }

 private:
  [[nodiscard]] static std::uint64_t bits(Item item) { return std::bit_cast<std::uint64_t>(item); }
};

/// Sorts a row whose ties are nearly in order, by cost, then person: by insertion, unless that turns out to move them
/// far (many costs alike). O(n log n), O(n) when nearly sorted.
inline void finish_row(std::span<Step> row) {
  std::size_t moves = 8 * row.size();
  for (std::size_t i = 1; i < row.size(); ++i) {
    const Step step = row[i];
    const std::uint64_t rank = rank_of(step);
    if (rank_of(row[i - 1]) <= rank) continue;
    std::size_t at = i;
    do {
      row[at] = row[at - 1];
      --at;
    } while (at > 0 && rank_of(row[at - 1]) > rank);
    row[at] = step;
    if (i - at > moves) {
      std::sort(row.begin(), row.end(), [](const Step& a, const Step& b) { return rank_of(a) < rank_of(b); });
      return;
    }
    moves -= i - at;
  }
}

/// Finds people who stand in a row more than once: a bit for each.
class Repeated {
 public:
  explicit Repeated(std::size_t people) : seen_(people / 64 + 1, 0) {}

  /// Keeps the first tie with each person; how many are left. O(n).
  [[nodiscard]] std::size_t remove(std::span<Step> row) {
    std::uint64_t repeated = 0;
    for (const Step& step : row) repeated |= mark(step.to);
    forget(row);
    if (repeated == 0) return row.size();
    std::size_t kept = 0;
    for (const Step step : row) {
      if (mark(step.to) == 0) row[kept++] = step;
    }
    forget(row.first(kept));
    return kept;
  }

 private:
  /// Not 0 when the person was marked already.
  std::uint64_t mark(PersonIndex person) {
    std::uint64_t& word = seen_[person / 64];
    const std::uint64_t bit = std::uint64_t{1} << (person % 64U), was = word & bit;
    word |= bit;
    return was;
  }
  void forget(std::span<const Step> row) {
    for (const Step& step : row) seen_[step.to / 64] = 0;
  }

  std::vector<std::uint64_t> seen_;
};

/// Blocks of 2^shift people, of about as many ties as fit a cache.
struct Blocks {
  std::size_t people;
  unsigned shift = 0;

  Blocks(std::size_t people_, std::uint64_t ties) : people(people_) {
    const std::uint64_t wanted = std::clamp(ties >> 14U, std::uint64_t{1}, std::uint64_t{512});
    while ((people >> shift) >= wanted) ++shift;
  }
  [[nodiscard]] std::size_t count() const { return (people >> shift) + 1; }
  [[nodiscard]] std::size_t begin(std::size_t block) const { return std::min(block << shift, people); }
  [[nodiscard]] std::size_t of(PersonIndex person) const { return person >> shift; }
  [[nodiscard]] std::uint32_t within(PersonIndex person) const {
    return person & static_cast<std::uint32_t>((std::uint64_t{1} << shift) - 1);
  }
};

/// Puts the ties of one block after another into rows.
template <class Ties>
class BlockRows {
 public:
  using Item = typename Ties::Item;
  explicit BlockRows(const Ties& ties) : ties_(ties) {}

  /// The ties of a block of as many people as `ends` has places go to `out`, which may be where they lie, rows end to
  /// end, each by the leading digits of cost. Person i's row ends at ends[i]. O(items + people).
  void operator()(std::span<const Item> items, Step* out, std::span<std::uint64_t> ends) {
    StepCost all = 0;
    for (const Item& item : items) all |= ties_.cost(item);
    const unsigned bits = static_cast<unsigned>(std::bit_width(all));
    const unsigned digit = std::clamp(static_cast<unsigned>(std::bit_width(items.size() / 8)), 4U, most_digit);
    const unsigned shift = bits > digit ? bits - digit : 0;

    by_cost_.assign(std::size_t{1} << digit, 0);
    std::fill(ends.begin(), ends.end(), 0);
    for (const Item& item : items) {
      ++by_cost_[ties_.cost(item) >> shift];
      ++ends[ties_.person(item)];
    }
    std::exclusive_scan(by_cost_.begin(), by_cost_.end(), by_cost_.begin(), std::uint64_t{0});
    std::exclusive_scan(ends.begin(), ends.end(), ends.begin(), std::uint64_t{0});
    if (sorted_.size() < items.size()) sorted_.resize(items.size());
    for (const Item& item : items) sorted_[by_cost_[ties_.cost(item) >> shift]++] = item;
    for (const Item& item : std::span<const Item>(sorted_).first(items.size())) {
      out[ends[ties_.person(item)]++] = ties_.step(item);
    }
  }

 private:
  static constexpr unsigned most_digit = 11;
  Ties ties_;
  UnfilledVector<Item> sorted_ = {};
  std::vector<std::uint64_t> by_cost_ = {};
};

template <class Ties, class Count, class Each>
[[nodiscard]] RowsBuilder<Step> lay_out_as(const Ties& ties, const Blocks& blocks, const Count& count, const Each& each,
                                           Ticks& ticks) {
  using Item = typename Ties::Item;
  std::vector<std::uint64_t> next(blocks.count() + 1, 0);
  count([&](PersonIndex person) { ++next[blocks.of(person) + 1]; });
  std::partial_sum(next.begin(), next.end(), next.begin());  // where each block begins
  const std::uint64_t total = next.back();
  RowsBuilder<Step> out;
  out.items.resize(total);
  UnfilledVector<Item> own;
  Item* memory = nullptr;
  if constexpr (std::is_same_v<Item, Step>) {
    memory = out.items.data();  // a block is read before rows are written there
  } else {
    own.resize(total);
    memory = own.data();
  }
  each([&](PersonIndex person, PersonIndex to, StepCost cost) {
    memory[next[blocks.of(person)]++] = ties.make(blocks.within(person), to, cost);
  });

  std::uint64_t read = 0, write = 0;
  BlockRows<Ties> rows(ties);
  Repeated repeated(blocks.people);
  std::vector<std::uint64_t> ends(std::size_t{1} << blocks.shift);
  out.offsets.resize(blocks.people + 1);
  for (std::size_t block = 0; block < blocks.count(); ++block) {
    const std::size_t first = blocks.begin(block), last = blocks.begin(block + 1);
    ticks(next[block] - read);
    const std::span<std::uint64_t> row_ends = std::span(ends).first(last - first);
    Step* const to = out.items.data() + write;
    rows(std::span<const Item>(memory + read, next[block] - read), to, row_ends);
    std::uint64_t begin = 0, kept = 0;
    for (std::size_t person = first; person < last; ++person) {
      const std::uint64_t end = row_ends[person - first];
      const std::span<Step> row(to + begin, end - begin);
      finish_row(row);
      const std::size_t left = repeated.remove(row);
      if (kept < begin) std::copy_n(row.begin(), left, to + kept);
      out.offsets[person] = write + kept;
      kept += left;
      begin = end;
    }
    read = next[block];
    write += kept;
  }
  out.offsets[blocks.people] = write;
  out.items.resize(write);
  if (write < total) out.items.shrink_to_fit();
  return out;
}

/// Rows of `people` people from about so many directed ties: `count(from)` calls from(person) and `each(put)` calls
/// put(person, to, cost) for every one of them. A repeated pair keeps its smallest cost. Units of `ticks`: ties laid
/// out; the two may count their own. O(ties), and O(n log n) in those of one person that cost about the same.
template <class Count, class Each>
[[nodiscard]] RowsBuilder<Step> lay_out(std::size_t people, std::uint64_t about, const Count& count, const Each& each,
                                        Ticks& ticks) {
  const Blocks blocks(people, about);
  const PackedTies packed{static_cast<unsigned>(std::bit_width(people)), blocks.shift};
  if (packed.has_room()) return lay_out_as(packed, blocks, count, each, ticks);
  return lay_out_as(WideTies(), blocks, count, each, ticks);
}

/// body(begin, end) for one piece of 0 .. size - 1 after another, each item so many `units`.
template <class Body>
void in_pieces(std::size_t size, std::uint64_t units, Ticks& ticks, const Body& body) {
  constexpr std::size_t piece = std::size_t{1} << 14U;
  for (std::size_t begin = 0; begin < size; begin += piece) {
    const std::size_t end = std::min(size, begin + piece);
    ticks(units * (end - begin));
    body(begin, end);
  }
}

}  // namespace weaktie::detail
