"""What goes with a member's sheet: evidence by line, and the sheet as a spreadsheet, given out and read back."""

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from tdkt.operations import filled_sheets, marks
from tdkt.operations.errors import NotReadable, RuleNotMet
from tdkt.operations.papers import look_at
from tdkt.records.models import BlockMember, Proof
from tdkt.web.block_marks import the_member
from tdkt.web.office import account_of, office_of, today
from tdkt.web.shell import complain, say
from tdkt.web.uploads import was_too_large

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def uploaded(request: HttpRequest) -> UploadedFile | None:
    if was_too_large(request):
        raise NotReadable(
            "Tệp quá lớn; hãy tách nhỏ rồi gửi lại.", "The file is too large; split it and send it again."
        )
    file = request.FILES.get("tep")
    return file if isinstance(file, UploadedFile) else None


def add_proof(request: HttpRequest, member_id: int) -> HttpResponse:
    """Put evidence to a line."""
    member = the_member(request, member_id)
    try:
        file = uploaded(request)
        made = marks.add_proof(
            member.pk,
            request.POST.get("tieu-chi", ""),
            request.POST.get("noi-dung", ""),
            file=look_at(file.name or "", file.read()) if file else None,
            by=account_of(request),
            at=timezone.now(),
            on=today(request),
        )
    except (RuleNotMet, NotReadable) as refused:
        complain(request, refused.said(get_language() or "vi"))
    else:
        say(request, _("Evidence “%(words)s” is kept.") % {"words": made.words})
    return HttpResponseRedirect(reverse("block-member", args=[member.pk]) + "#minh-chung")


def proof(request: HttpRequest, member_id: int, proof_id: int) -> HttpResponse:
    """The file of evidence, to be saved; a POST takes the evidence away."""
    member = the_member(request, member_id)
    if request.method == "POST":
        get_object_or_404(Proof, pk=proof_id, member=member)
        marks.take_proof(proof_id, by=account_of(request), at=timezone.now(), on=today(request))
        say(request, _("The evidence is taken away; it stays in the history."))
        return HttpResponseRedirect(reverse("block-member", args=[member.pk]) + "#minh-chung")
    row, content = marks.proof_content(proof_id, member, by=account_of(request), on=today(request))
    return HttpResponse(
        content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": content_disposition_header(True, row.file_name) or "attachment"},
    )


def filled(request: HttpRequest, member_id: int) -> HttpResponse:
    """The sheet with the marks of the own hand as a spreadsheet; a POST reads one back into it."""
    member = the_member(request, member_id)
    account, day = account_of(request), today(request)
    seen = marks.seen(member, by=account, on=day)
    hand = next(iter(seen.writes or sorted(seen.own, reverse=True)), "self" if "self" in seen.hands else "")
    if not hand:
        raise Http404
    if request.method == "POST":
        return read_filled(request, member, hand)
    office = office_of(request)
    assert office is not None  # whoever is signed in has one
    content = filled_sheets.fill_sheet(
        member, hand, seen.marks.get(hand, {}), seen.points.get(hand, {}), office=office, day=day
    )
    name = f"{pgettext('file name', 'scoring-sheet')}-{member.block_year.year}-{member.pk}.xlsx"
    return HttpResponse(
        content,
        content_type=XLSX,
        headers={"Content-Disposition": content_disposition_header(True, name) or "attachment"},
    )


def read_filled(request: HttpRequest, member: BlockMember, hand: str) -> HttpResponse:
    try:
        file = uploaded(request)
        if file is None:
            raise NotReadable("Chưa chọn tệp. Chọn tệp rồi bấm lại.", "No file was chosen. Choose one and press again.")
        entries = filled_sheets.read_filled(member, hand, file.name or "", file.read())
        n = marks.mark(member.pk, hand, entries, by=account_of(request), at=timezone.now(), on=today(request))
    except (RuleNotMet, NotReadable) as refused:
        complain(request, refused.said(get_language() or "vi"))
    else:
        say(request, ngettext("%(n)s mark is read in.", "%(n)s marks are read in.", n) % {"n": n})
    return HttpResponseRedirect(reverse("block-member", args=[member.pk]))


urlpatterns = [
    path("phong-trao/khoi/cham/<int:member_id>/bang/", filled, name="block-filled"),
    path("phong-trao/khoi/cham/<int:member_id>/minh-chung/", add_proof, name="block-proof-add"),
    path("phong-trao/khoi/cham/<int:member_id>/minh-chung/<int:proof_id>/", proof, name="block-proof"),
]
