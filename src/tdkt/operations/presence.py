"""Who is at a sitting: present, absent, or absent with an opinion in writing; the quorum; and who takes part in which item."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from math import ceil

from tdkt.operations.conflicts import barred
from tdkt.operations.council import members_on
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, AgendaItem, Ballot, Member, Presence, Sitting
from tdkt.records.models.council import PRESENCES


@dataclass(frozen=True)
class Quorum:
    """Whether a sitting may be held: of `members` with a vote, `present` are in the room; `needed` and `met` are None while the council's own
    number (`percent`, in words `share`, by `source`) is not known. `unsaid`: members of whom nothing was said yet."""

    members: int
    present: int
    written: int
    absent: int
    unsaid: int
    percent: int | None
    share: str
    source: str
    needed: int | None
    met: bool | None


@dataclass(frozen=True)
class Voters:
    """Who takes part in one item, by member. `members`: how many have a vote in the council, whoever is kept out (the whole of rules that
    count all members). `present` and `written` are without those who are `barred`."""

    members: int
    present: tuple[int, ...]
    written: tuple[int, ...]
    barred: tuple[int, ...]


def set_presence(
    sitting_id: int,
    said: Mapping[int, str],
    *,
    by: Account | None,
    at: datetime,
    notes: Mapping[int, str] | None = None,
) -> list[Presence]:
    """Say of members (by id) whether they are there: present, absent or written. Refused while a ballot is open, and after the sitting."""
    require(by, "hold-sitting")
    wrong = sorted(set(said.values()) - set(PRESENCES))
    if wrong:
        raise RuleNotMet(f"Không có cách dự họp “{wrong[0]}”.", f"No presence “{wrong[0]}”.")
    detail = {"sitting": sitting_id, "members": len(said)}
    with writing(by=by, at=at, verb="sittings.presence", detail=detail) as pen:
        sitting = sitting_of(sitting_id, by=by, on=at.date())
        must_be(sitting, "called", "opened")
        if Ballot.objects.filter(sitting=sitting, state="open").exists():
            raise WrongState(
                "Đang bỏ phiếu, danh sách người dự đã chốt. Đóng lượt phiếu rồi đổi điểm danh.",
                "A ballot is open and who takes part is settled. Close it before changing who is present.",
            )
        seated = {one.pk for one in members_on(sitting.council_id, sitting.held_on)}
        if not set(said) <= seated:
            raise NotFound("Có người không phải thành viên ngày họp.", "Somebody is no member on that day.")
        standing = {row.member_id: row for row in Presence.objects.filter(sitting=sitting)}
        words = notes or {}
        for member, presence in said.items():
            if member in standing:
                row = standing[member]
                pen.change_soon(row, presence=presence, note=words.get(member, row.note))
        pen.write_changes()
        pen.add(
            Presence(sitting=sitting, member_id=member, presence=presence, note=words.get(member, ""))
            for member, presence in said.items()
            if member not in standing
        )
    return list(Presence.objects.filter(sitting=sitting_id, member__in=said))


def quorum(sitting: Sitting) -> Quorum:
    """The quorum of a sitting as it stands."""
    voting = [one.pk for one in members_on(sitting.council_id, sitting.held_on) if one.votes]
    said = dict(Presence.objects.filter(sitting=sitting, member__in=voting).values_list("member_id", "presence"))
    return reckon_quorum(
        len(voting), list(said.values()), percent=sitting.council.quorum_percent, source=sitting.council.quorum_source
    )


def reckon_quorum(members: int, presences: list[str], *, percent: int | None, source: str = "") -> Quorum:
    """The quorum of so many voting members of whom these presences are said. Opinions in writing do not make a quorum."""
    present = presences.count("present")
    needed = None if percent is None else ceil(members * share_of(percent))
    return Quorum(
        members,
        present,
        presences.count("written"),
        presences.count("absent"),
        members - len(presences),
        percent,
        share_in_words(percent),
        source,
        needed,
        None if needed is None else present >= needed,
    )


THIRDS = {33: Fraction(1, 3), 66: Fraction(2, 3), 67: Fraction(2, 3)}
"""Rules of councils say two thirds, which no whole percentage is: of 15 members 10, not the 11 that 67 % would ask for."""


def share_of(percent: int) -> Fraction:
    """The share that a council's percentage stands for."""
    return THIRDS.get(percent, Fraction(percent, 100))


def share_in_words(percent: int | None) -> str:
    """The share as a rule writes it: "2/3", "60%"; "" while it is not known."""
    if percent is None:
        return ""
    return str(THIRDS[percent]) if percent in THIRDS else f"{percent}%"


def voters(sitting_id: int) -> dict[int, Voters]:
    """By nomination, who takes part in its item."""
    sitting = Sitting.objects.get(pk=sitting_id)
    voting = [one.pk for one in members_on(sitting.council_id, sitting.held_on) if one.votes]
    said = dict(Presence.objects.filter(sitting=sitting).values_list("member_id", "presence"))
    kept_out = barred(sitting_id)
    found = {}
    for item, nomination in AgendaItem.objects.filter(sitting=sitting).values_list("pk", "nomination_id"):
        out = kept_out.get(item, frozenset())
        taking = [member for member in voting if member not in out]
        found[nomination] = Voters(
            len(voting),
            tuple(member for member in taking if said.get(member) == "present"),
            tuple(member for member in taking if said.get(member) == "written"),
            tuple(member for member in voting if member in out),
        )
    return found


def member_of(account: Account, sitting: Sitting) -> Member | None:
    """As which member an account sits at a sitting; None when it does not."""
    found: Member | None = members_on(sitting.council_id, sitting.held_on).filter(username=account.username).first()
    return found


def kept_out_of(account: Account, sitting: Sitting) -> frozenset[int]:
    """The nominations before a sitting in which a conflict keeps an account's member out."""
    me = member_of(account, sitting)
    if me is None:
        return frozenset()
    items = [item for item, members in barred(sitting.pk).items() if me.pk in members]
    return frozenset(AgendaItem.objects.filter(pk__in=items).values_list("nomination_id", flat=True))


def sitting_of(sitting_id: int, *, by: Account | None, on: date) -> Sitting:
    """The sitting, for whoever may see it. Raises `NotFound`."""
    found = Sitting.objects.all() if by is None else Sitting.objects.visible_to(by, on=on)
    sitting: Sitting | None = found.select_related("council", "round").filter(pk=sitting_id).first()
    if sitting is None:
        raise NotFound("Không có phiên họp này trong sổ.", "There is no such sitting in the register.")
    return sitting


SAID = {
    "called": ("đã mời họp", "called"),
    "opened": ("đang họp", "in session"),
    "closed": ("đã đóng", "closed"),
    "signed": ("đã ký biên bản", "signed"),
    "called-off": ("đã huỷ", "called off"),
}


def must_be(sitting: Sitting, *states: str) -> None:
    """Raises `WrongState` unless the sitting is in one of these states."""
    if sitting.state not in states:
        stands, wanted = SAID[sitting.state], [SAID[state] for state in states]
        raise WrongState(
            f"Phiên họp {stands[0]}; việc này chỉ làm được khi phiên họp {' hoặc '.join(one[0] for one in wanted)}."
            " Tải lại trang để xem hiện trạng.",
            f"The sitting is {stands[1]}; this can be done only while it is {' or '.join(one[1] for one in wanted)}.",
        )
