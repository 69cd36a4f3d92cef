"""Which law stood on a given day: the laws on emulation and commendation and the decrees that detail them, by date.

Only what the screens need to name the law of the working date; conditions and thresholds are not encoded yet. Each entry says how
surely its dates are known. Source: official gazette data as read in portals and press; see `confidence`.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Instrument:
    """One legal instrument: `number` as printed, its short Vietnamese name, the days it was in force (`to` None: still), and how surely known."""

    number: str
    name: str
    kind: str
    in_force: date
    to: date | None
    confidence: str


INSTRUMENTS = (
    Instrument(
        "15/2003/QH11", "Luật Thi đua, khen thưởng 2003", "law", date(2004, 7, 1), date(2023, 12, 31), "SECONDARY"
    ),
    Instrument(
        "42/2010/NĐ-CP", "Nghị định 42/2010/NĐ-CP", "decree", date(2010, 6, 1), date(2017, 9, 30), "FROM-MEMORY"
    ),
    Instrument("91/2017/NĐ-CP", "Nghị định 91/2017/NĐ-CP", "decree", date(2017, 10, 1), date(2023, 12, 31), "VERIFIED"),
    Instrument("06/2022/QH15", "Luật Thi đua, khen thưởng 2022", "law", date(2024, 1, 1), None, "VERIFIED"),
    Instrument("98/2023/NĐ-CP", "Nghị định 98/2023/NĐ-CP", "decree", date(2024, 1, 1), date(2025, 6, 30), "VERIFIED"),
    Instrument("152/2025/NĐ-CP", "Nghị định 152/2025/NĐ-CP", "decree", date(2025, 7, 1), date(2027, 3, 1), "SECONDARY"),
    Instrument("06/2026/QH16", "Luật 06/2026/QH16", "law", date(2026, 10, 1), None, "SECONDARY"),
)


def in_force(on: date) -> tuple[Instrument, ...]:
    """The instruments in force on a day, laws first, in order of their first day; empty before July 2004."""
    standing = [i for i in INSTRUMENTS if i.in_force <= on and (i.to is None or on <= i.to)]
    return tuple(sorted(standing, key=lambda i: (i.kind != "law", i.in_force)))
