#pragma once
// A shorter way into `Network.introductions` and `introductions_batch` for calls with plain arguments.
#include <pybind11/pybind11.h>

namespace weaktie::python {

/// Puts it before the two functions as they are bound, which keep whatever is not plain: their errors, signatures and
/// docstrings are untouched. After write_signatures.
void bind_plain_calls(pybind11::module_& m);

}  // namespace weaktie::python
