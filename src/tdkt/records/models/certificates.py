"""Certificates: the office's designs, each certificate with its serial and its code that proves itself, and every printing."""

from django.db import models
from django.db.models import F, Q

from tdkt.records.models.ledger import Registered, version_of
from tdkt.records.models.scope import ScopedManager

CERTIFICATE_STATES = ("valid", "revoked", "replaced")


class SigningKey(Registered):
    """A public key under which certificates were signed; the private one lies in the data folder, readable by the server alone."""

    key_id = models.CharField(max_length=16, unique=True)
    public = models.CharField(max_length=64)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.key_id


class Design(Registered):
    """A design of a certificate: `source` is its template with places to fill, `stock` blank or pre-printed, sizes and offsets in mm."""

    name = models.CharField(max_length=200)
    award = models.CharField(max_length=60, blank=True)
    stock = models.CharField(max_length=10, default="blank")
    width = models.DecimalField(max_digits=6, decimal_places=2)
    height = models.DecimalField(max_digits=6, decimal_places=2)
    places = models.JSONField(default=dict)
    cite = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=8, default="in-use")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], name="design_name_once"),
            models.CheckConstraint(condition=Q(stock__in=["blank", "preprinted"]), name="design_known_stock"),
            models.CheckConstraint(condition=Q(state__in=["in-use", "retired"]), name="design_known_state"),
        ]

    def __str__(self) -> str:
        return self.name


class Printer(Registered):
    """How far a printer sets everything off, in millimetres, as measured on its test page."""

    name = models.CharField(max_length=100, unique=True)
    right = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    down = models.DecimalField(max_digits=5, decimal_places=2, default=0)

    def __str__(self) -> str:
        return self.name


class Certificate(Registered):
    """The certificate of one conferral. `code` is what its QR says: signed, so that it is checked without this register.

    A reissued or exchanged certificate is a new row that names the one it `replaces`.
    """

    conferral = models.ForeignKey("records.Conferral", on_delete=models.PROTECT, related_name="certificates")
    serial = models.PositiveIntegerField()
    book = models.CharField(max_length=40)
    key_id = models.CharField(max_length=16)
    code = models.TextField()
    issued_on = models.DateField()
    state = models.CharField(max_length=8, default="valid")
    state_on = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=300, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    design = models.ForeignKey(Design, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = ScopedManager("conferral__unit")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "serial"], name="certificate_serial_once"),
            models.UniqueConstraint(fields=["conferral"], condition=Q(state="valid"), name="certificate_one_valid"),
            models.CheckConstraint(condition=Q(state__in=CERTIFICATE_STATES), name="certificate_known_state"),
            models.CheckConstraint(
                condition=Q(state="valid") | Q(state_on__isnull=False), name="certificate_ended_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")), name="certificate_replaces_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.book} {self.serial}"


class Printing(Registered):
    """One printing of one certificate: on which day, by whom, on which printer, and why again."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="printings")
    on_date = models.DateField()
    by_name = models.CharField(max_length=200, blank=True)
    printer = models.ForeignKey(Printer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    again = models.CharField(max_length=300, blank=True)

    objects = ScopedManager("certificate__conferral__unit")

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.on_date}"


SigningKeyVersion = version_of(SigningKey)
DesignVersion = version_of(Design)
PrinterVersion = version_of(Printer)
CertificateVersion = version_of(Certificate)
PrintingVersion = version_of(Printing)
