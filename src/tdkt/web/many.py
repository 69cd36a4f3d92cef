"""Many rows of a plan settled at once: ticked ones, or all that the filter shows; first what would be done, then the act and its undoing."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from tdkt.operations.bulk import ACTS, Proposal, propose
from tdkt.operations.kept_plans import settle_rows, unsettle_rows
from tdkt.records.models import ImportBatch, Subject
from tdkt.vietnamese.numbers import write_number
from tdkt.web.imports import LONG
from tdkt.web.jobs import begin_work, ended, follow
from tdkt.web.list_words import ACT_WORDS
from tdkt.web.office import account_of
from tdkt.web.plans import Plan, name_of
from tdkt.web.policy import rows
from tdkt.web.shell import page_or_drawer
from tdkt.web.shown import Shown
from tdkt.web.words import Word

DONE: dict[str, Any] = {
    "best": ngettext_lazy("%(n)s takes its best candidate", "%(n)s take their best candidate", "count"),
    "new": ngettext_lazy("%(n)s is somebody new", "%(n)s are somebody new", "count"),
    "as-read": ngettext_lazy("%(n)s is taken in as read", "%(n)s are taken in as read", "count"),
    "skip": ngettext_lazy("%(n)s is left out", "%(n)s are left out", "count"),
    "back": ngettext_lazy("%(n)s is to be settled again", "%(n)s are to be settled again", "count"),
}
LEFT: dict[str, Any] = {
    "tied": ngettext_lazy(
        "%(n)s stays as it is: two candidates are level", "%(n)s stay as they are: two candidates are level", "count"
    ),
    "low": ngettext_lazy(
        "%(n)s stays as it is: no candidate has the score",
        "%(n)s stay as they are: no candidate has the score",
        "count",
    ),
    "nobody": ngettext_lazy("%(n)s stays as it is: no candidates", "%(n)s stay as they are: no candidates", "count"),
    "elsewhere": ngettext_lazy(
        "%(n)s stays as it is: a candidate belongs to another unit",
        "%(n)s stay as they are: a candidate belongs to another unit",
        "count",
    ),
    "not-offered": ngettext_lazy(
        "%(n)s stays as it is: it cannot be settled so", "%(n)s stay as they are: they cannot be settled so", "count"
    ),
    "already": ngettext_lazy("%(n)s is settled so already", "%(n)s are settled so already", "count"),
}
SHOWN = 50


@dataclass(frozen=True)
class Asked:
    """What the form asks for: the act, the least score, and the rows."""

    act: str
    least: int
    keys: list[str]
    shown: Shown
    is_all: bool
    revision: int


def asked_of(request: HttpRequest, plan: Plan) -> Asked:
    """The form; what cannot be is refused."""
    said = request.POST
    act, least, revision = said.get("viec", ""), said.get("diem", "80") or "80", said.get("lan", "")
    if act not in ACTS:
        raise BadRequest(f"viec={act}")
    for number in (least, revision):
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise BadRequest(number)
    shown = Shown.of(said, parts=plan.part_count)
    is_all = said.get("cho") == "loc"
    if is_all:
        keys = plan.keys(shown)
    else:
        ticked = {*said.get("chon", "").split(","), *said.getlist("dong")}
        keys = [key for key in plan.rows if key in ticked]
    return Asked(act, int(least), keys, shown, is_all, int(revision))


def proposal_of(request: HttpRequest, plan: Plan, asked: Asked) -> Proposal:
    """What the act would do; a row with a candidate whom the account may not see is left."""
    chosen = {key: plan.rows[key] for key in asked.keys}
    reach = None
    if asked.act in ("best", "new"):
        offered = {one["subject"] for row in chosen.values() for one in row.get("candidates") or ()}
        reach = set(rows(request, Subject.objects).filter(pk__in=offered).values_list("pk", flat=True))
    return propose(chosen, asked.act, least=asked.least, reach=reach)


def sentences(proposal: Proposal, act: str) -> list[str]:
    """12 take their best candidate; 5 stay as they are: two candidates are level."""
    found = [(DONE[act], len(proposal.choices))] if proposal.choices else []
    found += [(LEFT[why], number) for why, number in proposal.counts.most_common()]
    return [str(words % {"count": number, "n": write_number(number)}) for words, number in found]


def import_many(request: HttpRequest, batch_id: int) -> HttpResponse:
    """What would be done with many rows; with `lam=1` it is done."""
    batch = get_object_or_404(
        rows(request, ImportBatch.objects).select_related("entry").defer("read", "plan", "choices"), pk=batch_id
    )
    plan = Plan(request, batch)
    asked = asked_of(request, plan)
    proposal = proposal_of(request, plan, asked)
    if request.POST.get("lam") == "1" and proposal.choices:
        return settle(request, plan, asked, proposal)
    context = {
        "plan": plan,
        "batch": batch,
        "asked": asked,
        "act_words": ACT_WORDS[asked.act],
        "total": len(asked.keys),
        "sentences": sentences(proposal, asked.act),
        "count": len(proposal.choices),
        "lines": [line_of(plan, key, proposal) for key in asked.keys[:SHOWN]],
        "more": max(0, len(asked.keys) - SHOWN),
        "ticked": "" if asked.is_all else ",".join(asked.keys),
        "back": reverse("import", args=[batch.pk]) + asked.shown.query(),
    }
    return page_or_drawer(request, "imports/many.html", context)


def line_of(plan: Plan, key: str, proposal: Proposal) -> tuple[str, str, Word]:
    """(cells, who, what becomes of it) of one row of the preview."""
    row = plan.rows[key]
    at = row["at"].rpartition("!")[2]
    if key in proposal.left:
        return at, name_of(row), REASONS[proposal.left[key]]
    choice = proposal.choices[key]
    if isinstance(choice, dict):
        best = next(one for one in row["candidates"] if one["subject"] == choice["subject"])
        return at, name_of(row), _("is %(name)s (score %(n)s)") % {"name": best["name"], "n": best.get("score") or 0}
    return at, name_of(row), CHOSEN[choice or "back"]


CHOSEN: dict[str, Word] = {
    "new": gettext_lazy("somebody new"),
    "as-read": gettext_lazy("taken in as read"),
    "skip": gettext_lazy("left out by choice"),
    "back": gettext_lazy("to be settled again"),
}
REASONS: dict[str, Word] = {
    "tied": gettext_lazy("left: two candidates are level"),
    "low": gettext_lazy("left: no candidate has the score"),
    "nobody": gettext_lazy("left: no candidates"),
    "elsewhere": gettext_lazy("left: a candidate belongs to another unit"),
    "not-offered": gettext_lazy("left: it cannot be settled so"),
    "already": gettext_lazy("settled so already"),
}


def settle(request: HttpRequest, plan: Plan, asked: Asked, proposal: Proposal) -> HttpResponse:
    """Do it as one act; the message on the next page takes it back."""
    batch, account, now = plan.batch, account_of(request), timezone.now()
    address = reverse("import", args=[batch.pk]) + asked.shown.query()

    def done(watch: Any = None) -> dict[str, Any]:
        if watch is not None:
            watch.stage("planning")
        _batch, entry = settle_rows(
            batch.pk, proposal.choices, by=account, at=now, revision=asked.revision, watch=watch
        )
        words = ngettext("%(n)s row settled at once.", "%(n)s rows settled at once.", len(proposal.choices)) % {
            "n": write_number(len(proposal.choices))
        }
        return ended(address, words, undo=reverse("import-many-undo", args=[batch.pk, entry]) if entry else "")

    if len(plan.rows) < LONG:
        return follow(request, done())
    return begin_work(request, "import-settle", done, stages=("planning",), name=batch.file_name, back=address)


def undo_many(request: HttpRequest, batch_id: int, entry: int) -> HttpResponse:
    """Give the rows of one such act the choices that they had before it."""
    batch = get_object_or_404(rows(request, ImportBatch.objects).defer("read", "plan"), pk=batch_id)
    account, now, address = account_of(request), timezone.now(), reverse("import", args=[batch.pk])

    def done(watch: Any) -> dict[str, Any]:
        watch.stage("planning")
        unsettle_rows(batch.pk, entry, by=account, at=now, watch=watch)
        return ended(address, warned=_("Taken back: these rows are settled as they were before."))

    return begin_work(request, "import-settle", done, stages=("planning",), name=batch.file_name, back=address)


urlpatterns = [
    path("nhap/<int:batch_id>/nhieu-dong/", import_many, name="import-many"),
    path("nhap/<int:batch_id>/nhieu-dong/<int:entry>/hoan-tac/", undo_many, name="import-many-undo"),
]
