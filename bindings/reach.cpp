// Reach: everyone from one person or from many, and the best of some.
#include <map>

#include <weaktie/search/best_among.hpp>
#include <weaktie/search/reach.hpp>
#include <weaktie/search/reach_batch.hpp>

#include "convert.hpp"
#include "html.hpp"
#include "json.hpp"
#include "results.hpp"
#include "search.hpp"
#include "value.hpp"

namespace weaktie::python {
namespace {

/// A reach with the question it answers. The network is the Python object, so that pickling several together writes it
/// once.
struct ReachView {
  py::object network;
  PersonIndex source;
  ReachOptions options;
  std::shared_ptr<const Reach> reach;
};

const Network& network_of(const ReachView& self) { return self.network.cast<const Network&>(); }

ReachView reach_view(const py::object& self, const py::str& source, Whole max_intermediaries, double relay,
                     const ViewerArgument& viewer) {
  const auto& network = self.cast<const Network&>();
  ReachView out{self, network.index(text_of(source)), {}, nullptr};
  out.options.viewer = known_viewer(viewer, network);
  out.options.max_intermediaries = static_cast<std::uint8_t>(in_range(max_intermediaries, 0, 6, "max_intermediaries"));
  out.options.relay = relay;
  const py::gil_scoped_release unlocked;
  out.reach = std::make_shared<const Reach>(reach(network, out.source, out.options, interruptible()));
  return out;
}

/// How many are reached through how many, and whom most surely.
std::string html_of(const ReachView& self) {
  const Network& network = network_of(self);
  struct Ring {
    std::uint64_t people = 0;
    PersonIndex best = no_person;
  };
  std::map<std::uint8_t, Ring> rings;
  std::uint64_t reached = 0;
  for (PersonIndex person = 0; person < network.size(); ++person) {
    const std::uint8_t between = self.reach->intermediaries[person];
    if (person == self.source || between == 255) continue;
    Ring& ring = rings[between];
    if (ring.best == no_person || self.reach->chance[person] > self.reach->chance[ring.best]) ring.best = person;
    ++ring.people;
    ++reached;
  }
  std::vector<html::Row> rows;
  for (const auto& [between, ring] : rings) {
    rows.push_back({html::cell(std::uint64_t{between}),
                    html::cell(ring.people),
                    {html::person(network, ring.best), false},
                    html::chance(self.reach->chance[ring.best])});
  }
  const std::string others = html::counted(network.size() - 1, "other person", "other people");
  return html::whole(html::heading("Reach", "from " + html::person(network, self.source) + ", " +
                                                html::count_text(reached) + " of " + others) +
                     html::table({"between", "people", "most surely", "chance"}, rows));
}

Table table_of(const Network& network, const std::vector<ReachedPerson>& rows) {
  std::vector<std::string> people;
  std::vector<double> chances;
  std::vector<std::uint8_t> between;
  for (const ReachedPerson& row : rows) {
    people.emplace_back(network.id(row.person));
    chances.push_back(row.chance);
    between.push_back(row.intermediaries);
  }
  Table out;
  out.add({"person", std::move(people), {}, false});
  out.add({"chance", std::move(chances), {}, false});
  out.add({"intermediaries", std::move(between), {}, false});
  return out;
}

Table table_of(ReachBatch found) {
  Table out;
  out.add({"source", std::move(found.source), {}, false});
  out.add({"person", std::move(found.person), {}, false});
  out.add({"chance", std::move(found.chance), {}, false});
  out.add({"intermediaries", std::move(found.intermediaries), {}, false});
  return out;
}

void bind_reach_class(py::module_& m) {
  py::class_<ReachView> type(
      m, "Reach",
      "Everyone from one person: for each the best introduction's chance and number of intermediaries.\n\n"
      ">>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.5], ids=[\"sarah\", \"tutor\", \"li\"])\n"
      ">>> reach = network.reach(\"sarah\")\n"
      ">>> list(reach.chance), list(reach.intermediaries)\n"
      "([1.0, 0.5, 0.25], [0, 0, 1])\n"
      ">>> print(reach.introduction_to(\"li\"))\n"
      "sarah -> tutor -> li (chance 0.25)\n");
  shown(type);
  bind_json(
      type,
      WEAKTIE_JSON_DOC
      R"doc(>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.5], ids=["sarah", "tutor", "li"])
>>> print(network.reach("sarah").to_json())
{"source":"sarah","people":["sarah","tutor","li"],"chance":[1.0,0.5,0.25],"intermediaries":[0,0,1]}
)doc",
      [](const ReachView& self, int indent) { return to_json(network_of(self), self.source, *self.reach, indent); });
  type.def_property_readonly(
          "chance",
          [](const ReachView& self) {
            return view_of(std::shared_ptr<const void>(self.reach), "chance",
                           std::span<const double>(self.reach->chance));
          },
          "A float64 buffer by index: 1.0 for the person themself, 0.0 out of reach. `np.asarray` copies nothing.")
      .def_property_readonly(
          "intermediaries",
          [](const ReachView& self) {
            return view_of(std::shared_ptr<const void>(self.reach), "intermediaries",
                           std::span<const std::uint8_t>(self.reach->intermediaries));
          },
          "A uint8 buffer by index: 0 for the person themself, 255 out of reach. `np.asarray` copies nothing.")
      .def(
          "introduction_to",
          [](const ReachView& self, const py::str& id) -> py::object {
            const Network& network = network_of(self);
            const auto found = self.reach->introduction_to(network.index(text_of(id)));
            if (!found) return py::none();
            return py::cast(ChainView{network, *found});
          },
          "id"_a,
          R"doc(The best introduction to a person, the same that `introductions` lists first; None for the person themself and out
of reach. Raises UnknownPerson. One search.

>>> network = wt.Network.from_arrays([0, 1, 0], [1, 2, 2], [0.8, 0.5, 0.1], ids=["sarah", "tutor", "li"])
>>> print(network.reach("sarah").introduction_to("li"))
sarah -> tutor -> li (chance 0.40)
)doc")
      .def(
          "to_table",
          [](const ReachView& self) {
            const Network& network = network_of(self);
            std::vector<std::string> people;
            people.reserve(network.size());
            for (PersonIndex person = 0; person < network.size(); ++person) people.emplace_back(network.id(person));
            Table out;
            out.add({"person", std::move(people), {}, false});
            out.add({"chance", self.reach->chance, {}, false});
            out.add({"intermediaries", self.reach->intermediaries, {}, false});
            return share(std::move(out));
          },
          R"doc(Everyone, by index, as a `Table` person, chance, intermediaries: 0.0 and 255 out of reach. O(people).

>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.5], ids=["sarah", "tutor", "li"])
>>> network.reach("sarah").to_table()[2]
{'person': 'li', 'chance': 0.25, 'intermediaries': 1}
)doc")
      .def("__len__", [](const ReachView& self) { return self.reach->chance.size(); })
      .def("__repr__", [](const ReachView& self) {
        std::size_t reached = 0;
        for (const auto count : self.reach->intermediaries) reached += count != 255 ? 1 : 0;
        return to_python("<Reach: from " + std::string(network_of(self).id(self.source)) + " " +
                         std::to_string(reached - 1) + " of " + std::to_string(self.reach->chance.size() - 1) +
                         " other people>");
      });
  type.def("_repr_html_", [](const ReachView& self) { return to_python(html_of(self)); });
  // The answer is what the question gives on that network, always: the question is what is kept.
  const auto question = [](const ReachView& self) {
    return py::make_tuple(self.network, to_python(network_of(self).id(self.source)), self.options.max_intermediaries,
                          self.options.relay, self.options.viewer);
  };
  equal_by(type, question);
  pickled(type, question, &reach_view);
}

