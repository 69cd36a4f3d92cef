"""Bonuses on screen: by unit and fund, marks of payment with their preview and undoing, and the list that receivers sign."""

from datetime import date

import pytest

from tdkt.operations.bonuses import reckon
from tdkt.operations.ledger import writing
from tdkt.records.models import Bonus, Conferral, Decision, Fund, Unit
from tests.operations.drafted import AT, a_person


@pytest.fixture
def district(office) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


def honoured(*people: tuple[str, Unit], on: date = date(2024, 8, 1)) -> list[Bonus]:
    """One decision of the office that makes these persons CSTĐCS, with their bonuses."""
    with writing(by=None, at=AT, verb="test.decide") as pen:
        decision = pen.add_one(
            Decision(number=f"{Decision.objects.count() + 148}/QĐ-CAT", signed_on=on, year=on.year, level="agency")
        )
    found = []
    for name, unit in people:
        person = a_person(name, unit)
        with writing(by=None, at=AT, verb="test.confer") as pen:
            honour = pen.add_one(
                Conferral(
                    subject=person,
                    recipient="individual",
                    award="chien-si-thi-dua-co-so",
                    level="agency",
                    for_to=on.year - 1,
                    year=on.year - 1,
                    decision=decision,
                    state="decided",
                    unit=unit,
                )
            )
            found += reckon(pen, [honour], on)
    return found


def names(response) -> list[tuple[str, bool]]:
    return [(line.name, line.starts) for line in response.context["lines"]]


def test_bonuses_stand_by_unit_with_their_sums(client_of, officer, office, district):
    honoured(("Lê Văn Bách", office.unit), ("Phạm Văn An", district), ("Trần Thị Cúc", district))
    client = client_of(officer)

    page = client.get("/quyet-dinh/tien-thuong/")

    assert names(page) == [("Phạm Văn An", True), ("Trần Thị Cúc", False), ("Lê Văn Bách", True)]
    assert (page.context["sums"].dong, page.context["sums"].paid, page.context["sums"].unknown) == (7_020_000, 0, 0)
    units = client.get("/quyet-dinh/tien-thuong/?nam=2024&xem=don-vi").context["units"]
    assert [(name, sums.bonuses, sums.dong) for _unit, name, sums in units] == [
        ("Công an huyện mẫu", 2, 4_680_000),
        ("Công an tỉnh mẫu", 1, 2_340_000),
    ]
    one = client.get(f"/quyet-dinh/tien-thuong/?nam=2024&don-vi={district.pk}&tinh=chua-chi")
    assert [name for name, _ in names(one)] == ["Phạm Văn An", "Trần Thị Cúc"]
    assert client.get("/quyet-dinh/tien-thuong/?tinh=xyz").status_code == 400


def test_a_clerk_sees_the_own_units_bonuses_and_no_fund(client_of, clerk, officer, office, district):
    mine, theirs = honoured(("Phạm Văn An", district), ("Lê Văn Bách", office.unit))
    client = client_of(clerk)

    page = client.get("/quyet-dinh/tien-thuong/")

    assert ([name for name, _ in names(page)], page.context["effects"], page.context["may_pay"]) == (
        ["Phạm Văn An"],
        [],
        False,
    )
    assert client.get(f"/quyet-dinh/tien-thuong/{mine.pk}/").status_code == 200
    assert client.get(f"/quyet-dinh/tien-thuong/{theirs.pk}/").status_code == 404
    assert client.post("/quyet-dinh/tien-thuong/ghi-chi/", {"khoan": [mine.pk]}).status_code == 403


