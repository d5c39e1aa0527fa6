#pragma once
// Any TieGraph as a Boost.Graph model: Boost's algorithms run on a Network, and on a graph of your own, as it is.
//
// A TieGraph (both `G` and `const G`) models IncidenceGraph, AdjacencyGraph, VertexListGraph and EdgeListGraph, a
// ReverseTieGraph also BidirectionalGraph. It is directed and has no parallel edges: the tie a -> b is one edge, the
// tie b -> a another. Vertices are PersonIndex, edges TieEdge. Edges are ties alone: affiliations are never expanded
// into the pairs that they would stand for, so what Boost finds uses ties only, unlike the searches of weaktie.
//
// Two phases of name lookup: Boost's algorithms find these functions for types of namespace weaktie wherever this
// header stands. For a graph of your own, include this header before Boost's algorithms, or pass boost_view(graph).
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <type_traits>
#include <utility>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/property_map/property_map.hpp>
#include <weaktie/core/chance.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/network/detail/graph_view.hpp>
#include <weaktie/network/detail/kept_steps.hpp>
#include <weaktie/network/tie_graph.hpp>

namespace weaktie {

/// Boost's edge descriptor: the tie source -> target and its cost. A pair has at most one tie, so the two ends name it.
struct TieEdge {
  PersonIndex source = no_person;
  PersonIndex target = no_person;
  StepCost cost = 0;
  friend auto operator<=>(const TieEdge&, const TieEdge&) = default;
  friend std::size_t hash_value(const TieEdge& edge) {  // found by boost::hash
    return std::hash<std::uint64_t>{}((std::uint64_t{edge.source} << 32U) | edge.target);
  }
};

/// Tag of the property map from an edge to its chance in (0, 1]; `boost::edge_weight` gives the cost.
struct edge_chance_t {
  using kind = boost::edge_property_tag;
};
inline constexpr edge_chance_t edge_chance{};

/// What boost_graph.hpp makes a Boost graph of: a TieGraph that is not one by itself.
template <class G>
concept BoostableGraph = std::is_class_v<G> && TieGraph<G> && !requires {
  typename G::vertex_descriptor;
};

namespace detail {

template <class G>
using StepsFrom = KeptSteps<decltype(std::declval<const G&>().steps_from(PersonIndex{}))>;
template <class G>
struct StepsTo {};
template <ReverseTieGraph G>
struct StepsTo<G> {
  using type = KeptSteps<decltype(std::declval<const G&>().steps_to(PersonIndex{}))>;
};

struct OutEdge {
  using value = TieEdge;
  static TieEdge of(PersonIndex person, Step step) { return {person, step.to, step.cost}; }
};
struct InEdge {
  using value = TieEdge;
  static TieEdge of(PersonIndex person, Step step) { return {step.to, person, step.cost}; }
};
struct Neighbour {
  using value = PersonIndex;
  static PersonIndex of(PersonIndex, Step step) { return step.to; }
};

/// Over the ties of one person, seen as edges or as neighbours.
template <class Steps, class Seen>
class StepIterator : public boost::iterator_facade<StepIterator<Steps, Seen>, typename Seen::value,
                                                   boost::random_access_traversal_tag, typename Seen::value> {
 public:
  StepIterator() = default;
  StepIterator(PersonIndex person, Steps steps, std::size_t position)
      : steps_(std::move(steps)), position_(position), person_(person) {}

 private:
  friend class boost::iterator_core_access;
  [[nodiscard]] typename Seen::value dereference() const { return Seen::of(person_, steps_[position_]); }
  [[nodiscard]] bool equal(const StepIterator& other) const { return position_ == other.position_; }
  void increment() { ++position_; }
  void decrement() { --position_; }
  void advance(std::ptrdiff_t by) { position_ += static_cast<std::size_t>(by); }
  [[nodiscard]] std::ptrdiff_t distance_to(const StepIterator& other) const {
    return static_cast<std::ptrdiff_t>(other.position_) - static_cast<std::ptrdiff_t>(position_);
  }

  Steps steps_;
  std::size_t position_ = 0;
  PersonIndex person_ = no_person;
};

/// Over every tie of a graph: by person, then in the order of `steps_from`.
template <class G>
class EdgeIterator : public boost::iterator_facade<EdgeIterator<G>, TieEdge, boost::forward_traversal_tag, TieEdge> {
 public:
  EdgeIterator() = default;
  EdgeIterator(const G& graph, std::size_t person) : graph_(&graph), person_(person) { find(); }

