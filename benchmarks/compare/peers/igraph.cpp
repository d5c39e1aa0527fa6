// igraph's C library. Distances are sums of whole numbers below 2^53, so its floating-point costs are exact.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>

#include <igraph/igraph.h>

#include "../peer.hpp"

namespace {

using namespace weaktie::benchmarks;

void check(igraph_error_t code) {
  if (code != IGRAPH_SUCCESS) throw std::runtime_error(igraph_strerror(code));
}

struct IntVector {
  igraph_vector_int_t it;
  IntVector() { check(igraph_vector_int_init(&it, 0)); }
  IntVector(const IntVector&) = delete;
  IntVector& operator=(const IntVector&) = delete;
  ~IntVector() { igraph_vector_int_destroy(&it); }
};
struct IntVectors {
  igraph_vector_int_list_t it;
  IntVectors() { check(igraph_vector_int_list_init(&it, 0)); }
  IntVectors(const IntVectors&) = delete;
  IntVectors& operator=(const IntVectors&) = delete;
  ~IntVectors() { igraph_vector_int_list_destroy(&it); }
};

struct Graph {
  igraph_t graph;
  igraph_vector_t costs;
  explicit Graph(std::size_t ties) { check(igraph_vector_init(&costs, static_cast<igraph_integer_t>(ties))); }
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;
  ~Graph() {
    igraph_destroy(&graph);
    igraph_vector_destroy(&costs);
  }
};

std::unique_ptr<Graph> make_graph(const NetworkFile& file) {
  auto out = std::make_unique<Graph>(file.source.size());
  igraph_vector_int_t ends;
  check(igraph_vector_int_init(&ends, static_cast<igraph_integer_t>(2 * file.source.size())));
  for (std::size_t i = 0; i < file.source.size(); ++i) {
    const auto at = static_cast<igraph_integer_t>(i);
    VECTOR(ends)[2 * at] = file.source[i];
    VECTOR(ends)[2 * at + 1] = file.target[i];
    VECTOR(out->costs)[at] = file.cost[i];
  }
  check(igraph_create(&out->graph, &ends, static_cast<igraph_integer_t>(file.people), IGRAPH_UNDIRECTED));
  igraph_vector_int_destroy(&ends);
  return out;
}

std::unique_ptr<Graph> make_layered(const Peer& peer) {
  const std::size_t count = Peer::layers * (2 * peer.ties() + peer.people());
  auto out = std::make_unique<Graph>(count);
  igraph_vector_int_t ends;
  check(igraph_vector_int_init(&ends, static_cast<igraph_integer_t>(2 * count)));
  igraph_integer_t at = 0;
  peer.layered_arcs([&](std::size_t from, std::size_t to, std::uint32_t cost) {
    VECTOR(ends)[2 * at] = static_cast<igraph_integer_t>(from);
    VECTOR(ends)[2 * at + 1] = static_cast<igraph_integer_t>(to);
    VECTOR(out->costs)[at++] = cost;
  });
  const auto people = static_cast<igraph_integer_t>(peer.people() * (Peer::layers + 1));
  check(igraph_create(&out->graph, &ends, people, IGRAPH_DIRECTED));
  igraph_vector_int_destroy(&ends);
  return out;
}

std::int64_t cost_of_path(const Graph& graph, const igraph_vector_int_t& ties) {
  double cost = 0;
  for (igraph_integer_t i = 0; i < igraph_vector_int_size(&ties); ++i) cost += VECTOR(graph.costs)[VECTOR(ties)[i]];
  return std::llround(cost);
}

void ask(Peer& peer, const Graph& it) {
  IntVector own_path;
  IntVectors own_paths;
  igraph_vector_int_t& path = own_path.it;
  igraph_vector_int_list_t& paths = own_paths.it;
  peer.queries("cheapest", [&](std::uint32_t from, std::uint32_t to) {
    check(igraph_get_shortest_path_dijkstra(&it.graph, nullptr, &path, from, to, &it.costs, IGRAPH_ALL));
    const std::int64_t ties = igraph_vector_int_size(&path);
    return ties == 0 ? Numbers{} : Numbers{cost_of_path(it, path), ties};
  });
  peer.queries("fewest", [&](std::uint32_t from, std::uint32_t to) {
    check(igraph_get_shortest_path(&it.graph, nullptr, &path, from, to, IGRAPH_ALL));
    const std::int64_t ties = igraph_vector_int_size(&path);
    return ties == 0 ? Numbers{} : Numbers{ties};
  });
  igraph_matrix_t costs;
  check(igraph_matrix_init(&costs, 0, 0));
  peer.queries(
      "all",
      [&](std::uint32_t from, std::uint32_t) {
        check(
            igraph_distances_dijkstra(&it.graph, &costs, igraph_vss_1(from), igraph_vss_all(), &it.costs, IGRAPH_ALL));
        std::int64_t reached = 0, sum = 0;
        for (igraph_integer_t person = 0; person < igraph_matrix_ncol(&costs); ++person) {
          const double cost = MATRIX(costs, 0, person);
          if (!std::isfinite(cost)) continue;
          ++reached;
          sum += std::llround(cost);
        }
        return Numbers{reached, sum};
      },
      100);
  igraph_matrix_destroy(&costs);
  peer.queries("friends_without_counts", [&](std::uint32_t from, std::uint32_t) {
    check(igraph_neighborhood(&it.graph, &paths, igraph_vss_1(from), 2, IGRAPH_ALL, 2));
    return Numbers{igraph_vector_int_size(igraph_vector_int_list_get_ptr(&paths, 0))};
  });
  if (peer.ties() > 5'000'000) return;  // beyond, minutes a query
  peer.queries("five", [&](std::uint32_t from, std::uint32_t to) {
    check(igraph_get_k_shortest_paths(&it.graph, &it.costs, nullptr, &paths, 5, from, to, IGRAPH_ALL));
    Numbers out;
    for (igraph_integer_t i = 0; i < igraph_vector_int_list_size(&paths); ++i) {
      out.push_back(cost_of_path(it, *igraph_vector_int_list_get_ptr(&paths, i)));
    }
    return out;
  });
}

void ask_layered(Peer& peer) {
  const std::unique_ptr<Graph> it = make_layered(peer);
  const auto last = static_cast<igraph_integer_t>(Peer::layers * peer.people());
  IntVector own_path;
  igraph_vector_int_t& path = own_path.it;
  peer.queries("limited", [&](std::uint32_t from, std::uint32_t to) {
    check(igraph_get_shortest_path_dijkstra(&it->graph, nullptr, &path, from, last + to, &it->costs, IGRAPH_OUT));
    return igraph_vector_int_size(&path) == 0 ? Numbers{} : Numbers{cost_of_path(*it, path)};
  });
}

}  // namespace

int main(int count, char** words) {
  return run_peer(count, words, [](int n, char** w) {
    igraph_set_error_handler(igraph_error_handler_ignore);
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    Peer peer("igraph (C)", IGRAPH_VERSION, n, w);
    {
      const auto graph = peer.build([&peer] { return make_graph(peer.network()); });
      ask(peer, *graph);
    }
    if (peer.ties() <= 5'000'000) ask_layered(peer);  // beyond, five copies do not fit a usual machine
  });
}
