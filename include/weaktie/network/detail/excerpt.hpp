#pragma once
// The part of a network that a result speaks of, as a network of its own: what can be shown to somebody without showing
// them everything else.
#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/network/network.hpp>

namespace weaktie::detail {

/// These people (ascending, without repeats) with their names, titles and organisations, these ties between them with
/// what their strength rests on, and these affiliations without their members. Addresses, telephone numbers, sources
/// and statement numbers stay behind. People keep their relative order.
/// @throws UnknownPerson (index out of range; an end of a tie is not among the people)
/// @complexity O(people + ties log(ties of one person) + affiliations of the network when any is asked for)
[[nodiscard]] inline Network excerpt(const Network& network, std::span<const PersonIndex> people,
                                     std::span<const std::pair<PersonIndex, PersonIndex>> ties,
                                     std::span<const std::string> affiliations) {
  NetworkBuilder data;
  std::vector<Person> persons(people.size());
  std::vector<const Person*> by_person;
  for (std::size_t i = 0; i < people.size(); ++i) {
    data.ids.add(network.id(people[i]));
    persons[i].name = network.text(people[i], PersonColumn::name);
    persons[i].title = network.text(people[i], PersonColumn::title);
    persons[i].organisation = network.text(people[i], PersonColumn::organisation);
    by_person.push_back(&persons[i]);
  }
  index_ids(data);
  take_columns(data, by_person);
  data.has_people = network.has_people();
  data.as_of = network.as_of();
  data.model = network.model();

  const auto number = [&](PersonIndex person) {
    const auto at = std::lower_bound(people.begin(), people.end(), person);
    if (at == people.end() || *at != person) throw unknown_index(person, people.size());
    return static_cast<PersonIndex>(at - people.begin());
  };
  std::vector<Arc> arcs;
  for (const auto& [a, b] : ties) {
    const PersonIndex to = b;  // clang 14 captures no structured binding
    const auto steps = network.steps_from(a);
    const auto step = std::find_if(steps.begin(), steps.end(), [to](const Step& it) { return it.to == to; });
    if (step != steps.end()) arcs.push_back({number(a), number(b), step->cost});
  }
  Ticks ticks;
  data.from = rows_of(arcs, people.size(), false, ticks);
  data.to = rows_of(arcs, people.size(), true, ticks);
  data.tie_count = data.from.items.size();
  if (!network.data().facts.empty()) {
    data.sources.add("");
    for (std::size_t from = 0; from < people.size(); ++from) {
      const auto steps = network.steps_from(people[from]);
      for (const Step& kept : data.from.row(from)) {
        const auto step =
            std::find_if(steps.begin(), steps.end(), [&](const Step& it) { return it.to == people[kept.to]; });
        Fact fact =
            network.data()
                .facts[network.data().from.offsets[people[from]] + static_cast<std::size_t>(step - steps.begin())];
        fact.source = 0;  // nobody
        data.facts.push_back(fact);
        data.statements.close();
      }
    }
  }

  for (GroupIndex group = 0; !affiliations.empty() && group < network.group_count(); ++group) {
    if (std::find(affiliations.begin(), affiliations.end(), network.group_id(group)) == affiliations.end()) continue;
    data.add_group(network.group_id(group), network.data().group_names[group], network.data().groups[group]);
  }
  lay_out_members(data, {});
  return Network(finished(std::move(data)));
}

}  // namespace weaktie::detail
