"""Graphs of NetworkX, igraph and Gephi: in and out, checked against the libraries' own readers and writers."""

from __future__ import annotations

import gzip
import json
import random
import sys
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

import weaktie as wt

ig = pytest.importorskip("igraph")
nx = pytest.importorskip("networkx")

FORMATS = ["graphml", "gexf", "json"]
IDS = ["sarah", "tutor", 'li <&> "Chen"', "Zoë 🙂", "5"]


def network(directed: bool = False, affiliations: bool = True) -> wt.Network:
    people = {
        "id": IDS,
        "name": ["Sarah Jones", None, "Li Chen", "Zoë ]]> O'Hara", None],
        "title": [None, "Lecturer", "Solicitor", None, None],
        "organisation": ["Hart & Lowe", None, "Hart & Lowe", None, None],
    }
    groups = [
        {"id": "warwick", "reach": 0.2, "members": ["sarah", IDS[2]], "weights": [1.0, 0.5], "name": "Warwick",
         "kind": "school", "size": 25000},
        {"id": "tutor", "reach": 0.1, "members": ["tutor", "5"]},  # an id that a person has too
    ]  # fmt: skip
    return wt.Network.from_arrays(
        [0, 1, 0, 3, 2],
        [1, 2, 2, 1, 3],
        [0.8, 0.5, 0.1, 1.0, 1 / 3],
        directed=directed,
        ids=IDS,
        people=people,
        affiliations=groups if affiliations else None,
    )


def read_by_networkx(path: Path, format: str) -> Any:
    if format == "graphml":
        return nx.read_graphml(path)
    if format == "gexf":
        return nx.read_gexf(path)
    return nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")


def shape(graph: Any) -> tuple[bool, dict[str, Any], dict[Any, Any]]:
    """Direction, nodes and edges with what networkx adds by itself left out."""
    own = {"label", "id", "cost"}
    nodes = {node: {k: v for k, v in data.items() if k not in own} for node, data in graph.nodes(data=True)}
    ends = (lambda a, b: (a, b)) if graph.is_directed() else (lambda a, b: frozenset((a, b)))
    edges = {ends(a, b): {k: v for k, v in data.items() if k not in own} for a, b, data in graph.edges(data=True)}
    return graph.is_directed(), nodes, edges


# ------------------------------------------------------------------------------------------------------------- files


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("directed", [False, True])
def test_a_network_comes_back_equal(tmp_path, format, directed):
    for net in (network(directed), network(directed, affiliations=False), wt.Network.from_arrays([], [], [])):
        for name in (f"n.{format}", f"n.{format}.gz"):
            net.write_graph(tmp_path / name)
            assert wt.Network.read_graph(tmp_path / name) == net
        net.write_graph(str(tmp_path / "n.txt"), format=format, chance="weight")
        assert wt.Network.read_graph(str(tmp_path / "n.txt"), chance="weight") == net


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("directed", [False, True])
def test_networkx_reads_what_we_write(tmp_path, format, directed):
    net = network(directed)
    path = tmp_path / f"n.{format}"
    net.write_graph(path)
    assert shape(read_by_networkx(path, format)) == shape(net.to_networkx(affiliations=True))
    net.write_graph(path, affiliations=False)
    assert shape(read_by_networkx(path, format)) == shape(net.to_networkx())


@pytest.mark.parametrize("directed", [False, True])
def test_igraph_reads_what_we_write(tmp_path, directed):
    net = network(directed)
    net.write_graph(tmp_path / "n.graphml")
    read, made = ig.Graph.Read_GraphML(str(tmp_path / "n.graphml")), net.to_igraph(affiliations=True)
    assert read.is_directed() == made.is_directed() == directed
    assert [id.replace("&#38;", "&") for id in read.vs["id"]] == made.vs["name"]  # igraph leaves this one as it is
    assert read.get_edgelist() == made.get_edgelist()
    wanted = [value for value in made.es["chance"] if value is not None]
    assert [value for value in read.es["chance"] if value == value] == wanted
    assert read.vs["title"] == [title or "" for title in made.vs["title"]]


