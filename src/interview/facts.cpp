// What the network knows about two people, in the words of a message.
#include <weaktie/interview/facts.hpp>

#include <algorithm>
#include <utility>

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>

namespace weaktie {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

template <std::size_t Count>
bool one_of(std::string_view word, const std::string_view (&words)[Count]) {
  return std::find(words, words + Count, word) != words + Count;
}

bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

/// Names that keep their capital inside a sentence.
constexpr std::string_view proper[] = {
    "africa",  "african",    "america",   "american",   "arabic",    "asia",    "asian",    "birmingham",
    "bristol", "britain",    "british",   "brussels",   "cambridge", "canada",  "chinese",  "christian",
    "crown",   "dutch",      "edinburgh", "england",    "english",   "europe",  "european", "french",
    "german",  "irish",      "italian",   "japanese",   "king's",    "latin",   "leeds",    "london",
    "lord",    "manchester", "oxford",    "parliament", "python",    "queen's", "scotland", "scottish",
    "spanish", "java",       "wales",     "warwick",    "welsh",     "york"};

/// Words that stay small in a title written in capitals throughout.
constexpr std::string_view joining[] = {"of", "and", "in", "the", "for", "to", "at", "on", "or"};

/// Last words of titles that name a line of work and not a person: "Employment Law", "Legal Services".
constexpr std::string_view areas[] = {"accounting",
                                      "accounts",
                                      "admissions",
                                      "advertising",
                                      "affairs",
                                      "analytics",
                                      "arbitration",
                                      "audit",
                                      "banking",
                                      "commercial",
                                      "communications",
                                      "compliance",
                                      "conveyancing",
                                      "construction",
                                      "consulting",
                                      "corporate",
                                      "crime",
                                      "design",
                                      "development",
                                      "education",
                                      "employment",
                                      "engineering",
                                      "estate",
                                      "events",
                                      "finance",
                                      "hr",
                                      "immigration",
                                      "insurance",
                                      "it",
                                      "law",
                                      "legal",
                                      "litigation",
                                      "management",
                                      "marketing",
                                      "media",
                                      "operations",
                                      "planning",
                                      "policy",
                                      "pr",
                                      "probate",
                                      "procurement",
                                      "property",
                                      "recruitment",
                                      "relations",
                                      "research",
                                      "resolution",
                                      "resources",
                                      "sales",
                                      "services",
                                      "strategy",
                                      "support",
                                      "tax",
                                      "technology",
                                      "training"};

/// What stands in a title or an organisation and is neither.
constexpr std::string_view not_work[] = {"",
                                         "n a",
                                         "na",
                                         "none",
                                         "null",
                                         "self employed",
                                         "selfemployed",
                                         "self",
                                         "freelance",
                                         "unemployed",
                                         "retired",
                                         "open to work",
                                         "looking for work",
                                         "confidential",
                                         "various",
                                         "currently unemployed",
                                         "seeking opportunities",
                                         "looking for opportunities",
                                         "career break",
                                         "own company"};

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0;;) {
    const auto next = text.find(separator, at);
    parts.push_back(text.substr(at, next == std::string_view::npos ? next : next - at));
    if (next == std::string_view::npos) return parts;
    at = next + separator.size();
  }
}

std::string_view last_word(std::string_view text) {
  const auto at = text.rfind(' ');
  return at == std::string_view::npos ? text : text.substr(at + 1);
}

/// "Employment Law": a line of work. "Head of Legal" is a person, whatever its last word.
bool is_area(std::string_view title) {
  const std::string small = lowered(title);
  for (const std::string_view preposition : {" of ", " for ", " in "}) {
    if (small.find(preposition) != std::string::npos) return false;
  }
  return one_of(last_word(small), areas);
}

