"""Screening the whole force for one award: the verdict of each receiver, how many of each, and how many may be proposed.

All receivers are decided at once by columns; reasons are told only for the rows that are shown. The answers of a state of the register
are kept until an entry of the log follows. Read first: `Selection`, `select`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from tdkt.law.asking import FAMILIES, Question, memory_limbs, precedence
from tdkt.law.catalogue import awards
from tdkt.law.instruments import Law
from tdkt.law.quotas import Quota, meter
from tdkt.law.screening import Block, screen_blocks
from tdkt.operations.eligibility import VERDICTS, Answer, Lack, council_lack, lack, pathways_of, question
from tdkt.operations.facts import register_history
from tdkt.operations.law import office_law
from tdkt.operations.packing import needs_of, packed_register
from tdkt.operations.replay import SOLDIERS, WORKERS_TITLES, Unproposed, never_proposed
from tdkt.operations.reporting import State, state_now
from tdkt.records.models import Conferral, Rating
from tdkt.records.models.awards import STANDING
from tdkt.rules.conditions import Condition, Judgement, NotKnown, Rule, leaves
from tdkt.rules.details import NEVER, Told
from tdkt.rules.facts import KINDS, Facts, Subjects
from tdkt.rules.findings import Finding, Gate, gate_ids
from tdkt.rules.packed import Packed, pack
from tdkt.rules.screen import screen
from tdkt.rules.truth import Truth, Verdict
from tdkt.rules.years import proposal_year

Form = tuple[str, int | None]
Codes = NDArray[np.int8]


@dataclass(frozen=True)
class Force:
    """The register of one state, packed for a day: `keys` are the ids of the subjects in order; of the facts only who they are."""

    keys: NDArray[np.int64]
    facts: Facts
    packed: Packed

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each subject by its id."""
        return {int(key): number for number, key in enumerate(self.keys)}


@lru_cache(maxsize=4)
def force_of(_state: State, on: date) -> Force:
    """The whole register from its packed rows; for a day before the last decisions packed from the tables. Kept while no entry follows."""
    packed, keys = packed_register()
    if not packed.serves(on):
        known = register_history()
        packed, keys = pack(known.facts, needs_of(office_law()), on), known.keys
    return Force(keys, _who(packed, keys), packed)


def _who(packed: Packed, keys: NDArray[np.int64]) -> Facts:
    """The subjects alone, without a history: what is told of them comes from the packed rows."""
    none = np.zeros(len(keys), np.int32)
    nobody = np.full(len(keys), "", object)
    subjects = Subjects(
        ids=keys.astype(str).astype(object),
        names=nobody,
        kind=packed.dense["kind"],
        sex=packed.dense["sex"],
        force=packed.dense["force"],
        born=none,
        service_from=none,
        service_to=none,
        outside_flags=none.astype(bool),
        complete_since=none.astype(np.int16),
        unit_level=none.astype(np.int16),
    )
    return Facts((), subjects)


def law_for(ground: str, on: date) -> Law:
    """The office's law of a day as it gives awards on one ground; on any where none is named."""
    return _of_ground(office_law(), ground, on) if ground else office_law()


@lru_cache(maxsize=32)
def _of_ground(law: Law, ground: str, on: date) -> Law:
    """The pathways of the ground; for receivers to whom the files give the award on other grounds only, one whose text is not known:
    silence about a ground does not say that it is unlawful."""
    kept = [rule for rule in law.rules_on(on) if rule.ground == ground]
    covered = {(rule.award, rule.class_, kind) for rule in kept for kind in rule.subjects}
    for award, class_ in law.pairs:
        governing = next((entry.article for entry in law.governing(award, on, class_) if entry.article), "")
        open_to = [kind for kind in sorted(awards()[award].recipients) if (award, class_, kind) not in covered]
        if governing and open_to and law.rules_on(on, award, class_):
            kept.append(_untold(governing, award, class_, ground, frozenset(open_to)))
    return replace(law, rules=tuple(kept))


def _untold(article: str, award: str, class_: int | None, ground: str, kinds: frozenset[str]) -> Rule:
    words, words_en = GROUND_WORDS[ground]
    condition = NotKnown(
        f"tiêu chuẩn khen thưởng {words}", f"the criteria {words_en}", cite=article, id=f"{article}#not-known"
    )
    return Rule(article, award, class_, kinds, frozenset(), ground, condition, date.min, None)


