"""Taking back what one act did to community models, while nothing has come over it: every row goes back to the state that it had before."""

from datetime import date, datetime
from typing import Any

from tdkt.operations.errors import NotFound, NotPermitted, WrongState
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.records.models import (
    Account,
    CommunityModel,
    Entry,
    ModelEvent,
    ModelGroup,
    ModelPlace,
    ModelProfile,
    ModelRating,
    ModelType,
    Registered,
    Replication,
    Role,
)

TABLES: tuple[type[Registered], ...] = (
    ModelGroup,
    ModelPlace,
    ModelRating,
    ModelEvent,
    Replication,
    ModelProfile,
    CommunityModel,
    ModelType,
)
"""The tables that acts on models write, those that refer to others first."""
VERBS = "models."
TAKEN_BACK = "models.undo"


def undo_act(seq: int, *, by: Account | None, at: datetime, on: date) -> int:
    """Take back an act on models by its entry: one's own, or any for the officer. Answers how many rows went back.

    Raises `WrongState` when something has come over it since, `NotFound` when the entry is no such act or its rows are not the account's.
    """
    require(by, "keep-models")
    with writing(by=by, at=at, verb=TAKEN_BACK, detail={"entry": seq}) as pen:
        act = Entry.objects.filter(pk=seq, verb__startswith=VERBS).exclude(verb=TAKEN_BACK).first()
        if act is None:
            raise NotFound(f"Lần ghi {seq} không phải việc của mô hình.", f"Entry {seq} is no act on models.")
        if by is not None and by.role != Role.OFFICER and act.by_id != by.pk:
            raise NotPermitted(
                "Chỉ hoàn tác được việc của chính mình. Nhờ người phụ trách hoàn tác việc này.",
                "You can undo your own acts only. Ask the officer to undo this one.",
            )
        pen.entry.detail["of"] = act.verb
        return sum(_put_back(pen, table, seq, by, on) for table in TABLES)


def _put_back(pen: Pen, table: type[Registered], seq: int, by: Account | None, on: date) -> int:
    """Put the rows of one table back; the states that the act wrote must still stand."""
    versions: Any = table.versions
    wrote = {one.row: one for one in versions.objects.filter(entry=seq)}
    before = {one.row: one for one in versions.objects.filter(closed_by=seq)}
    if any(one.known_to is not None for one in wrote.values()):
        raise _came_over(seq)
    gone = [row for row in before if row not in wrote]
    if any(versions.objects.filter(row=row, known_to__isnull=True).exists() for row in gone):
        raise _came_over(seq)
    scoped: Any = table._default_manager
    if by is not None and hasattr(scoped, "visible_to"):
        seen = scoped.visible_to(by, on=on).filter(pk__in=list(wrote)).count()
        if seen < len(wrote):
            raise NotFound("Có mô hình không thuộc đơn vị này.", "A model is not of this unit.")
    made = [row for row in wrote if row not in before]
    if made and _referred_to(table, made):
        raise _came_over(seq)
    pen.withdraw_all(table, made)
    for state in before.values():
        pen.restore(table, state)
    return len(made) + len(before)


def _referred_to(table: type[Registered], keys: list[int]) -> bool:
    """Whether any row, of whatever table, came to rest on these."""
    relations: Any = table._meta.related_objects
    return any(
        one.related_model._base_manager.filter(**{f"{one.field.name}__in": keys}).exists()
        for one in relations
        if one.related_model is not table or table is not CommunityModel
    )


def _came_over(seq: int) -> WrongState:
    return WrongState(
        f"Đã có việc khác ghi tiếp sau lần ghi {seq}, hoặc lần ghi này đã được hoàn tác. Tải lại trang để xem hiện trạng.",
        f"Something was entered over entry {seq} since, or it was undone already. Reload the page.",
    )
