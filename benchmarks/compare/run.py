"""The same work on weaktie and on every peer that is installed: compares answers, then times, and writes the tables.

Each peer runs in a process of its own, on one core, on the same network and the same pairs; a round runs them all, and
ratios are taken within a round. Where two answer the same question, every answer must be the same, or there are no
tables. `python3 dev.py bench --compare` sets everything up and calls this.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEERS = Path(__file__).resolve().parent / "peers"
DOCS = ROOT / "docs" / "benchmarks.md"
LEAST_PEERS = 4
OURS = "weaktie"
NOTHING = "not installed"

# Per operation: what is asked, ours that it is measured against, and whether that is the same question.
QUESTIONS = {
    "limited": ("the cheapest chain of at most 4 ties (3 intermediaries)", "limited", True),
    "cheapest": ("the cheapest chain of any length", "limited", False),
    "fewest": ("the chain of fewest ties; no chances", "limited", False),
    "fewest_number": ("how many ties at least; no chain, no chances", "limited", False),
    "five": ("the five cheapest chains of any length", "five_none", False),
    "five_none": ("the five best introductions, `none`", "five_none", True),
    "five_broker": ("the five best introductions, `broker`", "five_broker", True),
    "five_everyone": ("the five best introductions, `everyone`", "five_everyone", True),
    "five_within_3_ties": ("the five cheapest chains of at most 3 ties", "five_within_3_ties", True),
    "all_limited": ("everyone's cheapest chain of at most 4 ties", "all_limited", True),
    "all": ("everyone's cheapest chain of any length", "all_limited", False),
    "friends": ("friends of friends, with the number of common friends", "friends", True),
    "friends_without_counts": ("friends of friends, not counted", "friends", False),
}
OWN = {
    "limited": "best introduction, at most 3 intermediaries",
    "within_7_ties": "best introduction, at most 6 intermediaries",
    "five_none": "five best, `none`",
    "five_broker": "five best, `broker`",
    "five_everyone": "five best, `everyone`",
    "limited_affiliations": "best introduction over ties and affiliations",
    "limited_affiliations_falling": "the same, reach falling with size",
    "all_limited": "reach",
    "best_among_10": "100 best of targets that are 1 in 10",
    "best_among_100": "100 best of targets that are 1 in 100",
    "best_among_1000": "100 best of targets that are 1 in 1000",
    "friends": "who knows whom, with counts",
    "join_dense": "plain unpruned both-ended join, array (a value only)",
    "join_hash": "plain unpruned both-ended join, hash table (a value only)",
}
# Peers that a size is too much for, and why.
TOO_LARGE = {
    "medium": {"networkx_peer": "about 400 bytes a tie"},
    "large": {
        "networkx_peer": "about 400 bytes a tie",
        "rustworkx_peer": "its ties come as Python tuples",
        "python_igraph": "its costs come as Python numbers",
    },
}


@dataclass
class Command:
    """How a peer is started."""

    name: str
    words: list[str] | None
    why_not: str = NOTHING


@dataclass
class Operation:
    times: list[list[float]] = field(default_factory=list)  # by round
    answers: list[list[int]] = field(default_factory=list)

    def quantile(self, share: float) -> float:
        """The median over the rounds."""
        return statistics.median(sorted(it)[min(len(it) - 1, int(share * len(it)))] for it in self.times)

    @property
    def queries(self) -> int:
        return min(len(it) for it in self.times)


@dataclass
class Result:
    peer: str
    version: str
    build_s: list[float] = field(default_factory=list)
    bytes: int = 0
    operations: dict[str, Operation] = field(default_factory=dict)


class Wrong(Exception):
    """Two answers that must be the same are not."""


# ---- running --------------------------------------------------------------------------------------------------------


def works(python: str, module: str) -> bool:
    code = "import " + module
    return subprocess.run([python, "-c", code], capture_output=True, check=False).returncode == 0


def commands(programs: Path, peers_python: str) -> list[Command]:
    def program(name: str) -> Command:
        path = programs / ("peer_" + name)
        return Command(name, [str(path)] if path.exists() else None)

    def script(name: str, module: str, *pythons: str) -> Command:
        for python in pythons:
            if Path(python).exists() and works(python, module):
                return Command(name, [python, str(PEERS / (name + ".py"))])
        return Command(name, None)

    return [
        program("weaktie"),
        script("weaktie_python", "weaktie", sys.executable),
        program("boost_graph"),
        program("lemon"),
        program("igraph"),
        program("networkit"),
        script("python_igraph", "igraph", peers_python),
        script("graph_tool_peer", "graph_tool", "/usr/bin/python3"),
        script("rustworkx_peer", "rustworkx", peers_python),
        script("networkx_peer", "networkx", peers_python),
        script("scipy_peer", "scipy", peers_python),
    ]


def run_one(command: Command, network: Path, seconds: float, limit: float, core: int) -> dict[str, object] | str:
    """What a peer says, or why there is nothing."""
    surroundings = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    surroundings.pop("PYTHONPATH", None)
    try:
        ran = subprocess.run(
            [*(command.words or []), str(network), str(seconds)],
            capture_output=True,
            check=False,
            env=surroundings,
            preexec_fn=lambda: os.sched_setaffinity(0, {core}),
            text=True,
            timeout=limit,
        )
    except subprocess.TimeoutExpired:
        return f"not done within {limit:.0f} s"
    if ran.returncode != 0:
        said = ran.stderr.strip().splitlines()
        return f"failed ({said[-1] if said else f'exit code {ran.returncode}'})"
    answer: dict[str, object] = json.loads(ran.stdout)
    return answer


def add_round(results: dict[str, Result], name: str, said: dict[str, object]) -> None:
    result = results.setdefault(name, Result(str(said["peer"]), str(said["version"])))
    result.build_s.append(float(said["build_s"]))  # type: ignore[arg-type]
    result.bytes = max(result.bytes, int(said["bytes"]))  # type: ignore[call-overload]
    for it in said["operations"]:  # type: ignore[attr-defined]
        operation = result.operations.setdefault(it["operation"], Operation())
        operation.times.append(it["us"])
        shorter, longer = sorted((operation.answers, it["answers"]), key=len)
        if longer[: len(shorter)] != shorter:
            raise Wrong("{} answers {} differently in two rounds".format(result.peer, it["operation"]))
        operation.answers = longer


# ---- comparing answers ----------------------------------------------------------------------------------------------


def same(results: dict[str, Result], operation: str, *also: str, numbers: int | None = None) -> int:
    """Compares everyone's answers to one question (only the first numbers of each), gives how many were compared."""
    known: list[tuple[str, list[list[int]]]] = []
    for result in results.values():
        for name in (operation, *also):
            if name in result.operations:
                known.append((result.peer + ", " + name, result.operations[name].answers))
    known.sort(key=lambda it: -len(it[1]))
    compared = 0
    for who, answers in known[1:]:
        for i, answer in enumerate(answers):
            if answer[:numbers] != known[0][1][i][:numbers]:
                text = f"pair {i}: {known[0][0]} says {known[0][1][i]}, {who} says {answer}"
                raise Wrong(f"{operation}, {text}")
            compared += 1
    return compared


