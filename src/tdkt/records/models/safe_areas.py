"""The standard "An toàn về an ninh, trật tự": bodies that register for a year, and which criteria they met. Never what a resident did.

A finding says of the area or body as a whole whether a criterion is met; no column can name a person.
"""

from django.db import models
from django.db.models import Q

from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager

SAFE_KINDS = ("residential-area", "commune", "agency", "firm", "school")
SAFE_RESULTS = ("", "met", "not-met")


class SafeBody(Registered):
    """A residential area, commune, agency, firm or school that can be certified; `within` is the commune that counts it, `unit` who follows it."""

    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=300)
    area = models.ForeignKey("records.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    within = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_year = models.PositiveSmallIntegerField(null=True, blank=True)
    to_year = models.PositiveSmallIntegerField(null=True, blank=True)
    folded = models.CharField(max_length=300, db_index=True)
    note = models.TextField(blank=True)

    objects = ScopedManager("unit")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name", "within"], condition=Q(within__isnull=False), name="safebody_once_within"
            ),
            models.UniqueConstraint(
                fields=["kind", "name"], condition=Q(within__isnull=True), name="safebody_once_alone"
            ),
            models.CheckConstraint(condition=Q(kind__in=SAFE_KINDS), name="safebody_known_kind"),
            models.CheckConstraint(
                condition=~Q(kind="commune") | Q(within__isnull=True), name="safebody_commune_stands_alone"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="safebody_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class SafeYear(Registered):
    """One year of a body: when it registered, what was found of each criterion, what was decided.

    `findings`: {"kdc-1": {"met": true|false|null, "words": ""}} by the code of the criterion in the law's data (`law.safe_areas`).
    """

    body = models.ForeignKey(SafeBody, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField()
    registered_on = models.DateField(null=True, blank=True)
    registration = models.CharField(max_length=200, blank=True)
    findings = models.JSONField(default=dict)
    result = models.CharField(max_length=8, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decision_number = models.CharField(max_length=60, blank=True)
    authority = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    objects = ScopedManager("body__unit")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "year"], name="safeyear_once"),
            models.CheckConstraint(condition=Q(result__in=SAFE_RESULTS), name="safeyear_known_result"),
        ]
        indexes = [models.Index(fields=["year", "result"], name="safeyear_year")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.year}"


SafeBodyVersion = version_of(SafeBody)
SafeYearVersion = version_of(SafeYear)
