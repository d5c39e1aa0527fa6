#!/usr/bin/env python3
"""Sets weaktie up, builds it and checks it. Nothing outside this folder changes but missing Debian packages.

python3 dev.py demo           set up what is missing, build, run `weaktie demo` on the bundled example
python3 dev.py test           the same, then every test and check; ends with `N passed, N failed`
python3 dev.py test --full    also sanitizers with a second compiler, and clang-tidy on changed files
python3 dev.py long           the long rest: installing from scratch, notebooks, sanitizers, clang-tidy on everything
python3 dev.py fuzz [SECONDS] every reader on bytes that libFuzzer makes, ten minutes each unless told
python3 dev.py docs           build the documentation's site into build/docs
python3 dev.py docs --record  write down what the pages' examples print now, then build the site
python3 dev.py bench          measure searches (see benchmarks/README.md); also --compare, --regression
python3 dev.py build          set up and build only (.venv then holds the Python package and the `weaktie` command)
python3 dev.py format         put C++ and Python into the house's form
python3 dev.py clean          remove build, .venv and caches
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Callable, NamedTuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BUILD = ROOT / "build"
LOGS = BUILD / "logs"
BUILD_TOOLS = ["scikit-build-core>=0.10,<2", "pybind11>=3,<4"]
TEST_TOOLS = ["clang-format==14.0.6", "hypothesis>=6,<7", "mypy>=1.11,<3", "numpy>=1.26,<3", "pytest>=8,<10"]
TEST_TOOLS += ["ruff>=0.6,<1", "libclang>=16,<19"]
# What the package exchanges tables and graphs with; none of it is needed to use weaktie.
TEST_TOOLS += ["duckdb>=1.1", "igraph>=0.11", "networkx>=3.2", "pandas>=2.2", "polars>=1", "pyarrow>=15"]
TEST_TOOLS += ["sphinx>=7.4,<10", "myst-parser>=4,<6", "furo>=2024.8"]
LONG_TOOLS = ["ipykernel>=6,<8", "nbclient>=0.10", "nbformat>=5.10"]
# What searches are measured with and against; a peer that cannot be installed is left out.
BENCH_PACKAGES = ["libbenchmark-dev", "valgrind"]
PEER_PACKAGES = ["liblemon-dev", "libigraph-dev", "python3-graph-tool"]
PEER_TOOLS = ["networkit==11.3", "rustworkx>=0.15", "igraph>=0.11", "networkx>=3.2", "scipy>=1.11", "numpy>=1.26"]
STARTED = time.monotonic()


class Trouble(Exception):
    """What is wrong and what to do about it, in one sentence."""


class Count(NamedTuple):
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def plus(self, other: Count) -> Count:
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def text(self) -> str:
        tail = ", %d skipped" % self.skipped if self.skipped else ""
        return "%d passed, %d failed%s" % (self.passed, self.failed, tail)


def say(text: str) -> None:
    print("[%6.1f s] %s" % (time.monotonic() - STARTED, text), flush=True)


def surroundings() -> dict[str, str]:
    """The environment of everything started here: the tools of .venv first, and no other Python mixed in."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    kept["PATH"] = str(VENV / "bin") + os.pathsep + kept.get("PATH", os.defpath)
    kept.setdefault("CMAKE_BUILD_PARALLEL_LEVEL", str(os.cpu_count() or 2))
    return kept


class Ran(NamedTuple):
    code: int
    text: str
    log: Path


