"""Movements, blocks, exemplars and directions as plain dicts, as the register was known at a moment; the lines of `reports.movement_lines`.

Read from the versions, as everything in `frames` is.
"""

from collections import Counter, defaultdict
from datetime import datetime
from typing import Any

from tdkt.records.models import (
    DirectionUnitVersion,
    DirectionVersion,
    ExemplarHonourVersion,
    ExemplarVersion,
    FollowingVersion,
    LaunchVersion,
    MovementVersion,
    RankingVersion,
    ResponseVersion,
    ReviewVersion,
    TargetVersion,
)
from tdkt.records.models.ledger import known_on
from tdkt.records.movements import share_of

Line = dict[str, Any]
Subjects = dict[int, tuple[str, str]]


def movement_lines(at: datetime | None, subjects: Subjects, unit_of_subject: dict[int, int]) -> dict[str, list[Line]]:
    """Keys: launches, responses, reviews, places, exemplars, directions."""
    named = {
        row: (name, document)
        for row, name, document in known_on(MovementVersion, at).values_list("row", "name", "document")
    }
    return {
        "launches": launches_known(at, named),
        "responses": responses_known(at, named),
        "reviews": reviews_known(at, named),
        "places": places_known(at, subjects, unit_of_subject),
        "exemplars": exemplars_known(at, subjects, unit_of_subject),
        "directions": directions_known(at),
    }


def launches_known(at: datetime | None, named: dict[int, tuple[str, str]]) -> list[Line]:
    """Launches with the name and document of their movement."""
    columns = ("row", "movement_id", "level", "method", "launched_on", "ends_on", "unit_id")
    return [
        {
            "id": row,
            "movement": movement,
            "name": named[movement][0],
            "level": level,
            "method": method,
            "launched_on": launched,
            "ends_on": ends,
            "document": named[movement][1],
            "unit_id": unit,
        }
        for row, movement, level, method, launched, ends, unit in known_on(LaunchVersion, at)
        .order_by("row")
        .values_list(*columns)
    ]


def responses_known(at: datetime | None, named: dict[int, tuple[str, str]]) -> list[Line]:
    """Who joined, with how much was pledged and reached."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    targets = known_on(TargetVersion, at).values_list("response_id", "planned", "done", "falling")
    for response, planned, done, falling in targets:
        said = counts[response]
        said["pledged"] += 1
        said["known"] += done is not None
        said["reached"] += bool(share_of(planned, done, falling=falling).reached)
    columns = ("row", "movement_id", "unit_id", "responded_on", "document")
    return [
        {
            "id": row,
            "movement": movement,
            "name": named[movement][0],
            "unit_id": unit,
            "responded_on": day,
            "document": document,
            **{name: counts[row][name] for name in ("pledged", "known", "reached")},
        }
        for row, movement, unit, day, document in known_on(ResponseVersion, at).order_by("row").values_list(*columns)
    ]


def reviews_known(at: datetime | None, named: dict[int, tuple[str, str]]) -> list[Line]:
    """Reviews with the name of their movement."""
    columns = ("row", "movement_id", "kind", "held_on", "document", "unit_id")
    return [
        {
            "id": row,
            "movement": movement,
            "name": named[movement][0],
            "kind": kind,
            "held_on": day,
            "document": document,
            "unit_id": unit,
        }
        for row, movement, kind, day, document, unit in known_on(ReviewVersion, at)
        .order_by("row")
        .values_list(*columns)
    ]


def places_known(at: datetime | None, subjects: Subjects, unit_of_subject: dict[int, int]) -> list[Line]:
    """Places of collectives in clusters and blocks, year by year."""
    columns = ("row", "subject_id", "year", "group", "rank")
    return [
        {
            "id": row,
            "receiver": subjects.get(subject, ("", ""))[0],
            "receiver_id": subject,
            "unit_of_receiver": unit_of_subject.get(subject),
            "unit_id": unit_of_subject.get(subject),
            "year": year,
            "group": group,
            "rank": rank,
        }
        for row, subject, year, group, rank in known_on(RankingVersion, at).order_by("row").values_list(*columns)
    ]


def exemplars_known(at: datetime | None, subjects: Subjects, unit_of_subject: dict[int, int]) -> list[Line]:
    """Exemplars with how often they were honoured and taken up."""
    honours = Counter(known_on(ExemplarHonourVersion, at).values_list("exemplar_id", flat=True))
    followers = Counter(known_on(FollowingVersion, at).values_list("exemplar_id", flat=True))
    columns = ("row", "subject_id", "unit_id", "new_way", "found_on", "state")
    return [
        {
            "id": row,
            "receiver": subjects.get(subject, ("", ""))[0],
            "receiver_id": subject,
            "recipient": subjects.get(subject, ("", ""))[1],
            "unit_of_receiver": unit_of_subject.get(subject),
            "unit_id": unit or unit_of_subject.get(subject),
            "new_way": way,
            "found_on": day,
            "state": state,
            "honours": honours[row],
            "followers": followers[row],
        }
        for row, subject, unit, way, day, state in known_on(ExemplarVersion, at).order_by("row").values_list(*columns)
    ]


def directions_known(at: datetime | None) -> list[Line]:
    """Directions with the units they were given to."""
    units: dict[int, list[int]] = defaultdict(list)
    for direction, unit in known_on(DirectionUnitVersion, at).order_by("row").values_list("direction_id", "unit_id"):
        units[direction].append(unit)
    columns = ("row", "words", "leader", "occasion", "said_on", "document", "due_on", "state")
    return [
        {
            "id": row,
            "words": words,
            "leader": leader,
            "occasion": occasion,
            "said_on": day,
            "document": document,
            "due_on": due,
            "state": state,
            "units": tuple(units[row]),
        }
        for row, words, leader, occasion, day, document, due, state in known_on(DirectionVersion, at)
        .order_by("row")
        .values_list(*columns)
    ]
