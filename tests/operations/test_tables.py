"""The register back in from its own tables, and the ten tables of another program taken in."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tdkt.operations.audit import verify
from tdkt.operations.errors import NotReadable, RuleNotMet
from tdkt.operations.exchange import export_register
from tdkt.operations.facts import register_facts
from tdkt.operations.imports import revert_import, youngest_first
from tdkt.operations.ledger import writing
from tdkt.operations.screening import drift
from tdkt.operations.tables import is_exchange, take_in_tables
from tdkt.records.models import Entry, Office, Subject, Unit, UnitPlace
from tests.exchange.folders import plain, write_csv_folder
from tests.operations.test_exchange import MONDAY, register, unit

__all__ = ["register"]
pytestmark = pytest.mark.django_db

LATER = MONDAY + timedelta(days=2)


def written(folder: Path) -> dict[str, str]:
    """The files of a folder with what they say."""
    return {path.name: path.read_bytes().hex() for path in sorted(folder.iterdir())}


def empty_the_register() -> None:
    Office.objects.filter(pk=1).update(unit=None)
    with writing(by=None, at=MONDAY + timedelta(days=1), verb="test.empty") as pen:
        for model in youngest_first():
            pen.withdraw_all(model, list(model._default_manager.values_list("pk", flat=True)))


def whole() -> dict[str, list[dict[str, object]]]:
    """Every row of every table as it stands, without the lines they came from."""
    return {
        model._meta.model_name: [
            {name: value for name, value in row.items() if name != "source_id"}
            for row in model._default_manager.order_by("pk").values()
        ]
        for model in youngest_first()
    }


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_an_export_restores_an_empty_register_and_comes_out_again_byte_for_byte(register, tmp_path: Path, ending: str):
    export_register(tmp_path / "so", by=None, ending=ending)
    before = register_facts()
    empty_the_register()
    assert Subject.objects.count() == 0

    taken = take_in_tables(tmp_path / "so", by=None, at=LATER)
    export_register(tmp_path / "lai", by=None, ending=ending)

    assert (taken.applied, set(taken.counts)) == (True, {"new"})
    assert written(tmp_path / "so") == written(tmp_path / "lai")
    assert plain(before) == plain(register_facts())
    assert (list(drift()), verify().sound) == ([], True)
    assert Office.objects.get(pk=1).unit.name == "Công an tỉnh"


def test_taking_an_export_into_the_register_that_wrote_it_changes_nothing(register, tmp_path: Path):
    export_register(tmp_path / "so", by=None)
    rows = whole()

    taken = take_in_tables(tmp_path / "so", by=None, at=LATER)

    assert (set(taken.counts), rows) == ({"same"}, whole())
    assert Entry.objects.get(verb="tables.restore").rows == 0


def test_a_plan_of_an_export_writes_nothing(register, tmp_path: Path):
    export_register(tmp_path / "so", by=None)
    empty_the_register()

    plan = take_in_tables(tmp_path / "so", by=None, at=LATER, only_plan=True)

    assert (plan.applied, set(plan.counts), Subject.objects.count()) == (False, {"new"}, 0)


def test_a_restored_register_is_undone_whole(register, tmp_path: Path):
    export_register(tmp_path / "so", by=None)
    empty_the_register()
    taken = take_in_tables(tmp_path / "so", by=None, at=LATER)
    revert_import(taken.batch.pk, by=None, at=LATER)

    assert {name: rows for name, rows in whole().items() if rows} == {}


def change(path: Path, column: str, row: int, value: str) -> None:
    """Write another value into one cell of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[row][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def test_a_row_that_says_otherwise_than_the_register_is_a_conflict_and_nothing_is_entered(register, tmp_path: Path):
    export_register(tmp_path / "so", by=None)
    change(tmp_path / "so" / "rating_details.csv", "rating", 1, "hoan-thanh")
    rows = whole()

    taken = take_in_tables(tmp_path / "so", by=None, at=LATER)

    assert (taken.applied, rows) == (False, whole())
    assert [(row["at"], row["problems"][0]["message"]) for row in taken.open_rows] == [
        ("rating_details line 2", "Sổ ghi khác ở cột rating: hoan-thanh-tot.")
    ]


@pytest.mark.parametrize(
    ("table", "column", "row", "value", "said"),
    [
        ("awards", "for_to", 1, "2017", "awards.csv, dòng 2, cột for_to: khác với các bảng chi tiết, nơi tính ra “2018”. Sửa ở bảng chi tiết (TABLES.md), rồi nhập lại."),
        ("conferrals", "subject_id", 1, "99", "conferrals.csv, dòng 2, cột subject_id: không có dòng nào mang mã 99 trong bảng mà ô này nói đến."),
        ("conferrals", "year", 1, "hai", "conferrals.csv, dòng 2, cột year: “hai” không phải số nguyên từ 0 trở lên."),
        ("services", "row", 2, "1", "services.csv, dòng 3, cột row: mã “1” đã có ở dòng 2. Mỗi mã chỉ một dòng."),
        ("services", "since", 1, "2015-02-30", "services.csv, dòng 2, cột since: “2015-02-30” không phải ngày. Ghi năm-tháng-ngày, ví dụ 2024-05-19."),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_named_by_file_line_and_column(
    register, tmp_path: Path, table: str, column: str, row: int, value: str, said: str
):
    export_register(tmp_path / "so", by=None)
    empty_the_register()
    if value == "1":
        with (tmp_path / "so" / f"{table}.csv").open(encoding="utf-8") as file:
            value = list(csv.reader(file))[1][0]
            said = said.replace("“1”", f"“{value}”")
    change(tmp_path / "so" / f"{table}.csv", column, row, value)

    with pytest.raises(NotReadable) as refused:
        take_in_tables(tmp_path / "so", by=None, at=LATER)

    assert (refused.value.said("vi"), Subject.objects.count()) == (said, 0)


def test_the_tables_of_another_register_are_not_mixed_with_this_one(register, tmp_path: Path):
    export_register(tmp_path / "so", by=None)
    empty_the_register()
    with writing(by=None, at=LATER, verb="test.enter") as pen:
        unit(pen, "Sở Y tế", None, "department")

    with pytest.raises(RuleNotMet, match="không phải sổ đã xuất"):
        take_in_tables(tmp_path / "so", by=None, at=LATER)

    assert list(Unit.objects.values_list("name", flat=True)) == ["Sở Y tế"]


# --- the ten tables of another program -------------------------------------------------------------


def ends(taken) -> dict[str, list[str]]:
    return {part["where"]: [row["status"] for row in part["rows"]] for part in taken.plan["parts"]}


HOSPITAL: dict[str, list[dict[str, str]]] = {
    "units": [
        {"unit_id": "BV", "name": "Bệnh viện đa khoa", "level": "department", "from": "1990-05-01"},
        {"unit_id": "KN", "name": "Khoa Nội", "parent_id": "BV", "level": "team"},
    ],
    "subjects": [
        {"subject_id": "BV", "kind": "collective", "name": "Bệnh viện đa khoa", "unit_id": "BV", "force": "civil"},
        {"subject_id": "KN", "kind": "collective", "name": "Khoa Nội", "unit_id": "KN", "force": "civil"},
        {"subject_id": "1", "kind": "individual", "name": "Nguyễn Văn An", "unit_id": "KN", "sex": "m", "born": "1980-02-28",
         "service_from": "2001-09-01", "force": "civil", "history_complete_since": "2010"},
        {"subject_id": "2", "kind": "individual", "name": "Nguyễn Văn An", "unit_id": "KN", "sex": "m", "force": "civil"},
        {"subject_id": "H", "kind": "household", "name": "Gia đình ông Lê Văn Cường", "unit_id": "BV"},
    ],
    "ratings": [
        {"subject_id": "1", "year": "2022", "rating": "hoan-thanh-xuat-sac"},
        {"subject_id": "KN", "year": "2022", "rating": "hoan-thanh-tot"},
    ],
    "awards": [
        {"subject_id": "1", "award": "chien-si-thi-dua-co-so", "date": "2022", "for_from": "2022", "for_to": "2022", "status": "valid"},
        {"subject_id": "1", "award": "lao-dong-tien-tien", "date": "2022", "for_from": "2022", "for_to": "2022", "status": "valid"},
        {"subject_id": "2", "award": "bang-khen-bo-tinh", "authority": "province", "date": "2021-05-02", "ground": "cong-trang",
         "for_from": "2019", "for_to": "2020", "status": "annulled", "decision_number": "12/QĐ-UBND"},
        {"subject_id": "KN", "award": "tap-the-lao-dong-xuat-sac", "authority": "province", "date": "2022-03-02",
         "for_from": "2021", "for_to": "2021", "status": "valid", "decision_number": "15/QĐ-UBND"},
        {"subject_id": "H", "award": "giay-khen", "authority": "agency", "date": "2022-03-02", "status": "valid", "decision_number": "7/QĐ-BV"},
    ],
    "initiatives": [
        {"subject_id": "1", "year": "2021", "kind": "sang-kien", "scope": "co-so"},
        {"subject_id": "1", "year": "2021", "kind": "sang-kien", "scope": "bo-tinh"},
    ],
    "disciplines": [{"subject_id": "2", "form": "canh-cao", "from": "2015-03-01", "to": "2016-03-01"}],
    "posts": [{"subject_id": "1", "post": "truong-khoa", "from": "2018-01-01", "to": "2020-01-01"}],
    "members": [
        {"collective_id": "KN", "subject_id": "1", "from": "2018-01-01", "to": ""},
        {"collective_id": "BV", "subject_id": "1", "from": "2018-01-01", "to": ""},
        {"collective_id": "KN", "subject_id": "2", "from": "", "to": ""},
        {"collective_id": "BV", "subject_id": "2", "from": "", "to": ""},
    ],
    "rankings": [{"subject_id": "KN", "year": "2022", "group": "Khối bệnh viện", "group_level": "bo-tinh", "rank": "2"}],
    "models": [{"model_id": "M", "type": "An toàn bệnh viện", "name": "Bệnh viện an toàn", "place": "Phường 1", "founded": "2019", "members": "12"}],
}  # fmt: skip


def test_the_ten_tables_of_another_program_go_in_and_come_out_saying_the_same(tmp_path: Path):
    write_csv_folder(tmp_path / "benh-vien", HOSPITAL)

    taken = take_in_tables(tmp_path / "benh-vien", by=None, at=LATER)
    export_register(tmp_path / "so", by=None)

    assert taken.open_rows == []
    assert told(tmp_path / "so") == told(tmp_path / "benh-vien")
    assert list(drift()) == []


def told(folder: Path) -> dict[str, list[tuple[str, ...]]]:
    """What a folder tells, with the names of units and receivers in the place of ids."""

    def rows(table: str) -> list[dict[str, str]]:
        with (folder / f"{table}.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    names = {row["subject_id"]: row["name"] + row["born"] for row in rows("subjects")}
    units = {row["unit_id"]: row["name"] for row in rows("units")}
    columns = {
        "units": ("name", "level", "from", "to", "succeeds"),
        "subjects": ("kind", "name", "sex", "born", "service_to", "outside_flags", "history_complete_since"),
        "ratings": ("year", "rating"),
        "awards": ("award", "class", "authority", "for_from", "for_to", "ground", "status", "decision_number"),
        "initiatives": ("year", "kind", "scope"),
        "disciplines": ("form", "from", "to"),
        "posts": ("post", "from", "to"),
        "members": ("from", "to"),
        "rankings": ("year", "group", "group_level", "rank"),
        "models": ("type", "name", "place", "members"),
    }
    return {
        table: sorted(
            (
                names.get(row.get("subject_id", ""), ""),
                names.get(row.get("collective_id", ""), ""),
                units.get(row.get("parent_id", row.get("unit_id", "")), ""),
                *(row.get(name) or "" for name in wanted),
            )
            for row in rows(table)
        )
        for table, wanted in columns.items()
    }


def test_the_same_folder_again_adds_nothing_and_a_changed_one_speaks_of_the_same_people(tmp_path: Path):
    folder = tmp_path / "benh-vien"
    write_csv_folder(folder, HOSPITAL)
    take_in_tables(folder, by=None, at=LATER)
    rows = whole()

    again = take_in_tables(folder, by=None, at=LATER + timedelta(days=1))
    assert (set(again.counts), rows) == ({"same"}, whole())

    more = [*HOSPITAL["ratings"], {"subject_id": "2", "year": "2023", "rating": "hoan-thanh"}]
    write_csv_folder(folder, {**HOSPITAL, "ratings": more})
    taken = take_in_tables(folder, by=None, at=LATER + timedelta(days=2))

    assert [end for table, found in ends(taken).items() for end in found if end != "same"] == ["new"]
    assert Subject.objects.filter(kind="individual").count() == 2


def test_an_award_without_a_decision_that_is_no_yearly_title_is_refused_and_nothing_is_entered(tmp_path: Path):
    awards_ = [{"subject_id": "1", "award": "bang-khen-bo-tinh", "date": "2021-05-02", "status": "valid"}]
    write_csv_folder(tmp_path / "benh-vien", {**HOSPITAL, "awards": awards_})

    taken = take_in_tables(tmp_path / "benh-vien", by=None, at=LATER)

    assert (taken.applied, Subject.objects.count(), UnitPlace.objects.count()) == (False, 0, 0)
    assert [(row["at"], row["problems"][0]["code"]) for row in taken.open_rows] == [
        ("awards line 2", "decision-missing")
    ]


def test_a_folder_is_one_of_exchange_tables_by_its_page_or_its_subjects(tmp_path: Path):
    write_csv_folder(tmp_path / "bang", HOSPITAL)
    (tmp_path / "danh-sach").mkdir()
    (tmp_path / "danh-sach" / "awards.csv").write_text("STT,Họ và tên\n", encoding="utf-8")

    assert [is_exchange(tmp_path / name) for name in ("bang", "danh-sach", "khong-co")] == [True, False, False]


def test_the_moment_of_an_act_is_that_which_was_said(tmp_path: Path):
    write_csv_folder(tmp_path / "benh-vien", HOSPITAL)
    take_in_tables(tmp_path / "benh-vien", by=None, at=LATER)

    assert [(entry.verb, entry.at) for entry in Entry.objects.all()] == [
        ("tables.apply", datetime(2024, 5, 22, 9, tzinfo=UTC))
    ]
