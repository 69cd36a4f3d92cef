"""Acts on movements taken back: every row that the act wrote gets the state it had before, and what it made is withdrawn.

What was written on top of it must go first. Read first: `take_back`.
"""

from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import may
from tdkt.records.models import (
    Account,
    Conferral,
    Entry,
    Launch,
    Movement,
    MovementDecision,
    Registered,
    Response,
    Review,
    Target,
)

UNDO = "movements.undo"
TAKES_BACK = {
    "movements.launch": "keep-movements",
    "movements.change": "keep-movements",
    "movements.review": "respond-movement",
    "movements.link": "keep-movements",
    "movements.respond": "respond-movement",
    "movements.pledge": "respond-movement",
    "movements.drop": "respond-movement",
    "movements.done": "respond-movement",
}
"""The acts that can be taken back, and what an account must be allowed for it; of acts that units may do, the own ones only."""
WRITTEN: tuple[type[Registered], ...] = (
    Target,
    Review,
    MovementDecision,
    Conferral,
    Response,
    Launch,
    Movement,
)
"""What these acts write, the youngest first."""


def take_back(entry_seq: int, *, by: Account | None, at: datetime, on: date) -> Entry:
    """Take one act on a movement back. Answers the act.

    Raises `NotFound` for an entry that is no such act, `NotPermitted` for somebody else's, `RuleNotMet` where something rests on it.
    """
    act = Entry.objects.filter(seq=entry_seq, verb__in=sorted(TAKES_BACK)).first()
    if act is None:
        raise NotFound("Không có việc nào để hoàn tác ở mục này.", "There is nothing to take back here.")
    if not may(by, "keep-movements") and not (may(by, TAKES_BACK[act.verb]) and by is not None and act.by_id == by.pk):
        raise NotPermitted(
            "Chỉ người đã ghi, hoặc cán bộ thi đua của cơ quan, hoàn tác được việc này.",
            "Only whoever entered it, or the emulation officer of the office, can take this back.",
        )
    detail = {"entry": entry_seq, "act": act.verb, "on": on.isoformat(), "name": act.detail.get("name", "")}
    try:
        with transaction.atomic():
            with writing(by=by, at=at, verb=UNDO, detail=detail) as pen:
                if Entry.objects.filter(verb=UNDO, detail__entry=entry_seq).exists():
                    raise NotFound("Việc này đã được hoàn tác.", "This is taken back already.")
                neutral = _neutral(act)
                for model in WRITTEN:
                    _give_back(model, act, neutral, pen)
            connection.check_constraints(table_names=[model._meta.db_table for model in WRITTEN])
    except IntegrityError:
        raise RuleNotMet(
            "Chưa hoàn tác được: có dữ liệu ghi sau dựa vào việc này. Hoàn tác những việc đó trước.",
            "This cannot be taken back yet: something entered later rests on it. Take that back first.",
        ) from None
    return act


def _neutral(act: Entry) -> set[int]:
    """Later acts that were taken back, and those that took them back: rows stand as if neither had been."""
    undoing = Entry.objects.filter(verb=UNDO, seq__gt=act.seq)
    return {seq for one in undoing for seq in (one.seq, one.detail["entry"])}


def _give_back(model: type[Registered], act: Entry, neutral: set[int], pen: Pen) -> None:
    """Give the rows of one table the states that they had before the act. Raises `RuleNotMet` for one that was written to since."""
    versions = model.versions.objects  # type: ignore[attr-defined]
    opened = set(versions.filter(entry=act).values_list("row", flat=True))
    before = {one.row: one for one in versions.filter(closed_by=act).exclude(entry=act)}
    states = versions.filter(row__in=opened | set(before))
    later = {seq for pair in states.values_list("entry", "closed_by") for seq in pair if seq and seq > act.seq}
    later -= neutral | {pen.entry.seq}
    if later:
        raise RuleNotMet(
            f"Chưa hoàn tác được: các dòng này đã được ghi tiếp (nhật ký, dòng {min(later)}). Hoàn tác lần ghi đó trước.",
            f"This cannot be taken back yet: these rows were written to later (log entry {min(later)}). Take that back first.",
        )
    for row in sorted(before):
        pen.restore(model, before[row])
    pen.withdraw_all(model, sorted(opened - set(before)))
