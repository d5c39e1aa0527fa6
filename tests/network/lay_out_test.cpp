// Ties laid out as rows, in both ways in which they are moved, against sorting them.
#include <weaktie/network/detail/lay_out.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "../catch.hpp"
#include "../fixtures/networks.hpp"

using namespace weaktie;
using namespace weaktie::fixtures;

namespace {

struct Row {
  PersonIndex person, to;
  StepCost cost;
};

std::vector<Row> random_ties(Dice& dice, std::uint32_t people, std::uint32_t count) {
  std::vector<Row> out;
  const bool hub = dice.roll(3) == 0;
  const std::uint32_t costs = dice.roll(2) == 0 ? 3 : std::uint32_t{1} << (1 + dice.roll(31));
  for (std::uint32_t i = 0; i < count; ++i) {
    out.push_back({hub && dice.roll(2) == 0 ? 0 : dice.roll(people), dice.roll(people), dice.roll(costs)});
  }
  return out;
}

std::vector<std::vector<Step>> sorted_rows(const std::vector<Row>& ties, std::size_t people) {
  std::vector<std::map<PersonIndex, StepCost>> cheapest(people);
  for (const Row& tie : ties) {
    const auto [known, added] = cheapest[tie.person].emplace(tie.to, tie.cost);
    if (!added) known->second = std::min(known->second, tie.cost);
  }
  std::vector<std::vector<Step>> rows(people);
  for (std::size_t person = 0; person < people; ++person) {
    for (const auto& [to, cost] : cheapest[person]) rows[person].push_back({to, cost});
    std::sort(rows[person].begin(), rows[person].end(),
              [](const Step& a, const Step& b) { return detail::rank_of(a) < detail::rank_of(b); });
  }
  return rows;
}

void require_rows(const detail::RowsBuilder<Step>& got, const std::vector<std::vector<Step>>& want) {
  REQUIRE(got.size() == want.size());
  for (std::size_t i = 0; i < want.size(); ++i) REQUIRE(std::ranges::equal(got.row(i), want[i]));
}

}  // namespace

TEST_CASE("rows come out sorted, however their ties are moved", "[network][property]") {
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    Dice dice(seed);
    INFO("replay with seed " << seed);
    // Some are large enough for several blocks, and for long digits.
    const bool large = seed % 60 == 0;
    const std::uint32_t people = 1 + dice.roll(large ? 3000 : 40);
    const std::vector<Row> ties = random_ties(dice, people, dice.roll(large ? 100'000 : 300));
    const auto want = sorted_rows(ties, people);
    std::vector<std::uint64_t> ends(people + std::size_t{1}, 0);
    for (const Row& tie : ties) ++ends[tie.person + std::size_t{1}];
    const auto each = [&ties](const auto& put) {
      for (const Row& tie : ties) put(tie.person, tie.to, tie.cost);
    };
    Ticks ticks;
    require_rows(detail::lay_out(ends, each, ticks), want);

    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    const detail::Blocks blocks(people, ends.back());
    const detail::PackedTies packed{static_cast<unsigned>(std::bit_width(people)), blocks.shift};
    REQUIRE(packed.has_room());
    require_rows(detail::lay_out_as(packed, blocks, ends, each, ticks), want);
    require_rows(detail::lay_out_as(detail::WideTies(), blocks, ends, each, ticks), want);
  }
  // Beyond what fits one number.
  CHECK_FALSE(detail::PackedTies{23, 14}.has_room());
}
