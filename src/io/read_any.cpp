// Recognises what a file is by what stands in it, never by its name alone.
#include <weaktie/io/read_any.hpp>

#include <algorithm>

#include <weaktie/core/text.hpp>
#include <weaktie/io/alumni.hpp>
#include <weaktie/io/attendees.hpp>
#include <weaktie/io/file_set.hpp>
#include <weaktie/io/graph.hpp>
#include <weaktie/io/linkedin.hpp>
#include <weaktie/io/tables.hpp>

#include "graph_formats.hpp"
#include "linkedin.hpp"
#include "lists.hpp"

namespace weaktie {
namespace {

enum class Format { none, linkedin, people, ties, memberships, affiliations, alumni, attendees };

Format what_is(const std::vector<std::string>& keys, const std::vector<std::string>& header) {
  using namespace io;
  for (std::size_t i = 0; i < linkedin_file_count; ++i) {
    if (is_linkedin_header(static_cast<LinkedInFile>(i), keys)) return Format::linkedin;
  }
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

}  // namespace

ImportReport read(Records& records, const std::filesystem::path& path, const ImportOptions& options,
                  const Control& control) {
  using namespace io;
  const FileSet set = FileSet::open(path);
  if (set.kind() != FileSetKind::file) return read_linkedin(records, path, options, control);

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
    case Format::none:
      break;
  }
  Place at;
  at.file = set.name();
  throw ImportFailed(
      "the format is not known; the file " +
          (looks_like.empty() ? std::string("has no row with text in it") : "begins with: " + looks_like) +
          "; known are LinkedIn exports (zip, folder or one CSV of it), alumni directories, attendee lists, graph "
          "files (GraphML, GEXF, node-link JSON), and tables of people (id), ties (source, target), memberships "
          "(person, "
          "affiliation) and affiliations (id, kind)",
      looks_like, at);
}

}  // namespace weaktie
