// Readers of files and tables, as methods of Records.
#include <type_traits>

#include <weaktie/io/alumni.hpp>
#include <weaktie/io/attendees.hpp>
#include <weaktie/io/linkedin.hpp>
#include <weaktie/io/read_any.hpp>
#include <weaktie/io/tables.hpp>

#include "convert.hpp"
#include "rooms.hpp"

namespace weaktie::python {
namespace {

using OptionalText = std::optional<py::str>;
using RecordsClass = py::class_<SharedRecords, std::shared_ptr<SharedRecords>>;
using FileReader = ImportReport (*)(Records&, const std::filesystem::path&, const TableOptions&, const Control&);
using TableReader = ImportReport (*)(Records&, const Table&, const TableOptions&);

#define WEAKTIE_READER_DOC                                                                                           \
  "`owner` is the id of the person who states what is read (default: the operator), `audience` who may see it\n"     \
  "(default `self`). `progress` is called with (done, total) bytes and may return False to stop. Reading the same\n" \
  "again changes nothing. Returns an ImportReport. Raises ImportFailed, InvalidValue, Cancelled; the records stay\n" \
  "as they were then.\n"

#define WEAKTIE_TABLE_DOC                                                                                           \
  "`table` is a CSV path, a dict of columns, or anything with `__arrow_c_stream__` (pandas, polars, pyarrow,\n"     \
  "DuckDB). Header names are exact, in any order; `columns={ours: theirs}` maps others. A row with a bad cell is\n" \
  "rejected and the rest is kept. Rows may have their own `stated_by`, `audience` and "                             \
  "`stated_on`.\n\n" WEAKTIE_READER_DOC

/// A reader of files whose options are owner and audience.
template <class Reader>
void bind_reader(RecordsClass& type, const char* name, Reader reader, const char* doc) {
  type.def(
      name,
      [reader](SharedRecords& self, const std::filesystem::path& path, const OptionalText& owner,
               const OptionalText& audience, const py::object& progress) {
        const ImportOptions options{text_of(owner), text_of(audience)};
        const Control control = control_of(progress);
        return with(self, [&](Records& records) { return reader(records, path, options, control); });
      },
      "path"_a, py::kw_only(), "owner"_a = py::none(), "audience"_a = py::none(), "progress"_a = py::none(), doc);
}

void bind_table_reader(RecordsClass& type, const char* name, FileReader from_file, TableReader from_table,
                       const char* doc) {
  type.def(
      name,
      [from_file, from_table](
          SharedRecords& self, const py::object& source, const OptionalText& owner, const OptionalText& audience,
          const std::optional<std::map<std::string, std::string>>& columns, const py::object& progress) {
        TableOptions options;
        options.owner = text_of(owner);
        options.audience = text_of(audience);
        if (columns) options.columns = *columns;
        const Control control = control_of(progress);
        const PathOrTable given = path_or_table(source);
        return with(self, [&](Records& records) {
          if (const auto* path = std::get_if<std::filesystem::path>(&given)) {
            return from_file(records, *path, options, control);
          }
          return from_table(records, std::get<Table>(given), options);
        });
      },
      "table"_a, py::kw_only(), "owner"_a = py::none(), "audience"_a = py::none(), "columns"_a = py::none(),
      "progress"_a = py::none(), doc);
}

}  // namespace

void bind_io(py::module_& m) {
  auto type = py::reinterpret_borrow<RecordsClass>(m.attr("Records"));
  bind_reader(
      type, "read", &read,
      R"doc(Reads a file or folder whatever it is: a LinkedIn export, one of the four tables, an alumni directory or an
attendee list. The report's `.format` says what it was taken for, and by what.

)doc" WEAKTIE_READER_DOC R"doc(
>>> report = wt.Records().read(wt.example_path() / "wish_list.csv")
>>> report.format, report.kept
('people table, recognised by the column id', 18)
)doc");
  bind_reader(
      type, "read_linkedin", &read_linkedin,
      R"doc(Reads a LinkedIn export: the zip, the folder it was unpacked to, or one of its CSV files, of any year.

Connections become people with online_contact ties since the day they were made, positions and education of
the owner memberships, messages contacts (their text is not kept).

)doc" WEAKTIE_READER_DOC R"doc(
>>> report = wt.Records().read_linkedin(wt.example_path() / "ben_linkedin_export.zip", owner="ben")
>>> report.read == report.kept + report.merged + report.skipped + report.rejected
True
>>> report.rows[0].reason
'hidden profile: the row has a date and nothing else'
)doc");
  type.def(
      "read_alumni",
      [](SharedRecords& self, const std::filesystem::path& path, const OptionalText& owner,
         const OptionalText& audience, const OptionalText& school, const py::object& progress) {
        const AlumniOptions options{text_of(owner), text_of(audience), text_of(school)};
        const Control control = control_of(progress);
        return with(self, [&](Records& records) { return read_alumni(records, path, options, control); });
      },
      "path"_a, py::kw_only(), "owner"_a = py::none(), "audience"_a = py::none(), "school"_a = py::none(),
      "progress"_a = py::none(),
      R"doc(Reads the directory of a school's former students as CSV. `school` is the school of rows that name none.

)doc" WEAKTIE_READER_DOC R"doc(
>>> report = wt.Records().read_alumni(wt.example_path() / "alumni_directory.csv", audience="everyone")
>>> report.kept, report.rejected
(589, 2)
)doc");
  type.def(
      "read_attendees",
      [](SharedRecords& self, const std::filesystem::path& path, const OptionalText& owner,
         const OptionalText& audience, const OptionalText& event, const std::optional<DateArgument>& date,
         const py::object& progress) {
        AttendeesOptions options;
        options.owner = text_of(owner);
        options.audience = text_of(audience);
        options.event = text_of(event);
        if (date) options.date = date->day;
        const Control control = control_of(progress);
        return with(self, [&](Records& records) { return read_attendees(records, path, options, control); });
      },
      "path"_a, py::kw_only(), "owner"_a = py::none(), "audience"_a = py::none(), "event"_a = py::none(),
      "date"_a = py::none(), "progress"_a = py::none(),
      R"doc(Reads who came to an event, as Eventbrite, Meetup, Luma, Handshake or a plain list write it. `event` and `date` are
those of rows that name none.

)doc" WEAKTIE_READER_DOC R"doc(
>>> report = wt.Records().read_attendees(wt.example_path() / "event_attendees.csv", owner="sarah")
>>> report.kept, report.skipped
(72, 11)
)doc");
  bind_table_reader(
      type, "read_people", &read_people, &read_people,
      "Reads people: **id** name email phone url headline title organisation field place address birthday;\n"
      "other columns are kept as attributes.\n\n" WEAKTIE_TABLE_DOC
      "\n>>> records = wt.Records()\n"
      ">>> records.read_people({\"key\": [\"ann\"], \"name\": [\"Ann Smith\"]}, columns={\"id\": \"key\"}).kept\n"
      "1\n");
  bind_table_reader(
      type, "read_ties", &read_ties, &read_ties,
      R"doc(Reads ties: **source** **target** directed kind chance strength years contexts since, and one contact a
row: date channel direction size.

)doc" WEAKTIE_TABLE_DOC R"doc(
>>> records = wt.Records()
>>> records.read_ties({"source": ["sarah"], "target": ["mum"], "kind": ["family"], "strength": [5]}).kept
1
)doc");
  bind_table_reader(type, "read_memberships", &read_memberships, &read_memberships,
                    R"doc(Reads memberships: **person** **affiliation** weight role start end.

)doc" WEAKTIE_TABLE_DOC R"doc(
>>> wt.Records().read_memberships({"person": ["sarah"], "affiliation": ["warwick"]}).kept
1
)doc");
  bind_table_reader(type, "read_affiliations", &read_affiliations, &read_affiliations,
                    R"doc(Reads affiliations: **id** name kind reach size.

)doc" WEAKTIE_TABLE_DOC R"doc(
>>> wt.Records().read_affiliations({"id": ["warwick"], "kind": ["school"], "reach": [0.2]}).kept
1
)doc");
}

}  // namespace weaktie::python
