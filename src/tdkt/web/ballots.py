"""Ballots on screen: a member's voting page, the tellers' codes shown once, how many votes are in, counts by two people, closing, the result.

No page, address or message says what somebody chose, and none says when somebody voted.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tdkt.law.catalogue import CLASS_NAMES, award, awards
from tdkt.law.telling import cited
from tdkt.operations import ballots as acts
from tdkt.operations.ballot_boxes import participation_of, received, votes_of
from tdkt.operations.ballot_counts import counted_by, enter_count
from tdkt.operations.ballot_rows import nominations_of
from tdkt.operations.ballot_rules import HeldBy, rule_for, rule_of
from tdkt.operations.council import members_on
from tdkt.operations.errors import NotFound, Refused, RuleNotMet, WrongState
from tdkt.operations.law import office_law
from tdkt.operations.open_ballots import record_hands
from tdkt.operations.presence import kept_out_of, quorum, voters
from tdkt.records.models import (
    Account,
    Ballot,
    Member,
    Nomination,
    OpenVote,
    Participation,
    Role,
    Sitting,
    Tally,
    Teller,
)
from tdkt.vietnamese.folding import nfc
from tdkt.web.office import account_of
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import say
from tdkt.web.words import MODES

CHOICE_OF = {"tan-thanh": "yes", "khong": "no", "trang": "blank"}
COUNTED_OF = {"phieu-giay": "paper", "van-ban": "written"}


class Misread(Exception):
    """What was typed cannot be read; the message says where and what to write."""


@dataclass(frozen=True)
class Line:
    """A nomination of a ballot with its place, and what came of it."""

    place: int
    nomination: Nomination
    tally: Tally | None = None
    typed: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        if self.tally is None or self.tally.passed is None:
            return ""
        return "passed" if self.tally.passed else "failed"


# --- one ballot ---------------------------------------------------------------------------------


def ballot(request: HttpRequest, ballot_id: int) -> HttpResponse:
    """A ballot as it stands; a member who has still to vote in it is led to the voting page."""
    one, mine = seen(request, ballot_id)
    account = account_of(request)
    waiting = mine is not None and one.state == "open" and not mine.has_voted
    if waiting and account is not None and account.role != Role.OFFICER:
        return HttpResponseRedirect(reverse("ballot-vote", args=[one.pk]))
    tellers = list(Teller.objects.filter(ballot=one).select_related("member").order_by("pk"))
    can_hold = may_use(account, "ballot-open", "POST")
    context = {
        **frame(one),
        "lines": lines_for(account, one, tellers),
        "mode": MODES[one.mode],
        "tellers": [teller.member.name for teller in tellers],
        "in_box": received(one) if one.mode == "secret" and one.state != "prepared" else None,
        "waiting": waiting,
        "mine": mine,
        "can_hold": can_hold,
        "can_count": one.state == "open" and counts(account, tellers),
        "counters": counters_of(one) if one.state == "open" else [],
        "hands": OpenVote.objects.filter(ballot=one).exists() if one.mode == "open" else False,
        "sitting_seen": rows(request, Sitting.objects).filter(pk=one.sitting_id).exists(),
    }
    return render(request, "ballots/one.html", context)


def in_box(request: HttpRequest, ballot_id: int) -> HttpResponse:
    """How many votes are in, renewed by itself; who gave them is asked nowhere."""
    one, _mine = seen(request, ballot_id)
    return render(request, "ballots/received.html", {"ballot": one, "in_box": received(one)})


def seen(request: HttpRequest, ballot_id: int) -> tuple[Ballot, Participation | None]:
    """A ballot of a sitting that this account sees, or in which it has a vote (then with it); else 404."""
    one = get_object_or_404(Ballot.objects.select_related("sitting__council", "sitting__round"), pk=ballot_id)
    mine = vote_of(request, one)
    if mine is None and not rows(request, Sitting.objects).filter(pk=one.sitting_id).exists():
        raise Http404
    return one, mine


def vote_of(request: HttpRequest, one: Ballot) -> Participation | None:
    """The vote that this account has in a ballot, if it has one."""
    account = account_of(request)
    if account is None:
        return None
    try:
        return participation_of(one.pk, account)
    except NotFound:
        return None


def counts(account: Account | None, tellers: list[Teller]) -> bool:
    """Whether this account counts the votes: the officer, or a member among the tellers."""
    if account is None or account.role not in (Role.OFFICER, Role.MEMBER):
        return False
    return account.role == Role.OFFICER or account.username in {teller.member.username for teller in tellers}


def frame(one: Ballot) -> dict[str, Any]:
    """What every page of a ballot shows around it."""
    return {
        "ballot": one,
        "sitting": one.sitting,
        "form": award(one.award).titled(one.class_no),
        **decided_by(rule_of(one)),
        "state": f"ballot-{one.state}",
    }


def decided_by(rule: HeldBy) -> dict[str, Any]:
    """The rule of a ballot with its provisions as an office cites them."""
    law, language = office_law(), get_language() or "vi"
    return {
        "rule": rule,
        "cite": cited(law, rule.cite, language) if rule.cite else "",
        "instrument": rule.cite.partition("/")[0],
        "carried": cited(law, rule.carried_from, language) if rule.carried_from else "",
    }


def lines_for(account: Account | None, one: Ballot, tellers: list[Teller]) -> list[Line]:
    """The items as an account sees them: while the sitting lasts, a member finds none that a conflict keeps him out of; out of all, 404.

    Whoever counts sees them all: the box is opened as a whole.
    """
    lines = lines_of(one)
    if account is None or account.role != Role.MEMBER or one.sitting.state not in ("called", "opened"):
        return lines
    if counts(account, tellers):
        return lines
    out = kept_out_of(account, one.sitting)
    found = [line for line in lines if line.nomination.pk not in out]
    if not found:
        raise Http404
    return found


def lines_of(one: Ballot) -> list[Line]:
    tallies = (
        {tally.nomination_id: tally for tally in Tally.objects.filter(ballot=one)} if one.state == "closed" else {}
    )
    return [Line(place, each, tallies.get(each.pk)) for place, each in enumerate(nominations_of(one), 1)]


def counters_of(one: Ballot) -> list[dict[str, Any]]:
    """Which counts two people enter here, and who has entered one; the numbers are not shown."""
    kinds = ["paper"] if one.mode == "paper" else []
    if quorum(one.sitting).written:
        kinds.append("written")
    slug = {kind: name for name, kind in COUNTED_OF.items()}
    return [{"kind": kind, "slug": slug[kind], **counted_by(one, kind)} for kind in kinds]


# --- preparing and opening ----------------------------------------------------------------------


def prepare(request: HttpRequest, sitting_id: int) -> HttpResponse:
    """The form of a ballot on the items of one award: how it is held, and who counts."""
    sitting = get_object_or_404(rows(request, Sitting.objects).select_related("council", "round"), pk=sitting_id)
    said = request.POST if request.method == "POST" else request.GET
    code = said.get("hinh-thuc", "")
    class_no = int(said["hang"]) if said.get("hang") in {str(one) for one in CLASS_NAMES} else None
    if code not in awards():
        raise Http404
    problem = ""
    if request.method == "POST":
        tellers = [int(key) for key in request.POST.getlist("kiem-phieu") if key.isascii() and key.isdigit()]
        try:
            made = acts.prepare(
                sitting.pk,
                award=code,
                class_no=class_no,
                mode=request.POST.get("cach", ""),
                tellers=tellers,
                by=account_of(request),
                at=timezone.now(),
            )
            return HttpResponseRedirect(reverse("ballot", args=[made.pk]))
        except RuleNotMet as refused:
            problem = sentence(refused)
    rule = rule_for(sitting, code, class_no)
    chosen = said.get("cach") or ("open" if rule.secret is None and rule.percent is None else "secret")
    picked = set(request.POST.getlist("kiem-phieu"))
    context = {
        "sitting": sitting,
        "form": award(code).titled(class_no),
        "award": code,
        "class_no": class_no or "",
        **decided_by(rule),
        "modes": [(mode, word, mode == chosen) for mode, word in MODES.items() if not (mode == "open" and rule.secret)],
        "members": [(one, str(one.pk) in picked) for one in members_on(sitting.council_id, sitting.held_on)],
        "problem": problem,
    }
    return render(request, "ballots/prepare.html", context, status=422 if problem else 200)


def open_(request: HttpRequest, ballot_id: int) -> HttpResponse:
    """Open a ballot. The codes of a secret one stand on this answer and nowhere else: it is no page that can be asked for again."""
    one, _mine = seen(request, ballot_id)
    shares = acts.open_ballot(one.pk, by=account_of(request), at=timezone.now())
    if not shares:
        return HttpResponseRedirect(reverse("ballot", args=[one.pk]))
    one.refresh_from_db()
    slips = [(share.teller, share.code.split("-"), share.code) for share in shares]
    return render(request, "ballots/shares.html", {**frame(one), "slips": slips})


# --- voting -------------------------------------------------------------------------------------


def vote(request: HttpRequest, ballot_id: int) -> HttpResponse:
    """A member's own ballot paper; sent once, it is in the box and nobody can show it again, not even to him."""
    account = account_of(request)
    assert account is not None  # the table of rights has asked
    mine = participation_of(ballot_id, account)
    one = Ballot.objects.select_related("sitting__council", "sitting__round").get(pk=ballot_id)
    problem, status = "", 200
    chosen: dict[int, str] = {}
    if request.method == "POST":
        chosen = choices_of(request)
        try:
            acts.cast(one.pk, member_account=account, choices=chosen)
            return HttpResponseRedirect(reverse("ballot-vote", args=[one.pk]))
        except RuleNotMet as refused:
            problem, status = sentence(refused), 422
    if mine.has_voted or one.state != "open":
        return render(request, "ballots/voted.html", {**frame(one), "mine": mine, "in_box": received(one)})
    own = set(votes_of(one, mine.member_id))
    lines = lines_of(one)
    context = {
        **frame(one),
        "papers": [(line, chosen.get(line.nomination.pk, "")) for line in lines if line.nomination.pk in own],
        "left_out": [line.nomination.subject.name for line in lines if line.nomination.pk not in own],
        "problem": problem,
    }
    return render(request, "ballots/vote.html", context, status=status)


