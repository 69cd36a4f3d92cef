"""Recorded history as columns: what a folder of exchange tables, or a register, says of all its subjects at once.

Every column is a numpy array, one entry a row, in the order of the table, so that row `i` of a table stands on line `i + 2` of its
file. Subjects are numbered from 0 in the order of the table of subjects. Days are days since 1970-01-01; `NO_DAY` and `NO_YEAR` say
that nothing is recorded. A decision known only by its year stands on 31 December of it.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

NO_DAY = int(np.iinfo(np.int32).min)
NO_YEAR = 0

KINDS = ("individual", "collective", "household")
SEXES = ("", "m", "f")
FORCES = ("", "police", "army", "civil")
RATINGS = ("khong-hoan-thanh", "hoan-thanh", "hoan-thanh-tot", "hoan-thanh-xuat-sac")
GROUNDS = ("", "cong-trang", "dot-xuat", "phong-trao", "cong-hien", "nien-han", "doi-ngoai")
STATUSES = ("valid", "annulled", "stripped", "restored")
INITIATIVE_KINDS = ("sang-kien", "de-tai", "muu-tri")
SCOPES = ("co-so", "bo-tinh", "toan-luc-luong", "toan-quoc")
DISCIPLINES = ("under-investigation", "khien-trach", "canh-cao", "giang-chuc", "cach-chuc", "tuoc-danh-hieu")
"""From the lightest; an investigation is no discipline, but bars while it lasts."""
GROUP_LEVELS = ("unit", "bo-tinh", "trung-uong")

Column = NDArray[np.generic]


def _none(kind: type = np.int32) -> Column:
    return np.zeros(0, kind)


@dataclass(frozen=True)
class Subjects:
    """`ids` as written; `kind`, `sex`, `force` index the tuples above; days int32; `complete_since` int16 year or NO_YEAR.

    `unit_level` indexes `Facts.levels`, or is -1.
    """

    ids: NDArray[np.object_]
    names: NDArray[np.object_]
    kind: Column
    sex: Column
    force: Column
    born: Column
    service_from: Column
    service_to: Column
    outside_flags: Column
    complete_since: Column
    unit_level: Column


@dataclass(frozen=True)
class Ratings:
    """`rating` indexes RATINGS."""

    subject: Column = field(default_factory=_none)
    year: Column = field(default_factory=lambda: _none(np.int16))
    rating: Column = field(default_factory=lambda: _none(np.int8))


@dataclass(frozen=True)
class Awards:
    """`award` indexes `Facts.codes`; `class_` 0 when none is recorded; `ground` and `status` index the tuples above."""

    subject: Column = field(default_factory=_none)
    award: Column = field(default_factory=lambda: _none(np.int16))
    class_: Column = field(default_factory=lambda: _none(np.int8))
    day: Column = field(default_factory=_none)
    for_from: Column = field(default_factory=lambda: _none(np.int16))
    for_to: Column = field(default_factory=lambda: _none(np.int16))
    ground: Column = field(default_factory=lambda: _none(np.int8))
    status: Column = field(default_factory=lambda: _none(np.int8))


@dataclass(frozen=True)
class Initiatives:
    """`kind` indexes INITIATIVE_KINDS, `scope` SCOPES."""

    subject: Column = field(default_factory=_none)
    year: Column = field(default_factory=lambda: _none(np.int16))
    kind: Column = field(default_factory=lambda: _none(np.int8))
    scope: Column = field(default_factory=lambda: _none(np.int8))


@dataclass(frozen=True)
class Disciplines:
    """`form` indexes DISCIPLINES; `to` NO_DAY while still open."""

    subject: Column = field(default_factory=_none)
    form: Column = field(default_factory=lambda: _none(np.int8))
    from_: Column = field(default_factory=_none)
    to: Column = field(default_factory=_none)


@dataclass(frozen=True)
class Posts:
    """`post` indexes `Facts.posts_named`; `coefficient` float, 1 where none is recorded."""

    subject: Column = field(default_factory=_none)
    post: Column = field(default_factory=_none)
    coefficient: Column = field(default_factory=lambda: _none(np.float64))
    from_: Column = field(default_factory=_none)
    to: Column = field(default_factory=_none)


@dataclass(frozen=True)
class MemberRows:
    """Who belonged to which collective, both numbers of subjects."""

    collective: Column = field(default_factory=_none)
    subject: Column = field(default_factory=_none)
    from_: Column = field(default_factory=_none)
    to: Column = field(default_factory=_none)


@dataclass(frozen=True)
class Rankings:
    """`level` indexes GROUP_LEVELS; `rank` 1 is first."""

    subject: Column = field(default_factory=_none)
    year: Column = field(default_factory=lambda: _none(np.int16))
    level: Column = field(default_factory=lambda: _none(np.int8))
    rank: Column = field(default_factory=_none)


@dataclass(frozen=True)
class Facts:
    """The whole history: `codes` are the award codes that `Awards.award` indexes, `levels` the unit levels, `posts_named` the posts."""

    codes: tuple[str, ...]
    subjects: Subjects
    ratings: Ratings = field(default_factory=Ratings)
    awards: Awards = field(default_factory=Awards)
    initiatives: Initiatives = field(default_factory=Initiatives)
    disciplines: Disciplines = field(default_factory=Disciplines)
    posts: Posts = field(default_factory=Posts)
    members: MemberRows = field(default_factory=MemberRows)
    rankings: Rankings = field(default_factory=Rankings)
    levels: tuple[str, ...] = ()
    posts_named: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.subjects.kind)
