"""Sets of classes and flags on screen: which there are, and the form that makes or changes one with its shares and their source."""

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tdkt.operations import grade_sets as acts
from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.operations.grade_sets import Draft, Grade, SaidShare
from tdkt.records import grades as register
from tdkt.records.models import GradeSet
from tdkt.vietnamese.folding import nfc
from tdkt.web.grade_words import PERIODS, RECEIVERS
from tdkt.web.office import account_of
from tdkt.web.policy import may_use
from tdkt.web.shell import say

SPARE_SHARES = 4
"""How many empty lines for shares the form holds besides those that are there."""


def set_list(request: HttpRequest) -> HttpResponse:
    """The sets, those in use first, each with its grades and shares."""
    context = {
        "sets": [(row, PERIODS[row.period], RECEIVERS[row.receivers]) for row in register.sets(in_use=False)],
        "can": may_use(account_of(request), "grade-set-new", "POST"),
    }
    return render(request, "grades/sets.html", context)


def new_set(request: HttpRequest) -> HttpResponse:
    """Make a set."""
    return _form(request, None)


def one_set(request: HttpRequest, set_id: int) -> HttpResponse:
    """Change a set."""
    return _form(request, get_object_or_404(GradeSet, pk=set_id))


def _form(request: HttpRequest, row: GradeSet | None) -> HttpResponse:
    problem = ""
    values = typed(request) if request.method == "POST" else stands(row)
    if request.method == "POST":
        try:
            draft, by, at = draft_of(values), account_of(request), timezone.now()
            made = acts.keep_set(draft, by=by, at=at) if row is None else acts.change_set(row.pk, draft, by=by, at=at)
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
        else:
            say(request, _("The set “%(name)s” is kept.") % {"name": made.name})
            return HttpResponseRedirect(reverse("grade-sets"))
    context = {
        "v": values,
        "row": row,
        "periods": PERIODS,
        "receivers": RECEIVERS,
        "problem": problem,
    }
    return render(request, "grades/set.html", context, status=422 if problem else 200)


def stands(row: GradeSet | None) -> dict[str, Any]:
    """The values of the form for a set as it stands, or for a new one."""
    if row is None:
        return _padded({"name": "", "period": "month", "receivers": "individual", "source": ""}, [], [])
    shares = [
        {
            "collective": one.get("collective", ""),
            "grade": one["grade"],
            "percent": f"{one['most_percent']:g}".replace(".", ","),
            "within": ", ".join(one.get("within", ())),
        }
        for one in row.shares
    ]
    said = {"name": row.name, "period": row.period, "receivers": row.receivers, "source": row.source_words}
    return _padded(said, list(row.grades), shares)


def typed(request: HttpRequest) -> dict[str, Any]:
    """The values of the form as they were sent; empty lines are dropped."""

    def lines(*names: str) -> list[tuple[str, ...]]:
        columns = [[nfc(value).strip() for value in request.POST.getlist(name)] for name in names]
        return [row for row in zip(*columns, strict=False) if any(row)]

    said = {
        "name": nfc(request.POST.get("ten", "")),
        "period": request.POST.get("ky", ""),
        "receivers": request.POST.get("doi-tuong", ""),
        "source": nfc(request.POST.get("can-cu", "")),
    }
    good = set(request.POST.getlist("tot"))
    grades = [
        {"code": code, "name": name, "good": place in good}
        for code, name, place in lines("ma", "muc", "thu-tu")
        if code or name
    ]
    shares = [
        dict(zip(("collective", "grade", "percent", "within"), line, strict=True))
        for line in lines("tap-the", "muc-ty-le", "ty-le", "trong")
    ]
    return _padded(said, grades, shares)


def _padded(said: dict[str, Any], grades: list[Any], shares: list[Any]) -> dict[str, Any]:
    blank = {"code": "", "name": "", "good": False}
    no_share = {"collective": "", "grade": "", "percent": "", "within": ""}
    spare = min(SPARE_SHARES, acts.MOST_SHARES - len(shares))
    return said | {
        "grades": list(enumerate([*grades, *[blank] * (acts.MOST_GRADES - len(grades))], 1)),
        "shares": list(enumerate([*shares, *[no_share] * spare], 1)),
    }


def draft_of(values: dict[str, Any]) -> Draft:
    """The set that the form says. Raises `RuleNotMet` for a percent that is no number."""
    grades = tuple(
        Grade(one["code"], one["name"], one["good"]) for _at, one in values["grades"] if one["code"] or one["name"]
    )
    shares = tuple(
        SaidShare(one["grade"], percent(one["percent"]), one["collective"], split(one["within"]))
        for _at, one in values["shares"]
        if any(one.values())
    )
    return Draft(values["name"], values["period"], values["receivers"], grades, shares, values["source"])


def percent(said: str) -> Fraction:
    """A percent as typed: 30 or 12,5."""
    plain = said.removesuffix("%").strip().replace(",", ".")
    whole, _dot, part = plain.partition(".")
    if not (
        plain.isascii() and whole.isdigit() and len(whole) < 4 and (part.isdigit() if _dot else True) and len(part) < 4
    ):
        raise RuleNotMet(f"“{said[:20]}” không phải tỷ lệ. Viết như 30 hoặc 12,5.", f"“{said[:20]}” is no percent.")
    return Fraction(plain)


def split(said: str) -> tuple[str, ...]:
    """Codes with commas between them."""
    return tuple(code.strip() for code in said.split(",") if code.strip())


def use_set(request: HttpRequest, set_id: int) -> HttpResponse:
    """Put a set away, or into use again."""
    in_use = request.POST.get("dung", request.GET.get("dung", "")) == "1"
    row = acts.use_set(set_id, in_use, by=account_of(request), at=timezone.now())
    undo = f"{reverse('grade-set-use', args=[row.pk])}?dung={0 if in_use else 1}"
    words = _("“%(name)s” is in use again.") if in_use else _("“%(name)s” is put away.")
    say(request, words % {"name": row.name}, undo=undo)
    return HttpResponseRedirect(reverse("grade-sets"))
