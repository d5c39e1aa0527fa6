// LinkedIn exports: which files there are, who the owner is, and everything but messages (linkedin_messages.cpp).
#include <weaktie/io/linkedin.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <weaktie/core/text.hpp>
#include <weaktie/io/affiliation_id.hpp>
#include <weaktie/io/imported_id.hpp>
#include <weaktie/records/resolve.hpp>

#include "linkedin.hpp"

namespace weaktie {
namespace io {
namespace {

/// Plain members of a school stay members when they finish: former students are still approached as such.
constexpr double school_weight = .8;
constexpr int days_around_position = 90;

/// "dir/Connections_12.csv" -> "connections"; empty for other kinds of file.
std::string file_key(std::string_view entry) {
  std::string_view base = entry.substr(entry.rfind('/') == std::string_view::npos ? 0 : entry.rfind('/') + 1);
  if (base.size() < 5 || name_key(base.substr(base.size() - 4)) != "csv") return {};
  std::string key = name_key(base.substr(0, base.size() - 4));
  while (!key.empty() && ((key.back() >= '0' && key.back() <= '9') || key.back() == '#')) key.pop_back();
  return key;
}

constexpr std::array<std::string_view, linkedin_file_count> file_keys = {
    "profile", "emailaddresses", "positions", "education", "connections", "invitations", "messages"};

struct Position {
  std::string company;
  std::optional<Day> start, end;
  bool current = false;
};

struct Export {
  std::array<std::vector<Sheet>, linkedin_file_count> sheets;
  std::vector<std::string> notes;
  std::string how;

