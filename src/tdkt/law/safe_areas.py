"""The standard "An toàn về an ninh, trật tự": which text judges a year of a body, its criteria, days and shares, and what findings come to.

Everything is of the law files (`safe-area`, `safe-criteria`, `safe-decides`, `programme-year`); what no file says is None or empty and
never "no". Read first: `standard`, `share`, `weigh`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import Any

from tdkt.law.catalogue import LEVELS
from tdkt.law.instruments import Law, Parameter
from tdkt.law.parameters import full_cite, rows

SUBJECTS: Mapping[str, str] = {
    "residential-area": "khu-dan-cu",
    "commune": "xa",
    "agency": "co-quan-doanh-nghiep",
    "firm": "co-quan-doanh-nghiep",
    "school": "co-so-giao-duc",
}
"""What the law files call each kind of body."""
PARTS = ("residential-area", "agency", "firm", "school")
"""The kinds that lie within a commune."""


@dataclass(frozen=True)
class Criterion:
    """One thing to be found of a body. `whole`: the criteria were not read, so one finding stands for all; `counted`: the register counts it
    from the bodies within; `hint`: what the register may show beside it."""

    code: str
    cite: str
    confidence: str
    vi: str
    en: str
    whole: bool = False
    counted: bool = False
    hint: str = ""

    def said(self, language: str = "vi") -> str:
        return self.en if language == "en" else self.vi


@dataclass(frozen=True)
class Decider:
    """A level that recognises such bodies, and which of them where it is not all."""

    level: str
    vi: str = ""
    en: str = ""

    def which(self, language: str = "vi") -> str:
        return self.en if language == "en" else self.vi


@dataclass(frozen=True)
class Standard:
    """How a kind of body is judged for a year. None and empty: no text in the files says. `doubted` are amending texts that were not read.

    `registered_until` is the last day to register, `decided_before` the day before which it is decided; `of` the kinds whose share counts.
    """

    kind: str
    year: int
    instrument: str = ""
    criteria: tuple[Criterion, ...] = ()
    begins: date | None = None
    ends: date | None = None
    registered_until: date | None = None
    decided_before: date | None = None
    deciders: tuple[Decider, ...] = ()
    percent: Fraction | None = None
    registered_percent: Fraction | None = None
    of: tuple[str, ...] = ()
    share_cite: str = ""
    doubted: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether any text of the files is law for this year."""
        return bool(self.instrument)

    @property
    def codes(self) -> tuple[str, ...]:
        """The criteria that somebody has to find; those counted from the register are not among them."""
        return tuple(one.code for one in self.criteria if not one.counted)

    @property
    def counted(self) -> Criterion | None:
        return next((one for one in self.criteria if one.counted), None)

    def is_late(self, registered_on: date | None) -> bool | None:
        """Whether it was registered too late; None where the day or the limit is not known."""
        if registered_on is None or self.registered_until is None:
            return None
        return registered_on > self.registered_until

    def is_decided_late(self, decided_on: date | None) -> bool | None:
        """Whether it was decided on or after the day before which it has to be; None where that is not known."""
        if decided_on is None or self.decided_before is None:
            return None
        return decided_on >= self.decided_before


@lru_cache(maxsize=512)
def standard(law: Law, kind: str, year: int) -> Standard:
    """How a kind of body is judged for a year: by the text in force at its end, when results are decided. Raises `KeyError` for another kind."""
    subject, end = SUBJECTS[kind], date(year, 12, 31)
    found = _of(law, "safe-area", subject, end)
    criteria = tuple(_criterion(law, row, parameter) for row, parameter in _of(law, "safe-criteria", subject, end))
    if not criteria:
        return Standard(kind, year)
    said, parameter = found[0] if found else ({}, None)
    general = next((one for one in criteria if one.cite), criteria[0])
    instrument = _base(law, subject, end) or general.cite.partition("/")[0]
    begins, ends = _period(law, subject, end)
    before = _day(said.get("decided_before"), year)
    return Standard(
        kind=kind,
        year=year,
        instrument=instrument,
        criteria=criteria,
        begins=begins,
        ends=ends,
        registered_until=_day(said.get("registered_until"), year),
        decided_before=before,
        deciders=_deciders(law, subject, before or end),
        percent=_share(said.get("recognised_percent")),
        registered_percent=_share(said.get("registered_percent")) if kind == "commune" else None,
        of=tuple(part for part in PARTS if SUBJECTS[part] in (said.get("of") or ())),
        share_cite=parameter.cite if parameter else "",
        doubted=_doubted(law, instrument, year),
    )


def _deciders(law: Law, subject: str, on: date) -> tuple[Decider, ...]:
    """Who recognises such bodies on a day, the lowest level first."""
    found = [
        Decider(str(row["by"]), str(row.get("vi", "")), str(row.get("en", "")))
        for row, _ in _of(law, "safe-decides", subject, on)
    ]
    return tuple(sorted(found, key=lambda one: -LEVELS.index(one.level)))


def _of(law: Law, name: str, subject: str, on: date) -> list[tuple[Mapping[str, Any], Parameter]]:
    return [(row, parameter) for row, parameter in rows(law, name, on) if row.get("subject") == subject]


