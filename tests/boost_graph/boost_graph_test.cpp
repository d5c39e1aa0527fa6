// Boost.Graph on weaktie's graphs: the concepts, and what its algorithms find against weaktie's own answers. This file
// includes the header before Boost's algorithms, so that graphs of one's own work as they are; boost_view_test.cpp
// does it the other way round.
#include <weaktie/boost_graph.hpp>

#include <algorithm>
#include <cstdint>
#include <forward_list>
#include <limits>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <type_traits>
#include <unordered_set>
#include <vector>

#include <boost/functional/hash.hpp>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/copy.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/graphviz.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/search/reach.hpp>

#include "catch.hpp"
#include "fixtures/networks.hpp"

// Graphs of an app, outside of namespace weaktie: the least that TieGraph asks for, each giving its rows another way.
namespace app {

struct Friends {  // a view of what it holds
  std::vector<std::vector<weaktie::Step>> rows;
  std::size_t size() const { return rows.size(); }
  std::span<const weaktie::Step> steps_from(weaktie::PersonIndex person) const { return rows[person]; }
};
struct Referring {  // a reference to it
  std::vector<std::vector<weaktie::Step>> rows;
  std::size_t size() const { return rows.size(); }
  const std::vector<weaktie::Step>& steps_from(weaktie::PersonIndex person) const { return rows[person]; }
};
struct Copying {  // a row made for the call
  std::vector<std::vector<weaktie::Step>> rows;
  int size() const { return static_cast<int>(rows.size()); }
  std::vector<weaktie::Step> steps_from(weaktie::PersonIndex person) const { return rows[person]; }
};
struct Linked {  // steps of a type of its own, forwards only
  struct Tie {
    weaktie::PersonIndex whom;
    weaktie::StepCost cost;
    operator weaktie::Step() const { return {whom, cost}; }
  };
  std::vector<std::forward_list<Tie>> rows;
  std::size_t size() const { return rows.size(); }
  const std::forward_list<Tie>& steps_from(weaktie::PersonIndex person) const { return rows[person]; }
};

}  // namespace app

using namespace weaktie;

namespace {

template <class G>
void check_forward_concepts() {
  BOOST_CONCEPT_ASSERT((boost::GraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::VertexAndEdgeListGraphConcept<G>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<G, PersonIndex, boost::vertex_index_t>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<G, TieEdge, boost::edge_weight_t>));
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<G, TieEdge, edge_chance_t>));
  using Traits = boost::graph_traits<G>;
  static_assert(boost::is_directed_graph<G>::value && !boost::is_multigraph<G>::value);
  static_assert(std::is_same_v<typename Traits::vertex_descriptor, PersonIndex>);
  static_assert(std::is_same_v<typename boost::property_map_value<G, boost::edge_weight_t>::type, std::uint64_t>);
  CHECK(Traits::null_vertex() == no_person);
}

template <class G>
void check_both_ways() {
  check_forward_concepts<G>();
  BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<G>));
  static_assert(boost::is_bidirectional_graph<G>::value);
}

template <class G>
constexpr bool forward_only =
    !boost::is_bidirectional_graph<G>::value && std::is_void_v<typename boost::graph_traits<G>::in_edge_iterator>;

std::vector<std::vector<Step>> kitchen_rows() {
  const auto kitchen = fixtures::kitchen_table();
  std::vector<std::vector<Step>> rows;
  for (PersonIndex person = 0; person < kitchen.graph.size(); ++person) {
    const auto steps = kitchen.graph.steps_from(person);
    rows.emplace_back(steps.begin(), steps.end());
  }
  return rows;
}

template <class G>
std::vector<TieEdge> listed(const G& graph) {
  const auto [begin, end] = edges(graph);
  return {begin, end};
}

/// Whoever one person has a chain of ties to, by the definition.
template <class G>
std::set<PersonIndex> reachable(const G& graph, PersonIndex from) {
  std::set<PersonIndex> seen{from};
  std::vector<PersonIndex> open{from};
  while (!open.empty()) {
    const PersonIndex person = open.back();
    open.pop_back();
    for (const Step step : graph.steps_from(person)) {
      if (seen.insert(step.to).second) open.push_back(step.to);
    }
  }
  return seen;
}

Network random_ties(std::uint32_t seed, std::uint32_t people, bool directed) {
  fixtures::Dice dice(seed);
  std::vector<std::uint32_t> source, target;
  std::vector<double> chance;
  for (std::uint32_t i = dice.roll(3 * people); i > 0; --i) {
    const std::uint32_t a = dice.roll(people), b = dice.roll(people);
    if (a == b) continue;
    source.push_back(a);
    target.push_back(b);
    chance.push_back(dice.chance());
  }
  ArraysOptions options;
  options.directed = directed;
  for (std::uint32_t i = 0; i < people; ++i) options.ids.push_back(std::to_string(i));
  return Network::from_arrays(source, target, chance, options);
}

