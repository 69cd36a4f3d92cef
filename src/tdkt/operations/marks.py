"""Marks of a member of a block by three hands: itself, the head of the block, the standing body; each sees the others' when it may.

Read first: `mark`, `hand_in`, `seen`. The points that count are those of the hand that the sheet names; the member's own stand beside them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tdkt.operations.blocks import hands_of, own_member, the_year
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.kept_files import keep_for_good, kept_file
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.papers import Incoming
from tdkt.operations.permissions import require
from tdkt.operations.scoring_sheets import read
from tdkt.records.models import Account, BlockMember, BlockYear, Mark, Proof
from tdkt.records.models.blocks import HANDS
from tdkt.records.models.scope import reach_of
from tdkt.reports import scoring
from tdkt.reports.scoring import NoSheet, Said, Scored, Sheet, Total
from tdkt.vietnamese.folding import nfc

THOUSANDTH = Decimal("0.001")
OPEN_TO = {"scoring": ("self",), "appraising": ("head", "standing")}
"""Which hands mark at which step."""


@dataclass(frozen=True)
class Entry:
    """What is typed for a criterion by one hand; an empty one takes the mark away."""

    said: Said
    note: str = ""


def mark(
    member_id: int,
    hand: str,
    entries: Mapping[str, Entry],
    *,
    by: Account | None,
    at: datetime,
    on: date,
) -> int:
    """Enter the marks of one hand for a member, all of `entries` or none; answers how many rows changed.

    Raises `NotPermitted` for a hand that is not the account's, `WrongState` where it is not that hand's turn, `RuleNotMet` naming the criterion.
    """
    require(by, "mark")
    with writing(by=by, at=at, verb="marks.enter", detail={"member": member_id, "hand": hand}) as pen:
        member = the_member(member_id)
        year = member.block_year
        if hand not in hands_of(by, year, member.unit_id, on=on):
            raise NotPermitted(
                "Tài khoản này không chấm được cột điểm đó. Tự chấm là việc của đơn vị, chấm thẩm định là của trưởng khối và thường trực.",
                "This account may not mark in that column.",
            )
        the_year(year.pk, "scoring" if hand == "self" else "appraising")
        if hand == "self" and member.handed_in_on is not None:
            raise WrongState(
                f"{member.unit.name} đã nộp bảng tự chấm. Rút lại trước khi sửa.",
                f"{member.unit.name} has handed in its marks. Take them back first.",
            )
        changed = write(pen, member, hand, entries)
        pen.entry.detail["marks"] = changed
    return changed


def write(pen: Pen, member: BlockMember, hand: str, entries: Mapping[str, Entry]) -> int:
    """The rows of one hand, checked against the sheet: every hand marks its own criteria, the member all."""
    sheet = sheet_of(member.block_year)
    standing = {one.criterion: one for one in Mark.objects.filter(member=member, hand=hand)}
    fresh, gone, changed = [], [], 0
    for code, entry in entries.items():
        criterion = sheet.criterion(code)
        if criterion is None or hand not in ("self", criterion.hand):
            raise RuleNotMet(
                f"Tiêu chí {code[:20]} không thuộc phần chấm này của bảng điểm.",
                f"Criterion {code[:20]} is not of this part of the sheet.",
            )
        before = standing.get(code)
        if entry.said.is_empty:
            gone += [before.pk] if before else []
            continue
        try:
            scoring.score(sheet, criterion, entry.said)
        except NoSheet as wrong:
            raise RuleNotMet(str(wrong)) from None
        columns = columns_of(entry)
        if before is None:
            fresh.append(Mark(member=member, criterion=code, hand=hand, **columns))
        else:
            changed += pen.change_soon(before, **columns)
    pen.add(fresh)
    pen.withdraw_all(Mark, gone)
    return changed + len(fresh) + len(gone)


def columns_of(entry: Entry) -> dict[str, Any]:
    """The columns of a mark, as fine as the register keeps them."""
    said = entry.said
    numbers = {"planned": said.planned, "done": said.done, "points": said.points}
    kept = {name: None if value is None else value.quantize(THOUSANDTH) for name, value in numbers.items()}
    return {**kept, "grade": said.grade, "note": nfc(entry.note).strip()}


def said_of(row: Mark) -> Said:
    return Said(row.planned, row.done, row.grade, row.points)


def sheet_of(year: BlockYear) -> Sheet:
    """The sheet of a year as it is counted. Raises `WrongState` where none is chosen."""
    if year.sheet is None:
        raise WrongState("Năm thi đua này chưa chọn bảng điểm.", "No sheet is chosen for this year.")
    return read(year.sheet.content)


def the_member(member_id: int) -> BlockMember:
    row: BlockMember | None = (
        BlockMember.objects.select_related("block_year__block", "block_year__sheet", "unit")
        .filter(pk=member_id)
        .first()
    )
    if row is None:
        raise NotFound("Không có thành viên này của cụm, khối.", "There is no such member of a block.")
    return row


def hand_in(member_id: int, *, by: Account | None, at: datetime, on: date) -> BlockMember:
    """Hand in the member's own marks; they then stand. Raises `WrongState` naming the criteria that lack one."""
    require(by, "mark")
    with writing(by=by, at=at, verb="marks.hand-in", detail={"member": member_id}) as pen:
        row = own_member(member_id, by=by, on=on)
        the_year(row.block_year_id, "scoring")
        if row.handed_in_on is not None:
            raise WrongState("Bảng tự chấm này đã nộp.", "These marks are handed in already.")
        said = marks_by_hand(row.pk).get("self", {})
        lacking = scoring.missing(sheet_of(row.block_year), {code: said_of(one) for code, one in said.items()})
        if lacking:
            names = "; ".join(f"{one.code} {one.name}" for one in lacking)
            raise WrongState(f"Chưa tự chấm: {names}.", f"Not marked yet: {names}.")
        pen.change(row, handed_in_on=on)
    return row


