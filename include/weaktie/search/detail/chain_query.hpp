#pragma once
// What the searches for chains are asked and what they answer.
#include <algorithm>
#include <cstddef>
#include <vector>

#include <weaktie/core/chance.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/search/detail/graph_access.hpp>

namespace weaktie::detail {

/// A subproblem: chains from `from` to `to` of at most `max_steps` steps that avoid `removed`.
struct ChainQuery {
  PersonIndex from;
  PersonIndex to;
  std::size_t max_steps;                        ///< at least 1
  Cost relay = 0;                               ///< on every step but the first
  std::vector<PersonIndex> removed = {};        ///< may not be intermediaries
  std::vector<PersonIndex> banned_firsts = {};  ///< may not be the person after `from` (the target: not directly)
  std::size_t count = 1;                        ///< how many first people
  Cost limit = out_of_reach;                    ///< only chains that cost less

  [[nodiscard]] bool bans(PersonIndex first) const {
    return std::find(banned_firsts.begin(), banned_firsts.end(), first) != banned_firsts.end();
  }
};

struct FoundChain {
  Cost cost;
  std::vector<PersonIndex> people;  ///< both ends included
};

/// The full order: cost, then steps, then people.
[[nodiscard]] inline bool better_chain(const FoundChain& a, const FoundChain& b) {
  if (a.cost != b.cost) return a.cost < b.cost;
  if (a.people.size() != b.people.size()) return a.people.size() < b.people.size();
  return a.people < b.people;
}

struct FoundChains {
  std::vector<FoundChain> chains;    ///< best first, at most one per first person
  bool complete = true;              ///< false: the meter ran out
  Cost missing_from = out_of_reach;  ///< when not complete: what is missing costs at least this
};

}  // namespace weaktie::detail