using Undirected = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;

Undirected undirected(const Network& network) {
  Undirected out(network.size());
  for (const TieEdge& tie : listed(network)) {
    if (tie.source < tie.target || !edge(tie.target, tie.source, network).second) {
      add_edge(tie.source, tie.target, out);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("weaktie's graphs and an app's own are models of Boost's concepts, const or not", "[boost_graph]") {
  check_both_ways<Network>();
  check_both_ways<const Network>();
  check_both_ways<fixtures::ArrayGraph>();
  check_both_ways<const fixtures::ArrayGraph>();
  check_forward_concepts<fixtures::TieOnlyGraph>();
  check_forward_concepts<app::Friends>();
  check_forward_concepts<const app::Friends>();
  check_forward_concepts<app::Referring>();
  check_forward_concepts<const app::Referring>();
  check_forward_concepts<app::Copying>();
  check_forward_concepts<const app::Copying>();
  check_forward_concepts<app::Linked>();
  check_forward_concepts<const app::Linked>();
  check_both_ways<BoostView<Network>>();
  check_forward_concepts<BoostView<app::Friends>>();
  check_forward_concepts<const BoostView<app::Friends>>();
  static_assert(forward_only<app::Friends> && forward_only<const app::Copying> && forward_only<BoostView<app::Linked>>);
  BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<Network, PersonIndex, boost::vertex_name_t>));
}

TEST_CASE("Boost's own graphs stay what they are", "[boost_graph]") {
  using Theirs = boost::adjacency_list<>;
  static_assert(!BoostableGraph<Theirs> && BoostableGraph<Network> && BoostableGraph<const Network>);
  static_assert(std::is_same_v<boost::graph_traits<Theirs>::vertex_descriptor, std::size_t>);
  Theirs theirs(2);
  add_edge(0, 1, theirs);
  CHECK(num_vertices(theirs) == 2);
  CHECK(num_edges(theirs) == 1);
  CHECK(out_degree(vertex(0, theirs), theirs) == 1);
  CHECK(get(boost::vertex_index, theirs, vertex(1, theirs)) == 1);
}

TEST_CASE("a TieGraph that is a Boost graph by itself keeps its own traits", "[boost_graph]") {
  struct Both : app::Friends {
    using vertex_descriptor = int;
  };
  static_assert(TieGraph<Both> && !BoostableGraph<Both>);
}

TEST_CASE("vertices, edges and properties of the kitchen table", "[boost_graph]") {
  const auto kitchen = fixtures::kitchen_table();
  const auto& graph = kitchen.graph;
  CHECK(num_vertices(graph) == 4);
  CHECK(num_edges(graph) == 5);
  const auto [first, last] = vertices(graph);
  CHECK(std::vector<PersonIndex>(first, last) == std::vector<PersonIndex>{0, 1, 2, 3});
  CHECK(vertex(2, graph) == 2);

  const auto [out, out_end] = out_edges(kitchen.sarah, graph);
  REQUIRE(std::vector<TieEdge>(out, out_end) ==
          std::vector<TieEdge>{{0, 1, cost_of(.9)}, {0, 2, cost_of(.8)}, {0, 3, cost_of(.1)}});
  CHECK(out_end - out == 3);
  CHECK((*(out + 2)).target == kitchen.li);
  CHECK(source(*out, graph) == kitchen.sarah);
  CHECK(target(*out, graph) == kitchen.mum);
  CHECK(out_degree(kitchen.li, graph) == 0);

  const auto [in, in_end] = in_edges(kitchen.li, graph);
  REQUIRE(std::vector<TieEdge>(in, in_end) ==
          std::vector<TieEdge>{{2, 3, cost_of(.5)}, {1, 3, cost_of(.2)}, {0, 3, cost_of(.1)}});
  CHECK(in_degree(kitchen.li, graph) == 3);
  CHECK(degree(kitchen.mum, graph) == 2);

  const auto [near, near_end] = adjacent_vertices(kitchen.sarah, graph);
  CHECK(std::vector<PersonIndex>(near, near_end) == std::vector<PersonIndex>{1, 2, 3});

  // Every tie once, the same whichever end it is seen from.
  std::set<TieEdge> from_ends;
  for (PersonIndex person = 0; person < 4; ++person) {
    const auto [begin, end] = in_edges(person, graph);
    from_ends.insert(begin, end);
  }
  const auto all = listed(graph);
  CHECK(all.size() == 5);
  CHECK(std::set<TieEdge>(all.begin(), all.end()) == from_ends);
  CHECK(std::unordered_set<TieEdge>(all.begin(), all.end()).size() == 5);
  CHECK(boost::hash<TieEdge>()(all[0]) == std::hash<TieEdge>()(all[0]));

  const auto [found, there] = edge(kitchen.tutor, kitchen.li, graph);
  REQUIRE(there);
  CHECK(get(boost::edge_weight, graph, found) == cost_of(.5));
  CHECK(get(edge_chance, graph, found) == Approx(.5).epsilon(1e-6));
  CHECK(get(get(boost::vertex_index, graph), kitchen.tutor) == kitchen.tutor);
  CHECK_FALSE(edge(kitchen.li, kitchen.tutor, graph).second);
}

TEST_CASE("however a graph gives its rows, Boost sees the same edges", "[boost_graph]") {
  const auto rows = kitchen_rows();
  const app::Friends friends{rows};
  const auto wanted = listed(friends);
  REQUIRE(wanted.size() == 5);
  CHECK(listed(app::Referring{rows}) == wanted);
  const app::Copying copying{rows};
  CHECK(listed(copying) == wanted);
  app::Linked linked;
  for (const auto& row : rows) {
    auto& list = linked.rows.emplace_back();
    for (auto step = row.rbegin(); step != row.rend(); ++step) list.push_front({step->to, step->cost});
  }
  CHECK(listed(linked) == wanted);
  CHECK(num_edges(linked) == 5);

  // Iterators outlive the row they came from, also where it was made for the call, and can be walked again.
  const auto [begin, end] = out_edges(PersonIndex{0}, copying);
  const std::vector<TieEdge> once(begin, end), again(begin, end);
  CHECK(once.size() == 3);
  CHECK(once == again);
  CHECK(edges(copying).first == edges(copying).first);
  CHECK(edges(copying).first != edges(copying).second);
}

TEST_CASE("a graph without people or ties is empty for Boost too", "[boost_graph]") {
  const Network none;
  CHECK(num_vertices(none) == 0);
  CHECK(listed(none).empty());
  const app::Friends strangers{std::vector<std::vector<Step>>(3)};
  CHECK(num_edges(strangers) == 0);
  CHECK(edges(strangers).first == edges(strangers).second);
}

TEST_CASE("Dijkstra agrees with reach where the limit does not bind", "[boost_graph][property]") {
  const auto seed = GENERATE(range(0u, 60u));
  INFO("replay with seed " << seed);
  const Network network = random_ties(seed, 8, seed % 2 == 0);  // 8 people: 6 intermediaries are no limit
  const Reach wanted = reach(network, 0, {.max_intermediaries = 6});

  std::vector<Cost> distance(network.size());
  std::vector<PersonIndex> before(network.size());
  boost::dijkstra_shortest_paths(
      network, PersonIndex{0},
      boost::predecessor_map(boost::make_iterator_property_map(before.begin(), get(boost::vertex_index, network)))
          .distance_map(boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, network))));
  CHECK(distance == wanted.cost);
}

