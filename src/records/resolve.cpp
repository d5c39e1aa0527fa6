// Which records are one person: by exact keys, then by everything else that is comparable (linkage.hpp).
#include <weaktie/records/resolve.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <weaktie/core/text.hpp>

#include "../core/hex_escapes.hpp"
#include "linkage.hpp"

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
  std::string key = without_hex_escapes(trimmed(url), '%');
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

namespace {

// Above the first, and with evidence beyond the name, a pair is certain; from the second on it is worth a look.
constexpr double certain_odds = 3.5;  // 97 in 100
constexpr double against_odds = 7.0;
constexpr double evidence_odds = 2.3;  // ten to one, from everything but the name
constexpr double review_odds = 0.0;

/// An employer's name for comparing, without legal forms.
std::string organisation_of(std::string_view name) {
  constexpr std::array<std::string_view, 26> forms = {
      "ltd", "limited", "llp",  "llc", "plc", "inc", "incorporated", "corp", "corporation",
      "co",  "company", "gmbh", "ag",  "kg",  "se",  "sa",           "sas",  "sarl",
      "srl", "spa",     "bv",   "nv",  "ab",  "as",  "oy",           "pty"};
  auto words = folded_words(name);
  while (words.size() > 1 && std::find(forms.begin(), forms.end(), words.back()) != forms.end()) words.pop_back();
  if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

/// The digits of a birthday, year first; without a year (1604 stands for none) month and day alone.
std::string birthday_of(std::string_view text) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      parts.back() += c;
    } else if (!parts.back().empty()) {
      parts.emplace_back();
    }
  }
  if (parts.back().empty()) parts.pop_back();
  if (parts.size() >= 3 && parts[2].size() == 4 && parts[0].size() <= 2)
    std::rotate(parts.begin(), parts.begin() + 2, parts.begin() + 3);
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(parts.size(), 3); ++i)
    out += parts[i].size() == 1 ? "0" + parts[i] : parts[i];
  if (out.size() == 8 && out.compare(0, 4, "1604") == 0) out.erase(0, 4);
  return out.size() >= 4 && out.size() <= 8 ? out : std::string();
}

/// "uma.singh42@..." -> uma, singh: how a mailbox names its owner; empty when it does not look like a name.
std::vector<std::string> name_in(std::string_view mail) {
  std::vector<std::string> out(1);
  for (const char c : mail.substr(0, mail.find('@'))) {
    if (c >= 'a' && c <= 'z') {
      out.back() += c;
    } else if (c == '.' || c == '_' || c == '-') {
      out.emplace_back();
    } else if (!(c >= '0' && c <= '9')) {
      return {};
    }
  }
  const bool words = std::all_of(out.begin(), out.end(), [](const auto& word) { return !word.empty(); });
  return out.size() >= 2 && words && out.back().size() >= 2 ? out : std::vector<std::string>();
}

/// Groups of ids, by links.
class Groups {
 public:
  const std::string& of(const std::string& id) {
    auto found = parent_.find(id);
    if (found == parent_.end()) return id;
    const std::string* at = &found->second;
    while ((found = parent_.find(*at)) != parent_.end()) at = &found->second;
    return *at;
  }
  /// The smaller id stands for both.
  void join(const std::string& a, const std::string& b) {
    const std::string x = of(a), y = of(b);
    if (x < y) parent_[y] = x;
    if (y < x) parent_[x] = y;
  }

 private:
  std::unordered_map<std::string, std::string> parent_;
};

/// What a comparison says, in words: first what speaks for one person.
std::string in_words(const linkage::Comparison& it, const linkage::Weights& weights,
                     const linkage::Frequencies& frequencies) {
  using linkage::Field;
  using linkage::Level;
  const auto level = [&](Field field) { return it.pattern[static_cast<std::size_t>(field)]; };
  std::string agree, differ;
  const auto say = [](std::string& text, const std::string& what) { text += (text.empty() ? "" : "; ") + what; };
  const Level given = level(Field::given), surname = level(Field::surname);
  if (given == Level::same && surname == Level::same) {
    say(agree, "same name");
  } else if (given >= Level::close && surname >= Level::close) {
    say(agree, "names nearly agree");
  } else if (given >= Level::close || surname >= Level::close) {
    say(agree, given >= Level::close ? "first names agree" : "surnames agree");
  }
  if (given == Level::differ) say(differ, "first names differ");
  if (surname == Level::differ) say(differ, "surnames differ");
  constexpr std::array<std::pair<Field, const char*>, 7> rest = {{{Field::organisation, "organisation"},
                                                                  {Field::title, "title"},
                                                                  {Field::place, "place"},
                                                                  {Field::birthday, "birthday"},
                                                                  {Field::address, "street address"},
                                                                  {Field::mail, "mail address"},
                                                                  {Field::school, "course"}}};
  for (const auto& [field, name] : rest) {
    const double weight = weights.weight(field, it, frequencies);
    if (level(field) == Level::same && weight > 0) say(agree, std::string("same ") + name);
    if (level(field) == Level::close && weight > 0) {
      say(agree, field == Field::school ? std::string("same school") : std::string("similar ") + name);
    }
    if (level(field) == Level::differ && weight < -.5) say(differ, std::string("another ") + name);
  }
  return agree + (agree.empty() || differ.empty() ? "" : "; ") + differ;
}

