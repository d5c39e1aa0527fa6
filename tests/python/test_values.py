"""Every value is a value: equal to what is pickled, copied or made again of it, to nothing else, and good to read."""

from __future__ import annotations

import array
import copy
import pickle
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weaktie as wt
from weaktie.main_job import EXAMPLE_AS_OF, read_example

PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)


class World:
    """The bundled example, and what is found in it."""

    def __init__(self) -> None:
        self.records, self.imports = read_example()
        self.records.resolve()
        self.network = self.records.freeze(as_of=EXAMPLE_AS_OF)
        self.prospects = self.network.prospects("sarah", field="law", count=12)
        self.target = self.prospects[0].person
        self.week = wt.plan(self.prospects, start="2026-11-02", weeks=2)
        rows = [row.person for row in self.prospects if row.brokers]
        self.introductions = self.network.introductions("sarah", rows[0])
        facts = self.network.message_facts("sarah", self.target)
        self.message = wt.compose(**facts)
        self.rejected = wt.Records().read_ties({"source": ["a", "b"], "target": ["a", "c"], "strength": [1, 9]})
        arrays = wt.Network.from_arrays(
            [0, 1],
            [1, 2],
            [0.8, 0.5],
            affiliations=[{"id": "club", "reach": 0.5, "members": ["2", "3"]}],
            ids="0 1 2 3 4".split(),
        )
        self.through_a_club = arrays.introductions("0", "3")
        self.nothing = arrays.introductions("0", "4")
        self.cut_short = arrays.introductions("0", "3", budget=1)
        self.why = arrays.why_none("0", "4")
        self.why_far = arrays.why_none("0", "3", max_intermediaries=1)
        self.arrays = arrays
        self.chambers = self.network.anyone_at("sarah", "Nightjar Row Chambers")
        self.solicitors = self.network.anyone_at("sarah", "Ravensbourne Quill")


WORLD = World()
TABLES = {
    "table": wt.Table(
        {
            "text": ["ann", None, "Zo\u00eb <b>"],
            "number": [0.5, None, -1e300],
            "whole": [1, 2, -(2**63)],
            "index": array.array("I", [0, 1, 2**32 - 1]),
            "truth": [True, None, False],
            "day": [date(2026, 11, 1), None, date(1, 1, 1)],
            "texts": [["a", "b"], [], None],
            "indices": [[1], [2, 3], []],
        }
    ),
    "empty table": wt.Table({}),
    "no rows": wt.Table({"id": []}),
    "prospects": WORLD.prospects.to_table(),
    "approaches": WORLD.prospects.approaches(WORLD.target),
    "people": WORLD.records.people(),
}
VALUES: dict[str, Any] = {
    **TABLES,
    **{f"column {name}": TABLES["table"][name] for name in TABLES["table"].columns},
    "reach.chance": WORLD.arrays.reach("0").chance,
    "reach.intermediaries": WORLD.arrays.reach("0").intermediaries,
    "found": WORLD.network.find("sarah")[0],
    "row": WORLD.rejected.rows[0],
    "other row": WORLD.imports[0].rows[0],
    "report": WORLD.imports[0],
    "report of a table": WORLD.rejected,
    "match": wt.field_of("Trainee Solicitor"),
    "step": WORLD.introductions[0].steps[0],
    "step through a club": WORLD.through_a_club[0].steps[-1],
    "introduction": WORLD.introductions[0],
    "introduction through a club": WORLD.through_a_club[0],
    "introductions": WORLD.introductions,
    "no introductions": WORLD.nothing,
    "introductions cut short": WORLD.cut_short,
    "reach": WORLD.arrays.reach("0", max_intermediaries=1, relay=0.5),
    "reach of the example": WORLD.network.reach("sarah"),
    "reason": WORLD.why,
    "another reason": WORLD.why_far,
    "model": wt.OutreachModel.default(),
    "prospect": WORLD.prospects[0],
    "another prospect": next(row for row in WORLD.prospects if row.brokers),
    "prospects row by row": WORLD.prospects,
    "no prospects": WORLD.arrays.prospects("0", field="law"),
    "request": WORLD.week[0],
    "plan": WORLD.week,
    "no plan": wt.plan({"request": []}, start="2026-11-02"),
    "missing fact": WORLD.message.missing[0],
    "message": WORLD.message,
    "note to pass on": wt.compose("broker", broker="Ben Carter"),
    "finding": wt.check_message("Do you have a job for me?")[0],
    "person at": WORLD.solicitors[0],
    "anyone at": WORLD.solicitors,
    "nobody near": WORLD.chambers,
    "nobody at": WORLD.network.anyone_at("sarah", "Ravensborne Quil"),
    "operator": wt.OPERATOR,
}
KINDS = {type(value).__name__ for value in VALUES.values()}
HOLD_A_NETWORK = {"Introduction", "Introductions", "Reach", "PersonAt", "AnyoneAt"}  # of the people they name
SEQUENCES = {"Column", "Introductions"}  # these equal a sequence of equal items as well