def choices_of(request: HttpRequest) -> dict[int, str]:
    """What the paper says: nomination -> choice. Whatever else was sent is no choice."""
    found = {}
    for key, value in request.POST.items():
        name, choice = re.fullmatch(r"phieu-(\d{1,18})", key, re.ASCII), CHOICE_OF.get(str(value))
        if name and choice:
            found[int(name[1])] = choice
    return found


# --- counting -----------------------------------------------------------------------------------


def count(request: HttpRequest, ballot_id: int, counted: str) -> HttpResponse:
    """One person's count of paper ballots or of written opinions; the other person's numbers are not shown."""
    one, _tellers = counted_here(request, ballot_id)
    kind = COUNTED_OF.get(counted)
    if kind is None or (kind == "paper" and one.mode != "paper"):
        raise Http404
    lines = lines_of(one)
    problem, status = "", 200
    if request.method == "POST":
        try:
            hand = enter_count(
                one.pk,
                counted=kind,
                counts={line.nomination.pk: counts_of(request, line) for line in lines},
                by=account_of(request),
                at=timezone.now(),
            )
            say(
                request,
                _("Both counts agree; the count stands.")
                if hand == "second"
                else _("The first count is kept. A second person enters the same count from another account."),
            )
            return HttpResponseRedirect(reverse("ballot", args=[one.pk]))
        except Misread as misread:
            problem, status = str(misread), 422
        except RuleNotMet as refused:
            problem, status = sentence(refused), 422
        except WrongState as refused:
            problem, status = sentence(refused), 409
    everyone = voters(one.sitting_id)
    who = {key: len(said.written if kind == "written" else said.present) for key, said in everyone.items()}
    context = {
        **frame(one),
        "counted": kind,
        "papers": [(line, who.get(line.nomination.pk, 0), typed_counts(request, line)) for line in lines],
        "by": counted_by(one, kind),
        "problem": problem,
    }
    return render(request, "ballots/count.html", context, status=status)


