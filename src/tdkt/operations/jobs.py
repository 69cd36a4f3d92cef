"""Long work that the server does beside answering pages: one job at a time, its progress seen, stopped on request, never half done.

    job = begin("import-apply", run, by=officer, at=now, stages=("applying",), detail={"file": "bang-khen-2019.xlsx"})
    stop(job.id, by=officer)

`run(watch)` does the work and answers a small dictionary (where the result is, what to say). It calls `watch(rows_done, rows_in_all)` as
often as it likes and `watch.stage("applying")` where the next stage begins; either raises `Stopped` when somebody asked for it, which
takes the work's transaction back. `begin` waits a moment, so that short work is done when it answers and nobody is shown a bar.

A job is no row of the register and none of the database: read `job_files.py` for why, docs/decisions/0008-jobs-in-a-thread.md for the rest.
"""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import connection, connections
from django.utils import translation

from tdkt.operations import job_files
from tdkt.operations.errors import NotFound, Refused, Stopped, WrongState
from tdkt.records.models import Account, Office, Role

log = logging.getLogger("tdkt.jobs")

PATIENCE = 0.8
"""Seconds for which `begin` waits: work that is done by then is answered at once."""
BREATH = 0.25
"""Seconds between two words of a job about its progress, and between two looks at the wish to stop."""
ENDED = ("done", "failed", "stopped", "interrupted")


