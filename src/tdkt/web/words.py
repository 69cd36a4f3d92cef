"""The words of the screens for states, verdicts, roles and sections: each once, with its shape; no template writes its own.

Every state has two words: what the office's people see, and what the person proposed sees. Shapes say the same without colour:
hollow = not yet, half = under way, solid = done and sealed.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext_lazy as _

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
    "decided": half(_("Signed, not handed over"), _("Commended")),
    "handed-over": solid(_("Handed over"), _("Commended")),
    "annulled": State("huy", "rong", _("Annulled"), _("Changed")),
    "stripped": State("huy", "rong", _("Stripped"), _("Changed")),
    "restored": solid(_("Restored"), _("Commended")),
    # --- imports ---
    "planned": hollow(_("Nothing written yet"), ""),
    "applied": solid(_("Entered in the register"), ""),
    "reverted": State("tra", "tra", _("Reverted"), ""),
    "dropped": hollow(_("Dropped"), ""),
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
    # --- a number of a text against the register ---
    "agrees": Verdict("dat", "dat", _("Agrees with the register")),
    "differs": Verdict("chua", "chua", _("Differs from the register")),
    "cannot-compare": Verdict("thieu", "thieu", _("Cannot be compared")),
}

ROLES: dict[str, Word] = {
    "clerk": _("Unit clerk"),
    "officer": _("Emulation officer"),
    "inspector": _("Inspector"),
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
