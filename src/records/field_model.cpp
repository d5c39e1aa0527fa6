// Reads the table that benchmarks/fields/train.py learns. That program's class Table computes the same scores: a change
// to the words, the hashes or the sums belongs in both.
#include "field_model.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <weaktie/core/text.hpp>

namespace weaktie::detail {
namespace {

#include "field_model.inc"

constexpr std::size_t classes = learned_fields + 1;  // the last: says nothing
constexpr std::size_t most_words = 64;               // what follows says nothing new
constexpr std::uint32_t seed = 0x811C9DC5u;

std::uint32_t finish(std::uint32_t value) {
  value ^= value >> 15;
  value *= 0x2C1B3C6Du;
  value ^= value >> 12;
  value *= 0x297A2D39u;
  return value ^ (value >> 15);
}

std::uint32_t hash_word(const char* begin, std::size_t size) {
  std::uint32_t value = seed;
  for (std::size_t i = 0; i < size; ++i) value = (value ^ static_cast<unsigned char>(begin[i])) * 0x01000193u;
  return finish(value);
}

constexpr std::uint32_t key_bits = 0x7FFFFFu;

// Words that say nothing about the field, and the one that puts an organisation behind.
constexpr std::string_view dropped[] = {
    "a",    "an",    "and",  "as",       "for",       "in",        "of",        "on",       "or",
    "the",  "to",    "with", "senior",   "snr",       "sr",        "junior",    "jnr",      "jr",
    "ii",   "iii",   "iv",   "interim",  "acting",    "temporary", "temp",      "part",     "full",
    "time", "fixed", "term", "contract", "maternity", "paternity", "permanent", "freelance"};

class Model {
 public:
  static const Model& standard() {
    static const Model model;
    return model;
  }

  static constexpr std::uint16_t unknown = 0xFFFF, silent = 0xFFFE, before_organisation = 0xFFFD;

  /// The row of a word, or of a last word (its key is its own), or one of the three above.
  [[nodiscard]] std::uint16_t word(std::uint32_t hash) const {
    const std::uint32_t key = hash & key_bits;
    for (std::uint32_t slot = key & word_mask;; slot = (slot + 1) & word_mask) {
      if (words_[slot].row == unknown || words_[slot].key == key) return words_[slot].row;
    }
  }
  [[nodiscard]] const std::int16_t* row(std::uint16_t number) const { return &rows_[std::size_t{number} * row_size]; }

  /// Calls use(class, weight) for the three largest weights of a pair or a run of letters, if it is known.
  template <class Use>
  bool few(std::uint32_t key, Use use) const {
    for (std::uint32_t slot = key & few_mask;; slot = (slot + 1) & few_mask) {
      const std::uint64_t entry = few_[slot];
      if (entry == empty) return false;
      if ((entry & key_bits) != key) continue;
      for (int shift = 23; shift < 56; shift += 11) use((entry >> shift) & 31, signed6(entry >> (shift + 5)));
      return true;
    }
  }

  [[nodiscard]] std::int64_t inverse_root(std::size_t n) const { return roots_[std::min<std::size_t>(n, 255)]; }
  /// exp(-steps / 64)
  [[nodiscard]] double falling(std::int64_t steps) const {
    return steps < static_cast<std::int64_t>(falling_.size()) ? falling_[static_cast<std::size_t>(steps)] : 0;
  }

  static constexpr std::size_t row_size = 32;  // a cache line

 private:
  static constexpr std::uint32_t word_mask = 0x7FFF, few_mask = 0x1FFFF;
  static constexpr std::uint64_t empty = ~std::uint64_t{0};
  static_assert((model_words + std::size(dropped)) * 4 < word_mask * std::size_t{3} &&
                model_sparse * std::size_t{4} < few_mask * std::size_t{3});
  static_assert(std::size(model_bias) == classes);
  struct Slot {
    std::uint32_t key = 0;
    std::uint16_t row = unknown;
  };

  static int signed6(std::uint64_t bits) { return static_cast<int>((bits & 63) ^ 32) - 32; }

  void put(std::uint32_t key, std::uint16_t row) {
    std::uint32_t slot = key & word_mask;
    while (words_[slot].row != unknown) slot = (slot + 1) & word_mask;
    words_[slot] = {key, row};
  }

