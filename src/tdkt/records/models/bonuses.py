"""The money that goes with honours: the fund of a year, each bonus with the numbers of its day, and whether it was paid."""

from django.db import models
from django.db.models import Q

from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager


class Fund(Registered):
    """The emulation and commendation fund of one year; dong. `cap_words` says by which rule the sum was fixed, with its source."""

    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    amount = models.PositiveBigIntegerField()
    cap_words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "name"], name="fund_once_a_year")]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class Bonus(Registered):
    """The bonus of one conferral, dong; empty where a number of its day is not known, with `words` saying which.

    `coefficient` is written exactly ("1.5"); `pays`: own (this office's fund), other (whoever decided or proposed), or none (gives way to
    a higher title of the same period).
    """

    conferral = models.OneToOneField("records.Conferral", on_delete=models.PROTECT, related_name="bonus")
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, null=True, blank=True, related_name="bonuses")
    dong = models.PositiveBigIntegerField(null=True, blank=True)
    coefficient = models.CharField(max_length=10, blank=True)
    base_salary = models.PositiveIntegerField(null=True, blank=True)
    is_cap = models.BooleanField(default=False)
    cites = models.JSONField(default=list)
    words = models.TextField(blank=True)
    pays = models.CharField(max_length=6, default="own")
    paid_on = models.DateField(null=True, blank=True)
    voucher = models.CharField(max_length=60, blank=True)

    objects = ScopedManager("conferral__unit")

    class Meta:
        verbose_name_plural = "bonuses"
        constraints = [
            models.CheckConstraint(condition=Q(pays__in=["own", "other", "none"]), name="bonus_known_payer"),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(dong__isnull=False), name="bonus_paid_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conferral_id} {self.dong}"


FundVersion = version_of(Fund)
BonusVersion = version_of(Bonus)
