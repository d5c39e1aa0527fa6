// Address books: what each entry becomes, in the shapes that programs write.
#include <weaktie/io/contacts.hpp>

#include <nlohmann/json.hpp>

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>
#include <weaktie/io/read_any.hpp>
#include <weaktie/records/resolve.hpp>

#include "../catch.hpp"
#include "io_help.hpp"

using namespace weaktie;

using io_help::adds_up;
using io_help::damaged;
using io_help::read_or_refused;
using io_help::TempFolder;
using io_help::twice;

namespace {

ImportReport cards(Records& records, const std::string& text) {
  const TempFolder folder;
  const auto path = folder.put("cards.vcf", text);
  return twice(records, [&](Records& to) { return read_vcard(to, path, {.owner = "me"}); });
}

Person only(const Records& records) {
  REQUIRE(records.person_statements().size() == 1);
  return records.person_statements()[0].fact;
}

}  // namespace

TEST_CASE("a card of each version says the same", "[io][contacts]") {
  const std::vector<std::string> texts = {
      "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:L=C3=B3pez;Ana;Mar=C3=ADa;;\r\n"
      "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Ana=20Mar=\r\n=C3=ADa L=C3=B3pez\r\nTEL;CELL:+44 20 7946 0001\r\n"
      "EMAIL;INTERNET;HOME:ana@example.org\r\nORG:Acme;Sales\r\nTITLE:Buyer\r\nEND:VCARD\r\n",
      "BEGIN:VCARD\nVERSION:3.0\nFN:Ana María López\nN:López;Ana;María;;\nTEL;TYPE=CELL,VOICE:+44 20 7946 0001\n"
      "item1.EMAIL;TYPE=INTERNET:ana@exam\n ple.org\nitem1.X-ABLabel:_$!<Home>!$_\nORG:Acme;Sales\nTITLE:Buyer\n"
      "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD\n /2wCEAAkGBw\nEND:VCARD\n",
      "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana María López\r\nTEL;VALUE=uri;TYPE=\"voice,cell\":tel:+44 20 7946 0001\r\n"
      "EMAIL;PREF=1:ana@example.org\r\nORG:Acme;Sales\r\nTITLE:Buyer\r\nNOTE:met\\, once\\; twice\\nthrice\r\n"
      "END:VCARD\r\n"};
  std::set<std::string> ids;
  for (const auto& text : texts) {
    Records records;
    CHECK(cards(records, text).kept == 1);
    const Person person = only(records);
    CHECK(person.name == "Ana María López");
    CHECK(person.email == "ana@example.org");
    CHECK(person.phone == "+44 20 7946 0001");
    CHECK(person.organisation == "Acme");
    CHECK(person.title == "Buyer");
    ids.insert(person.id);
    REQUIRE(records.tie_statements().size() == 1);
    CHECK(records.tie_statements()[0].fact.kind == TieKind::acquaintance);
  }
  CHECK(ids.size() == 1);
}

