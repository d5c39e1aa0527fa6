"""Long calls let other threads run, show how far they are, and end on Ctrl-C.

How soon after Ctrl-C is measured in benchmarks/stopping.py, not here.
"""

from __future__ import annotations

import random
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import weaktie as wt

PEOPLE = 40_000
TITLES = ["Solicitor", "Nurse", "Data Engineer", "Headteacher", "Barrister", "Chef"]


class World:
    """Enough of everything to take a while."""

    def __init__(self, folder: Path):
        draw = random.Random(5)
        self.folder = folder
        self.source = [draw.randrange(PEOPLE) for _ in range(20 * PEOPLE)]
        self.target = [(a + 1 + draw.randrange(PEOPLE - 1)) % PEOPLE for a in self.source]
        self.chance = [0.01 + 0.9 * draw.random() for _ in self.source]
        self.ids = [str(i) for i in range(PEOPLE)]
        self.people = {"id": self.ids, "title": [f"{draw.choice(TITLES)} {i}" for i in range(PEOPLE)]}
        self.network = wt.Network.from_arrays(self.source, self.target, self.chance, ids=self.ids, people=self.people)
        self.records = wt.Records()
        self.records.read_ties(
            {"source": [f"p{i // 20}" for i in range(20_000)], "target": [f"q{i}" for i in range(20_000)]}
        )
        self.records.read_people(
            {"id": [f"q{i}" for i in range(20_000)], "email": [f"m{i // 2}@example.org" for i in range(20_000)]}
        )
        self.requests = {
            "request": [str(i) for i in range(1500)],
            "prospect": [f"t{i // 3}" for i in range(1500)],
            "approach": ["introduction"] * 1500,
            "brokers": [[f"b{i % 70}"] for i in range(1500)],
            "chance": [draw.random() for _ in range(1500)],
            "value": [draw.random() for _ in range(1500)],
        }
        self.candidates = {"source": ["1"] * 300, "target": [str(i) for i in range(2, 302)], "chance": [0.9] * 300}
        self.network.save(folder / "network.weaktie")
        self.network.write_graph(folder / "network.json", people=False)
        (folder / "ties.csv").write_text("source,target\n" + "".join(f"a{i},b{i}\n" for i in range(20_000)))

    def pairs(self, count: int) -> tuple[list[int], list[int]]:
        return self.source[:count], [(a + 7919) % PEOPLE for a in self.source[:count]]

    def plan(self, **options: Any) -> wt.Plan:
        return wt.plan(self.requests, start="2026-11-02", requests_per_week=20, weeks=8, **options)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("long"))


# What tells how far it is, by the name it goes by here.
WITH_PROGRESS: dict[str, Callable[[World, Any], Any]] = {
    "from_arrays": lambda w, tell: wt.Network.from_arrays(w.source, w.target, w.chance, progress=tell),
    "save": lambda w, tell: w.network.save(w.folder / "again.weaktie", progress=tell),
    "open": lambda w, tell: wt.Network.open(w.folder / "network.weaktie", progress=tell),
    "write_graph": lambda w, tell: w.network.write_graph(w.folder / "again.json", people=False, progress=tell),
    "read_graph": lambda w, tell: wt.Network.read_graph(w.folder / "network.json", progress=tell),
    "prospects": lambda w, tell: w.network.prospects("1", field="law", count=50, progress=tell),
    "introductions_batch": lambda w, tell: w.network.introductions_batch(*w.pairs(3000), progress=tell),
    "reach_batch": lambda w, tell: w.network.reach_batch(range(40), max_intermediaries=2, progress=tell),
    "plan": lambda w, tell: w.plan(progress=tell),
    "field_of": lambda w, tell: wt.field_of(w.people["title"], progress=tell),
    "read_ties": lambda w, tell: wt.Records().read_ties(w.folder / "ties.csv", progress=tell),
    "read_people": lambda w, tell: wt.Records().read_people(w.people, progress=tell),
    "resolve": lambda w, tell: w.records.resolve(progress=tell),
    "freeze": lambda w, tell: w.records.freeze(as_of="2026-11-01", progress=tell),
}


