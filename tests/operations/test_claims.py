"""Claims of a report beside the receiver's own rows, and achievements that were used before."""

from datetime import date
from typing import Any

import pytest

from tdkt.operations.claims import Used, alike, claims, used_before
from tdkt.records.models import Conferral, Decision, DossierText, Initiative, Nomination, Office, Rating, Unit
from tdkt.vietnamese.folding import fold
from tests.operations.proposals import FIGHTER, make_nomination, make_person, make_round

PASSAGE = (
    "Tham mưu triển khai mô hình camera an ninh tại 18 xã, kéo giảm 24 phần trăm số vụ trộm cắp so với năm trước đó."
)


@pytest.fixture
def dossier(office: Office) -> Nomination:
    district = Unit.objects.get(name="Công an huyện mẫu")
    return make_nomination(make_round(office), make_person("Võ Thị Mẫu", district), proposer=district)


def given(row: Nomination, award: str, year: int, number: str = "", **fields: Any) -> Conferral:
    decision, _ = Decision.objects.get_or_create(
        number=number or f"{year}/QĐ-BCA", year=year, level="ministry", signed_on=date(year, 3, 2)
    )
    said: dict[str, Any] = {"recipient": "individual", "state": "decided", "level": "ministry", "year": year}
    return Conferral.objects.create(subject=row.subject, award=award, decision=decision, **said | fields)


def verdicts(row: Nomination, words: str) -> list[tuple[str, str, int | None, int | None]]:
    return [(one.quote, one.verdict, one.said, one.register) for one in claims(row, {"thanh-tich": words})]


def test_a_number_of_honours_is_laid_beside_the_receivers_own_rows(dossier: Nomination) -> None:
    first, second = (given(dossier, "bang-khen-bo-tinh", year) for year in (2018, 2020))
    stranger = make_person("Lê Văn Khác", dossier.proposer)
    Conferral.objects.create(
        subject=stranger, recipient="individual", award="bang-khen-bo-tinh", state="decided", level="ministry",
        year=2019, decision=first.decision,
    )  # fmt: skip
    words = "Từ năm 2016 đến năm 2020, bản thân 03 lần được tặng Bằng khen của Bộ Công an."

    (claim,) = claims(dossier, {"thanh-tich": words})
    assert (claim.verdict, claim.said, claim.register, claim.rows) == (
        "cannot-be-compared",
        3,
        2,
        (f"conferral/{first.pk}", f"conferral/{second.pk}"),
    )
    dossier.subject.history_complete_since = 2016
    (claim,) = claims(dossier, {"thanh-tich": words})
    assert (claim.verdict, words[claim.span[0] : claim.span[1]]) == ("differs", claim.quote)
    assert [one.verdict for one in claims(dossier, {"thanh-tich": words.replace("03", "02")})] == ["agrees"]


def test_a_run_of_titles_agrees_when_each_year_has_its_title(dossier: Nomination) -> None:
    for year in (2021, 2022, 2023):
        given(dossier, "giay-khen", year)
        Rating.objects.create(
            subject=dossier.subject, year=year, rating="hoan-thanh-tot", title="chien-si-thi-dua-co-so"
        )
    words = "03 năm liền (2021-2023) đạt danh hiệu Chiến sĩ thi đua cơ sở."

    assert [one.verdict for one in claims(dossier, {"thanh-tich": words})] == ["agrees"]


def test_a_title_is_looked_up_in_each_year_that_is_named(dossier: Nomination) -> None:
    given(dossier, "giay-khen", 2016)
    for year in (2017, 2018):
        Rating.objects.create(
            subject=dossier.subject, year=year, rating="hoan-thanh-tot", title="chien-si-thi-dua-co-so"
        )
    words = "Được công nhận Chiến sĩ thi đua cơ sở các năm 2017, 2018{}; năm 2016 được Giám đốc tặng giấy khen."

    (agrees,) = [one for one in claims(dossier, {"a": words.format("")}) if one.quote.startswith("Chiến")]
    assert (agrees.verdict, agrees.said, agrees.register, agrees.why) == ("agrees", 2, 2, "")
    (differs,) = [one for one in claims(dossier, {"a": words.format(", 2019")}) if one.quote.startswith("Chiến")]
    assert (differs.verdict, differs.why) == ("differs", "sổ không có Chiến sĩ thi đua cơ sở năm 2019")


def test_an_order_is_looked_up_by_the_year_of_its_decision_or_of_its_achievement(dossier: Nomination) -> None:
    given(dossier, "giay-khen", 2016)
    held = given(dossier, "huan-chuong-chien-cong", 2022, class_no=3, for_from=2021, for_to=2021)
    for words, verdict in (
        ("Năm 2021 được tặng Huân chương Chiến công hạng Ba.", "agrees"),
        ("Năm 2022 được tặng Huân chương Chiến công hạng Ba.", "agrees"),
        ("Năm 2022 được tặng Huân chương Chiến công hạng Nhì.", "differs"),
        ("Năm 2010 được tặng Huân chương Chiến công hạng Ba.", "cannot-be-compared"),
    ):
        (claim,) = claims(dossier, {"a": words})
        assert (words, claim.verdict) == (words, verdict)
        assert claim.rows == ((f"conferral/{held.pk}",) if verdict == "agrees" else ())


def test_several_honours_of_several_years_are_not_read_surely_and_left_out(dossier: Nomination) -> None:
    words = "Năm 2018, 2019 đạt Chiến sĩ thi đua cơ sở và Lao động tiên tiến"

    assert claims(dossier, {"a": words}) == ()
    assert claims(dossier, {"a": "Từ 2018 đến 2020 đạt Chiến sĩ thi đua cơ sở"}) == ()


