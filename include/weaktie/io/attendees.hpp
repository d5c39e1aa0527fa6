#pragma once
// Who came to an event, as organisers' tools list them.
#include <filesystem>
#include <optional>
#include <string>

#include <weaktie/core/control.hpp>
#include <weaktie/core/date.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/records/records.hpp>

namespace weaktie {

struct AttendeesOptions {
  std::string owner = {};     ///< who was there and brings the list, the source of its statements; empty: the operator
  std::string audience = {};  ///< who may see it; empty: self
  std::string event = {};     ///< the event of rows that name none; empty: the name of the file
  std::optional<Day> date = {};  ///< the day of rows that name none; empty: not known
};

/// Reads lists as Eventbrite, Meetup (tab-separated, named .xls), Luma and Handshake write them, and plain ones with
/// the columns Event and Attendee. A row becomes a person, the affiliation `event:<slug>[/<date>]` whose size is the
/// number of attendees in the list, and a membership: weight 1.0 with a role (speaker, panellist, host, organiser,
/// moderator, from the ticket type), else .8. With an owner and a date, a speaker also gets a directed heard_speaker
/// tie from the owner with one incoming meeting on that day.
/// People who did not come (refunded, cancelled, not attending, waiting) are skipped.
/// A person is told apart by mail address, else profile address, else the tool's user id, else name and event; in a
/// list that has nothing but names, the name is the list's own id of a person across its events.
/// Records stay unchanged when this throws.
/// @throws ImportFailed (no header that such a list has; empty, unreadable, over a limit), InvalidValue (bad audience),
///         Cancelled
ImportReport read_attendees(Records& records, const std::filesystem::path& path, const AttendeesOptions& options = {},
                            const Control& control = {});

}  // namespace weaktie
