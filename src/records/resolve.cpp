// Which records are one person, by exact keys.
#include <weaktie/records/resolve.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include <weaktie/core/text.hpp>

namespace weaktie {
namespace {

// Natural log-odds that two records are one person, by what they share: judgement, since the records at hand give no
// truth. A profile address is unique by construction; mail is nearly always personal; phones are shared in families.
constexpr double profile_odds = 12.0;
constexpr double mail_odds = 8.0;
constexpr double phone_odds = 5.0;
constexpr double names_agree = 3.0;
constexpr double names_differ = -9.0;
constexpr double said_odds = 30.0;

enum class KeyKind : std::uint8_t { profile, mail, phone };

constexpr std::array<std::string_view, 26> shared_mailboxes = {
    "admin",  "admissions", "alumni", "careers",   "contact", "enquiries", "enquiry", "events",   "hello",
    "help",   "hr",         "info",   "jobs",      "mail",    "marketing", "media",   "no-reply", "noreply",
    "office", "post",       "press",  "reception", "sales",   "support",   "team",    "webmaster"};

bool is_shared_mailbox(std::string_view mail) {
  const std::string_view local = mail.substr(0, mail.find('@'));
  return std::find(shared_mailboxes.begin(), shared_mailboxes.end(), local) != shared_mailboxes.end();
}

/// Two words of names that can be the same name: equal, an initial, or one the beginning of the other (Rob, Robert).
bool words_agree(const std::string& a, const std::string& b) {
  const std::string& shorter = a.size() < b.size() ? a : b;
  const std::string& longer = a.size() < b.size() ? b : a;
  if (shorter.empty() || longer.compare(0, shorter.size(), shorter) != 0) return false;
  return shorter.size() == longer.size() || shorter.size() == 1 || shorter.size() >= 3;
}

struct Names {
  std::vector<std::string> words;

  /// Every word of the shorter name is in the longer one.
  [[nodiscard]] bool agree(const Names& other) const {
    const auto& shorter = words.size() <= other.words.size() ? words : other.words;
    const auto& longer = words.size() <= other.words.size() ? other.words : words;
    return std::all_of(shorter.begin(), shorter.end(), [&](const std::string& word) {
      return std::any_of(longer.begin(), longer.end(), [&](const std::string& it) { return words_agree(word, it); });
    });
  }
  /// At least one word in common.
  [[nodiscard]] bool touch(const Names& other) const {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
      return std::any_of(other.words.begin(), other.words.end(),
                         [&](const std::string& it) { return words_agree(word, it); });
    });
  }
  [[nodiscard]] bool first_agrees(const Names& other) const {
    return !words.empty() && !other.words.empty() && words_agree(words.front(), other.words.front());
  }
};

struct Evidence {
  bool profile = false, mail = false, phone = false, shared_mailbox = false;
};

/// What sharing these keys makes of two people with these names.
Match judge(std::string a, std::string b, const Evidence& keys, const Names& x, const Names& y) {
  const bool named = !x.words.empty() && !y.words.empty();
  const bool agree = named && x.agree(y);
  Match match{std::move(a), std::move(b), Lane::review, 0, ""};
  const auto note = [&](const char* what) { match.reasons += (match.reasons.empty() ? "" : "; ") + std::string(what); };
  if (keys.profile) {
    match.log_odds += profile_odds;
    note("same profile address");
  }
  if (keys.mail) {
    match.log_odds += keys.shared_mailbox ? 0 : mail_odds;
    note(keys.shared_mailbox ? "same shared mailbox" : "same mail address");
  }
  if (keys.phone) {
    match.log_odds += phone_odds;
    note("same phone");
  }
  bool certain = keys.profile;
  if (keys.mail && !keys.shared_mailbox) certain = certain || !named || x.touch(y);
  // A phone is shared in families, where the surname agrees: the first names must, too.
  if (keys.phone) certain = certain || !named || agree || x.first_agrees(y);
  if (named) {
    const bool differ = !agree && !x.touch(y);
    if (agree) {
      match.log_odds += names_agree;
      note("names agree");
    } else if (differ || !certain) {
      match.log_odds += names_differ;
      note("names differ");
    }
  } else if (keys.shared_mailbox || (keys.phone && !keys.mail && !keys.profile)) {
    note("one has no name");
  }
  if (keys.mail && keys.shared_mailbox && agree) certain = true;
  match.lane = certain ? Lane::certain : Lane::review;
  return match;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string ascii_lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

void drop_prefix(std::string& text, std::string_view prefix) {
  if (text.compare(0, prefix.size(), prefix) == 0) text.erase(0, prefix.size());
}

}  // namespace

std::string mail_key(std::string_view mail) {
  std::string key = ascii_lower(trimmed(mail));
  drop_prefix(key, "mailto:");
  const std::size_t at = key.find('@');
  const bool good = at != std::string::npos && at > 0 && at + 1 < key.size() &&
                    key.find('@', at + 1) == std::string::npos && key.find_first_of(" \t\r\n,;<>") == std::string::npos;
  return good ? key : std::string();
}

