"""Rows of people lists."""

from tdkt.sheets.columns import clean_date, clean_sex
from tdkt.sheets.problems import Finding, NameMissing
from tdkt.sheets.rows import Outcome, Row, birth, person, sex_of


def compose(row: Row) -> list[Outcome]:
    """The person of one row."""
    text, column = row.name_text()
    if text is None:
        if not row.is_damaged(column) or column is None:
            row.record(Finding(NameMissing))
        return [Outcome("refused", None)]
    name, rank, sex, post, _ = person(text)
    if not row.check_person_name(name, column):
        return [Outcome("refused", None)]
    parts = row.person_parts()
    born, sex_by_column = birth(row, clean_date)
    form = (row.first("address_form") or "").strip().lower()
    record = {
        "name": name,
        "sex": sex_of(row, clean_sex) or sex_by_column or {"ông": "m", "bà": "f"}.get(form) or sex,
        "born": born,
        "service_number": row.code("service_number"),
        "identity_number": row.code("identity_number"),
        "home": row.first("home"),
        "joined": row.first("joined", clean_date),
        "party_joined": row.first("party_joined", clean_date),
        "rank": parts["rank"] or rank,
        "post": parts["post"] or post,
        "unit": parts["unit"],
        "note": row.joined("note"),
    }
    return [Outcome("new", record)]
