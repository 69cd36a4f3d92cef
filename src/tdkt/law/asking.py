"""The law asked of one subject: which questions there are on a day, the row of the contract, and the whole tree behind it.

Nothing here reads files or a clock: whoever asks hands over the case, the law and the day. `screening` asks the same of many by columns
and `forecasting` what falls due; the rows of all three agree. Read first: `questions`, `judge`, `explain_case`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from tdkt.law.catalogue import awards
from tdkt.law.instruments import Law
from tdkt.law.wording import head, say_award, say_citation, say_row
from tdkt.rules.case import Case
from tdkt.rules.conditions import Condition, Number, PostHeld, Rule, for_the_council_alone
from tdkt.rules.explain import verdict_of
from tdkt.rules.findings import Finding, Judged, Outcome, written
from tdkt.rules.needs import conditions_within
from tdkt.rules.truth import Truth, Verdict

COLUMNS = ("subject_id", "award", "class", "verdict", "pathway", "provisions", "missing", "earliest")
"""The columns of a row of screening, in the order of the contract."""
TRUTH_WORDS = ("no", "unknown", "judge", "yes")


class BadQuestion(ValueError):
    """A question that the law has no answer for: an unknown award, class or pathway. Says so in Vietnamese and in English."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(vietnamese)
        self.vietnamese = vietnamese
        self.english = english

    def said(self, language: str) -> str:
        return self.english if language == "en" else self.vietnamese


@dataclass(frozen=True)
class Question:
    """One award and class asked on a day, with the pathways that are law on it; `governed` are the provisions that say what it is."""

    award: str
    class_: int | None
    rules: tuple[Rule, ...]
    pathway: str | None = None
    governed: tuple[str, ...] = ()
    known: bool = True


def questions(law: Law, on: date, *, named: Sequence[str] = (), pathway: str | None = None) -> tuple[Question, ...]:
    """What is asked: the awards named as CODE or CODE:CLASS (a code with classes and none named: each class), all when none is named.

    With a pathway only that provision is judged, and only for the awards that it gives. Raises `BadQuestion`.
    """
    pairs = tuple(dict.fromkeys(pair for name in named for pair in _pairs(name))) if named else law.pairs
    if pathway is not None:
        of_it = {(rule.award, rule.class_) for rule in law.rules_on(on) if rule.id == pathway}
        if not of_it:
            raise _no_pathway(law, on, pathway)
        pairs = tuple(pair for pair in pairs if pair in of_it)
        if not pairs:
            given = ", ".join(sorted(say_award(*pair) for pair in of_it))
            raise BadQuestion(
                f"“{pathway}” không xét các danh hiệu, hình thức đã nêu. Quy định ấy xét: {given}.",
                f"“{pathway}” does not give the awards named. It gives: {given}.",
            )
    return tuple(_question(law, on, award, class_, pathway) for award, class_ in pairs)


def _pairs(name: str) -> Iterator[tuple[str, int | None]]:
    code, colon, class_ = name.partition(":")
    if code not in awards():
        raise BadQuestion(
            f"Không có mã danh hiệu, hình thức khen thưởng “{code}”. Xem các mã bằng “tdkt law list”.",
            f"There is no award code “{code}”. “tdkt law list” shows the codes.",
        )
    classes = awards()[code].classes
    if not colon:
        yield from ((code, one) for one in (classes or (None,)))
    elif class_ in {str(one) for one in classes}:
        yield code, int(class_)
    else:
        known = ", ".join(map(str, classes))
        raise BadQuestion(
            f"“{code}” không có hạng “{class_}”."
            + (f" Các hạng: {known}." if classes else " Bỏ phần sau dấu hai chấm."),
            f"“{code}” has no class “{class_}”." + (f" Its classes: {known}." if classes else " Leave out the colon."),
        )


def _no_pathway(law: Law, on: date, pathway: str) -> BadQuestion:
    if any(rule.id == pathway for rule in law.rules):
        return BadQuestion(
            f"“{pathway}” không được áp dụng vào ngày {on:%d/%m/%Y}. Chọn ngày khác hoặc quy định khác.",
            f"“{pathway}” is not applied on {on.isoformat()}. Choose another day or another pathway.",
        )
    return BadQuestion(
        f"Không có quy định “{pathway}”. Mã viết như 06-2022-qh15/art-74/cl-1/pt-d; xem bằng “tdkt law show”.",
        f"There is no pathway “{pathway}”. Ids look like 06-2022-qh15/art-74/cl-1/pt-d; “tdkt law show” lists them.",
    )


def _question(law: Law, on: date, award: str, class_: int | None, pathway: str | None) -> Question:
    governing = law.governing(award, on, class_)
    return Question(
        award,
        class_,
        law.rules_on(on, award, class_),
        pathway,
        governed=tuple(f"{entry.article}" for entry in governing if entry.article),
        known=any(not entry.article for entry in governing),
    )


