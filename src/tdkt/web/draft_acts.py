"""What may be done with a draft decision: each act with the states it can be done in, its form, and the operation behind it.

An act opens beside the draft as a form of its own; what is refused comes back with what was typed and the reason. Signing asks for the
number to be typed and shows what changed since the list was drafted. To add an act: a row in ACTS.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tdkt.law.catalogue import award, awards
from tdkt.law.wording import say_award
from tdkt.operations import draft_lists, drafts, signed_files, signing
from tdkt.operations.errors import NotReadable, Refused, RuleNotMet, WrongState
from tdkt.operations.permissions import may
from tdkt.operations.round_kinds import is_law
from tdkt.records import drafts as queries
from tdkt.records.models import Account, Draft, DraftLine, IssuedNumber
from tdkt.vietnamese.dates import read_date
from tdkt.vietnamese.folding import nfc
from tdkt.web.draft_words import said_changes, summed
from tdkt.web.office import account_of, today
from tdkt.web.policy import rows
from tdkt.web.shell import page_or_drawer, say
from tdkt.web.words import Word

SIGNED_AS = (("", "–"), ("KT.", "KT."), ("TM.", "TM."), ("TL.", "TL."), ("TUQ.", "TUQ."), ("Q.", "Q."))
"""The signs before a signer's post by Nghị định 30/2020: in whose place or on whose behalf."""


@dataclass(frozen=True)
class Field:
    """One entry of a form. `kind`: text, area, day, whole, file, password or choice; `value` what stands in it at first."""

    name: str
    label: Word
    kind: str = "text"
    required: bool = False
    hint: Word = ""
    most: int = 200
    value: Any = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Asked:
    """One request to do an act: the draft, what was typed (by the names of fields), and the lines that were ticked."""

    request: HttpRequest
    draft: Draft
    said: dict[str, str]
    lines: list[int]
    day: date

    @property
    def by(self) -> Account | None:
        return account_of(self.request)

    def on(self, name: str) -> date:
        """The day that was typed. Raises `RuleNotMet` for what is none."""
        read = read_date(self.said.get(name, ""))
        if read is None or read.day is None:
            raise RuleNotMet(
                f"“{self.said.get(name, '')}” không phải ngày. Ghi như 25/05/2024.",
                f"“{self.said.get(name, '')}” is no day. Write it as 25/05/2024.",
            )
        return read.first()

    def whole(self, name: str) -> int | None:
        """The number that was typed, or None. Raises `RuleNotMet` for what is none."""
        value = self.said.get(name, "")
        if not value:
            return None
        if not (value.isascii() and value.isdigit() and len(value) < 8):
            raise RuleNotMet(f"“{value}” không phải số. Ghi như 148.", f"“{value}” is no number. Write it as 148.")
        return int(value)

    def file(self, name: str) -> bytes:
        sent = self.request.FILES.get(name)
        return sent.read() if sent else b""


@dataclass(frozen=True)
class Act:
    """An act on a draft: `label` names it, `verb` stands on its button, `needs` is its permission; `own`: for own decisions only, for those
    decided above only, or (None) for both. `fields` are asked for, `run` does it and answers what to say, and where to go."""

    slug: str
    label: Word
    verb: Word
    needs: str
    states: tuple[str, ...]
    run: Callable[[Asked], str]
    own: bool | None = None
    fields: Callable[[Draft, date], list[Field]] = field(default=lambda draft, day: [])
    intro: Word = ""
    of_lines: bool = False
    main: bool = False

    def fits(self, draft: Draft, account: Account | None) -> bool:
        return draft.state in self.states and self.own in (None, draft.own) and may(account, self.needs)


def reason(label: Word) -> Callable[[Draft, date], list[Field]]:
    return lambda draft, day: [Field("ly-do", label, "area", required=True, most=300)]


# --- forms ----------------------------------------------------------------------------------------------


def words_form(draft: Draft, day: date) -> list[Field]:
    return [
        Field("trich-yeu", _("What it is about"), "area", required=True, most=2000, value=draft.title),
        Field("ky-hieu", _("Sign behind the number"), required=True, most=40, value=draft.series),
        Field("quyen", _("Who decides"), required=True, value=draft.authority),
        Field("nguoi-ky", _("Signer"), value=draft.signer),
        Field("ky-thay", _("Signed as"), "choice", value=draft.sign_as, choices=SIGNED_AS),
        Field("chuc-vu", _("Post of the signer"), value=draft.signer_post),
    ]


