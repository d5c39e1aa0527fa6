#pragma once
// Every fact has a source: who said it, who may see it, and since when it holds.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/core/date.hpp>
#include <weaktie/core/error.hpp>

namespace weaktie {

/// Who stated a fact, to whom, and when. Fields stand in the order of the table columns.
struct Statement {
  std::string stated_by = {};             ///< id of the source; empty: the operator
  std::string audience = "self";          ///< self | ties | group:<affiliation id> | everyone
  std::optional<Day> stated_on = {};      ///< empty: always; later than a freeze's as_of: not frozen
  std::vector<std::string> origins = {};  ///< where it was read, `file:line`, first reading first; empty when typed in
  bool by_hand = false;                   ///< entered through edit(): wins over what files say
  std::vector<std::string> clears = {};   ///< fields that an edit blanked

  friend bool operator==(const Statement&, const Statement&) = default;
};

/// Refuses anything but the four audiences.
/// @throws InvalidValue
inline void check_audience(std::string_view audience, const Place& at = {}) {
  constexpr std::string_view group = "group:";
  if (audience == "self" || audience == "ties" || audience == "everyone") return;
  if (audience.substr(0, group.size()) == group && audience.size() > group.size()) return;
  throw InvalidValue(
      "an audience is self, ties, group:<affiliation id> or everyone, got '" + std::string(audience) + "'",
      std::string(audience), at);
}

/// A fact with its source.
template <class Fact>
struct Stated {
  Fact fact;
  Statement by;
};

}  // namespace weaktie
