#pragma once
// Body of OutcomeHistory.
#include <algorithm>
#include <tuple>

#include <weaktie/outreach/outcome.hpp>

namespace weaktie {

inline OutcomeHistory::OutcomeHistory(std::span<const Outcome> outcomes, const std::string& seeker,
                                      std::optional<Day> as_of) {
  const auto refuse = [](std::size_t row, const std::string& what, const std::string& value) {
    throw InvalidValue("outcome " + std::to_string(row) + ": " + what, value,
                       Place{.file = "outcomes", .line = static_cast<std::uint32_t>(row + 1)});
  };
  if (outcomes.empty()) return;
  Day today = as_of.value_or(Day::min());
  for (std::size_t row = 0; row < outcomes.size(); ++row) {
    const Outcome& outcome = outcomes[row];
    const Day last = outcome.date.value_or(outcome.sent);
    if (outcome.person.empty()) refuse(row, "the person who was asked is missing", "");
    if (outcome.step == 0) refuse(row, "steps count from 1, got 0", "0");
    if (last < outcome.sent) {
      refuse(row, "it is dated " + day_text(last) + ", before its request of " + day_text(outcome.sent),
             day_text(last));
    }
    if (!as_of) {
      today = std::max(today, last);
    } else if (last > *as_of) {
      refuse(row, "it is dated " + day_text(last) + ", after " + day_text(*as_of) + ", the day of the network",
             day_text(last));
    }
  }
  // Who was asked in the step before: the asker of this one.
  std::map<std::pair<std::string, std::uint32_t>, std::string> asked;
  for (const Outcome& outcome : outcomes) {
    if (!outcome.request.empty()) asked[{outcome.request, outcome.step}] = outcome.person;
  }
  for (const Outcome& outcome : outcomes) {
    std::string asker = seeker;
    // A name that is mentioned asks nobody: in a mention the seeker writes both times.
    if (outcome.step > 1 && outcome.approach != Approach::mention) {
      const auto before = asked.find({outcome.request, outcome.step - 1});
      asker = before == asked.end() ? std::string() : before->second;
    }
    const std::int64_t sent_age = days_between(outcome.sent, today);
    const std::int64_t event_age = days_between(outcome.date.value_or(outcome.sent), today);
    if (!outcome.event && sent_age <= 90) open_[outcome.person] += 1;
    if (outcome.event == OutcomeEvent::met) met_.push_back(outcome.person);
    if (asker.empty()) continue;
    StepHistory& pair = pairs_[{asker, outcome.person}];
    if (sent_age <= 90) pair.asked += 1;
    if (outcome.event == OutcomeEvent::ignored && event_age <= 180) pair.ignored += 1;
    if (outcome.event == OutcomeEvent::declined && event_age <= 180) {
      pair.declined = true;
      declined_.emplace_back(asker, outcome.person);
    }
  }
  std::sort(met_.begin(), met_.end());
  met_.erase(std::unique(met_.begin(), met_.end()), met_.end());
  std::sort(declined_.begin(), declined_.end());
  declined_.erase(std::unique(declined_.begin(), declined_.end()), declined_.end());
}

inline StepHistory OutcomeHistory::between(const std::string& asker, const std::string& asked) const {
  StepHistory history;
  const auto pair = pairs_.find({asker, asked});
  if (pair != pairs_.end()) history = pair->second;
  const auto open = open_.find(asked);
  if (open != open_.end()) history.open = open->second;
  return history;
}

}  // namespace weaktie
