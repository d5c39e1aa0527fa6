#include <weaktie/records/records_bytes.hpp>

#include <random>

#include <weaktie/records/resolve.hpp>

#include "../catch.hpp"
#include "../fixtures/reseal.hpp"

using namespace weaktie;

namespace {

const Day day = *parse_day("2026-10-01");

/// Everything records can hold.
Records full() {
  Records records;
  records.add_person(
      {.id = "ann",
       .name = "Ann Smith",
       .email = "ann@example.org ; a@example.org",
       .birthday = "1990-01-01",
       .attributes = {{"Dog", "Rex"}, {"", "nameless"}}},
      {.stated_by = "sarah", .audience = "group:school", .stated_on = day, .origins = {"a.csv:2", "b.csv:9"}});
  records.add_person({.id = "ann2", .name = "Ann Smith", .email = "ann@example.org"}, {.stated_by = "ben"});
  records.add_person({.id = "~x",
                      .name = "\xc5\x9e"
                              "ebnem"});
  records.add_tie({.source = "ann",
                   .target = "ben",
                   .directed = true,
                   .kind = TieKind::former_colleague,
                   .chance = .1,
                   .strength = 4.5,
                   .years = 1.0 / 3,
                   .contexts = 2,
                   .since = *parse_day("1969-12-30"),
                   .contact = Contact{day, Channel::event, Direction::in, 40, 3}},
                  {.stated_by = "sarah", .audience = "ties"});
  records.add_tie({.source = "ann2", .target = "ben"}, {.audience = "everyone", .origins = {"t.csv:3"}});
  records.add_affiliation(
      {.id = "school", .name = "Law School", .kind = AffiliationKind::school, .reach = .25, .size = 1ull << 40U});
  records.add_membership(
      {.person = "ann", .affiliation = "school", .weight = .75, .role = "fellow", .start = day, .end = day});
  records.edit("ben", {{"name", "Ben"}, {"email", ""}, {"cat", "Tom"}});
  resolve(records);
  records.different("ann", "~x");
  records.same("ben", "~x");
  return records;
}

std::string refusal(std::string_view bytes) {
  try {
    static_cast<void>(records_from_bytes(bytes));
  } catch (const SnapshotCorrupt& error) {
    return error.what();
  }
  return {};
}

/// Bytes whose list of people is this.
std::string with_people(const std::string& cbor) {
  // The people are the first section and those after them move: laid out anew, in order, each at a multiple of 64.
  const std::string old = to_bytes(Records());
  std::string out = old;
  std::size_t entry = 0;
  const auto before = fixtures::section(old, "people", &entry);
  const auto at = static_cast<std::size_t>(before.data() - old.data());
  fixtures::put_at(out, entry + 40, std::uint64_t{cbor.size()});
  std::string body = cbor;
  const std::size_t count = fixtures::number_at<std::uint32_t>(old, 24);
  for (std::size_t i = 1; i < count; ++i) {
    const std::size_t other = fixtures::header_size + i * fixtures::entry_size;
    body.resize((body.size() + 63) / 64 * 64);
    fixtures::put_at(out, other + 48, std::uint64_t{at + body.size()});
    body += old.substr(fixtures::number_at<std::uint64_t>(old, other + 48),
                       fixtures::number_at<std::uint64_t>(old, other + 40));
  }
  out = out.substr(0, at) + body;
  fixtures::reseal(out);
  return out;
}

}  // namespace

TEST_CASE("records come back as they were", "[records][bytes]") {
  const Records records = full();
  const Records again = records_from_bytes(to_bytes(records));
  CHECK(again == records);
  CHECK(to_bytes(again) == to_bytes(records));
  CHECK(again.people() == records.people());
  CHECK(again.ties() == records.ties());
  CHECK(again.memberships() == records.memberships());
  CHECK(again.affiliations() == records.affiliations());
  CHECK(again.ids() == records.ids());
  CHECK(again.person_of("ann2") == "ann");
  CHECK(again.said_same() == records.said_same());
  CHECK(again.said_different() == records.said_different());
  CHECK(records_from_bytes(to_bytes(Records())) == Records());
}

TEST_CASE("records that came back behave as those that stayed", "[records][bytes]") {
  Records stayed = full(), back = records_from_bytes(to_bytes(stayed));
  const auto both = [&](const auto& work) {
    work(stayed);
    work(back);
    CHECK(back == stayed);
    CHECK(back.people() == stayed.people());
  };
  both([](Records& it) {  // known already: merged, with one more origin
    CHECK_FALSE(it.add_tie({.source = "ann2", .target = "ben"}, {.audience = "everyone", .origins = {"u.csv:1"}}));
    CHECK_FALSE(it.add_person({.id = "~x",
                               .name = "\xc5\x9e"
                                       "ebnem"}));
    CHECK_FALSE(it.add_membership(
        {.person = "ann", .affiliation = "school", .weight = .75, .role = "fellow", .start = day, .end = day}));
    CHECK_FALSE(it.add_affiliation(
        {.id = "school", .name = "Law School", .kind = AffiliationKind::school, .reach = .25, .size = 1ull << 40U}));
  });
  both([](Records& it) { CHECK(it.add_tie({.source = "ann2", .target = "new"})); });
  both([](Records& it) { it.edit("ben", {{"name", ""}, {"email", "ben@example.org"}}); });
  both([](Records& it) { CHECK(resolve(it).size() == 3); });
  both([](Records& it) { it.same("ann", "~x"); });  // the later word counts
  both([](Records& it) { it.different("ben", "~x"); });
  both([](Records& it) { CHECK(it.remove_tie("ann", "ben") == 2); });
  both([](Records& it) { CHECK(it.remove("ann2") == 5); });
  both([](Records& it) { CHECK(it.add_person({.id = "ann", .name = "Ann Smith"})); });
}

