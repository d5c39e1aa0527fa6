"""Whether searches do more work than they did: steps looked at and instructions, not seconds.

regression.json holds what is expected, per query on the small network. More than the tolerance above it is a failure;
clearly less is said, so that it can be recorded. Answers (a checksum over costs) must be the same to the last digit.
Instructions are counted by valgrind's callgrind and hold for one compiler; elsewhere, or without valgrind, only steps
and answers are compared, and the reason is said.

python3 dev.py bench --regression            compare
python3 dev.py bench --regression --record   what is counted now becomes what is expected
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXPECTED = Path(__file__).resolve().parent / "regression.json"
STEPS_TOLERANCE = 0.01
INSTRUCTIONS_TOLERANCE = 0.05


def compiler(build: Path) -> str:
    """Name and main version: what instructions depend on."""
    cache = (build / "CMakeCache.txt").read_text()
    path = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.*)$", cache, re.MULTILINE)
    macros = subprocess.run(
        [path.group(1) if path else "c++", "-dM", "-E", "-x", "c++", "/dev/null"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    known = dict(re.findall(r"^#define (__clang_major__|__GNUC__|__x86_64__|__aarch64__) (\d+)$", macros, re.MULTILINE))
    name = "clang " + known["__clang_major__"] if "__clang_major__" in known else "gcc " + known.get("__GNUC__", "?")
    machine = "x86-64" if "__x86_64__" in known else "arm64" if "__aarch64__" in known else "other"
    kind = re.search(r"^CMAKE_BUILD_TYPE:\w+=(.*)$", cache, re.MULTILINE)
    return "{}, {}, {}".format(name, machine, kind.group(1) if kind else "?")


def counted(program: str, operation: str) -> dict[str, int]:
    said = subprocess.run([program, operation], capture_output=True, text=True, check=True).stdout
    found = re.search(r"queries (\d+) steps (\d+) checksum (\d+)", said)
    if found is None:
        sys.exit(f"{program} {operation} said {said!r}")
    queries, steps, checksum = (int(it) for it in found.groups())
    return {"queries": queries, "steps": steps // queries, "checksum": checksum}


def instructions(program: str, operation: str, queries: int) -> int:
    """Per query, of what runs inside `measured`."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out"]
        command += ["--collect-atstart=no", "--toggle-collect=measured", program, operation, "no-steps"]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        if ran.returncode != 0:
            sys.exit(f"valgrind failed on {operation}: {ran.stderr.strip().splitlines()[-1:]}")
        found = re.search(r"^(?:summary|totals): (\d+)", Path(folder, "out").read_text(), re.MULTILINE)
    if found is None or int(found.group(1)) == 0:
        sys.exit(f"valgrind counted nothing in {operation}")
    return int(found.group(1)) // queries


def measure(program: str, with_instructions: bool) -> dict[str, dict[str, int]]:
    names = subprocess.run([program], capture_output=True, text=True, check=True).stdout.split()

    def one(name: str) -> dict[str, int]:
        values = counted(program, name)
        if with_instructions:
            values["instructions"] = instructions(program, name, values["queries"])
        return values

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(names, pool.map(one, names)))


def compare(now: dict[str, dict[str, int]], before: dict[str, dict[str, int]], counts: list[tuple[str, float]]) -> int:
    bad = 0
    for name in [*before, *(it for it in now if it not in before)]:
        if name not in now or name not in before:
            print(f"  {name:24} {'is gone' if name not in now else 'is not recorded yet: --record'}")
            bad += 1
            continue
        remarks = []
        if any(now[name][it] != before[name][it] for it in ("queries", "checksum")):
            remarks.append("OTHER ANSWERS")
            bad += 1
        for count, tolerance in counts:
            was, got = before[name].get(count, 0), now[name].get(count, 0)
            if was == got == 0:  # not counted for this one
                continue
            change = (got - was) / was if was else float(got > 0)
            text = "{} {}".format(format(got, ","), count)
            if abs(change) > tolerance:
                text += " ({:+.1f} % {})".format(100 * change, "TOO MANY" if change > 0 else "better: record it")
                bad += change > 0
            remarks.append(text)
        print(f"  {name:24} {'; '.join(remarks)}")
    return bad


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--record", action="store_true", help="what is counted now becomes what is expected")
    parser.add_argument("--programs", type=Path, default=ROOT / "build" / "bench" / "benchmarks")
    options = parser.parse_args()
    program = str(options.programs / "regression")
    here = compiler(options.programs.parent)
    kept = json.loads(EXPECTED.read_text()) if EXPECTED.exists() else {}
    why_not = "" if shutil.which("valgrind") else "no valgrind here (apt-get install valgrind)"
    if not why_not and not options.record and kept.get("compiler") != here:
        why_not = "recorded with {}, this is {}".format(kept.get("compiler"), here)
    if why_not:
        print("  skipped: instructions are not compared: " + why_not)
        if options.record:
            return 1
    now = measure(program, not why_not)
    if options.record:
        EXPECTED.write_text(json.dumps({"compiler": here, "operations": now}, indent=1) + "\n")
        for name, values in now.items():
            print(f"  {name:24} {'; '.join(f'{value:,} {count}' for count, value in values.items())}")
        return 0
    counts = [("steps", STEPS_TOLERANCE)] + ([] if why_not else [("instructions", INSTRUCTIONS_TOLERANCE)])
    bad = compare(now, kept["operations"], counts)
    print("  searches do no more work than recorded" if not bad else f"  {bad} regressions")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
