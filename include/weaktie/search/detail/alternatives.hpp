#pragma once
// What the three `Distinct` modes ask of the search for one best chain.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <weaktie/search/detail/best_per_first.hpp>
#include <weaktie/search/introduction.hpp>
#include <weaktie/search/scratch.hpp>
#if defined(WEAKTIE_COMPILED)
#include <weaktie/network/network.hpp>
#endif

namespace weaktie::detail {

/// Chains best first. When not complete, what is missing costs at least `missing_from`.
using Alternatives = FoundChains;

/// Greedily best first, each avoiding every intermediary used before; the direct one is used once.
template <TieGraph G>
[[nodiscard]] Alternatives alternatives_of_everyone(const TwoWay<G>& ways, ChainQuery query, StepMeter& meter,
                                                    SearchScratch& scratch) {
  Alternatives out;
  const std::size_t count = query.count;
  query.count = 1;
  while (out.chains.size() < count) {
    FoundChains found = best_per_first(ways, query, meter, scratch);
    if (!found.complete) {
      out.complete = false;
      out.missing_from = found.missing_from;
      if (!out.chains.empty()) out.missing_from = std::max(out.missing_from, out.chains.back().cost);
    }
    if (found.chains.empty()) return out;
    FoundChain& chain = found.chains.front();
    if (!out.complete) out.missing_from = std::min(out.missing_from, chain.cost);
    if (chain.people.size() == 2) query.banned_firsts.push_back(query.to);
    query.removed.insert(query.removed.end(), chain.people.begin() + 1, chain.people.end() - 1);
    out.chains.push_back(std::move(chain));
    if (!out.complete) return out;
  }
  return out;
}

/// The best loopless chains: Yen's partition as Lawler put it. Every subproblem is a prefix and people who may not
/// follow it; the subproblems are disjoint, together they hold every chain not yet given, and each is kept with its own
/// best chain, so that the best of those is the next answer in the full order.
/// @source J. Y. Yen, Management Science 17(11), 1971; E. L. Lawler, Management Science 18(7), 1972
template <TieGraph G>
[[nodiscard]] Alternatives alternatives_of_none(const TwoWay<G>& ways, const ChainQuery& query, StepMeter& meter,
                                                SearchScratch& scratch) {
  struct Subproblem {
    FoundChain best;
    std::size_t prefix;               // people[0 .. prefix] of `best` are fixed
    Cost prefix_cost;                 // of those steps
    std::vector<PersonIndex> banned;  // who may not follow
  };
  Alternatives out;
  std::vector<Subproblem> open;
  const auto solve = [&](const std::vector<PersonIndex>& prefix, Cost prefix_cost, std::vector<PersonIndex> banned) {
    ChainQuery part = query;
    part.count = 1;
    part.from = prefix.back();
    part.max_steps = query.max_steps - (prefix.size() - 1);
    part.removed.insert(part.removed.end(), prefix.begin(), prefix.end() - 1);
    part.banned_firsts.insert(part.banned_firsts.end(), banned.begin(), banned.end());
    const Cost before = prefix_cost + (prefix.size() > 1 ? query.relay : 0);
    // As many open bests as answers are still wanted: what costs more than the worst of them is not needed.
    const std::size_t wanted = query.count - out.chains.size();
    if (open.size() >= wanted) {
      std::vector<Cost> costs;
      for (const Subproblem& it : open) costs.push_back(it.best.cost);
      std::nth_element(costs.begin(), costs.begin() + static_cast<std::ptrdiff_t>(wanted - 1), costs.end());
      const Cost most = costs[wanted - 1];
      if (most < before) return;
      part.limit = most - before + 1;
    }
    const FoundChains found = best_per_first(ways, part, meter, scratch);
    if (!found.complete) {
      out.complete = false;
      out.missing_from = std::min(out.missing_from, before + found.missing_from);
    }
    if (found.chains.empty()) return;
    FoundChain chain{before + found.chains[0].cost, prefix};
    chain.people.insert(chain.people.end(), found.chains[0].people.begin() + 1, found.chains[0].people.end());
    open.push_back(Subproblem{std::move(chain), prefix.size() - 1, prefix_cost, std::move(banned)});
  };
  solve({query.from}, 0, {});
  if (!out.complete && !open.empty()) out.missing_from = std::min(out.missing_from, open.front().best.cost);
  while (!open.empty() && out.chains.size() < query.count) {
    const auto next = std::min_element(open.begin(), open.end(), [](const Subproblem& a, const Subproblem& b) {
      return better_chain(a.best, b.best);
    });
    Subproblem taken = std::move(*next);
    open.erase(next);
    out.chains.push_back(taken.best);
    if (out.chains.size() == query.count || !out.complete) continue;  // out of budget: only what is already known
    const std::vector<PersonIndex>& people = taken.best.people;
    std::vector<PersonIndex> prefix(people.begin(), people.begin() + static_cast<std::ptrdiff_t>(taken.prefix + 1));
    Cost prefix_cost = taken.prefix_cost;
    std::vector<PersonIndex> banned = std::move(taken.banned);
    for (std::size_t i = taken.prefix; i + 1 < people.size() && out.complete; ++i) {
      banned.push_back(people[i + 1]);
      solve(prefix, prefix_cost, std::exchange(banned, {}));
      prefix_cost += source_of_step(ways.graph(), people[i], people[i + 1]).cost + (i > 0 ? query.relay : 0);
      prefix.push_back(people[i + 1]);
    }
    // Out of budget: whatever was not tried comes after the answer it would have branched from.
    if (!out.complete) out.missing_from = taken.best.cost;
  }
  return out;
}

template <TieGraph G>
[[nodiscard]] Alternatives alternatives(const TwoWay<G>& ways, const ChainQuery& query, Distinct distinct,
                                        StepMeter& meter, SearchScratch& scratch) {
  if (distinct == Distinct::broker || query.count <= 1) return best_per_first(ways, query, meter, scratch);
  if (distinct == Distinct::everyone) return alternatives_of_everyone(ways, query, meter, scratch);
  if constexpr (SpanTieGraph<G>) {  // the best chains of all come from one search
    if (query.max_steps <= two_ended_steps && !has_groups(ways.graph())) {
      return best_tie_chains(ways, query, meter, scratch);
    }
  }
  return alternatives_of_none(ways, query, meter, scratch);
}

#if defined(WEAKTIE_COMPILED)
// The search of a Network, which the library weaktie::weaktie holds compiled: whoever links that (it defines
// WEAKTIE_COMPILED) saves compiling it in every file. Here alone the searches know the Network.
extern template Alternatives alternatives(const TwoWay<Network>& ways, const ChainQuery& query, Distinct distinct,
                                          StepMeter& meter, SearchScratch& scratch);
#endif

}  // namespace weaktie::detail
