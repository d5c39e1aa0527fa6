// Records: statements in, merged views out.
#include <weaktie/records/records.hpp>

#include <algorithm>
#include <functional>
#include <numeric>

#include <weaktie/core/text.hpp>

#include "check_fact.hpp"

namespace weaktie {
namespace {

constexpr char cell_end = '\x1f';

void append_key(std::string& key, std::string_view part) {
  key.append(part);
  key += cell_end;
}
void append_key(std::string& key, const std::optional<double>& part) {
  append_key(key, part ? number_text(*part) : std::string());
}
void append_key(std::string& key, const std::optional<Day>& part) {
  append_key(key, part ? day_text(*part) : std::string());
}
void append_key(std::string& key, const Statement& by) {
  append_key(key, by.stated_by);
  append_key(key, by.audience);
  append_key(key, by.stated_on);
}

std::string key_of(const Tie& tie, const Statement& by) {
  std::string key = "t";
  append_key(key, tie.source);
  append_key(key, tie.target);
  append_key(key, tie.directed ? "d" : "u");
  append_key(key, name_of(tie.kind));
  append_key(key, tie.chance);
  append_key(key, tie.strength);
  append_key(key, tie.years);
  append_key(key, tie.contexts ? std::to_string(*tie.contexts) : std::string());
  append_key(key, tie.since);
  if (tie.contact) {
    append_key(key, day_text(tie.contact->date));
    append_key(key, name_of(tie.contact->channel));
    append_key(key, name_of(tie.contact->direction));
    append_key(key, std::to_string(tie.contact->size));
    append_key(key, std::to_string(tie.contact->nth));
  }
  append_key(key, by);
  return key;
}

std::string key_of(const Affiliation& affiliation, const Statement& by) {
  std::string key = "a";
  append_key(key, affiliation.id);
  append_key(key, affiliation.name);
  append_key(key, name_of(affiliation.kind));
  append_key(key, affiliation.reach);
  append_key(key, affiliation.size ? std::to_string(*affiliation.size) : std::string());
  append_key(key, by);
  return key;
}

std::string key_of(const Membership& membership, const Statement& by) {
  std::string key = "m";
  append_key(key, membership.person);
  append_key(key, membership.affiliation);
  append_key(key, membership.weight);
  append_key(key, membership.role);
  append_key(key, membership.start);
  append_key(key, membership.end);
  append_key(key, by);
  return key;
}

bool holds_values(std::string_view have, std::string_view wanted) {
  if (have == wanted) return true;
  const auto values = cell_values(have);
  for (const auto& value : cell_values(wanted)) {
    if (std::find(values.begin(), values.end(), value) == values.end()) return false;
  }
  return true;
}

bool adds_up(const PersonField& field) {
  return field.member == &Person::email || field.member == &Person::phone || field.member == &Person::url;
}

/// Whether `known` says everything that `person` says.
bool says(const Person& known, const Person& person) {
  for (const auto& field : person_fields) {
    const std::string& wanted = person.*field.member;
    if (wanted.empty()) continue;
    const std::string& have = known.*field.member;
    if (adds_up(field) ? !holds_values(have, wanted) : have != wanted) return false;
  }
  for (const auto& [name, value] : person.attributes) {
    const auto have = known.attributes.find(name);
    if (!value.empty() && (have == known.attributes.end() || have->second != value)) return false;
  }
  return true;
}

void add_origins(Statement& known, const Statement& more) {
  for (const auto& origin : more.origins) {
    if (std::find(known.origins.begin(), known.origins.end(), origin) == known.origins.end()) {
      known.origins.push_back(origin);
    }
  }
}

void normalise(Statement& by) {
  if (by.audience.empty()) by.audience = "self";
  detail::check_statement(by);
}

std::pair<std::string, std::string> ordered(std::string_view a, std::string_view b) {
  return a < b ? std::pair(std::string(a), std::string(b)) : std::pair(std::string(b), std::string(a));
}

}  // namespace

bool Records::add_person(Person person, Statement by) {
  detail::check_fact(person);
  normalise(by);
  auto& mine = known_people_[person.id];
  for (const auto number : mine) {
    auto& known = people_[number];
    if (known.by.by_hand || known.by.stated_by != by.stated_by || known.by.audience != by.audience ||
        known.by.stated_on != by.stated_on || !says(known.fact, person)) {
      continue;
    }
    add_origins(known.by, by);
    return false;
  }
  mine.push_back(static_cast<std::uint32_t>(people_.size()));
  mention(person.id);
  people_.push_back({std::move(person), std::move(by)});
  return true;
}

bool Records::add_tie(Tie tie, Statement by) {
  detail::check_fact(tie);
  normalise(by);
  const auto [known, added] = known_facts_.emplace(key_of(tie, by), static_cast<std::uint32_t>(ties_.size()));
  if (!added) {
    add_origins(ties_[known->second].by, by);
    return false;
  }
  mention(tie.source);
  mention(tie.target);
  ties_.push_back({std::move(tie), std::move(by)});
  return true;
}

bool Records::add_affiliation(Affiliation affiliation, Statement by) {
  detail::check_fact(affiliation);
  normalise(by);
  const auto [known, added] =
      known_facts_.emplace(key_of(affiliation, by), static_cast<std::uint32_t>(affiliations_.size()));
  if (!added) {
    add_origins(affiliations_[known->second].by, by);
    return false;
  }
  affiliations_.push_back({std::move(affiliation), std::move(by)});
  return true;
}

bool Records::add_membership(Membership membership, Statement by) {
  detail::check_fact(membership);
  normalise(by);
  const auto [known, added] =
      known_facts_.emplace(key_of(membership, by), static_cast<std::uint32_t>(memberships_.size()));
  if (!added) {
    add_origins(memberships_[known->second].by, by);
    return false;
  }
  mention(membership.person);
  memberships_.push_back({std::move(membership), std::move(by)});
  return true;
}

void Records::edit(std::string_view id, const std::map<std::string, std::string>& fields) {
  require(id);
  for (const auto& [name, value] : fields) detail::require_text(value, name.c_str());
  auto& mine = known_people_[std::string(id)];
  std::size_t number = people_.size();
  for (const auto candidate : mine) {
    if (people_[candidate].by.by_hand) number = candidate;
  }
  if (number == people_.size()) {
    Stated<Person> fresh;
    fresh.fact.id = id;
    fresh.by.by_hand = true;
    mine.push_back(static_cast<std::uint32_t>(number));
    mention(id);
    people_.push_back(std::move(fresh));
  }
  auto& [person, by] = people_[number];
  for (const auto& [name, value] : fields) {
    const auto field = std::find_if(std::begin(person_fields), std::end(person_fields),
                                    [&, &wanted = name](const PersonField& it) { return wanted == it.name; });
    std::string& cell = field != std::end(person_fields) ? person.*field->member : person.attributes[name];
    cell = value;
    const auto cleared = std::find(by.clears.begin(), by.clears.end(), name);
    if (value.empty() && cleared == by.clears.end()) by.clears.push_back(name);
    if (!value.empty() && cleared != by.clears.end()) by.clears.erase(cleared);
  }
}

std::size_t Records::remove(std::string_view id) {
  require(id);
  const std::string wanted(canonical(id));
  const auto is = [&](std::string_view other) { return canonical(other) == wanted; };
  std::size_t count = std::erase_if(people_, [&](const auto& it) { return is(it.fact.id); });
  count += std::erase_if(ties_, [&](const auto& it) { return is(it.fact.source) || is(it.fact.target); });
  count += std::erase_if(memberships_, [&](const auto& it) { return is(it.fact.person); });
  const auto names = [&](const std::pair<std::string, std::string>& link) { return is(link.first) || is(link.second); };
  std::erase_if(certain_, names);
  std::erase_if(same_, names);
  std::erase_if(different_, names);
  rebuild_index();
  return count;
}

std::size_t Records::remove_tie(std::string_view source, std::string_view target) {
  require(source);
  require(target);
  const auto pair = ordered(canonical(source), canonical(target));
  const std::size_t count = std::erase_if(
      ties_, [&](const auto& it) { return ordered(canonical(it.fact.source), canonical(it.fact.target)) == pair; });
  rebuild_index();
  return count;
}

std::size_t Records::remove_membership(std::string_view person, std::string_view affiliation) {
  require(person);
  const std::string wanted(canonical(person));
  const std::size_t count = std::erase_if(memberships_, [&](const auto& it) {
    return it.fact.affiliation == affiliation && canonical(it.fact.person) == wanted;
  });
  rebuild_index();
  return count;
}

std::vector<std::string> Records::ids() const {
  std::vector<std::string> out;
  out.reserve(mentions_.size());
  for (const auto& entry : mentions_) out.push_back(entry.first);
  std::sort(out.begin(), out.end());
  return out;
}

void Records::same(std::string_view a, std::string_view b) {
  require(a);
  require(b);
  if (a == b) throw InvalidValue("'" + std::string(a) + "' was given twice; two ids are needed", std::string(a));
  const auto pair = ordered(a, b);
  const bool was_different = different_.erase(pair) > 0;
  const bool added = same_.insert(pair).second;
  relink();
  if (canonical(a) == canonical(b)) return;
  if (added) same_.erase(pair);
  if (was_different) different_.insert(pair);
  relink();
  throw InvalidValue("'" + pair.first + "' and '" + pair.second +
                         "' cannot be one person: others that are the same as them were said to be different; "
                         "take that back with same() first",
                     pair.first);
}

void Records::different(std::string_view a, std::string_view b) {
  require(a);
  require(b);
  if (a == b) throw InvalidValue("'" + std::string(a) + "' was given twice; two ids are needed", std::string(a));
  const auto pair = ordered(a, b);
  const auto before_same = same_;
  same_.erase(pair);
  const bool added = different_.insert(pair).second;
  relink();
  // With this word in place, nobody's earlier word may have lost its effect.
  const auto broken = std::find_if(same_.begin(), same_.end(),
                                   [&](const auto& link) { return canonical(link.first) != canonical(link.second); });
  if (broken == same_.end()) return;
  const std::string chain = "'" + broken->first + "' and '" + broken->second + "'";
  same_ = before_same;
  if (added) different_.erase(pair);
  relink();
  throw InvalidValue("'" + pair.first + "' and '" + pair.second +
                         "' are one person through others that you said are the same; take back " + chain +
                         " with different() first",
                     pair.first);
}

std::string Records::person_of(std::string_view id) const {
  require(id);
  return std::string(canonical(id));
}

std::string_view Records::canonical(std::string_view id) const {
  const auto found = canonical_.find(id);
  return found == canonical_.end() ? id : std::string_view(found->second);
}

void Records::set_certain(std::vector<std::pair<std::string, std::string>> links) {
  certain_ = std::move(links);
  for (auto& link : certain_) {
    if (link.second < link.first) std::swap(link.first, link.second);
  }
  std::sort(certain_.begin(), certain_.end());
  certain_.erase(std::unique(certain_.begin(), certain_.end()), certain_.end());
  relink();
}

void Records::relink() {
  std::map<std::string, std::string, std::less<>> parent;
  const std::function<std::string(const std::string&)> root = [&](const std::string& id) -> std::string {
    std::string at = id;
    for (auto it = parent.find(at); it != parent.end() && it->second != at; it = parent.find(at)) at = it->second;
    return at;
  };
  const auto join = [&](const std::pair<std::string, std::string>& link) {
    if (different_.count(link) > 0) return;
    const std::string a = root(link.first), b = root(link.second);
    if (a == b) return;
    for (const auto& [x, y] : different_) {
      const std::string p = root(x), q = root(y);
      if ((p == a && q == b) || (p == b && q == a)) return;
    }
    const auto& smaller = std::min(a, b);
    parent[a] = smaller;
    parent[b] = smaller;
    parent.emplace(link.first, smaller);
    parent.emplace(link.second, smaller);
  };
  for (const auto& link : same_) join(link);
  for (const auto& link : certain_) join(link);
  canonical_.clear();
  for (const auto& entry : parent) {
    const std::string at = root(entry.first);
    if (at != entry.first) canonical_.emplace(entry.first, at);
  }
}

void Records::mention(std::string_view id) {
  const auto found = mentions_.find(id);
  if (found != mentions_.end()) {
    ++found->second;
  } else {
    mentions_.emplace(std::string(id), 1);
  }
}

void Records::rebuild_index() {
  mentions_.clear();
  known_people_.clear();
  known_facts_.clear();
  std::uint32_t number = 0;
  for (const auto& it : people_) {
    mention(it.fact.id);
    known_people_[it.fact.id].push_back(number++);
  }
  number = 0;
  for (const auto& it : ties_) {
    mention(it.fact.source);
    mention(it.fact.target);
    known_facts_.emplace(key_of(it.fact, it.by), number++);
  }
  number = 0;
  for (const auto& it : affiliations_) known_facts_.emplace(key_of(it.fact, it.by), number++);
  number = 0;
  for (const auto& it : memberships_) {
    mention(it.fact.person);
    known_facts_.emplace(key_of(it.fact, it.by), number++);
  }
  relink();
}

void Records::require(std::string_view id) const {
  if (!knows(id)) throw unknown_person(id, ids());
}

std::vector<PersonView> Records::merged_people(std::optional<Day> as_of, const Control& control) const {
  Ticks ticks(control, 0, 4096);
  // Everyone's statements side by side: by person, edits last, then by date, then in the order they were read.
  struct Said {
    std::string_view person;
    const Stated<Person>* what;
    std::size_t number;
  };
  const auto holds = [&](const Statement& by) { return !as_of || !by.stated_on || *by.stated_on <= *as_of; };
  std::vector<Said> said;
  said.reserve(people_.size());
  for (std::size_t number = 0; number < people_.size(); ++number) {
    ticks();
    if (holds(people_[number].by)) said.push_back({canonical(people_[number].fact.id), &people_[number], number});
  }
  std::sort(said.begin(), said.end(), [&ticks](const Said& a, const Said& b) {
    ticks();
    if (a.person != b.person) return a.person < b.person;
    if (a.what->by.by_hand != b.what->by.by_hand) return b.what->by.by_hand;
    if (a.what->by.stated_on != b.what->by.stated_on) return a.what->by.stated_on < b.what->by.stated_on;
    return a.number < b.number;
  });

  std::map<std::string_view, std::set<std::string>> ids;  // who exists, and under which other ids
  const auto exists = [&](std::string_view id) {
    ticks();
    const std::string_view now = canonical(id);
    auto& others = ids[now];
    if (now != id) others.emplace(id);
  };
  for (const auto& it : said) exists(it.what->fact.id);
  for (const auto& it : ties_) {
    if (!holds(it.by)) continue;
    exists(it.fact.source);
    exists(it.fact.target);
  }
  for (const auto& it : memberships_) {
    if (holds(it.by)) exists(it.fact.person);
  }

  std::vector<PersonView> out;
  out.reserve(ids.size());
  std::size_t at = 0;
  for (const auto& [id, others] : ids) {
    ticks();
    PersonView view;
    view.person.id = id;
    view.merged.assign(others.begin(), others.end());
    for (; at < said.size() && said[at].person == id; ++at) {
      const auto& [fact, by] = *said[at].what;
      for (const auto& field : person_fields) {
        const std::string& value = fact.*field.member;
        if (value.empty()) continue;
        std::string& cell = view.person.*field.member;
        if (adds_up(field) && !by.by_hand) {
          join_values(cell, value);
        } else {
          cell = value;
        }
      }
      for (const auto& [name, value] : fact.attributes) {
        if (!value.empty()) view.person.attributes[name] = value;
      }
      for (const auto& name : by.clears) {
        for (const auto& field : person_fields) {
          if (name == field.name) (view.person.*field.member).clear();
        }
        view.person.attributes.erase(name);
      }
      for (const auto& origin : by.origins) {
        if (std::find(view.origins.begin(), view.origins.end(), origin) == view.origins.end()) {
          view.origins.push_back(origin);
        }
      }
    }
    out.push_back(std::move(view));
  }
  return out;
}

std::vector<Found> Records::find(std::string_view text, std::size_t count) const {
  const auto people = merged_people();
  return find_people(
      people.size(),
      [&](std::size_t i) {
        const Person& it = people[i].person;
        return FindEntry{it.id, it.name, it.headline, it.title, it.organisation, it.email, it.url, it.phone};
      },
      text, count);
}

bool operator==(const Records& a, const Records& b) {
  const auto equal = [](const auto& x, const auto& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                      [](const auto& p, const auto& q) { return p.fact == q.fact && p.by == q.by; });
  };
  return equal(a.people_, b.people_) && equal(a.ties_, b.ties_) && equal(a.affiliations_, b.affiliations_) &&
         equal(a.memberships_, b.memberships_) && a.certain_ == b.certain_ && a.same_ == b.same_ &&
         a.different_ == b.different_;
}

}  // namespace weaktie
