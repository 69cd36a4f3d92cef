"""One subject, one rule, and why: the tree of its conditions with the truth of each, the rows it rests on and the day it could hold.

Works on plain rows, year by year, so that a reader can follow it; `screen` decides the same for a million by columns, and the two are
held together by a test over random rules and histories.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property

from tdkt.rules.case import AwardRow, Case, MemberRow, RatingRow, Row
from tdkt.rules.conditions import (
    AllOf,
    AnyOf,
    Clean,
    Condition,
    Count,
    Either,
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
from tdkt.rules.findings import (
    Finding,
    Gate,
    Judged,
    Outcome,
    cited,
    gate_ids,
    lacking,
    latest,
    leaf_truths,
    nearest,
    written,
)
from tdkt.rules.truth import Truth, Verdict, any_of, every
from tdkt.rules.years import COUNTED_A_YEAR, FIRST_YEAR, History, Years, unknown_years, years_after

AHEAD = 15
"""How many years a forecast looks ahead."""
DAYS_A_YEAR = 365.25


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
    return _judged(rule, _Asked(rule, case, on, titles, posts, use_memory))


def _judged(rule: Rule, asked: "_Asked") -> Judged:
    finding = asked.find(rule.condition, trusted=asked.trusts(rule.confidence))
    return Judged(rule, tuple(asked.gates(rule)), finding)


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
    # Rules of one award, class and ground read the same years: they share one reading of the history.
    readings: dict[tuple[str, int | None, str], _Asked] = {}
    judged = tuple(
        _judged(
            rule,
            readings.setdefault(
                (rule.award, rule.class_, rule.ground), _Asked(rule, case, on, titles, posts, use_memory)
            ),
        )
        for rule in asked
    )
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


class _Asked(History):
    """A rule asked of a case: the truth of every gate and limb, with the rows it rests on."""

    @cached_property
    def _coming(self) -> dict[int, "_Asked"]:
        return {0: self}

    def later(self, years: int) -> "_Asked":
        """The same so many years later."""
        if years not in self._coming:
            self._coming[years] = _Asked(
                self.rule, self.case, self.today, self.titles, self.posts, self.use_memory, years
            )
        return self._coming[years]

    # --- gates --------------------------------------------------------------------------------

    def gates(self, rule: Rule) -> Iterator[Finding]:
        """Kind, force, discipline, in this order."""
        subject, force, discipline = gate_ids(rule)
        fits = self.case.kind in rule.subjects
        yield self._fixed(Gate(kind="subject", id=subject, cite=rule.id), Truth.YES if fits else Truth.NO)
        forces = rule.forces
        known = Truth.YES if not forces or self.case.force in forces else Truth.NO
        if forces and not self.case.force:
            known = Truth.UNKNOWN
        yield self._fixed(Gate(kind="force", id=force, cite=rule.id), known)
        gate = Gate(kind="discipline", id=discipline, cite=rule.id)
        if self.case.kind != "individual" or not rule.barred_by_discipline:
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
            join, first = (every, latest) if isinstance(part, AllOf) else (any_of, _earliest)
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
            worse = self._worse(part)
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

    def _worse(self, part: WholeService) -> tuple[RatingRow, ...]:
        """The years of the service rated worse; of two ratings of a year the later stands."""
        begun, least = self.case.service_from, RATINGS.index(part.at_least)
        first = max(FIRST_YEAR, begun.year if begun else FIRST_YEAR)
        standing = {row.year: row for row in self.case.ratings if first <= row.year <= self.now}
        return tuple(row for row in standing.values() if RATINGS.index(row.rating) < least)

    # --- runs and counts ----------------------------------------------------------------------

    def _yearly(self, part: Run | Count) -> Finding:
        needed = self.number(part.years if isinstance(part, Run) else part.at_least)
        truth = Truth.of(sure=self._holds_yearly(part, sure=True), possible=self._holds_yearly(part, sure=False))
        earliest = self._first_year(part)
        got = self._longest(part) if isinstance(part, Run) else self._counted_sure(part, self._window(part))
        return Finding(part, truth, self._rows(part), got=got, needed=needed, earliest=earliest)

    def _first_year(self, part: Run | Count) -> date | None:
        """The day from which it holds with the record going on: once it does it stays so, which makes the search short."""
        if self._holds_yearly(part, sure=True):
            return self.on
        if not self.later(AHEAD)._holds_yearly(part, sure=True):
            return None
        coming = range(1, AHEAD + 1)
        first = bisect_left(coming, True, key=lambda years: self.later(years)._holds_yearly(part, sure=True))
        return self.later(coming[first]).on

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
        anchors = self._anchors(part)
        sure_years = [row.day.year for row, truth in anchors if row.day is not None and truth is Truth.YES]
        all_years = [row.day.year for row, _ in anchors if row.day is not None]
        if part.which == "latest":
            # A later one that nobody recorded would move the start; in the best case there is none.
            if sure:
                start = max([*all_years, *self.unknown_years]) if sure_years else None
            else:
                start = max(sure_years) if sure_years else self._first_possible(anchors, all_years)
        else:
            start = min(sure_years, default=None) if sure else self._first_possible(anchors, all_years)
        return frozenset() if start is None else frozenset(year for year in everything if year > start)

    def _first_possible(self, anchors: list[tuple[AwardRow, Truth]], years: list[int]) -> int | None:
        """The earliest year in which the award may have been given: any, where silence or a missing day leaves it open."""
        if self.unknown_years or any(row.day is None for row, _ in anchors):
            return FIRST_YEAR - 1
        return min(years, default=None)

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
        window = self._window(part) if isinstance(part, Count) else self.open_years & self._after(part, sure=True)
        if isinstance(part, Run) and part.ending == "proposal":
            span = max(int(self.number(part.years) or 0), self._longest(part))
            window &= frozenset(range(self.year - span + 1, self.year + 1))
        found: list[Row] = [row for row, _ in self._anchors(part)] if isinstance(part, Run) else []
        for track in _tracks(part):
            found.extend(row for row in self._rows_of(track) if row not in found)
        anchors = {row for row, _ in self._anchors(part)} if isinstance(part, Run) else set()
        kept = [row for row in found if row in anchors or self._touches(row, window)]
        return tuple(dict.fromkeys(kept))

    def _touches(self, row: Row, window: Years) -> bool:
        """Whether a row speaks of one of these years."""
        if isinstance(row, AwardRow):
            return (
                not window.isdisjoint(self._title_years(row))
                if row.award in self.titles
                else self.event_year(row) in window
            )
        return getattr(row, "year", None) in window

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
            # What bars is what is recorded, as with years used up: nobody can prove that he never had a medal.
            truth = Truth.of(sure=not rows, possible=not sure)
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
            return Truth.of(sure=days >= int(years * DAYS_A_YEAR), possible=open_ or days >= int(years * DAYS_A_YEAR))

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
            return Finding(part, Truth.NO, rows, earliest=latest(ends))
        known = self.case.complete_since is not None and self.case.complete_since <= self.on.year - years
        return self._fixed(part, Truth.YES if known else Truth.UNKNOWN)


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
