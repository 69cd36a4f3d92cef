"""The safe-area standard in the office: bodies entered once, registered in time or late, found by criterion, decided only when all is known,
a commune by its bodies; own units only; taken back; and nothing of any person."""

from datetime import date

import pytest
from django.db import models

from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.safe_areas import Line, about_the_whole, register_bodies, save_findings, share_of, weighed
from tdkt.operations.safe_bodies import (
    NewBody,
    add_bodies,
    change_body,
    kind_of,
    read_list,
    strike_body,
    undo_act,
)
from tdkt.operations.safe_results import correct_year, decide, strike_year
from tdkt.records.models import Entry, ModelRating, ModelType, SafeBody, SafeYear, Unit
from tdkt.records.models.community import CommunityModel
from tdkt.records.safe_areas import mark, models_beside, not_registered, not_reported, said_of
from tdkt.vietnamese.folding import fold
from tests.conftest import make_unit
from tests.operations.safe import AT, AUTUMN, ON, SPRING, commune, find, parts, register, settle


@pytest.fixture
def district(office) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


def row_of(body, year=2024):
    return said_of([body.pk], year).get(body.pk)


def result_of(body, year=2024):
    row = row_of(body, year)
    return weighed(body, row, year).result


def deciding(bodies, result="met", *, by=None, day=AUTUMN, year=2024, on=ON, **more):
    return decide(year, [one.pk for one in bodies], result=result, decided_on=day, by=by, at=AT, on=on, **more)


def correcting(row, *, by=None, on=ON, **said):
    values = {
        "shown": mark(row),
        "registered_on": row.registered_on,
        "registration": row.registration,
        "findings": {},
        "words": {},
        "result": row.result,
        "decided_on": row.decided_on,
        "decision_number": row.decision_number,
        "authority": row.authority,
        "reason": "Đối chiếu lại biên bản",
    } | said
    return correct_year(row.pk, by=by, at=AT, on=on, **values)


# --- bodies --------------------------------------------------------------------------------------


def test_a_pasted_list_is_read_with_its_numbers_and_kinds():
    text = "1\tThôn Phú Phong\n2.\tTrường THCS Lê Lợi\tnhà trường\n\nCông ty TNHH Gạch  Đại Hiệp\nTrạm Y tế\tcơ quan"

    assert [(one.kind, one.name) for one in read_list(text, within=7)] == [
        ("residential-area", "Thôn Phú Phong"),
        ("school", "Trường THCS Lê Lợi"),
        ("firm", "Công ty TNHH Gạch Đại Hiệp"),
        ("agency", "Trạm Y tế"),
    ]
    with pytest.raises(RuleNotMet, match="Dòng 2 “Hòa Mỹ”"):
        read_list("Thôn Phú Phong\nHòa Mỹ")
    assert [one.kind for one in read_list("Hòa Mỹ", kind="residential-area")] == ["residential-area"]
    assert [kind_of(words) for words in ("Phường An Mỹ", "Bản A Xan", "Bàn")] == [
        "commune",
        "residential-area",
        "",
    ] or (kind_of("Phường An Mỹ") == "commune")


def test_many_bodies_are_entered_in_one_act_and_none_twice(office, district):
    place = commune(unit=district.pk)
    wanted = [NewBody("residential-area", name, within=place.pk) for name in ("Thôn Hòa", "Thôn Hoa", "thôn hòa")]

    first = add_bodies(wanted, by=None, at=AT, on=ON)
    second = add_bodies([*wanted, NewBody("school", "Thôn Hòa", within=place.pk)], by=None, at=AT, on=ON)

    assert ([one.name for one in first.made], first.known) == (["Thôn Hòa", "Thôn Hoa"], ("thôn hòa",))
    assert [(one.kind, one.unit_id) for one in second.made] == [("school", district.pk)]
    with pytest.raises(RuleNotMet, match="đã có trong sổ"):
        add_bodies(wanted, by=None, at=AT, on=ON)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (NewBody("village", "Thôn 1"), "Chọn loại"),
        (NewBody("residential-area", "Thôn 1"), "Khu dân cư phải thuộc một xã"),
        (NewBody("agency", "  "), "Tên phải có"),
        (NewBody("agency", "a" * 301), "Tên phải có"),
        (NewBody("agency", "Trạm Y tế", from_year=2030), "Năm 2030 không ghi được"),
    ],
)
def test_what_cannot_be_a_body_is_refused_and_nothing_is_written(office, body, words):
    with pytest.raises(RuleNotMet) as refused:
        add_bodies([NewBody("commune", "Xã A"), body], by=None, at=AT, on=ON)

    assert words in refused.value.vietnamese
    assert not SafeBody.objects.exists()