  Model() : words_(word_mask + 1), few_(few_mask + 1, empty), rows_(model_words * row_size) {
    // Five characters of a printable alphabet are four bytes, the least first.
    std::array<std::uint8_t, 128> digit = {};
    std::uint8_t digits = 0;
    for (char c = 35; c < 127; ++c) {
      if (c != '?' && c != '\\' && digits < 85) digit[static_cast<unsigned char>(c)] = digits++;
    }
    std::vector<std::uint8_t> bytes;
    for (const char* text : model_text) {
      for (; *text != 0; text += 5) {
        std::uint32_t value = 0;
        for (int i = 4; i >= 0; --i) value = value * 85 + digit[static_cast<unsigned char>(text[i])];
        for (int i = 0; i < 4; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
      }
    }
    const auto number = [&](std::size_t from, int size) {
      std::uint64_t value = 0;
      for (int i = size - 1; i >= 0; --i) value = value << 8 | bytes[from + static_cast<std::size_t>(i)];
      return value;
    };
    for (const std::string_view text : dropped) put(hash_word(text.data(), text.size()) & key_bits, silent);
    put(hash_word("at", 2) & key_bits, before_organisation);
    std::size_t at = 0;
    for (std::size_t i = 0; i < model_words; ++i, at += 23) {
      put(static_cast<std::uint32_t>(number(at, 3)), static_cast<std::uint16_t>(i));
      const int scale = bytes[at + 3];
      for (std::size_t field = 0; field < classes; ++field) {
        const std::size_t bit = field * 6;
        const std::uint64_t two = number(at + 4 + bit / 8, bit / 8 < 18 ? 2 : 1);
        rows_[i * row_size + field] =
            static_cast<std::int16_t>(scale * (static_cast<int>((two >> (bit % 8)) & 63) - 32));
      }
    }
    for (std::size_t i = 0; i < model_sparse; ++i, at += 7) {
      const std::uint64_t entry = number(at, 7);
      std::size_t slot = entry & few_mask;
      while (few_[slot] != empty) slot = (slot + 1) & few_mask;
      few_[slot] = entry;
    }
    // 65536 / sqrt(n), rounded: the largest r with (2r - 1)^2 n <= 2^34.
    for (std::size_t n = 0; n < roots_.size(); ++n) {
      std::int64_t r = 65536;
      while ((2 * r - 1) * (2 * r - 1) * static_cast<std::int64_t>(std::max<std::size_t>(n, 1)) >
             (std::int64_t{1} << 34))
        --r;
      roots_[n] = r;
    }
    falling_[0] = 1;
    for (std::size_t i = 1; i < falling_.size(); ++i) falling_[i] = falling_[i - 1] * 0.98449643700540845;
  }

  std::vector<Slot> words_;
  std::vector<std::uint64_t> few_;
  std::vector<std::int16_t> rows_;
  std::array<std::int64_t, 256> roots_ = {};
  std::array<double, 1280> falling_ = {};
};

/// One form for singular and plural; the same rule as in field.cpp.
std::size_t stem(char* word, std::size_t size) {
  if (size < 4 || word[size - 1] != 's' || (size == 4 && std::string_view(word, 4) == "news")) return size;
  const char before = word[size - 2];
  if (before == 's' || before == 'u' || before == 'i') return size;
  if (size > 4 && before == 'e' && word[size - 3] == 'i') {
    word[size - 3] = 'y';
    return size - 2;
  }
  return size - 1;
}

/// Reads words one after the other and adds up what they say.
class Reading {
 public:
  explicit Reading(const Model& model) : model_(model) {}

  /// Takes ASCII, or folded UTF-8 with the separators left in.
  void read(std::string_view text, char* buffer) {
    char* end = buffer;
    char* word = buffer;
    bool after_letter = false;  // the last word is letters that stood alone
    bool pending = false;       // a word is complete and not yet taken
    const auto flush = [&] {
      if (pending) take(word, static_cast<std::size_t>(end - word));
      pending = false;
    };
    for (std::size_t i = 0; i <= text.size();) {
      const char c = i < text.size() ? text[i] : ';';
      if (letter(c) == 0) {
        if (c == ';' || c == '|' || c == '\n' || c == '(' || c == '@') {
          flush();
          after_letter = false;
          if (c == '@') {
            organisation();
          } else {
            close();
            tail_ = false;
          }
        }
        ++i;
        continue;
      }
      std::size_t stop = i + 1;
      while (stop < text.size() && letter(text[stop]) != 0) ++stop;
      const char first = letter(c);
      const bool alone = stop == i + 1 && first >= 'a' && first <= 'z';
      if (!(alone && after_letter)) {
        flush();
        word = end;
      }
      for (; i < stop; ++i) *end++ = letter(text[i]);
      pending = true;
      after_letter = alone;
    }
  }

  /// Scores in 1/4096; false when nothing is recognised.
  bool scores(std::array<std::int64_t, classes>& out) const {
    for (std::size_t i = 0; i < classes; ++i) {
      const std::int64_t mean = (total_[i] * model_.inverse_root(weight_)) >> 16;
      out[i] = model_bias[i] + ((mean * 46341) >> 22);  // the root of 2, and 1/64 units
    }
    return known_ >= 3;
  }

 private:
  /// Folded letter or digit, or 0.
  static char letter(char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    const bool is = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) >= 0x80);
    return is ? c : '\0';
  }

  void take(char* word, std::size_t size) {
    size = stem(word, size);
    const std::uint32_t hash = hash_word(word, size);
    const std::uint16_t row = model_.word(hash);
    if (row == Model::silent) return;
    if (row == Model::before_organisation) return organisation();
    if (count_ == most_words || std::find(said_.begin(), said_.begin() + count_, hash) != said_.begin() + count_)
      return;
    said_[count_++] = hash;
    weight_ += tail_ ? 1 : 2;
    if (row != Model::unknown) {
      known_ += 4;
      add(row);
    } else {
      spell(word, size);
    }
    if (in_run_) pair(finish(last_ * 31u + hash));
    last_ = hash;
    in_run_ = true;
  }

