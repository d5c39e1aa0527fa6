#pragma once
// What every peer written in C++ does alike: reads the network, times its queries one by one, and says on its standard
// output, as JSON, what it took and what it answered. run.py compares the answers and writes the tables. C++17, since
// not every peer compiles as C++20.
//   <peer> <network file> <seconds an operation may take>
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "../network_file.hpp"
#include "../timing.hpp"

namespace weaktie::benchmarks {

/// What a query answers: a few whole numbers, whose meaning run.py knows by the operation. Empty: there is no chain.
using Numbers = std::vector<std::int64_t>;

class Peer {
 public:
  Peer(const char* name, std::string version, int count, char** words)
      : file_(read_network(words_at(count, words, 1))), seconds_(std::atof(words_at(count, words, 2))) {
    std::printf("{\"peer\": \"%s\", \"version\": \"%s\"", name, version.c_str());
  }
  ~Peer() { std::printf("\n ]}\n"); }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  [[nodiscard]] const NetworkFile& network() const { return file_; }
  [[nodiscard]] std::size_t people() const { return file_.people; }
  [[nodiscard]] std::size_t ties() const { return file_.source.size(); }

  /// Times the building of a graph and what it adds to the memory of the process. Once, before any query.
  template <class Build>
  [[nodiscard]] auto build(const Build& make) {
    const std::size_t before = resident_bytes();
    const auto start = std::chrono::steady_clock::now();
    auto graph = make();
    const double seconds = since(start);
    std::printf(", \"build_s\": %.6f, \"bytes\": %zu,\n \"operations\": [", seconds, resident_bytes() - before);
    return graph;
  }

  /// Asks one question a pair until the time or the pairs run out: `answer(from, to)` gives Numbers. The first queries,
  /// on pairs from the end of the list, are not counted.
  template <class Answer>
  void queries(const char* operation, const Answer& answer, std::size_t most = 1000) {
    const auto& from = file_.from;
    const auto& to = file_.to;
    const auto warming = std::chrono::steady_clock::now();
    for (std::size_t i = 1; i <= 100 && since(warming) < seconds_ / 10; ++i)
      answer(from[from.size() - i], to[to.size() - i]);
    std::vector<double> times;
    std::vector<Numbers> answers;
    const auto start = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < std::min(most, from.size()) && (i == 0 || since(start) < seconds_); ++i) {
      Numbers numbers;
      times.push_back(microseconds([&] { numbers = answer(from[i], to[i]); }));
      answers.push_back(std::move(numbers));
    }
    std::printf("%s\n  {\"operation\": \"%s\", \"us\": [", separator_, operation);
    for (std::size_t i = 0; i < times.size(); ++i) std::printf("%s%.3f", i == 0 ? "" : ",", times[i]);
    std::printf("],\n   \"answers\": [");
    for (std::size_t i = 0; i < answers.size(); ++i) {
      std::printf("%s[", i == 0 ? "" : ",");
      for (std::size_t k = 0; k < answers[i].size(); ++k) {
        std::printf("%s%lld", k == 0 ? "" : ",", static_cast<long long>(answers[i][k]));
      }
      std::printf("]");
    }
    std::printf("]}");
    separator_ = ",";
  }

  /// How many more numbers than people a layered network has: one copy of everyone for every number of ties so far.
  static constexpr std::size_t layers = 4;
  /// What a library without a limit on the number of ties is given by a careful user: everyone once for 0, 1, .. 4
  /// ties so far, ties from each copy to the next, and from each copy to the same person's next at no cost. The
  /// cheapest way from (s, 0) to (t, 4) is the cheapest chain of at most four ties. `arc(from, to, cost)` is called for
  /// each, in the order of `from` when the ties are given by row.
  template <class Arc>
  void layered_arcs(const Arc& arc) const {
    const std::size_t n = people();
    for (std::size_t layer = 0; layer < layers; ++layer) {
      for (std::size_t i = 0; i < ties(); ++i) {
        arc(layer * n + file_.source[i], (layer + 1) * n + file_.target[i], file_.cost[i]);
        arc(layer * n + file_.target[i], (layer + 1) * n + file_.source[i], file_.cost[i]);
      }
      for (std::size_t person = 0; person < n; ++person) arc(layer * n + person, (layer + 1) * n + person, 0U);
    }
  }

 private:
  static const char* words_at(int count, char** words, int at) {
    if (count <= at) {
      std::fprintf(stderr, "%s <network file> <seconds an operation may take>\n", words[0]);
      std::exit(2);
    }
    return words[at];
  }
  static double since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }

  NetworkFile file_;
  double seconds_;
  const char* separator_ = "";
};

/// main() of a peer: `body(count, words)`.
template <class Body>
int run_peer(int count, char** words, const Body& body) {
  try {
    body(count, words);
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 1;
  }
}

}  // namespace weaktie::benchmarks
