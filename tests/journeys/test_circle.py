"""The first closed circle, as a stranger walks it: one command, the office's Excel files, the five-year report, a text checked against it."""

import json
import re
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from openpyxl import Workbook

from tests.journeys.conftest import ROOT, Office

TEXTS = ROOT / "tests" / "reader" / "texts"
ARTICLE = ROOT.parent / "shared" / "article"
FOUNDING = sorted(TEXTS.glob("*.txt")) + sorted(
    ARTICLE.glob("*.txt")
)  # the founding text only where it lies beside the checkout


def facts_of(text: Path) -> list[dict[str, Any]]:
    facts = json.loads(text.with_suffix("").with_suffix(".facts.json").read_text(encoding="utf-8"))["facts"]
    return [{key: value for key, value in fact.items() if key not in ("quote", "span", "members")} for fact in facts]


def yesterday() -> str:
    return (datetime.now(UTC) - timedelta(days=1)).date().isoformat()


def register_rows(office: Office) -> dict[str, list[Any]]:
    """Every row of every table of the register as it stands, read behind the program's back."""
    url = office.environment.get("DATABASE_URL")
    if url:
        with psycopg.connect(url) as connection:
            tables = [
                row[0] for row in connection.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'records_%'")
            ]
            return {
                t: connection.execute(f'SELECT * FROM "{t}" ORDER BY 1').fetchall() for t in tables if is_register(t)
            }
    connection = sqlite3.connect(office.data / "register.sqlite3")
    try:
        tables = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table' AND name LIKE 'records_%'")
        ]
        return {t: connection.execute(f'SELECT * FROM "{t}" ORDER BY 1').fetchall() for t in tables if is_register(t)}
    finally:
        connection.close()


def is_register(table: str) -> bool:
    """Not the memory of what was: versions, log, batches and their lines only grow. Nor the index of words, whose inner parts say how it
    was filled; what it finds is compared elsewhere."""
    return (
        not table.endswith("version")
        and "_words" not in table
        and table
        not in (
            "records_entry",
            "records_importbatch",
            "records_sourceline",
            "records_account",
        )
    )


