#pragma once
// Friends of friends: whom the people one knows know.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <weaktie/network/tie_graph.hpp>
#include <weaktie/search/detail/check_query.hpp>
#include <weaktie/search/detail/flat_map.hpp>
#include <weaktie/search/detail/graph_access.hpp>

namespace weaktie {

/// Somebody two ties away.
struct Acquainted {
  PersonIndex person;
  std::vector<PersonIndex> via;  ///< every w with ties s -> w -> person, ascending
  std::uint32_t common;          ///< via.size()
  double adamic_adar;            ///< sum over via of 1 / ln(deg w)
  double resource_allocation;    ///< sum over via of 1 / deg w
  friend bool operator==(const Acquainted&, const Acquainted&) = default;
};

/// Lets everyone through.
struct Everyone {
  bool operator()(PersonIndex) const { return true; }
};

/// Everyone t with ties s -> w -> t who is not s and to whom s has no tie, if `wanted(t)`. Ties only, no affiliations.
/// deg w is the number of people with a tie to or from w: at least 2 here, s and t themselves.
/// @return by falling `common`, then falling `adamic_adar`, then index
/// @throws UnknownPerson (from >= size)
/// @complexity O(ties within two steps + those to and from the friends); without `steps_to` also O(people + ties)
/// @source L. Adamic, E. Adar, Social Networks 25, 2003; T. Zhou, L. Lü, Y.-C. Zhang, Eur. Phys. J. B 71, 2009
template <TieGraph G, class Wanted = Everyone>
[[nodiscard]] std::vector<Acquainted> who_knows(const G& graph, PersonIndex from, const Wanted& wanted = {}) {
  detail::check_person(from, graph.size());
  const detail::TwoWay<G> ways(graph);
  std::vector<PersonIndex> friends;
  detail::FlatMap<char> known;  // s and those s has a tie to
  known.get(from, 1);
  for (const Step step : graph.steps_from(from)) {
    friends.push_back(step.to);
    known.get(step.to, 1);
  }
  std::sort(friends.begin(), friends.end());

  detail::FlatMap<std::size_t> place;  // position in `out`, plus 1
  std::vector<Acquainted> out;
  std::vector<PersonIndex> around;
  for (const PersonIndex w : friends) {  // ascending: `via` is sorted, and the sums are added in a fixed order
    around.clear();
    for (const Step step : graph.steps_from(w)) around.push_back(step.to);
    const std::size_t outgoing = around.size();
    for (const Step step : ways.steps_to(w)) around.push_back(step.to);
    std::vector<PersonIndex> distinct = around;
    std::sort(distinct.begin(), distinct.end());
    const auto degree = static_cast<double>(std::unique(distinct.begin(), distinct.end()) - distinct.begin());
    for (std::size_t i = 0; i < outgoing; ++i) {
      const PersonIndex t = around[i];
      if (known.find(t) != nullptr || !wanted(t)) continue;
      std::size_t& at = place.get(t, 0);
      if (at == 0) {
        out.push_back(Acquainted{t, {}, 0, 0.0, 0.0});
        at = out.size();
      }
      Acquainted& it = out[at - 1];
      it.via.push_back(w);
      ++it.common;
      it.adamic_adar += 1.0 / std::log(degree);
      it.resource_allocation += 1.0 / degree;
    }
  }
  std::sort(out.begin(), out.end(), [](const Acquainted& a, const Acquainted& b) {
    if (a.common != b.common) return a.common > b.common;
    if (a.adamic_adar != b.adamic_adar) return a.adamic_adar > b.adamic_adar;
    return a.person < b.person;
  });
  return out;
}

}  // namespace weaktie
