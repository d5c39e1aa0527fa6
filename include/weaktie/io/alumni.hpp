#pragma once
// The directory of a school's former students.
#include <filesystem>
#include <string>

#include <weaktie/core/control.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/records/records.hpp>

namespace weaktie {

struct AlumniOptions {
  std::string owner = {};     ///< who brings the directory, the source of its statements; empty: the operator
  std::string audience = {};  ///< who may see it; empty: self
  std::string school = {};    ///< the school of rows that name none
};

/// Reads a directory as CSV. Columns are known by their usual names (Name, or First Name and Last Name; Degree; Class
/// Year, Graduation Year; School, University, Institution; Employer, Company, Organisation; Job Title, Position; City,
/// Location; E-Mail; LinkedIn, Profile URL; Phone); "Family, Given" becomes "Given Family". A row becomes a person and
/// a membership of weight .8 in `school:<slug>`, and in `course:<school>/<degree>/<year>` when both are known.
/// A person is told apart by mail address, else profile address, else name, year and school.
/// A row without a name, or cut off before its school, is rejected. A blank school gives a person and no membership; a
/// year that is none is left out; both are noted.
/// Records stay unchanged when this throws.
/// @throws ImportFailed (no header with a name and a school, year or degree; empty, unreadable, over a limit),
///         InvalidValue (bad audience), Cancelled
ImportReport read_alumni(Records& records, const std::filesystem::path& path, const AlumniOptions& options = {},
                         const Control& control = {});

}  // namespace weaktie
