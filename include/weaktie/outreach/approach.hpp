#pragma once
// The three ways to ask.
#include <cstdint>
#include <string_view>

#include <weaktie/core/error.hpp>
#include <weaktie/records/tie.hpp>

namespace weaktie {

/// `direct`: the seeker writes. `introduction`: one to three people pass the request on. `mention`: somebody allows
/// the seeker to use their name, and the seeker writes.
enum class Approach : std::uint8_t { direct, introduction, mention };
inline constexpr std::string_view approach_names[] = {"direct", "introduction", "mention"};

[[nodiscard]] inline std::string_view name_of(Approach approach) {
  return approach_names[static_cast<std::size_t>(approach)];
}
/// @throws InvalidValue that lists the three
[[nodiscard]] inline Approach approach_of(std::string_view text, const Place& at = {}) {
  return named<Approach>(text, approach_names, "approach", at);
}

}  // namespace weaktie
