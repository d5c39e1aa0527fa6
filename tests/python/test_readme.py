"""The README's snippets do what it says."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)


def test_the_python_blocks_run_in_order_and_print_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    blocks = [code for language, code in BLOCKS if language == "python"]
    assert len(blocks) == 2
    exec(compile(blocks[0], "README.md", "exec"), names)
    assert len(names["prospects"]) == 20
    assert len(names["week"]) == 5
    assert "->" in capsys.readouterr().out
    exec(compile(blocks[1], "README.md", "exec"), names)
    assert capsys.readouterr().out == "sarah -> tutor -> li (chance 0.40)\n"


def test_the_cpp_block_is_the_program_that_the_tests_run() -> None:
    (block,) = [code for language, code in BLOCKS if language == "cpp"]
    assert block == (ROOT / "docs" / "examples" / "fifteen_lines.cpp").read_text(encoding="utf-8")


def test_the_links_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
