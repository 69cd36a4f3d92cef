"""A small history: one who does well, one of whom nothing is known, one under discipline, a team, a household."""

from datetime import date

import numpy as np

from tdkt.law.catalogue import awards
from tdkt.rules.facts import NO_DAY, NO_YEAR, Awards, Disciplines, Facts, Initiatives, Ratings, Subjects

CODES = tuple(awards())
FIRST = 2015
LAST = 2024


def day(year: int, month: int, day_: int) -> int:
    """Days since 1970."""
    return (date(year, month, day_) - date(1970, 1, 1)).days


def a_history() -> Facts:
    """Good, unknown, punished, team, home: in this order."""
    count = 5
    ids = np.array(["good", "unknown", "punished", "team", "home"], object)
    years = np.arange(FIRST, LAST + 1, dtype=np.int16)
    rated = np.array([0, 2, 3])
    titles = [CODES.index("chien-si-thi-dua-co-so")] * 2
    return Facts(
        codes=CODES,
        subjects=Subjects(
            ids=ids,
            names=ids,
            kind=np.array([0, 0, 0, 1, 2], np.int8),
            sex=np.array([1, 0, 2, 0, 0], np.int8),
            force=np.array([1, 0, 1, 1, 3], np.int8),
            born=np.full(count, NO_DAY, np.int32),
            service_from=np.array([day(2000, 9, 1), NO_DAY, day(2005, 9, 1), day(1995, 1, 1), NO_DAY], np.int32),
            service_to=np.full(count, NO_DAY, np.int32),
            outside_flags=np.zeros(count, bool),
            complete_since=np.array([2000, NO_YEAR, 2005, 2000, 2000], np.int16),
            unit_level=np.full(count, -1, np.int16),
        ),
        ratings=Ratings(
            np.repeat(rated, len(years)).astype(np.int32),
            np.tile(years, len(rated)),
            np.full(len(rated) * len(years), 3, np.int8),
        ),
        awards=Awards(
            subject=np.zeros(2, np.int32),
            award=np.array(titles, np.int16),
            class_=np.zeros(2, np.int8),
            day=np.full(2, NO_DAY, np.int32),
            for_from=np.array([2023, 2024], np.int16),
            for_to=np.array([2023, 2024], np.int16),
            ground=np.zeros(2, np.int8),
            status=np.zeros(2, np.int8),
        ),
        initiatives=Initiatives(
            np.zeros(2, np.int32), np.array([2023, 2024], np.int16), np.zeros(2, np.int8), np.zeros(2, np.int8)
        ),
        disciplines=Disciplines(
            np.array([2], np.int32),
            np.array([2], np.int8),
            np.array([day(2024, 1, 1)], np.int32),
            np.array([NO_DAY], np.int32),
        ),
    )
