"""The places (điểm) and groups (tổ) of a model: opened, closed, and counted apart. Members of a group are a number, never names."""

from datetime import date, datetime
from typing import Any

from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.model_life import Done, day_as_known, the_model
from tdkt.operations.model_steps import surely_after
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Area, CommunityModel, ModelGroup, ModelPlace
from tdkt.vietnamese.folding import fold, nfc


def open_place(
    model_id: int, name: str, since: str, *, by: Account | None, at: datetime, on: date, area: int | None = None
) -> Done:
    """Open a place where the model is carried on. Raises `RuleNotMet` where one of the name is open already."""
    require(by, "keep-models")
    if area is not None and not Area.objects.filter(pk=area).exists():
        raise RuleNotMet("Không có địa bàn này trên bản đồ.", "There is no such place on the map.")
    with writing(by=by, at=at, verb="models.place", detail={"model": model_id, "place": name.strip()}) as pen:
        model = _standing(pen, model_id, by=by, on=on)
        day = _since(model, since, on=on)
        said = _fresh_name(name, day, ModelPlace.objects.filter(model=model))
        place = ModelPlace(model=model, name=said, area_id=area, since=day)
        return Done((pen.add_one(place),), pen.entry.seq)


def open_group(
    model_id: int,
    name: str,
    since: str,
    *,
    by: Account | None,
    at: datetime,
    on: date,
    place: int | None = None,
    members: int | None = None,
) -> Done:
    """Open a group of the model, at one of its open places where that is known."""
    require(by, "keep-models")
    with writing(by=by, at=at, verb="models.group", detail={"model": model_id, "group": name.strip()}) as pen:
        model = _standing(pen, model_id, by=by, on=on)
        if place is not None and not ModelPlace.objects.filter(pk=place, model=model, until="").exists():
            raise RuleNotMet("Chọn một điểm đang hoạt động của mô hình.", "Choose an open place of the model.")
        day = _since(model, since, on=on)
        said = _fresh_name(name, day, ModelGroup.objects.filter(model=model))
        group = ModelGroup(model=model, place_id=place, name=said, members=members, since=day)
        return Done((pen.add_one(group),), pen.entry.seq)


def change_members(group_id: int, members: int | None, *, by: Account | None, at: datetime, on: date) -> Done:
    """Say how many members an open group has now."""
    require(by, "keep-models")
    with writing(by=by, at=at, verb="models.members", detail={"group": group_id, "members": members}) as pen:
        group = _open(ModelGroup, group_id, pen, by=by, on=on)
        pen.change(group, members=members)
        return Done((group,), pen.entry.seq)


def close_place(place_id: int, until: str, *, by: Account | None, at: datetime, on: date) -> Done:
    """Close a place, and with it the groups at it."""
    require(by, "keep-models")
    with writing(by=by, at=at, verb="models.place-close", detail={"place": place_id}) as pen:
        place = _open(ModelPlace, place_id, pen, by=by, on=on)
        day = _until(place, until, on=on)
        groups = list(ModelGroup.objects.filter(place=place, until=""))
        for row in (place, *groups):
            pen.change_soon(row, until=day)
        pen.write_changes()
        return Done((place, *groups), pen.entry.seq)


def close_group(group_id: int, until: str, *, by: Account | None, at: datetime, on: date) -> Done:
    """Close a group."""
    require(by, "keep-models")
    with writing(by=by, at=at, verb="models.group-close", detail={"group": group_id}) as pen:
        group = _open(ModelGroup, group_id, pen, by=by, on=on)
        pen.change(group, until=_until(group, until, on=on))
        return Done((group,), pen.entry.seq)


def _standing(pen: Pen, model_id: int, *, by: Account | None, on: date) -> CommunityModel:
    """A model that has not ended."""
    model = the_model(model_id, by=by, on=on)
    pen.entry.detail["name"] = model.name
    if model.stopped:
        raise WrongState(
            "Mô hình đã dừng, không mở thêm điểm hay tổ.", "The model has ended; no place or group is opened."
        )
    return model


def _open(table: Any, key: int, pen: Pen, *, by: Account | None, on: date) -> Any:
    """A place or group that the account sees and that is open."""
    seen = table.objects.all() if by is None else table.objects.visible_to(by, on=on)
    row = seen.select_related("model").filter(pk=key).first()
    if row is None:
        raise NotFound("Điểm hoặc tổ này không còn trong sổ.", "This place or group is not there.")
    pen.entry.detail |= {"model": row.model_id, "name": row.model.name, "of": row.name}
    if row.until:
        raise WrongState("Điểm hoặc tổ này đã đóng.", "This place or group is closed already.")
    return row


def _fresh_name(name: str, since: str, rows: Any) -> str:
    """The name of a place or group that is opened: none of the name is open, and none was opened on that very day."""
    said = " ".join(nfc(name).split())
    if not said:
        raise RuleNotMet("Ghi tên điểm hoặc tổ.", "Name the place or the group.")
    for other, until, opened in rows.values_list("name", "until", "since"):
        if fold(other) == fold(said) and (not until or opened == since):
            raise RuleNotMet(
                f"“{said}” đang có rồi. Đặt tên khác, hoặc ghi rõ ngày mở lại.",
                f"“{said}” is open already. Give another name, or the day of opening again.",
            )
    return said


def _since(model: CommunityModel, since: str, *, on: date) -> str:
    """The day of opening ("" where not known): not before the model was founded."""
    if not since.strip():
        return ""
    day = day_as_known(since, on=on)
    if model.founded and surely_after(model.founded, day):
        raise RuleNotMet(
            "Điểm, tổ không có trước ngày mô hình ra mắt.", "It does not open before the model is launched."
        )
    return day


def _until(row: ModelPlace | ModelGroup, until: str, *, on: date) -> str:
    day = day_as_known(until, on=on)
    if row.since and surely_after(row.since, day):
        raise RuleNotMet("Ngày đóng không trước ngày mở.", "It does not close before it opens.")
    return day
