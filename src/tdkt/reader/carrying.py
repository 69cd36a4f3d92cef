"""What the sentences of a text hand on to one another: years, givers, the body spoken of, the award last named."""

from dataclasses import dataclass, field

from tdkt.law.tally import Authority, AwardTally, Period
from tdkt.reader.movements import Reporter
from tdkt.reader.pieces import Honour
from tdkt.reader.tokens import Sentence


@dataclass(frozen=True)
class Found:
    """A tally and the tokens of its words, `start` to `end` (exclusive), in its sentence."""

    tally: AwardTally
    start: int
    end: int


@dataclass
class Carried:
    """What the text has said so far that later words may lean on."""

    reporter: Reporter
    text: str
    range_: Period | None = None
    year: Period | None = None
    year_paragraph: int = -1
    givers: tuple[Authority, ...] = ()
    military: frozenset[Authority] = frozenset()
    paragraph: int = -1
    topic: "Topic | None" = None
    honours: tuple[Honour, ...] = ()
    cities_are_districts: bool = False


@dataclass(frozen=True)
class Topic:
    """The body that a list of honours is about: `recipient` is self or collective, or individual for a person."""

    recipient: str | None
    paragraph: int
    sentence: Sentence


@dataclass
class SentenceResult:
    """The tallies of one sentence, the reasons for what was not read, and the receivers that were."""

    found: list[Found] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    totals_before: bool = False
