"""Community models: types, models, and what each census counted of them (places, groups, members apart).

Programmes and bodies only; nothing here can hold the conduct of a resident. A name is not a key: the same name recurs in many places.
"""

from django.db import models

from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager


class ModelType(Registered):
    """A type (loại) of model: "Tiếng kẻng an ninh"."""

    name = models.CharField(max_length=300, unique=True)
    folded = models.CharField(max_length=300, db_index=True)

    def __str__(self) -> str:
        return self.name


class CommunityModel(Registered):
    """One model (mô hình) of a type at one place. `founded` is a date as far as known: 2016, 2016-08 or 2016-08-19."""

    type = models.ForeignKey(ModelType, on_delete=models.PROTECT, related_name="models")
    name = models.CharField(max_length=300)
    place = models.CharField(max_length=300)
    district = models.CharField(max_length=100, blank=True)
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    founded = models.CharField(max_length=10, blank=True)
    stopped = models.CharField(max_length=10, blank=True)
    decision_number = models.CharField(max_length=60, blank=True)
    search = models.CharField(max_length=700, db_index=True)
    note = models.TextField(blank=True)

    objects = ScopedManager("unit")

    class Meta:
        indexes = [models.Index(fields=["district"], name="model_district")]

    def __str__(self) -> str:
        return self.name


class Census(Registered):
    """A count of models as of a day: the list that an office closed on that day."""

    as_of = models.DateField(unique=True)
    title = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.as_of.isoformat()


class CensusLine(Registered):
    """What one census says of one model: its places (điểm), groups (tổ), members, households, funding in đồng, and rating in the office's words."""

    census = models.ForeignKey(Census, on_delete=models.PROTECT, related_name="lines")
    model = models.ForeignKey(CommunityModel, on_delete=models.PROTECT, related_name="lines")
    places = models.PositiveIntegerField(null=True, blank=True)
    groups = models.PositiveIntegerField(null=True, blank=True)
    members = models.PositiveIntegerField(null=True, blank=True)
    households = models.PositiveIntegerField(null=True, blank=True)
    funding = models.PositiveBigIntegerField(null=True, blank=True)
    rating = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["census", "model"], name="censusline_once")]

    def __str__(self) -> str:
        return f"{self.census_id} {self.model_id}"


ModelTypeVersion = version_of(ModelType)
CommunityModelVersion = version_of(CommunityModel)
CensusVersion = version_of(Census)
CensusLineVersion = version_of(CensusLine)