  [[nodiscard]] const std::vector<Sheet>& of(LinkedInFile file) const { return sheets[static_cast<std::size_t>(file)]; }
};

std::optional<LinkedInFile> kind_of_header(const std::vector<std::string>& keys) {
  for (std::size_t i = 0; i < linkedin_file_count; ++i) {
    if (is_linkedin_header(static_cast<LinkedInFile>(i), keys)) return static_cast<LinkedInFile>(i);
  }
  return std::nullopt;
}

std::vector<std::string> keys_of(const std::vector<std::string>& header) {
  std::vector<std::string> keys;
  for (const auto& it : header) keys.push_back(name_key(it));
  return keys;
}

constexpr const char* wanted_files =
    "no file of a LinkedIn export is known in it (Connections.csv, messages.csv, Profile.csv, Positions.csv, "
    "Education.csv, Email Addresses.csv, Invitations.csv)";

Export open_file(FileSet& set, const Control& control) {
  Export out;
  Sheet sheet = read_sheet(
      set.read(set.entries().front().name), set.name(),
      [](const auto& keys) { return kind_of_header(keys).has_value(); }, control);
  if (!sheet.found()) {
    fail_unrecognised(sheet,
                      "no header of a LinkedIn export was found (of Connections.csv it has First Name, Last Name "
                      "and Connected On)");
  }
  const auto kind = *kind_of_header(keys_of(sheet.header));
  out.how = "LinkedIn export, one file of it: " + std::string(file_keys[static_cast<std::size_t>(kind)]) +
            ", recognised by its columns";
  out.sheets[static_cast<std::size_t>(kind)].push_back(std::move(sheet));
  return out;
}

Export open_export(FileSet& set, const Control& control) {
  if (set.kind() == FileSetKind::file) return open_file(set, control);
  Export out;
  // The export stands at the root or in one folder; several exports side by side must be given one by one.
  const auto folder_of = [](std::string_view name) {
    const auto slash = name.rfind('/');
    return std::string(slash == std::string_view::npos ? std::string_view() : name.substr(0, slash));
  };
  std::set<std::string> folders;
  for (const auto& entry : set.entries()) {
    const auto key = file_key(entry.name);
    if (std::find(file_keys.begin(), file_keys.end(), key) != file_keys.end()) folders.insert(folder_of(entry.name));
  }
  Place at;
  at.file = set.name();
  if (folders.empty()) {
    std::string names;
    std::size_t shown = 0;
    for (const auto& entry : set.entries()) {
      if (++shown > 8) break;
      names += (names.empty() ? "" : ", ") + entry.name;
    }
    throw ImportFailed(std::string(wanted_files) + "; it holds " +
                           (names.empty() ? "no files" : names + (set.entries().size() > 8 ? ", ..." : "")),
                       set.name(), at);
  }
  if (folders.size() > 1 && folders.count("") == 0) {
    std::string names;
    for (const auto& folder : folders) names += (names.empty() ? "" : ", ") + folder;
    throw ImportFailed("it holds several exports, give one of them: " + names, set.name(), at);
  }
  const std::string root = *folders.begin();
  std::string unread, read;
  for (const auto& entry : set.entries()) {
    const std::string base = entry.name.substr(root.empty() ? 0 : root.size() + 1);
    const auto found = std::find(file_keys.begin(), file_keys.end(), file_key(entry.name));
    if (folder_of(entry.name) != root || found == file_keys.end()) {
      unread += (unread.empty() ? "" : ", ") + (folder_of(entry.name) == root ? base : entry.name);
      continue;
    }
    control.check(out.notes.size());
    const auto number = static_cast<std::size_t>(found - file_keys.begin());
    const auto kind = static_cast<LinkedInFile>(number);
    const std::string file = set.name() + "/" + entry.name;
    Sheet sheet = read_sheet(
        set.read(entry.name), file, [kind](const auto& keys) { return is_linkedin_header(kind, keys); }, control);
    if (!sheet.any_row) {
      out.notes.push_back(file + " is empty");
      continue;
    }
    if (!sheet.found() && (kind == LinkedInFile::connections || kind == LinkedInFile::messages)) {
      fail_unrecognised(sheet, "the header of this file of a LinkedIn export is not known");
    }
    read += (read.empty() ? "" : ", ") + base;
    out.sheets[number].push_back(std::move(sheet));
  }
  if (!unread.empty()) out.notes.push_back("not read, weaktie makes no statements of them: " + unread);
  if (read.empty()) throw ImportFailed("every file of this LinkedIn export is empty", set.name(), at);
  out.how = std::string("LinkedIn export as a ") + (set.kind() == FileSetKind::zip ? "zip" : "folder") +
            ", recognised by its files " + read;
  return out;
}

/// A minor file whose header is not known: reported once, the rest of the export is still good.
bool header_known(const Sheet& sheet, ImportPlan& plan) {
  if (sheet.found()) return true;
  plan.note(sheet.file + " is not read: its header is not known; it begins with: " + sheet.looks_like);
  plan.reject(sheet.rows.empty() ? 1 : sheet.rows.front().line, "the header of this file is not known");
  return false;
}

void find_owner(const Export& files, LinkedInOwner& owner) {
  for (const auto& sheet : files.of(LinkedInFile::profile)) {
    for (const auto& row : sheet.rows) {
      if (owner.name.empty()) {
        owner.name = full_name({}, cell(row, sheet.column({"firstname"})), cell(row, sheet.column({"lastname"})));
      }
    }
  }
  // Invitations: the side that is the owner's is told by the direction.
  std::map<std::string, std::pair<std::size_t, std::uint32_t>> votes;
  std::map<std::string, std::string> written;
  for (const auto& sheet : files.of(LinkedInFile::invitations)) {
    const auto direction = sheet.column({"direction"}), inviter = sheet.column({"inviterprofileurl"}),
               invitee = sheet.column({"inviteeprofileurl"});
    for (const auto& row : sheet.rows) {
      const auto way = name_key(cell(row, direction));
      const auto url = way == "outgoing" ? cell(row, inviter) : way == "incoming" ? cell(row, invitee) : std::string();
      const auto key = profile_key(url);
      if (key.empty()) continue;
      auto& [count, line] = votes[key];
      if (++count == 1) {
        line = row.line;
        written[key] = url;
        owner.url_file = sheet.file;
      }
    }
  }
  std::size_t most = 0;
  for (const auto& [key, vote] : votes) {
    if (vote.first <= most) continue;
    most = vote.first;
    owner.url_key = key;
    owner.url = written[key];
    owner.url_line = vote.second;
  }
  for (const auto& sheet : files.of(LinkedInFile::messages)) {
    if (owner.url_key.empty()) find_owner_in_messages(sheet, owner);
  }
}

bool has_rows(const Export& files) {
  for (std::size_t i = 0; i < linkedin_file_count; ++i) {
    if (static_cast<LinkedInFile>(i) == LinkedInFile::invitations) continue;
    for (const auto& sheet : files.sheets[i]) {
      if (!sheet.found()) return true;
      for (const auto& row : sheet.rows) {
        if (!is_blank(row) || !row.problem.empty()) return true;
      }
    }
  }
  return false;
}

void plan_profile(const Sheet& sheet, const LinkedInOwner& owner, ImportPlan& plan, bool& url_told) {
  if (!header_known(sheet, plan)) return;
  const auto first = sheet.column({"firstname"}), last = sheet.column({"lastname"}),
             headline = sheet.column({"headline"}), place = sheet.column({"geolocation", "location"});
  for (const auto& row : sheet.rows) {
    if (settle_row(plan, row)) continue;
    Person person;
    person.id = owner.id;
    person.name = full_name({}, cell(row, first), cell(row, last));
    person.headline = cell(row, headline);
    person.place = cell(row, place);
    if (!url_told) person.url = owner.url;
    url_told = true;
    plan.keep(row.line, {std::move(person)});
  }
}

void plan_emails(const Sheet& sheet, const LinkedInOwner& owner, ImportPlan& plan) {
  if (!header_known(sheet, plan)) return;
  const auto mail = sheet.column({"emailaddress"}), confirmed = sheet.column({"confirmed"});
  for (const auto& row : sheet.rows) {
    if (settle_row(plan, row)) continue;
    const auto word = name_key(cell(row, confirmed));
    Person person;
    person.id = owner.id;
    person.email = cell(row, mail);
    if (mail_key(person.email).empty()) {
      plan.reject(row.line, "'" + person.email + "' is no mail address", "Email Address");
    } else if (confirmed != Sheet::npos && word != "yes" && word != "true") {
      plan.skip(row.line, "a mail address that is not confirmed", "Confirmed");
    } else {
      plan.keep(row.line, {std::move(person)});
    }
  }
}

/// A cell with a month or year; what cannot be read is noted.
std::optional<Day> month_cell(const CsvRow& row, const Sheet& sheet, std::size_t column, bool last, ImportPlan& plan) {
  const auto text = cell(row, column);
  const auto day = foreign_month(text, last);
  if (!day && !text.empty()) plan.note_cell(row.line, sheet.header[column], text, "no month or year");
  return day;
}

void plan_positions(const Sheet& sheet, const LinkedInOwner& owner, ImportPlan& plan,
                    std::vector<Position>& positions) {
  if (!header_known(sheet, plan)) return;
  const auto company = sheet.column({"companyname"}), title = sheet.column({"title"}),
             started = sheet.column({"startedon"}), finished = sheet.column({"finishedon"});
  for (const auto& row : sheet.rows) {
    if (settle_row(plan, row)) continue;
    Affiliation employer;
    employer.name = cell(row, company);
    employer.id = employer_id(employer.name);
    employer.kind = AffiliationKind::employer;
    if (employer.id.empty()) {
      plan.reject(row.line, "a position without the name of a company", "Company Name");
      continue;
    }
    Membership membership;
    membership.person = owner.id;
    membership.affiliation = employer.id;
    membership.role = cell(row, title);
    membership.start = month_cell(row, sheet, started, false, plan);
    membership.end = month_cell(row, sheet, finished, true, plan);
    if (membership.start && membership.end && *membership.end < *membership.start) {
      plan.reject(row.line, "the position ends before it starts", "Finished On");
      continue;
    }
    positions.push_back({company_key(employer.name), membership.start, membership.end, cell(row, finished).empty()});
    plan.keep(row.line, {std::move(membership), std::move(employer)});
  }
}

void plan_education(const Sheet& sheet, const LinkedInOwner& owner, ImportPlan& plan) {
  if (!header_known(sheet, plan)) return;
  const auto school_column = sheet.column({"schoolname"}), degree_column = sheet.column({"degreename"}),
             started = sheet.column({"startdate"}), finished = sheet.column({"enddate"});
  for (const auto& row : sheet.rows) {
    if (settle_row(plan, row)) continue;
    Affiliation school;
    school.name = cell(row, school_column);
    school.id = school_id(school.name);
    school.kind = AffiliationKind::school;
    if (school.id.empty()) {
      plan.reject(row.line, "an education without the name of a school", "School Name");
      continue;
    }
    Membership at_school;
    at_school.person = owner.id;
    at_school.affiliation = school.id;
    at_school.role = cell(row, degree_column);
    at_school.weight = school_weight;
    at_school.start = month_cell(row, sheet, started, false, plan);
    at_school.end = month_cell(row, sheet, finished, true, plan);
    if (at_school.start && at_school.end && *at_school.end < *at_school.start) {
      plan.reject(row.line, "the education ends before it starts", "End Date");
      continue;
    }
    const auto year = [](const std::optional<Day>& day) -> std::optional<int> {
      if (!day) return std::nullopt;
      return static_cast<int>(std::chrono::year_month_day(*day).year());
    };
    Affiliation course;
    course.id = course_id(school.name, at_school.role, year(at_school.end), year(at_school.start));
    course.name = at_school.role + ", " + school.name;
    course.kind = AffiliationKind::course;
    std::vector<Fact> facts;
    Membership on_course = at_school;
    on_course.affiliation = course.id;
    facts.emplace_back(std::move(at_school));
    facts.emplace_back(std::move(school));
    if (!course.id.empty()) {
      facts.emplace_back(std::move(on_course));
      facts.emplace_back(std::move(course));
    }
    plan.keep(row.line, std::move(facts));
  }
}

/// Whether dates with slashes in this column put the month first, when any of them can only be read one way.
std::optional<bool> month_comes_first(const Sheet& sheet, std::size_t column) {
  bool day_first = false, month_first = false;
  for (const auto& row : sheet.rows) {
    const auto text = cell(row, column);
    if (text.find('/') == std::string::npos || foreign_day(text)) {
      const auto as_month = foreign_day(text, true), as_day = foreign_day(text, false);
      if (text.find('/') != std::string::npos && as_month != as_day) (as_month ? month_first : day_first) = true;
    }
  }
  if (day_first == month_first) return std::nullopt;
  return month_first;
}

void plan_connections(const Sheet& sheet, const LinkedInOwner& owner, const std::vector<Position>& positions,
                      ImportPlan& plan, std::set<std::string>& described) {
  const auto first = sheet.column({"firstname"}), last = sheet.column({"lastname"}),
             url = sheet.column({"url", "profileurl"}), email = sheet.column({"emailaddress", "email"}),
             company = sheet.column({"company"}), title = sheet.column({"position"}),
             connected = sheet.column({"connectedon"});
  const auto month_first = month_comes_first(sheet, connected);
  std::map<std::string, std::vector<std::string>> without_address;  // key -> employers and titles seen under it
  std::uint64_t hidden = 0;
  for (const auto& row : sheet.rows) {
    if (settle_row(plan, row)) continue;
    Person person;
    person.name = full_name({}, cell(row, first), cell(row, last));
    person.url = cell(row, url);
    person.email = cell(row, email);
    person.organisation = cell(row, company);
    person.title = cell(row, title);
    const auto date_text = cell(row, connected);
    if (person.name.empty() && person.url.empty() && person.email.empty()) {
      if (person.organisation.empty() && person.title.empty() && !date_text.empty()) {
        plan.skip(row.line, "hidden profile: the row has a date and nothing else");
        ++hidden;
      } else {
        plan.reject(row.line, "neither a name nor an address", "First Name");
      }
      continue;
    }
    auto date = foreign_day(date_text);
    if (!date && month_first) date = foreign_day(date_text, month_first);
    if (!date && !date_text.empty())
      plan.note_cell(row.line, sheet.header[connected], date_text, "no date that can be read");

    std::string key = profile_key(person.url);
    if (!key.empty() && key == owner.url_key) {
      plan.skip(row.line, "the owner of the export");
      continue;
    }
    if (key.empty()) key = mail_key(person.email);
    if (key.empty()) {
      const auto words = folded(person.name);
      key = "name:" + (words.empty() ? person.name : words) + "|" + (date ? day_text(*date) : date_text);
      // Two people of one name, connected on one day: told apart by what they do, in file order.
      auto& seen = without_address[key];
      const auto work = person.organisation + "\x1f" + person.title;
      auto same = std::find(seen.begin(), seen.end(), work);
      if (same == seen.end()) same = seen.insert(seen.end(), work);
      if (same != seen.begin()) key += "|" + std::to_string(same - seen.begin() + 1);
    }
    person.id = linkedin_person_id(owner.id, key);
    described.insert(person.id);

    Tie tie;
    tie.source = owner.id;
    tie.target = person.id;
    tie.kind = TieKind::online_contact;
    tie.since = date;
    const auto employer = company_key(person.organisation);
    std::vector<StatedFact> facts;
    facts.push_back({tie, date});
    const auto later = [](std::optional<Day> a, std::optional<Day> b) { return a && (!b || *a > *b) ? a : b; };
    for (const auto& position : positions) {
      if (employer.empty() || position.company != employer) continue;
      Tie at_work = tie;
      if (position.current) {
        at_work.kind = TieKind::colleague;
        facts.push_back({std::move(at_work), later(date, position.start)});
      } else if (date && position.start && position.end &&
                 *date >= *position.start - std::chrono::days(days_around_position) &&
                 *date <= *position.end + std::chrono::days(days_around_position)) {
        at_work.kind = TieKind::former_colleague;
        facts.push_back({std::move(at_work), later(date, position.end)});
      }
    }
    facts.push_back({std::move(person), {}});
    plan.keep_stated(row.line, std::move(facts));
  }
  if (hidden != 0)
    plan.note(sheet.file + ": " + std::to_string(hidden) + (hidden == 1 ? " profile is" : " profiles are") + " hidden");
}

}  // namespace

bool is_linkedin_header(LinkedInFile file, const std::vector<std::string>& keys) {
  const auto has = [&](std::string_view key) { return has_key(keys, {key}); };
  switch (file) {
    case LinkedInFile::profile:
      return has("firstname") && has("lastname") && has("headline") && !has("connectedon");
    case LinkedInFile::emails:
      return has("emailaddress") && has("confirmed");
    case LinkedInFile::positions:
      return has("companyname") && has("title") && has("startedon");
    case LinkedInFile::education:
      return has("schoolname") && (has("degreename") || has("startdate"));
    case LinkedInFile::connections:
      return has("firstname") && has("lastname") && has("connectedon");
    case LinkedInFile::invitations:
      return has("from") && has("to") && has("direction");
    case LinkedInFile::messages:
      return has("from") && has("to") && has("date") && (has("conversationid") || has("senderprofileurl"));
  }
  return false;
}

std::string linkedin_person_id(const std::string& owner, std::string_view key) {
  return imported_id(owner, "linkedin", key);
}

}  // namespace io

ImportReport read_linkedin(Records& records, const std::filesystem::path& path, const ImportOptions& options,
                           const Control& control) {
  using namespace io;
  Statement by = statement_of(options.owner, options.audience);
  FileSet set = FileSet::open(path);
  const Export files = open_export(set, control);

  LinkedInOwner owner;
  owner.id = options.owner;
  find_owner(files, owner);
  ImportReport report;
  report.path = set.name();
  report.format = files.how;
  report.notes = files.notes;
  if (owner.id.empty() && !owner.name.empty()) {
    const auto words = folded(owner.name);
    owner.id = imported_id("", "linkedin",
                           owner.url_key.empty() ? "owner:" + (words.empty() ? owner.name : words) : owner.url_key);
    report.notes.push_back("owner= was not given; the export is that of " + owner.name + ", who gets the id " +
                           owner.id);
  }
  if (owner.id.empty() && has_rows(files)) {
    Place at;
    at.file = set.name();
    throw InvalidValue("owner= is needed: nothing in this export says whose it is, and its ties need a source", "", at);
  }
  by.stated_by = owner.id;

  std::vector<ImportPlan> plans;
  const auto each = [&](LinkedInFile kind, const auto& make) {
    for (const auto& sheet : files.of(kind)) {
      ImportPlan plan(sheet.file, std::string(file_keys[static_cast<std::size_t>(kind)]), by);
      make(sheet, plan);
      add_notes(plan, sheet);
      plans.push_back(std::move(plan));
    }
  };
  bool url_told = false;
  std::vector<Position> positions;
  std::set<std::string> described;
  each(LinkedInFile::profile,
       [&](const Sheet& sheet, ImportPlan& plan) { plan_profile(sheet, owner, plan, url_told); });
  each(LinkedInFile::emails, [&](const Sheet& sheet, ImportPlan& plan) { plan_emails(sheet, owner, plan); });
  each(LinkedInFile::positions,
       [&](const Sheet& sheet, ImportPlan& plan) { plan_positions(sheet, owner, plan, positions); });
  each(LinkedInFile::education, [&](const Sheet& sheet, ImportPlan& plan) { plan_education(sheet, owner, plan); });
  each(LinkedInFile::connections,
       [&](const Sheet& sheet, ImportPlan& plan) { plan_connections(sheet, owner, positions, plan, described); });
  each(LinkedInFile::messages,
       [&](const Sheet& sheet, ImportPlan& plan) { plan_messages(sheet, owner, described, plan); });
  control.check(1, 1);

  // From here on nothing can fail half way.
  for (auto& plan : plans) report.include(plan.commit(records));
  if (!url_told && !owner.url.empty() && !owner.id.empty()) {
    Person person;
    person.id = owner.id;
    person.url = owner.url;
    by.origins = {owner.url_file + ":" + std::to_string(owner.url_line)};
    records.add_person(std::move(person), by);
  }
  if (!files.of(LinkedInFile::invitations).empty()) {
    report.notes.push_back("Invitations.csv is read for the owner's own profile address only");
  }
  for (const auto& part : report.files) report.notes.insert(report.notes.end(), part.notes.begin(), part.notes.end());
  return report;
}

}  // namespace weaktie
