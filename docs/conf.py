"""Sphinx: one site for both languages. `python3 dev.py docs` builds it into build/docs."""

import re
import sys
from pathlib import Path
from typing import Any

import weaktie

sys.path.insert(0, str(Path(__file__).parent / "tools"))

import cpp_reference
import notebook_pages
import python_reference

project = "weaktie"
author = "the weaktie developers"
project_copyright = "the weaktie developers"
version = release = weaktie.__version__

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["tools", "examples", "pictures", "notebooks"]
myst_heading_anchors = 3
maximum_signature_line_length = 80
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_title = f"weaktie {version}"
html_static_path = ["_static"]
html_css_files = ["weaktie.css"]
html_extra_path = ["pictures/report.html"]
html_show_sourcelink = False
html_copy_source = False
pygments_style = "friendly"
pygments_dark_style = "github-dark"


def fill_in(app: Any, page: str, source: list[str]) -> None:
    """Puts the parts that are read from the code into the pages that ask for them."""
    if page == "index":
        here = {path.stem for path in Path(__file__).parent.glob("*.md")}
        rest = sorted(here - set(re.findall(r"^\w+$", source[0], re.MULTILINE)) - {"index"})
        source[0] = source[0].replace("<!-- other pages -->", "\n".join(rest))
    source[0] = cpp_reference.fill(python_reference.fill(notebook_pages.fill(source[0])))


def setup(app: Any) -> None:
    app.connect("source-read", fill_in)
