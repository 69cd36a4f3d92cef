"""The directions of the sample office's leaders, 2015-2020: what was asked at each conference, of which units, and what these reported.

Words and numbers are the sample's own. Units report twice a year; those that are late, or silent, are drawn from the fixed seed.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random

from tdkt.sample.seed import chance
from tdkt.sample.units import CHANGE, DISTRICT_LEVEL, EMULATION_BEFORE, EMULATION_ROOM, units

DIRECTOR, DEPUTY, MINISTRY = "Giám đốc Công an tỉnh", "Phó Giám đốc Công an tỉnh", "Thứ trưởng Bộ Công an"
LAST_SEEN = date(2020, 5, 22)
"""The last day of which the sample holds reports."""


@dataclass(frozen=True)
class Told:
    """A report of one unit: on a day, in words, with a percent."""

    unit: str
    day: date
    words: str
    percent: int


@dataclass(frozen=True)
class Direction:
    """One thing asked. `goes_on` is the key of the direction of the year before that it carries on; `dropped` why it was asked no more."""

    key: str
    words: str
    leader: str
    occasion: str
    said_on: date
    document: str
    due_on: date | None
    units: tuple[str, ...]
    reports: tuple[Told, ...] = ()
    done: dict[str, date] = field(default_factory=dict)
    goes_on: str = ""
    dropped: str = ""


@dataclass(frozen=True)
class _Asked:
    words: str
    to: str
    report: str
    due: tuple[int, int] | None = (12, 15)
    leader: str = DIRECTOR


YEARLY: dict[int, tuple[_Asked, ...]] = {
    2015: (
        _Asked("Gắn phong trào thi đua “Vì an ninh Tổ quốc” với nhiệm vụ bảo vệ đại hội đảng bộ các cấp; mỗi đơn vị đăng ký ít nhất một việc làm cụ thể", "districts", "Đã đăng ký và thực hiện {n} việc làm gắn với bảo vệ đại hội đảng bộ", (10, 31)),
        _Asked("Rà soát, thống kê các mô hình tự quản về an ninh, trật tự trên địa bàn, báo cáo về Công an tỉnh", "districts", "Đã thống kê {n} mô hình", (6, 30), DEPUTY),
        _Asked("Xây dựng quy chế bình xét thi đua, khen thưởng, bảo đảm khen đúng người, đúng việc, quan tâm người trực tiếp chiến đấu", "emulation", "Đã trình quy chế, lấy ý kiến {n} đơn vị", (9, 30)),
    ),
    2016: (
        _Asked("Mỗi Công an cấp huyện chọn một xã, phường làm điểm củng cố phong trào toàn dân bảo vệ an ninh Tổ quốc", "districts", "Đã chọn điểm, củng cố {n} tổ tự quản"),
        _Asked("Nâng tỷ lệ khen thưởng cho cán bộ, chiến sĩ trực tiếp công tác, chiến đấu; báo cáo số liệu hằng quý", "emulation", "Người trực tiếp chiếm phần lớn trong {n} trường hợp khen", (12, 15)),
        _Asked("Tổng kết việc nhân rộng mô hình “Tiếng kẻng an ninh”", "movement", "Đã khảo sát {n} nơi có mô hình", (9, 30), DEPUTY),
    ),
    2017: (
        _Asked("Củng cố các mô hình hoạt động cầm chừng; nơi không còn phù hợp thì đề nghị giải thể theo quy định", "districts", "Đã củng cố {n} mô hình"),
        _Asked("Phát hiện, bồi dưỡng điển hình tiên tiến từ cơ sở, mỗi đơn vị giới thiệu ít nhất hai điển hình", "districts", "Đã giới thiệu {n} điển hình", (10, 31)),
        _Asked("Phục vụ Tuần lễ Cấp cao APEC: phát động đợt thi đua cao điểm, sơ kết ngay khi kết thúc", "all", "Đã sơ kết đợt cao điểm, đề nghị khen {n} trường hợp", (11, 30)),
    ),
    2018: (
        _Asked("Mỗi huyện, thị xã, thành phố xây dựng ít nhất một mô hình liên kết bảo đảm an ninh, trật tự ở vùng giáp ranh", "districts", "Đã thống nhất với địa bàn giáp ranh, ra mắt {n} điểm"),
        _Asked("Sắp xếp lại tổ chức làm công tác thi đua, khen thưởng sau khi kiện toàn bộ máy, không để gián đoạn", "emulation", "Đã bàn giao hồ sơ của {n} đơn vị", (10, 31)),
        _Asked("Đưa số liệu mô hình vào sổ theo dõi thống nhất, thôi báo cáo bằng lời", "districts", "Đã vào sổ {n} mô hình", (12, 15), DEPUTY),
    ),
    2019: (
        _Asked("Sơ kết, đánh giá hiệu quả từng mô hình, xếp loại theo ba mức và công bố công khai", "districts", "Đã xếp loại {n} mô hình", (12, 15)),
        _Asked("Hướng dẫn Công an xã chính quy đăng ký thi đua ngay từ khi nhận nhiệm vụ", "districts", "Đã hướng dẫn {n} Công an xã", (12, 20)),
        _Asked("Rà soát người đủ điều kiện đề nghị Chiến sĩ thi đua toàn quốc, không để sót", "emulation", "Đã rà soát {n} trường hợp", (9, 30), DEPUTY),
    ),
    2020: (
        _Asked("Chuẩn bị Đại hội thi đua quyết thắng của Công an tỉnh: chọn điển hình, tổng kết 5 năm phong trào", "all", "Đã chọn {n} điển hình, gửi báo cáo tổng kết", (5, 15)),
        _Asked("Thi đua bảo đảm an ninh, trật tự và tham gia phòng, chống dịch bệnh tại cơ sở", "districts", "Đã phát động, biểu dương {n} gương", (6, 30)),
        _Asked("Đối chiếu sổ mô hình với thực tế từng thôn, khối phố trước khi tổng kết 5 năm", "districts", "Đã đối chiếu {n} mô hình", (5, 20), DEPUTY),
    ),
}  # fmt: skip
"""What was asked at the yearly conference of January, by year."""
MIDYEAR: dict[int, _Asked] = {
    year: _Asked(
        "Khắc phục việc khen thưởng dồn vào cuối năm: khen kịp thời, khen đột xuất ngay sau khi lập thành tích",
        "all",
        "Đã khen đột xuất {n} trường hợp",
        (12, 10),
    )
    for year in (2016, 2018)
}
CHAIN = ("2018-0", 2019, 2020)
"""The first direction of 2018 was not finished by all and was carried on in each January after."""
DROPPED = {"2015-2": "Bộ ban hành quy định chung nên tỉnh thôi xây dựng quy chế riêng"}


@cache
def directions() -> tuple[Direction, ...]:
    """Every direction, in the order in which they were given."""
    stream = chance("directions")
    found: list[Direction] = []
    for year, asked in YEARLY.items():
        occasion = f"Hội nghị tổng kết công tác Công an năm {year - 1}, triển khai nhiệm vụ năm {year}"
        said_on = date(year, 1, 12 + year % 5)
        document = f"Thông báo số {8 + year % 7:02d}/TB-CAT"
        for at, one in enumerate(asked):
            found.append(_made(f"{year}-{at}", one, occasion, said_on, document, stream))
        if year in CHAIN[1:]:
            before = next(one for one in reversed(found) if one.key.startswith("2018-0"))
            again = YEARLY[2018][0]
            standing = receivers(
                again.to, said_on
            )  # a room that has ended since leaves its part to the one that follows
            left = tuple(unit for unit in before.units if unit not in before.done and unit in standing)
            made = _made(f"{CHAIN[0]}+{year}", again, occasion, said_on, document, stream, to=left, slow=True)
            found.append(Direction(**{**made.__dict__, "goes_on": before.key}))
        if year in MIDYEAR:
            said = date(year, 7, 10)
            where = f"Hội nghị sơ kết 6 tháng đầu năm {year}"
            found.append(
                _made(f"{year}-giua", MIDYEAR[year], where, said, f"Thông báo số {40 + year % 7}/TB-CAT", stream)
            )
    inspected = _Asked(
        "Phối hợp Ủy ban Mặt trận Tổ quốc các cấp thống nhất một danh mục mô hình, không đếm trùng với phong trào “Dân vận khéo”",
        "districts",
        "Đã đối chiếu {n} mô hình với Mặt trận cùng cấp",
        None,
        MINISTRY,
    )
    day = date(2019, 8, 19)
    found.append(
        _made("2019-bo", inspected, "Kiểm tra phong trào tại Công an tỉnh", day, "Thông báo số 112/TB-X03", stream)
    )
    return tuple(sorted(found, key=lambda one: (one.said_on, one.key)))


def _made(
    key: str,
    one: _Asked,
    occasion: str,
    said_on: date,
    document: str,
    stream: Random,
    *,
    to: tuple[str, ...] = (),
    slow: bool = False,
) -> Direction:
    named = to or receivers(one.to, said_on)
    due = date(said_on.year, *one.due) if one.due else None
    slow = slow or key == CHAIN[0]
    dropped = DROPPED.get(key, "")
    reports: list[Told] = []
    done: dict[str, date] = {}
    for unit in named:
        percent = 0
        for day in (date(said_on.year, 5, 18), date(said_on.year, 11, 25), date(said_on.year, 12, 9)):
            if not said_on < day <= LAST_SEEN or percent == 100 or stream.random() < 0.12:
                continue
            percent = min(100, percent + stream.choice((20, 30, 40) if slow else (40, 60, 100)))
            reports.append(Told(unit, day, one.report.format(n=stream.randint(2, 19)), percent))
        finished = percent == 100 or (percent >= 60 and not slow and said_on.year < 2020)
        if finished and not dropped and said_on.year < 2020:
            done[unit] = date(said_on.year, 12, 20)
    past = said_on.year < 2020 and not slow and not dropped and due is not None
    for unit in named if past else ():  # what was late was asked again, and reported by January
        if unit not in done:
            day = date(said_on.year + 1, 1, 8)
            reports.append(Told(unit, day, one.report.format(n=stream.randint(2, 19)), 100))
            done[unit] = day
    return Direction(
        key, one.words, one.leader, occasion, said_on, document, due, named, tuple(reports), done, "", dropped
    )


def receivers(to: str, on: date) -> tuple[str, ...]:
    """The units that a direction names, as they stood on a day."""
    districts = tuple(one.name for one in units() if one.level == DISTRICT_LEVEL and one.stands_on(on))
    emulation = EMULATION_ROOM if on >= CHANGE else EMULATION_BEFORE
    movement = next(
        one.name for one in units() if one.name.startswith("Phòng Xây dựng phong trào") and one.stands_on(on)
    )
    return {
        "districts": (*districts, movement),
        "emulation": (emulation,),
        "movement": (movement,),
        "all": (*districts, emulation, movement, "Phòng Tham mưu"),
    }[to]
