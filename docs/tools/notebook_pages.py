"""Notebooks as pages of the site: their cells and stored outputs as Markdown."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"


def joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def shown(output: dict[str, Any]) -> str:
    """A stored output as Markdown: pictures and tables as HTML, everything else as text."""
    if output["output_type"] == "stream":
        return f"```text\n{joined(output['text']).rstrip()}\n```"
    data = output.get("data", {})
    for kind in ("text/html", "image/svg+xml"):
        if kind in data:
            markup = re.sub(r"\n\s*\n", "\n", joined(data[kind])).strip()  # a blank line would end the HTML
            return f'```{{raw}} html\n<div class="notebook-output">{markup}</div>\n```'
    return f"```text\n{joined(data.get('text/plain', '')).rstrip()}\n```"


def page_of(notebook: Path) -> str:
    """The cells of a notebook as Markdown."""
    parts: list[str] = []
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        source = joined(cell["source"]).rstrip()
        if cell["cell_type"] == "markdown":
            parts.append(source)
        elif cell["cell_type"] == "code":
            parts.append(f"```python\n{source}\n```")
            parts += [shown(output) for output in cell["outputs"]]
    return "\n\n".join(parts)


def fill(page: str) -> str:
    """A page with each `<!-- notebook: name -->` replaced by the cells of that notebook."""
    return re.sub(r"<!-- notebook: (\w+) -->", lambda match: page_of(NOTEBOOKS / f"{match.group(1)}.ipynb"), page)
