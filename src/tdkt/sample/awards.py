"""Who was given what, when and by whom: the decisions behind the office's award lists, from 2015 to May 2020.

The totals are those of the five-year summary that the sample must bear out; they stand in the tables below, by year of signing. Receivers
are drawn so that each fits the unit and rank of the day; within one form of merit nobody is drawn twice.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from tdkt.sample.members import is_advanced, is_determined
from tdkt.sample.people import Person, force, weight_on
from tdkt.sample.seed import chance
from tdkt.sample.units import (
    DISTRICT_LEVEL,
    EMULATION_BEFORE,
    EMULATION_ROOM,
    PROVINCE,
    ROOM_LEVEL,
    TEAM_LEVEL,
    WARD_LEVEL,
    Unit,
    by_full_name,
    lineage,
    units,
)

PRESIDENT, PRIME_MINISTER, MINISTRY, PROVINCE_COMMITTEE, DIRECTOR = "CTN", "TTg", "BCA", "UBND", "CAT"

SIGNERS = {
    PRESIDENT: "Chủ tịch nước",
    PRIME_MINISTER: "Thủ tướng Chính phủ",
    MINISTRY: "Bộ trưởng Bộ Công an",
    PROVINCE_COMMITTEE: "Chủ tịch UBND tỉnh Quảng Nam",
    DIRECTOR: "Giám đốc Công an tỉnh",
}
"""By the letters of a decision's number: whose decision it is, as lists write it."""

ORDER_DEFENCE = "Huân chương Bảo vệ Tổ quốc"
ORDER_FEAT = "Huân chương Chiến công"
MEDAL_GLORIOUS = "Huy chương Chiến sĩ vẻ vang"
MEDAL_SECURITY = "Huy chương Vì an ninh Tổ quốc"
MERIT_PRIME_MINISTER = "Bằng khen của Thủ tướng Chính phủ"
MERIT_MINISTRY = "Bằng khen của Bộ Công an"
MERIT_PROVINCE = "Bằng khen của UBND tỉnh"
FLAG_GOVERNMENT = "Cờ thi đua của Chính phủ"
FLAG_MINISTRY = "Cờ thi đua của Bộ Công an"
FLAG_PROVINCE = "Cờ dẫn đầu phong trào thi đua của UBND tỉnh"
DETERMINED = "Đơn vị quyết thắng"
ADVANCED = "Đơn vị tiên tiến"
COMMENDATION = "Giấy khen"


@dataclass(frozen=True)
class Decision:
    """One decision: `number` without its letters, the letters of its authority, and the day of signing; a submission when `proposed`."""

    number: int
    letters: str
    day: date
    proposed: bool = False

    @property
    def symbol(self) -> str:
        """Number and letters as printed: "1847/QĐ-CTN"."""
        return f"{self.number}/TTr-CAT-PX03" if self.proposed else f"{self.number}/QĐ-{self.letters}"


@dataclass(frozen=True)
class Conferral:
    """One award to one unit or person under one decision; `year` is the title year or the year of the achievement."""

    receiver: Unit | Person
    award: str
    decision: Decision
    year: int | None = None
    class_: str = ""


@dataclass(frozen=True)
class AwardGroup:
    """What is listed together under one title: conferrals of one decision (or of several, in lists that say the decision in each row)."""

    conferrals: tuple[Conferral, ...]
    subject: str
    """What for, as the title says it: "Đã có thành tích xuất sắc trong phong trào thi đua …"; empty for titles of a year."""

    @property
    def decision(self) -> Decision:
        return self.conferrals[0].decision


