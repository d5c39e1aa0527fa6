// check_message: the plain rules of a considerate request.
#include "rules.hpp"
#include "text.hpp"

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>
#include <weaktie/interview/check_message.hpp>

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_set>

namespace weaktie {
namespace {

using interview_text::Break;
using interview_text::Patterns;
using interview_text::Word;
namespace rules = interview_rules;
using Words = std::vector<Word>;
using WordSet = std::unordered_set<std::string>;

constexpr std::size_t long_message = 180;
constexpr std::size_t too_long_message = 250;

const Patterns& patterns() {
  static const Patterns all = [] {
    Patterns out(rules::macros);
    for (const auto& row : rules::rows) out.add(row.tag, row.pattern);
    return out;
  }();
  return all;
}

void require_utf8(std::string_view text, const char* field) {
  if (is_utf8(text)) return;
  throw InvalidValue("the text must be UTF-8; save it again as UTF-8", to_utf8(text.substr(0, 80)),
                     Place{.field = field});
}

/// One message under examination.
class Check {
 public:
  Check(std::string_view text, const CheckOptions& options)
      : text_(text), options_(options), words_(interview_text::words_of(text)), hits_(patterns().find(words_)) {}

  std::vector<Finding> run() {
    mark_negated();
    jobs();
    curriculum();
    pressure();
    mass_mail();
    wrong_name();
    length();
    several_asks();
    absences();
    std::sort(findings_.begin(), findings_.end(), [](const Finding& a, const Finding& b) {
      return std::tie(a.span.begin, a.rule, a.span.end) < std::tie(b.span.begin, b.rule, b.span.end);
    });
    return std::move(findings_);
  }

 private:
  using Hit = Patterns::Hit;

  [[nodiscard]] const std::string& word(std::size_t i) const { return words_[i].text; }
  [[nodiscard]] bool has(rules::Tag tag) const {
    return std::any_of(hits_.begin(), hits_.end(), [tag](const Hit& hit) { return hit.tag == tag; });
  }
  [[nodiscard]] TextSpan span(const Hit& hit) const { return {words_[hit.first].begin, words_[hit.last - 1].end}; }
  /// Whether one of the `back` words before `at`, in the same sentence, is in the set.
  [[nodiscard]] bool preceded(std::size_t at, std::size_t back, const WordSet& set) const {
    for (std::size_t i = at; i > 0 && at - i < back && words_[i - 1].sentence == words_[at].sentence; --i) {
      if (set.contains(word(i - 1))) return true;
    }
    return false;
  }
  void add(const char* rule, Severity severity, TextSpan at, std::string why) {
    findings_.push_back({rule, severity, at, std::move(why)});
  }
  /// One finding for spans that overlap or touch.
  void add_merged(const char* rule, Severity severity, std::vector<TextSpan> spans, const char* why) {
    std::sort(spans.begin(), spans.end(),
              [](TextSpan a, TextSpan b) { return std::tie(a.begin, a.end) < std::tie(b.begin, b.end); });
    for (std::size_t i = 0; i < spans.size();) {
      TextSpan all = spans[i];
      for (++i; i < spans.size() && spans[i].begin <= all.end; ++i) all.end = std::max(all.end, spans[i].end);
      add(rule, severity, all, why);
    }
  }

  /// "I am not asking for ..., nor ...": reaches to the end of the clause, or to a request that follows.
  void mark_negated() {
    static const WordSet turns{"but", "though", "although", "however", "yet", "please", "just", "only", "if"};
    negated_.assign(words_.size(), false);
    std::size_t done = 0;
    for (const Hit& hit : hits_) {
      if (hit.tag != rules::negation) continue;
      const bool merely =
          hit.first + 1 < words_.size() && (word(hit.first + 1) == "only" || word(hit.first + 1) == "just");
      const bool miss = preceded(hit.first, 1, {"why", "if"});
      if (merely || miss) continue;
      for (std::size_t i = std::max(hit.first, done); i < words_.size(); ++i) {
        if (words_[i].sentence != words_[hit.first].sentence) break;
        const bool later = i >= hit.last;
        if (later && words_[i].before == Break::clause) break;
        if (later && turns.contains(word(i))) break;
        if (later && i + 1 < words_.size() && word(i + 1) == "you" &&
            (word(i) == "could" || word(i) == "can" || word(i) == "would" || word(i) == "do")) {
          break;
        }
        negated_[i] = true;
        done = i;
      }
    }
  }
  [[nodiscard]] bool is_negated(const Hit& hit) const {
    for (std::size_t i = hit.first; i < hit.last; ++i) {
      if (negated_[i]) return true;
    }
    return false;
  }

