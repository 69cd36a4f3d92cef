"""A council in session, for the tests of ballots: members with accounts, nominations on the agenda, presence said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tdkt.operations.ballots import Share, close, open_ballot, prepare
from tdkt.operations.ledger import writing
from tdkt.records.models import (
    Account,
    AgendaItem,
    Ballot,
    Conflict,
    Council,
    Member,
    Nomination,
    Office,
    Presence,
    Role,
    Round,
    Sitting,
    Subject,
    Tally,
)
from tests.conftest import make_account

DAY = date(2024, 11, 18)
AT = datetime(2024, 11, 18, 2, 0, tzinfo=UTC)
AWARD = "chien-si-thi-dua-bo-tinh"
OWN_RULE = {"award": AWARD, "secret": True, "source": "Quy chế bỏ phiếu của cơ quan"}


@dataclass
class Session:
    """A sitting that is open: its members with their accounts, and the nominations in the order of the agenda."""

    sitting: Sitting
    members: list[Member]
    accounts: list[Account]
    nominations: list[Nomination]

    @property
    def items(self) -> list[int]:
        return [one.pk for one in self.nominations]

    def prepare(self, by: Account | None = None, mode: str = "secret", **said: Any) -> Ballot:
        tellers = [one.pk for one in self.members[:3]] if mode == "secret" else [self.members[0].pk]
        return prepare(
            self.sitting.pk, **{"award": AWARD, "mode": mode, "tellers": tellers, "by": by, "at": AT, **said}
        )

    def open(self, by: Account | None = None, **said: Any) -> tuple[Ballot, list[Share]]:
        """A ballot that is open, and the codes of its tellers."""
        ballot = self.prepare(by, **said)
        shares = open_ballot(ballot.pk, by=by, at=AT)
        ballot.refresh_from_db()
        return ballot, shares

    def all_say(self, choice: str) -> dict[int, str]:
        return dict.fromkeys(self.items, choice)


def in_session(
    office: Office,
    *,
    members: int = 5,
    items: int = 3,
    presences: Sequence[str] | None = None,
    apart: Sequence[tuple[int, int]] = (),
    rules: Sequence[dict[str, Any]] = (OWN_RULE,),
    award: str = AWARD,
    name: str = "Đợt xét năm 2024",
    accounts: Sequence[Account] = (),
    **council: Any,
) -> Session:
    """A sitting in session. `presences` say who is there (all); `apart` are (member, item) places of conflicts; rows stand outside the log.

    `accounts` are those of the members when they are there already.
    """
    board = Council.objects.create(
        name="Hội đồng Thi đua - Khen thưởng",
        unit=office.unit,
        decision_number=f"{Council.objects.count() + 1}/QĐ-CAT",
        decided_on=date(2024, 1, 5),
        from_date=date(2024, 1, 5),
        **council,
    )
    who = [
        Member.objects.create(
            council=board,
            name=f"Thành viên {chr(65 + place)}",
            seat="chair" if place == 0 else "member",
            username=accounts[place].username if accounts else f"{name}-{place}"[-60:],
            place=place,
            from_date=date(2024, 1, 5),
        )
        for place in range(members)
    ]
    own = list(accounts) or [make_account(one.username, one.name, Role.MEMBER, office.unit) for one in who]
    round_ = Round.objects.create(
        kind="yearly",
        name=name,
        unit=office.unit,
        years_from=2022,
        years_to=2024,
        law_on=DAY,
        opens_on=date(2024, 10, 1),
        closes_on=date(2024, 12, 31),
        ballots=list(rules),
        state="open",
    )
    sitting = Sitting.objects.create(
        council=board, round=round_, held_on=DAY, chair=who[0], secretary=who[-1], state="opened"
    )
    for place, presence in enumerate(presences or ["present"] * members):
        Presence.objects.create(sitting=sitting, member=who[place], presence=presence)
    nominations = [_nominated(office, round_, award, place) for place in range(items)]
    agenda = [
        AgendaItem.objects.create(sitting=sitting, nomination=one, place=place)
        for place, one in enumerate(nominations, 1)
    ]
    for member, item in apart:
        Conflict.objects.create(item=agenda[item], member=who[member], why="declared", words="Họ hàng")
    return Session(sitting, who, own, nominations)


def _nominated(office: Office, round_: Round, award: str, place: int) -> Nomination:
    name = f"Nguyễn Thị Mẫu {place + 1}"
    subject = Subject.objects.create(kind="individual", name=name, name_key=name, search=name, belongs_to=office.unit)
    return Nomination.objects.create(
        round=round_,
        subject=subject,
        recipient="individual",
        award=award,
        unit=office.unit,
        proposer=office.unit,
        state="tabled",
        since=DAY,
    )


def codes(shares: Sequence[Share], *places: int) -> list[str]:
    return [shares[place].code for place in places or (0, 2)]


def closed(ballot: Ballot, shares: Sequence[Share] = ()) -> list[Tally]:
    """The tallies of a ballot that is closed with two of its codes."""
    return close(ballot.pk, shares=codes(shares) if shares else (), by=None, at=AT)


def counts(tallies: Sequence[Tally]) -> list[tuple[int, int, int]]:
    return [(one.yes, one.no, one.blank) for one in tallies]


def enter_own_row(row: Any) -> Any:
    """Enter one row through the log."""
    with writing(by=None, at=AT, verb="test.enter") as pen:
        return pen.add_one(row)
