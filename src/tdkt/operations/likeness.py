"""How like a row and a person of the register are: a score from 0 to 100 that orders candidates, and never decides.

| what | points |
|---|---|
| name | the same 45 · the same but for accents 35 · one letter apart 30 · the same given name and the initials of the others 25 |
| birth | the same day 35 · as far as one of them says 20 · one does not say 0 · another day -45 |
| unit on the day | the same, or one over the other 15 · both under one unit of the office 10 · not known 0 · another -5 |
| rank | after the ranks attested before and not after those attested later 5 · not known 0 · out of order -10 |

Case, blanks and where the tone stands (hoà, hòa) are no difference in a name. Source: the offices' own practice of comparing a list with
the files: number, then name, birth and unit; rank only rises.
"""

from functools import lru_cache

from tdkt.vietnamese.folding import fold, nfc, place_tones

SAME, ACCENTS, LETTER, INITIALS, OTHER = "same", "accents", "letter", "initials", "other"
NAME_POINTS = {SAME: 45, ACCENTS: 35, LETTER: 30, INITIALS: 25, OTHER: 0}
AGREES, PARTLY, UNSAID, CONTRADICTS = "agrees", "partly", "unsaid", "contradicts"
BIRTH_POINTS = {AGREES: 35, PARTLY: 20, UNSAID: 0, CONTRADICTS: -45}
NEAR, UNKNOWN, ELSEWHERE = "near", "unknown", "elsewhere"
UNIT_POINTS = {SAME: 15, NEAR: 10, UNKNOWN: 0, ELSEWHERE: -5}
RISES, FALLS = "rises", "falls"
RANK_POINTS = {RISES: 5, UNKNOWN: 0, FALLS: -10}

RANKS = (
    "binh nhì", "binh nhất", "hạ sĩ", "trung sĩ", "thượng sĩ", "chuẩn úy", "thiếu úy", "trung úy", "thượng úy", "đại úy", "thiếu tá",
    "trung tá", "thượng tá", "đại tá", "thiếu tướng", "trung tướng", "thượng tướng", "đại tướng",
)  # fmt: skip
"""The ranks of the armed forces, lowest first."""


@lru_cache(maxsize=2**14)
def _word(word: str) -> str:
    return place_tones(word).casefold()


@lru_cache(maxsize=2**15)
def spelling(text: str) -> str:
    """A name as it is compared: NFC, one placement of tones, small letters, single blanks. Accents count: Hòa is not Hoa."""
    return " ".join([_word(word) for word in nfc(text).split()])


@lru_cache(maxsize=2**14)
def _bare(word: str) -> str:
    return fold(word)


def folded(spelled: str) -> str:
    """A spelling without accents, by words that are remembered: a register has few syllables and many names."""
    return " ".join([_bare(word) for word in spelled.split(" ")])


def one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter put in, left out or replaced makes two words one."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    half = len(one) // 2
    if half and one[:half] != other[:half] and one[-half:] != other[-half:]:
        return False  # nearly all pairs end here: the letter stands in one half, and the other is the same
    at = next((place for place, letter in enumerate(one) if letter != other[place]), len(one))
    return one[at:] == other[at + 1 :] or one[at + 1 :] == other[at + 1 :]


def names_alike(one: str, other: str) -> str:
    """How like two names are, both as `spelling` gives them: one of the keys of `NAME_POINTS`."""
    if one == other:
        return SAME
    return bares_alike(folded(one), folded(other))


def bares_alike(bare: str, bare_other: str) -> str:
    """As `names_alike` for two different names, both as `folded` gives them."""
    if bare == bare_other:
        return ACCENTS
    if one_letter_apart(bare, bare_other):
        return LETTER
    if bare.rstrip(" .")[-1:] != bare_other.rstrip(" .")[-1:]:
        return OTHER
    words, others = bare.replace(".", " ").split(), bare_other.replace(".", " ").split()
    if len(words) == len(others) > 1 and words[-1] == others[-1]:
        pairs = list(zip(words[:-1], others[:-1], strict=True))
        if all(a == b or (a[0] == b[0] and 1 in (len(a), len(b))) for a, b in pairs):
            return INITIALS
    return OTHER


def births_agree(one: str, other: str) -> bool:
    """Whether two partial birth dates can be the same day: 1975 agrees with 1975-03-12."""
    return bool(one) and bool(other) and (one.startswith(other) or other.startswith(one))


def births_alike(one: str, other: str) -> str:
    """How two partial birth dates agree: one of the keys of `BIRTH_POINTS`."""
    if not one or not other:
        return UNSAID
    if len(one) == len(other) == 10:
        return AGREES if one == other else CONTRADICTS
    if not births_agree(one, other):
        return CONTRADICTS
    return PARTLY


@lru_cache(maxsize=2**12)
def rank_order(rank: str) -> int | None:
    """The place of a rank, 0 the lowest; None for none or for one of another kind. "Thượng úy CMKT" is "thượng úy"."""
    said = spelling(rank)
    return next((place for place, known in enumerate(_RANKS) if said.startswith(known)), None)


_RANKS = tuple(spelling(rank) for rank in RANKS)


def ranks_alike(rank: str, *, before: str, after: str) -> str:
    """Whether a rank can stand between the rank attested last before it and the one attested next: a key of `RANK_POINTS`."""
    here = rank_order(rank)
    low, high = rank_order(before), rank_order(after)
    if here is None or (low is None and high is None):
        return UNKNOWN
    return FALLS if (low is not None and here < low) or (high is not None and here > high) else RISES


def score(*, name: str, birth: str, unit: str, rank: str) -> int:
    """The points of a candidate, 0 to 100."""
    points = NAME_POINTS[name] + BIRTH_POINTS[birth] + UNIT_POINTS[unit] + RANK_POINTS[rank]
    return max(0, min(100, points))
