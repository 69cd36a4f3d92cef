"""A rehearsal: a draft instrument beside the law, asked of a register; who would gain, who would lose, and what it would cost.

Both laws are asked the same question of the same history on the same day, and only what differs is told.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tdkt.law.asking import Question, judge, questions
from tdkt.law.bonus import Bonus, amount
from tdkt.law.instruments import Law
from tdkt.rules.case import Case, Cases
from tdkt.rules.facts import Facts
from tdkt.rules.truth import Verdict


@dataclass(frozen=True)
class Turn:
    """One subject whose verdict for one award the draft would turn, with the money that goes with the award on that day."""

    subject_id: str
    name: str
    kind: str
    award: str
    class_: int | None
    before: str
    after: str
    missing: tuple[str, ...]
    dong: int | None

    @property
    def gains(self) -> bool:
        return self.after == Verdict.ELIGIBLE.word

    @property
    def loses(self) -> bool:
        return self.before == Verdict.ELIGIBLE.word


@dataclass(frozen=True)
class Rehearsal:
    """What a draft would turn: gains, losses, changes between "no" and "not known", and the money as far as it is known."""

    on: date
    turns: tuple[Turn, ...]

    @property
    def gains(self) -> tuple[Turn, ...]:
        return tuple(turn for turn in self.turns if turn.gains)

    @property
    def losses(self) -> tuple[Turn, ...]:
        return tuple(turn for turn in self.turns if turn.loses)

    @property
    def cost(self) -> int:
        """The money of those who gain less that of those who lose, in đồng, where it is known."""
        return sum(t.dong or 0 for t in self.gains) - sum(t.dong or 0 for t in self.losses)

    @property
    def without_amount(self) -> int:
        """How many gains and losses have no known amount and are not in the cost."""
        return sum(turn.dong is None for turn in (*self.gains, *self.losses))


def rehearse(
    law: Law,
    draft: Law,
    facts: Facts,
    on: date,
    *,
    named: Sequence[str] = (),
    progress: Callable[[Iterable[int]], Iterable[int]] = iter,
) -> Rehearsal:
    """Ask both laws about every subject; only awards whose pathways differ are asked. Raises `BadQuestion`."""
    return Rehearsal(on, tuple(_turns(law, draft, facts, on, named, progress)))


def _turns(
    law: Law,
    draft: Law,
    facts: Facts,
    on: date,
    named: Sequence[str],
    progress: Callable[[Iterable[int]], Iterable[int]],
) -> Iterator[Turn]:
    pairs = [
        (old, new)
        for old, new in zip(questions(law, on, named=named), questions(draft, on, named=named), strict=True)
        if law.rules_on(on, old.award, old.class_) != draft.rules_on(on, new.award, new.class_)
    ]
    if not pairs:
        return
    cases = Cases(facts)
    for number in progress(range(len(cases))):
        case = cases.of(number)
        for old, new in pairs:
            turn = _turn(law, draft, case, old, new, on)
            if turn is not None:
                yield turn


def _turn(law: Law, draft: Law, case: Case, old: Question, new: Question, on: date) -> Turn | None:
    before, after = judge(law, old, case, on), judge(draft, new, case, on)
    if before.verdict is after.verdict:
        return None
    return Turn(
        subject_id=case.id,
        name=case.name,
        kind=case.kind,
        award=old.award,
        class_=old.class_,
        before=before.verdict.word,
        after=after.verdict.word,
        missing=after.missing,
        dong=_money(draft, old.award, old.class_, case.kind, on),
    )


def _money(law: Law, award: str, class_: int | None, kind: str, on: date) -> int | None:
    try:
        found: Any = amount(law, award, class_, kind, on)
    except ValueError:
        return None
    return found.dong if isinstance(found, Bonus) else None