@pytest.mark.parametrize("name", WITH_PROGRESS)
def test_progress_is_told_and_may_stop(world, name):
    call = WITH_PROGRESS[name]
    told: list[tuple[int, int]] = []

    def listen(done: int, total: int) -> None:
        told.append((done, total))

    answer = call(world, listen)
    assert told
    assert all(isinstance(done, int) and isinstance(total, int) and done >= 0 <= total for done, total in told)
    if name not in {"save", "open", "write_graph", "read_graph", "plan"}:  # these do not know how much there is
        assert all(done <= total for done, total in told)
        assert told[-1][0] == told[-1][1] > 0
        if name not in {"read_ties", "read_people"}:  # these look at the file before they know its rows
            assert [done for done, _ in told] == sorted(done for done, _ in told)

    with pytest.raises(wt.Cancelled):
        call(world, lambda done, total: False)

    def fail(done: int, total: int) -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        call(world, fail)
    with pytest.raises(TypeError, match="progress is a function"):
        call(world, 7)

    after = call(world, None)
    assert after == answer or (
        isinstance(after, (wt.Records, wt.ImportReport, wt.Table)) and repr(after) == repr(answer)
    )


def test_a_stopped_save_leaves_the_old_file_whole(world, tmp_path):
    small = wt.Network.from_arrays([0], [1], [0.5])
    for write, read in (
        (lambda n, p, **k: n.save(p, **k), wt.Network.open),
        (lambda n, p, **k: n.write_graph(p, **k), wt.Network.read_graph),
    ):
        path = tmp_path / "kept.json"
        write(small, path)
        before = path.read_bytes()
        with pytest.raises(wt.Cancelled):
            write(world.network, path, progress=lambda done, total: False)
        assert path.read_bytes() == before
        assert [it.name for it in tmp_path.iterdir()] == ["kept.json"]
        assert read(path) == small


class Stopped(Exception):
    pass


@pytest.fixture
def alarm() -> Iterator[None]:
    def stop(signum: int, frame: object) -> None:
        raise Stopped

    before = signal.signal(signal.SIGALRM, stop)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


# Without a progress function: a signal ends them all the same. Each is repeated until the signal comes.
INTERRUPTED: dict[str, Callable[[World], Any]] = {
    "introductions": lambda w: w.network.introductions("1", "77", max_intermediaries=6, count=2000),
    "reach": lambda w: w.network.reach("1", max_intermediaries=6),
    "best_among": lambda w: w.network.best_among("1", w.ids, count=100),
    "introductions_batch": lambda w: w.network.introductions_batch(*w.pairs(20_000)),
    "introductions_batch, one long": lambda w: w.network.introductions_batch(
        [1], [77], max_intermediaries=6, count=2000
    ),
    "reach_batch": lambda w: w.network.reach_batch(range(20), max_intermediaries=6),
    "bottlenecks": lambda w: w.network.bottlenecks("1", w.ids),
    "gains": lambda w: w.network.gains("1", w.candidates, w.ids),
    "prospects": lambda w: w.network.prospects("1", field="law", count=200),
    "plan": lambda w: w.plan(),
    "from_arrays": lambda w: wt.Network.from_arrays(w.source, w.target, w.chance),
    "open": lambda w: wt.Network.open(w.folder / "network.weaktie"),
    "freeze": lambda w: w.records.freeze(as_of="2026-11-01"),
    "field_of": lambda w: wt.field_of(w.people["title"]),
}


@pytest.mark.parametrize("name", INTERRUPTED)
def test_a_signal_ends_it(world, alarm, name):
    call = INTERRUPTED[name]

    def again_and_again() -> None:
        signal.setitimer(signal.ITIMER_REAL, 0.03)
        while True:  # the signal comes inside of a call, or now and then between two
            call(world)

    with pytest.raises(Stopped):
        again_and_again()
    signal.setitimer(signal.ITIMER_REAL, 0)
    call(world)


@pytest.mark.parametrize("name", INTERRUPTED)
def test_other_threads_run_meanwhile(world, name):
    """The other thread says that it is about to call; what happens here before it is back happened during the call."""
    call = INTERRUPTED[name]
    about_to, back = threading.Event(), threading.Event()

    def work() -> None:
        about_to.set()
        call(world)
        back.set()

    for _ in range(50):
        about_to.clear()
        back.clear()
        thread = threading.Thread(target=work)
        thread.start()
        about_to.wait()
        seen = 0
        while not back.is_set():
            seen += 1
        thread.join()
        # A lock that is held all the time lets this loop run at most once before and once after the call, and for a
        # few time slices while arguments are converted.
        if seen > 1000:
            return
    pytest.fail("no other thread ran while it was at work")
