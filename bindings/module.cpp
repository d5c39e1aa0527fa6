// The module weaktie._core: one call a room, in flow order.
#include "plain_calls.hpp"
#include "rooms.hpp"
#include "signatures.hpp"

PYBIND11_MODULE(_core, m) {
  m.doc() = "The compiled part of weaktie; use `import weaktie`.";
  m.attr("__version__") = WEAKTIE_VERSION;
  weaktie::python::bind_core(m);
  weaktie::python::bind_records(m);
  weaktie::python::bind_network(m);
  weaktie::python::bind_search(m);
  weaktie::python::bind_outreach(m);
  weaktie::python::bind_interview(m);
  weaktie::python::bind_io(m);
  weaktie::python::write_signatures(m);
  weaktie::python::bind_plain_calls(m);
}