def check_answers(results: dict[str, Result]) -> int:
    """How many answers were compared; Wrong when two that must be the same are not."""
    compared = same(results, "limited", "limited_table", "join_dense", "join_hash")
    compared += same(results, "all_limited", "all_limited_table")
    compared += same(results, "cheapest", numbers=1)
    compared += same(results, "fewest", "fewest_number")
    for name in ("five", "five_none", "five_broker", "five_everyone", "five_within_3_ties", "all", "friends"):
        compared += same(results, name)
    compared += same(results, "friends", "friends_without_counts", numbers=1)
    for name in ("best_among_10", "best_among_100", "best_among_1000"):
        compared += same(results, name, name + "_table")

    ours = {name: it.answers for name, it in results[OURS].operations.items()}

    def must(holds: bool, what: str, at: int) -> None:
        nonlocal compared
        compared += 1
        if not holds:
            raise Wrong(f"pair {at}: {what}")

    for name in ("five_none", "five_broker", "five_everyone"):
        for i, answer in enumerate(ours[name]):
            must(answer[:1] == ours["limited"][i], f"the first of {name} is not the best introduction", i)
            must(all(a <= b for a, b in pairwise(answer)), f"{name} does not come best first", i)
    for result in results.values():
        # Without a limit nothing costs more; and if seven ties are enough, six intermediaries find the same.
        cheapest = result.operations.get("cheapest", Operation()).answers
        for i, (theirs, mine) in enumerate(zip(cheapest, ours["within_7_ties"])):
            if not theirs:
                must(not mine, f"{result.peer} finds no chain, we do", i)
            elif mine:
                must(mine[0] >= theirs[0], f"a limit made a chain cheaper than {result.peer}'s", i)
            if theirs and theirs[1] <= 7:
                must(mine == theirs[:1], f"within 7 ties {result.peer} finds {theirs}, we {mine}", i)
        fewest = result.operations.get("fewest", Operation()).answers
        for i, (theirs, mine) in enumerate(zip(fewest, ours["limited"])):
            must((theirs != [] and theirs[0] <= 4) == (mine != []), f"whether 4 ties suffice ({result.peer})", i)
        five = result.operations.get("five", Operation()).answers
        for i, (theirs, mine) in enumerate(zip(five, ours["five_none"])):
            must(all(a <= b for a, b in zip(theirs, mine)), f"five within a limit beat {result.peer}'s", i)
    return compared


