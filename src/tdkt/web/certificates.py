"""Certificates on screen: the serial book, those of a decision with issuing and printing, and one certificate with its verdict."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from tdkt.law.catalogue import award
from tdkt.operations.certificates import issue, reissue, revoke
from tdkt.operations.drafts import ABOVE
from tdkt.operations.errors import Refused, RuleNotMet
from tdkt.operations.jobs import Job
from tdkt.operations.kept_files import keep_file, kept_file
from tdkt.operations.printing import preview, print_batch
from tdkt.operations.verifying import title_and_words, verify_by_register
from tdkt.records.models import Certificate, Conferral, Decision, Design, Printer, Printing
from tdkt.records.models.awards import STANDING
from tdkt.vietnamese.folding import fold
from tdkt.web.filters import choice, pill, whole, without_empty
from tdkt.web.jobs import begin_work, ended, seen
from tdkt.web.office import account_of, today
from tdkt.web.pages import page_of
from tdkt.web.policy import rows
from tdkt.web.shell import page_or_drawer, say
from tdkt.web.words import Word

STATES: dict[str, Word] = {
    "valid": gettext_lazy("valid certificate"),
    "revoked": gettext_lazy("revoked"),
    "replaced": gettext_lazy("replaced"),
}
MARKS = {"valid": "dat", "revoked": "chua", "replaced": "rong"}
MOST_TYPED = 9_999_999


def serial_book(request: HttpRequest) -> HttpResponse:
    """The serial book: all certificates, the newest first, by book, state, serial and name."""
    shorter = without_empty(request)
    if shorter is not None:
        return shorter
    seen_rows = rows(request, Certificate.objects)
    books = list(seen_rows.order_by("-book").values_list("book", flat=True).distinct())
    book, state = choice(request, "so", books), choice(request, "tinh", STATES)
    serial, name = whole(request, "bang", most=MOST_TYPED), request.GET.get("ten", "").strip()[:100]
    found = seen_rows
    pills = []
    if book:
        found = found.filter(book=book)
        pills.append(pill(request, _("Book"), book, "so"))
    if state:
        found = found.filter(state=state)
        pills.append(pill(request, _("State"), STATES[state], "tinh"))
    if serial is not None:
        found = found.filter(serial=serial)
        pills.append(pill(request, _("Serial"), str(serial), "bang"))
    if name:
        found = found.filter(conferral__subject__search__contains=fold(name))
        pills.append(pill(request, _("Name"), name, "ten"))
    ordered = found.order_by("-book", "-serial").select_related("conferral__subject", "conferral__decision")
    page = page_of(request, ordered, total=found.count())
    context = {
        "page": page,
        "lines": [(row, form_of(row.conferral), STATES[row.state], MARKS[row.state]) for row in page.rows],
        "books": books,
        "states": list(STATES.items()),
        "book": book,
        "state": state,
        "serial": serial,
        "name": name,
        "pills": pills,
    }
    return render(request, "certificates/list.html", context)


def of_decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """The honours of a decision with their certificates; where the officer issues and prints them."""
    decision = get_object_or_404(rows(request, Decision.objects), pk=decision_id)
    honours = rows(request, Conferral.objects).filter(decision=decision).select_related("subject")
    page = page_of(request, honours.order_by("pk"), total=honours.count())
    certificates = rows(request, Certificate.objects).filter(conferral__decision=decision)
    newest: dict[int, Certificate] = {}
    for row in certificates.filter(conferral__in=[one.pk for one in page.rows]).order_by("serial"):
        newest[row.conferral_id] = row
    printed = set(
        Printing.objects.filter(certificate__in=[row.pk for row in newest.values()]).values_list(
            "certificate", flat=True
        )
    )
    valid = certificates.filter(state="valid")
    printed_before = Printing.objects.filter(certificate__in=valid.values("pk"))
    context = {
        "decision": decision,
        "page": page,
        "lines": [_line(one, newest.get(one.pk), printed) for one in page.rows],
        "without": 0
        if decision.level in ABOVE
        else honours.filter(state__in=STANDING, certificates__isnull=True).count(),
        "valid": valid.count(),
        "unprinted": valid.filter(printings__isnull=True).count(),
        "printed": printed_before.values("certificate").distinct().count(),
        "above": decision.level in ABOVE,
        "printers": list(Printer.objects.order_by("name")),
        "designs": list(Design.objects.filter(state="in-use").order_by("name")),
        "book": str(decision.year or today(request).year),
        "done": request.GET.get("in", ""),
        "refused": getattr(request, "refused", ""),
    }
    return render(request, "certificates/decision.html", context, status=422 if context["refused"] else 200)


def _line(honour: Conferral, row: Certificate | None, printed: set[int]) -> dict[str, Any]:
    return {
        "honour": honour,
        "form": form_of(honour),
        "row": row,
        "state": STATES[row.state] if row else "",
        "mark": MARKS[row.state] if row else "",
        "printed": bool(row and row.pk in printed),
        "stands": honour.state in STANDING,
    }


def form_of(honour: Conferral) -> str:
    """The award as papers name it."""
    return award(honour.award).titled(honour.class_no)


def issue_all(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Issue certificates for all honours of the decision that have none."""
    get_object_or_404(rows(request, Decision.objects), pk=decision_id)
    back = reverse("certificates-of-decision", args=[decision_id])
    try:
        issued = issue(
            decision_id,
            by=account_of(request),
            at=timezone.now(),
            on=today(request),
            book=request.POST.get("so", ""),
        )
    except RuleNotMet as refused:
        return _refused(request, refused, decision_id)
    made = len(issued.made)
    say(
        request,
        ngettext("%(n)d certificate was issued.", "%(n)d certificates were issued.", made) % {"n": made}
        if made
        else _("Every standing honour of this decision had its certificate already."),
    )
    return redirect(back)


