#pragma once
// The standard field table as data, apart from the code that reads it.
#include <vector>

namespace weaktie::detail {

/// Comma-separated words and phrases of one field (numbered as in field_names) and one weight.
struct FieldWords {
  unsigned field;
  double weight;
  const char* phrases;
};

[[nodiscard]] const std::vector<FieldWords>& field_words();
[[nodiscard]] const std::vector<FieldWords>& field_query_names();

}  // namespace weaktie::detail
