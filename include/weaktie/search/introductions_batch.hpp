#pragma once
// Through whom, for many pairs at once, on all cores.
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/alternatives.hpp>
#include <weaktie/search/detail/check_query.hpp>
#include <weaktie/search/detail/in_parallel.hpp>
#include <weaktie/search/detail/pair_pieces.hpp>
#include <weaktie/search/introduction.hpp>
#include <weaktie/search/introductions_from.hpp>
#include <weaktie/search/scratch.hpp>

namespace weaktie {

/// A pair whose search the budget ended: none of its introductions that is missing has a chance above `guarantee`.
struct CutPair {
  std::uint32_t pair;
  double guarantee;
  friend bool operator==(const CutPair&, const CutPair&) = default;
};

/// The introductions of many pairs, without their steps, as columns: one row an introduction, by pair, then rank. Flat
/// arrays throughout, so that a million rows are six allocations.
struct IntroductionsBatch {
  std::vector<std::uint32_t> pair;           ///< position in the pairs, from 0
  std::vector<std::uint32_t> rank;           ///< within the pair, from 0, best first
  std::vector<double> chance;                ///< chance_of the cost, in (0, 1]
  std::vector<std::uint8_t> intermediaries;  ///< row i names intermediaries[i] + 2 people
  std::vector<PersonIndex> people;           ///< of all rows, one after the other, both ends included
  std::vector<std::uint64_t> people_begin;   ///< where each row's begin in `people`; one more: where the last one's end
  std::vector<CutPair> cut;                  ///< pairs whose search the budget ended, ascending

  [[nodiscard]] std::size_t size() const { return pair.size(); }
  [[nodiscard]] std::span<const PersonIndex> people_of(std::size_t row) const {
    return std::span(people).subspan(people_begin[row], people_begin[row + 1] - people_begin[row]);
  }
  friend bool operator==(const IntroductionsBatch&, const IntroductionsBatch&) = default;
};

namespace detail {

/// Unknown people first, then whatever else is wrong.
inline void check_pairs(std::size_t size, std::span<const PersonIndex> sources, std::span<const PersonIndex> targets,
                        const IntroductionOptions& options) {
  const auto place = [](std::size_t i, const char* field) {
    return Place{{}, static_cast<std::uint32_t>(i + 1), 0, field};
  };
  const auto known = [&](std::span<const PersonIndex> people, const char* field) {
    for (std::size_t i = 0; i < people.size(); ++i) {
      if (people[i] >= size) throw unknown_index(people[i], size, place(i, field));
    }
  };
  known(sources, "sources");
  known(targets, "targets");
  for (const PersonIndex person : options.avoid) check_person(person, size);
  check_limits(options.max_intermediaries, options.relay);
  if (sources.size() != targets.size() || sources.size() > std::numeric_limits<std::uint32_t>::max()) {
    const std::string given = std::to_string(sources.size()) + " and " + std::to_string(targets.size());
    throw InvalidValue(
        "sources and targets are pairs, as many of the one as of the other and fewer than 2^32; got " + given, given,
        Place{{}, 0, 0, "targets"});
  }
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (sources[i] != targets[i]) continue;
    const std::string person = std::to_string(sources[i]);
    throw InvalidValue(
        "an introduction leads to somebody else, but both ends of pair " + std::to_string(i) + " are person " + person,
        person, place(i, "targets"));
  }
}

/// What one piece of the work found.
struct PieceChains {
  std::vector<Cost> cost;
  std::vector<std::uint8_t> people_count;  // as many as `cost`
  std::vector<PersonIndex> people;         // of all, one after the other
  std::vector<CutPair> cut;

  void add(const FoundChain& chain) {
    cost.push_back(chain.cost);
    people_count.push_back(static_cast<std::uint8_t>(chain.people.size()));
    people.insert(people.end(), chain.people.begin(), chain.people.end());
  }
};

/// Where a pair's chains lie.
struct PairChains {
  std::uint32_t piece = 0, count = 0;
  std::size_t first = 0, first_person = 0;
};

/// Columns in the order of the pairs, from what the pieces found in theirs.
[[nodiscard]] inline IntroductionsBatch in_order_of_pairs(const std::vector<PieceChains>& pieces,
                                                          const std::vector<PairChains>& where, Ticks& ticks) {
  IntroductionsBatch out;
  std::size_t rows = 0, people = 0;
  for (const PairChains& it : where) rows += it.count;
  for (const PieceChains& it : pieces) people += it.people.size();
  out.pair.reserve(rows);
  out.rank.reserve(rows);
  out.chance.reserve(rows);
  out.intermediaries.reserve(rows);
  out.people.reserve(people);
  out.people_begin.reserve(rows + 1);
  out.people_begin.push_back(0);
  for (std::size_t pair = 0; pair < where.size(); ++pair) {
    const PairChains& it = where[pair];
    ticks(1 + it.count);
    const PieceChains& from = pieces[it.piece];
    std::size_t person = it.first_person;
    for (std::uint32_t rank = 0; rank < it.count; ++rank) {
      const std::size_t row = it.first + rank, length = from.people_count[row];
      out.pair.push_back(static_cast<std::uint32_t>(pair));
      out.rank.push_back(rank);
      out.chance.push_back(chance_of(from.cost[row]));
      out.intermediaries.push_back(static_cast<std::uint8_t>(length - 2));
      for (const std::size_t end = person + length; person < end; ++person) out.people.push_back(from.people[person]);
      out.people_begin.push_back(out.people.size());
    }
  }
  for (const PieceChains& it : pieces) out.cut.insert(out.cut.end(), it.cut.begin(), it.cut.end());
  std::sort(out.cut.begin(), out.cut.end(), [](const CutPair& a, const CutPair& b) { return a.pair < b.pair; });
  return out;
}

}  // namespace detail

