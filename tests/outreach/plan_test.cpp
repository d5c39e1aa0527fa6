#include <weaktie/outreach/plan.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "../catch.hpp"

using namespace weaktie;

namespace {

const Day monday = *day_of(2026, 11, 2);

Request ask(std::string id, std::string prospect, double chance, double value, std::vector<std::string> brokers = {}) {
  Request request;
  request.request = std::move(id);
  request.prospect = std::move(prospect);
  request.approach = brokers.empty() ? Approach::direct : Approach::introduction;
  request.brokers = std::move(brokers);
  request.chance = chance;
  request.value = value;
  request.minutes = 10;
  request.courage = .3;
  return request;
}

PlanOptions from_monday() {
  PlanOptions options;
  options.start = monday;
  return options;
}

/// The limits written down once more, without cleverness: whether rows (item, week) may stand together.
bool allowed(const std::vector<Request>& requests, const PlanOptions& options,
             const std::vector<std::pair<std::size_t, std::uint32_t>>& rows) {
  std::map<std::uint32_t, std::uint32_t> in_week;
  std::map<std::uint32_t, double> minutes;
  std::map<std::pair<std::string, std::uint32_t>, std::uint32_t> by_broker, by_organisation;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Request& request = requests[rows[i].first];
    const std::uint32_t week = rows[i].second;
    if (request.week && *request.week != week) return false;
    if (++in_week[week] > options.requests_per_week) return false;
    minutes[week] += request.minutes;
    if (options.minutes_per_week && minutes[week] > *options.minutes_per_week + 1e-9) return false;
    for (std::size_t b = 0; b < request.brokers.size(); ++b) {
      if (b > 0 && !options.count_all_brokers) break;
      if (++by_broker[{request.brokers[b], week / 4}] > options.per_broker) return false;
    }
    if (!request.organisation.empty() && ++by_organisation[{request.organisation, week}] > options.per_organisation) {
      return false;
    }
    std::uint32_t tries = 1;
    for (std::size_t k = 0; k < i; ++k) {
      const Request& other = requests[rows[k].first];
      const std::uint32_t there = rows[k].second;
      if (other.prospect == request.prospect) {
        ++tries;
        if ((there > week ? there - week : week - there) < 2) return false;
      }
      if (options.modest_start) {
        if (there < week && other.courage > request.courage + .1 + 1e-9) return false;
        if (there > week && request.courage > other.courage + .1 + 1e-9) return false;
      }
    }
    if (tries > options.tries) return false;
  }
  return true;
}

/// F by numerical mixture, for the oracle: m by bisection on the mean over the three points.
double expected(const std::vector<Request>& requests, const std::vector<std::size_t>& items) {
  const double z[3] = {-std::sqrt(3.0), 0, std::sqrt(3.0)};
  const double weight[3] = {1.0 / 6, 2.0 / 3, 1.0 / 6};
  std::map<std::string, std::vector<std::size_t>> by_prospect;
  for (const std::size_t item : items) by_prospect[requests[item].prospect].push_back(item);
  double total = 0;
  for (const auto& entry : by_prospect) {
    double met = 0, value = 0;
    double missed[3] = {1, 1, 1};
    for (const std::size_t item : entry.second) {
      const double p = requests[item].chance;
      double low = -60, high = 60;
      for (int i = 0; i < 200; ++i) {
        const double m = (low + high) / 2;
        double mean = 0;
        for (int k = 0; k < 3; ++k) mean += weight[k] / (1 + std::exp(-m - z[k]));
        (mean < p ? low : high) = m;
      }
      for (int k = 0; k < 3; ++k) {
        const double q = p <= 0 ? 0 : p >= 1 ? 1 : 1 / (1 + std::exp(-low - z[k]));
        missed[k] *= 1 - q;
      }
      value = std::max(value, requests[item].value);
    }
    for (int k = 0; k < 3; ++k) met += weight[k] * (1 - missed[k]);
    total += value * met;
  }
  return total;
}

