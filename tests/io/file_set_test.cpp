#include <weaktie/io/file_set.hpp>

#include <catch.hpp>

#include <weaktie/core/error.hpp>

#include "io_help.hpp"

using namespace weaktie;
using io_help::zip_of;

namespace {

void check_refused(const std::string& bytes, const std::string& reason, const ReadLimits& limits = {}) {
  const io_help::TempFolder folder;
  const auto path = folder.put("x.zip", bytes);
  const auto read_all = [&] {
    auto set = FileSet::open(path, limits);
    for (const auto& entry : set.entries()) (void)set.read(entry.name);
  };
  CHECK_THROWS_AS(read_all(), ImportFailed);
  CHECK_THROWS_WITH(read_all(), ContainsSubstring(reason));
}

}  // namespace

TEST_CASE("a zip, a folder and a file have one face", "[io][zip]") {
  const io_help::TempFolder folder;
  const std::string text = "First Name\nAda\n";
  const auto check = [&](const std::filesystem::path& path, FileSetKind kind, const std::string& name) {
    auto set = FileSet::open(path);
    CHECK(set.kind() == kind);
    REQUIRE(set.entries().size() == 1);
    CHECK(set.entries()[0].name == name);
    CHECK(set.entries()[0].size == text.size());
    CHECK(set.read(name) == text);
    CHECK_THROWS_AS(set.read("other"), ImportFailed);
  };
  check(folder.put("a.zip", zip_of({{"dir/C.csv", text}, {"__MACOSX/dir/C.csv", "x"}, {"dir/", "", false}})),
        FileSetKind::zip, "dir/C.csv");
  check(folder.put("stored.bin", zip_of({{"C.csv", text, false}})), FileSetKind::zip, "C.csv");
  check(folder.put("set/dir/C.csv", text).parent_path().parent_path(), FileSetKind::folder, "dir/C.csv");
  check(folder.put("C.csv", text), FileSetKind::file, "C.csv");
}

TEST_CASE("a folder is read two levels deep", "[io][zip]") {
  const io_help::TempFolder folder;
  folder.put("s/a.csv", "1");
  folder.put("s/b/c.csv", "2");
  folder.put("s/b/d/e.csv", "3");
  const auto set = FileSet::open(folder.path() / "s");
  REQUIRE(set.entries().size() == 2);
  CHECK(set.entries()[0].name == "a.csv");
  CHECK(set.entries()[1].name == "b/c.csv");
}

TEST_CASE("hostile and damaged zips are refused with the reason", "[io][zip]") {
  const std::string text(5000, 'x');
  const std::string good = zip_of({{"C.csv", text}});
  SECTION("no zip") { check_refused("First Name,Last Name\n", "no zip"); }
  SECTION("empty file") { check_refused("", "empty"); }
  SECTION("cut off") { check_refused(good.substr(0, good.size() - 30), "cut off"); }
  SECTION("encrypted") { check_refused(zip_of({{"C.csv", text, true, 1}}), "encrypted"); }
  SECTION("leading outside") {
    for (const char* name : {"../C.csv", "/etc/C.csv", "a/../../C.csv", "..\\C.csv", "C:C.csv"}) {
      check_refused(zip_of({{name, text}}), "outside");
    }
  }
  SECTION("a wrong checksum") {
    std::string bytes = good;
    bytes[14] = static_cast<char>(bytes[14] + 1);  // in the local header
    const auto directory = bytes.rfind("PK\x01\x02");
    bytes[directory + 16] = static_cast<char>(bytes[directory + 16] + 1);
    check_refused(bytes, "damaged");
  }
  SECTION("a bomb by its own account") {
    check_refused(zip_of({{"C.csv", std::string(3'000'000, '0')}}), "limit expansion");
  }
  SECTION("a bomb that lies about its size") {
    check_refused(zip_of({{"C.csv", std::string(3'000'000, '0'), true, 0, 100}}), "damaged");
  }
  SECTION("a size that is not there") { check_refused(zip_of({{"C.csv", text, true, 0, 6000}}), "cut off"); }
  SECTION("too many files, and too much in all") {
    ReadLimits limits;
    limits.entries = 2;
    check_refused(zip_of({{"a", "1"}, {"b", "2"}, {"c", "3"}}), "limit entries", limits);
    limits.entries = 10;
    limits.expanded_bytes = 9000;
    check_refused(zip_of({{"a", text}, {"b", text}}), "limit expanded_bytes", limits);
    limits.file_bytes = 10;
    check_refused(good, "limit file_bytes", limits);
  }
}

TEST_CASE("no mutation of a zip does more than be refused", "[io][zip][property]") {
  const std::string good = zip_of({{"Connections.csv", "First Name,Last Name,Connected On\nA,B,01 Jan 2020\n"},
                                   {"dir/messages.csv", std::string(300, 'm'), false}});
  const io_help::TempFolder folder;
  std::uint64_t state = 7;
  const auto next = [&state](std::size_t below) {
    state = state * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<std::size_t>((state >> 33) % below);
  };
  std::size_t refused = 0, read = 0;
  for (int round = 0; round < 1500; ++round) {
    std::string bytes = good;
    const std::size_t changes = 1 + next(3);
    for (std::size_t i = 0; i < changes; ++i) bytes[next(bytes.size())] = static_cast<char>(next(256));
    if (next(5) == 0) bytes.resize(next(bytes.size()));
    const auto path = folder.put("m.zip", bytes);
    try {
      auto set = FileSet::open(path);
      for (const auto& entry : set.entries()) (void)set.read(entry.name);
      ++read;
    } catch (const ImportFailed&) {
      ++refused;
    }
  }
  CHECK(refused > 100);
  CHECK(read + refused == 1500);
}
