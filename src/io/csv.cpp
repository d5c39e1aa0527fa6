// Delimited files: encoding and separator found out here, the splitting into cells is libcsv's.
#include <weaktie/io/csv.hpp>

#include <csv.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <string_view>
#include <system_error>
#include <utility>

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>

#include "encodings.hpp"

namespace weaktie {
namespace {

constexpr std::string_view candidates = ",;\t|";

/// Follows quotes through the text of a row: is the end inside a quoted cell, and was a quote closed in the middle of
/// a cell? libcsv forgives both and would take following lines into the cell.
struct QuoteWatch {
  enum class State { cell_start, plain, quoted, quote_in_quoted } state = State::cell_start;
  bool stray = false;

  void feed(std::string_view text, char separator) {
    for (const char c : text) {
      const bool cell_end = c == separator || c == '\n' || c == '\r';
      switch (state) {
        case State::cell_start:
          state = c == '"' ? State::quoted : (cell_end ? State::cell_start : State::plain);
          break;
        case State::plain:
          if (cell_end) state = State::cell_start;
          break;
        case State::quoted:
          if (c == '"') state = State::quote_in_quoted;
          break;
        case State::quote_in_quoted:
          if (c == '"' || !cell_end) {
            stray = stray || c != '"';
            state = State::quoted;
          } else {
            state = State::cell_start;
          }
          break;
      }
    }
  }
};

/// The separator that splits the first lines most evenly: the sum, over the lines that have the usual number of it
/// outside quotes, of that number. Text before the header counts little against the rows.
char sniff(std::string_view text) {
  constexpr std::size_t most_lines = 60, most_bytes = 1u << 16;
  char best = ',';
  std::size_t best_score = 0;
  for (const char separator : candidates) {
    std::map<std::size_t, std::size_t> lines_with;  // separators in a row -> rows
    QuoteWatch watch;
    std::size_t found = 0, lines = 0;
    for (const char c : text.substr(0, most_bytes)) {
      const bool inside = watch.state == QuoteWatch::State::quoted;
      watch.feed(std::string_view(&c, 1), separator);
      if (inside) continue;
      if (c == separator) ++found;
      if (c == '\n') {
        if (found > 0) ++lines_with[found];
        found = 0;
        if (++lines == most_lines) break;
      }
    }
    if (found > 0) ++lines_with[found];
    for (const auto& [count, rows] : lines_with) {
      if (count * rows > best_score) {
        best_score = count * rows;
        best = separator;
      }
    }
  }
  return best;
}

int never(unsigned char) { return 0; }

}  // namespace

std::string read_bytes(const std::filesystem::path& path, const ReadLimits& limits) {
  Place at;
  at.file = to_utf8(path.string());
  std::error_code failed;
  const auto status = std::filesystem::status(path, failed);
  if (!std::filesystem::exists(status)) throw ImportFailed("there is no such file", at.file, at);
  if (std::filesystem::is_directory(status)) throw ImportFailed("this is a folder, a file is needed", at.file, at);
  if (!std::filesystem::is_regular_file(status)) throw ImportFailed("this is no regular file", at.file, at);
  const auto size = std::filesystem::file_size(path, failed);
  if (!failed && size > limits.file_bytes) {
    throw ImportFailed("the file has " + std::to_string(size) + " bytes, more than the limit file_bytes of " +
                           std::to_string(limits.file_bytes),
                       at.file, at);
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) throw ImportFailed("the file cannot be opened; may it be read by this user?", at.file, at);
  std::string bytes(static_cast<std::size_t>(failed ? 0 : size), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (in.bad() || static_cast<std::uintmax_t>(in.gcount()) != bytes.size()) {
    throw ImportFailed("the file could not be read to its end", at.file, at);
  }
  return bytes;
}

struct CsvReader::Body {
  std::string text;
  std::string file;
  ReadLimits limits;
  char separator = ',';
  bool all_utf8 = true;
  std::string utf16_note;
  std::uint64_t foreign_lines = 0;
  std::uint64_t foreign_to = 0;  // lines up to here are counted already

  csv_parser parser{};
  bool parser_ready = false;
  std::size_t at = 0;      // next byte of the text
  std::uint32_t line = 1;  // its line
  std::uint64_t rows = 0;
  std::uint64_t read_again = 0;
  std::size_t width = 0;

  std::vector<std::string> cells;
  bool row_done = false;
  bool too_many_cells = false;

  ~Body() {
    if (parser_ready) csv_free(&parser);
  }

  void restart() {
    if (parser_ready) csv_free(&parser);
    parser_ready = false;
    if (csv_init(&parser, 0) != 0) throw Error("out of memory");
    parser_ready = true;
    csv_set_delim(&parser, static_cast<unsigned char>(separator));
    csv_set_space_func(&parser, never);  // blanks around a cell are the reader's business
  }

  // libcsv is C: nothing may be thrown through it.
  static void on_cell(void* data, std::size_t size, void* self) {
    auto& body = *static_cast<Body*>(self);
    if (body.cells.size() >= body.limits.cells_per_row) {
      body.too_many_cells = true;
      return;
    }
    body.cells.emplace_back(static_cast<const char*>(data), size);
  }
  static void on_row(int, void* self) { static_cast<Body*>(self)->row_done = true; }

  [[nodiscard]] std::string_view line_at(std::size_t begin) const {
    const std::size_t end = text.find_first_of("\r\n", begin);
    if (end == std::string::npos) return std::string_view(text).substr(begin);
    const std::size_t after = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n' ? end + 2 : end + 1;
    return std::string_view(text).substr(begin, after - begin);
  }

  [[nodiscard]] Place place(std::uint32_t at_line) const {
    Place out;
    out.file = file;
    out.line = at_line;
    return out;
  }

  void check_limits(std::uint32_t row_line) {
    if (csv_error(&parser) == CSV_ENOMEM || csv_error(&parser) == CSV_ETOOBIG) throw Error("out of memory");
    if (too_many_cells) {
      throw ImportFailed("a row has more cells than the limit cells_per_row of " + std::to_string(limits.cells_per_row),
                         file, place(row_line));
    }
    bool too_long = parser.entry_pos > limits.field_bytes;
    for (const auto& cell : cells) too_long = too_long || cell.size() > limits.field_bytes;
    if (too_long) {
      throw ImportFailed("a cell is longer than the limit field_bytes of " + std::to_string(limits.field_bytes) +
                             "; perhaps a quote that is opened here is never closed",
                         file, place(row_line));
    }
  }

  /// The row begun at `begin` cannot be trusted: it is one physical line, and reading goes on at the next.
  void give_up(CsvRow& row, std::size_t begin, std::uint32_t begin_line, std::string why) {
    read_again += at - begin;
    if (read_again > 8 * static_cast<std::uint64_t>(text.size()) + (1u << 20)) {
      throw ImportFailed("quotes are opened and never closed too often to tell the rows apart", file,
                         place(begin_line));
    }
    const std::string_view only = line_at(begin);
    at = begin + only.size();
    line = begin_line + 1;
    row.cells.clear();
    row.problem = std::move(why);
    cells.clear();
    row_done = false;
    restart();
  }

  bool next(CsvRow& row) {
    cells.clear();
    row_done = false;
    row.cells.clear();
    row.problem.clear();
    QuoteWatch watch;
    std::size_t begin = at;
    std::uint32_t begin_line = line;
    bool has_nul = false;
    while (at < text.size()) {
      const std::string_view physical = line_at(at);
      if (watch.state == QuoteWatch::State::cell_start && cells.empty() && !watch.stray && at != begin) {
        begin = at;  // only blank lines so far
        begin_line = line;
      }
      std::string decoded;
      std::string_view fed = physical;
      if (!all_utf8 && !is_utf8(physical)) {
        decoded = io::from_windows_1252(physical);
        fed = decoded;
        if (line > foreign_to) {
          ++foreign_lines;
          foreign_to = line;
        }
      }
      has_nul = has_nul || fed.find('\0') != std::string_view::npos;
      watch.feed(fed, separator);
      csv_parse(&parser, fed.data(), fed.size(), on_cell, on_row, this);
      at += physical.size();
      ++line;
      check_limits(begin_line);
      if (row_done) break;
      if (watch.stray) {
        row.line = begin_line;
        give_up(row, begin, begin_line, "a quote closes in the middle of a cell, so that the row has no certain end");
        return count(begin_line);
      }
    }
    if (!row_done) {  // the last line has no line end, or a quote is open
      const bool open = watch.state == QuoteWatch::State::quoted;
      csv_fini(&parser, on_cell, on_row, this);
      if (open) {
        row.line = begin_line;
        give_up(row, begin, begin_line, "a quote is opened in this row and never closed");
        return count(begin_line);
      }
      check_limits(begin_line);
      if (!row_done) return false;
    }
    row.line = begin_line;
    const bool several_lines = line > begin_line + 1 && line_at(begin).size() < at - begin;
    if (several_lines && (watch.stray || (width != 0 && cells.size() != width))) {
      give_up(
          row, begin, begin_line,
          "a quote is opened in this row and closed only some lines later, where the cells no longer fit the header");
      return count(begin_line);
    }
    row.cells = std::move(cells);
    cells = {};
    if (has_nul) row.problem = "the row holds a NUL byte";
    return count(begin_line);
  }

  bool count(std::uint32_t row_line) {
    if (++rows > limits.rows) {
      throw ImportFailed("the file has more rows than the limit rows of " + std::to_string(limits.rows), file,
                         place(row_line));
    }
    return true;
  }
};

CsvReader::CsvReader(std::string bytes, std::string file, const ReadLimits& limits) : body_(std::make_unique<Body>()) {
  auto& body = *body_;
  body.file = std::move(file);
  body.limits = limits;
  if (bytes.size() > limits.file_bytes) {
    throw ImportFailed("the file has " + std::to_string(bytes.size()) + " bytes, more than the limit file_bytes of " +
                           std::to_string(limits.file_bytes),
                       body.file, body.place(0));
  }
  io::Decoded decoded = io::decoded(std::move(bytes));
  body.text = std::move(decoded.text);
  body.utf16_note = std::move(decoded.note);
  body.all_utf8 = is_utf8(body.text);
  const std::string_view first = body.line_at(0);
  std::string_view bare = first;
  while (!bare.empty() && (bare.back() == '\r' || bare.back() == '\n')) bare.remove_suffix(1);
  if (bare.size() >= 2 && bare.front() == '"' && bare.back() == '"') bare = bare.substr(1, bare.size() - 2);
  if (bare.size() == 5 && (bare.substr(0, 4) == "sep=" || bare.substr(0, 4) == "SEP=") && bare[4] != '"') {
    body.separator = bare[4];
    body.at = first.size();
    body.line = 2;
  } else {
    body.separator = sniff(body.text);
  }
  body.restart();
}

CsvReader::~CsvReader() = default;
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;

bool CsvReader::next(CsvRow& row) { return body_->next(row); }

void CsvReader::expect_cells(std::size_t count) { body_->width = count; }

char CsvReader::separator() const { return body_->separator; }

std::vector<std::string> CsvReader::notes() const {
  std::vector<std::string> out;
  if (!body_->utf16_note.empty()) out.push_back(body_->file + ": " + body_->utf16_note);
  if (body_->foreign_lines != 0) {
    out.push_back(body_->file + ": " + std::to_string(body_->foreign_lines) +
                  (body_->foreign_lines == 1 ? " line is" : " lines are") + " not UTF-8 and read as Windows-1252");
  }
  return out;
}

}  // namespace weaktie
