#pragma once
// Lays rows out as a network's arrays: one place for from_arrays and freeze.
#include <algorithm>
#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

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
  const auto each = [&](const auto& put) {
    for (const Arc& arc : arcs) {
      ticks();
      if (reversed) {
        put(arc.target, arc.source, arc.cost);
      } else {
        put(arc.source, arc.target, arc.cost);
      }
    }
  };
  return lay_out(people, each, ticks);
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
};

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
  const std::size_t people = data.ids.size();
  data.groups_of = {};
  std::size_t at = 0;
  for (std::size_t person = 0; person < people; ++person) {
    for (; at < members.size() && members[at].person == person; ++at) {
      data.groups_of.items.push_back({members[at].group, members[at].cost});
    }
    data.groups_of.close();
  }
  std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
    if (a.group != b.group) return a.group < b.group;
    return a.cost != b.cost ? a.cost < b.cost : a.person < b.person;
  });
  data.members_of = {};
  at = 0;
  for (std::size_t group = 0; group < data.groups.size(); ++group) {
    for (; at < members.size() && members[at].group == group; ++at) {
      data.members_of.items.push_back({members[at].person, members[at].cost});
    }
    data.members_of.close();
  }
}

}  // namespace weaktie::detail
