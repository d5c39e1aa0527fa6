#pragma once
// What two people may share: a school, a course, an employer, an event, an association, a club.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <weaktie/core/date.hpp>
#include <weaktie/records/tie.hpp>

namespace weaktie {

/// Kinds of affiliation; each has a default reach (network/strength.hpp).
enum class AffiliationKind : std::uint8_t { course, department, school, event, association, employer, club };
inline constexpr std::string_view affiliation_kind_names[] = {"course",      "department", "school", "event",
                                                              "association", "employer",   "club"};
[[nodiscard]] inline AffiliationKind affiliation_kind(std::string_view text, const Place& at = {}) {
  return named<AffiliationKind>(text, affiliation_kind_names, "kind of affiliation", at);
}
[[nodiscard]] inline std::string_view name_of(AffiliationKind kind) {
  return affiliation_kind_names[static_cast<std::size_t>(kind)];
}

/// Something people belong to. A membership whose affiliation has no row is of kind association.
struct Affiliation {
  std::string id = {};
  std::string name = {};
  AffiliationKind kind = AffiliationKind::association;
  std::optional<double> reach = {};        ///< (0, 1]; empty: the default of its kind and size
  std::optional<std::uint64_t> size = {};  ///< members in the world; empty: not known, counts as large

  friend bool operator==(const Affiliation&, const Affiliation&) = default;
};

/// A person belongs to an affiliation.
struct Membership {
  std::string person = {};
  std::string affiliation = {};
  std::optional<double> weight = {};  ///< (0, 1]; empty: 1.0 with an active role, .8 plain member, .5 when ended
  std::string role = {};
  std::optional<Day> start = {};
  std::optional<Day> end = {};

  friend bool operator==(const Membership&, const Membership&) = default;
};

}  // namespace weaktie
