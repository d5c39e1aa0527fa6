#pragma once
// How a network lies in memory: adjacency by rows, memberships both ways, texts once each, evidence kept apart.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/core/chance.hpp>
#include <weaktie/core/date.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/network/strength.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/records/affiliation.hpp>

namespace weaktie::detail {

/// Rows of items laid end to end: row i is [offsets[i], offsets[i + 1]).
template <class T>
struct Rows {
  std::vector<std::uint64_t> offsets = {0};
  std::vector<T> items = {};

  [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
  [[nodiscard]] std::span<const T> row(std::size_t i) const {
    return std::span<const T>(items).subspan(offsets[i], offsets[i + 1] - offsets[i]);
  }
  void close() { offsets.push_back(items.size()); }
  friend bool operator==(const Rows&, const Rows&) = default;
};

/// Many texts in one block.
struct Texts {
  std::vector<std::uint64_t> offsets = {0};
  std::string bytes = {};

  [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    return std::string_view(bytes).substr(offsets[i], offsets[i + 1] - offsets[i]);
  }
  void add(std::string_view text) {
    bytes.append(text);
    offsets.push_back(bytes.size());
  }
  friend bool operator==(const Texts&, const Texts&) = default;
};

/// One text per person, each different text stored once (employers and places repeat a lot). Code 0 is "not known".
struct TextColumn {
  std::vector<std::uint32_t> codes = {};
  Texts dictionary = {};

  [[nodiscard]] std::string_view operator[](std::size_t person) const {
    if (codes.empty() || codes[person] == 0) return {};
    return dictionary[codes[person] - 1];
  }
  friend bool operator==(const TextColumn&, const TextColumn&) = default;
};

inline constexpr std::size_t person_column_count = 9;  // as many as PersonColumn has values

struct Group {
  std::string id;
  std::string name;
  AffiliationKind kind = AffiliationKind::association;
  double reach = 0;
  StepCost reach_cost = 0;
  std::optional<std::uint64_t> size = {};
  friend bool operator==(const Group&, const Group&) = default;
};

/// The evidence of one directed tie, cold: read when a step is explained, never when one is searched.
struct Fact {
  TieKind kind = TieKind::acquaintance;
  bool given = false;
  double tau = .5;
  double chance = 0;
  StrengthTerms terms = {};
  std::string stated_by = {};
  std::vector<std::uint32_t> statements = {};
  friend bool operator==(const Fact&, const Fact&) = default;
};

struct NetworkData {
  Rows<Step> from = {};  ///< ties from each person, by cost, then person
  Rows<Step> to = {};    ///< ties to each person; empty when `symmetric`
  bool symmetric = false;
  std::uint64_t tie_count = 0;

  Texts ids = {};
  std::vector<PersonIndex> by_id = {};                            ///< indices in ascending order of id
  std::vector<std::pair<std::string, PersonIndex>> aliases = {};  ///< merged ids, ascending

  std::array<TextColumn, person_column_count> columns = {};
  bool has_people = false;

  Rows<GroupWeight> groups_of = {};
  Rows<MemberWeight> members_of = {};
  std::vector<Group> groups = {};
  Rows<PersonIndex> blocked_from = {};
  Rows<PersonIndex> blocked_to = {};

  std::vector<Fact> facts = {};  ///< one per item of `from`; empty when the chances were given with the arrays
  std::optional<Day> as_of = {};
  StepModel model = {};
};

}  // namespace weaktie::detail
