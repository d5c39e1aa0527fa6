#pragma once
// Evidence to tie strength, and strength to the chance of a yes. Formulas, defaults and sources: docs/scoring.md.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <weaktie/core/chance.hpp>
#include <weaktie/core/date.hpp>
#include <weaktie/core/error.hpp>
#include <weaktie/records/affiliation.hpp>
#include <weaktie/records/tie.hpp>

namespace weaktie {

/// What a kind of tie means before anything else is known.
struct KindOptions {
  double base_chance;  ///< c0, the chance of a yes at strength .5, in (0, 1)
  double half_life;    ///< H in days, > 0: contacts count half after it
  double floor;        ///< phi in [0, 1): what recency never falls below
  friend bool operator==(const KindOptions&, const KindOptions&) = default;
};

/// Strength of a tie: logit tau = intercept + sum of weight * term. All weights are in log-odds (judgement, ordered by
/// Gilbert & Karahalios 2009); the terms lie in [0, 1].
struct StrengthOptions {
  double intercept = -1.6;
  double frequency = 1.2;       ///< x1 = M / (M + frequency_half)
  double recency = 1.6;         ///< x2 = phi + (1 - phi) 2^(-days/H); unknown: phi + (1 - phi)/4
  double reciprocity = 0.5;     ///< x3 = 2 min(M_out, M_in) / (M_out + M_in); unknown 0
  double duration = 0.8;        ///< x4 = min(1, ln(1 + years) / ln 21); unknown .2
  double contexts = 0.5;        ///< x5 = 1 - 2^(1 - contexts); unknown 0
  double mutual = 0.9;          ///< x6 = A / (A + mutual_half), A = sum of 1 / ln(2 + degree); unknown 0
  double frequency_half = 4.0;  ///< meeting-equivalents at which frequency counts one half, > 0
  double mutual_half = 1.5;     ///< > 0
  std::array<KindOptions, tie_kind_count> kinds = {{
      {.80, 3650, .70},  // family
      {.70, 730, .40},   // friend
      {.60, 730, .35},   // tutor
      {.60, 730, .35},   // mentor
      {.60, 365, .20},   // colleague
      {.50, 1095, .30},  // former_colleague
      {.50, 365, .20},   // peer
      {.35, 180, .10},   // acquaintance
      {.35, 60, .08},    // met_at_event
      {.22, 30, .10},    // heard_speaker
      {.22, 365, .10},   // online_contact
      {.08, 180, .05},   // online_follow
  }};

  [[nodiscard]] const KindOptions& of(TieKind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
  friend bool operator==(const StrengthOptions&, const StrengthOptions&) = default;
};

/// The chance of one step: logit c = logit c0(kind) + slope (tau - .5) + the modifiers below.
struct StepOptions {
  double slope = 2.0;            ///< per unit of strength
  double readiness = 0.8;        ///< times rho, how readily the person answers, clipped to +-2
  double fatigue = 0.25;         ///< times -ln(1 + open requests to the person), 90 days
  double repeated = 0.40;        ///< times -max(0, requests a->b - 1), 90 days
  double ignored = 0.7;          ///< times -min(2, ignored requests a->b), 180 days
  double declined = 1.5;         ///< times -1 when declined within 180 days
  double gratitude = 0.2;        ///< times min(2, times thanked or told the result)
  double stranger_chance = .10;  ///< c0 without a tie, in [.02, .35]; no strength term
  double lowest = .005;          ///< every computed chance lies in [lowest, highest]
  double highest = .97;
  std::array<double, 7> reach_small = {.22, .18, .15, .16, .14, .14, .14};  ///< by kind, group of at most small_size
  std::array<double, 7> reach_large = {.22, .18, .15, .12, .11, .11, .11};  ///< larger, or of unknown size
  std::uint64_t small_event = 100;  ///< people at an event that still count as small
  std::uint64_t small_group = 500;  ///< members of an association, employer or club that still count as small
  double role_weight = 1.0;         ///< membership with an active role
  double plain_weight = .8;         ///< plain membership
  double ended_weight = .5;         ///< membership that has ended
  friend bool operator==(const StepOptions&, const StepOptions&) = default;
};

/// Pooled answering rates; empty until something was learned.
struct AnswerRates {
  double overall = .35;  ///< r-bar, the rate everything is shrunk to, in (0, 1)
  double shrinkage = 3;  ///< k, asks that the overall rate counts for
  friend bool operator==(const AnswerRates&, const AnswerRates&) = default;
};

/// The data that turn evidence into chances. Learning returns new ones.
struct StepModel {
  StrengthOptions strength = {};
  StepOptions step = {};
  AnswerRates rates = {};
  friend bool operator==(const StepModel&, const StepModel&) = default;
};

/// What is known about one direction of a tie, summed over the statements of one source.
struct TieEvidence {
  double contact_mass = 0;  ///< M, meeting-equivalents with decay
  double mass_out = 0;      ///< of those towards the other person (`both` counts in each)
  double mass_in = 0;
  std::optional<double> last_days = {};  ///< age of the newest contact in days, >= 0
  std::optional<double> years = {};      ///< years known
  std::optional<double> contexts = {};   ///< distinct contexts, >= 1
  double mutual_sum = 0;                 ///< A, over mutual acquaintances
  std::optional<double> stated = {};     ///< strength 1 to 5 as stated by the user
};

/// The named parts of a strength. `log_odds` is intercept + all parts; tau = sigmoid(log_odds), or what was stated.
struct StrengthTerms {
  double intercept = 0, frequency = 0, recency = 0, reciprocity = 0, duration = 0, contexts = 0, mutual = 0;
  std::optional<double> stated_tau = {};

