// Address books as CSV, and what an entry of any address book adds (cards: vcard.cpp).
#include "contacts.hpp"

#include <weaktie/io/contacts.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include <weaktie/core/text.hpp>
#include <weaktie/io/imported_id.hpp>
#include <weaktie/records/resolve.hpp>

#include "lists.hpp"

namespace weaktie {
namespace io {
namespace {

/// The kind of tie that a label names; acquaintance when none does.
TieKind kind_of(const std::vector<std::string>& labels) {
  constexpr std::array<std::pair<std::string_view, TieKind>, 22> words = {
      {{"family", TieKind::family},       {"relative", TieKind::family},      {"relatives", TieKind::family},
       {"parent", TieKind::family},       {"parents", TieKind::family},       {"sibling", TieKind::family},
       {"kin", TieKind::family},          {"friend", TieKind::friend_},       {"friends", TieKind::friend_},
       {"tutor", TieKind::tutor},         {"tutors", TieKind::tutor},         {"teacher", TieKind::tutor},
       {"teachers", TieKind::tutor},      {"mentor", TieKind::mentor},        {"mentors", TieKind::mentor},
       {"colleague", TieKind::colleague}, {"colleagues", TieKind::colleague}, {"coworker", TieKind::colleague},
       {"coworkers", TieKind::colleague}, {"classmate", TieKind::peer},       {"classmates", TieKind::peer},
       {"peers", TieKind::peer}}};
  // Of several, the one that stands first among the kinds, which go from close to loose.
  TieKind best = TieKind::acquaintance;
  for (const auto& label : labels) {
    std::string key = name_key(label);
    for (const auto& [word, kind] : words) {
      if (key == word && kind < best) best = kind;
    }
  }
  return best;
}

/// Values without repetition (by `key`), joined as cells are; those without a key are left out.
template <class Key>
std::string joined(const std::vector<std::string>& values, const Key& key) {
  std::string out;
  std::vector<std::string> seen;
  for (const auto& value : values) {
    const std::string it = key(value);
    if (it.empty() || std::find(seen.begin(), seen.end(), it) != seen.end()) continue;
    seen.push_back(it);
    out += (out.empty() ? "" : " ; ") + value;
  }
  return out;
}

/// Several values in one cell of a Google export.
void add_values(std::vector<std::string>& out, const std::string& text) {
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(":::", begin), text.size());
    auto value = trimmed(text.substr(begin, end - begin));
    if (!value.empty()) out.push_back(std::move(value));
    begin = end + 3;
  }
}

/// The columns whose name_key is `before`, a number, `after` ("email1value"), by number.
std::vector<std::size_t> numbered_columns(const Sheet& sheet, std::string_view before, std::string_view after) {
  std::vector<std::size_t> out;
  for (int number = 1; number <= 50; ++number) {
    const auto column = sheet.column({std::string(before) + std::to_string(number) + std::string(after)});
    if (column != Sheet::npos) out.push_back(column);
  }
  return out;
}

std::string joined_words(std::initializer_list<std::string> parts, const char* between = " ") {
  std::string out;
  for (const auto& part : parts) {
    if (!part.empty()) out += (out.empty() ? "" : between) + part;
  }
  return out;
}

std::string first_value(const std::string& text) {
  std::vector<std::string> values;
  add_values(values, text);
  return values.empty() ? std::string() : values.front();
}

class GoogleBook {
 public:
  explicit GoogleBook(const Sheet& sheet)
      : first_(sheet.column({"firstname", "givenname"})),
        middle_(sheet.column({"middlename", "additionalname"})),
        last_(sheet.column({"lastname", "familyname"})),
        whole_(sheet.column({"name", "fileas"})),
        nickname_(sheet.column({"nickname"})),
        labels_(sheet.column({"labels", "groupmembership"})),
        organisation_(sheet.column({"organizationname", "organization1name"})),
        title_(sheet.column({"organizationtitle", "organization1title"})),
        street_(sheet.column({"address1street"})),
        code_(sheet.column({"address1postalcode"})),
        city_(sheet.column({"address1city"})),
        country_(sheet.column({"address1country"})),
        birthday_(sheet.column({"birthday"})),
        emails_(numbered_columns(sheet, "email", "value")),
        phones_(numbered_columns(sheet, "phone", "value")),
        urls_(numbered_columns(sheet, "website", "value")) {}

