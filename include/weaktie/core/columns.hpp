#pragma once
// Tables of named columns: what crosses to Arrow, and what tables given by a caller become.
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

/// The values of one column, one per row.
using ColumnValues = std::variant<std::vector<double>, std::vector<std::int64_t>, std::vector<std::uint32_t>,
                                  std::vector<std::uint8_t>, std::vector<std::string>, std::vector<Day>,
                                  std::vector<std::vector<std::string>>, std::vector<std::vector<std::uint32_t>>>;

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
  explicit Table(std::vector<Column> columns) {
    for (auto& column : columns) add(std::move(column));
  }

  void add(Column column) {
    if (find(column.name) != nullptr) {
      throw InvalidValue("two columns are named '" + column.name + "'", column.name);
    }
    if (!columns_.empty() && column.size() != rows()) {
      throw InvalidValue("column '" + column.name + "' has " + std::to_string(column.size()) + " rows, the others " +
                             std::to_string(rows()),
                         column.name);
    }
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
    std::string operator()(const std::vector<std::vector<std::uint32_t>>& cells) const {
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
