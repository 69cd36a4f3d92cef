"""The years of a receiver at one glance: ratings, titles and awards side by side, with runs of years as lines, so that "5 năm liền" is seen,
not counted.

Read first: `matrix`. It takes rows that are read already and asks the database nothing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tdkt.law.catalogue import CLASS_NAMES, RATING_NAMES, award, awards
from tdkt.records.models import Conferral, Rating, Service
from tdkt.records.models.awards import STANDING
from tdkt.web.words import RATINGS, Word

MIN_RUN = 3
"""Runs shorter than this are no news and get no line."""

EXCELLENT = "hoan-thanh-xuat-sac"


@dataclass(frozen=True)
class Mark:
    """What a cell holds: a short word, its whole words, and where it opens, if it does."""

    short: Word
    whole: str
    url: str = ""


@dataclass(frozen=True)
class Cell:
    """`span` years of one line; `run` draws the line of a run beneath; `css` washes it."""

    marks: tuple[Mark, ...] = ()
    run: bool = False
    css: str = ""
    span: int = 1


@dataclass(frozen=True)
class Line:
    name: Word
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Run:
    """So many years in a row of one thing."""

    what: str
    first: int
    last: int

    @property
    def years(self) -> int:
        return self.last - self.first + 1


@dataclass(frozen=True)
class Matrix:
    """Empty `years` when nothing is known of any year."""

    years: tuple[int, ...]
    lines: tuple[Line, ...]
    runs: tuple[Run, ...]


def matrix(
    conferrals: Iterable[Conferral], ratings: Iterable[Rating], services: Iterable[Service] = (), *, last: int
) -> Matrix:
    """Everything that is known of a receiver by year, from the first year known to `last` or the last year known."""
    standing = [c for c in conferrals if c.state in STANDING and c.year is not None]
    rated = {rating.year: rating for rating in ratings}
    known = {c.year for c in standing if c.year is not None} | set(rated)
    if not known:
        return Matrix((), (), ())
    years = tuple(range(min(known), max(max(known), last) + 1))
    titles = titles_of(standing, rated.values())
    runs = [run for what, found in runs_of(standing, rated, titles) for run in stretches(found, what)]
    lines = [
        service_line(list(services), years),
        Line(_("Yearly rating"), tuple(rating_cell(rated.get(year), year, runs) for year in years)),
        title_line(titles, years, runs),
        award_line(
            _("Orders, medals"), ("order", "medal", "honorary-title", "prize", "commemorative-medal"), standing, years
        ),
        award_line(_("Certificates"), ("certificate-of-merit", "certificate-of-commendation"), standing, years),
    ]
    kept = tuple(line for line in lines if any(cell.marks for cell in line.cells))
    return Matrix(years, kept, tuple(sorted(runs, key=lambda run: (-run.years, run.first))))


def titles_of(conferrals: list[Conferral], ratings: Iterable[Rating]) -> dict[int, dict[str, str]]:
    """The titles of each year, by code, each with where it opens: the conferral where there is one, else the rating that carries it."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for rating in ratings:
        if rating.title:
            found[rating.year][rating.title] = ""
    for c in conferrals:
        if award(c.award).kind == "title" and c.year is not None:
            found[c.year][c.award] = reverse("award", args=[c.pk])
    return dict(found)


def runs_of(
    conferrals: list[Conferral], rated: dict[int, Rating], titles: dict[int, dict[str, str]]
) -> Iterable[tuple[str, set[int]]]:
    """What can run over years, with its years: each title by its giver, and excellent work."""
    yield RATING_NAMES[EXCELLENT], {year for year, rating in rated.items() if rating.rating == EXCELLENT}
    years: dict[str, set[int]] = defaultdict(set)
    givers = {(c.award, c.year): c.authority for c in conferrals}
    for year, codes in titles.items():
        for code in codes:
            years[award(code).given_by(givers.get((code, year), ""))].add(year)
    yield from years.items()


def stretches(years: set[int], what: str) -> Iterable[Run]:
    """The runs of at least `MIN_RUN` years in a row."""
    for year in sorted(years):
        if year - 1 in years:
            continue
        last = year
        while last + 1 in years:
            last += 1
        if last - year + 1 >= MIN_RUN:
            yield Run(what, year, last)


def in_run(what: Iterable[str], year: int, runs: list[Run]) -> bool:
    wanted = set(what)
    return any(run.what in wanted and run.first <= year <= run.last for run in runs)


def rating_cell(rating: Rating | None, year: int, runs: list[Run]) -> Cell:
    if rating is None or not rating.rating:
        return Cell()
    address = reverse("source", args=["xep-loai", rating.pk])
    mark = Mark(RATINGS[rating.rating], RATING_NAMES[rating.rating], address)
    return Cell((mark,), run=rating.rating == EXCELLENT and in_run([RATING_NAMES[EXCELLENT]], year, runs))


def title_line(titles: dict[int, dict[str, str]], years: tuple[int, ...], runs: list[Run]) -> Line:
    cells = []
    for year in years:
        codes = sorted(titles.get(year, {}), key=lambda code: awards()[code].rank)
        marks = tuple(Mark(award(code).short, award(code).name, titles[year][code]) for code in codes)
        cells.append(
            Cell(marks, run=in_run([award(code).name for code in codes], year, runs), css="co" if marks else "")
        )
    return Line(_("Emulation titles"), tuple(cells))


def award_line(name: Word, kinds: tuple[str, ...], conferrals: list[Conferral], years: tuple[int, ...]) -> Line:
    cells = []
    for year in years:
        given = [c for c in conferrals if c.year == year and award(c.award).kind in kinds]
        marks = tuple(mark_of(c) for c in sorted(given, key=lambda c: awards()[c.award].rank))
        cells.append(Cell(marks, css="day" if given and kinds[0] == "order" else "co" if given else ""))
    return Line(name, tuple(cells))


def mark_of(c: Conferral) -> Mark:
    form = award(c.award)
    short = form.short_given_by(c.authority) + (f" hạng {CLASS_NAMES[c.class_no]}" if c.class_no else "")
    return Mark(short, form.given_by(c.authority, c.class_no), reverse("award", args=[c.pk]))


def service_line(services: list[Service], years: tuple[int, ...]) -> Line:
    """Unit and post as attested by the end of each year; years alike are one cell."""
    cells: list[Cell] = []
    last_key: Any = None
    for year in years:
        attested = [s for s in services if s.since <= date(year, 12, 31)]
        service = attested[-1] if attested else None
        key = (service.post, service.unit_id) if service else None
        if cells and key == last_key:
            cells[-1] = Cell(cells[-1].marks, span=cells[-1].span + 1)
            continue
        last_key = key
        words = (
            ", ".join(part for part in (service.post, service.unit.name if service.unit else "") if part)
            if service
            else ""
        )
        cells.append(Cell((Mark(words, words),) if words else ()))
    return Line(_("Unit, post"), tuple(cells))
