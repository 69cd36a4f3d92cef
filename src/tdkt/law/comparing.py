"""What changed in the law between two days, and what a draft would change: pathways and parameters that came, went or differ.

A pathway is the same when its award, class, subjects and condition are the same, wherever it stands: a new law that says the old thing
anew is shown as moved, not as new.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tdkt.law.instruments import Law, Parameter
from tdkt.rules.conditions import AllOf, AnyOf, Condition, Rule


@dataclass(frozen=True)
class Change:
    """One pathway that `came`, `went` or `moved` (the same condition under another provision); `old` and `new` as far as there are."""

    how: str
    award: str
    class_: int | None
    old: Rule | None
    new: Rule | None


@dataclass(frozen=True)
class ParameterChange:
    """A parameter that `came`, `went` or `changed`, by its name and provision."""

    how: str
    name: str
    old: Parameter | None
    new: Parameter | None


def changes(old: tuple[Rule, ...], new: tuple[Rule, ...]) -> tuple[Change, ...]:
    """What differs between two sets of pathways, in the order of the awards."""
    before, after = {_identity(rule): rule for rule in old}, {_identity(rule): rule for rule in new}
    same = before.keys() & after.keys()
    gone = {key: rule for key, rule in before.items() if key not in same}
    come = {key: rule for key, rule in after.items() if key not in same}
    found: list[Change] = []
    for key, rule in gone.items():
        twin = next((k for k, other in come.items() if _meaning(other) == _meaning(rule)), None)
        if twin is not None:
            found.append(Change("moved", rule.award, rule.class_, rule, come.pop(twin)))
        else:
            found.append(Change("went", key[1], rule.class_, rule, None))
    found.extend(Change("came", rule.award, rule.class_, None, rule) for rule in come.values())
    return tuple(found)


def parameter_changes(law: Law, old: date, new: date, *, other: Law | None = None) -> tuple[ParameterChange, ...]:
    """The parameters that differ between two days, or between this law and another on their days."""
    before = {(p.name, p.cite): p for p in law.parameters if p.in_force(old)}
    after = {(p.name, p.cite): p for p in (other or law).parameters if p.in_force(new)}
    found = [ParameterChange("went", key[0], p, None) for key, p in before.items() if key not in after]
    found += [ParameterChange("came", key[0], None, p) for key, p in after.items() if key not in before]
    found += [
        ParameterChange("changed", key[0], before[key], p)
        for key, p in after.items()
        if key in before and before[key].value != p.value
    ]
    return tuple(sorted(found, key=lambda change: change.name))


def _identity(rule: Rule) -> tuple[Any, ...]:
    return (rule.id, rule.award, rule.class_, rule.subjects, rule.forces, _bare(rule.condition))


def _meaning(rule: Rule) -> tuple[Any, ...]:
    return (rule.award, rule.class_, rule.subjects, rule.forces, _bare(rule.condition))


def _bare(condition: Condition) -> Condition:
    """The condition without its citations and ids: what it asks, not where it stands."""
    bare: Condition = replace(condition, cite="", id="")
    if isinstance(bare, AllOf | AnyOf):
        return replace(bare, parts=tuple(_bare(part) for part in bare.parts))
    within = getattr(bare, "within", None)
    return replace(bare, within=_bare(within)) if within is not None else bare  # type: ignore[call-arg]
