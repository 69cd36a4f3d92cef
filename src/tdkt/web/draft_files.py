"""The file of a decision: the paper that is given out to be signed, and the scan or signed PDF that came back."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path
from django.utils import timezone

from tdkt.operations import signed_files
from tdkt.records.models import Draft
from tdkt.web.office import account_of, today
from tdkt.web.policy import rows


def give_out(request: HttpRequest, draft_id: int) -> HttpResponseBase:
    """The paper for the agency's own signing tool, as a file; it is kept, so that what comes back can be held against it."""
    if not rows(request, Draft.objects).filter(pk=draft_id).exists():
        raise Http404
    name, content = signed_files.export_file(draft_id, by=account_of(request), at=timezone.now(), on=today(request))
    return as_file(name, content, "application/pdf")


def kept_file(request: HttpRequest, draft_id: int) -> HttpResponseBase:
    """The scan or signed PDF of a decision."""
    if not rows(request, Draft.objects).filter(pk=draft_id).exists():
        raise Http404
    return as_file(*signed_files.file_of(draft_id))


def as_file(name: str, content: bytes, kind: str) -> HttpResponseBase:
    """Bytes to be saved, never shown within the office's own address."""
    response = FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=kind)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


urlpatterns = [
    path("quyet-dinh/du-thao/<int:draft_id>/xuat/", give_out, name="draft-export"),
    path("quyet-dinh/du-thao/<int:draft_id>/tep-ky/", kept_file, name="draft-file"),
]