def run(name: str, command: list[str], **changes: str) -> Ran:
    """Runs a command with its output in build/logs/<name>.log; says now and then that it is still at work."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / (name + ".log")
    lines: list[str] = []
    spoken = time.monotonic()
    try:
        started = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**surroundings(), **changes},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as problem:
        return Ran(127, str(problem), log)
    assert started.stdout is not None
    with started, open(log, "w", encoding="utf-8", buffering=1) as file:
        for line in started.stdout:
            file.write(line)
            lines.append(line)
            progress = re.match(r"\s*(\[\d+/\d+\])", line)
            if progress and time.monotonic() - spoken > 15:
                spoken = time.monotonic()
                say("  %s %s" % (name, progress.group(1)))
    return Ran(started.returncode, "".join(lines), log)


def no_network(text: str) -> bool:
    signs = r"Temporary failure (in name resolution|resolving)|Could not resolve|Unable to connect|NewConnectionError"
    return bool(re.search(signs + r"|Network is unreachable|Failed to establish|ConnectTimeout|ProxyError", text))


# ---- what the machine has -------------------------------------------------------------------------------------------


def version_of(tool: str) -> tuple[int, ...]:
    ran = run("version", [tool, "--version"])
    found = re.search(r"(\d+)\.(\d+)", ran.text) if ran.code == 0 else None
    return (int(found.group(1)), int(found.group(2))) if found else (0, 0)


def compiler_age(compiler: str) -> tuple[str, int]:
    """("gcc", 12) or ("clang", 14); ("", 0) when it is not a compiler."""
    ran = run("compiler", [compiler, "-dM", "-E", "-x", "c++", os.devnull])
    macros = dict(re.findall(r"^#define (__clang_major__|__GNUC__) (\d+)$", ran.text, re.MULTILINE))
    if ran.code != 0 or not macros:
        return "", 0
    if "__clang_major__" in macros:
        return "clang", int(macros["__clang_major__"])
    return "gcc", int(macros["__GNUC__"])


def find_compiler() -> str:
    wanted = [os.environ["CXX"]] if os.environ.get("CXX") else ["g++", "clang++"]
    if not os.environ.get("CXX"):
        wanted += ["g++-%d" % age for age in range(16, 11, -1)] + ["clang++-%d" % age for age in range(22, 13, -1)]
    seen = []
    for name in wanted:
        path = shutil.which(name)
        if path is None:
            continue
        kind, age = compiler_age(path)
        if (kind == "gcc" and age >= 12) or (kind == "clang" and age >= 14):
            say("compiler: %s (%s %d)" % (name, kind, age))
            return path
        seen.append("%s is %s %d" % (name, kind, age) if kind else name + " does not work")
    why = "; ".join(seen) if seen else "there is none" if len(wanted) > 1 else "CXX=%s is not there" % wanted[0]
    raise Trouble("weaktie needs a C++20 compiler, g++ 12 or clang 14 or newer (%s): apt-get install g++." % why)


def find_python() -> str:
    """The Python that .venv is made from: this one, or a newer one when this is older than 3.11."""
    if tuple(sys.version_info) >= (3, 11):
        return sys.executable
    for minor in range(16, 10, -1):
        path = shutil.which("python3.%d" % minor)
        if path:
            return path
    raise Trouble("weaktie needs Python 3.11 or newer, this is %s: install one." % sys.version.split()[0])


def missing_packages(compiler: str, python: str, tests: bool) -> list[str]:
    """Debian's names for what is not there: headers that the compiler does not find, parts that the Python lacks."""
    third_party = (ROOT / "cmake" / "third_party.cmake").read_text(encoding="utf-8")
    headers = re.findall(r"^weaktie_third_party\(\S+ (\S+) \S+ (\S+)\)$", third_party, re.MULTILINE)
    if tests:
        headers.append(("catch2/catch.hpp>) && !__has_include(<catch2/catch_all.hpp", "catch2"))
    LOGS.mkdir(parents=True, exist_ok=True)
    probe = LOGS / "headers.cpp"
    probe.write_text("".join("#if !__has_include(<%s>)\nmissing %s\n#endif\n" % pair for pair in headers))
    missing = re.findall(r"^missing (\S+)$", run("headers", [compiler, "-std=c++20", "-E", str(probe)]).text, re.M)

    if tests and shutil.which("pkg-config") is None:
        missing.append("pkg-config")

    def python_lacks(test: str) -> bool:
        return run("python", [python, "-c", test]).code != 0

    debian = "python3.%s" % run("python", [python, "-c", "import sys; print(sys.version_info[1])"]).text.strip()
    if not VENV.exists() and python_lacks("import ensurepip, venv"):
        missing.append(debian + "-venv")
    header = "import os, sysconfig; os.stat(os.path.join(sysconfig.get_path('include'), 'Python.h'))"
    if python_lacks(header):
        missing.append(debian + "-dev")
    return missing


def as_root() -> list[str]:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        if sys.stdin.isatty():
            return ["sudo"]
        if subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
            return ["sudo", "-n"]
    raise PermissionError


