#include "convert.hpp"

#include <datetime.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>

#include <weaktie/core/arrow.hpp>
#include <weaktie/core/number_text.hpp>
#include <weaktie/io/csv.hpp>

namespace weaktie::python {

// ------------------------------------------------------------------------------------------------------ text

std::string text_of(const py::str& text) {
  Py_ssize_t length = 0;
  const char* bytes = PyUnicode_AsUTF8AndSize(text.ptr(), &length);
  if (bytes == nullptr) {
    PyErr_Clear();
    throw InvalidValue("a text holds half a character (a lone surrogate), so it cannot be written as UTF-8");
  }
  return {bytes, static_cast<std::size_t>(length)};
}

std::string text_of(const std::optional<py::str>& text) { return text ? text_of(*text) : std::string(); }

std::optional<std::string> optional_text_of(const std::optional<py::str>& text) {
  if (!text) return std::nullopt;
  return text_of(*text);
}

py::str to_python(std::string_view text) {
  PyObject* made = PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "replace");
  if (made == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::str>(made);
}

py::object text_or_none(std::string_view text) {
  if (text.empty()) return py::none();
  return to_python(text);
}

py::list to_python(const std::vector<std::string>& texts) {
  py::list out(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) out[i] = to_python(texts[i]);
  return out;
}

namespace {

void need_datetime() {
  if (PyDateTimeAPI == nullptr) PyDateTime_IMPORT;
  if (PyDateTimeAPI == nullptr) throw py::error_already_set();
}

}  // namespace

py::object to_python(Day day) {
  need_datetime();
  const std::chrono::year_month_day parts(day);
  PyObject* made =
      PyDate_FromDate(static_cast<int>(parts.year()), static_cast<int>(static_cast<unsigned>(parts.month())),
                      static_cast<int>(static_cast<unsigned>(parts.day())));
  if (made == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(made);
}

std::string chance_text(double chance) {
  int digits = 2;
  for (double scaled = chance; scaled > 0 && scaled < .0995 && digits < 300; scaled *= 10) ++digits;
  char text[400];
  std::snprintf(text, sizeof text, "%.*f", digits, chance);
  return text;
}

// ------------------------------------------------------------------------------- arguments with types of their own

std::int64_t in_range(Whole number, std::int64_t low, std::int64_t high, const char* what) {
  if (number.value >= low && number.value <= high) return number.value;
  throw InvalidValue(std::string(what) + " lies in " + std::to_string(low) + " .. " + std::to_string(high) + ", got " +
                         std::to_string(number.value),
                     std::to_string(number.value), Place{{}, 0, 0, what});
}

namespace {

/// A monotonic clock, late by some milliseconds where the system has one that takes less time to read.
std::chrono::nanoseconds time_about() {
#ifdef CLOCK_MONOTONIC_COARSE
  timespec now = {};
  if (clock_gettime(CLOCK_MONOTONIC_COARSE, &now) == 0) {
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
  }
#endif
  return std::chrono::steady_clock::now().time_since_epoch();
}

}  // namespace

const Control& interruptible() {
  static const Control control = {[](std::uint64_t, std::uint64_t) {
    // Asked often; the interpreter's lock may be somebody else's for a while, so it is wanted rarely.
    constexpr auto between = std::chrono::milliseconds(20);
    static thread_local std::chrono::nanoseconds last = {};
    const std::chrono::nanoseconds now = time_about();
    if (now - last < between) return true;
    last = now;
    const py::gil_scoped_acquire locked;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    return true;
  }};
  return control;
}

Control control_of(const py::object& progress) {
  if (progress.is_none()) return interruptible();
  if (PyCallable_Check(progress.ptr()) == 0) {
    throw py::type_error("progress is a function of (done, total), or None");
  }
  // Held raw and shared: the Control may be destroyed without the interpreter's lock.
  const std::shared_ptr<PyObject> function(progress.inc_ref().ptr(), [](PyObject* held) {
    const py::gil_scoped_acquire locked;
    Py_XDECREF(held);
  });
  return {[function](std::uint64_t done, std::uint64_t total) {
    const py::gil_scoped_acquire locked;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    return !py::reinterpret_borrow<py::object>(function.get())(done, total).is(py::bool_(false));
  }};
}

std::optional<std::string> known_viewer(const ViewerArgument& viewer, const Network& network) {
  if (viewer.id) static_cast<void>(network.index(*viewer.id));
  return viewer.id;
}

namespace {

/// What makes the objects of the classes that Python may call. Never destroyed: the classes outlive everything.
std::vector<std::pair<PyTypeObject*, PyObject*>>& makers() {
  static auto* const all = new std::vector<std::pair<PyTypeObject*, PyObject*>>();
  return *all;
}

PyObject* make_new(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
  for (const auto& [made, maker] : makers()) {
    if (made == type) return PyObject_Call(maker, args, kwargs);
  }
  const char* dot = std::strrchr(type->tp_name, '.');
  PyErr_Format(
      PyExc_TypeError,
      "a weaktie.%s is not made by calling the class: functions and methods give it (its docstring shows which)",
      dot == nullptr ? type->tp_name : dot + 1);
  return nullptr;
}

PyMethodDef refuse_to_pickle = {"__reduce__",
                                [](PyObject* self, PyObject*) -> PyObject* {
                                  const py::str name = py::type::handle_of(self).attr("__name__");
                                  PyErr_Format(PyExc_TypeError, "a %U does not pickle", name.ptr());
                                  return nullptr;
                                },
                                METH_NOARGS, nullptr};

}  // namespace

void shown(const py::handle& type) {
  py::setattr(type, "__module__", py::str("weaktie"));
  auto* raw = reinterpret_cast<PyTypeObject*>(type.ptr());
  raw->tp_new = &make_new;
  raw->tp_flags &= ~static_cast<unsigned long>(Py_TPFLAGS_BASETYPE);
  // Without it, pickling by protocol 0 or 1 would make an object of pybind11's own base class, which ends the program.
  // A class that pickles defines `__reduce__` anew.
  PyObject* method = PyDescr_NewMethod(raw, &refuse_to_pickle);
  if (method == nullptr) throw py::error_already_set();
  py::setattr(type, "__reduce__", py::reinterpret_steal<py::object>(method));
  PyType_Modified(raw);
}

void shown(const py::handle& type, const py::cpp_function& make) {
  makers().emplace_back(reinterpret_cast<PyTypeObject*>(type.ptr()), py::object(make).release().ptr());
  shown(type);
}

void register_sequence(const py::handle& type) {
  py::module_::import("collections.abc").attr("Sequence").attr("register")(type);
  const auto method = [&](const char* name, const auto& function, const auto&... extra) {
    py::setattr(type, name, py::cpp_function(function, py::name(name), py::is_method(type), extra...));
  };
  method(
      "index",
      [](const py::object& self, const py::object& value, Whole start, const std::optional<Whole>& stop) {
        const auto size = static_cast<std::int64_t>(py::len(self));
        const auto within = [size](std::int64_t at) {
          return std::clamp<std::int64_t>(at < 0 ? at + size : at, 0, size);
        };
        const std::int64_t end = stop ? within(stop->value) : size;
        for (std::int64_t at = within(start.value); at < end; ++at) {
          if (py::object(self[py::int_(at)]).equal(value)) return at;
        }
        throw py::value_error("no such item: " + std::string(py::str(py::repr(value))));
      },
      "value"_a, "start"_a = Whole{0}, "stop"_a = py::none(),
      "The position of the first item that equals `value`, from `start` to before `stop`. Raises ValueError when "
      "there\n"
      "is none. O(items).\n\n"
      ">>> wt.Table({\"id\": [\"ann\", \"ben\"]})[\"id\"].index(\"ben\")\n"
      "1\n");
  method(
      "count",
      [](const py::object& self, const py::object& value) {
        std::size_t found = 0;
        for (const auto item : self) found += item.equal(value) ? 1 : 0;
        return found;
      },
      "value"_a,
      "How many items equal `value`. O(items).\n\n"
      ">>> wt.Table({\"id\": [\"ann\", \"ben\", \"ann\"]})[\"id\"].count(\"ann\")\n"
      "2\n");
}

// --------------------------------------------------------------------------------------------- columns in

namespace {

Place at_row(const std::string& name, std::size_t row) {
  return Place{{}, static_cast<std::uint32_t>(row + 1), 0, name};
}

std::string type_name(const py::handle& value) { return Py_TYPE(value.ptr())->tp_name; }

bool is_text(const py::handle& value) { return PyUnicode_Check(value.ptr()) != 0; }
bool is_bytes(const py::handle& value) {
  return PyBytes_Check(value.ptr()) != 0 || PyByteArray_Check(value.ptr()) != 0;
}
bool is_nan(const py::handle& value) {
  return PyFloat_Check(value.ptr()) != 0 && std::isnan(PyFloat_AS_DOUBLE(value.ptr()));
}

/// Holds a buffer as long as it is read.
class Buffer {
 public:
  explicit Buffer(const py::handle& source) {
    if (is_text(source) || is_bytes(source) || PyObject_CheckBuffer(source.ptr()) == 0) return;
    if (PyObject_GetBuffer(source.ptr(), &view_, PyBUF_FULL_RO) != 0) {
      PyErr_Clear();
      return;
    }
    held_ = true;
  }
  ~Buffer() {
    if (held_) PyBuffer_Release(&view_);
  }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  /// The letter of a single native type; 0 when it is anything else.
  [[nodiscard]] char format() const {
    if (!held_ || view_.suboffsets != nullptr) return 0;
    std::string_view text = view_.format == nullptr ? "B" : view_.format;
    const std::uint16_t probe = 1;
    const bool little = *reinterpret_cast<const std::uint8_t*>(&probe) == 1;
    const bool standard = !text.empty() && std::string_view("<>=!").find(text[0]) != std::string_view::npos;
    if (standard && text[0] != '=' && (text[0] == '<') != little) return 0;
    if (!text.empty() && (standard || text[0] == '@')) text.remove_prefix(1);
    if (text.size() != 1) return 0;
    const char letter = text[0];
    // The length of l and L depends on the prefix and platform: go by the item size.
    if (letter == 'l' || letter == 'q' || letter == 'n' || letter == 'i') return view_.itemsize == 8 ? 'q' : 'i';
    if (letter == 'L' || letter == 'Q' || letter == 'N' || letter == 'I') return view_.itemsize == 8 ? 'Q' : 'I';
    return std::string_view("bBhHfd?").find(letter) == std::string_view::npos ? '\0' : letter;
  }
  [[nodiscard]] int dimensions() const { return view_.ndim; }
  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(view_.ndim == 0 ? 1 : view_.shape[0]); }

  /// Calls `take(row, value)` for every item.
  template <class Take>
  void each(const Take& take) const {
    switch (format()) {
      case 'b':
        return items<std::int8_t>(take);
      case 'B':
        return items<std::uint8_t>(take);
      case '?':
        return items<std::uint8_t>(take);
      case 'h':
        return items<std::int16_t>(take);
      case 'H':
        return items<std::uint16_t>(take);
      case 'i':
        return items<std::int32_t>(take);
      case 'I':
        return items<std::uint32_t>(take);
      case 'q':
        return items<std::int64_t>(take);
      case 'Q':
        return items<std::uint64_t>(take);
      case 'f':
        return items<float>(take);
      case 'd':
        return items<double>(take);
      default:
        return;
    }
  }

 private:
  template <class T, class Take>
  void items(const Take& take) const {
    const Py_ssize_t stride = view_.strides != nullptr ? view_.strides[0] : view_.itemsize;
    const char* at = static_cast<const char*>(view_.buf);
    const std::size_t count = size();
    for (std::size_t row = 0; row < count; ++row) {
      T value;
      std::memcpy(&value, at + static_cast<Py_ssize_t>(row) * stride, sizeof value);
      take(row, value);
    }
  }

  Py_buffer view_ = {};
  bool held_ = false;
};

[[noreturn]] void refuse_shape(const std::string& name) { throw py::type_error("'" + name + "' needs one dimension"); }

template <class To, class From>
To checked(From value, const std::string& name, std::size_t row, const char* range) {
  bool fits = true;
  if constexpr (std::is_unsigned_v<To>) {
    if constexpr (std::is_signed_v<From>) fits = value >= 0;
    fits = fits && static_cast<std::uint64_t>(value) <= std::numeric_limits<To>::max();
  } else if constexpr (std::is_unsigned_v<From>) {
    fits = value <= static_cast<std::uint64_t>(std::numeric_limits<To>::max());
  }
  if (fits) return static_cast<To>(value);
  throw InvalidValue("'" + name + "' takes integers from " + range + ", got " + std::to_string(value) +
                         " at position " + std::to_string(row),
                     std::to_string(value), at_row(name, row));
}

constexpr const char* int64_range = "-9223372036854775808 to 9223372036854775807";
constexpr const char* index_range = "0 to 4294967295";

Column column_of(const std::string& name, const Buffer& buffer) {
  if (buffer.dimensions() != 1) refuse_shape(name);
  Column column{name, {}, {}, false};
  const char format = buffer.format();
  if (format == 'd' || format == 'f') {
    std::vector<double> cells(buffer.size());
    bool blank = false;
    std::vector<bool> missing(cells.size());
    buffer.each([&](std::size_t row, auto value) {
      cells[row] = static_cast<double>(value);
      if (std::isnan(cells[row])) {  // the blank of NumPy and pandas
        missing[row] = blank = true;
        cells[row] = 0;
      }
    });
    if (blank) column.missing = std::move(missing);
    column.values = std::move(cells);
  } else if (format == 'I') {
    std::vector<std::uint32_t> cells(buffer.size());
    buffer.each([&](std::size_t row, auto value) {
      if constexpr (std::is_same_v<decltype(value), std::uint32_t>) cells[row] = value;
    });
    column.values = std::move(cells);
  } else if (format == 'B' || format == '?') {
    std::vector<std::uint8_t> cells(buffer.size());
    buffer.each([&](std::size_t row, auto value) { cells[row] = static_cast<std::uint8_t>(value); });
    column.is_bool = format == '?';
    column.values = std::move(cells);
  } else {
    std::vector<std::int64_t> cells(buffer.size());
    buffer.each([&](std::size_t row, auto value) {
      if constexpr (std::is_integral_v<decltype(value)>) {
        cells[row] = checked<std::int64_t>(value, name, row, int64_range);
      }
    });
    column.values = std::move(cells);
  }
  return column;
}

enum class ItemKind : std::uint8_t { blank, truth, integer, number, text, day, texts, numbers, empty_list, other };

const char* name_of(ItemKind kind) {
  static constexpr const char* names[] = {"blank", "bool",        "int",         "float",      "str",
                                          "date",  "list of str", "list of int", "empty list", "something else"};
  return names[static_cast<std::size_t>(kind)];
}

/// Called in loops over Python's own values, which hold the interpreter's lock: Ctrl-C ends them.
void may_stop(std::size_t row) {
  constexpr std::size_t between = std::size_t{1} << 16U;
  if (row % between == between - 1 && PyErr_CheckSignals() != 0) throw py::error_already_set();
}

/// A NumPy scalar as the Python value it stands for.
py::object plain(const py::handle& value) {
  if (PyLong_Check(value.ptr()) != 0 || value.is_none()) return py::reinterpret_borrow<py::object>(value);
  if (PyFloat_Check(value.ptr()) == 0 && !is_text(value) && py::hasattr(value, "dtype") && py::hasattr(value, "item")) {
    return value.attr("item")();
  }
  return py::reinterpret_borrow<py::object>(value);
}

bool is_list(const py::handle& value) {
  return PyList_Check(value.ptr()) != 0 || PyTuple_Check(value.ptr()) != 0 ||
         (PySequence_Check(value.ptr()) != 0 && !is_text(value) && !is_bytes(value));
}

ItemKind kind_of(const py::handle& value) {
  if (value.is_none() || is_nan(value)) return ItemKind::blank;
  if (PyBool_Check(value.ptr()) != 0) return ItemKind::truth;
  if (is_text(value)) return ItemKind::text;
  if (PyFloat_Check(value.ptr()) != 0) return ItemKind::number;
  if (PyIndex_Check(value.ptr()) != 0) return ItemKind::integer;
  if (PyDate_Check(value.ptr()) != 0) {
    // pandas' NaT is a datetime that does not equal itself.
    const bool equal = py::bool_(py::reinterpret_borrow<py::object>(value).attr("__eq__")(value));
    return equal ? ItemKind::day : ItemKind::blank;
  }
  if (type_name(value) == "NAType" || type_name(value) == "pandas._libs.missing.NAType") return ItemKind::blank;
  if (!is_list(value)) return ItemKind::other;
  ItemKind kind = ItemKind::empty_list;
  for (const auto entry : py::reinterpret_borrow<py::object>(value)) {
    const py::object item = plain(entry);
    ItemKind found = ItemKind::other;
    if (is_text(item)) found = ItemKind::texts;
    if (PyIndex_Check(item.ptr()) != 0 && PyBool_Check(item.ptr()) == 0) found = ItemKind::numbers;
    if (found == ItemKind::other || (kind != ItemKind::empty_list && kind != found)) return ItemKind::other;
    kind = found;
  }
  return kind;
}

/// The kind of column that holds both, or `other`.
ItemKind joined(ItemKind a, ItemKind b) {
  if (a == b || b == ItemKind::blank) return a;
  if (a == ItemKind::blank) return b;
  if (a == ItemKind::integer && b == ItemKind::number) return b;
  if (a == ItemKind::number && b == ItemKind::integer) return a;
  const auto list = [](ItemKind kind) { return kind == ItemKind::texts || kind == ItemKind::numbers; };
  if (a == ItemKind::empty_list && list(b)) return b;
  if (list(a) && b == ItemKind::empty_list) return a;
  return ItemKind::other;
}

std::int64_t integer_of(const py::handle& value, const std::string& name, std::size_t row) {
  const auto number = py::reinterpret_steal<py::object>(PyNumber_Index(value.ptr()));
  if (!number) throw py::error_already_set();
  int beyond = 0;
  const long long out = PyLong_AsLongLongAndOverflow(number.ptr(), &beyond);
  if (beyond == 0) return out;
  const std::string shown(py::str(py::repr(number)));
  throw InvalidValue(
      "'" + name + "' takes integers from " + int64_range + ", got " + shown + " at position " + std::to_string(row),
      shown, at_row(name, row));
}

Day day_of_python(const py::handle& value) {
  return *weaktie::day_of(PyDateTime_GET_YEAR(value.ptr()), static_cast<unsigned>(PyDateTime_GET_MONTH(value.ptr())),
                          static_cast<unsigned>(PyDateTime_GET_DAY(value.ptr())));
}

Column column_of_items(const std::string& name, const std::vector<py::object>& items) {
  need_datetime();
  ItemKind kind = ItemKind::blank;
  std::vector<bool> missing(items.size());
  bool blank = false;
  for (std::size_t row = 0; row < items.size(); ++row) {
    may_stop(row);
    const ItemKind found = kind_of(items[row]);
    missing[row] = found == ItemKind::blank;
    blank = blank || missing[row];
    const ItemKind both = joined(kind, found);
    if (found == ItemKind::other || both == ItemKind::other) {
      throw py::type_error(
          "column '" + name + "', position " + std::to_string(row) + ": " + type_name(items[row]) +
          (kind == ItemKind::blank || found == ItemKind::other
               ? std::string(" is no cell of a table (str, int, float, bool, date, None or a list of str or int)")
               : std::string(" in a column of ") + name_of(kind)));
    }
    kind = both;
  }
  Column column{name, {}, {}, kind == ItemKind::truth};
  const auto fill = [&]<class T>(std::vector<T> cells, const auto& take) {
    cells.resize(items.size());
    for (std::size_t row = 0; row < items.size(); ++row) {
      may_stop(row);
      if (!missing[row]) cells[row] = take(items[row], row);
    }
    column.values = std::move(cells);
  };
  switch (kind) {
    case ItemKind::truth:
      fill(std::vector<std::uint8_t>(), [](const py::object& item, std::size_t) {
        return static_cast<std::uint8_t>(item.ptr() == Py_True ? 1 : 0);
      });
      break;
    case ItemKind::integer:
      fill(std::vector<std::int64_t>(),
           [&](const py::object& item, std::size_t row) { return integer_of(item, name, row); });
      break;
    case ItemKind::number:
      fill(std::vector<double>(), [](const py::object& item, std::size_t) {
        const double value = PyFloat_AsDouble(item.ptr());
        if (PyErr_Occurred() != nullptr) throw py::error_already_set();
        return value;
      });
      break;
    case ItemKind::day:
      fill(std::vector<Day>(), [](const py::object& item, std::size_t) { return day_of_python(item); });
      break;
    case ItemKind::numbers: {
      NumberLists lists;
      lists.reserve(items.size());
      std::vector<std::uint32_t> list;
      for (std::size_t row = 0; row < items.size(); ++row) {
        may_stop(row);
        list.clear();
        if (!missing[row]) {
          for (const auto entry : items[row]) {
            list.push_back(checked<std::uint32_t>(integer_of(plain(entry), name, row), name, row, index_range));
          }
        }
        lists.push_back(list);
      }
      column.values = std::move(lists);
      break;
    }
    case ItemKind::texts:
    case ItemKind::empty_list:
      fill(std::vector<std::vector<std::string>>(), [](const py::object& item, std::size_t) {
        std::vector<std::string> out;
        for (const auto entry : item) out.push_back(text_of(py::str(plain(entry))));
        return out;
      });
      break;
    default:
      fill(std::vector<std::string>(),
           [](const py::object& item, std::size_t) { return text_of(py::reinterpret_borrow<py::str>(item)); });
      break;
  }
  if (blank) column.missing = std::move(missing);
  return column;
}

Table table_of_capsule(const py::object& capsule) {
  auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), "arrow_array_stream"));
  if (stream == nullptr) throw py::error_already_set();
  return import_stream(stream);
}

