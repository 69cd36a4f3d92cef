"""Long work as screens show it: a page with its progress and a button that stops it, then the page of its result.

A screen hands its work over with `begin_work`; work that ends within a moment never shows its page:

    def run(watch):
        taken = apply_kept(batch.pk, by=account, at=now, watch=watch)
        return ended(reverse("import", args=[batch.pk]), _("87 rows entered."), undo=…)

    return begin_work(request, "import-apply", run, stages=("applying",), name=batch.file_name, back=…)
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_htmx.http import HttpResponseClientRedirect

from tdkt.operations.errors import NotFound, NotPermitted
from tdkt.operations.jobs import Job, Run, begin, seen_job, stop
from tdkt.web.office import account_of
from tdkt.web.shell import complain, say, warn
from tdkt.web.words import Word

STAGES: dict[str, Word] = {
    "reading": gettext_lazy("The file is being read"),
    "planning": gettext_lazy("The rows are being compared with the register"),
    "applying": gettext_lazy("The rows are being entered in the register"),
    "reverting": gettext_lazy("What was entered is being taken back"),
    "setting": gettext_lazy("The certificates are being set"),
}
"""What is being done in each stage of any job."""


def begin_work(
    request: HttpRequest, kind: str, run: Run, *, stages: tuple[str, ...], name: str, back: str
) -> HttpResponse:
    """Have work done, and lead to its result where it is done in a moment, else to its page. `name` is what it is about, `back` where to go if it fails."""
    job = begin(
        kind, run, by=account_of(request), at=timezone.now(), stages=stages, detail={"name": name, "back": back}
    )
    return leave(request, job) if job.has_ended else go(request, reverse("job", args=[job.id]))


def ended(address: str, said: Word = "", *, undo: str = "", warned: Word = "") -> dict[str, Any]:
    """What the work of a job answers: the page of its result, and what to say on it."""
    return {"address": address, "said": str(said), "undo": undo, "warned": str(warned)}


def go(request: HttpRequest, address: str) -> HttpResponse:
    """To another page, also when htmx asks."""
    return HttpResponseClientRedirect(address) if getattr(request, "htmx", False) else HttpResponseRedirect(address)


def follow(request: HttpRequest, result: dict[str, Any], *, back: str = "") -> HttpResponse:
    """To the page of a result (`ended`), with what is to be said on it."""
    if result.get("said"):
        say(request, result["said"], undo=result.get("undo", ""))
    if result.get("warned"):
        warn(request, result["warned"])
    return go(request, result.get("address") or back)


def leave(request: HttpRequest, job: Job) -> HttpResponse:
    """From a job that has ended to its result, or back with the reason."""
    back = job.detail.get("back") or reverse("home")
    if job.state == "done":
        return follow(request, job.result, back=back)
    if job.state == "stopped":
        warn(request, _("%(name)s was stopped. Nothing of it was entered in the register.") % {"name": name_of(job)})
    elif job.state == "interrupted":
        complain(
            request,
            _(
                "The server was shut down in the middle of %(name)s. Look below whether it was entered: whole, or nothing of it."
            )
            % {"name": name_of(job)},
        )
    elif job.problem.get("why") == NotPermitted.__name__:
        raise NotPermitted(job.problem["vi"], job.problem["en"])
    else:
        complain(request, job.refusal())
    return go(request, back)


def name_of(job: Job) -> str:
    """What the job is about: a file's name, mostly."""
    return str(job.detail.get("name", ""))


def seen(request: HttpRequest, job_id: str) -> Job:
    """A job of this account, or any for the office's officer. 404 otherwise."""
    account = account_of(request)
    assert account is not None  # the table lets nobody else in
    try:
        return seen_job(job_id, by=account)
    except NotFound:
        raise Http404 from None


def one_job(request: HttpRequest, job_id: str) -> HttpResponse:
    """How far a job is; asked again each second until it has ended, then left for its result."""
    job = seen(request, job_id)
    if job.has_ended:
        return leave(request, job)
    name, percent = name_of(job), int(100 * job.share)
    context = {
        "job": job,
        "name": name,
        "percent": percent,
        "tab": f"{percent}% · {name} · tdkt",
        "stage": STAGES.get(job.stages[job.stage], "") if job.stages else "",
        "steps": len(job.stages),
        "step": job.stage + 1,
    }
    template = "jobs/progress.html" if getattr(request, "htmx", False) else "jobs/one.html"
    response = render(request, template, context)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response


def stop_job(request: HttpRequest, job_id: str) -> HttpResponse:
    """Ask a job to stop; its page shows when it has. One that has just ended is left as ended."""
    job = seen(request, job_id)
    account = account_of(request)
    assert account is not None
    if job.has_ended:
        return leave(request, job)
    stop(job.id, by=account)
    return go(request, reverse("job", args=[job.id]) + "?dung=1")


urlpatterns = [
    path("viec/<str:job_id>/", one_job, name="job"),
    path("viec/<str:job_id>/dung/", stop_job, name="job-stop"),
]
