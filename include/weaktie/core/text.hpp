#pragma once
// Text as people write it, made comparable. Bodies need a Unicode library and live in src/core/text.cpp.
#include <string>
#include <string_view>
#include <vector>

namespace weaktie {

/// Whether the bytes are well-formed UTF-8.
[[nodiscard]] bool is_utf8(std::string_view text);

/// The same text with every malformed byte replaced by U+FFFD, so that nothing but UTF-8 ever leaves.
[[nodiscard]] std::string to_utf8(std::string_view text);

/// Text for comparing, never for showing: compatibility forms unified, case folded, accents dropped, letters such as
/// o-slash and dotless i reduced to their base, everything but letters and digits turned into single spaces.
/// "  Şebnem  D'ANGELO " -> "sebnem d angelo". Malformed bytes count as spaces. O(length).
[[nodiscard]] std::string folded(std::string_view text);

/// The words of folded(text).
[[nodiscard]] std::vector<std::string> folded_words(std::string_view text);

/// Without white space at both ends (ASCII blanks, NBSP, BOM, zero-width space).
[[nodiscard]] std::string trimmed(std::string_view text);

/// The values of a cell that holds several, joined by " ; ".
[[nodiscard]] std::vector<std::string> cell_values(std::string_view cell);

/// Adds the values of `more` that `cell` does not hold yet, joined by " ; ".
void join_values(std::string& cell, std::string_view more);

}  // namespace weaktie