  void jobs() {
    static const WordSet asks_how{"how", "why", "what", "who", "people", "others"};
    static const WordSet past{"did", "done", "completed", "finished", "undertook", "during",
                              "my",  "was",  "previous",  "had",      "your"};
    static const WordSet about_the_day{"reschedule", "rearrange",   "postpone", "cancel", "move",
                                       "moved",      "rearranging", "day",      "diary"};
    std::vector<TextSpan> asked, hinted;
    for (const Hit& hit : hits_) {
      const bool noun = hit.tag == rules::job_noun;
      if ((hit.tag != rules::job && !noun) || is_negated(hit)) continue;
      if (preceded(hit.first, 1, asks_how) && word(hit.first) != "how") continue;
      if (noun && (preceded(hit.first, 5, past) || preceded(hit.first, 3, asks_how))) continue;
      asked.push_back(span(hit));
    }
    for (const Hit& hit : hits_) {
      const bool arises = hit.tag == rules::arises;
      const bool direct_only = hit.tag == rules::implied_direct && options_.kind != MessageKind::broker;
      if ((hit.tag != rules::implied && !direct_only && !arises) || is_negated(hit)) continue;
      if (preceded(hit.first, 3, {"how", "why", "people", "like_to"}) || preceded(hit.first, 1, {"is", "its", "was"})) {
        static const WordSet of_oneself{"ready", "dream", "i", "im"};
        if (!of_oneself.contains(word(hit.first))) continue;
      }
      if (arises) {
        bool of_the_day = false;
        for (std::size_t i = hit.first;
             i < words_.size() && i < hit.last + 20 && words_[i].sentence == words_[hit.first].sentence; ++i) {
          of_the_day = of_the_day || about_the_day.contains(word(i));
        }
        if (of_the_day) continue;
      }
      hinted.push_back(span(hit));
    }
    // What is asked for outright is not also a hint. Both lists are short walks in order of their begin.
    std::sort(asked.begin(), asked.end(), [](TextSpan a, TextSpan b) { return a.begin < b.begin; });
    std::vector<TextSpan> hints;
    std::size_t at = 0, reach = 0;
    for (const TextSpan& hint : hinted) {
      while (at < asked.size() && asked[at].begin < hint.end) reach = std::max(reach, asked[at++].end);
      if (reach <= hint.begin) hints.push_back(hint);
    }
    add_merged("job-request", Severity::error, std::move(asked),
               "This asks for a job or a placement. A first message asks for information only: leave it out.");
    add_merged("implied-job-request", Severity::error, std::move(hints),
               "This hints at a job. A reader who suspects one stops reading: leave it out.");
  }

  void curriculum() {
    std::vector<TextSpan> spans;
    for (const Hit& hit : hits_) {
      if (hit.tag == rules::cv && !is_negated(hit)) spans.push_back(span(hit));
    }
    add_merged("cv-attached", Severity::error, std::move(spans),
               "A CV turns a request for information into an application: leave it out.");
  }

  void pressure() {
    static const WordSet no{"no", "not", "nothing", "isnt", "without", "never"};
    std::vector<TextSpan> spans;
    for (const Hit& hit : hits_) {
      if (hit.tag == rules::pressure && !preceded(hit.first, 2, no)) spans.push_back(span(hit));
    }
    add_merged("pressure", Severity::error, std::move(spans),
               "This presses. Leave the reader free to answer when and whether they like.");
  }

