"""What a ballot is about and who may touch it: its items, its members, its state as it stands now.

Read by `ballots`, `ballot_boxes`, `ballot_counts` and `open_ballots`.
"""

from tdkt.operations.council import members_on
from tdkt.operations.errors import NotFound, NotPermitted, WrongState
from tdkt.operations.permissions import require
from tdkt.records.models import Account, AgendaItem, Ballot, Member, Nomination, Participation, Role, Sitting, Teller

SAID = {
    "prepared": ("mới được lập, chưa mở", "was prepared and is not open"),
    "open": ("đang mở", "is open"),
    "closed": ("đã kiểm phiếu xong", "was counted"),
    "called-off": ("đã hủy", "was called off"),
}


def ballot_now(ballot_id: int, *, by: Account | None, as_teller: bool = False) -> Ballot:
    """The ballot as it stands, held until the act ends: neither a vote nor another closing comes between. Raises `NotFound`.

    `as_teller`: `may_count` has looked already whether this member is a teller.
    """
    ballot: Ballot | None = (
        Ballot.objects.select_for_update(of=("self",))
        .select_related("sitting__council", "sitting__round")
        .filter(pk=ballot_id)
        .first()
    )
    if ballot is None:
        raise no_such_ballot()
    if by is not None and not (as_teller and by.role == Role.MEMBER):
        seen = Sitting.objects.visible_to(by, on=ballot.sitting.held_on)
        if not seen.filter(pk=ballot.sitting_id).exists():
            raise no_such_ballot()
    return ballot


def need_state(ballot: Ballot, *states: str) -> None:
    """Raises `WrongState` unless the ballot is in one of these states."""
    if ballot.state not in states:
        raise WrongState(
            f"Cuộc bỏ phiếu này {SAID[ballot.state][0]}; việc đó không làm được nữa. Tải lại trang để xem.",
            f"This ballot {SAID[ballot.state][1]}; that can no longer be done. Load the page again.",
        )


def may_count(ballot_id: int, *, by: Account | None) -> None:
    """Raises unless this account may count a ballot: the officer, or a member who is one of its tellers."""
    require(by, "count-votes")
    if by is None or by.role != Role.MEMBER:
        return
    if Teller.objects.filter(ballot=ballot_id, member__username=by.username).exists():
        return
    if Participation.objects.filter(ballot=ballot_id, member__username=by.username).exists():
        raise NotPermitted("Chỉ ban kiểm phiếu được kiểm phiếu.", "Only the tellers count the votes.")
    raise no_such_ballot()


def items_on_agenda(sitting: Sitting, award: str, class_no: int | None) -> list[int]:
    """The nominations of an award (and class) on the agenda of a sitting, in its order."""
    return list(
        AgendaItem.objects.filter(sitting=sitting, nomination__award=award, nomination__class_no=class_no)
        .order_by("place", "pk")
        .values_list("nomination_id", flat=True)
    )


def nominations_of(ballot: Ballot) -> list[Nomination]:
    """The nominations that a ballot votes on, in its order: of an opened one those frozen then, of a prepared one those on the agenda."""
    items = ballot.rule.get("items") or items_on_agenda(ballot.sitting, ballot.award, ballot.class_no)
    by_id = Nomination.objects.select_related("subject", "unit").in_bulk(items)
    return [by_id[item] for item in items if item in by_id]


def voting_members(sitting: Sitting) -> list[Member]:
    """All members of the council who have a vote on the day of the sitting, there or not: the denominator."""
    return [one for one in members_on(sitting.council_id, sitting.held_on) if one.votes]


def no_such_ballot() -> NotFound:
    """The refusal for whoever must not learn whether there is one."""
    return NotFound("Không có cuộc bỏ phiếu này.", "There is no such ballot.")
