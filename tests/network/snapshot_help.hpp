#pragma once
// Networks of every kind to save, and questions to ask them.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/network/freeze.hpp>
#include <weaktie/network/snapshot.hpp>
#include <weaktie/outreach/prospects.hpp>
#include <weaktie/search/introductions.hpp>
#include <weaktie/search/reach.hpp>
#include <weaktie/search/who_knows.hpp>

#include "../fixtures/networks.hpp"
#include "../fixtures/reseal.hpp"

namespace weaktie::snapshot_help {

inline Day day(int year, unsigned month, unsigned number) { return *day_of(year, month, number); }

/// Ties both ways, people and affiliations, given as arrays; ids that are not ASCII.
inline Network from_arrays(bool directed) {
  const std::vector<std::uint32_t> source = {0, 1, 0, 3}, target = {1, 2, 2, 4};
  const std::vector<double> chance = {.8, .5, .1, 1};
  ArraysOptions options;
  options.directed = directed;
  options.ids = {"sarah", "tutor", "li", "J\xc3\xb6rg",
                 "\xc5\x9e"
                 "ebnem"};
  Person li;
  li.id = "li";
  li.name = "Li Wei";
  li.title = "Solicitor";
  li.organisation = "Brown & Co";
  li.email = "li@example.org";
  options.people = {li};
  options.affiliations = {{"school", .2, {"sarah", "li", "J\xc3\xb6rg"}, {1, .5, .8}}, {"club", .1, {"tutor"}, {}}};
  return Network::from_arrays(source, target, chance, options);
}

inline Records records() {
  Records out;
  const auto person = [&](const char* id, const char* name, const char* title, const char* mail) {
    Person it;
    it.id = id;
    it.name = name;
    it.title = title;
    it.email = mail;
    it.organisation = "Brown & Co";
    out.add_person(it, {.stated_by = "sarah"});
  };
  person("sarah", "Sarah Jones", "Student", "sarah@example.org");
  person("ann", "Ann Smith", "Solicitor", "ann@example.org");
  person("ann2", "Ann Smith", "Partner", "ann@example.org");
  person("ben", "Ben Jones", "Barrister", "");
  const auto tie = [&](const char* a, const char* b, TieKind kind, std::optional<double> strength, const char* by) {
    Tie it;
    it.source = a;
    it.target = b;
    it.kind = kind;
    it.strength = strength;
    it.contact = Contact{day(2026, 9, 1), Channel::meeting, Direction::both, 1, 0};
    out.add_tie(it, {.stated_by = by, .audience = "ties", .stated_on = day(2026, 10, 1)});
  };
  tie("sarah", "ben", TieKind::family, 5, "sarah");
  tie("ben", "ann", TieKind::colleague, {}, "ben");
  tie("ben", "ann2", TieKind::friend_, {}, "sarah");
  Tie given;
  given.source = "ann";
  given.target = "li";
  given.chance = .25;
  given.directed = true;
  out.add_tie(given);
  out.add_affiliation(
      {.id = "school", .name = "Law School", .kind = AffiliationKind::school, .reach = {}, .size = 900});
  out.add_membership({.person = "sarah", .affiliation = "school"});
  out.add_membership({.person = "li", .affiliation = "school", .role = "teacher"});
  out.same("ann", "ann2");
  return out;
}

inline Network from_records() {
  FreezeOptions options;
  options.as_of = day(2026, 11, 1);
  options.model.step.slope = 1.75;  // not the default
  options.model.step.small_event = 77;
  return freeze(records(), options);
}

/// A random network with everything a graph can have, blocked pairs included.
inline Network from_graph(std::uint64_t seed, std::size_t people) {
  const auto graph = fixtures::random_network(seed, people);
  detail::NetworkBuilder data;
  std::vector<detail::Arc> arcs;
  for (PersonIndex a = 0; a < people; ++a) {
    data.ids.add("p" + std::to_string(a));
    for (const Step& step : graph.steps_from(a)) arcs.push_back({a, step.to, step.cost});
    for (const PersonIndex b : graph.blocked_from(a)) data.blocked_from.items.push_back(b);
    for (const PersonIndex b : graph.blocked_to(a)) data.blocked_to.items.push_back(b);
    data.blocked_from.close();
    data.blocked_to.close();
  }
  detail::index_ids(data);
  Ticks ticks;
  data.from = detail::rows_of(arcs, people, false, ticks);
  data.to = detail::rows_of(arcs, people, true, ticks);
  data.tie_count = data.from.items.size();
  std::vector<detail::Member> members;
  for (GroupIndex group = 0; group < graph.group_count(); ++group) {
    const double reach = chance_of(graph.reach_cost(group));
    data.add_group("g" + std::to_string(group), "group", {reach, 0, AffiliationKind::club, 0, {}});
    for (const MemberWeight& it : graph.members_of(group)) members.push_back({it.person, group, it.cost});
  }
  detail::lay_out_members(data, std::move(members));
  return Network(detail::finished(std::move(data)));
}

/// Everything a network says, as text: equal networks say the same, and a sound one says it without a crash.
inline std::string answers(const Network& network) {
  std::string out = std::to_string(network.size()) + " " + std::to_string(network.tie_count()) + "\n";
  const auto people = static_cast<PersonIndex>(std::min<std::size_t>(network.size(), 40));
  for (PersonIndex a = 0; a < people; ++a) {
    out += std::string(network.id(a)) + " " + std::to_string(network.index(network.id(a))) + " " +
           std::string(network.label(a));
    for (std::size_t column = 0; column < detail::person_column_count; ++column) {
      out += "|" + std::string(network.text(a, static_cast<PersonColumn>(column)));
    }
    const auto reached = reach(network, a);
    for (std::size_t b = 0; b < network.size(); ++b) out += " " + number_text(reached.chance[b]);
    for (PersonIndex b = 0; b < people; ++b) {
      if (const auto facts = network.tie(a, b)) {
        out += "\n  tie " + number_text(facts->chance) + " " + number_text(facts->tau) + " " +
               number_text(facts->terms.log_odds()) + " " + std::string(facts->stated_by);
        if (facts->kind) out += " " + std::string(name_of(*facts->kind));
        for (const auto number : facts->statements) out += " " + std::to_string(number);
      }
      if (a == b) continue;
      for (const auto& found : introductions(network, a, b, {.count = 3})) {
        out += "\n  " + std::to_string(found.cost);
        for (const auto person : found.people) out += " " + std::to_string(person);
        for (const auto& step : found.steps) out += " " + step.through;
      }
    }
    for (const auto& row : who_knows(network, a)) out += " " + std::to_string(row.person);
    out += "\n";
  }
  for (GroupIndex group = 0; group < network.group_count(); ++group) {
    const auto facts = network.affiliation(group);
    out += std::string(facts.id) + " " + std::string(facts.name) + " " + std::string(name_of(facts.kind)) + " " +
           std::to_string(facts.size.value_or(0)) + "\n";
  }
  for (const auto& found : network.find("ann")) out += found.id + " " + found.name + "\n";
  if (network.as_of()) out += day_text(*network.as_of());
  if (network.size() > 0) {
    for (const auto& row : prospects(network, 0, {.field = "law"})) {
      out += " " + std::to_string(row.person) + " " + number_text(row.score);
    }
  }
  return out;
}

using fixtures::entry_size;
using fixtures::header_size;
using fixtures::number_at;
using fixtures::put_at;
using fixtures::reseal;

}  // namespace weaktie::snapshot_help
