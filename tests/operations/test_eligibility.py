"""An award asked of the register: verdicts by column and by reasons alike, what is lacking, the rows behind, money, ladder and due list."""

from dataclasses import replace
from datetime import date

import pytest

from tdkt.law.asking import questions
from tdkt.law.forecasting import forecast_rows
from tdkt.law.loading import load_law
from tdkt.operations.due import due_list, eligible_now
from tdkt.operations.eligibility import Opened, answers, outcome, question
from tdkt.operations.errors import NotFound
from tdkt.operations.facts import register_history
from tdkt.operations.ladder import ladder
from tdkt.operations.ledger import writing
from tdkt.operations.replay import WORKERS_TITLES
from tdkt.operations.selection import lower_now, quota_of, select, tell
from tests.web.contenders import ON, TITLE, Contenders, enter_contenders
from tests.web.register import NOON


@pytest.fixture
def contenders(office) -> Contenders:
    return enter_contenders(office)


def asked(contenders: Contenders, award: str = TITLE, class_: int | None = None, on: date = ON):
    return answers(contenders.keys, question(award, class_, on), on)


def test_each_contender_has_a_verdict_and_what_is_lacking_by_name(contenders):
    told = asked(contenders)

    assert [one.verdict for one in told] == ["eligible", "not-eligible", "facts-missing", "coming"]
    assert [one.pathway for one in told] == ["91-2017-nd-cp/art-9/cl-3", "", "", ""]
    assert [[lack.why for lack in one.lacks] for one in told] == [
        [],
        ["not-met"],
        ["no-record", "no-record"],
        ["discipline", "not-met", "not-met"],
    ]
    assert "01 sáng kiến" in told[1].lacks[0].words
    assert (told[1].lacks[0].cite, told[1].lacks[0].got, told[1].lacks[0].needed) == ("91-2017-nd-cp/art-9/cl-3", 0, 1)


def test_the_words_are_english_for_an_english_screen(contenders):
    [binh] = answers([contenders.binh.pk], question(TITLE, None, ON), ON, language="en")

    assert "initiative" in binh.lacks[0].words


@pytest.mark.parametrize(
    ("on", "memory"),
    [(ON, False), (ON, True), (date(2016, 3, 1), False), (date(2025, 6, 1), True), (date(2026, 11, 1), False)],
)
def test_screening_by_columns_and_by_reasons_says_the_same_of_every_award(contenders, on, memory):
    for award, class_ in load_law().pairs:
        selection = select(contenders.keys, award, class_, on, use_memory=memory)
        told = answers(contenders.keys, question(award, class_, on), on, use_memory=memory)

        words = {one.subject: one.verdict for one in told}
        plain = [replace(one, lacks=tuple(replace(lack, got=None, needed=None) for lack in one.lacks)) for one in told]
        assert tell(selection, contenders.keys) == plain, (award, class_)
        assert {key: word for word, keys in selection.by_verdict.items() for key in keys} == words, (award, class_)


def test_a_selection_keeps_the_order_given_within_each_verdict(contenders):
    selection = select(contenders.keys[::-1], TITLE, None, ON)

    assert selection.totals == {"eligible": 1, "council": 0, "facts-missing": 1, "coming": 1, "not-eligible": 1}
    assert selection.all == (contenders.an.pk, contenders.chi.pk, contenders.dung.pk, contenders.binh.pk)
    assert selection.year == 2019


def test_only_who_is_named_is_selected(contenders):
    assert select([contenders.binh.pk], TITLE, None, ON).all == (contenders.binh.pk,)


def test_the_quota_is_a_share_of_those_who_hold_the_title_below(contenders):
    quota = quota_of(select(contenders.keys, TITLE, None, ON), proposed=1)

    assert quota is not None
    assert (quota.percent, quota.whole, quota.limit, quota.used, quota.cite) == (
        15,
        4,
        0,
        1,
        "91-2017-nd-cp/art-9/cl-3",
    )
    assert quota_of(select(contenders.keys, "giay-khen", None, ON)) is None
    assert quota_of(select(contenders.keys, TITLE, None, date(2025, 6, 1))) is None  # the 2022 law has none


