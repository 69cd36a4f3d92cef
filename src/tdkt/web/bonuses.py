"""Bonuses: what goes with the honours of a year, by unit, from which fund; marks of payment in bulk; the list that receivers sign."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tdkt.law.catalogue import award
from tdkt.operations.bonuses import fix, mark_paid, preview_paid, undo_paid
from tdkt.operations.errors import Refused, RuleNotMet, WrongState
from tdkt.operations.funds import effects, set_fund
from tdkt.records import bonuses as queries
from tdkt.records.models import Bonus, Decision, Fund, Unit
from tdkt.records.models.scope import reach_of
from tdkt.records.units import whole_names
from tdkt.vietnamese.dates import read_date
from tdkt.vietnamese.folding import nfc
from tdkt.vietnamese.numbers import write_number
from tdkt.web.filters import choice, pill, whole, without_empty
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import may_use, rows
from tdkt.web.receivers import receiver_words
from tdkt.web.shell import page_or_drawer, say
from tdkt.web.words import Word

STATES: dict[str, Word] = {
    "chua-chi": gettext_lazy("to be paid"),
    "da-chi": gettext_lazy("paid"),
    "chua-ro": gettext_lazy("sum not known"),
    "noi-khac": gettext_lazy("another body pays"),
    "nhuong": gettext_lazy("gives way to a higher title"),
}
PAYERS: dict[str, Word] = {
    "own": gettext_lazy("this office"),
    "other": gettext_lazy("another body"),
    "none": gettext_lazy("nobody: gives way to a higher title"),
}


@dataclass(frozen=True)
class Line:
    """A bonus as lists show it. `starts`: the name of its unit where it is the first of that unit on the page."""

    bonus: Bonus
    name: str
    was: str
    form: str
    unit: str
    starts: bool
    state: Word
    coefficient: str


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    year: int | None
    state: str
    unit: int | None
    fund: int | None
    decision: int | None

    @staticmethod
    def of(request: HttpRequest, bonuses: QuerySet[Any]) -> "Asked":
        decision = whole(request, "qd", least=1)
        year = whole(request, "nam", least=1900, most=2200)
        if year is None and decision is None:
            year = queries.newest_year(bonuses) or today(request).year
        return Asked(
            year,
            choice(request, "tinh", STATES),
            whole(request, "don-vi"),
            whole(request, "quy"),
            decision,
        )

    @property
    def base(self) -> str:
        """The part of the address that says whose bonuses: of which year or decision."""
        return f"nam={self.year}" if self.year is not None else f"qd={self.decision}"

    def found(self, bonuses: QuerySet[Any]) -> QuerySet[Any]:
        return queries.matching(
            bonuses, year=self.year, state=self.state, unit=self.unit, fund=self.fund, decision=self.decision
        )


def bonus_list(request: HttpRequest) -> HttpResponse:
    """The bonuses of a year, unit by unit, with what they come to and what they mean for the fund."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    seen = rows(request, Bonus.objects)
    asked = Asked.of(request, seen)
    found = asked.found(seen)
    summed = queries.sums(found)
    by_unit = choice(request, "xem", {"don-vi"}) == "don-vi"
    account = account_of(request)
    assert account is not None  # the table lets nobody else in
    serves_all = reach_of(account, on=today(request)).everything
    context: dict[str, Any] = {
        "asked": asked,
        "sums": summed,
        "by_unit": by_unit,
        "pills": pills(request, asked),
        "states": STATES.items(),
        "may_pay": may_use(account, "bonuses-pay", "POST"),
        "effects": effects(asked.year) if serves_all and asked.year is not None else [],
        "serves_all": serves_all,
    }
    if by_unit:
        context["units"] = queries.by_unit(found)
    else:
        page = page_of(request, queries.listed(found), total=summed.bonuses)
        context |= {"page": page, "lines": shown(request, page.rows)}
    return render(request, "bonuses/list.html", context)


def shown(request: HttpRequest, bonuses: list[Bonus]) -> list[Line]:
    """Bonuses with their words; the same few questions to the database however many."""
    units = whole_names((one.conferral.unit_id for one in bonuses), on=today(request))
    found: list[Line] = []
    before: int | None = -1
    for one in bonuses:
        c = one.conferral
        unit = units.get(c.unit_id, "") if c.unit_id else ""
        found.append(
            Line(
                bonus=one,
                name=c.subject.name,
                was=receiver_words(c, ""),
                form=award(c.award).given_by(c.authority, c.class_no),
                unit=unit or str(_("Of no unit")),
                starts=c.unit_id != before,
                state=state_of(one),
                coefficient=one.coefficient.replace(".", ","),
            )
        )
        before = c.unit_id
    return found


