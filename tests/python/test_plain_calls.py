"""Calls with plain arguments take a shorter way into C++: the answers and errors must be those of the usual way.

The usual way is reached by what it alone takes: a str of a subclass, or a keyword that is no literal of a program.
"""

from __future__ import annotations

import contextlib
import copy
import gc
import pickle
import sys
import threading
import weakref
from array import array
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weaktie as wt

IDS = ["sarah", "tutor", "li", "ben", "émile", "李"]
NETWORK = wt.Network.from_arrays(
    [0, 1, 0, 3, 4, 3, 1],
    [1, 2, 2, 4, 5, 2, 3],
    [0.8, 0.5, 0.1, 0.7, 0.25, 0.5, 0.9],
    ids=IDS,
    affiliations=[{"id": "choir", "reach": 0.5, "members": ["sarah", "li", "李"]}],
)


class Text(str):
    __slots__ = ()


class Number(int):
    pass


class Index:
    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value


def new(text: str) -> str:
    """An equal text that is another object."""
    return "".join([text[:1], text[1:]])


def outcome(call: Callable[..., Any], *args: Any, **options: Any) -> tuple[Any, ...]:
    try:
        found = call(*args, **options)
    except Exception as error:
        told = [getattr(error, name, None) for name in ("value", "file", "line", "column", "field")]
        return type(error), str(error), told
    if isinstance(found, wt.Introductions):
        return list(found), [[step.through for step in one.steps] for one in found], found.complete, found.guarantee
    return found.to_dict(), list(found.columns), repr(found)


TEXTS = st.sampled_from(IDS)
ODD: list[Any] = ["saarah", "nobody", "", "a\0b", "\ud800", "sar\udcff", "x" * 300, Text("sarah"), Text("nobody")]
ODD += [1, -1, 2.0, True, None, b"sarah", bytearray(b"li"), ["sarah"], object]
ODD_TEXTS = st.sampled_from(ODD)
WHOLES = st.one_of(
    st.integers(-2, 8),
    st.sampled_from([2**31, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64, -(2**70), True, Number(2), Index(3)]),
    st.sampled_from([None, "3", 1.0, b"1"]),
)
RELAYS: list[Any] = [1.0, 0.5, 1e-300, 0.0, -0.5, 1.5, float("nan"), float("inf"), 1, 2, True, None, "1", b""]
AVOIDED: list[Any] = [[], (), ["tutor"], ("tutor", "li"), ["nobody"], ["tutor", 3], [None], [Text("tutor")]]
AVOIDED += [["\ud800"], ["sarah"], ["tutor", "tutor"], "tutor", b"x", None, 3, {"ben"}]
OPTIONS: dict[str, st.SearchStrategy[Any]] = {
    "max_intermediaries": WHOLES,
    "count": WHOLES,
    "distinct": st.sampled_from(["none", "broker", "everyone", "Broker", "", Text("none"), "\ud800", None, 3, b"none"]),
    "relay": st.sampled_from(
        [1.0, 0.5, 1e-300, 0.0, -0.5, 1.5, float("nan"), float("inf"), 1, 2, True, None, "1", b""]
    ),
    "viewer": st.sampled_from([None, "sarah", "nobody", wt.OPERATOR, Text("li"), 3, b"li", "\ud800"]),
    "avoid": st.sampled_from(AVOIDED),
    "budget": st.one_of(st.none(), WHOLES),
}
FURTHER: dict[str, st.SearchStrategy[Any]] = {
    "threads": st.one_of(st.integers(-1, 3), st.sampled_from([1024, 1025, 2**40, True, None, "2"])),
    "progress": st.sampled_from([None, 3, "x", print.__class__]),
}


@st.composite
def keywords(draw: st.DrawFn, kinds: dict[str, st.SearchStrategy[Any]], plain: int) -> dict[str, Any]:
    """In any order; mostly right ones, so that right calls are common."""
    names = draw(st.lists(st.sampled_from(sorted(kinds)), unique=True, max_size=4))
    right = {
        "max_intermediaries": st.integers(0, 6),
        "count": st.integers(0, 4),
        "distinct": st.sampled_from(["none", "broker", "everyone"]),
        "relay": st.sampled_from([1.0, 0.5]),
        "viewer": st.none(),
        "avoid": st.sampled_from([[], (), ["tutor"], ("li", "ben")]),
        "budget": st.one_of(st.none(), st.integers(0, 40)),
        "threads": st.integers(0, 3),
        "progress": st.none(),
    }
    return {name: draw(right[name] if draw(st.integers(0, plain)) else kinds[name]) for name in names}


def usual(call: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> tuple[Any, ...]:
    """The same call by the usual way."""
    return outcome(call, *args, **{new(name): value for name, value in {"viewer": None, **options}.items()})


def given_as(source: Any, target: Any, how: str) -> tuple[tuple[Any, ...], dict[str, Any]]:
    name = "source" if how.endswith("single") else "sources"
    last = "target" if how.endswith("single") else "targets"
    ways: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
        "position": ((source, target), {}),
        "name": ((), {last: target, name: source}),
        "both": ((source,), {last: target}),
        "doubled": ((source, target), {name: source}),
        "one": ((source,), {}),
        "none": ((), {}),
        "three": ((source, target, 3), {}),
        "unknown": ((source, target), {"cuont": 1}),
    }
    return ways[how.split()[0]]


