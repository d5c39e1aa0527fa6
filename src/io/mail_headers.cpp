// See mail_headers.hpp.
#include "mail_headers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <weaktie/core/date.hpp>
#include <weaktie/core/text.hpp>
#include <weaktie/records/resolve.hpp>

#include "../core/hex_escapes.hpp"
#include "encodings.hpp"
#include "shared.hpp"

namespace weaktie::io {
namespace {

std::string from_base64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
    if (c >= '0' && c <= '9') value = c - '0' + 52;
    if (c == '+') value = 62;
    if (c == '/') value = 63;
    if (value < 0) continue;
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    if (++count % 4 != 1) {
      const unsigned shift = count % 4 == 2 ? 4U : count % 4 == 3 ? 2U : 0U;
      out += static_cast<char>(static_cast<unsigned char>((bits >> shift) & 0xFFU));
    }
  }
  return out;
}

/// An encoded word at the beginning of `text`: its length and its bytes.
struct Word {
  std::size_t length = 0;
  std::string bytes, charset;
};
std::optional<Word> encoded_word(std::string_view text) {
  if (text.substr(0, 2) != "=?") return std::nullopt;
  const std::size_t charset_end = text.find('?', 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= text.size() || text[charset_end + 2] != '?') {
    return std::nullopt;
  }
  const std::size_t end = text.find("?=", charset_end + 3);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view coded = text.substr(charset_end + 3, end - charset_end - 3);
  if (coded.find_first_of("\r\n") != std::string_view::npos) return std::nullopt;
  const char how = text[charset_end + 1];
  Word out;
  out.length = end + 2;
  out.charset = text.substr(2, charset_end - 2);
  out.charset.resize(std::min(out.charset.size(), out.charset.find('*')));  // a language may follow
  if (how == 'q' || how == 'Q') {
    std::string spaced(coded);
    std::replace(spaced.begin(), spaced.end(), '_', ' ');
    out.bytes = without_hex_escapes(spaced, '=');
  } else if (how == 'b' || how == 'B') {
    out.bytes = from_base64(coded);
  } else {
    return std::nullopt;
  }
  return out;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string without_quotes(std::string_view text) {
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      quoted = !quoted;
    } else if (text[i] == '\\' && quoted && i + 1 < text.size()) {
      out += text[++i];
    } else {
      out += text[i];
    }
  }
  return out;
}

/// One address between two commas, its comments taken out.
void add_address(std::string_view text, std::string_view comment, std::vector<MailAddress>& out) {
  MailAddress address;
  const std::size_t open = text.rfind('<');
  if (open != std::string_view::npos) {
    std::string_view inner = text.substr(open + 1, text.find('>', open) - open - 1);
    if (const std::size_t route = inner.find(':'); !inner.empty() && inner.front() == '@' && route != inner.npos) {
      inner.remove_prefix(route + 1);  // "<@relay:who@where>"
    }
    address.key = mail_key(without_quotes(inner));
    address.name = trimmed(mail_text(without_quotes(text.substr(0, open))));
  } else {
    address.key = mail_key(without_quotes(text));
  }
  if (address.name.empty()) address.name = trimmed(mail_text(comment));
  if (address.name.size() > 1 && address.name.front() == '\'' && address.name.back() == '\'') {
    address.name = address.name.substr(1, address.name.size() - 2);
  }
  if (mail_key(address.name) == address.key || address.name.find('@') != std::string::npos) address.name.clear();
  if (!address.key.empty() && is_utf8(address.key)) out.push_back(std::move(address));
}

}  // namespace

std::string mail_text(std::string_view field) {
  std::string out;
  std::string bytes, charset;  // of words that follow each other: a character may be split between two
  const auto flush = [&] {
    if (!bytes.empty()) out += from_charset(bytes, charset);
    bytes.clear();
  };
  std::string plain;
  const auto flush_plain = [&] {
    if (!plain.empty()) out += from_charset(plain, {});
    plain.clear();
  };
  for (std::size_t i = 0; i < field.size();) {
    if (auto word = encoded_word(field.substr(i))) {
      flush_plain();
      if (word->charset != charset) flush();
      charset = word->charset;
      bytes += word->bytes;
      i += word->length;
      // White space between two encoded words is not shown.
      std::size_t next = i;
      while (next < field.size() && is_blank(field[next])) ++next;
      if (next > i && encoded_word(field.substr(next))) i = next;
      continue;
    }
    flush();
    if (field[i] != '\r' && field[i] != '\n') plain += field[i] == '\t' ? ' ' : field[i];
    ++i;
  }
  flush();
  flush_plain();
  return to_utf8(out);
}

