// See linkage.hpp.
#include "linkage.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <initializer_list>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include <weaktie/core/ids.hpp>

namespace weaktie::linkage {
namespace {

constexpr std::size_t at(Field field) { return static_cast<std::size_t>(field); }

/// Whether two texts can be that few slips apart: each slip changes at most two of the letters that occur.
bool can_be_near(const std::string& a, const std::string& b, std::size_t slips) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > slips) return false;
  const auto letters = [](const std::string& text) {
    std::uint32_t out = 0;
    for (const char c : text) out |= std::uint32_t{1} << (static_cast<unsigned char>(c) % 32U);
    return out;
  };
  return static_cast<std::size_t>(std::popcount(letters(a) ^ letters(b))) <= 2 * slips;
}

/// Two words that can be one with a slip of the pen, an initial, or one short for the other (Rob, Robert).
bool close_words(const std::string& a, const std::string& b) {
  const auto& [shorter, longer] = std::minmax(a, b, [](const auto& x, const auto& y) { return x.size() < y.size(); });
  if (shorter.empty()) return false;
  const bool begins = longer.compare(0, shorter.size(), shorter) == 0;
  if (begins && (shorter.size() == 1 || shorter.size() >= 3)) return true;
  const std::size_t slips = shorter.size() >= 7 ? 2 : shorter.size() >= 4 ? 1 : 0;
  return slips > 0 && can_be_near(a, b, slips) && edit_distance(a, b, slips) <= slips;
}

Level compare_words(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return Level::missing;
  if (a == b) return Level::same;
  return close_words(a, b) ? Level::close : Level::differ;
}

std::string surname_of(const std::vector<std::string>& words) {
  std::string out;  // "van der Berg" and "vanderBerg" are one name
  for (std::size_t i = 1; i < words.size(); ++i) out += words[i];
  return out;
}

struct NameLevels {
  Level given = Level::missing, surname = Level::missing;
  std::string given_value, surname_value;
  [[nodiscard]] int score() const {
    const auto points = [](Level level) {
      return level == Level::same ? 3 : level == Level::close ? 2 : level == Level::missing ? 1 : 0;
    };
    return points(given) + points(surname);
  }
};

NameLevels compare_names(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  NameLevels out;
  if (a.empty() || b.empty()) return out;
  if (a.size() == 1 || b.size() == 1) {
    // One word: it may be either name.
    const auto& one = a.size() == 1 ? a.front() : b.front();
    const auto& many = a.size() == 1 ? b : a;
    const Level first = compare_words(one, many.front());
    const Level last = many.size() > 1 ? std::max(compare_words(one, many.back()), compare_words(one, surname_of(many)))
                                       : Level::missing;
    if (many.size() > 1 && last >= first) {
      out.surname = last;
      if (last == Level::same) out.surname_value = one;
    } else {
      out.given = first;
      if (first == Level::same) out.given_value = one;
    }
    return out;
  }
  NameLevels straight;
  straight.given = compare_words(a.front(), b.front());
  if (straight.given == Level::same) straight.given_value = a.front();
  straight.surname = std::max(compare_words(a.back(), b.back()), compare_words(surname_of(a), surname_of(b)));
  if (straight.surname == Level::same) straight.surname_value = a.back() == b.back() ? a.back() : surname_of(a);
  NameLevels turned;  // "Family Given"
  turned.given = std::min(compare_words(a.front(), b.back()), Level::close);
  turned.surname = std::min(compare_words(a.back(), b.front()), Level::close);
  return turned.score() > straight.score() ? turned : straight;
}