HOW = st.sampled_from(["position"] * 8 + ["name", "both", "doubled", "one", "none", "three", "unknown"])


@settings(max_examples=1500, deadline=None)
@given(TEXTS | ODD_TEXTS, TEXTS | TEXTS | ODD_TEXTS, keywords(OPTIONS, 2), HOW)
def test_introductions_are_the_same_either_way(source, target, options, how):
    args, named = given_as(source, target, how + " single")
    call = NETWORK.introductions
    assert outcome(call, *args, **named, **options) == usual(call, args, {**named, **options})
    assert outcome(wt.Network.introductions, NETWORK, *args, **named, **options) == usual(
        call, args, {**named, **options}
    )


IDS_OR_NOT = st.one_of(
    st.lists(TEXTS, max_size=3),
    st.lists(TEXTS, max_size=3).map(tuple),
    st.lists(TEXTS | ODD_TEXTS, max_size=3),
    st.lists(st.integers(-1, 7), max_size=3),
    st.lists(st.integers(0, 5), max_size=3).map(lambda values: array("I", values)),
    st.sampled_from(["sarah", b"sarah", None, 3, {"li"}, {"li": 1}, [["li"]], object]),
)


@settings(max_examples=1500, deadline=None)
@given(
    st.lists(st.tuples(TEXTS, TEXTS), max_size=3),
    st.none() | st.tuples(IDS_OR_NOT, IDS_OR_NOT),
    keywords({**OPTIONS, **FURTHER}, 4),
    HOW,
)
def test_a_batch_is_the_same_either_way(pairs, odd, options, how):
    sources, targets = odd or ([a for a, _ in pairs], tuple(b for _, b in pairs))
    args, named = given_as(sources, targets, how + " batch")
    call = NETWORK.introductions_batch
    assert outcome(call, *args, **named, **options) == usual(call, args, {**named, **options})


@pytest.mark.parametrize("subject", [None, 3, "x", wt.Network, wt.Table({"a": [1]}), object()])
def test_another_self_is_refused_as_ever(subject):
    for name in ("introductions", "introductions_batch"):
        with pytest.raises(TypeError, match=name):
            getattr(wt.Network, name)(subject, "sarah", "li")
    with pytest.raises(TypeError):
        wt.Network.introductions()


def answers() -> list[Any]:
    """Of both ways."""
    return [
        NETWORK.introductions("sarah", "li"),
        NETWORK.introductions(Text("sarah"), "li"),
        NETWORK.introductions_batch(["sarah"], ["li"]),
        NETWORK.introductions_batch([Text("sarah")], ["li"]),
    ]


def test_the_answers_are_objects_like_all_others():
    for found, other in zip(answers()[::2], answers()[1::2]):
        assert type(found) is type(other)
        assert found == other
        assert repr(found) == repr(other)
        assert pickle.loads(pickle.dumps(found)) == found == copy.deepcopy(found)
        assert found.to_json() == other.to_json()
        assert found._repr_html_() == other._repr_html_()
        assert weakref.ref(found)() is found
        with pytest.raises(TypeError):
            hash(found)
    found, _, table, _ = answers()
    assert NETWORK.introductions_svg("sarah", "li", found).startswith("<svg")
    assert wt.Table(table) == table
    column = table["people"]
    del table
    assert list(column)[:2] == [[0, 2], [0, 1, 2]]


def test_no_answer_is_made_over():
    for found in answers():
        told = repr(found)
        with contextlib.suppress(TypeError):
            found.__init__({"a": [1]})
        assert repr(found) == told


def test_the_answers_end_with_their_last_reference():
    for _ in range(3):
        before = [sys.getrefcount(kind) for kind in (wt.Introductions, wt.Table, NETWORK)]
        ended: list[str] = []
        for found in answers():
            weakref.finalize(found, ended.append, type(found).__name__)
        del found
        assert sorted(ended) == ["Introductions", "Introductions", "Table", "Table"]
        for _ in range(1000):
            NETWORK.introductions("sarah", "li", count=1)
            NETWORK.introductions_batch(["sarah"], ["li"], count=1)
        gc.collect()
        after = [sys.getrefcount(kind) for kind in (wt.Introductions, wt.Table, NETWORK)]
        assert after == before


def test_an_answer_outlives_its_network():
    network = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.5])
    found = network.introductions("0", "2")
    del network
    gc.collect()
    assert found[0].people == ["0", "1", "2"]
    assert [str(one) for one in found] == ["0 -> 1 -> 2 (chance 0.25)"]


def test_threads_share_a_network():
    expected = [NETWORK.introductions(Text(a), b, count=2) for a in IDS for b in IDS if a != b]
    rows = [NETWORK.introductions_batch([Text(a)], [b], count=2) for a in IDS for b in IDS if a != b]
    wrong: list[object] = []

    def work() -> None:
        for _ in range(50):
            found = [NETWORK.introductions(a, b, count=2) for a in IDS for b in IDS if a != b]
            tables = [NETWORK.introductions_batch([a], [b], count=2) for a in IDS for b in IDS if a != b]
            if found != expected or tables != rows:
                wrong.append(found)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