def test_what_is_said_of_others_cannot_be_compared(dossier: Nomination) -> None:
    given(dossier, "giay-khen", 2020)
    found = claims(dossier, {"thanh-tich": "Năm 2020, có 12 tập thể được tặng Giấy khen."})

    assert [(one.verdict, one.register) for one in found] == [("cannot-be-compared", None)]
    flags = claims(dossier, {"thanh-tich": "Từ năm 2019 đến năm 2020, đơn vị được tặng 02 Cờ thi đua của Bộ Công an."})
    assert [(one.verdict, one.register) for one in flags] == [("cannot-be-compared", None)]
    assert claims(dossier, {"thanh-tich": "Năm 2020 góp phần để đội đạt danh hiệu Đơn vị quyết thắng."}) == ()


def test_a_number_of_initiatives_is_counted_in_the_years_of_its_sentence(dossier: Nomination) -> None:
    for year in (2020, 2021, 2023):
        Initiative.objects.create(subject=dossier.subject, year=year, name=f"Sáng kiến {year}", folded=str(year))
    words = "Từ năm 2020 đến năm 2022 có 3 sáng kiến được công nhận. Năm 2023 có một đề tài."

    assert verdicts(dossier, words) == [("3 sáng kiến", "differs", 3, 2), ("một đề tài", "agrees", 1, 1)]


def test_without_any_row_and_without_a_whole_history_initiatives_cannot_be_compared(dossier: Nomination) -> None:
    assert verdicts(dossier, "Năm 2023 có 2 sáng kiến.") == [("2 sáng kiến", "cannot-be-compared", 2, 0)]
    dossier.subject.history_complete_since = 2020
    assert verdicts(dossier, "Năm 2023 có 2 sáng kiến.") == [("2 sáng kiến", "differs", 2, 0)]


def test_a_decision_number_is_looked_up_among_the_receivers_own(dossier: Nomination) -> None:
    given(dossier, "bang-khen-bo-tinh", 2018, "812/QĐ-BCA")
    Decision.objects.create(number="77/QĐ-BCA", year=2019, level="ministry")
    words = "Các quyết định 812/QĐ-BCA, 77/QĐ-BCA và 5/QĐ-CAT."

    assert [(quote, verdict) for quote, verdict, *_ in verdicts(dossier, words)] == [
        ("812/QĐ-BCA", "agrees"),
        ("77/QĐ-BCA", "differs"),
        ("5/QĐ-CAT", "cannot-be-compared"),
    ]


# --- used before ------------------------------------------------------------------------------------------------


def test_a_passage_is_found_again_whatever_its_marks_case_and_a_word_or_two() -> None:
    other = fold(PASSAGE).replace("trom cap", "trộm cắp tài sản")

    assert alike(PASSAGE + " Câu khác hẳn.", other) == (PASSAGE,)
    assert alike("Hoàn thành tốt nhiệm vụ.", "Hoàn thành tốt nhiệm vụ.") == ()
    assert alike(PASSAGE, "") == ()


def test_the_words_of_an_award_that_was_given_are_found(dossier: Nomination) -> None:
    held = given(dossier, "bang-khen-bo-tinh", 2023, "90/QĐ-BCA", reason=PASSAGE)

    assert used_before(dossier, {"thanh-tich": PASSAGE}) == (
        Used("text", PASSAGE, f"conferral/{held.pk}", "Bằng khen của Bộ, ban, ngành, tỉnh", "90/QĐ-BCA"),
    )
    Conferral.objects.filter(pk=held.pk).update(state="annulled")
    assert used_before(dossier, {"thanh-tich": PASSAGE}) == ()


def test_the_words_of_another_dossier_under_way_are_found_and_of_one_that_ended_not(
    dossier: Nomination, office: Office
) -> None:
    other = make_nomination(
        make_round(office, name="Đợt đột xuất", kind="sudden"),
        dossier.subject,
        proposer=dossier.proposer,
        award="bang-khen-bo-tinh",
    )
    DossierText.objects.create(nomination=other, text={"thanh-tich": PASSAGE})

    (found,) = used_before(dossier, {"thanh-tich": PASSAGE})
    assert (found.kind, found.where, found.paper) == ("text", f"nomination/{other.pk}", "Đợt đột xuất")
    Nomination.objects.filter(pk=other.pk).update(state="withdrawn")
    assert used_before(dossier, {"thanh-tich": PASSAGE}) == ()


def test_years_that_an_award_of_the_same_form_and_class_used_are_named(dossier: Nomination) -> None:
    held = given(dossier, FIGHTER, 2024, "655/QĐ-BCA")
    given(dossier, "bang-khen-bo-tinh", 2024, for_from=2024, for_to=2024)

    assert used_before(dossier, {}) == (
        Used("period", "2024", f"conferral/{held.pk}", "Chiến sĩ thi đua Bộ, ban, ngành, tỉnh", "655/QĐ-BCA"),
    )


def test_an_initiative_of_a_used_year_or_named_elsewhere_is_found(dossier: Nomination) -> None:
    name = "Ứng dụng bản đồ số trong tuần tra"
    Initiative.objects.create(subject=dossier.subject, year=2022, name=name, folded=fold(name))
    text = {"thanh-tich": f"Chủ trì đề tài {name.upper()}."}
    assert used_before(dossier, text) == ()

    held = given(dossier, FIGHTER, 2022)
    (found,) = used_before(dossier, text)
    assert (found.kind, found.words, found.where) == ("initiative", f"{name} (2022)", f"conferral/{held.pk}")
