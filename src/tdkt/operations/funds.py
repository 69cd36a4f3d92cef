"""The emulation and commendation fund of a year: what was set aside, what decisions committed of it, what was paid, what is left."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Sum

from tdkt.operations.bonuses import LARGEST
from tdkt.operations.errors import RuleNotMet
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Bonus, Fund
from tdkt.vietnamese.folding import nfc


@dataclass(frozen=True)
class Effect:
    """What the honours of a year mean for a fund, dong. `fund` None: bonuses of this office that no fund of the year bears yet.

    `left` = amount less committed, below zero when the fund does not suffice; `unknown`: how many bonuses have no sum and are in none of these.
    """

    fund: Fund | None
    amount: int
    committed: int
    paid: int
    bonuses: int
    unpaid: int
    unknown: int

    @property
    def left(self) -> int:
        return self.amount - self.committed


def set_fund(year: int, name: str, amount: int, *, cap_words: str = "", by: Account | None, at: datetime) -> Fund:
    """Say what the fund of a year holds, by which rule. The first fund of a year bears the bonuses of that year that no fund bears."""
    require(by, "pay")
    name = nfc(name).strip()
    if not name or len(name) > 200:
        raise RuleNotMet("Ghi tên quỹ, không quá 200 chữ.", "Give the fund's name, at most 200 signs.")
    if not 1900 <= year <= 2200:
        raise RuleNotMet(f"Năm {year} không hợp lệ.", f"{year} is no year.")
    if not 0 <= amount <= LARGEST * 10:
        raise RuleNotMet(f"Số tiền {amount} không hợp lệ.", f"{amount} is no sum.")
    detail = {"year": year, "name": name, "dong": amount}
    with writing(by=by, at=at, verb="funds.set", detail=detail) as pen:
        said = {"amount": amount, "cap_words": nfc(cap_words).strip()[:300]}
        fund = Fund.objects.filter(year=year, name=name).first()
        if fund is not None:
            pen.change(fund, **said)
            return fund
        is_first = not Fund.objects.filter(year=year).exists()
        fund = pen.add_one(Fund(year=year, name=name, **said))
        if is_first:
            for row in of_year(year).filter(fund=None, pays="own"):
                pen.change_soon(row, fund_id=fund.pk)
            pen.write_changes()
    return fund


def of_year(year: int) -> Any:
    """The bonuses of the decisions that were signed in a year."""
    return Bonus.objects.filter(conferral__decision__year=year)


def effects(year: int) -> list[Effect]:
    """Each fund of a year with its effect, then the bonuses of this office that no fund bears, if there are any."""
    counted = {
        row["fund"]: row
        for row in of_year(year)
        .filter(pays="own")
        .values("fund")
        .order_by()
        .annotate(
            committed=Sum("dong"),
            paid=Sum("dong", filter=Q(paid_on__isnull=False)),
            bonuses=Count("pk"),
            unpaid=Count("pk", filter=Q(paid_on__isnull=True)),
            unknown=Count("pk", filter=Q(dong__isnull=True)),
        )
    }
    funds: list[Fund | None] = [*Fund.objects.filter(year=year).order_by("name")]
    if None in counted:
        funds.append(None)
    return [_effect(fund, counted.get(fund.pk if fund else None, {})) for fund in funds]


def _effect(fund: Fund | None, row: dict[str, int | None]) -> Effect:
    return Effect(
        fund=fund,
        amount=fund.amount if fund else 0,
        committed=row.get("committed") or 0,
        paid=row.get("paid") or 0,
        bonuses=row.get("bonuses") or 0,
        unpaid=row.get("unpaid") or 0,
        unknown=row.get("unknown") or 0,
    )