def counted_here(request: HttpRequest, ballot_id: int) -> tuple[Ballot, list[Teller]]:
    """An open ballot that this account counts; 404 for whoever may not see it, refused for whoever may not count it."""
    one, _mine = seen(request, ballot_id)
    tellers = list(Teller.objects.filter(ballot=one).select_related("member").order_by("pk"))
    acts.may_count(one.pk, by=account_of(request))
    if one.state != "open":
        raise WrongState(_("This ballot is not open."), "This ballot is not open.")
    return one, tellers


def typed_counts(request: HttpRequest, line: Line) -> list[tuple[str, str]]:
    """The three fields of a line with what was typed."""
    return [(name, nfc(request.POST.get(f"{name}-{line.nomination.pk}", "")).strip()[:6]) for name in CHOICE_OF]


def counts_of(request: HttpRequest, line: Line) -> tuple[int, int, int]:
    typed = [value for _name, value in typed_counts(request, line)]
    if not all(value.isascii() and value.isdigit() and len(value) <= 4 for value in typed):
        raise Misread(
            _("%(name)s: write how many votes in each of the three fields; nought where there are none.")
            % {"name": line.nomination.subject.name}
        )
    yes, no, blank = (int(value) for value in typed)
    return yes, no, blank


def hands(request: HttpRequest, ballot_id: int) -> HttpResponse:
    """A show of hands: of each item the numbers of the members who were against or gave a blank vote; all others present were in favour."""
    one, _mine = seen(request, ballot_id)
    if one.mode != "open" or one.state != "open":
        raise WrongState(_("No show of hands is under way here."), "No show of hands is under way here.")
    members = list(members_on(one.sitting.council_id, one.sitting.held_on))
    numbers = {member.pk: number for number, member in enumerate(members, 1)}
    lines = lines_of(one)
    problem = ""
    if request.method == "POST":
        try:
            said = [
                {line.nomination.pk: members_typed(request, f"{name}-{line.nomination.pk}", members) for line in lines}
                for name in ("khong", "trang")
            ]
            record_hands(one.pk, against=said[0], blank=said[1], by=account_of(request), at=timezone.now())
            say(request, _("The show of hands is kept."))
            return HttpResponseRedirect(reverse("ballot", args=[one.pk]))
        except Misread as misread:
            problem = str(misread)
        except RuleNotMet as refused:
            problem = sentence(refused)
    everyone = voters(one.sitting_id)
    there = set().union(*(said.present for said in everyone.values()))
    kept = list(
        OpenVote.objects.filter(ballot=one).exclude(choice="yes").values_list("nomination_id", "member_id", "choice")
    )
    context = {
        **frame(one),
        "members": [(numbers[one.pk], one, one.pk in there) for one in members if one.votes],
        "papers": [
            (
                line,
                len(everyone[line.nomination.pk].present),
                hands_shown(
                    request, line, "khong", [numbers[m] for n, m, c in kept if n == line.nomination.pk and c == "no"]
                ),
                hands_shown(
                    request, line, "trang", [numbers[m] for n, m, c in kept if n == line.nomination.pk and c == "blank"]
                ),
                [numbers[member] for member in everyone[line.nomination.pk].barred],
            )
            for line in lines
        ],
        "problem": problem,
    }
    return render(request, "ballots/hands.html", context, status=422 if problem else 200)


