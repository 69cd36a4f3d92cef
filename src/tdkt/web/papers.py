"""The papers of a dossier: put in, looked at page by page, downloaded, taken out with a reason."""

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tdkt.law.papers import WORDS
from tdkt.operations.errors import NotReadable, Refused
from tdkt.operations.papers import (
    LARGEST,
    add_paper,
    content_of,
    is_pictured,
    look_at,
    open_kinds,
    page_picture,
    take_out,
    words_of,
)
from tdkt.records.models import Paper
from tdkt.web.dossiers import the_dossier
from tdkt.web.office import account_of, today
from tdkt.web.policy import may_use
from tdkt.web.shell import complain, page_or_drawer, say
from tdkt.web.uploads import was_too_large

MOST_WORDS = 6_000


def add(request: HttpRequest, nomination_id: int) -> HttpResponse:
    """Put a paper into the dossier."""
    row = the_dossier(request, nomination_id)
    to = reverse("dossier", args=[row.pk]) + "#giay-to"
    upload = request.FILES.get("tep")
    try:
        if was_too_large(request):
            raise NotReadable(
                f"Tệp lớn hơn {LARGEST // 2**20} MB; hãy quét ở độ phân giải thấp hơn hoặc tách tệp rồi gửi lại.",
                f"The file is larger than {LARGEST // 2**20} MB; scan it at a lower resolution or split it, and send it again.",
            )
        if not isinstance(upload, UploadedFile):
            raise NotReadable(
                "Chưa chọn tệp nào. Chọn tệp rồi bấm lại.", "No file was chosen. Choose one and press again."
            )
        paper = add_paper(
            row.pk,
            request.POST.get("loai", ""),
            look_at(upload.name or "", upload.read()),
            by=account_of(request),
            at=timezone.now(),
            on=today(request),
        )
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
    else:
        say(request, _("“%(name)s” is in the dossier.") % {"name": paper.file_name})
    return HttpResponseRedirect(to)


def the_paper(request: HttpRequest, nomination_id: int, paper_id: int) -> Paper:
    """A paper of a dossier that this account sees, also one that was taken out."""
    row = the_dossier(request, nomination_id)
    paper: Paper = get_object_or_404(Paper.objects.filter(nomination=row).select_related("nomination"), pk=paper_id)
    return paper


def one(request: HttpRequest, nomination_id: int, paper_id: int) -> HttpResponse:
    """One paper: what it is, its pages as pictures or its words, and the way to take it out."""
    paper = the_paper(request, nomination_id, paper_id)
    account = account_of(request)
    pictured = is_pictured(paper)
    context = {
        "paper": paper,
        "kind": WORDS[paper.kind][get_language() == "en"] if paper.kind in WORDS else _("Other paper"),
        "dossier_url": reverse("dossier", args=[paper.nomination_id]),
        "pages": range(1, (paper.pages or 1) + 1)[:20] if pictured else (),
        "words": "" if pictured else words_of(paper)[:MOST_WORDS],
        "may_take_out": paper.state == "in"
        and may_use(account, "paper-out", "POST")
        and paper.kind in open_kinds(paper.nomination, account),
    }
    return page_or_drawer(request, "dossiers/paper.html", context)


def page(request: HttpRequest, nomination_id: int, paper_id: int, page: int) -> HttpResponse:
    """One page of a paper as a picture."""
    paper = the_paper(request, nomination_id, paper_id)
    if not is_pictured(paper) or not 1 <= page <= (paper.pages or 0):
        raise Http404
    return HttpResponse(page_picture(paper, page), content_type="image/png")


def file(request: HttpRequest, nomination_id: int, paper_id: int) -> HttpResponse:
    """The paper as it came in, to be saved: never opened by the browser itself."""
    paper = the_paper(request, nomination_id, paper_id)
    return HttpResponse(
        content_of(paper),
        content_type=paper.media_type,
        headers={"Content-Disposition": content_disposition_header(True, paper.file_name) or "attachment"},
    )


def out(request: HttpRequest, nomination_id: int, paper_id: int) -> HttpResponse:
    """Take a paper out; it stays in the register with the reason."""
    paper = the_paper(request, nomination_id, paper_id)
    try:
        take_out(paper.pk, reason=request.POST.get("ly-do", ""), by=account_of(request), at=timezone.now())
    except Refused as refused:
        complain(request, refused.said(get_language() or "vi"))
    else:
        say(request, _("“%(name)s” was taken out; it stays in the history.") % {"name": paper.file_name})
    return HttpResponseRedirect(reverse("dossier", args=[paper.nomination_id]) + "#giay-to")


urlpatterns = [
    path("xet/ho-so/<int:nomination_id>/giay-to/", add, name="paper-add"),
    path("xet/ho-so/<int:nomination_id>/giay-to/<int:paper_id>/", one, name="paper"),
    path("xet/ho-so/<int:nomination_id>/giay-to/<int:paper_id>/tep/", file, name="paper-file"),
    path("xet/ho-so/<int:nomination_id>/giay-to/<int:paper_id>/rut/", out, name="paper-out"),
    path("xet/ho-so/<int:nomination_id>/giay-to/<int:paper_id>/trang/<int:page>/", page, name="paper-page"),
]
