"""Builds the site and checks what came out: python docs/tools/build_site.py [folder]

Warnings are errors. In the built pages every link inside the site leads somewhere, nothing is loaded from the net, and
every public name of the package has its place in the reference.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urlsplit

DOCS = Path(__file__).resolve().parents[1]
ROOT = DOCS.parent
LOADING = {("link", "href"), ("form", "action"), ("object", "data"), ("use", "href"), ("image", "href")}


class Page(HTMLParser):
    """The ids, links and loaded addresses of one built page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if value is None:
                continue
            if name == "id":
                self.ids.add(value)
            elif (tag, name) == ("a", "href"):
                self.links.append(value)
            elif name in ("src", "srcset", "poster") or (tag, name) in LOADING:
                self.loads.append(value)
            elif name == "style":
                self.loads += addresses_in(value)


def addresses_in(style: str) -> list[str]:
    """What a style sheet loads."""
    return re.findall(r"url\(\s*['\"]?([^'\")]+)", style) + re.findall(r"@import\s+['\"]([^'\"]+)", style)


def is_outside(address: str) -> bool:
    return bool(re.match(r"(?:[a-z]+:)?//", address)) and not address.startswith("data:")


def check(site: Path) -> list[str]:
    """What is wrong with a built site, a sentence each."""
    problems: list[str] = []
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        name = path.relative_to(site)
        problems += [f"{name} loads {load}" for load in page.loads if is_outside(load)]
        for link in page.links + [load for load in page.loads if not load.startswith("data:")]:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link in ("#", ""):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.exists():
                problems.append(f"{name} links to {link}, which is not there")
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
                problems.append(f"{name} links to {link}, where nothing has that id")
    for style in sorted(site.rglob("*.css")):
        text = style.read_text(encoding="utf-8")
        problems += [f"{style.relative_to(site)} loads {found}" for found in addresses_in(text) if is_outside(found)]
    return problems + missing_names(pages[site / "reference_python.html"])


def missing_names(page: Page) -> list[str]:
    """Public names without a place in the Python reference."""
    import weaktie

    wanted: set[str] = set()
    for name in weaktie.__all__:
        value = getattr(weaktie, name)
        if isinstance(value, ModuleType):
            continue
        wanted.add(f"weaktie.{name}")
        if isinstance(value, type) and not issubclass(value, Exception | tuple):
            wanted |= {f"weaktie.{name}.{member}" for member in vars(value) if not member.startswith("_")}
    return [f"reference_python.html has no place for {name}" for name in sorted(wanted - page.ids)]


def main(arguments: list[str]) -> int:
    site = Path(arguments[0] if arguments else ROOT / "build" / "docs").resolve()
    sphinx = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-E", "-j", "auto", "-b", "html"]
    shutil.rmtree(site, ignore_errors=True)  # the parts read from the code would not be noticed as changed
    trees = site.with_name(site.name + ".doctrees")
    built = subprocess.run([*sphinx, "-d", str(trees), str(DOCS), str(site)], check=False)
    if built.returncode != 0:
        return built.returncode
    problems = check(site)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