def hands_shown(request: HttpRequest, line: Line, name: str, kept: list[int]) -> str:
    """What stands in a field: what was typed, else the numbers that are kept."""
    written = ", ".join(map(str, sorted(kept)))
    return nfc(request.POST.get(f"{name}-{line.nomination.pk}", written))[:200]


def members_typed(request: HttpRequest, field: str, members: list[Member]) -> list[int]:
    """The members whose numbers a field names: "3, 7"."""
    found = []
    for part in re.split(r"[\s,;]+", nfc(request.POST.get(field, "")).strip()):
        if not part:
            continue
        number = int(part) if part.isascii() and part.isdigit() and len(part) <= 3 else 0
        if not 1 <= number <= len(members):
            raise Misread(_("“%(text)s” is the number of no member. Write the numbers as 3, 7.") % {"text": part[:20]})
        found.append(members[number - 1].pk)
    return found


# --- closing ------------------------------------------------------------------------------------


def close(request: HttpRequest, ballot_id: int) -> HttpResponse:
    """Close a ballot and count it: a secret one with the codes of two tellers, the others as they were counted."""
    one, tellers = counted_here(request, ballot_id)
    problem, status = "", 200
    typed = [nfc(request.POST.get(name, ""))[:80] for name in ("ma-1", "ma-2")]
    if request.method == "POST":
        try:
            acts.close(one.pk, shares=typed, by=account_of(request), at=timezone.now())
            say(request, _("The votes are counted; the result stands below and is final."))
            return HttpResponseRedirect(reverse("ballot", args=[one.pk]))
        except RuleNotMet as refused:
            problem, status = sentence(refused), 422
        except WrongState as refused:
            problem, status = sentence(refused), 409
    context = {
        **frame(one),
        "in_box": received(one) if one.mode == "secret" else None,
        "tellers": [teller.member.name for teller in tellers],
        "fields": list(zip((1, 2), typed, strict=True)),
        "counters": counters_of(one),
        "problem": problem,
    }
    return render(request, "ballots/close.html", context, status=status)