  void mass_mail() {
    std::vector<TextSpan> spans = placeholders();
    for (const Hit& hit : hits_) {
      if (hit.tag == rules::mass && !is_negated(hit)) spans.push_back(span(hit));
    }
    add_merged("mass-mail", Severity::error, std::move(spans),
               "This reads like a message to many. Write to one person, by name.");
  }

  /// "[Name]", "{{first_name}}", "<company>", "%NAME%", "${name}", "____", "XXX".
  [[nodiscard]] std::vector<TextSpan> placeholders() const {
    static const std::array<std::string_view, 22> fillers{
        "name",       "first",      "last",     "surname",   "company", "firm",  "organisation", "organization",
        "title",      "role",       "insert",   "recipient", "your",    "event", "topic",        "position",
        "university", "salutation", "employer", "contact",   "date",    "xx"};
    constexpr std::size_t longest = 60;
    std::vector<TextSpan> out;
    const auto filler = [&](std::string_view inside) {
      for (const auto& one : interview_text::words_of(inside)) {
        for (const auto& known : fillers) {
          if (one.text.find(known) != std::string::npos) return true;
        }
      }
      return false;
    };
    const auto closes = [&](std::size_t from, char close) {
      const std::size_t at = text_.substr(from, longest).find(close);
      return at == std::string_view::npos || at == 0 ? std::string_view::npos : from + at;
    };
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const char c = text_[i];
      const bool doubled = i + 1 < text_.size() && text_[i + 1] == c;
      std::size_t end = std::string_view::npos;
      if (c == '[' || c == '<' || c == '{') {
        const char close = c == '[' ? ']' : c == '<' ? '>' : '}';
        const std::size_t begin = i + (doubled ? 2 : 1);
        end = closes(begin, close);
        if (end == std::string_view::npos) continue;
        const std::string_view inside = text_.substr(begin, end - begin);
        if (inside.find_first_of("@/:.\n") != std::string_view::npos) continue;
        if (!(c == '{' && doubled) && !filler(inside)) continue;
        end += doubled && end + 1 < text_.size() && text_[end + 1] == close ? 2 : 1;
      } else if (c == '%') {
        end = closes(i + 1, '%');
        if (end == std::string_view::npos) continue;
        const std::string_view inside = text_.substr(i + 1, end - i - 1);
        if (inside.find(' ') != std::string_view::npos || !filler(inside)) continue;
        ++end;
      } else if (c == '_' && text_.substr(i, 3) == "___") {
        end = std::min(text_.find_first_not_of('_', i), text_.size());
      } else {
        continue;
      }
      out.push_back({i, end});
      i = end - 1;
    }
    for (const Word& one : words_) {
      if (one.text.size() >= 3 && one.text.find_first_not_of('x') == std::string::npos)
        out.push_back({one.begin, one.end});
    }
    return out;
  }

  static bool is_title(const std::string& one) {
    static const WordSet titles{"mr",        "mrs",   "ms",    "miss",    "mx",   "dr",    "doctor",   "prof",
                                "professor", "sir",   "dame",  "lady",    "lord", "rev",   "reverend", "judge",
                                "justice",   "canon", "madam", "captain", "aunt", "uncle", "sr",       "jr"};
    return titles.contains(one);
  }

  /// ae for a-umlaut and the like, as people without the key write it.
  static std::string spelled_out(const std::string& name, std::string_view original) {
    std::string out;
    for (std::size_t i = 0; i < original.size(); ++i) {
      const std::string_view two = original.substr(i, 2);
      const auto pick = [&](const char* plain) {
        out += plain;
        ++i;
      };
      if (two == "ä" || two == "Ä" || two == "æ" || two == "Æ")
        pick("ae");
      else if (two == "ö" || two == "Ö" || two == "ø" || two == "Ø")
        pick("oe");
      else if (two == "ü" || two == "Ü")
        pick("ue");
      else if (two == "å" || two == "Å")
        pick("aa");
      else
        out += original[i];
    }
    const auto words = interview_text::words_of(out);
    return words.size() == 1 ? words[0].text : name;
  }

