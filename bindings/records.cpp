// People, ties, affiliations and memberships as statements; import reports; who is who; fields of work.
#include <algorithm>
#include <map>

#include <weaktie/network/freeze.hpp>
#include <weaktie/records/field.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/records/records_bytes.hpp>
#include <weaktie/records/resolve.hpp>

#include "convert.hpp"
#include "html.hpp"
#include "json.hpp"
#include "rooms.hpp"
#include "value.hpp"

namespace weaktie::python {
namespace {

using OptionalText = std::optional<py::str>;
using OptionalDate = std::optional<DateArgument>;

std::optional<Day> day_of(const OptionalDate& date) {
  if (!date) return std::nullopt;
  return date->day;
}

Statement statement_of(const OptionalText& stated_by, const OptionalText& audience, const OptionalDate& stated_on) {
  Statement by;
  by.stated_by = text_of(stated_by);
  if (audience) by.audience = text_of(*audience);
  by.stated_on = day_of(stated_on);
  return by;
}

template <class Number>
std::optional<Number> optional_count(const std::optional<Whole>& number, std::int64_t low, const char* what) {
  if (!number) return std::nullopt;
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<Number>::max());
  constexpr auto high =
      static_cast<std::int64_t>(std::min<std::uint64_t>(most, std::numeric_limits<std::int64_t>::max()));
  return static_cast<Number>(in_range(*number, low, high, what));
}

// Ends of the docstrings that all entries share.
#define WEAKTIE_STATEMENT_DOC                                                                                     \
  "`stated_by` is the id of the person who says so (default: the operator), `audience` who may see it (`self`,\n" \
  "`ties`, `group:<affiliation id>`, `everyone`; default `self`; without effect yet), `stated_on` the day from\n" \
  "which it holds (default: always). Returns whether it added anything: False when all of it is known.\n"

/// Views of the texts of a tuple, blank where an item is None, without a copy; false if an item is anything else.
bool texts_where_they_lie(const py::tuple& items, std::vector<std::string_view>& texts) {
  texts.assign(items.size(), {});
  for (std::size_t row = 0; row < texts.size(); ++row) {
    PyObject* item = PyTuple_GET_ITEM(items.ptr(), static_cast<Py_ssize_t>(row));
    if (item == Py_None) continue;
    if (PyUnicode_Check(item) == 0) return false;
    Py_ssize_t length = 0;
    const char* bytes = PyUnicode_AsUTF8AndSize(item, &length);
    if (bytes == nullptr) {
      PyErr_Clear();  // half a character: the slow way says so
      return false;
    }
    texts[row] = {bytes, static_cast<std::size_t>(length)};
  }
  return true;
}

/// The table field, confidence of these texts. Called with the interpreter's lock, lets it go meanwhile.
py::object fields_table(const std::vector<std::string_view>& texts, const Control& control) {
  auto out = std::make_shared<Table>();
  {
    const py::gil_scoped_release unlocked;
    std::vector<std::uint8_t> found(texts.size());
    std::vector<double> confidences(texts.size());
    field_of(texts, found, confidences, FieldTable::standard(), control);
    Ticks ticks(interruptible());
    std::vector<std::string> names(texts.size());
    std::vector<bool> missing(texts.size());
    bool any = false;
    for (std::size_t row = 0; row < texts.size(); ++row) {
      ticks();
      missing[row] = found[row] == no_field;
      any = any || missing[row];
      if (!missing[row]) names[row] = field_names[found[row]];
    }
    if (!any) missing.clear();
    out->add(Column{"field", std::move(names), missing});
    out->add(Column{"confidence", std::move(confidences), std::move(missing)});
  }
  return py::cast(std::move(out));
}

// The order of RowOutcome.
constexpr std::string_view outcome_names[] = {"skipped", "rejected"};

py::tuple state_of(const ReportRow& row) {
  return py::make_tuple(to_python(outcome_names[static_cast<std::size_t>(row.outcome)]), to_python(row.place.file),
                        row.place.line, row.place.column, to_python(row.place.field), to_python(row.reason));
}

ReportRow row_of_state(const py::str& outcome, const py::str& file, std::uint32_t line, std::uint32_t column,
                       const py::str& field, const py::str& reason) {
  return {named<RowOutcome>(text_of(outcome), outcome_names, "outcome"),
          {text_of(file), line, column, text_of(field)},
          text_of(reason)};
}

py::tuple state_of(const ImportReport& report) {
  const auto each = [](const auto& rows) { return tuple_of(rows, [](const auto& row) { return state_of(row); }); };
  return py::make_tuple(to_python(report.path), to_python(report.format), report.read, report.kept, report.merged,
                        report.skipped, report.rejected, each(report.rows), each(report.files),
                        py::tuple(to_python(report.notes)));
}

using ReportState = std::tuple<std::string, std::string, std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t,
                               std::uint64_t, std::vector<py::tuple>, std::vector<py::tuple>, std::vector<std::string>>;

Table table_of(const std::vector<ReportRow>& rows) {
  std::vector<std::string> outcomes, files, fields, reasons;
  std::vector<std::uint32_t> lines, columns;
  std::vector<bool> no_file, no_line, no_column, no_field_named;
  for (const ReportRow& row : rows) {
    outcomes.emplace_back(outcome_names[static_cast<std::size_t>(row.outcome)]);
    files.push_back(row.place.file);
    no_file.push_back(row.place.file.empty());
    lines.push_back(row.place.line);
    no_line.push_back(row.place.line == 0);
    columns.push_back(row.place.column);
    no_column.push_back(row.place.column == 0);
    fields.push_back(row.place.field);
    no_field_named.push_back(row.place.field.empty());
    reasons.push_back(row.reason);
  }
  Table out;
  out.add({"outcome", std::move(outcomes), {}, false});
  out.add({"file", std::move(files), std::move(no_file), false});
  out.add({"line", std::move(lines), std::move(no_line), false});
  out.add({"column", std::move(columns), std::move(no_column), false});
  out.add({"field", std::move(fields), std::move(no_field_named), false});
  out.add({"reason", std::move(reasons), {}, false});
  return out;
}

ImportReport report_of_state(const py::tuple& state) {
  ImportReport out;
  std::vector<py::tuple> rows, files;
  std::tie(out.path, out.format, out.read, out.kept, out.merged, out.skipped, out.rejected, rows, files, out.notes) =
      state.cast<ReportState>();
  for (const auto& row : rows) {
    const auto [outcome, file, line, column, field, reason] =
        row.cast<std::tuple<py::str, py::str, std::uint32_t, std::uint32_t, py::str, py::str>>();
    out.rows.push_back(row_of_state(outcome, file, line, column, field, reason));
  }
  for (const auto& file : files) out.files.push_back(report_of_state(file));
  return out;
}

html::Row html_row(const ReportRow& row) {
  return {html::cell(outcome_names[static_cast<std::size_t>(row.outcome)]), html::cell(row.reason),
          html::cell(row.place.text())};
}

html::Row html_counts(const ImportReport& report) {
  const std::size_t folder = report.path.rfind('/');
  const std::string_view file = std::string_view(report.path).substr(folder == std::string::npos ? 0 : folder + 1);
  html::Row out{html::cell(file.empty() ? "(a table)" : file)};
  for (const std::uint64_t count : {report.read, report.kept, report.merged, report.skipped, report.rejected}) {
    out.push_back(html::cell(count));
  }
  out.push_back(html::cell(report.format));
  return out;
}

std::string html_of(const ImportReport& report) {
  std::vector<html::Row> files{html_counts(report)};
  for (const auto& file : report.files) files.push_back(html_counts(file));
  std::string out = html::heading("ImportReport") +
                    html::table({"file", "read", "kept", "merged", "skipped", "rejected", "format"}, files);
  for (const auto& note : report.notes) out += html::note(html::text(note));
  std::vector<html::Row> rows;
  for (const auto& row : report.rows) {
    if (rows.size() < 10) rows.push_back(html_row(row));
  }
  out += html::table({"row", "reason", "place"}, rows);
  if (report.rows.size() > rows.size()) {
    out += html::note("the first " + html::count_text(rows.size()) + " of " +
                      html::counted(report.rows.size(), "such row", "such rows"));
  }
  return html::whole(out);
}

void bind_report(py::module_& m) {
  py::class_<ReportRow> row(
      m, "ReportRow",
      R"doc(A row that gave no statement, with its place and the reason. A value: it compares, hashes, copies and pickles.

>>> row = wt.Records().read_ties({"source": ["sarah"], "target": ["sarah"]}).rows[0]
>>> row.outcome, row.line, row.field, row.reason
('rejected', 1, 'target', "a tie of a person to themself: 'sarah'")
)doc");
  shown(row);
  bind_json(row, WEAKTIE_JSON_DOC R"doc(>>> report = wt.Records().read_people({"id": [None], "name": ["Ben"]})
>>> print(report.rows[0].to_json())
{"outcome":"rejected","file":null,"line":1,"column":null,"field":"id","reason":"a blank cell in a required column"}
)doc");
  row.def_property_readonly(
         "outcome", [](const ReportRow& self) { return self.outcome == RowOutcome::skipped ? "skipped" : "rejected"; },
         "\"skipped\" (by design, such as a hidden profile) or \"rejected\" (could not be understood).")
      .def_property_readonly(
          "file", [](const ReportRow& self) { return text_or_none(self.place.file); }, "The file, or None.")
      .def_property_readonly(
          "line",
          [](const ReportRow& self) {
            return self.place.line == 0 ? py::object(py::none()) : py::object(py::int_(self.place.line));
          },
          "The line, from 1, or None.")
      .def_property_readonly(
          "column",
          [](const ReportRow& self) {
            return self.place.column == 0 ? py::object(py::none()) : py::object(py::int_(self.place.column));
          },
          "The column, from 1, or None.")
      .def_property_readonly(
          "field", [](const ReportRow& self) { return text_or_none(self.place.field); },
          "The name of the field, or None.")
      .def_property_readonly(
          "reason", [](const ReportRow& self) { return to_python(self.reason); }, "Why, in words.")
      .def("__repr__", [](const ReportRow& self) {
        const std::string place = self.place.text();
        return to_python(std::string("<") + (self.outcome == RowOutcome::skipped ? "skipped" : "rejected") + ": " +
                         self.reason + (place.empty() ? "" : " (" + place + ")") + ">");
      });
  row.def("_repr_html_",
          [](const ReportRow& self) { return to_python(html::whole(html::table({}, {html_row(self)}))); });
  value(
      row, [](const ReportRow& self) { return state_of(self); }, &row_of_state);

  py::class_<ImportReport> report(
      m, "ImportReport",
      "What an import did with every row: `read = kept + merged + skipped + rejected`.\n\n"
      ">>> records = wt.Records()\n"
      ">>> report = records.read_ties({\"source\": [\"sarah\", \"sarah\"], \"target\": [\"mum\", \"sarah\"]})\n"
      ">>> report.read, report.kept, report.rejected\n"
      "(2, 1, 1)\n");
  shown(report);
  bind_json(report, WEAKTIE_JSON_DOC R"doc(>>> import json
>>> report = wt.Records().read_people({"id": ["ann"], "name": ["Ann Smith"]})
>>> json.loads(report.to_json())["kept"]
1
)doc");
  report
      .def_property_readonly(
          "path", [](const ImportReport& self) { return to_python(self.path); }, "What was read.")
      .def_property_readonly(
          "format", [](const ImportReport& self) { return to_python(self.format); },
          "The format, and how it was recognised.")
      .def_readonly("read", &ImportReport::read, "All rows of the input.")
      .def_readonly("kept", &ImportReport::kept, "Rows that added a statement.")
      .def_readonly("merged", &ImportReport::merged, "Rows of which everything was known.")
      .def_readonly("skipped", &ImportReport::skipped, "Rows left out by design, each listed in `rows`.")
      .def_readonly("rejected", &ImportReport::rejected, "Rows that could not be understood, each listed in `rows`.")
      .def_property_readonly(
          "rows", [](const ImportReport& self) { return py::cast(self.rows); },
          "The skipped and rejected rows in file order: a list of `ReportRow`.")
      .def_property_readonly(
          "files", [](const ImportReport& self) { return py::cast(self.files); },
          "The reports of the files inside a zip or folder, which this one sums up.")
      .def_property_readonly(
          "notes", [](const ImportReport& self) { return to_python(self.notes); },
          "What one should know, in sentences.")
      .def("__repr__", [](const ImportReport& self) {
        std::string out = "<ImportReport";
        if (!self.format.empty()) out += " of " + self.format;
        out += ": " + std::to_string(self.read) + " read, " + std::to_string(self.kept) + " kept, " +
               std::to_string(self.merged) + " merged, " + std::to_string(self.skipped) + " skipped, " +
               std::to_string(self.rejected) + " rejected>";
        return to_python(out);
      });
  report.def(
      "to_table", [](const ImportReport& self) { return share(table_of(self.rows)); },
      R"doc(The skipped and rejected rows as a `Table` outcome, file, line, column, field, reason. O(rows).

>>> report = wt.Records().read_ties({"source": ["sarah", "sarah"], "target": ["mum", "sarah"]})
>>> report.to_table().rows()[0]["outcome"]
'rejected'
)doc");
  report.def("_repr_html_", [](const ImportReport& self) { return to_python(html_of(self)); });
  const auto report_state = [](const ImportReport& self) { return state_of(self); };
  equal_by(report, report_state);
  pickled(report, report_state, [](const py::args& state) { return report_of_state(state); });
}

/// The names of the fields of a person, for `edit`.
std::map<std::string, std::string> fields_of_kwargs(const py::kwargs& fields) {
  std::map<std::string, std::string> out;
  for (const auto& [name, value] : fields) {
    if (!value.is_none() && PyUnicode_Check(value.ptr()) == 0) {
      throw py::type_error("edit(): the value of '" + text_of(py::reinterpret_borrow<py::str>(name)) +
                           "' is a str, or None to clear it");
    }
    out[text_of(py::reinterpret_borrow<py::str>(name))] =
        value.is_none() ? std::string() : text_of(py::reinterpret_borrow<py::str>(value));
  }
  return out;
}

Table table_of(const std::vector<Match>& matches) {
  std::vector<std::string> a, b, lanes, reasons;
  std::vector<double> log_odds;
  for (const Match& match : matches) {
    a.push_back(match.a);
    b.push_back(match.b);
    lanes.emplace_back(lane_names[static_cast<std::size_t>(match.lane)]);
    log_odds.push_back(match.log_odds);
    reasons.push_back(match.reasons);
  }
  Table out;
  out.add({"a", std::move(a), {}, false});
  out.add({"b", std::move(b), {}, false});
  out.add({"lane", std::move(lanes), {}, false});
  out.add({"log_odds", std::move(log_odds), {}, false});
  out.add({"reasons", std::move(reasons), {}, false});
  return out;
}

void bind_entry(py::class_<SharedRecords, std::shared_ptr<SharedRecords>>& type) {
  const Tie tie;
  const Contact contact;
  type.def(
          "add_person",
          [](SharedRecords& self, const py::str& id, const OptionalText& name, const OptionalText& email,
             const OptionalText& phone, const OptionalText& url, const OptionalText& headline,
             const OptionalText& title, const OptionalText& organisation, const OptionalText& field,
             const OptionalText& place, const OptionalText& address, const OptionalText& birthday,
             const std::optional<std::map<std::string, std::string>>& attributes, const OptionalText& stated_by,
             const OptionalText& audience, const OptionalDate& stated_on) {
            Person person;
            person.id = text_of(id);
            const OptionalText* given[] = {&name,         &email, &phone, &url,     &headline, &title,
                                           &organisation, &field, &place, &address, &birthday};
            static_assert(std::size(given) == std::size(person_fields));
            for (std::size_t i = 0; i < std::size(given); ++i) person.*person_fields[i].member = text_of(*given[i]);
            if (attributes) person.attributes = *attributes;
            const Statement by = statement_of(stated_by, audience, stated_on);
            return with(self, [&](Records& records) { return records.add_person(person, by); });
          },
          "id"_a, py::kw_only(), "name"_a = py::none(), "email"_a = py::none(), "phone"_a = py::none(),
          "url"_a = py::none(), "headline"_a = py::none(), "title"_a = py::none(), "organisation"_a = py::none(),
          "field"_a = py::none(), "place"_a = py::none(), "address"_a = py::none(), "birthday"_a = py::none(),
          "attributes"_a = py::none(), "stated_by"_a = py::none(), "audience"_a = py::none(),
          "stated_on"_a = py::none(),
          "Adds what somebody says about a person. `id` is any non-empty text; several mails or phones are joined by\n"
          "\" ; \"; `address` and `birthday` serve to tell people apart and nothing else; `attributes` are kept as "
          "they are.\n\n" WEAKTIE_STATEMENT_DOC
          "Raises InvalidValue for an empty id or an unknown audience.\n\n"
          ">>> records = wt.Records()\n"
          ">>> records.add_person(\"ann\", name=\"Ann Smith\", title=\"Solicitor\")\n"
          "True\n"
          ">>> records.add_person(\"ann\", name=\"Ann Smith\", title=\"Solicitor\")\n"
          "False\n")
      .def(
          "add_tie",
          [](SharedRecords& self, const py::str& source, const py::str& target, const py::str& kind,
             std::optional<double> chance, std::optional<double> strength, std::optional<double> years,
             const std::optional<Whole>& contexts, bool directed, const OptionalDate& date, const OptionalText& channel,
             const py::str& direction, const std::optional<Whole>& size, const OptionalDate& since,
             const OptionalText& stated_by, const OptionalText& audience, const OptionalDate& stated_on) {
            Tie out;
            out.source = text_of(source);
            out.target = text_of(target);
            out.directed = directed;
            out.kind = tie_kind(text_of(kind));
            out.chance = chance;
            out.strength = strength;
            out.years = years;
            out.contexts = optional_count<std::uint32_t>(contexts, 0, "contexts");
            out.since = day_of(since);
            const Direction way = named<Direction>(text_of(direction), direction_names, "direction");
            if (date && channel) {
              Contact made;
              made.date = date->day;
              made.channel = named<Channel>(text_of(*channel), channel_names, "channel");
              made.direction = way;
              if (size) {
                made.size = *optional_count<std::uint32_t>(size, 0, "size");
              } else if (made.channel == Channel::event) {
                made.size = 2;  // both ends are there
              }
              out.contact = made;
            } else if (date || channel || size) {
              throw InvalidValue("a contact needs both its date and its channel", "",
                                 Place{{}, 0, 0, date ? "channel" : "date"});
            }
            const Statement by = statement_of(stated_by, audience, stated_on);
            return with(self, [&](Records& records) { return records.add_tie(out, by); });
          },
          "source"_a, "target"_a, py::kw_only(), "kind"_a = py::str(std::string(name_of(tie.kind))),
          "chance"_a = py::none(), "strength"_a = py::none(), "years"_a = py::none(), "contexts"_a = py::none(),
          "directed"_a = tie.directed, "date"_a = py::none(), "channel"_a = py::none(),
          "direction"_a = py::str(std::string(name_of(contact.direction))), "size"_a = py::none(),
          "since"_a = py::none(), "stated_by"_a = py::none(), "audience"_a = py::none(), "stated_on"_a = py::none(),
          "Adds what somebody says about who knows whom; several statements about one tie all stand.\n\n"
          "`kind`: family, friend, tutor, mentor, colleague, former_colleague, peer, acquaintance, met_at_event,\n"
          "heard_speaker, online_contact, online_follow. `chance` in (0, 1] overrides everything else; `strength` 1 to "
          "5 as\n"
          "felt; `years` known, >= 0 (or `since`, a day); `contexts`: how many contexts are shared, >= 1; `directed`: "
          "only\n"
          "from source to target. One contact: `date` and `channel` (meeting, video, call, message, event, reaction),\n"
          "`direction` (out, in, both) and `size` (people addressed; at an event everyone present, at least "
          "2).\n\n" WEAKTIE_STATEMENT_DOC
          "Raises InvalidValue for a value outside its range and for a tie of a person to themself.\n\n"
          ">>> records = wt.Records()\n"
          ">>> records.add_tie(\"sarah\", \"mum\", kind=\"family\", strength=5)\n"
          "True\n"
          ">>> records.add_tie(\"sarah\", \"li\", date=\"2026-10-01\", channel=\"event\", size=40)\n"
          "True\n")
      .def(
          "add_affiliation",
          [](SharedRecords& self, const py::str& id, const OptionalText& name, const py::str& kind,
             std::optional<double> reach, const std::optional<Whole>& size, const OptionalText& stated_by,
             const OptionalText& audience, const OptionalDate& stated_on) {
            Affiliation out;
            out.id = text_of(id);
            out.name = text_of(name);
            out.kind = affiliation_kind(text_of(kind));
            out.reach = reach;
            out.size = optional_count<std::uint64_t>(size, 0, "size");
            const Statement by = statement_of(stated_by, audience, stated_on);
            return with(self, [&](Records& records) { return records.add_affiliation(out, by); });
          },
          "id"_a, py::kw_only(), "name"_a = py::none(), "kind"_a = py::str(std::string(name_of(Affiliation().kind))),
          "reach"_a = py::none(), "size"_a = py::none(), "stated_by"_a = py::none(), "audience"_a = py::none(),
          "stated_on"_a = py::none(),
          R"doc(Adds something people may share. `kind`: course, department, school, event, association, employer, club.
`reach` in (0, 1] is the chance that one member agrees when another asks (default: of its kind and size);
`size` is the number of members in the world, >= 0.

)doc" WEAKTIE_STATEMENT_DOC
          R"doc(Raises InvalidValue for an empty id, an unknown kind or audience, a reach outside its range.

>>> records = wt.Records()
>>> records.add_affiliation("warwick", name="University of Warwick", kind="school", size=27_000)
True
)doc")
      .def(
          "add_membership",
          [](SharedRecords& self, const py::str& person, const py::str& affiliation, std::optional<double> weight,
             const OptionalText& role, const OptionalDate& start, const OptionalDate& end,
             const OptionalText& stated_by, const OptionalText& audience, const OptionalDate& stated_on) {
            Membership out;
            out.person = text_of(person);
            out.affiliation = text_of(affiliation);
            out.weight = weight;
            out.role = text_of(role);
            out.start = day_of(start);
            out.end = day_of(end);
            const Statement by = statement_of(stated_by, audience, stated_on);
            return with(self, [&](Records& records) { return records.add_membership(out, by); });
          },
          "person"_a, "affiliation"_a, py::kw_only(), "weight"_a = py::none(), "role"_a = py::none(),
          "start"_a = py::none(), "end"_a = py::none(), "stated_by"_a = py::none(), "audience"_a = py::none(),
          "stated_on"_a = py::none(),
          R"doc(Adds that a person belongs to an affiliation. `weight` in (0, 1] (default: 1.0 with an active role, 0.8 as a
plain member, 0.5 once it ended); `role` in words; `start` and `end` are days.

)doc" WEAKTIE_STATEMENT_DOC R"doc(Raises InvalidValue for an empty id, an unknown audience, a weight outside its range.

>>> records = wt.Records()
>>> records.add_membership("sarah", "warwick", role="student", start="2025-10-01")
True
)doc");
}

