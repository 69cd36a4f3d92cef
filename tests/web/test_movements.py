"""Emulation movements: each followed by what is linked with it, with documents and periods, and each on a page of its own."""

from typing import Any

import pytest
from django.urls import reverse

from tdkt.operations.ledger import writing
from tdkt.records.models import Movement
from tests.web.browser import PHONE, assert_no_axe_violations, enter
from tests.web.lists import MONDAY


def enter_movement(name: str, **said: Any) -> Movement:
    with writing(by=None, at=MONDAY, verb="test.enter") as pen:
        return pen.add_one(Movement(**{"kind": "movement", "name": name, "from_year": 2015, "to_year": 2020} | said))


@pytest.fixture
def movements(office):
    head = enter_movement("Vì an ninh Tổ quốc", document="Kế hoạch số 07/KH-CAT", launched_by="Giám đốc Công an tỉnh")
    enter_movement("Sáu điều dạy", part_of=head)
    enter_movement("Học tập và làm theo", kind="campaign", part_of=head, from_year=2016, to_year=None)
    enter_movement("Toàn dân bảo vệ", from_year=2005, to_year=2014)
    return head


def lines(response) -> list[tuple[str, str, bool]]:
    return [(line.movement.name, str(line.kind), line.nested) for line in response.context["lines"]]


def test_each_movement_is_followed_by_what_is_linked_with_it(client_of, officer, movements):
    response = client_of(officer).get("/phong-trao/")

    assert lines(response) == [
        ("Vì an ninh Tổ quốc", "phong trào", False),
        ("Học tập và làm theo", "cuộc vận động", True),
        ("Sáu điều dạy", "phong trào", True),
        ("Toàn dân bảo vệ", "phong trào", False),
    ]
    page = response.content.decode()
    assert ("2015 – 2020" in page, "từ 2016" in page, "Kế hoạch số 07/KH-CAT" in page) == (True, True, True)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?loai=cuoc-van-dong", ["Học tập và làm theo"]),
        ("?nam=2014", ["Toàn dân bảo vệ"]),
        ("?nam=2030", ["Học tập và làm theo"]),
        ("?nam=2017&loai=phong-trao", ["Sáu điều dạy", "Vì an ninh Tổ quốc"]),
        ("?nam=1999", []),
    ],
)
def test_under_a_filter_each_stands_for_itself(client_of, clerk, movements, query, names):
    response = client_of(clerk).get(f"/phong-trao/{query}")

    assert [name for name, _kind, nested in lines(response) if not nested] == names


@pytest.mark.parametrize("query", ["?loai=khac", "?nam=xx"])
def test_a_filter_that_cannot_be_is_refused(client_of, officer, movements, query):
    assert client_of(officer).get(f"/phong-trao/{query}").status_code == 400


def test_a_movement_names_what_it_belongs_to_and_what_is_linked_with_it(client_of, inspector, movements):
    client = client_of(inspector)
    part = Movement.objects.get(name="Sáu điều dạy")

    whole = client.get(reverse("movement", args=[movements.pk]))
    below = client.get(reverse("movement", args=[part.pk]))

    assert [name.name for name, _word in whole.context["parts"]] == ["Học tập và làm theo", "Sáu điều dạy"]
    assert f'href="{reverse("movement", args=[movements.pk])}">Vì an ninh Tổ quốc</a>' in below.content.decode()
    assert client.get(reverse("movement", args=[10**6])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_movement_and_for_three(
    client_of, officer, office, count, django_assert_num_queries
):
    for number in range(count):
        head = enter_movement(f"Phong trào {number}")
        enter_movement(f"Phần của {number}", part_of=head)
    client = client_of(officer)

    with django_assert_num_queries(11):
        response = client.get("/phong-trao/")

    assert len(lines(response)) == 2 * count


def test_without_movements_the_page_says_what_will_be_here(client_of, officer, office):
    assert "Chưa có phong trào nào" in client_of(officer).get("/phong-trao/").content.decode()


@pytest.mark.browser
@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_and_a_movement_opens_by_keys(page, officer, movements, viewport):
    if viewport:
        page.set_viewport_size(viewport)
    enter(page, officer)
    page.goto("/phong-trao/")
    assert_no_axe_violations(page)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator("#drawer h2", has_text="Vì an ninh Tổ quốc").wait_for()
    assert_no_axe_violations(page)
    page.goto(reverse("movement", args=[movements.pk]))
    assert_no_axe_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
