// Calendars and mail: who met and wrote to whom.
#include <nlohmann/json.hpp>

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>
#include <weaktie/io/calendar.hpp>
#include <weaktie/io/mbox.hpp>
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

/// Contacts by the mail address of the other end, of ties of `me`.
std::map<std::string, std::vector<Tie>> by_mail(const Records& records) {
  std::map<std::string, std::string> mail_of;
  for (const auto& it : records.person_statements()) mail_of[it.fact.id] = it.fact.email;
  std::map<std::string, std::vector<Tie>> out;
  for (const auto& it : records.tie_statements()) {
    if (it.fact.source == "me") out[mail_of[it.fact.target]].push_back(it.fact);
  }
  return out;
}

std::string event(const std::string& body) { return "BEGIN:VEVENT\r\n" + body + "END:VEVENT\r\n"; }
std::string calendar(const std::string& events) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + events + "END:VCALENDAR\r\n";
}

ImportReport read_events(Records& records, const std::string& events) {
  const TempFolder folder;
  const auto path = folder.put("c.ics", calendar(events));
  return twice(records, [&](Records& to) {
    return read_calendar(to, path, {.owner = "me", .audience = {}, .addresses = {"me@example.org"}});
  });
}

ImportReport read_mail(Records& records, const std::string& text,
                       const std::vector<std::string>& own = {"me@example.org"}) {
  const TempFolder folder;
  const auto path = folder.put("m.mbox", text);
  return twice(records,
               [&](Records& to) { return read_mbox(to, path, {.owner = "me", .audience = {}, .addresses = own}); });
}

/// A message, with an id of its own unless it has one.
std::string mail(const std::string& headers, const std::string& body = "Hello\n") {
  static int number = 0;
  const bool named = headers.find("Message-ID") != std::string::npos;
  const std::string id = named ? "" : "Message-ID: <own-" + std::to_string(++number) + ">\n";
  return "From x@example.org Mon Mar 02 09:00:00 2026\n" + headers + id + "\n" + body + "\n";
}

}  // namespace

TEST_CASE("who meets at an event, and who only said no", "[io][calendar]") {
  Records records;
  const auto report = read_events(
      records,
      event("UID:1\r\nDTSTART;TZID=Europe/London:20260302T090000\r\nSUMMARY:secret\r\n"
            "ORGANIZER;CN=Me:mailto:me@example.org\r\n"
            "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN=\"Lee, Bo\":MAILTO:Bo@example.org\r\n"
            "ATTENDEE;PARTSTAT=NEEDS-ACTION;CN=Bea\r\n  Cole:mailto:bea@example.org\r\n"
            "ATTENDEE;PARTSTAT=DECLINED;CN=cy@example.org:mailto:cy@example.org\r\n"
            "ATTENDEE;CUTYPE=ROOM;CN=Big room:mailto:room@example.org\r\n"
            "BEGIN:VALARM\r\nATTENDEE:mailto:alarm@example.org\r\nEND:VALARM\r\n") +
          event("UID:2\r\nDTSTART:20260303\r\nSTATUS:CANCELLED\r\nATTENDEE:mailto:bo@example.org\r\n") +
          event("UID:3\r\nDTSTART:20260304\r\nSUMMARY:alone\r\n") +
          event("UID:4\r\nDTSTART:20260305T100000Z\r\nRRULE:FREQ=WEEKLY\r\nATTENDEE:mailto:bo@example.org\r\n") +
          event("UID:4\r\nRECURRENCE-ID:20260312T100000Z\r\nDTSTART:20260312T110000Z\r\n"
                "ATTENDEE:mailto:bo@example.org\r\n") +
          event("UID:5\r\nDTSTART:soon\r\nATTENDEE:mailto:bo@example.org\r\n"));
  CHECK(report.read == 6);
  CHECK(report.kept == 2);
  CHECK(report.skipped == 3);
  CHECK(report.rejected == 1);
  auto ties = by_mail(records);
  CHECK(ties.size() == 3);
  REQUIRE(ties["bo@example.org"].size() == 2);
  CHECK(ties["bo@example.org"][0].kind == TieKind::acquaintance);
  CHECK(ties["bo@example.org"][0].contact->channel == Channel::meeting);
  CHECK(day_text(ties["bo@example.org"][1].contact->date) == "2026-03-05");
  CHECK(ties["cy@example.org"][0].contact->channel == Channel::message);
  std::set<std::string> names;
  for (const auto& it : records.person_statements()) names.insert(it.fact.name);
  CHECK(names == std::set<std::string>{"", "Bea Cole", "Lee, Bo"});
  // Bo and Bea have met; Cy was not there.
  CHECK(io_help::count_if(records.tie_statements(), [](const auto& it) { return it.fact.source != "me"; }) == 1);
  for (const auto& it : records.tie_statements()) CHECK(it.by.stated_by == "me");
}

