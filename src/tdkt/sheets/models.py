"""Rows of lists of community models: type, name, place, and what each counts (points, groups, members, households)."""

from typing import Any

from tdkt.sheets.columns import Cleaned, clean_date, clean_decision, clean_number, clean_text
from tdkt.sheets.grid import Value
from tdkt.sheets.problems import Finding, NameMissing
from tdkt.sheets.rows import Outcome, Row


def compose(row: Row) -> list[Outcome]:
    """The model of one row. `district` and `funding` stand in the record only where the list has such a column."""
    name, kind = _first_name(row), row.first("model_type") or row.first("recipient")
    column = next(iter([*row.columns("model_name"), *row.columns("name"), *row.columns("model_type")]), None)
    if name is None and kind is None:
        if not row.is_damaged(column) or column is None:
            row.record(Finding(NameMissing))
        return [Outcome("refused", None)]
    if row.is_damaged(column) or not row.check_name(name or kind or "", column):
        return [Outcome("refused", None)]
    decision = row.first("decision_number", clean_decision)
    record: dict[str, Any] = {
        "type": kind,
        "name": name or kind,
        "place": _place(row),
        "founded": row.first("founded", clean_date) or row.first("from", clean_date),
        "places": row.first("places", clean_number),
        "groups": row.first("groups", clean_number),
        "members": row.first("members", clean_number),
        "households": row.first("households", clean_number),
        "rating": row.first("rating"),
        "decision_number": decision.number if decision else None,
        "note": row.joined("note"),
    }
    if row.has("district"):
        record["district"] = row.first("district")
    if row.has("funding"):
        record["funding"] = row.first("funding", clean_funding)
    return [Outcome("new", record)]


def _place(row: Row) -> str | None:
    """The place from its own column, else from one that names it together with the unit ("Đơn vị, địa bàn")."""
    single: str | None = row.first("place") or row.first("address")
    return single or next((text for column in row.columns("place") if (text := row.read(column))), None)


def _first_name(row: Row) -> str | None:
    name: str | None = row.first("model_name") or row.first("name")
    return name


def clean_funding(value: Value) -> Cleaned:
    """A sum in whole units where the cell is a number, else its words."""
    number, _ = clean_number(value)
    return (number, ()) if number is not None else clean_text(value)
