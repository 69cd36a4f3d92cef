"""The life of community models: steps in lawful order, one end, the same thing registered twice, and every act taken back whole."""

from datetime import date

import pytest

from tdkt.operations import model_steps
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.operations.model_life import (
    enter_step,
    link_same,
    set_profile,
    set_reviews,
    unlink_same,
    withdraw_step,
)
from tdkt.operations.model_places import change_members, close_group, close_place, open_group, open_place
from tdkt.operations.model_ratings import correct_rating, rate_models
from tdkt.operations.model_steps import STEPS, Told, check_life
from tdkt.operations.model_undo import undo_act
from tdkt.operations.new_models import NewModel, create_models
from tdkt.operations.papers import Incoming
from tdkt.operations.replications import replicate, withdraw_replication
from tdkt.records import model_life as queries
from tdkt.records.models import (
    CommunityModel,
    Entry,
    ModelEvent,
    ModelGroup,
    ModelPlace,
    ModelProfile,
    ModelRating,
    ModelType,
    Replication,
    Unit,
)
from tests.conftest import WORKING_DAY, make_unit
from tests.operations.living import WHEN, enter_model, step, when

pytestmark = pytest.mark.usefixtures("office")


# --- a new model -------------------------------------------------------------------------------------------


def test_a_type_spelt_otherwise_is_the_type_that_stands():
    enter_model("xã Một", type="Khu dân cư không có ma túy")
    enter_model("xã Hai", type="KHU DÂN CƯ  không có ma tuý")
    enter_model("xã Ba", type="Khu dan cu khong co ma tuy")  # without accents it is another name

    assert [(one.name, one.models.count()) for one in ModelType.objects.order_by("pk")] == [
        ("Khu dân cư không có ma túy", 2),
        ("Khu dan cu khong co ma tuy", 1),
    ]


def test_a_model_that_stands_is_not_entered_twice_unless_it_is_said_to_be_the_same():
    first = enter_model("xã Một")
    with pytest.raises(RuleNotMet, match="đã có trong sổ"):
        enter_model("Xã  một")

    again = enter_model("xã Một", same_as=first.pk, known={"register": "dan-van-kheo"})

    assert again.profile.same_as == first
    assert list(queries.counted_once(CommunityModel.objects.all())) == [first]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"place": " "}, "phải có tên và địa bàn"),
        ({"founded": "2021"}, "Ngày này chưa đến"),
        ({"founded": "31/02/2016"}, "không phải ngày"),
        ({"known": {"register": "so-den"}}, "Chọn một sổ"),
        ({"known": {"sphere": "khong-co"}}, "Chọn một lĩnh vực"),
        ({"known": {"money": 5, "community_money": 6}}, "không lớn hơn tổng kinh phí"),
        ({"known": {"slogan": "a" * 301}}, "dài quá 300 chữ"),
    ],
)
def test_a_model_that_cannot_be_is_refused_and_leaves_nothing(said, words):
    with pytest.raises(RuleNotMet, match=words):
        enter_model(**({"place": "xã Một"} | said))

    assert (CommunityModel.objects.count(), ModelType.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_a_clerk_enters_models_of_the_own_unit_only(office, clerk, inspector):
    other = make_unit("Công an huyện khác", under=office.unit)
    with pytest.raises(NotPermitted):
        create_models([NewModel("Loa", "Loa", "xã Một", unit=other.pk)], **when(clerk))
    with pytest.raises(NotPermitted):
        create_models([NewModel("Loa", "Loa", "xã Một")], **when(inspector))

    made = create_models([NewModel("Loa", "Loa", "xã Một")], **when(clerk)).row

    assert made.unit_id == clerk.unit_id


# --- its steps -----------------------------------------------------------------------------------------------


def test_a_life_runs_from_survey_to_recognition_and_marks_the_model():
    model = enter_model(founded="")
    step(model, "survey", "2017-01")
    step(model, "proposed", "15/02/2017", body="Công an xã")
    step(model, "approved", "2017-03-01", document="12/QĐ-UBND", body="UBND xã")
    step(model, "launched", "20/03/2017")
    step(model, "rules", "2017-03-20")
    step(model, "recognised", "2018-12-05", document="88/QĐ-CAT")
    step(model, "bright-spot", "2019")
    model.refresh_from_db()

    assert [(one.kind, one.day) for one in queries.events_of(model.pk)] == [
        ("survey", "2017-01"),
        ("proposed", "2017-02-15"),
        ("approved", "2017-03-01"),
        ("launched", "2017-03-20"),
        ("rules", "2017-03-20"),
        ("recognised", "2018-12-05"),
        ("bright-spot", "2019"),
    ]
    assert (model.founded, model.decision_number, model.stopped) == ("2017-03-20", "12/QĐ-UBND", "")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ([("recognised", "2018")], "Chưa có bước “Ra mắt”"),
        ([("launched", "2018-05"), ("recognised", "2018-04")], "phải từ ngày “Ra mắt”"),
        ([("launched", "2018"), ("launched", "2019")], "đã có bước “Ra mắt”"),
        ([("launched", "2018"), ("survey", "2019")], "trước hoặc cùng ngày “Ra mắt”"),
        ([("launched", "2018"), ("approved", "2018-06"), ("approved", "2017")], "đã có bước “Phê duyệt"),
        ([("launched", "2016"), ("stopped", "2018"), ("consolidated", "2019")], "Sau khi mô hình kết thúc"),
        ([("launched", "2016"), ("stopped", "2018"), ("merged", "2018")], "đã kết thúc"),
    ],
)
def test_steps_out_of_order_are_refused(told, words):
    with pytest.raises((RuleNotMet, WrongState), match=words):
        check_life([Told(*one) for one in told])


