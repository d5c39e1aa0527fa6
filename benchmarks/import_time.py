"""How long `import weaktie` takes: the median over fresh interpreters, less that of one that imports nothing.

    .venv/bin/python benchmarks/import_time.py [runs]

The budget is 100 ms. Also says which modules took most of it, as `python -X importtime` counts them.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time


def seconds(code: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - began


def slowest(count: int) -> list[tuple[str, float]]:
    """(module, milliseconds of its own), the slowest first."""
    ran = subprocess.run([sys.executable, "-X", "importtime", "-c", "import weaktie"], capture_output=True, text=True)
    lines = re.findall(r"import time: +(\d+) \| +\d+ \|( *)(\S+)", ran.stderr)
    began = next((i for i, (_, _, name) in enumerate(lines) if name.startswith("weaktie")), 0)
    mine = sorted(((int(micro) / 1000, name) for micro, _, name in lines[max(0, began - 40) :]), reverse=True)
    return [(name, milli) for milli, name in mine[:count]]


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    seconds("import weaktie")  # compiles the bytecode and fills the file cache
    pairs = [(seconds("pass"), seconds("import weaktie")) for _ in range(runs)]
    extra = statistics.median(with_it - without for without, with_it in pairs) * 1000
    print(f"import weaktie: {extra:.1f} ms (median of {runs} fresh interpreters, Python {sys.version.split()[0]})")
    for name, milli in slowest(5):
        print(f"  {milli:6.2f} ms  {name}")


if __name__ == "__main__":
    main()
