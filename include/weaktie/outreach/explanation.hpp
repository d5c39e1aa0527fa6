#pragma once
// Parts of a number that add up to it, and the words for them.
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <weaktie/core/chance.hpp>

namespace weaktie {

/// One named part of a chance.
struct Term {
  std::string name;                            ///< "stranger", "kind", "strength", "passing on", ...
  double log_odds = 0;                         ///< what it adds
  std::string evidence = {};                   ///< what it rests on, in words
  std::vector<std::uint32_t> statements = {};  ///< numbers of the tie statements it rests on

  friend bool operator==(const Term&, const Term&) = default;
};

/// Ordered terms. Law: |sum - logit(chance)| <= 1e-12 max(1, |logit(chance)|).
struct Explanation {
  std::vector<Term> terms = {};
  double chance = 0;  ///< what they explain

  /// The terms added in order.
  [[nodiscard]] double sum() const {
    double total = 0;
    for (const Term& term : terms) total += term.log_odds;
    return total;
  }
  /// Whether the terms add up to the chance.
  [[nodiscard]] bool adds_up() const {
    const double whole = logit(chance);
    return std::abs(sum() - whole) <= 1e-12 * std::max(1.0, std::abs(whole));
  }
  friend bool operator==(const Explanation&, const Explanation&) = default;
};

/// How often a chance comes true, in words: "almost always" (from .85), "usually" (.6), "about half the time" (.4),
/// "sometimes" (.2), "seldom" (.08), "hardly ever".
[[nodiscard]] inline std::string_view how_often(double chance) {
  if (chance >= .85) return "almost always";
  if (chance >= .60) return "usually";
  if (chance >= .40) return "about half the time";
  if (chance >= .20) return "sometimes";
  if (chance >= .08) return "seldom";
  return "hardly ever";
}

/// A chance as whole percent: "52%"; "under 1%" and "over 99%" at the ends.
[[nodiscard]] inline std::string percent_text(double chance) {
  if (chance < .01) return "under 1%";
  if (chance > .99) return "over 99%";
  return std::to_string(static_cast<int>(std::lround(chance * 100))) + "%";
}

}  // namespace weaktie
