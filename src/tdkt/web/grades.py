"""Weekly and monthly classes on screen: who has not entered, a year of a unit, all classes of one person; entering is in `grade_entry`."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _

from tdkt.operations.grade_sheets import year_table
from tdkt.records import grades as register
from tdkt.records.models import Subject, Unit
from tdkt.records.models.scope import reach_of
from tdkt.records.units import tree
from tdkt.vietnamese.numbers import write_number
from tdkt.web import grade_entry, grade_sets
from tdkt.web.filters import without_empty
from tdkt.web.grade_words import begun, period_words, set_of, year_of
from tdkt.web.office import account_of, office_of, today
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import page_or_drawer

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Cell:
    """A period of a unit: how many of how many lack a class, and where they are entered."""

    words: str
    missing: int
    people: int
    url: str

    @property
    def label(self) -> str:
        """What it says to whoever hears the page."""
        if not self.missing:
            return _("all entered, %(period)s") % {"period": self.words}
        said = {"n": write_number(self.missing), "all": write_number(self.people), "period": self.words}
        return _("%(n)s of %(all)s lack a class, %(period)s") % said


@dataclass(frozen=True)
class UnitRow:
    """A unit with its periods; `lacking` is in how many of them somebody is missing."""

    unit: Unit
    depth: int
    url: str
    cells: list[Cell | None]
    lacking: int


def overview(request: HttpRequest) -> HttpResponse:
    """Units against periods of a year: where all is entered, and how many of how many lack a class."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    row, every = set_of(request)
    account = account_of(request)
    if row is None:
        return render(request, "grades/none.html", {"can_arrange": may_use(account, "grade-set-new", "POST")})
    on, year = today(request), year_of(request, row)
    spans = begun(row, year, on)
    units = units_shown(request, row, min(on, spans[-1].last) if spans else on)
    lacking = register.missing(row, [unit.pk for unit, _ in units], [(s.code, s.first, s.last) for s in spans])
    lines = [unit_row(row, unit, depth, spans, lacking, year) for unit, depth in units]
    context = {
        "row": row,
        "sets": every,
        "year": year,
        "spans": spans,
        "lines": lines,
        "late": sum(line.lacking > 0 for line in lines),
        "can_arrange": may_use(account, "grade-set-new", "POST"),
    }
    return render(request, "grades/overview.html", context)


def units_shown(request: HttpRequest, row: Any, day: Any) -> list[tuple[Unit, int]]:
    """The units of the account on a day: those right under the office; of a smaller unit itself and its parts; of collectives the tops alone."""
    account = account_of(request)
    if account is None:
        return []
    levels = 0 if row.receivers == "collective" else 1
    found = tree(rows(request, Unit.objects), on=day, root=account.unit, levels=levels)
    whole_office = reach_of(account, on=today(request)).everything
    if levels and whole_office and any(branch.depth for branch in found):
        found = [branch for branch in found if branch.depth]
    return [(branch.unit, branch.depth) for branch in found]


def unit_row(row: Any, unit: Unit, depth: int, spans: list[Any], lacking: dict[Any, Any], year: int) -> UnitRow:
    cells: list[Cell | None] = []
    for span in spans:
        known = lacking.get((unit.pk, span.code))
        if known is None:
            cells.append(None)
            continue
        query = urlencode({"bo": row.pk, "don-vi": unit.pk, "ky": span.code})
        missing, people = known
        cells.append(Cell(period_words(span), missing, people, f"{reverse('grades-enter')}?{query}"))
    url = f"{reverse('grades-unit', args=[unit.pk])}?{urlencode({'bo': row.pk, 'nam': year})}"
    return UnitRow(unit, depth, url, cells, sum(cell is not None and cell.missing > 0 for cell in cells))


# --- years --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class YearLine:
    """A receiver with the grade of each period of a year, and how often each grade was given."""

    subject: Subject
    cells: list[str]
    counts: list[int]


