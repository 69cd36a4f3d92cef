"""A block of districts at any step of its year, for tests: five units, a sheet of two parts, accounts of a member, of the head, and the officer."""

from datetime import date
from decimal import Decimal

from tdkt.operations.block_results import rank_year
from tdkt.operations.blocks import create_block, open_appraisal, open_scoring, open_year, pledge, sign_pledges
from tdkt.operations.marks import Entry, hand_in, mark
from tdkt.operations.scoring_sheets import keep_sheet
from tdkt.records.models import Account, BlockMember, BlockYear, Office, Role, Sheet
from tdkt.reports.scoring import Said
from tests.conftest import make_account, make_unit
from tests.web.register import NOON

ON = date(2020, 5, 25)
YEAR = 2019
NAMES = ("Công an huyện A", "Công an huyện B", "Công an huyện C", "Công an huyện D", "Công an huyện E")
CONTENT = {
    "groups": [
        {
            "code": "1",
            "name": "Nhiệm vụ chuyên môn",
            "criteria": [
                {"code": "1.1", "name": "Tỷ lệ điều tra, khám phá án", "kind": "planned", "points": 60, "hand": "head"},
                {
                    "code": "1.2",
                    "name": "Kiềm chế tai nạn giao thông",
                    "kind": "planned",
                    "points": 20,
                    "hand": "head",
                    "inverted": True,
                },
            ],
        },
        {
            "code": "2",
            "name": "Xây dựng lực lượng",
            "criteria": [
                {
                    "code": "2.1",
                    "name": "Kỷ luật, kỷ cương",
                    "kind": "graded",
                    "points": 20,
                    "hand": "standing",
                    "grades": {"A": "1", "B": "0.8", "C": "0.5", "D": "0"},
                },
                {
                    "code": "2.2",
                    "name": "Vi phạm quy định thi đua",
                    "kind": "penalty",
                    "hand": "standing",
                    "steps": [
                        {"words": "Hồ sơ bị trả lại", "points": 5},
                        {"words": "Lãnh đạo bị cảnh cáo", "points": 20, "bars": True},
                    ],
                },
            ],
        },
    ],
    "bonus": {"per_percent": "0.01", "most_share": "0.1", "most_all": 20},
}


def number(value: float | str) -> Decimal:
    return Decimal(str(value))


def planned(plan: float, done: float, note: str = "") -> Entry:
    return Entry(Said(planned=number(plan), done=number(done)), note)


def grade(code: str, times: int | None = None) -> Entry:
    return Entry(Said(grade=code, done=None if times is None else Decimal(times)))


SELF = {"1.1": planned(80, 80), "1.2": planned(10, 10), "2.1": grade("A")}
HEAD = {"1.1": planned(80, 72), "1.2": planned(10, 12.5)}
STANDING = {"2.1": grade("B")}


def a_sheet() -> Sheet:
    return keep_sheet("Bảng điểm khối huyện", CONTENT, made_on=date(2019, 1, 10), by=None, at=NOON)


def a_year(
    office: Office,
    *,
    names=NAMES,
    flags: int | None = 2,
    certificates: int | None = 1,
    name="Khối đồng bằng",
    year=YEAR,
    level="unit",
    on: date = ON,
) -> BlockYear:
    """A year that has just been opened; the first unit leads, the second is its deputy."""
    units = [make_unit(one, under=office.unit) for one in names]
    block = create_block(name, kind="block", level=level, unit=office.unit, by=None, at=NOON)
    return open_year(
        block.pk,
        year,
        members=[unit.pk for unit in units],
        head=units[0].pk,
        deputy=units[1].pk,
        sheet=a_sheet().pk,
        flags=flags,
        certificates=certificates,
        quota_document="Kế hoạch số 12/KH-CAT" if flags is not None else "",
        by=None,
        at=NOON,
        on=on,
    )


def members(year: BlockYear) -> list[BlockMember]:
    return list(BlockMember.objects.filter(block_year=year).select_related("unit").order_by("place"))


def pledged(year: BlockYear) -> BlockYear:
    for one in members(year):
        pledge(one.pk, "Giữ vững danh hiệu đơn vị tiên tiến", by=None, at=NOON, on=ON)
    return sign_pledges(year.pk, on=ON, by=None, at=NOON)


def scoring(year: BlockYear) -> BlockYear:
    pledged(year)
    return open_scoring(year.pk, self_until=ON, head_until=None, by=None, at=NOON)


def appraising(year: BlockYear) -> BlockYear:
    scoring(year)
    for one in members(year):
        mark(one.pk, "self", SELF, by=None, at=NOON, on=ON)
        hand_in(one.pk, by=None, at=NOON, on=ON)
    return open_appraisal(year.pk, by=None, at=NOON)


def appraised(year: BlockYear, done: tuple[float, ...] = (80, 76, 72, 72, 64)) -> BlockYear:
    """Every mark that counts is in; `done` of 80 planned decides."""
    appraising(year)
    for one, reached in zip(members(year), done, strict=True):
        mark(one.pk, "head", HEAD | {"1.1": planned(80, reached)}, by=None, at=NOON, on=ON)
        mark(one.pk, "standing", STANDING, by=None, at=NOON, on=ON)
    return BlockYear.objects.get(pk=year.pk)


def ranked(year: BlockYear, done: tuple[float, ...] = (80, 76, 72, 72, 64)) -> BlockYear:
    appraised(year, done)
    rank_year(year.pk, on=ON, by=None, at=NOON)
    return BlockYear.objects.get(pk=year.pk)


def clerk_of(member: BlockMember, username: str) -> Account:
    return make_account(username, f"Cán bộ {member.unit.name}", Role.CLERK, member.unit)
