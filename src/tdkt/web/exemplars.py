"""The register of exemplars on screen: the list from which the conference picks, by how far each is; the other pages stand beside this file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from tdkt.operations.errors import Refused
from tdkt.operations.exemplar_undo import take_back
from tdkt.operations.exemplars import WAY, pick
from tdkt.records import exemplars as register
from tdkt.records.models import Exemplar, Movement, Unit
from tdkt.records.units import tree, whole_names
from tdkt.vietnamese.numbers import write_number
from tdkt.web import exemplar_finding, exemplar_life, exemplar_targets
from tdkt.web.awards import unit_words
from tdkt.web.exemplar_words import BY_WORD, KIND_BY_WORD, KINDS, SORTS, field_words, periods_to_choose
from tdkt.web.filters import Pill, choice, pill, whole, without_empty
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.picking import ticked
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import complain, say
from tdkt.web.words import STATES, Word

HERE = "exemplars"


@dataclass(frozen=True)
class Line:
    """An exemplar as the list shows it."""

    exemplar: Any
    field: Word
    where: str
    chip: str


def exemplar_list(request: HttpRequest) -> HttpResponse:
    """Exemplars by name with how far each is; `hoi-nghi=co` those picked for the conference, `tre=co` those with a step that is late."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    day = today(request)
    state, said = choice(request, "muc", WAY), asked(request)
    seen, movement = in_movement(request)
    but_state = register.by_state(seen.filter(replace(said, state="").where(on=day)))
    found = seen.filter(said.where(on=day))
    page = page_of(request, register.listed(found, on=day), total=found.count())
    names = whole_names((one.unit_id for one in page.rows), on=day)
    context = {
        "page": page,
        "lines": [Line(one, field_words(one), where_words(one, names), f"exemplar-{one.state}") for one in page.rows],
        "asked": said,
        "state": state,
        "tabs": [
            ("", _("All"), sum(but_state.values())),
            *((code, STATES[f"exemplar-{code}"].word, but_state.get(code, 0)) for code in WAY),
        ],
        "pills": pills(request, said, movement),
        "units": tree(rows(request, Unit.objects), on=day, levels=1),
        "kinds": [(word, KINDS[code], code) for word, code in KIND_BY_WORD.items()],
        "sorts": [(word, SORTS[code], code) for word, code in BY_WORD.items()],
        "periods": periods_to_choose(request),
        "may_pick": may_use(account_of(request), "exemplars-pick", "POST"),
        "paper_key": paper_key(said),
    }
    return render(request, "exemplars/list.html", context)


def in_movement(request: HttpRequest) -> tuple[Any, int | None]:
    """The exemplars that this account sees, those of one movement where the address names it."""
    seen = rows(request, Exemplar.objects)
    movement = whole(request, "phong-trao")
    if movement is not None:
        seen = seen.filter(movement=get_object_or_404(Movement, pk=movement))
    return seen, movement


def asked_rows(request: HttpRequest) -> tuple[Any, list[Pill]]:
    """The rows of the list in its order with its filters in words, for the same list given out as a sheet."""
    said, (seen, movement) = asked(request), in_movement(request)
    return register.listed(seen.filter(said.where(on=today(request))), on=today(request)), pills(
        request, said, movement
    )


def cells(request: HttpRequest, exemplars: Sequence[Any]) -> list[list[Any]]:
    """The columns of the list, for a sheet."""
    names = whole_names((one.unit_id for one in exemplars), on=today(request))
    return [
        [
            one.subject.name,
            where_words(one, names),
            str(field_words(one)),
            f"{one.from_year} – {one.to_year}",
            str(STATES[f"exemplar-{one.state}"].word),
            one.found_on,
            one.steps_done,
            one.steps_in_all,
            one.honours_in_all,
            one.stories_in_all,
            one.units_in_all,
            str(_("picked")) if one.for_conference else "",
        ]
        for one in exemplars
    ]


def asked(request: HttpRequest) -> register.Asked:
    """The filter that the address speaks of; the period is written as its two years: 2015-2020."""
    first, last = period_of(request)
    return register.Asked(
        first=first,
        last=last,
        state=choice(request, "muc", WAY),
        kind=KIND_BY_WORD.get(choice(request, "loai", KIND_BY_WORD), ""),
        sort=BY_WORD.get(choice(request, "dien", BY_WORD), ""),
        unit=whole(request, "don-vi"),
        picked=bool(choice(request, "hoi-nghi", {"co"})),
        late=bool(choice(request, "tre", {"co"})),
        words=request.GET.get("ten", "").strip()[:100],
    )


