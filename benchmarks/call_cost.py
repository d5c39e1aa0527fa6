"""What a call from Python costs more than the same call from C++: Python minus C++, both with string ids.

    .venv/bin/python benchmarks/call_cost.py [--library build/bench/benchmarks/libcall_cost.so] [--rounds 60] [--json]

Both run in this process, on the same network, over the same pairs, in turn: a round is all pairs in C++, then all pairs
in Python. `more` is the median over the rounds of Python minus C++ in that round, with its quartiles; Python's loop is
part of it, and so is freeing the answer on either side. The budget is 0.6 us a call and 1 us a batch of one pair.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import random
import statistics
import time
from array import array
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import weaktie as wt

LIBRARY = Path(__file__).resolve().parents[1] / "build" / "bench" / "benchmarks" / "libcall_cost.so"

Pairs = list[tuple[str, str]]


def single(network: wt.Network, pairs: Pairs) -> float:
    began = time.perf_counter()
    for source, target in pairs:
        network.introductions(source, target, count=1)
    return (time.perf_counter() - began) * 1e6 / len(pairs)


def batch(network: wt.Network, pairs: Pairs) -> float:
    began = time.perf_counter()
    for source, target in pairs:
        network.introductions_batch([source], [target], count=1)
    return (time.perf_counter() - began) * 1e6 / len(pairs)


def rows(people: int, ties: int) -> tuple[array[int], array[int], array[float]]:
    """Ties of everybody with anybody, and a line through all of them."""
    draw = random.Random(5)
    source, target, chance = array("I"), array("I"), array("d")
    for i in range(ties):
        a, b = (i, i + 1) if i < people - 1 else draw.sample(range(people), 2)
        source.append(a)
        target.append(b)
        chance.append(max(0.01, draw.random() ** 2))
    return source, target, chance


@dataclass
class Row:
    """Microseconds a call: medians over the rounds, and the quartiles of what Python takes more."""

    people: int
    ties: int
    call: str
    native: float
    python: float
    more: float
    low: float
    high: float


def measured(library_path: Path, rounds: int) -> Iterator[Row]:
    library = ctypes.CDLL(str(library_path))
    library.call_cost_ask.restype = ctypes.c_void_p
    library.call_cost_forget.argtypes = [ctypes.c_void_p]
    kinds: dict[str, Callable[[wt.Network, Pairs], float]] = {"single": single, "batch": batch}
    for name in kinds:
        function = getattr(library, f"call_cost_{name}")
        function.restype, function.argtypes = ctypes.c_double, [ctypes.c_void_p, ctypes.POINTER(ctypes.c_uint64)]
    for people, ties in [(3, 2), (1000, 5000), (10_000, 100_000)]:
        source, target, chance = rows(people, ties)
        network = wt.Network.from_arrays(source, target, chance)
        draw = random.Random(7)
        pairs = [(str(a), str(b)) for a, b in (draw.sample(range(people), 2) for _ in range(2000))]
        ends = [(ctypes.c_char_p * len(pairs))(*(pair[end].encode() for pair in pairs)) for end in (0, 1)]
        numbers = [
            (ctypes.c_uint32 * ties).from_buffer(source),
            (ctypes.c_uint32 * ties).from_buffer(target),
            (ctypes.c_double * ties).from_buffer(chance),
        ]
        handle = library.call_cost_ask(*numbers, ctypes.c_size_t(ties), *ends, ctypes.c_size_t(len(pairs)))
        for name, call in kinds.items():
            found, native_call = ctypes.c_uint64(), getattr(library, f"call_cost_{name}")
            took = [(native_call(handle, found), call(network, pairs)) for _ in range(rounds)]
            if found.value != rounds * sum(len(network.introductions(a, b, count=1)) for a, b in pairs):
                raise SystemExit("C++ and Python do not find the same introductions")
            low, more, high = statistics.quantiles((b - a for a, b in took), n=4)
            native, python = (statistics.median(values) for values in zip(*took, strict=True))
            yield Row(people, ties, name, native, python, more, low, high)
        library.call_cost_forget(handle)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, default=LIBRARY)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--json", action="store_true", help="print the rows as JSON, for the comparison")
    asked = parser.parse_args()
    if asked.json:
        print(json.dumps([asdict(row) for row in measured(asked.library, asked.rounds)]))
        return
    print(f"{'people':>8} {'ties':>8} {'call':8} {'C++':>8} {'Python':>8} {'more':>8}   {'quartiles':13}  us a call")
    for it in measured(asked.library, asked.rounds):
        print(
            f"{it.people:8} {it.ties:8} {it.call:8} {it.native:8.2f} {it.python:8.2f} {it.more:8.2f}   "
            f"{it.low:5.2f} - {it.high:5.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
