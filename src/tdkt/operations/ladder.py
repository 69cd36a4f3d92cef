"""One receiver's ladder: for each branch of awards what is held, what it used up, and what comes next with what is lacking.

Read first: `ladder`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tdkt.law.asking import Question, judge, precedence
from tdkt.law.catalogue import awards
from tdkt.law.instruments import Law
from tdkt.law.wording import say_award
from tdkt.operations.eligibility import Answer, answer, question
from tdkt.operations.facts import register_history
from tdkt.operations.law import office_law
from tdkt.operations.replay import SOLDIERS, WORKERS_TITLES
from tdkt.rules.case import AwardRow, Case, Cases
from tdkt.rules.conditions import for_the_council_alone
from tdkt.rules.facts import FORCES
from tdkt.rules.findings import Outcome

BRANCHES = (
    ("title", frozenset({"title"})),
    ("certificate", frozenset({"certificate-of-merit", "certificate-of-commendation"})),
    ("order", frozenset({"order"})),
    ("medal", frozenset({"medal", "commemorative-medal"})),
    ("honorary-title", frozenset({"honorary-title"})),
    ("prize", frozenset({"prize"})),
)
"""The branches in the order of the screen, each with the kinds of award that stand in it."""


@dataclass(frozen=True)
class Held:
    """An award that the receiver has: how often, the last day or year, the row of that conferral (0: only a rating tells it), the years used."""

    award: str
    class_: int | None
    times: int
    last: str
    conferral: int
    used: tuple[int, ...]

    @property
    def name(self) -> str:
        return say_award(self.award, self.class_)


@dataclass(frozen=True)
class Step:
    """One award of a branch, asked; `held` when the receiver has it; `deciding`: facts can settle something of it."""

    answer: Answer
    held: Held | None
    deciding: bool


@dataclass(frozen=True)
class Branch:
    """A branch from the lowest award up; `top` the highest that is held, `next` the nearest above it."""

    name: str
    steps: tuple[Step, ...]
    top: Held | None
    next: Step | None


def ladder(subject: int, on: date, *, use_memory: bool = False, language: str = "vi") -> tuple[Branch, ...]:
    """The branches in which the receiver holds something or may be given something on the day."""
    law = office_law()
    known = register_history(subjects=[subject])
    case = Cases(known.facts).of(known.numbers[subject])
    held = holdings(case, on, {row.line: int(known.conferrals[row.line - 2]) for row in case.awards})
    found = []
    for name, kinds in BRANCHES:
        steps = tuple(
            _step(law, subject, asked, outcome, held, use_memory, language)
            for asked, outcome in _asked(law, case, kinds, on, use_memory)
        )
        own = [one for one in held.values() if awards()[one.award].kind in kinds]
        top = min(own, key=lambda one: precedence(one.award, one.class_), default=None)
        if steps or top is not None:
            found.append(Branch(name, steps, top, next_step(steps, top)))
    return tuple(found)


def _asked(
    law: Law, case: Case, kinds: frozenset[str], on: date, use_memory: bool
) -> Iterator[tuple[Question, Outcome]]:
    """The awards of these kinds whose pathways are for such a receiver at all, the lowest first."""
    forms = [pair for pair in law.pairs if awards()[pair[0]].kind in kinds]
    soldier = FORCES.index(case.force) in SOLDIERS
    for award, class_ in sorted(forms, key=lambda form: precedence(*form), reverse=True):
        if case.kind not in awards()[award].recipients or (soldier and award in WORKERS_TITLES):
            continue
        asked = question(award, class_, on)
        outcome = judge(law, asked, case, on, use_memory=use_memory)
        if any(one.applies for one in outcome.judged):
            yield asked, outcome


def _step(
    law: Law,
    subject: int,
    asked: Question,
    outcome: Outcome,
    held: dict[tuple[str, int | None], Held],
    use_memory: bool,
    language: str,
) -> Step:
    deciding = any(one.applies and not for_the_council_alone(one.rule) for one in outcome.judged)
    told = answer(law, subject, outcome, use_memory, language)
    return Step(told, held.get((asked.award, asked.class_)), deciding)


def holdings(case: Case, on: date, conferrals: dict[int, int]) -> dict[tuple[str, int | None], Held]:
    """What a receiver holds on a day, by award and class. `conferrals` says for the line of a row which conferral it is."""
    rows: dict[tuple[str, int | None], list[AwardRow]] = {}
    for row in case.awards:
        if row.stands and (row.day is None or row.day <= on):
            rows.setdefault((row.award, row.class_), []).append(row)
    found = {}
    for (award, class_), own in rows.items():
        last = max(own, key=lambda row: (row.for_to or row.for_from or (row.day.year if row.day else 0), row.line))
        used = {year for row in own for year in _years(row)}
        found[award, class_] = Held(award, class_, len(own), _when(last), conferrals[last.line], tuple(sorted(used)))
    return found


def _years(row: AwardRow) -> range:
    ends = [year for year in (row.for_from, row.for_to) if year is not None]
    return range(min(ends), max(ends) + 1) if ends else range(0)


def _when(row: AwardRow) -> str:
    """The year of a conferral's achievement, else its day."""
    if row.for_to or row.for_from:
        return str(row.for_to or row.for_from)
    return row.day.isoformat() if row.day else ""


PEERS = (
    frozenset({"lao-dong-tien-tien", "chien-si-tien-tien"}),
    frozenset({"tap-the-lao-dong-xuat-sac", "don-vi-quyet-thang"}),
    frozenset({"tap-the-lao-dong-tien-tien", "don-vi-tien-tien"}),
)
"""Titles of one height, for civil and for armed units: who holds the one does not go on to the other."""


def next_step(steps: tuple[Step, ...], top: Held | None) -> Step | None:
    """Of the awards above the highest that is held the one nearest to being given."""
    above = [step for step in steps if top is None or _above(step.answer, top)]
    return min(above, key=_nearness, default=None)


def _above(told: Answer, top: Held) -> bool:
    peers = any({told.award, top.award} <= pair for pair in PEERS)
    return not peers and precedence(told.award, told.class_) < precedence(top.award, top.class_)


def _nearness(step: Step) -> tuple[bool, int, str, int, int]:
    """What facts can settle comes before what is the council's alone; then what can be had now, what is coming, and the lowest."""
    told = step.answer
    group = {"eligible": 0, "council": 1, "coming": 2}.get(told.verdict, 3)
    rank, class_ = precedence(told.award, told.class_)
    return (not step.deciding, group, told.earliest or "9999", -class_, -rank)