void bind_reach_methods(py::class_<Network>& type) {
  const ReachOptions reach_defaults;
  const BestAmongOptions among_defaults;
  type.def(
          "reach", &reach_view, "source"_a, py::kw_only(),
          "max_intermediaries"_a = Whole{reach_defaults.max_intermediaries}, "relay"_a = reach_defaults.relay,
          "viewer"_a = py::none(),
          R"doc(Everyone from one person: for each the best introduction's chance and number of intermediaries, as a `Reach`.

`max_intermediaries`: 0 (directly) to 6. `relay` in (0, 1] is a factor on every step after the first. `viewer`: an
id that must be known, or OPERATOR (without effect yet). Raises UnknownPerson, InvalidValue (an option out of
range). O(max_intermediaries (ties + memberships)).

>>> network = wt.Network.from_arrays([0, 1, 0], [1, 2, 2], [0.8, 0.5, 0.1], ids=["sarah", "tutor", "li"])
>>> list(network.reach("sarah", max_intermediaries=0).intermediaries)
[0, 0, 0]
>>> [round(chance, 2) for chance in network.reach("sarah").chance]
[1.0, 0.8, 0.4]
)doc")
      .def(
          "best_among",
          [](const Network& self, const py::str& source, const IdsArgument& targets, Whole count,
             Whole max_intermediaries, double relay, const ViewerArgument& viewer) {
            const PersonIndex from = self.index(text_of(source));
            const std::vector<PersonIndex> people = indices_of(self, targets);
            BestAmongOptions options;
            options.viewer = known_viewer(viewer, self);
            options.count = static_cast<std::uint32_t>(in_range(count, 0, UINT32_MAX, "count"));
            options.max_intermediaries =
                static_cast<std::uint8_t>(in_range(max_intermediaries, 0, 6, "max_intermediaries"));
            options.relay = relay;
            const py::gil_scoped_release unlocked;
            return share(table_of(self, best_among(self, from, people, options, interruptible())));
          },
          "source"_a, "targets"_a, py::kw_only(), "count"_a = Whole{among_defaults.count},
          "max_intermediaries"_a = Whole{among_defaults.max_intermediaries}, "relay"_a = among_defaults.relay,
          "viewer"_a = py::none(),
          R"doc(The `count` best of `targets` by their best introductions, as a `Table` person, chance, intermediaries.

The same as `reach` cut down to the targets, in the order of introductions, without reaching the rest. `targets` are
ids; a repeated one counts once, the source and people out of reach are not listed. `max_intermediaries`: 0 (directly)
to 6. `relay` in (0, 1] is a factor on every step after the first. `viewer`: an id that must be known, or OPERATOR
(without effect yet). Raises UnknownPerson, InvalidValue (an option out of range). At worst O(max_intermediaries (ties
+ memberships)).

>>> network = wt.Network.from_arrays([0, 1, 0], [1, 2, 2], [0.8, 0.5, 0.1], ids=["sarah", "tutor", "li"])
>>> print(network.best_among("sarah", ["li", "tutor"], count=1)["person"][0])
tutor
)doc")
      .def(
          "reach_batch",
          [](const Network& self, const py::object& people, Whole max_intermediaries, double relay,
             const ViewerArgument& viewer, Whole threads, const py::object& progress) {
            const std::vector<PersonIndex> from = people_from_ids_or_indices(self, people, "people");
            ReachOptions options;
            options.viewer = known_viewer(viewer, self);
            options.max_intermediaries =
                static_cast<std::uint8_t>(in_range(max_intermediaries, 0, 6, "max_intermediaries"));
            options.relay = relay;
            const unsigned most = threads_of(threads);
            const Control control = control_of(progress);
            const py::gil_scoped_release unlocked;
            return share(table_of(reach_batch(self, from, options, most, control)));
          },
          "people"_a, py::kw_only(), "max_intermediaries"_a = Whole{reach_defaults.max_intermediaries},
          "relay"_a = reach_defaults.relay, "viewer"_a = py::none(), "threads"_a = Whole{0}, "progress"_a = py::none(),
          R"doc(`reach` of many at once, on all cores: a table source, person, chance, intermediaries.

`people` are ids, or indices in any buffer or sequence of integers. The rows of each stand together, in the order of
`people`, and within it by index: everyone within reach but the source, with the numbers of `reach`. `source` and
`person` are indices (uint32; `network.ids()` names them). Mind the size: a row takes 17 bytes, and everybody from
everybody is the square of the network. The answer is the same for any number of `threads`, 0 to 1024 (0: one for each
core). `max_intermediaries`: 0 (directly) to 6; `relay` in (0, 1]; `viewer` as in `reach`. `progress` is called with
(done, total) people and may return False to stop. Raises UnknownPerson with the position, InvalidValue (an option out
of range), Cancelled. The work of the searches, over all threads.

>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.5], ids=["sarah", "tutor", "li"])
>>> table = network.reach_batch(["sarah", "li"])
>>> list(table["source"]), list(table["person"]), list(table["chance"]), list(table["intermediaries"])
([0, 0, 2, 2], [1, 2, 0, 1], [0.5, 0.25, 0.25, 0.5], [0, 1, 1, 0])
)doc");
}

}  // namespace

void bind_reach(py::module_& m, py::class_<Network>& network) {
  bind_reach_class(m);
  bind_reach_methods(network);
}

}  // namespace weaktie::python
