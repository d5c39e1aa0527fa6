#pragma once
// Will they agree? The chance of one request and the terms it is made of.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <weaktie/core/chance.hpp>
#include <weaktie/network/strength.hpp>
#include <weaktie/outreach/approach.hpp>
#include <weaktie/outreach/explanation.hpp>
#include <weaktie/outreach/model.hpp>

namespace weaktie {

/// Where the chance of one step comes from.
enum class StepSource : std::uint8_t { stranger, tie, given, affiliation };

/// What is known about one step: `asked` is asked by the person before.
struct RequestStep {
  StepSource source = StepSource::stranger;
  TieKind kind = TieKind::acquaintance;     ///< of a tie
  double tau = .5;                          ///< of a tie; .5 when unknown
  std::optional<StrengthTerms> terms = {};  ///< of a tie whose strength was computed
  double chance = 0;                        ///< given, or the affiliation's reach times both weights; (0, 1]
  StepHistory history = {};                 ///< no effect on a given chance
  std::string asker = {};                   ///< names for the evidence; may be empty
  std::string asked = {};
  std::string through = {};                    ///< the affiliation's name
  std::vector<std::uint32_t> statements = {};  ///< what the tie rests on
};

/// A request as scoring sees it. Nothing else can enter a chance: the closed list of inputs.
struct RequestFacts {
  Approach approach = Approach::direct;
  /// direct: seeker -> target. introduction: seeker -> v1, ..., vk -> target (k = 1 to 3).
  /// mention: seeker -> broker, then seeker -> target.
  std::vector<RequestStep> steps = {};
  double relay = .70;               ///< factor in (0, 1] on every step after the first of an introduction
  double shared = 0;                ///< introduction: best affiliation product seeker-target; 0: none shared
  std::string shared_through = {};  ///< its name
  double broker_tau = .5;           ///< mention: strength of broker -> target
  MessageFeatures message = {};
};

struct ChanceOptions {
  bool split_strength = false;  ///< one term per part of the strength instead of one for all
};

/// The chance that a request ends in a conversation.
struct RequestChance {
  double chance = 0;         ///< P in (0, 1)
  double low = 0, high = 0;  ///< 80 % interval of the prior (nothing learned yet: "prior only")
  bool prior_only = true;
  std::vector<double> factors = {};  ///< passing on by v1 ... vk (mention: the permission), then the target's yes
  Explanation explanation = {};
};

/// The chance of one step by section "step chance" of docs/scoring.md: modifiers included, a given chance and a bare
/// affiliation product as they are.
[[nodiscard]] inline double step_chance(const RequestStep& step, const StepModel& model = {});

/// P = a * product of f, by docs/scoring.md; the explanation's law holds for every input in range.
/// @throws InvalidValue: more than 3 intermediaries, a number of steps that does not fit the approach, a chance
///         outside (0, 1], relay outside (0, 1], strength outside [0, 1], a message property out of range
/// @complexity O(steps)
[[nodiscard]] inline RequestChance request_chance(const RequestFacts& request, const OutreachModel& model = {},
                                                  const ChanceOptions& options = {});

/// The same number without the explanation and the interval.
[[nodiscard]] inline double request_probability(const RequestFacts& request, const OutreachModel& model = {});

/// Chance of an answer by day e, of those that answer within 30: F(e) = (1 / (1 + e^-0.8)) / (the same at 30).
[[nodiscard]] inline double answered_by(double days);

}  // namespace weaktie

#include <weaktie/outreach/detail/chance.hpp>
