"""The home page by role: what waits and what was done last, the period in numbers that open, the chain of the log; and what comes first."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from tdkt.operations.imports import revert_import
from tdkt.operations.kept_plans import keep_plan
from tdkt.records.models import Account, Entry, ImportBatch
from tests.operations.plans import incoming
from tests.web.province import LAN, MERIT, enter_province

pytestmark = pytest.mark.django_db

NOON = datetime(2020, 5, 25, 5, tzinfo=UTC)


@pytest.fixture
def people() -> dict[str, Account]:
    return enter_province()


def plan(by: Account, name: str, *records: dict[str, Any]) -> ImportBatch:
    return keep_plan(incoming("awards", *records, name=name), by=by, at=NOON)


GOOD = LAN | MERIT | {"decision_number": "77/QĐ-UBND"}


def files(response: Any) -> list[tuple[str, int, int]]:
    return [(file.batch.file_name, file.open_rows, file.written) for file in response.context["waiting"]]


def test_the_officer_sees_the_files_of_all_that_wait(
    people: dict[str, Account], client_of: Callable[[Account], Client]
):
    plan(people["officer"], "tinh.xlsx", GOOD)
    plan(people["clerk"], "dai-loc.xlsx", GOOD)

    assert files(client_of(people["officer"]).get("/ban-viec/")) == [("dai-loc.xlsx", 0, 1), ("tinh.xlsx", 0, 1)]


def test_a_clerk_sees_the_files_of_the_own_unit_only(
    people: dict[str, Account], client_of: Callable[[Account], Client]
):
    plan(people["officer"], "tinh.xlsx", GOOD)
    plan(people["clerk"], "dai-loc.xlsx", GOOD)
    response = client_of(people["clerk"]).get("/ban-viec/")

    assert files(response) == [("dai-loc.xlsx", 0, 1)]
    assert response.context["done"] == []


def test_files_taken_in_last_say_whether_they_were_reverted(
    people: dict[str, Account], client_of: Callable[[Account], Client]
):
    revert_import(ImportBatch.objects.get(file_name="bo-sung.xlsx").pk, by=people["officer"], at=NOON)
    done = client_of(people["officer"]).get("/ban-viec/").context["done"]

    assert [(file.batch.file_name, file.batch.state) for file in done] == [
        ("bo-sung.xlsx", "reverted"),
        ("mo-hinh.xlsx", "applied"),
        ("khen-thuong.xlsx", "applied"),
        ("don-vi.xlsx", "applied"),
    ]


@pytest.mark.parametrize(
    ("role", "says"), [("officer", "3 năm liền"), ("clerk", "1 cá nhân"), ("inspector", "3 năm liền")]
)
def test_the_period_is_told_in_numbers_that_open(
    people: dict[str, Account], client_of: Callable[[Account], Client], role: str, says: str
):
    client = client_of(people[role])
    runs = [run for sentence in client.get("/ban-viec/").context["sentences"] for run in sentence if run.url]

    assert runs[0].text == says
    assert {client.get(run.url).status_code for run in runs} == {200}


def test_the_inspector_sees_the_last_entries_and_whether_the_chain_holds(
    people: dict[str, Account], client_of: Callable[[Account], Client]
):
    client = client_of(people["inspector"])
    before = client.get("/ban-viec/")
    Entry.objects.create(
        seq=6, at=NOON, by_name="tdkt", verb="imports.apply", digest="0" * 64, previous="1" * 64, hash="2" * 64
    )
    after = client.get("/ban-viec/")

    assert [entry.seq for entry, _ in before.context["entries"]] == [5, 4, 3, 2, 1]
    assert "5 dòng, dòng nào cũng nối với dòng trước." in before.content.decode()
    assert after.context["chain"].faults == (
        "Nhật ký, dòng 6 (imports.apply): không nối với dòng trước; nội dung dòng này hoặc dòng trước đã bị sửa.",
    )
    assert "Nhật ký, dòng 6" in after.content.decode()


def test_every_way_of_the_page_can_be_gone(people: dict[str, Account], client_of: Callable[[Account], Client]):
    for role, account in people.items():
        client = client_of(account)
        ways = [shortcut.url for shortcut in client.get("/ban-viec/").context["shortcuts"]]
        assert {way: client.get(way).status_code for way in ways} == dict.fromkeys(ways, 200), role
        assert ("/nhat-ky/" in ways) == (role != "clerk")


def test_an_empty_register_says_that_the_units_come_first(client_of: Callable[[Account], Client]):
    first = Account.objects.create_user("first", name="Trần Thị Mẫu", role="officer", unit=None)
    html = client_of(first).get("/ban-viec/").content.decode()

    assert html.count("btn-primary") == 1
    assert '<a class="btn btn-primary" href="/nhap/">Nhập danh sách đơn vị</a>' in html


def test_an_account_without_a_unit_sees_nothing_of_the_register(
    people: dict[str, Account], client_of: Callable[[Account], Client]
):
    loose = Account.objects.create_user("loose", name="Võ Thị Mẫu", role="officer", unit=None)
    html = client_of(loose).get("/ban-viec/").content.decode()

    assert "Tài khoản này chưa gắn với đơn vị nào" in html
    assert "3 năm liền" not in html


@pytest.mark.parametrize("waiting", [1, 3])
def test_three_files_cost_as_many_queries_as_one(
    people: dict[str, Account], client_of: Callable[[Account], Client], django_assert_num_queries: Any, waiting: int
):
    for number in range(waiting):
        plan(people["officer"], f"{number}.xlsx", GOOD)
    client = client_of(people["officer"])
    client.get("/ban-viec/")  # the register is read once and kept

    with django_assert_num_queries(18):
        assert len(client.get("/ban-viec/").context["waiting"]) == waiting


def test_whoever_has_no_shortcut_sees_no_empty_list_of_them(client_of, signer, officer):
    pages = [client_of(account).get("/ban-viec/").content.decode() for account in (signer, officer)]

    assert ['class="loi-tat"' in page for page in pages] == [False, True]
