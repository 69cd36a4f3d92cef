"""Rules made ready for columns: every limb once, however many rules ask it, and which award forms the rules decide on a day.

A limb is the same limb whatever provision it stands under; it is asked once for a block of subjects and its answer used by every rule.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date

from tdkt.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Count,
    Judgement,
    NotKnown,
    Number,
    PostHeld,
    Rule,
    Run,
    Service,
    Track,
    for_the_council_alone,
)
from tdkt.rules.needs import conditions_within
from tdkt.rules.truth import Truth

Form = tuple[str, int | None]
"""Award and class."""


@dataclass(frozen=True)
class Leaf:
    """A limb without its id and citation; `merit`: asked by a rule of ground công trạng; `unsure`: a number within it is not known."""

    condition: Condition
    merit: bool
    unsure: bool = False


@dataclass(frozen=True)
class Node:
    """A condition as indices of limbs: `kind` "leaf" (with `leaf`), "fixed" (with `truth`), "all" or "any" (with `parts`).

    `unsure`: a number of the limb is not known, so that for any subject it may be possible and not sure.
    """

    kind: str
    leaf: int = -1
    truth: Truth = Truth.NO
    unsure: bool = False
    parts: tuple["Node", ...] = ()

    @property
    def leaves(self) -> frozenset[int]:
        own = frozenset({self.leaf}) if self.kind == "leaf" else frozenset[int]()
        return own.union(*(part.leaves for part in self.parts))

    @property
    def open(self) -> bool:
        """Whether something in it is unknown for everyone."""
        own = self.unsure or (self.kind == "fixed" and self.truth is Truth.UNKNOWN)
        return own or any(part.open for part in self.parts)


@dataclass(frozen=True)
class Pathway:
    """A rule with its condition as a tree, and each limb in order: its id and what answers it."""

    rule: Rule
    tree: Node
    limbs: tuple[tuple[str, Node], ...]
    council: bool


@dataclass(frozen=True)
class Plan:
    """The rules in force on a day, ready to be asked; `forms` in order, each with its pathways in order."""

    on: date
    use_memory: bool
    titles: frozenset[str]
    posts: frozenset[str]
    leaves: tuple[Leaf, ...]
    forms: dict[Form, tuple[Pathway, ...]] = field(default_factory=dict)
    pathway: str | None = None

    @property
    def forms_in_order(self) -> tuple[Form, ...]:
        return tuple(self.forms)

    def trusts(self, confidence: str) -> bool:
        return trusts(confidence, use_memory=self.use_memory)

    def number(self, number: Number | None) -> float | None:
        """A number the law states, None when it is not known or not to be used."""
        return number.value if number is not None and self.trusts(number.confidence) else None


def trusts(confidence: str, *, use_memory: bool) -> bool:
    """Whether a text of this confidence may be used."""
    return use_memory or confidence in ("VERIFIED", "SECONDARY")


def plan(
    rules: Sequence[Rule],
    on: date,
    *,
    titles: frozenset[str],
    use_memory: bool = False,
    pathway: str | None = None,
    forms: Sequence[Form] | None = None,
) -> Plan:
    """The rules in force on the day, of all forms or of those named; with `pathway` the rules of that id alone.

    The words for posts are those of every rule in force, whatever is asked for.
    """
    in_force = [rule for rule in rules if rule.in_force(on)]
    posts = frozenset(
        post
        for rule in in_force
        for condition in conditions_within(rule.condition)
        if isinstance(condition, PostHeld)
        for post in condition.posts
    )
    maker = _Maker(use_memory)
    found: dict[Form, list[Pathway]] = {form: [] for form in forms or ()}
    for rule in in_force:
        form = (rule.award, rule.class_)
        if (pathway is None or rule.id == pathway) and (forms is None or form in found):
            found.setdefault(form, []).append(maker.pathway(rule))
    asked = {form: tuple(pathways) for form, pathways in found.items()}
    return Plan(on, use_memory, titles, posts, tuple(maker.leaves), asked, pathway)


class _Maker:
    def __init__(self, use_memory: bool) -> None:
        self.use_memory = use_memory
        self.leaves: dict[Leaf, int] = {}
        self.tracks: dict[Track, Track] = {}

    def pathway(self, rule: Rule) -> Pathway:
        limbs: list[tuple[str, Node]] = []
        merit = rule.ground == "cong-trang"
        tree = self.node(rule.condition, merit, limbs, trusted=trusts(rule.confidence, use_memory=self.use_memory))
        return Pathway(rule, tree, tuple(limbs), for_the_council_alone(rule))

    def node(self, part: Condition, merit: bool, limbs: list[tuple[str, Node]], *, trusted: bool) -> Node:
        trusted = trusted and trusts(part.confidence, use_memory=self.use_memory)
        if isinstance(part, AllOf | AnyOf):
            parts = tuple(self.node(each, merit, limbs, trusted=trusted) for each in part.parts)
            return Node("all" if isinstance(part, AllOf) else "any", parts=parts)
        if not trusted or isinstance(part, NotKnown) or self.unknown(part):
            node = Node("fixed", truth=Truth.UNKNOWN)
        elif isinstance(part, Judgement):
            node = Node("fixed", truth=Truth.JUDGE)
        else:
            unsure = isinstance(part, Run) and any(self.unknown(each) for each in conditions_within(part))
            leaf = Leaf(self.bare(part), merit, unsure)
            node = Node("leaf", leaf=self.leaves.setdefault(leaf, len(self.leaves)), unsure=unsure)
        limbs.append((part.id, node))
        return node

    def bare(self, part: Condition) -> Condition:
        """The condition without ids and citations, so that equal limbs of different provisions are one; equal tracks are one object."""
        changes: dict[str, object] = {"id": "", "cite": ""}
        if isinstance(part, AllOf | AnyOf):
            changes["parts"] = tuple(self.bare(each) for each in part.parts)
        if isinstance(part, Run | Count):
            changes["of"] = self.tracks.setdefault(part.of, part.of)
        if isinstance(part, Run) and part.within is not None:
            changes["within"] = self.bare(part.within)
        return replace(part, **changes)  # type: ignore[arg-type]

    def unknown(self, part: Condition) -> bool:
        """Whether a number without which the limb cannot be answered is not known; a woman's is asked only of women."""
        asked = {name: value for name, value in _numbers(part) if not (isinstance(part, Service) and name == "women")}
        return any(
            number.value is None or not trusts(number.confidence, use_memory=self.use_memory)
            for number in asked.values()
        )


def _numbers(part: Condition) -> Iterator[tuple[str, Number]]:
    for each in fields(part):
        value = getattr(part, each.name)
        if isinstance(value, Number):
            yield each.name, value