def test_a_clerk_enters_and_registers_what_the_own_unit_follows_and_an_inspector_nothing(
    office, district, clerk, inspector
):
    own, other = commune(unit=district.pk), commune("Xã Khác", unit=make_unit("Công an huyện khác").pk)

    made = add_bodies([NewBody("residential-area", "Thôn 1", within=own.pk)], by=clerk, at=AT, on=ON).made
    assert register_bodies(2024, [made[0].pk], registered_on=SPRING, by=clerk, at=AT, on=ON).made == 1
    with pytest.raises(NotFound):
        add_bodies([NewBody("residential-area", "Thôn 1", within=other.pk)], by=clerk, at=AT, on=ON)
    with pytest.raises(NotPermitted):
        add_bodies([NewBody("agency", "Chi cục Thuế")], by=clerk, at=AT, on=ON)
    with pytest.raises(NotFound):
        register_bodies(2024, [other.pk], registered_on=SPRING, by=clerk, at=AT, on=ON)
    with pytest.raises(NotPermitted):
        deciding([own], by=clerk)
    with pytest.raises(NotPermitted):
        add_bodies([NewBody("agency", "Chi cục Thuế")], by=inspector, at=AT, on=ON)


def test_a_body_is_mended_with_a_reason_and_not_out_of_its_years(office):
    place = commune()
    [area] = parts(place, areas=1)
    register([area])

    def mend(**said):
        values = {"name": "Thôn 1", "from_year": None, "to_year": None, "reason": "Sáp nhập thôn"} | said
        return change_body(area.pk, by=None, at=AT, on=ON, **values)

    mend(to_year=2024)
    for said, words in (
        ({"to_year": 2023}, "Sổ đã ghi năm 2024"),
        ({"from_year": 2024, "to_year": 2023}, "Năm cuối đứng trước"),
        ({"to_year": 2024}, "Không có gì khác"),
        ({"name": " "}, "Tên phải có"),
    ):
        with pytest.raises(RuleNotMet, match=words):
            mend(**said)
    with pytest.raises(RuleNotMet):
        mend(name="Thôn Một", reason=" ")
    with pytest.raises(RuleNotMet, match="Năm 2025 chưa có hoặc không còn: Thôn 1"):
        register_bodies(2025, [area.pk], registered_on=SPRING, by=None, at=AT, on=ON)


def test_a_body_entered_by_mistake_is_struck_unless_something_rests_on_it(office):
    place = commune()
    [area] = parts(place, areas=1)
    with pytest.raises(WrongState, match="các nơi bên trong"):
        strike_body(place.pk, reason="Nhầm", by=None, at=AT, on=ON)
    strike_body(area.pk, reason="Nhầm", by=None, at=AT, on=ON)
    strike_body(place.pk, reason="Nhầm", by=None, at=AT, on=ON)
    assert not SafeBody.objects.exists()


# --- registering and finding ---------------------------------------------------------------------


def test_registering_in_time_and_late_is_told_and_nobody_is_put_down_twice(office):
    place = commune()
    early, late = parts(place, areas=2)
    register([early])

    found = register_bodies(2024, [early.pk, late.pk], registered_on=date(2024, 5, 6), by=None, at=AT, on=ON)

    assert (found.made, found.late, found.known) == (1, ("Thôn 2",), ("Thôn 1",))
    assert row_of(early).registered_on == SPRING
    with pytest.raises(RuleNotMet, match="Đã ghi đăng ký từ trước: Thôn 1, Thôn 2"):
        register([early, late])


def test_a_day_that_cannot_be_is_refused(office):
    place = commune()
    for day in (date(2022, 12, 31), date(2025, 1, 2), date(2024, 12, 3)):
        with pytest.raises(RuleNotMet, match="không thuộc năm 2024 hoặc chưa đến"):
            register_bodies(2024, [place.pk], registered_on=day, by=None, at=AT, on=ON)
    with pytest.raises(RuleNotMet, match="Năm 1944 không ghi được"):
        register_bodies(1944, [place.pk], registered_on=SPRING, by=None, at=AT, on=ON)
    assert not SafeYear.objects.exists()


