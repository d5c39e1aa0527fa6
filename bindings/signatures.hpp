#pragma once
// Signatures that help() and inspect can read, and what a wrong call is told.
#include <pybind11/pybind11.h>

namespace weaktie::python {

/// Rewrites the first line of every docstring of the module from pybind11's form, which spells out every type in one
/// long line, to the one that CPython takes signatures from: `help(wt.Network.reach)` then begins with
/// `reach(self, source, *, max_intermediaries=3, relay=1.0, viewer=None)`. The types stand in the stubs.
/// A call with wrong arguments raises a TypeError that names the argument, what it takes and what it got
/// (weaktie/_wrong_call.py).
void write_signatures(pybind11::module_& m);

}  // namespace weaktie::python