  static bool same_name(const std::string& a, const std::string& b) {
    static const std::vector<std::vector<std::string>> short_forms{{"ben", "benjamin"},
                                                                   {"tom", "thomas"},
                                                                   {"dan", "daniel", "danny"},
                                                                   {"sam", "samuel", "samantha"},
                                                                   {"rob", "bob", "robert"},
                                                                   {"mike", "michael"},
                                                                   {"kate", "katherine", "catherine"},
                                                                   {"liz", "elizabeth"},
                                                                   {"jim", "james"},
                                                                   {"bill", "will", "william"},
                                                                   {"nick", "nicholas"},
                                                                   {"alex", "alexander", "alexandra"},
                                                                   {"chris", "christopher", "christine", "christina"},
                                                                   {"matt", "matthew"},
                                                                   {"dave", "david"},
                                                                   {"steve", "stephen", "steven"},
                                                                   {"tony", "anthony"},
                                                                   {"ed", "edward"},
                                                                   {"jo", "joanna", "joanne"},
                                                                   {"pete", "peter"},
                                                                   {"andy", "andrew"},
                                                                   {"joe", "joseph"},
                                                                   {"max", "maximilian"},
                                                                   {"sue", "susan"},
                                                                   {"jenny", "jen", "jennifer"},
                                                                   {"becky", "rebecca"},
                                                                   {"meg", "maggie", "margaret"},
                                                                   {"tim", "timothy"},
                                                                   {"greg", "gregory"},
                                                                   {"vicky", "victoria"}};
    if (a == b || (a.size() == 1 && b.starts_with(a)) || (b.size() == 1 && a.starts_with(b))) return true;
    for (const auto& group : short_forms) {
      const bool holds_a = std::find(group.begin(), group.end(), a) != group.end();
      if (holds_a && std::find(group.begin(), group.end(), b) != group.end()) return true;
    }
    return false;
  }

  void wrong_name() {
    static const WordSet opening{"dear", "hi", "hello", "hey", "hiya", "dearest", "greetings"};
    static const WordSet stops{"i",  "im",   "my",   "we",   "this", "thank",     "thanks", "many",  "hope", "your",
                               "it", "you",  "how",  "were", "was",  "could",     "would",  "can",   "the",  "a",
                               "as", "last", "both", "id",   "ive",  "hopefully", "there",  "again", "quick"};
    if (words_.empty() || options_.to.empty()) return;
    std::size_t at = 0;
    if (opening.contains(word(0))) {
      at = 1;
    } else if (words_.size() > 1 && word(0) == "good" &&
               (word(1) == "morning" || word(1) == "afternoon" || word(1) == "evening")) {
      at = 2;
    } else {
      std::size_t length = 1;  // "Amara," on a line of its own
      while (length < words_.size() && length < 3 && words_[length].before == Break::none) ++length;
      if (length >= words_.size() || words_[length].before == Break::none) return;
      const std::string_view between =
          text_.substr(words_[length - 1].end, words_[length].begin - words_[length - 1].end);
      const bool alone = between.starts_with(",") && between.find('\n') != std::string_view::npos;
      if (!alone || stops.contains(word(0))) return;
    }
    std::vector<std::size_t> names;
    std::vector<std::string> titles;
    bool several = false;
    const std::size_t first = at;
    for (; at < words_.size() && at < first + 7; ++at) {
      if (at > first && words_[at].before != Break::none) break;
      if (at == first && first > 0 && words_[at].before >= Break::clause) break;
      if (stops.contains(word(at))) break;
      if (word(at) == "and" || word(at) == "or") {
        several = true;
      } else if (is_title(word(at))) {
        titles.push_back(word(at));
      } else {
        names.push_back(at);
      }
    }
    for (const Hit& hit : hits_) {
      if (hit.tag == rules::mass && hit.first < at) return;  // a greeting to many is mass mail, not a wrong name
    }
    if (!placeholders().empty() && !names.empty() && placeholders().front().begin < words_[names.back()].end) return;
    if (at == first) return;
    const Words to = interview_text::words_of(options_.to);
    const auto known = [&](std::size_t i) {
      const std::string_view raw = text_.substr(words_[i].begin, words_[i].end - words_[i].begin);
      return std::any_of(to.begin(), to.end(), [&](const Word& one) {
        const std::string_view given = std::string_view(options_.to).substr(one.begin, one.end - one.begin);
        return same_name(word(i), one.text) || word(i) == spelled_out(one.text, given) ||
               spelled_out(word(i), raw) == one.text;
      });
    };
    const auto matching = static_cast<std::size_t>(std::count_if(names.begin(), names.end(), known));
    const bool names_differ = several ? matching == 0 && !names.empty() : matching < names.size();
    const auto is_woman = [](const std::string& one) {
      return one == "ms" || one == "mrs" || one == "miss" || one == "lady" || one == "dame";
    };
    bool title_differs = false;
    for (const Word& one : to) {
      for (const auto& title : titles) {
        title_differs = title_differs || (one.text == "mr" && is_woman(title)) || (title == "mr" && is_woman(one.text));
      }
    }
    if (!names_differ && !title_differs) return;
    add("wrong-name", Severity::error, {words_[first].begin, words_[at - 1].end},
        "The greeting does not fit the person it goes to, '" + to_utf8(options_.to) + "'.");
  }

