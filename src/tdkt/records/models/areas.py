"""Places of the map (địa bàn): provinces, districts, communes and residential areas by date, and which of them continues which.

Only names of places. Districts end on 2025-06-30 and communes merge on 2025-07-01; a model stays where it is and is shown by old or new places.
"""

from django.db import models
from django.db.models import F, Q

from tdkt.records.models.ledger import Registered, version_of

AREA_KINDS = ("province", "district", "commune", "special-zone", "residential-area")


class Area(Registered):
    """One place as it stood from a day until a day (empty: always, still). `folded` is for search."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)
    folded = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AREA_KINDS), name="area_known_kind"),
            models.CheckConstraint(
                condition=Q(from_date__isnull=True) | Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="area_in_order",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="area_has_name"),
        ]
        indexes = [models.Index(fields=["parent", "kind"], name="area_parent_kind")]

    def __str__(self) -> str:
        return self.name


class AreaSuccession(Registered):
    """A place whose ground passed to another on a day; a place that was divided has several successors."""

    old = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="successions")
    new = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="inheritances")
    on_date = models.DateField()
    document = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="areasuccession_once"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="areasuccession_not_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} > {self.new_id}"


AreaVersion = version_of(Area)
AreaSuccessionVersion = version_of(AreaSuccession)
