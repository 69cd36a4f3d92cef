"""Titles registered for a year (đăng ký thi đua), and what came of them: reached, not reached, not yet known, reached without registering.

Silence says "not reached" only where the register holds everything of that year; else it says nothing. Read first: `register_titles`,
`compare`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tdkt.law.catalogue import awards
from tdkt.law.way import ENDED
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet
from tdkt.operations.ledger import writing
from tdkt.operations.permissions import require
from tdkt.operations.round_kinds import is_law
from tdkt.operations.selection import of_year
from tdkt.records.models import Account, Conferral, Nomination, Rating, Registration, Subject, Unit
from tdkt.records.models.awards import STANDING
from tdkt.records.models.scope import family, reach_of
from tdkt.rules.years import proposal_year

OUTCOMES = ("reached", "not-reached", "not-known", "unregistered")
"""reached; surely not; not known yet, or the register is not complete for the year; reached though nobody had registered it."""

MOST_YEARS_AHEAD = 1


@dataclass(frozen=True)
class Put:
    """What came of registering: how many were put down, who is put down for it already, and the entry of the log (None: nothing written)."""

    made: int
    known: tuple[str, ...]
    entry: int | None = None


def register_titles(
    year: int,
    award: str,
    subjects: Iterable[int],
    *,
    unit_id: int,
    by: Account | None,
    at: datetime,
    on: date,
    note: str = "",
) -> Put:
    """Put down that all of these set out to reach a title in a year; who is put down for it already stays as they are.

    Raises `RuleNotMet` for what is no title of the year's law or not for such a receiver, `NotPermitted` for another unit.
    """
    require(by, "register-titles")
    check_title(year, award, on=on)
    keys = sorted(set(subjects))
    seen = subjects_in(unit_id, by=by, on=on).filter(kind__in=sorted(awards()[award].recipients))
    known = seen.in_bulk(keys)
    if len(known) < len(keys) or not keys:
        raise RuleNotMet(
            f"Có người hoặc tập thể không thuộc đơn vị này, hoặc không được tặng {awards()[award].name}."
            if keys
            else "Chưa chọn ai. Chọn ít nhất một người hoặc tập thể.",
            f"Somebody is not of this unit, or may not be given {awards()[award].name}."
            if keys
            else "Nobody is chosen. Choose somebody.",
        )
    before = Registration.objects.filter(year=year, award=award, subject__in=keys)
    had = {one.subject_id: one for one in before.select_related("subject")}
    fresh = [key for key in keys if key not in had]
    again = tuple(one.subject.name for one in had.values())
    if not fresh:
        return Put(0, again)
    detail = {"year": year, "award": awards()[award].name, "subjects": len(fresh), "unit": unit_id}
    with writing(by=by, at=at, verb="registrations.put", detail=detail) as pen:
        since = set(before.values_list("subject_id", flat=True)) - set(had)  # whoever was quicker
        pen.add(
            Registration(
                subject=known[key],
                unit_id=known[key].belongs_to_id or unit_id,
                year=year,
                award=award,
                registered_on=on,
                note=note.strip(),
            )
            for key in fresh
            if key not in since
        )
        return Put(len(fresh) - len(since), again, pen.entry.seq)


def check_title(year: int, award: str, *, on: date) -> None:
    """Raises `RuleNotMet` unless the award is a yearly title of the law of that year, and the year not too far ahead."""
    if award not in awards() or awards()[award].kind != "title":
        raise RuleNotMet(
            "Chỉ đăng ký được danh hiệu thi đua hằng năm. Chọn một danh hiệu.",
            "Only yearly titles can be registered. Choose a title.",
        )
    if not on.year - 50 <= year <= on.year + MOST_YEARS_AHEAD:
        raise RuleNotMet(
            f"Năm {year} không đăng ký được. Chọn năm từ {on.year - 50} đến {on.year + MOST_YEARS_AHEAD}.",
            f"Titles of {year} cannot be registered. Choose a year from {on.year - 50} to {on.year + MOST_YEARS_AHEAD}.",
        )
    if not is_law(award, None, date(year, 12, 31)):
        raise RuleNotMet(
            f"Luật năm {year} không có danh hiệu {awards()[award].name}.",
            f"The law of {year} has no title {awards()[award].name}.",
        )


def strike_registrations(
    registrations: Iterable[int], *, reason: str, by: Account | None, at: datetime, on: date
) -> int:
    """Strike registrations, with a reason; what they said stays in the history. Answers how many."""
    require(by, "register-titles")
    if not reason.strip():
        raise RuleNotMet("Bỏ đăng ký phải ghi lý do.", "Striking a registration needs a reason.")
    seen: Any = Registration.objects.all() if by is None else Registration.objects.visible_to(by, on=on)
    wanted = sorted(set(registrations))
    detail = {"registrations": len(wanted), "reason": reason.strip()}
    with writing(by=by, at=at, verb="registrations.strike", detail=detail) as pen:
        keys = list(seen.filter(pk__in=wanted).values_list("pk", flat=True))
        if not keys or len(keys) < len(wanted):
            raise NotFound("Có đăng ký không còn trong sổ.", "A registration is no longer there.")
        pen.withdraw_all(Registration, keys)
    return len(keys)


def subjects_in(unit_id: int, *, by: Account | None, on: date) -> Any:
    """The receivers of a unit with all under it that the account may register. Raises `NotPermitted` for another unit, `NotFound`."""
    if not Unit.objects.filter(pk=unit_id).exists():
        raise NotFound(f"Không có đơn vị số {unit_id} trong sổ.", f"There is no unit {unit_id} in the register.")
    if by is None:
        return Subject.objects.filter(belongs_to__in=family(unit_id, on=on))
    reach = reach_of(by, on=on)
    if not reach.everything and unit_id not in reach.units:
        raise NotPermitted(
            "Tài khoản này chỉ đăng ký được cho đơn vị của mình.", "This account may register for its own unit only."
        )
    return Subject.objects.visible_to(by, on=on).filter(belongs_to__in=family(unit_id, on=on))


# --- registered and achieved ---------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    """A title of a receiver in a year: registered or not (`registration` is its id), and what came of it, one of `OUTCOMES`."""

    subject: int
    name: str
    kind: str
    unit: int | None
    award: str
    outcome: str
    registration: int | None = None


@dataclass
class Counted:
    """How many of a unit and title were registered and what came of them."""

    unit: int | None
    award: str
    registered: int = 0
    reached: int = 0
    not_reached: int = 0
    not_known: int = 0
    unregistered: int = 0

    @property
    def percent(self) -> float | None:
        """The share of the registered that is reached, where nothing is left unknown."""
        return None if self.not_known or not self.registered else 100 * self.reached / self.registered


def compare(year: int, *, by: Account | None, on: date, unit_id: int | None = None) -> tuple[Compared, ...]:
    """What was registered for a year against what was achieved, by name; `unit_id` narrows it to a unit with all under it."""
    registered: Any = Registration.objects.all() if by is None else Registration.objects.visible_to(by, on=on)
    subjects: Any = Subject.objects.all() if by is None else Subject.objects.visible_to(by, on=on)
    if unit_id is not None:
        within = family(unit_id, on=on)
        registered, subjects = registered.filter(unit__in=within), subjects.filter(belongs_to__in=within)
    rows = list(registered.filter(year=year).order_by().values_list("pk", "subject_id", "unit_id", "award"))
    achieved = achieved_in(year, on=on)
    put_down = {(subject, award) for _, subject, _, award in rows}
    wanted = {subject for subject, _ in put_down} | {subject for subject, _ in achieved}
    known = {
        row[0]: row[1:]
        for row in subjects.filter(pk__in=wanted).values_list(
            "pk", "name", "kind", "belongs_to_id", "name_key", "history_complete_since"
        )
    }
    settled = settled_in(year, {key for key, _ in put_down}, on=on)
    found = []
    for pk, subject, unit, award in rows:
        if subject in known:
            name, kind, _, sort, complete = known[subject]
            outcome = _outcome(year, subject, award, achieved, settled, complete, on=on)
            found.append((award, sort, Compared(subject, name, kind, unit, award, outcome, pk)))
    for subject, award in achieved - put_down:
        if subject in known:
            name, kind, unit, sort, _ = known[subject]
            found.append((award, sort, Compared(subject, name, kind, unit, award, "unregistered")))
    found.sort(key=lambda one: (awards()[one[0]].rank, one[1], one[2].subject))
    return tuple(one for *_, one in found)


def _outcome(
    year: int,
    subject: int,
    award: str,
    achieved: Collection[tuple[int, str]],
    settled: "_Settled",
    complete: int | None,
    *,
    on: date,
) -> str:
    if (subject, award) in achieved:
        return "reached"
    if (subject, award) in settled.going:
        return "not-known"
    if (subject, award) in settled.lost or subject in settled.not_done:
        return "not-reached"
    told = complete is not None and complete <= year <= proposal_year(on)
    return "not-reached" if told else "not-known"


def achieved_in(year: int, *, on: date) -> frozenset[tuple[int, str]]:
    """Every yearly title of a year as (receiver, award): by decisions taken by the day, or by the yearly ratings."""
    titles = [award.code for award in awards().values() if award.kind == "title"]
    given = Conferral.objects.filter(of_year(year), award__in=titles, state__in=STANDING).exclude(
        decision__signed_on__gt=on
    )
    rated = Rating.objects.filter(year=year).exclude(title="")
    return frozenset(given.values_list("subject_id", "award")) | frozenset(rated.values_list("subject_id", "title"))


@dataclass(frozen=True)
class _Settled:
    """What is settled besides: proposals under way, proposals that failed, and who did not fulfil the tasks of the year."""

    going: frozenset[tuple[int, str]]
    lost: frozenset[tuple[int, str]]
    not_done: frozenset[int]


def settled_in(year: int, subjects: Collection[int], *, on: date) -> _Settled:
    """What proposals and ratings say of the titles of a year that nobody has yet."""
    proposals = Nomination.objects.filter(for_to=year, subject__in=list(subjects))
    proposed = Conferral.objects.filter(of_year(year), state="proposed", subject__in=list(subjects))
    going = frozenset(proposals.exclude(state__in=ENDED).values_list("subject_id", "award"))
    return _Settled(
        going=going | frozenset(proposed.values_list("subject_id", "award")),
        lost=frozenset(proposals.filter(state__in=["failed", "refused"]).values_list("subject_id", "award")),
        not_done=frozenset(
            Rating.objects.filter(year=year, rating="khong-hoan-thanh", subject__in=list(subjects)).values_list(
                "subject_id", flat=True
            )
        ),
    )


def counted(compared: Iterable[Compared]) -> list[Counted]:
    """The comparison by unit and title; units by their id, titles in the order of the law."""
    found: dict[tuple[int | None, str], Counted] = {}
    for one in compared:
        line = found.setdefault((one.unit, one.award), Counted(one.unit, one.award))
        line.registered += one.registration is not None
        column = one.outcome.replace("-", "_")
        setattr(line, column, getattr(line, column) + 1)
    by_unit: dict[int | None, list[Counted]] = defaultdict(list)
    for line in found.values():
        by_unit[line.unit].append(line)
    return [
        line
        for unit in sorted(by_unit, key=lambda one: one or 0)
        for line in sorted(by_unit[unit], key=lambda one: awards()[one.award].rank)
    ]
