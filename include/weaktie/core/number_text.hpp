#pragma once
// Numbers as text without a locale: the shortest digits that read back to the same value.
#include <charconv>
#include <string>

namespace weaktie {

[[nodiscard]] inline std::string number_text(double value) {
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, value);
  return std::string(digits, end.ptr);
}

}  // namespace weaktie
