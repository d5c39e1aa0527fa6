#pragma once
// Chance and value together, and what a request costs the seeker.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <weaktie/core/text.hpp>
#include <weaktie/outreach/approach.hpp>
#include <weaktie/outreach/chance.hpp>

namespace weaktie {

/// U = P V: expected useful conversations of one request, in [0, 1].
[[nodiscard]] constexpr double score_of(double chance, double value) { return chance * value; }

inline constexpr double reminder_minutes = 3;

/// Minutes of the seeker's time for one request: direct 15, introduction 10, mention 12 (judgement).
[[nodiscard]] constexpr double minutes_of(Approach approach) {
  return approach == Approach::direct ? 15 : approach == Approach::introduction ? 10 : 12;
}

/// Whether a title is a senior one: partner, director, head, chief, professor or judge stands in it as a word.
[[nodiscard]] inline bool is_senior(std::string_view title) {
  static constexpr std::array<std::string_view, 6> senior = {"partner", "director",  "head",
                                                             "chief",   "professor", "judge"};
  for (const std::string& word : folded_words(title)) {
    if (std::find(senior.begin(), senior.end(), std::string_view(word)) != senior.end()) return true;
  }
  return false;
}

/// Courage that a request takes, 0 to 1 (judgement): introduction .3; mention .4; direct to an acquaintance .4, to
/// somebody met or heard .5, to somebody without a tie .7; .2 more for a senior title; at most 1.
/// @param last the step seeker -> target of a direct request
[[nodiscard]] inline double courage_of(Approach approach, const RequestStep& last, bool senior) {
  double courage = .3;
  if (approach == Approach::mention) courage = .4;
  if (approach == Approach::direct) {
    const bool tie = last.source == StepSource::tie || last.source == StepSource::given;
    const bool seen = tie && (last.kind == TieKind::met_at_event || last.kind == TieKind::heard_speaker);
    courage = !tie ? .7 : seen ? .5 : .4;
  }
  return std::min(1.0, courage + (senior ? .2 : 0.0));
}

}  // namespace weaktie
