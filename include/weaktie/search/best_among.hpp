#pragma once
// Whom of these people one person reaches best.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/best_sequences.hpp>
#include <weaktie/search/detail/check_query.hpp>
#include <weaktie/search/detail/layered_reach.hpp>
#include <weaktie/search/detail/reach_layers.hpp>
#include <weaktie/search/detail/search_key.hpp>
#include <weaktie/search/introductions.hpp>

namespace weaktie {

/// Fields stand in the order of the Python keywords.
struct BestAmongOptions {
  std::uint32_t count = 100;               ///< how many to return; 0 gives none
  std::uint8_t max_intermediaries = 3;     ///< 0 to 6
  double relay = 1.0;                      ///< factor in (0, 1] on every step after the first
  std::optional<std::string> viewer = {};  ///< as in IntroductionOptions
};

/// Somebody within reach.
struct ReachedPerson {
  PersonIndex person;
  double chance;                ///< of their best introduction, in (0, 1]
  std::uint8_t intermediaries;  ///< of that introduction
  std::uint64_t cost;           ///< its summed cost
  friend bool operator==(const ReachedPerson&, const ReachedPerson&) = default;
};

namespace detail {

/// The people wanted, and the key of the last one still in the answer.
class WantedPeople {
 public:
  WantedPeople(std::size_t size, std::span<const PersonIndex> targets, PersonIndex from, std::size_t count)
      : mark_(size, 0), count_(count) {
    for (const PersonIndex person : targets) {
      if (person == from || mark_[person] != 0) continue;
      mark_[person] = 1;
      people_.push_back(person);
    }
  }
  [[nodiscard]] SearchKey bound() const { return bound_; }
  [[nodiscard]] bool wants(PersonIndex person) const { return mark_[person] != 0; }
  [[nodiscard]] const std::vector<PersonIndex>& people() const { return people_; }

  void set_bound(SearchKey bound) { bound_ = bound; }
  [[nodiscard]] std::size_t count() const { return count_; }
  /// Lowers the bound to the `count`-th best of the keys known by now. O(people wanted).
  void tighten(const std::vector<SearchKey>& best) {
    keys_.clear();
    for (const PersonIndex person : people_) {
      if (best[person] <= bound_ && best[person] != no_key) keys_.push_back(best[person]);
    }
    if (keys_.size() < count_) return;
    const auto last = keys_.begin() + static_cast<std::ptrdiff_t>(count_ - 1);
    std::nth_element(keys_.begin(), last, keys_.end());
    bound_ = std::min(bound_, *last);
  }

