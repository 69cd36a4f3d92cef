"""The yearly statistics from the register: the days of the year, whose rows they are, what is left out, and the papers."""

import io
import json
from datetime import date

import openpyxl
import pytest

from tdkt.operations.emulation_staff import (
    NewBody,
    NewOfficial,
    add_bodies,
    add_officials,
    end_body,
    end_official,
    take_back,
)
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.ledger import writing
from tdkt.operations.statistics import statistics_file, statistics_of
from tdkt.records.models import EmulationBody, Entry, Launch, Movement, Official, Unit
from tests.conftest import WORKING_DAY
from tests.web.register import NOON, enter_award, enter_body, enter_decision, enter_person


def enter_launch(name, launched_on, *, level="office", method="standing", ends_on=None, kind="movement") -> Movement:
    with writing(by=None, at=NOON, verb="movements.launch") as pen:
        movement = pen.add_one(Movement(kind=kind, name=name, from_year=launched_on.year))
        pen.add_one(Launch(movement=movement, level=level, method=method, launched_on=launched_on, ends_on=ends_on))
    return movement


def total(filled) -> tuple[int, ...]:
    found = next(line for line in filled.table.lines if line.words == "Tổng số").cells[0].ids
    assert found is not None
    return found


def asked(number, year=2019, *, by=None, on=WORKING_DAY):
    return statistics_of(year, number, by=by, on=on)


def test_a_movement_counts_in_the_year_from_december_to_november(office):
    days = [date(2018, 11, 30), date(2018, 12, 1), date(2019, 11, 30), date(2019, 12, 1)]
    made = [enter_launch(f"Phong trào {day}", day).pk for day in days]

    assert [total(asked("0601", year)) for year in (2018, 2019, 2020)] == [
        (made[0],),
        (made[1], made[2]),
        (made[3],),
    ]


def test_campaigns_and_movements_without_a_launch_are_left_out_and_said(office):
    campaign = enter_launch("Cuộc vận động mẫu", date(2019, 3, 1), kind="campaign")
    with writing(by=None, at=NOON, verb="movements.launch") as pen:
        silent = pen.add_one(Movement(kind="movement", name="Phong trào chưa ghi", from_year=2019))

    filled = asked("0601")

    assert total(filled) == ()
    assert [(one.words, one.ids, one.address) for one in filled.table.left_out] == [
        ("Cuộc vận động phát động trong kỳ, không đếm là phong trào", (campaign.pk,), "b1"),
        ("Phong trào bắt đầu năm 2019, sổ chưa ghi việc phát động", (silent.pk,), "b2"),
    ]


def test_awards_count_by_the_day_of_signing_and_only_while_they_stand(office):
    district = Unit.objects.get(name="Công an huyện mẫu")
    person, household = enter_person("Phan Văn An", district), enter_body("Hộ ông Mẫu", district, kind="household")
    inside = enter_decision("01/QĐ-BCA", date(2019, 11, 30))
    kept = enter_award(person, inside, ground="dot-xuat", post="Cán bộ")
    enter_award(enter_person("Lê Thị Bình", district), inside, state="annulled")
    enter_award(person, enter_decision("02/QĐ-BCA", date(2019, 12, 1)))
    enter_award(household, enter_decision("03/QĐ-CAT", date(2019, 5, 1)), award="giay-khen")
    squad = enter_award(district.subject, enter_decision("04/QĐ-BCA", date(2019, 5, 2)), award="don-vi-quyet-thang")
    undated = enter_decision("05/QĐ-BCA", date(2019, 6, 1))
    with writing(by=None, at=NOON, verb="imports.apply") as pen:
        pen.change(undated, signed_on=None)
    blind = enter_award(household, undated)

    filled = asked("0603")

    assert total(filled) == (kept.pk,)
    assert [(one.words, one.ids) for one in filled.table.left_out] == [
        ("Danh hiệu, hình thức cấp bộ, tỉnh mà biểu 0603 không có cột", (squad.pk,)),
        ("Quyết định năm 2018, 2019 chưa rõ ngày ký, chưa đếm", (blind.pk,)),
    ]
    assert total(asked("0602")) == ()


def test_a_clerk_counts_the_awards_of_the_own_unit_only(office, clerk):
    district = Unit.objects.get(name="Công an huyện mẫu")
    decision = enter_decision("01/QĐ-BCA", date(2019, 5, 1))
    own = enter_award(enter_person("Phan Văn An", district), decision)
    enter_award(enter_person("Đỗ Văn Em", office.unit), decision)

    assert (total(asked("0603", by=clerk)), len(total(asked("0603")))) == ((own.pk,), 2)


def test_a_form_is_said_to_be_in_force_or_only_to_compare(office):
    notes = {
        (number, year): asked(number, year).table.notes[:2]
        for number, year in (("0701", 2019), ("0601", 2019), ("0601", 2017), ("0601", 2024))
    }

    assert notes["0701", 2019][1] == (
        "Năm thống kê của Thông tư 03/2018/TT-BNV chưa rõ; tính từ 01/12 đến 30/11 như văn bản sau."
    )
    assert notes["0601", 2019][1] == (
        "Năm 2019 dùng biểu của Thông tư 03/2018/TT-BNV (0701, 0702, 0703); biểu này lập để đối chiếu."
    )
    assert notes["0601", 2017][1] == "Chưa biết văn bản nào quy định biểu cho năm 2017; biểu này lập để đối chiếu."
    assert notes["0601", 2024][0] == (
        "Biểu 0601.N/BNV-TĐKT, Thông tư 2/2023/TT-BNV. Kỳ từ 01/12/2023 đến 30/11/2024. Nhận ngày 15/12/2024."
        " Kỳ chưa hết: số liệu đến 25/05/2020."
    )
    with pytest.raises(NotFound):
        asked("0699")


