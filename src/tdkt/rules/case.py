"""One subject with its history, as plain rows: what `explain` reads and a person can follow line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from tdkt.rules.facts import (
    DISCIPLINES,
    FORCES,
    GROUNDS,
    GROUP_LEVELS,
    INITIATIVE_KINDS,
    KINDS,
    NO_DAY,
    RATINGS,
    SCOPES,
    SEXES,
    STATUSES,
    Column,
    Facts,
)

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class RatingRow:
    """The rating of one year; `line` is the line in the table it came from."""

    year: int
    rating: str
    line: int = 0
    table = "ratings"


@dataclass(frozen=True)
class AwardRow:
    """One conferral; `class_` None when none is recorded, `day` None when no date is."""

    award: str
    class_: int | None
    day: date | None
    for_from: int | None
    for_to: int | None
    ground: str
    status: str
    line: int = 0
    table = "awards"

    @property
    def stands(self) -> bool:
        """Whether it exists: not annulled and not stripped."""
        return self.status in ("valid", "restored")


@dataclass(frozen=True)
class InitiativeRow:
    """One recognised initiative, topic or resourceful act."""

    year: int
    kind: str
    scope: str
    line: int = 0
    table = "initiatives"


@dataclass(frozen=True)
class DisciplineRow:
    """One discipline or investigation; `to` None while open: in force while from_ <= day < to."""

    form: str
    from_: date | None
    to: date | None
    line: int = 0
    table = "disciplines"

    def begun(self, on: date) -> bool:
        return self.from_ is None or self.from_ <= on

    def runs(self, on: date) -> bool:
        """Whether it is in force on this day."""
        return self.begun(on) and (self.to is None or on < self.to)


@dataclass(frozen=True)
class PostRow:
    """One post held, by its slug."""

    post: str
    coefficient: float
    from_: date | None
    to: date | None
    line: int = 0
    table = "posts"


@dataclass(frozen=True)
class MemberRow:
    """A member of a collective, with the time of belonging."""

    member: "Case"
    from_: date | None
    to: date | None
    line: int = 0
    table = "members"


@dataclass(frozen=True)
class RankingRow:
    """The place of a collective in its cụm or khối in one year."""

    year: int
    level: str
    rank: int
    line: int = 0
    table = "rankings"


Row = RatingRow | AwardRow | InitiativeRow | DisciplineRow | PostRow | MemberRow | RankingRow


@dataclass(frozen=True)
class Case:
    """One person, collective or household. `complete_since`: from that year on silence means no; None: nothing is known to be complete."""

    id: str
    name: str
    kind: str
    sex: str = ""
    force: str = ""
    born: date | None = None
    service_from: date | None = None
    service_to: date | None = None
    outside_flags: bool = False
    complete_since: int | None = None
    unit_level: str = ""
    ratings: tuple[RatingRow, ...] = ()
    awards: tuple[AwardRow, ...] = ()
    initiatives: tuple[InitiativeRow, ...] = ()
    disciplines: tuple[DisciplineRow, ...] = ()
    posts: tuple[PostRow, ...] = ()
    members: tuple[MemberRow, ...] = ()
    rankings: tuple[RankingRow, ...] = ()


class Cases:
    """The subjects of a history one by one; the first that is asked for sorts each table once."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each subject by its id."""
        return {str(id_): number for number, id_ in enumerate(self.facts.subjects.ids)}

    @cached_property
    def _rows(self) -> dict[str, tuple[Column, Column]]:
        """For each table the rows in order of subject, and the subjects in that order."""
        found: dict[str, tuple[Column, Column]] = {}
        for table, column in (
            ("ratings", self.facts.ratings.subject),
            ("awards", self.facts.awards.subject),
            ("initiatives", self.facts.initiatives.subject),
            ("disciplines", self.facts.disciplines.subject),
            ("posts", self.facts.posts.subject),
            ("members", self.facts.members.collective),
            ("rankings", self.facts.rankings.subject),
        ):
            order = np.argsort(column, kind="stable")
            found[table] = (order, column[order])
        return found

    def _of(self, table: str, number: int) -> Iterator[int]:
        order, subjects = self._rows[table]
        first, last = np.searchsorted(subjects, [number, number + 1])
        return (int(row) for row in order[first:last])

    def __len__(self) -> int:
        return len(self.facts)

    def of(self, number: int, *, with_members: bool = True) -> Case:
        """The subject of this number, with its members as cases of their own (one level)."""
        facts, subjects = self.facts, self.facts.subjects
        since, level = int(subjects.complete_since[number]), int(subjects.unit_level[number])
        awards, ratings, initiatives = facts.awards, facts.ratings, facts.initiatives
        disciplines, posts, members, rankings = facts.disciplines, facts.posts, facts.members, facts.rankings
        return Case(
            id=str(subjects.ids[number]),
            name=str(subjects.names[number] or ""),
            kind=KINDS[subjects.kind[number]],
            sex=SEXES[subjects.sex[number]],
            force=FORCES[subjects.force[number]],
            born=day(subjects.born[number]),
            service_from=day(subjects.service_from[number]),
            service_to=day(subjects.service_to[number]),
            outside_flags=bool(subjects.outside_flags[number]),
            complete_since=since or None,
            unit_level=facts.levels[level] if level >= 0 else "",
            ratings=tuple(
                RatingRow(int(ratings.year[i]), RATINGS[ratings.rating[i]], i + 2) for i in self._of("ratings", number)
            ),
            awards=tuple(
                AwardRow(
                    facts.codes[awards.award[i]],
                    int(awards.class_[i]) or None,
                    day(awards.day[i]),
                    int(awards.for_from[i]) or None,
                    int(awards.for_to[i]) or None,
                    GROUNDS[awards.ground[i]],
                    STATUSES[awards.status[i]],
                    i + 2,
                )
                for i in self._of("awards", number)
            ),
            initiatives=tuple(
                InitiativeRow(
                    int(initiatives.year[i]), INITIATIVE_KINDS[initiatives.kind[i]], SCOPES[initiatives.scope[i]], i + 2
                )
                for i in self._of("initiatives", number)
            ),
            disciplines=tuple(
                DisciplineRow(
                    DISCIPLINES[disciplines.form[i]], day(disciplines.from_[i]), day(disciplines.to[i]), i + 2
                )
                for i in self._of("disciplines", number)
            ),
            posts=tuple(
                PostRow(
                    facts.posts_named[posts.post[i]],
                    float(posts.coefficient[i]),
                    day(posts.from_[i]),
                    day(posts.to[i]),
                    i + 2,
                )
                for i in self._of("posts", number)
            ),
            members=tuple(
                MemberRow(
                    self.of(int(members.subject[i]), with_members=False),
                    day(members.from_[i]),
                    day(members.to[i]),
                    i + 2,
                )
                for i in self._of("members", number)
            )
            if with_members
            else (),
            rankings=tuple(
                RankingRow(int(rankings.year[i]), GROUP_LEVELS[rankings.level[i]], int(rankings.rank[i]), i + 2)
                for i in self._of("rankings", number)
            ),
        )


def case_of(facts: Facts, number: int) -> Case:
    """One subject of a history; to ask for many, keep a `Cases`."""
    return Cases(facts).of(number)


def day(number: int) -> date | None:
    """The date of a day count, None where nothing is recorded."""
    return None if number == NO_DAY else _EPOCH + timedelta(days=int(number))
