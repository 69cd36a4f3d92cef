"""The ballot box: votes sealed so that only the tellers together can open them, and counted without ever lying open as whole ballots.

    box = new_box()                                     # box.secret goes to `sharing.split` and nowhere else
    vote = seal(["yes", None, "blank"], public=box.public, label="ballot 7")
    counts = open_box(votes, secret=box.secret, items=3, label="ballot 7")

A vote is one byte for each item of the ballot, filled up to a whole number of `STEP` bytes, and sealed with HPKE (RFC 9180: X25519,
HKDF-SHA256, AES-128-GCM) to the box's public key: all votes of a ballot have the same length, whatever they say. The label is bound
into the seal, so that a vote of one ballot opens in no other. The private key is derived from a secret of 128 bits, short enough to
be kept on paper.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SECRET_BITS = 128
STEP = 256
CHOICES: tuple[str | None, ...] = (None, "yes", "no", "blank")
"""What a vote may say of an item; None: this voter takes no part in it."""

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
_PURPOSE = b"tdkt ballot box 1"


class NotOurVote(ValueError):
    """Bytes that this key does not open, or that say nothing a vote may say."""


@dataclass(frozen=True)
class Box:
    """A new box: the secret that opens it, an integer below 2**128, and the public key that seals votes into it, 32 bytes."""

    secret: int
    public: bytes


@dataclass(frozen=True)
class Bag:
    """What all votes say of one item: how many of each."""

    yes: int
    no: int
    blank: int

    @property
    def total(self) -> int:
        return self.yes + self.no + self.blank


def new_box() -> Box:
    """A box that nobody has the key to yet."""
    secret = secrets.randbits(SECRET_BITS)
    return Box(secret, public_of(secret))


def public_of(secret: int) -> bytes:
    """The public key that belongs to a secret."""
    return _key(secret).public_key().public_bytes_raw()


def seal(choices: Sequence[str | None], *, public: bytes, label: str) -> bytes:
    """One vote, sealed: a choice of `CHOICES` for each item in the ballot's order.

    Raises `ValueError` for a choice that there is not; two seals of the same choices share no byte pattern.
    """
    said = bytes(CHOICES.index(choice) for choice in choices)
    filled = said.ljust(length_of(len(said)), b"\0")
    return _SUITE.encrypt(filled, X25519PublicKey.from_public_bytes(public), _label(label))


def open_box(votes: Iterable[bytes], *, secret: int, items: int, label: str) -> list[Bag]:
    """What all votes together say of each item, in the ballot's order.

    Each item is counted by itself and only the counts leave this function: no order, and no ballot as a whole. Raises `NotOurVote` for
    a vote that was not sealed for this box and label, or that is longer or shorter than the others.
    """
    key, bound = _key(secret), _label(label)
    counts = [dict.fromkeys(CHOICES, 0) for _ in range(items)]
    for vote in votes:
        for count, choice in zip(counts, _choices(vote, key=key, bound=bound, items=items), strict=True):
            count[choice] += 1
    return [Bag(count["yes"], count["no"], count["blank"]) for count in counts]


def digest_of_box(votes: Iterable[bytes]) -> str:
    """SHA-256 of a closed box, in hexadecimal: the sealed votes in the order of their bytes, so that it says nothing of when they came."""
    digest = hashlib.sha256()
    for vote in sorted(votes):
        digest.update(len(vote).to_bytes(4, "big"))
        digest.update(vote)
    return digest.hexdigest()


def length_of(items: int) -> int:
    """How many bytes a vote on so many items has before it is sealed: the same for all votes of a ballot."""
    return max(STEP, -(-items // STEP) * STEP)


def _choices(vote: bytes, *, key: X25519PrivateKey, bound: bytes, items: int) -> list[str | None]:
    try:
        said = _SUITE.decrypt(vote, key, bound)
    except (InvalidTag, ValueError) as why:
        raise NotOurVote("Một phiếu trong hòm không mở được bằng khóa này.") from why
    if len(said) != length_of(items) or any(said[items:]) or any(one >= len(CHOICES) for one in said):
        raise NotOurVote("Một phiếu trong hòm không có nội dung của cuộc bỏ phiếu này.")
    return [CHOICES[one] for one in said[:items]]


def _key(secret: int) -> X25519PrivateKey:
    if not 0 <= secret < 1 << SECRET_BITS:
        raise ValueError("A box's secret has 128 bits")
    stretched = HKDF(SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.to_bytes(SECRET_BITS // 8, "big"))
    return X25519PrivateKey.from_private_bytes(stretched)


def _label(label: str) -> bytes:
    return _PURPOSE + b": " + label.encode()
