"""`bench screening`: the project and its peers on the same registers and the same thirty rules, in one run, cell by cell alike.

Two races, never mixed: from the facts (Parquet tables in no order, to the matrix of verdicts) and from packed columns (built before the
clock starts). Contenders take turns, so that a slow moment of the machine falls on all; figures are medians of the turns. Then the
project alone asks every rule of the law, on a register with collectives, posts and histories that are not complete.
"""

import gc
import importlib.util
import multiprocessing
import resource
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tdkt.bench import fisca, frames, kernel, sql
from tdkt.bench.flat import flat_columns
from tdkt.bench.registers import ON, write_register
from tdkt.bench.thirty import thirty_rules
from tdkt.exchange.columns import parquet_facts
from tdkt.exchange.ids import Ids
from tdkt.law.catalogue import awards
from tdkt.law.loading import load_law
from tdkt.rules.conditions import Rule
from tdkt.rules.packed import Needs, Packed, pack
from tdkt.rules.plan import plan
from tdkt.rules.screen import Screening
from tdkt.rules.truth import Verdict

OWN = "tdkt"
PEERS = {"polars": "polars", "DuckDB": "duckdb", "OpenFisca": "openfisca_core"}
"""Each peer with the module that it needs."""
GOALS = {
    ("facts", "polars lazy"): (2.0, "≥ 2 (3)"),
    ("facts", "DuckDB SQL"): (2.5, "≥ 2.5 (5)"),
    ("packed", "OpenFisca"): (3.0, "≥ 3"),
    ("packed", "DuckDB, same columns"): (3.0, "≥ 3"),
    ("packed", "C by gcc, one thread"): (0.5, "≥ 0.5"),
}
"""How many times as long as the project a peer should take."""

Matrix = NDArray[np.bool_]
Told = Callable[[str], None]


@dataclass
class Race:
    """The turns of one race at one size: seconds by contender, in the order of running; `parts` of the project's own last turn."""

    people: int
    start: str
    seconds: dict[str, list[float]] = field(default_factory=dict)
    parts: dict[str, float] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)

    def median(self, name: str) -> float:
        return statistics.median(self.seconds[name])

    def ratios(self, name: str) -> list[float]:
        """How many times as long as the project this contender took, turn by turn."""
        return [theirs / own for theirs, own in zip(self.seconds[name], self.seconds[OWN], strict=True)]


@dataclass(frozen=True)
class Whole:
    """The whole law asked: seconds for reading, packing, screening; how many rules, forms and cells; the most memory, in MiB."""

    people: int
    subjects: int
    rules: int
    forms: int
    read: float
    pack: float
    screen: tuple[float, ...]
    memory: int
    bytes_a_subject: float


class Disagreement(AssertionError):
    """Two contenders do not decide every cell alike."""


def titles() -> frozenset[str]:
    return frozenset(code for code, award in awards().items() if award.kind == "title")


def codes() -> tuple[str, ...]:
    return tuple(awards())


def absent() -> dict[str, str]:
    """The peers that are not installed, with how to have them."""
    found = {
        peer: f"{module} is not installed: pip install 'tdkt[bench]'"
        for peer, module in PEERS.items()
        if importlib.util.find_spec(module) is None
    }
    if shutil.which("gcc") is None:
        found["C by gcc"] = "gcc is not on the path"
    return found


# --- from the facts ---------------------------------------------------------------------------


def from_facts(folder: Path, people: int, turns: int, told: Told) -> Race:
    """The race from Parquet tables to the matrix. Raises Disagreement."""
    race, rules, away = Race(people, "facts"), thirty_rules(), absent()
    runs: dict[str, Callable[[], tuple[Any, Matrix]]] = {OWN: lambda: _own_from_facts(folder, rules, race)}
    if "polars" not in away:
        runs["polars lazy"] = lambda: _polars(folder, rules)
    if "DuckDB" not in away:
        runs["DuckDB SQL"] = lambda: _duckdb(folder, rules)
    race.missing = {peer: why for peer, why in away.items() if peer in ("polars", "DuckDB")}
    agreed: Matrix | None = None
    ids: Ids | None = None
    for turn in range(turns):
        for name, run in runs.items():
            told(f"{people} people, from facts: {name}, turn {turn + 1}")
            gc.collect()
            start = time.perf_counter()
            subjects, matrix = run()
            race.seconds.setdefault(name, []).append(time.perf_counter() - start)
            if turn:
                continue
            if name == OWN:
                texts = subjects.cast("large_string").combine_chunks()
                ids, agreed = Ids(texts), matrix
            elif ids is not None and agreed is not None:
                _same(name, _in_order(ids, subjects, matrix), agreed)
    return race


