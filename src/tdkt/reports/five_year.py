"""The five-year report as data: sections, sentences, tables and charts in which every number opens to its rows.

One JSON-able dict, the same for papers, pages and `--format json`. Nothing in it tells when it was made: the same register and the same
question give the same bytes, and `code` is a digest of them.
"""

import hashlib
import json
from datetime import date
from typing import Any

from tdkt.reports import award_tables
from tdkt.reports.award_sentences import award_paragraphs
from tdkt.reports.further import further_sections
from tdkt.reports.models import model_section
from tdkt.reports.movements import main_movement, movement_section
from tdkt.reports.numbers import Json, NumberBook
from tdkt.reports.register import Register

MOVEMENTS = "I. Các phong trào thi đua"
AWARDS = "II. Kết quả công tác khen thưởng"
MODELS = "III. Xây dựng, nhân rộng mô hình về an ninh, trật tự"
FURTHER = ("IV", "V", "VI")
"""The numerals of the sections that stand only where there is something to say."""


def five_year(register: Register, *, first: int, last: int, unit_id: int, known_on: date) -> dict[str, Any]:
    """The report of a unit over the years `first` to `last`.

    `known_on` is the day to which the register is known: it decides only which units are "(cũ)". Keys: kind, code, sample, office, unit,
    period, movement, title, subtitle, sections, facts, tables, charts, numbers, rows. `facts` are those of the facts contract with `id`
    and `rows`; `numbers` holds every number in sentences, tables and bars by its address; `rows` every line behind them.
    """
    book = NumberBook(register, unit_id=unit_id, first=first, last=last, known_on=known_on)
    movements, movement_tables = movement_section(book, heading=MOVEMENTS, table_id="t10", launch_table_id="t13")
    awards, award_table_list, award_charts = _award_section(book)
    models, model_tables, model_charts = model_section(book, heading=MODELS)
    further = further_sections(book, ids=("t14", "t15", "t16"))
    for numeral, (section, _) in zip(FURTHER, further, strict=False):
        section["heading"] = f"{numeral}. {section['heading']}"
    head = main_movement(register, first, last)
    report: Json = {
        "kind": "five-year",
        "code": "",
        "sample": register.office.sample,
        "office": _office(register, book),
        "unit": {"id": f"unit/{unit_id}", "name": register.name_on(unit_id, book.day, known_on=known_on)},
        "period": {"from": first, "to": last},
        "movement": {"name": head.name, "from": head.first, "to": head.last} if head else None,
        "title": "BÁO CÁO",
        "subtitle": _subtitle(head.name if head else None, first, last),
        "sections": [movements, awards, models, *(section for section, _ in further)],
        "facts": book.facts,
        "tables": [
            *movement_tables,
            *award_table_list,
            *model_tables,
            *(table for _, tables in further for table in tables),
        ],
        "charts": [*award_charts, *model_charts],
        "numbers": book.numbers,
        "rows": book.rows(),
    }
    report["code"] = f"5N-{last}-{_digest(report)}"
    return report


def _award_section(book: NumberBook) -> tuple[Json, list[Json], list[Json]]:
    """Section II with its tables and charts; tables without a line are left out."""
    paragraphs = award_paragraphs(book)
    made = [
        award_tables.by_form(book, id="t1"),
        award_tables.by_giver(book, id="t2"),
        award_tables.by_unit(book, id="t3"),
        award_tables.by_run(book, id="t4"),
        award_tables.by_title(book, id="t5"),
        award_tables.by_rating(book, id="t6"),
    ]
    tables = [table for table in made if table["rows"]]
    drawn = [
        pair
        for pair in (
            award_tables.merit_chart(book, id="c1", table_id="t11"),
            award_tables.form_chart(book, id="c2", table_id="t12"),
        )
        if pair is not None
    ]
    section = {
        "heading": AWARDS,
        "paragraphs": paragraphs,
        "tables": [table["id"] for table in tables],
        "charts": [chart["id"] for chart, _ in drawn],
    }
    return section, [*tables, *(table for _, table in drawn)], [chart for chart, _ in drawn]


def _office(register: Register, book: NumberBook) -> Json:
    office = register.office
    return {
        "name": office.name or book.unit_name,
        "parent": office.parent,
        "place": office.place,
        "symbol": office.symbol,
        "signer_post": office.signer_post,
        "recipients": list(office.recipients),
    }


def _subtitle(movement: str | None, first: int, last: int) -> str:
    what = f"Tổng kết phong trào thi đua “{movement}”" if movement else "Tổng kết công tác thi đua, khen thưởng"
    return f"{what}, giai đoạn {first} - {last}"


def _digest(report: Json) -> str:
    """Four hexadecimal digits of the report's content, its code left empty."""
    written = json.dumps(report, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()[:4].upper()
