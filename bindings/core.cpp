// Errors, tables and columns, chances and costs.
#include <algorithm>
#include <array>

#include <weaktie/core/chance.hpp>

#include "convert.hpp"
#include "html.hpp"
#include "json.hpp"
#include "rooms.hpp"
#include "table_state.hpp"
#include "value.hpp"

namespace weaktie::python {
namespace {

/// The Python classes of the errors; they live as long as the interpreter.
struct ErrorTypes {
  PyObject *base = nullptr, *unknown_person = nullptr, *invalid_value = nullptr, *import_failed = nullptr,
           *snapshot_corrupt = nullptr, *cancelled = nullptr;
};
ErrorTypes error_types;

void raise(PyObject* type, const Error& error) {
  py::object raised = py::reinterpret_borrow<py::object>(type)(to_python(error.what()));
  raised.attr("value") = to_python(error.value);
  raised.attr("file") = text_or_none(error.place.file);
  raised.attr("line") = error.place.line == 0 ? py::object(py::none()) : py::object(py::int_(error.place.line));
  raised.attr("column") = error.place.column == 0 ? py::object(py::none()) : py::object(py::int_(error.place.column));
  raised.attr("field") = text_or_none(error.place.field);
  PyErr_SetObject(type, raised.ptr());
}

void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const UnknownPerson& error) {
    raise(error_types.unknown_person, error);
  } catch (const InvalidValue& error) {
    raise(error_types.invalid_value, error);
  } catch (const ImportFailed& error) {
    raise(error_types.import_failed, error);
  } catch (const SnapshotCorrupt& error) {
    raise(error_types.snapshot_corrupt, error);
  } catch (const Cancelled& error) {
    raise(error_types.cancelled, error);
  } catch (const Error& error) {
    raise(error_types.base, error);
  }
}

PyObject* new_error(py::module_& m, const char* name, const char* doc, PyObject* base) {
  const std::string qualified = std::string("weaktie.") + name;
  PyObject* type = PyErr_NewExceptionWithDoc(qualified.c_str(), doc, base, nullptr);
  if (type == nullptr) throw py::error_already_set();
  for (const char* attribute : {"file", "line", "column", "field"}) {
    if (base == PyExc_Exception) py::setattr(type, attribute, py::none());
  }
  if (base == PyExc_Exception) py::setattr(type, "value", py::str(""));
  m.attr(name) = py::reinterpret_borrow<py::object>(type);
  return type;
}

void bind_errors(py::module_& m) {
  error_types.base =
      new_error(m, "Error",
                "Base of everything weaktie raises.\n\n"
                "`value` is the offending value as text (empty when there is none); `file`, `line`, `column`\n"
                "(both from 1) and `field` say where it stood, None when that is not known. For values given\n"
                "from Python, `line` is the position + 1 and `field` the argument or column.\n\n"
                ">>> try:\n"
                "...     wt.cost_of(1.5)\n"
                "... except wt.Error as error:\n"
                "...     print(error, error.value)\n"
                "a chance lies in (0, 1], got 1.5 1.5\n",
                PyExc_Exception);
  error_types.unknown_person = new_error(
      m, "UnknownPerson",
      R"doc(An id or index that this network or these records do not have. The message names the nearest ids, `value` is the
one asked for.

>>> network = wt.Network.from_arrays([0], [1], [0.5], ids=["sarah", "tutor"])
>>> try:
...     network.index("sara")
... except wt.UnknownPerson as error:
...     print(error)
no person with the id 'sara'; the nearest: 'sarah'
)doc",
      error_types.base);
  error_types.invalid_value = new_error(
      m, "InvalidValue",
      R"doc(A value outside its range or of the wrong form. The message names the value, the range and where it stood.

>>> try:
...     wt.Network.from_arrays([0, 0], [1, 2], [0.5, 7.0])
... except wt.InvalidValue as error:
...     print(error.value, error.field, error.line)
7 chance 2
)doc",
      error_types.base);
  error_types.import_failed = new_error(
      m, "ImportFailed",
      R"doc(A file of which nothing could be read. The message says what it looked like, `file` which one it was. The records
are as they were.

>>> try:
...     wt.Records().read_linkedin("no_such.zip", owner="sarah")
... except wt.ImportFailed as error:
...     print(error)
there is no such file or folder (no_such.zip)
)doc",
      error_types.base);
  error_types.snapshot_corrupt =
      new_error(m, "SnapshotCorrupt", R"doc(A saved network, or a pickle, whose bytes are not what was written.

>>> import pathlib, tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     path = pathlib.Path(folder) / "cut.weaktie"
...     wt.Network.from_arrays([0], [1], [0.5]).save(path)
...     size = path.write_bytes(path.read_bytes()[:-1])
...     try:
...         wt.Network.open(path)
...     except wt.SnapshotCorrupt as error:
...         print(error.file.endswith("cut.weaktie"))
True
)doc",
                error_types.base);
  error_types.cancelled = new_error(
      m, "Cancelled", R"doc(A progress function returned False: the call stopped. Everything stays usable and as it was.

>>> export = wt.example_path() / "ben_linkedin_export.zip"
>>> try:
...     wt.Records().read_linkedin(export, owner="ben", progress=lambda done, total: False)
... except wt.Cancelled as error:
...     print(error)
cancelled by the caller
)doc",
      error_types.base);
  py::register_local_exception_translator(&translate);
}

