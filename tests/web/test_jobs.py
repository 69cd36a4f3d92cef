"""The page of long work: its progress, its button, and the way to its result; for its owner and the office's officer alone."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages

from tdkt.operations.errors import NotPermitted, RuleNotMet
from tdkt.operations.jobs import Job, Watch, begin, find
from tdkt.records.models import Account
from tdkt.web.jobs import ended
from tests.web.browser import PHONE, assert_no_axe_violations, enter

NOW = datetime(2020, 5, 25, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    opened = threading.Event()
    yield opened
    opened.set()


def halfway(gate: threading.Event) -> Callable[[Watch], dict[str, Any]]:
    """Work of two stages that stands in the middle of the second until the gate opens."""

    def run(watch: Watch) -> dict[str, Any]:
        watch.stage("reading")
        watch.stage("applying")
        while not gate.wait(0.01):
            watch(31_000, 100_000)
        return ended("/nhap/", "Đã ghi 100.000 dòng.", warned="Để lại 3 dòng.")

    return run


def start(run: Any, by: Account | None, **said: Any) -> Job:
    detail = {"name": "bang-khen-2019.xlsx", "back": "/nhap/"}
    settled = {"at": NOW, "stages": ("reading", "applying"), "patience": 0.0, "detail": detail} | said
    return begin("import-apply", run, by=by, **settled)


def until(said: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not said():
        assert time.monotonic() < end, "waited ten seconds"
        time.sleep(0.01)


def under_way(gate: threading.Event, by: Account | None) -> Job:
    job = start(halfway(gate), by)
    until(lambda: find(job.id).rows == 31_000)
    return job


def said(response: Any) -> list[tuple[str, str]]:
    return [(message.level_tag, str(message)) for message in get_messages(response.wsgi_request)]


def test_the_page_shows_how_far_the_work_is(committed, client_of, officer, gate):
    job = under_way(gate, officer)

    page = client_of(officer).get(f"/viec/{job.id}/").content.decode()
    piece = client_of(officer).get(f"/viec/{job.id}/", headers={"HX-Request": "true"}).content.decode()

    assert '<progress class="tien" max="100" value="65"' in page
    assert "Đang ghi các dòng vào sổ" in page
    assert "31.000/100.000 dòng" in page
    assert 'hx-trigger="every 1s"' in page
    assert piece.startswith("<title>65% · bang-khen-2019.xlsx · tdkt</title>")
    assert "<html" not in piece


def test_when_the_work_is_done_the_page_leads_on_and_says_so(committed, client_of, officer, gate):
    job = under_way(gate, officer)
    gate.set()
    until(lambda: find(job.id).has_ended)

    plain = client_of(officer).get(f"/viec/{job.id}/")
    htmx = client_of(officer).get(f"/viec/{job.id}/", headers={"HX-Request": "true"})

    assert (plain.status_code, plain["Location"], htmx["HX-Redirect"]) == (302, "/nhap/", "/nhap/")
    assert said(plain) == [("success", "Đã ghi 100.000 dòng."), ("warning", "Để lại 3 dòng.")]


def test_the_button_stops_the_work_and_leads_back(committed, client_of, officer, gate):
    job = under_way(gate, officer)
    client = client_of(officer)

    asked = client.post(f"/viec/{job.id}/dung/")
    until(lambda: find(job.id).has_ended)
    left = client.get(f"/viec/{job.id}/")

    assert (asked.status_code, asked["Location"]) == (302, f"/viec/{job.id}/?dung=1")
    assert (find(job.id).state, left["Location"]) == ("stopped", "/nhap/")
    assert said(left) == [("warning", "Đã dừng bang-khen-2019.xlsx. Chưa ghi gì vào sổ.")]
    assert client.post(f"/viec/{job.id}/dung/")["Location"] == "/nhap/"


def test_others_do_not_learn_that_there_is_a_job(db, client_of, clerk, officer, inspector):
    job = start(lambda watch: None, clerk)

    answers = {
        account.username: (
            client_of(account).get(f"/viec/{job.id}/").status_code,
            client_of(account).post(f"/viec/{job.id}/dung/").status_code,
        )
        for account in (clerk, officer, inspector)
    }

    assert answers == {"clerk": (302, 302), "officer": (302, 302), "inspector": (404, 404)}
    assert client_of(officer).get("/viec/khong-co/").status_code == 404


def test_a_refusal_leads_back_with_its_sentence(db, client_of, officer):
    def run(watch: Watch) -> None:
        raise RuleNotMet("Chưa ghi gì: còn 2 dòng.", "Nothing: 2 rows.")

    left = client_of(officer).get(f"/viec/{start(run, officer).id}/")

    assert (left["Location"], said(left)) == ("/nhap/", [("error", "Chưa ghi gì: còn 2 dòng.")])


def test_work_that_its_asker_may_not_do_is_a_page_of_its_own(db, client_of, officer):
    def run(watch: Watch) -> None:
        raise NotPermitted("Không được.", "No.")

    assert client_of(officer).get(f"/viec/{start(run, officer).id}/").status_code == 403


def test_work_that_was_interrupted_says_so_without_claiming_what_became_of_it(db, client_of, officer, settings):
    job = start(lambda watch: None, officer)
    file = settings.DATA / "jobs" / f"{job.id}.json"
    said_last = file.read_text().replace('"state": "done"', '"state": "running"')
    file.write_text(said_last.replace(job.process, "0" * 32))

    left = client_of(officer).get(f"/viec/{job.id}/")

    assert left["Location"] == "/nhap/"
    assert said(left)[0][1].startswith("Máy chủ đã tắt giữa chừng khi làm bang-khen-2019.xlsx.")


def test_whoever_left_the_page_finds_it_again_among_the_imports(committed, client_of, officer, inspector, gate):
    job = under_way(gate, officer)

    seen = [f'href="/viec/{job.id}/"' in client_of(one).get("/nhap/").content.decode() for one in (officer, inspector)]
    gate.set()
    until(lambda: find(job.id).has_ended)

    assert seen == [True, False]
    assert f"/viec/{job.id}/" not in client_of(officer).get("/nhap/").content.decode()


def test_what_the_work_answers_is_plain_data():
    assert ended("/nhap/1/", "Xong.", undo="/nhap/1/rut/") == {
        "address": "/nhap/1/", "said": "Xong.", "undo": "/nhap/1/rut/", "warned": "",
    }  # fmt: skip


# --- in a browser -------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_the_bar_moves_without_moving_the_page_and_leads_to_the_result(page, officer, gate, viewport):
    if viewport:
        page.set_viewport_size(viewport)
    rows = [10_000]

    def run(watch: Watch) -> dict[str, Any]:
        watch.stage("applying")
        while not gate.wait(0.01):
            watch(rows[0], 100_000)
        return ended("/nhap/", "Đã ghi 100.000 dòng.")

    job = start(run, officer)
    enter(page, officer)
    page.goto(f"/viec/{job.id}/")
    button = page.get_by_role("button", name="Dừng")
    button.focus()
    before = button.bounding_box()
    assert_no_axe_violations(page)
    rows[0] = 90_000
    page.locator("progress[value='95']").wait_for()

    assert button.bounding_box() == before
    assert button.evaluate("element => element === document.activeElement")
    assert page.title().startswith("95%")
    gate.set()
    page.wait_for_url("**/nhap/")
    page.get_by_text("Đã ghi 100.000 dòng.").wait_for()


@pytest.mark.browser
def test_the_work_is_stopped_from_its_page(page, officer, gate):
    job = under_way(gate, officer)
    enter(page, officer)
    page.goto(f"/viec/{job.id}/")

    page.get_by_role("button", name="Dừng").click()

    page.get_by_text("Đã dừng bang-khen-2019.xlsx. Chưa ghi gì vào sổ.").wait_for()
    assert find(job.id).state == "stopped"
