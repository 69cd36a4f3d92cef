"""Many subjects, every award: the verdicts of all rules in force on a day, as a matrix, and on demand what lies behind each.

Works through the packed history in blocks, in two passes. The first asks every limb once, with the years open that disciplines leave
open, in the sure world for all rows and in the possible one only for rows about which something is unknown. The second asks anew, form
by form, the few rows that could still hold but have used-up years: closing years never makes a limb true, so the others stand.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tdkt.rules import facts as shapes
from tdkt.rules.columns import Reading
from tdkt.rules.conditions import (
    Clean,
    Condition,
    Holding,
    Holds,
    Members,
    NotHeld,
    PostHeld,
    Rule,
    Run,
    Service,
    UnitLevel,
)
from tdkt.rules.details import Details, FormDetails
from tdkt.rules.facts import NO_DAY, NO_YEAR, Facts
from tdkt.rules.findings import gate_ids
from tdkt.rules.openness import Openness
from tdkt.rules.packed import MAY_SERVE, Needs, Packed, Years, pack
from tdkt.rules.plan import Form, Node, Pathway, Plan, plan
from tdkt.rules.tracks import Bools
from tdkt.rules.truth import Truth
from tdkt.rules.view import View
from tdkt.rules.years import proposal_year

BLOCK = 262_144
THREADS = min(2, os.cpu_count() or 1)
MOSTLY = 0.8
"""When so many subjects are of one kind, blocks are stretches of all rows."""
INDIVIDUAL = shapes.KINDS.index("individual")


class NotOfThisDay(ValueError):
    """Rows packed for another day, with a decision between: they have to be packed anew."""


def screen(
    rules: Sequence[Rule],
    history: Facts | Packed,
    on: date,
    *,
    titles: frozenset[str],
    use_memory: bool = False,
    pathway: str | None = None,
    forms: Sequence[Form] | None = None,
) -> "Screening":
    """Every subject of a history asked for every form of which a rule is in force on the day, or for those named.

    `titles` are the codes of yearly titles; `use_memory` lets numbers known from memory count; `pathway` asks that rule alone. Raises
    NotOfThisDay when packed rows were packed for a day with other decisions.
    """
    asked = plan(rules, on, titles=titles, use_memory=use_memory, pathway=pathway, forms=forms)
    if isinstance(history, Facts):
        history = pack(history, Needs.of((rule for rule in rules if rule.in_force(on)), titles), on)
    elif not history.serves(on):
        raise NotOfThisDay("packed rows do not serve this day: pack them anew")
    return Screening(asked, history)


@dataclass(frozen=True)
class Screening:
    """What came of it. `verdicts` has a row for each subject and a column for each of `forms`, each a `Verdict`."""

    plan: Plan
    packed: Packed

    @property
    def forms(self) -> tuple[Form, ...]:
        return tuple(self.plan.forms)

    @cached_property
    def verdicts(self) -> NDArray[np.int8]:
        return _Matrix(self.plan, self.packed).verdicts()

    @cached_property
    def _details(self) -> Details:
        return Details(self.plan, self.packed)

    def details(self, rows: slice | NDArray[np.int32]) -> list[FormDetails]:
        """For these subjects (a slice, or ascending numbers; best some ten thousands at a time) what lies behind every form's verdict."""
        return self._details.of(rows)

    def limb_truths(self, rule: Rule, rows: slice | NDArray[np.int32] = slice(None)) -> list[dict[str, Truth]]:
        """For these subjects the truth of every gate and limb of one of the rules in force, by its id."""
        pathway = next(p for p in self.plan.forms[rule.award, rule.class_] if p.rule == rule)
        ids = (*gate_ids(rule), *(id_ for id_, _ in pathway.limbs))
        columns = self._details.block(rows).truths(pathway)
        return [dict(zip(ids, map(Truth, column), strict=True)) for column in columns.T.tolist()]