  void length() {
    std::size_t count = 0, begin = 0, end = 0;
    bool inside = false;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      const bool blank = text_[i] == ' ' || (text_[i] >= '\t' && text_[i] <= '\r') || text_[i] == '\0';
      if (!blank && !inside && ++count == long_message + 1) begin = i;
      if (!blank) end = i + 1;
      inside = !blank;
    }
    if (count <= long_message) return;
    add("too-long", count > too_long_message ? Severity::error : Severity::warning, {begin, end},
        "The message has " + std::to_string(count) + " words; a busy reader takes in about 120, and " +
            std::to_string(long_message) + " are the most.");
  }

  void several_asks() {
    std::array<const Hit*, rules::ask_end> first{};
    for (const Hit& hit : hits_) {
      if (hit.tag < rules::ask_first || first[hit.tag] != nullptr || is_negated(hit)) continue;
      const bool to_you = hit.tag == rules::ask_introduce && hit.last < words_.size() && word(hit.last) == "you";
      const bool told = preceded(hit.first, 3, {"offered", "kindly", "agreed", "asked", "how", "which", "what"});
      if (!to_you && !told) first[hit.tag] = &hit;
    }
    std::vector<const Hit*> asks;
    for (const Hit* hit : first) {
      if (hit != nullptr) asks.push_back(hit);
    }
    if (options_.kind == MessageKind::broker) {
      asks.erase(std::remove(asks.begin(), asks.end(), first[rules::ask_introduce]), asks.end());
    }
    std::sort(asks.begin(), asks.end(), [](const Hit* a, const Hit* b) { return a->first < b->first; });
    const bool main_ask =
        options_.kind != MessageKind::thanks && (has(rules::meeting) || options_.kind == MessageKind::broker);
    if (!main_ask && !asks.empty()) asks.erase(asks.begin());
    if (asks.empty()) return;
    add("several-asks", Severity::warning, span(*asks.front()),
        "Ask for one thing: the conversation. The rest can come up in it.");
  }

