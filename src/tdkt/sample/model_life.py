"""What the sample office knows of its 1,277 models besides the census of 2019-12-31: their steps, places, groups, ratings, and who learnt from whom.

Everything is drawn from a fixed seed over the models in the order in which they are asked about. Places and groups add up to what the census
counts, the rating of 2019 is the census' own, and a model learns from an older one of its type: there is no circle. No resident stands here.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tdkt.sample.models import GOOD, KEPT, WEAK
from tdkt.sample.seed import chance

YEARS = range(2016, 2020)
"""The years of which ratings are kept."""
DOUBLES, STOPPED = 42, 26
"""So many models are registered again as "Dân vận khéo"; so many others had stopped before the census."""
LEARNS, MOST_COPIES = 0.42, 9

_BODIES = (
    "Công an xã", "Hội Cựu chiến binh", "Hội Liên hiệp Phụ nữ", "Đoàn Thanh niên", "Hội Nông dân", "Ủy ban Mặt trận", "Ban nhân dân thôn",
)  # fmt: skip
_SLOGANS = (
    "Đi từng ngõ, gõ từng nhà, giữ bình yên thôn xóm",
    "Nhà nhà cảnh giác, thôn thôn bình yên",
    "Nghe tiếng loa, cả làng cùng giữ",
    "Tự phòng, tự quản, tự bảo vệ, tự hòa giải",
    "Mỗi người dân là một chiến sĩ giữ bình yên",
)
_EQUIPMENT = {
    "Camera": "{n} mắt camera, {m} màn hình tại nhà sinh hoạt thôn",
    "Tiếng loa": "{n} cụm loa, {m} bộ tăng âm",
    "Tiếng kẻng": "{n} kẻng",
    "Tiếng mõ": "{n} mõ",
    "Ánh sáng": "{n} bóng đèn đường",
    "Ngọn đèn": "{n} bóng đèn",
}
_WHY_STOPPED = (
    "Không còn phù hợp với địa bàn sau khi sáp nhập thôn",
    "Hoạt động hình thức, không duy trì sinh hoạt",
    "Trùng nội dung với mô hình khác cùng địa bàn",
)
_HAMLETS = (
    "Phú Hưng",
    "An Lương",
    "Hòa Trung",
    "Bình Sơn",
    "Tân Mỹ",
    "Đông Tây",
    "Long Đức",
    "Mỹ Hiệp",
    "Thanh Quý",
    "Phước Lộc",
)


@dataclass(frozen=True)
class Known:
    """A model as the census has it; `key` is the register's own."""

    key: int
    type: str
    name: str
    place: str
    district: str
    founded: str
    decision: str
    places: int
    groups: int
    members: int
    money: int | None
    rating: str
    note: str


@dataclass(frozen=True)
class Step:
    """A step in a life, with its day as far as known."""

    kind: str
    day: str
    document: str = ""
    body: str = ""
    words: str = ""


@dataclass(frozen=True)
class Place:
    """A place with the names and members of its groups."""

    name: str
    since: str
    groups: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Life:
    """All that is known of one model. `learns_from` is the key of the model it was made after."""

    key: int
    sphere: str
    body: str
    slogan: str
    equipment: str
    money: int | None
    community_money: int | None
    paid_by: str
    outputs: str
    review_on: date | None
    lapses_on: date | None
    steps: tuple[Step, ...]
    places: tuple[Place, ...]
    ratings: dict[int, str]
    learns_from: int | None = None


@dataclass(frozen=True)
class Besides:
    """A model that the census does not count: one registered again (`same_as`), or one that had stopped."""

    like: int
    name: str
    place: str
    founded: str
    same_as: bool = False
    steps: tuple[Step, ...] = field(default=())


def lives(models: Sequence[Known]) -> list[Life]:
    """The life of each model."""
    stream = chance("model lives")
    learnt = origins(models)
    return [_life(stream, one, learnt.get(one.key)) for one in models]


