// Mail: the headers of an mbox file, read a piece at a time.
#include <weaktie/io/mbox.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>
#include <weaktie/io/contact_counter.hpp>
#include <weaktie/io/csv.hpp>
#include <weaktie/records/resolve.hpp>

#include "mail_headers.hpp"
#include "own_addresses.hpp"
#include "shared.hpp"

namespace weaktie {
namespace io {
namespace {

/// "From who@where Fri Aug 04 14:53:42 +0000 2017": a month, a time of day and a year tell it from a sentence, also
/// where no blank line stands before it.
bool is_separator(std::string_view text) {
  if (text.substr(0, 5) != "From ") return false;
  constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  bool month = false, time = false, year = false;
  for (std::size_t begin = 5; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    month = month || std::find(months.begin(), months.end(), word) != months.end();
    time = time || (word.size() >= 4 && is_digit(word[0]) && word.find(':') != std::string_view::npos);
    year = year || (word.size() == 4 && std::all_of(word.begin(), word.end(), is_digit));
    begin = end + 1;
  }
  return month && time && year;
}

/// Header fields of one message, unfolded; only those that are read.
struct Headers {
  std::uint64_t line = 0;
  std::string from, to, cc, date, id, labels, precedence, automatic;
  bool list = false;
  bool problem = false;  // longer than the limit
};

/// The messages of a file, one after another, of which only the headers are taken in.
class Messages {
 public:
  Messages(const std::filesystem::path& path, std::string file, const ReadLimits& limits)
      : file_(std::move(file)), limits_(limits), in_(path, std::ios::binary) {
    std::error_code problem;
    size_ = std::filesystem::file_size(path, problem);
    if (!in_ || problem || !std::filesystem::is_regular_file(path, problem)) fail("the file cannot be read");
    if (!fill()) fail("the file is empty");
    if (buffer_.compare(0, 3, "\xEF\xBB\xBF") == 0) at_ = 3;
    if (!is_separator(line())) {
      fail("it is no mbox file: its first line does not begin with \"From \", but with '" +
           to_utf8(std::string(line().substr(0, 60))) + "'");
    }
  }

  [[nodiscard]] std::uint64_t done() const { return before_ + at_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }

  /// The next message; false at the end.
  bool next(Headers& out) {
    if (at_ >= buffer_.size() && !fill()) return false;
    out = {};
    out.line = line_;
    take();  // the separator
    std::string field;
    const auto settle = [&] {
      if (!field.empty()) set(out, field);
      field.clear();
    };
    while (at_ < buffer_.size() || fill()) {
      const std::string_view text = line();
      if (text.empty()) break;
      if (is_separator(text) && field.empty() && out.from.empty()) break;  // a message without headers
      if (text.front() == ' ' || text.front() == '\t') {
        if (wanted_) field += text;
      } else {
        settle();
        wanted_ = is_wanted(text);
        if (wanted_) field = text;
      }
      if (field.size() > limits_.field_bytes) {
        field.resize(limits_.field_bytes);
        out.problem = true;
      }
      take();
    }
    settle();
    skip_body();
    return true;
  }

 private:
  static constexpr std::size_t piece = std::size_t{1} << 20U;

  [[noreturn]] void fail(const std::string& what) const {
    Place at;
    at.file = file_;
    throw ImportFailed(what, file_, at);
  }

  /// Takes in more bytes; what has been read is forgotten. False when there are none.
  bool fill() {
    before_ += at_;
    buffer_.erase(0, at_);
    at_ = 0;
    const std::size_t had = buffer_.size();
    buffer_.resize(had + piece);
    in_.read(buffer_.data() + had, static_cast<std::streamsize>(piece));
    buffer_.resize(had + static_cast<std::size_t>(in_.gcount()));
    return buffer_.size() > had;
  }

  /// Where the line ends that begins at at_: at its "\n", or at the end of the file. Takes in what is missing of it.
  [[nodiscard]] std::size_t line_end() {
    std::size_t from = at_;
    for (;;) {
      const std::size_t end = buffer_.find('\n', from);
      if (end != std::string::npos) return end;
      if (buffer_.size() - at_ > limits_.field_bytes) return buffer_.size();  // cut: no header is that long
      const std::size_t had = buffer_.size() - at_;
      if (!fill()) return buffer_.size();
      from = at_ + had;
    }
  }