@pytest.mark.parametrize("format", FORMATS)
def test_what_networkx_writes_is_read(tmp_path, format):
    graph = nx.les_miserables_graph()
    for a, b, data in graph.edges(data=True):
        data["chance"] = data["weight"] / 100
        data["first"] = f"{a} & {b}"
    for number, node in enumerate(graph):
        graph.nodes[node]["title"] = f"role {number}"
        graph.nodes[node]["number"] = number
    path = tmp_path / f"g.{format}"
    if format == "json":
        for words in ("links", "edges"):
            path.write_text(json.dumps(nx.node_link_data(graph, edges=words)), encoding="utf-8")
            assert wt.Network.read_graph(path) == wt.Network.from_networkx(graph)
    else:
        (nx.write_graphml if format == "graphml" else nx.write_gexf)(graph, path)
    net = wt.Network.read_graph(path)
    assert net.ids() == list(graph)
    assert shape(net.to_networkx())[2] == {
        frozenset((a, b)): {"chance": pytest.approx(data["chance"], rel=1e-6)} for a, b, data in graph.edges(data=True)
    }
    assert net.text("Valjean", "title") == graph.nodes["Valjean"]["title"]
    records = wt.Records()
    report = records.read(path, owner="me")
    assert (report.kept, report.rejected) == (77 + 254, 0)
    assert report.notes == [
        "attributes of edges that a tie does not have are not read: first, weight; "
        'columns={"chance": ...} takes one of them as the chance'
    ]


def test_what_igraph_writes_is_read(tmp_path):
    graph = ig.Graph.Famous("Zachary")
    graph.vs["name"] = [f"Member {i}" for i in range(34)]
    graph.es["chance"] = [(1 + i) / 100 for i in range(78)]
    graph.write_graphml(str(tmp_path / "z.graphml"))
    net = wt.Network.read_graph(tmp_path / "z.graphml")
    assert net.id(5) == "n5"
    assert net.label("n5") == "Member 5"
    named = wt.Network.read_graph(tmp_path / "z.graphml", id="name")
    assert named.ids() == graph.vs["name"]
    assert [len(named.to_networkx()[name]) for name in named.ids()] == graph.degree()


def test_records_take_the_whole_network(tmp_path):
    net = network(True)
    net.write_graph(tmp_path / "n.gexf")
    records = wt.Records()
    report = records.read_graph(tmp_path / "n.gexf", owner="sarah", audience="everyone")
    assert report.read == report.kept == 5 + 2 + 5 + 4
    assert report.format == "GEXF, recognised by its root"
    frozen = records.freeze(as_of="2026-11-01")
    assert sorted(frozen.ids()) == sorted(net.ids())
    for source, target, data in net.to_networkx().edges(data=True):
        assert frozen.to_networkx().edges[source, target]["chance"] == data["chance"]
    assert frozen.introductions("sarah", IDS[2], max_intermediaries=0)[0].chance == pytest.approx(0.1)
    assert {row["affiliation"] for row in records.memberships()} == {"warwick", "tutor"}
    assert {row["id"]: row["name"] for row in records.affiliations()} == {"warwick": "Warwick", "tutor": None}
    before = records.__copy__()
    again = records.read(tmp_path / "n.gexf", owner="sarah", audience="everyone")
    assert (again.kept, again.merged) == (0, again.read)
    assert records == before


def test_a_report_says_what_became_of_every_node_and_edge(tmp_path):
    path = tmp_path / "g.json"
    path.write_text(
        '{"nodes": [{"id": "a"}, {"name": "nobody"}, 3],\n "links": [\n'
        '  {"source": "a", "target": "a"},\n  {"source": "a", "target": "z"},\n  {"source": "a"}]}',
        encoding="utf-8",
    )
    report = wt.Records().read_graph(path, owner="a")
    assert (report.read, report.kept, report.rejected) == (6, 1, 5)
    assert [(row.line, row.field) for row in report.rows] == [
        (1, None),
        (1, "id"),
        (3, "target"),
        (4, "target"),
        (5, "target"),
    ]
    with pytest.raises(wt.ImportFailed) as failed:
        wt.Network.read_graph(path)
    assert failed.value.line == 1


