"""The law as it stands in the files: instruments, provisions, pathways and parameters, each with its first and last day.

`loading.load_law()` makes it from the files. Nothing here knows what day it is: `rules_on`, `parameters_on` and `in_force` are asked for a day. History is not edited: an amending rule names what it
replaces, a decree's rule names what it details, and the days of the older rule follow from that.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from tdkt.law.catalogue import awards
from tdkt.rules.conditions import AllOf, AnyOf, Condition, Number, Rule

STATES = ("encoded", "judgement", "not-encoded")
WHY = {
    "principle": ("nguyên tắc chung", "a general principle"),
    "definition": ("giải thích từ ngữ", "a definition"),
    "scope": ("phạm vi, đối tượng", "scope and subjects"),
    "heading": ("nội dung nằm ở các phần dưới", "everything is in its parts"),
    "procedure": ("trình tự, thủ tục, hồ sơ", "procedure and dossiers"),
    "organisation": ("tổ chức bộ máy, hội đồng", "bodies and councils"),
    "duty": ("trách nhiệm, nghĩa vụ", "duties"),
    "right": ("quyền của người được khen", "rights of the honoured"),
    "prohibition": ("hành vi bị cấm, xử lý vi phạm", "prohibited acts and sanctions"),
    "fund": ("quỹ và kinh phí", "funds"),
    "object": ("hiện vật khen thưởng", "medals, flags and papers as things"),
    "delegated": ("giao văn bản khác quy định", "left to another text"),
    "text-not-known": ("chưa có nguyên văn", "the text is not known"),
    "transition": ("quy định chuyển tiếp", "transition"),
    "commencement": ("hiệu lực thi hành", "commencement"),
    "repealed": ("đã bãi bỏ", "repealed"),
    "amends": ("nội dung nằm ở luật được sửa đổi", "carried into the rules of the amended law"),
    "not-computable": ("dữ kiện không có trong sổ nào", "no register has the facts"),
    "outside": ("ngoài việc xét điều kiện", "outside eligibility"),
}
"""Why a provision is not encoded: the closed list, with its words."""


@dataclass(frozen=True)
class Instrument:
    """One legal instrument: `id` folded (06-2022-qh15), `number` as printed, its names, the days it is in force (`to` last day, None: open).

    `confidence` is of the dates; `text` read, in-part or not-known; `source` the instrument and the kind of copy; `checked_by` empty until a lawyer confirms.
    """

    id: str
    number: str
    kind: str
    name: str
    name_en: str
    issued: date | None
    in_force: date | None
    to: date | None
    confidence: str
    text: str
    source: str
    checked_by: str = ""
    checked_on: date | None = None
    replaces: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    authority: str = ""
    summary: str = ""
    summary_en: str = ""
    file: str = ""

    def stands(self, on: date) -> bool:
        """Whether it is in force on this day; one whose first day is not known never says so."""
        return self.in_force is not None and self.in_force <= on and (self.to is None or on <= self.to)


@dataclass(frozen=True)
class Provision:
    """An article, clause or point: full id, the heading of its article, our summary, and whether the engine has it."""

    id: str
    heading: str
    state: str
    vi: str
    en: str
    why: str = ""
    note: str = ""
    line: int = 0

    @property
    def instrument(self) -> str:
        return self.id.partition("/")[0]


@dataclass(frozen=True)
class Parameter:
    """A number or table that is no condition: a coefficient, a share of votes, who decides; with its days and its confidence.

    `value` is what the file says under `value` or `values`; `authority` names the office whose own file gives it, or is empty.
    """

    name: str
    cite: str
    from_: date
    to: date | None
    confidence: str
    value: Any
    instrument: str
    authority: str = ""
    line: int = 0

    def in_force(self, on: date) -> bool:
        return self.from_ <= on and (self.to is None or on < self.to)


@dataclass(frozen=True)
class Governs:
    """Which article governs an award from an instrument's first day; `article` empty and `why` said where the award does not exist there."""

    award: str
    instrument: str
    article: str
    why: str = ""
    class_: int | None = None


@dataclass(frozen=True)
class Warning_:
    """Words to say with every verdict by an instrument from a day on."""

    from_: date
    of: str
    vi: str
    en: str


class _Any:
    """Stands for any class in `Law.rules_on`."""


ANY = _Any()


