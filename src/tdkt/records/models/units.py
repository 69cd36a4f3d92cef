"""Units and how they came to be: dated names, dated places in the tree, and successions (rename, merge, split, dissolve).

The tree is kept as dated parent rows with a path per date ("000001.000007."), so that a subtree is one range of paths on any day.
"""

from django.db import models
from django.db.models import F, Q

from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager
from tdkt.rules.facts import FORCES


class Unit(Registered):
    """A unit as an identity. Its names and places are dated rows of their own; `name` is the latest, for lists and search.

    `subject` is the unit as a receiver of awards; `founded`/`ended` are empty when not known / while it stands.
    """

    subject = models.OneToOneField("records.Subject", on_delete=models.PROTECT, related_name="unit")
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=300)
    level = models.CharField(max_length=30, blank=True)
    founded = models.DateField(null=True, blank=True)
    ended = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = ScopedManager("id")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended__isnull=True) | Q(founded__isnull=True) | Q(ended__gte=F("founded")),
                name="unit_ends_after_founding",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitName(Registered):
    """A name of a unit and the days it bore it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_index=True)
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(from_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="unitname_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitPlace(Registered):
    """Where a unit stood in the tree, and when: its parent and its whole path."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="places")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    path = models.CharField(max_length=300, db_index=True)
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(to_date__isnull=True), name="unitplace_one_today"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("unit")), name="unitplace_not_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(from_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="unitplace_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.path


class Succession(Registered):
    """One unit continues another from a day on. A merge is several rows with one successor, a split several with one predecessor."""

    KINDS = ("rename", "merge", "split", "join")

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inheritances")
    kind = models.CharField(max_length=10)
    on_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_of_another"),
            models.CheckConstraint(
                condition=Q(kind__in=["rename", "merge", "split", "join"]), name="succession_known_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class UnitStanding(Registered):
    """What a unit is in emulation: the force it belongs to, and whether it stands outside the competition for flags.

    A unit without a standing of its own has the force of the nearest unit above it that has one; an empty `force` says nothing.
    """

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="standing")
    force = models.CharField(max_length=10, blank=True)
    outside_flags = models.BooleanField(default=False)

    objects = ScopedManager("unit")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(force="") | Q(force__in=FORCES[1:]), name="unitstanding_known_force")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.force}"


UnitVersion = version_of(Unit)
UnitNameVersion = version_of(UnitName)
UnitPlaceVersion = version_of(UnitPlace)
SuccessionVersion = version_of(Succession)
UnitStandingVersion = version_of(UnitStanding)