 private:
  friend class boost::iterator_core_access;
  [[nodiscard]] TieEdge dereference() const {
    return OutEdge::of(static_cast<PersonIndex>(person_), steps_[position_]);
  }
  [[nodiscard]] bool equal(const EdgeIterator& other) const {
    return person_ == other.person_ && position_ == other.position_;
  }
  void increment() {
    if (++position_ < steps_.size()) return;
    ++person_;
    find();
  }
  /// The first tie of this person or of the next who has one.
  void find() {
    position_ = 0;
    for (const auto size = static_cast<std::size_t>(graph_->size()); person_ < size; ++person_) {
      steps_ = StepsFrom<G>(graph_->steps_from(static_cast<PersonIndex>(person_)));
      if (steps_.size() != 0) return;
    }
    steps_ = StepsFrom<G>();
  }

  const G* graph_ = nullptr;
  StepsFrom<G> steps_;
  std::size_t person_ = 0;
  std::size_t position_ = 0;
};

template <class Iterator, class Steps>
[[nodiscard]] std::pair<Iterator, Iterator> iterators(PersonIndex person, Steps steps) {
  const std::size_t size = steps.size();
  Iterator first(person, steps, 0);
  return {std::move(first), Iterator(person, std::move(steps), size)};
}

struct TieGraphCategory : boost::adjacency_graph_tag,
                          boost::vertex_list_graph_tag,
                          boost::edge_list_graph_tag,
                          virtual boost::incidence_graph_tag {};
struct ReverseTieGraphCategory : TieGraphCategory, virtual boost::bidirectional_graph_tag {};

template <class G, bool Reverse = ReverseTieGraph<G>>
struct BoostTraits {
  using in_edge_iterator = void;
  using directed_category = boost::directed_tag;
  using traversal_category = TieGraphCategory;
};
template <class G>
struct BoostTraits<G, true> {
  using in_edge_iterator = StepIterator<typename StepsTo<G>::type, InEdge>;
  using directed_category = boost::bidirectional_tag;
  using traversal_category = ReverseTieGraphCategory;
};

/// Edge to cost. The values are 64 bits wide, so that sums of them are.
struct EdgeCostMap : boost::put_get_helper<Cost, EdgeCostMap> {
  using key_type = TieEdge;
  using value_type = Cost;
  using reference = Cost;
  using category = boost::readable_property_map_tag;
  Cost operator[](const TieEdge& edge) const { return edge.cost; }
};

struct EdgeChanceMap : boost::put_get_helper<double, EdgeChanceMap> {
  using key_type = TieEdge;
  using value_type = double;
  using reference = double;
  using category = boost::readable_property_map_tag;
  double operator[](const TieEdge& edge) const { return chance_of(edge.cost); }
};

template <class G>
using PersonId = std::remove_cvref_t<decltype(std::declval<const G&>().id(PersonIndex{}))>;

/// Person to id, for graphs that have ids. Refers to the graph.
template <class G>
class PersonIdMap : public boost::put_get_helper<PersonId<G>, PersonIdMap<G>> {
 public:
  using key_type = PersonIndex;
  using value_type = PersonId<G>;
  using reference = PersonId<G>;
  using category = boost::readable_property_map_tag;
  explicit PersonIdMap(const G& graph) : graph_(&graph) {}
  PersonId<G> operator[](PersonIndex person) const { return graph_->id(person); }

