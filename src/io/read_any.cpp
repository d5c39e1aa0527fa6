// Recognises what a file is by what stands in it, never by its name alone.
#include <weaktie/io/read_any.hpp>

#include <algorithm>
#include <fstream>

#include <weaktie/core/text.hpp>
#include <weaktie/io/alumni.hpp>
#include <weaktie/io/attendees.hpp>
#include <weaktie/io/calendar.hpp>
#include <weaktie/io/contacts.hpp>
#include <weaktie/io/file_set.hpp>
#include <weaktie/io/graph.hpp>
#include <weaktie/io/linkedin.hpp>
#include <weaktie/io/mbox.hpp>
#include <weaktie/io/social.hpp>
#include <weaktie/io/tables.hpp>

#include "contacts.hpp"
#include "encodings.hpp"
#include "graph_formats.hpp"
#include "linkedin.hpp"
#include "lists.hpp"

namespace weaktie {
namespace {

enum class Format { none, linkedin, people, ties, memberships, affiliations, alumni, attendees, google, outlook };

Format what_is(const std::vector<std::string>& keys, const std::vector<std::string>& header) {
  using namespace io;
  for (std::size_t i = 0; i < linkedin_file_count; ++i) {
    if (is_linkedin_header(static_cast<LinkedInFile>(i), keys)) return Format::linkedin;
  }
  if (is_google_header(keys)) return Format::google;
  if (is_outlook_header(keys)) return Format::outlook;
  const auto has = [&](std::string_view name) { return std::find(header.begin(), header.end(), name) != header.end(); };
  if (has("source") && has("target")) return Format::ties;
  if (has("person") && has("affiliation")) return Format::memberships;
  if (has("id") && (has("kind") || has("reach") || has("size"))) return Format::affiliations;
  if (has("id")) {
    for (const auto& field : person_fields) {
      if (has(field.name)) return Format::people;
    }
  }
  const bool alumni = is_alumni_header(keys), attendees = is_attendees_header(keys);
  if (alumni && attendees) {  // a list of guests may say where they studied
    return has_key(keys, {"classyear", "graduationyear", "gradyear", "yearofgraduation"}) ? Format::alumni
                                                                                          : Format::attendees;
  }
  return alumni ? Format::alumni : attendees ? Format::attendees : Format::none;
}

/// The first bytes of a file, as text.
std::string beginning_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes(std::size_t{1} << 16U, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return trimmed(io::decoded(std::move(bytes)).text);
}

bool begins_with(const std::string& text, std::string_view wanted) {
  return text.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'a' && b <= 'z' ? static_cast<char>(b - 'a' + 'A') : b);
         });
}

/// Which archive a zip or folder is, by the names of its files.
ImportReport read_archive(Records& records, const FileSet& set, const std::filesystem::path& path,
                          const ImportOptions& options, const Control& control) {
  const auto holds = [&](std::initializer_list<std::string_view> names) {
    return std::any_of(set.entries().begin(), set.entries().end(), [&](const FileEntry& entry) {
      const auto slash = entry.name.rfind('/');
      const auto base = slash == std::string::npos ? entry.name : entry.name.substr(slash + 1);
      return std::find(names.begin(), names.end(), base) != names.end();
    });
  };
  if (holds({"your_friends.json", "friends.json"})) return read_facebook(records, path, options, control);
  if (holds({"following.js", "follower.js"})) return read_x_archive(records, path, options, control);
  return read_linkedin(records, path, options, control);
}

}  // namespace

ImportReport read(Records& records, const std::filesystem::path& path, const ImportOptions& options,
                  const Control& control) {
  using namespace io;
  const FileSet set = FileSet::open(path, archive_limits());
  if (set.kind() != FileSetKind::file) return read_archive(records, set, path, options, control);

  const std::string beginning = beginning_of(path);
  if (begins_with(beginning, "BEGIN:VCARD")) return read_vcard(records, path, options, control);
  if (begins_with(beginning, "BEGIN:VCALENDAR")) {
    return read_calendar(records, path, {options.owner, options.audience, {}}, control);
  }
  if (seems_mbox(beginning)) return read_mbox(records, path, {options.owner, options.audience, {}}, control);
  if (begins_with(beginning, "WINDOW.YTD.")) return read_x_archive(records, path, options, control);
  if (!beginning.empty() && beginning.front() == '{' && beginning.find("\"friends") < 200) {
    return read_facebook(records, path, options, control);
  }
  std::string bytes = read_bytes(path);
  const bool packed = bytes.substr(0, 2) == "\x1F\x8B";
  if (seems_graph(packed ? unpacked(bytes, set.name(), {}) : bytes)) {
    return read_graph(records, path, {options.owner, options.audience, {}}, control);
  }
  CsvReader reader(std::move(bytes), set.name());
  CsvRow row;
  Format found = Format::none;
  std::string looks_like;
  for (int rows = 0; rows < 50 && found == Format::none && reader.next(row); ++rows) {
    std::vector<std::string> keys, header;
    std::string shown;
    for (const auto& it : row.cells) {
      header.push_back(trimmed(it));
      keys.push_back(name_key(it));
      if (header.size() <= 8) shown += (shown.empty() ? "" : " | ") + header.back().substr(0, 60);
    }
    if (looks_like.empty() && !is_blank(row)) looks_like = to_utf8(shown);
    if (row.problem.empty()) found = what_is(keys, header);
  }
  const TableOptions table{options.owner, options.audience, {}};
  const auto named = [](ImportReport report, const char* how) {
    report.format = how;
    return report;
  };
  switch (found) {
    case Format::linkedin:
      return read_linkedin(records, path, options, control);
    case Format::people:
      return named(read_people(records, path, table, control), "people table, recognised by the column id");
    case Format::ties:
      return named(read_ties(records, path, table, control), "ties table, recognised by the columns source and target");
    case Format::memberships:
      return named(read_memberships(records, path, table, control),
                   "memberships table, recognised by the columns person and affiliation");
    case Format::affiliations:
      return named(read_affiliations(records, path, table, control),
                   "affiliations table, recognised by the columns id and kind, reach or size");
    case Format::alumni:
      return read_alumni(records, path, {options.owner, options.audience, {}}, control);
    case Format::attendees:
      return read_attendees(records, path, {options.owner, options.audience, {}, {}}, control);
    case Format::google:
      return read_google_contacts(records, path, options, control);
    case Format::outlook:
      return read_outlook_contacts(records, path, options, control);
    case Format::none:
      break;
  }
  Place at;
  at.file = set.name();
  throw ImportFailed(
      "the format is not known; the file " +
          (looks_like.empty() ? std::string("has no row with text in it") : "begins with: " + looks_like) +
          "; known are LinkedIn exports (zip, folder or one CSV of it), Google and Outlook contacts, vCards, iCalendar "
          "files, mbox files, Facebook and X archives, alumni directories, attendee lists, graph files (GraphML, GEXF, "
          "node-link JSON), and tables of people (id), ties (source, target), memberships (person, affiliation) and "
          "affiliations (id, kind)",
      looks_like, at);
}

}  // namespace weaktie
