// How fast searches are, on realistic and on hard networks (Google Benchmark).
//   search [--size=small,medium,large,hard] [Google Benchmark's own options]
//
// One iteration is one query; every query is timed on its own, so that median and p99 are known. Besides the times each
// row has what the answers add up to: `found` and `cost` must not change unless the network or the question does.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <weaktie/network/shared_network.hpp>
#include <weaktie/search/introductions.hpp>
#if __has_include(<weaktie/search/introductions_batch.hpp>)
#include <weaktie/search/introductions_batch.hpp>
#define WEAKTIE_BENCHMARK_BATCH
#endif
#include <weaktie/search/reach.hpp>
#include <weaktie/search/who_knows.hpp>
#if __has_include(<weaktie/search/best_among.hpp>)
#include <weaktie/search/best_among.hpp>
#define WEAKTIE_BENCHMARK_BEST_AMONG
#endif

#include "measure.hpp"
#include "networks.hpp"
#include "plain_searches.hpp"

namespace weaktie::benchmarks {
namespace {

using benchmark::Counter;
using benchmark::State;
using Pairs = std::vector<std::pair<PersonIndex, PersonIndex>>;

/// What a query's answer adds to the sums of its row.
struct Answer {
  std::uint64_t found = 0, cost = 0;
  bool complete = true;
};

bool wrong = false;  // some answer was not what it must be

/// A kind of network; made when the first benchmark wants it and kept while the following ones do.
struct Case {
  std::string name;
  std::function<MadeNetwork()> make;
  std::size_t queries = 1000;  // of fast operations
  std::size_t counted = 100;   // of those whose steps are counted, which takes about twenty more queries each
};

const MadeNetwork& made(const Case& it) {
  static std::string name;
  static MadeNetwork kept;
  if (name != it.name) {
    kept = {};
    kept = it.make();
    name = it.name;
  }
  return kept;
}
const Network& network(const Case& it) {
  static std::string name;
  static std::optional<Network> kept;
  if (name != it.name) {
    kept.reset();
    kept = build(made(it));
    name = it.name;
  }
  return *kept;
}

/// Times one query an iteration. The first queries, on other pairs, are not counted: they bring the working memory up.
template <class Graph, class Query>
void measure(State& state, const Graph& graph, std::size_t count, const Query& query) {
  for (const auto& [from, to] : random_pairs(graph.size(), std::max<std::size_t>(count / 10, 2), 8)) query(from, to);
  const Pairs pairs = random_pairs(graph.size(), count, 7);
  std::vector<double> times;
  times.reserve(count);
  Answer sum;
  std::size_t next = 0, incomplete = 0;
  for ([[maybe_unused]] auto iteration : state) {
    const auto pair = pairs[next++ % pairs.size()];
    Answer answer;
    times.push_back(microseconds([&] { answer = query(pair.first, pair.second); }));
    sum.found += answer.found;
    sum.cost += answer.cost;
    if (!answer.complete) ++incomplete;
  }
  state.counters["median_us"] = quantile(times, .5);
  state.counters["p99_us"] = quantile(times, .99);
  state.counters["found"] = static_cast<double>(sum.found);
  state.counters["cost"] = static_cast<double>(sum.cost);
  if (incomplete > 0) state.counters["incomplete"] = static_cast<double>(incomplete);
}

Answer sum_of(const Introductions& found) {
  Answer out{found.size(), 0, found.complete};
  for (const Introduction& it : found) out.cost += it.cost;
  return out;
}

/// Adds a row. A large network is asked fewer questions where one takes long: `slow` says how much longer than the best
/// introduction, about.
template <class Body>
void add(const Case& it, const std::string& name, std::size_t slow, const Body& body) {
  const std::size_t queries = std::max<std::size_t>(it.queries / slow, 5);
  benchmark::RegisterBenchmark((it.name + "/" + name).c_str(),
                               [it, queries, body](State& state) { body(state, it, queries); })
      ->Iterations(static_cast<benchmark::IterationCount>(queries))
      ->Unit(benchmark::kMicrosecond);
}

// ---- rows -----------------------------------------------------------------------------------------------------------

void add_build(const Case& it) {
  benchmark::RegisterBenchmark((it.name + "/build").c_str(), [it](State& state) {
    const MadeNetwork& from = made(it);
    ArraysOptions options;
    options.affiliations = affiliation_rows(from);
    std::size_t heap = 0, ties = 0, memberships = 0;
    for ([[maybe_unused]] auto iteration : state) {
      const std::size_t before = live_heap();
      const Network built = Network::from_arrays(from.ties.source, from.ties.target, from.ties.chance, options);
      heap = live_heap() - before;
      ties = tie_bytes(built);
      memberships = membership_bytes(built);
    }
    const auto count = static_cast<double>(from.ties.size());
    state.counters["ties/s"] = Counter(count, Counter::kIsIterationInvariantRate);
    state.counters["bytes/tie"] = static_cast<double>(ties) / count;
    state.counters["heap/tie"] = static_cast<double>(heap) / count;
    if (!from.affiliations.empty()) {
      state.counters["bytes/membership"] = static_cast<double>(memberships) / static_cast<double>(from.memberships());
    }
  })->Unit(benchmark::kMillisecond);
}

void add_introductions(const Case& it, const std::string& name, std::size_t slow, const IntroductionOptions& options) {
  add(it, name, slow, [options](State& state, const Case& of, std::size_t queries) {
    const Network& graph = network(of);
    measure(state, graph, queries,
            [&](PersonIndex from, PersonIndex to) { return sum_of(introductions(graph, from, to, options)); });
    if (options.budget) return;
    std::vector<double> steps;
    for (const auto& [from, to] : random_pairs(graph.size(), std::min(queries, of.counted), 7)) {
      steps.push_back(static_cast<double>(steps_scanned(graph, from, to, options)));
    }
    state.counters["steps"] = quantile(steps, .5);
  });
}

/// The join is timed, and each of its values compared with ours.
template <class Table>
void add_join(const Case& it, const std::string& name, std::uint8_t max_intermediaries, std::size_t slow) {
  add(it, name, slow, [max_intermediaries](State& state, const Case& of, std::size_t queries) {
    const Network& graph = network(of);
    UnprunedJoin<Table> join(graph.size());
    const auto value = [&](PersonIndex from, PersonIndex to) { return join(graph, from, to, max_intermediaries + 1U); };
    measure(state, graph, queries, [&](PersonIndex from, PersonIndex to) {
      const std::uint64_t cost = value(from, to);
      return cost == no_way ? Answer{} : Answer{1, cost};
    });
    for (const auto& [from, to] : random_pairs(graph.size(), std::min<std::size_t>(queries, 200), 7)) {
      const Introductions ours = introductions(graph, from, to, {.max_intermediaries = max_intermediaries, .count = 1});
      if ((ours.empty() ? no_way : ours.front().cost) != value(from, to)) {
        wrong = true;
        state.SkipWithError("the best introduction costs something else than the plain join's value");
        return;
      }
    }
  });
}

/// The best introduction where a viewer sees a share of eight classes, put on ties at random; and on a network that was
/// built from what they see, which must give the same.
void add_seen(const Case& it, unsigned shown) {
  const auto row = [it, shown](const std::string& name, bool masked) {
    add(it, name, 1, [shown, masked](State& state, const Case& of, std::size_t queries) {
      constexpr unsigned all = 8;
      const MadeNetwork& from = made(of);
      Random random(11);
      std::vector<VisibilityClass> classes(from.ties.size());
      for (VisibilityClass& number : classes) number = static_cast<VisibilityClass>(random.below(all));
      VisibilityMask mask(all);
      for (VisibilityClass number = 0; number < shown; ++number) mask.show(number);
      Ties seen;
      for (std::size_t i = 0; i < classes.size(); ++i) {
        if (classes[i] < shown) seen.add(from.ties.source[i], from.ties.target[i], from.ties.chance[i]);
      }
      std::vector<std::string> ids;  // everyone, also who is seen with nobody
      for (std::size_t person = 0; person < from.people; ++person) ids.push_back(std::to_string(person));
      const auto best = [&](const auto& graph) {
        measure(state, graph, queries,
                [&](PersonIndex a, PersonIndex b) { return sum_of(introductions(graph, a, b, {.count = 1})); });
      };
      SharedArraysOptions options;
      options.arrays.ids = ids;
      if (masked) {
        best(SharedNetwork::from_arrays(from.ties.source, from.ties.target, from.ties.chance, classes, options)
                 .seen(mask));
      } else {
        best(Network::from_arrays(seen.source, seen.target, seen.chance, options.arrays));
      }
    });
  };
  row("seen/" + std::to_string(shown) + "of8", true);
  row("seen/" + std::to_string(shown) + "of8/built", false);
}

void add_reach(const Case& it, const std::string& name, std::size_t slow, const ReachOptions& options) {
  add(it, name, slow, [options](State& state, const Case& of, std::size_t queries) {
    const Network& graph = network(of);
    measure(state, graph, queries, [&](PersonIndex from, PersonIndex) {
      const Reach reached = reach(graph, from, options);
      Answer out;
      for (std::size_t person = 0; person < graph.size(); ++person) {
        if (reached.chance[person] <= 0) continue;
        ++out.found;
        out.cost += reached.cost[person];
      }
      return out;
    });
  });
}

void add_who_knows(const Case& it, std::size_t slow) {
  add(it, "who_knows", slow, [](State& state, const Case& of, std::size_t queries) {
    const Network& graph = network(of);
    measure(state, graph, queries, [&](PersonIndex from, PersonIndex) {
      Answer out;
      for (const Acquainted& known : who_knows(graph, from)) {
        ++out.found;
        out.cost += known.common;
      }
      return out;
    });
  });
}

#ifdef WEAKTIE_BENCHMARK_BEST_AMONG
/// Targets are one person in so many.
void add_best_among(const Case& it, const std::string& name, std::size_t one_in, std::size_t slow) {
  add(it, name, slow, [one_in](State& state, const Case& of, std::size_t queries) {
    const Network& graph = network(of);
    Random random(9);
    std::vector<PersonIndex> targets;
    for (PersonIndex person = 0; person < graph.size(); ++person) {
      if (random.below(one_in) == 0) targets.push_back(person);
    }
    measure(state, graph, queries, [&](PersonIndex from, PersonIndex) {
      Answer out;
      for (const ReachedPerson& person : best_among(graph, from, targets)) {
        ++out.found;
        out.cost += person.cost;
      }
      return out;
    });
  });
}
#endif

#ifdef WEAKTIE_BENCHMARK_BATCH
/// One iteration is a whole batch, of the pairs that single queries are about and more of them.
void add_batch(const Case& it, const std::string& name, unsigned threads, std::size_t slow,
               const IntroductionOptions& options) {
  const std::size_t count = 50 * it.queries / slow;
  const auto body = [it, threads, options, count](State& state) {
    const Network& graph = network(it);
    std::vector<PersonIndex> sources, targets;
    for (const auto& [from, to] : random_pairs(graph.size(), count, 7)) {
      sources.push_back(from);
      targets.push_back(to);
    }
    IntroductionsBatch found;
    for ([[maybe_unused]] auto iteration : state) {
      found = introductions_batch(graph, sources, targets, options, threads);
    }
    std::uint64_t people = 0;
    for (const PersonIndex person : found.people) people += person;
    state.counters["pairs/s"] = Counter(static_cast<double>(count), Counter::kIsIterationInvariantRate);
    state.counters["found"] = static_cast<double>(found.size());
    state.counters["people"] = static_cast<double>(people);  // a checksum: the sum of all indices
  };
  benchmark::RegisterBenchmark((it.name + "/" + name).c_str(), body)->UseRealTime()->Unit(benchmark::kMillisecond);
}
#endif

/// The rows of a realistic network.
void add_rows(const Case& it, bool affiliations) {
  add_build(it);
  constexpr std::size_t slower[] = {1, 1, 1, 1, 1, 10, 20};
  for (std::uint8_t between = 0; between <= 6; ++between) {
    add_introductions(it, "best/" + std::to_string(between), slower[between],
                      {.max_intermediaries = between, .count = 1});
  }
  add_introductions(it, "five/none", 2, {.count = 5, .distinct = Distinct::none});
  add_introductions(it, "five/broker", 2, {.count = 5, .distinct = Distinct::broker});
  add_introductions(it, "five/everyone", 2, {.count = 5, .distinct = Distinct::everyone});
  add_introductions(it, "best/relay", 1, {.count = 1, .relay = .7});
  if (!affiliations) {
    for (const auto between : {std::uint8_t{2}, std::uint8_t{3}, std::uint8_t{4}}) {
      add_join<DenseTable>(it, "join/dense/" + std::to_string(between), between, between == 4 ? 10 : 1);
      add_join<HashTable>(it, "join/hash/" + std::to_string(between), between, between == 4 ? 10 : 1);
    }
  }
#ifdef WEAKTIE_BENCHMARK_BATCH
  for (const unsigned threads : {1U, 2U}) {
    add_batch(it, "batch/best/3/threads:" + std::to_string(threads), threads, affiliations ? 20 : 1, {.count = 1});
  }
#endif
  if (!affiliations) {
    for (const unsigned shown : {8U, 4U}) add_seen(it, shown);
  }
  add_reach(it, "reach/3", 100, {});
  if (!affiliations) add_who_knows(it, 1);
#ifdef WEAKTIE_BENCHMARK_BEST_AMONG
  add_best_among(it, "best_among/1in10", 10, 20);
  add_best_among(it, "best_among/1in100", 100, 20);
  add_best_among(it, "best_among/1in1000", 1000, 50);
#endif
}

/// The rows of a hard network: few queries, since some of them must read it all.
void add_hard_rows(const std::string& name, const std::function<MadeNetwork()>& make) {
  const Case it{name, make, 100, 3};
  add_build(it);
  add_introductions(it, "best/3", 1, {.count = 1});
  add_introductions(it, "five/none", 10, {.count = 5, .distinct = Distinct::none});
  add_introductions(it, "five/broker", 10, {.count = 5, .distinct = Distinct::broker});
  add_introductions(it, "five/everyone", 10, {.count = 5, .distinct = Distinct::everyone});
  add_introductions(it, "many/budget", 20,
                    {.count = 10'000, .distinct = Distinct::none, .budget = std::uint64_t{1'000'000}});
  add_join<HashTable>(it, "join/hash/3", 3, 5);
  add_reach(it, "reach/3", 20, {});
}

void add_hard_cases() {
  add_hard_rows("star", [] { return make_star(1'000'000); });
  add_hard_rows("chain", [] { return make_chain(1'000'000); });
  add_hard_rows("clique", [] { return make_clique(1'500); });
  add_hard_rows("equal_costs", [] { return make_equal_costs(sizes[0]); });
}

bool add_size(std::string_view name) {
  if (name == "hard") {
    add_hard_cases();
    return true;
  }
  for (const Size& size : sizes) {
    if (size.name != name) continue;
    const std::string text(name);
    const std::size_t queries = name == "large" ? 500 : 1000;
    add_rows({text, [&size] { return make_network(size, false); }, queries}, false);
    add_rows({text + "+affiliations", [&size] { return make_network(size, true); }, queries}, true);
    add_rows({text + "+falling_reach", [&size] { return make_network(size, true, ReachRule::by_size); }, queries},
             true);
    return true;
  }
  return false;
}

int run(int count, char** words) {
  std::string wanted = "small,hard";
  std::vector<char*> others;
  for (int i = 0; i < count; ++i) {
    constexpr std::string_view option = "--size=";
    if (std::string_view(words[i]).substr(0, option.size()) == option) {
      wanted = words[i] + option.size();
    } else {
      others.push_back(words[i]);
    }
  }
  for (std::size_t begin = 0; begin <= wanted.size();) {
    const std::size_t end = std::min(wanted.find(',', begin), wanted.size());
    if (!add_size(std::string_view(wanted).substr(begin, end - begin))) {
      std::fprintf(stderr, "no size '%s': there are small, medium, large and hard\n", wanted.c_str());
      return 2;
    }
    begin = end + 1;
  }
  int left = static_cast<int>(others.size());
  benchmark::Initialize(&left, others.data());
  if (benchmark::ReportUnrecognizedArguments(left, others.data())) return 2;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return wrong ? 1 : 0;
}

}  // namespace
}  // namespace weaktie::benchmarks

int main(int count, char** words) { return weaktie::benchmarks::run(count, words); }
