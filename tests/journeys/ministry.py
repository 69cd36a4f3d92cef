"""A ministry in 2024 with sixty people to propose, made by lists as offices make them: what the journey of nominations begins with."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from tdkt.operations.imports import apply_import
from tdkt.operations.ledger import writing
from tdkt.operations.standing import attest_complete, set_standing
from tdkt.records.models import Account, Initiative, Office, Role, Subject, Unit
from tests.operations.plans import incoming

AT = datetime(2024, 6, 3, 1, 0, tzinfo=UTC)
LAW_DAY = date(2024, 6, 28)
OFFICE = "Bộ Công an mẫu"
DEPARTMENTS = ("Cục Tham mưu mẫu", "Cục Cảnh sát mẫu", "Cục Hậu cần mẫu")
FIGHTER_OF_UNIT, FIGHTER, MERIT = "chien-si-thi-dua-co-so", "chien-si-thi-dua-bo-tinh", "bang-khen-bo-tinh"
PRIME, ORDER = "bang-khen-thu-tuong", "huan-chuong-bao-ve-to-quoc"
ORDERS, FIGHTERS, MERITS, SPARE = 4, 16, 40, 3
"""How many people qualify for the order, for the ministry's fighter, for its certificate; and how many for nothing."""
FAMILIES, MIDDLES = ("Bùi", "Đặng", "Hồ", "Lý", "Mai", "Ngô", "Phan", "Tạ"), ("Văn", "Thị", "Hữu", "Thanh")
GIVEN = (
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Đức",
    "Giang",
    "Hà",
    "Khoa",
    "Lâm",
    "Minh",
    "Nga",
    "Oanh",
    "Phúc",
    "Quân",
    "Sơn",
    "Tú",
)


@dataclass(frozen=True)
class Ministry:
    """The office with its accounts and, by what they qualify for, its people."""

    office: Office
    officer: Account
    signer: Account
    clerks: tuple[Account, ...]
    members: tuple[Account, ...]
    people: dict[str, list[Subject]]


def name_of(number: int) -> str:
    return f"{FAMILIES[number % 8]} {MIDDLES[(number // 8) % 4]} {GIVEN[(number * 5) % 16]} {number:02d}"


def person(number: int) -> dict[str, Any]:
    """Who a row of a list speaks of."""
    return {
        "name": name_of(number),
        "born": f"{1970 + number % 20}-05-01",
        "unit": DEPARTMENTS[number % 3],
        "service_number": f"{200_000 + number}",
    }


def make_ministry() -> Ministry:
    """Enter the ministry by its lists: units, people, ratings and titles of six years, certificates of the Prime Minister."""
    total = ORDERS + FIGHTERS + MERITS + SPARE
    enter("units", {"name": OFFICE, "level": "ministry"}, *({"name": one, "parent": OFFICE} for one in DEPARTMENTS))
    enter(
        "people",
        *(person(n) | {"joined": "2000-01-01", "sex": "m", "rank": "Thiếu tá", "post": "Cán bộ"} for n in range(total)),
    )
    enter(
        "ratings",
        *(
            rated(n) | {"year": year, "rating": "hoan-thanh-xuat-sac" if n < total - SPARE else "hoan-thanh"}
            for n in range(total)
            for year in range(2018, 2024)
        ),
    )
    titled = [
        title(n, year, FIGHTER_OF_UNIT)
        for n in range(total - SPARE)
        for year in (
            range(2018, 2024) if n < ORDERS else range(2021, 2024) if n < ORDERS + FIGHTERS else range(2022, 2024)
        )
    ]
    enter("awards", *titled)
    enter("awards", *(prime(n) for n in range(ORDERS)))
    for unit in Unit.objects.all():
        set_standing(unit.pk, force="police", by=None, at=AT)
    everybody = list(Subject.objects.filter(kind="individual").order_by("pk"))
    by_name = {one.name: one for one in everybody}
    ordered = [by_name[name_of(n)] for n in range(total)]
    with writing(by=None, at=AT, verb="tests.enter") as pen:
        pen.add(
            Initiative(
                subject=one,
                year=year,
                kind="sang-kien",
                scope="bo-tinh",
                name=f"Cải tiến {n} năm {year}",
                folded=f"cai tien {n} nam {year}",
            )
            for n, one in enumerate(ordered[:-SPARE])
            for year in (2022, 2023)
        )
    attest_complete(1990, subjects=[one.pk for one in Subject.objects.all()], by=None, at=AT, reason="hồ sơ cán bộ")
    top = Unit.objects.get(name=OFFICE)
    said = {
        "name": OFFICE, "parent": "Chính phủ", "place": "Hà Nội", "symbol": "BC-BCA", "signer_post": "Bộ trưởng", "unit": top,
        "recipients": ["Lưu: VT, X03."], "working_date": LAW_DAY,
    }  # fmt: skip
    office, _ = Office.objects.update_or_create(id=1, defaults=said)
    return Ministry(
        office=office,
        officer=account("officer", "Trần Thị Cán Bộ", Role.OFFICER, top),
        signer=account("signer", "Đỗ Văn Bộ Trưởng", Role.SIGNER, top),
        clerks=tuple(
            account(f"clerk-{n}", f"Cán bộ đơn vị {n}", Role.CLERK, Unit.objects.get(name=name))
            for n, name in enumerate(DEPARTMENTS)
        ),
        members=tuple(account(f"member-{n}", f"Thành viên {n:02d}", Role.MEMBER, top) for n in range(15)),
        people={
            ORDER: ordered[:ORDERS],
            FIGHTER: ordered[ORDERS : ORDERS + FIGHTERS],
            MERIT: ordered[ORDERS + FIGHTERS : ORDERS + FIGHTERS + MERITS],
            "": ordered[-SPARE:],
        },
    )


def account(username: str, name: str, role: str, unit: Unit) -> Account:
    return Account.objects.create_user(username, name=name, role=role, unit=unit)


def rated(number: int) -> dict[str, Any]:
    said = person(number)
    return {key: said[key] for key in ("name", "born", "unit", "service_number")}


def title(number: int, year: int, award: str) -> dict[str, Any]:
    return person(number) | {
        "award": award, "authority": "agency", "for_from": year, "for_to": year, "decision_number": f"{year}/QĐ-CTĐ",
        "decision_date": f"{year + 1}-01-15",
    }  # fmt: skip


def prime(number: int) -> dict[str, Any]:
    return person(number) | {
        "award": PRIME, "authority": "prime-minister", "ground": "cong-trang", "decision_number": "88/QĐ-TTg", "decision_date": "2018-03-10",
        "for_from": 2013, "for_to": 2017,
    }  # fmt: skip


def enter(kind: str, *rows: dict[str, Any]) -> None:
    taken = apply_import(incoming(kind, *rows), by=None, at=AT)
    left = [
        row for part in taken.plan["parts"] for row in part["rows"] if row["status"] not in ("new", "same", "changes")
    ]
    assert not left, left[:2]
