"""Units answering a movement on screen: joining with targets, one unit's pledges beside what was done, and the results it enters."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tdkt.operations import responses as acts
from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.operations.responses import Pledged
from tdkt.records.models import Response, Review, Target
from tdkt.records.movements import Share
from tdkt.vietnamese.dates import write_date
from tdkt.vietnamese.folding import nfc
from tdkt.vietnamese.numbers import write_number
from tdkt.web.launches import day_in, key_in
from tdkt.web.movements import back_to, movement_page, share_of, typed, write_amount
from tdkt.web.office import account_of, today
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import page_or_drawer, say, warn

THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
FALLING = ("giảm", "giam", "falling")


def respond(request: HttpRequest, movement_id: int) -> HttpResponse:
    """Enter that the ticked units join a movement, each with the targets that are written."""
    keys = [key for one in request.POST.getlist("don-vi") if (key := key_in(one)) is not None]
    try:
        done = acts.respond(
            movement_id,
            keys,
            responded_on=day_in(request.POST.get("ngay", "")) or today(request),
            document=request.POST.get("van-ban", ""),
            words=request.POST.get("noi-dung", ""),
            targets=read_targets(request.POST.get("chi-tieu", "")),
            by=account_of(request),
            at=timezone.now(),
            on=today(request),
        )
    except Refused as why:
        return movement_page(request, movement_id, problem=why.said(get_language() or "vi"), at="respond", status=422)
    if done.entry is not None:
        words = ngettext("%(n)s unit joined.", "%(n)s units joined.", done.made) % {"n": write_number(done.made)}
        say(request, words, undo=reverse("movement-undo", args=[done.entry]))
    if done.known:
        warn(request, _("Joined already: %(names)s.") % {"names": ", ".join(done.known[:10])})
    return HttpResponseRedirect(back_to(movement_id))


@dataclass(frozen=True)
class Line:
    """A target on screen: what is planned and done in words, and how much of it is reached."""

    target: Target
    planned: str
    done: str
    share: Share
    percent: str


def one_response(request: HttpRequest, response_id: int) -> HttpResponse:
    """One unit's answer: its targets with what was done; what is entered here is a POST to the same address."""
    seen = rows(request, Response.objects).select_related("movement", "unit")
    response = get_object_or_404(seen, pk=response_id)
    problem = ""
    if request.method == "POST":
        try:
            return entered(request, response)
        except Refused as why:
            problem = why.said(get_language() or "vi")
    final = Review.objects.filter(movement=response.movement, unit=None, kind="final").first()
    targets = list(response.targets.order_by("pk"))
    context = {
        "response": response,
        "movement": response.movement,
        "lines": [line_of(target) for target in targets],
        "final": final,
        "can": final is None and may_use(account_of(request), "movement-response", "POST"),
        "problem": problem,
        "v": typed(request),
        "day": request.POST.get("ngay", "") or write_date(today(request)),
        "waiting": sum(target.done is None for target in targets),
    }
    return page_or_drawer(request, "movements/response.html", context, status=422 if problem else 200)


def line_of(target: Target) -> Line:
    share = share_of(target)
    percent = "" if share.percent is None else f"{write_amount(share.percent)} %"
    return Line(target, write_amount(target.planned), write_amount(target.done), share, percent)


def entered(request: HttpRequest, response: Response) -> HttpResponse:
    """Do what the form asks: results of the targets, further targets, or one struck."""
    act = request.POST.get("viec", "")
    who: dict[str, Any] = {"by": account_of(request), "at": timezone.now(), "on": today(request)}
    if act == "bo":
        key = key_in(request.POST.get("chi-tieu-bo", "")) or 0
        entry = acts.drop_target(key, reason=nfc(request.POST.get("ly-do", "")), **who)
        words = _("The target is struck.")
    elif act == "chi-tieu":
        entry = acts.pledge(response.pk, read_targets(request.POST.get("chi-tieu", "")), **who)
        words = _("The targets are entered.")
    else:
        keys = response.targets.order_by("pk").values_list("pk", "words")
        done = {
            key: read_amount(said, words) for key, words in keys if (said := request.POST.get(f"kq-{key}")) is not None
        }
        day = day_in(request.POST.get("ngay", "")) or today(request)
        entry = acts.record_done(done, done_on=day, **who)
        words = _("The results are entered.")
    say(request, words, undo=reverse("movement-undo", args=[entry]))
    return HttpResponseRedirect(reverse("movement-response", args=[response.pk]))


# --- what is typed ---------------------------------------------------------------------------------


def read_targets(text: str) -> list[Pledged]:
    """Targets one a line: what; how much; measure; "giảm" where less is better. Lines may be pasted from a spreadsheet.

    Raises `RuleNotMet` for a line that cannot be read.
    """
    found = []
    for line in filter(str.strip, nfc(text).splitlines()):
        parts = [part.strip() for part in re.split(r"[;\t]", line)]
        falling = len(parts) > 1 and parts[-1].casefold() in FALLING
        if falling:
            parts.pop()
        if not parts[0] or len(parts) > 3:
            raise RuleNotMet(
                f"Không đọc được dòng “{line.strip()}”. Viết: nội dung; số; đơn vị tính; giảm (nếu càng ít càng tốt).",
                f"“{line.strip()}” cannot be read. Write: what; how much; measure; giảm (where less is better).",
            )
        planned = read_amount(parts[1], parts[0]) if len(parts) > 1 else None
        found.append(Pledged(parts[0], planned, parts[2] if len(parts) > 2 else "", falling))
    return found


def read_amount(text: str, what: str) -> Decimal | None:
    """An amount as offices write it: 1.277,5 or 90,5 or 90.5; None for nothing. Raises `RuleNotMet`."""
    bare = text.strip().removesuffix("%").replace(" ", "")
    if not bare:
        return None
    if THOUSANDS.fullmatch(bare) or "," in bare:
        bare = bare.replace(".", "").replace(",", ".")
    try:
        return Decimal(bare)
    except InvalidOperation:
        raise RuleNotMet(
            f"“{text}” của chỉ tiêu “{what}” không phải số. Viết như 90 hoặc 90,5.",
            f"“{text}” of the target “{what}” is no number. Write 90 or 90,5.",
        ) from None


urlpatterns = [
    path("phong-trao/<int:movement_id>/huong-ung/", respond, name="movement-respond"),
    path("phong-trao/huong-ung/<int:response_id>/", one_response, name="movement-response"),
]
