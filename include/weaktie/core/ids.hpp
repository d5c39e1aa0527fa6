#pragma once
// People are dense indices inside and string ids at the surface.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/core/error.hpp>

namespace weaktie {

/// A person of one network: 0 .. size() - 1.
using PersonIndex = std::uint32_t;
/// An affiliation (school, employer, event, ...) of one network.
using GroupIndex = std::uint32_t;

inline constexpr PersonIndex no_person = std::numeric_limits<PersonIndex>::max();

/// Lets unordered containers of std::string be searched with a string_view.
struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

/// Edit distance with transpositions of neighbours (optimal string alignment), cut off at `limit`.
/// Complexity O(|a| * |b|) time, O(|b|) space.
[[nodiscard]] inline std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit = 64) {
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > limit) return limit + 1;
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t swap_cost = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({row[j - 1] + 1, last[j] + 1, last[j - 1] + swap_cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

/// The ids closest to one that is not known, nearest first, at most `count`; only those that a typing slip explains.
template <class Ids>
[[nodiscard]] std::vector<std::string> nearest_ids(std::string_view wanted, const Ids& ids, std::size_t count = 3) {
  const std::size_t limit = std::max<std::size_t>(2, wanted.size() / 3);
  std::vector<std::pair<std::size_t, std::string>> close;
  for (const auto& id : ids) {
    const std::size_t distance = edit_distance(wanted, std::string_view(id), limit);
    if (distance <= limit) close.emplace_back(distance, std::string(id));
  }
  std::sort(close.begin(), close.end());
  std::vector<std::string> out;
  for (auto& entry : close) {
    if (out.size() == count) break;
    out.push_back(std::move(entry.second));
  }
  return out;
}

/// The error for an id that is not known, worded once for the whole library.
template <class Ids>
[[nodiscard]] UnknownPerson unknown_person(std::string_view id, const Ids& ids, Place at = {}) {
  std::string message = "no person with the id '" + std::string(id) + "'";
  const auto near = nearest_ids(id, ids);
  if (near.empty()) {
    message += "; find() looks people up by name";
  } else {
    message += "; the nearest: ";
    for (std::size_t i = 0; i < near.size(); ++i) message += (i == 0 ? "'" : ", '") + near[i] + "'";
  }
  return UnknownPerson(message, std::string(id), std::move(at));
}

/// The same for an index of a network of `size` people.
[[nodiscard]] inline UnknownPerson unknown_index(PersonIndex index, std::size_t size, Place at = {}) {
  return UnknownPerson("no person with the index " + std::to_string(index) + ": this network has " +
                           std::to_string(size) + (size == 1 ? " person" : " people, numbered from 0"),
                       std::to_string(index), std::move(at));
}

}  // namespace weaktie
