"""The money that goes with an award: a coefficient times the base salary of the day of the decision, rounded up as the decree says.

Coefficients, the base salary, the rounding and what is paid when several awards fall together are parameters of the law files (`bonus`,
`base-salary`, `bonus-rules`); nothing of them stands here. A number that was only remembered is used when asked for and otherwise named
as not known. Read first: `amount`, then `total`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from tdkt.law.catalogue import award as catalogue_award
from tdkt.law.instruments import Law, Parameter
from tdkt.law.parameters import Figure, NotKnown, figure, rows, usable

RECIPIENT_WORDS = {
    "individual": ("cá nhân", "individuals"),
    "collective": ("tập thể", "collectives"),
    "household": ("hộ gia đình", "households"),
}


@dataclass(frozen=True)
class Bonus:
    """The money of one award: `dong` rounded up, its parts, and the provisions it rests on.

    `cap`: the sum is a ceiling, the giver fixes the amount within it. `confidence` is that of the least sure of its numbers. `period` is
    empty, or whatever names the period of a title for `total`.
    """

    dong: int
    coefficient: Decimal
    base_salary: int
    award: str
    class_: int | None
    recipient: str
    cap: bool
    confidence: str
    cites: tuple[str, ...]
    rules: "Rules"
    period: str = ""

    @property
    def is_title(self) -> bool:
        """Whether it goes with an emulation title rather than a form of commendation."""
        return catalogue_award(self.award).kind == "title"

    def for_period(self, period: str) -> "Bonus":
        """The same, said to be for this period ("2025")."""
        return replace(self, period=period)


@dataclass(frozen=True)
class Rules:
    """How bonuses are rounded and added up on a day; None where no text in the files says."""

    round_up_to: int | None = None
    same_period_titles: str | None = None
    title_and_form: str | None = None
    household_factor: Decimal | None = None
    collective_factor: Decimal | None = None
    cites: Mapping[str, str] | None = None

    def cite(self, key: str) -> str:
        return (self.cites or {}).get(key, "")


@dataclass(frozen=True)
class Total:
    """Several bonuses together: the sum of those paid, those that give way, and the provisions that say so.

    `unsettled`: lower titles of one period where no text in force says whether they are paid too; they are not in the sum.
    """

    dong: int
    paid: tuple[Bonus, ...]
    given_way: tuple[Bonus, ...]
    unsettled: tuple[Bonus, ...]
    cites: tuple[str, ...]


_ORDER = ("VERIFIED", "SECONDARY", "UNKNOWN", "FROM-MEMORY")


def amount(
    law: Law,
    award: str,
    class_: int | None,
    recipient: str,
    decided_on: date,
    *,
    use_memory: bool = False,
    giver: str | None = None,
) -> Bonus | NotKnown:
    """The money that goes with this award for an individual, a collective or a household, by the decision of that day.

    `giver` (a level of `catalogue.LEVELS`) matters where the text pays less for a lower giver. A household or collective is paid its own
    coefficient, or the individual's times the factor of the day; the product is rounded once, at the end. Returns `NotKnown` with the name of the first
    number that is missing. Raises `UnknownAward` for a code that the catalogue does not have, `ValueError` where the award is not given to
    such a recipient.
    """
    named = catalogue_award(award).titled(class_)
    if recipient not in catalogue_award(award).recipients:
        raise ValueError(f"{named} không tặng cho {RECIPIENT_WORDS.get(recipient, (recipient,))[0]}.")
    coefficient = _coefficient(law, award, class_, recipient, decided_on, giver, named, use_memory=use_memory)
    if isinstance(coefficient, NotKnown):
        return coefficient
    salary = base_salary(law, decided_on, use_memory=use_memory)
    if isinstance(salary, NotKnown):
        return salary
    rules = rules_on(law, decided_on)
    exact = coefficient.value * salary.value
    return Bonus(
        dong=_rounded(exact, rules.round_up_to),
        coefficient=coefficient.value,
        base_salary=int(salary.value),
        award=award,
        class_=class_,
        recipient=recipient,
        cap=coefficient.cap,
        confidence=max(coefficient.confidence, salary.confidence, key=_ORDER.index),
        cites=tuple(dict.fromkeys(c for c in (coefficient.cite, salary.cite, rules.cite("round_up_to")) if c)),
        rules=rules,
    )


def base_salary(law: Law, on: date, *, use_memory: bool = False) -> Figure | NotKnown:
    """The base salary (lương cơ sở, đồng a month) of a day, or its name as not known."""
    found = [figure(parameter.value, parameter) for parameter in law.parameters_on("base-salary", on)]
    given = next((one for one in found if one is not None), None)
    if given is None:
        return NotKnown(
            f"Chưa có mức lương cơ sở ngày {on:%d/%m/%Y} trong các tệp luật.",
            f"No base salary for {on.isoformat()} in the law files.",
        )
    if not usable(given.confidence, use_memory=use_memory):
        return NotKnown(
            f"Mức lương cơ sở ngày {on:%d/%m/%Y} mới ghi theo trí nhớ, chưa đối chiếu văn bản.",
            f"The base salary of {on.isoformat()} is from memory and not checked.",
            given.cite,
        )
    return given


def rules_on(law: Law, on: date) -> Rules:
    """The rules of rounding and adding up on a day, gathered from every text in force; the first that speaks of a matter decides it."""
    said: dict[str, Any] = {}
    cites: dict[str, str] = {}
    for row, parameter in rows(law, "bonus-rules", on):
        for key, value in row.items():
            if key not in said:
                said[key], cites[key] = value, parameter.cite
    return Rules(
        round_up_to=said.get("round_up_to"),
        same_period_titles=said.get("same_period_titles"),
        title_and_form=said.get("title_and_form"),
        household_factor=_exact(said.get("household_factor")),
        collective_factor=_exact(said.get("collective_factor")),
        cites=cites,
    )


def total(bonuses: Iterable[Bonus]) -> Total:
    """Several bonuses of one recipient together, by the rules in force for each.

    Of titles for the same period only the highest is paid, where the text says so; titles whose period is not named are paid each. Forms
    are paid each, and a title and a form both. A sum that is only a ceiling is added as such.
    """
    given = tuple(bonuses)
    paid: list[Bonus] = []
    given_way: list[Bonus] = []
    unsettled: list[Bonus] = []
    cites: list[str] = []
    for place, bonus in enumerate(given):
        if place == _highest_of_period(given, place) or bonus.rules.same_period_titles == "each":
            paid.append(bonus)
            cites += bonus.cites
        elif bonus.rules.same_period_titles == "highest":
            given_way.append(bonus)
            cites.append(bonus.rules.cite("same_period_titles"))
        else:
            unsettled.append(bonus)
    return Total(
        dong=sum(bonus.dong for bonus in paid),
        paid=tuple(paid),
        given_way=tuple(given_way),
        unsettled=tuple(unsettled),
        cites=tuple(dict.fromkeys(cite for cite in cites if cite)),
    )


def _highest_of_period(given: tuple[Bonus, ...], place: int) -> int:
    """The place of the highest title for the same period as the one at `place`; of equals the first; for forms their own place."""
    bonus = given[place]
    if not bonus.is_title or not bonus.period:
        return place
    rivals = [n for n, other in enumerate(given) if other.is_title and other.period == bonus.period]
    return max(rivals, key=lambda n: (given[n].dong, -n))


# --- inside -------------------------------------------------------------------------------------


def _coefficient(
    law: Law,
    award: str,
    class_: int | None,
    recipient: str,
    on: date,
    giver: str | None,
    named: str,
    *,
    use_memory: bool,
) -> Figure | NotKnown:
    """The coefficient that the tables of the day give; one that may be used is preferred to one that may not."""
    found = _written(law, award, class_, recipient, on, giver) or _by_factor(law, award, class_, recipient, on, giver)
    sure = next((one for one in found if usable(one.confidence, use_memory=use_memory)), None)
    if sure is not None:
        return sure
    vi, en = RECIPIENT_WORDS[recipient]
    if found:
        return NotKnown(
            f"Hệ số tiền thưởng {named} cho {vi} ngày {on:%d/%m/%Y} mới ghi theo trí nhớ, chưa đối chiếu văn bản.",
            f"The bonus coefficient of {award} for {en} on {on.isoformat()} is from memory and not checked.",
            found[0].cite,
        )
    return NotKnown(
        f"Chưa có hệ số tiền thưởng {named} cho {vi} ngày {on:%d/%m/%Y} trong các tệp luật.",
        f"No bonus coefficient of {award} for {en} on {on.isoformat()} in the law files.",
    )


def _written(law: Law, award: str, class_: int | None, recipient: str, on: date, giver: str | None) -> list[Figure]:
    """The coefficients that stand in the tables for this award (with its class, else without) and recipient."""
    found = []
    for table, parameter in rows(law, "bonus", on):
        entries = table.get(recipient) or {}
        written = entries.get(f"{award}:{class_}", entries.get(award)) if class_ else entries.get(award)
        one = figure(_for_giver(written, giver, parameter), parameter)
        if one is not None:
            found.append(one)
    return found


def _for_giver(written: Any, giver: str | None, parameter: Parameter) -> Any:
    """The entry of a lower giver where the text has one of its own; it stands under the same provision."""
    if not isinstance(written, Mapping) or giver not in (written.get("by") or {}):
        return written
    own = written["by"][giver]
    own = own if isinstance(own, Mapping) else {"value": own}
    return {"cite": written.get("cite"), "confidence": written.get("confidence", parameter.confidence), **own}


def _by_factor(law: Law, award: str, class_: int | None, recipient: str, on: date, giver: str | None) -> list[Figure]:
    """A household's or a collective's coefficients from the individual's, where a text of the day gives the factor; else none."""
    rules = rules_on(law, on)
    factor = {"household": rules.household_factor, "collective": rules.collective_factor}.get(recipient)
    if factor is None:
        return []
    return [one._replace(value=one.value * factor) for one in _written(law, award, class_, "individual", on, giver)]


def _exact(written: Any) -> Decimal | None:
    return None if written is None else Decimal(str(written))


def _rounded(exact: Decimal, step: int | None) -> int:
    """Up to the next whole step (10,000 đồng by the decrees), or to the whole đồng where no text says."""
    unit = Decimal(step or 1)
    return int((exact / unit).to_integral_value(rounding=ROUND_CEILING) * unit)