def _own_from_facts(folder: Path, rules: Sequence[Rule], race: Race) -> tuple[Any, Matrix]:
    clock = [time.perf_counter()]

    def lap() -> float:
        clock.append(time.perf_counter())
        return clock[-1] - clock[-2]

    facts = parquet_facts(folder, codes())
    race.parts["read"] = lap()
    packed = pack(facts, Needs.of(rules, titles()), ON)
    race.parts["pack"] = lap()
    verdicts = Screening(plan(rules, ON, titles=titles()), packed).verdicts
    race.parts["screen"] = lap()
    return facts.subjects.texts, verdicts == Verdict.ELIGIBLE  # type: ignore[attr-defined]


def _polars(folder: Path, rules: Sequence[Rule]) -> tuple[Any, Matrix]:
    table = frames.Frames().plan(folder, rules).collect().to_arrow()
    return table["subject_id"], sql.matrix(table, len(rules))


def _duckdb(folder: Path, rules: Sequence[Rule]) -> tuple[Any, Matrix]:
    with import_module("duckdb").connect() as base:
        table = base.sql(sql.facts_statement(folder, rules)).to_arrow_table()
    return table["subject_id"], sql.matrix(table, len(rules))


def _in_order(ids: Ids, subjects: Any, matrix: Matrix) -> Matrix:
    """The rows of a peer in the order of the subjects."""
    texts = subjects.cast("large_string").combine_chunks()
    numbers = np.empty(len(texts), np.int32)
    if not ids.numbers(texts, numbers):
        raise Disagreement("a peer answers for subjects that do not exist")
    found = np.zeros((ids.number, matrix.shape[1]), bool)
    found[numbers] = matrix
    return found


def _same(name: str, theirs: Matrix, ours: Matrix) -> None:
    if theirs.shape != ours.shape:
        raise Disagreement(f"{name} gives {theirs.shape} cells, the project {ours.shape}")
    other = int((theirs != ours).sum())
    if other:
        row, column = np.argwhere(theirs != ours)[0]
        raise Disagreement(f"{name} decides {other} cells otherwise; the first: subject {row}, rule {column + 1}")


# --- from packed columns ----------------------------------------------------------------------


def from_packed(folder: Path, people: int, turns: int, told: Told) -> Race:
    """The race from packed columns to the matrix. Raises Disagreement."""
    race, rules, away = Race(people, "packed", missing=absent()), thirty_rules(), absent()
    race.missing.pop("polars", None)
    packed = pack(parquet_facts(folder, codes()), Needs.of(rules, titles()), ON)
    asked = plan(rules, ON, titles=titles())
    columns = flat_columns(packed, rules, titles())
    runs: dict[str, Callable[[], Matrix]] = {OWN: lambda: Screening(asked, packed).verdicts == Verdict.ELIGIBLE}
    if "DuckDB" not in away:
        runs["DuckDB, same columns"] = _duckdb_packed(rules, columns)
    if "OpenFisca" not in away:
        runs["OpenFisca"] = fisca.build(rules, columns)
    if "C by gcc" not in away:
        runs["C by gcc, one thread"] = kernel.build(rules, columns)
    agreed: Matrix | None = None
    for turn in range(turns):
        for name, run in runs.items():
            told(f"{people} people, from packed columns: {name}, turn {turn + 1}")
            gc.collect()
            start = time.perf_counter()
            matrix = run()
            race.seconds.setdefault(name, []).append(time.perf_counter() - start)
            if turn:
                continue
            if agreed is None:
                agreed = matrix
            else:
                bits = matrix.ndim == 1
                _same(name, kernel.matrix(matrix, len(rules)) if bits else matrix, agreed)  # type: ignore[arg-type]
    race.parts["bytes a person"] = packed.nbytes / max(1, len(packed))
    return race


def _duckdb_packed(rules: Sequence[Rule], columns: dict[str, NDArray[Any]]) -> Callable[[], Matrix]:
    arrow = import_module("pyarrow")
    base = import_module("duckdb").connect()
    table = arrow.table({"place": np.arange(len(columns["open"])), **columns})
    base.register("given", table)
    base.execute("CREATE TABLE flat AS SELECT * FROM given")
    statement = sql.packed_statement(rules)

    def run() -> Matrix:
        return sql.matrix(base.sql(statement).to_arrow_table(), len(rules))

    return run


