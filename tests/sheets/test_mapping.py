"""What somebody has said of columns: the same table is then read so, whatever file it comes in, and nothing else is."""

from typing import Any

import pytest

from tdkt.sheets.mapping import fault_of, fingerprint, mappings_of
from tdkt.sheets.plan import plan_of, read_plan
from tests.sheets.books import workbook

LABELS = ("STT", "Người được tặng", "Nơi làm", "Ghi gì")
ROWS = (
    (1, "Nguyễn Văn An", "Công an huyện mẫu", "x"),
    (2, "Trần Thị Bé", "Công an huyện mẫu", "y"),
    (3, "Lê Văn Cư", "Công an xã mẫu", None),
)
SAID = {"labels": list(LABELS), "kind": "people", "fields": {"1": "name", "2": "unit", "3": "unused"}}


def part_of(rows: Any, *said: Any) -> dict[str, Any]:
    """The only part of a sheet with these rows."""
    (part,) = plan_of("a.xlsx", workbook(list(rows)), mappings=said)["parts"]
    return dict(part)


def read_as(part: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
    """The kind of the list and who stands in it where."""
    records = [row["record"] for row in part["rows"] if row["record"]]
    return part["kind"], [(record["name"], record["unit"]) for record in records]


PEOPLE = (
    "people",
    [("Nguyễn Văn An", "Công an huyện mẫu"), ("Trần Thị Bé", "Công an huyện mẫu"), ("Lê Văn Cư", "Công an xã mẫu")],
)


def test_a_table_that_nobody_understood_offers_its_lines_and_is_read_as_somebody_said():
    alone = part_of([LABELS, *ROWS])
    told = read_plan("a.xlsx", workbook([LABELS, *ROWS]), mappings=[SAID])["parts"][0]

    assert (alone["kind"], alone["lines"]) == ("unknown", [{"at": "Sheet1!A1:D1", "cells": list(LABELS)}])
    assert (read_as(told), told["problems"]) == (PEOPLE, [])


def test_every_column_is_shown_with_its_letter_its_meaning_and_three_values():
    told = part_of([LABELS, *ROWS], SAID)

    assert told["columns"] == [
        {"place": 0, "letter": "A", "label": "STT", "field": "number", "samples": ["1", "2", "3"]},
        {"place": 1, "letter": "B", "label": "Người được tặng", "field": "name", "samples": [row[1] for row in ROWS]},
        {
            "place": 2,
            "letter": "C",
            "label": "Nơi làm",
            "field": "unit",
            "samples": ["Công an huyện mẫu", "Công an xã mẫu"],
        },
        {"place": 3, "letter": "D", "label": "Ghi gì", "field": "unused", "samples": ["x", "y"]},
    ]


@pytest.mark.parametrize(
    "labels",
    [
        ("Stt", "NGƯỜI ĐƯỢC TẶNG", "Nơi  làm", "Ghi gì:"),
        ("STT", "Nguoi duoc tang", "Noi lam", "Ghi gi"),
    ],
)
def test_case_accents_and_signs_of_the_names_make_no_other_columns(labels):
    assert read_as(part_of([labels, *ROWS], SAID)) == PEOPLE


def test_the_same_columns_lower_down_and_further_right_are_understood_too():
    moved = [(), (None, None, "DANH SÁCH"), *[(None, None, *row) for row in (LABELS, *ROWS)]]

    assert read_as(part_of(moved, SAID)) == PEOPLE


@pytest.mark.parametrize(
    "labels", [LABELS[:3], (*LABELS, "Khác"), ("STT", "Nơi làm", "Người được tặng", "Ghi gì"), ("STT", "", *LABELS[1:])]
)
def test_other_columns_are_not_touched(labels):
    assert part_of([labels, *ROWS], SAID) == part_of([labels, *ROWS])


HEADING = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị")
STAFF = ((1, "Nguyễn Văn An", "01/02/1980", "Công an huyện mẫu"),)


def test_a_meaning_that_the_program_found_can_be_corrected():
    said = {"labels": list(HEADING), "kind": None, "fields": {"2": "joined"}}

    (row,) = [row for row in part_of([HEADING, *STAFF], said)["rows"] if row["record"]]

    assert (row["record"]["born"], row["record"]["joined"]) == (None, "1980-02-01")


def test_a_column_without_a_name_is_shown_and_can_be_given_a_meaning():
    rows = [HEADING, *[(*row, "Thượng úy") for row in STAFF]]
    said = {"labels": list(HEADING), "kind": None, "fields": {"4": "rank"}}

    before, after = part_of(rows), part_of(rows, said)

    assert [(column["letter"], column["label"], column["field"]) for column in before["columns"]][-1] == ("E", "", "")
    assert [row["record"]["rank"] for row in after["rows"] if row["record"]] == ["Thượng úy"]


def test_a_heading_that_repeats_in_the_list_stays_a_heading():
    told = part_of([LABELS, *ROWS[:2], LABELS, *ROWS[2:]], SAID)

    assert read_as(told) == PEOPLE
    assert [row["why"] for row in told["rows"] if row["status"] == "ignored"] == ["heading", "heading"]


def test_an_award_named_by_a_heading_is_kept_when_the_column_is_said_to_be_what_it_is():
    labels = ("STT", "Họ và tên", "Đơn vị", "CSTĐCS", "Năm 2019")
    rows = [labels, (1, "Nguyễn Văn An", "Công an huyện mẫu", "x", "Hoàn thành tốt nhiệm vụ")]
    alone = part_of(rows)
    said = {
        "labels": list(labels),
        "kind": alone["kind"],
        "fields": {str(column["place"]): column["field"] for column in alone["columns"]},
    }

    assert part_of(rows, said) == alone


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"labels": [], "fields": {}}, "tên cột"),
        ({"labels": ["", "  "], "fields": {}}, "tên cột"),
        ({"labels": ["A"], "kind": "poems"}, "poems"),
        ({"labels": ["A"], "fields": {"0": "soul"}}, "soul"),
        ({"labels": ["A"], "fields": {"-1": "name"}}, "chọn lại"),
        ({"labels": ["A"], "fields": ["name"]}, "chọn lại"),
        ({"labels": ["A"], "fields": {"900": "name"}}, "chọn lại"),
    ],
)
def test_a_mapping_that_cannot_be_is_told_and_left_out(said, word):
    assert word in (fault_of(said) or "")
    assert mappings_of([said]) == {}


def test_a_mapping_comes_back_from_json_as_it_went():
    (mapping,) = mappings_of([SAID]).values()

    assert (mapping.as_json(), mapping.fingerprint) == (SAID, fingerprint(LABELS))
