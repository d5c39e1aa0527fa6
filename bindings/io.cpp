// Readers of files and tables, as methods of Records; networks to and from the graphs of other tools.
#include <limits>
#include <type_traits>

#include <weaktie/io/alumni.hpp>
#include <weaktie/io/attendees.hpp>
#include <weaktie/io/calendar.hpp>
#include <weaktie/io/contacts.hpp>
#include <weaktie/io/graph.hpp>
#include <weaktie/io/linkedin.hpp>
#include <weaktie/io/mbox.hpp>
#include <weaktie/io/read_any.hpp>
#include <weaktie/io/social.hpp>
#include <weaktie/io/tables.hpp>

#include "convert.hpp"
#include "rooms.hpp"

namespace weaktie::python {
namespace {

using OptionalText = std::optional<py::str>;
using RecordsClass = py::class_<SharedRecords, std::shared_ptr<SharedRecords>>;
using FileReader = ImportReport (*)(Records&, const std::filesystem::path&, const TableOptions&, const Control&);
using TableReader = ImportReport (*)(Records&, const Table&, const TableOptions&, const Control&);

#define WEAKTIE_READER_DOC                                                                                           \
  "`owner` is the id of the person who states what is read (default: the operator), `audience` who may see it\n"     \
  "(default `self`). `progress` is called with (done, total) bytes and may return False to stop. Reading the same\n" \
  "again changes nothing. Returns an ImportReport. Raises ImportFailed, InvalidValue, Cancelled; the records stay\n" \
  "as they were then.\n"

#define WEAKTIE_TABLE_DOC                                                                                           \
  "`table` is a CSV path, a dict of columns, or anything with `__arrow_c_stream__` (pandas, polars, pyarrow,\n"     \
  "DuckDB). Header names are exact, in any order; `columns={ours: theirs}` maps others. A row with a bad cell is\n" \
  "rejected and the rest is kept. Rows may have their own `stated_by`, `audience` and "                             \
  "`stated_on`.\n\n" WEAKTIE_READER_DOC

/// A reader of files whose options are owner and audience.
template <class Reader>
void bind_reader(RecordsClass& type, const char* name, Reader reader, const char* doc) {
  type.def(
      name,
      [reader](SharedRecords& self, const std::filesystem::path& path, const OptionalText& owner,
               const OptionalText& audience, const py::object& progress) {
        const ImportOptions options{text_of(owner), text_of(audience)};
        const Control control = control_of(progress);
        return with(self, [&](Records& records) { return reader(records, path, options, control); });
      },
      "path"_a, py::kw_only(), "owner"_a = py::none(), "audience"_a = py::none(), "progress"_a = py::none(), doc);
}

void bind_table_reader(RecordsClass& type, const char* name, FileReader from_file, TableReader from_table,
                       const char* doc) {
  type.def(
      name,
      [from_file, from_table](
          SharedRecords& self, const py::object& source, const OptionalText& owner, const OptionalText& audience,
          const std::optional<std::map<std::string, std::string>>& columns, const py::object& progress) {
        TableOptions options;
        options.owner = text_of(owner);
        options.audience = text_of(audience);
        if (columns) options.columns = *columns;
        const Control control = control_of(progress);
        const PathOrTable given = path_or_table(source);
        return with(self, [&](Records& records) {
          if (const auto* path = std::get_if<std::filesystem::path>(&given)) {
            return from_file(records, *path, options, control);
          }
          return from_table(records, std::get<Table>(given), options, control);
        });
      },
      "table"_a, py::kw_only(), "owner"_a = py::none(), "audience"_a = py::none(), "columns"_a = py::none(),
      "progress"_a = py::none(), doc);
}

// ------------------------------------------------------------------------------------------------------- graphs

py::object to_python(const GraphValue& value) {
  struct Maker {
    py::object operator()(const std::string& text) const { return python::to_python(text); }
    py::object operator()(double number) const { return py::float_(number); }
    py::object operator()(std::int64_t number) const { return py::int_(number); }
    py::object operator()(bool truth) const { return py::bool_(truth); }
  };
  return std::visit(Maker{}, value);
}

py::dict to_python(const GraphAttributes& attributes) {
  py::dict out;
  for (const auto& [name, value] : attributes) out[python::to_python(name)] = to_python(value);
  return out;
}

/// What graphs of Python libraries hold, also the numbers of NumPy; None and what is neither text nor number is left
/// out.
GraphAttributes attributes_from(const py::dict& given) {
  GraphAttributes out;
  for (const auto& [key, held] : given) {
    if (PyUnicode_Check(key.ptr()) == 0) continue;
    const std::string name = text_of(py::reinterpret_borrow<py::str>(key));
    py::object value = py::reinterpret_borrow<py::object>(held);
    const bool number_of_numpy = py::hasattr(value, "dtype") && py::hasattr(value, "item") &&
                                 py::getattr(value, "ndim", py::int_(1)).equal(py::int_(0));
    if (number_of_numpy) value = value.attr("item")();
    if (PyBool_Check(value.ptr()) != 0) {
      out[name] = value.ptr() == Py_True;
    } else if (PyUnicode_Check(value.ptr()) != 0) {
      out[name] = text_of(py::reinterpret_borrow<py::str>(value));
    } else if (PyFloat_Check(value.ptr()) != 0) {
      out[name] = value.cast<double>();
    } else if (PyLong_Check(value.ptr()) != 0) {
      int beyond = 0;
      const long long whole = PyLong_AsLongLongAndOverflow(value.ptr(), &beyond);
      if (beyond == 0) {
        out[name] = static_cast<std::int64_t>(whole);
      } else {
        out[name] = std::numeric_limits<double>::infinity() * beyond;
      }
    }
  }
  return out;
}

/// (directed, [(id, label, attributes)], [(source, target, attributes)])
py::tuple graph_of(const Network& network, bool affiliations) {
  WriteGraphOptions options;
  options.affiliations = affiliations;
  const GraphFile graph = [&] {
    const py::gil_scoped_release unlocked;
    return graph_file_of(network, options, interruptible());
  }();
  py::list nodes(graph.nodes.size()), edges(graph.edges.size());
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const GraphNode& node = graph.nodes[i];
    nodes[i] = py::make_tuple(python::to_python(node.id), python::to_python(node.label), to_python(node.attributes));
  }
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const GraphEdge& edge = graph.edges[i];
    edges[i] =
        py::make_tuple(python::to_python(edge.source), python::to_python(edge.target), to_python(edge.attributes));
  }
  return py::make_tuple(graph.directed, nodes, edges);
}

