"""The report of a dossier as it is written by one or by two, its revisions, its points for correction, and what it lacks."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connections
from hypothesis import example, given
from hypothesis import strategies as st

from tdkt.operations.dossiers import (
    Compared,
    choose,
    compare,
    editable_fields,
    kept_text,
    merge,
    missing_papers,
    save_text,
    settle_remark,
    word_pieces,
)
from tdkt.operations.errors import NotFound, NotPermitted, RuleNotMet, WrongState
from tdkt.records.models import (
    Account,
    Consultation,
    DossierText,
    Entry,
    Nomination,
    Office,
    Paper,
    Remark,
    RemarkVersion,
    Step,
    Unit,
)
from tests.conftest import make_account, make_unit
from tests.databases import States
from tests.operations.proposals import make_nomination, make_person, make_round

NOON = datetime(2025, 1, 6, 5, tzinfo=UTC)
LATER = datetime(2025, 1, 6, 6, tzinfo=UTC)


@pytest.fixture
def district(office: Office) -> Unit:
    return Unit.objects.get(name="Công an huyện mẫu")


@pytest.fixture
def dossier(office: Office, district: Unit) -> Nomination:
    return make_nomination(make_round(office), make_person("Võ Thị Mẫu", district), proposer=district)


@pytest.fixture
def second(office: Office, district: Unit) -> Account:
    return make_account("second", "Phan Thị Mẫu", "clerk", district)


def returned(row: Nomination, *places: str) -> list[Remark]:
    step = Step.objects.create(nomination=row, name="return", before="received", after="returned", on_date=NOON.date())
    Nomination.objects.filter(pk=row.pk).update(state="returned")
    return [Remark.objects.create(nomination=row, step=step, place=place, words="Ghi rõ số liệu") for place in places]


# --- one writer ---------------------------------------------------------------------------------------------


def test_what_is_typed_is_kept_with_who_and_when_and_a_count(dossier: Nomination, clerk: Account) -> None:
    saved = save_text(dossier.pk, {"thanh-tich": "Phá 12 vụ án"}, 0, by=clerk, at=NOON)

    assert (saved.text, saved.saves, saved.at, saved.by_name, saved.both) == (
        {"thanh-tich": "Phá 12 vụ án"},
        1,
        NOON,
        "Bùi Văn Mẫu",
        (),
    )
    assert kept_text(dossier.pk) == saved


def test_saving_the_same_words_again_counts_no_save_and_an_emptied_part_is_left_out(
    dossier: Nomination, clerk: Account
) -> None:
    save_text(dossier.pk, {"thanh-tich": "A", "tom-tat": "B"}, 0, by=clerk, at=NOON)
    again = save_text(dossier.pk, {"thanh-tich": "A"}, 1, by=clerk, at=LATER)
    emptied = save_text(dossier.pk, {"tom-tat": ""}, 1, by=clerk, at=LATER)

    assert (again.saves, again.at) == (1, NOON)
    assert (emptied.text, emptied.saves) == ({"thanh-tich": "A"}, 2)


def test_signs_that_no_database_keeps_are_left_out_and_lines_end_alike(dossier: Nomination, clerk: Account) -> None:
    saved = save_text(dossier.pk, {"thanh-tich": "a\x00b\ud800c\r\nd\re"}, 0, by=clerk, at=NOON)

    assert saved.text == {"thanh-tich": "abc\nd\ne"}


def test_many_who_save_one_part_at_once_all_have_their_words_kept(committed: States) -> None:
    office = Office.objects.create(name="Công an tỉnh mẫu", place="Quảng Nam", unit=make_unit("Công an tỉnh mẫu"))
    row = make_nomination(make_round(office), make_person("Võ Thị Mẫu", office.unit), proposer=office.unit)
    writers = [make_account(f"nguoi-{n}", f"Người {n}", "officer", office.unit) for n in range(6)]

    def write(account: Account) -> None:
        try:
            said = {"thanh-tich": f"Chữ của {account.username}"}
            save_text(row.pk, said, 0, base={"thanh-tich": ""}, by=account, at=NOON)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=[account]) for account in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    saved = kept_text(row.pk)
    assert sorted(saved.text.values()) == [f"Chữ của nguoi-{n}" for n in range(6)]
    assert (len(saved.text), saved.saves) == (6, 6)


def test_autosaving_writes_nothing_in_the_log(dossier: Nomination, clerk: Account) -> None:
    save_text(dossier.pk, {"thanh-tich": "A"}, 0, by=clerk, at=NOON)

    assert Entry.objects.count() == 0


def test_a_report_that_was_sent_takes_no_more_words(dossier: Nomination, clerk: Account) -> None:
    Nomination.objects.filter(pk=dossier.pk).update(state="submitted")

    with pytest.raises(WrongState):
        save_text(dossier.pk, {"thanh-tich": "A"}, 0, by=clerk, at=NOON)
    assert DossierText.objects.count() == 0


def test_parts_that_are_none_too_long_words_and_those_who_only_read_are_refused(
    dossier: Nomination, clerk: Account, inspector: Account
) -> None:
    for text in ({"dac-diem": "A"}, {"ghi-chu": "A"}, {"thanh-tich": "A" * 100_001}):
        with pytest.raises(RuleNotMet):
            save_text(dossier.pk, text, 0, by=clerk, at=NOON)
    with pytest.raises(NotPermitted):
        save_text(dossier.pk, {"thanh-tich": "A"}, 0, by=inspector, at=NOON)
    with pytest.raises(NotFound):
        save_text(0, {"thanh-tich": "A"}, 0, by=clerk, at=NOON)


# --- two writers --------------------------------------------------------------------------------------------


def test_two_who_change_different_parts_both_have_their_words(
    dossier: Nomination, clerk: Account, second: Account
) -> None:
    save_text(dossier.pk, {"thanh-tich": "A"}, 0, base={"thanh-tich": ""}, by=clerk, at=NOON)
    saved = save_text(dossier.pk, {"tom-tat": "B"}, 0, base={"tom-tat": ""}, by=second, at=LATER)

    assert (saved.text, saved.both) == ({"thanh-tich": "A", "tom-tat": "B"}, ())


def test_a_part_that_both_changed_is_kept_twice(dossier: Nomination, clerk: Account, second: Account) -> None:
    save_text(dossier.pk, {"thanh-tich": "Của người thứ nhất"}, 0, base={"thanh-tich": ""}, by=clerk, at=NOON)
    mine = {"thanh-tich": "Của người thứ hai"}
    saved = save_text(dossier.pk, mine, 0, base={"thanh-tich": ""}, by=second, at=LATER)

    assert saved.both == (("thanh-tich", "thanh-tich@second"),)
    assert saved.text == {"thanh-tich": "Của người thứ nhất", "thanh-tich@second": "Của người thứ hai"}


def test_a_second_quarrel_over_one_part_keeps_a_third_copy(
    dossier: Nomination, clerk: Account, second: Account
) -> None:
    save_text(dossier.pk, {"thanh-tich": "A"}, 0, by=clerk, at=NOON)
    save_text(dossier.pk, {"thanh-tich": "B"}, 0, base={"thanh-tich": ""}, by=second, at=NOON)
    saved = save_text(dossier.pk, {"thanh-tich": "C"}, 0, base={"thanh-tich": ""}, by=second, at=NOON)

    assert sorted(saved.text.values()) == ["A", "B", "C"]


def test_a_stale_page_that_did_not_change_a_part_leaves_the_newer_words(
    dossier: Nomination, clerk: Account, second: Account
) -> None:
    save_text(dossier.pk, {"thanh-tich": "Cũ"}, 0, by=clerk, at=NOON)
    save_text(dossier.pk, {"thanh-tich": "Mới"}, 1, by=second, at=NOON)
    saved = save_text(dossier.pk, {"thanh-tich": "Cũ"}, 1, base={"thanh-tich": "Cũ"}, by=clerk, at=LATER)

    assert (saved.text, saved.saves) == ({"thanh-tich": "Mới"}, 2)


TEXTS = st.dictionaries(
    st.sampled_from(["thanh-tich", "tom-tat", "thanh-tich@an"]), st.text("ab", min_size=1, max_size=2)
)


@given(kept=TEXTS, said=TEXTS, seen=st.none() | TEXTS)
@example(kept={"thanh-tich": "a"}, said={"thanh-tich": "aa", "thanh-tich@an": "a"}, seen={})
@example(kept={"thanh-tich": "a", "thanh-tich@an": "b"}, said={"thanh-tich": "b", "thanh-tich@an": "a"}, seen={})
def test_no_merge_loses_what_was_typed_or_what_the_writer_had_not_seen(
    kept: dict[str, str], said: dict[str, str], seen: dict[str, str] | None
) -> None:
    merged, both = merge(kept, said, seen, who="an")

    typed = {key: words for key, words in said.items() if seen is None or words != seen.get(key, "")}
    assert set(typed.values()) <= set(merged.values())
    unseen = {key: words for key, words in kept.items() if seen is None or words != seen.get(key, "")}
    assert all(merged[key] == words for key, words in unseen.items())
    assert {key: words for key, words in kept.items() if key not in said}.items() <= merged.items()
    assert [merged[second] for _, second in both] == [said[key] for key, _ in both]


def test_choosing_keeps_the_first_the_second_or_both(dossier: Nomination, clerk: Account, second: Account) -> None:
    for keep, chosen in (("first", "A"), ("second", "B"), ("both", "A\n\nB")):
        DossierText.objects.all().delete()
        save_text(dossier.pk, {"thanh-tich": "A"}, 0, by=clerk, at=NOON)
        saved = save_text(dossier.pk, {"thanh-tich": "B"}, 0, base={}, by=second, at=NOON)
        settled = choose(dossier.pk, "thanh-tich@second", keep=keep, saves=saved.saves, by=clerk, at=LATER)
        assert settled.text == {"thanh-tich": chosen}


def test_choosing_on_an_older_state_or_twice_is_refused(dossier: Nomination, clerk: Account, second: Account) -> None:
    save_text(dossier.pk, {"thanh-tich": "A"}, 0, by=clerk, at=NOON)
    saved = save_text(dossier.pk, {"thanh-tich": "B"}, 0, base={}, by=second, at=NOON)

    with pytest.raises(WrongState):
        choose(dossier.pk, "thanh-tich@second", keep="first", saves=saved.saves - 1, by=clerk, at=LATER)
    choose(dossier.pk, "thanh-tich@second", keep="first", saves=saved.saves, by=clerk, at=LATER)
    with pytest.raises(WrongState):
        choose(dossier.pk, "thanh-tich@second", keep="second", saves=saved.saves + 1, by=clerk, at=LATER)


# --- returned -----------------------------------------------------------------------------------------------


def test_while_it_is_returned_only_the_parts_that_were_named_can_be_changed(
    dossier: Nomination, clerk: Account
) -> None:
    returned(dossier, "thanh-tich", "chung-nhan-sang-kien")
    dossier.refresh_from_db()

    assert editable_fields(dossier) == ("thanh-tich",)
    save_text(dossier.pk, {"thanh-tich": "Đã sửa"}, 0, by=clerk, at=NOON)
    with pytest.raises(RuleNotMet):
        save_text(dossier.pk, {"tom-tat": "Thêm"}, 1, by=clerk, at=NOON)


def test_a_point_about_the_whole_dossier_opens_every_part(dossier: Nomination) -> None:
    returned(dossier, "ho-so")
    dossier.refresh_from_db()

    assert editable_fields(dossier) == ("nhiem-vu", "thanh-tich", "chap-hanh", "tom-tat")


def test_the_points_of_an_earlier_return_open_nothing_in_a_later_one(dossier: Nomination) -> None:
    returned(dossier, "thanh-tich")
    returned(dossier, "tom-tat")
    dossier.refresh_from_db()

    assert editable_fields(dossier) == ("tom-tat",)


def test_a_point_is_settled_with_words_and_every_answer_is_kept(dossier: Nomination, clerk: Account) -> None:
    (remark,) = returned(dossier, "thanh-tich")

    settle_remark(remark.pk, "  Đã ghi số vụ ", by=clerk, at=NOON)
    row = settle_remark(remark.pk, "Đã ghi số vụ và số quyết định", by=clerk, at=LATER)

    assert (row.state, row.settled) == ("settled", "Đã ghi số vụ và số quyết định")
    said = RemarkVersion.objects.filter(row=remark.pk).order_by("version").values_list("settled", flat=True)
    assert list(said) == ["Đã ghi số vụ", "Đã ghi số vụ và số quyết định"]
    assert list(Entry.objects.order_by("seq").values_list("verb", flat=True)) == ["remarks.settle"] * 2


def test_a_point_cannot_be_settled_without_words_or_after_the_dossier_went_on(
    dossier: Nomination, clerk: Account
) -> None:
    (remark,) = returned(dossier, "thanh-tich")

    with pytest.raises(RuleNotMet):
        settle_remark(remark.pk, " ", by=clerk, at=NOON)
    Nomination.objects.filter(pk=dossier.pk).update(state="submitted")
    with pytest.raises(WrongState):
        settle_remark(remark.pk, "Đã sửa", by=clerk, at=NOON)


# --- revisions ----------------------------------------------------------------------------------------------


def test_two_revisions_are_laid_over_each_other_word_by_word() -> None:
    assert compare(
        {"thanh-tich": "Phá 12 vụ án", "tom-tat": "Như cũ"}, {"thanh-tich": "Phá 14 vụ án", "tom-tat": "Như cũ"}
    ) == (Compared("thanh-tich", (("same", "Phá "), ("out", "12"), ("in", "14"), ("same", " vụ án"))),)


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_the_pieces_spell_both_texts(before: str, after: str) -> None:
    pieces = word_pieces(before, after)

    assert "".join(words for act, words in pieces if act != "in") == before
    assert "".join(words for act, words in pieces if act != "out") == after


# --- what lacks ---------------------------------------------------------------------------------------------


def lacking(row: Nomination) -> list[str]:
    return [line.kind for line in missing_papers([row.pk])[row.pk]]


def paper(row: Nomination, kind: str, **fields: Any) -> Paper:
    said: dict[str, Any] = {"file_name": "a.pdf", "media_type": "application/pdf", "size": 1, "kept": "0" * 64}
    return Paper.objects.create(nomination=row, kind=kind, added_on=NOON.date(), **said | fields)


def test_a_new_dossier_of_a_ministry_fighter_lacks_its_report_and_the_certificate(
    dossier: Nomination, clerk: Account
) -> None:
    assert lacking(dossier) == ["bao-cao-thanh-tich", "chung-nhan-sang-kien"]
    save_text(dossier.pk, {"thanh-tich": "Phá 12 vụ án"}, 0, by=clerk, at=NOON)
    kept = paper(dossier, "chung-nhan-sang-kien")
    assert lacking(dossier) == []
    Paper.objects.filter(pk=kept.pk).update(state="taken-out")
    assert lacking(dossier) == ["chung-nhan-sang-kien"]


def test_an_opinion_is_there_once_the_body_that_was_asked_has_answered(office: Office, district: Unit) -> None:
    row = make_nomination(
        make_round(office),
        make_person("Võ Thị Mẫu", district),
        proposer=district,
        award="huan-chuong-bao-ve-to-quoc",
        class_no=3,
        achievement="Năm năm hoàn thành tốt",
    )
    assert lacking(row) == ["y-kien-co-quan"]
    asked = Consultation.objects.create(
        nomination=row, body="UBND tỉnh", matter="Ý kiến", asked_on=NOON.date(), due_on=NOON.date()
    )
    assert lacking(row) == ["y-kien-co-quan"]
    Consultation.objects.filter(pk=asked.pk).update(answer="agrees", answered_on=NOON.date())
    assert lacking(row) == []


@pytest.mark.parametrize("number", [1, 3])
def test_any_number_of_dossiers_costs_the_same_four_questions(
    office: Office, district: Unit, number: int, django_assert_num_queries: Any
) -> None:
    yearly = make_round(office)
    rows = [make_nomination(yearly, make_person(f"Người {n}", district), proposer=district) for n in range(number)]

    with django_assert_num_queries(4):
        assert set(missing_papers(row.pk for row in rows)) == {row.pk for row in rows}
