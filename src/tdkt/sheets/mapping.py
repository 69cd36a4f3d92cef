"""How somebody has said that the columns of a list are to be understood, where the program did not understand them by itself.

A mapping belongs to the names of the columns, not to one file: it fits every later list whose columns are named the same and stand in
the same order. It may name the kind of list, and for each column what it holds, or that it is not used. A row that carries just these
names is taken for the heading, also where the program would not have seen one.

Read first: `understood`. Shape of one mapping, also in JSON:
    {"labels": ["STT", "Người được tặng", "Nơi làm"], "kind": "awards", "fields": {"1": "name", "2": "unit"}}
Columns are counted from 0, from the first of the table on; a column that is not named keeps the meaning that its heading says.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tdkt.sheets.grid import Grid, Value, column_letters, shown
from tdkt.sheets.headers import SYNONYMS, Column, Heading, Meaning, is_numbering, meaning_of
from tdkt.sheets.kinds import KINDS
from tdkt.vietnamese.folding import fold

UNUSED = "unused"
"""What is said of a column that the list has for itself: read by nobody, and no longer named as unread."""
SAMPLES = 3
SAMPLE_ROWS = 400
LONGEST_SAMPLE = 60
LINES_SHOWN = 20
MOST_COLUMNS = 200

Said = Mapping[str, Any]
"""A mapping as JSON has it."""


@dataclass(frozen=True)
class ColumnMapping:
    """The names of the columns as they stand, "" for one without a name; the kind of list, or None for what the program finds; the meaning
    of each column that somebody set, by its place: a field of `headers.SYNONYMS`, several joined by "+", or `UNUSED`."""

    labels: tuple[str, ...]
    kind: str | None = None
    fields: Mapping[int, str] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.labels)

    def as_json(self) -> dict[str, Any]:
        return {
            "labels": list(self.labels),
            "kind": self.kind,
            "fields": {str(place): said for place, said in sorted(self.fields.items())},
        }


def bare(label: str) -> str:
    """A column's name without case, accents and signs: what makes two headings the same."""
    return re.sub(r"[^\w]+", " ", fold(label)).strip()


def fingerprint(labels: Sequence[str]) -> str:
    """One short name for columns named so, in this order: 32 hexadecimal digits."""
    return hashlib.sha256("|".join(bare(label) for label in labels).encode()).hexdigest()[:32]


def fault_of(said: Said) -> str | None:
    """Why a mapping cannot be taken, as a sentence to the user; None for a sound one."""
    kind, labels, fields = said.get("kind"), said.get("labels"), said.get("fields", {})
    if not isinstance(labels, list) or not 0 < len(labels) <= MOST_COLUMNS or not any(bare(str(one)) for one in labels):
        return "Cách hiểu cột không có tên cột nào; hãy chọn lại dòng tên cột của bảng."
    if kind is not None and kind not in KINDS:
        return f"Không có loại danh sách '{kind}'; hãy chọn một loại trong danh mục."
    if not isinstance(fields, dict):
        return "Cách hiểu cột không đọc được; hãy chọn lại nghĩa của từng cột."
    for place, meaning in fields.items():
        if not (str(place).isdecimal() and int(place) < MOST_COLUMNS and isinstance(meaning, str)):
            return "Cách hiểu cột không đọc được; hãy chọn lại nghĩa của từng cột."
        if meaning != UNUSED and not all(one in KNOWN for one in meaning.split("+")):
            return f"Không có nghĩa '{meaning}' cho một cột; hãy chọn một nghĩa trong danh mục."
    return None


KNOWN = frozenset({*SYNONYMS, "award_flag", "year_column"})
"""All that a column can mean; the last two hold something more (which award, which year), so nobody but the program says them."""


def mappings_of(said: Iterable[Said]) -> dict[str, ColumnMapping]:
    """Mappings by their fingerprint, from JSON; what is not sound is left out, and of two for the same columns the later one counts."""
    found = {}
    for one in said:
        if fault_of(one) is None:
            mapping = ColumnMapping(
                tuple(str(label) for label in one["labels"]),
                one.get("kind"),
                {int(place): meaning for place, meaning in one.get("fields", {}).items()},
            )
            found[mapping.fingerprint] = mapping
    return found