/// White space in runs becomes one blank; brackets and what stands in them go.
std::string plain(std::string_view text) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    if (c == '(' || c == '[') {
      ++depth;
    } else if (c == ')' || c == ']') {
      if (depth > 0) --depth;
    } else if (depth == 0) {
      const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
      if (!blank) {
        out += c;
      } else if (!out.empty() && out.back() != ' ') {
        out += ' ';
      }
    }
  }
  return trimmed(out);
}

std::string word_in_sentence(std::string_view word, bool all_capitals) {
  if (one_of(lowered(word), proper)) return std::string(word);
  const std::size_t capitals = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_upper));
  const bool lower_too = std::any_of(word.begin(), word.end(), is_lower);
  const bool odd = std::any_of(word.begin(), word.end(), [](char c) { return is_digit(c) || c == '.' || c == '&'; });
  if (capitals == 0 || odd) return std::string(word);
  if (!lower_too) {
    const bool shouted = all_capitals && (word.size() > 3 || one_of(lowered(word), joining));
    return shouted || word.size() == 1 ? lowered(word) : std::string(word);
  }
  // A capital belongs at the start of a part ("Co-Founder"); elsewhere the word is a name ("McKinsey", "LinkedIn").
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (is_upper(word[i]) && word[i - 1] != '-' && word[i - 1] != '/') return std::string(word);
  }
  return lowered(word);
}

