#include <weaktie/io/alumni.hpp>
#include <weaktie/io/attendees.hpp>
#include <weaktie/io/read_any.hpp>

#include <catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

#include <weaktie/io/imported_id.hpp>

#include "io_help.hpp"

using namespace weaktie;
using io_help::adds_up;
using io_help::count_if;
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

std::vector<std::string> names(const Records& records) {
  std::vector<std::string> out;
  for (const auto& it : records.merged_people()) out.push_back(it.person.name);
  std::sort(out.begin(), out.end());
  return out;
}

std::map<std::string, std::uint64_t> event_sizes(const Records& records) {
  std::map<std::string, std::uint64_t> out;
  for (const auto& it : records.affiliation_statements()) {
    if (it.fact.kind == AffiliationKind::event) out[it.fact.id] = it.fact.size.value_or(0);
  }
  return out;
}

}  // namespace

TEST_CASE("an alumni directory gives people, schools and courses", "[io][alumni]") {
  Records records;
  const auto report = twice(records, [](Records& to) {
    return read_alumni(to, files() / "lists" / "alumni.csv", {.owner = "sarah", .audience = "everyone"});
  });
  CHECK(report.read == 8);
  CHECK(report.kept == 4);
  CHECK(report.merged == 1);
  CHECK(report.skipped == 1);
  CHECK(report.rejected == 2);
  CHECK(names(records) == std::vector<std::string>{"Ada Moor", "Bo Lind", "No School", "Park, Ph.D."});
  CHECK(report.notes.size() == 3);  // the year n/a in two rows, and the row without a school
  const auto ada = imported_id("sarah", "alumni", "ada.moor@example.org");
  std::set<std::string> groups;
  for (const auto& it : records.membership_statements()) {
    CHECK(it.fact.weight == .8);
    CHECK(it.by.audience == "everyone");
    if (it.fact.person == ada) groups.insert(it.fact.affiliation);
  }
  CHECK(groups == std::set<std::string>{"school:northgate-college", "course:northgate-college/ba-history/2018"});
  CHECK(count_if(records.membership_statements(), [](const auto& it) { return it.fact.end == day("1995-12-31"); }) ==
        1);
}

TEST_CASE("school= stands in for a blank school", "[io][alumni]") {
  Records records;
  const auto report = read_alumni(records, files() / "lists" / "alumni.csv", {.school = "Northgate College"});
  CHECK(report.rejected == 1);
  CHECK(count_if(records.membership_statements(),
                 [](const auto& it) { return it.fact.affiliation == "school:northgate-college"; }) == 5);
}

TEST_CASE("an attendee list with ticket types gives roles and those who were heard", "[io][attendees]") {
  Records records;
  const auto report = twice(records, [](Records& to) {
    return read_attendees(to, files() / "lists" / "eventbrite.csv", {.owner = "sarah"});
  });
  CHECK(report.read == 5);
  CHECK(report.kept == 2);
  CHECK(report.merged == 1);
  CHECK(report.skipped == 1);
  CHECK(report.rejected == 1);
  CHECK(event_sizes(records) == std::map<std::string, std::uint64_t>{{"event:law-evening/2026-10-15", 2}});
  REQUIRE(records.tie_statements().size() == 1);
  const auto& [tie, by] = records.tie_statements()[0];
  CHECK(tie.source == "sarah");
  CHECK(tie.target == imported_id("sarah", "attendees", "ada.moor@example.org"));
  CHECK(tie.directed);
  CHECK(tie.kind == TieKind::heard_speaker);
  CHECK(tie.contact == Contact{day("2026-10-15"), Channel::meeting, Direction::in, 1, 0});
  CHECK(by.stated_on == day("2026-10-15"));
  for (const auto& it : records.membership_statements()) {
    const bool speaker = it.fact.person == tie.target;
    CHECK(it.fact.role == (speaker ? "speaker" : "attendee"));
    CHECK(it.fact.weight == (speaker ? 1.0 : .8));
  }
  Records nobody;
  read_attendees(nobody, files() / "lists" / "eventbrite.csv");
  CHECK(nobody.tie_statements().empty());
}

