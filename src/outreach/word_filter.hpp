#pragma once
// "Only people whose organisation holds these words": one meaning for every table of people.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <weaktie/core/error.hpp>
#include <weaktie/core/text.hpp>

namespace weaktie::outreach {

class WordFilter {
 public:
  /// No words: lets everyone through. @throws InvalidValue when a filter is given that holds no word
  WordFilter(const std::optional<std::string>& filter, const char* name) {
    if (!filter) return;
    words_ = folded_words(*filter);
    if (words_.empty()) {
      throw InvalidValue(std::string("the filter '") + name + "' holds no word: leave it out to see everyone", *filter,
                         Place{{}, 0, 0, name});
    }
  }
  /// Whether the words stand in the text, next to each other.
  [[nodiscard]] bool operator()(std::string_view text) const {
    if (words_.empty()) return true;
    const std::vector<std::string> said = folded_words(text);
    return std::search(said.begin(), said.end(), words_.begin(), words_.end()) != said.end();
  }

 private:
  std::vector<std::string> words_;
};

}  // namespace weaktie::outreach
