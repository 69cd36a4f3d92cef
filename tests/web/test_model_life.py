"""The life of a model on screen: each act in place with its undo, what is refused comes back as typed, own units only; lists, hall, reminders."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tdkt.operations.model_places import open_place
from tdkt.operations.model_ratings import rate_models
from tdkt.operations.replications import replicate
from tdkt.records.models import (
    CommunityModel,
    ModelEvent,
    ModelPlace,
    ModelProfile,
    ModelRating,
    ModelType,
    Replication,
)
from tests.conftest import make_unit
from tests.operations.living import WHEN, enter_model, step
from tests.web.test_models import LIST_2019, enter_models


@pytest.fixture
def model(office) -> CommunityModel:
    return enter_model("xã Một")


def act(client, model, slug, **said):
    return client.post(
        f"/mo-hinh/{model.pk}/viec/{slug}/", {key.replace("_", "-"): value for key, value in said.items()}
    )


def undo_of(client, model) -> str:
    """The address of the undo button on the model's page."""
    page = client.get(f"/mo-hinh/{model.pk}/").content.decode()
    return page.partition("data-undo><span>")[2].partition('action="')[2].partition('"')[0]


def test_every_act_is_done_in_place_and_taken_back(client_of, officer, model):
    client = client_of(officer)
    done = [
        act(client, model, "buoc", buoc="recognised", ngay="5/12/2018", van_ban="88/QĐ-CAT"),
        act(client, model, "xep-loai", nam="2019", xep_loai="Phát huy hiệu quả", minh_chung="Báo cáo năm"),
        act(client, model, "diem", ten="thôn 1", tu="2017"),
        act(
            client,
            model,
            "to",
            ten="Tổ 1",
            diem=ModelPlace.objects.get().pk if ModelPlace.objects.exists() else "",
            so="7",
            tu="2017",
        ),
    ]
    assert [response.status_code for response in done] == [302] * 4
    page = client.get(f"/mo-hinh/{model.pk}/")
    assert [(event.kind, event.day) for event, _, _ in page.context["events"]] == [("recognised", "2018-12-05")]
    assert [(row.year, row.rating) for row, _ in page.context["ratings"]] == [(2019, "Phát huy hiệu quả")]
    assert (len(page.context["ground"].places), page.context["ground"].members) == (1, 7)

    act(client, model, "buoc", buoc="stopped", ngay="2020-05", noi_dung="Không còn phù hợp")
    assert CommunityModel.objects.get().stopped == "2020-05"
    client.post(undo_of(client, model))
    assert (CommunityModel.objects.get().stopped, ModelPlace.objects.get().until) == ("", "")


def test_what_is_refused_says_why_above_the_page_and_opens_its_form(client_of, officer, office):
    model = enter_model(founded="")

    response = act(client_of(officer), model, "buoc", buoc="recognised", ngay="2018")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Chưa có bước “Ra mắt” nên chưa có “Công nhận mô hình”" in page
    assert 'class="mh-them khong-in" open' in page
    assert 'value="2018"' in page
    assert not ModelEvent.objects.exists()


@pytest.mark.parametrize("slug", ["dong-diem", "rut-buoc", "dinh-chinh", "dong-to", "thanh-vien", "bo-nhan-rong"])
def test_an_act_on_what_is_not_there_is_refused(client_of, officer, model, slug):
    said = {"muc": "999", "ly-do": "Nhầm", "den": "2019", "xep-loai": "Duy trì", "so": "3"}

    response = client_of(officer).post(f"/mo-hinh/{model.pk}/viec/{slug}/", said)

    assert response.status_code == 422
    assert "không còn trong sổ" in response.content.decode()


def test_a_clerk_does_it_for_the_own_models_and_may_not_recognise(client_of, clerk, office, model):
    theirs = enter_model("xã Xa", unit=make_unit("Công an huyện khác", under=office.unit).pk)
    client = client_of(clerk)
    page = client.get(f"/mo-hinh/{model.pk}/")

    assert "recognised" not in [name for name, _ in page.context["steps"]]
    assert act(client, model, "buoc", buoc="rules", ngay="2019").status_code == 302
    assert act(client, model, "buoc", buoc="recognised", ngay="2019").status_code == 422
    assert [
        act(client, theirs, "buoc", buoc="rules", ngay="2019").status_code,
        client.get(f"/mo-hinh/{theirs.pk}/ho-so/").status_code,
        client.get(f"/mo-hinh/{theirs.pk}/nhan-rong/").status_code,
        client.get(f"/mo-hinh/{theirs.pk}/trinh-chieu/").status_code,
    ] == [404] * 4


def test_whoever_only_reads_sees_the_life_without_its_forms(client_of, inspector, model):
    client = client_of(inspector)
    page = client.get(f"/mo-hinh/{model.pk}/").content.decode()

    assert "Quá trình" in page
    assert "/viec/" not in page
    assert act(client, model, "buoc", buoc="rules", ngay="2019").status_code == 403


