"""Who may use the register: accounts with one role on one unit, and the office that the register belongs to."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q


class Role(models.TextChoices):
    """What an account may do; `web.policy` and `operations.permissions` say the rest."""

    CLERK = "clerk", "Cán bộ thi đua đơn vị"
    OFFICER = "officer", "Cán bộ thi đua, khen thưởng"
    INSPECTOR = "inspector", "Thanh tra"
    MEMBER = "member", "Thành viên hội đồng"
    SIGNER = "signer", "Lãnh đạo ký"


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; there is no superuser and no default password."""

    def create_user(
        self, username: str, *, name: str, role: str, password: str | None = None, **fields: Any
    ) -> "Account":
        account = self.model(username=username, name=name, role=role, **fields)
        account.set_password(password)  # None: cannot sign in with a password
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person who signs in. `unit` is where the rights begin: its subtree today, with what those units inherited; none: nothing.

    `sample` accounts belong to the sample office: they have no password and are entered by the switcher, in sample mode only.
    """

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=Role.choices)
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    is_active = models.BooleanField(default=True)
    sample = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name", "role"]
    objects = AccountManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(role__in=Role.values), name="account_known_role")]

    def __str__(self) -> str:
        return self.name


class Office(models.Model):
    """The office whose register this is: one row. Names are printed on papers as given here."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=200)
    parent = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=100, blank=True)
    symbol = models.CharField(max_length=40, blank=True)
    signer_post = models.CharField(max_length=100, blank=True)
    recipients = models.JSONField(default=list)
    unit = models.ForeignKey("records.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    sample = models.BooleanField(default=False)
    working_date = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="office_is_one")]

    def __str__(self) -> str:
        return self.name
