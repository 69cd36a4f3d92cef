"""What the people of the office achieved and answered for besides: initiatives, disciplines, a title of the Ministry, and older ratings.

Most awards of the sample are lawful under the law of their day. These are not, on purpose, so that a replay has something to find:

- four Chiến sĩ thi đua cơ sở without any recognised initiative of the year (`without_initiative`);
- a Chiến sĩ tiên tiến of 2018 who was under discipline at the end of that year (`disciplined_with_title`);
- a Bằng khen của UBND tỉnh of April 2019 given to someone under discipline on the day (`disciplined_with_merit`);
- a Chiến sĩ thi đua of the whole force in 2019 with two years as emulation fighter instead of three in a row (`too_early_fighter`);
- the one Huân chương Bảo vệ Tổ quốc hạng Nhì to a person, who never had hạng Ba (`order_without_the_class_below`);
- the Đơn vị quyết thắng of 2018 of the room for emulation itself: 25 of its 37 members have a title, under 70 of 100.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from tdkt.sample.awards import ADVANCED as UNIT_ADVANCED
from tdkt.sample.awards import (
    COMMENDATION,
    DETERMINED,
    FLAG_GOVERNMENT,
    FLAG_MINISTRY,
    FLAG_PROVINCE,
    MEDAL_GLORIOUS,
    MEDAL_SECURITY,
    MERIT_MINISTRY,
    MERIT_PROVINCE,
    ORDER_FEAT,
    Book,
    Conferral,
    Decision,
    book,
)
from tdkt.sample.members import line_above
from tdkt.sample.people import Person, force, in_order
from tdkt.sample.ratings import ADVANCED, DONE, EXCELLENT, FIGHTER, WELL, YEARS, Rating, list_day, ratings
from tdkt.sample.seed import chance
from tdkt.sample.units import Unit

FIGHTER_OF_FORCE = "Chiến sĩ thi đua toàn lực lượng Công an nhân dân"
FIGHTERS_DECISION = Decision(1187, "BCA", date(2020, 3, 2))
INITIATIVE, THEME, RESOURCE = "Sáng kiến", "Đề tài khoa học", "Mưu trí, sáng tạo"
OWN, PROVINCIAL = "Cấp cơ sở", "Cấp tỉnh"
REPRIMAND, WARNING = "Khiển trách", "Cảnh cáo"
KNOWN_SINCE = 2015
"""The first year of which the office has everything about everyone."""


@dataclass(frozen=True)
class Initiative:
    """One recognised initiative; `kind` and `scope` in the words of a list."""

    person: Person
    year: int
    name: str
    kind: str
    scope: str


@dataclass(frozen=True)
class Discipline:
    """One measure: from its first day until the day on which it is over."""

    person: Person
    form: str
    first: date
    over: date
    decision: str


@dataclass(frozen=True)
class EarlierRating:
    """A rating from the files of those whose whole service has been looked through."""

    person: Person
    year: int
    rating: str


# --- who is unlawful on purpose ----------------------------------------------------------------


@cache
def _titled(title: str, year: int) -> frozenset[str]:
    return frozenset(r.person.number for r in ratings(year) if r.title == title)


@cache
def without_initiative() -> tuple[Rating, ...]:
    """Emulation fighters of 2016 to 2019, one of each year, whose initiative nobody recognised."""
    others = {p.number for p in (*fighters_of_force(), too_early_fighter())}
    return tuple(
        next(r for r in ratings(year) if r.title == FIGHTER and r.person.number not in others)
        for year in (2016, 2017, 2018, 2019)
    )


@cache
def fighters_of_force() -> tuple[Person, ...]:
    """Emulation fighters of the whole force in 2019: five of those who had the title of the unit in 2017, 2018 and 2019."""
    thrice = _titled(FIGHTER, 2017) & _titled(FIGHTER, 2018) & _titled(FIGHTER, 2019)
    serving = [p for p in force() if p.number in thrice and p.serves_on(FIGHTERS_DECISION.day)]
    return tuple(in_order(chance("fighters of the force").sample(serving, 5), FIGHTERS_DECISION.day))


@cache
def too_early_fighter() -> Person:
    """The sixth of them, who served in 2017 as well but was no emulation fighter then."""
    twice = (_titled(FIGHTER, 2018) & _titled(FIGHTER, 2019) & _titled(ADVANCED, 2017)) - _titled(FIGHTER, 2017)
    return next(p for p in force() if p.number in twice and p.serves_on(FIGHTERS_DECISION.day))


def fighter_titles() -> tuple[Conferral, ...]:
    """The list of the Ministry."""
    people = in_order([*fighters_of_force(), too_early_fighter()], FIGHTERS_DECISION.day)
    return tuple(Conferral(person, FIGHTER_OF_FORCE, FIGHTERS_DECISION, 2019) for person in people)


@cache
def _decided() -> dict[str, list[date]]:
    """The days on which each person was given something, by number."""
    found: dict[str, list[date]] = {}
    for conferral in (*book().conferrals(), *fighter_titles()):
        if isinstance(conferral.receiver, Person):
            found.setdefault(conferral.receiver.number, []).append(conferral.decision.day)
    return found


def _nothing_between(person: Person, first: date, over: date) -> bool:
    return all(not first <= day <= over for day in _decided().get(person.number, ()))


@cache
def disciplined_with_title() -> Discipline:
    """Under discipline from September 2018 for a year, and Chiến sĩ tiên tiến of 2018 all the same."""
    first, over = date(2018, 9, 10), date(2019, 9, 10)
    untitled = {r.person.number for r in ratings(2019) if not r.title}
    person = next(
        r.person
        for r in ratings(2018)
        if r.title == ADVANCED and r.person.number in untitled and _nothing_between(r.person, first, over)
    )
    return Discipline(person, REPRIMAND, first, over, "1187/QĐ-CAT")


@cache
def disciplined_with_merit() -> Discipline:
    """Under discipline from February 2019 for a year, and given the province's certificate of merit in April."""
    day = date(2019, 4, 15)
    untitled = {r.person.number for r in ratings(2019) if not r.title}
    person = next(
        c.receiver
        for group in book().merits
        for c in group.conferrals
        if c.award == MERIT_PROVINCE
        and c.decision.day == day
        and isinstance(c.receiver, Person)
        and c.receiver.number in untitled
    )
    return Discipline(person, REPRIMAND, date(2019, 2, 11), date(2020, 2, 11), "244/QĐ-CAT")