GROUND_WORDS = {
    "cong-trang": ("theo công trạng", "for merit"),
    "dot-xuat": ("đột xuất", "for a sudden feat"),
    "phong-trao": ("theo phong trào, chuyên đề", "for a movement"),
    "cong-hien": ("quá trình cống hiến", "for a lifelong contribution"),
    "nien-han": ("theo niên hạn", "for years of service"),
    "doi-ngoai": ("đối ngoại", "for foreign relations"),
}
"""Grounds as a sentence about criteria says them: (Vietnamese, English)."""


def asked_on(form: Form, on: date, ground: str) -> Question:
    """An award as asked on a day, by the pathways of one ground where one is named."""
    asked = question(*form, on)
    return replace(asked, rules=law_for(ground, on).rules_on(on, *form)) if ground else asked


def asked_of(
    state: State,
    on: date,
    forms: Sequence[Form],
    *,
    use_memory: bool,
    numbers: Sequence[int] | None = None,
    ground: str = "",
) -> Iterable[Block]:
    """These awards asked of the whole register, or of the receivers of these numbers."""
    force = force_of(state, on)
    asked = tuple(asked_on(form, on, ground) for form in forms)
    return screen_blocks(
        law_for(ground, on), force.facts, on, asked, numbers=numbers, use_memory=use_memory, packed=force.packed
    )


@lru_cache(maxsize=64)
def codes(state: State, award: str, class_: int | None, on: date, use_memory: bool) -> Codes:
    """For every receiver of the register the place of its verdict in `VERDICTS`."""
    found = [np.zeros(0, np.int8)]
    for block in asked_of(state, on, [(award, class_)], use_memory=use_memory):
        found.append(codes_of(block)[:, 0])
    return np.concatenate(found)


def codes_of(block: Block) -> Codes:
    """The places in `VERDICTS` of all the answers of a block."""
    found = np.zeros(block.pattern.shape, np.int8)
    for column, asked in enumerate(block.questions):
        words = [verdict_word(told, asked) for told in block.told]
        found[:, column] = np.asarray([VERDICTS.index(word) for word in words], np.int8)[block.pattern[:, column]]
    coming = (found == VERDICTS.index("not-eligible")) & (block.earliest != NEVER)
    found[coming] = VERDICTS.index("coming")
    return found


def verdict_word(told: Told, asked: Question) -> str:
    """The verdict as screens say it; "coming" is told by the day."""
    if told.verdict is Verdict.ELIGIBLE:
        return "council" if any(id_.startswith("judgement:") for id_ in told.missing) else "eligible"
    if told.verdict is Verdict.NOT_ENOUGH_EVIDENCE:
        return "council" if council_alone(told, asked) else "facts-missing"
    return "not-eligible"


def council_alone(told: Told, asked: Question) -> bool:
    """Whether only the council's pathways are left, one of them with words to judge by."""
    named = {id_.removeprefix("pathway:") for id_ in told.missing if id_.startswith("pathway:")}
    if not named or len(named) < len(told.missing):
        return False
    return any(
        isinstance(leaf, Judgement) for rule in asked.rules if rule.id in named for leaf in leaves(rule.condition)
    )


# --- a selection ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Selection:
    """Receivers screened for one award: their ids in the order given, apart by verdict. Ids are those of subjects.

    `ground` is that by which alone the award was asked, or empty; `one_lacks` those who are not eligible for want of a single condition.
    """

    award: str
    class_: int | None
    on: date
    use_memory: bool
    by_verdict: Mapping[str, tuple[int, ...]]
    state: State
    ground: str = ""
    one_lacks: frozenset[int] = frozenset()

    @cached_property
    def totals(self) -> dict[str, int]:
        """How many have each verdict, in the order of `VERDICTS`."""
        return {verdict: len(keys) for verdict, keys in self.by_verdict.items()}

    @property
    def all(self) -> tuple[int, ...]:
        """Everybody, the eligible first."""
        return tuple(key for keys in self.by_verdict.values() for key in keys)

    @property
    def year(self) -> int:
        """The year that a proposal on the day is for."""
        return proposal_year(self.on)


def select(subjects: Iterable[int], award: str, class_: int | None, on: date, *, use_memory: bool = False) -> Selection:
    """Screen these receivers for an award; each keeps its place among those of its verdict. Raises `NotFound` for an unknown award."""
    state = state_now()
    found = codes(state, award, class_, on, use_memory)
    numbers = force_of(state, on).numbers
    apart: dict[str, list[int]] = {verdict: [] for verdict in VERDICTS}
    for key in subjects:
        if key in numbers:
            apart[VERDICTS[found[numbers[key]]]].append(key)
    return Selection(award, class_, on, use_memory, {word: tuple(keys) for word, keys in apart.items()}, state)


