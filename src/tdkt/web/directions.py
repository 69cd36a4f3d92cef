"""Directions of leaders on screen: what is asked of whom and until when, what the units reported, and the office's word on it; carried on to the next year.

An account sees the directions given to its own units, and of each what those units reported; the office sees all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from tdkt.operations import directions as acts
from tdkt.operations.permissions import may
from tdkt.records import directions as register
from tdkt.records.models import Direction, DirectionReport, DirectionUnit, Unit
from tdkt.records.units import whole_names
from tdkt.vietnamese.folding import nfc
from tdkt.web.direction_forms import carry, give, report
from tdkt.web.filters import Pill, choice, pill, whole, without_empty
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.shell import page_or_drawer, say
from tdkt.web.way import Due, due
from tdkt.web.words import State, Word, half, hollow, solid

STATES: dict[str, State] = {
    "open": half(pgettext_lazy("direction", "Under way"), ""),
    "done": solid(pgettext_lazy("direction", "Done"), ""),
    "carried": hollow(pgettext_lazy("direction", "Carried on"), ""),
    "dropped": State("huy", "rong", pgettext_lazy("direction", "Dropped"), ""),
}
PATHS = {"dang-lam": "open", "xong": "done", "chuyen": "carried", "bo": "dropped"}
"""The values of the filter `buoc`."""
WAITS: dict[str, Word] = {
    "qua-han": gettext_lazy("overdue"),
    "chua-bao-cao": gettext_lazy("units that have not reported"),
    "cho-ghi": gettext_lazy("units that say all is done"),
}
"""The values of the filter `cho`: what a direction under way waits for."""
WORST = 8
"""How many units the panel of those that have not reported names."""


# --- the list -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A direction as the list shows it, with how far its units are."""

    direction: Direction
    state: State
    progress: register.Progress
    due: Due | None


@dataclass(frozen=True)
class Asked:
    """What the address asks of the list."""

    state: str
    wait: str
    year: int | None
    leader: str
    unit: int | None

    def of(self, given: Any, *, on: date) -> Any:
        """The directions it asks for, whatever their state, among those given to these units."""
        if self.unit is not None:
            given = given.filter(unit=self.unit)
        if self.wait == "qua-han":
            given = register.late(given, on=on)
        elif self.wait == "chua-bao-cao":
            given = register.silent(given)
        elif self.wait:
            given = register.waiting_for_office(given)
        found = register.of_given(given)
        if self.year is not None:
            found = found.filter(said_on__year=self.year)
        return found.filter(leader=self.leader) if self.leader else found


