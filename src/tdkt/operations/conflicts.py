"""Conflicts of interest over the items of a sitting: found from what is recorded, declared by a member, lifted by the office with a reason.

What is found always equals what is recorded: whoever adds an item, seats a member or keeps a relation settles the conflicts anew. An item
whose ballot was opened is left as it is. Which kinds keep a member out is the council's rule (`Council.barring`); the others are shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.records.models import (
    Account,
    AgendaItem,
    Ballot,
    Conflict,
    Kinship,
    Member,
    NominationVersion,
    Role,
    Sitting,
    StepVersion,
    Unit,
)
from tdkt.records.models.council import BARRING

SUBMITTING = "submit"


@dataclass(frozen=True)
class Sitter:
    """A member as the register knows him: by id his entry, unit and kin; `username` his account."""

    member: int
    subject: int | None = None
    unit: int | None = None
    username: str = ""
    kin: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Proposed:
    """A nomination on an agenda: its receiver, the receiver's own unit, the unit that it is itself, and whose accounts made or sent it."""

    item: int
    subject: int
    unit: int | None = None
    itself: int | None = None
    proposers: frozenset[str] = frozenset()


def conflicts_between(sitter: Sitter, proposed: Proposed) -> frozenset[str]:
    """The kinds of conflict that what is recorded gives."""
    found = {
        "self": sitter.subject is not None and sitter.subject == proposed.subject,
        "kin": proposed.subject in sitter.kin,
        "unit": sitter.unit is not None and sitter.unit in (proposed.unit, proposed.itself),
        "proposer": bool(sitter.username) and sitter.username in proposed.proposers,
    }
    return frozenset(why for why, holds in found.items() if holds)


def settle_conflicts(pen: Pen, sittings: Iterable[int]) -> None:
    """Make the conflicts of sittings that are not closed what the register says now."""
    for sitting in Sitting.objects.filter(pk__in=list(sittings), state__in=["called", "opened"]).select_related(
        "council"
    ):
        _settle(pen, sitting)


def _settle(pen: Pen, sitting: Sitting) -> None:
    frozen = frozen_items(sitting.pk)
    items = [
        item
        for item in AgendaItem.objects.filter(sitting=sitting).select_related("nomination")
        if item.pk not in frozen
    ]
    bars = barring(sitting)
    wanted = {
        (one.item, sitter.member, why)
        for sitter in sitters(sitting.council_id, sitting.held_on)
        for one in proposed(items)
        for why in conflicts_between(sitter, one)
    }
    standing = {
        (row.item_id, row.member_id, row.why): row
        for row in Conflict.objects.filter(item__in=[item.pk for item in items])
    }
    stale = [row.pk for key, row in standing.items() if key not in wanted and row.why != "declared"]
    if stale:
        pen.withdraw_all(Conflict, stale)
    for key, row in standing.items():
        if key in wanted and not row.words:
            pen.change_soon(row, state="stands" if row.why in bars else "lifted")
    pen.write_changes()
    pen.add(
        Conflict(item_id=item, member_id=member, why=why, state="stands" if why in bars else "lifted")
        for item, member, why in sorted(wanted - set(standing))
    )


def barring(sitting: Sitting) -> tuple[str, ...]:
    """The kinds of conflict that keep a member out of an item of this sitting."""
    return BARRING if sitting.council.barring is None else tuple(sitting.council.barring)


def frozen_items(sitting_id: int) -> frozenset[int]:
    """The items whose ballot was opened: who took part in them is settled."""
    opened = set(
        Ballot.objects.filter(sitting=sitting_id, state__in=["open", "closed"]).values_list("award", "class_no")
    )
    if not opened:
        return frozenset()
    items = AgendaItem.objects.filter(sitting=sitting_id).values_list("pk", "nomination__award", "nomination__class_no")
    return frozenset(key for key, award, class_no in items if (award, class_no) in opened)


def sitters(council_id: int, on: date) -> list[Sitter]:
    """The members of a council on a day, with what is recorded of them."""
    members = Member.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=on), council=council_id, from_date__lte=on
    ).order_by("place", "pk")
    kin: dict[int, set[int]] = defaultdict(set)
    for member, subject in Kinship.objects.filter(member__council=council_id).values_list("member_id", "subject_id"):
        kin[member].add(subject)
    return [Sitter(one.pk, one.subject_id, one.unit_id, one.username, frozenset(kin[one.pk])) for one in members]


def proposed(items: Iterable[AgendaItem]) -> list[Proposed]:
    """The nominations of items (read with them), with who made and who sent each, as the log has it."""
    items = list(items)
    keys = [item.nomination_id for item in items]
    units = dict(
        Unit.objects.filter(subject__in={item.nomination.subject_id for item in items}).values_list("subject_id", "pk")
    )
    proposers: dict[int, set[str]] = defaultdict(set)
    made: dict[int, str | None] = {}
    states = NominationVersion.objects.filter(row__in=keys).order_by("version")
    for row, username in states.values_list("row", "entry__by__username"):
        made.setdefault(row, username)
    sent = StepVersion.objects.filter(nomination_id__in=keys, name=SUBMITTING, known_to__isnull=True)
    for key, username in [*made.items(), *sent.values_list("nomination_id", "entry__by__username")]:
        if username:
            proposers[key].add(username)
    return [
        Proposed(
            item.pk,
            item.nomination.subject_id,
            item.nomination.unit_id,
            units.get(item.nomination.subject_id),
            frozenset(proposers[item.nomination_id]),
        )
        for item in items
    ]


