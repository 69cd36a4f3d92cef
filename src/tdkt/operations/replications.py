"""What was taken up elsewhere (nhân rộng): a graph from a model to those made after it. It has no loops."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from tdkt.operations.errors import NotFound, RuleNotMet
from tdkt.operations.ledger import writing
from tdkt.operations.model_life import Done, day_as_known, the_model, the_models
from tdkt.operations.model_steps import surely_after
from tdkt.operations.new_models import NewModel, enter_models
from tdkt.operations.permissions import require
from tdkt.records.model_life import descends
from tdkt.records.models import Account, CommunityModel, Replication


def replicate(
    origin_id: int,
    *,
    by: Account | None,
    at: datetime,
    on: date,
    news: Sequence[NewModel] = (),
    existing: Sequence[int] = (),
    day: str = "",
    document: str = "",
    words: str = "",
    several: bool = False,
) -> Done:
    """Say that models were made after another: new ones, entered with it, and some that stand already. Answers the edges.

    A copy has one origin unless it is said that it has `several`. Raises `RuleNotMet` for a loop, a second origin, or a copy that is older.
    """
    require(by, "keep-models")
    if not news and not existing:
        raise RuleNotMet(
            "Chưa có nơi nhân rộng nào. Ghi mô hình mới hoặc chọn mô hình có sẵn.", "Name or choose a copy."
        )
    when = day_as_known(day, on=on) if day.strip() else ""
    detail = {"origin": origin_id, "copies": len(news) + len(existing)}
    with writing(by=by, at=at, verb="models.replicate", detail=detail) as pen:
        origin = the_model(origin_id, by=by, on=on)
        pen.entry.detail["name"] = origin.name
        copies = the_models(sorted(set(existing)), by=by, on=on) if existing else []
        for copy in copies:
            _check_copy(origin, copy, several=several)
        made = enter_models(pen, news, by=by, on=on) if news else []
        for copy in made:
            _check_age(origin, copy)
        edges = [
            Replication(origin=origin, copy=copy, day=when, document=document.strip()[:200], words=words.strip())
            for copy in [*made, *copies]
        ]
        return Done(tuple(pen.add(edges)), pen.entry.seq)


def _check_copy(origin: CommunityModel, copy: CommunityModel, *, several: bool) -> None:
    """A model that stands may be a copy: not of itself, not of what was made after it, not a second time, not of two unless said."""
    origins = list(Replication.objects.filter(copy=copy).values_list("origin", flat=True))
    if origin.pk in origins:
        raise RuleNotMet(f"“{copy.name}” ở {copy.place} đã ghi là nhân rộng từ đây.", "It is a copy of this already.")
    if origin.pk == copy.pk or descends(origin.pk, copy.pk):
        raise RuleNotMet(
            f"“{copy.name}” ở {copy.place} là nơi có trước: nhân rộng không đi vòng.",
            f"“{copy.name}” at {copy.place} came first: replication does not go in a circle.",
        )
    if origins and not several:
        raise RuleNotMet(
            f"“{copy.name}” ở {copy.place} đã có nơi học tập. Nếu học từ nhiều nơi, đánh dấu “học từ nhiều nơi”.",
            f"“{copy.name}” at {copy.place} has an origin already. If it has several, say so.",
        )
    _check_age(origin, copy)


def _check_age(origin: CommunityModel, copy: CommunityModel) -> None:
    if origin.founded and copy.founded and surely_after(origin.founded, copy.founded):
        raise RuleNotMet(
            f"“{copy.name}” ở {copy.place} có trước mô hình gốc, không thể là nơi nhân rộng.",
            f"“{copy.name}” at {copy.place} is older than its origin.",
        )


def withdraw_replication(edge_id: int, *, reason: str, by: Account | None, at: datetime, on: date) -> Done:
    """Take out an edge that was entered by mistake; both models stay."""
    require(by, "keep-models")
    if not reason.strip():
        raise RuleNotMet("Bỏ nơi nhân rộng phải ghi lý do.", "Taking a copy out needs a reason.")
    seen: Any = Replication.objects.all() if by is None else Replication.objects.visible_to(by, on=on)
    detail = {"edge": edge_id, "reason": reason.strip()}
    with writing(by=by, at=at, verb="models.replication-withdraw", detail=detail) as pen:
        edge = seen.select_related("origin", "copy").filter(pk=edge_id).first()
        if edge is None:
            raise NotFound("Nơi nhân rộng này không còn trong sổ.", "This copy is not there.")
        the_model(edge.origin_id, by=by, on=on)
        pen.entry.detail |= {"name": edge.origin.name, "copy": edge.copy.place}
        pen.withdraw_all(Replication, [edge.pk])
        return Done((edge,), pen.entry.seq)
