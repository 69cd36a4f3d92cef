"""Rows of screening out to a file, by columns: words stay numbers until Arrow writes them, a block at a time."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from tdkt.exchange.writing import UnknownEnding, write_json
from tdkt.law.asking import COLUMNS
from tdkt.law.screening import Block

SCHEMA = pa.schema([(name, pa.int8() if name == "class" else pa.string()) for name in COLUMNS])
"""The columns of the contract; `provisions` and `missing` are joined by ";"."""
ROWS = 1 << 17


def write_screened(path: Path, blocks: Iterable[Block]) -> int:
    """Write the rows of blocks to a file by its ending and answer how many. Raises `UnknownEnding`."""
    return write_answers(path, (table for block in blocks for table in tables_of(block)))


def write_screened_csv(out: IO[bytes], blocks: Iterable[Block]) -> int:
    """Write the rows of blocks as CSV with a header; answers how many."""
    return write_answers_csv(out, (table for block in blocks for table in tables_of(block)))


def write_answers(path: Path, tables: Iterable[pa.Table]) -> int:
    """Write tables of rows (of `SCHEMA`, in order) to a file by its ending and answer how many rows. Raises `UnknownEnding`."""
    if path.suffix == ".json":
        with path.open("w", encoding="utf-8", newline="") as lines:
            return write_json(lines, COLUMNS, (row for table in tables for row in _rows(table)))
    if path.suffix == ".csv":
        with path.open("wb") as file:
            return write_answers_csv(file, tables)
    if path.suffix == ".parquet":
        return _write_parquet(path, tables)
    raise UnknownEnding(path.suffix)


def write_answers_csv(out: IO[bytes], tables: Iterable[pa.Table]) -> int:
    """Write tables of rows as CSV with a header; answers how many rows."""
    out.write((",".join(COLUMNS) + "\n").encode())
    count = 0
    for table in tables:
        pacsv.write_csv(table, out, pacsv.WriteOptions(include_header=False, quoting_style=_quoting(table)))
        count += table.num_rows
    return count


def _rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    """Rows with their lists as lists."""
    for row in table.to_pylist():
        lists = {name: [id_ for id_ in row[name].split(";") if id_] for name in ("provisions", "missing")}
        yield row | lists


def _quoting(table: pa.Table) -> str:
    """Quotes only where an id needs them; all other words are our own and never do. Arrow would quote every word."""
    needed = pc.match_substring_regex(table.column("subject_id"), '[",\r\n]')
    return "needed" if pc.any(needed).as_py() else "none"


def _write_parquet(path: Path, tables: Iterable[pa.Table]) -> int:
    count = 0
    with pq.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for table in tables:
            writer.write_table(table)
            count += table.num_rows
    return count


def tables_of(block: Block) -> Iterator[pa.Table]:
    """The rows of a block as tables of some size, subject by subject."""
    asked, subjects = len(block.questions), len(block.ids)
    words = block.days()
    days = np.asarray(list(words), np.int64)
    told = {
        "verdict": pa.array([one.verdict.word for one in block.told], pa.string()),
        "pathway": pa.array([one.pathway for one in block.told], pa.string()),
        "provisions": pa.array([";".join(one.provisions) for one in block.told], pa.string()),
        "missing": pa.array([";".join(one.missing) for one in block.told], pa.string()),
    }
    ids = pa.array([str(id_) for id_ in block.ids], pa.string())
    awards = pa.array([question.award for question in block.questions], pa.string())
    classes = pa.array([question.class_ for question in block.questions], pa.int8())
    earliest = pa.array(list(words.values()), pa.string())
    step = max(1, ROWS // max(1, asked))
    for start in range(0, subjects if asked else 0, step):
        end = min(start + step, subjects)
        pattern = pa.array(block.pattern[start:end].reshape(-1))
        question = pa.array(np.tile(np.arange(asked, dtype=np.int32), end - start))
        day = pa.array(np.searchsorted(days, block.earliest[start:end].reshape(-1)).astype(np.int32))
        columns = {
            "subject_id": ids.take(pa.array(np.repeat(np.arange(start, end, dtype=np.int32), asked))),
            "award": awards.take(question),
            "class": classes.take(question),
            **{name: column.take(pattern) for name, column in told.items()},
            "earliest": earliest.take(day),
        }
        yield pa.table(columns, schema=SCHEMA)
