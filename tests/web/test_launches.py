"""A movement on screen from launch to review: what each may do, own rows only, everything undone by its button."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from tdkt.operations.responses import Pledged, respond
from tdkt.records.models import Launch, Movement, MovementDecision, Response, Review, Target, Unit
from tests.conftest import WORKING_DAY, make_unit
from tests.operations.test_launches import launch, review
from tests.web.register import NOON, enter_award, enter_decision, enter_person

FORM = {
    "ten": "Ba nhất", "loai": "movement", "cap": "office", "cach": "peak", "tu": "02/01/2020", "den": "", "tieu-chi": "Một\n\nHai",
}  # fmt: skip


@pytest.fixture
def district(office) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


@pytest.fixture
def movement(office) -> Movement:
    make_unit("Phòng Tham mưu", under=office.unit)
    return launch(launched_on=date(2020, 1, 2), ends_on=date(2020, 12, 31)).movement


def join(movement, *units, targets=()):
    keys = [one.pk for one in units]
    respond(movement.pk, keys, responded_on=date(2020, 2, 1), by=None, at=NOON, on=WORKING_DAY, targets=targets)


def undo_of(response) -> str:
    [found] = re.findall(r'action="(/phong-trao/hoan-tac/\d+/)"', response.content.decode())
    return found


def test_the_officer_launches_corrects_and_undoes(client_of, officer, office):
    client = client_of(officer)
    assert client.get("/phong-trao/phat-dong/").status_code == 200
    launch(name="Ba nhất!")

    done = client.post("/phong-trao/phat-dong/", FORM, follow=True)
    made = Movement.objects.get(name="Ba nhất")

    assert done.redirect_chain[0][0] == reverse("movement", args=[made.pk])
    assert "Có phong trào tên gần giống: Ba nhất!." in done.content.decode()
    assert (made.launch.criteria, made.launch.method) == (["Một", "Hai"], "peak")
    change = reverse("movement-change", args=[made.pk])
    assert client.get(change).context["v"]["tieu_chi"] == "Một\nHai"
    assert client.post(change, FORM | {"khau-hieu": "Kỷ cương"}).status_code == 422
    back = client.post(change, FORM | {"khau-hieu": "Kỷ cương", "ly-do": "Bổ sung"}, follow=True)
    assert Launch.objects.get(movement=made).slogan == "Kỷ cương"
    client.post(undo_of(back))
    assert Launch.objects.get(movement=made).slogan == ""


@pytest.mark.parametrize(
    ("said", "words"),
    [({"tu": "mai"}, "không phải ngày"), ({"ten": ""}, "chưa có tên"), ({"den": "01/01/2019"}, "trước ngày phát động")],
)
def test_what_is_refused_stays_typed(client_of, officer, office, said, words):
    response = client_of(officer).post("/phong-trao/phat-dong/", FORM | {"khau-hieu": "Giữ lại"} | said)

    assert (response.status_code, words in response.content.decode()) == (422, True)
    assert response.context["v"]["khau_hieu"] == "Giữ lại"
    assert not Movement.objects.exists()


def test_a_listed_movement_gets_its_launch(client_of, officer, office):
    movement = launch().movement
    Launch.objects.all().delete()
    client = client_of(officer)

    page = client.get(reverse("movement", args=[movement.pk])).content.decode()
    assert "Chưa ghi phát động" in page
    form = reverse("movement-launch", args=[movement.pk])
    assert client.get(form).context["v"]["ten"] == "Ba nhất"
    assert client.post(form, FORM | {"tu": "10/01/2018"}).status_code == 302
    assert Launch.objects.get().movement == movement


def test_units_join_with_targets_and_results(client_of, clerk, officer, movement, district):
    client = client_of(clerk)
    page = client.get(reverse("movement", args=[movement.pk]))
    assert [unit.name for unit in page.context["missing"]] == ["Công an huyện mẫu"]
    form = reverse("movement-respond", args=[movement.pk])
    targets = "Tỷ lệ khám phá án; 80,5; %\nSố vụ tai nạn\t1.200\tvụ\tgiảm\nMột việc tốt"

    wrong = client.post(form, {"don-vi": district.pk, "ngay": "01/02/2020", "chi-tieu": "Số; nhiều"})
    assert (wrong.status_code, "không phải số" in wrong.content.decode()) == (422, True)
    done = client.post(form, {"don-vi": district.pk, "ngay": "01/02/2020", "chi-tieu": targets}, follow=True)
    assert "Đã ghi 1 đơn vị hưởng ứng." in done.content.decode()
    rate, accidents, deed = Target.objects.order_by("pk")
    assert (rate.planned, accidents.planned, accidents.falling, deed.planned) == (
        Decimal("80.5"), Decimal(1200), True, None,
    )  # fmt: skip

    own = reverse("movement-response", args=[Response.objects.get().pk])
    assert client.post(own, {"viec": "ket-qua", "ngay": "20/05/2020", f"kq-{rate.pk}": "x"}).status_code == 422
    results = {f"kq-{rate.pk}": "90", f"kq-{accidents.pk}": "1.500", f"kq-{deed.pk}": "1"}
    client.post(own, {"viec": "ket-qua", "ngay": "20/05/2020"} | results)
    lines = client.get(own).context["lines"]
    assert [(line.done, line.percent, line.share.reached) for line in lines] == [
        ("90", "111,8 %", True),
        ("1.500", "80 %", False),
        ("1", "", None),
    ]
    struck = client.post(own, {"viec": "bo", "chi-tieu-bo": deed.pk, "ly-do": "Nhầm"}, follow=True)
    assert Target.objects.count() == 2
    client.post(undo_of(struck))
    client.post(own, {"viec": "chi-tieu", "chi-tieu": "Hai việc tốt; 2; việc"})
    assert Target.objects.count() == 4
    [answer] = client_of(officer).get(reverse("movement", args=[movement.pk])).context["answers"]
    assert (answer.pledged, answer.known, answer.reached, answer.waits) == (4, 3, 1, True)


def test_a_clerk_sees_and_writes_the_own_unit_only(client_of, clerk, inspector, movement, district):
    room = Unit.objects.get(name="Phòng Tham mưu")
    join(movement, room, targets=[Pledged("Một việc", Decimal(1))])
    [theirs] = Response.objects.all()
    client = client_of(clerk)

    page = client.get(reverse("movement", args=[movement.pk]))
    assert (page.context["answers"], page.context["answered"]) == ([], 1)
    assert client.get(reverse("movement-response", args=[theirs.pk])).status_code == 404
    assert client.post(reverse("movement-response", args=[theirs.pk]), {"viec": "ket-qua"}).status_code == 404
    refused = client.post(reverse("movement-respond", args=[movement.pk]), {"don-vi": room.pk, "ngay": "01/02/2020"})
    assert refused.status_code == 422
    assert client.post("/phong-trao/phat-dong/", FORM).status_code == 403
    assert client_of(inspector).post(reverse("movement-respond", args=[movement.pk])).status_code == 403
    assert client_of(inspector).get(reverse("movement-response", args=[theirs.pk])).context["can"] is False
    client.post(reverse("movement-review", args=[movement.pk]), {"loai": "interim", "ngay": "20/05/2020"})
    assert Review.objects.get().unit == district


def test_reviews_close_a_movement_and_are_undone(client_of, officer, movement):
    client = client_of(officer)
    form = reverse("movement-review", args=[movement.pk])
    client.post(form, {"loai": "interim", "ngay": "20/02/2020", "ket-qua": "Đạt khá"}, follow=True)
    done = client.post(form, {"loai": "final", "ngay": "20/05/2020", "van-ban": "Báo cáo số 5"}, follow=True)

    assert done.context["state"] == "movement-reviewed"
    assert client.post(form, {"loai": "final", "ngay": "21/05/2020"}).status_code == 422
    assert not any(done.context["may"][act] for act in ("respond", "review"))
    client.post(undo_of(done))
    assert [one.kind for one in Review.objects.all()] == ["interim"]


def test_decisions_are_offered_and_linked(client_of, officer, office, movement):
    subject = enter_person("Phan Văn An", office.unit)
    for number, day, said in (
        ("12/QĐ-CAT", date(2020, 5, 1), {"award": "giay-khen"}),
        ("13/QĐ-CAT", date(2020, 5, 2), {"award": "giay-khen", "ground": "cong-trang"}),
        ("14/QĐ-CAT", date(2019, 5, 2), {"award": "giay-khen"}),
    ):
        enter_award(subject, enter_decision(number, day), **said)
    client = client_of(officer)
    page = client.get(reverse("movement", args=[movement.pk]))
    [offered] = page.context["candidates"]

    done = client.post(reverse("movement-link", args=[movement.pk]), {"quyet-dinh": offered.pk}, follow=True)

    assert offered.number == "12/QĐ-CAT"
    assert [one.kind for one in done.context["happenings"]] == ["launch", "decision", "end"]
    assert done.context["decisions"][0].given == 1
    assert client.post(reverse("movement-link", args=[movement.pk])).status_code == 422
    client.post(undo_of(done))
    assert not MovementDecision.objects.exists()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?cap=national", ["Toàn quốc"]),
        ("?cach=peak", ["Cao điểm"]),
        ("?tinh-trang=running", ["Toàn quốc"]),
        ("?tinh-trang=over", ["Đã hết"]),
        ("?tinh-trang=reviewed", ["Cao điểm"]),
        ("?tinh-trang=coming", ["Sắp tới"]),
        ("?tinh-trang=unlaunched", []),
    ],
)
def test_the_list_is_narrowed_by_level_way_and_state(client_of, officer, office, query, names):
    launch(name="Toàn quốc", level="national", ends_on=None)
    launch(name="Đã hết")
    launch(name="Sắp tới", launched_on=date(2020, 6, 1), ends_on=None)
    review(launch(name="Cao điểm", method="peak").movement, "final", date(2019, 12, 20))

    lines = client_of(officer).get(f"/phong-trao/{query}").context["lines"]

    assert [line.movement.name for line in lines] == names


@pytest.mark.parametrize("more", [0, 2])
def test_one_movement_asks_as_much_for_three_units_as_for_one(
    client_of, officer, office, movement, district, django_assert_num_queries, more
):
    units = [district, *(make_unit(f"Phòng {number}", under=office.unit) for number in range(2))]
    join(movement, *units[: 1 + more], targets=[Pledged("Một việc", Decimal(1)), Pledged("Hai việc", Decimal(2))])
    client = client_of(officer)
    client.get(reverse("movement", args=[movement.pk]))

    with django_assert_num_queries(25):
        assert len(client.get(reverse("movement", args=[movement.pk])).context["answers"]) == 1 + more
