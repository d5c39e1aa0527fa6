// The other order: Boost's algorithms stand before the header. A Network works all the same; a graph outside of
// namespace weaktie through boost_view.
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/visitors.hpp>

#include <span>
#include <vector>

#include <weaktie/boost_graph.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/search/reach.hpp>

#include "catch.hpp"

namespace elsewhere {
struct Friends {
  std::vector<std::vector<weaktie::Step>> rows;
  std::size_t size() const { return rows.size(); }
  std::span<const weaktie::Step> steps_from(weaktie::PersonIndex person) const { return rows[person]; }
};
}  // namespace elsewhere

using weaktie::Cost;
using weaktie::PersonIndex;

TEST_CASE("Network is a Boost graph wherever the header stands", "[boost_graph]") {
  BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<weaktie::Network>));
  BOOST_CONCEPT_ASSERT((boost::VertexAndEdgeListGraphConcept<const weaktie::Network>));
  BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<const weaktie::Network>));
  const std::vector<std::uint32_t> source{0, 1, 2}, target{1, 2, 3};
  const std::vector<double> chance{.5, .5, .25};
  const auto network = weaktie::Network::from_arrays(source, target, chance);
  const auto index = get(boost::vertex_index, network);

  std::vector<int> steps(network.size());
  boost::breadth_first_search(network, PersonIndex{0},
                              boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                                  boost::make_iterator_property_map(steps.begin(), index), boost::on_tree_edge()))));
  CHECK(steps == std::vector<int>{0, 1, 2, 3});

  std::vector<double> between(network.size());
  boost::brandes_betweenness_centrality(network, boost::make_iterator_property_map(between.begin(), index));
  CHECK(between == std::vector<double>{0, 4, 4, 0});

  std::vector<int> component(network.size());
  CHECK(boost::strong_components(network, boost::make_iterator_property_map(component.begin(), index)) == 1);
}

TEST_CASE("boost_view takes a graph of one's own to Boost", "[boost_graph]") {
  const elsewhere::Friends friends{
      {{{1, weaktie::cost_of(.5)}, {2, weaktie::cost_of(.1)}}, {{2, weaktie::cost_of(.5)}}, {}}};
  const auto view = weaktie::boost_view(friends);
  BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<decltype(view)>));
  BOOST_CONCEPT_ASSERT((boost::VertexAndEdgeListGraphConcept<decltype(view)>));
  std::vector<Cost> distance(friends.size());
  boost::dijkstra_shortest_paths(
      view, PersonIndex{0},
      boost::distance_map(boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, view))));
  CHECK(distance == weaktie::reach(friends, 0).cost);
}
