#pragma once
// What lists of people by other tools share: the usual names of columns, and what tells people apart.
#include <string>
#include <vector>

#include "shared.hpp"

namespace weaktie::io {

[[nodiscard]] bool is_alumni_header(const std::vector<std::string>& keys);
[[nodiscard]] bool is_attendees_header(const std::vector<std::string>& keys);

/// The columns of a sheet that describe a person.
class PersonColumns {
 public:
  explicit PersonColumns(const Sheet& sheet);
  /// The person of a row, without an id; `name` is "Given Family". Cells that are no mail address are left out of
  /// `email`.
  [[nodiscard]] Person person(const CsvRow& row) const;
  /// Whether there is a column that tells people apart (mail, address, phone).
  [[nodiscard]] bool identify() const { return email_ != Sheet::npos || url_ != Sheet::npos || phone_ != Sheet::npos; }

 private:
  std::size_t whole_, first_, last_, email_, url_, phone_, title_, organisation_, place_, headline_;
};

/// Mail key, else profile key; empty when the person has neither.
[[nodiscard]] std::string person_key(const Person& person);
/// The name for a key: folded, or as it is when nothing of it folds.
[[nodiscard]] std::string name_words(const std::string& name);

}  // namespace weaktie::io
