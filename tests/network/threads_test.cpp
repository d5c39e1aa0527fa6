#include <weaktie/network/freeze.hpp>
#include <weaktie/search/introductions.hpp>

#include <thread>

#include "../catch.hpp"

using namespace weaktie;

TEST_CASE("a network is read by many threads at once and gives each the same answer", "[network]") {
  std::vector<std::uint32_t> source, target;
  std::vector<double> chance;
  for (std::uint32_t i = 0; i < 400; ++i) {
    for (std::uint32_t k = 1; k <= 5; ++k) {
      source.push_back(i);
      target.push_back((i * 7 + k * 31 + 1) % 400 == i ? (i + 1) % 400 : (i * 7 + k * 31 + 1) % 400);
      chance.push_back(1.0 / (1 + (i + k) % 9));
    }
  }
  const Network network = Network::from_arrays(source, target, chance);
  const auto expected = introductions(network, 3, 250);
  REQUIRE_FALSE(expected.empty());
  std::vector<int> equal(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < equal.size(); ++t) {
    threads.emplace_back([&, t, copy = network] {
      for (int i = 0; i < 50; ++i) equal[t] += introductions(copy, 3, 250) == expected ? 1 : 0;
    });
  }
  for (auto& thread : threads) thread.join();
  for (const int count : equal) CHECK(count == 50);
}
