// Tables in weaktie's own columns, from CSV files or from columns in memory.
#include <weaktie/io/tables.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include <weaktie/core/text.hpp>
#include <weaktie/io/contact_counter.hpp>

#include "shared.hpp"

namespace weaktie {
namespace io {
namespace {

struct TableShape {
  const char* what;
  std::span<const std::string_view> required;
  std::span<const std::string_view> others;
  bool keeps_attributes;
};

constexpr std::string_view people_required[] = {"id"};
constexpr std::string_view people_others[] = {"name",         "email", "phone", "url",     "headline", "title",
                                              "organisation", "field", "place", "address", "birthday"};
constexpr std::string_view ties_required[] = {"source", "target"};
constexpr std::string_view ties_others[] = {"directed", "kind", "chance",  "strength",  "years", "contexts",
                                            "since",    "date", "channel", "direction", "size"};
constexpr std::string_view memberships_required[] = {"person", "affiliation"};
constexpr std::string_view memberships_others[] = {"weight", "role", "start", "end"};
constexpr std::string_view affiliations_required[] = {"id"};
constexpr std::string_view affiliations_others[] = {"name", "kind", "reach", "size"};
constexpr std::string_view statement_columns[] = {"stated_by", "audience", "stated_on"};

constexpr TableShape people_shape{"people table", people_required, people_others, true};
constexpr TableShape ties_shape{"ties table", ties_required, ties_others, false};
constexpr TableShape memberships_shape{"memberships table", memberships_required, memberships_others, false};
constexpr TableShape affiliations_shape{"affiliations table", affiliations_required, affiliations_others, false};

bool holds(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// A cell that does not fit its column: rejects its row.
struct BadCell {
  std::string field;
  std::string reason;
};

std::string shown(const std::string& text) { return "'" + to_utf8(text.substr(0, 80)) + "'"; }

/// The cells of one row by our names of columns.
class RowReader {
 public:
  RowReader(const Sheet& sheet, const TableOptions& options) : options_(options) {
    for (std::size_t i = 0; i < sheet.header.size(); ++i) columns_.emplace(sheet.header[i], i);
  }
  void set(const CsvRow& row) { row_ = &row; }

  [[nodiscard]] std::string theirs(std::string_view ours) const {
    const auto mapped = options_.columns.find(std::string(ours));
    return mapped == options_.columns.end() ? std::string(ours) : mapped->second;
  }
  [[nodiscard]] bool has(std::string_view ours) const { return columns_.find(theirs(ours)) != columns_.end(); }
  [[nodiscard]] std::string text(std::string_view ours) const {
    const auto column = columns_.find(theirs(ours));
    return column == columns_.end() ? std::string() : cell(*row_, column->second);
  }
  [[nodiscard]] std::string required(std::string_view ours) const {
    auto value = text(ours);
    if (value.empty()) throw BadCell{theirs(ours), "a blank cell in a required column"};
    return value;
  }
  [[nodiscard]] std::optional<double> number(std::string_view ours, double low, bool low_included, double high,
                                             const char* range) const {
    const auto value = text(ours);
    if (value.empty()) return std::nullopt;
    double out = 0;
    const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), out);
    if (failed != std::errc() || end != value.data() + value.size()) {
      throw BadCell{theirs(ours),
                    shown(value) + " is no number with a decimal point; " + std::string(ours) + " lies in " + range};
    }
    if (!std::isfinite(out) || out > high || out < low || (!low_included && out == low)) {
      throw BadCell{theirs(ours), std::string(ours) + " lies in " + range + ", got " + shown(value)};
    }
    return out;
  }
  [[nodiscard]] std::optional<std::uint64_t> whole(std::string_view ours, std::uint64_t low, std::uint64_t high) const {
    const auto value = text(ours);
    if (value.empty()) return std::nullopt;
    std::uint64_t out = 0;
    const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), out);
    if (failed != std::errc() || end != value.data() + value.size() || out < low || out > high) {
      throw BadCell{theirs(ours), std::string(ours) + " is a whole number of at least " + std::to_string(low) +
                                      ", got " + shown(value)};
    }
    return out;
  }
  [[nodiscard]] std::optional<Day> day(std::string_view ours) const {
    const auto value = text(ours);
    if (value.empty()) return std::nullopt;
    const auto out = parse_day(value);
    if (!out) throw BadCell{theirs(ours), shown(value) + " is no date YYYY-MM-DD"};
    return out;
  }
  template <class Enum, std::size_t Count>
  [[nodiscard]] std::optional<Enum> one_of(std::string_view ours, const std::string_view (&names)[Count],
                                           const char* what) const {
    const auto value = text(ours);
    if (value.empty()) return std::nullopt;
    try {
      return named<Enum>(value, names, what);
    } catch (const InvalidValue& error) {
      throw BadCell{theirs(ours), error.what()};
    }
  }
  [[nodiscard]] bool truth(std::string_view ours, bool otherwise) const {
    const auto value = text(ours);
    if (value.empty()) return otherwise;
    if (value == "true") return true;
    if (value == "false") return false;
    throw BadCell{theirs(ours), std::string(ours) + " is true or false, got " + shown(value)};
  }
  [[nodiscard]] Statement statement(const Statement& otherwise) const {
    Statement by = otherwise;
    if (const auto who = text("stated_by"); !who.empty()) by.stated_by = who;
    if (const auto audience = text("audience"); !audience.empty()) {
      try {
        check_audience(audience);
      } catch (const InvalidValue& error) {
        throw BadCell{theirs("audience"), error.what()};
      }
      by.audience = audience;
    }
    by.stated_on = day("stated_on");
    return by;
  }

