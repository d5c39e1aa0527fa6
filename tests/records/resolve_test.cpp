#include <weaktie/records/resolve.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <weaktie/core/text.hpp>
#include <weaktie/io/csv.hpp>

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
  CHECK(matches.size() == 1);
  CHECK(merged == (matches[0].lane == Lane::certain));
  CHECK_FALSE(matches[0].reasons.empty());
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
  CHECK(lane_of({.name = "Ann Smith"}, {.name = "Ann Smith"}) == Lane::review);
  CHECK(lane_of({.name = "Ann Smith"}, {.name = "Bob Stone"}) == Lane::different);
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

TEST_CASE("a name and something else make one person, and much else against a name", "[resolve]") {
  const Person ann{.name = "Ann Smith", .organisation = "Hart & Lowe LLP", .place = "Leeds"};
  CHECK(lane_of(ann, {.name = "Smith Ann", .organisation = "Hart and Lowe"}) != Lane::different);
  CHECK(lane_of(ann, {.name = "Ann Smyth", .organisation = "Hart & Lowe", .place = "Leeds"}) == Lane::certain);
  CHECK(lane_of(ann, {.name = "Ann Smith", .organisation = "HART & LOWE"}) == Lane::certain);
  CHECK(lane_of(ann, {.name = "Ann Smith", .organisation = "Acme", .place = "Kent"}) != Lane::certain);
  CHECK(lane_of(ann, {.name = "Bea Cole", .organisation = "Hart & Lowe LLP", .place = "Leeds"}) == Lane::different);
  // A mailbox that carries the name is no more than a name.
  CHECK(lane_of({.name = "Uma Singh"}, {.email = "uma.singh@x.org"}) == Lane::review);
  // At one address: the same day of birth, or a generation between.
  const Person home{
      .name = "Ann Smith", .place = "Leeds", .address = "6 High Street, LS1 2AB", .birthday = "1980-02-03"};
  CHECK(
      lane_of(home, {.name = "Ann Jones", .place = "Leeds", .address = "6 High St, LS1 2AB", .birthday = "3/2/1980"}) !=
      Lane::different);
  CHECK(
      lane_of(home,
              {.name = "Ann Smith", .place = "Leeds", .address = "6 High Street, LS1 2AB", .birthday = "2011-05-06"}) ==
      Lane::review);
  CHECK(lane_of(home, {.name = "Ann Smith", .birthday = "1604-02-03"}) != Lane::certain);
}

TEST_CASE("two profiles of one network are two people, whatever they share", "[resolve]") {
  const Person a{
      .name = "Ann Smith", .url = "linkedin.com/in/ann-1", .title = "Buyer", .organisation = "Hart", .place = "Leeds"};
  Person b = a;
  b.url = "linkedin.com/in/ann-2";
  CHECK(lane_of(a, b) == Lane::different);
  // Nor are they joined through a third, who is as like the one as the other.
  Records records;
  Person c = a;
  c.url.clear();
  std::size_t number = 0;
  for (Person person : {a, b, c}) {
    person.id = std::string(1, static_cast<char>('a' + number++));
    records.add_person(person);
  }
  const auto matches = resolve(records);
  CHECK(records.person_of("a") != records.person_of("b"));
  CHECK(matches.size() == 2);
  CHECK(matches[0].lane == Lane::certain);
  CHECK(matches[1].lane == Lane::review);
  CHECK_THAT(matches[1].reasons, ContainsSubstring("two profiles"));
}

TEST_CASE("namesakes are never merged, and the order of statements does not matter", "[resolve][property]") {
  const std::vector<std::string> given = {"Ann", "Bea", "Cy", "Dan", "Eva", "Fay"}, family = {"Smith", "Jones", "Lee"};
  std::mt19937_64 random(3);
  for (int round = 0; round < 20; ++round) {
    INFO("round " << round);
    std::vector<Person> people;
    for (int i = 0; i < 200; ++i) {
      Person person;
      person.id = "p" + std::to_string(i);
      person.name = given[random() % given.size()] + " " + family[random() % family.size()];
      if (round % 2 == 1) person.title = random() % 2 == 0 ? "Student" : "Engineer";
      people.push_back(person);
    }
    // Ten of them a second time, with what tells them apart.
    for (int i = 0; i < 10; ++i) {
      people[static_cast<std::size_t>(i)].organisation = "Firm " + std::to_string(i);
      people[static_cast<std::size_t>(i)].place = "Town " + std::to_string(i);
      people[static_cast<std::size_t>(i)].birthday =
          "19" + std::to_string(60 + i) + "-01-0" + std::to_string(i % 9 + 1);
      Person again = people[static_cast<std::size_t>(i)];
      again.id = "q" + std::to_string(i);
      people.push_back(again);
    }
    Records records;
    for (const Person& person : people) records.add_person(person);
    const auto found = resolve(records);
    for (int i = 0; i < 200; ++i) CHECK(records.person_of("p" + std::to_string(i)) == "p" + std::to_string(i));
    for (int i = 0; i < 10; ++i) CHECK(records.person_of("q" + std::to_string(i)) == "p" + std::to_string(i));
    std::shuffle(people.begin(), people.end(), random);
    Records turned;
    for (const Person& person : people) turned.add_person(person);
    const auto same = resolve(turned);
    REQUIRE(same.size() == found.size());
    for (std::size_t i = 0; i < same.size(); ++i) {
      CHECK(same[i].a == found[i].a);
      CHECK(same[i].b == found[i].b);
      CHECK(same[i].lane == found[i].lane);
    }
    // Parting one takes back exactly that.
    records.different("p3", "q3");
    const auto after = resolve(records);
    for (int i = 0; i < 10; ++i) {
      CHECK(records.person_of("q" + std::to_string(i)) == (i == 3 ? "q3" : "p" + std::to_string(i)));
    }
    CHECK(after.back().lane == Lane::different);
  }
}

