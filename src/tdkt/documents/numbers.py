"""How papers write numbers, dates, spans of years and receivers, after Nghị định 30/2020/NĐ-CP and the habit of
offices.

Everything here gives text for the eye; sheets of a workbook get real numbers and real dates instead.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tdkt.vietnamese.dates import read_date, write_date
from tdkt.vietnamese.numbers import write_number

NOT_APPLICABLE = "–"


def write_count(value: int | float | None) -> str:
    """1277 is "1.277", 16.8 is "16,8", zero is "0", and None, where no number can stand, is "–"."""
    if value is None:
        return NOT_APPLICABLE
    return write_number(value) if isinstance(value, int) else f"{value:,}".translate(str.maketrans(",.", ".,"))


def read_iso_day(text: str | None) -> date | None:
    """The date behind a whole ISO date; None for a year, a month of a year, or nothing."""
    return date.fromisoformat(text) if text and len(text) == len("2020-05-25") else None


def write_known_part(text: str | None) -> str:
    """As much of an ISO date as is known: "2019-11-20" is "20/11/2019", "2019-11" is "11/2019", None is ""."""
    known = read_date(text) if text else None
    return write_date(known) if known else text or ""


def write_long_date(day: date) -> str:
    """As the date line of a paper has it: "ngày 05 tháng 02 năm 2020".

    The decree asks for a leading zero on days below 10 and on the months 1 and 2, so that nothing can be written in
    front of them; other months stand as they are.
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def write_place_and_date(place: str, day: date) -> str:
    """The date line: "Quảng Nam, ngày 25 tháng 5 năm 2020"."""
    return f"{place}, {write_long_date(day)}"


def write_years(first: int, last: int) -> str:
    """A span of years with the spaced hyphen of papers: "2015 - 2020"; one year stands alone."""
    return str(first) if first == last else f"{first} - {last}"


def write_orders(orders: Iterable[int]) -> str:
    """Line numbers with their runs drawn together: 1, 2, 3, 7, 8 is "1 - 3, 7, 8"."""
    runs: list[list[int]] = []
    for order in sorted(set(orders)):
        if runs and order == runs[-1][-1] + 1:
            runs[-1].append(order)
        else:
            runs.append([order])
    said = [
        [f"{write_count(run[0])} - {write_count(run[-1])}"] if len(run) > 2 else [write_count(order) for order in run]
        for run in runs
    ]
    return ", ".join(part for parts in said for part in parts)


def write_receiver(row: Mapping[str, Any]) -> str:
    """Who received, with the rank of that time in front: "Thượng tá Nguyễn Thành Long"; a body or a household by its
    name."""
    return " ".join(part for part in (row.get("rank"), row.get("receiver")) if part)