TEST_CASE("lists of other tools are read", "[io][attendees]") {
  Records records;
  SECTION("Meetup: tab-separated, named .xls, no event inside") {
    const auto report =
        twice(records, [](Records& to) { return read_attendees(to, files() / "lists" / "Meetup night.xls"); });
    CHECK(report.kept == 2);
    CHECK(report.skipped == 1);
    CHECK(event_sizes(records) == std::map<std::string, std::uint64_t>{{"event:meetup-night", 2}});
    CHECK(count_if(report.notes, [](const auto& note) { return note.find("event=") != std::string::npos; }) == 1);
    CHECK(count_if(records.membership_statements(),
                   [](const auto& it) { return it.fact.role == "host" || it.fact.role == "organiser"; }) == 1);
  }
  SECTION("Luma, with the event and its day given") {
    const auto report = twice(records, [](Records& to) {
      return read_attendees(to, files() / "lists" / "luma.csv",
                            {.owner = "sarah", .event = "Panel", .date = parse_day("2026-09-30")});
    });
    CHECK(report.kept == 1);
    CHECK(report.skipped == 1);
    CHECK(records.membership_statements()[0].fact.role == "panellist");
    CHECK(records.membership_statements()[0].fact.affiliation == "event:panel/2026-09-30");
    CHECK(records.tie_statements().size() == 1);
  }
  SECTION("two columns: the name is the list's own id") {
    twice(records, [](Records& to) { return read_attendees(to, files() / "lists" / "plain.csv"); });
    CHECK(names(records) == std::vector<std::string>{"Ann Bell", "Bea Cole"});
    CHECK(event_sizes(records) == std::map<std::string, std::uint64_t>{{"event:e1", 2}, {"event:e2", 1}});
  }
  SECTION("Handshake-like") {
    CHECK(twice(records, [](Records& to) {
            return read_attendees(to, files() / "lists" / "handshake.csv", {.event = "Careers fair"});
          }).kept == 1);
  }
  SECTION("something else") {
    CHECK_THROWS_WITH(read_attendees(records, files() / "hostile" / "other.csv"), ContainsSubstring("colour | size"));
    CHECK_THROWS_WITH(read_alumni(records, files() / "hostile" / "other.csv"), ContainsSubstring("colour | size"));
    CHECK_THROWS_AS(read_alumni(records, files() / "hostile" / "empty.csv"), ImportFailed);
    CHECK(records == Records());
  }
}

TEST_CASE("read() recognises every format and says how", "[io]") {
  const auto format = [](const std::filesystem::path& path) {
    Records records;
    const auto report = twice(records, [&](Records& to) { return read(to, path, {.owner = "nia"}); });
    CHECK(report.kept > 0);
    return report.format;
  };
  CHECK_THAT(format(files() / "linkedin_2024"), ContainsSubstring("LinkedIn export as a folder"));
  CHECK_THAT(format(files() / "connections_2020.csv"), ContainsSubstring("connections"));
  CHECK_THAT(format(files() / "tables" / "people.csv"), ContainsSubstring("people table"));
  CHECK_THAT(format(files() / "tables" / "ties.csv"), ContainsSubstring("ties table"));
  CHECK_THAT(format(files() / "tables" / "memberships.csv"), ContainsSubstring("memberships table"));
  CHECK_THAT(format(files() / "tables" / "affiliations.csv"), ContainsSubstring("affiliations table"));
  CHECK_THAT(format(files() / "lists" / "alumni.csv"), ContainsSubstring("alumni directory"));
  for (const char* file : {"eventbrite.csv", "Meetup night.xls", "luma.csv", "plain.csv", "handshake.csv"}) {
    CHECK_THAT(format(files() / "lists" / file), ContainsSubstring("attendee list"));
  }
  Records records;
  CHECK_THROWS_WITH(read(records, files() / "hostile" / "other.csv"),
                    ContainsSubstring("colour | size") && ContainsSubstring("LinkedIn"));
  CHECK_THROWS_AS(read(records, files() / "hostile" / "empty.csv"), ImportFailed);
  CHECK_THROWS_AS(read(records, files() / "nothing"), ImportFailed);
}

