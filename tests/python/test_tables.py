"""Tables in and out: dicts, buffers, Arrow; pandas, polars, pyarrow and DuckDB where they are installed."""

from __future__ import annotations

import array
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import weaktie as wt

COLUMNS = {
    "text": ["ann", None, "Şebnem"],
    "number": [1.5, None, -2.0],
    "whole": [1, 2, None],
    "truth": [True, None, False],
    "day": [date(2026, 11, 1), None, date(1, 1, 1)],
    "names": [["a", "bb"], [], None],
}

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
cells = st.one_of(
    st.lists(st.none() | texts, min_size=3, max_size=3),
    st.lists(st.none() | st.integers(-(2**63), 2**63 - 1), min_size=3, max_size=3),
    st.lists(st.none() | st.floats(allow_nan=False), min_size=3, max_size=3),
    st.lists(st.none() | st.booleans(), min_size=3, max_size=3),
    st.lists(st.none() | st.dates(), min_size=3, max_size=3),
    st.lists(st.none() | st.lists(texts, max_size=3), min_size=3, max_size=3),
    st.lists(st.none() | st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=3), min_size=3, max_size=3),
)
tables = st.dictionaries(texts.filter(lambda name: "\0" not in name), cells, max_size=5)


@given(tables)
def test_what_goes_into_a_table_comes_out(columns):
    table = wt.Table(columns)
    assert table.to_dict() == columns
    assert table.columns == list(columns)
    assert len(table) == (3 if columns else 0)


@given(tables)
def test_a_table_equals_itself_through_arrow(columns):
    table = wt.Table(columns)
    assert wt.Table(ArrowOnly(table)) == table


class ArrowOnly:
    """Nothing but the protocol."""

    def __init__(self, table):
        self._table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self._table.__arrow_c_stream__(requested_schema)


class TestTable:
    def test_columns_are_sequences(self):
        column = wt.Table(COLUMNS)["text"]
        assert column == COLUMNS["text"]
        assert column[-1] == "Şebnem"
        assert column[1:] == [None, "Şebnem"]
        assert list(column) == column.to_list() == COLUMNS["text"]
        assert "ann" in column
        assert column.name == "text"
        with pytest.raises(IndexError):
            column[3]

    def test_rows_are_dicts(self):
        table = wt.Table(COLUMNS)
        assert table.rows() == list(table)
        assert table[1] == dict.fromkeys(COLUMNS, None) | {"whole": 2, "names": []}
        assert "text" in table
        assert "other" not in table
        with pytest.raises(KeyError, match="'other'"):
            table["other"]

    def test_numeric_columns_are_buffers(self):
        table = wt.Table({"n": [1, 2], "x": [0.5, 1.0], "t": [True, False], "s": ["a", "b"], "g": [1.0, None]})
        assert [memoryview(table[name]).format for name in "nxt"] == ["q", "d", "?"]
        assert memoryview(table["x"]).tolist() == [0.5, 1.0]
        for name in "sg":
            with pytest.raises(BufferError):
                memoryview(table[name])

    def test_a_column_outlives_its_table(self):
        view = memoryview(wt.Table({"x": [0.5] * 1000})["x"])
        assert sum(view) == 500

    def test_it_shows_its_first_rows(self):
        shown = repr(wt.Table({"id": [f"p{i}" for i in range(50)], "name": ["x" * 99] * 50}))
        assert "50 rows" in shown
        assert "p9" in shown
        assert "p10" not in shown
        assert max(map(len, shown.splitlines())) < 80

    def test_its_html_holds_no_markup_from_the_cells(self):
        html = wt.Table({"<b>": ["<script>alert(1)</script>", "\"&'"]})._repr_html_()
        assert "<script" not in html
        assert "<b>" not in html
        assert "&lt;script&gt;" in html

    def test_buffers_of_any_number_type_are_taken(self):
        for code in "bBhHiIlLqQ":
            assert list(wt.Table({"n": array.array(code, [1, 2, 3])})["n"]) == [1, 2, 3]
        for code in "fd":
            assert list(wt.Table({"n": array.array(code, [1, 2, float("nan")])})["n"]) == [1.0, 2.0, None]
        assert list(wt.Table({"n": memoryview(array.array("i", range(10)))[::3]})["n"]) == [0, 3, 6, 9]

    def test_a_datetime_counts_as_its_day(self):
        assert list(wt.Table({"d": [datetime(2026, 11, 1, 23, 59)]})["d"]) == [date(2026, 11, 1)]

    @pytest.mark.parametrize(
        "columns",
        [
            {"a": "text"},
            {"a": b"bytes"},
            {"a": 3},
            {"a": [1, "x"]},
            {"a": [True, 1.5]},
            {"a": [object()]},
            {"a": [{"x": 1}]},
            {"a": [[1, "x"]]},
            {1: ["x"]},
            [1, 2],
            None,
        ],
    )
    def test_what_is_no_table_is_a_type_error(self, columns):
        with pytest.raises(TypeError):
            wt.Table(columns)

    @pytest.mark.parametrize(
        "columns",
        [
            {"a": [1, 2], "b": [1]},
            {"a": [2**63]},
            {"a": array.array("Q", [2**63])},
            {"a": [[2**32]]},
            {"a": [[-1]]},
            {"a": ["\ud800"]},
        ],
    )
    def test_what_does_not_fit_is_an_invalid_value(self, columns):
        with pytest.raises(wt.InvalidValue):
            wt.Table(columns)

    def test_a_csv_path_is_a_table_too(self, tmp_path):
        path = tmp_path / "people.csv"
        path.write_text("id,name\nann,Ann Smith\nben,\n", encoding="utf-8")
        assert wt.Table(path).rows() == [{"id": "ann", "name": "Ann Smith"}, {"id": "ben", "name": None}]
        assert wt.Table(str(path)) == wt.Table(path)
        with pytest.raises(wt.ImportFailed):
            wt.Table(tmp_path / "missing.csv")


