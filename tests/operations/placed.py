"""Places of the map and models on them, made by hand: what the counting rules are proved on."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tdkt.operations.areas import end_area, enter_area, pass_on
from tdkt.operations.ledger import writing
from tdkt.records.models import (
    Area,
    CommunityModel,
    ModelEvent,
    ModelGroup,
    ModelPlace,
    ModelProfile,
    ModelRating,
    ModelType,
    Unit,
)
from tdkt.vietnamese.folding import fold

NOON = datetime(2025, 8, 1, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
CHANGE = date(2025, 7, 1)
BEFORE = date(2025, 6, 30)
EARLY = date(2020, 5, 25)


def enter_model(
    type_: str,
    place: str = "",
    *,
    district: str = "",
    founded: str = "2016",
    stopped: str = "",
    unit: Unit | None = None,
    area: Area | None = None,
    same_as: CommunityModel | None = None,
    sites: tuple[Any, ...] = (),
    groups: tuple[Any, ...] = (),
    rated: tuple[tuple[int, str], ...] = (),
    ended: tuple[str, str, CommunityModel | None] | None = None,
    **known: Any,
) -> CommunityModel:
    """A model with what is known of it; `sites` are (name, since, until, area), `groups` (name, since, until, the site's place in `sites` or None)."""
    with writing(by=None, at=NOON, verb="models.enter") as pen:
        kind = ModelType.objects.filter(name=type_).first() or pen.add_one(ModelType(name=type_, folded=fold(type_)))
        model = pen.add_one(
            CommunityModel(
                type=kind,
                name=type_,
                place=place,
                district=district,
                founded=founded,
                stopped=stopped,
                unit=unit,
                search=fold(f"{type_} {place} {district}"),
            )
        )
        if area or same_as or known:
            pen.add_one(ModelProfile(model=model, area=area, same_as=same_as, **known))
        made = [
            pen.add_one(ModelPlace(model=model, name=name, since=since, until=until, area=where))
            for name, since, until, where in sites
        ]
        for name, since, until, at in groups:
            site = made[at] if at is not None else None
            pen.add_one(ModelGroup(model=model, name=name, since=since, until=until, place=site, members=7))
        for year, rating in rated:
            pen.add_one(ModelRating(model=model, year=year, rating=rating))
        if ended:
            kind_, day, into = ended
            pen.add_one(ModelEvent(model=model, kind=kind_, day=day, into=into))
    return model


class Map:
    """A province of two districts and four communes; on 2025-07-01 the districts end, Tiên Mỹ and Tiên Thọ merge into Tiên Phước, and the
    made-up Chia is divided between Tiên Phước and Khác."""

    def __init__(self) -> None:
        self.province = self.enter("Tỉnh Quảng Nam", "province", None)
        self.district = self.enter("Huyện Tiên Phước", "district", self.province)
        self.other = self.enter("Huyện Khác", "district", self.province)
        self.my, self.tho = (self.enter(f"Xã Tiên {name}", "commune", self.district) for name in ("Mỹ", "Thọ"))
        self.divided = self.enter("Xã Chia", "commune", self.district)
        self.stays = self.enter("Xã Ở Lại", "commune", self.other)

    def enter(self, name: str, kind: str, parent: Area | None, since: date | None = None) -> Area:
        return enter_area(name, kind, parent_id=parent.pk if parent else None, from_date=since, by=None, at=NOON)

    def merge(self) -> None:
        self.city = self.enter("Thành phố Đà Nẵng", "province", None)
        self.pass_([self.province], [self.city])
        self.merged = self.enter("Xã Tiên Phước", "commune", self.city, CHANGE)
        self.second = self.enter("Xã Khác", "commune", self.city, CHANGE)
        self.pass_([self.my, self.tho], [self.merged])
        self.pass_([self.divided], [self.merged, self.second])
        self.pass_([self.stays], [self.second])
        for district in (self.district, self.other):
            end_area(district.pk, BEFORE, by=None, at=NOON)

    def pass_(self, olds: list[Area], news: list[Area]) -> int:
        return pass_on(
            [one.pk for one in olds], [one.pk for one in news], CHANGE, document="Nghị quyết mẫu", by=None, at=NOON
        )