# ------------------------------------------------------------------------------------------------------------ objects


@pytest.mark.parametrize("directed", [False, True])
def test_objects_of_both_libraries_come_back_equal(directed):
    net = network(directed)
    assert wt.Network.from_networkx(net.to_networkx(affiliations=True)) == net
    assert wt.Network.from_igraph(net.to_igraph(affiliations=True)) == net
    bare = network(directed, affiliations=False)
    assert wt.Network.from_networkx(net.to_networkx()) == bare
    assert wt.Network.from_igraph(net.to_igraph()) == bare
    assert isinstance(net.to_networkx(), nx.DiGraph if directed else nx.Graph)
    assert net.to_networkx().is_directed() == net.to_igraph().is_directed() == directed


def test_what_stands_in_the_objects():
    graph = network().to_networkx(affiliations=True)
    assert graph.nodes["sarah"] == {"name": "Sarah Jones", "organisation": "Hart & Lowe"}
    assert graph.nodes["tutor"] == {"title": "Lecturer"}
    assert graph.nodes["affiliation:tutor"]["affiliation"] == "tutor"
    assert graph.nodes["warwick"] == {
        "kind": "affiliation",
        "affiliation": "warwick",
        "affiliation_kind": "school",
        "name": "Warwick",
        "reach": 0.2,
        "size": 25000,
    }
    tie = graph.edges["sarah", "tutor"]
    assert tie == {"chance": pytest.approx(0.8, rel=1e-6), "cost": wt.cost_of(0.8)}
    assert graph.edges["sarah", "warwick"] == {"kind": "membership", "weight": 1.0}
    assert "warwick" not in network().to_networkx()

    made = network().to_igraph()
    assert made.vs["name"] == IDS
    assert made.vs["label"] == ["Sarah Jones", None, "Li Chen", "Zoë ]]> O'Hara", None]

    records = wt.Records()
    records.add_tie("sarah", "tutor", kind="tutor")
    assert records.freeze(as_of="2026-11-01").to_networkx().edges["sarah", "tutor"]["kind"] == "tutor"


def test_shortest_paths_on_costs_are_the_best_introductions():
    rng = random.Random(7)
    pairs = [(a, b) for a in range(30) for b in range(a) if rng.random() < 0.1]
    net = wt.Network.from_arrays(*zip(*pairs, strict=True), [rng.uniform(0.05, 1) for _ in pairs])
    graph, other = net.to_networkx(), net.to_igraph()
    for target in range(1, len(net)):
        best = net.introductions("0", str(target), count=1, max_intermediaries=6)
        path = nx.shortest_path(graph, "0", str(target), weight="cost") if nx.has_path(graph, "0", str(target)) else []
        if path and len(path) <= 8:
            assert best[0].cost == nx.path_weight(graph, path, "cost") == other.distances(0, target, "cost")[0][0]


def test_graphs_of_every_kind_come_in():
    assert wt.Network.from_networkx(nx.Graph()) == wt.Network.from_arrays([], [], [])
    multi = nx.MultiDiGraph([("a", "b", {"chance": 0.2}), ("a", "b", {"chance": 0.7}), (1, "a", {"chance": 1})])
    net = wt.Network.from_networkx(multi)
    assert net.ids() == ["a", "b", "1"]
    assert net.tie_count == 2
    assert net.introductions("a", "b")[0].chance == pytest.approx(0.7)
    weights = nx.Graph([("a", "b", {"p": 0.25, "odd": [1], "none": None})])
    weights.nodes["a"].update(label="Ana", title=None, phone=123, organisation="Hart")
    net = wt.Network.from_networkx(weights, chance="p")
    assert (net.label("a"), net.text("a", "phone"), net.text("a", "title")) == ("Ana", "123", None)
    numpy = pytest.importorskip("numpy")
    weights.edges["a", "b"]["p"] = numpy.float32(0.5)
    assert wt.Network.from_networkx(weights, chance="p").introductions("a", "b")[0].chance == 0.5
    ring = ig.Graph.Ring(4, directed=True)
    assert wt.Network.from_igraph(ring, default_chance=0.5).ids() == ["0", "1", "2", "3"]