def apt_get(*arguments: str) -> Ran:
    """apt-get, waiting for up to ten minutes while another program holds one of its locks."""
    command = [*as_root(), "env", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C", "apt-get", "-q", "-y", *arguments]
    for waited in range(0, 600, 5):
        ran = run("apt", command)
        if not re.search(r"Could not get lock|Unable to (acquire|lock)", ran.text):
            return ran
        if waited % 60 == 0:
            say("another program holds apt's lock; waiting for it (ten minutes at most)")
        time.sleep(5)
    raise Trouble("Another program has held apt's lock for ten minutes: let it finish or end it, then run this again.")


def install_packages(packages: list[str]) -> None:
    by_hand = "apt-get install " + " ".join(packages)
    if shutil.which("apt-get") is None:
        raise Trouble("This system lacks what Debian calls %s: install it, then run this again." % " ".join(packages))
    say("installing Debian packages: " + " ".join(packages))
    install = ["install", "--no-install-recommends", *packages]
    try:
        ran = apt_get(*install)
        if ran.code != 0:  # no package lists yet, or old ones
            update = apt_get("update")
            ran = apt_get(*install)
            if ran.code != 0 and no_network(update.text + ran.text):
                raise Trouble("No network: Debian packages are missing; connect, or as root run `%s`." % by_hand)
    except PermissionError:
        raise Trouble("Debian packages are missing and this is not root: run `%s` as root." % by_hand) from None
    if ran.code != 0:
        raise Trouble("apt-get could not install %s; what it said is in %s." % (" ".join(packages), ran.log))


# ---- setting up and building ----------------------------------------------------------------------------------------


class Stamps:
    """What has been done to .venv, kept inside it, so that a second run can skip it."""

    def __init__(self) -> None:
        self.file = VENV / "weaktie.json"
        try:
            self.done: dict[str, str] = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self.done = {}

    def holds(self, name: str, value: str) -> bool:
        return self.done.get(name) == value

    def set(self, name: str, value: str) -> None:
        self.done[name] = value
        self.file.write_text(json.dumps(self.done, indent=1), encoding="utf-8")


def venv_python() -> str:
    return str(VENV / "bin" / "python")


def make_venv(python: str) -> Stamps:
    stamps = Stamps()
    if not stamps.holds("root", str(ROOT)) or run("venv", [venv_python(), "-m", "pip", "--version"]).code != 0:
        if VENV.exists():
            say("making .venv anew: it is incomplete or was made in another folder")
            shutil.rmtree(VENV)
        say("creating .venv")
        ran = run("venv", [python, "-m", "venv", str(VENV)])
        if ran.code != 0:
            raise Trouble("Python could not create %s; what it said is in %s." % (VENV, ran.log))
        stamps = Stamps()
        stamps.set("root", str(ROOT))
    return stamps


def pip_install(stamps: Stamps, kind: str, tools: list[str]) -> None:
    if stamps.holds(kind, " ".join(tools)):
        return
    say("installing into .venv: " + " ".join(re.split(r"[<>=]", tool)[0] for tool in tools))
    pip = [venv_python(), "-m", "pip", "install", "--disable-pip-version-check", "--retries", "2", *tools]
    ran = run("pip-" + kind, pip)
    if ran.code != 0 and no_network(ran.text):
        raise Trouble("No network: Python packages are missing (%s); connect, then run this again." % ", ".join(tools))
    if ran.code != 0:
        raise Trouble("pip could not install %s; what it said is in %s." % (", ".join(tools), ran.log))
    stamps.set(kind, " ".join(tools))


def fingerprint() -> str:
    """Changes when a file changes that the installed package is made from."""
    digest = hashlib.sha256()
    for top in ("CMakeLists.txt", "pyproject.toml", "README.md", "cmake", "include", "src", "bindings", "python"):
        path = ROOT / top
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                state = file.stat()
                digest.update(b"%s %d %d\n" % (os.fsencode(file), state.st_size, state.st_mtime_ns))
    return digest.hexdigest()


def compile_trouble(what: str, ran: Ran) -> Trouble:
    errors = [line for line in ran.text.splitlines() if re.search(r"\berror\b|CMake Error|undefined reference", line)]
    for line in (errors or ran.text.splitlines()[-20:])[:20]:
        print("    " + line.strip())
    return Trouble("%s did not build; the whole output is in %s." % (what, ran.log))


def set_up(tests: bool) -> str:
    """Everything that building needs; gives the compiler."""
    compiler = find_compiler()
    python = find_python()
    missing = missing_packages(compiler, python, tests)
    if missing:
        install_packages(missing)
        still = missing_packages(compiler, python, tests)
        if still:
            raise Trouble("%s is installed, but %s does not find it." % (", ".join(still), compiler))
    stamps = make_venv(python)
    own = [] if shutil.which("ninja") else ["ninja>=1.10"]
    if version_of("cmake") < (3, 25):
        own.append("cmake>=3.25,<5")
    pip_install(stamps, "build-tools", BUILD_TOOLS + own)
    if tests:
        pip_install(stamps, "test-tools", TEST_TOOLS)
    return compiler


def build_package(compiler: str) -> None:
    """Compiles the library and the Python module in build/py and installs the package into .venv."""
    stamps = Stamps()
    if not stamps.holds("compiler", compiler):
        shutil.rmtree(BUILD / "py", ignore_errors=True)
        stamps.set("compiler", compiler)
    now = fingerprint()
    if stamps.holds("package", now):
        return
    say("building the library and the Python package" + ("" if (BUILD / "py").exists() else " (minutes, once)"))
    pip = [venv_python(), "-m", "pip", "install", "-v", "--disable-pip-version-check", "--no-build-isolation"]
    pip += ["--no-deps", "--force-reinstall", "--config-settings", "build-dir=" + str(BUILD / "py"), str(ROOT)]
    if compiler_age(compiler) in (("gcc", 12), ("clang", 14)):  # those whose warnings are known
        pip[-1:-1] = ["--config-settings", "cmake.define.WEAKTIE_WERROR=ON"]
    ran = run("package", pip, CXX=compiler, CMAKE_GENERATOR="Ninja")
    if ran.code != 0:
        raise compile_trouble("The package", ran)
    stamps.set("package", now)


def build_tests(folder: Path, *options: str) -> None:
    """Compiles the C++ tests; one that does not compile is counted by ctest as failed, so this goes on."""
    if options:
        ran = run(folder.name + "-configure", ["cmake", "-S", str(ROOT), "-B", str(folder), *options])
        if ran.code != 0:
            raise compile_trouble("CMake's configuration of build/" + folder.name, ran)
    ran = run(folder.name + "-build", ["cmake", "--build", str(folder), "--", "-k", "0"])
    if ran.code != 0:
        print("    " + str(compile_trouble("Some of build/" + folder.name, ran)))


# ---- tests and checks -----------------------------------------------------------------------------------------------


def catch_count(output: str) -> Count | None:
    """The test cases of a Catch2 program, from the last lines it prints."""
    good = re.search(r"All tests passed \(.* in (\d+) test cases?\)", output)
    some = re.search(r"^test cases: +(\d+) \|(.*)$", output, re.MULTILINE)
    if not good and not some:
        return None
    total = int((good or some).group(1))  # type: ignore[union-attr]
    failed = re.search(r"(\d+) failed(?! as)", some.group(2)) if some else None
    bad = int(failed.group(1)) if failed else 0
    skipped = min(len(re.findall(r"^\s*skipped: ", output, re.MULTILINE)), total - bad)
    return Count(total - bad - skipped, bad, skipped)


def run_ctest(folder: Path) -> Count:
    report = folder / "ctest.xml"
    report.unlink(missing_ok=True)
    command = ["ctest", "--test-dir", str(folder), "--output-junit", str(report), "--output-on-failure", "-j2"]
    command += ["--test-output-size-passed", "1000000", "--test-output-size-failed", "1000000"]
    ran = run(folder.name + "-ctest", command)
    if not report.exists():
        raise Trouble("ctest did not run; what it said is in %s." % ran.log)
    total = Count()
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        output = case.findtext("system-out") or ""
        count = catch_count(output)
        if case.get("status") != "run" and (count is None or count.failed == 0):
            count = Count(0, 1)  # crashed, timed out or was never built
        total = total.plus(count or Count(1))
        if count and count.failed:
            say("  failed: ctest %s" % case.get("name"))
            print("\n".join("    " + line for line in output.splitlines()[-80:]))
        for reason in sorted(set(re.findall(r"^\s*skipped: (.*)$", output, re.MULTILINE))):
            say("  skipped in %s: %s" % (case.get("name"), reason))
    return total


def run_headers(folder: Path, compiler: str | None, alone: bool = True) -> Count:
    """Each header alone, twice in one file, and all of them at least twice in one program; else all in one file."""
    if compiler is None:
        say("  skipped: no second compiler here (apt-get install clang)")
        return Count(0, 0, 1)
    name = "headers-" + folder.name
    if not (folder / "build.ninja").exists():
        preset = "clang" if folder == BUILD / "clang" else "dev"
        options = ["--preset", preset, "-B", str(folder), "-DCMAKE_CXX_COMPILER=" + compiler]
        ran = run(name, ["cmake", *options])
        if ran.code != 0:
            raise compile_trouble("CMake's configuration of build/" + folder.name, ran)
    target = "headers_twice" if alone else "headers_together"
    ran = run(name, ["cmake", "--build", str(folder), "--target", target, "--", "-k", "0"])
    failed = set(re.findall(r"^FAILED: .*?headers_alone/(\S+)\.cpp\.o", ran.text, re.MULTILINE))
    if ran.code != 0:
        print("    " + str(compile_trouble("A header alone, or all of them twice", ran)))
    total = sum(1 for _ in (ROOT / "include").rglob("*.hpp")) if alone else 1
    bad = max(len(failed), 1 if ran.code else 0)
    return Count(total - bad, bad)


def run_pytest() -> Count:
    report = BUILD / "pytest.xml"
    report.unlink(missing_ok=True)
    command = [venv_python(), "-m", "pytest", "-q", "--junitxml", str(report), "--color=no", "--durations=5"]
    ran = run("pytest", [*command, str(ROOT / "tests" / "python")])
    if ran.code not in (0, 5):
        print("\n".join("    " + line for line in ran.text.splitlines()[-120:]))
    for reason in sorted(set(re.findall(r"^SKIPPED \[\d+\] (.*)$", ran.text, re.MULTILINE))):
        say("  skipped: " + reason)
    if not report.exists():
        return Count(0, 1)
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    tests, failures, errors, skipped = (
        sum(int(suite.get(name, "0")) for suite in suites) for name in ("tests", "failures", "errors", "skipped")
    )
    bad = max(failures + errors, 1 if ran.code not in (0, 5) else 0)
    return Count(max(tests - failures - errors - skipped, 0), bad, skipped)


def run_long_pytest() -> Count:
    """The Python tests once more, with those that take minutes: an installation in an empty environment, ..."""
    os.environ["WEAKTIE_LONG"] = "1"
    try:
        return run_pytest()
    finally:
        del os.environ["WEAKTIE_LONG"]


def run_check(name: str, command: list[str], **changes: str) -> Count:
    ran = run(name, command, **changes)
    if ran.code == 0:
        return Count(1)
    print("\n".join("    " + line for line in ran.text.splitlines()[-40:]))
    return Count(0, 1)


def cpp_files() -> list[str]:
    tops = ("include", "src", "bindings", "tests", "benchmarks", "docs")
    found = [file for top in tops for kind in ("*.hpp", "*.cpp") for file in (ROOT / top).rglob(kind)]
    return sorted(str(file.relative_to(ROOT)) for file in found)


def python_files() -> list[str]:
    return [name for name in ("dev.py", "python", "tests", "benchmarks", "docs") if (ROOT / name).exists()]


def tool(name: str) -> str:
    return str(VENV / "bin" / name)


def lint_checks() -> list[tuple[str, Callable[[], Count]]]:
    def check(name: str, *command: str) -> tuple[str, Callable[[], Count]]:
        return name, lambda: run_check(name, list(command))

    return [
        check("clang-format", tool("clang-format"), "--dry-run", "-Werror", *cpp_files()),
        check("ruff", tool("ruff"), "check", *python_files()),
        check("ruff-format", tool("ruff"), "format", "--check", *python_files()),
        check("mypy", tool("mypy")),
    ]


def run_docs() -> Count:
    """Builds the site and checks it; the pages' examples run with the Python tests."""
    script = ROOT / "docs" / "tools" / "build_site.py"
    return run_check("docs", [venv_python(), str(script), str(BUILD / "docs")])


def run_long_docs() -> Count:
    """What takes minutes or a kernel: installing anew as the start pages say, and the notebooks."""
    tools = ROOT / "docs" / "tools"
    pages = run_check("long-pages", [venv_python(), str(tools / "run_pages.py")], WEAKTIE_LONG="1")
    return pages.plus(run_check("notebooks", [venv_python(), str(tools / "run_notebooks.py")]))


def can_sanitize(compiler: str | None, kind: str) -> bool:
    probe = LOGS / "sanitizer.cpp"
    probe.write_text("#include <string>\nint main(int n, char**) { return std::string(n, 'x').size() == 1 ? 0 : 1; }\n")
    flags = ["-std=c++20", "-fsanitize=" + kind, str(probe), "-o", str(LOGS / "sanitizer")]
    return (
        compiler is not None
        and run("sanitizer", [compiler, *flags]).code == 0
        and (run("sanitizer", [str(LOGS / "sanitizer")]).code == 0)
    )


def find_clang() -> str | None:
    names = ["clang++"] + ["clang++-%d" % age for age in range(22, 13, -1)]
    paths = [path for path in map(shutil.which, names) if path and compiler_age(path)[1] >= 14]
    return paths[0] if paths else None


def find_tidy() -> str | None:
    return next((found for found in map(shutil.which, ["clang-tidy", "clang-tidy-14"]) if found), None)


def build_sanitized(preset: str, compiler: str, kind: str) -> Path:
    name = compiler_age(compiler)[0]
    folder = BUILD / (preset + "-" + name)
    options = ["--preset", preset, "-DCMAKE_CXX_COMPILER=" + compiler]
    if name == "clang" and kind == "address,undefined":
        options.append("-DWEAKTIE_BUILD_FUZZERS=ON")  # run_fuzzers
    build_tests(folder, *([] if (folder / "build.ninja").exists() else options))
    return folder


def run_sanitized(preset: str, compiler: str | None, kind: str) -> Count:
    """Builds the C++ tests with a sanitizer and runs them."""
    if not can_sanitize(compiler, kind):
        say(
            "  skipped: no %s compiler with its %s sanitizer here (apt-get install clang)" % (compiler or "clang", kind)
        )
        return Count(0, 0, 1)
    return run_ctest(build_sanitized(preset, str(compiler), kind))


def run_fuzzers(seconds: int) -> Count:
    """Each reader on bytes that libFuzzer makes; what it finds stays in build/fuzz/<reader> for the next time."""
    programs = sorted((BUILD / "asan-clang" / "tests" / "fuzz").glob("fuzz_*"))
    programs = [program for program in programs if program.is_symlink()]
    if not programs:
        say("  skipped: no clang with libFuzzer here (apt-get install clang)")
        return Count(0, 0, 1)
    seeds = ROOT / "tests" / "fuzz" / "seeds"
    good, bad = 0, 0
    running: list[tuple[str, subprocess.Popen[str]]] = []
    while programs or running:
        while programs and len(running) < (os.cpu_count() or 2):
            program = programs.pop()
            reader = program.name.removeprefix("fuzz_")
            found = BUILD / "fuzz" / reader
            found.mkdir(parents=True, exist_ok=True)
            command = [
                str(program),
                f"-max_total_time={seconds}",
                "-timeout=10",
                "-rss_limit_mb=2048",
                "-max_len=65536",
            ]
            command += ["-print_final_stats=1", f"-artifact_prefix={found}/", str(found)]
            command.append(str(seeds if reader == "any" else seeds / reader))
            pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
            running.append((reader, subprocess.Popen(command, cwd=found, text=True, errors="replace", **pipes)))  # type: ignore
        reader, process = running.pop(0)
        said = process.communicate()[1]
        runs = re.search(r"number_of_executed_units: (\d+)", said)
        if process.returncode == 0 and runs:
            good += 1
        else:
            bad += 1
            print("    fuzz_%s, what it was given is in build/fuzz/%s:" % (reader, reader))
            print("    " + "\n    ".join(said.strip().splitlines()[-40:]))
        say("  %s: %s inputs" % (reader, runs.group(1) if runs else "?"))
    return Count(good, bad)


def run_clang(compiler: str | None) -> Count:
    """Everything once through clang, warnings as errors; compiled, not run."""
    if compiler is None:
        say("  skipped: no clang 14 or newer here (apt-get install clang)")
        return Count(0, 0, 1)
    folder = BUILD / "clang"
    if not (folder / "build.ninja").exists():
        ran = run("clang-configure", ["cmake", "--preset", "clang", "-DCMAKE_CXX_COMPILER=" + compiler])
        if ran.code != 0:
            raise compile_trouble("CMake's configuration of build/clang", ran)
    ran = run("clang-build", ["cmake", "--build", str(folder), "--", "-k", "0"])
    if ran.code != 0:
        print("    " + str(compile_trouble("Some of build/clang", ran)))
    return Count(0, 1) if ran.code else Count(1)


def changed_files() -> set[str] | None:
    """Files that differ from the last commit but one (or origin/main); None: not known, so all of them."""
    for base in ("origin/main", "HEAD~1"):
        fork = run("git", ["git", "merge-base", base, "HEAD"])
        if fork.code == 0 and fork.text.strip() != run("git", ["git", "rev-parse", "HEAD"]).text.strip():
            break
    else:
        return None
    listed = run("git", ["git", "diff", "--name-only", fork.text.strip()]).text
    return set((listed + run("git", ["git", "ls-files", "-o", "--exclude-standard"]).text).split("\n"))


def second_compiler(first: str) -> tuple[Path, str | None]:
    """Clang and its folder; when clang is the first, gcc."""
    if compiler_age(first)[0] == "gcc":
        return BUILD / "clang", find_clang()
    gcc = shutil.which("g++")
    return BUILD / "gcc", gcc if gcc and compiler_age(gcc)[1] >= 12 else None


def run_tidy(everything: bool) -> Count:
    """clang-tidy on sources and, through the file that includes them all, on the headers: it reads each only once."""
    tidy = find_tidy()
    folders = [BUILD / "clang", BUILD / "asan-clang", BUILD / "asan-gcc"]
    folders = [folder for folder in folders if (folder / "compile_commands.json").exists()]
    if tidy is None or not folders:
        say("  skipped: no clang-tidy here (apt-get install clang-tidy)")
        return Count(0, 0, 1)
    changed = None if everything else changed_files()
    known = {entry["file"] for entry in json.loads((folders[0] / "compile_commands.json").read_text())}
    to_read = [file for file in cpp_files() if changed is None or file in changed]
    wanted = [str(ROOT / file) for file in to_read if file.startswith("src/") and str(ROOT / file) in known]
    if any(file.startswith("include/") for file in to_read):
        wanted.append(str(folders[0] / "tests" / "headers_alone" / "all.cpp"))
    command = [tidy, "--quiet", "-p", str(folders[0])]
    bad = 0
    running: list[tuple[str, subprocess.Popen[str]]] = []
    while wanted or running:
        while wanted and len(running) < (os.cpu_count() or 2):
            pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
            file = wanted.pop()
            running.append((file, subprocess.Popen([*command, file], cwd=ROOT, text=True, **pipes)))  # type: ignore
        file, process = running.pop(0)
        output = process.communicate()[0]
        if process.returncode != 0:
            bad += 1
            print("    " + "\n    ".join(output.strip().splitlines()[:30]))
    return Count(0, bad) if bad else Count(1)


def have_packages(packages: list[str]) -> None:
    """Installs Debian packages one by one as far as that can be done; says which cannot."""
    listed = run("dpkg", ["dpkg-query", "-W", "-f", "${Package} ${Status}\\n", *packages]).text
    for package in packages:
        if package + " install ok installed" not in listed:
            try:
                install_packages([package])
            except Trouble as trouble:
                say("  without %s: %s" % (package, trouble))


def have_peers() -> Path:
    """Python packages of peers, in an environment of their own; gives the folder they are installed into."""
    venv = BUILD / "bench" / "venv"
    python = str(venv / "bin" / "python")
    if run("peers-venv", [python, "-m", "pip", "--version"]).code != 0:
        ran = run("peers-venv", [find_python(), "-m", "venv", "--clear", str(venv)])
        if ran.code != 0:
            raise Trouble("Python could not create %s; what it said is in %s." % (venv, ran.log))
    for peer in PEER_TOOLS:
        ran = run("pip-peer", [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", peer])
        if ran.code != 0:
            say("  without %s: pip could not install it (%s)" % (peer, ran.text.strip().split("\n")[-1]))
    return Path(
        run("peers-venv", [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]).text.strip()
    )


def build_benchmarks(compiler: str, *options: str) -> None:
    say("building the benchmarks" + ("" if (BUILD / "bench" / "build.ninja").exists() else " (a minute, once)"))
    switches = ["-DWEAKTIE_BUILD_BENCHMARKS=ON", "-DWEAKTIE_BUILD_TESTS=OFF", "-DWEAKTIE_BUILD_EXAMPLES=OFF"]
    release = ["cmake", "--preset", "release", "-B", str(BUILD / "bench"), "-DCMAKE_CXX_COMPILER=" + compiler]
    ran = run("bench-configure", [*release, *switches, *options])
    if ran.code != 0:
        raise compile_trouble("CMake's configuration of build/bench", ran)
    ran = run("bench-build", ["cmake", "--build", str(BUILD / "bench"), "--target", "benchmarks", "--", "-k", "0"])
    if ran.code != 0:  # a peer's headers may not fit this compiler; what was built is run
        print("    " + str(compile_trouble("Some of build/bench", ran)))


def run_regression(compiler: str) -> Count:
    have_packages(["valgrind"])
    build_benchmarks(compiler)
    ran = run("regression", [venv_python(), str(ROOT / "benchmarks" / "regression.py")])
    print("\n".join("  " + line for line in ran.text.splitlines()))
    skipped = 1 if "skipped: " in ran.text else 0
    return Count(0, 1) if ran.code else Count(1, 0, skipped)


def run_all(checks: list[tuple[str, Callable[[], Count]]]) -> int:
    total = Count()
    for name, check in checks:
        began = time.monotonic()
        count = check()
        say("%s: %s (%.1f s)" % (name, count.text(), time.monotonic() - began))
        total = total.plus(count)
    print(total.text())
    return 1 if total.failed else 0


# ---- commands -------------------------------------------------------------------------------------------------------


def demo(arguments: list[str]) -> int:
    build_package(set_up(tests=False))
    say(" ".join(["weaktie demo", *arguments]))
    return subprocess.run([tool("weaktie"), "demo", *arguments], env=surroundings(), check=False).returncode


def build(arguments: list[str]) -> int:
    build_package(set_up(tests=True))
    say("built: .venv/bin/weaktie, .venv/bin/python -c 'import weaktie'")
    return 0


def test(arguments: list[str]) -> int:
    full = arguments == ["--full"]
    if arguments and not full:
        raise Trouble("`test` takes --full or nothing, not %s." % " ".join(arguments))
    compiler = set_up(tests=True)
    build_package(compiler)
    cache = (BUILD / "py" / "CMakeCache.txt").read_text(encoding="utf-8")
    on = "WEAKTIE_BUILD_TESTS:BOOL=ON" in cache
    say("building the C++ tests" + ("" if on else " (minutes, once)"))
    build_tests(BUILD / "py", *([] if on else ["-DWEAKTIE_BUILD_TESTS=ON", "-DWEAKTIE_BUILD_EXAMPLES=ON"]))
    checks: list[tuple[str, Callable[[], Count]]] = [
        ("C++ tests", lambda: run_ctest(BUILD / "py")),
        ("headers alone and twice", lambda: run_headers(BUILD / "py", compiler)),
        ("headers together, second compiler", lambda: run_headers(*second_compiler(compiler), alone=False)),
        ("Python tests", run_pytest),
        ("docs", run_docs),
        *lint_checks(),
    ]
    if full:
        if shutil.which("apt-get") and (find_clang() is None or find_tidy() is None):
            install_packages(["clang", "clang-tidy"])
        clang = find_clang()
        both = can_sanitize(clang, "address,undefined")  # then one build does for clang and the sanitizers
        second = clang if both else compiler
        checks.append(("address and undefined", lambda: run_sanitized("asan", second, "address,undefined")))
        if both:
            checks.append(("fuzzers", lambda: run_fuzzers(5)))
        else:
            checks.append(("clang", lambda: run_clang(clang)))
        checks.append(("clang-tidy", lambda: run_tidy(everything=False)))
    return run_all(checks)


def long(arguments: list[str]) -> int:
    compiler = set_up(tests=True)
    pip_install(Stamps(), "long-tools", LONG_TOOLS)
    build_package(compiler)
    return run_all(
        [
            ("docs, the long rest", run_long_docs),
            ("long Python tests", run_long_pytest),
            ("regression", lambda: run_regression(compiler)),
            ("thread sanitizer", lambda: run_sanitized("tsan", compiler, "thread")),
            ("gcc's sanitizers", lambda: run_sanitized("asan", compiler, "address,undefined")),
            ("clang", lambda: run_clang(find_clang())),
            ("headers alone, second compiler", lambda: run_headers(*second_compiler(compiler))),
            ("clang-tidy", lambda: run_tidy(everything=True)),
        ]
    )


def fuzz(arguments: list[str]) -> int:
    if len(arguments) > 1 or not all(word.isdecimal() for word in arguments):
        raise Trouble("`fuzz` takes a number of seconds or nothing, not %s." % " ".join(arguments))
    set_up(tests=True)
    if shutil.which("apt-get") and find_clang() is None:
        install_packages(["clang"])
    clang = find_clang()
    if not can_sanitize(clang, "address,undefined"):
        raise Trouble("Fuzzing needs clang with its sanitizers (apt-get install clang).")
    build_sanitized("asan", str(clang), "address,undefined")
    return run_all([("fuzzers", lambda: run_fuzzers(int(arguments[0]) if arguments else 600))])


def docs(arguments: list[str]) -> int:
    record = arguments == ["--record"]
    if arguments and not record:
        raise Trouble("`docs` takes --record or nothing, not %s." % " ".join(arguments))
    build_package(set_up(tests=True))
    if record:
        script = ROOT / "docs" / "tools" / "run_pages.py"
        if run_check("record", [venv_python(), str(script), "--record"]).failed:
            return 1
    failed = run_all([("docs", run_docs)])
    if not failed:
        say("built: build/docs/index.html")
    return failed


def bench(arguments: list[str]) -> int:
    """--compare: with peers, writes docs/benchmarks.md. --regression: counts, not seconds. Else Google Benchmark."""
    kind = arguments[0] if arguments[:1] in (["--compare"], ["--regression"]) else ""
    rest = arguments[1:] if kind else arguments
    compiler = set_up(tests=True)
    scripts = ROOT / "benchmarks"
    if kind == "--compare":
        build_package(compiler)
        have_packages(PEER_PACKAGES)
        build_benchmarks(compiler, "-DWEAKTIE_PEERS=" + str(have_peers()))
        command = [venv_python(), str(scripts / "compare" / "run.py"), *rest]
    else:
        have_packages(BENCH_PACKAGES)
        build_benchmarks(compiler)
        programs = BUILD / "bench" / "benchmarks"
        command = [venv_python(), str(scripts / "regression.py"), *rest] if kind else [str(programs / "search"), *rest]
    if not kind and not Path(command[0]).exists():
        raise Trouble("Google Benchmark is missing: as root run `apt-get install libbenchmark-dev`.")
    return subprocess.run(command, env=surroundings(), check=False).returncode


def format_files(arguments: list[str]) -> int:
    set_up(tests=True)
    for command in (["clang-format", "-i", *cpp_files()], ["ruff", "check", "--fix-only", *python_files()]):
        run("format", [tool(command[0]), *command[1:]])
    run("format", [tool("ruff"), "format", *python_files()])
    return 0


def clean(arguments: list[str]) -> int:
    for name in ("build", ".venv", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis"):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    return 0


def main() -> int:
    commands = {
        "demo": demo,
        "build": build,
        "test": test,
        "long": long,
        "fuzz": fuzz,
        "docs": docs,
        "bench": bench,
        "format": format_files,
        "clean": clean,
    }
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in commands:
        print(__doc__)
        return 0 if name in ("", "-h", "--help") else 2
    try:
        if os.name != "posix":
            raise Trouble("dev.py sets up Linux machines; elsewhere build with CMake and pip (see README.md).")
        if name == "clean":
            return clean([])
        import fcntl

        BUILD.mkdir(exist_ok=True)
        with open(BUILD / "lock", "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                say("another dev.py is at work here; waiting for it")
                fcntl.flock(lock, fcntl.LOCK_EX)
            return commands[name](sys.argv[2:])
    except Trouble as trouble:
        print(str(trouble))
    except OSError as problem:
        print("The system refused: %s." % problem)
    except KeyboardInterrupt:
        print("Stopped.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
