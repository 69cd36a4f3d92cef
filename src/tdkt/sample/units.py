"""The units of the sample office: the provincial police, its rooms, the 18 district polices, their teams and ward polices, and how they changed.

Names of districts and rooms are public; what rooms were merged, dissolved or added on 15/8/2018 follows the press of the time. Teams, codes
and the days before 2018 are the sample's own. Lists come in three files: as the office stood in 2016, the change of 15/8/2018, and 2025.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

SUPERIOR = "Bộ Công an"
PROVINCE = "Công an tỉnh Quảng Nam"
CHANGE = date(2018, 8, 15)
"""The day on which the rooms were put in a new order."""
LAST_DAY = date(2018, 8, 14)

EMULATION_BEFORE = "Phòng Công tác chính trị"
EMULATION_ROOM = "Phòng Công tác đảng và công tác chính trị"

PROVINCE_LEVEL, ROOM_LEVEL, DISTRICT_LEVEL, TEAM_LEVEL, WARD_LEVEL = (
    "Cấp tỉnh",
    "Cấp phòng",
    "Cấp huyện",
    "Đội",
    "Cấp xã",
)


@dataclass(frozen=True)
class Unit:
    """One unit under one name: `begin` is its first day as a date or a year alone, `end` its last; `succeeds` are the full names before it."""

    name: str
    code: str
    parent: str
    level: str
    begin: date | int
    end: date | None = None
    succeeds: tuple[str, ...] = ()
    note: str = ""

    @property
    def full(self) -> str:
        """The name that is clear outside its own house: a team's with its parent, "Đội An ninh, Công an huyện Đại Lộc"."""
        return f"{self.name}, {self.parent}" if self.level == TEAM_LEVEL else self.name

    def stands_on(self, day: date) -> bool:
        """Whether the unit exists on this day."""
        begin = self.begin if isinstance(self.begin, date) else date(self.begin, 1, 1)
        return begin <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class _Room:
    name: str
    teams: tuple[str, ...]
    begin: date | int = 2010
    end: date | None = None
    succeeds: tuple[str, ...] = ()
    note: str = ""


_GENERAL = "Đội Tham mưu tổng hợp"