# Totals by year of signing, collectives and individuals: 2015 to May 2020.
_MERITS = {
    # authority, day, number, (collectives, individuals), year, what for
    2015: (
        (MINISTRY, date(2015, 2, 27), 712, (20, 40), 2014, ""),
        (PROVINCE_COMMITTEE, date(2015, 4, 20), 1405, (14, 26), 2014, ""),
    ),
    2016: (
        (MINISTRY, date(2016, 2, 26), 688, (20, 40), 2015, ""),
        (PROVINCE_COMMITTEE, date(2016, 4, 12), 1290, (12, 22), 2015, ""),
        (PROVINCE_COMMITTEE, date(2016, 11, 9), 3921, (6, 10), 2016, "đấu tranh, triệt phá chuyên án 416T"),
    ),
    2017: (
        (MINISTRY, date(2017, 2, 20), 512, (22, 44), 2016, ""),
        (PROVINCE_COMMITTEE, date(2017, 4, 10), 1188, (13, 23), 2016, ""),
        (
            MINISTRY,
            date(2017, 9, 12),
            3340,
            (6, 12),
            2017,
            "bảo đảm an ninh, trật tự trong phòng, chống bão lũ và tìm kiếm cứu nạn",
        ),
    ),
    2018: (
        (MINISTRY, date(2018, 3, 5), 812, (24, 46), 2017, ""),
        (PROVINCE_COMMITTEE, date(2018, 4, 16), 1167, (14, 26), 2017, ""),
        (
            MINISTRY,
            date(2018, 11, 20),
            6541,
            (7, 16),
            2018,
            "bảo vệ tuyệt đối an toàn các sự kiện chính trị trên địa bàn",
        ),
    ),
    2019: (
        (MINISTRY, date(2019, 2, 25), 905, (22, 43), 2018, ""),
        (PROVINCE_COMMITTEE, date(2019, 4, 15), 1096, (13, 26), 2018, ""),
        (MINISTRY, date(2019, 8, 12), 5210, (7, 16), 2019, "xây dựng phong trào “Toàn dân bảo vệ an ninh Tổ quốc”"),
    ),
    2020: (
        (MINISTRY, date(2020, 2, 24), 1011, (6, 11), 2019, ""),
        (PROVINCE_COMMITTEE, date(2020, 4, 20), 1042, (3, 6), 2019, ""),
    ),
}
_ORDERS = (
    # day, number, (second class: collectives, individuals), (third class: collectives, individuals)
    (date(2015, 10, 14), 1847, (0, 0), (0, 8)),
    (date(2016, 9, 30), 2290, (1, 0), (0, 10)),
    (date(2017, 8, 15), 1633, (1, 0), (1, 11)),
    (date(2018, 11, 6), 2011, (1, 1), (0, 13)),
    (date(2019, 10, 21), 1958, (1, 0), (0, 14)),
    (date(2020, 3, 16), 389, (0, 0), (0, 1)),
)
_PRIME_MINISTERS = (
    (date(2015, 11, 23), 2064, (1, 0), 2014),
    (date(2016, 10, 25), 2041, (2, 1), 2015),
    (date(2017, 12, 11), 1997, (2, 0), 2016),
    (date(2018, 10, 30), 1455, (2, 0), 2017),
    (date(2019, 11, 18), 1644, (2, 1), 2018),
)
_FLAGS_OF_MINISTRY = (
    (date(2016, 1, 22), 198),
    (date(2017, 1, 18), 205),
    (date(2018, 1, 30), 411),
    (date(2019, 1, 25), 367),
    (date(2020, 1, 16), 290),
)
_FLAGS_OF_PROVINCE = {2016: (date(2017, 2, 14), 502), 2018: (date(2019, 2, 19), 498)}
_COMMENDATIONS = (
    # day, number, year, what for
    (date(2015, 12, 21), 3098, 2015, "phong trào thi đua “Vì an ninh Tổ quốc” năm 2015"),
    (date(2016, 7, 12), 1604, 2016, "phong trào thi đua “Vì an ninh Tổ quốc” 6 tháng đầu năm 2016"),
    (date(2016, 12, 20), 3155, 2016, "phong trào thi đua “Vì an ninh Tổ quốc” năm 2016"),
    (date(2017, 7, 10), 1588, 2017, "phong trào thi đua “Vì an ninh Tổ quốc” 6 tháng đầu năm 2017"),
    (date(2017, 12, 18), 3055, 2017, "phong trào thi đua “Vì an ninh Tổ quốc” năm 2017"),
    (date(2018, 7, 16), 1620, 2018, "phong trào thi đua “Vì an ninh Tổ quốc” 6 tháng đầu năm 2018"),
    (date(2018, 12, 20), 3107, 2018, "phong trào thi đua “Vì an ninh Tổ quốc” năm 2018"),
    (date(2019, 7, 15), 1711, 2019, "phong trào thi đua “Vì an ninh Tổ quốc” 6 tháng đầu năm 2019"),
    (date(2019, 12, 12), 3312, 2019, "phong trào thi đua “Vì an ninh Tổ quốc” năm 2019"),
    (date(2020, 3, 20), 741, 2020, "đợt cao điểm tấn công, trấn áp tội phạm dịp Tết Nguyên đán Canh Tý 2020"),
)
_PER_COMMENDATION = (16, 64)


