"""What waits for an account today, by its role, with the days by which it is due; and where dossiers stand in all units.

    for task in tasks(officer, on=today): print(task.kind, task.count, task.due_on, task.overdue)
    board = overdue_board(officer, on=today)

Both ask the register the same few times however much waits. Words and addresses are those of the screens.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Min, Q

from tdkt.law.way import ENDED, STATES
from tdkt.law.workdays import calendar_of
from tdkt.operations.directions import short
from tdkt.operations.exemplar_plans import overdue
from tdkt.operations.law import office_law
from tdkt.records import directions
from tdkt.records.models import (
    Account,
    Consultation,
    DirectionUnit,
    Draft,
    Nomination,
    Opinion,
    Posting,
    Remark,
    Role,
    Sitting,
)

CLERK_STATES = ("drafting", "returned")
OFFICER_STATES = ("submitted", "received", "checked", "ready", "passed")
SIGNER_STATES = ("to-sign",)
DIRECTIONS = ("direction-report", "direction-done")
"""A direction of which units of the account have something to report; one whose units say that all is done."""
LIVE = tuple(state for state in STATES if state not in ENDED)
OVER = ("ended", "called-off")
"""Rounds of which nothing waits any more."""


@dataclass(frozen=True)
class Task:
    """Something that waits: of which kind, how many, since and until when, and whose late.

    `kind` is a state of a dossier (so many dossiers of one round wait for the step that follows), or remarks, opinions, postings-over,
    consultations, sitting, to-sign, direction-report, direction-done, exemplar-steps. `key` is the round, the posting, the sitting, the draft or the direction; `name` what it is called. `due_on` is the
    earliest day by which one is due, None where no limit is known; `overdue` how many are late.
    """

    kind: str
    key: int
    name: str
    count: int
    due_on: date | None = None
    overdue: int = 0


def tasks(account: Account, *, on: date) -> list[Task]:
    """What waits for this account on a day: late first, then by the day that it is due, what has no day last."""
    found = list(BY_ROLE[account.role](account, on)) if account.role in BY_ROLE else []
    order = [
        *LIVE,
        "remarks",
        "opinions",
        "postings-over",
        "consultations",
        "sitting",
        "to-sign",
        *DIRECTIONS,
        "exemplar-steps",
    ]
    return sorted(
        found, key=lambda task: (not task.overdue, task.due_on or date.max, task.name, order.index(task.kind), task.key)
    )


def of_clerk(account: Account, on: date) -> Iterator[Task]:
    """Dossiers that the account's units are still writing or have to mend, and the points and opinions that wait for their reply."""
    yield from dossiers_in(CLERK_STATES, account, on)
    points = (
        Remark.objects.visible_to(account, on=on)
        .filter(state="open", nomination__state="returned")
        .values("nomination__round", "nomination__round__name")
    )
    for row in points.annotate(n=Count("pk")):
        yield Task("remarks", row["nomination__round"], row["nomination__round__name"], row["n"])
    opinions = Opinion.objects.visible_to(account, on=on).filter(settled="", reply="")
    yield from opinions_in(opinions)
    given = directions.waiting_for_units(DirectionUnit.objects.visible_to(account, on=on))
    yield from directions_in("direction-report", given, on)
    yield from late_steps(account, on)


def of_officer(account: Account, on: date) -> Iterator[Task]:
    """Dossiers that wait for the office, lists whose days are over, opinions to settle, and bodies that have not answered."""
    yield from dossiers_in(OFFICER_STATES, account, on)
    over = Posting.objects.filter(state="up", to_date__lt=on).exclude(round__state__in=OVER)
    for row in over.annotate(n=Count("posted")).order_by("to_date"):
        yield Task("postings-over", row.pk, row.place, row.n, row.to_date)
    yield from opinions_in(Opinion.objects.visible_to(account, on=on).filter(settled=""))
    waiting = Consultation.objects.visible_to(account, on=on).filter(answer="").exclude(nomination__state__in=ENDED)
    asked = waiting.values("nomination__round", "nomination__round__name").annotate(
        n=Count("pk"), due=Min("due_on"), late=Count("pk", filter=Q(due_on__lt=on))
    )
    for row in asked.order_by("due"):
        yield Task(
            "consultations",
            row["nomination__round"],
            row["nomination__round__name"],
            row["n"],
            row["due"],
            row["late"],
        )
    given = directions.waiting_for_office(DirectionUnit.objects.visible_to(account, on=on))
    yield from directions_in("direction-done", given, on)
    yield from late_steps(account, on)


def of_member(account: Account, on: date) -> Iterator[Task]:
    """The sittings to come of the councils that the account is a member of."""
    for row in sittings_to_come(account, on=on):
        yield Task("sitting", row.pk, row.round.name, row.n, row.held_on)


def of_signer(account: Account, on: date) -> Iterator[Task]:
    """The drafts that wait to be signed."""
    for row in Draft.objects.filter(state__in=SIGNER_STATES).annotate(n=Count("lines")).order_by("due_on", "pk"):
        late = row.due_on is not None and row.due_on < on
        yield Task("to-sign", row.pk, row.title, row.n, row.due_on, int(late))


