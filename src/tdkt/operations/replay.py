"""The register judged by the law: every award under the law of its day, and who qualifies on a day and was never proposed.

An award is judged on what was decided before it: itself and everything decided on its day or later are left out of the history. A list
signed in December for its own year is asked as of the 31st, when the year's ratings stand; any other day counts by the year before it.
Titles that only the yearly ratings record have no day of their own: they stand with the ratings of their year.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

import numpy as np

from tdkt.law.catalogue import awards
from tdkt.law.instruments import Law
from tdkt.operations.law import office_law
from tdkt.records.facts import Known, facts_known
from tdkt.records.models import Conferral, ConferralVersion
from tdkt.records.models.ledger import known_on
from tdkt.rules.case import AwardRow, Case, Cases
from tdkt.rules.conditions import Rule, for_the_council_alone
from tdkt.rules.explain import verdict_of
from tdkt.rules.facts import FORCES
from tdkt.rules.findings import Outcome
from tdkt.rules.packed import CALENDAR, FIRST_YEAR, bits, unknown_years
from tdkt.rules.screen import screen
from tdkt.rules.truth import Verdict
from tdkt.rules.years import proposal_year

MERIT = "cong-trang"
WORKERS_TITLES = frozenset(("lao-dong-tien-tien", "tap-the-lao-dong-tien-tien", "tap-the-lao-dong-xuat-sac"))
"""Titles in whose place the armed forces have their own (Articles 24, 27 and 28 of the law of 2003, 24, 27 and 28 of 2022)."""
SOLDIERS = (FORCES.index("police"), FORCES.index("army"))
UNDATED = "decision#date"
"""What is missing where nobody knows when an award was decided: the law of its day cannot be asked."""


class Answer(StrEnum):
    """What the law of the day says of an award that was given."""

    ALLOWED = "allowed"
    NOT_ALLOWED = "not-allowed"
    NOT_ENOUGH_EVIDENCE = "not-enough-evidence"
    FOR_THE_COUNCIL = "for-the-council"
    NOT_COVERED = "not-covered"
    """The law of the day has no such award, or no pathway to it on this ground for such a receiver."""


@dataclass(frozen=True)
class Replayed:
    """One award as given: a conferral, or the title of a yearly rating (then `conferral` is None and `rating` its row).

    `day` is that of the decision; `missing` are the limbs that the law asks and the register does not show, `provisions` those that decide;
    `outcome` has the whole tree of reasons, None where no rule was asked.
    """

    subject: int
    name: str
    award: str
    class_: int | None
    ground: str
    day: date | None
    conferral: int | None
    rating: int | None
    answer: Answer
    pathway: str = ""
    provisions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    outcome: Outcome | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Unproposed:
    """A person or collective who qualifies and has neither such an award nor a proposal for it; `missing` is left to the council."""

    subject: int
    name: str
    award: str
    class_: int | None
    pathway: str
    provisions: tuple[str, ...]
    missing: tuple[str, ...]


def replay(
    *,
    law: Law | None = None,
    at: datetime | None = None,
    subjects: Iterable[int] | None = None,
    year: int | None = None,
    titles: bool = True,
    use_memory: bool = False,
    without: Iterable[int] = (),
) -> tuple[Replayed, ...]:
    """Every award of the register, or of some subjects, judged under the law of its day, in the order of the days.

    `year`: only those decided in it. `titles`: also the yearly titles that only the ratings record. Proposals are no awards yet.
    `without`: conferrals (by id) that are left out, as if they had never been given.
    """
    named = None if subjects is None else sorted(set(subjects))
    past = _Past(facts_known(at, subjects=named), law or office_law(), use_memory, frozenset(without))
    only = None if named is None else frozenset(named)
    found = list(past.replayed(titles=titles, only=only, year=year))
    return tuple(sorted(found, key=lambda one: (one.day or date.min, one.conferral or 0, one.rating or 0)))


def summary(replayed: Iterable[Replayed]) -> dict[Answer, int]:
    """How many awards have each answer; answers that nobody got are 0."""
    counts = Counter(one.answer for one in replayed)
    return {answer: counts[answer] for answer in Answer}


class _Past:
    """The register's facts, its cases as they were before a day, and the law."""

    def __init__(self, known: Known, law: Law, use_memory: bool, without: frozenset[int] = frozenset()) -> None:
        self.known, self.law, self.use_memory, self.without = known, law, use_memory, without
        self.cases = Cases(known.facts)
        self._whole: dict[int, Case] = {}
        self._before: dict[tuple[str, date, int], Case] = {}

    @cached_property
    def posts(self) -> frozenset[str]:
        return self.law.posts

    def whole(self, number: int) -> Case:
        """A subject with everything that is recorded of it."""
        if number not in self._whole:
            case = self.cases.of(number)
            self._whole[number] = self._reduced(case) if self.without else case
        return self._whole[number]

    def _reduced(self, case: Case) -> Case:
        """The same without the conferrals that are left out, its own and its members'."""
        awards_left = tuple(row for row in case.awards if self._conferral_of(row) not in self.without)
        members = tuple(replace(row, member=self._reduced(row.member)) for row in case.members)
        return replace(case, awards=awards_left, members=members)

    def _conferral_of(self, row: AwardRow) -> int:
        return int(self.known.conferrals[row.line - 2])

    def before(self, case: Case, day: date, year: int, own: AwardRow | None = None) -> Case:
        """The same with only those awards that were decided before a day, or stand with the ratings up to a year; members likewise."""
        kept = tuple(row for row in case.awards if row is not own and self._stood(row, day, year))
        members = tuple(replace(row, member=self._member_before(row.member, day, year)) for row in case.members)
        return replace(case, awards=kept, members=members)

    def _stood(self, row: AwardRow, day: date, year: int) -> bool:
        if not self.known.conferrals[row.line - 2]:
            return (row.for_to or 0) <= year
        return row.day is None or row.day < day

    def _member_before(self, member: Case, day: date, year: int) -> Case:
        key = (member.id, day, year)
        if key not in self._before:
            self._before[key] = self.before(member, day, year)
        return self._before[key]

    def replayed(self, *, titles: bool, only: frozenset[int] | None, year: int | None) -> Iterator[Replayed]:
        """The awards, day by day: what was kept of one day is let go with it."""
        days: dict[date | None, list[tuple[int, AwardRow]]] = defaultdict(list)
        keys = self.known.keys.tolist()
        for number, key in enumerate(keys):
            if only is not None and key not in only:
                continue
            for row in self.whole(number).awards:
                if year is not None and (row.day is None or row.day.year != year):
                    continue
                if self.known.conferrals[row.line - 2] or (titles and self.known.ratings[row.line - 2]):
                    days[row.day].append((number, row))
        for day in sorted(days, key=lambda one: one or date.min):
            self._before.clear()
            for number, row in days[day]:
                yield self.judge(number, keys[number], row)

    def judge(self, number: int, key: int, row: AwardRow) -> Replayed:
        """One award under the law of its day."""
        case = self.whole(number)
        said = Replayed(
            subject=key,
            name=case.name,
            award=row.award,
            class_=row.class_,
            ground=row.ground,
            day=row.day,
            conferral=int(self.known.conferrals[row.line - 2]) or None,
            rating=int(self.known.ratings[row.line - 2]) or None,
            answer=Answer.NOT_COVERED,
        )
        if row.day is None:
            return replace(said, answer=Answer.NOT_ENOUGH_EVIDENCE, missing=(UNDATED,))
        rules = pathways(self.law.rules_on(row.day, row.award), case, row)
        if not rules:
            return said
        asked = day_asked(row)
        outcome = verdict_of(
            rules,
            self.before(case, row.day, proposal_year(asked), row),
            asked,
            titles=self.law.titles,
            posts=self.posts,
            use_memory=self.use_memory,
        )
        return replace(
            said,
            answer=answer_of(outcome),
            pathway=outcome.pathway,
            provisions=outcome.provisions,
            missing=outcome.missing,
            outcome=outcome,
        )


