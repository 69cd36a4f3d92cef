"""A sitting on screen: for the office agenda, presence, conflicts, notes, ballots, closing and minutes; for a member what is left to vote on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tdkt.law.catalogue import award
from tdkt.operations import sittings as acts
from tdkt.operations.ballot_rules import HeldBy, rule_for
from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.operations.minutes import minutes
from tdkt.operations.presence import Quorum, member_of, reckon_quorum, set_presence
from tdkt.operations.sittings import Said, needs_words
from tdkt.records import council as queries
from tdkt.records.council import Entered, Seated
from tdkt.records.models import Account, Ballot, Council, Member, Role, Sitting
from tdkt.vietnamese.folding import nfc
from tdkt.web.council import Misread, read_day, rounds_open, sent
from tdkt.web.office import account_of, today
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import address, say
from tdkt.web.words import CONFLICTS, MODES, PRESENCES, SEATS, Word

UNDECIDED = "item-undecided"


@dataclass(frozen=True)
class Line:
    """A line of the agenda as it is shown: what the item needs (`needed` of `whole`, None while unknown), by what, and how far it has come."""

    entered: Entered
    form: str
    needed: int | None
    whole: int
    by: str
    cite: str
    state: str
    verdict: str
    given: int | None
    awaited: int | None


@dataclass(frozen=True)
class Group:
    """The items of one award (and class), which are voted on together."""

    award: str
    class_no: int | None
    form: str
    items: int
    rule: HeldBy | None
    ballot: Ballot | None


# --- the sitting --------------------------------------------------------------------------------


def sitting(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """The sitting as the account's role sees it."""
    one = seen(request, sitting_id)
    account = account_of(request)
    assert account is not None  # the table of rights has asked
    if account.role == Role.MEMBER:
        return for_member(request, one, account)
    entered = queries.agenda(one)
    seats = queries.seated(one, entered)
    context = {
        "sitting": one,
        "lines": lines_of(one, entered, seats),
        "groups": groups_of(one, entered),
        "me": member_of(account, one) if account.role == Role.OFFICER else None,
        "out": [(line.item.place, member, conflict_words(line, member)) for line in entered for member in line.out],
        "can_hold": may_use(account, "sitting-act", "POST"),
        **people_of(one, seats),
    }
    return render(request, "sittings/one.html", context)


def seen(request: HttpRequest, sitting_id: int) -> Sitting:
    """A sitting that this account may see, else 404."""
    found = rows(request, Sitting.objects).select_related("council", "round", "chair", "secretary")
    one: Sitting = get_object_or_404(found, pk=sitting_id)
    return one


def people_of(one: Sitting, seats: list[Seated]) -> dict[str, Any]:
    """What the panel of members shows."""
    now = quorum_of(one, seats)
    return {
        "seats": [(seated, SEATS[seated.member.seat]) for seated in seats],
        "presences": [(key, word, letter) for (key, word), letter in zip(PRESENCES.items(), "CVB", strict=True)],
        "quorum": now,
        "quorum_verdict": {True: "quorum", False: "no-quorum", None: "quorum-unknown"}[now.met],
        "may_say": one.state in ("called", "opened"),
    }


def quorum_of(one: Sitting, seats: list[Seated]) -> Quorum:
    """The quorum from the members that are shown."""
    voting = [seated for seated in seats if seated.member.votes]
    said = [seated.presence for seated in voting if seated.presence]
    return reckon_quorum(len(voting), said, percent=one.council.quorum_percent, source=one.council.quorum_source)


def lines_of(one: Sitting, entered: list[Entered], seats: list[Seated]) -> list[Line]:
    """The agenda line by line."""
    whole = sum(seated.member.votes for seated in seats)
    present = sum(seated.member.votes and seated.presence == "present" for seated in seats)
    received = queries.received(one)
    held_by: dict[tuple[str, int | None], HeldBy] = {}
    found = []
    for line in entered:
        nomination = line.nomination
        form = (nomination.award, nomination.class_no)
        if form not in held_by:
            held_by[form] = rule_for(one, *form)
        rule = held_by[form]
        needed = line.tally.needed if line.tally else needed_of(rule, whole, present)
        given, awaited = received.get(line.ballot.pk, (None, None)) if line.ballot else (None, None)
        found.append(
            Line(
                entered=line,
                form=award(nomination.award).titled(nomination.class_no),
                needed=needed,
                whole=line.tally.whole if line.tally else whole,
                by=_("law") if rule.cite and not rule.source else _("own rule") if rule.source else "",
                cite=rule.cite or rule.source,
                state=state_of(line),
                verdict=verdict_of(line),
                given=given if line.tally is None else line.tally.yes + line.tally.no + line.tally.blank,
                awaited=awaited if line.tally is None else line.tally.whole,
            )
        )
    return found


