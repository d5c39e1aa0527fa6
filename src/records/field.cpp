// Fields of work from words: the learned table, and phrases matched longest first.
#include <weaktie/records/field.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>

#include <weaktie/core/error.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/core/number_text.hpp>
#include <weaktie/core/text.hpp>

#include "field_model.hpp"
#include "field_table.hpp"

namespace weaktie {

struct FieldTable::Data {
  struct Vote {
    std::size_t field;
    double weight;
  };
  std::vector<std::string> fields;
  std::unordered_map<std::string, std::vector<Vote>, StringHash, std::equal_to<>> phrases;  // only looked up
  std::unordered_map<std::string, std::size_t, StringHash, std::equal_to<>> names;          // only looked up
  bool learned = false;     // the standard table: phrases only add to what records_field_model knows
  std::size_t longest = 1;  // words in the longest phrase
  std::size_t longest_name = 1;
};

namespace {

/// One form for singular and plural. It need not be right, only the same on both sides.
std::string stem(std::string word) {
  const std::size_t size = word.size();
  if (word == "news" || size < 4 || word[size - 1] != 's') return word;
  const char before = word[size - 2];
  if (before == 's' || before == 'u' || before == 'i') return word;
  if (size > 4 && before == 'e' && word[size - 3] == 'i') return word.substr(0, size - 3) + "y";  // charities
  word.pop_back();
  return word;
}

/// Folded words, with letters that stand alone put together: "I.T." -> "it".
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  bool after_letter = false;
  for (std::string& word : folded_words(text)) {
    const bool letter = word.size() == 1 && word[0] >= 'a' && word[0] <= 'z';
    if (letter && after_letter) {
      out.back() += word;
    } else {
      out.push_back(std::move(word));
    }
    after_letter = letter;
  }
  return out;
}

std::vector<std::string> stems(std::string_view text) {
  std::vector<std::string> words = words_of(text);
  for (std::string& word : words) word = stem(std::move(word));
  return words;
}

std::string joined(const std::vector<std::string>& words, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < end; ++i) {
    if (i != begin) out += ' ';
    out += words[i];
  }
  return out;
}

bool is_filler(std::string_view word) {
  static constexpr std::string_view fillers[] = {
      "a",   "an", "and", "any", "area",       "at",     "career",  "field", "for", "in",   "industry",
      "job", "of", "on",  "or",  "profession", "sector", "someone", "the",   "to",  "with", "work"};
  return std::find(std::begin(fillers), std::end(fillers), word) != std::end(fillers);
}

std::vector<FieldPhrase> listed(const std::vector<detail::FieldWords>& groups) {
  std::vector<FieldPhrase> out;
  for (const detail::FieldWords& group : groups) {
    const std::string_view all = group.phrases;
    for (std::size_t begin = 0; begin < all.size();) {
      const std::size_t comma = std::min(all.find(',', begin), all.size());
      out.push_back({trimmed(all.substr(begin, comma - begin)), std::string(field_names[group.field]), group.weight});
      begin = comma + 1;
    }
  }
  return out;
}

/// Adds the votes of one run of words; phrases never reach across a separator, and a phrase said twice counts once.
void vote(const FieldTable::Data& table, const std::vector<std::string>& words, std::vector<std::string>& said,
          std::vector<double>& missed) {
  for (std::size_t i = 0; i < words.size();) {
    std::size_t used = 1;
    for (std::size_t length = std::min(table.longest, words.size() - i); length > 0; --length) {
      const auto found = table.phrases.find(joined(words, i, i + length));
      if (found == table.phrases.end()) continue;
      used = length;
      if (std::find(said.begin(), said.end(), found->first) != said.end()) break;
      said.push_back(found->first);
      for (const FieldTable::Data::Vote& one : found->second) missed[one.field] *= 1 - one.weight;
      break;
    }
    i += used;
  }
}

/// What the phrases say alone, best first.
std::vector<FieldMatch> phrase_matches(const FieldTable::Data& table, std::string_view text) {
  std::vector<double> missed(table.fields.size(), 1.0);
  std::vector<std::string> said;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(";|\n", begin), text.size());
    vote(table, stems(text.substr(begin, end - begin)), said, missed);
    begin = end + 1;
  }
  std::vector<FieldMatch> out;
  for (std::size_t field = 0; field < missed.size(); ++field) {
    if (missed[field] < 1) out.push_back({table.fields[field], std::min(1 - missed[field], .999)});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const FieldMatch& a, const FieldMatch& b) { return a.confidence > b.confidence; });
  return out;
}

