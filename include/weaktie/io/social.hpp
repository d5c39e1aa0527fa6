#pragma once
// Friends and accounts out of the archives of social networks.
#include <filesystem>

#include <weaktie/core/control.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/records/records.hpp>

namespace weaktie {

// What the two readers share. `owner`, whose archive it is, is needed: its ties have no other source. Given a zip or a
// folder, they read the files of it that they know, wherever in it they stand. Records stay unchanged when they throw:
// ImportFailed (no such archive, malformed, over a limit), InvalidValue (owner is missing, bad audience), Cancelled.
// O(bytes).

/// Reads the list of friends of a Facebook archive in JSON (your_friends.json, friends.json, in every layout). A friend
/// becomes a person known by name and by the second of the friendship, for there is no address, and a friend tie since
/// that day. Names in which each byte became a character are repaired. Requests and removed friends are skipped.
ImportReport read_facebook(Records& records, const std::filesystem::path& path, const ImportOptions& options = {},
                           const Control& control = {});

/// Reads following.js and follower.js of an X (Twitter) archive. The archive has account numbers and no names: an
/// account becomes a person with an address made of the number, and an online_follow tie in the direction of the
/// following.
ImportReport read_x_archive(Records& records, const std::filesystem::path& path, const ImportOptions& options = {},
                            const Control& control = {});

}  // namespace weaktie
