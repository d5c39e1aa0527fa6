"""rustworkx: algorithms in Rust, called from Python. A tie's payload is its cost, so that `float` reads it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import itertools

import rustworkx as rx
from peer import Peer

peer = Peer("rustworkx", rx.__version__)


def make() -> rx.PyGraph:
    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(peer.people))
    graph.add_edges_from(list(peer.rows()))
    return graph


def cost_of(path: list[int]) -> int:
    return int(sum(graph.get_edge_data(a, b) for a, b in itertools.pairwise(path)))


def cheapest(start: int, end: int) -> list[int]:
    path = rx.dijkstra_shortest_paths(graph, start, end, weight_fn=float)[end]
    return [cost_of(path), len(path) - 1]


def every_cost(start: int, end: int) -> list[int]:
    costs = rx.dijkstra_shortest_path_lengths(graph, start, float)  # of everyone but the start
    return [len(costs) + 1, int(sum(costs.values()))]


def five_enumerated(start: int, end: int) -> list[int]:
    paths = rx.all_simple_paths(graph, start, end, cutoff=4)  # counts people, not ties
    return sorted(cost_of(path) for path in paths)[:5]


def friends(start: int, end: int) -> list[int]:
    own = set(graph.neighbors(start))
    common: dict[int, int] = {}
    for friend in own:
        for it in graph.neighbors(friend):
            if it != start and it not in own:
                common[it] = common.get(it, 0) + 1
    return [len(common), sum(common.values())]


graph = peer.build(make)
peer.queries("cheapest", cheapest)
peer.queries("all", every_cost, 100)
peer.queries("friends", friends)
peer.queries("five_within_3_ties", five_enumerated)
peer.done()
