"""The law in words, ready to be shown: pathways as trees of sentences with their provisions, and the texts behind them.

What the command line prints and the screens draw is told here once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tdkt.law.confirming import confirmed, to_confirm
from tdkt.law.instruments import Instrument, Law, Provision
from tdkt.law.wording import head, say, say_citation
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

KINDS_OF_TEXT = {
    "law": ("Luật", "Law"),
    "decree": ("Nghị định", "Decree"),
    "circular": ("Thông tư", "Circular"),
    "decision": ("Quyết định", "Decision"),
}
SUBJECTS = {
    "individual": ("cá nhân", "individuals"),
    "collective": ("tập thể", "collectives"),
    "household": ("hộ gia đình", "households"),
}
DECIDERS = {
    "president": ("Chủ tịch nước", "the President"),
    "state": ("Nhà nước", "the State"),
    "government": ("Chính phủ", "the Government"),
    "prime-minister": ("Thủ tướng Chính phủ", "the Prime Minister"),
    "national-assembly": ("Ủy ban Thường vụ Quốc hội", "the Standing Committee of the National Assembly"),
    "ministry": ("người đứng đầu Bộ, ban, ngành", "the head of the ministry or central body"),
    "province": ("Chủ tịch UBND tỉnh", "the provincial chair"),
    "district": ("Chủ tịch UBND huyện", "the district chair"),
    "commune": ("Chủ tịch UBND xã", "the commune chair"),
    "agency": ("Thủ trưởng cơ quan, đơn vị", "the head of the unit"),
}


@dataclass(frozen=True)
class Told:
    """One condition: its sentence, what kind of limb it is (fact, council, unknown, all, any), and where it stands."""

    words: str
    kind: str
    cite: str
    cited: str
    sure: bool
    parts: tuple["Told", ...] = ()

    @property
    def anchor(self) -> str:
        """The place of the provision on the page of its instrument."""
        return anchor(self.cite)

    @property
    def instrument(self) -> str:
        return self.cite.partition("/")[0]


@dataclass(frozen=True)
class ToldRule:
    """One pathway: for whom, by which provision, the tree of its conditions and what is to be said with it."""

    rule: Rule
    whom: str
    cited: str
    tree: Told
    council: bool
    warnings: tuple[str, ...]

    @property
    def anchor(self) -> str:
        return anchor(self.rule.id)

    @property
    def instrument(self) -> str:
        return self.rule.id.partition("/")[0]


@dataclass(frozen=True)
class Decider:
    """Who decides or proposes an award, by which provision, and how surely that is known."""

    who: str
    cite: str
    cited: str
    confidence: str

    @property
    def instrument(self) -> str:
        return self.cite.partition("/")[0]


def anchor(id_: str) -> str:
    """The fragment of a provision on its instrument's page: art-74-cl-1-pt-d."""
    return id_.partition("/")[2].replace("/", "-")


def cited(law: Law, id_: str, language: str = "vi") -> str:
    """A provision as an office cites it, with the kind and number of its instrument: "khoản 3 Điều 9 Nghị định 91/2017/NĐ-CP"."""
    instrument = law.instruments.get(id_.partition("/")[0])
    if instrument is None:
        return say_citation(id_, "", language)
    kind = KINDS_OF_TEXT.get(instrument.kind, ("", ""))[language == "en"]
    return say_citation(id_, f"{kind} {instrument.number}".strip(), language)


def pathways(law: Law, award: str, class_: int | None, on: date, language: str = "vi") -> tuple[ToldRule, ...]:
    """The pathways to an award on a day: those that facts can settle first, then the council's."""
    rules = [rule for rule in law.rules_on(on, award) if class_ is None or rule.class_ == class_]
    told = (told_rule(law, rule, on, language) for rule in rules)
    return tuple(sorted(told, key=lambda one: (one.rule.class_ or 0, one.council)))


def told_rule(law: Law, rule: Rule, on: date, language: str = "vi") -> ToldRule:
    """One pathway in words."""
    english = language == "en"
    whom = ", ".join(SUBJECTS[kind][english] for kind in SUBJECTS if kind in rule.subjects)
    warnings = tuple(w.en if english else w.vi for w in law.warnings_on(on, rule.id.partition("/")[0]))
    trusted = rule.confidence == "VERIFIED"
    return ToldRule(
        rule,
        whom,
        cited(law, rule.id, language),
        told(law, rule.condition, language, trusted=trusted),
        for_the_council_alone(rule),
        warnings,
    )


def told(law: Law, part: Condition, language: str = "vi", *, trusted: bool = True) -> Told:
    """One condition in words with everything under it."""
    kind = (
        "all"
        if isinstance(part, AllOf)
        else "any"
        if isinstance(part, AnyOf)
        else "council"
        if isinstance(part, Judgement)
        else "unknown"
        if isinstance(part, NotKnown)
        else "fact"
    )
    trusted = trusted and part.confidence == "VERIFIED"
    parts = tuple(told(law, each, language, trusted=trusted) for each in getattr(part, "parts", ()))
    sure = trusted and all(number.confidence == "VERIFIED" for number in _numbers(part))
    return Told(head(part, language), kind, part.cite, cited(law, part.cite, language), sure, parts)


