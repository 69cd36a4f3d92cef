"""What every test may ask for: an office with its people, the database, a server, and a page in a real Chromium.

    office, clerk, officer, inspector    an office of two units, and one account of each role (no password: nothing is hashed)
    client_of(account)                   Django's test client, signed in
    page                                 a page of a real Chromium, with the server behind it: page.goto("/ban-viec/")
    faults                               what went wrong in that page; any fault fails the test
    states                               whole states of the database, for tests that need committed rows (tests/databases.py)

A test that asks for `page` or `server` works on committed rows, and the database is put back afterwards; all others run in a
transaction that is rolled back. Settings and the choice of the database are in tests/settings.py.
"""

import os
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from tdkt.operations.jobs import is_idle
from tdkt.records.models import Account, Office, Role, Subject, Unit, UnitName, UnitPlace
from tdkt.vietnamese.folding import fold
from tests.databases import PRISTINE, States
from tests.server import Server
from tests.web.browser import FLAGS, VIEWPORT, Faults, watch

WORKING_DAY = date(2020, 5, 25)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a page is a browser test, also where nobody wrote the mark: `-m "not browser"` leaves it out."""
    for item in items:
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


# --- database ----------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[None]:
    """The test database. pytest-django's own fixture makes none in a run whose tests ask for a server only, and would leave them the office's."""
    kept = States(Path(os.environ["TDKT_TEST_FOLDER"]))
    with django_db_blocker.unblock(), kept.alone(PRISTINE):
        known = kept.lay_out(PRISTINE)
        made = setup_databases(
            verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set(), keepdb=known
        )
        if not known:
            kept.take(PRISTINE)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def states(django_db_setup: None) -> States:
    """Whole states of the test database; the empty one was taken when it was made."""
    return States(Path(os.environ["TDKT_TEST_FOLDER"]))


@pytest.fixture
def committed(states: States, django_db_blocker: Any) -> Iterator[States]:
    """An empty database on which commits are real; put back afterwards."""
    with django_db_blocker.unblock():
        states.put_back(PRISTINE)
        yield states
        until_idle()
        states.put_back(PRISTINE)


def until_idle() -> None:
    """Wait until no job writes any more into the database that is about to be put back. Raises after ten seconds."""
    end = time.monotonic() + 10
    while not is_idle():
        if time.monotonic() > end:
            raise TimeoutError("a job of this test is still under way")
        time.sleep(0.01)


@pytest.fixture
def database(request: pytest.FixtureRequest) -> None:
    """Committed rows for a test with a server, a transaction that is rolled back for all others."""
    serves = {"server", "page", "committed"} & set(request.fixturenames)
    request.getfixturevalue("committed" if serves else "db")


# --- an office and its people ------------------------------------------------------------------------


def make_unit(name: str, *, under: Unit | None = None) -> Unit:
    """A unit that has always stood, with its subject, its name and its place in the tree."""
    folded = fold(name)
    subject = Subject.objects.create(kind="collective", name=name, name_key=folded, search=folded)
    unit = Unit.objects.create(subject=subject, name=name)
    Subject.objects.filter(pk=subject.pk).update(belongs_to=unit)
    UnitName.objects.create(unit=unit, name=name, folded=folded)
    above = UnitPlace.objects.get(unit=under).path if under else ""
    UnitPlace.objects.create(unit=unit, parent=under, path=f"{above}{unit.pk:06d}.")
    return unit


@pytest.fixture
def office(database: None) -> Office:
    """Công an tỉnh mẫu, on 25/05/2020, with one district police under it. Its data are not a sample."""
    top = make_unit("Công an tỉnh mẫu")
    make_unit("Công an huyện mẫu", under=top)
    return Office.objects.create(
        name="Công an tỉnh mẫu",
        parent="Bộ Công an",
        place="Quảng Nam",
        symbol="BC-CAT",
        signer_post="Giám đốc",
        recipients=["Bộ Công an (X03);", "Lưu: VT, PX03."],
        unit=top,
        working_date=WORKING_DAY,
    )


def make_account(username: str, name: str, role: str, unit: Unit | None, **fields: Any) -> Account:
    return Account.objects.create_user(username, name=name, role=role, unit=unit, **fields)


@pytest.fixture
def clerk(office: Office) -> Account:
    """The clerk of the district police: sees that unit's rows only."""
    return make_account("clerk", "Bùi Văn Mẫu", Role.CLERK, Unit.objects.get(name="Công an huyện mẫu"))


@pytest.fixture
def officer(office: Office) -> Account:
    """The emulation officer of the whole office."""
    return make_account("officer", "Trần Thị Mẫu", Role.OFFICER, office.unit)


@pytest.fixture
def inspector(office: Office) -> Account:
    """The inspector: reads everything, writes nothing."""
    return make_account("inspector", "Lê Viết Mẫu", Role.INSPECTOR, office.unit)


@pytest.fixture
def member(office: Office) -> Account:
    """A member of councils: sees what is put before them."""
    return make_account("member", "Ngô Thị Mẫu", Role.MEMBER, office.unit)


@pytest.fixture
def signer(office: Office) -> Account:
    """The leader who signs decisions."""
    return make_account("signer", "Đỗ Văn Mẫu", Role.SIGNER, office.unit)


@pytest.fixture
def client_of() -> Callable[[Account], Client]:
    """A test client that has signed in as an account."""

    def signed_in(account: Account) -> Client:
        client = Client()
        client.force_login(account)
        return client

    return signed_in


# --- a server and a browser --------------------------------------------------------------------------


@pytest.fixture(scope="session")
def running_server() -> Iterator[Server]:
    """One server for the whole run; the database behind it changes under it."""
    with Server() as server:
        yield server


@pytest.fixture
def server(running_server: Server, committed: States) -> Iterator[Server]:
    """The address where the screens are served, on committed rows."""
    running_server.open()
    yield running_server
    running_server.shut()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium, forbidden to speak to anyone."""
    return {"executable_path": os.environ.get("TDKT_CHROMIUM", "/usr/bin/chromium"), "args": FLAGS}


@pytest.fixture
def page(server: Server, browser: Any, faults: Faults) -> Iterator[Any]:
    """A fresh page, 1366x768, Vietnamese. Errors on its console, refused styles or scripts, and requests to other hosts fail the test."""
    context = browser.new_context(
        base_url=server.url, viewport=VIEWPORT, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    context.set_default_timeout(8000)
    opened = context.new_page()
    watch(opened, faults, server.url)
    yield opened
    context.close()
    assert faults.found() == []


@pytest.fixture
def faults() -> Faults:
    """What went wrong in the page so far; `faults.expect(404)` for a test that means to be refused."""
    return Faults()