/// The best plan of all, by trying everything.
double optimum(const std::vector<Request>& requests, const PlanOptions& options) {
  double best = 0;
  std::vector<std::pair<std::size_t, std::uint32_t>> rows;
  std::map<std::vector<std::size_t>, double> known;
  const auto go = [&](const auto& self, std::size_t item) -> void {
    if (item == requests.size()) {
      std::vector<std::size_t> items;
      for (const auto& row : rows) items.push_back(row.first);
      const auto found = known.find(items);
      const double value =
          found != known.end() ? found->second : known.emplace(items, expected(requests, items)).first->second;
      best = std::max(best, value);
      return;
    }
    self(self, item + 1);
    for (std::uint32_t week = 0; week < options.weeks; ++week) {
      rows.emplace_back(item, week);
      if (allowed(requests, options, rows)) self(self, item + 1);
      rows.pop_back();
    }
  };
  go(go, 0);
  return best;
}

double uniform(std::mt19937_64& random) { return static_cast<double>(random() >> 11U) * 0x1p-53; }

std::vector<Request> random_requests(std::mt19937_64& random, std::size_t count, std::size_t prospects) {
  std::vector<Request> requests;
  std::vector<double> values;
  for (std::size_t i = 0; i < prospects; ++i) values.push_back(uniform(random));
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t prospect = random() % prospects;
    std::vector<std::string> brokers;
    const std::size_t between = random() % 3;
    for (std::size_t k = 0; k < between; ++k) {
      const std::string broker = "b" + std::to_string(random() % 3);
      if (std::find(brokers.begin(), brokers.end(), broker) == brokers.end()) brokers.push_back(broker);
    }
    Request request =
        ask("r" + std::to_string(i), "p" + std::to_string(prospect), uniform(random), values[prospect], brokers);
    if (random() % 10 == 0) request.chance = static_cast<double>(random() % 2);
    request.minutes = 5 + static_cast<double>(random() % 4) * 5;
    request.courage = .1 * static_cast<double>(3 + random() % 6);
    if (random() % 2 == 0) request.organisation = "o" + std::to_string(random() % 2);
    if (random() % 6 == 0) request.week = static_cast<std::uint32_t>(random() % 4);
    requests.push_back(std::move(request));
  }
  return requests;
}

PlanOptions random_limits(std::mt19937_64& random) {
  PlanOptions options = from_monday();
  options.requests_per_week = 1 + static_cast<std::uint32_t>(random() % 2);
  options.weeks = 1 + static_cast<std::uint32_t>(random() % 4);
  if (random() % 5 == 0) options.weeks = 5;
  options.per_broker = 1 + static_cast<std::uint32_t>(random() % 2);
  options.per_organisation = 1 + static_cast<std::uint32_t>(random() % 2);
  options.tries = 1 + static_cast<std::uint32_t>(random() % 2);
  options.count_all_brokers = random() % 2 == 0;
  options.modest_start = random() % 4 == 0;
  if (random() % 3 == 0) options.minutes_per_week = 10 + static_cast<double>(random() % 4) * 5;
  return options;
}

}  // namespace

TEST_CASE("plans keep every limit, and their bound holds against trying everything", "[outreach][plan][property]") {
  std::mt19937_64 random(20261101);
  double worst = 1, sum = 0, gaps = 0;
  int counted = 0, modest = 0, tight = 0;
  for (int round = 0; round < 4000; ++round) {
    INFO("round " << round);
    const auto requests = random_requests(random, random() % 7, 1 + random() % 4);
    const PlanOptions options = random_limits(random);
    const Plan found = plan(requests, options);
    std::vector<std::pair<std::size_t, std::uint32_t>> rows;
    std::vector<std::size_t> items;
    for (const PlannedRequest& row : found.rows) {
      REQUIRE(row.request == requests[row.row]);
      REQUIRE(row.week < options.weeks);
      REQUIRE(row.date == monday + std::chrono::days(7 * static_cast<int>(row.week)));
      rows.emplace_back(row.row, row.week);
      items.push_back(row.row);
    }
    REQUIRE(std::set<std::size_t>(items.begin(), items.end()).size() == items.size());
    REQUIRE(allowed(requests, options, rows));
    REQUIRE(found.value == Approx(expected(requests, items)).margin(1e-9));
    const double best = optimum(requests, options);
    REQUIRE(found.bound >= best - 1e-9 * std::max(1.0, best) * 1e-3);
    REQUIRE(found.value <= best + 1e-9);
    REQUIRE(found.gap >= 0);
    if (best > 0) {
      const double share = found.value / best;
      if (options.modest_start) {
        ++modest;
      } else {
        worst = std::min(worst, share);
        sum += share;
        gaps += found.bound / best - 1;
        tight += found.bound <= best * (1 + 1e-6) ? 1 : 0;
        ++counted;
      }
    }
    if (found.size() < std::size_t{options.requests_per_week} * options.weeks) {
      REQUIRE_FALSE(found.binding.empty());
    } else {
      REQUIRE(found.binding.empty());
    }
  }
  INFO("plans reach " << sum / counted << " of the optimum on average, " << worst << " at worst, over " << counted
                      << " cases; the bound is " << gaps / counted << " above it on average and exact in " << tight
                      << "; " << modest << " cases with modest_start only checked for limits and bound");
  CHECK(sum / counted > .995);
  CHECK(worst > .6);
  CHECK(tight > counted / 4);
}