def _numbers(part: Condition) -> Iterator[Number]:
    """The numbers of one limb, with those inside a run."""
    if isinstance(part, AllOf | AnyOf):
        return
    for value in vars(part).values():
        if isinstance(value, Number):
            yield value
    within = getattr(part, "within", None)
    for each in getattr(within, "parts", (within,) if within is not None else ()):
        yield from _numbers(each)


def deciders(law: Law, name: str, award: str, on: date, language: str = "vi") -> tuple[Decider, ...]:
    """Who `decides` or `proposes` an award on a day."""
    found = []
    for parameter in law.parameters_on(name, on):
        for entry in parameter.value:
            if award in entry["awards"]:
                cite = str(entry.get("cite") or parameter.cite)
                cite = f"{parameter.instrument}/{cite}" if cite.startswith("art-") else cite
                found.append(
                    Decider(_who(entry["by"], language), cite, cited(law, cite, language), parameter.confidence)
                )
    return tuple(dict.fromkeys(found))


def _who(by: Any, language: str) -> str:
    named = [by] if isinstance(by, str) else list(by)
    return ", ".join(DECIDERS[one][language == "en"] if one in DECIDERS else str(one) for one in named)


@dataclass(frozen=True)
class Unsure:
    """Something a lawyer has still to look at: a provision as we read it, or a number that is not verified."""

    id: str
    cited: str
    words: str
    confidence: str
    what: str

    @property
    def provision(self) -> str:
        """The provision without the kind of its limb."""
        return self.id.partition("#")[0]

    @property
    def instrument(self) -> str:
        return self.id.partition("/")[0]


def unsure(law: Law, language: str = "vi") -> tuple[Unsure, ...]:
    """Every number and every pathway that is not verified: what a lawyer should look at first."""
    found = []
    for rule in law.rules:
        for part, confidence in _not_verified(rule.condition, rule.confidence):
            found.append(
                Unsure(
                    part.id or rule.id,
                    cited(law, part.cite or rule.id, language),
                    head(part, language),
                    confidence,
                    rule.award,
                )
            )
    for parameter in law.parameters:
        if parameter.confidence != "VERIFIED":
            found.append(
                Unsure(parameter.cite, cited(law, parameter.cite, language), parameter.name, parameter.confidence, "")
            )
    return tuple(dict.fromkeys(found))


def _not_verified(part: Condition, confidence: str) -> Iterator[tuple[Condition, str]]:
    own = confidence if part.confidence == "VERIFIED" else part.confidence
    if isinstance(part, AllOf | AnyOf):
        for each in part.parts:
            yield from _not_verified(each, own)
        return
    if isinstance(part, NotKnown):
        own = "UNKNOWN"
    for number in _numbers(part):
        if number.confidence != "VERIFIED":
            own = number.confidence
    if own != "VERIFIED":
        yield part, own


def unconfirmed(law: Law) -> dict[str, list[Provision]]:
    """What no lawyer has confirmed, by instrument."""
    found: dict[str, list[Provision]] = {}
    for provision in to_confirm(law):
        found.setdefault(provision.instrument, []).append(provision)
    return found


def articles(law: Law, instrument: Instrument) -> list[tuple[str, list[tuple[Provision, str]]]]:
    """The provisions of an instrument by article heading, each with who confirmed it, in the order of the file."""
    found: list[tuple[str, list[tuple[Provision, str]]]] = []
    for provision in law.provisions.values():
        if provision.instrument == instrument.id:
            by = confirmed(provision, law)
            if not found or found[-1][0] != provision.heading:
                found.append((provision.heading, []))
            found[-1][1].append((provision, f"{by.by}, {by.on:%d/%m/%Y}" if by else ""))
    return found


def limb_words(law: Law, limb: str, on: date | None, language: str = "vi") -> str:
    """A limb by its id, in words: the condition itself, or the gate that bars; the bare id where no rule of the day has it."""
    english = language == "en"
    id_ = limb.removeprefix("judgement:").removeprefix("pathway:")
    gate = _GATES.get(id_.partition("#")[2])
    if gate is not None:
        return gate[english]
    rules = law.rules if on is None else law.rules_on(on)
    part = next((part for rule in rules for part in leaves(rule.condition) if part.id == id_), None)
    return say(part, language) if part is not None else id_


_GATES = {
    "subject": ("không phải đối tượng của quy định", "not the kind of subject the provision is for"),
    "force": ("không thuộc lực lượng của quy định", "not of the force the provision is for"),
    "discipline": ("đang bị kỷ luật hoặc xem xét, điều tra", "under discipline or investigation"),
}
