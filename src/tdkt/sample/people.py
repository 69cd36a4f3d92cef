"""The invented force of some 2,000 people: who they are, where they served and at what post, and the rank they held on a given day.

Service numbers begin with 000 and have seven figures, which no real one has; there are no identity numbers. Two pairs share their names.
"""

import heapq
import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from tdkt.sample.names import NameMaker
from tdkt.sample.seed import chance
from tdkt.sample.units import (
    CHANGE,
    DISTRICT_LEVEL,
    DISTRICTS,
    EMULATION_ROOM,
    PROVINCE,
    PROVINCE_LEVEL,
    ROOM_LEVEL,
    TEAM_LEVEL,
    Unit,
    by_full_name,
    home_of,
    units,
)

OFFICER = "Cán bộ"
START = date(2016, 1, 1)
"""The day on which the office began its register."""


@dataclass(frozen=True)
class Step:
    """From this day on the person serves in this unit (by its full name) at this post."""

    since: date
    unit: str
    post: str


@dataclass(frozen=True)
class Person:
    """One invented member of the force; `left` is the first day after service, None while serving; `late` delays the ranks by years."""

    name: str
    sex: str
    born: date
    number: str
    home: str
    joined: date
    left: date | None
    late: int
    steps: tuple[Step, ...]

    def serves_on(self, day: date) -> bool:
        """Whether the person is in the force on this day."""
        return self.joined <= day and (self.left is None or day < self.left)

    def step_on(self, day: date) -> Step:
        """Unit and post on this day (the first ones for a day before)."""
        return [s for s in self.steps if s.since <= day][-1] if self.steps[0].since <= day else self.steps[0]

    def unit_on(self, day: date) -> Unit:
        """The unit on this day."""
        return by_full_name()[self.step_on(day).unit]

    def service_on(self, day: date) -> int:
        """Whole years since joining."""
        return day.year - self.joined.year - ((day.month, day.day) < (self.joined.month, self.joined.day))

    def rank_on(self, day: date) -> str:
        """The rank on this day: by years of service, up to the highest that goes with the post."""
        years = self.service_on(day) - self.late
        reached = max((i for i, (least, _) in enumerate(_RANKS) if years >= least), default=0)
        return _RANKS[min(reached, _CEILINGS[_weight(self.step_on(day).post)])][1]


_RANKS = (
    (-99, "Hạ sĩ"), (1, "Trung sĩ"), (2, "Thượng sĩ"), (4, "Thiếu úy"), (6, "Trung úy"), (9, "Thượng úy"), (12, "Đại úy"), (16, "Thiếu tá"),
    (20, "Trung tá"), (25, "Thượng tá"), (29, "Đại tá"),
)  # fmt: skip
_CEILINGS = {0: 10, 1: 9, 2: 9, 3: 8, 4: 8, 5: 8}


def _weight(post: str) -> int:
    """The weight of a post, 0 the director's, 5 an officer without post; this is also the order in lists."""
    if post == "Giám đốc" or post == "Phó Giám đốc":
        return 0
    if (
        post.startswith(("Trưởng phòng", "Trưởng Công an huyện", "Trưởng Công an th", "Chánh ", "Giám thị"))
        and "thị trấn" not in post
    ):
        return 1
    if post.startswith(("Phó Trưởng phòng", "Phó Trưởng Công an huyện", "Phó Chánh", "Phó Giám thị")) or (
        post.startswith("Phó Trưởng Công an th") and "thị trấn" not in post
    ):
        return 2
    if post.startswith(("Đội trưởng", "Trưởng Công an")):
        return 3
    if post.startswith(("Phó Đội trưởng", "Phó Trưởng Công an")):
        return 4
    return 5


AGES = {0: (46, 57), 1: (40, 57), 2: (37, 55), 3: (32, 53), 4: (28, 49), 5: (20, 54)}
NAMED = {
    ("Đội Thi đua và chính sách", "Phòng Công tác chính trị"): ("Trần Thị Thu Hà", "f", "Cán bộ", date(1986, 9, 12)),
    ("Đội Thanh tra", "Thanh tra Công an tỉnh"): ("Lê Viết Trung", "m", "Đội trưởng", date(1976, 4, 3)),
    ("Đội Tổng hợp", "Công an huyện Đại Lộc"): ("Phan Thị Ngọc Ánh", "f", "Cán bộ", date(1989, 11, 20)),
}
"""The sample people of `office.accounts`, who also stand in the staff list: by team and house, name, sex, post and birth."""