Network network_of_graph(bool directed, const py::iterable& nodes, const py::iterable& edges, const py::str& chance,
                         std::optional<double> default_chance) {
  GraphFile graph;
  graph.directed = directed;
  for (const auto item : nodes) {
    const auto [id, label, attributes] = item.cast<std::tuple<py::str, py::str, py::dict>>();
    graph.nodes.push_back({text_of(id), text_of(label), attributes_from(attributes)});
  }
  for (const auto item : edges) {
    const auto [source, target, attributes] = item.cast<std::tuple<py::str, py::str, py::dict>>();
    graph.edges.push_back({text_of(source), text_of(target), directed, attributes_from(attributes)});
  }
  ReadGraphOptions options;
  options.chance = text_of(chance);
  options.default_chance = default_chance;
  const py::gil_scoped_release unlocked;
  return network_of(graph, options, interruptible());
}

/// A function of weaktie.interchange, which is Python: what it imports need not be there.
py::object interchange(const char* name) { return py::module_::import("weaktie.interchange").attr(name); }

#define WEAKTIE_CHANCE_DOC                                                                                           \
  "`chance` names the attribute of edges that holds the chance, in (0, 1]; edges without it get `default_chance`.\n" \
  "Parallel edges count once, with the largest chance. Raises InvalidValue, naming the edge and what to do: no "     \
  "chance,\n"                                                                                                        \
  "a weight that is none, an edge from a node to itself.\n"

