"""The order of the Vietnamese alphabet (a ă â b c d đ e ê …), as a key to store in a column and sort by.

Letters decide first, then tones (ngang, huyền, hỏi, ngã, sắc, nặng), then case: Anh, Ánh, Ân, Ẩn. Hoà and hòa are one
word. The key holds only digits and the letters a to z, so that it sorts alike under every collation of a database.
"""

import unicodedata
from functools import lru_cache

from tdkt.vietnamese.folding import TONES, nfc, place_tones
from tdkt.vietnamese.names import split_name

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_SHELVES = {"ă": "a1", "â": "a2", "đ": "d1", "ê": "e1", "ô": "o1", "ơ": "o2", "ư": "u1"}
_PRIMARY = {letter: _SHELVES.get(letter, letter + "0") for letter in _ALPHABET}
_END, _SPACE, _MARK = "00", "01", "02"


def sort_key(text: str) -> str:
    """The key of a text: `sorted(words, key=sort_key)` is the order of a Vietnamese dictionary. Spaces at the ends do
    not count."""
    primary: list[str] = []
    tones: list[str] = []
    cases: list[str] = []
    for c in " ".join(place_tones(text).split()):
        letter, tone = _untoned(c)
        primary.append(_shelf(letter))
        tones.append(str(tone))
        cases.append("1" if c.isupper() else "0")
    return "".join([*primary, _END, *tones, *cases])


def name_key(full_name: str) -> str:
    """The key of a person's name: by given name, then family name, then middle names, as class and staff lists run."""
    family, middle, given = split_name(full_name)
    return sort_key(given) + sort_key(family) + sort_key(middle)


@lru_cache(maxsize=4096)
def _untoned(c: str) -> tuple[str, int]:
    """The letter in lower case without its tone, and the place of the tone (0 for none)."""
    marks = unicodedata.normalize("NFD", c.lower())
    tone = next((TONES.index(m) + 1 for m in marks if m in TONES), 0)
    return nfc("".join(m for m in marks if m not in TONES)), tone


@lru_cache(maxsize=4096)
def _shelf(letter: str) -> str:
    if letter in _PRIMARY:
        return _PRIMARY[letter]
    if letter == " ":
        return _SPACE
    if letter in "0123456789":
        return "1" + letter
    if not letter.isalnum():
        return _MARK
    base = unicodedata.normalize("NFD", letter)[:1]
    # A foreign letter stands after its plain form (ç after c); another script after z, by its code point.
    return _PRIMARY[base][0] + "9" if base in _PRIMARY else "z9" + "".join(f"{ord(m):06x}" for m in letter)
