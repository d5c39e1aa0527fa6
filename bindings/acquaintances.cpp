// Whom one's acquaintances know: friends of friends, of one person and of many, and whom one knows at an organisation.
#include <weaktie/outreach/anyone_at.hpp>
#include <weaktie/outreach/who_knows.hpp>

#include "convert.hpp"
#include "html.hpp"
#include "json.hpp"
#include "results.hpp"
#include "rooms.hpp"
#include "rows.hpp"
#include "value.hpp"

namespace weaktie::python {
namespace {

Table table_of(const Network& network, const std::vector<Acquainted>& rows) {
  std::vector<std::string> people;
  std::vector<std::vector<std::string>> via;
  std::vector<std::uint32_t> common;
  std::vector<double> adamic_adar, resource_allocation;
  for (const Acquainted& row : rows) {
    people.emplace_back(network.id(row.person));
    via.emplace_back();
    for (const PersonIndex between : row.via) via.back().emplace_back(network.id(between));
    common.push_back(row.common);
    adamic_adar.push_back(row.adamic_adar);
    resource_allocation.push_back(row.resource_allocation);
  }
  Table out;
  out.add({"person", std::move(people), {}, false});
  out.add({"via", std::move(via), {}, false});
  out.add({"common", std::move(common), {}, false});
  out.add({"adamic_adar", std::move(adamic_adar), {}, false});
  out.add({"resource_allocation", std::move(resource_allocation), {}, false});
  return out;
}

Table table_of(AcquaintedBatch batch) {
  Table out;
  out.add({"source", std::move(batch.source), {}, false});
  out.add({"person", std::move(batch.person), {}, false});
  out.add({"common", std::move(batch.common), {}, false});
  out.add({"adamic_adar", std::move(batch.adamic_adar), {}, false});
  out.add({"resource_allocation", std::move(batch.resource_allocation), {}, false});
  return out;
}

// ------------------------------------------------------------------------------------------------- whom one knows
// there

struct AnyoneAtView {
  Network network;
  AnyoneAt found;
  [[nodiscard]] std::size_t size() const { return found.size(); }
};
using PersonAtView = RowView<AnyoneAtView>;

const AnyoneAtView& owner_of(const PersonAtView& view) { return view.owner.cast<const AnyoneAtView&>(); }
const PersonAt& row_of(const PersonAtView& view) { return owner_of(view).found.rows[view.row]; }

py::str id_of(const Network& network, PersonIndex person) { return to_python(network.id(person)); }
py::object broker_of(const Network& network, const PersonAt& row) {
  return row.broker ? py::object(id_of(network, *row.broker)) : py::object(py::none());
}

Table table_of(const AnyoneAtView& self) {
  const auto& rows = self.found.rows;
  const auto id = [&](PersonIndex person) { return std::string(self.network.id(person)); };
  Table out;
  out.add(column_of("person", rows, [&](const PersonAt& row) { return id(row.person); }));
  out.add(column_of("degree", rows, [](const PersonAt& row) { return row.degree; }));
  out.add(column_of("when", rows, [](const PersonAt& row) { return std::string(name_of(row.when)); }));
  out.add(column_of("through", rows, [](const PersonAt& row) { return row.through; }));
  out.add(column_of("chance", rows, [](const PersonAt& row) { return row.chance; }));
  out.add(column_of("broker", rows, [&](const PersonAt& row) { return row.broker ? id(*row.broker) : std::string(); }));
  return out;
}

/// What a row says, by id.
py::tuple key_of(const Network& network, const PersonAt& row) {
  return py::make_tuple(id_of(network, row.person), row.degree, to_python(name_of(row.when)), to_python(row.through),
                        row.chance, broker_of(network, row));
}

py::tuple key_of(const AnyoneAtView& self) {
  const AnyoneAt& it = self.found;
  py::object nearest = py::none();
  if (it.nearest) nearest = py::cast(ChainView{self.network, *it.nearest});
  return py::make_tuple(to_python(it.organisation), to_python(it.text),
                        tuple_of(it.rows, [&](const PersonAt& row) { return key_of(self.network, row); }), it.known,
                        it.one_away, it.there, nearest, to_python(it.similar));
}

/// (excerpt of the network, the nearest as chains, organisation, text, rows by index of the excerpt, known, one_away,
/// there, similar)
py::tuple state_of(const AnyoneAtView& self) {
  IntroductionsView nearest{self.network, {}};
  if (self.found.nearest) nearest.found.push_back(*self.found.nearest);
  std::vector<PersonIndex> people;
  for (const PersonAt& row : self.found.rows) {
    people.push_back(row.person);
    if (row.broker) people.push_back(*row.broker);
  }
  const py::tuple chains = state_of(nearest, std::move(people));
  const Network excerpt = chains[0].cast<Network>();
  const auto number = [&](PersonIndex person) { return excerpt.index(self.network.id(person)); };
  const py::tuple rows = tuple_of(self.found.rows, [&](const PersonAt& row) {
    return py::make_tuple(number(row.person), row.degree, to_python(name_of(row.when)), to_python(row.through),
                          row.chance, row.broker ? std::optional(number(*row.broker)) : std::nullopt);
  });
  return py::make_tuple(chains[0], chains[1], to_python(self.found.organisation), to_python(self.found.text), rows,
                        self.found.known, self.found.one_away, self.found.there, to_python(self.found.similar));
}

using RowState = std::tuple<PersonIndex, std::uint8_t, std::string, std::string, double, std::optional<PersonIndex>>;

/// @throws TypeError, InvalidValue for any other state; UnknownPerson for people that the excerpt does not have
AnyoneAtView anyone_at_of_state(const Network& network, const py::object& chains, const py::str& organisation,
                                const py::str& text, const std::vector<RowState>& rows, std::uint32_t known,
                                std::uint32_t one_away, std::uint32_t there, const std::vector<std::string>& similar) {
  AnyoneAtView out{network, {text_of(organisation), text_of(text), {}, known, one_away, there, {}, similar}};
  for (const auto& [person, degree, when, through, chance, broker] : rows) {
    static_cast<void>(network.id(person));
    if (broker) static_cast<void>(network.id(*broker));
    out.found.rows.push_back(
        {person, degree, named<Presence>(when, presence_names, "value of when"), through, chance, broker});
  }
  auto nearest = introductions_of_state(network, chains, true, 0).found;
  if (!nearest.empty()) out.found.nearest = std::move(nearest[0]);
  return out;
}

/// A row alone, as the only one of an answer.
AnyoneAtView alone(const PersonAtView& view) {
  AnyoneAtView out{owner_of(view).network, {}};
  out.found.rows.push_back(row_of(view));
  return out;
}

std::string html_of(const AnyoneAtView& self) {
  const Network& network = self.network;
  std::vector<html::Row> rows;
  for (const PersonAt& row : self.found.rows) {
    if (rows.size() == 10) break;
    rows.push_back({{html::person(network, row.person), false},
                    html::cell(name_of(row.when)),
                    html::cell(row.through),
                    {row.broker ? "through " + html::person(network, *row.broker) : "directly", false},
                    html::chance(row.chance)});
  }
  return html::table({"person", "there", "as", "ask", "chance"}, rows);
}

void bind_anyone_at(py::module_& m) {
  py::class_<PersonAtView> row(
      m, "PersonAt",
      R"doc(Somebody at an organisation whom one knows, or knows somebody who knows. A value: it compares, hashes, copies and
pickles.

>>> people = {"id": ["sarah", "tutor", "li"], "organisation": [None, "UCL", "Hart & Lowe"]}
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
>>> row = network.anyone_at("sarah", "Hart & Lowe")[0]
>>> row.person, row.degree, row.when, row.broker, round(row.chance, 2)
('li', 2, 'now', 'tutor', 0.4)
)doc");
  shown(row);
  bind_json(row,
            WEAKTIE_JSON_DOC
            R"doc(>>> people = {"id": ["sarah", "tutor", "li"], "organisation": [None, "UCL", "Hart & Lowe"]}
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
>>> print(network.anyone_at("sarah", "UCL")[0].to_json()[:52])
{"person":"tutor","degree":1,"when":"now","through":
)doc",
            [](const PersonAtView& self, int indent) { return to_json(owner_of(self).network, row_of(self), indent); });
  row.def_property_readonly(
         "person", [](const PersonAtView& self) { return id_of(owner_of(self).network, row_of(self).person); },
         "The id.")
      .def_property_readonly(
          "degree", [](const PersonAtView& self) { return row_of(self).degree; },
          "1: the seeker has a tie to them; 2: the seeker has a tie to somebody who has one.")
      .def_property_readonly(
          "when", [](const PersonAtView& self) { return to_python(name_of(row_of(self).when)); },
          "\"now\": their organisation is this one; \"past\": they belong to such an employer and their organisation "
          "is\n"
          "another; \"unknown\": they belong to such an employer and nothing else is known.")
      .def_property_readonly(
          "through", [](const PersonAtView& self) { return to_python(row_of(self).through); },
          "Their organisation, or the name of the employer they belong to.")
      .def_property_readonly(
          "chance", [](const PersonAtView& self) { return row_of(self).chance; },
          "Of degree 1: that they help when asked; of degree 2: of the introduction through `broker`; in (0, 1].")
      .def_property_readonly(
          "broker", [](const PersonAtView& self) { return broker_of(owner_of(self).network, row_of(self)); },
          "The id of whom to ask for an introduction, the one with the best chance; None for degree 1.")
      .def("__repr__",
           [](const PersonAtView& self) {
             const Network& network = owner_of(self).network;
             const PersonAt& it = row_of(self);
             return to_python("<PersonAt " + std::string(network.id(it.person)) + ": " + it.through + ", " +
                              std::string(name_of(it.when)) +
                              (it.broker ? ", through " + std::string(network.id(*it.broker)) : std::string()) +
                              ", chance " + chance_text(it.chance) + ">");
           })
      .def("_repr_html_", [](const PersonAtView& self) {
        return to_python(html::whole(html::heading("PersonAt") + html_of(alone(self))));
      });
  const auto row_key = [](const PersonAtView& self) { return key_of(owner_of(self).network, row_of(self)); };
  equal_by(row, row_key);
  row.def("__hash__", [row_key](const PersonAtView& self) { return py::hash(row_key(self)); });
  pickled(
      row,
      [](const PersonAtView& self) {
        const py::tuple state = state_of(alone(self));
        return py::make_tuple(state[0], state[4]);
      },
      [](const Network& network, const std::vector<RowState>& rows) {
        if (rows.size() != 1) throw InvalidValue("this is no pickled PersonAt: it holds several rows, or none");
        return PersonAtView{py::cast(anyone_at_of_state(network, py::tuple(), "", "", rows, 0, 0, 0, {})), 0};
      });

  py::class_<AnyoneAtView> type(
      m, "AnyoneAt",
      R"doc(Whom one knows at an organisation: a sequence of `PersonAt` that is a table too, with the answer in words.

Columns: person, degree, when, through, chance, broker (blank for degree 1); by degree, then now, unknown, past, then
falling chance, then index. A pickle takes along the people named, not the network.

>>> people = {"id": ["sarah", "tutor", "li"], "organisation": [None, "UCL", "Hart & Lowe"]}
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
>>> answer = network.anyone_at("sarah", "Hart & Lowe")
>>> print(answer.text)
Nobody you know is at Hart & Lowe. One person there, li, is one introduction away, through tutor (40%).
>>> answer
<AnyoneAt Hart & Lowe: 0 known, 1 one introduction away, 1 there>
)doc");
  shown(type);
  bind_json(type, WEAKTIE_JSON_DOC R"doc(>>> import json
>>> people = {"id": ["sarah", "tutor", "li"], "organisation": [None, "UCL", "Hart & Lowe"]}
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
>>> answer = json.loads(network.anyone_at("sarah", "Nightjar").to_json())
>>> answer["text"], answer["rows"], answer["nearest"]
('Nobody in this network is at Nightjar.', [], None)
)doc",
            [](const AnyoneAtView& self, int indent) { return to_json(self.network, self.found, indent); });
  bind_rows<py::class_<AnyoneAtView>, AnyoneAtView>(
      type, [](const AnyoneAtView& self) { return table_of(self); },
      R"doc(The rows as a `Table` person, degree, when, through, chance, broker. O(rows).

>>> people = {"id": ["sarah", "tutor", "li"], "organisation": [None, "UCL", "Hart & Lowe"]}
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
>>> network.anyone_at("sarah", "UCL").to_table().columns
['person', 'degree', 'when', 'through', 'chance', 'broker']
)doc");
  type.def_property_readonly(
          "organisation", [](const AnyoneAtView& self) { return to_python(self.found.organisation); },
          "The words asked for.")
      .def_property_readonly(
          "text", [](const AnyoneAtView& self) { return to_python(self.found.text); },
          "The answer in a few sentences, which speak to the seeker.")
      .def_property_readonly(
          "known", [](const AnyoneAtView& self) { return self.found.known; },
          "How many the seeker has a tie to, also where `count` cut rows off.")
      .def_property_readonly(
          "one_away", [](const AnyoneAtView& self) { return self.found.one_away; },
          "How many are one introduction away, likewise.")
      .def_property_readonly(
          "there", [](const AnyoneAtView& self) { return self.found.there; },
          "How many people of this network are at the organisation, the seeker not counted.")
      .def_property_readonly(
          "nearest",
          [](const AnyoneAtView& self) -> py::object {
            if (!self.found.nearest) return py::none();
            return py::cast(ChainView{self.network, *self.found.nearest});
          },
          "The best `Introduction` to anybody there, when nobody is known or one introduction away; else None.")
      .def_property_readonly(
          "similar", [](const AnyoneAtView& self) { return to_python(self.found.similar); },
          "When nobody is there: at most three organisations with such a name.")
      .def("__repr__",
           [](const AnyoneAtView& self) {
             const AnyoneAt& it = self.found;
             return to_python("<AnyoneAt " + it.organisation + ": " + std::to_string(it.known) + " known, " +
                              std::to_string(it.one_away) + " one introduction away, " + std::to_string(it.there) +
                              " there>");
           })
      .def("_repr_html_", [](const AnyoneAtView& self) {
        const std::string more = self.size() > 10 ? html::note("the first 10 of " + html::count_text(self.size())) : "";
        return to_python(
            html::whole(html::heading("AnyoneAt", html::text(self.found.text, 2000)) + html_of(self) + more));
      });
  equal_by(type, [](const AnyoneAtView& self) { return key_of(self); });
  pickled(
      type, [](const AnyoneAtView& self) { return state_of(self); }, &anyone_at_of_state);

