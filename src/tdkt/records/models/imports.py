"""What came from outside: each batch of a file taken in, and each line of it, with the cells it came from."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class ImportBatch(models.Model):
    """One file taken in. `plan` is what was shown before anything was applied; `entry` the act that applied it, `reverted` the one that undid it."""

    STATES = ("planned", "applied", "reverted", "dropped")

    file_name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64, db_index=True)
    received = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, default="planned")
    plan = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    entry = models.ForeignKey("records.Entry", on_delete=models.PROTECT, null=True, related_name="+")
    reverted = models.ForeignKey("records.Entry", on_delete=models.PROTECT, null=True, related_name="+")

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
    """One row of a file: its cells' address and its record after repair."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="lines")
    at = models.CharField(max_length=120)
    record = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.at