def origins(models: Sequence[Known]) -> dict[int, int]:
    """From which older model of its type each learnt, where it learnt from one: copy to origin."""
    stream = chance("replication of models")
    by_type: dict[str, list[Known]] = defaultdict(list)
    for one in models:
        by_type[one.type].append(one)
    found: dict[int, int] = {}
    copies: dict[int, int] = defaultdict(int)
    for kind in sorted(by_type):
        of_type = sorted(by_type[kind], key=lambda one: (one.founded[:4], one.key))
        for at, one in enumerate(of_type):
            older = [
                other
                for other in of_type[:at]
                if other.founded[:4] < one.founded[:4] and other.rating != WEAK and copies[other.key] < MOST_COPIES
            ]
            if not older or int(one.founded[:4]) < 2013 or stream.random() >= LEARNS:
                continue
            spread = [other for other in older if copies[other.key]]
            origin = stream.choice(spread if spread and stream.random() < 0.7 else older)
            found[one.key] = origin.key
            copies[origin.key] += 1
    return found


def besides(models: Sequence[Known]) -> list[Besides]:
    """Those registered again as "Dân vận khéo", and those that had stopped before the census."""
    stream = chance("models besides the census")
    good = [one for one in models if one.rating == GOOD]
    found = [
        Besides(one.key, f"Dân vận khéo: {one.type}", one.place, one.founded, same_as=True)
        for one in stream.sample(good, DOUBLES)
    ]
    for one in stream.sample(list(models), STOPPED):
        commune = one.place.rpartition(", ")[2]
        begun, ended = stream.randint(2009, 2014), f"{stream.randint(2016, 2018)}-{stream.randint(1, 12):02}"
        steps = (
            Step("launched", str(begun)),
            Step("stopped", ended, f"{stream.randint(11, 90)}/BC-CAX", "", stream.choice(_WHY_STOPPED)),
        )
        found.append(
            Besides(one.key, one.type, f"thôn {stream.choice(_HAMLETS)} (cũ), {commune}", str(begun), steps=steps)
        )
    return found


def _life(stream: random.Random, one: Known, origin: int | None) -> Life:
    body = one.note.removesuffix(" chủ trì") if one.note.endswith(" chủ trì") else stream.choice(_BODIES)
    part, money, paid_by = _money(stream, one)
    return Life(
        key=one.key,
        sphere=_sphere(one.type),
        body=body,
        slogan=stream.choice(_SLOGANS) if stream.random() < 0.4 else "",
        equipment=_equipment(stream, one),
        money=money,
        community_money=part,
        paid_by=paid_by,
        outputs=_outputs(stream) if one.rating == GOOD and stream.random() < 0.5 else "",
        review_on=_review(stream, one),
        lapses_on=date(2020, stream.randint(4, 12), stream.randint(1, 28)) if stream.random() < 0.02 else None,
        steps=_steps(stream, one),
        places=_places(stream, one),
        ratings=_ratings(stream, one),
        learns_from=origin,
    )


def _sphere(type_: str) -> str:
    """The sphere that the name of a type tells."""
    told = (
        (("Trường", "Cổng trường"), "school"),
        (("Doanh nghiệp", "Khách sạn", "Nhà trọ", "Cụm công nghiệp", "Chợ"), "firm"),
        (("Cơ quan", "Đơn vị"), "agency"),
        (("Xã, phường", "Camera giám sát", "Zalo", "Bản tin", "Hộp thư", "Cụm"), "commune"),
    )
    return next((sphere for heads, sphere in told if type_.startswith(heads)), "residential-area")


def _money(stream: random.Random, one: Known) -> tuple[int | None, int | None, str]:
    """The community's part as the census counts it, the whole, and who paid."""
    if one.money is None:
        silent = stream.random() < 0.6
        return (None, None, "") if silent else (0, stream.randint(2, 30) * 1_000_000, "ngân sách xã")
    whole = one.money + stream.randint(0, 20) * 1_000_000
    return one.money, whole, "xã hội hóa" if whole == one.money else "xã hội hóa và ngân sách xã"


