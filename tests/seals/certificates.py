"""Keys of three generations and a certificate under each, for tests of seals."""

from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tdkt.seals.certificate import Certificate, sign_certificate
from tdkt.seals.keys import PublicKey, public_of
from tdkt.seals.revocations import RevocationList, Section

PRIVATE = tuple(Ed25519PrivateKey.from_private_bytes(bytes([place] * 32)) for place in (1, 2, 3))
CHANGES = (date(2022, 1, 1), date(2023, 6, 1), date(2025, 1, 1))
KEYS = tuple(
    PublicKey(public_of(private), first, last)
    for private, first, last in zip(PRIVATE, CHANGES, (*CHANGES[1:], None), strict=True)
)
"""Three keys, each in force until the day on which the next one is."""
TODAY = date(2025, 3, 1)


def a_certificate(serial: int = 7, issued_on: date = date(2025, 2, 3), **said: object) -> Certificate:
    return Certificate(
        **{
            "name": "Nguyễn Thị Mẫu",
            "award": "giay-khen",
            "class_no": None,
            "number": "123/QĐ-CAT-PX03",
            "decided_on": date(2025, 1, 20),
            "authority": "Giám đốc Công an tỉnh mẫu",
            "book": "2025",
            "serial": serial,
            "issued_on": issued_on,
            **said,
        }  # type: ignore[arg-type]
    )


CODE = sign_certificate(a_certificate(), private=PRIVATE[2])
LIST = RevocationList(
    date(2025, 2, 20),
    tuple(
        Section(key.key_id, "2025", highest=100, revoked=frozenset({8, 99}), replaced=frozenset({9})) for key in KEYS
    ),
)
