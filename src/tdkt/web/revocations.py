"""Taking an honour back on screen, or giving it back: first what rests on it and with which limb, then the decision, the day and the reason."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from tdkt.law.telling import cited
from tdkt.operations.errors import RuleNotMet, WrongState
from tdkt.operations.law import office_law
from tdkt.operations.revocations import ENDINGS, Dependant, dependants, restore, revoke
from tdkt.records.models import Certificate, Conferral
from tdkt.vietnamese.dates import PartialDate, read_date
from tdkt.vietnamese.folding import nfc
from tdkt.web.awards import seen
from tdkt.web.office import account_of, today
from tdkt.web.policy import rows
from tdkt.web.shell import say
from tdkt.web.words import Word

WORDS: dict[str, tuple[Word, Word]] = {
    "annulled": (
        gettext_lazy("Annul the award"),
        gettext_lazy("it ought not to have been given: a false declaration, a fault of procedure"),
    ),
    "stripped": (gettext_lazy("Strip the award"), gettext_lazy("whoever holds it no longer deserves it by law")),
}
ANSWERS: dict[str, Word] = {
    "allowed": gettext_lazy("allowed"),
    "not-allowed": gettext_lazy("not allowed"),
    "not-enough-evidence": gettext_lazy("not enough evidence"),
    "for-the-council": gettext_lazy("for the council"),
    "not-covered": gettext_lazy("not in the law of its day"),
}


def revoke_award(request: HttpRequest, conferral_id: int) -> HttpResponse:
    """What rests on the award, and the form that annuls, strips or restores it."""
    conferral = seen(request, conferral_id)
    if request.method != "POST":
        return form(request, conferral)
    typed = {name: nfc(request.POST.get(name, "")).strip() for name in ("cach", "quyet-dinh", "ngay", "ly-do")}
    try:
        done = act(request, conferral, typed)
    except WrongState as stale:
        return form(request, conferral, typed=typed, problem=stale.said(get_language() or "vi"), status=409)
    except RuleNotMet as refused:
        return form(request, conferral, typed=typed, problem=refused.said(get_language() or "vi"), status=422)
    say(request, done)
    return HttpResponseRedirect(reverse("award", args=[conferral.pk]))


def act(request: HttpRequest, conferral: Conferral, typed: dict[str, str]) -> Word:
    """Take the award back or give it back; the sentence that says so."""
    said: dict[str, Any] = {
        "paper": typed["quyet-dinh"],
        "reason": typed["ly-do"],
        "by": account_of(request),
        "at": timezone.now(),
        "on": day_typed(typed["ngay"]),
    }
    if conferral.state in ENDINGS:
        restore([conferral.pk], **said)
        return _("The award is restored. A new certificate can be issued for it.")
    done = revoke([conferral.pk], ending=typed["cach"], **said)
    rested = len(done.dependants)
    if not rested:
        return _("The award no longer stands; its certificate is revoked. No other award rested on it.")
    return ngettext(
        "The award no longer stands; its certificate is revoked. %(number)s award rested on it and is left to be looked at.",
        "The award no longer stands; its certificate is revoked. %(number)s awards rested on it and are left to be looked at.",
        rested,
    ) % {"number": rested}


def day_typed(text: str) -> date:
    """The day of the decision. Raises `RuleNotMet` for one that is none."""
    found = read_date(text)
    if not isinstance(found, PartialDate) or found.day is None:
        raise RuleNotMet(
            f"“{text}” không phải là một ngày. Ghi ngày, tháng, năm như 05/03/2024.",
            f"“{text}” is no day. Write day, month and year as 05/03/2024.",
        )
    return found.first()


def form(
    request: HttpRequest,
    conferral: Conferral,
    *,
    typed: dict[str, str] | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    found = dependants([conferral.pk], language=get_language() or "vi")
    may_see = set(
        rows(request, Conferral.objects).filter(pk__in=[one.conferral for one in found]).values_list("pk", flat=True)
    )
    context = {
        "c": conferral,
        "gone": conferral.state in ENDINGS,
        "lines": [line_of(one) for one in found if one.conferral in may_see],
        "unseen": len(found) - len(may_see),
        "certificate": Certificate.objects.filter(conferral=conferral, state="valid").first(),
        "ways": WORDS,
        "v": {name.replace("-", "_"): value for name, value in (typed or {}).items()},
        "day": (typed or {}).get("ngay") or f"{today(request):%d/%m/%Y}",
        "problem": problem,
    }
    return render(request, "revocations/form.html", context, status=status)


def line_of(one: Dependant) -> dict[str, Any]:
    """A dependant as the table shows it."""
    return {
        "url": reverse("award", args=[one.conferral]),
        "name": one.name,
        "title": one.title,
        "day": one.day,
        "before": ANSWERS[one.before],
        "after": ANSWERS[one.after],
        "fell": [(limb.words, cited(office_law(), limb.cite, get_language() or "vi")) for limb in one.fell],
        "through": len(one.through),
    }


urlpatterns = [path("so/khen-thuong/<int:conferral_id>/huy/", revoke_award, name="award-revoke")]