def state_of(bonus: Bonus) -> Word:
    if bonus.paid_on is not None:
        return STATES["da-chi"]
    if bonus.pays != "own":
        return STATES["noi-khac" if bonus.pays == "other" else "nhuong"]
    return STATES["chua-chi" if bonus.dong is not None else "chua-ro"]


def pills(request: HttpRequest, asked: Asked) -> list[Any]:
    """The filters in use."""
    found = []
    if asked.state:
        found.append(pill(request, _("Payment"), STATES[asked.state], "tinh"))
    if asked.unit is not None:
        unit = Unit.objects.filter(pk=asked.unit).first()
        found.append(pill(request, _("Unit"), unit.name if unit else _("Of no unit"), "don-vi"))
    if asked.fund is not None:
        fund = Fund.objects.filter(pk=asked.fund).first()
        found.append(pill(request, _("Fund"), fund.name if fund else _("no fund yet"), "quy"))
    if asked.decision is not None:
        decision = Decision.objects.filter(pk=asked.decision).first()
        found.append(pill(request, _("Decision"), decision.number if decision else "–", "qd"))
    return found


# --- payment --------------------------------------------------------------------------------------------


def pay(request: HttpRequest) -> HttpResponse:
    """Who would be marked as paid, who is passed over and why; with `lam=1` the marks are set."""
    seen = rows(request, Bonus.objects)
    keys = ticked(request)
    if request.POST.get("cho") == "loc":
        keys = list(Asked.of(request, seen).found(seen).values_list("pk", flat=True))
    else:
        keys = list(seen.filter(pk__in=keys).values_list("pk", flat=True))
    said = {name: nfc(str(request.POST.get(name, ""))).strip() for name in ("ngay", "phieu-chi")}
    problem, status = "", 200
    if request.POST.get("lam") == "1":
        try:
            return paid(request, keys, said)
        except (RuleNotMet, WrongState) as refused:
            problem, status = refused.said(get_language() or "vi"), 422
    seen_first = preview_paid(keys)
    context = {
        "seen": seen_first,
        "first": seen_first.rows[:60],
        "left_out": max(0, len(seen_first.rows) - 60),
        "skipped": [
            (row.conferral.subject.name, english if get_language() == "en" else vietnamese)
            for row, vietnamese, english in seen_first.skipped[:60]
        ],
        "keys": keys,
        "day": said["ngay"] or f"{today(request):%d/%m/%Y}",
        "voucher": said["phieu-chi"],
        "problem": problem,
        "back": request.POST.get("ve", ""),
    }
    return page_or_drawer(request, "bonuses/pay.html", context, status=status)


def paid(request: HttpRequest, keys: list[int], said: dict[str, str]) -> HttpResponse:
    """Set the marks. Raises `RuleNotMet` for a day that is none."""
    read = read_date(said["ngay"])
    if read is None or read.day is None:
        raise RuleNotMet(
            f"“{said['ngay']}” không phải ngày. Ghi như 25/05/2024.",
            f"“{said['ngay']}” is no day. Write it as 25/05/2024.",
        )
    marked = mark_paid(keys, on=read.first(), voucher=said["phieu-chi"], by=account_of(request), at=timezone.now())
    words = _("%(n)s bonuses are marked as paid, %(dong)s đồng.") % {
        "n": write_number(len(marked.rows)),
        "dong": write_number(marked.dong),
    }
    say(request, words, undo=reverse("bonuses-undo", args=[marked.entry]))
    return HttpResponseRedirect(reverse("bonuses") + safe_query(request.POST.get("ve", "")))


def safe_query(text: str) -> str:
    """The query of the list that a form came from, and nothing else."""
    return text if text.startswith("?") and len(text) < 500 and text.isprintable() else ""


def ticked(request: HttpRequest) -> list[int]:
    found = request.POST.getlist("khoan")
    if not all(value.isascii() and value.isdigit() and len(value) < 11 for value in found):
        raise BadRequest("khoan")
    return [int(value) for value in found]


