"""The 1,277 community models of 92 types at the end of 2019, spread over the 18 districts.

Kinds of names follow real ones (numbers, sounds, light, clans and parishes; quotes and plus signs); places are communes of Quảng Nam with
invented hamlets. Totals by district, by year of founding and by rating stand in the tables below.
"""

import random
from dataclasses import dataclass
from datetime import date
from functools import cache

from tdkt.sample.seed import chance
from tdkt.sample.typing_habits import other_tones
from tdkt.sample.units import DISTRICTS, District

AS_OF = date(2019, 12, 31)
GOOD, KEPT, WEAK = "Phát huy hiệu quả", "Duy trì", "Yếu kém"

_BY_DISTRICT = {
    "Tam Kỳ": 94, "Hội An": 88, "Điện Bàn": 118, "Núi Thành": 98, "Phú Ninh": 70, "Tiên Phước": 74, "Hiệp Đức": 58, "Nông Sơn": 31, "Quế Sơn": 76,
    "Duy Xuyên": 92, "Đại Lộc": 104, "Thăng Bình": 102, "Bắc Trà My": 56, "Nam Trà My": 38, "Phước Sơn": 44, "Nam Giang": 46, "Đông Giang": 48,
    "Tây Giang": 40,
}  # fmt: skip
_FOUNDED = {2015: 121, 2016: 148, 2017: 163, 2018: 187, 2019: 172}
"""By year of founding; the other 486 are older than 2015."""
_FOUNDED_BEFORE = 486