def signing_form(draft: Draft, day: date) -> list[Field]:
    held = IssuedNumber.objects.filter(draft=draft).first()
    if held is not None:
        hint = _("This draft holds the number %(number)s: type it.") % {"number": held.number}
    else:
        hint = _("The next free number is %(number)s: type it, or another that is free.") % {
            "number": signing.next_number(draft.series, day.year)
        }
    return [Field("so", _("Number of the decision"), "whole", required=True, hint=hint, most=7)]


def paper_form(draft: Draft, day: date) -> list[Field]:
    return [
        Field("so", _("Number of the decision"), "whole", required=True, most=7),
        Field("ngay", _("Signed on"), "day", required=True, value=f"{day:%d/%m/%Y}"),
        Field("nguoi-ky", _("Signer"), required=True, value=draft.signer),
        Field("chuc-vu", _("Post of the signer"), value=draft.signer_post),
        Field("tep", _("Scan (PDF, JPEG or PNG)"), "file"),
    ]


def letter_form(draft: Draft, day: date) -> list[Field]:
    return [
        Field("so", _("Number of the letter"), required=True, most=60, hint=_("As 35/TTr-CAT")),
        Field("ngay", _("Sent on"), "day", required=True, value=f"{day:%d/%m/%Y}"),
        Field("han", _("Answer due on"), "day", hint=_("Empty where no day is set")),
        Field("ly-do", _("Reason"), "area", most=1000, hint=_("Only where a condition asks for one")),
    ]


def result_form(draft: Draft, day: date) -> list[Field]:
    return [
        Field("so", _("Number of the decision"), most=60, hint=_("As 2105/QĐ-BCA; empty where nobody was granted")),
        Field("ngay", _("Signed on"), "day", required=True, value=f"{day:%d/%m/%Y}"),
        Field("quyen", _("Who decided"), required=True, value=draft.authority),
        Field("nguoi-ky", _("Signer")),
        Field("tep", _("Scan (PDF, JPEG or PNG)"), "file"),
        Field("duoc", _("The ticked lines"), "choice", choices=given_instead(draft, day)),
        Field("ly-do", _("Why not granted, for the ticked lines"), "area", most=300),
    ]


def given_instead(draft: Draft, day: date) -> tuple[tuple[str, str], ...]:
    """What may have become of ticked lines: not granted, or another form that the same level decides, as ("code:class", its name)."""
    asked = {line.nomination.recipient for line in draft_lists.lines_of(draft)}
    kinds = {awards()[line.nomination.award].kind for line in draft_lists.lines_of(draft)}
    forms = [
        (one.code, class_no)
        for one in awards().values()
        if one.recipients & asked and one.kind in kinds
        for class_no in one.classes or (None,)
        if is_law(one.code, class_no, day)
    ]
    found = [
        (f"{code}:{class_no or ''}", _("given instead: %(award)s") % {"award": say_award(code, class_no)})
        for code, class_no in forms
    ]
    return (("", _("not granted")), *found)


# --- what is done -----------------------------------------------------------------------------------------


def edit_words(asked: Asked) -> str:
    columns = {
        "title": "trich-yeu",
        "series": "ky-hieu",
        "authority": "quyen",
        "signer": "nguoi-ky",
        "sign_as": "ky-thay",
        "signer_post": "chuc-vu",
    }
    said = {column: asked.said[name] for column, name in columns.items() if name in asked.said}
    drafts.edit(asked.draft.pk, by=asked.by, at=timezone.now(), **said)
    return _("The words of the draft are changed.")


def lay_before_signer(asked: Asked) -> str:
    drafts.put_to_sign(asked.draft.pk, signer=asked.said.get("nguoi-ky", ""), by=asked.by, at=timezone.now())
    return _("The draft lies before the signer; its list stands still from now on.")


def take_back(asked: Asked) -> str:
    drafts.take_from_signer(asked.draft.pk, reason=asked.said.get("ly-do", ""), by=asked.by, at=timezone.now())
    return _("The draft is being worked on again.")


def sign(asked: Asked) -> str:
    decision = signing.sign(
        asked.draft.pk,
        number=asked.whole("so"),
        on=asked.day,
        shown=asked.request.POST.get("da-xem", ""),
        by=asked.by,
        at=timezone.now(),
    )
    return _("Decision %(number)s is signed.") % {"number": decision.number}


def record_paper(asked: Asked) -> str:
    number = asked.whole("so")
    if number is None:
        raise RuleNotMet("Ghi số quyết định.", "Give the number of the decision.")
    decision = signing.record_signed(
        asked.draft.pk,
        number=number,
        on=asked.on("ngay"),
        signer=asked.said.get("nguoi-ky", ""),
        signer_post=asked.said.get("chuc-vu", ""),
        shown=asked.request.POST.get("da-xem", ""),
        scan=asked.file("tep"),
        by=asked.by,
        at=timezone.now(),
    )
    return _("Decision %(number)s is entered.") % {"number": decision.number}


