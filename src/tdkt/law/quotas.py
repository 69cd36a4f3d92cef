"""How many may be proposed: a title whose text caps it at a share of those who hold the title below, and how much of the share is used.

The shares are parameters of the law files (`quota`); where no text in force states one there is none, and `meter` says so by None.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tdkt.law.instruments import Law
from tdkt.law.parameters import figure, rows


@dataclass(frozen=True)
class Quota:
    """A cap and its use: at most `limit` of a whole of `whole`, `used` proposed, `left` (below zero: too many) and the provision.

    `of`: codes of the titles whose holders are the whole; `percent` as the text states it; a fraction never rounds up.
    """

    award: str
    percent: Fraction
    of: tuple[str, ...]
    whole: int
    limit: int
    used: int
    cite: str
    confidence: str
    name: str = ""
    name_en: str = ""

    @property
    def left(self) -> int:
        return self.limit - self.used

    @property
    def exceeded(self) -> bool:
        return self.used > self.limit


def meter(law: Law, award: str, on: date, *, proposed: int, whole: int) -> Quota | None:
    """How far the cap on this title is used when so many are proposed of so many that may be; None where no text in force caps it.

    Raises `ValueError` for a number below zero.
    """
    if proposed < 0 or whole < 0:
        raise ValueError(f"Số đề nghị và tổng số không thể âm: {proposed}, {whole}.")
    for row, parameter in rows(law, "quota", on):
        share = figure(row.get("percent"), parameter)
        if row.get("award") != award or share is None:
            continue
        percent = Fraction(share.value)
        name = row.get("name") or {}
        return Quota(
            award=award,
            percent=percent,
            of=tuple(row.get("of") or ()),
            whole=whole,
            limit=int(whole * percent / 100),
            used=proposed,
            cite=share.cite,
            confidence=str(row.get("confidence", share.confidence)),
            name=str(name.get("vi", "")),
            name_en=str(name.get("en", "")),
        )
    return None
