"""New community models, with their types and what is known of them. A type that differs by spelling alone is the one that stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tdkt.operations.directory import spelling
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.model_life import Done, checked_profile, day_as_known, double_of
from tdkt.operations.permissions import require
from tdkt.records.models import Account, CommunityModel, ModelProfile, ModelType, Office, Unit
from tdkt.records.models.scope import reach_of
from tdkt.vietnamese.folding import fold, nfc


@dataclass(frozen=True)
class NewModel:
    """A model to be entered: its type by name, where it is, whose it is (a unit's id; None: that of whoever enters it), and what is known.

    `same_as` says that it is another model registered again.
    """

    type: str
    name: str
    place: str
    district: str = ""
    unit: int | None = None
    founded: str = ""
    decision_number: str = ""
    note: str = ""
    same_as: int | None = None
    known: dict[str, Any] = field(default_factory=dict)


def create_models(news: Sequence[NewModel], *, by: Account | None, at: datetime, on: date) -> Done:
    """Enter models with their types and profiles, all in one act. A type that differs by spelling alone is the one that stands.

    Raises `RuleNotMet` for a model that stands already, for what cannot be; `NotPermitted` for another unit.
    """
    require(by, "keep-models")
    with writing(by=by, at=at, verb="models.enter", detail={"models": len(news)}) as pen:
        made = enter_models(pen, news, by=by, on=on)
        pen.entry.detail["name"] = made[0].name if made else ""
        return Done(tuple(made), pen.entry.seq)


def enter_models(pen: Pen, news: Sequence[NewModel], *, by: Account | None, on: date) -> list[CommunityModel]:
    """As `create_models`, within an act."""
    if not news:
        raise RuleNotMet("Chưa có mô hình nào. Ghi ít nhất một mô hình.", "No model is given. Give at least one.")
    types = types_named((one.type or one.name for one in news), pen)
    columns = []
    for said in news:
        name, place, district = (
            " ".join(nfc(one).split()) for one in (said.name or said.type, said.place, said.district)
        )
        if not name or not place:
            raise RuleNotMet(
                "Mô hình phải có tên và địa bàn (thôn, xã).", "A model needs a name and a place (hamlet, commune)."
            )
        columns.append(
            CommunityModel(
                type_id=types[spelling(said.type or said.name)],
                name=name,
                place=place,
                district=district,
                unit_id=unit_for(said.unit, by=by, on=on),
                founded=day_as_known(said.founded, on=on) if said.founded else "",
                decision_number=said.decision_number.strip()[:60],
                search=fold(f"{name} {place} {district}"),
                note=said.note.strip(),
            )
        )
    _check_fresh(columns, news)
    made = pen.add(columns)
    profiles = []
    for model, said in zip(made, news, strict=True):
        known = checked_profile(said.known)
        if said.same_as is not None:
            known["same_as_id"] = double_of(model.pk, said.same_as, by=by, on=on)
        profiles.append(ModelProfile(model=model, **known))
    pen.add(profiles)
    return made


def types_named(names: Iterable[str], pen: Pen) -> dict[str, int]:
    """The types of these names by spelling; one that does not stand yet is entered."""
    wanted = {spelling(name): " ".join(nfc(name).split()) for name in names}
    known = {spelling(name): key for name, key in ModelType.objects.values_list("name", "pk")}
    fresh = [ModelType(name=name, folded=fold(name)) for key, name in wanted.items() if key not in known]
    if any(not one.name for one in fresh):
        raise RuleNotMet("Mô hình phải thuộc một loại. Chọn hoặc ghi tên loại.", "A model needs a type. Name one.")
    return known | {spelling(one.name): one.pk for one in pen.add(fresh)}


def unit_for(unit: int | None, *, by: Account | None, on: date) -> int | None:
    """The unit that keeps a model: the one said, else that of whoever enters it. Raises `NotPermitted` for one out of reach."""
    if unit is None:
        return by.unit_id if by is not None else Office.objects.values_list("unit_id", flat=True).first()
    if not Unit.objects.filter(pk=unit).exists():
        raise NotFound(f"Không có đơn vị số {unit} trong sổ.", f"There is no unit {unit} in the register.")
    if by is not None:
        reach = reach_of(by, on=on)
        if not reach.everything and unit not in reach.units:
            raise NotPermitted(
                "Tài khoản này chỉ ghi được mô hình của đơn vị mình.",
                "This account may enter models of its own unit only.",
            )
    return unit


def _check_fresh(models: Sequence[CommunityModel], news: Sequence[NewModel]) -> None:
    """A model of the same type and name at the same place stands already, unless it is said to be that one, registered again."""
    kept = CommunityModel.objects.filter(type__in={one.type_id for one in models}, stopped="")
    standing = {(one.type_id, fold(one.name), fold(one.place), fold(one.district)) for one in kept}
    for model, said in zip(models, news, strict=True):
        key = (model.type_id, fold(model.name), fold(model.place), fold(model.district))
        if key in standing and said.same_as is None:
            raise RuleNotMet(
                f"“{model.name}” ở {model.place} đã có trong sổ. Mở mô hình đó mà ghi tiếp; nếu cùng mô hình nhưng đăng ký"
                " thêm ở sổ khác thì ghi là đăng ký lần hai.",
                f"“{model.name}” at {model.place} stands already. Open it; if it is one thing in two registers, link them.",
            )
        standing.add(key)
