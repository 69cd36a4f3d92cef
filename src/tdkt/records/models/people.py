"""Receivers of honours: persons, collectives and households; a person's particulars, numbers and dated service.

A person is an identity given by service or identity number, or by name with birth date and unit; never by name alone.
"""

from django.db import models
from django.db.models import Q

from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager


class Subject(Registered):
    """Whoever or whatever may receive an honour. `belongs_to` is the unit whose people may see it today."""

    KINDS = ("individual", "collective", "household")

    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=400, db_index=True)
    search = models.CharField(max_length=500, db_index=True)
    belongs_to = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    history_complete_since = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = ScopedManager("belongs_to")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["individual", "collective", "household"]), name="subject_known_kind"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="subject_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Person(Registered):
    """Particulars of an individual. Partial dates are written as far as they are known: 1975, 1975-03 or 1975-03-12."""

    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="person")
    sex = models.CharField(max_length=1, blank=True)
    born = models.CharField(max_length=10, blank=True)
    home = models.CharField(max_length=300, blank=True)
    joined = models.CharField(max_length=10, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(sex__in=["", "m", "f"]), name="person_known_sex")]

    def __str__(self) -> str:
        return f"{self.subject_id}"


class PersonNumber(Registered):
    """A service number or an identity number; each belongs to one person only."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="numbers")
    kind = models.CharField(max_length=10)
    number = models.CharField(max_length=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="personnumber_of_one"),
            models.CheckConstraint(condition=Q(kind__in=["service", "identity"]), name="personnumber_known_kind"),
        ]

    def __str__(self) -> str:
        return self.number


class Service(Registered):
    """Rank, post and unit of a person as a source attests them from a day on."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="services")
    since = models.DateField()
    rank = models.CharField(max_length=60, blank=True)
    post = models.CharField(max_length=300, blank=True)
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["since"]
        constraints = [models.UniqueConstraint(fields=["subject", "since"], name="service_once_a_day")]

    def __str__(self) -> str:
        return f"{self.since} {self.rank} {self.post}"


class Departure(Registered):
    """The first day on which a person no longer serves: retired, left or dead."""

    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="departure")
    day = models.DateField()
    note = models.TextField(blank=True)

    objects = ScopedManager("subject__belongs_to")

    def __str__(self) -> str:
        return f"{self.subject_id} {self.day}"


SubjectVersion = version_of(Subject)
PersonVersion = version_of(Person)
PersonNumberVersion = version_of(PersonNumber)
ServiceVersion = version_of(Service)
DepartureVersion = version_of(Departure)
