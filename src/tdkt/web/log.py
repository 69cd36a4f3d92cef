"""The log on screen, for the officer and the inspector: who did what, in words; and the proof that nothing was changed unseen."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tdkt.operations.audit import verify
from tdkt.records import log as queries
from tdkt.records.models import Conferral, Decision, Entry, Sitting
from tdkt.web.filters import choice, day, pill, without_empty
from tdkt.web.log_words import VERBS
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.receivers import files_seen
from tdkt.web.shell import page_or_drawer
from tdkt.web.words import Word

TABLES: dict[str, Word] = {
    "AgendaItem": gettext_lazy("items of agendas"),
    "Conflict": gettext_lazy("conflicts of interest"),
    "Council": gettext_lazy("councils"),
    "Kinship": gettext_lazy("relations declared"),
    "Member": gettext_lazy("members of councils"),
    "Presence": gettext_lazy("presences"),
    "Sitting": gettext_lazy("sittings"),
    "Certificate": gettext_lazy("issued certificates"),
    "Design": gettext_lazy("designs of certificates"),
    "Printer": gettext_lazy("printers"),
    "Printing": gettext_lazy("printings of certificates"),
    "SigningKey": gettext_lazy("keys of certificates"),
    "Census": gettext_lazy("counts of models"),
    "CensusLine": gettext_lazy("lines of counts"),
    "CommunityModel": gettext_lazy("models"),
    "Conferral": gettext_lazy("awards"),
    "Decision": gettext_lazy("decisions"),
    "Direction": gettext_lazy("directions of leaders"),
    "DirectionReport": gettext_lazy("reports on directions"),
    "DirectionUnit": gettext_lazy("units of directions"),
    "GradeSet": gettext_lazy("sets of classes"),
    "PeriodGrade": gettext_lazy("weekly and monthly classes"),
    "Draft": gettext_lazy("draft decisions"),
    "DraftLine": gettext_lazy("lines of drafts"),
    "IssuedNumber": gettext_lazy("numbers of decisions"),
    "Bonus": gettext_lazy("bonuses"),
    "Fund": gettext_lazy("funds"),
    "UnitStanding": gettext_lazy("standings of units"),
    "Ranking": gettext_lazy("ranks in groups"),
    "Sheet": gettext_lazy("scoring sheets"),
    "Block": gettext_lazy("clusters and blocks"),
    "BlockYear": gettext_lazy("years of blocks"),
    "BlockMember": gettext_lazy("members of blocks"),
    "Mark": gettext_lazy("marks"),
    "Proof": gettext_lazy("evidence of marks"),
    "Outcome": gettext_lazy("results of blocks"),
    "Initiative": gettext_lazy("initiatives"),
    "Discipline": gettext_lazy("disciplinary measures"),
    "Departure": gettext_lazy("departures"),
    "ModelType": gettext_lazy("types of models"),
    "ModelProfile": gettext_lazy("particulars of models"),
    "ModelEvent": gettext_lazy("steps of models"),
    "Replication": gettext_lazy("models taken up elsewhere"),
    "ModelPlace": gettext_lazy("places of models"),
    "ModelGroup": gettext_lazy("groups of models"),
    "ModelRating": gettext_lazy("ratings of models"),
    "Movement": gettext_lazy("movements"),
    "Launch": gettext_lazy("launches"),
    "Response": gettext_lazy("units that joined movements"),
    "Target": gettext_lazy("targets of movements"),
    "Review": gettext_lazy("reviews of movements"),
    "MovementDecision": gettext_lazy("decisions of movements"),
    "Person": gettext_lazy("particulars of persons"),
    "PersonNumber": gettext_lazy("numbers of persons"),
    "Rating": gettext_lazy("yearly ratings"),
    "Service": gettext_lazy("lines of service"),
    "Subject": gettext_lazy("receivers"),
    "Succession": gettext_lazy("successions of units"),
    "Unit": gettext_lazy("units"),
    "UnitName": gettext_lazy("names of units"),
    "UnitPlace": gettext_lazy("places of units"),
}


class Said(dict[str, Any]):
    """The detail of an entry as words of a sentence; what it does not hold is left open."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence_of(entry: Entry) -> str:
    """What an entry tells, as a sentence without its subject. A verb of a newer program is shown as it stands."""
    verb = VERBS.get(entry.verb)
    return str(verb.sentence) % Said(entry.detail) if verb else entry.verb


def log(request: HttpRequest) -> HttpResponse:
    """The entries, the newest first, fifty a page."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    entries = rows(request, Entry.objects)
    known = queries.verbs(entries)
    verb, on = choice(request, "viec", {*VERBS, *known}), day(request, "ngay")
    found = queries.matching(entries, verb=verb, day=on)
    pills = []
    if verb:
        pills.append(pill(request, _("Act"), name_of(verb), "viec"))
    if on is not None:
        pills.append(pill(request, _("Day"), f"{on:%d/%m/%Y}", "ngay"))
    page = page_of(request, found, total=found.count())
    context = {
        "page": page,
        "entries": [(entry, sentence_of(entry)) for entry in page.rows],
        "pills": pills,
        "verb": verb,
        "on": on,
        "verbs": [(code, name_of(code)) for code in known],
    }
    return render(request, "log/list.html", context)


def name_of(verb: str) -> Word:
    return VERBS[verb].name if verb in VERBS else verb


def verify_log(request: HttpRequest) -> HttpResponse:
    """Read the whole chain and every state now, and show what was found. Nothing is written."""
    return render(request, "log/verified.html", {"audit": verify(), "at": timezone.now()})


def one_entry(request: HttpRequest, seq: int) -> HttpResponse:
    """One entry: what it wrote, where, and its place in the chain."""
    entry = get_object_or_404(rows(request, Entry.objects), pk=seq)
    written = [(TABLES.get(table, table), entered, closed) for table, entered, closed in queries.written_by(entry)]
    context = {
        "entry": entry,
        "sentence": sentence_of(entry),
        "written": written,
        "opens": opens(request, entry),
        "reason": entry.detail.get("reason", ""),
    }
    return page_or_drawer(request, "log/one.html", context)


def opens(request: HttpRequest, entry: Entry) -> str:
    """The page of what the entry is about, where it has one and still stands."""
    conferral, decision, batch = (entry.detail.get(key) for key in ("conferral", "decision", "batch"))
    if conferral and Conferral.objects.filter(pk=conferral).exists():
        return reverse("award", args=[conferral])
    if decision and Decision.objects.filter(pk=decision).exists():
        return reverse("decision", args=[decision])
    sitting = entry.detail.get("sitting")
    if sitting and Sitting.objects.filter(pk=sitting).exists():
        return reverse("sitting", args=[sitting])
    if batch and files_seen(request, [batch]):
        return reverse("import", args=[batch])
    return ""


urlpatterns = [
    path("nhat-ky/", log, name="log"),
    path("nhat-ky/kiem/", verify_log, name="log-verify"),
    path("nhat-ky/<int:seq>/", one_entry, name="log-entry"),
]