_ROOMS = (
    _Room(
        "Phòng Tham mưu", ("Đội Tổng hợp", "Đội Trực ban", "Đội Quản lý khoa học và lịch sử Công an", "Đội Pháp chế")
    ),
    _Room(
        "Phòng Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc",
        (_GENERAL, "Đội Xây dựng phong trào vùng đồng bằng", "Đội Xây dựng phong trào vùng miền núi"),
        begin=CHANGE,
        succeeds=("Phòng Xây dựng phong trào bảo vệ an ninh Tổ quốc",),
    ),
    _Room("Phòng Hồ sơ nghiệp vụ", (_GENERAL, "Đội Hồ sơ an ninh", "Đội Hồ sơ cảnh sát")),
    _Room(
        "Phòng Tổ chức cán bộ",
        ("Đội Quản lý cán bộ", "Đội Tổ chức biên chế", "Đội Đào tạo và huấn luyện"),
        begin=CHANGE,
        succeeds=("Phòng Quản lý cán bộ", "Phòng Đào tạo"),
    ),
    _Room(
        EMULATION_ROOM,
        ("Đội Thi đua và chính sách", "Đội Tuyên truyền", "Đội Công tác đảng", "Đội Công tác quần chúng"),
        begin=CHANGE,
        succeeds=(EMULATION_BEFORE, "Phòng Công tác Đảng và công tác quần chúng"),
    ),
    _Room("Thanh tra Công an tỉnh", ("Đội Thanh tra", "Đội Giải quyết khiếu nại và tố cáo")),
    _Room("Phòng Hậu cần", ("Đội Tài chính", "Đội Doanh trại", "Đội Quản lý phương tiện và vũ khí", "Bệnh xá")),
    _Room("Phòng An ninh đối ngoại", (_GENERAL, "Đội Nghiệp vụ")),
    _Room("Phòng An ninh đối nội", (_GENERAL, "Đội An ninh dân tộc", "Đội An ninh tôn giáo")),
    _Room(
        "Phòng An ninh chính trị nội bộ",
        (_GENERAL, "Đội An ninh văn hóa và tư tưởng", "Đội Bảo vệ bí mật nhà nước"),
        note="Ký hiệu trước đây: PA83",
    ),
    _Room("Phòng An ninh kinh tế", (_GENERAL, "Đội An ninh công nghiệp", "Đội An ninh nông thôn")),
    _Room(
        "Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao",
        (_GENERAL, "Đội An ninh mạng"),
        begin=CHANGE,
        note="Thành lập mới",
    ),
    _Room("Phòng Kỹ thuật nghiệp vụ", (_GENERAL, "Đội Kỹ thuật")),
    _Room("Phòng Quản lý xuất nhập cảnh", (_GENERAL, "Đội Quản lý người nước ngoài", "Đội Cấp hộ chiếu")),
    _Room("Phòng An ninh điều tra", (_GENERAL, "Đội Điều tra án an ninh")),
    _Room("Văn phòng Cơ quan Cảnh sát điều tra", (_GENERAL, "Đội Thống kê và hướng dẫn điều tra")),
    _Room(
        "Phòng Cảnh sát hình sự",
        (_GENERAL, "Đội Trọng án", "Đội Chống cướp và trộm cắp", "Đội Truy bắt đối tượng truy nã"),
        begin=CHANGE,
        succeeds=("Phòng Cảnh sát điều tra tội phạm về trật tự xã hội",),
    ),
    _Room(
        "Phòng Cảnh sát điều tra tội phạm về tham nhũng, kinh tế, buôn lậu",
        (_GENERAL, "Đội Chống tham nhũng", "Đội Chống buôn lậu"),
    ),
    _Room(
        "Phòng Cảnh sát điều tra tội phạm về ma túy", (_GENERAL, "Đội Đấu tranh chuyên án", "Đội Phòng ngừa nghiệp vụ")
    ),
    _Room(
        "Phòng Cảnh sát phòng, chống tội phạm về môi trường",
        (_GENERAL, "Đội Tài nguyên và khoáng sản", "Đội An toàn thực phẩm"),
    ),
    _Room(
        "Phòng Cảnh sát quản lý hành chính về trật tự xã hội",
        (_GENERAL, "Đội Đăng ký và quản lý cư trú", "Đội Cấp căn cước công dân", "Đội Quản lý ngành nghề và con dấu"),
    ),
    _Room(
        "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ",
        (_GENERAL, "Đội Công tác phòng cháy", "Đội Chữa cháy khu vực Tam Kỳ", "Đội Chữa cháy khu vực Điện Bàn"),
    ),
    _Room(
        "Phòng Cảnh sát giao thông",
        (_GENERAL, "Đội Tuần tra kiểm soát số 1", "Đội Tuần tra kiểm soát số 2", "Đội Đăng ký và quản lý phương tiện"),
        begin=CHANGE,
        succeeds=("Phòng Cảnh sát giao thông đường bộ - đường sắt",),
    ),
    _Room("Phòng Kỹ thuật hình sự", (_GENERAL, "Đội Khám nghiệm hiện trường", "Đội Giám định")),
    _Room(
        "Phòng Cảnh sát thi hành án hình sự và hỗ trợ tư pháp",
        (_GENERAL, "Đội Hỗ trợ tư pháp", "Đội Quản lý thi hành án"),
    ),
    _Room("Trại tạm giam", (_GENERAL, "Đội Cảnh sát quản giáo", "Đội Cảnh sát bảo vệ")),
    _Room(
        "Phòng Cảnh sát cơ động",
        (_GENERAL, "Đội Đặc nhiệm", "Đội Cảnh sát bảo vệ mục tiêu", "Đội Huấn luyện và sử dụng động vật nghiệp vụ"),
    ),
    _Room("Phòng Cảnh sát đường thủy", (_GENERAL, "Đội Tuần tra Cửa Đại"), begin=CHANGE, note="Thành lập mới"),
)

