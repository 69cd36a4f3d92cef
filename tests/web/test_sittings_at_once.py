"""Two who do the same to one sitting at the same time: one does it, the other is told that it is done (409), and nothing breaks."""

import threading
from collections.abc import Callable, Sequence
from functools import partial

from django.db import connections
from django.test import Client

from tdkt.operations.audit import verify
from tdkt.operations.sittings import call_sitting, open_sitting, put_on_agenda
from tdkt.records.models import Account, Entry, Office, Role, Step
from tests.conftest import make_account
from tests.databases import States
from tests.operations.sessions import ADVANCED, AT, DAY, attend, council, nominate, person, round_of, tally
from tests.races import ROUNDS


def answers(posts: Sequence[Callable[[], int]]) -> list[int]:
    """Send several requests begun together; their statuses, sorted."""
    found: list[int] = []
    gate = threading.Barrier(len(posts))

    def send(post: Callable[[], int]) -> None:
        try:
            gate.wait(10)
            found.append(post())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=[post]) for post in posts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return sorted(found)


def status(client: Client, address: str) -> int:
    return client.post(address, {}).status_code


def test_of_two_accounts_that_close_one_sitting_one_succeeds_and_one_gets_409(
    committed: States, client_of: Callable[[Account], Client], office: Office, officer: Account
):
    clients = [client_of(one) for one in (officer, make_account("second", "Cán bộ Hai", Role.OFFICER, office.unit))]
    round_, board = round_of(office), council(office)
    before = verify().faults  # the fixture's own rows stand outside the log
    for number in range(ROUNDS):
        dossier = nominate(round_, person(f"Người {number}"), ADVANCED)
        sitting = call_sitting(board.pk, round_.pk, held_on=DAY, by=None, at=AT)
        put_on_agenda(sitting.pk, [dossier.pk], by=None, at=AT, on=DAY)
        attend(sitting)
        open_sitting(sitting.pk, by=None, at=AT, on=DAY)
        tally(sitting, {dossier.pk: (5, 0)}, award=ADVANCED)
        address = f"/hoi-dong/phien/{sitting.pk}/be-mac/"

        became = answers([partial(status, client, address) for client in clients])

        assert became == [302, 409]
        assert Step.objects.filter(nomination=dossier, name="pass").count() == 1
    assert Entry.objects.filter(verb="sittings.close").count() == ROUNDS
    assert [fault for fault in verify().faults if fault not in before and "subject" not in fault] == []