  /// Whether the words after a phrase of interest say something of their own.
  [[nodiscard]] bool says_something(const Hit& hit) const {
    static const WordSet empty{
        "i",           "im",         "id",          "ive",        "you",       "your",         "yours",
        "me",          "my",         "we",          "us",         "it",        "its",          "this",
        "that",        "these",      "those",       "the",        "a",         "an",           "and",
        "or",          "but",        "of",          "to",         "in",        "on",           "at",
        "for",         "with",       "by",          "from",       "about",     "as",           "if",
        "is",          "are",        "am",          "be",         "been",      "was",          "were",
        "do",          "does",       "did",         "have",       "has",       "had",          "can",
        "could",       "would",      "will",        "might",      "may",       "should",       "what",
        "how",         "why",        "which",       "when",       "where",     "whether",      "who",
        "more",        "some",       "any",         "all",        "general",   "anything",     "everything",
        "career",      "careers",    "job",         "jobs",       "work",      "working",      "experience",
        "experiences", "path",       "journey",     "story",      "role",      "industry",     "field",
        "sector",      "profession", "advice",      "tips",       "things",    "thing",        "stuff",
        "life",        "lives",      "day",         "company",    "firm",      "organisation", "here",
        "there",       "today",      "started",     "start",      "success",   "background",   "opportunities",
        "opportunity", "thoughts",   "insight",     "insights",   "knowledge", "got",          "get",
        "like",        "really",     "very",        "much",       "so",        "too",          "also",
        "please",      "talk",       "chat",        "call",       "quick",     "brief",        "short",
        "coffee",      "time",       "minutes",     "ten",        "fifteen",   "10",           "15",
        "20",          "question",   "questions",   "ask",        "few",       "couple",       "spare",
        "speak",       "phone",      "video",       "love",       "glad",      "grateful",     "hear",
        "learn",       "know",       "help",        "law",        "finance",   "banking",      "marketing",
        "consulting",  "media",      "engineering", "teaching",   "medicine",  "hr",           "business",
        "legal",       "technology", "him",         "her",        "them",      "they",         "he",
        "she",         "well",       "going",       "way",        "better",    "something",    "someone",
        "anyone",      "people",     "possible",    "interested", "connect",   "convenience",  "up",
        "out",         "now",        "not",         "just",       "one",       "two",          "ll",
        "ve",          "re",         "s",           "thank",      "thanks"};
    for (std::size_t i = hit.last; i < words_.size() && i < hit.last + 9; ++i) {
      if (words_[i].sentence != words_[hit.first].sentence) break;
      if (!empty.contains(word(i))) return true;
    }
    if (!word(hit.first).starts_with("puzzl")) return false;  // "employment law still puzzles me"
    for (std::size_t i = hit.first; i > 0 && hit.first - i < 6 && words_[i - 1].sentence == words_[hit.first].sentence;
         --i) {
      if (!empty.contains(word(i - 1)) && word(i - 1) != "still") return true;
    }
    return false;
  }

