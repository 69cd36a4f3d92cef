"""Draft decisions: what waits for one, the drafts by stage, one draft with its list, and the order of that list."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from tdkt.law.catalogue import LEVEL_NAMES, award
from tdkt.operations.decisions import own_level
from tdkt.operations.draft_lists import changes, lines_of, move, out_of_order
from tdkt.operations.drafts import draft as make_draft
from tdkt.operations.drafts import proposed_paper, waiting, waiting_counts
from tdkt.operations.errors import RuleNotMet
from tdkt.operations.signed_files import SIGNABLE
from tdkt.records import drafts as queries
from tdkt.records.models import Draft, DraftLine, IssuedNumber, Nomination, Office, Role, Round
from tdkt.records.units import whole_names
from tdkt.vietnamese.folding import nfc
from tdkt.web.draft_acts import acts_for
from tdkt.web.draft_words import said_changes, signature_words, summed
from tdkt.web.filters import choice, without_empty
from tdkt.web.office import account_of, office_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import may_use, rows
from tdkt.web.receivers import seen_address
from tdkt.web.shell import page_or_drawer, say
from tdkt.web.words import RECEIVERS, Word

STAGES: dict[str, Word] = {
    "soan": gettext_lazy("Being drafted"),
    "cho-ky": gettext_lazy("Waiting for signature"),
    "da-trinh": gettext_lazy("Sent up"),
    "xong": pgettext_lazy("drafts", "Done"),
}
EMPTY: dict[str, tuple[Word, Word]] = {
    "soan": (
        gettext_lazy("No draft is being worked on"),
        gettext_lazy("A draft is made from what a council passed; what waits for one stands above."),
    ),
    "cho-ky": (
        gettext_lazy("Nothing waits for signature"),
        gettext_lazy("Drafts stand here once the emulation officer lays them before whoever signs."),
    ),
    "da-trinh": (
        gettext_lazy("Nothing is out for decision"),
        gettext_lazy("Lists that a higher level decides stand here until the decision comes back."),
    ),
    "xong": (
        gettext_lazy("No decision has come of a draft yet"),
        gettext_lazy("Signed and returned decisions stand here, and drafts that were called off."),
    ),
}


def draft_list(request: HttpRequest) -> HttpResponse:
    """Drafts by stage; for the officer also what waits to be drafted. Whoever signs begins with the stack to sign."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    account = account_of(request)
    assert account is not None  # the table lets nobody else in
    first = "cho-ky" if account.role == Role.SIGNER else "soan"
    stage = choice(request, "the", queries.STAGES) or first
    drafts = rows(request, Draft.objects)
    counts = queries.by_stage(drafts)
    page = page_of(request, queries.in_stage(drafts, stage), total=counts[stage])
    lengths = queries.line_counts(DraftLine.objects.all(), [one.pk for one in page.rows])
    may_make = may_use(account, "draft-new", "POST")
    context = {
        "stage": stage,
        "stages": [(code, name, counts[code]) for code, name in STAGES.items()],
        "page": page,
        "drafts": [(one, lengths.get(one.pk, 0)) for one in page.rows],
        "waiting": waiting_counts() if may_make else [],
        "levels": LEVEL_NAMES,
        "empty": EMPTY[stage],
        "total": sum(counts.values()),
    }
    return render(request, "drafts/list.html", context)


# --- making one -----------------------------------------------------------------------------------------


def new_draft(request: HttpRequest, round_id: int, level: str) -> HttpResponse:
    """Who waits for a decision of one level, and the words of the draft that would be made of them."""
    round_ = get_object_or_404(rows(request, Round.objects), pk=round_id)
    if level not in LEVEL_NAMES and level != "chua-ro":
        raise Http404
    found = waiting(round_.pk).get("" if level == "chua-ro" else level, [])
    office, said = office_of(request), {key: nfc(str(value)).strip() for key, value in request.POST.items()}
    decides = said.get("cap", "") or (level if level in LEVEL_NAMES else "")
    problem = ""
    if request.method == "POST":
        if decides and decides not in LEVEL_NAMES:
            raise BadRequest(f"cap={decides}")
        try:
            made = make_draft(
                round_.pk,
                level=decides,
                nominations=[one.pk for one in found],
                own="tu-ky" in said,
                series=said.get("ky-hieu", ""),
                title=said.get("trich-yeu", ""),
                authority=said.get("nguoi-ky", ""),
                reason=said.get("ly-do", ""),
                by=account_of(request),
                at=timezone.now(),
                on=today(request),
            )
        except RuleNotMet as refused:
            problem = refused.said(get_language() or "vi")
        else:
            say(request, _("The draft is made; its list stands in the order of the law."))
            return HttpResponseRedirect(reverse("draft", args=[made.pk]))
    own = decides == own_level(office)
    paper = proposed_paper(round_, decides, found, own=own)
    context = {
        "round": round_,
        "level": level,
        "decides": decides,
        "levels": LEVEL_NAMES,
        "found": [(one, award(one.award).titled(one.class_no)) for one in found[:200]],
        "total": len(found),
        "own": "tu-ky" in said if request.method == "POST" else own,
        "authority": said.get("nguoi-ky") or paper.authority,
        "series": said.get("ky-hieu") or paper.series,
        "title": said.get("trich-yeu") or paper.title,
        "reason": said.get("ly-do", ""),
        "problem": problem,
    }
    return page_or_drawer(request, "drafts/new.html", context, status=422 if problem else 200)