void bind_graphs(py::module_& m, RecordsClass& records) {
  m.def("_graph_of", &graph_of, "network"_a, "affiliations"_a);
  m.def("_network_of_graph", &network_of_graph, "directed"_a, "nodes"_a, "edges"_a, "chance"_a, "default_chance"_a);

  records.def(
      "read_graph",
      [](SharedRecords& self, const std::filesystem::path& path, const OptionalText& owner,
         const OptionalText& audience, const std::optional<std::map<std::string, std::string>>& columns,
         const py::object& progress) {
        GraphOptions options{text_of(owner), text_of(audience), {}};
        if (columns) options.columns = *columns;
        const Control control = control_of(progress);
        return with(self, [&](Records& into) { return read_graph(into, path, options, control); });
      },
      "path"_a, py::kw_only(), "owner"_a = py::none(), "audience"_a = py::none(), "columns"_a = py::none(),
      "progress"_a = py::none(),
      R"doc(Reads a GraphML, GEXF or node-link JSON file, also packed by gzip: nodes become people, edges ties.

Attributes named as the columns of people and ties mean the same; `columns={ours: theirs}` maps others, also "id". A
weight is no chance until `columns={"chance": "weight"}` says so. Each node and each edge is a row of the report.

)doc" WEAKTIE_READER_DOC R"doc(
>>> import pathlib, tempfile
>>> path = pathlib.Path(tempfile.mkdtemp()) / "friends.json"
>>> nodes, links = '[{"id": "ann"}, {"id": "ben"}]', '[{"source": "ann", "target": "ben"}]'
>>> _ = path.write_text('{"nodes": %s, "links": %s}' % (nodes, links))
>>> wt.Records().read_graph(path, owner="ann").kept
3
)doc");

  const WriteGraphOptions write;
  const ReadGraphOptions read;
  auto network = py::reinterpret_borrow<py::class_<Network>>(m.attr("Network"));
  network
      .def(
          "write_graph",
          [](const Network& self, const std::filesystem::path& path, const OptionalText& format, const py::str& chance,
             bool people, bool affiliations, const py::object& progress) {
            const Control control = control_of(progress);
            WriteGraphOptions options;
            if (format) options.format = named<GraphFormat>(text_of(*format), graph_format_names, "graph format");
            options.chance = text_of(chance);
            options.people = people;
            options.affiliations = affiliations;
            const py::gil_scoped_release unlocked;
            write_graph(self, path, options, control);
          },
          "path"_a, py::kw_only(), "format"_a = py::none(), "chance"_a = write.chance, "people"_a = write.people,
          "affiliations"_a = write.affiliations, "progress"_a = py::none(),
          R"doc(Writes the network for another tool: GraphML, GEXF (1.2) or node-link JSON.

`format` is "graphml", "gexf" or "json"; None: the name of the file says it (.graphml, .gexf, .json, each also with
.gz). `chance` names the attribute of the chance ("weight" for Gephi). `people=False` leaves out what is known about
people, `affiliations=False` affiliations, which are nodes of kind "affiliation". `progress` is called with (done, 0)
and may return False to stop: the file is then as it was. Raises InvalidValue, Error (the file cannot be written).
O(people + ties + memberships).

>>> import pathlib, tempfile
>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=["sarah", "tutor", "li"])
>>> path = pathlib.Path(tempfile.mkdtemp()) / "network.graphml"
>>> network.write_graph(path)
>>> wt.Network.read_graph(path) == network
True
)doc")
      .def_static(
          "read_graph",
          [](const std::filesystem::path& path, const py::str& chance, std::optional<double> default_chance,
             std::optional<bool> directed, const OptionalText& id, const py::object& progress) {
            ReadGraphOptions options;
            options.chance = text_of(chance);
            options.default_chance = default_chance;
            options.directed = directed;
            options.id = optional_text_of(id);
            const Control control = control_of(progress);
            const py::gil_scoped_release unlocked;
            return read_graph(path, options, control);
          },
          "path"_a, py::kw_only(), "chance"_a = read.chance, "default_chance"_a = py::none(), "directed"_a = py::none(),
          "id"_a = py::none(), "progress"_a = py::none(),
          R"doc(Reads a GraphML, GEXF or node-link JSON file, also packed by gzip, as a network.

)doc" WEAKTIE_CHANCE_DOC R"doc(`directed` overrules what the file says of its edges; `id` names the attribute of nodes
that holds the id. Raises ImportFailed with file, line and column when the file cannot be understood. O(bytes).

>>> import pathlib, tempfile
>>> path = pathlib.Path(tempfile.mkdtemp()) / "friends.json"
>>> nodes, links = '[{"id": "ann"}, {"id": "ben"}]', '[{"source": "ann", "target": "ben"}]'
>>> _ = path.write_text('{"nodes": %s, "links": %s}' % (nodes, links))
>>> wt.Network.read_graph(path, default_chance=0.5).ids()
['ann', 'ben']
)doc")
      .def(
          "to_networkx",
          [](const py::object& self, bool affiliations) { return interchange("to_networkx")(self, affiliations); },
          py::kw_only(), "affiliations"_a = false,
          R"doc(The network as a NetworkX graph: a Graph when it was made from undirected ties, else a DiGraph.

Nodes are ids with what is known about people as attributes; edges have `chance`, `cost` (`wt.cost_of`, to be
minimised) and, of a frozen network, `kind`. `affiliations=True` adds affiliations as nodes of kind "affiliation" and
memberships as edges with a weight. Raises ImportError without NetworkX. O(people + ties).

>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=["sarah", "tutor", "li"])
>>> graph = network.to_networkx()
>>> graph.edges["tutor", "li"]
{'chance': 0.5, 'cost': 1048576}
)doc")
      .def_static(
          "from_networkx",
          [](const py::object& graph, const py::str& chance, std::optional<double> default_chance) {
            return interchange("from_networkx")(graph, chance, default_chance);
          },
          "graph"_a, py::kw_only(), "chance"_a = read.chance, "default_chance"_a = py::none(),
          R"doc(A network from a NetworkX graph of any kind; nodes that are no str get `str(node)` as id.

)doc" WEAKTIE_CHANCE_DOC R"doc(Attributes of nodes named as the columns about people are kept. What
`to_networkx(affiliations=True)` made of a network from arrays gives an equal one. O(nodes + edges).

>>> import networkx as nx
>>> wt.Network.from_networkx(nx.path_graph(3), default_chance=0.5)
<Network: 3 people, 2 ties, 0 affiliations>
)doc")
      .def(
          "to_igraph",
          [](const py::object& self, bool affiliations) { return interchange("to_igraph")(self, affiliations); },
          py::kw_only(), "affiliations"_a = false,
          R"doc(The network as an igraph Graph; vertices stand in the order of indices.

Vertices have their id as `name`, as igraph wants it, the person's name as `label`, and what else is known; edges as in
`to_networkx`. Raises ImportError without igraph. O(people + ties).

>>> network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=["sarah", "tutor", "li"])
>>> network.to_igraph().get_shortest_path("sarah", "li", weights="cost")
[0, 1, 2]
)doc")
      .def_static(
          "from_igraph",
          [](const py::object& graph, const py::str& chance, std::optional<double> default_chance) {
            return interchange("from_igraph")(graph, chance, default_chance);
          },
          "graph"_a, py::kw_only(), "chance"_a = read.chance, "default_chance"_a = py::none(),
          R"doc(A network from an igraph Graph. The vertex attribute `name` is the id (without it, the number), `label` the name.

)doc" WEAKTIE_CHANCE_DOC R"doc(What `to_igraph(affiliations=True)` made of a network from arrays gives an equal one.
O(vertices + edges).

>>> import igraph as ig
>>> wt.Network.from_igraph(ig.Graph.Ring(4), default_chance=0.5).tie_count
4
)doc");
}

