#pragma once
// A network on disk: its arrays as they lie in memory, so that opening maps the file and parses nothing. The format is
// described in docs/snapshot.md.
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include <weaktie/core/control.hpp>
#include <weaktie/network/network.hpp>

namespace weaktie {

/// How much of a snapshot is checked before it is used.
enum class Verify : std::uint8_t {
  full,   ///< every byte and everything the searches rely on: safe whoever wrote the file; O(bytes of the file)
  header  ///< header, table of sections and their bounds: the caller's word that they wrote the file; O(1)
};
inline constexpr std::string_view verify_names[] = {"full", "header"};

struct SnapshotOptions {
  Verify verify = Verify::full;
};

/// Writes everything a network knows: ids and merged ids, ties with their evidence, affiliations, blocked pairs, what
/// is known about people, the day and the model. The file appears whole or not at all: it is written beside `path`,
/// flushed to the disk and renamed; networks that were opened from the file it replaces keep what they have.
/// The file holds what the network holds, that is other people's data; a new one can be read by its owner alone.
/// @throws Error when the system refuses (what was there before is unchanged); InvalidValue: a text is not UTF-8;
///         Cancelled (nothing is written then)
/// @complexity O(bytes of the file), 64 KiB of memory beyond the network
void save(const Network& network, const std::filesystem::path& path, const Control& control = {});

/// A network that equals the one that was saved. Its arrays are the mapped file, shared with every process that has it
/// open and read from the disk as they are touched; the file is closed with the last copy of the network. While it is
/// open the file may be replaced (save does that) but must not be overwritten or cut in place.
/// @throws ImportFailed: no such file, or it cannot be read; SnapshotCorrupt: the bytes are not those of a snapshot
///         that this version can read; the message says what was found and `place` names file and section;
///         Cancelled
[[nodiscard]] Network open(const std::filesystem::path& path, const SnapshotOptions& options = {},
                           const Control& control = {});

/// The bytes that save writes, for sending a network to another process.
/// @throws InvalidValue: a text is not UTF-8
[[nodiscard]] std::string to_bytes(const Network& network);

/// The network of such bytes, from a copy of them.
/// @throws SnapshotCorrupt
[[nodiscard]] Network network_from_bytes(std::string_view bytes, const SnapshotOptions& options = {});

}  // namespace weaktie