def direction_list(request: HttpRequest) -> HttpResponse:
    """Directions by state, what is due first on top; beside them the units that have not reported."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    on, given = today(request), rows(request, DirectionUnit.objects)
    every = register.of_given(given)
    leaders, years = register.leaders(every), register.years_of(every)
    asked = Asked(
        state=PATHS.get(choice(request, "buoc", PATHS), ""),
        wait=choice(request, "cho", WAITS),
        year=whole(request, "nam", least=1975, most=9999),
        leader=choice(request, "nguoi", leaders),
        unit=whole(request, "don-vi"),
    )
    found = asked.of(given, on=on)
    counts = dict(found.order_by().values_list("state").annotate(Count("pk")))
    listed = found.filter(state=asked.state) if asked.state else found
    total = counts.get(asked.state, 0) if asked.state else sum(counts.values())
    page = page_of(request, register.in_order(listed) if asked.state == "open" else newest(listed), total=total)
    silent = register.silent_units(given, on=on)
    context = {
        "page": page,
        "lines": lines_of(page.rows, given, on=on),
        "tabs": [("", _("All"), sum(counts.values()))]
        + [(word, STATES[code].word, counts.get(code, 0)) for word, code in PATHS.items()],
        "state": request.GET.get("buoc", ""),
        "asked": asked,
        "waits": WAITS,
        "leaders": leaders,
        "years": years,
        "pills": pills_of(request, asked),
        "silent": silent[:WORST],
        "silent_more": len(silent) - WORST,
        "silent_names": whole_names([one.unit for one in silent[:WORST]], on=on),
        "any": bool(years),
        "can_give": may(account_of(request), "give-directions"),
    }
    return render(request, "directions/list.html", context)


def newest(found: Any) -> Any:
    return found.order_by("-said_on", "-pk")


def lines_of(directions: Sequence[Direction], given: Any, *, on: date) -> list[Line]:
    progress = register.progress(given, [one.pk for one in directions], on=on)
    return [
        Line(
            one,
            STATES[one.state],
            progress.get(one.pk, register.Progress()),
            due(one.due_on, on) if one.state == "open" else None,
        )
        for one in directions
    ]


def pills_of(request: HttpRequest, asked: Asked) -> list[Pill]:
    found = []
    if asked.wait:
        found.append(pill(request, _("Waits for"), WAITS[asked.wait], "cho"))
    if asked.year is not None:
        found.append(pill(request, _("Asked in"), str(asked.year), "nam"))
    if asked.leader:
        found.append(pill(request, _("Leader"), asked.leader, "nguoi"))
    if asked.unit is not None:
        unit = get_object_or_404(rows(request, Unit.objects), pk=asked.unit)
        found.append(pill(request, _("Unit"), unit.name, "don-vi"))
    return found


# --- one direction --------------------------------------------------------------------------------


@dataclass(frozen=True)
class UnitLine:
    """A unit of a direction with its reports, the latest first, and what this account may do for it."""

    given: DirectionUnit
    name: str
    reports: list[DirectionReport]
    due: Due | None
    may_report: bool
    may_hold: bool

    @property
    def last(self) -> DirectionReport | None:
        return self.reports[0] if self.reports else None


def the_direction(request: HttpRequest, direction_id: int) -> Direction:
    """A direction that the account sees: one given to its units."""
    seen = register.of_given(rows(request, DirectionUnit.objects)).select_related("movement", "carried_from")
    found: Direction = get_object_or_404(seen, pk=direction_id)
    return found


def one_direction(request: HttpRequest, direction_id: int) -> HttpResponse:
    """A direction with its chain over the years, its units, and all that they reported."""
    direction = the_direction(request, direction_id)
    on, account = today(request), account_of(request)
    given = list(register.with_reports(rows(request, DirectionUnit.objects).filter(direction=direction)))
    names = whole_names([one.unit_id for one in given], on=on)
    is_open, gives = direction.state == "open", may(account, "give-directions")
    reports = may(account, "report-direction")
    seen = {one.pk for one in register.of_given(rows(request, DirectionUnit.objects))} if not gives else None
    context = {
        "direction": direction,
        "state": STATES[direction.state],
        "lines": [
            UnitLine(
                one,
                names.get(one.unit_id, one.unit.name),
                one.told,
                due(one.last_day, on) if is_open and one.done_on is None else None,
                may_report=is_open and reports and one.done_on is None,
                may_hold=is_open and gives and one.done_on is None and bool(one.told),
            )
            for one in given
        ],
        "progress": register.progress(rows(request, DirectionUnit.objects), [direction.pk], on=on).get(direction.pk),
        "due": due(direction.due_on, on) if is_open else None,
        "chain": [(one, STATES[one.state], seen is None or one.pk in seen) for one in register.chain(direction)],
        "can_give": gives,
        "can_take_back": gives and is_open and not any(one.told for one in given),
        "can_reopen": gives and direction.state in ("done", "dropped") and bool(direction.closing),
        "can_unhold": gives and (is_open or (direction.state == "done" and not direction.closing)),
    }
    return page_or_drawer(request, "directions/one.html", context)


# --- acts -----------------------------------------------------------------------------------------


def act_on_direction(request: HttpRequest, direction_id: int, act: str) -> HttpResponse:
    """One act of the office on a direction, or on the units of it that are named."""
    direction = the_direction(request, direction_id)
    if act not in ACTS:
        raise Http404
    by, at = account_of(request), timezone.now()
    reason = nfc(request.POST.get("ly-do", ""))
    here = reverse("direction", args=[direction.pk])

    def undone_by(slug: str) -> str:
        return reverse("direction-act", args=[direction.pk, slug])

    if act == "hoan-thanh":
        keys = units_named(request, direction)
        found = acts.hold_done(keys, done_on=today(request), by=by, at=at)
        n = len(found)
        undo = f"{undone_by('chua-hoan-thanh')}?don-vi={found[0].pk}" if n == 1 else ""
        say(request, ngettext("%(n)s unit held done.", "%(n)s units held done.", n) % {"n": n}, undo=undo)
    elif act == "chua-hoan-thanh":
        given = acts.hold_not_done(units_named(request, direction)[0], by=by, at=at)
        say(request, _("%(unit)s is held done no more.") % {"unit": given.unit.name})
    elif act == "ket-thuc":
        acts.close_direction(direction.pk, reason, closed_on=today(request), by=by, at=at)
        say(request, _("The direction is closed."), undo=undone_by("mo-lai"))
    elif act == "bo":
        acts.drop_direction(direction.pk, reason, closed_on=today(request), by=by, at=at)
        say(request, _("The direction is dropped."), undo=undone_by("mo-lai"))
    elif act == "mo-lai":
        acts.reopen(direction.pk, by=by, at=at)
        say(request, _("The direction is open again."))
    else:
        gone = acts.take_back(direction.pk, by=by, at=at)
        say(request, _("The direction was taken back."))
        here = reverse("direction", args=[gone.carried_from_id]) if gone.carried_from_id else reverse("directions")
    return HttpResponseRedirect(here)


ACTS = ("hoan-thanh", "chua-hoan-thanh", "ket-thuc", "bo", "mo-lai", "rut")


def units_named(request: HttpRequest, direction: Direction) -> list[int]:
    """The units of this direction that the form, or the address of an undo, names. Raises `Http404` for another's."""
    said = request.POST.getlist("don-vi") or request.GET.getlist("don-vi")
    keys = {int(key) for key in said if key.isascii() and key.isdigit() and len(key) < 11}
    known = set(
        rows(request, DirectionUnit.objects).filter(direction=direction, pk__in=keys).values_list("pk", flat=True)
    )
    if keys - known or not keys:
        raise Http404
    return sorted(known)


