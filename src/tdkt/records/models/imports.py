"""What came from outside: each batch of a file taken in, and each line of it, with the cells it came from."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tdkt.records.models.plans import PlanField
from tdkt.records.models.scope import ScopedManager


class ImportBatch(models.Model):
    """One file taken in. `plan` is what was shown before anything was applied; `entry` the act that applied it, `reverted` the one that undid it.

    `kept` is the name of its file in the data folder: a random one while the plan waits, the SHA-256 of its bytes once it was entered, ""
    when it was dropped or never kept. While it is only planned: `read` is the plan as the file gave it, `choices` how a person settled
    rows ({"part.row": choice}), `head` the last entry of the log that the plan knew, `revision` counts its changes.
    """

    STATES = ("planned", "applied", "reverted", "dropped")

    file_name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64, db_index=True)
    received = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, default="planned")
    plan = PlanField(default=dict)
    counts = models.JSONField(default=dict)
    kept = models.CharField(max_length=64, blank=True)
    read = PlanField(default=dict)
    choices = models.JSONField(default=dict)
    head = models.PositiveBigIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    entry = models.ForeignKey("records.Entry", on_delete=models.PROTECT, null=True, related_name="+")
    reverted = models.ForeignKey("records.Entry", on_delete=models.PROTECT, null=True, related_name="+")

    objects = ScopedManager("by__unit")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["planned", "applied", "reverted", "dropped"]), name="importbatch_known_state"
            )
        ]

    def __str__(self) -> str:
        return self.file_name


class SourceLine(models.Model):
    """One row of a file: its cells' address, its record after repair, and the `problems` that reading it met, repairs among them
    (None: entered before these were kept)."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="lines")
    at = models.CharField(max_length=120)
    record = models.JSONField(default=dict)
    problems = models.JSONField(
        null=True
    )  # null: a column with a default would make SQLite copy the table and lose its triggers

    def __str__(self) -> str:
        return self.at