/// A reader of what somebody exchanged with others, which has to know their own addresses.
template <class Options, class Reader>
void bind_own_reader(RecordsClass& type, const char* name, Reader reader, const char* doc) {
  type.def(
      name,
      [reader](SharedRecords& self, const std::filesystem::path& path, const OptionalText& owner,
               const OptionalText& audience, const std::vector<std::string>& addresses, const py::object& progress) {
        const Options options{text_of(owner), text_of(audience), addresses};
        const Control control = control_of(progress);
        return with(self, [&](Records& records) { return reader(records, path, options, control); });
      },
      "path"_a, py::kw_only(), "owner"_a = py::none(), "audience"_a = py::none(), "addresses"_a = py::tuple(),
      "progress"_a = py::none(), doc);
}

#define WEAKTIE_BOOK_DOC                                                                                           \
  "An entry becomes a person and, with an owner, a tie between the two: an acquaintance, or what its label says\n" \
  "(family, friends, coworkers, ...). Companies and groups are skipped; notes and photos are not "                 \
  "kept.\n\n" WEAKTIE_READER_DOC
#define WEAKTIE_ADDRESSES_DOC                                                                                     \
  "`addresses` are the owner's own mail addresses; without any, those that the records know the owner by, else\n" \
  "those that the file itself shows to be the owner's.\n\n" WEAKTIE_READER_DOC