@dataclass(frozen=True)
class Law:
    """Everything the law files say. Rules carry the days on which they are to be asked, after amendments and details."""

    instruments: Mapping[str, Instrument]
    provisions: Mapping[str, Provision]
    rules: tuple[Rule, ...]
    parameters: tuple[Parameter, ...]
    governs: tuple[Governs, ...]
    warnings: tuple[Warning_, ...]
    dangling: tuple[tuple[str, int, str], ...] = ()
    """What a rule says it replaces or details and no file has: file, line and id; `checking` reports them."""

    def __hash__(self) -> int:
        return id(self)

    def in_force(self, on: date) -> tuple[Instrument, ...]:
        """The instruments in force on a day, laws first, in order of their first day."""
        standing = [i for i in self.instruments.values() if i.stands(on)]
        return tuple(sorted(standing, key=lambda i: (i.kind != "law", i.in_force or date.min, i.id)))

    def rules_on(self, on: date, award: str | None = None, class_: int | _Any | None = ANY) -> tuple[Rule, ...]:
        """The pathways that are law on a day, of one award and class when named; delegated numbers filled by what stands that day."""
        return tuple(
            rule
            for rule in _on_day(self, on)
            if (award is None or rule.award == award) and (isinstance(class_, _Any) or rule.class_ == class_)
        )

    def parameters_on(self, name: str, on: date) -> tuple[Parameter, ...]:
        """The parameters of this name in force on a day, an office's own before the general ones."""
        found = [p for p in self.parameters if p.name == name and p.in_force(on)]
        return tuple(sorted(found, key=lambda p: (not p.authority, p.instrument, p.line)))

    def warnings_on(self, on: date, instrument: str) -> tuple[Warning_, ...]:
        """What has to be said with a verdict by this instrument on this day."""
        return tuple(w for w in self.warnings if w.of == instrument and w.from_ <= on)

    def governing(self, award: str, on: date, class_: int | None = None) -> tuple[Governs, ...]:
        """The entries that govern an award, or one class of it, on a day: exactly one on every day since 2004, or the files are wrong."""
        standing = [
            entry
            for entry in self.governs
            if entry.award == award
            and self.instruments[entry.instrument].stands(on)
            and (class_ is None or entry.class_ in (None, class_))
        ]
        latest = max((self.instruments[e.instrument].in_force or date.min for e in standing), default=date.min)
        return tuple(e for e in standing if self.instruments[e.instrument].in_force == latest)

    @cached_property
    def pairs(self) -> tuple[tuple[str, int | None], ...]:
        """Every award of the catalogue with each of its classes, in order."""
        return tuple((a.code, c) for a in awards().values() for c in (a.classes or (None,)))

    @cached_property
    def titles(self) -> frozenset[str]:
        """The yearly titles."""
        return frozenset(a.code for a in awards().values() if a.kind == "title")

    @cached_property
    def posts(self) -> frozenset[str]:
        """Every post that a rule names."""
        return frozenset(post for rule in self.rules for post in _posts(rule.condition))


def _posts(condition: Condition) -> Iterable[str]:
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _posts(part)
    else:
        yield from getattr(condition, "posts", ())


# --- filling delegated numbers for a day --------------------------------------------------------


@lru_cache(maxsize=256)
def _on_day(law: Law, on: date) -> tuple[Rule, ...]:
    """The rules of a day, kept together with their law: a law is itself alone, and the id of one that is gone may be given again."""
    return tuple(
        dataclasses.replace(
            rule,
            condition=_filled(rule.condition, law, on),
            warnings=tuple(w.vi for w in law.warnings_on(on, rule.id.partition("/")[0])),
        )
        for rule in law.rules
        if rule.in_force(on)
    )


def _filled(part: Any, law: Law, on: date) -> Any:
    """The same condition with every delegated number that some text gives on this day."""
    if isinstance(part, Number):
        given = next((p for p in law.parameters_on(part.parameter, on)), None) if part.parameter else None
        return dataclasses.replace(part, value=float(given.value), confidence=given.confidence) if given else part
    if isinstance(part, tuple):
        parts = tuple(_filled(each, law, on) for each in part)
        return part if all(new is old for new, old in zip(parts, part, strict=True)) else parts
    if isinstance(part, Condition):
        changed = {
            field.name: new
            for field in dataclasses.fields(part)
            if (new := _filled(old := getattr(part, field.name), law, on)) is not old
        }
        return dataclasses.replace(part, **changed) if changed else part
    return part
