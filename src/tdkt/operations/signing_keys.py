"""The keys under which this office signs certificates: the one in force, the change to a new one, and the file of those to be trusted.

The private halves lie in the data folder, readable by the server's account alone, and are part of its backup: a register moved to another
machine without them still verifies, and makes itself a new key for what it issues next.
"""

from datetime import date, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db.models import Max, Q

from tdkt.operations.errors import RuleNotMet
from tdkt.operations.ledger import Pen, writing
from tdkt.operations.permissions import require
from tdkt.records.models import Account, Certificate, Office, SigningKey
from tdkt.seals.keys import NotKeys, PublicKey, TrustFile, keep, kept, new_key, public_of, published
from tdkt.seals.revocations import RevocationList, Section, sign_list
from tdkt.seals.signed import id_of
from tdkt.vietnamese.dates import write_date


def folder() -> Path:
    """Where the private keys lie."""
    return Path(settings.DATA) / "signing-keys"


def key_in_force(pen: Pen, on: date) -> Ed25519PrivateKey:
    """The key that signs on a day; made within this act where the machine has none."""
    standing = SigningKey.objects.filter(from_date__lte=on).filter(Q(to_date=None) | Q(to_date__gte=on))
    for row in standing.order_by("-from_date", "-pk"):
        private = _private(row.key_id)
        if private is not None:
            return private
    return _make(pen, on)


def change_key(*, by: Account | None, at: datetime, on: date) -> SigningKey:
    """Put a new key in force from this day on. The old ones sign for the last time today; what they signed stays good."""
    require(by, "issue-certificates")
    with writing(by=by, at=at, verb="signing-keys.change", detail={}) as pen:
        young = SigningKey.objects.filter(from_date__gte=on).order_by("-from_date").first()
        if young is not None:
            raise RuleNotMet(
                f"Khóa đang dùng có từ ngày {write_date(young.from_date)}. Đổi khóa từ ngày hôm sau trở đi.",
                f"The key in use is from {write_date(young.from_date)}. Change it on a later day.",
            )
        for row in SigningKey.objects.filter(to_date=None):
            pen.change(row, to_date=on)
        return SigningKey.objects.get(key_id=id_of(bytes.fromhex(public_of(_make(pen, on)))))


def trusted_keys() -> tuple[PublicKey, ...]:
    """The public keys of this register, the oldest first."""
    rows = SigningKey.objects.order_by("from_date", "pk")
    return tuple(PublicKey(row.public, row.from_date, row.to_date) for row in rows)


def revocation_list(on: date) -> RevocationList:
    """What this register says on a day of all certificates it issued."""
    gone: dict[tuple[str, str], dict[str, set[int]]] = {}
    ended = Certificate.objects.exclude(state="valid").values_list("key_id", "book", "state", "serial")
    for key_id, book, state, serial in ended.iterator():
        gone.setdefault((key_id, book), {}).setdefault(state, set()).add(serial)
    highest = Certificate.objects.order_by("key_id", "book").values_list("key_id", "book").annotate(last=Max("serial"))
    sections = (
        Section(
            key_id,
            book,
            last,
            frozenset(gone.get((key_id, book), {}).get("revoked", ())),
            frozenset(gone.get((key_id, book), {}).get("replaced", ())),
        )
        for key_id, book, last in highest
    )
    return RevocationList(on, tuple(sections))


def trust_file(*, by: Account | None, at: datetime, on: date) -> str:
    """The file for a memory stick: public keys, and the list of a day signed by the key in force. Raises `RuleNotMet` before the first certificate."""
    require(by, "issue-certificates")
    if not SigningKey.objects.exists():
        raise RuleNotMet(
            "Chưa có khóa ký nào: cơ quan chưa cấp bằng nào trên sổ này. Cấp bằng cho một quyết định trước.",
            "There is no signing key: no certificate was issued from this register. Issue some for a decision first.",
        )
    with writing(by=by, at=at, verb="signing-keys.publish", detail={"on": on.isoformat()}) as pen:
        private = key_in_force(pen, on)
        office = Office.objects.first()
        revocations = sign_list(revocation_list(on), private=private)
        return published(TrustFile(office.name if office else "", on, trusted_keys(), revocations))


def _private(key_id: str) -> Ed25519PrivateKey | None:
    try:
        return kept(key_id, folder())
    except NotKeys as why:
        raise RuleNotMet(
            str(why), f"The file of the signing key {key_id} is damaged. Restore it from a backup."
        ) from None


def _make(pen: Pen, on: date) -> Ed25519PrivateKey:
    private = new_key()
    public = public_of(private)
    # A key whose act is taken back stays behind as a file that no row names and nobody uses.
    keep(private, folder())
    pen.add_one(SigningKey(key_id=id_of(bytes.fromhex(public)), public=public, from_date=on))
    return private
