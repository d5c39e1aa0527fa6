#include <weaktie/network/snapshot.hpp>

#include <sys/stat.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <random>

#include "../catch.hpp"
#include "snapshot_help.hpp"

using namespace weaktie;
using namespace weaktie::snapshot_help;

namespace {

struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "weaktie-snapshot-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path), {}));
  }
};

std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

/// The message and the section of the refusal; empty when it was taken.
std::string refusal(std::string_view bytes, Verify verify = Verify::full) {
  try {
    static_cast<void>(network_from_bytes(bytes, {.verify = verify}));
  } catch (const SnapshotCorrupt& error) {
    return error.what();
  }
  return {};
}

std::vector<Network> kinds() {
  return {Network(), from_arrays(false), from_arrays(true), from_records(), from_graph(5, 9)};
}

/// Where a section lies, by its name.
struct Lies {
  std::size_t entry = 0, offset = 0, size = 0;
};
Lies find(const std::string& bytes, const std::string& name) {
  for (std::size_t i = 0; i < number_at<std::uint32_t>(bytes, 24); ++i) {
    const std::size_t entry = header_size + i * entry_size;
    if (std::string(bytes.c_str() + entry) != name) continue;
    return {entry, number_at<std::uint64_t>(bytes, entry + 48),
            number_at<std::uint64_t>(bytes, entry + 40) * number_at<std::uint32_t>(bytes, entry + 32)};
  }
  FAIL("no section " << name);
  return {};
}

}  // namespace

TEST_CASE("what is opened equals what was saved, and answers alike", "[snapshot]") {
  const Folder folder;
  const auto path = folder.path / "network.weaktie";
  for (const Network& network : kinds()) {
    INFO(network.size() << " people");
    save(network, path);
    for (const Verify verify : {Verify::full, Verify::header}) {
      const Network opened = open(path, {.verify = verify});
      CHECK(opened == network);
      CHECK(network == opened);
      CHECK(opened.model() == network.model());
      CHECK(opened.tie_count() == network.tie_count());
      CHECK(opened.as_of() == network.as_of());
      CHECK(opened.has_people() == network.has_people());
      CHECK(answers(opened) == answers(network));
      CHECK(to_bytes(opened) == to_bytes(network));
    }
    CHECK(to_bytes(network) == slurp(path));
    CHECK(network_from_bytes(to_bytes(network)) == network);
    CHECK(folder.files() == 1);
  }
}

TEST_CASE("evidence, merged ids, sizes and the model survive", "[snapshot]") {
  const Network network = network_from_bytes(to_bytes(from_records()));
  CHECK(network.index("ann2") == network.index("ann"));
  const auto facts = network.tie(network.index("ben"), network.index("ann"));
  REQUIRE(facts);
  CHECK(facts->kind == TieKind::friend_);
  CHECK(facts->stated_by == "sarah");
  CHECK(facts->statements.size() == 1);
  const auto family = network.tie(network.index("sarah"), network.index("ben"));
  REQUIRE(family);
  CHECK(family->terms.stated_tau == Approx(.9));
  CHECK(network.tie(network.index("ann"), network.index("li"))->given);
  CHECK(network.affiliation(0).size == 900U);
  CHECK(network.affiliation(0).kind == AffiliationKind::school);
  CHECK(network.model().step.slope == 1.75);
  CHECK(network.model().step.small_event == 77);
  CHECK_FALSE(network == from_arrays(true));
}

TEST_CASE("random graphs with blocked pairs come back as they were", "[snapshot][property]") {
  const auto seed = GENERATE(range(0u, 60u));
  INFO("replay with seed " << seed);
  const Network network = from_graph(seed, 1 + seed % 12);
  const Network opened = network_from_bytes(to_bytes(network));
  CHECK(opened == network);
  CHECK(answers(opened) == answers(network));
  for (PersonIndex person = 0; person < network.size(); ++person) {
    const auto equal = [](const auto& a, const auto& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); };
    CHECK(equal(opened.blocked_from(person), network.blocked_from(person)));
    CHECK(equal(opened.blocked_to(person), network.blocked_to(person)));
  }
}

TEST_CASE("every changed byte is found", "[snapshot]") {
  for (const Network& network : {from_arrays(false), from_records()}) {
    const std::string bytes = to_bytes(network);
    REQUIRE(refusal(bytes).empty());
    std::string changed = bytes;
    std::vector<std::size_t> missed;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      for (const int mask : {0x01, 0x80, 0xff}) {
        changed[at] = static_cast<char>(bytes[at] ^ mask);
        if (refusal(changed).empty()) missed.push_back(at);
        changed[at] = bytes[at];
      }
    }
    CHECK(missed.empty());
  }
}

