"""Eligibility as people read it: an award asked of a receiver, with what is lacking in words, and the whole tree that opens to the rows.

The judgement is that of `law.asking`; here it is read from the register and told. Receivers are named by the ids of their subjects, and
whoever asks names only those that the account may see. Read first: `Question`, `answers`, `outcome`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from tdkt.law import asking
from tdkt.law.asking import BadQuestion, Question, judge, memory_limbs, questions
from tdkt.law.bonus import amount
from tdkt.law.catalogue import awards
from tdkt.law.instruments import Law
from tdkt.law.parameters import NotKnown as NotKnownNumber
from tdkt.law.wording import head, say_award
from tdkt.operations.errors import NotFound
from tdkt.operations.facts import register_history
from tdkt.operations.law import office_law
from tdkt.operations.replay import SOLDIERS, WORKERS_TITLES, Replayed, replay
from tdkt.operations.reporting import State, state_now
from tdkt.records.facts import Known
from tdkt.records.models import Conferral
from tdkt.rules.case import Case, Cases, Row
from tdkt.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Judgement,
    NotKnown,
    Number,
    Rule,
    for_the_council_alone,
    leaves,
)
from tdkt.rules.facts import FORCES
from tdkt.rules.findings import Finding, Judged, Outcome, walk
from tdkt.rules.truth import Truth, Verdict

VERDICTS = ("eligible", "council", "facts-missing", "coming", "not-eligible")
"""What is said of an award as a whole, from the best: eligible; all that facts can settle is met and the council has still to judge; not
enough evidence; only time is missing; not eligible."""


@dataclass(frozen=True)
class Lack:
    """One condition that stands between a receiver and an award, in words, with its provision.

    `why`: not-met; no-record (the register is silent and not complete); no-text (the law's text or number is not known); council;
    subject, force, discipline (who may be given it at all). `got` of `needed` where it counts.
    """

    words: str
    cite: str
    why: str
    got: float | None = None
    needed: float | None = None


@dataclass(frozen=True)
class Answer:
    """An award asked of a receiver (by its subject), as a list shows it.

    `earliest` is a year or a day as text if the record goes on; `council` the provisions by which the council could give it besides;
    `memory`: the verdict rests on something known from memory alone.
    """

    subject: int
    award: str
    class_: int | None
    verdict: str
    lacks: tuple[Lack, ...] = ()
    earliest: str = ""
    pathway: str = ""
    council: tuple[str, ...] = ()
    memory: bool = False

    @property
    def name(self) -> str:
        """The award with its class."""
        return say_award(self.award, self.class_)


def question(award: str, class_: int | None, on: date) -> Question:
    """An award and class as asked on a day. Raises `NotFound` for one that the catalogue does not have."""
    try:
        return questions(office_law(), on, named=(f"{award}:{class_}" if class_ else award,))[0]
    except BadQuestion as bad:
        raise NotFound(bad.vietnamese, bad.english) from None


def answers(
    subjects: Iterable[int], asked: Question, on: date, *, use_memory: bool = False, language: str = "vi"
) -> list[Answer]:
    """One question asked of each of these receivers, in their order."""
    pairs = [(subject, asked) for subject in subjects]
    return answers_to(pairs, on, use_memory=use_memory, language=language)


def answers_to(
    pairs: Iterable[tuple[int, Question]], on: date, *, use_memory: bool = False, language: str = "vi"
) -> list[Answer]:
    """Questions each asked of its receiver, in order. Asks the register the same number of times however many they are."""
    pairs, law = list(pairs), office_law()
    known = register_history(subjects={subject for subject, _ in pairs})
    cases, found = Cases(known.facts), []
    for subject, asked in pairs:
        outcome = judge(law, asked, cases.of(known.numbers[subject]), on, use_memory=use_memory)
        found.append(answer(law, subject, outcome, use_memory, language))
    return found


def answer(law: Law, subject: int, outcome: Outcome, use_memory: bool, language: str = "vi") -> Answer:
    """What came of asking, told."""
    chosen = outcome.chosen
    return Answer(
        subject=subject,
        award=outcome.award,
        class_=outcome.class_,
        verdict=verdict_of(outcome),
        lacks=tuple(lacks(law, outcome, language)),
        earliest=outcome.earliest,
        pathway=outcome.pathway,
        council=pathways_of(outcome.missing) if chosen is not None else (),
        memory=bool(use_memory and chosen is not None and memory_limbs(chosen.rule)),
    )


def verdict_of(outcome: Outcome) -> str:
    """The verdict as screens say it, one of `VERDICTS`."""
    if outcome.verdict is Verdict.ELIGIBLE:
        return "eligible" if outcome.chosen is not None and outcome.chosen.truth is Truth.YES else "council"
    if outcome.verdict is Verdict.NOT_ENOUGH_EVIDENCE:
        return "council" if outcome.chosen is None and heard(outcome) else "facts-missing"
    return "coming" if outcome.earliest else "not-eligible"


def heard(outcome: Outcome) -> bool:
    """Whether a pathway has words for the council to judge by: a text that nobody has gives it nothing to go by."""
    return any(one.applies and not one.barred and for_the_council(one.rule) for one in outcome.judged)


def for_the_council(rule: Rule) -> bool:
    """Whether a pathway is the council's alone, with words to judge by."""
    return for_the_council_alone(rule) and any(isinstance(leaf, Judgement) for leaf in leaves(rule.condition))


def pathways_of(missing: Iterable[str]) -> tuple[str, ...]:
    """The pathways that are the council's alone, by id."""
    return tuple(id_.removeprefix("pathway:") for id_ in missing if id_.startswith("pathway:"))


# --- what is lacking --------------------------------------------------------------------------


def lacks(law: Law, outcome: Outcome, language: str = "vi") -> Iterator[Lack]:
    """What stands in the way by the pathway that is nearest; where only the council's are left, those."""
    if outcome.chosen is None:
        rules = [one.rule for one in outcome.judged]
        yield from (council_lack(law, rules, id_, language) for id_ in pathways_of(outcome.missing))
        return
    found = findings(outcome.chosen)
    for id_ in outcome.missing:
        id_ = id_.removeprefix("judgement:")
        if id_ in found:
            yield lack(found[id_], language)


def findings(judged: Judged) -> Mapping[str, Finding]:
    """Every gate and limb of a pathway by its id."""
    every = (*judged.gates, *walk(judged.finding))
    return {one.condition.id: one for one in every if not isinstance(one.condition, AllOf | AnyOf)}


def lack(finding: Finding, language: str = "vi") -> Lack:
    part = finding.condition
    return Lack(head(part, language), part.cite, why(finding), finding.got, finding.needed)


def why(finding: Finding) -> str:
    """Of which sort a lack is."""
    part = finding.condition
    if hasattr(part, "kind"):  # a gate
        return "no-record" if part.kind != "subject" and finding.truth is Truth.UNKNOWN else str(part.kind)
    if finding.truth is Truth.JUDGE:
        return "council"
    if finding.truth is Truth.UNKNOWN:
        return "no-text" if untold(part) else "no-record"
    return "not-met"


def untold(part: Condition) -> bool:
    """Whether the law itself is not known here: no text, or a number that no text gives or that only memory does."""
    numbers = [value for value in vars(part).values() if isinstance(value, Number)]
    sure = ("VERIFIED", "SECONDARY")
    return (
        isinstance(part, NotKnown)
        or part.confidence not in sure
        or any(number.value is None or number.confidence not in sure for number in numbers)
    )


def council_lack(law: Law, rules: Iterable[Rule], id_: str, language: str) -> Lack:
    """A pathway that only the council can judge, by the first of its criteria, or by what the text of the award says."""
    rule = next((one for one in rules if one.id == id_), None)
    if rule is None:
        provision = law.provisions.get(id_)
        said = (provision.en if language == "en" else provision.vi) if provision else ""
        return Lack(said, id_, "council")
    leaf = next(iter(leaves(rule.condition)))
    return Lack(head(leaf, language), id_, "council" if for_the_council(rule) else "no-text")


# --- one case, whole --------------------------------------------------------------------------


@dataclass(frozen=True)
class Opened:
    """The row of the register behind a fact: which kind of row (conferral, rating, subject) and its id."""

    kind: str
    id: int


@dataclass(frozen=True)
class Told:
    """One award asked of one receiver, with everything behind it.

    `tree` is the answer of `law.asking.explain_case`; `rows` says for (table, line) of a fact which row of the register it is.
    `bonus` and `bonus_unknown`: the money on the day, or what is not known of it; both None where no money goes with it.
    """

    answer: Answer
    tree: dict[str, Any]
    rows: dict[tuple[str, int], Opened]
    lower: tuple[str, int | None] | None = None
    bonus: Any = None
    bonus_unknown: str = ""


def outcome(
    subject: int, award: str, class_: int | None, on: date, *, use_memory: bool = False, language: str = "vi"
) -> Told:
    """One award asked of one receiver on a day. Raises `NotFound` for an award that the catalogue does not have."""
    law, asked = office_law(), question(award, class_, on)
    known = register_history(subjects=[subject])
    case = Cases(known.facts).of(known.numbers[subject])
    judged = judge(law, asked, case, on, use_memory=use_memory)
    told = answer(law, subject, judged, use_memory, language)
    money: Any = None
    unknown = ""
    if case.kind in awards()[award].recipients:
        found = amount(law, award, class_, case.kind, on, use_memory=use_memory)
        if isinstance(found, NotKnownNumber):
            unknown = found.what_en if language == "en" else found.what
        else:
            money = found
    return Told(
        answer=told,
        tree=asking.explain_case(law, case, asked, on, use_memory=use_memory),
        rows=opened(known, case),
        lower=None if told.verdict == "eligible" else lower_now(law, case, told, on, use_memory=use_memory),
        bonus=money,
        bonus_unknown=unknown,
    )


def opened(known: Known, case: Case) -> dict[tuple[str, int], Opened]:
    """Which row of the register each fact of a case is, where that row has a place of its own on the screens."""
    found: dict[tuple[str, int], Opened] = {}
    subject = int(case.id)
    rows: tuple[Row, ...] = (*case.awards, *case.ratings, *case.members)
    for row in rows:
        if row.table == "awards":
            conferral = int(known.conferrals[row.line - 2])
            found[row.table, row.line] = Opened("conferral", conferral) if conferral else Opened("rating", subject)
        elif row.table == "ratings":
            found[row.table, row.line] = Opened("rating", subject)
        elif row.table == "members":
            found[row.table, row.line] = Opened("subject", int(known.keys[known.facts.members.subject[row.line - 2]]))
    return found


def lower_now(
    law: Law, case: Case, told: Answer, on: date, *, use_memory: bool = False
) -> tuple[str, int | None] | None:
    """The highest award below this one in its own order that the receiver can be given now."""
    family = next(family for family in asking.FAMILIES if awards()[told.award].kind in family)
    place = asking.precedence(told.award, told.class_)
    below = sorted(
        (pair for pair in law.pairs if awards()[pair[0]].kind in family and asking.precedence(*pair) > place),
        key=lambda pair: asking.precedence(*pair),
    )
    soldier = FORCES.index(case.force) in SOLDIERS
    for award, class_ in below:
        if soldier and award in WORKERS_TITLES:
            continue
        if law.rules_on(on, award, class_) and case.kind in awards()[award].recipients:
            found = judge(law, question(award, class_, on), case, on, use_memory=use_memory)
            if found.verdict is Verdict.ELIGIBLE:
                return award, class_
    return None


# --- what was given ---------------------------------------------------------------------------


def replayed_in(year: int) -> tuple[Replayed, ...]:
    """The awards decided in a year, each under the law of its day, by day. Kept while no entry follows."""
    return _replayed(state_now(), year)


@lru_cache(maxsize=8)
def _replayed(_state: State, year: int) -> tuple[Replayed, ...]:
    decided = Conferral.objects.filter(decision__signed_on__year=year)
    subjects = decided.values_list("subject_id", flat=True).distinct()
    return tuple(one for one in replay(subjects=subjects, year=year, titles=False))


def lacks_of(one: Replayed, *, language: str = "vi") -> list[Lack]:
    """What was lacking when the award was given."""
    return [] if one.outcome is None else list(lacks(office_law(), one.outcome, language))
