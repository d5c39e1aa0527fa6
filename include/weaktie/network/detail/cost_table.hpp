#pragma once
// The costs of many chances: what cost_of gives, several times as fast.
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include <weaktie/core/chance.hpp>

namespace weaktie::detail {

/// log2 of a number m in [1, 2) is that of the middle c of the interval of a table it lies in, plus log2(1 + r) with
/// r = m / c - 1, by the first three terms of its series. |r| is at most 2^-9, so what is cut off is below
/// 2^-36 / (4 ln 2), 6e-6 of a unit of cost; rounding errors are smaller. Where a cost lies nearer than 16 times that
/// to where rounding changes, cost_of is asked, so the answer is always its answer.
class CostTable {
 public:
  CostTable() {
    for (std::size_t i = 0; i < intervals; ++i) {
      const double middle = 1.0 + (static_cast<double>(i) + .5) / static_cast<double>(intervals);
      table_[i] = {1.0 / middle, std::log2(middle) * cost_unit};
    }
  }

  /// cost_of(chance).
  /// @throws InvalidValue when chance is NaN or outside (0, 1]
  [[nodiscard]] StepCost operator()(double chance) const {
    const auto bits = std::bit_cast<std::uint64_t>(chance);
    // Neither negative nor subnormal nor above 1; 1 itself goes to cost_of, with all that is refused.
    if (bits - smallest >= one - smallest) return cost_of(chance);
    const auto mantissa = std::bit_cast<double>((bits & mantissa_bits) | one);
    const auto exponent = static_cast<std::int64_t>(bits >> 52U) - 1023;
    const Interval& it = table_[(bits >> (52U - interval_bits)) & (intervals - 1)];
    const double r = mantissa * it.inverse - 1.0;
    const double of_r = r * (first + r * (second + r * third));
    const double shifted = .5 - (static_cast<double>(exponent) * cost_unit + it.log + of_r);
    const auto rounded = static_cast<StepCost>(shifted);
    const double part = shifted - static_cast<double>(rounded);
    if (part < doubt || part > 1.0 - doubt) return cost_of(chance);
    return rounded;
  }

 private:
  struct Interval {
    double inverse, log;  // 1 / c; log2(c), in units of cost
  };
  static constexpr unsigned interval_bits = 8;
  static constexpr std::size_t intervals = std::size_t{1} << interval_bits;
  static constexpr std::uint64_t one = std::bit_cast<std::uint64_t>(1.0);
  static constexpr std::uint64_t smallest = std::uint64_t{1} << 52U;  // normal number, as bits
  static constexpr std::uint64_t mantissa_bits = smallest - 1;
  static constexpr double first = 1.4426950408889634 * cost_unit;  // 1 / ln 2
  static constexpr double second = -first / 2, third = first / 3;
  static constexpr double doubt = 1e-4;
  std::array<Interval, intervals> table_ = {};
};

}  // namespace weaktie::detail
