#pragma once
// Whom a calendar shows somebody meeting.
#include <filesystem>
#include <string>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/records/records.hpp>

namespace weaktie {

struct CalendarOptions {
  std::string owner = {};     ///< whose calendar it is, the source of its statements; needed when it has meetings
  std::string audience = {};  ///< who may see its statements; empty: self
  std::vector<std::string> addresses = {};  ///< the owner's own mail addresses, besides those the records know
};

/// Reads an iCalendar file. An event with attendees becomes, for each of them and the organiser but the owner, a
/// person and an acquaintance tie from the owner with one meeting on the day it begins. Up to ten people at one event
/// have also met each other, which makes ties between them; when there are more, the contact is of channel event, and
/// weighs less the more there are. Who declined was not there: a message instead of a meeting. A series counts once,
/// on its first day; changed instances of it are skipped, as are cancelled events, those without anybody else, and
/// rooms and equipment. Titles, places and descriptions are not read.
/// The owner's own addresses: those given, those the records know, else the one that stands in more than half of the
/// events.
/// Records stay unchanged when this throws.
/// @throws ImportFailed (no calendar, empty, unreadable, over a limit), InvalidValue (owner is missing, bad audience),
///         Cancelled
/// @complexity O(bytes), and pairs of people of small events
ImportReport read_calendar(Records& records, const std::filesystem::path& path, const CalendarOptions& options = {},
                           const Control& control = {});

}  // namespace weaktie