# ------------------------------------------------------------------------------------------------------------- errors


def test_what_is_no_chance_is_named_with_the_remedy():
    graph = nx.Graph([("ana", "bo", {"weight": 3})])
    with pytest.raises(wt.InvalidValue, match=r"'ana' - 'bo' has no attribute 'chance'.*default_chance.*weight"):
        wt.Network.from_networkx(graph)
    with pytest.raises(wt.InvalidValue, match=r"'ana' - 'bo' has the weight '3'.*\(0, 1\]") as failed:
        wt.Network.from_networkx(graph, chance="weight")
    assert (failed.value.value, failed.value.field) == ("3", "weight")
    with pytest.raises(wt.InvalidValue, match="default_chance"):
        wt.Network.from_networkx(graph, default_chance=0)
    with pytest.raises(wt.InvalidValue, match="to itself"):
        wt.Network.from_networkx(nx.Graph([(1, 1)]), default_chance=0.5)
    with pytest.raises(wt.InvalidValue, match="'1' stands twice"):
        wt.Network.from_networkx(nx.Graph([(1, "1")]), default_chance=0.5)
    with pytest.raises(wt.InvalidValue, match="has the weight 'nan'"):
        wt.Network.from_networkx(nx.Graph([(1, 2, {"weight": float("nan")})]), chance="weight")
    with pytest.raises(wt.InvalidValue, match="'a' stands twice"):
        wt.Network.from_igraph(ig.Graph(n=2, vertex_attrs={"name": ["a", "a"]}))


def test_what_is_no_graph_is_a_type_error(tmp_path):
    for wrong in (None, 3, [("a", "b")], {"nodes": []}):
        with pytest.raises(TypeError, match="NetworkX"):
            wt.Network.from_networkx(wrong)
        with pytest.raises(TypeError, match="igraph"):
            wt.Network.from_igraph(wrong)
    with pytest.raises(TypeError):
        network().write_graph(3)
    with pytest.raises(TypeError):
        network().to_networkx(True)


def test_files_that_cannot_be_written(tmp_path):
    net = network()
    for arguments, message in [
        ({"path": tmp_path / "n.dot"}, "'n.dot' says no graph format"),
        ({"path": tmp_path / "n.json", "format": "dot"}, "graphml, gexf, json"),
        ({"path": tmp_path / "n.json", "chance": ""}, "needs a name"),
    ]:
        with pytest.raises(wt.InvalidValue, match=message):
            net.write_graph(**arguments)
    with pytest.raises(wt.Error, match="cannot be written"):
        net.write_graph(tmp_path / "missing" / "n.json")
    assert list(tmp_path.iterdir()) == []
    bell = wt.Network.from_arrays([0], [1], [0.5], ids=["a\a", "b"])
    with pytest.raises(wt.InvalidValue, match="control character"):
        bell.write_graph(tmp_path / "n.gexf")
    bell.write_graph(tmp_path / "n.json")
    assert wt.Network.read_graph(tmp_path / "n.json") == bell


def test_a_library_that_is_missing_is_named(monkeypatch):
    for name, method in (("networkx", "to_networkx"), ("igraph", "to_igraph")):
        monkeypatch.setitem(sys.modules, name, None)
        with pytest.raises(ImportError, match=f"Network.{method} needs {name}.*pip install {name}"):
            getattr(network(), method)()


