"""One item of a sitting on screen: its dossier, conflicts, the notes of its discussion; a member asks to be left out of it."""

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tdkt.law.catalogue import award
from tdkt.operations import conflicts as conflict_acts
from tdkt.operations import sittings as acts
from tdkt.operations.presence import member_of
from tdkt.records import council as queries
from tdkt.records.council import Entered
from tdkt.records.models import Account, AgendaItem, Nomination, Role
from tdkt.vietnamese.folding import nfc
from tdkt.web.office import account_of, today
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import address, page_or_drawer, say
from tdkt.web.sittings import conflict_words, noted, number, typed, verdict_of
from tdkt.web.words import CONFLICTS


def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """An item with its dossier, beside the agenda or whole. A member who is kept out of it sees the dossier's name and why, no more."""
    entry, line = item_seen(request, item_id)
    account = account_of(request)
    assert account is not None
    me = member_of(account, entry.sitting)
    member_only = account.role == Role.MEMBER
    shut_out = me is not None and me.pk in {member.pk for member in line.out}
    can_hold = may_use(account, "sitting-item-act", "POST")
    context = {
        "item": entry,
        "line": line,
        "sitting": entry.sitting,
        "n": entry.nomination,
        "form": award(entry.nomination.award).titled(entry.nomination.class_no),
        "me": me,
        "member_only": member_only,
        "shut_out": member_only and shut_out,
        "why_out": conflict_words(line, me) if me is not None and shut_out else "",
        "conflicts": [] if member_only else [(one, CONFLICTS[one.why]) for one in line.conflicts],
        "tally": None if member_only else line.tally,
        "verdict": "" if member_only else verdict_of(line),
        "may_change": can_hold and entry.sitting.state in ("called", "opened"),
        "may_note": can_hold and entry.sitting.state in ("called", "opened", "closed"),
        "may_declare": me is not None and not shut_out and entry.sitting.state in ("called", "opened"),
        "dossier": dossier_address(account, entry.nomination),
        "here": reverse("sitting-item", args=[entry.pk]),
    }
    return page_or_drawer(request, "sittings/item.html", context)


def item_seen(request: HttpRequest, item_id: int) -> tuple[AgendaItem, Entered]:
    """An item that this account may see, with all that is said of it; else 404."""
    found = rows(request, AgendaItem.objects).select_related("sitting__council", "sitting__round")
    entry: AgendaItem = get_object_or_404(found, pk=item_id)
    line = next(one for one in queries.agenda(entry.sitting) if one.item.pk == entry.pk)
    entry.nomination = line.item.nomination
    return entry, line


def dossier_address(account: Account, nomination: Nomination) -> str:
    """The dossier's own page, where it is built and this account may open it."""
    return address("dossier", nomination.pk) if may_use(account, "dossier") else ""


def item_act(request: HttpRequest, item_id: int) -> HttpResponse:
    """Lift or uphold a conflict, or take an item off the agenda."""
    entry, _line = item_seen(request, item_id)
    by, at, reason = account_of(request), timezone.now(), typed(request, "ly-do")
    what = request.POST.get("viec", "")
    if what == "dua-ra":
        acts.take_off_agenda(entry.pk, reason=reason, by=by, at=at, on=today(request))
        say(request, _("Taken off the agenda; the dossier is ready for another sitting."))
    elif what in ("cho-du", "cho-tranh"):
        act = conflict_acts.lift_conflict if what == "cho-du" else conflict_acts.uphold_conflict
        act(number(request, "xung-dot"), reason=reason, by=by, at=at)
        say(request, _("Kept, with the reason for the minutes."))
    else:
        raise BadRequest(what)
    return HttpResponseRedirect(reverse("sitting", args=[entry.sitting_id]))


def declare(request: HttpRequest, item_id: int) -> HttpResponse:
    """A member asks to be left out of an item."""
    entry, _line = item_seen(request, item_id)
    account = account_of(request)
    assert account is not None
    me = member_of(account, entry.sitting)
    if me is None:
        raise Http404
    conflict_acts.declare_conflict(entry.pk, me.pk, words=typed(request, "ly-do"), by=account, at=timezone.now())
    say(request, _("You take no part in this item."))
    return HttpResponseRedirect(reverse("sitting", args=[entry.sitting_id]))


def note(request: HttpRequest, item_id: int) -> HttpResponse:
    """Keep the notes of an item as they are typed."""
    entry, _line = item_seen(request, item_id)
    words = nfc(request.POST.get("ghi", ""))
    acts.note_item(
        entry.pk,
        words,
        seen=nfc(request.POST.get("thay", "")),
        by=account_of(request),
        at=timezone.now(),
        on=today(request),
    )
    return noted(request, words, reverse("sitting-item", args=[entry.pk]))


urlpatterns = [
    path("hoi-dong/muc/<int:item_id>/", item, name="sitting-item"),
    path("hoi-dong/muc/<int:item_id>/viec/", item_act, name="sitting-item-act"),
    path("hoi-dong/muc/<int:item_id>/tranh/", declare, name="sitting-item-declare"),
    path("hoi-dong/muc/<int:item_id>/ghi/", note, name="sitting-item-note"),
]
