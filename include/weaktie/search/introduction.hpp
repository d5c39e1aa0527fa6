#pragma once
// One chain of people from the seeker to someone they want to meet, and the options that choose it.
#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <weaktie/core/chance.hpp>
#include <weaktie/core/ids.hpp>

namespace weaktie {

/// What two alternatives may not share. `none`: nothing is forbidden. `broker`: one through each first person asked.
/// `everyone`: greedily best first, each avoiding every intermediary used before.
enum class Distinct : std::uint8_t { none, broker, everyone };

/// Where a step's chance comes from.
enum class StepKind : std::uint8_t { tie, affiliation };

/// One step of an introduction: `people[i]` asks `people[i + 1]`.
struct ChainStep {
  StepKind kind;
  std::string through;  ///< the affiliation's id (its number where the graph has no ids); empty for a tie
  double chance;        ///< the chance of this step alone, relay not applied, in (0, 1]
  friend bool operator==(const ChainStep&, const ChainStep&) = default;
};

/// A chain of distinct people, both ends included.
struct Introduction {
  std::vector<PersonIndex> people;  ///< 2 to max_intermediaries + 2 indices
  double chance;                    ///< chance_of(cost), in (0, 1]
  std::uint64_t cost;               ///< sum of the steps' costs and of the relay's
  std::uint8_t intermediaries;      ///< people.size() - 2
  std::vector<ChainStep> steps;     ///< people.size() - 1 of them
  friend bool operator==(const Introduction&, const Introduction&) = default;
};

/// Whether `a` is the better introduction: smaller cost, then fewer intermediaries, then the lexicographically
/// smaller sequence of indices.
[[nodiscard]] inline bool better(const Introduction& a, const Introduction& b) {
  if (a.cost != b.cost) return a.cost < b.cost;
  if (a.intermediaries != b.intermediaries) return a.intermediaries < b.intermediaries;
  return a.people < b.people;
}

/// A list of introductions, best first.
struct Introductions : std::vector<Introduction> {
  bool complete = true;    ///< false when `budget` ended the search early
  double guarantee = 0.0;  ///< no introduction missing from the list has a chance above this; 0 when complete
};

/// Fields stand in the order of the Python keywords.
struct IntroductionOptions {
  std::uint8_t max_intermediaries = 3;       ///< people between the two ends, 0 to 6; 0 asks directly
  std::uint32_t count = 5;                   ///< how many to return; 0 gives none
  Distinct distinct = Distinct::broker;      ///< what two alternatives may not share
  double relay = 1.0;                        ///< factor in (0, 1] on every step after the first
  std::optional<std::string> viewer = {};    ///< whose knowledge is searched (no effect yet: every statement is held)
  std::vector<PersonIndex> avoid = {};       ///< people who may not be intermediaries
  std::optional<std::uint64_t> budget = {};  ///< most steps scanned; empty: no limit
};

/// Options of `reach`.
struct ReachOptions {
  std::uint8_t max_intermediaries = 3;     ///< 0 to 6
  double relay = 1.0;                      ///< factor in (0, 1] on every step after the first
  std::optional<std::string> viewer = {};  ///< as in IntroductionOptions
};

}  // namespace weaktie
