"""The stubs say what the module has, and programs that use it pass a type checker as they stand."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import itertools
import re
import subprocess
import sys
from pathlib import Path

import pytest

import typing_use
import weaktie as wt
from weaktie import _core

HERE = Path(__file__).parent
STUB = Path(_core.__file__).with_name("_core.pyi")

needs_mypy = pytest.mark.skipif(importlib.util.find_spec("mypy") is None, reason="mypy is not installed")


def stubtest(folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mypy.stubtest", "weaktie._core", "--concise"]
    command += ["--allowlist", str(HERE / "stubtest_allow.txt"), "--ignore-unused-allowlist"]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)


@needs_mypy
def test_stub_and_module_agree(tmp_path):
    ran = stubtest(tmp_path)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@needs_mypy
@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("relay: _Number = 1.0", "relay: _Number = 0.9", "Network.introductions"),
        ("max_intermediaries: SupportsIndex = 3", "most: SupportsIndex = 3", "Network.introductions"),
        ("    def tie_count(self) -> int: ...", "    def ties(self) -> int: ...", "Network.ties"),
        ("def chance_of(cost: SupportsIndex)", "def chance_of(cost: SupportsIndex, base: int = 2)", "chance_of"),
        ("def fields_of(text: str)", "def all_fields(text: str)", "all_fields"),
    ],
)
def test_a_stub_that_says_something_else_is_noticed(tmp_path, old, new, complaint):
    """So that the test above is not green because it looks at nothing."""
    package = tmp_path / "weaktie"
    package.mkdir()
    for file in Path(wt.__file__).parent.iterdir():
        if file.suffix in {".py", ".so", ".typed"}:
            (package / file.name).write_bytes(file.read_bytes())
    text = STUB.read_text(encoding="utf-8")
    assert old in text
    (package / "_core.pyi").write_text(text.replace(old, new), encoding="utf-8")
    command = [sys.executable, "-m", "mypy.stubtest", "weaktie._core", "--concise", "--ignore-unused-allowlist"]
    ran = subprocess.run(
        [*command, "--allowlist", str(HERE / "stubtest_allow.txt")],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "MYPYPATH": str(tmp_path)},
        check=False,
    )
    assert ran.returncode != 0
    assert complaint in ran.stdout


def test_every_entry_of_the_list_of_differences_has_a_reason():
    lines = (HERE / "stubtest_allow.txt").read_text(encoding="utf-8").splitlines()
    for before, line in itertools.pairwise(lines):
        if line and not line.startswith("#"):
            assert before.startswith("#")


def test_the_program_of_the_type_checks_runs(tmp_path):
    typing_use.main(tmp_path)


def test_the_program_of_the_type_checks_uses_every_public_name():
    tree = ast.parse((HERE / "typing_use.py").read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    wanted = {name for name in wt.__all__ if not inspect.ismodule(getattr(wt, name))}
    for name in list(wanted):
        thing = getattr(wt, name)
        if isinstance(thing, type):
            wanted |= {member for member in vars(thing) if not member.startswith("_")}
    assert wanted - used == set()


@pytest.mark.parametrize("file", [STUB, HERE / "typing_use.py"], ids=lambda file: file.name)
def test_any_is_rare(file):
    """A stub full of Any checks nothing: cells of tables and facts of messages are all that may hold anything."""
    bad = [line for line in file.read_text(encoding="utf-8").splitlines() if re.search(r"(->|:) Any\b", line)]
    assert [line.strip() for line in bad] in ([], ["def __getitem__(self, index: int) -> Any: ..."])


def test_signatures_can_be_read():
    for name in wt.__all__:
        thing = getattr(wt, name)
        if isinstance(thing, type):
            for member, value in vars(thing).items():
                if callable(getattr(thing, member)) and not member.startswith("_"):
                    signature = inspect.signature(getattr(thing, member))
                    assert not any(parameter.startswith("arg") for parameter in signature.parameters), (name, member)
                    if not isinstance(value, staticmethod):
                        assert next(iter(signature.parameters)) == "self"
        elif callable(thing):
            assert inspect.signature(thing).parameters is not None
    assert str(inspect.signature(wt.Network.reach)) == "(self, source, *, max_intermediaries=3, relay=1.0, viewer=None)"
    network = wt.Network.from_arrays([0], [1], [0.5])
    assert str(inspect.signature(network.index)) == "(id)"
    help_text = inspect.getdoc(wt.Network.introductions) or ""
    assert help_text.startswith("The best introductions from one person to another")
