"""The sample office as a register: marked as sample on every page, with named people who have no password."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from tdkt.operations import (
    sample_areas,
    sample_blocks,
    sample_directions,
    sample_exemplars,
    sample_grades,
    sample_model_life,
    sample_movements,
    sample_rounds,
    sample_safe_areas,
    sample_statistics,
)
from tdkt.operations.accounts import add_account, set_office
from tdkt.operations.corrections import say_ground
from tdkt.operations.directory import Directory
from tdkt.operations.errors import RuleNotMet
from tdkt.operations.imports import Incoming, Taken, apply_imports
from tdkt.operations.packing import packing
from tdkt.operations.reporting import root_unit
from tdkt.operations.standing import attest_complete, record_departures, set_standing
from tdkt.operations.units import unit_by_id
from tdkt.records.models import Account, Decision, Entry, Office, PersonNumber, Role, Unit
from tdkt.sample import achievements
from tdkt.sample import office as sample

MOVED = 70
"""In the sample nobody shares a name and a birth date: whoever is listed in another unit than before has moved there."""
ATTESTED = datetime(2020, 5, 22, 9, 0, tzinfo=sample.HOUR)
"""When the office said of its rows what no file says: a working day before the one on which the sample is looked at."""
SAID = (
    sample_areas,
    sample_movements,
    sample_blocks,
    sample_grades,
    sample_model_life,
    sample_safe_areas,
    sample_exemplars,
    sample_directions,
    sample_statistics,
)
"""What the office says of its movement besides the files, in this order: places of the map come first."""

ROLES = {
    "clerk": Role.CLERK,
    "emulation-officer": Role.OFFICER,
    "inspector": Role.INSPECTOR,
    "council-member": Role.MEMBER,
    "signer": Role.SIGNER,
}


def has_sample() -> bool:
    """Whether the whole sample is here: it is made as one act, its people among the last."""
    return Office.objects.filter(sample=True).exists() and Account.objects.filter(sample=True).exists()


def is_empty() -> bool:
    """Whether nothing was ever entered."""
    return not Entry.objects.exists()


def build_sample(files: Sequence[tuple[Incoming, datetime]], *, tell: Callable[[Taken], None] | None = None) -> None:
    """Make the sample register whole or not at all: whose it is, its files as if each had come on its day, its people.

    Raises `RuleNotMet` for a register that is in use (sample and real data never meet), or when a row does not go in.
    """
    before = [one for one in files if one[1].date() < sample.KNOWN_ON]
    with transaction.atomic(), packing():
        set_up(at=files[0][1])
        take_in_files(before, tell=tell)
        attest(at=ATTESTED)
        for part in SAID:
            part.enter(at=ATTESTED)
        add_people(at=ATTESTED)
        sample_rounds.enter(at=ATTESTED)
        take_in_files([one for one in files if one not in before], tell=tell)


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
    taken = apply_imports(files, by=None, tell=tell, accept=MOVED)
    stuck = [(one.plan["file"], row) for one in taken for row in one.open_rows]
    if stuck:
        name, row = stuck[0]
        why = row["problems"][-1]["message"] if row["problems"] else row["status"]
        raise RuleNotMet(
            f"Tệp mẫu {name}, {row['at']}: {why} (và {len(stuck) - 1} dòng khác)",
            f"Sample file {name}, {row['at']}: {why} (and {len(stuck) - 1} more rows)",
        )


def attest(*, at: datetime) -> None:
    """What the office says of its own rows besides the files: which force it is, what is complete, who has left, and grounds."""
    root = root_unit()
    if root is not None:
        set_standing(root, force="police", by=None, at=at)
    people = dict(PersonNumber.objects.filter(kind="service").values_list("number", "subject_id"))
    units = dict(Unit.objects.values_list("subject_id", "pk"))
    attest_complete(
        achievements.KNOWN_SINCE,
        subjects=[*people.values(), *units],
        by=None,
        at=at,
        reason="Đã đối chiếu danh sách, quyết định từ năm 2015",
    )
    by_year: dict[int, list[int]] = defaultdict(list)
    for person in achievements.whole_services():
        if person.number in people:
            by_year[person.joined.year].append(people[person.number])
    for year, subjects in sorted(by_year.items()):
        attest_complete(year, subjects=subjects, by=None, at=at, reason="Đã rà soát hồ sơ từ ngày vào ngành")
    left = {people[number]: day for number, day in achievements.departures().items() if number in people}
    record_departures(left, by=None, at=at, reason="Nghỉ hưu, chuyển ngành")
    decisions = dict(Decision.objects.values_list("number", "pk"))
    grounds = {decisions[number]: ground for number, ground in achievements.grounds().items() if number in decisions}
    say_ground(grounds, reason="Ghi loại khen thưởng theo nội dung quyết định", by=None, at=at)


def add_people(*, at: datetime) -> None:
    """The people that the switcher offers; none has a password."""
    for person in sample.accounts():
        role = ROLES[person.role]
        unit = unit_by_id(unit_of_clerk(person.unit) if role == Role.CLERK else root_unit())
        add_account(person.username, name=person.name, role=role, unit=unit, password=None, at=at, sample=True)


def unit_of_clerk(words: str) -> int | None:
    """A clerk serves the whole unit, not the team at whose desk he sits: "Đội Tổng hợp, Công an huyện Đại Lộc" is the district's."""
    return Directory().unit(words.partition(",")[2] or words, on=sample.KNOWN_ON)
