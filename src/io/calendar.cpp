// Calendars: iCalendar.
#include <weaktie/io/calendar.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>
#include <weaktie/io/contact_counter.hpp>
#include <weaktie/records/resolve.hpp>

#include "content_lines.hpp"
#include "own_addresses.hpp"
#include "shared.hpp"

namespace weaktie {
namespace io {
namespace {

constexpr std::size_t few_people = 10;  // who have met each other at one event

struct Attendee {
  std::string key, name;
  bool declined = false;
};

struct Event {
  std::uint32_t line = 0;
  std::string uid;
  std::string start;  // DTSTART as written
  bool cancelled = false, instance = false, ended = false;
  std::vector<Attendee> people;  // each address once
  std::vector<std::string> not_addresses;

  void take(const ContentLine& it) {
    if (it.name == "UID") {
      uid = trimmed(it.value);
    } else if (it.name == "DTSTART") {
      start = trimmed(it.value);
    } else if (it.name == "STATUS") {
      cancelled = name_key(it.value) == "cancelled";
    } else if (it.name == "RECURRENCE-ID") {
      instance = true;
    } else if (it.name == "ATTENDEE" || it.name == "ORGANIZER") {
      const auto kind = name_key(it.parameter("CUTYPE"));
      if (kind == "room" || kind == "resource" || kind == "group") return;
      Attendee who;
      who.key = mail_key(it.value);
      if (who.key.empty()) who.key = mail_key(it.parameter("EMAIL"));
      if (who.key.empty()) {
        not_addresses.push_back(it.value);
        return;
      }
      // Google's rooms and birthdays have addresses of their own.
      for (const std::string_view end : {"@resource.calendar.google.com", "@virtual", "@group.calendar.google.com"}) {
        if (who.key.size() > end.size() && who.key.compare(who.key.size() - end.size(), end.size(), end) == 0) return;
      }
      who.name = trimmed(it.parameter("CN"));
      if (who.name.find('@') != std::string::npos) who.name.clear();
      who.declined = name_key(it.parameter("PARTSTAT")) == "declined";
      const auto known =
          std::find_if(people.begin(), people.end(), [&](const auto& has) { return has.key == who.key; });
      if (known == people.end()) {
        people.push_back(std::move(who));
      } else {
        if (known->name.empty()) known->name = who.name;
        known->declined = known->declined && who.declined;  // the organiser is there
      }
    }
  }

  /// The day of "20230814T013616", "20230814" or "2023-08-14": as written, whatever its time zone.
  [[nodiscard]] std::optional<Day> day() const {
    std::string digits;
    for (const char c : start) {
      if (c == 'T') break;
      if (c >= '0' && c <= '9') digits += c;
    }
    if (digits.size() != 8) return std::nullopt;
    return foreign_day(digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2));
  }
};

std::vector<Event> read_events(ContentLines& lines, const std::string& file, const Control& control,
                               bool& is_calendar) {
  std::vector<Event> out;
  int inside = 0;  // parts of an event, such as alarms
  bool open = false;
  ContentLine it;
  while (lines.next(it)) {
    const auto what = name_key(it.value);
    if (it.name == "BEGIN" && what == "vcalendar") is_calendar = true;
    if (it.name == "BEGIN" && what == "vevent") {
      is_calendar = true;
      if (out.size() % 1024 == 0) control.check(lines.at(), lines.size());
      out.emplace_back();
      out.back().line = it.line;
      open = true;
      inside = 0;
    } else if (it.name == "END" && what == "vevent") {
      if (open) out.back().ended = true;
      open = false;
    } else if (it.name == "END" && what == "vcalendar") {
      open = false;
    } else if (open && it.name == "BEGIN") {
      ++inside;
    } else if (open && it.name == "END") {
      inside = std::max(0, inside - 1);
    } else if (open && inside == 0) {
      out.back().take(it);
    }
  }
  if (!is_calendar) {
    Place at;
    at.file = file;
    throw ImportFailed(lines.size() == 0 ? "the file is empty" : "it is no calendar (there is no BEGIN:VCALENDAR)",
                       file, at);
  }
  return out;
}

/// The address that stands in more than half of the events with anybody in them.
std::string most_frequent(const std::vector<Event>& events) {
  std::map<std::string, std::size_t> counts;
  std::size_t with_people = 0;
  for (const Event& event : events) {
    with_people += event.people.empty() ? 0 : 1;
    for (const Attendee& who : event.people) ++counts[who.key];
  }
  for (const auto& [key, count] : counts) {
    if (count * 2 > with_people && with_people > 1) return key;
  }
  return {};
}

}  // namespace
}  // namespace io

