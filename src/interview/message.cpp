// compose: facts and sentence templates to a message.
#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>
#include <weaktie/interview/message.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <map>
#include <utility>

namespace weaktie {
namespace {

constexpr std::int64_t fewest_minutes = 10;
constexpr std::int64_t most_minutes = 20;
constexpr std::size_t most_topics = 2;
constexpr std::size_t most_words = 120;

constexpr std::array<std::string_view, 4> kind_words{"direct", "broker", "mention", "thanks"};
constexpr std::array<std::string_view, 7> connection_words{"text",        "heard_speaker", "event", "alumni",
                                                           "association", "colleague",     "cold"};

template <class Enum, std::size_t size>
Enum word_to_enum(std::string_view word, const std::array<std::string_view, size>& words, const char* what) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found != words.end()) return static_cast<Enum>(found - words.begin());
  std::string list;
  for (const auto& one : words) list += (list.empty() ? "'" : ", '") + std::string(one) + "'";
  throw InvalidValue(std::string(what) + " is one of " + list + "; got '" + to_utf8(word) + "'", to_utf8(word));
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    if (!is_space(c) && !inside) ++words;
    inside = !is_space(c);
  }
  return words;
}

/// Length of the UTF-8 sequence at `at`; the text is known to be valid.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  return std::min(length, text.size() - at);
}

/// Not text: blanks, controls and line separators become one space; marks that turn the direction of what follows are
/// dropped, since they would reach beyond the fact. Letters of every script, joiners and quotes stay.
std::string one_line(std::string_view text, const char* field) {
  if (!is_utf8(text)) {
    throw InvalidValue("a fact must be UTF-8 text; save it again as UTF-8", to_utf8(text), Place{.field = field});
  }
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text, at);
    const std::string_view one = text.substr(at, length);
    at += length;
    const auto first = static_cast<unsigned char>(one[0]);
    const auto second = static_cast<unsigned char>(length > 1 ? one[1] : '\0');
    const auto third = static_cast<unsigned char>(length > 2 ? one[2] : '\0');
    if (first <= 0x20 || first == 0x7F || (first == 0xC2 && second <= 0xA0) || one == "\u2028" || one == "\u2029" ||
        one == "\u202F" || one == "\u2007" || one == "\u3000") {
      gap = true;
      continue;
    }
    const bool turns = first == 0xE2 && ((second == 0x80 && third >= 0xAA && third <= 0xAE) ||
                                         (second == 0x81 && third >= 0xA6 && third <= 0xA9));
    if (turns || one == "\uFEFF" || one == "\u200B") continue;
    if (gap && !out.empty()) out += ' ';
    gap = false;
    out += one;
  }
  return out;
}

/// One line without the stop at its end: the template ends the sentence.
std::string clause(std::string_view text, const char* field) {
  std::string out = one_line(text, field);
  while (!out.empty() && (out.back() == '.' || out.back() == ' ' || out.back() == ',' || out.back() == ';')) {
    out.pop_back();
  }
  return out;
}