TEST_CASE("a large event makes no ties among its people", "[io][calendar]") {
  std::string people;
  for (int i = 0; i < 40; ++i) people += "ATTENDEE:mailto:p" + std::to_string(i) + "@example.org\r\n";
  Records records;
  CHECK(read_events(records, event("UID:1\r\nDTSTART:20260302T090000Z\r\n" + people)).kept == 1);
  REQUIRE(records.tie_statements().size() == 40);
  CHECK(records.tie_statements()[0].fact.contact->channel == Channel::event);
  CHECK(records.tie_statements()[0].fact.contact->size == 41);
}

TEST_CASE("whose calendar it is", "[io][calendar]") {
  const TempFolder folder;
  const auto path = folder.put(
      "c.ics",
      calendar(event("UID:1\nDTSTART:20260302\nORGANIZER:mailto:me@example.org\nATTENDEE:mailto:bo@example.org\n") +
               event("UID:2\nDTSTART:20260303\nORGANIZER:mailto:cy@example.org\nATTENDEE:mailto:me@example.org\n")));
  Records records;
  CHECK_THROWS_WITH(read_calendar(records, path), ContainsSubstring("owner="));
  CHECK(records == Records());
  const auto guessed = read_calendar(records, path, {.owner = "me", .audience = {}, .addresses = {}});
  REQUIRE(guessed.notes.size() == 1);
  CHECK_THAT(guessed.notes[0], ContainsSubstring("me@example.org"));
  CHECK(by_mail(records).count("me@example.org") == 0);
  Records knowing;
  Person me;
  me.id = "me";
  me.email = "Me@example.org";
  knowing.add_person(me);
  CHECK(read_calendar(knowing, path, {.owner = "me", .audience = {}, .addresses = {}}).notes.empty());
  CHECK(by_mail(knowing).size() == 2);
  CHECK_THROWS_WITH(
      read_calendar(records, folder.put("x.ics", "hello"), {.owner = "me", .audience = {}, .addresses = {}}),
      ContainsSubstring("no calendar"));
  CHECK_THROWS_WITH(read_calendar(records, path, {.owner = "me", .audience = {}, .addresses = {"me"}}),
                    ContainsSubstring("no mail address"));
}

TEST_CASE("what a message becomes", "[io][mbox]") {
  Records records;
  const auto report = read_mail(
      records,
      mail("From: =?utf-8?q?=C3=98yvind_B?= =?UTF-8?B?ZWNrZXI=?= <oy@example.org>\nTo: Me <me@example.org>\n"
           "Date: Mon, 02 Mar 2026 23:30:00 -0200\nMessage-ID: <1>\n",
           "Dear all\n\nFrom here on it is easy.\n>From quoted\n") +
          mail("FROM: me@example.org\nTo: \"Becker, Oyvind\" <oy@example.org>\nCc: bea@example.org\n"
               "Date: 3 Mar 26 09:00 GMT\nMessage-ID: <2>\n") +
          mail("From: me@example.org\nTo: Rowers: bo@example.org,\n\tcy@example.org (Cy Dunn);, me@example.org\n"
               "Date: Tue, 3 Mar 2026 10:00:00 +0000\nMessage-ID: <3>\n") +
          mail("From: dan@example.org\nTo: else@example.org\nCc: me@example.org\nDate: Tue, 3 Mar 2026 11:00:00 "
               "+0000\nMessage-ID: <4>\n"));
  CHECK(report.read == 4);
  CHECK(report.kept == 3);
  CHECK(report.skipped == 1);
  CHECK(report.rows[0].place.line == 30);
  auto ties = by_mail(records);
  CHECK(ties.size() == 3);
  auto& oy = ties["oy@example.org"];
  REQUIRE(oy.size() == 2);
  CHECK(oy[0].kind == TieKind::online_contact);
  CHECK(oy[0].contact->direction == Direction::in);
  CHECK(day_text(oy[0].contact->date) == "2026-03-03");  // in UTC
  CHECK(oy[1].kind == TieKind::acquaintance);
  CHECK(oy[1].contact->direction == Direction::out);
  CHECK(ties["bo@example.org"][0].contact->size == 2);
  std::map<std::string, std::string> names;
  for (const auto& it : records.person_statements()) names[it.fact.email] = it.fact.name;
  CHECK(names["oy@example.org"] == "Becker, Oyvind");  // as often as the other, and smaller
  CHECK(names["cy@example.org"] == "Cy Dunn");
}

