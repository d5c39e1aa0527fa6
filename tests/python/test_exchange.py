"""Every table goes to pyarrow, polars, pandas and DuckDB and comes back; numbers are not copied on the way out."""

from __future__ import annotations

import gc
from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import weaktie as wt

duckdb = pytest.importorskip("duckdb")
pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")

COLUMNS = {
    "text": ["ann", None, "Şebnem"],
    "number": [1.5, None, -2.0],
    "whole": [1, 2, None],
    "truth": [True, None, False],
    "day": [date(2026, 11, 1), None, date(1970, 1, 1)],
    "names": [["a", "bb"], [], None],
}


def to_polars(table):
    return pl.DataFrame(table)


def to_pandas(table):
    # Arrow's types: NumPy's have no blank among integers, bools and texts.
    return pd.DataFrame.from_arrow(table) if hasattr(pd.DataFrame, "from_arrow") else pa.table(table).to_pandas()


def through_duckdb(table):
    stream = pa.RecordBatchReader.from_stream(table)
    con = duckdb.connect()
    con.register("stream", stream)
    return arrow_of(con.sql("select * from stream"))


def arrow_of(relation):
    return relation.to_arrow_table() if hasattr(relation, "to_arrow_table") else relation.fetch_arrow_table()


@pytest.fixture(scope="module")
def everything():
    """Every kind of table that weaktie gives, by name."""
    records = wt.Records()
    people = {
        "id": ["sarah", "ben", "li", "mo"],
        "name": ["Sarah Jones", "Ben Ito", "Li Wei", "Mo Ali"],
        "title": ["Student", "Engineer", "Solicitor", "Barrister"],
        "organisation": [None, "Acme", "Lex LLP", "Chambers"],
    }
    report = records.read_people({**people, "id": [*people["id"][:3], "mo"]}, owner="sarah", audience="everyone")
    assert report.kept == 4
    ties = {"source": ["sarah", "ben", "ben"], "target": ["ben", "li", "mo"], "strength": [4, 3, 2]}
    records.read_ties(ties, owner="sarah", audience="everyone")
    records.add_membership("sarah", "warwick", stated_by="sarah", audience="everyone")
    records.add_membership("mo", "warwick", stated_by="sarah", audience="everyone")
    matches = records.resolve()
    network = records.freeze(as_of="2026-11-01")
    prospects = network.prospects("sarah", field="law")
    return {
        "people": records.people(),
        "ties": records.ties(),
        "memberships": records.memberships(),
        "affiliations": records.affiliations(),
        "resolve": matches,
        "who_knows": network.who_knows("sarah"),
        "prospects": prospects,
        "approaches": prospects.approaches("li"),
        "explain": prospects.explain("li"),
        "plan": wt.plan(prospects, start="2026-11-02"),
        "field_of": wt.field_of(["Solicitor", "Zzyzx", None]),
        "all kinds of cells": wt.Table(COLUMNS),
        "no rows": wt.Table({"a": [], "b": []}),
    }


NAMES = [
    *"people ties memberships affiliations resolve who_knows prospects approaches explain plan field_of".split(),
    "all kinds of cells",
    "no rows",
]


def plain(value):
    return value.to_table() if hasattr(value, "to_table") else value


@pytest.mark.parametrize("name", NAMES)
def test_pyarrow_takes_and_gives_it(everything, name):
    given_out = pa.table(everything[name])
    want = plain(everything[name])
    assert given_out.to_pydict() == want.to_dict()
    assert wt.Table(given_out).to_dict() == want.to_dict()


@pytest.mark.parametrize("name", NAMES)
def test_polars_takes_and_gives_it(everything, name):
    # A DataFrame of a sequence of rows is a column of objects to polars, so those are given as tables.
    frame = to_polars(plain(everything[name]))
    want = plain(everything[name])
    assert frame.to_dict(as_series=False) == want.to_dict()
    assert wt.Table(frame).to_dict() == want.to_dict()


@pytest.mark.parametrize("name", NAMES)
def test_pandas_takes_and_gives_it(everything, name):
    want = plain(everything[name])
    frame = to_pandas(everything[name])
    assert list(frame.columns) == want.columns
    assert len(frame) == len(want)
    for column in want.columns:
        for got, cell in zip(frame[column], want[column], strict=True):
            if cell is None:
                assert got is None or pd.isna(got)
            elif isinstance(cell, list):
                assert list(got) == cell
            else:
                assert got == cell or (isinstance(got, datetime) and got.date() == cell)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "no rows"])