std::string profile_key(std::string_view url) {
  std::string key = percent_decoded(trimmed(url));
  if (!is_utf8(key)) key = trimmed(url);
  key = ascii_lower(std::move(key));
  drop_prefix(key, "https://");
  drop_prefix(key, "http://");
  drop_prefix(key, "www.");
  key = key.substr(0, key.find_first_of("?#"));
  while (!key.empty() && key.back() == '/') key.pop_back();
  const std::size_t host_end = key.find('/');
  if (host_end == std::string::npos || key.find(' ') != std::string::npos) return {};
  const std::string host = key.substr(0, host_end);
  constexpr std::string_view linkedin = "linkedin.com";
  const bool is_linkedin = host == linkedin || (host.size() > linkedin.size() &&
                                                host.compare(host.size() - linkedin.size() - 1, std::string::npos,
                                                             "." + std::string(linkedin)) == 0);
  if (!is_linkedin) return key;
  constexpr std::string_view people = "/in/";
  if (key.compare(host_end, people.size(), people) != 0) return {};
  const std::size_t begin = host_end + people.size();
  const std::string slug = key.substr(begin, key.find('/', begin) - begin);
  return slug.empty() ? std::string() : "linkedin.com/in/" + slug;
}

std::string phone_key(std::string_view phone) {
  std::string text = ascii_lower(trimmed(phone));
  drop_prefix(text, "tel:");
  for (const std::string_view extension : {"ext", "x", ";", "#"})
    text.resize(std::min(text.size(), text.find(extension)));
  const std::size_t trunk = text.find("(0)");
  if (trunk != std::string::npos) text.erase(trunk, 3);
  std::string key;
  for (const char c : text) {
    if (c == '+' && key.empty()) key += c;
    if (c >= '0' && c <= '9') key += c;
    const bool filler = c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/' || c == '+';
    if (!filler && !(c >= '0' && c <= '9')) return {};
  }
  if (key.compare(0, 2, "00") == 0) key = "+" + key.substr(2);
  const std::size_t digits = key.size() - (key.compare(0, 1, "+") == 0 ? 1 : 0);
  return digits >= 7 ? key : std::string();
}

std::vector<Match> resolve(Records& records, const Control& control) {
  std::map<std::string, Names, std::less<>> names;
  std::map<std::pair<KeyKind, std::string>, std::vector<std::string>> holders;
  std::uint64_t done = 0;
  const auto statements = records.person_statements();
  control.check(0, 2 * statements.size());
  for (const auto& [person, by] : statements) {
    if (++done % 4096 == 0) control.check(done, 2 * statements.size());
    auto& mine = names[person.id];
    if (!person.name.empty()) mine.words = folded_words(person.name);
    const auto hold = [&, &id = person.id](KeyKind kind, const std::string& key) {
      if (key.empty()) return;
      auto& ids = holders[{kind, key}];
      if (ids.empty() || ids.back() != id) ids.push_back(id);
    };
    for (const auto& value : cell_values(person.url)) hold(KeyKind::profile, profile_key(value));
    for (const auto& value : cell_values(person.email)) hold(KeyKind::mail, mail_key(value));
    for (const auto& value : cell_values(person.phone)) hold(KeyKind::phone, phone_key(value));
  }

  // Every record is compared with one representative per group of agreeing names, never all with all: a mailbox that
  // a thousand records share costs a thousand comparisons.
  std::map<std::pair<std::string, std::string>, Evidence> pairs;
  constexpr std::size_t most_groups = 16;
  for (auto& [key, ids] : holders) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::vector<std::string> groups;
    for (const auto& id : ids) {
      if (++done % 4096 == 0)
        control.check(std::min<std::uint64_t>(done, 2 * statements.size()), 2 * statements.size());
      const auto& mine = names.find(id)->second;
      bool placed = false;
      for (const auto& group : groups) {
        Evidence& evidence = pairs[{group, id}];
        evidence.profile = evidence.profile || key.first == KeyKind::profile;
        evidence.mail = evidence.mail || key.first == KeyKind::mail;
        evidence.phone = evidence.phone || key.first == KeyKind::phone;
        evidence.shared_mailbox =
            evidence.shared_mailbox || (key.first == KeyKind::mail && is_shared_mailbox(key.second));
        if (judge(group, id, evidence, names.find(group)->second, mine).lane == Lane::certain) {
          placed = true;
          break;
        }
      }
      if (!placed && groups.size() < most_groups) groups.push_back(id);
    }
  }

  std::vector<Match> out;
  std::vector<std::pair<std::string, std::string>> links;
  for (const auto& [pair, evidence] : pairs) {
    if (++done % 4096 == 0) control.check(2 * statements.size(), 2 * statements.size());
    Match match =
        judge(pair.first, pair.second, evidence, names.find(pair.first)->second, names.find(pair.second)->second);
    if (records.said_different().count(pair) > 0) {
      match.lane = Lane::different;
      match.log_odds -= said_odds;
      match.reasons = "your word; " + match.reasons;
    } else if (records.said_same().count(pair) > 0) {
      match.lane = Lane::certain;
      match.log_odds += said_odds;
      match.reasons = "your word; " + match.reasons;
    }
    if (match.lane == Lane::certain) links.push_back(pair);
    out.push_back(std::move(match));
  }
  const auto add_said = [&](const auto& said, Lane lane) {
    for (const auto& pair : said) {
      if (pairs.count(pair) > 0) continue;
      out.push_back({pair.first, pair.second, lane, lane == Lane::certain ? said_odds : -said_odds, "your word"});
    }
  };
  add_said(records.said_same(), Lane::certain);
  add_said(records.said_different(), Lane::different);
  control.check(2 * statements.size(), 2 * statements.size());
  records.set_certain(std::move(links));
  // A certain pair can still be kept apart by your word about others of the same group.
  for (auto& match : out) {
    if (match.lane == Lane::certain && records.canonical(match.a) != records.canonical(match.b)) {
      match.lane = Lane::review;
      match.reasons += "; kept apart by your word about others";
    }
  }
  std::sort(out.begin(), out.end(),
            [](const Match& x, const Match& y) { return std::tie(x.lane, x.a, x.b) < std::tie(y.lane, y.a, y.b); });
  return out;
}

}  // namespace weaktie
