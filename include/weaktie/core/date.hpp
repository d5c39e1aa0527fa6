#pragma once
// Days without a clock or a time zone. Dates come in as arguments; only the command line knows today.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace weaktie {

/// A calendar day (UTC where a file gives a time).
using Day = std::chrono::sys_days;

/// A day from its parts; empty when there is no such day (31 February, month 13).
[[nodiscard]] inline std::optional<Day> day_of(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day parts{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  if (!parts.ok() || year < 1 || year > 9999) return std::nullopt;
  return Day(parts);
}

/// Reads `YYYY-MM-DD`; anything else is empty. Readers of foreign formats have their own closed lists of forms.
[[nodiscard]] inline std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int parts[3] = {0, 0, 0};
  const std::size_t begins[3] = {0, 5, 8};
  const std::size_t lengths[3] = {4, 2, 2};
  for (int part = 0; part < 3; ++part) {
    for (std::size_t i = begins[part]; i < begins[part] + lengths[part]; ++i) {
      if (text[i] < '0' || text[i] > '9') return std::nullopt;
      parts[part] = parts[part] * 10 + (text[i] - '0');
    }
  }
  return day_of(parts[0], static_cast<unsigned>(parts[1]), static_cast<unsigned>(parts[2]));
}

/// `YYYY-MM-DD`.
[[nodiscard]] inline std::string day_text(Day day) {
  const std::chrono::year_month_day parts(day);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(parts.year()),
                static_cast<unsigned>(parts.month()), static_cast<unsigned>(parts.day()));
  return text;
}

/// Whole days from `earlier` to `later`; negative when they are the other way round.
[[nodiscard]] constexpr std::int64_t days_between(Day earlier, Day later) { return (later - earlier).count(); }

/// The Monday of the week that holds `day`.
[[nodiscard]] constexpr Day monday_of(Day day) { return day - (std::chrono::weekday(day) - std::chrono::Monday); }

}  // namespace weaktie
