"""A register of community models that is made up to be measured: models, profiles, places, groups, ratings and a census.

Only into an empty database. Rows go in without the log; the tables that reports read get their versions, all of one entry.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from tdkt.operations.errors import Refused
from tdkt.operations.ledger import writing
from tdkt.records import models as m
from tdkt.records.models.ledger import Registered, state_columns
from tdkt.vietnamese.collation import sort_key
from tdkt.vietnamese.folding import fold

BATCH = 5_000
CENSUS = date(2025, 12, 31)
DAY = date(2026, 1, 15)


def fill_models(made: Sequence[Any]) -> m.Account:
    """Fill the database with these models (`bench.movement.Model`); answers an account that sees all of them."""
    if m.CommunityModel.objects.exists() or m.Unit.objects.exists():
        raise Refused("Sổ này đã có dữ liệu; chỉ đo trên một sổ trống.")
    entry = m.Entry.objects.create(seq=1, at=datetime(2026, 1, 10, tzinfo=UTC), by_name="bench", verb="bench.fill", previous="0" * 64, hash="1" * 64)  # fmt: skip
    office = _office()
    areas = _areas(made)
    types = m.ModelType.objects.bulk_create(
        [m.ModelType(name=f"Mô hình mẫu {n + 1}", folded=f"mo hinh mau {n + 1}") for n in range(1 + max(one.type for one in made))]
    )  # fmt: skip
    census = m.Census.objects.create(as_of=CENSUS, title="mẫu")
    keys: list[int] = []
    for first in range(0, len(made), BATCH):
        part = made[first : first + BATCH]
        rows = m.CommunityModel.objects.bulk_create([_model(one, types, office) for one in part])
        keys += [row.pk for row in rows]
        _details(part, first, keys, areas, census)
    for table in (m.Unit, m.UnitName, m.UnitPlace, m.Subject, m.ModelType, m.CommunityModel, m.Census, m.CensusLine):
        _versions(table, entry)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    return m.Account.objects.create(username="bench", name="bench", role=m.Role.OFFICER, unit=office)


def what_to_ask() -> tuple[list[int], list[tuple[int, str]]]:
    """The types, and the districts with their names, that questions may be about."""
    types = list(m.ModelType.objects.order_by("pk").values_list("pk", flat=True))
    return types, list(m.Area.objects.filter(kind="district").order_by("pk").values_list("pk", "name"))


def change_something() -> None:
    """An act that writes nothing but its entry: whatever is kept between requests until the register changes is out of date."""
    with writing(by=None, at=datetime(2026, 1, 15, tzinfo=UTC), verb="bench.change"):
        pass


def _office() -> m.Unit:
    subject = m.Subject.objects.create(kind="collective", name="Công an tỉnh mẫu", name_key=sort_key("Công an tỉnh mẫu"), search="cong an tinh mau")  # fmt: skip
    unit = m.Unit.objects.create(subject=subject, name="Công an tỉnh mẫu")
    m.Subject.objects.filter(pk=subject.pk).update(belongs_to=unit)
    m.UnitName.objects.create(unit=unit, name=unit.name, folded=fold(unit.name))
    m.UnitPlace.objects.create(unit=unit, parent=None, path=f"{unit.pk:06d}.")
    m.Office.objects.create(
        name=unit.name, parent="Bộ Công an", place="mẫu", symbol="BC", signer_post="Giám đốc", recipients=[], unit=unit, working_date=DAY
    )  # fmt: skip
    return unit


def _areas(made: Iterable[Any]) -> dict[tuple[int, int], int]:
    province = m.Area.objects.create(name="Tỉnh mẫu", kind="province", folded="tinh mau")
    names = {(one.district, one.commune): (one.district_name, one.commune_name) for one in made}
    districts = {
        key: m.Area.objects.create(name=name, kind="district", parent=province, folded=fold(name)).pk
        for key, name in sorted({(key[0], district) for key, (district, _) in names.items()})
    }
    ordered = sorted(names)
    communes = m.Area.objects.bulk_create(
        [m.Area(name=names[key][1], kind="commune", parent_id=districts[key[0]], folded=fold(names[key][1])) for key in ordered]
    )  # fmt: skip
    return {key: area.pk for key, area in zip(ordered, communes, strict=True)}


def _model(one: Any, types: Sequence[m.ModelType], office: m.Unit) -> m.CommunityModel:
    place = f"thôn 1, {one.commune_name.lower()}"
    return m.CommunityModel(
        type=types[one.type],
        name=one.name,
        place=place,
        district=one.district_name,
        unit=office,
        founded=one.founded,
        stopped=one.stopped,
        search=fold(f"{one.name} {place} {one.district_name}"),
    )


def _details(
    part: Sequence[Any], start: int, keys: Sequence[int], areas: dict[tuple[int, int], int], census: Any
) -> None:
    """What belongs to these models, whose ids stand in `keys` from `start` on."""
    told = list(zip(keys[start:], part, strict=True))
    m.ModelProfile.objects.bulk_create(
        [
            m.ModelProfile(
                model_id=key,
                register="dan-van-kheo" if one.again is not None else "tdbvantq",
                same_as_id=keys[one.again] if one.again is not None else None,
                sphere=one.sphere,
                area_id=areas[one.district, one.commune],
            )
            for key, one in told
        ]
    )
    sites = m.ModelPlace.objects.bulk_create(
        [m.ModelPlace(model_id=key, name=f"thôn {n + 1}", since=one.founded) for key, one in told for n in range(one.places)]
    )  # fmt: skip
    first = {site.model_id: site.pk for site in reversed(sites)}
    m.ModelGroup.objects.bulk_create(
        [m.ModelGroup(model_id=key, place_id=first[key], name=f"Tổ {n + 1}", members=one.members) for key, one in told for n in range(one.groups)]
    )  # fmt: skip
    m.ModelRating.objects.bulk_create(
        [m.ModelRating(model_id=key, year=year, rating=rating) for key, one in told for year, rating in one.ratings],
        batch_size=BATCH,
    )
    m.ModelEvent.objects.bulk_create(
        [m.ModelEvent(model_id=key, kind="stopped", day=one.stopped) for key, one in told if one.stopped]
    )
    m.CensusLine.objects.bulk_create(
        [
            m.CensusLine(census=census, model_id=key, places=one.places, groups=one.groups, members=one.members, rating=one.ratings[-1][1] if one.ratings else "")
            for key, one in told
        ]
    )  # fmt: skip


def _versions(table: type[Registered], entry: m.Entry) -> None:
    """A version of each row as it stands, as if all had been written by one act."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in state_columns(table))
    into = quote(table.versions._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {into} ({quote('row')}, known_from, entry_id, {columns}) SELECT id, %s, %s, {columns} FROM {quote(table._meta.db_table)}",  # noqa: S608 - names of our own tables
            [connection.ops.adapt_datetimefield_value(entry.at), entry.seq],
        )
