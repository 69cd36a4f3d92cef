"""The sample office "Công an tỉnh Quảng Nam 2015-2020": its facts, its sample people, and `write_office`, which writes all its files.

The files are what such an office would have: unit and staff lists, award lists by year and decision, yearly ratings, movements, community
models. The same version writes the same bytes. Everyone in them is invented.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

from tdkt.sample.achievement_sheets import (
    write_disciplines,
    write_earlier_ratings,
    write_initiatives,
    write_places,
    write_unit_ratings,
)
from tdkt.sample.award_lists import fighters_file, list_files
from tdkt.sample.award_sheets import BROKEN, HEADS, PLACE, ListFile, broken_list, deputy_director, write_list
from tdkt.sample.awards import book
from tdkt.sample.models import AS_OF, models
from tdkt.sample.movements import MAIN, MOVEMENTS
from tdkt.sample.paper import Cell, Column, Workbook, long_date
from tdkt.sample.people import NAMED, START, Person, force, in_order
from tdkt.sample.ratings import YEARS, list_day, ratings
from tdkt.sample.seed import chance
from tdkt.sample.units import (
    CHANGE,
    DISTRICT_LEVEL,
    DISTRICTS,
    LAST_DAY,
    PROVINCE,
    PROVINCE_LEVEL,
    ROOM_LEVEL,
    SUPERIOR,
    Unit,
    units,
)

NAME = PROVINCE
PARENT = SUPERIOR
PLACE_NAME = PLACE
SYMBOL = "BC-CAT"
SIGNER_POST = "GIÁM ĐỐC"
RECIPIENTS = (
    "Bộ Công an (để báo cáo)",
    "UBND tỉnh (để báo cáo)",
    "Các phòng, Công an các huyện, thị xã, thành phố",
    "Lưu: VT, PX03",
)
MOVEMENT = MAIN
PERIOD = (2015, 2020)
KNOWN_ON = date(2020, 5, 25)
"""The working date of the sample: everything but the lists of 2025 was entered before it."""

HOUR = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class SampleFile:
    """One file written: where, what it lists, and when the office entered it.

    `kind` is units, people, awards, ratings, unit-ratings, earlier-ratings, initiatives, disciplines, rankings, models, movements or broken.
    """

    path: Path
    kind: str
    received: datetime


@dataclass(frozen=True)
class Account:
    """A sample person who can be chosen at sign-in: `role` is clerk, emulation-officer, inspector, council-member or signer; `unit` the full name of the unit."""

    username: str
    name: str
    role: str
    unit: str
    post: str


def accounts() -> tuple[Account, ...]:
    """Five invented people of the sample: a district's clerk, the province's emulation officer, the inspector, a member of its council, and
    the director, who signs."""
    people = {name: (team, house, post) for (team, house), (name, _, post, _) in NAMED.items()}
    found = []
    for username, name, role in (
        ("ngoc-anh", "Phan Thị Ngọc Ánh", "clerk"),
        ("thu-ha", "Trần Thị Thu Hà", "emulation-officer"),
        ("viet-trung", "Lê Viết Trung", "inspector"),
    ):
        person = next(p for p in force() if p.name == name)
        step = person.step_on(KNOWN_ON)
        found.append(Account(username, name, role, step.unit, people[name][2]))
    for username, post, role in (("hoi-dong", "Phó Giám đốc", "council-member"), ("giam-doc", "Giám đốc", "signer")):
        person, step = next((p, step) for p in force() if (step := p.step_on(KNOWN_ON)) and step.post == post)
        found.append(Account(username, person.name, role, step.unit, post))
    return tuple(found)


@dataclass(frozen=True)
class _Planned:
    """A file to be written: its path in the folder, kind, moment of entry, and how to write it."""

    path: str
    kind: str
    received: datetime
    write: Callable[[Path], None]


def write_office(folder: Path) -> tuple[SampleFile, ...]:
    """Write every file of the office under `folder` and say in which order, and when, the office entered them.

    The list that is broken on purpose is written too, but is not among them: see `broken_file`.
    """
    found = []
    for planned in _plan():
        path = folder / planned.path
        path.parent.mkdir(parents=True, exist_ok=True)
        planned.write(path)
        found.append(SampleFile(path, planned.kind, planned.received))
    broken_list(folder / BROKEN)
    return tuple(found)


def broken_file(folder: Path) -> SampleFile:
    """The list that is broken on purpose, for tests and pictures; `write_office` has written it."""
    return SampleFile(folder / BROKEN, "broken", _moment(date(2019, 11, 25), 0))


def _plan() -> list[_Planned]:
    planned = [
        _Planned("01-don-vi.xlsx", "units", _moment(date(2016, 1, 4), 0), _write_units),
        _Planned("02-can-bo.xlsx", "people", _moment(date(2016, 1, 5), 0), _write_staff),
        _Planned("phong-trao.xlsx", "movements", _moment(date(2016, 8, 15), 0), _write_movements),
        _Planned("03-don-vi-2018.xlsx", "units", _moment(date(2018, 8, 17), 0), _write_units_2018),
        _Planned("mo-hinh-2019.xlsx", "models", _moment(date(2020, 1, 14), 0), _write_models),
        _Planned("90-don-vi-2025.xlsx", "units", _moment(date(2025, 7, 2), 0), _write_units_2025),
    ]
    for year in (2016, 2017, 2018):
        planned.append(
            _Planned(f"can-bo-moi/{year}.xlsx", "people", _moment(date(year, 10, 8), 2), _newcomers_writer(year))
        )
    for year in YEARS:
        planned.append(
            _Planned(f"phan-loai/{year}.xlsx", "ratings", _moment(date(year + 1, 1, 6), 3), _ratings_writer(year))
        )
    planned += _achievement_files()
    backlog = date(2016, 1, 11)
    for number, file in enumerate(list_files(book())):
        day = backlog + timedelta(days=number // 2) if file.day < date(2016, 1, 1) else file.day + timedelta(days=5)
        planned.append(_Planned(file.path, "awards", _moment(day, number % 7), _list_writer(file)))
    return sorted(planned, key=lambda p: (p.received, p.path))


def _achievement_files() -> list[_Planned]:
    """What the office kept besides: each January the initiatives and the ratings of its units, in 2020 what it had to look up."""
    fighters = fighters_file()
    planned = [
        _Planned("ky-luat-2015-2019.xlsx", "disciplines", _moment(date(2020, 1, 22), 5), write_disciplines),
        _Planned("xep-hang-cum-2015-2019.xlsx", "rankings", _moment(date(2020, 1, 22), 6), write_places),
        _Planned(fighters.path, "awards", _moment(fighters.day + timedelta(days=7), 5), _list_writer(fighters)),
        _Planned("phan-loai-truoc-2015.xlsx", "earlier-ratings", _moment(date(2020, 4, 28), 5), write_earlier_ratings),
    ]
    for year in YEARS:
        entered = date(year + 1, 1, 7)
        planned += [
            _Planned(
                f"sang-kien/{year}.xlsx", "initiatives", _moment(entered, 4), partial(write_initiatives, year=year)
            ),
            _Planned(
                f"phan-loai-tap-the/{year}.xlsx",
                "unit-ratings",
                _moment(entered, 5),
                partial(write_unit_ratings, year=year),
            ),
        ]
    return planned


def _list_writer(file: ListFile) -> Callable[[Path], None]:
    return lambda path: write_list(path, file)


def _newcomers_writer(year: int) -> Callable[[Path], None]:
    return lambda path: _write_newcomers(path, year)


def _ratings_writer(year: int) -> Callable[[Path], None]:
    return lambda path: _write_ratings(path, year)


def _moment(day: date, place: int) -> datetime:
    """An hour of a working day: the day itself, or the Monday after it; `place` keeps files of one day apart."""
    while day.weekday() > 4:
        day += timedelta(days=1)
    return datetime(day.year, day.month, day.day, 8, 15, tzinfo=HOUR) + timedelta(minutes=47 * place)


# -- units ----------------------------------------------------------------------------------------------

_UNIT_COLUMNS = (
    Column("STT", 6, "center"),
    Column("Mã đơn vị", 13),
    Column("Tên đơn vị", 46),
    Column("Đơn vị cấp trên", 46),
    Column("Cấp", 11, "center"),
    Column("Từ ngày", 13, "center"),
    Column("Đến ngày", 13, "center"),
    Column("Kế thừa", 46),
    Column("Ghi chú", 26),
)


def _unit_cells(number: int, unit: Unit, *, end: bool = True) -> list[Cell]:
    begin: Cell = unit.begin if isinstance(unit.begin, date) else str(unit.begin)
    return [
        number,
        unit.code,
        unit.name,
        unit.parent,
        unit.level,
        begin,
        unit.end if end else None,
        "; ".join(unit.succeeds),
        unit.note if end else "",
    ]


def _write_units(path: Path) -> None:
    """The units as they stood on 1/1/2016, with the one that had ended before."""
    standing = [u for u in units() if u.begin != CHANGE]
    with Workbook(path, made=datetime(2016, 1, 4, 8), title="Danh sách đơn vị") as workbook:  # noqa: DTZ001
        sheet = workbook.sheet("Đơn vị", _UNIT_COLUMNS, landscape=True)
        sheet.heads(superior=HEADS[0], body=HEADS[1])
        sheet.title("DANH SÁCH ĐƠN VỊ THUỘC CÔNG AN TỈNH QUẢNG NAM", attached="(Tính đến ngày 01/01/2016)")
        sheet.header()
        for number, unit in enumerate(standing, start=1):
            ended = unit.end is not None and unit.end < START
            note = unit.note if ended or "Ký hiệu" in unit.note else ""
            cells = _unit_cells(number, unit, end=ended)
            cells[-1] = note.replace("Ký hiệu trước đây", "Ký hiệu")
            sheet.line(cells)
        workbook.hidden("Sheet2")


def _write_units_2018(path: Path) -> None:
    """What changed on 15/8/2018: the rooms that ended, and the 28 that stand."""
    ended = [u for u in units() if u.end == LAST_DAY]
    rooms = [u for u in units() if u.level == ROOM_LEVEL and u.end is None]
    new = {u.name for u in rooms if u.begin == CHANGE}
    standing = [
        u for room in rooms for u in (room, *(t for t in units() if room.name in new and t.parent == room.name))
    ]
    with Workbook(path, made=datetime(2018, 8, 16, 8), title="Danh sách đơn vị từ 15/8/2018") as workbook:  # noqa: DTZ001
        sheet = workbook.sheet("Sắp xếp 2018", _UNIT_COLUMNS, landscape=True)
        sheet.heads(superior=HEADS[0], body=HEADS[1])
        sheet.title("DANH SÁCH ĐƠN VỊ SAU KHI SẮP XẾP TỔ CHỨC BỘ MÁY", attached="(Thực hiện từ ngày 15/8/2018)")
        sheet.header()
        number = 0
        for heading, part in (
            ("I. ĐƠN VỊ KẾT THÚC HOẠT ĐỘNG", ended),
            ("II. 28 PHÒNG VÀ ĐƠN VỊ TƯƠNG ĐƯƠNG", standing),
        ):
            sheet.group(heading)
            for unit in part:
                number += 1
                sheet.line(_unit_cells(number, unit))
        sheet.signature(
            place_and_day=long_date(PLACE, date(2018, 8, 16)), office=("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC CÁN BỘ")
        )


def _write_units_2025(path: Path) -> None:
    """What came later: the district polices end, and the province joins Đà Nẵng."""
    last_of_districts, joined = date(2025, 2, 28), date(2025, 7, 1)
    by_name = {u.name: u for u in units()}
    own = by_name[PROVINCE]
    city = "Công an thành phố Đà Nẵng"
    with Workbook(path, made=datetime(2025, 7, 2, 8), title="Danh sách đơn vị 2025") as workbook:  # noqa: DTZ001
        sheet = workbook.sheet("Đơn vị 2025", _UNIT_COLUMNS, landscape=True)
        sheet.heads(superior="BỘ CÔNG AN", body="CÔNG AN THÀNH PHỐ ĐÀ NẴNG")
        sheet.title("DANH SÁCH ĐƠN VỊ THAY ĐỔI DO SẮP XẾP NĂM 2025")
        sheet.header()
        rows: list[list[Cell]] = []
        for district in (u for u in units() if u.level == DISTRICT_LEVEL and u.end is None):
            begin: Cell = district.begin if isinstance(district.begin, date) else str(district.begin)
            note = "Không tổ chức Công an cấp huyện; ngày 28/02/2025 chưa đối chiếu được văn bản"
            rows.append(
                [0, district.code, district.name, district.parent, district.level, begin, last_of_districts, "", note]
            )
        rows.append(
            [
                0,
                own.code,
                own.name,
                own.parent,
                own.level,
                str(own.begin),
                joined - timedelta(days=1),
                "",
                "Hợp nhất vào thành phố Đà Nẵng",
            ]
        )
        rows.append([0, "DN", city, SUPERIOR, PROVINCE_LEVEL, joined, None, PROVINCE, ""])
        for number, row in enumerate(rows, start=1):
            sheet.line([number, *row[1:]])


# -- people ---------------------------------------------------------------------------------------------

_STAFF_COLUMNS = (
    Column("STT", 6, "center"),
    Column("Họ và tên", 27),
    Column("Ngày sinh", 13, "center"),
    Column("Giới tính", 9, "center"),
    Column("Số hiệu", 12, "center"),
    Column("Cấp bậc", 13),
    Column("Chức vụ", 26),
    Column("Đơn vị", 52),
    Column("Ngày vào CAND", 13, "center"),
    Column("Quê quán", 44),
)


def _write_people(path: Path, people: list[Person], day: date, title: str, attached: str) -> None:
    stream = chance(path.name)
    with Workbook(path, made=datetime(day.year, day.month, day.day, 9) + timedelta(days=3), title=title) as workbook:  # noqa: DTZ001
        sheet = workbook.sheet("CBCS", _STAFF_COLUMNS, landscape=True)
        sheet.heads(superior=HEADS[0], body=HEADS[1])
        sheet.title(title, attached=attached)
        sheet.header()
        for number, person in enumerate(in_order(people, day), start=1):
            step = person.step_on(day)
            born: Cell = person.born if stream.random() < 0.9 else f"{person.born:%d/%m/%Y}"
            sex = "Nữ" if person.sex == "f" else "Nam"
            rank = person.rank_on(day)
            sheet.line(
                [
                    number,
                    person.name,
                    born,
                    sex,
                    person.number,
                    rank,
                    step.post,
                    step.unit,
                    f"{person.joined:%m/%Y}",
                    person.home,
                ]
            )
        sheet.total(f"Tổng cộng: {len(people)} đồng chí./.")
        room = "TỔ CHỨC CÁN BỘ" if day >= CHANGE else "QUẢN LÝ CÁN BỘ"
        sheet.signature(
            place_and_day=long_date(PLACE, day + timedelta(days=3)), office=("TL. GIÁM ĐỐC", f"TRƯỞNG PHÒNG {room}")
        )


def _write_staff(path: Path) -> None:
    day = START - timedelta(days=1)
    here = [p for p in force() if p.serves_on(day)]
    _write_people(path, here, day, "DANH SÁCH CÁN BỘ, CHIẾN SĨ CÔNG AN TỈNH QUẢNG NAM", "(Có mặt đến ngày 31/12/2015)")


def _write_newcomers(path: Path, year: int) -> None:
    """Those who joined in one year, with their units at the end of September."""
    day = date(year, 9, 30)
    new = [p for p in force() if p.joined >= START and p.joined.year == year]
    _write_people(
        path, new, day, f"DANH SÁCH CÁN BỘ, CHIẾN SĨ TIẾP NHẬN, TUYỂN MỚI NĂM {year}", f"(Có mặt đến ngày 30/9/{year})"
    )


# -- ratings, movements, models -------------------------------------------------------------------------


def _write_ratings(path: Path, year: int) -> None:
    """One year's ratings; in odd years with birth dates, in even years with service numbers, in 2017 with "nt" for a repeated unit."""
    day = list_day(year)
    identity = Column("Ngày sinh", 13, "center") if year % 2 else Column("Số hiệu", 12, "center")
    columns = (
        Column("STT", 6, "center"),
        Column("Họ và tên", 27),
        identity,
        Column("Cấp bậc", 13),
        Column("Chức vụ", 26),
        Column("Đơn vị", 52),
        Column("Kết quả xếp loại" if year != 2018 else "Mức độ hoàn thành nhiệm vụ", 28),
        Column("Danh hiệu thi đua", 24),
        Column("Ghi chú", 18),
    )
    signed = date(year, 12, 28)
    with Workbook(path, made=datetime(year, 12, 29, 9), title=f"Phân loại năm {year}") as workbook:  # noqa: DTZ001
        sheet = workbook.sheet(f"Năm {year}", columns, landscape=True)
        sheet.heads(superior=HEADS[0], body=HEADS[1])
        number = 3300 + 7 * (year - 2014)
        sheet.title(
            f"DANH SÁCH PHÂN LOẠI CÁN BỘ, CHIẾN SĨ VÀ DANH HIỆU THI ĐUA NĂM {year}",
            attached=f"(Kèm theo Quyết định số {number}/QĐ-CAT ngày {signed.day} tháng {signed.month} năm {year} của Giám đốc Công an tỉnh)",
        )
        sheet.header()
        above = ""
        for place, rating in enumerate(ratings(year), start=1):
            person = rating.person
            step = person.step_on(day)
            unit = "nt" if year == 2017 and step.unit == above else step.unit
            above = step.unit
            who: Cell = person.born if year % 2 else person.number
            sheet.line(
                [
                    place,
                    person.name,
                    who,
                    person.rank_on(day),
                    step.post,
                    unit,
                    rating.rating,
                    rating.title,
                    rating.note,
                ]
            )
        sheet.total(f"Tổng cộng: {len(ratings(year))} đồng chí./.")
        sheet.signature(place_and_day="", office=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), name=deputy_director(day))