def post_of_head(unit: Unit, *, deputy: bool = False) -> str:
    """What the head of a unit (or the deputy) is called: "Trưởng Công an huyện", "Phó Đội trưởng", "Phó Chánh Thanh tra"."""
    if unit.level == TEAM_LEVEL:
        title = "Đội trưởng"
    elif unit.level == ROOM_LEVEL:
        title = {"Thanh tra Công an tỉnh": "Chánh Thanh tra", "Trại tạm giam": "Giám thị"}.get(
            unit.name, "Trưởng phòng"
        )
        title = "Chánh Văn phòng" if unit.name.startswith("Văn phòng") else title
    elif unit.level == DISTRICT_LEVEL:
        title = "Trưởng " + unit.name.removesuffix(_district_name(unit)).strip()
    else:
        title = "Trưởng " + " ".join(unit.name.split()[: 3 if "phường" in unit.name else 4])
    return f"Phó {title}" if deputy else title


def _district_name(unit: Unit) -> str:
    return next(d.name for d in DISTRICTS if unit.name.endswith(d.name))


@cache
def force() -> tuple[Person, ...]:
    """Everyone who served between 2015 and May 2020, in the order of the office's lists (by unit, then by post and number)."""
    return _Recruiter(
        chance("people"), NameMaker(chance("names"), taken=tuple(n for n, *_ in NAMED.values()))
    ).raise_force()


