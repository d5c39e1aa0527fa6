// The whole library through the installed package: bodies from src/, and so the libraries that they need.
#include <chrono>
#include <filesystem>

#include <weaktie/weaktie.hpp>

int main() {
  weaktie::Records records;
  records.add_person({.id = "sarah"});
  records.add_person({.id = "li"});
  records.add_tie({.source = "sarah", .target = "li", .chance = 0.5});
  const auto network = weaktie::freeze(records, {.as_of = weaktie::Day(std::chrono::days(20000))});
  const auto found = weaktie::introductions(network, network.index("sarah"), network.index("li"));
  if (found.size() != 1 || found[0].chance != 0.5) return 1;
  try {  // through the zip reader, down to its third-party library
    weaktie::read_linkedin(records, std::filesystem::path("no_such_export.zip"), {.owner = "sarah"});
  } catch (const weaktie::Error&) {
    return 0;
  }
  return 2;
}
