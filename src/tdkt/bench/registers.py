"""Made-up registers for benchmarks, written as the exchange tables in Parquet: subjects, ratings, awards, initiatives, disciplines.

Twenty years of a force: a rating a year, the highest title of a year, orders and certificates, initiatives, a discipline in thirty
people. The same seed and number give the same rows; the rows of every table stand in no order. `whole` adds collectives with their
members, posts, places in groups, forms still in force under the law, and histories that are complete only from some year on.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from tdkt.rules.facts import GROUNDS, GROUP_LEVELS, INITIATIVE_KINDS, RATINGS, SCOPES, STATUSES

ON = date(2026, 1, 15)
"""The day asked; the year it asks for is the one before."""
FIRST, LAST = 2006, 2025
TITLES = ("lao-dong-tien-tien", "chien-si-thi-dua-co-so", "chien-si-thi-dua-bo-tinh", "chien-si-thi-dua-toan-quoc")
FORMS: tuple[tuple[str, int | None], ...] = (
    ("giay-khen", None),
    ("bang-khen-bo-tinh", None),
    ("bang-khen-thu-tuong", None),
    ("huan-chuong-lao-dong", 3),
    ("huan-chuong-lao-dong", 2),
    ("huan-chuong-lao-dong", 1),
    ("huy-chuong-chien-si-ve-vang", 3),
    ("huy-chuong-chien-si-ve-vang", 2),
    ("huy-chuong-chien-si-ve-vang", 1),
)
COLLECTIVE_TITLES = ("tap-the-lao-dong-tien-tien", "tap-the-lao-dong-xuat-sac", "co-thi-dua-bo-tinh")
POSTS = ("giam-doc-cong-an-tinh", "truong-phong", "doi-truong", "can-bo")

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class _Text:
    """A column of few words as places in a list; -1 is empty."""

    words: tuple[str, ...]
    index: NDArray[Any]

    def array(self, order: Ints) -> pa.Array:
        index = pa.array(self.index[order].astype(np.int32), mask=self.index[order] < 0)
        return pa.DictionaryArray.from_arrays(index, pa.array(self.words)).dictionary_decode()


def day_number(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal() - date(1970, 1, 1).toordinal()


def write_register(folder: Path, people: int, *, whole: bool = False, seed: int = 7) -> Path:
    """Writes the tables into the folder, unless a register of this kind is there already; answers the folder."""
    done = folder / ".complete"
    if not done.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        _Maker(folder, people, whole, np.random.default_rng(seed)).write()
        done.touch()
    return folder


class _Maker:
    def __init__(self, folder: Path, people: int, whole: bool, random: np.random.Generator) -> None:
        self.folder, self.people, self.whole, self.random = folder, people, whole, random
        self.units = max(1, people // 40) if whole else 0
        self.number = people + self.units
        self.ids = self._ids()

    def _ids(self) -> pa.Array:
        """Twelve digits each, like the numbers of identity cards; no two alike."""
        step = 900_000_000_000 // max(1, self.number)
        numbers = 100_000_000_000 + np.arange(self.number) * step + self.random.integers(0, step, self.number)
        return pa.array(self.random.permutation(numbers)).cast(pa.string())

    def _write(self, table: str, subject: Ints, columns: dict[str, Any], *, key: str = "subject_id") -> None:
        order = self.random.permutation(len(subject))
        arrays = {key: self.ids.take(pa.array(subject[order]))}
        for name, column in columns.items():
            if isinstance(column, _Text):
                arrays[name] = column.array(order)
            elif isinstance(column, pa.Array):
                arrays[name] = column.take(pa.array(order))
            else:
                arrays[name] = pa.array(column[0][order].astype(column[2]), column[1], mask=column[0][order] == _EMPTY)
        pq.write_table(pa.table(arrays), self.folder / f"{table}.parquet")

    def write(self) -> None:
        random, people = self.random, self.people
        everyone = np.arange(people)
        joined = random.integers(day_number(1990, 1, 1), day_number(2025, 6, 1), people)
        quality = random.normal(0, 1, people)
        begun = _year(joined)
        first = np.maximum(begun + 1, FIRST)
        count = np.clip(LAST - first + 1, 0, LAST - FIRST + 1)
        self._subjects(joined, begun)
        subject = np.repeat(everyone, count)
        year = np.arange(len(subject)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
        self._years(subject, year, quality)
        self._initiatives(everyone, count, quality)
        self._disciplines()
        if self.whole:
            self._collectives()

    def _subjects(self, joined: Ints, begun: Ints) -> None:
        random, people, number = self.random, self.people, self.number
        founded = random.integers(day_number(1976, 1, 1), day_number(2015, 1, 1), self.units)
        since = begun.copy()
        if self.whole:  # one history in three is complete only from some later year on
            late = random.random(people) < 0.3
            since = np.where(late, np.maximum(begun, random.integers(2008, 2024, people)), begun)
        since = np.concatenate([since, np.full(self.units, 1975)])
        gone = np.full(number, _EMPTY)
        if self.whole:
            left = np.flatnonzero(random.random(people) < 0.03)
            gone[left] = random.integers(day_number(2020, 1, 1), day_number(2025, 12, 1), len(left))
        kind = np.r_[np.zeros(people, int), np.ones(self.units, int)]
        self._write(
            "subjects",
            np.arange(number),
            {
                "kind": _Text(("individual", "collective"), kind),
                "name": _Text(("Nguyễn Văn Mẫu", "Trần Thị Mẫu", "Đội Mẫu"), random.integers(0, 3, number)),
                "sex": _Text(("m", "f"), np.where(kind == 1, -1, random.random(number) < 0.48)),
                "born": _date(np.concatenate([joined - 365 * 24, np.full(self.units, _EMPTY)])),
                "service_from": _date(np.concatenate([joined, founded])),
                "service_to": _date(gone),
                "force": _Text(("police", "army", "civil"), random.integers(0, 3 if self.whole else 1, number)),
                "history_complete_since": _small(since, pa.int16()),
            },
        )

    def _years(self, subject: Ints, year: Ints, quality: NDArray[np.float64]) -> None:
        random = self.random
        strength = quality[subject] + random.normal(0, 0.6, len(subject))
        rating = (strength > -1.6).astype(int) + (strength > -0.5) + (strength > 0.6)
        self._write("ratings", subject, {"year": _small(year, pa.int16()), "rating": _Text(RATINGS, rating)})
        strength += random.normal(0, 0.3, len(subject))
        level = (strength > -0.3).astype(int) + (strength > 0.5) + (strength > 1.3) + (strength > 2.2)
        level[rating < 2] = 0
        titled = np.flatnonzero(level)
        whose, of_year, level = subject[titled], year[titled], level[titled] - 1
        self._awards(whose, of_year, level, quality)

    def _awards(self, whose: Ints, of_year: Ints, level: Ints, quality: NDArray[np.float64]) -> None:
        random, people = self.random, self.people
        how_many = random.poisson(np.clip(2.5 + 1.5 * quality, 0.2, 8))
        more = np.repeat(np.arange(people), how_many)
        day = random.integers(day_number(2006, 2, 1), day_number(2025, 12, 20), len(more))
        form = np.minimum(random.geometric(0.4, len(more)), len(FORMS)) - 1
        ground = np.where(random.random(len(more)) < 0.8, GROUNDS.index("cong-trang"), random.integers(1, 4, len(more)))
        medal = form >= 6
        ground[medal] = GROUNDS.index("nien-han")
        codes = (*TITLES, *dict.fromkeys(code for code, _ in FORMS), *COLLECTIVE_TITLES)
        place = np.asarray([codes.index(code) for code, _ in FORMS])
        class_ = np.asarray([class_ or 0 for _, class_ in FORMS])
        status = np.where(random.random(len(more)) < 0.97, 0, random.integers(1, 4, len(more)))
        decided = np.asarray([day_number(year + 1, 1, 10) for year in range(FIRST, LAST + 1)])
        parts: list[tuple[Any, ...]] = [
            (whose, level, np.zeros(len(whose), int), decided[of_year - FIRST], of_year, np.zeros(len(whose), int)),
            (more, place[form], class_[form], day, np.full(len(more), _EMPTY), ground),
        ]
        if self.whole and self.units:
            parts.append(self._collective_titles(codes))
        subject, award, classes, days_, years, grounds = (np.concatenate(column) for column in zip(*parts, strict=True))
        extra = len(subject) - len(whose) - len(more)
        statuses = np.r_[np.zeros(len(whose), int), status, np.zeros(extra, int)]
        self._write(
            "awards",
            subject,
            {
                "award": _Text(codes, award),
                "class": _small(np.where(classes == 0, _EMPTY, classes), pa.int8()),
                "authority": _Text(("agency", "province", "president"), random.integers(0, 3, len(subject))),
                "date": _date(days_),
                "for_from": _small(years, pa.int16()),
                "for_to": _small(years, pa.int16()),
                "ground": _Text(GROUNDS[1:], grounds - 1),
                "status": _Text(STATUSES, statuses),
            },
        )

    def _initiatives(self, everyone: Ints, count: Ints, quality: NDArray[np.float64]) -> None:
        random = self.random
        how_many = random.poisson(np.clip(1 + quality, 0.05, 6))
        how_many[count == 0] = 0
        subject = np.repeat(everyone, how_many)
        year = LAST - (random.random(len(subject)) * count[subject]).astype(int)
        scope = np.minimum(random.geometric(0.5, len(subject)), 4) - 1
        # At most four of one year, as many as are counted.
        order = np.lexsort((year, subject))
        subject, year, scope = subject[order], year[order], scope[order]
        same = (subject[4:] == subject[:-4]) & (year[4:] == year[:-4])
        kept = np.r_[np.ones(min(4, len(subject)), bool), ~same]
        subject, year, scope = subject[kept], year[kept], scope[kept]
        kind = random.integers(0, 3, len(subject))
        self._write(
            "initiatives",
            subject,
            {"year": _small(year, pa.int16()), "kind": _Text(INITIATIVE_KINDS, kind), "scope": _Text(SCOPES, scope)},
        )

    def _disciplines(self) -> None:
        random = self.random
        whose = random.choice(self.people, max(1, self.people * 3 // 100), replace=False)
        begun = random.integers(day_number(2015, 1, 1), day_number(2026, 1, 10), len(whose))
        ended = begun + random.integers(90, 730, len(whose))
        forms = ("khien-trach", "canh-cao", "giang-chuc", "under-investigation")
        self._write(
            "disciplines",
            whose,
            {
                "form": _Text(forms, random.integers(0, 4, len(whose))),
                "from": _date(begun),
                "to": _date(np.where(random.random(len(whose)) < 0.02, _EMPTY, ended)),
            },
        )

    def _collective_titles(self, codes: tuple[str, ...]) -> tuple[Ints, ...]:
        years = np.arange(FIRST, LAST + 1)
        whose = np.repeat(np.arange(self.people, self.number), len(years))
        year = np.tile(years, self.units)
        kept = self.random.random(len(whose)) < 0.7
        whose, year = whose[kept], year[kept]
        title = codes.index(COLLECTIVE_TITLES[0]) + np.minimum(self.random.geometric(0.6, len(whose)), 3) - 1
        day = np.asarray([day_number(int(y) + 1, 1, 10) for y in years])[year - FIRST]
        return whose, title, np.zeros(len(whose), int), day, year, np.zeros(len(whose), int)

    def _collectives(self) -> None:
        random, people = self.random, self.people
        unit = people + random.integers(0, self.units, people)
        begun = random.integers(day_number(2005, 1, 1), day_number(2024, 1, 1), people)
        self._write(
            "members",
            np.arange(people),
            {
                "collective_id": self.ids.take(pa.array(unit)),
                "from": _date(begun),
                "to": _date(np.full(people, _EMPTY)),
            },
        )
        held = np.flatnonzero(random.random(people) < 0.3)
        from_ = random.integers(day_number(1995, 1, 1), day_number(2023, 1, 1), len(held))
        self._write(
            "posts",
            held,
            {
                "post": _Text(POSTS, np.minimum(random.geometric(0.2, len(held)), 4) - 1),
                "coefficient": (np.where(random.random(len(held)) < 0.1, 2.0, 1.0), pa.float64(), np.float64),
                "from": _date(from_),
                "to": _date(from_ + random.integers(365, 4000, len(held))),
            },
        )
        rated = np.repeat(np.arange(people, self.number), 3)
        year = np.tile([2023, 2024, 2025], self.units)
        groups = _Text(("cum-1", "cum-2"), random.integers(0, 2, len(rated)))
        self._write(
            "rankings",
            rated,
            {
                "year": _small(year, pa.int16()),
                "group": groups,
                "group_level": _Text(GROUP_LEVELS, random.integers(0, 3, len(rated))),
                "rank": _small(random.integers(1, 6, len(rated)), pa.int32()),
            },
        )
        years = np.repeat(np.arange(people, self.number), LAST - FIRST + 1)
        self._more_ratings(years)

    def _more_ratings(self, subject: Ints) -> None:
        """The ratings of collectives, after those of people."""
        path = self.folder / "ratings.parquet"
        year = np.tile(np.arange(FIRST, LAST + 1), self.units)
        rating = np.minimum(self.random.geometric(0.5, len(subject)), 4)
        more = {"year": _small(year, pa.int16()), "rating": _Text(RATINGS[::-1], rating - 1)}
        people = pq.read_table(path)
        self._write("ratings", subject, more)
        pq.write_table(pa.concat_tables([people, pq.read_table(path).cast(people.schema)]), path)


_EMPTY = -(1 << 40)


def _year(day: Ints) -> Ints:
    return day.astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1970


def _date(day: Ints) -> tuple[Ints, pa.DataType, type]:
    return day, pa.date32(), np.int32


def _small(value: Ints, kind: pa.DataType) -> tuple[Ints, pa.DataType, type]:
    return value, kind, np.int32
