"""From the bundled files to the answer, and the command line on files of one's own."""

import doctest
import json
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import weaktie as wt
from weaktie import main_job
from weaktie.cli import main
from weaktie.main_job import EXAMPLE_AS_OF, EXAMPLE_WORDS, Answer, answer, read_example


@pytest.fixture(scope="module")
def found() -> Answer:
    records, imports = read_example()
    return answer(records, "sarah", "law", as_of=EXAMPLE_AS_OF, imports=imports, words=EXAMPLE_WORDS)


def test_the_module_s_own_example_runs() -> None:
    failed, tried = doctest.testmod(main_job)
    assert tried > 0
    assert failed == 0


def test_every_row_of_the_example_is_accounted_for() -> None:
    records, imports = read_example()
    for report in imports:
        assert report.read == report.kept + report.merged + report.skipped + report.rejected
        assert len(report.rows) == report.skipped + report.rejected
        assert report.kept > 0
    assert sum(report.rejected for report in imports) > 0, "the example has bad rows on purpose"
    before = records.__copy__()
    again, _ = read_example()
    assert again == before == records


def test_the_example_has_lawyers_of_every_kind_of_distance(found: Answer) -> None:
    network = found.network
    lawyers = network.prospects("sarah", field="law", count=10_000)
    assert len(lawyers) >= 40
    reach = network.reach("sarah")
    kinds: Counter[str] = Counter()
    for row in lawyers:
        i = network.index(row.person)
        way = reach.introduction_to(row.person)
        if way is None:
            kinds["only directly, as a stranger"] += 1
        elif way.intermediaries == 0 and way.steps[0].kind == "affiliation":
            kinds["shared affiliation"] += 1
        elif way.intermediaries == 0:
            kinds["own tie"] += 1
        elif way.intermediaries == 1:
            kinds["one intermediary"] += 1
        if reach.intermediaries[i] == 2 and not network.introductions("sarah", row.person, max_intermediaries=1):
            kinds["only by two intermediaries"] += 1
    for kind in ("only directly, as a stranger", "shared affiliation", "own tie", "one intermediary"):
        assert kinds[kind] >= 5, kinds
    assert kinds["only by two intermediaries"] >= 5, kinds


def test_the_answer_has_every_part(found: Answer) -> None:
    assert len(found.prospects) == 20
    assert found.introductions is not None
    assert len(found.introductions) == 3
    assert len({way.people[1] for way in found.introductions}) == 3, "each through a different broker"
    assert len(found.week) == 5
    assert found.week.bound >= found.week.value > 0
    assert len(found.messages) == 2
    for row in found.prospects:
        assert 0 < row.chance < 1
        assert 0 < row.value <= 1
        assert row.why
        assert (row.broker is None) == (row.approach == "direct")


def test_the_messages_are_complete_and_sound(found: Answer) -> None:
    (to_broker, broker), (to_person, direct) = found.messages
    assert "introduce" in to_broker
    assert to_person.startswith("To ")
    assert not broker.missing and not direct.missing
    assert broker.forwardable
    assert wt.check_message(broker.body, kind="broker") == []
    assert wt.check_message(direct.body) == []


def test_the_same_files_give_the_same_answer(found: Answer) -> None:
    records, imports = read_example()
    again = answer(records, "sarah", "law", as_of=EXAMPLE_AS_OF, imports=imports, words=EXAMPLE_WORDS)
    assert again.text() == found.text()
    assert again.html() == found.html()


def test_the_page_loads_nothing(found: Answer) -> None:
    page = found.html()
    assert page.startswith("<!doctype html>") or page.startswith("<!DOCTYPE html>")
    assert "<svg" in page
    for forbidden in ("<script", "<link", "<img", "<iframe", "@import", "url(", "src="):
        assert forbidden not in page


def test_demo_runs_in_any_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "weaktie", "demo"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "Whom to ask about law" in done.stdout
    assert (tmp_path / "weaktie-demo.html").stat().st_size > 10_000


def own_export(folder: Path, profile: bool = True) -> Path:
    """A zip of one's own: three connections, one of them a lawyer."""
    parts = folder / "parts"
    parts.mkdir()
    (parts / "Connections.csv").write_text(
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,Hart LLP,Solicitor,08 Feb 2026\n"
        "Bo,Lee,https://www.linkedin.com/in/bo-lee,,Shop,Cashier,09 Feb 2026\n",
        encoding="utf-8",
    )
    if profile:
        (parts / "Profile.csv").write_text("First Name,Last Name,Headline\nKim,Novak,Student\n", encoding="utf-8")
    return Path(shutil.make_archive(str(folder / "export"), "zip", parts))


