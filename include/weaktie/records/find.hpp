#pragma once
// Looking people up by what one remembers of them.
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <weaktie/core/control.hpp>

namespace weaktie {

/// A person found by `find`.
struct Found {
  std::string id;
  std::string name;
  std::string headline;  ///< headline, else "title, organisation"
  friend bool operator==(const Found&, const Found&) = default;
};

/// What `find` looks at.
struct FindEntry {
  std::string_view id, name, headline, title, organisation, email, url, phone;
};

/// Up to `count` of `people` entries, given one by one by `entry(i)`: an exact id, mail, profile address or phone
/// first; then names in which every word asked for begins a word of the name, names with more whole words first,
/// then by name and id. Accents and case do not matter. Empty text finds nobody. O(people * length of names).
[[nodiscard]] std::vector<Found> find_people(std::size_t people, const std::function<FindEntry(std::size_t)>& entry,
                                             std::string_view text, std::size_t count);

}  // namespace weaktie
