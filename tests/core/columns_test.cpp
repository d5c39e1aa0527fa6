#include "../catch.hpp"

#include <cstdint>
#include <utility>
#include <vector>

#include <weaktie/core/columns.hpp>

using namespace weaktie;

namespace {

using Nested = std::vector<std::vector<std::uint32_t>>;

Nested nested(const NumberLists& lists) {
  Nested out;
  for (std::size_t row = 0; row < lists.size(); ++row) out.emplace_back(lists[row].begin(), lists[row].end());
  return out;
}

}  // namespace

TEST_CASE("lists of numbers are the same however they are made", "[core][columns]") {
  for (const Nested& rows : {Nested{}, Nested{{}}, Nested{{1, 2}, {}, {3}}, Nested{{}, {}, {4, 4, 4}, {}}}) {
    NumberLists one_by_one;
    std::vector<std::uint64_t> begin = {0};
    std::vector<std::uint32_t> numbers;
    for (const auto& row : rows) {
      one_by_one.push_back(row);
      numbers.insert(numbers.end(), row.begin(), row.end());
      begin.push_back(numbers.size());
    }
    const NumberLists flat(begin, numbers), copied(rows);
    CHECK(nested(flat) == rows);
    CHECK(flat == one_by_one);
    CHECK(flat == copied);
    CHECK(flat.empty() == rows.empty());
    CHECK(flat.ends().size() == rows.size());
    CHECK(flat.numbers().size() == numbers.size());
    CHECK(Column{"people", flat, {}, false} == Column{"people", rows, {}, false});
  }
  CHECK(NumberLists(Nested{{1}, {2}}) != NumberLists(Nested{{1, 2}}));
  CHECK(NumberLists(Nested{{}}) != NumberLists());
}

TEST_CASE("lists of numbers take over what they are given", "[core][columns]") {
  std::vector<std::uint32_t> numbers = {7, 8, 9};
  const std::uint32_t* const where = numbers.data();
  NumberLists lists({0, 1, 3}, std::move(numbers));
  CHECK(lists[1].data() == where + 1);
  const Column column{"people", std::move(lists), {}, false};
  CHECK(std::get<NumberLists>(column.values)[0].data() == where);
  CHECK(cell_text(column, 1) == "8 ; 9");
}

TEST_CASE("rows of lists that do not fit their numbers are refused", "[core][columns]") {
  const std::vector<std::uint32_t> numbers = {7, 8, 9};
  CHECK_NOTHROW(NumberLists({0, 3}, numbers));
  for (const std::vector<std::uint64_t>& begin :
       {std::vector<std::uint64_t>{}, {0}, {1, 3}, {0, 2}, {0, 4}, {0, 2, 1, 3}, {0, 4, 3}}) {
    CHECK_THROWS_AS(NumberLists(begin, numbers), InvalidValue);
  }
}
