// The frozen network: from arrays, what it knows, who is in it.
#include <algorithm>
#include <numeric>

#include <weaktie/network/network.hpp>
#include <weaktie/network/snapshot.hpp>

#include "convert.hpp"
#include "html.hpp"
#include "rooms.hpp"
#include "value.hpp"

namespace weaktie::python {
namespace {

/// In the order of PersonColumn.
constexpr std::string_view person_column_names[] = {"name",  "headline", "title", "organisation", "field",
                                                    "place", "email",    "url",   "phone"};
static_assert(std::size(person_column_names) == detail::person_column_count);

std::vector<AffiliationRow> affiliations_from(const py::object& rows) {
  std::vector<AffiliationRow> out;
  if (rows.is_none()) return out;
  if (PyDict_Check(rows.ptr()) != 0 || PyUnicode_Check(rows.ptr()) != 0 || !py::isinstance<py::iterable>(rows)) {
    throw py::type_error("affiliations is a list of dicts with id, reach, members and weights");
  }
  for (const auto entry : rows) {
    if (PyDict_Check(entry.ptr()) == 0) {
      throw py::type_error("affiliations is a list of dicts with id, reach, members and weights");
    }
    const Place place{{}, static_cast<std::uint32_t>(out.size() + 1), 0, "affiliations"};
    AffiliationRow row;
    bool has_id = false, has_reach = false;
    for (const auto& [key, value] : py::reinterpret_borrow<py::dict>(entry)) {
      const std::string name = PyUnicode_Check(key.ptr()) != 0 ? text_of(py::reinterpret_borrow<py::str>(key)) : "";
      if (name == "id") {
        if (PyUnicode_Check(value.ptr()) == 0) throw py::type_error("the id of an affiliation is a str");
        row.id = text_of(py::reinterpret_borrow<py::str>(value));
        has_id = true;
      } else if (name == "reach") {
        row.reach = number_from(value, "reach");
        has_reach = true;
      } else if (name == "members") {
        row.members = ids_from(value, "members");
      } else if (name == "weights") {
        if (!value.is_none()) row.weights = numbers_from(value, "weights");
      } else if (name == "name" || name == "kind") {
        if (value.is_none()) continue;
        if (PyUnicode_Check(value.ptr()) == 0) throw py::type_error("the " + name + " of an affiliation is a str");
        std::string text = text_of(py::reinterpret_borrow<py::str>(value));
        if (name == "kind") {
          row.kind = affiliation_kind(text, place);
        } else {
          row.name = std::move(text);
        }
      } else if (name == "size") {
        if (value.is_none()) continue;
        row.size =
            static_cast<std::uint64_t>(in_range(value.cast<Whole>(), 0, INT64_MAX, "the size of an affiliation"));
      } else {
        throw InvalidValue("an affiliation has id, reach, members, weights, name, kind and size, not '" + name + "'",
                           name, place);
      }
    }
    if (!has_id || !has_reach) {
      throw InvalidValue(std::string("an affiliation needs '") + (has_id ? "reach" : "id") + "'", "", place);
    }
    out.push_back(std::move(row));
  }
  return out;
}

Network from_arrays(const py::object& source, const py::object& target, const py::object& chance, bool directed,
                    const std::optional<IdsArgument>& ids, const py::object& people, const py::object& affiliations,
                    const py::object& progress) {
  const Control control = control_of(progress);
  const auto sources = indices_from(source, "source");
  const auto targets = indices_from(target, "target");
  const auto chances = numbers_from(chance, "chance");
  ArraysOptions options;
  options.directed = directed;
  if (ids) options.ids = ids->ids;
  if (!people.is_none()) options.people = people_from(table_from(people));
  options.affiliations = affiliations_from(affiliations);
  const py::gil_scoped_release unlocked;
  return Network::from_arrays(sources, targets, chances, options, control);
}

}  // namespace

namespace {

std::string html_of(const Network& network) {
  std::string rest = html::counted(network.size(), "person", "people") + ", " +
                     html::counted(network.tie_count(), "tie", "ties") + ", " +
                     html::counted(network.group_count(), "affiliation", "affiliations");
  if (network.as_of()) rest += ", as of " + day_text(*network.as_of());
  // The people whom most others could ask first, in the order of ties, then of indices.
  std::vector<PersonIndex> people(network.size());
  std::iota(people.begin(), people.end(), PersonIndex{0});
  const auto most = people.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(people.size(), 5));
  std::partial_sort(people.begin(), most, people.end(), [&](PersonIndex a, PersonIndex b) {
    const std::size_t x = network.steps_from(a).size(), y = network.steps_from(b).size();
    return x != y ? x > y : a < b;
  });
  std::vector<html::Row> rows;
  for (auto at = people.begin(); at != most; ++at) {
    rows.push_back({{html::person(network, *at), false}, html::cell(network.steps_from(*at).size())});
  }
  return html::whole(
      html::heading("Network", rest) +
      (network.tie_count() == 0 ? "" : html::folded("most ties", html::table({"person", "ties"}, rows))));
}

}  // namespace