  [[nodiscard]] double log_odds() const {
    return intercept + frequency + recency + reciprocity + duration + contexts + mutual;
  }
  [[nodiscard]] double tau() const { return stated_tau.value_or(sigmoid(log_odds())); }
  friend bool operator==(const StrengthTerms&, const StrengthTerms&) = default;
};

/// What a contact weighs, in meetings: meeting or video 1, call .8, message .3 / people addressed, event
/// 1 / (people present - 1), reaction .05.
[[nodiscard]] inline double contact_weight(const Contact& contact) {
  const double size = std::max<double>(1, contact.size);
  switch (contact.channel) {
    case Channel::meeting:
    case Channel::video:
      return 1.0;
    case Channel::call:
      return 0.8;
    case Channel::message:
      return 0.3 / size;
    case Channel::event:
      return 1.0 / std::max(1.0, size - 1);
    case Channel::reaction:
      return 0.05;
  }
  return 0;
}

/// Adds a contact of age >= 0 days to the evidence; `flipped` when seen from the other end.
inline void add_contact(TieEvidence& evidence, const Contact& contact, double age_days, double half_life,
                        bool flipped = false) {
  const double mass = contact_weight(contact) * std::exp2(-age_days / half_life);
  evidence.contact_mass += mass;
  const bool out = contact.direction == (flipped ? Direction::in : Direction::out);
  if (out || contact.direction == Direction::both) evidence.mass_out += mass;
  if (!out || contact.direction == Direction::both) evidence.mass_in += mass;
  if (!evidence.last_days || age_days < *evidence.last_days) evidence.last_days = age_days;
}

/// The share a mutual acquaintance of that many ties adds to `mutual_sum`: 1 / ln(2 + degree).
[[nodiscard]] inline double mutual_share(double degree) { return 1.0 / std::log(2.0 + degree); }

/// The parts of the strength of a tie of one kind.
[[nodiscard]] inline StrengthTerms strength_terms(TieKind kind, const TieEvidence& evidence,
                                                  const StrengthOptions& options = {}) {
  const KindOptions& of_kind = options.of(kind);
  StrengthTerms terms;
  terms.intercept = options.intercept;
  terms.frequency = options.frequency * evidence.contact_mass / (evidence.contact_mass + options.frequency_half);
  const double fresh = evidence.last_days ? std::exp2(-*evidence.last_days / of_kind.half_life) : 0.25;
  terms.recency = options.recency * (of_kind.floor + (1 - of_kind.floor) * fresh);
  const double both_ways = evidence.mass_out + evidence.mass_in;
  terms.reciprocity =
      both_ways > 0 ? options.reciprocity * 2 * std::min(evidence.mass_out, evidence.mass_in) / both_ways : 0;
  const double known = evidence.years ? std::min(1.0, std::log1p(*evidence.years) / std::log(21.0)) : 0.2;
  terms.duration = options.duration * known;
  terms.contexts = evidence.contexts ? options.contexts * (1 - std::exp2(1 - *evidence.contexts)) : 0;
  terms.mutual = options.mutual * evidence.mutual_sum / (evidence.mutual_sum + options.mutual_half);
  if (evidence.stated) terms.stated_tau = .1 + .2 * (*evidence.stated - 1);
  return terms;
}

/// What happened before between a and b, as far as the viewer may know. All zero: nothing known.
struct StepHistory {
  double readiness = 0;   ///< rho_b = clip(logit of b's rate - logit of the overall rate, +-2)
  double open = 0;        ///< open requests to b within 90 days
  double asked = 0;       ///< requests a->b within 90 days
  double ignored = 0;     ///< requests a->b ignored within 180 days
  bool declined = false;  ///< declined within 180 days
  double thanked = 0;     ///< times b was thanked or told the result
};

/// The modifiers of a step in log-odds, each its own term of an explanation.
struct StepModifiers {
  double readiness = 0, fatigue = 0, repeated = 0, ignored = 0, declined = 0, gratitude = 0;
  [[nodiscard]] double sum() const { return readiness + fatigue + repeated + ignored + declined + gratitude; }
};

[[nodiscard]] inline StepModifiers step_modifiers(const StepHistory& history, const StepOptions& options = {}) {
  StepModifiers out;
  out.readiness = options.readiness * history.readiness;
  out.fatigue = -options.fatigue * std::log1p(history.open);
  out.repeated = -options.repeated * std::max(0.0, history.asked - 1);
  out.ignored = -options.ignored * std::min(2.0, history.ignored);
  out.declined = history.declined ? -options.declined : 0.0;
  out.gratitude = options.gratitude * std::min(2.0, history.thanked);
  return out;
}

/// The chance that b agrees when a, who has a tie of this kind and strength to b, asks. In [lowest, highest].
[[nodiscard]] inline double tie_chance(TieKind kind, double tau, const StepModel& model = {},
                                       const StepHistory& history = {}) {
  const double log_odds = logit(model.strength.of(kind).base_chance) + model.step.slope * (tau - .5) +
                          step_modifiers(history, model.step).sum();
  return std::clamp(sigmoid(log_odds), model.step.lowest, model.step.highest);
}

/// The chance that a stranger agrees, from logit(stranger_chance) and the modifiers.
[[nodiscard]] inline double stranger_chance(const StepOptions& options = {}, const StepHistory& history = {}) {
  return std::clamp(sigmoid(logit(options.stranger_chance) + step_modifiers(history, options).sum()), options.lowest,
                    options.highest);
}

/// The default reach of an affiliation: by kind, and for events, associations, employers and clubs by size.
[[nodiscard]] inline double default_reach(AffiliationKind kind, std::optional<std::uint64_t> size,
                                          const StepOptions& options = {}) {
  const std::uint64_t small = kind == AffiliationKind::event ? options.small_event : options.small_group;
  const auto at = static_cast<std::size_t>(kind);
  return size && *size <= small ? options.reach_small[at] : options.reach_large[at];
}

/// @throws InvalidValue when an option lies outside its range
inline void check_model(const StepModel& model) {
  const auto require = [](bool ok, const char* what, double got) {
    if (!ok) throw InvalidValue(std::string(what) + ", got " + number_text(got), number_text(got));
  };
  for (const auto& kind : model.strength.kinds) {
    require(kind.base_chance > 0 && kind.base_chance < 1, "a kind's base chance lies in (0, 1)", kind.base_chance);
    require(kind.half_life > 0 && std::isfinite(kind.half_life), "a half-life is a number of days above 0",
            kind.half_life);
    require(kind.floor >= 0 && kind.floor < 1, "a kind's floor lies in [0, 1)", kind.floor);
  }
  const StepOptions& step = model.step;
  require(step.stranger_chance > 0 && step.stranger_chance < 1, "a chance lies in (0, 1)", step.stranger_chance);
  require(step.lowest > 0 && step.lowest <= step.highest, "the lowest chance lies in (0, highest]", step.lowest);
  require(step.highest < 1, "the highest chance lies below 1", step.highest);
  for (const double weight : {step.role_weight, step.plain_weight, step.ended_weight}) {
    require(weight > 0 && weight <= 1, "a weight lies in (0, 1]", weight);
  }
  for (const double reach : step.reach_small) require(reach > 0 && reach <= 1, "a reach lies in (0, 1]", reach);
  for (const double reach : step.reach_large) require(reach > 0 && reach <= 1, "a reach lies in (0, 1]", reach);
}

}  // namespace weaktie
