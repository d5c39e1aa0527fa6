#pragma once
// Titles and organisations to fields of work, and the words of a query to a field. Body: src/records/field.cpp.
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <weaktie/core/control.hpp>

namespace weaktie {

/// The closed list of fields, in alphabetical order; ties between fields are broken in this order.
inline constexpr std::array<std::string_view, 24> field_names = {
    "accountancy, banking and finance",
    "business, consulting and management",
    "charity and voluntary work",
    "creative arts and design",
    "energy and utilities",
    "engineering and manufacturing",
    "environment and agriculture",
    "healthcare",
    "hospitality and events",
    "information technology",
    "law",
    "law enforcement and security",
    "leisure, sport and tourism",
    "marketing, advertising and PR",
    "media and internet",
    "property and construction",
    "public services and administration",
    "recruitment and HR",
    "retail",
    "sales",
    "science and pharma",
    "social care",
    "teaching and education",
    "transport and logistics",
};

/// A field that a text speaks of, and how surely.
struct FieldMatch {
  std::string field;      ///< one of the table's fields
  double confidence = 0;  ///< (0, 1)
  friend bool operator==(const FieldMatch&, const FieldMatch&) = default;
};

/// What somebody looks for: a field, and words that must also occur in title, headline or organisation.
struct FieldQuery {
  std::string field;
  std::vector<std::string> narrowing = {};  ///< folded words; "commercial law" -> {"commercial"}
  friend bool operator==(const FieldQuery&, const FieldQuery&) = default;
};

/// One word or phrase and the field it speaks for.
struct FieldPhrase {
  std::string phrase;  ///< any spelling: it is folded when the table is built
  std::string field;   ///< one of the table's fields
  double weight = .9;  ///< (0, 1): the confidence it gives alone
};

/// The words behind `fields_of`. An immutable value, cheap to copy. An app may put its own in its place.
class FieldTable {
 public:
  /// @param names words that stand for a whole field in a query ("PR", "HR", "legal"); the weight is not used
  /// @throws InvalidValue: no fields, a field twice, a phrase for a field that is not listed or without letters, a
  ///         weight outside (0, 1)
  FieldTable(std::vector<std::string> fields, const std::vector<FieldPhrase>& phrases,
             const std::vector<FieldPhrase>& names = {});
  /// The table that comes with the library: the 24 fields, learned from American and British titles (docs/fields.md);
  /// its phrases read queries and add further fields.
  [[nodiscard]] static const FieldTable& standard();

  [[nodiscard]] std::span<const std::string> fields() const;

  struct Data;
  [[nodiscard]] const Data& data() const { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
};

/// Every field that a text (a title, a headline, an organisation, or several of them apart by ";", "|" or a new line)
/// speaks of, best first. Empty when nothing is recognised ("Founder", "Student", a name). O(letters).
///
/// The standard table weighs words, word pairs, the last word and, of unknown words, the letters; what follows "at"
/// counts half. Confidence is the share of the field, calibrated: of titles with .8 about 80 % are right. Other fields
/// are listed from .1 on, also when only a phrase speaks for them. Words said twice count once.
///
/// With a table of an app, phrases are matched longest first, from the left, and use up their words: "sales engineer"
/// says nothing about engineering. Different phrases of one field join as 1 - product(1 - weight).
[[nodiscard]] std::vector<FieldMatch> fields_of(std::string_view text,
                                                const FieldTable& table = FieldTable::standard());

/// The best of `fields_of`, or nothing.
[[nodiscard]] std::optional<FieldMatch> field_of(std::string_view text,
                                                 const FieldTable& table = FieldTable::standard());

/// Stands for nothing recognised where fields are numbers.
inline constexpr std::uint8_t no_field = 255;

/// The same for many texts: numbers of the table's fields, or no_field, and confidences (0 with no_field). With the
/// standard table nothing is allocated for ASCII texts of up to 256 letters; over a million titles a second.
/// @throws InvalidValue when the three lengths differ, or when the table has more than 255 fields; Cancelled
void field_of(std::span<const std::string_view> texts, std::span<std::uint8_t> fields, std::span<double> confidences,
              const FieldTable& table = FieldTable::standard(), const Control& control = {});

/// The field named by a person's `field` cell (its name, or a word that stands for it), if it is one of the table's.
[[nodiscard]] std::optional<std::string> named_field(std::string_view text,
                                                     const FieldTable& table = FieldTable::standard());

/// The field that free words ask for, and what is left of them to narrow it: "PR" -> marketing, advertising and PR;
/// "commercial law" -> law, narrowed by "commercial"; "barrister" -> law, narrowed by "barrister".
/// @throws InvalidValue that names the nearest field and lists all of them
[[nodiscard]] FieldQuery parse_field_query(std::string_view words, const FieldTable& table = FieldTable::standard());

/// How much a person is about what is asked for, in [0, 1]: 1 when their `field` names it, else the confidence of
/// `fields_of` on title, headline and organisation; 0 without a match or when a narrowing word does not occur.
[[nodiscard]] double relevance(const FieldQuery& query, std::string_view field, std::string_view title,
                               std::string_view headline, std::string_view organisation,
                               const FieldTable& table = FieldTable::standard());

}  // namespace weaktie
