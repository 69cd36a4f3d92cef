"""The sample office's movements as launched: the five of its list, a peak drive before each Tết and one thematic drive a year beside them.

Who joined, what was pledged and done, and the reviews are invented; occasions (the 70th years, elections, APEC 2017) are public.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from tdkt.sample.movements import MAIN, MOVEMENTS, PEOPLE
from tdkt.sample.seed import chance
from tdkt.sample.units import DISTRICT_LEVEL, ROOM_LEVEL, Unit, units

UNTIL = date(2020, 5, 25)
"""Nothing of the sample is known beyond this day."""


@dataclass(frozen=True)
class Goal:
    """A target of the pool: about how much is pledged, and how much chance lies between pledge and result."""

    words: str
    measure: str
    least: int
    most: int
    falling: bool = False


SOLVED = Goal("Tỷ lệ điều tra, khám phá các loại án", "%", 75, 90)
GRAVE = Goal("Tỷ lệ điều tra, khám phá án rất nghiêm trọng, đặc biệt nghiêm trọng", "%", 90, 98)
ROADS = Goal("Số vụ tai nạn giao thông trên địa bàn", "vụ", 6, 40, falling=True)
FIRES = Goal("Số vụ cháy trên địa bàn", "vụ", 2, 9, falling=True)
ADVANCED = Goal("Tỷ lệ cán bộ, chiến sĩ đạt danh hiệu Chiến sĩ tiên tiến", "%", 75, 95)
DRILL = Goal("Buổi huấn luyện điều lệnh, quân sự, võ thuật", "buổi", 20, 60)
FAULTS = Goal("Lượt đơn vị, bộ phận bị nhắc nhở về điều lệnh", "lượt", 2, 8, falling=True)
WORKS = Goal("Công trình, phần việc làm theo lời Bác", "việc", 2, 8)
FOUND = Goal("Mô hình tự phòng, tự quản lập mới hoặc củng cố", "mô hình", 3, 14)
SAFE = Goal("Tỷ lệ xã, phường, thị trấn đạt tiêu chuẩn an toàn về an ninh, trật tự", "%", 65, 90)
PEOPLES_DAY = Goal("Khu dân cư tổ chức Ngày hội toàn dân bảo vệ an ninh Tổ quốc", "nơi", 10, 60)
PATROLS = Goal("Ca tuần tra, kiểm soát", "ca", 60, 240)
PAPERS = Goal("Hồ sơ, thủ tục giải quyết trước hạn", "%", 60, 90)


@dataclass(frozen=True)
class Launch:
    """One launch: of a movement of the list (`listed`), or of one entered with it. `ended`: the day of its final review, None while none."""

    name: str
    level: str
    method: str
    launched_on: date
    ends_on: date
    listed: bool = False
    kind: str = "movement"
    part_of: str = ""
    launched_by: str = "Giám đốc Công an tỉnh"
    document: str = ""
    slogan: str = ""
    scope: str = "Toàn thể cán bộ, chiến sĩ Công an tỉnh"
    task: str = ""
    criteria: tuple[str, ...] = ()
    goals: tuple[Goal, ...] = ()
    share: float = 0.9
    interim: tuple[date, ...] = ()
    ended: date | None = None


LISTED = {
    MAIN: {
        "method": "standing",
        "level": "office",
        "slogan": "Chủ động, kỷ cương, trách nhiệm, hiệu quả",
        "task": "Bảo vệ an ninh quốc gia, bảo đảm trật tự, an toàn xã hội; xây dựng lực lượng",
        "criteria": (
            "Hoàn thành chỉ tiêu công tác được giao hằng năm",
            "Không để xảy ra đột xuất, bất ngờ trên địa bàn phụ trách",
            "Tập thể trong sạch, vững mạnh; nội bộ đoàn kết",
        ),
        "goals": (SOLVED, GRAVE, ADVANCED),
        "share": 0.97,
    },
    PEOPLE: {
        "method": "standing",
        "level": "ministry",
        "slogan": "Toàn dân chung tay bảo vệ an ninh, trật tự",
        "scope": "Các xã, phường, thị trấn, cơ quan, doanh nghiệp, nhà trường trong tỉnh",
        "task": "Xây dựng thế trận an ninh nhân dân gắn với xây dựng nông thôn mới",
        "criteria": (
            "Có mô hình phong trào hoạt động hiệu quả",
            "Khu dân cư tổ chức ngày hội hằng năm",
            "Xã, phường, thị trấn đạt tiêu chuẩn an toàn về an ninh, trật tự",
        ),
        "goals": (FOUND, SAFE, PEOPLES_DAY),
        "share": 0.75,
    },
    "Công an nhân dân học tập, thực hiện 6 điều Bác Hồ dạy": {
        "method": "standing",
        "level": "office",
        "slogan": "Vì nước quên thân, vì dân phục vụ",
        "criteria": ("Mỗi đơn vị một việc làm cụ thể mỗi năm", "Mỗi cán bộ đăng ký một việc học tập, thực hiện"),
        "goals": (WORKS, ADVANCED),
    },
    "Công an nhân dân chấp hành nghiêm điều lệnh; xây dựng nếp sống văn hóa, vì nhân dân phục vụ": {
        "method": "standing",
        "level": "office",
        "criteria": ("Chấp hành điều lệnh nội vụ, lễ tiết, tác phong", "Thái độ đúng mực khi tiếp nhân dân"),
        "goals": (DRILL, FAULTS),
        "share": 0.85,
    },
    "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh": {
        "method": "standing",
        "level": "office",
        "task": "Thực hiện Chỉ thị số 05-CT/TW",
        "goals": (WORKS,),
        "share": 0.8,
    },
}
"""How the movements of the list were launched; their days and documents are those of the list."""

LUNAR_YEARS = {2015: "Ất Mùi", 2016: "Bính Thân", 2017: "Đinh Dậu", 2018: "Mậu Tuất", 2019: "Kỷ Hợi", 2020: "Canh Tý"}
TET_DRIVE = "Cao điểm tấn công, trấn áp tội phạm, bảo đảm an ninh, trật tự Tết Nguyên đán"
THEMES = (
    ("Lập thành tích kỷ niệm 70 năm Ngày truyền thống Công an nhân dân", date(2015, 3, 2), date(2015, 8, 19), (WORKS, SOLVED)),
    ("Thi đua bảo đảm an ninh, trật tự bầu cử đại biểu Quốc hội và Hội đồng nhân dân các cấp", date(2016, 3, 15), date(2016, 6, 15), (PATROLS, PAPERS)),
    ("Thi đua phục vụ Năm APEC Việt Nam 2017", date(2017, 2, 20), date(2017, 11, 20), (PATROLS, ROADS)),
    ("Kỷ niệm 70 năm Ngày Chủ tịch Hồ Chí Minh có thư dạy sáu điều đối với Công an nhân dân", date(2017, 12, 11), date(2018, 3, 11), (WORKS, DRILL)),
    ("Thi đua cải cách hành chính, phục vụ nhân dân", date(2019, 3, 4), date(2019, 12, 10), (PAPERS, FAULTS)),
    ("Lập thành tích chào mừng đại hội đảng bộ các cấp, nhiệm kỳ 2020-2025", date(2020, 2, 3), date(2020, 10, 30), (SOLVED, WORKS)),
)  # fmt: skip


def launches() -> tuple[Launch, ...]:
    """All launches, the movements of the list first, then drive by drive."""
    listed = [
        Launch(
            name=one.name,
            listed=True,
            launched_on=one.day,
            ends_on=date(one.last, 12, 31),
            interim=(date(2017, 12, 20), date(2018, 12, 19)),
            **LISTED[one.name],  # type: ignore[arg-type]
        )
        for one in MOVEMENTS
    ]
    return (*listed, *drives())


def drives() -> tuple[Launch, ...]:
    """The peak drives before Tết and the thematic ones, each carried by the main movement."""
    found = []
    for number, (year, lunar) in enumerate(LUNAR_YEARS.items()):
        begin, end = date(year, 1, 14 + number % 3), date(year, 2, 20 + number % 3)
        found.append(
            Launch(
                name=f"{TET_DRIVE} {lunar} {year}",
                level="office",
                method="peak",
                launched_on=begin,
                ends_on=end,
                part_of=MAIN,
                document=f"Kế hoạch số {5 + number}/KH-CAT-PV11",
                slogan="Vì nhân dân vui xuân an toàn",
                criteria=("Kéo giảm tai nạn giao thông, cháy nổ", "Bảo đảm quân số ứng trực"),
                goals=(ROADS, FIRES),
                share=0.62,
                ended=end + timedelta(10 + number),
            )
        )
    for number, (name, begin, end, goals) in enumerate(THEMES):
        over = end <= UNTIL
        found.append(
            Launch(
                name=name,
                level="office",
                method="thematic",
                launched_on=begin,
                ends_on=end,
                part_of=MAIN,
                document=f"Kế hoạch số {41 + 7 * number}/KH-CAT-PX15",
                goals=goals,
                share=0.7 if over else 0.5,
                ended=end + timedelta(8 + number) if over else None,
            )
        )
    return tuple(sorted(found, key=lambda one: one.launched_on))


@dataclass(frozen=True)
class Pledge:
    """A target of a unit with its result, None while there is none."""

    words: str
    measure: str
    planned: Decimal
    falling: bool
    done: Decimal | None
    done_on: date | None


@dataclass(frozen=True)
class Answer:
    """A unit (by its code) that joined a movement, with what it pledged; `interim`: the day of its own interim review."""

    unit: Unit
    joined_on: date
    pledges: tuple[Pledge, ...]
    interim: date | None = None


@cache
def answers() -> dict[tuple[str, date], tuple[Answer, ...]]:
    """Who joined each launch, by name and day of the launch."""
    random = chance("launches")
    return {(one.name, one.launched_on): tuple(_answers_to(one, random)) for one in launches()}


def _answers_to(launch: Launch, random: Random) -> list[Answer]:
    """The units right under the office that joined: mostly in the first weeks, of a drive in the first days."""
    there = [
        unit
        for unit in units()
        if unit.level in (ROOM_LEVEL, DISTRICT_LEVEL) and unit.stands_on(launch.launched_on)
        and (launch.method == "standing" or unit.level == DISTRICT_LEVEL or "Cảnh sát" in unit.name)
    ]  # fmt: skip
    found = []
    for unit in there:
        if random.random() > launch.share:
            continue
        days = random.choice((3, 5, 7, 12)) if launch.method != "standing" else random.choice((10, 17, 24, 31, 45))
        own = random.random() < 0.15 and launch.method == "standing"
        found.append(
            Answer(
                unit,
                launch.launched_on + timedelta(days),
                tuple(_pledge(goal, launch, random) for goal in launch.goals),
                date(2017, 11, random.randint(6, 28)) if own and unit.stands_on(date(2017, 11, 28)) else None,
            )
        )
    return found


def _pledge(goal: Goal, launch: Launch, random: Random) -> Pledge:
    """What is pledged and done: mostly reached, now and then not; of what is still under way often nothing is known."""
    planned = random.randint(goal.least, goal.most)
    turn = random.choices((1.0, 1.06, 1.15, 0.93), weights=(4, 5, 3, 2))[0]
    done = round(planned / turn if goal.falling else planned * turn)
    if goal.measure == "%":
        done = min(done, 100)
    last = min(launch.ends_on, UNTIL - timedelta(5))
    known = launch.ends_on <= UNTIL or random.random() < (0.8 if launch.method == "standing" else 0.25)
    day = last - timedelta(random.randint(0, 9)) if known else None
    return Pledge(goal.words, goal.measure, Decimal(planned), goal.falling, Decimal(done) if known else None, day)
