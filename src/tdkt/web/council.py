"""Councils on screen: their sittings to come and held, their members as decided, and what a member is linked to and kin to."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tdkt.operations import council as acts
from tdkt.operations.council import Seat
from tdkt.operations.errors import Refused
from tdkt.operations.presence import share_in_words
from tdkt.records import council as queries
from tdkt.records.models import Account, Council, Member, Role, Round, Sitting, Subject
from tdkt.records.models.council import BARRING, CONFLICTS
from tdkt.records.search import names_with
from tdkt.records.units import whole_names
from tdkt.vietnamese.dates import read_date
from tdkt.vietnamese.folding import fold, nfc
from tdkt.web.office import account_of, office_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import may_use, rows
from tdkt.web.shell import page_or_drawer, say
from tdkt.web.words import CONFLICTS as CONFLICT_WORDS
from tdkt.web.words import SEATS

MOST_FOUND = 20
SEAT_OF = {
    "chu tich": "chair",
    "pho chu tich thuong truc": "permanent-vice",
    "pho chu tich": "vice",
    "thu ky": "secretary",
    "uy vien thu ky": "secretary",
    "uy vien": "member",
    "thanh vien": "member",
    "": "member",
}
"""The seats as a decision words them, folded."""
NO_VOTE = "khong bieu quyet"


class Misread(Exception):
    """What was typed cannot be read; the message says where and what to write."""


# --- the list -----------------------------------------------------------------------------------


def councils(request: HttpRequest) -> HttpResponse:
    """Sittings to come and held, and the councils; a member with a sitting in session is led to it."""
    account = account_of(request)
    seen = rows(request, Sitting.objects)
    coming = list(queries.to_come(seen))
    if account is not None and account.role == Role.MEMBER:
        now = [one for one in coming if one.state == "opened"]
        if now:
            return HttpResponseRedirect(reverse("sitting", args=[now[0].pk]))
    over = queries.held(seen)
    page = page_of(request, queries.sittings(over), total=over.count())
    context = {
        "coming": coming,
        "page": page,
        "councils": list(queries.councils(rows(request, Council.objects), today(request))),
    }
    return render(request, "council/list.html", context)


def one_council(request: HttpRequest, council_id: int) -> HttpResponse:
    """A council: its decision and rules, its members on the day, its sittings."""
    council = get_object_or_404(rows(request, Council.objects).select_related("unit"), pk=council_id)
    day = today(request)
    members = list(queries.seats_on(council.pk, day))
    kin = queries.kin_of(council.pk) if may_use(account_of(request), "council-member") else {}
    seen = queries.sittings(rows(request, Sitting.objects).filter(council=council)).order_by("-held_on", "-pk")
    context = {
        "council": council,
        "members": [(one, SEATS[one.seat], kin.get(one.pk, [])) for one in members],
        "voices": sum(one.votes for one in members),
        "share": share_in_words(council.quorum_percent),
        "barring": [CONFLICT_WORDS[why] for why in (BARRING if council.barring is None else council.barring)],
        "page": page_of(request, seen, total=Sitting.objects.filter(council=council).count()),
        "standing": council.to_date is None or council.to_date >= day,
    }
    return render(request, "council/one.html", context)


# --- setting up ---------------------------------------------------------------------------------


def set_up(request: HttpRequest) -> HttpResponse:
    """The form of a new council: its decision and, one a line, its members."""
    if request.method != "POST":
        return _set_up_form(request)
    try:
        council = acts.set_up_council(
            _words(request, "ten"),
            unit=_own_unit(request),
            decision_number=_words(request, "so-qd"),
            decided_on=_day(request, "ngay-qd"),
            from_date=_day(request, "tu-ngay") if _words(request, "tu-ngay") else _day(request, "ngay-qd"),
            members=_seats(_words(request, "thanh-vien")),
            **_rule(request),
            by=account_of(request),
            at=timezone.now(),
        )
    except Misread as misread:
        return _set_up_form(request, str(misread))
    except Refused as refused:
        return _set_up_form(request, refused.said(get_language() or "vi"))
    say(request, _("The council is set up. Link each member to the account and the entry of the register."))
    return HttpResponseRedirect(reverse("council", args=[council.pk]))


def _set_up_form(request: HttpRequest, problem: str = "") -> HttpResponse:
    names = ("ten", "so-qd", "ngay-qd", "tu-ngay", "ty-le", "nguon", "thanh-vien")
    context = {
        "v": {name.replace("-", "_"): request.POST.get(name, "") for name in names},
        "problem": problem,
        "barring": _barring_choices(request.POST.getlist("tranh") if request.method == "POST" else BARRING),
    }
    return render(request, "council/set_up.html", context, status=422 if problem else 200)


def _seats(text: str) -> list[Seat]:
    """The members as typed or pasted: a line each, name; post; seat; "không biểu quyết" where he has no vote."""
    found = []
    for number, line in enumerate(nfc(text).splitlines(), 1):
        if not line.strip():
            continue
        parts = [" ".join(part.split()) for part in line.replace("\t", ";").replace("|", ";").split(";")]
        name, post, seat, vote = [*parts, "", "", "", ""][:4]
        if fold(seat) not in SEAT_OF or fold(vote) not in ("", NO_VOTE):
            raise Misread(
                _(
                    "Line %(number)s: “%(seat)s” is no seat of a council. Write: name; post; Chủ tịch, Phó Chủ tịch, Thư ký or Ủy viên."
                )
                % {"number": number, "seat": vote if fold(seat) in SEAT_OF else seat}
            )
        found.append(Seat(name, SEAT_OF[fold(seat)], post=post, votes=fold(vote) != NO_VOTE))
    return found


def rule(request: HttpRequest, council_id: int) -> HttpResponse:
    """The form of the council's own rule: quorum with its source, and which conflicts keep a member out."""
    council = get_object_or_404(rows(request, Council.objects), pk=council_id)
    problem = ""
    if request.method == "POST":
        try:
            acts.set_rule(
                council.pk,
                **_rule(request),
                reason=_words(request, "ly-do"),
                by=account_of(request),
                at=timezone.now(),
            )
            say(request, _("The council's rule is kept."))
            return HttpResponseRedirect(reverse("council", args=[council.pk]))
        except Misread as misread:
            problem = str(misread)
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
    stands = BARRING if council.barring is None else council.barring
    context = {
        "council": council,
        "percent": request.POST.get("ty-le", share_in_words(council.quorum_percent)),
        "source": request.POST.get("nguon", council.quorum_source),
        "reason": request.POST.get("ly-do", ""),
        "barring": _barring_choices(request.POST.getlist("tranh") if request.method == "POST" else stands),
        "problem": problem,
    }
    return render(request, "council/rule.html", context, status=422 if problem else 200)