TEST_CASE("a file cut short or grown is found at every length", "[snapshot]") {
  const std::string bytes = to_bytes(from_arrays(false));
  std::vector<std::size_t> missed;
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const std::string_view part = std::string_view(bytes).substr(0, length);
    if (refusal(part).empty() || refusal(part, Verify::header).empty()) missed.push_back(length);
  }
  CHECK(missed.empty());
  CHECK(refusal(bytes + '\0').find("something was added") != std::string::npos);
}

TEST_CASE("a refusal says what was found, where, and what to do", "[snapshot]") {
  const Folder folder;
  const auto path = folder.path / "network.weaktie";
  const std::string bytes = to_bytes(from_records());
  const auto opened = [&](const std::string& content, Verify verify = Verify::full) -> std::string {
    std::ofstream(path, std::ios::binary) << content;
    try {
      static_cast<void>(open(path, {.verify = verify}));
    } catch (const SnapshotCorrupt& error) {
      CHECK(error.place.file == path.string());
      return error.what();
    }
    return "taken";
  };
  CHECK_THAT(opened("PK\x03\x04 and so on"), ContainsSubstring("no weaktie snapshot"));
  CHECK_THAT(opened(""), ContainsSubstring("empty"));
  CHECK_THAT(opened(bytes.substr(0, bytes.size() / 2)),
             ContainsSubstring("cut short") && ContainsSubstring("save it again"));
  std::string later = bytes;
  put_at(later, 8, std::uint32_t{2});
  reseal(later);
  CHECK_THAT(opened(later), ContainsSubstring("format version 2") && ContainsSubstring("reads 1 to 1"));
  std::string flipped = bytes;
  flipped[find(bytes, "ids.bytes").offset] ^= 1;
  CHECK_THAT(opened(flipped), ContainsSubstring("ids.bytes") && ContainsSubstring("checksum"));
  CHECK(opened(flipped, Verify::header) == "taken");
  std::string text = bytes;
  text[find(bytes, "ids.bytes").offset] = '\xff';
  reseal(text);
  CHECK_THAT(opened(text), ContainsSubstring("UTF-8") && ContainsSubstring("ids"));
  const std::string records_like = [&] {
    std::string out = bytes;
    put_at(out, 12, std::uint32_t{2});
    reseal(out);
    return out;
  }();
  CHECK_THAT(opened(records_like), ContainsSubstring("it holds records, not a network"));
}

TEST_CASE("a file that cannot be opened or written is an error with its name", "[snapshot]") {
  const Folder folder;
  CHECK_THROWS_WITH(open(folder.path / "none"), ContainsSubstring("no such file") && ContainsSubstring("none"));
  CHECK_THROWS_AS(open(folder.path), ImportFailed);
  CHECK_THROWS_WITH(save(Network(), folder.path), ContainsSubstring("cannot save"));
  CHECK_THROWS_AS(save(Network(), folder.path / "no" / "such" / "folder"), Error);
  CHECK(folder.files() == 0);
}

TEST_CASE("text that is not UTF-8 is refused when it is saved, not when it is opened", "[snapshot]") {
  const Folder folder;
  const std::vector<std::uint32_t> a = {0}, b = {1};
  const std::vector<double> chance = {.5};
  const Network network = Network::from_arrays(a, b, chance, {.ids = {"\xe9t\xe9", "b"}});
  CHECK_THROWS_WITH(save(network, folder.path / "x"), ContainsSubstring("UTF-8") && ContainsSubstring("ids"));
  CHECK(folder.files() == 0);
}

TEST_CASE("an open network outlives the file it came from", "[snapshot]") {
  const Folder folder;
  const auto path = folder.path / "network.weaktie";
  const Network first = from_records();
  save(first, path);
  const Network opened = open(path);
  save(from_arrays(false), path);
  CHECK(opened == first);
  std::filesystem::remove(path);
  const Network copy = opened;
  CHECK(answers(copy) == answers(first));
  CHECK(copy.steps_from(0).data() == opened.steps_from(0).data());
  save(opened, path);  // onto the name it was opened from
  CHECK(open(path) == first);
}

