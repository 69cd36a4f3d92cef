"""The yearly statistics as tables: rows of the register in, the form's rows and columns out, each number with the ids that it counts.

Whatever a row of the register does not tell stands in a row "chưa rõ" of its group, never as a nought elsewhere. Read first: `fill`. Which rows
and columns a form has is law (`tdkt.law.statistics`); how the register's rows are read for them is in `statistics_rows`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tdkt.law.statistics import Column, Form, Row
from tdkt.reports.statistics_rows import METHOD_WORDS, METHODS, Counted

Ids = tuple[int, ...]


@dataclass(frozen=True)
class Cell:
    """`ids` are the rows counted; None: the register cannot tell, or the form's row is not known. `address` names the number on the page."""

    ids: Ids | None
    address: str = ""

    @property
    def value(self) -> int | None:
        return None if self.ids is None else len(self.ids)


@dataclass(frozen=True)
class Line:
    """A line of the table. `beyond`: the form, as far as it is known, has no such row; `within`: it is a part of the row above it."""

    code: str
    words: str
    cells: tuple[Cell, ...]
    beyond: bool = False
    within: bool = False
    unknown: bool = False


@dataclass(frozen=True)
class Heading:
    words: str
    beyond: bool = False


@dataclass(frozen=True)
class LeftOut:
    """What the table leaves out and why; `ids` of which rows."""

    words: str
    ids: Ids
    address: str


@dataclass(frozen=True)
class Table:
    """A form filled for a year. `notes` are sentences of the paper; `left_out` numbers that open."""

    form: Form
    year: int
    columns: tuple[Heading, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def find(self, address: str) -> tuple[str, Ids] | None:
        """What the number of an address counts, in words, and its rows."""
        for line in self.lines:
            for heading, cell in zip(self.columns, line.cells, strict=True):
                if cell.address == address and cell.ids is not None:
                    return f"{line.words} · {heading.words}", cell.ids
        return next(((one.words, one.ids) for one in self.left_out if one.address == address), None)

    @property
    def empty_columns(self) -> tuple[int, ...]:
        """The places of the columns in which nothing is counted: a form with a column for each order has many."""
        return tuple(
            place
            for place in range(1, len(self.columns))
            if all(line.unknown or line.cells[place].value in (0, None) for line in self.lines)
            and any(line.cells[place].value == 0 for line in self.lines)
        )


@dataclass(frozen=True)
class _Measure:
    """A column or a row as it selects: its words, the rows of the register it takes, its group, and whether the form has it."""

    words: str
    ids: frozenset[int]
    group: str = ""
    beyond: bool = False
    code: str = ""
    within: str = "all"
    unknown: bool = False
    rest: bool = False


def fill(
    form: Form,
    counted: Sequence[Counted],
    *,
    year: int,
    notes: Iterable[str] = (),
    left_out: Iterable[tuple[str, Iterable[int]]] = (),
) -> Table:
    """The form of a year filled from these rows."""
    columns = _columns(form, counted)
    rows = _rows(form, counted)
    lines = tuple(_line(place, row, columns, rows) for place, row in enumerate(rows, start=1))
    return Table(
        form=form,
        year=year,
        columns=tuple(Heading(column.words, column.beyond) for column in columns),
        lines=lines,
        notes=tuple(notes),
        left_out=tuple(
            LeftOut(words, tuple(sorted(ids)), f"b{place}")
            for place, (words, ids) in enumerate(((w, tuple(i)) for w, i in left_out), start=1)
            if ids
        ),
    )


def _line(place: int, row: _Measure, columns: Sequence[_Measure], rows: Sequence[_Measure]) -> Line:
    """A row with its cells: a nought only where nothing unknown could stand."""
    siblings = [one for one in rows if one.rest and row.group and (one.group, one.within) == (row.group, row.within)]
    unknown_rows = frozenset[int]().union(*(one.ids for one in siblings))
    cells = []
    for number, column in enumerate(columns, start=1):
        unknown_columns = frozenset[int]().union(
            *(one.ids for one in columns if one.rest and one.group == column.group)
        )
        ids = row.ids & column.ids
        could_be = (not row.rest and unknown_rows & column.ids) or (not column.rest and row.ids & unknown_columns)
        known = not row.unknown and bool(ids or not could_be)
        cells.append(Cell(tuple(sorted(ids)), f"d{place}.c{number}") if known else Cell(None))
    return Line(row.code, row.words, tuple(cells), row.beyond, row.within != "all", row.unknown)


def _columns(form: Form, counted: Sequence[Counted]) -> list[_Measure]:
    """The form's columns, a total where it has none that is known, and behind them what none of them takes."""
    said = form.columns or _OWN_COLUMNS.get(form.of, ())
    found = [
        _Measure(one.vi, frozenset(c.id for c in counted if _takes(one, c)), one.group, beyond=not form.columns)
        for one in said
    ]
    everything = frozenset(c.id for c in counted)
    if not any(column.counts == "all" for column in said):
        found.insert(0, _Measure("Tổng số", everything, beyond=True))
    group = next((one.group for one in found if one.group), "")
    if group:
        left = everything - frozenset().union(*(one.ids for one in found if one.group))
        unsure = left & _with(f"unsure:{group}", counted)
        if left - unsure:
            found.append(_Measure("Không có cột", left - unsure, beyond=True))
        if unsure:
            found.append(_Measure("Chưa rõ", unsure, group, beyond=True, rest=True))
    return found


def _takes(column: Column, one: Counted) -> bool:
    if column.counts:
        return column.counts in one.traits
    return one.award in column.awards and (not column.recipient or column.recipient == one.recipient)


_OWN_COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "bodies": (Column("Tổng số", "Total", counts="all"),),
    "officials": (
        Column("Tổng số", "Total", counts="all"),
        Column("Nam", "Men", counts="men", group="sex"),
        Column("Nữ", "Women", counts="women", group="sex"),
    ),
}
"""Columns for the forms of which no column is known."""


