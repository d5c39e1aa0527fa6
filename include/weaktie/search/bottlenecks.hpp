#pragma once
// On whom one person depends: what would be lost without each of those in between.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/check_query.hpp>
#include <weaktie/search/detail/layered_reach.hpp>
#include <weaktie/search/detail/reach_without.hpp>
#include <weaktie/search/detail/search_key.hpp>

namespace weaktie {

/// Fields stand in the order of the Python keywords.
struct BottlenecksOptions {
  std::optional<std::uint32_t> count = {};  ///< the most to return; empty: all
  std::uint8_t max_intermediaries = 3;      ///< 0 to 6
  double relay = 1.0;                       ///< factor in (0, 1] on every step after the first
  std::optional<std::string> viewer = {};   ///< as in IntroductionOptions
};

/// Somebody without whom less is within reach.
struct Bottleneck {
  PersonIndex person;
  double lost;                           ///< of the sum of the targets' best chances; above 0
  std::vector<PersonIndex> only_way_to;  ///< targets that nobody but through them reaches within the limit, ascending
  friend bool operator==(const Bottleneck&, const Bottleneck&) = default;
};

/// Whom one person depends on to reach `targets`. The worth of a network is the sum, over the targets, of the best
/// introduction's chance (as `reach` gives it; 0 out of reach). Somebody's `lost` is that worth minus the worth when
/// they may not be an intermediary; who is a target themself still counts as one.
///
/// Exact, and without a search for each broker: without somebody, only those targets change whose best introduction
/// leads through them, so that only people on best introductions are looked at, and of each only those targets are
/// reached anew, from keys that are known (detail/reach_without.hpp). Who is the only way to a target is on its best
/// introduction as well, and comes out of the same search. Articulation points would not tell: within a limit somebody
/// can be the only way although a longer one leads around them.
/// @param targets  indices; a repeated one counts once, `from` itself does not count
/// @return by falling `lost`, then smaller index; nobody whose `lost` is 0. With `count` the first of that list: those
///         whose targets' chances sum up to too little are then not reached anew.
/// @throws UnknownPerson (an index >= size, also in `targets`; before any other answer), InvalidValue (relay outside
///         (0, 1], max_intermediaries above 6), Cancelled
/// @complexity O(L * (steps + memberships)) time and O(L * people) space once, L = max_intermediaries + 1; at worst the
///             same time for each broker, usually little more than the steps to those targets and to the people before
///             them. A graph without `steps_to` is turned round first: O(people + ties log(largest degree)).
template <TieGraph G>
[[nodiscard]] std::vector<Bottleneck> bottlenecks(const G& graph, PersonIndex from,
                                                  std::span<const PersonIndex> targets,
                                                  const BottlenecksOptions& options = {}, const Control& control = {}) {
  using detail::SearchKey;
  detail::check_person(from, graph.size());
  for (const PersonIndex person : targets) detail::check_person(person, graph.size());
  detail::check_limits(options.max_intermediaries, options.relay);
  std::vector<Bottleneck> out;
  const detail::Targets wanted(graph.size(), from, targets);
  if (wanted.people().empty() || options.max_intermediaries == 0 || options.count == 0) return out;

  const unsigned steps = options.max_intermediaries + 1U;
  detail::LayeredReach<G> reach(graph, from, steps, cost_of(options.relay), wanted, control);
  detail::ReachWithout<G> without(reach);
  const auto chance_of_key = [](SearchKey key) {
    return key == detail::no_key ? 0.0 : chance_of(detail::cost_of_key(key));
  };
  struct Broker {
    double most = 0;  // that could be lost
    PersonIndex person;
    std::size_t begin, end;  // in `through`
  };
  std::vector<std::pair<PersonIndex, PersonIndex>> through;  // a broker, and a target behind them
  for (const PersonIndex target : wanted.people()) {
    if (reach.best(steps, target) == detail::no_key) continue;
    without.for_each_between(target, [&](PersonIndex person) { through.emplace_back(person, target); });
  }
  std::sort(through.begin(), through.end(), [&reach](const auto& a, const auto& b) {
    reach.ticks()();  // there may be millions
    return a < b;
  });
  std::vector<Broker> brokers;
  for (std::size_t i = 0; i < through.size(); ++i) {
    if (i == 0 || through[i].first != through[i - 1].first) brokers.push_back({0, through[i].first, i, i});
    brokers.back().most += chance_of_key(reach.best(steps, through[i].second));
    brokers.back().end = i + 1;
  }

  const std::size_t count = options.count.value_or(std::max<std::size_t>(brokers.size(), 1));
  if (count < brokers.size()) {
    std::stable_sort(brokers.begin(), brokers.end(), [](const Broker& a, const Broker& b) { return a.most > b.most; });
  }
  std::priority_queue<double, std::vector<double>, std::greater<>> largest;  // the `count` largest losses so far
  constexpr double rounding = 1 + 1e-9;                                      // of the sums
  for (const Broker& broker : brokers) {
    if (largest.size() == count && broker.most * rounding < largest.top()) break;
    without.leave_out(broker.person);
    Bottleneck found{broker.person, 0.0, {}};
    for (std::size_t i = broker.begin; i < broker.end; ++i) {
      reach.ticks()();
      const PersonIndex target = through[i].second;
      const SearchKey key = without.key(steps, target);
      found.lost += chance_of_key(reach.best(steps, target)) - chance_of_key(key);
      if (key == detail::no_key) found.only_way_to.push_back(target);
    }
    if (!(found.lost > 0)) continue;
    largest.push(found.lost);
    if (largest.size() > count) largest.pop();
    out.push_back(std::move(found));
  }
  std::sort(out.begin(), out.end(), [](const Bottleneck& a, const Bottleneck& b) {
    return a.lost != b.lost ? a.lost > b.lost : a.person < b.person;
  });
  if (out.size() > count) out.resize(count);
  return out;
}

}  // namespace weaktie