  /// "I'm Tom Reed, a paramedic in Leeds": a name, a comma, what one is; or "I am a nurse".
  [[nodiscard]] bool says_who() const {
    static const WordSet not_a_trade{"bit",      "little", "lot",    "fan",  "big",   "huge",   "great", "few",
                                     "question", "keen",   "moment", "real", "quick", "favour", "call",  "chat"};
    if (has(rules::introduction)) return true;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      std::size_t at = i + 1;
      if (word(i) == "i" && at < words_.size() && word(at) == "am")
        ++at;
      else if (word(i) == "my" && at + 1 < words_.size() && word(at) == "name" && word(at + 1) == "is")
        at += 2;
      else if (word(i) != "im")
        continue;
      const auto trade = [&](std::size_t k) {
        return k + 1 < words_.size() && (word(k) == "a" || word(k) == "an" || word(k) == "the" || word(k) == "now") &&
               words_[k].sentence == words_[i].sentence && !not_a_trade.contains(word(k + 1));
      };
      if (trade(at)) return true;
      for (std::size_t k = at + 1; k < words_.size() && k < at + 9 && words_[k].sentence == words_[i].sentence; ++k) {
        if (words_[k].before != Break::none) {
          if (trade(k)) return true;
          break;
        }
      }
    }
    return false;
  }

  [[nodiscard]] bool names_sender() const {
    const Words sender = interview_text::words_of(options_.sender);
    if (sender.empty()) return true;
    const auto name = std::find_if(sender.begin(), sender.end(), [](const Word& one) { return !is_title(one.text); });
    if (name == sender.end()) return true;
    return std::any_of(words_.begin(), words_.end(), [&](const Word& one) { return same_name(one.text, name->text); });
  }

  [[nodiscard]] bool states_limit() const {
    static const WordSet something_else{"talk",         "walk",  "drive", "train",   "ride", "speech", "lecture",
                                        "presentation", "video", "film",  "podcast", "ago",  "late",   "away"};
    return std::any_of(hits_.begin(), hits_.end(), [&](const Hit& hit) {
      if (hit.tag != rules::limit) return false;
      return hit.last >= words_.size() || words_[hit.last].before != Break::none ||
             !something_else.contains(word(hit.last));
    });
  }

  [[nodiscard]] bool names_target() const {
    static const WordSet nobody{"someone", "anyone", "anybody", "somebody", "people", "contacts", "others"};
    return std::any_of(hits_.begin(), hits_.end(), [&](const Hit& hit) {
      if (hit.tag != rules::introduce_target) return false;
      for (std::size_t i = hit.last; i < words_.size() && i < hit.last + 3; ++i) {
        if (words_[i].sentence == words_[hit.first].sentence && nobody.contains(word(i))) return false;
      }
      return true;
    });
  }

  void absences() {
    const TextSpan absent{};
    const bool thanks = options_.kind == MessageKind::thanks;
    const bool broker = options_.kind == MessageKind::broker;
    if (thanks) {
      if (!has(rules::thanks) || words_.size() < 12) {
        add("vague-purpose", Severity::warning, absent,
            "Say thank you, and for what: one thing that you learned or have done since.");
      }
      return;
    }
    if (!broker) {
      if (!says_who()) {
        add("no-introduction", Severity::error, absent,
            "Say who you are: your name, year, course and university, or what you do.");
      } else if (!names_sender()) {
        add("no-introduction", Severity::error, absent, "Say your name, '" + to_utf8(options_.sender) + "'.");
      }
      if (!has(rules::context)) {
        add("no-context", Severity::error, absent,
            "Say how the two of you are connected, or what of theirs led you to write.");
      }
      if (!has(rules::availability)) {
        add("no-availability", Severity::warning, absent, "Offer a time, or say that you fit in with theirs.");
      }
    } else if (!names_target()) {
      add("no-context", Severity::error, absent, "Say to whom you would like to be introduced.");
    }
    if (!states_limit() && !(broker && has(rules::note))) {
      add("no-time-limit", Severity::warning, absent, "Say how long it takes: 10 minutes are easy to grant.");
    }
    const bool clear = std::any_of(hits_.begin(), hits_.end(),
                                   [&](const Hit& hit) { return hit.tag == rules::purpose && says_something(hit); });
    if (!clear) {
      const auto vague =
          std::find_if(hits_.begin(), hits_.end(), [](const Hit& hit) { return hit.tag == rules::vague; });
      add("vague-purpose", Severity::warning, vague == hits_.end() ? absent : span(*vague),
          "Say what you would like to talk about: one or two topics, in words of your own.");
    }
  }

  std::string_view text_;
  const CheckOptions& options_;
  Words words_;
  std::vector<Hit> hits_;
  std::vector<bool> negated_ = {};
  std::vector<Finding> findings_ = {};
};

}  // namespace

std::string_view to_string(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

const std::vector<std::string>& message_rules() {
  static const std::vector<std::string> ids{
      "cv-attached", "implied-job-request", "job-request",   "mass-mail", "no-availability",
      "no-context",  "no-introduction",     "no-time-limit", "pressure",  "several-asks",
      "too-long",    "vague-purpose",       "wrong-name"};
  return ids;
}

std::vector<Finding> check_message(std::string_view text, const CheckOptions& options) {
  require_utf8(text, "text");
  require_utf8(options.to, "to");
  require_utf8(options.sender, "sender");
  return Check(text, options).run();
}

}  // namespace weaktie