std::vector<MailAddress> mail_addresses(std::string_view field) {
  std::vector<MailAddress> out;
  std::string text, comment;
  int comments = 0;
  bool quoted = false, angle = false;
  const auto finish = [&] {
    add_address(trimmed(text), comment, out);
    text.clear();
    comment.clear();
    angle = false;
  };
  for (std::size_t i = 0; i < field.size(); ++i) {
    const char c = field[i];
    if (c == '\\' && (quoted || comments > 0) && i + 1 < field.size()) {
      (comments > 0 ? comment : text) += comments > 0 ? std::string(1, field[i + 1]) : std::string{c, field[i + 1]};
      ++i;
    } else if (comments > 0) {
      comments += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (comments > 0) comment += c;
    } else if (c == '"') {
      quoted = !quoted;
      text += c;
    } else if (quoted) {
      text += c;
    } else if (c == '(') {
      ++comments;
    } else if (c == '<' || c == '>') {
      angle = c == '<';
      text += c;
    } else if ((c == ',' || c == ';') && !angle) {
      finish();
    } else if (c == ':' && !angle && text.find("=?") == std::string::npos) {
      text.clear();  // the name of a group
    } else {
      text += c;
    }
  }
  finish();
  return out;
}

std::optional<std::int64_t> mail_time(std::string_view field) {
  std::string text;
  int comments = 0;
  for (const char c : field) {
    if (c == '(') ++comments;
    if (comments == 0) text += c == '\t' || c == '\r' || c == '\n' ? ' ' : c;
    if (c == ')' && comments > 0) --comments;
  }
  if (const auto comma = text.find(','); comma != std::string::npos) text.erase(0, comma + 1);
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  if (words.size() < 3) return std::nullopt;
  // "21 Feb 2017"; foreign_day also wants years of two digits as spreadsheets write them.
  if (words[2].size() == 2) words[2] = (words[2] < "50" ? "20" : "19") + words[2];
  if (words[2].size() == 3) words[2] = std::to_string(1900 + std::atoi(words[2].c_str()));
  const auto day = foreign_day(words[0] + " " + words[1] + " " + words[2]);
  if (!day) return std::nullopt;
  std::int64_t seconds = std::int64_t{day->time_since_epoch().count()} * 86400;
  if (words.size() > 3) {
    std::int64_t part[3] = {0, 0, 0};
    const char* at = words[3].data();
    const char* const end = at + words[3].size();
    for (std::int64_t& number : part) {
      const auto read = std::from_chars(at, end, number);
      if (read.ec != std::errc() || number < 0 || number > 60) return std::nullopt;
      at = read.ptr == end ? end : read.ptr + 1;
      if (at == end) break;
    }
    seconds += part[0] * 3600 + part[1] * 60 + part[2];
  }
  if (words.size() > 4) {
    const std::string& zone = words[4];
    constexpr std::array<std::pair<std::string_view, int>, 8> zones = {
        {{"EST", -5}, {"EDT", -4}, {"CST", -6}, {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}}};
    const auto named = std::find_if(zones.begin(), zones.end(), [&](const auto& it) { return it.first == zone; });
    int number = 0;
    if (named != zones.end()) {
      seconds -= std::int64_t{named->second} * 3600;
    } else if (zone.size() == 5 && (zone[0] == '+' || zone[0] == '-') &&
               std::from_chars(zone.data() + 1, zone.data() + 5, number).ec == std::errc()) {
      const int offset = number / 100 * 3600 + number % 100 * 60;
      seconds -= zone[0] == '+' ? offset : -offset;
    }
  }
  return seconds;
}

}  // namespace weaktie::io