TEST_CASE("what a card's properties become", "[io][contacts]") {
  Records records;
  const auto report =
      cards(records,
            "BEGIN:VCARD\nVERSION:3.0\nFN:Bo Lee\nCATEGORIES:work,Friends\nEMAIL:bo@example.org\n"
            "EMAIL:BO@example.org\nEMAIL:lee@example.com\nEMAIL:not a mail\n"
            "URL:https://www.linkedin.com/in/bolee\n"
            "ADR;TYPE=HOME:;;1 High\\, Street;Leeds;;LS1 1AA;UK\nBDAY:--0415\nEND:VCARD\n"
            "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Rowers\nMEMBER:urn:uuid:1\nEND:VCARD\n"
            "BEGIN:VCARD\nVERSION:3.0\nFN:Acme Ltd\nORG:Acme Ltd\nX-ABShowAs:COMPANY\nTEL:1\nEND:VCARD\n"
            "BEGIN:VCARD\nVERSION:3.0\nNOTE:nothing\nEND:VCARD\n"
            "BEGIN:VCARD\nVERSION:2.1\nN:Cole;Bea\nAGENT:\nBEGIN:VCARD\nVERSION:2.1\nN:Agent;An\n"
            "END:VCARD\nTEL:020 7946 0002\nEND:VCARD\n"
            "BEGIN:VCARD\nFN:Cy Dunn\nTEL:020 7946 0003");
  CHECK(report.read == 6);
  CHECK(report.kept == 3);
  CHECK(report.skipped == 3);
  CHECK(report.rows[0].reason == "a group, not a person");
  CHECK(report.rows[0].place.line == 13);
  CHECK(report.rows[1].reason == "a company, not a person");
  REQUIRE(report.notes.size() == 2);  // the mail that is none, the card without an end
  const auto people = records.person_statements();
  REQUIRE(people.size() == 3);
  CHECK(people[0].fact.email == "bo@example.org ; lee@example.com");
  CHECK(people[0].fact.place == "Leeds, UK");
  CHECK(people[0].fact.address == "1 High, Street, LS1 1AA, Leeds");
  CHECK(people[0].fact.birthday == "--0415");
  CHECK(records.tie_statements()[0].fact.kind == TieKind::friend_);
  CHECK(people[1].fact.name == "Bea Cole");
  CHECK(people[1].fact.phone == "020 7946 0002");
  CHECK(people[2].fact.name == "Cy Dunn");
}

TEST_CASE("two people who share a mail address stay two, one person in two books is one", "[io][contacts]") {
  Records records;
  CHECK(cards(records,
              "BEGIN:VCARD\nFN:Ann Cole\nEMAIL:coles@example.org\nEND:VCARD\n"
              "BEGIN:VCARD\nFN:Bob Cole\nEMAIL:coles@example.org\nEND:VCARD\n")
            .kept == 2);
  CHECK(records.ids().size() == 3);
  const TempFolder folder;
  const auto google = folder.put("g.csv", "First Name,Last Name,E-mail 1 - Value\nAnn,Cole,Coles@Example.org\n");
  CHECK(read_google_contacts(records, google, {.owner = "me"}).read == 1);
  CHECK(records.ids().size() == 3);
}

TEST_CASE("Google's columns of both eras", "[io][contacts]") {
  const TempFolder folder;
  Records records;
  const auto old_one = folder.put(
      "old.csv",
      "Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - "
      "Value,Organization 1 - Name,Organization 1 - Title\n"
      "Bo Lee,Bo,,Lee,Clients ::: * family ::: * myContacts,* Home,bo@example.org ::: lee@example.com,,Acme,Buyer\n"
      ",,,,,,,,Acme,\n"
      ",,,,,,,,,\n");
  const auto report = twice(records, [&](Records& to) { return read_google_contacts(to, old_one, {.owner = "me"}); });
  CHECK(report.kept == 1);
  CHECK(report.skipped == 2);
  const Person bo = only(records);
  CHECK(bo.email == "bo@example.org ; lee@example.com");
  CHECK(bo.organisation == "Acme");
  CHECK(bo.title == "Buyer");
  CHECK(records.tie_statements()[0].fact.kind == TieKind::family);
  const auto new_one = folder.put("new.csv",
                                  "First Name,Middle Name,Last Name,Organization Name,Organization "
                                  "Title,Birthday,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value\n"
                                  "Bo,,Lee,Acme,Buyer,1604-04-15,* myContacts,* ,bo@example.org,+44 20 7946 0001\n");
  CHECK(twice(records, [&](Records& to) { return read_google_contacts(to, new_one, {.owner = "me"}); }).kept == 1);
  CHECK(records.ids().size() == 2);
}