def order_without_the_class_below() -> Person:
    """The person with the second class of the order for the defence of the Fatherland."""
    return next(
        c.receiver
        for group in book().orders
        for c in group.conferrals
        if c.class_ == "Nhì" and isinstance(c.receiver, Person)
    )


# --- initiatives -------------------------------------------------------------------------------

_HOW = (
    "Giải pháp nâng cao chất lượng",
    "Quy trình",
    "Phần mềm hỗ trợ",
    "Mẫu biểu thống nhất trong",
    "Cách phối hợp trong",
)
_WHAT = (
    "quản lý hồ sơ nghiệp vụ",
    "tiếp nhận và xử lý tin báo về tội phạm",
    "tuần tra, kiểm soát ban đêm",
    "cấp căn cước công dân lưu động",
    "tuyên truyền pháp luật ở vùng miền núi",
    "huấn luyện võ thuật, bắn súng",
    "thống kê thi đua, khen thưởng",
    "kiểm tra an toàn phòng cháy",
    "giải quyết khiếu nại, tố cáo",
    "quản lý phương tiện, vũ khí",
    "theo dõi người chấp hành xong án phạt",
    "xây dựng phong trào ở địa bàn giáp ranh",
)


@cache
def initiatives(year: int) -> tuple[Initiative, ...]:
    """The initiatives that the year's council recognised: of nearly all emulation fighters, and of a few whom nobody proposed."""
    stream = chance(f"initiatives {year}")
    none = {r.person.number for r in without_initiative() if r.year == year}
    wide = {p.number for p in fighters_of_force()}
    found = []
    for rating in ratings(year):
        fighter = rating.title == FIGHTER and rating.person.number not in none
        also = rating.title == ADVANCED and stream.random() < 0.012
        if not fighter and not also:
            continue
        name = f"{stream.choice(_HOW)} {stream.choice(_WHAT)} tại {rating.person.unit_on(list_day(year)).full}"
        kind = stream.choices((INITIATIVE, THEME, RESOURCE), (85, 10, 5))[0]
        provincial = (rating.person.number in wide and year == 2019) or stream.random() < 0.03
        found.append(Initiative(rating.person, year, name, kind, PROVINCIAL if provincial else OWN))
    return tuple(found)


