#pragma once
// The longer members of Network.
#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include <weaktie/network/detail/cost_table.hpp>
#include <weaktie/network/detail/lay_out.hpp>
#include <weaktie/network/detail/number_ids.hpp>
#include <weaktie/network/network.hpp>

namespace weaktie {

namespace detail {

[[nodiscard]] inline Place position(std::size_t row, const char* column) {
  Place place;
  place.line = static_cast<std::uint32_t>(row + 1);
  place.field = column;
  return place;
}

[[nodiscard]] inline std::string at_position(std::size_t row) { return " at position " + std::to_string(row); }

/// Without ids, an index beyond this needs ties in proportion.
inline constexpr std::uint64_t most_people_by_index = std::uint64_t{1} << 24;

inline void take_ids(NetworkBuilder& data, std::span<const std::uint32_t> source, std::span<const std::uint32_t> target,
                     const ArraysOptions& options) {
  if (!options.ids.empty()) {
    for (const auto& id : options.ids) data.ids.add(id);
  } else {
    PersonIndex largest = 0;
    for (const auto* side : {&source, &target}) {
      for (const auto person : *side) largest = std::max(largest, person);
    }
    const std::uint64_t people = source.empty() && target.empty() ? 0 : std::uint64_t{largest} + 1;
    // Everyone up to the largest index takes memory: one stray index must not take all of it.
    const std::uint64_t most = std::max(most_people_by_index, std::uint64_t{64} * source.size());
    if (people > most || people > std::uint64_t{no_person}) {
      throw InvalidValue("index " + std::to_string(people - 1) + " would make a network of " + std::to_string(people) +
                             " people from " + std::to_string(source.size()) +
                             " ties; number people from 0 without gaps, or give their ids",
                         std::to_string(people - 1));
    }
    add_numbers(data, static_cast<PersonIndex>(people));
    return;
  }
  index_ids(data);
  for (std::size_t i = 0; i < data.by_id.size(); ++i) {
    if (data.ids[data.by_id[i]].empty()) {
      throw InvalidValue("an id is empty" + at_position(data.by_id[i]), "", position(data.by_id[i], "ids"));
    }
    if (i > 0 && data.ids[data.by_id[i - 1]] == data.ids[data.by_id[i]]) {
      const std::string id(data.ids[data.by_id[i]]);
      throw InvalidValue("the id '" + id + "' stands twice, at positions " + std::to_string(data.by_id[i - 1]) +
                             " and " + std::to_string(data.by_id[i]),
                         id, position(data.by_id[i], "ids"));
    }
  }
}

inline void take_columns(NetworkBuilder& data, const std::vector<const Person*>& by_person) {
  static constexpr std::string Person::*members[person_column_count] = {
      &Person::name,  &Person::headline, &Person::title, &Person::organisation, &Person::field,
      &Person::place, &Person::email,    &Person::url,   &Person::phone};
  std::vector<std::string_view> values(by_person.size());
  for (std::size_t column = 0; column < person_column_count; ++column) {
    for (std::size_t i = 0; i < by_person.size(); ++i) {
      values[i] = by_person[i] == nullptr ? std::string_view() : std::string_view(by_person[i]->*members[column]);
    }
    data.columns[column] = encode(values);
  }
}

/// The affiliations go into `data`, their memberships are returned; `visibility(row, member)` is a membership's class.
template <class Visibility>
[[nodiscard]] std::vector<Member> take_affiliations(NetworkBuilder& data, const std::vector<AffiliationRow>& rows,
                                                    const Visibility& visibility) {
  // Groups are numbered by ascending id, so that "the smaller affiliation id" is the smaller number.
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rows[a].id < rows[b].id; });
  std::vector<Member> members;
  for (std::size_t number = 0; number < order.size(); ++number) {
    const AffiliationRow& row = rows[order[number]];
    if (row.id.empty()) {
      throw InvalidValue("an affiliation needs an id" + at_position(order[number]), "", position(order[number], "id"));
    }
    if (number > 0 && rows[order[number - 1]].id == row.id) {
      throw InvalidValue("the affiliation '" + row.id + "' stands twice", row.id, position(order[number], "id"));
    }
    if (!(row.reach > 0 && row.reach <= 1)) {
      throw InvalidValue("the reach of affiliation '" + row.id + "' lies in (0, 1], got " + number_text(row.reach),
                         number_text(row.reach), position(order[number], "reach"));
    }
    if (!row.weights.empty() && row.weights.size() != row.members.size()) {
      throw InvalidValue("affiliation '" + row.id + "' has " + std::to_string(row.members.size()) + " members and " +
                             std::to_string(row.weights.size()) + " weights",
                         std::to_string(row.weights.size()), position(order[number], "weights"));
    }
    data.add_group(row.id, row.name.empty() ? row.id : row.name,
                   {row.reach, row.size.value_or(0), row.kind, std::uint8_t{row.size.has_value()}, {}});
    for (std::size_t i = 0; i < row.members.size(); ++i) {
      const PersonIndex person = find_id(data, row.members[i]);
      if (person == no_person) {
        std::vector<std::string_view> ids(data.ids.size());
        for (std::size_t k = 0; k < ids.size(); ++k) ids[k] = data.ids[k];
        throw unknown_person(row.members[i], ids, position(order[number], "members"));
      }
      const double weight = row.weights.empty() ? 1.0 : row.weights[i];
      if (!(weight > 0 && weight <= 1)) {
        throw InvalidValue("a membership weight lies in (0, 1], got " + number_text(weight) + " for '" +
                               row.members[i] + "' in '" + row.id + "'",
                           number_text(weight), position(order[number], "weights"));
      }
      members.push_back({person, static_cast<GroupIndex>(number), cost_of(weight), visibility(order[number], i)});
    }
  }
  return members;
}

