"""Years of blocks that are over, entered whole from the office's papers: members, pledges, marks of every hand, and what the conference chose.

The marks are checked by the sheet and totalled as those of a year under way; nothing of a result is typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from tdkt.operations.block_results import check_choices, computed, outcome_of, placed, record_places
from tdkt.operations.errors import RuleNotMet
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.marks import Entry as MarkEntry
from tdkt.operations.marks import columns_of
from tdkt.operations.permissions import require
from tdkt.operations.scoring_sheets import read
from tdkt.records.models import Account, Block, BlockMember, BlockYear, Mark, Outcome, Sheet
from tdkt.records.models.blocks import HANDS
from tdkt.reports import scoring
from tdkt.reports.scoring import TIED, NoSheet


@dataclass(frozen=True)
class PastMember:
    """A member of a past year: its unit, its pledge, its marks by hand and criterion, and what the conference chose where ranks were equal."""

    unit: int
    pledge: str
    marks: Mapping[str, Mapping[str, MarkEntry]]
    choice: str = ""
    settled: str = ""


@dataclass(frozen=True)
class PastYear:
    """A past year of a block; the first member led it, the second was deputy."""

    block: Block
    year: int
    sheet: Sheet
    members: Sequence[PastMember]
    signed_on: date
    ranked_on: date
    flags: int | None = None
    certificates: int | None = None
    quota_document: str = ""
    handed_in_on: date | None = field(default=None)


def enter_past_years(years: Sequence[PastYear], *, by: Account | None, at: datetime) -> list[BlockYear]:
    """Enter past years as one act, ranked. Raises `RuleNotMet` naming year, unit and criterion where a mark cannot be."""
    require(by, "arrange-blocks")
    with writing(by=by, at=at, verb="blocks.enter-past", detail={"years": len(years)}) as pen:
        made = pen.add(
            BlockYear(
                block=one.block,
                year=one.year,
                sheet=one.sheet,
                head_id=one.members[0].unit,
                deputy_id=one.members[1].unit,
                flags=one.flags,
                certificates=one.certificates,
                quota_document=one.quota_document,
                pledged_on=one.signed_on,
                state="appraising",
            )
            for one in years
        )
        members = pen.add(
            BlockMember(
                block_year=row,
                unit_id=one.unit,
                place=place,
                pledge=one.pledge,
                pledged_on=said.signed_on,
                handed_in_on=said.handed_in_on or said.ranked_on,
            )
            for row, said in zip(made, years, strict=True)
            for place, one in enumerate(said.members, 1)
        )
        said_of = [(said, one) for said in years for one in said.members]
        pen.add(mark for row, (said, one) in zip(members, said_of, strict=True) for mark in _marks(row, said, one))
        _rank(pen, made, years)
    return made


def _marks(row: BlockMember, said: PastYear, one: PastMember) -> list[Mark]:
    """The marks of a member, checked by its sheet."""
    sheet = read(said.sheet.content)
    found = []
    for hand in HANDS:
        for code, entry in one.marks.get(hand, {}).items():
            criterion = sheet.criterion(code)
            if criterion is None or hand not in ("self", criterion.hand):
                raise RuleNotMet(
                    f"{said.block.name} {said.year}: tiêu chí {code} không thuộc phần chấm này.",
                    f"{said.block.name} {said.year}: criterion {code} is not of this part.",
                )
            try:
                scoring.score(sheet, criterion, entry.said)
            except NoSheet as wrong:
                raise RuleNotMet(f"{said.block.name} {said.year}: {wrong}") from None
            found.append(Mark(member=row, criterion=code, hand=hand, **columns_of(entry)))
    return found


def _rank(pen: Pen, made: Sequence[BlockYear], years: Sequence[PastYear]) -> None:
    """Total and rank each year, keep what its conference chose, and put the places into the register."""
    outcomes: list[Outcome] = []
    for year, said in zip(made, years, strict=True):
        members, totals = computed(year)
        found = placed(year, totals)
        chosen = {one.unit: one for one in said.members}
        own = []
        for member in members:
            outcome = outcome_of(member, totals[member.pk], found[member.pk])
            if found[member.pk][1] == TIED:
                outcome.choice, outcome.settled = chosen[member.unit_id].choice, chosen[member.unit_id].settled
            own.append(outcome)
        check_choices(year, {one.member_id: one for one in own}, {one.member_id: one.choice for one in own})
        record_places(pen, year, {one.unit.subject_id: found[one.pk][0] for one in members})
        pen.change_soon(year, state="ranked", ranked_on=said.ranked_on)
        outcomes += own
    pen.add(outcomes)
