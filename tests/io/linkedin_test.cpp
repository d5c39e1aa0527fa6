#include <weaktie/io/linkedin.hpp>

#include <catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

#include <weaktie/io/imported_id.hpp>
#include <weaktie/records/resolve.hpp>

#include "io_help.hpp"

using namespace weaktie;
using io_help::adds_up;
using io_help::count_if;
using io_help::files;

namespace {

std::string id_of(const std::string& slug, const std::string& owner = "nia") {
  return imported_id(owner, "linkedin", "linkedin.com/in/" + slug);
}

const Person* person(const Records& records, const std::string& id) {
  for (const auto& it : records.person_statements()) {
    if (it.fact.id == id) return &it.fact;
  }
  return nullptr;
}

std::vector<Stated<Tie>> ties_to(const Records& records, const std::string& id) {
  std::vector<Stated<Tie>> out;
  for (const auto& it : records.tie_statements()) {
    if (it.fact.target == id) out.push_back(it);
  }
  return out;
}

Day day(const char* text) { return parse_day(text).value(); }

/// Reads twice: the second time nothing may change.
ImportReport read_twice(Records& records, const std::filesystem::path& path, const ImportOptions& options) {
  auto report = read_linkedin(records, path, options);
  CHECK(adds_up(report));
  const Records before = records;
  const auto again = read_linkedin(records, path, options);
  CHECK(adds_up(again));
  CHECK(again.kept == 0);
  CHECK(again.read == report.read);
  CHECK(again.skipped == report.skipped);
  CHECK(again.rejected == report.rejected);
  CHECK(before == records);
  return report;
}

}  // namespace

TEST_CASE("connections of 2020 have neither a preamble nor addresses", "[io][linkedin]") {
  Records records;
  const auto report = read_twice(records, files() / "connections_2020.csv", {.owner = "nia"});
  CHECK(report.read == 3);
  CHECK(report.kept == 2);
  CHECK(report.skipped == 1);
  CHECK(report.rows.at(0).reason.find("hidden profile") != std::string::npos);
  CHECK(report.rows.at(0).place.line == 4);
  CHECK(records.ids().size() == 3);
  const auto* ada = person(records, imported_id("nia", "linkedin", "ada.moor@example.org"));
  REQUIRE(ada != nullptr);
  CHECK(ada->name == "Ada Moor");
  CHECK(ada->organisation == "Harrow & Vale LLP");
  CHECK(ada->title == "Solicitor");
  const auto* bo = person(records, imported_id("nia", "linkedin", "name:bo lind|2019-12-14"));
  REQUIRE(bo != nullptr);
  const auto ties = ties_to(records, ada->id);
  REQUIRE(ties.size() == 1);
  CHECK(ties[0].fact.source == "nia");
  CHECK(ties[0].fact.kind == TieKind::online_contact);
  CHECK_FALSE(ties[0].fact.directed);
  CHECK(ties[0].fact.since == day("2020-07-02"));
  CHECK(ties[0].by.stated_on == day("2020-07-02"));
  CHECK(ties[0].by.stated_by == "nia");
  CHECK(ties[0].by.audience == "self");
  CHECK(ties[0].by.origins == std::vector<std::string>{"connections_2020.csv:2"});
}

TEST_CASE("an export of 2022 has a preamble and messages without the addresses of recipients", "[io][linkedin]") {
  Records records;
  const auto report = read_twice(records, files() / "linkedin_2022", {.owner = "nia", .audience = "ties"});
  const auto* cleo = person(records, imported_id("nia", "linkedin", "name:cleo park aca|2022-02-08"));
  REQUIRE(cleo != nullptr);
  CHECK(cleo->name == "Cleo Park, ACA");
  CHECK(cleo->title == "Partner, Tax");
  // The one other sender of the conversation is whom Nia answered; nobody can tell who "Somebody Else" is.
  const auto ties = ties_to(records, id_of("cleo-park"));
  REQUIRE(ties.size() == 2);
  CHECK(count_if(ties, [](const auto& it) { return it.fact.contact->direction == Direction::out; }) == 1);
  REQUIRE(report.rows.size() == 1);
  CHECK(report.rows[0].reason.find("recipient") != std::string::npos);
  for (const auto& it : records.tie_statements()) CHECK(it.by.audience == "ties");
}

