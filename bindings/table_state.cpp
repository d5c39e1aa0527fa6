#include "table_state.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace weaktie::python {
namespace {

/// In the order of ColumnValues.
constexpr std::string_view kinds[] = {"float64", "int64", "uint32", "uint8", "text", "day", "texts", "indices"};
static_assert(std::size(kinds) == std::variant_size_v<ColumnValues>);

[[noreturn]] void refuse() {
  throw InvalidValue("this is no pickled column: its parts do not fit together; pickle the table again");
}

template <class T>
void put(std::string& bytes, T value) {
  char raw[sizeof(T)];
  std::memcpy(raw, &value, sizeof raw);
  if constexpr (std::endian::native == std::endian::big) std::reverse(std::begin(raw), std::end(raw));
  bytes.append(raw, sizeof raw);
}

template <class T, class Cells>
py::bytes bytes_of(const Cells& cells) {
  std::string out;
  out.reserve(cells.size() * sizeof(T));
  for (const auto& cell : cells) put(out, static_cast<T>(cell));
  return out;
}

std::string_view view_of_bytes(const py::handle& bytes) {
  char* data = nullptr;
  Py_ssize_t size = 0;
  if (PyBytes_Check(bytes.ptr()) == 0 || PyBytes_AsStringAndSize(bytes.ptr(), &data, &size) != 0) {
    PyErr_Clear();
    refuse();
  }
  return {data, static_cast<std::size_t>(size)};
}

template <class T>
std::vector<T> numbers_of(const py::handle& bytes) {
  const std::string_view data = view_of_bytes(bytes);
  if (data.size() % sizeof(T) != 0) refuse();
  std::vector<T> out(data.size() / sizeof(T));
  for (std::size_t i = 0; i < out.size(); ++i) {
    char raw[sizeof(T)];
    std::memcpy(raw, data.data() + i * sizeof(T), sizeof raw);
    if constexpr (std::endian::native == std::endian::big) std::reverse(std::begin(raw), std::end(raw));
    std::memcpy(&out[i], raw, sizeof raw);
  }
  return out;
}

/// The end of each cell in what all of them hold together.
template <class Cells>
py::bytes ends_of(const Cells& cells) {
  std::vector<std::uint64_t> ends;
  ends.reserve(cells.size());
  std::uint64_t end = 0;
  for (const auto& cell : cells) ends.push_back(end += cell.size());
  return bytes_of<std::uint64_t>(ends);
}

/// Calls take(begin, end) for each cell. @throws InvalidValue when the ends do not ascend to `size`
template <class Take>
void each_cell(const py::handle& ends, std::size_t size, const Take& take) {
  std::uint64_t begin = 0;
  for (const std::uint64_t end : numbers_of<std::uint64_t>(ends)) {
    if (end < begin || end > size) refuse();
    take(static_cast<std::size_t>(begin), static_cast<std::size_t>(end));
    begin = end;
  }
  if (begin != size) refuse();
}

py::tuple data_of(std::span<const double> cells) { return py::make_tuple(bytes_of<double>(cells)); }
py::tuple data_of(std::span<const std::int64_t> cells) { return py::make_tuple(bytes_of<std::int64_t>(cells)); }
py::tuple data_of(std::span<const std::uint32_t> cells) { return py::make_tuple(bytes_of<std::uint32_t>(cells)); }
py::tuple data_of(std::span<const std::uint8_t> cells) { return py::make_tuple(bytes_of<std::uint8_t>(cells)); }
py::tuple data_of(std::span<const std::string> cells) {
  std::string all;
  for (const auto& cell : cells) all += cell;
  return py::make_tuple(ends_of(cells), py::bytes(all));
}
py::tuple data_of(std::span<const Day> cells) {
  std::vector<std::int64_t> days;
  days.reserve(cells.size());
  for (const Day cell : cells) days.push_back(cell.time_since_epoch().count());
  return py::make_tuple(bytes_of<std::int64_t>(days));
}
py::tuple data_of(std::span<const std::vector<std::string>> cells) {
  std::vector<std::string> all;
  for (const auto& cell : cells) all.insert(all.end(), cell.begin(), cell.end());
  const py::tuple texts = data_of(std::span<const std::string>(all));
  return py::make_tuple(ends_of(cells), texts[0], texts[1]);
}
py::tuple data_of(const NumberListsView& cells) {
  return py::make_tuple(bytes_of<std::uint64_t>(cells.lists->ends()), bytes_of<std::uint32_t>(cells.lists->numbers()));
}

std::vector<std::string> texts_of(const py::handle& ends, const py::handle& bytes) {
  const std::string_view all = view_of_bytes(bytes);
  std::vector<std::string> out;
  each_cell(ends, all.size(),
            [&](std::size_t begin, std::size_t end) { out.emplace_back(all.substr(begin, end - begin)); });
  return out;
}

ColumnValues values_of(std::string_view kind, const py::tuple& state) {
  const auto part = [&](std::size_t i) {
    if (state.size() <= 4 + i) refuse();
    return py::object(state[4 + i]);
  };
  if (kind == "float64") return numbers_of<double>(part(0));
  if (kind == "int64") return numbers_of<std::int64_t>(part(0));
  if (kind == "uint32") return numbers_of<std::uint32_t>(part(0));
  if (kind == "uint8") return numbers_of<std::uint8_t>(part(0));
  if (kind == "text") return texts_of(part(0), part(1));
  if (kind == "day") {
    std::vector<Day> out;
    for (const std::int64_t day : numbers_of<std::int64_t>(part(0))) {
      if (day < -1'000'000 || day > 3'000'000) refuse();  // years -768 to 10183
      out.emplace_back(std::chrono::days(day));
    }
    return out;
  }
  if (kind == "texts") {
    const auto all = texts_of(part(1), part(2));
    std::vector<std::vector<std::string>> out;
    each_cell(part(0), all.size(), [&](std::size_t begin, std::size_t end) {
      out.emplace_back(all.begin() + static_cast<std::ptrdiff_t>(begin),
                       all.begin() + static_cast<std::ptrdiff_t>(end));
    });
    return out;
  }
  if (kind == "indices") {
    auto numbers = numbers_of<std::uint32_t>(part(1));
    std::vector<std::uint64_t> begins = {0};
    each_cell(part(0), numbers.size(), [&](std::size_t, std::size_t end) { begins.push_back(end); });
    return NumberLists(std::move(begins), std::move(numbers));
  }
  refuse();
}

}  // namespace

