"""What comes of asking: findings for each condition, a rule judged, and the row of the contract for one award."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tdkt.rules.case import Row
from tdkt.rules.conditions import AllOf, AnyOf, Condition, Rule
from tdkt.rules.truth import Truth, Verdict, every


@dataclass(frozen=True)
class Gate(Condition):
    """What is asked before the condition itself: the kind of subject, its force, and that no discipline bars it."""

    kind: str


@dataclass(frozen=True)
class Finding:
    """A condition with its truth: `got` of `needed` where it counts, the rows it rests on, its parts, and the day it could hold."""

    condition: Condition
    truth: Truth
    rows: tuple[Row, ...] = ()
    parts: tuple["Finding", ...] = ()
    got: float | None = None
    needed: float | None = None
    earliest: date | None = None
    from_memory: bool = False


@dataclass(frozen=True)
class Judged:
    """A rule asked of a subject: the gates, the condition, and what comes of both."""

    rule: Rule
    gates: tuple[Finding, ...]
    finding: Finding

    @property
    def truth(self) -> Truth:
        return every((*(gate.truth for gate in self.gates), self.finding.truth))

    @property
    def applies(self) -> bool:
        """Whether the rule is for such a subject at all: of the kind and of the force."""
        return all(gate.truth is not Truth.NO for gate in self.gates[:2])

    @property
    def barred(self) -> bool:
        return self.gates[2].truth is Truth.NO

    @property
    def earliest(self) -> date | None:
        return latest([*(gate.earliest for gate in self.gates), self.finding.earliest])

    @property
    def from_memory(self) -> bool:
        """Whether a number known from memory alone carries it."""
        return any(finding.from_memory for finding in walk(self.finding))


@dataclass(frozen=True)
class Outcome:
    """The row of the contract for one subject and one award, with everything behind it."""

    award: str
    class_: int | None
    verdict: Verdict
    pathway: str
    provisions: tuple[str, ...]
    missing: tuple[str, ...]
    earliest: str
    judged: tuple[Judged, ...] = field(default=(), compare=False)
    chosen: Judged | None = field(default=None, compare=False)


def nearest(judged: Sequence[Judged]) -> Judged:
    """The pathway to show: the truest, then the one that lacks fewest limbs, then the first."""
    return min(judged, key=lambda one: (-one.truth, len(lacking(one.rule, leaf_truths(one)))))


def lacking(rule: Rule, truths: Mapping[str, Truth]) -> tuple[str, ...]:
    """The limbs that stand between a subject and a rule, by id; the council's with "judgement:" before it.

    Of an "or" only the branch nearest to holding is named. `truths` has every limb and gate of the rule by id.
    """
    gates = [id_ for id_ in gate_ids(rule) if truths[id_] is not Truth.YES]
    return (*gates, *_lacking(rule.condition, truths)[1])


def _lacking(part: Condition, truths: Mapping[str, Truth]) -> tuple[Truth, tuple[str, ...]]:
    if isinstance(part, AllOf):
        found = [_lacking(each, truths) for each in part.parts]
        return every(truth for truth, _ in found), tuple(dict.fromkeys(id_ for _, ids in found for id_ in ids))
    if isinstance(part, AnyOf):
        return min((_lacking(each, truths) for each in part.parts), key=lambda found: (-found[0], len(found[1])))
    truth = truths[part.id]
    return truth, () if truth is Truth.YES else (f"judgement:{part.id}",) if truth is Truth.JUDGE else (part.id,)


def gate_ids(rule: Rule) -> tuple[str, str, str]:
    return f"{rule.id}#subject", f"{rule.id}#force", f"{rule.id}#discipline"


def leaf_truths(judged: Judged) -> dict[str, Truth]:
    """The truth of every gate and limb by its id."""
    found = {gate.condition.id: gate.truth for gate in judged.gates}
    for finding in walk(judged.finding):
        if not finding.parts or not isinstance(finding.condition, AllOf | AnyOf):
            found[finding.condition.id] = finding.truth
    return found


def walk(finding: Finding) -> Iterator[Finding]:
    """A finding and everything under it."""
    yield finding
    for part in finding.parts:
        yield from walk(part)


def cited(rule: Rule) -> tuple[str, ...]:
    """The provisions a rule rests on: its own, then those of its limbs."""

    def cites(part: Condition) -> Iterator[str]:
        if isinstance(part, AllOf | AnyOf):
            for each in part.parts:
                yield from cites(each)
        elif part.cite:
            yield part.cite

    return tuple(dict.fromkeys((rule.id, *cites(rule.condition))))


def written(day: date) -> str:
    """A forecast as the contract writes it: the year alone when it is 31 December."""
    return str(day.year) if (day.month, day.day) == (12, 31) else day.isoformat()


def latest(days: Sequence[date | None]) -> date | None:
    """The last of these days; never if one of them is never."""
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None
