#pragma once
// The objects that stand in the lists of a JSON file, flat: what social networks export.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/io/csv.hpp>

namespace weaktie::io {

/// An object of a list, with everything inside it: {"following": {"accountId": "1"}} has a field accountId.
struct JsonRecord {
  std::uint32_t line = 0;
  std::string list = {};                                         ///< the key of the list, empty for one without
  std::vector<std::pair<std::string, std::string>> fields = {};  ///< numbers and truth values as they are written

  /// The first field of this name, empty when there is none.
  [[nodiscard]] std::string_view field(std::string_view name) const;
};

/// All of them, in order. Lists inside a record are left out.
/// @throws ImportFailed: no JSON, or over limits.depth, limits.field_bytes or limits.rows; Cancelled
[[nodiscard]] std::vector<JsonRecord> read_json_records(const std::string& bytes, const std::string& file,
                                                        const ReadLimits& limits, const Control& control);

/// Text whose UTF-8 bytes were each written as a character of its own ("\u00c5\u009e"), as it was meant; other text is
/// returned as it is: only one whose characters all fit a byte, and whose bytes are UTF-8, can be such a text.
[[nodiscard]] std::string repaired(std::string_view text);

}  // namespace weaktie::io
