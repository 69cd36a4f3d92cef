"""Setting up a council by its decision: members, seats, votes, who is kin to whom; and changing its members from a day on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from tdkt.operations.conflicts import settle_conflicts
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Council, Kinship, Member, Presence, Role, Sitting, Subject, Unit
from tdkt.records.models.council import CONFLICTS, SEATS


@dataclass(frozen=True)
class Seat:
    """One member as the decision names him: `username` is his account, `subject` and `unit` those of the register (by id), if there are any."""

    name: str
    seat: str = "member"
    post: str = ""
    votes: bool = True
    username: str = ""
    subject: int | None = None
    unit: int | None = None


def set_up_council(
    name: str,
    *,
    unit: int,
    decision_number: str,
    decided_on: date,
    from_date: date,
    members: Sequence[Seat],
    by: Account | None,
    at: datetime,
    to_date: date | None = None,
    quorum_percent: int | None = None,
    quorum_source: str = "",
    barring: Sequence[str] | None = None,
) -> Council:
    """Enter a council with its members. Raises `RuleNotMet` for what a council cannot be, `WrongState` when the decision is entered already.

    `quorum_percent` of the voting members, with the rule that says so in `quorum_source`; without one it is unknown. `barring`: the
    conflicts that keep a member out of an item (None: self, kin, declared).
    """
    require(by, "set-council")
    _check(name, decision_number, from_date, to_date, quorum_percent, quorum_source, barring)
    if sum(one.seat == "chair" for one in members) != 1:
        raise RuleNotMet("Hội đồng có đúng một chủ tịch. Ghi lại chức danh trong hội đồng.", "A council has one chair.")
    with writing(by=by, at=at, verb="council.set-up", detail={"name": name, "members": len(members)}) as pen:
        _within_reach(by, unit, on=decided_on)
        if not Unit.objects.filter(pk=unit).exists():
            raise NotFound("Không có đơn vị này trong sổ.", "There is no such unit in the register.")
        if Council.objects.filter(unit=unit, decision_number=decision_number.strip()).exists():
            raise WrongState(
                f"Hội đồng theo quyết định {decision_number} đã có trong sổ. Mở hội đồng đó để sửa thành viên.",
                f"The council of decision {decision_number} is in the register already.",
            )
        council = pen.add_one(
            Council(
                name=name.strip(),
                unit_id=unit,
                decision_number=decision_number.strip(),
                decided_on=decided_on,
                quorum_percent=quorum_percent,
                quorum_source=quorum_source.strip(),
                from_date=from_date,
                to_date=to_date,
                barring=None if barring is None else sorted(barring, key=CONFLICTS.index),
            )
        )
        _check_seats(council, members)
        pen.add(_member(council, one, place, from_date) for place, one in enumerate(members, 1))
        pen.entry.detail["council"] = council.pk
    return council


def set_rule(
    council_id: int,
    *,
    reason: str,
    by: Account | None,
    at: datetime,
    quorum_percent: int | None = None,
    quorum_source: str = "",
    barring: Sequence[str] | None = None,
) -> Council:
    """Say by which of its own rules the council sits: the quorum with its source, and which conflicts keep a member out."""
    require(by, "set-council")
    _need(reason)
    with writing(by=by, at=at, verb="council.rule", detail={"council": council_id, "reason": reason}) as pen:
        council = council_of(council_id, by=by, on=at.date())
        _check(
            council.name,
            council.decision_number,
            council.from_date,
            council.to_date,
            quorum_percent,
            quorum_source,
            barring,
        )
        pen.change(
            council,
            quorum_percent=quorum_percent,
            quorum_source=quorum_source.strip(),
            barring=None if barring is None else sorted(barring, key=CONFLICTS.index),
        )
        settle_conflicts(pen, _coming(council, council.from_date))
    return council


def seat_member(
    council_id: int, seat: Seat, *, from_date: date, reason: str, by: Account | None, at: datetime
) -> Member:
    """Seat a new member from a day on, by the decision or paper that `reason` names."""
    require(by, "set-council")
    _need(reason)
    detail = {"council": council_id, "name": seat.name, "reason": reason}
    with writing(by=by, at=at, verb="council.seat", detail=detail) as pen:
        council = council_of(council_id, by=by, on=from_date)
        standing = list(members_on(council.pk, from_date))
        _check_seats(council, [*[_seat_of(one) for one in standing], seat])
        place = max((one.place for one in Member.objects.filter(council=council)), default=0) + 1
        member = pen.add_one(_member(council, seat, place, from_date))
        settle_conflicts(pen, _coming(council, from_date))
    return member


def end_seat(member_id: int, *, to_date: date, reason: str, by: Account | None, at: datetime) -> Member:
    """End a member's seat: `to_date` is the last day. What was sat stays; a sitting held later has him no more."""
    require(by, "set-council")
    _need(reason)
    with writing(by=by, at=at, verb="council.end-seat", detail={"member": member_id, "reason": reason}) as pen:
        member = _member_of(member_id, by=by, on=to_date)
        if member.to_date is not None and member.to_date <= to_date:
            raise WrongState(
                f"{member.name} đã thôi là thành viên từ {member.to_date:%d/%m/%Y}.",
                f"{member.name} is no member since {member.to_date:%d/%m/%Y}.",
            )
        _end(pen, member, to_date)
    return member


