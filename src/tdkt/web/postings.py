"""Public lists on screens: putting one up, the list itself as it is printed and hung out, and the opinions that come in on it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tdkt.law.wording import say_award
from tdkt.operations import postings as acts
from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.operations.permissions import may
from tdkt.operations.tasks import OVER
from tdkt.records.models import Nomination, Opinion, Posted, Posting, Round
from tdkt.vietnamese.dates import read_date
from tdkt.web.filters import choice
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.shell import address, complain, say
from tdkt.web.way import Due, due, form_of
from tdkt.web.words import Word

KINDS: dict[str, Word] = {
    "public-comment": gettext_lazy("public comment"),
    "verification": gettext_lazy("verification"),
}
SETTLED: dict[str, Word] = {
    "": gettext_lazy("not settled"),
    "unfounded": gettext_lazy("not founded"),
    "founded": gettext_lazy("founded"),
}
POSTABLE = {"public-comment": ("checked",), "verification": acts.VERIFIED_FROM}
"""The states from which a dossier comes onto a list of each kind."""


@dataclass(frozen=True)
class Candidate:
    """A dossier that could come onto a list: what the law asks of it, and whether it is ticked at first."""

    nomination: Nomination
    form: str
    need: acts.Need
    cited: str
    ticked: bool


@dataclass(frozen=True)
class Line:
    """A list as the list of lists shows it; `due` while it is up."""

    posting: Posting
    count: int
    open_opinions: int
    due: Due | None


def posting_list(request: HttpRequest) -> HttpResponse:
    """The lists that are or were public and hold a dossier that this account sees, the newest first."""
    state = choice(request, "trang-thai", ("up", "ended", "called-off"))
    seen = rows(request, Posted.objects).values("posting")
    found = Posting.objects.filter(pk__in=seen)
    if state:
        found = found.filter(state=state)
    page = page_of(request, found.select_related("round").order_by("-from_date", "-pk"), total=found.count())
    keys = [one.pk for one in page.rows]
    counts = dict(Posted.objects.filter(posting__in=keys).order_by().values_list("posting").annotate(Count("pk")))
    opinions = rows(request, Opinion.objects).filter(posted__posting__in=keys, settled="")
    waiting = dict(opinions.order_by().values_list("posted__posting").annotate(Count("pk")))
    on = today(request)
    context = {
        "page": page,
        "lines": [
            Line(
                one, counts.get(one.pk, 0), waiting.get(one.pk, 0), due(one.to_date, on) if one.state == "up" else None
            )
            for one in page.rows
        ],
        "state": state,
        "kinds": KINDS,
        "can_post": may(account_of(request), "post-list"),
    }
    return render(request, "postings/list.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Put a list up: which round, which of its dossiers, where, from when, and for how many working days."""
    rounds = list(Round.objects.exclude(state__in=OVER).order_by("-opens_on", "name"))
    data = request.POST if request.method == "POST" else request.GET
    kind = data.get("loai") or "public-comment"
    if kind not in KINDS:
        raise BadRequest(f"loai={kind}")
    wanted = data.get("dot", "")
    chosen = next((one for one in rounds if str(one.pk) == wanted), rounds[0] if rounds and not wanted else None)
    problem = ""
    if request.method == "POST" and chosen is not None:
        try:
            posting = create(request, chosen, kind)
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
        else:
            say(request, _("The list is public until %(day)s.") % {"day": f"{posting.to_date:%d/%m/%Y}"})
            return HttpResponseRedirect(reverse("posting", args=[posting.pk]))
    candidates = candidates_of(request, chosen, kind) if chosen else []
    needs = [one.need for one in candidates if one.need.working_days != 0]
    days = max((need.working_days or 0 for need in needs), default=0)
    context = {
        "rounds": rounds,
        "round": chosen,
        "kind": kind,
        "kinds": KINDS,
        "candidates": candidates,
        "least": next((need for need in needs if need.working_days == days), None) if days else None,
        "least_cited": next((need.cited(get_language() or "vi") for need in needs if need.working_days == days), ""),
        "place": data.get("noi", ""),
        "from_date": data.get("tu", "") or f"{today(request):%d/%m/%Y}",
        "days": data.get("so-ngay", "") or (str(days) if days else ""),
        "problem": problem,
    }
    return render(request, "postings/new.html", context, status=422 if problem else 200)


def create(request: HttpRequest, round_: Round, kind: str) -> Posting:
    days = request.POST.get("so-ngay", "").strip()
    if days and not (days.isascii() and days.isdigit() and len(days) < 4):
        raise RuleNotMet("Số ngày làm việc phải là số nguyên, ví dụ 10.", "The working days are a whole number, as 10.")
    return acts.post(
        round_.pk,
        keys_of(request),
        kind=kind,
        place=request.POST.get("noi", ""),
        from_date=day_of(request, "tu"),
        working_days=int(days) if days else None,
        note=request.POST.get("ghi-chu", ""),
        by=account_of(request),
        at=timezone.now(),
        on=today(request),
    )


def candidates_of(request: HttpRequest, round_: Round, kind: str) -> list[Candidate]:
    """The dossiers of a round that may come onto a list; those of which the law asks it are ticked first."""
    found = rows(request, Nomination.objects).filter(round=round_, state__in=POSTABLE[kind])
    sent = set(keys_of(request)) if request.method == "POST" else None
    made = []
    for one in found.select_related("subject", "round", "proposer").order_by("subject__name_key", "pk"):
        need = acts.need_of([one]) if kind == "public-comment" else acts.Need(0)
        ticked = one.pk in sent if sent is not None else need.working_days != 0
        made.append(Candidate(one, form_of(one), need, need.cited(get_language() or "vi"), ticked))
    return made


