// NetworKit through the C++ headers and library of its Python wheel, so that no call of Python is counted against it.
// A fresh object a query, as its documentation says.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <networkit/distance/BidirectionalBFS.hpp>
#include <networkit/distance/BidirectionalDijkstra.hpp>
#include <networkit/distance/Dijkstra.hpp>
#include <networkit/graph/Graph.hpp>

#include "../peer.hpp"

namespace {

using namespace weaktie::benchmarks;
using NetworKit::Graph;
using NetworKit::node;

Graph make_graph(const NetworkFile& file, bool weighted = true) {
  Graph graph(file.people, weighted, false);
  for (std::size_t i = 0; i < file.source.size(); ++i) {
    graph.addEdge(file.source[i], file.target[i], static_cast<double>(file.cost[i]));
  }
  return graph;
}

Graph make_layered(const Peer& peer) {
  Graph graph(peer.people() * (Peer::layers + 1), true, true);
  peer.layered_arcs([&graph](std::size_t from, std::size_t to, std::uint32_t cost) {
    graph.addEdge(from, to, static_cast<double>(cost));
  });
  return graph;
}

bool reached(double cost) { return cost < 1e300; }

Numbers sum_over(const std::vector<double>& costs, std::size_t first, std::size_t count) {
  std::int64_t found = 0, sum = 0;
  for (std::size_t i = first; i < first + count; ++i) {
    if (!reached(costs[i])) continue;
    ++found;
    sum += std::llround(costs[i]);
  }
  return {found, sum};
}

void ask(Peer& peer, const Graph& graph) {
  peer.queries("cheapest", [&](node from, node to) {
    NetworKit::BidirectionalDijkstra search(graph, from, to);
    search.run();
    if (!reached(search.getDistance())) return Numbers{};
    return Numbers{std::llround(search.getDistance()), static_cast<std::int64_t>(search.getPath().size()) + 1};
  });
  const Graph unweighted = make_graph(peer.network(), false);
  peer.queries("fewest", [&](node from, node to) {
    NetworKit::BidirectionalBFS search(unweighted, from, to, false);
    search.run();
    return reached(search.getDistance()) ? Numbers{std::llround(search.getDistance())} : Numbers{};
  });
  peer.queries(
      "all",
      [&](node from, node) {
        NetworKit::Dijkstra search(graph, from, false);
        search.run();
        return sum_over(search.getDistances(), 0, peer.people());
      },
      100);
  std::vector<std::uint32_t> common(peer.people(), 0);
  std::vector<std::uint8_t> known(peer.people(), 0);
  std::vector<node> touched;
  peer.queries("friends", [&](node from, node) {
    touched.clear();
    known[from] = 1;
    graph.forNeighborsOf(from, [&](node it) { known[it] = 1; });
    graph.forNeighborsOf(from, [&](node it) {
      graph.forNeighborsOf(it, [&](node next) {
        if (known[next] == 0 && common[next]++ == 0) touched.push_back(next);
      });
    });
    std::int64_t sum = 0;
    for (const node person : touched) {
      sum += common[person];
      common[person] = 0;
    }
    known[from] = 0;
    graph.forNeighborsOf(from, [&](node it) { known[it] = 0; });
    return Numbers{static_cast<std::int64_t>(touched.size()), sum};
  });
}

void ask_layered(Peer& peer) {
  const Graph graph = make_layered(peer);
  const std::size_t last = Peer::layers * peer.people();
  peer.queries("limited", [&](node from, node to) {
    NetworKit::BidirectionalDijkstra search(graph, from, last + to);  // without predecessors 11.3 crashes
    search.run();
    return reached(search.getDistance()) ? Numbers{std::llround(search.getDistance())} : Numbers{};
  });
}

}  // namespace

int main(int count, char** words) {
  return run_peer(count, words, [](int n, char** w) {
    Peer peer("NetworKit", NETWORKIT_VERSION, n, w);
    {
      const Graph graph = peer.build([&peer] { return make_graph(peer.network()); });
      ask(peer, graph);
    }
    if (peer.ties() <= 5'000'000) ask_layered(peer);  // beyond, five copies do not fit a usual machine
  });
}