def pathways(rules: Sequence[Rule], case: Case, row: AwardRow) -> list[Rule]:
    """The pathways by which an award may have been given: of its class and ground.

    An award without a ground was given for merit, where the law rewards such a subject with it for merit at all; else by any pathway
    there is. One without a class may be of any class. None: the law of the day speaks of such a subject, but not on this ground.
    """
    of_class = [rule for rule in rules if row.class_ is None or rule.class_ == row.class_]
    found = [rule for rule in of_class if rule.ground == (row.ground or MERIT)]
    if any(case.kind in rule.subjects for rule in found):
        return found
    for_such = any(case.kind in rule.subjects for rule in of_class)
    return [] if row.ground and for_such else of_class


def day_asked(row: AwardRow) -> date:
    """The day for which the rules are asked: that of the decision, or the end of the year that a list of December is about."""
    assert row.day is not None  # the caller has sorted out those without
    about = row.for_to or row.for_from
    return date(row.day.year, 12, 31) if row.day.month == 12 and about == row.day.year else row.day


def answer_of(outcome: Outcome) -> Answer:
    """What an outcome means for an award that was given: where a council may have judged for it, the law forbids nothing."""
    if outcome.verdict is Verdict.ELIGIBLE:
        return Answer.ALLOWED
    if any(one.applies and not one.barred and for_the_council_alone(one.rule) for one in outcome.judged):
        return Answer.FOR_THE_COUNCIL
    if outcome.verdict is Verdict.NOT_ENOUGH_EVIDENCE:
        return Answer.NOT_ENOUGH_EVIDENCE
    return Answer.NOT_ALLOWED


