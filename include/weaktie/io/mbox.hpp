#pragma once
// With whom somebody exchanges mail.
#include <filesystem>
#include <string>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/records/records.hpp>

namespace weaktie {

struct MboxOptions {
  std::string owner = {};                   ///< whose mail it is, the source of its statements
  std::string audience = {};                ///< who may see its statements; empty: self
  std::vector<std::string> addresses = {};  ///< the owner's own mail addresses, besides those the records know
};

/// Reads the headers of an mbox file (as Google Takeout, Thunderbird and others write it, `>From` quoting or none), a
/// piece at a time: files of many gigabytes do not fill the memory. Bodies are skipped, subjects not read.
/// A message becomes contacts: with its sender when it is addressed to the owner, with everyone it is addressed to
/// when the owner sent it (`size`: how many that are), on the day of its date in UTC. The tie is an online_contact
/// until mail to one addressee alone has gone both ways and an acquaintance from then on. Skipped are lists and
/// newsletters, automatic mail, copies (Cc), spam, drafts, what was deleted, and messages without a Message-ID or with
/// one met before. The owner's own addresses: those given, those the records know, else the senders of mail with the
/// label Sent, else the address that takes part in the most messages. Records stay unchanged when this throws.
/// @throws ImportFailed (no mbox, empty, unreadable, a header over a limit), InvalidValue (owner is missing, bad
///         audience, or nothing says which address is the owner's), Cancelled
/// @complexity O(bytes) time; memory for the contacts, not for the file
ImportReport read_mbox(Records& records, const std::filesystem::path& path, const MboxOptions& options = {},
                       const Control& control = {});

}  // namespace weaktie
