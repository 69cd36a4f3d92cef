"""How rows of the register are read for the yearly statistics: all that a row surely is, as traits that the forms' rows and columns count.

What its words do not tell is no trait at all; `statistics.fill` shows it as not known.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from tdkt.law.catalogue import GROUNDS, awards
from tdkt.vietnamese.folding import fold

STATE = frozenset({"president", "state", "government", "prime-minister"})
OFFICE = "ministry-or-province"
METHODS = {
    "cong-trang": "method-regular",
    "phong-trao": "method-thematic",
    "dot-xuat": "method-sudden",
    "doi-ngoai": "method-foreign",
    "cong-hien": "method-contribution",
    "nien-han": "method-length",
}
"""The grounds of the register by the methods of the forms; the register has none for the resistance wars."""
assert set(METHODS) == set(GROUNDS)
METHOD_WORDS = {
    "method-regular": "Khen thường xuyên",
    "method-thematic": "Khen chuyên đề",
    "method-sudden": "Khen đột xuất",
    "method-foreign": "Khen đối ngoại",
    "method-contribution": "Khen cống hiến",
    "method-length": "Khen niên hạn",
}

# --- rows of the register as they are counted --------------------------------------------------------


@dataclass(frozen=True)
class Launched:
    """A movement that was launched; `id` is the movement's. Levels and methods are those of the register."""

    id: int
    level: str
    method: str
    launched_on: date
    ends_on: date | None = None


@dataclass(frozen=True)
class Honour:
    """A conferral that stands; `of_unit`: the receiver is a unit of the office's own tree; `top`: its person serves at the head of the office."""

    id: int
    award: str
    recipient: str
    level: str = ""
    ground: str = ""
    post: str = ""
    name: str = ""
    of_unit: bool = False
    top: bool = False


@dataclass(frozen=True)
class Body:
    """A body of emulation work: of its own, or beside other work."""

    id: int
    own: bool


@dataclass(frozen=True)
class Officer:
    """An official of emulation work at the end of the year; empty is not known."""

    id: int
    sex: str = ""
    born: str = ""
    training: str = ""
    since: date | None = None
    full_time: bool = True


@dataclass(frozen=True)
class Counted:
    """A row of the register with all that it surely is; "not:GROUP": it surely is none of that group of rows; "unsure:GROUP": it
    belongs to one of that group of columns, and nobody knows to which."""

    id: int
    traits: frozenset[str]
    award: str = ""
    recipient: str = ""


# --- what a row is ------------------------------------------------------------------------------------


def launched(one: Launched) -> Counted:
    """A movement by who launched it, over how long, and how it is carried on."""
    level = "launched-centre" if one.level == "national" else f"launched-{one.level}"
    method = "method-standing" if one.method == "standing" else "method-thematic"
    unsure = {"unsure:launched"} if one.level == "cluster" else set()
    return Counted(
        one.id, frozenset({"all", level, f"scope-{one.level}", method, *unsure, *lasting(one.launched_on, one.ends_on)})
    )


def lasting(first: date, last: date | None) -> frozenset[str]:
    """The steps of length of a movement; the first and the last day are both days of it. One without a last day has no known length.

    Exactly one year is up to the day before the same day of the next year, or up to that day itself: people write both.
    """
    if last is None:
        return frozenset()
    whole = [anniversary(first, years) - timedelta(days=1) for years in (1, 3, 5)]
    if last < whole[0]:
        return frozenset({"lasts-under-1"})
    if last <= anniversary(first, 1):
        return frozenset({"lasts-1"})
    if last < whole[1]:
        return frozenset({"lasts-1-3"})
    return frozenset({"lasts-from-3", "lasts-3-5" if last < whole[2] else "lasts-from-5"})


def anniversary(first: date, years: int) -> date:
    """The same day so many years later; 29 February has its day on 1 March where there is none."""
    try:
        return first.replace(year=first.year + years)
    except ValueError:
        return date(first.year + years, 3, 1)


def honoured(one: Honour) -> Counted:
    """An honour by whom it was given to, and for what."""
    traits = {"all", one.recipient}
    if one.recipient == "individual":
        traits |= {kind} if (kind := kind_of_post(one.post, top=one.top)) else set()
    if one.recipient == "collective":
        if is_enterprise(one.name):
            traits.add("enterprise")
        elif one.of_unit:
            traits.add("not:enterprise")
    if one.ground in METHODS:
        traits.add(METHODS[one.ground])
    if awards()[one.award].decided_by not in STATE:
        traits.add("other-forms")
    return Counted(one.id, frozenset(traits), one.award, one.recipient)


_MINISTRY = ("bo truong", "thu truong", "bi thu tinh uy", "chu tich ubnd tinh", "chu tich hdnd tinh", "bi thu thanh uy")
_DEPARTMENT = ("giam doc so", "giam doc cong an tinh", "giam doc cong an thanh pho", "vu truong", "cuc truong")
_ENTREPRENEUR = ("giam doc cong ty", "tong giam doc", "chu tich hoi dong quan tri", "doanh nhan")
_LEADER = (
    "truong phong",
    "truong cong an huyen",
    "truong cong an thanh pho",
    "truong cong an thi xa",
    "chanh ",
    "giam thi",
)
_DIRECT = ("can bo", "chien si", "nhan vien", "cong nhan", "giao vien", "bac si", "ky thuat vien")


def kind_of_post(post: str, *, top: bool = False) -> str:
    """Which row of the form a post belongs to, "" where its words do not tell: a head of team (đội) stands in no row that is known."""
    words = fold(post).strip()
    deputy = words.removeprefix("pho ")
    if deputy.startswith(_MINISTRY):
        return "leader-ministry"
    if deputy.startswith(_DEPARTMENT) or (top and deputy == "giam doc"):
        return "leader-department"
    if deputy.startswith(_ENTREPRENEUR):
        return "entrepreneur"
    if deputy.startswith(_LEADER) or words.startswith("pho phong"):
        return "leader-other"
    return "direct-worker" if words.startswith(_DIRECT) else ""


def is_enterprise(name: str) -> bool:
    """Whether a collective is a firm by its very name."""
    return fold(name).startswith(("cong ty", "tong cong ty", "doanh nghiep", "tap doan"))


def body(one: Body) -> Counted:
    return Counted(one.id, frozenset({"all", "own" if one.own else "beside"}))


def official(one: Officer) -> Counted:
    """An official by sex, by full time, and by training as the register has its words."""
    said = {"all", "full-time" if one.full_time else "part-time"}
    said.add({"m": "men", "f": "women"}.get(one.sex, "unsure:sex"))
    if one.training:
        said.add(f"training:{one.training}")
    return Counted(one.id, frozenset(said))


def belongs(one: Honour, of: str) -> bool:
    """Whether an honour is counted by the form on State awards, or by that on awards of ministries and provinces."""
    decided = awards()[one.award].decided_by
    if of == "state-awards":
        return decided in STATE or (one.level in STATE and decided != OFFICE)
    return one.award in OFFICE_FORMS


OFFICE_FORMS = frozenset(
    {
        "bang-khen-bo-tinh",
        "chien-si-thi-dua-bo-tinh",
        "co-thi-dua-bo-tinh",
        "ky-niem-chuong",
        "ky-niem-chuong-bao-ve-an-ninh-to-quoc",
    }
)
"""The awards of ministries and provinces for which the form has a column."""
