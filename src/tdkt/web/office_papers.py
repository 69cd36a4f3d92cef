"""The office's papers as files, and the page of their Word templates: take one, edit it in Word, send it back, or go back to ours."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from tdkt.operations import office_papers as papers
from tdkt.operations.errors import NotFound, NotReadable
from tdkt.web.office import account_of, today
from tdkt.web.shell import say

DOCX = papers.FORMATS["docx"]


def paper(request: HttpRequest, kind: str, key: int, form: str) -> HttpResponse:
    """One paper as a file, of rows that this account sees; 404 for all else."""
    name, content, media_type = papers.make(kind, key, form=form, on=today(request), by=account_of(request))
    return as_file(name, content, media_type)


def as_file(name: str, content: bytes, media_type: str) -> HttpResponse:
    """A file to be kept on the disk."""
    disposition = content_disposition_header(True, name)
    assert disposition is not None
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})


# --- templates ----------------------------------------------------------------------------------------


def template_list(request: HttpRequest) -> HttpResponse:
    """Every form with its template: whose it is, and whether it can be filled."""
    return render(request, "office_papers/list.html", {"templates": papers.templates()})


def template(request: HttpRequest, slug: str) -> HttpResponse:
    """One form: the names that may stand in its template, and what is wrong with the one that was sent."""
    one = next((one for one in papers.templates() if one.slug == slug), None)
    if one is None:
        raise NotFound(f"Không có mẫu văn bản “{slug}”.", f"There is no form “{slug}”.")
    if request.method != "POST":
        return page(request, one, one.wrong)
    sent = request.FILES.get("tep")
    if sent is None:
        return page(request, one, [_("Choose the Word file first.")], status=422)
    content = sent.read(papers.LARGEST_TEMPLATE + 1)
    wrong = papers.check_template(slug, content)
    if not wrong:
        try:
            papers.keep_template(slug, content, by=account_of(request), at=timezone.now())
        except NotReadable as why:  # somebody put another file of ours in between
            wrong = [why.said(request.LANGUAGE_CODE)]
    if wrong:
        return page(request, one, wrong, status=422, sent=sent.name or "")
    say(request, _("“%(name)s” is made by the office's own template from now on.") % {"name": one.name})
    return HttpResponseRedirect(reverse("paper-template", args=[slug]))


def page(
    request: HttpRequest, one: papers.Template, wrong: list[str], *, status: int = 200, sent: str = ""
) -> HttpResponse:
    """The page of one form. `sent` is the name of a file that was sent and is not used."""
    context = {"one": one, "wrong": wrong, "sent": sent, "names": sorted(one.variables.items())}
    return render(request, "office_papers/one.html", context, status=status)


def template_file(request: HttpRequest, slug: str, whose: str) -> HttpResponse:
    """The template that is used ("dang-dung"), or the one that the program came with ("goc")."""
    if whose not in ("dang-dung", "goc"):
        raise NotFound(f"Không có mẫu “{whose}”.", f"There is no template “{whose}”.")
    content = papers.template_of(slug) if whose == "dang-dung" else papers.our_template(slug)
    return as_file(f"mau-{slug}.docx", content, DOCX)


def template_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Go back to our template."""
    papers.drop_template(slug, by=account_of(request), at=timezone.now())
    say(request, _("The program's own template is used again."))
    return HttpResponseRedirect(reverse("paper-template", args=[slug]))


urlpatterns = [
    path("xet/giay/mau/", template_list, name="paper-templates"),
    path("xet/giay/mau/<slug:slug>/", template, name="paper-template"),
    path("xet/giay/mau/<slug:slug>/bo/", template_back, name="paper-template-back"),
    path("xet/giay/mau/<slug:slug>/tep/<slug:whose>/", template_file, name="paper-template-file"),
    path("xet/giay/<slug:kind>/<int:key>/<str:form>/", paper, name="office-paper"),
]
