"""The `weaktie` command: `weaktie demo` shows the bundled example, `weaktie find` works on your own files."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import weaktie as wt
from weaktie.main_job import EXAMPLE_AS_OF, EXAMPLE_WORDS, Answer, answer, printable, read_example

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; returns its exit code: 0, or 2 with one sentence on standard error."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BrokenPipeError:  # `weaktie find ... | head`: nobody reads on
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (wt.Error, OSError, ValueError) as problem:
        print(f"weaktie: {printable(str(problem))}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("weaktie: stopped", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="weaktie", description="Whom to ask, through whom, with which words.")
    parser.add_argument("--version", action="version", version=f"weaktie {wt.__version__}")
    commands = parser.add_subparsers(required=True, metavar="command")

    demo = commands.add_parser("demo", help="the main job on the bundled, invented example")
    demo.add_argument(
        "--report", metavar="FILE", default="weaktie-demo.html", help="the page to write (default: %(default)s)"
    )
    demo.set_defaults(run=_demo)

    find = commands.add_parser("find", help="the main job on your own files", allow_abbrev=False)
    find.add_argument(
        "--linkedin",
        metavar="PATH",
        action="append",
        default=[],
        help="your LinkedIn export: zip, folder or Connections.csv",
    )
    find.add_argument(
        "--shared",
        metavar="ID=PATH",
        action="append",
        default=[],
        help="a friend's LinkedIn export, shared with you; ID names the friend",
    )
    for name, what in _LISTS.items():
        find.add_argument(f"--{name}", metavar="CSV", action="append", default=[], help=what)
    find.add_argument("--me", required=True, help="your name, mail address or id in these files")
    find.add_argument("--field", required=True, help="what you want to learn about: law, PR, commercial law ...")
    find.add_argument("--report", metavar="FILE", help="also write one HTML page")
    find.add_argument("--json", action="store_true", help="print the prospects, introductions and plan as JSON")
    find.add_argument("--count", type=int, default=20, help="how many prospects (default: %(default)s)")
    find.add_argument("--as-of", metavar="DATE", help="the day to look from, YYYY-MM-DD (default: today)")
    words = find.add_argument_group("your own words, for the messages")
    for name in ("year", "course", "university", "email", "role", "research", "mode", "when"):
        words.add_argument(f"--{name}")
    words.add_argument("--topic", action="append", default=[], help="one or two")
    find.set_defaults(run=_find)
    return parser


_LISTS = {
    "alumni": "an alumni directory",
    "attendees": "the attendees of an event",
    "people": "a table of people",
    "ties": "a table of ties",
    "memberships": "a table of memberships",
    "affiliations": "a table of affiliations",
}


def _demo(options: argparse.Namespace) -> int:
    records, imports = read_example()
    found = answer(records, "sarah", "law", as_of=EXAMPLE_AS_OF, imports=imports, words=EXAMPLE_WORDS)
    print(found.text())
    _write(options.report, found.html())
    print(f"The same as a page with a picture: {options.report}")
    return 0


def _find(options: argparse.Namespace) -> int:
    as_of = _day(options.as_of) if options.as_of else date.today()
    records = wt.Records()
    imports, made_up = _read_own(records, options.linkedin, options.me)
    for shared in options.shared:
        friend, separator, path = shared.partition("=")
        if not separator or not friend or not path:
            raise ValueError(f"--shared takes ID=PATH, such as ben=ben.zip, got '{shared}'")
        imports.append(records.read_linkedin(path, owner=friend, audience="ties"))
    for name in _LISTS:
        imports += [getattr(records, f"read_{name}")(path) for path in getattr(options, name)]
    if not imports:
        raise ValueError("nothing to read: give --linkedin, --alumni, --attendees or a table")
    records.resolve()
    me = made_up or _who(records, options.me)
    words: dict[str, Any] = {
        name: getattr(options, name)
        for name in ("year", "course", "university", "email", "role", "research", "mode", "when")
        if getattr(options, name)
    }
    if options.topic:
        words["topics"] = options.topic
    found = answer(records, me, options.field, as_of=as_of, imports=imports, words=words, count=options.count)
    print(_as_json(found) if options.json else found.text())
    if options.report:
        _write(options.report, found.html())
        print(f"The same as a page with a picture: {options.report}", file=sys.stderr)
    return 0


def _read_own(records: wt.Records, paths: list[str], me: str) -> tuple[list[wt.ImportReport], str | None]:
    """Your own exports, and your id where it had to be made up. An export mostly says whose it is; a lone
    Connections.csv does not, so it belongs to whoever the others name, else to a person of your name."""
    imports, unnamed = [], []
    for path in paths:
        try:
            imports.append(records.read_linkedin(path))
        except wt.InvalidValue:
            unnamed.append(path)
    if not unnamed:
        return imports, None
    named = [hit for hit in records.find(me, count=2) if imports]
    owner = named[0][0] if len(named) == 1 else "me"
    if owner == "me":
        records.add_person("me", name=me, stated_by="me")
    imports += [records.read_linkedin(path, owner=owner) for path in unnamed]
    return imports, owner


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"--as-of takes a day such as 2026-11-01, got '{text}'") from None


def _who(records: wt.Records, text: str) -> str:
    """The one person that `text` finds; two are refused."""
    found = records.find(text, count=20)
    whole = [hit for hit in found if hit[1].casefold() == text.casefold() or hit[0] == text]
    hits = whole or found
    if not hits:
        raise ValueError(f"nobody in these files is found by '{text}'; --me takes a name, mail address or id")
    if len(hits) > 1:
        names = "; ".join(f"{person} is {name}{f' ({about})' if about else ''}" for person, name, about in hits[:5])
        raise ValueError(f"'{text}' finds {len(hits)} people, give the id of one with --me: {names}")
    return hits[0][0]


def _as_json(found: Answer) -> str:
    """Each part as its `to_json` gives it (docs/json.md)."""
    text = json.dumps(
        {
            "me": found.me,
            "field": found.field,
            "as_of": found.as_of.isoformat(),
            "imports": [json.loads(report.to_json()) for report in found.imports],
            "prospects": json.loads(found.prospects.to_json()),
            "introductions": json.loads(found.introductions.to_json())["introductions"] if found.introductions else [],
            "why_none": found.why_none or None,
            "week": json.loads(found.week.to_json()),
            "messages": [{"title": title, **json.loads(message.to_json())} for title, message in found.messages],
        },
        ensure_ascii=False,
        indent=2,
    )
    # A terminal may show this: what could steer it stands as an escape, which means the same.
    return "".join(c if c == "\n" or printable(c) == c else json.dumps(c)[1:-1] for c in text)


def _write(path: str, text: str) -> None:
    """Writes beside the target and puts it in place in one step, so that a failure leaves the old file whole."""
    target = Path(path)
    handle, beside = tempfile.mkstemp(dir=target.absolute().parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(beside, 0o600)  # other people's data: for the owner's eyes
        os.replace(beside, target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


if __name__ == "__main__":
    sys.exit(main())