def every_value() -> list[Any]:
    return [pytest.param(value, id=name) for name, value in VALUES.items()]


def test_no_class_is_left_out():
    classes = {name for name in wt.__all__ if isinstance(getattr(wt, name), type)}
    errors = {name for name in classes if issubclass(getattr(wt, name), Exception)}
    assert classes - errors - KINDS == {"Network", "Records"}  # tests of their own


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("value", every_value())
def test_a_pickle_gives_an_equal_value(value, protocol):
    again = pickle.loads(pickle.dumps(value, protocol))
    assert type(again) is type(value)
    assert again == value
    assert repr(again) == repr(value)
    assert str(again) == str(value)
    if not isinstance(value, wt.Operator | wt.Found):
        assert again is not value
        for name in public_properties(value):
            assert getattr(again, name) == getattr(value, name), name
        if hasattr(value, "_repr_html_"):
            assert again._repr_html_() == value._repr_html_()
    assert pickle.dumps(again, protocol) == pickle.dumps(value, protocol) or type(value).__name__ in HOLD_A_NETWORK


def public_properties(value: Any) -> list[str]:
    return [name for name, what in vars(type(value)).items() if isinstance(what, property) and name[0] != "_"]


@pytest.mark.parametrize("value", [pytest.param(value, id=name) for name, value in VALUES.items()])
def test_a_copy_is_equal(value):
    assert copy.copy(value) == value
    assert copy.deepcopy(value) == value
    assert copy.deepcopy({"x": [value, value]})["x"] == [value, value]


@pytest.mark.parametrize("value", [pytest.param(value, id=name) for name, value in VALUES.items()])
def test_a_value_equals_itself_and_nothing_of_another_kind(value):
    assert value == value
    assert (value != value) is False
    for other in VALUES.values():
        if type(other) is not type(value) and not {type(value).__name__, type(other).__name__} <= SEQUENCES:
            assert value != other
            assert other != value
    for other in (None, 0, "", "law", object(), wt):
        assert value != other
    if type(value) not in (wt.Column, wt.Introductions, wt.Found, wt.Operator):
        assert type(value).__eq__(value, None) is NotImplemented


@pytest.mark.parametrize("value", [pytest.param(value, id=name) for name, value in VALUES.items()])
def test_single_values_hash_and_collections_do_not(value):
    if type(value).__name__ in {
        "Table", "Column", "Introductions", "Reach", "Prospects", "Plan", "ImportReport", "AnyoneAt",
    }:  # fmt: skip
        with pytest.raises(TypeError):
            hash(value)
    else:
        assert hash(value) == hash(copy.copy(value))
        assert len({value, copy.deepcopy(value)}) == 1
        assert hash(pickle.loads(pickle.dumps(value))) == hash(value)


def test_values_that_differ_are_unequal():
    one, two = WORLD.prospects[0], WORLD.prospects[1]
    assert one != two
    assert wt.field_of("Nurse") != wt.field_of("Solicitor")
    assert WORLD.week[0] != WORLD.week[1]
    assert WORLD.introductions != WORLD.through_a_club
    assert WORLD.introductions[0] != WORLD.introductions[1]
    assert WORLD.why != WORLD.why_far
    assert WORLD.imports[0] != WORLD.imports[1]
    assert wt.compose("broker") != wt.compose("direct")
    assert TABLES["prospects"] != TABLES["people"]
    assert WORLD.arrays.reach("0") != WORLD.arrays.reach("1")
    assert WORLD.arrays.reach("0") != WORLD.arrays.reach("0", relay=0.5)
    fewer = WORLD.network.prospects("sarah", field="law", count=11)
    assert fewer != WORLD.prospects
    assert list(fewer) == list(WORLD.prospects)[:11]


def test_the_same_numbers_about_other_people_are_unequal():
    people = {"id": ["s", "a"], "title": [None, "Solicitor"]}
    others = {"id": ["s", "b"], "title": [None, "Solicitor"]}
    first, second = (
        wt.Network.from_arrays([0], [1], [0.5], ids=them["id"], people=them).prospects("s", field="law")
        for them in (people, others)
    )
    assert [row.chance for row in first] == [row.chance for row in second]
    assert first != second
    assert first[0] != second[0]


