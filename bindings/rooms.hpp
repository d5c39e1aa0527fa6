#pragma once
// One function a room, called by module.cpp in flow order.
#include <pybind11/pybind11.h>

namespace weaktie::python {

void bind_core(pybind11::module_& m);
void bind_records(pybind11::module_& m);
void bind_network(pybind11::module_& m);
void bind_search(pybind11::module_& m);
void bind_outreach(pybind11::module_& m);
/// The part of outreach about whom one's acquaintances know; called by bind_outreach.
void bind_acquaintances(pybind11::module_& m);
void bind_interview(pybind11::module_& m);
void bind_io(pybind11::module_& m);

}  // namespace weaktie::python
