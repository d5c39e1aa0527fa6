"""The C++ reference, read from the public headers: what each answers, and its documented declarations.

The headers are in the house's form (clang-format, `///` above and `///<` behind a declaration), so that a scanner that
knows comments, strings and braces is enough. `detail` namespaces and headers, and private members, are left out.
"""

from __future__ import annotations

import re
from pathlib import Path

INCLUDE = Path(__file__).resolve().parents[2] / "include"


def headers() -> list[Path]:
    """Every public header."""
    return sorted(path for path in INCLUDE.rglob("*.hpp") if "detail" not in path.parts)


def room_headers(room: str) -> list[Path]:
    """The headers of a room in the order of weaktie.hpp (data flow), others after them; `weaktie`: of no room."""
    folder = INCLUDE / "weaktie" / ("" if room == "weaktie" else room)
    umbrella = (INCLUDE / "weaktie" / "weaktie.hpp").read_text(encoding="utf-8")
    order = re.findall(r"#include <weaktie/(\S+)>", umbrella)

    def place(path: Path) -> tuple[int, str]:
        name = path.relative_to(INCLUDE / "weaktie").as_posix()
        return (order.index(name) if name in order else len(order), name)

    return sorted((path for path in headers() if path.parent == folder), key=place)


def summary_of(text: str) -> str:
    """The comment that opens a header: the question it answers."""
    match = re.search(r"#pragma once\n((?://.*\n)+)", text)
    return " ".join(line.lstrip("/ ") for line in match.group(1).splitlines()) if match else ""


def closing(text: str, at: int) -> int:
    """The position of the bracket that closes the one at `at`; comments, strings and characters are skipped."""
    depth = 0
    while at < len(text):
        skipped = re.compile(r'//[^\n]*|/\*.*?\*/|R"\((?:.|\n)*?\)"|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])+\'').match(
            text, at
        )
        if skipped and not (text[at] == "'" and at and text[at - 1].isalnum()):  # 1'000 is a number
            at = skipped.end()
            continue
        if text[at] in "([{":
            depth += 1
        elif text[at] in ")]}":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    raise ValueError("a bracket is not closed")


def end_of_declaration(text: str, at: int) -> tuple[int, int | None]:
    """Where the declaration that begins at `at` ends, and where the braces of its body open, if it has any."""
    initialiser = False
    if text.startswith("template <", at):  # its default arguments are no initialisers
        depth = 0
        at += len("template ")
        while depth or text[at] == "<":
            depth += (text[at] == "<") - (text[at] == ">")
            at += 1
    while at < len(text):
        letter = text[at]
        if text.startswith("//", at):
            at = text.index("\n", at)
        elif letter in "([":
            at = closing(text, at)
        elif letter == "=" and text[at - 1] not in "=<>!" and text[at + 1] not in "=":
            initialiser = True
        elif letter == "{":
            end = closing(text, at)
            if not initialiser:
                return (end + 1, at)
            at = end
        elif letter == ";":
            return at + 1, None
        at += 1
    raise ValueError("a declaration does not end")


def without_body(declaration: str, opens: int) -> str:
    """A function without its body and the initialisers of a constructor."""
    head = declaration[:opens].rstrip()
    parameters = re.search(r"\w\s*\(|operator\S*\(", head)
    if parameters:
        end = closing(head, parameters.end() - 1)
        after = re.search(r"(?<!:):(?!:)", head[end:])
        if after:
            head = head[: end + after.start()].rstrip()
    return head + ";"


def members_of(body: str) -> str:
    """The public part of a class body, functions without their bodies."""
    public = re.split(r"^ (?:private|protected):\n", body, maxsplit=1, flags=re.MULTILINE)[0]
    out, at = "", 0
    while at < len(public):
        blank = re.compile(r"\s+|///?[^\n]*\n| public:\n").match(public, at)
        if blank:
            out += blank.group()
            at = blank.end()
            continue
        if public.startswith("public:", at):
            at = public.index("\n", at)
            continue
        end, opens = end_of_declaration(public, at)
        declaration = public[at:end]
        if opens is not None and re.match(r"(?:struct|class|enum)\b", declaration):
            semicolon = public.index(";", end - 1) + 1
            out += public[at:semicolon]
            at = semicolon
        elif re.match(r"friend (?:struct|class)\b|template <[^;{]*\n? *friend\b", declaration):
            at = end
        elif opens is not None:
            braced = re.match(r"[^(]*\{", declaration)  # Day day{};
            semicolon = public.index(";", end - 1) + 1 if braced else end
            out += public[at:semicolon] if braced else without_body(declaration, opens - at)
            at = semicolon
        else:
            out += declaration
            at = end
    return out


