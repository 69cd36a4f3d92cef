"""One row of a list while it is read: its cells by the meaning of their columns, and what was found wrong or repaired in them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tdkt.sheets.columns import (
    Cleaned,
    clean_date,
    clean_date_since_1904,
    clean_text,
    is_shortened_number,
    split_post,
    split_rank,
)
from tdkt.sheets.context import Context
from tdkt.sheets.damage import damage_of_name
from tdkt.sheets.grid import Grid, Value, shown
from tdkt.sheets.headers import Column, Heading
from tdkt.sheets.names import lines_joined
from tdkt.sheets.problems import DigitsLost, Ditto, Finding, TextDamaged, ZerosDoubtful, ZerosRestored

DITTO = re.compile(r"(?:-?\s*n[./]?t\.?\s*-?|như trên\.?|nhu tren|[\"”“„″〃']{1,2}|//|-\s*[\"”“″]\s*-)", re.IGNORECASE)
"""A cell that says "as above"."""
_MAY_BE_DITTO = re.compile(r"\s*[-nN\"”“„″〃'/]").match

Record = dict[str, Any]


@dataclass
class Outcome:
    """What became of a row, or of one of its several awards: the status, the record (None when refused), the candidates when doubtful."""

    status: str
    record: Record | None
    candidates: list[Any] | None = None


_OF_PERSONS = ("born", "born_male", "born_female", "rank", "post", "service_number", "identity_number")


@dataclass
class Table:
    """What is known of a whole table: its grid and heading, the width that numbers of fixed width have in it, the year in its sheet's name."""

    grid: Grid
    heading: Heading
    kind: str
    widths: dict[int, int | None] = field(default_factory=dict)
    sheet_years: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        self.by_field: dict[str, list[Column]] = {}
        self.alone: dict[str, list[Column]] = {}
        """The columns of one meaning that are not about one award or year."""
        self.mixed: list[Column] = []
        """The columns that join several things of a person, such as "Cấp bậc, chức vụ"."""
        for column in self.heading.columns:
            meaning = column.meaning
            if meaning is None:
                continue
            for name in meaning.fields:
                self.by_field.setdefault(name, []).append(column)
            if len(meaning.fields) > 1:
                if meaning.fields[0] not in ("name", "decision_number"):
                    self.mixed.append(column)
            elif meaning.award is None and meaning.year is None:
                self.alone.setdefault(meaning.field, []).append(column)
        self.repeatable = {c.index: c for c in self.heading.columns if c.label and not c.holds("number")}
        """The columns whose cells may say "as above"."""
        self.names_apart = any(name in self.by_field for name in ("name", "collective", "household"))
        """Whether names have a column of their own."""
        self.of_persons = [column.index for name in _OF_PERSONS for column in self.by_field.get(name, ())]
        """The columns in which only persons have something."""


