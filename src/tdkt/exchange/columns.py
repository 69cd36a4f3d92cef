"""A folder of Parquet tables as `Facts`, column by column: the fast way for registers of millions.

    parquet_facts(folder, codes) -> Facts

It takes what is plainly right and looks at every cell to know it: ids by `ids.Ids`, codes, days and years of text by the few distinct
values of a column, numbers and dates as they stand. Whatever is not plainly right (an unknown code, an id of nobody, a type of column
seldom seen) is left to `reading.read_tables`, which reads the folder anew and says what is wrong with which cell, or what it means.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tdkt.exchange.cells import (
    BadCell,
    places,
    post_slug,
    read_code,
    read_day,
    read_day_or_year,
    read_number,
    read_real,
    read_year,
)
from tdkt.exchange.errors import BadTable
from tdkt.exchange.ids import Ids, RepeatedId
from tdkt.exchange.reading import facts_of, read_tables
from tdkt.exchange.schema import AWARD_CODES, CLASSES, FIRST_YEAR, LAST_YEAR, TABLES, Column, Table
from tdkt.exchange.sheets import Sheet, check_header, open_sheet, tables_in
from tdkt.rules.facts import (
    NO_DAY,
    NO_YEAR,
    Awards,
    Disciplines,
    Facts,
    Initiatives,
    MemberRows,
    Posts,
    Rankings,
    Ratings,
    Subjects,
)

ROWS_AT_ONCE = 1 << 19
"""At least so many rows are read at a time, where a file has its rows in smaller groups."""

Array = NDArray[Any]
_FIRST_DAY = (np.datetime64(f"{FIRST_YEAR}-01-01") - np.datetime64("1970-01-01")).astype(int)
_LAST_DAY = (np.datetime64(f"{LAST_YEAR}-12-31") - np.datetime64("1970-01-01")).astype(int)


def parquet_facts(folder: Path, codes: tuple[str, ...]) -> Facts:
    """The facts of a folder of Parquet tables; `codes` are the award codes there are. Raises `BadTable`."""
    try:
        return _Folder(folder, codes).facts()
    except _NotPlain:
        return read_tables(folder, codes)


class _NotPlain(Exception):
    """Something that the slow way has to look at."""


class _ArrowSubjects(Subjects):
    """Subjects whose ids and names become Python text only when somebody asks for them; `texts` are the ids as Arrow has them."""

    texts: pa.ChunkedArray

    def __init__(self, ids: pa.ChunkedArray, names: pa.ChunkedArray | None, **columns: Array) -> None:
        for name, value in {"texts": ids, "_names": names, **columns}.items():
            object.__setattr__(self, name, value)

    @cached_property
    def ids(self) -> Array:
        return _as_objects(self.texts)

    @cached_property
    def names(self) -> Array:
        names = self._names  # type: ignore[attr-defined]
        return np.full(len(self.texts), "", object) if names is None else _as_objects(names)


def _as_objects(texts: pa.ChunkedArray) -> Array:
    found: Array = pc.fill_null(texts.cast(pa.large_string()), "").to_numpy(zero_copy_only=False)
    return found


# --- how a column is read ---------------------------------------------------------------------


@dataclass
class _Reader:
    """A column to numbers: `kind` their type, `empty` what an empty cell is, `cell` the reading of a text."""

    column: Column
    kind: type
    empty: float
    cell: Callable[[str], float]
    whole: tuple[int, int] | None = None
    dates: bool = False
    real: bool = False
    _seen: dict[str | None, float] = field(default_factory=dict)

    def read(self, array: pa.Array) -> Array:
        """The numbers of a column's cells. Raises _NotPlain."""
        if self.column.needed and array.null_count:
            raise _NotPlain
        if pa.types.is_dictionary(array.type):
            return self._by_words(array)
        if pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
            return self._by_words(array.dictionary_encode())
        if self.dates and pa.types.is_date32(array.type):
            return self._numbers(array.view(pa.int32()), int(_FIRST_DAY), int(_LAST_DAY))
        if self.whole is not None and pa.types.is_integer(array.type):
            return self._numbers(array, *self.whole)
        if self.real and pa.types.is_floating(array.type):
            found = self._filled(array)
            if not (np.isfinite(found).all() and (found > 0).all()):
                raise _NotPlain
            return found.astype(self.kind, copy=False)
        if pa.types.is_null(array.type):
            return np.full(len(array), self.empty, self.kind)
        raise _NotPlain

    def _filled(self, array: pa.Array) -> Array:
        if array.null_count:
            array = pc.fill_null(array, pa.scalar(self.empty, array.type))
        found: Array = array.to_numpy(zero_copy_only=False)
        return found

    def _numbers(self, array: pa.Array, least: int, most: int) -> Array:
        ends = pc.min_max(array)
        if ends["min"].is_valid and not least <= ends["min"].as_py() <= ends["max"].as_py() <= most:
            raise _NotPlain
        return self._filled(array).astype(self.kind, copy=False)

    def _by_words(self, array: pa.DictionaryArray) -> Array:
        words = array.dictionary
        if not (pa.types.is_string(words.type) or pa.types.is_large_string(words.type)):
            raise _NotPlain
        meant: Array = np.asarray([self._word(word) for word in words.to_pylist()] + [self.empty], self.kind)
        index = array.indices
        if index.null_count:
            index = pc.fill_null(index, pa.scalar(len(words), index.type))
        found: Array = meant.take(index.to_numpy(zero_copy_only=False), mode="clip")
        return found

    def _word(self, word: str | None) -> float:
        if word not in self._seen:
            if not word:
                if self.column.needed:
                    raise _NotPlain
                self._seen[word] = self.empty
            else:
                try:
                    self._seen[word] = self.cell(word)
                except BadCell:
                    raise _NotPlain from None
        return self._seen[word]


