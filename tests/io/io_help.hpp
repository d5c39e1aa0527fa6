#pragma once
// For tests of readers: the invented files beside them, a folder that goes away, zips written by hand.
#include <zlib.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>
#include <weaktie/records/import_report.hpp>
#include <weaktie/records/records.hpp>

#include "../catch.hpp"

namespace io_help {

inline std::filesystem::path files() { return std::filesystem::path(WEAKTIE_TESTS) / "io" / "files"; }

/// The folder of the extra data, when WEAKTIE_DATA names one.
inline std::optional<std::filesystem::path> extra_data() {
  const char* path = std::getenv("WEAKTIE_DATA");
  if (path == nullptr || *path == '\0') return std::nullopt;
  return std::filesystem::path(path);
}

inline std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "weaktie-io-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  std::filesystem::path put(const std::string& name, const std::string& bytes) const {
    const auto file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct ZipEntry {
  std::string name;
  std::string content;
  bool deflate = true;
  std::uint16_t flags = 0;                      ///< 1: encrypted
  std::optional<std::uint32_t> says_size = {};  ///< a lie about the unpacked size
};

/// The bytes of a zip; enough of the format for tests, lies included.
inline std::string zip_of(const std::vector<ZipEntry>& entries) {
  std::string out, directory;
  const auto put16 = [](std::string& to, std::uint32_t value) {
    for (int i = 0; i < 2; ++i) to += static_cast<char>((value >> (8 * i)) & 0xFF);
  };
  const auto put32 = [](std::string& to, std::uint32_t value) {
    for (int i = 0; i < 4; ++i) to += static_cast<char>((value >> (8 * i)) & 0xFF);
  };
  for (const auto& entry : entries) {
    std::string packed = entry.content;
    if (entry.deflate) {
      z_stream stream{};
      deflateInit2(&stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
      packed.resize(deflateBound(&stream, static_cast<uLong>(entry.content.size())));
      std::string source = entry.content;
      stream.next_in = reinterpret_cast<Bytef*>(source.data());
      stream.avail_in = static_cast<uInt>(source.size());
      stream.next_out = reinterpret_cast<Bytef*>(packed.data());
      stream.avail_out = static_cast<uInt>(packed.size());
      deflate(&stream, Z_FINISH);
      packed.resize(stream.total_out);
      deflateEnd(&stream);
    }
    const auto crc = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(entry.content.data()), static_cast<uInt>(entry.content.size())));
    const auto size = entry.says_size.value_or(static_cast<std::uint32_t>(entry.content.size()));
    std::string common;
    put16(common, 20);
    put16(common, entry.flags);
    put16(common, entry.deflate ? 8 : 0);
    put32(common, 0);
    put32(common, crc);
    put32(common, static_cast<std::uint32_t>(packed.size()));
    put32(common, size);
    put16(common, static_cast<std::uint32_t>(entry.name.size()));
    put16(common, 0);
    const auto offset = static_cast<std::uint32_t>(out.size());
    out += "PK\x03\x04" + common + entry.name + packed;
    directory += "PK\x01\x02";
    put16(directory, 20);
    directory += common;
    put16(directory, 0);
    put16(directory, 0);
    put16(directory, 0);
    put32(directory, 0);
    put32(directory, offset);
    directory += entry.name;
  }
  const auto offset = static_cast<std::uint32_t>(out.size());
  out += directory;
  out += "PK\x05\x06";
  put32(out, 0);
  put16(out, static_cast<std::uint32_t>(entries.size()));
  put16(out, static_cast<std::uint32_t>(entries.size()));
  put32(out, static_cast<std::uint32_t>(directory.size()));
  put32(out, offset);
  put16(out, 0);
  return out;
}

/// A folder's files as zip entries.
inline std::vector<ZipEntry> entries_of(const std::filesystem::path& folder, const std::string& prefix = "") {
  std::vector<ZipEntry> out;
  for (const auto& it : std::filesystem::directory_iterator(folder)) {
    out.push_back({prefix + it.path().filename().string(), slurp(it.path())});
  }
  return out;
}

/// The accounting law, for a report and its files.
inline bool adds_up(const weaktie::ImportReport& report) {
  if (report.read != report.kept + report.merged + report.skipped + report.rejected) return false;
  if (report.rows.size() != report.skipped + report.rejected) return false;
  std::uint64_t read = 0;
  for (const auto& row : report.rows) {
    if (row.reason.empty() || row.place.line == 0) return false;
  }
  for (const auto& file : report.files) {
    if (!adds_up(file)) return false;
    read += file.read;
  }
  return report.files.empty() || read == report.read;
}

template <class Statements, class Wanted>
std::size_t count_if(const Statements& statements, const Wanted& wanted) {
  std::size_t found = 0;
  for (const auto& it : statements) found += wanted(it) ? 1 : 0;
  return found;
}

/// Reads twice: the second time nothing may change.
template <class Read>
weaktie::ImportReport twice(weaktie::Records& records, const Read& read) {
  const auto report = read(records);
  CHECK(adds_up(report));
  const weaktie::Records before = records;
  const auto again = read(records);
  CHECK(again.kept == 0);
  CHECK(again.read == report.read);
  CHECK(records == before);
  return report;
}

/// A text with one to six slips in it: bytes changed, left out, repeated, or one of `marks` put in.
inline std::string damaged(std::string text, std::mt19937_64& random, std::string_view marks) {
  for (std::uint64_t edits = 1 + random() % 6; edits > 0; --edits) {
    const std::size_t at = random() % text.size();
    switch (random() % 4) {
      case 0:
        text[at] = static_cast<char>(random() % 256);
        break;
      case 1:
        text.erase(at, 1 + random() % 20);
        break;
      case 2:
        text.insert(at, std::string(1 + random() % 3, marks[random() % marks.size()]));
        break;
      default:
        text.insert(at, text.substr(random() % text.size(), random() % 40));
    }
    if (text.empty()) text = "x";
  }
  return text;
}

/// Reads a damaged file: it is read by the laws, or refused whole. Whether it was read.
template <class Read>
bool read_or_refused(const Read& read) {
  weaktie::Records records;
  try {
    const auto report = read(records);
    REQUIRE(adds_up(report));
    const weaktie::Records before = records;
    REQUIRE(read(records).kept == 0);
    REQUIRE(records == before);
    for (const auto& it : records.person_statements()) REQUIRE(weaktie::is_utf8(it.fact.name + it.fact.email));
    return true;
  } catch (const weaktie::Error&) {
    REQUIRE(records == weaktie::Records());
    return false;
  }
}

}  // namespace io_help
