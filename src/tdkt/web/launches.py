"""What is done to a movement on screen: launching it, correcting its launch, reviewing it, linking decisions, taking an act back."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tdkt.operations import launches as acts
from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.operations.movement_acts import take_back
from tdkt.operations.permissions import may
from tdkt.records.models import Launch, Movement, Unit
from tdkt.records.units import tree
from tdkt.vietnamese.dates import read_date, write_date
from tdkt.vietnamese.folding import nfc
from tdkt.vietnamese.numbers import write_number
from tdkt.web.filters import LARGEST
from tdkt.web.movements import KINDS, LEVELS, METHODS, back_to, launch_of, movement_page
from tdkt.web.office import account_of, today
from tdkt.web.policy import rows
from tdkt.web.shell import say, warn

FIELDS = (
    "ten", "loai", "cap", "cach", "tu", "den", "don-vi", "ai", "van-ban", "khau-hieu", "pham-vi", "tieu-chi", "nhiem-vu", "gan-voi", "ghi-chu",
    "ly-do",
)  # fmt: skip


# --- launching and correcting --------------------------------------------------------------------


def launch(request: HttpRequest, movement_id: int | None = None) -> HttpResponse:
    """The form of a launch: of a new movement, or of one that is in the register without its launch."""
    listed = get_object_or_404(Movement, pk=movement_id) if movement_id is not None else None
    if request.method != "POST":
        return form_page(request, listed, begun(request, listed))
    try:
        done = acts.launch_movement(
            by=account_of(request), at=timezone.now(), movement_id=movement_id, **typed(request)
        )
    except Refused as why:
        return form_page(request, listed, sent(request), problem=why.said(get_language() or "vi"))
    say(request, _("The launch is entered."), undo=reverse("movement-undo", args=[done.entry]))
    if done.near:
        words = _("Of nearly the same name: %(names)s. They stay two; undo if it is the same movement.")
        warn(request, words % {"names": ", ".join(done.near[:3])})
    return HttpResponseRedirect(back_to(done.movement.pk))


def change(request: HttpRequest, movement_id: int) -> HttpResponse:
    """The form that corrects a launch, with a reason."""
    movement = get_object_or_404(Movement.objects.select_related("launch"), pk=movement_id, launch__isnull=False)
    if request.method != "POST":
        return form_page(request, movement, stands(movement), changing=True)
    try:
        entry = acts.change_launch(
            movement_id,
            reason=nfc(request.POST.get("ly-do", "")),
            by=account_of(request),
            at=timezone.now(),
            **typed(request),
        )
    except Refused as why:
        return form_page(request, movement, sent(request), changing=True, problem=why.said(get_language() or "vi"))
    say(request, _("The launch is corrected."), undo=reverse("movement-undo", args=[entry]))
    return HttpResponseRedirect(back_to(movement_id))


def begun(request: HttpRequest, listed: Movement | None) -> dict[str, str]:
    """What the form of a launch holds at first."""
    empty = dict.fromkeys(FIELDS, "") | {"loai": "movement", "cap": "office", "cach": "thematic"}
    if listed is None:
        return empty | {"tu": write_date(today(request))}
    return empty | of_movement(listed)


def of_movement(movement: Movement) -> dict[str, str]:
    """What a movement says, as the form holds it."""
    return {
        "ten": movement.name,
        "loai": movement.kind,
        "ai": movement.launched_by,
        "van-ban": movement.document,
        "gan-voi": str(movement.part_of_id or ""),
        "ghi-chu": movement.note,
    }


def stands(movement: Movement) -> dict[str, str]:
    """A movement with its launch, as the form holds it."""
    said: Launch = launch_of(movement)
    return of_movement(movement) | {
        "cap": said.level,
        "cach": said.method,
        "tu": write_date(said.launched_on),
        "den": write_date(said.ends_on) if said.ends_on else "",
        "don-vi": str(said.unit_id or ""),
        "khau-hieu": said.slogan,
        "pham-vi": said.scope,
        "tieu-chi": "\n".join(said.criteria),
        "nhiem-vu": said.task,
        "ly-do": "",
    }


def sent(request: HttpRequest) -> dict[str, str]:
    """What was typed, so that nothing is lost where it is refused."""
    return {key: nfc(request.POST.get(key, "")).strip() for key in FIELDS}


def typed(request: HttpRequest) -> dict[str, Any]:
    """The columns of a movement and its launch as the form gives them. Raises `RuleNotMet` for what is no day."""
    said = sent(request)
    return {
        "name": said["ten"],
        "kind": said["loai"],
        "launched_by": said["ai"],
        "document": said["van-ban"],
        "part_of_id": key_in(said["gan-voi"]),
        "note": said["ghi-chu"],
        "level": said["cap"],
        "method": said["cach"],
        "launched_on": day_in(said["tu"]),
        "ends_on": day_in(said["den"]),
        "unit_id": key_in(said["don-vi"]),
        "slogan": said["khau-hieu"],
        "scope": said["pham-vi"],
        "criteria": said["tieu-chi"].splitlines(),
        "task": said["nhiem-vu"],
    }


def key_in(text: str) -> int | None:
    """The id that a field holds; None where it holds none."""
    return int(text) if text.isascii() and text.isdigit() and int(text) < LARGEST else None


def day_in(text: str) -> date | None:
    """A day of a form, day first; None for nothing. Raises `RuleNotMet` with an example."""
    if not text.strip():
        return None
    read = read_date(text)
    if read is None or read.day is None:
        raise RuleNotMet(f"“{text}” không phải ngày. Viết như 03/06/2024.", f"“{text}” is no day. Write 03/06/2024.")
    return read.first()


def form_page(
    request: HttpRequest,
    movement: Movement | None,
    values: dict[str, str],
    *,
    changing: bool = False,
    problem: str = "",
) -> HttpResponse:
    """The form with what stands, or with what was typed where it was refused."""
    wholes = Movement.objects.filter(part_of=None).exclude(pk=movement.pk if movement else 0).order_by("name", "pk")
    context = {
        "movement": movement,
        "changing": changing,
        "v": {key.replace("-", "_"): value for key, value in values.items()},
        "problem": problem,
        "kinds": KINDS.items(),
        "levels": LEVELS.items(),
        "methods": METHODS.items(),
        "units": tree(rows(request, Unit.objects), on=today(request), levels=1),
        "wholes": list(wholes.values_list("pk", "name", "from_year")),
    }
    return render(request, "movements/form.html", context, status=422 if problem else 200)


# --- reviews, decisions, taking back ---------------------------------------------------------------


def review(request: HttpRequest, movement_id: int) -> HttpResponse:
    """Enter an interim or final review; a clerk's is that of the own unit."""
    account, kind = account_of(request), request.POST.get("loai", "")
    unit = key_in(request.POST.get("don-vi", ""))
    if unit is None and not acts_for_all(request):
        unit = account.unit_id if account else None
    try:
        entry = acts.review_movement(
            movement_id,
            kind,
            held_on=day_in(request.POST.get("ngay", "")) or today(request),
            document=request.POST.get("van-ban", ""),
            results=request.POST.get("ket-qua", ""),
            unit_id=unit,
            by=account,
            at=timezone.now(),
            on=today(request),
        )
    except Refused as why:
        return movement_page(request, movement_id, problem=why.said(get_language() or "vi"), at="review", status=422)
    words = _("The final review is entered.") if kind == "final" else _("The interim review is entered.")
    say(request, words, undo=reverse("movement-undo", args=[entry]))
    return HttpResponseRedirect(back_to(movement_id))


