#!/usr/bin/env python3
"""Learns the standard table of fields of work and writes src/records/field_model.inc.

    python benchmarks/fields/train.py --titles "$WEAKTIE_DATA/titles" --evaluate     # figures on held-out titles
    python benchmarks/fields/train.py --titles "$WEAKTIE_DATA/titles" --write        # the table, from every title

Needs Python 3.11, numpy, scipy and scikit-learn; the library itself needs none of them. Reads O*NET's alternate titles
(onet27_alternate_titles.tsv, onet27_occupations.tsv: O*NET 27.0 Database, US Department of Labor, Employment and
Training Administration, CC BY 4.0), soc_to_field.tsv (occupation code to field), uk_titles.tsv beside this file, and
the phrases of src/records/field_table.cpp. The same input gives the same table. How it works: docs/fields.md.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import itertools
import json
import pathlib
import random
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator

import numpy as np
import scipy.sparse as sp
from joblib import Parallel, delayed
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.metrics import f1_score
from sklearn.naive_bayes import MultinomialNB
from sklearn.svm import LinearSVC

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
NOTHING = "(none)"
DROPPED = frozenset(  # words that say nothing about the field; src/records/field_model.cpp has the same list
    b"a an and as for in of on or the to with senior snr sr junior jnr jr ii iii iv interim acting temporary temp part "
    b"full time fixed term contract maternity paternity permanent freelance".split()
)
ALPHA, BETA = 1.2, 1.0  # shares of letters and of word pairs against whole words


# ---- words
def stem(word: bytes) -> bytes:
    size = len(word)
    if word == b"news" or size < 4 or word[-1:] != b"s" or word[-2:-1] in (b"s", b"u", b"i"):
        return word
    if size > 4 and word[-3:] == b"ies":
        return word[:-3] + b"y"
    return word[:-1]


_BASE = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "ĸ": "k", "æ": "ae", "œ": "oe", "þ": "th"}
)


def words_of(text: str) -> list[bytes]:
    """Folded words; letters that stand alone are put together: "I.T." -> it."""
    text = text.casefold().translate(_BASE)
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    out: list[bytes] = []
    after_letter = False
    for word in re.findall(r"[^\W_]+", text):
        letter = len(word) == 1 and "a" <= word <= "z"
        if letter and after_letter:
            out[-1] += word.encode()
        else:
            out.append(word.encode())
        after_letter = letter
    return [stem(word) for word in out]


def segments(text: str) -> tuple[list[tuple[list[bytes], bool]], int]:
    """Runs of words that count, each with whether it follows "at" (counts half); a word said twice counts once."""
    said: set[bytes] = set()
    runs: list[tuple[list[bytes], bool]] = []
    weight = 0
    for part in re.split(r"[;|\n(]", text):
        tail = False
        run: list[bytes] = []
        for piece in re.split(r"(@)", part):
            for word in [b"at"] if piece == "@" else words_of(piece):
                if word == b"at":
                    if run:
                        runs.append((run, tail))
                    if any(not half for _, half in runs):
                        tail = True
                    run = []
                elif word not in DROPPED and word not in said:
                    said.add(word)
                    run.append(word)
                    weight += 1 if tail else 2
        if run:
            runs.append((run, tail))
    return runs, weight


def letters(word: bytes) -> list[bytes]:
    marked = b"<" + word + b">"
    return [marked[i : i + n] for n in (3, 4, 5) for i in range(len(marked) - n + 1)]


def features(text: str) -> Iterator[tuple[tuple[str, bytes], float]]:
    runs, weight = segments(text)
    scale = 1 / np.sqrt(max(weight, 1) / 2)
    for run, tail in runs:
        share = scale * (0.5 if tail else 1.0)
        for word in run:
            yield ("word", word), share
            grams = letters(word)
            for gram in grams:
                yield ("letters", gram), ALPHA * share / np.sqrt(len(grams))
        for one, two in itertools.pairwise(run):
            yield ("pair", one + b" " + two), BETA * share
        yield ("last", run[-1]), share


class Space:
    """Features to columns."""

    def __init__(self, texts: Iterable[str]) -> None:
        count: collections.Counter[tuple[str, bytes]] = collections.Counter()
        for text in texts:
            count.update({name for name, _ in features(text)})
        least = {"word": 1, "letters": 2, "pair": 1, "last": 2}
        self.columns = {name: i for i, name in enumerate(sorted(k for k, n in count.items() if n >= least[k[0]]))}
        self.count = count

    def matrix(self, texts: list[str]) -> sp.csr_matrix:
        rows, columns, values = [], [], []
        for i, text in enumerate(texts):
            for name, value in features(text):
                column = self.columns.get(name)
                if column is not None:
                    rows.append(i)
                    columns.append(column)
                    values.append(value)
        return sp.csr_matrix((values, (rows, columns)), shape=(len(texts), len(self.columns)))


# ---- titles
Rows = list[tuple[str, str]]


def share_of(key: str) -> int:
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % 100


def spelling(text: str) -> str:
    return b" ".join(words_of(text)).decode()


def read_onet(folder: pathlib.Path) -> tuple[Rows, Rows]:
    def table(name: str) -> list[list[str]]:
        return [line.split("\t") for line in (folder / name).read_text("utf-8").splitlines()[1:] if line]

    prefixes = sorted(table("soc_to_field.tsv"), key=lambda row: -len(row[0]))

    def field(soc: str) -> str:
        return next(row[1] for row in prefixes if soc.startswith(row[0]))

    return (
        [(title, field(soc)) for soc, title in table("onet27_alternate_titles.tsv")],
        [(title, field(soc)) for soc, title in table("onet27_occupations.tsv")],
    )


def expand(text: str) -> list[str]:
    """The titles that braces stand for: "{trainee,deputy} site manager" is two."""
    found = re.search(r"\{([^{}]*)\}", text)
    if not found:
        return [text]
    return [t for part in found[1].split(",") for t in expand(text[: found.start()] + part + text[found.end() :])]


def read_uk() -> tuple[Rows, Rows]:
    """British titles: those written out, and those that braces make. A title written out beats a made one; made in two
    fields it says nothing and is left out."""
    lines = [line for line in (HERE / "uk_titles.tsv").read_text("utf-8").splitlines() if line and line[0] != "#"]
    rows = [(title, field) for title, field in (line.split("\t") for line in lines[1:])]
    written = [row for row in rows if "{" not in row[0]]
    taken = {spelling(title) for title, _ in written}
    made: dict[str, dict[str, str]] = {}
    for pattern, field in rows:
        for title in expand(pattern) if "{" in pattern else []:
            key = spelling(title)
            if key not in taken:
                made.setdefault(key, {}).setdefault(field, title)
    return written, [(title, field) for found in made.values() if len(found) == 1 for field, title in found.items()]


def read_unseen() -> Rows:
    """British titles to measure with, never to learn from."""
    lines = (HERE / "uk_unseen.tsv").read_text("utf-8").splitlines()
    return [(title, field) for title, field in (line.split("\t") for line in lines if line[:1] != "#")][1:]


_RANKS = frozenset(
    "trainee assistant deputy head of chief principal lead graduate apprentice student the and in to at "
    "manager officer executive director senior junior".split()
)


def uk_group(title: str) -> str:
    """Titles of one group never stand on both sides: the words that are left without ranks, in any order."""
    left = sorted({word.decode() for word in words_of(title)} - _RANKS)
    return " ".join(left) or spelling(title)


def read_fields() -> list[str]:
    text = (ROOT / "include/weaktie/records/field.hpp").read_text("utf-8")
    listed = re.search(r"field_names = \{(.*?)\}", text, re.S)
    assert listed
    return re.findall(r'"([^"]+)"', listed[1])


def read_phrases(fields: list[str]) -> list[tuple[str, str, str]]:
    text = (ROOT / "src/records/field_table.cpp").read_text("utf-8").split("// Titles that speak for two fields.")[0]
    out = []
    for group in re.finditer(r"\{(\d+), (\w+),\s*((?:\"[^\"]*\"\s*)+)\}", text):
        joined = "".join(re.findall(r'"([^"]*)"', group[3]))
        out += [(phrase.strip(), fields[int(group[1])], group[2]) for phrase in joined.split(",") if phrase.strip()]
    return out


def junk(seed: int) -> tuple[list[str], list[str]]:
    """What says nothing: states of life; names of people and letters without sense."""
    lines = [line.split("\t") for line in (HERE / "no_field.tsv").read_text("utf-8").splitlines() if line]
    said = [line[1] for line in lines if line[0] == "said"]
    names = [line[1] for line in lines if line[0] == "name"]
    dice = random.Random(seed)
    pairs = [f"{dice.choice(names)} {dice.choice(names)}" for _ in range(300)]
    noise = ["".join(dice.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(dice.randint(3, 9))) for _ in range(500)]
    return said, names + pairs + noise


# ---- table
def hash_bytes(seed: int, data: bytes) -> int:
    value = seed
    for byte in data:
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return finish(value)


def finish(value: int) -> int:
    value ^= value >> 15
    value = (value * 0x2C1B3C6D) & 0xFFFFFFFF
    value ^= value >> 12
    value = (value * 0x297A2D39) & 0xFFFFFFFF
    return value ^ (value >> 15)


def key_of(kind: str, data: bytes) -> int:
    """23 bits. src/records/field_model.cpp computes the same."""
    if kind == "word":
        return hash_bytes(0x811C9DC5, data) & 0x7FFFFF
    if kind == "letters":
        packed = int.from_bytes(data, "little")
        return ((packed * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF) >> 40) & 0x7FFFFF
    if kind == "last":
        return finish(hash_bytes(0x811C9DC5, data) ^ 0x5BD1E995) & 0x7FFFFF
    one, two = (hash_bytes(0x811C9DC5, part) for part in data.split(b" "))
    return finish((one * 31 + two) & 0xFFFFFFFF) & 0x7FFFFF


class Table:
    """Whole words, with the letters already added, and last words: 6-bit weights of all fields. Pairs, and letters for
    unknown words: the three largest weights."""

    def __init__(self, space: Space, weights: np.ndarray, bias: np.ndarray, sparse_limit: int) -> None:
        classes = weights.shape[1]
        columns = space.columns

        def row(name: tuple[str, bytes]) -> np.ndarray:
            column = columns.get(name)
            return np.zeros(classes) if column is None else weights[column]

        words: dict[int, np.ndarray] = {}
        for kind, data in columns:
            if kind == "word":
                grams = letters(data)
                total = row((kind, data)) + ALPHA / np.sqrt(len(grams)) * sum(row(("letters", g)) for g in grams)
                words.setdefault(key_of(kind, data), total)
        for kind, data in columns:
            if kind == "last":
                words.setdefault(key_of(kind, data), row((kind, data)))
        sparse: list[tuple[float, int, np.ndarray]] = []
        taken: set[int] = set()
        for kind, data in columns:
            if kind in ("word", "last"):
                continue
            # In whole-word units: letters are divided by the root of their number when they are used.
            scale = {"letters": ALPHA, "pair": BETA}[kind]
            values = row((kind, data)) * scale
            values = values - np.median(values)
            worth = float(np.abs(values).max()) * np.sqrt(space.count[(kind, data)])
            key = key_of(kind, data)
            if key not in taken:
                taken.add(key)
                sparse.append((worth, key, values))
        sparse.sort(key=lambda entry: (-entry[0], entry[1]))
        del sparse[sparse_limit:]
        self.classes = classes
        self.word_unit = max(float(np.abs(v).max()) for v in words.values()) / (31 * 255)
        self.words = {}
        for key in sorted(words):
            scale = int(np.ceil(np.abs(words[key]).max() / 31 / self.word_unit)) or 1
            steps = np.rint(words[key] / (scale * self.word_unit)).astype(int).clip(-31, 31)
            self.words[key] = (scale, steps)
        self.sparse_unit = max(float(np.abs(v).max()) for _, _, v in sparse) / 31
        self.sparse = {}
        for _, key, values in sorted(sparse, key=lambda entry: entry[1]):
            order = np.argsort(-np.abs(values), kind="stable")[:3]
            self.sparse[key] = [(int(c), int(np.rint(values[c] / self.sparse_unit))) for c in order]
        # One integer unit for all: 1/4096.
        self.word_step = self.word_unit * 4096
        self.bias = np.rint(bias * 4096).astype(int)
        self.word_factor = max(1, round(self.word_step * 64))  # in 1/64 units
        self.sparse_factor = max(1, round(self.sparse_unit * 4096 * 64))

    def scores(self, text: str) -> tuple[np.ndarray, int]:
        """Integer scores in 1/4096, exactly as the library computes them; and how much was recognised."""
        runs, weight = segments(text)
        total = np.zeros(self.classes, dtype=np.int64)
        known = 0
        for run, tail in runs:
            part = np.zeros(self.classes, dtype=np.int64)
            for word in run:
                found = self.words.get(key_of("word", word))
                if found is not None:
                    known += 4
                    part += found[0] * found[1] * self.word_factor
                else:
                    grams = letters(word)
                    spelled = np.zeros(self.classes, dtype=np.int64)
                    for gram in grams:
                        entry = self.sparse.get(key_of("letters", gram))
                        if entry:
                            known += 1
                            for c, w in entry:
                                spelled[c] += w
                    part += (spelled * self.sparse_factor * ROOT_TABLE[min(len(grams), 255)]) >> 16
            for one, two in itertools.pairwise(run):
                for c, w in self.sparse.get(key_of("pair", one + b" " + two), ()):
                    part[c] += w * self.sparse_factor
            found = self.words.get(key_of("last", run[-1]))
            if found is not None:
                part += found[0] * found[1] * self.word_factor
            total += part if tail else part * 2
        total = (total * ROOT_TABLE[min(weight, 255)]) >> 16
        # total is twice the sum over sqrt(weight); wanted: the sum over sqrt(weight / 2).
        return self.bias + ((total * 46341) >> 22), known

    def write(self, path: pathlib.Path, temperature: int, floor: int) -> None:
        blob = bytearray()
        for key, (scale, steps) in self.words.items():
            packed = sum((int(s) + 32) << 6 * i for i, s in enumerate(steps))
            blob += key.to_bytes(3, "little") + bytes([scale]) + packed.to_bytes(19, "little")
        for key, entry in self.sparse.items():
            packed = key | sum((c | (w & 63) << 5) << 23 + 11 * i for i, (c, w) in enumerate(entry))
            blob += packed.to_bytes(7, "little")
        blob += bytes(-len(blob) % 4)
        alphabet = "".join(chr(c) for c in range(35, 127) if chr(c) not in '?"\\')[:85]
        text = []
        for i in range(0, len(blob), 4):
            value = int.from_bytes(blob[i : i + 4], "little")
            for _ in range(5):
                value, rest = divmod(value, 85)
                text.append(alphabet[rest])
        joined = "".join(text)
        lines = [
            "// Written by benchmarks/fields/train.py; not edited by hand. Derived from the O*NET 27.0 Database by the",
            "// US Department of Labor, Employment and Training Administration (CC BY 4.0; changed: weights learned",
            "// from its titles) and from benchmarks/fields/uk_titles.tsv. See docs/fields.md.",
            f"constexpr std::size_t model_words = {len(self.words)};",
            f"constexpr std::size_t model_sparse = {len(self.sparse)};",
            f"constexpr int model_word_factor = {self.word_factor};",
            f"constexpr int model_sparse_factor = {self.sparse_factor};",
            f"constexpr int model_temperature = {temperature};  // confidence: steps of 1/64 for a difference of 1, "
            "in 1/256",
            f"constexpr double model_least = {floor / 100};        // below it nothing is recognised",
            "constexpr int model_bias[] = {",
            "    " + ", ".join(map(str, self.bias[:13])) + ",",
            "    " + ", ".join(map(str, self.bias[13:])) + "};",
            "constexpr const char* model_text[] = {",
        ]
        chunk = 100 * 400  # compilers promise 65,536 characters a literal
        for start in range(0, len(joined), chunk):
            part = joined[start : start + chunk]
            pieces = [part[i : i + 110] for i in range(0, len(part), 110)]
            lines += [f'    "{piece}"' for piece in pieces]
            lines[-1] += ","
        lines += ["};", ""]
        path.write_text("\n".join(lines), "utf-8")
        print(
            f"{path.name}: {len(self.words)} words and last words, {len(self.sparse)} pairs and letters, "
            f"{len(blob)} bytes, {path.stat().st_size} of source"
        )


ROOT_TABLE = [round(65536 / np.sqrt(max(n, 1))) for n in range(256)]


# ---- learning
def without(rows: Rows, spellings: set[str]) -> Rows:
    return [row for row in rows if spelling(row[0]) not in spellings]


def merged(sources: list[tuple[Rows, float]]) -> list[tuple[str, set[str], float]]:
    """One row a spelling. Of several sources the first that has it decides its fields: it may have more than one."""
    out: dict[str, tuple[str, set[str], float]] = {}
    for rows, weight in sources:
        here: dict[str, tuple[str, set[str], float]] = {}
        for title, field in rows:
            here.setdefault(spelling(title) or title, (title, set(), weight))[1].add(field)
        for key, entry in here.items():
            out.setdefault(key, entry)
    return list(out.values())


def learn(sources: list[tuple[Rows, float]], classes: list[str], given: argparse.Namespace) -> tuple[Table, Space]:
    rows = merged(sources)
    space = Space(title for title, _, _ in rows)
    matrix = space.matrix([title for title, _, _ in rows])
    weights = np.array([weight for _, _, weight in rows])

    def machine(name: str) -> tuple[np.ndarray, float]:
        yes = np.array([name in fields for _, fields, _ in rows])
        model = LinearSVC(C=given.penalty, tol=1e-2, random_state=0).fit(matrix, yes, sample_weight=weights)
        return model.coef_[0], float(model.intercept_[0])

    machines = Parallel(n_jobs=-1)(delayed(machine)(name) for name in classes)
    return (
        Table(space, np.array([w for w, _ in machines]).T, np.array([b for _, b in machines]), given.sparse),
        space,
    )


def predict(table: Table, texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Best class a text, or -1 for nothing recognised; all scores."""
    out, scores = [], []
    for text in texts:
        score, known = table.scores(text)
        out.append(int(np.argmax(score)) if known >= 3 else -1)
        scores.append(score)
    return np.array(out), np.array(scores)


