#pragma once
// Body of plan(): names to numbers, greedy, exchanges, and the words for what stopped it.
#include <queue>

#include <weaktie/outreach/detail/plan_bound.hpp>
#include <weaktie/outreach/detail/plan_problem.hpp>

namespace weaktie {
namespace detail {

inline void check_plan(std::span<const Request> requests, const PlanOptions& options) {
  const auto at_least_one = [](std::uint32_t got, const char* name, std::uint32_t most) {
    if (got < 1 || got > most) {
      throw InvalidValue(std::string(name) + " lies in 1 .. " + std::to_string(most) + ", got " + std::to_string(got),
                         std::to_string(got));
    }
  };
  if (options.start == Day{}) throw InvalidValue("a plan needs its first day: `start` was left at the epoch", "1970-01-01");
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
      throw InvalidValue("past request " + std::to_string(row) + " is dated " + day_text(last) + ": not between its sending (" +
                             day_text(outcome.sent) + ") and the start of the plan (" + day_text(options.start) + ")",
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
      refuse("minutes is a number from 0 on, got " + number_text(request.minutes), number_text(request.minutes), "minutes");
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
    const std::size_t counted = options.count_all_brokers ? request.brokers.size()
                                                          : std::min<std::size_t>(1, request.brokers.size());
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
    const bool asked_to_help = outcome.approach != Approach::direct && !themself &&
                               (outcome.step == 1 || (options.count_all_brokers && outcome.approach != Approach::mention));
    const auto broker = brokers.find(outcome.person);
    if (asked_to_help && broker != brokers.end() && days_between(outcome.sent, monday) <= 28) {
      ++problem.broker_past[broker->second];
    }
  }
  return problem;
}

/// Fills a plan with the best that still fits, until nothing does. `by_minute` orders by gain per minute.
inline void fill(const PlanProblem& problem, PlanState& state, bool by_minute) {
  struct Entry {
    double key;
    std::uint32_t rank, item;
    bool operator<(const Entry& other) const { return key != other.key ? key < other.key : rank > other.rank; }
  };
  const auto key = [&](std::uint32_t item) {
    const double gain = state.gain(item);
    return by_minute ? gain / std::max(1e-3, problem.items[item].minutes) : gain;
  };
  std::vector<Entry> entries;
  entries.reserve(problem.items.size());
  for (std::uint32_t item = 0; item < problem.items.size(); ++item) {
    if (!state.has(item)) entries.push_back({key(item), problem.rank[item], item});
  }
  std::priority_queue<Entry> queue(std::less<Entry>{}, std::move(entries));
  const std::size_t full = std::size_t{problem.per_week} * problem.weeks;
  while (!queue.empty() && state.size() < full) {
    Entry best = queue.top();
    queue.pop();
    const double now = key(best.item);
    if (now < best.key) {  // gains only fall: look again when it is its turn
      best.key = now;
      if (now > 0) queue.push(best);
      continue;
    }
    if (!(now > 0)) continue;
    const std::uint32_t week = state.place_for(best.item);
    if (week != PlanState::nowhere) state.add(best.item, week);
  }
}

/// For a plan that stays short: up to two requests leave, one comes or comes back in any week, the rest is filled up.
/// Takes the first improvement; every try costs one of `fills_left`.
inline bool rearrange(const PlanProblem& problem, PlanState& state, const std::vector<std::uint32_t>& by_rank,
                      std::size_t& fills_left) {
  const double value = state.value();
  const std::vector<PlanState::Chosen> chosen = state.chosen();
  for (std::size_t a = 0; a < chosen.size(); ++a) {
    for (std::size_t b = a; b < chosen.size(); ++b) {
      PlanState room = state;
      room.remove(chosen[a].item);
      if (b != a) room.remove(chosen[b].item);
      for (const std::uint32_t in : by_rank) {
        if (room.has(in) || !(room.gain(in) > 0)) continue;
        for (std::uint32_t week = 0; week < problem.weeks; ++week) {
          if (room.forbids(in, week) != Limit::none) continue;
          if (fills_left == 0) return false;
          --fills_left;
          PlanState other = room;
          other.add(in, week);
          fill(problem, other, false);
          if (!(other.value() > value + 1e-12 * std::max(1.0, value))) continue;
          state = std::move(other);
          return true;
        }
      }
    }
  }
  return false;
}

/// One chosen request for one that is not, then whatever fits into the room that leaves; the first improvement is
/// taken, in the order of ties, until there is none.
inline void exchange(const PlanProblem& problem, PlanState& state) {
  std::vector<std::uint32_t> by_rank(problem.items.size());
  for (std::uint32_t item = 0; item < by_rank.size(); ++item) by_rank[problem.rank[item]] = item;
  const std::size_t full = std::size_t{problem.per_week} * problem.weeks;
  double value = state.value();
  const auto better = [&](double other) { return other > value + 1e-12 * std::max(1.0, value); };
  // A short plan can grow after an exchange; trying that is bounded, the plain exchange is always tried.
  std::size_t fills_left = 20000000 / std::max<std::size_t>(1, problem.items.size() * problem.weeks);
  fills_left = std::min<std::size_t>(fills_left, 20000);
  for (int round = 0; round < 50; ++round) {
    bool improved = false;
    for (const PlanState::Chosen out : state.chosen()) {
      if (!state.has(out.item)) continue;
      state.remove(out.item);
      const double without = state.value();
      bool taken = false;
      for (const std::uint32_t in : by_rank) {
        if (in == out.item || state.has(in)) continue;
        const double gain = state.gain(in);
        if (!(gain > 0)) continue;
        const bool gains = better(without + gain);
        if (!gains && (state.size() + 1 >= full || fills_left == 0)) continue;
        const std::uint32_t week = state.place_for(in);
        if (week == PlanState::nowhere) continue;
        if (gains) {
          state.add(in, week);
        } else {
          --fills_left;
          PlanState longer = state;
          longer.add(in, week);
          fill(problem, longer, false);
          if (!better(longer.value())) continue;
          state = std::move(longer);
        }
        taken = true;
        break;
      }
      if (!taken) {
        state.add(out.item, out.week);
      } else {
        fill(problem, state, false);
        value = state.value();
        improved = true;
      }
    }
    if (!improved && state.size() < full) improved = rearrange(problem, state, by_rank, fills_left);
    value = state.value();
    if (!improved) return;
  }
}

/// The plan that greedy and exchanges find.
[[nodiscard]] inline PlanState best_plan(const PlanProblem& problem) {
  PlanProblem free = problem;
  free.modest = false;
  PlanState best(problem);
  bool any = false;
  for (const bool by_minute : {false, true}) {
    if (by_minute && !problem.minutes_per_week) break;
    PlanState state(free);
    fill(free, state, by_minute);
    exchange(free, state);
    PlanState kept(problem);
    std::vector<PlanState::Chosen> chosen = state.chosen();
    if (problem.modest) {
      // Easiest first: the chosen ones are dated anew by courage, what no longer fits is replaced.
      std::stable_sort(chosen.begin(), chosen.end(), [&](const PlanState::Chosen& a, const PlanState::Chosen& b) {
        return problem.items[a.item].courage < problem.items[b.item].courage;
      });
      for (const PlanState::Chosen& one : chosen) {
        const std::uint32_t week = kept.place_for(one.item);
        if (week != PlanState::nowhere) kept.add(one.item, week);
      }
      fill(problem, kept, by_minute);
      exchange(problem, kept);
    } else {
      for (const PlanState::Chosen& one : chosen) kept.add(one.item, one.week);
    }
    if (!any || kept.value() > best.value()) best = std::move(kept);
    any = true;
  }
  return best;
}

/// What keeps a plan from being longer.
[[nodiscard]] inline std::string binding_words(const PlanProblem& problem, const PlanState& state) {
  if (state.size() >= std::size_t{problem.per_week} * problem.weeks) return {};
  if (problem.items.empty()) return "no requests were given";
  std::array<std::size_t, limit_count> stopped = {};
  std::size_t worthless = 0, left = 0;
  for (std::uint32_t item = 0; item < problem.items.size(); ++item) {
    if (state.has(item)) continue;
    ++left;
    if (!(state.gain(item) > 0)) {
      const bool prospect = problem.worth(item) > 0;
      prospect ? ++stopped[static_cast<std::size_t>(Limit::prospect)] : ++worthless;
      continue;
    }
    // The limit that the most permissive week runs into.
    Limit last = Limit::none;
    for (std::uint32_t week = 0; week < problem.weeks; ++week) last = std::max(last, state.forbids(item, week));
    if (problem.items[item].week && last == Limit::week_fixed && *problem.items[item].week < problem.weeks) {
      last = state.forbids(item, *problem.items[item].week);
    }
    ++stopped[static_cast<std::size_t>(last)];
  }
  if (left == 0) return "every request given is planned";
  if (worthless == left) return "no request left has a chance and a value above 0";
  static constexpr const char* words[limit_count] = {
      "", "the weeks that requests are tied to", "the tries at one prospect", "the requests per week",
      "the requests per broker (per_broker)", "the requests per organisation and week (per_organisation)",
      "the minutes per week (minutes_per_week)", "the courage that may not fall (modest_start)"};
  std::size_t most = 1;
  for (std::size_t i = 1; i < limit_count; ++i) most = stopped[i] > stopped[most] ? i : most;
  return std::string(words[most]) + " stopped " + std::to_string(stopped[most]) + " of the " + std::to_string(left) +
         " requests that are not in the plan";
}

/// One step of SplitMix64 (Steele, Lea, Flood 2014): the same draws on every platform.
[[nodiscard]] inline double next_draw(std::uint64_t& state) {
  state += 0x9E3779B97F4A7C15ULL;
  std::uint64_t z = state;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
  return static_cast<double>((z ^ (z >> 31U)) >> 11U) * 0x1p-53;
}

/// Replaces a share of the chosen requests by draws among those with at least .8 of their score, same week.
[[nodiscard]] inline std::map<std::uint32_t, double> explore_plan(const PlanProblem& problem, PlanState& state,
                                                                  double share, std::uint64_t seed) {
  std::map<std::uint32_t, double> drawn;
  for (const PlanState::Chosen one : state.chosen()) {
    const double draw = next_draw(seed);
    const double pick = next_draw(seed);
    state.remove(one.item);
    std::vector<std::uint32_t> nearly;
    for (std::uint32_t item = 0; item < problem.items.size(); ++item) {
      if (item != one.item && !state.has(item) && problem.worth(item) >= .8 * problem.worth(one.item) &&
          problem.worth(item) > 0 && state.forbids(item, one.week) == Limit::none) {
        nearly.push_back(item);
      }
    }
    if (nearly.empty() || draw >= share) {
      state.add(one.item, one.week);
      drawn[one.item] = nearly.empty() ? 1 : 1 - share;
    } else {
      const auto count = static_cast<double>(nearly.size());
      const std::uint32_t item = nearly[std::min(nearly.size() - 1, static_cast<std::size_t>(pick * count))];
      state.add(item, one.week);
      drawn[item] = share / count;
    }
  }
  return drawn;
}

}  // namespace detail

inline Plan plan(std::span<const Request> requests, const PlanOptions& options) {
  detail::check_plan(requests, options);
  const detail::PlanProblem problem = detail::plan_problem(requests, options);
  detail::PlanState state = detail::best_plan(problem);
  Plan out;
  out.bound = detail::plan_bound(problem, state.value());
  std::map<std::uint32_t, double> drawn;
  if (options.explore > 0) drawn = detail::explore_plan(problem, state, options.explore, options.seed);
  out.value = state.value();
  out.gap = out.bound > 0 ? 1 - out.value / out.bound : 0;
  out.binding = detail::binding_words(problem, state);
  for (const auto& one : state.chosen()) {
    PlannedRequest row;
    row.request = requests[one.item];
    row.row = one.item;
    row.week = one.week;
    row.date = monday_of(options.start) + std::chrono::days(7 * static_cast<int>(one.week));
    const auto draw = drawn.find(one.item);
    row.drawn = draw == drawn.end() ? 1 : draw->second;
    out.rows.push_back(std::move(row));
  }
  std::stable_sort(out.rows.begin(), out.rows.end(), [](const PlannedRequest& a, const PlannedRequest& b) {
    if (a.week != b.week) return a.week < b.week;
    if (a.request.courage != b.request.courage) return a.request.courage < b.request.courage;
    const double x = a.request.chance * a.request.value, y = b.request.chance * b.request.value;
    return x != y ? x > y : a.row < b.row;
  });
  return out;
}

}  // namespace weaktie
