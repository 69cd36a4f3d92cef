"""`tdkt screen`, `explain`, `forecast` on folders of tables: the contract's columns, the same from each ending, one sentence for a mistake."""

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tdkt.cli import run
from tdkt.law.asking import COLUMNS
from tdkt.law.forecasting import DUE_COLUMNS
from tests.exchange.folders import write_csv_folder, write_parquet_folder

YEARS = range(2012, 2025)

REGISTER = {
    "subjects": [
        {
            "subject_id": "P1",
            "kind": "individual",
            "name": "Nguyễn Văn An",
            "unit_id": "U2",
            "sex": "m",
            "service_from": "2000-09-01",
            "force": "police",
            "history_complete_since": "2000",
        },
        {"subject_id": "P2", "kind": "individual", "name": "Trần Thị Bình", "unit_id": "U1", "force": "police"},
        {"subject_id": "C1", "kind": "collective", "name": "Đội 1", "unit_id": "U3", "history_complete_since": "2000"},
    ],
    "units": [
        {"unit_id": "U1", "level": "province"},
        {"unit_id": "U2", "level": "department", "parent_id": "U1"},
        {"unit_id": "U3", "level": "province"},
    ],
    "ratings": [{"subject_id": "P1", "year": str(year), "rating": "hoan-thanh-xuat-sac"} for year in YEARS],
    "awards": [
        {"subject_id": "P1", "award": "chien-si-thi-dua-co-so", "for_to": "2023"},
        {"subject_id": "P1", "award": "chien-si-thi-dua-co-so", "for_to": "2024"},
    ],
    "initiatives": [{"subject_id": "P1", "year": "2024", "kind": "sang-kien", "scope": "co-so"}],
}
PATHWAY = "06-2022-qh15/art-74/cl-1/pt-d"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_csv_folder(tmp_path / "so", REGISTER)


def tdkt(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run([*arguments] if "--lang" in arguments else [*arguments, "--lang", "vi"])
    said = capsys.readouterr()
    return code, said.out, said.err


def screened(capsys, folder: Path, *more: str) -> list[dict[str, str]]:
    code, out, err = tdkt(capsys, "screen", "--from", str(folder), "--on", "2024-12-31", *more)
    assert (code, err) == (0, "")
    return list(csv.DictReader(io.StringIO(out)))


def test_a_row_for_each_subject_and_award_in_the_columns_of_the_contract(capsys, folder: Path):
    rows = screened(capsys, folder, "--award", "bang-khen-bo-tinh", "--award", "huan-chuong-lao-dong:3")

    assert [(row["subject_id"], row["award"], row["class"]) for row in rows] == [
        (subject, award, class_)
        for subject in ("P1", "P2", "C1")
        for award, class_ in (("bang-khen-bo-tinh", ""), ("huan-chuong-lao-dong", "3"))
    ]
    assert tuple(rows[0]) == COLUMNS
    assert (rows[0]["verdict"], rows[0]["pathway"], rows[0]["earliest"]) == ("eligible", PATHWAY, "")
    assert rows[2]["verdict"] == "not-enough-evidence"


def test_without_an_award_all_are_asked_and_a_class_has_a_row_each(capsys, folder: Path):
    rows = screened(capsys, folder)
    labour = [row["class"] for row in rows if (row["subject_id"], row["award"]) == ("P1", "huan-chuong-lao-dong")]

    assert labour == ["1", "2", "3"]
    assert len(rows) % 3 == 0


def test_csv_parquet_and_json_hold_the_same_rows_and_so_do_tables_of_parquet(capsys, folder: Path, tmp_path: Path):
    plain = screened(capsys, folder, "--award", "huan-chuong-lao-dong")
    for ending in ("csv", "parquet", "json"):
        assert screened(capsys, folder, "--award", "huan-chuong-lao-dong", "--out", str(tmp_path / f"r.{ending}")) == []
    with (tmp_path / "r.csv").open(encoding="utf-8", newline="") as lines:
        assert list(csv.DictReader(lines)) == plain
    parquet = pq.read_table(tmp_path / "r.parquet").to_pylist()
    said = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))

    assert [{**row, "class": str(row["class"])} for row in parquet] == plain
    assert [
        {
            **row,
            "class": str(row["class"]),
            "provisions": ";".join(row["provisions"]),
            "missing": ";".join(row["missing"]),
        }
        for row in said
    ] == plain
    assert (
        screened(capsys, write_parquet_folder(tmp_path / "cot", REGISTER), "--award", "huan-chuong-lao-dong") == plain
    )


def test_a_pathway_alone_is_judged(capsys, folder: Path):
    rows = screened(capsys, folder, "--pathway", PATHWAY)

    assert [(row["subject_id"], row["award"], row["verdict"]) for row in rows] == [
        ("P1", "bang-khen-bo-tinh", "eligible"),
        ("P2", "bang-khen-bo-tinh", "not-enough-evidence"),
        ("C1", "bang-khen-bo-tinh", "not-eligible"),
    ]


