"""The yearly statistics that the Ministry of Home Affairs asks for: which forms are in force for a year, their rows and columns as far as known.

Everything is read from the law files (`statistics-forms`, `statistics-year`); a row whose code is known but not its words is an unknown row, and
stays one. Read first: `forms_of`, `form_for`, `statistical_year`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tdkt.law.catalogue import Award, awards
from tdkt.law.instruments import Law, Parameter
from tdkt.law.loading import load_law

FORMS, YEAR = "statistics-forms", "statistics-year"
_PROVISION = "art-unnumbered-forms"
SPLIT = (("collective", "tập thể", "collectives"), ("individual", "cá nhân", "individuals"))


@dataclass(frozen=True)
class Column:
    """`counts` what it counts; or the codes of `awards`, of one kind of `recipient` where the form parts them. Columns of one group part the total."""

    vi: str
    en: str
    counts: str = ""
    awards: tuple[str, ...] = ()
    recipient: str = ""
    group: str = ""


@dataclass(frozen=True)
class Row:
    """`counts` what it counts, within what (`within`); `unknown`: the form has such a row, and nobody here knows its words."""

    code: str
    vi: str
    en: str
    counts: str = ""
    group: str = ""
    within: str = "all"
    unknown: bool = False


@dataclass(frozen=True)
class Form:
    """One form: its number, the instrument that gives it, what it counts (`of`), its columns and rows, and how surely they are known.

    `like` is the number of the form by whose way it is counted, because its own rows are not known; `due` a day of the year, "" where unknown.
    """

    number: str
    of: str
    vi: str
    en: str
    instrument: str
    law: str
    cite: str
    confidence: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    due: str = ""
    like: str = ""

    @property
    def named(self) -> str:
        """As the form heads itself: 0601.N/BNV-TĐKT."""
        return f"{self.number}.N/BNV-TĐKT" if self.due else self.number


@dataclass(frozen=True)
class Regime:
    """The forms of a year, those of the text that stood when the year ended; none where no text with forms is known. `newer` names a later text
    whose forms are not known."""

    year: int
    forms: tuple[Form, ...]
    instrument: str = ""
    newer: str = ""

    @property
    def year_is_known(self) -> bool:
        """Whether the text itself says from when to when its year runs."""
        return any(p.instrument == self.instrument for p in load_law().parameters if p.name == YEAR)


def statistical_year(year: int, law: Law | None = None) -> tuple[date, date]:
    """The first and the last day of the year of emulation statistics: 1 December of the year before to 30 November."""
    found = next(p for p in (law or load_law()).parameters if p.name == YEAR)
    first, last = (tuple(int(part) for part in str(found.value[key]).split("-")) for key in ("from", "to"))
    return date(year - 1 if first > last else year, *first), date(year, *last)


def regime_of(year: int, law: Law | None = None) -> Regime:
    """Which forms a year is reported on."""
    known = law or load_law()
    _, last = statistical_year(year, known)
    standing = [p for p in known.parameters if p.name == FORMS and p.in_force(last)]
    if not standing:
        return Regime(year, ())
    chosen = max(standing, key=lambda p: p.from_)
    return Regime(year, _forms(chosen, known), chosen.instrument, _newer(chosen, last, known))


def every_form(law: Law | None = None) -> tuple[Form, ...]:
    """All forms that are known, the newest text first."""
    known = law or load_law()
    found = sorted((p for p in known.parameters if p.name == FORMS), key=lambda p: p.from_, reverse=True)
    return tuple(form for parameter in found for form in _forms(parameter, known))


def form_called(number: str, law: Law | None = None) -> Form | None:
    """A form by its number."""
    return next((form for form in every_form(law) if form.number == number), None)


def due_day(form: Form, year: int) -> date | None:
    """The day by which the form of a year is to be received, where that is known."""
    if not form.due:
        return None
    month, day = map(int, form.due.split("-"))
    return date(year, month, day)


def name_of(instrument: str, law: Law | None = None) -> str:
    """The text by its kind and number: Thông tư 2/2023/TT-BNV."""
    return f"Thông tư {(law or load_law()).instruments[instrument].number}"


def _newer(chosen: Parameter, last: date, law: Law) -> str:
    """A text on the same matter that was issued by then and of which neither the forms nor the first day are known."""
    chosen_issued = law.instruments[chosen.instrument].issued or date.min
    found = [
        one.number
        for one in law.instruments.values()
        if f"{one.id}/{_PROVISION}" in law.provisions and one.in_force is None and one.text == "not-known"
        if one.issued is not None and chosen_issued < one.issued <= last
    ]
    return max(found, default="")


# --- from the files ------------------------------------------------------------------------------


def _forms(parameter: Parameter, law: Law) -> tuple[Form, ...]:
    return tuple(_form(said, parameter, law) for said in parameter.value)


def _form(said: Mapping[str, Any], parameter: Parameter, law: Law) -> Form:
    like = str(said.get("like", ""))
    shape = _said(like, law) if like else said
    return Form(
        number=str(said["form"]),
        of=str(said["of"]),
        vi=str(said["vi"]),
        en=str(said["en"]),
        instrument=parameter.instrument,
        law=name_of(parameter.instrument, law),
        cite=parameter.cite,
        confidence=parameter.confidence,
        columns=tuple(column for one in shape.get("columns", ()) for column in _columns(one)),
        rows=tuple(_row(one, like) for one in shape.get("rows", ()) if not (like and one.get("unknown"))),
        due=str(said.get("due", "")),
        like=like,
    )


def _said(number: str, law: Law) -> Mapping[str, Any]:
    """What the files say of the form by whose way another is counted."""
    listed = (one for p in law.parameters if p.name == FORMS for one in p.value)
    found: Mapping[str, Any] = next(one for one in listed if one["form"] == number)
    return found


def _row(said: Mapping[str, Any], like: str) -> Row:
    """A row; where the way of another form is followed, the codes of that form are not taken along."""
    return Row(
        code="" if like else str(said.get("code", "")),
        vi=str(said.get("vi", "")),
        en=str(said.get("en", "")),
        counts=str(said.get("counts", "")),
        group=str(said.get("group", "")),
        within=str(said.get("within", "all")),
        unknown=bool(said.get("unknown", False)),
    )


def _columns(said: Mapping[str, Any]) -> list[Column]:
    """A column, or those that it stands for: one for each award of a kind, one for each kind of receiver that the form parts."""
    group = str(said.get("group", ""))
    found: list[tuple[str, str, tuple[Award, ...]]]
    if "counts" in said:
        return [Column(str(said["vi"]), str(said["en"]), counts=str(said["counts"]), group=group)]
    if "each" in said:
        found = [(one.name, one.name, (one,)) for one in awards().values() if one.kind == said["each"]]
    else:
        kinds, codes = said.get("kinds", ()), said.get("awards", ())
        meant = tuple(one for one in awards().values() if one.kind in kinds or one.code in codes)
        found = [(str(said["vi"]), str(said["en"]), meant)]
    return [
        column
        for vi, en, meant in found
        for column in (_parted(vi, en, meant, group) if said.get("split") else [_whole(vi, en, meant, group)])
    ]


def _whole(vi: str, en: str, meant: tuple[Award, ...], group: str) -> Column:
    return Column(vi, en, awards=tuple(one.code for one in meant), group=group)


def _parted(vi: str, en: str, meant: tuple[Award, ...], group: str) -> list[Column]:
    """The same for collectives and for individuals, where the law gives the award to such."""
    return [
        Column(f"{vi}: {word}", f"{en}: {word_en}", "", tuple(one.code for one in meant), kind, group)
        for kind, word, word_en in SPLIT
        if any(kind in one.recipients for one in meant)
    ]
