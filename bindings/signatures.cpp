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

void rewrite(py::handle thing) {
  py::object held;
  if (PyObject_TypeCheck(thing.ptr(), &PyStaticMethod_Type) != 0) {
    held = thing.attr("__func__");
    thing = held;
  }
  if (PyInstanceMethod_Check(thing.ptr()) != 0) thing = PyInstanceMethod_GET_FUNCTION(thing.ptr());
  if (PyCFunction_Check(thing.ptr()) == 0) return;
  PyMethodDef* method = reinterpret_cast<PyCFunctionObject*>(thing.ptr())->m_ml;
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
