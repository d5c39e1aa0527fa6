#pragma once
// Prospects, plans and the model as plain Python values, for pickles and equality. What is pickled names the people it
// speaks of and no others: not the network, no addresses.
#include <weaktie/outreach/model.hpp>
#include <weaktie/outreach/plan.hpp>
#include <weaktie/outreach/prospects.hpp>

#include "value.hpp"

namespace weaktie::python {

/// (people, seeker, field, narrowing words, rows, approaches): people are numbered in the order of the network.
py::tuple state_of(const Prospects& prospects);
/// (people, row) of one row alone.
py::tuple state_of(const Prospects& prospects, std::size_t row);
/// What gives a Prospects, and a Prospects of one row, back. @throws TypeError, InvalidValue for any other state
py::cpp_function prospects_restorer();
Prospects one_prospect_of_state(const py::object& people, const py::object& row);

py::tuple state_of(const Plan& plan);
py::tuple state_of(const PlannedRequest& row);
Plan plan_of_state(const py::object& rows, double value, double bound, double gap, const py::str& binding);
/// A plan of one row.
Plan one_request_of_state(const py::args& row);

/// Every number of the model by name: "kinds.friend.base_chance", "message.brief".
std::vector<std::pair<std::string, double>> numbers_of(const OutreachModel& model);
/// The same as a tuple.
py::tuple state_of(const OutreachModel& model);
/// Numbers that are not named keep their default. @throws InvalidValue: an unknown name, a number out of range
OutreachModel model_of_state(const std::vector<std::pair<std::string, double>>& numbers);

}  // namespace weaktie::python