class TestNumPy:
    def test_arrays_go_in_and_come_out(self):
        np = pytest.importorskip("numpy")
        table = wt.Table(
            {
                "f": np.array([1.0, np.nan]),
                "i": np.arange(4, dtype=np.int16)[::2],
                "t": np.array([True, False]),
                "s": np.array(["a", "b"]),
                "d": np.array(["2026-11-01T12:00", "NaT"], dtype="datetime64[ns]"),
                "o": np.array([np.float32(1.5), None], dtype=object),
            }
        )
        assert table.to_dict() == {
            "f": [1.0, None],
            "i": [0, 2],
            "t": [True, False],
            "s": ["a", "b"],
            "d": [date(2026, 11, 1), None],
            "o": [1.5, None],
        }
        assert np.asarray(table["i"]).dtype == np.int64
        assert np.asarray(table["s"]).tolist() == ["a", "b"]
        assert np.asarray(table["f"]).tolist() == [1.0, None]
        with pytest.raises(TypeError):
            wt.Table({"x": np.zeros((2, 2))})


class TestArrow:
    def test_pyarrow_takes_and_gives_every_type(self):
        pa = pytest.importorskip("pyarrow")
        taken = pa.table(wt.Table(COLUMNS))
        taken.validate(full=True)
        assert taken.to_pydict() == COLUMNS
        given_types = pa.table(
            {
                "i8": pa.array([1, None], pa.int8()),
                "u64": pa.array([1, None], pa.uint64()),
                "f32": pa.array([0.5, None], pa.float32()),
                "large": pa.array(["a", None], pa.large_utf8()),
                "view": pa.array(["a text longer than twelve bytes", None], pa.string_view()),
                "dict": pa.array(["a", None]).dictionary_encode(),
                "d64": pa.array([date(2026, 11, 1), None], pa.date64()),
                "ts": pa.array([datetime(2026, 11, 1, 23, 59), None], pa.timestamp("ns")),
                "lists": pa.array([["a"], None], pa.large_list(pa.large_utf8())),
                "null": pa.nulls(2),
            }
        )
        read = wt.Table(given_types).rows()
        assert list(read[0].values()) == [
            1, 1, 0.5, "a", "a text longer than twelve bytes", "a", date(2026, 11, 1), date(2026, 11, 1), ["a"], None,
        ]  # fmt: skip
        assert set(read[1].values()) == {None}

    def test_slices_and_chunks_are_read_whole(self):
        pa = pytest.importorskip("pyarrow")
        one = pa.table({"s": ["a", None, "c", "d"], "t": [True, False, None, True], "l": [["x"], [], None, ["y", "z"]]})
        two = pa.concat_tables([one.slice(1, 2), one.slice(3), one.slice(0, 0), one.slice(0, 3)])
        assert wt.Table(two).to_dict() == two.to_pydict()

    def test_a_type_without_a_column_is_refused_by_name(self):
        pa = pytest.importorskip("pyarrow")
        with pytest.raises(wt.InvalidValue, match="'when'") as caught:
            wt.Table(pa.table({"when": pa.array([1], pa.time64("us"))}))
        assert caught.value.field == "when"

    def test_polars_takes_and_gives(self):
        pl = pytest.importorskip("polars")
        frame = pl.DataFrame(wt.Table(COLUMNS))
        assert frame.to_dict(as_series=False) == COLUMNS
        assert wt.Table(frame).to_dict() == COLUMNS
        assert wt.Table(frame[1:].vstack(frame[:1])).to_dict()["text"] == [None, "Şebnem", "ann"]
        assert list(wt.field_of(pl.Series(["Solicitor", None]))["field"]) == ["law", None]

    def test_pandas_takes_and_gives(self):
        pd = pytest.importorskip("pandas", minversion="2.2")
        pytest.importorskip("pyarrow")
        frame = pd.DataFrame({"id": ["ann", "ben"], "chance": [0.5, None], "on": pd.to_datetime(["2026-11-01", None])})
        frame["kind"] = frame["id"].astype("category")
        frame.index = [7, 9]
        assert wt.Table(frame).to_dict() == {
            "id": ["ann", "ben"],
            "chance": [0.5, None],
            "on": [date(2026, 11, 1), None],
            "kind": ["ann", "ben"],
        }
        assert list(wt.Table({"c": frame["chance"]})["c"]) == [0.5, None]

    def test_duckdb_takes_and_gives(self):
        duckdb = pytest.importorskip("duckdb")
        pytest.importorskip("pyarrow")
        ties = wt.Table({"source": ["a", "b"], "target": ["b", "c"], "chance": [0.5, 0.25]})  # noqa: F841, duckdb finds it
        assert duckdb.sql("select sum(chance) from ties").fetchall() == [(0.75,)]
        relation = duckdb.sql("select source, max(chance) as chance from ties group by source order by source")
        assert wt.Table(relation).to_dict() == {"source": ["a", "b"], "chance": [0.5, 0.25]}

    def test_a_name_that_arrow_cannot_write_is_refused(self):
        with pytest.raises(wt.InvalidValue):
            wt.Table({"a\0b": [1]}).__arrow_c_stream__()

    def test_results_are_tables(self):
        pa = pytest.importorskip("pyarrow")
        network = wt.Network.from_arrays([0, 1], [1, 2], [0.5, 0.5])
        assert pa.table(network.who_knows("0")).column_names == [
            "person", "via", "common", "adamic_adar", "resource_allocation",
        ]  # fmt: skip

    def test_readers_take_arrow(self):
        pa = pytest.importorskip("pyarrow")
        records = wt.Records()
        report = records.read_ties(pa.table({"source": ["a", "b"], "target": ["b", "b"], "chance": [0.5, 0.5]}))
        assert (report.read, report.kept, report.rejected) == (2, 1, 1)
