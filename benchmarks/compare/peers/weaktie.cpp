// weaktie itself, and the plain searches it is measured against and checked by.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <weaktie/search/introductions.hpp>
#include <weaktie/search/reach.hpp>
#include <weaktie/search/who_knows.hpp>
#if __has_include(<weaktie/search/best_among.hpp>)
#include <weaktie/search/best_among.hpp>
#define WEAKTIE_BENCHMARK_BEST_AMONG
#endif

#include "../../measure.hpp"
#include "../../networks.hpp"
#include "../../plain_searches.hpp"
#include "../peer.hpp"

namespace {

using namespace weaktie::benchmarks;
using weaktie::Distinct;
using weaktie::IntroductionOptions;
using weaktie::Network;
using weaktie::PersonIndex;

Numbers costs(const weaktie::Introductions& found) {
  Numbers out;
  for (const weaktie::Introduction& it : found) out.push_back(static_cast<std::int64_t>(it.cost));
  return out;
}

Numbers value(std::uint64_t cost) { return cost == no_way ? Numbers{} : Numbers{static_cast<std::int64_t>(cost)}; }

/// How many, and their costs summed.
struct Sum {
  std::int64_t found = 0, sum = 0;
  void add(std::uint64_t cost) {
    ++found;
    sum += static_cast<std::int64_t>(cost);
  }
  [[nodiscard]] Numbers numbers() const { return {found, sum}; }
};

void ask_introductions(Peer& peer, const Network& graph, const char* name, const IntroductionOptions& options,
                       std::size_t most = 1000) {
  peer.queries(
      name, [&](PersonIndex from, PersonIndex to) { return costs(introductions(graph, from, to, options)); }, most);
}

void ask_all(Peer& peer, const Network& graph) {
  ask_introductions(peer, graph, "limited", {.count = 1});
  ask_introductions(peer, graph, "within_7_ties", {.max_intermediaries = 6, .count = 1});
  ask_introductions(peer, graph, "five_none", {.count = 5, .distinct = Distinct::none});
  ask_introductions(peer, graph, "five_broker", {.count = 5, .distinct = Distinct::broker});
  ask_introductions(peer, graph, "five_everyone", {.count = 5, .distinct = Distinct::everyone});
  ask_introductions(peer, graph, "five_within_3_ties",
                    {.max_intermediaries = 2, .count = 5, .distinct = Distinct::none});
  peer.queries(
      "all_limited",
      [&](PersonIndex from, PersonIndex) {
        const weaktie::Reach reached = reach(graph, from);
        Sum sum;
        for (PersonIndex person = 0; person < graph.size(); ++person) {
          if (reached.chance[person] > 0) sum.add(reached.cost[person]);
        }
        return sum.numbers();
      },
      100);
  peer.queries("friends", [&](PersonIndex from, PersonIndex) {
    Sum sum;
    for (const std::uint32_t common : friends_of_friends(graph, from).common) sum.add(common);
    return sum.numbers();
  });
}

/// The best of targets that are one person in so many.
void ask_best_among([[maybe_unused]] Peer& peer, [[maybe_unused]] const Network& graph) {
#ifdef WEAKTIE_BENCHMARK_BEST_AMONG
  for (const std::size_t one_in : {std::size_t{10}, std::size_t{100}, std::size_t{1000}}) {
    std::vector<PersonIndex> targets;
    Random random(9);
    for (PersonIndex person = 0; person < graph.size(); ++person) {
      if (random.below(one_in) == 0) targets.push_back(person);
    }
    const std::string name = "best_among_" + std::to_string(one_in);
    peer.queries(
        name.c_str(),
        [&](PersonIndex from, PersonIndex) {
          Sum sum;
          for (const weaktie::ReachedPerson& person : best_among(graph, from, targets)) sum.add(person.cost);
          return sum.numbers();
        },
        200);
    peer.queries((name + "_table").c_str(),
                 [&](PersonIndex from, PersonIndex) {
                   const std::vector<std::uint64_t> all = layered_costs(graph, from, 4);
                   std::vector<std::uint64_t> costs;
                   for (const PersonIndex person : targets) {
                     if (person != from && all[person] != no_way) costs.push_back(all[person]);
                   }
                   std::sort(costs.begin(), costs.end());
                   Sum sum;
                   for (std::size_t i = 0; i < std::min<std::size_t>(costs.size(), 100); ++i) sum.add(costs[i]);
                   return sum.numbers();
                 },
                 10);
  }
#endif
}

void ask_plain_searches(Peer& peer, const Network& graph) {
  constexpr unsigned ties = 4;
  UnprunedJoin<DenseTable> dense(graph.size());
  UnprunedJoin<HashTable> hashed(graph.size());
  peer.queries("join_dense", [&](PersonIndex from, PersonIndex to) { return value(dense(graph, from, to, ties)); });
  peer.queries("join_hash", [&](PersonIndex from, PersonIndex to) { return value(hashed(graph, from, to, ties)); });
  const std::size_t sample = graph.size() > 500'000 ? 10 : 50;
  peer.queries(
      "limited_table", [&](PersonIndex from, PersonIndex to) { return value(layered_costs(graph, from, ties)[to]); },
      sample);
  peer.queries(
      "all_limited_table",
      [&](PersonIndex from, PersonIndex) {
        Sum sum;
        for (const std::uint64_t cost : layered_costs(graph, from, ties)) {
          if (cost != no_way) sum.add(cost);
        }
        return sum.numbers();
      },
      sample);
}

/// The median number of steps that an introduction looks at.
void count_steps(Peer& peer, const Network& graph) {
  peer.queries(
      "steps",
      [&](PersonIndex from, PersonIndex to) {
        return Numbers{static_cast<std::int64_t>(steps_scanned(graph, from, to, {.count = 1}))};
      },
      200);
  peer.queries(
      "tie_bytes", [&](PersonIndex, PersonIndex) { return Numbers{static_cast<std::int64_t>(tie_bytes(graph))}; }, 1);
}

/// The same best introduction with affiliations beside the ties.
void ask_with_affiliations(Peer& peer) {
  for (const Size& size : sizes) {
    if (size.people != peer.people()) continue;
    const auto ask = [&](const char* name, ReachRule rule) {
      const MadeNetwork made = make_network(size, true, rule);
      const Network graph = build(made);
      ask_introductions(peer, graph, name, {.count = 1});
      if (rule == ReachRule::by_kind) {
        const auto bytes = static_cast<std::int64_t>(membership_bytes(graph));
        const auto memberships = static_cast<std::int64_t>(made.memberships());
        peer.queries(
            "membership_bytes",
            [&](PersonIndex, PersonIndex) {
              return Numbers{bytes, memberships};
            },
            1);
      }
    };
    ask("limited_affiliations", ReachRule::by_kind);
    ask("limited_affiliations_falling", ReachRule::by_size);
  }
}

}  // namespace

int main(int count, char** words) {
  return run_peer(count, words, [](int n, char** w) {
    Peer peer("weaktie", WEAKTIE_VERSION, n, w);
    const NetworkFile& file = peer.network();
    {
      const Network graph = peer.build([&file] { return Network::from_arrays(file.source, file.target, file.chance); });
      ask_all(peer, graph);
      ask_best_among(peer, graph);
      ask_plain_searches(peer, graph);
      count_steps(peer, graph);
    }
    ask_with_affiliations(peer);
  });
}
