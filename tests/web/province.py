"""A small province in the register, entered as an office enters it: two district police, honours of three years, and three models."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from tdkt.operations.accounts import set_office
from tdkt.operations.imports import Incoming, apply_import
from tdkt.records.models import Account, Role, Unit
from tests.operations.plans import incoming

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
ENTERED = datetime(2020, 5, 4, 9, 0, tzinfo=VIETNAM)
LATER = datetime(2020, 5, 20, 9, 0, tzinfo=VIETNAM)
WORKING_DAY = date(2020, 5, 25)

LAN = {
    "name": "Trần Thị Lan",
    "born": "1985-03-12",
    "unit": "Công an huyện Đại Lộc",
    "rank": "Đại úy",
    "post": "Đội phó",
}
BINH = {"name": "Nguyễn Văn Bình", "born": "1979-01-02", "unit": "Công an huyện Thăng Bình", "rank": "Thiếu tá", "post": "Đội trưởng"}  # fmt: skip
ORDER = {
    "award": "huan-chuong-bao-ve-to-quoc",
    "class": 3,
    "authority": "president",
    "decision_number": "1958/QĐ-CTN",
    "decision_date": "2019-10-14",
}
MERIT = {
    "award": "bang-khen-bo-tinh",
    "authority": "province",
    "decision_number": "1234/QĐ-UBND",
    "decision_date": "2018-11-20",
}


def units() -> Incoming:
    return incoming(
        "units",
        {"name": "Công an tỉnh Quảng Nam", "parent": "Bộ Công an", "code": "QN"},
        {"name": "Công an huyện Đại Lộc", "parent": "Công an tỉnh Quảng Nam", "code": "QN-DL"},
        {"name": "Công an huyện Thăng Bình", "parent": "Công an tỉnh Quảng Nam", "code": "QN-TB"},
        {"name": "Đội An ninh", "parent": "Công an huyện Đại Lộc", "code": "QN-DL-1"},
        name="don-vi.xlsx",
    )


def flag(year: int) -> dict[str, object]:
    """The ministry's flag of a year for the provincial police itself."""
    return {
        "recipient": "collective",
        "name": "Công an tỉnh Quảng Nam",
        "award": "co-thi-dua-bo-tinh",
        "authority": "ministry",
        "for_from": year,
        "for_to": year,
        "decision_number": f"{year}/QĐ-BCA",
        "decision_date": f"{year + 1}-01-10",
    }


def honours() -> Incoming:
    return incoming(
        "awards",
        LAN | ORDER,
        BINH | ORDER,
        LAN | MERIT,
        flag(2017),
        flag(2018),
        flag(2019),
        LAN | ORDER | {"class": 2, "stage": "proposed", "decision_number": None, "decision_date": None},
        name="khen-thuong.xlsx",
    )


def models() -> Incoming:
    return incoming(
        "models",
        {"type": "Tiếng loa an ninh", "name": "Tiếng loa an ninh", "place": "thôn 1", "district": "huyện Đại Lộc", "founded": "2016-08-19", "rating": "Phát huy hiệu quả"},
        {"type": "Tiếng loa an ninh", "name": "Tiếng loa an ninh", "place": "thôn 2", "district": "huyện Đại Lộc", "founded": "2017", "rating": "Duy trì"},
        {"type": "Camera an ninh", "name": "Camera an ninh", "place": "thôn 3", "district": "huyện Thăng Bình", "founded": "2017-02", "rating": "Duy trì"},
        name="mo-hinh.xlsx",
        context={"as_of": "2019-12-31"},
    )  # fmt: skip


def late_honour() -> Incoming:
    """One more certificate, entered on 20/05/2020, after the others."""
    return incoming("awards", BINH | MERIT, name="bo-sung.xlsx")


def enter_province(*, sample: bool = False) -> dict[str, Account]:
    """The register with its accounts: `officer` of the province, `clerk` of Đại Lộc, `inspector`."""
    set_office(
        at=ENTERED,
        name="Công an tỉnh Quảng Nam",
        parent="Bộ Công an",
        place="Quảng Nam",
        symbol="BC-CAT",
        signer_post="Giám đốc",
        recipients=["Bộ Công an (X03)", "Lưu: VT, PX03"],
        working_date=WORKING_DAY,
        sample=sample,
    )
    for file in (units(), honours(), models()):
        taken = apply_import(file, by=None, at=ENTERED)
        assert taken.applied, taken.open_rows
    assert apply_import(late_honour(), by=None, at=LATER).applied
    named = {unit.name: unit for unit in Unit.objects.all()}
    people = {
        "officer": ("Trần Thị Mẫu", Role.OFFICER, "Công an tỉnh Quảng Nam"),
        "clerk": ("Bùi Văn Mẫu", Role.CLERK, "Công an huyện Đại Lộc"),
        "inspector": ("Lê Viết Mẫu", Role.INSPECTOR, "Công an tỉnh Quảng Nam"),
    }
    return {
        username: Account.objects.create_user(username, name=name, role=role, unit=named[unit])
        for username, (name, role, unit) in people.items()
    }
