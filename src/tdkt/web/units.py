"""Units on screen: the tree as it stood on a day, and one unit with its names, places, what it continues, and its three tallies apart."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tdkt.law.catalogue import award
from tdkt.records import awards as register
from tdkt.records import people, units
from tdkt.records.exemplars import of_receiver
from tdkt.records.models import Conferral, Exemplar, Rating, Subject, Succession, Unit, UnitName, UnitPlace
from tdkt.web.awards import unit_words
from tdkt.web.filters import choice, day, pill, whole, without_empty
from tdkt.web.office import today
from tdkt.web.policy import rows
from tdkt.web.receivers import lines
from tdkt.web.words import PARTS, SUCCESSIONS, Word
from tdkt.web.years import matrix

SHOWN_LEVELS = 1
"""How far below the top the tree opens by itself: the departments and the districts, not their teams."""


def tree(request: HttpRequest) -> HttpResponse:
    """The tree on a day: `ngay` the day, `goc` the unit at its top, `sau=het` all levels, `cu=co` ended units too."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    on = day(request, "ngay") or today(request)
    former, deep = choice(request, "cu", {"co"}), choice(request, "sau", {"het"})
    seen = rows(request, Unit.objects)
    top = whole(request, "goc")
    root = get_object_or_404(seen, pk=top) if top is not None else None
    pills = []
    if root is not None:
        pills.append(pill(request, _("Under"), unit_words(root, request), "goc"))
    context = {
        "branches": units.tree(seen, on=on, root=root, levels=None if deep else SHOWN_LEVELS, former=bool(former)),
        "standing": seen.filter(pk__in=UnitPlace.objects.filter(units.standing_on(on)).values("unit")).count(),
        "on": on,
        "is_today": on == today(request),
        "former": former,
        "deep": deep,
        "root": root,
        "pills": pills,
    }
    return render(request, "units/tree.html", context)


@dataclass(frozen=True)
class TallyRow:
    """A form of award, with how many each part has, each number with the address of its rows; an empty form is the sum."""

    form: str
    numbers: list[tuple[int, str]]


def one_unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """One unit: its course, its own honours by year, and the tallies of itself, its subordinate bodies and its people."""
    unit = get_object_or_404(rows(request, Unit.objects).select_related("subject", "source__batch"), pk=unit_id)
    on = today(request)
    bodies = units.same_body(unit.pk)
    seen = rows(request, Conferral.objects)
    own = list(register.listed(seen.filter(subject__unit__in=bodies)))
    ratings = rows(request, Rating.objects).filter(subject__unit__in=bodies).order_by("year")
    shown = rows(request, Unit.objects)
    parts, table = tallies(unit, seen.filter(units.conferrals_of(unit.pk)), bodies)
    context = {
        "unit": unit,
        "above": units.whole_names([unit.pk], on=on)[unit.pk]
        .removesuffix(" (cũ)")
        .removeprefix(unit.name)
        .lstrip(", "),
        "names": UnitName.objects.filter(unit=unit).order_by(units.OLDEST, "pk"),
        "places": UnitPlace.objects.filter(unit=unit).select_related("parent").order_by(units.OLDEST, "pk"),
        "before": kin(Succession.objects.filter(successor=unit).select_related("predecessor"), "predecessor", shown),
        "after": kin(Succession.objects.filter(predecessor=unit).select_related("successor"), "successor", shown),
        "below": units.tree(shown, on=on, root=unit, levels=1)[1:],
        "people": people.people(rows(request, Subject.objects), unit=unit.pk, awarded=None, on=on).count(),
        "parts": parts,
        "tallies": table,
        "lines": lines(request, own),
        "exemplars": of_receiver(rows(request, Exemplar.objects), unit.subject_id),
        "matrix": matrix(own, ratings, last=on.year),
    }
    return render(request, "units/one.html", context)


def tallies(unit: Unit, conferrals: Any, bodies: frozenset[int]) -> tuple[list[Word], list[TallyRow]]:
    """The heads and the rows of the table of tallies. Households have a column only where there are any."""
    found = register.tallied(conferrals, units.parts(bodies))
    kept = [part for part in units.PARTS if part != "household" or any(tally.counts[part] for tally in found)]
    table = [
        TallyRow(
            award(tally.award).given_by(tally.authority, tally.class_no),
            [(tally.counts[part], rows_address(unit, part, tally)) for part in kept],
        )
        for tally in found
    ]
    sums = [(sum(tally.counts[part] for tally in found), rows_address(unit, part, None)) for part in kept]
    return [PARTS[part] for part in kept], [*table, TallyRow("", sums)] if table else []


def rows_address(unit: Unit, part: str, tally: register.Tally | None) -> str:
    """The list of the register that holds the rows of a number."""
    asked: dict[str, Any] = {"don-vi": unit.pk, "cua": part, "trang-thai": register.IN_FORCE}
    if tally is not None:
        said = {"hinh-thuc": tally.award, "hang": tally.class_no, "cap": tally.level}
        asked |= {key: value for key, value in said.items() if value}
    return f"{reverse('awards')}?{urlencode(asked)}"


@dataclass(frozen=True)
class Kin:
    """A unit before or after this one; `seen` says whether the account may open it."""

    unit: Unit
    how: Word
    succession: Succession
    seen: bool


def kin(successions: Any, end: str, shown: Any) -> list[Kin]:
    """The units at the other end of these successions."""
    found = list(successions.order_by("on_date", "pk"))
    open_to = set(shown.filter(pk__in=[getattr(s, f"{end}_id") for s in found]).values_list("pk", flat=True))
    return [Kin(getattr(s, end), SUCCESSIONS[s.kind], s, getattr(s, f"{end}_id") in open_to) for s in found]


urlpatterns = [
    path("so/don-vi/", tree, name="units"),
    path("so/don-vi/<int:unit_id>/", one_unit, name="unit"),
]