def test_a_model_is_entered_described_and_registered_again(client_of, officer, office):
    client = client_of(officer)
    said = {
        "loai": "Tiếng loa an ninh",
        "ten": "",
        "dia-ban": "xã Năm",
        "huyen": "Huyện mẫu",
        "so": "tdbvantq",
        "ra-mat": "07/2018",
    }
    client.post("/mo-hinh/moi/", said)
    made = CommunityModel.objects.get()
    twice = client.post("/mo-hinh/moi/", said)
    again = client.post("/mo-hinh/moi/", said | {"so": "dan-van-kheo", "goc": made.pk})

    assert (made.name, made.place, made.founded) == ("Tiếng loa an ninh", "xã Năm", "2018-07")
    assert twice.status_code == 422
    assert "đã có trong sổ" in twice.content.decode()
    assert (again.status_code, ModelType.objects.count()) == (302, 1)
    assert CommunityModel.objects.latest("pk").profile.same_as == made
    page = client.get(f"/mo-hinh/{made.pk}/ho-so/").context["v"]
    client.post(
        f"/mo-hinh/{made.pk}/ho-so/",
        {"ten": page["ten"], "dia-ban": page["dia_ban"], "huyen": page["huyen"], "so": page["so"]}
        | {"kinh-phi": "96.000.000", "xa-hoi-hoa": "71.000.000", "chu-tri": "Công an xã", "ra-soat": "30/06/2020"},
    )
    profile = ModelProfile.objects.get(model=made)
    assert (profile.money, profile.community_money, profile.lead_body, profile.review_on) == (
        96_000_000,
        71_000_000,
        "Công an xã",
        date(2020, 6, 30),
    )


def test_places_that_took_a_model_up_are_entered_and_drawn(client_of, officer, model):
    standing = enter_model("xã Hai", founded="2018")
    client = client_of(officer)
    address = f"/mo-hinh/{model.pk}/nhan-rong/"

    refused = client.post(
        address, {"dia-ban": ["xã Ba", ""], "huyen": ["", ""], "ra-mat": ["2012", ""], "don-vi": ["", ""]}
    )
    assert (refused.status_code, CommunityModel.objects.count()) == (422, 2)
    assert 'value="xã Ba"' in refused.content.decode()
    client.post(
        address,
        {
            "dia-ban": ["xã Ba", ""],
            "huyen": ["Huyện mẫu", ""],
            "ra-mat": ["2019", ""],
            "don-vi": ["", ""],
            "co-san": standing.pk,
        },
    )

    page = client.get(f"/mo-hinh/{model.pk}/")
    assert [(one.place, origins) for one, _, origins, _ in page.context["copies"]] == [
        ("xã Một", []),
        ("xã Hai", ["xã Một"]),
        ("xã Ba", ["xã Một"]),
    ]
    assert page.content.decode().count('class="canh"') == 2
    assert Replication.objects.count() == 2


def test_a_shown_act_is_not_undone_by_another_clerk(client_of, clerk, officer, model):
    act(client_of(officer), model, "buoc", buoc="rules", ngay="2019")
    address = undo_of(client_of(officer), model) or f"/mo-hinh/hoan-tac/{2}/"

    told = client_of(clerk).post(address, follow=True).content.decode()

    assert "việc của chính mình" in told
    assert ModelEvent.objects.count() == 1


# --- lists -----------------------------------------------------------------------------------------------------


def places(response) -> list[str]:
    return [line.model.place for line, _ in response.context["lines"]]


def test_the_list_is_narrowed_by_state_register_and_sphere_and_shows_what_no_census_counts(client_of, officer, office):
    enter_models(*LIST_2019)
    client = client_of(officer)
    one, two = CommunityModel.objects.get(place="xã Một"), CommunityModel.objects.get(place="xã Hai")
    step(one, "stopped", "2020-04", words="Không còn phù hợp")
    enter_model("xã Mới", founded="2020-02", known={"sphere": "school", "register": "dan-van-kheo"})
    client.post(
        f"/mo-hinh/{two.pk}/ho-so/",
        {"ten": "Loa", "dia-ban": "xã Hai", "so": "tdbvantq", "linh-vuc": "commune", "ra-soat": "01/06/2020"},
    )
    address = "/mo-hinh/danh-sach/?"

    assert {
        query: sorted(places(client.get(address + query)))
        for query in (
            "tinh=dung",
            "tinh=den-han",
            "linh-vuc=commune",
            "so=dan-van-kheo",
            "tinh=ngoai",
            "tinh=ngoai&linh-vuc=school",
        )
    } == {
        "tinh=dung": ["xã Một"],
        "tinh=den-han": ["xã Hai"],
        "linh-vuc=commune": ["xã Hai"],
        "so=dan-van-kheo": [],
        "tinh=ngoai": ["xã Mới"],
        "tinh=ngoai&linh-vuc=school": ["xã Mới"],
    }
    rate_models(2020, {CommunityModel.objects.get(place="xã Mới").pk: "Duy trì"}, **WHEN)
    assert [shown.code for _, shown in client.get(address + "tinh=ngoai").context["lines"]] == ["Duy trì"]
    assert len(places(client.get(address + "tinh=dang"))) == 3
    assert len(places(client.get(address + "so=tdbvantq"))) == 4
    assert client.get(address + "tinh=khac").status_code == 400