 private:
  const TableOptions& options_;
  std::map<std::string, std::size_t> columns_;
  const CsvRow* row_ = nullptr;
};

Person read_person(const RowReader& row, const Sheet& sheet, const CsvRow& cells, const std::vector<bool>& attribute) {
  Person person;
  person.id = row.required("id");
  for (const auto& field : person_fields) person.*field.member = row.text(field.name);
  for (std::size_t i = 0; i < sheet.header.size(); ++i) {
    if (!attribute[i]) continue;
    auto value = cell(cells, i);
    if (!value.empty()) person.attributes.emplace(sheet.header[i], std::move(value));
  }
  return person;
}

Tie read_tie(const RowReader& row) {
  constexpr double unlimited = std::numeric_limits<double>::infinity();
  Tie tie;
  tie.source = row.required("source");
  tie.target = row.required("target");
  if (tie.source == tie.target)
    throw BadCell{row.theirs("target"), "a tie of a person to themself: " + shown(tie.source)};
  tie.directed = row.truth("directed", false);
  tie.kind = row.one_of<TieKind>("kind", tie_kind_names, "kind of tie").value_or(TieKind::acquaintance);
  tie.chance = row.number("chance", 0, false, 1, "(0, 1]");
  tie.strength = row.number("strength", 1, true, 5, "1 to 5");
  tie.years = row.number("years", 0, true, unlimited, "0 and above");
  if (const auto contexts = row.whole("contexts", 1, std::numeric_limits<std::uint32_t>::max())) {
    tie.contexts = static_cast<std::uint32_t>(*contexts);
  }
  tie.since = row.day("since");
  const auto date = row.day("date");
  const auto channel = row.one_of<Channel>("channel", channel_names, "channel");
  const auto direction = row.one_of<Direction>("direction", direction_names, "direction");
  const std::uint64_t smallest = channel == Channel::event ? 2 : 1;
  const auto size = row.whole("size", smallest, std::numeric_limits<std::uint32_t>::max());
  if (date && channel) {
    tie.contact = Contact{*date, *channel, direction.value_or(Direction::both),
                          static_cast<std::uint32_t>(size.value_or(smallest))};
  } else if (date || channel || direction || size) {
    throw BadCell{row.theirs(date ? "channel" : "date"), std::string("a contact needs a date and a channel; the ") +
                                                             (date ? "channel" : "date") + " is blank"};
  }
  return tie;
}

