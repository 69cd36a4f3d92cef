"""Emulation movements on screens: each with its period, who launched it, its document, and the movements and campaigns linked with it."""

from typing import Any

from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tdkt.records.models import Movement
from tdkt.web.filters import Pill, choice, pill, whole, without_empty
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.shell import page_or_drawer
from tdkt.web.words import Word

KINDS: dict[str, Word] = {"movement": gettext_lazy("movement"), "campaign": gettext_lazy("campaign")}
BY_WORD = {"phong-trao": "movement", "cuoc-van-dong": "campaign"}
"""The values of the filter `loai`."""


def in_order(movements: Any) -> Any:
    """The latest begun first; those of an unknown year last."""
    return movements.order_by(F("from_year").desc(nulls_last=True), "name", "pk")


def movement_list(request: HttpRequest) -> HttpResponse:
    """Movements, each followed by what is linked with it; under a filter each stands for itself."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    kind, year = choice(request, "loai", BY_WORD), whole(request, "nam", least=1900, most=2200)
    every = rows(request, Movement.objects)
    filtered = bool(kind) or year is not None
    found = every if filtered else every.filter(part_of=None)
    if kind:
        found = found.filter(kind=BY_WORD[kind])
    if year is not None:
        found = found.filter(from_year__lte=year).exclude(to_year__lt=year)
    linked = Prefetch("parts", queryset=in_order(every), to_attr="linked")
    page = page_of(request, in_order(found).select_related("part_of").prefetch_related(linked), total=found.count())
    context = {
        "page": page,
        "lines": list(lines(page.rows, nested=not filtered)),
        "total": every.count(),
        "pills": pills(request, kind, year),
        "kinds": [(word, KINDS[code]) for word, code in BY_WORD.items()],
        "kind": kind,
        "year": year,
    }
    return render(request, "movements/list.html", context)


def lines(movements: list[Any], *, nested: bool) -> Any:
    """(movement, what kind it is, whether it stands under the one before it)."""
    for movement in movements:
        yield movement, KINDS[movement.kind], False
        if nested:
            for part in movement.linked:
                yield part, KINDS[part.kind], True


def pills(request: HttpRequest, kind: str, year: int | None) -> list[Pill]:
    """The filters in use, in words."""
    found = []
    if kind:
        found.append(pill(request, _("Kind"), KINDS[BY_WORD[kind]], "loai"))
    if year is not None:
        found.append(pill(request, _("Under way in"), str(year), "nam"))
    return found


def one_movement(request: HttpRequest, movement_id: int) -> HttpResponse:
    """One movement: its period, document, what it belongs to and what is linked with it, and the cells it came from."""
    every = rows(request, Movement.objects)
    movement = get_object_or_404(every.select_related("part_of", "source__batch"), pk=movement_id)
    context = {
        "movement": movement,
        "kind": KINDS[movement.kind],
        "parts": [(part, KINDS[part.kind]) for part in in_order(every.filter(part_of=movement))],
    }
    return page_or_drawer(request, "movements/one.html", context)


urlpatterns = [
    path("phong-trao/", movement_list, name="movements"),
    path("phong-trao/<int:movement_id>/", one_movement, name="movement"),
]