def _rule(request: HttpRequest) -> dict[str, Any]:
    percent = _words(request, "ty-le").removesuffix("%").strip()
    percent = {"2/3": "67", "1/3": "33"}.get(percent, percent)
    if percent and not (percent.isascii() and percent.isdigit() and len(percent) <= 3):
        raise Misread(_("“%(text)s” is no share. Write a whole percentage, as 60, or 2/3.") % {"text": percent})
    return {
        "quorum_percent": int(percent) if percent else None,
        "quorum_source": _words(request, "nguon"),
        "barring": [why for why in CONFLICTS if why in request.POST.getlist("tranh")],
    }


def _barring_choices(chosen: Any) -> list[tuple[str, Any, bool]]:
    return [(why, CONFLICT_WORDS[why], why in chosen) for why in CONFLICTS]


# --- members ------------------------------------------------------------------------------------


def new_member(request: HttpRequest, council_id: int) -> HttpResponse:
    """The form that seats a new member from a day on."""
    council = get_object_or_404(rows(request, Council.objects), pk=council_id)
    problem = ""
    if request.method == "POST":
        try:
            seat = Seat(
                _words(request, "ten"),
                request.POST.get("chuc-danh", "member"),
                post=_words(request, "chuc-vu"),
                votes="bieu-quyet" in request.POST,
            )
            member = acts.seat_member(
                council.pk,
                seat,
                from_date=_day(request, "tu-ngay"),
                reason=_words(request, "ly-do"),
                by=account_of(request),
                at=timezone.now(),
            )
            say(request, _("The member is seated. Link him to the account and the entry of the register."))
            return HttpResponseRedirect(reverse("council-member", args=[member.pk]))
        except Misread as misread:
            problem = str(misread)
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
    context = {
        "council": council,
        "seats": list(SEATS.items()),
        "v": {name.replace("-", "_"): request.POST.get(name, "") for name in ("ten", "chuc-vu", "tu-ngay", "ly-do")},
        "seat": request.POST.get("chuc-danh", "member"),
        "votes": request.method != "POST" or "bieu-quyet" in request.POST,
        "problem": problem,
    }
    return render(request, "council/new_member.html", context, status=422 if problem else 200)