namespace {

struct Measured {
  double precision, recall, with_review;
};

/// Pairs that are one person by resolve, against those that are by `truth` (record -> person).
Measured measure(Records& records, const std::map<std::string, std::string>& truth) {
  const auto matches = resolve(records);
  std::set<std::pair<std::string, std::string>> review;
  for (const auto& it : matches) {
    if (it.lane == Lane::review) review.emplace(it.a, it.b);
  }
  double right = 0, wrong = 0, missed = 0, told = 0;
  for (auto a = truth.begin(); a != truth.end(); ++a) {
    for (auto b = std::next(a); b != truth.end(); ++b) {
      const std::string x = records.person_of(a->first), y = records.person_of(b->first);
      const bool same = a->second == b->second;
      if (x == y) {
        ++(same ? right : wrong);
      } else if (same) {
        ++missed;
        if (review.count(std::minmax(x, y)) != 0 || review.count({a->first, b->first}) != 0) ++told;
      }
    }
  }
  return {right / (right + wrong), right / (right + missed), (right + told) / (right + missed)};
}

std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& path) {
  CsvReader reader(read_bytes(path), path.filename().string());
  std::vector<std::vector<std::string>> out;
  for (CsvRow row; reader.next(row);) {
    for (auto& cell : row.cells) cell = trimmed(cell);
    out.push_back(row.cells);
  }
  return out;
}

std::string joined(std::initializer_list<std::string> words) {
  std::string out;
  for (const auto& word : words) {
    if (!word.empty()) out += (out.empty() ? "" : " ") + word;
  }
  return out;
}

}  // namespace

// The weights are learned from the records alone; these files say how good that is, and no number above was set by
// them.
TEST_CASE("published sets of duplicates are resolved as measured", "[resolve][data]") {
  const char* data = std::getenv("WEAKTIE_DATA");
  if (data == nullptr || *data == '\0') {
    WARN("skipped: WEAKTIE_DATA is not set");
    return;
  }
  const auto folder = std::filesystem::path(data) / "resolve";
  const auto febrl = [&](const char* file) {
    Records records;
    std::map<std::string, std::string> truth;
    const auto rows = rows_of(folder / file);
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const auto& it = rows[i];
      Person person;
      person.id = it[0];
      person.name = joined({it[1], it[2]});
      person.address = joined({it[3], it[4], it[5], it[7]});
      person.place = joined({it[6], it[8]});
      person.birthday = it[9];
      records.add_person(person);
      truth[it[0]] = it[0].substr(4, it[0].find('-', 4) - 4);
    }
    return measure(records, truth);
  };
  const auto first = febrl("febrl1.csv");
  CHECK(first.precision >= .995);
  CHECK(first.recall >= .89);
  CHECK(first.with_review >= .99);
  const auto second = febrl("febrl2.csv");
  CHECK(second.precision >= .995);
  CHECK(second.recall >= .89);
  CHECK(second.with_review >= .97);
  Records records;
  std::map<std::string, std::string> truth;
  const auto rows = rows_of(folder / "splink_fake_1000.csv");
  for (std::size_t i = 1; i < rows.size(); ++i) {
    Person person;
    person.id = rows[i][0];
    person.name = joined({rows[i][1], rows[i][2]});
    person.birthday = rows[i][3];
    person.place = rows[i][4];
    person.email = rows[i][5];
    records.add_person(person);
    truth[rows[i][0]] = rows[i][6];
  }
  const auto third = measure(records, truth);
  CHECK(third.precision >= .995);
  CHECK(third.recall >= .77);
  CHECK(third.with_review >= .84);
}