@dataclass(frozen=True)
class Book:
    """All lists of the office: by name of group, in the order of signing."""

    flags: tuple[AwardGroup, ...]
    determined: tuple[AwardGroup, ...]
    orders: tuple[AwardGroup, ...]
    feats: tuple[AwardGroup, ...]
    prime_minister: tuple[AwardGroup, ...]
    merits: tuple[AwardGroup, ...]
    commendations: tuple[AwardGroup, ...]
    medals: tuple[AwardGroup, ...]
    proposals: tuple[AwardGroup, ...]

    def groups(self) -> tuple[AwardGroup, ...]:
        """Every group, proposals last."""
        every = (
            self.flags,
            self.determined,
            self.orders,
            self.feats,
            self.prime_minister,
            self.merits,
            self.commendations,
            self.medals,
            self.proposals,
        )
        return tuple(group for part in every for group in part)

    def conferrals(self) -> tuple[Conferral, ...]:
        """Every row of every list, proposals too."""
        return tuple(c for group in self.groups() for c in group.conferrals)


@cache
def book() -> Book:
    """The awards of the sample office, the same on every run."""
    return _Council(chance("awards")).decide()


class _Council:
    """Draws receivers; remembers who already has what."""

    def __init__(self, stream: random.Random) -> None:
        self._stream = stream
        self._taken: dict[str, set[str]] = {}
        self._people = force()

    def decide(self) -> Book:
        feats = self._feats()
        orders = self._orders()
        prime_minister = self._prime_ministers()
        return Book(
            flags=self._flags(),
            determined=self._determined(),
            orders=orders,
            feats=feats,
            prime_minister=prime_minister,
            merits=self._merits(),
            commendations=self._commendations(),
            medals=self._medals(),
            proposals=self._proposals(),
        )

    # -- receivers -----------------------------------------------------------------------------------

    def _draw_people(
        self, count: int, day: date, once: str, fits: Callable[[Person, date], bool] = lambda p, day: True
    ) -> list[Person]:
        """People in service on the day who fit; within the form `once` nobody twice (an empty `once` allows it)."""
        taken = self._taken.setdefault(once, set()) if once else set()
        free = [p for p in self._people if p.serves_on(day) and p.number not in taken and fits(p, day)]
        drawn = self._stream.sample(free, count)
        taken.update(p.number for p in drawn)
        return sorted(drawn, key=lambda p: (_place(p.unit_on(day)), weight_on(p, day), p.number))

    def _draw_units(
        self, count: int, day: date, once: str, fits: Callable[[Unit], bool] = lambda u: True
    ) -> list[Unit]:
        """Units standing on the day, never the provincial police itself; within the form `once` no line of units twice."""
        taken = self._taken.setdefault(once, set()) if once else set()
        free = [u for u in units() if u.stands_on(day) and u.name != PROVINCE and lineage(u) not in taken and fits(u)]
        drawn = self._stream.sample(free, count)
        taken.update(lineage(u) for u in drawn)
        return sorted(drawn, key=_place)

    # -- forms ---------------------------------------------------------------------------------------

    def _flags(self) -> tuple[AwardGroup, ...]:
        own = by_full_name()[PROVINCE]
        staff = by_full_name()["Phòng Tham mưu"]
        groups = [
            AwardGroup((Conferral(own, FLAG_MINISTRY, Decision(number, MINISTRY, day), day.year - 1),), "")
            for day, number in _FLAGS_OF_MINISTRY
        ]
        groups += [
            AwardGroup((Conferral(own, FLAG_PROVINCE, Decision(number, PROVINCE_COMMITTEE, day), year),), "")
            for year, (day, number) in _FLAGS_OF_PROVINCE.items()
        ]
        groups.append(
            AwardGroup((Conferral(staff, FLAG_GOVERNMENT, Decision(355, PRIME_MINISTER, date(2020, 3, 10)), 2019),), "")
        )
        return tuple(groups)

    def _determined(self) -> tuple[AwardGroup, ...]:
        """Each year some rooms, districts and teams; one room alone has it five years on end, across the merger of 2018."""
        streak = Counter[str]()
        ever = {lineage(by_full_name()[EMULATION_ROOM])}
        groups = []
        for day, number in _FLAGS_OF_MINISTRY:
            year = day.year - 1
            end = date(year, 12, 31)
            houses = self._draw_units(
                11,
                end,
                "",
                lambda u: u.level in (ROOM_LEVEL, DISTRICT_LEVEL) and lineage(u) not in ever and streak[lineage(u)] < 3,
            )
            teams = self._draw_units(
                9, end, "", lambda u: u.level in (TEAM_LEVEL, WARD_LEVEL) and streak[lineage(u)] < 3
            )
            always = by_full_name()[EMULATION_ROOM if year >= 2018 else EMULATION_BEFORE]
            chosen = sorted([always, *houses, *teams], key=_place)
            again = Counter({lineage(u): streak[lineage(u)] + 1 for u in chosen})
            streak.clear()
            streak.update(again)
            decision = Decision(number + 2, MINISTRY, day)
            groups.append(AwardGroup(tuple(Conferral(u, DETERMINED, decision, year) for u in chosen), ""))
        return _to_the_deserving(groups, is_determined, most=4)

    def _feats(self) -> tuple[AwardGroup, ...]:
        day = date(2017, 8, 15)
        hero = self._draw_people(
            1,
            day,
            ORDER_FEAT,
            lambda p, day: (
                p.sex == "m"
                and p.unit_on(day).name in ("Đội Đấu tranh chuyên án", "Đội Trọng án")
                and weight_on(p, day) == 3
            ),
        )
        decision = Decision(1634, PRESIDENT, day)
        reason = "Đã lập chiến công xuất sắc, dũng cảm trong đấu tranh chống tội phạm, góp phần giữ gìn trật tự, an toàn xã hội"
        return (AwardGroup((Conferral(hero[0], ORDER_FEAT, decision, None, "Ba"),), reason),)

    def _orders(self) -> tuple[AwardGroup, ...]:
        groups = []
        for day, number, second, third in _ORDERS:
            decision = Decision(number, PRESIDENT, day)
            rows = []
            for class_, (collectives, individuals) in (("Nhì", second), ("Ba", third)):
                bodies = self._draw_units(
                    collectives,
                    day,
                    ORDER_DEFENCE,
                    lambda u: u.level in (ROOM_LEVEL, DISTRICT_LEVEL) and u.begin != date(2018, 8, 15),
                )
                veterans = self._draw_people(
                    individuals,
                    day,
                    ORDER_DEFENCE,
                    _head_of_long_service if class_ == "Nhì" else _veteran,
                )
                rows += [Conferral(body, ORDER_DEFENCE, decision, None, class_) for body in bodies]
                rows += [Conferral(person, ORDER_DEFENCE, decision, None, class_) for person in veterans]
            groups.append(
                AwardGroup(
                    tuple(rows),
                    "Đã có thành tích xuất sắc trong huấn luyện, chiến đấu, xây dựng lực lượng Công an nhân dân",
                )
            )
        return tuple(groups)

    def _prime_ministers(self) -> tuple[AwardGroup, ...]:
        groups = []
        for day, number, (collectives, individuals), year in _PRIME_MINISTERS:
            decision = Decision(number, PRIME_MINISTER, day)
            receivers: list[Unit | Person] = [
                *self._draw_units(
                    collectives,
                    day,
                    MERIT_PRIME_MINISTER,
                    lambda u: u.level in (ROOM_LEVEL, DISTRICT_LEVEL) and u.begin != date(2018, 8, 15),
                ),
                *self._draw_people(
                    individuals,
                    day,
                    MERIT_PRIME_MINISTER,
                    lambda p, day: weight_on(p, day) in (1, 2) and p.service_on(day) >= 20,
                ),
            ]
            subject = (
                f"Đã có thành tích trong công tác từ năm {year - 4} đến năm {year}, góp phần bảo vệ an ninh Tổ quốc"
            )
            groups.append(
                AwardGroup(tuple(Conferral(r, MERIT_PRIME_MINISTER, decision, None) for r in receivers), subject)
            )
        return tuple(groups)

    def _merits(self) -> tuple[AwardGroup, ...]:
        groups = []
        for plans in _MERITS.values():
            for letters, day, number, (collectives, individuals), year, what in plans:
                award = MERIT_MINISTRY if letters == MINISTRY else MERIT_PROVINCE
                decision = Decision(number, letters, day)
                receivers: list[Unit | Person] = [
                    *self._draw_units(collectives, day, "merit"),
                    *self._draw_people(individuals, day, "merit", lambda p, day: p.service_on(day) >= 4),
                ]
                subject = (
                    f"Đã có thành tích xuất sắc trong {what or f'phong trào thi đua “Vì an ninh Tổ quốc” năm {year}'}"
                )
                groups.append(AwardGroup(tuple(Conferral(r, award, decision, year) for r in receivers), subject))
        return tuple(groups)

    def _commendations(self) -> tuple[AwardGroup, ...]:
        groups = []
        for day, number, year, what in _COMMENDATIONS:
            decision = Decision(number, DIRECTOR, day)
            collectives, individuals = _PER_COMMENDATION
            receivers: list[Unit | Person] = [
                *self._draw_units(collectives, day, ""),
                *self._draw_people(
                    individuals, day, "", lambda p, day: p.service_on(day) >= 1 and weight_on(p, day) > 0
                ),
            ]
            rows = [Conferral(r, COMMENDATION, decision, year) for r in receivers]
            if day.month == 12:
                title = Decision(number + 1, DIRECTOR, day)
                advanced = self._draw_units(24, day, "", lambda u: u.level in (TEAM_LEVEL, WARD_LEVEL))
                rows += [Conferral(u, ADVANCED, title, year) for u in advanced]
            groups.append(AwardGroup(tuple(rows), f"Đã có thành tích xuất sắc trong {what}"))
        return _to_the_deserving(groups, is_advanced, most=len(groups), award=ADVANCED)

    def _medals(self) -> tuple[AwardGroup, ...]:
        """Medals for years of service: glorious fighter at 10, 15 and 20 years, "for the security of the Fatherland" at 25."""
        groups = []
        for day, number in ((date(2017, 11, 2), 2377), (date(2019, 11, 11), 2046)):
            rows = []
            for class_, least in (("Nhất", 20), ("Nhì", 15), ("Ba", 10)):
                who = self._draw_people(18, day, MEDAL_GLORIOUS, _served(least, least + 3))
                rows += [Conferral(p, MEDAL_GLORIOUS, Decision(number, PRESIDENT, day), None, class_) for p in who]
            groups.append(AwardGroup(tuple(rows), "Đã có thời gian phục vụ trong lực lượng Công an nhân dân"))
        day = date(2016, 8, 8)
        who = self._draw_people(36, day, MEDAL_SECURITY, _served(25, 29))
        rows = [Conferral(p, MEDAL_SECURITY, Decision(1588, PRESIDENT, day), None) for p in who]
        groups.append(AwardGroup(tuple(rows), "Đã có 25 năm phục vụ trong lực lượng Công an nhân dân"))
        return tuple(groups)

    def _proposals(self) -> tuple[AwardGroup, ...]:
        day = date(2020, 5, 4)
        who = self._draw_people(
            3, day, ORDER_DEFENCE, lambda p, day: p.service_on(day) >= 25 and weight_on(p, day) in (2, 3)
        )
        decision = Decision(112, DIRECTOR, day, proposed=True)
        subject = "Đã có thành tích xuất sắc trong huấn luyện, chiến đấu, xây dựng lực lượng Công an nhân dân"
        return (AwardGroup(tuple(Conferral(p, ORDER_DEFENCE, decision, None, "Ba") for p in who), subject),)


