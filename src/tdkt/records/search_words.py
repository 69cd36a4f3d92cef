"""Words as typed into the search box: without accents for finding, with them for ordering what was found."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from tdkt.vietnamese.collation import sort_key
from tdkt.vietnamese.folding import fold, nfc, place_tones

MOST_WORDS = 6
LETTERS_READ = 500
"""How much of a long text is read for words, in the index and in `words_of`: migration 0009 says the same."""

_WORD = re.compile(r"[^\W_]+")
_MARKED = {"a": "aăâ", "d": "dđ", "e": "eê", "o": "oôơ", "u": "uư"}
_PAST = "zz"
"""Sorts after whatever may follow in a sort key, under every collation of a database."""


def words_of(text: str) -> list[str]:
    """The words of a text as the index has them: letters and digits, without accents; every other sign parts words."""
    return _WORD.findall(fold(text[:LETTERS_READ]))


@dataclass(frozen=True)
class Typed:
    """What was typed: `said` without accents, its `words`, and those of them that were `accented`, as they were typed."""

    said: str
    words: tuple[str, ...]
    accented: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Typed":
        words = tuple(dict.fromkeys(words_of(text)))[:MOST_WORDS]
        spelled = (place_tones(word) for word in _WORD.findall(nfc(text).lower()))
        return cls(fold(text), words, tuple(word for word in spelled if word != fold(word)))

    @property
    def exact(self) -> bool:
        """Whether accents were typed, so that they decide what comes first."""
        return bool(self.accented)

    def given(self, *, whole: bool, as_typed: bool = False) -> list[tuple[str, str]]:
        """The ranges of sort keys in which names stand whose given name is one of the words, or begins so; in order, without overlap.

        `as_typed` keeps to the letters of the accented words, and to their tones where the given name is meant whole.
        """
        starts: list[str] = []
        if as_typed:
            starts = [_beginning(word, whole=whole, tones=whole) for word in self.accented]
        else:
            for word in self.words:
                if not word.isalpha() or len(word) > 7:  # no syllable is longer
                    continue
                for letters in product(*(_MARKED.get(c, c) for c in word)):
                    starts.append(_beginning("".join(letters), whole=whole, tones=False))
        kept: list[str] = []
        for start in sorted(set(starts)):
            if not kept or not start.startswith(kept[-1]):
                kept.append(start)
        return [(start, start + _PAST) for start in kept]

    def strangeness(self, name: str) -> int:
        """How many of the accented words no word of a name is written so, or begins so."""
        if not self.accented:
            return 0
        spelled = [_spelled(word) for word in nfc(name).lower().split()]
        return sum(not any(word.startswith(typed) for word in spelled) for typed in self.accented)


def _beginning(word: str, *, whole: bool, tones: bool) -> str:
    """How the sort key of a name begins whose given name is this word, or begins so."""
    key = sort_key(word)
    length = len(place_tones(word))
    letters = key[: len(key) - 2 * length - 2]
    return key[: len(key) - length] if tones else letters + ("00" if whole else "")


@lru_cache(maxsize=20_000)
def _spelled(word: str) -> str:
    return place_tones(word)