def _rows(form: Form, counted: Sequence[Counted]) -> list[_Measure]:
    """The form's rows; behind each group what of it is not known; and what the register tells beyond the form."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in form.rows:
        groups[row.group, row.within].append(row)
    found = (
        []
        if any(row.counts == "all" for row in form.rows)
        else [_Measure("Tổng số", _with("all", counted), beyond=True)]
    )
    for row in form.rows:
        found.append(_measure(row, counted))
        if row.group and row is groups[row.group, row.within][-1]:
            found += _rest(groups[row.group, row.within], counted)
    more = _beyond(form, counted)
    parted = {one.group for one in more if one.group}
    last = [one for one in found if one.rest and one.group in parted]  # behind the rows that the register parts further
    return [one for one in found if one not in last] + more + last


def _measure(row: Row, counted: Sequence[Counted]) -> _Measure:
    if row.unknown:
        words = f"{row.vi} (chưa rõ lời của dòng)" if row.vi else "Chưa rõ lời của dòng này"
        return _Measure(words, frozenset(), code=row.code, unknown=True)
    ids = _with(row.counts, counted) & _with(row.within, counted)
    return _Measure(row.vi, ids, row.group, code=row.code, within=row.within)


def _rest(rows: Sequence[Row], counted: Sequence[Counted]) -> list[_Measure]:
    """What belongs to a group and of which the register does not tell to which of its rows."""
    group, within = rows[0].group, rows[0].within
    taken = frozenset().union(*(_with(row.counts, counted) for row in rows))
    known = frozenset(c.id for c in counted if f"not:{group}" in c.traits)
    if group == "method" and all(row.counts == "method-resistance" for row in rows):
        known = frozenset(c.id for c in counted if c.traits & set(METHODS.values()))
    left = _with(within, counted) - taken - known
    return [_Measure(REST_WORDS[group], left, group, beyond=True, within=within, rest=True)] if left else []


REST_WORDS = {
    "scope": "Chưa rõ phạm vi",
    "lasts": "Chưa rõ thời gian (chưa ghi ngày kết thúc)",
    "method": "Chưa ghi loại khen thưởng",
    "proposed": "Chưa rõ bộ, ngành hay tỉnh trình",
    "recipient": "Chưa rõ đối tượng",
    "enterprise": "Chưa rõ có phải doanh nghiệp",
    "post": "Chưa rõ theo chức vụ ghi trong sổ",
    "training": "Chưa ghi trình độ",
}


def _with(trait: str, counted: Sequence[Counted]) -> frozenset[int]:
    return frozenset(c.id for c in counted if trait in c.traits)


def _beyond(form: Form, counted: Sequence[Counted]) -> list[_Measure]:
    """What the register tells and the form, as far as it is known, has no row for: said apart, without a code."""
    has = {row.counts for row in form.rows}
    if form.of == "movements" and not has & {"method-thematic", "method-standing"}:
        words = [("Theo chuyên đề", "method-thematic"), ("Thường xuyên", "method-standing")]
    elif form.of in ("state-awards", "office-awards") and not has & {"method-regular", "method-sudden"}:
        words = [(said, trait) for trait, said in METHOD_WORDS.items()]
    elif form.of == "bodies":
        words = [("Tổ chức chuyên trách", "own"), ("Bộ phận kiêm nhiệm", "beside")]
    elif form.of == "officials":
        trained = sorted({t for c in counted for t in c.traits if t.startswith("training:")})
        words = [("Chuyên trách", "full-time"), ("Kiêm nhiệm", "part-time")]
        words += [(f"Đào tạo: {one.partition(':')[2]}", one) for one in trained]
    else:
        return []
    group = "method" if form.of in ("state-awards", "office-awards") else ""
    found = [_Measure(said, _with(trait, counted), group, beyond=True) for said, trait in words]
    if form.of == "officials":
        left = frozenset(c.id for c in counted if not any(t.startswith("training:") for t in c.traits))
        found += [_Measure(REST_WORDS["training"], left, beyond=True)] if left else []
    return found


def as_json(table: Table, *, first: date, last: date, office: str) -> dict[str, Any]:
    """The table as plain data: each number with the ids of its rows; `value` null is not known."""
    return {
        "kind": "statistics",
        "form": table.form.number,
        "title": table.form.vi,
        "law": table.form.law,
        "year": table.year,
        "period": {"from": first.isoformat(), "to": last.isoformat()},
        "office": office,
        "columns": [{"label": one.words, "beyond": one.beyond} for one in table.columns],
        "rows": [
            {
                "code": line.code or None,
                "label": line.words,
                "beyond": line.beyond,
                "unknown": line.unknown,
                "cells": [{"value": cell.value, "rows": list(cell.ids or ())} for cell in line.cells],
            }
            for line in table.lines
        ],
        "left_out": [{"label": one.words, "value": len(one.ids), "rows": list(one.ids)} for one in table.left_out],
        "notes": list(table.notes),
    }
