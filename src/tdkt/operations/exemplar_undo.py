"""Taking back one act upon exemplars: every row that it wrote goes back to what it said before, as long as nothing was written over it since."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from tdkt.operations.errors import NotFound, WrongState
from tdkt.operations.exemplars import Done, seen, settle
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.records.models import (
    Account,
    Entry,
    Exemplar,
    ExemplarHonour,
    ExemplarStep,
    ExemplarTarget,
    Following,
    Registered,
    Story,
    Version,
)
from tdkt.records.models.ledger import state_columns

PARENTS_FIRST: tuple[type[Registered], ...] = (Exemplar, ExemplarStep, ExemplarHonour, Story, Following, ExemplarTarget)
UNDO = "exemplars.undo"
BY_THE_OFFICE = frozenset({"enter", "review", "pick", "unpick", "end", "reopen", "targets"})
"""Acts that take an officer, and so does taking them back."""


def take_back(entry: int, *, by: Account | None, at: datetime, on: date) -> Done:
    """Take back one act by its entry in the log. Raises `NotFound` for no act upon exemplars or one upon rows that the account does not see,
    `WrongState` where something was written over it since."""
    act = Entry.objects.filter(pk=entry, verb__startswith="exemplars.").exclude(verb=UNDO).first()
    if act is None:
        raise NotFound("Không có lần ghi nào như thế để hoàn tác.", "There is no such act to take back.")
    verb = act.verb.partition(".")[2]
    require(by, "review-exemplars" if verb in BY_THE_OFFICE else "keep-exemplars")
    with writing(by=by, at=at, verb=UNDO, detail={"entry": entry, "name": act.detail.get("name", "")}) as pen:
        touched = {model: _written_by(act, model) for model in PARENTS_FIRST}
        concerned = _exemplars_of(touched)
        if len(set(seen(Exemplar, by=by, on=on).filter(pk__in=concerned).values_list("pk", flat=True))) < len(
            concerned
        ):
            raise NotFound("Không có lần ghi nào như thế để hoàn tác.", "There is no such act to take back.")
        for model, written in touched.items():
            _check_untouched(model, written)
        _check_bare(touched)
        undone = _put_back(pen, touched)
        for row in Exemplar.objects.filter(pk__in=concerned):
            settle(pen, row)
        return Done(min(concerned, default=0), pen.entry.seq, undone)


Written = tuple[dict[int, Any], dict[int, Any]]
"""The states that an act opened and those that it closed, each by the id of its row."""


def _written_by(act: Entry, model: type[Registered]) -> Written:
    versions: Any = model.versions
    opened = {state.row: state for state in versions.objects.filter(entry=act).order_by("version")}
    closed = {state.row: state for state in versions.objects.filter(closed_by=act).exclude(entry=act)}
    return opened, closed


def _exemplars_of(touched: dict[type[Registered], Written]) -> list[int]:
    """The exemplars that the rows of an act tell of."""
    found = set()
    for model, (opened, closed) in touched.items():
        if model is Exemplar:
            found |= {*opened, *closed}
        elif model is not ExemplarTarget:
            found |= {state.exemplar_id for state in (*opened.values(), *closed.values())}
    return sorted(found)


OVERWRITTEN = (
    "Đã có ghi thêm sau lần này nên không hoàn tác được nữa. Hoàn tác các lần ghi sau trước.",
    "Something was written over it since. Take the later acts back first.",
)


def _check_untouched(model: type[Registered], written: Written) -> None:
    """Raises `WrongState` where a row does not say what the act left it saying."""
    opened, closed = written
    rows: Any = model._default_manager
    stands = rows.in_bulk([*opened, *closed])
    gone = set(closed) - set(opened)
    if gone & set(stands) or any(
        row not in stands or not _alike(model, stands[row], state) for row, state in opened.items()
    ):
        raise WrongState(*OVERWRITTEN)


def _check_bare(touched: dict[type[Registered], Written]) -> None:
    """Raises `WrongState` where something was recorded since of an exemplar that the act made."""
    opened, closed = touched[Exemplar]
    fresh = set(opened) - set(closed)
    for model in PARENTS_FIRST[1:5] if fresh else ():
        rows: Any = model._default_manager
        if rows.filter(exemplar__in=fresh).exclude(pk__in=touched[model][0]).exists():
            raise WrongState(*OVERWRITTEN)


def _alike(model: type[Registered], row: Registered, state: Version) -> bool:
    """Whether a row says what a version of it says; how far an exemplar is follows from other rows and may differ."""
    names = (field.attname for field in state_columns(model) if not (model is Exemplar and field.name == "state"))
    return all(getattr(row, name) == getattr(state, name) for name in names)


def _put_back(pen: Pen, touched: dict[type[Registered], Written]) -> int:
    """Take out what was new, children before parents; put back what was changed or taken out, parents before children."""
    for model in reversed(PARENTS_FIRST):
        opened, closed = touched[model]
        pen.withdraw_all(model, sorted(set(opened) - set(closed)))
    states = list(_states(touched))
    for model, state in states:
        pen.restore(model, state)
    return sum(len(opened | closed) for opened, closed in touched.values())


def _states(touched: dict[type[Registered], Written]) -> Iterator[tuple[type[Registered], Version]]:
    for model in PARENTS_FIRST:
        _, closed = touched[model]
        for _, state in sorted(closed.items()):
            yield model, state