/// The stream, or None where the library that owns the values has to import another for it, which is not there: pandas
/// without pyarrow.
py::object arrow_stream_of(const py::handle& values) {
  try {
    return values.attr("__arrow_c_stream__")();
  } catch (const py::error_already_set& error) {
    if (!error.matches(PyExc_ImportError)) throw;
    return py::none();
  }
}

/// The one column of an Arrow array or chunked array.
std::optional<Column> arrow_column(const std::string& name, const py::handle& values) {
  Table table;
  if (py::hasattr(values, "__arrow_c_stream__")) {
    const py::object stream = arrow_stream_of(values);
    if (stream.is_none()) return std::nullopt;
    table = table_of_capsule(stream);
  } else if (py::hasattr(values, "__arrow_c_array__")) {
    const py::tuple pair = values.attr("__arrow_c_array__")();
    const py::object first = pair[0], second = pair[1];
    auto* schema = static_cast<ArrowSchema*>(PyCapsule_GetPointer(first.ptr(), "arrow_schema"));
    if (schema == nullptr) throw py::error_already_set();
    auto* array = static_cast<ArrowArray*>(PyCapsule_GetPointer(second.ptr(), "arrow_array"));
    if (array == nullptr) throw py::error_already_set();
    table = import_array(schema, array);
  } else {
    return std::nullopt;
  }
  if (table.columns().size() != 1) {
    throw py::type_error("'" + name + "' needs one column, got a table of " + std::to_string(table.columns().size()));
  }
  Column column = table.columns().front();
  column.name = name;
  return column;
}

