// What the readers share; see shared.hpp.
#include "shared.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <weaktie/core/text.hpp>
#include <weaktie/io/affiliation_id.hpp>

namespace weaktie {

std::string slug(std::string_view name) {
  std::string out = folded(name);
  std::replace(out.begin(), out.end(), ' ', '-');
  return out;
}

namespace {

std::string without_the(const std::string& text, char separator) {
  const std::string the = std::string("the") + separator;
  return text.rfind(the, 0) == 0 ? text.substr(the.size()) : text;
}

}  // namespace

std::string company_key(std::string_view name) {
  constexpr std::array<std::string_view, 8> forms = {"ltd", "limited", "llp",          "llc",
                                                     "plc", "inc",     "incorporated", "gmbh"};
  auto words = folded_words(name);
  while (words.size() > 1 && std::find(forms.begin(), forms.end(), words.back()) != forms.end()) words.pop_back();
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : "-") + word;
  return without_the(out, '-');
}

std::string employer_id(std::string_view company) {
  const auto key = company_key(company);
  return key.empty() ? std::string() : "employer:" + key;
}

std::string school_id(std::string_view school) {
  const auto key = without_the(slug(school), '-');
  return key.empty() ? std::string() : "school:" + key;
}

std::string course_id(std::string_view school, std::string_view degree, std::optional<int> last_year,
                      std::optional<int> first_year) {
  const auto key = without_the(slug(school), '-');
  const auto course = slug(degree);
  if (key.empty() || course.empty() || (!last_year && !first_year)) return {};
  return "course:" + key + "/" + course + "/" +
         (last_year ? std::to_string(*last_year) : "from-" + std::to_string(*first_year));
}

std::string event_id(std::string_view event, std::optional<Day> date) {
  const auto key = slug(event);
  if (key.empty()) return {};
  return "event:" + key + (date ? "/" + day_text(*date) : std::string());
}

namespace io {
namespace {

constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 12> long_months = {"january",   "february", "march",    "april",
                                                          "may",       "june",     "july",     "august",
                                                          "september", "october",  "november", "december"};

/// The month of an English name or its first three letters (also "Sept"); 0 when it is none.
unsigned month_of(std::string_view word) {
  std::string lower;
  for (const char c : word) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (lower == "sept") return 9;
  for (unsigned i = 0; i < 12; ++i) {
    if (lower == months[i] || lower == long_months[i]) return i + 1;
  }
  return 0;
}

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size() || text.empty() || text[0] == '-') return std::nullopt;
  return value;
}

/// Parts between blanks, commas, hyphens, slashes, dots; what follows a time ("12:30") is left out.
struct DateParts {
  std::vector<std::string_view> words;
  char separator = ' ';
};
DateParts date_parts(std::string_view text) {
  DateParts out;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : ' ';
    const bool divides = c == ' ' || c == ',' || c == '-' || c == '/' || c == '.' || c == '\t';
    if (c == ':') {  // a time: its hour is no part of the date
      return out;
    }
    const bool iso_time = c == 'T' && out.words.size() == 2 && i - begin <= 2 && i > begin;
    if (!divides && !iso_time) continue;
    if (i > begin) {
      out.words.push_back(text.substr(begin, i - begin));
      if (out.words.size() == 1) out.separator = c;
    }
    begin = i + 1;
    if (iso_time || out.words.size() == 3) break;
  }
  return out;
}

/// Two-digit years as spreadsheets write them: no such export is older than 1970.
std::optional<int> year_of(std::string_view text) {
  const auto value = whole_number(text);
  if (!value) return std::nullopt;
  if (text.size() == 4) return value;
  if (text.size() == 2) return *value < 70 ? 2000 + *value : 1900 + *value;
  return std::nullopt;
}

}  // namespace

std::string name_key(std::string_view name) {
  std::string out;
  for (const char c : trimmed(name)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c >= 'A' && c <= 'Z') {
      out += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '#' || byte >= 0x80) {
      out += c;
    }
  }
  return out;
}

bool has_key(const std::vector<std::string>& keys, std::initializer_list<std::string_view> wanted) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](std::string_view it) { return std::find(keys.begin(), keys.end(), it) != keys.end(); });
}

