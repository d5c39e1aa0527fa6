#pragma once
// Text as the message rules see it: words with their place, and patterns over words. Private to src/.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace weaktie::interview_text {

/// What stands between a word and the one before it.
enum class Break : std::uint8_t { none, comma, clause, sentence };

struct Word {
  std::string text = {};  ///< folded; apostrophes dropped: "I’m" -> "im", "C.V." -> "cv"
  std::size_t begin = 0;  ///< bytes in the original
  std::size_t end = 0;
  std::uint32_t sentence = 0;
  Break before = Break::none;
  bool question = false;  ///< its sentence ends with a question mark
};

/// The words of UTF-8 text. Linear.
[[nodiscard]] std::vector<Word> words_of(std::string_view text);

/// A set of patterns over the words of one sentence, all matched in one pass.
/// An element is `a|b_c|vacanc*` (alternatives; `_` joins words of one alternative, `*` ends a prefix), `x?` (may be
/// absent), `~3` (up to three words), `^3` (up to three words, none of which turns a wish into a question about
/// others),
/// `$` (end of the sentence), `@name` (alternatives from the macro table).
class Patterns {
 public:
  struct Hit {
    std::uint32_t tag = 0;
    std::size_t first = 0;  ///< index of the first word
    std::size_t last = 0;   ///< one past the last
  };
  using Macros = std::vector<std::pair<std::string_view, std::string_view>>;

  explicit Patterns(Macros macros) : macros_(std::move(macros)) {}
  void add(std::uint32_t tag, std::string_view pattern);
  /// Every match, by first word, then in the order in which the patterns were added; per pattern and start the first
  /// found.
  [[nodiscard]] std::vector<Hit> find(const std::vector<Word>& words) const;

 private:
  struct Alternative {
    std::vector<std::string> words = {};
    bool prefix = false;  ///< the last word is a prefix
  };
  struct Element {
    enum class Kind : std::uint8_t { words, gap, plain_gap, end } kind = Kind::words;
    std::vector<Alternative> alternatives = {};
    bool optional = false;
    std::size_t gap = 0;
  };
  struct Pattern {
    std::uint32_t tag = 0;
    std::vector<Element> elements = {};
  };
  [[nodiscard]] std::size_t match(const std::vector<Word>& words, const Pattern& pattern, std::size_t element,
                                  std::size_t at, std::size_t stop) const;

  Macros macros_;
  std::vector<Pattern> patterns_ = {};
  std::unordered_map<std::string, std::vector<std::size_t>> by_first_word_ = {};
  std::vector<std::pair<std::string, std::size_t>> by_first_prefix_ = {};
};

}  // namespace weaktie::interview_text