std::string first_word(std::string_view text) {
  std::string word;
  for (const char c : text) {
    if (is_space(c) || c == ',' || c == '\'') break;
    if (static_cast<unsigned char>(c) >= 0x80) break;
    word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return word;
}

bool any_of_words(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string with_small_initial(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
  return text;
}

std::string with_capital(std::string text) {
  if (!text.empty() && static_cast<unsigned char>(text[0]) < 0x80) {
    text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  }
  return text;
}

/// A fact in the user's own words that stands as a sentence: "I have read ...", "My aunt ...".
bool is_sentence(std::string_view text) {
  return any_of_words(first_word(text), {"i", "we", "you", "my", "our", "since", "after", "when", "last", "at", "as",
                                         "like", "having", "both", "through", "in"});
}

/// A fact that lacks its "I": "heard you at ...", "met you at ...".
bool is_past_verb(std::string_view text) {
  return any_of_words(first_word(text),
                      {"heard", "met", "attended", "saw", "was", "spoke", "read", "worked", "studied", "listened",
                       "watched", "joined", "enjoyed", "found", "came", "went", "asked", "followed"});
}

/// "read two of the papers", "looked into ...": what follows "I have since".
bool is_participle(std::string_view text) {
  return any_of_words(
      first_word(text),
      {"read",   "looked", "spoken",   "talked",  "followed", "watched",  "listened", "worked",  "written",
       "taken",  "done",   "compared", "gone",    "been",     "attended", "studied",  "started", "visited",
       "tried",  "built",  "made",     "begun",   "found",    "joined",   "ordered",  "learned", "learnt",
       "bought", "signed", "put",      "applied", "changed",  "decided",  "realised", "thought"});
}

/// "second", "Second year", "2", "2nd", "year 2" -> "second-year"; anything longer is kept as said.
std::string year_as_adjective(std::string_view given) {
  static const std::map<std::string, std::string, std::less<>> known{{"1", "first"},
                                                                     {"2", "second"},
                                                                     {"3", "third"},
                                                                     {"4", "fourth"},
                                                                     {"5", "fifth"},
                                                                     {"6", "sixth"},
                                                                     {"1st", "first"},
                                                                     {"2nd", "second"},
                                                                     {"3rd", "third"},
                                                                     {"4th", "fourth"},
                                                                     {"5th", "fifth"},
                                                                     {"6th", "sixth"},
                                                                     {"first", "first"},
                                                                     {"second", "second"},
                                                                     {"third", "third"},
                                                                     {"fourth", "fourth"},
                                                                     {"fifth", "fifth"},
                                                                     {"sixth", "sixth"},
                                                                     {"final", "final"},
                                                                     {"last", "final"},
                                                                     {"penultimate", "penultimate"},
                                                                     {"one", "first"},
                                                                     {"two", "second"},
                                                                     {"three", "third"},
                                                                     {"four", "fourth"},
                                                                     {"foundation", "foundation"}};
  std::vector<std::string> words = folded_words(given);
  words.erase(std::remove(words.begin(), words.end(), "year"), words.end());
  if (words.size() != 1) return std::string(given);
  const auto found = known.find(words[0]);
  return found == known.end() ? std::string(given) : found->second + "-year";
}

/// The article by its sound, as far as spelling tells: "an economics", "a university", "an 8th-year".
std::string with_article(const std::string& words) {
  const std::string word = first_word(words);
  const bool sounds_like_you = word.starts_with("uni") || word.starts_with("use") || word.starts_with("eu");
  const bool vowel = !word.empty() && (std::string_view("aeiou").find(word[0]) != std::string_view::npos);
  const bool special = word.starts_with("honours") || word.starts_with("8") || word.starts_with("llb") ||
                       word.starts_with("llm") || word == "ma" || word == "msc" || word == "mba" || word == "mphil";
  return ((vowel && !sounds_like_you) || special ? "an " : "a ") + words;
}

/// "a second-year law student at Warwick", from as much as is known.
std::string who(const Seeker& seeker) {
  if (!seeker.role.empty()) {
    const std::string word = first_word(seeker.role);
    return any_of_words(word, {"a", "an", "the"}) ? seeker.role : with_article(seeker.role);
  }
  if (seeker.year.empty() && seeker.course.empty() && seeker.university.empty()) return {};
  std::string out;
  const std::string year = year_as_adjective(seeker.year);
  const std::string in_year = count_words(year) > 1 ? " in the " + year : "";
  if (!year.empty() && in_year.empty()) out += year + " ";
  if (!seeker.course.empty()) out += seeker.course + " ";
  out = with_article(out + "student") + in_year;
  if (!seeker.university.empty()) {
    out += (first_word(seeker.university) == "university" ? " at the " : " at ") + seeker.university;
  }
  return out;
}

/// The sentence that says how the two are connected, without its stop; empty when the fact is.
std::string connection_sentence(const Connection& connection) {
  const std::string& what = connection.what;
  if (what.empty()) return {};
  const std::string host = connection.host.empty() ? "" : ", which " + connection.host + " put on,";
  const std::string when = connection.when.empty() ? "" : " " + connection.when;
  switch (connection.kind) {
    case ConnectionKind::text:
      if (is_past_verb(what)) return "I " + with_small_initial(what);
      if (is_sentence(what)) return with_capital(what);
      return "I am writing to you because of " + (first_word(what) == "your" ? with_small_initial(what) : what);
    case ConnectionKind::heard_speaker: {
      std::string out = "I heard you speak at " + what + host + when;
      if (out.back() == ',') out.pop_back();
      return out;
    }
    case ConnectionKind::event: {
      std::string out = "We were both at " + what + host + when;
      if (out.back() == ',') out.pop_back();
      return out;
    }
    case ConnectionKind::alumni:
      return "I am writing to you because we share " + what + ", where you studied as well";
    case ConnectionKind::association:
      return "We are both members of " + what;
    case ConnectionKind::colleague:
      return "We have both worked at " + what;
    case ConnectionKind::cold:
      if (is_sentence(what)) return with_capital(what);
      return "I am writing to you because of " + (first_word(what) == "your" ? with_small_initial(what) : what);
  }
  return {};
}

std::string research_sentence(const std::string& research, bool thanks) {
  if (research.empty()) return {};
  if (is_participle(research)) return "I have since " + with_small_initial(research);
  if (is_sentence(research) || first_word(research) == "what" || first_word(research) == "your") {
    return with_capital(research);
  }
  return (thanks ? "I have been thinking about " : "I have been looking into ") + research;
}

/// The reason for asking this person, as the opening of the question: "Since you have done both, ".
std::string why_opening(const std::string& why) {
  if (why.empty()) return {};
  const std::string word = first_word(why);
  if (any_of_words(word, {"since", "because", "given", "as", "with"})) return with_capital(why) + ", ";
  if (word == "you") return "Since " + with_small_initial(why) + ", ";
  if (word == "your") return "Given " + with_small_initial(why) + ", ";
  if (any_of_words(word, {"i", "we", "my", "it", "he", "she", "they"})) return with_capital(why) + ". ";
  return "Given your " + why + ", ";
}

std::string mode_phrase(const std::string& mode) {
  if (mode.empty()) return {};
  const std::string word = first_word(mode);
  const std::string rest = word == "by" || word == "over" || word == "on" || word == "in" || word == "via" ||
                                   word == "at" || word == "face" || word == "through"
                               ? with_small_initial(mode)
                               : "by " + mode;
  return rest;
}

/// The offer of time and manner as one sentence without its stop.
std::string when_sentence(const std::string& when, const std::string& mode) {
  if (when.empty() && mode.empty()) return {};
  if (when.empty()) return "We could speak " + mode;
  const std::string by = mode.empty() ? "" : ", " + mode;
  if (any_of_words(first_word(when), {"i", "my", "we", "any"}) && first_word(when) != "any") {
    return with_capital(when) + by;
  }
  const std::string word = first_word(when);
  if (any_of_words(word, {"any", "anytime"})) return "I can do " + with_small_initial(when) + by;
  if (any_of_words(word, {"at", "on", "in", "after", "before", "between", "during", "from", "whenever", "next", "this",
                          "when", "over", "until", "outside"})) {
    return "I am free to talk " + with_small_initial(when) + by;
  }
  return "I can do " + when + by;
}

/// The slots, by name; a blank one is a fact that is not there.
using Slots = std::map<std::string, std::string, std::less<>>;

struct Facts : MessageFacts {
  Broker between = {};
};

/// The facts as one-line text. Throws for what is out of range.
Facts cleaned(const MessageFacts& given) {
  Facts facts;
  static_cast<MessageFacts&>(facts) = given;
  const auto clean = [](std::string& value, const char* field) { value = clause(value, field); };
  const auto clean_name = [](std::string& value, const char* field) { value = one_line(value, field); };
  clean_name(facts.seeker.name, "seeker.name");
  clean(facts.seeker.year, "seeker.year");
  clean(facts.seeker.course, "seeker.course");
  clean(facts.seeker.university, "seeker.university");
  clean_name(facts.seeker.email, "seeker.email");
  clean(facts.seeker.role, "seeker.role");
  clean_name(facts.recipient.name, "recipient.name");
  clean_name(facts.recipient.salutation, "recipient.salutation");
  clean(facts.recipient.role, "recipient.role");
  clean_name(facts.recipient.organisation, "recipient.organisation");
  clean(facts.connection.what, "connection");
  clean(facts.connection.host, "connection.host");
  clean(facts.connection.when, "connection.when");
  clean(facts.research, "research");
  for (auto& topic : facts.topics) clean(topic, "topics");
  facts.topics.erase(std::remove(facts.topics.begin(), facts.topics.end(), std::string()), facts.topics.end());
  if (facts.topics.size() > most_topics) {
    throw InvalidValue("a message asks about one or two topics, got " + std::to_string(facts.topics.size()) +
                           "; keep the two that matter most",
                       std::to_string(facts.topics.size()), Place{.field = "topics"});
  }
  clean(facts.why_you, "why_you");
  if (facts.minutes < fewest_minutes || facts.minutes > most_minutes) {
    throw InvalidValue("a first conversation asks for 10 to 20 minutes, got " + std::to_string(facts.minutes),
                       std::to_string(facts.minutes), Place{.field = "minutes"});
  }
  clean(facts.mode, "mode");
  clean(facts.when, "when");
  if (facts.broker) {
    facts.between = *facts.broker;
    clean_name(facts.between.name, "broker.name");
    clean_name(facts.between.salutation, "broker.salutation");
    clean(facts.between.link, "broker.link");
  }
  return facts;
}

Slots slots_of(const Facts& facts) {
  const bool thanks = facts.kind == MessageKind::thanks;
  const bool names_broker = facts.kind != MessageKind::mention || facts.between.may_be_named;
  const std::string topic = facts.topics.empty() ? "" : facts.topics.front();
  const std::string mode = mode_phrase(facts.mode);
  Slots slots;
  slots["seeker.name"] = facts.seeker.name;
  slots["seeker.who"] = who(facts.seeker);
  slots["seeker.year"] = facts.seeker.year;
  slots["seeker.course"] = facts.seeker.course;
  slots["seeker.university"] = facts.seeker.university;
  slots["seeker.email"] = facts.seeker.email;
  slots["seeker.role"] = facts.seeker.role;
  slots["recipient.name"] = facts.recipient.name;
  slots["recipient.salutation"] = facts.recipient.salutation;
  slots["recipient.role"] = facts.recipient.role;
  slots["recipient.organisation"] = facts.recipient.organisation;
  slots["connection"] = facts.connection.what;
  slots["connection.sentence"] = connection_sentence(facts.connection);
  slots["research"] = facts.research;
  slots["research.sentence"] = research_sentence(facts.research, thanks);
  slots["topic"] = facts.topics.size() == 1 ? topic : "";
  slots["topic.first"] = topic;
  slots["topic.second"] = facts.topics.size() > 1 ? facts.topics[1] : "";
  slots["topics"] = facts.topics.size() > 1 ? topic + " and " + facts.topics[1] : topic;
  slots["why_you"] = facts.why_you;
  slots["why_you.opening"] = why_opening(facts.why_you);
  slots["minutes"] = std::to_string(facts.minutes);
  slots["mode"] = mode;
  slots["when"] = facts.when;
  slots["when.sentence"] = when_sentence(facts.when, mode);
  slots["broker.name"] = names_broker ? facts.between.name : "";
  slots["broker.salutation"] = facts.between.salutation;
  slots["broker.link"] = facts.between.link;
  return slots;
}

/// What a sentence of a template is made of: words as they are, and the names of slots.
struct Piece {
  bool slot = false;
  std::string text = {};
};

std::string nearest_slot(std::string_view unknown) {
  std::string best;
  std::size_t shortest = unknown.size() + 100;
  for (const auto& slot : message_slots()) {
    std::vector<std::size_t> row(slot.size() + 1);
    for (std::size_t j = 0; j <= slot.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= unknown.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i;
      for (std::size_t j = 1; j <= slot.size(); ++j) {
        const std::size_t change = diagonal + (unknown[i - 1] == slot[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
      }
    }
    if (row[slot.size()] < shortest) {
      shortest = row[slot.size()];
      best = slot;
    }
  }
  return best;
}

std::vector<Piece> pieces_of(const SentenceTemplate& sentence) {
  const std::string& text = sentence.text;
  const auto refuse = [&](const std::string& why, const std::string& value) -> InvalidValue {
    return InvalidValue(why + " in the template \"" + to_utf8(text) + "\"", value, Place{.field = sentence.part});
  };
  if (!is_utf8(text)) throw refuse("not UTF-8", to_utf8(text));
  std::vector<Piece> pieces;
  std::string words;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if ((c == '{' || c == '}') && at + 1 < text.size() && text[at + 1] == c) {
      words += c;
      ++at;
    } else if (c == '}') {
      throw refuse("a '}' without its '{' (write '}}' for a brace)", "}");
    } else if (c == '{') {
      const std::size_t end = text.find('}', at);
      if (end == std::string::npos) throw refuse("a '{' without its '}' (write '{{' for a brace)", "{");
      const std::string name = text.substr(at + 1, end - at - 1);
      const auto& known = message_slots();
      if (!std::binary_search(known.begin(), known.end(), name)) {
        throw refuse("unknown slot '" + name + "' (nearest: '" + nearest_slot(name.substr(0, 64)) + "')", name);
      }
      if (!words.empty()) pieces.push_back({false, std::move(words)});
      words.clear();
      pieces.push_back({true, name});
      at = end;
    } else {
      words += c;
    }
  }
  if (!words.empty()) pieces.push_back({false, std::move(words)});
  return pieces;
}

/// The sentences of one place, each part by the first alternative whose slots are all there.
std::string fill(const MessageTemplates& templates, MessageKind kind, std::string_view place, const Slots& slots) {
  std::string out;
  std::vector<std::string> done;
  for (const auto& sentence : templates.sentences) {
    if (sentence.kind != kind || sentence.place != place) continue;
    if (std::find(done.begin(), done.end(), sentence.part) != done.end()) continue;
    std::string text;
    bool whole = true;
    for (const auto& piece : pieces_of(sentence)) {
      const std::string& value = piece.slot ? slots.find(piece.text)->second : piece.text;
      whole = whole && !value.empty();
      text += value;
    }
    if (!whole) continue;
    done.push_back(sentence.part);
    if (!out.empty() && !text.empty() && !is_space(out.back()) && !is_space(text.front())) out += ' ';
    out += text;
  }
  const auto start = out.find_first_not_of(" \n");
  return start == std::string::npos ? std::string() : out.substr(start);
}

std::vector<MissingFact> missing_facts(const Facts& facts) {
  std::vector<MissingFact> missing;
  const bool thanks = facts.kind == MessageKind::thanks;
  const bool broker = facts.kind == MessageKind::broker;
  const std::string them = facts.recipient.name.empty() ? "this person" : facts.recipient.name;
  const auto need = [&](const std::string& value, const char* field, const std::string& question) {
    if (value.empty()) missing.push_back({field, question});
  };
  need(facts.seeker.name, "seeker.name", "What is your name?");
  if (!thanks && facts.seeker.role.empty()) {
    need(facts.seeker.year, "seeker.year", "Which year are you in?");
    need(facts.seeker.course, "seeker.course", "What do you study?");
    need(facts.seeker.university, "seeker.university", "Where do you study?");
  }
  need(facts.recipient.name, "recipient.name",
       thanks || !broker ? "Whom are you writing to?" : "To whom would you like to be introduced?");
  if (thanks) {
    need(facts.connection.what, "connection", "When and how did you talk with " + them + "?");
    need(facts.research, "research", "What is one thing you have learned or done since?");
    need(facts.topics.empty() ? std::string() : facts.topics.front(), "topics", "What was most useful to hear about?");
    return missing;
  }
  if (facts.kind == MessageKind::direct)
    need(facts.connection.what, "connection", "How are you and " + them + " connected?");
  need(facts.research, "research", "What have you already read or done about it? Name one concrete thing.");
  need(facts.topics.empty() ? std::string() : facts.topics.front(), "topics",
       "Which one or two things would you like to ask about?");
  need(facts.why_you, "why_you", "Why " + them + "? Say what in their experience makes you ask them.");
  need(facts.mode, "mode", "How could you talk: by phone, by video, in person?");
  need(facts.when, "when", "When are you free to talk?");
  if (facts.kind == MessageKind::direct) return missing;
  need(facts.between.name, "broker.name",
       broker ? "Whom are you asking for the introduction?" : "Who suggested that you write to " + them + "?");
  if (!broker && !facts.between.name.empty() && !facts.between.may_be_named) {
    missing.push_back({"broker.may_be_named", "Has " + facts.between.name + " agreed to be named?"});
  }
  return missing;
}

/// A message nobody would read to its end is refused; the longest fact is the one to shorten.
void check_length(const std::string& text, const Facts& facts, const char* place) {
  const std::size_t words = count_words(text);
  if (words <= most_words) return;
  const std::string topics = facts.topics.size() > 1 ? facts.topics[0] + " " + facts.topics[1]
                             : facts.topics.empty()  ? std::string()
                                                     : facts.topics[0];
  const std::array<std::pair<const char*, const std::string*>, 13> candidates{
      {{"connection", &facts.connection.what},
       {"research", &facts.research},
       {"topics", &topics},
       {"why_you", &facts.why_you},
       {"when", &facts.when},
       {"mode", &facts.mode},
       {"seeker.role", &facts.seeker.role},
       {"seeker.course", &facts.seeker.course},
       {"seeker.university", &facts.seeker.university},
       {"seeker.name", &facts.seeker.name},
       {"recipient.name", &facts.recipient.name},
       {"broker.link", &facts.between.link},
       {"broker.name", &facts.between.name}}};
  const auto longest = std::max_element(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
    return count_words(*a.second) < count_words(*b.second);
  });
  throw InvalidValue("the " + std::string(place) + " would have " + std::to_string(words) +
                         " words, at most 120 are read; shorten '" + longest->first + "', which has " +
                         std::to_string(count_words(*longest->second)),
                     *longest->second, Place{.field = longest->first});
}

MessageTemplates make_english() {
  MessageTemplates out;
  const auto add = [&out](MessageKind kind, const char* place, const char* part, const char* text) {
    out.sentences.push_back({kind, place, part, text});
  };
  const auto ask = [&](MessageKind kind, const char* place) {
    add(kind, place, "research", "{research.sentence}.");
    add(kind, place, "purpose",
        "There are two things I would like to understand better: {topic.first}, and {topic.second}.");
    add(kind, place, "purpose", "I would like to understand {topic} better.");
    add(kind, place, "ask", "{why_you.opening}could you spare {minutes} minutes for a few questions?");
    add(kind, place, "ask", "Could you spare {minutes} minutes for a few questions?");
    add(kind, place, "time", "{when.sentence}.");
    add(kind, place, "thanks", "Thank you for considering it.");
  };
  const auto sign = [&](MessageKind kind, const char* place) {
    add(kind, place, "close", "\n\nKind regards,\n{seeker.name}");
    add(kind, place, "email", "\n{seeker.email}");
  };
  const auto greet = [&](MessageKind kind, const char* place) {
    add(kind, place, "greeting", "Dear {recipient.salutation},\n\n");
    add(kind, place, "greeting", "Dear {recipient.name},\n\n");
    add(kind, place, "greeting", "Hello,\n\n");
  };
  const auto introduce = [&](MessageKind kind, const char* place) {
    add(kind, place, "introduction", "I'm {seeker.name}, {seeker.who}.");
    add(kind, place, "introduction", "I'm {seeker.who}.");
    add(kind, place, "introduction", "My name is {seeker.name}.");
  };
  const auto subject = [&](MessageKind kind) {
    add(kind, "subject", "subject", "A few questions about {topics}");
    add(kind, "subject", "subject", "A few questions, {minutes} minutes");
  };
  constexpr auto direct = MessageKind::direct, broker = MessageKind::broker;
  constexpr auto mention = MessageKind::mention, thanks = MessageKind::thanks;

  subject(direct);
  greet(direct, "body");
  introduce(direct, "body");
  add(direct, "body", "connection", "{connection.sentence}.");
  ask(direct, "body");
  sign(direct, "body");

  add(broker, "subject", "subject", "Would you introduce me to {recipient.name}?");
  add(broker, "subject", "subject", "A question about an introduction");
  add(broker, "body", "greeting", "Dear {broker.salutation},\n\n");
  add(broker, "body", "greeting", "Dear {broker.name},\n\n");
  add(broker, "body", "greeting", "Hello,\n\n");
  add(broker, "body", "purpose", "I am trying to understand {topics} better.");
  add(broker, "body", "link", "You know {recipient.name} through {broker.link}.");
  add(broker, "body", "ask",
      "Would you be comfortable introducing me to {recipient.name} ({recipient.role}, {recipient.organisation})?");
  add(broker, "body", "ask",
      "Would you be comfortable introducing me to {recipient.name} at {recipient.organisation}?");
  add(broker, "body", "ask", "Would you be comfortable introducing me to {recipient.name} ({recipient.role})?");
  add(broker, "body", "ask", "Would you be comfortable introducing me to {recipient.name}?");
  add(broker, "body", "time", "I would ask for {minutes} minutes and a few questions, nothing more.");
  add(broker, "body", "note", "Below is a short note that you can forward as it stands.");
  add(broker, "body", "thanks", "If you would rather not, I quite understand. Thank you either way.");
  sign(broker, "body");
  greet(broker, "forwardable");
  introduce(broker, "forwardable");
  add(broker, "forwardable", "connection", "I have asked {broker.name} to pass this note on to you.");
  ask(broker, "forwardable");
  sign(broker, "forwardable");

  subject(mention);
  greet(mention, "body");
  add(mention, "body", "connection", "{broker.name} was happy for me to mention their name to you.");
  introduce(mention, "body");
  add(mention, "body", "how", "{connection.sentence}.");
  ask(mention, "body");
  sign(mention, "body");

  add(thanks, "subject", "subject", "Thank you");
  greet(thanks, "body");
  add(thanks, "body", "thanks", "Thank you very much for {connection}.");
  add(thanks, "body", "thanks", "Thank you very much for your time.");
  add(thanks, "body", "purpose", "It was most useful to hear about {topics}.");
  add(thanks, "body", "research", "{research.sentence}.");
  sign(thanks, "body");
  return out;
}

}  // namespace

MessageKind message_kind(std::string_view word) {
  return word_to_enum<MessageKind>(word, kind_words, "the kind of a message");
}

std::string_view to_string(MessageKind kind) { return kind_words.at(static_cast<std::size_t>(kind)); }

ConnectionKind connection_kind(std::string_view word) {
  return word_to_enum<ConnectionKind>(word, connection_words, "the kind of a connection");
}

const std::vector<std::string>& message_slots() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> out;
    for (const auto& [name, value] : slots_of(Facts{})) out.push_back(name);  // a map: sorted
    return out;
  }();
  return names;
}

const MessageTemplates& MessageTemplates::english() {
  static const MessageTemplates templates = make_english();
  return templates;
}

void check_templates(const MessageTemplates& templates) {
  for (const auto& sentence : templates.sentences) {
    if (sentence.place != "subject" && sentence.place != "body" && sentence.place != "forwardable") {
      throw InvalidValue(
          "a sentence stands in 'subject', 'body' or 'forwardable', got '" + to_utf8(sentence.place) + "'",
          to_utf8(sentence.place), Place{.field = sentence.part});
    }
    (void)pieces_of(sentence);
  }
}

Message compose(const MessageFacts& given, const MessageTemplates& templates) {
  check_templates(templates);
  const Facts facts = cleaned(given);
  const Slots slots = slots_of(facts);
  Message message;
  message.subject = fill(templates, facts.kind, "subject", slots);
  message.body = fill(templates, facts.kind, "body", slots);
  message.forwardable = fill(templates, facts.kind, "forwardable", slots);
  message.missing = missing_facts(facts);
  check_length(message.body, facts, "message");
  check_length(message.forwardable, facts, "note");
  return message;
}

}  // namespace weaktie