TEST_CASE("the bound is its own number: it lies above a plan that the limits keep short", "[outreach][plan]") {
  // Two requests tied to one week in which only one fits: the relaxation sees two places, the plan has one.
  auto first = ask("1", "ann", .5, 1), second = ask("2", "bob", .5, 1);
  first.week = second.week = 0;
  PlanOptions options = from_monday();
  options.requests_per_week = 1;
  options.weeks = 2;
  const Plan found = plan(std::vector{first, second}, options);
  CHECK(found.value == Approx(.5));
  CHECK(found.bound == Approx(1.0));
  CHECK(found.gap == Approx(.5));
}

TEST_CASE("this week's five are the best under the caps", "[outreach][plan]") {
  std::vector<Request> requests;
  for (int i = 0; i < 8; ++i) {
    requests.push_back(ask("r" + std::to_string(i), "p" + std::to_string(i), .9 - .1 * i, 1, {"ben"}));
    requests.push_back(ask("d" + std::to_string(i), "p" + std::to_string(i), .4 - .04 * i, 1));
  }
  PlanOptions options = from_monday();
  options.weeks = 1;
  const Plan found = plan(requests, options);
  REQUIRE(found.size() == 5);
  std::multiset<std::string> brokers;
  for (const PlannedRequest& row : found.rows) {
    if (!row.request.brokers.empty()) brokers.insert(row.request.brokers[0]);
  }
  CHECK(brokers.count("ben") == 2);
  CHECK(found.value == Approx(.9 + .8 + .32 + .28 + .24));
  CHECK(found.bound == Approx(found.value).epsilon(1e-3));
  CHECK(found.binding.empty());
}

TEST_CASE("a second try is worth less than independence says and comes two weeks later", "[outreach][plan]") {
  const std::vector<Request> requests = {ask("1", "ann", .5, 1), ask("2", "ann", .5, 1, {"ben"})};
  const Plan found = plan(requests, from_monday());
  REQUIRE(found.size() == 2);
  CHECK(found.rows[1].week >= found.rows[0].week + 2);
  CHECK(found.value < .75);
  CHECK(found.value > .5);
  PlanOptions once = from_monday();
  once.tries = 1;
  CHECK(plan(requests, once).size() == 1);
}

TEST_CASE("equal gains go to fewer brokers, then the smaller prospect, then the smaller broker", "[outreach][plan]") {
  PlanOptions options = from_monday();
  options.requests_per_week = 1;
  options.weeks = 1;
  const auto first = [&](const std::vector<Request>& requests) {
    return plan(requests, options).rows.at(0).request.request;
  };
  CHECK(first({ask("1", "zoe", .5, 1, {"ben"}), ask("2", "zoe", .5, 1)}) == "2");
  CHECK(first({ask("1", "zoe", .5, 1), ask("2", "ann", .5, 1)}) == "2");
  CHECK(first({ask("1", "ann", .5, 1, {"dan"}), ask("2", "ann", .5, 1, {"ben"})}) == "2");
  CHECK(first({ask("7", "ann", .5, 1), ask("2", "ann", .5, 1)}) == "7");
}

TEST_CASE("inside a week the easiest comes first", "[outreach][plan]") {
  auto brave = ask("brave", "ann", .9, 1), easy = ask("easy", "bob", .1, 1);
  brave.courage = .9;
  const Plan found = plan(std::vector{brave, easy}, from_monday());
  REQUIRE(found.size() == 2);
  CHECK(found.rows[0].request.request == "easy");
}

