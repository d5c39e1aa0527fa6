#pragma once
// Bodies of chance.hpp: one walk computes the number and, when asked, writes down its terms and its uncertainty.
#include <algorithm>
#include <cmath>
#include <utility>

#include <weaktie/core/error.hpp>
#include <weaktie/core/number_text.hpp>
#include <weaktie/outreach/chance.hpp>

namespace weaktie {
namespace detail {

/// Collects terms; does nothing when `terms` is null.
struct TermSink {
  std::vector<Term>* terms = nullptr;
  bool split_strength = false;

  void add(const char* name, double log_odds, std::string evidence,
           const std::vector<std::uint32_t>& statements = {}) const {
    if (terms) terms->push_back(Term{name, log_odds, std::move(evidence), statements});
  }
  /// A term that is only worth a line when it changes something.
  void add_if(const char* name, double log_odds, const char* evidence) const {
    if (terms && log_odds != 0) terms->push_back(Term{name, log_odds, evidence, {}});
  }
};

/// "a name's", or a general word when there is none.
[[nodiscard]] inline std::string or_word(const std::string& name, const char* word) {
  return name.empty() ? word : name;
}

/// A number with two decimals, for sentences.
[[nodiscard]] inline std::string two_decimals(double x) {
  const long hundredths = std::lround(x * 100);
  std::string digits = std::to_string(std::labs(hundredths));
  while (digits.size() < 3) digits.insert(digits.begin(), '0');
  digits.insert(digits.end() - 2, '.');
  return (hundredths < 0 ? "-" : "") + digits;
}

struct StepResult {
  double chance = 0;
  double log_odds = 0;   ///< logit of the chance, without the rounding of sigmoid where nothing was cut off
  double variance = 0;   ///< prior variance of the log-odds that this step has alone
  bool computed = true;  ///< false: given, so that not even the intercept is uncertain
};

/// The kind of a tie in words: "former_colleague" -> "former colleague".
[[nodiscard]] inline std::string kind_words(TieKind kind) {
  std::string words(name_of(kind));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

inline void add_strength(const RequestStep& step, double slope, const TermSink& sink) {
  if (!sink.terms) return;
  const double whole = slope * (step.tau - .5);
  const bool stated = step.terms && step.terms->stated_tau.has_value();
  if (!sink.split_strength || !step.terms || stated) {
    const char* how = stated ? " on a scale from 0 to 1, as stated" : " on a scale from 0 to 1";
    sink.add("strength", whole, "strength " + two_decimals(step.tau) + how, step.statements);
    return;
  }
  // The strength is a curve of its parts; each part is charged what it changes when they are added in this order.
  const StrengthTerms& parts = *step.terms;
  const std::pair<const char*, double> named_parts[] = {{"strength: start", parts.intercept},
                                                        {"strength: frequency", parts.frequency},
                                                        {"strength: recency", parts.recency},
                                                        {"strength: reciprocity", parts.reciprocity},
                                                        {"strength: duration", parts.duration},
                                                        {"strength: contexts", parts.contexts},
                                                        {"strength: mutual acquaintances", parts.mutual}};
  double log_odds = 0, before = 0;
  for (const auto& part : named_parts) {
    log_odds += part.second;
    const double after = slope * (sigmoid(log_odds) - .5);
    sink.add(part.first, after - before, two_decimals(part.second) + " in the log-odds of the strength",
             step.statements);
    before = after;
  }
}

[[nodiscard]] inline StepResult walk_step(const RequestStep& step, const StepModel& model, const TermSink& sink) {
  const auto refuse_chance = [](double got) {
    if (!(got > 0 && got <= 1)) throw invalid_chance(got);
  };
  StepResult out;
  if (step.source == StepSource::given) {
    refuse_chance(step.chance);
    out = {step.chance, logit(step.chance), 0, false};
    sink.add("given chance", out.log_odds, "given as " + percent_text(step.chance), step.statements);
    return out;
  }
  const StepModifiers by = step_modifiers(step.history, model.step);
  const double modifiers = by.sum();
  double base = 0;
  bool bare = false;
  if (step.source == StepSource::affiliation) {
    refuse_chance(step.chance);
    base = logit(step.chance);
    bare = modifiers == 0;
    out.variance = 1;
    sink.add("affiliation", base,
             (step.through.empty() ? std::string("a shared affiliation") : "both belong to " + step.through) + ": " +
                 percent_text(step.chance));
  } else {
    const double stranger = logit(model.step.stranger_chance);
    base = stranger;
    out.variance = 1;
    sink.add("stranger", stranger, "a stranger agrees with chance " + percent_text(model.step.stranger_chance));
    if (step.source == StepSource::tie) {
      if (!(step.tau >= 0 && step.tau <= 1)) {
        throw InvalidValue("a strength lies in [0, 1], got " + number_text(step.tau), number_text(step.tau));
      }
      const double kind = logit(model.strength.of(step.kind).base_chance);
      // The sum that tie_chance() takes, in its order, so that both give the same bits.
      base = kind + model.step.slope * (step.tau - .5);
      const double apart = .3 * (step.tau - .5);
      out.variance += apart * apart;
      sink.add("kind", kind - stranger,
               kind_words(step.kind) + ": " + percent_text(model.strength.of(step.kind).base_chance) +
                   " at middling strength",
               step.statements);
      add_strength(step, model.step.slope, sink);
    }
  }
  sink.add_if("readiness", by.readiness, "how readily they answer");
  sink.add_if("fatigue", by.fatigue, "open requests to them within 90 days");
  sink.add_if("asked before", by.repeated, "asked more than once within 90 days");
  sink.add_if("ignored before", by.ignored, "did not answer within 180 days");
  sink.add_if("declined before", by.declined, "declined within 180 days");
  sink.add_if("gratitude", by.gratitude, "was thanked or told the result");
  const double log_odds = base + modifiers;
  const double raw = sigmoid(log_odds);
  out.chance = bare ? step.chance : std::clamp(raw, model.step.lowest, model.step.highest);
  out.log_odds = bare || out.chance == raw ? log_odds : logit(out.chance);
  if (!bare && out.chance != raw) {
    sink.add("bound", out.log_odds - log_odds,
             out.chance < raw ? "a computed chance is at most " + percent_text(model.step.highest)
                              : "a computed chance is at least " + two_decimals(100 * model.step.lowest) + "%");
  }
  return out;
}

inline void check_features(const MessageFeatures& message) {
  const auto require = [](double x, double low, double high, const char* what) {
    if (!(x >= low && x <= high)) {
      throw InvalidValue(std::string(what) + " of a message lies in [" + number_text(low) + ", " + number_text(high) +
                             "], got " + number_text(x),
                         number_text(x));
    }
  };
  require(message.brief, -1, 1, "'brief'");
  require(message.specific, 0, 1, "'specific'");
  require(message.personal, 0, 1, "'personal'");
  require(message.topic_fit, -.5, .5, "'topic_fit'");
  require(message.announced, 0, 1, "'announced'");
  require(message.in_person, 0, 1, "'in_person'");
  require(message.same_text, 0, 1, "'same_text'");
  require(message.weekend, 0, 1, "'weekend'");
  require(message.someone_else, 0, 1, "'someone_else'");
  if (message.reminder_days != 0) require(message.reminder_days, 7, 365, "'reminder_days'");
}

inline void check_request(const RequestFacts& request) {
  check_features(request.message);
  if (!(request.relay > 0 && request.relay <= 1)) {
    throw InvalidValue("relay lies in (0, 1], got " + number_text(request.relay), number_text(request.relay));
  }
  if (!(request.shared >= 0 && request.shared <= 1)) {
    throw InvalidValue("a shared affiliation's chance lies in [0, 1], got " + number_text(request.shared),
                       number_text(request.shared));
  }
  if (!(request.broker_tau >= 0 && request.broker_tau <= 1)) {
    throw InvalidValue("a strength lies in [0, 1], got " + number_text(request.broker_tau),
                       number_text(request.broker_tau));
  }
  const std::size_t steps = request.steps.size();
  if (request.approach == Approach::introduction && steps > 4) {
    throw InvalidValue("a request passes through at most 3 intermediaries, got " + std::to_string(steps - 1),
                       std::to_string(steps - 1));
  }
  const bool fits = request.approach == Approach::direct    ? steps == 1
                    : request.approach == Approach::mention ? steps == 2
                                                            : steps >= 2;
  if (!fits) {
    throw InvalidValue("a request by " + std::string(name_of(request.approach)) + " does not have " +
                           std::to_string(steps) + " steps: direct has 1, mention 2, introduction 2 to 4",
                       std::to_string(steps));
  }
}

[[nodiscard]] inline RequestChance walk_request(const RequestFacts& request, const OutreachModel& model, bool explain,
                                                bool split) {
  check_request(request);
  RequestChance out;
  TermSink sink{explain ? &out.explanation.terms : nullptr, split};
  const MessageWeights& w = model.message;
  const MessageFeatures& x = request.message;
  const RequestStep& last = request.steps.back();

  // The target's answer.
  const StepResult asked = walk_step(last, model.steps, sink);
  double log_odds = asked.log_odds;
  double variance = asked.variance;
  bool any_computed = asked.computed;
  if (request.approach == Approach::introduction && request.relay != 1) {
    const double relayed = logit(asked.chance * request.relay);
    sink.add("relayed", relayed - log_odds,
             "the request reaches them through others: times " + two_decimals(request.relay));
    log_odds = relayed;
  }
  if (request.approach == Approach::introduction && request.shared > 0) {
    const double context = std::max(0.0, logit(request.shared) - logit(model.steps.step.stranger_chance));
    sink.add_if("shared context", context, "");
    if (explain && context != 0) {
      out.explanation.terms.back().evidence = request.shared_through.empty()
                                                  ? "seeker and target share an affiliation"
                                                  : "seeker and target both belong to " + request.shared_through;
    }
    log_odds += context;
  }
  if (request.approach == Approach::mention) {
    const double named = w.name * request.broker_tau;
    sink.add("name", named,
             or_word(request.steps.front().asked, "the broker") + "'s name, whose strength to them is " +
                 two_decimals(request.broker_tau));
    log_odds += named;
    variance += request.broker_tau * request.broker_tau;
  }
  struct MessageTerm {
    const char* name;
    double log_odds, sd;
    const char* evidence;
  };
  const MessageTerm parts[] = {
      {"brief", w.brief * x.brief, .5 * x.brief, x.brief > 0 ? "at most 120 words" : "above 250 words"},
      {"specific", w.specific * x.specific, x.specific, "a small ask: 10 to 20 minutes, a range of dates"},
      {"personal", w.personal * x.personal, .5 * x.personal, "a reason that names their work"},
      {"topic fit", w.topic_fit * x.topic_fit, .5 * x.topic_fit, "how much their work is about the field"},
      {"announced", w.announced * x.announced, .5 * x.announced, "they were told beforehand"},
      {"in person", std::min(2.0, w.in_person) * x.in_person, .5 * x.in_person, "in person or by phone"},
      {"same text", w.same_text * x.same_text, x.same_text, "the same text goes to several people"},
      {"weekend", w.weekend * x.weekend, x.weekend, "sent at a weekend"}};
  for (const MessageTerm& part : parts) {
    sink.add_if(part.name, part.log_odds, part.evidence);
    log_odds += part.log_odds;
    variance += part.sd * part.sd;
  }
  double yes = sigmoid(log_odds);
  // A chance this near to 1 has no more digits (and logit is cut off at 1e-9): the bound is a term of its own.
  const double reached = logit(yes);
  if (std::abs(reached - log_odds) > 2e-13) {
    sink.add("bound", reached - log_odds, "a chance is never closer to 0 or 1 than its digits tell");
  }
  if (x.reminder_days > 0) {
    const double by_then = answered_by(x.reminder_days);
    const double left = yes * (1 - by_then) / (1 - yes * by_then);
    const double with = yes * by_then + (1 - yes * by_then) * sigmoid(logit(left) + w.reminder);
    sink.add("reminder", logit(with) - logit(yes), "one reminder after " + number_text(x.reminder_days) + " days");
    yes = with;
  }

  // Passing on, from the last intermediary to the first.
  const std::size_t passing = request.steps.size() - 1;
  std::vector<double> shares(passing), variances(passing);
  std::vector<bool> computed(passing, true);
  double chance = yes;
  for (std::size_t i = passing; i-- > 0;) {
    const StepResult step = walk_step(request.steps[i], model.steps, TermSink{});
    double share = step.chance;
    variances[i] = step.variance;
    computed[i] = step.computed;
    any_computed = any_computed || step.computed;
    if (request.approach == Approach::mention) {
      share = sigmoid(step.log_odds + w.allowed);
      variances[i] += 1;
    }
    if (i == 0 && request.approach == Approach::introduction && x.someone_else != 0) {
      share = sigmoid(step.log_odds + w.someone_else * x.someone_else);
      variances[i] += .25 * x.someone_else * x.someone_else;
    }
    if (i > 0) share *= request.relay;
    shares[i] = share;
    const double after = chance * share;
    if (explain) {
      const std::string& who = request.steps[i].asked;
      const bool mention = request.approach == Approach::mention;
      sink.add(mention ? "permission" : "passing on", logit(after) - logit(chance),
               or_word(who, "the person asked") + (mention ? " allows the name: " : " passes it on: ") +
                   percent_text(share));
    }
    chance = after;
  }
  out.chance = chance;
  if (!explain) return out;

  out.explanation.chance = chance;
  out.factors = shares;
  out.factors.push_back(yes);
  // Delta method: d logit P / d logit f = (1 - f) / (1 - P). The intercept (sd 1) moves all computed steps together.
  const double rest = std::max(1e-12, 1 - chance);
  double together = asked.computed ? (1 - yes) / rest : 0;
  double spread = variance * ((1 - yes) / rest) * ((1 - yes) / rest);
  for (std::size_t i = 0; i < passing; ++i) {
    const double slope = (1 - shares[i]) / rest;
    if (computed[i]) together += slope;
    spread += variances[i] * slope * slope;
  }
  const double sd = std::sqrt(spread + together * together);
  constexpr double z80 = 1.2815515655446004;
  const double centre = logit(chance);
  out.low = std::min(chance, sigmoid(centre - z80 * sd));
  out.high = std::max(chance, sigmoid(centre + z80 * sd));
  return out;
}

}  // namespace detail

inline double step_chance(const RequestStep& step, const StepModel& model) {
  return detail::walk_step(step, model, detail::TermSink{}).chance;
}

inline RequestChance request_chance(const RequestFacts& request, const OutreachModel& model,
                                    const ChanceOptions& options) {
  return detail::walk_request(request, model, true, options.split_strength);
}

inline double request_probability(const RequestFacts& request, const OutreachModel& model) {
  return detail::walk_request(request, model, false, false).chance;
}

inline double answered_by(double days) {
  if (!(days > 0)) return 0;
  const auto curve = [](double e) { return 1 / (1 + std::pow(e, -0.8)); };
  return std::min(1.0, curve(days) / curve(30));
}

}  // namespace weaktie
