#pragma once
// Is it worth it? The value of talking to somebody.
#include <cmath>
#include <cstddef>

#include <algorithm>

#include <weaktie/core/error.hpp>
#include <weaktie/core/number_text.hpp>

namespace weaktie {

/// What the value of a conversation is made of; each in [0, 1].
struct ValueTerms {
  double relevance = 0;   ///< R, to the field asked for
  double novelty = .5;    ///< N, share of the person's acquaintances whom the seeker does not know
  double weak_tie = .2;   ///< W, peaks at about ten mutual acquaintances
  double into_field = 0;  ///< Q, ties of the person into the field

  /// V = R (.50 + .20 N + .20 W + .10 Q)
  [[nodiscard]] double value() const { return relevance * (.50 + .20 * novelty + .20 * weak_tie + .10 * into_field); }
  friend bool operator==(const ValueTerms&, const ValueTerms&) = default;
};

/// Counts the value rests on.
struct ValueFacts {
  double relevance = 0;           ///< R in [0, 1]
  std::size_t acquaintances = 0;  ///< people with a tie to or from the person; 0: not known
  std::size_t known = 0;          ///< of those, the seeker, the seeker's own and people already met
  std::size_t mutual = 0;         ///< acquaintances of both
  std::size_t seeker_ties = 0;    ///< acquaintances of the seeker
  std::size_t in_field = 0;       ///< of the person's acquaintances, those with relevance above 0
};

/// N = 1 - known / acquaintances (.5 when unknown); W = .2 + .8 x e^(1 - x), x = mutual / peak, peak = 10 from 300 ties
/// on and max(2, 10 ties / 300) below (Rajkumar et al. 2022, transferred); Q = min(1, ln(1 + in_field) / ln 51).
/// @throws InvalidValue: relevance outside [0, 1], more known than acquaintances
[[nodiscard]] inline ValueTerms value_terms(const ValueFacts& facts) {
  if (!(facts.relevance >= 0 && facts.relevance <= 1)) {
    throw InvalidValue("a relevance lies in [0, 1], got " + number_text(facts.relevance), number_text(facts.relevance));
  }
  if (facts.known > facts.acquaintances) {
    throw InvalidValue("of " + std::to_string(facts.acquaintances) + " acquaintances " + std::to_string(facts.known) +
                           " cannot be known",
                       std::to_string(facts.known));
  }
  ValueTerms terms;
  terms.relevance = facts.relevance;
  terms.novelty =
      facts.acquaintances == 0 ? .5 : 1 - static_cast<double>(facts.known) / static_cast<double>(facts.acquaintances);
  const auto ties = static_cast<double>(facts.seeker_ties);
  const double peak = ties >= 300 ? 10.0 : std::max(2.0, 10.0 * ties / 300.0);
  const double x = static_cast<double>(facts.mutual) / peak;
  terms.weak_tie = .2 + .8 * x * std::exp(1 - x);
  terms.into_field = std::min(1.0, std::log1p(static_cast<double>(facts.in_field)) / std::log(51.0));
  return terms;
}

}  // namespace weaktie
