"""The yearly statistics of the Ministry of Home Affairs: a form filled for a year from the register, as data and as papers.

An account counts its own rows: honours, bodies and officials of its units; movements are the whole office's. Read first: `statistics_of`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tdkt.documents.table_paper import Line as PaperLine
from tdkt.documents.table_paper import write_table
from tdkt.law.catalogue import awards
from tdkt.law.statistics import Form, Regime, due_day, form_called, name_of, regime_of, statistical_year
from tdkt.operations.errors import NotFound
from tdkt.operations.letterhead import letterhead, sign_lines, signature, the_office
from tdkt.operations.lists import list_file
from tdkt.records import statistics as queries
from tdkt.records.models import Account, Conferral, EmulationBody, Official
from tdkt.reports.statistics import Table, as_json, fill
from tdkt.reports.statistics_notes import Standing, notes_of
from tdkt.reports.statistics_rows import (
    OFFICE,
    OFFICE_FORMS,
    STATE,
    Body,
    Counted,
    Honour,
    Launched,
    Officer,
    belongs,
    body,
    honoured,
    launched,
    official,
)
from tdkt.vietnamese.numbers import write_number

FORMATS = ("xlsx", "docx", "pdf", "json")
UNKNOWN = "chưa rõ"
KINDS = {
    "movements": "movement",
    "state-awards": "conferral",
    "office-awards": "conferral",
    "bodies": "body",
    "officials": "official",
}
"""What stands behind the numbers of each kind of form."""

Left = list[tuple[str, Sequence[int]]]


@dataclass(frozen=True)
class Filled:
    """A form filled for a year, and over which days."""

    table: Table
    regime: Regime
    first: date
    last: date

    @property
    def kind(self) -> str:
        return KINDS[self.table.form.of]

    @property
    def in_force(self) -> bool:
        return self.table.form.number in {form.number for form in self.regime.forms}


def statistics_of(year: int, number: str, *, by: Account | None, on: date) -> Filled:
    """The form of this number for a year, with the rows that the account sees. Raises `NotFound` for a form that nobody knows."""
    form = form_called(number)
    if form is None:
        raise NotFound(f"Không có biểu {number}. Chọn một biểu trong danh sách.", f"There is no form {number}.")
    first, last = statistical_year(year)
    counted, left = _COUNTING[form.of](form, year, by, on)
    regime = regime_of(year)
    standing = Standing(
        in_force=form.number in {one.number for one in regime.forms},
        regime_law=name_of(regime.instrument) if regime.instrument else "",
        year_known=not regime.instrument or regime.year_is_known,
        newer=regime.newer,
        forms=tuple(one.number for one in regime.forms),
    )
    notes = notes_of(form, first=first, last=last, due=due_day(form, year), standing=standing, known_on=on)
    return Filled(fill(form, counted, year=year, notes=notes, left_out=left), regime, first, last)


# --- what is counted ----------------------------------------------------------------------------------


def _movements(form: Form, year: int, by: Account | None, on: date) -> tuple[list[Counted], Left]:
    first, last = statistical_year(year)
    last = min(last, on)
    rows = queries.launches(first, last, kind="movement")
    counted = [
        launched(Launched(row["movement_id"], row["level"], row["method"], row["launched_on"], row["ends_on"]))
        for row in rows
    ]
    campaigns = [row["movement_id"] for row in queries.launches(first, last, kind="campaign")]
    return counted, [
        ("Cuộc vận động phát động trong kỳ, không đếm là phong trào", campaigns),
        (f"Phong trào bắt đầu năm {year}, sổ chưa ghi việc phát động", queries.unlaunched(year)),
    ]


def _awards(form: Form, year: int, by: Account | None, on: date) -> tuple[list[Counted], Left]:
    first, last = statistical_year(year)
    last = min(last, on)
    seen: Any = Conferral.objects.all() if by is None else Conferral.objects.visible_to(by, on=on)
    of_state = form.of == "state-awards"
    decided = STATE if of_state else {OFFICE, "ministry", "province"}
    codes = {code for code, one in awards().items() if one.decided_by in decided}
    rows = queries.honours(seen, first, last, awards=codes, levels=STATE if of_state else ())
    tree, top = queries.receivers_in_tree(), queries.top_unit()
    made = [
        Honour(
            id=row["pk"],
            award=row["award"],
            recipient=row["recipient"],
            level=row["level"],
            ground=row["ground"],
            post=row["post"],
            name=row["subject__name"],
            of_unit=row["subject_id"] in tree,
            top=row["unit_id"] is not None and row["unit_id"] == top,
        )
        for row in rows
    ]
    taken = [one for one in made if belongs(one, form.of)]
    kept = {one.id for one in taken}
    without = [] if of_state else [one.id for one in made if one.id not in kept]
    dated = codes if of_state else OFFICE_FORMS
    return [honoured(one) for one in taken], [
        (f"Danh hiệu, hình thức cấp bộ, tỉnh mà biểu {form.number} không có cột", without),
        (f"Quyết định năm {year - 1}, {year} chưa rõ ngày ký, chưa đếm", queries.undated(seen, year, awards=dated)),
    ]


def _bodies(form: Form, year: int, by: Account | None, on: date) -> tuple[list[Counted], Left]:
    seen = EmulationBody.objects.all() if by is None else EmulationBody.objects.visible_to(by, on=on)
    return [body(Body(one.pk, one.own)) for one in queries.bodies(seen, year)], []


def _officials(form: Form, year: int, by: Account | None, on: date) -> tuple[list[Counted], Left]:
    seen = Official.objects.all() if by is None else Official.objects.visible_to(by, on=on)
    day = min(statistical_year(year)[1], on)
    made = []
    for one in queries.officials(seen, day):
        person = getattr(one.subject, "person", None)
        sex = person.sex if person else ""
        made.append(official(Officer(one.pk, sex, training=one.training, full_time=one.full_time)))
    return made, []


_COUNTING = {
    "movements": _movements,
    "state-awards": _awards,
    "office-awards": _awards,
    "bodies": _bodies,
    "officials": _officials,
}


# --- papers -------------------------------------------------------------------------------------------


def statistics_file(filled: Filled, *, format: str, known_on: date) -> bytes:
    """The form as a file of one of `FORMATS`. The workbook has every column; the paper leaves out those in which nothing stands, and names them."""
    office = the_office()
    table = filled.table
    if format == "json":
        said = as_json(table, first=filled.first, last=filled.last, office=office.name)
        return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
    title = f"Biểu {table.form.named}. {table.form.vi}, năm {table.year}"
    after = [*table.notes, *(f"{one.words}: {write_number(len(one.ids))}." for one in table.left_out)]
    if format == "xlsx":
        heads = ["Mã số", "Nội dung", "Đơn vị tính", *(_head(one.words, one.beyond) for one in table.columns)]
        rows = [
            [
                line.code,
                _row_words(line.words, within=line.within, beyond=line.beyond),
                UNITS[table.form.of],
                *(UNKNOWN if cell.value is None else cell.value for cell in line.cells),
            ]
            for line in table.lines
        ]
        return list_file(
            "xlsx",
            title=title,
            office=office.name,
            sample=office.sample,
            day=known_on,
            notes=after,
            heads=heads,
            rows=rows,
        )
    shown = [place for place in range(len(table.columns)) if place not in table.empty_columns]
    after.append("“?” là chưa rõ, không phải 0. Dòng in nghiêng không có trong biểu như đã biết.")
    if table.empty_columns:
        named = "; ".join(table.columns[place].words for place in table.empty_columns)
        after.append(f"Các cột bằng 0 không in: {named}.")
    words = (
        letterhead(
            office,
            title=f"Biểu số {table.form.named}".upper(),
            subtitle=f"{table.form.vi}, năm {table.year}",
            number="",
            on=None,
            year=table.year,
        )
        | signature(office, lines=sign_lines(office), signer="")
        | {"before": [f"Kỳ từ {filled.first:%d/%m/%Y} đến {filled.last:%d/%m/%Y}"], "after": after}
    )
    return write_table(
        words,
        heads=[
            "Mã số",
            "Nội dung",
            "Đơn vị tính",
            *(_head(table.columns[place].words, table.columns[place].beyond) for place in shown),
        ],
        numbers=(0, *range(3, 3 + len(shown))),
        lines=[
            PaperLine(
                (
                    line.code,
                    _row_words(line.words, within=line.within),
                    UNITS[table.form.of],
                    *(_value(line.cells[place].value) for place in shown),
                ),
                beside=line.beyond,
            )
            for line in table.lines
        ],
        format=format,
        known_on=known_on,
    )


UNITS = {
    "movements": "phong trào",
    "state-awards": "lượt",
    "office-awards": "lượt",
    "bodies": "tổ chức",
    "officials": "người",
}


def _head(words: str, beyond: bool) -> str:
    return f"{words} (ngoài biểu)" if beyond else words


def _row_words(words: str, *, within: bool, beyond: bool = False) -> str:
    return f"{'- ' if within else ''}{words}{' (ngoài biểu)' if beyond else ''}"


def _value(value: int | None) -> str:
    return "?" if value is None else write_number(value)