def hold_number(asked: Asked) -> str:
    issued = signing.hold_number(asked.draft.pk, number=asked.whole("so"), on=asked.day, by=asked.by, at=timezone.now())
    return _("The draft holds the number %(number)s.") % {"number": signing.written(issued)}


def withdraw_number(asked: Asked) -> str:
    held = IssuedNumber.objects.filter(draft=asked.draft).first()
    if held is None:
        raise WrongState("Dự thảo này không giữ số nào.", "This draft holds no number.")
    signing.withdraw_number(
        held.series,
        held.year,
        held.number,
        note=asked.said.get("ly-do", ""),
        on=asked.day,
        by=asked.by,
        at=timezone.now(),
    )
    return _("The number %(number)s is withdrawn; it stays listed with the reason.") % {"number": signing.written(held)}


def send_up(asked: Asked) -> str:
    signing.send_up(
        asked.draft.pk,
        letter_number=asked.said.get("so", ""),
        on=asked.on("ngay"),
        due_on=asked.on("han") if asked.said.get("han") else None,
        reason=asked.said.get("ly-do", ""),
        by=asked.by,
        at=timezone.now(),
    )
    return _("The list is sent up.")


def unsend(asked: Asked) -> str:
    signing.unsend(asked.draft.pk, reason=asked.said.get("ly-do", ""), by=asked.by, at=timezone.now(), on=asked.day)
    return _("The submission is taken back.")


def enter_result(asked: Asked) -> str:
    lines = set(DraftLine.objects.filter(draft=asked.draft).values_list("pk", flat=True))
    ticked = lines & set(asked.lines)
    code, _colon, class_no = asked.said.get("duoc", "").partition(":")
    refused = set() if code else ticked
    decision = signing.record_returned(
        asked.draft.pk,
        number=asked.said.get("so", ""),
        on=asked.on("ngay"),
        authority=asked.said.get("quyen", ""),
        signer=asked.said.get("nguoi-ky", ""),
        granted=lines - refused,
        refused=dict.fromkeys(refused, asked.said.get("ly-do", "")),
        instead=dict.fromkeys(ticked, (code, int(class_no) if class_no.isdigit() else None)) if code else {},
        scan=asked.file("tep"),
        by=asked.by,
        at=timezone.now(),
    )
    if decision is None:
        return _("Nobody of this list was granted.")
    return _("Decision %(number)s is entered.") % {"number": decision.number}


def call_off(asked: Asked) -> str:
    drafts.call_off(asked.draft.pk, reason=asked.said.get("ly-do", ""), by=asked.by, at=timezone.now(), on=asked.day)
    return _("The draft is called off; its dossiers wait for a decision again.")


def take_out(asked: Asked) -> str:
    number = draft_lists.take_out(
        asked.lines, reason=asked.said.get("ly-do", ""), by=asked.by, at=timezone.now(), on=asked.day
    )
    return _("%(n)s lines are taken out; their dossiers wait for a decision again.") % {"n": number}


def split(asked: Asked) -> str:
    second = draft_lists.split(
        asked.lines, title=asked.said.get("trich-yeu", ""), by=asked.by, at=timezone.now(), on=asked.day
    )
    return _("The lines are a draft of their own now, number %(number)s.") % {"number": second.pk}


def put_in_order(asked: Asked) -> str:
    draft_lists.put_in_order(asked.draft.pk, by=asked.by, at=timezone.now())
    return _("The list stands in the order of the law.")


def keep_file(asked: Asked) -> str:
    signed_files.attach_file(asked.draft.pk, asked.file("tep"), by=asked.by, at=timezone.now())
    return _("The file is kept; what its signatures say stands below.")


def sign_with_key(asked: Asked) -> str:
    signed_files.sign_file(
        asked.draft.pk,
        key_file=asked.file("khoa"),
        passphrase=str(asked.request.POST.get("mat-khau", "")),
        by=asked.by,
        at=timezone.now(),
        on=asked.day,
    )
    return _("The file is signed. The key was not kept.")


