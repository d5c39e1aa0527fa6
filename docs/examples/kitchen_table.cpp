// An app's own graph, searched as it is: weaktie::headers and the standard library are all this needs.
#include <cstdio>
#include <span>
#include <string>
#include <vector>

#include <weaktie/search/introductions.hpp>
#include <weaktie/search/reach.hpp>
#include <weaktie/search/why_none.hpp>

// [graph]
struct KitchenTable {
  std::vector<std::string> names;
  std::vector<std::vector<weaktie::Step>> ties;  // smallest cost first

  std::size_t size() const { return names.size(); }
  std::span<const weaktie::Step> steps_from(weaktie::PersonIndex person) const { return ties[person]; }
};
static_assert(weaktie::TieGraph<KitchenTable>);
// [graph]

int main() {
  using weaktie::cost_of;
  const KitchenTable table{{"Sarah", "Mum", "Tutor", "Ben", "Li"},
                           {{{1, cost_of(.9)}, {2, cost_of(.8)}, {3, cost_of(.7)}, {4, cost_of(.05)}},
                            {{4, cost_of(.1)}},
                            {{4, cost_of(.5)}},
                            {{2, cost_of(.6)}},
                            {}}};
  const weaktie::PersonIndex sarah = 0, li = 4;

  // [search]
  for (const weaktie::Introduction& way : weaktie::introductions(table, sarah, li, {.count = 3})) {
    std::printf("%.3f ", way.chance);
    for (const weaktie::PersonIndex person : way.people) std::printf(" %s", table.names[person].c_str());
    std::printf("\n");
  }

  const weaktie::Reach everyone = weaktie::reach(table, sarah, {.max_intermediaries = 1});
  for (weaktie::PersonIndex person = 1; person < table.size(); ++person) {
    std::printf("%-6s %.2f, %d between\n", table.names[person].c_str(), everyone.chance[person],
                everyone.intermediaries[person]);
  }

  const auto name = [&table](weaktie::PersonIndex person) { return table.names[person]; };
  std::printf("%s\n", weaktie::why_none(table, li, sarah, {}, name).text.c_str());
  // [search]
}
