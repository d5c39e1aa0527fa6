#pragma once
// A file of named arrays that can be used where it lies: a header, a table of sections with their checksums, then the
// arrays, each at a multiple of 64 bytes. Rooms say what the arrays mean; here is only how they are kept.
//
//   header (64 bytes)   magic, format version, what it holds, total length, number of sections, checksum of header +
//   table table (64 a row)    name, bytes an item, items, offset, checksum (XXH3, 64 bits) sections            in the
//   order of the table, filled up with zeros to the next multiple of 64
//
// All numbers are little-endian.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/core/error.hpp>

namespace weaktie::sections {

enum class Holds : std::uint32_t { network = 1, records = 2 };

/// Bytes to read from, 64-byte aligned, with what keeps them there.
struct Store {
  std::span<const std::byte> bytes = {};
  std::shared_ptr<const void> keeper = {};
  std::string file = {};  ///< for error messages; empty: the bytes came from a program
};

/// Maps a file, read-only. @throws ImportFailed when it cannot be opened, SnapshotCorrupt when it is empty
[[nodiscard]] Store map_file(const std::filesystem::path& path);
/// An aligned copy.
[[nodiscard]] Store copy_of(std::string_view bytes);

/// @throws SnapshotCorrupt: what was found, and the remedy; `section` may be empty
[[noreturn]] void corrupt(const std::string& file, std::string_view section, const std::string& found);

/// Collects arrays, which must stay where they are until they are written.
class Writer {
 public:
  Writer(Holds holds, std::uint32_t version) : holds_(holds), version_(version) {}

  template <class T>
  void add(std::string_view name, std::span<const T> items) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 64);
    add(name, std::as_bytes(items), sizeof(T));
  }
  void add(std::string_view name, std::span<const std::byte> bytes, std::size_t item_size);

  [[nodiscard]] std::string bytes() const;
  /// Replaces the file at once or not at all: written beside it, flushed to the disk, renamed. A new file can be read
  /// by its owner alone; one that is replaced keeps its rights.
  /// Units of `ticks`: KiB read or written; nothing is asked between the last of them and the end.
  /// @throws Error when the system refuses, Cancelled; what was there before is whole then
  void write(const std::filesystem::path& path, Ticks& ticks) const;

 private:
  struct Section {
    std::string name;
    std::span<const std::byte> bytes;
    std::size_t item_size;
  };
  [[nodiscard]] std::string head(Ticks& ticks) const;

  Holds holds_;
  std::uint32_t version_;
  std::vector<Section> sections_ = {};
};

/// Checks header and table; gives sections by name.
class Reader {
 public:
  /// @throws SnapshotCorrupt: not one of ours, cut short, of a later version, of another kind, header or table damaged
  Reader(Store store, Holds holds, std::uint32_t newest_version);

  [[nodiscard]] bool has(std::string_view name) const;
  /// @throws SnapshotCorrupt: no such section, or other items in it
  template <class T>
  [[nodiscard]] std::span<const T> take(std::string_view name) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 64);
    const auto bytes = take(name, sizeof(T));
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
  }
  /// Checks the checksum of one section.
  void check(std::string_view name) const;
  /// Checks every checksum, and that only zeros lie between sections. Units of `ticks`: KiB.
  void check_all(Ticks& ticks) const;
  /// @throws SnapshotCorrupt when a section was never taken
  void finish() const;

  [[nodiscard]] const Store& store() const { return store_; }

 private:
  struct Section {
    std::string_view name;
    std::span<const std::byte> bytes;
    std::size_t item_size;
    std::uint64_t checksum;
    bool taken;
  };
  std::span<const std::byte> take(std::string_view name, std::size_t item_size);
  void check(const Section& section, Ticks& ticks) const;

  Store store_;
  std::vector<Section> sections_ = {};
};

}  // namespace weaktie::sections