def _reader(column: Column, codes: tuple[str, ...]) -> _Reader:
    holds = column.holds
    if holds == "year":
        return _Reader(column, np.int16, NO_YEAR, read_year, whole=(FIRST_YEAR, LAST_YEAR))
    if holds == "date":
        return _Reader(column, np.int32, NO_DAY, read_day, dates=True)
    if holds == "day-or-year":
        return _Reader(column, np.int32, NO_DAY, read_day_or_year, dates=True)
    if holds in ("number", "rank"):
        least = int(holds == "rank")
        return _Reader(column, np.int32, 0, lambda word: read_number(word, least=least), whole=(least, 999_999_999))
    if holds == "real":
        return _Reader(column, np.float64, 1.0, read_real, real=True)
    known = places(codes if holds == AWARD_CODES else column.codes)
    whole = (1, len(CLASSES)) if column.codes == CLASSES else None
    kind = np.int16 if holds == AWARD_CODES else np.int8
    return _Reader(column, kind, 0, lambda word: read_code(word, known) + column.first, whole=whole)


# --- the tables -------------------------------------------------------------------------------

_READ: dict[str, tuple[str, ...]] = {
    "ratings": ("year", "rating"),
    "awards": ("award", "class", "date", "for_from", "for_to", "ground", "status", "authority"),
    "initiatives": ("year", "kind", "scope"),
    "disciplines": ("form", "from", "to"),
    "posts": ("coefficient", "from", "to"),
    "members": ("from", "to"),
    "rankings": ("year", "group_level", "rank"),
}
_WHOSE = {"members": ("collective_id", "subject_id")}
_OF_SUBJECTS = {
    "kind": "kind",
    "sex": "sex",
    "force": "force",
    "born": "born",
    "service_from": "service_from",
    "service_to": "service_to",
    "outside_flags": "outside_flags",
    "complete_since": "history_complete_since",
}


@dataclass
class _Whole:
    """The columns of one table as numbers, filled stretch by stretch."""

    rows: int
    subjects: dict[str, NDArray[np.int32]]
    columns: dict[str, Array]
    words: list[tuple[slice, pa.Array]] = field(default_factory=list)


