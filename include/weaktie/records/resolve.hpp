#pragma once
// Which records are one person. Exact keys only: mail, phone, profile address. Never a name alone.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/records/records.hpp>

namespace weaktie {

enum class Lane : std::uint8_t { certain, review, different };
inline constexpr std::string_view lane_names[] = {"certain", "review", "different"};

/// Two records that share a key, and what was made of it.
struct Match {
  std::string a;  ///< the smaller id
  std::string b;
  Lane lane;
  double log_odds;      ///< natural log of the odds that they are one person, from the keys and the names
  std::string reasons;  ///< in words
  friend bool operator==(const Match&, const Match&) = default;
};

/// Compares all records by exact keys and links the certain pairs (reversible: `different(a, b)` parts them, and the
/// next call forgets links whose keys are gone). A shared profile address is certain. A shared mail or phone is
/// certain when the names agree or one is missing; with clearly different names (a family's phone, a shared mailbox)
/// the pair goes to review. The user's `same` and `different` win.
/// @return pairs by lane, then ids; O(records) plus the pairs found
std::vector<Match> resolve(Records& records, const Control& control = {});

/// The keys of one cell value, made comparable; empty when it is none.
/// Mail: trimmed, lower case, without "mailto:". Profile: host and path without scheme, "www.", query and final slash,
/// percent-decoded, lower case; LinkedIn addresses reduced to the slug after /in/. Phone: digits, "+" or "00" as
/// international prefix kept as "+", a bracketed (0) dropped, extensions cut; fewer than 7 digits give none.
[[nodiscard]] std::string mail_key(std::string_view mail);
[[nodiscard]] std::string profile_key(std::string_view url);
[[nodiscard]] std::string phone_key(std::string_view phone);

}  // namespace weaktie
