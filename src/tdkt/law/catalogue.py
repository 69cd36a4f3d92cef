"""The awards that the register knows, by code, and the levels of authority that give them.

The list is `awards.csv` beside this file: codes are Vietnamese slugs, since no English name is authoritative. Within a kind the order
is the order in which the law lists the forms, which is also the order of reports.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

LEVELS = ("president", "state", "government", "prime-minister", "ministry", "province", "district", "commune", "agency")
"""Levels of authority from the highest down, as texts and registers name them; a head is the level of his body."""

LEVEL_NAMES = {
    "president": "Chủ tịch nước",
    "state": "Nhà nước",
    "government": "Chính phủ",
    "prime-minister": "Thủ tướng Chính phủ",
    "ministry": "Bộ, ban, ngành",
    "province": "UBND tỉnh",
    "district": "UBND huyện",
    "commune": "UBND xã",
    "agency": "Thủ trưởng cơ quan, đơn vị",
}

RECIPIENTS = ("collective", "individual", "household")
GROUNDS = ("cong-trang", "dot-xuat", "phong-trao", "cong-hien", "nien-han", "doi-ngoai")
RATINGS = ("khong-hoan-thanh", "hoan-thanh", "hoan-thanh-tot", "hoan-thanh-xuat-sac")
RATING_NAMES = {
    "khong-hoan-thanh": "Không hoàn thành nhiệm vụ",
    "hoan-thanh": "Hoàn thành nhiệm vụ",
    "hoan-thanh-tot": "Hoàn thành tốt nhiệm vụ",
    "hoan-thanh-xuat-sac": "Hoàn thành xuất sắc nhiệm vụ",
}
CLASS_NAMES = {1: "Nhất", 2: "Nhì", 3: "Ba"}


@dataclass(frozen=True)
class Award:
    """One form of commendation or emulation title.

    `kind` is title, order, medal, honorary-title, prize, commemorative-medal, certificate-of-merit or certificate-of-commendation;
    `classes` are 1 (Nhất), 2 (Nhì), 3 (Ba), or none; `rank` is the place in the catalogue, from 0.
    """

    code: str
    name: str
    short: str
    kind: str
    classes: tuple[int, ...]
    recipients: frozenset[str]
    decided_by: str
    rank: int

    def titled(self, class_: int | None = None) -> str:
        """The name with its class: "Huân chương Chiến công hạng Ba"."""
        return f"{self.name} hạng {CLASS_NAMES[class_]}" if class_ else self.name

    def given_by(self, giver: str, class_: int | None = None) -> str:
        """The name with its class, and with its giver where the catalogue only says "Bộ, ban, ngành, tỉnh": "Bằng khen của Bộ Công an"."""
        return self._with_giver(self.name, giver) or self.titled(class_)

    def short_given_by(self, giver: str) -> str:
        """The short name with its giver: "BK Bộ Công an"."""
        return self._with_giver(self.short, giver) or self.short

    def _with_giver(self, name: str, giver: str) -> str:
        general = next(
            (words for words in (" Bộ, ban, ngành, tỉnh", " cấp bộ, tỉnh", " bộ, tỉnh") if name.endswith(words)), ""
        )
        return f"{name.removesuffix(general)} {giver}" if general and giver else ""


class UnknownAward(KeyError):
    """A code that is not in the catalogue; holds the code."""


@cache
def awards() -> Mapping[str, Award]:
    """Every award by its code, in the order of the catalogue."""
    table = resources.files("tdkt.law").joinpath("awards.csv").read_text(encoding="utf-8")
    found = {
        row["code"]: Award(
            code=row["code"],
            name=row["name"],
            short=row["short"],
            kind=row["kind"],
            classes=tuple(int(c) for c in row["classes"].split("|") if c),
            recipients=frozenset(row["subjects"].split("|")),
            decided_by=row["decided_by"],
            rank=rank,
        )
        for rank, row in enumerate(csv.DictReader(table.splitlines()))
    }
    return MappingProxyType(found)


def award(code: str) -> Award:
    """The award of this code. Raises `UnknownAward`."""
    try:
        return awards()[code]
    except KeyError:
        raise UnknownAward(code) from None
