"""What lies behind the verdicts of some rows: the pathway, the provisions, the limbs still lacking, and the earliest day.

Asked for a block of rows at a time. The truth of every limb is a column; rows whose limbs all have the same truths are told the same,
so that words are made once for each pattern of truths and not once for each row. Only the earliest day is each row's own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from tdkt.rules import facts as shapes
from tdkt.rules.columns import Reading
from tdkt.rules.conditions import Clean, Condition, Count, Number, RoundAnniversary, Run, Service, WholeService
from tdkt.rules.facts import NO_DAY, NO_YEAR
from tdkt.rules.findings import cited, gate_ids, lacking, written
from tdkt.rules.openness import Openness
from tdkt.rules.packed import Packed, days
from tdkt.rules.plan import Form, Leaf, Node, Pathway, Plan
from tdkt.rules.times import months_after
from tdkt.rules.tracks import Bools
from tdkt.rules.truth import Truth, Verdict, every
from tdkt.rules.view import View
from tdkt.rules.years import proposal_year

AHEAD = 15
"""How many years a forecast looks ahead."""
NEVER = int(np.iinfo(np.int64).max)
INDIVIDUAL = shapes.KINDS.index("individual")

Truths = NDArray[np.int8]
Days = NDArray[np.int64]


@dataclass(frozen=True)
class Told:
    """What one pattern of truths says of a form."""

    verdict: Verdict
    pathway: str
    provisions: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class FormDetails:
    """One form for the rows asked: `told[pattern[i]]` and `earliest[i]` (days since 1970, NEVER) belong to the i-th row."""

    form: Form
    told: tuple[Told, ...]
    pattern: NDArray[np.intp]
    earliest: Days

    def rows(self) -> Iterator[tuple[Told, str]]:
        """Each row with its earliest day as the contract writes it."""
        words = {NEVER: ""}
        for day in np.unique(self.earliest).tolist():
            if day != NEVER:
                words[day] = written(date(1970, 1, 1) + timedelta(days=day))
        for pattern, day in zip(self.pattern.tolist(), self.earliest.tolist(), strict=True):
            yield self.told[pattern], words[day]


@dataclass
class Details:
    """Asked anew for each block of rows; what a pattern of truths says is kept from block to block."""

    plan: Plan
    packed: Packed
    _told: dict[tuple[Form, bytes], Told] = field(default_factory=dict)

    def of(self, rows: slice | NDArray[np.int32]) -> list[FormDetails]:
        """Every form of the plan for these rows (ascending numbers)."""
        block = self.block(rows)
        return [self._form(block, form, pathways) for form, pathways in self.plan.forms.items()]

    def block(self, rows: slice | NDArray[np.int32]) -> "Block":
        """These rows, ready to be asked."""
        chosen = slice(*rows.indices(len(self.packed))[:2]) if isinstance(rows, slice) else rows.astype(np.int32)
        return Block(self.plan, View(self.packed, chosen))

    def _form(self, block: "Block", form: Form, pathways: tuple[Pathway, ...]) -> FormDetails:
        size = block.view.size
        if not pathways or not size:
            nothing = Told(Verdict.NOT_ELIGIBLE, "", (), ())
            return FormDetails(form, (nothing,), np.zeros(size, np.intp), np.full(size, NEVER))
        table = np.concatenate([block.truths(pathway) for pathway in pathways]).T
        patterns, index = np.unique(_as_bytes(table), return_inverse=True)
        told = tuple(self._tell(form, pathways, pattern.tobytes()) for pattern in patterns)
        earliest = np.full(size, NEVER)
        for deciding, days_ in self._days(block, pathways):
            earliest = np.where(deciding, np.minimum(earliest, days_), earliest)
        eligible = np.asarray([one.verdict is Verdict.ELIGIBLE for one in told])[index]
        earliest[eligible] = NEVER
        return FormDetails(form, told, index, earliest)

    def _days(self, block: "Block", pathways: tuple[Pathway, ...]) -> Iterator[tuple[Bools, Days]]:
        """For each pathway the rows for which it decides, and its earliest day."""
        left = np.ones(block.view.size, bool)
        for place, pathway in enumerate(pathways):
            gates = block.gates(pathway)
            applies = (gates[0] != Truth.NO) & (gates[1] != Truth.NO)
            if self.plan.pathway is None:
                if not pathway.council:
                    yield applies, block.earliest(pathway)
                continue
            last = place == len(pathways) - 1
            yield left & applies, block.earliest(pathway)
            left &= ~applies
            if last and left.any():  # for no such subject at all: the first of them is told
                yield left, block.earliest(pathways[0])

    def _tell(self, form: Form, pathways: tuple[Pathway, ...], pattern: bytes) -> Told:
        key = (form, pattern)
        if key not in self._told:
            self._told[key] = tell(pathways, pattern, self.plan.pathway)
        return self._told[key]


def tell(pathways: tuple[Pathway, ...], pattern: bytes, asked: str | None) -> Told:
    """The row of the contract for these truths of all gates and limbs, pathway by pathway."""
    start, truths, whole = 0, [], []
    for pathway in pathways:
        ids = (*gate_ids(pathway.rule), *(id_ for id_, _ in pathway.limbs))
        own = {id_: Truth(value) for id_, value in zip(ids, pattern[start : start + len(ids)], strict=True)}
        limbs = iter(pattern[start + 3 : start + len(ids)])
        truths.append(own)
        whole.append(every((*(Truth(value) for value in pattern[start : start + 3]), _joined(pathway.tree, limbs))))
        start += len(ids)
    names = [gate_ids(pathway.rule) for pathway in pathways]
    applicable = [place for place, (kind, force, _) in enumerate(names) if truths[place][kind] and truths[place][force]]
    if asked is not None:
        deciding, council = (applicable or [0])[:1], list[int]()
    else:
        deciding = [place for place in applicable if not pathways[place].council]
        council = [place for place in applicable if pathways[place].council]
    lacks = {place: lacking(pathways[place].rule, truths[place]) for place in deciding or [0]}
    if deciding:
        verdict = Verdict.of(max(whole[place] for place in deciding))
        chosen: int | None = min(deciding, key=lambda place: (-whole[place], len(lacks[place])))
    else:
        heard = any(truths[place][names[place][2]] is not Truth.NO for place in council)
        verdict = Verdict.NOT_ENOUGH_EVIDENCE if heard else Verdict.NOT_ELIGIBLE
        chosen = None if council else 0
    left = tuple(dict.fromkeys(f"pathway:{pathways[place].rule.id}" for place in council))
    return Told(
        verdict,
        pathways[chosen].rule.id if chosen is not None and verdict is Verdict.ELIGIBLE else "",
        cited(pathways[chosen].rule)
        if chosen is not None
        else tuple(dict.fromkeys(pathways[place].rule.id for place in council)),
        (lacks[chosen] if chosen is not None else ()) + left,
    )


def _joined(node: Node, limbs: Iterator[int]) -> Truth:
    """The truth of a tree whose limbs have these truths, in order."""
    if not node.parts and node.kind in ("leaf", "fixed"):
        return Truth(next(limbs))
    found = [_joined(part, limbs) for part in node.parts]
    return min(found, default=Truth.YES) if node.kind == "all" else max(found, default=Truth.NO)


def _as_bytes(table: Truths) -> NDArray[np.void]:
    whole = np.ascontiguousarray(table.astype(np.int8))
    return whole.view(np.dtype((np.void, whole.shape[1]))).reshape(len(whole))


class Block:
    """Some rows in both worlds, with the truth of every limb and the day on which it could hold."""

    def __init__(self, plan: Plan, view: View) -> None:
        self.plan, self.view = plan, view
        self.openness = Openness(plan, view.packed)
        self.today = days(plan.on)
        self._shared = {possible: Reading(plan, view, possible=possible) for possible in (False, True)}
        self._readings: dict[tuple[Form | None, bool, int], Reading] = {}
        self._kept: dict[object, NDArray[np.generic]] = {}

    def reading(self, form: Form, *, possible: bool, ahead: int = 0) -> Reading:
        """The reading with the years open to a form; forms that have used none share one."""
        used = any(len(self.view.listed(listed)[0]) for listed in self.openness.used(form))
        key = (form if used else None, possible, ahead)
        if key not in self._readings:
            open_ = self.openness.years(self.view, key[0], ahead)
            shared = self._shared[possible] if not ahead else self._ahead(ahead)
            self._readings[key] = (
                shared
                if open_ is None
                else Reading(self.plan, self.view, possible=possible, open_=open_, ahead=ahead, shared=shared)
            )
        return self._readings[key]

    def _ahead(self, ahead: int) -> Reading:
        key = ("all", False, ahead)
        if key not in self._readings:
            self._readings[key] = Reading(self.plan, self.view, possible=False, ahead=ahead)  # type: ignore[index]
        return self._readings[key]  # type: ignore[index]

    # --- truths -----------------------------------------------------------------------------------

    def truths(self, pathway: Pathway) -> Truths:
        """A row for each gate and limb of a pathway, in order."""
        limbs = [self.limb(node, (pathway.rule.award, pathway.rule.class_)) for _, node in pathway.limbs]
        return np.stack([*self.gates(pathway), *limbs])

    def gates(self, pathway: Pathway) -> list[Truths]:
        """Kind, force and discipline."""
        rule, view = pathway.rule, self.view
        kinds = np.asarray([Truth.YES if kind in rule.subjects else Truth.NO for kind in shapes.KINDS], np.int8)
        forces = [
            Truth.YES if not rule.forces or force in rule.forces else Truth.NO if force else Truth.UNKNOWN
            for force in shapes.FORCES
        ]
        fits, force = kinds[view.dense("kind")], np.asarray(forces, np.int8)[view.dense("force")]
        clean = np.full(view.size, Truth.YES, np.int8)
        if rule.barred_by_discipline:
            people = view.dense("kind") == INDIVIDUAL
            clean = np.where(people, self._clean(0), clean).astype(np.int8)
        return [fits, force, clean]

    def _clean(self, years: float) -> Truths:
        key = ("clean", years)
        if key not in self._kept:
            self._kept[key] = _truths(self._shared[False].clean(years), self._shared[True].clean(years))
        return self._kept[key]  # type: ignore[return-value]

    def limb(self, node: Node, form: Form) -> Truths:
        """The truth of a limb for each row."""
        if node.kind == "fixed":
            return np.full(self.view.size, node.truth, np.int8)
        leaf = self.plan.leaves[node.leaf]
        if isinstance(leaf.condition, WholeService):
            worse = self._shared[False].worse(leaf.condition)
            return np.where(worse, Truth.JUDGE, Truth.YES).astype(np.int8)
        sure = self.reading(form, possible=False).holds(leaf)
        return _truths(sure, self.reading(form, possible=True).holds(leaf))

    # --- days -------------------------------------------------------------------------------------

    def earliest(self, pathway: Pathway) -> Days:
        """The day on which a pathway could hold if the record goes on as it stands."""
        kind, force, clean = self.gates(pathway)
        found = np.maximum(self._when(kind == Truth.YES), self._when(force == Truth.YES))
        barred = pathway.rule.barred_by_discipline
        if barred:
            people = self.view.dense("kind") == INDIVIDUAL
            found = np.maximum(found, np.where(people, self._clean_day(0, clean), self.today))
        return np.maximum(found, self._tree_day(pathway.tree, (pathway.rule.award, pathway.rule.class_)))

    def _when(self, met: Bools) -> Days:
        return np.where(met, self.today, NEVER)

    def _tree_day(self, node: Node, form: Form) -> Days:
        if node.kind == "fixed":
            return np.full(self.view.size, self.today if node.truth >= Truth.JUDGE else NEVER)
        if node.kind == "leaf":
            return self._leaf_day(node, form)
        found = [self._tree_day(part, form) for part in node.parts]
        join: Callable[[Days, Days], Days] = np.maximum if node.kind == "all" else np.minimum
        day = found[0]
        for other in found[1:]:
            day = join(day, other)
        return day

    def _leaf_day(self, node: Node, form: Form) -> Days:
        leaf = self.plan.leaves[node.leaf]
        part: Condition = leaf.condition
        if isinstance(part, Count | Run):
            used = any(len(self.view.listed(listed)[0]) for listed in self.openness.used(form))
            key = ("day", node.leaf, form if used else None)
            if key not in self._kept:
                self._kept[key] = self._yearly_day(leaf, form)
            return self._kept[key]  # type: ignore[return-value]
        key = ("day", node.leaf, None)
        if key not in self._kept:
            truth = self.limb(node, form)
            if isinstance(part, Service):
                found = self._service_day(part, truth)
            elif isinstance(part, Clean):
                found = self._clean_day(self.plan.number(part.years) or 0, truth)
            elif isinstance(part, RoundAnniversary):
                found = self._anniversary_day(part, truth)
            else:
                found = self._when(truth >= Truth.JUDGE)
            self._kept[key] = found
        return self._kept[key]  # type: ignore[return-value]

    def _yearly_day(self, leaf: Leaf, form: Form) -> Days:
        found = np.full(self.view.size, NEVER)
        now = proposal_year(self.plan.on)
        for ahead in range(AHEAD + 1):
            holds = self.reading(form, possible=False, ahead=ahead).holds(leaf)
            day = self.today if not ahead else days(date(now + ahead, 12, 31))
            found[holds & (found == NEVER)] = day
            if (found != NEVER).all():
                break
        return found

    def _service_day(self, part: Service, truth: Truths) -> Days:
        men = self._served_day(part, part.at_least)
        women = men if part.women is None else self._served_day(part, part.women)
        sex, unknown = self.view.dense("sex"), truth == Truth.UNKNOWN
        day = np.where(sex == shapes.SEXES.index("f"), women, men)
        return np.where(truth == Truth.YES, self.today, np.where(unknown, NEVER, day))

    def _served_day(self, part: Service, least: Number) -> Days:
        reading, view = self._shared[False], self.view
        begun, needed = view.dense("service_from"), self.plan.number(least)
        known = np.flatnonzero(begun != NO_DAY)
        found = np.full(view.size, NEVER)
        if needed is None:
            return found
        day = months_after(begun[known].astype(np.int64), round(needed * 12))
        if part.weighted:
            day = day - reading.extra_days()[known]
        left = view.dense("service_to")[known]
        gone = (left != NO_DAY) & (left < day)
        if part.under is not None:
            gone |= reading.reached(part, self.plan.number(part.under) or 0)[known]
        found[known] = np.where(gone, NEVER, day)
        return found

    def _clean_day(self, years: float, truth: Truths) -> Days:
        """The day on which the last discipline is far enough past; never while one is open."""
        found = self._when(truth == Truth.YES)
        rows = self.view.packed.disciplines
        local, entry = self.view.listed(rows)
        to = rows.columns["to"][entry].astype(np.int64)
        start = int(months_after(np.asarray([self.today]), -round(years * 12))[0]) if years else self.today
        open_ = to == NO_DAY
        mine = np.flatnonzero((rows.columns["from_"][entry] <= self.today) & (open_ | (to > start)))
        if not len(mine):
            return found
        local, to, open_ = local[mine], to[mine], open_[mine]
        end = np.where(open_, NEVER, months_after(np.where(open_, 0, to), round(years * 12)))
        last = np.full(self.view.size, -NEVER)
        np.maximum.at(last, local, end)
        found[local] = last[local]
        return found

    def _anniversary_day(self, part: RoundAnniversary, truth: Truths) -> Days:
        begun = self.view.dense("service_year").astype(np.int64)
        age = self.plan.on.year - begun
        coming = begun + (np.maximum(age, 0) // part.every + 1) * part.every
        day = (coming - 1970 + 1).astype("M8[Y]").astype("M8[D]").astype(np.int64) - 1
        day = np.where(begun == NO_YEAR, NEVER, day)
        return np.where(truth == Truth.YES, self.today, day)


def _truths(sure: Bools, possible: Bools) -> Truths:
    found: Truths = np.where(sure, Truth.YES, np.where(possible, Truth.UNKNOWN, Truth.NO)).astype(np.int8)
    return found
