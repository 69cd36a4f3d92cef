"""Clusters and blocks (cụm, khối thi đua): their years, heads and members, scoring sheets as versioned data, marks by three hands, and the ranking."""

from django.db import models
from django.db.models import Q

from tdkt.records.models.achievements import GROUP_LEVELS
from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager

BLOCK_STATES = ("forming", "pledged", "scoring", "appraising", "ranked")
HANDS = ("self", "head", "standing")
CHOICES = ("", "flag", "certificate")


class Sheet(Registered):
    """One version of a scoring sheet; a sheet in use is never changed, the next version follows it.

    `content` is {"groups": [{"code", "name", "criteria": [{"code", "name", "kind": "planned"|"graded"|"points"|"bonus"|"penalty",
    "points": number, "hand": "head"|"standing", "inverted": bool, "grades": {"A": share}, "steps": [{"words", "points"}],
    "most": number}]}], "bonus": {"per_percent": share, "most_share": share, "most_all": number}}; `tdkt.reports.scoring` reads it.
    """

    name = models.CharField(max_length=200)
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    made_on = models.DateField()
    document = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "number"], name="sheet_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class Block(Registered):
    """A cluster or block that competes year by year; `level` says whose it is, as of `Ranking.group_level`."""

    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    level = models.CharField(max_length=12)
    document = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="block_name_once"),
            models.CheckConstraint(condition=Q(kind__in=["cluster", "block"]), name="block_known_kind"),
            models.CheckConstraint(condition=Q(level__in=GROUP_LEVELS), name="block_known_level"),
        ]

    def __str__(self) -> str:
        return self.name


class BlockYear(Registered):
    """One year of a block: its head and deputy, its sheet, its quotas, and how far it is.

    `flags`/`certificates`: how many it may propose, by `quota_document`. `shown`: hands whose marks the others may see before the ranking.
    """

    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField()
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    head = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deputy = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    flags = models.PositiveSmallIntegerField(null=True, blank=True)
    certificates = models.PositiveSmallIntegerField(null=True, blank=True)
    quota_document = models.CharField(max_length=200, blank=True)
    pledged_on = models.DateField(null=True, blank=True)
    self_until = models.DateField(null=True, blank=True)
    head_until = models.DateField(null=True, blank=True)
    ranked_on = models.DateField(null=True, blank=True)
    shown = models.JSONField(default=list)
    state = models.CharField(max_length=10, default="forming")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["block", "year"], name="blockyear_once"),
            models.CheckConstraint(condition=Q(state__in=BLOCK_STATES), name="blockyear_known_state"),
        ]

    def __str__(self) -> str:
        return f"{self.block_id} {self.year}"


class BlockMember(Registered):
    """A unit in a block for one year, with what it pledged; `handed_in_on`: its own marks are in and may not be changed by it any more."""

    block_year = models.ForeignKey(BlockYear, on_delete=models.PROTECT, related_name="members")
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)
    pledge = models.TextField(blank=True)
    pledged_on = models.DateField(null=True, blank=True)
    handed_in_on = models.DateField(null=True, blank=True)
    leaders_note = models.TextField(blank=True)

    objects = ScopedManager("unit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["block_year", "unit"], name="blockmember_once")]

    def __str__(self) -> str:
        return f"{self.block_year_id} {self.unit_id}"


class Mark(Registered):
    """What one hand says of one criterion for one member: done and planned, or a grade, or points; the sheet says which of them counts."""

    member = models.ForeignKey(BlockMember, on_delete=models.PROTECT, related_name="marks")
    criterion = models.CharField(max_length=20)
    hand = models.CharField(max_length=8)
    planned = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    done = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    grade = models.CharField(max_length=10, blank=True)
    points = models.DecimalField(max_digits=8, decimal_places=3, null=True, blank=True)
    note = models.TextField(blank=True)

    objects = ScopedManager("member__unit")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "criterion", "hand"], name="mark_once"),
            models.CheckConstraint(condition=Q(hand__in=HANDS), name="mark_known_hand"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.criterion} {self.hand}"


class Proof(Registered):
    """Evidence of one line of a sheet: words and, where there is one, a file on the shelf."""

    member = models.ForeignKey(BlockMember, on_delete=models.PROTECT, related_name="proofs")
    criterion = models.CharField(max_length=20)
    words = models.CharField(max_length=300)
    kept = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=300, blank=True)
    added_on = models.DateField()

    objects = ScopedManager("member__unit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "criterion", "words", "kept"], name="proof_once")]

    def __str__(self) -> str:
        return self.words


class Outcome(Registered):
    """Where a member came out: its total as computed once (`how` says from what), its rank (a tie gives two the same), and what it is proposed for.

    `settled`: why this one and not another of the same rank, by the block's own conference.
    """

    member = models.OneToOneField(BlockMember, on_delete=models.PROTECT, related_name="outcome")
    total = models.DecimalField(max_digits=9, decimal_places=3)
    rank = models.PositiveSmallIntegerField()
    choice = models.CharField(max_length=12, blank=True)
    settled = models.TextField(blank=True)
    how = models.JSONField(default=dict)

    objects = ScopedManager("member__unit")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rank__gte=1), name="outcome_from_first"),
            models.CheckConstraint(condition=Q(choice__in=CHOICES), name="outcome_known_choice"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.rank}"


class GradeSet(Registered):
    """A configurable set of monthly or weekly classes or flags (Loại 1-4; đỏ có sao, đỏ, cam, xanh, vàng), and who may have how many.

    `grades`: [{"code", "name", "good": bool}], from the best; `shares`: [{"collective": code or "", "grade": code, "most_percent": number,
    "within": codes}], how large a share of the people of a collective of that class may have the grade; `source` says whose rule it is.
    """

    name = models.CharField(max_length=200)
    period = models.CharField(max_length=5)
    receivers = models.CharField(max_length=12)
    grades = models.JSONField()
    shares = models.JSONField(default=list)
    source_words = models.CharField(max_length=300, blank=True)
    in_use = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], name="gradeset_once"),
            models.CheckConstraint(condition=Q(period__in=["week", "month"]), name="gradeset_known_period"),
            models.CheckConstraint(
                condition=Q(receivers__in=["individual", "collective"]), name="gradeset_known_receivers"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PeriodGrade(Registered):
    """The class or flag of a person of the force or a unit for a week (2024-W07) or a month (2024-05)."""

    grade_set = models.ForeignKey(GradeSet, on_delete=models.PROTECT, related_name="given")
    subject = models.ForeignKey("records.Subject", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    period = models.CharField(max_length=8)
    grade = models.CharField(max_length=20)
    note = models.CharField(max_length=300, blank=True)

    objects = ScopedManager("unit", "subject__belongs_to")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grade_set", "subject", "period"], name="periodgrade_once"),
        ]
        indexes = [models.Index(fields=["grade_set", "period", "unit"], name="periodgrade_period")]

    def __str__(self) -> str:
        return f"{self.subject_id} {self.period} {self.grade}"


SheetVersion = version_of(Sheet)
BlockVersion = version_of(Block)
BlockYearVersion = version_of(BlockYear)
BlockMemberVersion = version_of(BlockMember)
MarkVersion = version_of(Mark)
ProofVersion = version_of(Proof)
OutcomeVersion = version_of(Outcome)
GradeSetVersion = version_of(GradeSet)
PeriodGradeVersion = version_of(PeriodGrade)
