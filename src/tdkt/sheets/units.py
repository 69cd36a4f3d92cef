"""Rows of unit lists: names, places in the tree, days of beginning and end, and what a unit continues."""

import re

from tdkt.sheets.columns import clean_date, looks_like
from tdkt.sheets.grid import Value
from tdkt.sheets.problems import Finding, NameMissing, WithoutCode
from tdkt.sheets.rows import Outcome, Row
from tdkt.vietnamese.folding import fold

_LEVELS = (
    ("ministry", re.compile(r"\bbo\b|trung uong")),
    ("team", re.compile(r"\bdoi\b|\bto\b|to, doi|doi, to")),
    ("province", re.compile(r"\btinh\b")),
    ("district", re.compile(r"\bhuyen\b|\bquan\b")),
    ("commune", re.compile(r"\bxa\b|\bphuong\b|thi tran")),
    ("department", re.compile(r"\bphong\b|\bban\b|\bcuc\b|\btrai\b")),
)
CODES = ("ministry", "province", "district", "department", "commune", "team")
_SEVERAL = re.compile(r"\s*[;\n]\s*")


def level_of(text: str) -> str | None:
    """The code of a unit's level from words such as "Cấp phòng"."""
    folded = fold(text)
    if folded in CODES:
        return folded
    return next((code for code, words in _LEVELS if words.search(folded)), None)


def compose(row: Row) -> list[Outcome]:
    """The unit of one row."""
    text, column = row.name_text()
    if text is None or not row.check_name(text, column):
        if not row.is_damaged(column) or column is None:
            row.record(Finding(NameMissing))
        return [Outcome("refused", None)]
    notes = [row.joined("note")]
    level = None
    for level_column in row.columns("level"):
        if said := row.read(level_column):
            level = level_of(said)
            if level is None:
                row.record(Finding(WithoutCode, said), level_column)
                notes.append(said)
    record = {
        "name": text,
        "code": row.first("unit_code"),
        "parent": row.first("parent"),
        "level": level,
        "from": row.first("from", clean_date) or row.first("founded", clean_date),
        "to": row.first("to", clean_date),
        "note": "; ".join(note for note in notes if note) or None,
    }
    if row.has("succeeds"):
        record["succeeds"] = [
            name for cell in row.columns("succeeds") for name in predecessors(row.value(cell), row.read(cell))
        ]
    return [Outcome("new", record)]


def predecessors(value: Value, text: str | None) -> list[str]:
    """The units that a cell names, parted by semicolons or lines, or by commas where each part is the name of a unit."""
    if text is None:
        return []
    written = value if isinstance(value, str) and "\n" in value else text
    parts = [" ".join(part.split()).strip(" .,;-") for part in _SEVERAL.split(written)]
    if len(parts) == 1:
        commas = [part.strip() for part in re.split(r",\s+|\s+và\s+(?=Công an|Phòng|Đội)", parts[0])]
        if len(commas) > 1 and all(
            looks_like(part) == "collective" and part.startswith(("Công an", "Phòng")) for part in commas
        ):
            parts = commas
    return [part for part in parts if part]
