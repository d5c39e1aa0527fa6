#include <weaktie/records/records.hpp>

#include "../catch.hpp"

using namespace weaktie;

namespace {

Records kitchen() {
  Records records;
  records.add_person({.id = "sarah", .name = "Sarah Jones"}, {.stated_by = "sarah"});
  records.add_person({.id = "ben", .name = "Ben Carter", .email = "ben@example.org"}, {.stated_by = "sarah"});
  records.add_tie({.source = "sarah", .target = "ben", .kind = TieKind::friend_}, {.stated_by = "sarah"});
  records.add_membership({.person = "sarah", .affiliation = "school:warwick"}, {.stated_by = "sarah"});
  return records;
}

}  // namespace

TEST_CASE("what is known already adds nothing", "[records]") {
  Records records = kitchen();
  const Records before = records;
  CHECK_FALSE(records.add_person({.id = "ben", .name = "Ben Carter"}, {.stated_by = "sarah"}));
  CHECK_FALSE(records.add_tie({.source = "sarah", .target = "ben", .kind = TieKind::friend_}, {.stated_by = "sarah"}));
  CHECK_FALSE(records.add_membership({.person = "sarah", .affiliation = "school:warwick"}, {.stated_by = "sarah"}));
  CHECK(records == before);
  SECTION("another source saying the same is a statement of its own") {
    CHECK(records.add_person({.id = "ben", .name = "Ben Carter"}, {.stated_by = "ben"}));
  }
  SECTION("another place of the same statement is remembered") {
    CHECK_FALSE(
        records.add_person({.id = "ben", .name = "Ben Carter"}, {.stated_by = "sarah", .origins = {"b.csv:2"}}));
    CHECK(records.merged_people()[0].origins == std::vector<std::string>{"b.csv:2"});
  }
}

TEST_CASE("a person exists as soon as a statement names them", "[records]") {
  Records records;
  records.add_tie({.source = "a", .target = "b"});
  CHECK(records.knows("b"));
  CHECK(records.merged_people().size() == 2);
  CHECK(records.people().rows() == 2);
}

TEST_CASE("bad statements are refused and leave the records as they were", "[records]") {
  Records records = kitchen();
  const Records before = records;
  CHECK_THROWS_AS(records.add_person({.id = ""}), InvalidValue);
  CHECK_THROWS_WITH(records.add_tie({.source = "ben", .target = "ben"}), ContainsSubstring("themself"));
  CHECK_THROWS_WITH(records.add_tie({.source = "a", .target = "b", .chance = 1.5}), ContainsSubstring("(0, 1]"));
  CHECK_THROWS_WITH(records.add_tie({.source = "a", .target = "b", .strength = 6}), ContainsSubstring("1 to 5"));
  CHECK_THROWS_WITH(records.add_tie({.source = "a", .target = "b", .years = -1}), ContainsSubstring("years"));
  CHECK_THROWS_AS(records.add_person({.id = "x"}, {.audience = "friends"}), InvalidValue);
  CHECK_THROWS_AS(records.add_person({.id = "x", .name = "\xff"}), InvalidValue);
  CHECK(records == before);
}

TEST_CASE("an edit wins over what files say, also after they are read again", "[records]") {
  Records records = kitchen();
  records.edit("ben", {{"name", "Benjamin Carter"}, {"email", ""}, {"dog", "Rex"}});
  const auto ben = [&] { return records.merged_people()[0].person; };
  CHECK(ben().name == "Benjamin Carter");
  CHECK(ben().email.empty());
  CHECK(ben().attributes.at("dog") == "Rex");
  CHECK_FALSE(
      records.add_person({.id = "ben", .name = "Ben Carter", .email = "ben@example.org"}, {.stated_by = "sarah"}));
  CHECK(ben().name == "Benjamin Carter");
  CHECK(ben().email.empty());
  records.edit("ben", {{"email", "new@example.org"}});
  CHECK(ben().email == "new@example.org");
  CHECK_THROWS_AS(records.edit("bem", {}), UnknownPerson);
}