def change_seat(
    member_id: int, seat: Seat, *, from_date: date, reason: str, by: Account | None, at: datetime
) -> Member:
    """Give a member another seat, vote, account or post from a day on. His seat until the day before stays as it was."""
    require(by, "set-council")
    _need(reason)
    with writing(by=by, at=at, verb="council.change-seat", detail={"member": member_id, "reason": reason}) as pen:
        member = _member_of(member_id, by=by, on=from_date)
        if from_date <= member.from_date or (member.to_date is not None and member.to_date < from_date):
            raise RuleNotMet(
                f"Ngày đổi phải sau ngày {member.from_date:%d/%m/%Y} {member.name} vào hội đồng, và khi còn là thành viên.",
                "The change begins after the day on which the member came, while he sits.",
            )
        place = member.place
        others = [_seat_of(one) for one in members_on(member.council_id, from_date) if one.pk != member.pk]
        _check_seats(member.council, [*others, seat])
        _end(pen, member, from_date - timedelta(days=1), settle=False)
        fresh = pen.add_one(_member(member.council, seat, place, from_date))
        pen.add(
            Kinship(member=fresh, subject_id=one.subject_id, relation=one.relation)
            for one in Kinship.objects.filter(member=member)
        )
        settle_conflicts(pen, _coming(member.council, from_date))
    return fresh


def link_member(
    member_id: int, *, username: str, subject: int | None, unit: int | None, by: Account | None, at: datetime
) -> Member:
    """Say which account, which person of the register and which unit a member is; the decision that seated him says none of it."""
    require(by, "set-council")
    with writing(by=by, at=at, verb="council.link", detail={"member": member_id}) as pen:
        member = _member_of(member_id, by=by, on=at.date())
        on = member.to_date or max(at.date(), member.from_date)
        others = [_seat_of(one) for one in members_on(member.council_id, on) if one.pk != member.pk]
        seat = Seat(member.name, member.seat, member.post, member.votes, username.strip(), subject, unit)
        _check_seats(member.council, [*others, seat])
        pen.change(member, username=username.strip(), subject_id=subject, unit_id=unit)
        settle_conflicts(pen, _coming(member.council, member.from_date))
    return member


def declare_kin(member_id: int, subject_id: int, *, relation: str, by: Account | None, at: datetime) -> Kinship:
    """Keep that a member is kin to a person of the register. The office declares it, or the member himself."""
    _may_declare(by, member_id)
    if not relation.strip():
        raise RuleNotMet("Ghi quan hệ, ví dụ: vợ, con, em ruột.", "Say what the relation is.")
    detail = {"member": member_id, "subject": subject_id}
    with writing(by=by, at=at, verb="council.declare-kin", detail=detail) as pen:
        member = _member_of(member_id, by=by, on=at.date())
        if not Subject.objects.filter(pk=subject_id, kind="individual").exists():
            raise NotFound("Không có người này trong sổ.", "There is no such person in the register.")
        if Kinship.objects.filter(member=member, subject=subject_id).exists():
            raise WrongState("Quan hệ này đã được khai.", "That relation was declared already.")
        kinship = pen.add_one(Kinship(member=member, subject_id=subject_id, relation=relation.strip()))
        settle_conflicts(pen, _coming(member.council, member.from_date))
    return kinship