@lru_cache(maxsize=256)
def posts_on(law: Law, on: date) -> frozenset[str]:
    """Every post that a rule of the day names: a record of any other post may be one of these under another word."""
    return frozenset(
        post
        for rule in law.rules_on(on)
        for part in conditions_within(rule.condition)
        if isinstance(part, PostHeld)
        for post in part.posts
    )


def judge(law: Law, question: Question, case: Case, on: date, *, use_memory: bool = False) -> Outcome:
    """What the law says of one subject and one question.

    An award whose text stands but has no encoded pathway is for the council by that text; one that the law of the day does not know
    cannot be had; where no text of the day is known at all, there is no evidence.
    """
    if question.rules:
        return verdict_of(
            question.rules,
            case,
            on,
            titles=law.titles,
            posts=posts_on(law, on),
            use_memory=use_memory,
            pathway=question.pathway,
        )
    return without_rules(question, case.kind)


def without_rules(question: Question, kind: str) -> Outcome:
    """The row of an award that has no encoded pathway on the day, for a kind of subject."""
    fits = kind in awards()[question.award].recipients
    refused = not fits or (question.known and not question.governed)
    return Outcome(
        award=question.award,
        class_=question.class_,
        verdict=Verdict.NOT_ELIGIBLE if refused else Verdict.NOT_ENOUGH_EVIDENCE,
        pathway="",
        provisions=question.governed,
        missing=() if refused else tuple(f"pathway:{id_}" for id_ in question.governed),
        earliest="",
    )


def row_of(subject_id: str, question: Question, outcome: Outcome, *, use_memory: bool = False) -> dict[str, Any]:
    """The contract's row of an outcome; numbers used from memory are named in `missing` as "memory:…"."""
    memory = remembered(question, outcome.provisions, outcome.missing) if use_memory else ()
    return {
        "subject_id": subject_id,
        "award": outcome.award,
        "class": outcome.class_,
        "verdict": outcome.verdict.word,
        "pathway": outcome.pathway,
        "provisions": outcome.provisions,
        "missing": outcome.missing + memory,
        "earliest": outcome.earliest,
    }


def remembered(question: Question, provisions: tuple[str, ...], missing: tuple[str, ...]) -> tuple[str, ...]:
    """What stands on memory in the pathway that a row shows, as "memory:…"; a row that leaves all to the council shows none."""
    shown = provisions[0] if provisions else ""
    if not shown or f"pathway:{shown}" in missing:
        return ()
    limbs = (limb for rule in question.rules if rule.id == shown for limb in memory_limbs(rule))
    return tuple(f"memory:{limb}" for limb in dict.fromkeys(limbs))


def memory_limbs(rule: Rule) -> tuple[str, ...]:
    """The limbs of a pathway that stand on something known from memory alone, by id; the pathway's own id where all of it does."""

    def doubtful(confidence: str) -> bool:
        return confidence not in ("VERIFIED", "SECONDARY")

    def found(part: Any) -> Iterator[str]:
        if isinstance(part, tuple):
            for each in part:
                yield from found(each)
        elif isinstance(part, Condition):
            own = [value for value in vars(part).values() if isinstance(value, Number) and value.value is not None]
            if doubtful(part.confidence) or any(doubtful(number.confidence) for number in own):
                yield part.id or rule.id
            for value in vars(part).values():
                yield from found(value)

    if doubtful(rule.confidence):
        return (rule.id,)
    return tuple(dict.fromkeys(found(rule.condition)))


# --- one subject, with every reason -----------------------------------------------------------


def explain_case(law: Law, case: Case, question: Question, on: date, *, use_memory: bool = False) -> dict[str, Any]:
    """One subject and one question as a JSON-able answer: the row of the contract, and for each pathway its whole tree.

    Keys: those of `COLUMNS` (`provisions` and `missing` are lists), `name`, `on`, `award_name`, `law` (instruments: id, number, vi, en),
    `warnings` (vi, en), `pathways` (id, cite, cite_en, vi, en, truth, council, memory, earliest, gates, conditions). A node of `gates` and
    `conditions` has id, kind, cite, citation, citation_en, vi, en, truth, got, needed, earliest, memory, rows (table, line, vi, en) and parts.
    """
    outcome = judge(law, question, case, on, use_memory=use_memory)
    row = row_of(case.id, question, outcome, use_memory=use_memory)
    instruments = _instruments(law, outcome)
    warnings = [{"vi": w.vi, "en": w.en} for id_ in instruments for w in law.warnings_on(on, id_)]
    if use_memory and remembered(question, outcome.provisions, outcome.missing):
        warnings.append(
            {
                "vi": "Kết luận dựa vào con số nhớ lại, chưa đối chiếu với văn bản.",
                "en": "The verdict rests on numbers known from memory, not checked against a text.",
            }
        )
    first = [outcome.chosen] if outcome.chosen is not None else []
    others = [one for one in outcome.judged if one is not outcome.chosen]
    judged = [*first, *sorted(others, key=lambda one: not one.applies)]
    return {
        **row,
        "provisions": list(row["provisions"]),
        "missing": list(row["missing"]),
        "name": case.name,
        "award_name": say_award(outcome.award, outcome.class_),
        "on": on.isoformat(),
        "law": [
            {"id": id_, "number": one.number, "vi": one.name, "en": one.name_en}
            for id_ in instruments
            if (one := law.instruments.get(id_)) is not None
        ],
        "warnings": warnings,
        "pathways": [_pathway(law, one, on) for one in judged if question.pathway in (None, one.rule.id)],
    }


