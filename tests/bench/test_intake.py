"""The files made for the intake benchmark: what is read from them is what was written, cell by cell."""

from pathlib import Path

from tdkt.bench.intake import Measured, Report, award_rows, differences, people, unit_rows, write_awards, write_people
from tdkt.sheets.plan import plan_of

STAFF = people(120, districts=3)


def test_every_cell_of_the_list_of_awards_is_read_as_it_was_made(tmp_path: Path):
    rows = award_rows(500, STAFF, districts=3)
    content = write_awards(tmp_path / "khen-thuong.xlsx", rows).read_bytes()

    plan = plan_of("khen-thuong.xlsx", content)

    assert [(part["kind"], len(part["rows"])) for part in plan["parts"]] == [("awards", 502)]
    assert differences(plan, rows) == []


def test_a_cell_that_came_out_otherwise_is_named(tmp_path: Path):
    rows = award_rows(3, STAFF, districts=3)
    plan = plan_of("khen-thuong.xlsx", write_awards(tmp_path / "khen-thuong.xlsx", rows).read_bytes())
    read = [row for row in plan["parts"][0]["rows"] if row["record"]]
    read[1]["record"]["rank"] = "Đại tướng"
    read[2]["status"] = "refused"

    found = differences(plan, rows)

    assert found == [
        f"{read[1]['at']}, rank: 'Đại tướng' for {rows[1].person.rank!r}",
        f"{read[2]['at']}: refused",
    ]


def test_the_same_numbers_make_the_same_people_and_rows():
    again = people(120, districts=3)

    assert (again, award_rows(50, again)) == (STAFF, award_rows(50, STAFF))
    assert len({one.number for one in STAFF}) == 120
    named = {f"{team}, {district}" for team, district in unit_rows(3)}
    assert {one.unit for one in STAFF} <= named


def test_the_people_are_read_as_people(tmp_path: Path):
    (path,) = write_people(tmp_path, STAFF)

    plan = plan_of(path.name, path.read_bytes())

    records = [row["record"] for part in plan["parts"] for row in part["rows"] if row["record"]]
    assert [(one["name"], one["service_number"], one["born"], one["unit"]) for one in records] == [
        (one.name, one.number, one.born.isoformat(), one.unit) for one in STAFF
    ]


def test_the_report_is_a_table_with_a_line_for_each_size():
    seconds = {"read": 1.0, "plan": 2.0, "apply": 3.0}
    one = Measured(1_000, seconds, seconds, 100.0, 200.0, 250.0, {"new": 1_000}, [], {"seconds": 9.0, "memory": 80.0})

    lines = Report(500, [one], kills="20 kills").markdown().splitlines()

    assert "| 1,000 | 1.0 | 2.0 | 3.0 | 3.0 | 100 | 200 | 250 | 9.0 | 80 | 0 |" in lines
    assert ("| plan | 2.000 |" in lines, lines[-1]) == (True, "20 kills")