def test_what_can_be_had_below_is_the_highest_of_its_own_order(contenders):
    selection = select(contenders.keys, "huy-chuong-chien-si-ve-vang", 2, ON)

    assert lower_now(selection, contenders.keys) == {
        contenders.an.pk: ("huy-chuong-chien-si-ve-vang", 3),
        contenders.binh.pk: ("huy-chuong-chien-si-ve-vang", 3),
    }


def test_a_case_opens_to_the_rows_of_the_register(contenders):
    told = outcome(contenders.an.pk, TITLE, None, ON)

    title = contenders.titles["An"].pk
    assert told.answer.verdict == "eligible"
    assert told.tree["verdict"] == "eligible"
    assert Opened("conferral", title) in told.rows.values()
    assert Opened("rating", contenders.an.pk) in told.rows.values()


def test_money_stands_with_the_award_or_what_is_not_known_of_it(contenders):
    with_money = outcome(contenders.an.pk, TITLE, None, ON)
    without = outcome(contenders.an.pk, TITLE, None, date(2012, 5, 1))

    assert (with_money.bonus.dong, with_money.bonus_unknown) == (1_490_000, "")
    assert (without.bonus, bool(without.bonus_unknown)) == (None, True)


def test_an_award_that_is_none_is_refused(contenders):
    with pytest.raises(NotFound, match="khong-co-danh-hieu"):
        outcome(contenders.an.pk, "khong-co-danh-hieu", None, ON)


def test_the_ladder_says_what_is_held_and_what_comes_next(contenders):
    branches = {branch.name: branch for branch in ladder(contenders.binh.pk, ON)}

    title, medal = branches["title"], branches["medal"]
    assert title.top is not None
    assert title.next is not None
    assert (title.top.award, title.top.times, title.top.last, title.top.used) == (
        "chien-si-tien-tien",
        1,
        "2019",
        (2019,),
    )
    assert title.top.conferral == contenders.titles["Bình"].pk
    assert (title.next.answer.award, title.next.answer.verdict) == (TITLE, "not-eligible")
    assert medal.top is None
    assert medal.next is not None
    assert (medal.next.answer.award, medal.next.answer.class_, medal.next.answer.verdict) == (
        "huy-chuong-chien-si-ve-vang",
        3,
        "eligible",
    )


@pytest.mark.parametrize("on", [ON, date(2025, 12, 31)])
def test_the_due_list_is_what_the_forecast_says_of_each(contenders, on):
    years = 6
    law, keys = load_law(), [*contenders.keys, contenders.district.subject_id]
    known = register_history(subjects=keys)
    rows = forecast_rows(law, known.facts, on, years, questions(law, on), numbers=[known.numbers[key] for key in keys])
    coming = sorted(
        (row["due"], int(row["subject_id"]), row["award"], row["class"])
        for row in rows
        if row["verdict"] != "eligible" and row["award"] not in WORKERS_TITLES
    )

    found = due_list(keys, on, years)

    def written(day: date) -> str:
        return str(day.year) if (day.month, day.day) == (12, 31) else day.isoformat()

    assert sorted((written(due.day), due.subject, due.award, due.class_) for due in found) == coming
    assert coming
    assert list(found) == sorted(found, key=lambda due: due.day)


def test_what_can_be_had_now_is_listed_by_award(contenders):
    now = {(one.award, one.class_, one.kind): (one.eligible, one.council) for one in eligible_now(contenders.keys, ON)}

    an, binh = contenders.an.pk, contenders.binh.pk
    assert now[TITLE, None, "individual"] == ((an,), ())
    assert now["huy-chuong-chien-si-ve-vang", 3, "individual"] == ((an, binh), ())
    assert now["giay-khen", None, "individual"] == ((), (an, binh))


def test_a_new_entry_of_the_register_is_seen_at_once(contenders):
    assert select([contenders.dung.pk], TITLE, None, ON).totals["eligible"] == 0
    discipline = contenders.dung.disciplines.get()
    with writing(by=None, at=NOON, verb="imports.apply", detail={"file": "ky-luat.xlsx"}) as pen:
        pen.change(discipline, from_day="2012-01-01", to_day="2012-12-01")

    assert select([contenders.dung.pk], TITLE, None, ON).totals["eligible"] == 1
