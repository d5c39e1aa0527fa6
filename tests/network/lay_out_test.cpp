// Ties laid out as rows, in both ways in which they are moved, against sorting them.
#include <weaktie/network/detail/build.hpp>
#include <weaktie/network/detail/cost_table.hpp>
#include <weaktie/network/detail/lay_out.hpp>
#include <weaktie/network/detail/number_ids.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
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
    const auto count = [&ties](const auto& from) {
      for (const Row& tie : ties) from(tie.person);
    };
    const auto each = [&ties](const auto& put) {
      for (const Row& tie : ties) put(tie.person, tie.to, tie.cost);
    };
    Ticks ticks;
    require_rows(detail::lay_out(people, ties.size(), count, each, ticks), want);

    const detail::Blocks blocks(people, ties.size());
    const detail::PackedTies packed{static_cast<unsigned>(std::bit_width(people)), blocks.shift};
    REQUIRE(packed.has_room());
    require_rows(detail::lay_out_as(packed, blocks, count, each, ticks), want);
    require_rows(detail::lay_out_as(detail::WideTies(), blocks, count, each, ticks), want);
  }
  // Beyond what fits one number.
  CHECK_FALSE(detail::PackedTies{23, 14}.has_room());
}

TEST_CASE("a table of logarithms gives the cost that cost_of gives", "[network][property]") {
  const detail::CostTable cost;
  const auto same = [&cost](double chance) {
    INFO("chance " << chance);
    REQUIRE(cost(chance) == cost_of(chance));
  };
  for (const double chance : {1.0, std::nextafter(1.0, 0.0), .5, std::nextafter(.5, 1.0), .25, 1e-300, 5e-324,
                              std::numeric_limits<double>::min()}) {
    same(chance);
  }
  // Where the rounding changes: chances of half a unit, and their neighbours.
  Dice dice(1);
  for (int i = 0; i < 20'000; ++i) {
    const double border = std::exp2(-(dice.roll(1U << 25U) + .5) / cost_unit);
    for (const double chance : {std::nextafter(border, 0.0), border, std::nextafter(border, 1.0)}) same(chance);
    // Near the ends of the table's intervals, and anywhere.
    const double end = 1.0 + dice.roll(257) / 256.0;
    for (const double near : {std::nextafter(end, 0.0), end, std::nextafter(end, 2.0)}) same(near / 4);
    same((dice.roll(1U << 30U) + .5) / (1U << 30U));
  }
  for (const double wrong : {0.0, -0.0, -.5, std::nextafter(1.0, 2.0), 2.0, std::numeric_limits<double>::infinity(),
                             -std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    CHECK_THROWS_AS(cost(wrong), InvalidValue);
  }
}

TEST_CASE("people without ids are their numbers, in the order of texts", "[network]") {
  for (const PersonIndex people : {0U, 1U, 2U, 9U, 10U, 11U, 99U, 100U, 101U, 12'345U}) {
    detail::NetworkBuilder numbered, given;
    detail::add_numbers(numbered, people);
    for (PersonIndex person = 0; person < people; ++person) given.ids.add(std::to_string(person));
    detail::index_ids(given);
    INFO("people " << people);
    CHECK(numbered.ids.view() == given.ids.view());
    CHECK(numbered.by_id == given.by_id);
  }
}
