"""The slow, obvious answer: every chain of distinct people, tried one by one, as docs/concepts defines them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

INFINITE = 10**18


def cost_of(chance: float) -> int:
    """round(-log2(chance) * 2**20)"""
    return math.floor(-math.log2(chance) * 2**20 + 0.5)


@dataclass(frozen=True)
class Chain:
    cost: int
    people: tuple[int, ...]

    @property
    def order(self) -> tuple[int, int, tuple[int, ...]]:
        return self.cost, len(self.people), self.people


@dataclass
class Graph:
    """People 0 .. size - 1, ties (a, b) -> chance in both directions as given, affiliations id -> (reach, weights)."""

    size: int
    ties: dict[tuple[int, int], float]
    groups: dict[str, tuple[float, dict[int, float]]] = field(default_factory=dict)

    def step(self, a: int, b: int) -> int:
        """The cost of the cheapest step from a to b."""
        best = INFINITE
        if (a, b) in self.ties:
            best = cost_of(self.ties[a, b])
        for reach, weights in self.groups.values():
            if a in weights and b in weights:
                best = min(best, cost_of(reach) + cost_of(weights[a]) + cost_of(weights[b]))
        return best

    def chains(self, source: int, target: int, limit: int, relay: float = 1.0) -> Iterator[Chain]:
        """Every chain of distinct people with at most `limit` intermediaries."""
        others = [p for p in range(self.size) if p not in (source, target)]
        steps = {(a, b): self.step(a, b) for a in range(self.size) for b in range(self.size) if a != b}
        for between in range(limit + 1):
            for middle in itertools.permutations(others, between):
                people = (source, *middle, target)
                costs = [steps[pair] for pair in itertools.pairwise(people)]
                if max(costs) < INFINITE:
                    yield Chain(sum(costs) + between * cost_of(relay), people)

    def introductions(
        self,
        source: int,
        target: int,
        *,
        max_intermediaries: int = 3,
        count: int = 5,
        distinct: str = "broker",
        relay: float = 1.0,
        avoid: frozenset[int] = frozenset(),
    ) -> list[Chain]:
        if source in avoid or target in avoid:
            return []
        chains = sorted(
            (c for c in self.chains(source, target, max_intermediaries, relay) if not avoid & set(c.people)),
            key=lambda chain: chain.order,
        )
        if distinct == "none":
            return chains[:count]
        found: list[Chain] = []
        used: set[int] = set()
        direct_used = False
        for chain in chains:
            between = set(chain.people[1:-1])
            if distinct == "broker":
                if chain.people[1] in used:
                    continue
                used.add(chain.people[1])
            else:
                if between & used or (not between and direct_used):
                    continue
                used |= between
                direct_used = direct_used or not between
            found.append(chain)
        return found[:count]

    def reach(self, source: int, *, max_intermediaries: int = 3, relay: float = 1.0) -> tuple[list[float], list[int]]:
        chance, between = [0.0] * self.size, [255] * self.size
        for person in range(self.size):
            if person == source:
                chance[person], between[person] = 1.0, 0
                continue
            best = self.introductions(
                source, person, max_intermediaries=max_intermediaries, count=1, distinct="none", relay=relay
            )
            if best:
                chance[person] = 2 ** (-best[0].cost / 2**20)
                between[person] = len(best[0].people) - 2
        return chance, between

    def around(self, person: int) -> set[int]:
        return {b for a, b in self.ties if a == person} | {a for a, b in self.ties if b == person}

    def who_knows(self, source: int) -> dict[int, tuple[list[int], float, float]]:
        friends = {b for a, b in self.ties if a == source}
        out: dict[int, tuple[list[int], float, float]] = {}
        for person in range(self.size):
            via = sorted(w for w in friends if (w, person) in self.ties)
            if person == source or person in friends or not via:
                continue
            degrees = [len(self.around(w)) for w in via]
            out[person] = (via, sum(1 / math.log(d) for d in degrees), sum(1 / d for d in degrees))
        return out