TEST_CASE("a modest start puts courage off", "[outreach][plan]") {
  std::vector<Request> requests;
  for (int i = 0; i < 6; ++i) {
    requests.push_back(ask("r" + std::to_string(i), "p" + std::to_string(i), .9 - .1 * i, 1));
    requests.back().courage = .9 - .1 * i;
  }
  PlanOptions options = from_monday();
  options.requests_per_week = 2;
  options.weeks = 3;
  options.modest_start = true;
  const Plan found = plan(requests, options);
  REQUIRE(found.size() == 6);
  CHECK(found.rows.front().request.request == "r5");
  for (const auto& a : found.rows) {
    for (const auto& b : found.rows) {
      if (a.week < b.week) CHECK(a.request.courage <= b.request.courage + .1 + 1e-9);
    }
  }
}

TEST_CASE("the past counts: declines, open requests, silence and brokers", "[outreach][plan]") {
  const std::vector<Request> requests = {ask("a1", "ann", .5, 1), ask("b1", "bob", .5, 1, {"ben"}),
                                         ask("c1", "cat", .5, 1, {"ben"})};
  const auto sent = [](const char* request, const char* person, int days_ago, std::optional<OutcomeEvent> event,
                       Approach approach = Approach::direct) {
    Outcome outcome;
    outcome.request = request;
    outcome.person = person;
    outcome.approach = approach;
    outcome.sent = monday - std::chrono::days(days_ago);
    outcome.event = event;
    if (event) outcome.date = outcome.sent;
    return outcome;
  };
  const auto planned = [&](std::vector<Outcome> past) {
    PlanOptions options = from_monday();
    options.past = past;
    std::map<std::string, std::uint32_t> weeks;
    for (const PlannedRequest& row : plan(requests, options).rows) weeks[row.request.request] = row.week;
    return weeks;
  };
  CHECK(planned({}).size() == 3);
  CHECK(planned({sent("x", "ann", 200, OutcomeEvent::declined)}).count("a1") == 0);
  CHECK(planned({sent("x", "ann", 200, OutcomeEvent::met)}).count("a1") == 0);
  CHECK(planned({sent("x", "ann", 3, OutcomeEvent::ignored)}).at("a1") == 1);  // ten days after it
  CHECK(planned({sent("x", "ann", 300, OutcomeEvent::ignored)}).at("a1") == 0);
  CHECK(planned({sent("x", "ann", 1, std::nullopt)}).count("a1") == 0);  // open: 31 days are beyond four weeks
  CHECK(planned({sent("x", "ann", 30, std::nullopt)}).at("a1") == 1);
  CHECK(planned({sent("x", "ann", 300, OutcomeEvent::ignored), sent("y", "ann", 200, OutcomeEvent::ignored)})
            .count("a1") == 0);
  // Ben passed two requests on within 28 days: no more in this block.
  const auto busy = planned({sent("x", "ben", 20, OutcomeEvent::passed_on, Approach::introduction),
                             sent("y", "ben", 10, OutcomeEvent::passed_on, Approach::introduction)});
  CHECK(busy.size() == 1);
  CHECK(planned({sent("x", "ben", 40, OutcomeEvent::passed_on, Approach::introduction)}).size() == 3);
  // The request's id tells whom it was for.
  CHECK(planned({sent("b1", "ben", 5, std::nullopt, Approach::introduction)}).count("b1") == 0);
}

TEST_CASE("a plan that stays short says what stopped it", "[outreach][plan]") {
  CHECK(plan({}, from_monday()).binding == "no requests were given");
  CHECK(plan({}, from_monday()).value == 0);
  CHECK(plan({}, from_monday()).bound == 0);
  CHECK(plan({}, from_monday()).gap == 0);
  std::vector<Request> requests;
  for (int i = 0; i < 5; ++i) requests.push_back(ask("r" + std::to_string(i), "p" + std::to_string(i), .5, 1, {"ben"}));
  const Plan found = plan(requests, from_monday());
  CHECK(found.size() == 2);
  CHECK_THAT(found.binding, ContainsSubstring("per_broker") && ContainsSubstring("3 of the 3"));
  CHECK(plan(std::vector{requests[0]}, from_monday()).binding == "every request given is planned");
  CHECK_THAT(plan(std::vector{ask("1", "ann", 0, 1)}, from_monday()).binding, ContainsSubstring("above 0"));
  PlanOptions rushed = from_monday();
  rushed.minutes_per_week = 9;
  CHECK_THAT(plan(std::vector{requests[0]}, rushed).binding, ContainsSubstring("minutes_per_week"));
  CHECK(plan(std::vector{requests[0]}, rushed).bound == 0);
}

