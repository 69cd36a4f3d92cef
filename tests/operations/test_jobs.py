"""Work beside the answering of pages: done in turn, seen, stopped, and known for interrupted when its server is gone."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tdkt.operations import job_files
from tdkt.operations.errors import NotFound, RuleNotMet, WrongState
from tdkt.operations.imports import apply_import
from tdkt.operations.jobs import Job, Watch, begin, find, seen_job, stop, unfinished
from tdkt.records.models import Account, Entry, Role, Unit
from tests.databases import States
from tests.operations.plans import units_of_province

NOW = datetime(2020, 5, 25, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What a job of these tests waits for; opened at the end whatever happened, so that the next test's job has its turn."""
    opened = threading.Event()
    yield opened
    opened.set()


def until(said: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not said():
        assert time.monotonic() < end, "waited ten seconds"
        time.sleep(0.01)


def waits_for(gate: threading.Event, *, rows: int = 10) -> Callable[[Watch], dict[str, Any]]:
    """Work that says that half of its rows are done, then waits for the gate, and looks up each 10 ms."""

    def run(watch: Watch) -> dict[str, Any]:
        watch.stage("applying")
        while not gate.wait(0.01):
            watch(rows // 2, rows)
        return {"rows": rows}

    return run


def start(run: Any, **said: Any) -> Job:
    return begin("test", run, **{"by": None, "at": NOW, "stages": ("reading", "applying"), "patience": 0.0} | said)


def test_short_work_is_done_when_begin_answers(committed: States):
    job = start(lambda watch: {"address": "/nhap/1/"}, patience=5.0, detail={"file": "a.xlsx"})

    assert (job.state, job.result, job.detail, job.share) == ("done", {"address": "/nhap/1/"}, {"file": "a.xlsx"}, 1.0)
    assert find(job.id) == job


def test_progress_is_seen_while_the_work_goes_on(committed: States, gate: threading.Event):
    job = start(waits_for(gate))

    until(lambda: find(job.id).rows == 5)
    seen = find(job.id)
    gate.set()
    until(lambda: find(job.id).has_ended)

    assert (seen.state, seen.stage, seen.rows, seen.rows_in_all, seen.share) == ("running", 1, 5, 10, 0.75)
    assert (find(job.id).state, find(job.id).result) == ("done", {"rows": 10})


def test_jobs_are_done_one_after_the_other(committed: States, gate: threading.Event):
    first = start(waits_for(gate))
    second = start(lambda watch: {"first": find(first.id).state}, at=NOW + timedelta(seconds=1))
    until(lambda: find(first.id).state == "running")

    assert (find(second.id).state, [job.id for job in unfinished(by=Account(pk=None))]) == (
        "waiting",
        [first.id, second.id],
    )
    gate.set()
    until(lambda: find(second.id).has_ended)
    assert find(second.id).result == {"first": "done"}


def test_a_job_that_is_asked_to_stop_does(committed: States, gate: threading.Event, officer: Account):
    job = start(waits_for(gate), by=officer)
    until(lambda: find(job.id).state == "running")

    stop(job.id, by=officer)
    until(lambda: find(job.id).has_ended)

    assert find(job.id).state == "stopped"
    with pytest.raises(WrongState):
        stop(job.id, by=officer)


def test_a_waiting_job_that_is_stopped_is_never_begun(committed: States, gate: threading.Event, officer: Account):
    begun: list[str] = []
    first = start(waits_for(gate))
    second = start(lambda watch: begun.append("second"), by=officer)

    assert stop(second.id, by=officer).state == "stopped"
    gate.set()
    third = start(lambda watch: begun.append("third"), patience=5.0)

    assert (begun, [find(job.id).state for job in (first, second, third)]) == (["third"], ["done", "stopped", "done"])


def test_what_a_stopped_job_wrote_is_taken_back(committed: States, officer: Account):
    entered = threading.Event()

    def run(watch: Watch) -> None:
        from django.db import transaction

        with transaction.atomic():
            apply_import(units_of_province(), by=officer, at=NOW)
            entered.set()
            while True:
                watch(1, 2)
                time.sleep(0.01)

    before = (Unit.objects.count(), Entry.objects.count())
    job = start(run, by=officer)
    assert entered.wait(10)
    during = (Unit.objects.count(), Entry.objects.count())  # read beside the job that holds the writer
    stop(job.id, by=officer)  # and so are the wish to stop, and a job that is asked for meanwhile
    waiting = start(lambda watch: None)
    until(lambda: find(waiting.id).has_ended)

    assert (find(job.id).state, find(waiting.id).state) == ("stopped", "done")
    assert before == during == (Unit.objects.count(), Entry.objects.count())


def test_what_a_job_enters_stands_when_it_is_done(committed: States, officer: Account):
    before = Unit.objects.count()

    job = start(lambda watch: {"applied": apply_import(units_of_province(), by=officer, at=NOW).applied}, patience=20.0)

    assert (job.result, Unit.objects.count()) == ({"applied": True}, before + 3)


def test_a_refusal_is_kept_in_both_languages(committed: States):
    def run(watch: Watch) -> None:
        raise RuleNotMet("Chưa ghi gì: còn 2 dòng.", "Nothing was entered: 2 rows are open.")

    job = start(run, patience=5.0)

    assert (job.state, job.refusal(), job.problem) == (
        "failed",
        "Chưa ghi gì: còn 2 dòng.",
        {"vi": "Chưa ghi gì: còn 2 dòng.", "en": "Nothing was entered: 2 rows are open.", "why": "RuleNotMet"},
    )


def test_a_fault_of_the_program_ends_the_job_and_not_the_thread(committed: States, caplog: pytest.LogCaptureFixture):
    broken = start(lambda watch: {"x": 1 // 0}, patience=5.0)
    after = start(lambda watch: None, patience=5.0)

    assert (broken.state, after.state) == ("failed", "done")
    assert "ZeroDivisionError" not in broken.refusal()
    assert "ZeroDivisionError" in caplog.text


def test_within_a_transaction_the_work_is_done_in_it(db: None):
    threads: list[int] = []

    job = start(lambda watch: threads.append(threading.get_ident()))

    assert (job.state, threads) == ("done", [threading.get_ident()])


def test_the_asker_is_asked_for_again_when_the_turn_comes(committed: States, gate: threading.Event, officer: Account):
    start(waits_for(gate))
    second = start(lambda watch: {"active": officer.is_active}, by=officer)
    Account.objects.filter(pk=officer.pk).update(is_active=False)
    gate.set()
    until(lambda: find(second.id).has_ended)

    assert find(second.id).result == {"active": False}


# --- who sees it ------------------------------------------------------------------------------------


def test_only_the_owner_and_the_officer_of_the_office_see_a_job(
    db: None, clerk: Account, officer: Account, inspector: Account
):
    local = Account.objects.create_user("local", name="Võ Thị Mẫu", role=Role.OFFICER, unit=clerk.unit)
    job = start(lambda watch: None, by=clerk)

    def sees(account: Account) -> bool:
        try:
            return seen_job(job.id, by=account) == job
        except NotFound:
            return False

    assert [sees(account) for account in (clerk, officer, local, inspector)] == [True, True, False, False]
    with pytest.raises(NotFound):
        stop(job.id, by=inspector)


@pytest.mark.parametrize("name", ["", "..", "../register", "0" * 31, "0" * 32, "A" * 32, "\0", "a" * 300, "CON"])
def test_a_name_that_is_none_finds_no_job(db: None, name: str):
    with pytest.raises(NotFound):
        find(name)


# --- files ------------------------------------------------------------------------------------------


def test_a_job_speaks_four_times_a_second_at_most(db: None, monkeypatch: pytest.MonkeyPatch):
    written: list[int] = []
    monkeypatch.setattr(job_files, "write", lambda name, said: written.append(said["rows"]))
    clock = iter(n / 1000 for n in range(10_000, 12_000))
    watch = Watch(Job(id="0" * 32, kind="test", owner=None, asked="", process=""), clock=lambda: next(clock))

    for row in range(2000):
        watch(row, 2000)

    assert written == [0, 250, 500, 750, 1000, 1250, 1500, 1750]


def test_files_of_jobs_are_for_the_server_alone(db: None):
    job = start(lambda watch: None)

    assert sorted(path.stat().st_mode & 0o777 for path in job_files.folder().iterdir()) == [0o600, 0o600]
    assert job_files.folder().stat().st_mode & 0o777 == 0o700
    assert job_files.names() == [job.id]


def test_a_job_is_forgotten_after_a_week(db: None):
    old, young = start(lambda watch: None), start(lambda watch: None)
    a_week_ago = time.time() - 8 * 86400
    os.utime(job_files.folder() / f"{old.id}.json", (a_week_ago, a_week_ago))

    assert (job_files.forget_old(now=time.time()), job_files.names()) == ([old.id], [young.id])


KILLED = """
import os, sys, time, threading, django
django.setup()
from datetime import UTC, datetime
from tdkt.operations.jobs import begin
def run(watch):
    watch.stage("applying")
    begun.set()
    time.sleep(60)
begun = threading.Event()
job = begin("test", run, by=None, at=datetime.now(UTC), stages=("applying",), patience=0.0)
after = begin("test", run, by=None, at=datetime.now(UTC), stages=("applying",), patience=0.0)
begun.wait(30)
print(job.id, after.id, flush=True)
time.sleep(60)
"""


def test_a_job_whose_server_was_killed_is_interrupted(tmp_path: Path):
    environment = {**os.environ, "TDKT_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tdkt.config.settings"}
    environment.pop("DATABASE_URL", None)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED], env=environment, stdout=subprocess.PIPE, text=True, cwd=settings.PACKAGE.parent
    ) as server:
        assert server.stdout is not None
        job, after = server.stdout.readline().split()
        alive = (find(job).state, find(after).state)
        server.send_signal(signal.SIGKILL)
        server.wait()

    assert (alive, find(job).state, find(after).state) == (("running", "waiting"), "interrupted", "interrupted")
    assert list(job_files.folder().glob("*.process")) == []


def test_the_share_of_a_job_never_goes_back():
    job = Job(id="", kind="", owner=None, asked="", process="", stages=("reading", "planning", "applying"))
    steps = [(0, 0, 0), (0, 5, 10), (0, 10, 10), (1, 0, 0), (1, 3, 4), (2, 0, 0), (2, 9, 9)]

    shares = [replace(job, stage=stage, rows=rows, rows_in_all=total).share for stage, rows, total in steps]

    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