@pytest.mark.parametrize(
    "told",
    [
        [("launched", "2018"), ("recognised", "2018-04")],  # the year alone does not tell which came first
        [("survey", "2016"), ("survey", "2017"), ("launched", "2017")],
        [("launched", "2016"), ("consolidated", "2018"), ("stopped", "2018")],
        [("stopped", "2018")],
    ],
)
def test_dates_known_in_part_forbid_only_what_they_tell(told):
    check_life([Told(*one) for one in told])


def test_every_step_of_the_table_is_entered_by_the_one_it_names(clerk, officer):
    model, other = enter_model("xã Một"), enter_model("xã Hai")
    refused = set()
    for row in STEPS:
        day = "2016-07-12" if row.before or row.name == "launched" else "2019"
        said = {"words": "Không còn phù hợp"} if row.name == "stopped" else {}
        said |= {"into": other.pk} if row.name == "merged" else {}
        try:
            done = enter_step(model.pk, row.name, day, **said, **when(clerk))
        except NotPermitted:
            refused.add(row.name)
            done = enter_step(model.pk, row.name, day, **said, **when(officer))
        undo_act(done.entry, **when(officer)) if row.ends else None

    assert refused == {"recognised", "bright-spot", "commended-for-spreading"}
    assert set(model_steps.ENDS) == {"merged", "stopped"}


def test_an_end_needs_its_reason_or_its_heir_and_closes_places_and_groups():
    model, heir = enter_model("xã Một"), enter_model("xã Hai")
    place = open_place(model.pk, "thôn 1", "2017", **WHEN).row
    open_group(model.pk, "Tổ 1", "2017", place=place.pk, members=7, **WHEN)
    with pytest.raises(RuleNotMet, match="phải ghi lý do"):
        step(model, "stopped", "2019")
    with pytest.raises(RuleNotMet, match="Chọn mô hình nhận"):
        step(model, "merged", "2019")
    with pytest.raises(RuleNotMet, match="mô hình khác đang hoạt động"):
        step(model, "merged", "2019", into=model.pk)

    merged = step(model, "merged", "2019-05", into=heir.pk)

    model.refresh_from_db()
    assert (model.stopped, merged.into) == ("2019-05", heir)
    assert [row.until for row in [*ModelPlace.objects.all(), *ModelGroup.objects.all()]] == ["2019-05", "2019-05"]
    with pytest.raises((RuleNotMet, WrongState)):
        step(model, "stopped", "2020", words="Nhầm")
    with pytest.raises(RuleNotMet, match="mô hình khác đang hoạt động"):
        step(heir, "merged", "2019", into=model.pk)
    with pytest.raises(WrongState, match="đã dừng"):
        open_place(model.pk, "thôn 2", "", **WHEN)


