"""How long a long call goes on after Ctrl-C.

    python benchmarks/stopping.py [--people 200000] [--at 9]

Every call is timed once, then begun anew and interrupted at several moments of its run; the table shows the longest
time from the signal to the KeyboardInterrupt. A call that takes less than 100 ms needs no interrupting.
"""

from __future__ import annotations

import argparse
import random
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import weaktie as wt

TITLES = [
    "Solicitor",
    "Nurse",
    "Data Engineer",
    "Headteacher",
    "Quantity Surveyor",
    "Sales Manager",
    "Barrister",
    "Chef",
]


def rows(people: int, ties: int, draw: random.Random) -> tuple[list[int], list[int], list[float]]:
    """Ties with heavy tails: the square makes small numbers frequent."""
    source, target, chance = [], [], []
    while len(source) < ties:
        a, b = int(people * draw.random() ** 2), draw.randrange(people)
        if a != b:
            source.append(a)
            target.append(b)
            chance.append(max(0.01, draw.random() ** 2))
    return source, target, chance


def latency(call: Callable[[], Any], after: float) -> float | None:
    """Seconds from a signal, `after` seconds into the call, to the exception; None when the call was over before."""

    def stop(signum: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, stop)
    began = time.perf_counter()
    try:
        signal.setitimer(signal.ITIMER_REAL, after)
        call()
        signal.setitimer(signal.ITIMER_REAL, 0)
        return None
    except KeyboardInterrupt:
        return time.perf_counter() - began - after
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def calls(people: int, folder: Path) -> dict[str, Callable[[], Any]]:
    draw = random.Random(7)
    source, target, chance = rows(people, 20 * people, draw)
    columns = {
        "id": [str(i) for i in range(people)],
        "title": [draw.choice(TITLES) + f" {i % 5000}" for i in range(people)],
    }
    groups = [
        {"id": f"g{g}", "reach": 0.2, "members": [str(draw.randrange(people)) for _ in range(people // 20)]}
        for g in range(20)
    ]
    network = wt.Network.from_arrays(source, target, chance, people=columns, affiliations=groups, ids=columns["id"])
    hub = people // 2
    star = wt.Network.from_arrays([0] * hub, range(1, hub + 1), [0.5] * hub)
    network.save(folder / "network.weaktie")
    few = people // 4
    with (folder / "ties.csv").open("w") as file:
        file.write("source,target,strength\n")
        file.writelines(
            f"p{a % few},p{b % few},{1 + b % 5}\n" for a, b in zip(source[:people], target) if (a - b) % few
        )
    with (folder / "people.csv").open("w") as file:
        file.write("id,name,title,email\n")
        file.writelines(f"p{i},Person {i},{draw.choice(TITLES)},p{i // 2}@example.org\n" for i in range(few))
    records = wt.Records()
    records.read_people(folder / "people.csv")
    records.read_ties(folder / "ties.csv")
    network_json = folder / "network.graphml"
    small = wt.Network.from_arrays(source[: 2 * people], target[: 2 * people], chance[: 2 * people])
    small.write_graph(network_json)
    texts = columns["title"] * 10
    many = 3000
    requests = {
        "request": [str(i) for i in range(many)],
        "prospect": [f"t{i // 3}" for i in range(many)],
        "approach": ["introduction"] * many,
        "brokers": [[f"b{draw.randrange(200)}"] for _ in range(many)],
        "chance": [draw.random() for _ in range(many)],
        "value": [draw.random() for _ in range(many)],
        "minutes": [30.0 + draw.randrange(90) for _ in range(many)],
        "courage": [draw.random() for _ in range(many)],
    }
    pairs = [str(i) for i in range(people)]
    candidates = {"source": ["1"] * 1000, "target": pairs[2:1002], "chance": [0.9] * 1000}
    return {
        "from_arrays": lambda: wt.Network.from_arrays(source, target, chance),
        "from_arrays with people": lambda: wt.Network.from_arrays(source, target, chance, people=columns),
        "save": lambda: network.save(folder / "again.weaktie"),
        "open": lambda: wt.Network.open(folder / "network.weaktie"),
        "introductions, six between": lambda: network.introductions("1", "77", max_intermediaries=6, count=50),
        "introductions, a thousand": lambda: network.introductions("1", "77", count=1000, distinct="none"),
        "introductions at a star": lambda: star.introductions("1", "2", count=1000, distinct="everyone"),
        "why_none": lambda: network.why_none("1", "77", max_intermediaries=0),
        "reach": lambda: network.reach("1", max_intermediaries=6),
        "best_among": lambda: network.best_among("1", pairs, count=people),
        "introductions_batch": lambda: network.introductions_batch(source[:people], target[:people]),
        "introductions_batch, one long": lambda: network.introductions_batch([1], [77], max_intermediaries=6, count=50),
        "reach_batch": lambda: network.reach_batch(range(20), max_intermediaries=6),
        "bottlenecks": lambda: network.bottlenecks("1", pairs),
        "gains": lambda: network.gains("1", candidates, pairs),
        "anyone_at": lambda: network.anyone_at("1", "Nobody & Sons"),
        "who_knows": lambda: network.who_knows("1"),
        "find": lambda: network.find("person 17"),
        "prospects": lambda: network.prospects("1", field="law", count=2000),
        "plan": lambda: wt.plan(requests, start="2026-11-02", requests_per_week=20, weeks=12, minutes_per_week=600.0),
        "field_of": lambda: wt.field_of(texts),
        "read_people": lambda: wt.Records().read_people(folder / "people.csv"),
        "read_ties": lambda: wt.Records().read_ties(folder / "ties.csv"),
        "read_graph": lambda: wt.Network.read_graph(network_json),
        "write_graph": lambda: small.write_graph(folder / "again.graphml"),
        "resolve": lambda: records.resolve(),
        "freeze": lambda: records.freeze(as_of="2026-11-01"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=200_000)
    parser.add_argument("--at", type=int, default=9, help="moments a call is interrupted at")
    parser.add_argument("--only", default="", help="calls whose name holds this")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'call':32} {'takes':>9} {'longest after Ctrl-C':>22}")
        for name, call in calls(asked.people, Path(folder)).items():
            if asked.only not in name:
                continue
            began = time.perf_counter()
            call()
            takes = time.perf_counter() - began
            late = [latency(call, takes * (i + 0.5) / asked.at) for i in range(asked.at)]
            found = [it for it in late if it is not None]
            worst = f"{1000 * max(found):.0f} ms" if found else "over before"
            print(f"{name:32} {1000 * takes:6.0f} ms {worst:>22}", flush=True)


if __name__ == "__main__":
    main()
