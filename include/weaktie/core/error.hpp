#pragma once
// Errors that know their place. Absence is an answer; bad input is one of these; a bug is an assert.
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

namespace weaktie {

/// Where something was found: a file, a 1-based line and column, the name of a field. 0 or empty: not known.
struct Place {
  std::string file = {};
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string field = {};

  friend bool operator==(const Place&, const Place&) = default;

  /// "connections.csv, line 4, column 12, field 'URL'"; empty when nothing is known.
  [[nodiscard]] std::string text() const {
    std::string out;
    const auto add = [&out](const std::string& part) { out += (out.empty() ? "" : ", ") + part; };
    if (!file.empty()) add(file);
    if (line != 0) add("line " + std::to_string(line));
    if (column != 0) add("column " + std::to_string(column));
    if (!field.empty()) add("field '" + field + "'");
    return out;
  }
};

/// Base of everything weaktie throws. `what()` ends with the place in brackets when one is known.
struct Error : std::runtime_error {
  Place place;
  std::string value;  ///< the offending value as given; empty when there is none

  explicit Error(const std::string& message, std::string offending = {}, Place at = {})
      : std::runtime_error(at.text().empty() ? message : message + " (" + at.text() + ")"),
        place(std::move(at)),
        value(std::move(offending)) {}
};

/// An id or index that this network or these records do not have. The message names the nearest ids.
struct UnknownPerson : Error {
  using Error::Error;
};

/// A value outside its range or of the wrong form. The message names the value and the range.
struct InvalidValue : Error {
  using Error::Error;
};

/// A file of which nothing could be read. The message says what it looked like.
struct ImportFailed : Error {
  using Error::Error;
};

/// A saved network whose bytes are not what was written.
struct SnapshotCorrupt : Error {
  using Error::Error;
};

/// Raised when the caller asked a long call to stop; everything stays usable.
struct Cancelled : Error {
  Cancelled() : Error("cancelled by the caller") {}
};

}  // namespace weaktie
