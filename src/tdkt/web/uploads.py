"""Files on their way in: several at once, archives of them, or cells pasted; each is read by a job of its own into a plan of its own.

One that is too large is let go by while it arrives, instead of filling the disk first: Django reads a form before any screen runs (the
check of its mark needs it), so the limit stands here and not in the screen.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tdkt.operations.errors import NotFound, NotReadable
from tdkt.operations.jobs import Job, begin, seen_job
from tdkt.operations.kept_files import plain_name
from tdkt.operations.kept_plans import keep_plan, read_incoming, too_large, unpack
from tdkt.records.models import Account, ImportBatch, Unit
from tdkt.web.jobs import STAGES, ended, go, leave
from tdkt.web.office import account_of
from tdkt.web.policy import rows
from tdkt.web.words import Word

READABLE = ".xlsx,.xls,.xlsb,.ods,.csv,.docx,.pdf,.zip"
READING = ("reading", "planning")
MOST_FILES = 200
LARGEST_PASTE = 4 * 2**20


class SizeLimit(FileUploadHandler):
    """Stands before Django's own handlers: counts what arrives of one file, and lets the rest of a file over the limit go by unkept."""

    def new_file(self, *args: Any, **named: Any) -> None:
        super().new_file(*args, **named)
        self.arrived = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.arrived += len(raw_data)
        if self.arrived > settings.MAX_IMPORT_SIZE:
            self.request.upload_too_large = True  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was let go by."""
    return getattr(request, "upload_too_large", False)


# --- sending --------------------------------------------------------------------------------------------


def form_context(request: HttpRequest) -> dict[str, Any]:
    """What the form that sends files needs: what can be read, how large, and from which units a list may come."""
    account = account_of(request)
    return {
        "readable": READABLE,
        "limit": settings.MAX_IMPORT_SIZE // 2**20,
        "senders": rows(request, Unit.objects).order_by("name").values_list("name", flat=True).distinct(),
        "own_unit": account.unit.name if account and account.unit else "",
    }


def send(request: HttpRequest) -> HttpResponse:
    """Read what was sent: one file leads to its plan, several to the page that shows how far each is. Raises `NotReadable` where there is
    nothing to read, or the only file cannot be read."""
    uploads = request.FILES.getlist("tep")  # read first: only then it is known whether one was let go by
    if was_too_large(request):
        raise NotReadable(too_large())
    sender = sender_of(request)
    sent = sent_files(request, uploads)
    if not sent:
        raise NotReadable(
            _("No file was chosen. Choose a list in Excel, ODS, CSV, Word or PDF, or paste cells."),
            "No file was chosen. Choose a list in Excel, ODS, CSV, Word or PDF, or paste cells.",
        )
    account, now = account_of(request), timezone.now()
    if len(sent) == 1:
        job = _begin(sent[0], sender=sender, by=account, at=now)
        if job.state == "failed" and job.problem.get("why") == NotReadable.__name__:
            raise NotReadable(job.problem["vi"], job.problem["en"])
        return leave(request, job) if job.has_ended else go(request, reverse("job", args=[job.id]))
    jobs = [_begin(one, sender=sender, by=account, at=now, patience=0.0) for one in sent]
    return go(request, reverse("imports-sent") + "?" + urlencode({"viec": ",".join(job.id for job in jobs)}))


@dataclass(frozen=True)
class Sent:
    """One list on its way in: its name, its bytes or why they cannot be had, and whether it is pasted cells."""

    name: str
    content: bytes | NotReadable
    pasted: bool = False


def sent_files(request: HttpRequest, uploads: list[UploadedFile]) -> list[Sent]:
    """The files of a form, archives unpacked, and the cells that were pasted."""
    named = [(file_name(one.name or ""), one.read()) for one in uploads]
    found = [Sent(name.replace("/", " · "), content) for name, content in unpack(named)]
    if len(found) > MOST_FILES:
        raise NotReadable(
            f"Một lần gửi không quá {MOST_FILES} tệp; hãy chia nhỏ rồi gửi lại.",
            f"No more than {MOST_FILES} files at once; send them in parts.",
        )
    pasted = request.POST.get("dan-html", "").strip() or request.POST.get("dan", "")
    if pasted.strip():
        if len(pasted) > LARGEST_PASTE:
            raise NotReadable(
                "Phần dán vào lớn hơn 4 MB; hãy gửi cả tệp thay vì dán.",
                "What was pasted is larger than 4 MB; send the file instead.",
            )
        now = timezone.localtime()
        found.append(Sent(_("pasted cells %(when)s") % {"when": f"{now:%d-%m-%Y %H.%M}"}, pasted.encode(), True))
    return found


def sender_of(request: HttpRequest) -> int | None:
    """The unit that a list comes from: the one that was chosen, else the account's own."""
    account = account_of(request)
    said = " ".join(request.POST.get("don-vi", "").split())
    if said:
        chosen: int | None = rows(request, Unit.objects).filter(name=said).values_list("pk", flat=True).first()
        if chosen is None:
            raise NotReadable(
                f"Không có đơn vị '{said[:80]}' trong sổ, hoặc ngoài phạm vi của tài khoản này. Chọn lại đơn vị gửi, hoặc để trống.",
                f"There is no unit '{said[:80]}' within reach of this account. Choose the sending unit again, or leave it empty.",
            )
        return chosen
    return account.unit_id if account else None