@pytest.mark.parametrize("number", ["0601", "0602", "0604", "0605", "0703"])
def test_a_form_is_written_as_workbook_paper_and_data(office, number):
    enter_launch("=1+1", date(2019, 3, 1), ends_on=date(2020, 2, 28))
    filled = asked(number)
    content = {form: statistics_file(filled, format=form, known_on=WORKING_DAY) for form in ("xlsx", "docx", "json")}

    said = json.loads(content["json"])
    assert (said["form"], said["period"]) == (number, {"from": "2018-12-01", "to": "2019-11-30"})
    assert all(len(row["cells"]) == len(said["columns"]) for row in said["rows"])
    sheet = openpyxl.load_workbook(io.BytesIO(content["xlsx"])).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(place for place, row in enumerate(rows) if row[0] == "Mã số")
    assert [row[1] for row in rows[head + 1 :]] == [
        f"{'- ' if line.within else ''}{line.words}{' (ngoài biểu)' if line.beyond else ''}"
        for line in filled.table.lines
    ]
    assert content["docx"] == statistics_file(filled, format="docx", known_on=WORKING_DAY)


def test_the_paper_is_set_as_pdf(office):
    assert statistics_file(asked("0602"), format="pdf", known_on=WORKING_DAY).startswith(b"%PDF")


# --- bodies and officials -------------------------------------------------------------------------------


def test_bodies_and_officials_are_entered_ended_and_taken_back(office, officer):
    district = Unit.objects.get(name="Công an huyện mẫu")
    person = enter_person("Phan Văn An", district)
    told = {"by": officer, "at": NOON, "on": WORKING_DAY}
    first = add_bodies(
        [NewBody(office.unit_id, "Đội Thi đua", True, 2018), NewBody(district.pk, "Đội Tổng hợp", False, 2016)], **told
    )
    second = add_officials([NewOfficial(person.pk, district.pk, date(2018, 9, 1), "Đại học")], **told)

    assert [(len(total(asked("0604", year))), len(total(asked("0605", year)))) for year in (2016, 2017, 2019)] == [
        (1, 0),
        (1, 0),
        (2, 1),
    ]
    ended = end_body(EmulationBody.objects.get(name="Đội Tổng hợp").pk, year=2018, **told)
    gone = end_official(Official.objects.get().pk, until=date(2019, 6, 30), **told)
    assert (len(total(asked("0604", 2019))), len(total(asked("0605", 2019)))) == (1, 0)
    with pytest.raises(WrongState):
        take_back(first, by=officer, at=NOON)  # one of its rows was ended since
    for entry in (gone, ended, second, first):
        take_back(entry, by=officer, at=NOON)
    assert (EmulationBody.objects.count(), Official.objects.count()) == (0, 0)
    with pytest.raises(WrongState):
        take_back(first, by=officer, at=NOON)


def test_what_cannot_be_entered_is_refused_and_nothing_is_written(office, officer, clerk):
    district = Unit.objects.get(name="Công an huyện mẫu")
    person = enter_person("Phan Văn An", district)
    told = {"by": officer, "at": NOON, "on": WORKING_DAY}
    add_officials([NewOfficial(person.pk, district.pk, date(2018, 9, 1))], **told)
    add_bodies([NewBody(district.pk, "Đội Tổng hợp", False, 2016)], **told)
    before = Entry.objects.count()

    for refusal, act in (
        (NotPermitted, lambda: add_bodies([NewBody(district.pk, "X", False, 2016)], by=clerk, at=NOON, on=WORKING_DAY)),
        (RuleNotMet, lambda: add_bodies([NewBody(district.pk, " ", False, 2016)], **told)),
        (RuleNotMet, lambda: add_bodies([NewBody(district.pk, "X", False, 2021)], **told)),
        (RuleNotMet, lambda: add_bodies([NewBody(district.pk, "Đội Tổng hợp", True, 2019)], **told)),
        (NotFound, lambda: add_bodies([NewBody(987654, "X", False, 2016)], **told)),
        (RuleNotMet, lambda: add_officials([NewOfficial(person.pk, district.pk, date(2019, 1, 1))], **told)),
        (RuleNotMet, lambda: add_officials([NewOfficial(person.pk, district.pk, date(2021, 1, 1))], **told)),
        (NotFound, lambda: add_officials([NewOfficial(987654, district.pk, date(2019, 1, 1))], **told)),
        (RuleNotMet, lambda: end_body(EmulationBody.objects.get().pk, year=2015, **told)),
        (RuleNotMet, lambda: end_official(Official.objects.get().pk, until=date(2021, 1, 1), **told)),
        (NotFound, lambda: take_back(1, by=officer, at=NOON)),
    ):
        with pytest.raises(refusal):
            act()

    assert Entry.objects.count() == before