def test_marks_are_shown_first_then_set_and_undone(client_of, officer, office, district):
    first, second = honoured(("Phạm Văn An", district), ("Lê Văn Bách", office.unit))
    Bonus.objects.filter(pk=second.pk).update(pays="other")
    client = client_of(officer)

    seen = client.post("/quyet-dinh/tien-thuong/ghi-chi/", {"khoan": [first.pk, second.pk]})
    assert ([row.pk for row in seen.context["first"]], seen.context["skipped"]) == (
        [first.pk],
        [("Lê Văn Bách", "nơi khác chi")],
    )
    wrong = {"khoan": [first.pk, second.pk], "lam": "1", "ngay": "mai", "phieu-chi": "PC 12"}
    assert client.post("/quyet-dinh/tien-thuong/ghi-chi/", wrong).status_code == 422
    assert Bonus.objects.filter(paid_on__isnull=False).count() == 0

    done = client.post(
        "/quyet-dinh/tien-thuong/ghi-chi/", {**wrong, "ngay": "01/09/2024", "ve": "?nam=2024"}, follow=True
    )

    assert list(Bonus.objects.filter(paid_on=date(2024, 9, 1)).values_list("pk", "voucher")) == [(first.pk, "PC 12")]
    assert done.redirect_chain == [("/quyet-dinh/tien-thuong/?nam=2024", 302)]
    page = done.content.decode()
    undo = page.split('action="/quyet-dinh/tien-thuong/hoan-tac/')[1].split('"')[0]
    client.post(f"/quyet-dinh/tien-thuong/hoan-tac/{undo}")
    assert Bonus.objects.filter(paid_on__isnull=False).count() == 0


def test_all_of_a_filter_are_marked_at_once(client_of, officer, office, district):
    honoured(("Phạm Văn An", district), ("Trần Thị Cúc", district), ("Lê Văn Bách", office.unit))
    client = client_of(officer)

    seen = client.post(f"/quyet-dinh/tien-thuong/ghi-chi/?nam=2024&don-vi={district.pk}", {"cho": "loc"})

    assert [row.conferral.subject.name for row in seen.context["first"]] == ["Phạm Văn An", "Trần Thị Cúc"]


def test_a_bonus_says_how_it_was_reckoned_and_is_fixed_with_a_source(client_of, officer, office, district):
    (one,) = honoured(("Phạm Văn An", district))
    client = client_of(officer)

    page = client.get(f"/quyet-dinh/tien-thuong/{one.pk}/").content.decode()
    assert "1 × 2.340.000 đồng" in page
    refused = client.post(f"/quyet-dinh/tien-thuong/{one.pk}/", {"so-tien": "nhiều", "can-cu": "Quy chế"})
    assert refused.status_code == 422
    client.post(f"/quyet-dinh/tien-thuong/{one.pk}/", {"so-tien": "2.000.000", "can-cu": "Quy chế chi tiêu nội bộ"})

    one.refresh_from_db()
    assert (one.dong, "Quy chế chi tiêu nội bộ" in one.words) == (2_000_000, True)


def test_the_fund_of_a_year_is_set_and_its_effect_opens_to_rows(client_of, officer, office, district):
    honoured(("Phạm Văn An", district))
    client = client_of(officer)

    assert client.post("/quyet-dinh/tien-thuong/quy/2024/", {"ten": "Quỹ", "so-tien": ""}).status_code == 422
    client.post("/quyet-dinh/tien-thuong/quy/2024/", {"ten": "Quỹ", "so-tien": "1.000.000", "can-cu": "Dự toán"})

    fund = Fund.objects.get()
    page = client.get("/quyet-dinh/tien-thuong/?nam=2024")
    (effect,) = page.context["effects"]
    assert (effect.fund, effect.committed, effect.left) == (fund, 2_340_000, -1_340_000)
    assert "−1.340.000" in page.content.decode()
    assert len(client.get(f"/quyet-dinh/tien-thuong/?nam=2024&quy={fund.pk}").context["lines"]) == 1


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_asks_as_much_for_three_bonuses_as_for_one(
    client_of, officer, office, district, django_assert_num_queries, more
):
    honoured(*((f"Lê Văn Bách {i}", district) for i in range(1 + more)))
    client = client_of(officer)
    client.get("/quyet-dinh/tien-thuong/")

    with django_assert_num_queries(13):
        assert len(client.get("/quyet-dinh/tien-thuong/").context["lines"]) == 1 + more
