"""Titles registered for a year on screen: by unit and by person against what was achieved, putting down many at once, striking some."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from tdkt.law.catalogue import awards
from tdkt.operations.errors import Refused
from tdkt.operations.registrations import (
    OUTCOMES,
    Compared,
    Counted,
    compare,
    counted,
    register_titles,
    strike_registrations,
    subjects_in,
)
from tdkt.operations.round_kinds import is_law
from tdkt.records.models import Registration, Unit
from tdkt.records.units import tree, whole_names
from tdkt.vietnamese.folding import nfc
from tdkt.vietnamese.numbers import write_number
from tdkt.web.awards import unit_words
from tdkt.web.filters import Pill, choice, pill, whole, without_empty
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.picking import ticked
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import say, warn
from tdkt.web.words import Word

OUTCOME_WORDS: dict[str, tuple[str, str, Word]] = {
    "reached": ("dat", "dat", gettext_lazy("Reached")),
    "not-reached": ("chua", "chua", gettext_lazy("Not reached")),
    "not-known": ("thieu", "thieu", gettext_lazy("Not yet known")),
    "unregistered": ("hd", "hd", gettext_lazy("Reached, not registered")),
}
"""What came of a registration: the class of its verdict, its drawing and its word."""
MOST_OFFERED = 600


@dataclass(frozen=True)
class Line:
    """A title of a receiver against what was achieved."""

    compared: Compared
    title: str
    where: str
    outcome: tuple[str, str, Word]


@dataclass(frozen=True)
class UnitLine:
    """A unit and title with its numbers."""

    counted: Counted
    unit: str
    title: str


def titles_on(year: int) -> list[tuple[str, str]]:
    """The yearly titles of the law of a year, each as (code, name)."""
    from_law = [one for one in awards().values() if one.kind == "title"]
    return [(one.code, one.name) for one in from_law if is_law(one.code, None, date(year, 12, 31))]


def registrations(request: HttpRequest) -> HttpResponse:
    """Registered against achieved, for a year; putting down is a POST to the same address."""
    shorter = without_empty(request) if request.method == "GET" else None
    if shorter is not None:
        return shorter
    problem = ""
    if request.method == "POST":
        try:
            return put(request)
        except Refused as why:
            problem = why.said(get_language() or "vi")
    return page(request, problem=problem)


def page(request: HttpRequest, *, problem: str = "") -> HttpResponse:
    """The comparison by unit and by name, and the form to put down many."""
    day, account = today(request), account_of(request)
    latest = Registration.objects.order_by("-year").values_list("year", flat=True).first()
    year = whole(request, "nam", least=1975, most=9999) or latest or day.year
    key = whole(request, "don-vi")
    unit = get_object_or_404(rows(request, Unit.objects), pk=key) if key is not None else None
    outcome = choice(request, "ket", OUTCOMES)
    title = choice(request, "danh-hieu", awards())
    compared = compare(year, by=account, on=day, unit_id=unit.pk if unit else None)
    shown = [one for one in compared if (not outcome or one.outcome == outcome) and (not title or one.award == title)]
    listed = page_of(request, shown, total=len(shown))
    by_unit = counted(compared)
    names = whole_names([*(one.unit for one in listed.rows), *(one.unit for one in by_unit)], on=day)
    totals = {code: sum(one.outcome == code for one in compared) for code in OUTCOMES}
    can = may_use(account, "registrations", "POST")
    context = {
        "year": year,
        "unit": unit,
        "outcome": outcome,
        "title": title,
        "page": listed,
        "lines": [
            Line(one, awards()[one.award].name, names.get(one.unit or 0, ""), OUTCOME_WORDS[one.outcome])
            for one in listed.rows
        ],
        "by_unit": [UnitLine(one, names.get(one.unit or 0, ""), awards()[one.award].short) for one in by_unit],
        "tabs": [("", _("All"), len(compared)), *((code, OUTCOME_WORDS[code][2], totals[code]) for code in OUTCOMES)],
        "titles": titles_on(year),
        "units": tree(rows(request, Unit.objects), on=day, levels=2),
        "pills": pills(request, unit, title),
        "can": can,
        "offered": offered(request, unit, title) if can else [],
        "problem": problem,
        "note": nfc(request.POST.get("ghi-chu", "")),
        "tab": "registrations",
    }
    return render(request, "registrations/list.html", context, status=422 if problem else 200)


def pills(request: HttpRequest, unit: Unit | None, title: str) -> list[Pill]:
    found = []
    if unit is not None:
        found.append(pill(request, _("Unit"), unit_words(unit, request), "don-vi"))
    if title:
        found.append(pill(request, _("Title"), awards()[title].name, "danh-hieu"))
    return found


def offered(request: HttpRequest, unit: Unit | None, title: str) -> list[Any]:
    """Whom the account may put down: the receivers of the unit asked for, once a unit and a title are chosen."""
    account = account_of(request)
    if unit is None or not title:
        return []
    kinds = sorted(awards()[title].recipients)
    seen = subjects_in(unit.pk, by=account, on=today(request)).filter(kind__in=kinds)
    return list(seen.filter(departure__isnull=True).order_by("name_key", "pk")[:MOST_OFFERED])


def put(request: HttpRequest) -> HttpResponse:
    """Put down those ticked for the title and year of the address."""
    account = account_of(request)
    year = whole(request, "nam", least=1975, most=9999) or today(request).year
    unit = get_object_or_404(rows(request, Unit.objects), pk=whole(request, "don-vi"))
    found = register_titles(
        year,
        choice(request, "danh-hieu", awards()),
        ticked(request),
        unit_id=unit.pk,
        by=account,
        at=timezone.now(),
        on=today(request),
        note=nfc(request.POST.get("ghi-chu", "")),
    )
    said = ngettext("%(n)s registered.", "%(n)s registered.", found.made) % {"n": write_number(found.made)}
    if found.made:
        say(request, said)
    if found.known:
        warn(request, _("Registered already: %(names)s.") % {"names": ", ".join(found.known[:10])})
    return HttpResponseRedirect(request.get_full_path())


def strike(request: HttpRequest) -> HttpResponse:
    """Strike registrations, with a reason."""
    number = strike_registrations(
        ticked(request),
        reason=nfc(request.POST.get("ly-do", "")),
        by=account_of(request),
        at=timezone.now(),
        on=today(request),
    )
    say(request, ngettext("%(n)s struck.", "%(n)s struck.", number) % {"n": write_number(number)})
    year = request.POST.get("nam", "")
    return HttpResponseRedirect(reverse("registrations") + (f"?nam={year}" if year.isdigit() else ""))


urlpatterns = [
    path("xet/dang-ky/", registrations, name="registrations"),
    path("xet/dang-ky/bo/", strike, name="registrations-strike"),
]
