"""All that may be counted of models, whatever the day: read once, and asked for one day after the other without the database.

Dates are words as far as known: "", "2020", "2020-05" or "2020-05-25".
"""

from calendar import monthrange
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from tdkt.records.areas import Atlas
from tdkt.records.models import ModelEvent, ModelGroup, ModelPlace, ModelProfile, ModelRating

ENDS = ("merged", "stopped")
COLUMNS = (
    "pk",
    "type_id",
    "district",
    "place",
    "founded",
    "stopped",
    "profile__register",
    "profile__sphere",
    "profile__area_id",
)


def around(on: date) -> list[str]:
    """The month and the year of a day, where they go on after it: "2020-05" and "2020" do not say whether it was before or after."""
    prefixes = []
    if on.day < monthrange(on.year, on.month)[1]:
        prefixes.append(f"{on:%Y-%m}")
    if (on.month, on.day) != (12, 31):
        prefixes.append(f"{on:%Y}")
    return prefixes


def stands(since: str, until: str, day: str, near: list[str]) -> bool:
    """Begun by a day and not ended by it, as far as known: all of "", "2020", "2020-05" and "2020-05-25" come before or on 2020-05-25 as text."""
    return since <= day and (not until or until > day or until in near)


class Stock:
    """Every model that is asked about, with its places, groups and ratings, as the register has them now; each read when first asked for."""

    def __init__(self, models: QuerySet[Any], over: Atlas) -> None:
        self.models = models
        self.atlas = over
        self._ratings: dict[int, list[tuple[int, str, date | None]]] = {}

    @cached_property
    def rows(self) -> list[tuple[Any, ...]]:
        """Each model as `COLUMNS` name it."""
        return list(self.models.order_by("pk").values_list(*COLUMNS))

    @cached_property
    def ended(self) -> dict[int, str]:
        """The days of the events that ended models."""
        return dict(ModelEvent.objects.filter(kind__in=ENDS).values_list("model_id", "day"))

    @cached_property
    def links(self) -> dict[int, int]:
        """What says again what another says."""
        again = ModelProfile.objects.filter(same_as__isnull=False)
        return dict(again.values_list("model_id", "same_as_id"))

    @cached_property
    def sites(self) -> list[tuple[int, int, int | None, str, str]]:
        """Places (điểm) as (id, model, area, since, until)."""
        return list(ModelPlace.objects.values_list("pk", "model_id", "area_id", "since", "until"))

    @cached_property
    def groups(self) -> list[tuple[Any, ...]]:
        """Groups (tổ) as (id, model, area of their place, since, until, and the same two of their place)."""
        columns = ("pk", "model_id", "place__area_id", "since", "until", "place__since", "place__until")
        return list(ModelGroup.objects.values_list(*columns))

    def ratings(self, year: int | None) -> list[tuple[int, str, date | None]]:
        """The ratings of a year as (model, rating, day)."""
        if year is None:
            return []
        if year not in self._ratings:
            said = ModelRating.objects.filter(year=year).values_list("model_id", "rating", "rated_on")
            self._ratings[year] = list(said)
        return self._ratings[year]