def test_a_wrong_step_is_withdrawn_with_a_reason_and_what_it_said_goes_back():
    model = enter_model(founded="")
    launched = step(model, "launched", "2018-01-02")
    recognised = step(model, "recognised", "2019")
    place = open_place(model.pk, "thôn 1", "", **WHEN).row
    stopped = step(model, "stopped", "2020-01", words="Ghi nhầm mô hình")
    with pytest.raises(RuleNotMet, match="phải ghi lý do"):
        withdraw_step(stopped.pk, reason=" ", **WHEN)
    with pytest.raises(RuleNotMet, match="Chưa có bước “Ra mắt”"):
        withdraw_step(launched.pk, reason="Nhầm", **WHEN)

    withdraw_step(stopped.pk, reason="Nhầm mô hình", **WHEN)
    withdraw_step(recognised.pk, reason="Nhầm", **WHEN)
    withdraw_step(launched.pk, reason="Chưa ra mắt", **WHEN)

    model.refresh_from_db()
    place.refresh_from_db()
    assert (model.founded, model.stopped, place.until) == ("", "", "")
    assert not ModelEvent.objects.exists()
    assert Entry.objects.filter(verb="models.step-withdraw").first().detail["reason"] == "Nhầm mô hình"


def test_a_paper_is_kept_with_the_step_it_belongs_to(tmp_path, settings):
    settings.DATA = tmp_path
    model = enter_model()
    file = Incoming("qd.pdf", b"%PDF-1.4", "application/pdf", 1)

    event = step(model, "recognised", "2019", document="88/QĐ-CAT", file=file)

    assert (event.file_name, len(event.kept)) == ("qd.pdf", 64)


# --- what is known; the same thing twice -----------------------------------------------------------------------


def test_what_is_known_is_said_piece_by_piece_and_a_new_place_is_found_by_search():
    model = enter_model()
    set_profile(model.pk, sphere="residential-area", lead_body="Hội Nông dân", money=90, **WHEN)
    set_profile(model.pk, community_money=60, place="xã Mới", **WHEN)
    with pytest.raises(RuleNotMet, match="không lớn hơn"):
        set_profile(model.pk, community_money=91, **WHEN)
    with pytest.raises(RuleNotMet, match="Không ghi được mục same_as"):
        set_profile(model.pk, same_as=3, **WHEN)

    model.refresh_from_db()
    said = ModelProfile.objects.get()
    assert (said.sphere, said.lead_body, said.money, said.community_money) == (
        "residential-area",
        "Hội Nông dân",
        90,
        60,
    )
    assert (model.place, model.search) == ("xã Mới", "tieng loa an ninh xa moi huyen mau")


def test_the_same_thing_registered_twice_makes_no_chain_and_no_loop():
    first, second, third = (enter_model(place) for place in ("xã Một", "xã Hai", "xã Ba"))
    link_same(second.pk, first.pk, **WHEN)
    for model, as_ in ((first, first), (third, second), (first, third)):
        with pytest.raises(RuleNotMet, match="Chọn mô hình gốc"):
            link_same(model.pk, as_.pk, **WHEN)

    assert [one.place for one in queries.counted_once(CommunityModel.objects.order_by("pk"))] == ["xã Một", "xã Ba"]
    with pytest.raises(RuleNotMet, match="lý do"):
        unlink_same(second.pk, reason="", **WHEN)
    unlink_same(second.pk, reason="Hai mô hình khác nhau", **WHEN)
    assert queries.counted_once(CommunityModel.objects.all()).count() == 3
    with pytest.raises(NotFound):
        unlink_same(second.pk, reason="Lần nữa", **WHEN)


# --- places and groups ------------------------------------------------------------------------------------------


