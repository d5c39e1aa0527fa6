#pragma once
// The method `to_json` of a result class. Stands beside the rooms: JSON knows all of them.
#include <optional>
#include <string>

#include <weaktie/io/json.hpp>

#include "convert.hpp"

namespace weaktie::python {

/// The schema of every class stands in docs/json.md.
#define WEAKTIE_JSON_DOC                                                                                             \
  "JSON text of the properties: people are ids, dates YYYY-MM-DD, None is null. `indent`: blanks for each level, 0 " \
  "to\n"                                                                                                             \
  "16; None: one line. The page JSON shows all of them. Raises InvalidValue. O(length).\n\n"

/// -1 for None. @throws InvalidValue
inline int indent_of(const std::optional<Whole>& indent) {
  return indent ? static_cast<int>(in_range(*indent, 0, 16, "indent")) : -1;
}

/// Adds `to_json(*, indent=None)`; `text(self, indent)` gives the JSON.
template <class Class, class Text>
void bind_json(Class& type, const char* doc, const Text& text) {
  using T = typename Class::type;
  type.def(
      "to_json",
      [text](const T& self, const std::optional<Whole>& indent) { return to_python(text(self, indent_of(indent))); },
      py::kw_only(), "indent"_a = py::none(), doc);
}

/// The same for what C++ knows by itself.
template <class Class>
void bind_json(Class& type, const char* doc) {
  bind_json(type, doc, [](const typename Class::type& self, int indent) { return to_json(self, indent); });
}

}  // namespace weaktie::python
