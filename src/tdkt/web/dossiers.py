"""One dossier: verdict, papers, the report with what it claims, points for correction, and the steps it took.

The report is saved as it is typed (`dossier_text`), papers come in at `papers`. Here is the page itself, and two revisions beside each other.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, path, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tdkt.law.papers import WORDS as PAPER_WORDS
from tdkt.law.papers import simple_procedure
from tdkt.law.way import TABLE
from tdkt.law.wording import say_award
from tdkt.operations import claims as claimed
from tdkt.operations.dossiers import (
    FIELDS,
    SECOND,
    Compared,
    Held,
    compare,
    editable_fields,
    held_papers,
    kept_text,
    remarks_of_return,
)
from tdkt.operations.law import office_law
from tdkt.operations.papers import OTHER, open_kinds
from tdkt.records.awards import listed
from tdkt.records.models import Account, AgendaItem, Conferral, Nomination, Paper, Rating, Revision, Role
from tdkt.records.people import last_services
from tdkt.records.units import whole_names
from tdkt.web.filters import whole
from tdkt.web.ladder import reason_url
from tdkt.web.office import account_of, today
from tdkt.web.policy import may_use, rows
from tdkt.web.reasons import article
from tdkt.web.receivers import address_of
from tdkt.web.way import PLACES, due, state_word
from tdkt.web.words import RATINGS, VERDICTS, Word

FIELD_NAMES: Mapping[str, Word] = {
    "nhiem-vu": gettext_lazy("Duties and tasks"),
    "dac-diem": gettext_lazy("Situation and particulars"),
    "thanh-tich": gettext_lazy("Achievements"),
    "chap-hanh": gettext_lazy("Compliance with policy and law"),
    "tom-tat": gettext_lazy("Summary of the achievements"),
}
"""The parts of the report as they are headed."""
OF_THE_COUNCIL = ("bien-ban", "kiem-phieu")
"""Papers that are made once the council has met."""
SAT = ("closed", "signed")
MADE_NAMES: Mapping[str, Word] = {
    "bao-cao-thanh-tich": gettext_lazy("Achievement report"),
    "tom-tat-thanh-tich": gettext_lazy("Summary of achievements"),
}


def seen(request: HttpRequest) -> Any:
    """The dossiers that this request may see: of the account's units; for a council's member those on the agendas put before him."""
    found = rows(request, Nomination.objects)
    account = account_of(request)
    if account is not None and account.role == Role.MEMBER:
        return found.filter(pk__in=AgendaItem.objects.visible_to(account, on=today(request)).values("nomination"))
    return found


def the_dossier(request: HttpRequest, nomination_id: int) -> Nomination:
    """The dossier of an address. Raises 404 for one that this account does not see."""
    found = seen(request).select_related("subject", "subject__person", "round", "unit", "proposer")
    row: Nomination = get_object_or_404(found, pk=nomination_id)
    return row


# --- the page -------------------------------------------------------------------------------------------


def dossier(request: HttpRequest, nomination_id: int) -> HttpResponse:
    """One dossier whole."""
    row = the_dossier(request, nomination_id)
    account, on = account_of(request), today(request)
    saved = kept_text(row.pk)
    editable = editable_fields(row) if may_use(account, "dossier-text", "POST") else ()
    open_to_him = open_kinds(row, account) if may_use(account, "paper-add", "POST") else frozenset()
    sat = AgendaItem.objects.filter(nomination=row, sitting__state__in=SAT).exists()
    checklist = [paper_line(one, open_to_him, sat=sat) for one in held_papers([row.pk])[row.pk]]
    needed = [line for line in checklist if line.held.line.needed]
    context = {
        "nomination": row,
        "receiver_url": address_of(row.subject),
        "form": say_award(row.award, row.class_no),
        "who": who(row, on),
        "verdict": row.verdict if row.verdict in VERDICTS else "",
        "verdict_url": reason_url(row.subject_id, row.award, row.class_no, row.judged_on or row.round.law_on),
        "reasons": [
            (reason.get("words", ""), article(reason.get("cite", "")), reason.get("why") == "met")
            for reason in row.reasons
        ],
        "simple": simple(row),
        "kin": kin(request, row),
        "state": state_word(row.state),
        "due": due(row.due_on, on),
        "parts": parts(row, saved.text, editable),
        "editable": editable,
        "saved": saved,
        "history": history(request, row),
        "checklist": checklist,
        "there": sum(line.mark == "dat" for line in needed),
        "needed": len(needed),
        "others": other_papers(row, {line.held.line.kind for line in checklist}),
        "may_add_other": OTHER in open_to_him,
        "remarks": [(remark, place_word(remark.place)) for remark in remarks_of_return(row.pk)],
        "may_settle": row.state == "returned" and may_use(account, "remark-settle", "POST"),
        "steps": steps(row),
        "revisions": list(
            Revision.objects.filter(nomination=row).order_by("-number").values("number", "on_date", "by_name")
        ),
        "made": made_papers(row, account),
        **beside_the_register(row, saved.text),
    }
    return render(request, "dossiers/one.html", context)


def who(row: Nomination, on: date) -> str:
    """Rank, post and unit as the nomination says them, else as the register last does."""
    service = last_services([row.subject_id], on=on).get(row.subject_id)
    unit = row.unit_id or row.subject.belongs_to_id
    said = [row.rank or (service.rank if service else ""), row.post or (service.post if service else "")]
    return ", ".join(part for part in (*said, whole_names([unit], on=on).get(unit or 0, "")) if part)


def simple(row: Nomination) -> Any:
    """The provision of the simplified procedure, where the ground goes by it."""
    found = simple_procedure(office_law(), row.ground, row.round.law_on)
    return article(found.cite) if found else None


def kin(request: HttpRequest, row: Nomination) -> list[tuple[Word, str, str]]:
    """The dossier that this one was lowered from, and those that it became, with what they are proposed for."""
    visible = seen(request)
    before = visible.filter(pk=row.came_from_id) if row.came_from_id else []
    after = visible.filter(came_from=row.pk) if row.state == "lowered" else []
    return [
        (word, say_award(one.award, one.class_no), reverse("dossier", args=[one.pk]))
        for word, found in ((_("Lowered from"), before), (_("Lowered to"), after))
        for one in found
    ]


def place_word(place: str) -> Word:
    """What the place of a point for correction is called."""
    if place in PLACES:
        return PLACES[place]
    return PAPER_WORDS.get(place, (place, place))[get_language() == "en"]


# --- the report -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Second:
    """Another copy of a part that two people changed at once, and whose it is."""

    key: str
    words: str
    by_name: str


@dataclass(frozen=True)
class Part:
    """One part of the report."""

    field: str
    name: Word
    words: str
    editable: bool
    seconds: tuple[Second, ...]


def parts(row: Nomination, text: Mapping[str, str], editable: Sequence[str]) -> list[Part]:
    """The parts of a report in order, each with its second copies."""
    copies = [(found, key) for key in text if (found := SECOND.fullmatch(key))]
    names = dict(
        Account.objects.filter(username__in=[writer(found) for found, _key in copies]).values_list("username", "name")
    )
    return [
        Part(
            field,
            FIELD_NAMES[field],
            text.get(field, ""),
            field in editable,
            tuple(
                Second(key, text[key], names.get(writer(found), writer(found)))
                for found, key in copies
                if found["field"] == field
            ),
        )
        for field in FIELDS[row.recipient]
    ]


def writer(found: Any) -> str:
    """Whose a second copy is: "clerk" of "thanh-tich@clerk.2"."""
    name, dot, number = found["who"].rpartition(".")
    return name if dot and number.isdigit() else found["who"]


@dataclass(frozen=True)
class Marked:
    """Words of the report; `claim` counts the claim that they are, from 1, or is 0."""

    words: str
    claim: int = 0
    css: str = ""


VERDICT_CODES = {"cannot-be-compared": "cannot-compare"}
"""The verdicts of claims whose chips have a shorter code."""
CLAIM_MARKS = {"agrees": "khop", "differs": "lech", "cannot-be-compared": "mo-ho"}


def beside_the_register(row: Nomination, text: Mapping[str, str]) -> dict[str, Any]:
    """What the report claims beside the rows, and what serves another award already."""
    own = {field: words for field, words in text.items() if field in FIELDS[row.recipient]}
    found = claimed.claims(row, own)
    used = claimed.used_before(row, own)
    return {
        "claims": [
            {
                "claim": claim,
                "place": place,
                "verdict": VERDICT_CODES.get(claim.verdict, claim.verdict),
                "rows": [(name, row_url(name)) for name in claim.rows if row_url(name)][:6],
                "more": max(0, len([name for name in claim.rows if row_url(name)]) - 6),
            }
            for place, claim in enumerate(found, start=1)
        ],
        "differing": sum(claim.verdict == "differs" for claim in found),
        "agreeing": sum(claim.verdict == "agrees" for claim in found),
        "marked": {field: marked(words, field, found) for field, words in own.items()},
        "used": [(one, row_url(one.where)) for one in used],
    }


def marked(text: str, field: str, found: Sequence[claimed.Claim]) -> list[Marked]:
    """A part of the report cut at its claims; of two that overlap the first is marked."""
    pieces, at = [], 0
    for place, claim in enumerate(found, start=1):
        start, end = claim.span
        if claim.field != field or start < at:
            continue
        pieces += [Marked(text[at:start]), Marked(text[start:end], place, CLAIM_MARKS[claim.verdict])]
        at = end
    return [piece for piece in (*pieces, Marked(text[at:])) if piece.words]


def row_url(name: str) -> str:
    """The address of a row that a claim rests on; "" for rows without a page of their own."""
    kind, _slash, key = name.partition("/")
    routes = {"conferral": "award", "nomination": "dossier"}
    return reverse(routes[kind], args=[int(key)]) if kind in routes else ""


def claims_beside(request: HttpRequest, nomination_id: int) -> HttpResponse:
    """What the report claims as it is kept now, for the open page that just saved it."""
    row = the_dossier(request, nomination_id)
    return render(request, "dossiers/claims.html", beside_the_register(row, kept_text(row.pk).text))


@dataclass(frozen=True)
class Year:
    """One year of the history: its rating, and each honour with its decision and address."""

    year: int | None
    rating: Word
    honours: tuple[tuple[str, str, date | None, str], ...]


def history(request: HttpRequest, row: Nomination) -> list[Year]:
    """What the register holds of the receiver, year by year: ratings, titles and awards with the numbers of their decisions."""
    by_year: dict[int | None, list[tuple[str, str, date | None, str]]] = {}
    held = listed(
        rows(request, Conferral.objects).filter(
            subject=row.subject_id, state__in=("decided", "handed-over", "restored")
        )
    )
    for one in held.order_by("year", "pk"):
        decision = one.decision
        line = (
            say_award(one.award, one.class_no),
            decision.number if decision else "",
            decision.signed_on if decision else None,
            reverse("award", args=[one.pk]),
        )
        by_year.setdefault(one.year, []).append(line)
    ratings = {one.year: one for one in rows(request, Rating.objects).filter(subject=row.subject_id)}
    found = []
    for year in sorted({*by_year, *ratings}, key=lambda year: year or 0):
        rating = ratings.get(year) if year is not None else None
        lines = by_year.get(year, [])
        if rating and rating.title and say_award(rating.title, None) not in {name for name, *_rest in lines}:
            lines = [(say_award(rating.title, None), "", None, ""), *lines]
        found.append(Year(year, RATINGS.get(rating.rating, "") if rating else "", tuple(lines)))
    return found


# --- papers ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PaperRow:
    """A line of the checklist as it is drawn."""

    held: Held
    words: str
    when: str
    mark: str
    tag: Any
    may_add: bool


def paper_line(held: Held, open_to_him: Collection[str], *, sat: bool) -> PaperRow:
    """A line of the checklist: there, lacking, made later by the council, needed only in a case, or not known. `sat`: the council has met."""
    language, line = get_language() or "vi", held.line
    mark = "dat" if held.there else "chua" if held.there is False else "thieu" if line.needed is None else "rong"
    if line.kind in OF_THE_COUNCIL and line.needed and not held.papers and not sat:
        mark = "cho"
    return PaperRow(
        held,
        line.said(language),
        line.condition(language),
        mark,
        article(line.cite),
        line.kind in open_to_him,
    )


def other_papers(row: Nomination, listed_kinds: Collection[str]) -> list[tuple[Paper, str]]:
    """Papers outside the checklist, and those taken out, with what their line is called."""
    english = get_language() == "en"
    return [
        (paper, PAPER_WORDS[paper.kind][english] if paper.kind in PAPER_WORDS else _("Other paper"))
        for paper in Paper.objects.filter(nomination=row).order_by("state", "pk")
        if paper.state == "taken-out" or paper.kind not in listed_kinds
    ]


def made_papers(row: Nomination, account: Account | None) -> list[tuple[Word, str, str]]:
    """The papers that are made from this dossier, with the addresses of their Word and PDF; none before they can be made."""
    if not may_use(account, "office-paper"):
        return []
    found = []
    for kind, name in MADE_NAMES.items():
        try:
            word, pdf = (reverse("office-paper", args=[kind, row.pk, form]) for form in ("docx", "pdf"))
        except NoReverseMatch:
            return []
        found.append((name, word, pdf))
    return found


# --- the way --------------------------------------------------------------------------------------------


def steps(row: Nomination) -> list[tuple[Any, str]]:
    """The steps that the dossier took, oldest first, each with what it is called."""
    english = get_language() == "en"
    labels = {one.name: one.label[english] for one in TABLE} | {
        one.undo: _("Taken back: %(what)s") % {"what": one.label[english].lower()} for one in TABLE if one.undo
    }
    return [(step, labels.get(step.name, step.name)) for step in row.steps.order_by("pk")]


# --- revisions ------------------------------------------------------------------------------------------


def revisions(request: HttpRequest, nomination_id: int) -> HttpResponse:
    """Two revisions of the report laid over each other; without numbers the last that was sent and the report as it is now."""
    row = the_dossier(request, nomination_id)
    sent = {one.number: one for one in Revision.objects.filter(nomination=row).order_by("number")}
    if not sent:
        raise Http404
    first = whole(request, "tu", least=1) or max(sent)
    second = whole(request, "den", least=1)
    if first not in sent or (second is not None and second not in sent):
        raise Http404
    after = sent[second].text if second is not None else kept_text(row.pk).text
    context = {
        "nomination": row,
        "form": say_award(row.award, row.class_no),
        "numbers": list(sent.values()),
        "first": first,
        "second": second,
        "compared": [(field_word(one), one) for one in compare(sent[first].text, after)],
    }
    return render(request, "dossiers/revisions.html", context)


def field_word(one: Compared) -> str:
    """The heading of a part, also of a second copy of it."""
    field, at, name = one.field.partition("@")
    word = str(FIELD_NAMES.get(field, field))
    return _("%(part)s, copy of %(name)s") % {"part": word, "name": name} if at else word


urlpatterns = [
    path("xet/ho-so/<int:nomination_id>/", dossier, name="dossier"),
    path("xet/ho-so/<int:nomination_id>/doi-chieu/", claims_beside, name="dossier-claims"),
    path("xet/ho-so/<int:nomination_id>/ban/", revisions, name="dossier-revisions"),
]
