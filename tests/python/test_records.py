"""Records: entry by hand, tables in and out, accounting, who is who, and every error."""

from __future__ import annotations

import copy
import threading
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weaktie as wt

ids = st.sampled_from(["ann", "ben", "çelik", "d'arcy", "x" * 50])
days = st.none() | st.dates(date(1990, 1, 1), date(2026, 1, 1))
statements = st.fixed_dictionaries(
    {
        "stated_by": st.none() | ids,
        "audience": st.sampled_from([None, "self", "ties", "everyone", "group:g"]),
        "stated_on": days,
    }
)
words = st.none() | st.sampled_from(["Ann Smith", "a@b.example", "Hart, Lowe & Co", 'say "hi"', "two\nlines"])


@st.composite
def filled_records(draw: st.DrawFn) -> wt.Records:
    records = wt.Records()
    for _ in range(draw(st.integers(0, 4))):
        records.add_person(draw(ids), name=draw(words), title=draw(words), organisation=draw(words), **draw(statements))
    for _ in range(draw(st.integers(0, 6))):
        a, b = draw(ids), draw(ids)
        if a == b:
            continue
        options = {
            "kind": draw(st.sampled_from(["family", "acquaintance", "online_contact"])),
            "directed": draw(st.booleans()),
            "chance": draw(st.sampled_from([None, 0.5, 1.0])),
            "strength": draw(st.sampled_from([None, 1, 4.5])),
            "years": draw(st.sampled_from([None, 0, 3])),
            "contexts": draw(st.sampled_from([None, 1, 2])),
            "since": draw(days),
        }
        if draw(st.booleans()):
            options |= {"date": date(2026, 1, 2), "channel": "event", "size": 40, "direction": "in"}
        records.add_tie(a, b, **options, **draw(statements))
    for _ in range(draw(st.integers(0, 3))):
        records.add_affiliation("g", name=draw(words), kind=draw(st.sampled_from(["school", "club"])), size=30)
        records.add_membership(
            draw(ids), "g", role=draw(words), weight=draw(st.sampled_from([None, 0.5])), start=draw(days)
        )
    return records


@settings(max_examples=100, deadline=None)
@given(filled_records())
def test_what_goes_out_as_tables_comes_back_in(records):
    again = wt.Records()
    for name in ("people", "ties", "memberships", "affiliations"):
        table = getattr(records, name)()
        if len(table) == 0:
            continue
        report = getattr(again, f"read_{name}")(table)
        assert report.read == len(table) == report.kept + report.merged + report.skipped + report.rejected
        assert report.rejected == 0, report.rows
        assert getattr(again, name)() == table or name == "people"
    for name in ("ties", "memberships", "affiliations"):
        assert getattr(again, name)() == getattr(records, name)()


@settings(max_examples=60, deadline=None)
@given(filled_records())
def test_a_frozen_network_numbers_people_by_id(records):
    network = records.freeze(as_of=date(2026, 11, 1))
    assert network.ids() == sorted(network.ids(), key=str.encode)
    assert network == copy.deepcopy(records).freeze(as_of="2026-11-01")
    assert network.as_of == date(2026, 11, 1)


class TestEntry:
    def test_adding_what_is_known_adds_nothing(self):
        records = wt.Records()
        assert records.add_tie("a", "b", kind="friend")
        assert not records.add_tie("a", "b", kind="friend")
        assert records.add_person("a", name="Ann", attributes={"shoe size": "7"})
        assert not records.add_person("a", name="Ann", attributes={"shoe size": "7"})
        assert len(records.ties()) == 1

    def test_editing_by_hand_wins_over_files(self):
        records = wt.Records()
        records.read_people({"id": ["ann"], "title": ["Solicitor"]})
        records.edit("ann", title="Partner", place=None)
        records.read_people({"id": ["ann"], "title": ["Solicitor"]})
        assert records.people().rows()[0]["title"] == "Partner"

    def test_removing_takes_back_statements(self):
        records = wt.Records()
        records.add_tie("a", "b")
        records.add_tie("b", "c")
        records.add_membership("a", "g")
        assert records.remove("a", tie="b") == 1
        assert records.remove("a", affiliation="g") == 1
        assert list(records.ties()["source"]) == ["b"]
        assert records.remove("c") >= 1
        assert len(records.ties()) == 0
        with pytest.raises(wt.InvalidValue):
            records.remove("b", tie="c", affiliation="g")

    def test_it_is_a_value(self):
        records = wt.Records()
        records.add_tie("a", "b")
        other = copy.copy(records)
        assert other == records
        other.add_tie("b", "c")
        assert other != records
        assert copy.deepcopy(other) == other
        assert "3 people" in repr(other)
        assert records != "records"
        with pytest.raises(TypeError):
            hash(records)

    def test_find_gives_tuples(self):
        records = wt.Records()
        records.add_person("a1", name="Zoë Özdemir", email="zoe@example.org", title="Solicitor", organisation="Hart")
        ((id, name, headline),) = records.find("zoe ozd")
        assert (id, name) == ("a1", "Zoë Özdemir")
        assert records.find("ZOE@example.org") == [("a1", "Zoë Özdemir", headline)]
        assert records.find("") == []


