"""The sample office's what is known of models besides the censuses: drawn by `sample.model_life`, entered in one act, many rows."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from tdkt.operations.ledger import Pen, writing
from tdkt.operations.model_steps import ENDS
from tdkt.records.models import (
    Area,
    CensusLine,
    CommunityModel,
    ModelEvent,
    ModelGroup,
    ModelPlace,
    ModelProfile,
    ModelRating,
    Replication,
)
from tdkt.sample.model_life import Besides, Known, Life, besides, lives
from tdkt.sample.models import AS_OF
from tdkt.vietnamese.folding import fold


def enter(*, at: datetime) -> None:
    """Enter them, as said at a moment; a register without the sample's census is left as it is."""
    known = list(counted())
    if not known:
        return
    models = CommunityModel.objects.in_bulk([one.key for one in known])
    detail = {"models": len(known), "name": known[0].name}
    with writing(by=None, at=at, verb="models.enter", detail=detail) as pen:
        told = lives(known)
        enter_lives(pen, told, models)
        enter_besides(pen, besides(known), models)


def counted() -> Iterator[Known]:
    """The models of the census, in the order of its list."""
    lines = CensusLine.objects.filter(census__as_of=AS_OF).select_related("model__type").order_by("pk")
    for line in lines:
        model = line.model
        yield Known(
            key=model.pk,
            type=model.type.name,
            name=model.name,
            place=model.place,
            district=model.district,
            founded=model.founded,
            decision=model.decision_number,
            places=line.places or 0,
            groups=line.groups or 0,
            members=line.members or 0,
            money=line.funding,
            rating=line.rating,
            note=model.note,
        )


def enter_lives(pen: Pen, told: list[Life], models: dict[int, CommunityModel]) -> None:
    """The profiles, steps, places, groups, ratings and edges of the models of the census."""
    areas = communes()
    pen.add(
        ModelProfile(
            model_id=one.key,
            sphere=one.sphere,
            area_id=areas.get(where(models[one.key])),
            lead_body=one.body,
            slogan=one.slogan,
            equipment=one.equipment,
            money=one.money,
            community_money=one.community_money,
            paid_by=one.paid_by,
            outputs=one.outputs,
            review_on=one.review_on,
            lapses_on=one.lapses_on,
        )
        for one in told
    )
    pen.add(event for one in told for event in events(one.key, one.steps))
    sites = pen.add(
        ModelPlace(model_id=one.key, name=place.name, since=place.since, area_id=areas.get(where(models[one.key])))
        for one in told
        for place in one.places
    )
    groups = (place.groups for one in told for place in one.places)
    pen.add(
        ModelGroup(model_id=site.model_id, place_id=site.pk, name=name, members=members, since=site.since)
        for site, within in zip(sites, groups, strict=True)
        for name, members in within
    )
    pen.add(
        ModelRating(
            model_id=one.key,
            year=year,
            rating=rating,
            rated_on=date(year, 12, 20),
            body=f"Công an {models[one.key].district[:1].lower()}{models[one.key].district[1:]}",
        )
        for one in told
        for year, rating in one.ratings.items()
    )
    pen.add(
        Replication(origin_id=one.learns_from, copy_id=one.key, day=models[one.key].founded[:4])
        for one in told
        if one.learns_from is not None
    )


def enter_besides(pen: Pen, told: list[Besides], models: dict[int, CommunityModel]) -> None:
    """The models that the census does not count, each of the type of the one that it is like."""
    made = pen.add(
        CommunityModel(
            type_id=models[one.like].type_id,
            name=one.name,
            place=one.place,
            district=models[one.like].district,
            unit_id=models[one.like].unit_id,
            founded=one.founded,
            stopped=next((step.day for step in one.steps if step.kind in ENDS), ""),
            search=fold(f"{one.name} {one.place} {models[one.like].district}"),
        )
        for one in told
    )
    pen.add(
        ModelProfile(
            model=model,
            register="dan-van-kheo" if one.same_as else "tdbvantq",
            same_as_id=one.like if one.same_as else None,
        )
        for model, one in zip(made, told, strict=True)
    )
    pen.add(event for model, one in zip(made, told, strict=True) for event in events(model.pk, one.steps))


def events(model: int, steps: Any) -> Iterator[ModelEvent]:
    for step in steps:
        yield ModelEvent(
            model_id=model, kind=step.kind, day=step.day, document=step.document, body=step.body, words=step.words
        )


def communes() -> dict[tuple[str, str], int]:
    """The communes of the map by their district and name."""
    found = Area.objects.filter(kind="commune").values_list("parent__folded", "folded", "pk")
    return {(district, commune): key for district, commune, key in found}


def where(model: CommunityModel) -> tuple[str, str]:
    """The district and commune of a model, as the map writes them."""
    return fold(model.district), fold(model.place.rpartition(", ")[2])
