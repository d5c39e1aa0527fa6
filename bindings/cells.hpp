#pragma once
// Tables given by a caller, read cell by cell.
#include <charconv>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include <weaktie/core/columns.hpp>
#include <weaktie/core/date.hpp>
#include <weaktie/core/error.hpp>
#include <weaktie/core/number_text.hpp>
#include <weaktie/core/text.hpp>

namespace weaktie::python {

/// The cells of a table by column name, checked where they are read.
class Cells {
 public:
  explicit Cells(Table table) : table_(std::move(table)) {}

  [[nodiscard]] std::size_t rows() const { return table_.rows(); }
  void require(std::initializer_list<const char*> names, const char* what) const {
    for (const char* name : names) {
      if (table_.find(name) == nullptr) {
        throw InvalidValue(std::string(what) + " needs a column '" + name + "'", "", Place{{}, 0, 0, name});
      }
    }
  }
  [[nodiscard]] std::string text(const char* name, std::size_t row) const {
    const Column* column = table_.find(name);
    return column == nullptr ? std::string() : cell_text(*column, row);
  }
  [[nodiscard]] std::vector<std::string> texts(const char* name, std::size_t row) const {
    const Column* column = table_.find(name);
    if (column == nullptr || !column->has(row)) return {};
    if (const auto* lists = std::get_if<std::vector<std::vector<std::string>>>(&column->values)) return (*lists)[row];
    return cell_values(cell_text(*column, row));
  }
  [[nodiscard]] double number(const char* name, std::size_t row, double blank = 0) const {
    const std::string cell = text(name, row);
    if (cell.empty()) return blank;
    double out = 0;
    const auto end = std::from_chars(cell.data(), cell.data() + cell.size(), out);
    if (end.ec != std::errc() || end.ptr != cell.data() + cell.size()) {
      throw InvalidValue(std::string("'") + cell + "' is no number", cell, place(name, row));
    }
    return out;
  }
  [[nodiscard]] std::optional<std::uint32_t> whole(const char* name, std::size_t row) const {
    if (text(name, row).empty()) return std::nullopt;
    const double out = number(name, row);
    if (!(out >= 0 && out <= 4294967295.0) || out != std::floor(out)) {
      throw InvalidValue(std::string("'") + name + "' is a whole number from 0, got " + number_text(out),
                         number_text(out), place(name, row));
    }
    return static_cast<std::uint32_t>(out);
  }
  [[nodiscard]] std::optional<Day> day(const char* name, std::size_t row) const {
    const std::string cell = text(name, row);
    if (cell.empty()) return std::nullopt;
    const auto out = parse_day(cell);
    if (!out) throw InvalidValue("a date is YYYY-MM-DD, got '" + cell + "'", cell, place(name, row));
    return out;
  }
  [[nodiscard]] static Place place(const char* name, std::size_t row) {
    return {{}, static_cast<std::uint32_t>(row + 1), 0, name};
  }

 private:
  Table table_;
};

}  // namespace weaktie::python