std::vector<py::object> items_of(const std::string& name, const py::handle& values) {
  if (is_text(values) || is_bytes(values) || PyDict_Check(values.ptr()) != 0) {
    throw py::type_error("'" + name + "' needs a sequence of values, got " + type_name(values));
  }
  const auto iterator = py::reinterpret_steal<py::object>(PyObject_GetIter(values.ptr()));
  if (!iterator) {
    PyErr_Clear();
    throw py::type_error("'" + name + "' needs a sequence of values, got " + type_name(values));
  }
  std::vector<py::object> items;
  for (const auto item : py::reinterpret_borrow<py::iterator>(iterator)) {
    may_stop(items.size());
    items.push_back(plain(item));
  }
  return items;
}

/// A CSV file as columns of text. @throws ImportFailed: unreadable, empty, or a row that cannot be trusted
std::filesystem::path path_from(const py::handle& value) {
  const py::object text = py::module_::import("os").attr("fsdecode")(value);
  const std::string path = py::module_::import("os").attr("fsencode")(text).cast<std::string>();
  if (path.find('\0') != std::string::npos)
    throw InvalidValue("a path holds no NUL character", path.substr(0, path.find('\0')));
  return path;
}

Table table_of_csv(const std::filesystem::path& path) {
  const py::gil_scoped_release unlocked;
  const std::string file = path.filename().string();
  CsvReader reader(read_bytes(path), file);
  CsvRow row;
  if (!reader.next(row)) throw ImportFailed("the file is empty", "", Place{file, 0, 0, {}});
  const std::vector<std::string> names = row.cells;
  std::vector<std::vector<std::string>> columns(names.size());
  while (reader.next(row)) {
    const Place place{file, row.line, 0, {}};
    if (!row.problem.empty()) throw ImportFailed(row.problem, "", place);
    if (row.cells.size() > names.size()) {
      throw ImportFailed(
          "a row has " + std::to_string(row.cells.size()) + " cells, the header " + std::to_string(names.size()), "",
          place);
    }
    row.cells.resize(names.size());
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i].push_back(std::move(row.cells[i]));
  }
  Table table;
  for (std::size_t i = 0; i < columns.size(); ++i) table.add(text_column(names[i], std::move(columns[i])));
  return table;
}

}  // namespace