def award_list(
    path: Path, *rows: tuple[str, ...], decision: str = "4555/QĐ-UBND", day: str = "ngày 20 tháng 11 năm 2018"
) -> Path:
    """A list as an office makes it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH SÁCH CÁ NHÂN ĐƯỢC TẶNG BẰNG KHEN CỦA CHỦ TỊCH UBND TỈNH"])
    sheet.append([f"(Kèm theo Quyết định số {decision} {day} của Chủ tịch UBND tỉnh)"])
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Cấp bậc", "Chức vụ", "Đơn vị"])
    for number, row in enumerate(rows, start=1):
        sheet.append([str(number), *row])
    book.save(path)
    return path


GOOD = ("Trần Văn Thử", "12/03/1985", "Đại úy", "Đội phó", "Công an huyện Đại Lộc")
BROKEN = ("Lê Thị Kiểm", "31/02/1990", "Thượng úy", "Cán bộ", "Công an huyện Đại Lộc")
DAMAGED = ("Tr?n V?n B", "01/01/1980", "Thượng úy", "Cán bộ", "Công an huyện Đại Lộc")


def five_year(office: Office, *more: str) -> str:
    done = office.run("report", "five-year", "--from", "2015", "--to", "2020", *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_demo_prints_the_sentences_and_writes_the_four_files(office: Office):
    assert (
        "5 năm liền Công an tỉnh được Bộ Công an tặng Cờ thi đua; 2 lần được UBND tỉnh tặng Cờ" in office.printed.stdout
    )
    assert "Bộ Công an và UBND tỉnh tặng Bằng khen 209 tập thể, 407 cá nhân" in office.printed.stdout
    assert "92 loại với 1.277 mô hình" in office.printed.stdout
    assert sorted(path.name for path in office.out.iterdir()) == [
        "five-year.docx",
        "five-year.json",
        "five-year.pdf",
        "five-year.xlsx",
    ]


@pytest.mark.parametrize("text", FOUNDING, ids=lambda path: path.stem)
def test_the_report_holds_every_fact_of_the_founding_text_with_its_rows(office: Office, text: Path):
    report = json.loads((office.out / "five-year.json").read_text(encoding="utf-8"))

    missing = [fact for fact in facts_of(text) if not any(fact.items() <= said.items() for said in report["facts"])]

    assert missing == []
    assert [
        f
        for f in report["facts"]
        if f["kind"] == "award"
        and f["measure"] == "subjects"
        and f["count"] != len(f["rows"])
        and f["award"] != "giay-khen"
    ] == []


@pytest.mark.parametrize("text", FOUNDING, ids=lambda path: path.stem)
def test_check_agrees_with_the_founding_text_and_finds_the_one_number_that_was_changed(
    office: Office, text: Path, tmp_path: Path
):
    agreed = office.run("check", text)
    changed = tmp_path / "changed.txt"
    changed.write_text(text.read_text(encoding="utf-8").replace("57 cá nhân", "75 cá nhân"), encoding="utf-8")

    differs = office.run("check", changed, "--json")

    assert (agreed.returncode, differs.returncode) == (0, 1)
    assert "SAI" not in agreed.stdout
    wrong = [fact for fact in json.loads(differs.stdout)["facts"] if fact["verdict"] != "agrees"]
    assert [(f["verdict"], f["count"], f["register"], len(f["rows"]), f["award"], f["classes"]) for f in wrong] == [
        ("differs", 75, 57, 57, "huan-chuong-bao-ve-to-quoc", [3])
    ]


def test_a_broken_row_is_named_by_sheet_and_cell_with_its_remedy_and_nothing_is_applied(office: Office, tmp_path: Path):
    before = register_rows(office)
    listed = award_list(tmp_path / "loi.xlsx", GOOD, BROKEN, DAMAGED)

    planned = office.run("import", listed, "--plan", "--json")
    applied = office.run("import", listed)

    rows = [row for row in json.loads(planned.stdout)["parts"][0]["rows"] if row["status"] != "ignored"]
    problems = [(p["code"], p["at"], p["value"]) for row in rows for p in row["problems"] if p["level"] == "error"]
    assert (planned.returncode, rows[0]["status"], rows[2]["status"]) == (0, "new", "refused")
    assert ("text-damaged", "Sheet!B6", "Tr?n V?n B") in problems
    assert any(at == "Sheet!C5" and value == "31/02/1990" for _, at, value in problems)
    assert all(p["remedy"] for row in rows for p in row["problems"])
    assert (applied.returncode, register_rows(office)) == (1, before)
    assert "Sheet!B6" in applied.stdout
    assert "--partial" in applied.stderr


def test_a_row_with_one_impossible_date_is_not_entered_with_a_hole_in_its_place(office: Office, tmp_path: Path):
    before = register_rows(office)
    listed = award_list(tmp_path / "ngay.xlsx", BROKEN)

    held = office.run("import", listed)
    partly = office.run("import", listed, "--partial")

    assert (held.returncode, partly.returncode, register_rows(office)) == (1, 0, before)
    assert "Sheet!C4" in held.stdout
    assert "31/02/1990" in held.stdout


def test_partial_enters_the_rest_and_reverting_leaves_the_register_row_by_row_as_it_was(office: Office, tmp_path: Path):
    before = register_rows(office)
    listed = award_list(tmp_path / "loi.xlsx", GOOD, DAMAGED)

    applied = office.run("import", listed, "--partial")
    between = register_rows(office)
    batch = re.search(r"lần nhập (\d+)", applied.stdout)
    assert batch is not None, applied.stdout + applied.stderr
    reverted = office.run("import", "--revert", batch[1])

    assert (applied.returncode, reverted.returncode) == (0, 0)
    assert len(between["records_conferral"]) == len(before["records_conferral"]) + 1
    assert register_rows(office) == before


def test_the_same_file_again_adds_nothing(office: Office):
    before = register_rows(office)
    known = next(office.files.glob("khen-thuong/2018/*bang-khen-ubnd-tinh*.xlsx"))

    again = office.run("import", known)

    assert (again.returncode, register_rows(office)) == (0, before)
    assert "đã có" in again.stdout
    assert "mới" not in again.stdout


def test_after_a_backdated_entry_the_day_before_still_answers_byte_for_byte(office: Office, tmp_path: Path):
    earlier = five_year(office)
    listed = award_list(tmp_path / "muon.xlsx", GOOD)

    entered = office.run("import", listed)
    later = five_year(office)
    as_known = five_year(office, "--known-on", yesterday())

    assert entered.returncode == 0, entered.stdout + entered.stderr
    assert later != earlier
    assert as_known == earlier


def test_the_log_holds_after_all_of_this(office: Office):
    verified = office.run("audit", "verify", "--json")

    assert (verified.returncode, json.loads(verified.stdout)["faults"]) == (0, [])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import", "khong-co.xlsx"], "khong-co.xlsx: không có tệp này"),
        (["report", "five-year", "--from", "2020", "--to", "2015"], "Năm đầu 2020 sau năm cuối 2015"),
        (["report", "five-year", "--from", "2015", "--to", "2020", "--format", "doc"], "Không có dạng tệp “doc”"),
        (
            ["report", "five-year", "--from", "2015", "--to", "2020", "--unit", "Phòng Không Có"],
            "Không có đúng một đơn vị “Phòng Không Có”",
        ),
        (["check", "khong-co.txt"], "khong-co.txt: không mở được tệp"),
        (["khong-co"], "Không có lệnh “khong-co”"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(office: Office, arguments: list[str], words: str):
    done = office.run(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_reading_a_text_needs_no_register_and_leaves_no_trace(tmp_path: Path, office: Office):
    folder = tmp_path / "none"

    done = office.run(
        "read", "-", "--json", "--data", folder, given="Năm 2019, 3 tập thể được UBND tỉnh tặng Bằng khen."
    )

    assert (done.returncode, folder.exists()) == (0, False)
    assert [(fact["award"], fact["count"], fact["recipient"]) for fact in json.loads(done.stdout)["facts"]] == [
        ("bang-khen-bo-tinh", 3, "collective")
    ]


@pytest.mark.parametrize("readme", ["README.md", "README.vi.md"])
def test_the_readme_shows_what_the_demo_really_prints(office: Office, readme: str):
    shown = re.findall(r"```\n(Công an tỉnh.*?)```", (ROOT / readme).read_text(encoding="utf-8"), re.DOTALL)[
        0
    ].splitlines()
    printed = office.printed.stdout.splitlines()

    assert [line for line in shown if line not in printed] == []
