"""Short signed messages as text: what stands in the QR of a certificate, and the list of those that are no longer valid.

    code = sign(CERTIFICATE, content, private=key)      # "TDKT:04H2…"
    said = read(code)                                   # raises `Damaged` or `NotOurs`
    is_signed_by(said, public)                          # True or False

A message is a version byte, a byte for its kind, the id of the key, the content and an Ed25519 signature (RFC 8032) of all before it,
written in 32 characters that a QR keeps in its small alphanumeric mode. Each message has exactly one way to be written: a character
changed anywhere gives another message, which no signature fits.
"""

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PREFIX = "TDKT:"
VERSION = 1
CERTIFICATE, REVOCATIONS = 1, 2
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEY_ID_BYTES, SIGNATURE_BYTES = 5, 64
HEAD = 2 + KEY_ID_BYTES
LONGEST = 4_000_000
"""Characters beyond which a text is no message of ours: the longest list has well under a million."""

_PURPOSE = b"tdkt signed message\0"
_PLACE = {letter: place for place, letter in enumerate(ALPHABET)}


class NotOurs(ValueError):
    """A text that no program of ours wrote."""


class Damaged(ValueError):
    """A text that begins as ours and cannot be read: cut off, mistyped or changed."""


@dataclass(frozen=True)
class Message:
    """A message as it was read; nothing is said yet of its signature. `body` is what the signature covers."""

    kind: int
    key_id: str
    content: bytes
    body: bytes
    signature: bytes


def sign(kind: int, content: bytes, *, private: Ed25519PrivateKey) -> str:
    """A message of this kind, signed, as text."""
    public = private.public_key().public_bytes_raw()
    body = bytes((VERSION, kind)) + _digest(public) + content
    return PREFIX + encoded(body + private.sign(_PURPOSE + body))


def read(code: str) -> Message:
    """The message that a text writes. Blanks and line ends do not matter, nor does a text wholly in small letters (a hand scanner with
    the capitals key down). Raises `NotOurs` and `Damaged`."""
    text = "".join(code[:LONGEST].split())
    text = text.upper() if text == text.lower() else text
    if not text.startswith(PREFIX) or len(code) > LONGEST:
        raise NotOurs(code[:40])
    said = decoded(text.removeprefix(PREFIX))
    if len(said) < HEAD + SIGNATURE_BYTES or said[0] != VERSION:
        raise Damaged(code[:40])
    body, signature = said[:-SIGNATURE_BYTES], said[-SIGNATURE_BYTES:]
    return Message(body[1], encoded(body[2:HEAD]), body[HEAD:], body, signature)


def is_signed_by(message: Message, public: bytes) -> bool:
    """Whether the key of these 32 bytes signed it."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(message.signature, _PURPOSE + message.body)
    except InvalidSignature:
        return False
    return True


def id_of(public: bytes) -> str:
    """The short name of a public key: 8 characters of its SHA-256."""
    return encoded(_digest(public))


def encoded(content: bytes) -> str:
    """Bytes in the 32 characters; five bits a character, the last filled up with zeros."""
    return "".join(_group(content[start : start + 5]) for start in range(0, len(content), 5))


def decoded(text: str) -> bytes:
    """The bytes that a text writes. Raises `Damaged` for another character, and for any but the one way to write them."""
    return b"".join(_bytes(text[start : start + 8]) for start in range(0, len(text), 8))


def _group(part: bytes) -> str:
    """Up to five bytes in up to eight characters."""
    length = -(-len(part) * 8 // 5)
    whole = int.from_bytes(part) << (length * 5 - len(part) * 8)
    return "".join(ALPHABET[whole >> shift & 31] for shift in range((length - 1) * 5, -1, -5))


def _bytes(group: str) -> bytes:
    whole = 0
    for letter in group:
        place = _PLACE.get(letter)
        if place is None:
            raise Damaged(group)
        whole = whole << 5 | place
    size = len(group) * 5 // 8
    spare = len(group) * 5 - size * 8
    if spare >= 5 or whole & ((1 << spare) - 1):
        raise Damaged(group)
    return (whole >> spare).to_bytes(size)


def _digest(public: bytes) -> bytes:
    return hashlib.sha256(public).digest()[:KEY_ID_BYTES]
