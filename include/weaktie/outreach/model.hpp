#pragma once
// The numbers behind the chance of a request. Defaults and their sources: docs/scoring.md. Learning returns new ones.
#include <cmath>
#include <string>

#include <weaktie/core/error.hpp>
#include <weaktie/core/number_text.hpp>
#include <weaktie/network/strength.hpp>

namespace weaktie {

/// What each property of a message adds in log-odds, per unit of it.
struct MessageWeights {
  double brief = .35;         ///< at most 120 words (-1 of it above 250)
  double specific = .15;      ///< a small ask: 10 to 20 minutes, a range of dates
  double personal = .15;      ///< a reason that names the recipient's work
  double topic_fit = .90;     ///< times relevance - .5
  double announced = .30;     ///< the recipient was told beforehand
  double reminder = .30;      ///< on the log-odds of what is left after 7 days or more
  double in_person = 1.0;     ///< in person or by phone instead of mail; never more than 2
  double same_text = -.50;    ///< the same text to several people
  double weekend = -.10;      ///< sent at a weekend
  double someone_else = .20;  ///< asks the first broker for "you or someone you know"
  double allowed = 1.0;       ///< mention: being asked for one's name only, instead of for an introduction
  double name = 1.0;          ///< mention: times the strength of the tie broker -> target
};

/// What a message is like. The defaults are what holds before one is written.
struct MessageFeatures {
  double brief = 1;     ///< 1 up to 120 words, 0 up to 250, -1 above
  double specific = 1;  ///< 0 or 1, as all that follow
  double personal = 1;
  double topic_fit = 0;  ///< relevance - .5, in [-.5, .5]
  double announced = 0;
  double reminder_days = 0;  ///< days until the one reminder, at least 7; 0: none
  double in_person = 0;
  double same_text = 0;
  double weekend = 0;
  double someone_else = 0;
};

/// Everything that scoring may learn. Plain data.
struct OutreachModel {
  StepModel steps = {};
  MessageWeights message = {};

  /// The prior: nothing learned yet.
  [[nodiscard]] static OutreachModel standard() { return {}; }
};

/// @throws InvalidValue when a number is out of range or not finite
inline void check_model(const OutreachModel& model) {
  check_model(model.steps);
  const MessageWeights& w = model.message;
  for (const double weight : {w.brief, w.specific, w.personal, w.topic_fit, w.announced, w.reminder, w.in_person,
                              w.same_text, w.weekend, w.someone_else, w.allowed, w.name}) {
    if (!std::isfinite(weight) || std::abs(weight) > 20) {
      throw InvalidValue("a message weight lies in [-20, 20], got " + number_text(weight), number_text(weight));
    }
  }
}

}  // namespace weaktie
