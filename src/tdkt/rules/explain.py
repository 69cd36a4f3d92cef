"""One subject, one rule, and why: the tree of its conditions with the truth of each, the rows it rests on and the day it could hold.

Works on plain rows, year by year, so that a reader can follow it; `screen` decides the same for a million by columns, and the two are
held together by a test over random rules and histories.
"""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from tdkt.rules.case import AwardRow, Case, DisciplineRow, MemberRow, Row
from tdkt.rules.conditions import (
    AllOf,
    AnyOf,
    Clean,
    Condition,
    Count,
    Either,
    EveryYear,
    Given,
    Holding,
    Holds,
    Initiated,
    Judgement,
    Leads,
    Members,
    NotHeld,
    NotKnown,
    Number,
    OutsideFlags,
    PostHeld,
    Rated,
    RoundAnniversary,
    Rule,
    Run,
    Service,
    Titled,
    Track,
    UnitLevel,
    WholeService,
    for_the_council_alone,
)
from tdkt.rules.facts import DISCIPLINES, RATINGS, SCOPES
from tdkt.rules.truth import Truth, Verdict, any_of, every

FIRST_YEAR = 1975
"""Yearly facts before it are left out: no chain of the law reaches so far back, and both readers need the same horizon."""
AHEAD = 15
"""How many years a forecast looks ahead."""
COUNTED_A_YEAR = 4
"""At most so many conferrals or initiatives of one year are counted."""
DAYS_A_YEAR = 365.25

Years = frozenset[int]


def proposal_year(on: date) -> int:
    """The year that a proposal on this day is for: its own on 31 December, else the year before."""
    return on.year if (on.month, on.day) == (12, 31) else on.year - 1


def years_after(day: date, years: float) -> date:
    """The same day so many years (or months, as a fraction of a year) later; 29 February falls on the 28th."""
    months = day.year * 12 + day.month - 1 + round(years * 12)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


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
        return _latest([*(gate.earliest for gate in self.gates), self.finding.earliest])

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


def explain(
    rule: Rule,
    case: Case,
    on: date,
    *,
    titles: frozenset[str],
    posts: frozenset[str] = frozenset(),
    use_memory: bool = False,
) -> Judged:
    """One rule asked of one subject on a day. `titles` are the yearly titles, `posts` every post that some rule names."""
    asked = _Asked(rule, case, on, titles, posts, use_memory)
    return Judged(rule, tuple(asked.gates()), asked.find(rule.condition, trusted=asked.trusts(rule.confidence)))


def verdict_of(
    rules: Sequence[Rule],
    case: Case,
    on: date,
    *,
    titles: frozenset[str],
    posts: frozenset[str] = frozenset(),
    use_memory: bool = False,
    pathway: str | None = None,
) -> Outcome:
    """What the rules of one award and class, all in force on the day, say of a subject; with `pathway` that one alone."""
    asked = [rule for rule in rules if pathway is None or rule.id == pathway]
    if not asked:
        raise ValueError("no rule to ask")
    judged = tuple(explain(r, case, on, titles=titles, posts=posts, use_memory=use_memory) for r in asked)
    applicable = [one for one in judged if one.applies]
    if pathway is not None:
        deciding, council = (applicable or list(judged))[:1], list[Judged]()
    else:
        deciding = [one for one in applicable if not for_the_council_alone(one.rule)]
        council = [one for one in applicable if for_the_council_alone(one.rule)]
    if deciding:
        verdict = Verdict.of(any_of(one.truth for one in deciding))
    elif council and not all(one.barred for one in council):
        verdict = Verdict.NOT_ENOUGH_EVIDENCE
    else:
        verdict = Verdict.NOT_ELIGIBLE
    chosen = nearest(deciding) if deciding else None if council else judged[0]
    missing = lacking(chosen.rule, leaf_truths(chosen)) if chosen else ()
    days = [one.earliest for one in deciding if one.earliest is not None]
    return Outcome(
        award=asked[0].award,
        class_=asked[0].class_,
        verdict=verdict,
        pathway=chosen.rule.id if chosen and verdict is Verdict.ELIGIBLE else "",
        provisions=cited(chosen.rule) if chosen else tuple(dict.fromkeys(one.rule.id for one in council)),
        missing=missing + tuple(dict.fromkeys(f"pathway:{one.rule.id}" for one in council)),
        earliest="" if verdict is Verdict.ELIGIBLE or not days else written(min(days)),
        judged=judged,
        chosen=chosen,
    )


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


