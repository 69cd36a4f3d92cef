"""Rows of lists of disciplinary measures."""

import re

from tdkt.sheets.columns import clean_date, clean_decision
from tdkt.sheets.names import person_name
from tdkt.sheets.problems import Finding, NameMissing, WithoutCode
from tdkt.sheets.rows import Outcome, Row, birth
from tdkt.vietnamese.folding import fold

_FORMS = (
    ("khien-trach", re.compile(r"khien trach")),
    ("canh-cao", re.compile(r"canh cao")),
    ("giang-chuc", re.compile(r"giang chuc")),
    ("cach-chuc", re.compile(r"cach chuc")),
    ("tuoc-danh-hieu", re.compile(r"tuoc (?:danh hieu|quan tich)")),
    ("under-investigation", re.compile(r"dang (?:bi )?(?:dieu tra|xem xet)")),
)


def compose(row: Row) -> list[Outcome]:
    """The measure of one row; `form` is a code, words without one go to the note."""
    text, column = row.name_text()
    if text is None or not row.check_person_name(person_name(text).name, column):
        if not row.is_damaged(column) or column is None:
            row.record(Finding(NameMissing))
        return [Outcome("refused", None)]
    notes = [row.joined("reason"), row.joined("note")]
    form = None
    for form_column in [*row.columns("discipline"), *row.columns("award")]:
        if words := row.read(form_column):
            form = next((code for code, pattern in _FORMS if pattern.search(fold(words))), None)
            if form is None:
                row.record(Finding(WithoutCode, words), form_column)
                notes.append(words)
    decision = row.first("decision_number", clean_decision)
    record = {
        "name": person_name(text).name,
        "unit": row.person_parts()["unit"],
        "form": form,
        "from": row.first("from", clean_date)
        or row.first("decision_date", clean_date)
        or (decision.date if decision else None),
        "to": row.first("to", clean_date),
        "decision_number": decision.number if decision else None,
        "note": "; ".join(note for note in notes if note) or None,
    }
    born, _ = birth(row, clean_date)
    who = {"born": born, "service_number": row.code("service_number"), "identity_number": row.code("identity_number")}
    return [Outcome("new", record | {name: said for name, said in who.items() if said})]