TEST_CASE("an export of 2024 with everything, as a folder, a zip and a nested zip", "[io][linkedin]") {
  const io_help::TempFolder folder;
  const auto source = files() / "linkedin_2024";
  std::vector<std::filesystem::path> forms{
      source, folder.put("Basic_LinkedInDataExport_01-02-2025.zip", io_help::zip_of(io_help::entries_of(source)))};
  forms.push_back(folder.put("n.zip", io_help::zip_of(io_help::entries_of(source, "Basic export/"))));
  for (const auto& path : forms) {
    INFO(path);
    Records records;
    const auto report = read_twice(records, path, {.owner = "nia"});
    std::map<std::string, const ImportReport*> parts;
    for (const auto& part : report.files) parts[std::filesystem::path(part.path).filename().string()] = &part;
    const auto counts = [&](const std::string& file) {
      const auto& it = *parts.at(file);
      return std::vector<std::uint64_t>{it.read, it.kept, it.skipped, it.rejected};
    };
    CHECK(counts("Connections.csv") == std::vector<std::uint64_t>{5, 3, 2, 0});
    CHECK(counts("Profile.csv") == std::vector<std::uint64_t>{1, 1, 0, 0});
    CHECK(counts("Positions.csv") == std::vector<std::uint64_t>{3, 2, 0, 1});
    CHECK(counts("Education.csv") == std::vector<std::uint64_t>{2, 2, 0, 0});
    CHECK(counts("Email Addresses.csv") == std::vector<std::uint64_t>{2, 1, 1, 0});
    CHECK(counts("messages.csv") == std::vector<std::uint64_t>{9, 5, 3, 1});
    CHECK(parts.count("guide_messages.csv") == 0);
    const auto noted = [&](const std::string& text) {
      return count_if(report.notes, [&](const std::string& note) { return note.find(text) != std::string::npos; });
    };
    CHECK(noted("Skills.csv") == 1);
    CHECK(noted("guide_messages.csv") == 1);
    CHECK(noted("32 Jan 2024") == 1);

    SECTION("the owner is known by name, mail and address") {
      const auto people = records.merged_people();
      const auto nia = std::find_if(people.begin(), people.end(), [](const auto& it) { return it.person.id == "nia"; });
      REQUIRE(nia != people.end());
      CHECK(nia->person.name == "Nia Reed");
      CHECK(nia->person.email == "nia@example.org");
      CHECK(nia->person.url == "https://www.linkedin.com/in/nia-reed");
      CHECK(nia->person.headline == "Student");
      CHECK(nia->person.place == "Leeds");
    }
    SECTION("an address is the key, whatever stands around it") {
      const auto* elias = person(records, imported_id("nia", "linkedin", profile_key("linkedin.com/in/elías-núñez/")));
      REQUIRE(elias != nullptr);
      CHECK(elias->name == "Elías Núñez");
      CHECK(person(records, id_of("dana-ortiz")) != nullptr);
    }
    SECTION("people of the owner's employers are colleagues") {
      const auto kinds = [&](const std::string& id) {
        std::vector<TieKind> out;
        for (const auto& it : ties_to(records, id)) {
          if (!it.fact.contact) out.push_back(it.fact.kind);
        }
        return out;
      };
      CHECK(kinds(id_of("dana-ortiz")) == std::vector{TieKind::online_contact, TieKind::colleague});
      const auto elias = imported_id("nia", "linkedin", profile_key("linkedin.com/in/elías-núñez"));
      CHECK(kinds(elias) == std::vector{TieKind::online_contact, TieKind::former_colleague});
    }
    SECTION("a bad date costs the date only") {
      const auto fay = ties_to(records, id_of("fay-grant"));
      REQUIRE(fay.size() == 2);
      CHECK_FALSE(fay[0].fact.since.has_value());
      CHECK_FALSE(fay[0].by.stated_on.has_value());
    }
    SECTION("messages are contacts, and both ways make an acquaintance from then on") {
      auto dana = ties_to(records, id_of("dana-ortiz"));
      std::erase_if(dana, [](const auto& it) { return !it.fact.contact; });
      REQUIRE(dana.size() == 4);
      const auto one = [&](const char* on, Direction way, std::uint32_t size) {
        std::vector<Tie> out;
        for (const auto& it : dana) {
          const auto& contact = *it.fact.contact;
          if (contact.date == day(on) && contact.direction == way && contact.size == size) {
            CHECK(it.by.stated_on == contact.date);
            CHECK(contact.channel == Channel::message);
            out.push_back(it.fact);
          }
        }
        return out;
      };
      CHECK(one("2024-06-30", Direction::out, 2).size() == 1);
      const auto two = one("2024-07-02", Direction::out, 1);
      REQUIRE(two.size() == 2);
      CHECK(two[0].kind == TieKind::online_contact);
      CHECK(two[0].contact->nth + two[1].contact->nth == 1);
      const auto reply = one("2024-07-03", Direction::in, 1);
      REQUIRE(reply.size() == 1);
      CHECK(reply[0].kind == TieKind::acquaintance);
      const auto* gil = person(records, id_of("gil-hart"));
      REQUIRE(gil != nullptr);
      CHECK(gil->name == "Gil Hart");
    }
    SECTION("positions and education are memberships") {
      const auto has = [&](const std::string& group, const std::string& role, const std::optional<double>& weight) {
        return count_if(records.membership_statements(), [&](const auto& it) {
          return it.fact.person == "nia" && it.fact.affiliation == group && it.fact.role == role &&
                 it.fact.weight == weight;
        });
      };
      CHECK(has("employer:pine-works", "Apprentice", {}) == 1);
      CHECK(has("employer:old-mill", "Helper", {}) == 1);
      CHECK(has("school:northgate-college", "BA History", .8) == 1);
      CHECK(has("course:northgate-college/ba-history/2018", "BA History", .8) == 1);
      CHECK(has("school:eastgate-school", "", .8) == 1);
      for (const auto& it : records.membership_statements()) {
        if (it.fact.affiliation == "employer:old-mill") {
          CHECK(it.fact.start == day("2018-03-01"));
          CHECK(it.fact.end == day("2020-02-29"));
        }
      }
    }
  }
}

