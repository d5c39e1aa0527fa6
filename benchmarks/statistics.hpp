#pragma once
// What a made network looks like, to compare with real ones.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "networks.hpp"

namespace weaktie::benchmarks {

struct Statistics {
  double mean = 0;
  std::uint32_t median = 0, p99 = 0, most = 0;  ///< ties of one person
  double transitivity = 0;                      ///< 3 triangles / paths of two ties
  double clustering = 0;  ///< mean over people of the share of their pairs of friends who are tied
  double closer_than_half = 0, weaker_than_tenth = 0;  ///< shares of the ties by chance
  std::size_t memberships = 0, affiliations = 0, largest = 0;
  double as_cliques = 0;  ///< ties that would say the same as the affiliations
};

namespace detail {

/// Triangles through each person: every tie points to the end with more ties, and each pair of ties that start together
/// is looked up. O(ties^1.5).
inline std::vector<std::uint64_t> triangles(const Ties& ties, const std::vector<std::uint32_t>& degree) {
  const std::size_t people = degree.size();
  const auto before = [&degree](std::uint32_t a, std::uint32_t b) {
    return degree[a] != degree[b] ? degree[a] < degree[b] : a < b;
  };
  std::vector<std::uint64_t> offset(people + 1, 0);
  for (std::size_t i = 0; i < ties.size(); ++i) {
    ++offset[(before(ties.source[i], ties.target[i]) ? ties.source[i] : ties.target[i]) + std::size_t{1}];
  }
  std::partial_sum(offset.begin(), offset.end(), offset.begin());
  std::vector<std::uint32_t> to(ties.size());
  std::vector<std::uint64_t> next(offset.begin(), offset.end() - 1);
  for (std::size_t i = 0; i < ties.size(); ++i) {
    const bool forward = before(ties.source[i], ties.target[i]);
    to[next[forward ? ties.source[i] : ties.target[i]]++] = forward ? ties.target[i] : ties.source[i];
  }
  const auto row = [&](std::uint32_t person) {
    return std::span<const std::uint32_t>(to).subspan(offset[person], offset[person + 1] - offset[person]);
  };
  std::vector<std::uint64_t> out(people, 0);
  std::vector<std::uint32_t> mark(people, 0);
  for (std::uint32_t a = 0; a < people; ++a) {
    for (const std::uint32_t b : row(a)) mark[b] = a + 1;
    for (const std::uint32_t b : row(a)) {
      for (const std::uint32_t c : row(b)) {
        if (mark[c] != a + 1) continue;
        ++out[a];
        ++out[b];
        ++out[c];
      }
    }
  }
  return out;
}

}  // namespace detail

[[nodiscard]] inline Statistics statistics(const MadeNetwork& made) {
  Statistics out;
  std::vector<std::uint32_t> degree(made.people, 0);
  for (std::size_t i = 0; i < made.ties.size(); ++i) {
    ++degree[made.ties.source[i]];
    ++degree[made.ties.target[i]];
  }
  const std::vector<std::uint64_t> triangles = detail::triangles(made.ties, degree);
  double closed = 0, pairs = 0;
  for (std::size_t person = 0; person < made.people; ++person) {
    const double mine = static_cast<double>(degree[person]) * (degree[person] - 1.0) / 2;
    closed += static_cast<double>(triangles[person]);
    pairs += mine;
    if (mine > 0) out.clustering += static_cast<double>(triangles[person]) / mine;
  }
  out.clustering /= static_cast<double>(made.people);
  out.transitivity = pairs > 0 ? closed / pairs : 0;
  out.mean = 2.0 * static_cast<double>(made.ties.size()) / static_cast<double>(made.people);
  std::sort(degree.begin(), degree.end());
  out.median = degree[degree.size() / 2];
  out.p99 = degree[degree.size() * 99 / 100];
  out.most = degree.back();
  for (const double chance : made.ties.chance) {
    out.closer_than_half += chance > .5 ? 1 : 0;
    out.weaker_than_tenth += chance < .1 ? 1 : 0;
  }
  out.closer_than_half /= static_cast<double>(made.ties.size());
  out.weaker_than_tenth /= static_cast<double>(made.ties.size());
  out.memberships = made.memberships();
  out.affiliations = made.affiliations.size();
  for (const Affiliation& it : made.affiliations) {
    const auto members = static_cast<double>(it.members.size());
    out.largest = std::max(out.largest, it.members.size());
    out.as_cliques += members * (members - 1) / 2;
  }
  return out;
}

}  // namespace weaktie::benchmarks