std::size_t Sheet::column(std::initializer_list<std::string_view> keys) const {
  for (const auto key : keys) {
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (name_key(header[i]) == key) return i;
    }
  }
  return npos;
}

Sheet read_sheet(std::string bytes, const std::string& file, const IsHeader& is_header, const Control& control) {
  constexpr std::size_t most_before_header = 50;
  Sheet sheet;
  sheet.file = file;
  const std::uint64_t size = bytes.size();
  std::uint64_t read = 0;  // about: without what stands between cells
  CsvReader reader(std::move(bytes), file);
  CsvRow row;
  std::size_t before = 0;
  while (reader.next(row)) {
    sheet.any_row = true;
    for (const auto& it : row.cells) read += it.size() + 1;
    if (sheet.rows.size() % 4096 == 0) control.check(std::min(read, size), size);
    if (!sheet.found()) {
      std::vector<std::string> keys;
      std::string shown;
      for (const auto& it : row.cells) {
        keys.push_back(name_key(it));
        shown += (shown.empty() ? "" : " | ") + trimmed(it);
      }
      if (sheet.looks_like.empty() && !row.cells.empty() && !is_blank(row)) {
        constexpr std::size_t most_shown = 160;
        if (shown.size() > most_shown) {
          shown.resize(most_shown);
          while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0u) == 0x80u) shown.pop_back();
          if (!shown.empty() && static_cast<unsigned char>(shown.back()) >= 0xC0u) shown.pop_back();
          shown += "...";
        }
        sheet.looks_like = to_utf8(shown);
      }
      if (row.problem.empty() && is_header(keys)) {
        for (const auto& it : row.cells) sheet.header.push_back(trimmed(it));
        sheet.header_line = row.line;
        reader.expect_cells(row.cells.size());
        sheet.rows.clear();
        continue;
      }
      if (++before == most_before_header) break;
    }
    sheet.rows.push_back(std::move(row));
    row = {};
  }
  sheet.notes = reader.notes();
  if (sheet.found()) {
    for (std::size_t i = 0; i < sheet.header.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (!sheet.header[i].empty() && sheet.header[i] == sheet.header[j]) {
          sheet.notes.push_back(file + ": two columns are named '" + sheet.header[i] + "'; the first of them is read");
          break;
        }
      }
    }
  }
  return sheet;
}

Sheet open_sheet(const std::filesystem::path& path, const IsHeader& is_header, const Control& control) {
  auto bytes = read_bytes(path);
  if (bytes.empty()) {
    Place at;
    at.file = to_utf8(path.string());
    throw ImportFailed("the file is empty", at.file, at);
  }
  return read_sheet(std::move(bytes), to_utf8(path.filename().string()), is_header, control);
}

void fail_unrecognised(const Sheet& sheet, const std::string& wanted) {
  Place at;
  at.file = sheet.file;
  if (sheet.looks_like.empty()) throw ImportFailed("the file has no row with text in it; " + wanted, sheet.file, at);
  throw ImportFailed(wanted + "; this file begins with: " + sheet.looks_like, sheet.looks_like, at);
}

std::string cell(const CsvRow& row, std::size_t column) {
  return column < row.cells.size() ? trimmed(row.cells[column]) : std::string();
}

bool is_blank(const CsvRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& it) { return trimmed(it).empty(); });
}

