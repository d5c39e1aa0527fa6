// Every public header under a strict embedder's warnings, without run-time type information, and used a little.
#include <weaktie/weaktie.hpp>

int main() {
  const auto network = weaktie::Network::from_arrays(std::vector<std::uint32_t>{0, 1}, std::vector<std::uint32_t>{1, 2},
                                                     std::vector<double>{.5, .5});
  const auto reach = weaktie::reach(network, 0);
  const auto found = weaktie::introductions(network, 0, 2, {.count = 1});
  return reach.intermediaries[2] == 1 && found.size() == 1 && found[0].people.size() == 3 ? 0 : 1;
}
