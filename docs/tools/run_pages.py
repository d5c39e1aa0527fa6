"""Runs the code of the documentation's pages, and compares or records what it prints.

A page runs top to bottom in one namespace and one empty folder. What a ``python`` or ``sh`` block prints stands in the
``text`` block right below it, letter by letter; a block that prints nothing has none. The value of a last expression is
shown as in a notebook. A ``python`` block of ``>>>`` lines holds its output itself. Files that a page writes to
``pictures/`` are kept in docs/pictures and compared too. Two comments right above a block are understood:

    <!-- not run: why -->          for what needs root, the network, or the reader's own files
    <!-- run in the long tests -->  for what takes minutes: only with WEAKTIE_LONG=1

python docs/tools/run_pages.py [page.md ...]            compare
python docs/tools/run_pages.py --record [page.md ...]   write down what the blocks print now
"""

from __future__ import annotations

import ast
import contextlib
import difflib
import doctest
import io
import os
import re
import subprocess
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[1]
ROOT = DOCS.parent
PICTURES = DOCS / "pictures"
NOT_RUN = re.compile(r"<!-- not run: (.+) -->")
LONG = "<!-- run in the long tests -->"


@dataclass
class Block:
    """A fenced block; `first` and `last` are the numbers of its fence lines, from 0."""

    language: str
    code: str
    first: int
    last: int
    remark: str = ""
    output: Block | None = None

    @property
    def runs(self) -> bool:
        """Whether this is code that is executed here and now."""
        if self.language not in ("python", "sh") or NOT_RUN.match(self.remark):
            return False
        return self.remark != LONG or os.environ.get("WEAKTIE_LONG") == "1"

    @property
    def is_session(self) -> bool:
        return self.language == "python" and self.code.lstrip().startswith(">>>")


def blocks_of(text: str) -> list[Block]:
    """All fenced blocks in order; a `text` block right below code becomes its `output`."""
    lines = text.split("\n")
    found: list[Block] = []
    at = 0
    while at < len(lines):
        opened = re.match(r"(`{3,})(\S*)", lines[at])
        if not opened:
            at += 1
            continue
        end = next((i for i in range(at + 1, len(lines)) if lines[i].rstrip() == opened[1]), None)
        if end is None:
            raise ValueError(f"the block of line {at + 1} is not closed")
        above = lines[at - 1].strip() if at else ""
        remark = above if above.startswith("<!--") else ""
        block = Block(opened[2], "\n".join(lines[at + 1 : end]) + "\n", at, end, remark)
        before = found[-1] if found else None
        if (
            block.language == "text"
            and before is not None
            and before.language in ("python", "sh")
            and before.output is None
            and not any(line.strip() for line in lines[before.last + 1 : at])
        ):
            before.output = block
        else:
            found.append(block)
        at = end + 1
    return found


def tidy(text: str) -> str:
    """Without blanks at line ends, with one line end at the end."""
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    return text + "\n" if text else ""


def run_python(code: str, names: dict[str, Any], where: str) -> str:
    """Runs a block as a notebook runs a cell."""
    tree = ast.parse(code, where)
    value = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, where, "exec"), names)
        if isinstance(value, ast.Expr):
            shown = eval(compile(ast.Expression(value.value), where, "eval"), names)
            if shown is not None:
                print(repr(shown))
    return printed.getvalue()


def run_session(block: Block, names: dict[str, Any], where: str) -> str:
    """Runs a block of >>> lines; gives the block with what was printed now."""
    out: list[str] = []
    lines = block.code.split("\n")
    at = 0
    for example in doctest.DocTestParser().get_examples(block.code):
        count = example.source.count("\n")
        out += lines[at : example.lineno + count]
        at = example.lineno + count + example.want.count("\n")
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                code = compile(example.source, where, "single")
                exec(code, names)
            except Exception as problem:
                if not example.exc_msg:
                    raise
                print("Traceback (most recent call last):\n    ...")
                print("".join(traceback.format_exception_only(problem)), end="")
        new = printed.getvalue()
        flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
        same = bool(example.exc_msg) and "Traceback" in new and example.exc_msg in new.replace("weaktie.", "")
        if not (same or doctest.OutputChecker().check_output(example.want, new, flags)):
            out += new.rstrip("\n").split("\n") if new else []
        else:
            out += example.want.rstrip("\n").split("\n") if example.want else []
    return "\n".join(out + lines[at:])