TEST_CASE("mail that no person wrote to a person", "[io][mbox]") {
  const std::string to_me = "To: me@example.org\nDate: Mon, 02 Mar 2026 09:00:00 +0000\n";
  Records records;
  const auto report = read_mail(records, mail("From: a@example.org\nList-Id: <x>\n" + to_me) +
                                             mail("From: a@example.org\nList-Unsubscribe: <mailto:x>\n" + to_me) +
                                             mail("From: a@example.org\nPrecedence: bulk\n" + to_me) +
                                             mail("From: a@example.org\nAuto-Submitted: auto-replied\n" + to_me) +
                                             mail("From: No-Reply <no-reply@example.org>\n" + to_me) +
                                             mail("From: a@example.org\nX-Gmail-Labels: Spam,Unread\n" + to_me) +
                                             mail("From: a@example.org\nX-Gmail-Labels: =?UTF-8?Q?Drafts?=\n" + to_me) +
                                             mail("From: a@example.org\nMessage-ID: <1>\n" + to_me) +
                                             mail("From: a@example.org\nMessage-ID: <1>\n" + to_me) + mail(to_me) +
                                             mail("From: a@example.org\nTo: me@example.org\nDate: one day\n") +
                                             mail("From: a@example.org\nMessage-ID:\n" + to_me));
  CHECK(report.read == 12);
  CHECK(report.kept == 1);
  CHECK(report.skipped == 9);
  CHECK(report.rejected == 2);
}

TEST_CASE("whose mail it is", "[io][mbox]") {
  const auto from = [](const std::string& a, const std::string& b, const std::string& more = "") {
    return mail("From: " + a + "\nTo: " + b + "\nDate: Mon, 02 Mar 2026 09:00:00 +0000\n" + more);
  };
  SECTION("the sender of what is labelled Sent") {
    Records records;
    const auto report = read_mail(records, from("a@example.org", "b@example.org", "X-Gmail-Labels: Sent\n"), {});
    CHECK_THAT(report.notes.at(0), ContainsSubstring("a@example.org"));
    CHECK(by_mail(records).count("b@example.org") == 1);
  }
  SECTION("who takes part in the most") {
    Records records;
    read_mail(records, from("a@example.org", "b@example.org") + from("c@example.org", "a@example.org"), {});
    CHECK(by_mail(records).size() == 2);
  }
  SECTION("nobody") {
    Records records;
    const TempFolder folder;
    const auto path = folder.put("m.mbox", from("a@example.org", "b@example.org"));
    CHECK_THROWS_WITH(read_mbox(records, path, {.owner = "me", .audience = {}, .addresses = {}}),
                      ContainsSubstring("addresses="));
    CHECK_THROWS_WITH(read_mbox(records, path), ContainsSubstring("owner="));
    CHECK_THROWS_WITH(
        read_mbox(records, folder.put("x.mbox", "hello"), {.owner = "me", .audience = {}, .addresses = {}}),
        ContainsSubstring("no mbox"));
    const Control stop{[](std::uint64_t, std::uint64_t) { return false; }};
    CHECK_THROWS_AS(read_mbox(records, path, {.owner = "me", .audience = {}, .addresses = {"a@example.org"}}, stop),
                    Cancelled);
    CHECK(records == Records());
  }
}