  [[nodiscard]] std::string_view line() {
    const std::size_t end = line_end();
    std::string_view text(buffer_.data() + at_, end - at_);
    if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
    return text;
  }
  void take() {
    const std::size_t end = line_end();
    at_ = std::min(end + 1, buffer_.size());
    ++line_;
  }

  /// Goes to the next separator.
  void skip_body() {
    while ((at_ < buffer_.size() || fill()) && !is_separator(line())) take();
  }

  static std::string_view name_of(std::string_view text) { return text.substr(0, text.find(':')); }
  static bool is_wanted(std::string_view text) {
    const std::string_view name = name_of(text);
    return std::any_of(fields.begin(), fields.end(), [&](std::string_view field) { return same(name, field); });
  }
  static bool same(std::string_view name, std::string_view lower) {
    return name.size() == lower.size() && std::equal(name.begin(), name.end(), lower.begin(), [](char a, char b) {
             return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
           });
  }
  static void set(Headers& out, const std::string& field) {
    const std::string_view name = name_of(field);
    const std::string value = trimmed(std::string_view(field).substr(std::min(field.size(), name.size() + 1)));
    const auto add = [&](std::string& text) { text += (text.empty() ? "" : ", ") + value; };
    if (same(name, "from")) add(out.from);
    if (same(name, "to")) add(out.to);
    if (same(name, "cc")) add(out.cc);
    if (same(name, "date") && out.date.empty()) out.date = value;
    if (same(name, "message-id") && out.id.empty()) out.id = value;
    if (same(name, "x-gmail-labels")) add(out.labels);
    if (same(name, "precedence")) out.precedence = name_key(value);
    if (same(name, "auto-submitted")) out.automatic = name_key(value);
    if (same(name, "list-id") || same(name, "list-post") || same(name, "list-unsubscribe")) out.list = true;
  }
  static constexpr std::array<std::string_view, 11> fields = {"from",
                                                              "to",
                                                              "cc",
                                                              "date",
                                                              "message-id",
                                                              "x-gmail-labels",
                                                              "precedence",
                                                              "auto-submitted",
                                                              "list-id",
                                                              "list-post",
                                                              "list-unsubscribe"};

