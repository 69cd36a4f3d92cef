"""The year of a cluster or block: who competes in it under whose lead, what each pledged, and its steps until marks are appraised.

    forming → pledged → scoring → appraising → ranked

Read first: `open_year`, `pledge`, `sign_pledges`, `open_scoring`, `open_appraisal`. Marks are in `marks`, the ranking in `block_results`.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.operations.scoring_sheets import read, sheet_row
from tdkt.records.models import Account, Block, BlockMember, BlockYear, Mark, Unit
from tdkt.records.models.achievements import GROUP_LEVELS
from tdkt.records.models.blocks import HANDS
from tdkt.records.models.scope import reach_of
from tdkt.vietnamese.folding import nfc

KINDS = ("cluster", "block")
FEW = 5
"""Below so many members a page says so; some provinces ask for as many, no text known here binds the police."""


def create_block(
    name: str,
    *,
    kind: str,
    level: str,
    unit: Unit,
    by: Account | None,
    at: datetime,
    document: str = "",
    note: str = "",
) -> Block:
    """Set up a cluster or block of an office. Raises `RuleNotMet` for a name that is taken or a level that is none."""
    require(by, "arrange-blocks")
    name = nfc(name).strip()
    if not name or kind not in KINDS or level not in GROUP_LEVELS:
        raise RuleNotMet(
            "Ghi tên, chọn là cụm hay khối và cấp của cụm, khối.",
            "Give its name, whether it is a cluster or a block, and its level.",
        )
    check_own(unit.pk, by, at)
    with writing(by=by, at=at, verb="blocks.create", detail={"name": name}) as pen:
        if Block.objects.filter(unit=unit, name=name).exists():
            raise RuleNotMet(
                f"Đã có “{name}”. Mở năm mới của cụm, khối ấy, hoặc đặt tên khác.",
                f"There is “{name}” already. Open a new year of it, or choose another name.",
            )
        return pen.add_one(
            Block(unit=unit, name=name, kind=kind, level=level, document=document.strip(), note=note.strip())
        )


def open_year(
    block_id: int,
    year: int,
    *,
    members: Iterable[int],
    head: int,
    sheet: int,
    by: Account | None,
    at: datetime,
    on: date,
    deputy: int | None = None,
    flags: int | None = None,
    certificates: int | None = None,
    quota_document: str = "",
) -> BlockYear:
    """Open a year: its members in their order, head, deputy, sheet, and how many it may propose by which paper.

    Raises `RuleNotMet` where the head is no member, a unit is in another block of the level this year, or a quota has no source.
    """
    require(by, "arrange-blocks")
    keys = list(dict.fromkeys(members))
    units = Unit.objects.in_bulk(keys)
    if not on.year - 50 <= year <= on.year + 1:
        raise RuleNotMet(
            f"Năm {year} không mở được. Chọn năm từ {on.year - 50} đến {on.year + 1}.",
            f"The year {year} cannot be opened. Choose from {on.year - 50} to {on.year + 1}.",
        )
    if len(keys) < 2 or len(units) < len(keys):
        raise RuleNotMet(
            "Chọn ít nhất hai đơn vị thành viên có trong sổ.", "Choose at least two units of the register."
        )
    if head not in units or (deputy is not None and (deputy not in units or deputy == head)):
        raise RuleNotMet(
            "Trưởng khối và phó khối phải là hai thành viên khác nhau của khối.",
            "The head and the deputy must be two different members of the block.",
        )
    check_quota(flags, certificates, quota_document)
    kept = sheet_row(sheet)
    read(kept.content)
    detail = {"block": block_id, "year": year, "members": len(keys)}
    with writing(by=by, at=at, verb="blocks.open-year", detail=detail) as pen:
        block: Block | None = Block.objects.filter(pk=block_id).first()
        if block is None:
            raise NotFound("Không có cụm, khối này.", "There is no such block.")
        check_own(block.unit_id, by, at)
        if BlockYear.objects.filter(block=block, year=year).exists():
            raise WrongState(f"Năm {year} của {block.name} đã mở.", f"The year {year} of {block.name} is open already.")
        elsewhere = BlockMember.objects.filter(
            unit__in=keys, block_year__year=year, block_year__block__level=block.level
        ).select_related("unit", "block_year__block")
        if taken := elsewhere.first():
            raise RuleNotMet(
                f"{taken.unit.name} đã thi đua trong {taken.block_year.block.name} năm {year}. Bỏ đơn vị ấy khỏi danh sách.",
                f"{taken.unit.name} competes in {taken.block_year.block.name} in {year} already.",
            )
        made = pen.add_one(
            BlockYear(
                block=block,
                year=year,
                sheet=kept,
                head_id=head,
                deputy_id=deputy,
                flags=flags,
                certificates=certificates,
                quota_document=quota_document.strip(),
            )
        )
        pen.add(BlockMember(block_year=made, unit_id=key, place=place) for place, key in enumerate(keys, 1))
    return made


def check_quota(flags: int | None, certificates: int | None, document: str) -> None:
    """Raises `RuleNotMet` for a quota without the paper that gives it."""
    if (flags is not None or certificates is not None) and not document.strip():
        raise RuleNotMet(
            "Ghi văn bản giao chỉ tiêu Cờ, Bằng khen.", "Say which paper gives the quota of flags and certificates."
        )


def set_quota(
    year_id: int,
    *,
    flags: int | None,
    certificates: int | None,
    document: str,
    by: Account | None,
    at: datetime,
) -> BlockYear:
    """Say how many flags and certificates the block may propose this year, and by which paper; until it is ranked."""
    require(by, "arrange-blocks")
    check_quota(flags, certificates, document)
    with writing(by=by, at=at, verb="blocks.set-quota", detail={"block_year": year_id}) as pen:
        row = arranged(year_id, "forming", "pledged", "scoring", "appraising", by=by, at=at)
        pen.change(row, flags=flags, certificates=certificates, quota_document=document.strip())
    return row


def the_year(year_id: int, *states: str) -> BlockYear:
    """A year, in one of these states where any are named. Raises `NotFound`, `WrongState`."""
    row: BlockYear | None = BlockYear.objects.select_related("block", "sheet").filter(pk=year_id).first()
    if row is None:
        raise NotFound("Không có năm thi đua này của cụm, khối.", "There is no such year of a block.")
    if states and row.state not in states:
        raise WrongState(
            f"Năm thi đua này đang ở bước “{STATES[row.state][0]}” nên không làm việc đó được. Tải lại trang để xem.",
            f"This year is at the step “{STATES[row.state][1]}”, in which that cannot be done. Reload the page.",
        )
    return row


def arranged(year_id: int, *states: str, by: Account | None, at: datetime) -> BlockYear:
    """A year that an account may arrange: of a block of its own office. Raises as `the_year`, and `NotPermitted`."""
    check_own(the_year(year_id).block.unit_id, by, at)
    return the_year(year_id, *states)


def check_own(unit_id: int, by: Account | None, at: datetime) -> None:
    """Raises `NotPermitted` where a block belongs to a unit that is not the account's."""
    if by is None:
        return
    reach = reach_of(by, on=at.date())
    if not reach.everything and unit_id not in reach.units:
        raise NotPermitted(
            "Cụm, khối này do cơ quan lập ra nó điều hành.", "This block is arranged by the office that set it up."
        )


