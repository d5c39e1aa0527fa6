#pragma once
// Results as Python holds them: with the network that gives their indices ids.
#include <pybind11/pybind11.h>
#include <cstddef>

#include <weaktie/network/network.hpp>
#include <weaktie/search/introduction.hpp>

namespace weaktie::python {

struct StepView {
  Network network;
  PersonIndex from, to;
  ChainStep step;
};

struct ChainView {
  Network network;
  Introduction chain;
};

struct IntroductionsView {
  Network network;
  Introductions found;
};

/// A row of a result that is a sequence of rows; keeps the result alive.
template <class Owner>
struct RowView {
  pybind11::object owner;
  std::size_t row;
};

}  // namespace weaktie::python