def run_shell(code: str) -> str:
    """Runs a block in bash, with this Python's commands first."""
    path = str(Path(sys.executable).parent) + os.pathsep + os.environ.get("PATH", os.defpath)
    surroundings = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", "WEAKTIE_SOURCE": str(ROOT)}
    ran = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", code],
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if ran.returncode != 0:
        raise RuntimeError(f"exit code {ran.returncode}\n{ran.stdout}")
    return ran.stdout


def run_page(page: Path, *, record: bool = False, outputs: bool = True) -> list[str]:
    """Runs one page. Gives what is wrong with it, a sentence each; with `record` puts that right first.

    `outputs=False`, for the README: Python blocks alone, compared only where an output is recorded.
    """
    text = page.read_text(encoding="utf-8")
    lines = text.split("\n")
    names: dict[str, Any] = {"__name__": "__main__"}
    problems: list[str] = []
    changes: list[tuple[int, int, list[str]]] = []  # replace lines [first, last) by these

    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("pictures").mkdir()
        for block in blocks_of(text):
            if not block.runs or (block.language == "sh" and not outputs):
                continue
            where = f"{page.name}:{block.first + 2}"
            try:
                if block.is_session:
                    new = run_session(block, names, where)
                elif block.language == "python":
                    new = tidy(run_python(block.code, names, where))
                else:
                    new = tidy(run_shell(block.code))
            except Exception:
                problems.append(f"{where} fails: {traceback.format_exc(limit=-3)}")
                break
            if block.is_session:
                if new.rstrip() != block.code.rstrip():
                    problems.append(f"{where} prints something else:\n{difference(block.code, new)}")
                    changes.append((block.first + 1, block.last, new.rstrip("\n").split("\n")))
                continue
            old = block.output.code if block.output else ""
            if new == tidy(old) or (not outputs and block.output is None):
                continue
            problems.append(f"{where} prints something else:\n{difference(old, new)}")
            fence = "````" if "```" in new else "```"
            written = [fence + "text", *new.rstrip("\n").split("\n"), fence] if new else []
            if block.output:
                changes.append((block.output.first, block.output.last + 1, written))
            else:
                changes.append((block.last + 1, block.last + 1, ["", *written]))
        problems += compare_pictures(Path("pictures"), record=record)

    if record and changes:
        for first, last, new_lines in reversed(changes):
            lines[first:last] = new_lines
        page.write_text("\n".join(lines), encoding="utf-8")
    return [] if record and not any(" fails: " in problem for problem in problems) else problems


def difference(old: str, new: str) -> str:
    return "\n".join(
        difflib.unified_diff(old.rstrip("\n").split("\n"), new.rstrip("\n").split("\n"), "recorded", "now", lineterm="")
    )


def compare_pictures(made: Path, *, record: bool) -> list[str]:
    """Compares what a page drew with what is kept."""
    problems = []
    for picture in sorted(made.iterdir()):
        kept = PICTURES / picture.name
        if kept.exists() and kept.read_bytes() == picture.read_bytes():
            continue
        problems.append(f"docs/pictures/{picture.name} is not what the page draws now")
        if record:
            PICTURES.mkdir(exist_ok=True)
            kept.write_bytes(picture.read_bytes())
    return problems


def pages() -> list[Path]:
    """Every page of the site that is written by hand."""
    return sorted(DOCS.glob("*.md"))


def main(arguments: list[str]) -> int:
    record = "--record" in arguments
    named = [Path(name).resolve() for name in arguments if not name.startswith("-")]
    bad = 0
    for page in named or pages():
        for problem in run_page(page, record=record):
            bad += 1
            print(problem)
    print(f"{len(named or pages())} pages run, {bad} problems" + (", outputs recorded" if record else ""))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
