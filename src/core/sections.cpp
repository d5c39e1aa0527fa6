// Named arrays in a file: written whole or not at all, mapped, checked.
#include "sections.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>
#include <system_error>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <weaktie/core/text.hpp>

namespace weaktie::sections {
namespace {

static_assert(std::endian::native == std::endian::little, "snapshots are little-endian, and used as they lie");

// The first byte is no text, and a transfer as text would change the line ends.
constexpr std::array<char, 8> magic = {'\x89', 'W', 'T', 'N', '\r', '\n', '\x1a', '\n'};
constexpr std::size_t alignment = 64;
constexpr std::size_t most_sections = 4096;
constexpr const char* again = "; save it again, or go back to a copy";

struct Header {
  std::array<char, 8> magic = {};
  std::uint32_t version = 0;
  std::uint32_t holds = 0;
  std::uint64_t length = 0;  ///< of the whole file
  std::uint32_t sections = 0;
  std::array<std::uint32_t, 7> unused = {};
  std::uint64_t checksum = 0;  ///< of the header up to here and the table
};
static_assert(sizeof(Header) == 64 && std::is_trivially_copyable_v<Header>);
constexpr std::size_t checked_header = sizeof(Header) - sizeof(std::uint64_t);

struct Entry {
  std::array<char, 32> name = {};
  std::uint32_t item_size = 0;
  std::uint32_t unused = 0;
  std::uint64_t items = 0;
  std::uint64_t offset = 0;
  std::uint64_t checksum = 0;
};
static_assert(sizeof(Entry) == 64 && std::is_trivially_copyable_v<Entry>);

constexpr std::size_t rounded_up(std::size_t bytes) { return (bytes + alignment - 1) / alignment * alignment; }

constexpr std::size_t most_at_once = std::size_t{1} << 23U;  // bytes, between two looks at whether to go on

std::uint64_t checksum_of(std::span<const std::byte> bytes, Ticks& ticks) {
  XXH3_state_t state;
  XXH3_64bits_reset(&state);
  while (!bytes.empty()) {
    const auto part = bytes.first(std::min(bytes.size(), most_at_once));
    XXH3_64bits_update(&state, part.data(), part.size());
    ticks(1 + part.size() / 1024);
    bytes = bytes.subspan(part.size());
  }
  return XXH3_64bits_digest(&state);
}

std::uint64_t head_checksum(std::string_view header, std::string_view table) {
  std::string both(header.substr(0, checked_header));
  both += table;
  return XXH3_64bits(both.data(), both.size());
}

std::string bytes_text(std::size_t count) { return std::to_string(count) + (count == 1 ? " byte" : " bytes"); }

std::string reason_of(int error) { return std::generic_category().message(error); }

Place place_of(const std::string& file) {
  Place at;
  at.file = file;
  return at;
}

/// A file descriptor that is closed.
struct Descriptor {
  int number = -1;

  explicit Descriptor(int opened) : number(opened) {}
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
};

/// Removes the file unless it was kept.
struct Unfinished {
  std::string path;
  bool kept = false;

  explicit Unfinished(std::string made) : path(std::move(made)) {}
  ~Unfinished() {
    if (!kept) ::unlink(path.c_str());
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
};

constexpr std::array<std::byte, alignment> zeros = {};

}  // namespace

void corrupt(const std::string& file, std::string_view section, const std::string& found) {
  Place at = place_of(file);
  at.field = section;
  throw SnapshotCorrupt(found + again, std::string(section), std::move(at));
}

Store map_file(const std::filesystem::path& path) {
  const std::string name = to_utf8(path.string());
  const auto fail = [&](int error) { throw ImportFailed("cannot open it: " + reason_of(error), name, place_of(name)); };
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));  // never waits for a pipe's writer
  if (file.number < 0 && errno == ENOENT) throw ImportFailed("there is no such file", name, place_of(name));
  if (file.number < 0) fail(errno);
  struct stat status {};
  if (::fstat(file.number, &status) != 0) fail(errno);
  if (!S_ISREG(status.st_mode)) throw ImportFailed("not a file but a folder or a device", name, place_of(name));
  if (status.st_size == 0) corrupt(name, {}, "the file is empty");
  const auto length = static_cast<std::size_t>(status.st_size);
  void* const begin = ::mmap(nullptr, length, PROT_READ, MAP_SHARED, file.number, 0);
  if (begin == MAP_FAILED) fail(errno);
  const auto unmap = [length](const void* address) { ::munmap(const_cast<void*>(address), length); };
  return {{static_cast<const std::byte*>(begin), length}, std::shared_ptr<const void>(begin, unmap), name};
}