TEST_CASE("every changed byte of pickled records is found, and every length cut short", "[records][bytes]") {
  const std::string bytes = to_bytes(full());
  std::string changed = bytes;
  std::size_t missed = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const int mask : {0x01, 0x80, 0xff}) {
      changed[at] = static_cast<char>(bytes[at] ^ mask);
      if (refusal(changed).empty()) ++missed;
      changed[at] = bytes[at];
    }
    if (refusal(std::string_view(bytes).substr(0, at)).empty()) ++missed;
  }
  CHECK(missed == 0);
  CHECK_THAT(refusal("{}"), ContainsSubstring("no weaktie snapshot"));
}

TEST_CASE("a forger's records are refused with what is wrong", "[records][bytes]") {
  using namespace std::string_literals;
  REQUIRE(refusal(with_people("\x80"s)).empty());
  CHECK_THAT(refusal(with_people("\xa0"s)), ContainsSubstring("no list") && ContainsSubstring("people"));
  CHECK_THAT(refusal(with_people(""s)), ContainsSubstring("no CBOR"));
  CHECK_THAT(refusal(with_people("\x81\x01"s)), ContainsSubstring("a statement is missing"));
  CHECK_THAT(refusal(with_people("\x81\xa1\x62id\x61"
                                 "a"s)),
             ContainsSubstring("without a source"));
  CHECK_THAT(refusal(with_people("\x81\xa2\x62id\x60\x62"
                                 "by\xa0"s)),
             ContainsSubstring("empty id"));
  CHECK_THAT(refusal(with_people("\x81\xa2\x62id\x61\xff\x62"
                                 "by\xa0"s)),
             ContainsSubstring("UTF-8"));
  CHECK_THAT(refusal(with_people("\x81\xa2\x62id\x01\x62"
                                 "by\xa0"s)),
             ContainsSubstring("id is no text"));
  CHECK_THAT(refusal(with_people("\x81\xa2\x62id\x61"
                                 "a\x62"
                                 "by\xa1\x68"
                                 "audience\x63"
                                 "all"s)),
             ContainsSubstring("'all'"));
  CHECK_THAT(refusal(with_people("\x81\xa3\x62id\x61"
                                 "a\x61z\x01\x62"
                                 "by\xa1\x68"
                                 "audience\x64self"s)),
             ContainsSubstring("more than this weaktie knows"));
  // Levels without end, lengths that are lies.
  CHECK_THAT(refusal(with_people(std::string(1'000'000, '\x81'))), ContainsSubstring("no CBOR"));
  CHECK_THAT(refusal(with_people(std::string(1'000'000, '\x9f'))), ContainsSubstring("no CBOR"));
  CHECK_FALSE(refusal(with_people("\x9b\xff\xff\xff\xff\xff\xff\xff\xff"s)).empty());
  CHECK_FALSE(refusal(with_people("\x9b\x7f\xff\xff\xff\xff\xff\xff\xff\x01"s)).empty());
  CHECK_FALSE(refusal(with_people("\x81\x7b\x7f\xff\xff\xff\xff\xff\xff\xff"s)).empty());
}

TEST_CASE("whatever a forger writes into records is refused or behaves", "[records][bytes][fuzz]") {
  std::mt19937_64 dice(7);
  const std::string sound = to_bytes(full());
  std::size_t taken = 0;
  for (int round = 0; round < 6000; ++round) {
    std::string bytes = sound;
    for (std::uint64_t change = dice() % 4; change < 4; ++change) {
      const std::size_t entry = fixtures::header_size + dice() % 7 * fixtures::entry_size;
      const auto offset = fixtures::number_at<std::uint64_t>(sound, entry + 48);
      const auto size = fixtures::number_at<std::uint64_t>(sound, entry + 40);
      bytes[offset + dice() % size] = static_cast<char>(dice());
    }
    fixtures::reseal(bytes);
    try {
      Records records = records_from_bytes(bytes);
      ++taken;
      REQUIRE(records_from_bytes(to_bytes(records)) == records);
      resolve(records);
      REQUIRE(records.people().rows() <= 20);
      static_cast<void>(records.ties());
      static_cast<void>(records.find("ann"));
    } catch (const SnapshotCorrupt&) {
    }
  }
  CHECK(taken > 200);
}
