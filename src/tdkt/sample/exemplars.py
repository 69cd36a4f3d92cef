"""The exemplars of the sample office, 2015-2020: what each is exemplary for, how it was nurtured, told of and taken up, drawn from the fixed seed.

Whom they fit is asked of the register (`operations.sample_exemplars`); here stand words and days only. All of it is invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tdkt.sample.seed import chance

FIRST, LAST = 2015, 2020
LAST_SEEN = date(2020, 5, 22)
"""The last day of which the sample holds anything done."""
PLAN = "Kế hoạch số 45/KH-CAT-PX15 ngày 10/3/2015"
GOOD_DEED = "Người tốt, việc tốt"

WAYS: dict[str, tuple[tuple[str, str], ...]] = {
    "person": (
        ("Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc", "Lập nhóm tiếp nhận tin báo của {a} thôn, khối phố, trực theo phiên; trả lời từng tin trong ngày, mỗi tháng báo lại kết quả với Nhân dân tại họp thôn."),
        ("Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc", "Xuống ở cùng cơ sở {a} ngày mỗi quý, hướng dẫn Ban điều hành mô hình ghi sổ, sinh hoạt đúng kỳ; vực dậy {b} mô hình hoạt động cầm chừng."),
        ("Đấu tranh phòng, chống tội phạm", "Sắp xếp lại dữ liệu vụ việc {a} năm theo địa bàn và thời gian, chỉ ra điểm nóng từng tháng để bố trí tuần tra; tỷ lệ điều tra, khám phá tăng {b}%."),
        ("Đấu tranh phòng, chống tội phạm", "Tham gia phá {a} chuyên án, trực tiếp hướng dẫn {b} đồng chí mới vào nghề; hồ sơ chuyển Viện kiểm sát không bị trả lại."),
        ("Cải cách hành chính", "Rút thời gian giải quyết thủ tục đăng ký xe từ {a} ngày còn {b} giờ nhờ xếp lại các khâu, trả kết quả cả sáng thứ Bảy."),
        ("Cải cách hành chính", "Làm chứng minh nhân dân lưu động tại {a} xã miền núi, không để Nhân dân phải đi lại lần hai; {b} lượt làm việc ngoài giờ."),
        ("Bảo đảm trật tự, an toàn giao thông", "Phối hợp {a} trường học tổ chức “Cổng trường an toàn”, phân luồng giờ tan học, tuyên truyền cho {b} lớp."),
        ("Xây dựng lực lượng", "Soạn tài liệu tự học điều lệnh, võ thuật theo {a} chủ đề ngắn, kèm cặp {b} chiến sĩ nghĩa vụ; đơn vị dẫn đầu hội thao."),
        ("Hậu cần, kỹ thuật", "Cải tiến hộp đèn cảnh báo từ vật liệu thải, lắp ở {a} điểm khuất; tiết kiệm {b} triệu đồng."),
        ("Tham mưu, tổng hợp", "Lập biểu theo dõi {a} đầu việc chung của đơn vị, nhắc hạn hằng tuần; {b} tháng liền không có báo cáo trễ hạn."),
    ),
    "body": (
        ("Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc", "Giao mỗi tổ phụ trách {a} thôn, mỗi tháng về họp với Nhân dân một lần; củng cố {b} mô hình, không còn mô hình hoạt động hình thức."),
        ("Phong trào thi đua của đơn vị", "Chấm điểm thi đua công khai từng tuần trên bảng tin, {a} tiêu chí gắn với việc được giao; cuối tháng đối thoại với {c}% cán bộ, chiến sĩ."),
        ("Cải cách hành chính", "Một cửa tiếp dân chung cho {a} thủ tục, hẹn giờ qua điện thoại; {c}% phiếu góp ý hài lòng."),
        ("Đấu tranh phòng, chống tội phạm", "Lập tổ công tác liên đội trực {a} giờ mỗi ngày ở địa bàn giáp ranh, trao đổi thông tin với {b} đơn vị bạn."),
        ("Bảo đảm an ninh, trật tự sự kiện", "Xây dựng bộ phương án mẫu cho {a} loại sự kiện, diễn tập trước {b} ngày; các đơn vị dùng lại được."),
        ("Xây dựng lực lượng", "Mỗi đội nhận đỡ đầu {a} học sinh, mỗi quý một buổi học tập gương điển hình; {d} năm liền không có cán bộ vi phạm điều lệnh."),
    ),
    "deed": (
        ("cứu người", "Trên đường tuần tra đã lao xuống sông cứu {a} em nhỏ bị đuối nước, đưa vào bờ an toàn."),
        ("hiến máu cứu người", "Đã {b} lần hiến máu, trong đó {a} lần hiến khẩn cấp trong đêm cho bệnh viện tỉnh."),
        ("trả lại của rơi", "Nhặt được ví có {b} triệu đồng và giấy tờ, tìm người mất trả lại ngay trong ngày."),
        ("cứu hộ trong bão lũ", "Trong đợt lũ lớn đã cùng đồng đội đưa {b} hộ dân ra khỏi vùng ngập, {a} đêm liền không nghỉ."),
        ("giúp đỡ người khó khăn", "Vận động xây {a} nhà tình nghĩa, nhận đỡ đầu {b} học sinh mồ côi đến hết lớp 12."),
        ("dập lửa cứu nhà dân", "Ngoài giờ làm việc thấy cháy nhà đã báo tin, hô hoán và cùng Nhân dân dập lửa, đưa {a} người ra ngoài."),
    ),
}  # fmt: skip
STEPS = (
    ("Theo dõi, giúp hoàn thiện cách làm", "Chỉ huy đơn vị", ("Đã cùng hoàn thiện, có sổ theo dõi", "Cách làm ổn định sau ba tháng", "Đã bớt hai khâu thừa")),
    ("Báo cáo cách làm tại sơ kết của đơn vị", "Đội Tham mưu tổng hợp", ("Sơ kết đồng ý giới thiệu lên Công an tỉnh", "Được {n} ý kiến góp ý, đã tiếp thu")),
    ("Viết bài, chụp ảnh gửi báo, đài", "Bộ phận công tác chính trị", ("Bài đã đăng", "Đã phát trong chuyên mục")),
    ("Trao đổi kinh nghiệm với các đơn vị trong khối", "Chỉ huy đơn vị", ("{n} đơn vị dự, 3 đơn vị đăng ký làm theo", "Đã tổ chức tại đơn vị, {n} người dự")),
)  # fmt: skip
REVIEWS = (
    "Cách làm giữ vững qua các năm, có số liệu so sánh, đơn vị khác làm theo được. Đề nghị biểu dương, nhân rộng.",
    "Kết quả rõ, được cấp ủy, chính quyền và Nhân dân ghi nhận; cần tiếp tục theo dõi khi đổi địa bàn.",
    "Đạt yêu cầu của kế hoạch bồi dưỡng. Đề nghị giới thiệu tại hội nghị điển hình tiên tiến.",
    "Việc làm có sức lan tỏa trong đơn vị, nêu gương cho cán bộ, chiến sĩ trẻ.",
)
FINDERS = (
    "Phòng Công tác đảng và công tác chính trị",
    "Chỉ huy đơn vị giới thiệu",
    "Khối thi đua bình chọn",
    "Đoàn kiểm tra công tác thi đua",
)
PRESS = ("Báo Quảng Nam", "Chuyên mục Vì an ninh Quảng Nam", "Trang thông tin Công an tỉnh", "Báo Công an nhân dân")
FARED = (
    "Đã áp dụng, kết quả tốt",
    "Làm theo ở {n} xã, phường; phù hợp địa bàn",
    "Đang làm thử, hẹn sơ kết sau sáu tháng",
    "Áp dụng một phần do địa bàn rộng",
    "",
)
ENDINGS = ("Chuyển công tác ngoài lực lượng", "Đã nghỉ hưu theo chế độ", "Không giữ được kết quả qua hai kỳ sơ kết")


@dataclass(frozen=True)
class Step:
    """A step of a plan, done or to come."""

    words: str
    in_charge: str
    due_on: date
    done_on: date | None
    result: str


@dataclass(frozen=True)
class Tale:
    """A story: its kind, what stands before the name in its title, where and when it was published."""

    kind: str
    title: str
    published: str
    told_on: date


@dataclass(frozen=True)
class Follower:
    """A unit that took it up: which of those to choose from (a share of the list), since when, how it fared."""

    share: float
    since: date
    result: str


@dataclass(frozen=True)
class Portrait:
    """One exemplar but for who it is; `level` says how far it is meant to be: 0 found, 1 nurtured, 2 reviewed, 3 honoured, 4 taken up."""

    level: int
    whole: bool
    field: str
    new_way: str
    found_on: date
    found_by: str
    steps: tuple[Step, ...]
    review: str
    reviewed_on: date | None
    stories: tuple[Tale, ...]
    followers: tuple[Follower, ...]
    ended_for: str
    picked: bool


def portraits(kind: str, number: int) -> tuple[Portrait, ...]:
    """So many portraits of persons, bodies or good deeds (`WAYS`)."""
    stream = chance(f"exemplars {kind}")
    return tuple(_portrait(kind, at, stream) for at in range(number))


def _portrait(kind: str, at: int, stream: Random) -> Portrait:
    field, way = WAYS[kind][at % len(WAYS[kind])]
    level = stream.choices((0, 1, 2, 3, 4), weights=(12, 24, 10, 26, 28))[0]
    found_on = date(FIRST, 3, 16) + timedelta(days=stream.randrange(0, 1500 if level > 1 else 1860))
    steps = tuple(_steps(level, found_on, stream)) if kind != "deed" and level else ()
    reviewed_on = min(found_on + timedelta(days=stream.randrange(180, 340)), LAST_SEEN) if level > 1 else None
    since = reviewed_on or found_on
    ended = level > 1 and stream.random() < 0.05
    return Portrait(
        level=level,
        whole=kind != "deed" and stream.random() < 0.18,
        field=f"{GOOD_DEED}: {field}" if kind == "deed" else field,
        new_way=way.format(
            a=stream.randrange(2, 6) if kind == "deed" else stream.randrange(3, 15),
            b=stream.randrange(6, 22),
            c=stream.randrange(88, 99),
            d=stream.randrange(2, 6),
        ),
        found_on=found_on,
        found_by=stream.choice(FINDERS),
        steps=steps,
        review=stream.choice(REVIEWS) if level > 1 else "",
        reviewed_on=reviewed_on,
        stories=tuple(_stories(level, since, stream)),
        followers=tuple(_followers(since, stream)) if level == 4 else (),
        ended_for=stream.choice(ENDINGS) if ended else "",
        picked=level > 2 and not ended and stream.random() < 0.42,
    )  # fmt: skip


def _steps(level: int, found_on: date, stream: Random) -> list[Step]:
    """A plan of two to four steps; of one who is still nurtured the last steps are to come, or late."""
    found = []
    held = stream.randrange(2, len(STEPS) + 1)
    day = found_on
    for at, (words, in_charge, results) in enumerate(STEPS[:held]):
        day += timedelta(days=stream.randrange(50, 130))
        is_open = level == 1 and at >= held - stream.randrange(1, 3)
        due_on = day
        if is_open:  # of what is still to come some is late by the day on which the sample is looked at
            due_on = LAST_SEEN + timedelta(days=stream.choice((-12, -5, 21, 39, 70, 128, 190)) + at)
        done_on = None if is_open else min(due_on + timedelta(days=stream.randrange(-9, 12)), LAST_SEEN)
        done_on = max(done_on, found_on) if done_on else None
        result = stream.choice(results).format(n=stream.randrange(4, 19)) if done_on else ""
        found.append(Step(words, in_charge, max(due_on, found_on), done_on, result))
    return found


def _stories(level: int, since: date, stream: Random) -> list[Tale]:
    titles = {
        "article": ("Gặp", "Việc làm của", "Học ở"),
        "photo": ("Chùm ảnh:",),
        "film": ("Phóng sự:",),
        "talk": ("Giao lưu với",),
    }
    found: list[Tale] = []
    for _ in range(stream.choice((0, 0, 1, 1, 2)) if level else 0):
        kind = stream.choices(tuple(titles), weights=(5, 2, 2, 1))[0]
        if kind in {one.kind for one in found}:
            continue
        day = min(since + timedelta(days=stream.randrange(3, 120)), LAST_SEEN)
        found.append(Tale(kind, stream.choice(titles[kind]), stream.choice(PRESS), day))
    return found


def _followers(since: date, stream: Random) -> list[Follower]:
    return [
        Follower(
            stream.random(),
            min(since + timedelta(days=stream.randrange(15, 200)), LAST_SEEN),
            stream.choice(FARED).format(n=stream.randrange(2, 9)),
        )
        for _ in range(stream.randrange(1, 5))
    ]


def aims(units: Sequence[str], *, many: bool) -> dict[str, tuple[int, int]]:
    """What each unit was to find: so many bodies, so many persons; districts (`many`) more than departments."""
    stream = chance(f"exemplar targets {many}")
    return {
        name: (stream.randrange(1, 3), stream.randrange(2, 6))
        if many
        else (stream.randrange(0, 2), stream.randrange(1, 4))
        for name in units
    }