def file_name(name: str) -> str:
    """The file's own name, without what could act on a screen or in a path."""
    return plain_name(name) or _("file without a name")


def _begin(sent: Sent, *, sender: int | None, by: Account | None, at: datetime, patience: float | None = None) -> Job:
    detail = {"name": sent.name, "back": reverse("imports")}
    more = {} if patience is None else {"patience": patience}
    return begin("import-read", reader(sent, sender, by, at), by=by, at=at, stages=READING, detail=detail, **more)


def reader(sent: Sent, sender: int | None, by: Account | None, at: datetime) -> Callable[[Any], dict[str, Any]]:
    """The work of reading one list into a plan."""

    def run(watch: Any) -> dict[str, Any]:
        watch.stage("reading")
        if isinstance(sent.content, NotReadable):
            raise sent.content
        incoming = read_incoming(sent.name, sent.content, sender=sender, pasted=sent.pasted)
        watch.stage("planning")
        batch = keep_plan(incoming, by=by, at=at, watch=watch)
        return ended(reverse("import", args=[batch.pk])) | {"batch": batch.pk}

    return run


# --- several at once --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Arrival:
    """One of several files as its job stands; `batch` once its plan is made, `why` where it could not be."""

    job: Job
    name: str
    stage: Word
    percent: int
    batch: ImportBatch | None
    why: str

    @property
    def rows(self) -> int:
        """How many rows of a list were read, whatever becomes of them."""
        return sum(number for end, number in self.batch.counts.items() if end != "ignored") if self.batch else 0


JOB = re.compile(r"[0-9A-Za-z_-]{6,64}")


def sent_list(request: HttpRequest) -> HttpResponse:
    """How far each of the files is that were sent together; asked again each second until all are read."""
    account = account_of(request)
    assert account is not None
    names = [name for name in request.GET.get("viec", "").split(",") if JOB.fullmatch(name)][:MOST_FILES]
    jobs = []
    for name in names:
        try:
            jobs.append(seen_job(name, by=account))
        except NotFound:
            continue  # ended over a week ago: its plan stands in the list of files
    made = rows(request, ImportBatch.objects).defer("plan", "read", "choices")
    batches = made.in_bulk([job.result["batch"] for job in jobs if job.result.get("batch")])
    arrivals = [
        Arrival(
            job,
            str(job.detail.get("name", "")),
            STAGES.get(job.stages[job.stage], "") if job.stages else "",
            int(100 * job.share),
            batches.get(job.result.get("batch")),
            job.refusal(),
        )
        for job in jobs
    ]
    context = {
        "arrivals": arrivals,
        "waiting": any(not job.has_ended for job in jobs),
        "read": sum(job.state == "done" for job in jobs),
        "address": request.get_full_path(),
    }
    template = "imports/arrivals.html" if getattr(request, "htmx", False) else "imports/sent.html"
    response = render(request, template, context)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


urlpatterns = [path("nhap/vua-gui/", sent_list, name="imports-sent")]
