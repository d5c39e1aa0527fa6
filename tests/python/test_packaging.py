"""What a stranger installs: the wheel and the source archive hold what they should, and work where nothing else is.

The wheel is built once from build/py, where `dev.py build` compiled, so this takes seconds. Installing the source
archive in an empty environment compiles everything and takes minutes: that is marked long.
"""

from __future__ import annotations

import email
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

import weaktie as wt

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "py"


def clean_environment(**changes: str) -> dict[str, str]:
    """What a program gets that must find nothing of this tree or of the environment that runs the tests."""
    dropped = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "CMAKE_GENERATOR", "CMAKE_ARGS"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    inside = Path(sys.prefix)
    paths = [part for part in kept.get("PATH", os.defpath).split(os.pathsep) if not Path(part).is_relative_to(inside)]
    return {**kept, "PATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1", **changes}


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    ran = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=clean_environment() if env is None else env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    assert ran.returncode == 0, f"{command}:\n{ran.stdout[-4000:]}"
    return ran.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by pip from this tree; the object files of build/py are used again."""
    if not (BUILD / "build.ninja").exists():
        pytest.skip("build/py is not there: python3 dev.py build")
    folder = tmp_path_factory.mktemp("wheel")
    environment = {**os.environ, "CMAKE_GENERATOR": "Ninja", "PATH": f"{sys.prefix}/bin:{os.environ['PATH']}"}
    compiler = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.+)$", (BUILD / "CMakeCache.txt").read_text(), re.MULTILINE)
    assert compiler
    environment["CXX"] = compiler.group(1)
    pip = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    run(*pip, "--config-settings", f"build-dir={BUILD}", "-w", folder, ROOT, cwd=ROOT, env=environment)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sdist")
    code = f"import scikit_build_core.build as b; b.build_sdist({str(folder)!r})"
    run(sys.executable, "-c", code, cwd=ROOT, env=dict(os.environ))
    (built,) = folder.glob("*.tar.gz")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment that holds the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("fresh")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    run(*pip, "install", "--no-index", wheel, cwd=folder)
    listed = json.loads(run(*pip, "list", "--format=json", cwd=folder))
    assert [package["name"] for package in listed] == ["weaktie"]
    return python


EXAMPLE = {path.name for path in (ROOT / "python" / "weaktie" / "example").iterdir() if path.is_file()}
SOURCES = {path.name for path in (ROOT / "python" / "weaktie").glob("*.py")}
IN_THE_PACKAGE = {
    *(f"weaktie/{name}" for name in SOURCES),
    *(f"weaktie/example/{name}" for name in EXAMPLE if not name.endswith(".py")),
    "weaktie/_core.pyi",
    "weaktie/py.typed",
    f"weaktie/_core{sysconfig.get_config_var('EXT_SUFFIX')}",
}


def test_the_wheel_holds_the_package_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        info = f"weaktie-{wt.__version__}.dist-info"
        assert {name for name in names if not name.startswith(info)} == IN_THE_PACKAGE
        assert {"METADATA", "WHEEL", "RECORD", "entry_points.txt"} <= {Path(name).name for name in names}
        assert {f"{info}/licenses/LICENSE", f"{info}/licenses/NOTICE"} <= names
        metadata = email.message_from_bytes(archive.read(f"{info}/METADATA"))
        entry_points = archive.read(f"{info}/entry_points.txt").decode()
        for name in SOURCES | {"_core.pyi", "py.typed"}:
            assert archive.read(f"weaktie/{name}") == (ROOT / "python" / "weaktie" / name).read_bytes()
    assert "weaktie = weaktie.cli:main" in entry_points
    assert metadata["Name"] == "weaktie"
    assert metadata["Version"] == wt.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "Apache-2.0"
    assert metadata.get_all("Requires-Dist") is None
    assert wheel.stat().st_size < 20_000_000


def test_the_module_loads_only_what_the_build_names(wheel, tmp_path):
    """The system libraries that it needs are those of cmake/third_party.cmake and of C++ itself; no second Python."""
    if shutil.which("readelf") is None:
        pytest.skip("there is no readelf here")
    with zipfile.ZipFile(wheel) as archive:
        module = archive.extract(next(name for name in archive.namelist() if name.endswith(".so")), tmp_path)
    needed = set(re.findall(r"\(NEEDED\).*\[lib([\w+-]+)\.", run("readelf", "-d", module, cwd=tmp_path)))
    third_party = (ROOT / "cmake" / "third_party.cmake").read_text(encoding="utf-8")
    named = set(re.findall(r"^weaktie_third_party\(\S+ \S+ (\S+) \S+\)$", third_party, re.MULTILINE))
    assert needed
    assert needed - named - {"stdc++", "c++", "c++abi", "m", "gcc_s", "c", "pthread", "dl"} == set()


def check_installation(python: Path, folder: Path) -> None:
    """Everything that a stranger tries first, from a folder with nothing in it."""
    command = python.with_name("weaktie")
    empty = folder / "empty"
    empty.mkdir()
    code = (
        "import weaktie as wt, pickle; network = wt.Network.from_arrays([0, 1], [1, 2], [0.8, 0.5]); "
        "print(wt.__file__); print(network.introductions('0', '2')[0]); "
        "print(pickle.loads(pickle.dumps(wt.field_of('Solicitor'))).field); "
        "print((wt.example_path() / 'alumni_directory.csv').exists())"
    )
    place, chain, field, example = run(python, "-c", code, cwd=empty).splitlines()
    assert Path(place).is_relative_to(python.parents[1])
    assert (chain, field, example) == ("0 -> 1 -> 2 (chance 0.40)", "law", "True")
    version = f"weaktie {wt.__version__}\n"
    assert run(command, "--version", cwd=empty) == version
    assert run(python, "-m", "weaktie", "--version", cwd=empty) == version
    assert not any(empty.iterdir())
    assert "Subject: " in run(command, "demo", "--report", "page.html", cwd=empty)
    assert (empty / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run(python, "-m", "weaktie", "find", "--help", cwd=empty).startswith("usage: weaktie find")


def test_the_installed_wheel_works_from_an_empty_folder(installed, tmp_path):
    check_installation(installed, tmp_path)


def test_it_requires_nothing(installed, tmp_path):
    shown = run(sys.executable, "-m", "pip", "--python", installed, "show", "weaktie", cwd=tmp_path)
    assert re.search(r"^Requires: *$", shown, re.MULTILINE)
    assert re.search(r"^Required-by: *$", shown, re.MULTILINE)


def test_type_checkers_find_the_installed_stubs(installed, tmp_path):
    pytest.importorskip("mypy")
    program = tmp_path / "program.py"
    program.write_text("import weaktie as wt\nreveal_type(wt.field_of('x'))\nwt.cost_of('x')\n", encoding="utf-8")
    mypy = [sys.executable, "-m", "mypy", "--strict", "--python-executable", str(installed), str(program)]
    ran = subprocess.run(mypy, capture_output=True, text=True, cwd=tmp_path, env=clean_environment(), check=False)
    assert re.search(r"Revealed type is .*FieldMatch.*None", ran.stdout)
    assert "[arg-type]" in ran.stdout
    assert "import-untyped" not in ran.stdout


#: Standard-library modules that `import weaktie` may load. None of the slow ones (asyncio, json, typing, dataclasses,
#: datetime, subprocess ...): each costs every program that imports weaktie.
QUICK = {
    *"collections copyreg enum errno fnmatch functools ipaddress itertools keyword ntpath operator os pathlib".split(),
    *"posixpath re reprlib types urllib warnings stat genericpath weaktie".split(),
    *"_collections _functools _operator _sre _stat _collections_abc _weakref _abc abc".split(),
}


def test_importing_it_loads_few_modules(installed, tmp_path):
    code = "import sys; before = set(sys.modules); import weaktie; print(*sorted(set(sys.modules) - before))"
    loaded = set(run(installed, "-I", "-c", code, cwd=tmp_path).split())
    ours = {name for name in loaded if name.split(".")[0] == "weaktie"}
    assert ours == {"weaktie", "weaktie._core", *(f"weaktie.{room}" for room in rooms())}
    if sys.version_info[:2] == (3, 11):  # others load a little more or less
        assert {name.split(".")[0] for name in loaded} - QUICK == set()
    for slow in ("asyncio", "json", "typing", "dataclasses", "subprocess", "argparse", "numpy", "pandas", "logging"):
        assert slow not in loaded
    assert all(name.split(".")[0] in sys.stdlib_module_names for name in loaded - ours)


def rooms() -> list[str]:
    return [name for name in wt.__all__ if type(getattr(wt, name)).__name__ == "module"]


def test_the_source_archive_holds_what_the_build_reads(sdist):
    with tarfile.open(sdist) as archive:
        top = f"weaktie-{wt.__version__}/"
        files = {member.name.removeprefix(top): member for member in archive.getmembers() if member.isfile()}
        wanted = {"CMakeLists.txt", "pyproject.toml", "README.md", "LICENSE", "NOTICE", "PKG-INFO"}
        for folder in ("cmake", "include", "src", "bindings", "python"):
            for path in (ROOT / folder).rglob("*"):
                if path.is_file() and "__pycache__" not in path.parts:
                    wanted.add(str(path.relative_to(ROOT)))
        assert wanted - set(files) == set()
        for name in wanted - {"PKG-INFO"}:
            content = archive.extractfile(files[name])
            assert content is not None
            assert content.read() == (ROOT / name).read_bytes(), name
    unwanted = (".venv/", "build/", ".git/", ".ci/", "dist/", ".hypothesis/", ".mypy_cache/", ".ruff_cache/")
    assert [name for name in files if name.startswith(unwanted) or "__pycache__" in name or name.endswith(".so")] == []


@pytest.mark.long
def test_the_source_archive_installs_in_an_empty_environment(sdist, wheel, tmp_path):
    """`pip install .` where there are no build tools: pip fetches them, compiles everything, and leaves one package."""
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    source = tmp_path / f"weaktie-{wt.__version__}"
    run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / "bin" / "python"
    probe = [str(python), "-m", "pip", "download", "-q", "--no-deps", "-d", str(tmp_path / "x"), "scikit-build-core"]
    asked = subprocess.run(probe, capture_output=True, text=True, env=clean_environment(), check=False)
    if asked.returncode != 0:
        pytest.skip(f"no package index can be reached: {asked.stderr.strip().splitlines()[-1][:120]}")
    before = run(python, "-m", "pip", "list", "--format=freeze", cwd=tmp_path).splitlines()
    run(python, "-m", "pip", "install", "--disable-pip-version-check", ".", cwd=source)
    after = run(python, "-m", "pip", "list", "--format=freeze", cwd=tmp_path).splitlines()
    assert set(after) - set(before) == {f"weaktie=={wt.__version__}"}
    site = Path(run(python, "-c", "import weaktie; print(weaktie.__path__[0])", cwd=tmp_path).strip())
    found = {str(path.relative_to(site.parent)) for path in site.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert found == IN_THE_PACKAGE
    check_installation(python, tmp_path)