def test_reading_can_be_stopped(tmp_path):
    network().write_graph(tmp_path / "n.graphml")
    with pytest.raises(wt.Cancelled):
        wt.Network.read_graph(tmp_path / "n.graphml", progress=lambda done, total: False)
    with pytest.raises(wt.Cancelled):
        wt.Records().read_graph(tmp_path / "n.graphml", progress=lambda done, total: False)


# --------------------------------------------------------------------------------------------------------- properties

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8)


@st.composite
def networks(draw: st.DrawFn) -> wt.Network:
    ids = draw(st.lists(TEXT.filter(bool), min_size=1, max_size=6, unique=True))
    pairs = draw(st.lists(st.tuples(st.integers(0, len(ids) - 1), st.integers(0, len(ids) - 1)), max_size=12))
    pairs = [(a, b) for a, b in pairs if a != b]
    chances = [draw(st.floats(1e-12, 1)) for _ in pairs]
    people = None
    if draw(st.booleans()):
        cell = st.none() | TEXT
        people = {"id": ids, "name": [draw(cell) for _ in ids], "place": [draw(cell) for _ in ids]}
    groups = [
        {
            "id": draw(st.sampled_from(ids) | TEXT.filter(bool)),
            "reach": draw(st.floats(0.001, 1)),
            "members": draw(st.lists(st.sampled_from(ids), unique=True)),
        }
        for _ in range(draw(st.integers(0, 2)))
    ]
    return wt.Network.from_arrays(
        [a for a, _ in pairs],
        [b for _, b in pairs],
        chances,
        directed=draw(st.booleans()),
        ids=ids,
        people=people,
        affiliations={group["id"]: group for group in groups}.values(),
    )


@settings(max_examples=60, deadline=None)
@given(net=networks())
def test_networks_come_back_from_files_and_objects(tmp_path_factory, net):
    folder = tmp_path_factory.mktemp("graphs")
    for format in FORMATS:
        net.write_graph(folder / f"n.{format}")
        assert wt.Network.read_graph(folder / f"n.{format}") == net
    assert wt.Network.from_networkx(net.to_networkx(affiliations=True)) == net
    assert wt.Network.from_igraph(net.to_igraph(affiliations=True)) == net


@pytest.mark.parametrize("format", FORMATS)
def test_damaged_files_fail_with_their_place_and_never_crash(tmp_path, format):
    network(True).write_graph(tmp_path / f"n.{format}")
    whole = (tmp_path / f"n.{format}").read_bytes()
    rng = random.Random(f"damage {format}")
    path = tmp_path / "damaged"
    errors: list[tuple[str, wt.Error]] = []
    for _ in range(300):
        bytes_ = bytearray(whole)
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(bytes_))
            kind = rng.randrange(4)
            if kind == 0:
                del bytes_[at : at + rng.randint(1, 40)]
            elif kind == 1:
                bytes_[at] = rng.randrange(256)
            elif kind == 2:
                bytes_[at:at] = rng.choice([b"<", b"&x;", b"]]>", b'"', b"{", b"\0", b"\xff", b"</graph>"])
            else:
                del bytes_[at:]
            if not bytes_:
                bytes_ = bytearray(b" ")
        path.write_bytes(bytes_)
        for reader in ("network", "records"):
            read = wt.Network.read_graph if reader == "network" else wt.Records().read_graph
            try:
                read(path)
            except wt.Error as error:
                errors.append((reader, error))
    assert len(errors) > 100
    for reader, error in errors:
        if isinstance(error, wt.ImportFailed):
            assert error.file == "damaged"
        else:  # a chance, an id or a weight was hit, which a network cannot do without
            assert isinstance(error, wt.InvalidValue) and reader == "network"
            assert error.file == "damaged" or "stands twice" in str(error)


# ------------------------------------------------------------------------------------------------- files of the peers


