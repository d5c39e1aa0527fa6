#pragma once
// The best chain through each first person, for all of them in one search from the target: what `broker` asks for, and,
// with a count of one, the best chain of a subproblem for the other modes.
//
// The source is removed from the layers, so a first person's label is the best way on from them (hop_layers.hpp). For a
// limit of three steps or more the last layer is not made: the first people pull it from the layer before, which meets
// the search halfway.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include <weaktie/search/detail/best_chain_per_first.hpp>
#include <weaktie/search/detail/chain_query.hpp>
#include <weaktie/search/detail/first_steps.hpp>
#include <weaktie/search/detail/graph_access.hpp>
#include <weaktie/search/detail/group_step_chains.hpp>
#include <weaktie/search/detail/hop_layers.hpp>
#include <weaktie/search/detail/step_meter.hpp>
#include <weaktie/search/detail/tie_chains.hpp>
#include <weaktie/search/scratch.hpp>

namespace weaktie::detail {

/// The smallest `count` costs over different first people. `limit()` is the largest of them: a chain with more steps
/// than those offered so far must cost less to matter.
class SmallestCosts {
 public:
  SmallestCosts(std::size_t count, Cost limit) : count_(count), limit_(limit) {}

  void offer(std::size_t first, Cost cost) {
    if (cost >= limit_ && kept_.size() == count_) return;
    const auto same = std::find_if(kept_.begin(), kept_.end(), [first](const auto& it) { return it.second == first; });
    if (same != kept_.end()) {
      if (same->first <= cost) return;
      kept_.erase(same);
    }
    kept_.insert(std::upper_bound(kept_.begin(), kept_.end(), std::pair(cost, first)), std::pair(cost, first));
    if (kept_.size() > count_) kept_.pop_back();
    if (kept_.size() == count_) limit_ = std::min(limit_, kept_.back().first);
  }
  /// Exclusive for chains with more steps than those offered; inclusive among equals.
  [[nodiscard]] Cost limit() const { return limit_; }

 private:
  std::size_t count_;
  Cost limit_;
  std::vector<std::pair<Cost, std::size_t>> kept_;
};

/// By layers: any number of steps, and affiliations.
template <TieGraph G>
[[nodiscard]] FoundChains layered_chains(const TwoWay<G>& ways, const ChainQuery& query, StepMeter& meter) {
  struct Through {  // the best way through one first person: `steps` after the first step
    Cost total = out_of_reach;
    Cost rest = out_of_reach;
    std::size_t steps = 0;
  };
  FoundChains out;
  std::vector<FirstStep> firsts = first_steps(ways.graph(), query.from, query.limit, meter);
  if (meter.exhausted) {
    out.complete = false;
    out.missing_from = 0;
    return out;
  }
  const auto contains = [](const std::vector<PersonIndex>& people, PersonIndex person) {
    return std::find(people.begin(), people.end(), person) != people.end();
  };
  firsts.erase(std::remove_if(firsts.begin(), firsts.end(),
                              [&](const FirstStep& it) {
                                return it.cost >= query.limit || contains(query.banned_firsts, it.to) ||
                                       contains(query.removed, it.to);
                              }),
               firsts.end());
  if (firsts.empty() || query.count == 0) return out;

  const Cost cheapest = firsts.front().cost;
  std::vector<Through> through(firsts.size());
  SmallestCosts smallest(query.count, query.limit);
  const auto offer = [&](std::size_t i, Cost rest, std::size_t steps) {
    const Cost total = firsts[i].cost + rest;
    if (total >= query.limit || total >= through[i].total) return;
    through[i] = Through{total, rest, steps};
    smallest.offer(i, total);
  };
  std::vector<PersonIndex> removed = query.removed;
  removed.push_back(query.from);
  HopLayers<G> layers(ways, query.to, query.relay, removed);
  for (std::size_t i = 0; i < firsts.size(); ++i) {
    if (firsts[i].to == query.to) offer(i, 0, 0);
  }

  const std::size_t longest = query.max_steps - 1;  // steps after the first
  const std::size_t pushed = std::min(longest, std::max<std::size_t>(longest, 2) - 1);
  const auto stop = [&](Cost reached) {
    out.complete = false;
    out.missing_from = cheapest + query.relay + reached;
  };
  for (std::size_t steps = 1; steps <= pushed && out.complete; ++steps) {
    const Cost limit = smallest.limit();
    const Cost reached = layers.layer(steps - 1).smallest;
    if (reached == out_of_reach || limit <= cheapest) break;
    if (!layers.push(limit == out_of_reach ? out_of_reach : limit - cheapest, meter)) {
      stop(reached);
      break;
    }
    const HopLayer& layer = layers.layer(steps);
    if (layer.people.empty()) break;
    for (std::size_t i = 0; i < firsts.size(); ++i) {
      if (firsts[i].to == query.to) continue;
      const Cost rest = layer.of(firsts[i].to);
      if (rest != out_of_reach) offer(i, rest, steps);
    }
  }
  if (out.complete && pushed < longest && layers.size() == longest && !layers.layer(pushed).people.empty()) {
    const Cost reached = layers.layer(pushed).smallest;
    const Cost before = smallest.limit();  // exclusive: those chains have fewer steps
    if (!layers.offer_groups(meter)) stop(reached);
    for (std::size_t i = 0; i < firsts.size() && out.complete; ++i) {
      const Cost now = smallest.limit();
      const Cost limit = now < before ? now + 1 : before;  // those of this round have equally many steps
      if (limit <= firsts[i].cost || limit - firsts[i].cost <= reached) break;
      if (firsts[i].to == query.to) continue;
      const Cost room = std::min(limit, through[i].total) - firsts[i].cost;
      const Cost rest = layers.pull(firsts[i].to, room, meter);
      if (meter.exhausted)
        stop(reached);
      else if (rest < room)
        offer(i, rest, longest);
    }
  }

  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < firsts.size(); ++i) {
    if (through[i].total != out_of_reach) order.push_back(i);
  }
  // One chain per first person: after cost and steps the first person decides.
  const auto key = [&](std::size_t i) { return std::tuple(through[i].total, through[i].steps, firsts[i].to); };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  if (order.size() > query.count) order.resize(query.count);
  for (const std::size_t i : order) {
    FoundChain chain{through[i].total, {query.from, firsts[i].to}};
    for (const PersonIndex person : layers.walk(firsts[i].to, through[i].steps, through[i].rest)) {
      chain.people.push_back(person);
    }
    out.chains.push_back(std::move(chain));
  }
  return out;
}