def take_back(member_id: int, *, by: Account | None, at: datetime, on: date) -> BlockMember:
    """Take the own marks back, as long as the members mark themselves."""
    require(by, "mark")
    with writing(by=by, at=at, verb="marks.take-back", detail={"member": member_id}) as pen:
        row = own_member(member_id, by=by, on=on)
        the_year(row.block_year_id, "scoring")
        if row.handed_in_on is None:
            raise WrongState("Bảng tự chấm này chưa nộp.", "These marks are not handed in.")
        pen.change(row, handed_in_on=None)
    return row


def marks_by_hand(member_id: int) -> dict[str, dict[str, Mark]]:
    """Every mark of a member: {hand: {criterion: mark}}. For acts only: what an account may see, `seen` says."""
    found: dict[str, dict[str, Mark]] = {}
    for one in Mark.objects.filter(member=member_id):
        found.setdefault(one.hand, {})[one.criterion] = one
    return found


# --- who sees what -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seen:
    """A member's sheet as an account may see it: the hands it may see, its own ones, those it may write now, and the marks of the first."""

    sheet: Sheet
    hands: tuple[str, ...]
    own: frozenset[str]
    writes: frozenset[str]
    marks: dict[str, dict[str, Mark]]
    points: dict[str, dict[str, Scored]]

    def total(self, hand: str) -> Total:
        """The total of one hand's marks: of the member's own, all; of "final", those that count."""
        if hand != "final":
            return scoring.total_of(self.sheet, {code: said_of(one) for code, one in self.marks.get(hand, {}).items()})
        return scoring.total_of(self.sheet, counting(self.sheet, self.marks))


def counting(sheet: Sheet, marks: Mapping[str, Mapping[str, Mark]]) -> dict[str, Said]:
    """The marks that count: of each criterion that of the hand which the sheet names."""
    found = {}
    for one in sheet.criteria:
        row = marks.get(one.hand, {}).get(one.code)
        if row is not None:
            found[one.code] = said_of(row)
    return found


