"""What a draft decision holds, and what changed in its dossiers, in words."""

from datetime import datetime
from typing import Any

from django.utils import timezone
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


SAME: dict[str, tuple[str, Word]] = {
    "same": ("dat", gettext_lazy("It is the paper that was given out, with nothing but signatures added.")),
    "rewritten": (
        "thieu",
        gettext_lazy(
            "The signing tool wrote the file anew; its pages bear the same words. Look at it before it is sent."
        ),
    ),
}


def signature_words(said: dict[str, Any]) -> list[tuple[str, Word]]:
    """What is known of a decision's file, each with the shape of a verdict: dat, chua or thieu."""
    form = said.get("form")
    if form == "scan":
        return [("thieu", _("A scan: nothing proves that it is unchanged."))]
    if form == "pdf":
        return [("thieu", _("A PDF without any signature."))]
    found: list[tuple[str, Word]] = [_one_signature(one) for one in said.get("signatures", ())]
    if said.get("same") in SAME:
        found.append(SAME[said["same"]])
    return found


def _one_signature(one: dict[str, Any]) -> tuple[str, Word]:
    """One signature: whose, when, whether it holds, and whether its authority is known here."""
    at = write_moment(one.get("at"))
    who = {"by": one["by"], "issuer": one["issuer"], "at": at}
    if not one["holds"]:
        return "chua", _("Signature of %(by)s does not hold: the file was changed after it.") % who
    if one["trusted"] is None:
        return "thieu", _(
            "Signed by %(by)s, %(at)s, unchanged since. The office has named no authority, so that nobody vouches for this name (%(issuer)s)."
        ) % who
    if not one["trusted"]:
        return "thieu", _(
            "Signed by %(by)s, %(at)s, unchanged since. Its certificate (%(issuer)s) leads to no authority that the office trusts."
        ) % who
    return "dat", _("Signed by %(by)s, %(at)s, unchanged since; vouched for by %(issuer)s.") % who


def write_moment(said: str | None) -> str:
    """A moment as people write it: 10:42 25/05/2020."""
    if not said:
        return "–"
    return f"{timezone.localtime(datetime.fromisoformat(said)):%H:%M %d/%m/%Y}"
