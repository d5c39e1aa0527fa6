// Prospects, this week's requests, and the model behind their chances.
#include <weaktie/interview/picture.hpp>
#include <weaktie/outreach/plan.hpp>
#include <weaktie/outreach/prospects.hpp>

#include "cells.hpp"
#include "convert.hpp"
#include "html.hpp"
#include "json.hpp"
#include "outreach_state.hpp"
#include "results.hpp"
#include "rooms.hpp"
#include "rows.hpp"
#include "value.hpp"

namespace weaktie::python {
namespace {

// ------------------------------------------------------------------------------------------------- tables to rows

std::vector<Outcome> outcomes_from(const py::object& table) {
  std::vector<Outcome> out;
  if (table.is_none()) return out;
  const Cells cells(table_from(table));
  if (cells.rows() == 0) return out;
  cells.require({"request", "person", "approach", "sent"}, "a table of outcomes");
  for (std::size_t row = 0; row < cells.rows(); ++row) {
    Outcome one;
    one.request = cells.text("request", row);
    one.person = cells.text("person", row);
    one.approach = approach_of(cells.text("approach", row), Cells::place("approach", row));
    const auto sent = cells.day("sent", row);
    if (!sent) throw InvalidValue("an outcome needs the day it was sent", "", Cells::place("sent", row));
    one.sent = *sent;
    const std::string event = cells.text("event", row);
    if (!event.empty()) one.event = outcome_event(event, Cells::place("event", row));
    one.date = cells.day("date", row);
    one.step = cells.whole("step", row).value_or(one.step);
    out.push_back(std::move(one));
  }
  return out;
}

std::vector<Request> requests_from(const py::object& given) {
  if (py::isinstance<Prospects>(given)) return requests_of(given.cast<const Prospects&>());
  const Cells cells(table_from(given));
  std::vector<Request> out;
  if (cells.rows() == 0) return out;
  cells.require({"request", "prospect", "approach", "chance", "value"}, "a table of requests");
  for (std::size_t row = 0; row < cells.rows(); ++row) {
    Request one;
    one.request = cells.text("request", row);
    one.prospect = cells.text("prospect", row);
    one.approach = approach_of(cells.text("approach", row), Cells::place("approach", row));
    one.brokers = cells.texts("brokers", row);
    const double blank = std::numeric_limits<double>::quiet_NaN();  // refused by plan() with its place
    one.chance = cells.number("chance", row, blank);
    one.value = cells.number("value", row, blank);
    one.minutes = cells.number("minutes", row);
    one.courage = cells.number("courage", row);
    one.organisation = cells.text("organisation", row);
    one.week = cells.whole("week", row);
    out.push_back(std::move(one));
  }
  return out;
}

// ------------------------------------------------------------------------------------------------- rows to tables

std::string id_of(const Network& network, PersonIndex person) { return std::string(network.id(person)); }

std::vector<std::string> ids_of(const Network& network, const std::vector<PersonIndex>& people) {
  std::vector<std::string> out;
  for (const PersonIndex person : people) out.push_back(id_of(network, person));
  return out;
}

Table table_of(const Prospects& self) {
  const Network& network = self.network();
  const auto& rows = self.rows();
  Table out;
  out.add(column_of("person", rows, [&](const Prospect& row) { return id_of(network, row.person); }));
  out.add(column_of("chance", rows, [](const Prospect& row) { return row.chance; }));
  out.add(column_of("value", rows, [](const Prospect& row) { return row.value; }));
  out.add(column_of("score", rows, [](const Prospect& row) { return row.score; }));
  out.add(column_of("approach", rows, [](const Prospect& row) { return std::string(name_of(row.approach)); }));
  out.add(column_of("broker", rows,
                    [&](const Prospect& row) { return row.broker ? id_of(network, *row.broker) : std::string(); }));
  out.add(column_of("why", rows, [](const Prospect& row) { return row.why; }));
  return out;
}

Table table_of(const Network& network, const std::vector<ProspectApproach>& rows) {
  using Row = ProspectApproach;
  Table out;
  out.add(column_of("approach", rows, [](const Row& row) { return std::string(name_of(row.approach)); }));
  out.add(column_of("brokers", rows, [&](const Row& row) { return ids_of(network, row.brokers); }));
  out.add(column_of("chance", rows, [](const Row& row) { return row.chance; }));
  out.add(column_of("value", rows, [](const Row& row) { return row.value; }));
  out.add(column_of("score", rows, [](const Row& row) { return row.score; }));
  out.add(column_of("minutes", rows, [](const Row& row) { return row.minutes; }));
  out.add(column_of("courage", rows, [](const Row& row) { return row.courage; }));
  out.add(column_of("advantage", rows, [](const Row& row) { return row.advantage; }));
  out.add(column_of("why", rows, [](const Row& row) { return row.why; }));
  return out;
}

Table table_of(const Explanation& explanation) {
  const auto& rows = explanation.terms;
  Table out;
  out.add(column_of("term", rows, [](const Term& row) { return row.name; }));
  out.add(column_of("log_odds", rows, [](const Term& row) { return row.log_odds; }));
  out.add(column_of("evidence", rows, [](const Term& row) { return row.evidence; }));
  return out;
}

Table table_of(const Plan& plan) {
  using Row = PlannedRequest;
  const auto& rows = plan.rows;
  Table out;
  out.add(column_of("request", rows, [](const Row& row) { return row.request.request; }));
  out.add(column_of("prospect", rows, [](const Row& row) { return row.request.prospect; }));
  out.add(column_of("approach", rows, [](const Row& row) { return std::string(name_of(row.request.approach)); }));
  out.add(column_of("brokers", rows, [](const Row& row) { return row.request.brokers; }));
  out.add(column_of("chance", rows, [](const Row& row) { return row.request.chance; }));
  out.add(column_of("value", rows, [](const Row& row) { return row.request.value; }));
  out.add(column_of("minutes", rows, [](const Row& row) { return row.request.minutes; }));
  out.add(column_of("courage", rows, [](const Row& row) { return row.request.courage; }));
  out.add(column_of("organisation", rows, [](const Row& row) { return row.request.organisation; }));
  out.add(column_of("week", rows, [](const Row& row) { return row.week; }));
  out.add(column_of("date", rows, [](const Row& row) { return row.date; }));
  return out;
}

// ------------------------------------------------------------------------------------------------------- classes

using ProspectView = RowView<Prospects>;
using PlannedView = RowView<Plan>;

const Prospect& row_of(const ProspectView& view) { return view.owner.cast<const Prospects&>()[view.row]; }
const Network& network_of(const ProspectView& view) { return view.owner.cast<const Prospects&>().network(); }
const PlannedRequest& row_of(const PlannedView& view) { return view.owner.cast<const Plan&>().rows[view.row]; }

/// "directly", "through Ben Carter, then Priya Nair", "naming Ben Carter".
std::string html_way(Approach approach, const std::vector<std::string>& brokers) {
  if (approach == Approach::direct) return "directly";
  std::string out = approach == Approach::mention ? "naming " : "through ";
  for (std::size_t i = 0; i < brokers.size(); ++i) out += (i == 0 ? "" : ", then ") + brokers[i];
  return out;
}

std::string html_way(const Network& network, const Prospect& row) {
  std::vector<std::string> brokers;
  for (const PersonIndex broker : row.brokers) brokers.push_back(html::person(network, broker));
  return html_way(row.approach, brokers);
}

std::string html_way(const Request& request) {
  std::vector<std::string> brokers;
  for (const auto& broker : request.brokers) brokers.push_back(html::text(broker));
  return html_way(request.approach, brokers);
}

std::string html_work(const Network& network, PersonIndex person) {
  const std::string title = html::text(network.text(person, PersonColumn::title), 80);
  const std::string organisation = html::text(network.text(person, PersonColumn::organisation), 80);
  return title + (title.empty() || organisation.empty() ? "" : ", ") + organisation;
}

std::string html_of(const Network& network, const Prospect& it) {
  return html::whole(html::heading("Prospect", html::person(network, it.person)) +
                     html::facts({{"work", {html_work(network, it.person), false}},
                                  {"ask", {html_way(network, it), false}},
                                  {"why", html::cell(it.why)},
                                  {"chance of a conversation", html::chance(it.chance)},
                                  {"value", html::cell(it.value)},
                                  {"score", html::cell(it.score)}}));
}

std::string html_of(const Prospects& self) {
  const Network& network = self.network();
  const std::string field = html::text(self.query().field);
  if (self.empty()) return html::whole(html::heading("Prospects", "none" + (field.empty() ? "" : " in " + field)));
  std::vector<html::Row> rows;
  for (const Prospect& row : self.rows()) {
    if (rows.size() == 10) break;
    const std::string work = html_work(network, row.person);
    rows.push_back({{html::person(network, row.person) + (work.empty() ? "" : "<br>" + work), false},
                    {html_way(network, row), false},
                    html::chance(row.chance),
                    html::cell(row.value),
                    html::cell(row.score),
                    html::cell(row.why)});
  }
  const std::string all = html::counted(self.size(), "person", "people") + (field.empty() ? "" : " in " + field);
  const std::string map =
      self.seeker() == no_person ? std::string() : html::picture(map_svg(network, self.seeker(), self));
  return html::whole(
      html::heading("Prospects", all) + map + html::table({"person", "ask", "chance", "value", "score", "why"}, rows) +
      (rows.size() < self.size()
           ? html::note("the first " + html::count_text(rows.size()) + " of " + html::count_text(self.size()))
           : std::string()));
}

html::Row html_row(const PlannedRequest& it) {
  return {html::cell(std::uint64_t{it.week} + 1), html::cell(day_text(it.date)),   html::cell(it.request.prospect),
          {html_way(it.request), false},          html::chance(it.request.chance), html::cell(it.request.value),
          html::cell(it.request.organisation)};
}

std::string html_rows(const std::vector<PlannedRequest>& planned) {
  std::vector<html::Row> rows;
  for (const PlannedRequest& row : planned) {
    if (rows.size() < 20) rows.push_back(html_row(row));
  }
  return html::table({"week", "Monday", "prospect", "ask", "chance", "value", "organisation"}, rows) +
         (rows.size() < planned.size()
              ? html::note("the first " + html::count_text(rows.size()) + " of " + html::count_text(planned.size()))
              : std::string());
}

std::string html_of(const Plan& self) {
  const std::string rest = html::counted(self.size(), "request", "requests") + ", worth " +
                           html::cell(self.value).html + " of at most " + html::cell(self.bound).html;
  return html::whole(html::heading("Plan", rest) + html_rows(self.rows) +
                     (self.binding.empty() ? std::string() : html::note(html::text(self.binding))));
}

/// The numbers that say most; all of them are in docs/scoring.md.
std::string html_of(const OutreachModel& model) {
  std::vector<html::Row> kinds, weights;
  for (std::size_t i = 0; i < tie_kind_count; ++i) {
    const KindOptions& kind = model.steps.strength.kinds[i];
    kinds.push_back({html::cell(tie_kind_names[i]), html::chance(kind.base_chance), html::cell(kind.half_life)});
  }
  const std::string prefix = "message.";
  for (const auto& [name, number] : numbers_of(model)) {
    if (name.compare(0, prefix.size(), prefix) == 0) {
      weights.push_back({html::cell(std::string_view(name).substr(prefix.size())), html::cell(number)});
    }
  }
  const bool prior = numbers_of(model) == numbers_of(OutreachModel::standard());
  return html::whole(
      html::heading("OutreachModel", prior ? "the prior" : "other numbers than the prior's") +
      html::folded("kinds of ties", html::table({"kind", "chance at middling strength", "half-life in days"}, kinds)) +
      html::folded("what a message adds, in log-odds", html::table({"property", "weight"}, weights)));
}

void bind_prospects(py::module_& m) {
  py::class_<ProspectView> row(
      m, "Prospect",
      R"doc(A person worth talking to, with the way to ask that the table recommends. A value: it compares, hashes, copies and
pickles.

>>> people = {"id": ["sarah", "tutor", "li"], "title": [None, "Lecturer", "Solicitor"]}
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
>>> row = network.prospects("sarah", field="law")[0]
>>> row.person, row.approach, row.broker, row.brokers
('li', 'introduction', 'tutor', ['tutor'])
>>> row.score == row.chance * row.value
True
)doc");
  shown(row);
  bind_json(row, WEAKTIE_JSON_DOC R"doc(>>> import json
>>> people = {"id": ["sarah", "li"], "title": [None, "Solicitor"]}
>>> network = wt.Network.from_arrays([0], [1], [0.8], ids=people["id"], people=people)
>>> json.loads(network.prospects("sarah", field="law")[0].to_json())["approach"]
'direct'
)doc",
            [](const ProspectView& self, int indent) { return to_json(network_of(self), row_of(self), indent); });
  const auto number = [&](const char* name, double Prospect::*member, const char* doc) {
    row.def_property_readonly(
        name, [member](const ProspectView& self) { return row_of(self).*member; }, doc);
  };
  row.def_property_readonly(
      "person", [](const ProspectView& self) { return to_python(network_of(self).id(row_of(self).person)); },
      "The id.");
  number("chance", &Prospect::chance, "The chance that the request ends in a conversation, in (0, 1).");
  number("value", &Prospect::value, "What the conversation is worth, in (0, 1].");
  number("score", &Prospect::score, "chance * value.");
  number("minutes", &Prospect::minutes, "Of the seeker's time.");
  number("courage", &Prospect::courage, "0 to 1.");
  row.def_property_readonly(
         "approach", [](const ProspectView& self) { return to_python(name_of(row_of(self).approach)); },
         "\"direct\", \"introduction\" or \"mention\".")
      .def_property_readonly(
          "broker",
          [](const ProspectView& self) -> py::object {
            const auto broker = row_of(self).broker;
            if (!broker) return py::none();
            return to_python(network_of(self).id(*broker));
          },
          "The id of the first person asked; None when direct.")
      .def_property_readonly(
          "brokers", [](const ProspectView& self) { return to_python(ids_of(network_of(self), row_of(self).brokers)); },
          "The ids of all who stand between, in the order asked.")
      .def_property_readonly(
          "organisation", [](const ProspectView& self) { return text_or_none(row_of(self).organisation); },
          "The person's organisation, or None.")
      .def_property_readonly(
          "why", [](const ProspectView& self) { return to_python(row_of(self).why); }, "The reason, in words.")
      .def("__repr__", [](const ProspectView& self) {
        const Prospect& it = row_of(self);
        return to_python("<Prospect " + id_of(network_of(self), it.person) + ": " + std::string(name_of(it.approach)) +
                         (it.broker ? " through " + id_of(network_of(self), *it.broker) : std::string()) + ", chance " +
                         chance_text(it.chance) + ", value " + chance_text(it.value) + ">");
      });
  row.def("_repr_html_", [](const ProspectView& self) { return to_python(html_of(network_of(self), row_of(self))); });
  value(
      row, [](const ProspectView& self) { return state_of(self.owner.cast<const Prospects&>(), self.row); },
      [](const py::object& people, const py::object& state) {
        return ProspectView{py::cast(one_prospect_of_state(people, state)), 0};
      });