class TestErrors:
    def raised(self) -> list[wt.Error]:
        found = []
        for call in (
            lambda: wt.cost_of(1.5),
            lambda: WORLD.network.index("sara"),
            lambda: wt.Network.from_arrays([0, 0], [1, 1], [0.5, 7.0]),
            lambda: wt.Records().read_linkedin("no_such_file.zip", owner="a"),
        ):
            with pytest.raises(wt.Error) as caught:
                call()
            found.append(caught.value)
        return found

    @pytest.mark.parametrize("protocol", PROTOCOLS)
    def test_they_pickle_with_value_and_place(self, protocol):
        for error in self.raised():
            for again in (pickle.loads(pickle.dumps(error, protocol)), copy.copy(error), copy.deepcopy(error)):
                assert type(again) is type(error)
                assert str(again) == str(error)
                assert repr(again) == repr(error)
                for name in ("value", "file", "line", "column", "field"):
                    assert getattr(again, name) == getattr(error, name)

    def test_every_class_pickles_also_when_a_caller_raises_it(self):
        for kind in (wt.Error, wt.UnknownPerson, wt.InvalidValue, wt.ImportFailed, wt.SnapshotCorrupt, wt.Cancelled):
            again = pickle.loads(pickle.dumps(kind("why")))
            assert type(again) is kind
            assert again.args == ("why",)
            assert (again.value, again.file, again.line, again.column, again.field) == ("", None, None, None, None)


def test_the_operator_stays_the_operator():
    for protocol in PROTOCOLS:
        assert pickle.loads(pickle.dumps(wt.OPERATOR, protocol)) is wt.OPERATOR
    assert copy.copy(wt.OPERATOR) is wt.OPERATOR
    assert copy.deepcopy(wt.OPERATOR) is wt.OPERATOR


def test_another_process_reads_a_pickle():
    values = list(VALUES.values())
    code = "import pickle, sys; print([repr(x) for x in pickle.load(sys.stdin.buffer)])"
    ran = subprocess.run([sys.executable, "-c", code], input=pickle.dumps(values), capture_output=True, check=True)
    assert ran.stdout.decode().strip() == str([repr(value) for value in values])


class TestWhatAPickleHolds:
    def test_a_result_takes_along_the_people_it_names_and_no_addresses(self):
        table = WORLD.records.people()
        emails = {mail for cell in table["email"] if cell for mail in cell.split(" ; ")}
        assert len(emails) > 20
        for value in (WORLD.prospects, WORLD.prospects[0], WORLD.week):
            bytes_ = pickle.dumps(value)
            assert not [mail for mail in emails if mail.encode() in bytes_]

    def test_an_introduction_takes_along_its_people_only(self):
        stranger = next(id for id in WORLD.network.ids() if id not in WORLD.introductions[0].people)
        emails = {mail for cell in WORLD.records.people()["email"] if cell for mail in cell.split(" ; ")}
        for value in (WORLD.introductions, WORLD.introductions[0]):
            bytes_ = pickle.dumps(value)
            assert len(bytes_) < 20_000
            assert WORLD.introductions[0].people[1].encode() in bytes_
            assert not [mail for mail in emails if mail.encode() in bytes_]
        assert stranger.encode() not in pickle.dumps(WORLD.introductions[0])

    def test_reaches_of_one_network_share_it(self):
        network = WORLD.network
        one = len(pickle.dumps(network.reach("sarah")))
        many = [network.reach(id) for id in network.ids()[:20]]
        assert len(pickle.dumps(many)) < 2 * one
        again = pickle.loads(pickle.dumps(many))
        assert [list(reach.chance) for reach in again] == [list(reach.chance) for reach in many]

    def test_what_was_unpickled_still_works(self):
        prospects = pickle.loads(pickle.dumps(WORLD.prospects))
        assert prospects.to_table() == WORLD.prospects.to_table()
        for row in WORLD.prospects:
            assert prospects.approaches(row.person) == WORLD.prospects.approaches(row.person)
            assert prospects.explain(row.person) == WORLD.prospects.explain(row.person)
        assert wt.plan(prospects, start="2026-11-02", weeks=2) == WORLD.week
        with pytest.raises(wt.UnknownPerson):
            prospects.approaches("nobody")
        # The indices differ; what is drawn goes by ids.
        assert WORLD.network.map_svg("sarah", prospects) == WORLD.network.map_svg("sarah", WORLD.prospects)
        page = WORLD.network.report_html("sarah", field="law", prospects=prospects)
        assert page == WORLD.network.report_html("sarah", field="law", prospects=WORLD.prospects)

    def test_introductions_that_were_unpickled_still_work(self):
        again = pickle.loads(pickle.dumps(WORLD.introductions))
        assert (again.complete, again.guarantee) == (WORLD.introductions.complete, WORLD.introductions.guarantee)
        for one, two in zip(again, WORLD.introductions, strict=True):
            assert [step.why for step in one.steps] == [step.why for step in two.steps]
        target = again[0].people[-1]
        assert WORLD.network.introductions_svg("sarah", target, again) == WORLD.network.introductions_svg(
            "sarah", target, WORLD.introductions
        )
        short = pickle.loads(pickle.dumps(WORLD.cut_short))
        assert (short.complete, short.guarantee) == (WORLD.cut_short.complete, WORLD.cut_short.guarantee)

    def test_results_of_another_network_are_drawn_by_id_or_refused(self):
        with pytest.raises(wt.UnknownPerson):
            WORLD.arrays.map_svg("0", WORLD.prospects)
        with pytest.raises(wt.UnknownPerson):
            WORLD.arrays.introductions_svg("0", "1", WORLD.introductions)