def select_on_ground(
    subjects: Iterable[int], award: str, class_: int | None, on: date, ground: str, *, use_memory: bool = False
) -> Selection:
    """As `select`, by the pathways of one ground alone, and asking nobody else: what a round of commendation is about."""
    state = state_now()
    numbers = force_of(state, on).numbers
    known = [key for key in subjects if key in numbers]
    apart: dict[str, list[int]] = {verdict: [] for verdict in VERDICTS}
    single: set[int] = set()
    places = [numbers[key] for key in known]
    start = 0
    for block in asked_of(state, on, [(award, class_)], use_memory=use_memory, numbers=places, ground=ground):
        lacking = [len(told.missing) for told in block.told]
        for key, code, told in zip(known[start:], codes_of(block)[:, 0].tolist(), block.pattern[:, 0], strict=False):
            apart[VERDICTS[code]].append(key)
            if VERDICTS[code] == "not-eligible" and lacking[told] == 1:
                single.add(key)
        start += len(block.ids)
    by_verdict = {word: tuple(keys) for word, keys in apart.items()}
    return Selection(award, class_, on, use_memory, by_verdict, state, ground, frozenset(single))


# --- reasons by columns -----------------------------------------------------------------------


def tell(selection: Selection, subjects: Iterable[int], *, language: str = "vi") -> list[Answer]:
    """What is said of each of these receivers, as `eligibility.answers` says it, but by columns, and without how much of how much.

    So a list of collectives need not read the history of all their members.
    """
    subjects, law = list(subjects), law_for(selection.ground, selection.on)
    force = force_of(selection.state, selection.on)
    asked = asked_on((selection.award, selection.class_), selection.on, selection.ground)
    rows = np.asarray([force.numbers[key] for key in subjects], np.int32)
    if not len(rows):
        return []
    [block] = screen_blocks(
        law,
        force.facts,
        selection.on,
        (asked,),
        numbers=rows,
        use_memory=selection.use_memory,
        packed=force.packed,
    )
    kinds = [KINDS[kind] for kind in force.facts.subjects.kind[rows].tolist()]
    words, codes = block.days(), codes_of(block)[:, 0].tolist()
    truths = _Truths(selection, asked, rows)
    found = []
    for place, (subject, kind) in enumerate(zip(subjects, kinds, strict=True)):
        told = block.told[block.pattern[place, 0]]
        rule, lacks = None, list[Lack]()
        if council_only(told):
            lacks = [council_lack(law, asked.rules, id_, language) for id_ in pathways_of(told.missing)]
        else:
            rule = shown_rule(asked.rules, told, kind)
            lacks = truths.lacks(rule, told.missing, place, language) if rule is not None else []
        found.append(
            Answer(
                subject=subject,
                award=asked.award,
                class_=asked.class_,
                verdict=VERDICTS[codes[place]],
                lacks=tuple(lacks),
                earliest=words[int(block.earliest[place, 0])],
                pathway=told.pathway,
                council=pathways_of(told.missing) if rule is not None else (),
                memory=bool(selection.use_memory and rule is not None and memory_limbs(rule)),
            )
        )
    return found


def council_only(told: Told) -> bool:
    """Whether nothing but the council's pathways is left."""
    return bool(told.missing) and all(id_.startswith("pathway:") for id_ in told.missing) and not told.pathway


def shown_rule(rules: Sequence[Rule], told: Told, kind: str) -> Rule | None:
    """The pathway whose limbs are told: the first of the provisions; of several texts under one id that for such a receiver."""
    of_id = [rule for rule in rules if told.provisions and rule.id == told.provisions[0]]
    return next((rule for rule in of_id if kind in rule.subjects), of_id[0] if of_id else None)


class _Truths:
    """The truths of the limbs of the pathways that are shown, each pathway asked once for all rows."""

    def __init__(self, selection: Selection, asked: Question, rows: NDArray[np.int32]) -> None:
        self.order, self.back = np.unique(rows, return_inverse=True)
        self.kept: dict[Rule, list[dict[str, Truth]]] = {}
        law = law_for(selection.ground, selection.on)
        self.screening = screen(
            law.rules_on(selection.on),
            force_of(selection.state, selection.on).packed,
            selection.on,
            titles=law.titles,
            use_memory=selection.use_memory,
            forms=[(asked.award, asked.class_)],
        )

    def lacks(self, rule: Rule, missing: Iterable[str], place: int, language: str) -> list[Lack]:
        """What of this pathway is lacking for the row at this place."""
        if rule not in self.kept:
            self.kept[rule] = self.screening.limb_truths(rule, self.order)
        truths = self.kept[rule][int(self.back[place])]
        limbs: dict[str, Condition] = {limb.id: limb for limb in leaves(rule.condition)}
        limbs |= {id_: Gate(kind=id_.rpartition("#")[2], id=id_, cite=rule.id) for id_ in gate_ids(rule)}
        named = (id_.removeprefix("judgement:") for id_ in missing)
        return [lack(Finding(limbs[id_], truths[id_]), language) for id_ in named if id_ in limbs]