TEST_CASE("a new file is the owner's alone, a replaced one keeps its rights, a link its target", "[snapshot]") {
  const Folder folder;
  const auto path = folder.path / "network.weaktie";
  const auto rights = [&] {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777U;
  };
  save(Network(), path);
  CHECK(rights() == 0600U);
  std::filesystem::permissions(path, std::filesystem::perms(0640));
  save(from_arrays(true), path);
  CHECK(rights() == 0640U);
  const auto link = folder.path / "link";
  std::filesystem::create_symlink("network.weaktie", link);
  save(from_arrays(false), link);
  CHECK(std::filesystem::is_symlink(link));
  CHECK(open(path) == from_arrays(false));
  CHECK(folder.files() == 2);
}

TEST_CASE("what the searches rely on is checked, each thing by name", "[snapshot]") {
  const auto lie = [](const Network& network, const std::string& section,
                      const std::function<void(std::string&, Lies)>& change) {
    std::string bytes = to_bytes(network);
    change(bytes, find(bytes, section));
    reseal(bytes);
    return refusal(bytes);
  };
  const Network arrays = from_arrays(false), records = from_records(), graph = from_graph(3, 9);
  const auto at = [](std::size_t where, auto value) {
    return [=](std::string& bytes, Lies it) { put_at(bytes, it.offset + where, value); };
  };
  const std::uint32_t many = 1000000;
  CHECK_THAT(lie(arrays, "from.items", at(0, many)), ContainsSubstring("leads to nobody"));
  CHECK_THAT(lie(arrays, "from.items", at(0, std::uint32_t{0})), ContainsSubstring("themself"));
  CHECK_THAT(lie(arrays, "from.items", at(4, std::uint32_t{0xffffffffU})),
             ContainsSubstring("larger than that of any"));
  CHECK_THAT(lie(arrays, "from.items", at(12, std::uint32_t{1})), ContainsSubstring("not sorted"));
  CHECK_THAT(lie(arrays, "from.items", at(4, std::uint32_t{1})), ContainsSubstring("directions differ"));
  CHECK_THAT(lie(records, "to.items", at(4, std::uint32_t{1})), ContainsSubstring("directions differ"));
  CHECK_THAT(lie(arrays, "from.offsets", at(8, std::uint64_t{1} << 60U)), ContainsSubstring("do not ascend"));
  CHECK_THAT(lie(arrays, "from.offsets", at(0, std::uint64_t{1})), ContainsSubstring("do not begin"));
  CHECK_THAT(lie(arrays, "ids.offsets", at(8, std::uint64_t{1} << 60U)), ContainsSubstring("do not ascend"));
  CHECK_THAT(lie(arrays, "by_id", at(0, many)), ContainsSubstring("by_id"));
  CHECK_THAT(lie(arrays, "by_id", at(0, std::uint32_t{2})), ContainsSubstring("not sorted"));
  CHECK_THAT(lie(records, "aliases.of", at(0, many)), ContainsSubstring("names nobody"));
  CHECK_THAT(lie(records, "groups", at(16, std::uint8_t{200})), ContainsSubstring("kind"));
  CHECK_THAT(lie(records, "groups", at(0, 1.5)), ContainsSubstring("reach"));
  CHECK_THAT(lie(records, "groups.reach_cost", at(0, many)), ContainsSubstring("cost of a reach"));
  CHECK_THAT(lie(arrays, "groups_of.words", at(0, std::uint32_t{0x7fffffffU})),
             ContainsSubstring("weight that is none"));
  CHECK_THAT(lie(arrays, "weights", at(0, std::uint32_t{0xffffffffU})),
             ContainsSubstring("larger than that of any weight"));
  CHECK_THAT(lie(arrays, "people.name.codes", at(8, many)), ContainsSubstring("text that is none"));
  CHECK_THAT(lie(records, "facts", at(84, std::uint8_t{99})), ContainsSubstring("kind"));
  CHECK_THAT(lie(records, "facts", at(80, many)), ContainsSubstring("source"));
  CHECK_THAT(lie(records, "facts", at(8, .123)), ContainsSubstring("not the one of its tie"));
  CHECK_THAT(lie(records, "facts", at(16, std::numeric_limits<double>::quiet_NaN())), ContainsSubstring("no number"));
  CHECK_THAT(lie(records, "facts.statements.offsets", at(8, std::uint64_t{1} << 60U)),
             ContainsSubstring("do not ascend"));
  CHECK_THAT(lie(arrays, "meta", at(0, std::uint64_t{17})), ContainsSubstring("number of ties"));
  CHECK_THAT(lie(records, "meta", at(8, std::int64_t{1} << 50U)), ContainsSubstring("day"));
  CHECK_THAT(lie(records, "model", at(0, std::numeric_limits<double>::infinity())), ContainsSubstring("model"));
  CHECK_THAT(lie(records, "model", at(72, 7.0)), ContainsSubstring("base chance"));
  CHECK_THAT(lie(arrays, "groups", [](std::string& bytes, Lies it) { bytes[it.entry] = 'G'; }),
             ContainsSubstring("nobody knows"));
  CHECK_THAT(lie(arrays, "groups",
                 [](std::string& bytes, Lies it) {
                   put_at(bytes, it.entry + 32, std::uint32_t{12});
                   put_at(bytes, it.entry + 40, std::uint64_t{4});
                 }),
             ContainsSubstring("items of 12 bytes"));
  CHECK_THAT(
      lie(arrays, "groups", [](std::string& bytes, Lies it) { put_at(bytes, it.entry + 48, std::uint64_t{1} << 63U); }),
      ContainsSubstring("outside the file"));
  CHECK_THAT(
      lie(arrays, "groups", [](std::string& bytes, Lies it) { put_at(bytes, it.entry + 40, ~std::uint64_t{0}); }),
      ContainsSubstring("impossible size"));
  const bool has_blocked = find(to_bytes(graph), "blocked_from.items").size > 0;
  REQUIRE(has_blocked);
  CHECK_THAT(lie(graph, "blocked_from.items", at(0, many)), ContainsSubstring("nobody"));
}

