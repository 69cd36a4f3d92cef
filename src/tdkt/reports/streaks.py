"""Runs of years in a row: "5 năm liền được tặng Cờ thi đua", found by the program, also where the unit changed on the way.

A unit that was renamed, merged into a new one or split off goes on with the years of what it was before; a unit that another unit joins
keeps its own record only. Read first: `streaks`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tdkt.law.catalogue import awards
from tdkt.reports.register import STANDING, Honour, Register, in_row_order

INHERITS = frozenset({"rename", "merge", "split"})
MIN_YEARS = 2


@dataclass(frozen=True, slots=True)
class Run:
    """One title won in every year from `first` to `last` by one body; `names` are the names it bore in those years, oldest first.

    `unit_id` is None for a body outside the tree of units; `years` is the number of years, `rows` what they rest on.
    """

    unit_id: int | None
    names: tuple[str, ...]
    award: str
    level: str
    authority: str
    first: int
    last: int
    years: int
    rows: tuple[str, ...]


def streaks(
    register: Register, *, first: int, last: int, unit_id: int, min_years: int = MIN_YEARS, known_on: date | None = None
) -> tuple[Run, ...]:
    """The runs of yearly titles of bodies within a unit, in the years `first` to `last`, the longest first."""
    titles = [
        honour
        for code, honours in register.honours_of(unit_id).items()
        if code in awards() and awards()[code].kind == "title"
        for honour in honours
        if honour.recipient == "collective"
    ]
    found = runs(register, titles, first=first, last=last, under=unit_id, known_on=known_on)
    kept = (run for run in found if run.years >= min_years)
    return tuple(sorted(kept, key=lambda r: (-r.years, awards()[r.award].rank, r.level, r.authority, r.names, r.first)))


def runs(
    register: Register,
    honours: Iterable[Honour],
    *,
    first: int | None = None,
    last: int | None = None,
    under: int | None = None,
    known_on: date | None = None,
) -> tuple[Run, ...]:
    """The runs among these honours, those of one year too; each body, award and giver apart. Names are clear within the unit `under`.

    A predecessor's years count for its successor up to the year of the change, and no run is told twice: a run that goes on in a
    successor is the successor's, one that stops with the predecessor is the predecessor's.
    """
    by_body: dict[tuple[str, str, str], dict[tuple[str, int], dict[int, set[Honour]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(set))
    )
    for h in honours:
        if h.state not in STANDING or h.year is None or (first is not None and h.year < first):
            continue
        if last is not None and h.year > last:
            continue
        body = ("unit", h.unit_of_receiver) if h.unit_of_receiver is not None else ("receiver", h.receiver_id)
        by_body[h.award, h.level, h.giver][body][h.year].add(h)
    found = []
    for (award, level, giver), years_of in by_body.items():
        for body, years in _with_inherited(register, years_of).items():
            for stretch in _stretches(years):
                if years_of[body].keys().isdisjoint(stretch):
                    continue
                won = sorted((h for year in stretch for h in years[year]), key=lambda h: (h.year or 0, h.row))
                found.append(
                    Run(
                        body[1] if body[0] == "unit" else None, _names_of(register, won, under, known_on), award, level, giver,
                        stretch[0], stretch[-1], len(stretch), in_row_order(h.row for h in won),
                    )
                )  # fmt: skip
    return _each_once(found)


def _with_inherited(
    register: Register, years_of: dict[tuple[str, int], dict[int, set[Honour]]]
) -> dict[tuple[str, int], dict[int, set[Honour]]]:
    """The years of each body with those of the units it continues, through units that have no years of their own."""
    parents: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for s in register.successions:
        if s.kind in INHERITS:
            parents[s.successor].append((s.predecessor, s.on.year if s.on else None))
    whole: dict[tuple[str, int], dict[int, set[Honour]]] = {}
    for body, own in years_of.items():
        years = {year: set(won) for year, won in own.items()}
        seen = {body[1]}
        fresh = list(parents.get(body[1], ())) if body[0] == "unit" else []
        while fresh:
            before, until = fresh.pop()
            if before in seen:
                continue
            seen.add(before)
            for year, won in years_of.get(("unit", before), {}).items():
                if until is None or year <= until:
                    years.setdefault(year, set()).update(won)
            fresh += [(older, _earlier(until, then)) for older, then in parents.get(before, ())]
        whole[body] = years
    return whole


def _earlier(a: int | None, b: int | None) -> int | None:
    return min(a, b) if a is not None and b is not None else (a if b is None else b)


def _stretches(years: Iterable[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for year in sorted(years):
        if found and year == found[-1][-1] + 1:
            found[-1].append(year)
        else:
            found.append([year])
    return found


def _names_of(register: Register, won: list[Honour], under: int | None, known_on: date | None) -> tuple[str, ...]:
    said = []
    for h in won:
        unit = h.unit_of_receiver
        if unit is None:
            said.append(register.lines[h.row].receiver)
        elif under is None:
            said.append(register.name_on(unit, h.day, known_on=known_on))
        else:
            said.append(register.full_name_on(unit, h.day, under=under, known_on=known_on))
    return tuple(dict.fromkeys(said))


def _each_once(found: list[Run]) -> tuple[Run, ...]:
    """The runs without those whose rows all stand in a longer one."""
    holders: dict[str, list[Run]] = defaultdict(list)
    for run in found:
        for row in run.rows:
            holders[row].append(run)
    return tuple(run for run in found if not any(set(run.rows) < set(other.rows) for other in holders[run.rows[0]]))
