"""What every peer written in Python does alike; peer.hpp is the same for C++, and says what the output is.

<peer>.py <network file> <seconds an operation may take>
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import numpy as np

Graph = TypeVar("Graph")
Answer = Callable[[int, int], list[int]]
LAYERS = 4


def resident_bytes() -> int:
    gc.collect()
    with suppress(OSError, AttributeError):  # give back what is free, as in C++
        import ctypes

        ctypes.CDLL(None).malloc_trim(0)
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


class Peer:
    def __init__(self, name: str, version: str) -> None:
        if len(sys.argv) != 3:
            sys.exit((__doc__ or "").splitlines()[-1])
        data = Path(sys.argv[1]).read_bytes()
        if data[:8] != b"wtarrays":
            sys.exit(sys.argv[1] + " is no network file")
        self.people, self.ties, pairs = (int(it) for it in np.frombuffer(data, "<u8", 3, 8))
        at = 32

        def take(kind: str, count: int) -> np.ndarray:
            nonlocal at
            out = np.frombuffer(data, kind, count, at).copy()
            at += out.nbytes
            return out

        self.source, self.target, self.cost = (take("<u4", self.ties) for _ in range(3))
        self.chance = take("<f8", self.ties)
        self.starts, self.ends = (take("<u4", pairs).tolist() for _ in range(2))
        self.seconds = float(sys.argv[2])
        self.result: dict[str, object] = {"peer": name, "version": version}
        self.operations: list[dict[str, object]] = []

    def build(self, make: Callable[[], Graph]) -> Graph:
        """Times the building of a graph and what it adds to the memory of the process. Once, before any query."""
        before = resident_bytes()
        began = time.perf_counter()
        graph = make()
        self.result["build_s"] = time.perf_counter() - began
        self.result["bytes"] = resident_bytes() - before
        return graph

    def queries(self, operation: str, answer: Answer, most: int = 1000) -> None:
        """Asks one question a pair until the time or the pairs run out; the first ones are not counted."""
        began = time.perf_counter()
        for i in range(1, 101):
            if time.perf_counter() - began >= self.seconds / 10:
                break
            answer(self.starts[-i], self.ends[-i])
        times, answers = [], []
        clock = time.perf_counter_ns
        began = time.perf_counter()
        for start, end in zip(self.starts[:most], self.ends[:most]):
            if times and time.perf_counter() - began >= self.seconds:
                break
            start_ns = clock()
            numbers = answer(start, end)
            times.append((clock() - start_ns) / 1000)
            answers.append([int(it) for it in numbers])
        self.operations.append({"operation": operation, "us": times, "answers": answers})

    def layered(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
        """Ends and costs of the layered network of peer.hpp, and where its last copy of everyone begins."""
        everyone = np.arange(self.people, dtype=np.int64)
        ends_a = np.concatenate([self.source, self.target, everyone]).astype(np.int64)
        ends_b = np.concatenate([self.target, self.source, everyone]).astype(np.int64)
        cost = np.concatenate([self.cost, self.cost, np.zeros(self.people, np.uint32)])
        first = np.concatenate([ends_a + layer * self.people for layer in range(LAYERS)])
        second = np.concatenate([ends_b + (layer + 1) * self.people for layer in range(LAYERS)])
        return first, second, np.tile(cost, LAYERS), LAYERS * self.people

    def rows(self) -> Iterator[tuple[int, int, int]]:
        return zip(self.source.tolist(), self.target.tolist(), self.cost.tolist())

    def done(self) -> None:
        json.dump({**self.result, "operations": self.operations}, sys.stdout)
