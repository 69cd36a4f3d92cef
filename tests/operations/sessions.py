"""A council with a round of ready dossiers, for tests of sittings; ballots are entered as closed, with their tallies."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from tdkt.operations.ballot_rules import HeldBy
from tdkt.operations.council import Seat, set_up_council
from tdkt.operations.ledger import writing
from tdkt.operations.presence import set_presence
from tdkt.operations.sittings import call_sitting, open_sitting, put_on_agenda
from tdkt.records.models import (
    Account,
    Ballot,
    Council,
    Member,
    Nomination,
    Office,
    Round,
    Sitting,
    Subject,
    Tally,
    Unit,
)
from tdkt.vietnamese.collation import name_key
from tdkt.vietnamese.folding import fold

DAY = date(2020, 5, 25)
AT = datetime(2020, 5, 25, 7, 0, tzinfo=UTC)
FIGHTER, MERIT, ADVANCED = "chien-si-thi-dua-co-so", "giay-khen", "lao-dong-tien-tien"
NAMES = ("Lê Quang Mẫu", "Phạm Văn Mẫu", "Ngô Thị Mẫu", "Trần Hữu Mẫu", "Bùi Quang Mẫu")


def person(name: str, unit: Unit | None = None) -> Subject:
    return Subject.objects.create(
        kind="individual", name=name, name_key=name_key(name), search=fold(name), belongs_to=unit
    )


def council(office: Office, *, extra: Iterable[Seat] = (), **said: Any) -> Council:
    """Five voting members, the first of whom chairs and the third of whom has the account "member", and a secretary without a vote."""
    seats = [
        Seat(name, "chair" if name == NAMES[0] else "member", username="member" if name == NAMES[2] else "")
        for name in NAMES
    ]
    with_account = Account.objects.filter(username="member").exists()
    return set_up_council(
        "Hội đồng Thi đua - Khen thưởng",
        unit=office.unit_id or 0,
        decision_number="120/QĐ-CAT",
        decided_on=date(2020, 1, 6),
        from_date=date(2020, 1, 6),
        members=[
            *(seat if with_account else Seat(seat.name, seat.seat) for seat in seats),
            *extra,
            Seat("Đỗ Xuân Mẫu", "secretary", votes=False),
        ],
        by=None,
        at=AT,
        **said,
    )


def round_of(office: Office, name: str = "Đợt xét năm 2019", **said: Any) -> Round:
    days = {"law_on": DAY, "opens_on": date(2020, 1, 1), "closes_on": date(2020, 6, 30)}
    return Round.objects.create(
        **{**days, **said},
        kind="yearly",
        name=name,
        unit_id=office.unit_id,
        years_from=2019,
        years_to=2019,
        state="open",
    )


def nominate(
    round_: Round,
    subject: Subject,
    award: str = FIGHTER,
    *,
    class_no: int | None = None,
    unit: Unit | None = None,
    state: str = "ready",
    by: Account | None = None,
    place: int = 0,
) -> Nomination:
    """A dossier that has come as far as `state`."""
    with writing(by=by, at=AT, verb="nominations.nominate") as pen:
        return pen.add_one(
            Nomination(
                round=round_,
                subject=subject,
                recipient=subject.kind,
                award=award,
                class_no=class_no,
                unit=unit,
                proposer=unit or round_.unit,
                verdict="eligible",
                state=state,
                since=DAY,
                place=place,
            )
        )


def voting(sitting: Sitting) -> list[Member]:
    return [one for one in sitting.council.members.order_by("place") if one.votes]


def attend(sitting: Sitting, *presences: str) -> None:
    """Say presence of the members in their order; those not named are present."""
    members = list(sitting.council.members.order_by("place"))
    said = [*presences, *["present"] * (len(members) - len(presences))]
    set_presence(sitting.pk, {one.pk: how for one, how in zip(members, said, strict=True)}, by=None, at=AT)


def tally(
    sitting: Sitting,
    counts: Mapping[int, tuple[int, int]],
    *,
    award: str = FIGHTER,
    percent: int | None = 80,
    turn: int = 1,
    state: str = "closed",
) -> Ballot:
    """A ballot on the dossiers (by id) of one award with (yes, no) of each."""
    whole = len(voting(sitting))
    needed = None if percent is None else -(-whole * percent // 100)
    with writing(by=None, at=AT, verb="ballots.close") as pen:
        ballot = pen.add_one(
            Ballot(
                sitting=sitting,
                award=award,
                turn=turn,
                mode="open",
                rule=HeldBy(award, percent=None if percent is None else Fraction(percent)).as_data(),
                members=whole,
                state=state,
            )
        )
        pen.add(
            Tally(
                ballot=ballot,
                nomination_id=key,
                yes=yes,
                no=no,
                blank=0,
                whole=whole,
                needed=needed,
                passed=None if needed is None else yes >= needed,
            )
            for key, (yes, no) in counts.items()
        )
    return ballot


def opened(office: Office, count: int = 2) -> tuple[Sitting, list[Nomination]]:
    """An open sitting on so many dossiers, all members present."""
    round_ = round_of(office)
    dossiers = [nominate(round_, person(f"Nguyễn Văn {chr(65 + i)}", office.unit)) for i in range(count)]
    sitting = call_sitting(council(office).pk, round_.pk, held_on=DAY, by=None, at=AT)
    put_on_agenda(sitting.pk, [one.pk for one in dossiers], by=None, at=AT, on=DAY)
    attend(sitting)
    return open_sitting(sitting.pk, by=None, at=AT, on=DAY), dossiers