TEST_CASE("a mailbox of any length of lines and messages is read in pieces", "[io][mbox]") {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text +=
        mail("From: p" + std::to_string(i) + "@example.org\nTo: me@example.org\nX-Long: " +
                 std::string(1 + static_cast<std::size_t>(i) * 997, 'x') + "\nDate: Mon, 02 Mar 2026 09:00:00 +0000\n",
             std::string(static_cast<std::size_t>(i) * 52'361, i % 2 == 0 ? 'y' : '\n'));
  }
  Records records;
  CHECK(read_mail(records, text).kept == 60);
  CHECK(by_mail(records).size() == 60);
}

TEST_CASE("damaged calendars and mailboxes are read or refused, never half", "[io][calendar][mbox][property]") {
  const std::string ics =
      calendar(event("UID:1\r\nDTSTART:20260302T090000Z\r\nATTENDEE;CN=\"Lee, Bo\":mailto:bo@example.org\r\n"
                     "ATTENDEE;PARTSTAT=DECLINED:mailto:cy@example.org\r\n") +
               event("UID:2\r\nDTSTART:20260303\r\nORGANIZER:mailto:bea@example.org\r\n"));
  const std::string mbox =
      mail("From: =?utf-8?q?=C3=98?= <oy@example.org>\nTo: me@example.org\nDate: Mon, 02 Mar 2026 09:00:00 +0000\n") +
      mail("From: me@example.org\nTo: A: \"x, y\" <oy@example.org>;, b@example.org (c)\nDate: 3 Mar 2026 9:00 EST\n");
  std::mt19937_64 random(11);
  const TempFolder folder;
  std::size_t read_ones = 0;
  for (int i = 0; i < 3000; ++i) {
    const bool events = i % 2 == 0;
    const std::string text = damaged(events ? ics : mbox, random, "\r\n:;=<\"(\xFF,");
    INFO("replay with step " << i);
    const auto path = folder.put("file", text);
    const bool good = read_or_refused([&](Records& to) {
      return events ? read_calendar(to, path, {.owner = "me", .audience = {}, .addresses = {"me@example.org"}})
                    : read_mbox(to, path, {.owner = "me", .audience = {}, .addresses = {"me@example.org"}});
    });
    read_ones += good ? 1 : 0;
  }
  CHECK(read_ones > 1500);
}

TEST_CASE("the invented world's calendar and mail give their published numbers", "[io][calendar][mbox][data]") {
  const auto data = io_help::extra_data();
  if (!data) {
    WARN("skipped: WEAKTIE_DATA is not set");
    return;
  }
  const auto world = *data / "world_small";
  const auto all = nlohmann::json::parse(io_help::slurp(world / "truth.json"));
  const auto& truth = all["files"];
  std::map<std::string, std::vector<std::string>> all_of;
  for (const auto& [number, person] : all["people"].items()) {
    for (const auto& mail : person["emails"])
      all_of[mail.get<std::string>()] = person["emails"].get<std::vector<std::string>>();
  }
  SECTION("calendar") {
    const auto& wanted = truth["calendar/calendar.ics"];
    Records records;
    const auto report =
        twice(records, [&](Records& to) { return read(to, world / "calendar" / "calendar.ics", {.owner = "me"}); });
    CHECK(report.read == wanted["events"].get<std::uint64_t>());
    CHECK(report.skipped == wanted["cancelled"].get<std::uint64_t>());
    const auto ties = by_mail(records);
    CHECK(ties.size() == wanted["people"].get<std::size_t>());
    for (const auto& [mail, count] : wanted["meetings_by_email"].items()) {
      INFO(mail);
      CHECK(ties.at(mail).size() == count.get<std::size_t>());
    }
  }
  SECTION("mail") {
    const auto& wanted = truth["mail/archive.mbox"];
    Records records;
    const auto report =
        twice(records, [&](Records& to) { return read(to, world / "mail" / "archive.mbox", {.owner = "me"}); });
    CHECK(report.read == wanted["messages"].get<std::uint64_t>());
    CHECK(io_help::count_if(report.rows, [](const auto& it) { return it.reason == "sent by a machine"; }) ==
          wanted["automated"].get<std::size_t>());
    CHECK(io_help::count_if(report.rows, [](const auto& it) { return it.reason.find("from a list") == 0; }) ==
          wanted["lists"].get<std::size_t>());
    auto ties = by_mail(records);
    for (const auto& [mail, counts] : wanted["per_person"].items()) {
      INFO(mail);
      std::size_t in = 0, out = 0;
      for (const auto& address : all_of.at(mail)) {  // the truth counts people, who may have several addresses
        for (const auto& tie : ties[address]) ++(tie.contact->direction == Direction::in ? in : out);
      }
      CHECK(in == counts["received_from"].get<std::size_t>());
      CHECK(out == counts["sent_to"].get<std::size_t>());
    }
  }
}

TEST_CASE("calendars of many programs are read without a fault", "[io][calendar][data]") {
  const auto data = io_help::extra_data();
  if (!data) {
    WARN("skipped: WEAKTIE_DATA is not set");
    return;
  }
  const auto facts = nlohmann::json::parse(io_help::slurp(*data / "formats" / "facts_by_peers.json"));
  std::size_t events_seen = 0;
  for (const auto& [file, fact] : facts.items()) {
    if (file.rfind("ics/", 0) != 0 || file.find("icaljs_pairs") != std::string::npos) continue;
    INFO(file);
    Records records;
    try {
      const auto report =
          read_calendar(records, *data / "formats" / file, {.owner = "me", .audience = {}, .addresses = {}});
      CHECK(adds_up(report));
      CHECK(report.read == fact["begin_vevent"].get<std::uint64_t>());
      events_seen += report.read;
    } catch (const ImportFailed& failed) {
      CHECK(fact["begin_vevent"].get<std::uint64_t>() == 0);
    }
  }
  CHECK(events_seen > 50);
}