Column column_from(const std::string& name, const py::handle& values) {
  {
    const Buffer buffer(values);
    if (buffer.format() != 0) return column_of(name, buffer);
  }
  if (py::isinstance<ColumnView>(values)) return column_of_items(name, items_of(name, values));
  if (auto column = arrow_column(name, values)) return *std::move(column);
  if (py::hasattr(values, "to_numpy")) return column_from(name, values.attr("to_numpy")());
  if (py::hasattr(values, "dtype") && py::hasattr(values, "astype")) {
    const py::object kind = py::getattr(values.attr("dtype"), "kind", py::none());
    if (kind.equal(py::str("M")))
      return column_of_items(name, items_of(name, values.attr("astype")("datetime64[D]").attr("tolist")()));
  }
  return column_of_items(name, items_of(name, values));
}

Table table_from(const py::handle& value) {
  if (py::isinstance<Table>(value)) return value.cast<const Table&>();
  if (PyDict_Check(value.ptr()) != 0) {
    Table table;
    for (const auto& [key, values] : py::reinterpret_borrow<py::dict>(value)) {
      if (!is_text(key)) throw py::type_error("the columns of a table are named by str, got " + type_name(key));
      table.add(column_from(text_of(py::reinterpret_borrow<py::str>(key)), values));
    }
    return table;
  }
  if (py::hasattr(value, "__arrow_c_stream__")) {
    const py::object stream = arrow_stream_of(value);
    Table table;
    if (stream.is_none()) {  // column by column then
      if (!py::hasattr(value, "columns")) {
        throw py::type_error("this " + type_name(value) +
                             " gives its columns only with pyarrow, which is not installed");
      }
      for (const auto column : value.attr("columns")) {
        if (!is_text(column)) throw py::type_error("the columns of a table are named by str, got " + type_name(column));
        const py::object values = value.attr("__getitem__")(column);
        table.add(column_from(text_of(py::reinterpret_borrow<py::str>(column)), values));
      }
      return table;
    }
    const Table read = table_of_capsule(stream);
    for (const auto& column : read.columns()) {
      if (column.name.rfind("__index_level_", 0) != 0) table.add(column);  // pandas sends a frame's index along
    }
    return table;
  }
  if (is_text(value) || py::hasattr(value, "__fspath__")) return table_of_csv(path_from(value));
  throw py::type_error(
      "a table is a path, a dict of columns or anything with __arrow_c_stream__ (pandas 2.2, polars, "
      "pyarrow, DuckDB), got " +
      type_name(value));
}