class Row:
    """A row of a table under its context. Reading a cell records what was found in it; `problems` gives all of it with addresses."""

    def __init__(self, table: Table, index: int, values: dict[int, Value], said: Context):
        self.table = table
        self.index = index
        self.said = said
        self._values = values
        self._found: list[tuple[Finding, Column | None]] = []

    # --- cells

    def has(self, name: str) -> bool:
        return name in self.table.by_field

    def columns(self, name: str) -> Sequence[Column]:
        return self.table.by_field.get(name, ())

    def value(self, column: Column) -> Value:
        return self._values.get(column.index)

    def read(self, column: Column, cleaner: Callable[[Value], Cleaned] = clean_text) -> Any:
        """The clean value of one cell; what was found in it is recorded."""
        value = self._values.get(column.index)
        if value is None:
            return None
        if cleaner is clean_date and self.table.grid.since_1904:
            cleaner = clean_date_since_1904
        clean, findings = cleaner(value)
        for finding in findings:
            self.record(finding, column)
        return clean

    def first(self, name: str, cleaner: Callable[[Value], Cleaned] = clean_text) -> Any:
        """The first clean value among the columns of this meaning that are not about one award or year."""
        for column in self.table.alone.get(name, ()):
            clean = self.read(column, cleaner)
            if clean is not None:
                return clean
        return None

    def joined(self, *names: str) -> str | None:
        """The texts of all columns of these meanings, joined by semicolons."""
        by_field = self.table.by_field
        texts = [text for name in names for column in by_field.get(name, ()) if (text := self.read(column))]
        return "; ".join(texts) or None

    def record(self, finding: Finding, column: Column | None = None) -> None:
        if (finding, column) not in self._found:
            self._found.append((finding, column))

    # --- what several columns say together

    def name_text(self) -> tuple[str | None, Column | None]:
        """The receiver's name as it stands, and its column; damage is recorded by `is_name_damaged`."""
        family = self.columns("name_family")
        for name in ("name", "collective", "household") if self.table.names_apart else ("unit",):
            for column in self.columns(name):
                value = self._values.get(column.index)
                if value is None:
                    continue
                text, findings = clean_text(lines_joined(value) if isinstance(value, str) and "\n" in value else value)
                for finding in findings:
                    self.record(finding, column)
                if text is None and findings:
                    return None, column
                if text is not None:
                    if name == "name" and family and (before := self.read(family[0])):
                        text = f"{before} {text}"
                    # One heading over two columns parts a name into its beginning and its last word.
                    rest = [c for c in self.columns(name) if c.index > column.index and c.label == column.label]
                    return (" ".join([text, *(more for c in rest if (more := self.read(c)))]) if rest else text), column
        if family and (text := self.read(family[0])):
            return text, family[0]
        return None, None

    def names_unit_itself(self) -> bool:
        """Whether the list has no column of names but one of units: then the units are what it lists."""
        return not self.table.names_apart

    def speaks_of_person(self) -> bool:
        """Whether the row has something that only persons have: a birth date, a rank, a number."""
        return any(self._values.get(index) is not None for index in self.table.of_persons)

    def is_damaged(self, column: Column | None) -> bool:
        return any(found.problem.level == "error" and where == column for found, where in self._found)

    def check_person_name(self, text: str, column: Column | None) -> bool:
        """Whether a person's name is sound; if not, the damage is recorded."""
        if damage := damage_of_name(text):
            self.record(Finding(damage, text), column)
            return False
        return True

    def check_name(self, text: str, column: Column | None) -> bool:
        """As `check_person_name`, for collectives: they may hold abbreviations, but no question marks."""
        if "?" in text:
            self.record(Finding(TextDamaged, text), column)
            return False
        return True

    def person_parts(self) -> dict[str, str | None]:
        """Rank, post and unit from their own columns, from columns that join them, and the unit of the group line."""
        rank, post = self.first("rank"), self.first("post")
        unit = None if self.names_unit_itself() else self._unit()
        for column in self.table.mixed:
            fields = column.meaning.fields if column.meaning else ()
            if not (text := self.read(column)):
                continue
            if "rank" in fields:
                found, text = split_rank(text)
                rank = rank or found
                if found is None and fields == ("post", "rank") and text:
                    post, found = _rank_at_end(text)
                    rank, text = rank or found, None
            if text and "unit" in fields and "post" in fields:
                said_post, said_unit, findings = split_post(text)
                post, unit = post or said_post, unit or said_unit
                for finding in findings:
                    self.record(finding, column)
            elif text and "post" in fields:
                post = post or text
            elif text and "unit" in fields:
                unit = unit or text
        return {"rank": rank, "post": post, "own_unit": unit, "unit": unit or self.said.unit or None}

    def _unit(self) -> str | None:
        small = [text for column in self.columns("unit_small") if _is_plain(column) and (text := self.read(column))]
        large = [text for column in self.columns("unit") if _is_plain(column) and (text := self.read(column))]
        parts = list(dict.fromkeys([*small, *large]))
        return ", ".join(parts) or None

    def code(self, name: str) -> str | None:
        """A number that is a name (service number, identity number), its lost zeros put back where the column leaves no doubt."""
        for column in self.columns(name):
            value = self._values.get(column.index)
            if value is None:
                continue
            text = self.read(column)
            if text is None:
                continue
            if text.isdigit():
                return self._with_zeros(text, column, name, is_number=not isinstance(value, str))
            if is_shortened_number(text):
                # Two people's numbers look the same when their last digits are lost: no number is better than half of one.
                self.record(Finding(DigitsLost, text), column)
                continue
            bare = re.sub(r"[\s.]", "", text)
            return (
                self._with_zeros(bare, column, name, is_number=not isinstance(value, str)) if bare.isdigit() else text
            )
        return None

    def _with_zeros(self, text: str, column: Column, name: str, *, is_number: bool) -> str:
        width = self.table.widths.get(column.index)
        if name == "identity_number":
            width = 12 if len(text) in (10, 11) else 9 if len(text) == 8 else len(text)
        if width is None:
            if is_number:
                self.record(Finding(ZerosDoubtful, text), column)
            return text
        if len(text) < width:
            restored = text.zfill(width)
            self.record(Finding(ZerosRestored, text, restored), column)
            return restored
        return text

    # --- problems

    def problems(self) -> list[dict[str, Any]]:
        grid = self.table.grid
        said = []
        for finding, column in self._found:
            place = grid.spoken_row(self.index)
            if column is not None:
                said.append(
                    finding.as_json(
                        at=grid.cell_at(self.index, column.index),
                        place=f"{place}, cột {column.label}",
                        column=column.label,
                    )
                )
            else:
                at = grid.row_at(self.index, self.table.heading.left, self.table.heading.right)
                said.append(finding.as_json(at=at, place=place))
        return said


