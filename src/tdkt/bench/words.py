"""The thirty rules said in the words of a peer: one walk over the conditions, and a peer's own words for each number and day it needs.

A peer gives the numbers (`rated`, `titled`, `given`, `initiated`, `held`), the years (`anchor`, `service_year`, `floor`) and how its
expressions join; what a limb means in terms of them stands here once.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tdkt.bench.registers import ON
from tdkt.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Count,
    EveryYear,
    Given,
    Holding,
    Holds,
    Initiated,
    NotHeld,
    Number,
    Rated,
    Rule,
    Run,
    Service,
    Titled,
)
from tdkt.rules.packed import days
from tdkt.rules.times import latest_start
from tdkt.rules.years import proposal_year

YEAR = proposal_year(ON)
TODAY = days(ON)


@dataclass(frozen=True)
class Window:
    """The years from `first` to the year asked."""

    first: int

    @classmethod
    def of(cls, last: int) -> "Window":
        return cls(YEAR - last + 1)


class Words(ABC):
    """What a peer says: expressions of its own kind."""

    @abstractmethod
    def rated(self, rating: str, window: Window) -> Any:
        """How many open years of the window are rated at least so."""

    @abstractmethod
    def titled(self, codes: tuple[str, ...], window: Window) -> Any:
        """How many open years of the window have one of these titles."""

    @abstractmethod
    def given(self, codes: tuple[str, ...], window: Window) -> Any:
        """How many serving conferrals of these fall in open years of the window."""

    @abstractmethod
    def initiated(self, scope: str, window: Window) -> Any:
        """How many initiatives of at least this scope fall in open years of the window."""

    @abstractmethod
    def held(self, holdings: tuple[Holding, ...], *, merit: bool) -> Any:
        """How many conferrals of these there are; `merit`: that serve merit."""

    @abstractmethod
    def anchor(self, holdings: tuple[Holding, ...], which: str) -> Any:
        """The year of the first or last of these; a year after every other where there is none."""

    @abstractmethod
    def served(self, men: int, women: int) -> Any:
        """Joined on this day (since 1970) or before, for men and for women."""

    @abstractmethod
    def column(self, name: str) -> Any:
        """`service_year`, `floor` (the first open year; 0 where all are) or `barred`."""

    @abstractmethod
    def all(self, parts: Iterable[Any]) -> Any: ...

    @abstractmethod
    def any(self, parts: Iterable[Any]) -> Any: ...

    @abstractmethod
    def negated(self, part: Any) -> Any: ...

    def at_least(self, number: Any, least: int) -> Any:
        return number >= least

    def at_most(self, number: Any, most: int) -> Any:
        return number <= most

    # --- the same for every peer ------------------------------------------------------------------

    def rule(self, rule: Rule) -> Any:
        """Whether a rule holds, its gate with it."""
        return self.all([self.said(rule.condition), self.negated(self.column("barred"))])

    def said(self, part: Condition) -> Any:
        match part:
            case AllOf(parts=parts):
                return self.all([self.said(each) for each in parts])
            case AnyOf(parts=parts):
                return self.any([self.said(each) for each in parts])
            case Run():
                return self._run(part)
            case Count():
                window = Window.of(part.last or 0)
                return self.at_least(self._number(part, window), int(part.at_least.value or 0))
            case Holds():
                return self.at_least(self.held(part.any_of, merit=True), part.times)
            case NotHeld():
                return self.at_most(self.held(part.any_of, merit=False), 0)
            case Service():
                return self._served(part)
        raise TypeError(f"no words for {type(part).__name__}")

    def _number(self, part: Count | Run, window: Window) -> Any:
        match part.of:
            case Rated(at_least=rating):
                return self.rated(rating, window)
            case Titled(awards=codes):
                return self.titled(codes, window)
            case Given(awards=codes):
                return self.given(codes, window)
            case Initiated(scope=scope):
                return self.initiated(scope, window)
        raise TypeError(f"no words for {type(part.of).__name__}")

    def _run(self, part: Run) -> Any:
        years = int(part.years.value or 0)
        window = Window.of(years)
        found = []
        if isinstance(part.of, EveryYear):
            found += [self.at_most(self.column(name), window.first) for name in ("service_year", "floor")]
        else:
            found.append(self.at_least(self._number(part, window), years))
        if part.after:
            found.append(self.at_most(self.anchor(part.after, part.which), YEAR - years))
        return self.all(found)

    def _served(self, part: Service) -> Any:
        def start(years: Number | None) -> int:
            return latest_start(TODAY, round((years.value or 0) * 12)) if years else 0

        found = self.served(start(part.at_least), start(part.women or part.at_least))
        if part.under is None:
            return found
        return self.all([found, self.negated(self.served(start(part.under), start(part.under)))])
