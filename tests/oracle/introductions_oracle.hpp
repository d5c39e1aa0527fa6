#pragma once
// Every simple chain, one after the other: slow and obvious. Shares no code with the search.
#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/introduction.hpp>

namespace weaktie::oracle {

struct PairStep {
  std::uint64_t cost;
  int kind;  // 0 tie, 1 affiliation
  std::uint32_t group;
  friend auto operator<=>(const PairStep&, const PairStep&) = default;
};
using Pairs = std::map<std::pair<PersonIndex, PersonIndex>, PairStep>;

/// All steps as explicit pairs, each with its best source.
template <TieGraph G>
Pairs pairs_of(const G& graph) {
  Pairs out;
  const auto add = [&out](PersonIndex a, PersonIndex b, PairStep step) {
    const auto [at, fresh] = out.emplace(std::pair(a, b), step);
    if (!fresh) at->second = std::min(at->second, step);
  };
  for (PersonIndex a = 0; a < graph.size(); ++a) {
    for (const Step step : graph.steps_from(a)) add(a, step.to, PairStep{step.cost, 0, 0});
  }
  if constexpr (AffiliationGraph<G>) {
    std::set<std::pair<PersonIndex, PersonIndex>> blocked;
    if constexpr (BlockingGraph<G>) {
      for (PersonIndex a = 0; a < graph.size(); ++a) {
        for (const PersonIndex b : graph.blocked_from(a)) blocked.emplace(a, b);
      }
    }
    for (GroupIndex g = 0; g < graph.group_count(); ++g) {
      for (const MemberWeight a : graph.members_of(g)) {
        for (const MemberWeight b : graph.members_of(g)) {
          if (a.person == b.person || blocked.count({a.person, b.person}) != 0) continue;
          add(a.person, b.person, PairStep{std::uint64_t{graph.reach_cost(g)} + a.cost + b.cost, 1, g});
        }
      }
    }
  }
  return out;
}

struct Chain {
  std::uint64_t cost = 0;
  std::size_t steps = 0;
  std::vector<PersonIndex> people;
  friend auto operator<=>(const Chain&, const Chain&) = default;  // the full order
};

/// Every simple chain that `options` allow, in the full order; `avoid` and the limit count, nothing else.
inline std::vector<Chain> all_chains(const Pairs& pairs, std::size_t people, PersonIndex from, PersonIndex to,
                                     const IntroductionOptions& options) {
  const std::set<PersonIndex> avoid(options.avoid.begin(), options.avoid.end());
  std::vector<Chain> out;
  if (avoid.count(from) != 0 || avoid.count(to) != 0) return out;
  const std::uint64_t relay = cost_of(options.relay);
  std::vector<Chain> open{Chain{0, 0, {from}}};
  while (!open.empty()) {
    const Chain chain = open.back();
    open.pop_back();
    if (chain.steps > options.max_intermediaries) continue;
    for (PersonIndex next = 0; next < people; ++next) {
      const auto step = pairs.find({chain.people.back(), next});
      if (step == pairs.end() || avoid.count(next) != 0) continue;
      if (std::find(chain.people.begin(), chain.people.end(), next) != chain.people.end()) continue;
      Chain longer = chain;
      longer.cost += step->second.cost + (chain.steps > 0 ? relay : 0);
      ++longer.steps;
      longer.people.push_back(next);
      (next == to ? out : open).push_back(longer);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// Those that `distinct` and `count` leave.
inline std::vector<Chain> choose(const std::vector<Chain>& all, Distinct distinct, std::size_t count) {
  std::vector<Chain> out;
  std::set<PersonIndex> firsts, used;
  bool direct_used = false;
  for (const Chain& chain : all) {
    if (out.size() == count) break;
    if (distinct == Distinct::broker && !firsts.insert(chain.people[1]).second) continue;
    if (distinct == Distinct::everyone) {
      const bool direct = chain.steps == 1;
      const bool clash = std::any_of(chain.people.begin() + 1, chain.people.end() - 1,
                                     [&used](PersonIndex person) { return used.count(person) != 0; });
      if (clash || (direct && direct_used)) continue;
      used.insert(chain.people.begin() + 1, chain.people.end() - 1);
      direct_used = direct_used || direct;
    }
    out.push_back(chain);
  }
  return out;
}

inline std::vector<Introduction> as_introductions(const Pairs& pairs, const std::vector<Chain>& chains) {
  std::vector<Introduction> out;
  for (const Chain& chain : chains) {
    Introduction it{chain.people,
                    std::exp2(-static_cast<double>(chain.cost) / 1048576.0),
                    chain.cost,
                    static_cast<std::uint8_t>(chain.steps - 1),
                    {}};
    for (std::size_t i = 0; i + 1 < chain.people.size(); ++i) {
      const PairStep& step = pairs.at({chain.people[i], chain.people[i + 1]});
      it.steps.push_back(ChainStep{step.kind == 0 ? StepKind::tie : StepKind::affiliation,
                                   step.kind == 0 ? std::string() : std::to_string(step.group),
                                   std::exp2(-static_cast<double>(step.cost) / 1048576.0)});
    }
    out.push_back(it);
  }
  return out;
}

template <TieGraph G>
std::vector<Introduction> introductions(const G& graph, PersonIndex from, PersonIndex to,
                                        const IntroductionOptions& options) {
  const Pairs pairs = pairs_of(graph);
  return as_introductions(pairs,
                          choose(all_chains(pairs, graph.size(), from, to, options), options.distinct, options.count));
}

/// The fewest people in between, over chains of any length.
inline std::optional<std::size_t> fewest_between(const Pairs& pairs, std::size_t people, PersonIndex from,
                                                 PersonIndex to, const std::vector<PersonIndex>& avoid) {
  std::set<PersonIndex> seen(avoid.begin(), avoid.end());
  std::set<PersonIndex> now{from};
  for (std::size_t between = 0; between <= people; ++between) {
    std::set<PersonIndex> next;
    for (const auto& [pair, step] : pairs) {
      if (now.count(pair.first) != 0 && seen.count(pair.second) == 0) next.insert(pair.second);
    }
    if (next.count(to) != 0) return between;
    seen.insert(next.begin(), next.end());
    now = next;
  }
  return std::nullopt;
}

/// Best cost for every person within `max_steps` steps: a dense table, person by step, plain Bellman-Ford rounds.
inline std::vector<std::uint64_t> best_costs(const Pairs& pairs, std::size_t people, PersonIndex from,
                                             std::size_t max_steps, std::uint64_t relay) {
  constexpr std::uint64_t none = ~std::uint64_t{0};
  std::vector<std::uint64_t> best(people, none), layer(people, none);
  best[from] = layer[from] = 0;
  for (std::size_t step = 0; step < max_steps; ++step) {
    std::vector<std::uint64_t> next(people, none);
    for (const auto& [pair, it] : pairs) {
      if (layer[pair.first] == none) continue;
      next[pair.second] = std::min(next[pair.second], layer[pair.first] + it.cost + (step > 0 ? relay : 0));
    }
    for (std::size_t i = 0; i < people; ++i) best[i] = std::min(best[i], next[i]);
    layer = next;
  }
  return best;
}

}  // namespace weaktie::oracle