Store copy_of(std::string_view bytes) {
  void* const begin = ::operator new (std::max<std::size_t>(bytes.size(), 1), std::align_val_t{alignment});
  const std::shared_ptr<const void> keeper(
      begin, [](const void* address) { ::operator delete (const_cast<void*>(address), std::align_val_t{alignment}); });
  if (!bytes.empty()) std::memcpy(begin, bytes.data(), bytes.size());
  return {{static_cast<const std::byte*>(begin), bytes.size()}, keeper, {}};
}

void Writer::add(std::string_view name, std::span<const std::byte> bytes, std::size_t item_size) {
  sections_.push_back({std::string(name), bytes, item_size});
}

std::string Writer::head(Ticks& ticks) const {
  Header header;
  header.magic = magic;
  header.version = version_;
  header.holds = static_cast<std::uint32_t>(holds_);
  header.sections = static_cast<std::uint32_t>(sections_.size());
  std::size_t offset = sizeof(Header) + sizeof(Entry) * sections_.size();
  std::string table;
  for (const auto& section : sections_) {
    Entry entry;
    std::copy_n(section.name.begin(), std::min(section.name.size(), entry.name.size() - 1), entry.name.begin());
    entry.item_size = static_cast<std::uint32_t>(section.item_size);
    entry.items = section.bytes.size() / section.item_size;
    offset = rounded_up(offset);
    entry.offset = offset;
    entry.checksum = checksum_of(section.bytes, ticks);
    offset += section.bytes.size();
    table.append(reinterpret_cast<const char*>(&entry), sizeof entry);
  }
  header.length = offset;
  std::string out(reinterpret_cast<const char*>(&header), sizeof header);
  header.checksum = head_checksum(out, table);
  out.assign(reinterpret_cast<const char*>(&header), sizeof header);
  return out + table;
}

std::string Writer::bytes() const {
  Ticks unasked;
  std::string out = head(unasked);
  Header header;
  std::memcpy(&header, out.data(), sizeof header);
  out.reserve(header.length);
  for (const auto& section : sections_) {
    out.resize(rounded_up(out.size()));
    out.append(reinterpret_cast<const char*>(section.bytes.data()), section.bytes.size());
  }
  return out;
}

void Writer::write(const std::filesystem::path& path, Ticks& ticks) const {
  const std::string name = to_utf8(path.string());
  const auto fail = [&](int error) {
    throw Error("cannot save: " + reason_of(error) + "; what was there before is unchanged", name, place_of(name));
  };
  // A link keeps pointing where it points: its target is what is replaced.
  std::error_code unresolved;
  std::filesystem::path target = std::filesystem::canonical(path, unresolved);
  if (unresolved) target = path;
  struct stat before {};
  const bool replaces = ::stat(target.c_str(), &before) == 0;
  if (replaces && !S_ISREG(before.st_mode)) fail(S_ISDIR(before.st_mode) ? EISDIR : EINVAL);

  std::filesystem::path folder = target.parent_path();
  if (folder.empty()) folder = ".";
  std::string made = (folder / ".weaktie-XXXXXX").string();
  const Descriptor file(::mkostemp(made.data(), O_CLOEXEC));
  if (file.number < 0) fail(errno);
  Unfinished unfinished(made);

  const auto put = [&](std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
      const auto wrote = ::write(file.number, bytes.data(), std::min(bytes.size(), most_at_once));
      if (wrote < 0 && errno == EINTR) continue;
      if (wrote < 0) fail(errno);
      ticks(1 + static_cast<std::uint64_t>(wrote) / 1024);
      bytes = bytes.subspan(static_cast<std::size_t>(wrote));
    }
  };
  const std::string first = head(ticks);
  put(std::as_bytes(std::span(first)));
  std::size_t at = first.size();
  for (const auto& section : sections_) {
    put(std::span(zeros).first(rounded_up(at) - at));
    put(section.bytes);
    at = rounded_up(at) + section.bytes.size();
  }
  if (replaces && ::fchmod(file.number, before.st_mode & 07777U) != 0) fail(errno);
  if (::fsync(file.number) != 0) fail(errno);
  if (::rename(made.c_str(), target.c_str()) != 0) fail(errno);
  unfinished.kept = true;
  // The new name is on the disk once the folder is; a system that cannot flush folders has done what it can.
  const Descriptor parent(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (parent.number >= 0) static_cast<void>(::fsync(parent.number));
}

