#pragma once
// The lines that vCard and iCalendar files are made of: folded, with parameters, in the encodings of three decades.
// @source RFC 6350 and RFC 5545 (content lines), RFC 6868 (parameter values), vCard 2.1 (quoted-printable)
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/core/error.hpp>
#include <weaktie/io/csv.hpp>

namespace weaktie::io {

struct ContentLine {
  std::uint32_t line = 0;  ///< where it begins, 1-based
  std::string name = {};   ///< upper case, without its group ("item1.EMAIL" is EMAIL)
  /// Names in upper case; a value without a name ("TEL;CELL:") is one of TYPE. Quotes are gone, lists still joined.
  std::vector<std::pair<std::string, std::string>> parameters = {};
  std::string value = {};  ///< UTF-8, quoted-printable decoded, escapes as they are; empty for BASE64

  /// The first value of a parameter, empty when there is none.
  [[nodiscard]] std::string_view parameter(std::string_view wanted) const;
  /// Whether TYPE names it, in any case.
  [[nodiscard]] bool has_type(std::string_view wanted) const;
};

/// Reads line after line. What is no content line (no colon, no name) is counted and left out.
class ContentLines {
 public:
  /// `file` is named in errors.
  /// @throws ImportFailed when the bytes are over `limits.file_bytes`
  ContentLines(std::string bytes, std::string file, const ReadLimits& limits = {});

  /// Fills in the next one; false at the end.
  /// @throws ImportFailed when a line is longer than `limits.field_bytes`, unless it is packed binary (a photo)
  bool next(ContentLine& out);

  /// What a person should know about the file as a whole, complete after the last line.
  [[nodiscard]] std::vector<std::string> notes() const;
  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::size_t size() const { return text_.size(); }

 private:
  [[nodiscard]] std::string_view physical();
  [[nodiscard]] std::string_view peek() const;
  [[nodiscard]] bool parse(std::string_view head, ContentLine& out) const;

  std::string text_, file_;
  ReadLimits limits_;
  std::string note_ = {};
  std::size_t at_ = 0;
  std::uint32_t line_ = 0, foreign_lines_ = 0, stray_lines_ = 0;
};

/// A value split at its unescaped separators, each part unescaped: "a\,b;c" by ';' -> {"a,b", "c"}.
[[nodiscard]] std::vector<std::string> split_value(std::string_view value, char separator);
/// The whole value unescaped.
[[nodiscard]] std::string plain_value(std::string_view value);

}  // namespace weaktie::io
