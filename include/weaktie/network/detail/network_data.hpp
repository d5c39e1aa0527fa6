#pragma once
// How a network lies in memory: adjacency by rows, memberships both ways, texts once each, evidence kept apart. The
// arrays are views: of the vectors that a builder filled (network_builder.hpp) or of a mapped snapshot file.
#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include <weaktie/core/chance.hpp>
#include <weaktie/core/date.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/network/detail/packed_memberships.hpp>
#include <weaktie/network/strength.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/records/affiliation.hpp>

namespace weaktie::detail {

template <class T>
[[nodiscard]] bool equal_items(std::span<const T> a, std::span<const T> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

/// Rows of items laid end to end: row i is [offsets[i], offsets[i + 1]).
template <class T>
struct Rows {
  std::span<const std::uint64_t> offsets = {};  ///< one more than there are rows; none when there are none
  std::span<const T> items = {};

  [[nodiscard]] std::size_t size() const { return offsets.empty() ? 0 : offsets.size() - 1; }
  [[nodiscard]] std::span<const T> row(std::size_t i) const {
    return items.subspan(offsets[i], offsets[i + 1] - offsets[i]);
  }
  friend bool operator==(const Rows& a, const Rows& b) {
    return equal_items(a.offsets, b.offsets) && equal_items(a.items, b.items);
  }
};

/// Many texts in one block.
struct Texts {
  std::span<const std::uint64_t> offsets = {};  ///< one more than there are texts; none when there are none
  std::span<const char> bytes = {};

  [[nodiscard]] std::size_t size() const { return offsets.empty() ? 0 : offsets.size() - 1; }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    return {bytes.data() + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i])};
  }
  friend bool operator==(const Texts& a, const Texts& b) {
    return equal_items(a.offsets, b.offsets) && equal_items(a.bytes, b.bytes);
  }
};

/// One text per person, each different text stored once (employers and places repeat a lot). Code 0 is "not known".
struct TextColumn {
  std::span<const std::uint32_t> codes = {};  ///< one per person, or none at all
  Texts dictionary = {};

  [[nodiscard]] std::string_view operator[](std::size_t person) const {
    if (codes.empty() || codes[person] == 0) return {};
    return dictionary[codes[person] - 1];
  }
  friend bool operator==(const TextColumn& a, const TextColumn& b) {
    return equal_items(a.codes, b.codes) && a.dictionary == b.dictionary;
  }
};

inline constexpr std::size_t person_column_count = 9;  // as many as PersonColumn has values

// The rows below lie in snapshot files as they are: no padding, no pointers, truth as 0 or 1.

struct Group {
  double reach = 0;
  std::uint64_t size = 0;  ///< members in the world, when `has_size`
  AffiliationKind kind = AffiliationKind::association;
  std::uint8_t has_size = 0;
  std::array<std::uint8_t, 6> unused = {};
  friend bool operator==(const Group&, const Group&) = default;
};

/// The evidence of one directed tie, cold: read when a step is explained, never when one is searched.
struct Fact {
  double tau = .5;
  double chance = 0;
  double intercept = 0, frequency = 0, recency = 0, reciprocity = 0, duration = 0, contexts = 0, mutual = 0;
  double stated_tau = 0;     ///< when `has_stated_tau`
  std::uint32_t source = 0;  ///< number in `sources`
  TieKind kind = TieKind::acquaintance;
  std::uint8_t given = 0;
  std::uint8_t has_stated_tau = 0;
  std::uint8_t unused = 0;

  [[nodiscard]] StrengthTerms terms() const {
    StrengthTerms out{intercept, frequency, recency, reciprocity, duration, contexts, mutual, {}};
    if (has_stated_tau != 0) out.stated_tau = stated_tau;
    return out;
  }
  friend bool operator==(const Fact&, const Fact&) = default;
};

/// In one byte, an eighth of a halving each: at most the cost that it stands for, and not far below.
[[nodiscard]] constexpr std::uint8_t floor_code(StepCost cost) {
  return static_cast<std::uint8_t>(std::min(cost >> 17U, StepCost{255}));
}
[[nodiscard]] constexpr StepCost floor_of(std::uint8_t code) { return StepCost{code} << 17U; }

inline constexpr StepCost no_group_cost = ~StepCost{0};  // no group has a member

struct NetworkData {
  std::shared_ptr<const void> storage = {};  ///< what the arrays below lie in

  Rows<Step> from = {};  ///< ties from each person, by cost, then person
  Rows<Step> to = {};    ///< ties to each person; empty when `symmetric`
  bool symmetric = false;
  std::uint64_t tie_count = 0;

  Texts ids = {};
  std::span<const PersonIndex> by_id = {};     ///< indices in ascending order of id
  Texts alias_ids = {};                        ///< merged ids, ascending
  std::span<const PersonIndex> alias_of = {};  ///< who each of them is

  std::array<TextColumn, person_column_count> columns = {};
  bool has_people = false;

  PackedMemberships<GroupWeight> groups_of = {};    ///< by person, ascending groups
  PackedMemberships<MemberWeight> members_of = {};  ///< by group, by cost, then person
  std::span<const StepCost> weight_costs = {};      ///< what the packed ones of the two share
  std::span<const StepCost> reach_costs = {};       ///< by group
  StepCost least_group = no_group_cost;             ///< the smallest reach and weight of any group
  std::span<const std::uint8_t> least_groups = {};  ///< by person: floor_code of that of their groups
  std::span<const Group> groups = {};
  Texts group_ids = {};
  Texts group_names = {};
  Rows<PersonIndex> blocked_from = {};  ///< a row for each person, or no rows
  Rows<PersonIndex> blocked_to = {};

  std::span<const Fact> facts = {};     ///< one per item of `from`; empty when the chances were given with the arrays
  Rows<std::uint32_t> statements = {};  ///< the tie statements behind each fact
  Texts sources = {};                   ///< ids of those who stated them
  std::optional<Day> as_of = {};
  StepModel model = {};
};

}  // namespace weaktie::detail