def test_places_and_groups_open_and_close_and_are_counted_apart():
    model = enter_model()
    one = open_place(model.pk, "thôn 1", "2016-08", **WHEN).row
    two = open_place(model.pk, "thôn 2", "", **WHEN).row
    at_one = open_group(model.pk, "Tổ 1", "2017", place=one.pk, members=7, **WHEN).row
    with pytest.raises(RuleNotMet, match="đang có rồi"):
        open_group(model.pk, "Tổ 1", "2017", place=two.pk, **WHEN)
    open_group(model.pk, "Tổ 2", "2017", place=two.pk, **WHEN)
    open_group(model.pk, "Tổ cơ động", "", members=5, **WHEN)
    with pytest.raises(RuleNotMet, match="đang có rồi"):
        open_place(model.pk, "Thôn 1", "2018", **WHEN)
    with pytest.raises(RuleNotMet, match="trước ngày mô hình ra mắt"):
        open_place(model.pk, "thôn 3", "2015", **WHEN)

    close_place(one.pk, "2019-03", **WHEN)
    with pytest.raises(WrongState, match="đã đóng"):
        close_group(at_one.pk, "2019-04", **WHEN)
    with pytest.raises(RuleNotMet, match="không trước ngày mở"):
        close_group(ModelGroup.objects.get(place=two).pk, "2016", **WHEN)
    change_members(ModelGroup.objects.get(name="Tổ cơ động").pk, 6, **WHEN)

    ground = queries.ground_of(model.pk)
    assert ([row.name for row in ground.places], [row.name for row in ground.groups]) == (
        ["thôn 2"],
        ["Tổ 2", "Tổ cơ động"],
    )
    assert (len(ground.closed_places), len(ground.closed_groups), ground.members) == (1, 1, 6)
    assert open_place(model.pk, "thôn 1", "2020", **WHEN).row.since == "2020"  # it may open again


# --- yearly ratings ---------------------------------------------------------------------------------------------


def test_a_model_is_rated_once_a_year_and_corrected_with_a_reason(clerk):
    one, two = enter_model("xã Một", founded="2018"), enter_model("xã Hai", founded="2019-02")
    rate_models(2019, {one.pk: "Phát huy hiệu quả", two.pk: "Duy  trì"}, document="9/BC", **when(clerk))
    with pytest.raises(RuleNotMet, match="đã có xếp loại năm 2019: Duy trì"):
        rate_models(2019, {two.pk: "Yếu kém"}, **WHEN)
    with pytest.raises(RuleNotMet, match="không hoạt động trong năm 2018"):
        rate_models(2018, {one.pk: "Duy trì", two.pk: "Duy trì"}, **WHEN)
    with pytest.raises(RuleNotMet, match="Năm 2021"):
        rate_models(2021, {one.pk: "Duy trì"}, **WHEN)
    with pytest.raises(RuleNotMet, match="bằng lời"):
        rate_models(2020, {one.pk: " "}, **WHEN)

    rating = ModelRating.objects.get(model=two)
    with pytest.raises(RuleNotMet, match="lý do"):
        correct_rating(rating.pk, reason="", rating="Yếu kém", **WHEN)
    correct_rating(rating.pk, reason="Theo biên bản kiểm tra", rating="Yếu kém", **WHEN)
    with pytest.raises(RuleNotMet, match="Không có gì khác"):
        correct_rating(rating.pk, reason="Lần nữa", rating="Yếu kém", **WHEN)

    assert [(row.model.place, row.rating) for row in ModelRating.objects.order_by("pk")] == [
        ("xã Một", "Phát huy hiệu quả"),
        ("xã Hai", "Yếu kém"),
    ]


# --- replication --------------------------------------------------------------------------------------------------


def new(place: str, **said) -> NewModel:
    return NewModel("Tiếng loa an ninh", "Tiếng loa an ninh", place, district="Huyện mẫu", **said)


