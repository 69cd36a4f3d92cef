"""The checks of the law files: every provision accounted for, every citation real, every day governed by one text and no rule twice.

`accounts` counts, `problems` finds what is wrong; each problem names file and line, so that whoever edits a law file sees where.
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tdkt.law.confirming import confirmations, to_confirm
from tdkt.law.instruments import Law, Parameter, Provision
from tdkt.law.parameters import check_value
from tdkt.rules.conditions import AllOf, AnyOf, Condition, Judgement, NotKnown, Rule, for_the_council_alone

SINCE = date(2004, 7, 1)
"""The first day of the first law of the files: from here on every award has one governing text on every day."""

_POINTS = (
    "a",
    "b",
    "c",
    "d",
    "dd",
    "e",
    "g",
    "h",
    "i",
    "k",
    "l",
    "m",
    "n",
    "o",
    "p",
    "q",
    "r",
    "s",
    "t",
    "u",
    "v",
    "x",
    "y",
)


@dataclass(frozen=True)
class Problem:
    """What is wrong in the law files, where, in Vietnamese and in English."""

    file: str
    line: int
    vi: str
    en: str

    def said(self, lang: str = "vi") -> str:
        return f"{self.file}:{self.line}: {self.en if lang == 'en' else self.vi}"


@dataclass(frozen=True)
class Account:
    """How an instrument's provisions stand: counted by state, and how many no lawyer has confirmed."""

    instrument: str
    number: str
    text: str
    encoded: int
    judgement: int
    not_encoded: int
    unconfirmed: int

    @property
    def total(self) -> int:
        return self.encoded + self.judgement + self.not_encoded


def accounts(law: Law) -> tuple[Account, ...]:
    """One line for each instrument, in the order of their first days."""
    states = Counter((p.instrument, p.state) for p in law.provisions.values())
    unconfirmed = Counter(p.instrument for p in to_confirm(law))
    return tuple(
        Account(
            i.id,
            i.number,
            i.text,
            states[i.id, "encoded"],
            states[i.id, "judgement"],
            states[i.id, "not-encoded"],
            unconfirmed[i.id],
        )
        for i in sorted(law.instruments.values(), key=lambda i: (i.in_force or i.issued or date.max, i.id))
    )


def problems(law: Law) -> tuple[Problem, ...]:
    """Everything that is inconsistent in the law files; empty when they may be trusted to say what they say."""
    found: list[Problem] = []
    for check in (
        _citations,
        _states,
        _numbering,
        _twice,
        _governing,
        _parameter_shapes,
        _parameter_overlaps,
        _references,
        _words,
    ):
        found.extend(check(law))
    return tuple(found)


def _at(law: Law, id_: str, vi: str, en: str) -> Problem:
    instrument, provision = id_.partition("/")[0], law.provisions.get(id_)
    file = law.instruments[instrument].file if instrument in law.instruments else instrument
    return Problem(file, provision.line if provision else 1, vi, en)


def _limbs(condition: Condition) -> Iterator[Condition]:
    yield condition
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _limbs(part)


def _citations(law: Law) -> Iterator[Problem]:
    """Every rule, limb, parameter and governing article names a provision that stands in the files."""
    cited = {rule.id for rule in law.rules} | {p.cite for p in law.parameters}
    cited |= {limb.cite for rule in law.rules for limb in _limbs(rule.condition)}
    cited |= {entry.article for entry in law.governs if entry.article} | {w.of for w in law.warnings if "/" in w.of}
    for id_ in sorted(cited):
        if id_ not in law.provisions:
            yield _at(law, id_, f"viện dẫn “{id_}” nhưng không có điều khoản này", f"“{id_}” is cited but not listed")


def _states(law: Law) -> Iterator[Problem]:
    """A provision is encoded when facts stand on it or below it, for judgement when only people's judgement does."""
    with_facts, for_people = set[str](), set[str]()
    for rule in law.rules:
        for limb in _limbs(rule.condition):
            if not isinstance(limb, AllOf | AnyOf):
                (for_people if isinstance(limb, Judgement | NotKnown) else with_facts).add(limb.cite)
        (for_people if for_the_council_alone(rule) else with_facts).add(rule.id)
    with_facts |= {p.cite for p in law.parameters}
    with_facts |= {entry.article for entry in law.governs if entry.article}
    for provision in law.provisions.values():
        holds = _stands_on(provision, with_facts)
        judged = holds or _stands_on(provision, for_people)
        if provision.state == "encoded" and not holds:
            yield _at(
                law,
                provision.id,
                f"“{provision.id}” ghi là đã mã hóa nhưng không có quy tắc hay tham số nào dựa vào",
                f"“{provision.id}” is said to be encoded but nothing stands on it",
            )
        if provision.state == "judgement" and not judged:
            yield _at(
                law,
                provision.id,
                f"“{provision.id}” ghi là để Hội đồng xét nhưng không có quy tắc nào nêu",
                f"“{provision.id}” is said to be for judgement but no rule has it",
            )
        if provision.state == "not-encoded" and provision.id in with_facts:
            yield _at(
                law,
                provision.id,
                f"“{provision.id}” ghi là không mã hóa nhưng có quy tắc hay tham số dựa vào",
                f"“{provision.id}” is said not to be encoded but something stands on it",
            )


def _stands_on(provision: Provision, ids: set[str]) -> bool:
    """Whether something stands on a provision, or on a part of it, or on the whole it is a part of."""
    parents = {provision.id.rsplit("/", depth)[0] for depth in (1, 2) if provision.id.count("/") > depth}
    return provision.id in ids or bool(parents & ids) or any(id_.startswith(provision.id + "/") for id_ in ids)