def needed_of(rule: HeldBy, whole: int, present: int) -> int | None:
    """How many votes in favour an item will need; None while no rule says."""
    if rule.percent is None or not whole:
        return None
    return rule.outcome(members=whole, present=present, in_favour=0).needed


def verdict_of(line: Entered) -> str:
    """What came of an item, "" while nothing has."""
    if line.tally is None or line.tally.passed is None:
        return ""
    return "passed" if line.tally.passed else "failed"


def state_of(line: Entered) -> str:
    """How far an item without a result has come."""
    if line.tally is not None:
        return UNDECIDED
    return "item-open" if line.ballot is not None and line.ballot.state == "open" else "item-waiting"


def conflict_words(line: Entered, member: Member) -> str:
    """Why a member is kept out of an item, as one sentence."""
    said = [one for one in line.conflicts if one.member_id == member.pk and one.state == "stands"]
    return ", ".join(str(CONFLICTS[one.why]) + (f" ({one.words})" if one.words else "") for one in said)


def groups_of(one: Sitting, entered: list[Entered]) -> list[Group]:
    """The awards on the agenda, each with its ballot."""
    found: dict[tuple[str, int | None], list[Entered]] = {}
    for line in entered:
        found.setdefault((line.nomination.award, line.nomination.class_no), []).append(line)
    return [
        Group(code, class_no, award(code).titled(class_no), len(lines), rule_for(one, code, class_no), lines[0].ballot)
        for (code, class_no), lines in found.items()
    ]


# --- a member's view ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Mine:
    """An item that a member has still to do with; `ballot` where he can vote on it now."""

    entered: Entered
    form: str
    ballot: Ballot | None


def for_member(request: HttpRequest, one: Sitting, account: Account) -> HttpResponse:
    """While the sitting is called its agenda, while it is open what is left to vote on and nothing else, afterwards its minutes."""
    me = member_of(account, one)
    if me is None:
        raise Http404
    if one.state in ("closed", "signed"):
        return HttpResponseRedirect(reverse("sitting-minutes", args=[one.pk]))
    entered = queries.agenda(one)
    open_to_me = {ballot.pk: ballot for ballot in queries.votes_left(one, me)}
    mine, out = [], []
    for line in entered:
        if me.pk in {member.pk for member in line.out}:
            out.append((line.item.place, conflict_words(line, me)))
        elif one.state == "called" or is_left(line, open_to_me):
            form = award(line.nomination.award).titled(line.nomination.class_no)
            mine.append(Mine(line, form, open_to_me.get(line.ballot.pk) if line.ballot else None))
    context = {
        "sitting": one,
        "mine": mine,
        "out": out,
        "ballots": list(open_to_me.values()),
        "count": len(entered),
        "me": me,
    }
    return render(request, "sittings/mine.html", context)


def is_left(line: Entered, open_to_me: dict[int, Ballot]) -> bool:
    """Whether a member has still to do with an item: its ballot is not open yet, or open and his vote not given."""
    if line.tally is not None:
        return False
    return line.ballot is None or line.ballot.state == "prepared" or line.ballot.pk in open_to_me


