"""What every Python test shares: the installed package must be the one in this tree, and where the extra data is."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "python" / "weaktie"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Stops when the package under test is missing or older than its sources."""
    spec = importlib.util.find_spec("weaktie")
    if spec is None or spec.origin is None:
        pytest.exit("weaktie is not installed in this Python: run `python3 dev.py build`", returncode=1)
    installed = Path(spec.origin).parent
    for source in sorted(SOURCES.glob("*.py")):
        copy = installed / source.relative_to(SOURCES)
        if not copy.exists() or copy.read_bytes() != source.read_bytes():
            pytest.exit(f"{source.relative_to(ROOT)} is newer than what is installed: run `python3 dev.py build`", 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves out what takes minutes, unless it is asked for."""
    if os.environ.get("WEAKTIE_LONG"):
        return
    for item in items:
        if "long" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="takes minutes: python3 dev.py long, or WEAKTIE_LONG=1"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the source tree."""
    return ROOT


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of extra test data that is not part of this project."""
    folder = os.environ.get("WEAKTIE_DATA")
    if not folder:
        pytest.skip("WEAKTIE_DATA is not set: the extra data is not here")
    path = Path(folder)
    assert path.is_dir(), f"WEAKTIE_DATA is not a folder: {folder}"
    return path
