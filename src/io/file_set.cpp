// Zips through minizip, in chunks and under limits; folders and single files behind the same face.
#include <weaktie/io/file_set.hpp>

#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <system_error>
#include <utility>

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>

namespace weaktie {
namespace {

struct CloseZip {
  void operator()(void* zip) const { unzClose(zip); }
};

/// "..", absolute paths, drives and back slashes: names that would lead outside when unpacked.
bool leads_outside(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != std::string_view::npos ||
      name.find('\0') != std::string_view::npos || (name.size() > 1 && name[1] == ':')) {
    return true;
  }
  std::size_t begin = 0;
  while (begin <= name.size()) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    if (name.substr(begin, end - begin) == "..") return true;
    begin = end + 1;
  }
  return false;
}

struct Packed {
  unz64_file_pos position{};
  std::uint64_t packed = 0;
  bool encrypted = false;
};

}  // namespace

struct FileSet::Body {
  FileSetKind kind = FileSetKind::file;
  std::filesystem::path path;
  std::string name;
  ReadLimits limits;
  std::vector<FileEntry> entries;
  std::vector<Packed> packed;  // of a zip, same order
  std::unique_ptr<void, CloseZip> zip;
  std::uint64_t expanded = 0;

  [[nodiscard]] Place place(std::string_view entry = {}) const {
    Place at;
    at.file = entry.empty() ? to_utf8(path.string()) : name + "/" + std::string(entry);
    return at;
  }
  [[noreturn]] void fail(const std::string& why, std::string_view entry = {}) const {
    throw ImportFailed(why, entry.empty() ? name : std::string(entry), place(entry));
  }

  void check_count(std::uint64_t count) const {
    if (count > limits.entries) {
      fail("it holds more than the limit entries of " + std::to_string(limits.entries) + " files");
    }
  }

  void open_zip() {
    kind = FileSetKind::zip;
    zip.reset(unzOpen64(path.c_str()));
    if (!zip) fail("the zip is damaged or cut off: it has no directory at its end");
    unz_global_info64 about{};
    if (unzGetGlobalInfo64(zip.get(), &about) != UNZ_OK) fail("the zip is damaged: its directory cannot be read");
    check_count(about.number_entry);
    std::vector<std::pair<FileEntry, Packed>> found;
    std::uint64_t sum = 0;
    int state = unzGoToFirstFile(zip.get());
    for (; state == UNZ_OK; state = unzGoToNextFile(zip.get())) {
      unz_file_info64 info{};
      if (unzGetCurrentFileInfo64(zip.get(), &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK) break;
      std::string raw(info.size_filename, '\0');
      if (unzGetCurrentFileInfo64(zip.get(), &info, raw.data(), static_cast<uLong>(raw.size()), nullptr, 0, nullptr,
                                  0) != UNZ_OK) {
        break;
      }
      const std::string entry = to_utf8(raw);
      if (leads_outside(raw)) fail("the zip holds a path that leads outside: '" + to_utf8(raw) + "'");
      check_count(found.size() + 1);
      if (entry.back() == '/' || entry.rfind("__MACOSX/", 0) == 0) continue;
      Packed where;
      if (unzGetFilePos64(zip.get(), &where.position) != UNZ_OK) break;
      where.packed = info.compressed_size;
      where.encrypted = (info.flag & 1u) != 0;
      const std::uint64_t size = info.uncompressed_size;
      if (size > limits.expanded_bytes || sum > limits.expanded_bytes - size) {
        fail("the zip expands to more than the limit expanded_bytes of " + std::to_string(limits.expanded_bytes),
             entry);
      }
      sum += size;
      found.emplace_back(FileEntry{entry, size}, where);
    }
    if (state != UNZ_END_OF_LIST_OF_FILE && about.number_entry != 0)
      fail("the zip is damaged: its directory ends early");
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first.name < b.first.name; });
    for (auto& [entry, where] : found) {
      entries.push_back(std::move(entry));
      packed.push_back(where);
    }
  }

  void open_folder() {
    kind = FileSetKind::folder;
    std::error_code failed;
    const auto list = [&](const std::filesystem::path& folder, const std::string& prefix, std::uint64_t depth,
                          const auto& self) -> void {
      std::filesystem::directory_iterator it(folder, std::filesystem::directory_options::skip_permission_denied,
                                             failed);
      if (failed) fail("the folder cannot be listed: " + failed.message());
      for (; it != std::filesystem::directory_iterator(); it.increment(failed)) {
        if (failed) fail("the folder cannot be listed: " + failed.message());
        std::error_code ignored;
        const std::string entry = prefix + to_utf8(it->path().filename().string());
        if (it->is_directory(ignored)) {
          if (depth < limits.folders) self(it->path(), entry + "/", depth + 1, self);
        } else if (it->is_regular_file(ignored)) {
          check_count(entries.size() + 1);
          const auto size = it->file_size(ignored);
          entries.push_back({entry, ignored ? 0 : size});
        }
      }
    };
    list(path, "", 1, list);
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  }

  std::string read_packed(std::size_t number) {
    const auto& entry = entries[number];
    const auto& where = packed[number];
    if (where.encrypted) fail("this file of the zip is encrypted; unpack it with its password first", entry.name);
    if (entry.size > (1u << 20) && entry.size / limits.expansion > where.packed) {
      fail("this file of the zip expands more than " + std::to_string(limits.expansion) +
               " times (limit expansion), as a zip bomb does",
           entry.name);
    }
    auto position = where.position;
    if (unzGoToFilePos64(zip.get(), &position) != UNZ_OK || unzOpenCurrentFile(zip.get()) != UNZ_OK) {
      fail("this file of the zip is damaged, or packed in a way that is not known", entry.name);
    }
    std::string bytes;
    std::array<char, 1u << 16> chunk;
    int count = 0;
    while ((count = unzReadCurrentFile(zip.get(), chunk.data(), static_cast<unsigned>(chunk.size()))) > 0) {
      expanded += static_cast<std::uint64_t>(count);
      if (expanded > limits.expanded_bytes || bytes.size() + static_cast<std::size_t>(count) > entry.size) {
        unzCloseCurrentFile(zip.get());
        fail("this file of the zip is longer than the zip says or than the limit expanded_bytes allows", entry.name);
      }
      bytes.append(chunk.data(), static_cast<std::size_t>(count));
    }
    const int closed = unzCloseCurrentFile(zip.get());
    if (count < 0) fail("this file of the zip is damaged: it cannot be unpacked", entry.name);
    if (closed == UNZ_CRCERROR) fail("this file of the zip is damaged: its checksum is wrong", entry.name);
    if (bytes.size() != entry.size) fail("this file of the zip is cut off", entry.name);
    return bytes;
  }
};