void bind_exports(RecordsClass& type) {
  bind_reader(type, "read_google_contacts", &read_google_contacts,
              R"doc(Reads the CSV that Google Contacts exports, in its columns of before and since 2023.

)doc" WEAKTIE_BOOK_DOC R"doc(
>>> import pathlib, tempfile
>>> path = pathlib.Path(tempfile.mkdtemp()) / "contacts.csv"
>>> _ = path.write_text("First Name,Last Name,Labels,E-mail 1 - Value\nAnn,Smith,Friends,ann@example.org\n")
>>> records = wt.Records()
>>> records.read_google_contacts(path, owner="sarah").kept
1
>>> list(records.ties()["kind"])
['friend']
)doc");
  bind_reader(type, "read_outlook_contacts", &read_outlook_contacts,
              R"doc(Reads the CSV that Outlook exports, of the web and of the desktop.

)doc" WEAKTIE_BOOK_DOC R"doc(
>>> import pathlib, tempfile
>>> path = pathlib.Path(tempfile.mkdtemp()) / "contacts.csv"
>>> header = "First Name,Last Name,Company,E-mail Address,E-mail Type"
>>> _ = path.write_text(header + "\nAnn,Smith,Acme,ann@example.org,SMTP\n")
>>> wt.Records().read_outlook_contacts(path, owner="sarah").kept
1
)doc");
  bind_reader(type, "read_vcard", &read_vcard,
              R"doc(Reads vCards 2.1, 3.0 and 4.0, as phones and mail programs write them, also mixed in one file.

)doc" WEAKTIE_BOOK_DOC R"doc(
>>> import pathlib, tempfile
>>> path = pathlib.Path(tempfile.mkdtemp()) / "contacts.vcf"
>>> lines = ["BEGIN:VCARD", "VERSION:3.0", "FN:Ann Smith", "TEL;TYPE=CELL:+44 20 7946 0000", "END:VCARD"]
>>> _ = path.write_text("\r\n".join(lines))
>>> records = wt.Records()
>>> records.read_vcard(path, owner="sarah").kept
1
>>> records.find("ann")[0].name
'Ann Smith'
)doc");
  bind_own_reader<CalendarOptions>(
      type, "read_calendar", &read_calendar,
      R"doc(Reads an iCalendar file: who met whom, and when. Titles and descriptions are not read.

Everyone at an event but the owner becomes a person with an acquaintance tie and a contact on the day it begins; up to
ten people at one event have met each other, too. Who declined was not there. A series counts once.

)doc" WEAKTIE_ADDRESSES_DOC R"doc(
>>> import pathlib, tempfile
>>> path = pathlib.Path(tempfile.mkdtemp()) / "calendar.ics"
>>> lines = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART:20260302T090000Z", "ORGANIZER:mailto:sarah@example.org",
...          "ATTENDEE;CN=Ann Smith:mailto:ann@example.org", "END:VEVENT", "END:VCALENDAR"]
>>> _ = path.write_text("\r\n".join(lines))
>>> records = wt.Records()
>>> records.read_calendar(path, owner="sarah", addresses=["sarah@example.org"]).kept
1
>>> list(records.ties()["channel"])
['meeting']
)doc");
  bind_own_reader<MboxOptions>(
      type, "read_mbox", &read_mbox,
      R"doc(Reads the headers of an mbox file (Google Takeout, Thunderbird, ...): who wrote to whom, and when.

Bodies are skipped and subjects not read; a file of many gigabytes does not fill the memory. The tie is an
online_contact until mail to one addressee alone has gone both ways, and an acquaintance from then on. Lists,
newsletters, automatic mail, copies, spam and drafts are skipped.

)doc" WEAKTIE_ADDRESSES_DOC R"doc(
>>> import pathlib, tempfile
>>> path = pathlib.Path(tempfile.mkdtemp()) / "mail.mbox"
>>> lines = ["From ann@example.org Mon Mar 02 09:00:00 2026", "From: Ann Smith <ann@example.org>",
...          "To: sarah@example.org", "Date: Mon, 02 Mar 2026 09:00:00 +0000", "Message-ID: <1@x>", "", "Hello"]
>>> _ = path.write_text("\n".join(lines))
>>> records = wt.Records()
>>> records.read_mbox(path, owner="sarah", addresses=["sarah@example.org"]).kept
1
>>> list(records.ties()["direction"])
['in']
)doc");
  bind_reader(type, "read_facebook", &read_facebook,
              R"doc(Reads the friends of a Facebook archive in JSON: the zip, its folder, or your_friends.json.

A friend becomes a person known by name alone, and a friend tie since the day of the friendship.

)doc" WEAKTIE_READER_DOC R"doc(
>>> import pathlib, tempfile
>>> path = pathlib.Path(tempfile.mkdtemp()) / "your_friends.json"
>>> _ = path.write_text('{"friends_v2": [{"name": "Ann Smith", "timestamp": 1515505784}]}')
>>> wt.Records().read_facebook(path, owner="sarah").kept
1
)doc");
  bind_reader(
      type, "read_x_archive", &read_x_archive,
      R"doc(Reads whom the owner of an X (Twitter) archive follows and who follows them: the zip, its folder, following.js or
follower.js. The archive has account numbers and no names.

)doc" WEAKTIE_READER_DOC R"doc(
>>> import pathlib, tempfile
>>> path = pathlib.Path(tempfile.mkdtemp()) / "following.js"
>>> _ = path.write_text('window.YTD.following.part0 = [{"following": {"accountId": "12"}}]')
>>> records = wt.Records()
>>> records.read_x_archive(path, owner="sarah").kept
1
>>> list(records.ties()["kind"])
['online_follow']
)doc");
}

}  // namespace

