#pragma once
// Results that are sequences of rows and tables as well.
#include <pybind11/pybind11.h>
#include <string>
#include <type_traits>
#include <vector>

#include <weaktie/core/columns.hpp>

#include "convert.hpp"
#include "results.hpp"

namespace weaktie::python {

/// A column of `value(row)` for each row.
template <class Rows, class Value>
Column column_of(const char* name, const Rows& rows, const Value& value) {
  std::vector<std::decay_t<decltype(value(rows[0]))>> cells;
  cells.reserve(rows.size());
  for (const auto& row : rows) cells.push_back(value(row));
  if constexpr (std::is_same_v<decltype(cells), std::vector<std::string>>) {
    return text_column(name, std::move(cells));
  } else {
    return Column{name, std::move(cells), {}, false};
  }
}

/// What a sequence of rows that is a table as well offers, whatever its rows are: RowView<Owner> is one,
/// `table_of(owner)` the table.
template <class Class, class Owner, class TableOf>
void bind_rows(Class& type, const TableOf& table_of, const char* table_doc) {
  type.def(
          "to_table", [table_of](const Owner& self) { return share(table_of(self)); }, table_doc)
      .def(
          "__arrow_c_stream__",
          [table_of](const Owner& self, const py::object&) { return arrow_capsule(share(table_of(self))); },
          "requested_schema"_a = py::none(), "The Arrow C stream of `to_table()`.")
      .def("__len__", [](const Owner& self) { return self.size(); })
      .def("__getitem__",
           [](const py::object& self, const py::str& column) { return py::object(self.attr("to_table")()[column]); })
      .def("__getitem__",
           [](const py::object& self, Whole at) {
             const auto& owner = self.cast<const Owner&>();
             return py::cast(RowView<Owner>{self, position_of(at.value, owner.size())});
           })
      .def("__getitem__",
           [](const py::object& self, const py::slice& slice) {
             std::size_t start = 0, stop = 0, step = 0, length = 0;
             if (!slice.compute(self.cast<const Owner&>().size(), &start, &stop, &step, &length)) {
               throw py::error_already_set();
             }
             py::list out(length);
             for (std::size_t i = 0; i < length; ++i, start += step) out[i] = py::cast(RowView<Owner>{self, start});
             return out;
           })
      .def("__iter__", [](const py::object& self) {
        py::list out;
        const std::size_t count = self.cast<const Owner&>().size();
        for (std::size_t row = 0; row < count; ++row) out.append(py::cast(RowView<Owner>{self, row}));
        return py::iter(out);
      });
  type.attr("__hash__") = py::none();
  register_sequence(type);
}

}  // namespace weaktie::python