# --- who was never proposed --------------------------------------------------------------------


def never_proposed(
    on: date,
    *,
    law: Law | None = None,
    at: datetime | None = None,
    subjects: Iterable[int] | None = None,
    forms: Sequence[tuple[str, int | None]] | None = None,
    council: bool = True,
    unsure: bool = False,
    use_memory: bool = False,
) -> tuple[Unproposed, ...]:
    """Who qualifies for what on a day without ever having had it or been proposed for it; of a yearly title, for the year it is asked.

    In the order of the catalogue, then of the register. `forms` asks for some awards only (code and class); without `council` those are
    left out of whom people have still to judge something. Only where silence means that it was not given: `unsure` adds those who may
    have had it before their history is complete.
    """
    law = law or office_law()
    known = facts_known(at, subjects=None if subjects is None else sorted(set(subjects)))
    rules = law.rules_on(on)
    by_form: dict[tuple[str, int | None], list[Rule]] = defaultdict(list)
    for rule in rules:
        by_form[rule.award, rule.class_].append(rule)
    asked = [form for form in by_form if forms is None or form in set(forms)]
    if not asked or not len(known.keys):
        return ()
    screened = screen(rules, known.facts, on, titles=law.titles, use_memory=use_memory, forms=asked)
    year = proposal_year(on)
    had = _had(known, year, law.titles, at)
    silent = unknown_years(CALENDAR.year(known.facts.subjects.service_from), known.facts.subjects.complete_since)
    silent &= np.uint64(bits(FIRST_YEAR, year))
    soldiers = np.isin(known.facts.subjects.force, SOLDIERS)
    found = []
    catalogue = list(awards())
    columns = sorted(
        range(len(screened.forms)), key=lambda c: (catalogue.index(screened.forms[c][0]), screened.forms[c][1] or 0)
    )
    for column in columns:
        form = screened.forms[column]
        asked_of = screened.verdicts[:, column] == int(Verdict.ELIGIBLE)
        if form[0] in WORKERS_TITLES:
            asked_of &= ~soldiers
        if not unsure:
            before = bits(year, year) if form[0] in law.titles else bits(FIRST_YEAR, year)
            asked_of &= (silent & np.uint64(before)) == 0
        numbers = [n for n in asked_of.nonzero()[0].tolist() if (int(known.keys[n]), *form) not in had]
        if not numbers:
            continue
        alone = screen(rules, screened.packed, on, titles=law.titles, use_memory=use_memory, forms=[form])
        behind = alone.details(np.asarray(numbers, np.int32))[0]
        for number, pattern in zip(numbers, behind.pattern.tolist(), strict=True):
            told = behind.told[pattern]
            own = tuple(limb for limb in told.missing if not limb.startswith("pathway:"))
            if council or not own:
                key, name = int(known.keys[number]), str(known.facts.subjects.names[number])
                found.append(Unproposed(key, name, *form, told.pathway, told.provisions, own))
    return tuple(found)


def _had(known: Known, year: int, titles: frozenset[str], at: datetime | None) -> set[tuple[int, str, int | None]]:
    """Who has or is proposed for which award and class; of yearly titles, for this year. An award without a class is any of them."""
    rows, codes, keys = known.facts.awards, known.facts.codes, known.keys.tolist()
    had: set[tuple[int, str, int | None]] = set()
    for place in range(len(rows.subject)):
        code = codes[rows.award[place]]
        if code in titles and (int(rows.for_to[place]) or int(rows.for_from[place])) not in (0, year):
            continue
        had |= held(keys[int(rows.subject[place])], code, int(rows.class_[place]) or None)
    proposals = Conferral.objects.all() if at is None else known_on(ConferralVersion, at)
    for key, code, class_ in proposals.filter(state="proposed").values_list("subject_id", "award", "class_no"):
        had |= held(key, code, class_)
    return had


def held(key: int, code: str, class_: int | None) -> set[tuple[int, str, int | None]]:
    """An award as had: in its class, or in all where none is said."""
    classes: tuple[int | None, ...] = awards()[code].classes or (None,)
    return {(key, code, one) for one in (classes if class_ is None else (class_,))}
