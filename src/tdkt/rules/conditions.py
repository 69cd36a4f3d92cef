"""The conditions a rule of law is made of, as frozen data: what has to be so, never how it is computed.

Each class holds data and the citation of the provision that states it. `explain` reads them for one subject, `screen` for a table of
subjects, the wording room says them in Vietnamese. A kind that a reader does not know is an error at load.

Years. A history is asked for the *proposal year* Y: the year of the day asked when that is 31 December, else the year before. A *track*
is a yearly fact, yes or no for each year. The *open years* of a rule are the years up to Y, from the first full year after the subject's
last discipline (individuals), less the years used up by a valid conferral of the same award and class.
"""

from dataclasses import dataclass, field
from datetime import date

MEMORY = "FROM-MEMORY"
CONFIDENCES = ("VERIFIED", "SECONDARY", MEMORY, "UNKNOWN")


@dataclass(frozen=True)
class Number:
    """A number the law states, or does not: `value` None when no text gives it; `confidence` says how surely it is known.

    `parameter` names the delegated parameter that gives or would give it; `what` says in words what is missing.
    """

    value: float | None
    confidence: str = "VERIFIED"
    parameter: str = ""
    what: str = ""


# --- tracks: yearly facts ---------------------------------------------------------------------


@dataclass(frozen=True)
class Rated:
    """Years in which the subject was rated at least so (one of the four ratings, by its code)."""

    at_least: str


@dataclass(frozen=True)
class Titled:
    """Years for which one of these yearly titles was given (award codes); the year is the title's, not the decision's."""

    awards: tuple[str, ...]


@dataclass(frozen=True)
class Given:
    """Conferrals of one of these forms, counted one by one in the year they belong to: the last year of the achievement, else of the decision."""

    awards: tuple[str, ...]


@dataclass(frozen=True)
class Initiated:
    """Recognised initiatives, topics or resourceful acts of at least this scope, counted one by one; no kinds named: any kind."""

    scope: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class EveryYear:
    """Every year of the subject's being: for limbs that ask only how long ago something was."""


@dataclass(frozen=True)
class Either:
    """Years in which one of these tracks is so (yearly tracks only)."""

    tracks: tuple["Track", ...]


Track = Rated | Titled | Given | Initiated | EveryYear | Either


@dataclass(frozen=True)
class Holding:
    """An award with its class, or with any class when `class_` is None."""

    award: str
    class_: int | None = None


# --- conditions -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Condition:
    """What every condition carries: the provision that states it (full id), and the limb's own id, unique within its rule."""

    cite: str = field(default="", kw_only=True)
    id: str = field(default="", kw_only=True)
    confidence: str = field(default="VERIFIED", kw_only=True)


