"""A number of a text, opened as a number of a report is: what the register counts for it, whose, on what basis, and its rows."""

from datetime import date

from tdkt.law.tally import ModelTally, Tally
from tdkt.reports import wording
from tdkt.reports.models import NOUNS
from tdkt.reports.numbers import Json, NumberBook
from tdkt.reports.register import Register
from tdkt.reports.tally import LEVELS_OF_MODELS, count
from tdkt.vietnamese.dates import write_date


def opened(register: Register, tally: Tally, *, unit_id: int, known_on: date) -> tuple[Json, list[Json]] | None:
    """The register's number for a tally and the rows behind it, in the shapes of a report's `numbers` and `rows`.

    The tally's own count plays no part. None where the register has no number: an unnamed form, no census.
    """
    if isinstance(tally, ModelTally):
        return _opened_models(register, tally, unit_id=unit_id, known_on=known_on)
    if tally.award is None and not tally.awards:
        return None
    years = (tally.period.first, tally.period.last) if tally.period else register.history
    if years is None:
        return None
    book = NumberBook(register, unit_id=unit_id, first=years[0], last=years[1], known_on=known_on)
    return _with_rows(book, book.award_fact(*book.ask(tally)))


def _opened_models(
    register: Register, tally: ModelTally, *, unit_id: int, known_on: date
) -> tuple[Json, list[Json]] | None:
    found = count(register, tally, unit_id=unit_id)
    if found.as_of is None:
        return None
    book = NumberBook(register, unit_id=unit_id, first=found.as_of.year, last=found.as_of.year, known_on=known_on)
    book.know_models(register.models_of(unit_id, found.as_of))
    asked = [name for name in LEVELS_OF_MODELS if getattr(tally, name) is not None] or ["models"]
    levels = {name: number for name in asked if (number := found.levels[name]) is not None}
    address = book.open(
        "f1",
        title=" · ".join(wording.number_words(number, NOUNS[name]) for name, number in levels.items()),
        number=levels.get("models", next(iter(levels.values()), 0)),
        counts="mô hình, mỗi mô hình một lần",
        whose=f"mô hình trên địa bàn của {book.unit_name}",
        basis=f"thống kê đến ngày {write_date(found.as_of)}",
        rows=found.rows,
    )
    return _with_rows(book, address)


def _with_rows(book: NumberBook, address: str) -> tuple[Json, list[Json]]:
    number, rows = book.numbers[address], book.rows()
    return number, [rows[row] for row in number["rows"]]
