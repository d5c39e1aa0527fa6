#pragma once
// Rows of a delimited text file as people save them: separator and encoding found out, nothing swallowed in silence.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace weaktie {

/// How much of a file is read before it is refused. Going over one is an ImportFailed that names it and the place.
struct ReadLimits {
  std::uint64_t file_bytes = std::uint64_t{2} << 30;      ///< one file on disk
  std::uint64_t field_bytes = std::uint64_t{1} << 20;     ///< one cell
  std::uint64_t rows = 10'000'000;                        ///< rows of one file
  std::uint64_t cells_per_row = 16'384;                   ///< columns
  std::uint64_t entries = 10'000;                         ///< files in a zip or folder
  std::uint64_t expanded_bytes = std::uint64_t{2} << 30;  ///< everything read out of one zip or folder
  std::uint64_t expansion = 200;                          ///< expanded size over packed size of a file above 1 MiB
  std::uint64_t folders = 2;                              ///< levels of a folder that are looked into
  std::uint64_t depth = 100;                              ///< elements or values inside each other (XML, JSON)
};

/// The bytes of a regular file.
/// @throws ImportFailed: missing, a folder, unreadable, or over `limits.file_bytes`
[[nodiscard]] std::string read_bytes(const std::filesystem::path& path, const ReadLimits& limits = {});

/// A row of a file. `problem` says why its cells cannot be trusted (an unclosed quote, a NUL byte) and is empty for a
/// sound row; rows differ in their number of cells when the file is ragged.
struct CsvRow {
  std::uint32_t line = 0;  ///< physical line on which the row starts, 1-based
  std::vector<std::string> cells = {};
  std::string problem = {};
};

/// Reads a delimited file row by row. Blank lines are no rows.
/// Encoding: UTF-8 with or without BOM, UTF-16 with BOM (or recognisable without); a line that is neither is taken for
/// Windows-1252 and a note says so; every cell that comes out is UTF-8. Separator: a first line `sep=;`, else the one
/// of , ; tab | that splits the first lines most evenly. Quotes as in RFC 4180; a quote inside an unquoted cell is
/// text. A row whose quote is never closed, or closed in the middle of a cell some lines later, is given as a problem
/// and reading goes on at the next physical line.
class CsvReader {
 public:
  /// `file` is named in errors and notes.
  explicit CsvReader(std::string bytes, std::string file, const ReadLimits& limits = {});
  ~CsvReader();
  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;

  /// Fills in the next row; false at the end of the file.
  /// @throws ImportFailed when a limit is passed
  bool next(CsvRow& row);

  /// From here on a row over several lines that has another number of cells is taken for one with a broken quote.
  void expect_cells(std::size_t count);

  [[nodiscard]] char separator() const;
  /// What a person should know about the file as a whole (its encoding), complete after the last row.
  [[nodiscard]] std::vector<std::string> notes() const;

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace weaktie
