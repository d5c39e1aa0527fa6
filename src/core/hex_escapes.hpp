#pragma once
// Bytes written as a mark and two hexadecimal digits: "%20" of addresses, "=20" of mail and old cards.
#include <cstddef>
#include <string>
#include <string_view>

namespace weaktie {

/// The text with these bytes put back; a mark without two digits behind it stays. May not be UTF-8.
[[nodiscard]] inline std::string without_hex_escapes(std::string_view text, char mark) {
  const auto digit = [&](std::size_t at) {
    const char c = at < text.size() ? text[at] : '\0';
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == mark && digit(i + 1) >= 0 && digit(i + 2) >= 0) {
      out += static_cast<char>(digit(i + 1) * 16 + digit(i + 2));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace weaktie