def year_of_unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """A year of a unit: everybody against the periods; as a page or, with `tep=xlsx`, as the same table in a file."""
    unit = get_object_or_404(rows(request, Unit.objects), pk=unit_id)
    row, every = set_of(request)
    if row is None:
        return render(request, "grades/none.html", {})
    on, year = today(request), year_of(request, row)
    spans = begun(row, year, on)
    day = min(on, spans[-1].last) if spans else on
    given = register.of_unit(row, year, everybody(row, unit, spans, day))
    subjects = register.people(everybody(row, unit, spans, day))
    if request.GET.get("tep") == "xlsx":
        return year_file(request, row, unit, year, spans, [(one.name, given.get(one.pk, {})) for one in subjects])
    codes = [grade["code"] for grade in row.grades]
    lines = []
    for one in subjects:
        told = Counter(given.get(one.pk, {}).values())
        cells = [given.get(one.pk, {}).get(span.code, "") for span in spans]
        lines.append(YearLine(one, cells, [told[code] for code in codes]))
    context = {
        "unit": unit,
        "row": row,
        "sets": every,
        "year": year,
        "spans": [(span, period_words(span)) for span in spans],
        "codes": codes,
        "lines": lines,
        "query": f"{urlencode({'bo': row.pk, 'nam': year})}&tep=xlsx",
        "back": f"{reverse('grades')}?{urlencode({'bo': row.pk, 'nam': year})}",
    }
    return render(request, "grades/unit.html", context)


def everybody(row: Any, unit: Unit, spans: list[Any], day: Any) -> set[int]:
    """Whoever was of the unit on the last day of any of these periods."""
    if row.receivers == "collective":
        return register.receivers(row, unit.pk, day)
    members = register.members_of([unit.pk])
    return {person for span in spans for person in members.on(unit.pk, span.last)}


def year_file(
    request: HttpRequest, row: Any, unit: Unit, year: int, spans: list[Any], lines: list[Any]
) -> HttpResponse:
    office = office_of(request)
    assert office is not None
    content = year_table(row, unit, year, [span.code for span in spans], lines, office=office, day=today(request))
    return as_file(content, f"{row.name} {year} {unit.name}.xlsx")


def as_file(content: bytes, name: str) -> HttpResponse:
    """A workbook to be saved."""
    disposition = content_disposition_header(True, name.replace("/", "-")) or "attachment"
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})


def of_person(request: HttpRequest, subject_id: int) -> HttpResponse:
    """All classes of one person or unit: by set, year and period."""
    subject = get_object_or_404(rows(request, Subject.objects).select_related("belongs_to"), pk=subject_id)
    told = register.of_person(subject.pk)
    grids = []
    for row in register.sets(in_use=False):
        if row.pk not in told:
            continue
        columns = [f"{number:02d}" for number in range(1, 13 if row.period == "month" else 54)]
        years = []
        for year, given in sorted(told[row.pk].items(), reverse=True):
            by_number = {one.period[-2:]: one for one in given}
            counts = Counter(one.grade for one in given)
            summed = [(grade, counts[grade["code"]]) for grade in row.grades if counts[grade["code"]]]
            years.append((year, [by_number.get(column) for column in columns], summed))
        grids.append((row, columns, years))
    return page_or_drawer(request, "grades/person.html", {"subject": subject, "grids": grids})


urlpatterns = [
    path("phong-trao/phan-loai/", overview, name="grades"),
    path("phong-trao/phan-loai/nhap/", grade_entry.enter, name="grades-enter"),
    path("phong-trao/phan-loai/nhap/tep/", grade_entry.table_file, name="grades-file"),
    path("phong-trao/phan-loai/nhap/tu-tep/", grade_entry.take_in, name="grades-take-in"),
    path("phong-trao/phan-loai/nhap/hoan-tac/<int:entry>/", grade_entry.undo, name="grades-undo"),
    path("phong-trao/phan-loai/don-vi/<int:unit_id>/", year_of_unit, name="grades-unit"),
    path("phong-trao/phan-loai/nguoi/<int:subject_id>/", of_person, name="grades-person"),
    path("phong-trao/phan-loai/bo-muc/", grade_sets.set_list, name="grade-sets"),
    path("phong-trao/phan-loai/bo-muc/moi/", grade_sets.new_set, name="grade-set-new"),
    path("phong-trao/phan-loai/bo-muc/<int:set_id>/", grade_sets.one_set, name="grade-set"),
    path("phong-trao/phan-loai/bo-muc/<int:set_id>/dung/", grade_sets.use_set, name="grade-set-use"),
]
