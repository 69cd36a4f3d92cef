"""Correcting the register from a screen: a form, the reason, and the entry in the log that keeps what stood before."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tdkt.law.catalogue import CLASS_NAMES, LEVEL_NAMES, awards
from tdkt.operations.corrections import correct_conferral
from tdkt.operations.errors import RuleNotMet, WrongState
from tdkt.records.models import Account, Conferral, ConferralVersion
from tdkt.records.models.awards import STATES
from tdkt.vietnamese.folding import nfc
from tdkt.web.awards import seen
from tdkt.web.office import account_of
from tdkt.web.shell import say
from tdkt.web.words import GROUNDS
from tdkt.web.words import STATES as STATE_WORDS

NUMBERS = ("class_no", "for_from", "for_to", "year")
TEXTS = ("award", "state", "level", "authority", "ground", "rank", "post", "reason", "note")
BY_FIELD = {
    "award": "hinh-thuc",
    "class_no": "hang",
    "state": "trang-thai",
    "level": "cap",
    "authority": "nguoi-tang",
    "ground": "co-so",
    "for_from": "tu-nam",
    "for_to": "den-nam",
    "year": "nam",
    "rank": "cap-bac",
    "post": "chuc-vu",
    "reason": "thanh-tich",
    "note": "ghi-chu",
    "posthumous": "truy-tang",
}
"""The name of each column's field in the form."""

ARGUMENT = {"reason": "achievement"}
"""What the operation calls a column, where its own word `reason` means why it is corrected."""


def correct_award(request: HttpRequest, conferral_id: int) -> HttpResponse:
    """The form of a correction, and the correction itself. What cannot be is said above the form, and nothing typed is lost."""
    conferral = seen(request, conferral_id)
    last = last_version(conferral)
    if request.method != "POST":
        return form(request, conferral, version=last.pk)
    try:
        if request.POST.get("thay") != str(last.pk):
            raise WrongState(_("Somebody has changed this entry meanwhile. The form below shows it as it stands now."))
        by = account_of(request)
        correct_conferral(conferral.pk, reason=why(request), by=by, at=timezone.now(), **typed(request, conferral))
    except WrongState as stale:
        return form(request, conferral, version=last.pk, problem=str(stale), status=409)
    except NotANumber as misread:
        return form(request, conferral, version=last.pk, problem=str(misread), status=422)
    except RuleNotMet as refused:
        return form(request, conferral, version=last.pk, problem=refused.said(get_language() or "vi"), status=422)
    say(request, _("Corrected; the earlier entry is kept."), undo=reverse("award-undo", args=[conferral.pk]))
    return HttpResponseRedirect(reverse("award", args=[conferral.pk]))


class NotANumber(Exception):
    """Something else stands where a year or a class belongs; the message says where."""


def typed(request: HttpRequest, conferral: Conferral) -> dict[str, Any]:
    """The columns as the form gives them; fields that were not sent are left as they are."""
    said: dict[str, Any] = {}
    for column in TEXTS:
        if BY_FIELD[column] in request.POST:
            said[ARGUMENT.get(column, column)] = nfc(request.POST[BY_FIELD[column]]).strip()
    for column in NUMBERS:
        if BY_FIELD[column] in request.POST:
            said[column] = year_or_class(request.POST[BY_FIELD[column]].strip())
    said["posthumous"] = "truy-tang" in request.POST
    return said


def year_or_class(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise NotANumber(_("“%(text)s” is not a year. Write four digits, as 2019.") % {"text": text})
    return int(text)


def why(request: HttpRequest) -> str:
    return nfc(request.POST.get("ly-do", "")).strip()


def form(
    request: HttpRequest, conferral: Conferral, *, version: int, problem: str = "", status: int = 200
) -> HttpResponse:
    """The form with what stands, or with what was typed where it was refused."""
    stands = {BY_FIELD[column]: getattr(conferral, column) for column in BY_FIELD}
    sent = {key: request.POST[key] for key in BY_FIELD.values() if key in request.POST}
    if request.method == "POST":
        sent["truy-tang"] = "on" if "truy-tang" in request.POST else ""
    values = {key.replace("-", "_"): "" if value is None else value for key, value in (stands | sent).items()}
    context = {
        "c": conferral,
        "v": values,
        "why": why(request),
        "version": version,
        "problem": problem,
        "forms": [(a.code, a.name) for a in awards().values() if conferral.recipient in a.recipients],
        "classes": list(CLASS_NAMES.items()),
        "states": [(state, STATE_WORDS[state].word) for state in STATES],
        "levels": list(LEVEL_NAMES.items()),
        "grounds": list(GROUNDS.items()),
    }
    return render(request, "awards/correct.html", context, status=status)


def undo_correction(request: HttpRequest, conferral_id: int) -> HttpResponse:
    """Take one's own last correction back, as a further correction: the log keeps both."""
    conferral = seen(request, conferral_id)
    account = account_of(request)
    states = list(ConferralVersion.objects.filter(row=conferral.pk).select_related("entry").order_by("-version")[:2])
    if len(states) < 2 or not is_own_correction(states[0], account):
        raise WrongState(
            _("The last change of this entry is not a correction of yours, so that it cannot be undone here.")
        )
    earlier = {ARGUMENT.get(column, column): getattr(states[1], column) for column in BY_FIELD}
    reason = _("Takes back the correction of log entry %(seq)s") % {"seq": states[0].entry_id}
    correct_conferral(conferral.pk, reason=reason, by=account, at=timezone.now(), **earlier)
    say(request, _("The correction is taken back; both entries stay in the log."))
    return HttpResponseRedirect(reverse("award", args=[conferral.pk]))


def is_own_correction(state: Any, account: Account | None) -> bool:
    return state.entry.verb == "awards.correct" and account is not None and state.entry.by_id == account.pk


def last_version(conferral: Conferral) -> Any:
    """The state that stands: what a form was filled from, so that two who correct at once do not overwrite each other unseen."""
    return ConferralVersion.objects.get(row=conferral.pk, known_to__isnull=True)


urlpatterns = [
    path("so/khen-thuong/<int:conferral_id>/dinh-chinh/", correct_award, name="award-correct"),
    path("so/khen-thuong/<int:conferral_id>/hoan-tac/", undo_correction, name="award-undo"),
]
