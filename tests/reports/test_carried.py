"""How movements were carried on, blocks led, exemplars and directions: sections with numbers that open to their rows, or none at all."""

from datetime import date
from typing import Any

from tdkt.reports.five_year import five_year
from tdkt.reports.movement_lines import DirectionLine, ExemplarLine, LaunchLine, PlaceLine, ResponseLine, ReviewLine
from tdkt.reports.register import MovementLine
from tests.reports.registers import KNOWN_ON, NORTH, ROOT, SOUTH, STAFF, TEAM, register

MAIN = MovementLine(1, "movement", "Vì an ninh Tổ quốc", 2015, 2020, "", "Kế hoạch số 7", None)


def drive(id: int, name: str) -> MovementLine:
    return MovementLine(id, "movement", name, 2016, 2016, "", "", 1)


def launch(id: int, movement: int, day: date, *, method: str = "peak", unit: int | None = None) -> LaunchLine:
    return LaunchLine(id, movement, f"Phong trào {movement}", "office", method, day, None, "Kế hoạch số 7", unit)


def response(id: int, unit: int, day: date, pledged: int = 0, known: int = 0, reached: int = 0) -> ResponseLine:
    return ResponseLine(id, 1, "Phong trào 1", unit, day, "", pledged, known, reached)


def report(unit: int = ROOT, **lines: Any) -> dict[str, Any]:
    return five_year(register(**lines), first=2015, last=2020, unit_id=unit, known_on=KNOWN_ON)


def words(section: dict[str, Any]) -> list[str]:
    return ["".join(run["text"] for run in one["runs"]) for one in section["paragraphs"]]


def table(made: dict[str, Any], id: str) -> list[list[Any]]:
    [found] = [one for one in made["tables"] if one["id"] == id]
    rows = [*found["rows"], *([found["foot"]] if found["foot"] else [])]
    return [[cell.get("value", cell.get("text")) for cell in row["cells"]] for row in rows]


def test_launches_responses_and_reviews_are_counted_and_open_to_their_rows():
    made = report(
        movements=(MAIN,),
        launches=(
            launch(1, 1, date(2015, 1, 12), method="standing"),
            launch(2, 2, date(2016, 1, 4)),
            launch(3, 3, date(2014, 12, 31)),
        ),
        responses=(
            response(1, NORTH, date(2015, 2, 1), 3, 2, 1),
            response(2, TEAM, date(2016, 2, 1)),
            response(3, SOUTH, date(2014, 2, 1), 5, 5, 5),
        ),
        reviews=(
            ReviewLine(1, 1, "Phong trào 1", "interim", date(2017, 12, 20), "Báo cáo số 5", None),
            ReviewLine(2, 2, "Phong trào 2", "final", date(2016, 3, 1), "", None),
        ),
    )

    section = made["sections"][0]
    assert words(section)[1:] == [
        "Trong kỳ đã phát động 2 phong trào, cuộc vận động; theo cách tổ chức: 1 thường xuyên, 1 đợt cao điểm;"
        " theo cấp phát động: 2 cơ quan, đơn vị.",
        "Có 2 lượt đơn vị hưởng ứng, đăng ký 3 chỉ tiêu; đã có kết quả 2 chỉ tiêu, trong đó đạt 1 chỉ tiêu.",
        "Đã tổ chức 1 hội nghị sơ kết và 1 hội nghị tổng kết phong trào.",
    ]
    assert section["tables"] == ["t10", "t13"]
    assert table(made, "t13") == [
        ["2015", 1, 1, 0, 1, 0, 0],
        ["2016", 1, 0, 1, 1, 0, 1],
        ["2017", 0, 0, 0, 0, 1, 0],
        ["2018", 0, 0, 0, 0, 0, 0],
        ["2019", 0, 0, 0, 0, 0, 0],
        ["2020", 0, 0, 0, 0, 0, 0],
        ["Cộng", 2, 1, 1, 2, 1, 1],
    ]
    assert made["numbers"]["m.pledged"]["rows"] == ["response/1"]
    assert made["rows"]["response/1"] == {
        "kind": "response",
        "id": 1,
        "name": "Phong trào 1",
        "what": "3 chỉ tiêu, 2 có kết quả, 1 đạt",
        "unit": "Công an huyện Bắc",
        "year": 2015,
        "date": "2015-02-01",
        "document": "",
        "of": ["response", 1],
    }
    assert made["rows"]["response/2"]["unit"] == "Đội Tổng hợp, Công an huyện Bắc"
    assert {address for number in made["numbers"].values() for address in number["rows"]} == set(made["rows"])


