"""Wrong calls and what they are told: the whole messages stand in wrong_calls.golden, and nothing ends the interpreter.

Record them anew with WEAKTIE_RECORD=1, then read the difference as a stranger would.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import weaktie as wt

HERE = Path(__file__).parent
GOLDEN = HERE / "wrong_calls.golden"
CALLS = HERE.joinpath("wrong_calls.txt").read_text(encoding="utf-8").splitlines()


KINDS = {"TypeError", "KeyError", "IndexError", "UnknownPerson", "InvalidValue", "ImportFailed", "Error"}


def surroundings() -> dict[str, Any]:
    records = wt.Records()
    records.add_person("ann", name="Ann Smith")
    people = {"id": ["sarah", "tutor", "li"], "title": ["Student", "Lecturer", "Solicitor"]}
    return {
        "wt": wt,
        "records": records,
        "network": wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=people["id"], people=people),
        "requests": {
            "request": ["r"],
            "prospect": ["li"],
            "approach": ["direct"],
            "chance": [0.5],
            "value": [0.8],
        },
    }


def told(call: str) -> str:
    try:
        eval(call, surroundings())
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return "nothing"


def recorded() -> dict[str, str]:
    out = {}
    for entry in GOLDEN.read_text(encoding="utf-8").strip().split("\n\n"):
        call, _, message = entry.partition("\n")
        out[call] = message
    return out


if os.environ.get("WEAKTIE_RECORD"):
    GOLDEN.write_text("\n".join(f"{call}\n{told(call)}\n" for call in CALLS), encoding="utf-8")


@pytest.mark.parametrize("call", CALLS)
def test_a_wrong_call_is_told_what_is_wrong(call):
    message = told(call)
    assert message != "nothing"
    assert message.split(":")[0] in KINDS
    assert "incompatible function arguments" not in message
    assert message == recorded()[call]


def test_there_are_many_and_each_stands_once():
    assert len(CALLS) == len(set(CALLS)) >= 60
    assert set(recorded()) == set(CALLS)


# Values that are wrong somewhere, made anew for each call; the last ones misbehave on purpose.
ODD = """
None, True, -1, 2**70, 0.5, float("nan"), float("inf"), "", "sarah", "\\ud800", "a\\0b", b"sarah", [], ["sarah"],
[None], {}, {"id": ["x"]}, {"id": [[[[]]]]}, (i for i in range(3)), (1 / 0 for _ in "x"), object(),
int, len, wt, Raises(), Lies(), memoryview(b"12345678"), [[]] * 3, network, network.introductions("sarah", "li"),
records
"""

MATRIX = """
import sys
import weaktie as wt

class Raises:
    def __getattribute__(self, name): raise ValueError(name)
    def __index__(self): raise ValueError
    def __float__(self): raise ValueError
    def __iter__(self): raise ValueError
    def __len__(self): raise ValueError
    def __getitem__(self, item): raise ValueError
    def __repr__(self): raise ValueError

class Lies:
    def __len__(self): return 2**40
    def __getitem__(self, item): return self
    def __iter__(self): return iter([self] * 3)
    def __index__(self): return "x"
    def __float__(self): return "x"
    def __fspath__(self): return 3
    def __arrow_c_stream__(self, requested_schema=None): return "x"

def makers():
    network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5], ids=["sarah", "tutor", "li"],
                                     people={"id": ["sarah", "li"], "title": ["Student", "Solicitor"]})
    records = wt.Records()
    records.add_tie("sarah", "li")
    return network, records

def things():
    network, records = makers()
    prospects = network.prospects("sarah", field="law")
    return [wt, wt.Network, network, records, network.reach("sarah"), network.introductions("sarah", "li"),
            network.introductions("sarah", "li")[0], prospects, prospects[0], wt.plan(prospects, start="2026-11-02"),
            wt.Table({"a": [1]}), wt.Table({"a": [1]})["a"], wt.OutreachModel.default(), wt.compose(),
            wt.field_of("Nurse"), records.read_people({"id": ["q"]})]

network, records = makers()
count = 0
for place, thing in enumerate(things()):
    for name in dir(thing):
        if name.startswith("_") and name not in ("__getitem__", "__contains__", "__eq__", "__arrow_c_stream__"):
            continue
        if place == 0 and (name in ("core", "io", "network", "records", "search", "outreach", "interview")):
            continue
        if not callable(getattr(thing, name)):
            continue
        function = getattr(thing, name)
        for odd in (ODD_VALUES):
            for args in ((odd,), (odd, odd), ("sarah", odd), ("sarah", "li", odd)):
                count += 1
                try:
                    function(*args)
                except Exception:
                    pass
            for keyword in "count field start as_of viewer relay avoid progress journal ids".split():
                count += 1
                try:
                    function("sarah", "li", **{keyword: odd})
                except Exception:
                    pass
                try:
                    function("sarah", **{keyword: odd})
                except Exception:
                    pass
print(count)
"""


def test_nothing_ends_the_interpreter(tmp_path):
    program = tmp_path / "matrix.py"
    program.write_text(MATRIX.replace("ODD_VALUES", ODD.strip().replace("\n", " ") + ","), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", str(program)],
        capture_output=True,
        text=True,
        timeout=300,
        cwd=tmp_path,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert int(ran.stdout) > 10_000
