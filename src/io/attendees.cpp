// Attendee lists of events.
#include <weaktie/io/attendees.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include <weaktie/core/text.hpp>
#include <weaktie/io/affiliation_id.hpp>
#include <weaktie/io/imported_id.hpp>
#include <weaktie/records/resolve.hpp>

#include "lists.hpp"

namespace weaktie {
namespace io {
namespace {

/// The role that a ticket or role cell names; empty for a plain attendee.
std::string role_of(const std::string& text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> roles = {{{"speaker", "speaker"},
                                                                                    {"keynote", "speaker"},
                                                                                    {"lecturer", "speaker"},
                                                                                    {"panelist", "panellist"},
                                                                                    {"panellist", "panellist"},
                                                                                    {"host", "host"},
                                                                                    {"cohost", "host"},
                                                                                    {"organiser", "organiser"},
                                                                                    {"organizer", "organiser"},
                                                                                    {"coorganizer", "organiser"},
                                                                                    {"moderator", "moderator"},
                                                                                    {"chair", "moderator"}}};
  for (auto word : folded_words(text)) {
    if (word.size() > 1 && word.back() == 's') word.pop_back();
    for (const auto& [name, role] : roles) {
      if (word == name) return std::string(role);
    }
  }
  return {};
}

enum class Came { yes, no, unknown };

Came came(const std::string& status) {
  constexpr std::array<std::string_view, 17> yes = {
      "",         "attending", "checkedin", "going", "yes",     "approved", "attended", "confirmed", "registered",
      "accepted", "complete",  "completed", "true",  "present", "paid",     "valid",    "host"};
  constexpr std::array<std::string_view, 20> no = {
      "notattending", "refunded",   "cancelled", "canceled",        "deleted",      "no",       "declined",
      "waitlist",     "waitlisted", "pending",   "pendingapproval", "invited",      "notgoing", "noshow",
      "transferred",  "rejected",   "false",     "absent",          "didnotattend", "maybe"};
  const auto key = name_key(status);
  if (std::find(yes.begin(), yes.end(), key) != yes.end()) return Came::yes;
  if (std::find(no.begin(), no.end(), key) != no.end()) return Came::no;
  return Came::unknown;
}

}  // namespace

bool is_attendees_header(const std::vector<std::string>& keys) {
  const bool first_last =
      has_key(keys, {"firstname", "givenname", "forename"}) && has_key(keys, {"lastname", "surname", "familyname"});
  const bool name =
      first_last || has_key(keys, {"name", "fullname", "attendee", "attendeename", "guestname", "participant"});
  const bool event =
      has_key(keys, {"event", "eventname", "eventtitle", "attendeestatus", "tickettype", "ticketname", "rsvp",
                     "rsvpedon", "rsvpdate", "approvalstatus", "order#", "checkedinat", "checkedin", "attendee#",
                     "signupdate", "registeredat", "registrationdate", "attendee", "joinedgroupon"});
  return name && event;
}

}  // namespace io

ImportReport read_attendees(Records& records, const std::filesystem::path& path, const AttendeesOptions& options,
                            const Control& control) {
  using namespace io;
  const Statement by = statement_of(options.owner, options.audience);
  const Sheet sheet = open_sheet(path, is_attendees_header, control);
  if (!sheet.found()) {
    fail_unrecognised(sheet,
                      "an attendee list has a header with a name and one of Event, Ticket Type, Attendee Status, RSVP, "
                      "approval_status, Attendee");
  }
  const PersonColumns who(sheet);
  const auto event_column = sheet.column({"eventname", "event", "eventtitle"}),
             date_column = sheet.column({"eventdate", "eventstartdate", "eventstart", "eventtime", "dateofevent"}),
             status_column =
                 sheet.column({"attendeestatus", "approvalstatus", "rsvp", "status", "attending", "attended"}),
             role_column = sheet.column({"tickettype", "ticketname", "ticket", "attendeerole", "role", "type"}),
             host_column = sheet.column({"eventhost"}), user_column = sheet.column({"userid", "memberid", "studentid"});
  const bool names_only = !who.identify() && user_column == Sheet::npos;

  ImportPlan plan(sheet.file, "attendee list, recognised by its columns", by);
  add_notes(plan, sheet);
  std::string event_of_file = options.event;
  if (event_of_file.empty()) event_of_file = to_utf8(path.stem().string());
  bool told_event = false;

  struct Entry {
    std::uint32_t line;
    Person person;
    std::string event, role;
    std::optional<Day> date;
    std::string event_name;
    std::string outcome;  // why skipped or rejected; empty: counts
    std::string field;
    bool rejected = false;
  };
  std::vector<Entry> entries;
  std::map<std::string, std::set<std::string>> present;  // event -> ids
  std::uint64_t done = 0;
  for (const auto& row : sheet.rows) {
    if (++done % 4096 == 0) control.check(done, sheet.rows.size());
    Entry entry{row.line, {}, {}, {}, {}, {}, {}, {}, false};
    const auto leave = [&](std::string reason, bool rejected, std::string field = {}) {
      entry.outcome = std::move(reason);
      entry.rejected = rejected;
      entry.field = std::move(field);
      entries.push_back(std::move(entry));
    };
    if (!row.problem.empty()) {
      leave(row.problem, true);
      continue;
    }
    if (is_blank(row)) {
      leave("a row without any text", false);
      continue;
    }
    const auto status = cell(row, status_column);
    const Came here = came(status);
    if (here != Came::yes) {
      leave((here == Came::no ? "did not come: '" : "not known whether they came: '") + to_utf8(status.substr(0, 80)) +
                "'",
            false, sheet.header[status_column]);
      continue;
    }
    entry.person = who.person(row);
    if (entry.person.name.empty() && person_key(entry.person).empty()) {
      leave("a row without a name or an address", true, "Name");
      continue;
    }
    entry.event_name = cell(row, event_column);
    if (entry.event_name.empty()) {
      entry.event_name = event_of_file;
      if (options.event.empty() && !std::exchange(told_event, true)) {
        plan.note(sheet.file + ": rows name no event; it is called '" + event_of_file +
                  "' after the file, event= names it otherwise");
      }
    }
    const auto date_text = cell(row, date_column);
    entry.date = foreign_day(date_text);
    if (!entry.date && !date_text.empty())
      plan.note_cell(row.line, sheet.header[date_column], date_text, "no date that can be read");
    if (!entry.date) entry.date = options.date;
    entry.event = event_id(entry.event_name, entry.date);
    if (entry.event.empty()) {
      leave("the event has no name with a letter or digit", true, "Event");
      continue;
    }
    std::string key = person_key(entry.person);
    const auto user = cell(row, user_column);
    if (key.empty() && !user.empty()) key = "user:" + user;
    if (key.empty()) key = "name:" + name_words(entry.person.name) + (names_only ? std::string() : "|" + entry.event);
    entry.person.id = imported_id(options.owner, "attendees", key);
    const auto ticket = cell(row, role_column);
    entry.role = role_of(ticket);
    if (entry.role.empty() && came(cell(row, host_column)) == Came::yes && !cell(row, host_column).empty())
      entry.role = "host";
    if (role_column != Sheet::npos && entry.person.title == ticket && !entry.role.empty()) entry.person.title.clear();
    present[entry.event].insert(entry.person.id);
    entries.push_back(std::move(entry));
  }
  control.check(done, sheet.rows.size());

  for (auto& entry : entries) {
    if (!entry.outcome.empty()) {
      if (entry.rejected) {
        plan.reject(entry.line, std::move(entry.outcome), std::move(entry.field));
      } else {
        plan.skip(entry.line, std::move(entry.outcome), std::move(entry.field));
      }
      continue;
    }
    Affiliation event;
    event.id = entry.event;
    event.name = entry.event_name;
    event.kind = AffiliationKind::event;
    event.size = present[entry.event].size();
    Membership membership;
    membership.person = entry.person.id;
    membership.affiliation = entry.event;
    membership.role = entry.role.empty() ? "attendee" : entry.role;
    membership.weight = entry.role.empty() ? .8 : 1.0;
    membership.start = entry.date;
    std::vector<StatedFact> facts;
    const bool heard = entry.role == "speaker" || entry.role == "panellist" || entry.role == "host";
    if (heard && entry.date && !options.owner.empty()) {
      Tie tie;
      tie.source = options.owner;
      tie.target = entry.person.id;
      tie.directed = true;
      tie.kind = TieKind::heard_speaker;
      tie.contact = Contact{*entry.date, Channel::meeting, Direction::in, 1};
      facts.push_back({std::move(tie), entry.date, {}});
    }
    facts.push_back({std::move(entry.person), {}, {}});
    facts.push_back({std::move(membership), entry.date, {}});
    facts.push_back({std::move(event), entry.date, {}});
    plan.keep_stated(entry.line, std::move(facts));
  }
  return plan.commit(records);
}

}  // namespace weaktie