 private:
  const G* graph_;
};

template <class G, class Tag>
struct BoostMap {};
template <class G>
struct BoostMap<G, boost::vertex_index_t> {
  using type = boost::typed_identity_property_map<PersonIndex>;
};
template <class G>
struct BoostMap<G, boost::edge_weight_t> {
  using type = EdgeCostMap;
};
template <class G>
struct BoostMap<G, edge_chance_t> {
  using type = EdgeChanceMap;
};
template <NamesPeople G>
struct BoostMap<G, boost::vertex_name_t> {
  using type = PersonIdMap<std::remove_const_t<G>>;
};
template <class G, class Tag>
concept HasBoostMap = BoostableGraph<G> && requires {
  typename BoostMap<G, Tag>::type;
};

}  // namespace detail
}  // namespace weaktie

namespace boost {

template <weaktie::BoostableGraph G>
struct graph_traits<G> {
  using vertex_descriptor = weaktie::PersonIndex;
  using edge_descriptor = weaktie::TieEdge;
  using out_edge_iterator = weaktie::detail::StepIterator<weaktie::detail::StepsFrom<G>, weaktie::detail::OutEdge>;
  using in_edge_iterator = typename weaktie::detail::BoostTraits<G>::in_edge_iterator;
  using adjacency_iterator = weaktie::detail::StepIterator<weaktie::detail::StepsFrom<G>, weaktie::detail::Neighbour>;
  using vertex_iterator = counting_iterator<weaktie::PersonIndex>;
  using edge_iterator = weaktie::detail::EdgeIterator<std::remove_const_t<G>>;
  using directed_category = typename weaktie::detail::BoostTraits<G>::directed_category;
  using traversal_category = typename weaktie::detail::BoostTraits<G>::traversal_category;
  using edge_parallel_category = disallow_parallel_edge_tag;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;
  static constexpr vertex_descriptor null_vertex() { return weaktie::no_person; }
};

template <class G, class Tag>
requires weaktie::detail::HasBoostMap<G, Tag>
struct property_map<G, Tag, void> {
  using type = typename weaktie::detail::BoostMap<G, Tag>::type;
  using const_type = type;
};

template <>
struct property_kind<weaktie::edge_chance_t> {
  using type = edge_property_tag;
};

}  // namespace boost