TEST_CASE("whatever a forger writes is refused or answers without a crash", "[snapshot][fuzz]") {
  std::mt19937_64 dice(20261101);
  const auto roll = [&](std::uint64_t sides) { return static_cast<std::size_t>(dice() % sides); };
  std::size_t taken = 0, refused = 0;
  for (const Network& network : {from_arrays(false), from_arrays(true), from_records(), from_graph(3, 9)}) {
    const std::string sound = to_bytes(network);
    const std::size_t sections = number_at<std::uint32_t>(sound, 24);
    const std::size_t table_end = header_size + sections * entry_size;
    for (int round = 0; round < 1500; ++round) {
      std::string bytes = sound;
      for (std::size_t change = 1 + roll(3); change > 0; --change) {
        // Any byte of any section is as likely as any other section: most of the file is the table.
        const std::size_t entry = header_size + roll(sections) * entry_size;
        const auto offset = number_at<std::uint64_t>(sound, entry + 48);
        const auto size = number_at<std::uint64_t>(sound, entry + 40) * number_at<std::uint32_t>(sound, entry + 32);
        const std::uint64_t odd[] = {0, 1, 2, 7, 0xff, 0x7fffffff, 0xffffffff, 1ULL << 32U, ~0ULL, 1ULL << 63U, size};
        const std::uint64_t value = odd[roll(std::size(odd))] + roll(2);
        switch (roll(8)) {
          case 0:
            bytes[table_end > bytes.size() ? 0 : 8 + roll(table_end - 8)] = static_cast<char>(dice());
            break;
          case 1:
            put_at(bytes, entry + (roll(2) == 0 ? 40 : 48), value);
            break;
          case 2:
            bytes.resize(roll(bytes.size()) + 1);
            bytes.resize(std::max(bytes.size(), table_end));
            break;
          case 3:
          case 4:
            if (size >= 4) put_at(bytes, offset + roll(size / 4) * 4, static_cast<std::uint32_t>(value));
            break;
          case 5:
            if (size >= 8) put_at(bytes, offset + roll(size / 8) * 8, value);
            break;
          default:
            if (size > 0) bytes[offset + roll(size)] = static_cast<char>(roll(2) == 0 ? roll(4) : dice());
        }
        if (bytes.size() < sound.size()) break;  // positions of the sound file no longer hold
      }
      reseal(bytes);
      try {
        const Network opened = network_from_bytes(bytes);
        ++taken;
        REQUIRE_FALSE(answers(opened).empty());
        REQUIRE(network_from_bytes(to_bytes(opened)) == opened);
      } catch (const SnapshotCorrupt&) {
        ++refused;
      }
    }
  }
  INFO(taken << " taken, " << refused << " refused");
  CHECK(taken > 50);  // changes that make another sound network, or none
  CHECK(refused > 1000);
}
