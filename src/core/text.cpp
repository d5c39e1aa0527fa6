// Unicode work by utf8proc: validity, folding.
#include <weaktie/core/text.hpp>

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>

namespace weaktie {
namespace {

constexpr char32_t replacement = 0xFFFD;

/// Calls `use(code point)` for each one; malformed bytes come as `replacement`, one per byte.
template <class Use>
void each_code_point(std::string_view text, Use use) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  std::size_t at = 0;
  while (at < text.size()) {
    utf8proc_int32_t code = -1;
    const utf8proc_ssize_t length =
        utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (length <= 0 || code < 0) {
      use(replacement, false);
      ++at;
    } else {
      use(static_cast<char32_t>(code), true);
      at += static_cast<std::size_t>(length);
    }
  }
}

void append_utf8(std::string& out, char32_t code) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes);
  out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

/// Letters that compatibility decomposition leaves alone but that people type without their mark.
char32_t base_letter(char32_t code) {
  switch (code) {
    case 0x00F8:
      return U'o';  // o with stroke
    case 0x0111:
      return U'd';  // d with stroke
    case 0x00F0:
      return U'd';  // eth
    case 0x0142:
      return U'l';  // l with stroke
    case 0x0131:
      return U'i';  // dotless i
    case 0x0127:
      return U'h';  // h with stroke
    case 0x0167:
      return U't';  // t with stroke
    case 0x0138:
      return U'k';  // kra
    default:
      return code;
  }
}

bool is_blank(char32_t code) {
  return code == U' ' || (code >= 9 && code <= 13) || code == 0xA0 || code == 0xFEFF || code == 0x200B ||
         code == 0x2007 || code == 0x202F || code == 0x3000;
}

bool starts_letter_or_digit(char32_t code) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
  }
}

bool is_mark(char32_t code) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code))) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
      return true;
    default:
      return false;
  }
}

void fold_code_point(std::string& out, char32_t code) {
  utf8proc_int32_t parts[32];
  int boundary = 0;
  const utf8proc_ssize_t count = utf8proc_decompose_char(
      static_cast<utf8proc_int32_t>(code), parts, 32,
      static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD), &boundary);
  if (count < 0 || count > 32) return;
  for (utf8proc_ssize_t i = 0; i < count; ++i) {
    const char32_t part = base_letter(static_cast<char32_t>(parts[i]));
    if (is_mark(part)) continue;
    if (part == 0xE6) {
      out += "ae";
    } else if (part == 0x153) {
      out += "oe";
    } else if (part == 0xFE) {
      out += "th";
    } else if (starts_letter_or_digit(part)) {
      append_utf8(out, part);
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
}

}  // namespace

bool is_utf8(std::string_view text) {
  bool good = true;
  each_code_point(text, [&](char32_t, bool valid) { good = good && valid; });
  return good;
}

std::string to_utf8(std::string_view text) {
  if (is_utf8(text)) return std::string(text);
  std::string out;
  out.reserve(text.size() + 8);
  each_code_point(text, [&](char32_t code, bool) { append_utf8(out, code); });
  return out;
}

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  each_code_point(text, [&](char32_t code, bool valid) {
    if (valid && code < 0x80) {  // the common case, without the tables
      const char c = static_cast<char>(code);
      if (c >= 'A' && c <= 'Z') {
        out += static_cast<char>(c - 'A' + 'a');
      } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        out += c;
      } else if (!out.empty() && out.back() != ' ') {
        out += ' ';
      }
    } else if (!valid) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      fold_code_point(out, code);
    }
  });
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::vector<std::string> folded_words(std::string_view text) {
  const std::string all = folded(text);
  std::vector<std::string> words;
  std::size_t begin = 0;
  while (begin < all.size()) {
    const std::size_t end = std::min(all.find(' ', begin), all.size());
    if (end > begin) words.push_back(all.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

std::string trimmed(std::string_view text) {
  std::size_t first = text.size(), last = 0, at = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  while (at < text.size()) {
    utf8proc_int32_t code = -1;
    utf8proc_ssize_t length = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    const bool valid = length > 0 && code >= 0;
    if (!valid) length = 1;
    if (!valid || !is_blank(static_cast<char32_t>(code))) {
      first = std::min(first, at);
      last = at + static_cast<std::size_t>(length);
    }
    at += static_cast<std::size_t>(length);
  }
  return first < last ? std::string(text.substr(first, last - first)) : std::string();
}

std::vector<std::string> cell_values(std::string_view cell) {
  constexpr std::string_view joint = " ; ";
  std::vector<std::string> out;
  std::size_t begin = 0;
  while (begin <= cell.size()) {
    const std::size_t end = std::min(cell.find(joint, begin), cell.size());
    std::string value = trimmed(cell.substr(begin, end - begin));
    if (!value.empty()) out.push_back(std::move(value));
    begin = end + joint.size();
  }
  return out;
}

void join_values(std::string& cell, std::string_view more) {
  std::vector<std::string> have = cell_values(cell);
  for (auto& value : cell_values(more)) {
    if (std::find(have.begin(), have.end(), value) != have.end()) continue;
    cell += (cell.empty() ? "" : " ; ") + value;
    have.push_back(std::move(value));
  }
}

}  // namespace weaktie
