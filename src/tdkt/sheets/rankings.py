"""Rows of lists of the places of collectives in their cụm or khối of emulation."""

import re

from tdkt.sheets.columns import clean_years
from tdkt.sheets.problems import Finding, NameMissing, WithoutCode
from tdkt.sheets.rows import Outcome, Row
from tdkt.sheets.scores import clean_points
from tdkt.vietnamese.folding import fold

_LEVELS = (
    ("trung-uong", re.compile(r"trung uong|toan quoc")),
    ("bo-tinh", re.compile(r"\bbo\b|\btinh\b|thanh pho")),
    ("unit", re.compile(r"co so|don vi|huyen|phong")),
)


def level_of(text: str) -> str | None:
    """Whose group it is, from words such as "Cấp tỉnh" or "Cụm thi đua các tỉnh miền Trung"."""
    folded = fold(text)
    return next((code for code, words in _LEVELS if words.search(folded)), None)


def compose(row: Row) -> list[Outcome]:
    """The place of one collective; `group_level` is a code, from its own column or from the name of the group."""
    text, column = row.name_text()
    if text is None or not row.check_name(text, column):
        if not row.is_damaged(column) or column is None:
            row.record(Finding(NameMissing))
        return [Outcome("refused", None)]
    years = row.first("years", clean_years) or row.said.years or row.table.sheet_years
    group = row.first("group")
    notes = [row.joined("note")]
    said = row.first("group_level") or row.first("level")
    level = level_of(said) if said else level_of(group) if group else None
    if said and level is None:
        row.record(Finding(WithoutCode, said))
        notes.append(said)
    record = {
        "name": text,
        "unit": row.person_parts()["unit"],
        "year": years[1] if years else None,
        "group": group,
        "group_level": level,
        "ranking": row.first("ranking", clean_points),
        "note": "; ".join(note for note in notes if note) or None,
    }
    return [Outcome("new", record)]
