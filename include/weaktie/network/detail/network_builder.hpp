#pragma once
// What builders fill: the arrays of a network as vectors. `finished` makes the network's data of them.
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/network/detail/network_data.hpp>
#include <weaktie/network/detail/unfilled.hpp>

namespace weaktie::detail {

template <class T>
struct RowsBuilder {
  std::vector<std::uint64_t> offsets = {0};
  UnfilledVector<T> items = {};

  void close() { offsets.push_back(items.size()); }
  [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
  [[nodiscard]] std::span<const T> row(std::size_t i) const { return view().row(i); }
  [[nodiscard]] Rows<T> view() const { return size() == 0 ? Rows<T>() : Rows<T>{offsets, items}; }
};

struct PackedBuilder {
  std::vector<std::uint32_t> offsets = {};
  std::vector<std::uint32_t> words = {};
  std::uint8_t shift = packing(0, 0);
};

struct TextsBuilder {
  std::vector<std::uint64_t> offsets = {0};
  std::vector<char> bytes = {};

  void add(std::string_view text) {
    bytes.insert(bytes.end(), text.begin(), text.end());
    offsets.push_back(bytes.size());
  }
  [[nodiscard]] std::size_t size() const { return offsets.size() - 1; }
  [[nodiscard]] std::string_view operator[](std::size_t i) const { return view()[i]; }
  [[nodiscard]] Texts view() const { return size() == 0 ? Texts() : Texts{offsets, bytes}; }
};

struct TextColumnBuilder {
  std::vector<std::uint32_t> codes = {};
  TextsBuilder dictionary = {};

  [[nodiscard]] TextColumn view() const { return {codes, dictionary.view()}; }
};

/// The fields of NetworkData, to be filled.
struct NetworkBuilder {
  RowsBuilder<Step> from = {};
  RowsBuilder<Step> to = {};
  bool symmetric = false;
  std::uint64_t tie_count = 0;

  TextsBuilder ids = {};
  std::vector<PersonIndex> by_id = {};
  TextsBuilder alias_ids = {};
  std::vector<PersonIndex> alias_of = {};

  std::array<TextColumnBuilder, person_column_count> columns = {};
  bool has_people = false;

  PackedBuilder groups_of = {};
  PackedBuilder members_of = {};
  std::vector<StepCost> weight_costs = {};  ///< ascending
  std::vector<StepCost> reach_costs = {};
  StepCost least_group = no_group_cost;
  std::vector<std::uint8_t> least_groups = {};
  std::vector<Group> groups = {};
  TextsBuilder group_ids = {};
  TextsBuilder group_names = {};
  RowsBuilder<PersonIndex> blocked_from = {};
  RowsBuilder<PersonIndex> blocked_to = {};

  std::vector<Fact> facts = {};
  RowsBuilder<std::uint32_t> statements = {};
  TextsBuilder sources = {};
  std::optional<Day> as_of = {};
  StepModel model = {};

  void add_group(std::string_view id, std::string_view name, const Group& group) {
    groups.push_back(group);
    reach_costs.push_back(cost_of(group.reach));
    group_ids.add(id);
    group_names.add(name);
  }
};

/// The data of a network; the vectors live as long as it does.
[[nodiscard]] inline NetworkData finished(NetworkBuilder&& builder) {
  const auto kept = std::make_shared<const NetworkBuilder>(std::move(builder));
  NetworkData data;
  data.from = kept->from.view();
  data.to = kept->to.view();
  data.symmetric = kept->symmetric;
  data.tie_count = kept->tie_count;
  data.ids = kept->ids.view();
  data.by_id = kept->by_id;
  data.alias_ids = kept->alias_ids.view();
  data.alias_of = kept->alias_of;
  for (std::size_t i = 0; i < person_column_count; ++i) data.columns[i] = kept->columns[i].view();
  data.has_people = kept->has_people;
  const auto view = [&](const PackedBuilder& it, auto& out) {
    out.offsets = it.offsets;
    out.words = it.words;
    out.shift = it.shift;
    if (it.shift != unpacked) out.costs = kept->weight_costs;
  };
  data.weight_costs = kept->weight_costs;
  view(kept->groups_of, data.groups_of);
  view(kept->members_of, data.members_of);
  data.reach_costs = kept->reach_costs;
  data.least_group = kept->least_group;
  data.least_groups = kept->least_groups;
  data.groups = kept->groups;
  data.group_ids = kept->group_ids.view();
  data.group_names = kept->group_names.view();
  data.blocked_from = kept->blocked_from.view();
  data.blocked_to = kept->blocked_to.view();
  data.facts = kept->facts;
  data.statements = kept->statements.view();
  data.sources = kept->sources.view();
  data.as_of = kept->as_of;
  data.model = kept->model;
  data.storage = kept;
  return data;
}

}  // namespace weaktie::detail