def _base(law: Law, subject: str, on: date) -> str:
    """The general text, not an office's own which only adds to it."""
    return next((p.instrument for _, p in _of(law, "safe-criteria", subject, on) if not p.authority), "")


def _criterion(law: Law, row: Mapping[str, Any], parameter: Parameter) -> Criterion:
    """A criterion in its own words, or in those of the provision it names."""
    cite = full_cite(row.get("cite"), parameter)
    provision = law.provisions.get(cite)
    return Criterion(
        code=str(row["code"]),
        cite=cite,
        confidence=str(row.get("confidence", parameter.confidence)),
        vi=str(row.get("vi") or (provision.vi if provision else "")),
        en=str(row.get("en") or (provision.en if provision else "")),
        whole=bool(row.get("whole")),
        counted=row.get("counted") == "parts",
        hint=str(row.get("hint", "")),
    )


def _day(month_day: Any, year: int) -> date | None:
    if not month_day:
        return None
    month, day = map(int, str(month_day).split("-"))
    return date(year, month, day)


def _period(law: Law, subject: str, on: date) -> tuple[date | None, date | None]:
    for row, _ in rows(law, "programme-year", on):
        if row.get("programme") == subject:
            begins, ends = _day(row["from"], on.year), _day(row["to"], on.year)
            if begins and ends and begins > ends:
                begins = begins.replace(year=begins.year - 1)
            return begins, ends
    return None, None


def _share(percent: Any) -> Fraction | None:
    return None if percent is None else Fraction(str(percent))


def _doubted(law: Law, instrument: str, year: int) -> tuple[str, ...]:
    """Texts of that year or before which amend the instrument and whose first day no file knows."""
    return tuple(
        one.id
        for one in law.instruments.values()
        if instrument in one.amends and one.in_force is None and _year_of(one.number) <= year
    )


def _year_of(number: str) -> int:
    """The year in a number as printed: 2025 of "48/2025/TT-BCA"."""
    return next((int(part) for part in number.split("/")[1:2] if part.isdigit()), 0)


# --- the share of the bodies within a commune ----------------------------------------------------


@dataclass(frozen=True)
class Counts:
    """The bodies of a commune in a year. `of` surely count; `doubtful` began or ended in it and nothing is decided: the law says nothing of them."""

    of: int = 0
    registered: int = 0
    met: int = 0
    not_met: int = 0
    doubtful: int = 0
    doubtful_registered: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.of + other.of,
            self.registered + other.registered,
            self.met + other.met,
            self.not_met + other.not_met,
            self.doubtful + other.doubtful,
            self.doubtful_registered + other.doubtful_registered,
        )

    @property
    def undecided(self) -> int:
        return self.of - self.met - self.not_met


@dataclass(frozen=True)
class Share:
    """How many of how many are recognised, how many the law asks for, and whether that is reached: True, False, or None while it is open.

    `registered_enough` says the same of their registering; a body not in the book leaves it open.
    """

    counts: Counts
    needed: int | None
    reached: bool | None
    registered_enough: bool | None

    @property
    def lacking(self) -> int:
        """How many more have to be recognised."""
        return max(0, (self.needed or 0) - self.counts.met)

    @property
    def answer(self) -> bool | None:
        """Whether the criterion that counts them is met."""
        if self.reached is False:
            return False
        return True if self.reached and self.registered_enough else None


def needed(percent: Fraction, of: int) -> int:
    """The least whole number that is at least this share: 70 % of 25 are 18."""
    return ceil(percent * of / 100)


def share(said: Standard, counts: Counts) -> Share:
    """The share of a commune. Whatever is undecided or doubtful is taken both ways: only what holds either way is said."""
    if said.percent is None:
        return Share(counts, None, None, None)
    most = counts.of + counts.doubtful
    reached: bool | None = None
    if counts.of and counts.met >= needed(said.percent, most):
        reached = True
    elif most and counts.met + counts.undecided + counts.doubtful < needed(said.percent, most):
        reached = False
    return Share(counts, needed(said.percent, counts.of), reached, _registered(said, counts))


def _registered(said: Standard, counts: Counts) -> bool | None:
    if said.registered_percent is None:
        return True
    everybody = counts.of + counts.doubtful
    least = needed(said.registered_percent, everybody)
    return True if everybody and counts.registered + counts.doubtful_registered >= least else None


# --- what findings come to ---------------------------------------------------------------------


@dataclass(frozen=True)
class Weighed:
    """What findings come to: `result` met, not-met, or empty while any is open; the codes that are open and those that failed."""

    result: str
    open: tuple[str, ...]
    failed: tuple[str, ...]


def weigh(said: Standard, findings: Mapping[str, bool | None], counted: bool | None = None) -> Weighed:
    """Met when every criterion is; not met as soon as one is not; undecided while one is open, or where no text gives the criteria.

    `counted` answers the criterion that is counted from the bodies within.
    """
    answers = {one.code: counted if one.counted else findings.get(one.code) for one in said.criteria}
    open_ = tuple(code for code, answer in answers.items() if answer is None)
    failed = tuple(code for code, answer in answers.items() if answer is False)
    result = "not-met" if failed else "met" if answers and not open_ else ""
    return Weighed(result, open_, failed)