class TestResolve:
    def test_a_shared_key_joins_and_the_user_overrules(self):
        records = wt.Records()
        records.add_person("a1", name="Ann Smith", url="https://www.linkedin.com/in/ann-smith/")
        records.add_person("a2", name="Ann Smith", url="linkedin.com/in/ann-smith")
        records.add_person("a3", name="Ann Smith")
        table = records.resolve()
        assert table.columns == ["a", "b", "lane", "log_odds", "reasons"]
        assert [(row["a"], row["b"], row["lane"]) for row in table if row["lane"] == "certain"] == [
            ("a1", "a2", "certain")
        ]
        assert records.person_of("a2") == "a1"
        assert records.person_of("a3") == "a3"
        records.different("a1", "a2")
        assert records.person_of("a2") == "a2"
        records.same("a3", "a2")
        assert records.person_of("a3") == "a2"
        assert records.people().rows()[1]["merged"] == ["a3"]
        network = records.freeze(as_of="2026-11-01")
        assert network.index("a3") == network.index("a2")

    def test_errors(self):
        records = wt.Records()
        records.add_person("ann")
        for call in (records.person_of, records.remove, records.edit, lambda id: records.same("ann", id)):
            with pytest.raises(wt.UnknownPerson, match="'ann'"):
                call("annn")
        with pytest.raises(wt.InvalidValue):
            records.same("ann", "ann")


class TestErrors:
    @pytest.mark.parametrize(
        "options",
        [
            {"chance": 0},
            {"chance": 1.5},
            {"chance": float("nan")},
            {"strength": 0.5},
            {"strength": 6},
            {"years": -1},
            {"contexts": -1},
            {"contexts": 2**40},
            {"kind": "enemy"},
            {"date": "2026-13-01", "channel": "call"},
            {"date": "2026-01-01"},
            {"channel": "call"},
            {"size": 3},
            {"date": "2026-01-01", "channel": "smoke"},
            {"date": "2026-01-01", "channel": "call", "direction": "up"},
            {"date": "2026-01-01", "channel": "event", "size": 1},
            {"date": "2026-01-01", "channel": "call", "size": -1},
            {"audience": "friends"},
            {"audience": "group:"},
        ],
    )
    def test_a_tie_out_of_range_is_refused_and_nothing_is_added(self, options):
        records = wt.Records()
        with pytest.raises(wt.InvalidValue):
            records.add_tie("a", "b", **options)
        assert records == wt.Records()

    def test_other_entries_out_of_range_are_refused(self):
        records = wt.Records()
        for call in (
            lambda: records.add_person(""),
            lambda: records.add_tie("a", "a"),
            lambda: records.add_tie("a", ""),
            lambda: records.add_affiliation("g", reach=0),
            lambda: records.add_affiliation("g", kind="gang"),
            lambda: records.add_affiliation("g", size=-1),
            lambda: records.add_membership("a", "g", weight=1.1),
            lambda: records.add_membership("a", ""),
            lambda: records.add_person("\ud800"),
        ):
            with pytest.raises(wt.InvalidValue):
                call()
        assert records == wt.Records()

    @pytest.mark.parametrize(
        "call",
        [
            lambda r: r.add_person(1),
            lambda r: r.add_person("a", name=3),
            lambda r: r.add_person("a", "Ann"),
            lambda r: r.add_person("a", nmae="Ann"),
            lambda r: r.add_person(b"a"),
            lambda r: r.add_tie("a", "b", chance="0.5"),
            lambda r: r.add_tie("a", "b", since=2020),
            lambda r: r.edit("a", title=3),
            lambda r: r.freeze(),
            lambda r: r.freeze(as_of=None),
            lambda r: r.freeze(as_of=20261101),
            lambda r: r.freeze(as_of=date(2026, 11, 1), model="best"),
            lambda r: r.read_people(3),
            lambda r: r.read_linkedin(None),
            lambda r: r.resolve(progress=3),
            lambda r: wt.Records(3),
        ],
    )
    def test_a_wrong_type_is_a_type_error(self, call):
        records = wt.Records()
        records.add_person("a")
        with pytest.raises(TypeError):
            call(records)

    def test_freezing_needs_a_real_day_and_a_known_viewer(self):
        records = wt.Records()
        records.add_tie("a", "b")
        for day in (date(1970, 1, 1), "2026-02-30", "1 Nov 2026"):
            with pytest.raises(wt.InvalidValue):
                records.freeze(as_of=day)
        with pytest.raises(wt.UnknownPerson):
            records.freeze(as_of="2026-11-01", viewer="zoe")
        assert records.freeze(as_of=datetime(2026, 11, 1, 12), viewer="a") == records.freeze(
            as_of="2026-11-01", viewer=wt.OPERATOR
        )