py::list found_list(const std::vector<Found>& found) {
  const py::object maker = py::module_::import("weaktie._core").attr("Found");
  py::list out(found.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    out[i] = maker(to_python(found[i].id), to_python(found[i].name), to_python(found[i].headline));
  }
  return out;
}

void bind_network(py::module_& m) {
  const py::object found =
      py::module_::import("collections").attr("namedtuple")("Found", py::make_tuple("id", "name", "headline"));
  found.attr("__module__") = "weaktie";
  found.attr("__doc__") =
      R"doc(A person found by `find`: a named tuple (id, name, headline). Without a headline: "title, organisation".

>>> records = wt.Records()
>>> records.add_person("ann", name="Ann Smith", title="Solicitor", organisation="Hart & Lowe")
True
>>> id, name, headline = records.find("ann")[0]
>>> headline
'Solicitor, Hart & Lowe'
)doc";
  m.attr("Found") = found;

  const ArraysOptions defaults;
  py::class_<Network> type(
      m, "Network",
      "People, their ties and affiliations, frozen: immutable, cheap to copy, read by many threads.\n\n"
      "Made by `Records.freeze` or `Network.from_arrays`. People are string ids at the surface and the\n"
      "indices 0 .. len - 1 in arrays.\n\n"
      ">>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=[\"sarah\", \"tutor\", \"li\"])\n"
      ">>> print(network.introductions(\"sarah\", \"li\")[0])\n"
      "sarah -> tutor -> li (chance 0.40)\n");
  shown(type);
  type.def_static("from_arrays", &from_arrays, "source"_a, "target"_a, "chance"_a, py::kw_only(),
                  "directed"_a = defaults.directed, "ids"_a = py::none(), "people"_a = py::none(),
                  "affiliations"_a = py::none(), "progress"_a = py::none(),
                  R"doc(A network from rows source, target, chance: any buffers or sequences of equal length.

`source` and `target` are indices (0 .. 2**32 - 2), `chance` lies in (0, 1]. `directed=False` gives each row both
directions; a repeated pair counts once, with its largest chance. `ids` default to decimal strings (as many people
as the largest index + 1; with `ids` as many as there are ids). `people` is a people table (needed for prospects).
`affiliations` is a list of {"id", "reach" in (0, 1], "members": ids, "weights": in (0, 1], default 1.0};
"name", "kind" and "size" may be given too. `progress` is called with (done, total) and may return False to stop.

Raises InvalidValue with the position (in `.line`, from 1): unequal lengths, a chance outside (0, 1], a tie of a
person to themself, an index beyond `ids`, an id twice; UnknownPerson for a member or a row of `people` that is not
in `ids`; TypeError for indices that are not integers. O(ties log(largest degree)).

>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5])
>>> network.ids(), network.tie_count
(['0', '1', '2'], 2)
)doc")
      .def("__len__", &Network::size)
      .def_property_readonly("tie_count", &Network::tie_count,
                             "Ties with parallel ones merged, affiliations not counted: unordered pairs for\n"
                             "`from_arrays(directed=False)`, ordered pairs otherwise.")
      .def_property_readonly(
          "as_of",
          [](const Network& self) -> py::object { return self.as_of() ? to_python(*self.as_of()) : py::none(); },
          "The day it was frozen as of; None for `from_arrays`.")
      .def(
          "index", [](const Network& self, const py::str& id) { return self.index(text_of(id)); }, "id"_a,
          R"doc(The index of an id; ids merged into another person find that person. Raises UnknownPerson with the nearest ids.
O(log people).

>>> wt.Network.from_arrays([0], [1], [0.5], ids=["sarah", "tutor"]).index("tutor")
1
)doc")
      .def(
          "id",
          [](const Network& self, Whole index) {
            if (index.value < 0 || static_cast<std::uint64_t>(index.value) >= self.size()) {
              throw UnknownPerson("no person with the index " + std::to_string(index.value) + ": this network has " +
                                      std::to_string(self.size()) +
                                      (self.size() == 1 ? " person" : " people, numbered from 0"),
                                  std::to_string(index.value));
            }
            return to_python(self.id(static_cast<PersonIndex>(index.value)));
          },
          "index"_a, R"doc(The id of an index, 0 .. len - 1. Raises UnknownPerson.

>>> wt.Network.from_arrays([0], [1], [0.5], ids=["sarah", "tutor"]).id(1)
'tutor'
)doc")
      .def(
          "ids",
          [](const Network& self) {
            py::list out(self.size());
            for (std::size_t i = 0; i < self.size(); ++i) out[i] = to_python(self.id(static_cast<PersonIndex>(i)));
            return out;
          },
          R"doc(All ids, by index. O(people).

>>> wt.Network.from_arrays([0], [1], [0.5], ids=["sarah", "tutor"]).ids()
['sarah', 'tutor']
)doc")
      .def("__contains__",
           [](const Network& self, const py::object& id) {
             return PyUnicode_Check(id.ptr()) != 0 &&
                    detail::find_id(self.data(), text_of(py::reinterpret_borrow<py::str>(id))) != no_person;
           })
      .def(
          "find",
          [](const Network& self, const py::str& text, Whole count, const ViewerArgument& viewer) {
            const std::string wanted = text_of(text);
            const auto most = static_cast<std::size_t>(in_range(count, 0, INT64_MAX, "count"));
            static_cast<void>(known_viewer(viewer, self));
            std::vector<Found> people;
            {
              const py::gil_scoped_release unlocked;
              people = self.find(wanted, most);
            }
            return found_list(people);
          },
          "text"_a, py::kw_only(), "count"_a = 10, "viewer"_a = py::none(),
          R"doc(People by what one remembers: exact mail, profile address, phone or id first, then names whose words begin with the
words asked for. At most `count`; a list of `Found(id, name, headline)`. `viewer`: an id that must be known, or
OPERATOR (without effect yet). O(people).

>>> people = {"id": ["s1", "l1"], "name": ["Sarah Jones", "Li Chen"], "title": [None, "Solicitor"]}
>>> network = wt.Network.from_arrays([0], [1], [0.5], ids=people["id"], people=people)
>>> network.find("li ch")
[Found(id='l1', name='Li Chen', headline='Solicitor')]
)doc")
      .def(
          "label",
          [](const Network& self, const py::str& id) { return to_python(self.label(self.index(text_of(id)))); }, "id"_a,
          R"doc(The name of a person, or the id when no name is known. Raises UnknownPerson.

>>> people = {"id": ["s1", "l1"], "name": [None, "Li Chen"]}
>>> network = wt.Network.from_arrays([0], [1], [0.5], ids=people["id"], people=people)
>>> network.label("l1"), network.label("s1")
('Li Chen', 's1')
)doc")
      .def(
          "text",
          [](const Network& self, const py::str& id, const py::str& column) -> py::object {
            const auto wanted = named<PersonColumn>(text_of(column), person_column_names, "column about people");
            const auto value = self.text(self.index(text_of(id)), wanted);
            return value.empty() ? py::none() : py::object(to_python(value));
          },
          "id"_a, "column"_a,
          R"doc(What is known about a person, or None: `column` is name, headline, title, organisation, field, place, email, url
or phone. Raises UnknownPerson, InvalidValue.

>>> people = {"id": ["sarah", "tutor", "li"], "title": [None, "Lecturer", "Solicitor"]}
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people)
>>> network.text("li", "title"), network.text("li", "place")
('Solicitor', None)
)doc")
      .def(
          "save",
          [](const Network& self, const std::filesystem::path& path, const py::object& progress) {
            const Control control = control_of(progress);
            const py::gil_scoped_release unlocked;
            save(self, path, control);
          },
          "path"_a, py::kw_only(), "progress"_a = py::none(),
          R"doc(Writes everything the network knows into one file, which appears whole or not at all.

The file can be opened on any machine of the same byte order and shared by many processes. It holds what the network
holds, that is other people's data: a new file can be read by its owner alone. Raises Error when the system refuses
(the old file is then as it was). `progress` is called with (KiB done, 0) and may return False to stop: Cancelled,
and the old file is as it was. O(bytes of the file).

>>> import pathlib, tempfile
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=["sarah", "tutor", "li"])
>>> with tempfile.TemporaryDirectory() as folder:
...     network.save(pathlib.Path(folder) / "small.weaktie")
...     wt.Network.open(pathlib.Path(folder) / "small.weaktie") == network
True
)doc")
      .def_static(
          "open",
          [](const std::filesystem::path& path, const py::str& verify, const py::object& progress) {
            const Control control = control_of(progress);
            SnapshotOptions options;
            options.verify = named<Verify>(text_of(verify), verify_names, "value of verify");
            const py::gil_scoped_release unlocked;
            return open(path, options, control);
          },
          "path"_a, py::kw_only(),
          "verify"_a = std::string(verify_names[static_cast<std::size_t>(SnapshotOptions().verify)]),
          "progress"_a = py::none(),
          R"doc(A network that was saved: its arrays are the mapped file, read from the disk as they are touched.

`verify="full"` checks every byte and all that searches rely on, so that any file is safe to open: O(bytes of the
file). `verify="header"` checks the header and where its parts lie, O(1): your word that you wrote the file.
`progress` is called with (done, 0) and may return False to stop. Raises
ImportFailed (no such file), SnapshotCorrupt (not the bytes that were written, or of a later version).

>>> import pathlib, tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     path = pathlib.Path(folder) / "small.weaktie"
...     wt.Network.from_arrays([0], [1], [0.5]).save(path)
...     wt.Network.open(path, verify="header")
<Network: 2 people, 1 tie, 0 affiliations>
)doc")
      .def("__reduce__",
           [](const Network& self) {
             std::string bytes;
             {
               const py::gil_scoped_release unlocked;
               bytes = to_bytes(self);
             }
             return py::make_tuple(restore_function(), py::make_tuple(py::type::of<Network>(), py::bytes(bytes)));
           })
      .def("__copy__", [](const Network& self) { return self; })
      .def(
          "__deepcopy__", [](const Network& self, const py::object&) { return self; }, "memo"_a)
      .def("__eq__",
           [](const Network& self, const py::object& other) -> py::object {
             if (!py::isinstance<Network>(other)) return not_implemented();
             const auto& second = other.cast<const Network&>();
             const auto equal = [&] {
               const py::gil_scoped_release unlocked;
               return self == second;
             };
             return py::bool_(equal());
           })
      .def("__repr__", [](const Network& self) {
        return "<Network: " + std::to_string(self.size()) + (self.size() == 1 ? " person, " : " people, ") +
               std::to_string(self.tie_count()) + (self.tie_count() == 1 ? " tie, " : " ties, ") +
               std::to_string(self.group_count()) + (self.group_count() == 1 ? " affiliation" : " affiliations") +
               (self.as_of() ? ", as of " + day_text(*self.as_of()) : "") + ">";
      });
  type.def("_repr_html_", [](const Network& self) { return to_python(html_of(self)); });
  type.attr("__hash__") = py::none();
  restored_by(type, py::cpp_function([](const py::bytes& bytes) {
                const std::string_view view = bytes;
                const py::gil_scoped_release unlocked;
                return network_from_bytes(view);
              }));
}

}  // namespace weaktie::python
