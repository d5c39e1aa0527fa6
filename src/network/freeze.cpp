// Records to a network.
#include <weaktie/network/freeze.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include <weaktie/network/detail/build.hpp>
#include <weaktie/network/detail/network_body.hpp>

namespace weaktie {
namespace {

/// One statement about a directed pair, seen from `a`.
struct Said {
  PersonIndex a;
  PersonIndex b;
  std::uint32_t source;     ///< number of the person who states it
  std::uint32_t statement;  ///< number of the tie statement
  bool flipped;             ///< the statement's source is `b`: its contacts run the other way
};

bool holds(const Statement& by, Day as_of) { return !by.stated_on || *by.stated_on <= as_of; }

/// Directed pairs of acquaintances, for mutual acquaintances and degrees: who has a tie to or from whom.
detail::RowsBuilder<PersonIndex> acquaintance_rows(const std::vector<Said>& said, std::size_t people, Ticks& ticks) {
  std::vector<std::pair<PersonIndex, PersonIndex>> pairs;
  pairs.reserve(said.size() * 2);
  for (const auto& it : said) {
    pairs.emplace_back(it.a, it.b);
    pairs.emplace_back(it.b, it.a);
  }
  std::sort(pairs.begin(), pairs.end(), [&ticks](const auto& x, const auto& y) {
    ticks();
    return x < y;
  });
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  detail::RowsBuilder<PersonIndex> rows;
  std::size_t at = 0;
  for (std::size_t person = 0; person < people; ++person) {
    for (; at < pairs.size() && pairs[at].first == person; ++at) rows.items.push_back(pairs[at].second);
    rows.close();
  }
  return rows;
}

/// The sum over mutual acquaintances w of 1 / ln(2 + degree of w); both rows are ascending.
double mutual_sum(const detail::RowsBuilder<PersonIndex>& known, PersonIndex a, PersonIndex b) {
  const auto x = known.row(a), y = known.row(b);
  double sum = 0;
  for (std::size_t i = 0, j = 0; i < x.size() && j < y.size();) {
    if (x[i] < y[j]) {
      ++i;
    } else if (y[j] < x[i]) {
      ++j;
    } else {
      sum += mutual_share(static_cast<double>(known.row(x[i]).size()));
      ++i;
      ++j;
    }
  }
  return sum;
}

double years_since(Day since, Day as_of) { return static_cast<double>(days_between(since, as_of)) / 365.25; }

/// The step that one source's statements about a pair make.
struct FoundFact {
  TieKind kind = TieKind::acquaintance;
  bool given = false;
  double tau = .5;
  double chance = 0;
  StrengthTerms terms = {};
  std::string_view stated_by = {};
  std::vector<std::uint32_t> statements = {};
};

FoundFact fact_of(std::span<const Said> said, const Records& records, const FreezeOptions& options, double mutual) {
  const auto statements = records.tie_statements();
  FoundFact fact;
  for (const auto& it : said) fact.statements.push_back(it.statement);
  std::sort(fact.statements.begin(), fact.statements.end());
  fact.statements.erase(std::unique(fact.statements.begin(), fact.statements.end()), fact.statements.end());
  fact.stated_by = records.canonical(statements[said.front().statement].by.stated_by);

  TieEvidence evidence;
  evidence.mutual_sum = mutual;
  std::array<bool, tie_kind_count> kinds = {};
  std::optional<double> given;
  std::pair<std::optional<Day>, double> strength{{}, 0};
  for (const auto& it : said) {
    const auto& [tie, by] = statements[it.statement];
    kinds[static_cast<std::size_t>(tie.kind)] = true;
    if (tie.chance) given = std::max(given.value_or(0), *tie.chance);
    if (tie.strength) {
      const std::pair<std::optional<Day>, double> newer{by.stated_on, *tie.strength};
      if (!evidence.stated || newer > strength) {
        strength = newer;
        evidence.stated = *tie.strength;
      }
    }
    std::optional<double> years = tie.years;
    if (!years && tie.since && *tie.since <= options.as_of) years = years_since(*tie.since, options.as_of);
    if (years) evidence.years = std::max(evidence.years.value_or(0), *years);
    if (tie.contexts) evidence.contexts = std::max(evidence.contexts.value_or(1), static_cast<double>(*tie.contexts));
  }

  // The kind decides how fast contacts fade, so each kind named is tried on all of them; the largest chance counts.
  bool first = true;
  for (std::size_t k = 0; k < tie_kind_count; ++k) {
    if (!kinds[k]) continue;
    const auto kind = static_cast<TieKind>(k);
    TieEvidence of_kind = evidence;
    for (const auto& it : said) {
      const auto& contact = statements[it.statement].fact.contact;
      if (!contact || contact->date > options.as_of) continue;
      add_contact(of_kind, *contact, static_cast<double>(days_between(contact->date, options.as_of)),
                  options.model.strength.of(kind).half_life, it.flipped);
    }
    const StrengthTerms terms = strength_terms(kind, of_kind, options.model.strength);
    const double tau = terms.tau();
    const double chance = tie_chance(kind, tau, options.model);
    if (!first && chance <= fact.chance) continue;
    first = false;
    fact.kind = kind;
    fact.terms = terms;
    fact.tau = tau;
    fact.chance = chance;
  }
  if (given) {
    fact.chance = *given;
    fact.given = true;
  }
  return fact;
}

/// Whether a membership has ended, and so what it weighs by default.
double default_weight(const Membership& membership, Day as_of, const StepOptions& options) {
  if (membership.end && *membership.end <= as_of) return options.ended_weight;
  return membership.role.empty() || membership.role == "member" || membership.role == "attendee" ? options.plain_weight
                                                                                                 : options.role_weight;
}

void take_affiliations(detail::NetworkBuilder& data, const Records& records, const FreezeOptions& options,
                       Ticks& ticks) {
  struct About {
    Affiliation affiliation;
    std::optional<Day> stated_on;
    bool stated = false;
  };
  std::map<std::string, About> known;
  for (const auto& [affiliation, by] : records.affiliation_statements()) {
    ticks(4);
    if (!holds(by, options.as_of)) continue;
    About& about = known[affiliation.id];
    // Of several statements the newest counts, then the later read; what it leaves open stays as it was.
    const bool newer = !about.stated || by.stated_on >= about.stated_on;
    Affiliation& into = about.affiliation;
    into.id = affiliation.id;
    if (newer || into.name.empty()) into.name = affiliation.name.empty() ? into.name : affiliation.name;
    if (newer) into.kind = affiliation.kind;
    if (affiliation.reach && (newer || !into.reach)) into.reach = affiliation.reach;
    if (affiliation.size && (newer || !into.size)) into.size = affiliation.size;
    if (newer) about.stated_on = by.stated_on;
    about.stated = true;
  }
  for (const auto& [membership, by] : records.membership_statements()) {
    ticks(4);
    if (holds(by, options.as_of)) known[membership.affiliation].affiliation.id = membership.affiliation;
  }

  std::map<std::string_view, GroupIndex>
      numbers;  // std::map: ascending id, the order ties of equal cost are told apart by
  for (const auto& [id, about] : known) {
    const Affiliation& it = about.affiliation;
    const double reach = it.reach.value_or(default_reach(it.kind, it.size, options.model.step));
    numbers.emplace(id, static_cast<GroupIndex>(data.groups.size()));
    data.add_group(it.id, it.name.empty() ? it.id : it.name,
                   {reach, it.size.value_or(0), it.kind, std::uint8_t{it.size.has_value()}, {}});
  }
  std::vector<detail::Member> members;
  for (const auto& [membership, by] : records.membership_statements()) {
    ticks(4);
    if (!holds(by, options.as_of)) continue;
    if (membership.start && *membership.start > options.as_of) continue;
    const double weight = membership.weight.value_or(default_weight(membership, options.as_of, options.model.step));
    members.push_back({detail::find_id(data, records.canonical(membership.person)), numbers.at(membership.affiliation),
                       cost_of(weight)});
  }
  detail::lay_out_members(data, std::move(members));
}

}  // namespace

Network freeze(const Records& records, const FreezeOptions& options, const Control& control) {
  if (options.as_of == Day{}) {
    throw InvalidValue("as_of is missing: freeze needs the day the network is seen from, such as 2026-11-01");
  }
  check_model(options.model);
  // What a sort takes is not known before: the total is a guess that is not far off.
  const std::uint64_t statements_in_all = records.tie_statements().size() + records.membership_statements().size();
  const std::uint64_t total = 256 * std::max<std::uint64_t>(statements_in_all, 1);
  Ticks ticks(control, total);
  detail::NetworkBuilder data;
  data.as_of = options.as_of;
  data.model = options.model;

  const Control beginning =
      control.step ? Control{[&](std::uint64_t, std::uint64_t) { return control.step(0, total); }} : Control();
  // People, by ascending id.
  auto people = records.merged_people(options.as_of, beginning);
  std::vector<const Person*> by_person;
  std::vector<std::pair<std::string_view, PersonIndex>> aliases;
  for (auto& view : people) {
    data.ids.add(view.person.id);
    for (const auto& other : view.merged) aliases.emplace_back(other, static_cast<PersonIndex>(by_person.size()));
    by_person.push_back(&view.person);
  }
  std::sort(aliases.begin(), aliases.end());
  for (const auto& [other, person] : aliases) {
    data.alias_ids.add(other);
    data.alias_of.push_back(person);
  }
  detail::index_ids(data);
  data.has_people = !people.empty();
  detail::take_columns(data, by_person);

  // Ties: every statement in both its directions, grouped by pair, then by source.
  const auto statements = records.tie_statements();
  std::unordered_map<std::string_view, PersonIndex> index_of;
  const auto index = [&](std::string_view id) {
    const auto [found, added] = index_of.emplace(id, no_person);
    if (added) found->second = detail::find_id(data, records.canonical(id));
    return found->second;
  };
  std::vector<Said> said;
  said.reserve(statements.size() * 2);
  std::map<std::string_view, std::uint32_t> sources;
  for (std::size_t number = 0; number < statements.size(); ++number) {
    const auto& [tie, by] = statements[number];
    ticks(4);
    if (!holds(by, options.as_of)) continue;
    const PersonIndex a = index(tie.source), b = index(tie.target);
    if (a == b) continue;  // two records of one person: no tie of a person to themself
    const std::string_view source_id = records.canonical(by.stated_by);
    const auto source = sources.emplace(source_id, static_cast<std::uint32_t>(sources.size())).first->second;
    said.push_back({a, b, source, static_cast<std::uint32_t>(number), false});
    if (!tie.directed) said.push_back({b, a, source, static_cast<std::uint32_t>(number), true});
  }
  // Sources are told apart by id, not by the order in which they were met.
  std::vector<std::uint32_t> rank(sources.size());
  std::uint32_t next_rank = 0;
  for (const auto& entry : sources) rank[entry.second] = next_rank++;
  for (auto& it : said) it.source = rank[it.source];

  const auto known = acquaintance_rows(said, by_person.size(), ticks);
  std::sort(said.begin(), said.end(), [&ticks](const Said& x, const Said& y) {
    ticks();
    return std::tie(x.a, x.b, x.source, x.statement) < std::tie(y.a, y.b, y.source, y.statement);
  });

  struct Made {
    detail::Arc arc;
    FoundFact fact;
  };
  std::vector<Made> made;
  for (std::size_t begin = 0; begin < said.size();) {
    std::size_t end = begin;
    const PersonIndex a = said[begin].a, b = said[begin].b;
    const double mutual = mutual_sum(known, a, b);
    std::optional<FoundFact> best;
    while (end < said.size() && said[end].a == a && said[end].b == b) {
      const std::size_t from = end;
      while (end < said.size() && said[end].a == a && said[end].b == b && said[end].source == said[from].source) ++end;
      auto fact = fact_of(std::span(said).subspan(from, end - from), records, options, mutual);
      if (!best || fact.chance > best->chance) best = std::move(fact);
    }
    const StepCost cost = cost_of(best->chance);
    made.push_back({{a, b, cost}, std::move(*best)});
    begin = end;
    ticks(32);  // statements weighed, acquaintances compared
  }
  std::sort(made.begin(), made.end(), [&ticks](const Made& x, const Made& y) {
    ticks();
    return std::tie(x.arc.source, x.arc.cost, x.arc.target) < std::tie(y.arc.source, y.arc.cost, y.arc.target);
  });
  std::vector<detail::Arc> arcs;
  arcs.reserve(made.size());
  data.facts.reserve(made.size());
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  for (const auto& it : made) {
    arcs.push_back(it.arc);
    const FoundFact& fact = it.fact;
    const auto [source, added] = numbers.emplace(fact.stated_by, static_cast<std::uint32_t>(numbers.size()));
    if (added) data.sources.add(fact.stated_by);
    detail::Fact row;
    row.tau = fact.tau;
    row.chance = fact.chance;
    row.intercept = fact.terms.intercept;
    row.frequency = fact.terms.frequency;
    row.recency = fact.terms.recency;
    row.reciprocity = fact.terms.reciprocity;
    row.duration = fact.terms.duration;
    row.contexts = fact.terms.contexts;
    row.mutual = fact.terms.mutual;
    row.stated_tau = fact.terms.stated_tau.value_or(0);
    row.source = source->second;
    row.kind = fact.kind;
    row.given = fact.given ? 1 : 0;
    row.has_stated_tau = fact.terms.stated_tau ? 1 : 0;
    data.facts.push_back(row);
    data.statements.items.insert(data.statements.items.end(), fact.statements.begin(), fact.statements.end());
    data.statements.close();
  }
  data.from = detail::rows_of(arcs, by_person.size(), false, ticks);
  data.to = detail::rows_of(arcs, by_person.size(), true, ticks);
  data.tie_count = data.from.items.size();

  take_affiliations(data, records, options, ticks);
  ticks.finish();
  return Network(detail::finished(std::move(data)));
}

}  // namespace weaktie
