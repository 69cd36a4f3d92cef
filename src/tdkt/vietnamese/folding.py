"""When two pieces of Vietnamese text are the same word: for searching, for matching, and for spelling.

Three degrees, from strict to loose: `nfc` makes two encodings of the same letters equal; `same_spelling` also
overlooks case, spaces and where the tone stands (hoà, hòa); `fold` drops every mark and is for search only. Never
derive a person's identity from a folded name.
"""

import re
import unicodedata

TONES = "\u0300\u0309\u0303\u0301\u0323"  # grave, hook above, tilde, acute, dot below: in the order of the alphabet
_SHAPES = "\u0306\u0302\u031b"  # breve, circumflex, horn: these make another letter, not another tone
_CROSSED_D = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})  # Ð (eth) is typed for Đ in old files

_MARKS = re.compile("[\u0300-\u036f\u00ad]+")
_FOREIGN = re.compile("[^\x00-\u02ff\u1e00-\u1eff\u2010-\u2027]")

_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_SYLLABLE = re.compile(
    r"(?P<onset>qu(?=[aeiouy])|gi(?=[aeiouy])|[^aeiouy]*)(?P<vowels>[aeiouy]{1,3})(?P<coda>[cghmnpt]{0,2})"
)


def nfc(text: str) -> str:
    """The text with every letter in its composed form (Unicode NFC): what is stored, counted and shown."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case, no diacritics, đ as d, invisible characters dropped, spaces collapsed: "  Hoà  ĐỨC " is "hoa duc".

    For search and for the matching of words. Folding twice changes nothing.
    """
    letters = _MARKS.sub("", unicodedata.normalize("NFD", text.lower()))
    # Letters of other scripts are rare and have marks of their own, each to be asked for.
    if _FOREIGN.search(letters):
        letters = "".join(c for c in letters if unicodedata.category(c) not in ("Mn", "Cf"))
    kept = letters.translate(_CROSSED_D)
    return " ".join(kept.lower().split())


def same_spelling(a: str, b: str) -> bool:
    """Whether two texts are written with the same letters and tones; case, spaces and tone placement (hoà, hòa) do not
    count."""
    return _spelling(a) == _spelling(b)


def place_tones(text: str) -> str:
    """The text with every tone on the letter where the older style puts it (hoà -> hòa, thuỷ -> thủy, qúy -> quý).

    For matching only. What is not one Vietnamese syllable with one tone is left as it stands. The result is NFC.
    """
    return nfc(_WORD.sub(lambda word: _placed(word.group()), nfc(text)))


def _spelling(text: str) -> str:
    return " ".join(place_tones(text).casefold().split())


def _placed(word: str) -> str:
    letters = _letters(word)
    toned = [i for i, (_, _, tone) in enumerate(letters) if tone]
    if len(toned) != 1 or len(letters[toned[0]][2]) != 1:
        return word
    syllable = _SYLLABLE.fullmatch("".join(base for base, _, _ in letters).lower())
    if syllable is None or toned[0] < len(syllable["onset"]) - 1:
        return word
    start, vowels = len(syllable["onset"]), syllable["vowels"]
    tone = letters[toned[0]][2]
    seat = start + _seat(
        vowels, [shape for _, shape, _ in letters[start : start + len(vowels)]], closed=bool(syllable["coda"])
    )
    return "".join(base + shape + (tone if i == seat else "") for i, (base, shape, _) in enumerate(letters))


def _letters(word: str) -> list[tuple[str, str, str]]:
    """Each letter as (base, marks that shape the letter, tone)."""
    letters: list[tuple[str, str, str]] = []
    for c in unicodedata.normalize("NFD", word):
        if not unicodedata.combining(c) or not letters:
            letters.append((c, "", ""))
        elif c in TONES:
            letters[-1] = (*letters[-1][:2], letters[-1][2] + c)
        else:
            letters[-1] = (letters[-1][0], letters[-1][1] + c, letters[-1][2])
    return letters


def _seat(vowels: str, shapes: list[str], *, closed: bool) -> int:
    """Which vowel of the cluster carries the tone: the last shaped one (ươ), else the middle of three, else by an end
    consonant."""
    shaped = [i for i, shape in enumerate(shapes) if any(c in _SHAPES for c in shape)]
    if shaped:
        return shaped[-1]
    if len(vowels) == 3:
        return 1
    return 1 if len(vowels) == 2 and closed else 0