def _latest(days: Sequence[date | None]) -> date | None:
    """The last of these days; never if one of them is never."""
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


@dataclass(frozen=True)
class _World:
    """A yearly fact in two worlds: the years in which it is sure, and those in which it is possible."""

    sure: Years
    possible: Years

    def of(self, *, sure: bool) -> Years:
        return self.sure if sure else self.possible


class _Asked:
    """A rule asked of a case on a day; `ahead` years on, with the record going on as it stands."""

    def __init__(
        self,
        rule: Rule,
        case: Case,
        on: date,
        titles: frozenset[str],
        posts: frozenset[str],
        use_memory: bool,
        ahead: int = 0,
    ) -> None:
        self.rule, self.case, self.today, self.titles, self.posts = rule, case, on, titles, posts
        self.use_memory, self.ahead = use_memory, ahead
        self.now = proposal_year(on)
        self.year = self.now + ahead
        self.on = date(self.year, 12, 31) if ahead else on

    def later(self, years: int) -> "_Asked":
        """The same so many years later."""
        return _Asked(self.rule, self.case, self.today, self.titles, self.posts, self.use_memory, years)

    def trusts(self, confidence: str) -> bool:
        """Whether a text of this confidence may be used."""
        return self.use_memory or confidence in ("VERIFIED", "SECONDARY")

    def number(self, number: Number) -> float | None:
        """A number of the law, None when no text gives it or only memory does and memory is not asked for."""
        return number.value if self.trusts(number.confidence) else None

    # --- gates --------------------------------------------------------------------------------

    def gates(self) -> Iterator[Finding]:
        """Kind, force, discipline, in this order."""
        subject, force, discipline = gate_ids(self.rule)
        fits = self.case.kind in self.rule.subjects
        yield self._fixed(Gate(kind="subject", id=subject, cite=self.rule.id), Truth.YES if fits else Truth.NO)
        forces = self.rule.forces
        known = Truth.YES if not forces or self.case.force in forces else Truth.NO
        if forces and not self.case.force:
            known = Truth.UNKNOWN
        yield self._fixed(Gate(kind="force", id=force, cite=self.rule.id), known)
        gate = Gate(kind="discipline", id=discipline, cite=self.rule.id)
        if self.case.kind != "individual" or not self.rule.barred_by_discipline:
            yield self._fixed(gate, Truth.YES)
        else:
            yield self._clean(gate, 0)

    def _fixed(self, condition: Condition, truth: Truth) -> Finding:
        return Finding(condition, truth, earliest=self.today if truth is Truth.YES else None)

    # --- the tree -----------------------------------------------------------------------------

    def find(self, part: Condition, *, trusted: bool = True) -> Finding:
        """The finding of a condition and everything under it."""
        trusted = trusted and self.trusts(part.confidence)
        if isinstance(part, AllOf | AnyOf):
            parts = tuple(self.find(each, trusted=trusted) for each in part.parts)
            join, first = (every, _latest) if isinstance(part, AllOf) else (any_of, _earliest)
            return Finding(part, join(p.truth for p in parts), parts=parts, earliest=first([p.earliest for p in parts]))
        if not trusted or isinstance(part, NotKnown):
            return Finding(part, Truth.UNKNOWN)
        memory = part.confidence not in ("VERIFIED", "SECONDARY") or self._by_memory(part)
        found = self._leaf(part)
        return Finding(**{**vars(found), "from_memory": memory}) if memory else found

    def _by_memory(self, part: Condition) -> bool:
        numbers = [value for value in vars(part).values() if isinstance(value, Number)]
        within = getattr(part, "within", None)
        inside = within is not None and any(self._by_memory(each) for each in getattr(within, "parts", (within,)))
        return inside or any(n.value is not None and n.confidence not in ("VERIFIED", "SECONDARY") for n in numbers)

    def _leaf(self, part: Condition) -> Finding:
        if isinstance(part, Run | Count):
            return self._yearly(part)
        if isinstance(part, Holds | NotHeld):
            return self._holds(part)
        if isinstance(part, Service):
            return self._service(part)
        if isinstance(part, WholeService):
            worse = tuple(r for r in self.case.ratings if RATINGS.index(r.rating) < RATINGS.index(part.at_least))
            return Finding(part, Truth.JUDGE if worse else Truth.YES, worse, earliest=self.today)
        if isinstance(part, PostHeld):
            return self._post(part)
        if isinstance(part, Members):
            return self._members(part)
        if isinstance(part, Leads):
            return self._leads(part)
        if isinstance(part, OutsideFlags):
            return self._fixed(part, Truth.YES if self.case.outside_flags else Truth.NO)
        if isinstance(part, RoundAnniversary):
            return self._anniversary(part)
        if isinstance(part, UnitLevel):
            level = self.case.unit_level
            return self._fixed(part, Truth.UNKNOWN if not level else Truth.YES if level in part.levels else Truth.NO)
        if isinstance(part, Clean):
            years = self.number(part.years)
            return Finding(part, Truth.UNKNOWN) if years is None else self._clean(part, years)
        if isinstance(part, Judgement):
            return Finding(part, Truth.JUDGE, earliest=self.today)
        raise TypeError(f"explain knows no {type(part).__name__}")

    # --- years --------------------------------------------------------------------------------

    @cached_property
    def unknown_years(self) -> Years:
        """The years of which silence says nothing."""
        return unknown_years(self.case, self.now)

    @cached_property
    def open_years(self) -> Years:
        """The years that may serve: after the last discipline, and not used up by a conferral of the same form and class."""
        first = FIRST_YEAR
        if self.case.kind == "individual":
            for row in self._disciplines():
                if row.begun(self.on) and row.to is None:
                    return frozenset()
                if row.begun(self.on) and row.to is not None:
                    if row.to > self.on:
                        return frozenset()
                    first = max(first, row.to.year + ((row.to.month, row.to.day) != (1, 1)))
        used: set[int] = set()
        for award in self.case.awards:
            if (award.award, award.class_) == (self.rule.award, self.rule.class_) and self._stands(award):
                ends = [y for y in (award.for_from, award.for_to) if y is not None] or [
                    y for y in (self.event_year(award),) if y is not None
                ]
                used.update(range(min(ends), max(ends) + 1) if ends else ())
        return frozenset(year for year in range(first, self.year + 1) if year not in used)

    def _disciplines(self) -> tuple[DisciplineRow, ...]:
        return tuple(row for row in self.case.disciplines if row.form != DISCIPLINES[0])

    def _stands(self, row: AwardRow) -> bool:
        return row.stands and (row.day is None or row.day <= self.today)

    def event_year(self, row: AwardRow) -> int | None:
        """The year a conferral belongs to: the last of its achievement, else of its decision."""
        if row.for_to is not None or row.for_from is not None:
            return row.for_to if row.for_to is not None else row.for_from
        if row.day is None:
            return None
        return proposal_year(row.day) if row.award in self.titles else row.day.year

    def serving(self, row: AwardRow, wanted: Holding, *, any_ground: bool = False) -> Truth:
        """Whether a conferral is one of these that may serve this rule: yes, no, or possibly."""
        if row.award != wanted.award or not self._stands(row):
            return Truth.NO
        if wanted.class_ is not None and row.class_ not in (None, wanted.class_):
            return Truth.NO
        doubtful = wanted.class_ is not None and row.class_ is None
        if not any_ground and self.rule.ground == "cong-trang":
            if row.ground in ("dot-xuat", "phong-trao"):
                return Truth.NO
            doubtful = doubtful or (not row.ground and row.award not in self.titles)
        return Truth.UNKNOWN if doubtful else Truth.YES

    def _best(self, row: AwardRow, wanted: Sequence[Holding], *, any_ground: bool = False) -> Truth:
        return any_of(self.serving(row, holding, any_ground=any_ground) for holding in wanted)

    def track(self, track: Track) -> _World:
        """A yearly fact in both worlds, up to the year asked; ahead of today it repeats what stands today."""
        sure, possible = self._track(track)
        horizon = range(FIRST_YEAR, self.now + 1)
        sure, possible = sure & frozenset(horizon), possible & frozenset(horizon)
        if self.ahead and self.now in sure:
            coming = frozenset(range(self.now + 1, self.year + 1))
            sure, possible = sure | coming, possible | coming
        return _World(sure, possible)

    def _track(self, track: Track) -> tuple[Years, Years]:
        if isinstance(track, Rated):
            recorded = {row.year: RATINGS.index(row.rating) for row in self.case.ratings}
            level = RATINGS.index(track.at_least)
            sure = frozenset(year for year, rating in recorded.items() if rating >= level)
            return sure, sure | (self.unknown_years - recorded.keys())
        if isinstance(track, Titled):
            sure_years, doubtful = set[int](), set[int]()
            for row in self.case.awards:
                truth = self._best(row, [Holding(code) for code in track.awards])
                if truth is not Truth.NO:
                    (sure_years if truth is Truth.YES else doubtful).update(self._title_years(row))
            return frozenset(sure_years), frozenset(sure_years | doubtful) | self.unknown_years
        if isinstance(track, EveryYear):
            first = self.case.service_from.year if self.case.service_from else FIRST_YEAR
            years = frozenset(range(max(first, FIRST_YEAR), self.now + 1))
            return years, years
        if isinstance(track, Either):
            worlds = [self._track(each) for each in track.tracks]
            return frozenset().union(*(s for s, _ in worlds)), frozenset().union(*(p for _, p in worlds))
        raise TypeError(f"{type(track).__name__} is counted, not yearly")

    def _title_years(self, row: AwardRow) -> range | tuple[int, ...]:
        ends = [year for year in (row.for_from, row.for_to) if year is not None]
        if ends:
            return range(min(ends), max(ends) + 1)
        year = self.event_year(row)
        return () if year is None else (year,)

    def counted(self, track: Given | Initiated) -> tuple[dict[int, int], dict[int, int]]:
        """How many there were in each year, sure and possible."""
        sure, possible = dict[int, int](), dict[int, int]()

        def count(numbers: dict[int, int], year: int) -> None:
            if FIRST_YEAR <= year <= self.now:
                numbers[year] = numbers.get(year, 0) + 1

        if isinstance(track, Given):
            for row in self.case.awards:
                truth, year = self._best(row, [Holding(code) for code in track.awards]), self.event_year(row)
                if truth is not Truth.NO and year is not None:
                    count(possible, year)
                    if truth is Truth.YES:
                        count(sure, year)
        else:
            for one in self.case.initiatives:
                if SCOPES.index(one.scope) >= SCOPES.index(track.scope) and (
                    not track.kinds or one.kind in track.kinds
                ):
                    count(sure, one.year)
            possible = dict(sure)
        if self.ahead and self.now in sure:
            for year in range(self.now + 1, self.year + 1):
                sure[year] = possible[year] = sure[self.now]
        return sure, possible

    # --- runs and counts ----------------------------------------------------------------------

    def _yearly(self, part: Run | Count) -> Finding:
        needed = self.number(part.years if isinstance(part, Run) else part.at_least)
        truth = Truth.of(sure=self._holds_yearly(part, sure=True), possible=self._holds_yearly(part, sure=False))
        earliest = None
        for ahead in range(AHEAD + 1):
            later = self.later(ahead)
            if later._holds_yearly(part, sure=True):
                earliest = later.on
                break
        got = self._longest(part) if isinstance(part, Run) else self._counted_sure(part, self._window(part))
        return Finding(part, truth, self._rows(part), got=got, needed=needed, earliest=earliest)

    def _holds_yearly(self, part: Run | Count, *, sure: bool) -> bool:
        if isinstance(part, Count):
            return self._enough(part, self._window(part), sure=sure)
        needed = self.number(part.years)
        if needed is None:
            return not sure
        blocks = self._blocks(part, sure=sure)
        if part.ending == "proposal":
            blocks = [block for block in blocks if block[-1] == self.year]
        return any(
            len(block) >= needed and (part.within is None or self._inside(part.within, frozenset(block), sure=sure))
            for block in blocks
        )

    def _window(self, part: Count) -> Years:
        if part.last is None:
            return self.open_years
        return self.open_years & frozenset(range(self.year - part.last + 1, self.year + 1))

    def _blocks(self, part: Run, *, sure: bool) -> list[list[int]]:
        """The unbroken runs of years that serve, oldest first."""
        years = self.track(part.of).of(sure=sure) & self.open_years & self._after(part, sure=sure)
        blocks: list[list[int]] = []
        for year in sorted(years):
            if blocks and blocks[-1][-1] == year - 1:
                blocks[-1].append(year)
            else:
                blocks.append([year])
        return blocks

    def _after(self, part: Run, *, sure: bool) -> Years:
        """The years that lie after the award the run has to follow."""
        everything = frozenset(range(FIRST_YEAR, self.year + 1))
        if not part.after:
            return everything
        if not sure and self.unknown_years:
            return everything
        days = list[date]()
        for row, truth in self._anchors(part):
            if row.day is None and not sure:
                return everything
            if row.day is not None and (truth is Truth.YES or not sure):
                days.append(row.day)
        if not days:
            return frozenset()
        anchor = max(days) if sure and part.which == "latest" else min(days)
        return frozenset(year for year in everything if year > anchor.year)

    def _anchors(self, part: Run) -> list[tuple[AwardRow, Truth]]:
        found = [(row, self._best(row, part.after)) for row in self.case.awards]
        return [(row, truth) for row, truth in found if truth is not Truth.NO]

    def _inside(self, part: Condition, window: Years, *, sure: bool) -> bool:
        if isinstance(part, AllOf):
            return all(self._inside(each, window, sure=sure) for each in part.parts)
        if isinstance(part, AnyOf):
            return any(self._inside(each, window, sure=sure) for each in part.parts)
        if isinstance(part, OutsideFlags):
            return self.case.outside_flags
        if isinstance(part, Count):
            last = range(self.year - part.last + 1, self.year + 1) if part.last else None
            return self._enough(part, window if last is None else window & frozenset(last), sure=sure)
        raise TypeError(f"{type(part).__name__} does not stand inside a run")

    def _enough(self, part: Count, window: Years, *, sure: bool) -> bool:
        needed = self.number(part.at_least)
        if needed is None:
            return not sure
        if isinstance(part.of, Given | Initiated):
            if not sure and window & self.unknown_years:
                return True
            numbers = self.counted(part.of)[0 if sure else 1]
            return sum(min(COUNTED_A_YEAR, n) for year, n in numbers.items() if year in window) >= needed
        return len(self.track(part.of).of(sure=sure) & window) >= needed

    def _counted_sure(self, part: Count, window: Years) -> int:
        if isinstance(part.of, Given | Initiated):
            numbers = self.counted(part.of)[0]
            return sum(min(COUNTED_A_YEAR, n) for year, n in numbers.items() if year in window)
        return len(self.track(part.of).sure & window)

    def _longest(self, part: Run) -> int:
        blocks = self._blocks(part, sure=True)
        if part.ending == "proposal":
            blocks = [block for block in blocks if block[-1] == self.year]
        return max((len(block) for block in blocks), default=0)

    def _rows(self, part: Run | Count) -> tuple[Row, ...]:
        """The rows a run or a count rests on, those of the award it follows first."""
        window = self.open_years if isinstance(part, Count) else self.open_years & self._after(part, sure=True)
        found: list[Row] = [row for row, _ in self._anchors(part)] if isinstance(part, Run) else []
        for track in _tracks(part):
            found.extend(row for row in self._rows_of(track) if row not in found)
        kept = [row for row in found if row.table == "awards" or getattr(row, "year", None) in window]
        return tuple(dict.fromkeys(kept))

    def _rows_of(self, track: Track) -> Iterator[Row]:
        if isinstance(track, Rated):
            yield from sorted(self.case.ratings, key=lambda row: row.year)
        elif isinstance(track, Titled | Given):
            for row in self.case.awards:
                if self._best(row, [Holding(code) for code in track.awards]) is not Truth.NO:
                    yield row
        elif isinstance(track, Initiated):
            for one in self.case.initiatives:
                if SCOPES.index(one.scope) >= SCOPES.index(track.scope) and (
                    not track.kinds or one.kind in track.kinds
                ):
                    yield one
        elif isinstance(track, Either):
            for each in track.tracks:
                yield from self._rows_of(each)

    # --- holdings, service, posts -------------------------------------------------------------

    def _holds(self, part: Holds | NotHeld) -> Finding:
        never = isinstance(part, NotHeld)
        found = [(row, self._best(row, part.any_of, any_ground=never)) for row in self.case.awards]
        rows = tuple(row for row, truth in found if truth is not Truth.NO)
        sure = sum(truth is Truth.YES for _, truth in found)
        unsure = bool(self.unknown_years)
        if isinstance(part, NotHeld):
            truth = Truth.of(sure=not rows and not unsure, possible=not sure)
            return Finding(part, truth, rows, earliest=self.today if truth is Truth.YES else None)
        truth = Truth.of(sure=sure >= part.times, possible=len(rows) >= part.times or unsure)
        earliest = self.today if truth is Truth.YES else None
        return Finding(part, truth, rows, got=sure, needed=part.times, earliest=earliest)

    def _service(self, part: Service) -> Finding:
        begun = self.case.service_from
        if begun is None or (self.number(part.at_least) is None):
            return Finding(part, Truth.UNKNOWN)
        by_sex = [self._served(part, part.at_least), self._served(part, part.women or part.at_least)]
        if part.women is None or self.case.sex == "m":
            return by_sex[0]
        if self.case.sex == "f":
            return by_sex[1]
        return by_sex[0] if by_sex[0].truth is by_sex[1].truth else Finding(part, Truth.UNKNOWN)

    def _served(self, part: Service, least: Number) -> Finding:
        begun, end = self.case.service_from, min(self.on, self.case.service_to or self.on)
        needed, under = self.number(least), self.number(part.under) if part.under else None
        if begun is None or needed is None or (part.under and under is None):
            return Finding(part, Truth.UNKNOWN)
        extra = timedelta(days=self._extra_days(begun, end)) if part.weighted else timedelta()
        reached = years_after(begun, needed)
        past = under is not None and years_after(begun, under) <= end + extra
        truth = Truth.YES if reached <= end + extra and not past else Truth.NO
        day = reached - extra
        gone = past or (self.case.service_to is not None and self.case.service_to < day)
        rows = tuple(row for row in self.case.posts if row.coefficient > 1) if part.weighted else ()
        earliest = self.today if truth is Truth.YES else None if gone else day
        got = round(((end + extra) - begun).days / DAYS_A_YEAR, 2)
        return Finding(part, truth, rows, got=got, needed=needed, earliest=earliest)

    def _extra_days(self, begun: date, end: date) -> int:
        """The days that weighted service adds."""
        extra = 0.0
        for row in self.case.posts:
            if row.coefficient > 1:
                first, last = max(row.from_ or begun, begun), min(row.to or end, end)
                extra += (row.coefficient - 1) * max(0, (last - first).days)
        return int(extra)

    def _post(self, part: PostHeld) -> Finding:
        needed = self.number(part.at_least)
        women = self.number(part.women) if part.women else None
        if needed is None or (part.women and women is None):
            return Finding(part, Truth.UNKNOWN)
        days = self._days_in(part.posts)
        open_ = bool(self.unknown_years) or any(row.post not in self.posts for row in self.case.posts)
        open_ = open_ or (not self.case.posts and self.case.complete_since is None)

        def asked(years: float) -> Truth:
            return Truth.of(
                sure=days >= round(years * DAYS_A_YEAR), possible=open_ or days >= round(years * DAYS_A_YEAR)
            )

        least = women if women is not None and self.case.sex == "f" else needed
        truth = asked(least)
        if women is not None and not self.case.sex and asked(women) is not asked(needed):
            truth = Truth.UNKNOWN
        rows = tuple(row for row in self.case.posts if row.post in part.posts)
        got = round(days / DAYS_A_YEAR, 2)
        earliest = self.today if truth is Truth.YES else None
        return Finding(part, truth, rows, got=got, needed=least, earliest=earliest)

    def _days_in(self, posts: tuple[str, ...]) -> int:
        """Days in these posts, overlapping ones counted once."""
        spans = sorted(
            (row.from_, min(row.to or self.on, self.on))
            for row in self.case.posts
            if row.post in posts and row.from_ is not None
        )
        total, reached = 0, date.min
        for first, last in spans:
            total += max(0, (last - max(first, reached)).days)
            reached = max(reached, last)
        return total

    # --- collectives --------------------------------------------------------------------------

    def _members(self, part: Members) -> Finding:
        last_day = date(self.now, 12, 31)
        rows = tuple(
            row
            for row in self.case.members
            if (row.from_ is None or row.from_ <= last_day) and (row.to is None or row.to > last_day)
        )
        complete = self.case.complete_since is not None and self.case.complete_since <= self.now
        truths = [self._member(part, row) for row in rows]
        number = len(rows)
        sure = sum(truth is Truth.YES for truth in truths)
        possible = sum(truth is not Truth.NO for truth in truths)
        share = self.number(part.share) if part.share else None
        if part.share is not None:
            if share is None:
                return Finding(part, Truth.UNKNOWN)
            enough = (lambda n: n * 100 > share * number) if part.strict else (lambda n: n * 100 >= share * number)
            holds = complete and number > 0 and enough(sure)
            may = not complete or (number > 0 and enough(possible))
        elif part.at_least is not None:
            holds, may = sure >= part.at_least, possible >= part.at_least or not complete
        elif part.every:
            holds = complete and number > 0 and sure == number
            may = (number > 0 and possible == number) or (number == 0 and not complete)
        else:
            holds, may = possible == 0 and complete, sure == 0
        truth = Truth.of(sure=holds, possible=may)
        got = round(100 * sure / number, 2) if number and part.share is not None else float(sure)
        needed = share if part.share is not None else None if part.at_least is None else float(part.at_least)
        earliest = self.today if truth is Truth.YES else None
        return Finding(part, truth, rows, got=got, needed=needed, earliest=earliest)

    def _member(self, part: Members, row: MemberRow) -> Truth:
        """Whether one member is so in the year asked."""
        member = row.member
        unknown = self.now in unknown_years(member, self.now)
        if part.disciplined:
            first, last = date(self.now, 1, 1), date(self.now, 12, 31)
            least = DISCIPLINES.index(part.disciplined)
            hit = any(
                DISCIPLINES.index(one.form) >= least and one.begun(last) and (one.to is None or one.to > first)
                for one in member.disciplines
            )
            return Truth.of(sure=hit, possible=hit or unknown)
        if part.that is None:
            raise TypeError("a test of members needs a track or a discipline")
        own = Rule("", "", None, frozenset(), frozenset(), "cong-trang", part, date.min, None)
        world = _Asked(own, member, self.today, self.titles, self.posts, self.use_memory).track(part.that)
        return Truth.of(sure=self.now in world.sure, possible=self.now in world.possible)

    def _leads(self, part: Leads) -> Finding:
        rows = tuple(row for row in self.case.rankings if row.year == self.now and row.level in part.levels)
        first = any(row.rank == 1 for row in rows)
        unknown = not rows and self.now in self.unknown_years
        truth = Truth.of(sure=first, possible=first or unknown)
        return Finding(part, truth, rows, earliest=self.today if first else None)

    def _anniversary(self, part: RoundAnniversary) -> Finding:
        begun = self.case.service_from
        if begun is None:
            return Finding(part, Truth.UNKNOWN)
        age = self.on.year - begun.year
        if age > 0 and age % part.every == 0:
            return Finding(part, Truth.YES, got=age, needed=part.every, earliest=self.today)
        coming = begun.year + (max(age, 0) // part.every + 1) * part.every
        return Finding(part, Truth.NO, got=age, needed=part.every, earliest=date(coming, 12, 31))

    def _clean(self, part: Condition, years: float) -> Finding:
        """No discipline and no investigation in force in the last so many years."""
        since = years_after(self.on, -years) if years else self.on
        rows = tuple(row for row in self.case.disciplines if row.begun(self.on) and (row.to is None or row.to > since))
        if rows:
            ends = [years_after(row.to, years) if row.to else None for row in rows]
            return Finding(part, Truth.NO, rows, earliest=_latest(ends))
        known = self.case.complete_since is not None and self.case.complete_since <= self.on.year - years
        return self._fixed(part, Truth.YES if known else Truth.UNKNOWN)


def unknown_years(case: Case, year: int) -> Years:
    """The years up to this one of which silence says nothing: within the service, before the history is complete."""
    first = max(FIRST_YEAR, case.service_from.year if case.service_from else FIRST_YEAR)
    end = year if case.complete_since is None else min(year, case.complete_since - 1)
    return frozenset(range(first, end + 1))


def _tracks(part: Condition) -> Iterator[Track]:
    """Every track that a run or a count asks for."""
    if isinstance(part, Run | Count):
        yield part.of
    if isinstance(part, Run) and part.within is not None:
        yield from _tracks(part.within)
    if isinstance(part, AllOf | AnyOf):
        for each in part.parts:
            yield from _tracks(each)


def _earliest(days: Sequence[date | None]) -> date | None:
    known = [day for day in days if day is not None]
    return min(known, default=None)