# --- the whole law ----------------------------------------------------------------------------


def whole_law(folder: Path, people: int, turns: int) -> Whole:
    """Every rule in force asked of everybody, in a process of its own so that its memory is known."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_whole_law, (folder, people, turns))


def _whole_law(folder: Path, people: int, turns: int) -> Whole:
    law = load_law()
    rules = [rule for rule in law.rules if rule.in_force(ON)]
    start = time.perf_counter()
    facts = parquet_facts(folder, codes())
    read = time.perf_counter() - start
    needs = Needs.of(rules, titles())
    start = time.perf_counter()
    packed = pack(facts, needs, ON)
    packing = time.perf_counter() - start
    screening = tuple(_timed(rules, packed) for _ in range(turns))
    memory = _most_memory()
    asked = plan(rules, ON, titles=titles())
    size = packed.nbytes / max(1, len(packed))
    return Whole(people, len(facts), len(rules), len(asked.forms), read, packing, screening, memory, size)


def _most_memory() -> int:
    """The most memory of this process, in MiB; Linux counts it from the start of the program, elsewhere its parent may count too."""
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) >> 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _timed(rules: Sequence[Rule], packed: Packed) -> float:
    gc.collect()
    start = time.perf_counter()
    _ = Screening(plan(rules, ON, titles=titles()), packed).verdicts
    return time.perf_counter() - start


# --- all together -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Report:
    """What a whole run measured."""

    races: tuple[Race, ...]
    wholes: tuple[Whole, ...]

    def markdown(self) -> str:
        """The tables of the README."""
        lines = []
        for start, title in (("facts", "From the facts (Parquet, no order)"), ("packed", "From packed columns")):
            races = [race for race in self.races if race.start == start]
            if not races:
                continue
            names = list(dict.fromkeys(name for race in races for name in race.seconds))
            sizes = " | ".join(f"{race.people:,}" for race in races)
            lines += [f"{title}, 30 rules", "", f"| | {sizes} | times as long as {OWN} | goal |"]
            lines.append("|---|" + "---|" * (len(races) + 2))
            for name in names:
                cells = " | ".join(_seconds(race.median(name)) if name in race.seconds else "–" for race in races)
                last = races[-1]
                ratio, goal = "", ""
                if name != OWN and name in last.seconds:
                    times = last.ratios(name)
                    ratio = f"{statistics.median(times):.1f} ({min(times):.1f}–{max(times):.1f})"
                    goal = GOALS.get((start, name), (0.0, ""))[1]
                lines.append(f"| {name} | {cells} | {ratio} | {goal} |")
            for race in races[-1:]:
                lines += [f"| {peer} | not run: {why} | | |" for peer, why in race.missing.items()]
                parts = ", ".join(f"{name} {value:.2f}" for name, value in race.parts.items())
                lines += ["", f"{OWN} at {race.people:,}: {parts}.", ""]
        if self.wholes:
            lines += [
                "Every rule of the law in force",
                "",
                "| people | subjects | rules | forms | read | pack | screen | from the facts | memory | bytes a subject |",
                "|---|---|---|---|---|---|---|---|---|---|",
            ]
            for one in self.wholes:
                screen = statistics.median(one.screen)
                total = one.read + one.pack + one.screen[0]
                lines.append(
                    f"| {one.people:,} | {one.subjects:,} | {one.rules} | {one.forms} | {_seconds(one.read)} |"
                    f" {_seconds(one.pack)} | {_seconds(screen)} | {_seconds(total)} | {one.memory} MiB |"
                    f" {one.bytes_a_subject:.0f} |"
                )
        return "\n".join(lines) + "\n"


def _seconds(value: float) -> str:
    return f"{value:.3f} s" if value < 1 else f"{value:.2f} s"


def run(sizes: Sequence[int], place: Path, *, turns: int = 3, told: Told = lambda line: None) -> Report:
    """The whole benchmark; registers are kept under `place` and made where they are not there. Raises Disagreement."""
    races, wholes = [], []
    for people in sizes:
        told(f"{people} people: writing the registers")
        folder = write_register(place / f"people-{people}", people)
        races += [from_facts(folder, people, turns, told), from_packed(folder, people, turns, told)]
    for people in sizes:
        folder = write_register(place / f"whole-{people}", people, whole=True)
        told(f"{people} people: every rule of the law")
        wholes.append(whole_law(folder, people, turns))
    return Report(tuple(races), tuple(wholes))