def withdraw_kin(kinship_id: int, *, reason: str, by: Account | None, at: datetime) -> None:
    """Take back a relation that was declared by mistake; minutes that are closed keep the conflict."""
    require(by, "set-council")
    _need(reason)
    with writing(by=by, at=at, verb="council.withdraw-kin", detail={"kinship": kinship_id, "reason": reason}) as pen:
        kinship = Kinship.objects.select_related("member__council").filter(pk=kinship_id).first()
        if kinship is None:
            raise NotFound("Không có quan hệ này trong sổ.", "There is no such relation in the register.")
        _within_reach(by, kinship.member.council.unit_id, on=at.date())
        council, since = kinship.member.council, kinship.member.from_date
        pen.withdraw_all(Kinship, [kinship.pk])
        settle_conflicts(pen, _coming(council, since))


def council_of(council_id: int, *, by: Account | None, on: date) -> Council:
    """The council, for whoever may see it. Raises `NotFound`."""
    found = Council.objects.all() if by is None else Council.objects.visible_to(by, on=on)
    council: Council | None = found.filter(pk=council_id).first()
    if council is None:
        raise NotFound("Không có hội đồng này trong sổ.", "There is no such council in the register.")
    return council


def members_on(council_id: int, on: date) -> Any:
    """The members of a council on a day, in the order of their decision (a queryset)."""
    return Member.objects.filter(
        Q(to_date__isnull=True) | Q(to_date__gte=on), council=council_id, from_date__lte=on
    ).order_by("place", "pk")


def _member(council: Council, seat: Seat, place: int, from_date: date) -> Member:
    return Member(
        council=council,
        name=seat.name.strip(),
        post=seat.post.strip(),
        seat=seat.seat,
        votes=seat.votes,
        username=seat.username.strip(),
        subject_id=seat.subject,
        unit_id=seat.unit,
        place=place,
        from_date=from_date,
        to_date=council.to_date,
    )


def _seat_of(member: Member) -> Seat:
    return Seat(member.name, member.seat, member.post, member.votes, member.username, member.subject_id, member.unit_id)


def _check_seats(council: Council, seats: Sequence[Seat]) -> None:
    """What cannot be among members who sit together."""
    for one in seats:
        if not one.name.strip() or one.seat not in SEATS:
            raise RuleNotMet(
                f"Ghi tên và chức danh trong hội đồng của từng thành viên; chức danh là một trong: {', '.join(SEATS)}.",
                f"Each member has a name and a seat, one of: {', '.join(SEATS)}.",
            )
    for what, said in (
        ("chủ tịch", [one.seat for one in seats if one.seat == "chair"]),
        ("một tài khoản", [one.username for one in seats if one.username.strip()]),
        ("một người trong sổ", [one.subject for one in seats if one.subject]),
    ):
        if len(said) != len(set(said)):
            raise RuleNotMet(
                f"{council.name} có hai thành viên cùng là {what}. Đổi hoặc thôi một người trước.",
                f"Two members of {council.name} would hold one seat, account or entry of the register.",
            )
    named = {one.username for one in seats if one.username.strip()}
    unknown = named - set(
        Account.objects.filter(username__in=named, role__in=[Role.MEMBER, Role.OFFICER]).values_list(
            "username", flat=True
        )
    )
    if unknown:
        raise RuleNotMet(
            f"Không có tài khoản thành viên hội đồng tên {', '.join(sorted(unknown))}. Lập tài khoản trước, hoặc để trống.",
            f"No account of a council's member is named {', '.join(sorted(unknown))}.",
        )
    subjects = {one.subject for one in seats if one.subject}
    units = {one.unit for one in seats if one.unit}
    if Subject.objects.filter(pk__in=subjects, kind="individual").count() != len(subjects) or Unit.objects.filter(
        pk__in=units
    ).count() != len(units):
        raise NotFound("Người hoặc đơn vị đã chọn không có trong sổ.", "That person or unit is not in the register.")


