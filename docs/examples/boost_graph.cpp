// Six algorithms of Boost.Graph on a network. Run with the folder of the bundled example as its argument.
#include <weaktie/boost_graph.hpp>
#include <weaktie/weaktie.hpp>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/core_numbers.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/visitors.hpp>

using namespace weaktie;

Network read_network(const std::filesystem::path& files) {
  Records records;
  read_people(records, files / "family_and_tutors.csv", {.owner = "sarah", .columns = {{"id", "person"}}});
  read_ties(records, files / "family_and_tutors.csv", {.owner = "sarah", .columns = {{"target", "person"}}});
  read_linkedin(records, files / "Basic_LinkedInDataExport_10-25-2026.zip", {.owner = "sarah"});
  read_linkedin(records, files / "ben_linkedin_export.zip", {.owner = "ben"});
  read_people(records, files / "ben_colleagues_people.csv", {.owner = "ben"});
  read_ties(records, files / "ben_colleagues.csv", {.owner = "ben"});
  resolve(records);
  return freeze(records, {.as_of = *parse_day("2026-11-01")});
}

int main(int count, char** arguments) {
  const Network network = read_network(count > 1 ? arguments[1] : "python/weaktie/example");
  const PersonIndex sarah = network.index("sarah"), li = network.index("li_chen");
  // A vector with a place for each person, as Boost wants to see it.
  const auto by_person = [&](auto& values) {
    return boost::make_iterator_property_map(values.begin(), get(boost::vertex_index, network));
  };
  std::cout << num_vertices(network) << " people, " << num_edges(network) << " directed ties\n";

  // 1. Breadth first: how many people are how many ties away from Sarah?
  std::vector<int> steps(network.size(), -1);
  steps[sarah] = 0;
  boost::breadth_first_search(
      network, sarah,
      boost::visitor(boost::make_bfs_visitor(boost::record_distances(by_person(steps), boost::on_tree_edge()))));
  std::cout << "breadth first search: ";
  for (int away = 1; away <= 3; ++away) std::cout << std::count(steps.begin(), steps.end(), away) << ' ';
  std::cout << "people are 1, 2, 3 ties away\n";

  // 2. Dijkstra: the surest chain of ties to Li, however long. Sums of costs are chances multiplied.
  std::vector<Cost> distance(network.size());
  std::vector<PersonIndex> before(network.size());
  boost::dijkstra_shortest_paths(network, sarah,
                                 boost::predecessor_map(by_person(before)).distance_map(by_person(distance)));
  std::string chain(network.label(li));
  for (PersonIndex at = li; at != sarah; at = before[at])
    chain = std::string(network.label(before[at])) + " > " + chain;
  std::cout << "dijkstra: " << chain << " (" << percent_text(chance_of(distance[li])) << ")\n";

  // 3. Strong components: people who can all reach one another.
  std::vector<std::size_t> component(network.size());
  const std::size_t components = boost::strong_components(network, by_person(component));
  std::cout << "strong components: " << components << ", Sarah's has "
            << std::count(component.begin(), component.end(), component[sarah]) << " people\n";

  // 4. Betweenness: who stands on the shortest chains between others?
  std::vector<double> between(network.size());
  boost::brandes_betweenness_centrality(network, by_person(between));
  std::vector<PersonIndex> people(vertices(network).first, vertices(network).second);
  std::partial_sort(people.begin(), people.begin() + 3, people.end(),
                    [&](PersonIndex a, PersonIndex b) { return between[a] > between[b]; });
  std::cout << "betweenness:";
  for (int i = 0; i < 3; ++i) std::cout << (i == 0 ? " " : ", ") << network.label(people[static_cast<std::size_t>(i)]);
  std::cout << '\n';

  // 5. Core numbers: how closely knit is the closest circle?
  std::vector<std::size_t> core(network.size());
  const auto closest = boost::core_numbers(network, by_person(core));
  std::cout << "core numbers: " << std::count(core.begin(), core.end(), closest) << " people have ties to at least "
            << closest << " of one another\n";

  // 6. Articulation points: without whom does the network fall apart? This is a question about undirected ties, so it
  // is put to an undirected copy that has each tie once.
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> ties(num_vertices(network));
  for (auto [tie, end] = edges(network); tie != end; ++tie) {
    const auto [from, to, cost] = *tie;
    if (from < to || !edge(to, from, network).second) add_edge(from, to, ties);
  }
  std::vector<std::size_t> cut;
  boost::articulation_points(ties, std::back_inserter(cut));
  std::sort(cut.begin(), cut.end());
  std::cout << "articulation points of " << num_edges(ties) << " undirected ties:";
  for (const std::size_t person : cut) std::cout << ' ' << network.id(static_cast<PersonIndex>(person));
  std::cout << '\n';
}
