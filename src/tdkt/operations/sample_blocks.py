"""The sample office's blocks, their years, marks and results, entered by the office's own verbs."""

from datetime import date, datetime
from decimal import Decimal

from tdkt.operations.blocks import create_block
from tdkt.operations.marks import Entry
from tdkt.operations.past_blocks import PastMember, PastYear, enter_past_years
from tdkt.operations.reporting import root_unit
from tdkt.operations.scoring_sheets import keep_sheet
from tdkt.operations.units import unit_by_id
from tdkt.records.models import Unit
from tdkt.reports.scoring import Said
from tdkt.sample import blocks as sample
from tdkt.sample.office import HOUR


def enter(*, at: datetime) -> None:
    """Enter five blocks with the years 2015 to 2019, as one act, and the ranks that they come out with."""
    root = unit_by_id(root_unit())
    assert root is not None  # the files of units have been taken in
    entered = datetime(2020, 1, 20, 9, 0, tzinfo=HOUR)
    sheet = keep_sheet(sample.SHEET_NAME, sample.CONTENT, made_on=date(2015, 1, 12), by=None, at=entered)
    years = sample.years()
    blocks = {
        name: create_block(name, kind="block", level="unit", unit=root, by=None, at=at)
        for name in dict.fromkeys(one.name for one in years)
    }
    units = dict(
        Unit.objects.filter(code__in={m.unit.code for one in years for m in one.members}).values_list("code", "pk")
    )
    enter_past_years(
        [
            PastYear(
                block=blocks[one.name],
                year=one.year,
                sheet=sheet,
                members=[member(said, units[said.unit.code]) for said in one.members],
                signed_on=one.signed,
                ranked_on=one.ranked,
                handed_in_on=date(one.year, 11, 25),
                flags=one.flags,
                certificates=one.certificates,
                quota_document=sample.QUOTA,
            )
            for one in years
        ],
        by=None,
        at=at,
    )


def member(said: sample.Marked, unit: int) -> PastMember:
    """A member with the marks of its three hands."""
    return PastMember(
        unit=unit,
        pledge=said.pledge,
        marks={
            hand: {code: Entry(said_of(what)) for code, what in marks.items()} for hand, marks in said.marks.items()
        },
        choice=said.choice,
        settled=said.settled,
    )


def said_of(what: dict[str, str]) -> Said:
    return Said(
        planned=Decimal(what["planned"]) if "planned" in what else None,
        done=Decimal(what["done"]) if "done" in what else None,
        grade=what.get("grade", ""),
        points=Decimal(what["points"]) if "points" in what else None,
    )
