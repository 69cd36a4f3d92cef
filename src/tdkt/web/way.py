"""Dossiers on their way: the list by step, the acts of one or many with a look at what they will do, and taking an act back.

Other screens show the acts of one dossier with `{% include "way/acts.html" %}`, `nomination` being in their context.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from tdkt.law import way as table
from tdkt.law.catalogue import CLASS_NAMES, award
from tdkt.law.way import Transition
from tdkt.law.wording import say_award
from tdkt.operations import dossiers
from tdkt.operations import way as acts
from tdkt.operations.errors import Refused, RuleNotMet, WrongState
from tdkt.operations.permissions import may
from tdkt.operations.postings import calendar
from tdkt.operations.tasks import LIVE, OVER, Board, Cell, overdue_board
from tdkt.records.models import Account, Nomination, Round, Unit
from tdkt.web.filters import choice, pill, whole, without_empty
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.shell import address, complain, say, warn
from tdkt.web.words import STATES, Word

POINTS = 6
"""How many points for correction the form has room for."""
SHOWN = 200
"""How many dossiers a look before an act names one by one."""

PLACES: dict[str, Word] = {
    "ho-so": gettext_lazy("the whole dossier"),
    "nhiem-vu": gettext_lazy("duties"),
    "dac-diem": gettext_lazy("situation"),
    "thanh-tich": gettext_lazy("achievements"),
    "chap-hanh": gettext_lazy("compliance"),
    "tom-tat": gettext_lazy("summary"),
}
"""The places of a dossier that a point for correction may name, papers aside."""


def english() -> bool:
    return get_language() == "en"


def label(transition: Transition) -> str:
    """What a step is called on screens."""
    return transition.label[english()]


def state_word(state: str) -> Word:
    """What a state is called for the office."""
    return STATES[f"dossier-{state}"].word


@dataclass(frozen=True)
class Due:
    """By when, in words: the day, and how far it is in working days; `late` in colour."""

    day: date
    words: str
    late: bool


def due(day: date | None, on: date) -> Due | None:
    """A last day as lists say it: "quá 2 ngày làm việc", "hôm nay", "còn 4 ngày làm việc"."""
    if day is None:
        return None
    days = calendar()
    if day < on:
        n = days.working_days_between(day, on) - days.is_working(day)
        return Due(day, ngettext("%(n)s working day late", "%(n)s working days late", n) % {"n": n}, True)
    if day == on:
        return Due(day, _("due today"), False)
    n = days.working_days_between(on, day) - days.is_working(on)
    return Due(day, ngettext("%(n)s working day left", "%(n)s working days left", n) % {"n": n}, False)


# --- the list -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A dossier as the list shows it."""

    nomination: Nomination
    url: str
    form: str
    due: Due | None


@dataclass(frozen=True)
class Tab:
    """A state with how many dossiers of the filters stand in it."""

    state: str
    name: Word
    count: int
    url: str


@dataclass(frozen=True)
class Asked:
    """What the address asks of the list."""

    round: int | None
    state: str
    unit: int | None
    award: str
    late: bool

    def rows(self, request: HttpRequest, *, state: bool = True) -> Any:
        """The dossiers that it asks for; without `state`, in whatever state."""
        found = rows(request, Nomination.objects)
        found = found.filter(round=self.round) if self.round is not None else found.exclude(round__state__in=OVER)
        if state and self.state:
            found = found.filter(state=self.state)
        elif not self.state:
            found = found.exclude(state__in=table.ENDED)
        if self.unit is not None:
            found = found.filter(proposer=self.unit)
        if self.award:
            found = found.filter(award=self.award)
        return found.filter(due_on__lt=today(request)) if self.late else found


def asked_of(request: HttpRequest) -> Asked:
    return Asked(
        round=whole(request, "dot"),
        state=choice(request, "buoc", table.STATES),
        unit=whole(request, "don-vi"),
        award=request.GET.get("hinh-thuc", "").strip(),
        late=choice(request, "han", ("qua",)) == "qua",
    )


