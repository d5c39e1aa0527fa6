#pragma once
// The files of an export, whether it is a zip, the folder it was unpacked to, or one file of it.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <weaktie/io/csv.hpp>

namespace weaktie {

enum class FileSetKind : std::uint8_t { zip, folder, file };

/// One file of a set.
struct FileEntry {
  std::string name;        ///< path inside the set with "/", UTF-8
  std::uint64_t size = 0;  ///< bytes when unpacked, as the set says
};

/// Names and contents of the files of a zip, a folder (`limits.folders` levels deep) or a single file. Reads into
/// memory only; nothing is ever written, so names cannot lead anywhere; those that try ("../x", "/x") are refused all
/// the same.
class FileSet {
 public:
  /// @throws ImportFailed: missing or unreadable; a zip that is cut off, encrypted, has too many entries, expands too
  ///         far in all, or holds a path that leads outside
  [[nodiscard]] static FileSet open(const std::filesystem::path& path, const ReadLimits& limits = {});
  ~FileSet();
  FileSet(FileSet&&) noexcept;
  FileSet& operator=(FileSet&&) noexcept;

  [[nodiscard]] FileSetKind kind() const;
  /// File name of the set itself, without its folder.
  [[nodiscard]] const std::string& name() const;
  /// Its files by ascending name.
  [[nodiscard]] const std::vector<FileEntry>& entries() const;
  /// The bytes of a file of the set.
  /// @throws ImportFailed: not in the set, damaged, encrypted, or over a limit
  [[nodiscard]] std::string read(std::string_view entry);

 private:
  struct Body;
  explicit FileSet(std::unique_ptr<Body> body);
  std::unique_ptr<Body> body_;
};

}  // namespace weaktie
