// Cards: vCard 2.1, 3.0 and 4.0.
#include <weaktie/io/contacts.hpp>

#include <algorithm>
#include <optional>
#include <utility>

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>

#include "contacts.hpp"
#include "content_lines.hpp"

namespace weaktie {
namespace io {
namespace {

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string out;
  for (const auto& part : parts) {
    const auto text = trimmed(part);
    if (!text.empty()) out += (out.empty() ? "" : between) + text;
  }
  return out;
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return trimmed(text);
}

/// One card on its way to an entry.
struct Card {
  ContactEntry entry;
  std::string formatted, parts, nickname;  // FN, N, NICKNAME
  std::string not_a_person;                // why

  void take(const ContentLine& it) {
    if (it.name == "FN") {
      if (formatted.empty()) formatted = one_line(plain_value(it.value));
    } else if (it.name == "N") {
      auto names = split_value(it.value, ';');  // family; given; additional; prefixes; suffixes
      names.resize(5);
      if (parts.empty()) parts = one_line(joined({names[1], names[2], names[0]}, " "));
    } else if (it.name == "NICKNAME") {
      nickname = one_line(plain_value(it.value));
    } else if (it.name == "EMAIL") {
      add(entry.emails, it.value);
    } else if (it.name == "TEL") {
      std::string number = plain_value(it.value);
      if (number.compare(0, 4, "tel:") == 0) number = number.substr(4, number.find(';', 4) - 4);
      add(entry.phones, number);
    } else if (it.name == "URL" || it.name == "X-SOCIALPROFILE" || it.name == "SOCIALPROFILE") {
      add(entry.urls, plain_value(it.value));
    } else if (it.name == "ORG") {
      if (entry.organisation.empty()) entry.organisation = one_line(split_value(it.value, ';').front());
    } else if (it.name == "TITLE" || (it.name == "ROLE" && entry.title.empty())) {
      entry.title = one_line(plain_value(it.value));
    } else if (it.name == "ADR") {
      auto lines = split_value(it.value, ';');  // box; extended; street; locality; region; code; country
      lines.resize(7);
      if (entry.place.empty()) entry.place = one_line(joined({lines[3], lines[6]}, ", "));
      if (entry.address.empty() && !trimmed(lines[2]).empty()) {
        entry.address = one_line(joined({lines[2], lines[5], lines[3]}, ", "));
      }
    } else if (it.name == "BDAY") {
      entry.birthday = one_line(plain_value(it.value));
    } else if (it.name == "CATEGORIES") {
      for (const auto& label : split_value(it.value, ',')) entry.labels.push_back(trimmed(label));
    } else if (it.name == "KIND" || it.name == "X-ADDRESSBOOKSERVER-KIND") {
      const auto kind = name_key(it.value);
      if (kind == "group") not_a_person = "a group, not a person";
      if (kind == "org") not_a_person = "a company, not a person";
      if (kind == "location") not_a_person = "a place, not a person";
    } else if (it.name == "X-ABSHOWAS" && name_key(it.value) == "company") {
      not_a_person = "a company, not a person";
    }
  }

  void plan_into(ImportPlan& plan, const std::string& owner) {
    if (!not_a_person.empty()) {
      plan.skip(entry.line, not_a_person);
      return;
    }
    entry.name = !formatted.empty() ? formatted : !parts.empty() ? parts : nickname;
    if (entry.name == entry.organisation && parts.empty() && entry.emails.empty()) entry.name.clear();
    plan_contact(entry, owner, plan);
  }

 private:
  static void add(std::vector<std::string>& values, const std::string& text) {
    auto value = one_line(text);
    if (!value.empty()) values.push_back(std::move(value));
  }
};

}  // namespace
}  // namespace io

ImportReport read_vcard(Records& records, const std::filesystem::path& path, const ImportOptions& options,
                        const Control& control) {
  using namespace io;
  const Statement by = statement_of(options.owner, options.audience);
  const std::string file = to_utf8(path.filename().string());
  ContentLines lines(read_bytes(path), file);
  ImportPlan plan(file, "vCard, recognised by BEGIN:VCARD", by);
  std::optional<Card> card;
  int inside = 0;      // components of a card
  bool agent = false;  // AGENT, which may be a card itself, was the last line
  std::uint64_t cards = 0;
  const auto finish = [&](bool ended) {
    if (!card) return;
    if (!ended) {
      plan.note(file + ": line " + std::to_string(card->entry.line) +
                ": the card has no END:VCARD; it is read as far as it goes");
    }
    card->plan_into(plan, options.owner);
    card.reset();
    inside = 0;
    if (++cards % 256 == 0) control.check(lines.at(), lines.size());
  };
  ContentLine it;
  while (lines.next(it)) {
    const auto what = name_key(it.value);
    if (it.name == "BEGIN" && what == "vcard" && !agent && inside == 0) {
      finish(false);
      card.emplace();
      card->entry.line = it.line;
    } else if (it.name == "BEGIN" && card) {
      ++inside;
    } else if (it.name == "END" && inside > 0) {
      --inside;
    } else if (it.name == "END" && what == "vcard") {
      finish(true);
    } else if (card && inside == 0) {
      card->take(it);
    }
    agent = card && it.name == "AGENT" && it.value.empty();
  }
  finish(false);
  for (auto& note : lines.notes()) plan.note(std::move(note));
  if (cards == 0) {
    Place at;
    at.file = file;
    throw ImportFailed(lines.size() == 0 ? "the file is empty" : "there is no card in it (BEGIN:VCARD)", file, at);
  }
  control.check(lines.size(), lines.size());
  return plan.commit(records);
}

}  // namespace weaktie