Membership read_membership(const RowReader& row) {
  Membership membership;
  membership.person = row.required("person");
  membership.affiliation = row.required("affiliation");
  membership.weight = row.number("weight", 0, false, 1, "(0, 1]");
  membership.role = row.text("role");
  membership.start = row.day("start");
  membership.end = row.day("end");
  if (membership.start && membership.end && *membership.end < *membership.start) {
    throw BadCell{row.theirs("end"), "the membership ends before it starts"};
  }
  return membership;
}

Affiliation read_affiliation(const RowReader& row) {
  Affiliation affiliation;
  affiliation.id = row.required("id");
  affiliation.name = row.text("name");
  affiliation.kind = row.one_of<AffiliationKind>("kind", affiliation_kind_names, "kind of affiliation")
                         .value_or(AffiliationKind::association);
  affiliation.reach = row.number("reach", 0, false, 1, "(0, 1]");
  affiliation.size = row.whole("size", 0, std::numeric_limits<std::uint64_t>::max());
  return affiliation;
}

ImportReport read_table(Records& records, const Sheet& sheet, const TableShape& shape, const TableOptions& options,
                        const Control& control) {
  const Statement otherwise = statement_of(options.owner, options.audience);
  for (const auto& [ours, theirs] : options.columns) {
    const bool known = holds(shape.required, ours) || holds(shape.others, ours) || holds(statement_columns, ours);
    if (!known && !shape.keeps_attributes) {
      throw InvalidValue("columns= names '" + ours + "', which is no column of a " + shape.what, ours);
    }
  }
  RowReader reader(sheet, options);
  const auto missing = [&](std::string_view ours) {
    std::string have;
    for (const auto& name : sheet.header)
      have += (have.empty() ? "" : ", ") + (name.empty() ? std::string("(blank)") : name);
    Place at;
    at.file = sheet.file;
    at.line = sheet.header_line;
    at.field = reader.theirs(ours);
    throw ImportFailed(std::string("a ") + shape.what + " needs the column '" + reader.theirs(ours) +
                           "'; the columns found: " + (have.empty() ? "none" : have),
                       have, at);
  };
  for (const auto name : shape.required) {
    if (!reader.has(name)) missing(name);
  }
  for (const auto& entry : options.columns) {
    if (!reader.has(entry.first)) missing(entry.first);
  }

  ImportPlan plan(sheet.file, shape.what, otherwise);
  add_notes(plan, sheet);
  // Which columns have no meaning here. `merged` and `origins` are what Records::people() adds.
  std::vector<bool> extra(sheet.header.size(), false);
  std::map<std::string, std::string> attribute_names;  // theirs -> ours
  for (const auto& [ours, theirs] : options.columns) attribute_names.emplace(theirs, ours);
  std::string ignored;
  Sheet named = {};
  named.header = sheet.header;
  for (std::size_t i = 0; i < sheet.header.size(); ++i) {
    const auto& name = sheet.header[i];
    if (name.empty() || std::find(sheet.header.begin(), sheet.header.begin() + static_cast<std::ptrdiff_t>(i), name) !=
                            sheet.header.begin() + static_cast<std::ptrdiff_t>(i)) {
      continue;
    }
    bool ours = false;
    for (const auto list : {shape.required, shape.others, std::span<const std::string_view>(statement_columns)}) {
      for (const auto own : list) ours = ours || reader.theirs(own) == name;
    }
    if (ours || (shape.keeps_attributes && (name == "merged" || name == "origins"))) continue;
    extra[i] = shape.keeps_attributes;
    if (const auto mapped = attribute_names.find(name); mapped != attribute_names.end())
      named.header[i] = mapped->second;
    if (!shape.keeps_attributes) ignored += (ignored.empty() ? "" : ", ") + name;
  }
  if (!ignored.empty())
    plan.note(std::string("columns that a ") + shape.what + " does not have are not read: " + ignored);

  ContactCounter counter;
  std::uint64_t done = 0;
  for (const auto& row : sheet.rows) {
    if (++done % 4096 == 0) control.check(done, sheet.rows.size());
    if (settle_row(plan, row)) continue;
    reader.set(row);
    try {
      Statement by = reader.statement(otherwise);
      if (&shape == &people_shape) {
        plan.keep_as(row.line, read_person(reader, named, row, extra), std::move(by));
      } else if (&shape == &ties_shape) {
        Tie tie = read_tie(reader);
        counter.number(tie, by);
        plan.keep_as(row.line, std::move(tie), std::move(by));
      } else if (&shape == &memberships_shape) {
        plan.keep_as(row.line, read_membership(reader), std::move(by));
      } else {
        plan.keep_as(row.line, read_affiliation(reader), std::move(by));
      }
    } catch (const BadCell& bad) {
      plan.reject(row.line, bad.reason, bad.field);
    }
  }
  control.check(sheet.rows.size(), sheet.rows.size());
  return plan.commit(records);
}