  void add(std::uint16_t row) {
    const std::int16_t* values = model_.row(row);
    for (std::size_t i = 0; i < Model::row_size; ++i) rows_[i] += values[i];
  }

  void pair(std::uint32_t key) {
    model_.few(key & key_bits, [&](std::uint64_t field, int weight) { few_[field] += weight; });
  }

  /// The letters of an unknown word, in runs of 3, 4 and 5 with marked ends.
  void spell(const char* word, std::size_t size) {
    char marked[66];
    size = std::min<std::size_t>(size, 64);
    marked[0] = '<';
    std::copy(word, word + size, marked + 1);
    marked[size + 1] = '>';
    std::array<std::int64_t, 32> sum = {};
    std::size_t runs = 0;
    for (std::size_t length = 3; length <= 5 && length <= size + 2; ++length) {
      for (std::size_t i = 0; i + length <= size + 2; ++i, ++runs) {
        std::uint64_t packed = 0;
        for (std::size_t k = length; k > 0; --k) packed = packed << 8 | static_cast<unsigned char>(marked[i + k - 1]);
        const auto key = static_cast<std::uint32_t>((packed * 0x9E3779B97F4A7C15u) >> 40) & key_bits;
        if (model_.few(key, [&](std::uint64_t field, int weight) { sum[field] += weight; })) ++known_;
      }
    }
    const std::int64_t root = model_.inverse_root(runs);
    for (std::size_t i = 0; i < classes; ++i) spelled_[i] += (sum[i] * model_sparse_factor * root) >> 16;
  }

  /// "Solicitor at X": what follows is an organisation and counts half.
  void organisation() {
    close();
    tail_ = tail_ || whole_;
  }

  /// The end of a run of words.
  void close() {
    if (!in_run_) return;
    const std::uint16_t last = model_.word(finish(last_ ^ 0x5BD1E995u));
    if (last < Model::before_organisation) add(last);
    const int times = tail_ ? 1 : 2;
    for (std::size_t i = 0; i < classes; ++i) {
      total_[i] += times * (std::int64_t{rows_[i]} * model_word_factor + std::int64_t{few_[i]} * model_sparse_factor +
                            spelled_[i]);
    }
    whole_ = whole_ || !tail_;
    rows_ = {};
    few_ = {};
    spelled_ = {};
    in_run_ = false;
  }

  const Model& model_;
  std::array<std::int32_t, Model::row_size> rows_ = {};
  std::array<std::int32_t, Model::row_size> few_ = {};
  std::array<std::int64_t, Model::row_size> spelled_ = {};
  std::array<std::int64_t, classes> total_ = {};
  std::array<std::uint32_t, most_words> said_;  // the first count_ are set
  std::uint32_t last_ = 0;
  std::uint8_t count_ = 0;
  std::size_t weight_ = 0;
  int known_ = 0;
  bool in_run_ = false, tail_ = false, whole_ = false;
};

/// Folded text with the separators left in.
std::string folded_apart(std::string_view text) {
  constexpr std::string_view apart = ";|\n(@";
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(apart, begin), text.size());
    out += folded(text.substr(begin, end - begin));
    if (end < text.size()) out += text[end];
    begin = end + 1;
  }
  return out;
}

/// Reads a text; shares of the classes are weights[i] / sum.
struct Weighed {
  std::size_t best = classes - 1;
  std::array<double, classes> weights = {};
  double sum = 1;
};

bool weigh(std::string_view text, Weighed& out) {
  const Model& model = Model::standard();
  Reading reading(model);
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii && text.size() <= 256) {
    char buffer[256];
    reading.read(text, buffer);
  } else {
    const std::string apart = ascii ? std::string() : folded_apart(text);
    const std::string_view plain = ascii ? text : std::string_view(apart);
    std::string buffer(plain.size(), ' ');
    reading.read(plain, buffer.data());
  }
  std::array<std::int64_t, classes> scores;
  if (!reading.scores(scores)) return false;
  out.best = static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
  if (out.best == classes - 1) return false;
  out.sum = 0;
  for (std::size_t i = 0; i < classes; ++i) {
    out.weights[i] = model.falling(((scores[out.best] - scores[i]) * model_temperature) >> 8);
    out.sum += out.weights[i];
  }
  return 1 / out.sum >= model_least;
}

double shown(double share) { return std::min(share, .999); }

}  // namespace

LearnedField learned_field(std::string_view text) {
  Weighed weighed;
  if (!weigh(text, weighed)) return {};
  return {static_cast<std::uint8_t>(weighed.best), shown(1 / weighed.sum)};
}

LearnedShares learned_shares(std::string_view text) {
  LearnedShares out;
  Weighed weighed;
  if (!weigh(text, weighed)) return out;
  out.best = {static_cast<std::uint8_t>(weighed.best), shown(1 / weighed.sum)};
  for (std::size_t i = 0; i < learned_fields; ++i) out.share[i] = shown(weighed.weights[i] / weighed.sum);
  return out;
}

}  // namespace weaktie::detail
