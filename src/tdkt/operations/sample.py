"""The sample office as a register: marked as sample on every page, with named people who have no password."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from tdkt.operations.accounts import add_account, set_office
from tdkt.operations.directory import Directory
from tdkt.operations.errors import RuleNotMet
from tdkt.operations.imports import Incoming, Taken, apply_imports
from tdkt.operations.reporting import root_unit
from tdkt.operations.units import unit_by_id
from tdkt.records.models import Account, Entry, Office, Role
from tdkt.sample import office as sample

ROLES = {"clerk": Role.CLERK, "emulation-officer": Role.OFFICER, "inspector": Role.INSPECTOR}


def has_sample() -> bool:
    """Whether the whole sample is here: its people come last."""
    return Office.objects.filter(sample=True).exists() and Account.objects.filter(sample=True).exists()


def is_empty() -> bool:
    """Whether nothing was ever entered."""
    return not Entry.objects.exists()


def build_sample(files: Sequence[tuple[Incoming, datetime]], *, tell: Callable[[Taken], None] | None = None) -> None:
    """Make the sample register whole or not at all: whose it is, its files as if each had come on its day, its people.

    Raises `RuleNotMet` for a register that is in use (sample and real data never meet), or when a row does not go in.
    """
    with transaction.atomic():
        set_up(at=files[0][1])
        take_in_files(files, tell=tell)
        add_people(at=files[-1][1])


def set_up(*, at: datetime) -> Office:
    """Say whose register it will be."""
    if not is_empty():
        raise RuleNotMet(
            "Sổ này đã có dữ liệu; lập sổ mẫu ở thư mục khác bằng --data.",
            "This register is in use; build the sample elsewhere with --data.",
        )
    return set_office(
        at=at,
        sample=True,
        name=sample.NAME,
        parent=sample.PARENT,
        place=sample.PLACE_NAME,
        symbol=sample.SYMBOL,
        signer_post=sample.SIGNER_POST,
        recipients=list(sample.RECIPIENTS),
        working_date=sample.KNOWN_ON,
    )


def take_in_files(files: Sequence[tuple[Incoming, datetime]], *, tell: Callable[[Taken], None] | None) -> None:
    """Enter the files; every row of the sample must go in."""
    taken = apply_imports(files, by=None, tell=tell)
    stuck = [(one.plan["file"], row) for one in taken for row in one.open_rows]
    if stuck:
        name, row = stuck[0]
        why = row["problems"][-1]["message"] if row["problems"] else row["status"]
        raise RuleNotMet(
            f"Tệp mẫu {name}, {row['at']}: {why} (và {len(stuck) - 1} dòng khác)",
            f"Sample file {name}, {row['at']}: {why} (and {len(stuck) - 1} more rows)",
        )


def add_people(*, at: datetime) -> None:
    """The people that the switcher offers; none has a password."""
    for person in sample.accounts():
        role = ROLES[person.role]
        unit = unit_by_id(unit_of_clerk(person.unit) if role == Role.CLERK else root_unit())
        add_account(person.username, name=person.name, role=role, unit=unit, password=None, at=at, sample=True)


def unit_of_clerk(words: str) -> int | None:
    """A clerk serves the whole unit, not the team at whose desk he sits: "Đội Tổng hợp, Công an huyện Đại Lộc" is the district's."""
    return Directory().unit(words.partition(",")[2] or words, on=sample.KNOWN_ON)