inline void check_lengths(std::size_t source, std::size_t target, std::size_t chance) {
  if (source == target && source == chance) return;
  throw InvalidValue("source, target and chance need equal lengths, got " + std::to_string(source) + ", " +
                     std::to_string(target) + " and " + std::to_string(chance));
}

/// One row of the arrays.
inline void check_tie(const NetworkBuilder& data, std::size_t row, PersonIndex source, PersonIndex target,
                      double chance) {
  const std::size_t people = data.ids.size();
  for (const auto end : {source, target}) {
    if (end >= people) {
      throw InvalidValue(
          "index " + std::to_string(end) + at_position(row) + " is beyond the " + std::to_string(people) + " ids",
          std::to_string(end), position(row, end == source ? "source" : "target"));
    }
  }
  if (source == target) {
    throw InvalidValue("a tie of a person to themself (" + std::string(data.ids[source]) + ")" + at_position(row),
                       std::to_string(source), position(row, "target"));
  }
  if (!(chance > 0.0 && chance <= 1.0)) {
    throw InvalidValue("a chance lies in (0, 1], got " + number_text(chance) + at_position(row), number_text(chance),
                       position(row, "chance"));
  }
}

/// The rows from `begin` to `end`; throws for the first that is wrong.
inline void check_ties(const NetworkBuilder& data, std::span<const std::uint32_t> source,
                       std::span<const std::uint32_t> target, std::span<const double> chance, std::size_t begin,
                       std::size_t end) {
  const auto people = static_cast<PersonIndex>(data.ids.size());
  unsigned wrong = 0;  // no branch in these loops
  for (std::size_t row = begin; row < end; ++row) {
    wrong |= static_cast<unsigned>(source[row] >= people) | static_cast<unsigned>(target[row] >= people) |
             static_cast<unsigned>(source[row] == target[row]);
  }
  for (std::size_t row = begin; row < end; ++row) {
    wrong |= static_cast<unsigned>(!(chance[row] > 0.0)) | static_cast<unsigned>(!(chance[row] <= 1.0));
  }
  if (wrong == 0) return;
  for (std::size_t row = begin; row < end; ++row) check_tie(data, row, source[row], target[row], chance[row]);
}

/// What is known about people, by index.
inline void take_people(NetworkBuilder& data, const std::vector<Person>& people) {
  if (people.empty()) return;
  std::vector<const Person*> by_person(data.ids.size(), nullptr);
  for (std::size_t row = 0; row < people.size(); ++row) {
    const PersonIndex person = find_id(data, people[row].id);
    if (person == no_person) {
      std::vector<std::string_view> ids(data.ids.size());
      for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = data.ids[i];
      throw unknown_person(people[row].id, ids, position(row, "id"));
    }
    by_person[person] = &people[row];
  }
  data.has_people = true;
  take_columns(data, by_person);
}

}  // namespace detail