  py::class_<Prospects> type(m, "Prospects",
                             R"doc(Whom to talk to, best first: a sequence of `Prospect` that is a table too.

Columns: person, chance, value, score, approach, broker (blank when direct), why. `prospects["chance"]` is a Column,
`prospects[0]` a row; pandas, polars, DuckDB and pyarrow take the whole. A pickle takes along the people named, not
the network.

>>> people = {"id": ["sarah", "tutor", "li"], "title": [None, "Lecturer", "Solicitor"]}
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
>>> prospects = network.prospects("sarah", field="law")
>>> len(prospects), list(prospects["person"])
(1, ['li'])
>>> prospects[0]
<Prospect li: introduction through tutor, chance 0.49, value 0.67>
)doc");
  shown(type);
  bind_json(type, WEAKTIE_JSON_DOC R"doc(>>> import json
>>> people = {"id": ["sarah", "li"], "title": [None, "Solicitor"]}
>>> network = wt.Network.from_arrays([0], [1], [0.8], ids=people["id"], people=people)
>>> [row["person"] for row in json.loads(network.prospects("sarah", field="law").to_json())]
['li']
)doc");
  bind_rows<py::class_<Prospects>, Prospects>(
      type, [](const Prospects& self) { return table_of(self); },
      R"doc(The rows as a `Table` person, chance, value, score, approach, broker, why. O(rows).

>>> people = {"id": ["sarah", "tutor", "li"], "title": [None, "Lecturer", "Solicitor"]}
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
>>> network.prospects("sarah", field="law").to_table().columns
['person', 'chance', 'value', 'score', 'approach', 'broker', 'why']
)doc");
  type.def(
          "approaches",
          [](const Prospects& self, const py::str& id) {
            return share(table_of(self.network(), self.approaches(self.network().index(text_of(id)))));
          },
          "id"_a,
          R"doc(Every way to ask a person of the table, by falling chance: a table approach, brokers (list, in the order asked),
chance, value, score, minutes, courage, advantage, why. Raises UnknownPerson, InvalidValue (not in the table).

`minutes` are the seeker's; `courage` is 0 to 1; `advantage` is in log-odds against asking directly.

>>> people = {"id": ["sarah", "tutor", "li"], "title": [None, "Lecturer", "Solicitor"]}
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
>>> list(network.prospects("sarah", field="law").approaches("li")["approach"])
['introduction', 'mention', 'direct']
)doc")
      .def(
          "explain",
          [](const Prospects& self, const py::str& id, Whole approach) {
            const auto& rows = self.approaches(self.network().index(text_of(id)));
            const auto at = in_range(approach, 0, static_cast<std::int64_t>(rows.size()) - 1, "approach");
            return share(table_of(rows[static_cast<std::size_t>(at)].explanation));
          },
          "id"_a, py::kw_only(), "approach"_a = 0,
          R"doc(What the chance of a row of `approaches(id)` is made of: a table term, log_odds, evidence. The log-odds add up to
those of the chance. `approach` is the row, from 0. Raises UnknownPerson, InvalidValue.

>>> people = {"id": ["sarah", "tutor", "li"], "title": [None, "Lecturer", "Solicitor"]}
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
>>> prospects = network.prospects("sarah", field="law")
>>> terms = prospects.explain("li")
>>> list(terms["term"])[:2]
['given chance', 'relayed']
>>> import math
>>> odds = math.exp(sum(terms["log_odds"]))
>>> math.isclose(odds / (1 + odds), prospects[0].chance)
True
)doc")
      .def("__repr__",
           [](const py::object& self) {
             return "Prospects: " + std::string(py::str(py::repr(self.attr("to_table")())));
           })
      .def("_repr_html_", [](const Prospects& self) { return to_python(html_of(self)); });
  const auto state = [](const Prospects& self) { return state_of(self); };
  equal_by(type, state);
  pickled(type, state, prospects_restorer());
}

void bind_plan(py::module_& m) {
  py::class_<PlannedView> row(m, "PlannedRequest",
                              R"doc(A chosen request with its week. A value: it compares, hashes, copies and pickles.

>>> requests = {"request": ["r1"], "prospect": ["li"], "approach": ["direct"], "chance": [0.5], "value": [0.8]}
>>> row = wt.plan(requests, start="2026-11-04")[0]
>>> row.prospect, row.week, row.date
('li', 0, datetime.date(2026, 11, 2))
)doc");
  shown(row);
  bind_json(row, WEAKTIE_JSON_DOC R"doc(>>> import json
>>> requests = {"request": ["r1"], "prospect": ["li"], "approach": ["direct"], "chance": [0.5], "value": [0.8]}
>>> plan = wt.plan(requests, start="2026-11-02")
>>> json.loads(plan[0].to_json())["date"]
'2026-11-02'
)doc",
            [](const PlannedView& self, int indent) { return to_json(row_of(self), indent); });
  const auto number = [&](const char* name, double Request::*member, const char* doc) {
    row.def_property_readonly(
        name, [member](const PlannedView& self) { return row_of(self).request.*member; }, doc);
  };
  row.def_property_readonly(
         "request", [](const PlannedView& self) { return to_python(row_of(self).request.request); },
         "The id of the request.")
      .def_property_readonly(
          "prospect", [](const PlannedView& self) { return to_python(row_of(self).request.prospect); },
          "Whom it is about.")
      .def_property_readonly(
          "approach", [](const PlannedView& self) { return to_python(name_of(row_of(self).request.approach)); },
          "\"direct\", \"introduction\" or \"mention\".")
      .def_property_readonly(
          "brokers", [](const PlannedView& self) { return to_python(row_of(self).request.brokers); },
          "In the order asked.")
      .def_property_readonly(
          "organisation", [](const PlannedView& self) { return text_or_none(row_of(self).request.organisation); },
          "The prospect's organisation, or None.")
      .def_property_readonly(
          "week", [](const PlannedView& self) { return row_of(self).week; }, "From 0.")
      .def_property_readonly(
          "date", [](const PlannedView& self) { return to_python(row_of(self).date); }, "The Monday of the week.");
  number("chance", &Request::chance, "In [0, 1].");
  number("value", &Request::value, "In [0, 1].");
  number("minutes", &Request::minutes, "Of the seeker's time.");
  number("courage", &Request::courage, "0 to 1.");
  row.def("__repr__", [](const PlannedView& self) {
    const PlannedRequest& it = row_of(self);
    std::string out = "<PlannedRequest in week " + std::to_string(it.week) + ": " + it.request.prospect + ", " +
                      std::string(name_of(it.request.approach));
    for (std::size_t i = 0; i < it.request.brokers.size(); ++i) {
      out += (i == 0 ? " through " : ", ") + it.request.brokers[i];
    }
    return to_python(out + ">");
  });
  row.def("_repr_html_", [](const PlannedView& self) {
    return to_python(html::whole(html::heading("PlannedRequest") + html_rows({row_of(self)})));
  });
  value(
      row, [](const PlannedView& self) { return state_of(row_of(self)); },
      [](const py::args& state) {
        return PlannedView{py::cast(one_request_of_state(state)), 0};
      });