@dataclass(frozen=True)
class AllOf(Condition):
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf(Condition):
    """One part at least holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Run(Condition):
    """At least `years` years in a row, all open and all in the track.

    `ending` "proposal": the run ends in Y; "any": it may end in any open year. `after`: the run lies in full years after the decision of
    the earliest (`which` "latest": the last) serving conferral of one of these; without one the condition fails. `within`: what must be
    met inside that same longest run (for "any": inside one maximal run), made of `AllOf`, `AnyOf`, `Count` and `OutsideFlags`.
    """

    of: Track
    years: Number
    ending: str = "proposal"
    after: tuple[Holding, ...] = ()
    which: str = "earliest"
    within: Condition | None = None


@dataclass(frozen=True)
class Count(Condition):
    """At least so many in the open years, or in the `last` so many years up to Y, or, inside a run, in the years of that run."""

    of: Track
    at_least: Number
    last: int | None = None


@dataclass(frozen=True)
class Holds(Condition):
    """Holds one of these by the day asked, given at least `times` times in all."""

    any_of: tuple[Holding, ...]
    times: int = 1


@dataclass(frozen=True)
class NotHeld(Condition):
    """Holds none of these: for what is given once (one achievement is not rewarded twice in one form)."""

    any_of: tuple[Holding, ...]


@dataclass(frozen=True)
class Service(Condition):
    """Service (for a collective: existence) of at least, and where named under, so many years to the day, without rounding.

    `women`: the threshold for women where it differs. `weighted`: time in posts whose coefficient is above 1 counts that many times.
    """

    at_least: Number
    under: Number | None = None
    women: Number | None = None
    weighted: bool = False


@dataclass(frozen=True)
class WholeService(Condition):
    """Rated at least so over the whole service, judged as a whole: met when no year is known to be worse, else for the council."""

    at_least: str


@dataclass(frozen=True)
class PostHeld(Condition):
    """Time in one of these posts (slugs; the same words as in the table of posts, folded) of at least so many years in all."""

    posts: tuple[str, ...]
    at_least: Number
    women: Number | None = None


@dataclass(frozen=True)
class Members(Condition):
    """Of the members on the last day of Y: how many are so. Exactly one of `share` (percent), `at_least` (a number), `every`, `none`.

    `that` is a yearly track asked for Y, or `disciplined` names the lightest form that counts as disciplined at any day of Y.
    `strict`: more than the share, not equal to it. Shares compare exactly (7 of 10 is 70 %), so a fraction never rounds up.
    """

    that: Track | None = None
    disciplined: str = ""
    share: Number | None = None
    at_least: int | None = None
    every: bool = False
    none: bool = False
    strict: bool = False


@dataclass(frozen=True)
class Leads(Condition):
    """First in a cụm or khối of one of these levels (unit, bo-tinh, trung-uong) in Y."""

    levels: tuple[str, ...]


@dataclass(frozen=True)
class OutsideFlags(Condition):
    """The collective is one that does not compete for flags."""


@dataclass(frozen=True)
class RoundAnniversary(Condition):
    """The year of the day asked is a multiple of `every` years after the founding."""

    every: int = 10


@dataclass(frozen=True)
class UnitLevel(Condition):
    """The subject's unit is of one of these levels (ministry, province, …)."""

    levels: tuple[str, ...]


@dataclass(frozen=True)
class Clean(Condition):
    """Under no discipline or investigation in the last `years` years before the day asked (0: on the day itself)."""

    years: Number


@dataclass(frozen=True)
class Judgement(Condition):
    """A criterion that only people can judge, in the words of the criterion."""

    vi: str
    en: str


@dataclass(frozen=True)
class NotKnown(Condition):
    """A condition whose text or threshold no source gives: unknown for everyone, said by name."""

    what: str
    what_en: str = ""


@dataclass(frozen=True)
class Rule:
    """One pathway to an award: the provision by which it may hold, for whom, and from when to when.

    `id` is the full id of the provision; `subjects` individual, collective, household; `forces` empty when open to all, else police,
    army, civil; `ground` as in the register. `from_` is the first day, `to` the first day on which it is no longer law, or None.
    `barred_by_discipline`: individuals under discipline or investigation on the day asked cannot hold it.
    """

    id: str
    award: str
    class_: int | None
    subjects: frozenset[str]
    forces: frozenset[str]
    ground: str
    condition: Condition
    from_: date
    to: date | None
    confidence: str = "VERIFIED"
    barred_by_discipline: bool = True
    warnings: tuple[str, ...] = ()

    def in_force(self, on: date) -> bool:
        """Whether it was law on this day."""
        return self.from_ <= on and (self.to is None or on < self.to)


def leaves(condition: Condition) -> tuple[Condition, ...]:
    """The limbs of a condition in order: everything but the "all" and "any" that join them; the inside of a run is part of it."""
    if isinstance(condition, AllOf | AnyOf):
        return tuple(leaf for part in condition.parts for leaf in leaves(part))
    return (condition,)


def for_the_council_alone(rule: Rule) -> bool:
    """Whether people alone can settle the pathway, so that it never decides a verdict by itself.

    All that is in it is judgement, and at most a bar against giving the same thing twice.
    """
    limbs = leaves(rule.condition)
    return any(isinstance(limb, Judgement) for limb in limbs) and all(
        isinstance(limb, Judgement | NotHeld) for limb in limbs
    )
