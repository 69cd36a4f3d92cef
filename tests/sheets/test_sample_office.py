"""Every file of the sample office is read whole, with nothing refused or doubtful but the list that is broken on purpose."""

import time
from collections import Counter

import pytest

from tdkt.sample.office import BROKEN, write_office
from tdkt.sheets.guard import UnreadableFile
from tdkt.sheets.plan import read_plan, read_plans
from tdkt.vietnamese.folding import place_tones
from tests.sheets.reading import codes


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    write_office(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    began = time.monotonic()
    found = list(read_plans((str(path.relative_to(folder)), path.read_bytes()) for path in files))
    assert time.monotonic() - began < 12
    assert not [name for name, plan in found if isinstance(plan, UnreadableFile)]
    return dict(found)


def test_nothing_is_refused_or_doubtful(plans):
    open_rows = [
        (name, row["at"], row["problems"])
        for name, plan in plans.items()
        if name != BROKEN
        for part in plan["parts"]
        for row in part["rows"]
        if row["status"] not in ("new", "ignored") or any(problem["level"] == "error" for problem in row["problems"])
    ]

    assert open_rows == []


def test_the_broken_list_names_the_broken_cells(plans):
    (part,) = plans[BROKEN]["parts"]

    found = [(row["status"], codes(row)) for row in part["rows"] if row["problems"] and row["status"] != "ignored"]

    assert [status for status, _ in found] == ["refused", "new"]
    assert [code for _, problems in found for code, _, _ in problems] == ["text-damaged", "date-bad"]


def test_the_counts_are_those_of_the_office(plans):
    awards = Counter(
        (record["award"], record["class"], record["authority"], record["recipient"])
        for record in records_of(plans, "awards")
        if record["stage"] == "given"
    )
    flags = [record for record in records_of(plans, "awards") if record["award"].startswith("co-thi-dua")]

    assert len(records_of(plans, "models")) == 1277
    assert len({place_tones(record["type"]).lower() for record in records_of(plans, "models")}) == 92
    assert len(records_of(plans, "movements")) == 5
    assert sum(n for (award, *_), n in awards.items() if award == "bang-khen-thu-tuong") == 9 + 2
    assert Counter((f["name"], f["award"], f["authority"]) for f in flags) == {
        ("Công an tỉnh Quảng Nam", "co-thi-dua-bo-tinh", "ministry"): 5,
        ("Công an tỉnh Quảng Nam", "co-thi-dua-bo-tinh", "province"): 2,
        ("Phòng Tham mưu", "co-thi-dua-chinh-phu", "government"): 1,
    }
    assert [
        awards["huan-chuong-bao-ve-to-quoc", class_, "president", who]
        for class_, who in ((2, "collective"), (2, "individual"), (3, "collective"), (3, "individual"))
    ] == [4, 1, 1, 57]
    assert awards["huan-chuong-chien-cong", 3, "president", "individual"] == 1
    assert [
        sum(awards["bang-khen-bo-tinh", None, level, who] for level in ("ministry", "province"))
        for who in ("collective", "individual")
    ] == [209, 407]


def records_of(plans, kind):
    return [
        row["record"]
        for name, plan in plans.items()
        if name != BROKEN
        for part in plan["parts"]
        if part["kind"] == kind
        for row in part["rows"]
        if row["record"]
    ]


def test_every_award_says_its_decision_unless_it_is_only_proposed(plans):
    assert [
        r
        for r in records_of(plans, "awards")
        if r["stage"] == "given" and not (r["decision_number"] and r["decision_date"] and r["authority"])
    ] == []


def test_the_list_of_models_is_read_in_less_than_a_second_and_a_half(plans, tmp_path):
    write_office(tmp_path)
    name = next(path for path in tmp_path.glob("mo-hinh*"))

    content = name.read_bytes()
    took = []
    for _ in range(3):
        began = time.monotonic()
        read_plan(name.name, content)
        took.append(time.monotonic() - began)
    assert min(took) < 1.5