TEST_CASE("the text of a message is never kept", "[io][linkedin]") {
  Records records;
  read_linkedin(records, files() / "linkedin_2024", {.owner = "nia"});
  for (const auto& it : records.person_statements()) {
    for (const auto& field : person_fields) CHECK((it.fact.*field.member).find("really") == std::string::npos);
  }
}

TEST_CASE("a file re-saved by a spreadsheet is read", "[io][linkedin]") {
  Records records;
  const auto report = read_twice(records, files() / "excel_connections.csv", {.owner = "nia"});
  CHECK(report.kept == 2);
  CHECK(report.notes.empty());
  const auto ida = ties_to(records, id_of("ida-kohl"));
  REQUIRE(ida.size() == 1);
  CHECK(ida[0].fact.since == day("2021-04-04"));
  CHECK(person(records, id_of("ida-kohl"))->title == "Head; Sales");
  CHECK(ties_to(records, imported_id("nia", "linkedin", "jon@example.org")).at(0).fact.since == day("2021-05-04"));
}

TEST_CASE("two people of one name connected on one day stay two", "[io][linkedin]") {
  const io_help::TempFolder folder;
  const auto path = folder.put(
      "Connections.csv",
      "First Name,Last Name,Email Address,Company,Position,Connected On\n"
      "Ann,Bell,,Acme,Buyer,01 Jan 2020\nAnn,Bell,,Kestrel,Cook,01 Jan 2020\nAnn,Bell,,Acme,Buyer,01 Jan 2020\n");
  Records records;
  const auto report = read_twice(records, path, {.owner = "nia"});
  CHECK(records.ids().size() == 3);
  CHECK(report.kept == 2);
  CHECK(report.merged == 1);
}

TEST_CASE("the years of one owner meet, in any order, and friends' exports stay apart", "[io][linkedin]") {
  const io_help::TempFolder folder;
  const std::string header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
  const std::string ann = "Ann,Bell,https://www.linkedin.com/in/ann-bell,,Acme,Buyer,01 Jan 2020\n";
  const auto early = folder.put("2024/Connections.csv", header + ann);
  const auto late =
      folder.put("2025/Connections.csv", header + "Bo,Lind,https://www.linkedin.com/in/bo,,,,02 Jan 2025\n" +
                                             "Ann,Bell,https://linkedin.com/in/Ann-Bell/,,Kestrel,Buyer,01 Jan 2020\n");
  Records one, two;
  read_linkedin(one, early, {.owner = "nia"});
  read_linkedin(one, late, {.owner = "nia"});
  read_linkedin(two, late, {.owner = "nia"});
  read_linkedin(two, early, {.owner = "nia"});
  CHECK(one.ids() == two.ids());
  CHECK(one.ids().size() == 3);
  read_linkedin(one, early, {.owner = "ben"});
  CHECK(one.ids().size() == 5);
}

