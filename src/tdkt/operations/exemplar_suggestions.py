"""Whom the register itself puts forward as exemplars: who won a title year after year, units first in their block, units whose models spread.

    for one in suggestions(2015, 2020, by=officer, on=today): print(one.name, [reason.words for reason in one.reasons])

A suggestion concludes nothing: it names its reasons with their rows, and a person decides. Who is an exemplar of the period is left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from tdkt.law.catalogue import awards
from tdkt.operations.errors import RuleNotMet
from tdkt.operations.exemplars import Done, check_days, check_new, seen
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Conferral, Exemplar, Ranking, Rating, Replication, Subject, Succession
from tdkt.records.models.awards import STANDING

REASONS = ("streak", "first", "model")
"""A title in a row; first in a cụm or khối; a model that others copied."""
FIGHTER = ("chien-si-thi-dua-co-so", "chien-si-thi-dua-bo-tinh", "chien-si-thi-dua-toan-quoc")
LEAST_YEARS = 3
"""How many years in a row, unless the office asks for another number."""
INHERITS = ("rename", "merge", "split")
"""Successions by which a unit goes on with the years of the one before it, as reports count them."""


@dataclass(frozen=True)
class Row:
    """A row that a reason rests on: of which table (award, rating, ranking, model), its id, and its year or name."""

    table: str
    key: int
    words: str


@dataclass(frozen=True)
class Reason:
    """Why somebody is suggested: one of `REASONS`, in the office's words, how much of it, and the rows."""

    kind: str
    words: str
    count: int
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Suggestion:
    """A receiver that the register puts forward, with every reason."""

    subject: int
    name: str
    kind: str
    unit: int | None
    reasons: tuple[Reason, ...]

    @property
    def words(self) -> str:
        """All reasons as one text, as the new way of doing is first written."""
        return " ".join(f"{reason.words[:1].upper()}{reason.words[1:]}." for reason in self.reasons)


def suggestions(
    first: int, last: int, *, by: Account | None, on: date, least_years: int = LEAST_YEARS
) -> list[Suggestion]:
    """Whom the register puts forward for a period as of a day, those with the most reasons and the longest first."""
    found: dict[int, list[Reason]] = defaultdict(list)
    last = min(last, on.year)
    for subject, reason in (*streaks(first, last, least_years, on=on), *firsts(first, last), *spread(on=on)):
        found[subject].append(reason)
    known = Exemplar.objects.filter(from_year__lte=last, to_year__gte=first).values("subject")
    receivers = seen(Subject, by=by, on=on).filter(pk__in=found).exclude(pk__in=known)
    standing = receivers.exclude(departure__day__lte=on).exclude(unit__ended__lt=on).exclude(unit__founded__gt=on)
    made = [
        (name_key, Suggestion(pk, name, kind, unit, tuple(found[pk])))
        for pk, name, kind, unit, name_key in standing.values_list("pk", "name", "kind", "belongs_to", "name_key")
    ]
    made.sort(key=lambda one: (-len(one[1].reasons), -sum(r.count for r in one[1].reasons), one[0], one[1].subject))
    return [one for _, one in made]


# --- the reasons ---------------------------------------------------------------------------------------------


def streaks(first: int, last: int, least: int, *, on: date) -> Iterator[tuple[int, Reason]]:
    """Persons who were emulation fighters, bodies that won a flag or the title of a determined-to-win unit, year after year into the period."""
    flags = tuple(code for code in awards() if code.startswith("co-thi-dua"))
    for codes, said in (
        (FIGHTER, "đạt danh hiệu Chiến sĩ thi đua"),
        (flags, "được tặng Cờ thi đua"),
        (("don-vi-quyet-thang",), "đạt danh hiệu Đơn vị quyết thắng"),
    ):
        for subject, years in inherited(won(codes, last, on=on), on=on).items():
            run = longest(years, first)
            if len(run) >= least:
                words = f"{len(run)} năm liền ({run[0]}-{run[-1]}) {said}"
                yield subject, Reason("streak", words, len(run), tuple(years[year] for year in run))


Years = dict[int, Row]


def won(codes: Iterable[str], last: int, *, on: date) -> dict[int, Years]:
    """The years in which each receiver won one of these titles, by decisions taken by the day or by the yearly ratings."""
    codes = list(codes)
    found: dict[int, Years] = defaultdict(dict)
    rated = Rating.objects.filter(title__in=codes, year__lte=last).values_list("subject", "year", "pk")
    for subject, year, pk in rated:
        found[subject][year] = Row("rating", pk, str(year))
    given = Conferral.objects.filter(award__in=codes, state__in=STANDING, year__lte=last)
    given = given.exclude(decision__signed_on__gt=on)
    for subject, year, pk in given.order_by("pk").values_list("subject", "year", "pk"):
        found[subject][year] = Row("award", pk, str(year))
    return found


