#pragma once
// A graph seen through a type of this namespace, for libraries that look functions up by the namespace of a type.
#include <concepts>
#include <cstddef>
#include <string_view>

#include <weaktie/network/tie_graph.hpp>

namespace weaktie {

namespace detail {

template <class G>
concept NamesPeople = requires(const G& graph, PersonIndex person) {
  { graph.id(person) } -> std::convertible_to<std::string_view>;
};

}  // namespace detail

/// A graph of your own seen through a type of this namespace: Boost's algorithms then find the functions of
/// boost_graph.hpp wherever that is included. Refers to the graph.
template <TieGraph G>
class BoostView {
 public:
  explicit BoostView(const G& graph) : graph_(&graph) {}
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(graph_->size()); }
  [[nodiscard]] decltype(auto) steps_from(PersonIndex person) const { return graph_->steps_from(person); }
  [[nodiscard]] decltype(auto) steps_to(PersonIndex person) const requires ReverseTieGraph<G> {
    return graph_->steps_to(person);
  }
  [[nodiscard]] decltype(auto) id(PersonIndex person) const requires detail::NamesPeople<G> {
    return graph_->id(person);
  }

 private:
  const G* graph_;
};

}  // namespace weaktie
