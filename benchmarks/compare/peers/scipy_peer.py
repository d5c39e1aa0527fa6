"""SciPy's sparse matrices: everyone at once; it has no search for one target."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import numpy as np
import scipy
from peer import Peer
from scipy import sparse

peer = Peer("SciPy", scipy.__version__)


def make() -> sparse.csr_array:
    ends = (np.concatenate([peer.source, peer.target]), np.concatenate([peer.target, peer.source]))
    costs = np.concatenate([peer.cost, peer.cost]).astype(np.float64)
    return sparse.coo_array((costs, ends), shape=(peer.people, peer.people)).tocsr()


def sum_of(costs: np.ndarray) -> list[int]:
    reached = costs[np.isfinite(costs)]
    return [len(reached), int(reached.sum())]


def every_cost(start: int, end: int) -> list[int]:
    return sum_of(sparse.csgraph.dijkstra(graph, indices=start))


def friends(start: int, end: int) -> list[int]:
    own = ones[[start]]
    common = (own @ ones).tocoo()
    known = np.append(own.indices, start)
    counts = common.data[~np.isin(common.col, known)]
    return [len(counts), int(counts.sum())]


graph = peer.build(make)
peer.queries("all", every_cost, 100)
ones = graph.copy()
ones.data = np.ones(len(graph.data), np.int32)
peer.queries("friends", friends)
if peer.ties <= 5_000_000:  # beyond, five copies do not fit a usual machine
    first, second, costs, last = peer.layered()
    size = last + peer.people
    # A stored zero is a step at no cost for csgraph, but only in a matrix that is sparse already.
    layered = sparse.coo_array((costs.astype(np.float64), (first, second)), shape=(size, size)).tocsr()
    peer.queries("all_limited", lambda start, end: sum_of(sparse.csgraph.dijkstra(layered, indices=start)[last:]), 100)
peer.done()
