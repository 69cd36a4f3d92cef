"""Rows out to a file, by its ending: CSV, Parquet or JSON, a block at a time, so that a million rows need no more room than a thousand."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from tdkt.exchange.schema import CLASSES, TABLES, Table

BLOCK = 65_536
ENDINGS = (".csv", ".parquet", ".json")

Row = Mapping[str, Any]

KINDS: Mapping[str, pa.DataType] = {
    "year": pa.int16(),
    "number": pa.int64(),
    "rank": pa.int32(),
    "real": pa.float64(),
    "date": pa.date32(),
}
"""How Parquet holds a column; everything else is text."""


class UnknownEnding(ValueError):
    """A file whose ending says no format that we write; holds the ending."""


def write_rows(
    path: Path, columns: Sequence[str], rows: Iterable[Row], *, kinds: Mapping[str, pa.DataType] | None = None
) -> int:
    """Write rows to a file by its ending and answer how many; `kinds` are the Parquet types of columns that are no text.

    A value None is an empty cell (null in Parquet and JSON); several values are a list in JSON and joined by ";" elsewhere. Raises
    `UnknownEnding`.
    """
    if path.suffix not in ENDINGS:
        raise UnknownEnding(path.suffix)
    if path.suffix == ".parquet":
        return _write_parquet(path, columns, rows, kinds or {})
    with path.open("w", encoding="utf-8", newline="") as out:
        return (write_csv if path.suffix == ".csv" else write_json)(out, columns, rows)


def write_csv(out: IO[str], columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Write rows as CSV with a header; answers how many."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for block in _blocks(rows):
        writer.writerows([[_cell(row.get(name)) for name in columns] for row in block])
        count += len(block)
    return count


def write_json(out: IO[str], columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Write rows as one JSON list, one object a line; answers how many."""
    count = 0
    out.write("[")
    for block in _blocks(rows):
        for row in block:
            out.write("\n" if count == 0 else ",\n")
            out.write(json.dumps({name: row.get(name) for name in columns}, ensure_ascii=False))
            count += 1
    out.write("\n]\n" if count else "]\n")
    return count


def _write_parquet(path: Path, columns: Sequence[str], rows: Iterable[Row], kinds: Mapping[str, pa.DataType]) -> int:
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in columns])
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for block in _blocks(rows):
            writer.write_table(
                pa.table({n: _array([row.get(n) for row in block], schema.field(n).type) for n in columns})
            )
            count += len(block)
    return count


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    """A block of a column; what is held as text is written as CSV would write it."""
    if kind == pa.string():
        values = [None if value is None else str(_joined(value)) for value in values]
    return pa.array(values, kind)


def _joined(value: Any) -> Any:
    return ";".join(value) if isinstance(value, tuple | list) else value


def _cell(value: Any) -> Any:
    return "" if value is None else _joined(value)


def _blocks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while block := list(islice(waiting, BLOCK)):
        yield block


def write_tables(
    folder: Path,
    tables: Mapping[str, Iterable[Row]],
    *,
    more: Mapping[str, Table] | None = None,
    ending: str = ".csv",
    said: Callable[[str], None] = lambda name: None,
) -> dict[str, int]:
    """Write tables into a folder, with `TABLES.md` that lists them; answers how many rows each has.

    `more` are tables beyond the ten that the exchange knows, with their columns; `said` hears each name when its table is begun.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = {**TABLES, **(more or {})}
    written = {}
    for name, rows in tables.items():
        said(name)
        written[name] = write_rows(folder / f"{name}{ending}", known[name].names, rows, kinds=kinds_of(known[name]))
    (folder / "TABLES.md").write_text(page_of_tables([known[name] for name in tables]), encoding="utf-8")
    return written


def kinds_of(table: Table) -> dict[str, pa.DataType]:
    """The Parquet type of each column of a table that is no text."""
    kinds = {column.name: KINDS[column.holds] for column in table.columns if column.holds in KINDS}
    return kinds | {column.name: pa.int8() for column in table.columns if column.codes == CLASSES}


def page_of_tables(tables: Iterable[Table]) -> str:
    """The list of tables and columns as a page, in Vietnamese and English."""
    parts = [
        "# Các bảng trong thư mục này / The tables in this folder\n\n"
        "UTF-8, dòng đầu là tên cột, cách nhau dấu phẩy; ô trống: không có ghi chép. Ngày viết năm-tháng-ngày.\n"
        "UTF-8, the first line names the columns, by commas; an empty cell: nothing is recorded. Dates are year-month-day.\n"
    ]
    for table in tables:
        parts.append(f"\n## {table.name}\n\n{table.vietnamese} / {table.english}\n\n")
        parts.append("| cột / column | nội dung / holds | giá trị / values |\n|---|---|---|\n")
        parts += [
            f"| `{column.name}` | {column.vietnamese} / {column.english} | {_values(column.holds, column.codes)} |\n"
            for column in table.columns
        ]
    return "".join(parts)


def _values(holds: str, codes: Sequence[str]) -> str:
    words = {
        "text": "chữ / text",
        "id": "mã / id",
        "subject": "mã trong subjects / an id of subjects",
        "award-codes": "mã khen thưởng / award code",
        "year": "năm / year",
        "date": "ngày / date",
        "day-or-year": "ngày hoặc năm / date or year",
        "number": "số nguyên / whole number",
        "rank": "số nguyên từ 1 / whole number from 1",
        "real": "số / number",
    }
    return ", ".join(f"`{code}`" for code in codes) if codes else words.get(holds, holds)