_LARGE_TYPES = (
    # name, models, of which good, kept, weak
    ("Camera an ninh", 214, 151, 54, 9),
    ("Tiếng loa an ninh", 187, 139, 42, 6),
    ("Tổ tự quản về an ninh, trật tự", 156, 98, 49, 9),
    ("Khu dân cư không có tội phạm", 98, 61, 33, 4),
    ("Ánh sáng đường quê", 91, 70, 19, 2),
    ("2 giữ về an ninh trật tự", 86, 66, 18, 2),
    ("Dòng họ tự quản", 62, 41, 17, 4),
)
_SMALL_TYPES = (
    "Tiếng kẻng an ninh", "Tiếng mõ an ninh", "Trong nhà có mõ, ngoài ngõ có đèn", "Tổ liên gia tự quản", "Tổ nhân dân tự quản",
    "Khu dân cư tự quản về an ninh, trật tự", "Tự phòng, tự quản, tự bảo vệ", "Cổng rào an ninh", "Ngọn đèn an ninh", "Tổ tuần tra nhân dân",
    "Tổ tuần tra canh gác bảo vệ mùa vụ", "Liền canh, liền cư", "Hai không, ba giảm", "5 không, 3 giảm", "3 nắm", "Mô hình 1+4", "Mô hình 1+5",
    "5 giúp 1", "Khu dân cư thực hiện tốt an toàn giao thông", "Khu dân cư không có tiếng ồn", "Khu dân cư không có ma túy",
    "Chi hội không có ma túy", "Thôn không có tội phạm và tệ nạn xã hội", "Tổ dân phố không có tội phạm", "Xã, phường, thị trấn không có tệ nạn ma túy",
    "Xứ đạo bình yên", "Xứ đạo an ninh", "Họ đạo 3 không", "Chức sắc tôn giáo tham gia bảo đảm an ninh, trật tự", "Chùa bình yên",
    "Tộc họ tự quản về an ninh, trật tự", "Dòng họ hiếu học, an toàn về an ninh, trật tự", "Già làng, người có uy tín giữ bình yên thôn bản",
    "Làng văn hóa bình yên", "Thôn bản bình yên, gia đình hạnh phúc", "Nóc nhà an toàn", "Gươl làng an ninh",
    "Câu lạc bộ phụ nữ phòng, chống tội phạm", "Câu lạc bộ gia đình hạnh phúc", "Câu lạc bộ pháp luật", "Câu lạc bộ tuổi trẻ với pháp luật",
    "Tuổi trẻ phòng, chống tội phạm", "Cựu chiến binh tự quản về an ninh, trật tự", "Cựu chiến binh giáo dục thanh thiếu niên", "Nông dân với pháp luật",
    "Nông dân tự quản, tự phòng, tự bảo vệ", "Phụ nữ không để con em vi phạm pháp luật", "Gia đình hội viên cựu chiến binh không có tệ nạn xã hội",
    "Tổ phụ nữ 5 không, 3 sạch", "Chi đoàn không có thanh niên vi phạm pháp luật", "Cổng trường an toàn giao thông", "Trường học không có ma túy",
    "Trường học an toàn về an ninh, trật tự", "Cơ quan, doanh nghiệp an toàn về an ninh, trật tự", "Đơn vị tự quản", "Doanh nghiệp tự phòng, tự quản",
    "Nhà trọ 3 phòng", "Nhà trọ văn minh", "Nhà trọ an toàn, tự quản", "Khách sạn, homestay an toàn", "Chợ an toàn về an ninh, trật tự",
    "Cụm công nghiệp tự quản", "Zalo kết nối bình yên", "Zalo an ninh", "Camera giám sát giao thông", "Hộp thư tố giác tội phạm", "Bản tin an ninh cơ sở",
    "Tổ liên gia an toàn phòng cháy, chữa cháy", "Điểm chữa cháy công cộng", "Đội phòng cháy chữa cháy tự quản", "Khu dân cư an toàn phòng cháy",
    "Cụm giáp ranh an toàn về an ninh, trật tự", "Cụm an ninh liên hoàn", "Bảo đảm an ninh, trật tự vùng giáp ranh", "Tổ tàu thuyền an toàn",
    "Hộ ngư dân tự quản", "Bến bãi bình yên", "Tự quản đường biên, cột mốc", "Bản biên giới kết nghĩa bình yên", "Tái hòa nhập cộng đồng",
    "Quản lý, giáo dục người lầm lỗi tại cộng đồng", "Chung tay giúp đỡ người chưa thành niên vi phạm pháp luật", "Quỹ hoàn lương",
    "Tổ bảo vệ rừng tự quản", "Làng chài bình yên",
)  # fmt: skip
_HAMLETS = ("Phú", "An", "Hòa", "Bình", "Tân", "Đông", "Long", "Mỹ", "Trung", "Thanh", "Phước", "Lộc", "Vĩnh", "Xuân")
_HAMLETS_END = (
    "Phong",
    "Hưng",
    "Thạnh",
    "Lương",
    "Sơn",
    "Mỹ",
    "Trung",
    "Tây",
    "Đức",
    "Nam",
    "Hải",
    "Quý",
    "Hiệp",
    "Khương",
)
_LEADERS = (
    "Công an xã",
    "Hội Cựu chiến binh",
    "Hội Liên hiệp Phụ nữ",
    "Đoàn Thanh niên",
    "Hội Nông dân",
    "Ủy ban Mặt trận",
)


@dataclass(frozen=True)
class Model:
    """One community model; counts are whole numbers, money in đồng (None where the list leaves the cell empty)."""

    type: str
    name: str
    place: str
    district: District
    founded: date | str
    places: int
    groups: int
    members: int
    households: int | None
    money: int | None
    rating: str
    decision: str
    note: str


def types() -> tuple[str, ...]:
    """The 92 names of types."""
    return tuple(name for name, *_ in _LARGE_TYPES) + _SMALL_TYPES


@cache
def models() -> tuple[Model, ...]:
    """Every model, district by district."""
    stream = chance("models")
    kinds = _kinds(stream)
    years = _years(stream)
    districts = [d for d in DISTRICTS for _ in range(_BY_DISTRICT[d.name])]
    used: set[tuple[str, str]] = set()
    found = []
    for district, (type_, rating), year in zip(districts, kinds, years, strict=True):
        place = _place(stream, district, type_, used)
        found.append(_model(stream, district, place, type_, rating, year))
    return tuple(found)


def _kinds(stream: random.Random) -> list[tuple[str, str]]:
    """Type and rating of every model, shuffled."""
    found = []
    for type_, count, good, kept, weak in _LARGE_TYPES:
        assert good + kept + weak == count, type_
        found += [(type_, GOOD)] * good + [(type_, KEPT)] * kept + [(type_, WEAK)] * weak
    rest = sum(_BY_DISTRICT.values()) - len(found)
    small = list(_SMALL_TYPES) + stream.choices(_SMALL_TYPES, k=rest - len(_SMALL_TYPES))
    ratings = [GOOD] * 216 + [KEPT] * 139 + [WEAK] * 28
    stream.shuffle(ratings)
    found += list(zip(small, ratings, strict=True))
    stream.shuffle(found)
    return found