# ---- tables ---------------------------------------------------------------------------------------------------------


def number(value: float) -> str:
    """Three digits that count, with thousands apart: 0.0123, 1.23, 12.3, 12,300."""
    if value == 0:
        return "0"
    digits = max(0, 2 - len(str(int(abs(value)))) + 1) if abs(value) >= 1 else 3
    rounded = float(f"{value:.3g}")
    return format(rounded, f",.{min(digits, 3)}f") if abs(value) >= 0.01 else f"{value:.2g}"


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    rule = ["---" if i == 0 else "---:" if head[i].endswith(" ") else "---" for i in range(len(head))]
    lines = [[it.strip() for it in head], rule, *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]


def ratio(results: dict[str, Result], peer: str, operation: str, ours: str) -> float:
    """The peer's median over ours, each round by itself; the median of that."""
    theirs, mine = results[peer].operations[operation].times, results[OURS].operations[ours].times
    return statistics.median(statistics.median(a) / statistics.median(b) for a, b in zip(theirs, mine))


def p99(operation: Operation) -> str:
    return number(operation.quantile(0.99)) if operation.queries >= 500 else "–"


def build_table(results: dict[str, Result], ties: int) -> list[str]:
    rows = []
    for result in sorted(results.values(), key=lambda it: statistics.median(it.build_s)):
        seconds = statistics.median(result.build_s)
        slower = statistics.median(a / b for a, b in zip(result.build_s, results[OURS].build_s))
        own = results[OURS].operations["tie_bytes"].answers[0][0] / ties if result.peer == OURS else 0
        memory = number(result.bytes / ties) + (f" (ties alone {number(own)})" if own else "")
        rows.append(
            [result.peer, result.version, number(seconds), number(ties / seconds / 1e6), number(slower), memory]
        )
    head = ["built by", "version", "seconds ", "million ties/s ", "times ours ", "bytes a tie "]
    return table(head, rows)


def question_table(results: dict[str, Result]) -> list[str]:
    rows = []
    for name, (question, ours, equal) in QUESTIONS.items():
        asked = [key for key in results if name in results[key].operations]
        if asked in ([], [OURS]):
            continue
        for key in sorted(asked, key=lambda it: results[it].operations[name].quantile(0.5)):
            it = results[key].operations[name]
            times = "1" if key == OURS else number(ratio(results, key, name, ours))
            mark = "" if equal else " \\*"
            rows.append([question + mark, results[key].peer, number(it.quantile(0.5)), p99(it), times, str(it.queries)])
    head = ["question", "answered by", "median µs ", "p99 µs ", "times ours ", "queries "]
    return table(head, rows)


def own_table(results: dict[str, Result]) -> list[str]:
    rows = []
    ours = results[OURS].operations
    for name, text in OWN.items():
        if name in ours:
            it = ours[name]
            against = number(ratio(results, OURS, name, "limited"))
            rows.append([text, number(it.quantile(0.5)), p99(it), against, str(it.queries)])
    return table(["weaktie", "median µs ", "p99 µs ", "times the best introduction ", "queries "], rows)