  const AnyoneAtOptions defaults;
  py::reinterpret_borrow<py::class_<Network>>(m.attr("Network"))
      .def(
          "anyone_at",
          [](const Network& self, const py::str& seeker, const py::str& organisation, Whole count,
             Whole max_intermediaries, const ViewerArgument& viewer) {
            const PersonIndex from = self.index(text_of(seeker));
            const std::string words = text_of(organisation);
            AnyoneAtOptions options;
            options.viewer = known_viewer(viewer, self);
            options.count = static_cast<std::uint32_t>(in_range(count, 0, UINT32_MAX, "count"));
            options.max_intermediaries =
                static_cast<std::uint8_t>(in_range(max_intermediaries, 0, 6, "max_intermediaries"));
            const py::gil_scoped_release unlocked;
            return AnyoneAtView{self, anyone_at(self, from, words, options, interruptible())};
          },
          "seeker"_a, "organisation"_a, py::kw_only(), "count"_a = Whole{defaults.count},
          "max_intermediaries"_a = Whole{defaults.max_intermediaries}, "viewer"_a = py::none(),
          R"doc(Do I know anyone at X? Those the seeker has a tie to, those they have a tie to, or else the nearest, as `AnyoneAt`.

At X is everybody whose organisation holds these words side by side (case, accents and punctuation do not matter), and
every member of an affiliation of kind employer whose name does. A network keeps no dates of memberships: `when` rests
on what a person does today, see `PersonAt.when`. Knowing is having a tie; who only shares a school or a club with the
seeker may be the nearest. `count`: most rows. `max_intermediaries`, 0 to 6: for the nearest, looked for when nobody is
known or one introduction away. `viewer`: an id that must be known, or OPERATOR (without effect yet). Raises
UnknownPerson, InvalidValue (no word, an option out of range). O(people + ties within two steps); the nearest at worst
that of `reach`.

>>> people = {"id": ["sarah", "tutor", "li"], "organisation": [None, "UCL", "Hart & Lowe"]}
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
>>> network.anyone_at("sarah", "ucl").text
'You know 1 person at ucl: tutor (now).'
>>> network.anyone_at("sarah", "Heart & Lowe").text
"Nobody in this network is at Heart & Lowe; did you mean 'Hart & Lowe'?"
)doc");
}

}  // namespace

