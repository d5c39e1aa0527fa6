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


@pytest.mark.skipif(not os.environ.get("WEAKTIE_LONG"), reason="learns four tables, minutes: set WEAKTIE_LONG=1 to run")
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
    assert figures["british"]["accuracy"] >= 0.75, run.stdout
    assert figures["british, one by one"]["accuracy"] >= 0.77, run.stdout