/// Pairs of people that exact keys do not join, compared by names and everything else.
/// What exact keys left to review is told anew when the rest decides it: `found` are their rows.
std::vector<Match> likely_pairs(const Records& records, const std::vector<std::pair<std::string, std::string>>& links,
                                std::vector<Match>& found, const Control& control) {
  // The second half of the work: an eighth each to gather and to find pairs, the rest to compare them.
  const std::uint64_t statements = records.person_statements().size(), total = 4 * statements;
  const auto eighths = [&](std::uint64_t from, std::uint64_t count, std::uint64_t done, std::uint64_t of) {
    const double share = of == 0 ? 0 : static_cast<double>(std::min(done, of)) / static_cast<double>(of);
    const double before = static_cast<double>(from) + static_cast<double>(count) * share;
    control.check(static_cast<std::uint64_t>(before / 8 * static_cast<double>(total)), total);
  };
  using linkage::Field;
  using linkage::Level;
  Groups groups;
  for (const auto& [a, b] : links) groups.join(a, b);
  for (const auto& [a, b] : records.said_same()) groups.join(a, b);

  // One profile a group: all that its records say.
  std::map<std::string, std::uint32_t> number;
  std::vector<std::string> ids;
  std::vector<linkage::Profile> people;
  const auto profile_of = [&](const std::string& id) -> linkage::Profile& {
    const std::string& group = groups.of(id);
    const auto [entry, added] = number.emplace(group, static_cast<std::uint32_t>(ids.size()));
    if (added) {
      ids.push_back(group);
      people.emplace_back();
      people.back().named = false;
    }
    return people[entry->second];
  };
  std::uint64_t done = 0;
  for (const auto& [person, by] : records.person_statements()) {
    if (++done % 4096 == 0) eighths(4, 1, done, statements);
    linkage::Profile& it = profile_of(person.id);
    if (auto words = folded_words(person.name); !words.empty()) {
      if (!it.named) it.names.clear();  // a name that was said beats one out of a mail address
      it.named = true;
      it.add_name(std::move(words));
    }
    linkage::Profile::add(it.organisations, organisation_of(person.organisation));
    linkage::Profile::add(it.titles, folded(person.title));
    linkage::Profile::add(it.places, folded(person.place));
    linkage::Profile::add(it.birthdays, birthday_of(person.birthday));
    linkage::Profile::add(it.addresses, folded(person.address));
    for (const auto& value : cell_values(person.url)) linkage::Profile::add(it.urls, profile_key(value));
    for (const auto& value : cell_values(person.email)) {
      const std::string mail = mail_key(value);
      if (mail.empty() || is_shared_mailbox(mail)) continue;
      linkage::Profile::add(it.mails, mail);
      if (!it.named) it.add_name(name_in(mail));
    }
  }
  for (const auto& [membership, by] : records.membership_statements()) {
    const auto known = number.find(groups.of(membership.person));
    if (known == number.end()) continue;
    linkage::Profile& it = people[known->second];
    const std::string& id = membership.affiliation;
    const auto behind = [&](std::string_view prefix) {
      return id.compare(0, prefix.size(), prefix) == 0 ? id.substr(prefix.size()) : std::string();
    };
    linkage::Profile::add(it.courses, behind("course:"));
    linkage::Profile::add(it.schools, behind("school:"));
    std::string employer = behind("employer:");
    std::replace(employer.begin(), employer.end(), '-', ' ');
    linkage::Profile::add(it.organisations, organisation_of(employer));
  }

  Control finding;
  finding.step = [&](std::uint64_t at, std::uint64_t of) {
    eighths(5, 1, at, of);
    return true;
  };
  const auto pairs = linkage::candidates(people, finding);
  std::vector<linkage::Comparison> comparisons;
  comparisons.reserve(pairs.size());
  for (const auto& [a, b] : pairs) {
    if (comparisons.size() % 4096 == 0) eighths(6, 2, comparisons.size(), pairs.size());
    comparisons.push_back(linkage::compare(people[a], people[b]));
  }
  const linkage::Weights weights = linkage::learn(people, comparisons);
  const linkage::Frequencies frequencies(people);

  std::set<std::pair<std::string, std::string>> apart;
  for (const auto& [a, b] : records.said_different()) {
    const auto& [x, y] = std::minmax(groups.of(a), groups.of(b));
    apart.emplace(x, y);
  }
  std::map<std::pair<std::string, std::string>, std::size_t> by_keys;  // groups -> row to review
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].lane != Lane::review) continue;
    const auto& [x, y] = std::minmax(groups.of(found[i].a), groups.of(found[i].b));
    by_keys.emplace(std::pair(x, y), i);
  }
  std::set<std::size_t> settled;
  std::vector<Match> out;
  std::vector<std::uint32_t> certain;  // rows of out
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const linkage::Comparison& it = comparisons[i];
    const auto& [a, b] = std::minmax(ids[pairs[i].first], ids[pairs[i].second]);
    if (it.other_profile || apart.count({a, b}) != 0 || apart.count({a, a}) != 0 || apart.count({b, b}) != 0) continue;
    const double odds = weights.log_odds(it, frequencies);
    if (odds < review_odds) continue;
    const auto level = [&](Field field) { return it.pattern[static_cast<std::size_t>(field)]; };
    double evidence = 0;
    for (std::size_t f = 0; f < linkage::field_count; ++f) {
      const auto field = static_cast<Field>(f);
      if (field != Field::given && field != Field::surname)
        evidence += std::max(0.0, weights.weight(field, it, frequencies));
    }
    // Never on a name alone; never over a generation, since a father and his son may share all else; against a name or
    // a birthday only where much else is the same.
    const Level given = level(Field::given), surname = level(Field::surname), birthday = level(Field::birthday);
    const bool one_name = given >= Level::close || surname >= Level::close;
    const bool no_name_differs = given != Level::differ && surname != Level::differ;
    const bool same_mail = level(Field::mail) == Level::same;
    const bool same_home = level(Field::address) >= Level::close;
    const bool by_name =
        no_name_differs && one_name && odds >= (birthday == Level::differ ? against_odds : certain_odds);
    const bool by_birthday = birthday == Level::same && (same_mail || (same_home && one_name)) && odds >= against_odds;
    const bool sure = !it.other_generation && evidence >= evidence_odds && (by_name || by_birthday);
    const auto left = by_keys.find({a, b});
    std::string words = in_words(it, weights, frequencies);
    if (left != by_keys.end()) {
      if (!sure) continue;  // it stands among the rows to review already
      words.insert(0, found[left->second].reasons + "; ");
      settled.insert(left->second);
    }
    if (sure) certain.push_back(static_cast<std::uint32_t>(out.size()));
    out.push_back({a, b, sure ? Lane::certain : Lane::review, odds, std::move(words)});
  }

  // The surest first; what would join two profiles of one network is left to you.
  std::sort(certain.begin(), certain.end(), [&](std::uint32_t x, std::uint32_t y) {
    const Match &p = out[x], &q = out[y];
    if (p.log_odds != q.log_odds) return p.log_odds > q.log_odds;
    return std::tie(p.a, p.b) < std::tie(q.a, q.b);
  });
  Groups joined;
  std::map<std::string, std::map<std::string, std::string>> profiles;  // of a group: host -> address
  for (std::size_t i = 0; i < ids.size(); ++i) {
    for (const auto& url : people[i].urls) profiles[ids[i]].emplace(url.substr(0, url.find('/')), url);
  }
  for (const std::uint32_t row : certain) {
    Match& match = out[row];
    const std::string x = joined.of(match.a), y = joined.of(match.b);
    if (x == y) continue;
    auto &mine = profiles[x], &theirs = profiles[y];
    const bool two = std::any_of(mine.begin(), mine.end(), [&](const auto& it) {
      const auto other = theirs.find(it.first);
      return other != theirs.end() && other->second != it.second;
    });
    if (two) {
      match.lane = Lane::review;
      match.reasons += "; kept apart: it would join two profiles";
      continue;
    }
    joined.join(x, y);
    std::map<std::string, std::string> all = mine;
    all.insert(theirs.begin(), theirs.end());
    profiles[joined.of(x)] = std::move(all);
  }
  for (auto row = settled.rbegin(); row != settled.rend(); ++row)
    found.erase(found.begin() + static_cast<std::ptrdiff_t>(*row));
  return out;
}

}  // namespace

