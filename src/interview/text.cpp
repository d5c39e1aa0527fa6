// Words and word patterns for the message rules.
#include "text.hpp"

#include <weaktie/core/text.hpp>

#include <algorithm>
#include <unordered_set>

namespace weaktie::interview_text {
namespace {

constexpr std::size_t no_match = static_cast<std::size_t>(-1);

struct CodePoint {
  char32_t code = 0;
  std::size_t length = 1;
};

/// The text is valid UTF-8.
CodePoint decode(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[at + i])); };
  const char32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first < 0xE0) return {((first & 0x1F) << 6) | (byte(1) & 0x3F), 2};
  if (first < 0xF0) return {((first & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F), 3};
  return {((first & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F), 4};
}

bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == 0x2018 || c == 0x2019 || c == 0x02BC || c == 0x2032 || c == U'`' || c == 0x00B4;
}

/// Nothing to see: soft hyphen, zero-width characters, direction marks, byte order mark.
bool is_invisible(char32_t c) {
  return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) ||
         c == 0xFEFF;
}

bool is_word_character(char32_t c) {
  if (c < 0x80) return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  return !((c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFE10 && c <= 0xFE6F) ||
           (c >= 0xFF01 && c <= 0xFF0F) || c == 0xFF1A || c == 0xFF1B || c == 0xFF1F || c >= 0x1F000);
}

bool is_abbreviation(const std::string& word) {
  static const std::unordered_set<std::string> known{"mr", "mrs", "ms",     "mx",   "dr",   "prof", "st",  "rev", "eg",
                                                     "ie", "etc", "approx", "dept", "univ", "mins", "min", "hon", "no"};
  return known.contains(word) && word != "no";
}

std::string fold(const std::string& raw) {
  if (std::all_of(raw.begin(), raw.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    std::string out = raw;
    for (char& c : out) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
  }
  std::string out = folded(raw);
  out.erase(std::remove(out.begin(), out.end(), ' '), out.end());
  return out.empty() ? raw : out;
}

}  // namespace

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  std::uint32_t sentence = 0;
  Break before = Break::sentence;
  std::size_t line_breaks = 0;
  std::size_t first_of_sentence = 0;
  const auto raise = [&before](Break to) { before = std::max(before, to); };
  const auto end_sentence = [&](bool question) {
    if (words.size() > first_of_sentence) {
      for (std::size_t i = first_of_sentence; question && i < words.size(); ++i) words[i].question = true;
      first_of_sentence = words.size();
      ++sentence;
    }
    raise(Break::sentence);
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint here = decode(text, at);
    if (is_word_character(here.code)) {
      const std::size_t begin = at;
      std::string raw;
      std::size_t end = at;
      while (at < text.size()) {
        const CodePoint next = decode(text, at);
        if (is_word_character(next.code)) {
          raw.append(text.substr(at, next.length));
          end = at + next.length;
        } else if (!is_apostrophe(next.code) && !is_invisible(next.code)) {
          break;
        }
        at += next.length;
      }
      at = end;
      std::string word = fold(raw);
      const bool initial = word.size() == 1 && begin >= 2 && text[begin - 1] == '.' && !words.empty() &&
                           words.back().end == begin - 1 && before == Break::none;
      line_breaks = 0;
      if (initial && words.back().text.size() <= 4) {  // "C.V.", "a.s.a.p."
        words.back().text += word;
        words.back().end = end;
        continue;
      }
      words.push_back({std::move(word), begin, end, sentence, before, false});
      before = Break::none;
      continue;
    }
    const std::size_t next = at + here.length;
    switch (here.code) {
      case U'.': {
        const bool inside = next < text.size() && is_word_character(decode(text, next).code);
        const bool short_word =
            !words.empty() && words.back().end == at &&
            (is_abbreviation(words.back().text) || (words.back().text.size() == 1 && words.back().text != "i"));
        if (!inside && !short_word) end_sentence(false);
        break;
      }
      case U'!':
      case 0x2026:
      case 0x3002:
      case 0xFF01:
        end_sentence(false);
        break;
      case U'?':
      case 0xFF1F:
      case 0x061F:
        end_sentence(true);
        break;
      case U',':
      case 0x060C:
        raise(Break::comma);
        break;
      case U';':
      case U':':
      case U'(':
      case U')':
      case 0x2013:
      case 0x2014:
        raise(Break::clause);
        break;
      case U'\n':
        if (++line_breaks == 2) end_sentence(false);
        break;
      default:
        break;
    }
    if (here.code != U'\n' && here.code != U' ' && here.code != U'\r' && here.code != U'\t') line_breaks = 0;
    at = next;
  }
  return words;
}

