"""A table of phrases, found in a run of tokens by their longest match."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from tdkt.reader.tokens import Token, keys_of

V = TypeVar("V")


class Phrases(Generic[V]):
    """Phrases with what each means. `match` reads at one place and looks at no more tokens than the longest phrase
    has."""

    def __init__(self, table: Iterable[tuple[str, V]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for words, value in table:
            keys = keys_of(words)
            self._by_first.setdefault(keys[0], []).append((keys, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def match(self, tokens: Sequence[Token], at: int) -> tuple[int, V] | None:
        """How many tokens the longest phrase that begins here takes, and its meaning; None where none begins."""
        if at >= len(tokens):
            return None
        for keys, value in self._by_first.get(tokens[at].key, ()):
            if len(keys) == 1 or all(
                at + k < len(tokens) and tokens[at + k].key == key for k, key in enumerate(keys[1:], start=1)
            ):
                return len(keys), value
        return None


def words(*phrases: str) -> Phrases[str]:
    """A table whose phrases mean themselves."""
    return Phrases((phrase, phrase) for phrase in phrases)