def dossier_list(request: HttpRequest) -> HttpResponse:
    """Dossiers by the step that they wait for, late ones first, and what can be done with those that are ticked."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    asked, on, account = asked_of(request), today(request), account_of(request)
    counts = dict(asked.rows(request, state=False).order_by().values_list("state").annotate(Count("pk")))
    total = counts.get(asked.state, 0) if asked.state else sum(counts.get(state, 0) for state in LIVE)
    listed = asked.rows(request).order_by("subject__name_key", "pk")
    page = page_of(request, listed.select_related("subject", "round", "proposer"), total=total)
    shown = [state for state in table.STATES if counts.get(state) or state == asked.state]
    context = {
        "page": page,
        "lines": lines(page.rows, on),
        "asked": asked,
        "tabs": [Tab(state, state_word(state), counts.get(state, 0), tab_url(request, state)) for state in shown],
        "all": Tab("", _("All under way"), sum(counts.get(state, 0) for state in LIVE), tab_url(request, "")),
        "pills": pills(request, asked),
        "rounds": list(Round.objects.exclude(state="called-off").order_by("-opens_on", "name").values("pk", "name")),
        "steps": [(one, label(one)) for one in steps_of(account, asked.state)],
        "can_post": asked.state == "checked" and may(account, "post-list"),
        "can_ask": asked.state in ASKABLE and may(account, "consult"),
        "query": request.GET.urlencode(),
    }
    return render(request, "way/list.html", context)


ASKABLE = ("received", "checked", "posted", "drafted")
"""The states in which the list offers to ask other bodies."""


def tab_url(request: HttpRequest, state: str) -> str:
    query = request.GET.copy()
    for key in ("buoc", "trang", "ca"):
        query.pop(key, None)
    if state:
        query["buoc"] = state
    return f"?{query.urlencode()}" if query else request.path


def pills(request: HttpRequest, asked: Asked) -> list[Any]:
    found = []
    if asked.round is not None:
        name = Round.objects.filter(pk=asked.round).values_list("name", flat=True).first()
        if name is None:
            raise Http404
        found.append(pill(request, _("Round"), name, "dot"))
    if asked.unit is not None:
        name = rows(request, Unit.objects).filter(pk=asked.unit).values_list("name", flat=True).first()
        if name is None:
            raise Http404
        found.append(pill(request, _("Unit"), name, "don-vi"))
    if asked.award:
        found.append(pill(request, _("Form"), say_award(asked.award), "hinh-thuc"))
    if asked.late:
        found.append(pill(request, _("Due"), _("late"), "han"))
    return found


def lines(nominations: Iterable[Nomination], on: date) -> list[Line]:
    return [
        Line(one, address("dossier", one.pk), form_of(one), due(one.due_on, on) if one.state in LIVE else None)
        for one in nominations
    ]


def form_of(one: Nomination) -> str:
    """The award that is proposed, short, with its class."""
    form = award(one.award)
    name = form.short or form.name
    return f"{name} {_('class')} {CLASS_NAMES[one.class_no]}" if one.class_no else name


def steps_of(account: Account | None, state: str) -> list[Transition]:
    """The steps that an account takes by hand from a state with many dossiers at once."""
    if account is None or not state:
        return []
    return [
        one
        for one in table.from_state(state)
        if not one.within
        and account.role in one.roles
        and (account.role != table.CLERK or not one.own or state in one.own)
    ]


# --- taking a step ------------------------------------------------------------------------------


def step(request: HttpRequest, name: str) -> HttpResponse:
    """A step with one dossier or many: first a look at who goes, from what to what, and who is passed over and why; then the act."""
    transition = acts.by_hand(name)
    keys = chosen(request)
    data = request.POST if request.method == "POST" else request.GET
    reason = data.get("ly-do", "").strip()
    points = list(zip(data.getlist("diem-noi"), data.getlist("diem"), strict=False))
    account, on = account_of(request), today(request)
    back_to = where_to(request, data.get("tiep", ""))
    if not keys:
        warn(request, _("No dossier is ticked. Tick some, or all of the filter."))
        return HttpResponseRedirect(back_to)
    problem = ""
    if request.method == "POST" and "xem" not in request.POST:
        try:
            taken = acts.take(keys, name, by=account, at=timezone.now(), on=on, reason=reason, points=points)
        except (RuleNotMet, WrongState) as refused:
            if len(keys) == 1 and isinstance(refused, WrongState):
                raise
            problem = refused.said(get_language() or "vi")
        else:
            tell(request, transition, taken)
            return HttpResponseRedirect(back_to)
    outlook = acts.preview(keys, name, by=account, on=on, reason=reason)
    language = get_language() or "vi"
    context = {
        "transition": transition,
        "label": label(transition),
        "moves": [(move, form_of(move.nomination)) for move in outlook.rows[:SHOWN]],
        "more_moves": max(0, len(outlook.rows) - SHOWN),
        "going": len(outlook.rows),
        "skipped": [(one.nomination, one.said(language)) for one in outlook.skipped[:SHOWN]],
        "more_skipped": max(0, len(outlook.skipped) - SHOWN),
        "passed_over": len(outlook.skipped),
        "after": state_word(transition.after),
        "needs_reason": transition.needs_reason,
        "takes_reason": transition.needs_reason or outlook.reasoned or bool(reason),
        "takes_points": "points" in transition.conditions,
        "points": [*points, *[("ho-so", "")] * (POINTS - len(points))][:POINTS],
        "places": places(),
        "keys": keys,
        "reason": reason,
        "back_to": back_to,
        "problem": problem,
    }
    return render(request, "way/step.html", context, status=422 if problem else 200)


def places() -> list[tuple[str, Word]]:
    """Where a point for correction may be, in the order of the dossier."""
    return [(place, PLACES[place]) for place in ("ho-so", *(one for one in dossiers.PLACES if one in PLACES)) if place]


def chosen(request: HttpRequest) -> list[int]:
    """The dossiers that are ticked, or all of the filter that the form came from."""
    data = request.POST if request.method == "POST" else request.GET
    if data.get("tat-ca"):
        return list(asked_of(request).rows(request).values_list("pk", flat=True))
    return [int(key) for key in data.getlist("ho-so") if key.isascii() and key.isdigit() and len(key) < 11]


def where_to(request: HttpRequest, wanted: str) -> str:
    """Back to the page that the act was asked on, where that is one of ours; to the list otherwise."""
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if ours else reverse("way-list")


def tell(request: HttpRequest, transition: Transition, taken: acts.Taken) -> None:
    """Say what was done, with the button that takes it back, and how many were passed over."""
    n = len(taken.steps)
    sentence = ngettext("%(label)s: %(n)s dossier.", "%(label)s: %(n)s dossiers.", n) % {
        "label": label(transition),
        "n": n,
    }
    say(request, sentence, undo=reverse("way-back", args=[taken.entry]) if transition.undo else "")
    if taken.skipped:
        first = " ".join(one.said(get_language() or "vi") for one in taken.skipped[:3])
        n = len(taken.skipped)
        warn(request, ngettext("%(n)s was passed over.", "%(n)s were passed over.", n) % {"n": n} + f" {first}")


def back(request: HttpRequest, entry: int) -> HttpResponse:
    """Take an act back for every dossier that has not moved on since."""
    to = where_to(request, came_from(request))
    try:
        taken = acts.take_back(entry, by=account_of(request), at=timezone.now(), on=today(request))
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
        return HttpResponseRedirect(to)
    n = len(taken.steps)
    say(request, ngettext("Taken back for %(n)s dossier.", "Taken back for %(n)s dossiers.", n) % {"n": n})
    if taken.skipped:
        warn(request, " ".join(one.said(get_language() or "vi") for one in taken.skipped[:3]))
    return HttpResponseRedirect(to)


def came_from(request: HttpRequest) -> str:
    """The path of the page whose undo button was pressed."""
    referer = request.headers.get("Referer", "")
    host = f"{request.scheme}://{request.get_host()}"
    return referer.removeprefix(host) if referer.startswith(f"{host}/") else ""


# --- where everything stands --------------------------------------------------------------------


@dataclass(frozen=True)
class Square:
    """A number of the board that opens: how many, how many late and for how long, and the list behind it."""

    cell: Cell
    url: str
    late_url: str


def board(request: HttpRequest) -> HttpResponse:
    """Units against states: how many dossiers stand where, and what is late."""
    account = account_of(request)
    assert account is not None  # the table lets nobody else in
    round_id = whole(request, "dot")
    found = overdue_board(account, on=today(request), round_id=round_id)
    name = Round.objects.filter(pk=round_id).values_list("name", flat=True).first() if round_id is not None else None
    if round_id is not None and name is None:
        raise Http404
    context = {
        "board": found,
        "states": [(state, state_word(state)) for state in found.states],
        "units": [
            (
                row,
                [square(row.cells.get(state), state, row.unit, round_id) for state in found.states],
                square(row.total, "", row.unit, round_id),
            )
            for row in found.rows
        ],
        "totals": totals(found, round_id),
        "total": square(found.total, "", None, round_id),
        "rounds": list(Round.objects.exclude(state__in=OVER).order_by("-opens_on", "name").values("pk", "name")),
        "round": round_id,
        "pills": [pill(request, _("Round"), name, "dot")] if name else [],
    }
    return render(request, "way/board.html", context)


def totals(found: Board, round_id: int | None) -> list[Square | None]:
    return [square(found.totals[state], state, None, round_id) for state in found.states]


def square(cell: Cell | None, state: str, unit: int | None, round_id: int | None) -> Square | None:
    if cell is None:
        return None
    asked = {"dot": round_id, "buoc": state, "don-vi": unit}
    query = "&".join(f"{key}={value}" for key, value in asked.items() if value)
    url = reverse("way-list")
    return Square(cell, f"{url}?{query}" if query else url, f"{url}?{query}&han=qua" if query else f"{url}?han=qua")


urlpatterns = [
    path("xet/buoc/", dossier_list, name="way-list"),
    path("xet/buoc/hoan-tac/<int:entry>/", back, name="way-back"),
    path("xet/buoc/<slug:name>/", step, name="way-take"),
    path("xet/han/", board, name="overdue"),
]
