#pragma once
// Results as Python holds them: with the network that gives their indices ids. What is pickled of them takes along the
// part of the network that they speak of, and no more.
#include <pybind11/pybind11.h>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <weaktie/network/network.hpp>
#include <weaktie/outreach/prospects.hpp>
#include <weaktie/search/introduction.hpp>

namespace weaktie::python {

struct StepView {
  Network network;
  PersonIndex from, to;
  ChainStep step;
  std::optional<std::string> why = {};  // of a step unpickled alone: then there is no network
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

/// (excerpt of the network, chains, complete, guarantee); the excerpt holds the people of the chains and `also` these.
pybind11::tuple state_of(const IntroductionsView& view, std::vector<PersonIndex> also = {});
/// @throws TypeError, InvalidValue for any other state; UnknownPerson for people that the excerpt does not have
IntroductionsView introductions_of_state(const Network& network, const pybind11::object& chains, bool complete,
                                         double guarantee);

/// The same result with the indices of another network, by id: what was found in one network, or unpickled, can be
/// shown with another. @throws UnknownPerson
Introductions in_network(const Network& network, const IntroductionsView& view);
Prospects in_network(const Network& network, const Prospects& prospects);

}  // namespace weaktie::python
