"""What a call with wrong arguments is told: which one, what it takes, what it got. Read from pybind11's own words."""

from __future__ import annotations

import difflib
import re
from typing import NamedTuple

WORDS = {
    "str": "a str",
    "int": "a whole number",
    "float": "a number",
    "bool": "True or False",
    "SupportsFloat": "a number",
    "SupportsIndex": "a whole number",
    "datetime.date": 'a datetime.date or "YYYY-MM-DD"',
    "Operator": "weaktie.OPERATOR",
    "None": "None",
    "os.PathLike": "a path",
    "pathlib.Path": "a path",
    "Iterable": "an iterable of str",
    "Sequence": "a sequence",
    "Mapping": "a mapping",
    "dict": "a dict",
    "list": "a list",
    "object": "anything",
}


class Argument(NamedTuple):
    name: str
    type: str
    required: bool
    keyword_only: bool


def explain(text: str, arguments: tuple[object, ...], keywords: dict[str, object] | None) -> str:
    """One or two sentences for pybind11's message `text` about a call with these arguments."""
    name = text.partition("(")[0]
    forms = [read(line) for line in re.findall(r"^    \d+\. \((.*)\) -> ", text, re.MULTILINE)]
    forms += [read(line) for line in re.findall(r"^    \d+\. \w+\((.*)\) -> ", text, re.MULTILINE)]
    if not forms:
        return f"{name}(): these arguments do not fit; help() shows what it takes"
    reasons = [why(form, arguments, dict(keywords or {})) for form in forms]
    best = max(reasons, key=lambda reason: reason[0])[1]
    return f"{name}(): {best}"


def read(line: str) -> list[Argument]:
    """The arguments of a signature in pybind11's form, `self` included."""
    parts, depth, part = [], 0, ""
    for letter in line:
        depth += (letter in "[(") - (letter in "])")
        if letter == "," and depth == 0:
            parts.append(part.strip())
            part = ""
        else:
            part += letter
    parts.append(part.strip())
    out, keyword_only = [], False
    for one in parts:
        if one in ("*", "/", ""):
            keyword_only = keyword_only or one == "*"
            continue
        name, _, rest = one.partition(":")
        kind, equals, _ = rest.partition(" = ")
        out.append(Argument(name.strip(), kind.strip(), not equals, keyword_only))
    return out


def why(form: list[Argument], given: tuple[object, ...], keywords: dict[str, object]) -> tuple[int, str]:
    """How near the call came to this form, and what is wrong with it."""
    own = [one for one in form if one.name != "self"]
    if len(form) != len(own):
        given = given[1:]
    places = [one for one in own if not one.keyword_only and not one.name.startswith("*")]
    named = [one.name for one in own]
    for keyword in keywords:
        if keyword not in named and not any(one.startswith("**") for one in named):
            near = difflib.get_close_matches(keyword, named, 1)
            hint = f"; did you mean '{near[0]}'?" if near else f"; it takes {listed(named)}"
            return 1, f"there is no argument '{keyword}'{hint}"
    if len(given) > len(places) and not any(one.startswith("*") for one in named):
        after = next((one.name for one in own if one.keyword_only), None)
        hint = f"; give the others by name, as in {after}=..." if after else ""
        count = f"{len(places)} argument" + ("" if len(places) == 1 else "s")
        return 1, f"it takes {count} by position, got {len(given)}{hint}"
    bound = dict(zip((one.name for one in places), given, strict=False))
    for keyword in keywords:
        if keyword in bound:
            return 1, f"'{keyword}' is given twice, by position and by name"
    bound.update(keywords)
    missing = [one.name for one in own if one.required and one.name not in bound and not one.name.startswith("*")]
    if missing:
        return 2, f"{listed(missing)} {'is' if len(missing) == 1 else 'are'} missing"
    for one in own:
        if one.name in bound and not fits(one.type, bound[one.name]):
            return 3, f"'{one.name}' is {kinds(one.type)}, got {shown(bound[one.name])}"
    return 0, "these arguments do not fit; help() shows what it takes"


def listed(names: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def alternatives(kind: str) -> list[str]:
    """The parts of a union, without modules and what stands in brackets."""
    plain = re.sub(r"\[[^\[\]]*(\[[^\[\]]*\][^\[\]]*)*\]", "", kind)
    parts = [part.strip() for part in plain.split("|")]
    return [part if part in WORDS else part.rpartition(".")[2] for part in parts]


def kinds(kind: str) -> str:
    words = list(dict.fromkeys(WORDS.get(part, f"a weaktie.{part}") for part in alternatives(kind)))
    if any("datetime.date" in word for word in words) and "a str" in words:
        words.remove("a str")
    if "a number" in words and "a whole number" in words:
        words.remove("a whole number")
    return " or ".join(words)


def fits(kind: str, value: object) -> bool:
    """Whether a value may be what is asked for; True where that cannot be told from its type."""
    for part in alternatives(kind):
        if part == "None":
            if value is None:
                return True
        elif part == "str":
            if isinstance(value, str):
                return True
        elif part == "bool":
            if isinstance(value, bool):
                return True
        elif part in ("int", "SupportsIndex"):
            if hasattr(value, "__index__"):
                return True
        elif part in ("float", "SupportsFloat"):
            if hasattr(value, "__float__") or hasattr(value, "__index__"):
                return True
        elif part == "Iterable":
            if not isinstance(value, str | bytes) and hasattr(value, "__iter__"):
                return all(isinstance(item, str) for item in value) if isinstance(value, list | tuple | set) else True
        elif part == "datetime.date":
            if isinstance(value, str) or hasattr(value, "isoformat"):
                return True
        elif part in ("object", "Any"):
            return True
        elif part in ("os.PathLike", "PathLike", "pathlib.Path", "Path"):
            if isinstance(value, str | bytes) or hasattr(value, "__fspath__"):
                return True
        elif part in ("Sequence", "list", "Mapping", "dict"):
            if hasattr(value, "__getitem__") and not isinstance(value, str | bytes):
                return True
        elif type(value).__name__ == part:
            return True
    return False


def shown(value: object) -> str:
    """A value by its kind, and itself where that is short."""
    if value is None:
        return "None"
    kind = type(value).__name__
    try:
        text = repr(value)
    except Exception:  # whatever its __repr__ raises
        return f"a value of type {kind}"
    kind = ("an " if kind[:1].lower() in "aeiou" else "a ") + kind
    return f"{text} ({kind})" if len(text) <= 40 and "\n" not in text else kind
