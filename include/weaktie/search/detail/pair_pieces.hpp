#pragma once
// Many pairs in pieces for several threads, grouped so that neighbours read the same ties.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <thread>
#include <tuple>
#include <vector>

#include <weaktie/core/control.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/best_per_first.hpp>
#include <weaktie/search/detail/two_ended.hpp>
#include <weaktie/search/introduction.hpp>

namespace weaktie::detail {

/// A pair with its position among those asked for.
struct NumberedPair {
  PersonIndex from, to;
  std::uint32_t number;
};

/// By source, then target. O(pairs log pairs).
[[nodiscard]] inline std::vector<NumberedPair> by_source(std::span<const PersonIndex> sources,
                                                         std::span<const PersonIndex> targets, Ticks& ticks) {
  std::vector<NumberedPair> out;
  out.reserve(sources.size());
  for (std::size_t i = 0; i < sources.size(); ++i) {
    out.push_back({sources[i], targets[i], static_cast<std::uint32_t>(i)});
  }
  std::sort(out.begin(), out.end(), [&ticks](const NumberedPair& a, const NumberedPair& b) {
    ticks();
    return std::tie(a.from, a.to, a.number) < std::tie(b.from, b.to, b.number);
  });
  return out;
}

/// What a thread takes at a time: positions begin .. end-1.
struct PairPiece {
  std::size_t begin, end;
  bool shared;  // all from one source, whose side is searched once
};

inline constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

/// From how many targets of one source on its side is worth a search of its own (IntroductionsFrom); `never` where that
/// cannot answer. Measured on the networks of benchmarks/: what a search for one pair costs grows steeply with four and
/// more in between, and with affiliations; over ties alone it is little more than what one more target costs.
template <TieGraph G>
[[nodiscard]] std::size_t enough_to_share(const G& graph, const IntroductionOptions& options) {
  const bool one = options.count == 1;
  if ((options.distinct != Distinct::none && !one) || options.budget || !options.avoid.empty()) return never;
  if (options.max_intermediaries == 0 || options.count == 0) return never;
  const bool groups = has_groups(graph);
  if (options.max_intermediaries > two_ended_steps) return groups ? 32 : 16;
  if (options.max_intermediaries == two_ended_steps) return groups ? 128 : one ? 64 : 16;
  if (groups) return 512;
  return graph.size() >= 100'000 ? graph.size() / 200 : never;
}

/// Pieces small enough that all threads end at about the same time. O(pairs).
[[nodiscard]] inline std::vector<PairPiece> pair_pieces(const std::vector<NumberedPair>& pairs, std::size_t enough,
                                                        unsigned threads) {
  constexpr std::size_t most = 64, pieces_a_thread = 16;
  // So few pairs are pieces of one each anyway, and asking the system for its cores takes longer than a search.
  if (threads == 0) threads = pairs.size() <= pieces_a_thread ? 1U : std::max(std::thread::hardware_concurrency(), 1U);
  const std::size_t each = std::clamp<std::size_t>(pairs.size() / (threads * pieces_a_thread), 1, most);
  std::vector<PairPiece> out;
  for (std::size_t begin = 0; begin < pairs.size();) {
    std::size_t end = begin;  // of this source's
    while (end < pairs.size() && pairs[end].from == pairs[begin].from) ++end;
    const std::size_t count = end - begin;
    if (count >= enough) {
      // Several threads may take one source, each with a search of its own.
      const std::size_t parts = std::clamp<std::size_t>(count / (4 * enough), 1, threads);
      for (std::size_t part = 0; part < parts; ++part) {
        out.push_back({begin + count * part / parts, begin + count * (part + 1) / parts, true});
      }
    } else {
      for (std::size_t at = begin; at < end;) {
        if (out.empty() || out.back().shared || out.back().end - out.back().begin >= each)
          out.push_back({at, at, false});
        at += std::min(end - at, each - (out.back().end - out.back().begin));
        out.back().end = at;
      }
    }
    begin = end;
  }
  std::stable_partition(out.begin(), out.end(), [](const PairPiece& it) { return it.shared; });  // the long ones first
  return out;
}

}  // namespace weaktie::detail