def test_models_due_are_put_off_or_rated_together(client_of, officer, office):
    near = enter_model("xã Một", known={"review_on": date(2020, 6, 1)})
    other = enter_model("xã Hai")
    client = client_of(officer)
    page = client.get("/mo-hinh/den-han/")
    assert [(code, number) for code, _, number in page.context["tabs"]] == [("", 1), ("chua", 2)]

    assert client.post("/mo-hinh/den-han/", {"viec": "ra-soat", "chon": near.pk, "ngay": ""}).status_code == 422
    client.post("/mo-hinh/den-han/", {"viec": "ra-soat", "chon": near.pk, "ngay": "01/06/2021"})
    client.post(
        "/mo-hinh/den-han/?xem=chua",
        {"viec": "xep-loai", "chon": [near.pk, other.pk], "nam": "2019", "xep-loai": "Duy trì"},
    )

    assert [(code, number) for code, _, number in client.get("/mo-hinh/den-han/").context["tabs"]] == [
        ("", 0),
        ("chua", 0),
    ]
    assert ModelRating.objects.filter(year=2019, rating="Duy trì").count() == 2
    assert "Không có mô hình đến hạn" in client.get("/mo-hinh/den-han/").content.decode()


def test_replication_is_told_by_counts_without_a_claim(client_of, officer, office):
    client = client_of(officer)
    assert "Chưa có nơi nhân rộng nào" in client.get("/mo-hinh/nhan-rong/").content.decode()
    one, two = enter_model("xã Một", known={"sphere": "commune"}), enter_model("xã Hai", founded="2018")
    replicate(one.pk, existing=[two.pk], **WHEN)
    rate_models(2019, {two.pk: "Duy trì"}, **WHEN)

    page = client.get("/mo-hinh/nhan-rong/")

    assert page.context["numbers"] == {"edges": 1, "origins": 1, "copies": 1}
    [line] = page.context["models"]
    assert (line.name, line.copies, [(shown.code, n) for shown, n in line.ratings]) == (
        "Tiếng loa an ninh",
        1,
        [("Duy trì", 1)],
    )
    assert "Đây chỉ là số đếm" in page.content.decode()


def test_a_hall_sees_sheets_turned_by_arrows(client_of, officer, model):
    open_place(model.pk, "thôn 1", "", **WHEN)
    step(model, "bright-spot", "2019")
    client = client_of(officer)

    first = client.get(f"/mo-hinh/{model.pk}/trinh-chieu/")
    last = client.get(f"/mo-hinh/{model.pk}/trinh-chieu/?to=9")

    assert [str(sheet.head) for _, sheet in first.context["sheets"]] == [
        "Mô hình của Nhân dân",
        "Bằng con số",
        "Từ khảo sát đến nay",
    ]
    assert (first.context["before"], first.context["after"], last.context["at"]) == (None, 2, 3)
    assert 'data-key="ArrowRight"' in first.content.decode()
    enter_models(*LIST_2019)
    type_ = ModelType.objects.get(name="Camera an ninh")
    sheets = client.get(f"/mo-hinh/loai/{type_.pk}/trinh-chieu/").context["sheets"]
    assert sheets[0][1].lines == [("2", "Mô hình"), ("4", "Điểm"), ("3", "Tổ"), ("13", "Thành viên")]


@pytest.mark.parametrize("more", [0, 2])
def test_pages_ask_as_much_for_three_copies_as_for_one(client_of, officer, office, more):
    model = enter_model("xã Gốc")
    copies = [enter_model(f"xã {n}", founded="2018", known={"review_on": date(2020, 6, 1)}) for n in range(1 + more)]
    replicate(model.pk, existing=[one.pk for one in copies], **WHEN)
    rate_models(2019, {one.pk: "Duy trì" for one in copies}, **WHEN)
    for one in range(1 + more):
        open_place(model.pk, f"thôn {one}", "", **WHEN)
    client = client_of(officer)
    asked = {}
    for address in (f"/mo-hinh/{model.pk}/", "/mo-hinh/nhan-rong/", "/mo-hinh/den-han/"):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked[address] = len(queries)

    assert list(asked.values()) == [22, 13, 11]