TEST_CASE("Outlook's columns, also in Windows-1252", "[io][contacts]") {
  const TempFolder folder;
  Records records;
  const auto path = folder.put("outlook.csv",
                               "\"First Name\",\"Last Name\",\"Company\",\"Job Title\",\"Business Phone\",\"Mobile "
                               "Phone\",\"Categories\",\"E-mail Address\",\"E-mail 2 Address\",\"Birthday\"\r\n"
                               "\"Jos\xE9\",\"Pe\xF1"
                               "a\",\"Acme\",\"Buyer\",\"020 7946 0001\",\"+44 7700 900001\",\"Work;Mentors\","
                               "\"jose@example.org\",\"pena@example.com\",\"0/0/00\"\r\n");
  const auto report = twice(records, [&](Records& to) { return read_outlook_contacts(to, path, {.owner = "me"}); });
  CHECK(report.kept == 1);
  const Person person = only(records);
  CHECK(person.name == "José Peña");
  CHECK(person.email == "jose@example.org ; pena@example.com");
  CHECK(person.phone == "+44 7700 900001 ; 020 7946 0001");
  CHECK(person.birthday.empty());
  CHECK(records.tie_statements()[0].fact.kind == TieKind::mentor);
}

TEST_CASE("an address book without an owner gives people and no ties; what is none is refused", "[io][contacts]") {
  const TempFolder folder;
  Records records;
  const auto path = folder.put("c.vcf", "BEGIN:VCARD\nFN:Bo Lee\nEMAIL:bo@example.org\nEND:VCARD\n");
  CHECK(read_vcard(records, path).kept == 1);
  CHECK(records.tie_statements().empty());
  const Records before = records;
  CHECK_THROWS_WITH(read_vcard(records, folder.put("no.vcf", "hello")), ContainsSubstring("no card"));
  CHECK_THROWS_WITH(read_vcard(records, folder.put("empty.vcf", "")), ContainsSubstring("empty"));
  CHECK_THROWS_WITH(read_google_contacts(records, folder.put("x.csv", "a,b\n1,2\n")),
                    ContainsSubstring("E-mail 1 - Value"));
  CHECK_THROWS_WITH(read_outlook_contacts(records, folder.put("y.csv", "a,b\n1,2\n")),
                    ContainsSubstring("E-mail Type"));
  CHECK_THROWS_AS(read_vcard(records, path, {.owner = "me", .audience = "friends"}), InvalidValue);
  const Control stop{[](std::uint64_t, std::uint64_t) { return false; }};
  CHECK_THROWS_AS(read_vcard(records, path, {.owner = "me"}, stop), Cancelled);
  CHECK(records == before);
}

TEST_CASE("damaged cards are read or refused, never half", "[io][contacts][property]") {
  const std::string sound =
      "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:L=C3=B3pez;Ana\r\nTEL;CELL:+44 20 7946 "
      "0001\r\nEMAIL;HOME:ana@example.org\r\nPHOTO;ENCODING=BASE64:AAAA\r\n BBBB\r\n\r\nEND:VCARD\r\nBEGIN:VCARD\r\n"
      "VERSION:4.0\r\nFN:Bo \\; Lee\r\nEMAIL;TYPE=\"a,b\";PREF=1:bo@example.org\r\nADR:;;1 High Street;Leeds;;;UK\r\n"
      "END:VCARD\r\n";
  std::mt19937_64 random(7);
  const TempFolder folder;
  std::size_t read_ones = 0;
  for (int i = 0; i < 3000; ++i) {
    const std::string text = damaged(sound, random, "\r\n:;=\\\"\xFF,");
    INFO("replay with step " << i);
    const auto path = folder.put("c.vcf", text);
    read_ones += read_or_refused([&](Records& to) { return read_vcard(to, path, {.owner = "me"}); }) ? 1 : 0;
  }
  CHECK(read_ones > 2000);
}

