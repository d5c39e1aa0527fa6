"""Fields of work: single texts, sequences and Arrow columns agree; the learning program keeps its floors."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import weaktie as wt

TITLES = {
    "Trainee Solicitor": "law",
    "Quantity Surveyor": "property and construction",
    "Deputy Headteacher": "teaching and education",
    "Staff Nurse Band 5": "healthcare",
    "HGV Driver at Northgate Freight": "transport and logistics",
    "Café manager": "hospitality and events",
    "Higher Executive Officer": "public services and administration",
    "PCSO": "law enforcement and security",
    "Legacy Fundraiser": "charity and voluntary work",
    "Domiciliary Care Worker": "social care",
    "ACA Trainee": "accountancy, banking and finance",
    "Gas Safe Engineer": "energy and utilities",
    "Holiday Rep": "leisure, sport and tourism",
    "Assistant Merchandiser": "retail",
}


def test_titles_find_their_field() -> None:
    for title, field in TITLES.items():
        match = wt.field_of(title)
        assert match is not None, title
        assert (match.field, 0 < match.confidence < 1) == (field, True), title
        assert wt.fields_of(title)[0] == match


@pytest.mark.parametrize("text", ["", "Founder", "Self-employed", "Student", "Zzyzx"])
def test_what_names_no_work_gives_nothing(text: str) -> None:
    assert wt.field_of(text) is None
    assert wt.fields_of(text) == []


def test_a_sequence_gives_what_single_calls_give() -> None:
    texts = [*TITLES, "Founder", ""] * 50
    table = wt.field_of(texts)
    fields, confidences = list(table["field"]), list(table["confidence"])
    assert len(fields) == len(confidences) == len(texts)
    for text, field, confidence in zip(texts, fields, confidences, strict=True):
        single = wt.field_of(text)
        assert (field, confidence) == ((single.field, single.confidence) if single else (None, None)), text


def test_lists_tuples_and_arrow_columns_agree() -> None:
    texts = ["Nurse", None, "Founder", "Café manager", "Solicitor \N{EM DASH} Leeds"]
    want = (["healthcare", None, None, "hospitality and events", "law"], 5)
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    column = pa.array(texts)
    for given in (
        texts,
        tuple(texts),
        column,
        pa.chunked_array([column.slice(0, 2), column.slice(2)]),
        pa.array(texts, pa.large_string()),
        column.dictionary_encode(),
        pa.table({"title": texts})["title"],
    ):
        table = wt.field_of(given)
        assert (list(table["field"]), len(table["confidence"])) == want, type(given)
        assert list(table["confidence"])[1:3] == [None, None]
    assert list(wt.field_of([])["field"]) == []
    assert list(wt.field_of(wt.field_of(["law"])["field"])["field"]) == ["law"]


def test_half_a_character_is_refused() -> None:
    with pytest.raises(wt.InvalidValue, match="lone surrogate"):
        wt.field_of(["Nurse", "\ud800"])


@pytest.mark.skipif(
    not os.environ.get("WEAKTIE_LONG"), reason="learns three tables, minutes: set WEAKTIE_LONG=1 to run"
)
def test_the_learning_program_keeps_its_floors(root: Path, data: Path) -> None:
    if importlib.util.find_spec("sklearn") is None:
        pytest.skip("scikit-learn is not installed: the learning program needs it")
    program = root / "benchmarks" / "fields" / "train.py"
    run = subprocess.run(
        [sys.executable, str(program), "--titles", str(data / "titles"), "--evaluate"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    figures = json.loads(run.stdout.splitlines()[-1])
    assert figures["onet"]["accuracy"] >= 0.80, run.stdout
    assert figures["unseen"]["accuracy"] >= 0.92, run.stdout
    assert figures["groups"]["accuracy"] >= 0.79, run.stdout