  py::class_<Plan> type(m, "Plan",
                        R"doc(The chosen requests by week: a sequence of `PlannedRequest` that is a table too.

Columns: request, prospect, approach, brokers, chance, value, minutes, courage, organisation, week (from 0), date
(its Monday). No plan under the same limits is worth more than `bound`; `gap` is 1 - value / bound.

>>> requests = {"request": ["r1"], "prospect": ["li"], "approach": ["direct"], "chance": [0.5], "value": [0.8]}
>>> plan = wt.plan(requests, start="2026-11-02")
>>> len(plan), list(plan["week"]), plan.value <= plan.bound
(1, [0], True)
)doc");
  shown(type);
  bind_json(type, WEAKTIE_JSON_DOC R"doc(>>> import json
>>> requests = {"request": ["r1"], "prospect": ["li"], "approach": ["direct"], "chance": [0.5], "value": [0.8]}
>>> plan = wt.plan(requests, start="2026-11-02")
>>> list(json.loads(plan.to_json()))
['rows', 'value', 'bound', 'gap', 'binding']
)doc");
  bind_rows<py::class_<Plan>, Plan>(
      type, [](const Plan& self) { return table_of(self); },
      R"doc(The rows as a `Table`, in the columns named above. O(rows).

>>> requests = {"request": ["r1"], "prospect": ["li"], "approach": ["direct"], "chance": [0.5], "value": [0.8]}
>>> wt.plan(requests, start="2026-11-02").to_table()[0]["request"]
'r1'
)doc");
  type.def_readonly("value", &Plan::value, "The expected value of distinct conversations.")
      .def_readonly("bound", &Plan::bound, "No plan under the same limits is worth more.")
      .def_readonly("gap", &Plan::gap, "1 - value / bound; 0 when the bound is 0.")
      .def_property_readonly(
          "binding", [](const Plan& self) { return to_python(self.binding); },
          "Which limit keeps the plan short, in words; empty when every place is filled.")
      .def("__repr__",
           [](const py::object& self) {
             const auto& it = self.cast<const Plan&>();
             return "Plan worth " + number_text(it.value) + " of at most " + number_text(it.bound) + ": " +
                    std::string(py::str(py::repr(self.attr("to_table")())));
           })
      .def("_repr_html_", [](const Plan& self) { return to_python(html_of(self)); });
  const auto state = [](const Plan& self) { return state_of(self); };
  equal_by(type, state);
  pickled(type, state, &plan_of_state);