# --- in a table ---------------------------------------------------------------------------------


def labels_of(heading: Heading) -> list[str]:
    """The names of a table's columns from the first to the last, "" for one without a name."""
    named = {column.index: column.label for column in heading.columns}
    return [named.get(index, "") for index in range(heading.left, heading.right + 1)]


def heading_said(grid: Grid, row: int, mappings: Mapping[str, ColumnMapping]) -> Heading | None:
    """The row as a heading, where a mapping names its columns and the program itself sees none."""
    if not mappings:
        return None
    first, labels = _labels_on(grid, row)
    # A row of data ends here: its first cell begins no mapping.
    if not labels or bare(labels[0]) not in {bare(mapping.labels[0]) for mapping in mappings.values()}:
        return None
    if fingerprint(labels) not in mappings:
        return None
    columns = tuple(
        Column(first + place, label, meaning_of(label)) for place, label in enumerate(labels) if label.strip()
    )
    return Heading(row, row, columns)


def _labels_on(grid: Grid, row: int) -> tuple[int, list[str]]:
    filled = [c for c, value in enumerate(grid.cells[row]) if value is not None]
    if len(filled) < 2 or not isinstance(grid.value(row, filled[0]), str):
        return 0, []
    return filled[0], [_text(grid.value(row, c)) for c in range(filled[0], filled[-1] + 1)]


def _text(value: Value) -> str:
    return " ".join(shown(value).split())


def understood(heading: Heading, mappings: Mapping[str, ColumnMapping]) -> tuple[Heading, str | None]:
    """A heading with the meanings that somebody has set, and the kind of list that was set; as it was where nothing was said."""
    mapping = mappings.get(fingerprint(labels_of(heading))) if mappings else None
    if mapping is None:
        return heading, None
    left = heading.left
    known = {column.index: column for column in heading.columns}
    for place, said in mapping.fields.items():
        column = known.get(left + place, Column(left + place, "", None))
        known[column.index] = Column(column.index, column.label, _meaning(column.meaning, said))
    columns = tuple(known[index] for index in sorted(known))
    return Heading(heading.first, heading.last, columns), mapping.kind


def _meaning(before: Meaning | None, said: str) -> Meaning:
    if before is not None and said == field_of(before):
        return before  # it also says which award, or which year
    return Meaning(tuple(said.split("+")))


def field_of(meaning: Meaning | None) -> str:
    """What a column means in one word: "name", "rank+post", "unused"; "" where nobody knows."""
    return "+".join(meaning.fields) if meaning else ""


# --- what the screen shows ------------------------------------------------------------------------


def columns_of(grid: Grid, heading: Heading, *, last: int) -> list[dict[str, Any]]:
    """Every column of a table up to the `last` one of the grid: its name, its letter, its meaning, and its first values.

    A column without a name stands here where it holds anything, so that none is passed over in silence.
    """
    named = {column.index: column for column in heading.columns}
    below = range(heading.last + 1, min(grid.height, heading.last + 1 + SAMPLE_ROWS))
    found = []
    for index in range(heading.left, max(last, heading.right) + 1):
        column = named.get(index)
        samples: list[str] = []
        for row in below:
            if (text := _text(grid.value(row, index))) and text not in samples:
                samples.append(text[:LONGEST_SAMPLE])
                if len(samples) == SAMPLES:
                    break
        if column is not None or samples:
            found.append(
                {
                    "place": index - heading.left,
                    "letter": column_letters(grid.left + index) if grid.form in ("sheet", "pasted") else str(index + 1),
                    "label": column.label if column else "",
                    "field": field_of(column.meaning) if column else "",
                    "samples": samples,
                }
            )
    return found


def lines_of(grid: Grid) -> list[dict[str, Any]]:
    """The first rows of a grid in which no heading was found, each with its place and its cells: one of them may be the heading."""
    found: list[dict[str, Any]] = []
    for row in range(grid.height):
        _, labels = _labels_on(grid, row)
        filled = [c for c, value in enumerate(grid.cells[row]) if value is not None]
        if labels and not is_numbering([grid.value(row, c) for c in filled]):
            found.append({"at": grid.row_at(row, filled[0], filled[-1]), "cells": labels})
            if len(found) == LINES_SHOWN:
                break
    return found