def test_the_table_writes_what_differs_and_a_stale_row_stops_all(office):
    place = commune()
    first, second = parts(place, areas=2)
    register([first])
    shown = mark(row_of(first))

    def save(*lines):
        return save_findings(2024, lines, by=None, at=AT, on=ON)

    findings = {"kdc-1": True, "kdc-2": None, "kdc-4": False}
    found = save(
        Line(first.pk, shown, SPRING, findings, {"kdc-4": "Xảy ra 2 vụ trộm cắp"}), Line(second.pk, "", None, {})
    )
    assert found.changed == 1
    assert row_of(first).findings == {
        "kdc-1": {"met": True, "words": ""},
        "kdc-4": {"met": False, "words": "Xảy ra 2 vụ trộm cắp"},
    }
    assert row_of(second) is None
    with pytest.raises(WrongState, match="Có người vừa ghi: Thôn 1"):
        save(Line(first.pk, shown, SPRING, {"kdc-1": False}), Line(second.pk, "", SPRING))
    with pytest.raises(RuleNotMet, match="không có tiêu chí cq-1"):
        save(Line(second.pk, "", SPRING, {"cq-1": True}))
    with pytest.raises(RuleNotMet, match="Không có ô nào khác"):
        save(Line(first.pk, mark(row_of(first)), SPRING, {"kdc-1": True}))
    assert row_of(second) is None


@pytest.mark.parametrize(
    "words",
    [
        "Ông Nguyễn Văn An gây rối",
        "Do ông Nguyễn Văn An.",
        "Đồng chí Lê Thị B bị kỷ luật",
        "đối tượng Trần Văn Bình",
        "CCCD 049080001234",
        "số 201234567",
    ],
)
def test_a_finding_that_names_a_person_is_refused(words):
    with pytest.raises(RuleNotMet, match="không nêu tên"):
        about_the_whole(words)


@pytest.mark.parametrize(
    "words",
    [
        "Xảy ra 2 vụ, giảm 1 vụ so với năm 2023",
        "đường Ông Ích Khiêm",
        "giáp Bà Nà",
        "bà con ở đây ủng hộ",
        "Anh em công nhân Công ty A",
        "Thiệt hại 120.000.000 đồng",
    ],
)
def test_a_finding_about_the_place_is_taken(words):
    assert about_the_whole(f"  {words} ") == words


def test_neither_table_nor_operation_has_a_place_for_a_person():
    """The standard holds areas and organisations; a column or a reference for people may not come in unseen."""
    allowed = {
        "safebody": {"area", "folded", "from_year", "id", "kind", "name", "note", "source", "to_year", "unit", "within"},
        "safeyear": {
            "authority", "body", "decided_on", "decision_number", "findings", "id", "note", "registered_on", "registration",
            "result", "source", "year",
        },
    }  # fmt: skip
    tables = {model._meta.model_name: {field.name for field in model._meta.fields} for model in (SafeBody, SafeYear)}
    references = {
        field.related_model._meta.model_name
        for model in (SafeBody, SafeYear)
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey)
    }

    assert tables == allowed
    assert references == {"area", "safebody", "unit", "sourceline"}
    assert set(Line.__dataclass_fields__) == {"body", "mark", "registered_on", "findings", "words"}


# --- deciding ------------------------------------------------------------------------------------


def test_met_needs_every_criterion_and_an_open_one_keeps_it_undecided(office):
    place = commune()
    [area] = parts(place, areas=1)
    register([area])
    find([area], kdc_4=None)

    assert result_of(area) == ""
    for result in ("met", "not-met"):
        with pytest.raises(RuleNotMet, match="Thôn 1: tiêu chí 4 chưa rõ"):
            deciding([area], result)
    find([area], kdc_4=False)
    with pytest.raises(RuleNotMet, match="Thôn 1: tiêu chí 4 không đạt"):
        deciding([area])
    find([area])
    with pytest.raises(RuleNotMet, match="mọi tiêu chí đều đạt"):
        deciding([area], "not-met")
    assert deciding([area], decision_number="15/QĐ-UBND").late == ()
    assert (row_of(area).result, row_of(area).decision_number) == ("met", "15/QĐ-UBND")


def test_met_needs_a_registration_where_the_law_gives_its_day(office):
    place = commune()
    area, agency = parts(place, areas=1, agencies=1)
    find([area, agency])

    with pytest.raises(RuleNotMet, match="Thôn 1: chưa ghi ngày đăng ký"):
        deciding([area])
    assert deciding([agency]).made == 1


