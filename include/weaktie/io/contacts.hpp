#pragma once
// Address books: Google, Outlook, and the cards that phones and mail programs write.
#include <filesystem>

#include <weaktie/core/control.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/records/records.hpp>

namespace weaktie {

// What the three readers share. An entry becomes a person; with an owner, also an undirected tie between the two: an
// acquaintance, or what the entry's label, group or category says in English (family, friends, coworkers, ...).
// Organisation and job title describe the person. Notes, photos and the birthdays of others' relations are not kept; an
// own birthday and street address serve to tell people apart and nothing else. Companies, groups, rooms and entries
// without a name, address or number are skipped. A person is told apart by the first mail address, else phone, else
// profile address, together with the name, so that two who share one stay two until resolve() has looked at them; the
// same person in two of these books, or at the next import, is the same.
// Records stay unchanged when they throw: ImportFailed (not such a file, empty, unreadable, over a limit),
// InvalidValue (bad audience), Cancelled. O(bytes).

/// Reads the CSV that Google Contacts exports, in its columns of before and since 2023, whatever their order.
ImportReport read_google_contacts(Records& records, const std::filesystem::path& path,
                                  const ImportOptions& options = {}, const Control& control = {});

/// Reads the CSV that Outlook exports, of the web and of the desktop.
ImportReport read_outlook_contacts(Records& records, const std::filesystem::path& path,
                                   const ImportOptions& options = {}, const Control& control = {});

/// Reads vCards 2.1, 3.0 and 4.0, also mixed in one file, folded, grouped ("item1.URL") and quoted-printable. A card
/// that never ends is read as far as it goes, with a note.
ImportReport read_vcard(Records& records, const std::filesystem::path& path, const ImportOptions& options = {},
                        const Control& control = {});

}  // namespace weaktie