/// The first role of a title; what belongs to it after a comma follows with "in". `organisation` is left out of it.
std::string role_of(std::string_view title, std::string_view organisation) {
  std::string text = plain(title);
  for (const std::string_view separator :
       {" ; ", "|", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xE2\x80\xA2 ", " \xC2\xB7 ", " @ ", " at ", " @"}) {
    text = trimmed(split(text, separator).front());
  }
  if (text.find('@') != std::string::npos) return "";
  const auto parts = split(text, ",");
  std::string role = trimmed(parts.front());
  if (parts.size() > 1) {
    const std::string more = trimmed(parts[1]);
    if (!more.empty() && folded(more) != folded(organisation) && is_area(more) && !is_area(role)) role += " in " + more;
  }
  if (one_of(folded(role), not_work) || folded(role) == folded(organisation)) return "";
  return role;
}

std::string organisation_of(const Network& network, PersonIndex person) {
  const auto values = cell_values(network.text(person, PersonColumn::organisation));
  return values.empty() || one_of(folded(values.front()), not_work) ? "" : values.front();
}

/// "University of Warwick" needs its article in a sentence.
std::string place_in_sentence(std::string_view name) {
  const std::string text = trimmed(name);
  if (starts_with(text, "The ")) return "the " + text.substr(4);
  for (const std::string_view start :
       {"University of ", "Open University", "London School of ", "College of ", "Institute of ", "Royal ",
        "Law Society", "Bar Council", "Ministry of ", "School of ", "Department of "}) {
    if (starts_with(text, start)) return "the " + text;
  }
  return text;
}

std::string name_of_group(const Network& network, GroupIndex group) {
  const AffiliationFacts facts = network.affiliation(group);
  return trimmed(facts.name.empty() ? facts.id : facts.name);
}

/// The affiliation of one of these kinds that both belong to: the earliest kind, the smaller group, the smaller id.
std::optional<GroupIndex> shared_group(const Network& network, PersonIndex a, PersonIndex b,
                                       std::initializer_list<AffiliationKind> kinds) {
  std::optional<GroupIndex> best;
  std::pair<std::size_t, std::size_t> best_rank{};
  const auto of_b = network.groups_of(b);
  for (const GroupWeight& mine : network.groups_of(a)) {
    const bool both =
        std::any_of(of_b.begin(), of_b.end(), [&](const GroupWeight& it) { return it.group == mine.group; });
    const auto kind = std::find(kinds.begin(), kinds.end(), network.affiliation(mine.group).kind);
    if (!both || kind == kinds.end()) continue;
    const std::pair<std::size_t, std::size_t> rank{static_cast<std::size_t>(kind - kinds.begin()),
                                                   network.members_of(mine.group).size()};
    // Groups are numbered by ascending id, and rows of groups ascend.
    if (!best || rank < best_rank) {
      best = mine.group;
      best_rank = rank;
    }
  }
  return best;
}

std::string same_organisation(const Network& network, PersonIndex a, PersonIndex b) {
  const std::string here = organisation_of(network, a), there = organisation_of(network, b);
  return !here.empty() && folded(here) == folded(there) ? there : "";
}

/// The employer two people share, by membership or by what stands beside their names.
std::string shared_employer(const Network& network, PersonIndex a, PersonIndex b) {
  const std::string organisation = same_organisation(network, a, b);
  if (!organisation.empty()) return organisation;
  const auto group = shared_group(network, a, b, {AffiliationKind::employer});
  return group ? name_of_group(network, *group) : "";
}

std::optional<TieKind> tie_kind_between(const Network& network, PersonIndex a, PersonIndex b) {
  const auto forth = network.tie(a, b);
  if (forth) return forth->kind;
  const auto back = network.tie(b, a);
  return back ? back->kind : std::nullopt;
}

bool is_school_of(const Network& network, PersonIndex person, std::string_view name) {
  const std::string wanted = folded(name);
  const auto groups = network.groups_of(person);
  return std::any_of(groups.begin(), groups.end(), [&](const GroupWeight& mine) {
    return network.affiliation(mine.group).kind == AffiliationKind::school &&
           folded(name_of_group(network, mine.group)) == wanted;
  });
}

/// The seeker's only school whose membership has not ended; blank when there is none or more than one.
std::string present_school(const Network& network, PersonIndex seeker) {
  const StepCost ended = cost_of(network.model().step.ended_weight);
  std::string school;
  for (const GroupWeight& mine : network.groups_of(seeker)) {
    if (network.affiliation(mine.group).kind != AffiliationKind::school || mine.cost >= ended) continue;
    if (!school.empty()) return "";
    school = place_in_sentence(name_of_group(network, mine.group));
  }
  return school;
}

void check_people(const Network& network, PersonIndex seeker, PersonIndex prospect, Approach approach,
                  std::span<const PersonIndex> brokers) {
  std::vector<PersonIndex> people(brokers.begin(), brokers.end());
  people.push_back(seeker);
  people.push_back(prospect);
  for (const PersonIndex person : people) {
    if (person >= network.size()) throw unknown_index(person, network.size());
  }
  std::sort(people.begin(), people.end());
  const auto twice = std::adjacent_find(people.begin(), people.end());
  if (twice != people.end()) {
    const std::string id(network.id(*twice));
    throw InvalidValue("seeker, brokers and prospect are different people, got '" + id + "' twice", id);
  }
  const std::size_t most = approach == Approach::direct ? 0 : approach == Approach::mention ? 1 : 3;
  const std::size_t least = approach == Approach::direct ? 0 : 1;
  if (brokers.size() < least || brokers.size() > most) {
    const std::string count = std::to_string(brokers.size());
    throw InvalidValue("a request by " + std::string(name_of(approach)) + " goes through " +
                           (least == most ? std::to_string(most) : "1 to 3") + " people, got " + count,
                       count);
  }
}

}  // namespace

std::string title_in_sentence(std::string_view title) {
  const std::string text = role_of(title, {});
  const bool all_capitals = std::none_of(text.begin(), text.end(), is_lower);
  std::string out;
  for (const std::string_view word : split(text, " ")) {
    if (!out.empty()) out += ' ';
    out += word == "/" ? std::string("and") : word_in_sentence(word, all_capitals);
  }
  return out;
}