void Patterns::add(std::uint32_t tag, std::string_view pattern) {
  Pattern out;
  out.tag = tag;
  const auto split = [](std::string_view text, char by) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
      const auto end = std::min(text.find(by), text.size());
      if (end > 0) parts.push_back(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
  };
  const auto add_alternatives = [&](auto&& self, std::string_view list, Element& element) -> void {
    for (std::string_view alternative : split(list, '|')) {
      if (alternative.front() == '@') {
        const auto macro = std::find_if(macros_.begin(), macros_.end(),
                                        [&](const auto& one) { return one.first == alternative.substr(1); });
        if (macro != macros_.end()) self(self, macro->second, element);
        continue;
      }
      Alternative words;
      words.prefix = alternative.back() == '*';
      if (words.prefix) alternative.remove_suffix(1);
      for (const auto word : split(alternative, '_')) words.words.emplace_back(word);
      element.alternatives.push_back(std::move(words));
    }
  };
  for (std::string_view text : split(pattern, ' ')) {
    Element element;
    if (text == "$") {
      element.kind = Element::Kind::end;
    } else if (text.front() == '~' || text.front() == '^') {
      element.kind = text.front() == '~' ? Element::Kind::gap : Element::Kind::plain_gap;
      for (const char digit : text.substr(1)) element.gap = element.gap * 10 + static_cast<std::size_t>(digit - '0');
    } else {
      element.optional = text.back() == '?';
      if (element.optional) text.remove_suffix(1);
      add_alternatives(add_alternatives, text, element);
    }
    out.elements.push_back(std::move(element));
  }
  const std::size_t index = patterns_.size();
  for (const auto& alternative : out.elements.front().alternatives) {
    if (alternative.prefix && alternative.words.size() == 1) {
      by_first_prefix_.emplace_back(alternative.words.front(), index);
    } else {
      auto& list = by_first_word_[alternative.words.front()];
      if (list.empty() || list.back() != index) list.push_back(index);
    }
  }
  patterns_.push_back(std::move(out));
}

std::size_t Patterns::match(const std::vector<Word>& words, const Pattern& pattern, std::size_t element, std::size_t at,
                            std::size_t stop) const {
  static const std::unordered_set<std::string> turning{
      "how",           "what",    "why",     "who",    "whom",   "whose",       "which", "your",   "his",
      "her",           "their",   "its",     "my",     "since",  "after",       "from",  "during", "while",
      "did",           "done",    "last",    "advice", "people", "information", "learn", "hear",   "understand",
      "understanding", "insight", "someone", "anyone", "law",    "had",         "was",   "through"};
  if (element == pattern.elements.size()) return at;
  const Element& here = pattern.elements[element];
  switch (here.kind) {
    case Element::Kind::end:
      return at == stop ? match(words, pattern, element + 1, at, stop) : no_match;
    case Element::Kind::gap:
    case Element::Kind::plain_gap:
      for (std::size_t skipped = 0; skipped <= here.gap && at + skipped <= stop; ++skipped) {
        if (skipped > 0 && here.kind == Element::Kind::plain_gap && turning.contains(words[at + skipped - 1].text))
          break;
        const std::size_t end = match(words, pattern, element + 1, at + skipped, stop);
        if (end != no_match) return end;
      }
      return no_match;
    case Element::Kind::words:
      break;
  }
  for (const auto& alternative : here.alternatives) {
    const std::size_t count = alternative.words.size();
    if (at + count > stop) continue;
    bool same = true;
    for (std::size_t i = 0; same && i < count; ++i) {
      const bool prefix = alternative.prefix && i + 1 == count;
      const std::string& word = words[at + i].text;
      same = prefix ? word.starts_with(alternative.words[i]) : word == alternative.words[i];
    }
    if (!same) continue;
    const std::size_t end = match(words, pattern, element + 1, at + count, stop);
    if (end != no_match) return end;
  }
  return here.optional ? match(words, pattern, element + 1, at, stop) : no_match;
}

std::vector<Patterns::Hit> Patterns::find(const std::vector<Word>& words) const {
  std::vector<Hit> hits;
  std::vector<std::size_t> candidates;
  std::size_t stop = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (at >= stop) {
      stop = at + 1;
      while (stop < words.size() && words[stop].sentence == words[at].sentence) ++stop;
    }
    candidates.clear();
    const auto exact = by_first_word_.find(words[at].text);
    if (exact != by_first_word_.end()) candidates = exact->second;
    for (const auto& [prefix, index] : by_first_prefix_) {
      if (words[at].text.starts_with(prefix)) candidates.push_back(index);
    }
    std::sort(candidates.begin(), candidates.end());
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
    for (const std::size_t index : candidates) {
      const std::size_t end = match(words, patterns_[index], 0, at, stop);
      if (end != no_match) hits.push_back({patterns_[index].tag, at, end});
    }
  }
  return hits;
}

}  // namespace weaktie::interview_text