std::optional<Day> foreign_day(std::string_view text, std::optional<bool> month_first) {
  const std::string clean = trimmed(text);
  const auto [words, separator] = date_parts(clean);
  if (words.size() < 3) return std::nullopt;
  const auto day_from = [](std::optional<int> year, unsigned month, std::optional<int> day) -> std::optional<Day> {
    if (!year || !day || *day < 1 || *day > 31) return std::nullopt;
    return day_of(*year, month, static_cast<unsigned>(*day));
  };
  if (const unsigned month = month_of(words[1]); month != 0) {
    return day_from(year_of(words[2]), month, words[0].size() <= 2 ? whole_number(words[0]) : std::nullopt);
  }
  if (const unsigned month = month_of(words[0]); month != 0) {
    return day_from(year_of(words[2]), month, words[1].size() <= 2 ? whole_number(words[1]) : std::nullopt);
  }
  const auto a = whole_number(words[0]), b = whole_number(words[1]);
  if (!a || !b || words[1].size() > 2) return std::nullopt;
  if (words[0].size() == 4) {
    if (*b < 1 || *b > 12 || words[2].size() > 2) return std::nullopt;
    return day_from(a, static_cast<unsigned>(*b), whole_number(words[2]));
  }
  if (words[0].size() > 2) return std::nullopt;
  bool american = month_first.value_or(false);
  if (!month_first) {
    if (separator == '.') {
      american = false;  // 08.02.2026 is written with the day first
    } else if (*a > 12 || *a == *b) {
      american = false;
    } else if (*b > 12) {
      american = true;
    } else {
      return std::nullopt;
    }
  }
  const int month = american ? *a : *b;
  if (month < 1 || month > 12) return std::nullopt;
  return day_from(year_of(words[2]), static_cast<unsigned>(month), american ? b : a);
}

std::optional<Day> foreign_month(std::string_view text, bool last) {
  const std::string clean = trimmed(text);
  if (const auto day = foreign_day(clean)) return day;
  const auto words = date_parts(clean).words;
  std::optional<int> year;
  unsigned month = 0;
  if (words.size() == 1 && words[0].size() == 4) {
    year = whole_number(words[0]);
  } else if (words.size() == 2) {
    if (month = month_of(words[0]); month != 0) {
      year = year_of(words[1]);
    } else if (words[0].size() == 4 && words[1].size() <= 2) {
      const auto number = whole_number(words[1]);
      year = whole_number(words[0]);
      if (!number || *number < 1 || *number > 12) return std::nullopt;
      month = static_cast<unsigned>(*number);
    } else if (words[1].size() == 4 && words[0].size() <= 2) {
      const auto number = whole_number(words[0]);
      year = whole_number(words[1]);
      if (!number || *number < 1 || *number > 12) return std::nullopt;
      month = static_cast<unsigned>(*number);
    } else {
      return std::nullopt;
    }
  }
  if (!year || *year < 1850 || *year > 2150) return std::nullopt;
  if (!last) return day_of(*year, month == 0 ? 1 : month, 1);
  const std::chrono::year_month_day_last end{std::chrono::year(*year),
                                             std::chrono::month_day_last(std::chrono::month(month == 0 ? 12 : month))};
  return Day(end);
}

std::optional<int> foreign_year(std::string_view text) {
  std::optional<int> found;
  std::size_t i = 0;
  while (i < text.size()) {
    const auto is_digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    if (!is_digit(i)) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (is_digit(end)) ++end;
    if (end - i == 4) {
      const int year = *whole_number(text.substr(i, 4));
      if (year >= 1850 && year <= 2150) found = year;  // "2012-2015": the last one
    } else if (end - i > 4) {
      return std::nullopt;
    } else if (end - i == 2 && !found &&
               ((i >= 1 && text[i - 1] == '\'') || (i >= 3 && text.substr(i - 3, 3) == "\u2019"))) {
      const int year = *whole_number(text.substr(i, 2));
      found = year < 50 ? 2000 + year : 1900 + year;
    }
    i = end;
  }
  return found;
}

void ImportPlan::keep_as(std::uint32_t line, Fact fact, Statement by) {
  std::vector<StatedFact> facts;
  facts.push_back({std::move(fact)});
  rows_.push_back({line, std::move(facts), {}, {}, {}, std::move(by)});
}

Place ImportPlan::place(std::uint32_t line, std::string field) const {
  Place at;
  at.file = report_.path;
  at.line = line;
  at.field = std::move(field);
  return at;
}

void ImportPlan::note_cell(std::uint32_t line, std::string_view field, std::string_view value, std::string_view what) {
  constexpr std::uint64_t most_notes = 100;
  if (++noted_cells_ > most_notes) return;
  note(place(line, std::string(field)).text() + ": '" + std::string(value.substr(0, 80)) + "' is " + std::string(what) +
       "; the row is kept without it");
  if (!is_utf8(report_.notes.back())) report_.notes.back() = to_utf8(report_.notes.back());  // a cut character
}

