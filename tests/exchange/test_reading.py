"""Tables from outside: what is read, and the sentence for everything that is wrong, with file, line and column."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tdkt.exchange.errors import BadTable
from tdkt.exchange.reading import read_tables
from tdkt.rules.facts import NO_DAY
from tests.exchange.folders import CODES, OFFICE, plain, write_csv_folder, write_parquet_folder


def day(year: int, month: int, day_: int) -> int:
    return (date(year, month, day_) - date(1970, 1, 1)).days


def folder_with(folder: Path, name: str, text: str | bytes, *, subjects: str | None = None) -> Path:
    if name != "subjects.csv":
        (folder / "subjects.csv").write_text(
            subjects or "subject_id,kind\nP1,individual\nC1,collective\n", encoding="utf-8"
        )
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


def refusal(folder: Path) -> tuple[str, int, str]:
    with pytest.raises(BadTable) as refused:
        read_tables(folder, CODES)
    return refused.value.file, refused.value.line, refused.value.column


def test_every_column_is_read_as_the_engine_has_it(tmp_path: Path):
    facts = plain(read_tables(write_csv_folder(tmp_path), CODES))

    assert facts["subjects"] == {
        "ids": ("object", ["P1", "P2", "C1", "H1"]),
        "names": (
            "object",
            ["Nguyễn Văn An, đội trưởng", "Trần Thị Bình", "Đội “Một”", "Gia đình ông Lê Văn Cường"],
        ),
        "kind": ("int8", [0, 0, 1, 2]),
        "sex": ("int8", [1, 2, 0, 0]),
        "force": ("int8", [1, 0, 2, 0]),
        "born": ("int32", [day(1980, 2, 29), NO_DAY, NO_DAY, NO_DAY]),
        "service_from": ("int32", [day(2001, 9, 1), NO_DAY, NO_DAY, NO_DAY]),
        "service_to": ("int32", [NO_DAY, day(2024, 6, 30), NO_DAY, NO_DAY]),
        "outside_flags": ("bool", [False, False, True, False]),
        "complete_since": ("int16", [2010, 0, 0, 0]),
        "unit_level": ("int16", [1, -1, 0, -1]),
    }
    assert facts["levels"] == ("province", "team")
    assert facts["ratings"] == {
        "subject": ("int32", [0, 2]),
        "year": ("int16", [2023, 2023]),
        "rating": ("int8", [3, 0]),
    }
    assert facts["awards"] == {
        "subject": ("int32", [0, 0]),
        "award": ("int16", [CODES.index("huan-chuong-chien-cong"), CODES.index("chien-si-thi-dua-co-so")]),
        "class_": ("int8", [3, 0]),
        "day": ("int32", [day(2019, 12, 31), day(2023, 12, 28)]),
        "for_from": ("int16", [2014, 0]),
        "for_to": ("int16", [2018, 2023]),
        "ground": ("int8", [1, 0]),
        "status": ("int8", [3, 0]),
    }
    assert facts["initiatives"] == {
        "subject": ("int32", [1]),
        "year": ("int16", [2022]),
        "kind": ("int8", [2]),
        "scope": ("int8", [2]),
    }
    assert facts["disciplines"] == {
        "subject": ("int32", [1]),
        "form": ("int8", [2]),
        "from_": ("int32", [day(2015, 3, 1)]),
        "to": ("int32", [day(2016, 3, 1)]),
    }
    assert facts["posts_named"] == ("doi-truong", "giam-doc-cong-an-tinh")
    assert facts["posts"] == {
        "subject": ("int32", [0, 1, 1]),
        "post": ("int32", [1, 0, 1]),
        "coefficient": ("float64", [1.5, 1.0, 1.0]),
        "from_": ("int32", [day(2020, 1, 1), day(2018, 1, 1), NO_DAY]),
        "to": ("int32", [NO_DAY, day(2019, 1, 1), NO_DAY]),
    }
    assert facts["members"] == {
        "collective": ("int32", [2]),
        "subject": ("int32", [0]),
        "from_": ("int32", [day(2011, 1, 1)]),
        "to": ("int32", [NO_DAY]),
    }
    assert facts["rankings"] == {
        "subject": ("int32", [2]),
        "year": ("int16", [2023]),
        "level": ("int8", [1]),
        "rank": ("int32", [1]),
    }


def test_csv_parquet_and_a_folder_that_mixes_them_say_the_same(tmp_path: Path):
    as_csv = plain(read_tables(write_csv_folder(tmp_path / "csv"), CODES))
    as_parquet = plain(read_tables(write_parquet_folder(tmp_path / "parquet"), CODES))
    mixed = write_csv_folder(tmp_path / "mixed", {n: OFFICE[n] for n in ("subjects", "awards", "posts", "units")})
    write_parquet_folder(mixed, {n: rows for n, rows in OFFICE.items() if not (mixed / f"{n}.csv").exists()})

    assert as_parquet == as_csv
    assert plain(read_tables(mixed, CODES)) == as_csv


def test_parquet_may_hold_days_numbers_and_answers_as_such(tmp_path: Path):
    write_csv_folder(tmp_path, {"subjects": [{"subject_id": "7", "kind": "collective"}]})
    (tmp_path / "subjects.csv").unlink()
    pq.write_table(
        pa.table(
            {
                "subject_id": pa.array([7]),
                "kind": pa.array(["collective"]).dictionary_encode(),
                "service_from": pa.array([date(2001, 9, 1)]),
                "outside_flags": pa.array([True]),
                "history_complete_since": pa.array([2010.0]),
            }
        ),
        tmp_path / "subjects.parquet",
    )
    pq.write_table(
        pa.table(
            {
                "subject_id": pa.array([7, 7]),
                "award": pa.array(["huan-chuong-chien-cong"] * 2),
                "class": pa.array([3, None], pa.int8()),
                "date": pa.array([date(2020, 5, 1), None]),
                "for_to": pa.array([2019.0, float("nan")]),
            }
        ),
        tmp_path / "awards.parquet",
    )

    facts = read_tables(tmp_path, CODES)

    assert facts.subjects.ids.tolist() == ["7"]
    assert (facts.subjects.service_from.tolist(), facts.subjects.outside_flags.tolist()) == ([day(2001, 9, 1)], [True])
    assert facts.subjects.complete_since.tolist() == [2010]
    assert (facts.awards.class_.tolist(), facts.awards.day.tolist()) == ([3, 0], [day(2020, 5, 1), NO_DAY])
    assert facts.awards.for_to.tolist() == [2019, 0]


def test_parquet_without_rows_or_without_values_is_empty(tmp_path: Path):
    pq.write_table(
        pa.table({"subject_id": ["a"], "kind": ["individual"], "sex": pa.array([None])}),
        tmp_path / "subjects.parquet",
    )
    pq.write_table(pa.table({"subject_id": pa.array([], pa.null())}), tmp_path / "ratings.parquet")
    pq.write_table(
        pa.table(
            {"subject_id": ["a"] * 9, "award": pa.array(["giay-khen", None, None] * 3).dictionary_encode()}
        ).filter(pa.array([True, False, False] * 3)),
        tmp_path / "awards.parquet",
        row_group_size=1,
    )
    pq.write_table(
        pa.table({"subject_id": ["a"], "post": ["Đội trưởng"], "coefficient": pa.array([Decimal("1.50")])}),
        tmp_path / "posts.parquet",
    )

    facts = read_tables(tmp_path, CODES)

    assert (facts.subjects.sex.tolist(), facts.ratings.year.tolist()) == ([0], [])
    assert facts.awards.award.tolist() == [CODES.index("giay-khen")] * 3
    assert facts.posts.coefficient.tolist() == [1.5]


def test_a_file_that_is_no_parquet_is_refused(tmp_path: Path):
    (tmp_path / "subjects.parquet").write_bytes(b"PAR1")

    assert refusal(tmp_path) == ("subjects.parquet", 0, "")


def test_a_missing_table_is_empty_and_a_missing_column_holds_nothing(tmp_path: Path):
    facts = read_tables(folder_with(tmp_path, "awards.csv", "award,subject_id\nhuan-chuong-sao-vang,P1\n"), CODES)

    assert len(facts) == 2
    assert plain(facts.ratings)["year"] == ("int16", [])
    assert (facts.awards.class_.tolist(), facts.awards.day.tolist()) == ([0], [NO_DAY])
    assert facts.subjects.names.tolist() == ["", ""]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_and_either_end_of_line_change_nothing(tmp_path: Path, mark: str, newline: str):
    lines = ["subject_id,kind,name", 'P1,individual,"Nguyễn, An"', "C1,collective,", ""]
    facts = read_tables(folder_with(tmp_path, "subjects.csv", mark + newline.join(lines)), CODES)

    assert plain(facts.subjects)["ids"] == ("object", ["P1", "C1"])
    assert facts.subjects.names.tolist() == ["Nguyễn, An", ""]


def test_tables_with_a_header_alone_are_empty(tmp_path: Path):
    facts = read_tables(
        folder_with(tmp_path, "ratings.csv", "subject_id,year,rating\n", subjects="subject_id,kind"), CODES
    )

    assert (len(facts), facts.ratings.year.size) == (0, 0)


@pytest.mark.parametrize(
    ("file", "text", "line", "column"),
    [
        ("ratings.csv", "subject_id,year,rating,note\nP1,2020,hoan-thanh,x\n", 1, "note"),
        ("ratings.csv", "subject_id,year,year,rating\nP1,2020,2020,hoan-thanh\n", 1, "year"),
        ("ratings.csv", "subject_id;year;rating\nP1;2020;hoan-thanh\n", 1, "subject_id;year;rating"),
        ("ratings.csv", "subject_id,year,rating\nP1,2020,hoan-thanh\nP1,2021,Hoàn thành\n", 3, "rating"),
        ("ratings.csv", "subject_id,year,rating\nP1,2020,hoan-thanh\nP1,2021, hoan-thanh\n", 3, "rating"),
        ("ratings.csv", "subject_id,year,rating\nP1,2020,\n", 2, "rating"),
        ("ratings.csv", "subject_id,year\nP1,2020\n", 2, "rating"),
        ("ratings.csv", "subject_id,year,rating\nP1,20,hoan-thanh\n", 2, "year"),
        ("ratings.csv", "subject_id,year,rating\nP1,2020.5,hoan-thanh\n", 2, "year"),
        ("ratings.csv", "subject_id,year,rating\nP1,2020,hoan-thanh\n\n\nP9,2020,hoan-thanh\n", 5, "subject_id"),
        ("ratings.csv", "subject_id,year,rating\nP1,2020,hoan-thanh\nP1,2020\n", 3, ""),
        ("ratings.csv", "", 1, ""),
        ("ratings.csv", b"subject_id,year,rating\nP1,2020," + b"ho\xe0n\n", 2, ""),
        ("awards.csv", "subject_id,award\nP1,huan-chuong-vang\n", 2, "award"),
        ("awards.csv", "subject_id,award,class\nP1,huan-chuong-chien-cong,4\n", 2, "class"),
        ("awards.csv", "subject_id,award,class\nP1,huan-chuong-chien-cong,Ba\n", 2, "class"),
        ("awards.csv", "subject_id,award,date\nP1,huan-chuong-chien-cong,19/05/2020\n", 2, "date"),
        ("awards.csv", "subject_id,award,date\nP1,huan-chuong-chien-cong,2020-02-30\n", 2, "date"),
        ("awards.csv", "subject_id,award,status\nP1,huan-chuong-chien-cong,active\n", 2, "status"),
        ("awards.csv", "subject_id,award,authority\nP1,huan-chuong-chien-cong,king\n", 2, "authority"),
        ("disciplines.csv", "subject_id,form,from\nP1,canh-cao,2020\n", 2, "from"),
        ("initiatives.csv", "subject_id,year,kind,scope\nP1,2020,sang-kien,tinh\n", 2, "scope"),
        ("posts.csv", "subject_id,post,coefficient\nP1,Đội trưởng,0\n", 2, "coefficient"),
        ("posts.csv", 'subject_id,post,coefficient\nP1,Đội trưởng,"1,5"\n', 2, "coefficient"),
        ("posts.csv", "subject_id,post\nP1,…\n", 2, "post"),
        ("members.csv", "collective_id,subject_id\nC2,P1\n", 2, "collective_id"),
        ("rankings.csv", "subject_id,year,group_level,rank\nC1,2020,unit,0\n", 2, "rank"),
        ("models.csv", "model_id,founded\nM1,hôm qua\n", 2, "founded"),
        ("units.csv", "unit_id,from\nU1,1997\n", 2, "from"),
        ("subjects.csv", "subject_id,kind\nP1,individual\nP2,person\n", 3, "kind"),
        ("subjects.csv", 'subject_id,kind\n"P\n1",individual\nP2,individual\n"P\n1",individual\n', 5, "subject_id"),
        ("subjects.csv", "subject_id,kind,sex\nP1,individual,nam\n", 2, "sex"),
        ("subjects.csv", "subject_id,kind,outside_flags\nP1,individual,no\n", 2, "outside_flags"),
        ("subjects.csv", "subject_id,kind,born\nP1,individual,1980-13-01\n", 2, "born"),
        ("subjects.csv", "subject_id,kind\n,individual\n", 2, "subject_id"),
    ],
)
def test_what_is_wrong_is_named_by_file_line_and_column(tmp_path: Path, file: str, text, line: int, column: str):
    assert refusal(folder_with(tmp_path, file, text)) == (file, line, column)


def test_a_wrong_cell_far_down_has_its_exact_line(tmp_path: Path):
    rows = [f"P1,{2000 + number % 20},hoan-thanh" for number in range(3000)]
    rows[2500] = '"P1",199x,hoan-thanh'

    assert refusal(folder_with(tmp_path, "ratings.csv", "\n".join(["subject_id,year,rating", *rows]))) == (
        "ratings.csv",
        2502,
        "year",
    )


def test_parquet_names_the_line_that_a_row_would_have(tmp_path: Path):
    folder_with(tmp_path, "units.csv", "unit_id\nU1\n")
    pq.write_table(
        pa.table({"subject_id": ["P1", "P1"], "year": [2020, 20], "rating": ["hoan-thanh"] * 2}),
        tmp_path / "ratings.parquet",
    )

    assert refusal(tmp_path) == ("ratings.parquet", 3, "year")


def test_no_folder_an_empty_one_and_a_table_twice_are_refused(tmp_path: Path):
    assert refusal(tmp_path / "none")[0] == str(tmp_path / "none")
    assert refusal(tmp_path)[0] == str(tmp_path)
    pq.write_table(pa.table({"subject_id": ["P1"], "kind": ["individual"]}), tmp_path / "subjects.parquet")
    assert refusal(folder_with(tmp_path, "units.csv", "unit_id\n")) == ("subjects.parquet", 0, "")


def test_a_refusal_is_one_sentence_in_either_language(tmp_path: Path):
    with pytest.raises(BadTable) as refused:
        read_tables(folder_with(tmp_path, "subjects.csv", "subject_id,kind,sex\nP1,individual,nam\n"), CODES)

    assert refused.value.said("vi") == "subjects.csv, dòng 2, cột sex: không có mã “nam”. Chọn trong: m, f."
    assert refused.value.said("en") == "subjects.csv, line 2, column sex: there is no code “nam”. Choose from: m, f."


def test_rows_are_read_in_their_order_however_large_the_table(tmp_path: Path):
    count = 200_000
    lines = "\n".join(f"P{number % 5},{1990 + number % 30},hoan-thanh-tot" for number in range(count))
    subjects = "subject_id,kind\n" + "".join(f"P{number},individual\n" for number in range(5))
    facts = read_tables(
        folder_with(tmp_path, "ratings.csv", f"subject_id,year,rating\n{lines}\n", subjects=subjects), CODES
    )

    assert np.array_equal(facts.ratings.subject, np.arange(count) % 5)
    assert np.array_equal(facts.ratings.year, 1990 + np.arange(count) % 30)