def test_a_model_is_taken_up_by_new_ones_and_by_one_that_stands():
    origin, standing = enter_model("xã Một"), enter_model("xã Hai", founded="2018")

    done = replicate(
        origin.pk, news=[new("xã Ba", founded="2019"), new("xã Bốn")], existing=[standing.pk], day="2018", **WHEN
    )

    assert [(row.copy.place, row.day) for row in done.rows] == [
        ("xã Ba", "2018"),
        ("xã Bốn", "2018"),
        ("xã Hai", "2018"),
    ]
    rate_models(2019, {standing.pk: "Duy trì"}, **WHEN)
    spread = queries.spread_of(standing.pk, CommunityModel.objects.all())
    assert [(node.model.place, node.depth, node.rating) for node in spread.nodes] == [
        ("xã Một", 0, ""),
        ("xã Hai", 1, "Duy trì"),
        ("xã Ba", 1, ""),
        ("xã Bốn", 1, ""),
    ]
    assert (spread.year, spread.more, len(spread.edges)) == (2019, 0, 3)
    [most] = queries.most_spread(CommunityModel.objects.all(), 2019)
    assert (most.row, most.copies, most.ratings) == (origin, 3, {"Duy trì": 1})
    assert queries.most_spread_types(CommunityModel.objects.all(), 2019)[0].copies == 3


def test_replication_has_no_loop_no_second_origin_unless_said_and_no_copy_older_than_its_origin():
    one, two, three, old = (
        enter_model(place, founded=year)
        for place, year in (("xã Một", "2016"), ("xã Hai", "2017"), ("xã Ba", "2018"), ("xã Cũ", "2012"))
    )
    replicate(one.pk, existing=[two.pk], **WHEN)
    replicate(two.pk, existing=[three.pk], **WHEN)
    for origin, copy, words in (
        (one, one, "không đi vòng"),
        (three, one, "không đi vòng"),
        (one, two, "đã ghi là nhân rộng"),
        (one, three, "đã có nơi học tập"),
        (one, old, "có trước mô hình gốc"),
    ):
        with pytest.raises(RuleNotMet, match=words):
            replicate(origin.pk, existing=[copy.pk], **WHEN)

    replicate(one.pk, existing=[three.pk], several=True, **WHEN)
    spread = queries.spread_of(three.pk, CommunityModel.objects.all())
    assert [(node.model.place, set(node.origins)) for node in spread.nodes] == [
        ("xã Một", set()),
        ("xã Hai", {one.pk}),
        ("xã Ba", {one.pk, two.pk}),
    ]
    withdraw_replication(spread.edges[one.pk, three.pk].pk, reason="Chỉ học từ xã Hai", **WHEN)
    assert Replication.objects.count() == 2


def test_a_refused_copy_leaves_no_new_model_behind():
    origin, standing = enter_model("xã Một"), enter_model("xã Hai", founded="2010")
    with pytest.raises(RuleNotMet):
        replicate(origin.pk, news=[new("xã Ba")], existing=[standing.pk], **WHEN)

    assert (CommunityModel.objects.count(), Replication.objects.count()) == (2, 0)


def test_what_spread_is_compared_with_what_did_not_by_counts(office):
    one = enter_model("xã Một", known={"sphere": "commune", "lead_body": "Công an xã", "community_money": 5})
    two = enter_model("xã Hai", founded="2019", known={"sphere": "commune", "community_money": 0})
    enter_model("xã Ba", founded="", known={"sphere": "school"})
    enter_model("xã Bốn", same_as=one.pk)  # registered again: in no count
    replicate(one.pk, existing=[two.pk], **WHEN)
    rate_models(2019, {one.pk: "Phát huy hiệu quả"}, **WHEN)

    found = queries.compare_spread(CommunityModel.objects.all(), 2019, on=WORKING_DAY)

    assert (found.spread, found.others) == (1, 2)
    told = {name: [(row.value, row.spread, row.others) for row in rows] for name, rows in found.traits.items()}
    assert told["sphere"] == [("commune", 1, 1), ("school", 0, 1)]
    assert told["lead_body"] == [("Công an xã", 1, 0), ("", 0, 2)]
    assert told["money"] == [("yes", 1, 0), ("no", 0, 1), ("", 0, 1)]
    assert told["rating"] == [("Phát huy hiệu quả", 1, 0), ("", 0, 2)]
    assert [row for row in told["years"] if row[1] or row[2]] == [("0-2", 0, 1), ("3-5", 1, 0), ("", 0, 1)]