def test_duckdb_takes_and_gives_it(everything, name):
    want = plain(everything[name])
    got = through_duckdb(everything[name])
    assert got.to_pydict() == want.to_dict()
    assert wt.Table(got).to_dict() == want.to_dict()


# ---------------------------------------------------------------------------------------------- nothing is copied

NUMBERS = {
    "float64": np.linspace(0, 1, 5000),
    "int64": np.arange(5000, dtype=np.int64) - 7,
    "uint32": np.arange(5000, dtype=np.uint32),
    "uint8": np.arange(5000).astype(np.uint8),
}


def address(values) -> int:
    return np.asarray(values).__array_interface__["data"][0]


@pytest.mark.parametrize("kind", NUMBERS)
def test_a_numeric_column_is_the_same_memory_in_pyarrow(kind):
    table = wt.Table({kind: NUMBERS[kind]})
    column = pa.table(table)[kind]
    assert column.num_chunks == 1
    assert column.chunk(0).buffers()[1].address == address(table[kind])
    assert column.to_numpy().tolist() == NUMBERS[kind].tolist()


@pytest.mark.parametrize("kind", NUMBERS)
def test_a_numeric_column_is_the_same_memory_in_polars(kind):
    table = wt.Table({kind: NUMBERS[kind]})
    series = to_polars(table)[kind]
    assert series.n_chunks() == 1
    assert address(series.to_numpy(allow_copy=False)) == address(table[kind])


@pytest.mark.parametrize("kind", NUMBERS)
def test_a_numeric_column_has_the_same_values_in_pandas_and_duckdb(kind):
    table = wt.Table({kind: NUMBERS[kind]})
    assert to_pandas(table)[kind].tolist() == NUMBERS[kind].tolist()
    assert through_duckdb(table)[kind].to_pylist() == NUMBERS[kind].tolist()


def test_reach_is_a_buffer_too():
    reach = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.5]).reach("0")
    assert address(reach.chance) == address(reach.chance)
    assert pa.array(np.asarray(reach.chance)).to_pylist() == [1.0, 0.5, 0.25]


def test_what_was_handed_on_outlives_the_table():
    table = wt.Table({"x": NUMBERS["float64"], "t": ["ann"] * 5000})
    frame, arrow = to_polars(table), pa.table(table)
    del table
    gc.collect()
    assert frame["x"].sum() == arrow["x"].to_numpy().sum() == NUMBERS["float64"].sum()
    assert set(frame["t"]) == {"ann"}


def test_a_stream_can_be_dropped_unread():
    table = wt.Table(COLUMNS)
    for _ in range(100):
        table.__arrow_c_stream__()
    reader = pa.RecordBatchReader.from_stream(table)
    assert reader.schema.names == list(COLUMNS)
    del table, reader
    gc.collect()


# ------------------------------------------------------------------------------------------------------------ in


@pytest.mark.parametrize(
    "column",
    [
        pa.array(["a", None, "c"], pa.large_string()),
        pa.array(["a", None, "c"]).dictionary_encode(),
        pa.chunked_array([["x", "a"], [None], ["c"]]).slice(1),
    ],
    ids=["large_string", "dictionary", "chunks and a slice"],
)
def test_texts_come_in_whatever_they_are_kept_as(column):
    assert wt.Table(pa.table({"t": column})).to_dict() == {"t": ["a", None, "c"]}


@pytest.mark.parametrize("kind", ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "float32", "float64"])
def test_numbers_come_in_whatever_their_width(kind):
    assert wt.Table(pa.table({"n": pa.array([1, None, 3], kind)})).to_dict() == {"n": [1, None, 3]}


def test_a_column_of_no_kind_that_is_known_is_named():
    with pytest.raises((TypeError, wt.InvalidValue), match="price"):
        wt.Table(pa.table({"price": pa.array([b"\0\1"], pa.binary(2))}))


PEOPLE = {"id": ["a", "b"], "name": ["Ann", None], "place": ["Leeds", "York"]}


