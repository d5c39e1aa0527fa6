"""The documentation does what it says: every block runs and prints what stands below it."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import weaktie as wt

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def tool(name: str) -> ModuleType:
    """A module of docs/tools, which is no package."""
    spec = importlib.util.spec_from_file_location(name, DOCS / "tools" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


run_pages = tool("run_pages")
PAGES = run_pages.pages()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_prints_what_it_says(page: Path) -> None:
    problems = run_pages.run_page(page)
    assert not problems, "\n".join([*problems, "(python3 dev.py docs --record writes down what is printed now)"])


def test_the_readme_runs() -> None:
    assert not run_pages.run_page(ROOT / "README.md", outputs=False)


NOTEBOOK = re.compile(r"<!-- notebook: (\w+) -->")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_page_has_an_executed_example_and_its_output(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    shown = [block for block in run_pages.blocks_of(text) if block.runs and (block.output or block.is_session)]
    programs = re.findall(r"\{literalinclude\} (examples/\S+)\.out", text)
    notebooks = [DOCS / "notebooks" / f"{name}.ipynb" for name in NOTEBOOK.findall(text)]
    assert shown or programs or notebooks
    for notebook in notebooks:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        assert sum(bool(cell.get("outputs")) for cell in cells) > 3
    for block in run_pages.blocks_of(text):
        if block.language in ("python", "sh") and not block.runs:
            assert block.remark, f"line {block.first + 1} is not run and does not say why"


def test_every_program_shown_has_its_recorded_output() -> None:
    shown = {
        name
        for page in PAGES
        for name in re.findall(r"literalinclude} examples/(\w+)\.cpp", page.read_text(encoding="utf-8"))
    }
    for name in shown:
        assert (DOCS / "examples" / f"{name}.cpp").exists(), name
        assert (DOCS / "examples" / f"{name}.out").exists(), name


def test_every_picture_is_used_and_drawn_by_a_page() -> None:
    texts = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for picture in (DOCS / "pictures").iterdir():
        assert f'"pictures/{picture.name}"' in texts, f"{picture.name} is drawn by no page"
        assert f"(pictures/{picture.name})" in texts or f'href="{picture.name}"' in texts, f"{picture.name} is unused"


def test_every_notebook_is_a_page_without_traces_of_a_run() -> None:
    shown = {name for page in PAGES for name in NOTEBOOK.findall(page.read_text(encoding="utf-8"))}
    assert shown == {notebook.stem for notebook in (DOCS / "notebooks").glob("*.ipynb")}
    for name in shown:
        text = (DOCS / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8")
        assert not re.search(r'/tmp/|/home/|/root/|site-packages|"stderr"|"error"', text), name


def test_the_pages_name_the_packages_that_the_build_needs() -> None:
    third_party = (ROOT / "cmake" / "third_party.cmake").read_text(encoding="utf-8")
    packages = set(re.findall(r"^weaktie_third_party\(\S+ \S+ \S+ (\S+)\)$", third_party, re.MULTILINE))
    assert packages
    for page in ("start_python.md", "start_cpp.md"):
        named = re.findall(r"^apt-get install (.*)$", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE)
        assert packages <= {package for line in named for package in line.split()}, page


def test_the_compiled_part_calls_nothing_that_opens_a_connection() -> None:
    from weaktie import _core

    listed = subprocess.run(
        ["nm", "-D", "--undefined-only", _core.__file__], capture_output=True, encoding="utf-8", check=False
    )
    names = set(re.findall(r" U (\w+)", listed.stdout))
    assert len(names) > 50, listed.stderr
    assert not names & {"socket", "connect", "bind", "listen", "send", "sendto", "recv", "getaddrinfo", "gethostbyname"}


# ---- the tools themselves


def page_of(tmp_path: Path, text: str) -> Path:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    return page


def test_a_wrong_output_is_found_and_put_right(tmp_path: Path) -> None:
    page = page_of(tmp_path, "```python\nprint(1 + 1)\n```\n\n```text\n3\n```\nmore\n")
    (problem,) = run_pages.run_page(page)
    assert "-3\n+2" in problem
    assert run_pages.run_page(page, record=True) == []
    assert page.read_text(encoding="utf-8") == "```python\nprint(1 + 1)\n```\n\n```text\n2\n```\nmore\n"
    assert run_pages.run_page(page) == []


def test_a_missing_output_is_added_and_a_stale_one_taken_away(tmp_path: Path) -> None:
    page = page_of(tmp_path, "```python\nx = 4\n```\n```text\nold\n```\n\n```python\nx\n```\n")
    assert len(run_pages.run_page(page)) == 2
    assert run_pages.run_page(page, record=True) == []
    assert page.read_text(encoding="utf-8") == "```python\nx = 4\n```\n\n```python\nx\n```\n\n```text\n4\n```\n"


def test_a_session_is_compared_and_recorded(tmp_path: Path) -> None:
    session = ">>> 1 + 1\n3\n>>> int('x')\nTraceback (most recent call last):\nValueError: x\n"
    page = page_of(tmp_path, f"```python\n{session}```\n")
    assert len(run_pages.run_page(page)) == 1
    assert run_pages.run_page(page, record=True) == []
    assert ">>> 1 + 1\n2\n>>> int('x')" in page.read_text(encoding="utf-8")
    assert "invalid literal" in page.read_text(encoding="utf-8")


def test_a_block_that_fails_is_named_with_its_line(tmp_path: Path) -> None:
    for code in ("python\n1 / 0", "sh\nfalse"):
        (problem,) = run_pages.run_page(page_of(tmp_path, f"text\n\n```{code}\n```\n"))
        assert problem.startswith("page.md:4 fails: ")


def test_a_page_shares_one_namespace_and_one_folder(tmp_path: Path) -> None:
    write = "```python\nwith open('a', 'w') as file:\n    n = file.write('hello')\n```\n\n"
    read = "```sh\ncat a\n```\n\n```text\nhello\n```\n\n```python\nn\n```\n\n```text\n5\n```\n"
    assert run_pages.run_page(page_of(tmp_path, write + read)) == []


def test_a_picture_that_changed_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_pages, "PICTURES", tmp_path / "kept")
    code = "from pathlib import Path\n_ = Path('pictures/a.svg').write_text('<svg/>')"
    page = page_of(tmp_path, f"```python\n{code}\n```\n")
    assert run_pages.run_page(page) == ["docs/pictures/a.svg is not what the page draws now"]
    assert run_pages.run_page(page, record=True) == []
    assert run_pages.run_page(page) == []


def test_what_the_site_would_load_is_found() -> None:
    site = tool("build_site")
    page = site.Page(
        '<a id="x" href="https://a.example/">out</a><img src="https://b.example/p.png">'
        '<link rel="stylesheet" href="//c.example/s.css"><p style="background: url(http://d.example/q)">'
        '<script src="_static/own.js"></script><img src="data:image/png;base64,AAAA">'
    )
    outside = [address for address in page.loads if site.is_outside(address)]
    assert outside == ["https://b.example/p.png", "//c.example/s.css", "http://d.example/q"]
    assert page.links == ["https://a.example/"]
    assert site.addresses_in("@import 'https://e.example/f.css'; a { b: url(\"x.png\") }") == [
        "x.png",
        "https://e.example/f.css",
    ]


# ---- the reference


def test_every_public_header_is_in_the_reference() -> None:
    reference = tool("cpp_reference")
    page = (DOCS / "reference_cpp.md").read_text(encoding="utf-8")
    shown = {header for room in re.findall(r"<!-- headers: (\w+) -->", page) for header in reference.room_headers(room)}
    assert shown == set(reference.headers())
    for header in reference.headers():
        text = reference.reference_of(header)
        source = header.read_text(encoding="utf-8")
        for name in re.findall(r"^(?:struct|class|enum class|concept) (\w+)", source, re.MULTILINE):
            public = source.split("namespace detail {")[0]
            if re.search(rf"^(?:struct|class|enum class|concept) {name}\b", public, re.MULTILINE):
                assert name in text, f"{header.name}: {name}"


def test_every_public_name_is_in_the_python_reference() -> None:
    page = (DOCS / "reference_python.md").read_text(encoding="utf-8")
    reference = tool("python_reference")
    directives = "\n".join(reference.directives(room) for room in re.findall(r"<!-- names: (\w+) -->", page))
    named = set(re.findall(r"^\.\. py:\w+:: (\w+)", directives, re.MULTILINE))
    rooms = {name for name in wt.__all__ if isinstance(getattr(wt, name), ModuleType)}
    assert named >= set(wt.__all__) - rooms
