#pragma once
// What one more acquaintance, membership or event would add to whom one person reaches.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <weaktie/core/chance.hpp>
#include <weaktie/core/control.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/added_steps.hpp>
#include <weaktie/search/detail/check_query.hpp>
#include <weaktie/search/detail/gain_bound.hpp>
#include <weaktie/search/detail/layered_reach.hpp>
#include <weaktie/search/detail/search_key.hpp>
#include <weaktie/search/detail/slack_layers.hpp>

namespace weaktie {

/// A tie that might be made. Beside a step that is there already, the larger chance counts.
struct NewTie {
  PersonIndex source;
  PersonIndex target;
  double chance;          ///< (0, 1]
  bool directed = false;  ///< false: both directions, as in a table of ties
};

/// A membership that somebody might take up: an association joined, an event gone to. Beside one that is there already,
/// the larger weight counts.
struct NewMembership {
  PersonIndex person;
  GroupIndex affiliation;
  double weight = 1.0;  ///< (0, 1]
};

using Addition = std::variant<NewTie, NewMembership>;

/// Fields stand in the order of the Python keywords.
struct GainsOptions {
  std::optional<std::uint32_t> count = {};  ///< the most to return; empty: all
  std::uint8_t max_intermediaries = 3;      ///< 0 to 6
  double relay = 1.0;                       ///< factor in (0, 1] on every step after the first
  std::optional<std::string> viewer = {};   ///< as in IntroductionOptions
};

/// What one candidate would add.
struct Gain {
  std::size_t candidate;  ///< position in the candidates
  double gain;            ///< of the sum of the targets' best chances; 0 when it helps nobody
  friend bool operator==(const Gain&, const Gain&) = default;
};

namespace detail {

/// Unknown people of all candidates first, then whatever else is wrong, in the order of the candidates.
template <TieGraph G>
void check_candidates(const G& graph, std::span<const Addition> candidates) {
  const auto at = [](std::size_t row, const char* field) {
    return Place{{}, static_cast<std::uint32_t>(row + 1), 0, field};
  };
  for (std::size_t row = 0; row < candidates.size(); ++row) {
    const auto known = [&](PersonIndex person, const char* field) {
      if (person >= graph.size()) throw unknown_index(person, graph.size(), at(row, field));
    };
    if (const auto* tie = std::get_if<NewTie>(&candidates[row])) {
      known(tie->source, "source");
      known(tie->target, "target");
    } else {
      known(std::get<NewMembership>(candidates[row]).person, "person");
    }
  }
  std::size_t groups = 0;
  if constexpr (AffiliationGraph<G>) groups = graph.group_count();
  for (std::size_t row = 0; row < candidates.size(); ++row) {
    const auto chance = [&](double given, const char* field) {
      if (!(given > 0.0 && given <= 1.0)) throw invalid_chance(given, at(row, field));
    };
    if (const auto* tie = std::get_if<NewTie>(&candidates[row])) {
      if (tie->source == tie->target) {
        throw InvalidValue("a tie leads to somebody else, but both ends are person " + std::to_string(tie->source),
                           std::to_string(tie->source), at(row, "target"));
      }
      chance(tie->chance, "chance");
    } else {
      const auto& membership = std::get<NewMembership>(candidates[row]);
      if (membership.affiliation >= groups) {
        const std::string number = std::to_string(membership.affiliation);
        throw InvalidValue("no affiliation with the index " + number + ": this network has " + std::to_string(groups),
                           number, at(row, "affiliation"));
      }
      chance(membership.weight, "weight");
    }
  }
}

}  // namespace detail

/// What each of `candidates` alone would add to the network's worth for one person: the sum, over `targets`, of the
/// best introduction's chance (as `reach` gives it; 0 out of reach). A gain is that worth with the candidate minus the
/// worth as it is.
///
/// Exact, and without a search of the whole network for each candidate: the way to it is known from one search, and
/// from there only those are followed for whom it makes a difference that a target could still feel
/// (detail/added_steps.hpp).
/// @param candidates  each for itself, never several together
/// @param targets  indices; a repeated one counts once, `from` itself does not count
/// @return by falling gain, then candidate; all candidates, those with a gain of 0 too. With `count` the first of that
///         list: then the candidates come in the order of a bound from above (detail/gain_bound.hpp), and those whose
///         bound is too small are not followed.
/// @throws UnknownPerson (an index >= size, also in `candidates` and `targets`; before any other answer), InvalidValue
///         (a chance or weight outside (0, 1], a tie of a person to themself, an affiliation that the network does not
///         have, each with the candidate's place, line 1 being the first; relay outside (0, 1], max_intermediaries
///         above 6), Cancelled
/// @complexity O(L * (steps + memberships)) time and O(L * people) space once, L = max_intermediaries + 1; at worst the
///             same time for each candidate, usually little more than the steps of those whose best chance it changes
template <TieGraph G>
[[nodiscard]] std::vector<Gain> gains(const G& graph, PersonIndex from, std::span<const Addition> candidates,
                                      std::span<const PersonIndex> targets, const GainsOptions& options = {},
                                      const Control& control = {}) {
  using detail::SearchKey;
  detail::check_person(from, graph.size());
  for (const PersonIndex person : targets) detail::check_person(person, graph.size());
  detail::check_candidates(graph, candidates);
  detail::check_limits(options.max_intermediaries, options.relay);
  std::vector<Gain> out;
  const std::size_t count = options.count.value_or(candidates.size());
  if (count == 0 || candidates.empty()) return out;

  const detail::Targets wanted(graph.size(), from, targets);
  detail::LayeredReach<G> reach(graph, from, options.max_intermediaries + 1U, cost_of(options.relay), wanted, control);
  const detail::SlackLayers<G> slack(reach, wanted);
  detail::AddedSteps<G> added(reach, slack, wanted);
  const auto with_steps = [&](const Addition& candidate, const auto& work) {
    if (const auto* tie = std::get_if<NewTie>(&candidate)) {
      const StepCost cost = cost_of(tie->chance);
      std::vector<detail::AddedTie> ties{{tie->source, tie->target, cost}};
      if (!tie->directed) ties.push_back({tie->target, tie->source, cost});
      return work(ties);
    }
    const auto& it = std::get<NewMembership>(candidate);
    return work(detail::AddedMembership{it.person, it.affiliation, cost_of(it.weight)});
  };
  const auto gain_of = [&](const Addition& candidate) {
    double gain = 0;
    with_steps(candidate, [&](const auto& steps) {
      added.follow(steps, [&](PersonIndex target, SearchKey key) {
        const SearchKey before = reach.best(reach.steps(), target);
        gain += chance_of(detail::cost_of_key(key));
        if (before != detail::no_key) gain -= chance_of(detail::cost_of_key(before));
      });
    });
    return std::max(gain, 0.0);
  };

  struct Bounded {
    std::size_t candidate;
    double most;
  };
  std::vector<Bounded> order;
  if (count < candidates.size()) {
    const detail::GainBound bound(reach, wanted);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      reach.ticks()(16);  // a few searches in sorted rows
      order.push_back(
          {i, with_steps(candidates[i], [&](const auto& steps) { return bound.most(added.beginnings(steps)); })});
    }
    std::stable_sort(order.begin(), order.end(), [](const Bounded& a, const Bounded& b) { return a.most > b.most; });
  } else {
    for (std::size_t i = 0; i < candidates.size(); ++i) order.push_back({i, 1.0});
  }
  std::priority_queue<double, std::vector<double>, std::greater<>> largest;  // the `count` largest gains so far
  for (const Bounded& it : order) {
    if (largest.size() == count && it.most < largest.top()) break;
    const double gain = it.most > 0 ? gain_of(candidates[it.candidate]) : 0.0;
    out.push_back({it.candidate, gain});
    largest.push(gain);
    if (largest.size() > count) largest.pop();
  }
  std::sort(out.begin(), out.end(), [](const Gain& a, const Gain& b) {
    return a.gain != b.gain ? a.gain > b.gain : a.candidate < b.candidate;
  });
  if (out.size() > count) out.resize(count);
  return out;
}

}  // namespace weaktie