TEST_CASE("the invented world's address books give their published numbers", "[io][contacts][data]") {
  const auto data = io_help::extra_data();
  if (!data) {
    WARN("skipped: WEAKTIE_DATA is not set");
    return;
  }
  const auto world = *data / "world_small";
  const auto truth = nlohmann::json::parse(io_help::slurp(world / "truth.json"));
  const auto& files = truth["files"];
  const auto mails = [](const Records& records) {
    std::size_t count = 0;
    for (const auto& it : records.person_statements()) count += it.fact.email.empty() ? 0 : 1;
    return count;
  };
  Records google;
  const auto book =
      twice(google, [&](Records& to) { return read(to, world / "google" / "contacts.csv", {.owner = "jordan"}); });
  CHECK(book.format.find("Google") == 0);
  CHECK(book.read == files["google/contacts.csv"]["rows"].get<std::uint64_t>());
  CHECK(book.rejected == 0);
  CHECK(mails(google) == files["google/contacts.csv"]["with_email"].get<std::size_t>());
  Records legacy;
  const auto older = twice(legacy, [&](Records& to) {
    return read(to, world / "google" / "contacts_legacy_utf16.csv", {.owner = "jordan"});
  });
  CHECK(older.kept == files["google/contacts_legacy_utf16.csv"]["rows"].get<std::uint64_t>());
  Records outlook;
  const auto desk =
      twice(outlook, [&](Records& to) { return read(to, world / "outlook" / "contacts.csv", {.owner = "jordan"}); });
  CHECK(desk.format.find("Outlook") == 0);
  CHECK(desk.kept == files["outlook/contacts.csv"]["rows"].get<std::uint64_t>());
  Records phone;
  const auto& wanted = files["vcard/contacts.vcf"];
  const auto all =
      twice(phone, [&](Records& to) { return read(to, world / "vcard" / "contacts.vcf", {.owner = "jordan"}); });
  CHECK(all.read == wanted["cards"].get<std::uint64_t>());
  CHECK(all.kept == wanted["people"].get<std::uint64_t>());
  CHECK(all.skipped == wanted["groups"].get<std::uint64_t>());
  std::size_t addresses = 0;
  std::set<std::string> names;
  for (const auto& it : phone.person_statements()) {
    addresses += it.fact.email.empty() ? 0 : 1;
    for (std::size_t at = it.fact.email.find(" ; "); at != std::string::npos; at = it.fact.email.find(" ; ", at + 1)) {
      ++addresses;
    }
    names.insert(it.fact.name);
  }
  CHECK(addresses == wanted["emails"].get<std::size_t>());
  for (const auto& [number, person] : truth["people"].items()) {
    for (const auto& record : person["records"]) {
      if (record[0] == "vcard/contacts.vcf") CHECK(names.count(person["name"].get<std::string>()) == 1);
    }
  }
}

TEST_CASE("cards of many programs give what other readers found", "[io][contacts][data]") {
  const auto data = io_help::extra_data();
  if (!data) {
    WARN("skipped: WEAKTIE_DATA is not set");
    return;
  }
  const auto facts = nlohmann::json::parse(io_help::slurp(*data / "formats" / "facts_by_peers.json"));
  std::size_t compared = 0;
  for (const auto& [file, fact] : facts.items()) {
    if (file.rfind("vcard/", 0) != 0) continue;
    INFO(file);
    Records records;
    const auto report = read_vcard(records, *data / "formats" / file, {.owner = "me"});
    CHECK(adds_up(report));
    std::set<std::string> mails;
    for (const auto& it : records.person_statements()) {
      for (const auto& mail : cell_values(it.fact.email)) mails.insert(mail_key(mail));
    }
    for (const auto& card : fact["cards"]) {
      for (const auto& mail : card["emails"]) CHECK(mails.count(mail_key(mail.get<std::string>())) == 1);
      if (card["fn"].empty() || card["fn"][0].get<std::string>().find('\xC3') != std::string::npos) continue;
      ++compared;
    }
  }
  CHECK(compared > 10);
}
