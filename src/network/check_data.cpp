#include "check_data.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <weaktie/core/text.hpp>
#include <weaktie/network/detail/build.hpp>

#include "network_arrays.hpp"

namespace weaktie::detail {
namespace {

constexpr StepCost most_cost = 1074U << 20U;  // of the smallest chance there is

/// Refuses unless `ok`; the number says where.
struct Require {
  const Refuse& refuse;
  std::string section;

  void operator()(bool ok, const char* found) const {
    if (!ok) refuse(section, found);
  }
  void operator()(bool ok, const char* found, std::size_t where) const {
    if (!ok) refuse(section, found + (" at " + std::to_string(where)));
  }
};

template <class Offset>
void check_ends(std::span<const Offset> offsets, std::size_t items, const std::string& name, const Refuse& refuse) {
  const Require require{refuse, name};
  if (offsets.empty()) {
    require(items == 0, "its items belong to no row");
    return;
  }
  require(offsets.size() > 1, "offsets without a row");
  require(offsets.front() == 0 && offsets.back() == items, "its rows do not begin and end with their items");
}

template <class Offset>
void check_ascending(std::span<const Offset> offsets, const std::string& name, const Refuse& refuse) {
  const Require require{refuse, name};
  for (std::size_t i = 1; i < offsets.size(); ++i) {
    require(offsets[i - 1] <= offsets[i], "its offsets do not ascend", i);
  }
}

void check_texts(const Texts& texts, const std::string& name, const Refuse& refuse) {
  check_ascending(texts.offsets, name, refuse);
  const Require require{refuse, name};
  require(is_utf8({texts.bytes.data(), texts.bytes.size()}), "its text is not UTF-8");
  for (const auto offset : texts.offsets) {  // no text begins in the middle of a letter
    require(offset >= texts.bytes.size() || (static_cast<unsigned char>(texts.bytes[offset]) & 0xC0U) != 0x80U,
            "its text is not UTF-8", offset);
  }
}

template <class Less>
bool all_ascend(std::size_t count, const Less& less) {
  for (std::size_t i = 1; i < count; ++i) {
    if (!less(i - 1, i)) return false;
  }
  return true;
}

/// `back` must hold exactly the items of `rows` turned round: row r with (key, value) is row key with (r, value). Then
/// no key stands twice in a row either. The keys of both are in range.
template <class A, class B, class KeyA, class KeyB, class Value>
void check_turned(const A& rows, const B& back, std::size_t count, std::size_t back_count, const std::string& name,
                  const Refuse& refuse, Ticks& ticks, const KeyA& key, const KeyB& back_key, const Value& value) {
  const Require require{refuse, name};
  const auto items_of = [](const auto& it) {
    return it.size() == 0 ? std::uint64_t{0} : std::uint64_t{it.offsets.back()};
  };
  require(items_of(rows) == items_of(back), "its two directions differ in length");
  std::vector<std::uint64_t> next(back_count, 0);
  std::vector<std::uint64_t> begin(back_count + 1, 0);
  for (std::size_t row = 0; row < count; ++row) {
    for (const auto& item : rows.row(row)) ++begin[key(item) + std::size_t{1}];
  }
  for (std::size_t i = 0; i < back_count; ++i) begin[i + 1] += begin[i];
  std::copy_n(begin.begin(), back_count, next.begin());
  struct Turned {
    std::uint32_t row;
    StepCost value;
  };
  std::vector<Turned> turned(items_of(rows));
  for (std::size_t row = 0; row < count; ++row) {
    ticks(1 + rows.row(row).size());
    for (const auto& item : rows.row(row)) turned[next[key(item)]++] = {static_cast<std::uint32_t>(row), value(item)};
  }
  constexpr auto none = std::numeric_limits<std::uint64_t>::max();
  std::vector<std::uint64_t> seen(count, none);  // what the row being compared expects for each key
  for (std::size_t row = 0; row < back_count; ++row) {
    const auto items = back.row(row);
    ticks(1 + items.size());
    require(items.size() == begin[row + 1] - begin[row], "its two directions differ", row);
    for (std::uint64_t i = begin[row]; i < begin[row + 1]; ++i) seen[turned[i].row] = turned[i].value;
    for (const auto& item : items) {
      std::uint64_t& expected = seen[back_key(item)];
      require(expected == value(item), "its two directions differ", row);
      expected = none;
    }
  }
}

void check_steps(const Rows<Step>& rows, const std::string& name, const Refuse& refuse, Ticks& ticks) {
  check_ascending(rows.offsets, name, refuse);
  const Require require{refuse, name};
  for (std::size_t person = 0; person < rows.size(); ++person) {
    const auto row = rows.row(person);
    ticks(1 + row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      require(row[i].to < rows.size(), "a tie leads to nobody", person);
      require(row[i].to != person, "a tie of a person to themself", person);
      require(row[i].cost <= most_cost, "a cost is larger than that of any chance", person);
      require(i == 0 || row[i - 1].cost < row[i].cost || (row[i - 1].cost == row[i].cost && row[i - 1].to < row[i].to),
              "the ties are not sorted by cost and person", person);
    }
  }
}

void check_ids(const NetworkData& data, const Refuse& refuse, Ticks& ticks) {
  const std::size_t people = data.ids.size();
  const Require ids{refuse, "ids"};
  for (std::size_t i = 0; i < people; ++i) ids(!data.ids[i].empty(), "an id is empty", i);
  const Require by_id{refuse, "by_id"};
  for (const auto person : data.by_id) by_id(person < people, "it names nobody", person);
  by_id(all_ascend(people,
                   [&](std::size_t a, std::size_t b) {
                     ticks();
                     return data.ids[data.by_id[a]] < data.ids[data.by_id[b]];
                   }),
        "the ids are not sorted, or one stands twice");
  const Require aliases{refuse, "aliases"};
  for (const auto person : data.alias_of) aliases(person < people, "it names nobody", person);
  aliases(all_ascend(data.alias_ids.size(),
                     [&](std::size_t a, std::size_t b) { return data.alias_ids[a] < data.alias_ids[b]; }),
          "the merged ids are not sorted");
}

/// Before any membership is unpacked.
void check_weights(const NetworkData& data, const Refuse& refuse, Ticks& ticks) {
  const Require weights{refuse, "weights"};
  for (std::size_t i = 0; i < data.weight_costs.size(); ++i) {
    weights(data.weight_costs[i] <= most_cost, "a cost is larger than that of any weight", i);
    weights(i == 0 || data.weight_costs[i - 1] < data.weight_costs[i], "the costs of weights do not ascend", i);
  }
  const auto known = [&](const auto& memberships, const std::string& name) {
    const Require require{refuse, name};
    if (memberships.shift == unpacked) return;
    for (const std::uint32_t word : memberships.words) {
      ticks();
      require((word >> memberships.shift) < memberships.costs.size(), "a weight that is none", word);
    }
  };
  known(data.groups_of, "groups_of");
  known(data.members_of, "members_of");
}

void check_groups(const NetworkData& data, const Refuse& refuse, Ticks& ticks) {
  const std::size_t people = data.ids.size(), groups = data.groups.size();
  const Require of_group{refuse, "groups"};
  for (std::size_t i = 0; i < groups; ++i) {
    const Group& group = data.groups[i];
    ticks();
    of_group(static_cast<std::size_t>(group.kind) < std::size(affiliation_kind_names), "a kind that is none", i);
    of_group(group.has_size <= 1 && nothing_in(group.unused) && (group.has_size == 1 || group.size == 0),
             "a mark that is none", i);
    of_group(group.reach > 0 && group.reach <= 1, "a reach outside (0, 1]", i);
    of_group(cost_of(group.reach) == data.reach_costs[i], "the cost of a reach is not its own", i);
    of_group(!data.group_ids[i].empty(), "an id is empty", i);
  }
  of_group(all_ascend(groups, [&](std::size_t a, std::size_t b) { return data.group_ids[a] < data.group_ids[b]; }),
           "the ids are not sorted, or one stands twice");

  check_weights(data, refuse, ticks);
  check_ascending(data.groups_of.offsets, "groups_of", refuse);
  const Require groups_of{refuse, "groups_of"};
  for (std::size_t person = 0; person < people; ++person) {
    const auto row = data.groups_of.row(person);
    ticks(1 + row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      groups_of(row[i].group < groups, "a membership of no group", person);
      groups_of(row[i].cost <= most_cost, "a cost is larger than that of any weight", person);
      groups_of(i == 0 || row[i - 1].group < row[i].group, "the memberships are not sorted", person);
    }
  }
  check_ascending(data.members_of.offsets, "members_of", refuse);
  const Require members_of{refuse, "members_of"};
  StepCost least = no_group_cost;
  for (std::size_t group = 0; group < groups; ++group) {
    const auto row = data.members_of.row(group);
    ticks(1 + row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      members_of(row[i].person < people, "a member that is nobody", group);
      members_of(i == 0 || row[i - 1].cost < row[i].cost ||
                     (row[i - 1].cost == row[i].cost && row[i - 1].person < row[i].person),
                 "the members are not sorted by cost and person", group);
    }
    if (!row.empty()) least = std::min(least, data.reach_costs[group] + row[0].cost);
  }
  const Require least_groups{refuse, "people.least_group"};
  for (std::size_t person = 0; person < data.least_groups.size(); ++person) {
    std::uint8_t code = floor_code(no_group_cost);
    for (const GroupWeight it : data.groups_of.row(person)) {
      code = std::min(code, floor_code(data.reach_costs[it.group] + it.cost));
    }
    least_groups(code == data.least_groups[person], "the cost of the nearest group is another", person);
  }
  Require{refuse, "meta"}(data.least_group == least, "the cost of its nearest group is another");
  check_turned(
      data.groups_of, data.members_of, people, groups, "members_of", refuse, ticks,
      [](const GroupWeight& it) { return it.group; }, [](const MemberWeight& it) { return it.person; },
      [](const auto& it) { return it.cost; });
}

void check_blocked(const NetworkData& data, const Refuse& refuse, Ticks& ticks) {
  if (data.blocked_from.items.empty() && data.blocked_to.items.empty()) return;
  const std::size_t people = data.ids.size();
  for (const auto* rows : {&data.blocked_from, &data.blocked_to}) {
    const char* const name = rows == &data.blocked_from ? "blocked_from" : "blocked_to";
    check_ascending(rows->offsets, name, refuse);
    const Require require{refuse, name};
    require(rows->size() == people, "it has not one row a person");
    for (std::size_t person = 0; person < people; ++person) {
      const auto row = rows->row(person);
      for (std::size_t i = 0; i < row.size(); ++i) {
        require(row[i] < people && row[i] != person, "a pair with nobody", person);
        require(i == 0 || row[i - 1] < row[i], "the pairs are not sorted", person);
      }
    }
  }
  const auto key = [](PersonIndex it) { return it; };
  check_turned(data.blocked_from, data.blocked_to, people, people, "blocked_to", refuse, ticks, key, key,
               [](PersonIndex) { return StepCost{0}; });
}

void check_facts(const NetworkData& data, const Refuse& refuse, Ticks& ticks) {
  check_ascending(data.statements.offsets, "facts.statements", refuse);
  const Require require{refuse, "facts"};
  for (std::size_t i = 0; i < data.facts.size(); ++i) {
    const Fact& fact = data.facts[i];
    ticks();
    require(static_cast<std::size_t>(fact.kind) < tie_kind_count, "a kind that is none", i);
    require(fact.given <= 1 && fact.has_stated_tau <= 1 && fact.unused == 0, "a mark that is none", i);
    require(fact.source < data.sources.size(), "a source that is nobody", i);
    require(fact.tau >= 0 && fact.tau <= 1 && fact.stated_tau >= 0 && fact.stated_tau <= 1, "a strength outside [0, 1]",
            i);
    for (const double term :
         {fact.intercept, fact.frequency, fact.recency, fact.reciprocity, fact.duration, fact.contexts, fact.mutual}) {
      require(std::isfinite(term), "a term that is no number", i);
    }
    require(fact.chance > 0 && fact.chance <= 1, "a chance outside (0, 1]", i);
    require(cost_of(fact.chance) == data.from.items[i].cost, "its chance is not the one of its tie", i);
  }
}

}  // namespace

void check_shape(const NetworkData& data, const Refuse& refuse) {
  const auto rows = [&](const char* name, const auto& it, std::size_t count, bool may_be_none = false) {
    check_ends(it.offsets, it.items.size(), name, refuse);
    Require{refuse, name}(it.size() == count || (may_be_none && it.size() == 0), "it has another number of rows");
  };
  const auto texts = [&](const std::string& name, const Texts& it) {
    check_ends(it.offsets, it.bytes.size(), name, refuse);
  };
  const std::size_t people = data.ids.size(), groups = data.groups.size();
  texts("ids", data.ids);
  Require{refuse, "ids"}(people < std::size_t{no_person}, "more people than there are numbers");
  Require{refuse, "by_id"}(data.by_id.size() == people, "it has not one entry a person");
  texts("aliases", data.alias_ids);
  Require{refuse, "aliases"}(data.alias_ids.size() == data.alias_of.size(), "ids without a person");
  rows("from", data.from, people);
  rows("to", data.to, data.symmetric ? 0 : people);
  const std::uint64_t ties = data.from.items.size();
  Require{refuse, "meta"}(data.tie_count == (data.symmetric ? ties / 2 : ties), "another number of ties");
  const auto memberships = [&](const char* name, const auto& it, std::size_t count, std::size_t others) {
    const Require require{refuse, name};
    require(it.words.size() % it.words_each() == 0, "half a membership");
    check_ends(it.offsets, it.memberships(), name, refuse);
    require(it.size() == count, "it has another number of rows");
    require(it.shift == unpacked || it.shift == packing(others, data.weight_costs.size()), "it is packed otherwise");
  };
  memberships("groups_of", data.groups_of, people, groups);
  memberships("members_of", data.members_of, groups, people);
  Require{refuse, "groups"}(data.reach_costs.size() == groups, "it has not one cost a group");
  Require{refuse, "people.least_group"}(data.least_groups.size() == (groups == 0 ? 0 : people),
                                        "it has not one cost a person");
  texts("groups.id", data.group_ids);
  texts("groups.name", data.group_names);
  Require{refuse, "groups"}(data.group_ids.size() == groups && data.group_names.size() == groups,
                            "ids or names are missing");
  rows("blocked_from", data.blocked_from, people, true);
  rows("blocked_to", data.blocked_to, people, true);
  for (std::size_t i = 0; i < person_column_count; ++i) {
    const std::string name = "people." + std::string(person_column_names[i]);
    texts(name, data.columns[i].dictionary);
    Require{refuse, name}(data.columns[i].codes.empty() || data.columns[i].codes.size() == people,
                          "it has not one entry a person");
  }
  Require{refuse, "facts"}(data.facts.empty() || data.facts.size() == ties, "it has not one entry a tie");
  rows("facts.statements", data.statements, data.facts.size());
  texts("facts.sources", data.sources);
}

void check_contents(const NetworkData& data, const Refuse& refuse) {
  const Day first = Day(std::chrono::year_month_day(std::chrono::year(1), std::chrono::January, std::chrono::day(1)));
  const Day last =
      Day(std::chrono::year_month_day(std::chrono::year(9999), std::chrono::December, std::chrono::day(31)));
  const Require meta{refuse, "meta"};
  meta(!data.as_of || (*data.as_of >= first && *data.as_of <= last), "its day lies outside the years 1 to 9999");
  const Require of_model{refuse, "model"};
  for_each_number(data.model, [&](double number) { of_model(std::isfinite(number), "a number that is none"); });
  try {
    check_model(data.model);
  } catch (const InvalidValue& error) {
    refuse("model", error.what());
  }
  check_texts(data.ids, "ids", refuse);
  check_texts(data.alias_ids, "aliases", refuse);
  check_texts(data.group_ids, "groups.id", refuse);
  check_texts(data.group_names, "groups.name", refuse);
  for (std::size_t i = 0; i < person_column_count; ++i) {
    check_texts(data.columns[i].dictionary, "people." + std::string(person_column_names[i]), refuse);
  }
  check_texts(data.sources, "facts.sources", refuse);
}

void check_structure(const NetworkData& data, const Refuse& refuse, Ticks& ticks) {
  const std::size_t people = data.ids.size();
  check_ids(data, refuse, ticks);
  check_steps(data.from, "from", refuse, ticks);
  if (!data.symmetric) check_steps(data.to, "to", refuse, ticks);
  const auto key = [](const Step& it) { return it.to; };
  const auto cost = [](const Step& it) { return it.cost; };
  check_turned(data.from, data.symmetric ? data.from : data.to, people, people, data.symmetric ? "from" : "to", refuse,
               ticks, key, key, cost);
  check_groups(data, refuse, ticks);
  check_blocked(data, refuse, ticks);
  for (std::size_t i = 0; i < person_column_count; ++i) {
    const TextColumn& column = data.columns[i];
    const Require require{refuse, "people." + std::string(person_column_names[i])};
    for (const auto code : column.codes) require(code <= column.dictionary.size(), "a text that is none", code);
  }
  check_facts(data, refuse, ticks);
}

}  // namespace weaktie::detail
