"""The yearly statistics of emulation and commendation on screen: a form for a year, each number open to its rows, its papers to take away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from tdkt.law.statistics import every_form, form_called, regime_of, statistical_year
from tdkt.operations.statistics import FORMATS, UNITS, Filled, statistics_file, statistics_of
from tdkt.records import statistics as queries
from tdkt.records.models import Conferral, EmulationBody, Movement, Official
from tdkt.web import emulation_staff, unreported
from tdkt.web.filters import choice, whole, without_empty
from tdkt.web.five_year import TYPES
from tdkt.web.movements import LEVELS, METHODS
from tdkt.web.office import account_of, office_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.receivers import lines as award_lines
from tdkt.web.shell import in_drawer, page_or_drawer
from tdkt.web.words import Word

EARLIEST = 1948
IN_DRAWER = 12
FILES = (("xlsx", "Excel"), ("docx", "Word"), ("pdf", "PDF"), ("json", "JSON"))


@dataclass(frozen=True)
class Cell:
    """`number` is what stands there, None for what is not known; `url` where it opens."""

    number: int | None
    url: str


@dataclass(frozen=True)
class Line:
    code: str
    words: str
    cells: list[Cell]
    beyond: bool
    within: bool
    unknown: bool


@dataclass(frozen=True)
class Shown:
    """A filled form as the page shows it: without the columns in which nothing stands, which are named."""

    heads: list[Any]
    lines: list[Line]
    empty: list[str]
    left_out: list[tuple[str, int, str]]
    unit: str


def year_asked(request: HttpRequest) -> int:
    """The year of the address, else the last one that is over."""
    day = today(request)
    said = whole(request, "nam", least=EARLIEST, most=day.year + 1)
    if said is not None:
        return said
    return day.year if statistical_year(day.year)[1] <= day else day.year - 1


def statistics(request: HttpRequest) -> HttpResponse:
    """A form for a year; without one named, the first of those in force for it."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    year, regime = year_asked(request), regime_of(year_asked(request))
    number = choice(request, "bieu", {form.number for form in every_form()})
    form = form_called(number) if number else next(iter(regime.forms), None)
    filled = filled_for(request, year, form.number) if form else None
    standing = {one.number for one in regime.forms}
    context = {
        "year": year,
        "form": form,
        "filled": filled,
        "shown": shown_of(filled) if filled else None,
        "regime": regime,
        "forms": [
            (_("In force for %(year)s") % {"year": year}, [one for one in every_form() if one.number in standing]),
            (_("Other forms, to compare"), [one for one in every_form() if one.number not in standing]),
        ],
        "files": FILES,
        "office": office_of(request),
    }
    return render(request, "statistics/form.html", context)


def filled_for(request: HttpRequest, year: int, number: str) -> Filled:
    return statistics_of(year, number, by=account_of(request), on=today(request))


def shown_of(filled: Filled) -> Shown:
    """The table without its empty columns, each number with its address."""
    table = filled.table
    hidden = set(table.empty_columns)
    places = [place for place in range(len(table.columns)) if place not in hidden]
    return Shown(
        heads=[table.columns[place] for place in places],
        lines=[
            Line(
                line.code,
                line.words,
                [
                    Cell(line.cells[p].value, number_address(filled, line.cells[p].address, line.cells[p].value))
                    for p in places
                ],
                line.beyond,
                line.within,
                line.unknown,
            )
            for line in table.lines
        ],
        empty=[table.columns[place].words for place in sorted(hidden)],
        left_out=[
            (one.words, len(one.ids), number_address(filled, one.address, len(one.ids))) for one in table.left_out
        ],
        unit=UNITS[table.form.of],
    )


def number_address(filled: Filled, address: str, value: int | None) -> str:
    """Where a number opens; a nought has no rows to open."""
    if not value:
        return ""
    return reverse("statistics-number", args=[filled.table.form.number, filled.table.year, address])


# --- one number -----------------------------------------------------------------------------------------


