"""From a row of the register back to the lines of files behind it, and to their cells as they stand there."""

from pathlib import Path
from typing import Any

import pytest

from tdkt.operations.audit import verify
from tdkt.operations.corrections import correct_conferral
from tdkt.operations.imports import Incoming, apply_import, revert_import
from tdkt.operations.kept_files import forget_file
from tdkt.operations.sources import lines_behind, look, repairs
from tdkt.records.imports import became
from tdkt.records.models import Conferral, Decision, Person, Subject, Unit
from tdkt.sheets.plan import plan_of
from tests.operations.plans import MONDAY, TUESDAY, incoming, units_of_province
from tests.operations.test_imports import LAN, MERIT, register_rows
from tests.sheets.books import workbook

LIST = workbook(
    [
        ("DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN CỦA CHỦ TỊCH UBND TỈNH",),
        ("(Kèm theo Quyết định số 3921/QĐ-UBND ngày 20/11/2019 của Chủ tịch UBND tỉnh)",),
        ("STT", "Họ và tên", "Ngày sinh", "Cấp bậc", "Chức vụ", "Đơn vị"),
        (1, "Trần  Thị Lan", "12/03/1985", "Thiếu tá", "Đội trưởng", "Công an huyện Đại Lộc"),
        (2, "Phan Văn Bình", "02/01/1979", "Đại úy", "Cán bộ", "Công an huyện Đại Lộc"),
    ]
)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def province(db: None) -> None:
    apply_import(units_of_province(), by=None, at=MONDAY)


def told(rows: Any) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.batch.file_name, one.line.at, one.columns) for one in lines_behind(rows)]


def test_a_row_names_the_line_that_entered_it_with_what_the_line_said(province: None):
    apply_import(incoming("awards", LAN | MERIT, name="a.xlsx"), by=None, at=MONDAY)

    conferral, decision = Conferral.objects.get(), Decision.objects.get()
    (behind,) = lines_behind([(Conferral, conferral.pk)])

    assert (behind.batch.file_name, behind.line.at, behind.entry.verb) == ("a.xlsx", "Sheet1!A7:F7", "imports.apply")
    assert {"award", "level", "subject_id", "decision_id"} <= set(behind.columns)
    assert told([(Decision, decision.pk)])[0][:2] == ("a.xlsx", "Sheet1!A7:F7")


def test_a_later_file_that_completes_a_row_is_named_with_the_columns_it_gave(province: None):
    first = apply_import(incoming("people", LAN, name="mot.xlsx"), by=None, at=MONDAY).batch
    before = register_rows()
    person = Person.objects.get()
    second = apply_import(incoming("people", LAN | {"home": "Đại Lộc"}, name="hai.xlsx"), by=None, at=TUESDAY).batch

    (newer, older) = told([(Person, person.pk)])

    assert (newer, older[0]) == (("hai.xlsx", "Sheet1!A7:F7", ("home",)), "mot.xlsx")
    assert "home" not in older[2]
    people = {"person": Subject.objects.filter(kind="individual")}
    assert became(first, ["Sheet1!A7:F7"], people) == {"Sheet1!A7:F7": ("person", person.subject_id)}
    revert_import(second.pk, by=None, at=TUESDAY)
    assert (register_rows(), told([(Person, person.pk)])[-1][0]) == (before, "mot.xlsx")
    assert verify().faults == ()


def test_what_the_first_file_entered_is_found_from_it_after_a_second_completed_it(province: None):
    bare = LAN | MERIT | {"reason": None}
    first = apply_import(incoming("awards", bare, name="mot.xlsx"), by=None, at=MONDAY).batch
    apply_import(incoming("awards", bare | {"reason": "Phá án"}, name="hai.xlsx"), by=None, at=TUESDAY)
    conferral = Conferral.objects.get()

    assert conferral.source is not None
    assert conferral.source.batch.file_name == "hai.xlsx"
    assert became(first, ["Sheet1!A7:F7"], {"award": Conferral.objects.all()}) == {
        "Sheet1!A7:F7": ("award", conferral.pk)
    }


def test_what_was_corrected_by_hand_belongs_to_no_line(province: None):
    apply_import(incoming("awards", LAN | MERIT | {"note": "Phá án"}), by=None, at=MONDAY)
    conferral = Conferral.objects.get()
    correct_conferral(conferral.pk, reason="Đối chiếu hồ sơ", by=None, at=TUESDAY, note="Cứu người")

    (behind,) = lines_behind([(Conferral, conferral.pk)])

    assert "note" not in behind.columns
    assert "award" in behind.columns


def test_a_row_that_was_entered_by_hand_has_no_line(province: None):
    assert lines_behind([(Conferral, 987654)]) == []


def test_the_cells_behind_a_row_are_shown_as_the_file_has_them_with_what_was_put_right(province: None):
    batch = apply_import(Incoming("bk.xlsx", LIST, plan_of("bk.xlsx", LIST)), by=None, at=MONDAY, partial=True).batch
    conferral = Conferral.objects.get(subject__name="Trần Thị Lan")
    (behind,) = lines_behind([(Conferral, conferral.pk)])

    whole, alone = look(behind.line, whole=True), look(behind.line, whole=False)

    assert whole is not None
    assert alone is not None
    assert [cell["text"] for cell in alone["rows"][1]["cells"]] == [
        "1", "Trần  Thị Lan", "12/03/1985", "Thiếu tá", "Đội trưởng", "Công an huyện Đại Lộc",
    ]  # fmt: skip
    assert [(row["name"], row["part"]) for row in whole["rows"]] == [
        ("2", "beside"),
        ("3", "heading"),
        ("4", "row"),
        ("5", "beside"),
    ]
    assert [(problem["at"], problem["level"]) for problem in repairs(behind.line)][:1] == [("Sheet1!B4", "repair")]
    batch.refresh_from_db()
    forget_file(batch.kept)
    assert look(behind.line, whole=True) is None


def test_every_row_of_an_import_names_its_line(province: None):
    apply_import(Incoming("bk.xlsx", LIST, plan_of("bk.xlsx", LIST)), by=None, at=MONDAY, partial=True)

    nameless = {
        model.__name__: model.objects.filter(source__isnull=True).count()  # type: ignore[attr-defined]
        for model in (Conferral, Decision, Person, Subject, Unit)
    }

    assert nameless == dict.fromkeys(nameless, 0)
