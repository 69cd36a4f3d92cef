"""One table of a folder as it stands in its file, CSV or Parquet: its columns, and the line of each row for whoever must mend it.

A column comes as the distinct values in it and, for every row, which of them it is: a million rows hold few different years, days and
codes, so each is read once. Lines are counted only when something is wrong; then the file is read again, slowly and exactly.
"""

import csv
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tdkt.exchange.errors import BadTable
from tdkt.exchange.schema import TABLES, Column, Table

ENDINGS = (".csv", ".parquet")
BLOCK = 1 << 24


@dataclass(frozen=True)
class Sheet:
    """One table's file: `read` gives a column by its name, of those that the file has (`names`), each row in its place."""

    path: Path
    table: Table
    names: tuple[str, ...]
    rows: int
    read: Callable[[str], pa.ChunkedArray]

    @property
    def file(self) -> str:
        """The name without folders, for sentences."""
        return self.path.name

    def line(self, row: int) -> int:
        """The line on which a row begins; in Parquet, which has no lines, the one it would have in CSV."""
        if self.path.suffix == ".csv":
            for number, (line, _) in enumerate(_records(self.path), -1):
                if number == row:
                    return line
        return row + 2

    def lines(self) -> Iterator[int]:
        """The line on which each row of a CSV file begins."""
        return (line for line, _ in islice(_records(self.path), 1, None))

    def bad(self, row: int, column: str, vietnamese: str, english: str) -> BadTable:
        """What is wrong in a row, ready to be raised."""
        return BadTable(self.file, self.line(row), column, vietnamese, english)

    def distinct(self, name: str) -> tuple[NDArray[np.int32], list[Any]]:
        """For every row the place of its value in the list of distinct values; an empty cell has the place of a None."""
        try:
            column = self.read(name)
            if pa.types.is_null(column.type) or not self.rows:
                return np.zeros(self.rows, np.int32), [None]
            # What Arrow encodes as a whole has one dictionary already; what was read so has one for each chunk.
            known = pa.types.is_dictionary(column.type)
            encoded = (column.unify_dictionaries() if known else column.dictionary_encode()).combine_chunks()
        except (pa.ArrowNotImplementedError, pa.ArrowInvalid, pa.ArrowTypeError):
            raise BadTable(
                self.file,
                1,
                name,
                "kiểu dữ liệu của cột này không đọc được. Ghi chữ, số hoặc ngày.",
                "the type of this column cannot be read. Write text, numbers or dates.",
            ) from None
        values = [_held(value) for value in encoded.dictionary.to_pylist()]
        index = pc.fill_null(encoded.indices.cast(pa.int32()), len(values)).to_numpy(zero_copy_only=False)
        return index, [*values, None]


def _held(value: Any) -> Any:
    """The value, or None where the cell says nothing."""
    if value is None or value is False or (isinstance(value, str) and not value):
        return None
    return None if isinstance(value, float) and math.isnan(value) else value


def tables_in(folder: Path, names: Iterable[str] = TABLES) -> dict[str, Path]:
    """The file of each of these tables that a folder has. Raises `BadTable` where there is no folder, no table, or one table twice."""
    if not folder.is_dir():
        raise BadTable(
            str(folder), 0, "", "không có thư mục này. Kiểm tra đường dẫn.", "there is no such folder. Check the path."
        )
    found: dict[str, Path] = {}
    for name in names:
        files = [path for ending in ENDINGS if (path := folder / f"{name}{ending}").is_file()]
        if len(files) > 1:
            raise BadTable(
                files[1].name,
                0,
                "",
                f"bảng này đã có ở {files[0].name}. Giữ một trong hai tệp.",
                f"{files[0].name} is the same table. Keep one of the two.",
            )
        if files:
            found[name] = files[0]
    if not found:
        raise BadTable(
            str(folder),
            0,
            "",
            "không có bảng nào (subjects.csv, awards.csv, …). Chọn thư mục do “tdkt export” ghi ra.",
            "there is no table (subjects.csv, awards.csv, …). Choose a folder that “tdkt export” has written.",
        )
    return found


def open_sheet(path: Path, table: Table | None = None) -> Sheet:
    """The table in a file (None: that of the ten which the file is named for). Raises `BadTable` for what cannot be read and for unknown or repeated columns."""
    table = table or TABLES[path.stem]
    return _open_csv(path, table) if path.suffix == ".csv" else _open_parquet(path, table)