TEST_CASE("random damage to files is refused or accounted for, and never half read", "[io][property]") {
  std::vector<std::filesystem::path> sources;
  for (const auto& it : std::filesystem::recursive_directory_iterator(files())) {
    if (it.is_regular_file() && it.file_size() > 0) sources.push_back(it.path());
  }
  std::sort(sources.begin(), sources.end());
  const io_help::TempFolder folder;
  std::uint64_t state = 42;
  const auto next = [&state](std::size_t below) {
    state = state * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<std::size_t>((state >> 33) % below);
  };
  const std::string spice = "\",;\t|\n\r\0\xff\xc3'=0a";
  std::size_t done = 0, failed = 0;
  for (int round = 0; round < 4000; ++round) {
    const auto& source = sources[next(sources.size())];
    std::string bytes = io_help::slurp(source);
    const std::size_t changes = 1 + next(6);
    for (std::size_t i = 0; i < changes && !bytes.empty(); ++i) {
      const std::size_t at = next(bytes.size());
      const char c = next(2) == 0 ? spice[next(spice.size())] : static_cast<char>(next(256));
      switch (next(4)) {
        case 0:
          bytes[at] = c;
          break;
        case 1:
          bytes.insert(at, 1, c);
          break;
        case 2:
          bytes.erase(at, 1 + next(20));
          break;
        default:
          bytes.insert(at, bytes.substr(next(bytes.size()), next(40)));
          break;
      }
    }
    if (next(20) == 0) bytes.resize(next(bytes.size() + 1));
    const auto path = folder.put("m" + source.extension().string(), bytes);
    INFO("replay: round " << round << " of " << source.filename());
    Records records;
    try {
      const auto report = read(records, path, {.owner = "nia"});
      const bool fine = adds_up(report);
      CHECK(fine);
      const Records before = records;
      const auto again = read(records, path, {.owner = "nia"});
      if (again.kept != 0 || !(records == before)) FAIL("a second import changed something");
      ++done;
    } catch (const Error&) {
      if (!(records == Records())) FAIL("half read");
      ++failed;
    }
  }
  CHECK(done > 1000);
  CHECK(failed > 50);
}

TEST_CASE("the invented world's lists give their published numbers", "[io][data]") {
  const auto data = io_help::extra_data();
  if (!data) {
    WARN("skipped: WEAKTIE_DATA is not set");
    return;
  }
  const auto world = *data / "world_small";
  const auto truth = nlohmann::json::parse(io_help::slurp(world / "truth.json"))["files"];
  Records alumni;
  const auto directory =
      twice(alumni, [&](Records& to) { return read_alumni(to, world / "alumni" / "directory.csv"); });
  CHECK(directory.read == truth["alumni/directory.csv"]["rows"].get<std::uint64_t>());
  CHECK(directory.kept == directory.read);
  CHECK(count_if(alumni.person_statements(), [](const auto& it) { return !it.fact.email.empty(); }) ==
        truth["alumni/directory.csv"]["with_email"].get<std::size_t>());
  std::map<std::string, std::set<std::string>> schools;
  std::map<std::string, std::string> called;
  for (const auto& it : alumni.affiliation_statements()) called[it.fact.id] = it.fact.name;
  for (const auto& it : alumni.membership_statements()) {
    if (it.fact.affiliation.rfind("school:", 0) == 0) schools[called[it.fact.affiliation]].insert(it.fact.person);
  }
  for (const auto& [name, count] : truth["alumni/directory.csv"]["by_school"].items()) {
    CHECK(schools[name].size() == count.get<std::size_t>());
  }
  Records events;
  const auto& wanted = truth["events/attendees.csv"];
  const auto list = twice(events, [&](Records& to) { return read_attendees(to, world / "events" / "attendees.csv"); });
  CHECK(list.read == wanted["rows"].get<std::uint64_t>());
  CHECK(list.kept + list.merged == wanted["attending"].get<std::uint64_t>());
  CHECK(list.skipped == wanted["cancelled"].get<std::uint64_t>());
  CHECK(list.merged == wanted["duplicate_rows"].get<std::uint64_t>());
  std::map<std::string, std::uint64_t> sizes;
  for (const auto& it : events.affiliation_statements()) sizes[it.fact.name] = it.fact.size.value_or(0);
  for (const auto& [name, count] : wanted["people_attending_by_event"].items())
    CHECK(sizes[name] == count.get<std::uint64_t>());

  Records women;
  const auto davis = read_attendees(women, *data / "graphs" / "davis_attendees.csv");
  CHECK(davis.kept == 89);
  CHECK(women.ids().size() == 18);
}

TEST_CASE("every broken file of the collection meets what is said of it", "[io][data]") {
  const auto data = io_help::extra_data();
  if (!data) {
    WARN("skipped: WEAKTIE_DATA is not set");
    return;
  }
  std::size_t files_seen = 0;
  for (const auto& it : std::filesystem::directory_iterator(*data / "formats" / "bad")) {
    INFO(it.path().filename());
    ++files_seen;
    Records records;
    try {
      const auto report = read(records, it.path(), {.owner = "me"});
      CHECK(adds_up(report));
      CHECK(names(records).size() <= 8);
    } catch (const ImportFailed& failed) {
      CHECK(std::string(failed.what()).size() > 20);
      CHECK(records == Records());
    }
  }
  CHECK(files_seen > 5);
}
