#pragma once
// The learned part of the standard field table: what titles say by their words, word pairs and letters.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace weaktie::detail {

inline constexpr std::size_t learned_fields = 24;
inline constexpr std::uint8_t nothing_learned = 255;

/// The best field of a text (numbered as in field_names) and how surely, in (0, 1); `nothing_learned` and 0 when
/// nothing is recognised. All sums are of integers, so every platform ranks alike. O(letters), no allocation for
/// ASCII.
struct LearnedField {
  std::uint8_t field = nothing_learned;
  double confidence = 0;
};
[[nodiscard]] LearnedField learned_field(std::string_view text);

/// The same with every field's share; all 0 when nothing is recognised.
struct LearnedShares {
  LearnedField best;
  std::array<double, learned_fields> share = {};
};
[[nodiscard]] LearnedShares learned_shares(std::string_view text);

}  // namespace weaktie::detail
