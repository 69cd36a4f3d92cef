"""No path leads from a sealed vote to a member: not by a reference, not by a value that two tables share, not by time.

The schema is taken from the database itself, the values from a ballot that was really held. Through its ballot every vote meets every
member alike, so the ballot is taken out of the graph; what is left must not reach anybody. Each check is also tried on a table that
somebody gave one column more.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection

from tdkt.operations.ballot_boxes import cast
from tdkt.records.models import Member, Office, Participation, SealedVote
from tests.operations.voting import in_session

pytestmark = pytest.mark.django_db

VOTES = SealedVote._meta.db_table
MEMBERS = Member._meta.db_table
BOX = "records_ballot"
TIMES = ("date", "time")


@dataclass(frozen=True)
class Table:
    """A table as the database knows it: its columns with their kinds, and which of them refer to which table."""

    columns: dict[str, str]
    references: dict[str, str]


def schema() -> dict[str, Table]:
    """All tables but the index of words, which is made from the register."""
    introspection: Any = connection.introspection
    with connection.cursor() as cursor:
        names = [name for name in introspection.table_names(cursor) if "search" not in name]
        return {name: Table(_columns(cursor, name), _references(cursor, name)) for name in names}


def _columns(cursor: Any, table: str) -> dict[str, str]:
    if connection.vendor == "sqlite":
        cursor.execute(f'PRAGMA table_info("{table}")')
        return {name: kind for _, name, kind, *_ in cursor.fetchall()}
    cursor.execute("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s", [table])
    return dict(cursor.fetchall())


def _references(cursor: Any, table: str) -> dict[str, str]:
    if connection.vendor == "sqlite":
        cursor.execute(f'PRAGMA foreign_key_list("{table}")')
        return {column: target for _, _, target, column, *_ in cursor.fetchall()}
    return {column: said[1] for column, said in connection.introspection.get_relations(cursor, table).items()}


def values(table: str, column: str) -> set[str]:
    """The values of a column, as text; of bytes their hexadecimal digits."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL')
        return {one.hex() if isinstance(one, bytes | memoryview) else str(one) for (one,) in cursor.fetchall()}


def reached_from_votes() -> set[str]:
    """All tables that a vote leads to without going through the ballot as a whole."""
    tables = schema()
    ways: dict[str, set[str]] = defaultdict(set)
    timed = {name for name, table in tables.items() if any(kind.startswith(TIMES) for kind in table.columns.values())}
    for name, table in tables.items():
        for target in table.references.values():
            ways[name].add(target)
            ways[target].add(name)
        if name in timed:
            ways[name] |= timed
    own = {column for column in tables[VOTES].columns if tables[VOTES].references.get(column) != BOX}
    said = set().union(*(values(VOTES, column) for column in own))
    for name, table in tables.items():
        if name not in (VOTES, BOX) and any(said & values(name, column) for column in table.columns):
            ways[VOTES].add(name)
    reached, fresh = {VOTES}, {VOTES}
    while fresh:
        fresh = set().union(*(ways[name] for name in fresh)) - reached - {BOX}
        reached |= fresh
    return reached


@pytest.fixture
def held(office: Office) -> None:
    """A ballot with three votes in its box; nothing waits to be checked, so that a test may alter tables."""
    session = in_session(office)
    ballot, _ = session.open()
    for account, choice in zip(session.accounts[:3], ["yes", "no", "blank"], strict=True):
        cast(ballot.pk, member_account=account, choices=session.all_say(choice))
    connection.check_constraints()


def test_a_sealed_vote_has_an_id_a_ballot_and_its_bytes_and_nothing_else():
    assert set(schema()[VOTES].columns) == {"id", "ballot_id", "sealed"}
    assert schema()[VOTES].references == {"ballot_id": BOX}
    assert {field.name for field in SealedVote._meta.get_fields()} == {"id", "ballot", "sealed"}


def test_participation_has_no_time_and_no_number_that_counts_up():
    assert set(schema()[Participation._meta.db_table].columns) == {"id", "ballot_id", "member_id", "has_voted"}
    assert Participation._meta.pk.get_internal_type() == SealedVote._meta.pk.get_internal_type() == "UUIDField"


@pytest.mark.usefixtures("held")
def test_no_path_leads_from_a_vote_to_anybody():
    assert SealedVote.objects.count() == 3
    assert reached_from_votes() == {VOTES}


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize(
    ("column", "filled"),
    [
        (f'member bigint REFERENCES "{MEMBERS}" ("id")', ""),
        ("voter bigint", f'UPDATE "{VOTES}" SET voter = (SELECT min(id) FROM "{MEMBERS}")'),
        ("who varchar(60)", f'UPDATE "{VOTES}" SET who = (SELECT min(username) FROM "{MEMBERS}")'),
        (
            "seat varchar(36)",
            f'UPDATE "{VOTES}" SET seat = (SELECT min(CAST(id AS varchar(36))) FROM records_participation)',
        ),
        ("cast_at timestamp", ""),
        ("cast_on date", ""),
    ],
)
def test_a_column_more_and_the_path_is_seen(column: str, filled: str):
    kinds = {"cast_at timestamp": "cast_at datetime"} if connection.vendor == "sqlite" else {}
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE "{VOTES}" ADD COLUMN {kinds.get(column, column)}')
        if filled:
            cursor.execute(filled)

    assert MEMBERS in reached_from_votes()


@pytest.mark.usefixtures("held")
def test_a_reference_to_a_vote_is_seen():
    kind = "char(32)" if connection.vendor == "sqlite" else "uuid"
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER TABLE records_participation ADD COLUMN vote {kind} REFERENCES "{VOTES}" ("id")')

    assert MEMBERS in reached_from_votes()
