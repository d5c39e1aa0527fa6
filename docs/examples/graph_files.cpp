// A network to a file for Gephi and back, and somebody else's file as records.
#include <fstream>
#include <iostream>

#include <weaktie/weaktie.hpp>

int main() {
  using namespace weaktie;
  const std::vector<std::uint32_t> source = {0, 1}, target = {1, 2};
  const std::vector<double> chance = {.8, .5};
  const Network network = Network::from_arrays(source, target, chance, {.ids = {"sarah", "tutor", "li"}});

  write_graph(network, "network.gexf", {.chance = "weight"});
  const Network back = read_graph("network.gexf", {.chance = "weight"});
  std::cout << "equal after GEXF: " << std::boolalpha << (back == network) << '\n';

  std::ofstream("friends.json") << R"({"nodes": [{"id": "ann"}, {"id": "ben"}],
    "links": [{"source": "ann", "target": "ben", "kind": "friend"}, {"source": "ben", "target": "ben"}]})";
  Records records;
  const ImportReport report = read_graph(records, "friends.json", {.owner = "ann"});
  std::cout << report.format << ": " << report.kept << " kept, " << report.rejected << " rejected\n";
  for (const ReportRow& row : report.rows) std::cout << row.place.text() << ": " << row.reason << '\n';
}