def _check(
    name: str,
    decision_number: str,
    from_date: date,
    to_date: date | None,
    quorum_percent: int | None,
    quorum_source: str,
    barring: Sequence[str] | None,
) -> None:
    if not name.strip() or not decision_number.strip():
        raise RuleNotMet("Ghi tên hội đồng và số quyết định thành lập.", "Say the council's name and its decision.")
    if to_date is not None and to_date < from_date:
        raise RuleNotMet("Ngày thôi phải sau ngày bắt đầu.", "The last day comes after the first.")
    if quorum_percent is not None and (not 0 < quorum_percent <= 100 or not quorum_source.strip()):
        raise RuleNotMet(
            "Tỷ lệ để được họp là số từ 1 đến 100, kèm văn bản quy định. Chưa biết thì để trống.",
            "A quorum is a percentage with the text that says so. Leave it empty while it is unknown.",
        )
    wrong = sorted(set(barring or ()) - set(CONFLICTS))
    if wrong:
        raise RuleNotMet(f"Không có loại xung đột “{wrong[0]}”.", f"No conflict “{wrong[0]}”.")


def _end(pen: Pen, member: Member, to_date: date, *, settle: bool = True) -> None:
    if to_date < member.from_date:
        raise RuleNotMet(
            f"{member.name} vào hội đồng ngày {member.from_date:%d/%m/%Y}; ngày thôi phải từ ngày đó.",
            f"{member.name} came on {member.from_date:%d/%m/%Y}; the last day is not before.",
        )
    later = Presence.objects.filter(
        member=member, sitting__held_on__gt=to_date, sitting__state__in=["opened", "closed", "signed"]
    )
    if later.exists():
        raise WrongState(
            f"{member.name} đã dự phiên họp sau ngày {to_date:%d/%m/%Y}. Chọn ngày thôi từ phiên họp đó trở đi.",
            f"{member.name} was at a sitting after {to_date:%d/%m/%Y}.",
        )
    pen.withdraw_all(
        Presence,
        list(Presence.objects.filter(member=member, sitting__held_on__gt=to_date).values_list("pk", flat=True)),
    )
    pen.change(member, to_date=to_date)
    if settle:
        settle_conflicts(pen, _coming(member.council, to_date))


def _coming(council: Council, since: date) -> list[int]:
    """The sittings whose conflicts are still open to change."""
    held = Sitting.objects.filter(council=council, held_on__gte=since, state__in=["called", "opened"])
    return list(held.values_list("pk", flat=True))


def _member_of(member_id: int, *, by: Account | None, on: date) -> Member:
    found = Member.objects.all() if by is None else Member.objects.visible_to(by, on=on)
    member: Member | None = found.select_related("council").filter(pk=member_id).first()
    if member is None:
        raise NotFound("Không có thành viên này trong sổ.", "There is no such member in the register.")
    return member


def _may_declare(by: Account | None, member_id: int) -> None:
    require(by, "declare-conflict")
    if (
        by is not None
        and by.role == Role.MEMBER
        and not Member.objects.filter(pk=member_id, username=by.username).exists()
    ):
        raise NotPermitted("Mỗi thành viên chỉ khai cho chính mình.", "A member declares for himself only.")


def _within_reach(by: Account | None, unit: int, *, on: date) -> None:
    if by is not None and not Unit.objects.visible_to(by, on=on).filter(pk=unit).exists():
        raise NotFound("Không có đơn vị này trong sổ.", "There is no such unit in the register.")


def _need(reason: str) -> None:
    if not reason.strip():
        raise RuleNotMet(
            "Ghi căn cứ hoặc lý do; lý do được giữ trong nhật ký.", "Give the reason; it is kept in the log."
        )