/// What a search cut short may give of chains that were found over ties alone: each step at its best source, together
/// with what was found otherwise, one through each first person.
template <TieGraph G>
void add_tie_chains(const G& graph, const ChainQuery& query, std::vector<FoundChain> chains, FoundChains& found) {
  for (FoundChain& chain : chains) {
    chain.cost = 0;
    for (std::size_t i = 0; i + 1 < chain.people.size(); ++i) {
      chain.cost += source_of_step(graph, chain.people[i], chain.people[i + 1]).cost + (i > 0 ? query.relay : 0);
    }
    found.chains.push_back(std::move(chain));
  }
  std::sort(found.chains.begin(), found.chains.end(), better_chain);
  std::vector<FoundChain> kept;
  for (FoundChain& chain : found.chains) {
    const auto same = [&](const FoundChain& it) { return it.people[1] == chain.people[1]; };
    if (kept.size() < query.count && std::none_of(kept.begin(), kept.end(), same)) kept.push_back(std::move(chain));
  }
  found.chains = std::move(kept);
}

/// What the search over ties alone leaves to be found: chains through affiliations and of more steps.
template <SpanTieGraph G>
[[nodiscard]] FoundChains beyond_ties(const TwoWay<G>& ways, const ChainQuery& query, FoundChains found,
                                      StepMeter& meter, SearchScratch& scratch) {
  const bool groups = has_groups(ways.graph());
  if constexpr (SpanGroupGraph<G>) {
    if (groups && found.complete && query.max_steps <= two_ended_steps && query.count > 0) {
      BestChainPerFirst best(query.count, last_key_below(query.limit), &scratch.pool);
      for (const FoundChain& chain : found.chains) best.offer(chain);
      GroupStepChains<G> through_groups(ways, query, meter, scratch, best);
      bool all_found = through_groups.find_with_one();
      if (all_found && through_groups.several_groups_key() <= best.bound()) {
        all_found = through_groups.find_with_several();
      }
      // What was found bounds the rest in any case.
      found.chains = best.chains(query.from, query.to);
      if (all_found) return found;
    }
  }
  // Chains that are known bound those that are longer or lead through several affiliations.
  ChainQuery rest = query;
  if (found.complete && found.chains.size() == query.count) rest.limit = found.chains.back().cost + 1;
  FoundChains all;
  if (found.complete) {
    all = layered_chains(ways, rest, meter);
  } else {
    all.complete = false;
    all.missing_from = groups ? 0 : found.missing_from;
  }
  if (!all.complete) add_tie_chains(ways.graph(), query, std::move(found.chains), all);
  return all;
}

template <TieGraph G>
[[nodiscard]] FoundChains best_per_first(const TwoWay<G>& ways, const ChainQuery& query, StepMeter& meter,
                                         SearchScratch& scratch) {
  if constexpr (SpanTieGraph<G>) {
    FoundChains found = tie_chains_through_firsts(ways, query, meter, scratch);
    if (query.max_steps <= two_ended_steps && !has_groups(ways.graph())) return found;
    return beyond_ties(ways, query, std::move(found), meter, scratch);
  } else {
    return layered_chains(ways, query, meter);
  }
}

}  // namespace weaktie::detail
