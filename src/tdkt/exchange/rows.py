"""Facts as the rows of the exchange tables: the way back from `reading`, so that what was read can be written again and says the same."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from tdkt.rules.case import day
from tdkt.rules.facts import (
    DISCIPLINES,
    FORCES,
    GROUNDS,
    GROUP_LEVELS,
    INITIATIVE_KINDS,
    KINDS,
    RATINGS,
    SCOPES,
    SEXES,
    STATUSES,
    Column,
    Facts,
)


def rows_of(facts: Facts) -> dict[str, Iterator[dict[str, Any]]]:
    """The rows of the eight tables that facts hold, in their order; units are those that the levels need, one for each.

    Names of units, authorities, decision numbers and groups are not in the facts; whoever knows them adds them.
    """
    return {
        "subjects": _subjects(facts),
        "units": ({"unit_id": level, "level": level} for level in facts.levels),
        "ratings": _ratings(facts),
        "awards": _awards(facts),
        "initiatives": _initiatives(facts),
        "disciplines": _disciplines(facts),
        "posts": _posts(facts),
        "members": _members(facts),
        "rankings": _rankings(facts),
    }


def _days(column: Column) -> list[date | None]:
    return [day(number) for number in column.tolist()]


def _words(column: Column, codes: tuple[str, ...]) -> list[str | None]:
    """The code of each row; None for the empty one."""
    return [codes[place] or None for place in column.tolist()]


def _years(column: Column) -> list[int | None]:
    return [year or None for year in column.tolist()]


def _ids(facts: Facts, column: Column) -> list[str]:
    return [str(id_) for id_ in facts.subjects.ids[column]]


def _rows(**columns: list[Any]) -> Iterator[dict[str, Any]]:
    """Rows from columns; a trailing underscore keeps "from" and "class" from being words of the language."""
    names = [name.rstrip("_") for name in columns]
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(names, values, strict=True))


def _subjects(facts: Facts) -> Iterator[dict[str, Any]]:
    subjects = facts.subjects
    levels = subjects.unit_level.tolist()
    yield from _rows(
        subject_id=[str(id_) for id_ in subjects.ids],
        kind=_words(subjects.kind, KINDS),
        name=[str(name) or None for name in subjects.names],
        unit_id=[facts.levels[level] if level >= 0 else None for level in levels],
        sex=_words(subjects.sex, SEXES),
        born=_days(subjects.born),
        service_from=_days(subjects.service_from),
        service_to=_days(subjects.service_to),
        outside_flags=["yes" if outside else None for outside in subjects.outside_flags.tolist()],
        force=_words(subjects.force, FORCES),
        history_complete_since=_years(subjects.complete_since),
    )


def _ratings(facts: Facts) -> Iterator[dict[str, Any]]:
    rows = facts.ratings
    yield from _rows(subject_id=_ids(facts, rows.subject), year=rows.year.tolist(), rating=_words(rows.rating, RATINGS))


def _awards(facts: Facts) -> Iterator[dict[str, Any]]:
    rows = facts.awards
    yield from _rows(
        subject_id=_ids(facts, rows.subject),
        award=_words(rows.award, facts.codes),
        class_=_years(rows.class_),
        date=_days(rows.day),
        for_from=_years(rows.for_from),
        for_to=_years(rows.for_to),
        ground=_words(rows.ground, GROUNDS),
        status=_words(rows.status, STATUSES),
    )


def _initiatives(facts: Facts) -> Iterator[dict[str, Any]]:
    rows = facts.initiatives
    yield from _rows(
        subject_id=_ids(facts, rows.subject),
        year=rows.year.tolist(),
        kind=_words(rows.kind, INITIATIVE_KINDS),
        scope=_words(rows.scope, SCOPES),
    )


def _disciplines(facts: Facts) -> Iterator[dict[str, Any]]:
    rows = facts.disciplines
    yield from _rows(
        subject_id=_ids(facts, rows.subject),
        form=_words(rows.form, DISCIPLINES),
        from_=_days(rows.from_),
        to=_days(rows.to),
    )


def _posts(facts: Facts) -> Iterator[dict[str, Any]]:
    rows = facts.posts
    yield from _rows(
        subject_id=_ids(facts, rows.subject),
        post=_words(rows.post, facts.posts_named),
        coefficient=[None if value == 1 else value for value in rows.coefficient.tolist()],
        from_=_days(rows.from_),
        to=_days(rows.to),
    )


def _members(facts: Facts) -> Iterator[dict[str, Any]]:
    rows = facts.members
    yield from _rows(
        collective_id=_ids(facts, rows.collective),
        subject_id=_ids(facts, rows.subject),
        from_=_days(rows.from_),
        to=_days(rows.to),
    )


def _rankings(facts: Facts) -> Iterator[dict[str, Any]]:
    rows = facts.rankings
    yield from _rows(
        subject_id=_ids(facts, rows.subject),
        year=rows.year.tolist(),
        group_level=_words(rows.level, GROUP_LEVELS),
        rank=rows.rank.tolist(),
    )