def barred(sitting_id: int) -> Mapping[int, frozenset[int]]:
    """By item, the members whom a conflict keeps out of it."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Conflict.objects.filter(item__sitting=sitting_id, state="stands")
    for item, member in rows.values_list("item_id", "member_id"):
        found[item].add(member)
    return {item: frozenset(members) for item, members in found.items()}


def declare_conflict(item_id: int, member_id: int, *, words: str, by: Account | None, at: datetime) -> Conflict:
    """Keep a member out of an item by his own word. The member declares it himself, or the office for him."""
    require(by, "declare-conflict")
    if not words.strip():
        raise RuleNotMet("Ghi vì sao xin tránh mục này.", "Say why the member takes no part in it.")
    detail = {"item": item_id, "member": member_id}
    with writing(by=by, at=at, verb="council.declare-conflict", detail=detail) as pen:
        item = _item(item_id, by=by, on=at.date())
        if not any(one.member == member_id for one in sitters(item.sitting.council_id, item.sitting.held_on)):
            raise NotFound("Không có thành viên này trong phiên họp.", "There is no such member at that sitting.")
        if by is not None and by.role == Role.MEMBER and not _is(by, member_id):
            raise NotPermitted("Mỗi thành viên chỉ khai cho chính mình.", "A member declares for himself only.")
        if Conflict.objects.filter(item=item, member=member_id, why="declared").exists():
            raise WrongState("Thành viên đã xin tránh mục này.", "The member has declared it already.")
        return pen.add_one(Conflict(item=item, member_id=member_id, why="declared", words=words.strip()))


def lift_conflict(conflict_id: int, *, reason: str, by: Account | None, at: datetime) -> Conflict:
    """Let a member take part in spite of a conflict, with the reason; nobody takes part in his own item."""
    return _set(conflict_id, "lifted", reason=reason, by=by, at=at)


def uphold_conflict(conflict_id: int, *, reason: str, by: Account | None, at: datetime) -> Conflict:
    """Keep a member out of an item by a conflict that was only shown, with the reason."""
    return _set(conflict_id, "stands", reason=reason, by=by, at=at)


def _set(conflict_id: int, state: str, *, reason: str, by: Account | None, at: datetime) -> Conflict:
    require(by, "hold-sitting")
    if not reason.strip():
        raise RuleNotMet("Ghi lý do; lý do được giữ trong biên bản.", "Give the reason; it is kept in the minutes.")
    verb = "council.lift-conflict" if state == "lifted" else "council.uphold-conflict"
    with writing(by=by, at=at, verb=verb, detail={"conflict": conflict_id, "reason": reason}) as pen:
        found = Conflict.objects.all() if by is None else Conflict.objects.visible_to(by, on=at.date())
        row: Conflict | None = found.filter(pk=conflict_id).first()
        if row is None:
            raise NotFound("Không có xung đột này trong sổ.", "There is no such conflict in the register.")
        _item(row.item_id, by=by, on=at.date())
        if row.why == "self" and state == "lifted":
            raise RuleNotMet(
                "Không ai dự mục xét chính mình; không bỏ được xung đột này.", "Nobody takes part in his own item."
            )
        if row.state == state:
            raise WrongState("Xung đột này đã ở trạng thái đó.", "The conflict is in that state already.")
        words = f"{row.words}. {reason.strip()}" if row.why == "declared" else reason.strip()
        pen.change(row, state=state, words=words[:300])
    return row


def _item(item_id: int, *, by: Account | None, on: date) -> AgendaItem:
    """The item, while its conflicts may still change."""
    found = AgendaItem.objects.all() if by is None else AgendaItem.objects.visible_to(by, on=on)
    item: AgendaItem | None = found.select_related("sitting__council", "nomination").filter(pk=item_id).first()
    if item is None:
        raise NotFound("Không có mục này trong chương trình.", "There is no such item on the agenda.")
    if item.sitting.state not in ("called", "opened"):
        raise WrongState(
            "Phiên họp đã đóng; xung đột giữ như trong biên bản.",
            "The sitting is closed; its conflicts stay as they are.",
        )
    if item.pk in frozen_items(item.sitting_id):
        raise WrongState(
            "Phiếu của mục này đã mở, người dự đã chốt. Huỷ lượt phiếu trước, hoặc ghi vào nội dung thảo luận.",
            "The ballot on this item was opened and who takes part is settled. Call the ballot off first.",
        )
    return item


def _is(account: Account, member_id: int) -> bool:
    return Member.objects.filter(pk=member_id, username=account.username).exists()