// ---------------------------------------------------------------------------------------------------------- columns

template <class T>
constexpr bool is_number = std::is_arithmetic_v<T>;

/// The buffer of a numeric column without blanks: the cells themselves.
py::buffer_info buffer_of(const ColumnView& column) {
  return std::visit(
      [&](const auto& cells) -> py::buffer_info {
        using Cell = typename std::decay_t<decltype(cells)>::value_type;
        if constexpr (is_number<Cell>) {
          if (column.missing != nullptr) {
            throw py::buffer_error("column '" + column.name + "' has blank cells; read it as a sequence");
          }
          static const Cell nothing = {};  // an empty buffer still needs an address
          const std::string format = column.is_bool ? "?" : py::format_descriptor<Cell>::format();
          return py::buffer_info(
              const_cast<Cell*>(cells.empty() ? &nothing : cells.data()), static_cast<py::ssize_t>(sizeof(Cell)),
              format, 1, {static_cast<py::ssize_t>(cells.size())}, {static_cast<py::ssize_t>(sizeof(Cell))}, true);
        } else {
          throw py::buffer_error("column '" + column.name + "' does not hold numbers; read it as a sequence");
        }
      },
      column.cells);
}

py::list list_of(const ColumnView& column) {
  py::list out(column.size());
  for (std::size_t row = 0; row < column.size(); ++row) out[row] = cell_of(column, row);
  return out;
}

py::object equal_lists(const py::list& mine, const py::object& other) {
  if (PyUnicode_Check(other.ptr()) != 0 || PySequence_Check(other.ptr()) == 0) return not_implemented();
  return py::bool_(mine.equal(py::list(other)));
}

void bind_column(py::module_& m) {
  py::class_<ColumnView> type(
      m, "Column", py::buffer_protocol(),
      "One column of a table.\n\n"
      "A sequence of Python values, None where a cell is blank. A numeric column without blanks is also\n"
      "a read-only buffer (float64, int64, uint32, uint8 or bool): `np.asarray(column)` copies nothing.\n\n"
      ">>> table = wt.Table({\"id\": [\"ann\", \"ben\"], \"chance\": [0.5, None]})\n"
      ">>> list(table[\"chance\"])\n"
      "[0.5, None]\n");
  shown(type);
  type.def_buffer(&buffer_of)
      .def_readonly("name", &ColumnView::name, "The name of the column.")
      .def("__len__", &ColumnView::size)
      .def("__getitem__",
           [](const ColumnView& self, Whole row) { return cell_of(self, position_of(row.value, self.size())); })
      .def("__getitem__",
           [](const ColumnView& self, const py::slice& slice) -> py::object {
             std::size_t start = 0, stop = 0, step = 0, length = 0;
             if (!slice.compute(self.size(), &start, &stop, &step, &length)) throw py::error_already_set();
             py::list out(length);
             for (std::size_t i = 0; i < length; ++i, start += step) out[i] = cell_of(self, start);
             return out;
           })
      .def("__eq__", [](const ColumnView& self, const py::object& other) { return equal_lists(list_of(self), other); })
      .def("__repr__", [](const ColumnView& self) {
        std::string out = "Column('" + self.name + "', [";
        for (std::size_t row = 0; row < self.size() && row < 6; ++row) {
          out += (row == 0 ? "" : ", ") + std::string(py::str(py::repr(cell_of(self, row))));
        }
        return out + (self.size() > 6 ? ", ...], length " + std::to_string(self.size()) + ")" : "])");
      });
  type.def("to_list", &list_of, R"doc(All cells as a list, None where one is blank. O(cells).

>>> wt.Table({"chance": [0.5, None]})["chance"].to_list()
[0.5, None]
)doc");
  type.def("_repr_html_", [](const ColumnView& self) {
    std::vector<html::Row> rows;
    for (std::size_t row = 0; row < self.size() && row < 10; ++row) {
      const auto* numbers = std::get_if<std::span<const double>>(&self.cells);
      const py::object cell = cell_of(self, row);
      const bool number = self.cells.index() < 4 && !self.is_bool;
      if (cell.is_none()) {
        rows.push_back({{{}, number}});
      } else if (numbers != nullptr) {
        rows.push_back({html::cell((*numbers)[row])});
      } else {
        rows.push_back({{html::text(std::string(py::str(cell))), number}});
      }
    }
    return to_python(
        html::whole(html::table({self.name}, rows) + html::note((self.size() > 10 ? "the first 10 of " : "") +
                                                                html::counted(self.size(), "cell", "cells"))));
  });
  pickled(
      type, [](const ColumnView& self) { return state_of(self); },
      [](const py::args& state) {
        const SharedTable table = share(table_of_state(py::make_tuple(state)));
        return view_of(table, table->columns().front());
      });
  type.attr("__hash__") = py::none();
  register_sequence(type);
}

