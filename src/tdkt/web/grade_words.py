"""Words of the screens of classes: periods, shares, and which set, unit and period an address asks for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tdkt.operations import grades as acts
from tdkt.operations.errors import RuleNotMet
from tdkt.operations.grade_sets import name_of
from tdkt.records import grades as register
from tdkt.records.models import GradeSet, Unit
from tdkt.vietnamese.numbers import write_number
from tdkt.web.filters import whole
from tdkt.web.office import today
from tdkt.web.policy import rows
from tdkt.web.words import Word

PERIODS: dict[str, Word] = {"month": gettext_lazy("by the month"), "week": gettext_lazy("by the week")}
RECEIVERS: dict[str, Word] = {
    "individual": gettext_lazy("officers and soldiers"),
    "collective": gettext_lazy("collectives"),
}


def period_words(span: Any) -> str:
    """A period in words: "Tháng 5/2020", "Tuần 7/2020 (10/02 – 16/02)"."""
    if span.kind == "month":
        return _("Month %(number)s/%(year)s") % {"number": span.number, "year": span.year}
    return _("Week %(number)s/%(year)s (%(first)s – %(last)s)") % {
        "number": span.number,
        "year": span.year,
        "first": f"{span.first:%d/%m}",
        "last": f"{span.last:%d/%m}",
    }


@dataclass(frozen=True)
class ShareLine:
    """A share in a unit: of which grade, how many may have it of how many, and how many have it now."""

    name: str
    words: str
    most: int
    used: int
    over: int
    grade: str
    within: str
    percent: float


def share_lines(row: GradeSet, limits: Any) -> list[ShareLine]:
    """The shares that hold in a unit, each with its words: "tối đa 30% của 17 người là 5, phần lẻ bỏ"."""
    found = []
    for one in limits:
        within = ", ".join(name_of(row, code) for code in one.share.within)
        percent = f"{float(one.share.percent):g}".replace(".", "," if get_language() != "en" else ".")
        said = {"percent": percent, "whole": write_number(one.whole), "most": write_number(one.most), "within": within}
        words = (
            _("at most %(percent)s%% of the %(whole)s with %(within)s, that is %(most)s (parts are dropped)")
            if within
            else _("at most %(percent)s%% of %(whole)s, that is %(most)s (parts are dropped)")
        ) % said
        found.append(
            ShareLine(
                name_of(row, one.share.grade),
                words,
                one.most,
                one.used,
                one.over,
                one.share.grade,
                ",".join(one.share.within),
                float(one.share.percent),
            )
        )
    return found


def set_of(request: HttpRequest) -> tuple[GradeSet | None, list[GradeSet]]:
    """The set that the address asks for (`bo`), else the first in use; and all that may be chosen."""
    every = register.sets(in_use=False)
    key = whole(request, "bo")
    if key is None:
        return next((one for one in every if one.in_use), every[0] if every else None), every
    return get_object_or_404(GradeSet, pk=key), every


def unit_of(request: HttpRequest) -> Unit:
    """The unit that the address asks for (`don-vi`); of the account's own."""
    found: Unit = get_object_or_404(rows(request, Unit.objects), pk=whole(request, "don-vi") or 0)
    return found


def span_of(request: HttpRequest, row: GradeSet) -> Any:
    """The period that the address asks for (`ky`). Raises `BadRequest` for one that is none, or has not begun."""
    try:
        return acts.period_of(row, request.GET.get("ky", ""), on=today(request))
    except RuleNotMet as refused:
        raise BadRequest(str(refused)) from None


def year_of(request: HttpRequest, row: GradeSet) -> int:
    """The year that the address asks for, else that of the latest period entered, else the present one."""
    last = register.last_period(row)
    return whole(request, "nam", least=1990, most=9998) or (int(last[:4]) if last else today(request).year)


def begun(row: GradeSet, year: int, on: date) -> list[Any]:
    """The periods of a year that have begun by a day."""
    return [span for span in acts.periods(row, year) if span.first <= on]
