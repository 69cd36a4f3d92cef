"""A folder of exchange tables as `Facts`: every row checked, every wrong cell named by file, line and column.

A missing table is empty and a missing column holds nothing. A folder of Parquet alone takes the fast way of `columns`; this is the way
of CSV and of mixed folders, and says the same of the same rows.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
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
    written,
)
from tdkt.exchange.errors import BadTable
from tdkt.exchange.schema import AWARD_CODES, TABLES, Column
from tdkt.exchange.sheets import Sheet, open_sheet, tables_in
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
from tdkt.rules.facts import Column as Numbers


def read_tables(folder: Path, codes: tuple[str, ...]) -> Facts:
    """The facts of a folder; `codes` are the award codes there are. Raises `BadTable` for the first wrong cell, table by table."""
    found = tables_in(folder)
    return _facts(lambda name: open_sheet(found[name]) if name in found else None, codes)


def facts_of(sheets: Mapping[str, Sheet], codes: tuple[str, ...]) -> Facts:
    """The facts of opened tables. Raises `BadTable` for the first wrong cell, table by table."""
    return _facts(sheets.get, codes)


def _facts(open_: Callable[[str], Sheet | None], codes: tuple[str, ...]) -> Facts:
    """A table is opened when its turn comes and let go afterwards: no more than one need be in memory at a time."""
    known: dict[str, int] = {}

    def rows(name: str) -> _Rows:
        return _Rows(open_(name), name, known, codes)

    levels_of, levels = _levels(rows("units"))
    subjects = _subjects(rows("subjects"), levels_of, levels)
    known |= {identity: number for number, identity in enumerate(subjects.ids.tolist())}
    ratings = Ratings(*rows("ratings").all("subject_id", "year", "rating"))
    awards = _awards(rows("awards"))
    initiatives = Initiatives(*rows("initiatives").all("subject_id", "year", "kind", "scope"))
    disciplines = Disciplines(*rows("disciplines").all("subject_id", "form", "from", "to"))
    posts, posts_named = _posts(rows("posts"))
    members = MemberRows(*rows("members").all("collective_id", "subject_id", "from", "to"))
    rankings = Rankings(*rows("rankings").all("subject_id", "year", "group_level", "rank"))
    _check_models(rows("models"))
    return Facts(
        codes=codes,
        subjects=subjects,
        ratings=ratings,
        awards=awards,
        initiatives=initiatives,
        disciplines=disciplines,
        posts=posts,
        members=members,
        rankings=rankings,
        levels=levels,
        posts_named=posts_named,
    )


class _Rows:
    """The rows of one table, or of none, column by column as numbers."""

    def __init__(
        self, sheet: Sheet | None, table: str, subjects: Mapping[str, int] | None = None, codes: tuple[str, ...] = ()
    ) -> None:
        self.sheet = sheet
        self.table = TABLES[table]
        self.subjects = subjects or {}
        self.codes = codes
        self.count = sheet.rows if sheet else 0

    def all(self, *names: str) -> list[Numbers]:
        """Several columns, in this order."""
        return [self.of(name) for name in names]

    def of(self, name: str) -> Numbers:
        """A column as numbers, as `rules.facts` writes it. Raises `BadTable` for a wrong cell or an empty one that is needed."""
        column = self.table.column(name)
        reader, kind, empty = self._how(column)
        index, values = self.distinct(name)
        meant: Numbers = np.full(len(values), empty, kind)
        wrong: dict[int, BadCell] = {}
        for place, value in enumerate(values):
            if value is not None:
                try:
                    meant[place] = reader(value)
                except BadCell as why:
                    wrong[place] = why
        self.refuse(name, index, wrong)
        return meant[index]

    def texts(self, name: str) -> NDArray[np.object_]:
        """A column as text, empty cells as ""."""
        index, values = self.distinct(name)
        meant = np.array(["" if value is None else written(value) for value in values], object)
        return meant[index]

    def distinct(self, name: str) -> tuple[NDArray[np.int32], list[Any]]:
        """As `Sheet.distinct`, also of a column that is not there. Raises `BadTable` for an empty cell that is needed."""
        if self.sheet is not None and name in self.sheet.names:
            index, values = self.sheet.distinct(name)
        else:
            index, values = np.zeros(self.count, np.int32), [None]
        if self.table.column(name).needed:
            nothing = BadCell("ô này không được để trống.", "this cell may not be empty.")
            self.refuse(name, index, {place: nothing for place, value in enumerate(values) if value is None})
        return index, values

    def refuse(self, name: str, index: NDArray[np.int32], wrong: Mapping[int, BadCell]) -> None:
        """Raises `BadTable` for the first row that holds one of these values."""
        if not wrong or self.sheet is None:
            return
        rows = np.flatnonzero(np.isin(index, list(wrong)))
        if rows.size:
            why = wrong[int(index[rows[0]])]
            raise self.sheet.bad(int(rows[0]), name, why.vietnamese, why.english)

    def _how(self, column: Column) -> tuple[Callable[[Any], float], type, float]:
        """How a column is read: the reader of a value, the type of its numbers, and what an empty cell is."""
        match column.holds:
            case "subject":
                return self._subject, np.int32, 0
            case "date":
                return read_day, np.int32, NO_DAY
            case "day-or-year":
                return read_day_or_year, np.int32, NO_DAY
            case "year":
                return read_year, np.int16, NO_YEAR
            case "number":
                return read_number, np.int32, 0
            case "rank":
                return lambda value: read_number(value, least=1), np.int32, 0
            case "real":
                return read_real, np.float64, 1.0
            case "code" | "award-codes":
                return self._code(column), np.int16 if column.holds == AWARD_CODES else np.int8, 0
        raise ValueError(column.holds)

    def _code(self, column: Column) -> Callable[[Any], int]:
        known = places(self.codes if column.holds == AWARD_CODES else column.codes)
        return lambda value: read_code(value, known) + column.first

    def _subject(self, value: Any) -> int:
        text = written(value)
        if text in self.subjects:
            return self.subjects[text]
        raise BadCell(
            f"bảng subjects không có mã “{text}”. Thêm dòng vào subjects, hoặc sửa mã.",
            f"table subjects has no id “{text}”. Add it there, or mend the id.",
        )


def _levels(units: _Rows) -> tuple[dict[str, str], tuple[str, ...]]:
    """The level of each unit that has one, and all levels in order of their names."""
    levels = units.texts("level")
    for name in ("from", "to"):
        units.of(name)
    return dict(zip(units.texts("unit_id").tolist(), levels.tolist(), strict=True)), tuple(
        sorted(set(levels.tolist()) - {""})
    )


def _ids(rows: _Rows) -> NDArray[np.object_]:
    """The ids of the subjects. Raises `BadTable` where one stands there twice."""
    name = "subject_id"
    index, _ = rows.distinct(name)
    _, first = np.unique(index, return_index=True)
    if first.size < rows.count and rows.sheet is not None:
        again = np.ones(rows.count, bool)
        again[first] = False
        row = int(np.flatnonzero(again)[0])
        text = rows.texts(name)[row]
        raise rows.sheet.bad(
            row,
            name,
            f"mã “{text}” đã có ở một dòng trên. Mỗi mã chỉ một dòng.",
            f"id “{text}” stands in a line above. Each id has one line.",
        )
    return rows.texts(name)


def _subjects(rows: _Rows, levels_of: Mapping[str, str], levels: tuple[str, ...]) -> Subjects:
    place = places(levels)
    units, names = rows.distinct("unit_id")
    level_of = np.array(
        [-1 if name is None else place.get(levels_of.get(written(name), ""), -1) for name in names], np.int16
    )
    return Subjects(
        ids=_ids(rows),
        names=rows.texts("name"),
        kind=rows.of("kind"),
        sex=rows.of("sex"),
        force=rows.of("force"),
        born=rows.of("born"),
        service_from=rows.of("service_from"),
        service_to=rows.of("service_to"),
        outside_flags=rows.of("outside_flags").astype(bool),
        complete_since=rows.of("history_complete_since"),
        unit_level=level_of[units],
    )


def _awards(rows: _Rows) -> Awards:
    rows.of("authority")  # read so that a wrong code is named; no rule asks for it
    return Awards(
        subject=rows.of("subject_id"),
        award=rows.of("award"),
        class_=rows.of("class"),
        day=rows.of("date"),
        for_from=rows.of("for_from"),
        for_to=rows.of("for_to"),
        ground=rows.of("ground"),
        status=rows.of("status"),
    )


def _posts(rows: _Rows) -> tuple[Posts, tuple[str, ...]]:
    """The posts held, and the slugs they are named by, in order of the slugs."""
    index, values = rows.distinct("post")
    slugs = ["" if value is None else post_slug(written(value)) for value in values]
    nameless = BadCell("không có chữ nào.", "there is no word in it.")
    rows.refuse("post", index, {place: nameless for place, slug in enumerate(slugs) if not slug})
    named = tuple(sorted(set(slugs) - {""}))
    place = places(named)
    meant = np.array([place.get(slug, 0) for slug in slugs], np.int32)
    return (
        Posts(rows.of("subject_id"), meant[index], rows.of("coefficient"), rows.of("from"), rows.of("to")),
        named,
    )


def _check_models(rows: _Rows) -> None:
    """No rule reads the models; their rows are checked all the same."""
    rows.texts("model_id")
    for name in ("founded", "stopped", "members", "recognised"):
        rows.of(name)


def known_ids(folder: Path) -> frozenset[str]:
    """The ids of the subjects. Raises `BadTable`."""
    found = tables_in(folder)
    people = _Rows(open_sheet(found["subjects"]) if "subjects" in found else None, "subjects")
    return frozenset(people.texts("subject_id").tolist())


def numbers_in_unit(folder: Path, unit: str) -> list[int]:
    """The numbers of the subjects that belong to a unit or to one below it. Raises `BadTable` where there is no such unit."""
    found = tables_in(folder)
    units = _Rows(open_sheet(found["units"]) if "units" in found else None, "units")
    parents = dict(zip(units.texts("unit_id").tolist(), units.texts("parent_id").tolist(), strict=True))
    if unit not in parents:
        raise BadTable(
            found["units"].name if "units" in found else "units.csv",
            0,
            "unit_id",
            f"không có mã đơn vị “{unit}”.",
            f"there is no unit “{unit}”.",
        )
    people = _Rows(open_sheet(found["subjects"]) if "subjects" in found else None, "subjects")
    return [number for number, own in enumerate(people.texts("unit_id").tolist()) if _below(own, unit, parents)]


def _below(own: str, unit: str, parents: Mapping[str, str]) -> bool:
    """Whether a unit is this one or below it; a circle of units ends where it began."""
    seen: set[str] = set()
    while own and own not in seen:
        if own == unit:
            return True
        seen.add(own)
        own = parents.get(own, "")
    return False
