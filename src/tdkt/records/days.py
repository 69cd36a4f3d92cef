"""Days as the engine counts them: whole days since 1970-01-01, NO_DAY where none is known."""

from datetime import date

from tdkt.rules.facts import NO_DAY

EPOCH = date(1970, 1, 1).toordinal()


def day_number(day: date | str | None) -> int:
    """The number of a date, or of a partial one as text: a bare year is its 31 December, a bare month its last day."""
    if not day:
        return NO_DAY
    if isinstance(day, str):
        if len(day) == 4:
            day = f"{day}-12-31"
        elif len(day) == 7:
            year, month = int(day[:4]), int(day[5:7])
            return date(year + month // 12, month % 12 + 1, 1).toordinal() - 1 - EPOCH
        day = date.fromisoformat(day[:10])
    return day.toordinal() - EPOCH


def before(day: int) -> int:
    """The day before; none of none."""
    return NO_DAY if day == NO_DAY else day - 1


def earlier(one: int, other: int) -> int:
    """The earlier of two days, either of which may not be known."""
    return other if one == NO_DAY else one if other == NO_DAY else min(one, other)


def title_year(day: int) -> int | None:
    """The year of a title that says none: that of a decision on 31 December, else the year before; None without a day."""
    if day == NO_DAY:
        return None
    signed = date.fromordinal(day + EPOCH)
    return signed.year if (signed.month, signed.day) == (12, 31) else signed.year - 1
