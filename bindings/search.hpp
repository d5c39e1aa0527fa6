#pragma once
// What the files about searching share. introductions.cpp has the classes that introductions are given as, reach.cpp
// reach, worth.cpp bottlenecks and gains, search.cpp the searches for introductions.
#include <optional>
#include <string_view>
#include <vector>

#include <weaktie/search/introduction.hpp>

#include "convert.hpp"

namespace weaktie {
struct IntroductionsBatch;
}  // namespace weaktie

namespace weaktie::python {

void bind_introductions(py::module_& m);
void bind_reach(py::module_& m, py::class_<Network>& network);
void bind_worth(py::class_<Network>& network);

/// Nothing for a text that names none.
std::optional<Distinct> distinct_named(std::string_view name);
/// The columns without copying a cell of them.
Table table_of(IntroductionsBatch found);
/// @throws UnknownPerson
std::vector<PersonIndex> indices_of(const Network& network, const IdsArgument& people);
/// @throws InvalidValue
unsigned threads_of(Whole threads);

}  // namespace weaktie::python