def _instruments(law: Law, outcome: Outcome) -> tuple[str, ...]:
    ids = [one.rule.id for one in outcome.judged] or list(outcome.provisions)
    return tuple(dict.fromkeys(id_.partition("/")[0] for id_ in ids))


def _pathway(law: Law, judged: Judged, on: date) -> dict[str, Any]:
    told = _WORDS.of(judged.rule, law, _rule_words)
    return {
        **told,
        "truth": TRUTH_WORDS[judged.truth],
        "earliest": _day(judged.earliest, judged.truth),
        "gates": [_node(law, gate, _gate_words(law, gate.condition)) for gate in judged.gates],
        "conditions": _node(law, judged.finding, _WORDS.of(judged.finding.condition, law, _condition_words)),
    }


def _rule_words(rule: Rule, law: Law) -> dict[str, Any]:
    provision = law.provisions.get(rule.id)
    return {
        "id": rule.id,
        "cite": say_citation(rule.id, _named(law, rule.id)),
        "cite_en": say_citation(rule.id, _named(law, rule.id, "en"), "en"),
        "vi": provision.vi if provision else "",
        "en": provision.en if provision else "",
        "council": for_the_council_alone(rule),
        "memory": bool(memory_limbs(rule)),
    }


def _node(law: Law, finding: Finding, told: dict[str, Any]) -> dict[str, Any]:
    return {
        **told,
        "truth": TRUTH_WORDS[finding.truth],
        "got": finding.got,
        "needed": finding.needed,
        "earliest": _day(finding.earliest, finding.truth),
        "memory": finding.from_memory,
        "rows": [
            {"table": row.table, "line": row.line, "vi": say_row(row), "en": say_row(row, "en")} for row in finding.rows
        ],
        "parts": [_node(law, each, _WORDS.of(each.condition, law, _condition_words)) for each in finding.parts],
    }


def _condition_words(part: Condition, law: Law) -> dict[str, Any]:
    return {
        "id": part.id,
        "kind": kind_of(part),
        "cite": part.cite,
        "citation": say_citation(part.cite, _named(law, part.cite)) if part.cite else "",
        "citation_en": say_citation(part.cite, _named(law, part.cite, "en"), "en") if part.cite else "",
        "vi": head(part),
        "en": head(part, "en"),
    }


@lru_cache(maxsize=4096)
def _gate_words(law: Law, gate: Condition) -> dict[str, Any]:
    return _condition_words(gate, law)


class _Words:
    """What is said of a rule or a condition of the law, said once: they stand for as long as the law does."""

    def __init__(self) -> None:
        self.kept: dict[tuple[int, int], tuple[Any, Law, dict[str, Any]]] = {}

    def of(self, one: Any, law: Law, told: Callable[[Any, Law], dict[str, Any]]) -> dict[str, Any]:
        key = (id(one), id(law))
        if key not in self.kept:
            if len(self.kept) > 20_000:
                self.kept.clear()
            self.kept[key] = (one, law, told(one, law))  # held here, so that its id stays its own
        return self.kept[key][2]


_WORDS = _Words()


def kind_of(condition: Condition) -> str:
    """The name of a kind of condition in the answers: "run", "all-of", "not-held"."""
    name = type(condition).__name__
    return "".join(
        f"-{letter.lower()}" if letter.isupper() and at else letter.lower() for at, letter in enumerate(name)
    )


def _named(law: Law, id_: str, language: str = "vi") -> str:
    instrument = law.instruments.get(id_.partition("/")[0])
    return "" if instrument is None else instrument.name_en if language == "en" else instrument.name


def _day(day: date | None, truth: Truth) -> str:
    return "" if day is None or truth >= Truth.JUDGE else written(day)


# --- precedence -------------------------------------------------------------------------------

FAMILIES = (
    frozenset({"title"}),
    frozenset({"order", "certificate-of-merit", "certificate-of-commendation"}),
    frozenset({"medal"}),
    frozenset({"honorary-title"}),
    frozenset({"prize"}),
    frozenset({"commemorative-medal"}),
)
"""Kinds of award that stand in one order from high to low: within one of these an award has a next lower one."""


def precedence(award: str, class_: int | None) -> tuple[int, int]:
    """Where an award stands from high to low: the order of the catalogue, which is that of the law, then the class."""
    return awards()[award].rank, class_ or 0


def nearest_lower(award: str, class_: int | None, held: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """The highest of these rows that stands below an award in its own order."""
    family = next(family for family in FAMILIES if awards()[award].kind in family)
    below = [
        row
        for row in held
        if awards()[row["award"]].kind in family and precedence(row["award"], row["class"]) > precedence(award, class_)
    ]
    return min(below, key=lambda row: precedence(row["award"], row["class"]), default=None)
