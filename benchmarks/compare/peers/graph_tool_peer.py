"""graph-tool: Boost.Graph behind Python."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import graph_tool as gt
import numpy as np
from graph_tool import topology
from peer import Peer

gt.openmp_set_num_threads(1)
peer = Peer("graph-tool", gt.__version__.split()[0])


def make() -> tuple[gt.Graph, gt.EdgePropertyMap]:
    graph = gt.Graph(directed=False)
    graph.add_vertex(peer.people)
    graph.add_edge_list(np.column_stack([peer.source, peer.target]))
    return graph, graph.new_edge_property("int64_t", vals=peer.cost.astype(np.int64))


def cheapest(start: int, end: int) -> list[int]:
    _, ties = topology.shortest_path(graph, graph.vertex(start), graph.vertex(end), weights=cost)
    return [sum(cost[tie] for tie in ties), len(ties)]


def fewest(start: int, end: int) -> list[int]:
    return [int(topology.shortest_distance(graph, graph.vertex(start), graph.vertex(end)))]


def every_cost(start: int, end: int) -> list[int]:
    costs = topology.shortest_distance(graph, graph.vertex(start), weights=cost).a
    reached = costs[costs < np.iinfo(np.int64).max]
    return [len(reached), int(reached.sum())]


def five_enumerated(start: int, end: int) -> list[int]:
    paths = topology.all_paths(graph, graph.vertex(start), graph.vertex(end), cutoff=3, edges=True)
    return sorted(sum(cost[tie] for tie in path) for path in paths)[:5]


graph, cost = peer.build(make)
peer.queries("cheapest", cheapest)
peer.queries("fewest", fewest)
peer.queries("all", every_cost, 100)
peer.queries("five_within_3_ties", five_enumerated)
if peer.ties <= 5_000_000:  # beyond, five copies do not fit a usual machine
    first, second, costs, last = peer.layered()
    layered = gt.Graph(directed=True)
    layered.add_vertex(last + peer.people)
    layered.add_edge_list(np.column_stack([first, second]))
    layered_cost = layered.new_edge_property("int64_t", vals=costs.astype(np.int64))

    def limited(start: int, end: int) -> list[int]:
        ends = layered.vertex(start), layered.vertex(last + end)
        return [sum(layered_cost[tie] for tie in topology.shortest_path(layered, *ends, weights=layered_cost)[1])]

    peer.queries("limited", limited)
peer.done()