BY_ROLE: Mapping[str, Callable[[Account, date], Iterator[Task]]] = {
    Role.CLERK: of_clerk,
    Role.OFFICER: of_officer,
    Role.MEMBER: of_member,
    Role.SIGNER: of_signer,
}


def sittings_to_come(account: Account, *, on: date) -> Any:
    """The sittings that are called or under way of councils in which this account has a seat on a day; `n` dossiers are on each agenda."""
    seat = Q(council__members__username=account.username) & ~Q(council__members__username="")
    standing = Q(council__members__from_date__lte=F("held_on")) & (
        Q(council__members__to_date__isnull=True) | Q(council__members__to_date__gte=F("held_on"))
    )
    coming = Sitting.objects.filter(seat & standing, state__in=["called", "opened"], held_on__gte=on)
    return (
        coming.select_related("council", "round")
        .annotate(n=Count("items", distinct=True))
        .order_by("held_on", "at_hour", "pk")
    )


def dossiers_in(states: tuple[str, ...], account: Account, on: date) -> Iterator[Task]:
    """Dossiers in these states that the account sees, by round and state."""
    rows = (
        Nomination.objects.visible_to(account, on=on)
        .filter(state__in=states)
        .exclude(round__state__in=OVER)
        .values("round", "round__name", "state")
        .annotate(n=Count("pk"), due=Min("due_on"), late=Count("pk", filter=Q(due_on__lt=on)))
    )
    for row in rows.order_by("round", "state"):
        yield Task(row["state"], row["round"], row["round__name"], row["n"], row["due"], row["late"])


def opinions_in(opinions: Any) -> Iterator[Task]:
    """Opinions that wait, by the list on which they came in."""
    rows = opinions.exclude(posted__nomination__state__in=ENDED).values("posted__posting", "posted__posting__place")
    for row in rows.annotate(n=Count("pk")).order_by("posted__posting"):
        yield Task("opinions", row["posted__posting"], row["posted__posting__place"], row["n"])


def directions_in(kind: str, given: Any, on: date) -> Iterator[Task]:
    """Units of open directions that wait, by direction."""
    rows = given.order_by().values("direction", "direction__words")
    counted = rows.annotate(n=Count("pk"), due=Min("last_day"), behind=Count("pk", filter=Q(last_day__lt=on)))
    for row in counted.order_by("direction"):
        yield Task(kind, row["direction"], short(row["direction__words"]), row["n"], row["due"], row["behind"])


def late_steps(account: Account, on: date) -> Iterator[Task]:
    """The steps of exemplars' plans that are late, as one thing: named by the exemplar whose step is late for longest."""
    rows = overdue(by=account, on=on).values_list("exemplar", "exemplar__subject__name", "due_on")
    late = list(rows)
    if late:
        more = len({exemplar for exemplar, *_ in late}) - 1
        name = f"{late[0][1]} và {more} điển hình khác" if more else late[0][1]
        yield Task("exemplar-steps", late[0][0], name, len(late), late[0][2], len(late))


# --- where dossiers stand -----------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """Dossiers of one unit in one state: how many, how many of them late, and for how many working days the oldest is."""

    count: int
    overdue: int = 0
    days_late: int = 0


@dataclass(frozen=True)
class UnitRow:
    """One proposing unit and what stands where: by state, and all together."""

    unit: int
    name: str
    cells: Mapping[str, Cell]
    total: Cell


@dataclass(frozen=True)
class Board:
    """The units with dossiers that have not ended, the states in which any stands, and the sums."""

    states: tuple[str, ...]
    rows: tuple[UnitRow, ...]
    totals: Mapping[str, Cell]
    total: Cell


def overdue_board(account: Account, *, on: date, round_id: int | None = None) -> Board:
    """Where the dossiers stand that the account sees: units against states, with what is late. Units that are most late come first."""
    seen = Nomination.objects.visible_to(account, on=on).exclude(state__in=ENDED).exclude(round__state__in=OVER)
    if round_id is not None:
        seen = seen.filter(round=round_id)
    counted = seen.values("proposer", "proposer__name", "state").annotate(
        n=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)), oldest=Min("due_on", filter=Q(due_on__lt=on))
    )
    calendar = calendar_of(office_law())
    units: dict[int, dict[str, Cell]] = {}
    names: dict[int, str] = {}
    for row in counted.order_by("proposer"):
        # The day on which it was due is no day late.
        late = (
            calendar.working_days_between(row["oldest"], on) - calendar.is_working(row["oldest"])
            if row["oldest"]
            else 0
        )
        names[row["proposer"]] = row["proposer__name"]
        units.setdefault(row["proposer"], {})[row["state"]] = Cell(row["n"], row["late"], late)
    rows = [UnitRow(unit, names[unit], cells, _sum(cells.values())) for unit, cells in units.items()]
    rows.sort(key=lambda row: (-row.total.days_late, -row.total.overdue, row.name))
    states = tuple(state for state in LIVE if any(state in row.cells for row in rows))
    totals = {state: _sum(row.cells[state] for row in rows if state in row.cells) for state in states}
    return Board(states, tuple(rows), totals, _sum(row.total for row in rows))


def _sum(cells: Any) -> Cell:
    cells = list(cells)
    return Cell(
        sum(cell.count for cell in cells),
        sum(cell.overdue for cell in cells),
        max((cell.days_late for cell in cells), default=0),
    )
