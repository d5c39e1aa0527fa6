// An app's own graph, searched without the compiled library: all it needs is to meet TieGraph.
#include <span>
#include <vector>

#include <weaktie/search/introductions.hpp>

struct Friends {
  std::vector<std::vector<weaktie::Step>> steps;
  std::size_t size() const { return steps.size(); }
  std::span<const weaktie::Step> steps_from(weaktie::PersonIndex person) const { return steps[person]; }
};

int main() {
  const Friends friends{{{{1, weaktie::cost_of(0.5)}}, {{2, weaktie::cost_of(0.5)}}, {}}};
  const auto found = weaktie::introductions(friends, 0, 2);
  return found.size() == 1 && found[0].people == std::vector<weaktie::PersonIndex>{0, 1, 2} ? 0 : 1;
}