def inherited(found: Mapping[int, Years], *, on: date) -> dict[int, Years]:
    """The years of each body with those of the units that it goes on from, up to the year of the change; persons stay as they are."""
    before: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    links = Succession.objects.filter(kind__in=INHERITS).exclude(on_date__gt=on).order_by("pk")
    for successor, predecessor, day in links.values_list("successor__subject", "predecessor__subject", "on_date"):
        before[successor].append((predecessor, day.year if day else None))
    whole: dict[int, Years] = {}
    for subject in {*found, *before}:
        years = dict(found.get(subject, {}))
        passed, fresh = {subject}, list(before.get(subject, ()))
        while fresh:
            one, until = fresh.pop()
            if one in passed:
                continue
            passed.add(one)
            for year, row in found.get(one, {}).items():
                if until is None or year <= until:
                    years.setdefault(year, row)
            fresh += [
                (older, min((y for y in (until, then) if y is not None), default=None))
                for older, then in before.get(one, ())
            ]
        whole[subject] = years
    return whole


def longest(years: Iterable[int], first: int) -> list[int]:
    """The longest stretch of years in a row that reaches into the period begun in `first`; of two as long the later."""
    best: list[int] = []
    run: list[int] = []
    for year in sorted(years):
        run = [*run, year] if run and year == run[-1] + 1 else [year]
        if year >= first and len(run) >= len(best):
            best = run
    return best


def firsts(first: int, last: int) -> Iterator[tuple[int, Reason]]:
    """Units that were first in their cụm or khối in the period."""
    found: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    ranked = Ranking.objects.filter(rank=1, year__gte=first, year__lte=last).order_by("year", "pk")
    for subject, year, pk, group in ranked.values_list("subject", "year", "pk", "group"):
        found[subject].append((year, pk, group))
    for subject, held in found.items():
        groups = ", ".join(dict.fromkeys(group for *_, group in held))
        words = f"dẫn đầu {groups} các năm {', '.join(str(year) for year, *_ in held)}"
        if len(held) == 1:
            words = f"dẫn đầu {groups} năm {held[0][0]}"
        rows = tuple(Row("ranking", pk, str(year)) for year, pk, _ in held)
        yield subject, Reason("first", words, len(held), rows)


def spread(*, on: date) -> Iterator[tuple[int, Reason]]:
    """Units whose community models were copied elsewhere by the day."""
    copies: dict[int, int] = defaultdict(int)
    names: dict[int, tuple[int, str]] = {}
    taken = Replication.objects.filter(Q(day="") | Q(day__lte=on.isoformat()), origin__unit__isnull=False)
    for origin, subject, name in taken.order_by("pk").values_list("origin", "origin__unit__subject", "origin__name"):
        copies[origin] += 1
        names[origin] = (subject, name)
    by_unit: dict[int, list[int]] = defaultdict(list)
    for origin, (subject, _) in names.items():
        by_unit[subject].append(origin)
    for subject, origins in by_unit.items():
        origins.sort(key=lambda one: (-copies[one], one))
        times = sum(copies[one] for one in origins)
        best = names[origins[0]][1]
        more = f" và {len(origins) - 1} mô hình khác" if len(origins) > 1 else ""
        words = f"mô hình “{best}”{more} được nhân rộng {times} lần"
        yield subject, Reason("model", words, times, tuple(Row("model", one, names[one][1]) for one in origins))


# --- from a suggestion to an exemplar ----------------------------------------------------------------------------


def find_suggested(
    subjects: Iterable[int],
    *,
    from_year: int,
    to_year: int,
    by: Account | None,
    at: datetime,
    on: date,
    least_years: int = LEAST_YEARS,
) -> Done:
    """Put suggested receivers down as found, as one act; their reasons are the first words of what is exemplary, to be written on.

    Raises `RuleNotMet` for one whom the register does not put forward (any more).
    """
    require(by, "keep-exemplars")
    keys = sorted(set(subjects))
    found_on = min(on, date(to_year, 12, 31))
    check_days(from_year, to_year, found_on, on=on)
    detail: dict[str, Any] = {"years": f"{from_year}-{to_year}", "exemplars": len(keys)}
    with writing(by=by, at=at, verb="exemplars.find-many", detail=detail) as pen:
        offered = {one.subject: one for one in suggestions(from_year, to_year, by=by, on=on, least_years=least_years)}
        if not keys or not set(keys) <= set(offered):
            raise RuleNotMet(
                "Có người hoặc tập thể không còn trong danh sách gợi ý. Tải lại trang rồi chọn lại.",
                "Somebody is no longer suggested. Load the page again and choose anew.",
            )
        receivers = Subject.objects.in_bulk(keys)
        check_new(receivers.values(), from_year, to_year)
        made = pen.add(
            Exemplar(
                subject=receivers[key],
                unit_id=receivers[key].belongs_to_id,
                from_year=from_year,
                to_year=to_year,
                field=FIELDS[offered[key].reasons[0].kind],
                new_way=offered[key].words,
                found_by="Gợi ý từ sổ khen thưởng",
                found_on=found_on,
            )
            for key in keys
        )
        return Done(made[0].pk, pen.entry.seq, len(made))


FIELDS = {
    "streak": "Thực hiện nhiệm vụ công tác",
    "first": "Phong trào thi đua của đơn vị",
    "model": "Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc",
}
"""In what somebody is exemplary who is suggested for a reason, as first written."""