namespace weaktie {

// What Boost calls on a graph. O(1), but for `num_edges` and a pass over `edges` (people + ties), and `edge` (the ties
// of one person); where a row cannot be kept, each call that gives iterators copies it.

template <BoostableGraph G>
[[nodiscard]] PersonIndex source(const TieEdge& edge, const G&) {
  return edge.source;
}
template <BoostableGraph G>
[[nodiscard]] PersonIndex target(const TieEdge& edge, const G&) {
  return edge.target;
}
/// The ties from a person, smallest cost first.
template <BoostableGraph G>
[[nodiscard]] auto out_edges(PersonIndex person, const G& graph) {
  return detail::iterators<typename boost::graph_traits<G>::out_edge_iterator>(
      person, detail::StepsFrom<G>(graph.steps_from(person)));
}
template <BoostableGraph G>
[[nodiscard]] std::size_t out_degree(PersonIndex person, const G& graph) {
  return detail::StepsFrom<G>(graph.steps_from(person)).size();
}
/// The ties towards a person.
template <BoostableGraph G>
requires ReverseTieGraph<G>
[[nodiscard]] auto in_edges(PersonIndex person, const G& graph) {
  return detail::iterators<typename boost::graph_traits<G>::in_edge_iterator>(
      person, typename detail::StepsTo<G>::type(graph.steps_to(person)));
}
template <BoostableGraph G>
requires ReverseTieGraph<G>
[[nodiscard]] std::size_t in_degree(PersonIndex person, const G& graph) {
  return typename detail::StepsTo<G>::type(graph.steps_to(person)).size();
}
/// Ties from and to a person together.
template <BoostableGraph G>
requires ReverseTieGraph<G>
[[nodiscard]] std::size_t degree(PersonIndex person, const G& graph) {
  return out_degree(person, graph) + in_degree(person, graph);
}
/// Whom a person has a tie to, smallest cost first.
template <BoostableGraph G>
[[nodiscard]] auto adjacent_vertices(PersonIndex person, const G& graph) {
  return detail::iterators<typename boost::graph_traits<G>::adjacency_iterator>(
      person, detail::StepsFrom<G>(graph.steps_from(person)));
}
template <BoostableGraph G>
[[nodiscard]] auto vertices(const G& graph) {
  using Iterator = typename boost::graph_traits<G>::vertex_iterator;
  return std::pair(Iterator(PersonIndex{0}), Iterator(static_cast<PersonIndex>(graph.size())));
}
template <BoostableGraph G>
[[nodiscard]] std::size_t num_vertices(const G& graph) {
  return static_cast<std::size_t>(graph.size());
}
template <BoostableGraph G>
[[nodiscard]] PersonIndex vertex(std::size_t number, const G&) {
  return static_cast<PersonIndex>(number);
}
/// Every tie: by person, then in the order of `out_edges`. Both directions of an undirected tie are listed.
template <BoostableGraph G>
[[nodiscard]] auto edges(const G& graph) {
  using Iterator = typename boost::graph_traits<G>::edge_iterator;
  return std::pair(Iterator(graph, 0), Iterator(graph, num_vertices(graph)));
}
template <BoostableGraph G>
[[nodiscard]] std::size_t num_edges(const G& graph) {
  std::size_t count = 0;
  for (std::size_t person = 0; person < num_vertices(graph); ++person) {
    count += out_degree(static_cast<PersonIndex>(person), graph);
  }
  return count;
}
/// The tie from -> to, and whether there is one.
template <BoostableGraph G>
[[nodiscard]] std::pair<TieEdge, bool> edge(PersonIndex from, PersonIndex to, const G& graph) {
  for (auto&& given : graph.steps_from(from)) {
    const Step step = given;
    if (step.to == to) return {TieEdge{from, to, step.cost}, true};
  }
  return {TieEdge{}, false};
}

template <class Tag, BoostableGraph G>
requires detail::HasBoostMap<G, Tag>
[[nodiscard]] auto get(Tag, const G& graph) {
  using Map = typename detail::BoostMap<G, Tag>::type;
  if constexpr (std::is_constructible_v<Map, const G&>) {
    return Map(graph);
  } else {
    return Map();
  }
}
template <class Tag, BoostableGraph G, class Key>
requires detail::HasBoostMap<G, Tag>
[[nodiscard]] auto get(Tag tag, const G& graph, const Key& key) { return get(tag, graph)[key]; }

/// A graph of your own for Boost, wherever this header is included (see detail/graph_view.hpp). Refers to the graph.
template <TieGraph G>
[[nodiscard]] BoostView<G> boost_view(const G& graph) {
  return BoostView<G>(graph);
}
template <TieGraph G>
void boost_view(const G&& graph) = delete;  // the view would outlive the graph

}  // namespace weaktie

template <>
struct std::hash<weaktie::TieEdge> {
  std::size_t operator()(const weaktie::TieEdge& edge) const noexcept { return hash_value(edge); }
};

namespace boost {
// Found by ordinary lookup inside Boost's algorithms that are included after this header.
using weaktie::adjacent_vertices;
using weaktie::degree;
using weaktie::edge;
using weaktie::edges;
using weaktie::get;
using weaktie::in_degree;
using weaktie::in_edges;
using weaktie::num_edges;
using weaktie::num_vertices;
using weaktie::out_degree;
using weaktie::out_edges;
using weaktie::source;
using weaktie::target;
using weaktie::vertex;
using weaktie::vertices;
}  // namespace boost