def declarations(whole: str, *, undocumented: bool = False) -> list[tuple[list[str], str]]:
    """(comment lines, declaration) for each class, enumeration, concept and documented function of the namespace.

    Where a header documents nothing but itself, its functions are all meant.
    """
    opened = whole.find("namespace weaktie")
    if opened < 0:
        return []
    text = re.sub(
        r"^namespace detail \{\n.*?^\}  // namespace detail\n", "", whole[opened:], flags=re.DOTALL | re.MULTILINE
    )
    found: list[tuple[list[str], str]] = []
    comment: list[str] = []
    beside = False  # right below a documented declaration, which then speaks for both
    at = text.index("\n") + 1
    while at < len(text):
        line = text[at : text.index("\n", at)] if "\n" in text[at:] else text[at:]
        if line.startswith("///"):
            comment.append(line[3:].removeprefix(" "))
            at += len(line) + 1
        elif not line.strip() or line.startswith(("//", "#", "namespace", "}", "using namespace")):
            comment = []
            beside = beside and at > 0 and text[at] == "\n" and text[at - 1] != "\n"
            at += len(line) + 1
        else:
            end, opens = end_of_declaration(text, at)
            declaration = text[at:end]
            kind = re.match(r"(?:template <[^\n]*>\s*)?(struct|class|enum class|concept)\b", declaration)
            if kind and opens is not None and kind.group(1) != "enum class":
                end = text.index(";", end - 1) + 1
                body = members_of(text[opens + 1 : end - 2])
                declaration = (
                    text[at : opens + 1]
                    + ("\n public:\n" if kind.group(1) == "class" else "\n")
                    + re.sub(r"\n\s*\n", "\n", body).strip("\n")
                    + "\n};"
                )
                declaration = re.sub(r"\{\s*\};", "{};", declaration)
            elif kind and kind.group(1) == "enum class":
                end = text.index(";", end - 1) + 1
                declaration = text[at:end]
            elif opens is not None:
                declaration = without_body(declaration, opens - at)
            forward = re.fullmatch(r"(?:(?:struct|class) \w+)?;", declaration.strip())
            if (
                (kind or comment or beside or undocumented)
                and not forward
                and not declaration.startswith("template <>")
            ):
                found.append((comment, declaration.strip()))
                beside = bool(comment) or beside
            comment = []
            at = end
    return found or ([] if undocumented else declarations(whole, undocumented=True))


def escaped(text: str) -> str:
    """Prose of a comment as Markdown: signs outside backquotes stand for themselves."""
    parts = text.split("`")
    for i in range(0, len(parts), 2):
        parts[i] = re.sub(r"([\\*_<>\[\]|#$])", r"\\\1", parts[i])
    return "`".join(parts)


TAGS = {
    "return": "Returns",
    "throws": "Throws",
    "complexity": "Cost",
    "source": "Source",
    "post": "Afterwards",
    "pre": "Before",
}


def prose(comment: list[str]) -> str:
    """A doc comment as Markdown."""
    paragraphs: list[str] = [""]
    for line in comment:
        tag = re.match(r"@(\w+) ?(.*)", line)
        if tag:
            if tag.group(1) == "param":
                name, _, rest = tag.group(2).partition(" ")
                paragraphs.append(f"- `{name}`: {escaped(rest)}")
            else:
                paragraphs.append(f"- *{TAGS.get(tag.group(1), tag.group(1))}*: {escaped(tag.group(2))}")
        elif not line.strip():
            paragraphs.append("")
        elif line.startswith("|"):
            paragraphs[-1] += ("\n" if paragraphs[-1] else "") + line.strip()
        else:
            paragraphs[-1] += (" " if paragraphs[-1] else "") + escaped(line.strip())
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def reference_of(header: Path) -> str:
    """One header as Markdown."""
    text = header.read_text(encoding="utf-8")
    name = header.relative_to(INCLUDE).as_posix()
    out = [
        f"### {header.relative_to(INCLUDE / 'weaktie').as_posix()}",
        f"`#include <{name}>`",
        escaped(summary_of(text)),
    ]
    pending: list[str] = []
    for comment, declaration in declarations(text):
        code = "\n".join(re.sub(r"///<", "//", line) for line in declaration.split("\n"))
        code = re.sub(r"^(\s*)///", r"\1//", code, flags=re.MULTILINE)
        words = prose(comment)
        if words or not pending:
            out += flushed(pending)
            pending = []
            out += [words] if words else []
        pending.append(code)
    out += flushed(pending)
    return "\n\n".join(part for part in out if part) + "\n"


def flushed(pending: list[str]) -> list[str]:
    return ["```cpp\n" + "\n\n".join(pending) + "\n```"] if pending else []


def room(name: str) -> str:
    """All headers of a room as Markdown."""
    return "\n".join(reference_of(header) for header in room_headers(name))


def fill(page: str) -> str:
    """A page with each `<!-- headers: room -->` replaced by that room's reference."""
    return re.sub(r"<!-- headers: (\w+) -->", lambda match: room(match.group(1)), page)


if __name__ == "__main__":
    import sys

    for argument in sys.argv[1:] or ["core", "records", "network", "search", "outreach", "interview", "io"]:
        print(room(argument))
