// Boost.Graph: compressed sparse rows, Dijkstra and breadth-first search that stop at the target.
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/version.hpp>

#include "../peer.hpp"

namespace {

using namespace weaktie::benchmarks;

struct Tie {
  std::uint32_t cost;
};
using Graph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Tie, boost::no_property,
                                                 std::uint32_t, std::uint32_t>;
using Vertex = std::uint32_t;
constexpr std::uint64_t unreached = std::numeric_limits<std::uint64_t>::max();

Graph make_graph(const NetworkFile& file) {
  std::vector<std::pair<Vertex, Vertex>> arcs;
  std::vector<Tie> ties;
  arcs.reserve(2 * file.source.size());
  ties.reserve(2 * file.source.size());
  for (std::size_t i = 0; i < file.source.size(); ++i) {
    arcs.emplace_back(file.source[i], file.target[i]);
    arcs.emplace_back(file.target[i], file.source[i]);
    ties.insert(ties.end(), 2, Tie{file.cost[i]});
  }
  return Graph(boost::edges_are_unsorted_multi_pass, arcs.begin(), arcs.end(), ties.begin(),
               static_cast<Vertex>(file.people));
}

Graph make_layered(const Peer& peer) {
  std::vector<std::pair<Vertex, Vertex>> arcs;
  std::vector<Tie> ties;
  peer.layered_arcs([&](std::size_t from, std::size_t to, std::uint32_t cost) {
    arcs.emplace_back(static_cast<Vertex>(from), static_cast<Vertex>(to));
    ties.push_back(Tie{cost});
  });
  return Graph(boost::edges_are_unsorted_multi_pass, arcs.begin(), arcs.end(), ties.begin(),
               static_cast<Vertex>(peer.people() * (Peer::layers + 1)));
}

/// Thrown to stop at the target, which is how Boost.Graph's documentation says to do it.
struct Arrived {};

struct StopAt : boost::dijkstra_visitor<> {
  Vertex target;
  explicit StopAt(Vertex at) : target(at) {}
  void examine_vertex(Vertex vertex, const Graph&) const {
    if (vertex == target) throw Arrived();
  }
};

class Dijkstra {
 public:
  explicit Dijkstra(const Graph& graph)
      : graph_(graph), cost_(boost::num_vertices(graph)), before_(boost::num_vertices(graph)) {}

  /// Costs from one person, as far as needed for the target (to everyone without one).
  const std::vector<std::uint64_t>& operator()(Vertex from, Vertex to = std::numeric_limits<Vertex>::max()) {
    try {
      boost::dijkstra_shortest_paths(
          graph_, from,
          boost::distance_map(boost::make_iterator_property_map(cost_.begin(), get(boost::vertex_index, graph_)))
              .predecessor_map(boost::make_iterator_property_map(before_.begin(), get(boost::vertex_index, graph_)))
              .weight_map(get(&Tie::cost, graph_))
              .distance_inf(unreached)
              .visitor(StopAt(to)));
    } catch (const Arrived&) {
    }
    return cost_;
  }
  [[nodiscard]] std::int64_t ties_to(Vertex person) const {
    std::int64_t ties = 0;
    for (; before_[person] != person; person = before_[person]) ++ties;
    return ties;
  }

