#pragma once
// What the header fields of a mail say.
// @source RFC 5322 (addresses, dates), RFC 2047 (words in other character sets)
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weaktie::io {

struct MailAddress {
  std::string key = {};   ///< mail_key
  std::string name = {};  ///< as shown, UTF-8; empty when there is none
};

/// The addresses of a From, To or Cc field: quoted names with commas in them, comments, groups ("Friends: a@x, b@y;").
/// What is no address is left out.
[[nodiscard]] std::vector<MailAddress> mail_addresses(std::string_view field);

/// Text with its encoded words ("=?utf-8?b?...?=") decoded; always UTF-8.
[[nodiscard]] std::string mail_text(std::string_view field);

/// The moment of a Date field, in seconds since 1970 in UTC; also with a year of two digits and a zone by name.
[[nodiscard]] std::optional<std::int64_t> mail_time(std::string_view field);

}  // namespace weaktie::io
