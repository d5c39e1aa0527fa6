#pragma once
// What a network takes, and how much of it a search looks at.
#include <cstddef>
#include <cstdint>

#include <weaktie/network/network.hpp>
#include <weaktie/search/introductions.hpp>

#include "timing.hpp"

namespace weaktie::benchmarks {

/// Bytes of the ties of a network, both directions: steps and offsets.
[[nodiscard]] inline std::size_t tie_bytes(const Network& network) {
  const auto of = [](const auto& rows) {
    return rows.offsets.size() * sizeof(rows.offsets[0]) + rows.items.size() * sizeof(rows.items[0]);
  };
  return of(network.data().from) + (network.data().symmetric ? 0 : of(network.data().to));
}

/// Bytes of the memberships of a network, both ways.
[[nodiscard]] inline std::size_t membership_bytes(const Network& network) {
  const auto of = [](const auto& rows) { return rows.offsets.size_bytes() + rows.words.size_bytes(); };
  return of(network.data().groups_of) + of(network.data().members_of) + network.data().weight_costs.size_bytes();
}

/// How many steps a search looks at: the smallest budget that leaves its answer complete.
template <TieGraph G>
[[nodiscard]] std::uint64_t steps_scanned(const G& graph, PersonIndex from, PersonIndex to,
                                          IntroductionOptions options) {
  const auto complete = [&](std::uint64_t budget) {
    options.budget = budget;
    return introductions(graph, from, to, options).complete;
  };
  std::uint64_t enough = 64;
  while (!complete(enough)) enough *= 2;
  std::uint64_t least = enough == 64 ? 0 : enough / 2 + 1;
  while (least < enough) {
    const std::uint64_t middle = least + (enough - least) / 2;
    if (complete(middle)) {
      enough = middle;
    } else {
      least = middle + 1;
    }
  }
  return enough;
}

}  // namespace weaktie::benchmarks