def _is_plain(column: Column) -> bool:
    return column.meaning is not None and len(column.meaning.fields) == 1


def _rank_at_end(text: str) -> tuple[str | None, str | None]:
    for mark in (",", " - ", " – "):
        if mark in text:
            post, _, rank = text.rpartition(mark)
            return post.strip() or None, rank.strip() or None
    return text, None


def birth(row: Row, cleaner: Callable[[Value], Cleaned]) -> tuple[str | None, str | None]:
    """Birth date and, where the list has one column of birth years for men and one for women, the sex."""
    for name, sex in (("born_male", "m"), ("born_female", "f")):
        for column in row.columns(name):
            value = row.value(column)
            if value is not None:
                if isinstance(value, str) and value.strip().lower() == "x":
                    return row.first("born", cleaner), sex
                return row.read(column, cleaner), sex
    for name, sex in (("male", "m"), ("female", "f")):
        for column in row.columns(name):
            value = row.value(column)
            # "Nam" and "Nữ" side by side hold a mark, or the year of birth under the sex.
            if (
                value is not None
                and not (isinstance(value, str) and not any(c.isdigit() for c in value))
                and value is not True
            ):
                return row.first("born", cleaner) or (row.read(column, cleaner) if value != 1 else None), sex
    return row.first("born", cleaner), None


def sex_of(row: Row, cleaner: Callable[[Value], Cleaned]) -> str | None:
    """The sex from its column, or from a mark in a column of men or of women."""
    said: str | None = row.first("sex", cleaner)
    if said:
        return said
    for name, sex in (("male", "m"), ("female", "f")):
        if any(row.value(column) is not None for column in row.columns(name)):
            return sex
    return None


def dittos(table: Table, values: dict[int, Value], before: dict[int, Value]) -> list[tuple[Finding, Column]]:
    """Puts the value of the row above where a cell says "nt"; gives the repairs."""
    repairs = []
    # The rows of a large list pass here cell by cell: the cheap questions come first.
    marked = [
        (index, value)
        for index, value in values.items()
        if isinstance(value, str) and len(value) <= 12 and _MAY_BE_DITTO(value) and index in table.repeatable
    ]
    for index, value in sorted(marked):
        if not isinstance(value, str) or not DITTO.fullmatch(value.strip()):
            continue
        above = before.get(index)
        # Nothing above to repeat: the cell says nothing.
        values[index] = above
        if above is not None:
            repairs.append((Finding(Ditto, value.strip(), shown(above)), table.repeatable[index]))
    return repairs