  [[nodiscard]] ContactEntry entry(const CsvRow& row) const {
    ContactEntry out;
    out.name = joined_words({cell(row, first_), cell(row, middle_), cell(row, last_)});
    if (out.name.empty()) out.name = cell(row, whole_);
    if (out.name.empty()) out.name = cell(row, nickname_);
    for (const auto column : emails_) add_values(out.emails, cell(row, column));
    for (const auto column : phones_) add_values(out.phones, cell(row, column));
    for (const auto column : urls_) add_values(out.urls, cell(row, column));
    add_values(out.labels, cell(row, labels_));
    out.organisation = first_value(cell(row, organisation_));
    out.title = first_value(cell(row, title_));
    out.place = joined_words({cell(row, city_), cell(row, country_)}, ", ");
    if (!cell(row, street_).empty()) {
      out.address = joined_words({cell(row, street_), cell(row, code_), cell(row, city_)}, ", ");
    }
    out.birthday = cell(row, birthday_);
    return out;
  }

 private:
  std::size_t first_, middle_, last_, whole_, nickname_, labels_, organisation_, title_, street_, code_, city_,
      country_, birthday_;
  std::vector<std::size_t> emails_, phones_, urls_;
};

class OutlookBook {
 public:
  explicit OutlookBook(const Sheet& sheet)
      : first_(sheet.column({"firstname"})),
        middle_(sheet.column({"middlename"})),
        last_(sheet.column({"lastname"})),
        nickname_(sheet.column({"nickname", "fileas"})),
        categories_(sheet.column({"categories"})),
        organisation_(sheet.column({"company"})),
        title_(sheet.column({"jobtitle"})),
        city_(sheet.column({"businesscity", "homecity"})),
        country_(sheet.column({"businesscountryregion", "homecountryregion"})),
        home_street_(sheet.column({"homestreet"})),
        home_code_(sheet.column({"homepostalcode"})),
        home_city_(sheet.column({"homecity"})),
        birthday_(sheet.column({"birthday"})),
        emails_(all_of(sheet, {"emailaddress", "email2address", "email3address"})),
        phones_(all_of(sheet, {"mobilephone", "businessphone", "businessphone2", "homephone", "homephone2",
                               "primaryphone", "otherphone", "carphone"})),
        urls_(all_of(sheet, {"webpage", "personalwebpage"})) {}

  [[nodiscard]] ContactEntry entry(const CsvRow& row) const {
    ContactEntry out;
    out.name = joined_words({cell(row, first_), cell(row, middle_), cell(row, last_)});
    if (out.name.empty()) out.name = cell(row, nickname_);
    for (const auto column : emails_) out.emails.push_back(cell(row, column));
    for (const auto column : phones_) out.phones.push_back(cell(row, column));
    for (const auto column : urls_) out.urls.push_back(cell(row, column));
    const auto labels = cell(row, categories_);
    for (std::size_t begin = 0; begin < labels.size();) {
      const std::size_t end = std::min(labels.find(';', begin), labels.size());
      out.labels.push_back(trimmed(labels.substr(begin, end - begin)));
      begin = end + 1;
    }
    out.organisation = cell(row, organisation_);
    out.title = cell(row, title_);
    out.place = joined_words({cell(row, city_), cell(row, country_)}, ", ");
    if (!cell(row, home_street_).empty()) {
      out.address = joined_words({cell(row, home_street_), cell(row, home_code_), cell(row, home_city_)}, ", ");
    }
    out.birthday = cell(row, birthday_);
    if (out.birthday == "0/0/00") out.birthday.clear();  // how Outlook writes that there is none
    return out;
  }

 private:
  static std::vector<std::size_t> all_of(const Sheet& sheet, std::initializer_list<std::string_view> keys) {
    std::vector<std::size_t> out;
    for (const auto key : keys) {
      if (const auto column = sheet.column({key}); column != Sheet::npos) out.push_back(column);
    }
    return out;
  }