TEST_CASE("what is removed is gone with everything that names it", "[records]") {
  Records records = kitchen();
  SECTION("a person") {
    CHECK(records.remove("ben") == 2);
    CHECK_FALSE(records.knows("ben"));
    CHECK(records.tie_statements().empty());
  }
  SECTION("a tie, from either end") {
    CHECK(records.remove_tie("ben", "sarah") == 1);
    CHECK(records.knows("ben"));
  }
  SECTION("a membership") {
    CHECK(records.remove_membership("sarah", "school:warwick") == 1);
    CHECK(records.membership_statements().empty());
  }
  SECTION("and can be entered again") {
    records.remove("ben");
    CHECK(records.add_person({.id = "ben", .name = "Ben Carter"}, {.stated_by = "sarah"}));
  }
  CHECK_THROWS_WITH(records.remove("sara"), ContainsSubstring("'sarah'"));
}

TEST_CASE("the newest statement about a field counts, and mails add up", "[records]") {
  Records records;
  const auto on = [](unsigned day) { return day_of(2026, 1, day); };
  records.add_person({.id = "li", .email = "li@new.example", .title = "Partner"}, {.stated_on = on(9)});
  records.add_person({.id = "li", .email = "li@old.example", .title = "Associate"}, {.stated_on = on(2)});
  CHECK(records.merged_people()[0].person.title == "Partner");
  CHECK(records.merged_people()[0].person.email == "li@old.example ; li@new.example");
  CHECK(records.merged_people(on(5))[0].person.title == "Associate");
}

TEST_CASE("the user's word about who is who holds and can be taken back", "[records]") {
  Records records;
  for (const char* id : {"a", "b", "c"}) records.add_person({.id = id});
  records.same("b", "a");
  CHECK(records.person_of("b") == "a");
  records.same("c", "b");
  CHECK(records.person_of("c") == "a");
  CHECK(records.merged_people().size() == 1);
  CHECK(records.merged_people()[0].merged == std::vector<std::string>{"b", "c"});
  CHECK_THROWS_WITH(records.different("a", "c"), ContainsSubstring("take back"));
  CHECK(records.person_of("c") == "a");
  records.different("b", "c");
  CHECK(records.person_of("c") == "c");
  CHECK_THROWS_AS(records.same("a", "c"), InvalidValue);
  CHECK(records.person_of("c") == "c");
  records.different("a", "b");
  CHECK(records.merged_people().size() == 3);
  CHECK_THROWS_AS(records.same("a", "z"), UnknownPerson);
}

TEST_CASE("people are found by key first, then by the words of their names", "[records]") {
  Records records;
  records.add_person({.id = "1", .name = "Ann Smith", .title = "Solicitor", .organisation = "Hart"});
  records.add_person({.id = "2", .name = "Anna Smithson", .phone = "+44 20 7946 0001"});
  records.add_person(
      {.id = "3", .name = "Jo Ann", .email = "Ann.Smith@Example.org", .url = "https://www.linkedin.com/in/jo%2Dann/"});
  records.add_person({.id = "4", .name = "Åsa Øberg"});
  const auto ids = [&](std::string_view text) {
    std::string out;
    for (const auto& found : records.find(text)) out += found.id;
    return out;
  };
  CHECK(ids("ann smi") == "12");
  CHECK(ids("ann") == "132");  // whole words before beginnings, then by name
  CHECK(ids("ann.smith@example.org") == "3");
  CHECK(ids("linkedin.com/in/jo-ann") == "3");
  CHECK(ids("0044 (0)20 7946 0001") == "2");
  CHECK(ids("asa oberg") == "4");
  CHECK(ids("nobody").empty());
  CHECK(ids("  ").empty());
  CHECK(records.find("ann smith")[0].headline == "Solicitor, Hart");
  CHECK(records.find("ann", 1).size() == 1);
}
