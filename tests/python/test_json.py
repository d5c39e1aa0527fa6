"""JSON of every result says what its properties say."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any

import pytest

import weaktie as wt
from weaktie.main_job import EXAMPLE_AS_OF, EXAMPLE_WORDS, Answer, answer, read_example


@pytest.fixture(scope="module")
def found() -> Answer:
    records, imports = read_example()
    return answer(records, "sarah", "law", as_of=EXAMPLE_AS_OF, imports=imports, words=EXAMPLE_WORDS)


def plain(value: Any) -> Any:
    """A property as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, wt.Column):
        return list(value)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if type(value).__module__ in ("weaktie", "weaktie._core"):
        return json.loads(value.to_json())
    return value


def properties(value: Any) -> dict[str, Any]:
    return {
        name: plain(getattr(value, name))
        for name, member in vars(type(value)).items()
        if isinstance(member, property) and not name.startswith("_")
    }


def test_rows_and_values_have_their_properties(found):
    assert found.introductions is not None
    values = [
        *found.introductions,
        *(step for way in found.introductions for step in way.steps),
        *found.week,
        *(message for _, message in found.messages),
        *(row for report in found.imports for row in report.rows),
        *wt.fields_of("solicitor and sales engineer"),
        *wt.check_message("Dear Şebnem 🙂, do you have a job for me? Please reply at once."),
        *wt.compose().missing,
        found.network.why_none("sarah", "sarah2" if "sarah2" in found.network else found.target),
    ]
    values += found.network.anyone_at("sarah", "Ravensbourne Quill")
    kinds = {type(value).__name__ for value in values}
    assert kinds == {
        "Introduction", "Step", "PlannedRequest", "Message", "ReportRow", "FieldMatch", "Finding", "MissingFact",
        "Reason", "PersonAt",
    }  # fmt: skip
    for value in values:
        assert json.loads(value.to_json()) == properties(value)


def test_prospects(found):
    rows = json.loads(found.prospects.to_json())
    assert len(rows) == len(found.prospects)
    for row, prospect in zip(rows, found.prospects, strict=True):
        assert row == json.loads(prospect.to_json())
        more = {
            "name": found.network.text(prospect.person, "name"),
            "title": found.network.text(prospect.person, "title"),
        }
        assert row == {**properties(prospect), **more}
        assert list(row)[:3] == ["person", "name", "title"]


def test_sequences_with_properties(found):
    found_again = json.loads(found.introductions.to_json())
    assert found_again == {
        "introductions": plain(list(found.introductions)),
        "complete": True,
        "guarantee": 0.0,
    }
    cut = found.network.introductions("sarah", found.target, budget=1)
    assert json.loads(cut.to_json())["complete"] is cut.complete is False
    assert json.loads(cut.to_json())["guarantee"] == cut.guarantee > 0

    for name in ("Ravensbourne Quill", "Nightjar Row Chambers", "Ravensborne Quil"):
        there = found.network.anyone_at("sarah", name)
        assert json.loads(there.to_json()) == {**properties(there), "rows": plain(list(there))}

    week = json.loads(found.week.to_json())
    assert week == {
        "rows": plain(list(found.week)),
        "value": found.week.value,
        "bound": found.week.bound,
        "gap": found.week.gap,
        "binding": found.week.binding or None,
    }


def test_reports(found):
    for report in found.imports:
        assert json.loads(report.to_json()) == properties(report)
    (zipped,) = [report for report in found.imports if report.path.startswith("Basic")]
    assert json.loads(zipped.to_json())["files"][0]["path"] == zipped.files[0].path


def test_reach(found):
    reach = found.network.reach("sarah")
    shown = json.loads(reach.to_json())
    assert shown == {"source": "sarah", "people": found.network.ids(), **properties(reach)}
    assert min(shown["chance"]) == 0.0 and max(shown["intermediaries"]) == 255


def test_tables_keep_types(found):
    for table in (found.prospects.to_table(), found.network.who_knows("sarah"), found.week.to_table()):
        assert json.loads(table.to_json()) == [{k: plain(v) for k, v in row.items()} for row in table.rows()]
    table = wt.Table(
        {"n": [1, None], "x": [math.nan, 0.1], "t": [True, False], "l": [["a"], []], "d": [date(2026, 1, 2), None]}
    )
    assert json.loads(table.to_json()) == [
        {"n": 1, "x": None, "t": True, "l": ["a"], "d": "2026-01-02"},
        {"n": None, "x": 0.1, "t": False, "l": [], "d": None},
    ]
    assert wt.Table({}).to_json() == "[]"


def test_the_model_names_its_numbers():
    model = json.loads(wt.OutreachModel.default().to_json())
    assert list(model) == ["strength", "kinds", "step", "rates", "message"]
    assert model["step"]["reach_large"]["school"] == 0.15


def test_a_finding_counts_code_points():
    text = "🙂 Do you have a job for me?"
    for finding in wt.check_message(text):
        begin, end = json.loads(finding.to_json())["span"]
        assert (begin, end) == finding.span
    assert any("job" in text[slice(*json.loads(one.to_json())["span"])] for one in wt.check_message(text))


def test_indent():
    reason = wt.fields_of("solicitor")[0]
    assert reason.to_json(indent=2) == json.dumps(json.loads(reason.to_json()), indent=2, ensure_ascii=False)
    assert reason.to_json(indent=None) == reason.to_json()
    assert "\n" not in reason.to_json()
    for wrong in (-1, 17, 2**70):
        with pytest.raises(wt.InvalidValue, match="indent"):
            reason.to_json(indent=wrong)
    with pytest.raises(TypeError):
        reason.to_json(2)
    with pytest.raises(TypeError):
        reason.to_json(indent="2")


def test_every_result_has_it():
    not_results = {"Records", "Network", "Operator", "Column", "Found"}
    classes = {name for name in wt.__all__ if isinstance(getattr(wt, name), type)}
    classes = {name for name in classes if not issubclass(getattr(wt, name), Exception)}
    assert {name for name in classes if not hasattr(getattr(wt, name), "to_json")} == not_results
