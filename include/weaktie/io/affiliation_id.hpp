#pragma once
// Ids of affiliations that files bring: made from names, so that two files meet in one school or employer.
#include <optional>
#include <string>
#include <string_view>

#include <weaktie/core/date.hpp>

namespace weaktie {

/// The words of folded(name) joined by "-": "École Normale" -> "ecole-normale". Empty when there is no letter or digit.
[[nodiscard]] std::string slug(std::string_view name);

/// A company's name for comparing: folded, without a leading "the" and legal forms at its end (Ltd, Limited, LLP, LLC,
/// plc, Inc, Incorporated, GmbH).
[[nodiscard]] std::string company_key(std::string_view name);

// Each is empty when the name has no letter or digit.
/// "employer:<company_key>"
[[nodiscard]] std::string employer_id(std::string_view company);
/// "school:<slug>", a leading "the" dropped
[[nodiscard]] std::string school_id(std::string_view school);
/// "course:<school slug>/<degree slug>/<year>": people who finished (were to finish) the same degree in the same year;
/// with only a first year known "course:<school slug>/<degree slug>/from-<year>".
[[nodiscard]] std::string course_id(std::string_view school, std::string_view degree, std::optional<int> last_year,
                                    std::optional<int> first_year = {});
/// "event:<slug>" or "event:<slug>/<YYYY-MM-DD>"
[[nodiscard]] std::string event_id(std::string_view event, std::optional<Day> date = {});

}  // namespace weaktie
