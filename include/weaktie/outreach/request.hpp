#pragma once
// What could be asked, the limits on asking, and the requests that were chosen.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <weaktie/core/date.hpp>
#include <weaktie/outreach/approach.hpp>
#include <weaktie/outreach/outcome.hpp>

namespace weaktie {

/// One thing that could be asked. Fields stand in the order of the table columns. People are ids.
struct Request {
  std::string request = {};  ///< an id of its own
  std::string prospect = {};
  Approach approach = Approach::direct;
  std::vector<std::string> brokers = {};   ///< in the order asked
  double chance = 0;                       ///< [0, 1]
  double value = 0;                        ///< [0, 1]
  double minutes = 0;                      ///< of the seeker's time, >= 0
  double courage = 0;                      ///< [0, 1]
  std::string organisation = {};           ///< the prospect's; blank: not capped
  std::optional<std::uint32_t> week = {};  ///< the only one allowed, 0-based; empty: any

  friend bool operator==(const Request&, const Request&) = default;
};

/// Fields stand in the order of the Python keywords. `start` is required.
struct PlanOptions {
  Day start = {};                               ///< week 0 is the week of this day; the epoch is InvalidValue
  std::uint32_t requests_per_week = 5;          ///< >= 1
  std::uint32_t weeks = 4;                      ///< >= 1, at most 520
  std::uint32_t per_broker = 2;                 ///< >= 1, in blocks of 4 plan weeks
  std::uint32_t per_organisation = 2;           ///< >= 1, in one week
  std::uint32_t tries = 2;                      ///< 1 or 2 requests at one prospect, past ones included
  std::optional<double> minutes_per_week = {};  ///< > 0
  bool modest_start = false;                    ///< courage does not fall from week to week, within .1
  bool count_all_brokers = false;               ///< false: `per_broker` counts the first broker of a request
  std::span<const Outcome> past = {};           ///< earlier requests: their brokers, tries and declines
  double explore = 0;                           ///< [0, .2]: the share drawn among nearly as good requests
  std::uint64_t seed = 0;                       ///< of that draw
};

/// A request with its week.
struct PlannedRequest {
  Request request = {};
  std::uint32_t row = 0;   ///< its position in the requests given
  std::uint32_t week = 0;  ///< 0-based
  Day date = {};           ///< the Monday of that week
  double drawn = 1;        ///< the probability with which `explore` drew it; 1: chosen

  friend bool operator==(const PlannedRequest&, const PlannedRequest&) = default;
};

/// The chosen requests: by week; inside a week the smaller courage, then the larger score, then the smaller row.
struct Plan {
  std::vector<PlannedRequest> rows = {};
  double value = 0;          ///< expected value of distinct conversations
  double bound = 0;          ///< no plan under the same limits is worth more
  double gap = 0;            ///< 1 - value / bound; 0 when bound is 0
  std::string binding = {};  ///< which limit keeps the plan short, in words; empty when every place is filled

  [[nodiscard]] std::size_t size() const { return rows.size(); }
  [[nodiscard]] bool empty() const { return rows.empty(); }
};

}  // namespace weaktie
