"""What one cell of an exchange table may hold, and what it means as a number; `BadCell` says what is wrong with it.

Each reader takes the value as it stands in the file: text from CSV, and from Parquet also numbers, dates and yes or no. An empty cell
is never handed in: what emptiness means is the column's matter.
"""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from tdkt.exchange.schema import FIRST_YEAR, LAST_YEAR
from tdkt.vietnamese.folding import fold

EPOCH = date(1970, 1, 1).toordinal()

_YEAR = re.compile(r"[0-9]{4}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"[0-9]{1,9}")
_REAL = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")


class BadCell(ValueError):
    """Says in Vietnamese and in English what is wrong with a value and what stands there rightly."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(vietnamese)
        self.vietnamese = vietnamese
        self.english = english


def written(value: Any) -> str:
    """A value as a file of text would write it: whole floats without a point, midnight without its hours."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def read_code(value: Any, places: Mapping[str, int]) -> int:
    """The place of a code, exactly as written."""
    text = written(value)
    if text in places:
        return places[text]
    known = list(places)
    shown = ", ".join(known[:12])
    raise BadCell(
        f"không có mã “{text}”. " + (f"Chọn trong: {shown}." if len(known) <= 12 else "Xem danh mục mã khen thưởng."),
        f"there is no code “{text}”. " + (f"Choose from: {shown}." if len(known) <= 12 else "See the award codes."),
    )


def read_year(value: Any) -> int:
    """A year of four digits between the first and the last that make sense."""
    text = written(value)
    if _YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise BadCell(
        f"“{text}” không phải năm. Ghi bốn chữ số, ví dụ 2024.",
        f"“{text}” is no year. Write four digits, such as 2024.",
    )


def read_day(value: Any) -> int:
    """A date as days since 1970-01-01; only YYYY-MM-DD."""
    text = written(value)
    day = _day(text)
    if day is None:
        raise BadCell(
            f"“{text}” không phải ngày. Ghi năm-tháng-ngày, ví dụ 2024-05-19.",
            f"“{text}” is no date. Write year-month-day, such as 2024-05-19.",
        )
    return day


def read_day_or_year(value: Any) -> int:
    """A date, or a bare year, which stands on its 31 December."""
    text = written(value)
    day = _day(text)
    if day is not None:
        return day
    if _YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return date(int(text), 12, 31).toordinal() - EPOCH
    raise BadCell(
        f"“{text}” không phải ngày hay năm. Ghi năm-tháng-ngày (2024-05-19) hoặc chỉ năm (2024).",
        f"“{text}” is neither a date nor a year. Write year-month-day (2024-05-19) or only the year (2024).",
    )


def _day(text: str) -> int | None:
    if not _DAY.fullmatch(text) or not FIRST_YEAR <= int(text[:4]) <= LAST_YEAR:
        return None
    try:
        return date.fromisoformat(text).toordinal() - EPOCH
    except ValueError:
        return None


def read_number(value: Any, *, least: int = 0) -> int:
    """A whole number of at least so much."""
    text = written(value)
    if _WHOLE.fullmatch(text) and int(text) >= least:
        return int(text)
    raise BadCell(
        f"“{text}” không phải số nguyên từ {least} trở lên.", f"“{text}” is no whole number of at least {least}."
    )


def read_real(value: Any) -> float:
    """A number above 0, written with a point."""
    if isinstance(value, float) and math.isfinite(value) and value > 0:
        return value
    text = written(value)
    if _REAL.fullmatch(text) and float(text) > 0:
        return float(text)
    raise BadCell(
        f"“{text}” không phải số lớn hơn 0. Viết dấu chấm thập phân, ví dụ 1.5.",
        f"“{text}” is no number above 0. Write it with a point, such as 1.5.",
    )


def post_slug(post: str) -> str:
    """A post as rules name it: "Giám đốc Công an tỉnh" and "giam-doc-cong-an-tinh" are the same."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(post)))


def places(codes: Sequence[str]) -> dict[str, int]:
    """Each code with its place."""
    return {code: place for place, code in enumerate(codes)}