TEST_CASE("a later export with more messages says the same about the old ones", "[io][linkedin]") {
  const io_help::TempFolder folder;
  const std::string header =
      "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE "
      "URLS,DATE,SUBJECT,CONTENT,FOLDER\n";
  const std::string me = "https://www.linkedin.com/in/nia-reed", ann = "https://www.linkedin.com/in/ann";
  const std::string old = "c,,Nia Reed," + me + ",Ann," + ann + ",2024-01-01 10:00:00 UTC,,x,INBOX\n" + "c,,Nia Reed," +
                          me + ",Ann," + ann + ",2024-01-01 09:00:00 UTC,,x,INBOX\n";
  const auto profile = io_help::slurp(files() / "linkedin_2022" / "Profile.csv");
  folder.put("a/Profile.csv", profile);
  folder.put("b/Profile.csv", profile);
  folder.put("a/messages.csv", header + old);
  folder.put("b/messages.csv",
             header + "c,,Ann," + ann + ",Nia Reed," + me + ",2024-01-01 11:00:00 UTC,,x,INBOX\n" + old);
  Records records;
  read_linkedin(records, folder.path() / "a", {.owner = "nia"});
  const auto report = read_linkedin(records, folder.path() / "b", {.owner = "nia"});
  CHECK(report.files.at(1).kept == 1);
  CHECK(report.files.at(1).merged == 2);
  CHECK(records.tie_statements().size() == 3);
}

TEST_CASE("without owner= the person of the profile is the owner, else it is asked for", "[io][linkedin]") {
  Records records;
  const auto report = read_linkedin(records, files() / "linkedin_2024");
  CHECK(adds_up(report));
  const auto owner = imported_id("", "linkedin", "linkedin.com/in/nia-reed");
  CHECK(records.knows(owner));
  CHECK(std::any_of(report.notes.begin(), report.notes.end(),
                    [&](const auto& note) { return note.find(owner) != std::string::npos; }));
  const Records before = records;
  CHECK_THROWS_AS(read_linkedin(records, files() / "connections_2020.csv"), InvalidValue);
  CHECK_THROWS_WITH(read_linkedin(records, files() / "connections_2020.csv"), ContainsSubstring("owner="));
  CHECK_THROWS_AS(read_linkedin(records, files() / "connections_2020.csv", {.owner = "nia", .audience = "friends"}),
                  InvalidValue);
  CHECK(records == before);
}

TEST_CASE("hostile files of connections are refused or reported", "[io][linkedin]") {
  Records records;
  const auto hostile = files() / "hostile";
  const auto names = [&] {
    std::vector<std::string> out;
    for (const auto& it : records.merged_people()) {
      if (!it.person.name.empty()) out.push_back(it.person.name);
    }
    std::sort(out.begin(), out.end());
    return out;
  };
  const auto read_one = [&](const char* file) { return read_twice(records, hostile / file, {.owner = "nia"}); };
  SECTION("a quote closed by a later row") {
    const auto report = read_one("quote_closed_later.csv");
    CHECK(names() == std::vector<std::string>{"Bea Cole", "Cy Dunn"});
    CHECK(report.rejected == 1);
    CHECK(report.rows.at(0).place.line == 2);
  }
  SECTION("a quote never closed") {
    const auto report = read_one("quote_never_closed.csv");
    CHECK(names() == std::vector<std::string>{"Bea Cole"});
    CHECK(report.rows.at(0).place.line == 2);
  }
  SECTION("NUL bytes") {
    CHECK(read_one("nul.csv").rejected == 1);
    CHECK(names() == std::vector<std::string>{"Bea Cole"});
  }
  SECTION("mixed encodings") {
    CHECK(read_one("mixed_encoding.csv").notes.size() == 1);
    CHECK(names() == std::vector<std::string>{"José Peña", "Zoë Lee"});
  }
  SECTION("a header and nothing else is no error, also without an owner") {
    CHECK(read_one("header_only.csv").read == 0);
    CHECK(read_linkedin(records, hostile / "header_only.csv").read == 0);
    CHECK(records == Records());
  }
  SECTION("ragged rows") {
    const auto report = read_one("ragged.csv");
    CHECK(report.kept == 2);
    CHECK(report.skipped == 1);
    CHECK(names() == std::vector<std::string>{"Ann Bell", "Bea Cole"});
    CHECK(report.notes.size() == 1);
  }
  SECTION("an empty file, another file, a missing one, a folder of other things") {
    CHECK_THROWS_WITH(read_linkedin(records, hostile / "empty.csv", {.owner = "nia"}), ContainsSubstring("empty"));
    CHECK_THROWS_WITH(read_linkedin(records, hostile / "other.csv", {.owner = "nia"}),
                      ContainsSubstring("colour | size"));
    CHECK_THROWS_AS(read_linkedin(records, hostile / "missing.csv", {.owner = "nia"}), ImportFailed);
    CHECK_THROWS_WITH(read_linkedin(records, files() / "tables", {.owner = "nia"}), ContainsSubstring("people.csv"));
    const io_help::TempFolder folder;
    folder.put("a/Connections.csv", io_help::slurp(files() / "connections_2020.csv"));
    folder.put("b/Connections.csv", io_help::slurp(files() / "connections_2020.csv"));
    CHECK_THROWS_WITH(read_linkedin(records, folder.path(), {.owner = "nia"}), ContainsSubstring("several exports"));
    CHECK(records == Records());
  }
}

