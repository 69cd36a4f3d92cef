"""The list of certificates that are no longer valid: one signed, dated message that is carried by file to whoever verifies.

    text = sign_list(RevocationList(day, (Section("04H2ABCD", "2024", highest=310, revoked={7}, replaced={12}),)), private=key)
    lists = read_list(text, keys)             # raises `NotAList`

For each key and book there are two rows of bits, one bit for each serial up to the highest that was issued: revoked, and replaced by a
newer certificate. Rows of bits say nothing of persons, and pressed together a book of 131,072 certificates takes a few kilobytes. The
highest serial tells a certificate that is younger than the list from one that the list knows.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tdkt.seals.fields import Reader, Unreadable, Writer
from tdkt.seals.keys import PublicKey
from tdkt.seals.signed import REVOCATIONS, Damaged, NotOurs, is_signed_by, read, sign

MOST_SERIALS = 1 << 24


class NotAList(ValueError):
    """A text that is no list of ours, or that no trusted key signed."""


@dataclass(frozen=True)
class Section:
    """What the list says of one book under one key: serials from 1 to `highest`."""

    key_id: str
    book: str
    highest: int
    revoked: frozenset[int] = field(default_factory=frozenset)
    replaced: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class RevocationList:
    """The whole list as of a day."""

    made_on: date
    sections: tuple[Section, ...]

    def state(self, key_id: str, book: str, serial: int) -> str | None:
        """valid, revoked or replaced; None for a certificate that was issued after this list was made."""
        for section in self.sections:
            if (section.key_id, section.book) == (key_id, book) and serial <= section.highest:
                if serial in section.revoked:
                    return "revoked"
                return "replaced" if serial in section.replaced else "valid"
        return None


def sign_list(said: RevocationList, *, private: Ed25519PrivateKey) -> str:
    """The list as a signed message."""
    pen = Writer()
    pen.day(said.made_on)
    pen.number(len(said.sections))
    for section in said.sections:
        pen.words(section.key_id)
        pen.words(section.book)
        pen.number(section.highest)
        for serials in (section.revoked, section.replaced):
            pen.bytes_(pressed(serials, section.highest))
    return sign(REVOCATIONS, pen.content, private=private)


def read_list(code: str, keys: Sequence[PublicKey]) -> RevocationList:
    """The list that a text writes. Raises `NotAList` unless a trusted key signed it on a day when it was in force."""
    try:
        message = read(code)
    except (NotOurs, Damaged):
        raise NotAList("Danh sách thu hồi bị hỏng hoặc không phải của tdkt. Chép lại tệp từ cơ quan cấp.") from None
    signers = [key for key in keys if key.key_id == message.key_id]
    if not any(is_signed_by(message, bytes.fromhex(key.public)) for key in signers):
        raise NotAList("Danh sách thu hồi không do khóa nào trong tệp khóa ký. Lấy tệp khóa mới từ cơ quan cấp.")
    if message.kind != REVOCATIONS:
        raise NotAList("Mã này không phải danh sách thu hồi.")
    try:
        said = _read(message.content)
    except Unreadable:
        raise NotAList("Danh sách thu hồi không đọc được. Chép lại tệp từ cơ quan cấp.") from None
    if not any(key.signed_on(said.made_on) for key in signers):
        raise NotAList("Danh sách thu hồi đề ngày mà khóa ký nó không còn hoặc chưa có hiệu lực.")
    return said


def pressed(serials: Iterable[int], highest: int) -> bytes:
    """A row of bits, pressed: bit 0 of byte 0 is serial 1. An empty row is no bytes at all."""
    row = bytearray(-(-highest // 8))
    for serial in serials:
        if not 1 <= serial <= highest:
            raise ValueError(f"serial {serial} is not within 1 to {highest}")
        row[(serial - 1) >> 3] |= 1 << ((serial - 1) & 7)
    return zlib.compress(bytes(row), 9) if any(row) else b""


def unpressed(content: bytes, highest: int) -> frozenset[int]:
    """The serials of a row of bits. Raises `Unreadable`, and never unpacks more than such a row can have."""
    if not content:
        return frozenset()
    size = -(-highest // 8)
    unpacking = zlib.decompressobj()
    try:
        row = unpacking.decompress(content, size + 1)
    except zlib.error:
        raise Unreadable from None
    if len(row) != size or not unpacking.eof or unpacking.unused_data:
        raise Unreadable
    found = frozenset(
        place * 8 + bit + 1 for place, byte in enumerate(row) if byte for bit in range(8) if byte >> bit & 1
    )
    if any(serial > highest for serial in found):
        raise Unreadable
    return found


def _read(content: bytes) -> RevocationList:
    said = Reader(content)
    made_on = said.day()
    sections = []
    for _ in range(said.number()):
        key_id, book, highest = said.words(), said.words(), said.number()
        if highest > MOST_SERIALS:
            raise Unreadable
        revoked, replaced = (unpressed(said.bytes_(), highest) for _ in range(2))
        sections.append(Section(key_id, book, highest, revoked, replaced))
    said.end()
    if made_on is None:
        raise Unreadable
    return RevocationList(made_on, tuple(sections))