# --- one draft ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A line of a list as it is shown: who, what, the addresses of the receiver, of the dossier and of the honour it became."""

    line: DraftLine
    name: str
    url: str
    was: str
    form: str
    dossier: str
    conferral: str


def shown_lines(request: HttpRequest, lines: list[DraftLine], on: date) -> list[Line]:
    """Lines with their addresses; the same few questions to the database however many."""
    units = whole_names((line.nomination.unit_id for line in lines), on=on)
    account = account_of(request)
    opens_people, opens_awards = may_use(account, "person"), may_use(account, "award")
    opens_dossiers = may_use(account, "dossier")
    return [
        Line(
            line=line,
            name=line.nomination.subject.name,
            url=seen_address(request, line.nomination.subject) if opens_people else "",
            was=was(line.nomination, units.get(line.nomination.unit_id, "") if line.nomination.unit_id else ""),
            form=award(line.nomination.award).titled(line.nomination.class_no),
            dossier=dossier_address(line.nomination_id) if opens_dossiers else "",
            conferral=reverse("award", args=[line.conferral_id]) if line.conferral_id and opens_awards else "",
        )
        for line in lines
    ]


def was(nomination: Nomination, unit: str) -> str:
    """Rank, post and unit of a person as the dossier has them; of a body its kind and where it belongs."""
    if nomination.recipient == "individual":
        return ", ".join(part for part in (nomination.rank, nomination.post, unit) if part)
    above = unit.removeprefix(nomination.subject.name).lstrip(", ")
    return ", ".join(part for part in (str(RECEIVERS[nomination.recipient]), above) if part)


def dossier_address(nomination: int) -> str:
    """The page of a dossier, where there is one."""
    try:
        return reverse("dossier", args=[nomination])
    except NoReverseMatch:
        return ""


def seen_draft(request: HttpRequest, draft_id: int) -> Draft:
    """A draft that this account may see, or 404."""
    found: Draft = get_object_or_404(rows(request, Draft.objects).select_related("round", "decision"), pk=draft_id)
    return found


def one_draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """One draft: its words, what changed since, its list, and what may be done with it now."""
    paper = seen_draft(request, draft_id)
    lines = lines_of(paper)
    held = queries.held_of_each(DraftLine.objects.all(), paper.pk)
    page = page_of(request, lines, total=sum(number for *_names, number in held))
    open_ = paper.state in ("drafting", "to-sign", "sent-up")
    account = account_of(request)
    context = {
        "draft": paper,
        "office": office_of(request) or Office(),
        "issued": IssuedNumber.objects.filter(draft=paper).first(),
        "page": page,
        "lines": shown_lines(request, page.rows, today(request)),
        "held": summed(held),
        "changed": said_changes(changes(paper)) if open_ else [],
        "disordered": {one.pk for one in out_of_order(page.rows)} if paper.state == "drafting" else frozenset(),
        "acts": acts_for(paper, account),
        "may_order": paper.state == "drafting" and may_use(account, "draft-move", "POST"),
        "signed": signature_words(paper.signature) if paper.kept else [],
        "may_export": paper.own and paper.state in SIGNABLE and may_use(account, "draft-export", "POST"),
    }
    return render(request, "drafts/one.html", context)


def move_line(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Give a line of the list another place, with the reason."""
    paper = seen_draft(request, draft_id)
    line, place = number_in(request, "dong"), number_in(request, "cho")
    found = DraftLine.objects.filter(draft=paper, place=line).first()
    if found is None:
        raise Http404
    moved = move(found.pk, place, reason=request.POST.get("ly-do", ""), by=account_of(request), at=timezone.now())
    say(
        request,
        _("%(name)s stands at place %(place)s now.") % {"name": moved.nomination.subject.name, "place": moved.place},
    )
    at = (moved.place - 1) // 50 + 1
    return HttpResponseRedirect(reverse("draft", args=[paper.pk]) + (f"?trang={at}" if at > 1 else ""))


def number_in(request: HttpRequest, key: str) -> int:
    value = request.POST.get(key, "").strip()
    if not (value.isascii() and value.isdigit() and 0 < len(value) < 7):
        raise BadRequest(f"{key}={value}")
    return int(value)


urlpatterns = [
    path("quyet-dinh/du-thao/", draft_list, name="drafts"),
    path("quyet-dinh/du-thao/moi/<int:round_id>/<slug:level>/", new_draft, name="draft-new"),
    path("quyet-dinh/du-thao/<int:draft_id>/", one_draft, name="draft"),
    path("quyet-dinh/du-thao/<int:draft_id>/doi-cho/", move_line, name="draft-move"),
]