STATES = {
    "forming": ("đăng ký giao ước", "pledging"),
    "pledged": ("đã ký giao ước", "pledges signed"),
    "scoring": ("các thành viên tự chấm", "members mark themselves"),
    "appraising": ("trưởng khối và thường trực chấm", "head and standing body mark"),
    "ranked": ("đã xếp hạng", "ranked"),
}


STEPS = tuple(STATES)


# --- who is which hand -------------------------------------------------------------------------------


def hands_of(account: Account | None, year: BlockYear, unit_id: int, *, on: date) -> frozenset[str]:
    """As which hands an account may mark a member: its own unit's, the head's and deputy's, the standing body's (the whole office).

    The whole office speaks for itself only where it is the member, in a cluster of those above it.
    """
    if account is None:
        return frozenset(HANDS)
    if account.role not in ("officer", "clerk"):
        return frozenset()
    reach = reach_of(account, on=on)
    if reach.everything:
        own = {"self"} if unit_id == account.unit_id else set()
        return frozenset(own | {"standing"} if account.role == "officer" else own)
    found = {"self"} if unit_id in reach.units else set()
    if {year.head_id, year.deputy_id} & reach.units:
        found.add("head")
    return frozenset(found)


def own_member(member_id: int, *, by: Account | None, on: date) -> BlockMember:
    """A member whose unit is the account's own; the standing body writes for nobody. Raises `NotFound`, `NotPermitted`."""
    row: BlockMember | None = (
        BlockMember.objects.select_related("block_year__block", "block_year__sheet", "unit")
        .filter(pk=member_id)
        .first()
    )
    if row is None:
        raise NotFound("Không có thành viên này của cụm, khối.", "There is no such member of a block.")
    if by is not None and "self" not in hands_of(by, row.block_year, row.unit_id, on=on):
        raise NotPermitted(
            f"Việc này do {row.unit.name} tự làm bằng tài khoản của mình.",
            f"That is for {row.unit.name} to do, with its own account.",
        )
    return row


