#pragma once
// A person's LinkedIn export: whom they are connected with, since when, and with whom they exchange messages.
#include <filesystem>

#include <weaktie/core/control.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/records/records.hpp>

namespace weaktie {

/// Reads an export as a zip, as the folder it was unpacked to (also nested one level), or one of its CSV files, of any
/// header era and also re-saved by a spreadsheet. Rows become, with the owner as source:
/// - Connections.csv: a person and an online_contact tie since "Connected On"; also colleague when the company is one
///   of the owner's current positions, former_colleague when it is a past one that held the date, 90 days give or take.
///   A row with a date only is a hidden profile: skipped.
/// - Profile.csv, Email Addresses.csv (confirmed ones): the owner; their own profile address is found in
///   Invitations.csv or messages.csv.
/// - Positions.csv, Education.csv: the owner's memberships in `employer:`, `school:` and `course:` affiliations.
/// - messages.csv: contacts, a row each; the tie is an online_contact until direct messages have gone both ways and an
///   acquaintance from then on. A group message counts for everyone addressed when sent, for its sender when received.
///   The text of a message is never kept. Drafts, spam, sponsored rows and hidden members are skipped.
/// Other files are named in `.notes`. With an empty `owner` the person of Profile.csv gets an imported id.
/// Records stay unchanged when this throws.
/// @return counts over all files; one entry each in `.files`
/// @throws ImportFailed (not such an export, damaged, over a limit), InvalidValue (`owner` is needed, bad audience),
///         Cancelled
/// @complexity O(bytes), all files of the export that are read held in memory one at a time
ImportReport read_linkedin(Records& records, const std::filesystem::path& path, const ImportOptions& options = {},
                           const Control& control = {});

}  // namespace weaktie