def new(request: HttpRequest) -> HttpResponse:
    """Give a direction to units."""
    return give(request)


def carry_on(request: HttpRequest, direction_id: int) -> HttpResponse:
    """Carry a direction on to a later year."""
    return carry(request, the_direction(request, direction_id))


def new_report(request: HttpRequest, direction_id: int, given_id: int) -> HttpResponse:
    """Report what a unit has done."""
    direction = the_direction(request, direction_id)
    seen = rows(request, DirectionUnit.objects).select_related("unit", "direction")
    return report(request, get_object_or_404(seen, pk=given_id, direction=direction))


def the_report(request: HttpRequest, report_id: int) -> DirectionReport:
    found: DirectionReport = get_object_or_404(
        rows(request, DirectionReport.objects).select_related("given"), pk=report_id
    )
    return found


def report_back(request: HttpRequest, report_id: int) -> HttpResponse:
    """Take a report back."""
    told = the_report(request, report_id)
    acts.take_back_report(told.pk, by=account_of(request), at=timezone.now(), on=today(request))
    say(request, _("The report was taken back."))
    return HttpResponseRedirect(reverse("direction", args=[told.given.direction_id]))


def report_file(request: HttpRequest, report_id: int) -> HttpResponse:
    """The paper of a report, to be saved: never opened by the browser itself."""
    told = the_report(request, report_id)
    return HttpResponse(
        acts.content_of(told),
        content_type="application/octet-stream",
        headers={"Content-Disposition": content_disposition_header(True, told.file_name) or "attachment"},
    )


urlpatterns = [
    path("phong-trao/chi-dao/", direction_list, name="directions"),
    path("phong-trao/chi-dao/moi/", new, name="direction-new"),
    path("phong-trao/chi-dao/<int:direction_id>/", one_direction, name="direction"),
    path("phong-trao/chi-dao/<int:direction_id>/chuyen/", carry_on, name="direction-carry"),
    path("phong-trao/chi-dao/<int:direction_id>/viec/<slug:act>/", act_on_direction, name="direction-act"),
    path("phong-trao/chi-dao/<int:direction_id>/bao-cao/<int:given_id>/", new_report, name="direction-report"),
    path("phong-trao/chi-dao/bao-cao/<int:report_id>/rut/", report_back, name="direction-report-back"),
    path("phong-trao/chi-dao/bao-cao/<int:report_id>/tep/", report_file, name="direction-report-file"),
]
