"""Emulation movements on screens: the list with how far each is, and one movement from its launch to its reviews.

What is done to a movement is in `launches`, what units answer in `responses`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from tdkt.records import movements as told
from tdkt.records.models import Direction, Exemplar, Movement, Response, Review, Target, Unit
from tdkt.records.units import whole_names
from tdkt.vietnamese.collation import sort_key
from tdkt.web.filters import Pill, choice, pill, whole, without_empty
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import address, page_or_drawer
from tdkt.web.words import Word

KINDS: dict[str, Word] = {"movement": gettext_lazy("movement"), "campaign": gettext_lazy("campaign")}
BY_WORD = {"phong-trao": "movement", "cuoc-van-dong": "campaign"}
"""The values of the filter `loai`."""
LEVELS: dict[str, Word] = {
    "national": gettext_lazy("nationwide"),
    "ministry": gettext_lazy("ministry, sector or province"),
    "cluster": gettext_lazy("cluster or block"),
    "office": gettext_lazy("office"),
}
METHODS: dict[str, Word] = {
    "standing": pgettext_lazy("of a movement", "standing"),
    "thematic": gettext_lazy("thematic"),
    "peak": gettext_lazy("peak drive"),
}
REVIEWS: dict[str, Word] = {"interim": gettext_lazy("Interim review"), "final": gettext_lazy("Final review")}
STATE_WORDS: dict[str, Word] = {
    "unlaunched": gettext_lazy("launch not entered"),
    "coming": gettext_lazy("not begun"),
    "running": gettext_lazy("under way"),
    "over": gettext_lazy("over, final review missing"),
    "reviewed": gettext_lazy("reviewed for good"),
}
"""How far a movement is, in the words of the filter; the chips say the same (`words.STATES`)."""


def in_order(movements: Any) -> Any:
    """The latest begun first; those of an unknown year last."""
    return movements.order_by(F("from_year").desc(nulls_last=True), "name", "pk")


# --- the list --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A movement in the list; `nested`: it stands under the one before it."""

    movement: Movement
    kind: Word
    nested: bool
    how: list[Word]
    state: str
    responses: int