std::vector<Match> resolve(Records& records, const Control& control) {
  std::map<std::string, Names, std::less<>> names;
  std::map<std::pair<KeyKind, std::string>, std::vector<std::string>> holders;
  std::uint64_t done = 0;
  const auto statements = records.person_statements();
  const std::uint64_t total = 4 * statements.size();  // half for the keys, half for everything else
  control.check(0, total);
  for (const auto& [person, by] : statements) {
    if (++done % 4096 == 0) control.check(done, total);
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
      if (++done % 4096 == 0) control.check(std::min(done, total / 2), total);
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
    if (++done % 4096 == 0) control.check(total / 2, total);
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
  for (auto& match : likely_pairs(records, links, out, control)) {
    if (match.lane == Lane::certain) links.emplace_back(match.a, match.b);
    out.push_back(std::move(match));
  }
  const auto add_said = [&](const auto& said, Lane lane) {
    for (const auto& pair : said) {
      if (pairs.count(pair) > 0) continue;
      std::erase_if(out, [&](const Match& it) { return it.a == pair.first && it.b == pair.second; });
      out.push_back({pair.first, pair.second, lane, lane == Lane::certain ? said_odds : -said_odds, "your word"});
    }
  };
  add_said(records.said_same(), Lane::certain);
  add_said(records.said_different(), Lane::different);
  control.check(total, total);
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