def test_a_district_counts_its_own():
    lines = {
        "movements": (MAIN,),
        "launches": (launch(1, 1, date(2015, 1, 12)), launch(2, 2, date(2016, 1, 4), unit=NORTH)),
        "responses": (response(1, NORTH, date(2015, 2, 1)), response(2, SOUTH, date(2015, 2, 1))),
    }

    assert words(report(NORTH, **lines)["sections"][0])[1:] == [
        "Trong kỳ đã phát động 1 phong trào, cuộc vận động; theo cách tổ chức: 1 đợt cao điểm;"
        " theo cấp phát động: 1 cơ quan, đơn vị.",
        "Có 1 lượt đơn vị hưởng ứng.",
    ]
    assert len(words(report(STAFF, **lines)["sections"][0])) == 1


def test_drives_that_are_too_many_to_be_named_are_counted():
    drives = tuple(drive(number, f"Cao điểm {number}") for number in range(2, 9))
    launches = tuple(launch(one.id, one.id, date(2016, 1, 4)) for one in drives)
    sixth = MovementLine(9, "campaign", "Sáu điều", 2015, 2020, "", "", 1)

    made = report(movements=(MAIN, *drives, sixth), launches=launches)
    few = report(movements=(MAIN, *drives[:2], sixth), launches=launches[:2])

    assert words(made["sections"][0])[0].endswith(
        "gắn với cuộc vận động “Sáu điều”, và 7 đợt thi đua theo chuyên đề, cao điểm."
    )
    assert made["numbers"]["m.drives"]["rows"] == [f"launch/{number}" for number in range(2, 9)]
    assert "phong trào “Cao điểm 2”" in words(few["sections"][0])[0]


def test_sections_without_data_are_left_out_and_those_with_some_are_numbered_in_turn():
    assert [section["heading"][:3] for section in report(movements=(MAIN,))["sections"]] == ["I. ", "II.", "III"]

    made = report(
        places=(
            PlaceLine(1, "Công an huyện Bắc", 3, NORTH, NORTH, 2018, "Khối 1", 1),
            PlaceLine(2, "Công an huyện Bắc", 3, NORTH, NORTH, 2019, "Khối 1", 1),
            PlaceLine(3, "Công an huyện Nam", 4, SOUTH, SOUTH, 2019, "Khối 1", 2),
            PlaceLine(4, "Công an huyện Nam", 4, SOUTH, SOUTH, 2014, "Khối 1", 1),
        ),
        directions=(
            DirectionLine(
                1, "Củng cố mô hình", "Giám đốc", "Hội nghị tổng kết 2018", date(2018, 12, 20), "", None, "done", (NORTH, SOUTH, STAFF)
            ),
            DirectionLine(
                2, "Báo cáo quý", "Giám đốc", "Hội nghị tổng kết 2019", date(2019, 12, 20), "", date(2020, 3, 1), "open", (NORTH,)
            ),
        ),
    )  # fmt: skip

    assert [section["heading"] for section in made["sections"][3:]] == [
        "IV. Cụm, khối thi đua",
        "V. Thực hiện chỉ đạo của lãnh đạo",
    ]
    assert [words(section) for section in made["sections"][3:]] == [
        ["Trong kỳ có 3 lượt đơn vị được xếp hạng trong cụm, khối thi đua; 2 lượt đơn vị dẫn đầu."],
        [
            "Tại các hội nghị trong kỳ, lãnh đạo giao 2 chỉ đạo; đã thực hiện 1 chỉ đạo; đang thực hiện 1 chỉ đạo,"
            " trong đó quá hạn 1 chỉ đạo."
        ],
    ]
    assert table(made, "t14") == [["Công an huyện Bắc", "2018, 2019", 2], ["Cộng", "", 2]]
    assert made["rows"]["direction/1"]["unit"] == "Công an huyện Bắc; Công an huyện Nam và 1 đơn vị khác"
    assert made["rows"]["place/1"]["of"] == ["body", 3]


def test_exemplars_are_counted_by_kind_honour_and_following():
    made = report(
        exemplars=(
            ExemplarLine(1, "Đội Tổng hợp", 5, "collective", TEAM, TEAM, "Làm theo lời Bác", date(2016, 5, 1), "spread", 1, 2),
            ExemplarLine(2, "Phan Văn An", 9, "individual", None, NORTH, "Sửa máy", date(2017, 5, 1), "found", 0, 0),
            ExemplarLine(3, "Lê Thị Bình", 10, "individual", None, NORTH, "Dạy chữ", date(2014, 5, 1), "found", 0, 0),
        )
    )  # fmt: skip

    section = made["sections"][3]
    assert words(section) == [
        "Trong kỳ đã phát hiện 2 điển hình tiên tiến, gồm 1 tập thể và 1 cá nhân; 1 điển hình được khen thưởng,"
        " 1 điển hình được đơn vị khác học tập, làm theo."
    ]
    assert table(made, "t15")[1:3] == [["2016", 1, 1, 0, 1, 1], ["2017", 1, 0, 1, 0, 0]]
    assert made["numbers"]["d.spread"]["rows"] == ["exemplar/1"]