std::vector<std::string> tokens(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    if (end > begin) out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// Words in common, over all of them.
double overlap(const std::string& a, const std::string& b) {
  const auto x = tokens(a), y = tokens(b);
  std::vector<std::string> both;
  std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
  const std::size_t all = x.size() + y.size() - both.size();
  return all == 0 ? 0 : static_cast<double>(both.size()) / static_cast<double>(all);
}

Level compare_text(const std::string& a, const std::string& b, double same, double close) {
  if (a == b) return Level::same;
  const double share = overlap(a, b);
  if (share >= same) return Level::same;
  if (share >= close) return Level::close;
  return a.size() > 5 && can_be_near(a, b, 2) && edit_distance(a, b, 2) <= 2 ? Level::close : Level::differ;
}

/// Digits of a day: equal, one slip, or two of year, month and day alike.
Level compare_birthdays(const std::string& a, const std::string& b) {
  if (a == b) return Level::same;
  if (edit_distance(a, b, 1) <= 1) return Level::close;
  if (a.size() != 8 || b.size() != 8) return Level::differ;
  const int alike =
      (a.substr(0, 4) == b.substr(0, 4)) + (a.substr(4, 2) == b.substr(4, 2)) + (a.substr(6) == b.substr(6));
  const bool turned =
      a.substr(0, 4) == b.substr(0, 4) && a.substr(4, 2) == b.substr(6) && a.substr(6) == b.substr(4, 2);
  return alike >= 2 || turned ? Level::close : Level::differ;
}

Level compare_mails(const std::string& a, const std::string& b) {
  if (a == b) return Level::same;
  const std::string x = a.substr(0, a.find('@')), y = b.substr(0, b.find('@'));
  if (x == y && x.size() >= 4) return Level::close;
  return can_be_near(a, b, 2) && edit_distance(a, b, 2) <= 2 ? Level::close : Level::differ;
}

/// Whether a mail address of this person is made of their name.
bool names_mail(const Profile& it) {
  for (const auto& mail : it.mails) {
    const std::string local = mail.substr(0, mail.find('@'));
    for (const auto& words : it.names) {
      for (const auto& word : words) {
        if (word.size() >= 3 && local.find(word) != std::string::npos) return true;
      }
    }
  }
  return false;
}

/// The best level over all values of both.
template <class Compare>
Level best(const std::vector<std::string>& a, const std::vector<std::string>& b, std::string& value,
           const Compare& level_of) {
  Level out = Level::missing;
  for (const auto& x : a) {
    for (const auto& y : b) {
      const Level level = level_of(x, y);
      if (level <= out) continue;
      out = level;
      value = level == Level::same ? x : std::string();
    }
  }
  return out;
}

std::string_view host_of(const std::string& url) { return std::string_view(url).substr(0, url.find('/')); }

/// Both have an address in one network, and none is the same: two people.
bool two_profiles(const Profile& a, const Profile& b) {
  bool two = false;
  for (const auto& x : a.urls) {
    for (const auto& y : b.urls) {
      if (x == y) return false;
      two = two || host_of(x) == host_of(y);
    }
  }
  return two;
}

std::string key_of(std::initializer_list<std::string> parts) {
  std::string out;
  for (const auto& part : parts) {
    out += part;
    out += ' ';
  }
  return out;
}

class Mixer {  // SplitMix64: the same numbers everywhere
 public:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }

 private:
  std::uint64_t state_ = 1;
};

// Where records are few, learning is drawn towards these: what is usual among records of one person.
constexpr std::array<std::array<double, 3>, field_count> usual_m = {{{.05, .15, .80},    // given
                                                                     {.05, .10, .85},    // surname
                                                                     {.45, .10, .45},    // organisation: jobs change
                                                                     {.50, .20, .30},    // title
                                                                     {.30, .20, .50},    // place
                                                                     {.10, .20, .70},    // birthday
                                                                     {.15, .20, .65},    // address
                                                                     {.60, .20, .20},    // mail: people have several
                                                                     {.15, .15, .70}}};  // school
constexpr std::array<std::array<double, 3>, field_count> usual_u = {{{.97, .02, .01},
                                                                     {.98, .01, .01},
                                                                     {.97, .01, .02},
                                                                     {.90, .07, .03},
                                                                     {.85, .05, .10},
                                                                     {.98, .019, .001},
                                                                     {.97, .02, .01},
                                                                     {.995, .004, .001},
                                                                     {.80, .15, .05}}};
constexpr double usual_m_counts = 40, usual_u_counts = 200;

}  // namespace

void Profile::add(std::vector<std::string>& values, std::string value) {
  if (!value.empty() && std::find(values.begin(), values.end(), value) == values.end())
    values.push_back(std::move(value));
}

void Profile::add_name(std::vector<std::string> words) {
  if (!words.empty() && std::find(names.begin(), names.end(), words) == names.end()) names.push_back(std::move(words));
}

Frequencies::Frequencies(const std::vector<Profile>& people)
    : people_(std::max<double>(1, static_cast<double>(people.size()))) {
  for (const Profile& it : people) {
    const auto count = [&](Field field, const std::string& value) {
      if (!value.empty()) ++counts_[at(field)][value];
    };
    std::set<std::string> given, surname;
    for (const auto& words : it.names) {
      for (const auto& word : words) {  // a word may stand in either place
        given.insert(word);
        surname.insert(word);
      }
      if (words.size() > 2) surname.insert(surname_of(words));
    }
    for (const auto& word : given) count(Field::given, word);
    for (const auto& word : surname) count(Field::surname, word);
    for (const auto& value : it.organisations) count(Field::organisation, value);
    for (const auto& value : it.titles) count(Field::title, value);
    for (const auto& value : it.places) count(Field::place, value);
    for (const auto& value : it.birthdays) count(Field::birthday, value);
    for (const auto& value : it.addresses) count(Field::address, value);
    for (const auto& value : it.mails) count(Field::mail, value);
    for (const auto& value : it.courses) count(Field::school, value);
  }
}

