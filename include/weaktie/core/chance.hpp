#pragma once
// Chances, the integer costs they are compared by, and log-odds.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

#include <weaktie/core/error.hpp>
#include <weaktie/core/number_text.hpp>

namespace weaktie {

/// One factor of a chance as an integer: round(-log2(chance) * 2^20). At most 1074 * 2^20, so it fits 32 bits.
using StepCost = std::uint32_t;
/// A sum of step costs. Sums need 64 bits.
using Cost = std::uint64_t;

inline constexpr double cost_unit = 1048576.0;  // 2^20

/// The error for a chance outside (0, 1], worded once.
[[nodiscard]] inline InvalidValue invalid_chance(double got, Place at = {}) {
  return InvalidValue("a chance lies in (0, 1], got " + number_text(got), number_text(got), std::move(at));
}

namespace detail {

/// round(-log2(chance) * 2^20) in integer arithmetic, for the rare values so close to a half that the
/// floating-point logarithm of two platforms could round apart: 22 binary digits by repeated squaring.
[[nodiscard]] inline StepCost cost_by_squaring(double chance) {
  int exponent = 0;
  const double mantissa = std::frexp(chance, &exponent);                 // chance = mantissa * 2^exponent, [1/2, 1)
  auto x = static_cast<std::uint64_t>(std::ldexp(mantissa, 53)) << 11U;  // 1.63 fixed point of mantissa * 2
  std::uint64_t digits = 0;                                              // floor(log2(2 * mantissa) * 2^21)
  for (int i = 0; i < 21; ++i) {
    __extension__ using Wide = unsigned __int128;
    const Wide square = static_cast<Wide>(x) * x;  // 2.126 fixed point
    const bool carry = (square >> 127U) != 0;
    digits = digits * 2 + (carry ? 1 : 0);
    x = static_cast<std::uint64_t>(square >> (carry ? 64U : 63U));
  }
  // -log2(chance) * 2^21 = twice - f with 0 <= f < 1, and f = 0 only for powers of two, where `twice` is even:
  // rounding half of it is integer division either way.
  const std::int64_t twice = (std::int64_t{1} - exponent) * (std::int64_t{1} << 21) - static_cast<std::int64_t>(digits);
  return static_cast<StepCost>(twice / 2);
}

}  // namespace detail

/// The cost of a chance: round(-log2(chance) * 2^20), the same integer on every platform.
/// @throws InvalidValue when chance is NaN or outside (0, 1]
[[nodiscard]] inline StepCost cost_of(double chance) {
  if (!(chance > 0.0 && chance <= 1.0)) throw invalid_chance(chance);
  const double scaled = -std::log2(chance) * cost_unit;
  const double whole = std::floor(scaled);
  const double part = scaled - whole;
  if (std::abs(part - 0.5) < 1e-5) return detail::cost_by_squaring(chance);
  return static_cast<StepCost>(whole) + (part > 0.5 ? 1U : 0U);
}

/// The chance that a sum of costs stands for: 2^(-cost / 2^20), in [0, 1].
[[nodiscard]] inline double chance_of(Cost cost) { return std::exp2(-static_cast<double>(cost) / cost_unit); }

/// 1 / (1 + e^-x), without overflow.
[[nodiscard]] inline double sigmoid(double x) {
  if (x >= 0) return 1.0 / (1.0 + std::exp(-x));
  const double e = std::exp(x);
  return e / (1.0 + e);
}

/// ln(p / (1 - p)) with p clamped to [1e-9, 1 - 1e-9].
[[nodiscard]] inline double logit(double p) {
  const double kept = std::clamp(p, 1e-9, 1.0 - 1e-9);
  return std::log(kept / (1.0 - kept));
}

}  // namespace weaktie
