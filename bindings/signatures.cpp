#include "signatures.hpp"

#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace weaktie::python {
namespace {

namespace py = pybind11;

/// "self: weaktie.Network, id: str, *, count: int = 5" to "self, id, *, count=5".
std::string without_types(std::string_view arguments) {
  std::string out;
  int depth = 0;
  char quote = 0;
  bool in_type = false;
  for (const char letter : arguments) {
    if (quote != 0) {
      if (letter == quote) quote = 0;
    } else if (letter == '\'' || letter == '"') {
      quote = letter;
    } else if (letter == '(' || letter == '[') {
      ++depth;
    } else if (letter == ')' || letter == ']') {
      --depth;
    } else if (depth == 0 && letter == ':') {
      in_type = true;
    } else if (depth == 0 && (letter == '=' || letter == ',')) {
      if (letter == '=') {
        while (!out.empty() && out.back() == ' ') out.pop_back();
        out += '=';
        in_type = false;
        continue;
      }
      in_type = false;
    }
    if (in_type || (letter == ' ' && quote == 0 && (out.empty() || out.back() == '='))) continue;
    out += letter;
  }
  return out;
}

/// The docstring with the signature in CPython's form; empty when it does not begin with one of pybind11's.
std::string rewritten(std::string_view name, std::string_view doc) {
  if (doc.substr(0, name.size()) != name || doc.substr(name.size(), 1) != "(") return {};
  const std::string_view line = doc.substr(0, doc.find('\n'));
  const std::size_t arrow = line.rfind(") -> ");
  if (arrow == std::string_view::npos) return {};
  const std::string arguments = without_types(line.substr(name.size() + 1, arrow - name.size() - 1));
  std::string_view text = doc.substr(line.size());
  while (!text.empty() && text.front() == '\n') text.remove_prefix(1);
  return std::string(name) + "(" + arguments + ")\n--\n\n" + std::string(text);
}

/// pybind11's own entry, the same for all functions.
using Entry = PyObject* (*)(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);
Entry dispatch = nullptr;

/// Calls it, and says a wrong call anew: pybind11 lists whole signatures and shows every argument. Costs a right call
/// nothing but one more jump.
PyObject* call(PyObject* self, PyObject* const* arguments, Py_ssize_t count, PyObject* names) {
  PyObject* out = dispatch(self, arguments, count, names);
  if (out != nullptr || PyErr_ExceptionMatches(PyExc_TypeError) == 0) return out;
  PyObject *type = nullptr, *value = nullptr, *trace = nullptr;
  PyErr_Fetch(&type, &value, &trace);
  PyErr_NormalizeException(&type, &value, &trace);
  const auto restore = [&]() -> PyObject* {
    PyErr_Restore(type, value, trace);
    return nullptr;
  };
  PyObject* text = PyObject_Str(value);
  const char* words = text == nullptr ? nullptr : PyUnicode_AsUTF8(text);
  if (words == nullptr || std::strstr(words, "incompatible function arguments") == nullptr) {
    PyErr_Clear();
    Py_XDECREF(text);
    return restore();
  }
  py::object said;
  try {
    py::tuple given(static_cast<std::size_t>(count));
    for (Py_ssize_t i = 0; i < count; ++i) {
      given[static_cast<std::size_t>(i)] = py::reinterpret_borrow<py::object>(arguments[i]);
    }
    py::dict keywords;
    if (names != nullptr) {
      Py_ssize_t at = count;
      for (const auto name : py::reinterpret_borrow<py::tuple>(names)) {
        keywords[name] = py::reinterpret_borrow<py::object>(arguments[at++]);
      }
    }
    said = py::module_::import("weaktie._wrong_call").attr("explain")(py::handle(text), given, keywords);
  } catch (py::error_already_set&) {  // then pybind11's words have to do
    said = py::none();
  }
  Py_DECREF(text);
  if (PyUnicode_Check(said.ptr()) == 0) return restore();
  PyErr_SetObject(PyExc_TypeError, said.ptr());
  Py_XDECREF(type);
  Py_XDECREF(value);
  Py_XDECREF(trace);
  return nullptr;
}

void rewrite(py::handle thing) {
  py::object held;
  if (PyObject_TypeCheck(thing.ptr(), &PyStaticMethod_Type) != 0) {
    held = thing.attr("__func__");
    thing = held;
  }
  if (PyInstanceMethod_Check(thing.ptr()) != 0) thing = PyInstanceMethod_GET_FUNCTION(thing.ptr());
  if (PyCFunction_Check(thing.ptr()) == 0) return;
  PyMethodDef* method = reinterpret_cast<PyCFunctionObject*>(thing.ptr())->m_ml;
  if (method->ml_flags == (METH_FASTCALL | METH_KEYWORDS)) {
    const auto entry = reinterpret_cast<Entry>(reinterpret_cast<void (*)()>(method->ml_meth));
    if (dispatch == nullptr) dispatch = entry;
    if (entry == dispatch) method->ml_meth = reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(&call));
  }
  if (method->ml_doc == nullptr) return;
  const std::string doc = rewritten(method->ml_name, method->ml_doc);
  if (doc.empty()) return;
  // As pybind11 does when it adds an overload: the text is malloc's and freed with the function.
  std::free(const_cast<char*>(method->ml_doc));
  method->ml_doc = strdup(doc.c_str());
}

}  // namespace

void write_signatures(py::module_& m) {
  for (const auto& [name, thing] : py::reinterpret_borrow<py::dict>(m.attr("__dict__"))) {
    if (PyType_Check(thing.ptr()) == 0) {
      rewrite(thing);
    } else if (py::str(thing.attr("__module__")).cast<std::string>() == "weaktie") {
      for (const auto member : py::list(thing.attr("__dict__").attr("values")())) rewrite(member);
    }
  }
}

}  // namespace weaktie::python