def test_one_that_cannot_be_decided_stops_the_whole_decision(office):
    first, second = parts(commune(), areas=2)
    register([first, second])
    find([first])

    with pytest.raises(RuleNotMet, match="Thôn 2"):
        deciding([first, second])
    assert not SafeYear.objects.exclude(result="").exists()


def test_what_was_decided_late_is_told_and_what_cannot_have_been_is_refused(office):
    [area] = parts(commune(), areas=1)
    register([area])
    find([area])

    for day in (date(2023, 10, 31), date(2024, 12, 3)):
        with pytest.raises(RuleNotMet, match="Ngày quyết định"):
            deciding([area], day=day)
    assert deciding([area], day=date(2024, 11, 15)).late == ("Thôn 1",)
    with pytest.raises(WrongState, match="Đã có kết quả: Thôn 1"):
        deciding([area])
    with pytest.raises(WrongState, match="Đã có kết quả: Thôn 1"):
        find([area], False)


def test_a_commune_fails_with_sixteen_of_twenty_five_and_passes_once_two_are_mended(office):
    place = commune()
    bodies = parts(place, areas=20, agencies=2, firms=1, schools=2)
    settle(bodies[:16])
    settle(bodies[16:], False)
    register([place])
    find([place])

    share = share_of(place, 2024)
    assert (share.needed, share.lacking, share.answer) == (18, 2, False)
    with pytest.raises(RuleNotMet, match=r"tiêu chí 4 không đạt\. Trong xã: 16 nơi đạt, cần 18 trên 25; đã đăng ký 25"):
        deciding([place])
    for body in bodies[16:18]:
        every = dict.fromkeys(row_of(body).findings, True)
        correcting(row_of(body), findings=every, result="met")
    assert share_of(place, 2024).answer is True
    deciding([place])
    assert row_of(place).result == "met"


def test_a_commune_with_a_body_that_did_not_register_or_with_none_is_open(office):
    place, empty = commune(), commune("Xã Không")
    bodies = parts(place, areas=4)
    settle(bodies[:3])
    register([place, empty])
    find([place, empty])

    with pytest.raises(RuleNotMet, match=r"tiêu chí 4 chưa rõ.*đã đăng ký 3"):
        deciding([place])
    with pytest.raises(RuleNotMet, match="Xã Không: tiêu chí 4 chưa rõ"):
        deciding([empty])
    register(bodies[3:])
    deciding([place])


def test_a_body_dissolved_in_the_year_counts_only_where_it_makes_no_difference(office):
    """The law does not say whether it is one of those of which 70 % are needed."""
    place = commune()
    bodies = parts(place, areas=10)
    settle(bodies[:6])
    settle(bodies[6:9], False)
    change_body(
        bodies[9].pk, name="Thôn 10", from_year=None, to_year=2024, reason="Sáp nhập thôn", by=None, at=AT, on=ON
    )

    share = share_of(place, 2024)
    assert (share.counts.of, share.counts.doubtful, share.needed, share.reached) == (9, 1, 7, None)
    correcting(row_of(bodies[6]), findings=dict.fromkeys(row_of(bodies[6]).findings, True), result="met")
    assert share_of(place, 2024).reached is True  # 7 of 9 and 7 of 10 are both enough
    assert share_of(place, 2025).counts.of == 9


def test_under_the_circular_of_2012_areas_alone_count_and_one_finding_stands_for_the_whole(office):
    place = commune()
    areas, others = parts(place, areas=3), parts(place, agencies=2)
    settle(areas, year=2016)
    settle([place], year=2016)

    assert row_of(areas[0], 2016).findings == {"kdc": {"met": True, "words": ""}}
    assert (row_of(place, 2016).result, row_of(others[0], 2016)) == ("met", None)


def test_before_any_known_circular_only_what_a_decision_says_is_kept(office):
    place = commune()
    with pytest.raises(RuleNotMet, match="chưa biết văn bản nào áp dụng cho năm 2011"):
        deciding([place], year=2011, day=date(2011, 11, 20))
    deciding([place], year=2011, day=date(2011, 11, 20), decision_number="900/QĐ-UBND")
    assert row_of(place, 2011).result == "met"


# --- correcting and taking back --------------------------------------------------------------------