class _Matrix:
    def __init__(self, asked: Plan, packed: Packed) -> None:
        self.plan, self.packed = asked, packed
        self.openness = Openness(asked, packed)
        self.matrix = np.zeros((len(asked.forms), len(packed)), np.int8)

    def verdicts(self) -> NDArray[np.int8]:
        self.doubtful = doubtful_rows(self.plan, self.packed)
        numbers = np.asarray([np.count_nonzero(self.packed.dense["kind"] == kind) for kind in range(len(shapes.KINDS))])
        with ThreadPoolExecutor(THREADS) as pool:
            run = pool.map if len(self.packed) > BLOCK else map
            # The most numerous first: their blocks may be stretches of all rows.
            for kind in np.argsort(-numbers, kind="stable").tolist():
                asked = self._of_kind(kind)
                if asked and numbers[kind]:
                    self._of_one_kind(kind, asked, run)
        return self.matrix.T

    def _of_one_kind(
        self, kind: int, asked: dict[int, tuple[Pathway, ...]], run: Callable[..., Iterable[None]]
    ) -> None:
        """All forms for the subjects of a kind: every block, then anew the rows to which years are closed."""

        def block(part: tuple[View, Bools | None]) -> None:
            self._block(part[0], asked, self.openness.years(part[0], None), mine=part[1])

        def used(number: int) -> None:
            self._used(number, asked[number], kind)

        deque(run(block, self._parts(kind)), maxlen=0)
        deque(run(used, asked), maxlen=0)

    def _parts(self, kind: int) -> Iterator[tuple[View, Bools | None]]:
        """The subjects of a kind in blocks, with the rows meant where not all are."""
        mine = self.packed.dense["kind"] == kind
        if np.count_nonzero(mine) > MOSTLY * len(mine):  # stretches of all rows: no column has to be gathered
            for start in range(0, len(mine), BLOCK):
                rows = slice(start, min(start + BLOCK, len(mine)))
                yield View(self.packed, rows), None if mine[rows].all() else mine[rows]
        else:
            chosen = np.flatnonzero(mine).astype(np.int32)
            for start in range(0, len(chosen), BLOCK):
                yield View(self.packed, chosen[start : start + BLOCK]), None

    def _of_kind(self, kind: int) -> dict[int, tuple[Pathway, ...]]:
        """The pathways for subjects of a kind, by the number of their form."""
        found = {}
        for number, pathways in enumerate(self.plan.forms.values()):
            mine = tuple(pathway for pathway in pathways if shapes.KINDS[kind] in pathway.rule.subjects)
            if mine:
                found[number] = mine
        return found

    def _block(
        self,
        view: View,
        asked: dict[int, tuple[Pathway, ...]],
        open_: Years | None,
        *,
        mine: Bools | None = None,
    ) -> None:
        """These forms for one block, with these years open; `mine`: the rows meant."""
        sure = Asking(Reading(self.plan, view, possible=False, open_=open_))
        doubtful = view.of(self.doubtful)
        unsettled = np.flatnonzero(doubtful if mine is None else doubtful & mine)
        every = len(unsettled) == view.size
        possible: Asking | None = None
        if len(unsettled):
            some = view if every else view.take(unsettled)
            years = open_ if open_ is None or every else open_[unsettled]
            possible = Asking(Reading(self.plan, some, possible=True, open_=years))
        for number, pathways in asked.items():
            eligible = sure.any_of(pathways, unknown=False)
            if possible is not None and every:
                may = possible.any_of(pathways, unknown=True)
            else:
                fixed = any(pathway.tree.open for pathway in pathways)
                may = sure.any_of(pathways, unknown=True) if fixed else eligible
                if possible is not None:
                    may = may.copy()
                    may[unsettled] = possible.any_of(pathways, unknown=True)
            council = sure.council(pathways)
            whole = isinstance(view.rows, slice)
            verdict = self.matrix[number, view.rows] if whole else np.empty(view.size, np.int8)
            np.add(eligible.view(np.int8), may.view(np.int8), out=verdict)
            if council is not None:
                np.maximum(verdict, council, out=verdict)
            if mine is not None:
                verdict *= mine
            if not whole:
                self.matrix[number, view.rows] = verdict

    def _used(self, number: int, pathways: tuple[Pathway, ...], kind: int) -> None:
        """One form anew for the rows of a kind that may hold although they have used up years."""
        form, column = self.plan.forms_in_order[number], self.matrix[number]
        lists = self.openness.used(form)
        if not lists:
            return
        closed = np.zeros(len(self.packed), bool)
        for listed in lists:
            closed[listed.subject] = True
        rows = np.flatnonzero(closed & (column > 0) & (self.packed.dense["kind"] == kind)).astype(np.int32)
        for start in range(0, len(rows), BLOCK):
            view = View(self.packed, rows[start : start + BLOCK])
            self._block(view, {number: pathways}, self.openness.years(view, form))