def one_number(request: HttpRequest, form: str, year: int, address: str) -> HttpResponse:
    """One number with the rows that it counts."""
    filled = asked_for(request, form, year)
    found = filled.table.find(address)
    if found is None:
        raise Http404
    words, ids = found
    listed = behind(request, filled, address, ids)
    page = page_of(request, listed, total=len(ids))
    shown = page.rows[:IN_DRAWER] if in_drawer(request) else page.rows
    kind = "movement" if address.startswith("b") and filled.kind == "movement" else filled.kind
    context = {
        "filled": filled,
        "words": words,
        "total": len(ids),
        "kind": kind,
        "page": page,
        "lines": award_lines(request, shown) if kind == "conferral" else [told(kind, one) for one in shown],
        "more": len(ids) > len(shown),
        "back": f"{reverse('statistics')}?nam={year}&bieu={form}",
        "address": request.get_full_path(),
    }
    return page_or_drawer(request, "statistics/number.html", context)


def asked_for(request: HttpRequest, form: str, year: int) -> Filled:
    """The filled form of an address. 404 for a form or a year that cannot be."""
    if form_called(form) is None or not EARLIEST <= year <= today(request).year + 1:
        raise Http404
    return filled_for(request, year, form)


def behind(request: HttpRequest, filled: Filled, address: str, ids: Sequence[int]) -> Any:
    """The rows behind a number, as this account sees them."""
    if filled.kind == "conferral":
        return queries.conferrals_behind(rows(request, Conferral.objects), ids)
    if filled.kind == "movement":  # movements belong to no unit: whoever reads reports reads them
        return (
            Movement.objects.filter(pk__in=ids).select_related("launch").order_by("launch__launched_on", "name", "pk")
        )
    objects = EmulationBody.objects if filled.kind == "body" else Official.objects
    related = ("unit",) if filled.kind == "body" else ("unit", "subject")
    return rows(request, objects).filter(pk__in=ids).select_related(*related).order_by("unit__name", "pk")


@dataclass(frozen=True)
class Told:
    """A row behind a number that is no honour: its name and where it opens, its days, and what else is said of it."""

    name: str
    url: str
    days: str
    words: Word


def told(kind: str, one: Any) -> Told:
    if kind == "movement":
        launch = getattr(one, "launch", None)
        address = reverse("movement", args=[one.pk])
        if launch is None:
            return Told(one.name, address, str(one.from_year or ""), _("launch not entered"))
        said = f"{LEVELS[launch.level]} · {METHODS[launch.method]}"
        return Told(one.name, address, span(launch.launched_on, launch.ends_on), said)
    if kind == "body":
        words = _("a body of its own") if one.own else _("beside other work")
        return Told(one.name, "", f"{one.from_year} – {one.to_year or ''}", f"{one.unit.name} · {words}")
    words = _("full time") if one.full_time else _("beside other work")
    said = " · ".join(part for part in (one.unit.name, one.training, str(words)) if part)
    return Told(one.subject.name, reverse("person", args=[one.subject_id]), span(one.since, one.until), said)


def span(first: date, last: date | None) -> str:
    """Two days; an open end stays open."""
    return f"{first:%d/%m/%Y} – {last:%d/%m/%Y}" if last else _("from %(day)s") % {"day": f"{first:%d/%m/%Y}"}


# --- papers ---------------------------------------------------------------------------------------------


def download(request: HttpRequest, form: str, year: int, format: str) -> HttpResponse:
    """The form of a year as a file."""
    if format not in FORMATS:
        raise Http404
    filled = asked_for(request, form, year)
    content = statistics_file(filled, format=format, known_on=today(request))
    response = HttpResponse(content, content_type=TYPES[format])
    disposition = content_disposition_header(True, f"Biểu {form} năm {year}, đến {today(request):%d-%m-%Y}.{format}")
    assert disposition is not None
    response.headers["Content-Disposition"] = disposition
    return response


urlpatterns = [
    path("bao-cao/thong-ke/", statistics, name="statistics"),
    path("bao-cao/thong-ke/so/<str:form>/<int:year>/<str:address>/", one_number, name="statistics-number"),
    path("bao-cao/thong-ke/tai/<str:form>/<int:year>/<str:format>/", download, name="statistics-file"),
    *unreported.urlpatterns,
    *emulation_staff.urlpatterns,
]
