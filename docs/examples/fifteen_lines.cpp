#include <iostream>
#include <weaktie/weaktie.hpp>

int main(int, char** arguments) {
  const std::filesystem::path files = arguments[1];  // python/weaktie/example
  weaktie::Records records;
  read_linkedin(records, files / "Basic_LinkedInDataExport_10-25-2026.zip", {.owner = "sarah"});
  read_linkedin(records, files / "ben_linkedin_export.zip", {.owner = "ben", .audience = "ties"});
  resolve(records);
  const auto network = freeze(records, {.as_of = *weaktie::parse_day("2026-11-01")});
  const auto sarah = network.index("sarah");
  const auto law = prospects(network, sarah, {.field = "law", .count = 20});
  for (const auto& row : law) std::cout << network.label(row.person) << ": " << row.why << '\n';
  for (const auto& way : introductions(network, sarah, law[0].person, {.count = 3})) std::cout << way.chance << '\n';
}
