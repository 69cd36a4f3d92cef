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
    # --- movements ---
    "movement-unlaunched": hollow(_("Launch not entered"), ""),
    "movement-coming": hollow(_("Not begun"), ""),
    "movement-running": half(_("Under way"), ""),
    "movement-over": State("tra", "tra", _("Final review missing"), ""),
    "movement-reviewed": solid(_("Reviewed for good"), ""),
    # --- sittings of a council, and the items on their agenda ---
    "sitting-called": hollow(_("Called"), ""),
    "sitting-opened": half(_("In session"), ""),
    "sitting-closed": half(_("Closed, minutes not signed"), ""),
    "sitting-signed": solid(_("Minutes signed"), ""),
    "sitting-called-off": State("huy", "rong", _("Called off"), ""),
    "ballot-prepared": hollow(_("Not open yet"), ""),
    "ballot-open": half(_("Being voted on"), ""),
    "ballot-closed": solid(_("Counted"), ""),
    "ballot-called-off": State("huy", "rong", _("Called off"), ""),
    "item-waiting": hollow(_("No ballot open yet"), ""),
    "item-open": half(_("Being voted on"), ""),
    "item-undecided": half(_("The chair concludes"), ""),
    # --- dossiers on their way: the nominee reads of each step what `law.way` tells ---
    "dossier-drafting": hollow(_("Being drafted"), _("Being prepared by the unit")),
    "dossier-submitted": half(_("Submitted"), _("Submitted by the unit")),
    "dossier-received": half(pgettext_lazy("dossier", "Received"), _("Received, being appraised")),
    "dossier-returned": State("tra", "tra", _("Returned for correction"), _("Being completed")),
    "dossier-checked": half(_("Appraised"), _("Complete and valid")),
    "dossier-posted": half(_("Out for public comment"), _("Out for public comment")),
    "dossier-ready": half(_("Ready for the council"), _("Waiting for the council")),
    "dossier-tabled": half(_("On an agenda"), _("On the council's agenda")),
    "dossier-passed": half(_("Passed by the council"), _("Passed by the council")),
    "dossier-failed": State("huy", "rong", _("Not passed by the council"), _("Not passed by the council")),
    "dossier-drafted": half(_("On a draft decision"), _("Being submitted for signature")),
    "dossier-sent-up": half(_("Sent up"), _("Submitted to the higher level")),
    "dossier-decided": solid(_("Decided"), _("Commended")),
    "dossier-refused": State("huy", "rong", _("Refused"), _("Not commended")),
    "dossier-withdrawn": State(
        "huy", "rong", pgettext_lazy("dossier", "Withdrawn"), pgettext_lazy("dossier", "Withdrawn")
    ),
    "dossier-lowered": State("huy", "rong", _("Lowered"), _("Proposed for a lower award")),
    # --- draft decisions, and the lines of one that came back from above ---
    "draft-drafting": hollow(_("Being drafted"), ""),
    "draft-to-sign": half(_("Waiting for signature"), ""),
    "draft-signed": solid(_("Decision signed"), ""),
    "draft-sent-up": half(_("Sent up"), ""),
    "draft-returned": solid(_("Decided above"), ""),
    "draft-refused": State("huy", "rong", _("Not granted"), ""),
    "draft-called-off": State("huy", "rong", _("Called off"), ""),
    "line-granted": solid(_("Granted"), ""),
    "line-refused": State("huy", "rong", _("Not granted"), ""),
    # --- public lists ---
    "posting-up": half(_("Public now"), ""),
    "posting-ended": solid(_("Taken down"), ""),
    "posting-called-off": State("huy", "rong", _("Called off"), ""),
    # --- exemplars ---
    "exemplar-found": hollow(pgettext_lazy("exemplar", "Found"), ""),
    "exemplar-nurtured": half(pgettext_lazy("exemplar", "Nurtured"), ""),
    "exemplar-reviewed": half(pgettext_lazy("exemplar", "Reviewed"), ""),
    "exemplar-honoured": solid(pgettext_lazy("exemplar", "Honoured"), ""),
    "exemplar-spread": solid(pgettext_lazy("exemplar", "Taken up"), ""),
    "exemplar-ended": State("", "x", pgettext_lazy("exemplar", "Ended"), ""),
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
    # --- items before a council, and its quorum ---
    "passed": Verdict("dat", "dat", _("Passed")),
    "failed": Verdict("chua", "chua", _("Not passed")),
    "quorum": Verdict("dat", "dat", _("Quorate")),
    "no-quorum": Verdict("chua", "chua", _("Not quorate")),
    "quorum-unknown": Verdict("thieu", "thieu", _("Quorum not known")),
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

MODES: dict[str, Word] = {
    "secret": _("secret, on the screen"),
    "paper": _("on paper, counted by two people"),
    "open": _("show of hands"),
}
"""How a ballot is held."""

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

SEATS: dict[str, Word] = {
    "chair": _("Chair"),
    "permanent-vice": _("Permanent vice chair"),
    "vice": _("Vice chair"),
    "member": _("Member"),
    "secretary": _("Secretary"),
}
PRESENCES: dict[str, Word] = {
    "present": _("present"),
    "absent": _("absent"),
    "written": _("in writing"),
}
CONFLICTS: dict[str, Word] = {
    "self": _("is the nominee"),
    "kin": _("is kin to the nominee"),
    "unit": _("is of the nominee's unit"),
    "proposer": _("made or sent the nomination"),
    "declared": _("asked to be left out"),
}