@pytest.mark.parametrize(
    "make",
    [
        dict,
        pa.table,
        pl.DataFrame,
        pd.DataFrame,
        wt.Table,
        lambda it: arrow_of(duckdb.from_arrow(pa.table(it))),
    ],
    ids=["dict", "pyarrow", "polars", "pandas", "weaktie", "duckdb"],
)
def test_every_reader_takes_a_table_of_anyone(make):
    records = wt.Records()
    assert records.read_people(make(PEOPLE), owner="a").kept == 2
    assert records.read_ties(make({"source": ["a"], "target": ["b"], "strength": [3]}), owner="a").kept == 1
    assert records.read_affiliations(make({"id": ["leeds"], "kind": ["school"]}), owner="a").kept == 1
    assert records.read_memberships(make({"person": ["a"], "affiliation": ["leeds"]}), owner="a").kept == 1
    network = wt.Network.from_arrays([0], [1], [0.5], ids=["a", "b"], people=make(PEOPLE))
    assert network.text("b", "place") == "York"
    requests = {"request": ["r"], "prospect": ["li"], "approach": ["direct"], "chance": [0.5], "value": [0.8]}
    assert len(wt.plan(make(requests), start="2026-11-02")) == 1


@pytest.mark.parametrize("make", [list, np.array, pl.Series, pd.Series, pa.array, memoryview], ids=str)
def test_indices_and_chances_of_anyone_are_taken(make):
    one = (lambda values: memoryview(np.asarray(values))) if make is memoryview else make
    network = wt.Network.from_arrays(one([0, 1]), one([1, 2]), one([0.5, 0.25]))
    assert network.reach("0").chance.to_list() == [1.0, 0.5, 0.125]


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)
cells = st.one_of(
    st.lists(st.none() | texts, min_size=4, max_size=4),
    st.lists(st.none() | st.integers(-(2**63), 2**63 - 1), min_size=4, max_size=4),
    st.lists(st.none() | st.floats(allow_nan=False), min_size=4, max_size=4),
    st.lists(st.none() | st.booleans(), min_size=4, max_size=4),
    st.lists(st.none() | st.lists(texts, max_size=3), min_size=4, max_size=4),
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(texts.filter(bool), cells, min_size=1, max_size=4))
def test_a_table_is_the_same_after_a_journey(columns):
    table = wt.Table(columns)
    assert wt.Table(pa.table(table)) == table
    assert wt.Table(to_polars(table)).to_dict() == columns


class WithoutPyarrow:
    """What pandas is where pyarrow is not: it offers a stream and cannot give one."""

    def __init__(self, columns: dict[str, list[object]]) -> None:
        self.cells = columns
        self.columns = list(columns)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        raise ImportError("`Import pyarrow` failed")

    def __getitem__(self, name: str) -> object:
        return self.cells[name]


def test_a_frame_without_pyarrow_comes_in_column_by_column():
    records = wt.Records()
    assert (
        records.read_ties(WithoutPyarrow({"source": ["a", "b"], "target": ["b", "c"], "strength": [4, None]})).kept == 2
    )
    network = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.5], people=WithoutPyarrow({"id": ["0", "1"]}))
    assert len(network) == 3
    with pytest.raises(TypeError, match="named by str"):
        records.read_ties(WithoutPyarrow({3: [1]}))  # type: ignore[dict-item]


def test_a_pandas_frame_and_series_without_pyarrow(monkeypatch):
    pd = pytest.importorskip("pandas")

    def missing(self: object, requested_schema: object = None) -> object:
        raise ImportError("`Import pyarrow` failed")

    monkeypatch.setattr(pd.DataFrame, "__arrow_c_stream__", missing)
    monkeypatch.setattr(pd.Series, "__arrow_c_stream__", missing, raising=False)
    frame = pd.DataFrame({"source": ["a", "b"], "target": ["b", None], "chance": [0.5, float("nan")]})
    report = wt.Records().read_ties(frame)
    assert (report.kept, report.rejected) == (1, 1)
    ties = pd.DataFrame({"a": [0, 1], "b": [1, 2], "c": [0.5, 0.25]})
    assert wt.Network.from_arrays(ties["a"], ties["b"], ties["c"]).tie_count == 2
    assert list(wt.field_of(pd.Series(["Nurse", None]))["field"]) == ["healthcare", None]