FileSet::FileSet(std::unique_ptr<Body> body) : body_(std::move(body)) {}
FileSet::~FileSet() = default;
FileSet::FileSet(FileSet&&) noexcept = default;
FileSet& FileSet::operator=(FileSet&&) noexcept = default;

FileSet FileSet::open(const std::filesystem::path& path, const ReadLimits& limits) {
  auto body = std::make_unique<Body>();
  body->path = path;
  body->limits = limits;
  std::filesystem::path last = path.filename();
  if (last.empty() || last == "." || last == "..") {
    std::error_code unknown;
    last = std::filesystem::weakly_canonical(path, unknown).filename();
  }
  body->name = to_utf8(last.string());
  std::error_code failed;
  const auto status = std::filesystem::status(path, failed);
  if (!std::filesystem::exists(status)) body->fail("there is no such file or folder");
  if (std::filesystem::is_directory(status)) {
    body->open_folder();
    return FileSet(std::move(body));
  }
  if (!std::filesystem::is_regular_file(status)) body->fail("this is no regular file");
  const auto size = std::filesystem::file_size(path, failed);
  if (failed) body->fail("the file cannot be read: " + failed.message());
  if (size == 0) body->fail("the file is empty");
  if (size > limits.file_bytes) {
    body->fail("the file has " + std::to_string(size) + " bytes, more than the limit file_bytes of " +
               std::to_string(limits.file_bytes));
  }
  std::string start(4, '\0');
  {
    std::unique_ptr<FILE, int (*)(FILE*)> in(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!in) body->fail("the file cannot be opened; may it be read by this user?");
    start.resize(std::fread(start.data(), 1, start.size(), in.get()));
  }
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (start == "PK\x03\x04" || start == "PK\x05\x06") {
    body->open_zip();
  } else if (extension == ".zip") {
    body->fail("this is no zip, although it is named so");
  } else {
    body->entries.push_back({body->name, size});
  }
  return FileSet(std::move(body));
}

FileSetKind FileSet::kind() const { return body_->kind; }
const std::string& FileSet::name() const { return body_->name; }
const std::vector<FileEntry>& FileSet::entries() const { return body_->entries; }

std::string FileSet::read(std::string_view entry) {
  auto& body = *body_;
  const auto found =
      std::find_if(body.entries.begin(), body.entries.end(), [&](const FileEntry& it) { return it.name == entry; });
  if (found == body.entries.end()) body.fail("there is no such file in it", entry);
  const auto number = static_cast<std::size_t>(found - body.entries.begin());
  if (body.kind == FileSetKind::zip) return body.read_packed(number);
  if (body.kind == FileSetKind::file) return read_bytes(body.path, body.limits);
  std::string bytes = read_bytes(body.path / std::filesystem::path(found->name), body.limits);
  body.expanded += bytes.size();
  if (body.expanded > body.limits.expanded_bytes) {
    body.fail("the files that were read have more than the limit expanded_bytes of " +
                  std::to_string(body.limits.expanded_bytes) + " bytes",
              entry);
  }
  return bytes;
}

}  // namespace weaktie
