"""Vietnamese text typed in the encodings before Unicode: TCVN3 (the .VnTime fonts), VNI-Windows, VISCII.

Such text reaches us as Latin letters and signs: each byte of the old font shown as the character that Windows has at that place
("NguyÔn V¨n An", "Nguyeãn Vaên An"). Text here means such characters, not bytes. `detect` says which encoding many strings
together are in, `decode` gives Unicode (NFC), `encode` goes back.

Two things cannot be known from the text alone. TCVN3 has one code for "ế" and "Ế": a letter without a case of its own takes that of
its word. And TCVN3 writes "ư" as the soft hyphen, which is lost on copying: `lost_horns` gives the words where that happened.

Sources: TCVN 5712:1993 (VN3), the VNI-Windows table of the VNI fonts, RFC 1456 (VISCII).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from tdkt.vietnamese.folding import fold, nfc
from tdkt.vietnamese.syllables import INITIALS, is_syllable

TCVN3, VNI, VISCII = "TCVN3", "VNI", "VISCII"
ENCODINGS = (TCVN3, VNI, VISCII)
"""The encodings known here, by the names that people give them."""

SOFT_HYPHEN = "\u00ad"
_TONES = "\u0301\u0300\u0309\u0303\u0323"  # acute, grave, hook, tilde, dot below: the order of the tables below
_VOWELS = "aăâeêioôơuưy"
VOWELS = frozenset("aeiouy")
_MARKED = "ăâđêôơư"


def _toned(vowel: str) -> list[str]:
    return [nfc(vowel + tone) for tone in _TONES]


LETTERS = frozenset(
    form
    for small in [*_MARKED, *(toned for vowel in _VOWELS for toned in _toned(vowel))]
    for form in (small, small.upper())
)
"""The 134 letters of Vietnamese that are not plain Latin letters."""

# --- TCVN3: one character for one letter; the toned letters have no capitals of their own ------------------------------------

_TCVN3_TONED = {
    "a": "¸µ¶·¹", "ă": "¾»¼½Æ", "â": "ÊÇÈÉË", "e": "ÐÌÎÏÑ", "ê": "ÕÒÓÔÖ", "i": "Ý×ØÜÞ",
    "o": "ãßáâä", "ô": "èåæçé", "ơ": "íêëìî", "u": "óïñòô", "ư": "øõö÷ù", "y": "ýúûüþ",
}  # fmt: skip
_TCVN3_PLAIN = dict(zip("¨©®ª«¬\u00ad¡¢§£¤¥¦", _MARKED + _MARKED.upper(), strict=True))
_TCVN3_CASELESS = {
    code: letter for vowel, codes in _TCVN3_TONED.items() for code, letter in zip(codes, _toned(vowel), strict=True)
}
_TCVN3_CODES = _TCVN3_PLAIN | _TCVN3_CASELESS
_FROM_TCVN3 = str.maketrans(_TCVN3_CODES)
_TO_TCVN3 = {letter: code for code, letter in _TCVN3_CODES.items()}
_TO_TCVN3 |= {letter.upper(): code for code, letter in _TCVN3_CASELESS.items()}

# --- VNI: a vowel and a mark after it; a few letters have a character of their own ---------------------------------------------

_VNI_MARKS = {
    "a": "ùøûõï", "ă": "éèúüë", "â": "áàåãä", "e": "ùøûõï", "ê": "áàåãä", "o": "ùøûõï",
    "ô": "áàåãä", "ơ": "ùøûõï", "u": "ùøûõï", "ư": "ùøûõï", "y": "ùøûõ",
}  # fmt: skip
_VNI_BASES = {"ă": "a", "â": "a", "ê": "e", "ô": "o", "ơ": "ô", "ư": "ö"}
_VNI_SMALL = {"aê": "ă", "aâ": "â", "eâ": "ê", "oâ": "ô", "ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"} | {
    _VNI_BASES.get(vowel, vowel) + mark: letter
    for vowel, marks in _VNI_MARKS.items()
    for mark, letter in zip(marks, _toned(vowel), strict=False)
}  # fmt: skip
_TO_VNI = {letter: code for code, letter in _VNI_SMALL.items()} | {
    letter.upper(): code.upper() for code, letter in _VNI_SMALL.items()
}
# A capital is often followed by the small mark, and the other way round: the vowel decides the case.
_FROM_VNI = {
    written: letter
    for code, letter in _VNI_SMALL.items()
    for written, letter in (
        (code, letter), (code.upper(), letter.upper()),
        *(((code[0] + code[1].upper(), letter), (code[0].upper() + code[1], letter.upper())) if len(code) == 2 else ()),
    )
}  # fmt: skip
_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True)))

# --- VISCII: one character for one letter ----------------------------------------------------------------------------------------

_VISCII_UPPER_HALF = "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
_VISCII_BYTES = {0x80 + i: letter for i, letter in enumerate(_VISCII_UPPER_HALF)} | {
    0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ",
}  # fmt: skip


def _shown(code: int) -> str:
    """The character that Windows shows for a byte; where it has none, that of Latin-1."""
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


_WINDOWS = str.maketrans({chr(code): _shown(code) for code in range(0x80, 0xA0)})


def shown_by_windows(content: bytes) -> str:
    """Bytes of one letter each as Windows shows them, none lost: how text in an old font looks without its font."""
    return content.decode("latin-1").translate(_WINDOWS)


_VISCII_CODES = {_shown(code): letter for code, letter in _VISCII_BYTES.items()}
_FROM_VISCII = str.maketrans({chr(code): letter for code, letter in _VISCII_BYTES.items()} | _VISCII_CODES)
_TO_VISCII = {letter: code for code, letter in _VISCII_CODES.items()}

# --- to Unicode and back ---------------------------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\s.,;:!?/()\[\]{}\"'“”‘’\-–—+&=<>|*#%_\d]+")


def decode(text: str, encoding: str) -> str:
    """The text in Unicode (NFC). Characters that the encoding does not know stay as they are. Raises KeyError for an unknown encoding.

    >>> decode("NguyÔn §øc", TCVN3), decode("Nguyeãn Ñöùc", VNI)
    ('Nguyễn Đức', 'Nguyễn Đức')
    """
    return nfc(_DECODERS[encoding](text))


def encode(text: str, encoding: str) -> str:
    """The text as the old font has it. Raises ValueError where a character has no place in the encoding.

    A toned capital of TCVN3 gets the code that it shares with the small letter.
    """
    table, taken = _ENCODERS[encoding]
    written = []
    for c in nfc(text):
        code = table.get(c, c if c.isascii() and c not in taken else None)
        if code is None:
            raise ValueError(f"Bảng mã {encoding} không có chữ '{c}': bỏ chữ này hoặc dùng Unicode.")
        written.append(code)
    return "".join(written)


def _decode_tcvn3(text: str) -> str:
    words = [(found.group(), found.group().translate(_FROM_TCVN3)) for found in _WORD.finditer(text)]
    told = [decoded for raw, decoded in words if _cased(raw) > 1]
    all_capitals = bool(told) and all(_looks_capital(raw) for raw, _ in words if _cased(raw))
    return _WORD.sub(lambda found: _decoded_word(found.group(), all_capitals=all_capitals), text)


def _decoded_word(raw: str, *, all_capitals: bool) -> str:
    decoded = raw.translate(_FROM_TCVN3)
    if _looks_capital(raw) and (_cased(raw) > 1 or all_capitals):
        return decoded.upper()
    return decoded


def _has_case(c: str) -> bool:
    return c not in _TCVN3_CASELESS and (c in _TCVN3_PLAIN or c.isalpha())


def _cased(raw: str) -> int:
    return sum(_has_case(c) for c in raw)


def _looks_capital(raw: str) -> bool:
    return all(c.translate(_FROM_TCVN3).isupper() for c in raw if _has_case(c))


def _decode_vni(text: str) -> str:
    return _VNI_CODE.sub(lambda found: _FROM_VNI[found.group()], text)


_DECODERS: dict[str, Callable[[str], str]] = {
    TCVN3: _decode_tcvn3,
    VNI: _decode_vni,
    VISCII: lambda text: text.translate(_FROM_VISCII),
}
_ENCODERS: dict[str, tuple[dict[str, str], frozenset[str]]] = {
    TCVN3: (_TO_TCVN3, frozenset()),
    VNI: (_TO_VNI, frozenset()),
    VISCII: (_TO_VISCII, frozenset("\x02\x05\x06\x14\x19\x1e")),
}

# --- which encoding ----------------------------------------------------------------------------------------------------------------

_UNICODE_ONLY = frozenset(c for c in LETTERS if ord(c) > 0xFF)
FOREIGN = re.compile("[^\x00-\x7f" + "".join(c for c in sorted(LETTERS)) + "“”‘’–—…•\u00a0°²³½¼№₫]")
"""A character that Vietnamese text in Unicode hardly has, and text in an old encoding always has somewhere."""


@dataclass(frozen=True)
class Evidence:
    """How many different words speak for an encoding and how many against it; `strange` of the first have letters or signs, or
    capitals within the word, that no language would write so. `sound` words are plain Unicode, with letters that no old font shows."""

    good: int = 0
    bad: int = 0
    strange: int = 0
    sound: int = 0

    @property
    def is_enough(self) -> bool:
        """Whether a column or a sheet may be taken to be in the encoding: several words, and hardly one against it."""
        if self.good == 2:
            return self.bad + self.sound == 0 and self.strange > 0
        return self.is_there and self.good >= 4 * (self.bad + self.sound)

    @property
    def is_there(self) -> bool:
        """Whether some of the text is in the encoding, be there as much in Unicode beside it."""
        return self.good >= 3 and self.good >= 4 * self.bad and self.strange * 4 >= self.good


def marked_words(texts: Iterable[str]) -> Counter[str]:
    """The words with a character beyond plain Latin letters, with the number of their occurrences."""
    return Counter(word for text in texts if not text.isascii() for word in _WORD.findall(text) if not word.isascii())


def weigh(words: Iterable[str]) -> dict[str, Evidence]:
    """What the words, each counted once, say for each encoding."""
    found = {encoding: [0, 0, 0] for encoding in ENCODINGS}
    different = set(words)
    sound = sum(map(has_unicode, different))
    for word in different:
        for encoding, counts in found.items():
            sign = sign_of(word, encoding)
            counts[0] += sign > 0
            counts[1] += sign < 0 and not has_unicode(word)
            counts[2] += sign > 1
    return {encoding: Evidence(good, bad, strange, sound) for encoding, (good, bad, strange) in found.items()}


def has_unicode(text: str) -> bool:
    """Whether the text has a letter that only Unicode Vietnamese has (ạ, ơ, đ), and no old font shows."""
    return any(c in _UNICODE_ONLY for c in text)


def detect(texts: Iterable[str]) -> str | None:
    """The one encoding that the strings together are in, or None: Unicode, plain letters, another language, or too few to tell.

    Give it a whole column or sheet. One short string is never enough: "Bé" is a sound word, and "Bộ" in TCVN3.
    """
    return decide(weigh(marked_words(texts)))


def decide(evidence: dict[str, Evidence], *, beside_unicode: bool = False) -> str | None:
    """The encoding that the evidence is enough for; None where it is for none, or nearly as much for another. `beside_unicode` asks for
    the encoding of some of the text only."""
    ranked = sorted(evidence.items(), key=lambda item: item[1].good - item[1].bad, reverse=True)
    if not ranked:
        return None
    (first, best), second = ranked[0], ranked[1][1] if len(ranked) > 1 else Evidence()
    if not (best.is_enough or (beside_unicode and best.is_there)):
        return None
    if first == VISCII and best.good < LEAST_FOR_VISCII:
        return None
    return first if (second.good - second.bad) * 3 < (best.good - best.bad) * 2 else None


LEAST_FOR_VISCII = 6
"""Different words that must speak for VISCII: lists in it are rare, and a few words of TCVN3 can look like it."""


@lru_cache(maxsize=65536)
def sign_of(word: str, encoding: str) -> int:
    """What one word says: 2 strongly for the encoding, 1 for it, 0 nothing, -1 against it."""
    if word.isascii() or len(word) == 1:
        return 0
    if has_unicode(word):
        return -1
    decoded = decode(word, encoding)
    if decoded == nfc(word):
        return 0
    if not _is_plausible(decoded, encoding):
        return -1
    if is_sound_word(word):
        # "Bé" is sound, and so is the "Bộ" that TCVN3 makes of it: other words decide.
        return 0
    return 2 if _is_strange(word, encoding) else 1


def is_sound_word(word: str) -> bool:
    """Whether the word as it stands is a Vietnamese syllable written in one case, or as a name with a capital first."""
    return is_syllable(word) and _has_one_case(word)


def _has_one_case(word: str) -> bool:
    return word.islower() or word.isupper() or word[1:].islower()


def _is_plausible(decoded: str, encoding: str) -> bool:
    """Whether a decoded word reads as Vietnamese; one of TCVN3 may still lack its ư."""
    if not _has_one_case(decoded):
        return False
    return (
        is_syllable(decoded)
        or (encoding == TCVN3 and bool(lost_horns(decoded)))
        or _ABBREVIATION.fullmatch(decoded) is not None
    )


_ABBREVIATION = re.compile(r"[A-Z]{0,5}[ĐƯÔƠÂĂÊ][A-ZĐƯÔƠÂĂÊ]{0,5}")


def _is_strange(word: str, encoding: str) -> bool:
    """Whether no language writes the word so: a sign among its letters, a capital after a small letter, a vowel with a VNI mark."""
    if encoding == VNI and any(len(code) == 2 for code in _VNI_CODE.findall(word)):
        return True
    return _SIGN.search(word) is not None or any(a.islower() and b.isupper() for a, b in pairwise(word))


_SIGN = re.compile("[\x00-\x1f\x7f-\x9f€-™¡-¿×÷\u00ad]")


# --- the lost ư ------------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def lost_horns(word: str) -> tuple[str, ...]:
    """The syllables that a word of TCVN3 can have been before its soft hyphens were lost; none where it can have lost none.

    The word is given in Unicode: "Mờng" gives ("Mường",), "Phng" gives ("Phưng",), "đợc" gives ("được",).
    """
    if not word or len(word) > 8 or not word.isalpha():
        return ()
    horn = "Ư" if word.isupper() and len(word) > 1 else "ư"
    readings = [word[:at] + horn + word[at:] for at in range(len(word) + 1)]
    return tuple(dict.fromkeys(reading for reading in readings if is_syllable(reading)))


@dataclass(frozen=True)
class Uncertain:
    """A word that cannot be read for certain, and the words that it can have been."""

    word: str
    readings: tuple[str, ...]


_SELDOM = "ngời ngơi cời cới cỡi lới lỡi dới bởi sởi rợi lợn lơn vờn vơn mợn mơn sờn trờn vợt lợt cớp ớt mớt bớm gơm lợm đợm lu hu mu cu bu su"
_OFTEN = "mời mơi tơi tới lời đời ơn u ma da xa cha đa tra tha ca"
SELDOM_ALONE = frozenset(_SELDOM.split())
"""Sound syllables that are far more often another one without its ư ("ngời", "mu"): doubtful where no soft hyphen is seen at all."""
DOUBLE_READINGS = SELDOM_ALONE | frozenset(_OFTEN.split())
"""Sound syllables that can as well be another one without its ư ("mời", "cha"): doubtful where other words lost theirs."""


def uncertain_words(decoded: str, *, horns_were_lost: bool | None) -> tuple[Uncertain, ...]:
    """The words of a decoded TCVN3 text that a person must read: no syllable as they stand but one with an ư put in; where the list
    is known to have lost letters, or (None) nothing shows whether it has, also some that are sound both ways."""
    words = [word for word in _WORD.findall(decoded) if word.isalpha()]
    doubtful = SELDOM_ALONE if horns_were_lost is None else DOUBLE_READINGS if horns_were_lost else frozenset()
    found = []
    for word in words:
        sound = is_syllable(word)
        if sound and word.lower() not in doubtful:
            continue
        if not sound and _may_be_abbreviation(word, words, horns_were_lost=bool(horns_were_lost)):
            continue
        if readings := lost_horns(word):
            found.append(Uncertain(word, (word, *readings) if sound else readings))
    return tuple(found)


def _may_be_abbreviation(word: str, words: list[str], *, horns_were_lost: bool) -> bool:
    """Whether letters without a vowel are rather an abbreviation ("CSHS", "Th", "T") than a word that lost its ư ("HNG" in a name)."""
    if any(c in VOWELS for c in fold(word)):
        return False
    if len(word) == 1:
        # "Mai Kim T" may be a name cut short or have lost the end of "Tư"; elsewhere a lone letter names a part of something.
        is_name = horns_were_lost and len(words) > 2 and word is words[-1] and all(map(is_syllable, words[:-1]))
        return not (is_name and word.isupper())
    if word.lower() in INITIALS and not horns_were_lost:
        return True
    return word.isupper() and (len(word) < 3 or not all(is_syllable(other) for other in words if other != word))
