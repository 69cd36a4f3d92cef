"""Rounds of commendation (đợt xét) and the yearly registration of titles: what is reviewed, for whom, until when, by the law of which day."""

from django.db import models
from django.db.models import F, Q

from tdkt.law.catalogue import awards
from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager

ROUND_KINDS = ("yearly", "five-yearly", "thematic", "sudden", "contribution", "service-years", "external")
ROUND_STATES = ("preparing", "open", "closed", "ended", "called-off")


class Round(Registered):
    """One round: its awards, units, days and ballot rules as data.

    `law_on` is the day whose law rules the dossiers (that of submission). `years_from`/`years_to`: the years of the achievements.
    `forms` is a list of {"award", "class": 1|2|3|null, "level"}; `units` a list of unit ids, empty for every unit; `phases` a list of
    {"phase", "from": ISO, "until": ISO}; `ballots` the office's own rules, a list of {"award", "percent", "of": "all-members"|"present",
    "secret": bool, "source": words}, which stand before those of the law only where the law leaves the matter open.
    """

    kind = models.CharField(max_length=14)
    name = models.CharField(max_length=300)
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, related_name="+")
    years_from = models.PositiveSmallIntegerField()
    years_to = models.PositiveSmallIntegerField()
    law_on = models.DateField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    forms = models.JSONField(default=list)
    units = models.JSONField(default=list)
    phases = models.JSONField(default=list)
    ballots = models.JSONField(default=list)
    movement = models.ForeignKey(
        "records.Movement", on_delete=models.PROTECT, null=True, blank=True, related_name="rounds"
    )
    state = models.CharField(max_length=12, default="preparing")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="round_name_once"),
            models.CheckConstraint(condition=Q(kind__in=ROUND_KINDS), name="round_known_kind"),
            models.CheckConstraint(condition=Q(state__in=ROUND_STATES), name="round_known_state"),
            models.CheckConstraint(condition=Q(years_to__gte=F("years_from")), name="round_years_in_order"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="round_days_in_order"),
            models.CheckConstraint(condition=~Q(name=""), name="round_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Registration(Registered):
    """A title that a person or unit set out to reach in a year (đăng ký thi đua, giao ước)."""

    subject = models.ForeignKey("records.Subject", on_delete=models.PROTECT, related_name="registrations")
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    award = models.CharField(max_length=60)
    registered_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    objects = ScopedManager("unit", "subject__belongs_to")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "year", "award"], name="registration_once"),
            models.CheckConstraint(condition=Q(award__in=sorted(awards())), name="registration_known_award"),
        ]
        indexes = [models.Index(fields=["year", "unit"], name="registration_year_unit")]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.award} {self.year}"


RoundVersion = version_of(Round)
RegistrationVersion = version_of(Registration)
