"""The main job: from records to whom to ask, through whom, with which words.

`weaktie demo` and `weaktie find` both print and draw what `answer` returns.

>>> records, imports = read_example()
>>> found = answer(records, "sarah", "law", as_of=date(2026, 11, 1), imports=imports, words=EXAMPLE_WORDS)
>>> len(found.prospects), len(found.introductions), len(found.week)
(20, 3, 5)
"""

from __future__ import annotations

import dataclasses
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import weaktie as wt

__all__ = ["EXAMPLE_AS_OF", "EXAMPLE_WORDS", "Answer", "answer", "read_example"]

EXAMPLE_AS_OF = date(2026, 11, 1)

#: What only Sarah can say: the seeker's own words, as `Network.message_facts` takes them.
EXAMPLE_WORDS: dict[str, Any] = {
    "year": "second",
    "course": "law",
    "university": "Warwick",
    "research": "I have since read up on how people come into the profession",
    "topics": ["the first years in practice", "how people choose between solicitor and barrister"],
    "mode": "by phone or video",
    "when": "any time that suits you",
}


@dataclass
class Answer:
    """What the main job found. Every part may be empty; `why_none` says why nobody introduces."""

    network: wt.Network
    me: str
    field: str
    as_of: date
    prospects: wt.Prospects
    introductions: wt.Introductions | None
    target: str | None
    why_none: str
    week: wt.Plan
    messages: list[tuple[str, wt.Message]]
    imports: list[wt.ImportReport] = dataclasses.field(default_factory=list)

    def label(self, person: str) -> str:
        """The name of a person, or the id when no name is known, safe to print."""
        return printable(self.network.label(person))

    def html(self) -> str:
        """One self-contained page with everything in it; nothing in it is loaded from the net."""
        return self.network.report_html(
            self.me,
            field=self.field,
            as_of=self.as_of,
            imports=self.imports,
            prospects=self.prospects,
            introductions=self.introductions,
            target=self.target,
            why_none=self.why_none,
            plan=self.week,
            messages=self.messages,
        )

    def text(self) -> str:
        """The same for a terminal."""
        parts = [
            self._imports(),
            self._prospects(),
            self._introductions(),
            self._week(),
            *(f"{title}\n{'-' * len(title)}\n{_message_text(message)}" for title, message in self.messages),
        ]
        return printable("\n\n".join(part for part in parts if part), keep="\n") + "\n"

    def _imports(self) -> str:
        if not self.imports:
            return ""
        lines = [_heading("What was read")]
        for report in self.imports:
            name = report.path.rsplit("/", 1)[-1]
            lines.append(
                f"{name}: {report.format}: {report.read} rows read, {report.kept} kept, {report.merged} known already,"
                f" {report.skipped} skipped, {report.rejected} rejected"
            )
            for row in [row for row in report.rows if row.outcome == "rejected"][:3]:
                lines.append(f"    line {row.line}: {row.reason}")
        return "\n".join(lines)

    def _prospects(self) -> str:
        lines = [_heading(f"Whom to ask about {self.field}")]
        if not len(self.prospects):
            lines.append(
                "Nobody in this field is known yet. Go to one event or association of the field, or write to somebody"
                " you have read about: add them with add_person() or a table of people and ask again."
            )
        for rank, row in enumerate(self.prospects, 1):
            title = self.network.text(row.person, "title")
            place = self.network.text(row.person, "organisation")
            about = printable(", ".join(part for part in (title, place) if part))
            broker = self.label(row.broker) if row.broker else ""
            how = {
                "direct": "ask directly",
                "introduction": f"ask {broker} for an introduction",
                "mention": f"write, with {broker}'s permission to use their name",
            }[row.approach]
            lines.append(
                f"{rank:2}. {self.label(row.person)} ({about})" if about else f"{rank:2}. {self.label(row.person)}"
            )
            lines.append(f"    chance {row.chance:.0%}, value {row.value:.2f}: {how}")
            lines.append(f"    {printable(row.why)}")
        return "\n".join(lines)

    def _introductions(self) -> str:
        if self.target is None:
            return ""
        lines = [_heading(f"Through whom to {self.label(self.target)}")]
        if self.introductions:
            lines.append("(each step alone; the table above also counts a short, specific, personal message)")
        if not self.introductions:
            lines.append(self.why_none)
        for rank, way in enumerate(self.introductions or [], 1):
            lines.append(
                f"{rank}. {' -> '.join(self.label(person) for person in way.people)} (chance {way.chance:.0%})"
            )
            lines.extend(
                f"    {self.label(asks)} asks {self.label(asked)}: {step.chance:.0%}, {step.why}"
                for asks, asked, step in zip(way.people[:-1], way.people[1:], way.steps, strict=True)
            )
        return "\n".join(lines)

    def _week(self) -> str:
        if not len(self.week):
            return f"{_heading('This week')}\nNothing to ask: {self.week.binding}" if self.week.binding else ""
        lines = [_heading(f"This week, from {self.week[0].date}")]
        for rank, row in enumerate(self.week, 1):
            whom = self.label(row.brokers[0]) if row.brokers else self.label(row.prospect)
            about = f" about {self.label(row.prospect)}" if row.brokers else ""
            lines.append(
                f"{rank}. ask {whom}{about} ({row.approach}, chance {row.chance:.0%}, {row.minutes:.0f} minutes)"
            )
        lines.append(
            f"Worth {self.week.value:.2f} useful conversations; no plan under these limits is worth more than"
            f" {self.week.bound:.2f}."
        )
        return "\n".join(lines)


