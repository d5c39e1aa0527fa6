#pragma once
// What every binding file shares: text, numbers, days, tables and the lock, from Python and back.
#include <atomic>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <weaktie/core/columns.hpp>
#include <weaktie/core/control.hpp>
#include <weaktie/core/date.hpp>
#include <weaktie/core/error.hpp>
#include <weaktie/network/network.hpp>
#include <weaktie/records/person.hpp>
#include <weaktie/records/records.hpp>

namespace weaktie::python {

namespace py = pybind11;
using namespace py::literals;

// ------------------------------------------------------------------------------------------------------ text

/// A Python string as UTF-8. @throws InvalidValue when it holds lone surrogates, which no UTF-8 text can
std::string text_of(const py::str& text);
/// The same, empty for None.
std::string text_of(const std::optional<py::str>& text);
std::optional<std::string> optional_text_of(const std::optional<py::str>& text);
/// Text for Python; malformed bytes show as U+FFFD.
py::str to_python(std::string_view text);
/// None when empty.
py::object text_or_none(std::string_view text);
py::list to_python(const std::vector<std::string>& texts);
/// `datetime.date`.
py::object to_python(Day day);
/// A chance as people read it: two digits that count, "0.40", "0.038".
std::string chance_text(double chance);

// ------------------------------------------------------------------------------- arguments with types of their own

/// Any Python integer. Out of 64 bits it keeps the nearest one, so that a range check can refuse it in words.
struct Whole {
  std::int64_t value = 0;
};
/// @throws InvalidValue "<what> lies in low .. high, got ..."
std::int64_t in_range(Whole number, std::int64_t low, std::int64_t high, const char* what);

/// A `datetime.date` (of a datetime its date) or "YYYY-MM-DD".
struct DateArgument {
  Day day = {};
};

/// Whose knowledge is searched: an id, `OPERATOR`, or nobody.
struct ViewerArgument {
  std::optional<std::string> id = {};
  bool is_operator = false;
};
/// Stands for whoever runs the records: sees every statement.
struct Operator {};

/// An iterable of ids.
struct IdsArgument {
  std::vector<std::string> ids = {};
};

/// Lets Ctrl-C, and whatever a signal handler raises, end a call that may take long.
const Control& interruptible();
/// A function called with (done, total), or None: then as above. Cancels when it returns False.
Control control_of(const py::object& progress);

// ----------------------------------------------------------------------------------------------------- tables

/// One column of Python values or of a buffer; `position` of an error is the row.
/// @throws TypeError for values that fit no column, InvalidValue for those that fit one but are out of range
Column column_from(const std::string& name, const py::handle& values);
/// A CSV path, a dict of columns, or anything with `__arrow_c_stream__`.
Table table_from(const py::handle& value);
/// What a reader is given: a path, or a table.
using PathOrTable = std::variant<std::filesystem::path, Table>;
PathOrTable path_or_table(const py::handle& value);
/// uint32 from any buffer or sequence. @throws InvalidValue with the position
std::vector<std::uint32_t> indices_from(const py::handle& values, const char* name);
/// Ids, or indices in any buffer or sequence. @throws TypeError, UnknownPerson with the position
std::vector<PersonIndex> people_from_ids_or_indices(const Network& network, const py::object& given, const char* name);
std::vector<double> numbers_from(const py::handle& values, const char* name);
/// One number, and an iterable of str. @throws TypeError that names `name`
double number_from(const py::handle& value, const char* name);
std::vector<std::string> ids_from(const py::handle& values, const char* name);
/// Rows of a people table; columns without a meaning become attributes. @throws InvalidValue: no `id`
std::vector<Person> people_from(const Table& table);

/// A table that Python holds; its columns share it.
using SharedTable = std::shared_ptr<const Table>;
inline std::shared_ptr<Table> share(Table table) { return std::make_shared<Table>(std::move(table)); }

/// Lists that somebody else owns, as std::span stands for the other values.
struct NumberListsView {
  using value_type = NumberLists::value_type;
  const NumberLists* lists = nullptr;
  [[nodiscard]] std::size_t size() const { return lists->size(); }
  [[nodiscard]] value_type operator[](std::size_t row) const { return (*lists)[row]; }
};

/// One column as Python sees it: a buffer when it is numeric, a sequence always. Keeps its owner alive.
struct ColumnView {
  using Cells = std::variant<std::span<const double>, std::span<const std::int64_t>, std::span<const std::uint32_t>,
                             std::span<const std::uint8_t>, std::span<const std::string>, std::span<const Day>,
                             std::span<const std::vector<std::string>>, NumberListsView>;
  std::shared_ptr<const void> owner = {};
  std::string name = {};
  Cells cells = {};
  const std::vector<bool>* missing = nullptr;  // nullptr: no blank cells
  bool is_bool = false;

