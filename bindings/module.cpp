#include <pybind11/pybind11.h>
#include <weaktie/core/chance.hpp>
PYBIND11_MODULE(_core, m) { m.def("cost_of", [](double x) { return weaktie::cost_of(x); }); m.attr("__version__") = WEAKTIE_VERSION; }