# --- pledges and steps -------------------------------------------------------------------------------


def pledge(member_id: int, words: str, *, by: Account | None, at: datetime, on: date) -> BlockMember:
    """Say, or say anew, what a member pledges, until the pledges are signed."""
    require(by, "mark")
    words = nfc(words).strip()
    if not words:
        raise RuleNotMet("Ghi nội dung giao ước thi đua.", "Write what is pledged.")
    with writing(by=by, at=at, verb="blocks.pledge", detail={"member": member_id}) as pen:
        row = own_member(member_id, by=by, on=on)
        the_year(row.block_year_id, "forming")
        pen.change(row, pledge=words, pledged_on=on)
    return row


def sign_pledges(year_id: int, *, on: date, by: Account | None, at: datetime) -> BlockYear:
    """The conference has signed the pledges on a day: every member's is in. Raises `WrongState` naming those whose is not."""
    require(by, "arrange-blocks")
    with writing(by=by, at=at, verb="blocks.sign-pledges", detail={"block_year": year_id}) as pen:
        row = arranged(year_id, "forming", by=by, at=at)
        _none_left(
            row.members.filter(pledged_on=None),
            "Chưa có giao ước của: {names}.",
            "These have not pledged: {names}.",
        )
        pen.change(row, state="pledged", pledged_on=on)
    return row


def open_scoring(
    year_id: int, *, self_until: date | None, head_until: date | None, by: Account | None, at: datetime
) -> BlockYear:
    """Let the members mark themselves, by a day; the head marks by a later one."""
    require(by, "arrange-blocks")
    if self_until and head_until and head_until < self_until:
        raise RuleNotMet(
            "Hạn trưởng khối chấm phải sau hạn thành viên tự chấm.",
            "The head's last day must come after that of the members.",
        )
    with writing(by=by, at=at, verb="blocks.open-scoring", detail={"block_year": year_id}) as pen:
        row = arranged(year_id, "pledged", by=by, at=at)
        pen.change(row, state="scoring", self_until=self_until, head_until=head_until)
    return row


def open_appraisal(year_id: int, *, by: Account | None, at: datetime) -> BlockYear:
    """Let the head and the standing body mark: every member has handed in. Raises `WrongState` naming those who have not."""
    require(by, "arrange-blocks")
    with writing(by=by, at=at, verb="blocks.open-appraisal", detail={"block_year": year_id}) as pen:
        row = arranged(year_id, "scoring", by=by, at=at)
        _none_left(
            row.members.filter(handed_in_on=None),
            "Chưa nộp bảng tự chấm: {names}.",
            "These have not handed in their marks: {names}.",
        )
        pen.change(row, state="appraising")
    return row


def step_back(year_id: int, *, by: Account | None, at: datetime) -> BlockYear:
    """Take the last step of a year back, as long as nothing rests on it: no marks of the step. A ranking is corrected, never taken back."""
    require(by, "arrange-blocks")
    with writing(by=by, at=at, verb="blocks.step-back", detail={"block_year": year_id}) as pen:
        row = arranged(year_id, "pledged", "scoring", "appraising", by=by, at=at)
        marks = Mark.objects.filter(member__block_year=row)
        if row.state == "scoring" and marks.exists():
            raise WrongState(
                "Đã có thành viên tự chấm nên không lùi bước được nữa.",
                "A member has marked itself, so the step can no longer be taken back.",
            )
        if row.state == "appraising" and marks.exclude(hand="self").exists():
            raise WrongState(
                "Trưởng khối hoặc thường trực đã chấm nên không lùi bước được nữa.",
                "The head or the standing body has marked, so the step can no longer be taken back.",
            )
        before = STEPS[STEPS.index(row.state) - 1]
        pen.entry.detail["state"] = before
        pen.change(row, state=before, pledged_on=None if before == "forming" else row.pledged_on)
    return row


def _none_left(members: Any, vietnamese: str, english: str) -> None:
    names = list(members.order_by("place").values_list("unit__name", flat=True))
    if names:
        raise WrongState(vietnamese.format(names=", ".join(names)), english.format(names=", ".join(names)))


def show_hands(year_id: int, hands: Collection[str], *, by: Account | None, at: datetime) -> BlockYear:
    """Which hands' marks the others may see before the ranking; after it everybody sees all."""
    require(by, "arrange-blocks")
    shown = [hand for hand in HANDS if hand in hands]
    with writing(by=by, at=at, verb="blocks.show", detail={"block_year": year_id, "hands": shown}) as pen:
        row = arranged(year_id, "forming", "pledged", "scoring", "appraising", by=by, at=at)
        pen.change(row, shown=shown)
    return row