def hands_seen(account: Account | None, year: BlockYear, unit_id: int, *, on: date) -> tuple[str, ...]:
    """Whose marks of a member an account may see: its own hands', those that are shown, all of them once ranked; an inspector of the
    whole office sees all."""
    if account is None or year.state == "ranked":
        return HANDS
    if account.role == "inspector" and reach_of(account, on=on).everything:
        return HANDS
    own = hands_of(account, year, unit_id, on=on)
    return tuple(hand for hand in HANDS if hand in own or hand in year.shown)


def seen(member: BlockMember, *, by: Account | None, on: date) -> Seen:
    """A member's sheet with the marks that an account may see, and which column it may write in now."""
    year = member.block_year
    hands = hands_seen(by, year, member.unit_id, on=on)
    own = hands_of(by, year, member.unit_id, on=on)
    sheet = sheet_of(year)
    marks = {hand: rows for hand, rows in marks_by_hand(member.pk).items() if hand in hands}
    turn = OPEN_TO.get(year.state, ())
    writes = frozenset(
        hand for hand in own if hand in turn and not (hand == "self" and member.handed_in_on is not None)
    )
    points = {
        hand: {
            one.code: scoring.score(sheet, one, said_of(rows[one.code])) for one in sheet.criteria if one.code in rows
        }
        for hand, rows in marks.items()
    }
    return Seen(sheet, hands, own, writes, marks, points)


# --- evidence ----------------------------------------------------------------------------------------


def add_proof(
    member_id: int,
    criterion: str,
    words: str,
    *,
    by: Account | None,
    at: datetime,
    on: date,
    file: Incoming | None = None,
) -> Proof:
    """Put evidence to a line of the own sheet: words, and a file on the shelf; until the marks are appraised."""
    require(by, "mark")
    words = nfc(words).strip() or (file.name if file else "")
    if not words:
        raise RuleNotMet("Ghi minh chứng là gì, hoặc chọn tệp.", "Say what the evidence is, or choose a file.")
    with writing(by=by, at=at, verb="proofs.add", detail={"member": member_id, "criterion": criterion[:20]}) as pen:
        row = own_member(member_id, by=by, on=on)
        the_year(row.block_year_id, "scoring")
        if sheet_of(row.block_year).criterion(criterion) is None:
            raise RuleNotMet("Bảng điểm không có tiêu chí này.", "The sheet has no such criterion.")
        kept = keep_for_good(file.content) if file else ""
        if Proof.objects.filter(member=row, criterion=criterion, words=words[:300], kept=kept).exists():
            raise WrongState("Minh chứng này đã có ở tiêu chí đó.", "This evidence is there already.")
        return pen.add_one(
            Proof(
                member=row,
                criterion=criterion,
                words=words[:300],
                kept=kept,
                file_name=file.name if file else "",
                added_on=on,
            )
        )


def take_proof(proof_id: int, *, by: Account | None, at: datetime, on: date) -> Proof:
    """Take evidence away from the own sheet; its file stays on the shelf as long as the history names it."""
    require(by, "mark")
    with writing(by=by, at=at, verb="proofs.take", detail={"proof": proof_id}) as pen:
        row: Proof | None = Proof.objects.filter(pk=proof_id).first()
        if row is None:
            raise NotFound("Không có minh chứng này.", "There is no such evidence.")
        member = own_member(row.member_id, by=by, on=on)
        the_year(member.block_year_id, "scoring")
        pen.withdraw_all(Proof, [row.pk])
    return row


def proof_content(proof_id: int, member: BlockMember, *, by: Account | None, on: date) -> tuple[Proof, bytes]:
    """The file of evidence, for whoever may see the member's own marks. Raises `NotFound`."""
    row: Proof | None = Proof.objects.filter(pk=proof_id, member=member).exclude(kept="").first()
    content = kept_file(row.kept) if row else None
    judges = {"head", "standing"} & hands_of(by, member.block_year, member.unit_id, on=on)
    if (
        row is None
        or content is None
        or not ("self" in hands_seen(by, member.block_year, member.unit_id, on=on) or judges)
    ):
        raise NotFound("Không có tệp này.", "There is no such file.")
    return row, content
