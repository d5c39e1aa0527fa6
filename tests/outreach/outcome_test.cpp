#include <weaktie/outreach/outcome.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "../catch.hpp"

using namespace weaktie;

namespace {

const Day today = *day_of(2026, 11, 1);

Outcome row(std::string request, std::string person, int days_ago, std::optional<OutcomeEvent> event = {},
            std::uint32_t step = 1, Approach approach = Approach::introduction) {
  Outcome out;
  out.request = std::move(request);
  out.person = std::move(person);
  out.approach = approach;
  out.sent = today - std::chrono::days(days_ago);
  out.event = event;
  if (event) out.date = out.sent + std::chrono::days(1);
  out.step = step;
  return out;
}

}  // namespace

TEST_CASE("outcomes become the history of pairs inside their windows", "[outreach][outcome]") {
  const std::vector<Outcome> rows = {row("a", "ben", 10, OutcomeEvent::passed_on),
                                     row("a", "maria", 9, std::nullopt, 2),
                                     row("b", "ben", 100, OutcomeEvent::ignored),
                                     row("c", "ben", 200, OutcomeEvent::declined),
                                     row("d", "dan", 120, OutcomeEvent::declined),
                                     row("e", "maria", 91),
                                     row("f", "eve", 5, OutcomeEvent::met, 1, Approach::direct)};
  const OutcomeHistory history(rows, "sarah", today);
  const StepHistory ben = history.between("sarah", "ben");
  CHECK(ben.asked == 1);
  CHECK(ben.ignored == 1);
  CHECK_FALSE(ben.declined);
  CHECK(ben.open == 0);
  CHECK(history.between("sarah", "dan").declined);
  // Ben asked Maria: his history, not Sarah's. Sarah's own request to her is too old to count as open.
  CHECK(history.between("ben", "maria").asked == 1);
  CHECK(history.between("sarah", "maria").asked == 0);
  CHECK(history.between("sarah", "maria").open == 1);
  CHECK(history.between("eve", "maria").open == 1);
  CHECK(history.met() == std::vector<std::string>{"eve"});
  CHECK(history.declined() == std::vector<std::pair<std::string, std::string>>{{"sarah", "dan"}});
}

TEST_CASE("in a mention the seeker writes to the target", "[outreach][outcome]") {
  const std::vector<Outcome> rows = {row("a", "ben", 10, OutcomeEvent::agreed, 1, Approach::mention),
                                     row("a", "maria", 9, OutcomeEvent::declined, 2, Approach::mention)};
  const OutcomeHistory history(rows, "sarah", today);
  CHECK(history.between("sarah", "maria").declined);
  CHECK_FALSE(history.between("ben", "maria").declined);
}

TEST_CASE("without a day of its own a history ends with its last row", "[outreach][outcome]") {
  const std::vector<Outcome> rows = {row("a", "ben", 400, OutcomeEvent::declined)};
  CHECK(OutcomeHistory(rows, "sarah", std::nullopt).between("sarah", "ben").declined);
  CHECK_FALSE(OutcomeHistory(rows, "sarah", today).between("sarah", "ben").declined);
  CHECK(OutcomeHistory({}, "sarah", std::nullopt).empty());
}

TEST_CASE("outcomes out of order are refused with their row", "[outreach][outcome]") {
  auto rows = std::vector{row("a", "ben", 10, OutcomeEvent::met)};
  rows[0].date = rows[0].sent - std::chrono::days(1);
  CHECK_THROWS_WITH(OutcomeHistory(rows, "sarah", today), ContainsSubstring("before its request"));
  rows = {row("a", "ben", -5)};
  CHECK_THROWS_WITH(OutcomeHistory(rows, "sarah", today), ContainsSubstring("outcome 0") && ContainsSubstring("after"));
  rows = {row("a", "", 5)};
  CHECK_THROWS_AS(OutcomeHistory(rows, "sarah", today), InvalidValue);
  rows = {row("a", "ben", 5)};
  rows[0].step = 0;
  CHECK_THROWS_AS(OutcomeHistory(rows, "sarah", today), InvalidValue);
  CHECK_THROWS_WITH(outcome_event("meeting"), ContainsSubstring("passed_on"));
  CHECK(outcome_event("met") == OutcomeEvent::met);
  CHECK(approach_of("mention") == Approach::mention);
  CHECK_THROWS_AS(approach_of("mail"), InvalidValue);
}
