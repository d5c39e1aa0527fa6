#include <weaktie/outreach/explanation.hpp>

#include "../catch.hpp"

using namespace weaktie;

TEST_CASE("an explanation knows whether its terms add up", "[outreach][explanation]") {
  Explanation explanation;
  explanation.chance = sigmoid(-1.25);
  explanation.terms = {{"stranger", -2.0}, {"kind", .75}};
  CHECK(explanation.sum() == -1.25);
  CHECK(explanation.adds_up());
  explanation.terms.push_back({"other", 1e-9});
  CHECK_FALSE(explanation.adds_up());
}

TEST_CASE("chances have words and percent", "[outreach][explanation]") {
  CHECK(how_often(.93) == "almost always");
  CHECK(how_often(.7) == "usually");
  CHECK(how_often(.5) == "about half the time");
  CHECK(how_often(.3) == "sometimes");
  CHECK(how_often(.1) == "seldom");
  CHECK(how_often(.01) == "hardly ever");
  CHECK(percent_text(.518713) == "52%");
  CHECK(percent_text(.001) == "under 1%");
  CHECK(percent_text(.999) == "over 99%");
}