 private:
  const Graph& graph_;
  std::vector<std::uint64_t> cost_;
  std::vector<Vertex> before_;
};

struct StopSearchAt : boost::bfs_visitor<> {
  std::vector<std::uint32_t>* ties;
  Vertex target;
  void tree_edge(const Graph::edge_descriptor& edge, const Graph& graph) const {
    const Vertex to = target_of(edge, graph);
    (*ties)[to] = (*ties)[boost::source(edge, graph)] + 1;
    if (to == target) throw Arrived();
  }
  static Vertex target_of(const Graph::edge_descriptor& edge, const Graph& graph) { return boost::target(edge, graph); }
};

void ask(Peer& peer, const Graph& graph) {
  Dijkstra dijkstra(graph);
  peer.queries("cheapest", [&](Vertex from, Vertex to) {
    const std::uint64_t cost = dijkstra(from, to)[to];
    return cost == unreached ? Numbers{} : Numbers{static_cast<std::int64_t>(cost), dijkstra.ties_to(to)};
  });
  std::vector<std::uint32_t> ties(peer.people());
  std::vector<boost::default_color_type> colours(peer.people());
  peer.queries("fewest", [&](Vertex from, Vertex to) {
    StopSearchAt stop;
    stop.ties = &ties;
    stop.target = to;
    ties[from] = ties[to] = 0;
    try {
      boost::breadth_first_search(graph, from,
                                  boost::visitor(stop).color_map(boost::make_iterator_property_map(
                                      colours.begin(), get(boost::vertex_index, graph))));
    } catch (const Arrived&) {
    }
    return ties[to] == 0 ? Numbers{} : Numbers{ties[to]};
  });
  peer.queries(
      "all",
      [&](Vertex from, Vertex) {
        std::int64_t reached = 0, sum = 0;
        for (const std::uint64_t cost : dijkstra(from)) {
          if (cost == unreached) continue;
          ++reached;
          sum += static_cast<std::int64_t>(cost);
        }
        return Numbers{reached, sum};
      },
      100);
  std::vector<std::uint32_t> common(peer.people(), 0);
  std::vector<std::uint8_t> known(peer.people(), 0);
  std::vector<Vertex> touched;
  peer.queries("friends", [&](Vertex from, Vertex) {
    touched.clear();
    const auto own = boost::adjacent_vertices(from, graph);
    known[from] = 1;
    for (auto it = own.first; it != own.second; ++it) known[*it] = 1;
    for (auto it = own.first; it != own.second; ++it) {
      const auto theirs = boost::adjacent_vertices(*it, graph);
      for (auto next = theirs.first; next != theirs.second; ++next) {
        if (known[*next] != 0) continue;
        if (common[*next]++ == 0) touched.push_back(*next);
      }
    }
    std::int64_t sum = 0;
    for (const Vertex person : touched) {
      sum += common[person];
      common[person] = 0;
    }
    known[from] = 0;
    for (auto it = own.first; it != own.second; ++it) known[*it] = 0;
    return Numbers{static_cast<std::int64_t>(touched.size()), sum};
  });
}

void ask_layered(Peer& peer) {
  const Graph graph = make_layered(peer);
  Dijkstra dijkstra(graph);
  const auto last = static_cast<Vertex>(Peer::layers * peer.people());
  peer.queries("limited", [&](Vertex from, Vertex to) {
    const std::uint64_t cost = dijkstra(from, last + to)[last + to];
    return cost == unreached ? Numbers{} : Numbers{static_cast<std::int64_t>(cost)};
  });
  peer.queries(
      "all_limited",
      [&](Vertex from, Vertex) {
        const std::vector<std::uint64_t>& costs = dijkstra(from);
        std::int64_t reached = 0, sum = 0;
        for (std::size_t person = 0; person < peer.people(); ++person) {
          if (costs[last + person] == unreached) continue;
          ++reached;
          sum += static_cast<std::int64_t>(costs[last + person]);
        }
        return Numbers{reached, sum};
      },
      100);
}

}  // namespace

int main(int count, char** words) {
  return run_peer(count, words, [](int n, char** w) {
    const std::string version =
        std::to_string(BOOST_VERSION / 100000) + "." + std::to_string(BOOST_VERSION / 100 % 1000);
    Peer peer("Boost.Graph", version, n, w);
    {
      const Graph graph = peer.build([&peer] { return make_graph(peer.network()); });
      ask(peer, graph);
    }
    if (peer.ties() <= 5'000'000) ask_layered(peer);  // beyond, five copies do not fit a usual machine
  });
}
