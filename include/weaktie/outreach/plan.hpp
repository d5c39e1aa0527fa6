#pragma once
// Whom to ask in which week.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/core/date.hpp>
#include <weaktie/outreach/approach.hpp>
#include <weaktie/outreach/prospects.hpp>
#include <weaktie/outreach/request.hpp>

namespace weaktie {

/// Chooses requests and weeks to maximise the expected value of distinct conversations under the limits: lazy greedy
/// with exchanges of one for one. Each request given is made at most once; a second try at a prospect takes another
/// of their requests, at least two weeks later. Of the past: a decline, a reply or a meeting ends a prospect; no answer
/// allows another try 10 days after `ignored` (31 after an open request was sent); brokers asked in the 28 days before
/// the start count in the first block. The value is F = sum over prospects V E[1 - prod(1 - p)], the mean over a
/// three-point normal mixture, so that two tries at one person are worth less than independent ones. The bound prices
/// the limits (Lagrange) and is valid whatever the prices. Ties: larger gain, fewer brokers, smaller prospect id,
/// smaller broker ids, smaller row, smaller week.
/// @throws InvalidValue that names the row: a limit of 0, a chance or value outside [0, 1], a request id twice, a
///         prospect who is their own broker, `start` left at the epoch, a past row after the start;
///         Cancelled
/// @complexity greedy O(requests * weeks) evaluations, usually few; the bound O(200 * requests)
[[nodiscard]] inline Plan plan(std::span<const Request> requests, const PlanOptions& options,
                               const Control& control = {});

/// Every approach of every row as a request with the id `<prospect>/<n>`, n from 1 in the order of `approaches`.
[[nodiscard]] std::vector<Request> requests_of(const Prospects& prospects);

}  // namespace weaktie

#include <weaktie/outreach/detail/plan.hpp>
