// Alumni directories.
#include <weaktie/io/alumni.hpp>

#include <utility>

#include <weaktie/core/text.hpp>
#include <weaktie/io/affiliation_id.hpp>
#include <weaktie/io/imported_id.hpp>
#include <weaktie/records/resolve.hpp>

#include "lists.hpp"

namespace weaktie {
namespace io {

bool is_alumni_header(const std::vector<std::string>& keys) {
  const bool name =
      has_key(keys, {"name", "fullname", "alumni", "alumnus", "alumna", "alumniname"}) ||
      (has_key(keys, {"firstname", "givenname", "forename"}) && has_key(keys, {"lastname", "surname", "familyname"}));
  return name &&
         has_key(keys, {"classyear", "graduationyear", "gradyear", "yearofgraduation", "classof", "class", "school",
                        "university", "institution", "college", "degree", "degreename", "qualification"});
}

}  // namespace io

ImportReport read_alumni(Records& records, const std::filesystem::path& path, const AlumniOptions& options,
                         const Control& control) {
  using namespace io;
  constexpr double member_weight = .8;  // a finished degree is still an alumni tie
  const Statement by = statement_of(options.owner, options.audience);
  const Sheet sheet = open_sheet(path, is_alumni_header, control);
  if (!sheet.found()) {
    fail_unrecognised(sheet,
                      "an alumni directory has a header with a name (Name, or First Name and Last Name) and a school, "
                      "year or degree");
  }
  const PersonColumns who(sheet);
  const auto degree = sheet.column({"degree", "degreename", "qualification", "programme", "program", "course"}),
             year_column = sheet.column({"classyear", "graduationyear", "gradyear", "yearofgraduation", "classof",
                                         "class", "yeargraduated", "graduated", "year"}),
             school_column = sheet.column({"school", "university", "institution", "college", "schoolname"});

  ImportPlan plan(sheet.file, "alumni directory, recognised by its columns", by);
  add_notes(plan, sheet);
  std::uint64_t done = 0, without_school = 0;
  for (const auto& row : sheet.rows) {
    if (++done % 4096 == 0) control.check(done, sheet.rows.size());
    if (settle_row(plan, row)) continue;
    Person person = who.person(row);
    Affiliation school;
    school.name = cell(row, school_column);
    if (school.name.empty()) school.name = options.school;
    school.id = school_id(school.name);
    school.kind = AffiliationKind::school;
    if (person.name.empty()) {
      plan.reject(row.line, "a row without a name", "Name");
      continue;
    }
    if (school_column != Sheet::npos && row.cells.size() <= school_column && options.school.empty()) {
      plan.reject(row.line,
                  "the row is cut off: it has " + std::to_string(row.cells.size()) + " of " +
                      std::to_string(sheet.header.size()) + " cells",
                  sheet.header[school_column]);
      continue;
    }
    if (school.id.empty()) ++without_school;
    const auto year_text = cell(row, year_column);
    const auto year = foreign_year(year_text);
    if (!year && !year_text.empty())
      plan.note_cell(row.line, sheet.header[year_column], year_text, "no year from 1850 to 2150");

    std::string key = person_key(person);
    if (key.empty()) {
      key = "name:" + name_words(person.name) + "|" + (year ? std::to_string(*year) : std::string()) + "|" + school.id;
    }
    person.id = imported_id(options.owner, "alumni", key);

    Membership at_school;
    at_school.person = person.id;
    at_school.affiliation = school.id;
    at_school.weight = member_weight;
    at_school.role = cell(row, degree);
    if (year) at_school.end = foreign_month(std::to_string(*year), true);
    Affiliation course;
    course.id = course_id(school.name, at_school.role, year);
    course.name = at_school.role + ", " + school.name;
    course.kind = AffiliationKind::course;
    std::vector<Fact> facts;
    facts.emplace_back(std::move(person));
    if (school.id.empty()) {
      plan.keep(row.line, std::move(facts));
      continue;
    }
    Membership on_course = at_school;
    on_course.affiliation = course.id;
    facts.emplace_back(std::move(at_school));
    facts.emplace_back(std::move(school));
    if (!course.id.empty()) {
      facts.emplace_back(std::move(on_course));
      facts.emplace_back(std::move(course));
    }
    plan.keep(row.line, std::move(facts));
  }
  control.check(done, sheet.rows.size());
  if (without_school != 0) {
    plan.note(sheet.file + ": " + std::to_string(without_school) + (without_school == 1 ? " row names" : " rows name") +
              " no school and give a person without a membership; school= gives one to all such rows");
  }
  return plan.commit(records);
}

}  // namespace weaktie