_FORMER_ROOMS = (
    _Room(
        "Phòng Quản lý cán bộ",
        ("Đội Quản lý cán bộ", "Đội Tổ chức biên chế"),
        end=LAST_DAY,
        note="Ký hiệu trước đây: PX13",
    ),
    _Room("Phòng Đào tạo", ("Đội Đào tạo và huấn luyện",), end=LAST_DAY, note="Ký hiệu trước đây: PX14"),
    _Room(
        EMULATION_BEFORE,
        ("Đội Thi đua và chính sách", "Đội Tuyên truyền"),
        end=LAST_DAY,
        note="Ký hiệu trước đây: PX15",
    ),
    _Room(
        "Phòng Công tác Đảng và công tác quần chúng",
        ("Đội Công tác đảng", "Đội Công tác quần chúng"),
        end=LAST_DAY,
        note="Ký hiệu trước đây: PX16",
    ),
    _Room(
        "Phòng Xây dựng phong trào bảo vệ an ninh Tổ quốc",
        (_GENERAL, "Đội Xây dựng phong trào vùng đồng bằng", "Đội Xây dựng phong trào vùng miền núi"),
        end=LAST_DAY,
        note="Ký hiệu trước đây: PV28",
    ),
    _Room(
        "Phòng Cảnh sát điều tra tội phạm về trật tự xã hội",
        (_GENERAL, "Đội Trọng án", "Đội Chống cướp và trộm cắp"),
        end=LAST_DAY,
        note="Ký hiệu trước đây: PC45",
    ),
    _Room(
        "Phòng Cảnh sát truy nã tội phạm",
        ("Đội Truy bắt đối tượng truy nã",),
        end=LAST_DAY,
        note="Giải thể từ 15/8/2018",
    ),
    _Room(
        "Phòng Cảnh sát giao thông đường bộ - đường sắt",
        (_GENERAL, "Đội Tuần tra kiểm soát số 1", "Đội Tuần tra kiểm soát số 2", "Đội Đăng ký và quản lý phương tiện"),
        end=LAST_DAY,
    ),
)

_DISTRICT_TEAMS = (
    "Đội Tổng hợp",
    "Đội An ninh",
    "Đội Cảnh sát điều tra tội phạm",
    "Đội Cảnh sát giao thông - trật tự",
    "Đội Cảnh sát quản lý hành chính",
    "Đội Xây dựng phong trào và phụ trách xã",
    "Đội Cảnh sát thi hành án và hỗ trợ tư pháp",
)


@dataclass(frozen=True)
class District:
    """A district of Quảng Nam 2015-2020: its kind ("huyện", "thị xã", "thành phố"), founding year of its police in the sample, and communes.

    `mountain` marks the nine of the block "trung du - miền núi".
    """

    name: str
    kind: str
    begin: date | int
    mountain: bool
    wards: tuple[str, ...]
    town: str
    communes: tuple[str, ...]

    @property
    def police(self) -> str:
        """The name of its police: "Công an huyện Đại Lộc"."""
        return f"Công an {self.kind} {self.name}"

    @property
    def titled(self) -> str:
        """The district with its kind, as lists head it: "Huyện Đại Lộc"."""
        return f"{self.kind[0].upper()}{self.kind[1:]} {self.name}"

    @property
    def places(self) -> tuple[str, ...]:
        """Its communes, wards and town, each with its kind: "xã Đại Hiệp"."""
        towns = (f"thị trấn {self.town}",) if self.town else ()
        return tuple(f"phường {w}" for w in self.wards) + towns + tuple(f"xã {c}" for c in self.communes)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",")) if text else ()


