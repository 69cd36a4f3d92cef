"""Who gives an honour, as reports say it, and whether the giver that a text names is the one that the register holds.

A head speaks for his body ("Chủ tịch UBND tỉnh" is UBND tỉnh). The Government and the Prime Minister give the same two forms, whichever of
them a text names; "Nhà nước" covers all of them and the President.
"""

from tdkt.law.catalogue import LEVEL_NAMES
from tdkt.law.tally import Authority
from tdkt.vietnamese.folding import fold

STATE_LEVELS = frozenset({"president", "state", "government", "prime-minister"})
"""Levels with one body each, so that the name says nothing more."""
_CABINET = frozenset({"government", "prime-minister"})
_GIVER_IN_NAME = {"co-thi-dua-chinh-phu": "government", "bang-khen-thu-tuong": "prime-minister"}
_HEADS = (
    "thừa ủy quyền", "quyền chủ tịch", "phó chủ tịch", "chủ tịch", "bộ trưởng", "thứ trưởng", "tổng cục trưởng", "cục trưởng",
    "phó giám đốc", "giám đốc", "thủ trưởng", "trưởng ban", "trưởng",
)  # fmt: skip
_GENERIC = frozenset(
    {
        "",
        "bo",
        "cap bo",
        "bo, nganh",
        "bo, ban, nganh",
        "tinh",
        "cap tinh",
        "huyen",
        "xa",
        "co quan",
        "don vi",
        "thu truong co quan, don vi",
    }
)


def spoken(level: str, authority: str, *, award: str, place: str) -> str:
    """The giver as a report of an office at `place` names him: "UBND tỉnh Quảng Nam" is "UBND tỉnh", a minister is his ministry.

    An empty name with a known level is named by the level; nothing known is empty.
    """
    if award in _GIVER_IN_NAME:
        return LEVEL_NAMES[_GIVER_IN_NAME[award]]
    if level in STATE_LEVELS:
        return LEVEL_NAMES[level]
    name = _without_head(" ".join(authority.split()))
    for long in ("Ủy ban nhân dân", "Uỷ ban nhân dân", "Ủy ban Nhân dân", "Uỷ ban Nhân dân"):
        name = name.replace(long, "UBND")
    return without_place(name, place) or LEVEL_NAMES.get(level, "")


def without_place(name: str, place: str) -> str:
    """A name without the office's own place at its end: "Công an tỉnh Quảng Nam" at home is "Công an tỉnh"."""
    if place and name.endswith(f" {place}"):
        return name[: -len(place) - 1].rstrip(", ")
    return name


def level_said(award: str, level: str) -> str:
    """The level that the name of the form says, where it says one; else that of the row."""
    return _GIVER_IN_NAME.get(award, level)


def accepts(said: Authority, *, level: str, giver: str, place: str) -> bool:
    """Whether the giver of a row (its level and spoken name) is the one that a text names.

    Where a text or a row says less ("UBND tỉnh" beside "UBND tỉnh Quảng Nam", or only the level), what both say must agree.
    """
    if said.level == "state" or level == "state":
        return level in STATE_LEVELS and said.level in STATE_LEVELS
    if said.level in _CABINET:
        return level in _CABINET
    if said.level != level:
        return False
    if level in STATE_LEVELS:
        return True
    asked, held = (_key(spoken(said.level, said.name, award="", place=place)), _key(giver))
    if asked in _GENERIC or held in _GENERIC:
        return True
    # "UBND tỉnh" at home is the home province and no other; "UBND huyện" may be any of them.
    loose = level not in ("ministry", "province") or not place
    return asked == held or (loose and (asked.startswith(f"{held} ") or held.startswith(f"{asked} ")))


def _key(name: str) -> str:
    words = f" {fold(name)} "
    for short, whole in (
        (" tp ", " thanh pho "),
        (" tp. ", " thanh pho "),
        (" tx ", " thi xa "),
        (" bca ", " bo cong an "),
    ):
        words = words.replace(short, whole)
    return words.strip()


def _without_head(name: str) -> str:
    folded = name.lower()
    for head in _HEADS:
        if folded.startswith(head + " "):
            return _capital(name[len(head) + 1 :].strip())
    return name


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