class TestReaders:
    def test_a_bad_row_is_rejected_with_its_place(self, tmp_path):
        path = tmp_path / "ties.csv"
        path.write_text("source,target,chance\na,b,0.5\na,c,1.5\nb,b,\n,c,\na,b,0.5\n", encoding="utf-8")
        records = wt.Records()
        report = records.read_ties(path, owner="a", audience="everyone")
        assert (report.read, report.kept, report.merged, report.skipped, report.rejected) == (5, 1, 1, 0, 3)
        assert [row.line for row in report.rows] == [3, 4, 5]
        assert {row.outcome for row in report.rows} == {"rejected"}
        assert report.rows[0].field == "chance"
        assert "1.5" in report.rows[0].reason
        assert report.rows[0].file.endswith("ties.csv")
        again = records.read_ties(path, owner="a", audience="everyone")
        assert (again.kept, again.merged) == (0, 2)
        assert records.read(str(path), owner="a", audience="everyone").merged == 2

    def test_columns_are_mapped(self):
        records = wt.Records()
        report = records.read_ties(
            {"who": ["a"], "whom": ["b"]}, columns={"source": "who", "target": "whom"}, owner="a"
        )
        assert report.kept == 1
        assert records.ties().rows()[0]["stated_by"] == "a"

    def test_what_cannot_be_read_is_an_error_and_changes_nothing(self, tmp_path):
        records = wt.Records()
        empty = tmp_path / "empty.csv"
        empty.write_bytes(b"")
        for reader in (
            records.read,
            records.read_linkedin,
            records.read_people,
            records.read_alumni,
            records.read_attendees,
        ):
            for path in (empty, tmp_path / "missing.csv", tmp_path):
                with pytest.raises(wt.ImportFailed) as caught:
                    reader(path)
                assert str(caught.value)
        with pytest.raises(wt.ImportFailed):
            records.read_ties({"source": ["a"]})
        with pytest.raises(wt.InvalidValue):
            records.read_ties({"source": ["a"], "target": ["b"]}, audience="friends")
        assert records == wt.Records()

    def test_the_bundled_example_is_read_completely(self):
        records = wt.Records()
        folder = wt.example_path()
        for report in (
            records.read_linkedin(folder / "Basic_LinkedInDataExport_10-25-2026.zip", owner="sarah"),
            records.read_alumni(folder / "alumni_directory.csv", owner="sarah", audience="everyone"),
            records.read_attendees(folder / "event_attendees.csv", owner="sarah", audience="everyone"),
        ):
            assert report.read == report.kept + report.merged + report.skipped + report.rejected > 0
            assert len(report.rows) == report.skipped + report.rejected
            assert sum(part.read for part in report.files) in (0, report.read)
            assert "read" in repr(report)
        assert len(records.people()) > 100


class TestProgress:
    def test_a_progress_function_may_stop_a_reader(self, tmp_path):
        path = tmp_path / "ties.csv"
        path.write_text("source,target\n" + "".join(f"a,b{i}\n" for i in range(50_000)), encoding="utf-8")
        records = wt.Records()
        calls: list[tuple[int, int]] = []

        def stop(done: int, total: int) -> bool:
            calls.append((done, total))
            return False

        with pytest.raises(wt.Cancelled):
            records.read_ties(path, progress=stop)
        assert len(calls) == 1
        assert records == wt.Records()
        assert records.read_ties(path, progress=lambda done, total: None).kept == 50_000

    def test_what_a_progress_function_raises_comes_out(self, tmp_path):
        path = tmp_path / "ties.csv"
        path.write_text("source,target\n" + "".join(f"a,b{i}\n" for i in range(50_000)), encoding="utf-8")
        records = wt.Records()

        def fail(done: int, total: int) -> None:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            records.read_ties(path, progress=fail)

        def use(done: int, total: int) -> None:
            records.people()

        with pytest.raises(wt.InvalidValue, match="at work"):
            records.read_ties(path, progress=use)

    def test_threads_may_share_records(self):
        records = wt.Records()

        def add(name: str) -> None:
            for i in range(300):
                records.add_tie(name, f"{name}{i}")
                records.find(name)

        threads = [threading.Thread(target=add, args=(name,)) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(records.ties()) == 1200


class TestFields:
    def test_text_sequences_and_nothing(self):
        match = wt.field_of("Trainee Solicitor")
        assert match is not None
        assert match.field == "law"
        assert 0 < match.confidence < 1
        assert wt.field_of("") is None
        assert wt.field_of("zzz") is None
        table = wt.field_of(["Solicitor", None, "zzz"])
        assert table.columns == ["field", "confidence"]
        assert list(table["field"]) == ["law", None, None]
        assert len(wt.field_of([])) == 0
        assert wt.fields_of("Solicitor")[0] == match or wt.fields_of("Solicitor")[0].field == "law"
        assert len(wt.FIELDS) == 24
        for wrong in (3, b"x", None):
            with pytest.raises(TypeError):
                wt.field_of(wrong)
