#pragma once
// Requests and options to a planning problem: what is refused, and what the past leaves open.
#include <algorithm>
#include <cmath>
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
#include <weaktie/core/number_text.hpp>
#include <weaktie/outreach/detail/plan_problem.hpp>
#include <weaktie/outreach/request.hpp>

namespace weaktie::detail {

inline void check_plan(std::span<const Request> requests, const PlanOptions& options) {
  const auto at_least_one = [](std::uint32_t got, const char* name, std::uint32_t most) {
    if (got < 1 || got > most) {
      throw InvalidValue(std::string(name) + " lies in 1 .. " + std::to_string(most) + ", got " + std::to_string(got),
                         std::to_string(got));
    }
  };
  if (options.start == Day{})
    throw InvalidValue("a plan needs its first day: `start` was left at the epoch", "1970-01-01");
  at_least_one(options.requests_per_week, "requests_per_week", 1000);
  at_least_one(options.weeks, "weeks", 520);
  at_least_one(options.per_broker, "per_broker", 1000000);
  at_least_one(options.per_organisation, "per_organisation", 1000000);
  at_least_one(options.tries, "tries", 2);
  if (options.minutes_per_week && !(*options.minutes_per_week > 0 && std::isfinite(*options.minutes_per_week))) {
    throw InvalidValue("minutes_per_week is a number above 0, got " + number_text(*options.minutes_per_week),
                       number_text(*options.minutes_per_week));
  }
  if (!(options.explore >= 0 && options.explore <= .2)) {
    throw InvalidValue("explore lies in [0, .2], got " + number_text(options.explore), number_text(options.explore));
  }
  for (std::size_t row = 0; row < options.past.size(); ++row) {
    const Outcome& outcome = options.past[row];
    const Day last = outcome.date.value_or(outcome.sent);
    if (last < outcome.sent || last > options.start) {
      throw InvalidValue("past request " + std::to_string(row) + " is dated " + day_text(last) +
                             ": not between its sending (" + day_text(outcome.sent) + ") and the start of the plan (" +
                             day_text(options.start) + ")",
                         day_text(last), Place{.file = "past", .line = static_cast<std::uint32_t>(row + 1)});
    }
  }
  std::map<std::string_view, std::size_t> seen;
  for (std::size_t row = 0; row < requests.size(); ++row) {
    const Request& request = requests[row];
    const auto refuse = [row](const std::string& what, const std::string& value, const char* field) {
      throw InvalidValue("request " + std::to_string(row) + ": " + what, value,
                         Place{.file = "requests", .line = static_cast<std::uint32_t>(row + 1), .field = field});
    };
    const auto in_unit = [&](double got, const char* field) {
      if (!(got >= 0 && got <= 1)) {
        refuse(std::string(field) + " lies in [0, 1], got " + number_text(got), number_text(got), field);
      }
    };
    if (request.prospect.empty()) refuse("the prospect is missing", "", "prospect");
    const auto first = seen.emplace(request.request, row);
    if (!first.second) {
      refuse("the id '" + request.request + "' stands twice, first at " + std::to_string(first.first->second),
             request.request, "request");
    }
    in_unit(request.chance, "chance");
    in_unit(request.value, "value");
    in_unit(request.courage, "courage");
    if (!(request.minutes >= 0 && std::isfinite(request.minutes))) {
      refuse("minutes is a number from 0 on, got " + number_text(request.minutes), number_text(request.minutes),
             "minutes");
    }
    const std::size_t brokers = request.brokers.size();
    const bool fits = request.approach == Approach::direct    ? brokers == 0
                      : request.approach == Approach::mention ? brokers == 1
                                                              : brokers >= 1 && brokers <= 3;
    if (!fits) {
      refuse("a request by " + std::string(name_of(request.approach)) + " does not have " + std::to_string(brokers) +
                 " brokers: direct has none, mention 1, introduction 1 to 3",
             std::to_string(brokers), "brokers");
    }
    for (std::size_t i = 0; i < brokers; ++i) {
      const std::string& broker = request.brokers[i];
      if (broker.empty() || broker == request.prospect ||
          std::find(request.brokers.begin(), request.brokers.begin() + static_cast<std::ptrdiff_t>(i), broker) !=
              request.brokers.begin() + static_cast<std::ptrdiff_t>(i)) {
        refuse("the broker '" + broker + "' is blank, stands twice or is the prospect", broker, "brokers");
      }
    }
  }
}

[[nodiscard]] inline PlanProblem plan_problem(std::span<const Request> requests, const PlanOptions& options) {
  PlanProblem problem;
  problem.weeks = options.weeks;
  problem.per_week = options.requests_per_week;
  problem.per_broker = options.per_broker;
  problem.per_organisation = options.per_organisation;
  problem.minutes_per_week = options.minutes_per_week;
  problem.modest = options.modest_start;
  std::map<std::string, std::uint32_t> prospects, brokers, organisations;
  std::map<std::string, std::uint32_t> prospect_of;  // request id -> prospect
  for (const Request& request : requests) {
    prospects.emplace(request.prospect, 0);
    for (const std::string& broker : request.brokers) brokers.emplace(broker, 0);
    if (!request.organisation.empty()) organisations.emplace(request.organisation, 0);
  }
  for (auto* names : {&prospects, &brokers, &organisations}) {
    std::uint32_t next = 0;
    for (auto& entry : *names) entry.second = next++;
  }
  problem.organisations = organisations.size();
  problem.of_prospect.resize(prospects.size());
  problem.tries_left.assign(prospects.size(), options.tries);
  problem.first_week.assign(prospects.size(), 0);
  problem.broker_past.assign(brokers.size(), 0);
  for (std::uint32_t row = 0; row < requests.size(); ++row) {
    const Request& request = requests[row];
    PlanItem item;
    item.prospect = prospects.at(request.prospect);
    prospect_of.emplace(request.request, item.prospect);
    const std::size_t counted =
        options.count_all_brokers ? request.brokers.size() : std::min<std::size_t>(1, request.brokers.size());
    for (std::size_t i = 0; i < counted; ++i) item.brokers.push_back(brokers.at(request.brokers[i]));
    if (!request.organisation.empty()) item.organisation = organisations.at(request.organisation);
    item.week = request.week;
    item.value = request.value;
    item.minutes = request.minutes;
    item.courage = request.courage;
    item.chance = request.chance;
    item.mixture = mixture_of(request.chance);
    problem.of_prospect[item.prospect].push_back(row);
    problem.items.push_back(std::move(item));
  }
  // Ties: fewer brokers, smaller prospect id, smaller broker ids, smaller row.
  std::vector<std::uint32_t> order(requests.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Request& x = requests[a];
    const Request& y = requests[b];
    if (x.brokers.size() != y.brokers.size()) return x.brokers.size() < y.brokers.size();
    if (x.prospect != y.prospect) return x.prospect < y.prospect;
    if (x.brokers != y.brokers) return x.brokers < y.brokers;
    return a < b;
  });
  problem.rank.resize(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) problem.rank[order[i]] = i;

