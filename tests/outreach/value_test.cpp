#include <weaktie/outreach/value.hpp>

#include <cmath>

#include "../catch.hpp"

using namespace weaktie;

TEST_CASE("value adds relevance, novelty, the weak tie's peak and ties into the field", "[outreach][value]") {
  ValueFacts facts;
  facts.relevance = 1;
  CHECK(value_terms(facts).novelty == .5);  // nothing known about whom they know
  CHECK(value_terms(facts).weak_tie == Approx(.2));
  CHECK(value_terms(facts).into_field == 0);
  CHECK(value_terms(facts).value() == Approx(.5 + .1 + .04));

  facts.acquaintances = 20;
  facts.known = 5;
  facts.mutual = 4;
  facts.seeker_ties = 120;  // the peak lies at 10 * 120 / 300 = 4
  facts.in_field = 50;
  const ValueTerms terms = value_terms(facts);
  CHECK(terms.novelty == Approx(.75));
  CHECK(terms.weak_tie == Approx(1.0));
  CHECK(terms.into_field == Approx(1.0));
  CHECK(terms.value() == Approx(.5 + .15 + .2 + .1));
  facts.relevance = .5;
  CHECK(value_terms(facts).value() == Approx(terms.value() / 2));
}

TEST_CASE("the weak tie's curve rises to its peak and falls after it", "[outreach][value]") {
  ValueFacts facts;
  facts.relevance = 1;
  facts.acquaintances = 1000;
  facts.seeker_ties = 900;  // from 300 ties on the peak stays at ten
  double before = 0;
  for (std::size_t mutual = 0; mutual <= 10; ++mutual) {
    facts.mutual = facts.known = mutual;
    CHECK(value_terms(facts).weak_tie > before);
    before = value_terms(facts).weak_tie;
  }
  CHECK(before == Approx(1.0));
  for (std::size_t mutual = 11; mutual <= 40; ++mutual) {
    facts.mutual = facts.known = mutual;
    CHECK(value_terms(facts).weak_tie < before);
    before = value_terms(facts).weak_tie;
  }
  CHECK(before > .2);
  facts.seeker_ties = 10;  // never below two
  facts.mutual = facts.known = 2;
  CHECK(value_terms(facts).weak_tie == Approx(1.0));
}

TEST_CASE("value refuses what cannot be", "[outreach][value]") {
  ValueFacts facts;
  facts.relevance = 1.5;
  CHECK_THROWS_AS(value_terms(facts), InvalidValue);
  facts.relevance = NAN;
  CHECK_THROWS_AS(value_terms(facts), InvalidValue);
  facts.relevance = 1;
  facts.known = 1;
  CHECK_THROWS_AS(value_terms(facts), InvalidValue);
}