def keys_of(request: HttpRequest) -> list[int]:
    return [int(key) for key in request.POST.getlist("ho-so") if key.isascii() and key.isdigit() and len(key) < 11]


def day_of(request: HttpRequest, key: str) -> date:
    """A day of a form, day first. Raises `RuleNotMet` with an example for what is no day."""
    written = request.POST.get(key, "").strip()
    read = read_date(written) if written else None
    if read is None or read.day is None:
        raise RuleNotMet(
            f"“{written}” không phải ngày. Viết như 03/06/2024.", f"“{written}” is no day. Write 03/06/2024."
        )
    return read.first()


# --- one list -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A dossier on a public list, and the opinions on it that this account may read."""

    posted: Posted
    form: str
    url: str
    opinions: list[Opinion]


def one(request: HttpRequest, posting_id: int) -> HttpResponse:
    """A list as it is hung out, with its days; beneath, for the office and the units concerned, the opinions. Printed without them."""
    posting = seen(request, posting_id)
    posted = list(
        Posted.objects.filter(posting=posting)
        .select_related("nomination__subject", "nomination__unit")
        .order_by("nomination__award", "nomination__class_no", "nomination__subject__name_key")
    )
    opinions: dict[int, list[Opinion]] = {}
    for opinion in rows(request, Opinion.objects).filter(posted__posting=posting).order_by("received_on", "pk"):
        opinions.setdefault(opinion.posted_id, []).append(opinion)
    account, on, language = account_of(request), today(request), get_language() or "vi"
    visible = set(rows(request, Posted.objects).filter(posting=posting).values_list("pk", flat=True))
    made = [
        Row(
            row,
            say_award(row.nomination.award, row.nomination.class_no),
            address("dossier", row.nomination_id) if row.pk in visible else "",
            opinions.get(row.pk, []),
        )
        for row in posted
    ]
    context = {
        "posting": posting,
        "kind": KINDS[posting.kind],
        "rows": made,
        "with_opinions": [row for row in made if row.opinions],
        "settled": SETTLED,
        "due": due(posting.to_date, on) if posting.state == "up" else None,
        "cited": acts.Need(posting.working_days, posting.cite).cited(language),
        "unsure": acts.calendar().unsure(posting.from_date, posting.to_date),
        "may_post": may(account, "post-list"),
        "may_reply": may(account, "reply-opinion"),
        "over": posting.to_date <= on,
    }
    return render(request, "postings/one.html", context)


def seen(request: HttpRequest, posting_id: int) -> Posting:
    """A list that holds a dossier which this account sees."""
    keys = rows(request, Posted.objects).filter(posting=posting_id).values("posting")
    found: Posting = get_object_or_404(Posting.objects.filter(pk__in=keys).select_related("round"))
    return found


def act(request: HttpRequest, posting_id: int) -> HttpResponse:
    """End a list, or call it off."""
    seen(request, posting_id)
    said: dict[str, Any] = {"by": account_of(request), "at": timezone.now(), "on": today(request)}
    try:
        if request.POST.get("viec") == "huy":
            acts.call_off(posting_id, reason=request.POST.get("ly-do", ""), **said)
            say(request, _("The list is called off; its dossiers stand as appraised."))
        else:
            acts.end(posting_id, **said)
            say(request, _("The list is taken down."))
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
    return HttpResponseRedirect(reverse("posting", args=[posting_id]))


def opinion_new(request: HttpRequest, posting_id: int) -> HttpResponse:
    """Enter an opinion that came in on a list."""
    seen(request, posting_id)
    key = request.POST.get("ho-so", "")
    posted = get_object_or_404(
        rows(request, Posted.objects).filter(Q(posting=posting_id)), pk=int(key) if key.isdigit() else 0
    )
    try:
        acts.receive_opinion(
            posted.pk,
            from_whom=request.POST.get("nguoi", ""),
            words=request.POST.get("noi-dung", ""),
            received_on=day_of(request, "ngay"),
            by=account_of(request),
            at=timezone.now(),
        )
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
    else:
        say(request, _("The opinion is entered; the dossier waits until it is settled."))
    return HttpResponseRedirect(reverse("posting", args=[posting_id]))


def opinion(request: HttpRequest, opinion_id: int) -> HttpResponse:
    """Reply to an opinion, settle it, or open it again."""
    found = get_object_or_404(rows(request, Opinion.objects).select_related("posted"), pk=opinion_id)
    said: dict[str, Any] = {"by": account_of(request), "at": timezone.now(), "on": today(request)}
    words, what = request.POST.get("noi-dung", ""), request.POST.get("viec", "")
    try:
        if what == "giai-trinh":
            acts.reply(opinion_id, words, **said)
            say(request, _("The reply is entered."))
        elif what == "mo-lai":
            acts.reopen(opinion_id, **said)
            say(request, _("The opinion is open again."))
        else:
            acts.settle(opinion_id, request.POST.get("ket-luan", ""), words=words, **said)
            say(request, _("The opinion is settled."))
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
    return HttpResponseRedirect(reverse("posting", args=[found.posted.posting_id]))


urlpatterns = [
    path("xet/cong-khai/", posting_list, name="postings"),
    path("xet/cong-khai/moi/", new, name="posting-new"),
    path("xet/cong-khai/<int:posting_id>/", one, name="posting"),
    path("xet/cong-khai/<int:posting_id>/viec/", act, name="posting-act"),
    path("xet/cong-khai/<int:posting_id>/y-kien/", opinion_new, name="opinion-new"),
    path("xet/cong-khai/y-kien/<int:opinion_id>/", opinion, name="opinion"),
]
