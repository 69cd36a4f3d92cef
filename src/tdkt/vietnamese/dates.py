"""Dates as Vietnamese offices write them: day first, and often only a month or a year.

A date that is only partly known stays so: `PartialDate(2019, 11)` is November 2019, not the first of November.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from tdkt.vietnamese.folding import fold


@dataclass(frozen=True)
class PartialDate:
    """A day, a month of a year, or a year. Raises ValueError where there is no such date."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError(f"Ngày {self.day} năm {self.year} thiếu tháng: ghi thêm tháng, hoặc chỉ ghi năm.")
        try:
            date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)
        except ValueError:
            written = "/".join(str(part) for part in (self.day, self.month, self.year) if part is not None)
            raise ValueError(f"Không có ngày {written}: sửa lại ngày, tháng, năm.") from None

    def iso(self) -> str:
        """ "2019-11-20", "2019-11" or "2019", as far as it is known."""
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def first(self) -> date:
        """The first day that the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The last day that the date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        r"(?:ngay )?(?P<day>\d{1,2})\s?(?P<s>[./-])\s?(?P<month>\d{1,2})\s?(?P=s)\s?(?P<year>\d{4})",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[ t]00:00(?::00)?)?",
        r"(?:thang )?(?P<month>\d{1,2})\s?[./-]\s?(?P<year>\d{4})",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})",
        r"ngay (?P<day>\d{1,2}),? thang (?P<month>\d{1,2}),? nam (?P<year>\d{4})",
        r"ngay (?P<day>\d{1,2})\s?[./-]\s?(?P<month>\d{1,2}),? nam (?P<year>\d{4})",
        r"thang (?P<month>\d{1,2}),? nam (?P<year>\d{4})",
        r"(?:nam )?(?P<year>\d{4})",
    )
)


def read_date(text: str) -> PartialDate | None:
    """The date that the text writes and nothing else, day before month; None where it writes none, or one that does
    not exist.

    Read are 28.5.2020, 28/5/2020, 28-05-2020, "ngày 28 tháng 5 năm 2020", 5/2020, "tháng 5 năm 2020", 2020, and ISO
    2020-05-28.
    A year of two digits is not guessed.
    """
    written = fold(text)
    if not written.isascii():
        return None
    for shape in _SHAPES:
        if found := shape.fullmatch(written):
            parts = {name: int(value) for name, value in found.groupdict().items() if name != "s"}
            try:
                return PartialDate(**parts)
            except ValueError:
                return None
    return None


def write_date(d: date | PartialDate) -> str:
    """ "28/05/2020", "05/2020" or "2020", as far as it is known."""
    month = f"{d.month:02d}/" if d.month is not None else ""
    day = f"{d.day:02d}/" if d.day is not None else ""
    return f"{day}{month}{d.year:04d}"
