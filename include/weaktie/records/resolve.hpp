#pragma once
// Which records are one person: by exact keys (mail, phone, profile address), then by names and everything else that is
// comparable. Never by a name alone.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/records/records.hpp>

namespace weaktie {

enum class Lane : std::uint8_t { certain, review, different };
inline constexpr std::string_view lane_names[] = {"certain", "review", "different"};

/// Two records that may be one person, and what was made of it.
struct Match {
  std::string a;  ///< the smaller id
  std::string b;
  Lane lane;
  double log_odds;      ///< natural log of the odds that they are one person
  std::string reasons;  ///< in words
  friend bool operator==(const Match&, const Match&) = default;
};

/// Finds who is who, links the certain pairs (reversible: `different(a, b)` parts them, and the next call forgets links
/// whose reasons are gone) and tells the others.
/// First by exact keys. A shared profile address is certain. A shared mail or phone is certain when the names agree or
/// one is missing; with clearly different names (a family's phone, a shared mailbox) the pair goes to review.
/// Then everyone who shares a rare enough part of a name, birthday, address, mail, employer or course is compared by
/// names, employers, titles, places, birthdays, street addresses, mail addresses and courses. The weight of each comes
/// from the records at hand (Fellegi and Sunter's model, learned by expectation maximisation and drawn towards usual
/// values where records are few), and a rare value counts more than a common one. Such a pair is certain from odds of
/// 33 to 1 on, when names do not contradict and something beside the name is ten times likelier for one person than for
/// two; where a name or birthday differs much more must agree. People with two profiles in one network, or born twelve
/// years apart, are never joined; who shares a name and nothing else goes to review.
/// The user's `same` and `different` win.
/// @return pairs by lane, then ids; O(records) plus the pairs compared, at most 59 for a record and key
/// @source I. P. Fellegi, A. B. Sunter, "A Theory for Record Linkage", JASA 64 (1969)
std::vector<Match> resolve(Records& records, const Control& control = {});

/// The keys of one cell value, made comparable; empty when it is none.
/// Mail: trimmed, lower case, without "mailto:". Profile: host and path without scheme, "www.", query and final slash,
/// percent-decoded, lower case; LinkedIn addresses reduced to the slug after /in/. Phone: digits, "+" or "00" as
/// international prefix kept as "+", a bracketed (0) dropped, extensions cut; fewer than 7 digits give none.
[[nodiscard]] std::string mail_key(std::string_view mail);
[[nodiscard]] std::string profile_key(std::string_view url);
[[nodiscard]] std::string phone_key(std::string_view phone);

}  // namespace weaktie