_UPPER, _LOWER = (ROOM_LEVEL, DISTRICT_LEVEL), (TEAM_LEVEL, WARD_LEVEL)


def _to_the_deserving(
    groups: list[AwardGroup], deserves: Callable[[Unit, int], bool], *, most: int, award: str = DETERMINED
) -> tuple[AwardGroup, ...]:
    """The same lists with every unit that was drawn but whose members do not bear it replaced by one of its rank that does.

    Nobody but the room that has it five years on end is given it in more than `most` years; that room keeps what it has.
    """
    always = lineage(by_full_name()[EMULATION_ROOM])
    kept = [[c for c in group.conferrals if c.award == award] for group in groups]
    times = Counter(lineage(c.receiver) for part in kept for c in part if isinstance(c.receiver, Unit))
    stream = chance(f"deserving {award}")
    changed = []
    for group, part in zip(groups, kept, strict=True):
        here = {lineage(c.receiver) for c in part if isinstance(c.receiver, Unit)}
        rows = list(group.conferrals)
        for place, row in enumerate(rows):
            unit, year = row.receiver, row.year
            if row.award != award or not isinstance(unit, Unit) or year is None:
                continue
            own = lineage(unit)
            if own == always or deserves(unit, year):
                continue
            levels = _UPPER if unit.level in _UPPER else _LOWER
            free = [
                other
                for other in units()
                if other.level in levels
                and other.stands_on(date(year, 12, 31))
                and other.stands_on(row.decision.day)
                and lineage(other) not in here
                and times[lineage(other)] < most
                and deserves(other, year)
            ]
            other = stream.choice(free)
            here = (here - {own}) | {lineage(other)}
            times[own] -= 1
            times[lineage(other)] += 1
            rows[place] = replace(row, receiver=other)
        rows = [*(r for r in rows if r.award != award), *sorted((r for r in rows if r.award == award), key=_row_place)]
        changed.append(replace(group, conferrals=tuple(rows)))
    return tuple(changed)


def _row_place(row: Conferral) -> int:
    return _place(row.receiver) if isinstance(row.receiver, Unit) else -1


def _head_of_long_service(person: Person, day: date) -> bool:
    return person.service_on(day) >= 25 and weight_on(person, day) <= 1


def _veteran(person: Person, day: date) -> bool:
    return person.service_on(day) >= 25 and weight_on(person, day) <= 3


def _served(least: int, below: int) -> Callable[[Person, date], bool]:
    """Whether someone has served at least so many years and less than so many."""
    return lambda person, day: least <= person.service_on(day) < below


def _place(unit: Unit) -> int:
    return units().index(unit)