def test_only_the_subjects_listed_are_asked_in_the_order_of_the_list(capsys, folder: Path, tmp_path: Path):
    listed = tmp_path / "ds.csv"
    listed.write_text("\ufeffsubject_id,name\nC1,x\nP1,y\nC1,x\n", encoding="utf-8")

    rows = screened(capsys, folder, "--award", "giay-khen", "--subjects", str(listed))

    assert [row["subject_id"] for row in rows] == ["C1", "P1"]
    listed.write_text("P1\nP9\n")
    assert tdkt(capsys, "screen", "--from", str(folder), "--on", "2024-12-31", "--subjects", str(listed)) == (
        2,
        "",
        "ds.csv, dòng 2, cột subject_id: bảng subjects không có mã “P9”.\n",
    )


def test_explain_says_what_the_row_says_for_every_subject_and_award(capsys, folder: Path):
    for row in screened(capsys, folder)[:60]:
        award = row["award"] + (f":{row['class']}" if row["class"] else "")
        code, out, _ = tdkt(
            capsys, "explain", "--from", str(folder), row["subject_id"], award, "--on", "2024-12-31", "--json"
        )
        answer = json.loads(out)
        assert code == 0
        assert {
            key: ";".join(answer[key]) if isinstance(answer[key], list) else str(answer[key] or "") for key in COLUMNS
        } == row


def test_explain_prints_the_tree_in_either_language(capsys, folder: Path):
    asked = ("explain", "--from", str(folder), "P1", "bang-khen-bo-tinh", "--on", "31/12/2024")
    _, vietnamese, _ = tdkt(capsys, *asked)
    _, english, _ = tdkt(capsys, *asked, "--lang", "en")

    assert vietnamese.splitlines()[:2] == [
        "P1 · Nguyễn Văn An · Bằng khen của Bộ, ban, ngành, tỉnh · 2024-12-31",
        "Đủ điều kiện",
    ]
    assert "[Đạt] Đạt 02 lần liên tục danh hiệu “Chiến sĩ thi đua cơ sở” (2/2)" in vietnamese
    assert "        awards:3 Chiến sĩ thi đua cơ sở (2024)" in vietnamese.splitlines()
    assert english.splitlines()[1] == "Eligible"
    assert "[Met] Given the title “Chiến sĩ thi đua cơ sở” for 2 years in a row (2/2)" in english


def test_explain_of_an_award_with_classes_answers_for_each(capsys, folder: Path):
    _, out, _ = tdkt(
        capsys, "explain", "--from", str(folder), "P1", "huan-chuong-lao-dong", "--on", "2024-12-31", "--json"
    )

    assert [answer["class"] for answer in json.loads(out)] == [1, 2, 3]


def test_the_due_list_of_a_unit_has_the_units_below_it(capsys, folder: Path):
    code, out, _ = tdkt(capsys, "forecast", "--from", str(folder), "--on", "2024-12-31", "--years", "2", "--unit", "U1")
    rows = list(csv.DictReader(io.StringIO(out)))

    assert code == 0
    assert tuple(rows[0]) == DUE_COLUMNS
    assert {row["subject_id"] for row in rows} == {"P1"}
    ends = [row["due"] if len(row["due"]) > 4 else f"{row['due']}-12-31" for row in rows]
    assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("screen", "--on", "2024-12-31"), "Thiếu --from."),
        (("screen", "--from", "{}", "--on", "31-12-2024"), "Giá trị của --on không đúng."),
        (
            ("screen", "--from", "{}", "--on", "2024-12-31", "--award", "x"),
            "Không có mã danh hiệu, hình thức khen thưởng “x”.",
        ),
        (("screen", "--from", "{}", "--on", "2024-12-31", "--pathway", "x"), "Không có quy định “x”."),
        (("screen", "--from", "{}", "--on", "2024-12-31", "--out", "r.xlsx"), "r.xlsx: đuôi tệp phải là một trong:"),
        (("screen", "--from", "{}/none", "--on", "2024-12-31"), "{}/none: không có thư mục này."),
        (("explain", "--from", "{}", "P9", "giay-khen", "--on", "2024-12-31"), "{}: bảng subjects không có mã “P9”."),
        (("forecast", "--from", "{}", "--on", "2024-12-31", "--years", "2", "--unit", "U9"), "units.csv, cột unit_id:"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_2(capsys, folder: Path, arguments, sentence: str):
    code, out, err = tdkt(capsys, *(argument.format(folder) for argument in arguments))

    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert err.startswith(sentence.format(folder))


def test_a_wrong_cell_is_named_by_file_line_and_column(capsys, folder: Path):
    (folder / "ratings.csv").write_text("subject_id,year,rating\nP1,2020,hoan-thanh\nP1,2021,tot\n", encoding="utf-8")

    code, _, err = tdkt(capsys, "screen", "--from", str(folder), "--on", "2024-12-31", "--lang", "en")

    assert (code, err) == (
        2,
        "ratings.csv, line 3, column rating: there is no code “tot”. Choose from: khong-hoan-thanh, hoan-thanh, hoan-thanh-tot, hoan-thanh-xuat-sac.\n",
    )


def test_spark_without_java_is_one_sentence(capsys, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    tables = write_parquet_folder(tmp_path / "cot", REGISTER)

    assert tdkt(capsys, "screen", "--from", str(tables), "--on", "2024-12-31", "--engine", "spark") == (
        2,
        "",
        "Spark cần Java, máy này chưa có Java.\n",
    )
