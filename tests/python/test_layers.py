"""The rooms keep to their doors: who may include whom, what stays out of headers, and that no header grows too long."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = ROOT / "include" / "weaktie"
UMBRELLA = INCLUDE / "weaktie.hpp"
MOST_LINES = 400

# The rooms in the order of the flow, each with those it may include besides itself.
ROOMS: dict[str, set[str]] = {
    "core": set(),
    "records": {"core"},
    "network": {"core", "records"},
    "search": {"core", "network"},
    "outreach": {"core", "records", "network", "search"},
    "interview": {"core", "records", "network", "outreach"},
    "io": {"core", "records", "network"},
}
# Of the network room the searches see the concepts alone, so that they run on anybody's graph.
SEARCH_SEES = {"network/tie_graph.hpp", "network/seen_rows.hpp"}  # what a graph is, and rows of which a part is seen
COMPILED = "search/detail/alternatives.hpp"  # but for this: the search of a Network as the library holds it
# io/json.hpp stands last and may include every room.
ROOMS_OF = {"io/json.hpp": set(ROOMS)}
THIRD_PARTY_IN = {
    "boost_graph.hpp": "boost/",
    "network/detail/unfilled.hpp": "sys/mman.h",  # where there is one: large pages
}

STANDARD = set(
    """
    algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes
    climits cmath codecvt compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef
    cstdint cstdio cstdlib cstring ctime cuchar cwchar cwctype deque exception execution filesystem forward_list
    fstream functional future initializer_list iomanip ios iosfwd iostream istream iterator latch limits list
    map memory memory_resource mutex new numbers numeric optional ostream queue random ranges ratio regex
    scoped_allocator semaphore set shared_mutex source_location span sstream stack stdexcept stop_token
    streambuf string string_view strstream syncstream system_error thread tuple type_traits typeindex typeinfo
    unordered_map unordered_set utility valarray variant vector version
    """.split()
)

HEADERS = sorted(path.relative_to(INCLUDE).as_posix() for path in INCLUDE.rglob("*.hpp"))

# Bodies: files of src/<room>/, and of bindings/, which are named after rooms.
SOURCES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "src").rglob("*.?pp"))
BINDINGS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "bindings").glob("*.?pp"))
# A method of Python may bind a function of a later room: it stands in the file of its class. With the reason.
BINDINGS_ALSO = {
    "bindings/records.cpp": {"network/freeze.hpp": "Records.freeze"},
    "bindings/introductions.cpp": {"interview/picture.hpp": "Introductions._repr_html_"},
    "bindings/outreach.cpp": {"interview/picture.hpp": "Prospects._repr_html_"},
    "bindings/results.cpp": {"network/detail/excerpt.hpp": "a pickled result takes along the part it speaks of"},
}
# What bindings share, and not a room.
BINDINGS_SHARED = {
    "acquaintances",  # a part of outreach with a file of its own
    "introductions",  # these are of search
    "reach",
    "worth",
    "plain_calls",
    "direct_class",
    "cells",
    "convert",
    "results",
    "rooms",
    "rows",
    "module",
    "html",
    "json",
    "value",
    "table_state",
    "outreach_state",
    "signatures",
}


def third_party() -> set[str]:
    """The headers, or folders of headers, of the libraries that src/ may use."""
    text = (ROOT / "cmake" / "third_party.cmake").read_text(encoding="utf-8")
    headers = re.findall(r"^weaktie_third_party\(\S+ (\S+) ", text, re.MULTILINE)
    return {header.split("/")[0] + "/" if "/" in header else header for header in headers}


def includes(header: str) -> list[str]:
    text = (INCLUDE / header).read_text(encoding="utf-8")
    return re.findall(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]', text, re.MULTILINE)


def own(header: str) -> list[str]:
    return [name.removeprefix("weaktie/") for name in includes(header) if name.startswith("weaktie/")]


def test_there_are_headers_to_check() -> None:
    assert {header.split("/")[0] for header in HEADERS if "/" in header} <= set(ROOMS)
    assert len(HEADERS) > 10


@pytest.mark.parametrize("header", [name for name in HEADERS if "/" in name])
def test_a_header_includes_only_rooms_before_its_own(header: str) -> None:
    room = header.split("/")[0]
    allowed = {room} | ROOMS_OF.get(header, ROOMS[room])
    for included in own(header):
        assert included.split("/")[0] in allowed, f"{header} may not include {included}"
        if room == "search" and included.startswith("network/") and header != COMPILED:
            assert included in SEARCH_SEES, f"{header}: of network, search sees only {SEARCH_SEES}"


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_needs_the_standard_library_alone(header: str) -> None:
    may = ("weaktie/", THIRD_PARTY_IN.get(header, "weaktie/"))
    for included in includes(header):
        assert included in STANDARD or included.startswith(may), (
            f"{header} includes {included}: third-party code belongs into src/"
        )


@pytest.mark.parametrize("header", HEADERS)
def test_what_a_header_includes_is_there(header: str) -> None:
    for included in own(header):
        assert (INCLUDE / included).is_file(), f"{header} includes weaktie/{included}, which does not exist"


@pytest.mark.parametrize("header", HEADERS)
def test_a_header_stays_short_and_opens_once(header: str) -> None:
    lines = (INCLUDE / header).read_text(encoding="utf-8").splitlines()
    assert len(lines) <= MOST_LINES, f"{header} has {len(lines)} lines: look for the second idea in it"
    assert lines[0] == "#pragma once"


def included_by(source: str) -> tuple[list[str], list[str]]:
    """Headers of weaktie without their folder, and all others, of a file of src or bindings."""
    text = (ROOT / source).read_text(encoding="utf-8")
    all_of_them = re.findall(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]', text, re.MULTILINE)
    own_ones = [name.removeprefix("weaktie/") for name in all_of_them if name.startswith("weaktie/")]
    return own_ones, [name for name in all_of_them if not name.startswith("weaktie/")]


@pytest.mark.parametrize("source", SOURCES)
def test_a_body_includes_only_rooms_before_its_own(source: str) -> None:
    room = source.split("/")[1]
    assert room in ROOMS, f"{source}: src/ has a folder for each room and nothing else"
    header = source.removeprefix("src/").replace(".cpp", ".hpp")
    allowed = {room} | ROOMS_OF.get(header, ROOMS[room])
    ours, others = included_by(source)
    for included in ours:
        assert included.split("/")[0] in allowed, f"{source} may not include {included}"
        if room == "search" and included.startswith("network/"):
            assert included in SEARCH_SEES, f"{source}: of network, search sees only {SEARCH_SEES}"
    libraries = tuple(third_party())
    for included in others:
        beside = (ROOT / source).parent / included
        system = included in {"fcntl.h", "iconv.h", "unistd.h"} or included.startswith("sys/")
        assert included in STANDARD or beside.is_file() or included.startswith(libraries) or system, (
            f"{source} includes {included}: neither of its own folder nor of a library in cmake/third_party.cmake"
        )


@pytest.mark.parametrize("source", BINDINGS)
def test_a_binding_includes_only_its_room_and_those_before(source: str) -> None:
    room = Path(source).stem
    assert room in ROOMS or room in BINDINGS_SHARED, f"{source}: bindings/ has one file for each room"
    order = list(ROOMS)
    if room in BINDINGS_SHARED:
        before = set(order)
    elif room == "io":
        before = ROOMS[room]
    else:
        before = set(order[: order.index(room)])
    ours, others = included_by(source)
    also = BINDINGS_ALSO.get(source, {})
    for included in ours:
        assert "/detail/" not in included or included in also, f"{source} looks into {included}"
        assert included.split("/")[0] in {room} | before or included in also, f"{source} may not include {included}"
    for included in others:
        beside = (ROOT / source).parent / included
        python = included.startswith("pybind11/") or included in {"Python.h", "datetime.h"}
        assert included in STANDARD or beside.is_file() or python, (
            f"{source} includes {included}: third-party code belongs into src/"
        )


def test_bodies_and_bindings_are_there_to_check() -> None:
    assert {source.split("/")[1] for source in SOURCES} <= set(ROOMS)
    assert len(SOURCES) > 10
    assert {Path(source).stem for source in BINDINGS} >= set(ROOMS)
    assert {"minizip/", "csv.h", "boost/"} <= third_party()
    for source, also in BINDINGS_ALSO.items():
        assert set(also) <= set(included_by(source)[0]), f"{source} no longer includes what it is excused for"


@pytest.mark.parametrize("header", [name for name in HEADERS if "/" in name])
def test_details_are_for_their_own_room(header: str) -> None:
    for included in own(header):
        if "/detail/" in included:
            assert included.split("/")[0] == header.split("/")[0], f"{header} looks into {included}"


def test_headers_do_not_include_in_circles() -> None:
    finished: set[str] = set()

    def visit(header: str, path: tuple[str, ...]) -> None:
        assert header not in path, " -> ".join((*path, header))
        if header not in finished:
            for included in own(header):
                # What is kept in detail/ may include the header of its room that it completes, to compile alone.
                completes = "/detail/" in header and "/detail/" not in included and included in path
                if not (completes and included.split("/")[0] == header.split("/")[0]):
                    visit(included, (*path, header))
            finished.add(header)

    for header in HEADERS:
        visit(header, ())


def test_the_umbrella_gives_every_public_header() -> None:
    public = {name for name in HEADERS if "/detail/" not in name} - {"weaktie.hpp", "boost_graph.hpp"}
    assert set(own("weaktie.hpp")) == public


def test_the_umbrella_lists_the_rooms_in_the_order_of_the_flow() -> None:
    rooms = [name.split("/")[0] for name in own("weaktie.hpp")]
    assert list(dict.fromkeys(rooms)) == [room for room in ROOMS if room in rooms]


def test_no_file_names_a_path_of_one_machine() -> None:
    # Written so that this file does not match itself.
    machine = re.compile(r"(?<![\w./-])/(?:" + "|".join(["work", "farm"]) + ")/")
    skipped = {".git", ".venv", "build", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".cache"}
    skipped.add("__pycache__")
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(set(folders) - skipped)
        for path in (Path(folder, name) for name in sorted(set(names) - skipped)):
            if path.suffix not in {".zip", ".png"}:
                text = path.read_text(encoding="utf-8", errors="replace")
                found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in machine.finditer(text)]
    assert not found
