"""The report of a dossier on the wire: asked for by the open page every few seconds, saved as it is typed, two copies settled, points answered.

The page speaks JSON here. Whoever has no script sends the same as a form.
"""

import json
import time
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tdkt.operations.dossiers import FIELDS, Saved, choose, kept_text, save_text, settle_remark
from tdkt.operations.errors import Refused
from tdkt.records.models import Account, Remark
from tdkt.web.dossiers import FIELD_NAMES, the_dossier
from tdkt.web.office import account_of
from tdkt.web.shell import complain, say

HERE_SECONDS = 20
"""So long after its last sign of life a page counts as open."""
KEEP = ("first", "second", "both")


def dossier_text(request: HttpRequest, nomination_id: int) -> HttpResponse:
    """The report as it is kept; POST saves the parts that were typed."""
    row = the_dossier(request, nomination_id)
    account = account_of(request)
    assert account is not None  # the table lets nobody else in
    field = request.GET.get("muc", "")
    if request.method != "POST":
        note_here(row.pk, account, field if field in FIELDS[row.recipient] else "")
        return JsonResponse(said(request, row.pk, account, kept_text(row.pk)))
    now = timezone.now()
    if request.content_type != "application/json":
        text = {field: request.POST[field] for field in FIELDS[row.recipient] if field in request.POST}
        save_text(row.pk, text, number(request.POST.get("saves")), by=account, at=now)
        say(request, _("Saved %(when)s") % {"when": clock(now)})
        return HttpResponseRedirect(reverse("dossier", args=[row.pk]))
    asked = sent(request)
    try:
        saved = save_text(
            row.pk, words(asked, "text"), number(asked.get("saves")), base=words(asked, "base"), by=account, at=now
        )
    except Refused as refused:
        return JsonResponse({"refused": refused.said(get_language() or "vi")}, status=409)
    return JsonResponse(said(request, row.pk, account, saved))


def text_choice(request: HttpRequest, nomination_id: int) -> HttpResponse:
    """Settle a part that two people changed at once."""
    row = the_dossier(request, nomination_id)
    account = account_of(request)
    assert account is not None
    keep = request.POST.get("giu", "")
    if keep not in KEEP:
        raise SuspiciousOperation("unknown choice")
    try:
        choose(
            row.pk,
            request.POST.get("ban", ""),
            keep=keep,
            saves=number(request.POST.get("saves")),
            by=account,
            at=timezone.now(),
        )
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
    return HttpResponseRedirect(reverse("dossier", args=[row.pk]) + "#bao-cao")


def remark_settle(request: HttpRequest, nomination_id: int, remark_id: int) -> HttpResponse:
    """Say how a point for correction was answered."""
    row = the_dossier(request, nomination_id)
    remark = get_object_or_404(Remark.objects.filter(nomination=row), pk=remark_id)
    try:
        settle_remark(remark.pk, request.POST.get("tra-loi", ""), by=account_of(request), at=timezone.now())
        say(request, _("The point is answered."))
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
    return HttpResponseRedirect(reverse("dossier", args=[row.pk]) + "#diem-can-sua")


# --- what is said ---------------------------------------------------------------------------------------


def said(request: HttpRequest, key: int, account: Account, saved: Saved) -> dict[str, Any]:
    """The answer to an open page: the report, its count, when it was saved, who else is there, and a fresh mark for forms."""
    return {
        "text": dict(saved.text),
        "saves": saved.saves,
        "at": clock(saved.at) if saved.at else "",
        "by": saved.by_name,
        "both": [list(pair) for pair in saved.both],
        "here": others_here(key, account),
        "mark": get_token(request),
        "account": account.username,
    }


def clock(moment: datetime) -> str:
    """10:42."""
    return f"{timezone.localtime(moment):%H:%M}"


def sent(request: HttpRequest) -> dict[str, Any]:
    """The JSON of a request. Raises `SuspiciousOperation` for what is none."""
    try:
        asked = json.loads(request.body)
    except ValueError:
        raise SuspiciousOperation("no JSON") from None
    if not isinstance(asked, dict):
        raise SuspiciousOperation("no object")
    return asked


def words(asked: dict[str, Any], name: str) -> dict[str, str]:
    """The parts under a name. Raises `SuspiciousOperation` for what are no words by part."""
    found = asked.get(name, {})
    if not isinstance(found, dict) or not all(isinstance(part, str) for part in found.values()):
        raise SuspiciousOperation("no words")
    return {str(key): part for key, part in found.items()}


def number(value: Any) -> int:
    """A count; -1, which is older than any, for what is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10 else -1


# --- who else has the page open ---------------------------------------------------------------------------


def note_here(key: int, account: Account, field: str) -> None:
    """Remember that an account has the page open, and in which part it writes: a hint only, kept in memory."""
    open_pages: dict[int, tuple[str, str, float]] = cache.get(f"dossier-here-{key}") or {}
    open_pages[account.pk] = (account.name, field, time.time())
    cache.set(f"dossier-here-{key}", open_pages, HERE_SECONDS * 3)


def others_here(key: int, account: Account) -> list[str]:
    """Who else has the page open, as sentences."""
    open_pages: dict[int, tuple[str, str, float]] = cache.get(f"dossier-here-{key}") or {}
    now = time.time()
    return [
        _("%(name)s is in “%(part)s”") % {"name": name, "part": FIELD_NAMES[field]}
        if field
        else _("%(name)s has this dossier open") % {"name": name}
        for other, (name, field, seen_at) in open_pages.items()
        if other != account.pk and now - seen_at < HERE_SECONDS
    ]


urlpatterns = [
    path("xet/ho-so/<int:nomination_id>/van-ban/", dossier_text, name="dossier-text"),
    path("xet/ho-so/<int:nomination_id>/van-ban/chon/", text_choice, name="dossier-choose"),
    path("xet/ho-so/<int:nomination_id>/diem/<int:remark_id>/", remark_settle, name="remark-settle"),
]
