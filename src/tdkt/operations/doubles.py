"""Which entries are likely to be one person: same or nearly the same name, with birth dates or a unit that agree.

Found by index in one pass over the names: those of one folded name, and those born on one day; never everyone against everyone. Pairs that
somebody has found to be two people, that bear two service numbers, or whose birth dates contradict each other are no doubles.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from tdkt.operations import likeness
from tdkt.operations.likeness import births_alike, folded, names_alike, score, spelling
from tdkt.records.facts import fetched
from tdkt.records.models import Entry, PersonNumber, Subject, TwoPeople

CROWD = 200
"""More people than this under one name without a birth date, or born on one day (the first of a year, for want of better), are not paired."""


@dataclass(frozen=True)
class Double:
    """Two entries, the older first, and how they are alike: the keys of the tables in `likeness`."""

    one: int
    other: int
    score: int
    name: str
    birth: str
    unit: str


@dataclass(frozen=True)
class _Entry:
    key: int
    name: str
    born: str
    unit: int | None
    number: str


_kept: dict[str, tuple[Double, ...]] = {}


def likely_doubles() -> tuple[Double, ...]:
    """The likeliest first. Kept until the register changes."""
    head = Entry.objects.order_by("-seq").values_list("hash", flat=True).first() or ""
    if head not in _kept:
        found = tuple(sorted(_doubles(), key=lambda one: (-one.score, one.one, one.other)))
        _kept.clear()
        _kept[head] = found
    return _kept[head]


def _doubles() -> Iterator[Double]:
    numbers: dict[int, str] = dict(
        fetched(PersonNumber.objects.filter(kind="service").order_by("-pk"), ("subject_id", "number"))
    )
    columns = ("pk", "name", "person__born", "belongs_to_id")
    people = [
        _Entry(key, spelling(name), born or "", unit, numbers.get(key, ""))
        for key, name, born, unit in fetched(Subject.objects.filter(kind="individual").order_by("pk"), columns)
    ]
    apart = set(TwoPeople.objects.values_list("one", "other"))
    seen: set[tuple[int, int]] = set()
    for one, other in _pairs(people):
        pair = (one.key, other.key) if one.key < other.key else (other.key, one.key)
        if pair in seen or pair in apart or (one.number and other.number and one.number != other.number):
            continue
        seen.add(pair)
        name, birth = names_alike(one.name, other.name), births_alike(one.born, other.born)
        unit = likeness.UNKNOWN if None in (one.unit, other.unit) else likeness.SAME
        if unit == likeness.SAME and one.unit != other.unit:
            unit = likeness.ELSEWHERE
        if birth == likeness.CONTRADICTS or name == likeness.OTHER:
            continue
        if birth == likeness.UNSAID and not (unit == likeness.SAME and name == likeness.SAME):
            continue
        points = score(name=name, birth=birth, unit=unit, rank=likeness.UNKNOWN)
        yield Double(*pair, points, name, birth, unit)


def _pairs(people: list[_Entry]) -> Iterator[tuple[_Entry, _Entry]]:
    """Pairs worth comparing: of one folded name by year of birth or by unit, and of one day of birth."""
    named: dict[tuple[object, ...], list[_Entry]] = defaultdict(list)
    born: dict[str, list[_Entry]] = defaultdict(list)
    for one in people:
        bare = folded(one.name)
        if one.born:
            named[bare, one.born[:4]].append(one)
        if one.unit is not None:
            named[one.name, "unit", one.unit].append(one)
        if len(one.born) == 10:
            born[one.born].append(one)
    for group in named.values():
        if 1 < len(group) <= CROWD:
            yield from combinations(group, 2)
    for group in born.values():
        if 1 < len(group) <= CROWD:
            for one, other in combinations(group, 2):
                if abs(len(one.name) - len(other.name)) <= 1 or "." in one.name + other.name:
                    yield one, other
