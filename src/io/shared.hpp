#pragma once
// What the readers share: sheets with a header found by its names, foreign dates, and a plan of what a file adds, so
// that nothing is added before all of it has been understood.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/core/date.hpp>
#include <weaktie/io/csv.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/records/records.hpp>

namespace weaktie::io {

/// A column or file name for comparing: lower-case ASCII letters, digits and "#" (other bytes kept), nothing else.
[[nodiscard]] std::string name_key(std::string_view name);

/// A CSV file with its header row found.
struct Sheet {
  std::string file;                 ///< named in places and origins
  std::vector<std::string> header;  ///< trimmed; empty when none was found
  std::uint32_t header_line = 0;
  std::vector<CsvRow> rows;  ///< after the header
  std::vector<std::string> notes;
  std::string looks_like;  ///< the first row with text in it, shortened
  bool any_row = false;    ///< the file has a row at all

  [[nodiscard]] bool found() const { return !header.empty(); }
  /// Column of the first header with one of these names (name_key); npos when there is none.
  [[nodiscard]] std::size_t column(std::initializer_list<std::string_view> keys) const;
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

/// Whether a row, as name_key of its cells, is the header that a reader looks for.
using IsHeader = std::function<bool(const std::vector<std::string>&)>;
[[nodiscard]] bool has_key(const std::vector<std::string>& keys, std::initializer_list<std::string_view> wanted);

/// Reads all rows; the header is the first of the first 50 rows that `is_header` accepts.
[[nodiscard]] Sheet read_sheet(std::string bytes, const std::string& file, const IsHeader& is_header,
                               const Control& control = {});
/// As read_sheet from a file on disk. @throws ImportFailed also when the file is empty
[[nodiscard]] Sheet open_sheet(const std::filesystem::path& path, const IsHeader& is_header,
                               const Control& control = {});
/// The ImportFailed for a sheet without the header that was looked for.
[[noreturn]] void fail_unrecognised(const Sheet& sheet, const std::string& wanted);

/// The trimmed cell; empty when there is no such column or the row is short.
[[nodiscard]] std::string cell(const CsvRow& row, std::size_t column);
[[nodiscard]] bool is_blank(const CsvRow& row);

/// A day in one of the forms that exports and spreadsheets write: `2026-02-08`, `2026/02/08`, `08 Feb 2026`,
/// `8-Feb-26`, `Feb 8, 2026`, `8 February 2026`, any of them with a time after it. `2/8/26` only when one of the two
/// cannot be a month, or when `month_first` is given.
[[nodiscard]] std::optional<Day> foreign_day(std::string_view text, std::optional<bool> month_first = {});
/// A month or year: `Jan 2021`, `2021-01`, `2021`, or a day. The first day of it, or with `last` the last.
[[nodiscard]] std::optional<Day> foreign_month(std::string_view text, bool last);
/// A year from 1850 to 2150; also out of "Class of 2015", "2012-2015" (the last) and "'95" (1950 to 2049).
[[nodiscard]] std::optional<int> foreign_year(std::string_view text);

/// Limits for archives that hold photos by the thousand, none of which is read.
[[nodiscard]] ReadLimits archive_limits();
/// Whether a file begins as mbox files do.
[[nodiscard]] bool seems_mbox(std::string_view text);

using Fact = std::variant<Person, Tie, Affiliation, Membership>;
struct StatedFact {
  Fact fact;
  std::optional<Day> stated_on = {};
  std::string stated_by = {};
};

/// What one file adds, row by row; nothing touches the records before `commit`.
class ImportPlan {
 public:
  ImportPlan(std::string file, std::string format, Statement by) : by_(std::move(by)) {
    report_.path = std::move(file);
    report_.format = std::move(format);
  }
  void note(std::string text) { report_.notes.push_back(std::move(text)); }
  void keep(std::uint32_t line, std::vector<Fact> facts) {
    std::vector<StatedFact> stated;
    for (auto& fact : facts) stated.push_back({std::move(fact)});
    keep_stated(line, std::move(stated));
  }
  void keep_stated(std::uint32_t line, std::vector<StatedFact> facts) {
    rows_.push_back({line, std::move(facts), {}, {}, {}});
  }
  /// A row with a statement of its own (tables).
  void keep_as(std::uint32_t line, Fact fact, Statement by);
  void skip(std::uint32_t line, std::string reason, std::string field = {}) {
    rows_.push_back({line, {}, std::move(reason), std::move(field), RowOutcome::skipped});
  }
  void reject(std::uint32_t line, std::string reason, std::string field = {}) {
    rows_.push_back({line, {}, std::move(reason), std::move(field), RowOutcome::rejected});
  }
  /// A cell that could not be used although its row is.
  void note_cell(std::uint32_t line, std::string_view field, std::string_view value, std::string_view what);
  [[nodiscard]] const std::string& file() const { return report_.path; }
  [[nodiscard]] Place place(std::uint32_t line, std::string field = {}) const;

  /// Adds everything and counts. Facts that Records refuse turn their row into a rejected one.
  [[nodiscard]] ImportReport commit(Records& records);

 private:
  struct Row {
    std::uint32_t line;
    std::vector<StatedFact> facts;
    std::string reason;
    std::string field;
    std::optional<RowOutcome> outcome;
    std::optional<Statement> by = {};
  };
  Statement by_;
  ImportReport report_;
  std::vector<Row> rows_;
  std::uint64_t noted_cells_ = 0;
};

/// The statement that a reader's rows carry. @throws InvalidValue for a bad audience
[[nodiscard]] Statement statement_of(const std::string& owner, const std::string& audience);

/// Rows whose problem or blankness decides them are put into the plan; false: the reader has to look at the row.
[[nodiscard]] bool settle_row(ImportPlan& plan, const CsvRow& row, bool skip_blank = true);

/// Notes about rows with more cells than the header, and the sheet's own notes.
void add_notes(ImportPlan& plan, const Sheet& sheet);

/// The one non-blank of several name columns: "First Last", or the whole name with "Family, Given" turned round.
[[nodiscard]] std::string full_name(const std::string& whole, const std::string& first, const std::string& last);

}  // namespace weaktie::io
