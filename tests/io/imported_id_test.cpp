#include <weaktie/io/affiliation_id.hpp>
#include <weaktie/io/imported_id.hpp>

#include <catch.hpp>

#include <set>

using namespace weaktie;

TEST_CASE("imported ids are opaque, fixed for ever, and sort after given ones", "[io]") {
  const auto id = imported_id("sarah", "linkedin", "linkedin.com/in/ada-moor");
  CHECK(id == "~d6qld618jlvp");
  CHECK(id.size() == 13);
  CHECK(id > std::string("zzz"));
  CHECK(imported_id("ben", "linkedin", "linkedin.com/in/ada-moor") != id);
  CHECK(imported_id("sarah", "alumni", "linkedin.com/in/ada-moor") != id);
  CHECK(imported_id("a", "bc", "d") != imported_id("ab", "c", "d"));
}

TEST_CASE("200,000 keys get 200,000 ids", "[io]") {
  std::set<std::string> ids;
  for (int i = 0; i < 200'000; ++i) ids.insert(imported_id("s", "linkedin", "linkedin.com/in/p" + std::to_string(i)));
  CHECK(ids.size() == 200'000);
}

TEST_CASE("affiliations of two files meet in one id", "[io]") {
  CHECK(school_id("The University of Warwick") == school_id("university of warwick"));
  CHECK(school_id("École Normale") == "school:ecole-normale");
  CHECK(employer_id("Harrow & Vale LLP") == employer_id("HARROW & VALE"));
  CHECK(employer_id("Ltd") == "employer:ltd");
  CHECK(course_id("The Northgate College", "BA History", 2018) == "course:northgate-college/ba-history/2018");
  CHECK(course_id("Northgate College", "BA", {}, 2025) == "course:northgate-college/ba/from-2025");
  CHECK(course_id("Northgate College", "", 2018).empty());
  CHECK(course_id("Northgate College", "BA", {}).empty());
  CHECK(event_id("Law Evening", Day(std::chrono::days(0))) == "event:law-evening/1970-01-01");
  CHECK(employer_id("!!!").empty());
}
