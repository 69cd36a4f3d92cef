"""A certificate that proves itself: what its paper says, signed, as the text of its QR; and the verdict on such a text without a network.

    code = sign_certificate(Certificate("Nguyễn Văn Mẫu", "giay-khen", …), private=key)
    verdict = verify(code, keys, revoked, on=day)       # Verdict("genuine", Certificate(…), …)

The text holds what stands on the paper, so that a code copied onto another paper is seen: it names the receiver and the award. `verify`
knows no register; it needs the public keys and, to know what was revoked since, the list of a day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tdkt.seals.fields import Reader, Unreadable, Writer
from tdkt.seals.keys import PublicKey
from tdkt.seals.revocations import RevocationList
from tdkt.seals.signed import CERTIFICATE, Damaged, NotOurs, is_signed_by, read, sign

VERDICTS = (
    "genuine",
    "not-ours",
    "changed",
    "unknown-key",
    "wrong-type",
    "future-date",
    "key-not-in-force",
    "revoked",
    "replaced",
    "list-too-old",
)
"""What can be said of a code, each in its own words. Only the first is good; `list-too-old` says that the paper is ours and unchanged,
and that the list at hand cannot tell whether it was revoked."""
LIST_DAYS = 92
"""Days after which a list is too old to vouch for a certificate, unless the asker sets others. Ours: no law sets any."""
_POSTHUMOUS = 4


@dataclass(frozen=True)
class Certificate:
    """What stands on a certificate. `award` is a code of the catalogue, `class_no` 1 to 3 or None; `decided_on` None where the day is not known."""

    name: str
    award: str
    class_no: int | None
    number: str
    decided_on: date | None
    authority: str
    book: str
    serial: int
    issued_on: date
    posthumous: bool = False


@dataclass(frozen=True)
class Verdict:
    """What is known of a code on a day: `kind` of `VERDICTS`; what it says, where its signature is right; the key; the day of the list used."""

    kind: str
    on: date
    certificate: Certificate | None = None
    key_id: str = ""
    list_on: date | None = None

    @property
    def is_genuine(self) -> bool:
        return self.kind == "genuine"


def sign_certificate(said: Certificate, *, private: Ed25519PrivateKey) -> str:
    """The text of its QR: about 250 to 450 characters."""
    return sign(CERTIFICATE, content_of(said), private=private)


def verify(
    code: str,
    keys: Sequence[PublicKey],
    revoked: RevocationList | None,
    *,
    on: date,
    list_days: int = LIST_DAYS,
) -> Verdict:
    """The verdict on a code as of a day. The signature is checked before anything that the code says is believed."""
    try:
        message = read(code)
    except NotOurs:
        return Verdict("not-ours", on)
    except Damaged:
        return Verdict("changed", on)
    known = [key for key in keys if key.key_id == message.key_id]
    list_on = revoked.made_on if revoked else None
    if not known:
        return Verdict("unknown-key", on, key_id=message.key_id, list_on=list_on)
    if not any(is_signed_by(message, bytes.fromhex(key.public)) for key in known):
        return Verdict("changed", on, key_id=message.key_id, list_on=list_on)
    if message.kind != CERTIFICATE:
        return Verdict("wrong-type", on, key_id=message.key_id, list_on=list_on)
    try:
        said = certificate_of(message.content)
    except Unreadable:
        return Verdict("wrong-type", on, key_id=message.key_id, list_on=list_on)
    kind = _standing(said, known, revoked, on=on, list_days=list_days)
    return Verdict(kind, on, said, message.key_id, list_on)


def _standing(
    said: Certificate, known: Sequence[PublicKey], revoked: RevocationList | None, *, on: date, list_days: int
) -> str:
    """How a certificate with a right signature stands on a day."""
    if said.issued_on > on or (said.decided_on is not None and said.decided_on > on):
        return "future-date"
    if not any(key.signed_on(said.issued_on) for key in known):
        return "key-not-in-force"
    state = revoked.state(known[0].key_id, said.book, said.serial) if revoked else None
    if state in ("revoked", "replaced"):
        return state
    if revoked is None or state is None or (on - revoked.made_on).days > list_days:
        return "list-too-old"
    return "genuine"


def content_of(said: Certificate) -> bytes:
    """What is signed of a certificate."""
    pen = Writer()
    pen.number((said.class_no or 0) | (_POSTHUMOUS if said.posthumous else 0))
    pen.number(said.serial)
    pen.day(said.issued_on)
    pen.day(said.decided_on)
    for text in (said.book, said.award, said.number, said.authority, said.name):
        pen.words(text)
    return pen.content


def certificate_of(content: bytes) -> Certificate:
    """The certificate that content says. Raises `Unreadable`."""
    said = Reader(content)
    flags, serial, issued_on, decided_on = said.number(), said.number(), said.day(), said.day()
    book, award, number, authority, name = (said.words() for _ in range(5))
    said.end()
    if flags > 7 or issued_on is None:
        raise Unreadable
    return Certificate(
        name,
        award,
        flags & 3 or None,
        number,
        decided_on,
        authority,
        book,
        serial,
        issued_on,
        bool(flags & _POSTHUMOUS),
    )
