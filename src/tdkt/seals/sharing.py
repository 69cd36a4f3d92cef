"""The key of a ballot box in three parts on paper, any two of which give it back and one of which says nothing.

    codes = split(box.secret)              # ("1K7M-…", "2…", "3…"): one for each teller
    secret = join(codes[0], codes[2])

Shamir's sharing over the prime 2**130 - 5: the secret is where a straight line crosses zero, each share is one point of the line. A
share is written in 36 characters of an alphabet without I, L, O and U, in nine groups of four whose last character checks the other
three, so that a slip of the pen is found with its group. Its `mark` (SHA-256) lets the program tell whose share it is, and that it is
the right one, without keeping it.
"""

import hashlib
import secrets

PRIME = (1 << 130) - 5
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHARES = 3
NEEDED = 2
GROUPS, IN_GROUP = 9, 4
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "Đ": "D"})


class WrongShare(ValueError):
    """What was typed is no share. `group` is the number of the group that is wrong, from 1, or None where there is no such group."""

    def __init__(self, words: str, group: int | None = None) -> None:
        super().__init__(words)
        self.group = group


def split(secret: int) -> tuple[str, str, str]:
    """Three codes for a secret below 2**128; the same secret gives other codes each time."""
    slope = secrets.randbelow(PRIME)
    first, second, third = (written(at, (secret + slope * at) % PRIME) for at in range(1, SHARES + 1))
    return first, second, third


def join(one: str, other: str) -> int:
    """The secret of two different shares of one splitting.

    Raises `WrongShare` for a code that is none, for the same share twice, and where the two do not belong together (most times; `mark`
    tells for certain).
    """
    (x1, y1), (x2, y2) = read(one), read(other)
    if x1 == x2:
        raise WrongShare("Hai mã là cùng một mã. Cần mã của hai người khác nhau.")
    secret = (y1 * x2 - y2 * x1) * pow(x2 - x1, -1, PRIME) % PRIME
    if secret >= 1 << 128:
        raise WrongShare("Hai mã không thuộc cùng một hòm phiếu.")
    return secret


def written(at: int, value: int) -> str:
    """A share as it is printed: "1K7M-0000-…"."""
    digits = [at, *(value >> shift & 31 for shift in range(125, -1, -5))]
    groups = [digits[start : start + IN_GROUP - 1] for start in range(0, len(digits), IN_GROUP - 1)]
    return "-".join(
        "".join(ALPHABET[digit] for digit in (*group, _check(place, group))) for place, group in enumerate(groups, 1)
    )


def read(code: str) -> tuple[int, int]:
    """The point (1 to 3, value) that a typed code writes. Case, spaces and hyphens do not matter; O is read as 0, I and L as 1.

    Raises `WrongShare` naming the group that is mistyped.
    """
    letters = "".join(code.upper().translate(_LOOKALIKES).split()).replace("-", "").replace("–", "")
    if len(letters) != GROUPS * IN_GROUP:
        raise WrongShare(f"Mã có {GROUPS} nhóm, mỗi nhóm {IN_GROUP} ký tự; đã gõ {len(letters)} ký tự.")
    digits: list[int] = []
    for place in range(1, GROUPS + 1):
        typed = letters[(place - 1) * IN_GROUP : place * IN_GROUP]
        group = [ALPHABET.find(letter) for letter in typed]
        if min(group) < 0 or group[-1] != _check(place, group[:-1]):
            raise WrongShare(f"Nhóm thứ {place} của mã ({typed}) gõ sai.", place)
        digits += group[:-1]
    at, value = digits[0], sum(digit << shift for digit, shift in zip(digits[1:], range(125, -1, -5), strict=True))
    if not 1 <= at <= SHARES or value >= PRIME:
        raise WrongShare("Mã này không phải mã của một hòm phiếu.")
    return at, value


def mark(code: str) -> str:
    """The fingerprint of a share, in hexadecimal, however it was typed. A share is far too long to be guessed from it."""
    at, value = read(code)
    return hashlib.sha256(f"tdkt share {at} {value:x}".encode()).hexdigest()


def _check(place: int, digits: list[int]) -> int:
    """The character that closes a group: it differs for any other digits but one in 32, and for the same digits in another place."""
    return hashlib.sha256(bytes((place, *digits))).digest()[0] & 31
