"""The sheet of one member on screen: three hands beside each other as far as they may be seen, the own column to type in, evidence, files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from tdkt.operations import block_results, blocks, filled_sheets, marks
from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.operations.marks import Entry, Seen, sheet_of
from tdkt.operations.scoring_sheets import Criterion, Group, Said, Scored
from tdkt.records import blocks as register
from tdkt.records.models import BlockMember, Mark, Proof
from tdkt.vietnamese.folding import nfc
from tdkt.web.office import account_of, today
from tdkt.web.policy import may_use
from tdkt.web.shell import say
from tdkt.web.templatetags.tdkt import number
from tdkt.web.words import Word

KIND_WORDS: dict[str, Word] = {
    "planned": gettext_lazy("done of planned"),
    "falling": gettext_lazy("done of planned, less is better"),
    "graded": gettext_lazy("a grade"),
    "points": gettext_lazy("points as appraised"),
    "bonus": gettext_lazy("extra points"),
    "penalty": gettext_lazy("points taken away"),
}


@dataclass(frozen=True)
class Cell:
    """What one hand says of a criterion: its words, its points with how they came, or what is typed in its boxes."""

    words: Word
    points: Any
    how: Word
    writes: bool
    typed: Mapping[str, str]
    seen: bool


@dataclass(frozen=True)
class Line:
    """A criterion with the member's own cell and the cell of the hand that counts."""

    criterion: Criterion
    kind: Word
    most: Any
    options: list[tuple[str, Word]]
    own: Cell
    judged: Cell
    proofs: list[Proof]


@dataclass(frozen=True)
class Part:
    """A group of the sheet with its lines and what it comes to."""

    group: Group
    lines: list[Line]
    own: Any
    judged: Any


def the_member(request: HttpRequest, member_id: int) -> BlockMember:
    """A member of a block, to whoever may open the page; whose marks are shown, `marks.seen` says."""
    found: BlockMember = get_object_or_404(
        BlockMember.objects.select_related("block_year__block", "block_year__sheet", "unit"), pk=member_id
    )
    if found.block_year.sheet is None:
        raise Http404
    return found


def member_sheet(request: HttpRequest, member_id: int) -> HttpResponse:
    """One member's sheet; the marks of the own hand are a POST to the same address."""
    member = the_member(request, member_id)
    problem = ""
    if request.method == "POST":
        try:
            return enter(request, member)
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
    return page(request, member, problem=problem)


def page(request: HttpRequest, member: BlockMember, *, problem: str = "") -> HttpResponse:
    account, day = account_of(request), today(request)
    seen = marks.seen(member, by=account, on=day)
    judges = bool(seen.own) or "self" in seen.hands
    proofs = register.proofs_of(member.pk) if judges else {}
    year = member.block_year
    hand = next(iter(seen.writes), "")
    typed = request.POST if problem else None
    beside = register.members_of(year.pk)
    place = [one.pk for one in beside].index(member.pk)
    outcome = getattr(member, "outcome", None) if year.state == "ranked" else None
    may_write = may_use(account, "block-member", "POST")
    own_total = seen.total("self") if seen.marks.get("self") else None
    judged = {"head", "standing"} <= set(seen.hands) and {"head", "standing"} & set(seen.marks)
    judged_total = seen.total("final") if judged else None
    parts = parts_of(seen, proofs, hand if may_write else "", typed)
    context = {
        "member": member,
        "year": year,
        "cluster": year.block,
        "state": blocks.STATES[year.state][get_language() == "en"],
        "parts": parts,
        "seen": seen,
        "hand": hand if may_write else "",
        "sees_own": "self" in seen.hands,
        "sees_judged": {"head", "standing"} <= set(seen.hands),
        "own_total": own_total,
        "own_sum": own_total.total if own_total else None,
        "judged_total": judged_total,
        "judged_sum": judged_total.total if judged_total else None,
        "outcome": outcome,
        "corrections": outcome.how.get("corrections", []) if outcome else [],
        "is_own": "self" in seen.own and may_write,
        "before": beside[place - 1] if place else None,
        "after": beside[place + 1] if place + 1 < len(beside) else None,
        "can_correct": outcome is not None and may_use(account, "block-correct", "POST"),
        "pledge": request.POST.get("giao-uoc", member.pledge),
        "problem": problem,
        "has_own_file": bool(seen.own),
    }
    return render(request, "blocks/member.html", context, status=422 if problem else 200)