  // The past: tries already made, prospects who are done, brokers asked lately.
  const Day monday = monday_of(options.start);
  std::map<std::pair<std::uint32_t, std::string>, bool> tried;  // prospect, request: counted once
  const auto weeks_until = [&](Day day) {
    const std::int64_t days = std::max<std::int64_t>(0, days_between(monday, day));
    return static_cast<std::uint32_t>((days + 6) / 7);
  };
  for (std::size_t row = 0; row < options.past.size(); ++row) {
    const Outcome& outcome = options.past[row];
    const auto by_person = prospects.find(outcome.person);
    const auto by_request = prospect_of.find(outcome.request);
    // Whom the request was for: its id tells, if it is among those given; else whoever was asked last and not to help.
    const bool known = by_request != prospect_of.end();
    const bool helper = outcome.approach != Approach::direct && outcome.step == 1;
    const bool themself = by_person != prospects.end() && (known ? by_person->second == by_request->second : !helper);
    if (known || themself) {
      const std::uint32_t prospect = known ? by_request->second : by_person->second;
      const std::string request = outcome.request.empty() ? "#" + std::to_string(row) : outcome.request;
      std::uint32_t& left = problem.tries_left[prospect];
      if (tried.emplace(std::pair(prospect, request), true).second && left > 0) --left;
      if (themself && outcome.event && *outcome.event != OutcomeEvent::ignored &&
          *outcome.event != OutcomeEvent::passed_on) {
        left = 0;  // an answer: either they talk, or they declined
      }
      const Day again = outcome.event == OutcomeEvent::ignored
                            ? outcome.date.value_or(outcome.sent) + std::chrono::days(10)
                            : outcome.sent + std::chrono::days(31);
      problem.first_week[prospect] = std::max(problem.first_week[prospect], weeks_until(again));
    }
    const bool asked_to_help =
        outcome.approach != Approach::direct && !themself &&
        (outcome.step == 1 || (options.count_all_brokers && outcome.approach != Approach::mention));
    const auto broker = brokers.find(outcome.person);
    if (asked_to_help && broker != brokers.end() && days_between(outcome.sent, monday) <= 28) {
      ++problem.broker_past[broker->second];
    }
  }
  return problem;
}

}  // namespace weaktie::detail
