"""Rows of lists of emulation movements and the campaigns linked with them."""

from tdkt.sheets.columns import clean_date
from tdkt.sheets.problems import Finding, NameMissing, WithoutCode
from tdkt.sheets.rows import Outcome, Row
from tdkt.vietnamese.folding import fold


def compose(row: Row) -> list[Outcome]:
    """The movement of one row; `kind` is movement or campaign, `from` and `to` are dates or years as the list says."""
    name = row.first("movement_name")
    column = next(iter(row.columns("movement_name")), None)
    if name is None or not row.check_name(name, column):
        if not row.is_damaged(column) or column is None:
            row.record(Finding(NameMissing))
        return [Outcome("refused", None)]
    notes = [row.joined("note")]
    kind = None
    for kind_column in row.columns("recipient"):
        if words := row.read(kind_column):
            kind = "campaign" if "cuoc van dong" in fold(words) else "movement" if "phong trao" in fold(words) else None
            if kind is None:
                row.record(Finding(WithoutCode, words), kind_column)
                notes.append(words)
    first, last = row.first("from", clean_date), row.first("to", clean_date)
    years = row.said.years if not row.has("from") and not row.has("to") else None
    record = {
        "name": name,
        "kind": kind,
        "from": first or (str(years[0]) if years else None),
        "to": last or (str(years[1]) if years else None),
        "launched_by": row.first("launched_by"),
        "document": row.first("document"),
        "document_date": row.first("document_date", clean_date),
        "part_of": row.first("part_of"),
        "note": "; ".join(note for note in notes if note) or None,
    }
    return [Outcome("new", record)]
