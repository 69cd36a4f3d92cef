"""Emulation movements and the campaigns linked with them."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from tdkt.records.models.ledger import Registered, version_of


class Movement(Registered):
    """A movement (phong trào) or a campaign (cuộc vận động); `part_of` links it to the movement that carries it."""

    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=300)
    from_year = models.PositiveSmallIntegerField(null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(null=True, blank=True)
    launched_by = models.CharField(max_length=200, blank=True)
    document = models.CharField(max_length=200, blank=True)
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("name", Coalesce("from_year", 0), name="movement_once"),
            models.CheckConstraint(condition=Q(kind__in=["movement", "campaign"]), name="movement_known_kind"),
            models.CheckConstraint(
                condition=Q(from_year__isnull=True) | Q(to_year__isnull=True) | Q(to_year__gte=F("from_year")),
                name="movement_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


MovementVersion = version_of(Movement)