void bind_changes(py::class_<SharedRecords, std::shared_ptr<SharedRecords>>& type) {
  type.def(
          "edit",
          [](SharedRecords& self, const py::str& id, const py::kwargs& fields) {
            const auto person = text_of(id);
            const auto given = fields_of_kwargs(fields);
            with(self, [&](Records& records) { records.edit(person, given); });
          },
          "id"_a, py::pos_only(),
          "Sets fields of a person by hand: this wins over what files say, also after they are read again.\n\n"
          "Names are the columns of the people table; \"\" or None clears a field; other names become attributes.\n"
          "Raises UnknownPerson.\n\n"
          ">>> records = wt.Records()\n"
          ">>> records.add_person(\"ann\", title=\"Solicitor\")\n"
          "True\n"
          ">>> records.edit(\"ann\", title=\"Partner\")\n"
          ">>> records.people()[\"title\"][0]\n"
          "'Partner'\n")
      .def(
          "remove",
          [](SharedRecords& self, const py::str& id, const OptionalText& tie, const OptionalText& affiliation) {
            if (tie && affiliation) throw InvalidValue("remove() takes a tie or an affiliation, not both");
            const std::string person = text_of(id), other = tie ? text_of(*tie) : text_of(affiliation);
            return with(self, [&](Records& records) {
              if (tie) return records.remove_tie(person, other);
              if (affiliation) return records.remove_membership(person, other);
              return records.remove(person);
            });
          },
          "id"_a, py::kw_only(), "tie"_a = py::none(), "affiliation"_a = py::none(),
          R"doc(Takes back every statement about a person; with `tie=` only the ties between the two, with `affiliation=` only that
membership. Returns how many statements. Raises UnknownPerson, InvalidValue for both at once. O(statements).

>>> records = wt.Records()
>>> records.add_tie("sarah", "ben", kind="friend")
True
>>> records.remove("sarah", tie="ben")
1
)doc")
      .def(
          "same",
          [](SharedRecords& self, const py::str& a, const py::str& b) {
            const std::string first = text_of(a), second = text_of(b);
            with(self, [&](Records& records) { records.same(first, second); });
          },
          "a"_a, "b"_a,
          R"doc(Says that two ids are one person; wins over `resolve()`, and can be undone by `different()`. Raises UnknownPerson,
InvalidValue for one id twice.

>>> records = wt.Records()
>>> records.add_person("a1"), records.add_person("a2")
(True, True)
>>> records.same("a1", "a2")
>>> records.person_of("a2")
'a1'
)doc")
      .def(
          "different",
          [](SharedRecords& self, const py::str& a, const py::str& b) {
            const std::string first = text_of(a), second = text_of(b);
            with(self, [&](Records& records) { records.different(first, second); });
          },
          "a"_a, "b"_a,
          R"doc(Says that two ids are two people; wins over `resolve()`, and can be undone by `same()`. Raises UnknownPerson,
InvalidValue for one id twice.

>>> records = wt.Records()
>>> for id in "a1", "a2":
...     _ = records.add_person(id, email="team@example.org")
>>> records.different("a1", "a2")
>>> list(records.resolve()["lane"]), records.person_of("a2")
(['different'], 'a2')
)doc")
      .def(
          "person_of",
          [](SharedRecords& self, const py::str& id) {
            const std::string asked = text_of(id);
            return to_python(with(self, [&](Records& records) { return records.person_of(asked); }));
          },
          "id"_a, R"doc(The id a person now has: the smallest of those that are one person. Raises UnknownPerson.

>>> records = wt.Records()
>>> records.add_person("a1"), records.add_person("a2")
(True, True)
>>> records.same("a1", "a2")
>>> records.person_of("a2"), records.person_of("a1")
('a1', 'a1')
)doc")
      .def(
          "resolve",
          [](SharedRecords& self, const py::object& progress) {
            const Control control = control_of(progress);
            return share(with(self, [&](Records& records) { return table_of(resolve(records, control)); }));
          },
          py::kw_only(), "progress"_a = py::none(),
          "Finds records of one person and links the certain ones; everything can be undone.\n\n"
          "First by exact keys (profile address, mail, phone), then by names, employers, titles, places, birthdays,\n"
          "street addresses and courses, weighed by what the records at hand show of how often they agree by chance.\n"
          "Never by a name alone: namesakes go to review. Returns a table a, b, lane (certain, review, different),\n"
          "log_odds (natural), reasons. O(records) plus the pairs compared.\n\n"
          ">>> records = wt.Records()\n"
          ">>> for id in \"a1\", \"a2\":\n"
          "...     _ = records.add_person(id, name=\"Ann Smith\", email=\"ann@example.org\")\n"
          ">>> list(records.resolve()[\"lane\"]), records.person_of(\"a2\")\n"
          "(['certain'], 'a1')\n");
}

}  // namespace

