"""What a notebook shows: HTML that is well formed, runs no script, loads nothing and takes no markup from names."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weaktie as wt
from test_values import VALUES, WORLD

VOID = {"br", "hr", "img", "meta", "link", "input"}
TAGS = {
    *("div p strong small br table thead tbody tr th td details summary".split()),
    *("svg title desc style rect g text path circle line tspan".split()),
}
ATTRIBUTES = {
    *("style class role id viewbox width height aria-labelledby x y rx cx cy r d transform".split()),
    *("font-size text-anchor stroke-width stroke-dasharray fill stroke x1 x2 y1 y2 dx dy fill-opacity opacity".split()),
}


class Checked(HTMLParser):
    """Reads HTML and refuses what is not balanced, not on the closed lists above, or loads anything."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.ids: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attrs:
            assert name in ATTRIBUTES, name
            assert value is not None
            assert "url(" not in value
            assert "http" not in value.lower()
            assert "expression" not in value
            if name == "id":
                self.ids.append(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            assert "url(" not in data
            assert "@import" not in data
            assert re.findall(r"(?:^|[}\s,])([.#]?[a-z]+)(?=[^{}]*\{)", re.sub(r"@media[^{]*\{", "", data))
            for selector in re.findall(r"([^{}@]+)\{[^{}]*\}", re.sub(r"@media[^{]*\{", "", data)):
                assert all(part.strip().startswith(".wt") for part in selector.split(",")), selector
        else:
            self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")


SHOWN: dict[str, Any] = {
    **{name: value for name, value in VALUES.items() if not isinstance(value, wt.Found | wt.Operator)},
    "records": WORLD.records,
    "no records": wt.Records(),
    "network": WORLD.network,
    "network from arrays": WORLD.arrays,
    "network of nobody": wt.Network.from_arrays([], [], []),
}


@pytest.mark.parametrize("value", [pytest.param(value, id=name) for name, value in SHOWN.items()])
def test_everything_a_notebook_shows_is_plain_html(value):
    html = value._repr_html_()
    assert "<script" not in html.lower()
    assert Checked(html).text.strip()
    assert html == value._repr_html_()


def test_every_class_shows_itself_but_two():
    classes = [getattr(wt, name) for name in wt.__all__ if isinstance(getattr(wt, name), type)]
    silent = {kind.__name__ for kind in classes if not hasattr(kind, "_repr_html_") and not issubclass(kind, Exception)}
    assert silent == {"Found", "Operator"}


def test_it_shows_names_numbers_and_how_much_is_left_out():
    text = Checked(WORLD.prospects._repr_html_()).text
    row = WORLD.prospects[0]
    assert WORLD.network.label(row.person) in text
    assert row.person in text
    assert f"{row.chance:.0%}" in text
    assert "the first 10 of 12" in text
    chain = WORLD.introductions[0]
    text = Checked(chain._repr_html_()).text
    for person in chain.people:
        assert WORLD.network.label(person) in text
    for step in chain.steps:
        assert step.why in text
    text = Checked(WORLD.imports[0]._repr_html_()).text
    assert WORLD.imports[0].notes[0] in text
    assert WORLD.imports[0].rows[0].reason in text
    assert "ended by its budget" in Checked(WORLD.cut_short._repr_html_()).text
    assert WORLD.message.body.split("\n")[0] in Checked(WORLD.message._repr_html_()).text
    many = wt.Table({"n": list(range(1_234))})
    assert "the first 10 of 1,234 rows" in Checked(many._repr_html_()).text
    assert "the first 10 of 1,234 cells" in Checked(many["n"]._repr_html_()).text


HOSTILE = [
    "<script>alert(1)</script>",
    "</td></table></div><img src=x onerror=alert(1)>",
    "\"' onmouseover='alert(1)",
    "<!-- ",
    "]]>",
    "&lt;b&gt;",
    "\u202egnp.exe",
    "a\0b\x1b[31m",
    "javascript:alert(1)",
    "<svg onload=alert(1)>",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_text(name):
    check_with_names(name, name + "2", name)


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20), st.text(max_size=20))
def test_any_names_are_text(first, second, title):
    try:
        "".join((first, second, title)).encode()
    except UnicodeEncodeError:  # half a character is refused everywhere
        return
    if first != second:
        check_with_names(first, second, title)


def check_with_names(first: str, second: str, title: str) -> None:
    ids = [first, second, "third"] if "third" not in (first, second) else [first, second, "fourth"]
    people = {"id": ids, "name": [first, second, title], "title": ["Solicitor", title, "Solicitor"]}
    people["organisation"] = [title, first, second]
    network = wt.Network.from_arrays(
        [0, 1], [1, 2], [0.8, 0.5], ids=ids, people=people,
        affiliations=[{"id": title or "club", "reach": 0.9, "members": ids}],
    )  # fmt: skip
    records = wt.Records()
    records.add_person(first, name=second, organisation=title)
    report = records.read_ties({"source": [first], "target": [first], "kind": [title or None]})
    prospects = network.prospects(ids[0], field="law")
    shown: list[Any] = [network, records, report, *report.rows, prospects, *prospects]
    for words in filter(str.isalnum, (first, second, title)):
        shown += [network.anyone_at(ids[0], words), *network.anyone_at(ids[0], words)]
    shown += [network.reach(ids[0]), network.why_none(ids[0], ids[2], max_intermediaries=0)]
    shown += [wt.plan(prospects, start="2026-11-02"), *wt.plan(prospects, start="2026-11-02")]
    for found in (network.introductions(ids[0], ids[2]), network.introductions(ids[0], ids[2], distinct="none")):
        shown += [found, *found, *(step for chain in found for step in chain.steps)]
    table = wt.Table({first: [second, title], second: [[first], [title, first]], "n": [1.5, None]})
    shown += [table, *(table[name] for name in table.columns)]
    try:
        message = wt.compose("direct", seeker={"name": first}, recipient=second, topics=[title])
        shown += [message, *message.missing]
    except wt.InvalidValue:
        pass
    for value in shown:
        Checked(value._repr_html_())
