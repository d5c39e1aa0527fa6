"""python-igraph: igraph's C library called from Python, with costs as an attribute, as its documentation has it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import igraph
import numpy as np
from peer import Peer

peer = Peer("python-igraph", igraph.__version__)


def make() -> igraph.Graph:
    graph = igraph.Graph(n=peer.people, edges=np.column_stack([peer.source, peer.target]))
    graph.es["cost"] = peer.cost.tolist()
    return graph


def cheapest(start: int, end: int) -> list[int]:
    path = graph.get_shortest_path(start, end, weights="cost", output="epath")
    return [int(sum(graph.es[path]["cost"])), len(path)]


def fewest(start: int, end: int) -> list[int]:
    return [len(graph.get_shortest_path(start, end, output="epath"))]


def friends(start: int, end: int) -> list[int]:
    return [len(graph.neighborhood(start, order=2, mindist=2))]


def every_cost(start: int, end: int) -> list[int]:
    costs = [it for it in graph.distances(start, weights="cost")[0] if it != float("inf")]
    return [len(costs), int(sum(costs))]


graph = peer.build(make)
peer.queries("cheapest", cheapest)
peer.queries("fewest", fewest)
peer.queries("friends_without_counts", friends)
peer.queries("all", every_cost, 100)
peer.done()
