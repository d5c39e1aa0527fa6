#pragma once
// Lays rows out as a network's arrays: one place for from_arrays and freeze.
#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <weaktie/core/error.hpp>
#include <weaktie/network/detail/lay_out.hpp>
#include <weaktie/network/detail/network_builder.hpp>

namespace weaktie::detail {

/// A directed tie before it is laid out; `order` carries the caller's row (evidence) along.
struct Arc {
  PersonIndex source;
  PersonIndex target;
  StepCost cost;
};

/// The rows of these arcs by source, or by target when `reversed` (lay_out.hpp).
inline RowsBuilder<Step> rows_of(std::span<const Arc> arcs, std::size_t people, bool reversed, Ticks& ticks) {
  const auto each_arc = [&](const auto& body) {
    in_pieces(arcs.size(), 1, ticks, [&](std::size_t begin, std::size_t end) {
      for (const Arc& arc : arcs.subspan(begin, end - begin)) body(arc);
    });
  };
  const auto count = [&](const auto& from) {
    each_arc([&](const Arc& arc) { from(reversed ? arc.target : arc.source); });
  };
  const auto each = [&](const auto& put) {
    each_arc([&](const Arc& arc) {
      if (reversed) {
        put(arc.target, arc.source, arc.cost);
      } else {
        put(arc.source, arc.target, arc.cost);
      }
    });
  };
  return lay_out(people, arcs.size(), count, each, ticks);
}

inline void index_ids(NetworkBuilder& data) {
  data.by_id.resize(data.ids.size());
  std::iota(data.by_id.begin(), data.by_id.end(), PersonIndex{0});
  std::sort(data.by_id.begin(), data.by_id.end(),
            [&](PersonIndex a, PersonIndex b) { return data.ids[a] < data.ids[b]; });
}

/// Finds an id in a network's data or in a builder that has indexed its ids; no_person when there is none.
template <class Data>
[[nodiscard]] PersonIndex find_id(const Data& data, std::string_view id) {
  const auto at =
      std::lower_bound(data.by_id.begin(), data.by_id.end(), id,
                       [&](PersonIndex person, std::string_view wanted) { return data.ids[person] < wanted; });
  if (at != data.by_id.end() && data.ids[*at] == id) return *at;
  std::size_t low = 0, high = data.alias_ids.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (data.alias_ids[middle] < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < data.alias_ids.size() && data.alias_ids[low] == id ? data.alias_of[low] : no_person;
}

inline TextColumnBuilder encode(std::span<const std::string_view> values) {
  TextColumnBuilder column;
  std::unordered_map<std::string_view, std::uint32_t> codes;
  column.codes.reserve(values.size());
  bool any = false;
  for (const auto value : values) {
    if (value.empty()) {
      column.codes.push_back(0);
      continue;
    }
    any = true;
    const auto [entry, added] = codes.emplace(value, static_cast<std::uint32_t>(codes.size() + 1));
    if (added) column.dictionary.add(value);
    column.codes.push_back(entry->second);
  }
  if (!any) column.codes.clear();
  return column;
}

/// A membership before it is laid out.
struct Member {
  PersonIndex person;
  GroupIndex group;
  StepCost cost;
  std::uint32_t visibility = 0;  ///< its class; only in a shared network
};

/// Lays memberships out both ways: by person in the order they have, then by group, cheapest first. They are sorted by
/// person, then group. `laid_out(members, by_group)` sees them in the order of each.
template <class LaidOut>
void pack_members(NetworkBuilder& data, std::vector<Member> members, const LaidOut& laid_out) {
  if (members.size() > std::numeric_limits<std::uint32_t>::max()) {
    throw InvalidValue("a network holds at most 4294967295 memberships, got " + std::to_string(members.size()),
                       std::to_string(members.size()));
  }
  const std::size_t people = data.ids.size(), groups = data.groups.size();
  std::vector<StepCost>& costs = data.weight_costs;
  costs.clear();
  for (const Member& it : members) costs.push_back(it.cost);
  std::sort(costs.begin(), costs.end());
  costs.erase(std::unique(costs.begin(), costs.end()), costs.end());
  const auto lay_out_by = [&](PackedBuilder& out, std::size_t rows, std::size_t others, auto row_of, auto other_of) {
    out = {};
    out.shift = packing(others, costs.size());
    if (rows == 0) return;
    out.offsets.push_back(0);
    std::size_t at = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      for (; at < members.size() && row_of(members[at]) == row; ++at) {
        const Member& it = members[at];
        if (out.shift == unpacked) {
          out.words.push_back(other_of(it));
          out.words.push_back(it.cost);
        } else {
          const auto code =
              static_cast<std::uint32_t>(std::lower_bound(costs.begin(), costs.end(), it.cost) - costs.begin());
          out.words.push_back((code << out.shift) | other_of(it));
        }
      }
      out.offsets.push_back(static_cast<std::uint32_t>(at));
    }
    out.words.shrink_to_fit();
  };
  const auto person_of = [](const Member& it) { return it.person; };
  const auto group_of = [](const Member& it) { return it.group; };
  lay_out_by(data.groups_of, people, groups, person_of, group_of);
  laid_out(std::span<const Member>(members), false);
  std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
    if (a.group != b.group) return a.group < b.group;
    if (a.cost != b.cost) return a.cost < b.cost;
    return a.person != b.person ? a.person < b.person : a.visibility < b.visibility;
  });
  lay_out_by(data.members_of, groups, people, group_of, person_of);
  laid_out(std::span<const Member>(members), true);
  data.least_group = no_group_cost;
  data.least_groups.assign(groups == 0 ? 0 : people, floor_code(no_group_cost));
  for (const Member& it : members) {
    const StepCost cost = data.reach_costs[it.group] + it.cost;
    data.least_group = std::min(data.least_group, cost);
    data.least_groups[it.person] = std::min(data.least_groups[it.person], floor_code(cost));
  }
  if (data.groups_of.shift == unpacked && data.members_of.shift == unpacked) costs.clear();
}

/// Lays memberships out both ways; a person twice in one group counts with the largest weight.
inline void lay_out_members(NetworkBuilder& data, std::vector<Member> members) {
  std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
    if (a.person != b.person) return a.person < b.person;
    return a.group != b.group ? a.group < b.group : a.cost < b.cost;
  });
  members.erase(
      std::unique(members.begin(), members.end(),
                  [](const Member& a, const Member& b) { return a.person == b.person && a.group == b.group; }),
      members.end());
  pack_members(data, std::move(members), [](std::span<const Member>, bool) {});
}

}  // namespace weaktie::detail
