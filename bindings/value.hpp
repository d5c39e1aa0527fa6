#pragma once
// What makes a class a value in Python: equality, hash, pickle and copy, each from one tuple of plain Python values.
#include <pybind11/pybind11.h>

#include "convert.hpp"

namespace weaktie::python {

/// What == gives for an object of another kind.
inline py::object not_implemented() { return py::reinterpret_borrow<py::object>(Py_NotImplemented); }

/// Registers what makes an object of a closed class from the items of its pickled state.
void restored_by(const py::handle& type, const py::cpp_function& restore);
/// The `weaktie._core._restore` that pickles name: `_restore(class, *state)`.
py::object restore_function();
/// Adds `_restore` to the module. A plain function of the module, so that a pickle holds its name and nothing else.
void bind_restore(py::module_& m);

/// Pickle, copy and deepcopy. `state(const T&)` is a tuple; `restore(item, ...)` takes its items, checks them and gives
/// the object. A value never changes, so that its copy is itself.
template <class Class, class State, class Restore>
void pickled(Class& type, const State& state, Restore&& restore) {
  using T = typename Class::type;
  restored_by(type, py::cpp_function(std::forward<Restore>(restore)));
  type.def("__reduce__",
           [state](const T& self) {
             const py::tuple items = state(self);
             py::tuple all(items.size() + 1);
             all[0] = py::type::of<T>();
             for (std::size_t i = 0; i < items.size(); ++i) all[i + 1] = items[i];
             return py::make_tuple(restore_function(), all);
           })
      .def("__copy__", [](const py::object& self) { return self; })
      .def(
          "__deepcopy__", [](const py::object& self, const py::object&) { return self; }, "memo"_a);
}

/// Two objects of the class are equal when their keys are; an object of another class is another matter.
template <class Class, class Key>
void equal_by(Class& type, const Key& key) {
  using T = typename Class::type;
  type.def(
      "__eq__",
      [key](const T& self, const py::object& other) -> py::object {
        if (!py::isinstance<T>(other)) return not_implemented();
        const T& second = other.cast<const T&>();
        return py::bool_(&self == &second || key(self).equal(key(second)));
      },
      "other"_a);
  type.attr("__hash__") = py::none();
}

/// All of it for a small value: `state` is a tuple of what can be hashed.
template <class Class, class State, class Restore>
void value(Class& type, const State& state, Restore&& restore) {
  using T = typename Class::type;
  equal_by(type, state);
  type.def("__hash__", [state](const T& self) { return py::hash(state(self)); });
  pickled(type, state, std::forward<Restore>(restore));
}

/// The same for a sequence of states.
template <class Rows, class State>
py::tuple tuple_of(const Rows& rows, const State& state) {
  py::tuple out(rows.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = state(rows[i]);
  return out;
}

inline py::object optional_to_python(const std::optional<double>& number) {
  if (!number) return py::none();
  return py::float_(*number);
}

}  // namespace weaktie::python