def movement_list(request: HttpRequest) -> HttpResponse:
    """Movements, each followed by what is linked with it; under a filter each stands for itself."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    kind, year = choice(request, "loai", BY_WORD), whole(request, "nam", least=1900, most=2200)
    level, method = choice(request, "cap", LEVELS), choice(request, "cach", METHODS)
    state = choice(request, "tinh-trang", STATE_WORDS)
    every = rows(request, Movement.objects)
    filtered = any((kind, level, method, state, year is not None))
    found = every if filtered else every.filter(part_of=None)
    if kind:
        found = found.filter(kind=BY_WORD[kind])
    if level:
        found = found.filter(launch__level=level)
    if method:
        found = found.filter(launch__method=method)
    if state:
        found = found.filter(in_state(state, on=today(request)))
    if year is not None:
        found = found.filter(from_year__lte=year).exclude(to_year__lt=year)
    linked = Prefetch("parts", queryset=in_order(every).select_related("launch"), to_attr="linked")
    ordered = in_order(found).select_related("part_of", "launch").prefetch_related(linked)
    page = page_of(request, ordered, total=found.count())
    context = {
        "page": page,
        "lines": lines(page.rows, nested=not filtered, on=today(request)),
        "total": every.count(),
        "pills": pills(request, kind, level, method, state, year),
        "kinds": [(word, KINDS[code]) for word, code in BY_WORD.items()],
        "levels": LEVELS.items(),
        "methods": METHODS.items(),
        "states": STATE_WORDS.items(),
        "kind": kind,
        "level": level,
        "method": method,
        "state": state,
        "year": year,
        "may_launch": may_use(account_of(request), "movement-new", "POST"),
    }
    return render(request, "movements/list.html", context)


def in_state(state: str, *, on: date) -> Q:
    """The movements that are so far on a day, as `records.movements.state_of` says of one."""
    final = Review.objects.filter(kind="final", unit=None, held_on__lte=on).values("movement")
    if state == "unlaunched":
        return Q(launch=None)
    if state == "reviewed":
        return Q(launch__isnull=False, pk__in=final)
    going = Q(launch__isnull=False) & ~Q(pk__in=final)
    if state == "coming":
        return going & Q(launch__launched_on__gt=on)
    over = Q(launch__ends_on__isnull=False, launch__ends_on__lt=on)
    begun = going & Q(launch__launched_on__lte=on)
    return begun & over if state == "over" else begun & ~over


def lines(movements: Sequence[Any], *, nested: bool, on: date) -> list[Line]:
    """The movements of a page, each followed by its parts where they stand under it."""
    shown = [(one, False) for one in movements]
    if nested:
        shown = [pair for one in movements for pair in ((one, False), *((part, True) for part in one.linked))]
    keys = [one.pk for one, _under in shown]
    final, answered = told.final_reviews(keys, on=on), told.responding(keys, on=on)
    return [
        Line(
            movement=one,
            kind=KINDS[one.kind],
            nested=under,
            how=how(launch_of(one)),
            state="movement-" + told.state_of(launch_of(one), reviewed=one.pk in final, on=on),
            responses=answered.get(one.pk, 0),
        )
        for one, under in shown
    ]


def launch_of(movement: Movement) -> Any:
    """The launch of a movement, or None."""
    return getattr(movement, "launch", None)


def how(launch: Any) -> list[Word]:
    """At which level and in which way a movement is carried on."""
    return [LEVELS[launch.level], METHODS[launch.method]] if launch else []


def pills(request: HttpRequest, kind: str, level: str, method: str, state: str, year: int | None) -> list[Pill]:
    """The filters in use, in words."""
    found = []
    if kind:
        found.append(pill(request, _("Kind"), KINDS[BY_WORD[kind]], "loai"))
    if level:
        found.append(pill(request, _("Level"), LEVELS[level], "cap"))
    if method:
        found.append(pill(request, _("How"), METHODS[method], "cach"))
    if state:
        found.append(pill(request, _("State"), STATE_WORDS[state], "tinh-trang"))
    if year is not None:
        found.append(pill(request, _("Under way in"), str(year), "nam"))
    return found


# --- one movement ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """A unit that joined: how many targets it pledged, of how many a result is in, how many of these are reached."""

    response: Response
    name: str
    pledged: int
    known: int
    reached: int

    @property
    def waits(self) -> bool:
        return self.known < self.pledged


def one_movement(request: HttpRequest, movement_id: int) -> HttpResponse:
    """One movement: what it says, what happened from launch to review, who answered and who has not, reviews and decisions."""
    return movement_page(request, movement_id)


def movement_page(
    request: HttpRequest, movement_id: int, *, problem: str = "", at: str = "", status: int = 200
) -> HttpResponse:
    """The page of a movement; `problem` is why the form `at` (respond, review, link) was refused, what was typed stays in it."""
    day, account = today(request), account_of(request)
    assert account is not None
    every = Movement.objects.all()
    movement = get_object_or_404(every.select_related("part_of", "source__batch", "launch__unit"), pk=movement_id)
    seen = Response.objects.visible_to(account, on=day)
    responses = list(seen.filter(movement=movement).select_related("unit"))
    responses.sort(key=lambda one: (sort_key(one.unit.name), one.pk))
    everybody = dict(Response.objects.filter(movement=movement).values_list("unit_id", "pk"))
    mine = set(Unit.objects.visible_to(account, on=day).values_list("pk", flat=True))
    missing = [unit for unit in told.unanswered(movement, everybody, on=day) if unit.pk in mine]
    if not missing and not responses and account.unit_id and account.unit_id not in everybody:
        missing = [unit for unit in [account.unit] if unit is not None and launch_of(movement) is not None]
    reviews = list(movement.reviews.select_related("unit").order_by("held_on", "pk"))
    shown = [one for one in reviews if one.unit_id is None or one.unit_id in mine]
    final = [one for one in reviews if one.unit_id is None and one.kind == "final"]
    decisions = told.decisions_of(movement)
    state = told.state_of(launch_of(movement), reviewed=any(one.held_on <= day for one in final), on=day)
    answers = answers_of(responses, on=day)
    context = {
        "movement": movement,
        "launch": launch_of(movement),
        "kind": KINDS[movement.kind],
        "how": how(launch_of(movement)),
        "state": f"movement-{state}",
        "parts": [(part, KINDS[part.kind]) for part in in_order(every.filter(part_of=movement))],
        "happenings": told.timeline(movement, decisions=decisions, reviews=shown),
        "review_words": REVIEWS,
        "reviews": [(one, REVIEWS[one.kind]) for one in shown],
        "answers": answers,
        "answered": len(everybody),
        "missing": missing,
        "without_results": [one for one in answers if one.waits],
        "decisions": decisions,
        "around": around(movement),
        "today": day,
        "closed": bool(final),
        "may": acts_of(request, launched=launch_of(movement) is not None, closed=bool(final)),
        "candidates": told.decisions_to_link(movement),
        "problem": problem,
        "at": at,
        "v": typed(request),
        "chosen": request.POST.getlist("don-vi"),
    }
    if problem:
        return render(
            request, "movements/one.html", context | {"frame": "base.html", "in_drawer": False}, status=status
        )
    return page_or_drawer(request, "movements/one.html", context)


def answers_of(responses: Sequence[Response], *, on: date) -> list[Answer]:
    """The responses with what was pledged and what is known of it."""
    targets = told.targets_of([one.pk for one in responses])
    names = whole_names([one.unit_id for one in responses], on=on)
    found = []
    for one in responses:
        shares = [share_of(target) for target in targets.get(one.pk, [])]
        known = [share for share in shares if share.reached is not None]
        done = sum(target.done is not None for target in targets.get(one.pk, []))
        name = names.get(one.unit_id, one.unit.name)
        found.append(Answer(one, name, len(shares), done, sum(bool(share.reached) for share in known)))
    return found


def share_of(target: Target) -> told.Share:
    """How much of a target is reached."""
    return told.share_of(target.planned, target.done, falling=target.falling)


def around(movement: Movement) -> list[tuple[Word, int, str]]:
    """What else rests on a movement: its exemplars and directions, each with their number and the list of them."""
    found: list[tuple[Word, int, str]] = []
    exemplars = f"{address('exemplars')}?phong-trao={movement.pk}"
    for name, number, url in (
        (_("Exemplars found in it"), Exemplar.objects.filter(movement=movement).count(), exemplars),
        (_("Directions given for it"), Direction.objects.filter(movement=movement).count(), address("directions")),
    ):
        if number:
            found.append((name, number, url))
    return found


def acts_of(request: HttpRequest, *, launched: bool, closed: bool) -> dict[str, bool]:
    """What this account may do with a movement as it stands."""
    account = account_of(request)
    return {
        "launch": not launched and may_use(account, "movement-launch", "POST"),
        "change": launched and may_use(account, "movement-change", "POST"),
        "respond": launched and not closed and may_use(account, "movement-respond", "POST"),
        "review": launched and not closed and may_use(account, "movement-review", "POST"),
        "review_all": may_use(account, "movement-link", "POST"),
        "link": launched and may_use(account, "movement-link", "POST"),
    }


def write_amount(amount: Decimal | None) -> str:
    """An amount as offices write it: 1.277,5; nothing for what is not known."""
    if amount is None:
        return ""
    digits = f"{amount.normalize():,f}"
    if get_language() == "en":
        return digits
    return digits.replace(",", " ").replace(".", ",").replace(" ", ".")


def typed(request: HttpRequest) -> dict[str, str]:
    """What a form sent, as a template names it, so that nothing is lost where it is refused."""
    return {key.replace("-", "_"): str(value) for key, value in request.POST.items()}


def back_to(movement_id: int, part: str = "") -> str:
    """The page of a movement, at one of its parts."""
    return reverse("movement", args=[movement_id]) + (f"#{part}" if part else "")


urlpatterns = [
    path("phong-trao/", movement_list, name="movements"),
    path("phong-trao/<int:movement_id>/", one_movement, name="movement"),
]
