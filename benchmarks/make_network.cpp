// Makes a network, says what it looks like, and writes it for the peers.
//   make_network small|medium|large [file]
#include <cstdio>
#include <exception>
#include <string>

#include "network_file.hpp"
#include "networks.hpp"
#include "statistics.hpp"

namespace {

using namespace weaktie::benchmarks;

constexpr std::size_t pair_count = 2000;

/// A number that differs when any array does (FNV-1a over 32-bit words).
std::uint64_t checksum(const NetworkFile& it) {
  std::uint64_t sum = 0xcbf29ce484222325U;
  for (const auto* part : {&it.source, &it.target, &it.cost, &it.from, &it.to}) {
    for (const std::uint32_t word : *part) sum = (sum ^ word) * 0x100000001b3U;
  }
  return sum;
}

int run(int count, char** words) {
  if (count < 2) {
    std::fputs("make_network small|medium|large [file]\n", stderr);
    return 2;
  }
  const MadeNetwork made = make_network(size_named(words[1]), true);
  const Statistics it = statistics(made);
  std::printf("%s: %zu people, %zu ties; of one person: mean %.1f, median %u, p99 %u, most %u\n", words[1], made.people,
              made.ties.size(), it.mean, it.median, it.p99, it.most);
  std::printf(
      "transitivity %.3f, mean local clustering %.3f; chance above .5: %.1f %% of the ties, below .1: %.1f %%\n",
      it.transitivity, it.clustering, 100 * it.closer_than_half, 100 * it.weaker_than_tenth);
  std::printf("%zu memberships (%.2f a person) in %zu affiliations, the largest %zu; as cliques %.4g ties\n",
              it.memberships, static_cast<double>(it.memberships) / static_cast<double>(made.people), it.affiliations,
              it.largest, it.as_cliques);
  NetworkFile file;
  file.people = made.people;
  file.source = made.ties.source;
  file.target = made.ties.target;
  file.chance = made.ties.chance;
  for (const double chance : file.chance) file.cost.push_back(weaktie::cost_of(chance));
  for (const auto& [from, to] : random_pairs(made.people, pair_count, 7)) {
    file.from.push_back(from);
    file.to.push_back(to);
  }
  std::printf("checksum %016llx\n", static_cast<unsigned long long>(checksum(file)));
  if (count > 2) write_network(words[2], file);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  try {
    return run(count, words);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 1;
  }
}