TEST_CASE("a caller can stop the reading, and nothing is half read", "[io][linkedin]") {
  Records records;
  const Control stop{[](std::uint64_t, std::uint64_t) { return false; }};
  CHECK_THROWS_AS(read_linkedin(records, files() / "linkedin_2024", {.owner = "nia"}, stop), Cancelled);
  CHECK(records == Records());
}

TEST_CASE("the invented world gives its published numbers", "[io][linkedin][data]") {
  const auto data = io_help::extra_data();
  if (!data) {
    WARN("skipped: WEAKTIE_DATA is not set");
    return;
  }
  const auto world = *data / "world_small";
  const auto truth = nlohmann::json::parse(io_help::slurp(world / "truth.json"))["files"];
  Records records;
  const auto report = read_twice(records, world / "linkedin", {.owner = "jordan"});
  const auto part = [&](const std::string& name) {
    for (const auto& it : report.files) {
      if (it.path == "linkedin/" + name) return it;
    }
    return ImportReport();
  };
  const auto& wanted = truth["linkedin/Connections.csv"];
  CHECK(part("Connections.csv").read == wanted["rows"].get<std::uint64_t>());
  CHECK(part("Connections.csv").kept == wanted["named"].get<std::uint64_t>());
  CHECK(part("Connections.csv").skipped == wanted["hidden"].get<std::uint64_t>());
  const auto from = [&](const auto& it) { return it.by.origins.at(0).rfind("linkedin/Connections.csv:", 0) == 0; };
  CHECK(count_if(records.person_statements(), [&](const auto& it) { return from(it) && !it.fact.email.empty(); }) ==
        wanted["with_email"].get<std::size_t>());
  CHECK(count_if(records.person_statements(), [&](const auto& it) {
          return from(it) && !it.fact.organisation.empty();
        }) == wanted["with_company"].get<std::size_t>());
  const auto& messages = truth["linkedin/messages.csv"];
  CHECK(part("messages.csv").read == messages["rows"].get<std::uint64_t>());
  std::size_t people = 0;
  for (const auto& [slug, counts] : messages["direct_messages_by_slug"].items()) {
    INFO(slug);
    std::size_t sent = 0, received = 0;
    for (const auto& it : ties_to(records, id_of(slug, "jordan"))) {
      if (!it.fact.contact || it.fact.contact->size != 1) continue;
      ++(it.fact.contact->direction == Direction::in ? sent
                                                     : received);  // the truth counts from the other person's side
    }
    CHECK(sent == counts["sent"].get<std::size_t>());
    CHECK(received == counts["received"].get<std::size_t>());
    ++people;
  }
  CHECK(people == messages["direct_messages_by_slug"].size());
  const auto older = read_twice(records, world / "linkedin_2021" / "Connections.csv", {.owner = "jordan"});
  CHECK(older.kept == truth["linkedin_2021/Connections.csv"]["named"].get<std::uint64_t>());
}
