"""A register that is made up to be measured: many people, units, decisions and awards, without versions and without a log.

Only into an empty database; what an office has is never touched. And the search that a user would write instead, to measure beside.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from time import perf_counter
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, F, Func, IntegerField, Value, When

from tdkt.operations.errors import Refused
from tdkt.records.models import Account, Conferral, Decision, Office, Role, Subject, Unit, UnitName, UnitPlace
from tdkt.records.search import names_with, search
from tdkt.vietnamese.collation import sort_key
from tdkt.vietnamese.folding import fold
from tdkt.vietnamese.names import split_name

BATCH = 5_000
DAY = date(2026, 1, 15)
FORMS = ("giay-khen", "bang-khen-bo-tinh", "bang-khen-thu-tuong", "huan-chuong-lao-dong", "huan-chuong-chien-cong")


def fill(people: Iterable[tuple[str, str, int]], *, tree: tuple[int, int, int], decisions: int, awards: int) -> None:
    """People as (name, service number, team), under a tree of (blocks, districts in each, teams in each), with honours among them."""
    if Subject.objects.exists():
        raise Refused("Sổ này đã có dữ liệu; chỉ đo trên một sổ trống.")
    teams = _units(tree)
    rows = iter(people)
    while batch := list(islice(rows, BATCH)):
        Subject.objects.bulk_create([_person(name, number, teams[team]) for name, number, team in batch])
    _honours(decisions, awards)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def _person(name: str, number: str, unit: int) -> Subject:
    return Subject(
        kind="individual", name=name, name_key=_name_key(name), search=fold(f"{name} {number}"), belongs_to_id=unit
    )


@lru_cache(maxsize=50_000)
def _part_key(part: str) -> str:
    return sort_key(part)


def _name_key(name: str) -> str:
    """As `collation.name_key`, whose parts repeat here a thousand times."""
    family, middle, given = split_name(name)
    return _part_key(given) + _part_key(family) + _part_key(middle)


def _units(tree: tuple[int, int, int]) -> list[int]:
    """The office with its units and an account of each depth: `office`, `block`, `district`, `team`; the ids of the teams."""
    blocks, districts, teams = tree
    top = _unit("Công an tỉnh mẫu", None)
    Office.objects.create(
        name="Công an tỉnh mẫu",
        parent="Bộ Công an",
        place="mẫu",
        symbol="BC",
        signer_post="Giám đốc",
        recipients=[],
        unit=top,
    )
    made, first = [], {"office": top}
    for block in range(blocks):
        above = first.setdefault("block", over := _unit(f"Khối {block + 1}", top))
        for district in range(districts):
            middle = _unit(f"Công an huyện mẫu {block * districts + district + 1}", over)
            first.setdefault("district", middle)
            made += [_unit(f"Đội {team + 1}", middle) for team in range(teams)]
        assert above is not None
    first["team"] = made[0]
    for name, unit in first.items():
        Account.objects.create(username=name, name=name, role=Role.CLERK, unit=unit)
    return [unit.pk for unit in made]


def _unit(name: str, above: Unit | None) -> Unit:
    subject = Subject.objects.create(kind="collective", name=name, name_key=sort_key(name), search=fold(name))
    unit = Unit.objects.create(subject=subject, name=name)
    Subject.objects.filter(pk=subject.pk).update(belongs_to=unit)
    UnitName.objects.create(unit=unit, name=name, folded=fold(name))
    path = UnitPlace.objects.get(unit=above).path if above else ""
    UnitPlace.objects.create(unit=unit, parent=above, path=f"{path}{unit.pk:06d}.")
    return unit


def _honours(decisions: int, awards: int) -> None:
    made: list[Decision] = []
    for start in range(0, decisions, BATCH):
        made += Decision.objects.bulk_create(
            [
                Decision(number=f"{n + 1}/QĐ-BCA", year=2000 + n % 25, signed_on=date(2000 + n % 25, 1 + n % 12, 1 + n % 28), level="ministry", authority="Bộ Công an", title="Về việc khen thưởng")
                for n in range(start, min(start + BATCH, decisions))
            ]
        )  # fmt: skip
    who = list(Subject.objects.filter(kind="individual").order_by("pk").values_list("pk", "belongs_to")[:awards])
    for start in range(0, len(who), BATCH):
        Conferral.objects.bulk_create(
            [
                Conferral(subject_id=subject, unit_id=unit, recipient="individual", award=FORMS[n % len(FORMS)], class_no=3 if n % len(FORMS) > 2 else None, level="ministry", decision=made[n % len(made)], year=2000 + n % 25, state="decided")
                for n, (subject, unit) in enumerate(who[start : start + BATCH], start)
            ]
        )  # fmt: skip


def ask(username: str, questions: Iterable[str], *, limit: int) -> Iterator[float]:
    """What each question took an account, in milliseconds: the whole list under the box, with every kind of thing. Asked as a new page does."""
    for words in questions:
        account = Account.objects.get(username=username)
        begun = perf_counter()
        search(account, words, DAY, limit=limit)
        yield (perf_counter() - begun) * 1000


def scan(username: str, questions: Iterable[str], *, limit: int) -> Iterator[float]:
    """The same for people alone, by reading all names through and sorting what has the words."""
    account = Account.objects.get(username=username)
    for words in questions:
        begun = perf_counter()
        list(_scanned(account, words)[: limit + 1])
        yield (perf_counter() - begun) * 1000


def _scanned(account: Account, words: str) -> Any:
    said = fold(words)
    called = Func(F("search"), Value(" -0123456789"), function="RTRIM", output_field=CharField())
    near = Case(
        When(called=said, then=Value(0)),
        When(called__endswith=f" {said}", then=Value(1)),
        When(search__startswith=said, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    rows = Subject.objects.visible_to(account, on=DAY).filter(names_with(words), kind="individual")
    return rows.alias(called=called).order_by(near, "name_key", "pk")


def sizes() -> dict[str, float]:
    """The bytes of the whole database, and of what searching alone added to it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
            whole = cursor.fetchone()[0]
            cursor.execute("SELECT count(*) FROM pragma_compile_options WHERE compile_options = 'ENABLE_DBSTAT_VTAB'")
            if not cursor.fetchone()[0]:
                return {"bytes": whole, "index": float("nan")}
            cursor.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%\\_words%' ESCAPE '\\' OR name LIKE 'records\\_person\\_%' ESCAPE '\\' OR name IN ('records_body_in_order', 'records_conferral_newest')"
            )
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
            whole = cursor.fetchone()[0]
            cursor.execute(
                "SELECT sum(pg_relation_size(oid)) FROM pg_class WHERE relname LIKE '%\\_words' OR relname LIKE 'records\\_person\\_%' AND relkind = 'i' OR relname IN ('records_body_in_order', 'records_conferral_newest')"
            )
        return {"bytes": float(whole), "index": float(cursor.fetchone()[0] or 0)}