PathOrTable path_or_table(const py::handle& value) {
  const bool is_path = is_text(value) || py::hasattr(value, "__fspath__");
  if (is_path) return path_from(value);
  if (PyDict_Check(value.ptr()) == 0 && !py::hasattr(value, "__arrow_c_stream__")) {
    throw py::type_error("a table is a path, a dict of columns or anything with __arrow_c_stream__, got " +
                         type_name(value));
  }
  return table_from(value);
}

std::vector<std::uint32_t> indices_from(const py::handle& values, const char* name) {
  std::vector<std::uint32_t> out;
  const auto take_column = [&](const Column& column) {
    std::visit(
        [&](const auto& cells) {
          using Cell = typename std::decay_t<decltype(cells)>::value_type;
          if constexpr (std::is_integral_v<Cell>) {
            if (column.is_bool) throw py::type_error(std::string("'") + name + "' needs integers, got bool");
            out.resize(cells.size());
            for (std::size_t row = 0; row < cells.size(); ++row) {
              if (!column.has(row)) {
                throw InvalidValue(std::string("'") + name + "' has a blank at position " + std::to_string(row), "",
                                   at_row(name, row));
              }
              out[row] = checked<std::uint32_t>(cells[row], name, row, index_range);
            }
          } else {
            if (cells.empty()) return;
            throw py::type_error(std::string("'") + name + "' needs integers (indices of people); give ids by ids=");
          }
        },
        column.values);
  };
  {
    const Buffer buffer(values);
    if (buffer.format() != 0 && buffer.format() != '?') {
      if (buffer.dimensions() != 1) refuse_shape(name);
      if (buffer.size() > 0 && (buffer.format() == 'd' || buffer.format() == 'f')) {
        throw py::type_error(std::string("'") + name + "' needs integers (indices of people), got floats");
      }
      out.resize(buffer.size());
      buffer.each([&](std::size_t row, auto value) {
        if constexpr (std::is_integral_v<decltype(value)>) {
          out[row] = checked<std::uint32_t>(value, name, row, index_range);
        }
      });
      return out;
    }
  }
  take_column(column_from(name, values));
  return out;
}