TEST_CASE("exploring draws nearly as good requests, the same ones for the same seed", "[outreach][plan]") {
  std::vector<Request> requests;
  for (int i = 0; i < 60; ++i)
    requests.push_back(ask("r" + std::to_string(i), "p" + std::to_string(i), .5 - .001 * i, 1));
  PlanOptions options = from_monday();
  const Plan plain = plan(requests, options);
  options.explore = .2;
  options.seed = 3;
  const Plan once = plan(requests, options), again = plan(requests, options);
  CHECK(once.rows == again.rows);
  CHECK(once.rows != plain.rows);
  CHECK(once.size() == plain.size());
  CHECK(once.value <= plain.value);
  CHECK(once.value >= .8 * plain.value);
  int drawn = 0;
  for (const PlannedRequest& row : once.rows) {
    CHECK((row.drawn > 0 && row.drawn < 1));
    drawn += row.drawn < .5 ? 1 : 0;
  }
  CHECK(drawn > 0);
}

TEST_CASE("a large plan is quick enough to change one's mind", "[outreach][plan]") {
  std::mt19937_64 random(5);
  std::vector<Request> requests;
  for (int p = 0; p < 300; ++p) {
    const double value = uniform(random);
    for (int k = 0; k < 8; ++k) {
      std::vector<std::string> brokers;
      if (k > 0) brokers.push_back("b" + std::to_string(random() % 40));
      requests.push_back(ask("r" + std::to_string(p) + "/" + std::to_string(k), "p" + std::to_string(p),
                             uniform(random), value, brokers));
      requests.back().organisation = "o" + std::to_string(random() % 50);
    }
  }
  const auto begin = std::chrono::steady_clock::now();
  const Plan found = plan(requests, from_monday());
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  CHECK(found.size() == 20);
  CHECK(found.gap < .02);
  CHECK(seconds < 10);  // generous: a shared machine, unoptimised and sanitised builds
}

TEST_CASE("plans refuse what is out of range and name the row", "[outreach][plan]") {
  const std::vector<Request> good = {ask("1", "ann", .5, 1, {"ben"})};
  const auto refused = [&](auto change) {
    PlanOptions options = from_monday();
    auto requests = good;
    change(requests, options);
    CHECK_THROWS_AS(plan(requests, options), InvalidValue);
  };
  using Requests = std::vector<Request>;
  refused([](Requests&, PlanOptions& o) { o.start = {}; });
  refused([](Requests&, PlanOptions& o) { o.requests_per_week = 0; });
  refused([](Requests&, PlanOptions& o) { o.weeks = 0; });
  refused([](Requests&, PlanOptions& o) { o.weeks = 100000; });
  refused([](Requests&, PlanOptions& o) { o.per_broker = 0; });
  refused([](Requests&, PlanOptions& o) { o.per_organisation = 0; });
  refused([](Requests&, PlanOptions& o) { o.tries = 3; });
  refused([](Requests&, PlanOptions& o) { o.minutes_per_week = -1; });
  refused([](Requests&, PlanOptions& o) { o.explore = .3; });
  refused([](Requests& r, PlanOptions&) { r[0].chance = 1.5; });
  refused([](Requests& r, PlanOptions&) { r[0].chance = std::numeric_limits<double>::quiet_NaN(); });
  refused([](Requests& r, PlanOptions&) { r[0].value = -1; });
  refused([](Requests& r, PlanOptions&) { r[0].minutes = -1; });
  refused([](Requests& r, PlanOptions&) { r[0].courage = 2; });
  refused([](Requests& r, PlanOptions&) { r[0].prospect = ""; });
  refused([](Requests& r, PlanOptions&) { r[0].brokers = {"ann"}; });
  refused([](Requests& r, PlanOptions&) { r[0].brokers = {"ben", "ben"}; });
  refused([](Requests& r, PlanOptions&) { r[0].brokers = {"b", "c", "d", "e"}; });
  refused([](Requests& r, PlanOptions&) { r[0].brokers = {}; });
  refused([](Requests& r, PlanOptions&) { r[0].approach = Approach::direct; });
  auto twice = good;
  twice.push_back(ask("1", "bob", .5, 1));
  CHECK_THROWS_WITH(plan(twice, from_monday()), ContainsSubstring("request 1") && ContainsSubstring("first at 0"));
  Outcome late;
  late.person = "ann";
  late.sent = monday + std::chrono::days(1);
  PlanOptions options = from_monday();
  options.past = std::span(&late, 1);
  CHECK_THROWS_AS(plan(good, options), InvalidValue);
}