class _Recruiter:
    """Fills every post of the office as it stood in 2016, then lets some be promoted, moved, retired, and all go through 15/8/2018."""

    def __init__(self, stream: random.Random, names: NameMaker) -> None:
        self._stream = stream
        self._names = names
        self._number = 0
        self._made: list[Person] = []

    def raise_force(self) -> tuple[Person, ...]:
        standing = [u for u in units() if u.stands_on(START)]
        for unit in standing:
            for post in self._posts(unit):
                self._made.append(self._person(unit, post))
        self._share_names()
        self._fill_vacancies()
        return tuple(self._made)

    def _posts(self, unit: Unit) -> list[str]:
        """The posts of one unit, its teams' apart."""
        draw = self._stream.randint
        if unit.level == PROVINCE_LEVEL:
            return ["Giám đốc"] + ["Phó Giám đốc"] * 4
        head, deputy = post_of_head(unit), post_of_head(unit, deputy=True)
        if unit.level in (ROOM_LEVEL, DISTRICT_LEVEL):
            return [head] + [deputy] * draw(2, 3)
        if unit.level == TEAM_LEVEL:
            return [head] + [deputy] * draw(1, 2) + [OFFICER] * draw(3, 8)
        return [head, deputy] + [OFFICER] * draw(3, 5)

    def _person(self, unit: Unit, post: str) -> Person:
        stream = self._stream
        named = NAMED.get((unit.name, unit.parent))
        if named and (named[0] in {p.name for p in self._made} or named[2] != post):
            named = None
        least, most = AGES[_weight(post)]
        mountain = home_of(unit).name.split()[-1] in ("Giang", "My", "Sơn") and stream.random() < 0.3
        female = stream.random() < (0.08 if _weight(post) < 3 else 0.24)
        age = min(stream.randint(least, most), stream.randint(least, most) if post == OFFICER else most)
        born = date(2016 - age, stream.randint(1, 12), stream.randint(1, 28))
        name = self._names.draw(female=female, mountain=mountain)
        if named:
            name, female, born = named[0], named[1] == "f", named[3]
        joined = self._joined(born, post)
        self._number += stream.randint(1, 4)
        return Person(
            name=name,
            sex="f" if female else "m",
            born=born,
            number=f"000-{self._number:04}",
            home=self._home(unit, mountain),
            joined=joined,
            left=self._left(born, female, joined, named=bool(named)),
            late=stream.choice((0, 0, 1, 1, 2, 3)),
            steps=self._steps(unit, post, joined, named=bool(named)),
        )

    def _joined(self, born: date, post: str) -> date:
        """Between 18 and 24 years of age, in the months when schools and recruits begin; the youngest of 2016 come until 2018."""
        stream = self._stream
        year = born.year + stream.randint(18, 24 if post == OFFICER else 20)
        if post == OFFICER and born.year >= 1990 and stream.random() < 0.17:
            year = stream.choice((2016, 2017, 2018))
        if post != OFFICER:
            year = min(year, 2008)
        return date(min(year, 2018), stream.choice((2, 2, 3, 6, 9)), stream.randint(1, 10))

    def _left(self, born: date, female: bool, joined: date, *, named: bool) -> date | None:
        """Retirement in the sample: women at 55, men at 58; a very few leave before."""
        out = date(born.year + (55 if female else 58), born.month, 1) + timedelta(days=31)
        out = out.replace(day=1)
        if not named and self._stream.random() < 0.01:
            out = date(self._stream.choice((2017, 2018, 2019)), self._stream.randint(1, 12), 1)
        if joined >= START:
            return None
        return out if START < out < date(2020, 7, 1) else None

    def _home(self, unit: Unit, mountain: bool) -> str:
        near = [d for d in DISTRICTS if d.police == home_of(unit).name]
        district = near[0] if near and (mountain or self._stream.random() < 0.45) else self._stream.choice(DISTRICTS)
        place = self._stream.choice(district.places)
        return f"{place}, {district.kind} {district.name}, tỉnh Quảng Nam"

    def _steps(self, unit: Unit, post: str, joined: date, *, named: bool) -> tuple[Step, ...]:
        stream = self._stream
        first = max(joined, date(2010, 1, 1))
        steps = [Step(first, unit.full, post)]
        roll = stream.random()
        day = date(stream.choice((2016, 2017, 2018, 2019)), stream.choice((1, 3, 5, 10, 11)), 1)
        if named or joined >= START:
            pass
        elif roll < 0.12 and unit.level == TEAM_LEVEL and post != OFFICER:
            lower = OFFICER if post.startswith("Phó") else post_of_head(unit, deputy=True)
            steps = [Step(first, unit.full, lower), Step(day, unit.full, post)]
        elif 0.12 < roll < 0.17 and post == OFFICER:
            away = stream.choice([u for u in units() if u.level == TEAM_LEVEL and u.stands_on(START) and u.end is None])
            steps.append(Step(day, away.full, OFFICER))
        return _through_the_change(steps, stream)

    def _share_names(self) -> None:
        """Two pairs of namesakes, far apart in unit and in years."""
        men = [
            i for i, p in enumerate(self._made) if p.sex == "m" and _weight(p.steps[-1].post) >= 3 and p.joined < START
        ]
        for one, other in ((men[120], men[900]), (men[333], men[1010])):
            self._made[other] = replace(self._made[other], name=self._made[one].name)

    def _fill_vacancies(self) -> None:
        """Where a head or team leader retires, and in the rooms that are new on 15/8/2018, someone of the next lower post steps up."""
        vacant = [
            (p.left, p.steps[-1].unit, p.steps[-1].post)
            for p in self._made
            if p.left and _weight(p.steps[-1].post) in (0, 1, 3)
        ]
        for room in _NEW_ROOMS:
            head = by_full_name()[room]
            vacant += [(CHANGE, room, post_of_head(head)), (CHANGE, room, post_of_head(head, deputy=True))]
            vacant += [(CHANGE, team.full, post_of_head(team)) for team in units() if team.parent == room]
        heapq.heapify(vacant)
        while vacant:
            day, unit, post = heapq.heappop(vacant)
            left = self._promote(day, by_full_name()[unit], post)
            if left and _weight(left.post) in (1, 3):
                heapq.heappush(vacant, (day, left.unit, left.post))

    def _promote(self, day: date, unit: Unit, post: str) -> Step | None:
        """Let the longest-serving of the next lower post step up; the answer is the place left empty by it, if anyone was found."""
        if unit.end is not None or day >= date(2020, 5, 1):
            return None
        house = home_of(unit).name
        sources = _NEW_ROOMS.get(house, (house,))
        lower = {0: (1,), 1: (2,), 2: (3,), 3: (4, 5)}[_weight(post)]
        fit = [
            (_weight(p.step_on(day).post), p.joined, number)
            for number, p in enumerate(self._made)
            if p.serves_on(day)
            and p.left is None
            and (home_of(p.unit_on(day)).name in sources or house == PROVINCE)
            and _weight(p.step_on(day).post) in lower
            and p.service_on(day) >= 9
            and p.steps[-1].since < day
            and p.name not in {name for name, *_ in NAMED.values()}
        ]
        if not fit:
            return None
        chosen = min(fit)[2]
        person = self._made[chosen]
        self._made[chosen] = replace(person, steps=(*person.steps, Step(day, unit.full, post)))
        return person.step_on(day)


