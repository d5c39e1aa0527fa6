#include <weaktie/core/chance.hpp>
#include "catch.hpp"
TEST_CASE("one costs nothing") { CHECK(weaktie::cost_of(1.0) == 0); }
TEST_CASE("skips") { WARN("skipped: no data"); }
