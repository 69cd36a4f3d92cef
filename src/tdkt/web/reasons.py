"""The reasons of a verdict on screen: the tree of conditions with the rows each rests on, the small tag of an article, what to do about it.

Read first: `branch`, `remedies`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tdkt.law.instruments import Instrument
from tdkt.law.telling import anchor, cited
from tdkt.law.wording import say_tag
from tdkt.operations.eligibility import Answer, Lack, Opened
from tdkt.operations.law import office_law
from tdkt.vietnamese.dates import read_date, write_date
from tdkt.vietnamese.numbers import write_number
from tdkt.web.law import language
from tdkt.web.office import law_on, today
from tdkt.web.words import Word

FOLDED_FROM = 3
"""Conditions that are met show their parts folded from this level on; what is not met stays open."""

MARKS = {"yes": "dat", "no": "chua", "unknown": "thieu", "judge": "hd"}
TRUTHS: dict[str, Word] = {
    "yes": gettext_lazy("met"),
    "no": gettext_lazy("not met"),
    "unknown": gettext_lazy("not enough evidence"),
    "judge": gettext_lazy("for the council"),
}


@dataclass(frozen=True)
class Article:
    """The tag of a provision: short, with its full citation, and where the text stands."""

    short: str
    whole: str
    url: str


def article(id_: str) -> Article | None:
    """The tag of a provision; None of nothing."""
    if not id_:
        return None
    law = office_law()
    instrument = law.instruments.get(id_.partition("/")[0])
    number, kind = (instrument.number, instrument.kind) if instrument else ("", "")
    place = id_.partition("#")[0]
    url = f"{reverse('law-text', args=[instrument.id])}#{anchor(place)}" if instrument else ""
    return Article(say_tag(place, number, kind), cited(law, place, language()), url)


@dataclass(frozen=True)
class Fact:
    """A row of the register that a condition rests on, in words, with its address or none."""

    words: str
    url: str


@dataclass(frozen=True)
class Branch:
    """One condition of the tree: `mark` is its shape, `truth` its word, `count` how much of how much, `facts` the rows it rests on."""

    mark: str
    truth: Word
    words: str
    joins: bool
    count: str
    facts: tuple[Fact, ...]
    article: Article | None
    memory: bool
    earliest: str
    folded: bool
    parts: tuple["Branch", ...]


def branch(
    node: Mapping[str, Any], rows: Mapping[tuple[str, int], Opened], *, above: str = "", level: int = 1
) -> Branch:
    """A node of `law.asking.explain_case` with everything under it. An article that stands above already is not said again."""
    words = language()
    counted = ""
    if node["needed"] is not None and node["got"] is not None and node["got"] < node["needed"]:
        counted = f"{figure(node['got'])} / {figure(node['needed'])}"
    parts = tuple(branch(part, rows, above=node["cite"] or above, level=level + 1) for part in node["parts"])
    return Branch(
        mark=MARKS[node["truth"]],
        truth=TRUTHS[node["truth"]],
        words=node[words],
        joins=bool(parts) and node["kind"] in ("all-of", "any-of"),
        count=counted,
        facts=tuple(Fact(row[words], address(rows.get((row["table"], row["line"])))) for row in node["rows"]),
        article=article(node["cite"]) if node["cite"] != above else None,
        memory=node["memory"],
        earliest=when(node["earliest"]),
        folded=bool(parts) and node["truth"] == "yes" and level >= FOLDED_FROM,
        parts=parts,
    )


def address(row: Opened | None) -> str:
    """Where a row of the register is seen: an honour by itself, a rating among the years of its person or body."""
    if row is None:
        return ""
    if row.kind == "conferral":
        return reverse("award", args=[row.id])
    return reverse("person", args=[row.id]) + ("#qua-trinh" if row.kind == "rating" else "")


def figure(number: float) -> str:
    """3, 2,5 or 1,05."""
    return write_number(int(number)) if number == int(number) else f"{number:.2f}".rstrip("0").replace(".", ",")


def when(earliest: str) -> str:
    """A forecast as offices write it: 2022, or 15/09/2022."""
    day = read_date(earliest) if earliest else None
    return write_date(day) if day else ""


# --- the law of a page ------------------------------------------------------------------------


def law_said(request: HttpRequest, asked_on: date, texts: Iterable[str] = ()) -> dict[str, Any]:
    """The law by which a page answers: its day, the texts in force, and what has to be said with verdicts by these texts on that day."""
    law = office_law()
    warnings = [warning for id_ in dict.fromkeys(texts) for warning in law.warnings_on(asked_on, id_)]
    return {
        "on": asked_on,
        "is_today": asked_on == today(request),
        "standing": [(one, named(one)) for one in law_on(asked_on)],
        "warnings": list(dict.fromkeys(one.en if language() == "en" else one.vi for one in warnings)),
    }


def named(instrument: Instrument) -> str:
    """A text by its kind and number: "Luật 06/2022/QH15"."""
    tag = article(instrument.id)
    return f"{tag.short.split()[0]} {instrument.number}" if tag else instrument.number


# --- what is lacking --------------------------------------------------------------------------


def lacking(lack: Lack) -> str:
    """One thing that stands in the way, as a cell says it: of what sort it is, where it is not plainly unmet, and in the words of the law."""
    said = LACKING.get(lack.why)
    return str(said) % {"what": small(lack.words)} if said else lack.words


def small(words: str) -> str:
    """A sentence as it stands within another."""
    return words[:1].lower() + words[1:]


LACKING: dict[str, Word] = {
    "no-record": gettext_lazy("Not in the register: %(what)s"),
    "council": gettext_lazy("Council: %(what)s"),
    "subject": gettext_lazy("Not for this kind of receiver"),
    "force": gettext_lazy("Not for this force"),
    "discipline": gettext_lazy("Under discipline or investigation"),
}


# --- what to do -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Remedy:
    """What to do about one thing that is lacking."""

    words: str
    article: Article | None


def remedies(told: Answer) -> list[Remedy]:
    """A sentence for each thing that stands in the way, in the order in which they are worth doing."""
    found = [Remedy(remedy(lack), article(lack.cite)) for lack in told.lacks]
    if any(lack.why == "no-record" for lack in told.lacks):
        words = _("Enter what the register does not say, or attest from which year on the history is whole.")
        found.append(Remedy(words, None))
    return found


def remedy(lack: Lack) -> str:
    """What to do about it: record a fact, wait, put it to the council, or look for the text."""
    said = {"what": small(lack.words).rstrip(".")}
    if lack.needed is not None and lack.got is not None and lack.why == "not-met":
        said |= {"got": figure(lack.got), "needed": figure(lack.needed)}
        return _("Still lacking: %(what)s (%(got)s of %(needed)s so far).") % said
    return str(REMEDIES[lack.why]) % said


REMEDIES: dict[str, Word] = {
    "not-met": gettext_lazy("Still lacking: %(what)s."),
    "no-record": gettext_lazy("The register does not say: %(what)s."),
    "no-text": gettext_lazy("The law itself is not known here: %(what)s. Look it up in the text before proposing."),
    "council": gettext_lazy("The council has to judge: %(what)s."),
    "subject": gettext_lazy("Not for this kind of receiver by this provision."),
    "force": gettext_lazy("Not for this force by this provision."),
    "discipline": gettext_lazy(
        "Under discipline or investigation on this day: nothing may be proposed until it has ended."
    ),
}