ACTS: tuple[Act, ...] = (
    Act(
        "ky",
        gettext_lazy("Sign"),
        gettext_lazy("Sign the decision"),
        "sign",
        ("to-sign", "drafting"),
        sign,
        own=True,
        fields=signing_form,
        main=True,
        intro=gettext_lazy("Signing cannot be taken back: the decision can only be annulled or corrected afterwards."),
    ),
    Act(
        "trinh-ky",
        gettext_lazy("Lay before the signer"),
        gettext_lazy("Lay before the signer"),
        "draft",
        ("drafting",),
        lay_before_signer,
        own=True,
        fields=lambda draft, day: [Field("nguoi-ky", _("Signer"), value=draft.signer)],
        main=True,
    ),
    Act(
        "trinh-len",
        gettext_lazy("Send up"),
        gettext_lazy("Send up"),
        "send-up",
        ("drafting",),
        send_up,
        own=False,
        fields=letter_form,
        main=True,
    ),
    Act(
        "ket-qua",
        gettext_lazy("Enter the result"),
        gettext_lazy("Enter the result"),
        "record-returned",
        ("sent-up",),
        enter_result,
        own=False,
        fields=result_form,
        intro=gettext_lazy(
            "Lines that were not granted, or given in another form, are ticked in the list first; all others become honours as proposed."
        ),
        of_lines=True,
        main=True,
    ),
    Act(
        "ghi-ky",
        gettext_lazy("Enter a decision signed on paper"),
        gettext_lazy("Enter the decision"),
        "record-signed",
        ("drafting", "to-sign"),
        record_paper,
        own=True,
        fields=paper_form,
    ),
    Act(
        "sua",
        gettext_lazy("Change the words"),
        gettext_lazy("Keep the words"),
        "draft",
        ("drafting",),
        edit_words,
        fields=words_form,
    ),
    Act(
        "giu-so",
        gettext_lazy("Hold a number"),
        gettext_lazy("Hold the number"),
        "draft",
        ("drafting", "to-sign"),
        hold_number,
        own=True,
        fields=signing_form,
    ),
    Act(
        "rut-so",
        gettext_lazy("Withdraw the number"),
        gettext_lazy("Withdraw the number"),
        "draft",
        ("drafting", "to-sign"),
        withdraw_number,
        own=True,
        fields=reason(gettext_lazy("Why the number is withdrawn")),
        intro=gettext_lazy("A withdrawn number stays listed and is never given again."),
    ),
    Act(
        "tep",
        gettext_lazy("Keep a scan or a signed PDF"),
        gettext_lazy("Keep the file"),
        "file-decision",
        signed_files.FILED,
        keep_file,
        fields=lambda draft, day: [Field("tep", _("Scan or signed PDF (PDF, JPEG or PNG)"), "file", required=True)],
        intro=gettext_lazy(
            "Signatures are checked against the authorities whose certificates lie in the folder trust/ of the data folder. A paper that was given out to be signed must come back unchanged."
        ),
    ),
    Act(
        "ky-tep",
        gettext_lazy("Sign the PDF with a key file"),
        gettext_lazy("Sign the PDF"),
        "sign-file",
        signed_files.SIGNABLE,
        sign_with_key,
        own=True,
        fields=lambda draft, day: [
            Field("khoa", _("Key file (.p12, .pfx)"), "file", required=True),
            Field("mat-khau", _("Password of the key"), "password"),
        ],
        intro=gettext_lazy("Neither the key nor its password is kept."),
    ),
    Act(
        "lay-ve",
        gettext_lazy("Take back to work on it"),
        gettext_lazy("Take back"),
        "take-from-signer",
        ("to-sign",),
        take_back,
        fields=reason(gettext_lazy("What is to be mended")),
    ),
    Act(
        "rut-trinh",
        gettext_lazy("Take the submission back"),
        gettext_lazy("Take the submission back"),
        "send-up",
        ("sent-up",),
        unsend,
        own=False,
        fields=reason(gettext_lazy("Why it is taken back")),
    ),
    Act(
        "bo",
        gettext_lazy("Call off"),
        gettext_lazy("Call the draft off"),
        "draft",
        ("drafting", "to-sign"),
        call_off,
        fields=reason(gettext_lazy("Why it is called off")),
    ),
    Act(
        "rut",
        gettext_lazy("Take lines out"),
        gettext_lazy("Take out"),
        "draft",
        ("drafting",),
        take_out,
        fields=reason(gettext_lazy("Why they are taken out")),
        of_lines=True,
    ),
    Act(
        "tach",
        gettext_lazy("Make a draft of their own"),
        gettext_lazy("Split off"),
        "draft",
        ("drafting", "sent-up"),
        split,
        fields=lambda draft, day: [Field("trich-yeu", _("What it is about"), "area", most=2000, value=draft.title)],
        of_lines=True,
    ),
    Act(
        "xep",
        gettext_lazy("Put in the order of the law"),
        gettext_lazy("Put in the order of the law"),
        "draft",
        ("drafting",),
        put_in_order,
    ),
)
BY_SLUG = {act.slug: act for act in ACTS}
WITHOUT_BUTTON = ("rut", "tach", "xep")
"""Acts on ticked lines, or on the order: their buttons stand at the list."""