TEST_CASE("an app's own graph is searched by Boost as it is", "[boost_graph]") {
  const app::Friends friends{kitchen_rows()};
  const Reach wanted = reach(friends, 0);
  std::vector<Cost> distance(friends.size());
  boost::dijkstra_shortest_paths(
      friends, PersonIndex{0},
      boost::distance_map(boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, friends))));
  CHECK(distance == wanted.cost);
  const app::Copying copying{kitchen_rows()};
  std::vector<Cost> same(friends.size());
  boost::dijkstra_shortest_paths(
      copying, PersonIndex{0},
      boost::distance_map(boost::make_iterator_property_map(same.begin(), get(boost::vertex_index, copying))));
  CHECK(same == wanted.cost);
}

TEST_CASE("sums of costs in Boost have 64 bits", "[boost_graph]") {
  // 1e-300 costs a little less than 2^30 units: five of them do not fit 32 bits.
  const std::vector<std::uint32_t> source{0, 1, 2, 3, 4}, target{1, 2, 3, 4, 5};
  const std::vector<double> chance(5, 1e-300);
  const Network line = Network::from_arrays(source, target, chance);
  std::vector<Cost> distance(6);
  boost::dijkstra_shortest_paths(
      line, PersonIndex{0},
      boost::distance_map(boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, line))));
  CHECK(distance[5] == 5 * Cost{cost_of(1e-300)});
  CHECK(distance[5] > std::numeric_limits<std::uint32_t>::max());
}

