"""The office's own abbreviations: what "PX03" or "CA ĐL" stands for in its lists, added and forgotten by its people, used by every reading.

    keep_abbreviation("PX03", "Phòng Xây dựng phong trào bảo vệ an ninh Tổ quốc", by=officer, at=now)

The same short form said again takes the place of the one before; nothing is overwritten, and the log tells who said what.
"""

from datetime import datetime

from django.db import transaction

from tdkt.operations.errors import NotFound, RuleNotMet
from tdkt.operations.ledger import lock_chain, writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, OfficeAbbreviation
from tdkt.sheets.abbreviations import fault_of
from tdkt.vietnamese.folding import fold, nfc


def office_abbreviations() -> dict[str, str]:
    """What stands now, short to long, as the reader of sheets takes it."""
    return dict(OfficeAbbreviation.objects.filter(ended__isnull=True).values_list("short", "long"))


def keep_abbreviation(short: str, long: str, *, by: Account | None, at: datetime) -> OfficeAbbreviation:
    """Let a short form stand for a long one from now on. Raises `RuleNotMet` with the reason."""
    require(by, "apply")
    short, long = (" ".join(nfc(one).split()) for one in (short, long))
    if (fault := fault_of(short, long)) is not None:
        raise RuleNotMet(fault)
    key = fold(short)
    with transaction.atomic():
        lock_chain()
        standing = OfficeAbbreviation.objects.filter(key=key, ended__isnull=True)
        before = standing.first()
        if before is not None and (before.short, before.long) == (short, long):
            return before
        with writing(by=by, at=at, verb="abbreviations.keep", detail={"short": short, "long": long}) as pen:
            standing.update(ended=pen.entry)
            kept: OfficeAbbreviation = OfficeAbbreviation.objects.create(
                short=short, long=long, key=key, entry=pen.entry
            )
    return kept


def forget_abbreviation(abbreviation_id: int, *, by: Account | None, at: datetime) -> OfficeAbbreviation:
    """Let an abbreviation no longer count. Raises `NotFound`."""
    require(by, "apply")
    with transaction.atomic():
        lock_chain()
        found: OfficeAbbreviation | None = OfficeAbbreviation.objects.filter(
            pk=abbreviation_id, ended__isnull=True
        ).first()
        if found is None:
            raise NotFound(
                "Không có chữ viết tắt này, hoặc đã thôi dùng. Xem lại bảng chữ viết tắt.",
                "There is no such abbreviation, or it is no longer used. Look at the table again.",
            )
        detail = {"short": found.short, "long": found.long}
        with writing(by=by, at=at, verb="abbreviations.forget", detail=detail) as pen:
            OfficeAbbreviation.objects.filter(pk=found.pk).update(ended=pen.entry)
    found.refresh_from_db()
    return found
