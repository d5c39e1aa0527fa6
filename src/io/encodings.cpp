// See encodings.hpp.
#include "encodings.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <weaktie/core/text.hpp>

namespace weaktie::io {
namespace {

void append_utf8(std::string& out, std::uint32_t point) {
  const auto add = [&out](std::uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (point < 0x80) {
    add(point);
  } else if (point < 0x800) {
    add(0xC0 | (point >> 6));
    add(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    add(0xE0 | (point >> 12));
    add(0x80 | ((point >> 6) & 0x3F));
    add(0x80 | (point & 0x3F));
  } else {
    add(0xF0 | (point >> 18));
    add(0x80 | ((point >> 12) & 0x3F));
    add(0x80 | ((point >> 6) & 0x3F));
    add(0x80 | (point & 0x3F));
  }
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
  const auto unit = [&](std::size_t at) {
    const auto a = static_cast<unsigned char>(bytes[at]), b = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<std::uint32_t>(big_endian ? (a << 8) | b : (b << 8) | a);
  };
  std::string out;
  out.reserve(bytes.size() / 2 + bytes.size() / 8);
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    std::uint32_t point = unit(at);
    if (point >= 0xD800 && point <= 0xDBFF && at + 3 < bytes.size()) {
      const std::uint32_t low = unit(at + 2);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    append_utf8(out, point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point);
  }
  if (bytes.size() % 2 != 0) append_utf8(out, 0xFFFD);
  return out;
}

/// UTF-16 without a BOM: of the first bytes nearly every second one is NUL. 0: no, 1: little endian, 2: big endian.
int looks_like_utf16(std::string_view bytes) {
  const std::size_t count = std::min<std::size_t>(bytes.size(), 2048) / 2 * 2;
  if (count < 8) return 0;
  std::size_t even = 0, odd = 0;
  for (std::size_t at = 0; at < count; ++at) {
    if (bytes[at] == '\0') ++(at % 2 == 0 ? even : odd);
  }
  if (odd * 4 >= count && even * 50 < count) return 1;
  if (even * 4 >= count && odd * 50 < count) return 2;
  return 0;
}

}  // namespace

std::string from_windows_1252(std::string_view bytes) {
  // 0x80 to 0x9F; the five that are not assigned become the replacement character.
  constexpr std::array<std::uint16_t, 32> high = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                  0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(out, byte >= 0x80 && byte <= 0x9F ? high[byte - 0x80u] : byte);
  }
  return out;
}

Decoded decoded(std::string bytes) {
  const std::string_view view = bytes;
  const std::string_view start = view.substr(0, 2);
  if (start == "\xFF\xFE" || start == "\xFE\xFF") return {from_utf16(view.substr(2), start == "\xFE\xFF"), {}};
  if (const int order = looks_like_utf16(view); order != 0) {
    return {from_utf16(view, order == 2), "the file was taken for UTF-16 without a byte order mark"};
  }
  if (view.substr(0, 3) == "\xEF\xBB\xBF") bytes.erase(0, 3);
  return {std::move(bytes), {}};
}

std::string from_charset(std::string_view bytes, std::string_view charset) {
  const auto guessed = [&] { return is_utf8(bytes) ? std::string(bytes) : from_windows_1252(bytes); };
  std::string name;
  for (const char c : charset) {  // nothing that iconv would take for an instruction
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (plain || c == '-' || c == '_' || c == ':' || c == '.')
      name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  // What is said to be ISO 8859-1 is Windows-1252 as often as not, and that has no other meaning for its bytes.
  if (name == "iso-8859-1" || name == "latin1" || name == "windows-1252" || name == "cp1252") {
    return from_windows_1252(bytes);
  }
  if (name.empty() || name == "utf-8" || name == "utf8" || name == "us-ascii" || name == "ascii") return guessed();
  const iconv_t converter = iconv_open("UTF-8", name.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return guessed();  // NOLINT(performance-no-int-to-ptr)
  std::string in(bytes), out(4 * bytes.size() + 16, '\0');
  char* from = in.data();
  char* to = out.data();
  std::size_t left = in.size(), room = out.size();
  const std::size_t failed = iconv(converter, &from, &left, &to, &room);
  if (failed != static_cast<std::size_t>(-1)) iconv(converter, nullptr, nullptr, &to, &room);
  iconv_close(converter);
  out.resize(out.size() - room);
  return failed == static_cast<std::size_t>(-1) ? guessed() : to_utf8(out);
}

}  // namespace weaktie::io