ImportReport ImportPlan::commit(Records& records) {
  if (noted_cells_ > 100) note(std::to_string(noted_cells_ - 100) + " more cells like these");
  for (auto& row : rows_) {
    if (row.outcome == RowOutcome::skipped) {
      report_.skip(place(row.line, std::move(row.field)), std::move(row.reason));
      continue;
    }
    if (row.outcome == RowOutcome::rejected) {
      report_.reject(place(row.line, std::move(row.field)), std::move(row.reason));
      continue;
    }
    bool added = false;
    try {
      for (auto& [fact, stated_on, stated_by] : row.facts) {
        Statement by = row.by ? *row.by : by_;
        if (stated_on) by.stated_on = stated_on;
        if (!stated_by.empty()) by.stated_by = stated_by;
        if (!report_.path.empty()) by.origins = {report_.path + ":" + std::to_string(row.line)};
        struct Add {
          Records& to;
          Statement& by;
          bool operator()(Person& it) const { return to.add_person(std::move(it), std::move(by)); }
          bool operator()(Tie& it) const { return to.add_tie(std::move(it), std::move(by)); }
          bool operator()(Affiliation& it) const { return to.add_affiliation(std::move(it), std::move(by)); }
          bool operator()(Membership& it) const { return to.add_membership(std::move(it), std::move(by)); }
        };
        added = std::visit(Add{records, by}, fact) || added;
      }
    } catch (const InvalidValue& error) {
      std::string reason = error.what();
      const std::string tail = " (" + error.place.text() + ")";
      if (reason.size() > tail.size() && reason.ends_with(tail)) reason.resize(reason.size() - tail.size());
      report_.reject(place(row.line, error.place.field), std::move(reason));
      continue;
    }
    report_.keep(added);
  }
  rows_.clear();
  return std::move(report_);
}

Statement statement_of(const std::string& owner, const std::string& audience) {
  Statement by;
  by.stated_by = owner;
  if (!is_utf8(owner)) throw InvalidValue("owner is not UTF-8 text", to_utf8(owner));
  if (!audience.empty()) by.audience = audience;
  check_audience(by.audience);
  return by;
}

bool settle_row(ImportPlan& plan, const CsvRow& row, bool skip_blank) {
  if (!row.problem.empty()) {
    plan.reject(row.line, row.problem);
    return true;
  }
  if (skip_blank && is_blank(row)) {
    plan.skip(row.line, "a row without any text");
    return true;
  }
  return false;
}

void add_notes(ImportPlan& plan, const Sheet& sheet) {
  for (const auto& note : sheet.notes) plan.note(note);
  std::uint64_t longer = 0;
  std::uint32_t first = 0;
  for (const auto& row : sheet.rows) {
    bool more = false;
    for (std::size_t i = sheet.header.size(); i < row.cells.size(); ++i) more = more || !trimmed(row.cells[i]).empty();
    if (more && ++longer == 1) first = row.line;
  }
  if (longer != 0) {
    plan.note(sheet.file + ": " + std::to_string(longer) + (longer == 1 ? " row has" : " rows have") +
              " more cells than the header, the first in line " + std::to_string(first) +
              "; what stands beyond the header is not read");
  }
}

std::string full_name(const std::string& whole, const std::string& first, const std::string& last) {
  if (whole.empty()) return trimmed(first + " " + last);
  const std::size_t comma = whole.find(',');
  if (comma == std::string::npos || whole.find(',', comma + 1) != std::string::npos) return whole;
  const std::string family = trimmed(whole.substr(0, comma)), given = trimmed(whole.substr(comma + 1));
  if (family.empty() || given.empty()) return whole;
  constexpr std::array<std::string_view, 25> after = {"phd", "md",  "mba", "jr",  "sr",  "ii",  "iii", "iv",  "esq",
                                                      "qc",  "kc",  "obe", "mbe", "cbe", "cpa", "jd",  "llm", "llb",
                                                      "dr",  "dds", "rn",  "msc", "bsc", "aca", "prof"};
  const auto key = name_key(given);
  if (std::find(after.begin(), after.end(), key) != after.end()) return whole;  // "Jane Doe, Ph.D."
  return given + " " + family;
}

}  // namespace io
}  // namespace weaktie