def goals_table(results: dict[str, Result], size: str, ties: int, python_more: dict[str, float]) -> list[str]:
    """What the library promises itself, with what was measured."""
    ours = results[OURS].operations
    rows: list[list[str]] = []

    def goal(text: str, limit: float, measured: float | None, least: bool = False) -> None:
        if measured is not None:
            holds = measured >= limit if least else measured <= limit
            bound = ("≥ " if least else "≤ ") + number(limit)
            rows.append([text, bound, number(measured), "yes" if holds else "**no**"])

    def against(peer: str, operation: str, mine: str) -> float | None:
        if peer not in results or operation not in results[peer].operations or mine not in ours:
            return None
        return ratio(results, peer, operation, mine)

    def inverse(value: float | None) -> float | None:
        return None if value is None else 1 / value

    best = ours["limited"]
    if "boost_graph" in results:
        builds = zip(results["boost_graph"].build_s, results[OURS].build_s)
        goal("build: times as fast as Boost.Graph", 1.0, statistics.median(a / b for a, b in builds), least=True)
    goal("bytes a tie, both directions", 16.5, ours["tie_bytes"].answers[0][0] / ties)
    text = "best introduction: times as fast as NetworKit's bidirectional Dijkstra"
    goal(text, 1000, against("networkit", "cheapest", "limited"), least=True)
    join = min(ratio(results, OURS, name, "limited") for name in ("join_dense", "join_hash"))  # the quicker one
    goal("best introduction: of the plain join's time", 1.0 if size == "large" else 0.5, 1 / join)
    goal("best introduction: p99 over median", 5, best.quantile(0.99) / best.quantile(0.5))
    text = "best introduction: of the time of NetworKit's unweighted bidirectional search"
    goal(text, 1.0, inverse(against("networkit", "fewest", "limited")))
    for mode in ("none", "broker", "everyone"):
        goal(f"five best, `{mode}`: of the best one's time", 15, ratio(results, OURS, "five_" + mode, "limited"))
    text = "five best: times as fast as igraph's k shortest paths"
    goal(text, 30000, against("igraph", "five", "five_none"), least=True)
    if "best_among_100" in ours:
        goal("100 best of 1 in 100: milliseconds", 2, ours["best_among_100"].quantile(0.5) / 1000)
        names = ("best_among_10", "best_among_100", "best_among_1000")
        slowest = max(ratio(results, OURS, name, "all_limited") for name in names)
        goal("100 best of any share: of the time of a reach", 1.2, slowest)
    for peer in ("boost_graph", "lemon"):
        if peer in results:
            text = f"reach: of the time of {results[peer].peer}'s Dijkstra to everyone"
            goal(text, 0.15, inverse(against(peer, "all", "all_limited")))
    text = "friends of friends: of the time of a loop over Boost.Graph"
    goal(text, 1.0, inverse(against("boost_graph", "friends", "friends")))
    mean = statistics.median(statistics.fmean(it) for it in best.times)
    goal("best introductions a second, one core, one by one", 30000, 1e6 / mean, least=True)
    for call, what, limit in (("single", "a call", 0.6), ("batch", "a batch of one pair", 1.0)):
        if call in python_more:
            goal(f"Python over C++, string ids in both: microseconds {what}", limit, python_more[call])
    if "membership_bytes" in ours:
        held, memberships = ours["membership_bytes"].answers[0]
        goal("bytes a membership", 9, held / memberships)
        times = ratio(results, OURS, "limited_affiliations", "limited")
        goal("best introduction with affiliations: of the time over ties alone", 3, times)
    return table(["goal (set for medium)", "limit ", "measured ", "holds"], rows)


def call_costs(programs: Path) -> dict[str, float]:
    """What a call from Python takes more than from C++, by kind of call (call_cost.py, its largest network)."""
    library = programs / "libcall_cost.so"
    if not library.exists():
        return {}
    words = [sys.executable, str(ROOT / "benchmarks" / "call_cost.py"), "--json", "--library", str(library)]
    said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return {str(row["call"]): float(row["more"]) for row in json.loads(said)}  # a later row is of a larger network


def machine() -> str:
    cpu = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    name = cpu.group(1) if cpu else platform.machine()
    return f"{name}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}"


def compiler(programs: Path) -> str:
    cache = (programs.parent / "CMakeCache.txt").read_text()
    path = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.*)$", cache, re.MULTILINE)
    kind = re.search(r"^CMAKE_BUILD_TYPE:\w+=(.*)$", cache, re.MULTILINE)
    ran = subprocess.run([path.group(1) if path else "c++", "--version"], capture_output=True, text=True, check=False)
    return "{}, {}".format(ran.stdout.splitlines()[0] if ran.stdout else "?", kind.group(1) if kind else "?")


def commit() -> str:
    ran = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    changed = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=False)
    return (ran.stdout.strip() or "unknown") + (" with changes" if changed.stdout.strip() else "")


