#pragma once
// Signatures that help() and inspect can read.
#include <pybind11/pybind11.h>

namespace weaktie::python {

/// Rewrites the first line of every docstring of the module from pybind11's form, which spells out every type in one
/// long line, to the one that CPython takes signatures from: `help(wt.Network.reach)` then begins with
/// `reach(self, source, *, max_intermediaries=3, relay=1.0, viewer=None)`. The types stand in the stubs.
void write_signatures(pybind11::module_& m);

}  // namespace weaktie::python