def _write_movements(path: Path) -> None:
    columns = (
        Column("STT", 6, "center"),
        Column("Tên phong trào, cuộc vận động", 60),
        Column("Loại", 20),
        Column("Cơ quan phát động", 24),
        Column("Văn bản phát động", 28),
        Column("Ngày văn bản", 13, "center"),
        Column("Từ năm", 9, "center"),
        Column("Đến năm", 9, "center"),
        Column("Gắn với phong trào", 24),
        Column("Ghi chú", 30),
    )
    with Workbook(path, made=datetime(2016, 8, 12, 9), title="Phong trào, cuộc vận động") as workbook:  # noqa: DTZ001
        sheet = workbook.sheet("Phong trào", columns, landscape=True)
        sheet.heads(superior=HEADS[0], body=HEADS[1])
        sheet.title("DANH SÁCH PHONG TRÀO THI ĐUA, CUỘC VẬN ĐỘNG GIAI ĐOẠN 2015 - 2020")
        sheet.header()
        for number, m in enumerate(MOVEMENTS, start=1):
            sheet.line(
                [
                    number,
                    f"“{m.name}”",
                    m.kind,
                    m.launched_by,
                    m.document,
                    m.day,
                    str(m.first),
                    str(m.last),
                    m.linked_with,
                    m.note,
                ]
            )


