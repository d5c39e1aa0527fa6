// Archives of social networks: lists of objects in JSON.
#include <weaktie/io/social.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>
#include <weaktie/io/file_set.hpp>
#include <weaktie/io/imported_id.hpp>

#include "json_records.hpp"
#include "lists.hpp"
#include "shared.hpp"

namespace weaktie {
namespace io {
namespace {

constexpr std::uint64_t most_bytes = std::uint64_t{1} << 30U;  // of one file that is read

std::string base_name(std::string_view entry) {
  const std::size_t slash = entry.rfind('/');
  return std::string(slash == std::string_view::npos ? entry : entry.substr(slash + 1));
}

/// Reads the files whose key (name_key of the name, numbers at its end gone) `is_wanted` accepts, one plan each.
template <class Wanted, class Plan>
ImportReport read_archive(Records& records, const std::filesystem::path& path, const ImportOptions& options,
                          const Control& control, const char* format, const char* wanted_files, const Wanted& is_wanted,
                          const Plan& plan_file) {
  const Statement by = statement_of(options.owner, options.audience);
  FileSet set = FileSet::open(path, archive_limits());
  Place at;
  at.file = set.name();
  std::vector<ImportPlan> plans;
  bool any = false;
  for (const auto& entry : set.entries()) {
    const std::string base = base_name(entry.name);
    std::string key = name_key(base.substr(0, base.find('.')));
    while (!key.empty() && key.back() >= '0' && key.back() <= '9') key.pop_back();
    if (set.kind() != FileSetKind::file && !is_wanted(key, base)) continue;
    const std::string file = set.kind() == FileSetKind::file ? set.name() : set.name() + "/" + entry.name;
    Place here;
    here.file = file;
    if (entry.size > most_bytes) {
      throw ImportFailed("the file has " + std::to_string(entry.size) + " bytes, more than the " +
                             std::to_string(most_bytes) + " that such a file may have",
                         file, here);
    }
    if (options.owner.empty()) throw InvalidValue("owner= is needed: whose archive it is", "", here);
    ImportPlan plan(file, format, by);
    any = plan_file(set.read(entry.name), file, plan) || any;
    plans.push_back(std::move(plan));
  }
  if (!any) throw ImportFailed(std::string("there is no ") + wanted_files + " in it", set.name(), at);
  control.check(1, 1);
  if (plans.size() == 1) return plans.front().commit(records);
  ImportReport report;
  report.path = set.name();
  report.format = format;
  for (auto& plan : plans) report.include(plan.commit(records));
  for (const auto& part : report.files) report.notes.insert(report.notes.end(), part.notes.begin(), part.notes.end());
  return report;
}

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

ReadLimits archive_limits() {
  ReadLimits limits;
  limits.entries = 5'000'000;
  limits.expanded_bytes = std::uint64_t{1} << 42U;
  limits.folders = 6;
  return limits;
}

}  // namespace io

ImportReport read_facebook(Records& records, const std::filesystem::path& path, const ImportOptions& options,
                           const Control& control) {
  using namespace io;
  const auto is_wanted = [](const std::string& key, const std::string& base) {
    return (key == "yourfriends" || key == "friends") && base.size() > 5 && base.substr(base.size() - 5) == ".json";
  };
  const auto plan_file = [&](const std::string& bytes, const std::string& file, ImportPlan& plan) {
    bool any = false;
    for (const JsonRecord& it : read_json_records(bytes, file, {}, control)) {
      std::string list = name_key(it.list);
      if (list.size() > 2 && list[list.size() - 2] == 'v') list.resize(list.size() - 2);
      const bool friends = list == "friends";
      any = any || friends;
      Person person;
      person.name = trimmed(repaired(it.field("name")));
      const auto written = it.field("timestamp");
      if (!friends) {
        plan.skip(it.line, "in the list '" + to_utf8(it.list.substr(0, 80)) + "', not among the friends");
        continue;
      }
      if (person.name.empty()) {
        plan.reject(it.line, "a friend without a name", "name");
        continue;
      }
      const auto since = whole(written);
      // From the founding of the network to a date that a clock can be wrong by.
      const bool plausible = since && *since > 1'072'915'200 && *since < 4'102'444'800;
      if (!plausible && !written.empty()) plan.note_cell(it.line, "timestamp", std::string(written), "no moment");
      person.id = imported_id(options.owner, "facebook", name_words(person.name) + "|" + std::string(written));
      Tie tie;
      tie.source = options.owner;
      tie.target = person.id;
      tie.kind = TieKind::friend_;
      std::optional<Day> day;
      if (plausible) day = Day{std::chrono::days(*since / 86400)};
      tie.since = day;
      std::vector<StatedFact> facts;
      facts.push_back({std::move(tie), day});
      facts.push_back({std::move(person)});
      plan.keep_stated(it.line, std::move(facts));
    }
    return any;
  };
  return read_archive(records, path, options, control, "Facebook archive, recognised by its list of friends",
                      "list of friends of a Facebook archive (your_friends.json with friends_v2)", is_wanted,
                      plan_file);
}

ImportReport read_x_archive(Records& records, const std::filesystem::path& path, const ImportOptions& options,
                            const Control& control) {
  using namespace io;
  const auto is_wanted = [](const std::string& key, const std::string& base) {
    const bool known = key.rfind("following", 0) == 0 || key.rfind("follower", 0) == 0;
    return known && base.size() > 3 && base.substr(base.size() - 3) == ".js";
  };
  const auto plan_file = [&](const std::string& bytes, const std::string& file, ImportPlan& plan) {
    // window.YTD.following.part0 = [ ... ]; is data behind an assignment: it is cut out, never run.
    const std::size_t begin = bytes.find('[');
    const std::string_view head = std::string_view(bytes).substr(0, std::min<std::size_t>(begin, 200));
    const bool followed = head.find("YTD.following.") != std::string_view::npos;
    if (begin == std::string::npos || (!followed && head.find("YTD.follower.") == std::string_view::npos)) return false;
    std::string json(bytes);
    for (std::size_t i = 0; i < begin; ++i) {
      if (json[i] != '\n' && json[i] != '\r') json[i] = ' ';  // lines stay what they are
    }
    while (!json.empty() && (json.back() == ';' || json.back() == '\n' || json.back() == '\r' || json.back() == ' ')) {
      json.pop_back();
    }
    for (const JsonRecord& it : read_json_records(json, file, {}, control)) {
      const auto account = it.field("accountId");
      if (account.empty() ||
          !std::all_of(account.begin(), account.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        plan.reject(it.line, "no account number", "accountId");
        continue;
      }
      Person person;
      person.id = imported_id(options.owner, "x", account);
      person.url = "https://x.com/i/user/" + std::string(account);
      Tie tie;
      tie.source = followed ? options.owner : person.id;
      tie.target = followed ? person.id : options.owner;
      tie.directed = true;
      tie.kind = TieKind::online_follow;
      plan.keep(it.line, {std::move(tie), std::move(person)});
    }
    return true;
  };
  return read_archive(records, path, options, control, "X archive, recognised by its lists of accounts",
                      "following.js or follower.js of an X archive (window.YTD.following...)", is_wanted, plan_file);
}

}  // namespace weaktie