/// For each pair (sources[i], targets[i]) what `introductions` gives with these options: the same chains in the same
/// order, for any number of threads. Steps are left out; `introductions` of one pair tells them. `options.budget` is
/// that of each pair.
///
/// Pairs are worked on by source, then target, whatever their order, since neighbours read the same ties. Where one
/// source has very many targets (and `distinct` is none, or `count` 1), its side is searched once (IntroductionsFrom).
/// @param threads  how many work at most; 0: one for each core
/// @param control  asked with pairs done and their number, from the calling thread; heard within a search on all of
///                 them
/// @throws UnknownPerson with its position (line 1 being the first) in `sources` or `targets` (before any other
///         answer), InvalidValue (unequal lengths; source and target the same, with the position; options as in
///         introductions), Cancelled
/// @complexity that of the searches over all threads, and O(pairs log pairs); O(people) space a thread beside the
///             answer. Without `steps_to` also O(people + ties log(largest degree)) once.
template <TieGraph G>
[[nodiscard]] IntroductionsBatch introductions_batch(const G& graph, std::span<const PersonIndex> sources,
                                                     std::span<const PersonIndex> targets,
                                                     const IntroductionOptions& options = {}, unsigned threads = 0,
                                                     const Control& control = {}) {
  detail::check_pairs(graph.size(), sources, targets, options);
  std::atomic<std::uint64_t> done = 0;
  Control counted;
  if (control.step) {
    counted.step = [&](std::uint64_t, std::uint64_t) {
      return control.step(done.load(std::memory_order_relaxed), sources.size());
    };
  }
  Ticks ticks(counted);  // millions of pairs take a while to be put in order, before and after
  const std::vector<detail::NumberedPair> pairs = detail::by_source(sources, targets, ticks);
  const std::vector<detail::PairPiece> pieces =
      detail::pair_pieces(pairs, detail::enough_to_share(graph, options), threads);
  std::vector<bool> avoided(graph.size(), false);
  for (const PersonIndex person : options.avoid) avoided[person] = true;
  const detail::TwoWay<G> ways(graph);

  std::vector<detail::PieceChains> found(pieces.size());
  std::vector<detail::PairChains> where(pairs.size());
  /// Asks `chains_of(pair)` for each pair of a piece that may have introductions.
  const auto answer = [&](std::size_t piece, const auto& chains_of) {
    detail::PieceChains& out = found[piece];
    for (std::size_t i = pieces[piece].begin; i < pieces[piece].end; ++i) {
      const detail::NumberedPair& pair = pairs[i];
      detail::PairChains& here = where[pair.number];
      here = {static_cast<std::uint32_t>(piece), 0, out.cost.size(), out.people.size()};
      if (options.count > 0 && !avoided[pair.from] && !avoided[pair.to]) {
        for (const detail::FoundChain& chain : chains_of(pair)) {
          out.add(chain);
          ++here.count;
        }
      }
      done.fetch_add(1, std::memory_order_relaxed);
    }
  };
  detail::in_parallel(pieces.size(), threads, counted, [&](std::size_t piece, const Control& inside) {
    if (pieces[piece].shared) {
      IntroductionsFrom<G> from(graph, pairs[pieces[piece].begin].from, options.max_intermediaries, options.relay,
                                inside);
      answer(piece, [&](const detail::NumberedPair& pair) { return from.chains_to(pair.to, options.count); });
      return;
    }
    const ScratchLease lease;
    detail::StepMeter meter;
    meter.ticks = Ticks(inside);
    detail::ChainQuery query{0, 0, options.max_intermediaries + std::size_t{1}};
    query.relay = cost_of(options.relay);
    query.removed = options.avoid;
    query.count = options.count;
    answer(piece, [&](const detail::NumberedPair& pair) {
      if (options.budget) meter.left = *options.budget;
      meter.exhausted = false;
      query.from = pair.from;
      query.to = pair.to;
      detail::Alternatives best = detail::alternatives(ways, query, options.distinct, meter, *lease);
      if (!best.complete) found[piece].cut.push_back({pair.number, chance_of(best.missing_from)});
      return std::move(best.chains);
    });
  });
  return detail::in_order_of_pairs(found, where, ticks);
}

}  // namespace weaktie