inline Network Network::from_arrays(std::span<const std::uint32_t> source, std::span<const std::uint32_t> target,
                                    std::span<const double> chance, const ArraysOptions& options,
                                    const Control& control) {
  detail::check_lengths(source.size(), target.size(), chance.size());
  detail::NetworkBuilder data;
  detail::take_ids(data, source, target, options);
  const std::size_t people = data.ids.size();

  // In each direction, each tie is counted, placed and put in order.
  const std::uint64_t directions = 2;
  Ticks ticks(control, source.size() * 3 * directions);
  const detail::CostTable cost;
  const auto lay_out = [&](bool forwards, bool turned) {
    const std::uint64_t units = forwards && turned ? 2 : 1;
    const auto count = [&](const auto& from) {
      detail::in_pieces(source.size(), units, ticks, [&](std::size_t begin, std::size_t end) {
        detail::check_ties(data, source, target, chance, begin, end);
        for (std::size_t row = begin; row < end; ++row) {
          if (forwards) from(source[row]);
          if (turned) from(target[row]);
        }
      });
    };
    const auto each = [&](const auto& put) {
      detail::in_pieces(source.size(), units, ticks, [&](std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) {
          const StepCost it = cost(chance[row]);
          if (forwards) put(source[row], target[row], it);
          if (turned) put(target[row], source[row], it);
        }
      });
    };
    return detail::lay_out(people, units * source.size(), count, each, ticks);
  };
  data.from = lay_out(true, !options.directed);
  if (options.directed) data.to = lay_out(false, true);
  data.symmetric = !options.directed;
  data.tie_count = options.directed ? data.from.items.size() : data.from.items.size() / 2;

  detail::take_people(data, options.people);
  const auto unclassed = [](std::size_t, std::size_t) { return std::uint32_t{0}; };
  detail::lay_out_members(data, detail::take_affiliations(data, options.affiliations, unclassed));
  ticks.finish();
  return Network(detail::finished(std::move(data)));
}

inline std::optional<TieFacts> Network::tie(PersonIndex a, PersonIndex b) const {
  check(a);
  check(b);
  const auto steps = steps_from(a);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].to != b) continue;
    TieFacts out;
    if (data_->facts.empty()) {
      out.chance = chance_of(steps[i].cost);
      out.given = true;
      return out;
    }
    const std::size_t number = data_->from.offsets[a] + i;
    const detail::Fact& fact = data_->facts[number];
    out.kind = fact.kind;
    out.terms = fact.terms();
    out.tau = fact.tau;
    out.chance = fact.chance;
    out.given = fact.given != 0;
    out.stated_by = data_->sources[fact.source];
    out.statements = data_->statements.row(number);
    return out;
  }
  return std::nullopt;
}

inline std::vector<PersonIndex> Network::acquaintances(PersonIndex person) const {
  check(person);
  std::vector<PersonIndex> out;
  for (const Step& step : steps_from(person)) out.push_back(step.to);
  for (const Step& step : steps_to(person)) out.push_back(step.to);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

inline std::vector<Found> Network::find(std::string_view text, std::size_t count) const {
  const auto& columns = data_->columns;
  const auto of = [&](PersonColumn column, std::size_t i) { return columns[static_cast<std::size_t>(column)][i]; };
  return find_people(
      size(),
      [&](std::size_t i) {
        return FindEntry{data_->ids[i],
                         of(PersonColumn::name, i),
                         of(PersonColumn::headline, i),
                         of(PersonColumn::title, i),
                         of(PersonColumn::organisation, i),
                         of(PersonColumn::email, i),
                         of(PersonColumn::url, i),
                         of(PersonColumn::phone, i)};
      },
      text, count);
}

inline bool operator==(const Network& a, const Network& b) {
  if (a.data_ == b.data_) return true;
  const detail::NetworkData& x = *a.data_;
  const detail::NetworkData& y = *b.data_;
  const auto& to_x = x.symmetric ? x.from : x.to;
  const auto& to_y = y.symmetric ? y.from : y.to;
  return x.from == y.from && to_x == to_y && x.tie_count == y.tie_count && x.ids == y.ids &&
         x.alias_ids == y.alias_ids && detail::equal_items(x.alias_of, y.alias_of) && x.columns == y.columns &&
         x.has_people == y.has_people && x.groups_of == y.groups_of && x.members_of == y.members_of &&
         detail::equal_items(x.groups, y.groups) && x.group_ids == y.group_ids && x.group_names == y.group_names &&
         x.blocked_from == y.blocked_from && detail::equal_items(x.facts, y.facts) && x.statements == y.statements &&
         x.sources == y.sources && x.as_of == y.as_of && x.model == y.model;
}

}  // namespace weaktie