DISTRICTS = tuple(
    District(name, kind, begin, mountain, _names(wards), town, _names(communes))
    for name, kind, begin, mountain, wards, town, communes in (
        (
            "Tam Kỳ", "thành phố", 1997, False,
            "An Mỹ, An Phú, An Sơn, An Xuân, Hòa Hương, Hòa Thuận, Phước Hòa, Tân Thạnh, Trường Xuân", "",
            "Tam Ngọc, Tam Phú, Tam Thăng, Tam Thanh",
        ),
        (
            "Hội An", "thành phố", 1997, False,
            "Minh An, Tân An, Cẩm Phô, Thanh Hà, Sơn Phong, Cẩm Châu, Cửa Đại, Cẩm An, Cẩm Nam", "",
            "Cẩm Hà, Cẩm Kim, Cẩm Thanh, Tân Hiệp",
        ),
        (
            "Điện Bàn", "thị xã", date(2015, 3, 11), False,
            "Điện An, Điện Dương, Điện Nam Bắc, Điện Nam Đông, Điện Nam Trung, Điện Ngọc, Vĩnh Điện", "",
            "Điện Hòa, Điện Hồng, Điện Minh, Điện Phong, Điện Phước, Điện Phương, Điện Quang, Điện Thắng Bắc, Điện Thắng Nam, Điện Thắng Trung, "
            "Điện Thọ, Điện Tiến, Điện Trung",
        ),
        (
            "Núi Thành", "huyện", 1997, False, "", "Núi Thành",
            "Tam Anh Bắc, Tam Anh Nam, Tam Giang, Tam Hải, Tam Hiệp, Tam Hòa, Tam Mỹ Đông, Tam Mỹ Tây, Tam Nghĩa, Tam Quang, Tam Sơn, Tam Thạnh, "
            "Tam Tiến, Tam Trà, Tam Xuân I, Tam Xuân II",
        ),
        ("Phú Ninh", "huyện", 2005, False, "", "Phú Thịnh", "Tam An, Tam Dân, Tam Đại, Tam Đàn, Tam Lãnh, Tam Lộc, Tam Phước, Tam Thái, Tam Thành, Tam Vinh"),
        (
            "Tiên Phước", "huyện", 1997, True, "", "Tiên Kỳ",
            "Tiên An, Tiên Cảnh, Tiên Cẩm, Tiên Châu, Tiên Hà, Tiên Hiệp, Tiên Lãnh, Tiên Lập, Tiên Lộc, Tiên Mỹ, Tiên Ngọc, Tiên Phong, Tiên Sơn, Tiên Thọ",
        ),
        (
            "Hiệp Đức", "huyện", 1997, True, "", "Tân An",
            "Bình Lâm, Bình Sơn, Hiệp Hòa, Hiệp Thuận, Phước Gia, Phước Trà, Quế Bình, Quế Lưu, Quế Thọ, Sông Trà, Thăng Phước",
        ),
        ("Nông Sơn", "huyện", 2008, True, "", "", "Phước Ninh, Quế Lâm, Quế Lộc, Quế Ninh, Quế Phước, Quế Trung, Sơn Viên"),
        (
            "Quế Sơn", "huyện", 1997, False, "", "Đông Phú",
            "Hương An, Phú Thọ, Quế An, Quế Châu, Quế Cường, Quế Hiệp, Quế Long, Quế Minh, Quế Phong, Quế Phú, Quế Thuận, Quế Xuân 1, Quế Xuân 2",
        ),
        (
            "Duy Xuyên", "huyện", 1997, False, "", "Nam Phước",
            "Duy Châu, Duy Hải, Duy Hòa, Duy Nghĩa, Duy Phú, Duy Phước, Duy Sơn, Duy Tân, Duy Thành, Duy Thu, Duy Trinh, Duy Trung, Duy Vinh",
        ),
        (
            "Đại Lộc", "huyện", 1997, False, "", "Ái Nghĩa",
            "Đại An, Đại Chánh, Đại Cường, Đại Đồng, Đại Hiệp, Đại Hòa, Đại Hồng, Đại Hưng, Đại Lãnh, Đại Minh, Đại Nghĩa, Đại Phong, Đại Quang, Đại Sơn, "
            "Đại Tân, Đại Thắng, Đại Thạnh",
        ),
        (
            "Thăng Bình", "huyện", 1997, False, "", "Hà Lam",
            "Bình An, Bình Chánh, Bình Đào, Bình Định Bắc, Bình Định Nam, Bình Dương, Bình Giang, Bình Hải, Bình Lãnh, Bình Minh, Bình Nam, Bình Nguyên, "
            "Bình Phú, Bình Phục, Bình Quế, Bình Quý, Bình Sa, Bình Trị, Bình Triều, Bình Trung, Bình Tú",
        ),
        (
            "Bắc Trà My", "huyện", 2003, True, "", "Trà My",
            "Trà Bui, Trà Đốc, Trà Đông, Trà Dương, Trà Giác, Trà Giang, Trà Giáp, Trà Ka, Trà Kót, Trà Nú, Trà Sơn, Trà Tân",
        ),
        ("Nam Trà My", "huyện", 2003, True, "", "", "Trà Cang, Trà Don, Trà Leng, Trà Linh, Trà Mai, Trà Nam, Trà Tập, Trà Vân, Trà Vinh"),
        (
            "Phước Sơn", "huyện", 1997, True, "", "Khâm Đức",
            "Phước Chánh, Phước Công, Phước Đức, Phước Hiệp, Phước Hòa, Phước Kim, Phước Lộc, Phước Mỹ, Phước Năng, Phước Thành, Phước Xuân",
        ),
        ("Nam Giang", "huyện", 1997, True, "", "Thạnh Mỹ", "Cà Dy, Chà Vàl, Chơ Chun, Đắc Pre, Đắc Pring, Đắc Tôi, La Dêê, La Êê, Tà Bhing, Tà Pơơ, Zuôih"),
        ("Đông Giang", "huyện", 2003, True, "", "Prao", "A Rooi, A Ting, Ba, Jơ Ngây, Kà Dăng, Mà Cooih, Sông Kôn, Tà Lu, Tư, Za Hung"),
        ("Tây Giang", "huyện", 2003, True, "", "", "A Nông, A Tiêng, A Vương, A Xan, Bha Lê, Ch'Ơm, Dang, Ga Ri, Lăng, Tr'Hy"),
    )
)  # fmt: skip