/// The learned shares; a phrase can raise a field that is not the best, up to the best one's share.
std::vector<FieldMatch> learned_matches(const FieldTable::Data& table, std::string_view text) {
  constexpr double least = .1, least_phrase = .3;
  const detail::LearnedShares learned = detail::learned_shares(text);
  std::vector<FieldMatch> out;
  if (learned.best.field == detail::nothing_learned) return out;
  std::array<double, detail::learned_fields> share = learned.share;
  for (const FieldMatch& phrase : phrase_matches(table, text)) {
    if (phrase.confidence < least_phrase) continue;
    const auto field = static_cast<std::size_t>(std::find(table.fields.begin(), table.fields.end(), phrase.field) -
                                                table.fields.begin());
    share[field] = std::max(share[field], std::min(phrase.confidence, learned.best.confidence));
  }
  const std::size_t best = learned.best.field;
  out.push_back({table.fields[best], learned.best.confidence});
  for (std::size_t field = 0; field < share.size(); ++field) {
    if (field != best && share[field] >= least) out.push_back({table.fields[field], share[field]});
  }
  std::stable_sort(out.begin() + 1, out.end(),
                   [](const FieldMatch& a, const FieldMatch& b) { return a.confidence > b.confidence; });
  return out;
}

}  // namespace

FieldTable::FieldTable(std::vector<std::string> fields, const std::vector<FieldPhrase>& phrases,
                       const std::vector<FieldPhrase>& names) {
  auto data = std::make_shared<Data>();
  if (fields.empty()) throw InvalidValue("a field table needs at least one field");
  data->fields = std::move(fields);
  const auto field_number = [&](const FieldPhrase& phrase) {
    const auto found = std::find(data->fields.begin(), data->fields.end(), phrase.field);
    if (found == data->fields.end()) {
      throw InvalidValue(
          "the phrase '" + phrase.phrase + "' is for '" + phrase.field + "', which is no field of the table",
          phrase.field);
    }
    return static_cast<std::size_t>(found - data->fields.begin());
  };
  const auto key_of = [](const FieldPhrase& phrase, std::size_t& longest) {
    const std::vector<std::string> words = stems(phrase.phrase);
    if (words.empty()) throw InvalidValue("a phrase of a field table has letters or digits", phrase.phrase);
    longest = std::max(longest, words.size());
    return joined(words, 0, words.size());
  };
  for (std::size_t i = 0; i < data->fields.size(); ++i) {
    const std::string& field = data->fields[i];
    if (std::find(data->fields.begin(), data->fields.begin() + static_cast<std::ptrdiff_t>(i), field) !=
        data->fields.begin() + static_cast<std::ptrdiff_t>(i)) {
      throw InvalidValue("the field '" + field + "' stands in the table twice", field);
    }
    data->names.emplace(key_of({field, field}, data->longest_name), i);
  }
  for (const FieldPhrase& phrase : phrases) {
    if (!(phrase.weight > 0 && phrase.weight < 1)) {
      throw InvalidValue("the weight of '" + phrase.phrase + "' lies in (0, 1), got " + number_text(phrase.weight),
                         number_text(phrase.weight));
    }
    const std::size_t field = field_number(phrase);
    std::vector<Data::Vote>& votes = data->phrases[key_of(phrase, data->longest)];
    const auto same = std::find_if(votes.begin(), votes.end(), [&](const Data::Vote& v) { return v.field == field; });
    if (same == votes.end()) {
      votes.push_back({field, phrase.weight});
    } else {
      same->weight = std::max(same->weight, phrase.weight);
    }
  }
  for (const FieldPhrase& name : names) data->names.emplace(key_of(name, data->longest_name), field_number(name));
  data_ = std::move(data);
}

const FieldTable& FieldTable::standard() {
  static const FieldTable table = [] {
    FieldTable phrases(std::vector<std::string>(field_names.begin(), field_names.end()), listed(detail::field_words()),
                       listed(detail::field_query_names()));
    auto data = std::make_shared<Data>(phrases.data());
    data->learned = true;
    phrases.data_ = std::move(data);
    return phrases;
  }();
  return table;
}

std::span<const std::string> FieldTable::fields() const { return data_->fields; }

std::vector<FieldMatch> fields_of(std::string_view text, const FieldTable& table) {
  return table.data().learned ? learned_matches(table.data(), text) : phrase_matches(table.data(), text);
}