def call_off(request: HttpRequest, ballot_id: int) -> HttpResponse:
    """Call off a ballot that was not counted; what is in its box is destroyed unread."""
    one, _mine = seen(request, ballot_id)
    acts.call_off(one.pk, reason=nfc(request.POST.get("ly-do", "")).strip(), by=account_of(request), at=timezone.now())
    say(request, _("The ballot is called off. Another may be prepared from the sitting."))
    return HttpResponseRedirect(reverse("ballot", args=[one.pk]))


def sentence(refused: Refused) -> str:
    return refused.said(get_language() or "vi")


urlpatterns = [
    path("hoi-dong/phieu/lap/<int:sitting_id>/", prepare, name="ballot-prepare"),
    path("hoi-dong/phieu/<int:ballot_id>/", ballot, name="ballot"),
    path("hoi-dong/phieu/<int:ballot_id>/da-nhan/", in_box, name="ballot-received"),
    path("hoi-dong/phieu/<int:ballot_id>/mo/", open_, name="ballot-open"),
    path("hoi-dong/phieu/<int:ballot_id>/bo-phieu/", vote, name="ballot-vote"),
    path("hoi-dong/phieu/<int:ballot_id>/dem/<slug:counted>/", count, name="ballot-count"),
    path("hoi-dong/phieu/<int:ballot_id>/gio-tay/", hands, name="ballot-hands"),
    path("hoi-dong/phieu/<int:ballot_id>/kiem-phieu/", close, name="ballot-close"),
    path("hoi-dong/phieu/<int:ballot_id>/huy/", call_off, name="ballot-call-off"),
]
