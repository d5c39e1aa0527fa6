#pragma once
// What came of a request: the rows a journal hands to scoring and, later, to learning.
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/core/date.hpp>
#include <weaktie/core/error.hpp>
#include <weaktie/network/strength.hpp>
#include <weaktie/outreach/approach.hpp>

namespace weaktie {

/// What happened at one step of a request. `ignored`: no answer after 21 days.
enum class OutcomeEvent : std::uint8_t { passed_on, replied, agreed, met, declined, ignored };
inline constexpr std::string_view outcome_event_names[] = {"passed_on", "replied",  "agreed",
                                                           "met",       "declined", "ignored"};

[[nodiscard]] inline std::string_view name_of(OutcomeEvent event) {
  return outcome_event_names[static_cast<std::size_t>(event)];
}
/// @throws InvalidValue that lists the six
[[nodiscard]] inline OutcomeEvent outcome_event(std::string_view text, const Place& at = {}) {
  return named<OutcomeEvent>(text, outcome_event_names, "outcome", at);
}

/// One row, in the order of the table columns. People are ids, so that a row outlives any one network.
struct Outcome {
  std::string request = {};  ///< the request's id: rows of one request share it
  std::string person = {};   ///< who was asked in this step
  Approach approach = Approach::direct;
  Day sent = {};
  std::optional<OutcomeEvent> event = {};  ///< empty: no answer yet
  std::optional<Day> date = {};            ///< of the event; not before `sent`
  std::uint32_t step = 1;                  ///< 1: the first person asked

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// What a journal says about asking before, by pair and by person, as of one day.
class OutcomeHistory {
 public:
  OutcomeHistory() = default;

  /// Rows in which the request's step before is known (or step 1: the seeker asked) count for the pair; open requests
  /// count for the person asked, whoever asked. Windows: 90 days for open and repeated requests, 180 for ignored and
  /// declined ones. Answering rates and thanks are learned from other rows and stay 0 here.
  /// @param as_of empty: the latest date in the rows
  /// @throws InvalidValue: a row without person, a step of 0, an event before its request, a row after `as_of`
  OutcomeHistory(std::span<const Outcome> outcomes, const std::string& seeker, std::optional<Day> as_of);

  [[nodiscard]] bool empty() const { return pairs_.empty() && open_.empty(); }
  /// What happened between `asker` and `asked`.
  [[nodiscard]] StepHistory between(const std::string& asker, const std::string& asked) const;
  /// Whom the seeker has met, ascending.
  [[nodiscard]] const std::vector<std::string>& met() const { return met_; }
  /// Pairs (asker, asked) with a decline in the last 180 days, ascending.
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& declined() const { return declined_; }

 private:
  std::map<std::pair<std::string, std::string>, StepHistory> pairs_;
  std::map<std::string, double> open_;
  std::vector<std::string> met_;
  std::vector<std::pair<std::string, std::string>> declined_;
};

}  // namespace weaktie

#include <weaktie/outreach/detail/outcome.hpp>
