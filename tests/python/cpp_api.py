"""The public C++ interface as libclang reads it: functions, structs, enumerations, tables of names."""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = ROOT / "include" / "weaktie"


class Unavailable(Exception):
    """Why the headers cannot be read here."""


@dataclass
class Variable:
    """A field or a parameter. `default`: its initialiser's tokens joined; None: it has none."""

    name: str
    type: str
    default: str | None


@dataclass
class Function:
    name: str
    header: str
    parameters: list[Variable]
    static: bool = False


@dataclass
class Struct:
    name: str
    header: str
    fields: list[Variable] = field(default_factory=list)
    methods: list[Function] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)


@dataclass
class Interface:
    functions: list[Function] = field(default_factory=list)
    structs: dict[str, Struct] = field(default_factory=dict)
    enums: dict[str, list[str]] = field(default_factory=dict)
    name_tables: dict[str, list[str]] = field(default_factory=dict)

    def named(self, name: str) -> list[Function]:
        return [one for one in self.functions if one.name == name]


def builtin_headers() -> list[str]:
    """Where a compiler keeps stddef.h and the like, which the libclang package does not bring."""
    for compiler, question in (("g++", "-print-file-name=include"), ("clang++", "-print-resource-dir")):
        if shutil.which(compiler):
            answer = subprocess.run([compiler, question], capture_output=True, text=True, check=False).stdout.strip()
            folder = Path(answer) if compiler == "g++" else Path(answer) / "include"
            if (folder / "stddef.h").exists():
                return ["-isystem", str(folder)]
    return []


def tokens_of(cursor: Any) -> list[str]:
    return [token.spelling for token in cursor.get_tokens()]


def variable(cursor: Any) -> Variable:
    tokens = tokens_of(cursor)
    default = None
    for place in range(len(tokens) - 1, -1, -1):  # the last: of `low = 0, high = 0` each has its own
        if tokens[place] == cursor.spelling:
            rest = tokens[place + 1 :]
            if rest[:1] == ["="]:
                default = " ".join(rest[1:])
            elif rest[:1] == ["{"]:
                default = " ".join(rest)
            break
    return Variable(cursor.spelling, cursor.type.spelling, default)


def function(cursor: Any, header: str, kinds: Any) -> Function:
    parameters = [variable(child) for child in cursor.get_children() if child.kind == kinds.PARM_DECL]
    return Function(cursor.spelling, header, parameters, cursor.is_static_method())


def struct(cursor: Any, header: str, kinds: Any) -> Struct:
    out = Struct(cursor.spelling, header)
    for child in cursor.get_children():
        if child.kind == kinds.CXX_BASE_SPECIFIER:
            out.bases.append(child.type.spelling)
        elif child.access_specifier.name != "PUBLIC":
            continue
        elif child.kind == kinds.FIELD_DECL:
            out.fields.append(variable(child))
        elif child.kind in (kinds.CXX_METHOD, kinds.FUNCTION_TEMPLATE) and not child.spelling.startswith("operator"):
            out.methods.append(function(child, header, kinds))
    return out


@functools.lru_cache(maxsize=1)
def interface() -> Interface:
    """Of every public header, without what is in detail. Raises Unavailable."""
    try:
        from clang import cindex

        index = cindex.Index.create()
    except (ImportError, OSError, AttributeError) as problem:
        raise Unavailable(f"libclang does not load here: {problem}") from problem
    except Exception as problem:  # its own error when the library is missing
        if type(problem).__name__ != "LibclangError":
            raise
        raise Unavailable(f"libclang does not load here: {problem}") from problem
    arguments = ["-std=c++20", "-w", f"-I{INCLUDE.parent}", *builtin_headers()]
    text = [("all.cpp", "#include <weaktie/weaktie.hpp>\n")]
    unit = index.parse("all.cpp", args=arguments, unsaved_files=text)
    errors = [str(one) for one in unit.diagnostics if one.severity >= cindex.Diagnostic.Error]
    assert not errors, "the headers do not parse:\n" + "\n".join(errors[:5])

    kinds = cindex.CursorKind
    out = Interface()
    seen: set[tuple[str, str]] = set()
    for space in unit.cursor.get_children():
        if space.kind != kinds.NAMESPACE or space.spelling != "weaktie":
            continue
        header = Path(space.location.file.name).resolve().relative_to(INCLUDE).as_posix()
        if "/detail/" in header:
            continue
        for child in space.get_children():
            name = child.spelling
            if child.kind in (kinds.FUNCTION_DECL, kinds.FUNCTION_TEMPLATE) and not name.startswith("operator"):
                if (name, child.type.spelling) not in seen:  # a declaration and its definition are one
                    seen.add((name, child.type.spelling))
                    out.functions.append(function(child, header, kinds))
            elif child.kind in (kinds.STRUCT_DECL, kinds.CLASS_DECL, kinds.CLASS_TEMPLATE) and child.is_definition():
                out.structs[name] = struct(child, header, kinds)
            elif child.kind == kinds.ENUM_DECL:
                out.enums[name] = [one.spelling for one in child.get_children()]
            elif child.kind == kinds.VAR_DECL and name.endswith("_names"):
                out.name_tables[name] = re.findall(r'"([^"]*)"', " ".join(tokens_of(child)))
    return out
