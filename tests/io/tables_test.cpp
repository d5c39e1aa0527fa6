#include <weaktie/io/tables.hpp>

#include <catch.hpp>

#include "io_help.hpp"

using namespace weaktie;
using io_help::adds_up;
using io_help::files;

namespace {

Day day(const char* text) { return parse_day(text).value(); }

template <class Read>
ImportReport twice(Records& records, const Read& read) {
  const ImportReport report = read(records);
  CHECK(adds_up(report));
  const Records before = records;
  const ImportReport again = read(records);
  CHECK(adds_up(again));
  CHECK(again.kept == 0);
  CHECK(records == before);
  return report;
}

}  // namespace

TEST_CASE("people are read in our columns; others are attributes", "[io][tables]") {
  Records records;
  const auto report = twice(
      records, [](Records& to) { return read_people(to, files() / "tables" / "people.csv", {.owner = "sarah"}); });
  CHECK(report.kept == 2);
  CHECK(report.rejected == 3);
  CHECK(report.rows.at(0).place == Place{"people.csv", 4, 0, "id"});
  CHECK(report.rows.at(1).place.field == "audience");
  CHECK(report.rows.at(2).place.field == "stated_on");
  const auto people = records.person_statements();
  REQUIRE(people.size() == 2);
  CHECK(people[0].fact.attributes.at("favourite colour") == "green");
  CHECK(people[0].by.stated_by == "sarah");
  CHECK(people[0].by.audience == "self");
  CHECK(people[1].by.stated_by == "ben");
  CHECK(people[1].by.audience == "everyone");
  CHECK(people[1].by.stated_on == day("2026-01-02"));
}

TEST_CASE("ties are read strictly, row by row", "[io][tables]") {
  Records records;
  const auto report = twice(records, [](Records& to) {
    return read_ties(to, files() / "tables" / "ties.csv", {.owner = "sarah", .audience = "ties"});
  });
  CHECK(report.read == 17);
  CHECK(report.kept == 4);
  CHECK(report.notes.size() == 1);
  const auto ties = records.tie_statements();
  REQUIRE(ties.size() == 4);
  CHECK(ties[0].fact.kind == TieKind::family);
  CHECK(ties[0].fact.strength == 5.0);
  CHECK(ties[0].fact.years == 20.0);
  CHECK_FALSE(ties[0].fact.directed);
  CHECK(ties[0].by.audience == "ties");
  CHECK(ties[1].fact.directed);
  CHECK(ties[1].fact.chance == 0.4);
  CHECK(ties[1].fact.since == day("2024-10-01"));
  CHECK(ties[1].fact.contact == Contact{day("2026-03-04"), Channel::meeting, Direction::both, 1, 0});
  CHECK(ties[2].fact.contact->nth == 1);
  CHECK(ties[3].fact.contact == Contact{day("2026-05-06"), Channel::event, Direction::both, 2, 0});
  CHECK(ties[3].fact.contexts == 2u);
  const char* fields[] = {"target",   "kind",    "chance", "chance", "strength", "directed", "years",
                          "contexts", "channel", "date",   "size",   "chance",   "source"};
  REQUIRE(report.rows.size() == 13);
  for (std::size_t i = 0; i < 13; ++i) {
    INFO(report.rows[i].place.text() << ": " << report.rows[i].reason);
    CHECK(report.rows[i].place.field == fields[i]);
    CHECK(report.rows[i].place.line == 6 + i);
  }
}

TEST_CASE("memberships and affiliations are read strictly", "[io][tables]") {
  Records records;
  const auto members = twice(records, [](Records& to) {
    return read_memberships(to, files() / "tables" / "memberships.csv", {.owner = "sarah"});
  });
  CHECK(members.kept == 2);
  CHECK(members.rejected == 2);
  CHECK(records.membership_statements()[0].fact.start == day("2024-09-01"));
  CHECK(records.membership_statements()[1].fact.weight == 1.0);
  const auto groups =
      twice(records, [](Records& to) { return read_affiliations(to, files() / "tables" / "affiliations.csv"); });
  CHECK(groups.kept == 2);
  CHECK(groups.rejected == 3);
  CHECK(records.affiliation_statements()[0].fact.size == 5000u);
  CHECK(records.affiliation_statements()[0].by.stated_by.empty());
}

TEST_CASE("columns of other names are mapped", "[io][tables]") {
  const io_help::TempFolder folder;
  const auto csv = folder.put("x.csv", "person,full name,source,kind\nmum,Mum,sarah,family\n");
  Records records;
  CHECK(read_people(records, csv, {.columns = {{"id", "person"}, {"name", "full name"}, {"note", "kind"}}}).kept == 1);
  CHECK(records.person_statements()[0].fact.name == "Mum");
  CHECK(records.person_statements()[0].fact.attributes ==
        std::map<std::string, std::string>{{"note", "family"}, {"source", "sarah"}});
  CHECK(read_ties(records, csv, {.columns = {{"target", "person"}}}).kept == 1);
  const Records before = records;
  CHECK_THROWS_WITH(read_ties(records, csv),
                    ContainsSubstring("'target'") && ContainsSubstring("person, full name, source, kind"));
  CHECK_THROWS_AS(read_ties(records, csv, {.columns = {{"target", "nobody"}}}), ImportFailed);
  CHECK_THROWS_AS(read_ties(records, csv, {.columns = {{"colour", "kind"}, {"target", "person"}}}), InvalidValue);
  CHECK_THROWS_AS(read_people(records, files() / "hostile" / "empty.csv"), ImportFailed);
  CHECK(records == before);
}

TEST_CASE("tables in memory are read alike, and what comes out can be read back", "[io][tables]") {
  Records records;
  read_people(records, files() / "tables" / "people.csv", {.owner = "sarah"});
  read_ties(records, files() / "tables" / "ties.csv", {.owner = "sarah"});
  read_memberships(records, files() / "tables" / "memberships.csv", {.owner = "sarah"});
  read_affiliations(records, files() / "tables" / "affiliations.csv", {.owner = "sarah"});
  Records copy;
  CHECK(read_people(copy, records.people()).rejected == 0);
  CHECK(read_ties(copy, records.ties()).rejected == 0);
  CHECK(read_memberships(copy, records.memberships()).rejected == 0);
  CHECK(read_affiliations(copy, records.affiliations()).rejected == 0);
  CHECK(copy.ids() == records.ids());
  CHECK(copy.ties() == records.ties());
  CHECK(copy.memberships() == records.memberships());
  CHECK(copy.affiliations() == records.affiliations());

  Table bad;
  bad.add(Column{"source", std::vector<std::string>{"a", "b"}});
  bad.add(Column{"target", std::vector<std::string>{"c", "\xff"}});
  bad.add(Column{"chance", std::vector<double>{2.0, 0.5}});
  const auto report = read_ties(copy, bad);
  CHECK(adds_up(report));
  REQUIRE(report.rejected == 2);
  CHECK(report.rows[0].place == Place{"", 1, 0, "chance"});
  CHECK(report.rows[1].place.line == 2);
}