def _write_models(path: Path) -> None:
    columns = (
        Column("STT", 6, "center"),
        Column("Loại mô hình", 34),
        Column("Tên mô hình", 38),
        Column("Địa bàn (thôn, xã)", 36),
        Column("Huyện, thị xã, thành phố", 20),
        Column("Ngày thành lập", 13, "center"),
        Column("Số điểm", 8, "center"),
        Column("Số tổ", 8, "center"),
        Column("Số thành viên", 10, "center"),
        Column("Số hộ", 8, "center"),
        Column("Kinh phí xã hội hóa (đồng)", 16, "right"),
        Column("Xếp loại", 18),
        Column("QĐ công nhận", 16, "center"),
        Column("Ghi chú", 26),
    )
    every = models()
    stream = chance("numbers as text")
    with Workbook(path, made=datetime(2020, 1, 13, 9), title="Mô hình 2019") as workbook:  # noqa: DTZ001
        sheet = workbook.sheet("Mô hình", columns, landscape=True)
        sheet.heads(superior=HEADS[0], body=HEADS[1])
        sheet.title(
            "DANH SÁCH MÔ HÌNH TỰ PHÒNG, TỰ QUẢN, TỰ BẢO VỆ VỀ AN NINH, TRẬT TỰ",
            "Trong phong trào “Toàn dân bảo vệ an ninh Tổ quốc”",
            attached="(Tính đến ngày 31/12/2019)",
        )
        sheet.header(numbered=True)
        number = 0
        for district in DISTRICTS:
            sheet.group(district.titled)
            for m in (m for m in every if m.district == district):
                number += 1
                founded: Cell = m.founded
                money: Cell = f"{m.money:,}".replace(",", ".") if m.money and stream.random() < 0.3 else m.money
                members: Cell = str(m.members) if stream.random() < 0.1 else m.members
                sheet.line(
                    [
                        number,
                        m.type,
                        m.name,
                        m.place,
                        district.titled,
                        founded,
                        m.places,
                        m.groups,
                        members,
                        m.households,
                        money,
                        m.rating,
                        m.decision,
                        m.note,
                    ]
                )
        sheet.total(f"Tổng cộng: {number:,} mô hình./.".replace(",", "."))
        signed = AS_OF + timedelta(days=10)
        sheet.signature(
            place_and_day=long_date(PLACE, signed), office=("TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG XÂY DỰNG PHONG TRÀO")
        )
