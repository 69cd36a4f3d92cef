"""Whether a word can be a Vietnamese syllable: a beginning, a rime and a tone that go together.

Tells damaged text and wrongly converted text from sound text. A word that is no syllable is not therefore wrong: names of the
peoples of the highlands and of foreigners are none (Niê, Bkrông, François), so callers ask for more evidence than this.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from tdkt.vietnamese.folding import TONES, nfc

INITIALS = (
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
"""The ways a syllable begins, longest first."""

_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot "
    "ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    "u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uynh uyp uyt uyu "
    "ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu"
)
RIMES = frozenset(_RIMES.split())
"""What may follow the beginning, without the tone. After "qu" and "gi" other rimes hold: see `_goes_with`."""

_QU_RIMES = (
    "a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât âu ây e en eo et ê ên ênh êch êt êu i ich in inh it iu "
    "ôc ơ ơn ơi ơt y yên yêt yêu ynh yp yt ych"
)
_AFTER_QU = frozenset(_QU_RIMES.split())
_AFTER_G = frozenset(("i", "in", "iêc", "iêng", "iêt", "iêm", "iên"))
_FRONT = frozenset("eêiy")
_ENDS_IN_STOP = ("c", "ch", "p", "t")
_STOPPED_TONES = frozenset(("\u0301", "\u0323"))
_SHAPED = frozenset("ăâêôơư")


@dataclass(frozen=True)
class Syllable:
    """A syllable taken apart: "Nguyễn" is "ng", "uyên" and the tilde. The tone is a combining mark, or empty for the level tone."""

    initial: str
    rime: str
    tone: str = ""


@lru_cache(maxsize=65536)
def syllable(word: str) -> Syllable | None:
    """The parts of the word where it can be a Vietnamese syllable, in any case and with either tone placement; else None."""
    if not 1 <= len(word) <= 12 or not word.isalpha():
        return None
    letters, tone, toned = "", "", ""
    for c in nfc(word).lower():
        base = unicodedata.normalize("NFD", c)
        marks = [m for m in base if m in TONES]
        if marks:
            if tone or len(marks) > 1:
                return None
            tone = marks[0]
            c = toned = nfc("".join(m for m in base if m not in TONES))
        letters += c
    for initial in INITIALS:
        if letters.startswith(initial) and _goes_with(initial, rime := letters[len(initial) :]):
            if tone and not _bears_tone(rime, toned, initial):
                return None
            if rime.endswith(_ENDS_IN_STOP) and tone not in _STOPPED_TONES:
                return None
            return Syllable(initial, rime, tone)
    return None


def is_syllable(word: str) -> bool:
    """Whether the word can be a Vietnamese syllable."""
    return syllable(word) is not None


def _goes_with(initial: str, rime: str) -> bool:
    if not rime:
        return False
    if initial == "qu":
        return rime in _AFTER_QU
    if initial == "gi":
        return rime in RIMES and rime[0] not in "yi"
    if initial == "g" and rime in _AFTER_G:
        return True
    if rime not in RIMES or (rime[:2] == "yê" and initial):
        return False
    if initial in ("k", "gh", "ngh"):
        return rime[0] in _FRONT
    if initial in ("c", "g"):
        return rime[0] not in _FRONT
    if initial == "ng":
        return rime[0] not in "eêi"
    return True


def _bears_tone(rime: str, toned: str, initial: str) -> bool:
    """Whether the tone stands on a letter of the rime that may bear it: the shaped one where there is one."""
    shaped = [c for c in rime if c in _SHAPED]
    if shaped:
        return toned == shaped[-1]
    return toned in rime or (initial == "qu" and toned == "u")