def print_all(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Print the valid certificates of a decision as one PDF: those not printed yet, or all of them again with a reason."""
    decision = get_object_or_404(rows(request, Decision.objects), pk=decision_id)
    account, at, on = account_of(request), timezone.now(), today(request)
    again = request.POST.get("lai", "").strip()
    found = rows(request, Certificate.objects).filter(conferral__decision=decision, state="valid")
    if request.POST.get("nhung") != "tat-ca":
        found = found.filter(printings__isnull=True)
    keys = list(found.values_list("pk", flat=True))
    printer, design = _chosen(request, "may-in"), _chosen(request, "mau")
    if not keys:
        return _refused(
            request,
            RuleNotMet(
                "Không còn bằng nào chưa in. Chọn “tất cả” và ghi lý do để in lại.",
                "All are printed. Choose “all” and say why to print them again.",
            ),
            decision_id,
        )
    back = reverse("certificates-of-decision", args=[decision_id])

    def run(watch: Any) -> dict[str, Any]:
        watch.stage("setting")
        pdf = print_batch(
            keys, by=account, at=at, on=on, printer_id=printer, design_id=design, again=again, watch=watch
        )
        said = ngettext(
            "%(n)d certificate is set and noted as printed.",
            "%(n)d certificates are set and noted as printed.",
            len(keys),
        ) % {"n": len(keys)}
        return ended(f"{back}?in={watch.job.id}", said) | {"file": keep_file(pdf)}

    name = _("Certificates of decision %(number)s") % {"number": decision.number}
    return begin_work(request, "certificates-print", run, stages=("setting",), name=name, back=back)


def _chosen(request: HttpRequest, key: str) -> int | None:
    value = request.POST.get(key, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def _refused(request: HttpRequest, refused: Refused, decision_id: int) -> HttpResponse:
    request.refused = refused.said(get_language() or "vi")  # type: ignore[attr-defined]
    return of_decision(request, decision_id)


def printed_file(request: HttpRequest, job_id: str) -> HttpResponse:
    """The PDF that a job of printing made."""
    job: Job = seen(request, job_id)
    content = kept_file(str(job.result.get("file", ""))) if job.kind == "certificates-print" else None
    if content is None:
        raise Http404
    headers = {"Content-Disposition": 'inline; filename="bang.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


# --- one certificate ----------------------------------------------------------------------------------


def one_certificate(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """One certificate: what it says, whether it holds, its printings, and what may be done with it."""
    row = _found(request, certificate_id)
    verdict = verify_by_register(row.code, on=today(request))
    title, words = title_and_words(verdict, get_language() or "vi")
    newer = rows(request, Certificate.objects).filter(replaces=row).first()
    context = {
        "row": row,
        "honour": row.conferral,
        "decision": row.conferral.decision,
        "form": form_of(row.conferral),
        "state": STATES[row.state],
        "mark": MARKS[row.state],
        "verdict": verdict,
        "verdict_title": title,
        "verdict_words": words,
        "printings": list(row.printings.select_related("printer").order_by("on_date", "pk")),
        "newer": newer,
        "older": row.replaces,
        "may_reissue": newer is None and row.conferral.state in STANDING,
        "refused": getattr(request, "refused", ""),
    }
    status = 422 if context["refused"] else 200
    return page_or_drawer(request, "certificates/one.html", context, status=status)


def certificate_picture(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """What the paper looks like, as a picture."""
    row = _found(request, certificate_id)
    return HttpResponse(preview(row.design, row.pk), content_type="image/png")


def reissue_one(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """A new certificate in place of this one."""
    _found(request, certificate_id)
    try:
        made = reissue(
            certificate_id,
            why=request.POST.get("ly-do", ""),
            by=account_of(request),
            at=timezone.now(),
            on=today(request),
        )
    except RuleNotMet as refused:
        request.refused = refused.said(get_language() or "vi")  # type: ignore[attr-defined]
        return one_certificate(request, certificate_id)
    say(request, _("Reissued as number %(serial)s of book %(book)s.") % {"serial": made.serial, "book": made.book})
    return redirect("certificate", made.pk)


def revoke_one(request: HttpRequest, certificate_id: int) -> HttpResponse:
    """Revoke this certificate; the honour stands."""
    _found(request, certificate_id)
    try:
        revoke(
            certificate_id,
            why=request.POST.get("ly-do", ""),
            by=account_of(request),
            at=timezone.now(),
            on=today(request),
        )
    except RuleNotMet as refused:
        request.refused = refused.said(get_language() or "vi")  # type: ignore[attr-defined]
        return one_certificate(request, certificate_id)
    say(request, _("The certificate is revoked. Carry the new list of revocations to whoever verifies."))
    return redirect("certificate", certificate_id)


def _found(request: HttpRequest, certificate_id: int) -> Certificate:
    found = rows(request, Certificate.objects).select_related(
        "conferral__subject", "conferral__decision", "replaces", "design"
    )
    row: Certificate = get_object_or_404(found, pk=certificate_id)
    return row


urlpatterns = [
    path("bang/", serial_book, name="certificates"),
    path("bang/quyet-dinh/<int:decision_id>/", of_decision, name="certificates-of-decision"),
    path("bang/quyet-dinh/<int:decision_id>/cap/", issue_all, name="certificates-issue"),
    path("bang/quyet-dinh/<int:decision_id>/in/", print_all, name="certificates-print"),
    path("bang/tep/<str:job_id>/", printed_file, name="certificates-file"),
    path("bang/<int:certificate_id>/", one_certificate, name="certificate"),
    path("bang/<int:certificate_id>/anh/", certificate_picture, name="certificate-picture"),
    path("bang/<int:certificate_id>/cap-lai/", reissue_one, name="certificate-reissue"),
    path("bang/<int:certificate_id>/thu-hoi/", revoke_one, name="certificate-revoke"),
]