std::string with_article(std::string_view title) {
  const std::string text = title_in_sentence(title);
  if (text.empty()) return "";
  std::string small = lowered(text);
  for (const std::string_view before :
       {"deputy ", "assistant ", "global ", "joint ", "acting ", "interim ", "regional ", "group ", "executive "}) {
    if (starts_with(small, before)) {
      small = small.substr(before.size());
      break;
    }
  }
  static constexpr std::string_view alone[] = {"head",        "chief",   "chair", "chairman",   "chairwoman",
                                               "chairperson", "founder", "owner", "co-founder", "cofounder",
                                               "president",   "ceo",     "cfo",   "cto"};
  std::string first = small.substr(0, small.find(' '));
  if (first.ends_with(",")) first.pop_back();
  if (one_of(first, alone) || starts_with(small, "general counsel") || starts_with(small, "managing director")) {
    return text;
  }
  for (const std::string_view of : {"director of ", "professor of ", "vice president of ", "vp of ", "dean of "}) {
    if (starts_with(small, of)) return text;
  }
  // The sound decides: "an HR manager", "a UX designer", "an hourly ...", "a university ...".
  std::string word = text.substr(0, text.find(' '));
  const std::string sound = folded(word);
  const bool acronym = word.size() > 1 && std::none_of(word.begin(), word.end(), is_lower) && is_upper(word[0]);
  bool an = false;
  if (acronym) {
    an = std::string_view("AEFHILMNORSX").find(word[0]) != std::string_view::npos;
  } else if (!sound.empty()) {
    an = std::string_view("aeiou8").find(sound[0]) != std::string_view::npos;
    for (const std::string_view start : {"uni", "use", "usa", "eu", "one", "once"}) {
      if (starts_with(sound, start) && !starts_with(sound, "unin") && !starts_with(sound, "unim")) an = false;
    }
    for (const std::string_view start : {"hono", "hour", "heir", "honest", "11", "18"}) {
      if (starts_with(sound, start)) an = true;
    }
  }
  return (an ? "an " : "a ") + text;
}

std::string why_them(const Network& network, PersonIndex person) {
  const std::string organisation = place_in_sentence(organisation_of(network, person));
  const std::string role = role_of(network.text(person, PersonColumn::title), organisation);
  const std::string at = organisation.empty() ? "" : " at " + organisation;
  if (role.empty()) return organisation.empty() ? "" : "your work" + at;
  if (is_area(role)) return "your work in " + title_in_sentence(role) + at;
  return "your work as " + with_article(role) + at;
}

Connection connection_between(const Network& network, PersonIndex seeker, PersonIndex prospect) {
  if (seeker >= network.size()) throw unknown_index(seeker, network.size());
  if (prospect >= network.size()) throw unknown_index(prospect, network.size());
  using Kind = AffiliationKind;
  Connection out;
  const auto named = [&](ConnectionKind kind, std::optional<GroupIndex> group) {
    out.kind = kind;
    if (group) out.what = place_in_sentence(name_of_group(network, *group));
    return out;
  };
  const auto tie = tie_kind_between(network, seeker, prospect);
  const auto event = shared_group(network, seeker, prospect, {Kind::event});
  if (tie == TieKind::heard_speaker) return named(ConnectionKind::heard_speaker, event);
  if (event || tie == TieKind::met_at_event) return named(ConnectionKind::event, event);
  if (const auto school = shared_group(network, seeker, prospect, {Kind::school, Kind::department, Kind::course})) {
    return named(ConnectionKind::alumni, school);
  }
  if (const auto group = shared_group(network, seeker, prospect, {Kind::association, Kind::club})) {
    return named(ConnectionKind::association, group);
  }
  // Who studies at a university has not worked there, whatever their profile calls it.
  std::string employer = shared_employer(network, seeker, prospect);
  if (is_school_of(network, seeker, employer)) employer.clear();
  if (!employer.empty() || tie == TieKind::colleague || tie == TieKind::former_colleague) {
    out.kind = ConnectionKind::colleague;
    out.what = place_in_sentence(employer);
    return out;
  }
  // Somebody they know in another way: only they can say it in a sentence.
  out.kind = tie && *tie != TieKind::online_follow ? ConnectionKind::text : ConnectionKind::cold;
  return out;
}