def _numbering(law: Law) -> Iterator[Problem]:
    """In a text that was read whole no article, clause or point is skipped."""
    children: dict[str, set[str]] = defaultdict(set)
    for id_ in law.provisions:
        parent, _, last = id_.rpartition("/")
        children[parent].add(last)
        if parent and "/" in parent and parent not in law.provisions:
            yield _at(law, id_, f"có “{id_}” mà không có “{parent}”", f"“{id_}” without “{parent}”")
    for parent, lasts in children.items():
        if law.instruments[parent.partition("/")[0]].text != "read":
            continue
        numbers = sorted(int(m[1]) for last in lasts if (m := re.fullmatch(r"(?:art|cl)-(\d+)", last)))
        points = [_POINTS.index(last[3:]) for last in lasts if last.startswith("pt-") and last[3:] in _POINTS]
        skipped = [n for n in range(1, max(numbers, default=0)) if n not in numbers]
        skipped_points = [_POINTS[n] for n in range(max(points, default=0)) if n not in points]
        if skipped or skipped_points:
            said = ", ".join([*map(str, skipped), *skipped_points])
            yield _at(
                law, f"{parent}/{min(lasts)}", f"dưới “{parent}” thiếu {said}", f"under “{parent}” {said} missing"
            )


def _twice(law: Law) -> Iterator[Problem]:
    """No two rules state one pathway for the same subjects on the same day."""
    by_key: dict[tuple[object, ...], list[Rule]] = defaultdict(list)
    for rule in law.rules:
        for subject in sorted(rule.subjects):
            by_key[rule.id, rule.award, rule.class_, subject].append(rule)
    for rules in by_key.values():
        ordered = sorted(rules, key=lambda rule: rule.from_)
        for first, second in itertools.pairwise(ordered):
            overlap = first.to is None or second.from_ < first.to
            apart = first.forces and second.forces and not (first.forces & second.forces)
            if overlap and not apart:
                yield _at(
                    law,
                    second.id,
                    f"hai quy tắc “{second.id}” cho “{second.award}” cùng có hiệu lực từ {second.from_:%d/%m/%Y}",
                    f"two rules “{second.id}” for “{second.award}” stand from {second.from_.isoformat()}",
                )


def _governing(law: Law) -> Iterator[Problem]:
    """Every award has exactly one governing text on every day since the first law."""
    firsts = [i.in_force for i in law.instruments.values() if i.in_force]
    lasts = [i.to + timedelta(days=1) for i in law.instruments.values() if i.to]
    days = sorted({SINCE, *(day for day in (*firsts, *lasts) if day >= SINCE)})
    for code, class_ in law.pairs:
        for day in days:
            found = law.governing(code, day, class_)
            if len(found) != 1:
                names = ", ".join(f"{entry.instrument}/{entry.article}" for entry in found) or "không văn bản nào"
                yield Problem(
                    "instruments",
                    1,
                    f"“{code}{f':{class_}' if class_ else ''}” ngày {day:%d/%m/%Y} do {names} điều chỉnh; phải đúng một",
                    f"“{code}” on {day.isoformat()} is governed by {len(found)} texts",
                )
                break


def _parameter_shapes(law: Law) -> Iterator[Problem]:
    for parameter in law.parameters:
        for why in check_value(parameter.name, parameter.value):
            file = law.instruments[parameter.instrument].file
            yield Problem(
                file, parameter.line, f"tham số “{parameter.name}”: {why}", f"parameter “{parameter.name}”: {why}"
            )


def _parameter_overlaps(law: Law) -> Iterator[Problem]:
    """A single number has one value on a day."""
    single: dict[tuple[str, str], list[Parameter]] = defaultdict(list)
    for parameter in law.parameters:
        if isinstance(parameter.value, int | float):
            single[parameter.name, parameter.authority].append(parameter)
    for (name, _), found in single.items():
        ordered = sorted(found, key=lambda p: p.from_)
        for first, second in itertools.pairwise(ordered):
            if first.to is None or second.from_ < first.to:
                yield Problem(
                    law.instruments[second.instrument].file,
                    second.line,
                    f"“{name}” có hai giá trị từ {second.from_:%d/%m/%Y} ({first.instrument}, {second.instrument})",
                    f"“{name}” has two values from {second.from_.isoformat()}",
                )


def _references(law: Law) -> Iterator[Problem]:
    """What amends, replaces or details, and what a lawyer confirmed, names something that stands in the files."""
    for file, line, target in law.dangling:
        yield Problem(file, line, f"“{target}” không phải một quy tắc", f"“{target}” is no rule")
    for instrument in law.instruments.values():
        for named in (*instrument.replaces, *instrument.amends):
            if named not in law.instruments:
                yield Problem(instrument.file, 1, f"“{named}” không có tệp nào", f"no file for “{named}”")
    for id_ in confirmations():
        if id_ not in law.provisions and id_ not in law.instruments:
            yield Problem("confirmations.csv", 1, f"xác nhận “{id_}” nhưng không có điều khoản này", f"no “{id_}”")
    for warning in law.warnings:
        if warning.of.partition("/")[0] not in law.instruments:
            yield Problem("instruments", 1, f"cảnh báo về “{warning.of}” không có", f"no “{warning.of}” to warn of")


def _words(law: Law) -> Iterable[Problem]:
    """Articles, and all that the engine or the council rests on, are said in both languages."""
    for p in law.provisions.values():
        if (p.state != "not-encoded" or re.fullmatch(r"art-\d+[a-z]?", p.id.partition("/")[2])) and not (p.vi and p.en):
            yield _at(law, p.id, f"“{p.id}” thiếu lời tóm tắt vi hoặc en", f"“{p.id}” lacks its words")