def printable(text: str, *, keep: str = "") -> str:
    """Text for a terminal: control characters and direction overrides, which names from files may hold, are blanks."""
    unsafe = ("Cc", "Cf", "Zl", "Zp")
    return "".join(c if c in keep or unicodedata.category(c) not in unsafe else " " for c in text)


def _heading(text: str) -> str:
    return f"{text}\n{'=' * len(text)}"


def _message_text(message: wt.Message) -> str:
    text = str(message)
    if message.missing:
        text += "\n\nStill to say: " + "; ".join(fact.question for fact in message.missing)
    return text


def read_example() -> tuple[wt.Records, list[wt.ImportReport]]:
    """The bundled example as records, with a report for each file: Sarah's own files, two friends' exports that they
    share with those they have ties to, and two lists that everyone may see."""
    files = wt.example_path()
    records = wt.Records()
    family, everyone = files / "family_and_tutors.csv", "everyone"
    reports = [
        records.read_linkedin(files / "Basic_LinkedInDataExport_10-25-2026.zip", owner="sarah"),
        records.read_people(family, owner="sarah", columns={"id": "person"}),
        records.read_ties(family, owner="sarah", columns={"target": "person"}),
        records.read_linkedin(files / "ben_linkedin_export.zip", owner="ben", audience="ties"),
        records.read_people(files / "ben_colleagues_people.csv", owner="ben", audience="ties"),
        records.read_ties(files / "ben_colleagues.csv", owner="ben", audience="ties"),
        records.read_linkedin(files / "priya_linkedin_export.zip", owner="priya", audience="ties"),
        records.read_alumni(files / "alumni_directory.csv", owner="sarah", audience=everyone),
        records.read_attendees(files / "event_attendees.csv", owner="sarah", audience=everyone),
        records.read_people(files / "wish_list.csv", owner="sarah"),
    ]
    return records, reports


def answer(
    records: wt.Records,
    me: str,
    field: str,
    *,
    as_of: date,
    imports: list[wt.ImportReport] | None = None,
    words: dict[str, Any] | None = None,
    count: int = 20,
) -> Answer:
    """Resolves and freezes the records, then finds, explains, plans and writes.

    `words` are the seeker's own (`Network.message_facts`); what is not given is asked for in each message's `.missing`.
    Raises UnknownPerson for `me`, InvalidValue for a field that is none.
    """
    records.resolve()
    network = records.freeze(as_of=as_of)
    me = network.id(network.index(me))
    everyone = network.prospects(me, field=field, count=100, viewer=me)
    prospects = everyone if count == 100 else network.prospects(me, field=field, count=count, viewer=me)
    start = (
        as_of if as_of.weekday() < 5 else as_of + timedelta(days=7 - as_of.weekday())
    )  # a weekend plans the next week
    week = wt.plan(everyone, start=start, weeks=1)

    target, introductions, why_none = None, None, ""
    if len(prospects):
        target = prospects[0].person
        introductions = network.introductions(me, target, count=3, distinct="broker", relay=0.7, viewer=me)
        if not introductions:
            why_none = network.why_none(me, target, relay=0.7, viewer=me).text

    messages: list[tuple[str, wt.Message]] = []
    own = words or {}
    asked: set[str] = set()  # one message each: the broker of the first is not also the second's recipient
    for approach in ("introduction", "direct"):
        row = _first_request(week, everyone, approach, asked)
        if row is None:
            continue
        prospect, brokers = row
        asked.update(brokers)
        facts = network.message_facts(me, prospect, approach=approach, brokers=brokers, **own)
        to = network.label(brokers[0]) if brokers else network.label(prospect)
        about = f", who can introduce you to {network.label(prospect)}" if brokers else ""
        messages.append((f"To {to}{about}", wt.compose(**facts)))
    return Answer(network, me, field, as_of, prospects, introductions, target, why_none, week, messages, imports or [])


def _first_request(
    week: wt.Plan, prospects: wt.Prospects, approach: str, asked: set[str]
) -> tuple[str, list[str]] | None:
    """The first request of this kind to somebody not asked yet: in this week's plan, else among the prospects."""
    planned = [(row.prospect, list(row.brokers)) for row in week if row.approach == approach]
    others = [(row.person, list(row.brokers)) for row in prospects if row.approach == approach]
    fresh = (row for row in planned + others if row[0] not in asked)
    return next(fresh, None)