std::string link_between(const Network& network, PersonIndex broker, PersonIndex prospect) {
  if (broker >= network.size()) throw unknown_index(broker, network.size());
  if (prospect >= network.size()) throw unknown_index(prospect, network.size());
  using Kind = AffiliationKind;
  const auto at = [](const std::string& place) { return place.empty() ? "" : " at " + place_in_sentence(place); };
  const std::string employer = shared_employer(network, broker, prospect);
  const auto school = shared_group(network, broker, prospect, {Kind::school, Kind::department, Kind::course});
  const auto event = shared_group(network, broker, prospect, {Kind::event});
  const auto tie = tie_kind_between(network, broker, prospect);
  if (tie) {
    switch (*tie) {
      case TieKind::family:
        return "your family";
      case TieKind::friend_:
        return "";  // "you know Li through your friendship" says nothing
      case TieKind::tutor:
        return "your time as tutor and student";
      case TieKind::mentor:
        return "your time as mentor and mentee";
      case TieKind::colleague:
        return "your work together" + at(employer);
      case TieKind::former_colleague:
        return employer.empty() ? "your earlier work together" : "your time" + at(employer);
      case TieKind::peer:
        return "your studies together" + at(school ? name_of_group(network, *school) : "");
      case TieKind::met_at_event:
      case TieKind::heard_speaker:
        if (event) return place_in_sentence(name_of_group(network, *event));
        break;
      case TieKind::acquaintance:
      case TieKind::online_contact:
      case TieKind::online_follow:
        break;
    }
  }
  if (!employer.empty()) return "your work" + at(employer);
  if (school) return "your time" + at(name_of_group(network, *school));
  if (const auto group = shared_group(network, broker, prospect, {Kind::association, Kind::club, Kind::event})) {
    return place_in_sentence(name_of_group(network, *group));
  }
  return "";
}

MessageFacts message_facts(const Network& network, PersonIndex seeker, PersonIndex prospect, Approach approach,
                           std::span<const PersonIndex> brokers, const OwnWords& words) {
  check_people(network, seeker, prospect, approach, brokers);
  MessageFacts facts;
  facts.kind = approach == Approach::direct         ? MessageKind::direct
               : approach == Approach::introduction ? MessageKind::broker
                                                    : MessageKind::mention;
  facts.seeker.name = network.text(seeker, PersonColumn::name);
  facts.seeker.year = words.year;
  facts.seeker.course = words.course;
  facts.seeker.university = words.university;
  if (words.university.empty() && words.role.empty()) facts.seeker.university = present_school(network, seeker);
  facts.seeker.email = words.email;
  facts.seeker.role = words.role;

  const std::string organisation = organisation_of(network, prospect);
  facts.recipient.name = network.text(prospect, PersonColumn::name);
  const std::string role = role_of(network.text(prospect, PersonColumn::title), organisation);
  if (!is_area(role)) facts.recipient.role = title_in_sentence(role);
  facts.recipient.organisation = organisation;

  facts.connection = words.connection ? *words.connection : connection_between(network, seeker, prospect);
  facts.research = words.research;
  facts.topics = words.topics;
  facts.why_you = words.why_you.empty() ? why_them(network, prospect) : words.why_you;
  facts.minutes = words.minutes;
  facts.mode = words.mode;
  facts.when = words.when;
  if (!brokers.empty()) {
    Broker broker;
    broker.name = network.text(brokers.front(), PersonColumn::name);
    // The first broker of a longer chain knows the next in line, and the prospect only if a tie says so.
    if (brokers.size() == 1 || tie_kind_between(network, brokers.front(), prospect)) {
      broker.link = link_between(network, brokers.front(), prospect);
    }
    facts.broker = std::move(broker);
  }
  return facts;
}

MessageFacts message_facts(const Network& network, PersonIndex seeker, PersonIndex prospect,
                           const ProspectApproach& approach, const OwnWords& words) {
  return message_facts(network, seeker, prospect, approach.approach, approach.brokers, words);
}

}  // namespace weaktie