def period_of(request: HttpRequest) -> tuple[int, int] | tuple[None, None]:
    """The two years of the period that the address names."""
    written = request.GET.get("giai-doan", "").strip()
    if not written:
        return None, None
    if not re.fullmatch(r"[0-9]{4}-[0-9]{4}", written):
        raise BadRequest(f"giai-doan={written}")
    first, _dash, last = written.partition("-")
    return int(first), int(last)


def pills(request: HttpRequest, said: register.Asked, movement: int | None) -> list[Pill]:
    """The filters in use, in words."""
    found = []
    if said.words:
        found.append(pill(request, _("Name"), said.words, "ten"))
    if said.first is not None:
        found.append(pill(request, pgettext("exemplar", "Period"), f"{said.first} – {said.last}", "giai-doan"))
    if said.unit is not None:
        unit = get_object_or_404(rows(request, Unit.objects), pk=said.unit)
        found.append(pill(request, _("Unit"), unit_words(unit, request), "don-vi"))
    if said.kind:
        found.append(pill(request, _("Receiver"), KINDS[said.kind], "loai"))
    if said.sort:
        found.append(pill(request, _("Exemplary"), SORTS[said.sort], "dien"))
    if movement is not None:
        found.append(pill(request, _("Movement"), Movement.objects.get(pk=movement).name, "phong-trao"))
    if said.picked:
        found.append(pill(request, _("Conference"), _("picked"), "hoi-nghi"))
    if said.late:
        found.append(pill(request, _("Plan"), _("a step is late"), "tre"))
    return found


def where_words(exemplar: Exemplar, names: dict[int, str]) -> str:
    """Where an exemplar belongs; for a unit what it stands under."""
    where = names.get(exemplar.unit_id or 0, "")
    return where if exemplar.subject.kind == "individual" else where.removeprefix(exemplar.subject.name).lstrip(", ")


def paper_key(said: register.Asked) -> int | None:
    """The key of the paper that lists one period: its two years one after the other."""
    return said.first * 10000 + said.last if said.first is not None and said.last is not None else None


def pick_many(request: HttpRequest) -> HttpResponse:
    """Pick those ticked for the conference, or leave them out again."""
    back = request.POST.get("tiep", "")
    to = back if back.startswith(reverse(HERE) + "?") or back == reverse(HERE) else reverse(HERE)
    picked = request.POST.get("viec") != "bo"
    try:
        done = pick(ticked(request), picked=picked, by=account_of(request), at=timezone.now(), on=today(request))
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
    else:
        n = {"n": write_number(done.rows)}
        said = (
            ngettext(
                "%(n)s exemplar picked for the conference.", "%(n)s exemplars picked for the conference.", done.rows
            )
            if picked
            else ngettext(
                "%(n)s exemplar left out of the conference.", "%(n)s exemplars left out of the conference.", done.rows
            )
        )
        say(request, said % n, undo=reverse("exemplar-undo", args=[done.entry]))
    return HttpResponseRedirect(to)


def undo(request: HttpRequest, entry: int) -> HttpResponse:
    """Take an act upon exemplars back; to the exemplar that it was about, else to the list."""
    try:
        done = take_back(entry, by=account_of(request), at=timezone.now(), on=today(request))
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
        return HttpResponseRedirect(reverse(HERE))
    say(request, _("The last act is undone."))
    if done.exemplar and rows(request, Exemplar.objects).filter(pk=done.exemplar).exists():
        return HttpResponseRedirect(reverse("exemplar", args=[done.exemplar]))
    return HttpResponseRedirect(reverse(HERE))


urlpatterns = [
    path("phong-trao/dien-hinh/", exemplar_list, name=HERE),
    path("phong-trao/dien-hinh/chon/", pick_many, name="exemplars-pick"),
    path("phong-trao/dien-hinh/moi/", exemplar_finding.new, name="exemplar-new"),
    path("phong-trao/dien-hinh/goi-y/", exemplar_finding.suggested, name="exemplar-suggestions"),
    path("phong-trao/dien-hinh/chi-tieu/", exemplar_targets.targets, name="exemplar-targets"),
    path("phong-trao/dien-hinh/hoan-tac/<int:entry>/", undo, name="exemplar-undo"),
    path("phong-trao/dien-hinh/<int:exemplar_id>/", exemplar_life.one, name="exemplar"),
    path("phong-trao/dien-hinh/<int:exemplar_id>/viec/", exemplar_life.act, name="exemplar-act"),
    path("phong-trao/dien-hinh/<int:exemplar_id>/quyet/", exemplar_life.conclude, name="exemplar-conclude"),
    path("phong-trao/dien-hinh/<int:exemplar_id>/anh/<int:story_id>/", exemplar_life.photo, name="exemplar-photo"),
    path("phong-trao/dien-hinh/<int:exemplar_id>/tep/<int:story_id>/", exemplar_life.file, name="exemplar-file"),
]
