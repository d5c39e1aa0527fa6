#pragma once
// Ties into rows, each sorted by cost: the slowest part of building a network, so the one that minds the memory.
//
// Ties are put into blocks of people first, whose rows fit the cache together: each write goes to one of a few hundred
// places, where one pass would write all over memory. A block is then sorted by cost, digit by digit, and last by
// person, every pass keeping the order of the one before (a radix sort), so that each row comes out sorted without
// having been compared. Only ties of equal cost are left to be put in order of person.
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
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

/// Sorts the ties of one block after another by cost.
template <class Ties>
class CostSort {
 public:
  using Item = typename Ties::Item;
  /// No cost is above `largest`.
  CostSort(const Ties& ties, StepCost largest) : ties_(ties), bits_(static_cast<unsigned>(std::bit_width(largest))) {}

  /// The items by cost, equal ones in the order they had; valid until the next call. May be the given memory, which is
  /// written over. O(items).
  [[nodiscard]] std::span<const Item> operator()(std::span<Item> items) {
    other_.resize(std::max(other_.size(), items.size()));
    std::span<Item> from = items, to = std::span<Item>(other_).first(items.size());
    const unsigned most = items.size() < few ? small_digit : digit;
    const unsigned passes = (bits_ + most - 1) / most;
    for (unsigned pass = 0; pass < passes; ++pass) {
      const unsigned width = (bits_ + passes - 1) / passes, shift = pass * width;
      const StepCost mask = (StepCost{1} << width) - 1;
      places_.assign(std::size_t{mask} + 1, 0);
      for (const Item& item : from) ++places_[(ties_.cost(item) >> shift) & mask];
      std::exclusive_scan(places_.begin(), places_.end(), places_.begin(), std::uint32_t{0});
      for (const Item& item : from) to[places_[(ties_.cost(item) >> shift) & mask]++] = item;
      std::swap(from, to);
    }
    return from;
  }

 private:
  static constexpr std::size_t few = 4096;
  static constexpr unsigned digit = 12, small_digit = 8;  // bits in one pass
  Ties ties_;
  unsigned bits_;
  std::vector<Item> other_ = {};
  std::vector<std::uint32_t> places_ = {};
};

/// In a row that is sorted by cost: ties of equal cost by person.
inline void order_equal_costs(std::span<Step> row) {
  for (std::size_t i = 1; i < row.size(); ++i) {
    if (row[i - 1].cost != row[i].cost || row[i - 1].to < row[i].to) continue;
    std::size_t begin = i - 1, end = i + 1;
    while (begin > 0 && row[begin - 1].cost == row[i].cost) --begin;
    while (end < row.size() && row[end].cost == row[i].cost) ++end;
    std::sort(row.begin() + static_cast<std::ptrdiff_t>(begin), row.begin() + static_cast<std::ptrdiff_t>(end),
              [](const Step& a, const Step& b) { return a.to < b.to; });
    i = end - 1;
  }
}

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

template <class Ties, class Each>
[[nodiscard]] RowsBuilder<Step> lay_out_as(const Ties& ties, const Blocks& blocks, std::vector<std::uint64_t> offsets,
                                           const Each& each, Ticks& ticks) {
  using Item = typename Ties::Item;
  const std::uint64_t count = offsets.back();
  std::vector<std::uint64_t> next(blocks.count());
  for (std::size_t block = 0; block < next.size(); ++block) next[block] = offsets[blocks.begin(block)];
  RowsBuilder<Step> out;
  out.items.resize(count);
  std::unique_ptr<Item[]> own;
  Item* memory = nullptr;
  if constexpr (std::is_same_v<Item, Step>) {
    memory = out.items.data();  // a block is read before rows are written there
  } else {
    own = std::make_unique_for_overwrite<Item[]>(count);
    memory = own.get();
  }
  StepCost largest = 0;
  each([&](PersonIndex person, PersonIndex to, StepCost cost) {
    memory[next[blocks.of(person)]++] = ties.make(blocks.within(person), to, cost);
    largest |= cost;
  });

  std::uint64_t write = 0;
  CostSort<Ties> sort(ties, largest);
  std::vector<Step> rows;  // of one block
  std::vector<std::uint64_t> fill;
  std::vector<PersonIndex> seen(blocks.people, no_person);  // whose row has this person already
  for (std::size_t block = 0; block < blocks.count(); ++block) {
    const std::size_t first = blocks.begin(block), last = blocks.begin(block + 1);
    if (first == last) break;
    const std::uint64_t begin = offsets[first], size = next[block] - begin;
    ticks(size);
    fill.clear();
    for (std::size_t person = first; person < last; ++person) fill.push_back(offsets[person] - begin);
    rows.resize(std::max(rows.size(), static_cast<std::size_t>(size)));
    for (const Item& item : sort(std::span<Item>(memory + begin, size))) {
      rows[fill[ties.person(item)]++] = ties.step(item);
    }
    std::uint64_t row = 0;
    for (std::size_t person = first; person < last; ++person) {
      const std::span<Step> sorted = std::span<Step>(rows).subspan(row, fill[person - first] - row);
      order_equal_costs(sorted);
      row += sorted.size();
      offsets[person] = write;
      for (const Step step : sorted) {  // cheapest first, so that the first of a pair is the one to keep
        if (seen[step.to] == person) continue;
        seen[step.to] = static_cast<PersonIndex>(person);
        out.items[write++] = step;
      }
    }
  }
  offsets.back() = write;
  out.offsets = std::move(offsets);
  out.items.resize(write);
  if (write < count) out.items.shrink_to_fit();
  return out;
}

/// `ends[person + 1]`: how many ties will come from each person; `ends[0]` is 0. `each(put)` calls put(person, to,
/// cost) for every directed tie. A repeated pair keeps its smallest cost. Units of `ticks`: ties. O(ties), and O(n log
/// n) in those of one person that cost the same.
template <class Each>
[[nodiscard]] RowsBuilder<Step> lay_out(std::vector<std::uint64_t> ends, const Each& each, Ticks& ticks) {
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  const std::size_t people = ends.size() - 1;
  const Blocks blocks(people, ends.back());
  const PackedTies packed{static_cast<unsigned>(std::bit_width(people)), blocks.shift};
  if (packed.has_room()) return lay_out_as(packed, blocks, std::move(ends), each, ticks);
  return lay_out_as(WideTies(), blocks, std::move(ends), each, ticks);
}

}  // namespace weaktie::detail
