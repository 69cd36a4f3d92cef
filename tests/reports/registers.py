"""Small registers made by hand for the tests of reports: an office with rooms and districts, and one that holds the numbers of 2015-2020.

Names are invented.
"""

from datetime import date
from typing import Any

from tdkt.reports.register import (
    ConferralLine,
    ModelLine,
    MovementLine,
    OfficeLine,
    RatingLine,
    Register,
    SuccessionLine,
    UnitLine,
)

ROOT, STAFF, NORTH, SOUTH, TEAM = 1, 2, 3, 4, 5
KNOWN_ON = date(2020, 5, 25)

OFFICE = OfficeLine(
    name="Công an tỉnh Quảng Nam",
    parent="Bộ Công an",
    place="Quảng Nam",
    symbol="BC-CAT",
    signer_post="GIÁM ĐỐC",
    recipients=("Bộ Công an (X03)", "UBND tỉnh", "Lưu: VT, PX03"),
    unit_id=ROOT,
    sample=True,
)


def unit(id: int, name: str, parent: int | None, **more: Any) -> UnitLine:
    """A unit that has stood under one parent, under one name, ever since."""
    return UnitLine(
        id,
        name,
        **{"names": ((name, None, more.get("ended")),), "places": ((parent, None, more.get("ended")),), **more},
    )


UNITS = (
    unit(ROOT, "Công an tỉnh Quảng Nam", None),
    unit(STAFF, "Phòng Tham mưu", ROOT),
    unit(NORTH, "Công an huyện Bắc", ROOT),
    unit(SOUTH, "Công an huyện Nam", ROOT),
    unit(TEAM, "Đội Tổng hợp", NORTH),
)


def conferral(id: int, award: str, **more: Any) -> ConferralLine:
    """An honour of 2016 to person 1000 + id of the northern district; `unit_of_receiver` makes it one of that unit."""
    of = more.get("unit_of_receiver")
    year = more.get("year", 2016)
    usual: dict[str, Any] = {
        "receiver": f"Người số {id}" if of is None else next((u.name for u in UNITS if u.id == of), f"Đơn vị {of}"),
        "receiver_id": 1000 + id if of is None else of,
        "recipient": "individual" if of is None else "collective",
        "class_": None,
        "level": "",
        "authority": "",
        "ground": "",
        "for_from": None,
        "for_to": None,
        "year": year,
        "state": "decided",
        "decision": f"{id}/QĐ",
        "decision_id": id,
        "signed_on": date(year, 6, 1) if year else None,
        "unit_id": NORTH if of is None else of,
        "unit_of_receiver": of,
        "rank": "",
        "post": "",
    }
    return ConferralLine(id=id, award=award, **{**usual, **more})


def register(*conferrals: ConferralLine, **more: Any) -> Register:
    """A register of the usual office and units with these honours."""
    return Register(**{"office": OFFICE, "units": UNITS, "conferrals": conferrals, **more})


MINISTRY = {"level": "ministry", "authority": "Bộ trưởng Bộ Công an"}
PROVINCE = {"level": "province", "authority": "Chủ tịch UBND tỉnh Quảng Nam"}
PRESIDENT = {"level": "president", "authority": "Chủ tịch nước"}
PRIME_MINISTER = {"level": "prime-minister", "authority": "Thủ tướng Chính phủ"}


def model(id: int, type: str, **more: Any) -> ModelLine:
    """A model in district Bắc, founded in 2016, as counted at the end of 2019."""
    usual: dict[str, Any] = {
        "name": f"Mô hình số {id}",
        "place": "xã Một",
        "district": "Bắc",
        "unit_id": NORTH,
        "founded": "2016-08-19",
        "rating": "Hiệu quả",
        "places": None,
        "groups": None,
        "members": None,
        "households": None,
        "funding": None,
        "decision": "",
        "as_of": date(2019, 12, 31),
    }
    return ModelLine(id=id, type=type, **{**usual, **more})


def founding() -> Register:
    """A register with the numbers of the founding conference: flags, orders, certificates, 92 types of 1.277 models."""
    lines: list[ConferralLine] = []

    def give(award: str, **more: Any) -> None:
        lines.append(conferral(len(lines) + 1, award, **more))

    for year in range(2015, 2020):
        give("co-thi-dua-bo-tinh", unit_of_receiver=ROOT, year=year, **MINISTRY)
    for year in (2016, 2018):
        give("co-thi-dua-bo-tinh", unit_of_receiver=ROOT, year=year, **PROVINCE)
    give("co-thi-dua-chinh-phu", unit_of_receiver=STAFF, year=2019, signed_on=date(2020, 4, 6), **PRIME_MINISTER)
    give("huan-chuong-chien-cong", class_=3, year=2017, **PRESIDENT)
    for place in range(4):
        give("huan-chuong-bao-ve-to-quoc", class_=2, unit_of_receiver=STAFF + place, year=2016 + place, **PRESIDENT)
    give("huan-chuong-bao-ve-to-quoc", class_=2, year=2018, **PRESIDENT)
    give("huan-chuong-bao-ve-to-quoc", class_=3, unit_of_receiver=STAFF, year=2017, **PRESIDENT)
    for place in range(57):
        give("huan-chuong-bao-ve-to-quoc", class_=3, year=2015 + place % 6, **PRESIDENT)
    for _ in range(3):
        give("huan-chuong-bao-ve-to-quoc", class_=3, year=2020, state="proposed", **PRESIDENT)
    for place in range(9):
        give(
            "bang-khen-thu-tuong",
            receiver=f"Tập thể {place}",
            receiver_id=9000 + place,
            recipient="collective",
            **PRIME_MINISTER,
        )
    for _ in range(2):
        give("bang-khen-thu-tuong", year=2019, **PRIME_MINISTER)
    for place in range(209):
        giver = MINISTRY if place % 3 else PROVINCE
        give(
            "bang-khen-bo-tinh", receiver=f"Tập thể {place}", receiver_id=9000 + place, recipient="collective",
            unit_id=STAFF + place % 4, year=2015 + place % 6, **giver,
        )  # fmt: skip
    for place in range(407):
        give("bang-khen-bo-tinh", year=2015 + place % 6, **(PROVINCE if place % 2 else MINISTRY))
    models = tuple(
        model(i, f"Loại {i % 92}", founded=str(2013 + i % 7), district=("Bắc", "Nam")[i % 2]) for i in range(1277)
    )
    return register(
        *lines,
        models=models,
        ratings=tuple(
            RatingLine(i, f"Người số {i}", 1000 + i, 2015 + i % 5, "hoan-thanh-tot", "chien-si-tien-tien", NORTH)
            for i in range(40)
        ),
        movements=(
            MovementLine(1, "movement", "Vì an ninh Tổ quốc", 2015, 2020, "Giám đốc", "Kế hoạch 07", None),
            MovementLine(2, "campaign", "Nếp sống văn hóa", 2015, 2020, "Giám đốc", "Kế hoạch 21", 1),
        ),
    )


def succession(predecessor: int, successor: int, kind: str, on: date) -> SuccessionLine:
    """One unit continues another."""
    return SuccessionLine(predecessor, successor, kind, on)
