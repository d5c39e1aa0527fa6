#pragma once
// Numbers from a seed that are the same with every compiler and standard library (the standard's distributions differ).
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace weaktie::benchmarks {

/// @source G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014 (SplitMix64)
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  /// 0 .. sides - 1, for fewer than 2^32 sides; as even as 32 bits allow.
  std::uint32_t below(std::size_t sides) {
    return static_cast<std::uint32_t>(((next() >> 32U) * static_cast<std::uint64_t>(sides)) >> 32U);
  }
  /// [0, 1)
  double unit() { return static_cast<double>(next() >> 11U) * 0x1p-53; }
  /// (-1, 1), most often near 0
  double triangle() { return unit() - unit(); }

  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  std::uint64_t state_;
};

/// Pairs of different people below `people`; the first ones of a longer list are the shorter list.
[[nodiscard]] inline std::vector<std::pair<std::uint32_t, std::uint32_t>> random_pairs(std::size_t people,
                                                                                       std::size_t count,
                                                                                       std::uint64_t seed) {
  Random random(seed);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  while (pairs.size() < count) {
    const std::uint32_t from = random.below(people), to = random.below(people);
    if (from != to) pairs.emplace_back(from, to);
  }
  return pairs;
}

}  // namespace weaktie::benchmarks