// ----------------------------------------------------------------------------------------------------------- tables

constexpr std::size_t shown_rows = 10;

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

/// At most `most` letters, cut between letters.
std::string cut(std::string text, std::size_t most) {
  for (auto& byte : text) {
    if (static_cast<unsigned char>(byte) < 0x20) byte = ' ';
  }
  if (letters_of(text) <= most) return text;
  std::size_t letters = 0, end = 0;
  for (; end < text.size(); ++end) {
    if ((static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U && ++letters == most) break;
  }
  return text.substr(0, end) + "…";
}

std::string text_table(const Table& table) {
  const std::size_t rows = std::min(table.rows(), shown_rows);
  std::string out = "Table of " + std::to_string(table.rows()) + (table.rows() == 1 ? " row" : " rows");
  std::vector<std::string> lines(rows + 1);
  for (const Column& column : table.columns()) {
    std::vector<std::string> cells = {cut(column.name, 32)};
    std::size_t width = letters_of(cells[0]);
    for (std::size_t row = 0; row < rows; ++row) {
      cells.push_back(cut(cell_text(column, row), 32));
      width = std::max(width, letters_of(cells.back()));
    }
    for (std::size_t line = 0; line < lines.size(); ++line) {
      lines[line] +=
          (lines[line].empty() ? "" : "  ") + cells[line] + std::string(width - letters_of(cells[line]), ' ');
    }
  }
  for (auto& line : lines) {
    line.erase(line.find_last_not_of(' ') + 1);
    if (!table.columns().empty()) out += "\n" + line;
  }
  if (table.rows() > rows) out += "\n...";
  return out;
}

py::dict row_of(const Table& table, std::size_t row) {
  py::dict out;
  for (const Column& column : table.columns()) out[to_python(column.name)] = cell_of(column, row);
  return out;
}

using TableClass = py::class_<Table, std::shared_ptr<Table>>;

void bind_table(py::module_& m) {
  TableClass type(
      m, "Table",
      "Named columns of equal length, immutable.\n\n"
      "Made from a dict of columns (lists with None for blank, buffers, NumPy arrays) or from anything with\n"
      "`__arrow_c_stream__`, and handed to pandas, polars, DuckDB or pyarrow through the same protocol, none of\n"
      "which is required. `table[\"name\"]` is a `Column`; iterating gives one dict a row.\n\n"
      ">>> table = wt.Table({\"id\": [\"ann\", \"ben\"], \"chance\": [0.5, None]})\n"
      ">>> len(table), table.columns\n"
      "(2, ['id', 'chance'])\n"
      ">>> next(iter(table))\n"
      "{'id': 'ann', 'chance': 0.5}\n"
      ">>> print(table)\n"
      "Table of 2 rows\n"
      "id   chance\n"
      "ann  0.5\n"
      "ben\n\n"
      "Raises TypeError for cells that fit no column, InvalidValue for unequal lengths and integers beyond 64 bits.");
  const auto make = [](const py::object& columns) { return std::make_shared<Table>(table_from(columns)); };
  shown(type, py::cpp_function(make, py::name("Table"), "columns"_a));
  bind_json(type, WEAKTIE_JSON_DOC R"doc(>>> print(wt.Table({"id": ["ann", "ben"], "chance": [0.5, None]}).to_json())
[{"id":"ann","chance":0.5},{"id":"ben","chance":null}]
)doc");
  type.def(py::init(make), "columns"_a)
      .def("__len__", &Table::rows)
      .def_property_readonly(
          "columns",
          [](const Table& self) {
            py::list out;
            for (const Column& column : self.columns()) out.append(to_python(column.name));
            return out;
          },
          "The names of the columns, in order.")
      .def("__getitem__",
           [](const std::shared_ptr<Table>& self, const py::str& name) {
             const std::string wanted = text_of(name);
             const Column* column = self->find(wanted);
             if (column != nullptr) return view_of(self, *column);
             std::string names;
             for (const Column& one : self->columns()) names += (names.empty() ? "" : ", ") + one.name;
             throw py::key_error("no column '" + wanted + "'; there are: " + names);
           })
      .def("__getitem__",
           [](const Table& self, Whole row) { return row_of(self, position_of(row.value, self.rows())); })
      .def("__contains__",
           [](const Table& self, const py::object& name) {
             return PyUnicode_Check(name.ptr()) != 0 &&
                    self.find(text_of(py::reinterpret_borrow<py::str>(name))) != nullptr;
           })
      .def(
          "rows",
          [](const Table& self) {
            py::list out(self.rows());
            for (std::size_t row = 0; row < self.rows(); ++row) out[row] = row_of(self, row);
            return out;
          },
          R"doc(All rows as dicts, None where a cell is blank. O(cells).

>>> wt.Table({"id": ["ann", "ben"], "chance": [0.5, None]}).rows()
[{'id': 'ann', 'chance': 0.5}, {'id': 'ben', 'chance': None}]
)doc")
      .def("__iter__", [](const py::object& self) { return py::iter(self.attr("rows")()); })
      .def(
          "to_dict",
          [](const std::shared_ptr<Table>& self) {
            py::dict out;
            for (const Column& column : self->columns()) out[to_python(column.name)] = list_of(view_of(self, column));
            return out;
          },
          R"doc(A dict of lists, one a column, None where a cell is blank. O(cells).

>>> wt.Table({"id": ["ann", "ben"], "chance": [0.5, None]}).to_dict()
{'id': ['ann', 'ben'], 'chance': [0.5, None]}
)doc")
      .def(
          "__arrow_c_stream__",
          [](const std::shared_ptr<Table>& self, const py::object&) { return arrow_capsule(self); },
          "requested_schema"_a = py::none(), "The Arrow C stream of the table; numeric columns are not copied.")
      .def("__eq__",
           [](const Table& self, const py::object& other) -> py::object {
             if (!py::isinstance<Table>(other)) return not_implemented();
             return py::bool_(equal_tables(self, other.cast<const Table&>()));
           })
      .def("__repr__", [](const Table& self) { return to_python(text_table(self)); })
      .def("_repr_html_", [](const Table& self) { return to_python(html::whole(html::of(self))); });
  type.attr("__hash__") = py::none();
  pickled(
      type, [](const Table& self) { return state_of(SharedTable(SharedTable(), &self)); },
      [](const py::args& columns) { return share(table_of_state(columns)); });
}

}  // namespace

