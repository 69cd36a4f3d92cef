"""What the yearly statistics need besides the register: the bodies and officials of emulation work; and lists saved as views by an account."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager


class EmulationBody(Registered):
    """An organisation in charge of emulation work at a unit, for form 0604: a body of its own, or people who do it beside other work."""

    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    own = models.BooleanField(default=False)
    from_year = models.PositiveSmallIntegerField()
    to_year = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ScopedManager("unit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="emulationbody_once")]

    def __str__(self) -> str:
        return self.name


class Official(Registered):
    """An official in charge of emulation work, for form 0605: an officer of the register with the training and the years of this work."""

    subject = models.ForeignKey("records.Subject", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, related_name="+")
    training = models.CharField(max_length=60, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    full_time = models.BooleanField(default=True)

    objects = ScopedManager("unit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "since"], name="official_once")]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.since}"


class SavedView(models.Model):
    """A list with its filters and grouping that an account saved under a name; no record of the register."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="views")
    route = models.CharField(max_length=60)
    name = models.CharField(max_length=100)
    query = models.CharField(max_length=1000, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "route", "name"], name="savedview_once"),
            models.CheckConstraint(condition=~Q(name=""), name="savedview_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


EmulationBodyVersion = version_of(EmulationBody)
OfficialVersion = version_of(Official)