  std::string file_;
  ReadLimits limits_;
  std::ifstream in_;
  std::string buffer_ = {};
  std::size_t at_ = 0;
  std::uint64_t before_ = 0, size_ = 0, line_ = 1;
  bool wanted_ = false;
};

/// Whether an address is a machine's.
bool is_automatic(const std::string& key) {
  std::string local = name_key(key.substr(0, key.find('@')));
  for (const std::string_view begin : {"noreply", "donotreply", "nepasrepondre", "mailerdaemon", "postmaster", "bounce",
                                       "notification", "autoreply"}) {
    if (local.rfind(begin, 0) == 0) return true;
  }
  return local.find("noreply") != std::string::npos;
}

bool has_label(const std::string& labels, std::initializer_list<std::string_view> wanted) {
  std::size_t begin = 0;
  while (begin <= labels.size()) {
    const std::size_t end = std::min(labels.find(',', begin), labels.size());
    const auto label = name_key(labels.substr(begin, end - begin));
    if (std::find(wanted.begin(), wanted.end(), label) != wanted.end()) return true;
    begin = end + 1;
  }
  return false;
}

/// People by number, with the names they go by.
class Correspondents {
 public:
  std::uint32_t number(const MailAddress& address) {
    const auto [entry, added] = numbers_.emplace(address.key, static_cast<std::uint32_t>(keys_.size()));
    if (added) {
      keys_.push_back(address.key);
      names_.emplace_back();
    }
    if (!address.name.empty()) ++names_[entry->second][address.name];
    return entry->second;
  }
  [[nodiscard]] std::size_t size() const { return keys_.size(); }
  [[nodiscard]] const std::string& key(std::uint32_t number) const { return keys_[number]; }
  /// The name that is there most often; of equals, the smallest.
  [[nodiscard]] std::string name(std::uint32_t number) const {
    std::string best;
    std::size_t most = 0;
    for (const auto& [name, count] : names_[number]) {
      if (count <= most) continue;
      most = count;
      best = name;
    }
    return best;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> keys_;
  std::vector<std::map<std::string, std::uint32_t>> names_;
};

enum class Left : std::uint8_t { no, list, automatic, spam, draft, again, no_id, no_sender, no_date, too_long };

/// A message as far as it is needed once all have been read.
struct Message {
  std::uint32_t line = 0;
  Left left = Left::no;
  bool sent = false;  // has the label
  std::uint32_t from = 0;
  std::int64_t time = 0;
  std::vector<std::uint32_t> to, cc;
};

Message message_of(const Headers& it, Correspondents& people, std::unordered_set<std::string>& ids) {
  Message out;
  out.line = static_cast<std::uint32_t>(std::min<std::uint64_t>(it.line, std::numeric_limits<std::uint32_t>::max()));
  const auto labels = mail_text(it.labels);
  out.sent = has_label(labels, {"sent"});
  const auto from = mail_addresses(it.from);
  const auto time = mail_time(it.date);
  if (it.problem) {
    out.left = Left::too_long;
  } else if (has_label(labels, {"spam", "trash", "bin"})) {
    out.left = Left::spam;
  } else if (has_label(labels, {"draft", "drafts"})) {
    out.left = Left::draft;
  } else if (it.list || it.precedence == "list") {
    out.left = Left::list;
  } else if (it.precedence == "bulk" || it.precedence == "junk" || (!it.automatic.empty() && it.automatic != "no") ||
             (!from.empty() && is_automatic(from.front().key))) {
    out.left = Left::automatic;
  } else if (from.empty()) {
    out.left = Left::no_sender;
  } else if (!time) {
    out.left = Left::no_date;
  } else if (it.id.empty()) {
    out.left = Left::no_id;
  } else if (!ids.insert(it.id).second) {
    out.left = Left::again;
  }
  if (out.left != Left::no) return out;
  out.time = *time;
  out.from = people.number(from.front());
  const auto add = [&](const std::string& field, std::vector<std::uint32_t>& list) {
    for (const auto& address : mail_addresses(field)) {
      const auto number = people.number(address);
      if (std::find(list.begin(), list.end(), number) == list.end()) list.push_back(number);
    }
  };
  add(it.to, out.to);
  add(it.cc, out.cc);
  return out;
}

/// Which people are the owner, when neither the caller nor the records say.
std::vector<bool> find_own(const std::vector<Message>& messages, const Correspondents& people) {
  std::vector<bool> own(people.size(), false);
  bool any = false;
  std::vector<std::uint64_t> takes_part(people.size(), 0);
  std::uint64_t counted = 0;
  for (const Message& message : messages) {
    if (message.left != Left::no) continue;
    if (message.sent) any = own[message.from] = true;
    ++counted;
    ++takes_part[message.from];
    for (const auto* list : {&message.to, &message.cc}) {
      for (const auto number : *list) {
        if (number != message.from) ++takes_part[number];
      }
    }
  }
  if (any || counted == 0) return own;
  const auto most = std::max_element(takes_part.begin(), takes_part.end());
  const bool alone = std::count(takes_part.begin(), takes_part.end(), *most) == 1;
  if (alone && *most * 2 > counted) own[static_cast<std::size_t>(most - takes_part.begin())] = true;
  return own;
}

const char* reason_of(Left left) {
  switch (left) {
    case Left::list:
      return "from a list or a newsletter";
    case Left::automatic:
      return "sent by a machine";
    case Left::spam:
      return "spam or deleted";
    case Left::draft:
      return "a draft, never sent";
    case Left::again:
      return "the same message again";
    case Left::no_id:
      return "no Message-ID: never sent, or not as mail";
    case Left::no_sender:
      return "no sender";
    case Left::no_date:
      return "no date that can be read";
    case Left::too_long:
      return "a header field is longer than the limit field_bytes";
    case Left::no:
      break;
  }
  return "";
}

}  // namespace

bool seems_mbox(std::string_view text) { return is_separator(text.substr(0, text.find('\n'))); }

}  // namespace io

ImportReport read_mbox(Records& records, const std::filesystem::path& path, const MboxOptions& options,
                       const Control& control) {
  using namespace io;
  const Statement by = statement_of(options.owner, options.audience);
  const std::string file = to_utf8(path.filename().string());
  Messages reader(path, file, {});
  if (options.owner.empty()) {
    Place at;
    at.file = file;
    throw InvalidValue("owner= is needed: whose mail it is, for its ties need a source", "", at);
  }
  Correspondents people;
  std::vector<Message> messages;
  std::unordered_set<std::string> ids;
  Headers headers;
  while (reader.next(headers)) {
    if (messages.size() % 512 == 0) control.check(reader.done(), reader.size());
    messages.push_back(message_of(headers, people, ids));
  }

  ImportPlan plan(file, "mbox, recognised by its From lines", by);
  const std::set<std::string> known = own_addresses(records, options.owner, options.addresses);
  std::vector<bool> own(people.size(), false);
  bool any = false;
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    if (known.count(people.key(i)) != 0) any = own[i] = true;
  }
  if (!any) {
    own = find_own(messages, people);
    std::string found;
    for (std::uint32_t i = 0; i < people.size(); ++i) {
      if (own[i]) found += (found.empty() ? "" : ", ") + people.key(i);
    }
    if (found.empty() && people.size() > 0) {
      Place at;
      at.file = file;
      throw InvalidValue("nothing says which address is the owner's: give addresses=", "", at);
    }
    if (!found.empty()) {
      plan.note(file + ": " + found +
                (found.find(',') == std::string::npos ? " is taken for the owner's address"
                                                      : " are taken for the owner's addresses") +
                "; addresses= names others");
    }
  }