def _equipment(stream: random.Random, one: Known) -> str:
    words = next((said for head, said in _EQUIPMENT.items() if one.type.startswith(head)), "")
    return words.format(n=one.places * stream.randint(2, 6), m=one.places)


def _outputs(stream: random.Random) -> str:
    return (
        f"{stream.randint(2, 30)} tin báo, {stream.randint(1, 12)} vụ việc hòa giải, "
        f"{stream.randint(2, 20)} buổi tuyên truyền với {stream.randint(8, 90) * 10} lượt người"
    )


def _review(stream: random.Random, one: Known) -> date | None:
    """A weak model is looked at again within the year; some others have their day as well."""
    if one.rating == WEAK:
        return date(2020, stream.choice((5, 6, 6, 11)), 15)
    return date(2020, 11, 15) if stream.random() < 0.1 else None


def _steps(stream: random.Random, one: Known) -> tuple[Step, ...]:
    """The steps of a model: what its dates and decision tell, and what came after."""
    commune = one.place.rpartition(", ")[2]
    year = int(one.founded[:4])
    found = []
    if len(one.founded) == 10 and stream.random() < 0.5:
        if one.founded[5:7] != "01":
            earlier = f"{one.founded[:5]}{stream.randint(1, int(one.founded[5:7]) - 1):02}"
            found.append(Step("survey" if stream.random() < 0.5 else "proposed", earlier, body="Công an xã"))
        if one.decision:
            found.append(Step("approved", one.founded, one.decision, f"UBND {commune}"))
    found.append(Step("launched", one.founded))
    if stream.random() < 0.3:
        found.append(Step("rules", one.founded))
    roll = stream.random()
    later = stream.randint(max(year + 1, 2015), 2019) if year < 2019 else 0
    if later and one.rating == GOOD and roll < 0.24:
        found.append(Step("recognised", f"{later}-12", f"{stream.randint(100, 900)}/QĐ-CAT", "Công an tỉnh"))
        if roll < 0.05:
            found.append(
                Step("bright-spot", f"{min(later + 1, 2019)}-12", f"{stream.randint(100, 900)}/QĐ-CAT", "Công an tỉnh")
            )
        if roll < 0.015:
            found.append(Step("commended-for-spreading", "2019-12", f"{stream.randint(10, 90)}/TB-BCA", "Bộ Công an"))
    if later and one.rating != GOOD and roll < 0.2:
        found.append(Step("consolidated", str(later), words="Kiện toàn tổ, bổ sung quy ước"))
    return tuple(found)


def _places(stream: random.Random, one: Known) -> tuple[Place, ...]:
    """As many places and groups as the census counts, the members shared out among the groups."""
    hamlet = one.place.partition(", ")[0]
    others = [name for name in stream.sample(_HAMLETS, len(_HAMLETS)) if not hamlet.endswith(name)]
    kind = "khối phố" if hamlet.startswith("khối") else "thôn"
    names = [hamlet, *(f"{kind} {name}" for name in others)][: one.places]
    share, rest = divmod(one.members, max(one.groups, 1))
    groups: list[list[tuple[str, int]]] = [[] for _ in names]
    for number in range(one.groups):
        groups[number % len(names)].append((f"Tổ {number + 1}", share + (number < rest)))
    year = int(one.founded[:4])
    found = []
    for at, name in enumerate(names):
        since = one.founded if at == 0 else str(stream.randint(year, 2019))
        found.append(Place(name, since, tuple(groups[at])))
    return tuple(found)


def _ratings(stream: random.Random, one: Known) -> dict[int, str]:
    """A rating for each year in which the model stood; the last is the census' own, the earlier ones mostly the same."""
    words = (GOOD, KEPT, WEAK)
    found = {2019: one.rating}
    for year in range(2018, max(YEARS[0], int(one.founded[:4])) - 1, -1):
        after = found[year + 1]
        roll = stream.random()
        found[year] = (
            after
            if roll < 0.78
            else stream.choice([word for word in words if word != after and (word != WEAK or roll > 0.97)])
        )
    return dict(sorted(found.items()))