 private:
  std::vector<std::uint8_t> mark_;
  std::vector<PersonIndex> people_;
  std::vector<SearchKey> keys_;
  std::size_t count_;
  SearchKey bound_ = no_key;
};

/// Tries bounds from small to large until enough of the wanted people lie within one: then nobody beyond it matters,
/// and nothing beyond it was read. Gives up, with everything found so far forgotten, when that would take a large part
/// of the network. True: `layers` holds the answer.
template <class Layers>
[[nodiscard]] bool reach_near_ones(Layers& layers, WantedPeople& wanted, std::uint8_t max_intermediaries,
                                   SearchKey first_bound, std::size_t most_found) {
  constexpr double bit = static_cast<double>(std::uint64_t{1} << (20U + step_bits));
  SearchKey bound = first_bound;
  std::size_t hits_before = 0;
  double growth = 4;  // of the hits, by bit
  for (;;) {
    wanted.set_bound(bound);
    layers.restart();
    for (unsigned left = max_intermediaries; left > 0 && !layers.ended(); --left) {
      layers.step();
      if (layers.found().size() > most_found) break;
    }
    if (layers.found().size() > most_found) break;
    if (!layers.ended()) layers.last_step();
    std::size_t hits = 0;
    for (const PersonIndex person : layers.found()) hits += wanted.wants(person) ? 1 : 0;
    if (hits >= wanted.count() || !layers.was_cut()) return true;
    // As far on as the hits would grow to what is needed, and a little more; not too far, since reading grows as well.
    const double missing = static_cast<double>(wanted.count()) / static_cast<double>(std::max<std::size_t>(hits, 1));
    double stride = std::log(1.3 * missing) / std::log(growth);
    if (hits < 4) stride = 1.0;
    stride = std::clamp(stride, .2, 1.5);
    if (hits_before >= 4 && hits > hits_before) {
      growth =
          std::clamp(std::pow(static_cast<double>(hits) / static_cast<double>(hits_before), 1.0 / stride), 1.5, 16.0);
    }
    hits_before = hits;
    bound += static_cast<SearchKey>(stride * bit);
  }
  wanted.set_bound(no_key);
  layers.restart();
  return false;
}

/// Puts people with equal keys, as far as they are among the first `options.count`, into the order of their
/// introductions: a few by asking for these, many by asking everyone's layers once.
template <TieGraph G>
void order_equal_keys(const G& graph, PersonIndex from, std::vector<std::pair<SearchKey, PersonIndex>>& found,
                      const BestAmongOptions& options, const Control& control) {
  struct Run {
    std::size_t begin, end;
  };
  std::vector<Run> runs;
  std::size_t equal = 0;
  for (std::size_t begin = 0; begin < found.size() && begin < options.count;) {
    std::size_t end = begin + 1;
    while (end < found.size() && found[end].first == found[begin].first) ++end;
    // Neighbours of the source have no people in between, so that their indices decide.
    if (end - begin > 1 && steps_of_key(found[begin].first) > 1) {
      runs.push_back({begin, end});
      equal += end - begin;
    }
    begin = end;
  }
  const auto order = [&](const auto& chain_of) {
    for (const Run& run : runs) {
      std::vector<std::pair<std::decay_t<decltype(chain_of(found[0]))>, PersonIndex>> chains;
      for (std::size_t i = run.begin; i < run.end; ++i) chains.emplace_back(chain_of(found[i]), found[i].second);
      std::sort(chains.begin(), chains.end());
      for (std::size_t i = run.begin; i < run.end; ++i) found[i].second = chains[i - run.begin].second;
    }
  };
  constexpr std::size_t few = 32;
  if (equal <= few) {
    const IntroductionOptions same{
        .max_intermediaries = options.max_intermediaries, .count = 1, .relay = options.relay};
    order([&](const std::pair<SearchKey, PersonIndex>& it) {
      return introductions(graph, from, it.second, same, control).front().people;
    });
    return;
  }
  std::vector<PersonIndex> people;
  for (const Run& run : runs) {
    for (std::size_t i = run.begin; i < run.end; ++i) people.push_back(found[i].second);
  }
  const Targets targets(graph.size(), from, people);
  LayeredReach<G> reach(graph, from, options.max_intermediaries + 1U, cost_of(options.relay), targets);
  Ticks ticks(control);
  BestSequences<G> sequences(reach, ticks);
  order([&](const std::pair<SearchKey, PersonIndex>& it) { return sequences.of(it.second, it.first); });
}

}  // namespace detail

/// The `count` best of `targets` by their best introductions from one person, in the order of introductions: smaller
/// cost, then fewer intermediaries, then the lexicographically smaller sequence of people. Equal to `reach` cut down to
/// the targets, without reaching the rest: what costs more than the worst answer is cut, and the last step is asked by
/// the targets alone.
/// @param targets  indices; a repeated one counts once, `from` itself and people out of reach are not listed
/// @throws UnknownPerson (an index >= size, also in `targets`; before any other answer), InvalidValue (relay outside
///         (0, 1], max_intermediaries above 6), Cancelled
/// @complexity at worst that of `reach`; O(people) space
template <TieGraph G>
[[nodiscard]] std::vector<ReachedPerson> best_among(const G& graph, PersonIndex from,
                                                    std::span<const PersonIndex> targets,
                                                    const BestAmongOptions& options = {}, const Control& control = {}) {
  using detail::SearchKey;
  detail::check_person(from, graph.size());
  for (const PersonIndex person : targets) detail::check_person(person, graph.size());
  detail::check_limits(options.max_intermediaries, options.relay);
  std::vector<ReachedPerson> out;
  detail::WantedPeople wanted(graph.size(), targets, from, options.count);
  if (options.count == 0 || wanted.people().empty()) return out;

  detail::ReachLayers<G, detail::WantedPeople> layers(graph, from, cost_of(options.relay), wanted, control);
  SearchKey first_bound = 0;
  for (const Step step : graph.steps_from(from)) {
    first_bound =
        detail::step_key(step.cost) + (SearchKey{1} << (21U + detail::step_bits));  // two bits from the nearest
    break;
  }
  const bool near = first_bound > 0 && detail::reach_near_ones(layers, wanted, options.max_intermediaries, first_bound,
                                                               std::max<std::size_t>(graph.size() / 16, 64));
  for (unsigned left = options.max_intermediaries; !near && left > 0 && !layers.ended(); --left) {
    layers.step();
    wanted.tighten(layers.best());
  }
  if (!near && !layers.ended()) {
    constexpr std::uint64_t asked = 16;  // ties that somebody who asks reads, about
    const std::vector<PersonIndex>& people = wanted.people();
    if (layers.can_pull() && people.size() * asked < layers.layer_ties()) {
      layers.last_step(people);
    } else {
      layers.last_step();
    }
  }
  wanted.tighten(layers.best());

  std::vector<std::pair<SearchKey, PersonIndex>> found;
  for (const PersonIndex person : wanted.people()) {
    const SearchKey key = layers.best()[person];
    if (key != detail::no_key && key <= wanted.bound()) found.emplace_back(key, person);
  }
  std::sort(found.begin(), found.end());
  detail::order_equal_keys(graph, from, found, options, control);
  if (found.size() > options.count) found.resize(options.count);
  for (const auto& [key, person] : found) {
    const std::uint64_t cost = detail::cost_of_key(key);
    out.push_back({person, chance_of(cost), static_cast<std::uint8_t>(detail::steps_of_key(key) - 1), cost});
  }
  return out;
}

}  // namespace weaktie