void bind_io(py::module_& m) {
  auto type = py::reinterpret_borrow<RecordsClass>(m.attr("Records"));
  bind_reader(
      type, "read", &read,
      R"doc(Reads a file or folder whatever it is: a LinkedIn, Facebook or X archive, Google or Outlook contacts, vCards,
a calendar, a mailbox, one of the four tables, an alumni directory, an attendee list or a graph file. The report's
`.format` says what it was taken for, and by what.

)doc" WEAKTIE_READER_DOC R"doc(
>>> report = wt.Records().read(wt.example_path() / "wish_list.csv")
>>> report.format, report.kept
('people table, recognised by the column id', 18)
)doc");
  bind_reader(
      type, "read_linkedin", &read_linkedin,
      R"doc(Reads a LinkedIn export: the zip, the folder it was unpacked to, or one of its CSV files, of any year.

Connections become people with online_contact ties since the day they were made, positions and education of
the owner memberships, messages contacts (their text is not kept).

)doc" WEAKTIE_READER_DOC R"doc(
>>> report = wt.Records().read_linkedin(wt.example_path() / "ben_linkedin_export.zip", owner="ben")
>>> report.read == report.kept + report.merged + report.skipped + report.rejected
True
>>> report.rows[0].reason
'hidden profile: the row has a date and nothing else'
)doc");
  bind_exports(type);
  type.def(
      "read_alumni",
      [](SharedRecords& self, const std::filesystem::path& path, const OptionalText& owner,
         const OptionalText& audience, const OptionalText& school, const py::object& progress) {
        const AlumniOptions options{text_of(owner), text_of(audience), text_of(school)};
        const Control control = control_of(progress);
        return with(self, [&](Records& records) { return read_alumni(records, path, options, control); });
      },
      "path"_a, py::kw_only(), "owner"_a = py::none(), "audience"_a = py::none(), "school"_a = py::none(),
      "progress"_a = py::none(),
      R"doc(Reads the directory of a school's former students as CSV. `school` is the school of rows that name none.

)doc" WEAKTIE_READER_DOC R"doc(
>>> report = wt.Records().read_alumni(wt.example_path() / "alumni_directory.csv", audience="everyone")
>>> report.kept, report.rejected
(589, 2)
)doc");
  type.def(
      "read_attendees",
      [](SharedRecords& self, const std::filesystem::path& path, const OptionalText& owner,
         const OptionalText& audience, const OptionalText& event, const std::optional<DateArgument>& date,
         const py::object& progress) {
        AttendeesOptions options;
        options.owner = text_of(owner);
        options.audience = text_of(audience);
        options.event = text_of(event);
        if (date) options.date = date->day;
        const Control control = control_of(progress);
        return with(self, [&](Records& records) { return read_attendees(records, path, options, control); });
      },
      "path"_a, py::kw_only(), "owner"_a = py::none(), "audience"_a = py::none(), "event"_a = py::none(),
      "date"_a = py::none(), "progress"_a = py::none(),
      R"doc(Reads who came to an event, as Eventbrite, Meetup, Luma, Handshake or a plain list write it. `event` and `date` are
those of rows that name none.

)doc" WEAKTIE_READER_DOC R"doc(
>>> report = wt.Records().read_attendees(wt.example_path() / "event_attendees.csv", owner="sarah")
>>> report.kept, report.skipped
(72, 11)
)doc");
  bind_table_reader(
      type, "read_people", &read_people, &read_people,
      "Reads people: **id** name email phone url headline title organisation field place address birthday;\n"
      "other columns are kept as attributes.\n\n" WEAKTIE_TABLE_DOC
      "\n>>> records = wt.Records()\n"
      ">>> records.read_people({\"key\": [\"ann\"], \"name\": [\"Ann Smith\"]}, columns={\"id\": \"key\"}).kept\n"
      "1\n");
  bind_table_reader(
      type, "read_ties", &read_ties, &read_ties,
      R"doc(Reads ties: **source** **target** directed kind chance strength years contexts since, and one contact a
row: date channel direction size.

)doc" WEAKTIE_TABLE_DOC R"doc(
>>> records = wt.Records()
>>> records.read_ties({"source": ["sarah"], "target": ["mum"], "kind": ["family"], "strength": [5]}).kept
1
)doc");
  bind_table_reader(type, "read_memberships", &read_memberships, &read_memberships,
                    R"doc(Reads memberships: **person** **affiliation** weight role start end.

)doc" WEAKTIE_TABLE_DOC R"doc(
>>> wt.Records().read_memberships({"person": ["sarah"], "affiliation": ["warwick"]}).kept
1
)doc");
  bind_graphs(m, type);
  bind_table_reader(type, "read_affiliations", &read_affiliations, &read_affiliations,
                    R"doc(Reads affiliations: **id** name kind reach size.

)doc" WEAKTIE_TABLE_DOC R"doc(
>>> wt.Records().read_affiliations({"id": ["warwick"], "kind": ["school"], "reach": [0.2]}).kept
1
)doc");
}

}  // namespace weaktie::python
