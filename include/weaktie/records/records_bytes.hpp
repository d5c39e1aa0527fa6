#pragma once
// Records as bytes, for sending them to another process or keeping them for a while.
#include <string>
#include <string_view>

#include <weaktie/records/records.hpp>

namespace weaktie {

/// Everything that records consist of: each statement with source, audience, date and where it was read, edits, merges
/// and your word on who is who. Other people's data: keep the bytes as carefully as the exports they came from.
/// CBOR (RFC 8949) by nlohmann/json, with a header and a checksum. O(statements) time and space.
[[nodiscard]] std::string to_bytes(const Records& records);

/// Records that equal those that gave the bytes, and behave alike from then on: reading a file again adds nothing.
/// Bytes of any origin are safe: whatever add_person and its like refuse is refused here.
/// @throws SnapshotCorrupt: not such bytes, damaged, or of a later version
[[nodiscard]] Records records_from_bytes(std::string_view bytes);

}  // namespace weaktie
