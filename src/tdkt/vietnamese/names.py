"""Names of people as they are written and taken apart: family name, middle names, given name."""

import re

from tdkt.vietnamese.folding import nfc

_PART = re.compile(r"[^\W\d_]+")


def display_name(text: str) -> str:
    """A name as it is printed: "NGUYỄN  VĂN an" is "Nguyễn Văn An"; a word of mixed case (McKay) is kept as typed."""
    return " ".join(_displayed(word) for word in nfc(text).split())


def split_name(full: str) -> tuple[str, str, str]:
    """Family name, middle names and given name: "Trần Thị Bích Ngọc" is ("Trần", "Thị Bích", "Ngọc"); a lone word is a
    given name."""
    words = nfc(full).split()
    if len(words) < 2:
        return "", "", "".join(words)
    return words[0], " ".join(words[1:-1]), words[-1]


def _displayed(word: str) -> str:
    if word.islower() or word.isupper():
        # Each part of H'Hen and Y-Moan begins with a capital.
        return nfc(_PART.sub(lambda part: part.group()[0].upper() + part.group()[1:].lower(), word))
    return word
