"""How a council votes on an award: which council, what share of which members, secret or not, who may write; and whether a count passes.

The shares are parameters of the law files (`ballot`), with how surely they are known; where no text asks for a ballot there is no rule
and the minutes of the meeting suffice.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tdkt.law.instruments import Law
from tdkt.law.parameters import figure, full_cite, rows


@dataclass(frozen=True)
class BallotRule:
    """One ballot: `council` own (of the deciding or proposing body), submitting or central; `percent` of `of` (all-members, present).

    `secret` False: the text asks for a ballot and not for a secret one; `secret` and `written_opinion` None: no text says. `quorum_percent` None: no quorum stated. `carried_from`: the provision of an older
    text whose numbers stand in until the text in force is read (then `confidence` is UNKNOWN).
    """

    award: str
    council: str
    percent: Fraction
    of: str
    secret: bool | None
    written_opinion: bool | None
    quorum_percent: Fraction | None
    cite: str
    confidence: str
    carried_from: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a count comes to: `passed` None when a needed number is not given; `needed` votes; `quorum_met` None when none is stated or known."""

    passed: bool | None
    needed: int | None
    in_favour: int
    quorum_met: bool | None
    cite: str


def rules(law: Law, award: str, on: date) -> tuple[BallotRule, ...]:
    """Every ballot that this award goes through on a day, in the order of the councils: submitting, own, central."""
    found = []
    for row, parameter in rows(law, "ballot", on):
        share = figure(row.get("approve_percent"), parameter)
        if award not in (row.get("awards") or ()) or share is None:
            continue
        quorum = figure(row.get("quorum_percent"), parameter)
        found.append(
            BallotRule(
                award=award,
                council=str(row.get("council", "own")),
                percent=Fraction(share.value),
                of=str(row.get("of", "all-members")),
                secret=_said(row.get("secret")),
                written_opinion=_said(row.get("written_opinion")),
                quorum_percent=None if quorum is None else Fraction(quorum.value),
                cite=full_cite(row.get("cite"), parameter),
                confidence=str(row.get("confidence", share.confidence)),
                carried_from=str(row.get("carried_from", "")),
            )
        )
    order = ("submitting", "own", "central")
    return tuple(sorted(found, key=lambda one: order.index(one.council)))


def rule(law: Law, award: str, on: date, *, council: str | None = None) -> BallotRule | None:
    """The ballot of this award in that council, or in the first that votes on it; None where no text in force asks for one."""
    return next((one for one in rules(law, award, on) if council is None or one.council == council), None)


def passes(rule: BallotRule, *, members: int, in_favour: int, present: int | None = None, written: int = 0) -> Outcome:
    """Whether so many votes in favour pass under this rule.

    `members`: all members of the council. `in_favour`: votes in favour in the room; `written`: opinions in favour from absent members,
    which count only where the text takes them. `present`: members in the room, needed for a quorum and where the share is of those present.
    Raises `ValueError` for numbers that cannot be.
    """
    absent = None if present is None else members - present
    room = members if present is None else present
    if (
        members <= 0
        or min(in_favour, written) < 0
        or in_favour > room
        or (absent is not None and not 0 <= written <= absent)
    ):
        raise ValueError(
            f"Số phiếu không khớp số thành viên: {members} thành viên, {present} có mặt, {in_favour} tán thành, {written} bằng văn bản."
        )
    if in_favour + written > members:
        raise ValueError(f"Số tán thành ({in_favour} và {written} bằng văn bản) nhiều hơn {members} thành viên.")
    votes = in_favour + (written if rule.written_opinion else 0)
    whole = members if rule.of == "all-members" else present
    quorum = _quorum(rule, members, present)
    if whole is None:
        return Outcome(None, None, votes, quorum, rule.cite)
    needed = _ceiling(whole * rule.percent / 100)
    passed: bool | None = votes >= needed and quorum is not False
    if passed and quorum is None and rule.quorum_percent is not None:
        passed = None
    return Outcome(passed, needed, votes, quorum, rule.cite)


def _quorum(rule: BallotRule, members: int, present: int | None) -> bool | None:
    if rule.quorum_percent is None or present is None:
        return None
    return present * 100 >= members * rule.quorum_percent


def _ceiling(exact: Fraction) -> int:
    return -int(-exact // 1)


def _said(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
