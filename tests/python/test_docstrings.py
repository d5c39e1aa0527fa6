"""Every public name has a docstring, its examples run, and the stubs say the same as the module."""

from __future__ import annotations

import ast
import doctest
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import weaktie as wt
from weaktie import _core

STUB = ast.parse(Path(_core.__file__).with_name("_core.pyi").read_text(encoding="utf-8"))


def documented() -> Iterator[tuple[str, str | None]]:
    for name in wt.__all__:
        thing = getattr(wt, name)
        if name == "__version__" or isinstance(thing, wt.Operator | tuple):
            continue
        yield name, thing.__doc__
        if isinstance(thing, type):
            for member, value in vars(thing).items():
                if not member.startswith("_") and callable(getattr(thing, member)) | isinstance(value, property):
                    yield f"{name}.{member}", getattr(thing, member).__doc__


DOCS = dict(documented())


@pytest.mark.parametrize("name", DOCS)
def test_every_public_name_says_what_it_is(name):
    text = DOCS[name]
    assert text
    assert not re.match(r"\w+\(", text)  # the signature stands apart, where inspect finds it
    assert len(text.strip()) > 5


ROOMS = {name for name in wt.__all__ if inspect.ismodule(getattr(wt, name))}


def is_property(name: str) -> bool:
    kind, _, member = name.partition(".")
    return isinstance(vars(getattr(wt, kind)).get(member), property) if member else False


@pytest.mark.parametrize("name", [name for name in DOCS if not is_property(name) and name not in ROOMS])
def test_every_class_and_everything_that_is_called_has_an_example(name):
    """The example of its class serves a property."""
    assert ">>> " in (DOCS[name] or "")


def test_docstrings_fit_a_terminal():
    long = [(name, line) for name, text in DOCS.items() for line in (text or "").splitlines() if len(line) > 120]
    assert long == []


EXAMPLES = [name for name, text in [*DOCS.items(), ("weaktie", wt.__doc__)] if text and ">>>" in text]


@pytest.mark.parametrize("name", EXAMPLES)
def test_its_example_runs(name):
    text = wt.__doc__ if name == "weaktie" else DOCS[name]
    test = doctest.DocTestParser().get_doctest(text or "", {"wt": wt}, name, None, None)
    report: list[str] = []
    failed, tried = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=report.append)
    assert tried > 0
    assert failed == 0, "".join(report)


def test_the_public_list_is_complete():
    assert len(wt.__all__) == len(set(wt.__all__))
    for name in wt.__all__:
        assert getattr(wt, name) is not None
    public = {name for name in vars(_core) if not name.startswith("_")}
    assert public <= set(wt.__all__)
    assert dir(wt) == sorted(wt.__all__)


@pytest.mark.parametrize("name", [name for name in wt.__all__ if isinstance(getattr(wt, name), type)])
def test_no_object_lacks_its_value(name):
    kind = getattr(wt, name)
    if issubclass(kind, Exception | tuple):
        return
    with pytest.raises(TypeError):
        kind.__new__(kind)
    if kind is not wt.Records:
        with pytest.raises(TypeError):
            kind()
    with pytest.raises(TypeError):
        type("Derived", (kind,), {})
    with pytest.raises(TypeError):
        object.__new__(kind)


# ------------------------------------------------------------------------------------------------------------ stubs


def stub_names(body: list[ast.stmt]) -> dict[str, ast.stmt]:
    out: dict[str, ast.stmt] = {}
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            out[node.name] = node
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            out[node.target.id] = node
    return out


TYPES_ONLY = {"ArrowStream", "AffiliationRow"}  # names for annotations


def test_the_stub_names_what_the_module_has():
    stub = {name for name in stub_names(STUB.body) if not name.startswith("_")} - TYPES_ONLY
    assert stub == {name for name in vars(_core) if not name.startswith("_")}


CLASSES = [
    name
    for name, node in stub_names(STUB.body).items()
    if isinstance(node, ast.ClassDef) and hasattr(_core, name) and name not in {"Found", "Error"}
]


@pytest.mark.parametrize("name", CLASSES)
def test_the_stub_of_a_class_names_its_members(name):
    node = stub_names(STUB.body)[name]
    assert isinstance(node, ast.ClassDef)
    stub = {member for member in stub_names(node.body) if not member.startswith("_")}
    assert stub == {member for member in vars(getattr(_core, name)) if not member.startswith("_")}


def stated_by_the_module(function: Any) -> dict[str, str | None]:
    """Names and defaults of the arguments as the compiled function states them."""
    out: dict[str, str | None] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is not inspect.Parameter.VAR_KEYWORD:
            star = "*" if parameter.kind is inspect.Parameter.KEYWORD_ONLY else ""
            out[star + name] = None if parameter.default is inspect.Parameter.empty else repr(parameter.default)
    out.pop("self", None)
    return out


def defaults_of(arguments: ast.arguments) -> dict[str, str | None]:
    names = [a.arg for a in [*arguments.posonlyargs, *arguments.args]]
    defaults: list[ast.expr | None] = [None] * (len(names) - len(arguments.defaults)) + list(arguments.defaults)
    out = {name: default and ast.unparse(default) for name, default in zip(names, defaults, strict=True)}
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        out["*" + argument.arg] = default and ast.unparse(default)
    out.pop("self", None)
    return out


def functions() -> Iterator[tuple[str, ast.FunctionDef, Any]]:
    for name, node in stub_names(STUB.body).items():
        if isinstance(node, ast.FunctionDef) and name != "field_of":
            yield name, node, getattr(_core, name)
        elif isinstance(node, ast.ClassDef) and hasattr(_core, name):
            for member, inner in stub_names(node.body).items():
                value = inspect.getattr_static(getattr(_core, name), member, None)
                if (
                    isinstance(inner, ast.FunctionDef)
                    and not member.startswith("_")
                    and not isinstance(value, property)
                ):
                    yield f"{name}.{member}", inner, getattr(getattr(_core, name), member)


@pytest.mark.parametrize(("name", "node", "function"), [pytest.param(*row, id=row[0]) for row in functions()])
def test_the_stub_of_a_function_has_its_arguments_and_defaults(name, node, function):
    assert stated_by_the_module(function) == defaults_of(node.args)
