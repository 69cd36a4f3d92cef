"""Yearly ratings of persons and units, with the yearly title that came with them."""

from django.db import models
from django.db.models import Q

from tdkt.law.catalogue import RATINGS
from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager


class Rating(Registered):
    """How one subject was rated for one year; `title` is the code of the yearly title, or empty."""

    subject = models.ForeignKey("records.Subject", on_delete=models.PROTECT, related_name="ratings")
    year = models.PositiveSmallIntegerField()
    rating = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=60, blank=True)
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)

    objects = ScopedManager("unit", "subject__belongs_to")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "year"], name="rating_once_a_year"),
            models.CheckConstraint(condition=Q(rating="") | Q(rating__in=RATINGS), name="rating_known"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.rating}"


RatingVersion = version_of(Rating)
