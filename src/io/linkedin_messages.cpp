// messages.csv of a LinkedIn export: who wrote to whom and when, never what.
#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include <weaktie/core/text.hpp>
#include <weaktie/io/contact_counter.hpp>
#include <weaktie/records/resolve.hpp>

#include "linkedin.hpp"

namespace weaktie::io {
namespace {

struct Columns {
  std::size_t conversation, from, sender, to, recipients, date, folder, draft, conversation_draft;
  explicit Columns(const Sheet& sheet)
      : conversation(sheet.column({"conversationid"})),
        from(sheet.column({"from"})),
        sender(sheet.column({"senderprofileurl"})),
        to(sheet.column({"to"})),
        recipients(sheet.column({"recipientprofileurls", "recipientprofileurl"})),
        date(sheet.column({"date"})),
        folder(sheet.column({"folder"})),
        draft(sheet.column({"ismessagedraft"})),
        conversation_draft(sheet.column({"isconversationdraft"})) {}
};

struct Address {
  std::string url, key;
};

/// Addresses are joined by a bare comma.
std::vector<Address> addresses(const std::string& urls) {
  std::vector<Address> out;
  std::size_t begin = 0;
  while (begin <= urls.size()) {
    const std::size_t end = std::min(urls.find(',', begin), urls.size());
    const auto url = trimmed(urls.substr(begin, end - begin));
    const auto key = profile_key(url);
    const bool known = std::any_of(out.begin(), out.end(), [&](const Address& it) { return it.key == key; });
    if (!key.empty() && !known) out.push_back({url, key});
    begin = end + 1;
  }
  return out;
}

bool says_yes(const std::string& text) {
  const auto key = name_key(text);
  return key == "yes" || key == "true" || key == "1";
}

/// One message that counts, before its kind is known.
struct Message {
  std::size_t row;
  Day date;
  std::string time;  ///< the whole cell: orders messages of one day
  Direction direction;
  std::vector<Address> people;  ///< the other side
  std::uint32_t size;
};

}  // namespace

void find_owner_in_messages(const Sheet& sheet, LinkedInOwner& owner) {
  const Columns at(sheet);
  const auto name = folded(owner.name);
  std::map<std::string, std::tuple<std::size_t, std::uint32_t, std::string>> votes;  // key -> count, line, address
  const auto vote = [&](const Address& address, std::uint32_t line) {
    auto& [count, first_line, url] = votes[address.key];
    if (++count == 1) {
      first_line = line;
      url = address.url;
    }
  };
  std::size_t messages = 0;
  for (const auto& row : sheet.rows) {
    const auto from = addresses(cell(row, at.sender));
    if (from.empty() || !row.problem.empty()) continue;
    ++messages;
    if (!name.empty()) {
      if (folded(cell(row, at.from)) == name) vote(from.front(), row.line);
      continue;
    }
    auto all = addresses(cell(row, at.recipients));
    if (std::none_of(all.begin(), all.end(), [&](const Address& it) { return it.key == from.front().key; })) {
      all.push_back(from.front());
    }
    for (const auto& it : all) vote(it, row.line);
  }
  std::size_t most = 0, holders = 0;
  for (const auto& [key, it] : votes) {
    if (std::get<0>(it) < most) continue;
    holders = std::get<0>(it) == most ? holders + 1 : 1;
    if (std::get<0>(it) == most) continue;
    most = std::get<0>(it);
    owner.url_key = key;
    owner.url = std::get<2>(it);
    owner.url_line = std::get<1>(it);
    owner.url_file = sheet.file;
  }
  if (name.empty() && (most != messages || holders != 1)) {  // no name to go by, and nobody is in every message alone
    owner.url_key.clear();
    owner.url.clear();
    owner.url_line = 0;
    owner.url_file.clear();
  }
}

void plan_messages(const Sheet& sheet, const LinkedInOwner& owner, const std::set<std::string>& described,
                   ImportPlan& plan) {
  const Columns at(sheet);
  // Before 2023 recipients have no address: in a conversation with one other sender it is theirs.
  std::map<std::string, std::vector<Address>> others;
  for (const auto& row : sheet.rows) {
    const auto from = addresses(cell(row, at.sender));
    if (from.empty() || from.front().key == owner.url_key) continue;
    auto& known = others[cell(row, at.conversation)];
    if (std::none_of(known.begin(), known.end(), [&](const Address& it) { return it.key == from.front().key; })) {
      known.push_back(from.front());
    }
  }

  struct Outcome {
    bool settled = false;
    std::vector<StatedFact> facts;
    std::string reason, field;
    RowOutcome how = RowOutcome::skipped;
  };
  std::vector<Outcome> outcomes(sheet.rows.size());
  std::vector<Message> messages;
  for (std::size_t number = 0; number < sheet.rows.size(); ++number) {
    const auto& row = sheet.rows[number];
    auto& outcome = outcomes[number];
    const auto leave = [&](std::string reason, std::string field = {}, RowOutcome how = RowOutcome::skipped) {
      outcome = {true, {}, std::move(reason), std::move(field), how};
    };
    if (!row.problem.empty() || is_blank(row)) {
      leave(row.problem.empty() ? "a row without any text" : row.problem, {},
            row.problem.empty() ? RowOutcome::skipped : RowOutcome::rejected);
      continue;
    }
    if (says_yes(cell(row, at.draft)) || says_yes(cell(row, at.conversation_draft))) {
      leave("a draft, never sent");
      continue;
    }
    if (name_key(cell(row, at.folder)) == "spam") {
      leave("in the spam folder");
      continue;
    }
    const auto from = addresses(cell(row, at.sender));
    const auto is_member = [](const std::string& name) { return name_key(name) == "linkedinmember"; };
    if (from.empty()) {
      leave(is_member(cell(row, at.from)) ? "from a hidden member (LinkedIn Member)"
                                          : "sponsored, or from a sender without a profile address");
      continue;
    }
    if (owner.url_key.empty()) {
      leave(
          "which side is the owner cannot be told: the export has neither the name of Profile.csv nor the addresses of "
          "Invitations.csv");
      continue;
    }
    Message message{number, {}, cell(row, at.date), Direction::in, {}, 1};
    auto to = addresses(cell(row, at.recipients));
    if (from.front().key == owner.url_key) {
      message.direction = Direction::out;
      const auto addressed = to.size();
      std::erase_if(to, [&](const Address& it) { return it.key == owner.url_key; });
      if (to.empty() && addressed == 0) {
        const auto known = others.find(cell(row, at.conversation));
        if (known != others.end() && known->second.size() == 1) to = known->second;
      }
      message.people = std::move(to);
      if (message.people.empty()) {
        leave(is_member(cell(row, at.to)) ? "to a hidden member (LinkedIn Member)"
                                          : "the profile address of the recipient is not in the file");
        continue;
      }
      message.size = static_cast<std::uint32_t>(message.people.size());
    } else {
      message.people = {from.front()};
      message.size = static_cast<std::uint32_t>(std::max<std::size_t>(1, to.size()));
    }
    const auto date = foreign_day(message.time);
    if (!date) {
      leave("'" + message.time.substr(0, 80) + "' is no date that can be read", "DATE", RowOutcome::rejected);
      outcome.reason = to_utf8(outcome.reason);
      continue;
    }
    message.date = *date;
    messages.push_back(std::move(message));
  }

  // Oldest first (files are newest first), so that what a message shows depends on nothing that came after it and a
  // later export, which has more messages, says the same about the old ones.
  std::stable_sort(messages.begin(), messages.end(), [](const Message& a, const Message& b) {
    if (a.date != b.date) return a.date < b.date;
    if (a.time != b.time) return a.time < b.time;
    return a.row > b.row;
  });
  struct Seen {
    bool out = false, in = false;
  };
  std::map<std::string, Seen> seen;
  ContactCounter counter;
  for (const auto& message : messages) {
    const auto& row = sheet.rows[message.row];
    auto& facts = outcomes[message.row].facts;
    for (const auto& address : message.people) {
      Tie tie;
      tie.source = owner.id;
      tie.target = linkedin_person_id(owner.id, address.key);
      auto& both = seen[address.key];
      if (message.size == 1) (message.direction == Direction::out ? both.out : both.in) = true;
      tie.kind = both.out && both.in ? TieKind::acquaintance : TieKind::online_contact;
      tie.contact = Contact{message.date, Channel::message, message.direction, message.size};
      Statement by;
      by.stated_on = message.date;
      counter.number(tie, by);
      if (described.count(tie.target) == 0) {
        Person person;
        person.id = tie.target;
        person.url = address.url;
        if (message.direction == Direction::in) {
          person.name = cell(row, at.from);
        } else if (message.people.size() == 1) {
          person.name = cell(row, at.to);
        }
        facts.push_back({std::move(person), {}});
      }
      facts.push_back({std::move(tie), message.date});
    }
  }

  for (std::size_t number = 0; number < outcomes.size(); ++number) {
    auto& outcome = outcomes[number];
    const auto line = sheet.rows[number].line;
    if (!outcome.settled) {
      plan.keep_stated(line, std::move(outcome.facts));
    } else if (outcome.how == RowOutcome::skipped) {
      plan.skip(line, std::move(outcome.reason), std::move(outcome.field));
    } else {
      plan.reject(line, std::move(outcome.reason), std::move(outcome.field));
    }
  }
}

}  // namespace weaktie::io
