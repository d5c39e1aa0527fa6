// Work that does not depend on the machine's speed, for regression.py: how many steps searches look at, and, under a
// tool that counts instructions inside `measured`, how many those are.
//   regression                 the names of the operations
//   regression <operation>     `queries <n> steps <sum> checksum <sum>`; steps is 0 where they are not counted
//   regression <operation> no-steps
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <exception>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <weaktie/search/introductions.hpp>
#include <weaktie/search/reach.hpp>
#include <weaktie/search/who_knows.hpp>
#if __has_include(<weaktie/search/best_among.hpp>)
#include <weaktie/search/best_among.hpp>
#define WEAKTIE_BENCHMARK_BEST_AMONG
#endif

#include "measure.hpp"
#include "networks.hpp"

/// The name that the counting tool is given. Calls the queries, and nothing else.
extern "C" __attribute__((noinline)) void measured(const std::function<void()>* queries) { (*queries)(); }

namespace {

using namespace weaktie::benchmarks;
using weaktie::Distinct;
using weaktie::IntroductionOptions;
using weaktie::Network;
using weaktie::PersonIndex;

struct Operation {
  std::string name;
  std::size_t queries;
  std::function<std::uint64_t(const Network&, PersonIndex, PersonIndex)> ask;  // gives what the checksum adds up
  const IntroductionOptions* options = nullptr;                                // of introductions: steps are counted
  bool affiliations = false;
};

std::vector<Operation> operations() {
  static const IntroductionOptions best{.count = 1};
  static const IntroductionOptions longest{.max_intermediaries = 6, .count = 1};
  static const IntroductionOptions none{.count = 5, .distinct = Distinct::none};
  static const IntroductionOptions broker{.count = 5, .distinct = Distinct::broker};
  static const IntroductionOptions everyone{.count = 5, .distinct = Distinct::everyone};
  const auto introduce = [](const std::string& name, std::size_t queries, const IntroductionOptions& options,
                            bool affiliations = false) {
    return Operation{name, queries,
                     [&options](const Network& graph, PersonIndex from, PersonIndex to) {
                       std::uint64_t sum = 0;
                       for (const weaktie::Introduction& it : introductions(graph, from, to, options)) sum += it.cost;
                       return sum;
                     },
                     &options, affiliations};
  };
  std::vector<Operation> out{introduce("best", 200, best),
                             introduce("best_within_7_ties", 20, longest),
                             introduce("five_none", 100, none),
                             introduce("five_broker", 100, broker),
                             introduce("five_everyone", 50, everyone),
                             introduce("best_with_affiliations", 50, best, true)};
  out.push_back({"reach", 5, [](const Network& graph, PersonIndex from, PersonIndex) {
                   std::uint64_t sum = 0;
                   const weaktie::Reach reached = reach(graph, from);
                   for (std::size_t person = 0; person < graph.size(); ++person) {
                     if (reached.chance[person] > 0) sum += reached.cost[person];
                   }
                   return sum;
                 }});
  out.push_back({"who_knows", 50, [](const Network& graph, PersonIndex from, PersonIndex) {
                   std::uint64_t sum = 0;
                   for (const weaktie::Acquainted& it : who_knows(graph, from)) sum += it.common;
                   return sum;
                 }});
#ifdef WEAKTIE_BENCHMARK_BEST_AMONG
  out.push_back({"best_among", 10, [](const Network& graph, PersonIndex from, PersonIndex) {
                   std::vector<PersonIndex> targets;
                   for (PersonIndex person = 0; person < graph.size(); person += 100) targets.push_back(person);
                   std::uint64_t sum = 0;
                   for (const weaktie::ReachedPerson& it : best_among(graph, from, targets)) sum += it.cost;
                   return sum;
                 }});
#endif
  return out;
}

int run(int count, char** words) {
  for (const Operation& it : operations()) {
    if (count < 2) {
      std::printf("%s\n", it.name.c_str());
      continue;
    }
    if (it.name != words[1]) continue;
    const Network graph = build(make_network(sizes[0], it.affiliations));
    const auto pairs = random_pairs(graph.size(), it.queries, 7);
    for (const auto& [from, to] : random_pairs(graph.size(), 5, 8)) it.ask(graph, from, to);  // memory comes up
    std::uint64_t checksum = 0, steps = 0;
    const std::function<void()> queries = [&] {
      for (const auto& [from, to] : pairs) checksum += it.ask(graph, from, to);
    };
    measured(&queries);
    if (it.options != nullptr && (count < 3 || std::strcmp(words[2], "no-steps") != 0)) {
      for (const auto& [from, to] : pairs) steps += steps_scanned(graph, from, to, *it.options);
    }
    std::printf("queries %zu steps %llu checksum %llu\n", pairs.size(), static_cast<unsigned long long>(steps),
                static_cast<unsigned long long>(checksum));
    return 0;
  }
  if (count < 2) return 0;
  std::fprintf(stderr, "no operation '%s'\n", words[1]);
  return 2;
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
