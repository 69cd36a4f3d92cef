"""Text that is damaged beyond reading: letters turned into question marks or dropped, encodings mixed up, signs where letters were.

Damage is named, never mended by guessing; what can be read for certain was mended before (see `legacy.py`). A person's name is looked at
more strictly than other text, but names of all peoples of Vietnam, and of foreigners, are sound: Y Bhăm Niê, H'Hen, K'Brêu, Zơrâm.
"""

import re
from functools import lru_cache

from tdkt.sheets.problems import TextDamaged, TextLegacyFont
from tdkt.vietnamese.folding import fold
from tdkt.vietnamese.legacy import FOREIGN, TCVN3, VNI, has_unicode, marked_words, sign_of
from tdkt.vietnamese.syllables import is_syllable

Damage = type[TextDamaged] | type[TextLegacyFont]

_LEGACY = re.compile("[µ¸¶·¹¨»¾¼½Æ©Ç®Ë§¤×÷þßØ¬ª«¦¥\u00ad]")
_MOJIBAKE = re.compile(
    "Ã[\u0080-\u00bf]|Ã[ªàáâãèéìíòóôõùúý€-™]|á[»º][\u0080-\u00bf‘-™„-‰Š-ž]|Ä[\u0080-\u00bf‘’‚]|Æ[°¡]|áº|á»|â€"
)
_VNI_PAIR = re.compile("[aeouy][ùøûõïáàåãäéèúüëêâ]", re.IGNORECASE)
_VNI_ONLY = re.compile("a[êâ]|[eo]â", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_INNER_QUESTION = re.compile(r"\?\w", re.UNICODE)


def damage_of(text: str) -> Damage | None:
    """How the text is damaged beyond reading: letters replaced by marks or dropped, encodings mixed up, old fonts; None for sound text."""
    # Numbers, codes and the words that a list repeats a thousand times are sound: only the rest is looked at sign by sign.
    if _CODE(text) or all(map(_is_sound_word, text.split(" "))):
        return None
    return _damage_of(text)


_CODE = re.compile(r"[0-9A-Z./:,-]*").fullmatch


@lru_cache(maxsize=65536)
def _is_sound_word(word: str) -> bool:
    return _damage_of(word) is None and _MAY_BE_STRIPPED.search(word) is None


def _damage_of(text: str) -> Damage | None:
    if "\ufffd" in text or _CONTROL.search(text) or _MOJIBAKE.search(text):
        return TextDamaged
    if "?" in text and _INNER_QUESTION.search(text) and not re.search(r"https?:", text):
        return TextDamaged
    if _LEGACY.search(text) and _has_legacy_word(text):
        return TextDamaged if has_unicode(text) else TextLegacyFont
    if not text.isascii() and _VNI_PAIR.search(text) and _has_vni_word(text):
        return TextLegacyFont
    if _MAY_BE_STRIPPED.search(text) and len(_stripped_words(text)) > 1:
        return TextDamaged
    return None


def _has_legacy_word(text: str) -> bool:
    """Whether a sign of the old fonts stands among the letters of a word."""
    if "«" in text and "»" in text:
        text = re.sub("«|»", " ", text)
    return any(
        _LEGACY.search(word) and any(c.isalpha() and not _LEGACY.match(c) for c in word) for word in text.split()
    )


def _has_vni_word(text: str) -> bool:
    """Whether a word has a vowel with a mark of VNI behind it: one that makes it a syllable, or one that no other spelling has."""
    return any(_VNI_ONLY.search(word) or sign_of(word, VNI) == 2 for word in marked_words([text]))


# --- letters dropped ---------------------------------------------------------------------------------------------------------------

_VOWELS = frozenset("aeiouy")
_MAY_BE_STRIPPED = re.compile(
    r"(?<![\w./&'’-])[b-df-hj-np-tv-xzđB-DF-HJ-NP-TV-XZĐ][b-df-hj-np-tv-xzđ]{1,3}(?![\w./&'’-])"
)
_USUAL_SHORT = (
    "tr th ths ts bs ks gs pgs cn tp tx tt kv km kg cm mm vnd vs vv đc nt qđ qd kt tl sn cb ph nd pv tdp đv đt sđt ttg"
)
_SHORTENED = frozenset(_USUAL_SHORT.split())


def _stripped_words(text: str) -> list[str]:
    """The words of a sentence that have letters and no vowel, and are no abbreviation that lists use."""
    return [word for word in _MAY_BE_STRIPPED.findall(text) if word.lower() not in _SHORTENED]


_COMMON = (
    "Nguyễn Huỳnh Trịnh Thịnh Quốc Quỳnh Phước Thuận Thuỷ Thủy Xuân Hoàng Đặng Dương Phượng Trường Cường Hường Tường Hương Phương Thương "
    "Nghĩa Nghiệp Khánh Thành Thạnh Thường Trương Trọng Đường Luận Luyến Tuyết Nguyệt Duyên Quyền Quyết Tuyền Huyền"
)
STRIPPED_NAMES = frozenset(
    skeleton
    for name in _COMMON.split()
    if len(skeleton := "".join(c for c in name if c.isascii()).lower()) >= 3 and not is_syllable(skeleton)
)
"""What is left of common parts of names when the letters with marks are dropped ("nguyn"), where it is no syllable itself."""

# --- names -----------------------------------------------------------------------------------------------------------------------

_NO_NAME_SIGN = re.compile(r"[^\w\s\u0300-\u036f'’‘ʼ`´.,;:\-–—()/\"“”…*]|_")
_DIGIT_IN_WORD = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")
_PARTS = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*+(?!\w*[.'’‘ʼ`])")
_HIGHLAND_START = frozenset(("y", "a", "h", "k"))


def damage_of_name(text: str) -> Damage | None:
    """As `damage_of`, stricter: a person's name holds no signs or digits among its letters, no words whose letters were dropped ("Vn",
    "Trn", "Nguyn"), no "l" for "I"."""
    if damage := damage_of(text):
        return damage
    words = text.split(" ")
    if len(words) > 1 and all(map(_is_sound_part, words)):
        # Nearly all names are told word by word: a register has few syllables and many names.
        return (
            None if text.isascii() or any(map(_is_unicode_part, words)) or not _is_legacy_name(text) else TextLegacyFont
        )
    if "?" in text or _NO_NAME_SIGN.search(text) or _DIGIT_IN_WORD.search(text):
        return TextDamaged
    words = _PARTS.findall(text)
    alone = len(words) == 1
    if any(_is_damaged(word, alone) for word in words):
        return TextDamaged
    return TextLegacyFont if not text.isascii() and _is_legacy_name(text) else None


@lru_cache(maxsize=32768)
def _is_sound_part(word: str) -> bool:
    """Whether the word is all letters and, beside others, undamaged."""
    return word.isalpha() and not _is_damaged(word, alone=False)


@lru_cache(maxsize=32768)
def _is_unicode_part(word: str) -> bool:
    """Whether the word has marks and speaks for no old encoding, so that no name with it is in one."""
    return not word.isascii() and not any(_speaks_for(word, encoding) for encoding in (TCVN3, VNI))


@lru_cache(maxsize=32768)
def _is_damaged(word: str, alone: bool) -> bool:
    letters = fold(word)
    if len(letters) == 1:
        return word.islower() and letters not in _VOWELS
    if not _VOWELS & set(letters) and not (word.isupper() and alone):
        return True
    return word.lower() in STRIPPED_NAMES or _is_misprinted(word)


def _is_misprinted(word: str) -> bool:
    """Whether a small L stands for a capital i or the other way round: KlM, LlNH, thiIện, lnh."""
    if "l" in word and len(word) > 2 and (rest := word.replace("l", "")).isupper() and len(rest) > 1:
        return True
    if re.search("[a-zà-ỹ]I[a-zà-ỹ]", word):
        return True
    if word[0] == "I" and not word.isascii() and word[1:].islower() and not is_syllable(word):
        return is_syllable("l" + word[1:])
    return word[0] == "l" and not is_syllable(word) and is_syllable("i" + word[1:])


@lru_cache(maxsize=32768)
def _is_legacy_name(text: str) -> bool:
    """Whether every word with marks would be Vietnamese in one old encoding and is nothing known as it stands (Bïi Hång)."""
    words = marked_words([text])
    if not words or not any(all(_speaks_for(word, encoding) for word in words) for encoding in (TCVN3, VNI)):
        return False
    plain = [word for word in _PARTS.findall(text) if word.isascii()]
    return all(map(is_syllable, plain)) and not (plain and fold(text).split()[0] in _HIGHLAND_START)


@lru_cache(maxsize=32768)
def _speaks_for(word: str, encoding: str) -> bool:
    sign = sign_of(word, encoding)
    return sign == 2 or (sign == 1 and FOREIGN.search(word) is not None)