void bind_acquaintances(py::module_& m) {
  bind_anyone_at(m);
  const WhoKnowsBatchOptions defaults;
  auto type = py::reinterpret_borrow<py::class_<Network>>(m.attr("Network"));
  type.def(
      "who_knows",
      [](const Network& self, const py::str& source, const std::optional<py::str>& organisation,
         const std::optional<py::str>& field, const ViewerArgument& viewer) {
        const PersonIndex from = self.index(text_of(source));
        WhoKnowsOptions options;
        options.organisation = optional_text_of(organisation);
        options.field = optional_text_of(field);
        options.viewer = known_viewer(viewer, self);
        const py::gil_scoped_release unlocked;
        return share(table_of(self, who_knows(self, from, options, interruptible())));
      },
      "source"_a, py::kw_only(), "organisation"_a = py::none(), "field"_a = py::none(), "viewer"_a = py::none(),
      R"doc(Friends of friends: people to whom somebody the source has a tie to has a tie, without the source and those
the source has a tie to.

Returns a table person, via (list of ids), common (their number), adamic_adar (sum of 1/ln deg), resource_allocation
(sum of 1/deg), deg = people with a tie to or from the one between. `organisation` keeps people whose organisation holds
these words side by side, `field` people of this field. Raises UnknownPerson, InvalidValue (a blank filter, words for no
field).

>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=["sarah", "tutor", "li"])
>>> network.who_knows("sarah").rows()[0]["via"]
['tutor']
)doc");

  type.def(
      "who_knows_batch",
      [](const Network& self, const py::object& sources, Whole count, const std::optional<py::str>& organisation,
         const std::optional<py::str>& field, const ViewerArgument& viewer, Whole threads, const py::object& progress) {
        const std::vector<PersonIndex> people = people_from_ids_or_indices(self, sources, "sources");
        WhoKnowsBatchOptions options;
        options.count = static_cast<std::uint32_t>(in_range(count, 0, UINT32_MAX, "count"));
        options.organisation = optional_text_of(organisation);
        options.field = optional_text_of(field);
        options.viewer = known_viewer(viewer, self);
        options.threads = static_cast<std::uint32_t>(in_range(threads, 0, 1024, "threads"));
        const Control control = control_of(progress);
        const py::gil_scoped_release unlocked;
        return share(table_of(who_knows_batch(self, people, options, control)));
      },
      "sources"_a, py::kw_only(), "count"_a = Whole{defaults.count}, "organisation"_a = py::none(),
      "field"_a = py::none(), "viewer"_a = py::none(), "threads"_a = Whole{defaults.threads}, "progress"_a = py::none(),
      R"doc(`who_knows` of many at once, on all cores: a table source, person, common, adamic_adar, resource_allocation.

`sources` are ids, or indices in any buffer or sequence of integers. The rows of each source stand together, in the
order of `sources` and within it in that of `who_knows`; `count` is the most for each source, the best. `source` and
`person` are indices (uint32; `network.ids()` names them), and `via` is left out: `who_knows` of one person tells it.
The answer is the same for any number of `threads`, 0 to 1024 (0: one for each core). `organisation`, `field` and
`viewer` as in `who_knows`. `progress` is called with (done, total) sources and may return False to stop. Raises
UnknownPerson with the position, InvalidValue (a blank filter, words for no field, an option out of range), Cancelled.
The work of the searches, over all threads.

>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=["sarah", "tutor", "li"])
>>> table = network.who_knows_batch(["li", "sarah"])
>>> list(table["source"]), list(table["person"]), list(table["common"])
([2, 0], [0, 2], [1, 1])
>>> network.who_knows_batch([2, 0]) == table
True
)doc");
}

}  // namespace weaktie::python
