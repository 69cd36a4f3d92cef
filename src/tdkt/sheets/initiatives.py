"""Rows of lists of initiatives, research themes and counsel (sáng kiến, đề tài, mưu trí)."""

import re

from tdkt.sheets.columns import clean_date, clean_decision, clean_years
from tdkt.sheets.names import person_name
from tdkt.sheets.problems import Finding, NameMissing, NamesSeveral, WithoutCode
from tdkt.sheets.rows import Outcome, Row, birth
from tdkt.vietnamese.folding import fold

_KINDS = (
    ("de-tai", re.compile(r"de tai")),
    ("sang-kien", re.compile(r"sang kien")),
    ("muu-tri", re.compile(r"muu tri")),
)
_SCOPES = (
    ("toan-quoc", re.compile(r"toan quoc")),
    ("toan-luc-luong", re.compile(r"toan luc luong|toan quan")),
    ("bo-tinh", re.compile(r"\bbo\b|\btinh\b|thanh pho")),
    ("co-so", re.compile(r"co so|don vi")),
)


def compose(row: Row) -> list[Outcome]:
    """The initiative of one row; `kind` and `scope` are codes, words without one go to the note."""
    title = row.first("initiative") or row.first("description")
    if title is None:
        row.record(Finding(NameMissing))
        return [Outcome("refused", None)]
    name, column = row.name_text()
    author = person_name(name) if name else None
    if author is not None and not row.check_person_name(author.name, column):
        return [Outcome("refused", None)]
    if author is not None and author.others:
        row.record(Finding(NamesSeveral, name), column)
    notes = [row.joined("note")]
    codes: dict[str, str | None] = {}
    for field, table in (("initiative_kind", _KINDS), ("scope", _SCOPES), ("recipient", _KINDS)):
        codes[field] = None
        for column in row.columns(field):
            if words := row.read(column):
                codes[field] = next((code for code, pattern in table if pattern.search(fold(words))), None)
                if codes[field] is None:
                    row.record(Finding(WithoutCode, words), column)
                    notes.append(words)
    kind = codes["initiative_kind"] or codes["recipient"]
    if kind is None and not row.columns("initiative_kind") and not row.columns("recipient"):
        kind = _kind_of_list(row)
    decision = row.first("decision_number", clean_decision)
    years = row.first("years", clean_years) or row.said.years
    recognised = row.first("recognised", clean_date) or row.first("decision_date", clean_date)
    record = {
        "name": author.name if author else None,
        "unit": row.person_parts()["unit"],
        "year": years[1] if years else int(recognised[:4]) if recognised else None,
        "title": title,
        "kind": kind,
        "scope": codes["scope"],
        "decision_number": decision.number if decision else None,
        "note": "; ".join(note for note in notes if note) or None,
    }
    born, _ = birth(row, clean_date)
    who = {"born": born, "service_number": row.code("service_number"), "identity_number": row.code("identity_number")}
    first = record | {field: said for field, said in who.items() if said}
    # Each author of a common work has it in the register; birth and numbers are those of the first.
    others = [person_name(other).name for other in author.others] if author else []
    return [Outcome("new", first), *(Outcome("new", record | {"name": other}) for other in others)]


def _kind_of_list(row: Row) -> str | None:
    """The one kind that the title and the heading of the list name; "ĐỀ TÀI, SÁNG KIẾN" names two and settles none."""
    words = fold(" ".join([row.said.title or "", *(column.label for column in row.columns("initiative"))]))
    named = [code for code, pattern in _KINDS if pattern.search(words)]
    return named[0] if len(named) == 1 else None