def softmax(scores: np.ndarray, temperature: float) -> np.ndarray:
    logits = scores / 4096 * temperature
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--titles", type=pathlib.Path, required=True, help="the folder of the O*NET titles")
    parser.add_argument("--evaluate", action="store_true", help="learn from one part, report on the other, as JSON too")
    parser.add_argument("--write", action="store_true", help="learn from everything and write the table")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "src/records/field_model.inc")
    parser.add_argument("--sparse", type=int, default=50000, help="pairs and letters to keep")
    parser.add_argument("--penalty", type=float, default=1.0, help="C of the linear machines")
    parser.add_argument("--british", type=float, default=2, help="weight of a British title against an O*NET one")
    parser.add_argument("--made", type=float, default=0.3, help="the same for titles that braces make")
    given = parser.parse_args()
    fields = read_fields()
    classes = [*fields, NOTHING]
    onet, occupations = read_onet(given.titles)
    written, made = read_uk()
    unseen = read_unseen()
    phrases = read_phrases(fields)
    said = [(p, f) for p, f, w in phrases if w == "strong"]
    hinted = [(p, f) for p, f, w in phrases if w == "likely"]
    said_nothing, senseless = ([(text, NOTHING) for text in texts] for texts in junk(1))

    def train_without(held: set[str], groups: set[str]) -> tuple[Table, Rows]:
        """Without these spellings, and without British titles of these groups."""
        sources = [
            (said_nothing, 3.0),
            ([r for r in without(written, held) if uk_group(r[0]) not in groups], given.british),
            (without(onet + occupations, held), 1.0),
            (without(said, held), 1.0),
            (without(hinted, held), 1.0),
            ([r for r in without(made, held) if uk_group(r[0]) not in groups], given.made),
            (senseless, 1.0),
        ]
        return learn(sources, classes, given)[0], [row for i in (1, 2, 5) for row in sources[i][0]]

    if given.evaluate:

        def report(name: str, rows: Rows, accept: dict[str, set[str]], table: Table, train: Rows) -> None:
            texts = [t for t, _ in rows]
            got, scores = predict(table, texts)
            want = np.array([fields.index(f) for _, f in rows])
            names = [classes[g] if g >= 0 else NOTHING for g in got]
            allowed = [accept.get(spelling(t), {f}) for t, f in rows]
            clear = np.array([len(a) == 1 for a in allowed])
            figures[name] = {
                "titles": len(rows),
                "accuracy": float(np.mean([n in a for n, a in zip(names, allowed)])),
                "one_label": float(np.mean(got == want)),
                "clear": float(np.mean((got == want)[clear])),
                "macro_f1": float(f1_score(want, got, labels=range(24), average="macro", zero_division=0)),
                "silent": float(np.mean([n == NOTHING for n in names])),
            }
            if train:
                count = CountVectorizer()
                model = MultinomialNB().fit(count.fit_transform([t for t, _ in train]), [f for _, f in train])
                guess = model.predict(count.transform(texts))
                figures[name]["bayes"] = float(np.mean([g in a for g, a in zip(guess, allowed)]))
            print(f"{name}:", {k: round(v, 4) for k, v in figures[name].items()})
            wrong = collections.Counter((f, n) for n, (_, f), a in zip(names, rows, allowed) if n not in a)
            for (f, n), times in wrong.most_common(8):
                print(f"    {times:5d}  {f} -> {n}")
            kept[name] = (want, scores, got)

        figures: dict[str, dict[str, float]] = {}
        kept: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]] = {}
        accept: dict[str, set[str]] = {}
        for t, f in onet:
            accept.setdefault(spelling(t), set()).add(f)
        onet_test = [r for r in onet if share_of(spelling(r[0])) < 20]
        held = {spelling(t) for t, _ in onet_test + unseen}
        table, train = train_without(held, set())
        report("onet", onet_test, accept, table, train)
        report("unseen", unseen, {}, table, train)
        want, scores, _ = kept["onet"]
        losses = {}
        for temperature in np.arange(1, 12, 0.25):
            p = softmax(scores, temperature)
            losses[float(temperature)] = float(-np.log(p[np.arange(len(want)), want] + 1e-12).mean())
        best = min(losses, key=lambda t: losses[t])
        print(f"temperature {best} (log loss {losses[best]:.4f} on the O*NET titles)")
        for name, (want, scores, got) in kept.items():
            sure = softmax(scores, best).max(axis=1)
            right = got == want
            bins = [
                (round(float(sure[m].mean()), 2), round(float(right[m].mean()), 2), int(m.sum()))
                for lo in np.arange(0, 1, 0.1)
                if (m := (sure >= lo) & (sure < lo + 0.1)).any()
            ]
            print(f"{name}: said against right:", bins)
        fresh = junk(2)[1][-800:]
        got, scores = predict(table, fresh)
        p = softmax(scores, best)
        spoke = [(t, classes[g]) for t, g, q in zip(fresh, got, p) if g not in (-1, 24) and q.max() >= 0.25]
        print(f"names and letters without sense: {len(spoke)} of {len(fresh)} get a field;", spoke[:12])
        # Work that no British title in the training speaks of: whole groups are held out.
        group_test = [r for r in written if share_of(uk_group(r[0])) < 20]
        table, train = train_without(held | {spelling(t) for t, _ in group_test}, {uk_group(t) for t, _ in group_test})
        report("groups", group_test, {}, table, train)
        table, train = train_without(set(), set())
        report("unseen, the table that ships", unseen, {}, table, [])
        print(json.dumps(figures))
    if given.write:
        train_without(set(), set())[0].write(given.out, TEMPERATURE, LEAST)
    return 0


TEMPERATURE = 11  # four times the temperature that --evaluate finds
LEAST = 12  # per cent: the share of the best field below which nothing is said

if __name__ == "__main__":
    sys.exit(main())