Reader::Reader(Store store, Holds holds, std::uint32_t newest_version) : store_(std::move(store)) {
  const auto bytes = store_.bytes;
  const auto wrong = [&](const std::string& found) { corrupt(store_.file, {}, found); };
  const std::size_t known = std::min(bytes.size(), magic.size());
  if (std::memcmp(bytes.data(), magic.data(), known) != 0) {
    throw SnapshotCorrupt("this is no weaktie snapshot: it does not begin as one does; open() takes what save() wrote",
                          {}, place_of(store_.file));
  }
  if (bytes.size() < sizeof(Header)) {
    wrong("it was cut short: " + bytes_text(bytes.size()) + ", less than its header");
  }
  Header header;
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.version == 0 || header.version > newest_version) {
    throw SnapshotCorrupt("it has format version " + std::to_string(header.version) + ", this weaktie reads 1 to " +
                              std::to_string(newest_version) +
                              "; open it with the weaktie that saved it, or save it again",
                          std::to_string(header.version), place_of(store_.file));
  }
  if (header.length != bytes.size()) {
    wrong((header.length > bytes.size() ? "it was cut short: " : "something was added to it: ") +
          bytes_text(bytes.size()) + ", " + std::to_string(header.length) + " were saved");
  }
  if (header.sections > most_sections || sizeof(Header) + header.sections * sizeof(Entry) > bytes.size()) {
    wrong("its header names " + std::to_string(header.sections) + " sections, more than it can hold");
  }
  const std::size_t table_size = header.sections * sizeof(Entry);
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (header.checksum != head_checksum(text.substr(0, sizeof(Header)), text.substr(sizeof(Header), table_size))) {
    wrong("its header does not match its checksum: bytes were changed");
  }
  if (header.holds != static_cast<std::uint32_t>(holds)) {
    const char* const names[] = {"something else", "a network", "records"};
    const auto name = [&](std::uint32_t kind) { return names[kind < std::size(names) ? kind : 0]; };
    throw SnapshotCorrupt(
        std::string("it holds ") + name(header.holds) + ", not " + name(static_cast<std::uint32_t>(holds)), {},
        place_of(store_.file));
  }
  std::size_t end = sizeof(Header) + table_size;
  for (std::size_t number = 0; number < header.sections; ++number) {
    Entry entry;
    std::memcpy(&entry, bytes.data() + sizeof(Header) + number * sizeof(Entry), sizeof entry);
    // The view of the name points into the store, which outlives it.
    const char* const begin = text.data() + sizeof(Header) + number * sizeof(Entry);
    const std::string_view name(begin, ::strnlen(begin, entry.name.size()));
    const bool plain =
        !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < '\x7f'; });
    if (!plain || name.size() == entry.name.size()) wrong("section " + std::to_string(number) + " has no name");
    const auto bad = [&](const char* what) { corrupt(store_.file, name, std::string("its section ") + what); };
    if (entry.item_size == 0 || entry.items > bytes.size() / entry.item_size) bad("has an impossible size");
    const std::size_t size = entry.items * entry.item_size;
    const std::size_t offset = rounded_up(end);
    if (entry.offset != offset || offset > bytes.size() || size > bytes.size() - offset) bad("lies outside the file");
    for (const auto& other : sections_) {
      if (other.name == name) bad("stands twice");
    }
    sections_.push_back({name, bytes.subspan(offset, size), entry.item_size, entry.checksum, false});
    end = offset + size;
  }
  if (end != bytes.size()) wrong("bytes follow its last section");
}

bool Reader::has(std::string_view name) const {
  return std::any_of(sections_.begin(), sections_.end(), [&](const Section& it) { return it.name == name; });
}

std::span<const std::byte> Reader::take(std::string_view name, std::size_t item_size) {
  for (auto& section : sections_) {
    if (section.name != name) continue;
    if (section.item_size != item_size) {
      corrupt(store_.file, name,
              "its section has items of " + bytes_text(section.item_size) + " instead of " + std::to_string(item_size));
    }
    section.taken = true;
    return section.bytes;
  }
  corrupt(store_.file, name, "a section is missing");
}

void Reader::check(const Section& section, Ticks& ticks) const {
  if (checksum_of(section.bytes, ticks) == section.checksum) return;
  corrupt(store_.file, section.name, "a section does not match its checksum: bytes were changed");
}

void Reader::check(std::string_view name) const {
  Ticks unasked;
  for (const auto& section : sections_) {
    if (section.name == name) check(section, unasked);
  }
}

void Reader::check_all(Ticks& ticks) const {
  std::size_t end = sizeof(Header) + sections_.size() * sizeof(Entry);
  for (const auto& section : sections_) {
    const auto begin = static_cast<std::size_t>(section.bytes.data() - store_.bytes.data());
    const auto between = store_.bytes.subspan(end, begin - end);
    if (std::any_of(between.begin(), between.end(), [](std::byte it) { return it != std::byte{0}; })) {
      corrupt(store_.file, section.name, "before this section there are bytes that nobody saved");
    }
    check(section, ticks);
    end = begin + section.bytes.size();
  }
}

void Reader::finish() const {
  for (const auto& section : sections_) {
    if (section.taken) continue;
    corrupt(store_.file, section.name, "it has a section that nobody knows");
  }
}

}  // namespace weaktie::sections