_CYBER, _WATERWAY = "Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao", "Phòng Cảnh sát đường thủy"
_NEW_ROOMS = {
    _CYBER: ("Phòng Kỹ thuật nghiệp vụ", "Phòng An ninh kinh tế", "Phòng An ninh chính trị nội bộ"),
    _WATERWAY: (
        "Phòng Cảnh sát giao thông đường bộ - đường sắt",
        "Phòng Cảnh sát giao thông",
        "Phòng Cảnh sát cơ động",
    ),
}
"""The two rooms that are new on 15/8/2018, and the rooms from which their people come."""
_GIVING_WAY = ("Phòng Đào tạo", "Phòng Công tác Đảng và công tác quần chúng", "Phòng Cảnh sát truy nã tội phạm")
"""Rooms merged into others or dissolved on that day, whose heads become deputies there."""


def _through_the_change(steps: list[Step], stream: random.Random) -> tuple[Step, ...]:
    """The same steps with every unit replaced by the one that stands: rooms and teams that ended on 14/8/2018 by their successors."""
    named = by_full_name()
    carried = []
    for number, step in enumerate(steps):
        after = steps[number + 1].since if number + 1 < len(steps) else date.max
        unit = named[step.unit]
        if unit.end is None:
            carried.append(step)
            continue
        later = _later(unit)
        post = step.post
        if unit.name in _GIVING_WAY and _weight(post) == 1:
            post = post_of_head(later, deputy=True)
        if step.since < CHANGE:
            carried.append(step)
        if after > CHANGE:
            carried.append(Step(max(step.since, CHANGE), later.full, post))
    return _to_new_rooms(carried, stream)


def _to_new_rooms(steps: list[Step], stream: random.Random) -> tuple[Step, ...]:
    """Some officers of the rooms go to the two rooms that are new on 15/8/2018."""
    last = steps[-1]
    source = home_of(by_full_name()[last.unit]).name
    target = next((room for room, sources in _NEW_ROOMS.items() if source in sources), None)
    if target is None or last.since > CHANGE or last.post != OFFICER or stream.random() > 0.3:
        return tuple(steps)
    teams = [u for u in units() if u.parent == target]
    return (*(s for s in steps if s.since < CHANGE), Step(CHANGE, stream.choice(teams).full, OFFICER))


def _later(unit: Unit) -> Unit:
    """The unit that carries on a unit that ended on 14/8/2018 (dissolved ones: the criminal police's team of the same name)."""
    for later in units():
        if unit.full in later.succeeds:
            return later
    if unit.level == TEAM_LEVEL:
        return by_full_name()[f"{unit.name}, Phòng Cảnh sát hình sự"]
    return by_full_name()["Phòng Cảnh sát hình sự"]


def emulation_room(day: date) -> str:
    """The room that kept emulation and commendation on this day, before and after 15/8/2018."""
    return EMULATION_ROOM if day >= CHANGE else "Phòng Công tác chính trị"


def in_order(people: list[Person], day: date) -> list[Person]:
    """People as a staff list has them: by unit, then by post, then by service number."""
    place = {unit.full: number for number, unit in enumerate(units())}
    return sorted(people, key=lambda p: (place[p.step_on(day).unit], _weight(p.step_on(day).post), p.number))


def weight_on(person: Person, day: date) -> int:
    """The weight of the person's post on this day: 0 the director's to 5 an officer without post."""
    return _weight(person.step_on(day).post)