  [[nodiscard]] std::size_t size() const {
    return std::visit([](const auto& span) { return span.size(); }, cells);
  }
};
ColumnView view_of(const SharedTable& table, const Column& column);
/// A buffer of numbers that some result owns.
template <class T>
ColumnView view_of(std::shared_ptr<const void> owner, std::string name, std::span<const T> cells) {
  return {std::move(owner), std::move(name), cells, nullptr, false};
}
/// The cell as a Python value; None when blank.
py::object cell_of(const ColumnView& column, std::size_t row);
py::object cell_of(const Column& column, std::size_t row);
/// The position a Python index means. @throws IndexError
std::size_t position_of(std::int64_t index, std::size_t size);
/// The PyCapsule of `__arrow_c_stream__`.
py::object arrow_capsule(SharedTable table);

// ------------------------------------------------------------------------------------------------ shared records

/// Records that several Python threads may hold: the interpreter's lock is released in long calls, so they need one of
/// their own.
struct SharedRecords {
  Records records = {};
  std::mutex lock = {};
  std::atomic<std::thread::id> user = {};
};

/// Runs `work(records)` without the interpreter's lock. @throws InvalidValue from a progress function of a call that
/// is at work on the same records
template <class Work>
auto with(SharedRecords& shared, const Work& work) {
  const py::gil_scoped_release unlocked;
  if (shared.user.load() == std::this_thread::get_id()) {
    throw InvalidValue("these records are at work in the call that runs this progress function");
  }
  const std::lock_guard<std::mutex> locked(shared.lock);
  struct Using {
    SharedRecords& shared;
    explicit Using(SharedRecords& used) : shared(used) { shared.user = std::this_thread::get_id(); }
    ~Using() { shared.user = std::thread::id(); }
    Using(const Using&) = delete;
    Using& operator=(const Using&) = delete;
  } in_use(shared);
  return work(shared.records);
}

/// Checks that a viewer is known and gives what the options want. @throws UnknownPerson
std::optional<std::string> known_viewer(const ViewerArgument& viewer, const Network& network);

/// A list of `Found(id, name, headline)`, which equal plain tuples.
py::list found_list(const std::vector<Found>& found);

/// The step model of an OutreachModel, or the standard one for None.
StepModel step_model_of(const py::object& model);

/// Shows a class as `weaktie.<Name>` and closes it: no subclasses, and no `__new__` that would leave an object without
/// its C++ value, which the first method called would crash on.
void shown(const py::handle& type);
/// The same for a class that Python may call: `make(...)` gives the finished object.
void shown(const py::handle& type, const py::cpp_function& make);

/// Makes `isinstance(value, collections.abc.Sequence)` true.
void register_sequence(const py::handle& type);

}  // namespace weaktie::python

namespace pybind11::detail {

template <>
struct type_caster<weaktie::python::Whole> {
  PYBIND11_TYPE_CASTER(weaktie::python::Whole, const_name("int"));
  bool load(handle source, bool) {
    if (!source || PyIndex_Check(source.ptr()) == 0) return false;
    const auto number = reinterpret_steal<object>(PyNumber_Index(source.ptr()));
    if (!number) throw error_already_set();
    int beyond = 0;
    value.value = PyLong_AsLongLongAndOverflow(number.ptr(), &beyond);
    if (beyond > 0) value.value = std::numeric_limits<std::int64_t>::max();
    if (beyond < 0) value.value = std::numeric_limits<std::int64_t>::min();
    return true;
  }
  static handle cast(weaktie::python::Whole source, return_value_policy, handle) {
    return PyLong_FromLongLong(source.value);
  }
};

template <>
struct type_caster<weaktie::python::DateArgument> {
  PYBIND11_TYPE_CASTER(weaktie::python::DateArgument, const_name("datetime.date | str"));
  bool load(handle source, bool);
};

template <>
struct type_caster<weaktie::python::ViewerArgument> {
  PYBIND11_TYPE_CASTER(weaktie::python::ViewerArgument, const_name("str | weaktie.Operator | None"));
  bool load(handle source, bool);
  static handle cast(const weaktie::python::ViewerArgument&, return_value_policy, handle) { return none().release(); }
};

template <>
struct type_caster<weaktie::python::IdsArgument> {
  PYBIND11_TYPE_CASTER(weaktie::python::IdsArgument, const_name("collections.abc.Iterable[str]"));
  bool load(handle source, bool);
  static handle cast(const weaktie::python::IdsArgument&, return_value_policy, handle) { return tuple().release(); }
};

}  // namespace pybind11::detail
