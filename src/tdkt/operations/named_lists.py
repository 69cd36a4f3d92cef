"""A list that a unit types itself: each line read as a name, with a year of birth, a number or a part of the unit's name where two share it."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from tdkt.operations.candidates import subjects_of
from tdkt.operations.directory import number_key, spelling
from tdkt.records.models import Account, Person, PersonNumber, Round, Subject
from tdkt.vietnamese.folding import fold, nfc

MOST_LINES = 2_000
NUMBERED = re.compile(r"^\s*\d{1,4}\s*[.)\t]\s*")


@dataclass(frozen=True)
class Line:
    """A line as typed, and the receivers that it may mean: one, several or none."""

    said: str
    subjects: tuple[Subject, ...]


@dataclass(frozen=True)
class Named:
    """A typed list: lines that mean one receiver, that may mean several, and that nobody of the unit answers to."""

    found: tuple[Line, ...]
    doubtful: tuple[Line, ...]
    unknown: tuple[Line, ...]


def find_named(text: str, round_: Round, *, unit_id: int, award: str, by: Account | None, on: date) -> Named:
    """Who of a unit the lines name, among those to whom the award may be given. Several lines may name one; nobody is guessed."""
    said = [line for line in (nfc(one).strip() for one in text.splitlines()[:MOST_LINES]) if line]
    seen = subjects_of(round_, [unit_id], award, by=by, on=on).select_related("belongs_to").order_by("name_key", "pk")
    by_name: dict[str, list[Subject]] = defaultdict(list)
    for subject in seen:
        by_name[spelling(subject.name)].append(subject)
    marks = marks_of([one.pk for alike in by_name.values() for one in alike])
    apart: dict[int, list[Line]] = {0: [], 1: [], 2: []}
    for line in said:
        name, *more = [part.strip() for part in re.split(r"[,;\t]", NUMBERED.sub("", line)) if part.strip()] or [""]
        alike = [one for one in by_name.get(spelling(name), []) if all(fits(one, part, marks) for part in more)]
        apart[min(len(alike), 2)].append(Line(line, tuple(alike)))
    return Named(found=tuple(apart[1]), doubtful=tuple(apart[2]), unknown=tuple(apart[0]))


@dataclass(frozen=True)
class Marks:
    """What tells two of one name apart: when each was born, and their numbers."""

    born: dict[int, str]
    numbers: dict[int, frozenset[str]]


def marks_of(keys: list[int]) -> Marks:
    """The marks of these receivers."""
    people: Any = Person.objects.filter(subject__in=keys)
    numbers: dict[int, set[str]] = defaultdict(set)
    for subject, number in PersonNumber.objects.filter(subject__in=keys).values_list("subject_id", "number"):
        numbers[subject].add(number_key(number))
    return Marks(
        born=dict(people.values_list("subject_id", "born")),
        numbers={subject: frozenset(found) for subject, found in numbers.items()},
    )


def fits(subject: Subject, part: str, marks: Marks) -> bool:
    """Whether what stands behind a name fits a receiver: the year of birth, a number, or words of the name of the unit."""
    if re.fullmatch(r"(19|20)\d\d", part):
        return marks.born.get(subject.pk, "").startswith(part)
    if any(sign.isdigit() for sign in part) and number_key(part) in marks.numbers.get(subject.pk, frozenset()):
        return True
    return subject.belongs_to is not None and fold(part) in fold(subject.belongs_to.name)
