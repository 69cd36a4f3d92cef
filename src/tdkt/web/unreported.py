"""Who has not reported: the units right under the office against what is due of them in a year; a number opens what is missing."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tdkt.records.models import Unit
from tdkt.records.unreported import KINDS, Missing, units_due, unreported
from tdkt.web.filters import whole, without_empty
from tdkt.web.office import today
from tdkt.web.policy import rows
from tdkt.web.shell import address, page_or_drawer
from tdkt.web.words import Word

WORDS: dict[str, Word] = {
    "answers": gettext_lazy("Movement not answered"),
    "results": gettext_lazy("Targets without result"),
    "marks": gettext_lazy("Own marks not handed in"),
    "classes": gettext_lazy("Monthly classes"),
    "models": gettext_lazy("Models not rated"),
    "directions": gettext_lazy("Direction not reported on"),
}
ROUTES = {"answers": "movement", "results": "movement", "directions": "direction"}


@dataclass(frozen=True)
class Line:
    """A unit with how much it owes of each kind; `url` opens what."""

    unit: Unit
    numbers: list[int]
    total: int
    url: str


def board(request: HttpRequest) -> HttpResponse:
    """Units against kinds."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    year = year_of(request)
    units = units_due(rows(request, Unit.objects), on=today(request))
    found = unreported(year, units, on=today(request))
    lines = [line_of(unit, found[unit.pk], year) for unit in units]
    context = {
        "year": year,
        "kinds": [WORDS[kind] for kind in KINDS],
        "lines": sorted(lines, key=lambda line: -line.total),
        "totals": [sum(line.numbers[place] for line in lines) for place in range(len(KINDS))],
        "owing": sum(line.total > 0 for line in lines),
    }
    return render(request, "statistics/unreported.html", context)


def year_of(request: HttpRequest) -> int:
    day = today(request)
    return whole(request, "nam", least=1948, most=day.year) or day.year


def line_of(unit: Unit, missing: dict[str, list[Missing]], year: int) -> Line:
    numbers = [sum(one.number for one in missing[kind]) for kind in KINDS]
    url = f"{reverse('statistics-unreported-unit', args=[unit.pk])}?nam={year}"
    return Line(unit, numbers, sum(numbers), url)


@dataclass(frozen=True)
class Owed:
    words: str
    url: str


def one_unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """What one unit owes, each with the place where it is entered."""
    unit = get_object_or_404(rows(request, Unit.objects), pk=unit_id)
    year = year_of(request)
    found = unreported(year, [unit], on=today(request))[unit.pk]
    if unit not in units_due(rows(request, Unit.objects), on=today(request)):
        raise Http404
    context: dict[str, Any] = {
        "unit": unit,
        "year": year,
        "groups": [(WORDS[kind], [owed(one, year) for one in found[kind]]) for kind in KINDS if found[kind]],
        "total": sum(one.number for listed in found.values() for one in listed),
        "back": f"{reverse('statistics-unreported')}?nam={year}",
    }
    return page_or_drawer(request, "statistics/unreported_unit.html", context)


def owed(one: Missing, year: int) -> Owed:
    route = ROUTES.get(one.kind, "")
    url = address(route, one.about) if route and one.about is not None else ""
    if one.kind == "classes":
        return Owed(_("%(set)s: month %(month)s/%(year)s") % {"set": one.name, "month": one.month, "year": year}, url)
    if one.kind == "models":
        return Owed(_("%(n)s models of the unit") % {"n": one.number}, url)
    return Owed(one.name, url)


urlpatterns = [
    path("bao-cao/thong-ke/chua-bao-cao/", board, name="statistics-unreported"),
    path("bao-cao/thong-ke/chua-bao-cao/<int:unit_id>/", one_unit, name="statistics-unreported-unit"),
]