class TestBrokenPickles:
    """A state that was changed is refused in words; nothing reads beyond what is there."""

    def restore(self, kind, *state):
        return wt._core._restore(kind, *state)  # type: ignore[attr-defined]

    def test_only_closed_classes_and_fitting_states_are_taken(self):
        for state in [(), (int,), ("x",), (wt.FieldMatch,), (wt.FieldMatch, 1, "x"), (wt.Records, 1), (wt.Network,)]:
            with pytest.raises(TypeError):
                wt._core._restore(*state)  # type: ignore[attr-defined]

    @pytest.mark.parametrize(
        "state",
        [
            ("a", "float64", False, None, b"1234567"),
            ("a", "float64", False, b"\0\0", b"12345678"),
            ("a", "float64", True, None, b"12345678"),
            ("a", "complex", False, None, b"12345678"),
            ("a", "text", False, None, (5).to_bytes(8, "little"), b"abc"),
            ("a", "text", False, None, (2).to_bytes(8, "little") + (1).to_bytes(8, "little"), b"abc"),
            ("a", "text", False, None, (2).to_bytes(8, "little"), b"abc"),
            ("a", "text", False, None, (3).to_bytes(8, "little")),
            ("a", "day", False, None, (2**40).to_bytes(8, "little")),
            ("a", "indices", False, None, (2).to_bytes(8, "little"), b"1234"),
            ("a", "texts", False, None, (2).to_bytes(8, "little"), (3).to_bytes(8, "little"), b"abc"),
            ("a", "float64", False, None, "text"),
            ("a",),
            (),
        ],
    )
    def test_columns(self, state):
        with pytest.raises(wt.InvalidValue):
            self.restore(wt.Table, state)
        with pytest.raises(wt.InvalidValue):
            self.restore(wt.Column, *state)

    def test_results(self):
        restore, (kind, *state) = WORLD.prospects.__reduce__()
        assert restore(kind, *state) == WORLD.prospects
        people, seeker, field, narrowing, rows, approaches = state
        with pytest.raises(wt.UnknownPerson):
            restore(kind, people[:1], 0, field, narrowing, rows, approaches)
        with pytest.raises(wt.UnknownPerson):
            restore(kind, people, 10**6, field, narrowing, rows, approaches)
        with pytest.raises(wt.InvalidValue):
            restore(kind, people, seeker, field, narrowing, rows, approaches[1:])
        with pytest.raises(TypeError):
            restore(kind, people, seeker, field, narrowing, [(1, 2)], approaches)
        restore, (kind, *state) = WORLD.introductions.__reduce__()
        assert restore(kind, *state) == WORLD.introductions
        excerpt = state[0]
        assert set(excerpt.ids()) == {id for chain in WORLD.introductions for id in chain.people}
        for chains in ([((0, 99), 5, ((False, "", 0.5),))], [((0,), 5, ())], [((0, 1), 5, ())]):
            with pytest.raises(wt.Error):
                restore(kind, excerpt, chains, True, 0.0)
        restore, (kind, numbers) = wt.OutreachModel.default().__reduce__()
        assert restore(kind, numbers[:3]) == wt.OutreachModel.default()
        changed = restore(kind, [("message.brief", 0.5)])
        assert changed != wt.OutreachModel.default()
        assert pickle.loads(pickle.dumps(changed)) == changed
        assert repr(changed) != repr(wt.OutreachModel.default())
        for bad in ([("message.wit", 1.0)], [("message.brief", 1e9)], [("step.small_event", -1.0)]):
            with pytest.raises(wt.InvalidValue):
                restore(kind, bad)