std::vector<PersonIndex> people_from_ids_or_indices(const Network& network, const py::object& given, const char* name) {
  if (py::isinstance<py::str>(given) || py::isinstance<py::bytes>(given)) {
    throw py::type_error(std::string("'") + name +
                         "' are ids or indices of several people, got one text: write [\"sarah\"]");
  }
  const py::object values =
      PyIter_Check(given.ptr()) != 0 ? py::object(py::list(given)) : given;  // read more than once
  py::detail::make_caster<IdsArgument> ids;
  if (!ids.load(values, true)) return indices_from(values, name);
  std::vector<PersonIndex> out;
  for (const std::string& id : py::detail::cast_op<IdsArgument&>(ids).ids) {
    try {
      out.push_back(network.index(id));
    } catch (const UnknownPerson&) {
      throw unknown_person(id, network.ids(), Place{{}, static_cast<std::uint32_t>(out.size() + 1), 0, name});
    }
  }
  return out;
}

std::vector<double> numbers_from(const py::handle& values, const char* name) {
  std::vector<double> out;
  {
    const Buffer buffer(values);
    if (buffer.format() != 0) {
      if (buffer.dimensions() != 1) refuse_shape(name);
      out.resize(buffer.size());
      buffer.each([&](std::size_t row, auto value) { out[row] = static_cast<double>(value); });
      return out;
    }
  }
  const Column column = column_from(name, values);
  std::visit(
      [&](const auto& cells) {
        using Cell = typename std::decay_t<decltype(cells)>::value_type;
        out.resize(cells.size());
        if constexpr (std::is_arithmetic_v<Cell>) {
          for (std::size_t row = 0; row < cells.size(); ++row) {
            out[row] = column.has(row) ? static_cast<double>(cells[row]) : std::numeric_limits<double>::quiet_NaN();
          }
        } else {
          for (std::size_t row = 0; row < cells.size(); ++row) {
            if (column.has(row)) throw py::type_error(std::string("'") + name + "' needs numbers");
            out[row] = std::numeric_limits<double>::quiet_NaN();
          }
        }
      },
      column.values);
  return out;
}

