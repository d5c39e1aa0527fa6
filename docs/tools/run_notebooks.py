"""Executes the notebooks, and compares or records their outputs. Needs nbclient, nbformat and ipykernel.

A cell with the tag `data` needs WEAKTIE_DATA; without it the cell and its stored output are left alone.

python docs/tools/run_notebooks.py [--record] [notebook.ipynb ...]
"""

from __future__ import annotations

import copy
import difflib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"


def needs_missing_data(cell: Any) -> bool:
    return "data" in cell.metadata.get("tags", []) and not os.environ.get("WEAKTIE_DATA")


def outputs_of(cell: Any) -> str:
    """What a cell shows, as text: every kind of every output, without the numbers of its execution."""
    parts = []
    for output in cell.get("outputs", []):
        if output["output_type"] == "stream":
            parts.append(f"[{output['name']}]\n{output['text']}")
        else:
            for kind, text in sorted(output.get("data", {}).items()):
                parts.append(f"[{kind}]\n{text if isinstance(text, str) else json.dumps(text)}")
    return "\n".join(parts)


def executed(notebook: Any) -> Any:
    """The same notebook, run from the top in an empty folder."""
    fresh = copy.deepcopy(notebook)
    fresh.cells = [cell for cell in fresh.cells if not needs_missing_data(cell)]
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            fresh, timeout=600, kernel_name="python3", record_timing=False, resources={"metadata": {"path": folder}}
        )
        client.execute()
    return fresh


def run(path: Path, *, record: bool) -> list[str]:
    """What is wrong with a notebook, a sentence each; with `record` its outputs are stored anew."""
    notebook = nbformat.read(path, as_version=4)
    try:
        fresh = executed(notebook)
    except CellExecutionError as problem:
        return [f"{path.name} fails: {problem}"]
    new = {cell["id"]: cell for cell in fresh.cells}
    problems = []
    count = 0
    for cell in notebook.cells:
        if cell.cell_type != "code" or cell["id"] not in new:
            continue
        count += 1
        old, now = outputs_of(cell), outputs_of(new[cell["id"]])
        if old != now:
            lines = difflib.unified_diff(old.split("\n"), now.split("\n"), "stored", "now", lineterm="")
            problems.append(f"{path.name}, cell {cell['id']} shows something else:\n" + "\n".join(list(lines)[:40]))
        cell["outputs"] = new[cell["id"]]["outputs"]
        cell["execution_count"] = count
        for output in cell["outputs"]:
            if "execution_count" in output:
                output["execution_count"] = count
    if record:
        notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
        for cell in notebook.cells:
            cell.metadata = {"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {}
        text = nbformat.writes(notebook)
        path.write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8")
        return []
    return problems


def main(arguments: list[str]) -> int:
    named = [Path(name).resolve() for name in arguments if not name.startswith("-")]
    paths = named or sorted(NOTEBOOKS.glob("*.ipynb"))
    problems = [problem for path in paths for problem in run(path, record="--record" in arguments)]
    for problem in problems:
        print(problem)
    print(f"{len(paths)} notebooks run, {len(problems)} problems")
    return 1 if problems or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
