"""Networks to and from the graph objects of NetworkX and igraph: what the methods of `Network` of these names do.

How a network stands in a graph is defined once, in C++ (`weaktie/io/graph.hpp`), for files and objects alike. Nothing
is imported before it is needed.
"""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

from weaktie._core import Network, _graph_of, _network_of_graph, cost_of

__all__: list[str] = []


def _library(name: str, method: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ImportError(f"Network.{method} needs {name}, which is not installed: pip install {name}") from error


def _with_cost(attributes: dict[str, Any]) -> dict[str, Any]:
    if "chance" in attributes:  # a tie; memberships have a weight
        attributes["cost"] = cost_of(attributes["chance"])
    return attributes


def to_networkx(network: Network, affiliations: bool) -> Any:
    """`Network.to_networkx`."""
    library = _library("networkx", "to_networkx")
    directed, nodes, edges = _graph_of(network, affiliations)
    graph = library.DiGraph() if directed else library.Graph()
    graph.add_nodes_from((id, attributes) for id, _, attributes in nodes)
    graph.add_edges_from((source, target, _with_cost(attributes)) for source, target, attributes in edges)
    return graph


def from_networkx(graph: Any, chance: str, default_chance: float | None) -> Network:
    """`Network.from_networkx`."""
    if not all(hasattr(graph, name) for name in ("is_directed", "nodes", "edges")):
        raise TypeError(
            f"graph is a NetworkX graph, got {type(graph).__name__}; from_arrays takes lists, read_graph files"
        )
    directed = bool(graph.is_directed())
    nodes = ((str(node), str(attributes.get("label", "")), attributes) for node, attributes in graph.nodes(data=True))
    edges = ((str(source), str(target), attributes) for source, target, attributes in graph.edges(data=True))
    return _network_of_graph(directed, nodes, edges, chance, default_chance)


def to_igraph(network: Network, affiliations: bool) -> Any:
    """`Network.to_igraph`."""
    library = _library("igraph", "to_igraph")
    directed, nodes, edges = _graph_of(network, affiliations)
    number = {id: at for at, (id, _, _) in enumerate(nodes)}
    # igraph finds vertices by `name`, so that this is the id; the person's own name is the label.
    vertices: list[dict[str, Any]] = []
    for id, _, attributes in nodes:
        vertex = dict(attributes)
        if "name" in vertex:
            vertex["label"] = vertex.pop("name")
        vertices.append({**vertex, "name": id})
    steps = [_with_cost(attributes) for _, _, attributes in edges]

    def columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
        names = dict.fromkeys(name for row in rows for name in row)
        return {name: [row.get(name) for row in rows] for name in names}

    return library.Graph(
        n=len(nodes),
        edges=[(number[source], number[target]) for source, target, _ in edges],
        directed=directed,
        vertex_attrs=columns(vertices),
        edge_attrs=columns(steps),
    )


def from_igraph(graph: Any, chance: str, default_chance: float | None) -> Network:
    """`Network.from_igraph`."""
    if not all(hasattr(graph, name) for name in ("is_directed", "vs", "es")):
        raise TypeError(
            f"graph is an igraph Graph, got {type(graph).__name__}; from_arrays takes lists, read_graph files"
        )
    directed = bool(graph.is_directed())
    named = "name" in graph.vs.attributes()
    ids: list[str] = []
    nodes: list[tuple[str, str, dict[str, Any]]] = []
    for vertex in graph.vs:
        attributes = vertex.attributes()
        id = str(attributes.pop("name") if named else vertex.index)
        label = attributes.pop("label", None)
        if label is not None:
            attributes["name"] = str(label)
        ids.append(id)
        nodes.append((id, "", attributes))
    edges = ((ids[edge.source], ids[edge.target], edge.attributes()) for edge in graph.es)
    return _network_of_graph(directed, nodes, edges, chance, default_chance)
