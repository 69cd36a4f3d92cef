"""The file of a plan with its problems written beside the cells, to be sent back to whoever made it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from tdkt.operations.annotated import annotated, annotated_name
from tdkt.operations.kept_files import kept_file
from tdkt.records.models import ImportBatch, Subject
from tdkt.web.plans import SECRETS
from tdkt.web.policy import rows

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def annotated_import(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The annotated workbook of an import that this account sees. 404 for one that was dropped with all its rows."""
    batch = get_object_or_404(rows(request, ImportBatch.objects).defer("read", "choices"), pk=batch_id)
    if not batch.plan:
        raise Http404
    book = annotated(batch.file_name, kept_file(batch.kept), without_secrets(request, batch.plan))
    name = content_disposition_header(True, annotated_name(batch.file_name))
    return HttpResponse(book, content_type=TYPE, headers={"Content-Disposition": name or "attachment"})


def without_secrets(request: HttpRequest, plan: dict[str, Any]) -> dict[str, Any]:
    """The plan without what the register says of persons whom this account does not see; the paper leaves the house."""
    told = [row for part in plan["parts"] for row in part["rows"] if any(p["code"] in SECRETS for p in row["problems"])]
    spoken = {row.get("subject") for row in told}
    seen = set(rows(request, Subject.objects).filter(pk__in=spoken - {None}).values_list("pk", flat=True))
    for row in told:
        if row.get("subject") in seen:
            continue
        for problem in row["problems"]:
            if problem["code"] in SECRETS:
                problem["message"] = _("The register says otherwise of this person, who belongs to another unit.")
                problem["remedy"] = _("The office's officer compares the two.")
    return plan


urlpatterns = [path("nhap/<int:batch_id>/ghi-chu/", annotated_import, name="import-annotated")]
