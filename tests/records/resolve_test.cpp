#include <weaktie/records/resolve.hpp>

#include "../catch.hpp"

using namespace weaktie;

namespace {

Lane lane_of(const Person& a, const Person& b) {
  Records records;
  Person x = a, y = b;
  x.id = "a";
  y.id = "b";
  records.add_person(x);
  records.add_person(y);
  const auto matches = resolve(records);
  const bool merged = records.person_of("b") == "a";
  if (matches.empty()) {
    CHECK_FALSE(merged);
    return Lane::different;
  }
  CHECK(merged == (matches[0].lane == Lane::certain));
  CHECK((matches[0].log_odds > 0) == (matches[0].lane == Lane::certain));
  return matches[0].lane;
}

}  // namespace

TEST_CASE("keys are compared in one form", "[resolve]") {
  CHECK(mail_key(" Ann@Example.ORG ") == "ann@example.org");
  CHECK(mail_key("mailto:a@b.c") == "a@b.c");
  CHECK(mail_key("not a mail").empty());
  CHECK(mail_key("a@b@c").empty());
  CHECK(profile_key("https://uk.linkedin.com/in/Ann-Smith-1/?trk=x") == "linkedin.com/in/ann-smith-1");
  CHECK(profile_key("www.linkedin.com/in/ren%C3%A9e") ==
        "linkedin.com/in/ren\xC3\xA9"
        "e");
  CHECK(profile_key("linkedin.com/company/hart").empty());
  CHECK(profile_key("example.org/people/ann/") == "example.org/people/ann");
  CHECK(profile_key("example.org").empty());
  CHECK(phone_key("+44 (0)20 7946 0001") == "+442079460001");
  CHECK(phone_key("0044 20 7946-0001 ext. 5") == "+442079460001");
  CHECK(phone_key("12345").empty());
  CHECK(phone_key("call me").empty());
}

TEST_CASE("exact keys merge, names alone never do", "[resolve]") {
  CHECK(lane_of({.name = "Ann Smith"}, {.name = "Ann Smith"}) == Lane::different);
  CHECK(lane_of({.name = "Ann Smith", .organisation = "Hart"}, {.name = "Ann Smith", .organisation = "Hart"}) ==
        Lane::different);
  CHECK(lane_of({.name = "Ann Smith", .email = "ann@x.org"}, {.name = "Ann Jones", .email = "ANN@x.org"}) ==
        Lane::certain);
  CHECK(lane_of({.email = "ann@x.org"}, {.name = "Ann Jones", .email = "ann@x.org"}) == Lane::certain);
  CHECK(lane_of({.name = "Ann", .url = "linkedin.com/in/q"},
                {.name = "Zoe", .url = "https://www.linkedin.com/in/q/"}) == Lane::certain);
  CHECK(lane_of({.name = "Ann Smith", .email = "x@y.org ; ann@x.org"}, {.name = "A. Smith", .email = "ann@x.org"}) ==
        Lane::certain);
}

TEST_CASE("a key that several people share goes to review", "[resolve]") {
  CHECK(lane_of({.name = "Helen Jones", .phone = "020 7946 0001"}, {.name = "Peter Jones", .phone = "020 7946 0001"}) ==
        Lane::review);
  CHECK(lane_of({.name = "Helen Jones", .phone = "020 7946 0001"}, {.name = "H. Jones", .phone = "02079460001"}) ==
        Lane::certain);
  CHECK(lane_of({.name = "Ann Smith", .email = "house@x.org"}, {.name = "Bob Stone", .email = "house@x.org"}) ==
        Lane::review);
  CHECK(lane_of({.name = "Ann Smith", .email = "info@x.org"}, {.name = "Bob Smith", .email = "info@x.org"}) ==
        Lane::review);
}

TEST_CASE("resolving again changes nothing, and the user's word wins", "[resolve]") {
  Records records;
  for (const char* id : {"a", "b", "c"}) records.add_person({.id = id, .name = "Ann", .email = "ann@x.org"});
  const auto first = resolve(records);
  CHECK(first.size() == 2);
  CHECK(records.person_of("c") == "a");
  const Records once = records;
  CHECK(resolve(records) == first);
  CHECK(records == once);
  records.different("a", "b");
  CHECK(records.person_of("b") == "b");
  const auto again = resolve(records);
  CHECK(records.person_of("b") == "b");
  CHECK(records.person_of("c") == "a");
  CHECK(again.back().lane == Lane::different);
  records.same("a", "b");
  CHECK(records.person_of("b") == "a");
}

TEST_CASE("a mailbox shared by very many is not compared all with all", "[resolve]") {
  Records records;
  for (int i = 0; i < 3000; ++i) {
    records.add_person({.id = std::to_string(i),
                        .name = "Person " + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i),
                        .email = "club@x.org"});
  }
  CHECK(resolve(records).size() < 3000 * 17);
}
