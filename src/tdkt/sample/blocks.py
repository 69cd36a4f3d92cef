"""The blocks of the sample office, 2015 to 2019: two of the districts and three of the rooms, with what each hand marked. All invented.

The ranks agree with what the office has entered elsewhere: no district stands before another that stands before it in their cụm of that
year (`collectives.places`), and rooms that were rated excellent come first.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from tdkt.sample.collectives import places, unit_ratings
from tdkt.sample.ratings import EXCELLENT
from tdkt.sample.seed import chance
from tdkt.sample.units import DISTRICTS, ROOM_LEVEL, Unit, units

YEARS = (2015, 2016, 2017, 2018, 2019)
PLAIN, MOUNTAIN = (
    "Khối thi đua Công an các huyện, thị xã, thành phố đồng bằng",
    "Khối thi đua Công an các huyện trung du - miền núi",
)
ROOMS = {
    "Khối thi đua An ninh": ("An ninh", "Kỹ thuật nghiệp vụ", "xuất nhập cảnh", "Hồ sơ"),
    "Khối thi đua Cảnh sát": ("Cảnh sát", "Trại tạm giam", "Kỹ thuật hình sự"),
    "Khối thi đua Tham mưu - Xây dựng lực lượng - Hậu cần": (),
}
"""The blocks of the rooms by what their names hold; the last takes the others."""
QUOTA = "Hướng dẫn thi đua của Công an tỉnh (mẫu)"
SHEET_NAME = "Bảng điểm thi đua các khối"
CONTENT: dict[str, Any] = {
    "groups": [
        {
            "code": "1",
            "name": "Thực hiện nhiệm vụ chuyên môn",
            "criteria": [
                {"code": "1.1", "name": "Tỷ lệ điều tra, khám phá án hình sự (%)", "kind": "planned", "points": "20", "hand": "head"},
                {"code": "1.2", "name": "Tỷ lệ giải quyết tin báo, tố giác về tội phạm (%)", "kind": "planned", "points": "15", "hand": "head"},
                {"code": "1.3", "name": "Số vụ tai nạn giao thông", "kind": "planned", "points": "10", "hand": "head", "inverted": True},
                {"code": "1.4", "name": "Mô hình phong trào được củng cố, xây dựng mới", "kind": "planned", "points": "15", "hand": "head"},
            ],
        },
        {
            "code": "2",
            "name": "Xây dựng Đảng, xây dựng lực lượng",
            "criteria": [
                {
                    "code": "2.1",
                    "name": "Chấp hành kỷ luật, kỷ cương, điều lệnh",
                    "kind": "graded",
                    "points": "15",
                    "hand": "head",
                    "grades": {"A": "1", "B": "0.8", "C": "0.5", "D": "0"},
                },
                {"code": "2.2", "name": "Tham gia hoạt động chung của khối", "kind": "points", "points": "10", "hand": "head"},
            ],
        },
        {
            "code": "3",
            "name": "Công tác thi đua, khen thưởng",
            "criteria": [
                {
                    "code": "3.1",
                    "name": "Tổ chức phong trào, phát hiện và nhân điển hình tiên tiến",
                    "kind": "graded",
                    "points": "15",
                    "hand": "standing",
                    "grades": {"A": "1", "B": "0.8", "C": "0.5", "D": "0"},
                },
                {"code": "3.2", "name": "Cách làm sáng tạo, hiệu quả", "kind": "bonus", "most": "5", "hand": "standing"},
                {"code": "3.3", "name": "Xây dựng điển hình tiên tiến", "kind": "bonus", "most": "5", "hand": "standing"},
                {
                    "code": "3.4",
                    "name": "Vi phạm trong năm",
                    "kind": "penalty",
                    "hand": "standing",
                    "steps": [
                        {"words": "Hồ sơ khen thưởng bị trả lại", "points": "5"},
                        {"words": "Báo cáo chậm từ 15 ngày", "points": "20"},
                        {"words": "Lãnh đạo bị khiển trách", "points": "10"},
                        {"words": "Lãnh đạo bị cảnh cáo", "points": "20", "bars": True},
                    ],
                },
            ],
        },
    ],
    "bonus": {"per_percent": "0.01", "most_share": "0.1", "most_all": "20"},
}  # fmt: skip
"""A sheet to start from: standard points, falling targets, grades A to D, capped bonuses and graded penalties."""


@dataclass(frozen=True)
class Marked:
    """What the hands said of a member: by hand and criterion, (planned, done, grade, points) as text; what the conference chose in a tie."""

    unit: Unit
    pledge: str
    marks: dict[str, dict[str, dict[str, str]]]
    choice: str = ""
    settled: str = ""


@dataclass(frozen=True)
class Year:
    """One year of a block, its members in their order; the first leads it, the second is deputy."""

    name: str
    year: int
    flags: int
    certificates: int
    members: tuple[Marked, ...]

    @property
    def signed(self) -> date:
        return date(self.year, 1, 28)

    @property
    def ranked(self) -> date:
        return date(self.year, 12, 20)


@cache
def years() -> tuple[Year, ...]:
    """Every block of every year, by year."""
    return tuple(
        _year(name, year, members, quota)
        for year in YEARS
        for name, members, quota in (
            (PLAIN, _districts(year, mountain=False), (2, 1)),
            (MOUNTAIN, _districts(year, mountain=True), (2, 1)),
            *((name, _rooms(year, name), (1, 1)) for name in ROOMS),
        )
    )


def _districts(year: int, *, mountain: bool) -> list[Unit]:
    """The districts of a block from the first place on, so that no place of a cụm is contradicted."""
    names = {one.police for one in DISTRICTS if one.mountain == mountain}
    found = [one for one in places() if one.year == year and one.level == "unit" and one.unit.name in names]
    stream = chance(f"block {year} {mountain}")
    return [one.unit for one in sorted(found, key=lambda one: (one.rank, stream.random()))]


def _rooms(year: int, block: str) -> list[Unit]:
    """The rooms of a block that stood at the end of the year; who was rated excellent comes first."""
    words = ROOMS[block]
    taken = [word for name, others in ROOMS.items() if name != block for word in others]
    excellent = {one.unit.full for one in unit_ratings(year) if one.rating == EXCELLENT}
    rooms = [u for u in units() if u.level == ROOM_LEVEL and u.stands_on(date(year, 12, 31))]
    own = [u for u in rooms if (any(w in u.name for w in words) if words else not any(w in u.name for w in taken))]
    if words:
        earlier = list(ROOMS)[: list(ROOMS).index(block)]
        own = [u for u in own if not any(w in u.name for name in earlier for w in ROOMS[name])]
    stream = chance(f"block {year} {block}")
    return sorted(own, key=lambda u: (u.full not in excellent, stream.random()))


CHOSEN = "Hội nghị khối bỏ phiếu kín khi tổng điểm bằng nhau"
PLEDGES = (
    "Giữ vững danh hiệu tập thể tiên tiến, không có cán bộ vi phạm kỷ luật",
    "Phấn đấu đạt danh hiệu Đơn vị quyết thắng, hoàn thành vượt các chỉ tiêu đã đăng ký",
    "Hoàn thành 100 % chỉ tiêu công tác, xây dựng ít nhất một mô hình mới",
)


def _year(name: str, year: int, ordered: list[Unit], quota: tuple[int, int]) -> Year:
    """Marks that come out in this order; in the districts' blocks of 2018 the last flag is tied and settled by the conference."""
    stream = chance(f"marks {name} {year}")
    tie = quota[0] if name in (PLAIN, MOUNTAIN) and year == 2018 else None
    marked = []
    best = 92
    for place, unit in enumerate(ordered):
        if place and place != tie:
            best -= stream.choice((2, 3, 4))
        one = _marked(unit, best, stream)
        if tie is not None and place in (tie - 1, tie):
            one = replace(one, choice="flag" if place < tie else "certificate", settled=CHOSEN)
        marked.append(one)
    members = sorted(marked, key=lambda one: one.unit.code)
    turn = year % len(members)
    flags, certificates = quota
    return Year(name, year, flags, certificates, tuple(members[turn:] + members[:turn]))


def _marked(unit: Unit, done: int, stream: Any) -> Marked:
    """A member's marks; the share `done` of 92 planned of the first criterion orders the block."""
    rates = {"1.2": ("90", "90"), "1.3": ("20", "20"), "1.4": ("4", "4")}
    head = {"1.1": {"planned": "92", "done": str(done)}}
    head |= {code: {"planned": plan, "done": reached} for code, (plan, reached) in rates.items()}
    head |= {"2.1": {"grade": "A"}, "2.2": {"points": "9"}}
    own = {code: dict(said) for code, said in head.items()}
    own["1.1"]["done"] = str(min(92, done + stream.choice((0, 0, 1, 2))))
    own["2.2"] = {"points": stream.choice(("9", "9.5", "10"))}
    own["3.1"] = {"grade": "A"}
    return Marked(unit, stream.choice(PLEDGES), {"self": own, "head": head, "standing": {"3.1": {"grade": "A"}}})
