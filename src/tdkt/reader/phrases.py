"""A table of phrases, found in a run of tokens by their longest match."""

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from tdkt.reader.tokens import Token, keys_of

V = TypeVar("V")


class _Branch(Generic[V]):
    """What may follow the words so far; `value` where they are a whole phrase."""

    __slots__ = ("branches", "is_phrase", "value")

    def __init__(self) -> None:
        self.branches: dict[str, _Branch[V]] = {}
        self.is_phrase = False
        self.value: V | None = None


class Phrases(Generic[V]):
    """Phrases with what each means. `match` reads at one place and looks at no more tokens than the longest phrase has."""

    def __init__(self, table: Iterable[tuple[str, V]]) -> None:
        self._root: _Branch[V] = _Branch()
        for phrase, value in table:
            branch = self._root
            for key in keys_of(phrase):
                branch = branch.branches.setdefault(key, _Branch())
            branch.is_phrase, branch.value = True, value

    def match(self, tokens: Sequence[Token], at: int) -> tuple[int, V] | None:
        """How many tokens the longest phrase that begins here takes, and its meaning; None where none begins."""
        branch, place, longest = self._root, at, None
        while place < len(tokens):
            following = branch.branches.get(tokens[place].key)
            if following is None:
                break
            branch, place = following, place + 1
            if branch.is_phrase:
                longest = (place - at, branch.value)
        return longest  # type: ignore[return-value]  # V may itself be None, so the branch cannot say "no phrase" by it


def words(*phrases: str) -> Phrases[str]:
    """A table whose phrases mean themselves."""
    return Phrases((phrase, phrase) for phrase in phrases)
