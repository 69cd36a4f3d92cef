"""What a draft decision holds, and what changed in its dossiers, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tdkt.law.catalogue import award
from tdkt.operations.draft_lists import Change
from tdkt.web.words import COLUMNS, STATES, Word


def summed(held: list[tuple[str, int | None, str, int]]) -> list[tuple[str, int]]:
    """What a list holds in words, in the order of the law: "Giấy khen", 12."""
    found: dict[tuple[int, int, str], int] = {}
    for code, class_no, _recipient, number in held:
        key = (award(code).rank, class_no or 0, award(code).titled(class_no))
        found[key] = found.get(key, 0) + number
    return [(name, found[rank, class_no, name]) for rank, class_no, name in sorted(found)]


def said_changes(found: list[Change]) -> list[tuple[str, Word, str, str]]:
    """What changed, in words: whose, what, from what, to what."""
    return [
        (
            one.name,
            COLUMN_WORDS.get(one.column, one.column),
            value_words(one.column, one.before),
            value_words(one.column, one.after),
        )
        for one in found
    ]


COLUMN_WORDS: dict[str, Word] = {**COLUMNS, "name": gettext_lazy("Name"), "achievement": gettext_lazy("Achievement")}


def value_words(column: str, value: Any) -> str:
    """A value of a dossier as people read it."""
    if value in (None, ""):
        return "–"
    if column == "award":
        return award(value).name
    if column == "state" and value in STATES:
        return str(STATES[value].word)
    if column == "posthumous":
        return str(_("yes")) if value else str(_("no"))
    return str(value)