@cache
def units() -> tuple[Unit, ...]:
    """Every unit that the office ever had up to May 2020, parents before children, in the order of its lists."""
    found = [Unit(PROVINCE, "QN", SUPERIOR, PROVINCE_LEVEL, 1997)]
    for number, room in enumerate(_ROOMS + _FORMER_ROOMS, start=1):
        found.extend(_room_units(room, f"QN-P{number:02}"))
    for number, district in enumerate(DISTRICTS, start=1):
        found.extend(_district_units(district, f"QN-H{number:02}"))
    return tuple(found)


def _room_units(room: _Room, code: str) -> list[Unit]:
    found = [Unit(room.name, code, PROVINCE, ROOM_LEVEL, room.begin, room.end, room.succeeds, room.note)]
    before = {former.name: former.teams for former in _FORMER_ROOMS}
    for number, team in enumerate(room.teams, start=1):
        succeeds = tuple(f"{team}, {former}" for former in room.succeeds if team in before[former])
        found.append(Unit(team, f"{code}-Đ{number}", room.name, TEAM_LEVEL, room.begin, room.end, succeeds))
    return found


def _district_units(district: District, code: str) -> list[Unit]:
    found = []
    succeeds: tuple[str, ...] = ()
    begin: date | int = district.begin
    if isinstance(district.begin, date):
        former = f"Công an huyện {district.name}"
        found.append(
            Unit(
                former,
                f"{code}C",
                PROVINCE,
                DISTRICT_LEVEL,
                1997,
                date(2015, 3, 10),
                note="Đổi tên khi thành lập thị xã",
            )
        )
        succeeds = (former,)
    found.append(Unit(district.police, code, PROVINCE, DISTRICT_LEVEL, begin, None, succeeds))
    for number, team in enumerate(_DISTRICT_TEAMS, start=1):
        found.append(Unit(team, f"{code}-Đ{number}", district.police, TEAM_LEVEL, begin))
    wards = [f"Công an phường {ward}" for ward in district.wards] + (
        [f"Công an thị trấn {district.town}"] if district.town else []
    )
    for number, ward in enumerate(wards, start=1):
        found.append(Unit(ward, f"{code}-X{number}", district.police, WARD_LEVEL, begin))
    return found


@cache
def by_full_name() -> dict[str, Unit]:
    """Units by `Unit.full`, which no two of them share."""
    return {unit.full: unit for unit in units()}


def home_of(unit: Unit) -> Unit:
    """The room or district police that the unit belongs to: itself unless it is a team or a ward police."""
    return unit if unit.level in (PROVINCE_LEVEL, ROOM_LEVEL, DISTRICT_LEVEL) else by_full_name()[unit.parent]


def lineage(unit: Unit) -> str:
    """One name for a unit and all units that it succeeds: the code of the latest of them."""
    return _continued().get(unit.full, unit.code)


@cache
def _continued() -> dict[str, str]:
    """The code of the first unit in the lists that continues each unit, by its full name."""
    found: dict[str, str] = {}
    for later in units():
        for before in later.succeeds:
            found.setdefault(before, later.code)
    return found