@pytest.mark.parametrize("profile", [True, False])
def test_find_works_on_ones_own_export(tmp_path: Path, capsys: pytest.CaptureFixture[str], profile: bool) -> None:
    page = tmp_path / "out.html"
    code = main(
        [
            "find",
            *("--linkedin", str(own_export(tmp_path, profile)), "--me", "Kim Novak", "--field", "law"),
            *("--as-of", "2026-11-01", "--report", str(page)),
        ]
    )
    out = capsys.readouterr()
    assert code == 0, out.err
    assert "Ana Ruiz" in out.out
    assert "Bo Lee" not in out.out
    assert "Ana Ruiz" in page.read_text(encoding="utf-8")


def test_two_exports_of_ones_own_are_one_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = own_export(tmp_path)
    older = tmp_path / "Connections.csv"
    older.write_text(
        "First Name,Last Name,Email Address,Company,Position,Connected On\nZoe,Okoro,,Hart LLP,Barrister,02 Jul 2020\n",
        encoding="utf-8",
    )
    for paths in ([export, older], [older, export]):
        given = [word for path in paths for word in ("--linkedin", str(path))]
        assert main(["find", *given, "--me", "Kim Novak", "--field", "law"]) == 0
        shown = capsys.readouterr().out
        assert "Ana Ruiz" in shown and "Zoe Okoro" in shown


def test_names_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = tmp_path / "people.csv"
    people.write_text('id,name,title\nk,Kim Novak,Nurse\ne,"\x1b[2J\u202eEvil\x07",Solicitor\n', encoding="utf-8")
    assert main(["find", "--people", str(people), "--me", "k", "--field", "law"]) == 0
    shown = capsys.readouterr().out
    assert "Evil" in shown
    assert not set("\x1b\u202e\x07") & set(shown)


def test_find_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "--linkedin", str(own_export(tmp_path)), "--me", "kim", "--field", "law", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [row["name"] for row in shown["prospects"]] == ["Ana Ruiz"]
    assert date.fromisoformat(shown["as_of"])
    assert shown["imports"][0]["kept"] == 3
    assert shown["introductions"][0]["people"][-1] == shown["prospects"][0]["person"]
    assert [row["prospect"] for row in shown["week"]["rows"]] == [shown["prospects"][0]["person"]]
    assert shown["messages"][0]["body"]


def test_json_cannot_steer_the_terminal_and_loses_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = tmp_path / "people.csv"
    name = "\x1b[2J\u202e\x9bEvil\x07 \u00e9"
    people.write_text(f'id,name,title\nk,Kim Novak,Nurse\ne,"{name}",Solicitor\n', encoding="utf-8")
    assert main(["find", "--people", str(people), "--me", "k", "--field", "law", "--json"]) == 0
    shown = capsys.readouterr().out
    assert not set("\x1b\u202e\x07\x9b") & set(shown)
    assert "\u00e9" in shown
    assert json.loads(shown)["prospects"][0]["name"] == name


def test_find_says_in_one_sentence_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export = str(own_export(tmp_path))
    for arguments, words in [
        (["--linkedin", export, "--me", "Nobody Atall", "--field", "law"], "nobody"),
        (["--linkedin", export, "--me", "Kim Novak", "--field", "wizardry"], "wizardry"),
        (["--linkedin", str(tmp_path / "none.zip"), "--me", "Kim Novak", "--field", "law"], "none.zip"),
        (["--me", "Kim Novak", "--field", "law"], "nothing to read"),
        (["--linkedin", export, "--shared", "ben", "--me", "Kim Novak", "--field", "law"], "ID=PATH"),
        (["--linkedin", export, "--me", "Kim Novak", "--field", "law", "--as-of", "soon"], "soon"),
    ]:
        assert main(["find", *arguments]) == 2
        error = capsys.readouterr().err
        assert words in error
        assert "Traceback" not in error


def test_two_people_of_the_same_name_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = tmp_path / "people.csv"
    people.write_text(
        "id,name,title\nk1,Kim Novak,Solicitor\nk2,Kim Novak,Nurse\nk3,Ana Ruiz,Judge\n", encoding="utf-8"
    )
    assert main(["find", "--people", str(people), "--me", "Kim Novak", "--field", "law"]) == 2
    error = capsys.readouterr().err
    assert "k1" in error and "k2" in error
    assert main(["find", "--people", str(people), "--me", "k1", "--field", "law"]) == 0
    assert "Ana Ruiz" in capsys.readouterr().out