void bind_records(py::module_& m) {
  bind_report(m);
  py::class_<SharedRecords, std::shared_ptr<SharedRecords>> type(
      m, "Records",
      "What is known: statements about people, ties, affiliations and memberships, each with its source.\n\n"
      "In memory; `copy.copy` gives an independent value. A person exists as soon as a statement names them. Until\n"
      "audiences are enforced, a network frozen from records holds every statement.\n\n"
      ">>> records = wt.Records()\n"
      ">>> records.add_tie(\"sarah\", \"tutor\", kind=\"tutor\")\n"
      "True\n"
      ">>> network = records.freeze(as_of=\"2026-11-01\")\n"
      ">>> len(network)\n"
      "2\n");
  shown(type, py::cpp_function([] { return std::make_shared<SharedRecords>(); }, py::name("Records")));
  type.def(py::init<>());
  bind_entry(type);
  bind_changes(type);
  const auto table = [&](const char* name, Table (Records::*method)() const, const char* doc) {
    type.def(
        name,
        [method](SharedRecords& self) {
          return share(with(self, [&](const Records& records) { return (records.*method)(); }));
        },
        doc);
  };
  table(
      "people", &Records::people,
      R"doc(All people as a table, merged ones together, by ascending id: the columns of the people table, `merged` (their other
ids) and `origins` (file:line). O(statements log(people)).

>>> records = wt.Records()
>>> records.add_person("ann", name="Ann Smith", title="Solicitor")
True
>>> records.people()["name"][0]
'Ann Smith'
)doc");
  table("ties", &Records::ties,
        R"doc(All statements about ties, in the columns of the tie table, so that what comes out can be read back in.
O(statements).

>>> records = wt.Records()
>>> records.add_tie("sarah", "mum", kind="family", strength=5)
True
>>> table = records.ties()
>>> table["target"][0], table["kind"][0], table["strength"][0]
('mum', 'family', 5.0)
>>> wt.Records().read_ties(table).kept
1
)doc");
  table("memberships", &Records::memberships,
        R"doc(All statements about memberships, in the columns of their table. O(statements).

>>> records = wt.Records()
>>> records.add_membership("sarah", "warwick")
True
>>> list(records.memberships()["affiliation"])
['warwick']
)doc");
  table("affiliations", &Records::affiliations,
        R"doc(All statements about affiliations, in the columns of their table. O(statements).

>>> records = wt.Records()
>>> records.add_affiliation("warwick", kind="school")
True
>>> list(records.affiliations()["kind"])
['school']
)doc");
  type.def(
          "find",
          [](SharedRecords& self, const py::str& text, Whole count) {
            const std::string wanted = text_of(text);
            const auto most = static_cast<std::size_t>(in_range(count, 0, INT64_MAX, "count"));
            return found_list(with(self, [&](const Records& records) { return records.find(wanted, most); }));
          },
          "text"_a, py::kw_only(), "count"_a = 10,
          "People by what one remembers: exact mail, profile address, phone or id first, then names whose words begin\n"
          "with the words asked for. Accents and case do not matter. A list of (id, name, headline). O(people).\n\n"
          ">>> records = wt.Records()\n"
          ">>> records.add_person(\"a1\", name=\"Ann Smith\", headline=\"Solicitor\")\n"
          "True\n"
          ">>> records.find(\"ann smi\")\n"
          "[Found(id='a1', name='Ann Smith', headline='Solicitor')]\n")
      .def(
          "freeze",
          [](SharedRecords& self, const DateArgument& as_of, const py::object& model, const ViewerArgument& viewer,
             const py::object& progress) {
            FreezeOptions options;
            options.as_of = as_of.day;
            options.model = step_model_of(model);
            options.viewer = viewer.id;
            const Control control = control_of(progress);
            return with(self, [&](const Records& records) {
              if (options.viewer) static_cast<void>(records.person_of(*options.viewer));
              return freeze(records, options, control);
            });
          },
          py::kw_only(), "as_of"_a, "model"_a = py::none(), "viewer"_a = py::none(), "progress"_a = py::none(),
          R"doc(The network of everything that holds on the day `as_of` (required: there is no hidden clock).

`model` is an OutreachModel; `viewer` an id that must be known, or OPERATOR (without effect yet). `progress` is
called with (done, total) and may return False to stop. People are numbered by ascending id. Raises InvalidValue,
UnknownPerson (viewer), Cancelled. O(statements log(statements)).

>>> records = wt.Records()
>>> records.add_tie("sarah", "tutor", kind="tutor", strength=4)
True
>>> network = records.freeze(as_of="2026-11-01")
>>> network.ids(), network.tie_count, network.as_of
(['sarah', 'tutor'], 2, datetime.date(2026, 11, 1))
)doc")
      .def("__reduce__",
           [](SharedRecords& self) {
             const std::string bytes = with(self, [](const Records& records) { return to_bytes(records); });
             return py::make_tuple(restore_function(), py::make_tuple(py::type::of<SharedRecords>(), py::bytes(bytes)));
           })
      .def("__copy__",
           [](SharedRecords& self) {
             auto copy = std::make_shared<SharedRecords>();
             copy->records = with(self, [](const Records& records) { return records; });
             return copy;
           })
      .def(
          "__deepcopy__", [](const py::object& self, const py::object&) { return self.attr("__copy__")(); }, "memo"_a)
      .def("__eq__",
           [](SharedRecords& self, const py::object& other) -> py::object {
             if (!py::isinstance<SharedRecords>(other)) return not_implemented();
             auto& second = other.cast<SharedRecords&>();
             if (&self == &second) return py::bool_(true);
             const Records copy = with(second, [](const Records& records) { return records; });
             return py::bool_(with(self, [&](const Records& records) { return records == copy; }));
           })
      .def("__repr__", [](SharedRecords& self) {
        return with(self, [](const Records& records) {
          return "<Records: " + std::to_string(records.ids().size()) + " people, " +
                 std::to_string(records.tie_statements().size()) + " statements about ties, " +
                 std::to_string(records.membership_statements().size()) + " about memberships>";
        });
      });
  type.def("_repr_html_", [](SharedRecords& self) {
    return to_python(with(self, [](const Records& records) {
      return html::whole(html::heading("Records", html::counted(records.ids().size(), "person", "people")) +
                         html::facts({{"statements about people", html::cell(records.person_statements().size())},
                                      {"about ties", html::cell(records.tie_statements().size())},
                                      {"about memberships", html::cell(records.membership_statements().size())},
                                      {"about affiliations", html::cell(records.affiliation_statements().size())}}));
    }));
  });
  type.attr("__hash__") = py::none();
  restored_by(type, py::cpp_function([](const py::bytes& bytes) {
                auto made = std::make_shared<SharedRecords>();
                const std::string_view view = bytes;
                const py::gil_scoped_release unlocked;
                made->records = records_from_bytes(view);
                return made;
              }));

  // Fields of work.
  py::class_<FieldMatch> match(
      m, "FieldMatch",
      R"doc(A field that a text speaks of, and how surely: `confidence` lies in (0, 1). A value: it compares, hashes, copies and
pickles.

>>> match = wt.field_of("Trainee Solicitor")
>>> match.field, match.confidence > 0.9
('law', True)
)doc");
  shown(match);
  bind_json(match, WEAKTIE_JSON_DOC R"doc(>>> import json
>>> json.loads(wt.field_of("Solicitor").to_json())["field"]
'law'
)doc");
  match
      .def_property_readonly(
          "field", [](const FieldMatch& self) { return to_python(self.field); }, "One of the 24 fields.")
      .def_readonly("confidence", &FieldMatch::confidence, "In (0, 1).")
      .def("__repr__", [](const FieldMatch& self) {
        return to_python("FieldMatch(field='" + self.field + "', confidence=" + number_text(self.confidence) + ")");
      });
  match.def("_repr_html_", [](const FieldMatch& self) {
    const std::string found = html::text(self.field) + ", confidence " + html::cell(self.confidence).html;
    return to_python(html::whole(html::heading("FieldMatch", found)));
  });
  value(
      match, [](const FieldMatch& self) { return py::make_tuple(to_python(self.field), self.confidence); },
      [](const py::str& field, double confidence) {
        return FieldMatch{text_of(field), confidence};
      });
  m.def(
      "field_of",
      [](const py::object& text, const py::object& progress) -> py::object {
        const Control control = control_of(progress);
        if (PyUnicode_Check(text.ptr()) != 0) return py::cast(field_of(text_of(py::reinterpret_borrow<py::str>(text))));
        // A list of str is read where it lies; the tuple keeps its items alive while the lock is released.
        const bool is_list = PyList_Check(text.ptr()) != 0 || PyTuple_Check(text.ptr()) != 0;
        const py::tuple items = is_list ? py::tuple(text) : py::tuple();
        std::vector<std::string_view> texts;
        if (is_list && texts_where_they_lie(items, texts)) return fields_table(texts, control);
        const Column titles = column_from("text", text);
        std::vector<std::string> made;  // cells that are no text, written as text
        const auto* cells = std::get_if<std::vector<std::string>>(&titles.values);
        if (cells == nullptr) {
          for (std::size_t row = 0; row < titles.size(); ++row) made.push_back(cell_text(titles, row));
          cells = &made;
        }
        texts.assign(titles.size(), {});
        for (std::size_t row = 0; row < texts.size(); ++row) {
          if (titles.has(row)) texts[row] = (*cells)[row];
        }
        return fields_table(texts, control);
      },
      "text"_a, py::kw_only(), "progress"_a = py::none(),
      "The field of work that a title, headline or organisation speaks of: a FieldMatch, or None.\n\n"
      "A sequence or an Arrow column gives a table field, confidence with one row each, blank where nothing is\n"
      "recognised; `progress` is called with (done, total) and may return False to stop.\n\n"
      ">>> wt.field_of(\"Trainee Solicitor\").field\n"
      "'law'\n"
      ">>> list(wt.field_of([\"Nurse\", \"Lawyer\"])[\"field\"])\n"
      "['healthcare', 'law']\n");
  m.def(
      "fields_of", [](const py::str& text) { return fields_of(text_of(text)); }, "text"_a,
      R"doc(All fields of work that a text speaks of, best first: a list of FieldMatch, empty when nothing is recognised.
O(letters).

>>> [match.field for match in wt.fields_of("HR lawyer")]
['law', 'recruitment and HR']
)doc");
  m.attr("FIELDS") = py::tuple(py::cast(std::vector<std::string>(field_names.begin(), field_names.end())));
}

}  // namespace weaktie::python