def parts_of(seen: Seen, proofs: Mapping[str, list[Proof]], hand: str, typed: Mapping[str, str] | None) -> list[Part]:
    """The sheet group by group."""
    own_total = dict(seen.total("self").by_group) if seen.marks.get("self") else {}
    judged = {"head", "standing"} & set(seen.marks)
    final = dict(seen.total("final").by_group) if judged else {}
    found = []
    for group in seen.sheet.groups:
        lines = [
            Line(
                criterion=one,
                kind=KIND_WORDS["falling" if one.inverted else one.kind],
                most=one.most if one.kind in ("bonus", "penalty") else one.points,
                options=options_of(one),
                own=cell(one, "self", seen, hand, typed),
                judged=cell(one, one.hand, seen, hand, typed),
                proofs=proofs.get(one.code, []),
            )
            for one in group.criteria
        ]
        found.append(Part(group, lines, own_total.get(group.code), final.get(group.code)))
    return found


def options_of(one: Criterion) -> list[tuple[str, Word]]:
    """What may be chosen of a graded criterion or a penalty."""
    if one.kind == "graded":
        return [(code, f"{code} ({number(share * 100)} %)") for code, share in one.grades]
    return [(str(place), f"{step.words} (−{number(step.points)})") for place, step in enumerate(one.steps, 1)]


def cell(one: Criterion, hand: str, seen: Seen, writing: str, typed: Mapping[str, str] | None) -> Cell:
    row = seen.marks.get(hand, {}).get(one.code)
    scored = seen.points.get(hand, {}).get(one.code)
    return Cell(
        words=words_of(one, row) if row else "",
        points=scored.points if scored else None,
        how=how_of(scored) if scored else "",
        writes=hand == writing,
        typed=boxes(one.code, row, typed) if hand == writing else {},
        seen=hand in seen.hands,
    )


BOXES = {"planned": "p", "done": "d", "grade": "g", "points": "s", "note": "n"}


def boxes(code: str, row: Mark | None, typed: Mapping[str, str] | None) -> dict[str, str]:
    """What stands in the boxes of a line: what was typed where it was refused, else what is kept."""
    if typed is not None:
        return {name: typed.get(f"{letter}-{code}", "") for name, letter in BOXES.items()}
    if row is None:
        return dict.fromkeys(BOXES, "")
    return {name: said(getattr(row, name)) for name in BOXES}