double number_from(const py::handle& value, const char* name) {
  const double out = PyFloat_AsDouble(value.ptr());
  if (PyErr_Occurred() == nullptr) return out;
  PyErr_Clear();
  throw py::type_error(std::string("'") + name + "' is a number, got " + type_name(value));
}

std::vector<std::string> ids_from(const py::handle& values, const char* name) {
  py::detail::make_caster<IdsArgument> caster;
  if (caster.load(values, true)) return py::detail::cast_op<IdsArgument&>(caster).ids;
  throw py::type_error(std::string("'") + name + "' is an iterable of str, got " + type_name(values));
}

std::vector<Person> people_from(const Table& table) {
  const Column* ids = table.find("id");
  if (ids == nullptr) throw InvalidValue("a table of people needs a column 'id'", "", Place{{}, 0, 0, "id"});
  std::vector<Person> people(table.rows());
  for (const Column& column : table.columns()) {
    if (column.name == "stated_by" || column.name == "audience" || column.name == "stated_on") continue;
    std::string Person::*member = column.name == "id" ? &Person::id : nullptr;
    for (const PersonField& field : person_fields) {
      if (column.name == field.name) member = field.member;
    }
    for (std::size_t row = 0; row < people.size(); ++row) {
      std::string cell = cell_text(column, row);
      if (member != nullptr) {
        people[row].*member = std::move(cell);
      } else if (!cell.empty()) {
        people[row].attributes[column.name] = std::move(cell);
      }
    }
  }
  return people;
}

// --------------------------------------------------------------------------------------------------- columns out

ColumnView view_of(const SharedTable& table, const Column& column) {
  ColumnView view;
  view.owner = table;
  view.name = column.name;
  view.missing = column.missing.empty() ? nullptr : &column.missing;
  view.is_bool = column.is_bool;
  std::visit(
      [&](const auto& cells) {
        if constexpr (std::is_same_v<std::decay_t<decltype(cells)>, NumberLists>) {
          view.cells = NumberListsView{&cells};
        } else {
          view.cells = std::span(cells);
        }
      },
      column.values);
  return view;
}