def acts_for(draft: Draft, account: Account | None) -> list[Act]:
    """The acts that this account may do with a draft as it stands, the main one first."""
    fitting = [act for act in ACTS if act.slug not in WITHOUT_BUTTON and act.fits(draft, account)]
    holds = IssuedNumber.objects.filter(draft=draft).exists() if draft.own else False
    return [act for act in fitting if act.slug not in (("giu-so",) if holds else ("rut-so",))]


# --- the screen -----------------------------------------------------------------------------------------


def draft_act(request: HttpRequest, draft_id: int, slug: str) -> HttpResponse:
    """The form of an act, and with `lam=1` the act itself."""
    draft: Draft | None = rows(request, Draft.objects).select_related("round").filter(pk=draft_id).first()
    act = BY_SLUG.get(slug)
    if draft is None or act is None:
        raise Http404
    if not may(account_of(request), act.needs):
        raise Http404
    asked = Asked(
        request,
        draft,
        {key: nfc(str(value)).strip() for key, value in request.POST.items()},
        ticked(request, draft),
        today(request),
    )
    if request.method != "POST" or request.POST.get("lam") != "1":
        return form(request, act, asked)
    try:
        said = act.run(asked)
    except (RuleNotMet, WrongState, NotReadable) as refused:
        return form(request, act, asked, problem=refused)
    say(request, said)
    return HttpResponseRedirect(after(act, asked))


def ticked(request: HttpRequest, draft: Draft) -> list[int]:
    """The ticked lines that are this draft's."""
    sent = [value for value in request.POST.getlist("dong") if value.isascii() and value.isdigit() and len(value) < 11]
    if len(sent) != len(request.POST.getlist("dong")):
        raise BadRequest("dong")
    known = set(DraftLine.objects.filter(draft=draft).values_list("pk", flat=True)) if sent else set()
    return [key for key in dict.fromkeys(int(value) for value in sent) if key in known]


def after(act: Act, asked: Asked) -> str:
    """Where an act leads: the next of the stack after signing, the list after calling off, else the draft."""
    if act.slug == "ky":
        waiting = queries.in_stage(rows(asked.request, Draft.objects), "cho-ky").first()
        if waiting is not None:
            return reverse("draft-act", args=[waiting.pk, "ky"])
    if act.slug == "bo":
        return reverse("drafts")
    return reverse("draft", args=[asked.draft.pk])


def form(request: HttpRequest, act: Act, asked: Asked, *, problem: Refused | None = None) -> HttpResponse:
    """The form, with what was typed where the act was refused. An act whose time has passed says so instead."""
    draft = asked.draft
    if problem is None and not act.fits(draft, account_of(request)):
        drafts.the_draft(draft.pk, *act.states)  # raises with the words of the state
        raise Http404
    sent = request.POST.get("lam") == "1"
    fields = [
        (one, asked.said.get(one.name, "") if sent and one.kind not in ("file", "password") else one.value)
        for one in act.fields(draft, asked.day)
    ]
    signs = act.slug in ("ky", "ghi-ky")
    lines = list(draft_lists.lines_of(draft).filter(pk__in=asked.lines)) if asked.lines else []
    context = {
        "draft": draft,
        "act": act,
        "fields": fields,
        "problem": problem.said(get_language() or "vi") if problem else "",
        "lines": [
            (line, line.nomination.subject.name, award(line.nomination.award).titled(line.nomination.class_no))
            for line in lines[:60]
        ],
        "keys": [line.pk for line in lines],
        "left_out": max(0, len(lines) - 60),
        "needs_lines": act.of_lines and act.slug != "ket-qua" and not lines,
        "mark": draft_lists.shown_mark(draft) if signs else "",
        "changed": said_changes(draft_lists.changes(draft)) if signs else [],
        "held": summed(queries.held_of_each(DraftLine.objects.all(), draft.pk)) if signs else [],
        "takes_file": any(one.kind == "file" for one, _value in fields),
        "day": asked.day,
    }
    status = 409 if isinstance(problem, WrongState) else 422 if problem else 200
    return page_or_drawer(request, "drafts/act.html", context, status=status)


urlpatterns = [
    path("quyet-dinh/du-thao/<int:draft_id>/<slug:slug>/", draft_act, name="draft-act"),
]