class _Folder:
    def __init__(self, folder: Path, codes: tuple[str, ...]) -> None:
        self.folder, self.codes = folder, codes
        self.files = tables_in(folder)
        self.ids: Ids | None = None
        self.ready = Event()
        if any(path.suffix != ".parquet" for path in self.files.values()) or "subjects" not in self.files:
            raise _NotPlain

    def facts(self) -> Facts:
        levels_of, levels = self._levels()
        tables: dict[str, _Whole] = {}
        with ThreadPoolExecutor(max(1, min(4, os.cpu_count() or 1))) as pool:
            # The tables are read while the subjects are; only their ids have to wait for those of the subjects.
            try:
                waiting = [pool.submit(piece) for name in _READ for piece in self._pieces(name, tables)]
                subjects = self._subjects(levels_of, levels)
            finally:
                self.ready.set()
            for piece in waiting:
                piece.result()
        posts_named, post = self._posts(tables["posts"])
        pa.default_memory_pool().release_unused()

        def of(name: str) -> dict[str, Array]:
            columns = {key: column for key, column in tables[name].columns.items() if key != "authority"}
            return {
                {"class": "class_", "date": "day", "from": "from_", "group_level": "level"}.get(k, k): v
                for k, v in columns.items()
            }

        def whose(name: str, key: str = "subject_id") -> NDArray[np.int32]:
            return tables[name].subjects[key]

        return Facts(
            self.codes,
            subjects,
            Ratings(whose("ratings"), **of("ratings")),
            Awards(whose("awards"), **of("awards")),
            Initiatives(whose("initiatives"), **of("initiatives")),
            Disciplines(whose("disciplines"), **of("disciplines")),
            Posts(whose("posts"), post, **of("posts")),
            MemberRows(whose("members", "collective_id"), whose("members"), **of("members")),
            Rankings(whose("rankings"), **of("rankings")),
            levels=levels,
            posts_named=posts_named,
        )

    # --- subjects and units -----------------------------------------------------------------

    def _levels(self) -> tuple[dict[str, str], tuple[str, ...]]:
        """The level of each unit. Units and models are few and checked the slow way."""
        checked: dict[str, Sheet] = {
            name: open_sheet(self.files[name]) for name in ("units", "models") if name in self.files
        }
        levels = facts_of(checked, self.codes).levels if checked else ()
        if "units" not in checked or not levels:
            return {}, levels
        units = pq.read_table(self.files["units"], columns=["unit_id", "level"])
        texts = [column.cast(pa.string()).to_pylist() for column in units.columns]
        return {unit: level or "" for unit, level in zip(*texts, strict=True) if unit}, levels

    def _subjects(self, levels_of: dict[str, str], levels: tuple[str, ...]) -> Subjects:
        table = TABLES["subjects"]
        asked = [*_OF_SUBJECTS.values(), "subject_id", "name", *(["unit_id"] if levels else [])]
        read = _open(self.files["subjects"], table, plain=("subject_id", "name"))
        if "subject_id" not in read.schema_arrow.names:
            raise _NotPlain
        rows = read.read([name for name in asked if name in read.schema_arrow.names])
        ids = rows["subject_id"]
        if ids.null_count or not _is_text(ids.type):
            raise _NotPlain
        whole = ids.cast(pa.large_string()).combine_chunks()
        if len(whole) and pc.min(pc.binary_length(whole)).as_py() == 0:
            raise _NotPlain
        try:
            self.ids = Ids(whole)
        except RepeatedId:
            raise _NotPlain from None
        columns = {}
        for own, name in _OF_SUBJECTS.items():
            reader = _reader(table.column(name), self.codes)
            columns[own] = (
                np.concatenate([reader.read(chunk) for chunk in rows[name].chunks] or [np.zeros(0, reader.kind)])
                if name in rows.column_names
                else self._nothing(reader, len(whole))
            )
        columns["outside_flags"] = columns["outside_flags"].astype(bool)
        columns["unit_level"] = self._level_of(rows, levels_of, levels)
        names = rows["name"] if "name" in rows.column_names and _is_text(rows["name"].type) else None
        return _ArrowSubjects(ids, names, **columns)

    def _level_of(self, rows: pa.Table, levels_of: dict[str, str], levels: tuple[str, ...]) -> Array:
        if not levels or "unit_id" not in rows.column_names:
            return np.full(len(rows), -1, np.int16)
        place = places(levels)
        parts = [np.zeros(0, np.int16)]
        for chunk in rows["unit_id"].cast(pa.string()).chunks:
            units = chunk.dictionary_encode()
            meant = [place.get(levels_of.get(unit, ""), -1) for unit in units.dictionary.to_pylist()]
            index = pc.fill_null(units.indices, len(meant)).to_numpy(zero_copy_only=False)
            parts.append(np.asarray([*meant, -1], np.int16)[index])
        return np.concatenate(parts)

    def _nothing(self, reader: _Reader, rows: int) -> Array:
        if reader.column.needed and rows:
            raise _NotPlain
        return np.full(rows, reader.empty, reader.kind)

    # --- everything else ---------------------------------------------------------------------

    def _pieces(self, name: str, tables: dict[str, _Whole]) -> Iterator[Callable[[], None]]:
        """The work of reading one table, in stretches that do not depend on each other."""
        table, keys = TABLES[name], _WHOSE.get(name, ("subject_id",))
        readers = {column: _reader(table.column(column), self.codes) for column in _READ[name]}
        path = self.files.get(name)
        if path is None:
            tables[name] = _Whole(
                0,
                {key: np.zeros(0, np.int32) for key in keys},
                {column: np.zeros(0, reader.kind) for column, reader in readers.items()},
            )
            return
        plain = (*keys, *(("post",) if name == "posts" else ()))
        file = _open(path, table, plain=keys)
        rows, names = file.metadata.num_rows, file.schema_arrow.names
        if any(key not in names for key in plain) and rows:
            raise _NotPlain
        whole = tables[name] = _Whole(
            rows,
            {key: np.empty(rows, np.int32) for key in keys},
            {
                column: np.empty(rows, reader.kind) if column in names else self._nothing(reader, rows)
                for column, reader in readers.items()
            },
        )
        asked = [column for column in (*plain, *readers) if column in names]
        for groups, stretch in _stretches(file):
            yield lambda groups=groups, stretch=stretch: self._fill(
                whole, path, table, keys, asked, readers, groups, stretch
            )  # type: ignore[misc]

    def _fill(
        self,
        whole: _Whole,
        path: Path,
        table: Table,
        keys: Sequence[str],
        asked: list[str],
        readers: dict[str, _Reader],
        groups: list[int],
        stretch: slice,
    ) -> None:
        read = _open(path, table, plain=keys).read_row_groups(groups, asked, use_threads=False)
        for name in asked:
            start = stretch.start
            for chunk in read[name].chunks:
                part = slice(start, start + len(chunk))
                start = part.stop
                if name in keys:
                    self._numbers(chunk, whole.subjects[name][part])
                elif name in readers:
                    whole.columns[name][part] = readers[name].read(chunk)
                else:
                    whole.words.append((part, chunk))

    def _numbers(self, chunk: pa.Array, into: NDArray[np.int32]) -> None:
        """The numbers of subjects by their ids."""
        self.ready.wait()
        if self.ids is None or chunk.null_count or not _is_text(chunk.type):
            raise _NotPlain
        if pa.types.is_dictionary(chunk.type):
            words = np.empty(len(chunk.dictionary), np.int32)
            self._numbers(chunk.dictionary, words)
            into[:] = words[chunk.indices.to_numpy(zero_copy_only=False)]
        elif not self.ids.numbers(chunk, into):
            raise _NotPlain

    def _posts(self, whole: _Whole) -> tuple[tuple[str, ...], NDArray[np.int32]]:
        """The posts held by the slugs they are named by, in order of the slugs."""
        found, slugs = np.zeros(whole.rows, np.int32), list[tuple[slice, list[str], Array]]()
        for part, chunk in whole.words:
            if chunk.null_count or not _is_text(chunk.type):
                raise _NotPlain
            words = chunk if pa.types.is_dictionary(chunk.type) else chunk.dictionary_encode()
            meant = [post_slug(word or "") for word in words.dictionary.to_pylist()]
            index = words.indices.to_numpy(zero_copy_only=False)
            if any(not meant[place] for place in np.unique(index).tolist()):
                raise _NotPlain
            slugs.append((part, meant, index))
        used = {meant[place] for _, meant, index in slugs for place in np.unique(index).tolist()}
        named = tuple(sorted(used))
        place = places(named)
        for part, meant, index in slugs:
            found[part] = np.asarray([place.get(slug, 0) for slug in meant] or [0], np.int32)[index]
        return named, found


def _is_text(kind: pa.DataType) -> bool:
    value = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(value) or pa.types.is_large_string(value))


def _open(path: Path, table: Table, *, plain: Sequence[str]) -> pq.ParquetFile:
    """The file, its columns of text read as dictionaries but for the plain ones. Raises _NotPlain and `BadTable`."""
    try:
        schema = pq.read_schema(path)
        check_header(path, table, list(schema.names))
        words = [name for name in schema.names if name not in plain and _is_text(schema.field(name).type)]
        return pq.ParquetFile(path, read_dictionary=words)
    except BadTable:
        raise
    except (pa.ArrowException, OSError):
        raise _NotPlain from None


def _stretches(file: pq.ParquetFile) -> Iterator[tuple[list[int], slice]]:
    """Groups of rows to be read together, and the rows they are."""
    groups: list[int] = []
    start = rows = 0
    for number in range(file.metadata.num_row_groups):
        groups.append(number)
        rows += file.metadata.row_group(number).num_rows
        if rows >= ROWS_AT_ONCE or number == file.metadata.num_row_groups - 1:
            yield groups, slice(start, start + rows)
            groups, start, rows = [], start + rows, 0
