"""Who belongs to a collective, and when: persons attested in its unit or in one below it, by services and by the yearly ratings.

A person stays where he was attested last until he is attested elsewhere or leaves. When the unit ends he goes on in the one unit that
continues it, or that continues the nearest unit above which ended with it; where several do, nobody knows which until he is attested.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable
from typing import Any

from django.db.models import Q

from tdkt.records.days import day_number, earlier
from tdkt.records.models import Rating, Service, Subject, Succession, Unit, UnitPlace
from tdkt.rules.facts import NO_DAY

Rows = list[tuple[Any, ...]]
Ask = Callable[..., Rows]
"""Asks a table for columns, at one moment: `records.facts` has it."""
Stint = tuple[int, int, int, int]
"""Collective, person (both by subject), first day, first day after; NO_DAY where not known or still open."""
MOST_NAMED = 900


class _Tree:
    """Units with their places and what continues them."""

    def __init__(self, ask: Ask) -> None:
        self.subject: dict[int, int] = dict(ask(Unit, ("pk", "subject_id")))
        self.unit_of = {subject: key for key, subject in self.subject.items()}
        self.places: dict[int, list[tuple[tuple[int, ...], int, int]]] = defaultdict(list)
        self.ended: dict[int, int] = {}
        for unit, path, first, last in ask(UnitPlace, ("unit_id", "path", "from_date", "to_date")):
            line = tuple(int(part) for part in path.split(".") if part)
            self.places[unit].append((line, day_number(first), day_number(last)))
        for unit, places in self.places.items():
            places.sort(key=lambda place: place[1])
            if all(last != NO_DAY for _, _, last in places):
                self.ended[unit] = max(last for _, _, last in places)
        self.after: dict[int, list[int]] = defaultdict(list)
        self.before: dict[int, list[int]] = defaultdict(list)
        for old, new in ask(Succession, ("predecessor_id", "successor_id")):
            self.after[old].append(new)
            self.before[new].append(old)

    def successor(self, unit: int) -> int | None:
        """The one unit that continues a unit that ended, or the nearest above it that ended as well."""
        line = self.places[unit][-1][0] if self.places[unit] else (unit,)
        for one in reversed(line):
            if self.after[one]:
                return self.after[one][0] if len(self.after[one]) == 1 else None
            if one not in self.ended:
                return None
        return None

    def reaching(self, units: set[int]) -> set[int]:
        """The units whose people may belong to one of these at some time: those below, and those that they continue."""
        found: set[int] = set()
        fresh = set(units)
        while fresh:
            found |= fresh
            below = {unit for unit, places in self.places.items() if any(not found.isdisjoint(p[0]) for p in places)}
            fresh = (below | {old for unit in found for old in self.before[unit]}) - found
        return found


def stints_of(
    ask: Ask, *, collectives: frozenset[int] | None = None, persons: frozenset[int] | None = None
) -> list[Stint]:
    """The stints in all collectives, or in these (by subject); of everyone, or of these persons."""
    tree = _Tree(ask)
    wanted: set[int] | None = None
    if collectives is not None:
        wanted = {tree.unit_of[subject] for subject in collectives if subject in tree.unit_of}
        if not wanted:
            return []
    within = None if wanted is None else tree.reaching(wanted)
    attested = _attested(ask, within, persons, tree.unit_of)
    found: list[Stint] = []
    for person, days in attested.items():
        kept = [one for place, one in enumerate(days) if place == 0 or one[1] != days[place - 1][1]]
        for place, (first, unit) in enumerate(kept):
            last = kept[place + 1][0] if place + 1 < len(kept) else NO_DAY
            _stay(tree, person, unit, first, last, found, wanted)
    return found


def people_of(ask: Ask, units: Iterable[int]) -> set[int]:
    """Whom a change of these units concerns, by subject: the units themselves and those below, and everyone who ever reached one of them."""
    tree = _Tree(ask)
    reached = tree.reaching(set(units))
    people = _attested(ask, reached, None, tree.unit_of)
    return {*people, *(tree.subject[unit] for unit in reached if unit in tree.subject)}


def _stay(
    tree: _Tree, person: int, unit: int, first: int, last: int, found: list[Stint], wanted: set[int] | None
) -> None:
    """One stay in a unit, as stints in it and in everything above it, carried on where the unit ends before the stay does."""
    seen: set[int] = set()
    at: int | None = unit
    while at is not None and at not in seen:
        seen.add(at)
        end = tree.ended.get(at, NO_DAY)
        for line, begun, ended in tree.places[at]:
            opens = first if begun == NO_DAY else begun if first == NO_DAY else max(first, begun)
            closes = earlier(last, NO_DAY if ended == NO_DAY else ended + 1)
            if closes != NO_DAY and closes <= opens:
                continue
            for over in line:
                if wanted is None or over in wanted:
                    found.append((tree.subject[over], person, opens, closes))
        if end == NO_DAY or (last != NO_DAY and last <= end + 1):
            return
        first = max(first, end + 1)
        at = tree.successor(at)


def _attested(
    ask: Ask, units: set[int] | None, persons: Collection[int] | None, bodies: Container[int]
) -> dict[int, list[tuple[int, int]]]:
    """Where each person was attested: days with units. Whoever is attested nowhere belongs to his unit since a day that nobody knows."""
    somewhere = Q(unit_id__isnull=False)
    home = Q(kind="individual") & (Q(belongs_to_id__isnull=False) if units is None else Q(belongs_to_id__in=units))
    if persons is not None and len(persons) <= MOST_NAMED:
        home &= Q(pk__in=persons)
    people: dict[int, int] = dict(ask(Subject, ("pk", "belongs_to_id"), where=home))
    if units is not None:  # of whoever was ever there, everything: what he is attested of elsewhere ends his stay
        there = Q(unit_id__in=units)
        reached = (*ask(Service, ("subject_id",), where=there), *ask(Rating, ("subject_id",), where=there))
        persons = {*people, *(row[0] for row in reached)}
    if persons is not None and len(persons) <= MOST_NAMED:
        somewhere &= Q(subject_id__in=persons)
    services = ask(Service, ("subject_id", "since", "unit_id"), where=somewhere)
    ratings = ask(Rating, ("subject_id", "year", "unit_id"), where=somewhere)
    if persons is not None:
        services = [row for row in services if row[0] in persons]
        ratings = [row for row in ratings if row[0] in persons]
        people = {subject: unit for subject, unit in people.items() if subject in persons}
    days: dict[int, dict[int, int]] = defaultdict(dict)
    for subject, year, unit in ratings:
        days[subject][day_number(str(year))] = unit
    for subject, since, unit in services:  # of two that speak of one day the list with the day counts
        days[subject][day_number(since)] = unit
    for subject, unit in people.items():
        if subject not in days:
            days[subject][NO_DAY] = unit
    return {subject: sorted(found.items()) for subject, found in days.items() if subject not in bodies}