def graph_facts(data: Path) -> list[tuple[Path, dict[str, Any]]]:
    facts = json.loads((data / "formats" / "facts_by_peers.json").read_text(encoding="utf-8"))
    return [
        (data / "formats" / name, peers)
        for name, peers in facts.items()
        if name.startswith("graph/") and name.endswith((".graphml", ".gexf"))
    ]


def test_files_are_read_as_the_peers_read_them(data):
    compared = refused = 0
    for path, peers in graph_facts(data):
        counts = [facts for facts in peers.values() if isinstance(facts, dict)]
        if not counts:
            with pytest.raises(wt.ImportFailed) as failed:
                wt.Network.read_graph(path)
            assert failed.value.file == path.name
            refused += 1
            continue
        for facts in counts:
            report = wt.Records().read_graph(path, owner="me")
            assert report.read == facts["nodes"] + facts["edges"], path.name
        compared += 1
    assert compared >= 7
    assert refused >= 3


def test_files_written_by_peers_say_what_the_peers_said(data):
    folder = data / "formats" / "graph"
    expected = json.loads((folder / "expected_written_by_peers.json").read_text(encoding="utf-8"))
    for name in ("davis_networkx.gexf", "zachary_igraph.graphml"):
        net = wt.Network.read_graph(folder / name, default_chance=0.5)
        facts = expected[name]
        assert (len(net), net.tie_count, net.to_networkx().is_directed()) == (
            facts["nodes"],
            facts["edges"],
            facts["directed"],
        )
    assert net.label("n5") == expected["zachary_igraph.graphml"]["node_name_5"]
    with pytest.raises(wt.InvalidValue, match=r"has the weight '1.5'"):
        wt.Network.read_graph(folder / "davis_networkx.gexf", chance="weight")


@pytest.mark.parametrize("name", ["davis.graphml", "karate.graphml", "les_miserables.gexf"])
def test_real_graphs_equal_what_networkx_reads(data, name):
    path = data / "graphs" / name
    graph = nx.read_graphml(path) if "graphml" in name else nx.read_gexf(path)
    net = wt.Network.read_graph(path, default_chance=0.5)
    assert net.ids() == [str(node) for node in graph]
    assert shape(net.to_networkx())[2].keys() == shape(graph)[2].keys()


def test_a_packed_graph_of_an_old_gephi_is_read(data):
    path = data / "graphs" / "arctic.gexf.gz"
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    nodes, edges = text.count("<node "), text.count("<edge ")
    report = wt.Records().read(path, owner="me")
    assert (report.format, report.read) == ("GEXF, recognised by its root", nodes + edges)
    assert report.kept > 0.9 * (nodes + edges)


def test_bombs_are_refused_at_once(data):
    for read in (wt.Network.read_graph, wt.Records().read_graph, wt.Records().read):
        with pytest.raises(wt.ImportFailed, match="entity") as failed:
            read(data / "formats" / "bad" / "billion_laughs.graphml")
        assert (failed.value.file, failed.value.line) == ("billion_laughs.graphml", 1)


def test_every_file_of_the_json_test_suite_is_answered(data, tmp_path):
    import tarfile

    with tarfile.open(data / "formats" / "json" / "jsontestsuite_parsing.tar.gz") as suite:
        members = [member for member in suite.getmembers() if member.name.endswith(".json")]
        for member in members:
            file = suite.extractfile(member)
            assert file is not None
            path = tmp_path / "case.json"
            path.write_bytes(file.read())
            with pytest.raises(wt.ImportFailed):
                wt.Network.read_graph(path)
            kind = Path(member.name).name[0]
            body = path.read_bytes()
            path.write_bytes(b'{"nodes": [], "links": [], "extra": ' + body + b"}")
            if kind == "y":
                assert len(wt.Network.read_graph(path)) == 0, member.name
            elif kind == "n" and b"}" not in body and b"/" not in body:
                with pytest.raises(wt.ImportFailed):
                    wt.Network.read_graph(path)
    assert len(members) > 300