def lower_now(
    selection: Selection,
    subjects: Iterable[int],
    *,
    among: Collection[Form] | None = None,
    had: Collection[tuple[int, Form]] = (),
) -> dict[int, Form]:
    """For each of these receivers the highest award below the one asked, in its own order, that it can be given on the day.

    `among` names the awards that come into question; `had` what a receiver (by id) has or is proposed for already.
    """
    numbers = force_of(selection.state, selection.on).numbers
    subjects = list(subjects)
    family = next(family for family in FAMILIES if awards()[selection.award].kind in family)
    place = precedence(selection.award, selection.class_)
    below = sorted(
        (
            pair
            for pair in office_law().pairs
            if awards()[pair[0]].kind in family and precedence(*pair) > place and (among is None or pair in among)
        ),
        key=lambda pair: precedence(*pair),
    )
    found: dict[int, Form] = {}
    if not below or not subjects:
        return found
    rows = [numbers[key] for key in subjects]
    forces = force_of(selection.state, selection.on).facts.subjects.force
    civil = np.asarray([form[0] in WORKERS_TITLES for form in below])
    start = 0
    asked = asked_of(
        selection.state,
        selection.on,
        below,
        use_memory=selection.use_memory,
        numbers=rows,
        ground=selection.ground,
    )
    for block in asked:
        eligible = np.asarray([told.verdict is Verdict.ELIGIBLE for told in block.told])[block.pattern]
        soldiers = np.isin(forces[rows[start : start + len(block.ids)]], SOLDIERS)
        eligible &= ~(soldiers[:, None] & civil)
        for row, column in np.argwhere(eligible).tolist():
            key = subjects[start + row]
            if key not in found and (key, below[column]) not in had:
                found[key] = below[column]
        start += len(block.ids)
    return found


def quota_of(selection: Selection, *, proposed: int = 0) -> Quota | None:
    """The cap on how many of a selection may be proposed; None where no text in force caps the award.

    The whole are those of the selection who hold one of the titles that the text names for the year. A whole of 0 says that the register
    has nobody with such a title, so that nothing can be reckoned.
    """
    law = office_law()
    stated = meter(law, selection.award, selection.on, proposed=proposed, whole=0)
    if stated is None:
        return None
    holding = holders(selection.state, stated.of, selection.year, selection.on)
    whole = len(holding & set(selection.all)) if stated.of else len(selection.all)
    return meter(law, selection.award, selection.on, proposed=proposed, whole=whole)


def of_year(year: int) -> Q:
    """The conferrals whose title is of a year; one that says no year is of the year before its decision, and of the same where that was
    on 31 December."""
    said = (
        Q(for_from__lte=year, for_to__gte=year)
        | Q(for_from__isnull=True, for_to=year)
        | Q(for_to__isnull=True, for_from=year)
    )
    by_day = Q(decision__signed_on__range=(date(year, 12, 31), date(year + 1, 12, 30)))
    return said | (Q(for_from__isnull=True, for_to__isnull=True) & by_day)


@lru_cache(maxsize=16)
def holders(_state: State, titles: tuple[str, ...], year: int, on: date) -> frozenset[int]:
    """The receivers who hold one of these titles for a year, by a decision taken by the day or by their yearly rating."""
    given = Conferral.objects.filter(of_year(year), award__in=titles, state__in=STANDING)
    decided = given.filter(Q(decision__signed_on__isnull=True) | Q(decision__signed_on__lte=on))
    rated = Rating.objects.filter(title__in=titles, year=year)
    return frozenset(decided.values_list("subject_id", flat=True)) | frozenset(
        rated.values_list("subject_id", flat=True)
    )


# --- never proposed ---------------------------------------------------------------------------


def unproposed(on: date, *, award: str = "", class_: int | None = None) -> tuple[Unproposed, ...]:
    """Who of the whole register qualifies on a day and was never proposed, for every award or for one. Kept while no entry follows."""
    return _unproposed(state_now(), on, ((award, class_),) if award else None)


@lru_cache(maxsize=16)
def _unproposed(_state: State, on: date, forms: tuple[Form, ...] | None) -> tuple[Unproposed, ...]:
    return never_proposed(on, forms=forms)
