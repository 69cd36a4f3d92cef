"""Clusters and blocks on screen: the list, a year from its pledges to the ranking, the acts of its steps, and what the conference settles."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from tdkt.operations import block_results, blocks
from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.operations.marks import sheet_of
from tdkt.records import blocks as register
from tdkt.records.models import Block, BlockMember, BlockYear, Outcome, Sheet, Unit
from tdkt.records.models.achievements import GROUP_LEVELS
from tdkt.records.units import tree
from tdkt.vietnamese.folding import nfc
from tdkt.web import block_files, block_marks, scoring_sheets
from tdkt.web.office import account_of, office_of, today
from tdkt.web.policy import may_use
from tdkt.web.postings import day_of
from tdkt.web.shell import complain, say
from tdkt.web.words import State, Word, half, hollow, solid

STATES: dict[str, State] = {
    "forming": hollow(gettext_lazy("Pledging"), ""),
    "pledged": half(gettext_lazy("Pledges signed"), ""),
    "scoring": half(gettext_lazy("Members mark themselves"), ""),
    "appraising": half(gettext_lazy("Head and standing body mark"), ""),
    "ranked": solid(gettext_lazy("Ranked"), ""),
}
KINDS: dict[str, Word] = {"cluster": gettext_lazy("cluster"), "block": gettext_lazy("block")}
LEVELS: dict[str, Word] = {
    "unit": gettext_lazy("of the unit"),
    "bo-tinh": gettext_lazy("of the ministry or province"),
    "trung-uong": gettext_lazy("of the Central Council"),
}
HANDS: dict[str, Word] = {
    "self": gettext_lazy("the member itself"),
    "head": gettext_lazy("head of the block"),
    "standing": gettext_lazy("standing body"),
}
CHOICES: dict[str, Word] = {
    "flag": pgettext_lazy("award of a block", "Flag"),
    "certificate": pgettext_lazy("award of a block", "Certificate of merit"),
    "": pgettext_lazy("award of a block", "not proposed"),
}
assert set(LEVELS) == set(GROUP_LEVELS)


def state_of(year: BlockYear) -> State:
    return STATES[year.state]


# --- the list ----------------------------------------------------------------------------------------


def block_list(request: HttpRequest) -> HttpResponse:
    """Every block with how far its latest year is."""
    lines = [
        (one, LEVELS[one.block.level], STATES[one.latest.state] if one.latest else None)
        for one in register.block_lines()
    ]
    account = account_of(request)
    context = {"lines": lines, "can": may_use(account, "block-new", "POST")}
    return render(request, "blocks/list.html", context)


def new_block(request: HttpRequest) -> HttpResponse:
    """Set up a cluster or block."""
    data, problem = request.POST, ""
    if request.method == "POST":
        office = office_of(request)
        if office is None or office.unit is None:
            raise Http404
        try:
            made = blocks.create_block(
                data.get("ten", ""),
                kind=data.get("loai", ""),
                level=data.get("cap", ""),
                unit=office.unit,
                document=nfc(data.get("van-ban", "")),
                by=account_of(request),
                at=timezone.now(),
            )
        except Refused as refused:
            problem = said(refused)
        else:
            say(request, _("“%(name)s” is set up; now open its year.") % {"name": made.name})
            return HttpResponseRedirect(reverse("block-year-new", args=[made.pk]))
    context = {"v": data, "kinds": KINDS, "levels": LEVELS, "problem": problem}
    return render(request, "blocks/new.html", context, status=422 if problem else 200)


def new_year(request: HttpRequest, block_id: int) -> HttpResponse:
    """Open a year of a block; members, head and quotas of the year before stand in the form."""
    block = get_object_or_404(Block, pk=block_id)
    day = today(request)
    data, problem = request.POST, ""
    if request.method == "POST":
        try:
            made = blocks.open_year(
                block.pk,
                number_said(request, "nam") or 0,
                members=[int(key) for key in data.getlist("don-vi") if key.isdigit()],
                head=number_said(request, "truong") or 0,
                deputy=number_said(request, "pho"),
                sheet=number_said(request, "bang-diem") or 0,
                flags=number_said(request, "co"),
                certificates=number_said(request, "bang-khen"),
                quota_document=nfc(data.get("can-cu", "")),
                by=account_of(request),
                at=timezone.now(),
                on=day,
            )
        except Refused as refused:
            problem = said(refused)
        else:
            say(request, _("The year is open; the members may pledge."))
            return HttpResponseRedirect(reverse("block-year", args=[made.pk]))
    before = BlockYear.objects.filter(block=block).order_by("-year").first()
    had = [one.unit_id for one in register.members_of(before.pk)] if before and not data else []
    ticked = {int(key) for key in data.getlist("don-vi") if key.isdigit()} if data else set(had)
    branches = tree(Unit.objects.all(), on=day, levels=1)
    context = {
        "cluster": block,
        "before": before,
        "v": data
        or {
            "nam": str(before.year + 1 if before else day.year),
            "truong": str(before.head_id or "") if before else "",
            "pho": str(before.deputy_id or "") if before else "",
            "bang-diem": str(before.sheet_id or "") if before else "",
        },
        "units": [(branch, branch.unit.pk in ticked) for branch in branches if branch.depth or len(branches) == 1],
        "sheets": Sheet.objects.order_by("name", "-number"),
        "problem": problem,
    }
    return render(request, "blocks/new_year.html", context, status=422 if problem else 200)


def said(refused: Refused) -> str:
    return refused.said(get_language() or "vi")


def number_said(request: HttpRequest, key: str) -> int | None:
    """A whole number of a form, None where nothing is said. Raises `RuleNotMet` for anything else."""
    written = request.POST.get(key, "").strip()
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) < 10):
        raise RuleNotMet(f"“{written[:20]}” không phải số. Viết như 2.", f"“{written[:20]}” is no number. Write 2.")
    return int(written)


# --- one year ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MemberLine:
    """A member of a year: who it is in it, what it has done, how much is marked, and how it came out."""

    member: BlockMember
    post: Word
    marked: list[tuple[Word, int, int]]
    outcome: Outcome | None
    choice: Word
    tied: bool
    own: bool


@dataclass(frozen=True)
class Meter:
    """The quota of one kind: how many are chosen of how many, as cells."""

    word: Word
    used: int
    most: int

    @property
    def cells(self) -> list[tuple[int, bool]]:
        return [(18 * place, place < self.used) for place in range(max(self.most, self.used))]

    @property
    def width(self) -> int:
        return 18 * max(self.most, self.used, 1)


def one_year(request: HttpRequest, year_id: int) -> HttpResponse:
    """A year: its members and how far each is, or the ranking with its quotas and ties; and the step that comes next."""
    return year_page(request, year_id)


def year_page(request: HttpRequest, year_id: int, *, problem: str = "") -> HttpResponse:
    year = get_object_or_404(BlockYear.objects.select_related("block", "sheet", "head", "deputy"), pk=year_id)
    account, day = account_of(request), today(request)
    lines = lines_of(year, request, day)
    outcomes = [line.outcome for line in lines if line.outcome]
    officer = may_use(account, "block-act", "POST")
    context = {
        "year": year,
        "cluster": year.block,
        "level": LEVELS[year.block.level],
        "state": state_of(year),
        "lines": lines,
        "total": len(lines),
        "few": len(lines) < blocks.FEW,
        "least": blocks.FEW,
        "pledged": sum(line.member.pledged_on is not None for line in lines),
        "handed_in": sum(line.member.handed_in_on is not None for line in lines),
        "late": year.state == "scoring" and year.self_until is not None and year.self_until < day,
        "meters": meters(year, outcomes),
        "unsettled": block_results.unsettled(outcomes),
        "choices": CHOICES,
        "hands": [(code, word, code in year.shown) for code, word in HANDS.items()],
        "shown": [HANDS[hand] for hand in HANDS if hand in year.shown],
        "others": list(year.block.years.exclude(pk=year.pk).order_by("-year")),
        "can": officer,
        "reason": request.POST.get("ly-do", ""),
        "problem": problem,
        "default_day": f"{day:%d/%m/%Y}",
    }
    return render(request, "blocks/year.html", context, status=422 if problem else 200)


def lines_of(year: BlockYear, request: HttpRequest, day: date) -> list[MemberLine]:
    """The members of a year, by rank once they are ranked."""
    members = register.members_of(year.pk)
    outcomes = {one.member_id: one for one in register.outcomes_of(year.pk)} if year.state == "ranked" else {}
    order = {key: place for place, key in enumerate(outcomes)}
    counts = register.marked(year.pk) if year.state in ("scoring", "appraising") else {}
    needs: dict[str, int] = {}
    if counts or year.state == "appraising":
        for criterion in sheet_of(year).criteria:
            if criterion.is_needed:
                needs[criterion.hand] = needs.get(criterion.hand, 0) + 1
    account = account_of(request)
    found = []
    for one in members:
        outcome = outcomes.get(one.pk)
        marked = (
            [(HANDS[hand], min(counts.get(one.pk, {}).get(hand, 0), most), most) for hand, most in needs.items()]
            if year.state == "appraising"
            else []
        )
        post = _("head") if one.unit_id == year.head_id else _("deputy") if one.unit_id == year.deputy_id else ""
        tied = bool(outcome and outcome.how.get("proposed") == "tied" and not outcome.settled)
        found.append(
            MemberLine(
                one,
                post,
                marked,
                outcome,
                CHOICES[outcome.choice] if outcome else "",
                tied,
                "self" in blocks.hands_of(account, year, one.unit_id, on=day),
            )
        )
    return sorted(found, key=lambda line: (order.get(line.member.pk, 0), line.member.place))


def meters(year: BlockYear, outcomes: list[Outcome]) -> list[Meter]:
    """The quotas of the year that are said."""
    said_of = {"flag": year.flags, "certificate": year.certificates}
    return [
        Meter(CHOICES[choice], sum(one.choice == choice for one in outcomes), most)
        for choice, most in said_of.items()
        if most is not None
    ]


# --- acts of a year ----------------------------------------------------------------------------------


def act(request: HttpRequest, year_id: int, act: str) -> HttpResponse:
    """One step of a year, by the officer."""
    if act not in ACTS:
        raise Http404
    try:
        sentence = ACTS[act](request, year_id)
    except Refused as refused:
        if act == "chot":
            return year_page(request, year_id, problem=said(refused))
        complain(request, said(refused))
    else:
        say(request, sentence, undo=reverse("block-act", args=[year_id, "lui"]) if act in TAKEN_BACK else "")
    return HttpResponseRedirect(reverse("block-year", args=[year_id]))


def sign(request: HttpRequest, year_id: int) -> Word:
    blocks.sign_pledges(year_id, on=day_of(request, "ngay"), by=account_of(request), at=timezone.now())
    return _("The pledges are signed.")


def score(request: HttpRequest, year_id: int) -> Word:
    days = {
        key: day_of(request, key) if request.POST.get(key, "").strip() else None for key in ("han-tu", "han-truong")
    }
    blocks.open_scoring(
        year_id, self_until=days["han-tu"], head_until=days["han-truong"], by=account_of(request), at=timezone.now()
    )
    return _("The members may mark themselves.")


def appraise(request: HttpRequest, year_id: int) -> Word:
    blocks.open_appraisal(year_id, by=account_of(request), at=timezone.now())
    return _("The head of the block and the standing body may mark.")


def step_back(request: HttpRequest, year_id: int) -> Word:
    blocks.step_back(year_id, by=account_of(request), at=timezone.now())
    return _("The last step is taken back.")


def show(request: HttpRequest, year_id: int) -> Word:
    blocks.show_hands(year_id, request.POST.getlist("phan"), by=account_of(request), at=timezone.now())
    return _("What the others may see before the ranking is kept.")


def quota(request: HttpRequest, year_id: int) -> Word:
    blocks.set_quota(
        year_id,
        flags=number_said(request, "co"),
        certificates=number_said(request, "bang-khen"),
        document=nfc(request.POST.get("can-cu", "")),
        by=account_of(request),
        at=timezone.now(),
    )
    return _("The quota is kept.")


def rank(request: HttpRequest, year_id: int) -> Word:
    made = block_results.rank_year(year_id, on=day_of(request, "ngay"), by=account_of(request), at=timezone.now())
    return ngettext("%(n)s member is ranked.", "%(n)s members are ranked.", len(made)) % {"n": len(made)}


def settle(request: HttpRequest, year_id: int) -> Word:
    """What the conference chose: only lines of which something is said."""
    choices = {
        int(key.removeprefix("chon-")): "" if value == "khong" else str(value)
        for key, value in request.POST.items()
        if key.startswith("chon-") and key[5:].isdigit() and value
    }
    changed = block_results.settle(
        year_id, choices, reason=nfc(request.POST.get("ly-do", "")), by=account_of(request), at=timezone.now()
    )
    n = len(changed)
    return ngettext("%(n)s choice of the conference is kept.", "%(n)s choices of the conference are kept.", n) % {
        "n": n
    }


ACTS = {
    "ky": sign,
    "tu-cham": score,
    "tham-dinh": appraise,
    "cho-xem": show,
    "chi-tieu": quota,
    "xep-hang": rank,
    "chot": settle,
    "lui": step_back,
}
TAKEN_BACK = ("ky", "tu-cham", "tham-dinh")
"""The steps that "lui" takes back."""


urlpatterns = [
    path("phong-trao/khoi/", block_list, name="blocks"),
    path("phong-trao/khoi/moi/", new_block, name="block-new"),
    path("phong-trao/khoi/<int:block_id>/nam-moi/", new_year, name="block-year-new"),
    path("phong-trao/khoi/nam/<int:year_id>/", one_year, name="block-year"),
    path("phong-trao/khoi/nam/<int:year_id>/<slug:act>/", act, name="block-act"),
    *block_marks.urlpatterns,
    *block_files.urlpatterns,
    *scoring_sheets.urlpatterns,
]
