"""What a set of rules asks of a history: the forms, titles, tracks and posts they name, so that only those are packed."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from tdkt.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Count,
    Either,
    Given,
    Holds,
    Initiated,
    Leads,
    Members,
    NotHeld,
    PostHeld,
    Rule,
    Run,
    Service,
    Titled,
    Track,
    UnitLevel,
)


@dataclass(frozen=True)
class Needs:
    """What a set of rules asks of a history: only that is packed.

    `held` award codes whose conferrals are asked for, `titled` codes of yearly titles asked by year, `used` codes whose years may be
    used up, `given` codes counted by year, `initiated` (scope, kinds) of the counted tracks of initiatives, `posts` the known words for
    posts, `levels` the unit levels; `titles` says which codes are yearly titles.
    """

    titles: frozenset[str] = frozenset()
    held: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    initiated: tuple[tuple[str, tuple[str, ...]], ...] = ()
    posts: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    post_rows: bool = False
    members: bool = False
    rankings: bool = False

    @classmethod
    def of(cls, rules: Iterable[Rule], titles: frozenset[str]) -> "Needs":
        """What these rules ask, whatever their days: rows packed by it serve every day on which they are law."""
        found: dict[str, set[Any]] = {field.name: set() for field in fields(cls)}
        for rule in rules:
            found["used"].add(rule.award)
            for condition in conditions_within(rule.condition):
                _note(condition, found)
        return cls(
            titles=titles,
            post_rows=bool(found.pop("post_rows")),
            members=bool(found.pop("members")),
            rankings=bool(found.pop("rankings")),
            **{name: tuple(sorted(values)) for name, values in found.items() if name != "titles"},
        )

    @cached_property
    def print_(self) -> bytes:
        """Four bytes that differ when anything asked for differs."""
        said = repr([getattr(self, field.name) for field in fields(self) if field.name != "titles"])
        return hashlib.blake2b((said + repr(sorted(self.titles))).encode(), digest_size=4).digest()

    @cached_property
    def conferrals(self) -> tuple[str, ...]:
        """Every code whose conferrals are packed."""
        return tuple(sorted({*self.held, *self.titled, *self.used, *self.given}))


def conditions_within(condition: Condition) -> Iterator[Condition]:
    """The condition and every condition inside it."""
    yield condition
    parts = condition.parts if isinstance(condition, AllOf | AnyOf) else ()
    if isinstance(condition, Run) and condition.within is not None:
        parts = (condition.within,)
    for part in parts:
        yield from conditions_within(part)


def _note(condition: Condition, found: dict[str, set[Any]]) -> None:
    if isinstance(condition, Run | Count):
        _note_track(condition.of, found)
    if isinstance(condition, Run):
        found["held"].update(holding.award for holding in condition.after)
    elif isinstance(condition, Holds | NotHeld):
        found["held"].update(holding.award for holding in condition.any_of)
    elif isinstance(condition, Members):
        found["members"].add(True)
        if condition.that is not None:
            _note_track(condition.that, found)
    elif isinstance(condition, PostHeld):
        found["posts"].update(condition.posts)
        found["post_rows"].add(True)
    elif isinstance(condition, Service) and condition.weighted:
        found["post_rows"].add(True)
    elif isinstance(condition, Leads):
        found["rankings"].add(True)
    elif isinstance(condition, UnitLevel):
        found["levels"].update(condition.levels)


def _note_track(track: Track, found: dict[str, set[Any]]) -> None:
    if isinstance(track, Titled):
        found["titled"].update(track.awards)
    elif isinstance(track, Given):
        found["given"].update(track.awards)
    elif isinstance(track, Initiated):
        found["initiated"].add((track.scope, tuple(sorted(track.kinds))))
    elif isinstance(track, Either):
        for part in track.tracks:
            _note_track(part, found)