/// The first row with text in it is the header.
bool any_text(const std::vector<std::string>& keys) {
  return std::any_of(keys.begin(), keys.end(), [](const std::string& it) { return !it.empty(); });
}

ImportReport read_file(Records& records, const std::filesystem::path& csv, const TableShape& shape,
                       const TableOptions& options, const Control& control) {
  const Sheet sheet = open_sheet(csv, any_text, control);
  if (!sheet.found())
    fail_unrecognised(sheet, std::string("a ") + shape.what + " begins with the names of its columns");
  return read_table(records, sheet, shape, options, control);
}

ImportReport read_columns(Records& records, const Table& table, const TableShape& shape, const TableOptions& options,
                          const Control& control) {
  Sheet sheet;
  sheet.any_row = true;
  for (const auto& column : table.columns()) sheet.header.push_back(column.name);
  sheet.rows.resize(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (row % 4096 == 0) control.check(0, table.rows());
    sheet.rows[row].line = static_cast<std::uint32_t>(row + 1);
    auto& cells = sheet.rows[row].cells;
    cells.reserve(table.columns().size());
    for (const auto& column : table.columns()) {
      std::string text = cell_text(column, row);
      if (!is_utf8(text))
        sheet.rows[row].problem = "column '" + to_utf8(column.name) + "' holds text that is not UTF-8";
      cells.push_back(std::move(text));
    }
  }
  return read_table(records, sheet, shape, options, control);
}

}  // namespace
}  // namespace io

ImportReport read_people(Records& records, const std::filesystem::path& csv, const TableOptions& options,
                         const Control& control) {
  return io::read_file(records, csv, io::people_shape, options, control);
}
ImportReport read_people(Records& records, const Table& table, const TableOptions& options, const Control& control) {
  return io::read_columns(records, table, io::people_shape, options, control);
}
ImportReport read_ties(Records& records, const std::filesystem::path& csv, const TableOptions& options,
                       const Control& control) {
  return io::read_file(records, csv, io::ties_shape, options, control);
}
ImportReport read_ties(Records& records, const Table& table, const TableOptions& options, const Control& control) {
  return io::read_columns(records, table, io::ties_shape, options, control);
}
ImportReport read_memberships(Records& records, const std::filesystem::path& csv, const TableOptions& options,
                              const Control& control) {
  return io::read_file(records, csv, io::memberships_shape, options, control);
}
ImportReport read_memberships(Records& records, const Table& table, const TableOptions& options,
                              const Control& control) {
  return io::read_columns(records, table, io::memberships_shape, options, control);
}
ImportReport read_affiliations(Records& records, const std::filesystem::path& csv, const TableOptions& options,
                               const Control& control) {
  return io::read_file(records, csv, io::affiliations_shape, options, control);
}
ImportReport read_affiliations(Records& records, const Table& table, const TableOptions& options,
                               const Control& control) {
  return io::read_columns(records, table, io::affiliations_shape, options, control);
}

}  // namespace weaktie