# --- reminders, and taking back --------------------------------------------------------------------------------------


def test_models_are_due_before_their_day_and_put_off_together():
    near = enter_model("xã Một", known={"review_on": date(2020, 6, 30)})
    lapsed = enter_model("xã Hai", known={"lapses_on": date(2020, 1, 1)})
    enter_model("xã Ba", known={"review_on": date(2020, 12, 1)})
    gone = enter_model("xã Bốn", known={"review_on": date(2020, 5, 1)})
    step(gone, "stopped", "2020-05", words="Không còn phù hợp")

    assert list(queries.due(CommunityModel.objects.all(), on=WORKING_DAY)) == [near, lapsed]
    with pytest.raises(RuleNotMet, match="sau hôm nay"):
        set_reviews([near.pk], WORKING_DAY, **WHEN)
    set_reviews([near.pk], date(2021, 6, 30), **WHEN)
    assert list(queries.due(CommunityModel.objects.all(), on=WORKING_DAY)) == [lapsed]
    rate_models(2019, {near.pk: "Duy trì"}, **WHEN)
    assert [one.place for one in queries.unrated(CommunityModel.objects.all(), 2019)] == ["xã Ba", "xã Hai"]


def test_an_act_is_taken_back_whole_and_only_while_nothing_came_over_it():
    origin = enter_model("xã Một")
    done = replicate(origin.pk, news=[new("xã Ba")], **WHEN)
    copy = done.row.copy
    later = enter_step(copy.pk, "rules", "2019", **WHEN)
    with pytest.raises(WrongState, match="ghi tiếp sau"):
        undo_act(done.entry, **WHEN)

    undo_act(later.entry, **WHEN)
    undo_act(done.entry, **WHEN)

    assert [one.place for one in CommunityModel.objects.all()] == ["xã Một"]
    assert not Replication.objects.exists()
    with pytest.raises(WrongState):
        undo_act(done.entry, **WHEN)


def test_an_end_taken_back_opens_what_it_closed_and_a_change_goes_back():
    model = enter_model()
    place = open_place(model.pk, "thôn 1", "", **WHEN).row
    set_profile(model.pk, slogan="Một", **WHEN)
    changed = set_profile(model.pk, slogan="Hai", **WHEN)
    stopped = enter_step(model.pk, "stopped", "2020-01", words="Nhầm", **WHEN)

    undo_act(stopped.entry, **WHEN)
    undo_act(changed.entry, **WHEN)

    model.refresh_from_db()
    place.refresh_from_db()
    assert (model.stopped, place.until, ModelProfile.objects.get().slogan) == ("", "", "Một")
    assert not ModelEvent.objects.exists()


def test_a_clerk_takes_back_the_own_acts_only_and_sees_the_own_models_only(office, clerk, officer):
    mine = enter_model("xã Một")
    theirs = enter_model("xã Xa", unit=make_unit("Công an huyện khác", under=office.unit).pk)
    done = enter_step(mine.pk, "rules", "2019", **when(officer))
    with pytest.raises(NotPermitted, match="việc của chính mình"):
        undo_act(done.entry, **when(clerk))
    for act in (
        lambda: enter_step(theirs.pk, "rules", "2019", **when(clerk)),
        lambda: set_profile(theirs.pk, slogan="x", **when(clerk)),
        lambda: rate_models(2019, {theirs.pk: "Duy trì"}, **when(clerk)),
        lambda: open_place(theirs.pk, "thôn 1", "", **when(clerk)),
        lambda: replicate(mine.pk, existing=[theirs.pk], **when(clerk)),
        lambda: link_same(mine.pk, theirs.pk, **when(clerk)),
        lambda: set_reviews([theirs.pk], date(2021, 1, 1), **when(clerk)),
        lambda: undo_act(10_000, **when(clerk)),
    ):
        with pytest.raises(NotFound):
            act()

    assert Unit.objects.count() == 3
    assert ModelEvent.objects.count() == 1
