"""Rows of scoring sheets: a criterion, its most points, what the unit gave itself and what was appraised."""

import re

from tdkt.sheets.columns import Cleaned, clean_number, clean_text, clean_years
from tdkt.sheets.grid import Value, shown
from tdkt.sheets.problems import Finding, NameMissing, NumberBad
from tdkt.sheets.rows import Outcome, Row


def clean_points(value: Value) -> Cleaned:
    """A number of points, with a decimal comma or point."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value, ()
    text, findings = clean_text(value)
    if text is None:
        return None, findings
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        # A dot before three digits parts thousands; the fraction stands behind a comma.
        return clean_number(text)
    if not re.fullmatch(r"-?\d{1,6}(?:[.,]\d{1,4})?", text):
        return None, (Finding(NumberBad, shown(value)),)
    points = float(text.replace(",", "."))
    return (int(points) if points.is_integer() else points), ()


def compose(row: Row) -> list[Outcome]:
    """The criterion of one row."""
    criterion = row.first("criterion") or row.first("reason")
    unit = row.first("unit")
    if criterion is None and unit is None:
        row.record(Finding(NameMissing))
        return [Outcome("refused", None)]
    years = row.first("years", clean_years) or row.said.years or row.table.sheet_years
    record = {
        "unit": unit or row.said.unit or _unit_of_title(row.said.title) or None,
        "group": row.first("group"),
        "year": years[1] if years else None,
        "criterion": criterion,
        "maximum": row.first("maximum", clean_points),
        "self": row.first("self", clean_points),
        "appraised": row.first("appraised", clean_points),
        "note": row.joined("note"),
    }
    return [Outcome("new", record)]


_OF_UNIT = re.compile(
    r"\bcủa\s+((?:công an|ubnd|ủy ban|uỷ ban|phòng|đội|xã|phường|thị trấn|trường|khoa|ban)\s.+?)(?:\s+năm(?:\s+học)?\s+\d{4}.*)?$",
    re.IGNORECASE,
)


def _unit_of_title(title: str | None) -> str | None:
    """The unit whose sheet this is, where the title says so: "BẢNG CHẤM ĐIỂM … CỦA CÔNG AN XÃ ĐẠI MINH"."""
    found = _OF_UNIT.search(title) if title else None
    return found[1] if found else None