def acts_for_all(request: HttpRequest) -> bool:
    """Whether this account reviews for the whole office."""
    return may(account_of(request), "keep-movements")


def link(request: HttpRequest, movement_id: int) -> HttpResponse:
    """Link decisions that honour what was done in a movement."""
    keys = [key for one in request.POST.getlist("quyet-dinh") if (key := key_in(one)) is not None]
    try:
        done = acts.link_decision(movement_id, keys, by=account_of(request), at=timezone.now())
    except Refused as why:
        return movement_page(request, movement_id, problem=why.said(get_language() or "vi"), at="link", status=422)
    words = ngettext("%(n)s decision linked.", "%(n)s decisions linked.", done.decisions)
    say(request, words % {"n": write_number(done.decisions)}, undo=reverse("movement-undo", args=[done.entry]))
    return HttpResponseRedirect(back_to(movement_id))


def undo(request: HttpRequest, entry: int) -> HttpResponse:
    """Take an act on a movement back."""
    act = take_back(entry, by=account_of(request), at=timezone.now(), on=today(request))
    say(request, _("Taken back."))
    response, movement = act.detail.get("response"), act.detail.get("movement")
    if response and act.verb != "movements.respond":
        return HttpResponseRedirect(reverse("movement-response", args=[response]))
    if movement and Movement.objects.filter(pk=movement).exists():
        return HttpResponseRedirect(back_to(movement))
    return HttpResponseRedirect(reverse("movements"))


urlpatterns = [
    path("phong-trao/phat-dong/", launch, name="movement-new"),
    path("phong-trao/<int:movement_id>/phat-dong/", launch, name="movement-launch"),
    path("phong-trao/<int:movement_id>/sua/", change, name="movement-change"),
    path("phong-trao/<int:movement_id>/danh-gia/", review, name="movement-review"),
    path("phong-trao/<int:movement_id>/quyet-dinh/", link, name="movement-link"),
    path("phong-trao/hoan-tac/<int:entry>/", undo, name="movement-undo"),
]