# --- disciplines -------------------------------------------------------------------------------


@cache
def disciplines() -> tuple[Discipline, ...]:
    """The measures of 2015 to 2019, in the order of their days: four a year, and the two that nobody minded."""
    stream = chance("disciplines")
    found = [disciplined_with_title(), disciplined_with_merit()]
    held = _in_determined_units()
    for year in YEARS[:-1]:
        quiet = [r.person for r in ratings(year) if not r.title and r.rating == DONE and r.person.joined.year < year]
        after = {r.person.number for r in ratings(year + 1) if not r.title}
        free = [
            p
            for p in quiet
            if p.number in after
            and p.number not in {d.person.number for d in found}
            and _nothing_between(p, date(year, 1, 1), date(year + 2, 1, 1))
        ]
        for number, person in enumerate(stream.sample(free, 4)):
            first = date(year, stream.randint(3, 10), stream.randint(2, 26))
            form = WARNING if number == 0 and (person.number, year) not in held else REPRIMAND
            over = first.replace(year=year + 1)
            found.append(Discipline(person, form, first, over, f"{stream.randint(300, 2900)}/QĐ-CAT"))
    return tuple(sorted(found, key=lambda d: (d.first, d.person.number)))


def _in_determined_units() -> set[tuple[str, int]]:
    """Who belonged to a determined unit, and in which year: a warning there would have cost the unit its title."""
    titles = {
        (c.receiver.full, c.year)
        for group in book().determined
        for c in group.conferrals
        if isinstance(c.receiver, Unit) and c.award == DETERMINED
    }
    found = set()
    for year in YEARS:
        for rating in ratings(year):
            for unit in line_above(rating.person.unit_on(list_day(year))):
                if (unit.full, year) in titles or (unit.full, year + 1) in titles:
                    found.add((rating.person.number, year))
    return found


# --- whose whole service is known --------------------------------------------------------------


@cache
def whole_services() -> tuple[Person, ...]:
    """Those whose files were looked through back to their first day: the holders of service medals, the holder of the order's second
    class, and some who have served long enough for a medal and were never proposed."""
    every: Book = book()
    holders = {c.receiver.number for g in every.medals for c in g.conferrals if isinstance(c.receiver, Person)}
    ordered = {c.receiver.number for g in every.orders for c in g.conferrals if isinstance(c.receiver, Person)}
    chosen = (holders - ordered) | {order_without_the_class_below().number}
    day = date(2020, 5, 25)
    stream = chance("never proposed")
    for least, below in ((10, 15), (15, 20), (25, 30)):
        due = [
            p
            for p in force()
            if p.serves_on(day) and least < p.service_on(day) < below and p.number not in chosen | ordered
        ]
        chosen |= {p.number for p in stream.sample(due, 4)}
    return tuple(p for p in force() if p.number in chosen)


@cache
def earlier_ratings() -> tuple[EarlierRating, ...]:
    """Their ratings before 2015, year by year."""
    stream = chance("earlier ratings")
    found = []
    for person in whole_services():
        weaker = stream.random() < 0.08
        for year in range(person.joined.year, KNOWN_SINCE):
            rating = EXCELLENT if stream.random() < 0.2 else WELL
            found.append(EarlierRating(person, year, DONE if weaker and stream.random() < 0.1 else rating))
    return tuple(found)


def grounds() -> dict[str, str]:
    """What each decision gave its honours for, by its number as printed."""
    found = {}
    for group in book().groups():
        conferral = next((c for c in group.conferrals if c.award not in _TITLES), None)
        if conferral is None or conferral.decision.proposed:
            continue
        found[conferral.decision.symbol] = _ground(conferral.award)
    return found


_TITLES = frozenset((DETERMINED, UNIT_ADVANCED, FLAG_GOVERNMENT, FLAG_MINISTRY, FLAG_PROVINCE))


def _ground(award: str) -> str:
    """Certificates follow movements, also those of a season or against one danger."""
    if award in (MEDAL_GLORIOUS, MEDAL_SECURITY):
        return "nien-han"
    if award == ORDER_FEAT:
        return "dot-xuat"
    return "phong-trao" if award in (MERIT_MINISTRY, MERIT_PROVINCE, COMMENDATION) else "cong-trang"


def departures() -> dict[str, date]:
    """The first day after service of those who have left, by service number."""
    return {p.number: p.left for p in force() if p.left is not None}