def said(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else number(value).replace("−", "-")


def words_of(one: Criterion, row: Mark) -> Word:
    """A mark in few words: "72 / 80", "A", "2 × Hồ sơ bị trả lại"."""
    if one.kind == "planned":
        return f"{number(row.done)} / {number(row.planned)}"
    if one.kind == "graded":
        return row.grade
    if one.kind == "penalty":
        step = one.steps[int(row.grade) - 1].words
        return step if row.done is None or row.done == 1 else f"{number(row.done)} × {step}"
    return ""


def how_of(scored: Scored) -> Word:
    """How the points of a line came, where the points alone do not say it."""
    parts = []
    if scored.criterion.kind == "planned" and scored.share is not None:
        parts.append(_("%(share)s %% of the plan") % {"share": number(scored.share * 100)})
    if scored.uncapped > scored.bonus and scored.criterion.kind == "planned":
        words = _("bonus %(bonus)s, capped from %(uncapped)s")
        parts.append(words % {"bonus": number(scored.bonus), "uncapped": number(scored.uncapped)})
    elif scored.bonus:
        parts.append(_("bonus %(bonus)s") % {"bonus": number(scored.bonus)})
    if scored.uncapped > scored.penalty and scored.criterion.kind == "penalty":
        parts.append(_("at most %(most)s") % {"most": number(scored.penalty)})
    if scored.bars:
        parts.append(_("bars from being proposed"))
    return "; ".join(parts)


# --- what is typed -----------------------------------------------------------------------------------


def entry_of(request: HttpRequest, one: Criterion) -> Entry:
    """What the boxes of a criterion say. Raises `RuleNotMet` for what is no number."""

    def box(name: str) -> str:
        return nfc(request.POST.get(f"{BOXES[name]}-{one.code}", "")).strip()

    def amount(name: str, column: str) -> Any:
        return filled_sheets.number(box(name), one.code, column)

    grade = box("grade")
    if one.kind == "planned":
        return Entry(Said(planned=amount("planned", "Chỉ tiêu"), done=amount("done", "Kết quả")), box("note"))
    if one.kind == "graded":
        return Entry(Said(grade=grade), box("note"))
    if one.kind == "penalty":
        return Entry(Said(grade=grade, done=amount("done", "Số lần") if grade else None), box("note"))
    return Entry(Said(points=amount("points", "Điểm")), box("note"))


def enter(request: HttpRequest, member: BlockMember) -> HttpResponse:
    """Keep what was typed, and hand in where that button was pressed."""
    account, day = account_of(request), today(request)
    seen = marks.seen(member, by=account, on=day)
    hand = request.POST.get("phan", "")
    entries = {one.code: entry_of(request, one) for one in seen.sheet.criteria if hand == "self" or one.hand == hand}
    n = marks.mark(member.pk, hand, entries, by=account, at=timezone.now(), on=day)
    if request.POST.get("nop"):
        marks.hand_in(member.pk, by=account, at=timezone.now(), on=day)
        say(
            request,
            _("The marks of %(unit)s are handed in.") % {"unit": member.unit.name},
            undo=reverse("block-take-back", args=[member.pk]),
        )
        return HttpResponseRedirect(reverse("block-year", args=[member.block_year_id]))
    if n:
        say(request, ngettext("%(n)s mark is kept.", "%(n)s marks are kept.", n) % {"n": n})
    else:
        say(request, _("Nothing differs from what is kept."))
    return HttpResponseRedirect(reverse("block-member", args=[member.pk]))


def take_back(request: HttpRequest, member_id: int) -> HttpResponse:
    """Take handed-in marks back."""
    member = the_member(request, member_id)
    marks.take_back(member.pk, by=account_of(request), at=timezone.now(), on=today(request))
    say(request, _("The marks are taken back and can be changed."))
    return HttpResponseRedirect(reverse("block-member", args=[member.pk]))


def pledge(request: HttpRequest, member_id: int) -> HttpResponse:
    """Keep what the member pledges."""
    member = the_member(request, member_id)
    try:
        blocks.pledge(
            member.pk, request.POST.get("giao-uoc", ""), by=account_of(request), at=timezone.now(), on=today(request)
        )
    except RuleNotMet as refused:
        return page(request, member, problem=refused.said(get_language() or "vi"))
    say(request, _("The pledge of %(unit)s is kept.") % {"unit": member.unit.name})
    return HttpResponseRedirect(reverse("block-year", args=[member.block_year_id]))


def correct(request: HttpRequest, member_id: int) -> HttpResponse:
    """Correct a mark that counts after the ranking, with a reason."""
    member = the_member(request, member_id)
    key = (request.POST if request.method == "POST" else request.GET).get("tieu-chi", "")
    one = sheet_of(member.block_year).criterion(key)
    if one is None or member.block_year.state != "ranked":
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            block_results.correct_mark(
                member.pk,
                one.code,
                entry_of(request, one),
                reason=nfc(request.POST.get("ly-do", "")),
                by=account_of(request),
                at=timezone.now(),
                on=today(request),
            )
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
        else:
            say(request, _("The mark is corrected; ranks are reckoned anew, and what stood before is kept."))
            return HttpResponseRedirect(reverse("block-year", args=[member.block_year_id]))
    row = Mark.objects.filter(member=member, criterion=one.code, hand=one.hand).first()
    context = {
        "member": member,
        "line": Line(
            one,
            KIND_WORDS["falling" if one.inverted else one.kind],
            one.points,
            options_of(one),
            Cell("", None, "", False, {}, True),
            Cell("", None, "", True, boxes(one.code, row, request.POST if problem else None), True),
            [],
        ),
        "reason": request.POST.get("ly-do", ""),
        "problem": problem,
    }
    return render(request, "blocks/correct.html", context, status=422 if problem else 200)


urlpatterns = [
    path("phong-trao/khoi/cham/<int:member_id>/", member_sheet, name="block-member"),
    path("phong-trao/khoi/cham/<int:member_id>/giao-uoc/", pledge, name="block-pledge"),
    path("phong-trao/khoi/cham/<int:member_id>/rut/", take_back, name="block-take-back"),
    path("phong-trao/khoi/cham/<int:member_id>/dinh-chinh/", correct, name="block-correct"),
]
