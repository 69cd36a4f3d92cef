"""`bench spark`: the whole law asked on Spark and on this machine alone, over the same Parquet tables, and every row compared.

One machine proves that the rules run unchanged and say the same; how Spark grows with more machines is not measured here.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from tdkt.bench.registers import ON, write_register
from tdkt.exchange.folders import read_folder
from tdkt.exchange.screening import tables_of
from tdkt.exchange.spark import Asked, screened_on_spark
from tdkt.law.asking import questions
from tdkt.law.catalogue import awards
from tdkt.law.loading import load_law
from tdkt.law.screening import screen_blocks

ROWS = 1 << 16


@dataclass(frozen=True)
class Compared:
    """How many rows both gave, alike in every cell, and the seconds each took to give them."""

    people: int
    rows: int
    local: float
    spark: float

    def markdown(self) -> str:
        return (
            f"Every rule of the law, {self.people:,} people: {self.rows:,} rows, all alike.\n\n"
            f"| | seconds |\n|---|---|\n| tdkt on one machine | {self.local:.1f} |\n"
            f"| tdkt on Spark, the same machine | {self.spark:.1f} |\n"
        )


class Differs(AssertionError):
    """Spark and the machine alone do not give the same rows."""


def run(people: int, place: Path, *, told: Callable[[str], None] = lambda line: None) -> Compared:
    """Both engines on one register, made under `place` where it is not there. Raises Differs, and NoSpark without Spark or Java."""
    folder = write_register(place / f"whole-{people}", people, whole=True)
    told(f"{people} people: Spark")
    start = time.perf_counter()
    with screened_on_spark(folder, Asked(ON)) as tables:
        theirs = list(tables)
    spark = time.perf_counter() - start
    told(f"{people} people: this machine alone")
    start = time.perf_counter()
    ours = list(_local(folder))
    local = time.perf_counter() - start
    rows = 0
    for one, other in zip(_evenly(ours), _evenly(theirs), strict=False):
        if not one.equals(other):
            raise Differs(f"rows {rows} to {rows + ROWS} differ between Spark and this machine")
        rows += one.num_rows
    numbers = [sum(table.num_rows for table in tables) for tables in (ours, theirs)]
    if numbers != [rows, rows]:
        raise Differs(f"this machine gives {numbers[0]} rows, Spark {numbers[1]}")
    return Compared(people, rows, local, spark)


def _local(folder: Path) -> Iterator[pa.Table]:
    law = load_law()
    facts = read_folder(folder, tuple(awards()))
    for block in screen_blocks(law, facts, ON, questions(law, ON)):
        yield from tables_of(block)


def _evenly(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows in tables of ROWS each, so that both can be laid side by side."""
    whole = pa.concat_tables(tables)
    for start in range(0, whole.num_rows, ROWS):
        yield whole.slice(start, ROWS).combine_chunks()
