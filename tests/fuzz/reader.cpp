// Every reader under libFuzzer: whatever the bytes, it reads or refuses them, and the laws of imports hold. One
// program, called by the name of a reader: fuzz_vcard, fuzz_mbox, ...
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>
#include <weaktie/io/alumni.hpp>
#include <weaktie/io/attendees.hpp>
#include <weaktie/io/calendar.hpp>
#include <weaktie/io/contacts.hpp>
#include <weaktie/io/graph.hpp>
#include <weaktie/io/linkedin.hpp>
#include <weaktie/io/mbox.hpp>
#include <weaktie/io/read_any.hpp>
#include <weaktie/io/social.hpp>
#include <weaktie/io/tables.hpp>
#include <weaktie/records/records.hpp>

namespace {

using namespace weaktie;

[[noreturn]] void broken(const char* law) {
  std::fprintf(stderr, "broken: %s\n", law);
  std::abort();
}

/// A file of this process, written anew for each input.
const std::filesystem::path& file() {
  static const std::filesystem::path path = [] {
    std::error_code ignored;
    const std::filesystem::path memory = "/dev/shm";
    const auto folder =
        std::filesystem::is_directory(memory, ignored) ? memory : std::filesystem::temp_directory_path();
    return folder / ("weaktie-fuzz-" + std::to_string(getpid()));
  }();
  static const bool removed = std::atexit([] {
                                std::error_code ignored;
                                std::filesystem::remove(file(), ignored);
                              }) == 0;
  static_cast<void>(removed);
  return path;
}

struct Reader {
  std::string_view name;
  ImportReport (*read)(Records& to);
};
constexpr Reader readers[] = {
    {"any", [](Records& to) { return read(to, file(), {.owner = "me"}); }},
    {"linkedin", [](Records& to) { return read_linkedin(to, file(), {.owner = "me"}); }},
    {"google", [](Records& to) { return read_google_contacts(to, file(), {.owner = "me"}); }},
    {"outlook", [](Records& to) { return read_outlook_contacts(to, file(), {.owner = "me"}); }},
    {"vcard", [](Records& to) { return read_vcard(to, file(), {.owner = "me"}); }},
    {"calendar",
     [](Records& to) { return read_calendar(to, file(), {.owner = "me", .addresses = {"me@example.org"}}); }},
    {"mbox", [](Records& to) { return read_mbox(to, file(), {.owner = "me", .addresses = {"me@example.org"}}); }},
    {"facebook", [](Records& to) { return read_facebook(to, file(), {.owner = "me"}); }},
    {"x_archive", [](Records& to) { return read_x_archive(to, file(), {.owner = "me"}); }},
    {"alumni", [](Records& to) { return read_alumni(to, file(), {.owner = "me"}); }},
    {"attendees", [](Records& to) { return read_attendees(to, file(), {.owner = "me"}); }},
    {"graph", [](Records& to) { return read_graph(to, file(), {.owner = "me"}); }},
    {"people", [](Records& to) { return read_people(to, file(), {.owner = "me"}); }},
    {"ties", [](Records& to) { return read_ties(to, file(), {.owner = "me"}); }},
    {"memberships", [](Records& to) { return read_memberships(to, file(), {.owner = "me"}); }},
};
const Reader* reader = nullptr;

void check(const ImportReport& report) {
  if (report.read != report.kept + report.merged + report.skipped + report.rejected)
    broken("every row is counted once");
  if (report.rows.size() != report.skipped + report.rejected) broken("a skipped or rejected row is reported");
  for (const auto& row : report.rows) {
    if (row.reason.empty() || row.place.line == 0) broken("a row has its reason and its line");
    if (!is_utf8(row.reason)) broken("a reason is UTF-8");
  }
  for (const auto& note : report.notes) {
    if (!is_utf8(note)) broken("a note is UTF-8");
  }
  for (const auto& part : report.files) check(part);
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** words);
extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** words) {
  const std::string name = std::filesystem::path((*words)[0]).filename().string();
  for (const Reader& it : readers) {
    if (name == "fuzz_" + std::string(it.name)) reader = &it;
  }
  if (reader == nullptr) {
    std::fprintf(stderr, "%s: no reader has this name\n", name.c_str());
    std::exit(2);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::ofstream(file(), std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  Records records;
  try {
    check(reader->read(records));
  } catch (const Error& refused) {
    if (!(records == Records())) broken("a file that is refused leaves the records as they were");
    if (!is_utf8(refused.what())) broken("a message is UTF-8");
    return 0;
  }
  const Records before = records;
  if (reader->read(records).kept != 0 || !(records == before)) broken("reading a file again changes nothing");
  for (const auto& it : records.person_statements()) {
    for (const auto& field : person_fields) {
      if (!is_utf8(it.fact.*field.member)) broken("what is kept is UTF-8");
    }
  }
  return 0;
}
