"""Texts against the register: what a text says in numbers, and whether the register says the same."""

from datetime import date
from typing import Any

from tdkt.law.tally import tally_from
from tdkt.operations.errors import NotFound
from tdkt.operations.reporting import end_of, register_known
from tdkt.reader.reading import read
from tdkt.reports.check import check
from tdkt.reports.opened import opened


def check_text(text: str, *, source: str, unit_id: int | None, known_on: date | None, today: date) -> dict[str, Any]:
    """The facts of a text, each with the register's number, the rows behind it, a verdict and why.

    The answer is that of the facts contract; `verdicts` counts them.
    """
    register = register_known(end_of(known_on) if known_on else None, day=known_on or today)
    root = unit_id or register.office.unit_id
    reading = read(text, source=source, reporting_body=register.office.name or None)
    answer = reading.as_json()
    verdicts = {"agrees": 0, "differs": 0, "cannot-be-compared": 0}
    checked = check([found.tally for found in reading.facts], register, unit_id=root)
    for fact, one in zip(answer["facts"], checked, strict=True):
        fact |= {"verdict": one.verdict, "register": one.register_count, "rows": list(one.rows), "why": one.why}
        verdicts[one.verdict] += 1
    answer["verdicts"] = verdicts
    return answer


def agrees(answer: dict[str, Any]) -> bool:
    """Whether a text stands: no fact differs, and at least one agrees."""
    return answer["verdicts"]["differs"] == 0 and answer["verdicts"]["agrees"] > 0


def number_behind(
    fact: dict[str, Any], *, unit_id: int | None, known_on: date | None, today: date
) -> tuple[dict[str, Any], list[dict[str, Any]]] | None:
    """The register's number for a fact of a text and the rows behind it, in the shapes of a report's `numbers` and `rows`.

    None where the register has no such number. Raises `NotFound` for what is no fact, or for a unit that is not in the register.
    """
    day = known_on or today
    register = register_known(end_of(known_on) if known_on else None, day=day)
    root = unit_id or register.office.unit_id
    if root is None or all(unit.id != root for unit in register.units):
        raise NotFound(
            f"Ngày {day:%d/%m/%Y} sổ chưa có đơn vị số {root}.",
            f"On {day:%d/%m/%Y} the register did not know unit {root}.",
        )
    try:
        tally = tally_from(fact)
    except ValueError as why:
        raise NotFound(str(why)) from None
    return opened(register, tally, unit_id=root, known_on=day)