def note_whole(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Keep the notes of the whole sitting as they are typed."""
    one = seen(request, sitting_id)
    words = nfc(request.POST.get("ghi", ""))
    acts.note_sitting(
        one.pk,
        words,
        seen=nfc(request.POST.get("thay", "")),
        by=account_of(request),
        at=timezone.now(),
        on=today(request),
    )
    return noted(request, words, reverse("sitting", args=[one.pk]))


def noted(request: HttpRequest, words: str, back: str) -> HttpResponse:
    """The sentence beside the notes that says when they were kept."""
    if not getattr(request, "htmx", False):
        return HttpResponseRedirect(back)
    return render(request, "sittings/saved.html", {"words": words, "at": timezone.localtime()})


# --- presence -----------------------------------------------------------------------------------


def presence(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Say whether a member is there, or that all of whom nothing was said are; the panel of members comes back."""
    one = seen(request, sitting_id)
    how = request.POST.get("du", "")
    if request.POST.get("thanh-vien") == "con-lai":
        rest = [seat.member.pk for seat in queries.seated(one, ()) if not seat.presence]
        said = dict.fromkeys(rest, how)
    else:
        said = {number(request, "thanh-vien"): how}
    if said:
        set_presence(one.pk, said, by=account_of(request), at=timezone.now())
    if not getattr(request, "htmx", False):
        return HttpResponseRedirect(reverse("sitting", args=[one.pk]))
    seats = queries.seated(one, queries.agenda(one))
    return render(request, "sittings/people.html", {"sitting": one, "can_hold": True, **people_of(one, seats)})


# --- calling, agenda, acts ----------------------------------------------------------------------


def call(request: HttpRequest, council_id: int) -> HttpResponse:
    """The form that calls a sitting."""
    council: Council = get_object_or_404(rows(request, Council.objects), pk=council_id)
    problem = ""
    if request.method == "POST":
        try:
            made = acts.call_sitting(
                council.pk,
                number(request, "dot"),
                held_on=read_day(request, "ngay"),
                at_hour=typed(request, "gio")[:5],
                place=typed(request, "noi"),
                by=account_of(request),
                at=timezone.now(),
            )
            say(request, _("The sitting is called. Put dossiers on its agenda."))
            return HttpResponseRedirect(reverse("sitting-agenda", args=[made.pk]))
        except Misread as misread:
            problem = str(misread)
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
    chosen = request.POST.get("dot", "")
    context = {
        "council": council,
        "rounds": [(one, str(one.pk) == chosen) for one in rounds_open(council)],
        "v": sent(request, {"ngay": f"{today(request):%d/%m/%Y}", "gio": "", "noi": ""}),
        "problem": problem,
    }
    return render(request, "sittings/call.html", context, status=422 if problem else 200)


def agenda(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Put ready dossiers of the round on the agenda; those that may not be are shown with the reason."""
    one = seen(request, sitting_id)
    problem = ""
    if request.method == "POST":
        chosen = [
            int(key) for key in request.POST.getlist("ho-so") if key.isascii() and key.isdigit() and len(key) < 19
        ]
        if not chosen:
            problem = _("Tick at least one dossier.")
        else:
            try:
                made = acts.put_on_agenda(one.pk, chosen, by=account_of(request), at=timezone.now(), on=today(request))
                say(request, _("%(count)s dossiers are on the agenda.") % {"count": len(made)})
                return HttpResponseRedirect(reverse("sitting", args=[one.pk]))
            except Refused as refused:
                problem = refused.said(get_language() or "vi")
    language = get_language() or "vi"
    context = {
        "sitting": one,
        "problem": problem,
        "rows": [
            (dossier, award(dossier.award).titled(dossier.class_no), [one.said(language) for one in against])
            for dossier, against in acts.candidates(one, on=today(request))
        ],
    }
    return render(request, "sittings/agenda.html", context, status=422 if problem else 200)


def act(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Open a sitting, sign its minutes, or call it off."""
    one = seen(request, sitting_id)
    by, at, on = account_of(request), timezone.now(), today(request)
    what = request.POST.get("viec", "")
    doing: dict[str, tuple[Callable[[], Any], str]] = {
        "khai-mac": (lambda: acts.open_sitting(one.pk, by=by, at=at, on=on), _("The sitting is open.")),
        "ky": (
            lambda: acts.sign_minutes(one.pk, number=typed(request, "so"), by=by, at=at, on=on),
            _("The minutes have their number; nothing in them changes any more."),
        ),
        "huy": (
            lambda: acts.call_off(one.pk, reason=typed(request, "ly-do"), by=by, at=at, on=on),
            _("The sitting is called off; its dossiers are ready for another."),
        ),
    }
    if what not in doing:
        raise BadRequest(what)
    do, sentence = doing[what]
    do()
    say(request, sentence)
    return HttpResponseRedirect(reverse("sitting-minutes" if what == "ky" else "sitting", args=[one.pk]))


def edit(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """Another day, hour, place, chair or secretary; and calling the sitting off."""
    one = seen(request, sitting_id)
    problem = ""
    if request.method == "POST":
        try:
            by, at = account_of(request), timezone.now()
            if one.state == "called":
                acts.move_sitting(
                    one.pk,
                    held_on=read_day(request, "ngay"),
                    at_hour=typed(request, "gio")[:5],
                    place=typed(request, "noi"),
                    by=by,
                    at=at,
                )
            acts.set_chair(
                one.pk,
                chair=number(request, "chu-tri") or None,
                secretary=number(request, "thu-ky") or None,
                by=by,
                at=at,
            )
            say(request, _("The sitting is changed."))
            return HttpResponseRedirect(reverse("sitting", args=[one.pk]))
        except Misread as misread:
            problem = str(misread)
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
    context = {
        "sitting": one,
        "members": list(queries.seats_on(one.council_id, one.held_on)),
        "v": sent(request, {"ngay": f"{one.held_on:%d/%m/%Y}", "gio": one.at_hour, "noi": one.place}),
        "problem": problem,
    }
    return render(request, "sittings/edit.html", context, status=422 if problem else 200)


def close(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """The results before closing, with room for the chair's words where no number decides; and the closing."""
    one = seen(request, sitting_id)
    problem = ""
    if request.method == "POST":
        try:
            acts.close_sitting(
                one.pk, said=concluded(request), by=account_of(request), at=timezone.now(), on=today(request)
            )
            say(request, _("The sitting is closed: each dossier went on as the council decided."))
            return HttpResponseRedirect(reverse("sitting-minutes", args=[one.pk]))
        except RuleNotMet as refused:
            problem = refused.said(get_language() or "vi")
    entered = queries.agenda(one)
    context = {
        "sitting": one,
        "lines": [
            (
                line,
                award(line.nomination.award).titled(line.nomination.class_no),
                verdict_of(line),
                line.tally is not None and needs_words(line.tally),
                request.POST.get(f"ket-luan-{line.nomination.pk}", ""),
                request.POST.get(f"qua-{line.nomination.pk}", ""),
            )
            for line in entered
        ],
        "missing": sum(line.tally is None for line in entered),
        "voting": any(line.ballot is not None and line.ballot.state == "open" for line in entered),
        "problem": problem,
    }
    return render(request, "sittings/close.html", context, status=422 if problem else 200)


def concluded(request: HttpRequest) -> dict[int, Said]:
    """The chair's words by nomination, as the form gives them."""
    found = {}
    for key, outcome in request.POST.items():
        nomination = key.removeprefix("qua-")
        if key.startswith("qua-") and nomination.isascii() and nomination.isdigit() and outcome in ("co", "khong"):
            found[int(nomination)] = Said(outcome == "co", typed(request, f"ket-luan-{nomination}"))
    return found


def minutes_page(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """The minutes as they stand; a member reads them once the sitting is closed."""
    one = seen(request, sitting_id)
    account = account_of(request)
    assert account is not None
    if account.role == Role.MEMBER and one.state not in ("closed", "signed"):
        return HttpResponseRedirect(reverse("sitting", args=[one.pk]))
    found = minutes(one.pk)
    context = {
        "sitting": one,
        "m": found,
        "members": [
            (member, SEATS[member["seat"]], PRESENCES.get(member["presence"] or "", "")) for member in found["members"]
        ],
        "items": [
            (
                row,
                ""
                if row["result"] is None or row["result"]["passed"] is None
                else "passed"
                if row["result"]["passed"]
                else "failed",
                [(one, CONFLICTS[one["why"]]) for one in row["conflicts"] if one["state"] == "stands"],
            )
            for row in found["items"]
        ],
        "ballots": [(one, MODES[one["mode"]]) for one in found["ballots"]],
        "quorum_verdict": {True: "quorum", False: "no-quorum", None: "quorum-unknown"}[found["quorum"]["met"]],
        "can_hold": may_use(account, "sitting-act", "POST"),
        "papers": papers(account, one),
    }
    return render(request, "sittings/minutes.html", context)


PAPERS: tuple[tuple[str, Word], ...] = (
    ("giay-moi", gettext_lazy("Invitation")),
    ("bien-ban", gettext_lazy("Minutes")),
    ("kiem-phieu", gettext_lazy("Tally sheet")),
)


def papers(account: Account, one: Sitting) -> list[tuple[str, Word]]:
    """The Word files of a sitting, where they are built and this account may have them."""
    if not may_use(account, "office-paper"):
        return []
    found = [(address("office-paper", kind, one.pk, "docx"), word) for kind, word in PAPERS]
    return [(url, word) for url, word in found if url]


def typed(request: HttpRequest, name: str) -> str:
    return nfc(request.POST.get(name, "")).strip()


def number(request: HttpRequest, name: str) -> int:
    """The id in a field of a form, 0 for none. Anything else is no form of ours."""
    text = request.POST.get(name, "")
    if text and not (text.isascii() and text.isdigit() and len(text) < 19):
        raise BadRequest(f"{name}={text}")
    return int(text or 0)


urlpatterns = [
    path("hoi-dong/<int:council_id>/trieu-tap/", call, name="sitting-call"),
    path("hoi-dong/phien/<int:sitting_id>/", sitting, name="sitting"),
    path("hoi-dong/phien/<int:sitting_id>/chuong-trinh/", agenda, name="sitting-agenda"),
    path("hoi-dong/phien/<int:sitting_id>/diem-danh/", presence, name="sitting-presence"),
    path("hoi-dong/phien/<int:sitting_id>/ghi/", note_whole, name="sitting-note"),
    path("hoi-dong/phien/<int:sitting_id>/sua/", edit, name="sitting-edit"),
    path("hoi-dong/phien/<int:sitting_id>/viec/", act, name="sitting-act"),
    path("hoi-dong/phien/<int:sitting_id>/be-mac/", close, name="sitting-close"),
    path("hoi-dong/phien/<int:sitting_id>/bien-ban/", minutes_page, name="sitting-minutes"),
]