namespace {

struct CellMaker {
  std::size_t row;
  bool is_bool;
  template <class Cells>
  py::object operator()(const Cells& cells) const {
    return made(cells[row]);
  }
  /// One object for every NaN: lists compare by identity first, so that a column with one equals itself.
  [[nodiscard]] py::object made(double cell) const {
    static PyObject* const not_a_number = PyFloat_FromDouble(std::numeric_limits<double>::quiet_NaN());
    return std::isnan(cell) ? py::reinterpret_borrow<py::object>(not_a_number) : py::object(py::float_(cell));
  }
  [[nodiscard]] py::object made(std::int64_t cell) const { return py::int_(cell); }
  [[nodiscard]] py::object made(std::uint32_t cell) const { return py::int_(cell); }
  [[nodiscard]] py::object made(std::uint8_t cell) const {
    if (is_bool) return py::bool_(cell != 0);
    return py::int_(cell);
  }
  [[nodiscard]] py::object made(const std::string& cell) const { return to_python(cell); }
  [[nodiscard]] py::object made(Day cell) const { return to_python(cell); }
  [[nodiscard]] py::object made(const std::vector<std::string>& cell) const { return to_python(cell); }
  [[nodiscard]] py::object made(std::span<const std::uint32_t> cell) const {
    py::list out(cell.size());
    for (std::size_t i = 0; i < cell.size(); ++i) out[i] = py::int_(cell[i]);
    return out;
  }
};

}  // namespace

py::object cell_of(const ColumnView& column, std::size_t row) {
  if (column.missing != nullptr && (*column.missing)[row]) return py::none();
  return std::visit(CellMaker{row, column.is_bool}, column.cells);
}

py::object cell_of(const Column& column, std::size_t row) {
  if (!column.has(row)) return py::none();
  return std::visit(CellMaker{row, column.is_bool}, column.values);
}

std::size_t position_of(std::int64_t index, std::size_t size) {
  const auto length = static_cast<std::int64_t>(size);
  if (index < -length || index >= length) {
    throw py::index_error("position " + std::to_string(index) + " of " + std::to_string(size));
  }
  return static_cast<std::size_t>(index < 0 ? index + length : index);
}

py::object arrow_capsule(SharedTable table) {
  auto stream = std::make_unique<ArrowArrayStream>();
  export_stream(std::move(table), stream.get());
  PyObject* capsule = PyCapsule_New(stream.get(), "arrow_array_stream", [](PyObject* held) {
    auto* owned = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(held, "arrow_array_stream"));
    if (owned == nullptr) return PyErr_Clear();
    if (owned->release != nullptr) owned->release(owned);
    delete owned;
  });
  if (capsule == nullptr) {
    stream->release(stream.get());
    throw py::error_already_set();
  }
  static_cast<void>(stream.release());
  return py::reinterpret_steal<py::object>(capsule);
}

}  // namespace weaktie::python

namespace pybind11::detail {

bool type_caster<weaktie::python::DateArgument>::load(handle source, bool) {
  if (!source) return false;
  weaktie::python::need_datetime();
  if (PyUnicode_Check(source.ptr()) != 0) {
    const std::string text = weaktie::python::text_of(reinterpret_borrow<str>(source));
    const auto day = weaktie::parse_day(text);
    if (!day) throw weaktie::InvalidValue("a date is a datetime.date or YYYY-MM-DD, got '" + text + "'", text);
    value.day = *day;
    return true;
  }
  if (PyDate_Check(source.ptr()) == 0 || weaktie::python::kind_of(source) != weaktie::python::ItemKind::day)
    return false;
  value.day = weaktie::python::day_of_python(source);
  return true;
}

bool type_caster<weaktie::python::ViewerArgument>::load(handle source, bool) {
  if (!source) return false;
  if (source.is_none()) return true;
  if (isinstance<weaktie::python::Operator>(source)) {
    value.is_operator = true;
    return true;
  }
  if (PyUnicode_Check(source.ptr()) == 0) return false;
  value.id = weaktie::python::text_of(reinterpret_borrow<str>(source));
  return true;
}

bool type_caster<weaktie::python::IdsArgument>::load(handle source, bool) {
  if (!source || PyUnicode_Check(source.ptr()) != 0 || PyBytes_Check(source.ptr()) != 0) return false;
  const auto iterator = reinterpret_steal<object>(PyObject_GetIter(source.ptr()));
  if (!iterator) {
    PyErr_Clear();
    return false;
  }
  for (const auto item : reinterpret_borrow<pybind11::iterator>(iterator)) {
    // A row about a person, of prospects or a plan, stands for their id.
    const object id =
        PyUnicode_Check(item.ptr()) != 0 ? reinterpret_borrow<object>(item) : getattr(item, "person", none());
    if (PyUnicode_Check(id.ptr()) == 0) return false;
    value.ids.push_back(weaktie::python::text_of(reinterpret_borrow<str>(id)));
  }
  return true;
}

}  // namespace pybind11::detail