  const PlanOptions defaults;
  m.def(
      "plan",
      [](const py::object& requests, const DateArgument& start, Whole requests_per_week, Whole weeks, Whole per_broker,
         Whole per_organisation, Whole tries, std::optional<double> minutes_per_week, bool modest_start,
         bool count_all_brokers, const py::object& past, double explore, Whole seed, const py::object& progress) {
        const Control control = control_of(progress);
        const std::vector<Request> rows = requests_from(requests);
        const std::vector<Outcome> earlier = outcomes_from(past);
        const auto limit = [](Whole given, const char* name) {
          return static_cast<std::uint32_t>(in_range(given, 1, UINT32_MAX, name));
        };
        PlanOptions options;
        options.start = start.day;
        options.requests_per_week = limit(requests_per_week, "requests_per_week");
        options.weeks = limit(weeks, "weeks");
        options.per_broker = limit(per_broker, "per_broker");
        options.per_organisation = limit(per_organisation, "per_organisation");
        options.tries = limit(tries, "tries");
        options.minutes_per_week = minutes_per_week;
        options.modest_start = modest_start;
        options.count_all_brokers = count_all_brokers;
        options.past = earlier;
        options.explore = explore;
        options.seed = static_cast<std::uint64_t>(in_range(seed, 0, INT64_MAX, "seed"));
        const py::gil_scoped_release unlocked;
        return plan(rows, options, control);
      },
      "requests"_a, py::kw_only(), "start"_a, "requests_per_week"_a = Whole{defaults.requests_per_week},
      "weeks"_a = Whole{defaults.weeks}, "per_broker"_a = Whole{defaults.per_broker},
      "per_organisation"_a = Whole{defaults.per_organisation}, "tries"_a = Whole{defaults.tries},
      "minutes_per_week"_a = py::none(), "modest_start"_a = defaults.modest_start,
      "count_all_brokers"_a = defaults.count_all_brokers, "past"_a = py::none(), "explore"_a = defaults.explore,
      "seed"_a = Whole{static_cast<std::int64_t>(defaults.seed)}, "progress"_a = py::none(),
      "Chooses requests and weeks to maximise the expected value of distinct conversations under the limits.\n\n"
      "`requests` is a `Prospects` or any table request, prospect, approach, brokers (list), chance, value, minutes, "
      "courage,\n"
      "organisation (blank: not capped), week (the only one allowed, from 0). `start` is a day of week 0. `per_broker` "
      "holds\n"
      "for four weeks, `per_organisation` for one; `tries` requests at most at one prospect; `past` is a table of "
      "earlier\n"
      "outcomes; `progress` is called with (done, 0) and may return False to stop. Returns a `Plan` with `.value`, "
      "`.bound` and `.gap`. Raises InvalidValue naming the row.\n\n"
      ">>> requests = {\"request\": [\"r1\"], \"prospect\": [\"li\"], \"approach\": [\"direct\"], \"chance\": [0.5], "
      "\"value\": [0.8]}\n"
      ">>> plan = wt.plan(requests, start=\"2026-11-02\")\n"
      ">>> len(plan), plan.value <= plan.bound, plan[0].date\n"
      "(1, True, datetime.date(2026, 11, 2))\n");
}

}  // namespace