def report(
    size: str,
    looks: str,
    results: dict[str, Result],
    missing: dict[str, str],
    compared: int,
    rounds: int,
    made_by: str,
    python_more: dict[str, float],
) -> str:
    ties = int(re.search(r"(\d+) ties", looks).group(1))  # type: ignore[union-attr]
    ours = results[OURS].operations
    lengths = [it[1] for key in results for it in results[key].operations.get("cheapest", Operation()).answers if it]
    lines = ["Network: " + looks.strip().replace("\n", "; ") + ".", ""]
    lines += [f"Measured: {machine()}; {made_by}; weaktie at {commit()}; rounds: {rounds}, one core.", ""]
    lines += [f"Answers compared: {compared:,}, all as they must be."]
    if lengths:
        longer = sum(it > 4 for it in lengths) / len(lengths)
        text = (
            "Cheapest chains of any length have %.1f ties on average; %.0f %% have more than 4, so that the questions"
        )
        lines += [(text + " marked \\* are others than ours.") % (statistics.fmean(lengths), 100 * longer)]
    steps = sorted(it[0] for it in ours["steps"].answers)
    lines += [
        "A best introduction looks at {} steps (median), {} (p99).".format(
            format(steps[len(steps) // 2], ","),
            format(steps[int(len(steps) * 0.99)], ","),
        )
    ]
    if missing:
        text = "; ".join(f"{name}: {why}" for name, why in missing.items())
        lines += ["Not run: " + text + "."]
    lines += [""]
    for part in (
        build_table(results, ties),
        question_table(results),
        own_table(results),
        goals_table(results, size, ties, python_more),
    ):
        lines += [*part, ""]
    return "\n".join(lines)


def write_docs(size: str, text: str) -> None:
    """Puts the tables of one size between its two marks."""
    begin, end = f"<!-- measured: {size} -->", f"<!-- end: {size} -->"
    page = DOCS.read_text(encoding="utf-8")
    if begin not in page or end not in page:
        sys.exit(f"{DOCS} has no place for the tables of {size}: the lines `{begin}` and `{end}`")
    before, rest = page.split(begin, 1)
    DOCS.write_text(before + begin + "\n" + text + end + rest.split(end, 1)[1], encoding="utf-8")


# ---- all of it ------------------------------------------------------------------------------------------------------


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", choices=["small", "medium", "large"], default="small")
    parser.add_argument("--rounds", type=int, default=3, help="how often everything runs (default 3)")
    parser.add_argument("--seconds", type=float, help="what one operation of a peer may take (small 3, else 10)")
    parser.add_argument("--limit", type=float, default=1800, help="seconds until a peer is stopped (default 1800)")
    parser.add_argument("--only", help="peers to run, apart from weaktie, with commas between")
    parser.add_argument("--no-docs", action="store_true", help="print the tables only")
    parser.add_argument("--programs", type=Path, default=ROOT / "build" / "bench" / "benchmarks")
    parser.add_argument("--peers-python", default=str(ROOT / "build" / "bench" / "venv" / "bin" / "python"))
    options = parser.parse_args()
    seconds = options.seconds or (3 if options.size == "small" else 10)
    core = max(os.sched_getaffinity(0))

    folder = options.programs.parent / "compare"
    folder.mkdir(parents=True, exist_ok=True)
    network = folder / (options.size + ".arrays")
    make = [str(options.programs / "make_network"), options.size, str(network)]
    looks = subprocess.run(make, check=True, capture_output=True, text=True).stdout
    print(looks, end="", flush=True)

    wanted = set(options.only.split(",")) if options.only else None
    results: dict[str, Result] = {}
    missing: dict[str, str] = {}
    try:
        for number_of_round in range(options.rounds):
            for command in commands(options.programs, options.peers_python):
                name = command.name
                too_large = TOO_LARGE.get(options.size, {}).get(name)
                if wanted is not None and name not in wanted | {OURS}:
                    missing[name] = "not asked for"
                elif command.words is None or too_large:
                    missing[name] = too_large or command.why_not
                if name in missing:
                    continue
                print(f"round {number_of_round + 1} of {options.rounds}: {name}", flush=True)
                said = run_one(command, network, seconds, options.limit, core)
                if isinstance(said, str):
                    missing[name] = said
                    results.pop(name, None)
                    print("  " + said, flush=True)
                else:
                    add_round(results, name, said)
        if OURS not in results:
            print("weaktie itself did not run: " + missing[OURS])
            return 1
        compared = check_answers(results)
    except Wrong as problem:
        print("Answers differ, so there are no tables. " + str(problem))
        return 1
    made_by, python_more = compiler(options.programs), call_costs(options.programs)
    text = report(options.size, looks, results, missing, compared, options.rounds, made_by, python_more)
    print("\n" + text)
    kept = {
        name: vars(it) | {"operations": {k: vars(v) for k, v in it.operations.items()}} for name, it in results.items()
    }
    (folder / (options.size + ".json")).write_text(json.dumps(kept))
    ran = [name for name in results if not name.startswith(OURS)]
    if len(ran) < LEAST_PEERS:
        print(f"{len(ran)} peers ran ({', '.join(ran)}); a comparison needs at least {LEAST_PEERS}.")
        return 1
    if not options.no_docs:
        write_docs(options.size, text)
        print("written into " + str(DOCS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
