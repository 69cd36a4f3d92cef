"""Rows of people lists."""

from tdkt.sheets.columns import clean_date, clean_sex
from tdkt.sheets.names import person_name
from tdkt.sheets.problems import Finding, NameMissing, NamesSeveral
from tdkt.sheets.rows import Outcome, Row, birth, sex_of


def compose(row: Row) -> list[Outcome]:
    """The person of one row."""
    text, column = row.name_text()
    if text is None:
        if not row.is_damaged(column) or column is None:
            row.record(Finding(NameMissing))
        return [Outcome("refused", None)]
    found = person_name(text)
    if not row.check_person_name(found.name, column):
        return [Outcome("refused", None)]
    parts = row.person_parts()
    born, sex_by_column = birth(row, clean_date)
    form = (row.first("address_form") or "").strip().lower()
    record = {
        "name": text if found.others else found.name,
        "sex": sex_of(row, clean_sex) or sex_by_column or {"ông": "m", "bà": "f"}.get(form) or found.sex,
        "born": born or found.born,
        "service_number": row.code("service_number"),
        "identity_number": row.code("identity_number"),
        "home": row.first("home"),
        "joined": row.first("joined", clean_date),
        "party_joined": row.first("party_joined", clean_date),
        "rank": parts["rank"] or found.rank,
        "post": parts["post"] or found.post,
        "unit": parts["own_unit"] or found.unit or parts["unit"],
        "note": row.joined("note"),
    }
    if found.others:
        row.record(Finding(NamesSeveral, text), column)
        return [Outcome("doubtful", record, [])]
    return [Outcome("new", record)]