ImportReport read_calendar(Records& records, const std::filesystem::path& path, const CalendarOptions& options,
                           const Control& control) {
  using namespace io;
  const Statement by = statement_of(options.owner, options.audience);
  const std::string file = to_utf8(path.filename().string());
  ContentLines lines(read_bytes(path), file);
  bool is_calendar = false;
  const std::vector<Event> events = read_events(lines, file, control, is_calendar);
  std::set<std::string> own = own_addresses(records, options.owner, options.addresses);
  ImportPlan plan(file, "iCalendar, recognised by BEGIN:VCALENDAR", by);
  if (own.empty()) {
    if (const auto found = most_frequent(events); !found.empty()) {
      own.insert(found);
      plan.note(file + ": " + found +
                " is taken for the owner's address, since it stands in most events; addresses= names others");
    }
  }
  std::set<std::string> series;
  for (const Event& event : events) {
    if (!event.instance && !event.uid.empty()) series.insert(event.uid);
  }

  // The name of a person: the one their address has most often; of equals, the smallest.
  std::map<std::string, std::map<std::string, std::size_t>> names;
  for (const Event& event : events) {
    for (const Attendee& who : event.people) {
      if (!who.name.empty()) ++names[who.key][who.name];
    }
  }
  std::set<std::string> described;
  const auto describe = [&](const std::string& key, std::vector<StatedFact>& facts) {
    if (!described.insert(key).second) return;
    Person person;
    person.id = mail_person_id(options.owner, key);
    person.email = key;
    std::size_t most = 0;
    for (const auto& [name, count] : names[key]) {
      if (count > most) {
        most = count;
        person.name = name;
      }
    }
    facts.push_back({std::move(person)});
  };

  std::set<std::string> met;
  ContactCounter counter;
  for (const Event& event : events) {
    for (const auto& text : event.not_addresses) {
      if (!trimmed(text).empty()) plan.note_cell(event.line, "ATTENDEE", text, "no mail address");
    }
    if (!event.ended) plan.note(file + ": line " + std::to_string(event.line) + ": the event has no END:VEVENT");
    if (event.cancelled) {
      plan.skip(event.line, "cancelled");
      continue;
    }
    if (!event.uid.empty() && event.instance && series.count(event.uid) != 0) {
      plan.skip(event.line, "a changed instance of a series, which counts once");
      continue;
    }
    std::vector<Attendee> others;
    for (const Attendee& who : event.people) {
      if (own.count(who.key) == 0) others.push_back(who);
    }
    if (others.empty()) {
      plan.skip(event.line, "nobody else is in it");
      continue;
    }
    const auto day = event.day();
    if (!day) {
      plan.reject(event.line, "'" + to_utf8(event.start.substr(0, 80)) + "' is no date that can be read", "DTSTART");
      continue;
    }
    if (!event.uid.empty() && !met.insert(event.uid + "\x1f" + event.start).second) {
      plan.skip(event.line, "the same event again");
      continue;
    }
    if (options.owner.empty()) {
      Place at = plan.place(event.line);
      throw InvalidValue("owner= is needed: whose calendar it is, for its meetings need a source", "", at);
    }
    const auto present = static_cast<std::size_t>(
        std::count_if(others.begin(), others.end(), [](const Attendee& who) { return !who.declined; }));
    std::vector<StatedFact> facts;
    const auto add = [&](const std::string& source, const std::string& target, bool declined) {
      Tie tie;
      tie.source = source;
      tie.target = target;
      tie.kind = TieKind::acquaintance;
      Contact contact{*day, Channel::meeting, Direction::both, 1};
      if (declined) {
        contact.channel = Channel::message;
      } else if (present > few_people) {
        contact.channel = Channel::event;
        contact.size = static_cast<std::uint32_t>(present + 1);
      }
      tie.contact = contact;
      Statement at = by;
      at.stated_on = *day;
      counter.number(tie, at);
      facts.push_back({std::move(tie), *day});
    };
    for (const Attendee& who : others) {
      add(options.owner, mail_person_id(options.owner, who.key), who.declined);
      describe(who.key, facts);
    }
    if (present <= few_people) {
      for (std::size_t i = 0; i < others.size(); ++i) {
        for (std::size_t j = i + 1; j < others.size(); ++j) {
          if (others[i].declined || others[j].declined) continue;
          const auto& [a, b] = std::minmax(others[i].key, others[j].key);
          add(mail_person_id(options.owner, a), mail_person_id(options.owner, b), false);
        }
      }
    }
    plan.keep_stated(event.line, std::move(facts));
  }
  for (auto& note : lines.notes()) plan.note(std::move(note));
  control.check(lines.size(), lines.size());
  return plan.commit(records);
}

}  // namespace weaktie
