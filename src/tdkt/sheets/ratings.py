"""Rows of yearly ratings: the rating and the emulation title of a person or a collective in a year; one record for each year of a row."""

from tdkt.law.catalogue import award as award_of
from tdkt.sheets.columns import clean_date, clean_years, looks_like, rating_of
from tdkt.sheets.headers import Column
from tdkt.sheets.names import person_name
from tdkt.sheets.problems import AwardUnknown, Finding, NameMissing, WithoutCode, YearMissing
from tdkt.sheets.recognition import award_named, settled
from tdkt.sheets.rows import Outcome, Row, birth


def compose(row: Row) -> list[Outcome]:
    """The ratings of one row."""
    text, column = row.name_text()
    if text is None:
        if not row.is_damaged(column) or column is None:
            row.record(Finding(NameMissing))
        return [Outcome("refused", None)]
    is_unit = (
        row.names_unit_itself()
        or (column is not None and column.holds("collective"))
        or row.said.recipient == "collective"
    )
    is_unit = is_unit or (
        looks_like(text) == "collective" and row.said.recipient != "individual" and not row.has("rank")
    )
    name = text if is_unit else person_name(text).name
    if not (row.check_name(name, column) if is_unit else row.check_person_name(name, column)):
        return [Outcome("refused", None)]
    born, _ = birth(row, clean_date)
    who = {"name": name, "born": born, "service_number": row.code("service_number"), "unit": row.person_parts()["unit"]}
    years = [each for each in dict.fromkeys(_year_of(c) for c in _columns(row)) if each is not None]
    if not years:
        return [_outcome(row, who, _year(row), _columns(row))]
    # A list of several years side by side: columns without a year of their own speak of all of them.
    return [
        _outcome(row, who, year, [c for c in _columns(row) if _year_of(c) in (year, None)])
        for year in years
        if any(row.value(c) is not None for c in _columns(row) if _year_of(c) == year)
    ] or [Outcome("ignored", None)]


def _columns(row: Row) -> list[Column]:
    return [*row.columns("rating"), *row.columns("year_column"), *row.columns("award"), *row.columns("award_flag")]


def _year_of(column: Column) -> int | None:
    return column.meaning.year if column.meaning else None


def _year(row: Row) -> int | None:
    years = row.first("years", clean_years) or row.said.years or row.table.sheet_years
    return years[1] if years else None


def _outcome(row: Row, who: dict[str, str | None], year: int | None, columns: list[Column]) -> Outcome:
    rating = title = None
    notes = [row.joined("note")]
    for column in columns:
        text = row.read(column)
        if text is None:
            continue
        if column.holds("award_flag") and column.meaning:
            title = title or column.meaning.award
            continue
        code = rating_of(text)
        if code and not column.holds("award"):
            rating = rating or code
            continue
        said = award_named(text)
        if (
            said is not None
            and (named := settled(said, row.said.level or row.said.signed_level).code)
            and award_of(named).kind == "title"
        ):
            title = title or named
        elif code:
            rating = rating or code
        elif text.lower() not in ("không", "chưa có dữ liệu", "không có", "không xét", "không đề nghị"):
            row.record(Finding(AwardUnknown if column.holds("award") else WithoutCode, text), column)
            notes.append(text)
    record = {
        **who,
        "year": year,
        "rating": rating,
        "title": title,
        "note": "; ".join(note for note in notes if note) or None,
    }
    if year is None:
        row.record(Finding(YearMissing))
        return Outcome("doubtful", record, [])
    return Outcome("new", record)