def test_a_decided_year_is_corrected_with_a_reason_and_its_result_taken_back(office, officer, clerk):
    [area] = parts(commune(), areas=1)
    settle([area])

    with pytest.raises(RuleNotMet, match="tiêu chí 4 không đạt"):
        correcting(row_of(area), findings={"kdc-4": False})
    with pytest.raises(NotPermitted):
        correcting(row_of(area), by=clerk, result="")
    with pytest.raises(RuleNotMet):
        correcting(row_of(area), reason=" ", result="")
    with pytest.raises(WrongState, match="Có người vừa ghi"):
        correcting(row_of(area), shown="", result="")
    entry = correcting(row_of(area), by=officer, findings={"kdc-4": False}, result="")
    assert (row_of(area).result, row_of(area).decided_on, row_of(area).decision_number) == ("", None, "")
    undo_act(entry, by=officer, at=AT)
    assert (row_of(area).result, row_of(area).decision_number) == ("met", "15/QĐ-UBND")


def test_an_act_is_taken_back_once_by_whom_it_is_and_not_over_later_ones(office, officer, clerk, district):
    place = commune(unit=district.pk)
    made = add_bodies([NewBody("residential-area", "Thôn 1", within=place.pk)], by=clerk, at=AT, on=ON)
    put = register_bodies(2024, [made.made[0].pk], registered_on=SPRING, by=clerk, at=AT, on=ON)

    with pytest.raises(NotFound):
        undo_act(put.entry, by=officer, at=AT)
    with pytest.raises(WrongState, match="đã được ghi năm"):
        undo_act(made.entry, by=clerk, at=AT)
    assert undo_act(put.entry, by=clerk, at=AT) == "safe-areas.register"
    with pytest.raises(WrongState, match="đã được hoàn tác"):
        undo_act(put.entry, by=clerk, at=AT)
    undo_act(made.entry, by=clerk, at=AT)
    assert list(SafeBody.objects.all()) == [place]
    with pytest.raises(WrongState, match="đã được hoàn tác"):
        undo_act(made.entry, by=clerk, at=AT)


def test_findings_are_not_taken_back_over_a_decision(office, officer):
    [area] = parts(commune(), areas=1)
    register([area])
    line = Line(area.pk, mark(row_of(area)), SPRING, {f"kdc-{n}": True for n in range(1, 6)})
    found = save_findings(2024, [line], by=officer, at=AT, on=ON)
    deciding([area], by=officer)

    with pytest.raises(WrongState, match="sửa sau việc này"):
        undo_act(found.entry, by=officer, at=AT)


def test_a_year_is_struck_with_a_reason_and_comes_back(office, officer):
    [area] = parts(commune(), areas=1)
    settle([area])
    entry = strike_year(row_of(area).pk, reason="Nhập nhầm xã", by=officer, at=AT, on=ON)
    assert row_of(area) is None
    undo_act(entry, by=officer, at=AT)
    assert row_of(area).result == "met"
    assert Entry.objects.filter(verb="safe-areas.undo").count() == 1


# --- what is missing, and what lies beside ---------------------------------------------------------


def test_who_has_not_registered_and_who_has_not_reported(office):
    place = commune()
    first, second, third = parts(place, areas=3)
    register([first, second])
    find([first])

    seen = SafeBody.objects.filter(within=place)
    assert list(not_registered(seen, 2024)) == [third]
    assert list(not_reported(seen, 2024)) == [second]


def test_models_of_the_place_are_shown_beside_and_decide_nothing(office, district):
    place = commune("xã Đại Hiệp", unit=district.pk)
    kind = ModelType.objects.create(name="Tiếng kẻng an ninh", folded="tieng keng an ninh")

    def model(where, **said):
        words = fold(f"Tiếng kẻng {where}")
        return CommunityModel.objects.create(
            type=kind, name="Tiếng kẻng", place=where, search=words, unit=district, **said
        )

    here = model("thôn 1, xã Đại Hiệp", founded="2016-05-01")
    ModelRating.objects.create(model=here, year=2024, rating="Phát huy hiệu quả")
    model("thôn 2, xã Đại Hiệp", founded="2016", stopped="2020-01-01")
    model("thôn 1, xã Đại Đồng", founded="2016")

    assert [(one.model, one.rating) for one in models_beside(place, 2024, seen=CommunityModel.objects.all())] == [
        (here, "Phát huy hiệu quả")
    ]
    assert result_of(place) == ""
