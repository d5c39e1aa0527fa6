#pragma once
// The arrays of a network by name, for writing and for reading: the one list of what a snapshot holds.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include <weaktie/network/detail/network_data.hpp>
#include <weaktie/network/network.hpp>

namespace weaktie::detail {

/// Calls `visit(name, array)` for each. `Data` is NetworkData, const when writing.
template <class Data, class Visit>
void for_each_array(Data& data, const Visit& visit) {
  const auto rows = [&](const std::string& name, auto& it) {
    visit(name + ".offsets", it.offsets);
    visit(name + ".items", it.items);
  };
  const auto texts = [&](const std::string& name, auto& it) {
    visit(name + ".offsets", it.offsets);
    visit(name + ".bytes", it.bytes);
  };
  texts("ids", data.ids);
  visit("by_id", data.by_id);
  texts("aliases", data.alias_ids);
  visit("aliases.of", data.alias_of);
  rows("from", data.from);
  rows("to", data.to);
  const auto memberships = [&](const std::string& name, auto& it) {
    visit(name + ".offsets", it.offsets);
    visit(name + ".words", it.words);
  };
  memberships("groups_of", data.groups_of);
  memberships("members_of", data.members_of);
  visit("weights", data.weight_costs);
  visit("groups.reach_cost", data.reach_costs);
  visit("people.least_group", data.least_groups);
  visit("groups", data.groups);
  texts("groups.id", data.group_ids);
  texts("groups.name", data.group_names);
  rows("blocked_from", data.blocked_from);
  rows("blocked_to", data.blocked_to);
  for (std::size_t i = 0; i < person_column_count; ++i) {
    const std::string name = "people." + std::string(person_column_names[i]);
    visit(name + ".codes", data.columns[i].codes);
    texts(name, data.columns[i].dictionary);
  }
  visit("facts", data.facts);
  rows("facts.statements", data.statements);
  texts("facts.sources", data.sources);
}

/// Calls `visit(number)` for every floating-point number of a model, in the order of the fields.
template <class Model, class Visit>
void for_each_number(Model& model, const Visit& visit) {
  auto& strength = model.strength;
  for (auto* number :
       {&strength.intercept, &strength.frequency, &strength.recency, &strength.reciprocity, &strength.duration,
        &strength.contexts, &strength.mutual, &strength.frequency_half, &strength.mutual_half}) {
    visit(*number);
  }
  for (auto& kind : strength.kinds) {
    visit(kind.base_chance);
    visit(kind.half_life);
    visit(kind.floor);
  }
  auto& step = model.step;
  for (auto* number : {&step.slope, &step.readiness, &step.fatigue, &step.repeated, &step.ignored, &step.declined,
                       &step.gratitude, &step.stranger_chance, &step.lowest, &step.highest}) {
    visit(*number);
  }
  for (auto& number : step.reach_small) visit(number);
  for (auto& number : step.reach_large) visit(number);
  for (auto* number : {&step.role_weight, &step.plain_weight, &step.ended_weight}) visit(*number);
  visit(model.rates.overall);
  visit(model.rates.shrinkage);
}

}  // namespace weaktie::detail