def few(column: Column) -> bool:
    """Whether a column has few different values, so that it is read as a dictionary at once; joining large ones is dear."""
    return column.holds not in ("id", "subject", "text")


def check_header(path: Path, table: Table, names: list[str]) -> None:
    """Raises `BadTable` for a column that the table has not, or that stands there twice."""
    for place, name in enumerate(names):
        if name not in table.names:
            known = ", ".join(table.names)
            raise BadTable(
                path.name,
                1,
                name or str(place + 1),
                f"bảng {table.name} không có cột này. Các cột, cách nhau dấu phẩy: {known}.",
                f"table {table.name} has no such column. Its columns, by commas: {known}.",
            )
        if name in names[:place]:
            raise BadTable(
                path.name, 1, name, "cột này có hai lần. Giữ một.", "this column stands there twice. Keep one."
            )


def _open_parquet(path: Path, table: Table) -> Sheet:
    """Columns are read one at a time, when they are asked for."""
    try:
        with pq.ParquetFile(path) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
    except (pa.ArrowException, OSError):
        raise BadTable(
            path.name, 0, "", "không đọc được tệp Parquet này. Ghi lại tệp.", "this is no readable Parquet file."
        ) from None
    check_header(path, table, list(schema.names))

    def read(name: str) -> pa.ChunkedArray:
        words = [name] if pa.types.is_string(schema.field(name).type) and few(table.column(name)) else []
        return pq.read_table(path, columns=[name], read_dictionary=words).column(0)

    return Sheet(path, table, tuple(schema.names), rows, read)


def _open_csv(path: Path, table: Table) -> Sheet:
    header = next(_records(path), None)
    if header is None:
        raise BadTable(
            path.name,
            1,
            "",
            f"tệp trống. Dòng đầu ghi tên cột: {', '.join(table.names)}.",
            f"the file is empty. The first line names the columns: {', '.join(table.names)}.",
        )
    names = header[1]
    check_header(path, table, names)
    if not _has_rows(path):
        return Sheet(path, table, tuple(names), 0, lambda name: pa.chunked_array([], pa.string()))
    kinds = {name: pa.dictionary(pa.int32(), pa.string()) if few(table.column(name)) else pa.string() for name in names}
    try:
        read = pacsv.read_csv(
            path,
            read_options=pacsv.ReadOptions(block_size=BLOCK),
            parse_options=pacsv.ParseOptions(newlines_in_values=True),
            convert_options=pacsv.ConvertOptions(column_types=kinds),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError) as why:
        raise _why_unreadable(path, names) from why
    return Sheet(path, table, tuple(names), read.num_rows, read.column)


def _has_rows(path: Path) -> bool:
    records = _records(path)
    next(records)
    return next(records, None) is not None


def _records(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Every record of a CSV file with the line on which it begins, empty lines left out. Raises `BadTable` for what is no UTF-8."""
    begins = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines)
            for record in reader:
                line, begins = begins, reader.line_num + 1
                if record:
                    yield line, record
    except UnicodeDecodeError:
        raise BadTable(
            path.name,
            _line_not_utf8(path),
            "",
            "không phải UTF-8. Lưu lại tệp ở dạng “CSV UTF-8”.",
            "this is not UTF-8. Save the file as “CSV UTF-8”.",
        ) from None
    except csv.Error:
        raise BadTable(
            path.name, begins, "", "dòng này không đúng dạng CSV.", "this line is not rightly written CSV."
        ) from None
    except OSError:
        raise BadTable(path.name, 0, "", "không mở được tệp này.", "this file cannot be opened.") from None


def _line_not_utf8(path: Path) -> int:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 1


def _why_unreadable(path: Path, names: list[str]) -> BadTable:
    """The first record that does not fit the header, found by reading slowly."""
    for line, record in _records(path):
        if len(record) != len(names):
            return BadTable(
                path.name,
                line,
                "",
                f"dòng có {len(record)} ô, bảng có {len(names)} cột. Ô có dấu phẩy phải đặt trong ngoặc kép.",
                f"{len(record)} cells where the table has {len(names)} columns. Cells with a comma need quotes.",
            )
    return BadTable(path.name, 1, "", "không đúng dạng CSV.", "this is not rightly written CSV.")