py::tuple state_of(const ColumnView& column) {
  py::object blanks = py::none();
  if (column.missing != nullptr) {
    std::string marks;
    for (const bool missing : *column.missing) marks += missing ? '\1' : '\0';
    blanks = py::bytes(marks);
  }
  const py::tuple data = std::visit([](const auto& cells) { return data_of(cells); }, column.cells);
  py::tuple out(4 + data.size());
  out[0] = to_python(column.name);
  out[1] = to_python(kinds[column.cells.index()]);
  out[2] = py::bool_(column.is_bool);
  out[3] = blanks;
  for (std::size_t i = 0; i < data.size(); ++i) out[4 + i] = data[i];
  return out;
}

py::tuple state_of(const SharedTable& table) {
  py::tuple out(table->columns().size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = state_of(view_of(table, table->columns()[i]));
  return out;
}

Column column_of_state(const py::tuple& state) {
  if (state.size() < 5 || PyUnicode_Check(py::object(state[0]).ptr()) == 0 ||
      PyUnicode_Check(py::object(state[1]).ptr()) == 0) {
    refuse();
  }
  Column out;
  out.name = text_of(py::str(py::object(state[0])));
  out.values = values_of(text_of(py::str(py::object(state[1]))), state);
  out.is_bool = py::object(state[2]).is(py::bool_(true));
  if (out.is_bool && !std::holds_alternative<std::vector<std::uint8_t>>(out.values)) refuse();
  if (!py::object(state[3]).is_none()) {
    for (const std::uint8_t mark : numbers_of<std::uint8_t>(py::object(state[3]))) out.missing.push_back(mark != 0);
    if (out.missing.size() != out.size()) refuse();
  }
  return out;
}

Table table_of_state(const py::args& columns) {
  Table out;
  for (const auto& column : columns) {
    if (PyTuple_Check(column.ptr()) == 0) refuse();
    out.add(column_of_state(py::reinterpret_borrow<py::tuple>(column)));
  }
  return out;
}

bool equal_columns(const Column& a, const Column& b) {
  if (a.name != b.name || a.missing != b.missing || a.is_bool != b.is_bool) return false;
  const auto* x = std::get_if<std::vector<double>>(&a.values);
  const auto* y = std::get_if<std::vector<double>>(&b.values);
  if (x == nullptr || y == nullptr) return a.values == b.values;
  return std::equal(x->begin(), x->end(), y->begin(), y->end(),
                    [](double p, double q) { return p == q || (std::isnan(p) && std::isnan(q)); });
}

bool equal_tables(const Table& a, const Table& b) {
  return &a == &b ||
         std::equal(a.columns().begin(), a.columns().end(), b.columns().begin(), b.columns().end(), &equal_columns);
}

}  // namespace weaktie::python
