"""weaktie from Python: the same questions through the package, with ids as people use it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from peer import Peer

import weaktie as wt

peer = Peer("weaktie (Python)", wt.__version__)
network = peer.build(lambda: wt.Network.from_arrays(peer.source, peer.target, peer.chance))
ids = [str(person) for person in range(peer.people)]


def limited(start: int, end: int) -> list[int]:
    return [it.cost for it in network.introductions(ids[start], ids[end], count=1)]


def five(distinct: str) -> None:
    def answer(start: int, end: int) -> list[int]:
        return [it.cost for it in network.introductions(ids[start], ids[end], count=5, distinct=distinct)]

    peer.queries("five_" + distinct, answer)


def friends(start: int, end: int) -> list[int]:
    common = network.who_knows(ids[start])["common"].to_list()
    return [len(common), sum(common)]


peer.queries("limited", limited)
for mode in ("none", "broker", "everyone"):
    five(mode)
peer.queries("friends", friends)
peer.done()
