"""Emulation movements and campaigns: their launch, the units that respond with their targets, reviews, and decisions that honour what came of them."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager

LAUNCH_LEVELS = ("national", "ministry", "cluster", "office")
METHODS = ("standing", "thematic", "peak")
REVIEW_KINDS = ("interim", "final")


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


class Launch(Registered):
    """How a movement was launched: by whom (`level` is what form 0601 counts by), how it is carried on, in which days, with what criteria.

    `method`: "standing" (thường xuyên), "thematic" (chuyên đề), "peak" (đợt cao điểm, counted as thematic). `criteria` is a list of sentences.
    """

    movement = models.OneToOneField(Movement, on_delete=models.PROTECT, related_name="launch")
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField(max_length=10)
    method = models.CharField(max_length=10)
    launched_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    slogan = models.CharField(max_length=300, blank=True)
    scope = models.CharField(max_length=300, blank=True)
    criteria = models.JSONField(default=list)
    task = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(level__in=LAUNCH_LEVELS), name="launch_known_level"),
            models.CheckConstraint(condition=Q(method__in=METHODS), name="launch_known_method"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("launched_on")), name="launch_in_order"
            ),
        ]
        indexes = [models.Index(fields=["launched_on"], name="launch_day")]

    def __str__(self) -> str:
        return f"{self.movement_id} {self.launched_on}"


class Response(Registered):
    """A unit that joins a movement (hưởng ứng, ký giao ước): on which day, by which paper, in which words."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="responses")
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, related_name="+")
    responded_on = models.DateField()
    document = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)

    objects = ScopedManager("unit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["movement", "unit"], name="response_once")]

    def __str__(self) -> str:
        return f"{self.movement_id} {self.unit_id}"


class Target(Registered):
    """A target that a unit pledged within a movement: `planned` and `done` in `measure` ("%", "mô hình"); `falling`: less is better."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="targets")
    words = models.CharField(max_length=300)
    measure = models.CharField(max_length=40, blank=True)
    planned = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    done = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    falling = models.BooleanField(default=False)

    objects = ScopedManager("response__unit")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "words"], name="target_once"),
            models.CheckConstraint(condition=~Q(words=""), name="target_has_words"),
        ]

    def __str__(self) -> str:
        return self.words


class Review(Registered):
    """An interim or final review (sơ kết, tổng kết) of a movement; `unit` empty: of the whole office."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="reviews")
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=10)
    held_on = models.DateField()
    document = models.CharField(max_length=200, blank=True)
    results = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("movement", "kind", "held_on", Coalesce("unit", 0), name="review_once"),
            models.CheckConstraint(condition=Q(kind__in=REVIEW_KINDS), name="review_known_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.movement_id} {self.kind} {self.held_on}"


class MovementDecision(Registered):
    """A decision that honours what was done in a movement: it feeds no chain of merit."""

    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="decisions")
    decision = models.ForeignKey("records.Decision", on_delete=models.PROTECT, related_name="movements")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["movement", "decision"], name="movementdecision_once")]

    def __str__(self) -> str:
        return f"{self.movement_id} {self.decision_id}"


MovementVersion = version_of(Movement)
LaunchVersion = version_of(Launch)
ResponseVersion = version_of(Response)
TargetVersion = version_of(Target)
ReviewVersion = version_of(Review)
MovementDecisionVersion = version_of(MovementDecision)
