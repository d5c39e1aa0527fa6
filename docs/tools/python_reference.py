"""The Python reference: every public name of a room with the docstring of the module and the signature of the stub."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from typing import Any

import weaktie
from weaktie import _core

STUB = ast.parse(Path(_core.__file__).with_name("_core.pyi").read_text(encoding="utf-8"))
PLAIN = {"_Number": "float", "SupportsIndex": "int"}  # what is meant, for readers


def aliases() -> dict[str, str]:
    """The names that the stub keeps for itself, and what they stand for."""
    found: dict[str, str] = {}
    for node in STUB.body:
        if not isinstance(node, ast.AnnAssign) or ast.unparse(node.annotation) != "TypeAlias":
            continue
        if isinstance(node.target, ast.Name) and node.value is not None:
            found[node.target.id] = PLAIN.get(node.target.id, ast.unparse(node.value))
    return found | {"SupportsIndex": "int"}


def spelt_out(annotation: str) -> str:
    known = aliases()
    for _ in range(3):  # an alias may name another
        annotation = re.sub(r"\b\w+\b", lambda word: known.get(word.group(), word.group()), annotation)
    parts = list(dict.fromkeys(part.strip() for part in re.split(r"\|(?![^\[]*\])", annotation)))
    return " | ".join(parts)


def without_self(node: ast.FunctionDef) -> ast.arguments:
    arguments = node.args
    for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.kwarg]:
        if argument is not None and argument.annotation is not None:
            argument.annotation = ast.parse(spelt_out(ast.unparse(argument.annotation)), mode="eval").body
    for group in (arguments.posonlyargs, arguments.args):
        if group and group[0].arg == "self":
            del group[0]
    return arguments


def functions() -> dict[str, list[ast.FunctionDef]]:
    """Every function and method of the stub by its dotted name; several of one name are its overloads."""
    found: dict[str, list[ast.FunctionDef]] = {}
    for node in STUB.body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        for inner in inside:
            if isinstance(inner, ast.FunctionDef):
                name = f"{node.name}.{inner.name}" if isinstance(node, ast.ClassDef) else inner.name
                found.setdefault(name, []).append(inner)
    return found


def signatures() -> dict[str, tuple[str, str]]:
    """(arguments, return) of every function and property of the stub; overloads as one."""
    out: dict[str, tuple[str, str]] = {}
    for name, nodes in functions().items():
        returns = spelt_out(" | ".join(ast.unparse(node.returns) for node in nodes if node.returns))
        all_arguments = [without_self(node) for node in nodes]
        first = all_arguments[0]
        for other in all_arguments[1:]:
            for mine, theirs in zip(first.args, other.args, strict=True):
                both = f"{ast.unparse(mine.annotation)} | {ast.unparse(theirs.annotation)}"  # type: ignore[arg-type]
                mine.annotation = ast.parse(spelt_out(both), mode="eval").body
        out[name] = (f"({ast.unparse(first)})", returns)
    return out


SIGNATURES = signatures()


def docstring(thing: Any) -> list[str]:
    """A docstring as reST: plain text with `code` in backquotes and >>> examples; nothing else in it is markup."""
    text = inspect.cleandoc(thing.__doc__ or "")
    if re.match(r"\w+\(.*\) -> .*", text):  # pybind11 puts the signature first
        text = text.partition("\n")[2]
    out: list[str] = []
    inside = False
    for line in text.strip().split("\n"):
        inside = line.lstrip().startswith(">>>") or (inside and bool(line.strip()))
        if not inside:
            parts = line.split("`")
            for i, part in enumerate(parts):
                parts[i] = f"``{part}``" if i % 2 else re.sub(r"([\\\\*|_])", r"\\\1", part)
            line = "".join(parts)
        out.append(line)
    return out


def indented(lines: list[str]) -> list[str]:
    return [f"   {line}" if line else "" for line in lines]


def function(name: str, thing: Any, *, kind: str = "function") -> list[str]:
    arguments, returns = SIGNATURES[name]
    return [f".. py:{kind}:: {name.split('.')[-1]}{arguments} -> {returns}", "", *indented(docstring(thing)), ""]


def class_of(name: str, thing: type) -> list[str]:
    """A class with its public members in the order of their definition."""
    made = SIGNATURES.get(f"{name}.__init__", ("", ""))[0]
    body = [*docstring(thing), ""]
    for member, value in vars(thing).items():
        if member.startswith("_"):
            continue
        if isinstance(value, property):
            body += [f".. py:property:: {member}", f"   :type: {SIGNATURES[f'{name}.{member}'][1]}", ""]
            body += [*indented(docstring(value)), ""]
        else:
            static = isinstance(value, staticmethod)
            described = function(f"{name}.{member}", getattr(thing, member), kind="method")
            body += [described[0], *(["   :staticmethod:"] if static else []), *described[1:]]
    return [f".. py:class:: {name}{made}", "", *indented(body), ""]


def directives(room: str) -> str:
    """One directive a public name of a room, in the order of its `__all__`; room `package`: what belongs to none."""
    lines = [".. py:currentmodule:: weaktie", ""]
    if room == "package":
        lines += [".. py:function:: example_path() -> pathlib.Path", "", *indented(docstring(weaktie.example_path)), ""]
        return "\n".join([*lines, ".. py:data:: __version__", "   :type: str", "", "   The version of the package."])
    for name in getattr(weaktie, room).__all__:
        value: Any = getattr(weaktie, name)
        if isinstance(value, type) and issubclass(value, Exception):
            base = "" if value.__base__ is Exception else f" Derived from :py:class:`{value.__base__.__name__}`."
            text = docstring(value)
            text[0] += base
            lines += [f".. py:exception:: {name}", "", *indented(text), ""]
        elif isinstance(value, type) and issubclass(value, tuple):
            lines += [f".. py:class:: {name}({', '.join(value._fields)})", "", *indented(docstring(value)), ""]
        elif isinstance(value, type):
            lines += class_of(name, value)
        elif callable(value):
            lines += function(name, value)
        elif isinstance(value, tuple):
            lines += [f".. py:data:: {name}", "   :type: tuple[str, ...]", "", f"   {'; '.join(value)}.", ""]
        else:
            lines += [
                f".. py:data:: {name}",
                f"   :type: {type(value).__name__}",
                "",
                "   The one value of its type.",
                "",
            ]
    return "\n".join(lines)


def fill(page: str) -> str:
    """A page with each `<!-- names: room -->` replaced by that room's reference."""
    return re.sub(
        r"<!-- names: (\w+) -->", lambda match: "```{eval-rst}\n" + directives(match.group(1)) + "\n```", page
    )
