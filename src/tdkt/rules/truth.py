"""Three truths and a judge: no, not known, for the council, yes.

The order is the meaning: "and" is the least of its parts and "or" the greatest, as in Kleene's tables, with the council's judgement
above the unknown (every matter that facts can settle is settled) and below the plain yes (a person has still to say so).
"""

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """What the recorded facts say of a condition, from no to yes."""

    NO = 0
    UNKNOWN = 1
    JUDGE = 2
    YES = 3

    @classmethod
    def of(cls, *, sure: bool, possible: bool) -> "Truth":
        """The truth of a monotone condition: does it hold on what is recorded, and could it hold on what is not."""
        return cls.YES if sure else cls.UNKNOWN if possible else cls.NO


class Verdict(IntEnum):
    """The word of the contract for an award as a whole."""

    NOT_ELIGIBLE = 0
    NOT_ENOUGH_EVIDENCE = 1
    ELIGIBLE = 2

    @property
    def word(self) -> str:
        return ("not-eligible", "not-enough-evidence", "eligible")[self]

    @classmethod
    def of(cls, truth: Truth) -> "Verdict":
        """Eligible when every limb that facts can settle is met, be the rest for the council."""
        return cls.ELIGIBLE if truth >= Truth.JUDGE else cls(int(truth))


def every(truths: Iterable[Truth]) -> Truth:
    """All of them; of nothing, yes."""
    return min(truths, default=Truth.YES)


def any_of(truths: Iterable[Truth]) -> Truth:
    """One of them; of nothing, no."""
    return max(truths, default=Truth.NO)
