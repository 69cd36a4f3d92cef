"""The words of office lists on screens: kinds of list, fields of their rows, what becomes of a row, and why a line is no row."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tdkt.web.words import Word

ROW_ENDS: dict[str, Word] = {
    "new": pgettext_lazy("row of a plan", "New"),
    "changes": pgettext_lazy("row of a plan", "Changed"),
    "doubtful": pgettext_lazy("row of a plan", "Doubtful"),
    "conflict": pgettext_lazy("row of a plan", "Conflicting"),
    "refused": pgettext_lazy("row of a plan", "Refused"),
    "same": pgettext_lazy("row of a plan", "Known"),
    "ignored": pgettext_lazy("row of a plan", "Left out"),
}
"""What becomes of a row, in the order of the filters."""

IGNORED: dict[str, Word] = {
    "title": _("title line"),
    "heading": _("names of the columns"),
    "numbering": _("numbers of the columns"),
    "group": _("group line"),
    "total": _("line of sums"),
    "signature": _("place of signature"),
    "note": _("note"),
    "sample": _("example line of the form"),
    "empty": _("empty line"),
    "beside": _("beside the table"),
    "no-table": _("no table here"),
    "unknown": _("of a kind of list that is not read"),
    "skipped": _("left out by choice"),
}

ACT_WORDS: dict[str, Word] = {
    "best": _("the best candidate of the score"),
    "new": _("somebody new"),
    "as-read": _("take in as read"),
    "skip": _("leave out"),
    "back": _("back to not settled"),
}
"""What many rows of a plan can be settled as."""

LISTS: dict[str, Word] = {
    "awards": _("List of honours"),
    "people": _("List of people"),
    "units": _("List of units"),
    "ratings": _("List of yearly ratings"),
    "models": _("List of models"),
    "movements": _("List of movements"),
    "initiatives": _("List of initiatives"),
    "disciplines": _("List of disciplinary measures"),
    "rankings": _("List of places in emulation groups"),
    "scores": _("Table of scores"),
    "unknown": _("Unknown kind of list"),
}

SEXES: dict[str, Word] = {"m": _("male"), "f": _("female")}
STAGES: dict[str, Word] = {"given": _("given"), "proposed": _("proposed")}

WORKS: dict[str, Word] = {
    "sang-kien": _("initiative"),
    "de-tai": _("research topic"),
    "muu-tri": _("act of resourcefulness"),
}
SCOPES: dict[str, Word] = {
    "co-so": _("the unit"),
    "bo-tinh": _("ministry or province"),
    "toan-luc-luong": _("the whole force"),
    "toan-quoc": _("the whole country"),
}
MEASURES: dict[str, Word] = {
    "under-investigation": _("under investigation"),
    "khien-trach": _("reprimand"),
    "canh-cao": _("warning"),
    "giang-chuc": _("demotion"),
    "cach-chuc": _("removal from post"),
    "tuoc-danh-hieu": _("discharge from the force"),
}
GROUP_LEVELS: dict[str, Word] = {
    "unit": _("of the unit"),
    "bo-tinh": _("of the ministry or province"),
    "trung-uong": _("of the centre"),
}

FIELDS: dict[str, Word] = {
    "recipient": _("Receiver"),
    "name": _("Full name"),
    "sex": _("Sex"),
    "born": _("Birth date"),
    "service_number": _("Service number"),
    "identity_number": _("Identity number"),
    "home": pgettext_lazy("of a person", "Home"),
    "joined": _("Joined"),
    "rank": _("Rank"),
    "post": _("Post"),
    "unit": _("Unit"),
    "parent": _("Under"),
    "code": _("Code"),
    "level": _("Level"),
    "from": pgettext_lazy("date", "From"),
    "to": pgettext_lazy("date", "To"),
    "succeeds": _("Continues"),
    "award": _("Form"),
    "class": _("Class"),
    "authority": _("Given by"),
    "for_from": _("From the year"),
    "for_to": _("To the year"),
    "decision_number": _("Decision"),
    "decision_date": _("Signed on"),
    "stage": _("Stage"),
    "posthumous": _("Posthumous"),
    "reason": _("Achievement"),
    "year": _("Year"),
    "rating": _("Rating"),
    "title": _("Title"),
    "scope": _("Scope"),
    "form": _("Measure"),
    "group": _("Emulation group"),
    "group_level": _("Level of the group"),
    "ranking": _("Place in the group"),
    "type": _("Type"),
    "place": _("Place"),
    "district": _("District"),
    "founded": _("Founded"),
    "places": _("Places (điểm)"),
    "groups": _("Groups (tổ)"),
    "members": _("Members"),
    "households": _("Households"),
    "funding": _("Funding (đồng)"),
    "kind": _("Kind"),
    "launched_by": _("Launched by"),
    "document": _("Document"),
    "part_of": _("Part of"),
    "as_of": _("Counted on"),
    "note": _("Note"),
}
"""Fields of a row as read, in the order in which they are shown."""