  std::size_t first_, middle_, last_, nickname_, categories_, organisation_, title_, city_, country_, home_street_,
      home_code_, home_city_, birthday_;
  std::vector<std::size_t> emails_, phones_, urls_;
};

template <class Book>
ImportReport read_book(Records& records, const std::filesystem::path& path, const ImportOptions& options,
                       const Control& control, const IsHeader& is_header, const char* format, const char* wanted) {
  const Statement by = statement_of(options.owner, options.audience);
  const Sheet sheet = open_sheet(path, is_header, control);
  if (!sheet.found()) fail_unrecognised(sheet, wanted);
  ImportPlan plan(sheet.file, format, by);
  add_notes(plan, sheet);
  const Book book(sheet);
  std::uint64_t done = 0;
  for (const auto& row : sheet.rows) {
    if (++done % 1024 == 0) control.check(done, sheet.rows.size());
    if (settle_row(plan, row)) continue;
    ContactEntry entry = book.entry(row);
    entry.line = row.line;
    plan_contact(entry, options.owner, plan);
  }
  control.check(sheet.rows.size(), sheet.rows.size());
  return plan.commit(records);
}

}  // namespace

std::string contact_id(const std::string& owner, const Person& person) {
  const auto first_key = [](const std::string& cell, auto key_of) {
    for (const auto& value : cell_values(cell)) {
      if (auto key = key_of(value); !key.empty()) return key;
    }
    return std::string();
  };
  std::string key = first_key(person.email, mail_key);
  if (key.empty()) key = first_key(person.phone, phone_key);
  if (key.empty()) key = first_key(person.url, profile_key);
  if (key.empty()) key = name_words(person.organisation);
  return imported_id(owner, "contacts", key + "|" + name_words(person.name));
}

void plan_contact(const ContactEntry& entry, const std::string& owner, ImportPlan& plan) {
  Person person;
  person.name = entry.name;
  person.email = joined(entry.emails, mail_key);
  person.phone = joined(entry.phones, [](const std::string& text) { return trimmed(text); });
  person.url = joined(entry.urls, [](const std::string& text) { return trimmed(text); });
  person.title = entry.title;
  person.organisation = entry.organisation;
  person.place = entry.place;
  person.address = entry.address;
  person.birthday = entry.birthday;
  for (const auto& mail : entry.emails) {
    if (!mail.empty() && mail_key(mail).empty()) plan.note_cell(entry.line, "mail", mail, "no mail address");
  }
  if (person.name.empty() && person.email.empty() && person.phone.empty() && person.url.empty()) {
    plan.skip(entry.line, person.organisation.empty() ? "an entry without a name, an address or a number"
                                                      : "a company, not a person");
    return;
  }
  if (person.name.empty() && !person.organisation.empty() && person.email.empty()) {
    plan.skip(entry.line, "a company, not a person");
    return;
  }
  person.id = contact_id(owner, person);
  std::vector<Fact> facts;
  if (!owner.empty()) {
    Tie tie;
    tie.source = owner;
    tie.target = person.id;
    tie.kind = kind_of(entry.labels);
    facts.emplace_back(std::move(tie));
  }
  facts.emplace_back(std::move(person));
  plan.keep(entry.line, std::move(facts));
}

bool is_google_header(const std::vector<std::string>& keys) {
  const bool numbered = has_key(keys, {"email1value", "phone1value"});
  return numbered && has_key(keys, {"givenname", "firstname", "name", "fileas"});
}

bool is_outlook_header(const std::vector<std::string>& keys) {
  return has_key(keys, {"firstname"}) && has_key(keys, {"lastname"}) &&
         (has_key(keys, {"email2address", "emaildisplayname", "businessstreet", "businessphone", "emailtype"})) &&
         !has_key(keys, {"connectedon"});
}

}  // namespace io

ImportReport read_google_contacts(Records& records, const std::filesystem::path& path, const ImportOptions& options,
                                  const Control& control) {
  return io::read_book<io::GoogleBook>(
      records, path, options, control, io::is_google_header, "Google contacts, recognised by their columns",
      "Google contacts have a header with E-mail 1 - Value or Phone 1 - Value and a name");
}

ImportReport read_outlook_contacts(Records& records, const std::filesystem::path& path, const ImportOptions& options,
                                   const Control& control) {
  return io::read_book<io::OutlookBook>(
      records, path, options, control, io::is_outlook_header, "Outlook contacts, recognised by their columns",
      "Outlook contacts have a header with First Name, Last Name and E-mail Type, Business Phone or Business Street");
}

}  // namespace weaktie