@dataclass(frozen=True)
class Job:
    """One piece of work as it stands. `state` is waiting, running, done, failed, stopped or interrupted.

    `stage` is the place in `stages` of what is being done; `rows` and `rows_in_all` count within that stage. `detail` is what the asker
    said of the job, `result` what its work answered, `problem` why it failed: {"vi": …, "en": …, "why": the name of the refusal}.
    `owner` is the account's id, None for the machine itself.
    """

    id: str
    kind: str
    owner: int | None
    asked: str
    process: str
    state: str = "waiting"
    stages: tuple[str, ...] = ()
    stage: int = 0
    rows: int = 0
    rows_in_all: int = 0
    detail: dict[str, Any] = field(default_factory=dict)
    result: dict[str, Any] = field(default_factory=dict)
    problem: dict[str, str] = field(default_factory=dict)

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1; each stage counts alike, and the share never goes back."""
        if self.state == "done":
            return 1.0
        within = min(self.rows / self.rows_in_all, 1.0) if self.rows_in_all else 0.0
        return (self.stage + within) / max(len(self.stages), 1)

    def refusal(self) -> str:
        """Why it failed, as a sentence in the language of the page."""
        return self.problem.get("en" if translation.get_language() == "en" else "vi", "")


class Watch:
    """What the work tells its progress to. It may be called for each row: it writes four times a second at most, and at a new stage."""

    def __init__(self, job: Job, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.job = job
        self.clock = clock
        self._last = 0.0

    def __call__(self, rows: int, rows_in_all: int) -> None:
        """So many rows of this stage are done. Raises `Stopped`."""
        now = self.clock()
        if now - self._last >= BREATH:
            self._last = now
            self._say(rows=rows, rows_in_all=rows_in_all)

    def stage(self, name: str) -> None:
        """This stage begins. Raises `Stopped`, and `ValueError` for a stage that the job did not announce."""
        self._say(stage=self.job.stages.index(name), rows=0, rows_in_all=0)

    def _say(self, **said: int) -> None:
        if job_files.is_asked_to_stop(self.job.id):
            raise Stopped(
                "Đã dừng theo yêu cầu. Chưa ghi gì vào sổ.",
                "Stopped as asked. Nothing was entered in the register.",
            )
        self.job = replace(self.job, **said)  # type: ignore[arg-type]
        try:
            job_files.write(self.job.id, asdict(self.job))
        except OSError:  # a full disk: the bar stands still, the work goes on and says itself what it cannot do
            log.warning("progress of job %s could not be written", self.job.id)


Run = Callable[[Watch], dict[str, Any] | None]


@dataclass(frozen=True)
class _Task:
    job: Job
    run: Run
    by: Account | None
    language: str
    ended: threading.Event


class _Runner:
    """The one thread of this process that does the jobs, in the order in which they were asked for."""

    def __init__(self) -> None:
        self.tasks: queue.Queue[_Task] = queue.Queue()
        self.start = threading.Lock()
        self.thread: threading.Thread | None = None

    def take(self, task: _Task) -> None:
        with self.start:
            if self.thread is None or not self.thread.is_alive():
                self.thread = threading.Thread(target=self._work, name="tdkt-jobs", daemon=True)
                self.thread.start()
        self.tasks.put(task)

    def _work(self) -> None:
        while True:
            task = self.tasks.get()
            try:
                with translation.override(task.language):
                    _do(task)
            except Exception:
                log.exception("job %s", task.job.id)
            finally:
                connections.close_all()
                task.ended.set()
                self.tasks.task_done()


_runner = _Runner()


def is_idle() -> bool:
    """Whether this process has no job that waits or runs."""
    return _runner.tasks.unfinished_tasks == 0


def begin(
    kind: str,
    run: Run,
    *,
    by: Account | None,
    at: datetime,
    stages: tuple[str, ...] = (),
    detail: dict[str, Any] | None = None,
    patience: float = PATIENCE,
) -> Job:
    """Have work done in the background, after what was asked for earlier; answers the job as it stands after `patience` seconds.

    Within a transaction of the caller the work is done at once and in it: a thread of its own would not see what the caller wrote.
    """
    job_files.forget_old(now=time.time())
    job = Job(
        id=job_files.fresh_name(),
        kind=kind,
        owner=by.pk if by else None,
        asked=at.isoformat(),
        process=job_files.this_process(),
        stages=stages,
        detail=detail or {},
    )
    job_files.write(job.id, asdict(job))
    task = _Task(job, run, by, translation.get_language() or "vi", threading.Event())
    if connection.in_atomic_block:
        _do(task)
    else:
        _runner.take(task)
        task.ended.wait(patience)
    return find(job.id)


def _do(task: _Task) -> None:
    """Do one job to its end, whatever the end is, and write it down."""
    watch = Watch(replace(task.job, state="running"))
    try:
        if task.by is not None and not connection.in_atomic_block:
            # The asker may have been switched off, or given another unit, while the job waited.
            task.by.refresh_from_db(fields=["is_active", "role", "unit"])
        watch._say()
        ended = {"result": task.run(watch) or {}, "state": "done"}
    except Stopped:
        ended = {"state": "stopped"}
    except Refused as refused:
        why = type(refused).__name__
        ended = {"state": "failed", "problem": {"vi": refused.vietnamese, "en": refused.english, "why": why}}
    except Exception:
        log.exception("job %s (%s) failed", task.job.id, task.job.kind)
        ended = {
            "state": "failed",
            "problem": {
                "vi": "Việc này không làm xong vì lỗi của chương trình. Chưa ghi gì vào sổ; hãy thử lại, nếu vẫn vậy thì báo người quản trị.",
                "en": "This could not be finished because of a fault in the program. Nothing was entered; try again, and tell the administrator if it recurs.",
                "why": "",
            },
        }
    job_files.write(task.job.id, asdict(replace(watch.job, **ended)))  # type: ignore[arg-type]


def find(job_id: str) -> Job:
    """A job as it stands. Raises `NotFound`."""
    said = job_files.read(job_id)
    if said is None:
        raise NotFound(
            "Không có việc này, hoặc việc đã xong quá một tuần.", "There is no such job, or it ended over a week ago."
        )
    job = Job(**{**said, "stages": tuple(said["stages"])})
    if job.state == "waiting" and job_files.is_asked_to_stop(job.id):
        return replace(job, state="stopped")
    if not job.has_ended and not job_files.is_alive(job.process):
        return replace(job, state="interrupted")
    return job


def seen_job(job_id: str, *, by: Account) -> Job:
    """A job that this account may see: its own, or any for the officer of the whole office. Raises `NotFound`, also for one that others own."""
    job = find(job_id)
    if job.owner != by.pk and not _serves_the_office(by):
        raise NotFound("Không có việc này.", "There is no such job.")
    return job


def unfinished(*, by: Account) -> list[Job]:
    """The jobs of this account that wait or run, in the order in which they were asked for."""
    found = [find(name) for name in job_files.names()]
    return sorted((job for job in found if job.owner == by.pk and not job.has_ended), key=lambda job: job.asked)


def stop(job_id: str, *, by: Account) -> Job:
    """Ask a job to stop: at its next word about its progress it does, and its transaction is taken back.

    Raises `NotFound` for a job that the account may not see, `WrongState` for one that has ended.
    """
    job = seen_job(job_id, by=by)
    if job.has_ended:
        raise WrongState(
            "Việc này đã kết thúc nên không dừng được nữa.", "This has ended and can no longer be stopped."
        )
    job_files.ask_to_stop(job.id)
    return find(job.id)


def _serves_the_office(account: Account) -> bool:
    """Whether this is the officer of the whole office, as opposed to that of a unit in it."""
    top = Office.objects.filter(pk=1).values_list("unit_id", flat=True).first()
    return account.is_active and account.role == Role.OFFICER and account.unit_id is not None and account.unit_id == top
