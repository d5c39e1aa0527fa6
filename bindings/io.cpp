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
      "Reads a file or folder whatever it is: a LinkedIn export, one of the four tables, an alumni directory or an\n"
      "attendee list. The report's `.format` says what it was taken for, and by what.\n\n" WEAKTIE_READER_DOC);
  bind_reader(
      type, "read_linkedin", &read_linkedin,
      "Reads a LinkedIn export: the zip, the folder it was unpacked to, or one of its CSV files, of any year.\n\n"
      "Connections become people with online_contact ties since the day they were made, positions and education of\n"
      "the owner memberships, messages contacts (their text is not kept).\n\n" WEAKTIE_READER_DOC);
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
      "Reads the directory of a school's former students as CSV. `school` is the school of rows that name "
      "none.\n\n" WEAKTIE_READER_DOC);
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
      "Reads who came to an event, as Eventbrite, Meetup, Luma, Handshake or a plain list write it. `event` and "
      "`date`\n"
      "are those of rows that name none.\n\n" WEAKTIE_READER_DOC);
  bind_table_reader(
      type, "read_people", &read_people, &read_people,
      "Reads people: **id** name email phone url headline title organisation field place address birthday;\n"
      "other columns are kept as attributes.\n\n" WEAKTIE_TABLE_DOC
      "\n>>> records = wt.Records()\n"
      ">>> records.read_people({\"key\": [\"ann\"], \"name\": [\"Ann Smith\"]}, columns={\"id\": \"key\"}).kept\n"
      "1\n");
  bind_table_reader(
      type, "read_ties", &read_ties, &read_ties,
      "Reads ties: **source** **target** directed kind chance strength years contexts since, and one contact a\n"
      "row: date channel direction size.\n\n" WEAKTIE_TABLE_DOC);
  bind_table_reader(type, "read_memberships", &read_memberships, &read_memberships,
                    "Reads memberships: **person** **affiliation** weight role start end.\n\n" WEAKTIE_TABLE_DOC);
  bind_table_reader(type, "read_affiliations", &read_affiliations, &read_affiliations,
                    "Reads affiliations: **id** name kind reach size.\n\n" WEAKTIE_TABLE_DOC);
}

}  // namespace weaktie::python