StepModel step_model_of(const py::object& model) {
  if (model.is_none()) return {};
  if (!py::isinstance<OutreachModel>(model))
    throw py::type_error("model is an OutreachModel, or None for the standard one");
  return model.cast<const OutreachModel&>().steps;
}

void bind_outreach(py::module_& m) {
  py::class_<OutreachModel> model(m, "OutreachModel",
                                  "The numbers behind the chances: an immutable value.\n\n"
                                  ">>> wt.OutreachModel.default()\n"
                                  "<OutreachModel: the prior>\n");
  shown(model);
  bind_json(model, WEAKTIE_JSON_DOC R"doc(>>> import json
>>> json.loads(wt.OutreachModel.default().to_json())["kinds"]["friend"]["base_chance"]
0.7
)doc");
  model
      .def_static("default", &OutreachModel::standard, R"doc(The prior: nothing learned yet.

>>> wt.OutreachModel.default() == wt.OutreachModel.default()
True
)doc")
      .def("__repr__", [](const OutreachModel& self) {
        const bool prior = numbers_of(self) == numbers_of(OutreachModel::standard());
        return prior ? "<OutreachModel: the prior>" : "<OutreachModel: other numbers than the prior's>";
      });
  model.def("_repr_html_", [](const OutreachModel& self) { return to_python(html_of(self)); });
  value(
      model, [](const OutreachModel& self) { return py::make_tuple(state_of(self)); }, &model_of_state);

  bind_prospects(m);
  bind_plan(m);

  const ProspectsOptions defaults;
  auto type = py::reinterpret_borrow<py::class_<Network>>(m.attr("Network"));
  type.def(
      "prospects",
      [](const Network& self, const py::str& source, const py::str& field, const py::object& outreach_model,
         const py::object& journal, double relay, Whole max_intermediaries, Whole count, const ViewerArgument& viewer,
         const std::optional<py::str>& organisation, const std::optional<py::str>& place, const IdsArgument& exclude,
         const py::object& progress) {
        const Control control = control_of(progress);
        const PersonIndex seeker = self.index(text_of(source));
        ProspectsOptions options;
        options.viewer = known_viewer(viewer, self);
        for (const auto& id : exclude.ids) options.exclude.push_back(self.index(id));
        options.field = text_of(field);
        if (!outreach_model.is_none()) {
          static_cast<void>(step_model_of(outreach_model));
          options.model = outreach_model.cast<const OutreachModel&>();
        }
        const std::vector<Outcome> outcomes = outcomes_from(journal);
        options.journal = outcomes;
        options.relay = relay;
        options.max_intermediaries =
            static_cast<std::uint8_t>(in_range(max_intermediaries, 0, 3, "max_intermediaries"));
        options.count = static_cast<std::uint32_t>(in_range(count, 0, UINT32_MAX, "count"));
        options.organisation = optional_text_of(organisation);
        options.place = optional_text_of(place);
        const py::gil_scoped_release unlocked;
        return prospects(self, seeker, options, control);
      },
      "seeker"_a, py::kw_only(), "field"_a, "model"_a = py::none(), "journal"_a = py::none(),
      "relay"_a = defaults.relay, "max_intermediaries"_a = Whole{defaults.max_intermediaries},
      "count"_a = Whole{defaults.count}, "viewer"_a = py::none(), "organisation"_a = py::none(), "place"_a = py::none(),
      "exclude"_a = py::tuple(), "progress"_a = py::none(),
      "Everyone worth talking to about a field, with the approach that has the largest chance (directly, if that is "
      "within\n"
      "0.03 of it), by falling score.\n\n"
      "`field` is one of the 24 fields or free words for one (\"law\", \"PR\", \"commercial law\"); `journal` a table "
      "of outcomes\n"
      "request, person, approach, sent, event, date, step; `organisation` and `place` keep only people whose columns "
      "hold\n"
      "these words; `exclude` are ids; `progress` is called with (done, total) and may return False to stop. Without a "
      "people table there are no prospects. Returns `Prospects`. Raises\n"
      "UnknownPerson, InvalidValue.\n\n"
      ">>> people = {\"id\": [\"sarah\", \"tutor\", \"li\"], \"title\": [None, \"Lecturer\", \"Solicitor\"]}\n"
      ">>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people[\"id\"], people=people)\n"
      ">>> [row.person for row in network.prospects(\"sarah\", field=\"law\")]\n"
      "['li']\n");

  bind_acquaintances(m);
}

}  // namespace weaktie::python