def undo(request: HttpRequest, seq: int) -> HttpResponse:
    """Take the marks of one act back."""
    number = undo_paid(seq, by=account_of(request), at=timezone.now())
    say(request, _("The marks of %(n)s bonuses are taken back.") % {"n": write_number(number)})
    return HttpResponseRedirect(reverse("bonuses"))


# --- one bonus, and the fund ------------------------------------------------------------------------------


def one_bonus(request: HttpRequest, bonus_id: int) -> HttpResponse:
    """How a bonus was reckoned, with the provisions; the officer may fix what the law leaves open."""
    related = ("conferral__subject__unit", "conferral__unit", "conferral__decision", "fund")
    bonus = get_object_or_404(rows(request, Bonus.objects).select_related(*related), pk=bonus_id)
    problem, status = "", 200
    said = {name: nfc(str(request.POST.get(name, ""))).strip() for name in ("so-tien", "noi-chi", "quy", "can-cu")}
    if request.method == "POST":
        try:
            fixed = fix(
                bonus.pk,
                dong=money(said["so-tien"]),
                pays=said["noi-chi"],
                fund=money(said["quy"]),
                source=said["can-cu"],
                by=account_of(request),
                at=timezone.now(),
            )
        except Refused as refused:
            problem, status = refused.said(get_language() or "vi"), 422
        else:
            say(request, _("The bonus of %(name)s is fixed.") % {"name": fixed.conferral.subject.name})
            return HttpResponseRedirect(reverse("bonuses") + f"?qd={fixed.conferral.decision_id}")
    context = {
        "bonus": bonus,
        "line": shown(request, [bonus])[0],
        "payer": PAYERS[bonus.pays],
        "payers": PAYERS.items(),
        "funds": Fund.objects.filter(year=bonus.conferral.decision.year),
        "may_fix": may_use(account_of(request), "bonus", "POST") and bonus.paid_on is None,
        "sum": said["so-tien"],
        "source": said["can-cu"],
        "problem": problem,
    }
    return page_or_drawer(request, "bonuses/one.html", context, status=status)


def money(text: str) -> int | None:
    """A sum as people write it: 1.490.000, 1490000, 1 490 000; nothing: None. Raises `RuleNotMet`."""
    plain = text.replace(".", "").replace(" ", "")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) < 14):
        raise RuleNotMet(
            f"“{text}” không phải số tiền. Ghi như 1.490.000.", f"“{text}” is no sum. Write it as 1.490.000."
        )
    return int(plain)


def fund(request: HttpRequest, year: int) -> HttpResponse:
    """The fund of a year: its name, its sum, and by which rule it was fixed."""
    if not 1900 <= year <= 2200:
        raise BadRequest(f"nam={year}")
    first = Fund.objects.filter(year=year).order_by("name").first()
    said = {name: nfc(str(request.POST.get(name, ""))).strip() for name in ("ten", "so-tien", "can-cu")}
    problem, status = "", 200
    if request.method == "POST":
        try:
            sum_ = money(said["so-tien"])
            if sum_ is None:
                raise RuleNotMet("Ghi số tiền của quỹ.", "Give the sum of the fund.")
            set_fund(year, said["ten"], sum_, cap_words=said["can-cu"], by=account_of(request), at=timezone.now())
        except RuleNotMet as refused:
            problem, status = refused.said(get_language() or "vi"), 422
        else:
            say(request, _("The fund of %(year)s is set.") % {"year": year})
            return HttpResponseRedirect(reverse("bonuses") + f"?nam={year}")
    context = {
        "year": year,
        "name": said["ten"] or (first.name if first else _("Emulation and commendation fund")),
        "amount": said["so-tien"] or (write_number(first.amount) if first else ""),
        "words": said["can-cu"] or (first.cap_words if first else ""),
        "problem": problem,
    }
    return page_or_drawer(request, "bonuses/fund.html", context, status=status)


urlpatterns = [
    path("quyet-dinh/tien-thuong/", bonus_list, name="bonuses"),
    path("quyet-dinh/tien-thuong/ghi-chi/", pay, name="bonuses-pay"),
    path("quyet-dinh/tien-thuong/hoan-tac/<int:seq>/", undo, name="bonuses-undo"),
    path("quyet-dinh/tien-thuong/quy/<int:year>/", fund, name="fund"),
    path("quyet-dinh/tien-thuong/<int:bonus_id>/", one_bonus, name="bonus"),
]