def one_member(request: HttpRequest, member_id: int) -> HttpResponse:
    """A member: seat, account, entry of the register, kin; and the forms that change them."""
    member = get_object_or_404(rows(request, Member.objects).select_related("council", "subject", "unit"), pk=member_id)
    problem = ""
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_change(request, member))
        except Misread as misread:
            problem = str(misread)
        except Refused as refused:
            problem = refused.said(get_language() or "vi")
    words = nfc(request.GET.get("tim", "")).strip()
    people = _people(request, words)
    day = today(request)
    where = whole_names((one.belongs_to_id for one in people), on=day)
    accounts = Account.objects.filter(role__in=[Role.MEMBER, Role.OFFICER], is_active=True).order_by("name", "pk")
    context = {
        "member": member,
        "seats": list(SEATS.items()),
        "seat": SEATS[member.seat],
        "kin": queries.kin_of(member.council_id).get(member.pk, []),
        "words": words,
        "people": [(one, where.get(one.belongs_to_id or 0, "")) for one in people],
        "accounts": list(accounts),
        "problem": problem,
        "reason": request.POST.get("ly-do", ""),
    }
    return page_or_drawer(request, "council/member.html", context, status=422 if problem else 200)


def _people(request: HttpRequest, words: str) -> list[Subject]:
    account = account_of(request)
    if not words or account is None:
        return []
    seen = Subject.objects.visible_to(account, on=today(request))
    found = seen.filter(names_with(words), kind="individual").select_related("person")
    return list(found.order_by("name_key", "pk")[:MOST_FOUND])


def _change(request: HttpRequest, member: Member) -> str:
    """Do what the sent form asks; the address to go on to."""
    by, at, here = account_of(request), timezone.now(), reverse("council-member", args=[member.pk])
    what, reason = request.POST.get("viec", ""), _words(request, "ly-do")
    chosen = request.POST.get("nguoi", "")
    person = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) < 19 else None
    if what == "gan":
        subject = Subject.objects.filter(pk=person).first() if person else member.subject
        acts.link_member(
            member.pk,
            username=request.POST.get("tai-khoan", member.username),
            subject=subject.pk if subject else None,
            unit=subject.belongs_to_id if subject else member.unit_id,
            by=by,
            at=at,
        )
        say(request, _("Linked."))
    elif what == "than-thich":
        if person is None:
            raise Misread(_("Choose the person whom the member is kin to."))
        acts.declare_kin(member.pk, person, relation=_words(request, "quan-he"), by=by, at=at)
        say(request, _("The relation is kept; conflicts of sittings to come follow it."))
    elif what == "bo-than-thich":
        acts.withdraw_kin(person or 0, reason=reason, by=by, at=at)
        say(request, _("The relation is taken back."))
    elif what == "doi":
        seat = Seat(
            member.name,
            request.POST.get("chuc-danh", member.seat),
            post=_words(request, "chuc-vu"),
            votes="bieu-quyet" in request.POST,
            username=member.username,
            subject=member.subject_id,
            unit=member.unit_id,
        )
        fresh = acts.change_seat(member.pk, seat, from_date=_day(request, "tu-ngay"), reason=reason, by=by, at=at)
        say(request, _("The seat is changed from that day on."))
        return reverse("council-member", args=[fresh.pk])
    else:
        acts.end_seat(member.pk, to_date=_day(request, "den-ngay"), reason=reason, by=by, at=at)
        say(request, _("The seat ends with that day."))
        return reverse("council", args=[member.council_id])
    return here


# --- what was typed -----------------------------------------------------------------------------


def _words(request: HttpRequest, name: str) -> str:
    return nfc(request.POST.get(name, "")).strip()


def _day(request: HttpRequest, name: str) -> date:
    text = _words(request, name)
    try:
        return date.fromisoformat(text)
    except ValueError:
        read = read_date(text)
    if read is None or read.day is None:
        raise Misread(_("“%(text)s” is not a day. Write day/month/year, as 25/05/2020.") % {"text": text})
    return read.first()


def _own_unit(request: HttpRequest) -> int:
    """The unit whose council it is: the account's own, else the office's."""
    account, office = account_of(request), office_of(request)
    return (account.unit_id if account else None) or (office.unit_id if office else None) or 0


# --- calling a sitting --------------------------------------------------------------------------


def rounds_open(council: Council) -> list[Round]:
    """The rounds on which a council may still sit."""
    return list(Round.objects.exclude(state__in=["ended", "called-off"]).order_by("-opens_on", "pk"))


def read_day(request: HttpRequest, name: str) -> date:
    """The day of a field of a form. Raises `Misread`."""
    return _day(request, name)


def sent(request: HttpRequest, names: Mapping[str, str]) -> dict[str, str]:
    """What was typed into fields, or what stands."""
    return {name.replace("-", "_"): request.POST.get(name, value) for name, value in names.items()}


urlpatterns = [
    path("hoi-dong/", councils, name="councils"),
    path("hoi-dong/lap/", set_up, name="council-new"),
    path("hoi-dong/<int:council_id>/", one_council, name="council"),
    path("hoi-dong/<int:council_id>/quy-dinh/", rule, name="council-rule"),
    path("hoi-dong/<int:council_id>/them/", new_member, name="council-member-new"),
    path("hoi-dong/thanh-vien/<int:member_id>/", one_member, name="council-member"),
]