class Asking:
    """Pathways asked of a reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._gates: dict[object, Bools | None] = {}

    def any_of(self, pathways: tuple[Pathway, ...], *, unknown: bool) -> Bools:
        """Whether one of the deciding pathways holds, with its gates; `unknown`: what stands unknown for everyone counts as met."""
        if self.reading.plan.pathway is not None:
            return self._first(pathways, unknown=unknown)
        found: Bools | None = None
        for pathway in pathways:
            if not pathway.council:
                one = self.one(pathway, unknown=unknown)
                found = one if found is None else found | one
        return self.reading.all(False) if found is None else found

    def _first(self, pathways: tuple[Pathway, ...], *, unknown: bool) -> Bools:
        """With one pathway asked for: of several texts under one id the first that is for such a subject."""
        found, left = self.reading.all(False), self.reading.all(True)
        for pathway in pathways:
            found |= left & self.one(pathway, unknown=unknown)
            left &= ~self._applies(pathway.rule)
        return found

    def one(self, pathway: Pathway, *, unknown: bool) -> Bools:
        """Whether a pathway holds, with its gates."""
        found = self.tree(pathway.tree, unknown=unknown)
        for gate in (self.force(pathway.rule), self.discipline(pathway.rule)):
            if gate is not None:
                found = found & gate
        return found

    def tree(self, node: Node, *, unknown: bool) -> Bools:
        if node.kind == "leaf":
            return self.reading.holds(self.reading.plan.leaves[node.leaf], unknown=unknown)
        if node.kind == "fixed":
            return self.reading.all(unknown or node.truth >= Truth.JUDGE)
        found: Bools | None = None
        for part in node.parts:
            if part.kind == "fixed" and len(node.parts) > 1:
                met = unknown or part.truth >= Truth.JUDGE
                if met == (node.kind == "all"):
                    continue
                return self.reading.all(met)
            one = self.tree(part, unknown=unknown)
            found = one if found is None else (found & one) if node.kind == "all" else (found | one)
        return self.reading.all(node.kind == "all") if found is None else found

    def force(self, rule: Rule) -> Bools | None:
        """The gate of the force; None where it is open to all."""
        if not rule.forces:
            return None
        key = ("force", rule.forces)
        if key not in self._gates:
            met = [word in rule.forces or (not word and self.reading.possible) for word in shapes.FORCES]
            self._gates[key] = np.asarray(met)[self.reading.view.dense("force")]
        return self._gates[key]

    def _applies(self, rule: Rule) -> Bools:
        if not rule.forces:
            return self.reading.all(True)
        met = [word in rule.forces or not word for word in shapes.FORCES]
        found: Bools = np.asarray(met)[self.reading.view.dense("force")]
        return found

    def discipline(self, rule: Rule) -> Bools | None:
        """The gate of discipline; None where it bars nobody."""
        if not rule.barred_by_discipline:
            return None
        if "discipline" not in self._gates:
            self._gates["discipline"] = self._clean()
        return self._gates["discipline"]

    def _clean(self) -> Bools | None:
        reading, view = self.reading, self.reading.view
        people = view.dense("kind") == INDIVIDUAL
        if not people.any():
            return None
        found = reading.clean(0) | ~people
        return None if found.all() else found

    def council(self, pathways: tuple[Pathway, ...]) -> NDArray[np.int8] | None:
        """Not enough evidence where no pathway decides for the subject but one is left to the council; None where none is."""
        council = [pathway.rule for pathway in pathways if pathway.council]
        if not council or self.reading.plan.pathway is not None:
            return None
        left = self.reading.all(True)
        for pathway in pathways:
            if not pathway.council:
                left &= ~self._applies(pathway.rule)
        running = self.reading.disciplined(0) & (self.reading.view.dense("kind") == INDIVIDUAL)
        heard = self.reading.all(False)
        for rule in council:
            heard |= self._applies(rule) & ~running if rule.barred_by_discipline else self._applies(rule)
        return (left & heard).view(np.int8)


def doubtful_rows(asked: Plan, packed: Packed) -> Bools:
    """The rows about which something that the rules ask may be unknown: for all others what is possible is sure."""
    dense, on = packed.dense, asked.on
    limbs = [leaf.condition for leaf in asked.leaves]
    rules = [pathway.rule for pathways in asked.forms.values() for pathway in pathways]
    since = dense["complete_since"]
    back = max((asked.number(limb.years) or 0 for limb in limbs if isinstance(limb, Clean)), default=0)
    found = (since == NO_YEAR) | (since > on.year - back)
    found |= (dense["unknown"] & np.uint64(_up_to(proposal_year(on)))) != 0
    found |= dense["service_from"] == NO_DAY
    women = [limb.women for limb in limbs if isinstance(limb, Service | PostHeld) and limb.women is not None]
    if women:
        known = all(asked.number(number) is not None for number in women)
        found |= (dense["sex"] == 0) if known else (dense["sex"] != shapes.SEXES.index("m"))
    if any(rule.forces for rule in rules):
        found |= dense["force"] == 0
    if any(isinstance(limb, UnitLevel) for limb in limbs):
        found |= dense["level"] == -1
    if any(isinstance(limb, Members) for limb in limbs):
        found |= dense["kind"] != INDIVIDUAL
        found[packed.members.subject] = True
    if any(isinstance(limb, PostHeld) for limb in limbs):
        words = [place for place, word in enumerate(packed.needs.posts) if word in asked.posts]
        found[packed.posts.subject[~np.isin(packed.posts.columns["post"], words)]] = True
    classed = {holding.award for limb in limbs for holding in _holdings(limb) if holding.class_ is not None}
    for (award, class_, merit), listed in packed.held.items():
        if merit == MAY_SERVE or (class_ == 0 and packed.needs.conferrals[award] in classed):
            found[listed.subject] = True
        else:
            found[listed.subject[listed.columns["undated"]]] = True
    for key, listed in packed.given.items():
        if key[1] == MAY_SERVE:
            found[listed.subject] = True
    return found


def _holdings(limb: Condition) -> tuple[Holding, ...]:
    return limb.after if isinstance(limb, Run) else limb.any_of if isinstance(limb, Holds | NotHeld) else ()


def _up_to(year: int) -> int:
    return (1 << max(0, min(64, year - 1974))) - 1