def _years(stream: random.Random) -> list[int]:
    """Years of founding, shuffled; older ones between 2008 and 2014."""
    found = [
        stream.choice((2008, 2009, 2010, 2011, 2012, 2012, 2013, 2013, 2014, 2014)) for _ in range(_FOUNDED_BEFORE)
    ]
    for year, count in _FOUNDED.items():
        found += [year] * count
    stream.shuffle(found)
    return found


def _place(stream: random.Random, district: District, type_: str, used: set[tuple[str, str]]) -> str:
    """A hamlet and commune where no model of the same type stands yet."""
    while True:
        commune = stream.choice(district.places)
        place = f"{_hamlet(stream, district, commune)}, {commune}"
        if (type_, place) not in used:
            used.add((type_, place))
            return place


def _hamlet(stream: random.Random, district: District, commune: str) -> str:
    if commune.startswith(("phường", "thị trấn")):
        return (
            f"khối phố {stream.choice(_HAMLETS)} {stream.choice(_HAMLETS_END)}"
            if stream.random() < 0.5
            else f"khối phố {stream.randint(1, 9)}"
        )
    if district.mountain or stream.random() < 0.35:
        return f"thôn {stream.randint(1, 8)}"
    return f"thôn {stream.choice(_HAMLETS)} {stream.choice(_HAMLETS_END)}"


def _model(stream: random.Random, district: District, place: str, type_: str, rating: str, year: int) -> Model:
    name = _name(stream, type_, place)
    places = stream.choice((1, 1, 1, 1, 2, 2, 3, 4, 6))
    groups = places + stream.choice((0, 0, 0, 1, 1, 2))
    members = groups * stream.randint(5, 12)
    commune = place.split(", ")[-1]
    body = f"UBND {commune}"
    day = date(year, stream.randint(1, 12), stream.randint(1, 28))
    founded: date | str = day
    roll = stream.random()
    if year < 2012 and roll < 0.5:
        founded = str(year)
    elif roll < 0.12:
        founded = f"{day.month:02}/{year}"
    elif roll < 0.3:
        founded = f"{day.day}/{day.month}/{year}"
    elif roll < 0.36:
        founded = f"{day.day:02}.{day.month:02}.{year}"
    if stream.random() < 0.25:
        # One district's clerk types hoà where another's types hòa: still one type.
        type_, name = other_tones(type_), other_tones(name)
    return Model(
        type=type_,
        name=name,
        place=place,
        district=district,
        founded=founded,
        places=places,
        groups=groups,
        members=members,
        households=stream.randint(3, 40) * 5 if stream.random() < 0.8 else None,
        money=stream.randint(2, 190) * 500_000 if stream.random() < 0.7 else None,
        rating=rating,
        decision=f"{stream.randint(11, 480)}/QĐ-UBND" if stream.random() < 0.85 else "",
        note=f"{stream.choice(_LEADERS)} chủ trì"
        if stream.random() < 0.3
        else (f"{body} công nhận" if stream.random() < 0.1 else ""),
    )


def _name(stream: random.Random, type_: str, place: str) -> str:
    """What the model itself is called: the type's name, in quotes or not, or with its hamlet, or with a clan's name."""
    hamlet = place.split(",")[0]
    if type_.startswith(("Dòng họ", "Tộc họ")):
        clan = stream.choice(("Nguyễn", "Trần", "Lê", "Phan", "Võ", "Huỳnh", "Đặng", "Alăng", "Bríu", "Hồ"))
        return type_.replace("Dòng họ", f"Dòng họ {clan}").replace("Tộc họ", f"Tộc họ {clan}")
    return stream.choice(
        (
            type_,
            type_,
            f"“{type_}”",
            f'"{type_}"',
            f"{type_} {hamlet}",
            f"Mô hình “{type_}”" if not type_.startswith("Mô hình") else type_,
        )
    )