std::optional<FieldMatch> field_of(std::string_view text, const FieldTable& table) {
  if (table.data().learned) {
    const detail::LearnedField found = detail::learned_field(text);
    if (found.field == detail::nothing_learned) return std::nullopt;
    return FieldMatch{table.data().fields[found.field], found.confidence};
  }
  std::vector<FieldMatch> found = phrase_matches(table.data(), text);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void field_of(std::span<const std::string_view> texts, std::span<std::uint8_t> fields, std::span<double> confidences,
              const FieldTable& table, const Control& control) {
  if (fields.size() != texts.size() || confidences.size() != texts.size()) {
    throw InvalidValue("texts, fields and confidences have one length, got " + std::to_string(texts.size()) + ", " +
                       std::to_string(fields.size()) + " and " + std::to_string(confidences.size()));
  }
  const std::vector<std::string>& names = table.data().fields;
  if (names.size() > no_field) {
    throw InvalidValue("fields are numbered in one byte: a table may have 255, this one has " +
                       std::to_string(names.size()));
  }
  Ticks ticks(control, texts.size(), 16384);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    ticks();
    if (table.data().learned) {
      const detail::LearnedField found = detail::learned_field(texts[i]);
      fields[i] = found.field;
      confidences[i] = found.confidence;
    } else if (const auto found = field_of(texts[i], table)) {
      fields[i] = static_cast<std::uint8_t>(std::find(names.begin(), names.end(), found->field) - names.begin());
      confidences[i] = found->confidence;
    } else {
      fields[i] = no_field;
      confidences[i] = 0;
    }
  }
  ticks.finish();
}

std::optional<std::string> named_field(std::string_view text, const FieldTable& table) {
  const std::vector<std::string> words = stems(text);
  const auto found = table.data().names.find(joined(words, 0, words.size()));
  if (found == table.data().names.end()) return std::nullopt;
  return table.data().fields[found->second];
}

FieldQuery parse_field_query(std::string_view words, const FieldTable& table) {
  const FieldTable::Data& data = table.data();
  const std::vector<std::string> plain = words_of(words);
  const std::vector<std::string> asked = stems(words);
  const auto narrowed = [&](std::size_t begin, std::size_t end) {
    std::vector<std::string> rest;
    for (std::size_t i = 0; i < plain.size(); ++i) {
      if ((i >= begin && i < end) || is_filler(plain[i])) continue;
      if (std::find(rest.begin(), rest.end(), plain[i]) == rest.end()) rest.push_back(plain[i]);
    }
    return rest;
  };
  // A name of a field, the whole of the words or as far to the right as possible (the head of an English phrase
  // stands last), then the longest.
  for (std::size_t end = asked.size(); end > 0; --end) {
    const std::size_t from = end > data.longest_name ? end - data.longest_name : 0;
    for (std::size_t begin = from; begin < end; ++begin) {
      const auto found = data.names.find(joined(asked, begin, end));
      if (found != data.names.end()) return {data.fields[found->second], narrowed(begin, end)};
    }
  }
  // Words of the work itself ("barrister"): they find the field and narrow it.
  const std::vector<FieldMatch> meant = phrase_matches(data, words);
  if (!meant.empty()) return {meant.front().field, narrowed(0, 0)};

  std::string list;
  for (const std::string& field : data.fields) list += (list.empty() ? "" : "; ") + field;
  std::string message =
      asked.empty() ? std::string("no field is given") : "no field is called '" + std::string(words) + "'";
  // The nearest by words, then by spelling of any word of a field's name.
  const std::string typed = joined(plain, 0, plain.size());
  std::size_t best = typed.size() / 3 + 2;
  std::string near;
  for (const std::string& field : data.fields) {
    std::vector<std::string> parts = folded_words(field);
    parts.push_back(joined(parts, 0, parts.size()));
    for (const std::string& part : parts) {
      if (part.size() < 3 || is_filler(part)) continue;
      const std::size_t distance = edit_distance(typed, part, best);
      if (!typed.empty() && distance < best) {
        best = distance;
        near = field;
      }
    }
  }
  if (!near.empty()) message += "; the nearest is '" + near + "'";
  throw InvalidValue(message + "; the fields are: " + list, std::string(words));
}

double relevance(const FieldQuery& query, std::string_view field, std::string_view title, std::string_view headline,
                 std::string_view organisation, const FieldTable& table) {
  if (!query.narrowing.empty()) {
    std::vector<std::string> said;
    for (const std::string_view text : {title, headline, organisation}) {
      for (std::string& word : stems(text)) said.push_back(std::move(word));
    }
    for (const std::string& word : query.narrowing) {
      if (std::find(said.begin(), said.end(), stem(word)) == said.end()) return 0;
    }
  }
  for (const std::string& cell : cell_values(field)) {
    if (named_field(cell, table) == query.field) return 1;
  }
  std::string all;
  for (const std::string_view text : {title, headline, organisation}) {
    if (text.empty()) continue;
    if (!all.empty()) all += ';';
    all += text;
  }
  for (const FieldMatch& match : fields_of(all, table)) {
    if (match.field == query.field) return match.confidence;
  }
  return 0;
}

}  // namespace weaktie
