"""What a record rests on beside honours and ratings: recognised initiatives, disciplines, and a unit's place in its cụm or khối."""

from django.db import models
from django.db.models import Q

from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager
from tdkt.rules.facts import DISCIPLINES, GROUP_LEVELS, INITIATIVE_KINDS, SCOPES


class Initiative(Registered):
    """An initiative, research topic or resourceful act that was recognised for one year; `decision_number` is the paper that says so.

    `kind` and `scope` are codes, empty where the list does not say them.
    """

    subject = models.ForeignKey("records.Subject", on_delete=models.PROTECT, related_name="initiatives")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, blank=True)
    scope = models.CharField(max_length=16, blank=True)
    name = models.TextField()
    folded = models.CharField(max_length=300)
    decision_number = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)

    objects = ScopedManager("subject__belongs_to")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "year", "folded"], name="initiative_once_a_year"),
            models.CheckConstraint(condition=Q(kind="") | Q(kind__in=INITIATIVE_KINDS), name="initiative_known_kind"),
            models.CheckConstraint(condition=Q(scope="") | Q(scope__in=SCOPES), name="initiative_known_scope"),
        ]

    def __str__(self) -> str:
        return self.name


class Discipline(Registered):
    """A disciplinary measure, or an investigation still open; in force from `from_day` until before `to_day` (empty: still open).

    Days are partial dates written as far as they are known: 2019, 2019-11 or 2019-11-20. `form` is empty where the list does not say it.
    """

    subject = models.ForeignKey("records.Subject", on_delete=models.PROTECT, related_name="disciplines")
    form = models.CharField(max_length=20, blank=True)
    from_day = models.CharField(max_length=10, blank=True)
    to_day = models.CharField(max_length=10, blank=True)
    decision_number = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)

    objects = ScopedManager("subject__belongs_to")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "form", "from_day"], name="discipline_once_a_day"),
            models.CheckConstraint(condition=Q(form="") | Q(form__in=DISCIPLINES), name="discipline_known_form"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.from_day}"


class Ranking(Registered):
    """The place of a collective in its cụm or khối for one year; `group_level` says whose group it is, `rank` 1 is first."""

    subject = models.ForeignKey("records.Subject", on_delete=models.PROTECT, related_name="rankings")
    year = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=200)
    group_level = models.CharField(max_length=12)
    rank = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)

    objects = ScopedManager("subject__belongs_to")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "year", "group"], name="ranking_once_a_year"),
            models.CheckConstraint(condition=Q(group_level__in=GROUP_LEVELS), name="ranking_known_level"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="ranking_from_first"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.group}: {self.rank}"


InitiativeVersion = version_of(Initiative)
DisciplineVersion = version_of(Discipline)
RankingVersion = version_of(Ranking)
