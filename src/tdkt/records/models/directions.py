"""Directions (chỉ đạo): what a leader asked at a review or conference, of which units, until when, and what they reported."""

from django.db import models
from django.db.models import F, Q

from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager

DIRECTION_STATES = ("open", "done", "carried", "dropped")


class Direction(Registered):
    """One thing asked: its words, whose, at which occasion, by which paper; `carried_from` is the direction of an earlier year that it goes on with.

    `leader` is a post, not a name ("Giám đốc Công an tỉnh").
    """

    words = models.TextField()
    leader = models.CharField(max_length=200)
    occasion = models.CharField(max_length=300)
    said_on = models.DateField()
    document = models.CharField(max_length=200, blank=True)
    movement = models.ForeignKey("records.Movement", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to")
    state = models.CharField(max_length=8, default="open")
    closed_on = models.DateField(null=True, blank=True)
    closing = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DIRECTION_STATES), name="direction_known_state"),
            models.CheckConstraint(condition=~Q(words=""), name="direction_has_words"),
            models.CheckConstraint(
                condition=Q(carried_from__isnull=True) | ~Q(carried_from=F("id")), name="direction_not_itself"
            ),
            models.UniqueConstraint(
                fields=["carried_from"], condition=Q(carried_from__isnull=False), name="direction_carried_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="direction_due")]

    def __str__(self) -> str:
        return self.words


class DirectionUnit(Registered):
    """A unit that a direction is given to, until when, and when the office held it done."""

    direction = models.ForeignKey(Direction, on_delete=models.PROTECT, related_name="given_to")
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    objects = ScopedManager("unit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["direction", "unit"], name="directionunit_once")]

    def __str__(self) -> str:
        return f"{self.direction_id} {self.unit_id}"


class DirectionReport(Registered):
    """What a unit reported of a direction on a day; `kept` is the paper on the shelf, where there is one."""

    given = models.ForeignKey(DirectionUnit, on_delete=models.PROTECT, related_name="reports")
    reported_on = models.DateField()
    words = models.TextField()
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    kept = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=300, blank=True)

    objects = ScopedManager("given__unit")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="directionreport_has_words"),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="directionreport_percent"
            ),
        ]

    def __str__(self) -> str:
        return self.words


DirectionVersion = version_of(Direction)
DirectionUnitVersion = version_of(DirectionUnit)
DirectionReportVersion = version_of(DirectionReport)