TEST_CASE("components agree with who can reach whom", "[boost_graph][property]") {
  const auto seed = GENERATE(range(0u, 40u));
  INFO("replay with seed " << seed);
  const Network network = random_ties(seed, 9, true);
  std::vector<std::set<PersonIndex>> to;
  for (PersonIndex person = 0; person < network.size(); ++person) to.push_back(reachable(network, person));

  std::vector<std::size_t> strong(network.size());
  boost::strong_components(network,
                           boost::make_iterator_property_map(strong.begin(), get(boost::vertex_index, network)));
  for (PersonIndex a = 0; a < network.size(); ++a) {
    for (PersonIndex b = 0; b < network.size(); ++b) {
      CHECK((strong[a] == strong[b]) == (to[a].contains(b) && to[b].contains(a)));
    }
  }

  // Towards a person: the same, on the reversed graph.
  const auto turned = boost::make_reverse_graph(network);
  std::vector<boost::default_color_type> colour(network.size(), boost::white_color);
  boost::breadth_first_search(
      turned, PersonIndex{0},
      boost::color_map(boost::make_iterator_property_map(colour.begin(), get(boost::vertex_index, network))));
  for (PersonIndex person = 0; person < network.size(); ++person) {
    CHECK((colour[person] == boost::black_color) == to[person].contains(0));
  }

  const Network mutual = random_ties(seed, 9, false);
  std::vector<std::size_t> part(mutual.size());
  const Undirected copy = undirected(mutual);
  CHECK(num_edges(copy) == mutual.tie_count());
  boost::connected_components(copy, part.data());
  for (PersonIndex a = 0; a < mutual.size(); ++a) {
    const auto near = reachable(mutual, a);
    for (PersonIndex b = 0; b < mutual.size(); ++b) CHECK((part[a] == part[b]) == near.contains(b));
  }
}

TEST_CASE("affiliations are no edges", "[boost_graph]") {
  const std::vector<std::uint32_t> source{0}, target{1};
  const std::vector<double> chance{.5};
  const Network network = Network::from_arrays(
      source, target, chance,
      {.ids = {"ann", "ben", "cem"}, .affiliations = {{.id = "school:x", .reach = .2, .members = {"ann", "cem"}}}});
  CHECK(reach(network, 0).chance[2] > 0);
  CHECK(num_edges(network) == 2);
  CHECK_FALSE(edge(0, 2, network).second);
}

TEST_CASE("ids are Boost's vertex names", "[boost_graph]") {
  const std::vector<std::uint32_t> source{0}, target{1};
  const std::vector<double> chance{.5};
  const Network network = Network::from_arrays(source, target, chance, {.directed = true, .ids = {"ann", "ben"}});
  std::ostringstream out;
  boost::write_graphviz(out, network, boost::make_label_writer(get(boost::vertex_name, network)),
                        boost::make_label_writer(get(edge_chance, network)));
  CHECK(out.str() == "digraph G {\n0[label=ann];\n1[label=ben];\n0->1 [label=0.5];\n}\n");
}

TEST_CASE("a network copies into a mutable graph of Boost", "[boost_graph]") {
  using Mutable = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS, boost::no_property,
                                        boost::property<boost::edge_weight_t, Cost>>;
  const Network network = random_ties(3, 9, true);
  Mutable copy(network.size());
  for (const TieEdge& tie : listed(network)) {
    add_edge(tie.source, tie.target, get(boost::edge_weight, network, tie), copy);
  }
  REQUIRE(num_edges(copy) == num_edges(network));
  std::vector<Cost> here(network.size()), there(network.size());
  boost::dijkstra_shortest_paths(
      network, PersonIndex{0},
      boost::distance_map(boost::make_iterator_property_map(here.begin(), get(boost::vertex_index, network))));
  boost::dijkstra_shortest_paths(
      copy, 0, boost::distance_map(boost::make_iterator_property_map(there.begin(), get(boost::vertex_index, copy))));
  CHECK(here == there);

  Mutable same;
  std::vector<Mutable::vertex_descriptor> to_copy(network.size());
  boost::copy_graph(
      network, same,
      boost::orig_to_copy(boost::make_iterator_property_map(to_copy.begin(), get(boost::vertex_index, network)))
          .vertex_copy([](PersonIndex, Mutable::vertex_descriptor) {})
          .edge_copy([&](const TieEdge& tie, const Mutable::edge_descriptor& its) {
            put(boost::edge_weight, same, its, tie.cost);
          }));
  CHECK(num_edges(same) == num_edges(network));
  std::vector<Cost> again(network.size());
  boost::dijkstra_shortest_paths(
      same, 0, boost::distance_map(boost::make_iterator_property_map(again.begin(), get(boost::vertex_index, same))));
  CHECK(again == here);
}
