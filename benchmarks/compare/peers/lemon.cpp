// LEMON: StaticDigraph, Dijkstra and breadth-first search that stop at the target.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <utility>
#include <vector>

#include <lemon/bfs.h>
#include <lemon/config.h>
#include <lemon/dijkstra.h>
#include <lemon/static_graph.h>

#include "../peer.hpp"

namespace {

using namespace weaktie::benchmarks;
using lemon::StaticDigraph;
using Costs = StaticDigraph::ArcMap<std::int64_t>;

struct Graph {
  StaticDigraph arcs;
  std::unique_ptr<Costs> costs;
};

struct Arc {
  int from, to;
  std::uint32_t cost;
};

/// LEMON wants the arcs sorted by their first end; they are counted into place, which is quicker than sorting.
std::unique_ptr<Graph> make_graph(std::size_t people, const std::vector<Arc>& arcs) {
  std::vector<std::size_t> next(people + 1, 0);
  for (const Arc& arc : arcs) ++next[static_cast<std::size_t>(arc.from) + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<std::pair<int, int>> sorted(arcs.size());
  std::vector<std::uint32_t> costs(arcs.size());
  for (const Arc& arc : arcs) {
    const std::size_t at = next[static_cast<std::size_t>(arc.from)]++;
    sorted[at] = {arc.from, arc.to};
    costs[at] = arc.cost;
  }
  auto graph = std::make_unique<Graph>();
  graph->arcs.build(static_cast<int>(people), sorted.begin(), sorted.end());
  graph->costs = std::make_unique<Costs>(graph->arcs);
  for (std::size_t i = 0; i < costs.size(); ++i) (*graph->costs)[graph->arcs.arc(static_cast<int>(i))] = costs[i];
  return graph;
}

std::vector<Arc> arcs_of(const NetworkFile& file) {
  std::vector<Arc> arcs;
  arcs.reserve(2 * file.source.size());
  for (std::size_t i = 0; i < file.source.size(); ++i) {
    const int a = static_cast<int>(file.source[i]), b = static_cast<int>(file.target[i]);
    arcs.push_back({a, b, file.cost[i]});
    arcs.push_back({b, a, file.cost[i]});
  }
  return arcs;
}

using Dijkstra = lemon::Dijkstra<StaticDigraph, Costs>;

Numbers sum_over(const Graph& graph, const Dijkstra& dijkstra, std::size_t first, std::size_t count) {
  std::int64_t reached = 0, sum = 0;
  for (std::size_t i = first; i < first + count; ++i) {
    const auto node = graph.arcs.node(static_cast<int>(i));
    if (!dijkstra.reached(node)) continue;
    ++reached;
    sum += dijkstra.dist(node);
  }
  return {reached, sum};
}

void ask(Peer& peer, const Graph& graph) {
  const auto node = [&graph](std::uint32_t person) { return graph.arcs.node(static_cast<int>(person)); };
  Dijkstra dijkstra(graph.arcs, *graph.costs);
  peer.queries("cheapest", [&](std::uint32_t from, std::uint32_t to) {
    if (!dijkstra.run(node(from), node(to))) return Numbers{};
    return Numbers{dijkstra.dist(node(to)), dijkstra.path(node(to)).length()};
  });
  lemon::Bfs<StaticDigraph> bfs(graph.arcs);
  peer.queries("fewest", [&](std::uint32_t from, std::uint32_t to) {
    return bfs.run(node(from), node(to)) ? Numbers{bfs.dist(node(to))} : Numbers{};
  });
  peer.queries(
      "all",
      [&](std::uint32_t from, std::uint32_t) {
        dijkstra.run(node(from));
        return sum_over(graph, dijkstra, 0, peer.people());
      },
      100);
}

void ask_layered(Peer& peer) {
  std::vector<Arc> arcs;
  peer.layered_arcs([&arcs](std::size_t from, std::size_t to, std::uint32_t cost) {
    arcs.push_back({static_cast<int>(from), static_cast<int>(to), cost});
  });
  const std::unique_ptr<Graph> graph = make_graph(peer.people() * (Peer::layers + 1), arcs);
  arcs = {};
  Dijkstra dijkstra(graph->arcs, *graph->costs);
  const std::size_t last = Peer::layers * peer.people();
  const auto node = [&](std::size_t at) { return graph->arcs.node(static_cast<int>(at)); };
  peer.queries("limited", [&](std::uint32_t from, std::uint32_t to) {
    return dijkstra.run(node(from), node(last + to)) ? Numbers{dijkstra.dist(node(last + to))} : Numbers{};
  });
  peer.queries(
      "all_limited",
      [&](std::uint32_t from, std::uint32_t) {
        dijkstra.run(node(from));
        return sum_over(*graph, dijkstra, last, peer.people());
      },
      100);
}

}  // namespace

int main(int count, char** words) {
  return run_peer(count, words, [](int n, char** w) {
    Peer peer("LEMON", LEMON_VERSION, n, w);
    {
      const auto graph = peer.build([&peer] { return make_graph(peer.people(), arcs_of(peer.network())); });
      ask(peer, *graph);
    }
    if (peer.ties() <= 5'000'000) ask_layered(peer);  // beyond, five copies do not fit a usual machine
  });
}