  // Oldest first, so that what a message shows depends on nothing that came after it.
  std::vector<std::uint32_t> order(messages.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return messages[a].time < messages[b].time; });
  struct Seen {
    bool out = false, in = false, described = false;
  };
  std::vector<Seen> seen(people.size());
  std::vector<std::vector<StatedFact>> facts(messages.size());
  std::vector<const char*> why(messages.size(), nullptr);
  ContactCounter counter;
  std::uint64_t done = 0;
  for (const std::uint32_t number : order) {
    if (++done % 4096 == 0) control.check(reader.size(), reader.size() + 1);
    const Message& message = messages[number];
    if (message.left != Left::no) continue;
    std::vector<std::uint32_t> others;
    Direction direction = Direction::in;
    std::uint32_t size = 1;
    const auto is_own = [&](std::uint32_t person) { return own[person]; };
    if (is_own(message.from)) {
      direction = Direction::out;
      for (const auto person : message.to) {
        if (!is_own(person) && !is_automatic(people.key(person))) others.push_back(person);
      }
      size = static_cast<std::uint32_t>(others.size());
      if (others.empty()) why[number] = "to nobody but the owner, or to copies alone";
    } else if (std::any_of(message.to.begin(), message.to.end(), is_own)) {
      others.push_back(message.from);
      size = static_cast<std::uint32_t>(message.to.size());
    } else {
      why[number] = std::any_of(message.cc.begin(), message.cc.end(), is_own) ? "a copy: the owner is in Cc alone"
                                                                              : "not addressed to the owner";
    }
    const Day day{std::chrono::days((message.time >= 0 ? message.time : message.time - 86399) / 86400)};
    for (const auto person : others) {
      auto& both = seen[person];
      if (size == 1) (direction == Direction::out ? both.out : both.in) = true;
      Tie tie;
      tie.source = options.owner;
      tie.target = mail_person_id(options.owner, people.key(person));
      tie.kind = both.out && both.in ? TieKind::acquaintance : TieKind::online_contact;
      tie.contact = Contact{day, Channel::message, direction, size};
      Statement at = by;
      at.stated_on = day;
      counter.number(tie, at);
      if (!std::exchange(both.described, true)) {
        Person described;
        described.id = tie.target;
        described.email = people.key(person);
        described.name = people.name(person);
        facts[number].push_back({std::move(described)});
      }
      facts[number].push_back({std::move(tie), day});
    }
  }
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const Left left = messages[i].left;
    if (left == Left::no_sender || left == Left::no_date || left == Left::too_long) {
      plan.reject(messages[i].line, reason_of(left),
                  left == Left::no_date     ? "Date"
                  : left == Left::no_sender ? "From"
                                            : std::string());
    } else if (left != Left::no) {
      plan.skip(messages[i].line, reason_of(left));
    } else if (why[i] != nullptr) {
      plan.skip(messages[i].line, why[i]);
    } else {
      plan.keep_stated(messages[i].line, std::move(facts[i]));
    }
  }
  control.check(reader.size(), reader.size());
  return plan.commit(records);
}

}  // namespace weaktie