# ------------------------------------------------------------------------------------------------------ by property

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
cells = [
    texts,
    st.floats(),
    st.integers(-(2**63), 2**63 - 1),
    st.booleans(),
    days,
    st.lists(texts, max_size=3),
    st.lists(st.integers(0, 2**32 - 1), max_size=3),
]


@st.composite
def tables(draw: st.DrawFn) -> wt.Table:
    rows = draw(st.integers(0, 5))
    names = draw(st.lists(texts, max_size=5, unique=True))
    return wt.Table(
        {name: draw(st.lists(st.none() | draw(st.sampled_from(cells)), min_size=rows, max_size=rows)) for name in names}
    )


@given(tables())
def test_any_table_comes_back(table):
    for protocol in PROTOCOLS:
        assert pickle.loads(pickle.dumps(table, protocol)) == table
    assert copy.deepcopy(table) == table == copy.copy(table)
    for name in table.columns:
        column = pickle.loads(pickle.dumps(table[name]))
        assert column == table[name]
        assert (column.name, column.to_list()) == (name, table[name].to_list())
        assert repr(column) == repr(table[name])
    assert pickle.loads(pickle.dumps(table)).rows() == table.rows()


def test_a_table_with_nan_equals_itself():
    pa = pytest.importorskip("pyarrow")
    table = wt.Table(pa.table({"x": [1.0, float("nan"), None]}))
    assert table == table
    assert table["x"] == table["x"]
    assert pickle.loads(pickle.dumps(table)) == table
    assert pickle.loads(pickle.dumps(table["x"])) == table["x"]


def test_a_column_is_still_a_buffer_of_its_type():
    np = pytest.importorskip("numpy")
    table = wt.Table(
        {"f": np.array([0.5, 1]), "i": np.array([1, 2]), "u": np.array([1, 2], np.uint32), "b": np.array([True, False])}
    )
    for name in table.columns:
        before, after = np.asarray(table[name]), np.asarray(pickle.loads(pickle.dumps(table[name])))
        assert after.dtype == before.dtype
        assert (after == before).all()


@given(texts, texts, st.lists(texts, max_size=3))
def test_any_message_comes_back(name, course, topics):
    try:
        message = wt.compose("direct", seeker={"name": name, "course": course}, recipient=name, topics=topics)
    except wt.InvalidValue:
        return
    again = pickle.loads(pickle.dumps(message))
    assert again == message
    assert hash(again) == hash(message)
    assert str(again) == str(message)
    for fact in message.missing:
        assert pickle.loads(pickle.dumps(fact)) == fact


@st.composite
def small_networks(draw: st.DrawFn) -> wt.Network:
    people = draw(st.integers(2, 6))
    pairs = [(a, b) for a in range(people) for b in range(people) if a != b]
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=12))
    chances = draw(st.lists(st.sampled_from([0.1, 0.5, 1.0]), min_size=len(chosen), max_size=len(chosen)))
    ids = draw(st.lists(texts.filter(bool), min_size=people, max_size=people, unique=True))
    titles = draw(st.lists(st.sampled_from(["Solicitor", "Nurse", None]), min_size=people, max_size=people))
    clubs = draw(st.lists(st.lists(st.sampled_from(ids), max_size=3, unique=True), max_size=2))
    return wt.Network.from_arrays(
        [a for a, _ in chosen],
        [b for _, b in chosen],
        chances,
        directed=draw(st.booleans()),
        ids=ids,
        people={"id": ids, "name": [f"<{id}>" for id in ids], "title": titles},
        affiliations=[{"id": f"club {i}", "reach": 0.5, "members": members} for i, members in enumerate(clubs)],
    )


@settings(max_examples=60, deadline=None)
@given(small_networks())
def test_whatever_is_found_in_a_network_comes_back(network):
    first, last = network.id(0), network.id(len(network) - 1)
    prospects = network.prospects(first, field="law")
    plan = wt.plan(prospects, start="2026-11-02")
    introductions = network.introductions(first, last, distinct="none")
    results: list[Any] = [prospects, plan, network.why_none(first, last), *prospects, *plan]
    results += [step for chain in introductions for step in chain.steps]
    results += [introductions, *introductions, network.reach(first)]
    for value in results:
        again = pickle.loads(pickle.dumps(value))
        assert again == value
        assert repr(again) == repr(value)
    for step in (step for chain in introductions for step in chain.steps):
        assert pickle.loads(pickle.dumps(step)).why == step.why
