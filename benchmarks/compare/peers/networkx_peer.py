"""NetworkX, in plain Python."""

import sys
from collections import Counter
from itertools import islice, pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import networkx as nx
from peer import Peer

peer = Peer("NetworkX", nx.__version__)


def make() -> nx.Graph:
    graph = nx.Graph()
    graph.add_weighted_edges_from(peer.rows())
    return graph


def cost_of(path: list[int]) -> int:
    return sum(graph[a][b]["weight"] for a, b in pairwise(path))


def cheapest(start: int, end: int) -> list[int]:
    cost, path = nx.bidirectional_dijkstra(graph, start, end)
    return [cost, len(path) - 1]


def fewest(start: int, end: int) -> list[int]:
    return [len(nx.bidirectional_shortest_path(graph, start, end)) - 1]


def friends(start: int, end: int) -> list[int]:
    own = graph[start]
    common: Counter[int] = Counter()
    for friend in own:
        common.update(it for it in graph[friend] if it not in own)
    del common[start]
    return [len(common), common.total()]


def every_cost(start: int, end: int) -> list[int]:
    costs = nx.single_source_dijkstra_path_length(graph, start)
    return [len(costs), sum(costs.values())]


def five(start: int, end: int) -> list[int]:
    return [cost_of(path) for path in islice(nx.shortest_simple_paths(graph, start, end, weight="weight"), 5)]


def five_enumerated(start: int, end: int) -> list[int]:
    return sorted(cost_of(path) for path in nx.all_simple_paths(graph, start, end, cutoff=3))[:5]


graph = peer.build(make)
peer.queries("cheapest", cheapest)
peer.queries("fewest", fewest)
peer.queries("friends", friends)
peer.queries("all", every_cost, 100)
peer.queries("five", five)
peer.queries("five_within_3_ties", five_enumerated)
peer.done()
