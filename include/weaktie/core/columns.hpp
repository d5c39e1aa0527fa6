#pragma once
// Tables of named columns: what crosses to Arrow, and what tables given by a caller become.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <weaktie/core/date.hpp>
#include <weaktie/core/error.hpp>
#include <weaktie/core/ids.hpp>
#include <weaktie/core/number_text.hpp>

namespace weaktie {

/// Lists of numbers, one a row, in two flat arrays: however many rows there are, they move without being copied.
class NumberLists {
 public:
  using value_type = std::span<const std::uint32_t>;

  NumberLists() = default;
  /// Row i is numbers[begin[i]] up to numbers[begin[i + 1]], so that `begin` has one more than there are rows.
  /// @throws InvalidValue when `begin` does not ascend from 0 to the end of `numbers`
  NumberLists(std::vector<std::uint64_t> begin, std::vector<std::uint32_t> numbers)
      : begin_(std::move(begin)), numbers_(std::move(numbers)) {
    const bool empty = begin_.empty() && numbers_.empty();
    if (!empty && (begin_.empty() || begin_.front() != 0 || begin_.back() != numbers_.size() ||
                   !std::is_sorted(begin_.begin(), begin_.end()))) {
      throw InvalidValue("the rows of lists begin at ascending positions, from 0 to the end of the numbers");
    }
    if (begin_.size() == 1) begin_.clear();
  }
  /// Copies them. Implicit, so that a column can be written down as nested lists.
  NumberLists(const std::vector<std::vector<std::uint32_t>>& rows) {  // NOLINT(google-explicit-constructor)
    for (const auto& row : rows) push_back(row);
  }

  [[nodiscard]] std::size_t size() const { return begin_.empty() ? 0 : begin_.size() - 1; }
  [[nodiscard]] bool empty() const { return begin_.empty(); }
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t row) const {
    return std::span(numbers_).subspan(begin_[row], begin_[row + 1] - begin_[row]);
  }
  void push_back(std::span<const std::uint32_t> row) {
    if (begin_.empty()) begin_.push_back(0);
    numbers_.insert(numbers_.end(), row.begin(), row.end());
    begin_.push_back(numbers_.size());
  }
  void reserve(std::size_t rows) { begin_.reserve(rows + 1); }

  /// Of all rows, one after the other.
  [[nodiscard]] std::span<const std::uint32_t> numbers() const { return numbers_; }
  /// Where each row ends in `numbers()`.
  [[nodiscard]] std::span<const std::uint64_t> ends() const {
    return empty() ? std::span<const std::uint64_t>() : std::span(begin_).subspan(1);
  }

  friend bool operator==(const NumberLists&, const NumberLists&) = default;

 private:
  std::vector<std::uint64_t> begin_;  // empty without rows
  std::vector<std::uint32_t> numbers_;
};

/// The values of one column, one per row.
using ColumnValues =
    std::variant<std::vector<double>, std::vector<std::int64_t>, std::vector<std::uint32_t>, std::vector<std::uint8_t>,
                 std::vector<std::string>, std::vector<Day>, std::vector<std::vector<std::string>>, NumberLists>;

/// A named column. `missing[row]` marks a blank cell; empty when no cell is blank. `is_bool` marks a uint8 column of
/// truth values.
struct Column {
  std::string name = {};
  ColumnValues values = {};
  std::vector<bool> missing = {};
  bool is_bool = false;

  friend bool operator==(const Column&, const Column&) = default;

  [[nodiscard]] std::size_t size() const {
    return std::visit([](const auto& cells) { return cells.size(); }, values);
  }
  [[nodiscard]] bool has(std::size_t row) const { return missing.empty() || !missing[row]; }
};

/// Columns of equal length. A value: copying copies the cells.
class Table {
 public:
  Table() = default;
  /// @throws InvalidValue when two columns have the same name or unequal lengths
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {
    for (std::size_t i = 1; i < columns_.size(); ++i) check(columns_[i], std::span(columns_).first(i));
  }

  void add(Column column) {
    check(column, columns_);
    columns_.push_back(std::move(column));
  }

  [[nodiscard]] std::size_t rows() const { return columns_.empty() ? 0 : columns_.front().size(); }
  [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }

  /// The column of that name, or nullptr.
  [[nodiscard]] const Column* find(std::string_view name) const {
    for (const auto& column : columns_) {
      if (column.name == name) return &column;
    }
    return nullptr;
  }

  friend bool operator==(const Table&, const Table&) = default;

 private:
  /// Whether it may stand beside those before it.
  static void check(const Column& column, std::span<const Column> before) {
    for (const Column& other : before) {
      if (other.name == column.name) throw InvalidValue("two columns are named '" + column.name + "'", column.name);
    }
    if (!before.empty() && column.size() != before.front().size()) {
      throw InvalidValue("column '" + column.name + "' has " + std::to_string(column.size()) + " rows, the others " +
                             std::to_string(before.front().size()),
                         column.name);
    }
  }

  std::vector<Column> columns_;
};

/// A cell as text, the way a CSV file would hold it: dates `YYYY-MM-DD`, numbers shortest, truth true/false, lists
/// joined by " ; ". Blank cells are empty.
[[nodiscard]] inline std::string cell_text(const Column& column, std::size_t row) {
  if (!column.has(row)) return {};
  struct Writer {
    std::size_t row;
    bool is_bool;
    std::string operator()(const std::vector<double>& cells) const { return number_text(cells[row]); }
    std::string operator()(const std::vector<std::int64_t>& cells) const { return std::to_string(cells[row]); }
    std::string operator()(const std::vector<std::uint32_t>& cells) const { return std::to_string(cells[row]); }
    std::string operator()(const std::vector<std::uint8_t>& cells) const {
      if (is_bool) return cells[row] != 0 ? "true" : "false";
      return std::to_string(cells[row]);
    }
    std::string operator()(const std::vector<std::string>& cells) const { return cells[row]; }
    std::string operator()(const std::vector<Day>& cells) const { return day_text(cells[row]); }
    std::string operator()(const std::vector<std::vector<std::string>>& cells) const {
      std::string out;
      for (const auto& part : cells[row]) out += (out.empty() ? "" : " ; ") + part;
      return out;
    }
    std::string operator()(const NumberLists& cells) const {
      std::string out;
      for (const auto part : cells[row]) out += (out.empty() ? "" : " ; ") + std::to_string(part);
      return out;
    }
  };
  return std::visit(Writer{row, column.is_bool}, column.values);
}

/// Builds a column of optional values: empty optionals become blank cells.
template <class T>
[[nodiscard]] Column optional_column(std::string name, const std::vector<std::optional<T>>& cells) {
  std::vector<T> values;
  std::vector<bool> missing;
  values.reserve(cells.size());
  missing.reserve(cells.size());
  bool any = false;
  for (const auto& cell : cells) {
    values.push_back(cell.value_or(T{}));
    missing.push_back(!cell.has_value());
    any = any || !cell.has_value();
  }
  if (!any) missing.clear();
  return Column{std::move(name), ColumnValues(std::move(values)), std::move(missing)};
}

/// A text column in which an empty string is a blank cell.
[[nodiscard]] inline Column text_column(std::string name, std::vector<std::string> cells) {
  std::vector<bool> missing(cells.size());
  bool any = false;
  for (std::size_t row = 0; row < cells.size(); ++row) {
    missing[row] = cells[row].empty();
    any = any || missing[row];
  }
  if (!any) missing.clear();
  return Column{std::move(name), ColumnValues(std::move(cells)), std::move(missing)};
}

}  // namespace weaktie
