#include "value.hpp"

namespace weaktie::python {
namespace {

/// Never destroyed: the classes outlive everything.
std::vector<std::pair<PyObject*, PyObject*>>& restorers() {
  static auto* const all = new std::vector<std::pair<PyObject*, PyObject*>>();
  return *all;
}

PyObject* restore(PyObject*, PyObject* args) {
  if (PyTuple_GET_SIZE(args) == 0) {
    PyErr_SetString(PyExc_TypeError, "_restore() takes a class and its state");
    return nullptr;
  }
  PyObject* type = PyTuple_GET_ITEM(args, 0);
  for (const auto& [known, function] : restorers()) {
    if (known != type) continue;
    PyObject* state = PyTuple_GetSlice(args, 1, PyTuple_GET_SIZE(args));
    if (state == nullptr) return nullptr;
    PyObject* made = PyObject_CallObject(function, state);
    Py_DECREF(state);
    return made;
  }
  PyErr_SetString(PyExc_TypeError, "_restore() takes a class of weaktie and its state");
  return nullptr;
}

}  // namespace

void restored_by(const py::handle& type, const py::cpp_function& restore) {
  restorers().emplace_back(type.ptr(), py::object(restore).release().ptr());
}

py::object restore_function() { return py::module_::import("weaktie._core").attr("_restore"); }

void bind_restore(py::module_& m) {
  static PyMethodDef functions[] = {{"_restore", &restore, METH_VARARGS, "Makes an object from its pickled state."},
                                    {nullptr, nullptr, 0, nullptr}};
  if (PyModule_AddFunctions(m.ptr(), functions) != 0) throw py::error_already_set();
}

}  // namespace weaktie::python
