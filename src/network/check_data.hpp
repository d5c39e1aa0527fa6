#pragma once
// What a network's data must be for every search and every answer to stay in bounds.
#include <algorithm>
#include <functional>
#include <string>
#include <string_view>

#include <weaktie/core/control.hpp>
#include <weaktie/network/detail/network_data.hpp>

namespace weaktie::detail {

/// Whether room that is not used yet holds zeros, as it must.
template <class Room>
[[nodiscard]] bool nothing_in(const Room& room) {
  return std::all_of(room.begin(), room.end(), [](auto byte) { return byte == 0; });
}

/// Told the section and what is wrong with it; does not return.
using Refuse = std::function<void(std::string_view section, const std::string& found)>;

/// Whether the arrays fit each other by length, and rows begin and end with their items. O(1).
void check_shape(const NetworkData& data, const Refuse& refuse);
/// Texts are UTF-8, the day has a year of four digits, the model's numbers lie in their ranges. O(texts).
void check_contents(const NetworkData& data, const Refuse& refuse);
/// Rows in order, indices in range, both directions alike, ids and groups sorted, costs and chances as stated. Wants
/// the two above to hold. O(people + ties + memberships) time, 8 bytes a tie.
/// @throws Cancelled
void check_structure(const NetworkData& data, const Refuse& refuse, Ticks& ticks);

}  // namespace weaktie::detail