double Frequencies::of(Field field, const std::string& value) const {
  // The two who share it say nothing of how common it is; where people are few, the usual share stands in.
  constexpr double usual_counts = 100;
  const auto found = counts_[at(field)].find(value);
  const double others = found == counts_[at(field)].end() ? 0 : std::max(0.0, static_cast<double>(found->second) - 2);
  return (others + usual_counts * usual_u[at(field)][2]) / (people_ + usual_counts);
}

Comparison compare(const Profile& a, const Profile& b) {
  Comparison out;
  const auto set = [&](Field field, Level level) { out.pattern[at(field)] = level; };
  NameLevels names;
  bool any = false;
  for (const auto& x : a.names) {
    for (const auto& y : b.names) {
      const NameLevels now = compare_names(x, y);
      if (!any || now.score() > names.score()) names = now;
      any = true;
    }
  }
  set(Field::given, names.given);
  set(Field::surname, names.surname);
  out.value[at(Field::given)] = names.given_value;
  out.value[at(Field::surname)] = names.surname_value;
  const auto over = [&](Field field, const auto& x, const auto& y, const auto& level_of) {
    set(field, best(x, y, out.value[at(field)], level_of));
  };
  over(Field::organisation, a.organisations, b.organisations,
       [](const auto& x, const auto& y) { return compare_text(x, y, 2, .5); });
  over(Field::title, a.titles, b.titles, [](const auto& x, const auto& y) { return compare_text(x, y, 2, .5); });
  over(Field::place, a.places, b.places, [](const auto& x, const auto& y) { return compare_text(x, y, 2, .3); });
  over(Field::birthday, a.birthdays, b.birthdays, compare_birthdays);
  over(Field::address, a.addresses, b.addresses,
       [](const auto& x, const auto& y) { return compare_text(x, y, .7, .35); });
  over(Field::mail, a.mails, b.mails, compare_mails);
  if (out.pattern[at(Field::mail)] == Level::close && (names_mail(a) || names_mail(b))) {
    set(Field::mail, Level::missing);  // it says the name once more
  }
  if (out.pattern[at(Field::birthday)] == Level::differ) {
    const auto year = [](const std::string& day) { return day.size() == 8 ? std::stoi(day.substr(0, 4)) : 0; };
    out.other_generation = std::all_of(a.birthdays.begin(), a.birthdays.end(), [&](const auto& x) {
      return std::all_of(b.birthdays.begin(), b.birthdays.end(), [&](const auto& y) {
        return year(x) != 0 && year(y) != 0 && std::abs(year(x) - year(y)) >= 12;
      });
    });
  }
  std::string shared;
  const auto equal = [](const auto& x, const auto& y) { return x == y ? Level::same : Level::differ; };
  const Level course = best(a.courses, b.courses, shared, equal);
  out.value[at(Field::school)] = shared;
  if (course == Level::same) {
    set(Field::school, Level::same);
  } else {
    const Level school = best(a.schools, b.schools, shared, equal);
    set(Field::school, school == Level::same ? Level::close : std::max(school, course));
  }
  out.other_profile = two_profiles(a, b);
  return out;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> candidates(const std::vector<Profile>& people,
                                                                const Control& control) {
  constexpr std::size_t most_of_a_key = 60;
  std::unordered_map<std::string, std::vector<std::uint32_t>> holders;
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    if (i % 4096 == 0) control.check(i, people.size());
    const Profile& it = people[i];
    const auto hold = [&](std::string key) {
      auto& ids = holders[std::move(key)];
      if (ids.empty() || ids.back() != i) ids.push_back(i);
    };
    for (const auto& words : it.names) {
      const auto &first = words.front(), &last = words.back();
      const std::string surname = words.size() > 1 ? surname_of(words) : last;
      // Each name whole with what the other begins with, either way round, and the beginnings of both.
      for (const auto& [whole, other] : {std::pair(last, first), std::pair(first, last), std::pair(surname, first)}) {
        hold(key_of({"n", whole, other.substr(0, 1)}));
        for (const auto& day : it.birthdays) hold(key_of({"nb", whole, day.substr(0, 4)}));
        for (const auto& place : it.places) hold(key_of({"np", whole, place}));
        for (const auto& employer : it.organisations) hold(key_of({"no", whole, employer}));
        for (const auto& course : it.courses) hold(key_of({"nc", whole, course}));
      }
      std::string one = first.substr(0, 3), two = last.substr(0, 3);
      if (two < one) std::swap(one, two);
      hold(key_of({"b", one, two}));
      if (words.size() == 1) hold(key_of({"w", first}));
    }
    for (const auto& day : it.birthdays) hold(key_of({"d", day}));
    for (const auto& text : it.addresses) {
      const auto words = tokens(text);
      const auto long_one = std::max_element(words.begin(), words.end(),
                                             [](const auto& x, const auto& y) { return x.size() < y.size(); });
      for (const auto& word : words) {
        const bool number = word.find_first_not_of("0123456789") == std::string::npos;
        if (number && long_one != words.end() && *long_one != word) hold(key_of({"a", word, *long_one}));
      }
    }
    for (const auto& mail : it.mails) {
      hold(key_of({"m", mail}));
      hold(key_of({"l", mail.substr(0, mail.find('@'))}));
    }
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
  for (const auto& [key, ids] : holders) {
    if (ids.size() > most_of_a_key) continue;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      for (std::size_t j = i + 1; j < ids.size(); ++j) {
        if (!two_profiles(people[ids[i]], people[ids[j]])) out.emplace_back(ids[i], ids[j]);
      }
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

double Weights::weight(Field field, const Comparison& it, const Frequencies& frequencies) const {
  const Level level = it.pattern[at(field)];
  if (level == Level::missing) return 0;
  const std::size_t number = static_cast<std::size_t>(level) - 1;
  double by_chance = u[at(field)][number];
  const std::string& value = it.value[at(field)];
  if (level == Level::same && !value.empty()) by_chance = frequencies.of(field, value);
  return std::log(m[at(field)][number] / by_chance);
}

double Weights::log_odds(const Comparison& it, const Frequencies& frequencies) const {
  double sum = std::log(prior / (1 - prior));
  for (std::size_t f = 0; f < field_count; ++f) sum += weight(static_cast<Field>(f), it, frequencies);
  return sum;
}

Weights learn(const std::vector<Profile>& people, const std::vector<Comparison>& pairs) {
  Weights out;
  // u: pairs at random are hardly ever one person.
  std::array<std::array<double, 3>, field_count> counts = {};
  const std::size_t count = people.size();
  Mixer mixer;
  const std::size_t samples = count < 2 ? 0 : std::min<std::size_t>(50'000, count * (count - 1) / 2);
  for (std::size_t i = 0; i < samples; ++i) {
    const auto a = static_cast<std::size_t>(mixer.next() % count), b = static_cast<std::size_t>(mixer.next() % count);
    if (a == b) continue;
    const Comparison it = compare(people[a], people[b]);
    for (std::size_t f = 0; f < field_count; ++f) {
      if (it.pattern[f] != Level::missing) ++counts[f][static_cast<std::size_t>(it.pattern[f]) - 1];
    }
  }
  const auto mixed = [](const std::array<double, 3>& seen, const std::array<double, 3>& usual, double weight) {
    const double all = seen[0] + seen[1] + seen[2] + weight;
    return std::array<double, 3>{(seen[0] + weight * usual[0]) / all, (seen[1] + weight * usual[1]) / all,
                                 (seen[2] + weight * usual[2]) / all};
  };
  for (std::size_t f = 0; f < field_count; ++f) out.u[f] = mixed(counts[f], usual_u[f], usual_u_counts);
  out.m = usual_m;

  std::map<Pattern, double> patterns;
  for (const Comparison& it : pairs) {
    if (!it.other_profile) ++patterns[it.pattern];
  }
  const double all_pairs = std::max(1.0, static_cast<double>(count) * (static_cast<double>(count) - 1) / 2);
  const double many = std::max<double>(100, static_cast<double>(count));
  const double least = .05 / many;
  out.prior = .5 / many;
  for (int round = 0; round < 30; ++round) {
    counts = {};
    double matches = 0;
    for (const auto& [pattern, times] : patterns) {
      double odds = out.prior / (1 - out.prior);
      for (std::size_t f = 0; f < field_count; ++f) {
        if (pattern[f] == Level::missing) continue;
        const std::size_t level = static_cast<std::size_t>(pattern[f]) - 1;
        odds *= out.m[f][level] / out.u[f][level];
      }
      const double here = times * odds / (1 + odds);
      matches += here;
      for (std::size_t f = 0; f < field_count; ++f) {
        if (pattern[f] != Level::missing) counts[f][static_cast<std::size_t>(pattern[f]) - 1] += here;
      }
    }
    for (std::size_t f = 0; f < field_count; ++f) out.m[f] = mixed(counts[f], usual_m[f], usual_m_counts);
    out.prior = std::clamp(matches / all_pairs, least, 10 / many);
  }
  return out;
}

}  // namespace weaktie::linkage
