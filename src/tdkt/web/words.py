"""The words of the screens for states, verdicts, roles and sections: each once, with its shape; no template writes its own.

Every state has two words: what the office's people see, and what the person proposed sees. Shapes say the same without colour:
hollow = not yet, half = under way, solid = done and sealed.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:  # the type of a lazy translation is known to the type checker only
    from django.utils.functional import _StrPromise

Word: TypeAlias = "str | _StrPromise"


@dataclass(frozen=True)
class State:
    """`css` and `icon` are the chip's class and drawing; `word` is for the office, `told` for the person proposed."""

    css: str
    icon: str
    word: Word
    told: Word


def hollow(word: Word, told: Word) -> State:
    return State("rong", "rong", word, told)


def half(word: Word, told: Word) -> State:
    return State("nua", "nua", word, told)


def solid(word: Word, told: Word) -> State:
    return State("xong", "dac", word, told)


STATES: dict[str, State] = {
    # --- conferrals ---
    "proposed": half(_("Proposed"), _("Under consideration")),
    "decided": half(_("Decision signed"), _("Commended")),
    "handed-over": solid(_("Handed over"), _("Commended")),
    "annulled": State("huy", "rong", _("Annulled"), _("Changed")),
    "stripped": State("huy", "rong", _("Stripped"), _("Changed")),
    "restored": solid(_("Restored"), _("Commended")),
    # --- imports ---
    "planned": hollow(_("Nothing written yet"), ""),
    "applied": solid(_("Entered in the register"), ""),
    "reverted": State("tra", "tra", _("Reverted"), ""),
    "dropped": hollow(_("Dropped"), ""),
    # --- rows of an import that nothing is written of ---
    "same": hollow(pgettext_lazy("row of a plan", "Known"), ""),
    "ignored": hollow(pgettext_lazy("row of a plan", "Left out"), ""),
}


@dataclass(frozen=True)
class Verdict:
    """A conclusion, always with a shape, a word and a wash."""

    css: str
    icon: str
    word: Word


VERDICTS: dict[str, Verdict] = {
    # --- eligibility ---
    "eligible": Verdict("dat", "dat", _("Eligible")),
    "not-eligible": Verdict("chua", "chua", _("Not yet eligible")),
    "facts-missing": Verdict("thieu", "thieu", _("Not enough evidence")),
    "council": Verdict("hd", "hd", _("For the council")),
    "coming": Verdict("cho", "dong-ho", _("Coming")),
    # --- rows of an import ---
    "new": Verdict("dat", "them", pgettext_lazy("row of a plan", "New")),
    "changes": Verdict("cho", "phai", pgettext_lazy("row of a plan", "Changed")),
    "doubtful": Verdict("thieu", "thieu", pgettext_lazy("row of a plan", "Doubtful")),
    "conflict": Verdict("hd", "hd", pgettext_lazy("row of a plan", "Conflicting")),
    "refused": Verdict("chua", "chua", pgettext_lazy("row of a plan", "Refused")),
    # --- a number of a text against the register ---
    "agrees": Verdict("dat", "dat", _("Agrees with the register")),
    "differs": Verdict("chua", "chua", _("Differs from the register")),
    "cannot-compare": Verdict("thieu", "thieu", _("Cannot be compared")),
}

ROLES: dict[str, Word] = {
    "clerk": _("Unit clerk"),
    "officer": _("Emulation officer"),
    "inspector": _("Inspector"),
    "member": _("Council member"),
    "signer": _("Signing leader"),
}

IN_FORCE: Word = _("in force")
"""Every state in which an honour counts."""

KINDS: dict[str, Word] = {
    "title": _("Emulation titles"),
    "order": _("Orders"),
    "medal": _("Medals"),
    "honorary-title": _("Honorary titles of the State"),
    "prize": _("Prizes"),
    "commemorative-medal": _("Commemorative medals"),
    "certificate-of-merit": _("Certificates of merit"),
    "certificate-of-commendation": _("Certificates of commendation"),
}

BRANCHES: dict[str, Word] = {
    "title": _("Emulation titles"),
    "certificate": _("Certificates"),
    "order": _("Orders"),
    "medal": _("Medals"),
    "honorary-title": _("Honorary titles"),
    "prize": _("Prizes"),
}
"""The branches of a ladder."""

LAW_STATES: dict[str, Word] = {
    "encoded": pgettext_lazy("state of a provision", "Encoded"),
    "judgement": pgettext_lazy("state of a provision", "For the council"),
    "not-encoded": pgettext_lazy("state of a provision", "Not encoded"),
}

SURENESS: dict[str, Word] = {
    "VERIFIED": _("read in the text"),
    "SECONDARY": _("from a second-hand source"),
    "FROM-MEMORY": _("from memory, not checked"),
    "UNKNOWN": _("not known"),
}
"""How surely a number or a date of the law is known."""

RECEIVERS: dict[str, Word] = {
    "collective": _("Collective"),
    "individual": _("Person"),
    "household": _("Household"),
}

PARTS: dict[str, Word] = {
    "self": _("of the unit itself"),
    "collective": _("of its subordinate bodies"),
    "individual": _("of its people"),
    "household": _("of households there"),
}

GROUNDS: dict[str, Word] = {
    "cong-trang": _("merit and achievement in work"),
    "dot-xuat": _("an outstanding deed"),
    "phong-trao": _("an emulation movement or theme"),
    "cong-hien": _("long devotion"),
    "nien-han": _("years of service"),
    "doi-ngoai": _("foreign relations"),
}

SUCCESSIONS: dict[str, Word] = {
    "rename": _("renamed"),
    "merge": _("merged"),
    "split": _("split"),
    "join": _("joined"),
}

RATINGS: dict[str, Word] = {  # as cells of a table have room for them
    "khong-hoan-thanh": pgettext_lazy("rating", "Not done"),
    "hoan-thanh": pgettext_lazy("rating", "Done"),
    "hoan-thanh-tot": pgettext_lazy("rating", "Well"),
    "hoan-thanh-xuat-sac": pgettext_lazy("rating", "Excellent"),
}

COLUMNS: dict[str, Word] = {
    "award": _("Form"),
    "class_no": _("Class"),
    "level": _("Level"),
    "authority": _("Given by"),
    "ground": _("Ground"),
    "for_from": _("From the year"),
    "for_to": _("To the year"),
    "year": _("Year of counting"),
    "decision_id": _("Decision"),
    "state": _("State"),
    "unit_id": _("Unit"),
    "rank": _("Rank"),
    "post": _("Post"),
    "reason": _("Achievement"),
    "posthumous": _("Posthumous"),
    "note": _("Note"),
    "subject_id": _("Receiver"),
    "recipient": _("Kind of receiver"),
}

WEEKDAYS: tuple[Word, ...] = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
)