void bind_core(py::module_& m) {
  bind_restore(m);
  bind_errors(m);
  bind_column(m);
  bind_table(m);

  py::class_<Operator> person(
      m, "Operator",
      R"doc(The type of `OPERATOR`, which stands for whoever runs the records and sees every statement. There is one object.

>>> wt.OPERATOR
weaktie.OPERATOR
)doc");
  shown(person);
  person.def("__repr__", [](const Operator&) { return "weaktie.OPERATOR"; })
      .def("__reduce__", [](const Operator&) { return "OPERATOR"; })
      .def("__copy__", [](const py::object& self) { return self; })
      .def(
          "__deepcopy__", [](const py::object& self, const py::object&) { return self; }, "memo"_a);
  m.attr("OPERATOR") = py::cast(Operator());

  m.def(
      "cost_of", [](double chance) { return cost_of(chance); }, "chance"_a,
      "The integer by which chances are compared: round(-log2(chance) * 2**20), the same on every platform.\n\n"
      "Costs of steps are summed. Raises InvalidValue outside (0, 1] and for NaN.\n\n"
      ">>> wt.cost_of(0.5)\n"
      "1048576\n");
  m.def(
      "chance_of", [](Whole cost) { return chance_of(static_cast<Cost>(in_range(cost, 0, INT64_MAX, "a cost"))); },
      "cost"_a,
      "The chance that a sum of costs stands for: 2**(-cost / 2**20).\n\n"
      ">>> wt.chance_of(wt.cost_of(0.5) + wt.cost_of(0.25))\n"
      "0.125\n");
}

}  // namespace weaktie::python
